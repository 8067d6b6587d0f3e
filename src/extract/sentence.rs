//! A sentence read: words, quantities and periods in one row of slots.

use std::mem::take;

use super::class::Class;
use super::clause::{self, Clauses};
use super::dateline;
use super::home::Purse;
use super::lexicon::Vocabulary;
use super::links;
use super::number;
use super::period::{self, Clock, Reading};
use super::quantity::{self, Nature};
use super::slot::{Slot, SlotKind, View, tag_into};
use super::tags::{self, Kind, Union};
use super::token::{Token, TokenKind};
use crate::model::quantity::last_trusted_place;
use crate::model::{Currency, Language, Number, Period, Span, Unit};

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
fn counted_noun(view: View<'_, '_, '_>, at: usize, seen: &quantity::Seen, clock: Clock) -> Option<(usize, usize)> {
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
            && (slot.is(Class::Level) || slot.change(super::lexicon::Speech::Verb).is_some() || slot.is(Class::Said))
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
fn timed(view: View<'_, '_, '_>, seen: quantity::Seen, noun: Option<(usize, usize)>) -> quantity::Seen {
    let Some((first, end)) = noun.filter(|(first, end)| end > first) else { return seen };
    let head = view.slots.iter().find(|s| s.end == end && s.first > first);
    let few = seen.quantity.value.is_integer() && seen.quantity.value < Number::from(120) && !seen.scaled;
    let time = few && seen.nature == Nature::Plain && head.is_some_and(|s| s.is(Class::TimeNoun));
    if time { quantity::Seen { nature: Nature::Duration, ..seen } } else { seen }
}

/// `and loans of 54 billion`: a scaled number without a noun or unit of its own
/// has the currency of the amount before it in the sentence.
fn carry_units(sentence: &mut Sentence<'_, '_, '_>, language: Language, purse: &mut Purse<'_, '_>) {
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
