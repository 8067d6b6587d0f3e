//! Step 6, classify: why a voice that lost disagrees with the winner, the first
//! class that fits.

use std::collections::BTreeSet;

use super::key;
use super::slips;
use super::voices::{Voice, Voices};
use crate::config::{Config, Indicator};
use crate::model::interval::{compare_high, compare_low};
use crate::model::reason::Reason;
use crate::model::{Agreement, Bound, Claim, IndicatorId, Interval, Key, Language, Measure, Period, RULE_TABLE, Unit};

/// The winner that losers are held against.
pub(super) struct Winner<'a, 'c> {
    /// The voice whose value is shown.
    pub(super) voice: &'a Voice<'c>,
    /// The issuers that support it.
    pub(super) issuers: BTreeSet<String>,
}

/// Class and reason of a voice that does not hold the winning region.
pub(super) fn class(loser: &Voice, winner: &Winner, voices: &Voices, config: &Config) -> (Agreement, Reason) {
    if loser.interval().overlaps(winner.voice.interval()) {
        return (Agreement::Agree, Reason::AgreesWithChosen);
    }
    let slip = || slips::slip(loser.interval(), winner.voice.interval(), &loser.key, config);
    if let Some(reason) = slips::may_slip(loser).then(slip).flatten() {
        return (Agreement::UnitSlip, reason);
    }
    if is_of_period_beside(loser, winner.voice, voices) {
        return (Agreement::PeriodSlip, Reason::PeriodSlip);
    }
    if is_rounding(loser, winner.voice) {
        return (Agreement::Rounding, Reason::Rounding);
    }
    if has_broader_term(loser, winner.voice, config) {
        return (Agreement::Scope, Reason::BroaderTerm);
    }
    // What its own key shows goes before what another shows.
    if repeats_replaced(loser, winner, voices) {
        return (Agreement::Revision, Reason::RepeatsReplaced);
    }
    if is_of_variant(loser, voices, config) {
        return (Agreement::Scope, Reason::VariantScope);
    }
    (Agreement::Unresolved, Reason::Unexplained)
}

/// Prints the very value of the period before or after: the one that somebody prints
/// for it, or, where nobody does, the one that follows for it and excludes the winner.
/// A period that the text does not settle proves nothing.
fn is_of_period_beside(loser: &Voice, winner: &Voice, voices: &Voices) -> bool {
    let Some(claim) = loser.claim().filter(|_| matches!(loser.key.measure, Measure::Level | Measure::Rank)) else {
        return false;
    };
    let beside = voices.iter().filter(|(key, _)| {
        Key { period: loser.key.period, ..(*key).clone() } == loser.key && are_beside(key.period, loser.key.period)
    });
    let is_it = |other: &Voice| match other.claim() {
        Some(other) => !other.printed.period_inferred && other.value == claim.value && other.value_to == claim.value_to,
        None => other.interval().contains(&claim.value) && !other.interval().overlaps(winner.interval()),
    };
    beside.map(|(_, group)| group).any(|group| {
        let printed = group.iter().any(|voice| voice.is_live() && voice.depth() == 0);
        group.iter().any(|voice| voice.is_live() && (voice.depth() == 0) == printed && is_it(voice))
    })
}

/// A year apart, or one right after the other.
fn are_beside(a: Period, b: Period) -> bool {
    let after = |a: Period, b: Period| b.years_earlier(1) == Some(a) || b.preceding() == Some(a);
    a != b && (after(a, b) || after(b, a))
}

/// Printed against printed: disjoint, but overlapping when each is widened to a
/// full unit of its last place: 5 against 6.0, not against 7, which is two units
/// away. A derived value has no last place.
fn is_rounding(loser: &Voice, winner: &Voice) -> bool {
    match (loser.claim(), winner.claim()) {
        (Some(a), Some(b)) => full_unit(a).overlaps(&full_unit(b)),
        _ => false,
    }
}

/// Less than a full unit of the last place to each side, or as far as it reaches
/// by itself.
fn full_unit(claim: &Claim) -> Interval {
    let to = claim.value_to.as_ref().unwrap_or(&claim.value);
    let (low, high) = if claim.value <= *to { (&claim.value, to) } else { (to, &claim.value) };
    let full = Interval { low: Bound::Open(low - &claim.resolution), high: Bound::Open(high + &claim.resolution) };
    let lower = compare_low(&full.low, &claim.interval.low).is_lt();
    let higher = compare_high(&full.high, &claim.interval.high).is_gt();
    Interval {
        low: if lower { full.low } else { claim.interval.low.clone() },
        high: if higher { full.high } else { claim.interval.high.clone() },
    }
}

/// Printed with a broader term, and greater: its subject lacks a concept that the
/// indicator asks for, which the winner's subject names.
fn has_broader_term(loser: &Voice, winner: &Voice, config: &Config) -> bool {
    let (Some(loser), Some(winner)) = (loser.claim(), winner.claim()) else { return false };
    let Some(indicator) = config.indicator(&loser.indicator) else { return false };
    let quantity = matches!(loser.unit, Unit::Money(_) | Unit::Count(_)) && loser.printed.measure == Measure::Level;
    // The subject of a row is its table's word for it, not a printed phrase.
    let said = |claim: &Claim| !claim.printed.subject.trim().is_empty() && claim.printed.rule != RULE_TABLE;
    quantity
        && loser.value > winner.value
        && said(loser)
        && said(winner)
        && !names_all(&loser.printed.subject, indicator, config)
        && names_all(&winner.printed.subject, indicator, config)
}

fn names_all(subject: &str, indicator: &Indicator, config: &Config) -> bool {
    let subject = subject.to_lowercase();
    let names = |id: &IndicatorId| {
        let concept = config.concepts.iter().find(|concept| concept.id == *id);
        let languages = [Language::En, Language::Vi];
        let mut terms = languages.iter().filter_map(|l| concept?.terms.get(l)).flatten();
        terms.any(|term| subject.contains(term.as_str()))
    };
    let any = indicator.any_of.is_empty() || indicator.any_of.iter().any(names);
    !(indicator.all_of.is_empty() && indicator.any_of.is_empty()) && indicator.all_of.iter().all(names) && any
}

/// Holds the value that somebody prints for the same thing in another scope.
fn is_of_variant(loser: &Voice, voices: &Voices, config: &Config) -> bool {
    let Some(own) = config.indicator(&loser.key.indicator) else { return false };
    config.indicators.iter().filter(|other| own.is_scope_of(other)).any(|other| {
        let Some(period) = key::same_time(loser.key.period, own.kind, other.kind) else { return false };
        let key = Key { indicator: other.id.clone(), period, ..loser.key.clone() };
        let there = voices.get(&key).into_iter().flatten().filter(|voice| voice.is_live() && voice.depth() == 0);
        there
            .filter(|voice| voice.interval().width().is_some())
            .any(|voice| voice.interval().overlaps(loser.interval()))
    })
}

/// Agrees with what an issuer that supports the winner has said and replaced.
fn repeats_replaced(loser: &Voice, winner: &Winner, voices: &Voices) -> bool {
    let replaced = voices.get(&loser.key).into_iter().flatten().filter(|voice| {
        voice.out.as_ref().is_some_and(|out| out.agreement == Some(Agreement::Revision))
            && !voice.issuers().is_disjoint(&winner.issuers)
    });
    replaced.into_iter().any(|voice| voice.interval().overlaps(loser.interval()))
}
