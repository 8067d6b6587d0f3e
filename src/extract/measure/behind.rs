//! A word of change behind the number: `19% more than`, `a 5% increase`, `30 more gates`.

use super::super::class::Class;
use super::super::lexicon::{Direction, Speech, Tag};
use super::super::slot::{Slot, SlotKind};
use super::{Reader, Rule, Verdict};
use crate::model::{Language, Measure, Unit};

impl Reader<'_, '_, '_, '_> {
    /// What stands right behind: `5% increase`, `19% more than`, `30 more platforms`, `8.7% year on year`.
    pub(super) fn behind(&self) -> Option<Verdict> {
        self.direction_behind()
            .map(|direction| self.change(direction, Rule::MoreThan))
            .or_else(|| self.so_much_up())
            .or_else(|| self.so_many_more())
            .or_else(|| self.average_growth(self.slot() + 1))
            .or_else(|| self.so_much_increase())
            .or_else(|| self.year_on_year())
    }

    /// `sparking a 38% decline`: an article before and the noun behind are enough.
    pub(super) fn increase_after_article(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let article = at > 1 && (view.is(at - 1, Class::Indefinite)) && !view.compares(at - 2);
        let noun = view.slot(at + 1).is_some_and(|s| s.change(Speech::Noun).is_some());
        (article && noun).then(|| self.behind()).flatten()
    }

    /// `13.5% and 14% lower`, `7% and 6% increases`: the word of change stands behind the last.
    pub(super) fn coordinated_behind(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let next = self.sentence.quantities.get(self.index + 1)?;
        let joined = (at + 1..next.slot).all(|i| view.is(i, Class::And) || view.sign(i, ",") || view.is(i, Class::Or));
        // "a deficit of $23 billion, $1 billion higher than": no list.
        let last = self.sentence.quantities.get(self.index + 2).map_or(next.slot, |third| third.slot);
        let listed = (at + 1..last).any(|i| view.is_any(i, &[Class::And, Class::Or]));
        if !joined || !listed || next.slot == at + 1 || next.seen.quantity.unit != *self.unit() || self.is_counted() {
            return None;
        }
        Self { index: self.index + 1, ..*self }.behind()
    }

    /// `6% down on the second quarter of 2019`, `6% down in 2019`.
    fn so_much_up(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let direction = view.slot(at + 1)?.change(Speech::Adverb)?;
        let dated =
            view.is(at + 2, Class::In) && view.slot(at + 3).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)));
        let closes = view
            .slot(at + 2)
            .is_none_or(|s| s.kind != SlotKind::Word || s.is_any(&[Class::Base, Class::YearBefore, Class::Comparison]))
            || dated
            || view.is(at + 2, Class::At)
            // "knocked $70 million off its bills"
            || !self.is_counted() && view.is_any(at + 2, &[Class::Possessor, Class::The]);
        closes.then(|| self.change(direction, Rule::SoMuchUp))
    }

    /// `30 more gates`, `150,000 new jobs`; but `12,000 new cars` are just cars.
    fn so_many_more(&self) -> Option<Verdict> {
        let (view, next) = (self.view, self.slot() + 1);
        let end = self.found().noun.map(|(_, end)| end);
        let head = end.and_then(|end| view.tokens.get(end.checked_sub(1)?));
        let jobs = || head.is_some_and(|t| t.is(Class::Jobs));
        let more = view.is(next, Class::NewPart) && self.is_counted() && (!view.is(next, Class::NewOnes) || jobs());
        // "an additional $1 billion"
        // "an additional profit of about $33 million"
        let at = self.slot();
        let of = at > 2
            && view.begins(at - 1, Class::Of)
            && !view.is(at - 2, Class::GainsLosses)
            && (2..=4.min(at)).any(|back| view.is(at - back, Class::Extra));
        let extra = matches!(self.unit(), Unit::Money(_)) && (self.follows(&[Class::Extra]) || of);
        (more || extra).then(|| self.change(Direction::Up, Rule::SoManyMore))
    }

    /// `a 5% increase`, `a $2 yearly rise`, `a 1.7 percent sales drop`.
    fn so_much_increase(&self) -> Option<Verdict> {
        let reach = if self.is_percent() { 6 } else { 3 };
        for step in 1..=reach {
            let at = self.slot() + step;
            let slot = self.view.slot(at)?;
            let noun = slot.change(Speech::Noun).filter(|_| slot.kind == SlotKind::Word);
            // "a 19 million dollar loss": what was lost, no move.
            if noun.is_some() && matches!(self.unit(), Unit::Money(_)) && self.view.is(at, Class::GainsLosses) {
                return None;
            }
            // "400 job cuts"
            let jobs = step == 2 && self.view.is(at - 1, Class::Hiring);
            if let Some(direction) = noun.filter(|_| !self.is_counted() || step == 1 || jobs) {
                return Some(self.change(direction, Rule::SoMuchIncrease));
            }
            // "at a 10% pace": of what grows at it.
            if self.is_percent() && self.view.is(at, Class::Pace) {
                return Some(self.change(self.direction_before().unwrap_or(Direction::Up), Rule::SoMuchIncrease));
            }
            if !(self.qualifies_a_noun(at, slot) || step == 1 && self.view.is(at, Class::Hiring)) {
                return None;
            }
        }
        None
    }

    /// `yearly` of `a $2 yearly rise`; before percentages `sales` of `sales drop`, too.
    fn qualifies_a_noun(&self, at: usize, slot: &Slot<'_>) -> bool {
        let thing = self.is_percent() && slot.kind == SlotKind::Word && (slot.tags.is_empty() || slot.is(Class::Flow));
        // "2.2% like-for-like growth"
        let view = self.view;
        let joined = |at: usize| view.sign(at, "-") && view.glued(at);
        let hyphen = self.is_percent() && (joined(at) || joined(at + 1) || joined(at - 1) && view.glued(at));
        thing
            || hyphen
            || self.is_abbreviated_at(at)
            || slot.is_any(&[Class::YearBefore, Class::SpanBefore, Class::Average, Class::Filler])
            || self.view.begins(at, Class::AdverbForm)
    }

    /// `year-on-year (YoY)`: a parenthesis around a second name of what it is counted from.
    fn is_abbreviated_at(&self, at: usize) -> bool {
        let (view, base) = (self.view, [Class::YearBefore, Class::SpanBefore]);
        view.sign(at, "(") && view.is_any(at + 1, &base) || view.sign(at, ")") && view.is_any(at - 1, &base)
    }

    /// `gained pace, 8.7% year on year`; but `was 8.7% year on year` stands.
    fn year_on_year(&self) -> Option<Verdict> {
        let next = self.view.slot(self.slot() + 1)?;
        let compares = next.is_any(&[Class::YearBefore, Class::SpanBefore]);
        // "fell by 34% YoY, 22% YoY and 11% YoY": the direction goes on.
        let direction = self.direction_of_list().unwrap_or(Direction::Up);
        (compares && self.is_percent() && !self.is_governed_by_level())
            .then(|| self.change(direction, Rule::YearOnYear))
    }

    /// The direction of the change before, where only commas and what it is counted from stand between.
    fn direction_of_list(&self) -> Option<Direction> {
        let Verdict::Claim { measure: Measure::Growth, direction, .. } = self.before()? else { return None };
        let before = self.found_before()?;
        let goes_on = |s: &Slot<'_>| {
            s.kind == SlotKind::Sign
                || s.is_any(&[Class::And, Class::YearBefore, Class::SpanBefore, Class::Respectively])
        };
        self.sentence.slots[before.slot + 1..self.slot()].iter().all(goes_on).then_some(direction)
    }

    fn is_governed_by_level(&self) -> bool {
        let at = self.slot();
        (1..=3.min(at)).any(|back| self.view.is_any(at - back, &[Class::Level, Class::Finite]))
    }

    /// The direction of a comparison right behind: `more than`, `lower`, `below`.
    pub(super) fn direction_behind(&self) -> Option<Direction> {
        // "5,300 crore (53 billion) more than"
        let (view, next) = (self.view, self.slot() + 1);
        let aside = view.sign(next, "(").then(|| (next + 1..next + 5).find(|i| view.sign(*i, ")"))).flatten();
        let behind =
            aside.map(|close| close + 1).filter(|at| view.is(at + 1, Class::Than) || view.is(*at, Class::Comparison));
        [Some(next), Some(self.after_noun()), behind].into_iter().flatten().find_map(|at| self.direction_at(at))
    }

    fn direction_at(&self, at: usize) -> Option<Direction> {
        let view = self.view;
        let (slot, token) = (view.slot(at)?, view.token(at)?);
        // "fewer than", "as much as": phrases that would hedge what follows.
        let hedges = slot.end > slot.first + 1 && slot.tags.iter().any(|tag| matches!(tag, Tag::Before(_)));
        if hedges && view.tokens.get(slot.end - 1).is_some_and(|t| t.is(Class::Than)) {
            let down = token.is(Class::Less);
            return Some(if down { Direction::Down } else { Direction::Up });
        }
        // "$2.8 billion under a programme", "27 deals above $100 million": nothing is compared with it.
        let english = view.language == Language::En;
        let other = match view.slot(at + 1).map(|s| s.kind) {
            Some(SlotKind::Quantity(other)) => {
                self.is_counted() && { matches!(self.sentence.quantities[other].seen.quantity.unit, Unit::Money(_)) }
            }
            _ => token.is(Class::Under) && !self.is_percent() && view.is(at + 1, Class::Indefinite),
        };
        if english && other && token.is_any(&[Class::Above, Class::Under, Class::Below]) {
            return None;
        }
        let over_the_year = token.is(Class::Over) && self.is_percent() && view.is(at + 1, Class::YearBefore);
        if token.is(Class::Above) || over_the_year || token.is(Class::Ahead) && view.begins(at + 1, Class::Of) {
            return Some(Direction::Up);
        }
        if token.is_any(&[Class::Below, Class::Under]) || token.is(Class::Behind) && !self.is_counted() {
            return Some(Direction::Down);
        }
        // "40 more firms" counts firms, "40 more than in May" compares.
        // "20 percent more students" is growth, too.
        let counts_on = token.is(Class::More) && !self.is_percent() && !self.ends_comparison(at + 1);
        // "bought from two larger rivals"
        let of_a_size = english
            && self.is_counted()
            && !token.is_any(&[Class::More, Class::Less])
            && at == self.slot() + 1
            && !self.ends_comparison(at + 1);
        slot.change(Speech::Adjective).filter(|_| !counts_on && !of_a_size)
    }

    /// Whether no noun stands there, so that the word before it compares.
    fn ends_comparison(&self, at: usize) -> bool {
        const CLASSES: [Class; 6] = [
            Class::Comparison,
            Class::Base,
            Class::YearBefore,
            Class::Preposition,
            Class::SpanBefore,
            Class::Conjunction,
        ];
        self.view.slot(at).is_none_or(|s| s.kind != SlotKind::Word || s.is_any(&CLASSES))
    }
}
