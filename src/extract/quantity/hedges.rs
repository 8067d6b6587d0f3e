//! Hedges before and behind a number.

use super::super::class::Class;
use super::super::lexicon::{Speech, Tag};
use super::Reader;
use crate::model::{Hedge, Language};

impl Reader<'_, '_, '_> {
    /// The hedge that ends right before `at`, and how many slots it takes.
    pub(super) fn hedge_before(&self, at: usize) -> (Hedge, usize) {
        let view = self.view;
        let mut from = at;
        while from > 0 && (view.is_any(from - 1, &[Class::Indefinite, Class::Only])) {
            from -= 1;
        }
        if from > 0
            && let Some(hedge) = self.tag(from - 1, |t| if let Tag::Before(h) = t { Some(h) } else { None })
        {
            // "the top 1 percent": which of them.
            if view.is(from - 1, Class::Top) && from > 1 && view.is(from - 2, Class::Determiner) {
                return (Hedge::None, 0);
            }
            // "vượt 42% kế hoạch": by so much, no bound.
            let percent = || self.tag(at + 1, |t| (t == Tag::Percent).then_some(())).is_some();
            if view.language == Language::Vi && view.begins(from - 1, Class::Outdoes) && percent() {
                return (Hedge::None, 0);
            }
            // "topped a 7.8 percent rise": what is beaten, no bound.
            let beats = [Class::Outdoes];
            if from < at && view.is_any(from - 1, &beats) {
                return (Hedge::None, 0);
            }
            return (hedge, at - from + 1);
        }
        // "soared past $5 billion"
        let verb = |at: usize| view.slot(at).is_some_and(|s| s.change(Speech::Verb).is_some());
        if from > 1 && view.is(from - 1, Class::Past) && verb(from - 2) {
            return (Hedge::Over, at - from + 1);
        }
        (Hedge::None, 0)
    }

    pub(super) fn hedges_at(&self, at: usize) -> usize {
        usize::from(self.tag(at, |t| matches!(t, Tag::Before(_)).then_some(())).is_some())
    }

    /// A hedge behind the number: `or more`, `+`.
    pub(super) fn hedge_after(&self, next: usize, hedge: Hedge) -> (Hedge, usize) {
        if hedge != Hedge::None {
            return (hedge, next);
        }
        let found = self.tag(next, |t| if let Tag::After(h) = t { Some(h) } else { None });
        let plus_apart = self.view.sign(next, "+") && !self.view.glued(next);
        match found {
            // "$60 million or more than double": the hedge of what follows.
            Some(hedge) if !plus_apart && !self.view.is(next + 1, Class::Than) && !self.is_before_number(next) => {
                (hedge, next + 1)
            }
            _ => (hedge, next),
        }
    }

    pub(super) fn is_before_number(&self, at: usize) -> bool {
        self.tag(at, |t| matches!(t, Tag::Before(_)).then_some(())).is_some()
    }

    /// `from about 3.1 to 3.6 million`: a hedge stands between "from" and the number.
    pub(super) fn led_by_from(&self, at: usize) -> bool {
        at > 0
            && (self.view.is(at - 1, Class::From)
                || at > 1 && self.hedges_at(at - 1) == 1 && self.view.is(at - 2, Class::From))
    }
}
