//! A figure with its evidence: the vote and the classes put together.

use std::collections::{BTreeMap, BTreeSet};

use super::approx::no_finer_than_a_tenth;
use super::classify::{self, Winner};
use super::decision::Decision;
use super::explain;
use super::voices::{Voice, Voices, by_standing, issuer};
use super::vote::{self, Ballot, Directness};
use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::model::reason::Reason;
use crate::model::{
    Agreement, Basis, Claim, Conflict, Evidence, Figure, FigureId, Hedge, Interval, Key, Number, ObsStatus,
    PartialDate, Period, ReportId, Role, Status, Step,
};

/// A report whose own numbers exclude each other.
pub const REPORT_CONTRADICTS_ITSELF: &str = "report_contradicts_itself";
/// A figure on which reports disagree and no rule says why.
pub const FIGURE_UNRESOLVED: &str = "figure_unresolved";

/// Rule: a printed value inside the winning region, of the heaviest and then
/// latest voice.
pub const RULE_PRINTED_INSIDE: &str = "printed_inside";
/// Rule: none lies inside; the nearest printed value of the heaviest supporter.
pub const RULE_PRINTED_NEAREST: &str = "printed_nearest";
/// Rule: nothing is printed; a derived value.
pub const RULE_DERIVED: &str = "derived";
/// Rule: a person decided.
pub const RULE_OVERRIDE: &str = "override";

/// One figure with everything that led to it.
#[derive(Debug, Clone)]
pub(super) struct Decided {
    pub(super) figure: Figure,
    /// The value before any person decided.
    pub(super) computed: Number,
    pub(super) evidence: Vec<Evidence>,
    pub(super) conflicts: Vec<Conflict>,
    pub(super) findings: Vec<Finding>,
}

/// What is shown as the figure's value.
#[derive(Debug, Clone)]
struct Shown {
    /// Position of the voice that it is of.
    voice: usize,
    value: Number,
    value_to: Option<Number>,
    hedge: Hedge,
    region: Interval,
    rule: &'static str,
}

/// The part of one voice.
#[derive(Debug, Clone, Copy)]
struct Part {
    step: Step,
    role: Role,
    reason: Reason,
    /// Its disagreement with the value shown, if there is one.
    agreement: Option<Agreement>,
}

/// Decides the figure of `key`; nothing where no voice is live.
pub(super) fn decide(
    key: &Key,
    id: &FigureId,
    voices: &Voices,
    decision: Option<&Decision>,
    config: &Config,
) -> Option<Decided> {
    draft(key, voices, decision, config).map(|(draft, computed)| draft.finish(id, computed))
}

/// The same figure without what led to it, which a vintage does not show.
pub(super) fn alone(
    key: &Key,
    id: &FigureId,
    voices: &Voices,
    decision: Option<&Decision>,
    config: &Config,
) -> Option<Figure> {
    draft(key, voices, decision, config).map(|(draft, _)| draft.figure(id))
}

/// The draft of a figure, with the value before any person decided.
fn draft<'a, 'c>(
    key: &'a Key,
    voices: &'a Voices<'c>,
    decision: Option<&Decision>,
    config: &Config,
) -> Option<(Draft<'a, 'c>, Number)> {
    let mut group: Vec<&Voice> = voices.get(key).into_iter().flatten().collect();
    group.sort_by(|a, b| by_standing(a, b));
    let any_target = group.iter().any(|voice| voice.is_live() && voice.is_target());
    let is_passed_over = |voice: &Voice| key.basis == Basis::Planned && any_target && !voice.is_target();
    let mut voters: Vec<usize> =
        (0..group.len()).filter(|at| group[*at].is_live() && !is_passed_over(group[*at])).collect();
    if voters.is_empty() {
        // A slip that only other periods show is all that there is: shown as printed, and flagged.
        voters = (0..group.len()).filter(|at| is_out_of_line(group[*at])).collect();
    }
    let outcome = vote::count(&voters.iter().map(|at| ballot(group[*at])).collect::<Vec<_>>())?;
    let holders: BTreeSet<usize> = outcome.holders.iter().map(|at| voters[*at]).collect();
    let enough = outcome.support >= config.reconcile.quorum;
    let shown = shown(&group, &holders, &outcome.region);
    let winner =
        Winner { voice: group[shown.voice], issuers: holders.iter().flat_map(|at| group[*at].issuers()).collect() };
    let parts: Vec<Part> = (0..group.len())
        .map(|at| match &group[at].out {
            Some(out) if holders.contains(&at) => {
                let reason = Reason::OutOfLineAlone;
                Part { step: out.step, role: Role::Supports, reason, agreement: out.agreement }
            }
            Some(out) => Part { step: out.step, role: out.role, reason: out.reason, agreement: out.agreement },
            None if is_passed_over(group[at]) => {
                Part { step: Step::Vote, role: Role::Rejected, reason: Reason::ForecastNotTarget, agreement: None }
            }
            None if holders.contains(&at) => holder(group[at], voters.len(), enough),
            None => loser(group[at], &winner, voices, config),
        })
        .collect();
    let mut draft = Draft { key, group, parts, shown, support: outcome.support, short: !enough };
    let computed = draft.shown.value.clone();
    if let Some(decision) = decision {
        draft.overrule(decision);
    }
    Some((draft, computed))
}

fn is_out_of_line(voice: &Voice) -> bool {
    voice.out.as_ref().is_some_and(|out| out.reason == Reason::OutOfLine)
}

fn ballot(voice: &Voice) -> Ballot {
    Ballot {
        interval: voice.interval().clone(),
        weight: voice.weight.clone(),
        issuers: voice.issuers(),
        directness: if voice.depth() == 0 { Directness::Printed } else { Directness::Derived },
    }
}

fn holder(voice: &Voice, voters: usize, enough: bool) -> Part {
    let (step, reason) = match voice.derivation() {
        _ if !enough => (Step::Vote, Reason::ShortOfQuorum),
        Some(derivation) => (Step::Derive, derivation.reason),
        None if voters == 1 => (Step::Vote, Reason::OnlyVoice),
        None => (Step::Vote, Reason::InWinningRegion),
    };
    Part { step, role: Role::Supports, reason, agreement: None }
}

fn loser(voice: &Voice, winner: &Winner, voices: &Voices, config: &Config) -> Part {
    let (agreement, reason) = classify::class(voice, winner, voices, config);
    let role = match agreement {
        Agreement::Agree => Role::Supports,
        Agreement::Unresolved => Role::Candidate,
        _ => Role::Rejected,
    };
    let disagrees = Some(agreement).filter(|agreement| *agreement != Agreement::Agree);
    Part { step: Step::Classify, role, reason, agreement: disagrees }
}

/// The value shown: one that somebody printed inside the region, of the voice
/// that is heard first; else the nearest of the heaviest; derived only where
/// nothing was printed.
fn shown(group: &[&Voice], holders: &BTreeSet<usize>, region: &Interval) -> Shown {
    let printed: Vec<(usize, &Claim)> = holders.iter().filter_map(|at| Some((*at, group[*at].claim()?))).collect();
    let inside = printed.iter().find(|(_, claim)| region.contains(&claim.value)).map(|it| (*it, RULE_PRINTED_INSIDE));
    let heaviest = printed.first().map(|(at, _)| group[*at].weight.clone());
    let nearest = || {
        let heavy = printed.iter().filter(|(at, _)| Some(&group[*at].weight) == heaviest.as_ref());
        heavy.min_by_key(|(at, claim)| (distance(region, &claim.value), *at)).map(|it| (*it, RULE_PRINTED_NEAREST))
    };
    if let Some(((voice, claim), rule)) = inside.or_else(nearest) {
        let hedge = claim.printed.quantity.hedge;
        let (value, value_to) = (claim.value.clone(), claim.value_to.clone());
        return Shown { voice, value, value_to, hedge, region: region.clone(), rule };
    }
    let first = holders.first().copied().unwrap_or_default();
    let inside = holders.iter().copied().find(|at| region.contains(group[*at].value()));
    // What follows by several ways may agree where none of them has its own value: in the middle.
    let middle = || Some((region.low.number()? + region.high.number()?).half());
    let voice = inside.unwrap_or(first);
    let value =
        inside.map_or_else(|| middle().unwrap_or_else(|| group[voice].value().clone()), |at| group[at].value().clone());
    let value = no_finer_than_a_tenth(&value, region);
    Shown { voice, value, value_to: None, hedge: Hedge::None, region: region.clone(), rule: RULE_DERIVED }
}

fn distance(region: &Interval, value: &Number) -> Number {
    let to = |end: Option<&Number>| end.map(|end| (end - value).abs());
    let ends = [to(region.low.number()), to(region.high.number())];
    ends.into_iter().flatten().min().unwrap_or_else(Number::zero)
}

/// A figure before it becomes rows.
struct Draft<'a, 'c> {
    key: &'a Key,
    group: Vec<&'a Voice<'c>>,
    parts: Vec<Part>,
    shown: Shown,
    support: Number,
    short: bool,
}

impl<'c> Draft<'_, 'c> {
    /// Puts a person's decision in place of the vote: what overlaps the value
    /// decided supports it, everything else that was heard is overridden.
    fn overrule(&mut self, decision: &Decision) {
        let chosen = match decision {
            Decision::Choose(id) => self.group.iter().enumerate().find_map(|(at, voice)| {
                // A statement made again is chosen with the voice that it repeats.
                let printed = voice.claims().into_iter().filter(|_| voice.depth() == 0);
                printed.into_iter().find(|claim| claim.id == *id).map(|claim| (at, claim))
            }),
            Decision::Set(_) => None,
        };
        let (chosen, claim) = chosen.unzip();
        let (value, value_to, hedge, interval) = match (decision, claim) {
            (Decision::Set(value), _) => (value.clone(), None, Hedge::None, Interval::point(value.clone())),
            (Decision::Choose(_), Some(claim)) => {
                (claim.value.clone(), claim.value_to.clone(), claim.printed.quantity.hedge, claim.interval.clone())
            }
            // A choice of a claim that is not there is refused before it comes here.
            (Decision::Choose(_), None) => return,
        };
        for (at, part) in self.parts.iter_mut().enumerate() {
            let heard = self.group[at].is_live() && part.reason != Reason::ForecastNotTarget;
            let agrees = self.group[at].interval().overlaps(&interval);
            if chosen == Some(at) || (heard && agrees) {
                *part = Part {
                    step: Step::Override,
                    role: Role::Supports,
                    reason: Reason::ChosenByPerson,
                    agreement: None,
                };
            } else if heard {
                let (role, reason) = (Role::Overridden, Reason::Overruled);
                // What led before had no class: it disagrees with the value decided.
                let agreement = part.agreement.or(Some(Agreement::Unresolved));
                *part = Part { step: Step::Override, role, reason, agreement };
            }
        }
        let mut heaviest: BTreeMap<BTreeSet<String>, Number> = BTreeMap::new();
        for voice in self.having(Role::Supports) {
            let weight = heaviest.entry(voice.issuers()).or_insert_with(Number::zero);
            *weight = weight.clone().max(voice.weight.clone());
        }
        self.support = heaviest.into_values().fold(Number::zero(), |sum, weight| sum + weight);
        self.short = false;
        let voice = chosen.unwrap_or(self.shown.voice);
        self.shown = Shown { voice, value, value_to, hedge, region: interval, rule: RULE_OVERRIDE };
    }

    fn having(&self, role: Role) -> Vec<&Voice<'c>> {
        let with_role = self.group.iter().zip(&self.parts).filter(|(_, part)| part.role == role);
        with_role.map(|(voice, _)| *voice).collect()
    }

    /// The most serious disagreement; without one, whether several agree.
    fn agreement(&self) -> Agreement {
        let standing = self.parts.iter().filter(|part| part.role != Role::Overridden);
        let worst = standing.filter_map(|part| part.agreement).max();
        if self.short {
            return Agreement::Unresolved;
        }
        worst.unwrap_or_else(|| {
            let heard = self.group.iter().zip(&self.parts);
            let heard = heard.filter(|(_, p)| p.role != Role::Overridden && p.reason != Reason::ForecastNotTarget);
            let claims: Vec<&Claim> = heard.flat_map(|(voice, _)| voice.claims()).collect();
            let reports: BTreeSet<&ReportId> = claims.iter().map(|claim| &claim.printed.report).collect();
            let issuers: BTreeSet<String> = claims.iter().map(|claim| issuer(claim)).collect();
            if reports.len() <= 1 && issuers.len() <= 1 { Agreement::Single } else { Agreement::Agree }
        })
    }

    fn finish(self, id: &FigureId, computed: Number) -> Decided {
        let figure = self.figure(id);
        let conflicts = self.conflicts(id);
        let findings = self.findings(&figure);
        Decided { evidence: self.evidence(id), conflicts, findings, computed, figure }
    }

    fn figure(&self, id: &FigureId) -> Figure {
        let claims: BTreeMap<&str, &Claim> =
            self.group.iter().flat_map(|voice| voice.claims()).map(|claim| (claim.id.as_str(), claim)).collect();
        let reports: BTreeSet<&ReportId> = claims.values().map(|claim| &claim.printed.report).collect();
        let dates = || claims.values().filter_map(|claim| claim.published);
        let age = |date: &PartialDate| (date.effective(), date.range().first());
        let agreement = self.agreement();
        let voice = self.group[self.shown.voice];
        let printed = voice.claims().into_iter().filter(|_| voice.depth() == 0);
        let claim = printed.into_iter().find(|claim| claim.value == self.shown.value);
        let derived = voice.derivation().is_some() && self.shown.rule != RULE_OVERRIDE;
        Figure {
            id: id.clone(),
            key: self.key.clone(),
            period: self.period(),
            value: self.shown.value.clone(),
            value_to: self.shown.value_to.clone(),
            hedge: self.shown.hedge,
            interval: self.shown.region.clone(),
            unit: voice.unit().clone(),
            obs_status: obs_status(agreement, derived, voice, self.key.basis),
            agreement,
            derived,
            support: self.support.clone(),
            n_claims: claims.len(),
            n_reports: reports.len(),
            n_sources: self.having(Role::Supports).iter().flat_map(|v| v.issuers()).collect::<BTreeSet<_>>().len(),
            n_rejected: self.having(Role::Rejected).len(),
            claim: claim.map(|claim| claim.id.clone()),
            rule: self.shown.rule,
            first_published: dates().min_by_key(age),
            last_published: dates().max_by_key(age),
        }
    }

    /// The most exact period that a claim prints for it, else that a relation
    /// names.
    fn period(&self) -> Period {
        let printed = self.group.iter().filter(|voice| voice.depth() == 0).flat_map(|voice| voice.claims());
        let printed = printed.filter_map(|claim| claim.printed.period).min_by_key(|p| (p.days(), *p));
        let named = || self.group.iter().filter_map(|voice| Some(voice.derivation()?.row.period));
        printed.or_else(|| named().min_by_key(|p| (p.days(), *p))).unwrap_or(self.key.period)
    }

    fn evidence(&self, figure: &FigureId) -> Vec<Evidence> {
        let mut rows = Vec::new();
        for (voice, part) in self.group.iter().zip(&self.parts) {
            let alone = is_out_of_line(voice) && part.role == Role::Supports;
            let votes = alone || voice.is_live() && part.reason != Reason::ForecastNotTarget;
            rows.push(Evidence {
                figure: figure.clone(),
                source: voice.id().to_owned(),
                voice: voice.id().to_owned(),
                step: part.step,
                role: part.role,
                reason: part.reason.code(),
                weight: if votes { voice.weight.clone() } else { Number::zero() },
                interval: voice.interval().clone(),
            });
            rows.extend(voice.repeats.iter().map(|(claim, reason)| Evidence {
                figure: figure.clone(),
                source: claim.id.to_string(),
                voice: voice.id().to_owned(),
                step: Step::Voices,
                role: Role::Repeats,
                reason: reason.code(),
                weight: Number::zero(),
                interval: claim.interval.clone(),
            }));
        }
        rows
    }

    fn conflicts(&self, figure: &FigureId) -> Vec<Conflict> {
        let chosen = self.group[self.shown.voice];
        let losers = self.group.iter().zip(&self.parts).filter_map(|(voice, p)| Some((voice, p, p.agreement?)));
        losers
            .map(|(voice, part, agreement)| {
                let gap = voice.value() - &self.shown.value;
                let relative = gap.checked_div(&self.shown.value.abs());
                Conflict {
                    figure: figure.clone(),
                    agreement,
                    chosen: chosen.id().to_owned(),
                    other: voice.id().to_owned(),
                    chosen_value: self.shown.value.clone(),
                    other_value: voice.value().clone(),
                    gap_percent: relative.map(|share| &share * &Number::from(100)),
                    gap,
                    explanation: if voice.id() == chosen.id() {
                        explain::alone(voice, part.reason)
                    } else {
                        explain::conflict(voice, chosen, &self.shown.value, part.reason)
                    },
                }
            })
            .collect()
    }

    fn findings(&self, figure: &Figure) -> Vec<Finding> {
        let chosen = self.group[self.shown.voice];
        let mut findings = Vec::new();
        for (voice, part) in self.group.iter().zip(&self.parts) {
            if part.agreement != Some(Agreement::Unresolved) || part.role == Role::Overridden {
                continue;
            }
            let reports: BTreeSet<&ReportId> =
                [voice, &chosen].iter().flat_map(|voice| voice.inputs()).map(|claim| &claim.printed.report).collect();
            let (Some(report), 1) = (reports.first(), reports.len()) else { continue };
            let place = voice.claim().or_else(|| chosen.claim());
            let message = explain::contradiction(self.key, voice, chosen);
            let mut finding = Finding::new(REPORT_CONTRADICTS_ITSELF, Severity::Warning, message).in_report(report);
            if let Some(claim) = place {
                finding = finding.at(claim.printed.span).located(claim.printed.locator.clone());
            }
            findings.push(finding);
        }
        if figure.agreement == Agreement::Unresolved {
            let message = if self.short {
                format!("{}: the weight behind {} is short of the quorum", self.key, figure.value)
            } else {
                format!("{}: {} leads, and no rule explains what disagrees with it", self.key, figure.value)
            };
            findings.push(Finding::new(FIGURE_UNRESOLVED, Severity::Warning, message));
        }
        findings
    }
}

/// SDMX `CL_OBS_STATUS`, the first that matches; targets keep A.
fn obs_status(agreement: Agreement, derived: bool, voice: &Voice, basis: Basis) -> ObsStatus {
    let status = voice.claim().map(|claim| claim.printed.status);
    match (agreement, status) {
        (Agreement::Unresolved, _) => ObsStatus::Unresolved,
        _ if is_out_of_line(voice) => ObsStatus::Unresolved,
        (Agreement::Scope, _) => ObsStatus::Definition,
        _ if derived => ObsStatus::Derived,
        (_, Some(Status::Forecast)) if basis == Basis::Planned => ObsStatus::Forecast,
        (_, Some(Status::Estimate)) => ObsStatus::Estimated,
        _ => ObsStatus::Normal,
    }
}
