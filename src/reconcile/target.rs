//! Targets against outcomes: one row a vintage of each issuer's target.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::supersede::{TargetVintage, target_vintages};
use super::voices::{Voice, Voices, issuer};
use crate::config::{Config, Direction};
use crate::model::interval::{compare_high, compare_low};
use crate::model::{
    Basis, Bound, Claim, Figure, FigureId, Hedge, Interval, Key, Number, OutcomeStatus, PartialDate, Role, Target,
};

/// The rows of a set. `latest` is the latest publication of the whole input: what
/// ends after it is pending, whatever the clock says.
pub(super) fn of_set(voices: &Voices, figures: &[&Figure], latest: Option<Date>, config: &Config) -> Vec<Target> {
    let outcomes: BTreeMap<&FigureId, &Figure> = figures.iter().map(|figure| (&figure.id, *figure)).collect();
    let mut rows = Vec::new();
    for (key, group) in voices.iter().filter(|(key, _)| key.basis == Basis::Planned) {
        let observed = Key { basis: Basis::Observed, ..key.clone() };
        let ended = latest.is_some_and(|latest| key.period.last() <= latest);
        let outcome = observed.figure_id().ok().and_then(|id| outcomes.get(&id).copied()).filter(|_| ended);
        let direction = config.indicator(&key.indicator).map_or(Direction::Neutral, |indicator| indicator.direction);
        for members in by_issuer(group).values() {
            let vintages = target_vintages(group, members);
            for vintage in &vintages {
                let Some(claim) = vintage.members.first().and_then(|at| group[*at].claim()) else { continue };
                let span = (vintage.first, replaced_on(vintage, &vintages));
                rows.push(row(key, claim, span, outcome, direction));
            }
        }
    }
    rows
}

/// Targets that were set: standing or superseded, but no slips, and none that a
/// person took out.
fn by_issuer(group: &[Voice]) -> BTreeMap<String, Vec<usize>> {
    let mut issuers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, voice) in group.iter().enumerate() {
        let set = voice.out.as_ref().is_none_or(|out| out.role == Role::Superseded);
        if let Some(claim) = voice.claim().filter(|_| set && voice.is_target()) {
            issuers.entry(issuer(claim)).or_default().push(at);
        }
    }
    issuers
}

/// The publication that replaced a vintage: the first that is certainly later.
fn replaced_on(vintage: &TargetVintage, vintages: &[TargetVintage]) -> Option<PartialDate> {
    let first = vintage.first?;
    vintages.iter().filter_map(|other| other.first).find(|other| first.is_before(*other))
}

fn row(
    key: &Key,
    claim: &Claim,
    (from, to): (Option<PartialDate>, Option<PartialDate>),
    outcome: Option<&Figure>,
    direction: Direction,
) -> Target {
    let gap = |figure: &Figure| (&figure.value - &claim.value).checked_div(&claim.value.abs());
    Target {
        // Shown as printed; the outcome's figure has the key that groups.
        key: Key { period: claim.printed.period.unwrap_or(key.period), ..key.clone() },
        issuer: claim.issuer.clone(),
        from,
        to,
        target: claim.value.clone(),
        outcome: outcome.map(|figure| figure.value.clone()),
        gap_percent: outcome.and_then(gap).map(|share| &share * &Number::from(100)),
        status: outcome.map_or(OutcomeStatus::Pending, |figure| status(claim, &figure.interval, direction)),
        claim: claim.id.clone(),
        outcome_figure: outcome.map(|figure| figure.id.clone()),
    }
}

/// Met where the whole outcome is at or beyond the target on the good side, or
/// inside the range aimed at; within precision where the two cannot be told apart.
fn status(target: &Claim, outcome: &Interval, direction: Direction) -> OutcomeStatus {
    let aim = aim(target);
    let above = at_or_above(outcome, &aim);
    let below = at_or_above(&aim, outcome);
    let inside = target.value_to.as_ref().is_some_and(|to| {
        let range = Interval::closed(target.value.clone(), to.clone());
        compare_low(&outcome.low, &range.low).is_ge() && compare_high(&outcome.high, &range.high).is_le()
    });
    let met = match direction {
        Direction::Up => above,
        Direction::Down => below,
        Direction::Neutral => above && below,
    };
    if met || inside {
        OutcomeStatus::Met
    } else if aim.overlaps(outcome) {
        OutcomeStatus::WithinPrecision
    } else {
        OutcomeStatus::Missed
    }
}

/// What a target asks for: "at least eight" asks for eight.
fn aim(target: &Claim) -> Interval {
    match target.printed.quantity.hedge {
        Hedge::AtLeast | Hedge::AtMost if target.value_to.is_none() => Interval::point(target.value.clone()),
        _ => target.interval.clone(),
    }
}

/// Whether every number of `a` is at or above every number of `b`.
fn at_or_above(a: &Interval, b: &Interval) -> bool {
    match (&a.low, &b.high) {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
        (low, high) => low.number() >= high.number(),
    }
}
