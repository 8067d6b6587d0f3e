//! The recognizer of quantities: numbers in digits and words with their scale,
//! currency or unit, range and hedge; and of numbers that are names.

mod amount;
mod forms;
mod hedges;
mod names;
mod words;

use super::class::{Class, Classes};
use super::lexicon::{Direction, Speech, Tag};
use super::slot::{SlotKind, View};
use super::spelled;
use super::tags::{Kind, Tags, kinds};
use super::token::signs;
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
pub(super) fn at(view: View<'_, '_, '_>, at: usize) -> Option<Seen> {
    if !may_begin(view, at) {
        return None;
    }
    let reader = Reader { view };
    forms::FORMS.iter().find_map(|form| (form.read)(&reader, at))
}

/// Digits that no rule reads, such as `1,2345,678`: a mention, and no claim.
pub(super) fn unreadable(first: usize, end: usize) -> Seen {
    named(1, (first, end), "unreadable_number", Number::zero())
}

/// What counts nothing, for that reason: how many slots it takes, and the tokens of its number.
fn named(slots: usize, number: (usize, usize), reason: &'static str, value: Number) -> Seen {
    Seen {
        slots,
        hedge_slots: 0,
        nature: Nature::Name(reason),
        quantity: exact(value, Unit::Count(String::new()), Hedge::None),
        scaled: false,
        unit_printed: false,
        number,
        unit: (number.1, number.1),
    }
}

/// Kinds of words that a quantity may begin with.
const KINDS: u32 = kinds(&[
    Kind::Cardinal,
    Kind::Ordinal,
    Kind::Fold,
    Kind::Part,
    Kind::Money,
    Kind::ScaledMoney,
    Kind::Scale,
    Kind::Percent,
]);

/// Whether a quantity can begin at this slot at all.
fn may_begin(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(slot) = view.slot(at) else { return false };
    let tagged = slot.tags.any_kind(KINDS);
    match slot.kind {
        SlotKind::Number => true,
        SlotKind::Sign => {
            let fraction = view.sign_any(at, &signs!["½", "⅓", "⅔", "¼", "¾", "⅕"]);
            let signed = view.sign(at, "-")
                && view.glued(at + 1)
                && (view.digits(at + 1).is_some() || view.slot(at + 1).is_some_and(|s| s.tags.has(Kind::Money)));
            tagged || fraction || signed
        }
        SlotKind::Word => {
            let article = view.is(at, Class::Indefinite);
            tagged
                || slot.is(Class::Negative)
                || slot.is(Class::FiveBefore) && spelled::is_scale(view, at + 1)
                || view.is(at, Class::Top)
                || article && counts_behind_article(view, at + 1)
        }
        SlotKind::Quantity(_) | SlotKind::Period(_) => false,
    }
}

/// `a dozen`, `a hundred`, `a third`, `a million`: what makes a number of an article.
fn counts_behind_article(view: View<'_, '_, '_>, at: usize) -> bool {
    const KINDS: u32 = kinds(&[Kind::Part, Kind::Scale, Kind::ScaleMark]);
    view.slot(at).is_some_and(|slot| slot.tags.any_kind(KINDS)) || view.is_any(at, &[Class::Dozen, Class::Hundred])
}

struct Reader<'s, 't, 'v> {
    view: View<'s, 't, 'v>,
}

/// What stands before a number: a currency, over how many slots, and a scale.
struct Prefix {
    currency: Currency,
    slots: usize,
    power: u8,
}

/// One end of a range, or the whole of a quantity.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "four things that are seen apart from each other")]
struct End {
    next: usize,
    /// Whether its unit is a hundredth: cents, basis points.
    minor: bool,
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

    fn quantity(&self, at: usize) -> Option<Seen> {
        let first = self.end(at)?;
        let (hedge, hedge_slots) = self.hedge_before(at);
        let mut hedge = hedge;
        let mut range = self.range(at, &first);
        if range.is_none()
            && let Some(bounds) = self.bounds(at, &first)
        {
            hedge = Hedge::None;
            range = Some(bounds);
        }
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
        // "tăng gấp 3": times, though nobody says so.
        let before = at - hedge_slots.min(at);
        let folds = self.view.language == Language::Vi && before > 0 && self.view.is(before - 1, Class::Multiplies);
        let unit = unit.or_else(|| (folds && !low.scaled).then_some(Unit::Times));
        let token = |slot: usize| self.view.slot(slot).map_or(self.view.tokens.len(), |s| s.first);
        let number_last = high.as_ref().map_or(low.number_slots.1, |h| h.number_slots.1);
        let (hedge, next) = self.hedge_after(next, hedge);
        // "in the range of 5 to 6%": a range as it is said.
        let hedge = if high.is_some() && self.names_a_range(at, hedge_slots) { Hedge::None } else { hedge };
        let (hedge, hedge_slots) = match hedge {
            Hedge::None if high.is_none() => self.hedge_of_a_mark(at, next, low.scaled),
            _ => (hedge, hedge_slots),
        };
        let small_plain = unit.is_none()
            && hedge == Hedge::None
            && high.is_none()
            && low.value.is_integer()
            && low.value < Number::from(1000)
            && !low.scaled;
        let nature = if low.ordinal {
            Nature::Ordinal
        } else if unit.is_none()
            && self.view.is(next, Class::TimeNoun)
            && self.is_length_of_time(at - hedge_slots, next, &low.value)
        {
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
        let from = self.led_by_from(at);
        let link = first.next;
        if !from || !self.view.is(link, Class::To) {
            return first;
        }
        if let Some(other) = self.end(link + 1) {
            first = Self::share(first, &other);
        }
        first
    }

    /// What the first end of a pair lacks, taken from the second.
    fn share(mut first: End, other: &End) -> End {
        let same_unit = first.unit.is_none() || other.unit.is_none() || first.unit == other.unit;
        if !first.scaled
            && other.scaled
            && same_unit
            && let Some((value, place)) = &first.bare
            && *value < Number::from(10_000)
        {
            first.value = value * &other.scale;
            first.resolution = place * &other.scale;
            first.scaled = true;
        }
        if first.unit.is_none() {
            first.unit.clone_from(&other.unit);
            first.unit_slots = other.unit_slots;
            // "20 to 25 basis points", "18.2 to 21.5 cents": hundredths both.
            if other.minor && !first.scaled {
                first.value = &first.value * &Number::pow10(-2);
                first.resolution = &first.resolution * &Number::pow10(-2);
            }
        }
        first
    }

    /// `10-12`, `6 to 8%`, `between 6 and 6.5%`, `€45,000-60,000`, `two or three`.
    fn range(&self, at: usize, first: &End) -> Option<(End, End)> {
        let view = self.view;
        if first.ordinal {
            return None;
        }
        let tail = self.tail(first);
        let link = first.next + tail;
        let between = (1..=2).any(|back| at >= back && view.is(at - back, Class::Between));
        let from = at > 0 && view.is(at - 1, Class::From);
        // "10- 50 triệu": in Vietnamese print a space often stands on one side alone.
        let lone = view.language == Language::Vi && first.unit.is_none() && view.digits(link + 1).is_some();
        let dash = view.sign(link, "-") && (lone || view.glued(link) == view.glued(link + 1));
        let linked = dash
            // "từ 46% lên 47,5%" is a move, whatever its verb.
            || view.is_any(link, &[Class::To, Class::Onward])
                && (view.language != Language::Vi || view.is(link, Class::Onward))
            || from && (view.is(link, Class::Onward) || view.language != Language::Vi && view.begins(link, Class::UpTo))
            || view.sign(link, "~") && view.glued(link) == view.glued(link + 1)
            || between && view.is(link, Class::And)
            || view.is(link, Class::Or) && first.unit.is_none();
        if !linked {
            return None;
        }
        let mut start = link + 1;
        if view.is_any(link, &[Class::To, Class::And]) {
            start += self.hedges_at(start);
        }
        let second = self.end(start).filter(|end| !end.ordinal)?;
        if tail > 0 && !self.repeats(first, tail, &second) {
            return None;
        }
        // "rose by 8.5% to 133,000" is no range: a unit is shared backwards, or by a dash.
        // "$1 to 2 billion" shares the sign before and the scale behind.
        let around = matches!(first.unit, Some(Unit::Money(_))) && !first.scaled && second.scaled;
        if first.unit.is_some() && second.unit.is_none() && !dash && !between && !around {
            return None;
        }
        let pair = Self::share(first.clone(), &second);
        let mut second = second;
        if second.unit.is_none() {
            second.unit.clone_from(&pair.unit);
        }
        if pair.unit != second.unit || pair.value >= second.value {
            return None;
        }
        // "by 50 rupees to 745 rupees", "from 5% to 7%" behind a word of change: two numbers.
        let whole = first.unit.is_some() || first.scaled && second.scaled || tail > 0;
        // "fell by 21,600 to 3.02 million", "fell €35m to €512m": the verb stands right before,
        // and the two are of different sizes or have each their own unit.
        let apart = !first.scaled && second.scaled && first.value >= Number::from(1000);
        let verb = !from && !between && self.moves_right_before(at);
        // "rose 4,000 to 39,000": nobody gives so wide a range.
        let wide = !first.scaled && !second.scaled && &first.value * &Number::from(5) < second.value && verb;
        let by = (whole || apart || wide) && (at > 0 && view.is(at - 1, Class::By) || verb);
        // "a rise of around 69,000 to 4.7 million"
        let apart = apart && !between && !from;
        let led = self.led_by_from(at);
        // "will grow 8 percent to 9 percent": nobody foresees a pace and a place so near to each other.
        let near = second.unit == Some(Unit::Percent) && second.value <= &first.value * &Number::from(2);
        let by = by && !(near && !from && self.is_to_move(at));
        let moved =
            view.is(link, Class::To) && (by || apart || led && (self.changes_before(at) || self.goes_before(at)));
        (!moved).then_some((pair, second))
    }

    /// How many slots of `first` stand behind it: `tons` of `480 tons to 520 tons`, `per bushel` of
    /// `between $8.75 per bushel and $9.50`.
    fn tail(&self, first: &End) -> usize {
        let view = self.view;
        let word = |at: usize| view.slot(at).is_some_and(|s| s.kind == SlotKind::Word);
        let links = |at: usize| view.is_any(at, &[Class::To, Class::And]) || view.sign(at, "-") && !view.glued(at);
        let each = first.unit.is_some() && view.is_any(first.next, &[Class::Per, Class::Indefinite]);
        match first.unit {
            Some(_) if each && word(first.next + 1) && links(first.next + 2) => 2,
            None if word(first.next) && links(first.next + 1) => 1,
            _ => 0,
        }
    }

    /// Whether the tail of `first` is said of `second`, too: the same noun, or the same or no piece.
    fn repeats(&self, first: &End, tail: usize, second: &End) -> bool {
        let text = |at: usize| self.view.token(at).map(|t| t.text);
        let same = |step: usize| text(first.next + step) == text(second.next + step);
        let piece = self.view.is_any(second.next, &[Class::Per, Class::Indefinite]);
        (0..tail).all(same) || tail == 2 && second.unit.is_some() && !piece
    }

    /// `to grow 8 percent`, `will rise by 2 percent`: a move that is yet to come.
    fn is_to_move(&self, at: usize) -> bool {
        let view = self.view;
        let verb = (1..=16.min(at))
            .map(|back| at - back)
            .find(|i| view.slot(*i).is_some_and(|s| s.change(Speech::Verb).is_some()));
        verb.is_some_and(|verb| {
            verb > 0
                && (view.is(verb - 1, Class::To)
                    || view.slot(verb - 1).is_some_and(|s| s.tags.has(Kind::Target) || s.tags.has(Kind::Forecast)))
        })
    }

    /// `raise capital from 6 billion to 19 billion`, `units up 19%, from 12 million to 15 million`.
    fn goes_before(&self, at: usize) -> bool {
        let words = [Class::Carries];
        (1..=10.min(at)).any(|back| self.view.is_any(at - back, &words))
    }

    /// `more than 10 and less than 20`, `at most 100 and at least 20`: a lower and an upper
    /// bound of one thing, in either order.
    fn bounds(&self, at: usize, first: &End) -> Option<(End, End)> {
        let view = self.view;
        let mut before = at;
        before -= usize::from(first.ordinal && before > 0 && view.is(before - 1, Class::The));
        let (one, _) = self.hedge_before(before);
        let mut next = first.next;
        next += usize::from(view.sign(next, ",") && (view.is_any(next + 1, &[Class::And, Class::But])));
        // "And over" is a hedge behind a number, unless the next number follows.
        let and_over = view.begins(next, Class::And)
            && self.tag(next, |t| matches!(t, Tag::After(Hedge::AtLeast)).then_some(())).is_some();
        let other = if and_over {
            Hedge::Over
        } else {
            if !(view.sign_any(next, &signs!["&", ","]) || view.is_any(next, &[Class::And, Class::But])) {
                return None;
            }
            next += 1;
            next += usize::from(view.is_any(next, &[Class::Still, Class::OfNow]));
            self.tag(next, |t| if let Tag::Before(h) = t { Some(h) } else { None })?
        };
        let lower = |hedge: Hedge| matches!(hedge, Hedge::Over | Hedge::AtLeast);
        let upper = |hedge: Hedge| matches!(hedge, Hedge::AtMost | Hedge::Nearly);
        if !(lower(one) && upper(other) || upper(one) && lower(other)) {
            return None;
        }
        let second = self.end(view.skip_article(next + 1)).filter(|end| end.ordinal == first.ordinal)?;
        if first.unit.is_some() && first.unit != second.unit {
            return None;
        }
        let next = second.next;
        let (mut low, mut high) = if lower(one) {
            (Self::share(first.clone(), &second), second)
        } else {
            (second.clone(), Self::share(first.clone(), &second))
        };
        high.unit = low.unit.clone().or(high.unit);
        low.unit.clone_from(&high.unit);
        if low.value >= high.value {
            return None;
        }
        // The mention goes from the first printed number to the last, whichever is lower.
        let slots = (first.number_slots.0, high.number_slots.1.max(low.number_slots.1));
        (low.number_slots, high.number_slots) = (slots, slots);
        (low.next, high.next) = (next, next);
        Some((low, high))
    }

    /// `fell a record 121,000`, `dropped by about`: a verb of change up to seven words before.
    fn moves_right_before(&self, at: usize) -> bool {
        let view = self.view;
        for back in 1..=7.min(at) {
            let Some(slot) = view.slot(at - back).filter(|s| s.kind == SlotKind::Word) else { return false };
            if slot.change(Speech::Verb).is_some() {
                return true;
            }
            let passes = slot.is_any(&[Class::Determiner, Class::Filler])
                || slot.tags.is_empty()
                || view.is(at - back, Class::By)
                || slot.find(|t| matches!(t, Tag::Before(_)).then_some(())).is_some();
            if !passes {
                return false;
            }
        }
        false
    }

    /// Whether a word of change governs "from A to B" at `at`: then both are claims.
    fn changes_before(&self, at: usize) -> bool {
        let ranging = (1..=4).any(|back| at >= back && self.view.begins(at - back, Class::Ranges));
        !ranging
            && (1..=14).take_while(|back| at >= *back).any(|back| {
                self.view.slot(at - back).is_some_and(|s| {
                    let folds = s.find(|t| matches!(t, Tag::Fold(_)).then_some(())).is_some();
                    s.change(Speech::Verb).is_some() || s.change(Speech::Noun).is_some() || folds
                })
            })
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
pub(super) fn is_closed(tags: &Tags) -> bool {
    const CLASSES: Classes = Classes::of(&[
        Class::Preposition,
        Class::Conjunction,
        Class::Breaker,
        Class::Determiner,
        Class::Pronoun,
        Class::Finite,
        Class::Comparison,
        Class::YearBefore,
        Class::SpanBefore,
        Class::Each,
        Class::Respectively,
        Class::Present,
        Class::Negation,
        Class::Deadline,
        Class::Inside,
        Class::Since,
        Class::Ended,
        Class::Estimate,
        Class::OutOf,
    ]);
    const KINDS: u32 = kinds(&[Kind::Before, Kind::After, Kind::Adverb, Kind::Adjective]);
    tags.any_class(CLASSES) || tags.any_kind(KINDS)
}
