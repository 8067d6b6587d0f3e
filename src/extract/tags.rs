//! The tags of a phrase, with what is asked of them all the time answered by bits.

use std::ops::Deref;

use super::class::{Class, Classes, OPEN};
use super::lexicon::{Speech, Tag};

/// What a phrase can be: its tags in order, and bits that tell which they are. The grammar
/// asks for classes at nearly every slot, and most slots have none of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Tags {
    list: Vec<Tag>,
    /// The classes among them.
    classes: Classes,
    /// A bit for each kind of the others.
    kinds: u32,
}

/// The kinds of tags that have a bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `Tag::Cardinal`.
    Cardinal,
    /// `Tag::Ordinal`.
    Ordinal,
    /// `Tag::Scale`.
    Scale,
    /// `Tag::ScaleMark`.
    ScaleMark,
    /// `Tag::Fold`.
    Fold,
    /// `Tag::Part`.
    Part,
    /// `Tag::MonthName`.
    Month,
    /// `Tag::Money`.
    Money,
    /// `Tag::Minor`.
    Minor,
    /// `Tag::ScaledMoney`.
    ScaledMoney,
    /// `Tag::DecadeName`.
    Decade,
    /// `Tag::Weekday`.
    Weekday,
    /// `Tag::Percent`.
    Percent,
    /// `Tag::PercentagePoint`.
    PercentagePoint,
    /// `Tag::BasisPoint`.
    BasisPoint,
    /// `Tag::Times`.
    Times,
    /// `Tag::Before`.
    Before,
    /// `Tag::After`.
    After,
    /// `Tag::Change` of a verb.
    Verb,
    /// `Tag::Change` of a noun.
    Noun,
    /// `Tag::Change` of an adverb.
    Adverb,
    /// `Tag::Change` of an adjective.
    Adjective,
    /// `Tag::Target`.
    Target,
    /// `Tag::Forecast`.
    Forecast,
}

impl Kind {
    /// The kind of a tag; nothing for classes, which have bits of their own.
    fn of(tag: Tag) -> Option<Self> {
        Some(match tag {
            Tag::Cardinal(_) => Self::Cardinal,
            Tag::Ordinal(_) => Self::Ordinal,
            Tag::Scale(_) => Self::Scale,
            Tag::ScaleMark(_) => Self::ScaleMark,
            Tag::Fold(_) => Self::Fold,
            Tag::Part(_) => Self::Part,
            Tag::MonthName(_) => Self::Month,
            Tag::Money(_) => Self::Money,
            Tag::Minor(..) => Self::Minor,
            Tag::ScaledMoney(..) => Self::ScaledMoney,
            Tag::DecadeName(_) => Self::Decade,
            Tag::Weekday(_) => Self::Weekday,
            Tag::Percent => Self::Percent,
            Tag::PercentagePoint => Self::PercentagePoint,
            Tag::BasisPoint => Self::BasisPoint,
            Tag::Times => Self::Times,
            Tag::Before(_) => Self::Before,
            Tag::After(_) => Self::After,
            Tag::Change(_, speech) => Self::change(speech),
            Tag::Target => Self::Target,
            Tag::Forecast => Self::Forecast,
            Tag::Word(_) => return None,
        })
    }

    /// The kind of a word of change in that part of speech.
    pub(super) const fn change(speech: Speech) -> Self {
        match speech {
            Speech::Verb => Self::Verb,
            Speech::Noun => Self::Noun,
            Speech::Adverb => Self::Adverb,
            Speech::Adjective => Self::Adjective,
        }
    }
}

/// Bits of several kinds, to ask for any of them at once.
pub(super) const fn kinds(of: &[Kind]) -> u32 {
    let (mut bits, mut at) = (0, 0);
    while at < of.len() {
        bits |= 1 << of[at] as u32;
        at += 1;
    }
    bits
}

/// No tag: what words of no vocabulary have.
pub(super) static NONE: Tags = Tags { list: Vec::new(), classes: Classes::NONE, kinds: 0 };

impl Tags {
    /// Whether it is no word of the grammar.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.kinds == 0 && self.classes.within(OPEN)
    }

    /// Whether it is nothing at all.
    #[inline]
    pub(super) fn is_none(&self) -> bool {
        self.list.is_empty()
    }

    /// Adds one.
    pub(super) fn push(&mut self, tag: Tag) {
        match (tag, Kind::of(tag)) {
            (Tag::Word(class), _) => self.classes = self.classes.and(Classes::of(&[class])),
            (_, Some(kind)) => self.kinds |= kinds(&[kind]),
            _ => {}
        }
        self.list.push(tag);
    }

    /// Whether that tag is among them.
    #[inline]
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "in the place of the slice's own")]
    pub(super) fn contains(&self, tag: &Tag) -> bool {
        match Kind::of(*tag) {
            Some(kind) => self.has(kind) && self.list.contains(tag),
            None => self.list.contains(tag),
        }
    }

    /// The classes among them.
    #[inline]
    pub(super) fn classes(&self) -> Classes {
        self.classes
    }

    /// Whether it has a class of those bits.
    #[inline]
    pub(super) fn any_class(&self, wanted: Classes) -> bool {
        self.classes.meets(wanted)
    }

    /// Whether it has a tag of that kind.
    #[inline]
    pub(super) fn has(&self, kind: Kind) -> bool {
        self.any_kind(kinds(&[kind]))
    }

    /// Whether it has a tag of the kinds of those bits.
    #[inline]
    pub(super) fn any_kind(&self, wanted: u32) -> bool {
        self.kinds & wanted != 0
    }
}

/// The bits of many tags together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Union {
    classes: Classes,
    kinds: u32,
}

impl Union {
    /// Whether one is a word of that class.
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether one has a class of those bits.
    pub(super) fn any_class(&self, wanted: Classes) -> bool {
        self.classes.meets(wanted)
    }

    /// Whether one has a tag of the kinds of those bits.
    pub(super) fn any_kind(&self, wanted: u32) -> bool {
        self.kinds & wanted != 0
    }
}

impl<'v> FromIterator<&'v Tags> for Union {
    fn from_iter<I: IntoIterator<Item = &'v Tags>>(tags: I) -> Self {
        let join = |all: Self, one: &Tags| Self { classes: all.classes.and(one.classes), kinds: all.kinds | one.kinds };
        tags.into_iter().fold(Self::default(), join)
    }
}

impl Deref for Tags {
    type Target = [Tag];

    #[inline]
    fn deref(&self) -> &[Tag] {
        &self.list
    }
}
