//! Hedges before and behind a number.

use super::super::class::Class;
use super::super::lexicon::{Speech, Tag};
use super::super::slot::Slot;
use super::super::slot::SlotKind;
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
            // "chiếm đến 80%" is a bound, "bay đến 37 điểm" none.
            let moves = |slot: &Slot<'_>| {
                slot.any_change().is_some() || slot.is_any(&[Class::ShareVerb, Class::Level, Class::Finite])
            };
            // "ngốn tới 37 tỷ đồng": a verb of no class, before an amount.
            let amount = self.is_number_suffix(at + 1);
            let verb = |slot: &Slot<'_>| slot.kind == SlotKind::Word && slot.tags.is_empty() && amount;
            if view.language == Language::Vi
                && view.is(from - 1, Class::Onward)
                && !(from > 1 && view.slot(from - 2).is_some_and(|slot| moves(slot) || verb(slot)))
            {
                return (Hedge::None, 0);
            }
            // "giảm đến gần 21%", "tăng tới hơn 17%": what leads the bound is no place that is reached.
            if view.language == Language::Vi
                && from > 2
                && view.is(from - 2, Class::Onward)
                && view.slot(from - 3).is_some_and(|slot| slot.any_change().is_some() || slot.is(Class::ShareVerb))
            {
                return (hedge, at - from + 2);
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
            // "under a $16 billion facility": where it was drawn.
            if from < at && view.is(from - 1, Class::Under) {
                return (Hedge::None, 0);
            }
            // "does not exceed 3%", "rarely tops 70 euros"
            let denied = from > 1
                && view.is_any(from - 1, &[Class::Level, Class::Breaks])
                && view.slot(from - 2).is_some_and(|s| s.is_any(&[Class::Negation, Class::Seldom]));
            if hedge == Hedge::Over && denied {
                return (Hedge::AtMost, at - from + 2);
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

    /// `passed the $5 billion mark`, `close to the 50% threshold`: the bound of what is passed, behind
    /// its article. `next` is the slot behind the number.
    pub(super) fn hedge_of_a_mark(&self, at: usize, next: usize, scaled: bool) -> (Hedge, usize) {
        let view = self.view;
        let mut next = next + usize::from(view.sign(next, "-"));
        // "the five million bales mark"
        next += usize::from(view.slot(next).is_some_and(|s| s.tags.is_empty()) && !view.is(next, Class::Mark));
        // "is expected to break 100 million"
        if scaled && at > 0 && view.is(at - 1, Class::Breaks) {
            return (Hedge::Over, 1);
        }
        if at < 2 || !view.is(at - 1, Class::The) || !view.is(next, Class::Mark) {
            return (Hedge::None, 0);
        }
        let (hedge, slots) = self.hedge_before(at - 1);
        let breaks = |i: usize| view.is(i, Class::Breaks);
        // "The $5 billion mark was passed"
        let passed = || {
            let behind = next + 2;
            let over = self.tag(behind, |t| matches!(t, Tag::Before(Hedge::Over)).then_some(())).is_some();
            view.is(next + 1, Class::Finite) && (over || breaks(behind))
        };
        match hedge {
            Hedge::None if view.is(at - 2, Class::Past) || (at - 2..at).any(breaks) || at > 2 && breaks(at - 3) => {
                (Hedge::Over, 1)
            }
            Hedge::None if passed() => (Hedge::Over, 0),
            Hedge::None => (Hedge::None, 0),
            _ => (hedge, slots + 1),
        }
    }

    /// `in the range of`: whether the hedge before `at` speaks of a range.
    pub(super) fn names_a_range(&self, at: usize, slots: usize) -> bool {
        let tokens = (at - slots.min(at)..at).filter_map(|i| self.view.slot(i)).flat_map(|s| s.first..s.end);
        tokens.filter_map(|i| self.view.tokens.get(i)).any(|t| t.is(Class::Ranges))
    }

    pub(super) fn hedges_at(&self, at: usize) -> usize {
        usize::from(self.tag(at, |t| matches!(t, Tag::Before(_)).then_some(())).is_some())
    }

    /// A hedge behind the number: `or more`, `+`.
    pub(super) fn hedge_after(&self, next: usize, hedge: Hedge) -> (Hedge, usize) {
        // "khoảng 9,5% trở lên": the bound says more.
        let bound = || self.view.language == Language::Vi && hedge == Hedge::About;
        if hedge != Hedge::None && !bound() {
            return (hedge, next);
        }
        let found = self.tag(next, |t| if let Tag::After(h) = t { Some(h) } else { None });
        let plus_apart = self.view.sign(next, "+") && !self.view.glued(next);
        // "6 percent at most in 2015", but "6 percent at most 8 years".
        let led_on =
            self.view.is(next + 1, Class::Than) || self.is_before_number(next) && self.view.digits(next + 1).is_some();
        match found {
            // "$60 million or more than double": the hedge of what follows.
            Some(hedge) if !plus_apart && !led_on => (hedge, next + 1),
            _ => (self.hedge_behind_a_noun(next).unwrap_or(hedge), next),
        }
    }

    /// `125,000 new jobs or so`, `2,200 dollars (1,650 euros) or more`: the noun stands between.
    fn hedge_behind_a_noun(&self, next: usize) -> Option<Hedge> {
        let view = self.view;
        let aside = view.sign(next, "(").then(|| (next + 1..next + 6).find(|i| view.sign(*i, ")"))).flatten();
        let noun = |i: usize| {
            view.slot(i).is_some_and(|s| {
                s.kind == SlotKind::Word
                    && (s.tags.is_empty()
                        || s.is_any(&[Class::Flow, Class::NewPart])
                        || s.change(Speech::Noun).is_some())
            })
        };
        let or = match aside {
            Some(close) => close + 1,
            None => (next..next + 4).find(|i| !noun(*i))?,
        };
        let hedge = self.tag(or, |t| if let Tag::After(h) = t { Some(h) } else { None })?;
        (view.begins(or, Class::Or) && or > next && !self.is_before_number(or + 1) && view.digits(or + 1).is_none())
            .then_some(hedge)
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
