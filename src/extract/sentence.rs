//! A sentence read: words, quantities and periods in one row of slots.

use std::mem::take;

use super::class::Class;
use super::clause::{self, Clauses};
use super::counted::{carry_units, counted_noun, timed};
use super::dateline;
use super::home::Purse;
use super::lexicon::Vocabulary;
use super::links;
use super::period::{self, Clock, Reading};
use super::quantity;
use super::slot::{Slot, SlotKind, View, tag_into};
use super::tags::{self, Kind, Union};
use super::token::Token;
use crate::model::{Language, Period, Span};

/// What an impossible date is as a mention alone: the first day of the calendar, which no report
/// is about. It is claimed by nothing, and a finding says what was printed.
const NO_DAY: Period = Period::day(jiff::civil::date(1, 1, 1));

/// A quantity in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// What the recognizer saw.
    pub(super) seen: quantity::Seen,
    /// Its slot.
    pub(super) slot: usize,
    /// Bytes of the mention, hedge left out.
    pub(super) span: Span,
    /// Tokens of the noun that it counts, if any.
    pub(super) noun: Option<(usize, usize)>,
    /// The number before it that it says once more, in another unit.
    pub(super) restates: Option<usize>,
}

/// A period in its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// What it says.
    pub(super) reading: Reading,
    /// Its slot.
    pub(super) slot: usize,
    /// Bytes of the mention.
    pub(super) span: Span,
    /// The days as a mention alone, where they are not those of a claim.
    alone: Option<Period>,
}

impl When {
    /// The days, where they are known by themselves.
    pub(super) fn known(&self) -> Option<Period> {
        match self.reading {
            Reading::Known(period) => Some(period),
            Reading::SameIn(_) | Reading::Earlier(..) | Reading::Aside(_) | Reading::Impossible => None,
        }
    }

    /// `cùng kỳ năm 2018`: the same part of another year.
    pub(super) fn is_same_in(&self) -> bool {
        matches!(self.reading, Reading::SameIn(_))
    }

    /// The days it stands for as a mention alone.
    pub(super) fn alone(&self) -> Option<Period> {
        self.alone.or(match self.reading {
            Reading::Earlier(_, from_now) => from_now,
            Reading::Aside(period) => Some(period),
            Reading::Impossible => Some(NO_DAY),
            _ => self.known(),
        })
    }
}

/// A sentence with everything recognized in it.
pub(super) struct Sentence<'s, 't, 'v> {
    /// Its tokens.
    pub(super) tokens: &'s [Token<'t>],
    /// Its slots, quantities and periods in place.
    pub(super) slots: Vec<Slot<'v>>,
    /// Its language.
    pub(super) language: Language,
    /// Its quantities, in order.
    pub(super) quantities: Vec<Found>,
    /// Its periods, in order.
    pub(super) periods: Vec<When>,
    /// The clause of each slot.
    pub(super) clauses: Clauses,
    /// Every class and kind of tag in its slots: what none has is not looked for.
    pub(super) tags: Union,
}

impl<'t, 'v> Sentence<'_, 't, 'v> {
    /// A cursor over its slots.
    pub(super) fn view(&self) -> View<'_, 't, 'v> {
        View { slots: &self.slots, tokens: self.tokens, language: self.language }
    }

    /// Its bytes.
    pub(super) fn span(&self) -> Span {
        let start = self.tokens.first().map_or(0, |t| t.start);
        Span::new(start, self.tokens.last().map_or(start, |t| t.end))
    }
}

/// Room for what a sentence is read into, used again from sentence to sentence.
#[derive(Debug, Default)]
pub(super) struct Room<'v> {
    /// Those of a sentence by its words alone.
    raw: Vec<Slot<'v>>,
    // Those of the last sentence, when it is done with.
    slots: Vec<Slot<'v>>,
    quantities: Vec<Found>,
    periods: Vec<When>,
    clauses: Clauses,
}

impl<'v> Room<'v> {
    /// Takes back what a sentence was read into.
    pub(super) fn take_back(&mut self, sentence: Sentence<'_, '_, 'v>) {
        let Sentence { mut slots, mut quantities, mut periods, clauses, .. } = sentence;
        slots.clear();
        quantities.clear();
        periods.clear();
        (self.slots, self.quantities, self.periods, self.clauses) = (slots, quantities, periods, clauses);
    }

    /// Tags the tokens of a sentence, which are known.
    pub(super) fn tag(&mut self, tokens: &[Token<'_>], vocabulary: &'v Vocabulary) {
        tag_into(&mut self.raw, tokens, vocabulary);
    }

    /// What was tagged last.
    pub(super) fn tagged(&self) -> &[Slot<'v>] {
        &self.raw
    }
}

/// Reads the tokens of one sentence, which were tagged last in the room.
pub(super) fn read<'s, 't, 'v>(
    tokens: &'s [Token<'t>],
    language: Language,
    clock: Clock,
    purse: &mut Purse<'_, '_>,
    room: &mut Room<'v>,
) -> Sentence<'s, 't, 'v> {
    let raw = &room.raw;
    let view = View { slots: raw, tokens, language };
    let (mut ahead, mut clock) = (false, clock);
    let mut sentence = Sentence {
        tokens,
        language,
        slots: take(&mut room.slots),
        quantities: take(&mut room.quantities),
        periods: take(&mut room.periods),
        clauses: take(&mut room.clauses).cleared(),
        tags: Union::default(),
    };
    let mut at = 0;
    while at < raw.len() {
        if raw[at].is_unknown() {
            sentence.slots.push(raw[at]);
            at += 1;
            continue;
        }
        // A month without its year is the next one only behind a word that looks forward.
        ahead = looks_forward(view, at, ahead);
        // "a rise of 125,000 is expected from November's 4.1 million": what is moved from is over.
        let left = at > 0 && view.is(at - 1, Class::From) && view.is(at + 1, Class::OwnerMark);
        if let Some(seen) = period::at(view, at, clock, ahead && !left).filter(|seen| !is_counted_year(view, at, seen))
        {
            let end = raw[at + seen.slots - 1].end;
            if let Reading::Known(spoken) = seen.reading {
                clock = clock.after(spoken);
            }
            let first = period_start(tokens, raw[at].first, end);
            sentence.periods.push(When {
                reading: seen.reading,
                alone: seen.alone,
                slot: sentence.slots.len(),
                span: Span::new(tokens[first].start, tokens[end - 1].end),
            });
            let kind = SlotKind::Period(sentence.periods.len() - 1);
            sentence.slots.push(Slot::new(tokens, raw[at].first, end, kind, &tags::NONE));
            at += seen.slots;
            continue;
        }
        if let Some(seen) = quantity::at(view, at) {
            let first = raw[at].first;
            let end = raw[at + seen.slots - 1].end;
            let mut slot_first = first;
            for _ in 0..seen.hedge_slots {
                if sentence.slots.last().is_some_and(|s| s.kind == SlotKind::Word && s.end == slot_first) {
                    slot_first = sentence.slots.pop().map_or(slot_first, |s| s.first);
                }
            }
            let span = mention_span(tokens, first, end, &seen);
            let noun = counted_noun(view, at + seen.slots, &seen, clock);
            let seen = timed(view, seen, noun);
            at += seen.slots;
            sentence.quantities.push(Found { seen, slot: sentence.slots.len(), span, noun, restates: None });
            let kind = SlotKind::Quantity(sentence.quantities.len() - 1);
            sentence.slots.push(Slot::new(tokens, slot_first, end, kind, &tags::NONE));
            continue;
        }
        if raw[at].kind == SlotKind::Number {
            // Nothing is lost: digits that no rule reads are a mention all the same.
            let (first, end) = (raw[at].first, raw[at].end);
            let span = Span::new(tokens[first].start, tokens[end - 1].end);
            sentence.quantities.push(Found {
                seen: quantity::unreadable(first, end),
                slot: sentence.slots.len(),
                span,
                noun: None,
                restates: None,
            });
            let kind = SlotKind::Quantity(sentence.quantities.len() - 1);
            sentence.slots.push(Slot::new(tokens, first, end, kind, &tags::NONE));
            at += 1;
            continue;
        }
        sentence.slots.push(raw[at]);
        at += 1;
    }
    sentence.tags = sentence.slots.iter().map(|slot| slot.tags).collect();
    dateline::put_aside(&mut sentence);
    purse.settle(&mut sentence);
    links::restatements(&mut sentence);
    carry_units(&mut sentence, language, purse);
    // Clauses are asked for where a number stands only.
    if !sentence.quantities.is_empty() {
        let clauses = take(&mut sentence.clauses);
        sentence.clauses = clause::of(sentence.view(), clauses);
    }
    links::unhedge(&mut sentence);
    sentence
}

/// Words of aiming and foreseeing.
pub(super) const FORWARD: u32 = tags::kinds(&[Kind::Target, Kind::Forecast]);

fn looks_forward(view: View<'_, '_, '_>, at: usize, ahead: bool) -> bool {
    const TELLS: [Class; 6] =
        [Class::Comparison, Class::PastVerb, Class::Expectation, Class::Perhaps, Class::Foresight, Class::Future];
    let Some(slot) = view.slot(at) else { return ahead };
    // Most words say nothing of time.
    let tells = match slot.kind {
        SlotKind::Word if slot.tags.is_empty() => false,
        SlotKind::Word => slot.is_any(&TELLS) || slot.tags.any_kind(FORWARD) || view.compares(at),
        _ => true,
    };
    if !tells {
        return ahead;
    }
    if view.sign(at, ";") || view.compares(at) || slot.is(Class::PastVerb) && !slot.is(Class::Finite) {
        return false;
    }
    // "beat forecasts with a flat second-quarter profit"
    let beaten = [Class::Outdoes, Class::SetAgainst];
    if slot.is(Class::Expectation) && at > 0 && view.is_any(at - 1, &beaten) {
        return ahead;
    }
    // "Analysts were expecting a profit for July": of what was over.
    if slot.tags.any_kind(FORWARD) && view.begins(at, Class::Gerund) {
        let aux = |back: usize| view.is_any(at - back, &[Class::Been, Class::Pluperfect, Class::OfThen]);
        if (1..=4.min(at)).any(aux) {
            return false;
        }
    }
    // "may have shrunk in the first quarter": of what is over.
    if view.is(at, Class::Perhaps)
        && view.is(at + 1, Class::Perfect)
        && view.token(at + 2).is_some_and(|t| t.is_any(&[Class::PastForm, Class::Participle]))
    {
        return ahead;
    }
    let month = view.token(at).is_some_and(|t| t.is(Class::MayWord) && t.is_capitalised());
    let to = || view.is(at + 1, Class::To) && (!slot.is(Class::Said) || slot.is(Class::NounPlan));
    // "lowered its forecast for the year to end-March"
    let own = view.is(at, Class::Foresight)
        && view.is(at + 1, Class::For)
        && at > 0
        && view.is_any(at - 1, &[Class::Possessor, Class::Annual]);
    ahead
        || own
        || !month
            && slot.tags.any_kind(FORWARD)
            && (to() || !slot.is(Class::NounPlan) && (!slot.is(Class::Said) || view.begins(at, Class::PluralForm)))
        || view.is(at, Class::Future)
}

/// `2000 employees` is no year: four bare digits right before a plural noun count,
/// unless a preposition of time leads them.
fn is_counted_year(view: View<'_, '_, '_>, at: usize, seen: &period::Seen) -> bool {
    if seen.slots != 1 || view.digits(at).is_none() {
        return false;
    }
    let led = at > 0
        && view.slot(at - 1).is_some_and(|s| {
            s.is_any(&[
                Class::Inside,
                Class::Deadline,
                Class::Since,
                Class::Fiscal,
                Class::Determiner,
                Class::Base,
                Class::Preposition,
                Class::Conjunction,
            ])
        });
    let Some(next) = view.token(at + 1) else { return false };
    // "exports of 2000 tonnes": nothing measures a year.
    if view.is(at + 1, Class::MeasureUnit) && next.text.len() > 1 && !next.glued {
        return true;
    }
    let plural = next.is(Class::PluralForm) && !next.glued;
    let noun = view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
    !led && plural
        && noun
        && at > 0
        && view.slot(at - 1).is_some_and(|s| s.is(Class::Level) || s.kind == SlotKind::Word && s.is(Class::Finite))
}

/// A period's mention leaves out a leading article of a bare year range.
fn period_start(tokens: &[Token<'_>], first: usize, end: usize) -> usize {
    if end > first + 1 && tokens[first].is(Class::The) { first + 1 } else { first }
}

/// The bytes of a mention: number, scale and unit, with a sign before, without
/// a hedge behind.
fn mention_span(tokens: &[Token<'_>], first: usize, end: usize, seen: &quantity::Seen) -> Span {
    let last = seen.number.1.max(seen.unit.1).clamp(first + 1, end);
    Span::new(tokens[first].start, tokens[last - 1].end)
}
