//! What a number counts: the noun behind it, and the unit, scale or currency that it shares with others.

use super::class::Class;
use super::home::Purse;
use super::lexicon::Speech;
use super::number;
use super::period::{self, Clock};
use super::quantity::{self, Nature};
use super::sentence::{FORWARD, Found, Sentence};
use super::slot::{Slot, SlotKind, View};
use super::token::{Token, TokenKind};
use crate::model::quantity::last_trusted_place;
use crate::model::{Currency, Language, Number, Unit};

/// Whether a word of capitals stands where it would be a pronoun in small letters: `10 IT firms`.
fn is_abbreviation(view: View<'_, '_, '_>, at: usize) -> bool {
    let capitals = |at: usize| view.token(at).is_some_and(Token::is_upper);
    view.token(at).is_some_and(|t| t.text.len() > 1)
        && view.slot(at).is_some_and(|s| s.is(Class::Pronoun))
        && capitals(at)
        && !capitals(at + 1)
        && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word)
}

/// The noun behind a bare count: adjectives and nouns up to a closed word.
pub(super) fn counted_noun(
    view: View<'_, '_, '_>,
    at: usize,
    seen: &quantity::Seen,
    clock: Clock,
) -> Option<(usize, usize)> {
    if !matches!(seen.quantity.unit, Unit::Count(_)) || !matches!(seen.nature, Nature::Plain | Nature::Duration) {
        return None;
    }
    let mut next = at;
    if view.sign(next, "-") && view.glued(next) {
        return None;
    }
    if view.is(next, Class::NewPart) {
        next += 1;
    }
    // "missing the 1.2 billion consensus": of what is expected, not counted.
    if view.is(next, Class::Expectation) && !view.begins(next, Class::PluralForm) {
        return None;
    }
    let start = view.slot(next)?.first;
    let mut end = start;
    while let Some(slot) = view.slot(next) {
        // "Make-in-Vietnam platforms": hyphens join a noun.
        if next > at && view.sign(next, "-") && view.glued(next) && view.glued(next + 1) {
            end = view.slot(next + 1).map_or(end, |s| s.end);
            next += 2;
            continue;
        }
        let verb = next > at
            && (slot.is(Class::Level) || slot.change(Speech::Verb).is_some() || slot.is(Class::Said))
            && !view.begins(next, Class::Gerund);
        let aims = slot.tags.any_kind(FORWARD) && !slot.is(Class::NounPlan);
        let plural =
            view.tokens.get(end - 1).is_some_and(|t| end > start && t.is_any(&[Class::PluralForm, Class::People]));
        let participle = plural && view.begins_any(next, &[Class::PastForm, Class::Gerund]);
        // "175,000 jobs last month": a period ends the noun.
        let period = period::at(view, next, clock, false).is_some();
        if slot.kind != SlotKind::Word
            || quantity::is_closed(slot.tags) && !is_abbreviation(view, next)
            || period
            || verb
            || aims
            || participle
            || end - start >= 6
        {
            break;
        }
        end = slot.end;
        next += 1;
    }
    (end > start).then_some((start, end))
}

/// `five consecutive months`: a small number of what time is counted in is a duration.
pub(super) fn timed(view: View<'_, '_, '_>, seen: quantity::Seen, noun: Option<(usize, usize)>) -> quantity::Seen {
    let Some((first, end)) = noun.filter(|(first, end)| end > first) else { return seen };
    let head = view.slots.iter().find(|s| s.end == end && s.first > first);
    let few = seen.quantity.value.is_integer() && seen.quantity.value < Number::from(120) && !seen.scaled;
    let time = few && seen.nature == Nature::Plain && head.is_some_and(|s| s.is(Class::TimeNoun));
    if time { quantity::Seen { nature: Nature::Duration, ..seen } } else { seen }
}

/// `and loans of 54 billion`: a scaled number without a noun or unit of its own
/// has the currency of the amount before it in the sentence.
pub(super) fn carry_units(sentence: &mut Sentence<'_, '_, '_>, language: Language, purse: &mut Purse<'_, '_>) {
    share_behind(sentence);
    scale_behind(sentence, language);
    let flows = sentence.tags.is(Class::Flow) || sentence.tags.is(Class::Funds);
    // "profits rose to 1.39 billion": in the currency of the text, where money is spoken of;
    // else in that of the next amount.
    let next = sentence.quantities.iter().find_map(|q| match &q.seen.quantity.unit {
        unit @ Unit::Money(_) if q.restates.is_none() => Some(unit.clone()),
        _ => None,
    });
    let lent = if flows { next.or_else(|| purse.last.clone()) } else { None };
    let slots = &sentence.slots;
    // "revenue rose, and software units were up, to 15 million": of what is named last.
    let speaks = |at: usize| {
        let named = |s: &&Slot<'_>| s.is_any(&[Class::Flow, Class::Funds, Class::Things]);
        slots[..at].iter().rev().find(named).is_some_and(|s| !s.is(Class::Things))
    };
    let mut money: Option<Unit> = None;
    for found in &mut sentence.quantities {
        let quantity = &mut found.seen.quantity;
        match &quantity.unit {
            Unit::Money(_) if found.restates.is_none() => money = Some(quantity.unit.clone()),
            Unit::Count(_) if found.seen.scaled && found.noun.is_none() && found.seen.nature == Nature::Plain => {
                if let Some(unit) = money.as_ref().or_else(|| lent.as_ref().filter(|_| speaks(found.slot))) {
                    quantity.unit = unit.clone();
                }
            }
            _ => {}
        }
    }
    purse.last = money.or_else(|| purse.last.take());
    dong_behind(sentence, language);
    for found in &mut sentence.quantities {
        // "closed at 4,120 points": of an index.
        if found.seen.quantity.unit == Unit::PercentagePoint && found.seen.quantity.value >= Number::from(100) {
            found.seen.quantity.unit = Unit::Count("points".to_owned());
        }
        let head = found.noun.map(|noun| head(language, &sentence.slots, sentence.tokens, noun));
        if let (Unit::Count(name), Some(head)) = (&mut found.seen.quantity.unit, head) {
            *name = head;
        }
        // What is measured is as exact as its digits; only what is counted one by one is exact.
        let measured = found
            .noun
            .is_some_and(|(from, _)| sentence.slots.iter().any(|s| s.first == from && s.is(Class::MeasureUnit)));
        let digits = sentence.tokens.get(found.seen.number.0).filter(|t| t.kind == TokenKind::Number);
        let quantity = &mut found.seen.quantity;
        if let Some(digits) = digits.filter(|_| measured && quantity.resolution.is_zero()) {
            quantity.resolution = last_trusted_place(digits.text);
        }
        let counted = matches!(quantity.unit, Unit::Count(_)) && !found.seen.scaled;
        if !counted && quantity.resolution.is_zero() && matches!(quantity.unit, Unit::Money(_)) {
            quantity.resolution = Number::one();
        }
    }
}

/// `doanh thu đạt 7.326 tỷ, tăng gần 1.000 tỷ`: Vietnamese leaves the name of its money out behind so large a
/// scale, where nothing is counted and no other money is spoken of.
fn dong_behind(sentence: &mut Sentence<'_, '_, '_>, language: Language) {
    let money = |found: &Found| match &found.seen.quantity.unit {
        Unit::Money(currency) => *currency != Currency::VND,
        _ => false,
    };
    if language != Language::Vi || sentence.quantities.iter().any(money) {
        return;
    }
    for index in 0..sentence.quantities.len() {
        let found = &sentence.quantities[index];
        let bare = matches!(found.seen.quantity.unit, Unit::Count(_))
            && found.noun.is_none()
            && found.seen.scaled
            && found.seen.nature == Nature::Plain;
        let scale = || sentence.tokens[..found.seen.number.1].last().is_some_and(|t| t.is(Class::Milliards));
        // "thuê bao dự kiến đạt 5 tỷ": of what is named before.
        let named = |s: &&Slot<'_>| s.is_any(&[Class::Flow, Class::Funds, Class::Things, Class::People]);
        let of_things = sentence.slots[..found.slot].iter().rev().take(8).find(named);
        let of_things = of_things.is_some_and(|s| !s.is_any(&[Class::Flow, Class::Funds]));
        if bare && !of_things && scale() {
            sentence.quantities[index].seen.quantity.unit = Unit::Money(Currency::VND);
        }
    }
}

/// `three and one per cent`, `11 and 19% less`, `from 13.9 to 18.1 per cent`: a bare number
/// has the percent sign of the next one, where only a link stands between.
fn share_behind(sentence: &mut Sentence<'_, '_, '_>) {
    for index in (1..sentence.quantities.len()).rev() {
        let view = sentence.view();
        let (before, found) = (&sentence.quantities[index - 1], &sentence.quantities[index]);
        let percent = found.seen.quantity.unit == Unit::Percent;
        let bare = matches!(&before.seen.quantity.unit, Unit::Count(name) if name.is_empty())
            && before.noun.is_none()
            && !before.seen.scaled
            && before.seen.nature == Nature::Plain;
        let between = before.slot + 1..found.slot;
        let links = between
            .clone()
            .all(|i| view.sign(i, ",") || view.is_any(i, &[Class::And, Class::Or, Class::To, Class::From]))
            && (between.clone().any(|i| !view.sign(i, ","))
                || found.restates.is_none() && index + 1 < sentence.quantities.len());
        let links = links && before.seen.quantity.value < Number::from(1000);
        if percent && bare && links && found.slot > before.slot + 1 {
            let (unit, resolution) = (Unit::Percent, before.seen.quantity.resolution.clone());
            let resolution = if resolution.is_zero() { Number::one() } else { resolution };
            let quantity = &mut sentence.quantities[index - 1].seen.quantity;
            quantity.unit = unit;
            quantity.resolution = resolution;
        }
    }
    // "18.1 per cent, up from 13.9 in 2012": a decimal behind a percentage that it is compared with.
    for index in 1..sentence.quantities.len() {
        let view = sentence.view();
        let (before, found) = (&sentence.quantities[index - 1], &sentence.quantities[index]);
        let bare = matches!(&found.seen.quantity.unit, Unit::Count(name) if name.is_empty())
            && found.noun.is_none()
            && !found.seen.scaled
            && !found.seen.quantity.value.is_integer();
        let led =
            found.slot > 0 && (view.compares(found.slot - 1) || view.is_any(found.slot - 1, &[Class::From, Class::To]));
        if bare && led && before.seen.quantity.unit == Unit::Percent {
            sentence.quantities[index].seen.quantity.unit = Unit::Percent;
        }
    }
}

/// `to 76.91 and 70.26 million tonnes`: a decimal has the scale of the next number, where only a
/// conjunction stands between.
fn scale_behind(sentence: &mut Sentence<'_, '_, '_>, language: Language) {
    for index in (1..sentence.quantities.len()).rev() {
        let view = sentence.view();
        let (before, found) = (&sentence.quantities[index - 1], &sentence.quantities[index]);
        let bare = matches!(&before.seen.quantity.unit, Unit::Count(name) if name.is_empty())
            && before.noun.is_none()
            && !before.seen.scaled
            && before.seen.nature == Nature::Plain
            && !before.seen.quantity.value.is_integer();
        let joined = found.slot == before.slot + 2 && view.is(before.slot + 1, Class::And);
        let digits = sentence.tokens.get(found.seen.number.0).and_then(|t| number::read(t.text, language));
        let scale = digits.and_then(|digits| found.seen.quantity.value.checked_div(&digits.value));
        if let Some(scale) = scale.filter(|_| bare && joined && found.seen.scaled) {
            let unit = found.seen.quantity.unit.clone();
            let seen = &mut sentence.quantities[index - 1].seen;
            seen.quantity.value = &seen.quantity.value * &scale;
            seen.quantity.resolution = &seen.quantity.resolution * &scale;
            seen.quantity.unit = unit;
            seen.scaled = true;
        }
    }
}

/// The head of a noun phrase, which is the unit of what it counts: the last word in English, the first
/// phrase in Vietnamese (`doanh nghiệp công nghệ số`), or two syllables of one that is not known. The
/// phrase itself is the subject.
fn head(language: Language, slots: &[Slot<'_>], tokens: &[Token<'_>], (from, to): (usize, usize)) -> String {
    let end = match language {
        Language::En => return words(&tokens[to - 1..to]),
        Language::Vi => {
            let known =
                |s: &&Slot<'_>| s.first == from && (s.end > from + 1 || s.is_any(&[Class::Things, Class::MeasureUnit]));
            slots.iter().find(known).map_or(from + 2, |s| s.end)
        }
    };
    words(&tokens[from..end.min(to)])
}

/// The words of tokens, in lower case, single-spaced.
pub(super) fn words(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        if !text.is_empty() && !token.glued {
            text.push(' ');
        }
        text.push_str(&token.lower);
    }
    text
}
