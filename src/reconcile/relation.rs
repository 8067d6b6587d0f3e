//! Relations: growth, delta, multiple and share tie a level to its base (or a
//! part to its whole), and derive either from the other.
//!
//! A relation pairs with the level of its own sentence, else of its own report,
//! else of another's, and derives the other end from it: 148 bn, up 8.7%, gives
//! the year before, but an older report's year before does not give another
//! 148 bn. Planned relations run forward only.

use super::approx::Approx;
use super::inputs::{Nearness, Proposal, approx, indicator_of, is_printed, nearest};
use super::key;
use super::voices::{Voice, Voices};
use crate::config::{Config, Kind};
use crate::model::reason::Reason;
use crate::model::{Basis, Key, Measure, Number, Period, Relation};

/// The two ends that a relation ties, as keys of levels.
struct Ends {
    /// The level of the period, or the part.
    end: Key,
    /// The period as the relation prints it.
    end_period: Period,
    /// The level of the base period, or the whole.
    base: Key,
    base_period: Period,
}

/// What the live printed relations derive: each end from the other, and the
/// relation itself from both.
pub(super) fn propose<'v, 'c>(voices: &'v Voices<'c>, config: &Config) -> Vec<Proposal<'v, 'c>> {
    let mut proposals = Vec::new();
    let printed = voices.values().flatten().filter(|voice| voice.is_live() && voice.depth() == 0);
    for voice in printed {
        let Some(relation) = relation_of(voice, config) else { continue };
        for ends in ends(voice, relation, voices, config) {
            proposals.extend(levels(voice, relation, &ends, voices, config));
            proposals.extend(itself(voice, relation, &ends, voices, config));
        }
    }
    proposals
}

fn relation_of(voice: &Voice, config: &Config) -> Option<Relation> {
    let indicator = indicator_of(&voice.key, config)?;
    match (voice.key.measure, indicator.kind) {
        // A rank is no quantity that grows or is doubled.
        (Measure::Growth, kind) if kind != Kind::Rank => Some(Relation::Growth),
        (Measure::Multiple, kind) if kind != Kind::Rank => Some(Relation::Multiple),
        (Measure::Delta, _) => Some(Relation::Delta),
        (Measure::Share, Kind::Stock | Kind::Flow) if indicator.variant_of.is_some() => Some(Relation::Share),
        _ => None,
    }
}

/// The ends of a relation, one pair for each measure that levels have.
fn ends(voice: &Voice, relation: Relation, voices: &Voices, config: &Config) -> Vec<Ends> {
    let (Some(claim), Some(indicator)) = (voice.claim(), indicator_of(&voice.key, config)) else { return Vec::new() };
    let Some(period) = claim.printed.period else { return Vec::new() };
    let measures = indicator.kind.level_measures().iter();
    let pairs = measures.filter_map(|measure| {
        let end = Key { measure: *measure, base_period: None, ..voice.key.clone() };
        if relation == Relation::Share {
            let whole = config.indicator(indicator.variant_of.as_ref()?)?;
            let time = key::same_time(end.period, indicator.kind, whole.kind)?;
            let base = Key { indicator: whole.id.clone(), period: time, ..end.clone() };
            return Some(Ends { end, end_period: period, base, base_period: period });
        }
        // A quarter is no more than the half year before it: they do not compare.
        let base_period = claim.printed.base_period?;
        if indicator.kind == Kind::Flow && !period.is_as_long_as(base_period) {
            return None;
        }
        let basis = base_basis(voice, base_period)?;
        let base = Key { period: key::period(indicator.kind, base_period), basis, ..end.clone() };
        Some(Ends { end, end_period: period, base, base_period })
    });
    // What is compared with itself says nothing of it.
    let pairs: Vec<Ends> = pairs.filter(|pair| pair.end != pair.base).collect();
    if pairs.len() < 2 {
        return pairs;
    }
    // A ratio is printed as a share or as a level: the one that is there.
    let (there, not): (Vec<Ends>, Vec<Ends>) =
        pairs.into_iter().partition(|e| is_printed(&e.end, voices) || is_printed(&e.base, voices));
    if there.is_empty() { not.into_iter().take(1).collect() } else { there }
}

/// The base of a plan is observed where it lies before publication; an undated
/// plan does not settle that.
fn base_basis(voice: &Voice, base: Period) -> Option<Basis> {
    if voice.key.basis == Basis::Observed {
        return Some(Basis::Observed);
    }
    let published = voice.claim()?.published?;
    Some(if base.last() < published.effective() { Basis::Observed } else { Basis::Planned })
}

/// One end from the other.
fn levels<'v, 'c>(
    voice: &'v Voice<'c>,
    relation: Relation,
    ends: &Ends,
    voices: &'v Voices<'c>,
    config: &Config,
) -> Vec<Proposal<'v, 'c>> {
    let Some(by) = approx(voice) else { return Vec::new() };
    let (end, base) = (nearest(voice, &ends.end, voices), nearest(voice, &ends.base, voices));
    let mut proposals = Vec::new();
    if let Some((near, base)) = base {
        let wanted = wants(near, end.filter(|_| is_printed(&ends.end, voices)).map(|(near, _)| near));
        let value = approx(base).filter(|_| wanted).and_then(|base| forward(&base, &by, relation, voice, config));
        proposals.extend(value.map(|value| level(value, &ends.end, ends.end_period, relation, voice, base, "end")));
    }
    if let Some((near, end)) = end.filter(|_| voice.key.basis == Basis::Observed) {
        let wanted = wants(near, base.filter(|_| is_printed(&ends.base, voices)).map(|(near, _)| near));
        let value = approx(end).filter(|_| wanted).and_then(|end| backward(&end, &by, relation, voice, config));
        proposals.extend(value.map(|value| level(value, &ends.base, ends.base_period, relation, voice, end, "base")));
    }
    proposals
}

/// Whether a level at this nearness derives the other end, which is printed at
/// `other` or not at all: from the nearer to the farther, and both ways where
/// both are of other reports. What a report prints beside the relation itself is
/// checked in the relation's own figure, not twice more in the levels'.
fn wants(near: Nearness, other: Option<Nearness>) -> bool {
    other.is_none_or(|other| near < other || (near, other) == (Nearness::Elsewhere, Nearness::Elsewhere))
}

fn level<'v, 'c>(
    value: Approx,
    key: &Key,
    period: Period,
    relation: Relation,
    voice: &'v Voice<'c>,
    from: &'v Voice<'c>,
    which: &str,
) -> Proposal<'v, 'c> {
    let reason = reason(relation);
    let way = format!("{which} by {}", voice.id());
    Proposal { key: key.clone(), period, value, relation, reason, inputs: vec![voice, from], way }
}

/// The relation itself from its two levels, where they are of two claims.
fn itself<'v, 'c>(
    voice: &'v Voice<'c>,
    relation: Relation,
    ends: &Ends,
    voices: &'v Voices<'c>,
    config: &Config,
) -> Option<Proposal<'v, 'c>> {
    let (_, end) = nearest(voice, &ends.end, voices)?;
    let (_, base) = nearest(voice, &ends.base, voices)?;
    let value = between(&approx(end)?, &approx(base)?, relation, voice, config)?;
    Some(Proposal {
        key: voice.key.clone(),
        period: ends.end_period,
        value,
        relation,
        reason: reason(relation),
        inputs: vec![end, base],
        way: format!("levels {} {}", end.id(), base.id()),
    })
}

fn reason(relation: Relation) -> Reason {
    match relation {
        Relation::Growth => Reason::FromGrowth,
        Relation::Delta => Reason::FromDelta,
        Relation::Multiple => Reason::FromMultiple,
        Relation::Share => Reason::FromShare,
        Relation::Identity => Reason::FromIdentity,
        Relation::Sum => Reason::FromParts,
    }
}

/// By how much the base is multiplied. Nothing for growth of -100% or less.
fn factor(by: &Approx, relation: Relation) -> Option<Approx> {
    let factor = match relation {
        Relation::Growth => Approx::exact(Number::one()).add(&by.hundredths()),
        Relation::Share => by.hundredths(),
        Relation::Multiple => by.clone(),
        Relation::Delta | Relation::Identity | Relation::Sum => return None,
    };
    factor.interval.is_positive().then_some(factor)
}

fn forward(base: &Approx, by: &Approx, relation: Relation, voice: &Voice, config: &Config) -> Option<Approx> {
    match relation {
        // A rank's delta counts places gained: two places higher is two less.
        Relation::Delta if is_rank(voice, config) => at_least_first(base.sub(by)),
        Relation::Delta => Some(base.add(by)),
        _ => base.mul(&factor(by, relation)?),
    }
}

fn backward(end: &Approx, by: &Approx, relation: Relation, voice: &Voice, config: &Config) -> Option<Approx> {
    match relation {
        Relation::Delta if is_rank(voice, config) => at_least_first(end.add(by)),
        Relation::Delta => Some(end.sub(by)),
        _ => end.div(&factor(by, relation)?),
    }
}

fn between(end: &Approx, base: &Approx, relation: Relation, voice: &Voice, config: &Config) -> Option<Approx> {
    match relation {
        Relation::Delta if is_rank(voice, config) => Some(base.sub(end)),
        Relation::Delta => Some(end.sub(base)),
        Relation::Growth => Some(end.div(base)?.sub(&Approx::exact(Number::one())).percent()),
        Relation::Share => Some(end.div(base)?.percent()),
        Relation::Multiple => end.div(base),
        Relation::Identity | Relation::Sum => None,
    }
}

fn is_rank(voice: &Voice, config: &Config) -> bool {
    indicator_of(&voice.key, config).is_some_and(|indicator| indicator.kind == Kind::Rank)
}

/// No place comes before the first.
fn at_least_first(rank: Approx) -> Option<Approx> {
    (rank.value >= Number::one()).then_some(rank)
}
