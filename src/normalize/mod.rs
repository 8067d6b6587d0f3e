//! normalize: claims as printed -> claims in base units, USD and intervals.
//!
//! | step | file |
//! | --- | --- |
//! | what enters at all | here |
//! | who says so | `issuer.rs` |
//! | two currencies that differ by thousands | `currencies.rs` |
//! | local currency -> USD | `money.rs` |
//! | stable ids | `identity.rs` |
//!
//! A claim that cannot enter a figure is kept all the same, with a finding that
//! says why: nothing is lost.

mod currencies;
mod identity;
mod issuer;
mod money;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::{Config, Indicator, Kind};
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::model::number::NumberError;
use crate::model::{
    Bound, Claim, ClaimId, Dismissed, Interval, Measure, Number, Period, PrintedClaim, ReportId, ReportMeta, Rounding,
    Unit,
};

pub use currencies::CURRENCIES_OFF_BY_THOUSANDS;
pub(crate) use identity::Ids;
pub(crate) use issuer::{issuer, named};
pub use money::{CURRENCIES_DISAGREE, FX_PART_YEAR, FX_RATE_MISSING};

/// A claim without a period is in no figure.
pub const CLAIM_WITHOUT_PERIOD: &str = "claim_without_period";
/// A claim whose unit is not one of its indicator is in no figure.
pub const UNIT_DOES_NOT_FIT: &str = "unit_does_not_fit";
/// A number that decimal(38,6) cannot hold.
pub const NUMBER_TOO_LARGE: &str = "number_too_large";

/// Reason of `dismissed`: no indicator of the configuration matches.
pub const NO_INDICATOR: &str = "no_indicator";

/// What normalize hands to reconcile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normalized {
    /// Claims, ordered by report and place.
    pub claims: Vec<Claim>,
    /// Claims that are about none of the indicators, or that no table can hold.
    pub dismissed: Vec<Dismissed>,
    /// Defects, among them why a claim is in no figure.
    pub findings: Vec<Finding>,
}

/// Normalizes `claims`; the order of the input does not matter.
///
/// `reports` are the rows of the catalogue.
///
/// # Errors
/// [`Error::Unexpected`] where a claim is of a report that `reports` lacks.
pub fn run(mut claims: Vec<PrintedClaim>, reports: &[ReportMeta], config: &Config) -> Result<Normalized> {
    claims.sort_by(|a, b| {
        let place = |c: &PrintedClaim| (c.report.clone(), c.span, c.indicator.clone(), c.measure);
        place(a).cmp(&place(b)).then_with(|| a.period.cmp(&b.period)).then_with(|| a.basis.cmp(&b.basis))
    });
    let rates = currencies::Rates::new(config);
    let slips = currencies::check(&claims, &rates);
    let slipped: BTreeSet<_> = slips.iter().map(|finding| (finding.report.clone(), finding.span)).collect();
    let statements = money::Statements::read(&claims);
    let catalogue: BTreeMap<&ReportId, &ReportMeta> = reports.iter().map(|meta| (&meta.id, meta)).collect();
    let mut ids = Ids::default();
    let mut out = Normalized { findings: slips, ..Normalized::default() };
    for (at, mut printed) in claims.into_iter().enumerate() {
        let Some(indicator) = printed.indicator.as_ref().and_then(|id| config.indicator(id)) else {
            out.dismissed.push(dismissal(&printed, NO_INDICATOR));
            continue;
        };
        let meta = *catalogue.get(&printed.report).ok_or_else(|| {
            Error::Unexpected(format!("the report {} of a claim is not in the catalogue", printed.report))
        })?;
        canonical(&mut printed, Some(indicator));
        let money = money::to_usd(at, &printed, indicator.kind, meta, &statements, config);
        let id = ids.next(&printed)?;
        match Numbers::of(&printed, &money) {
            Ok(numbers) => {
                let claim = claim(id, printed, numbers, indicator, meta, &money, config);
                // What is off by thousands need not be told as a rate that is off.
                let told = |f: &Finding| f.code == CURRENCIES_DISAGREE && slipped.contains(&(f.report.clone(), f.span));
                out.findings.extend(money.findings.into_iter().filter(|finding| !told(finding)));
                out.findings.extend(outside_of_figures(&claim, indicator));
                out.claims.push(claim);
            }
            Err(error) => {
                out.findings.push(about(&printed, NUMBER_TOO_LARGE, Severity::Error, error.to_string()));
                out.dismissed.push(dismissal(&printed, NUMBER_TOO_LARGE));
            }
        }
    }
    Ok(out)
}

/// The level of a rank is its rank; growth without a base is on the same period
/// a year earlier.
pub(crate) fn canonical(printed: &mut PrintedClaim, indicator: Option<&Indicator>) {
    let ranks = indicator.is_some_and(|indicator| indicator.kind == Kind::Rank);
    if ranks && printed.measure == Measure::Level {
        printed.measure = Measure::Rank;
    }
    if printed.measure == Measure::Growth && printed.base_period.is_none() {
        printed.base_period = printed.period.and_then(|period: Period| period.years_earlier(1));
    }
}

/// The numbers of a claim, converted and rounded once to six decimals: what the
/// tables hold is what is reconciled.
struct Numbers {
    value: Number,
    value_to: Option<Number>,
    resolution: Number,
    interval: Interval,
}

impl Numbers {
    fn of(printed: &PrintedClaim, money: &money::Exchange) -> std::result::Result<Self, NumberError> {
        let quantity = &printed.quantity;
        let convert = |n: &Number| match &money.rate {
            Some(rate) => n.checked_div(rate).unwrap_or_else(|| n.clone()),
            None => n.clone(),
        };
        Ok(Self {
            value: round(&convert(&quantity.value), Rounding::HalfEven)?,
            value_to: quantity.value_to.as_ref().map(|to| round(&convert(to), Rounding::HalfEven)).transpose()?,
            resolution: round(&convert(&quantity.resolution), Rounding::Up)?,
            interval: round_outward(&quantity.interval(), convert)?,
        })
    }
}

fn claim(
    id: ClaimId,
    printed: PrintedClaim,
    numbers: Numbers,
    indicator: &Indicator,
    meta: &ReportMeta,
    money: &money::Exchange,
    config: &Config,
) -> Claim {
    let Numbers { value, value_to, resolution, interval } = numbers;
    Claim {
        id,
        indicator: indicator.id.clone(),
        value,
        value_to,
        unit: unit(&printed, indicator, money),
        interval,
        resolution,
        fx_rate: money.rate.clone(),
        fx_source: money.source.clone(),
        issuer: issuer(printed.attributed_to.as_deref(), &meta.publisher, config),
        published: meta.published,
        authority: meta.authority.clone(),
        repost_of: meta.repost_of.clone(),
        printed,
    }
}

/// What is counted is the indicator's to say: "units" of firms are firms, and the
/// "spots" that a rank moved are places.
fn unit(printed: &PrintedClaim, indicator: &Indicator, money: &money::Exchange) -> Unit {
    let expected = printed.measure.unit_of(&indicator.unit);
    match (&printed.quantity.unit, &expected) {
        (Unit::Money(_), Unit::Money(_)) if money.rate.is_some() => expected,
        (Unit::Count(_), Unit::Count(_) | Unit::Rank) => expected,
        // "Up two ranks" and "up two places" are one.
        (Unit::Rank, Unit::Count(_)) if printed.measure == Measure::Delta && indicator.kind == Kind::Rank => expected,
        (as_printed, _) => as_printed.clone(),
    }
}

fn round(number: &Number, rounding: Rounding) -> std::result::Result<Number, NumberError> {
    Ok(number.to_decimal(rounding)?.to_number())
}

fn round_outward(
    interval: &Interval,
    convert: impl Fn(&Number) -> Number,
) -> std::result::Result<Interval, NumberError> {
    let end = |bound: &Bound, rounding| {
        Ok(match bound {
            Bound::Unbounded => Bound::Unbounded,
            Bound::Closed(n) => Bound::Closed(round(&convert(n), rounding)?),
            Bound::Open(n) => Bound::Open(round(&convert(n), rounding)?),
        })
    };
    Ok(Interval { low: end(&interval.low, Rounding::Down)?, high: end(&interval.high, Rounding::Up)? })
}

/// Why a claim is in no figure, where it is in none. A missing rate has its own
/// finding.
fn outside_of_figures(claim: &Claim, indicator: &Indicator) -> Option<Finding> {
    let expected = claim.printed.measure.unit_of(&indicator.unit);
    if claim.printed.period.is_none() {
        let message = format!(
            "{:?} says {} of {} without a period that the text settles; the claim is kept and is in no figure",
            claim.printed.value_text, claim.printed.measure, claim.indicator
        );
        return Some(about(&claim.printed, CLAIM_WITHOUT_PERIOD, Severity::Note, message));
    }
    let awaits_rate = matches!((&claim.unit, &expected), (Unit::Money(_), Unit::Money(_)));
    (claim.unit != expected && !awaits_rate).then(|| {
        let message = format!(
            "{:?} counts in {:?}, but {} of {} counts in {:?}; the claim is kept and is in no figure",
            claim.printed.value_text,
            claim.unit.to_string(),
            claim.printed.measure,
            claim.indicator,
            expected.to_string()
        );
        about(&claim.printed, UNIT_DOES_NOT_FIT, Severity::Warning, message)
    })
}

fn about(printed: &PrintedClaim, code: &'static str, severity: Severity, message: String) -> Finding {
    Finding::new(code, severity, message).in_report(&printed.report).at(printed.span).located(printed.locator.clone())
}

fn dismissal(printed: &PrintedClaim, reason: &'static str) -> Dismissed {
    Dismissed {
        report: printed.report.clone(),
        span: printed.span,
        locator: printed.locator.clone(),
        value_text: printed.value_text.clone(),
        reason,
    }
}

#[cfg(test)]
mod tests;
