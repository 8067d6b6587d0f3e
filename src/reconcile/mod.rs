//! reconcile: claims -> figures, each with the evidence and the reason for it.
//!
//! | step | what it decides | file |
//! | --- | --- | --- |
//! | 1 voices | what is the same statement again | `voices.rs` |
//! | 2 slips | what is off by a power of 1,000 or a rate | `slips.rs`, `series.rs` |
//! | 3 supersede | what its issuer has replaced | `supersede.rs` |
//! | 4 derive | what follows from the rest | `derive.rs`, `relation.rs`, `identity.rs`, `sums.rs` |
//! | 5 vote | where the greatest weight agrees | `vote.rs` |
//! | 6 classify | why the others disagree | `classify.rs` |
//! | 7 overrides | what a person decided | `overrides.rs` |
//!
//! `figure.rs` puts the steps together for one figure, `vintage.rs` replays them
//! on what was published by each date, `target.rs` holds targets against
//! outcomes, `gap.rs` figures against identities, `model/reason.rs` names every reason with its sentence.
//!
//! A pure function of its input: neither the order of the claims nor the number
//! of threads changes a byte of the outcome.

mod approx;
mod classify;
mod decision;
mod derive;
mod explain;
mod figure;
mod gap;
mod identity;
mod inputs;
mod key;
mod overrides;
mod relation;
mod series;
mod sets;
mod slips;
mod sums;
mod supersede;
mod target;
mod vintage;
mod voices;
pub mod vote;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use self::figure::Decided;
use self::overrides::Decisions;
use self::voices::{Families, Voices};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::model::{
    Claim, Conflict, Derived, Evidence, Figure, FigureId, Key, Override, PartialDate, ReportMeta, Target, Vintage,
};

pub use crate::model::reason;
pub use figure::{
    FIGURE_UNRESOLVED, REPORT_CONTRADICTS_ITSELF, RULE_DERIVED, RULE_OVERRIDE, RULE_PRINTED_INSIDE,
    RULE_PRINTED_NEAREST,
};
pub use gap::{Gap, gaps};
pub use slips::UNIT_SLIP_SUSPECTED;
pub use vintage::FIGURE_WITHDRAWN;

/// A person took out the only claim on a figure, which is gone with it.
pub const FIGURE_DROPPED: &str = "figure_dropped";

/// A claim whose interval is empty and that alone speaks on its figure.
pub const CLAIM_STANDS_FOR_NOTHING: &str = "claim_stands_for_nothing";

/// What reconcile hands to publish, each list in a total order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciled {
    /// One a key, ordered by key.
    pub figures: Vec<Figure>,
    /// Ordered by figure, role, voice and source.
    pub evidence: Vec<Evidence>,
    /// Ordered by what they are about.
    pub derived: Vec<Derived>,
    /// Ordered by figure and the voice that lost.
    pub conflicts: Vec<Conflict>,
    /// Ordered by figure and date, undated last.
    pub vintages: Vec<Vintage>,
    /// Ordered by key, issuer and date.
    pub targets: Vec<Target>,
    /// Ordered by report and place.
    pub findings: Vec<Finding>,
}

/// Reconciles normalized claims. `catalogue` says which reports repost which and
/// when the latest was published.
///
/// # Errors
/// [`Error::Config`] with every override that is stale or decides on nothing.
pub fn run(claims: &[Claim], config: &Config, overrides: &[Override], catalogue: &[ReportMeta]) -> Result<Reconciled> {
    let decisions = overrides::read(overrides, claims, config);
    let families = Families::read(catalogue, claims);
    let context = Context { config, families: &families, decisions: &decisions, latest: latest(claims, catalogue) };
    let sets = sets::split(claims, config);
    let outcomes: Vec<SetOutcome> = sets.par_iter().map(|set| reconcile_set(set, &context)).collect::<Result<_>>()?;
    let decided = outcomes.iter().flat_map(|outcome| &outcome.decided);
    let by_id: BTreeMap<&FigureId, &Decided> = decided.map(|one| (&one.figure.id, one)).collect();
    let problems = decisions.clone().problems(&by_id, config);
    if !problems.is_empty() {
        return Err(Error::Config(problems));
    }
    let reconciled = gather(outcomes);
    Ok(in_order(reconciled))
}

/// What every connected set needs to know.
struct Context<'a> {
    config: &'a Config,
    families: &'a Families,
    decisions: &'a Decisions,
    /// The latest publication of the input.
    latest: Option<Date>,
}

/// The way of one connected set through the seven steps.
struct Decision<'c> {
    voices: Voices<'c>,
    decided: Vec<Decided>,
    findings: Vec<Finding>,
}

fn decide_all<'c>(set: &[&'c Claim], context: &Context) -> Result<Decision<'c>> {
    let (voices, findings) = voices_of(set, context)?;
    let mut decided = Vec::new();
    for key in voices.keys() {
        let id = figure_id(key)?;
        decided.extend(figure::decide(key, &id, &voices, context.decisions.on(&id), context.config));
    }
    Ok(Decision { voices, decided, findings })
}

/// The same figures as those of [`decide_all`], without what led to them.
/// `known` are ids that were worked out before.
fn figures_of(set: &[&Claim], known: &BTreeMap<&Key, &FigureId>, context: &Context) -> Result<Vec<Figure>> {
    let (voices, _) = voices_of(set, context)?;
    let mut figures = Vec::new();
    for key in voices.keys() {
        let id = known.get(key).map_or_else(|| figure_id(key), |id| Ok((*id).clone()))?;
        figures.extend(figure::alone(key, &id, &voices, context.decisions.on(&id), context.config));
    }
    Ok(figures)
}

/// Steps 1 to 4.
fn voices_of<'c>(set: &[&'c Claim], context: &Context) -> Result<(Voices<'c>, Vec<Finding>)> {
    let Context { config, families, decisions, .. } = context;
    let mut voices = voices::gather(set, &decisions.dropped, families, config);
    let findings = slips::mark(&mut voices, config);
    supersede::mark(&mut voices);
    derive::add(&mut voices, config)?;
    Ok((voices, findings))
}

fn figure_id(key: &Key) -> Result<FigureId> {
    key.figure_id().map_err(|e| Error::Unexpected(e.to_string()))
}

struct SetOutcome {
    decided: Vec<Decided>,
    derived: Vec<Derived>,
    vintages: Vec<Vintage>,
    targets: Vec<Target>,
    findings: Vec<Finding>,
}

fn reconcile_set(set: &[&Claim], context: &Context) -> Result<SetOutcome> {
    let Decision { voices, decided, mut findings } = decide_all(set, context)?;
    let figures: Vec<&Figure> = decided.iter().map(|one| &one.figure).collect();
    let targets = target::of_set(&voices, &figures, context.latest, context.config);
    let (vintages, withdrawn) = vintage::of_set(set, &figures, context)?;
    findings.extend(withdrawn);
    let there: BTreeSet<_> = figures.iter().map(|figure| &figure.key).collect();
    let derived = voices.values().flatten().filter_map(|voice| Some(voice.derivation()?.row.clone())).collect();
    for voice in voices.values().flatten().filter(|voice| !there.contains(&voice.key)) {
        if let Some(claim) = voice.claim() {
            let printed = &claim.printed.value_text;
            let finding = if voice.interval().is_empty() {
                let message = format!("{printed:?} stands for no number, and nothing else is said of {}", voice.key);
                Finding::new(CLAIM_STANDS_FOR_NOTHING, Severity::Error, message)
            } else {
                let message =
                    format!("{printed:?} was taken out by an override, and nothing else is left on {}", voice.key);
                Finding::new(FIGURE_DROPPED, Severity::Note, message)
            };
            findings.push(finding.in_report(&claim.printed.report).at(claim.printed.span));
        }
    }
    Ok(SetOutcome { decided, derived, vintages, targets, findings })
}

fn gather(outcomes: Vec<SetOutcome>) -> Reconciled {
    let mut all = Reconciled::default();
    for outcome in outcomes {
        for one in outcome.decided {
            all.figures.push(one.figure);
            all.evidence.extend(one.evidence);
            all.conflicts.extend(one.conflicts);
            all.findings.extend(one.findings);
        }
        all.derived.extend(outcome.derived);
        all.vintages.extend(outcome.vintages);
        all.targets.extend(outcome.targets);
        all.findings.extend(outcome.findings);
    }
    all
}

fn in_order(mut all: Reconciled) -> Reconciled {
    all.figures.sort_by(|a, b| a.key.cmp(&b.key));
    all.evidence
        .sort_by(|a, b| (&a.figure, a.role, &a.voice, &a.source).cmp(&(&b.figure, b.role, &b.voice, &b.source)));
    all.derived.sort_by(|a, b| {
        let about = |d: &Derived| (d.indicator.clone(), d.area.clone(), d.measure, d.period, d.base_period, d.basis);
        about(a).cmp(&about(b)).then_with(|| a.id.cmp(&b.id))
    });
    all.conflicts.sort_by(|a, b| (&a.figure, &a.other).cmp(&(&b.figure, &b.other)));
    all.vintages.sort_by(|a, b| (&a.figure, a.from.is_none(), a.from).cmp(&(&b.figure, b.from.is_none(), b.from)));
    all.targets.sort_by(|a, b| {
        let from = |t: &Target| t.from.map(|from| (from.effective(), from.range().first()));
        (&a.key, &a.issuer, from(a).is_none(), from(a), &a.claim).cmp(&(
            &b.key,
            &b.issuer,
            from(b).is_none(),
            from(b),
            &b.claim,
        ))
    });
    all.findings.sort_by(|a, b| (&a.report, a.span, a.code, &a.message).cmp(&(&b.report, b.span, b.code, &b.message)));
    all
}

/// The latest publication: what "pending" is measured by.
fn latest(claims: &[Claim], catalogue: &[ReportMeta]) -> Option<Date> {
    let listed = catalogue.iter().filter_map(|meta| meta.published);
    listed.chain(claims.iter().filter_map(|claim| claim.published)).map(PartialDate::effective).max()
}

#[cfg(test)]
mod tests;
