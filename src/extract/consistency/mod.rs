//! Misprints: what a report says twice and not alike. They are seen, not
//! corrected; each finding says what would be consistent.
//!
//! | file | what is held against what |
//! | --- | --- |
//! | `changes` | a change, and the two levels that it leads from and to |
//! | `parts` | a share, and part and whole |
//! | `title` | the headline, and the text |
//! | here | two statements of the same thing that differ by thousands |
//!
//! Everything is exact arithmetic on what the printed digits and hedges leave
//! open, and a finding only where the intervals exclude each other. What is
//! compared must be tied by the grammar of one sentence, by one indicator or by
//! one subject: findings should be rare, and true.

mod changes;
mod parts;
#[cfg(test)]
mod tests;
mod title;

use std::collections::BTreeMap;

use super::{Lexicon, subjects};
use crate::finding::{Finding, Severity};
use crate::model::{
    Area, Basis, Bound, Hedge, IndicatorId, Interval, Measure, Number, Period, PrintedClaim, Quantity, Report,
    Rounding, Unit,
};

pub use changes::CHANGE_DOES_NOT_FIT;
pub use parts::SHARE_DOES_NOT_FIT;
pub use title::TITLE_DIFFERS;

/// Two numbers of a report that should agree differ by a power of 1,000: million for billion.
pub const THOUSANDS_SLIP_SUSPECTED: &str = "thousands_slip_suspected";

/// The powers of 1,000 that a slip may be of.
const POWERS: [i32; 8] = [-4, -3, -2, -1, 1, 2, 3, 4];

/// The findings of a report's claims, which stand in the order of its text.
pub(super) fn check(report: &Report, claims: &[PrintedClaim], lexicon: &Lexicon) -> Vec<Finding> {
    let mut findings = Vec::new();
    for sentence in claims.chunk_by(|a, b| a.sentence == b.sentence && a.locator == b.locator) {
        findings.extend(changes::of_sentence(sentence));
        findings.extend(parts::of_sentence(&report.text, sentence, lexicon));
    }
    findings.extend(changes::of_report(claims));
    let things = things(claims, lexicon);
    findings.extend(thousands(claims, &things));
    findings.extend(title::check(claims, &things));
    // What one sentence shows is not told again of the report, nor of a number twice.
    findings.sort_by(|a, b| (a.span, a.code).cmp(&(b.span, b.code)));
    findings.dedup_by(|a, b| (a.span, a.code) == (b.span, b.code));
    findings
}

/// What a claim is about: its indicator, else its subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    Indicator(IndicatorId),
    Subject(Vec<String>),
}

/// What two claims must share to be about the same number.
type Same<'a> = (&'a Thing, &'a Area, Measure, Period, Option<Period>, Basis, &'a Unit);

/// What each claim is about, where it names something and something is held against it.
fn things(claims: &[PrintedClaim], lexicon: &Lexicon) -> Vec<Option<Thing>> {
    let titled = claims.iter().any(title::is_in_title);
    let thing = |claim: &PrintedClaim| match &claim.indicator {
        _ if !(may_slip(claim) || titled && title::is_compared(claim)) => None,
        Some(id) => Some(Thing::Indicator(id.clone())),
        None => subjects::words(&claim.subject, lexicon).map(Thing::Subject),
    };
    claims.iter().map(thing).collect()
}

fn same<'a>(claim: &'a PrintedClaim, thing: Option<&'a Thing>) -> Option<Same<'a>> {
    let quantity = &claim.quantity;
    Some((thing?, &claim.area, claim.measure, claim.period?, claim.base_period, claim.basis, &quantity.unit))
}

/// Two statements of one subject that differ by a power of 1,000. Of indicators,
/// reconcile says so.
fn thousands(claims: &[PrintedClaim], things: &[Option<Thing>]) -> Vec<Finding> {
    let mut groups: BTreeMap<Same<'_>, Vec<&PrintedClaim>> = BTreeMap::new();
    for (claim, thing) in claims.iter().zip(things) {
        if matches!(thing, Some(Thing::Subject(_)))
            && may_slip(claim)
            && let Some(same) = same(claim, thing.as_ref())
        {
            groups.entry(same).or_default().push(claim);
        }
    }
    let mut findings = Vec::new();
    for group in groups.values_mut().filter(|group| group.len() > 1) {
        group.sort_by(|a, b| a.quantity.value.cmp(&b.quantity.value).then_with(|| a.span.cmp(&b.span)));
        for small in group.iter() {
            let lifted = |power: i32| small.quantity.interval().scale(&Number::pow10(3 * power));
            let great = (1..=4).map(lifted).find_map(|wanted| {
                let from = group.partition_point(|claim| !reaches(&claim.quantity.interval(), &wanted));
                group.get(from).filter(|claim| claim.quantity.interval().overlaps(&wanted))
            });
            let Some(great) = great else { continue };
            let (first, last) = if small.span < great.span { (small, great) } else { (great, small) };
            let message = format!(
                "{:?} is off by thousands from {:?} ({}), said of the same thing and period",
                last.value_text, first.value_text, first.locator
            );
            findings.push(about(last, THOUSANDS_SLIP_SUSPECTED, message));
        }
    }
    findings
}

/// Whether a slip by thousands would show in it.
fn may_slip(claim: &PrintedClaim) -> bool {
    claim.measure == Measure::Level
        && matches!(claim.quantity.unit, Unit::Money(_) | Unit::Count(_))
        && claim.period.is_some()
        && !claim.period_inferred
        && is_precise(&claim.quantity)
}

/// Whether an interval ends at or behind the beginning of `wanted`.
fn reaches(interval: &Interval, wanted: &Interval) -> bool {
    match (interval.high.number(), wanted.low.number()) {
        (Some(high), Some(low)) => high >= low,
        _ => true,
    }
}

/// Whether the digits tell a number from others: to one in twenty or better.
fn is_precise(quantity: &Quantity) -> bool {
    let width = &quantity.resolution * &Number::from(20);
    quantity.value_to.is_none()
        && matches!(quantity.hedge, Hedge::None | Hedge::About)
        && quantity.value > Number::from(99)
        && width <= quantity.value.abs()
}

/// What a printed value leaves open to a reader who wants to be fair: "over 12%"
/// is anything above, "about" a twentieth to both sides.
fn fair(quantity: &Quantity) -> Interval {
    let exact = Quantity { hedge: Hedge::None, ..quantity.clone() }.interval();
    let ends = |low, high| Interval { low, high };
    let falls = quantity.value.is_negative();
    match (quantity.hedge, falls) {
        (Hedge::None, _) => exact,
        (Hedge::About, _) => exact.widen(&(&quantity.value.abs() * &Number::pow10(-1)).half()),
        (Hedge::Over | Hedge::AtLeast, false) | (Hedge::Nearly | Hedge::AtMost, true) => {
            ends(exact.low, Bound::Unbounded)
        }
        (Hedge::Over | Hedge::AtLeast, true) | (Hedge::Nearly | Hedge::AtMost, false) => {
            ends(Bound::Unbounded, exact.high)
        }
    }
}

/// A level that arithmetic can lean on: one number, not at one side of it.
fn is_level(claim: &PrintedClaim) -> bool {
    matches!(claim.measure, Measure::Level | Measure::Share)
        && matches!(claim.quantity.hedge, Hedge::None | Hedge::About)
        && claim.quantity.value_to.is_none()
}

fn about(claim: &PrintedClaim, code: &'static str, message: String) -> Finding {
    Finding::new(code, Severity::Warning, message)
        .in_report(&claim.report)
        .at(claim.span)
        .located(claim.locator.clone())
}

/// `8.95 to 9.11`, to two decimals, outwards.
fn shown(interval: &Interval) -> String {
    let digits = |number: &Number, rounding| {
        let hundredths = (number * &Number::pow10(-4)).to_decimal(rounding);
        hundredths.map_or_else(|_| number.to_string(), |d| (&d.to_number() * &Number::pow10(4)).to_string())
    };
    match (interval.low.number(), interval.high.number()) {
        (Some(low), Some(high)) => format!("{} to {}", digits(low, Rounding::Down), digits(high, Rounding::Up)),
        (Some(low), None) => format!("{} or more", digits(low, Rounding::Down)),
        (None, Some(high)) => format!("{} or less", digits(high, Rounding::Up)),
        (None, None) => "anything".to_owned(),
    }
}
