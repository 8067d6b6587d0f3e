//! Keys: which figure a claim speaks on.

use crate::config::{Config, Kind};
use crate::model::{Claim, Key, Period};

/// The figure of a claim; nothing where it has no period, or counts in another
/// unit than its indicator does.
pub(super) fn of_claim(claim: &Claim, config: &Config) -> Option<Key> {
    let indicator = config.indicator(&claim.indicator)?;
    if claim.unit != claim.printed.measure.unit_of(&indicator.unit) {
        return None;
    }
    Some(Key {
        indicator: claim.indicator.clone(),
        area: claim.printed.area.clone(),
        measure: claim.printed.measure,
        period: period(indicator.kind, claim.printed.period?),
        base_period: claim.printed.base_period.map(|base| base_period(indicator.kind, base)),
        basis: claim.printed.basis,
    })
}

/// Stocks are of the last day of their period, everything else of the whole.
pub(super) fn period(kind: Kind, period: Period) -> Period {
    if kind == Kind::Stock { Period::day(period.last()) } else { period }
}

/// A stock's base is grouped by its last day too, and named by the year where
/// it ends one: a base has no other column that would show it as printed.
fn base_period(kind: Kind, base: Period) -> Period {
    if kind != Kind::Stock {
        return base;
    }
    let year = Period::year(base.last().year()).filter(|year| year.last() == base.last());
    year.unwrap_or_else(|| Period::day(base.last()))
}

/// The period of another kind of indicator that speaks of the same time: a flow
/// of 2022 goes with the stock of its last day.
pub(super) fn same_time(period: Period, from: Kind, to: Kind) -> Option<Period> {
    match (from == Kind::Stock, to == Kind::Stock) {
        (true, true) | (false, false) => Some(period),
        (false, true) => Some(Period::day(period.last())),
        (true, false) => Period::year(period.last().year()).filter(|year| year.last() == period.last()),
    }
}
