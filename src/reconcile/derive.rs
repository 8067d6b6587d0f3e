//! Step 4, derive: what follows from live voices by interval arithmetic, naming
//! its inputs.
//!
//! Relations (growth, delta, multiple, share) are in `relation.rs`, identities in
//! `identity.rs`. Both propose; what is admitted is decided here: no value
//! supports itself, none is deeper than the configuration allows, and none is
//! derived twice by the same way.

use std::collections::BTreeSet;

use super::approx::Approx;
use super::reason::Reason;
use super::voices::{Derivation, Source, Voice, Voices, by_standing, known_from};
use super::{identity, relation};
use crate::config::{Config, Indicator};
use crate::error::{Error, Result};
use crate::model::ids::content_hash;
use crate::model::{Claim, Derived, DerivedId, Key, Number, Period, Relation};

/// A value that follows from voices, before it is admitted.
pub(super) struct Proposal<'v, 'c> {
    /// The figure that it is of.
    pub(super) key: Key,
    /// The period and the base as the inputs print them.
    pub(super) period: Period,
    pub(super) value: Approx,
    pub(super) relation: Relation,
    pub(super) reason: Reason,
    /// The voices that it follows from.
    pub(super) inputs: Vec<&'v Voice<'c>>,
    /// The way it was derived; a key is derived once by each.
    pub(super) way: String,
}

/// Adds derived voices, one depth after the other.
pub(super) fn add(voices: &mut Voices, config: &Config) -> Result<()> {
    let mut ways: BTreeSet<(Key, String)> = BTreeSet::new();
    for _ in 0..config.reconcile.derivation_depth {
        let mut proposals = relation::propose(voices, config);
        proposals.extend(identity::propose(voices, config));
        let mut fresh = Vec::new();
        for proposal in proposals {
            let way = (proposal.key.clone(), proposal.way.clone());
            if ways.contains(&way) {
                continue;
            }
            if let Some(voice) = admit(proposal, config)? {
                ways.insert(way);
                fresh.push(voice);
            }
        }
        if fresh.is_empty() {
            break;
        }
        for voice in fresh {
            let group = voices.entry(voice.key.clone()).or_default();
            if group.iter().all(|known| known.id() != voice.id()) {
                group.push(voice);
            }
        }
    }
    Ok(())
}

/// The voice of a proposal; nothing where it would support itself, is too deep,
/// or is no number that a table holds.
fn admit<'c>(proposal: Proposal<'_, 'c>, config: &Config) -> Result<Option<Voice<'c>>> {
    let Some(indicator) = config.indicator(&proposal.key.indicator) else { return Ok(None) };
    let mut inputs: Vec<&Claim> = proposal.inputs.iter().flat_map(|voice| voice.inputs()).collect();
    inputs.sort_by(|a, b| a.id.cmp(&b.id));
    inputs.dedup_by(|a, b| a.id == b.id);
    let mut through: BTreeSet<Key> = BTreeSet::new();
    for voice in &proposal.inputs {
        through.insert(voice.key.clone());
        through.extend(voice.derivation().into_iter().flat_map(|derivation| derivation.through.iter().cloned()));
    }
    let supports_itself = through.contains(&proposal.key);
    let depth = proposal.inputs.iter().map(|voice| voice.depth()).max().unwrap_or_default().saturating_add(1);
    if supports_itself || depth > config.reconcile.derivation_depth {
        return Ok(None);
    }
    let Some(value) = proposal.value.as_printed() else { return Ok(None) };
    let least = proposal.inputs.iter().map(|voice| &voice.weight).min().cloned().unwrap_or_else(Number::zero);
    let row = Derived {
        id: id(&proposal.key, proposal.relation, &inputs)?,
        indicator: proposal.key.indicator.clone(),
        area: proposal.key.area.clone(),
        measure: proposal.key.measure,
        period: proposal.period,
        base_period: proposal.key.base_period,
        basis: proposal.key.basis,
        value: value.value,
        interval: value.interval,
        unit: proposal.key.measure.unit_of(&indicator.unit),
        relation: proposal.relation,
        inputs: inputs.iter().map(|claim| claim.id.clone()).collect(),
        depth,
    };
    let known_from = known_from(&inputs);
    Ok(Some(Voice {
        key: proposal.key,
        known_from,
        source: Source::Derived(Box::new(Derivation { row, inputs, through, reason: proposal.reason })),
        repeats: Vec::new(),
        weight: &least * &config.reconcile.derived_weight,
        out: None,
    }))
}

fn id(key: &Key, relation: Relation, inputs: &[&Claim]) -> Result<DerivedId> {
    let (period, base) = (key.period.to_string(), key.base_period.map(|p| p.to_string()).unwrap_or_default());
    let of_key = [
        key.indicator.as_str(),
        key.area.as_str(),
        key.measure.as_str(),
        &period,
        &base,
        key.basis.as_str(),
        relation.as_str(),
    ];
    let parts = of_key.into_iter().chain(inputs.iter().map(|claim| claim.id.as_str()));
    content_hash('d', parts).parse().map_err(|e| Error::Unexpected(format!("{e}")))
}

/// How near a voice stands to a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nearness {
    /// In its own sentence.
    Sentence,
    /// In its own report.
    Report,
    /// In another report.
    Elsewhere,
}

/// How near two voices stand. A derived voice stands in the report that all its
/// inputs are of, in no sentence.
pub(super) fn nearness(a: &Voice, b: &Voice) -> Nearness {
    let (ours, theirs) = (a.claims(), b.claims());
    let pairs = || ours.iter().flat_map(|x| theirs.iter().map(move |y| (&x.printed, &y.printed)));
    if a.depth() == 0 && b.depth() == 0 {
        let sentence = pairs().any(|(x, y)| x.report == y.report && x.sentence == y.sentence);
        let report = pairs().any(|(x, y)| x.report == y.report);
        return match (sentence, report) {
            (true, _) => Nearness::Sentence,
            (_, true) => Nearness::Report,
            _ => Nearness::Elsewhere,
        };
    }
    if pairs().all(|(x, y)| x.report == y.report) { Nearness::Report } else { Nearness::Elsewhere }
}

/// The nearest voice that gives the value of `key`, printed ones before derived
/// ones; among the equally near the one heard first.
pub(super) fn nearest<'v, 'c>(to: &Voice<'c>, key: &Key, voices: &'v Voices<'c>) -> Option<(Nearness, &'v Voice<'c>)> {
    let candidates = inputs(key, voices).map(|voice| (nearness(to, voice), voice));
    candidates.min_by(|(a, x), (b, y)| a.cmp(b).then_with(|| by_standing(x, y)))
}

/// The voices that may be an input for `key`, in the order of their standing.
pub(super) fn standing<'v, 'c>(key: &Key, voices: &'v Voices<'c>) -> Vec<&'v Voice<'c>> {
    let mut heard: Vec<&Voice> = inputs(key, voices).collect();
    heard.sort_by(|a, b| by_standing(a, b));
    heard
}

/// Live voices that may be an input: printed ones, or where nothing live is
/// printed, derived ones; bounded in any case.
fn inputs<'v, 'c>(key: &Key, voices: &'v Voices<'c>) -> impl Iterator<Item = &'v Voice<'c>> {
    let printed = is_printed(key, voices);
    let live = voices.get(key).into_iter().flatten().filter(|voice| voice.is_live());
    live.filter(move |voice| (voice.depth() == 0) == printed && voice.is_bounded())
}

/// A voice as a value with its interval, where that is bounded.
pub(super) fn approx(voice: &Voice) -> Option<Approx> {
    Approx::bounded(voice.value(), voice.interval())
}

/// Whether a printed live voice gives the value of `key`.
pub(super) fn is_printed(key: &Key, voices: &Voices) -> bool {
    voices.get(key).into_iter().flatten().any(|voice| voice.is_live() && voice.depth() == 0)
}

/// The indicator of a key, if the configuration knows it.
pub(super) fn indicator_of<'a>(key: &Key, config: &'a Config) -> Option<&'a Indicator> {
    config.indicator(&key.indicator)
}
