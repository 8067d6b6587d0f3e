//! Datelines: `BANGKOK, 23 July 2026 -`, `LONDON, Jan 23 (Reuters) -`, `NEW YORK, March 14,
//! 2017 /Newswire/ --`. They say where and when a text was written, not what it is about.

use super::period::Reading;
use super::sentence::Sentence;
use super::slot::{SlotKind, View};
use super::token::TokenKind;

/// Slots that a dateline may have before its day: places and agencies.
const LONGEST: usize = 16;

/// Takes the day of a dateline for an aside: nothing in the sentence holds then.
pub(super) fn put_aside(sentence: &mut Sentence<'_, '_, '_>) {
    let day = sentence.periods.first().and_then(|when| Some((when.slot, when.known().filter(|p| p.days() == 1)?)));
    let Some((at, day)) = day else { return };
    let view = sentence.view();
    if at <= LONGEST && (0..at).all(|i| names(view, i)) && closes(view, at + 1) {
        sentence.periods[0].reading = Reading::Aside(day);
    }
}

/// Whether slot `at` is a name or a sign, as places and agencies are written.
fn names(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(slot) = view.slot(at) else { return false };
    match slot.kind {
        SlotKind::Sign => !view.is(at, "\"") && !view.is(at, ";") && !view.is(at, "%"),
        SlotKind::Word => {
            view.tokens[slot.first..slot.end].iter().all(|t| t.is_capitalised() || t.kind == TokenKind::Sign)
        }
        SlotKind::Number | SlotKind::Quantity(_) | SlotKind::Period(_) => false,
    }
}

/// Whether a dateline ends at slot `at`, with an agency in parentheses or slashes or without.
fn closes(view: View<'_, '_, '_>, at: usize) -> bool {
    let dash = |i: usize| view.is(i, "-") && !(view.glued(i) && view.glued(i + 1)) || view.is(i, ":");
    let close = [("(", ")"), ("/", "/")].iter().find(|(open, _)| view.is(at, open));
    match close {
        Some((_, close)) => (at + 2..at + 8).find(|i| view.is(*i, close)).is_some_and(|end| dash(end + 1)),
        None => dash(at),
    }
}
