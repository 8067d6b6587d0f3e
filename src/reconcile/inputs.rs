//! What a derivation takes its inputs from: which voices may be one, and how near
//! they stand to the relation.

use super::approx::Approx;
use super::voices::{Voice, Voices, by_standing};
use crate::config::{Config, Indicator};
use crate::model::reason::Reason;
use crate::model::{Key, Period, Relation};

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
