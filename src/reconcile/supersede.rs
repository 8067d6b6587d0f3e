//! Step 3, supersede: a later statement of the same issuer on the same key
//! replaces its earlier one.
//!
//! A target is as old as its first publication: restating it does not renew it.
//! Dates whose ranges overlap are unordered; undated reports and reposts replace
//! nothing, and a blank issuer has no later statement.

use std::collections::BTreeMap;

use super::voices::{Out, Voice, Voices, by_content};
use crate::model::reason::Reason;
use crate::model::{Agreement, Claim, PartialDate, Role, Step};

/// One target of one issuer: the statements that set and restate it.
#[derive(Debug, Clone)]
pub(super) struct TargetVintage {
    /// First publication; nothing where no statement of it is dated.
    pub(super) first: Option<PartialDate>,
    /// Positions in the group of voices, first published first.
    pub(super) members: Vec<usize>,
}

/// Takes out what its issuer has replaced.
pub(super) fn mark(voices: &mut Voices) {
    for group in voices.values_mut() {
        let mut outs: Vec<(usize, Out)> = Vec::new();
        for members in by_issuer(group).values() {
            let (targets, others): (Vec<usize>, Vec<usize>) =
                members.iter().copied().partition(|at| group[*at].is_target());
            outs.extend(replaced_targets(group, &targets));
            outs.extend(replaced(group, &others));
        }
        for (at, out) in outs {
            group[at].out = Some(out);
        }
    }
}

/// Live printed voices by issuer, blank issuers left out.
fn by_issuer(group: &[Voice]) -> BTreeMap<String, Vec<usize>> {
    let mut issuers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, voice) in group.iter().enumerate() {
        if let Some(claim) = voice.claim().filter(|claim| voice.is_live() && !claim.issuer.is_empty()) {
            issuers.entry(claim.issuer.clone()).or_default().push(at);
        }
    }
    issuers
}

fn replaced(group: &[Voice], members: &[usize]) -> Vec<(usize, Out)> {
    let day = |at: usize| group[at].claim().and_then(|claim| claim.published).map(PartialDate::effective);
    let mut newest: Vec<usize> = members.to_vec();
    newest.sort_by(|a, b| day(*b).cmp(&day(*a)).then_with(|| by_content(&group[*a], &group[*b])));
    let mut outs = Vec::new();
    for at in members {
        let Some(by) = newest.iter().find(|by| replaces(group[**by].claim(), group[*at].claim())) else { continue };
        let agree = group[*by].interval().overlaps(group[*at].interval());
        let (reason, agreement) =
            if agree { (Reason::RestatedByIssuer, None) } else { (Reason::RevisedByIssuer, Some(Agreement::Revision)) };
        outs.push((*at, Out { step: Step::Supersede, role: Role::Superseded, reason, agreement }));
    }
    outs
}

fn replaces(later: Option<&Claim>, earlier: Option<&Claim>) -> bool {
    let (Some(later), Some(earlier)) = (later, earlier) else { return false };
    later.repost_of.is_none() && is_before(earlier.published, later.published)
}

fn is_before(a: Option<PartialDate>, b: Option<PartialDate>) -> bool {
    a.zip(b).is_some_and(|(a, b)| a.is_before(b))
}

fn replaced_targets(group: &[Voice], members: &[usize]) -> Vec<(usize, Out)> {
    let vintages = target_vintages(group, members);
    let mut outs = Vec::new();
    for vintage in &vintages {
        let sets = |by: &&TargetVintage| {
            let by_repost = by.members.first().and_then(|at| group[*at].claim()).is_some_and(|c| c.repost_of.is_some());
            !by_repost && is_before(vintage.first, by.first)
        };
        let Some(by) = vintages.iter().rev().find(sets) else { continue };
        for at in &vintage.members {
            let late = group[*at].claim().and_then(|claim| claim.published);
            let reason = if is_before(by.first, late) { Reason::RestatesOldTarget } else { Reason::RevisedByIssuer };
            outs.push((
                *at,
                Out { step: Step::Supersede, role: Role::Superseded, reason, agreement: Some(Agreement::Revision) },
            ));
        }
    }
    outs
}

/// The targets among `members` of one issuer, by first publication. Two
/// statements are of one target where they print the same value, or where both
/// are bounded and their intervals overlap; "at least eight" is not "ten".
pub(super) fn target_vintages(group: &[Voice], members: &[usize]) -> Vec<TargetVintage> {
    let mut order: Vec<(usize, &Claim)> = members.iter().filter_map(|at| Some((*at, group[*at].claim()?))).collect();
    let age = |claim: &Claim| {
        let published = claim.published.map(|p| (p.effective(), p.range().first()));
        (published.is_none(), claim.repost_of.is_some(), published, claim.printed.report.clone(), claim.id.clone())
    };
    order.sort_by_key(|(_, claim)| age(claim));
    let mut vintages: Vec<TargetVintage> = Vec::new();
    for (at, claim) in order {
        let same = vintages.iter_mut().rev().find(|vintage| {
            let first = vintage.members.first().and_then(|first| group[*first].claim());
            first.is_some_and(|first| same_target(first, claim))
        });
        match same {
            Some(vintage) => vintage.members.push(at),
            None => vintages.push(TargetVintage { first: claim.published, members: vec![at] }),
        }
    }
    vintages.sort_by_key(|v| (v.first.map(|p| (p.effective(), p.range().first())), v.members.clone()));
    vintages
}

fn same_target(a: &Claim, b: &Claim) -> bool {
    let bounded = a.interval.width().is_some() && b.interval.width().is_some();
    (a.value == b.value && a.value_to == b.value_to) || (bounded && a.interval.overlaps(&b.interval))
}
