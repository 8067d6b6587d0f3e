//! A sentence of a report with its numbers marked.

use maud::{Markup, html};

use super::human::safe;
use super::known::Known;
use crate::model::{Claim, Language};

/// Characters of a sentence that are shown at once, where the rest can be opened, and
/// where it cannot.
const SHOWN: usize = 700;
const CUT: usize = 420;
/// Characters of a sentence that the page holds at all.
const HELD: usize = 20_000;

/// A stretch of a sentence: plain, or the number of a claim.
struct Piece<'a> {
    text: &'a str,
    claim: Option<&'a Claim>,
}

/// Finds the printed text of each claim in their sentence, one behind the other; what does
/// not stand there as it is printed is left unmarked.
fn pieces<'a>(sentence: &'a str, claims: &[&'a Claim]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let (mut at, mut spans) = (0, Vec::new());
    for claim in claims {
        let printed = &claim.printed;
        // Two claims may stand on one number.
        if printed.value_text.is_empty() || spans.contains(&printed.span) {
            continue;
        }
        let Some(rest) = sentence.get(at..) else { break };
        let Some(found) = rest.find(printed.value_text.as_str()) else { continue };
        pieces.push(Piece { text: rest.get(..found).unwrap_or_default(), claim: None });
        pieces.push(Piece { text: printed.value_text.as_str(), claim: Some(claim) });
        at += found + printed.value_text.len();
        spans.push(printed.span);
    }
    pieces.push(Piece { text: sentence.get(at..).unwrap_or_default(), claim: None });
    pieces
}

/// The language of a sentence, where the page must say so.
fn lang(claim: &Claim, known: &Known<'_>) -> &'static str {
    known.report(&claim.printed.report).map_or(Language::En, |meta| meta.language).as_str()
}

/// The sentence of one claim, cut where it is long.
pub(super) fn short(claim: &Claim, known: &Known<'_>) -> Markup {
    let sentence = &*claim.printed.sentence;
    html! {
        q lang=(lang(claim, known)) { bdi {
            @for piece in cut(pieces(sentence, &[claim]), CUT).0 {
                @if piece.claim.is_some() { mark { (safe(piece.text, CUT)) } } @else { (safe(piece.text, CUT)) }
            }
            @if sentence.chars().nth(CUT).is_some() { "…" }
        } }
    }
}

/// A sentence with all its claims, each number a link to what became of it; what is long
/// can be opened.
pub(super) fn whole(claims: &[&Claim], known: &Known<'_>) -> Markup {
    let Some(first) = claims.first() else { return html! {} };
    let (shown, rest) = cut(pieces(&first.printed.sentence, claims), SHOWN);
    let (rest, beyond) = cut(rest, HELD);
    let more: usize = rest.iter().chain(&beyond).map(|piece| piece.text.chars().count()).sum();
    html! {
        blockquote lang=(lang(first, known)) {
            bdi { (marked(&shown, known)) @if more > 0 { "…" } }
            @if more > 0 {
                details.rest { summary lang="en" { "the rest, " (more) " characters" } bdi { (marked(&rest, known)) @if !beyond.is_empty() { "…" } } }
            }
        }
    }
}

fn marked(pieces: &[Piece<'_>], known: &Known<'_>) -> Markup {
    html! {
        @for piece in pieces {
            @let figure = piece.claim.and_then(|claim| known.parts(claim.id.as_str()).first());
            @match (piece.claim, figure) {
                (Some(_), Some(part)) => a.num href={ "#" (part.figure) } { (safe(piece.text, HELD)) },
                (Some(_), None) => mark { (safe(piece.text, HELD)) },
                (None, _) => (safe(piece.text, HELD)),
            }
        }
    }
}

/// The pieces up to so many characters, and those behind.
fn cut(pieces: Vec<Piece<'_>>, most: usize) -> (Vec<Piece<'_>>, Vec<Piece<'_>>) {
    let (mut before, mut behind, mut left) = (Vec::new(), Vec::new(), most);
    for piece in pieces {
        let end = piece.text.char_indices().nth(left).map(|(at, _)| at);
        match end {
            None => {
                left -= piece.text.chars().count().min(left);
                before.push(piece);
            }
            Some(at) => {
                let (head, tail) = piece.text.split_at(at);
                if !head.is_empty() {
                    before.push(Piece { text: head, claim: piece.claim });
                }
                behind.push(Piece { text: tail, claim: piece.claim });
                left = 0;
            }
        }
    }
    behind.retain(|piece| !piece.text.is_empty());
    (before, behind)
}
