//! Words that begin a mood: `aims`, `is expected`, `due to`, and where they do not.

use super::basis::Mood;
use super::class::Class;
use super::lexicon::{Speech, Tag};
use super::links;
use super::sentence::FORWARD;
use super::slot::{Slot, SlotKind, View};
use super::token::{Token, signs};
use crate::model::Language;

/// The mood that the word at slot `at` begins.
pub(super) fn marked(view: View<'_, '_, '_>, at: usize, headline: bool) -> Option<Mood> {
    let slot = view.slot(at).filter(|slot| slot.kind == SlotKind::Word)?;
    // "an expected 0.45 percent": of that number alone, see `links::qualified`.
    if matches!(view.slot(at + 1).map(|s| s.kind), Some(SlotKind::Quantity(_)))
        && links::qualified(view, at + 1).is_some()
    {
        return None;
    }
    // "Moreno saw output at 4 million bags", "forecasts put the crop at 3 million": what somebody looks ahead to.
    if puts_at(view, at) {
        return Some(Mood::FORECAST);
    }
    // "sales at Target rose": a name.
    let named = !headline && slot.first > 0 && view.token(at).is_some_and(Token::is_capitalised);
    if named && !view.sign_any(at.wrapping_sub(1), &signs!["\"", ":", ".", "'", "(", "-"]) {
        return None;
    }
    if slot.is(Class::Seen) && at > 0 && view.is(at - 1, Class::Finite) {
        // "sales are seen rising to $18 billion", "stocks are seen at 9 million tonnes"
        let stands = view.is(at - 1, Class::OfNow) && view.is(at + 1, Class::At);
        let moves = view.begins(at + 1, Class::Gerund) || stands;
        return moves.then_some(Mood::FORECAST);
    }
    // "97% of the expected area": of that noun alone.
    let adjective = at > 0
        && view.is(at - 1, Class::Determiner)
        && view.begins(at, Class::PastForm)
        && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty())
        && !view.begins(at + 2, Class::Of);
    if adjective && slot.tags.any_kind(FORWARD) {
        return None;
    }
    if slot.tags.contains(&Tag::Target) {
        return aims(view, at, slot).then_some(Mood::TARGET);
    }
    if slot.tags.contains(&Tag::Forecast) {
        return foreseen(view, at, slot);
    }
    let follows = |classes: &[Class]| at > 0 && view.is_any(at - 1, classes);
    // "analysts were looking for 4.5 percent growth"
    let polled = || (at.saturating_sub(8)..at).any(|i| view.is(i, Class::Polled));
    if view.is(at, Class::Looking) && view.is(at + 1, Class::For) && polled() {
        return Some(Mood::FORECAST);
    }
    // "Estimates ranged from 3% to 5%", "predictions are for a drop": of what they foresee.
    // and "Estimates for 2012 inflation edged down".
    let heads = view.is(at, Class::Estimates) && view.begins(at, Class::PluralForm) && view.is(at + 1, Class::For);
    let are_for = view.is(at + 1, Class::Copula) && view.is(at + 2, Class::For) || at == 0 && heads;
    if slot.is(Class::Expectation) && (view.is(at + 1, Class::Ranges) || are_for) {
        return Some(Mood::FORECAST);
    }
    if slot.is(Class::Estimate) {
        // "is estimated to increase to 3%": what is yet to move; "polled analysts estimated a profit".
        let to_move = view.is(at + 1, Class::To) && view.slot(at + 2).is_some_and(|s| s.change(Speech::Verb).is_some());
        if to_move || view.begins(at, Class::PastForm) && polled() {
            return Some(Mood::FORECAST);
        }
        // "while economists had estimated a decline": what was foreseen.
        return Some(if follows(&[Class::Pluperfect]) { Mood::FORECAST } else { Mood::ESTIMATE });
    }
    let acts = |at: usize| {
        let verb = |s: &Slot<'_>| s.is(Class::Level) || s.change(Speech::Verb).is_some();
        view.slot(at).is_some_and(|s| s.kind == SlotKind::Word && verb(s))
    };
    // "is due to invest", but "is due to higher costs"
    if follows(&[Class::OfNow, Class::OfThen]) && slot.is(Class::Due) {
        let verb = if view.is(at + 1, Class::To) { at + 2 } else { at + 1 };
        let bare = view.token(verb).is_some_and(|t| !t.is_any(&[Class::PluralForm, Class::Gerund]));
        // "is due to repay about $75 million": a verb of no class, by the number behind it.
        let governs = || {
            view.slot(verb).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty())
                && matches!(view.slot(verb + 1).map(|s| s.kind), Some(SlotKind::Quantity(_)))
        };
        return (bare && (acts(verb) || governs())).then_some(Mood::TARGET);
    }
    // "It needs $5bn for fuel": what is yet to come.
    if slot.is(Class::Needs) && matches!(view.slot(at + 1).map(|s| s.kind), Some(SlotKind::Quantity(_))) {
        return Some(Mood::FORECAST);
    }
    // "Exports to hit $5 billion": a headline's infinitive foresees.
    (headline && at > 0 && view.is(at, Class::To) && acts(at + 1)).then_some(Mood::FORECAST)
}

/// Whether the verb at slot `at` puts a number somewhere: a person saw it there, or a forecast puts it there.
fn puts_at(view: View<'_, '_, '_>, at: usize) -> bool {
    let saw = view.is(at, Class::Saw);
    if !(saw || view.is(at, Class::PutAt)) || at == 0 {
        return false;
    }
    let foretold = |i: usize| view.is(i, Class::Expectation) && !view.is(i, Class::Estimates);
    // but "the sector saw the largest rise at 8.1%"
    let person = view.sign(at - 1, ",")
        || view.is(at - 1, Class::Actor)
        || view.is(at - 1, Class::Polled)
        || view.slot(at - 1).is_some_and(|s| s.is(Class::Pronoun))
        || view.token(at - 1).is_some_and(Token::is_capitalised);
    let by_one = saw && person && !view.begins_any(at + 1, &[Class::The, Class::Indefinite, Class::Possessor]);
    if !by_one && !(at.saturating_sub(4)..at).any(foretold) {
        return false;
    }
    let word = |i: &usize| {
        view.slot(*i)
            .is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Breaker) && s.change(Speech::Verb).is_none())
    };
    let link = (at + 1..at + 9).take_while(word).find(|i| view.is(*i, Class::At));
    link.is_some_and(|link| view.slot(link + 1).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_))))
}

/// Whether a word of aiming at slot `at` aims at what follows, and does not name an aim, deny it or
/// tell that it was met.
fn aims(view: View<'_, '_, '_>, at: usize, slot: &Slot<'_>) -> bool {
    let before = at.checked_sub(1);
    let determined = before.is_some_and(|b| {
        view.slot(b).is_some_and(|s| s.is_any(&[Class::Determiner, Class::Preposition, Class::Filler]))
            || view.is(b, Class::OwnerMark)
    });
    let subject = || {
        let links = view.is_any(at + 1, &[Class::To, Class::For]);
        at > 0 && !links && view.slot(at + 1).is_some_and(|s| s.is(Class::Finite))
    };
    // "unveiled a plan to save $4 billion"
    let to_do = view.is(at + 1, Class::To)
        && view.slot(at + 2).is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Determiner));
    // "planning approvals were down"
    let kind = view.is(at, Class::Planning)
        && !before.is_some_and(|b| view.is(b, Class::Finite))
        && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
    let noun = kind || slot.is(Class::NounPlan) && (determined && !to_do || subject());
    // "46% of plan", "46% kế hoạch"
    let part = before.and_then(|b| view.slot(b)).and_then(|s| view.tokens.get(s.end - 1));
    let noun = noun || part.is_some_and(|t| t.sign("%") || t.is(Class::PercentWord));
    // "bằng 49% so với kế hoạch"
    let noun = noun || view.language == Language::Vi && before.is_some_and(|b| view.compares(b));
    let ended = (1..=3.min(at)).any(|back| view.is(at - back, Class::Outdone));
    let negated = before.is_some_and(|b| view.is(b, Class::Negation));
    // "decided to keep its rate unchanged", "opted to leave it": so it is.
    let decided = view.begins(at, Class::Decided);
    let kept = || (at + 1..=at + 2).any(|i| view.is(i, Class::Keeps));
    !(noun || ended || negated || decided && kept())
}

/// What a word of foreseeing at slot `at` begins: nothing where it is what something is held against.
fn foreseen(view: View<'_, '_, '_>, at: usize, slot: &Slot<'_>) -> Option<Mood> {
    /// What came beside what was expected: `in line with expectations, to 16 billion`.
    const HELD_AGAINST: [Class; 4] = [Class::Outdoes, Class::SetAgainst, Class::Than, Class::With];
    let token = view.token(at)?;
    // "would have posted a gain": of what is over; "would have annual sales of": of what may come.
    let modal = token.is(Class::Perhaps);
    let have = (at + 1..=at + 2).find(|i| view.is(*i, Class::Perfect));
    if modal && have.is_some_and(|have| is_participle(view, have + 1) || is_participle(view, have + 2)) {
        return Some(Mood::FACT);
    }
    let month = token.is(Class::MayWord) && token.is_capitalised();
    let compared = at.checked_sub(1).is_some_and(|b| {
        view.compares(b) || view.is(b, Class::As) || b > 0 && view.sign(b, "-") && view.is(b - 1, Class::Than)
    });
    // "lowered the top end of its forecast": an adjective.
    let top = |i: usize| view.is(i, Class::Outdoes) && i > 0 && view.is_any(i - 1, &[Class::The, Class::Possessor]);
    let held_against = slot.is(Class::Expectation)
        && (1..=4.min(at)).any(|back| view.is_any(at - back, &HELD_AGAINST) && !top(at - back));
    (!month && !compared && !held_against).then_some(Mood::FORECAST)
}

/// `gained`, `been`, `risen`.
fn is_participle(view: View<'_, '_, '_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.is_any(&[Class::PastForm, Class::Participle]))
}
