//! What a form may begin with: most forms are passed over at a glance.

use super::super::class::{Class, Classes};
use super::super::tags::Kind;
use super::Reader;

/// Up to three bare digits.
pub(super) const SMALL: u16 = 1;
/// Four of them.
pub(super) const YEAR: u16 = 1 << 14;
/// More of them, or with marks inside: `21.04.2016`.
const MARKED: u16 = 1 << 15;
/// Digits of any kind.
pub(super) const DIGITS: u16 = SMALL | YEAR | MARKED;
/// An ordinal, in a word or in digits.
pub(super) const ORDINAL: u16 = 1 << 1;
/// A cardinal in a word.
pub(super) const CARDINAL: u16 = 1 << 2;
/// A month by its name.
pub(super) const MONTH: u16 = 1 << 3;
/// A day of the week.
pub(super) const WEEKDAY: u16 = 1 << 4;
/// A decade by its name.
pub(super) const DECADE: u16 = 1 << 5;
/// `last`, `this`, `next`.
pub(super) const OFFSET: u16 = 1 << 6;
/// `fiscal`.
pub(super) const FISCAL: u16 = 1 << 7;
/// `year`, `half`, `quarter`.
pub(super) const NOUN: u16 = 1 << 8;
/// `end`, `early`, `mid`.
pub(super) const EDGE: u16 = 1 << 9;
/// `same`.
pub(super) const SAME: u16 = 1 << 10;
/// `so far`.
pub(super) const SO_FAR: u16 = 1 << 11;
/// An article, whatever is behind it.
pub(super) const ARTICLE: u16 = 1 << 12;
/// Any word or sign: the form looks for words of its own.
pub(super) const WORD: u16 = 1 << 13;

/// What the classes of a word are starts of.
const CLASSES: [(Classes, u16); 6] = [
    (Classes::of(&[Class::Last, Class::This, Class::Next]), OFFSET),
    (Classes::of(&[Class::Fiscal]), FISCAL),
    (Classes::of(&[Class::Year, Class::Quarter, Class::Half]), NOUN),
    (Classes::of(&[Class::End, Class::Early, Class::Late, Class::Mid, Class::Beginning]), EDGE),
    (Classes::of(&[Class::Same]), SAME),
    (Classes::of(&[Class::SoFar]), SO_FAR),
];

impl Reader<'_, '_, '_> {
    /// What stands at `at`, and behind an article there.
    pub(super) fn starts(&self, at: usize) -> u16 {
        let from = self.view.skip_article(at);
        if from == at { self.starts_at(at) } else { ARTICLE | self.starts_at(at) | self.starts_at(from) }
    }

    fn starts_at(&self, at: usize) -> u16 {
        let Some(slot) = self.view.slot(at) else { return 0 };
        let mut bits = match self.view.digits(at) {
            None => WORD,
            Some(digits) if !digits.bytes().all(|b| b.is_ascii_digit()) => MARKED,
            Some(digits) if digits.len() <= 3 => SMALL,
            Some(digits) if digits.len() == 4 => YEAR,
            Some(_) => MARKED,
        };
        if self.ordinal(at).is_some() {
            bits |= ORDINAL;
        }
        let kinds =
            [(Kind::Cardinal, CARDINAL), (Kind::Month, MONTH), (Kind::Weekday, WEEKDAY), (Kind::Decade, DECADE)];
        for (kind, bit) in kinds {
            bits |= if slot.tags.has(kind) { bit } else { 0 };
        }
        for (classes, bit) in CLASSES {
            bits |= if slot.tags.any_class(classes) { bit } else { 0 };
        }
        bits
    }
}
