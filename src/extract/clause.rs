//! Clauses: which words of a sentence belong together.
//!
//! A clause is a stretch with a time and a mood of its own: the main clause, what
//! `which` or `while` begins, what stands between parentheses or dashes, and what
//! `and` joins where it has a subject and a verb of its own. The verbs are told by
//! the vocabulary and by the words around them; nothing is parsed deeper than that.

use super::class::Class;
use super::lexicon::{Speech, Tag};
use super::slot::{SlotKind, View};
use super::tags::{self, kinds};
use crate::model::Language;

/// What opens a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The sentence itself, and what `;` separates.
    Main,
    /// `which`, `who`, `where`, and `that` behind a noun.
    Relative,
    /// `while`, `although`, `as`, `because`, `when`, `if`: at the same time.
    Adverbial,
    /// `after`, `before`, `since`, `until`: at another time.
    Shifted,
    /// `(...)` and `- ... -`.
    Aside,
    /// `and`, `but` with a subject and a verb behind.
    Coordinate,
}

/// One clause.
#[derive(Debug, Clone, Copy)]
struct Clause {
    kind: Kind,
    /// The clause that it stands in, or is joined to; its own number for the first.
    parent: usize,
    /// The slot that opens it.
    first: usize,
    /// Whether a finite verb of its own was seen.
    verb: bool,
    /// Whether a comma stands before its opener.
    comma: bool,
}

/// The clauses of a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Clauses {
    list: Vec<Clause>,
    /// The clause of each slot.
    of: Vec<usize>,
}

impl Clauses {
    /// The clause that slot `at` belongs to.
    pub(super) fn of(&self, at: usize) -> usize {
        self.of.get(at).copied().unwrap_or(0)
    }

    /// Its room, with nothing in it.
    pub(super) fn cleared(mut self) -> Self {
        self.list.clear();
        self.of.clear();
        self
    }

    /// What opened the clause.
    pub(super) fn kind(&self, clause: usize) -> Kind {
        self.list.get(clause).map_or(Kind::Main, |c| c.kind)
    }

    /// The clause that it stands in; itself for the first.
    pub(super) fn parent(&self, clause: usize) -> usize {
        self.list.get(clause).map_or(0, |c| c.parent)
    }

    /// The slot that opens it.
    pub(super) fn first(&self, clause: usize) -> usize {
        self.list.get(clause).map_or(0, |c| c.first)
    }

    /// Whether `inner` stands inside of `outer`, at any depth.
    pub(super) fn inside(&self, inner: usize, outer: usize) -> bool {
        let mut clause = inner;
        while clause != outer {
            let parent = self.parent(clause);
            if parent == clause {
                return false;
            }
            clause = parent;
        }
        true
    }
}

/// Cuts a sentence into clauses, in one pass, in the room of `clauses`.
pub(super) fn of(view: View<'_, '_, '_>, clauses: Clauses) -> Clauses {
    let main = Clause { kind: Kind::Main, parent: 0, first: 0, verb: false, comma: false };
    let mut reader = Reader { view, clauses: clauses.cleared(), at: 0 };
    reader.clauses.list.push(main);
    for at in 0..view.slots.len() {
        reader.step(at);
    }
    reader.clauses
}

struct Reader<'s, 't, 'v> {
    view: View<'s, 't, 'v>,
    clauses: Clauses,
    /// The clause that is open.
    at: usize,
}

impl Reader<'_, '_, '_> {
    fn step(&mut self, at: usize) {
        let view = self.view;
        // Most slots open and end nothing.
        if view.slot(at).is_some_and(|slot| match slot.kind {
            SlotKind::Word => slot.is_unknown() && !slot.is_any(&[Class::PastForm, Class::PluralForm]),
            SlotKind::Quantity(_) | SlotKind::Period(_) => true,
            SlotKind::Number | SlotKind::Sign => false,
        }) {
            self.clauses.of.push(self.at);
            return;
        }
        if view.slot(at).is_some_and(|slot| slot.kind == SlotKind::Sign) {
            self.sign(at);
            return;
        }
        if self.resumes_without_comma(at) {
            self.at = self.clauses.parent(self.at);
        }
        if let Some(kind) = self.opener(at) {
            self.open(at, kind, self.at);
        }
        if is_finite(view, at)
            && let Some(open) = self.clauses.list.get_mut(self.at)
        {
            open.verb = true;
        }
        self.clauses.of.push(self.at);
    }

    /// What a sign opens or ends; the sign of an aside is part of it.
    fn sign(&mut self, at: usize) {
        let (view, before) = (self.view, self.at);
        let dash = self.is_dash(at);
        if view.sign(at, ";") {
            self.open(at + 1, Kind::Main, 0);
        } else if view.sign(at, "(") || dash && !self.in_dashes() {
            self.open(at, Kind::Aside, self.at);
            self.clauses.of.push(self.at);
            return;
        } else if view.sign(at, ")") || dash {
            self.close_aside();
        } else if view.sign(at, ",") && self.resumes_behind(at) {
            self.at = self.clauses.parent(self.at);
        }
        self.clauses.of.push(before);
    }

    fn open(&mut self, first: usize, kind: Kind, parent: usize) {
        let comma = first > 0 && self.view.sign(first - 1, ",");
        self.clauses.list.push(Clause { kind, parent, first, verb: false, comma });
        self.at = self.clauses.list.len() - 1;
    }

    fn current(&self) -> Option<&Clause> {
        self.clauses.list.get(self.at)
    }

    /// A dash with room around it.
    fn is_dash(&self, at: usize) -> bool {
        self.view.sign(at, "-") && !self.view.glued(at) && !self.view.glued(at + 1)
    }

    fn in_dashes(&self) -> bool {
        self.enclosing_aside().is_some_and(|aside| self.view.sign(self.clauses.first(aside), "-"))
    }

    /// The nearest open aside.
    fn enclosing_aside(&self) -> Option<usize> {
        let mut clause = self.at;
        loop {
            if self.clauses.kind(clause) == Kind::Aside {
                return Some(clause);
            }
            let parent = self.clauses.parent(clause);
            if parent == clause {
                return None;
            }
            clause = parent;
        }
    }

    fn close_aside(&mut self) {
        if let Some(aside) = self.enclosing_aside() {
            self.at = self.clauses.parent(aside);
        }
    }

    /// What the word at `at` opens.
    fn opener(&self, at: usize) -> Option<Kind> {
        const OPENERS: [Class; 7] = [
            Class::Relative,
            Class::That,
            Class::Subordinator,
            Class::Sequence,
            Class::As,
            Class::Conjunction,
            Class::But,
        ];
        let view = self.view;
        let slot = view.slot(at).filter(|s| s.kind == SlotKind::Word && s.is_any(&OPENERS) && !s.tags.is_empty())?;
        let one_of = |classes: &[Class]| view.is_any(at, classes);
        if one_of(&[Class::Relative]) {
            return Some(Kind::Relative);
        }
        if view.is(at, Class::That) {
            let noun = at > 0
                && view.slot(at - 1).is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Said) && !is_forward(s));
            return (noun && is_finite(view, at + 1)).then_some(Kind::Relative);
        }
        if one_of(&[Class::Subordinator]) {
            return Some(Kind::Adverbial);
        }
        let shifts = one_of(&[Class::Sequence]);
        if shifts || view.is(at, Class::As) {
            let gerund = view.token(at + 1).is_some_and(|t| t.is(Class::Gerund));
            let clause = self.verb_ahead(at + 1, 6);
            return (gerund && shifts || clause).then_some(if shifts { Kind::Shifted } else { Kind::Adverbial });
        }
        let joins = slot.is(Class::Conjunction) && !view.is(at, Class::Or) && !slot.is(Class::Breaker)
            || view.is(at, Class::But);
        let verb = self.current().is_some_and(|c| c.verb);
        (joins && verb && (is_finite(view, at + 1) || self.verb_ahead(at + 1, 10))).then_some(Kind::Coordinate)
    }

    /// Whether a subject and its finite verb stand behind `at`, before anything else opens.
    fn verb_ahead(&self, at: usize, reach: usize) -> bool {
        let view = self.view;
        for next in at..at + reach {
            let Some(slot) = view.slot(next) else { return false };
            if matches!(slot.kind, SlotKind::Sign) && !view.is(next, Class::OwnerMark) && !view.sign(next, "-") {
                return false;
            }
            if slot.is(Class::Breaker) && !slot.is(Class::Preposition) || view.is(next, Class::And) {
                return false;
            }
            if next > at && is_finite(view, next) {
                return true;
            }
        }
        false
    }

    /// Whether the comma at `at` ends the open clause and takes up the one around it.
    fn resumes_behind(&self, at: usize) -> bool {
        let view = self.view;
        let Some(open) = self.current() else { return false };
        let waits = |clause: usize| self.clauses.list.get(clause).is_some_and(|c| !c.verb);
        match open.kind {
            Kind::Relative => open.comma && open.verb && waits(open.parent) && begins_with_verb(view, at + 1),
            Kind::Adverbial | Kind::Shifted => {
                let gerund = view.begins(open.first + 1, Class::Gerund);
                (open.verb || gerund)
                    && waits(open.parent)
                    && (self.verb_ahead(at + 1, 14) || begins_with_verb(view, at + 1))
            }
            Kind::Main | Kind::Aside | Kind::Coordinate => false,
        }
    }

    /// `the plant that employs 500 will close`: a second verb takes up the clause around.
    fn resumes_without_comma(&self, at: usize) -> bool {
        let Some(open) = self.current() else { return false };
        let waits = self.clauses.list.get(open.parent).is_some_and(|c| !c.verb);
        open.kind == Kind::Relative && !open.comma && open.verb && waits && at > open.first + 2 && {
            let view = self.view;
            let group = at > 0 && is_finite(view, at - 1);
            let own = at > 0 && view.slot(at - 1).is_some_and(|s| s.is_any(&[Class::Pronoun, Class::Conjunction]));
            let past = view.begins(at, Class::PastForm);
            is_finite(view, at) && !group && !own && (past || view.slot(at).is_some_and(|s| s.is(Class::Finite)))
        }
    }
}

/// A word of aiming or foreseeing.
fn is_forward(slot: &super::slot::Slot<'_>) -> bool {
    slot.tags.iter().any(|t| matches!(t, Tag::Target | Tag::Forecast))
}

/// Whether a verb stands at `at`, an adverb aside: `, also rose`.
fn begins_with_verb(view: View<'_, '_, '_>, at: usize) -> bool {
    let adverb = view.token(at).is_some_and(|t| t.is_any(&[Class::AdverbForm, Class::Still]));
    let at = at + usize::from(adverb);
    heads_clause(view, at, true)
}

fn verbish(slot: &super::slot::Slot<'_>) -> bool {
    slot.is(Class::Level)
        || slot.change(Speech::Verb).is_some()
        || slot.is_any(&[Class::Said, Class::ShareVerb, Class::PastVerb])
        || is_forward(slot)
}

/// Whether the word at `at` is a finite verb, as far as its neighbours tell.
pub(super) fn is_finite(view: View<'_, '_, '_>, at: usize) -> bool {
    heads_clause(view, at, false)
}

/// The same, and behind a comma too where that ends a clause in between.
fn heads_clause(view: View<'_, '_, '_>, at: usize, behind_comma: bool) -> bool {
    const WORDS: [Class; 7] = [
        Class::Finite,
        Class::PastVerb,
        Class::Level,
        Class::Said,
        Class::ShareVerb,
        Class::PastForm,
        Class::PluralForm,
    ];
    const KINDS: u32 = kinds(&[tags::Kind::Verb, tags::Kind::Target, tags::Kind::Forecast]);
    let Some(slot) = view.slot(at).filter(|s| s.kind == SlotKind::Word) else { return false };
    let Some(token) = view.token(at) else { return false };
    // Most words are no verb whatever stands around.
    if !slot.is_any(&WORDS) && !slot.tags.any_kind(KINDS) && !token.is_any(&WORDS) {
        return false;
    }
    let plain = slot.tags.is_empty();
    // "the firm, which sells cars, moved 3,000": the verb that the comma gives back to the firm.
    let given_back = || {
        let next = view.slot(at + 1);
        (plain || !verbish(slot))
            && !next.is_some_and(|s| s.is_any(&[Class::Preposition, Class::Deadline]) || s.kind == SlotKind::Sign)
    };
    if behind_comma && token.is(Class::PastForm) && given_back() {
        return true;
    }
    if plain && !token.is(Class::PastForm) {
        // "it sends a quarter to China", "which retails for $500"
        let third = token.is(Class::PluralForm);
        return third && at > 0 && view.is(at - 1, Class::Actor);
    }
    if token.is_any(&[Class::Nonfinite, Class::Gerund]) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|i| view.slot(i));
    let governed = at > 0 && view.is(at - 1, Class::To);
    if slot.is_any(&[Class::Finite, Class::PastVerb]) {
        return !governed;
    }
    // "it faced", "which halted": a verb of no class, told by its subject.
    let subject = before.is_some_and(|s| s.is(Class::Pronoun))
        || view.slot(at.wrapping_sub(2)).is_some_and(|s| s.is(Class::Pronoun))
            && view.token(at - 1).is_some_and(|t| t.is_any(&[Class::AdverbForm, Class::Still]));
    if slot.tags.is_empty() && token.is(Class::PastForm) && subject {
        return true;
    }
    if !verbish(slot) || governed {
        return false;
    }
    let noun_before_it = before.is_some_and(|s| {
        s.is(Class::Determiner) && !s.is(Class::Pronoun)
            || s.is_any(&[Class::Preposition, Class::Filler, Class::Comparison])
    }) || at > 0 && (view.is(at - 1, Class::OwnerMark) || view.sign(at - 1, ",") && !behind_comma);
    if at == 0 || noun_before_it {
        return false;
    }
    let next = view.slot(at + 1);
    if token.is(Class::PastForm) {
        let passive = view.is_any(at + 1, &[Class::By, Class::With]);
        return !passive;
    }
    // "exports rose", "sales of", "imports,": a noun that looks like a verb.
    let names = next.is_none_or(|s| {
        matches!(s.kind, SlotKind::Sign)
            || s.is_any(&[Class::Finite, Class::PastVerb])
            || s.change(Speech::Verb).is_some()
            || s.is(Class::Conjunction)
    }) || view.begins(at + 1, Class::Of);
    let irregular =
        !token.is(Class::PluralForm) && slot.change(Speech::Verb).is_some() && slot.change(Speech::Noun).is_none();
    if irregular {
        return true;
    }
    let plural_subject = before.is_some_and(|s| s.is(Class::Pronoun))
        || at.checked_sub(1).and_then(|i| view.token(i)).is_some_and(|t| t.is_any(&[Class::PluralForm, Class::People]))
        || behind_comma;
    !names && (token.is(Class::PluralForm) || plural_subject)
}

/// Whether the verb that governs slot `at` is in the present, and no perfect: `employs`, `is`,
/// `they make up`. The nearest finite verb before it in its clause tells, else the one behind.
pub(super) fn is_present(view: View<'_, '_, '_>, clauses: &Clauses, at: usize) -> bool {
    // Vietnamese verbs have no tense: words such as "hiện" tell.
    if view.language == Language::Vi {
        return false;
    }
    let own = clauses.of(at);
    let inside = |i: &usize| clauses.of(*i) == own && is_finite(view, *i);
    let before = (clauses.first(own)..at).rev().find(inside);
    let Some(verb) = before.or_else(|| (at + 1..(at + 8).min(view.slots.len())).find(inside)) else { return false };
    let (Some(token), Some(slot)) = (view.token(verb), view.slot(verb)) else { return false };
    let perfect = token.is(Class::Perfect)
        && (verb + 1..verb + 4).any(|i| {
            view.slot(i).is_some_and(|s| s.is(Class::PastVerb) && !s.is(Class::Finite) || view.is(i, Class::Been))
                || view.token(i).is_some_and(|t| t.is_any(&[Class::PastForm, Class::Participle]))
        });
    let passive_plan = (verb + 1..verb + 3).any(|i| view.slot(i).is_some_and(is_forward));
    let modal = token.is(Class::Modal);
    let past = slot.is(Class::PastVerb)
        // "sales came to 5 million", "exports took up 40%"
        || token.is_any(&[Class::PastForm, Class::PastWord])
        || token.is_any(&[Class::Did, Class::Pluperfect, Class::OfThen]);
    let moves = slot.change(Speech::Verb).is_some() || slot.is_any(&[Class::Opinion, Class::Said]);
    !past && !perfect && !passive_plan && !modal && !moves
}

#[cfg(test)]
mod tests {
    use super::super::home::{Homes, Purse};
    use super::super::lexicon::Vocabulary;
    use super::super::period::Clock;
    use super::super::{counted, sentence};
    use super::*;
    use crate::model::Language;

    /// The text with its clauses marked: `[R ...]` and so on, as they open and close.
    fn cut(text: &str) -> String {
        let vocabulary = Vocabulary::english().unwrap();
        let tokens = vocabulary.tokens(text);
        let homes = Homes::default();
        let mut purse = Purse::new(text, &homes, None);
        let clock = Clock::new("2012-05-01".parse().ok());
        let mut room = sentence::Room::default();
        room.tag(&tokens, &vocabulary);
        let read = sentence::read(&tokens, Language::En, clock, &mut purse, &mut room);
        let view = read.view();
        let clauses = of(view, Clauses::default());
        let mut parts: Vec<(usize, String)> = Vec::new();
        for (at, slot) in read.slots.iter().enumerate() {
            let words = counted::words(&tokens[slot.first..slot.end]);
            let glued = tokens[slot.first].glued;
            match parts.last_mut() {
                Some((clause, part)) if *clause == clauses.of(at) => {
                    if !glued {
                        part.push(' ');
                    }
                    part.push_str(&words);
                }
                _ => parts.push((clauses.of(at), words)),
            }
        }
        parts
            .into_iter()
            .map(|(clause, part)| {
                format!("{clause}{:?}:{part}", clauses.kind(clause))
                    .replace("Relative", "R")
                    .replace("Adverbial", "V")
                    .replace("Shifted", "S")
                    .replace("Coordinate", "C")
                    .replace("Main", "M")
                    .replace("Aside", "A")
            })
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn clauses_are_cut_where_they_open_and_close() {
        let cases = [
            (
                "The company, which employs 34,000 people, plans to cut 1,200 jobs.",
                "0M:the company, | 1R:which employs 34,000 people, | 0M:plans to cut 1,200 jobs.",
            ),
            (
                "Exports rose 5% in 2011 while imports fell 3%.",
                "0M:exports rose 5% in 2011 | 1V:while imports fell 3%.",
            ),
            ("After falling 5% in 2010, exports rose 3%.", "0M: | 1S:after falling 5% in 2010, | 0M:exports rose 3%."),
            ("Exports rose 5% and imports fell 3%.", "0M:exports rose 5% | 1C:and imports fell 3%."),
            ("Sales of cars and trucks rose 5%.", "0M:sales of cars and trucks rose 5%."),
            ("Sales (including exports) rose 5%.", "0M:sales | 1A:(including exports) | 0M:rose 5%."),
        ];
        let wrong: Vec<_> =
            cases.iter().map(|(t, w)| (*w, cut(t))).filter(|(w, got)| w.replace("0M: | ", "") != *got).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
