//! The headline against the text.

use std::collections::BTreeMap;

use super::{Same, Thing, about, fair, same};
use crate::finding::Finding;
use crate::model::{Number, PrintedClaim};

/// The title prints another number than the text has of the same thing and period.
pub const TITLE_DIFFERS: &str = "title_differs";

/// Each number of the headline that every number of the text on the same thing
/// excludes. Without an indicator the text must give one number only: a subject
/// alone does not tell parts from the whole.
pub(super) fn check(claims: &[PrintedClaim], things: &[Option<Thing>]) -> Vec<Finding> {
    if !claims.iter().any(is_in_title) {
        return Vec::new();
    }
    let mut body: BTreeMap<Same<'_>, Vec<&PrintedClaim>> = BTreeMap::new();
    for (claim, thing) in claims.iter().zip(things) {
        if !is_in_title(claim)
            && is_compared(claim)
            && let Some(same) = same(claim, thing.as_ref())
        {
            body.entry(same).or_default().push(claim);
        }
    }
    let mut findings = Vec::new();
    for (claim, thing) in claims.iter().zip(things).filter(|(claim, _)| is_in_title(claim)) {
        let Some(others) = same(claim, thing.as_ref()).and_then(|same| body.get(&same)) else { continue };
        let several = others.iter().any(|other| other.quantity != others[0].quantity);
        if claim.indicator.is_none() && several || !others.iter().all(|other| differ(claim, other)) {
            continue;
        }
        let other = others[0];
        let message = format!(
            "the title prints {:?}, the text {:?} ({}) of the same thing and period",
            claim.value_text, other.value_text, other.locator
        );
        findings.push(about(claim, TITLE_DIFFERS, message));
    }
    findings
}

pub(super) fn is_in_title(claim: &PrintedClaim) -> bool {
    claim.locator.starts_with("title:")
}

/// Whether the headline is held against it, or it is the headline's own.
pub(super) fn is_compared(claim: &PrintedClaim) -> bool {
    is_in_title(claim) || claim.indicator.is_some() || !claim.period_inferred
}

/// Whether no number is meant by both; a headline may cut digits off ("148" of 148.9).
fn differ(title: &PrintedClaim, text: &PrintedClaim) -> bool {
    let (ours, theirs) = (fair(&title.quantity), fair(&text.quantity));
    if ours.overlaps(&theirs) || title.quantity.value_to.is_some() || text.quantity.value_to.is_some() {
        return false;
    }
    let (short, long) = (&title.quantity, &text.quantity);
    let cut = &long.value.abs() - &short.value.abs();
    let is_cut =
        long.value.is_negative() == short.value.is_negative() && cut >= Number::zero() && cut < short.resolution;
    !is_cut
}
