//! One number with what belongs to it: sign, scale words and unit.

use super::super::lexicon::{Class, Tag};
use super::super::number;
use super::super::slot::SlotKind;
use super::super::token::TokenKind;
use super::{End, Reader, is_closed};
use crate::model::{Currency, Number, Unit};

impl Reader<'_, '_, '_> {
    /// A number with what belongs to it, from slot `at` on.
    pub(super) fn end(&self, at: usize) -> Option<End> {
        let view = self.view;
        let mut next = at;
        let dash = view.is(at, "-") && !view.glued(at) && view.glued(at + 1);
        let negative = (dash || view.class(at, Class::Negative))
            && (view.digits(at + 1).is_some() || self.money(at + 1).is_some());
        next += usize::from(negative);
        let mut unit = None;
        let mut unit_slots = (at, at);
        if let Some(currency) = self.prefix_currency(next) {
            unit = Some(Unit::Money(currency));
            unit_slots = (next, next + 1);
            next += 1;
            next += usize::from(view.is(next, "-") && view.glued(next + 1) && view.digits(next + 1).is_some());
        }
        let start = next;
        let (mut after, value, place, trusted, ordinal, word) = self.bare_number(next)?;
        let mut scale = Number::one();
        let mut scaled = false;
        let mut scale_at = after;
        loop {
            let hyphen = usize::from(view.is(scale_at, "-") && view.glued(scale_at) && view.glued(scale_at + 1));
            let candidate = scale_at + hyphen;
            let Some(power) = self.scale_word(candidate, unit.is_some()) else { break };
            scale = &scale * &Number::pow10(i32::from(power));
            scaled = true;
            scale_at = candidate + 1;
            after = scale_at;
        }
        let number_slots = (start, after);
        let (value, resolution, bare) = if scaled {
            (&value * &scale, &place * &scale, Some((value, place)))
        } else {
            (value.clone(), trusted, Some((value, place)))
        };
        let value = if negative { -value } else { value };
        let mut end =
            End { next: after, value, resolution, unit, unit_slots, number_slots, scaled, bare, scale, ordinal, word };
        if !ordinal {
            self.take_unit(&mut end);
        }
        Some(end)
    }

    pub(super) fn prefix_currency(&self, at: usize) -> Option<Currency> {
        let view = self.view;
        let currency = self.money(at)?;
        let slot = view.slot(at)?;
        let printed = &view.tokens[slot.first..slot.end];
        let sign = printed.iter().any(|t| t.kind == TokenKind::Sign)
            || printed.iter().all(|t| t.is_upper() || t.text.len() <= 3);
        let lower_code = printed.len() == 1 && printed[0].text.len() == 3;
        let single_letter = printed.len() == 1 && printed[0].kind == TokenKind::Word && printed[0].text.len() == 1;
        let number = view.digits(at + 1)?;
        // One capital letter is a currency only before an amount, never before a name's number.
        let amount = number.contains(',') || self.scale_word(at + 2, true).is_some();
        let numbered =
            view.glued(at + 1) && printed.iter().all(|t| t.kind == TokenKind::Word) && number.starts_with('0');
        ((sign || lower_code) && (!single_letter || amount) && !numbered).then_some(currency)
    }

    pub(super) fn scale_word(&self, at: usize, mark_allowed: bool) -> Option<u8> {
        self.tag(at, |t| if let Tag::Scale(n) = t { Some(n) } else { None }).or_else(|| {
            let mark = self.tag(at, |t| if let Tag::ScaleMark(n) = t { Some(n) } else { None })?;
            let token = self.view.token(at)?;
            let long = token.text.len() > 1;
            // "3M" alone is a company; "$3M" and "3M users" are millions.
            let name = !long
                && token.is_capitalised()
                && !mark_allowed
                && self.view.slot(at + 1).is_none_or(|s| s.kind != SlotKind::Word || is_closed(s.tags));
            ((self.view.glued(at) || long || mark_allowed && self.view.is(at, "m")) && !name).then_some(mark)
        })
    }

    /// Digits or words: next slot, value, last printed place, last trusted place,
    /// whether it is an ordinal, whether it is in words.
    pub(super) fn bare_number(&self, at: usize) -> Option<(usize, Number, Number, Number, bool, bool)> {
        let view = self.view;
        if let Some(digits) = view.digits(at) {
            let read = number::read(digits, self.language)?;
            if let Some(part) = self.vulgar_fraction(at + 1).filter(|_| view.glued(at + 1)) {
                let tenth = Number::pow10(-1);
                return Some((at + 2, &read.value + &part, tenth.clone(), tenth, false, false));
            }
            let ordinal = self.view.glued(at + 1) && ["st", "nd", "rd", "th"].iter().any(|s| self.view.is(at + 1, s));
            return Some((
                at + 1 + usize::from(ordinal),
                read.value,
                read.last_digit,
                read.last_trusted,
                ordinal,
                false,
            ));
        }
        if let Some(part) = self.vulgar_fraction(at) {
            let tenth = Number::pow10(-1);
            return Some((at + 1, part, tenth.clone(), tenth, false, false));
        }
        self.words(at)
    }

    /// `½` and its like.
    fn vulgar_fraction(&self, at: usize) -> Option<Number> {
        let (above, below) = match self.view.token(at)?.text {
            "½" => (1, 2),
            "⅓" => (1, 3),
            "⅔" => (2, 3),
            "¼" => (1, 4),
            "¾" => (3, 4),
            "⅕" => (1, 5),
            _ => return None,
        };
        Number::from(above).checked_div(&Number::from(below))
    }

    /// `three`, `twenty-five`, `two hundred and fifty`, `half a million`, `a million`, `second`.
    pub(super) fn words(&self, at: usize) -> Option<(usize, Number, Number, Number, bool, bool)> {
        let view = self.view;
        let cardinal = |at: usize| self.tag(at, |t| if let Tag::Cardinal(n) = t { Some(i64::from(n)) } else { None });
        if let Some(ordinal) = self.tag(at, |t| if let Tag::Ordinal(n) = t { Some(i64::from(n)) } else { None }) {
            return Some((at + 1, Number::from(ordinal), Number::one(), Number::one(), true, true));
        }
        let article = view.is(at, "a") || view.is(at, "an");
        if let Some(part) =
            self.tag(at + usize::from(article), |t| if let Tag::Part(n) = t { Some(i64::from(n)) } else { None })
        {
            let mut scale_at = at + 1 + usize::from(article);
            scale_at += usize::from(view.is(scale_at, "of"));
            scale_at += usize::from(view.is(scale_at, "a"));
            self.scale_word(scale_at, false)?;
            let value = Number::one().checked_div(&Number::from(part))?;
            return Some((scale_at, value, Number::pow10(-1), Number::pow10(-1), false, true));
        }
        if article {
            let scale = self.scale_word(at + 1, false);
            let dozen = cardinal(at + 1).filter(|_| view.is(at + 1, "dozen"));
            if let Some(n) = dozen {
                return Some((at + 2, Number::from(n), Number::one(), Number::one(), false, true));
            }
            scale.filter(|_| view.glued(at) == view.glued(at + 1))?;
            return Some((at + 1, Number::one(), Number::one(), Number::one(), false, true));
        }
        let mut total = 0_i64;
        let mut next = at;
        let mut seen = false;
        loop {
            let joined = usize::from(seen && view.is(next, "-") && view.glued(next + 1));
            let linked = usize::from(seen && total % 100 == 0 && total > 0 && view.is(next, "and"));
            let Some(n) = cardinal(next + joined + linked) else { break };
            // "twenty five" and "hundred and five" add; "five six" are two numbers.
            let room = if total % 100 == 0 { true } else { total % 10 == 0 && total % 100 >= 20 && n < 10 };
            if seen && !room {
                break;
            }
            total += n;
            seen = true;
            next += joined + linked + 1;
            if view.is(next, "hundred") && total < 100 {
                total *= 100;
                next += 1;
            }
        }
        if !seen {
            return None;
        }
        if view.is(next, "point")
            && let Some(tenth) = cardinal(next + 1).filter(|n| *n < 10)
        {
            let value = &Number::from(total) + &(&Number::from(tenth) * &Number::pow10(-1));
            return Some((next + 2, value, Number::pow10(-1), Number::pow10(-1), false, true));
        }
        Some((next, Number::from(total), Number::one(), Number::one(), false, true))
    }

    /// Takes the unit behind a number, and its minor unit where both are printed.
    pub(super) fn take_unit(&self, end: &mut End) {
        let view = self.view;
        let hyphen = usize::from(view.is(end.next, "-") && view.glued(end.next) && view.glued(end.next + 1));
        let at = end.next + hyphen;
        let unit = self.tag(at, |tag| match tag {
            Tag::Percent => Some((Unit::Percent, 0)),
            Tag::PercentagePoint => Some((Unit::PercentagePoint, 0)),
            Tag::BasisPoint => Some((Unit::PercentagePoint, -2)),
            Tag::Times => Some((Unit::Times, 0)),
            Tag::Money(currency) => Some((Unit::Money(currency), 0)),
            Tag::Minor(currency) => Some((Unit::Money(currency), -2)),
            _ => None,
        });
        let Some((unit, exponent)) = unit else { return };
        let short_letter = view.token(at).is_some_and(|t| t.text.len() == 1 && t.kind == TokenKind::Word);
        if short_letter && !view.glued(at) || view.is(at, "x") && !view.glued(at) {
            return;
        }
        let bare_points = view.is(at, "points") || view.is(at, "point");
        if unit == Unit::PercentagePoint && bare_points && !self.speaks_of_percent() {
            return;
        }
        // "44 cents" behind a currency sign, or a second currency, is not this number's.
        if end.unit.as_ref().is_some_and(|printed| *printed != unit) {
            return;
        }
        if matches!(unit, Unit::Money(_)) && end.unit.is_none() && self.belongs_to_next_number(at) {
            return;
        }
        let factor = Number::pow10(exponent);
        end.value = &end.value * &factor;
        end.resolution = &end.resolution * &factor;
        if unit == Unit::Percent && (end.word || !end.scaled) {
            // "100%" and "50 percent" are trusted to the printed place.
            if let Some((_, place)) = &end.bare {
                end.resolution = place.clone();
            }
        }
        end.unit_slots = (at, at + 1);
        end.next = at + 1;
        end.unit = Some(unit.clone());
        if let Unit::Money(currency) = unit {
            self.take_minor(end, currency);
        }
    }

    /// `thirteen dollars forty-five cents`, `5 dollars and 20 cents`.
    pub(super) fn take_minor(&self, end: &mut End, currency: Currency) {
        let at = end.next + usize::from(self.view.is(end.next, "and"));
        let Some((next, value, place, _, false, _)) = self.bare_number(at) else { return };
        let minor = self.tag(next, |t| if let Tag::Minor(c) = t { Some(c) } else { None });
        if minor != Some(currency) && !(minor.is_some() && currency != Currency::USD) {
            return;
        }
        end.value = &end.value + &(&value * &Number::pow10(-2));
        end.resolution = &place * &Number::pow10(-2);
        end.next = next + 1;
    }

    /// `3 USD50 cards`: the code belongs to the number that touches it.
    pub(super) fn belongs_to_next_number(&self, at: usize) -> bool {
        self.view.digits(at + 1).is_some() && self.view.glued(at + 1)
    }

    pub(super) fn speaks_of_percent(&self) -> bool {
        self.view.slots.iter().any(|s| s.find(|t| matches!(t, Tag::Percent).then_some(())).is_some())
    }

    /// `over five years`, `for 12 months`: time that passes. `Life expectancy was 71.3
    /// years` and `1,540 hours` are measured.
    pub(super) fn is_length_of_time(&self, at: usize, noun: usize, value: &Number) -> bool {
        let measured = !value.is_integer() || *value > Number::from(120);
        let stated = at > 0
            && self
                .view
                .slot(at - 1)
                .is_some_and(|s| s.is(Class::Level) || s.is(Class::Finite) || s.is(Class::Average));
        !measured && (!stated || self.view.class(noun + 1, Class::Ago))
    }
}
