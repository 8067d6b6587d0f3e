//! Levels: what a number is of which no other room says anything, and whether what stands or
//! moves is a level, a growth or a share.

use super::super::class::Class;
use super::super::clause;
use super::super::lexicon::{Direction, Speech};
use super::super::slot::{Slot, SlotKind};
use super::{Reader, Reason, Rule, Verdict, claim, dismissed};
use crate::model::{Language, Measure, Unit};

impl Reader<'_, '_, '_, '_> {
    /// `inflation was 8.1%`, `2.5 times as strong`, `employs 900 people`.
    pub(super) fn level(&self) -> Verdict {
        if let Some(direction) = self.moved_in_parentheses() {
            return self.change(direction, Rule::MovedInParentheses);
        }
        if let Some(direction) = self.moved_by_or_to() {
            return self.change(direction, Rule::MovedBy);
        }
        match self.unit() {
            Unit::Percent if self.is_share_of_before() => claim(Measure::Share, Rule::ShareOfBefore),
            Unit::Percent => match self.change_that_is() {
                Some(direction) => self.change(direction, Rule::Rate),
                None => claim(self.level_measure(), Rule::Rate),
            },
            Unit::Times if !self.is_marked_times() && self.is_occasions() => dismissed(Reason::Occasions),
            Unit::Times => claim(Measure::Multiple, Rule::Times),
            Unit::Count(_) if self.is_no_count() => dismissed(Reason::NotACount),
            _ => claim(self.level_measure(), Rule::Level),
        }
    }

    /// `The fall in output was 17%`, `the rise is put at 3%`: the change itself is the subject.
    fn change_that_is(&self) -> Option<Direction> {
        let (view, at) = (self.view, self.slot());
        let copula = |i: usize| view.is(i, Class::Copula);
        if at == 0 || !copula(at - 1) {
            return None;
        }
        let first = self.sentence.clauses.first(self.sentence.clauses.of(at));
        (first..at - 1).rev().take(12).find_map(|i| {
            let led = i > 0 && view.slot(i - 1).is_some_and(|s| s.is(Class::Determiner) || s.tags.is_empty());
            view.slot(i).filter(|_| led)?.change(Speech::Noun)
        })
    }

    /// `beat the record by 4.3%`, `sales rose 5% to $3 million and exports 7% to $2 million`: what is by so
    /// much, or went there, moved, whatever the verb.
    fn moved_by_or_to(&self) -> Option<Direction> {
        let view = self.view;
        let went = view.is(self.slot() + 1, Class::To)
            && view.slot(self.slot() + 2).is_some_and(|s| match s.kind {
                SlotKind::Quantity(other) => self.sentence.quantities[other].seen.quantity.unit != *self.unit(),
                _ => false,
            });
        if !self.is_percent() && view.language == Language::En {
            return self.moved_far_by();
        }
        let moved = self.is_percent() && (self.is_by() || went);
        moved.then(|| self.direction_before().unwrap_or(Direction::Up))
    }

    /// `raised its projection for demand in 2004 by 360,000 barrels`: by so much, whatever stands between, where
    /// nobody did it.
    fn moved_far_by(&self) -> Option<Direction> {
        let (view, at) = (self.view, self.slot());
        let by = (1..=3.min(at)).map(|back| at - back).find(|i| view.is(*i, Class::By)).filter(|_| self.is_by())?;
        let done = by > 0
            && view.token(by - 1).is_some_and(|t| t.is_any(&[Class::PastForm, Class::Participle, Class::PastWord]));
        if done || view.begins(at + 1, Class::Nonfinite) {
            return None;
        }
        for left in (by.saturating_sub(12)..by).rev() {
            let slot = view.slot(left)?;
            let verb = slot.change(Speech::Verb).filter(|_| slot.kind == SlotKind::Word);
            let led = left > 0 && view.slot(left - 1).is_some_and(|s| s.is(Class::Determiner));
            if let Some(direction) = verb.filter(|_| !led) {
                return Some(direction);
            }
            let stops = matches!(slot.kind, SlotKind::Quantity(_) | SlotKind::Sign)
                || slot.is(Class::Finite)
                || slot.is(Class::Breaker) && !slot.is(Class::Preposition);
            if stops {
                return None;
            }
        }
        None
    }

    /// `an increase in petrol (8.9%) and jet fuel (22%)`, `the fastest growing brand (19%)`: how much
    /// each that is named moved.
    fn moved_in_parentheses(&self) -> Option<Direction> {
        let (view, at) = (self.view, self.slot());
        if !self.is_percent() || !self.follows_sign("(") || at < 2 {
            return None;
        }
        for left in (0..at - 1).rev().take(30) {
            let slot = view.slot(left)?;
            if let SlotKind::Quantity(other) = slot.kind {
                // "(8.9%)" of another thing, in the same list.
                let listed = left > 0
                    && view.sign(left - 1, "(")
                    && self.sentence.quantities[other].seen.quantity.unit == *self.unit();
                if !listed {
                    return None;
                }
            }
            // "reduced fees attract guests, mostly for leisure (73%)": no move of what is named.
            // "có 6 tỉnh tăng trên 10%, gồm: Bắc Giang (13,89%)": Vietnamese verbs have one form.
            let listed = || (left..at).any(|i| view.sign(i, ":") || view.begins(i, Class::As));
            let finite = view.language == Language::Vi && listed();
            let verb = slot.change(Speech::Verb).filter(|_| finite || view.begins(left, Class::Gerund));
            let moves = slot.change(Speech::Noun).or(verb);
            if slot.kind == SlotKind::Word && moves.is_some() {
                return moves;
            }
            let part = view.language == Language::Vi && slot.is(Class::ShareVerb);
            if part || view.sign(left, ";") || slot.is_any(&[Class::ShareNoun, Class::RateNoun, Class::Said]) {
                return None;
            }
        }
        None
    }

    /// What a percentage that moves or stands is: growth where the subject is growth
    /// (`growth slowed to 8.1%`), a share where it is a share, else a level.
    pub(super) fn level_measure(&self) -> Measure {
        if !self.is_percent() {
            return if self.is_of_hiring() { Measure::Delta } else { Measure::Level };
        }
        if self.is_of_growth() {
            return Measure::Growth;
        }
        // "the number of flights on time rose from 65% to 81%": a part of what is counted.
        let counted = |s: &Slot<'_>| self.view.tokens[s.first..s.end].iter().any(|t| t.is(Class::Counting));
        let is_part = || self.share_of() || self.subject_is(true, |s| s.is(Class::ShareNoun) || counted(s));
        if self.goes_on_as_growth() || self.is_what_growth_reached() {
            return Measure::Growth;
        }
        if self.is_rate_of_people() {
            return Measure::Share;
        }
        let shares = !self.is_of_a_margin() && is_part()
            || self.last_percentage() == Some(Measure::Share) && !self.is_a_rate_again();
        if shares { Measure::Share } else { Measure::Level }
    }

    /// `monthly job growth slowed to 148,000`, `payroll gains were revised to 172,000`: so many more.
    fn is_of_hiring(&self) -> bool {
        let hired = |s: &Slot<'_>| {
            let before = s.first.checked_sub(1).and_then(|i| self.view.tokens.get(i));
            s.change(Speech::Noun).is_some() && before.is_some_and(|t| t.is(Class::Hiring))
        };
        self.is_counted() && self.found().noun.is_none() && self.subject_is(true, hired)
    }

    /// `the operating margin rose to 48.2%`, `its gross margin was 45.9% of sales`: a rate, not a part.
    pub(super) fn is_of_a_margin(&self) -> bool {
        self.subject_is(true, |s| self.view.tokens[s.first..s.end].iter().any(|t| t.is(Class::Margin)))
    }

    /// `inflation slowed to 3%`: a rate is a level of its own.
    pub(super) fn is_of_a_rate(&self) -> bool {
        self.subject_is(false, |s| s.is(Class::RateNoun))
    }

    /// `8.1% growth`, `growth slowed to 8.1%`.
    fn is_of_growth(&self) -> bool {
        let is_noun = |s: &Slot<'_>| s.change(Speech::Noun).is_some();
        // "the annual rise in prices fell to 2.8%"
        let yearly = |at: usize| {
            let led = at > 0 && self.view.is(at - 1, Class::Periodic);
            led && self.view.slot(at).is_some_and(is_noun)
        };
        let named = (0..self.slot()).rev().take(24).find(|at| yearly(*at));
        let parted = |from: usize| {
            (from..self.slot()).any(|at| {
                self.view.slot(at).is_some_and(|s| s.is(Class::Breaker) && !s.is(Class::Preposition))
                    || self.view.sign(at, ";")
            })
        };
        if named.is_some_and(|at| !parted(at)) {
            return true;
        }
        let behind = (1..=3).find_map(|step| {
            let slot = self.view.slot(self.slot() + step).filter(|s| s.kind == SlotKind::Word)?;
            (is_noun(slot) || !slot.tags.is_empty()).then(|| is_noun(slot))
        });
        // "slipped to 4.7% in 2008 and was 5.1% in 2009": the subject is said once.
        let clauses = &self.sentence.clauses;
        let own = clauses.of(self.slot());
        let shared =
            clauses.kind(own) == clause::Kind::Coordinate && clause::is_finite(self.view, clauses.first(own) + 1);
        behind == Some(true)
            || self.subject_is(shared, |s| {
                let gains = self.view.tokens[s.first..s.end].iter().any(|t| t.is(Class::GainsLosses));
                is_noun(s) && (s.change(Speech::Verb).is_none() || gains)
            })
    }

    /// Whether a word to the left in the clause is such a one; other numbers are
    /// crossed on demand.
    fn subject_is(&self, across: bool, wanted: impl Fn(&Slot<'_>) -> bool) -> bool {
        let across = across || self.view.is(self.slot().saturating_sub(1), Class::From);
        // "the growth rate was 5%": of growth, as "inflation was 5%" is not.
        let is_growth_rate =
            |at: usize| at > 0 && self.view.slot(at - 1).is_some_and(|s| s.change(Speech::Noun).is_some());
        for left in (0..self.slot()).rev() {
            let Some(slot) = self.view.slot(left) else { return false };
            // "Growth in food prices, which make up 19% of the index, eased to 4.8%"
            let clauses = &self.sentence.clauses;
            let beside = clauses.of(left) != clauses.of(self.slot())
                && matches!(clauses.kind(clauses.of(left)), clause::Kind::Relative | clause::Kind::Aside);
            if beside {
                continue;
            }
            if slot.kind == SlotKind::Word && wanted(slot) {
                return true;
            }
            // "growth faltered to a nine-year low of 5.3%": what is dismissed stands in no way.
            let other = match slot.kind {
                SlotKind::Quantity(other) => !matches!(self.verdicts.get(other), Some(Verdict::Dismissed(_))),
                _ => false,
            };
            // "the margin as a percentage of revenue rose": how it is reckoned.
            let reckoned = left > 1 && self.view.is(left - 1, Class::Indefinite) && self.view.is(left - 2, Class::As);
            let stops = other && !across
                || slot.is(Class::RateNoun) && !is_growth_rate(left) && !reckoned
                || self.view.sign(left, ";")
                || self.view.is(left, Class::As)
                    && !self.view.is(left + 1, Class::Indefinite)
                    && (left + 1..self.slot()).any(|at| clause::is_finite(self.view, at))
                || slot.is(Class::Breaker) && !slot.is(Class::Preposition);
            if stops {
                return false;
            }
        }
        false
    }

    /// The measure of the last percentage claimed in the sentence.
    pub(super) fn last_percentage(&self) -> Option<Measure> {
        let before = self.verdicts.iter().zip(&self.sentence.quantities).take(self.index).rev();
        before.filter(|(_, found)| found.seen.quantity.unit == Unit::Percent).find_map(|(verdict, _)| match verdict {
            Verdict::Claim { measure, .. } => Some(*measure),
            Verdict::Dismissed(_) => None,
        })
    }
}
