//! One number with what belongs to it: sign, scale words and unit.

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::super::number;
use super::super::slot::SlotKind;
use super::super::spelled;
use super::super::tags::Kind;
use super::super::token::{TokenKind, signs};
use super::{End, Prefix, Reader, is_closed};
use crate::model::{Currency, Language, Number, Unit};

impl Reader<'_, '_, '_> {
    /// A number with what belongs to it, from slot `at` on.
    pub(super) fn end(&self, at: usize) -> Option<End> {
        let view = self.view;
        let mut next = at;
        // "(-51%)": a sign right behind a parenthesis, and never in "5-10".
        let opened = at > 0 && view.sign(at - 1, "(");
        let dash = view.sign(at, "-") && (!view.glued(at) || opened) && view.glued(at + 1);
        let negative =
            (dash || view.is(at, Class::Negative)) && (view.digits(at + 1).is_some() || self.money(at + 1).is_some());
        next += usize::from(negative);
        let mut unit = None;
        let mut unit_slots = (at, at);
        let mut scale = Number::one();
        let mut scaled = false;
        let mut negative = negative;
        if let Some(prefix) = self.prefix(next) {
            unit = Some(Unit::Money(prefix.currency));
            unit_slots = (next, next + 1);
            next += prefix.slots;
            let dash = self.dash_before_digits(next);
            negative |= dash && view.glued(next) && unit_slots.0 + 1 == next;
            next += usize::from(dash);
            scaled = prefix.power > 0;
            scale = Number::pow10(i32::from(prefix.power));
        }
        let start = next;
        let (mut after, mut value, mut place, trusted, ordinal, word) = self.bare_number(next)?;
        // "thứ 44", "xếp thứ hai"
        let ordinal = ordinal || next == at && at > 0 && view.is(at - 1, Class::OrdinalLead);
        let mut scale_at = after;
        loop {
            let hyphen = usize::from(view.sign(scale_at, "-") && view.glued(scale_at) && view.glued(scale_at + 1));
            let candidate = scale_at + hyphen;
            let Some(power) = self.scale_word(candidate, unit.is_some()) else { break };
            scale = &scale * &Number::pow10(i32::from(power));
            scaled = true;
            scale_at = candidate + 1;
            after = scale_at;
        }
        if let Some((next, part)) = spelled::and_part(view, after).filter(|_| scaled) {
            // "a million and a half": a part of the scale.
            value = &value + &part;
            place = Number::pow10(-1);
            after = next;
        }
        // "1 tỷ 200 triệu": a smaller scale goes on.
        while let Some((next, more, last)) = self.smaller_scale(after, &scale).filter(|_| scale_at == after) {
            value = &value + &more.checked_div(&scale)?;
            place = last.checked_div(&scale)?;
            (after, scale_at) = (next, next);
        }
        if scaled && view.is(after, Class::HalfMore) {
            // "một tỷ rưỡi": half of the scale more.
            value = &value + &Number::from(1).checked_div(&Number::from(2))?;
            place = Number::pow10(-1);
            after += 1;
        }
        if scaled && !word && place == Number::one() && value >= Number::from(1000) {
            // "137,000 million": digits written out are rounded at their zeros, whatever they count.
            place = trusted.clone();
        }
        let number_slots = (start, after);
        let (value, resolution, bare) = if scaled {
            (&value * &scale, &place * &scale, Some((value, place)))
        } else {
            (value.clone(), trusted, Some((value, place)))
        };
        let value = if negative { -value } else { value };
        let mut end = End {
            next: after,
            minor: false,
            value,
            resolution,
            unit,
            unit_slots,
            number_slots,
            scaled,
            bare,
            scale,
            ordinal,
            word,
        };
        if !ordinal {
            self.take_unit(&mut end);
        }
        if let Some(Unit::Money(currency)) = end.unit
            && end.next == after
            && !end.scaled
            && end.value.is_integer()
        {
            // "$4 and 50 cents".
            self.take_minor(&mut end, currency, 0);
        }
        Some(end)
    }

    /// `200 triệu` behind `1 tỷ`: the slot behind it, its value, and one unit of its last place.
    fn smaller_scale(&self, at: usize, than: &Number) -> Option<(usize, Number, Number)> {
        let read = number::read(self.view.digits(at)?, self.view.language)?;
        let scale = Number::pow10(i32::from(self.tag(at + 1, |t| if let Tag::Scale(n) = t { Some(n) } else { None })?));
        let value = &read.value * &scale;
        (value < *than && *than > Number::one()).then(|| (at + 2, value, &read.last_digit * &scale))
    }

    /// `US$`, `EUR`, `dollar`, `MAUD`, `Rs crore` before a number.
    pub(super) fn prefix(&self, at: usize) -> Option<Prefix> {
        let view = self.view;
        if let Some((currency, power)) = self.scaled_money(at) {
            return view.digits(at + 1).is_some().then_some(Prefix { currency, slots: 1, power });
        }
        let currency = self.money(at)?;
        // "US$ million 5.2", "Rs crore 40": the scale stands between.
        if view.digits(at + 2).is_some()
            && let Some(power) = self.scale_word(at + 1, true)
            && (self.is_sign_or_code(at) || at == 0)
            && !view.glued(at + 2)
        {
            return Some(Prefix { currency, slots: 2, power });
        }
        self.prefix_currency(at).map(|currency| Prefix { currency, slots: 1, power: 0 })
    }

    /// `$-5`: the sign of the number behind that of its unit.
    fn dash_before_digits(&self, at: usize) -> bool {
        self.view.sign(at, "-") && self.view.glued(at) && self.view.glued(at + 1) && self.view.digits(at + 1).is_some()
    }

    pub(super) fn scaled_money(&self, at: usize) -> Option<(Currency, u8)> {
        self.tag(at, |t| if let Tag::ScaledMoney(currency, power) = t { Some((currency, power)) } else { None })
    }

    /// A sign, a code, or a short abbreviation, as against a currency's name.
    fn is_sign_or_code(&self, at: usize) -> bool {
        let Some(slot) = self.view.slot(at) else { return false };
        let printed = &self.view.tokens[slot.first..slot.end];
        printed.iter().any(|t| t.kind == TokenKind::Sign && !t.sign(".") && !t.sign("-"))
            || printed.len() == 1 && self.money(at).is_some_and(|c| printed[0].lower.eq_ignore_ascii_case(c.as_str()))
            || printed.iter().all(|t| t.is_upper() || t.text.len() <= 3 && !t.text.ends_with('n'))
    }

    pub(super) fn prefix_currency(&self, at: usize) -> Option<Currency> {
        let view = self.view;
        let currency = self.money(at)?;
        let slot = view.slot(at)?;
        let printed = &view.tokens[slot.first..slot.end];
        // Names as short as a sign, of which some are verbs: "won 5 games".
        let name = printed.iter().any(|t| t.is(Class::CoinName) && !currency.as_str().eq_ignore_ascii_case(&t.lower));
        let sign = printed.iter().any(|t| t.kind == TokenKind::Sign)
            || !name && printed.iter().all(|t| t.is_upper() || t.text.len() <= 3);
        let lower_code = !name && printed.len() == 1 && printed[0].text.len() == 3;
        let single_letter = printed.len() == 1 && printed[0].kind == TokenKind::Word && printed[0].text.len() == 1;
        let Some(number) = view.digits(at + 1 + usize::from(sign && self.dash_before_digits(at + 1))) else {
            // "USD five million": words before which only a sign or a code stands.
            let words = spelled::whole(view, at + 1).filter(|_| self.is_sign_or_code(at) && !single_letter);
            return words.map(|_| currency);
        };
        // One capital letter is a currency only before an amount, never before a name's number.
        let amount = number.contains(',') || self.scale_word(at + 2, true).is_some();
        let numbered =
            view.glued(at + 1) && printed.iter().all(|t| t.kind == TokenKind::Word) && number.starts_with('0');
        // "xăng RON95": a mark of goods.
        let mark = view.glued(at + 1)
            && printed.iter().any(|t| t.is(Class::Label))
            && !number.contains(['.', ','])
            && self.scale_word(at + 2, true).is_none();
        let numbered = numbered || mark;
        let named = || self.is_named_prefix(at, number);
        ((sign || lower_code || named()) && (!single_letter || amount) && !numbered).then_some(currency)
    }

    /// `dollar 22.5 million`, `rupees 1,500`: a currency's name before an amount that has no
    /// other unit. "Against the dollar 5%" and "50 dollars 20 times" are none.
    fn is_named_prefix(&self, at: usize, number: &str) -> bool {
        let view = self.view;
        let led = at > 0
            && view.slot(at - 1).is_some_and(|s| s.is(Class::Determiner) || s.is_numeric() || s.kind != SlotKind::Word);
        let counted = at > 0 && self.scale_word(at - 1, true).is_some();
        let scaled = self.scale_word(at + 2, true).is_some();
        let grouped = number.contains([',', '.']);
        let behind = if scaled { at + 3 } else { at + 2 };
        let closed = view.slot(behind).is_none_or(|s| {
            !self.is_number_suffix(behind)
                && (s.kind == SlotKind::Sign || s.kind == SlotKind::Word && is_closed(s.tags))
        });
        !led && !counted && (scaled || grouped) && closed
    }

    pub(super) fn scale_word(&self, at: usize, mark_allowed: bool) -> Option<u8> {
        self.tag(at, |t| if let Tag::Scale(n) = t { Some(n) } else { None }).or_else(|| {
            let mark = self.tag(at, |t| if let Tag::ScaleMark(n) = t { Some(n) } else { None })?;
            let token = self.view.token(at)?;
            let long = token.text.len() > 1;
            // "A $5 billion mill", "4 mill workers"; millimetres, unless an amount of money is there.
            let mill = token.is(Class::MillionMark);
            if mill && self.view.before(at).is_some_and(|s| s.tags.has(Kind::Scale)) {
                return None;
            }
            let word = token.is(Class::MilleMille) || mill && !self.view.glued(at);
            if word && !mark_allowed && self.money(at + 1).is_none() {
                return None;
            }
            // "$5 m" and "5 M€".
            let touches_money = self.view.glued(at + 1) && self.money(at + 1).is_some() && self.is_sign_or_code(at + 1);
            let before_money = self.money(at + 1).is_some() && self.view.digits(at + 2).is_none();
            let with_money = mark_allowed && self.view.is(at, Class::MegaMark) || touches_money || before_money;
            // "3M" alone is a company; "$3M" and "3M users" are millions.
            let name = !long
                && token.is_capitalised()
                && !mark_allowed
                && !with_money
                && self.view.digits(at.wrapping_sub(1)).is_none_or(|d| d.len() == 1)
                && self.view.slot(at + 1).is_none_or(|s| s.kind != SlotKind::Word || is_closed(s.tags));
            ((self.view.glued(at) || long || with_money) && !name).then_some(mark)
        })
    }

    /// Digits or words: next slot, value, last printed place, last trusted place,
    /// whether it is an ordinal, whether it is in words.
    pub(super) fn bare_number(&self, at: usize) -> Option<(usize, Number, Number, Number, bool, bool)> {
        let view = self.view;
        if let Some(digits) = view.digits(at) {
            let mut read = number::read(digits, self.view.language)?;
            if !read.marked && self.is_behind_point(at) {
                // ".5": the whole part is left out.
                read = number::read(&format!("0.{digits}"), self.view.language)?;
            }
            if let Some(part) = self.vulgar_fraction(at + 1).filter(|_| view.glued(at + 1)) {
                let tenth = Number::pow10(-1);
                return Some((at + 2, &read.value + &part, tenth.clone(), tenth, false, false));
            }
            if let Some((next, part)) = self.slash_fraction(at + 1).filter(|_| !read.marked && !view.glued(at + 1)) {
                let tenth = Number::pow10(-1);
                return Some((next, &read.value + &part, tenth.clone(), tenth, false, false));
            }
            // "14-1/2 pence"
            let dash = view.sign(at + 1, "-") && view.glued(at + 1) && view.glued(at + 2) && digits.len() <= 3;
            let mixed = if dash && !read.marked { self.slash_fraction(at + 2) } else { None };
            if let Some((next, part)) = mixed.filter(|(next, _)| !view.sign(*next, "-")) {
                let tenth = Number::pow10(-1);
                return Some((next, &read.value + &part, tenth.clone(), tenth, false, false));
            }
            if let Some((next, part)) = spelled::and_part(view, at + 1).filter(|_| !read.marked) {
                let tenth = Number::pow10(-1);
                return Some((next, &read.value + &part, tenth.clone(), tenth, false, false));
            }
            let ordinal = self.view.glued(at + 1) && self.view.is(at + 1, Class::OrdinalMark);
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

    /// Whether a decimal point stands right before the digits, and nothing before that.
    fn is_behind_point(&self, at: usize) -> bool {
        let view = self.view;
        let touches =
            |at: usize| view.before(at).is_none_or(|s| s.kind == SlotKind::Number || s.kind == SlotKind::Word);
        at > 0 && view.sign(at - 1, ".") && view.glued(at) && !(view.glued(at - 1) && touches(at - 1))
    }

    /// `1/2` of "3 1/2 million": the slot behind it, and its value.
    pub(super) fn slash_fraction(&self, at: usize) -> Option<(usize, Number)> {
        let view = self.view;
        let small = |at: usize| -> Option<i64> { view.digits(at).filter(|d| d.len() <= 2)?.parse().ok() };
        let together = view.sign(at + 1, "/") && view.glued(at + 1) && view.glued(at + 2);
        let (above, below) = (small(at)?, small(at + 2)?);
        let longer = view.sign(at + 3, "/") && view.glued(at + 3);
        let proper = together && !longer && above < below && [2, 3, 4, 5, 8, 16].contains(&below);
        proper.then(|| Number::from(above).checked_div(&Number::from(below))).flatten().map(|part| (at + 3, part))
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

    /// `three`, `two hundred and fifty`, `half a million`, `three quarters of a billion`,
    /// `a million`, `twenty-second`.
    pub(super) fn words(&self, at: usize) -> Option<(usize, Number, Number, Number, bool, bool)> {
        let view = self.view;
        let exact = |next: usize, n: i64, ordinal: bool| {
            Some((next, Number::from(n), Number::one(), Number::one(), ordinal, true))
        };
        if let Some((next, n)) = self.ordinal_words(at) {
            return exact(next, n, true);
        }
        let article = view.is(at, Class::Indefinite);
        if let Some((next, value)) = self.part_of_scale(at) {
            if view.is(next, Class::Dozen) {
                return Some((next + 1, &value * &Number::from(12), Number::one(), Number::one(), false, true));
            }
            return Some((next, value, Number::pow10(-1), Number::pow10(-1), false, true));
        }
        if article && view.is(at + 1, Class::Dozen) {
            return exact(at + 2, 12, false);
        }
        if view.is(at, Class::Dozen) && view.glued(at) {
            return None;
        }
        if view.is(at, Class::Dozen) {
            return exact(at + 1, 12, false);
        }
        if let Some(found) = spelled::read(view, at) {
            if let Some((next, part)) = spelled::and_part(view, found.next) {
                let tenth = Number::pow10(-1);
                return Some((next, &found.value + &part, tenth.clone(), tenth, false, true));
            }
            return Some((found.next, found.value, found.place.clone(), found.place, false, true));
        }
        let scale = self.scale_word(at + 1, false).filter(|_| article);
        scale.filter(|_| view.glued(at) == view.glued(at + 1))?;
        exact(at + 1, 1, false)
    }

    /// `second`, `twenty-second`, `thirty first`.
    fn ordinal_words(&self, at: usize) -> Option<(usize, i64)> {
        let view = self.view;
        let ordinal = |at: usize| self.tag(at, |t| if let Tag::Ordinal(n) = t { Some(i64::from(n)) } else { None });
        if let Some(n) = ordinal(at) {
            return Some((at + 1, n));
        }
        let tens = spelled::cardinal(view, at).filter(|n| *n >= 20 && n % 10 == 0)?;
        let joined = usize::from(view.sign(at + 1, "-") && view.glued(at + 1) && view.glued(at + 2));
        let ones = ordinal(at + 1 + joined).filter(|n| *n < 10)?;
        // "Twenty third-party services": the ordinal belongs to the next word.
        let of_next = view.sign(at + 2 + joined, "-") && view.glued(at + 2 + joined);
        (!of_next).then_some((at + 2 + joined, tens + ones))
    }

    /// `half a million`, `a quarter million`, `three quarters of a billion`, `half a dozen`:
    /// the slot of the scale, and the part.
    fn part_of_scale(&self, at: usize) -> Option<(usize, Number)> {
        let view = self.view;
        let article = usize::from(view.is(at, Class::Indefinite));
        let (parts_at, count) = match spelled::cardinal(view, at) {
            Some(count) => (at + 1 + usize::from(view.sign(at + 1, "-") && view.glued(at + 2)), count),
            None => (at + article, 1),
        };
        let parts = spelled::part(view, parts_at)?;
        let mut scale_at = parts_at + 1;
        scale_at += usize::from(view.is(scale_at, Class::Of));
        scale_at += usize::from(view.is_any(scale_at, &[Class::Indefinite, Class::One]));
        if !view.is(scale_at, Class::Dozen) {
            self.scale_word(scale_at, false)?;
        }
        let value = Number::from(count).checked_div(&Number::from(parts))?;
        (count < parts || count == 1).then_some((scale_at, value))
    }

    /// Whether slot `at` is of a number: digits, number words, scales and their hyphens.
    fn is_of_number(&self, at: usize) -> bool {
        let slot = self.view.slot(at);
        slot.is_some_and(|s| s.is_numeric() || s.tags.has(Kind::Scale)) || self.view.sign(at, "-")
    }

    /// Takes the unit behind a number, and its minor unit where both are printed.
    pub(super) fn take_unit(&self, end: &mut End) {
        let view = self.view;
        let hyphen = usize::from(view.sign(end.next, "-") && view.glued(end.next) && view.glued(end.next + 1));
        let at = end.next + hyphen;
        let unit = self.tag(at, |tag| match tag {
            Tag::Percent => Some((Unit::Percent, 0)),
            Tag::PercentagePoint => Some((Unit::PercentagePoint, 0)),
            Tag::BasisPoint => Some((Unit::PercentagePoint, -2)),
            Tag::Times => Some((Unit::Times, 0)),
            Tag::Money(currency) => Some((Unit::Money(currency), 0)),
            Tag::Minor(currency, power) => Some((Unit::Money(currency), -i32::from(power))),
            Tag::ScaledMoney(currency, power) => Some((Unit::Money(currency), i32::from(power))),
            _ => None,
        });
        let Some((unit, exponent)) = unit else { return };
        let next_number = view.digits(at + 1).is_some();
        if next_number && end.unit.is_some() && matches!(unit, Unit::Money(_)) {
            // "$ 20 $ 30": the second sign is the next number's.
            return;
        }
        if exponent > 0 && end.scaled {
            return;
        }
        let short_letter = view.slot(at).is_some_and(|slot| slot.end == slot.first + 1)
            && view.token(at).is_some_and(|t| t.text.len() == 1 && t.kind == TokenKind::Word);
        if short_letter && !view.glued(at) || view.is(at, Class::TimesMark) && !view.glued(at) {
            return;
        }
        // "crossed the 200-million mark": a line, no money.
        let number = (0..end.next).rev().find(|i| !self.is_of_number(*i));
        if view.is(at, Class::Coin) && number.is_some_and(|i| view.is_any(i, &[Class::The, Class::Indefinite])) {
            return;
        }
        let bare_points = view.is(at, Class::Points);
        if unit == Unit::PercentagePoint && bare_points && !self.speaks_of_percent() {
            return;
        }
        // "44 cents" behind a currency sign, or a second currency, is not this number's.
        if end.unit.as_ref().is_some_and(|printed| *printed != unit) && !self.says_which_dollar(end, at, &unit) {
            return;
        }
        if matches!(unit, Unit::Money(_)) && end.unit.is_none() && self.belongs_to_next_number(at) {
            return;
        }
        let factor = Number::pow10(exponent);
        end.minor = exponent == -2;
        end.value = &end.value * &factor;
        end.resolution = &end.resolution * &factor;
        if unit == Unit::Percent && (end.word || !end.scaled) {
            // "100%" and "50 percent" are trusted to the printed place.
            if let Some((_, place)) = &end.bare {
                end.resolution = place.clone();
            }
        }
        let prefixed = end.unit.is_some();
        end.unit_slots = (at, at + 1);
        end.next = at + 1;
        end.unit = Some(unit.clone());
        let Unit::Money(currency) = unit else { return };
        if exponent > 0 {
            end.scaled = true;
            end.scale = factor;
            return;
        }
        if exponent == 0 && !prefixed && !end.scaled && self.is_sign_or_code(at) && self.scale_behind_code(end) {
            return;
        }
        let before = end.next;
        if exponent > -2 {
            self.take_minor(end, currency, -exponent);
        }
        if exponent == 0 && !prefixed && !end.scaled && end.next == before {
            self.take_bare_minor(end, currency);
        }
    }

    /// `$5 AUD`, `$300 million CAD`: the code behind says whose dollar it is.
    fn says_which_dollar(&self, end: &End, at: usize, unit: &Unit) -> bool {
        const DOLLARS: [&str; 8] = ["AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "BND", "FJD"];
        let Unit::Money(currency) = unit else { return false };
        let bare = self.view.sign(end.unit_slots.0, "$") && end.unit == Some(Unit::Money(Currency::USD));
        let code = self.view.token(at).is_some_and(|t| t.text == currency.as_str());
        bare && code && DOLLARS.contains(&currency.as_str())
    }

    /// `75 USD million`: the scale stands behind the code.
    fn scale_behind_code(&self, end: &mut End) -> bool {
        let Some(power) = self.tag(end.next, |t| if let Tag::Scale(n) = t { Some(n) } else { None }) else {
            return false;
        };
        end.scale = Number::pow10(i32::from(power));
        if let Some((value, place)) = &end.bare {
            end.value = value * &end.scale;
            end.resolution = place * &end.scale;
        }
        end.scaled = true;
        end.next += 1;
        end.number_slots.1 = end.next;
        true
    }

    /// `thirteen dollars forty-five cents`, `5 dollars and 20 cents`, `two yuan three mao five`:
    /// minor units behind an amount whose last place is ten to minus `places`.
    pub(super) fn take_minor(&self, end: &mut End, currency: Currency, places: i32) {
        let at = end.next + usize::from(self.view.is(end.next, Class::And));
        let Some((next, value, place, _, false, _)) = self.bare_number(at) else { return };
        let minor = self.tag(next, |t| if let Tag::Minor(c, power) = t { Some((c, i32::from(power))) } else { None });
        let Some((of, power)) = minor.filter(|(of, _)| *of == currency || currency != Currency::USD) else { return };
        let foreign = of != currency && of != Currency::USD;
        if power <= places || foreign && currency == Currency::USD {
            return;
        }
        end.value = &end.value + &(&value * &Number::pow10(-power));
        end.resolution = &place * &Number::pow10(-power);
        end.next = next + 1;
        end.unit_slots.1 = end.next;
        if power == 1 {
            // "Five mao five": the unit below is left out.
            if let Some((next, value, .., false, _)) = self.bare_number(end.next)
                && value < Number::from(10)
                && self.ends_amount(next, false)
            {
                end.value = &end.value + &(&value * &Number::pow10(-2));
                end.resolution = Number::pow10(-2);
                end.next = next;
                end.unit_slots.1 = next;
            }
        }
    }

    /// `15 dollars 50`, `17 USD and 25`: two digits, and nothing that they count.
    fn take_bare_minor(&self, end: &mut End, currency: Currency) {
        const WITHOUT: [&str; 8] = ["JPY", "KRW", "VND", "IDR", "CLP", "LAK", "KHR", "MMK"];
        let view = self.view;
        if let Some((next, part)) = spelled::and_part(view, end.next).filter(|(next, _)| self.ends_amount(*next, false))
        {
            // "Two dollars and a half".
            end.value = &end.value + &part;
            end.resolution = Number::pow10(-1);
            end.next = next;
            end.unit_slots.1 = next;
            return;
        }
        let and = view.is(end.next, Class::And);
        let at = end.next + usize::from(and);
        let written = view.digits(at).is_some_and(|digits| digits.len() == 2);
        if view.glued(at) || !written && !end.word || WITHOUT.contains(&currency.as_str()) || !end.value.is_integer() {
            return;
        }
        let Some((next, value, .., false, _)) = self.bare_number(at) else { return };
        let whole = value.is_integer() && value < Number::from(100) && value >= Number::from(10);
        if whole && self.ends_amount(next, and) {
            end.value = &end.value + &(&value * &Number::pow10(-2));
            end.resolution = Number::pow10(-2);
            end.next = next;
            end.unit_slots.1 = next;
        }
    }

    /// Whether an amount can end at `at`: the text ends, or a sign or a closed word stands there.
    fn ends_amount(&self, at: usize, and: bool) -> bool {
        let Some(slot) = self.view.slot(at) else { return true };
        if self.view.is(at, Class::NewPart) && self.view.is(at, Class::More) {
            return self.ends_amount(at + 1, true);
        }
        match slot.kind {
            SlotKind::Sign => self.view.sign_any(at, &signs![".", ",", ";", "!", "?", ")"]) && !self.view.glued(at + 1),
            SlotKind::Word => !and && is_closed(slot.tags) && !self.is_number_suffix(at) && !self.view.sign(at, "-"),
            _ => false,
        }
    }

    /// `3 USD50 cards`: the code belongs to the number that touches it.
    pub(super) fn belongs_to_next_number(&self, at: usize) -> bool {
        self.view.digits(at + 1).is_some() && self.view.glued(at + 1)
    }

    pub(super) fn speaks_of_percent(&self) -> bool {
        self.view.slots.iter().any(|s| s.tags.has(Kind::Percent))
    }

    /// `over five years`, `for 12 months`: time that passes. `Life expectancy was 71.3
    /// years` and `1,540 hours` are measured.
    pub(super) fn is_length_of_time(&self, at: usize, noun: usize, value: &Number) -> bool {
        // "thời hạn là 50 năm", "bình quân 5 năm": time that passes, in a language that says a price by the year otherwise.
        let passes = [Class::Year, Class::Month, Class::Day, Class::Week];
        let hedged = at + 1 < noun;
        if self.view.language == Language::Vi && !hedged && value.is_integer() && self.view.is_any(noun, &passes) {
            return *value < Number::from(1000);
        }
        let measured = !value.is_integer() || *value > Number::from(120);
        let stated =
            at > 0 && self.view.slot(at - 1).is_some_and(|s| s.is_any(&[Class::Level, Class::Finite, Class::Average]));
        // "runs over seven years", "ends five years of decline"; but "reserves cover four months of imports".
        let word = self.view.token(noun.saturating_sub(1)).is_some_and(|t| t.kind == TokenKind::Word);
        let passes = word && !self.view.begins(noun + 1, Class::Of);
        !measured && (!stated || passes || self.view.is(noun + 1, Class::Ago))
    }
}
