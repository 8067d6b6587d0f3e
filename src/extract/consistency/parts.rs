//! A share and the part and the whole that stand with it.

use super::super::Lexicon;
use super::super::class::Class;
use super::super::token::{Token, TokenKind};
use super::{about, fair, is_level, shown};
use crate::finding::Finding;
use crate::model::{Interval, Number, PrintedClaim, Span, Unit};

/// A share does not follow from the part and the whole that it is said of.
pub const SHARE_DOES_NOT_FIT: &str = "share_does_not_fit";

/// The most bytes between numbers that are said together.
const NEAR: usize = 48;

/// `30%, or 2 of 5 million`, `2 million of the 5 million households (40%)`.
pub(super) fn of_sentence(text: &str, sentence: &[PrintedClaim], lexicon: &Lexicon) -> Vec<Finding> {
    let threes = sentence.windows(3).filter_map(|three| {
        let [a, b, c] = three else { return None };
        let of = |part: &PrintedClaim, whole: &PrintedClaim| {
            is_level(part)
                && is_level(whole)
                && kinds(part, whole)
                && between(text, part, whole).is_some_and(|gap| is_of(&lexicon.tongues.tokens(gap).0))
        };
        let said = |one: &PrintedClaim, other: &PrintedClaim| {
            between(text, one, other).is_some_and(|gap| restates(&lexicon.tongues.tokens(gap).0))
        };
        let (share, part, whole) = if percent(a) && of(b, c) && said(a, b) {
            (a, b, c)
        } else if percent(c) && of(a, b) && said(b, c) {
            (c, a, b)
        } else {
            return None;
        };
        judge(share, part, whole)
    });
    threes.collect()
}

fn percent(claim: &PrintedClaim) -> bool {
    claim.quantity.unit == Unit::Percent && claim.quantity.value_to.is_none()
}

fn kinds(part: &PrintedClaim, whole: &PrintedClaim) -> bool {
    match (&part.quantity.unit, &whole.quantity.unit) {
        (Unit::Money(a), Unit::Money(b)) => a == b,
        (Unit::Count(_), Unit::Count(_)) => true,
        _ => false,
    }
}

fn between<'t>(text: &'t str, a: &PrintedClaim, b: &PrintedClaim) -> Option<&'t str> {
    let gap = Span::new(a.span.end, b.span.start);
    (gap.start < gap.end && gap.end - gap.start <= NEAR).then(|| gap.of(text))
}

/// `of`, `out of`, `of the`, `of a total of`.
fn is_of(gap: &[Token<'_>]) -> bool {
    let plain =
        |t: &Token<'_>| if t.kind == TokenKind::Sign { !breaks(t) && !t.sign(",") } else { t.is(Class::PartLink) };
    gap.iter().any(|t| t.is(Class::Of)) && gap.iter().all(plain)
}

/// `, or`, ` (`, ` households (`: the same said in another way.
fn restates(gap: &[Token<'_>]) -> bool {
    let words = || gap.iter().filter(|t| t.kind != TokenKind::Sign);
    let last = words().rfind(|t| !t.is(Class::Loosely));
    let or = last.is_some_and(|t| t.is(Class::Or)) && gap.iter().any(|t| t.sign(","));
    let bracket = gap.last().is_some_and(|t| t.sign("(")) && words().count() <= 3;
    (or || bracket) && !gap.iter().any(breaks)
}

/// What parts statements.
fn breaks(token: &Token<'_>) -> bool {
    token.sign(";") || token.sign(".")
}

fn judge(share: &PrintedClaim, part: &PrintedClaim, whole: &PrintedClaim) -> Option<Finding> {
    let (said, all) = (fair(&share.quantity), fair(&whole.quantity));
    let some = fair(&part.quantity);
    // "2 of 5 million": the part may count in the scale of the whole.
    let scales = (0..=4).map(|power| Number::pow10(3 * power));
    let mut implied: Vec<Interval> = Vec::new();
    for factor in scales {
        let interval = some.scale(&factor).checked_div(&all)?.scale(&Number::from(100));
        if interval.overlaps(&said) {
            return None;
        }
        implied.push(interval);
    }
    let hundred = Interval::closed(Number::zero(), Number::from(100));
    let likely = implied.iter().rev().find(|interval| interval.overlaps(&hundred))?;
    let message = format!(
        "{:?} does not fit {:?} of {:?}, which make {} percent",
        share.value_text,
        part.value_text,
        whole.value_text,
        shown(likely)
    );
    Some(about(share, SHARE_DOES_NOT_FIT, message))
}
