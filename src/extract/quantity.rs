//! The recognizer of quantities: numbers in digits and words with their scale,
//! currency or unit, range and hedge; and of numbers that are names.

use super::lexicon::{Class, Direction, Speech, Tag};
use super::number;
use super::slot::{SlotKind, View};
use super::token::TokenKind;
use crate::model::{Currency, Hedge, Language, Number, Quantity, Unit};

/// What a number turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Nature {
    /// A quantity that may be claimed.
    Plain,
    /// An ordinal: a rank in the right company, else part of a name.
    Ordinal,
    /// `top five`.
    Top,
    /// A multiple said by a verb: `doubled`.
    Fold(Direction),
    /// A length of time.
    Duration,
    /// A number that is a name or a place in one: the reason code.
    Name(&'static str),
}

/// A recognized number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Slots taken.
    pub(super) slots: usize,
    /// Slots before it that only hedge it.
    pub(super) hedge_slots: usize,
    /// What it is.
    pub(super) nature: Nature,
    /// Its value.
    pub(super) quantity: Quantity,
    /// Whether a scale word or mark stands with it.
    pub(super) scaled: bool,
    /// Whether the currency or unit is printed with it, not carried over.
    pub(super) unit_printed: bool,
    /// Tokens of the number alone.
    pub(super) number: (usize, usize),
    /// Tokens of the unit alone; empty where none is printed.
    pub(super) unit: (usize, usize),
}

/// Reads a quantity that begins at slot `at`.
pub(super) fn at(view: View<'_, '_, '_>, at: usize, language: Language) -> Option<Seen> {
    let reader = Reader { view, language };
    reader.fold(at).or_else(|| reader.top(at)).or_else(|| reader.name(at)).or_else(|| reader.fraction(at)).or_else(|| reader.quantity(at))
}

struct Reader<'s, 't, 'v> {
    view: View<'s, 't, 'v>,
    language: Language,
}

/// One end of a range, or the whole of a quantity.
#[derive(Debug, Clone)]
struct End {
    next: usize,
    value: Number,
    resolution: Number,
    unit: Option<Unit>,
    unit_slots: (usize, usize),
    number_slots: (usize, usize),
    scaled: bool,
    /// Value and place before scaling, to scale again where the scale is shared.
    bare: Option<(Number, Number)>,
    scale: Number,
    ordinal: bool,
    word: bool,
}

impl Reader<'_, '_, '_> {
    fn tag<T>(&self, at: usize, pick: impl Fn(Tag) -> Option<T>) -> Option<T> {
        self.view.slot(at)?.find(pick)
    }

    fn money(&self, at: usize) -> Option<Currency> {
        self.tag(at, |t| if let Tag::Money(c) = t { Some(c) } else { None })
    }

    // -- words that are numbers ------------------------------------------------

    /// `doubled`, `twice`, `tenfold`.
    fn fold(&self, at: usize) -> Option<Seen> {
        let tenths = self.tag(at, |t| if let Tag::Fold(n) = t { Some(n) } else { None })?;
        let value = Number::from(i64::from(tenths)).checked_div(&Number::from(10))?;
        let next_is_digit = self.view.digits(at + 1).is_some();
        let article = at > 0 && self.view.is(at - 1, "a");
        let adjective = ["double", "triple", "quadruple"].iter().any(|w| self.view.is(at, w))
            && self.view.slot(at + 1).is_some_and(|s| self.view.is(at + 1, "-") || s.kind == SlotKind::Word && s.tags.is_empty());
        if next_is_digit || article && !self.view.is(at, "twofold") || adjective {
            return None;
        }
        let slot = self.view.slot(at)?;
        let direction = if tenths < 10 { Direction::Down } else { Direction::Up };
        // "Doubled" stands for anything nearer to two than to its neighbours: half a unit either way.
        let resolution = if tenths < 10 { Number::pow10(-1) } else { Number::one() };
        let (hedge, hedge_slots) = self.hedge_before(at);
        Some(Seen {
            slots: 1,
            hedge_slots,
            nature: Nature::Fold(direction),
            quantity: Quantity { value, value_to: None, unit: Unit::Times, hedge, resolution, resolution_to: Number::zero() },
            scaled: false,
            unit_printed: true,
            number: (slot.first, slot.end),
            unit: (slot.end, slot.end),
        })
    }

    /// `top five`, `top 50`.
    fn top(&self, at: usize) -> Option<Seen> {
        if !self.view.is(at, "top") || self.view.glued(at + 1) {
            return None;
        }
        let end = self.end(at + 1).filter(|end| end.unit.is_none() && !end.scaled && end.value.is_integer())?;
        let first = self.view.slot(at)?.first;
        let last = self.view.slot(end.next - 1)?.end;
        Some(Seen {
            slots: end.next - at,
            hedge_slots: 0,
            nature: Nature::Top,
            quantity: exact(end.value, Unit::Rank, Hedge::AtMost),
            scaled: false,
            unit_printed: true,
            number: (first, last),
            unit: (last, last),
        })
    }

    // -- numbers that are names ------------------------------------------------

    /// Numbers that touch letters (`5G`, `A320`, `COVID-19`), stand behind a label
    /// (`Resolution No. 57`), or have the form of times, telephone numbers and acts.
    fn name(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let digits = view.digits(at)?;
        let reason = self.name_reason(at)?;
        let mut next = at + 1;
        while view.glued(next) && view.slot(next).is_some_and(|s| s.kind != SlotKind::Sign || self.joins_name(next)) {
            next += 1;
        }
        let slot = view.slot(at)?;
        let value = number::read(digits, self.language).map_or_else(Number::zero, |d| d.value);
        Some(Seen {
            slots: next - at,
            hedge_slots: 0,
            nature: Nature::Name(reason),
            quantity: exact(value, Unit::Count(String::new()), Hedge::None),
            scaled: false,
            unit_printed: false,
            number: (slot.first, slot.end),
            unit: (slot.end, slot.end),
        })
    }

    fn joins_name(&self, at: usize) -> bool {
        let sign = ["/", "-", ":", "&"].iter().any(|s| self.view.is(at, s));
        sign && self.view.glued(at + 1) && self.view.slot(at + 1).is_some()
    }

    fn name_reason(&self, at: usize) -> Option<&'static str> {
        let view = self.view;
        let slot = view.slot(at)?;
        let glued = view.glued(at);
        let behind = |back: usize| slot.first.checked_sub(back).and_then(|i| view.tokens.get(i));
        let prefix_is_money = at > 0 && self.money(at - 1).is_some();
        if glued && !prefix_is_money {
            let touching = behind(1)?;
            match touching.kind {
                TokenKind::Word => return Some("version_or_name"),
                TokenKind::Sign if touching.is("#") => return Some("ordinal_name"),
                TokenKind::Sign if touching.is("/") || touching.is(":") || touching.is("&") => return Some("version_or_name"),
                TokenKind::Sign if touching.is("-") && touching.glued => {
                    let word = behind(2).filter(|t| t.kind == TokenKind::Word)?;
                    let prefix = matches!(word.lower.as_ref(), "to" | "pre" | "post" | "mid" | "non" | "sub" | "plus");
                    return (!prefix).then_some("version_or_name");
                }
                _ => {}
            }
        }
        // Telephone numbers and the like: a plus sign before, or runs of digits side by side.
        if at > 0 && view.is(at - 1, "+") && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Number) {
            return Some("telephone");
        }
        let half_day = ["a", "p"].iter().any(|m| view.is(at + 1, m)) && view.is(at + 2, ".") && view.is(at + 3, "m");
        if half_day || view.is(at + 1, "am") || view.is(at + 1, "pm") {
            return Some("clock_time");
        }
        let beside = |i: usize| view.slot(i).is_some_and(|s| s.kind == SlotKind::Number);
        if beside(at + 1) || at > 0 && beside(at - 1) {
            return Some("digits_in_a_row");
        }
        if view.glued(at + 1) {
            let next = view.slot(at + 1)?;
            match next.kind {
                SlotKind::Word if !self.is_number_suffix(at + 1) => return Some("version_or_name"),
                SlotKind::Sign if (view.is(at + 1, "/") || view.is(at + 1, ":")) && view.glued(at + 2) => {
                    return Some("version_or_name");
                }
                SlotKind::Sign if view.is(at + 1, "-") && view.glued(at + 2) && self.is_compound(at + 2) => {
                    return Some("compound_modifier");
                }
                _ => {}
            }
        }
        self.labelled(at)
    }

    /// `150-year`, `5-star`, `7-Eleven`: a number in a compound, unless its second
    /// part is a scale, a currency, a percentage or a further number.
    fn is_compound(&self, at: usize) -> bool {
        let Some(slot) = self.view.slot(at) else { return false };
        let capitalised = self.view.token(at).is_some_and(|t| t.is_capitalised());
        slot.kind == SlotKind::Word && !self.is_number_suffix(at) && (capitalised || !slot.is_numeric())
    }

    fn is_number_suffix(&self, at: usize) -> bool {
        let view = self.view;
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|s| view.is(at, s));
        ordinal
            || self.tag(at, |t| {
                matches!(
                    t,
                    Tag::Scale(_) | Tag::ScaleMark(_) | Tag::Percent | Tag::PercentagePoint | Tag::BasisPoint | Tag::Times
                        | Tag::Money(_) | Tag::Minor(_)
                )
                .then_some(())
            })
            .is_some()
    }

    /// `Resolution No. 57`, `Terminal 2`, `Windows 11`, `Group of 20`, `at 91 Tran Hung Dao Street`.
    fn labelled(&self, at: usize) -> Option<&'static str> {
        let view = self.view;
        let mut label = at.checked_sub(1)?;
        if view.is(label, ".") && label > 0 {
            label -= 1;
        }
        let word = view.token(label)?;
        let followed_by_noun = view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && !is_closed(s.tags));
        let unit_behind = view.slot(at + 1).is_some() && self.is_number_suffix(at + 1);
        if view.class(label, Class::Label) && !unit_behind && (word.is_capitalised() || !followed_by_noun) {
            let lower_label = !word.is_capitalised() && view.digits(at).is_some_and(|d| d.len() > 3);
            return (!lower_label).then_some("version_or_name");
        }
        let sentence_start = label == 0;
        let name_before = word.kind == TokenKind::Word && word.is_capitalised() && !sentence_start;
        let known_word = view.slot(label).is_some_and(|s| !s.tags.is_empty());
        if name_before && !known_word && !unit_behind && !followed_by_noun && view.digits(at).is_some_and(|d| !d.contains(',') && d.len() <= 4) {
            let ends = view.slot(at + 1).is_none_or(|s| s.kind == SlotKind::Sign || is_closed(s.tags));
            let comparing = view.is(at + 1, ",") && view.digits(at + 2).is_some();
            return (ends && !comparing).then_some("version_or_name");
        }
        self.address(at)
    }

    fn address(&self, at: usize) -> Option<&'static str> {
        let view = self.view;
        (1..=5).find_map(|step| {
            let capitalised = (1..=step).all(|i| view.token(at + i).is_some_and(|t| t.is_capitalised()));
            (capitalised && step > 1 && view.class(at + step, Class::Street)).then_some("address")
        })
    }

    // -- quantities --------------------------------------------------------------

    fn quantity(&self, at: usize) -> Option<Seen> {
        let first = self.end(at)?;
        let (hedge, hedge_slots) = self.hedge_before(at);
        let range = self.range(at, &first);
        let (low, high, next) = match range {
            Some((low, high)) => {
                let next = high.next;
                (low, Some(high), next)
            }
            None => (self.with_shared_scale(at, first), None, 0),
        };
        let next = next.max(low.next);
        let unit_end = high.as_ref().filter(|h| h.unit.is_some()).unwrap_or(&low);
        let unit_slots = unit_end.unit_slots;
        let unit = unit_end.unit.clone().or_else(|| low.unit.clone());
        let token = |slot: usize| self.view.slot(slot).map_or(self.view.tokens.len(), |s| s.first);
        let number_last = high.as_ref().map_or(low.number_slots.1, |h| h.number_slots.1);
        let (hedge, next) = self.hedge_after(next, hedge);
        let small_plain = unit.is_none()
            && hedge == Hedge::None
            && high.is_none()
            && low.value.is_integer()
            && low.value < Number::from(1000)
            && !low.scaled;
        let nature = if low.ordinal {
            Nature::Ordinal
        } else if unit.is_none() && self.view.class(next, Class::TimeNoun) && self.is_length_of_time(at - hedge_slots, next, &low.value) {
            Nature::Duration
        } else {
            Nature::Plain
        };
        let exact_value = small_plain || low.ordinal || low.word && !low.scaled;
        let resolution = if exact_value { Number::zero() } else { low.resolution };
        Some(Seen {
            slots: next - at,
            hedge_slots,
            nature,
            quantity: Quantity {
                value: low.value,
                value_to: high.as_ref().map(|h| h.value.clone()),
                unit: unit.clone().unwrap_or_else(|| Unit::Count(String::new())),
                hedge,
                resolution,
                resolution_to: high.as_ref().map_or_else(Number::zero, |h| h.resolution.clone()),
            },
            scaled: low.scaled || high.as_ref().is_some_and(|h| h.scaled),
            unit_printed: unit.is_some(),
            number: (token(low.number_slots.0), token_end(self.view, number_last)),
            unit: (token(unit_slots.0), token_end(self.view, unit_slots.1)),
        })
    }

    /// `from 3.1 to 3.6 million tonnes`: the first number shares scale and unit.
    fn with_shared_scale(&self, at: usize, first: End) -> End {
        let mut first = first;
        if first.scaled && first.unit.is_some() {
            return first;
        }
        let from = at > 0 && (self.view.is(at - 1, "from") || first.hedge_led_by_from(self, at));
        let link = first.next;
        if !from || !self.view.is(link, "to") {
            return first;
        }
        if let Some(other) = self.end(link + 1) {
            first = self.share(first, &other);
        }
        first
    }

    /// What the first end of a pair lacks, taken from the second.
    fn share(&self, mut first: End, other: &End) -> End {
        let same_unit = first.unit.is_none() || first.unit == other.unit;
        if !first.scaled && other.scaled && same_unit && let Some((value, place)) = &first.bare && *value < Number::from(10_000) {
            first.value = value * &other.scale;
            first.resolution = place * &other.scale;
            first.scaled = true;
        }
        if first.unit.is_none() {
            first.unit.clone_from(&other.unit);
            first.unit_slots = other.unit_slots;
        }
        first
    }

    /// `10-12`, `6 to 8%`, `between 6 and 6.5%`, `€45,000-60,000`, `two or three`.
    fn range(&self, at: usize, first: &End) -> Option<(End, End)> {
        let view = self.view;
        if first.ordinal {
            return None;
        }
        let link = first.next;
        let between = (1..=2).any(|back| at >= back && view.is(at - back, "between"));
        let from = at > 0 && view.is(at - 1, "from");
        let dash = view.is(link, "-") && view.glued(link) == view.glued(link + 1);
        let linked = dash || view.is(link, "to") || between && view.is(link, "and") || view.is(link, "or") && first.unit.is_none();
        if !linked {
            return None;
        }
        let mut start = link + 1;
        if view.is(link, "to") || view.is(link, "and") {
            start += self.hedges_at(start);
        }
        let second = self.end(start).filter(|end| !end.ordinal)?;
        // "rose by 8.5% to 133,000" is no range: a unit is shared backwards, or by a dash.
        if first.unit.is_some() && second.unit.is_none() && !dash && !between {
            return None;
        }
        let pair = self.share(first.clone(), &second);
        let mut second = second;
        if second.unit.is_none() {
            second.unit.clone_from(&pair.unit);
        }
        if pair.unit != second.unit || pair.value >= second.value {
            return None;
        }
        // "by 50 rupees to 745 rupees", "from 5% to 7%" behind a word of change: two numbers.
        let by = at > 0 && view.is(at - 1, "by") && first.unit.is_some();
        let moved = view.is(link, "to") && (by || from && self.changes_before(at));
        (!moved).then_some((pair, second))
    }

    /// Whether a word of change governs "from A to B" at `at`: then both are claims.
    fn changes_before(&self, at: usize) -> bool {
        let ranging = (1..=4).any(|back| {
            at >= back && self.view.token(at - back).is_some_and(|t| t.lower.starts_with("rang") || t.lower.starts_with("var"))
        });
        !ranging
            && (1..=14).take_while(|back| at >= *back).any(|back| {
                self.view.slot(at - back).is_some_and(|s| {
                    let folds = s.find(|t| matches!(t, Tag::Fold(_)).then_some(())).is_some();
                    s.change(Speech::Verb).is_some() || s.change(Speech::Noun).is_some() || folds
                })
            })
    }

    // -- one number ----------------------------------------------------------------

    /// A number with what belongs to it, from slot `at` on.
    fn end(&self, at: usize) -> Option<End> {
        let view = self.view;
        let mut next = at;
        let negative = view.is(at, "-")
            && !view.glued(at)
            && view.glued(at + 1)
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
        let mut end = End { next: after, value, resolution, unit, unit_slots, number_slots, scaled, bare, scale, ordinal, word };
        if !ordinal {
            self.take_unit(&mut end);
        }
        Some(end)
    }

    fn prefix_currency(&self, at: usize) -> Option<Currency> {
        let view = self.view;
        let currency = self.money(at)?;
        let slot = view.slot(at)?;
        let printed = &view.tokens[slot.first..slot.end];
        let sign = printed.iter().any(|t| t.kind == TokenKind::Sign) || printed.iter().all(|t| t.is_upper() || t.text.len() <= 3);
        let lower_code = printed.len() == 1 && printed[0].text.len() == 3;
        let single_letter = printed.len() == 1 && printed[0].kind == TokenKind::Word && printed[0].text.len() == 1;
        let number = view.digits(at + 1)?;
        // One capital letter is a currency only before an amount, never before a name's number.
        let amount = number.contains(',') || self.scale_word(at + 2, true).is_some();
        let numbered = view.glued(at + 1) && printed.iter().all(|t| t.kind == TokenKind::Word) && number.starts_with('0');
        ((sign || lower_code) && (!single_letter || amount) && !numbered).then_some(currency)
    }

    fn scale_word(&self, at: usize, mark_allowed: bool) -> Option<u8> {
        self.tag(at, |t| if let Tag::Scale(n) = t { Some(n) } else { None }).or_else(|| {
            let mark = self.tag(at, |t| if let Tag::ScaleMark(n) = t { Some(n) } else { None })?;
            let token = self.view.token(at)?;
            let long = token.text.len() > 1;
            // "3M" alone is a company; "$3M" and "3M users" are millions.
            let name = !long && token.is_capitalised() && !mark_allowed && self.view.slot(at + 1).is_none_or(|s| s.kind != SlotKind::Word || is_closed(s.tags));
            ((self.view.glued(at) || long || mark_allowed && self.view.is(at, "m")) && !name).then_some(mark)
        })
    }

    /// Digits or words: next slot, value, last printed place, last trusted place,
    /// whether it is an ordinal, whether it is in words.
    fn bare_number(&self, at: usize) -> Option<(usize, Number, Number, Number, bool, bool)> {
        if let Some(digits) = self.view.digits(at) {
            let read = number::read(digits, self.language)?;
            let ordinal = self.view.glued(at + 1) && ["st", "nd", "rd", "th"].iter().any(|s| self.view.is(at + 1, s));
            return Some((at + 1 + usize::from(ordinal), read.value, read.last_digit, read.last_trusted, ordinal, false));
        }
        self.words(at)
    }

    /// `three`, `twenty-five`, `two hundred and fifty`, `half a million`, `a million`, `second`.
    fn words(&self, at: usize) -> Option<(usize, Number, Number, Number, bool, bool)> {
        let view = self.view;
        let cardinal = |at: usize| self.tag(at, |t| if let Tag::Cardinal(n) = t { Some(i64::from(n)) } else { None });
        if let Some(ordinal) = self.tag(at, |t| if let Tag::Ordinal(n) = t { Some(i64::from(n)) } else { None }) {
            return Some((at + 1, Number::from(ordinal), Number::one(), Number::one(), true, true));
        }
        let article = view.is(at, "a") || view.is(at, "an");
        if let Some(part) = self.tag(at + usize::from(article), |t| if let Tag::Part(n) = t { Some(i64::from(n)) } else { None }) {
            let mut scale_at = at + 1 + usize::from(article);
            scale_at += usize::from(view.is(scale_at, "of"));
            scale_at += usize::from(view.is(scale_at, "a"));
            self.scale_word(scale_at, false)?;
            let value = Number::from(part).checked_div(&Number::from(100))?;
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
    fn take_unit(&self, end: &mut End) {
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
        if unit == Unit::Percent && end.word || unit == Unit::Percent && !end.scaled {
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
    fn take_minor(&self, end: &mut End, currency: Currency) {
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
    fn belongs_to_next_number(&self, at: usize) -> bool {
        self.view.digits(at + 1).is_some() && self.view.glued(at + 1)
    }

    fn speaks_of_percent(&self) -> bool {
        self.view.slots.iter().any(|s| s.find(|t| matches!(t, Tag::Percent).then_some(())).is_some())
    }

    /// `over five years`, `for 12 months`: time that passes. `Life expectancy was 71.3
    /// years` and `1,540 hours` are measured.
    fn is_length_of_time(&self, at: usize, noun: usize, value: &Number) -> bool {
        let measured = !value.is_integer() || *value > Number::from(120);
        let stated = at > 0 && self.view.slot(at - 1).is_some_and(|s| s.is(Class::Level) || s.is(Class::Finite) || s.is(Class::Average));
        !measured && (!stated || self.view.class(noun + 1, Class::Ago))
    }

    // -- fractions -----------------------------------------------------------------

    /// `half of`, `a quarter of the`, `three quarters`, `one in five`, `seven out of ten`,
    /// as percent.
    fn fraction(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let part = |at: usize| self.tag(at, |t| if let Tag::Part(n) = t { Some(i64::from(n)) } else { None });
        let plain = |at: usize| -> Option<(usize, i64)> {
            let (next, value, .., ordinal, _) = self.bare_number(at)?;
            Some((next, value.to_i64().filter(|n| !ordinal && (1..=20).contains(n))?))
        };
        let article = usize::from(view.is(at, "a") || view.is(at, "one"));
        let (next, value) = if let Some(percent) = part(at + article) {
            let next = at + article + 1;
            let of = view.token(next).is_some_and(|t| t.is("of")) || view.is(next, "the") || view.is(next, "its") || view.is(next, "their");
            let by = at > 0 && (view.is(at - 1, "by") || view.is(at - 1, "in")) && percent > 10;
            if !(of || by) || self.scale_word(next + 2, false).is_some() || article == 0 && percent < 50 {
                return None;
            }
            (next, Number::from(percent))
        } else if let Some((behind, count)) = plain(at) {
            let joined = usize::from(view.is(behind, "-"));
            if let Some(percent) = part(behind + joined).filter(|_| !self.view.class(behind + joined, Class::Quarter) || view.token(behind + joined + 1).is_some_and(|t| t.is("of"))) {
                (behind + joined + 1, Number::from(percent * count))
            } else {
                let out_of = view.is(behind, "in") || view.is(behind, "out of");
                let (next, whole) = plain(behind + 1).filter(|(next, whole)| {
                    out_of && *whole > count && [3, 4, 5, 6, 8, 10, 20].contains(whole) && self.scale_word(*next, false).is_none()
                })?;
                if self.tag(next, |t| matches!(t, Tag::Percent | Tag::Money(_)).then_some(())).is_some() {
                    return None;
                }
                (next, Number::from(count * 100).checked_div(&Number::from(whole))?)
            }
        } else {
            return None;
        };
        let first = view.slot(at)?.first;
        let last = token_end(view, next);
        let (hedge, hedge_slots) = self.hedge_before(at);
        let quantity = Quantity { value, value_to: None, unit: Unit::Percent, hedge, resolution: Number::one(), resolution_to: Number::zero() };
        Some(Seen {
            slots: next - at,
            hedge_slots,
            nature: Nature::Plain,
            quantity,
            scaled: false,
            unit_printed: true,
            number: (first, last),
            unit: (last, last),
        })
    }

    // -- hedges --------------------------------------------------------------------

    /// The hedge that ends right before `at`, and how many slots it takes.
    fn hedge_before(&self, at: usize) -> (Hedge, usize) {
        let view = self.view;
        let mut from = at;
        while from > 0 && (view.is(from - 1, "a") || view.is(from - 1, "an") || view.is(from - 1, "only")) {
            from -= 1;
        }
        if from > 0
            && let Some(hedge) = self.tag(from - 1, |t| if let Tag::Before(h) = t { Some(h) } else { None })
        {
            return (hedge, at - from + 1);
        }
        (Hedge::None, 0)
    }

    fn hedges_at(&self, at: usize) -> usize {
        usize::from(self.tag(at, |t| matches!(t, Tag::Before(_)).then_some(())).is_some())
    }

    /// A hedge behind the number: `or more`, `+`.
    fn hedge_after(&self, next: usize, hedge: Hedge) -> (Hedge, usize) {
        if hedge != Hedge::None {
            return (hedge, next);
        }
        let found = self.tag(next, |t| if let Tag::After(h) = t { Some(h) } else { None });
        let plus_apart = self.view.is(next, "+") && !self.view.glued(next);
        match found {
            Some(hedge) if !plus_apart && !self.view.is(next, "at least") && !self.is_before_number(next) => (hedge, next + 1),
            _ => (hedge, next),
        }
    }

    fn is_before_number(&self, at: usize) -> bool {
        self.tag(at, |t| matches!(t, Tag::Before(_)).then_some(())).is_some()
    }
}

impl End {
    fn hedge_led_by_from(&self, reader: &Reader<'_, '_, '_>, at: usize) -> bool {
        at > 1 && reader.hedges_at(at - 1) == 1 && reader.view.is(at - 2, "from")
    }
}

/// One past the last token of the slot before slot `end`.
fn token_end(view: View<'_, '_, '_>, end: usize) -> usize {
    end.checked_sub(1).and_then(|i| view.slot(i)).map_or(0, |s| s.end)
}

fn exact(value: Number, unit: Unit, hedge: Hedge) -> Quantity {
    Quantity { value, value_to: None, unit, hedge, resolution: Number::zero(), resolution_to: Number::zero() }
}

/// Words that cannot be the noun that a number counts.
pub(super) fn is_closed(tags: &[Tag]) -> bool {
    tags.iter().any(|tag| match tag {
        Tag::Word(class) => matches!(
            class,
            Class::Preposition | Class::Conjunction | Class::Breaker | Class::Determiner | Class::Pronoun | Class::Finite
                | Class::Comparison | Class::YearBefore | Class::SpanBefore | Class::Each | Class::Respectively | Class::Present
                | Class::Negation | Class::By | Class::In | Class::Since | Class::Ended
        ),
        Tag::Before(_) | Tag::After(_) | Tag::Change(_, Speech::Adverb | Speech::Adjective) => true,
        _ => false,
    })
}
