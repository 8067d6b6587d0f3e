//! Gates: what a release must fulfil.

use std::collections::BTreeMap;

use super::check::{amount_or, at_most_one};
use super::raw::{RawBound, RawFreshness, RawGates};
use super::read::{Amount, May, Notes, Placed, once};
use super::suggest::did_you_mean;
use super::valid::{Bounds, Freshness, Gates, Source};
use crate::model::{IndicatorId, Number};

/// The valid gates; `known` are the indicators.
pub(super) fn check(
    raw: May<RawGates>,
    bounds: May<Vec<RawBound>>,
    freshness: May<Vec<RawFreshness>>,
    known: &[&str],
    notes: &mut Notes<'_>,
) -> Gates {
    let bounds = bounds_of(bounds.0.unwrap_or_default(), known, notes);
    let freshness = freshness.0.unwrap_or_default();
    let freshness = freshness.into_iter().filter_map(|raw| freshness_of(raw, known, notes)).collect();
    let Some(raw) = raw.0 else { return Gates { bounds, freshness, ..Gates::default() } };
    at_most_one(&raw.max_unresolved_share, "`max_unresolved_share` of [gates]", notes);
    at_most_one(&raw.max_identity_gap, "`max_identity_gap` of [gates]", notes);
    Gates {
        min_reports: count(raw.min_reports, 1),
        min_claims: count(raw.min_claims, 0),
        min_figures: count(raw.min_figures, 0),
        max_unresolved_share: amount_or(raw.max_unresolved_share, Number::one),
        max_revision: value(raw.max_revision),
        max_identity_gap: value(raw.max_identity_gap),
        bounds,
        freshness,
    }
}

fn count(written: May<Placed<u64>>, default: u64) -> usize {
    usize::try_from(written.0.map_or(default, |least| least.value)).unwrap_or(usize::MAX)
}

fn value(written: May<Amount>) -> Option<Number> {
    written.0.map(|Amount(amount)| amount.value)
}

fn bounds_of(raw: Vec<RawBound>, known: &[&str], notes: &mut Notes<'_>) -> Vec<Bounds> {
    let mut seen = BTreeMap::new();
    let mut bounds = Vec::new();
    for bound in raw {
        let Some(indicator) = bound.indicator.0 else { continue };
        once(&mut seen, indicator.value.as_str(), indicator.at(), "[[bound]]", notes);
        is_known(&indicator, "[[bound]]", known, notes);
        match (&bound.least.0, &bound.greatest.0) {
            (None, None) => {
                let message = format!("[[bound]] of `{}` bounds nothing", indicator.value);
                notes.absent(
                    Some(indicator.at()),
                    message,
                    "add `least` or `greatest`, numbers in the indicator's unit",
                );
            }
            (Some(Amount(least)), Some(Amount(greatest))) if least.value > greatest.value => {
                let message = format!("`least` of [[bound]] is {}, above `greatest`, {}", least.value, greatest.value);
                notes.add(least.at(), message, "exchange the two, or mend one of them");
            }
            _ => {}
        }
        bounds.push(Bounds { indicator: indicator.value, least: value(bound.least), greatest: value(bound.greatest) });
    }
    bounds
}

fn freshness_of(raw: RawFreshness, known: &[&str], notes: &mut Notes<'_>) -> Option<Freshness> {
    let help = "name either a publisher or an indicator";
    let within = raw.within_days.0;
    let of = match (raw.publisher.0, raw.indicator.0) {
        (Some(publisher), None) => Source::Publisher(publisher.value),
        (None, Some(indicator)) => {
            is_known(&indicator, "[[freshness]]", known, notes);
            Source::Indicator(indicator.value)
        }
        (Some(_), Some(indicator)) => {
            notes.add(indicator.at(), "[[freshness]] names both a publisher and an indicator", help);
            return None;
        }
        (None, None) => {
            let at = within.as_ref().map(Placed::at);
            notes.absent(at, "[[freshness]] names neither a publisher nor an indicator", help);
            return None;
        }
    };
    Some(Freshness { of, within_days: within?.value })
}

fn is_known(indicator: &Placed<IndicatorId>, heading: &str, known: &[&str], notes: &mut Notes<'_>) {
    if !known.contains(&indicator.value.as_str()) {
        let message = format!("`indicator` of {heading}: unknown indicator `{}`", indicator.value);
        notes.absent(Some(indicator.at()), message, did_you_mean(indicator.value.as_str(), known));
    }
}
