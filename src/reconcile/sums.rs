//! Parts of a period: what flowed in the first half of a year and in its third quarter
//! flowed in its first nine months.
//!
//! A level that a claim names follows from levels whose periods tile its own, or as what a
//! longer period has beyond the parts that are known. Observed flows only: targets for parts
//! need not add up to anybody's target.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::approx::Approx;
use super::identity::named;
use super::inputs::{Proposal, approx, is_printed, standing};
use super::voices::{Voice, Voices};
use crate::config::{Config, Kind};
use crate::model::reason::Reason;
use crate::model::{Basis, Key, Measure, Period, Relation, ReportId};

/// The most parts of a period: the months of two years.
const MOST_PARTS: usize = 24;

/// Printed levels of one series, by the first day of their period, longest first.
type Parts<'v, 'c> = BTreeMap<Date, Vec<(Period, &'v Voice<'c>)>>;

/// What the parts of periods derive of the keys that claims name.
pub(super) fn propose<'v, 'c>(voices: &'v Voices<'c>, config: &Config) -> Vec<Proposal<'v, 'c>> {
    let is_flow = |key: &Key| {
        let kind = config.indicator(&key.indicator).map(|indicator| indicator.kind);
        kind == Some(Kind::Flow) && key.measure == Measure::Level && key.basis == Basis::Observed
    };
    let mut series: BTreeMap<Key, Vec<&Key>> = BTreeMap::new();
    for key in voices.keys().filter(|key| is_flow(key) && is_printed(key, voices)) {
        series.entry(anchor(key)).or_default().push(key);
    }
    let mut proposals = Vec::new();
    for key in named(voices, config).iter().filter(|key| is_flow(key)) {
        // Two periods at least make a third.
        let Some(keys) = series.get(&anchor(key)).filter(|keys| keys.len() > 1) else { continue };
        // In the order of their first days.
        let from = keys.partition_point(|other| other.period.first() < key.period.first());
        let to = keys.partition_point(|other| other.period.first() <= key.period.last());
        let within: Vec<&Key> =
            keys[from..to].iter().copied().filter(|other| is_part(other.period, key.period)).collect();
        proposals.extend(each(&within, key, voices, &[]));
        if is_printed(key, voices) {
            continue;
        }
        for whole in keys.iter().copied().filter(|whole| is_part(key.period, whole.period)) {
            let Some(rest) = rest(whole.period, key.period) else { continue };
            let beside: Vec<&Key> =
                keys.iter().copied().filter(|k| k.period == rest || is_part(k.period, rest)).collect();
            let rest = Key { period: rest, ..key.clone() };
            proposals.extend(less(whole, each(&beside, &rest, voices, &[whole]), key, voices));
        }
    }
    proposals
}

/// The key of a series: of no period in particular.
fn anchor(key: &Key) -> Key {
    Key { period: Period::ALL_TIME, ..key.clone() }
}

fn is_part(part: Period, whole: Period) -> bool {
    part != whole && whole.contains(part)
}

/// What of `whole` is not `part`, where that is one stretch.
fn rest(whole: Period, part: Period) -> Option<Period> {
    match (whole.first() == part.first(), whole.last() == part.last()) {
        (true, false) => Period::new(part.last().tomorrow().ok()?, whole.last()),
        (false, true) => Period::new(whole.first(), part.first().yesterday().ok()?),
        _ => None,
    }
}

/// The sums of parts that tile the period of `key`: one for each report that prints all of
/// them, and `beside`; where none does, that of the fewest parts whoever prints them.
fn each<'v, 'c>(parts: &[&'v Key], key: &Key, voices: &'v Voices<'c>, beside: &[&Key]) -> Vec<Proposal<'v, 'c>> {
    let of = |voice: &Voice, report: &ReportId| voice.claim().is_some_and(|claim| claim.printed.report == *report);
    let heard: Vec<&Voice> = parts.iter().flat_map(|part| standing(part, voices)).collect();
    let reports: BTreeSet<&ReportId> = heard.iter().filter_map(|voice| Some(&voice.claim()?.printed.report)).collect();
    let prints =
        |report: &ReportId| beside.iter().all(|key| standing(key, voices).iter().any(|voice| of(voice, report)));
    let sum = |from: Option<&ReportId>| {
        let mut pool: Parts<'_, '_> = BTreeMap::new();
        for part in parts {
            let first = standing(part, voices).into_iter().find(|voice| from.is_none_or(|report| of(voice, report)));
            if let Some(voice) = first {
                pool.entry(part.period.first()).or_default().push((part.period, voice));
            }
        }
        for list in pool.values_mut() {
            list.sort_by_key(|(period, _)| std::cmp::Reverse(period.last()));
        }
        let tiles = tile(&pool, key.period)?;
        let value = tiles.iter().map(|voice| approx(voice)).reduce(|a, b| Some(a?.add(&b?)))??;
        Some(proposal(key, value, tiles, from))
    };
    let own: Vec<Proposal<'_, '_>> =
        reports.into_iter().filter(|report| prints(report)).filter_map(|r| sum(Some(r))).collect();
    if own.is_empty() { sum(None).into_iter().collect() } else { own }
}

fn proposal<'v, 'c>(
    key: &Key,
    value: Approx,
    inputs: Vec<&'v Voice<'c>>,
    report: Option<&ReportId>,
) -> Proposal<'v, 'c> {
    let way = format!("parts for {}", report.map(ToString::to_string).unwrap_or_default());
    let (relation, reason) = (Relation::Sum, Reason::FromParts);
    Proposal { key: key.clone(), period: key.period, value, relation, reason, inputs, way }
}

/// The fewest parts that follow each other from the first day of `period` to its last.
fn tile<'v, 'c>(pool: &Parts<'v, 'c>, period: Period) -> Option<Vec<&'v Voice<'c>>> {
    // By how far they reach: the way there with the fewest parts, the first found among equals.
    let mut reached: BTreeMap<Date, Vec<&'v Voice<'c>>> = BTreeMap::from([(period.first(), Vec::new())]);
    for _ in 0..MOST_PARTS {
        let mut further = reached.clone();
        for (from, way) in &reached {
            for (part, voice) in pool.get(from).into_iter().flatten() {
                let longer = || way.iter().copied().chain([*voice]).collect();
                let Ok(next) = part.last().tomorrow() else { continue };
                further.entry(next).or_insert_with(longer);
                if part.last() == period.last() {
                    return Some(longer());
                }
            }
        }
        if further.len() == reached.len() {
            return None;
        }
        reached = further;
    }
    None
}

/// A longer period less what is known of it.
fn less<'v, 'c>(whole: &Key, known: Vec<Proposal<'v, 'c>>, key: &Key, voices: &'v Voices<'c>) -> Vec<Proposal<'v, 'c>> {
    let made = known.into_iter().filter_map(|rest| {
        let report = rest.inputs.first().and_then(|voice| voice.claim()).map(|claim| &claim.printed.report);
        let all = standing(whole, voices);
        let same = all.iter().find(|voice| voice.claim().map(|claim| &claim.printed.report) == report);
        let whole = *same.or(all.first())?;
        let value = approx(whole)?.sub(&rest.value);
        let inputs: Vec<&Voice> = std::iter::once(whole).chain(rest.inputs).collect();
        let way = format!("{} of {}", rest.way, whole.key.period);
        value.interval.is_positive().then(|| Proposal {
            key: key.clone(),
            period: key.period,
            value,
            inputs,
            way,
            ..rest
        })
    });
    made.collect()
}
