//! Numbers in words: `twenty-five`, `a hundred and five point three`, `three thousand
//! two hundred`. A last scale word alone (`five million`) is left to the caller, who
//! shares it between the ends of a range.

use super::class::Class;
use super::lexicon::Tag;
use super::slot::View;
use super::tags::Kind;
use crate::model::Number;

/// A number in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spelled {
    /// The slot behind it.
    pub(super) next: usize,
    /// Its value.
    pub(super) value: Number,
    /// One unit of its last place.
    pub(super) place: Number,
}

/// Reads the number in words that begins at slot `at`.
pub(super) fn read(view: View<'_, '_, '_>, at: usize) -> Option<Spelled> {
    let (next, whole) = whole(view, at)?;
    let (next, value, place) = decimals(view, next, Number::from(whole));
    Some(Spelled { next, value, place })
}

/// A whole number in words, with its inner scale words.
pub(super) fn whole(view: View<'_, '_, '_>, at: usize) -> Option<(usize, i64)> {
    // "between two hundred and three hundred": the "and" parts the ends.
    let and_joins = !(1..=3).any(|back| at >= back && view.is(at - back, Class::Between));
    let (mut next, mut group) = hundreds(view, at, and_joins)?;
    let mut total = 0_i64;
    while let Some(power) = scale(view, next) {
        let linked = usize::from(and_joins && view.is(next + 1, Class::And));
        let Some((after, rest)) = hundreds(view, next + 1 + linked, and_joins) else { break };
        let unit = 10_i64.checked_pow(u32::from(power))?;
        let lower = scale(view, after).is_none_or(|power_after| power_after < power);
        if rest >= unit || !lower || is_article(view, next + 1 + linked) {
            break;
        }
        total = total.checked_add(group.checked_mul(unit)?)?;
        (next, group) = (after, rest);
    }
    if total > 0 && scale(view, next).is_some() {
        // "two million five hundred thousand": the last scale is inside the number.
        let power = scale(view, next)?;
        group = group.checked_mul(10_i64.checked_pow(u32::from(power))?)?;
        next += 1;
    }
    Some((next, total.checked_add(group)?))
}

/// A cardinal word below a hundred.
pub(super) fn cardinal(view: View<'_, '_, '_>, at: usize) -> Option<i64> {
    let count = view.slot(at)?.find(|t| if let Tag::Cardinal(n) = t { Some(i64::from(n)) } else { None });
    // "năm nghìn" is five thousand, "năm 2020" a year.
    let five = || (view.is(at, Class::FiveBefore) && is_scale(view, at + 1)).then_some(5);
    count.or_else(five).filter(|_| !view.is(at, Class::Dozen))
}

/// Whether a scale word stands there.
pub(super) fn is_scale(view: View<'_, '_, '_>, at: usize) -> bool {
    view.slot(at).is_some_and(|slot| slot.tags.has(Kind::Scale))
}

/// The power of ten that a scale word from a thousand on stands for.
fn scale(view: View<'_, '_, '_>, at: usize) -> Option<u8> {
    view.slot(at)?.find(|t| if let Tag::Scale(n) = t { Some(n) } else { None }).filter(|n| *n >= 3)
}

fn is_article(view: View<'_, '_, '_>, at: usize) -> bool {
    view.is(at, Class::Indefinite)
}

fn is_hundred(view: View<'_, '_, '_>, at: usize) -> bool {
    view.is(at, Class::Hundred)
}

/// `forty-five`, `a hundred and five`, `nineteen hundred`, `two dozen`.
fn hundreds(view: View<'_, '_, '_>, at: usize, and_joins: bool) -> Option<(usize, i64)> {
    let (mut next, mut total) = if is_article(view, at) && is_hundred(view, at + 1) { (at + 2, 100) } else { (at, 0) };
    let mut seen = next > at;
    loop {
        let joined = usize::from(seen && view.sign(next, "-") && view.glued(next) && view.glued(next + 1));
        let linked = usize::from(and_joins && seen && total % 100 == 0 && total > 0 && view.is(next, Class::And));
        let Some(n) = cardinal(view, next + joined + linked) else { break };
        // "twenty five" and "hundred and five" add; "five six" are two numbers.
        let room = total % 100 == 0 && total > 0 || total % 10 == 0 && total % 100 >= 20 && n < 10 && n > 0;
        let hundreds_follow = is_hundred(view, next + joined + linked + 1);
        if seen && (!room || hundreds_follow && total >= 100) {
            break;
        }
        total += n;
        seen = true;
        next += joined + linked + 1;
        if is_hundred(view, next) && total < 100 {
            total *= 100;
            next += 1;
        } else if view.is(next, Class::Dozen) && (1..100).contains(&total) {
            return Some((next + 1, total * 12));
        }
    }
    seen.then_some((next, total))
}

/// `point three five` behind a whole number.
fn decimals(view: View<'_, '_, '_>, next: usize, value: Number) -> (usize, Number, Number) {
    let digit =
        |at: usize| if view.is(at, Class::ZeroLetter) { Some(0) } else { cardinal(view, at).filter(|n| *n < 10) };
    let mut sum = (next, value, Number::one());
    if !view.is(next, Class::DecimalPoint) {
        return sum;
    }
    let mut place = Number::one();
    let tenth = Number::pow10(-1);
    let mut at = next + 1;
    while let Some(n) = digit(at).filter(|_| at - next <= 12) {
        place = &place * &tenth;
        at += 1;
        sum = (at, &sum.1 + &(&Number::from(n) * &place), place.clone());
    }
    sum
}

/// `and a half`, `and three quarters` behind a number at `at`: the slot behind, and the part.
pub(super) fn and_part(view: View<'_, '_, '_>, at: usize) -> Option<(usize, Number)> {
    if !view.is(at, Class::And) {
        return None;
    }
    let count = if is_article(view, at + 1) { Some(1) } else { cardinal(view, at + 1) }?;
    let parts = part(view, at + 2)?;
    let of = view.is_any(at + 3, &[Class::Of, Class::The]);
    let value = Number::from(count).checked_div(&Number::from(parts))?;
    (count < parts && !of).then_some((at + 3, value))
}

/// How many such parts make up a whole: `half`, `quarters`.
pub(super) fn part(view: View<'_, '_, '_>, at: usize) -> Option<i64> {
    view.slot(at)?.find(|t| if let Tag::Part(n) = t { Some(i64::from(n)) } else { None })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::super::lexicon::Vocabulary;
    use super::super::slot::tag;
    use super::*;
    use crate::model::Language;

    fn value(text: &str) -> String {
        static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::english().unwrap());
        let tokens = VOCABULARY.tokens(text);
        let slots = tag(&tokens, &VOCABULARY);
        let view = View { slots: &slots, tokens: &tokens, language: Language::En };
        read(view, 0).map_or("-".to_owned(), |spelled| format!("{} {}", spelled.value, slots.len() - spelled.next))
    }

    #[test]
    fn words_add_up() {
        let cases = [
            ("seven", "7 0"),
            ("eighty-one", "81 0"),
            ("a hundred and six point four", "106.4 0"),
            ("three hundred and twelve", "312 0"),
            ("two dozen", "24 0"),
            ("four thousand two hundred and eight", "4208 0"),
            ("one million two hundred thousand", "1200000 0"),
            ("two point zero five", "2.05 0"),
            ("nineteen hundred", "1900 0"),
            ("six million", "6 1"),
            ("five six", "5 1"),
            ("two hundred three hundred", "200 2"),
            ("three thousand and five million", "3 4"),
        ];
        for (text, want) in cases {
            assert_eq!(value(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_number() {
        for text in ["hundreds of firms", "a company", "thousand", "point five", "and two"] {
            assert_eq!(value(text), "-", "{text}");
        }
    }
}
