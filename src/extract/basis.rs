//! Observed or planned: the mood that governs each number of a sentence.

use super::aims::marked;
use super::class::{Class, Classes};
use super::clause::Kind;
use super::lexicon::{Speech, Tag};
use super::links;
use super::sentence::{FORWARD, Found, Sentence, When};
use super::slot::{Slot, SlotKind, View};
use super::token::{Token, signs};
use crate::model::{Basis, Language, PartialDate, Period, Status, Unit};

/// Basis and status at a place of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mood {
    /// Observed or planned.
    pub(super) basis: Basis,
    /// How firm.
    pub(super) status: Status,
}

impl Mood {
    /// Stated as a fact.
    pub(super) const FACT: Self = Self { basis: Basis::Observed, status: Status::Actual };
    /// Aimed at.
    pub(super) const TARGET: Self = Self { basis: Basis::Planned, status: Status::Target };
    /// Foreseen.
    pub(super) const FORECAST: Self = Self { basis: Basis::Planned, status: Status::Forecast };
    /// Estimated.
    pub(super) const ESTIMATE: Self = Self { basis: Basis::Observed, status: Status::Estimate };
}

/// Classes of words that may begin a mood, beside those of aiming and foreseeing.
const MOODS: Classes = Classes::of(&[
    Class::Estimate,
    Class::Expectation,
    Class::Due,
    Class::Needs,
    Class::Seen,
    Class::Looking,
    Class::Saw,
]);

/// The mood at each slot: what stands at or before it in the same clause; none where every slot
/// tells a fact. `start` is the mood that the sentence begins with (a list of aims, say).
pub(super) fn moods(sentence: &Sentence<'_, '_, '_>, start: Mood, headline: bool) -> Vec<Mood> {
    // Most sentences look neither forward nor aside: nothing in them moves a fact.
    if start == Mood::FACT && !headline && !sentence.tags.any_kind(FORWARD) && !sentence.tags.any_class(MOODS) {
        return Vec::new();
    }
    let view = sentence.view();
    let mut mood = start;
    let mut boundary = false;
    let mut inside = 0;
    let mut around: Vec<(usize, Mood)> = Vec::new();
    let mut moods = Vec::with_capacity(sentence.slots.len());
    for at in 0..sentence.slots.len() {
        let quiet = view
            .slot(at)
            .is_some_and(|slot| slot.is_unknown() || matches!(slot.kind, SlotKind::Quantity(_) | SlotKind::Period(_)));
        if !quiet && ends_clause(view, at) {
            boundary = true;
        }
        if view.sign(at, ";") && !lists_on(sentence, at, mood) || view.is(at, Class::Contrast) && !goes_on(view, at + 1)
        {
            mood = start;
        }
        // "after declining 12% in 1986": what came before is a fact.
        let shifted = view.is(at, Class::After);
        if shifted {
            mood = Mood::FACT;
        }
        // What is foreseen inside of a relative clause or an aside stays there.
        let clause = sentence.clauses.of(at);
        if clause != inside {
            if sentence.clauses.inside(clause, inside) {
                around.push((inside, mood));
                // "the plant, which owns": what is told beside is told as a fact; "firms that
                // can compete" and "of which 15 are to" are part of what is said.
                let opener = sentence.clauses.first(clause);
                let told = opener > 0 && view.sign(opener - 1, ",") && !view.begins(opener, Class::Of);
                if sentence.clauses.kind(clause) == Kind::Relative && told {
                    mood = start;
                }
            } else if let Some(found) = around.iter().rposition(|(outer, _)| *outer == clause) {
                mood = around[found].1;
                around.truncate(found);
            }
            inside = clause;
        }
        if quiet {
            // Begins and ends nothing.
        } else if let Some(marked) = marked(view, at, headline) {
            mood = match (mood, marked) {
                // "expects ... to be estimated", "is estimated to reach": an estimate never undoes a plan.
                (planned, estimate) if planned.basis == Basis::Planned && estimate == Mood::ESTIMATE => planned,
                // "the plan will", "aims ... would": the first word of aiming holds.
                (Mood { status: Status::Target, .. }, Mood { status: Status::Forecast, .. }) => Mood::TARGET,
                (_, marked) => marked,
            };
            boundary = false;
        } else if boundary && mood.basis == Basis::Planned && (is_finite_past(view, at) || resumes(view, at)) {
            mood = Mood::FACT;
            boundary = false;
        }
        moods.push(mood);
    }
    spread_estimates(sentence, &mut moods);
    moods
}

/// `Revenue of $5 billion is expected in 2025`: the words of aiming come after.
pub(super) fn later_mood(sentence: &Sentence<'_, '_, '_>, index: usize) -> Option<Mood> {
    let view = sentence.view();
    let found = &sentence.quantities[index];
    let at = found.slot;
    // "vượt 26% so với kế hoạch đã đề ra": what is held against a plan aims at nothing by it.
    if links::is_held_against_plan(view, at) {
        return None;
    }
    // "15,000 are to get", "43% will"
    let phrase = view.slot(at + 1).filter(|s| s.end > s.first + 1);
    if phrase.is_some_and(|s| s.tags.contains(&Tag::Target) && !s.is(Class::Said)) {
        return Some(Mood::TARGET);
    }
    // "Some 300 jobs will be cut", "are to go", "would be moved"
    let would_be = |next: usize| view.is(next, Class::Would) && view.is(next + 1, Class::ToBe);
    let to_come = |next: usize, slot: &Slot<'_>| {
        let noun = (at + 1..next).all(|i| view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty()));
        let phrase = slot.end > slot.first + 1 && (view.begins(next, Class::OfNow));
        let sum =
            matches!(found.seen.quantity.unit, Unit::Money(_)) && next == at + 1 && view.is(next + 1, Class::ToBe);
        (counts_things(found) || sum)
            && next <= at + 3
            && noun
            && (phrase || view.is(next, Class::Future) || would_be(next))
    };
    // "up to 2,000 posts could go", "300 firms may close"
    let behind = found.noun.map_or(at + 1, |(_, end)| {
        (at + 1..view.slots.len()).find(|i| view.slots[*i].first >= end).unwrap_or(view.slots.len())
    });
    let month = view.is(behind, Class::MayWord) && view.token(behind).is_some_and(Token::is_capitalised);
    if counts_things(found) && view.is(behind, Class::Perhaps) && !month && !view.is(behind + 1, Class::Perfect) {
        return Some(Mood::FORECAST);
    }
    // "60% of the maize will be delivered by farms"
    if found.seen.quantity.unit == Unit::Percent && view.begins(at + 1, Class::Of) {
        let thing = |i: &usize| {
            view.slot(*i).is_some_and(|s| {
                s.kind == SlotKind::Word && (s.tags.is_empty() || s.is_any(&[Class::Determiner, Class::Flow]))
            })
        };
        let verb = (at + 2..at + 8).find(|i| !thing(i));
        if verb.is_some_and(|verb| view.is(verb, Class::Future) && view.is(verb + 1, Class::ToBe)) {
            return Some(Mood::TARGET);
        }
    }
    let mut next = at + 1;
    while let Some(slot) = view.slot(next) {
        if matches!(slot.kind, SlotKind::Quantity(_)) || ends_clause(view, next) {
            return None;
        }
        let aims = slot.tags.contains(&Tag::Target) && !slot.is(Class::Said);
        if (aims || would_be(next)) && to_come(next, slot) {
            return Some(Mood::TARGET);
        }
        let passive = view.slot(next - 1).is_some_and(|s| s.is(Class::Finite));
        if passive && !view.is(next - 1, Class::Perfect) && !view.is(next - 1, Class::Perfect) {
            if slot.tags.contains(&Tag::Target) && !slot.is(Class::NounPlan) {
                return Some(Mood::TARGET);
            }
            if slot.tags.contains(&Tag::Forecast) {
                return Some(Mood::FORECAST);
            }
        }
        let verb = slot.change(Speech::Verb).is_some() || slot.is(Class::Level) && !slot.is(Class::Finite);
        // "a $5 billion plant is planned": what stands right behind a sum is its noun.
        if verb && next > at + 1 {
            return None;
        }
        next += 1;
    }
    None
}

/// `300 jobs`, but not `3 million`.
fn counts_things(found: &Found) -> bool {
    matches!(found.seen.quantity.unit, Unit::Count(_)) && !found.seen.scaled
}

/// What the words right beside a number say of its mood, whatever the clause says:
/// `the $2.86 billion expected by analysts`, `its €75 million target`, `43% say they will`.
pub(super) fn beside(sentence: &Sentence<'_, '_, '_>, index: usize) -> Option<Mood> {
    let view = sentence.view();
    let found = &sentence.quantities[index];
    let at = found.slot;
    // "the 4.78 percent expected in a poll" is of what was foreseen, "43% expect a rise" of who foresees.
    if found.seen.quantity.unit == Unit::Percent && answers(view, at) && !links::is_expected(view, at) {
        return Some(Mood::FACT);
    }
    // "đạt 46% kế hoạch": a part of a plan is so.
    if found.seen.quantity.unit == Unit::Percent && view.language == Language::Vi && view.is(at + 1, Class::Aim) {
        return Some(Mood::FACT);
    }
    match links::qualified(view, at) {
        // "reported an expected 78 percent drop": so it came.
        Some(_) if at > 2 && view.is(at - 3, Class::Booked) => {
            return Some(Mood::FACT);
        }
        Some(Tag::Target) => return Some(Mood::TARGET),
        Some(_) => return Some(Mood::FORECAST),
        None => {}
    }
    // "a revised 1.1 percent", "instead of the actual 4%": what came.
    if at > 0 && view.is_any(at - 1, &[Class::Revised, Class::Actual]) || was_so_before(view, at) {
        return Some(Mood::FACT);
    }
    // "a possible 40% drop"
    if at > 1 && view.is(at - 1, Class::Possible) && view.is(at - 2, Class::Determiner) {
        return Some(Mood::FORECAST);
    }
    // "a $160 million project", "the 7.2 trillion yen stimulus package"
    if matches!(found.seen.quantity.unit, Unit::Money(_)) && is_undertaking(view, at) {
        return Some(Mood::TARGET);
    }
    // "a town some 190 km (118 miles) south-east of the port"
    let measured = (at + 1..at + 3).any(|i| view.slot(i).is_some_and(|s| s.is(Class::MeasureUnit)));
    if measured && (at + 2..at + 8).any(|i| view.begins(i, Class::Bearings)) {
        return Some(Mood::FACT);
    }
    // "the maintenance of 6,300 existing sites"
    if view.is(at + 1, Class::Existing) {
        return Some(Mood::FACT);
    }
    // "missed its target of 5 percent": aimed at, whatever came.
    let of = at > 1 && view.begins(at - 1, Class::Of);
    if of && view.is(at - 2, Class::Aim) && !view.is(at - 2, Class::Expectation) {
        return Some(Mood::TARGET);
    }
    if is_known_group(sentence, index) || is_whole(view, found) {
        return Some(Mood::FACT);
    }
    // "according to 14 of the 25 economists"; but "theo giá năm 2020, 8.500 USD", where the word says more.
    let according = view.language != Language::Vi || counts_things(found);
    let told = (1..=if according { 5.min(at) } else { 0 })
        .map(|back| at - back)
        .find(|i| view.slot(*i).is_some_and(|s| s.kind == SlotKind::Sign || s.is(Class::According)));
    if told.is_some_and(|i| view.is(i, Class::According)) {
        return Some(Mood::FACT);
    }
    if links::is_expected(view, at) {
        return Some(Mood::FORECAST);
    }
    if came_in(view, at) || is_dated_aside(sentence, at) {
        return Some(Mood::FACT);
    }
    for next in at + 1..=at + 4 {
        // "its $1 billion debt-reduction target"
        if view.sign(next, "-") && view.glued(next) {
            continue;
        }
        let slot = view.slot(next).filter(|s| s.kind == SlotKind::Word)?;
        // "bằng 101% so với kế hoạch"
        if view.language == Language::Vi && view.compares(next) {
            return None;
        }
        if view.is_any(next, &[Class::Per, Class::Indefinite]) {
            continue;
        }
        if slot.is_any(&[Class::Finite, Class::Breaker, Class::Conjunction]) || view.is(next, Class::To) {
            return None;
        }
        let by = view.is_any(next + 1, &[Class::By, Class::From]);
        if view.is(next, Class::Seen) && (view.is(next + 1, Class::In) || by) {
            return Some(Mood::FORECAST);
        }
        if slot.tags.contains(&Tag::Forecast) && (by || view.slot(next + 1).is_none_or(|s| s.kind == SlotKind::Sign)) {
            return Some(Mood::FORECAST);
        }
        if slot.is(Class::Aim) {
            return Some(Mood::TARGET);
        }
        if slot.any_change().is_some() || slot.is(Class::Preposition) {
            return None;
        }
    }
    None
}

/// `$49 million earned in 2005`, `the $12 million net profit recorded in 2013`: so it was, whatever is
/// foreseen beside it.
fn came_in(view: View<'_, '_, '_>, at: usize) -> bool {
    let aside = view.sign(at + 1, "(").then(|| (at + 2..at + 6).find(|i| view.sign(*i, ")"))).flatten();
    let first = aside.unwrap_or(at) + 1;
    let Some(past) = (first..first + 4).find(|i| view.begins(*i, Class::PastForm)) else { return false };
    let noun = |i: usize| {
        view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && !s.is_any(&[Class::Finite, Class::Breaker]))
    };
    let foreseen = |s: &Slot<'_>| s.tags.any_kind(FORWARD) || s.is_any(&[Class::Seen, Class::Estimate]);
    let dated = view.is(past + 1, Class::In)
        && (past + 2..past + 5).any(|i| view.slot(i).is_some_and(|s| matches!(s.kind, SlotKind::Period(_))));
    dated && (first..past).all(noun) && (first..=past).all(|i| !view.slot(i).is_some_and(foreseen))
}

/// `will remain at 1.8x (2013: 3x)`: of the year in the parentheses, which is one and told.
fn is_dated_aside(sentence: &Sentence<'_, '_, '_>, at: usize) -> bool {
    let view = sentence.view();
    let Some(SlotKind::Period(index)) = at.checked_sub(2).and_then(|i| view.slot(i)).map(|s| s.kind) else {
        return false;
    };
    let year = sentence.periods.get(index).and_then(When::alone).is_some_and(|p| p.as_year().is_some());
    year && at > 2 && view.sign(at - 1, ":") && view.sign(at - 3, "(")
}

/// `a $160 million project`, `the 7.2 trillion yen ($81 billion) stimulus package`: what is yet to be spent.
fn is_undertaking(view: View<'_, '_, '_>, at: usize) -> bool {
    let led = at > 0 && view.is_any(at - 1, &[Class::Indefinite, Class::The, Class::OwnerMark]);
    let plain = |i: usize| view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
    // "(81 billion dollars)": the same sum once more.
    let aside = view.sign(at + 1, "(").then(|| (at + 2..at + 6).find(|i| view.sign(*i, ")"))).flatten();
    let first = aside.unwrap_or(at) + 1;
    let noun = (first..first + 3).find(|i| view.is(*i, Class::Undertaking));
    led && noun.is_some_and(|noun| (first..noun).all(|i| plain(i) || view.sign(i, "-")))
}

/// `9.5 percent growth a year earlier`: whatever was foreseen of the number before.
fn was_so_before(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(before) = (at + 1..at + 4).find(|i| view.slot(*i).is_none_or(|s| s.is(Class::YearBefore))) else {
        return false;
    };
    let Some(slot) = view.slot(before) else { return false };
    let said = view.tokens[slot.first..slot.end].iter().any(|t| t.is_any(&[Class::Ago, Class::AgoMark]));
    let noun = |i: usize| {
        view.slot(i).is_some_and(|s| {
            s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Flow) || s.change(Speech::Noun).is_some())
        })
    };
    said && (at + 1..before).all(|i| noun(i) || view.is(i, Class::In))
}

/// `the 12 countries using the euro`, `a poll of eight analysts`: a group that is there, whatever is
/// foreseen of it.
fn is_known_group(sentence: &Sentence<'_, '_, '_>, index: usize) -> bool {
    let view = sentence.view();
    let found = &sentence.quantities[index];
    let Some((first, end)) = found.noun.filter(|_| counts_things(found)) else { return false };
    let head = sentence.slots.iter().find(|s| s.end == end && s.first >= first);
    let polled = sentence.slots.iter().any(|s| first <= s.first && s.end <= end && s.is(Class::Polled));
    let known =
        head.is_some_and(|head| head.is(Class::Members)) && found.slot > 0 && view.is(found.slot - 1, Class::The);
    polled || known
}

/// `is to close 30 of its 210 stores`: the whole that is there.
fn is_whole(view: View<'_, '_, '_>, found: &Found) -> bool {
    let at = found.slot;
    let part = at > 2 && matches!(view.slot(at - 3).map(|s| s.kind), Some(SlotKind::Quantity(_)));
    part && counts_things(found) && view.begins(at - 2, Class::Of) && view.is(at - 1, Class::Possessor)
}

/// `43% (of the firms) say they will`, `will be dropped (41% of men, 32% of women)`: a part of those
/// who were asked, whatever they believe.
fn answers(view: View<'_, '_, '_>, at: usize) -> bool {
    let mut next = at + 1;
    while next < at + 8 {
        let Some(slot) = view.slot(next) else { break };
        if slot.is(Class::Opinion) {
            return true;
        }
        let of = slot.kind == SlotKind::Word
            && (slot.tags.is_empty()
                || slot.is_any(&[Class::Determiner, Class::WholeOf])
                || view.begins(next, Class::Of))
            || view.sign(next, "(")
            || view.sign(next, ")")
            || matches!(slot.kind, SlotKind::Quantity(_)) && view.sign(next - 1, "(");
        if !of {
            break;
        }
        next += 1;
    }
    (1..=4.min(at)).map(|back| at - back).take_while(|i| !view.sign(*i, ")")).any(|i| view.sign(i, "("))
}

/// `from a current 1.9 million`, `from three percent now`: where something stands today.
pub(super) fn is_from_now(sentence: &Sentence<'_, '_, '_>, index: usize) -> bool {
    let view = sentence.view();
    let at = sentence.quantities[index].slot;
    // "from the current level of 49%", "from their current weekly average of 69 million"
    let word = |i: &usize| view.slot(*i).is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Finite));
    let lead = (1..=5.min(at)).map(|back| at - back).take_while(word);
    let of = at > 0 && view.is(at - 1, Class::Of);
    lead.clone().take(2).any(|i| view.is_any(i, &[Class::Present, Class::Current]))
        || of && lead.clone().any(|i| view.is(i, Class::Current))
        || view.is(at + 1, Class::Present)
        || view.is(at + 2, Class::Present) && !view.is(at + 1, Class::Preposition)
}

/// A period that begins after publication cannot be observed.
pub(super) fn ahead_of(period: Option<Period>, published: Option<PartialDate>) -> bool {
    match (period, published) {
        (Some(period), Some(published)) => {
            period.first() > published.effective() || period.last().year() > published.effective().year()
        }
        _ => false,
    }
}

/// The same, and the whole of a year of which too little is over to be told, in a language whose verbs have no tense.
pub(super) fn yet_to_come(period: Option<Period>, published: Option<PartialDate>) -> bool {
    const SPRING: i8 = 8;
    let runs = |period: Period, now: jiff::civil::Date| period.as_year() == Some(now.year()) && now.month() <= SPRING;
    ahead_of(period, published) || period.zip(published).is_some_and(|(period, now)| runs(period, now.effective()))
}

/// Estimates hold for their clause only, and do not begin before their word.
fn spread_estimates(sentence: &Sentence<'_, '_, '_>, moods: &mut [Mood]) {
    let view = sentence.view();
    let mut at = 0;
    while at < moods.len() {
        if moods[at] == Mood::ESTIMATE && (view.sign(at, ";") || view.is(at, Class::Contrast)) {
            for mood in &mut moods[at..] {
                if *mood != Mood::ESTIMATE {
                    break;
                }
                *mood = Mood::FACT;
            }
        }
        at += 1;
    }
}

/// `will fall but remain above 3%`: a bare verb right behind "but" is governed as the one before.
fn goes_on(view: View<'_, '_, '_>, at: usize) -> bool {
    let verb = view.slot(at).is_some_and(|s| {
        s.kind == SlotKind::Word
            && (s.is(Class::Level) || s.change(Speech::Verb).is_some())
            && !s.is_any(&[Class::Finite, Class::PastVerb, Class::Preposition])
    });
    verb && !view.begins_any(at, &[Class::PastForm, Class::PluralForm, Class::Gerund])
}

/// `Năm 2023, công ty dự kiến doanh thu 500 tỷ đồng; lợi nhuận 40 tỷ đồng`: Vietnamese verbs have no tense,
/// and behind a semicolon a plan goes on, until something tells of what is so.
fn lists_on(sentence: &Sentence<'_, '_, '_>, at: usize, mood: Mood) -> bool {
    const TELLS: [Class; 6] =
        [Class::PastVerb, Class::Present, Class::Said, Class::According, Class::YearBefore, Class::SpanBefore];
    let view = sentence.view();
    let dated = |slot: &Slot<'_>| matches!(slot.kind, SlotKind::Period(_));
    // "thấp hơn mục tiêu 4,5%;": what is held against a plan is none.
    let aims = |i: &usize| view.slot(*i).is_some_and(|s| s.tags.any_kind(FORWARD));
    let held = |i: usize| view.compares(i) || view.slot(i).is_some_and(|s| s.any_change().is_some());
    if (0..at).rev().find(aims).is_some_and(|i| i > 0 && held(i - 1)) {
        return false;
    }
    let mut item = (at + 1..sentence.slots.len()).take_while(|i| !view.sign(*i, ";"));
    view.language == Language::Vi
        && mood.basis == Basis::Planned
        && !item.any(|i| view.is_any(i, &TELLS) || view.slot(i).is_some_and(dated))
}

fn ends_clause(view: View<'_, '_, '_>, at: usize) -> bool {
    view.slot(at).is_some_and(|s| s.is_any(&[Class::Breaker, Class::Comparison]))
        || view.is(at, Class::And)
        || view.sign_any(at, &signs![",", ";", "(", "-"])
}

/// `The bank, which targets 3%, has kept its rate`: an auxiliary right behind the comma
/// that closes a clause takes up the main one, unless aims follow it.
fn resumes(view: View<'_, '_, '_>, at: usize) -> bool {
    if !view.is_any(at, &[Class::OfNow, Class::OfThen, Class::Perfect, Class::Pluperfect]) {
        return false;
    }
    let aims = (1..=2).any(|step| {
        view.slot(at + step).is_some_and(|s| s.tags.iter().any(|t| matches!(t, Tag::Target | Tag::Forecast)))
    });
    // "plans an appeal and has pledged $48 million", but "firms that can compete and have $1 million"
    let told = (at + 1..at + 3).any(|i| {
        view.slot(i).is_some_and(|s| s.is(Class::PastVerb)) || view.begins_any(i, &[Class::PastForm, Class::Participle])
    });
    let joined = told && at > 0 && view.is(at - 1, Class::And) && view.is(at, Class::Perfect);
    at > 0 && (view.sign(at - 1, ",") || joined) && !aims
}

/// A finite verb in the past: `rose`, `were`, `exported`, never `to be raised`.
fn is_finite_past(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(slot) = view.slot(at).filter(|s| s.kind == SlotKind::Word) else { return false };
    let verb = slot.is(Class::Level) || slot.change(Speech::Verb).is_some() || slot.is(Class::PastVerb);
    let past = slot.is(Class::PastVerb) || view.begins(at, Class::PastForm);
    let governed = at > 0
        && view
            .slot(at - 1)
            .is_some_and(|s| s.is(Class::Finite) && !s.is(Class::PastVerb) || view.is(at - 1, Class::To));
    verb && past && !governed
}
