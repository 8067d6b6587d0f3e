//! Datelines: `BANGKOK, 23 July 2026 -`, `LONDON, Jan 23 (Reuters) -`, `NEW YORK, March 14,
//! 2017 /Newswire/ --`. They say where and when a text was written, not what it is about.

use super::period::Reading;
use super::sentence::Sentence;
use super::slot::{SlotKind, View};
use super::token::TokenKind;

/// Slots that a dateline may have before its day: places and agencies.
const LONGEST: usize = 16;

/// Slots before a day that stands as a line of its own: `Thursday, August 09, 2012`.
const ALONE: usize = 3;

/// Takes the day of a dateline for an aside: nothing in the sentence holds then.
pub(super) fn put_aside(sentence: &mut Sentence<'_, '_, '_>) {
    let day = sentence.periods.first().and_then(|when| Some((when.slot, when.known().filter(|p| p.days() == 1)?)));
    let Some((at, day)) = day else { return };
    let view = sentence.view();
    let alone = || at <= ALONE && at + 1 == view.slots.len() && day.last() != day.last().last_of_month();
    if at <= LONGEST && (0..at).all(|i| names(view, i)) && (closes(view, at + 1) || alone()) {
        sentence.periods[0].reading = Reading::Aside(day);
    }
}

/// Whether slot `at` is a name or a sign, as places and agencies are written.
fn names(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(slot) = view.slot(at) else { return false };
    match slot.kind {
        SlotKind::Sign => !view.sign(at, "\"") && !view.sign(at, ";") && !view.sign(at, "%"),
        SlotKind::Word => {
            view.tokens[slot.first..slot.end].iter().all(|t| t.is_capitalised() || t.kind == TokenKind::Sign)
        }
        SlotKind::Number | SlotKind::Quantity(_) | SlotKind::Period(_) => false,
    }
}

/// Whether a dateline ends at slot `at`, with an agency in parentheses or slashes or without.
fn closes(view: View<'_, '_, '_>, at: usize) -> bool {
    let dash = |i: usize| view.sign(i, "-") && !(view.glued(i) && view.glued(i + 1)) || view.sign(i, ":");
    let close = [("(", ")"), ("/", "/")].iter().find(|(open, _)| view.sign(at, open));
    match close {
        Some((_, close)) => (at + 2..at + 8).find(|i| view.sign(*i, close)).is_some_and(|end| dash(end + 1)),
        None => dash(at),
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::{Lexicon, read};
    use crate::model::{Area, Language, Report, ReportMeta};

    /// The period of the one claim of a text.
    fn period(text: &str) -> String {
        let area: Area = "EE".parse().unwrap();
        let meta = ReportMeta::unlisted("a".parse().unwrap(), Language::En, area);
        let meta = ReportMeta { published: "2021-09-14".parse().ok(), ..meta };
        let report = Report::prose(meta, String::new(), text, 0);
        let claims = read(&report, &Lexicon::new(None).unwrap()).extracted.claims;
        assert_eq!(claims.len(), 1, "{text}");
        claims[0].period.map(|period| period.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_day_of_a_dateline_is_not_what_a_text_is_about() {
        let said = "The port of Muuga handled 6.2 million tonnes of goods.";
        for line in
            ["TALLINN - Harbour Wire - 14 September 2021 -", "TALLINN, Sept 14 (Harbour) -", "Tallinn, 14 September:"]
        {
            assert_eq!(period(&format!("{line} {said}")), "2021", "{line}");
        }
        for text in
            ["On 13 September 2021 it handled 6 ships - a record.", "It handled 6 ships on 13 September: a record."]
        {
            assert_eq!(period(text), "2021-09-13", "{text}");
        }
    }
}
