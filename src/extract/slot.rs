//! Slots: a sentence as the grammar sees it, one slot a word, phrase, quantity
//! or period.

use super::class::{Class, Classes};
use super::lexicon::{Direction, Speech, Tag, Vocabulary};
use super::tags::{Kind, NONE, Tags, kinds};
use super::token::{Token, TokenKind, Word};
use crate::model::Language;

/// What stands in a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SlotKind {
    /// A word or phrase.
    Word,
    /// Digits not yet read.
    Number,
    /// A sign.
    Sign,
    /// The quantity of that index.
    Quantity(usize),
    /// The period of that index.
    Period(usize),
}

/// A stretch of tokens with its tags.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot<'v> {
    /// The first token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What stands here.
    pub(super) kind: SlotKind,
    /// What it can be.
    pub(super) tags: &'v Tags,
    /// The word that it is, where it is one word.
    word: Word,
    /// Its classes: those of the phrase, and those of its word by itself.
    classes: Classes,
    /// Whether the vocabulary says nothing of it but what its ending tells.
    is_unknown: bool,
}

/// What an ending tells of a word that no vocabulary has.
const ENDINGS: Classes = Classes::of(&[Class::PastForm, Class::Gerund, Class::AdverbForm, Class::PluralForm]);

impl<'v> Slot<'v> {
    /// The tokens from `first` to before `end`, with what they can be.
    #[inline]
    pub(super) fn new(tokens: &[Token<'_>], first: usize, end: usize, kind: SlotKind, tags: &'v Tags) -> Self {
        let alone = tokens.get(first).filter(|_| end == first + 1);
        // "In May" is a period, and no verb.
        let read = matches!(kind, SlotKind::Quantity(_) | SlotKind::Period(_));
        let own = alone.filter(|_| !read).map_or(Classes::NONE, |token| token.classes);
        let word = alone.map_or(Word::NONE, |token| token.word);
        let classes = tags.classes().and(own);
        let is_unknown = kind == SlotKind::Word && tags.is_none() && classes.within(ENDINGS);
        Self { first, end, kind, tags, word, classes, is_unknown }
    }

    /// Whether it is a word of which the vocabulary says nothing but what its ending tells: nothing
    /// begins there, whatever stands around.
    #[inline]
    pub(super) fn is_unknown(&self) -> bool {
        self.is_unknown
    }

    /// Whether it is a word of that class.
    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it is a word of one of those.
    #[inline]
    pub(super) fn is_any(&self, classes: &[Class]) -> bool {
        self.classes.meets(Classes::of(classes))
    }

    /// The first payload that `pick` finds among the tags.
    pub(super) fn find<T>(&self, pick: impl Fn(Tag) -> Option<T>) -> Option<T> {
        self.tags.iter().find_map(|tag| pick(*tag))
    }

    /// Its direction, where it is a word of change in that part of speech.
    #[inline]
    pub(super) fn change(&self, wanted: Speech) -> Option<Direction> {
        if !self.tags.has(Kind::change(wanted)) {
            return None;
        }
        self.find(|tag| match tag {
            Tag::Change(direction, speech) if speech == wanted => Some(direction),
            _ => None,
        })
    }

    /// Its direction, where it is a verb, noun or adverb of change.
    pub(super) fn any_change(&self) -> Option<Direction> {
        const CHANGE: u32 = kinds(&[Kind::Verb, Kind::Noun, Kind::Adverb]);
        if !self.tags.any_kind(CHANGE) {
            return None;
        }
        self.change(Speech::Verb).or_else(|| self.change(Speech::Noun)).or_else(|| self.change(Speech::Adverb))
    }

    /// Whether it is a number as digits or words.
    pub(super) fn is_numeric(&self) -> bool {
        self.kind == SlotKind::Number || self.tags.has(Kind::Cardinal)
    }
}

/// Tags the tokens of a sentence, longest phrase first.
pub(super) fn tag<'v>(tokens: &[Token<'_>], vocabulary: &'v Vocabulary) -> Vec<Slot<'v>> {
    let mut slots = Vec::new();
    tag_into(&mut slots, tokens, vocabulary);
    slots
}

/// The same in place of what `slots` held.
pub(super) fn tag_into<'v>(slots: &mut Vec<Slot<'v>>, tokens: &[Token<'_>], vocabulary: &'v Vocabulary) {
    slots.clear();
    slots.reserve(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let (length, tags) = vocabulary.longest(tokens, at).unwrap_or((1, &NONE));
        let kind = match tokens[at].kind {
            TokenKind::Number if length == 1 => SlotKind::Number,
            TokenKind::Sign if length == 1 => SlotKind::Sign,
            _ => SlotKind::Word,
        };
        slots.push(Slot::new(tokens, at, at + length, kind, tags));
        at += length;
    }
}

/// A cursor over slots and their tokens: what recognizers look through.
#[derive(Clone, Copy)]
pub(super) struct View<'s, 't, 'v> {
    /// The slots of the sentence.
    pub(super) slots: &'s [Slot<'v>],
    /// Its tokens.
    pub(super) tokens: &'s [Token<'t>],
    /// Its language.
    pub(super) language: Language,
}

impl<'s, 't, 'v> View<'s, 't, 'v> {
    /// The slot at `at`.
    #[inline]
    pub(super) fn slot(&self, at: usize) -> Option<&'s Slot<'v>> {
        self.slots.get(at)
    }

    /// The first token of the slot at `at`.
    #[inline]
    pub(super) fn token(&self, at: usize) -> Option<&'s Token<'t>> {
        self.tokens.get(self.slots.get(at)?.first)
    }

    /// Whether the slot at `at` is that sign.
    #[inline]
    pub(super) fn sign(&self, at: usize, sign: &str) -> bool {
        self.slot(at).is_some_and(|slot| slot.word == Word::new(sign))
    }

    /// Whether the slot at `at` is one of those signs.
    #[inline]
    pub(super) fn sign_any(&self, at: usize, signs: &[Word]) -> bool {
        self.slot(at).is_some_and(|slot| signs.contains(&slot.word))
    }

    /// Whether the slot at `at` is of that class.
    #[inline]
    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.slot(at).is_some_and(|slot| slot.is(class))
    }

    /// Whether the slot at `at` is of one of those classes.
    #[inline]
    pub(super) fn is_any(&self, at: usize, classes: &[Class]) -> bool {
        self.slot(at).is_some_and(|slot| slot.is_any(classes))
    }

    /// Whether the slot at `at` touches the one before.
    #[inline]
    pub(super) fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.glued)
    }

    /// The digits at `at`, if the slot is a bare number.
    pub(super) fn digits(&self, at: usize) -> Option<&'t str> {
        (self.slot(at)?.kind == SlotKind::Number).then(|| self.token(at).map(|t| t.text)).flatten()
    }

    /// Whether the slot at `at` compares: `compared with`, `than`, `more than`.
    pub(super) fn compares(&self, at: usize) -> bool {
        self.slot(at).is_some_and(|slot| {
            slot.is(Class::Comparison)
                || slot.kind == SlotKind::Word && self.tokens.get(slot.end - 1).is_some_and(|t| t.is(Class::Than))
        })
    }

    /// Whether the first word of the slot at `at` is of that class.
    #[inline]
    pub(super) fn begins(&self, at: usize, class: Class) -> bool {
        self.token(at).is_some_and(|t| t.is(class))
    }

    /// Whether the first word of the slot at `at` is of one of those classes.
    #[inline]
    pub(super) fn begins_any(&self, at: usize, classes: &[Class]) -> bool {
        self.token(at).is_some_and(|t| t.is_any(classes))
    }

    /// The slot before `at`.
    pub(super) fn before(&self, at: usize) -> Option<&'s Slot<'v>> {
        self.slot(at.checked_sub(1)?)
    }

    /// The first slot from `at` on that is no article.
    pub(super) fn skip_article(&self, at: usize) -> usize {
        if self.is_any(at, &[Class::The, Class::Indefinite]) { at + 1 } else { at }
    }
}
