//! A change and the two levels that it leads from and to.

use std::collections::{BTreeMap, BTreeSet};

use super::{POWERS, THOUSANDS_SLIP_SUSPECTED, about, fair, is_level, shown};
use crate::extract::measure::Rule;
use crate::finding::Finding;
use crate::model::{Area, Basis, IndicatorId, Interval, Measure, Number, Period, PrintedClaim, Unit};

/// A change does not follow from the two levels that it is said of.
pub const CHANGE_DOES_NOT_FIT: &str = "change_does_not_fit";

/// The most pairs of levels that a change is held against: where a report gives one
/// level in more ways, its indicator does not tell what is meant.
const MOST_PAIRS: usize = 64;

/// `rose 12% to $5 billion from $4 billion`, `$5 billion, up 12% from $4 billion`:
/// three numbers that the grammar ties, one behind the other.
pub(super) fn of_sentence(sentence: &[PrintedClaim]) -> Vec<Finding> {
    let threes = sentence.windows(3).filter_map(|three| {
        let [a, b, c] = three else { return None };
        let led = |to: &PrintedClaim, from: &PrintedClaim| by(to, Rule::MovedTo) && by(from, Rule::MovedFrom);
        let (change, new, old) = match three {
            _ if led(b, c) && said_before(a) => (a, b, c),
            _ if led(c, b) && said_before(a) => (a, c, b),
            _ if by(c, Rule::MovedFrom) && by(b, Rule::UpOrDown) => (b, a, c),
            _ => return None,
        };
        let tied = fits(change, new, old) && one_indicator(three);
        if tied { judge(change, &[new], &[old]) } else { None }
    });
    threes.collect()
}

/// The change that a verb takes right behind it.
fn said_before(change: &PrintedClaim) -> bool {
    [Rule::Moved, Rule::MovedBy, Rule::PercentagePoints].into_iter().any(|rule| by(change, rule))
}

/// Whether that rule made the claim.
fn by(claim: &PrintedClaim, rule: Rule) -> bool {
    claim.rule == rule.as_str()
}

fn one_indicator(claims: &[PrintedClaim]) -> bool {
    let mut known = claims.iter().filter_map(|claim| claim.indicator.as_ref());
    let first = known.next();
    known.all(|id| Some(id) == first)
}

/// What a level is of, and when.
type Place<'a> = (&'a IndicatorId, &'a Area, &'a Unit, Basis, Period);

/// The growth of an indicator against the report's own levels of it, wherever they
/// stand. Where a level is given twice, each must speak against the growth.
pub(super) fn of_report(claims: &[PrintedClaim]) -> Vec<Finding> {
    let growths = || claims.iter().filter(|claim| claim.measure == Measure::Growth && claim.indicator.is_some());
    if growths().next().is_none() {
        return Vec::new();
    }
    let mut levels: BTreeMap<Place<'_>, Vec<&PrintedClaim>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| is_level(claim) && claim.measure == Measure::Level) {
        if let (Some(id), Some(period)) = (&claim.indicator, claim.period)
            && matches!(claim.quantity.unit, Unit::Money(_) | Unit::Count(_))
        {
            levels.entry((id, &claim.area, &claim.quantity.unit, claim.basis, period)).or_default().push(claim);
        }
    }
    let mut units: BTreeMap<(&IndicatorId, &Area), BTreeSet<&Unit>> = BTreeMap::new();
    for (id, area, unit, ..) in levels.keys() {
        units.entry((*id, *area)).or_default().insert(*unit);
    }
    let mut findings = Vec::new();
    for growth in growths() {
        let (Some(id), Some(period), Some(base)) = (&growth.indicator, growth.period, growth.base_period) else {
            continue;
        };
        let of = |unit, basis, period| levels.get(&(id, &growth.area, unit, basis, period)).map(Vec::as_slice);
        for unit in units.get(&(id, &growth.area)).into_iter().flatten().copied() {
            let old = of(unit, Basis::Observed, base).or_else(|| of(unit, growth.basis, base));
            if let (Some(new), Some(old)) = (of(unit, growth.basis, period), old) {
                findings.extend(judge(growth, new, old));
            }
        }
    }
    findings
}

/// Whether periods and units are those of a change from `old` to `new`.
fn fits(change: &PrintedClaim, new: &PrintedClaim, old: &PrintedClaim) -> bool {
    let unit = &new.quantity.unit;
    let counted = |unit: &Unit| matches!(unit, Unit::Count(_));
    let same = old.quantity.unit == *unit || counted(&old.quantity.unit) && counted(unit);
    let of = match change.measure {
        // "Rose 2% to 12% from 10%" often means points.
        Measure::Growth => !matches!(unit, Unit::Percent | Unit::Rank | Unit::Times),
        Measure::Delta => {
            change.quantity.unit == *unit
                || change.quantity.unit == Unit::PercentagePoint && *unit == Unit::Percent
                || counted(&change.quantity.unit) && counted(unit)
        }
        _ => false,
    };
    of && same
        && is_level(new)
        && is_level(old)
        && new.period.is_some()
        && new.period == change.period
        && old.period == change.base_period
}

/// A finding where every pair of levels excludes the change: a slip by thousands,
/// if one would mend it.
fn judge(change: &PrintedClaim, new: &[&PrintedClaim], old: &[&PrintedClaim]) -> Option<Finding> {
    if new.len() * old.len() > MOST_PAIRS {
        return None;
    }
    let said = fair(&change.quantity);
    let implied = |new: &PrintedClaim, old: &PrintedClaim, factor: &Number| {
        implied(change.measure, &fair(&new.quantity).scale(factor), &fair(&old.quantity))
    };
    let pairs = || new.iter().flat_map(|new| old.iter().map(move |old| (*new, *old)));
    let mut first = None;
    for (new, old) in pairs() {
        let interval = implied(new, old, &Number::one())?;
        if interval.overlaps(&said) {
            return None;
        }
        first = first.or(Some((new, old, interval)));
    }
    let (new, old, interval) = first?;
    let slips = |power: &&i32| implied(new, old, &Number::pow10(3 * **power)).is_some_and(|i| i.overlaps(&said));
    if change.measure == Measure::Growth
        && let Some(power) = POWERS.iter().find(slips)
    {
        let message = format!(
            "{:?} and {:?} are {:?} apart if {} is meant 1,000 times {}",
            new.value_text,
            old.value_text,
            change.value_text,
            if *power > 0 { "the first" } else { "the second" },
            if power.abs() == 1 { "as great".to_owned() } else { format!("as great, {} times over", power.abs()) },
        );
        return Some(about(new, THOUSANDS_SLIP_SUSPECTED, message));
    }
    let unit = match change.quantity.unit {
        Unit::PercentagePoint => " percentage points",
        Unit::Percent => " percent",
        _ => "",
    };
    let message = format!(
        "{:?} does not fit {:?} after {:?}, which make {}{unit}",
        change.value_text,
        new.value_text,
        old.value_text,
        shown(&interval)
    );
    Some(about(change, CHANGE_DOES_NOT_FIT, message))
}

/// The change that two levels make.
fn implied(measure: Measure, new: &Interval, old: &Interval) -> Option<Interval> {
    if measure == Measure::Delta {
        return Some(new.sub(old));
    }
    let ratio = new.checked_div(old)?;
    Some(ratio.sub(&Interval::point(Number::one())).scale(&Number::from(100)))
}
