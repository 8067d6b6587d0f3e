//! Step 4, derive: what follows from live voices by interval arithmetic, naming
//! its inputs.
//!
//! Relations (growth, delta, multiple, share) are in `relation.rs`, identities in
//! `identity.rs`, parts of periods in `sums.rs`. All propose; what is admitted is decided here: no value
//! supports itself, none is deeper than the configuration allows, and none is
//! derived twice by the same way.

use std::collections::BTreeSet;

use super::inputs::Proposal;
use super::voices::{Derivation, Source, Voice, Voices, known_from};
use super::{identity, relation, sums};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::model::ids::content_hash;
use crate::model::{Claim, Derived, DerivedId, Key, Measure, Number, Period, Relation};

/// Adds derived voices, one depth after the other.
pub(super) fn add(voices: &mut Voices, config: &Config) -> Result<()> {
    let may = May::of(voices, config);
    if may == May::default() {
        return Ok(());
    }
    let mut ways: BTreeSet<(Key, String)> = BTreeSet::new();
    for _ in 0..config.reconcile.derivation_depth {
        let mut proposals = if may.relations { relation::propose(voices, config) } else { Vec::new() };
        if may.identities {
            proposals.extend(identity::propose(voices, config));
        }
        if may.parts {
            proposals.extend(sums::propose(voices, config));
        }
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

/// What may derive something in a set, told at a glance: most sets have none of it.
#[derive(Debug, Default, PartialEq, Eq)]
struct May {
    relations: bool,
    identities: bool,
    parts: bool,
}

impl May {
    fn of(voices: &Voices, config: &Config) -> Self {
        let is_level = |measure: Measure| matches!(measure, Measure::Level | Measure::Rank);
        let mut periods: Vec<Period> =
            voices.keys().flat_map(|key| [Some(key.period), key.base_period]).flatten().collect();
        periods.sort_by_key(|period| (period.first(), std::cmp::Reverse(period.last())));
        periods.dedup();
        Self {
            relations: voices.keys().any(|key| !is_level(key.measure)),
            // Of one term nothing follows.
            identities: !config.identities.is_empty()
                && voices.keys().zip(voices.keys().skip(1)).any(|(a, b)| a.indicator != b.indicator),
            // The widest comes first: what is inside of any is inside of the one before it, or overlaps it.
            parts: periods.windows(2).any(|two| two[0].last() >= two[1].first()),
        }
    }
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
        meant: None,
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
