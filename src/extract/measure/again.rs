//! Numbers that are what the number before was: said once more, expected of it, or joined to it.

use super::super::class::Class;
use super::super::lexicon::{Direction, Speech};
use super::super::links;
use super::super::slot::{Slot, SlotKind};
use super::{Reader, Rule, Side, Verdict, claim};
use crate::model::{Language, Measure, Unit};

impl Reader<'_, '_, '_, '_> {
    /// `fell 42 cents, or 1.8 percent`, `$3.1 billion, or 58 cents a share`: what the
    /// number before was, this one is in its own unit.
    pub(super) fn restated(&self) -> Option<Verdict> {
        let root = self.found().restates?;
        // "reached 4 million (+6%)": its sign says what it is.
        if self.has_sign() && self.is_percent() {
            return None;
        }
        let Verdict::Claim { measure, direction, side, .. } = *self.verdicts.get(root)? else { return None };
        // "1,300 jobs (9 percent of its workforce)"
        let part = self.is_percent() && self.view.begins(self.slot() + 1, Class::Of);
        let (measure, direction) = if part { (Measure::Level, Direction::Up) } else { (measure, direction) };
        let measure = match (measure, self.unit()) {
            (Measure::Delta | Measure::Growth, Unit::Percent) => Measure::Growth,
            (Measure::Delta | Measure::Growth, Unit::Money(_) | Unit::Count(_)) => Measure::Delta,
            (Measure::Level, Unit::Percent) if self.behind().is_none() => Measure::Share,
            (Measure::Level, Unit::Money(_) | Unit::Count(_)) => Measure::Level,
            _ => return None,
        };
        Some(Verdict::Claim { measure, direction, side, average: false, rule: Rule::Restated })
    }

    /// `growth of 1.2 million barrels, 23 percent, in the quarter`: the same move in percent.
    pub(super) fn apposed(&self) -> Option<Verdict> {
        let Verdict::Claim { measure: Measure::Delta, direction, side, .. } = self.before()? else { return None };
        let (view, at) = (self.view, self.slot());
        let touches = self
            .found_before()
            .is_some_and(|before| before.slot + 3 >= at && before.seen.quantity.unit != Unit::PercentagePoint);
        let closes = view.sign(at + 1, ",") || view.slot(at + 1).is_none();
        let rule = Rule::Restated;
        (self.is_percent() && touches && self.follows_sign(",") && closes).then_some(Verdict::Claim {
            measure: Measure::Growth,
            direction,
            side,
            average: false,
            rule,
        })
    }

    fn has_sign(&self) -> bool {
        self.value().is_negative() || self.follows_sign("+")
    }

    /// `beat forecasts of 7.1%`, `against expectations of a 2.3% rise`: what was expected of
    /// the number before it.
    pub(super) fn expected(&self) -> Option<Verdict> {
        let (measure, unit) = self.last_claim()?;
        if !links::is_expected(self.view, self.slot()) {
            return None;
        }
        // "a poll of 14 economists predicted growth of 2.4 percent": the noun tells.
        let at = self.slot();
        let noun = at > 1
            && self.follows(&[Class::Of])
            && self.view.slot(at - 2).is_some_and(|s| s.change(Speech::Noun).is_some());
        if noun {
            return None;
        }
        let stated = self.behind();
        if stated.is_some() {
            return stated;
        }
        if self.follows_jobs_moved() {
            return Some(claim(Measure::Delta, Rule::Expected));
        }
        // "rose 6.9% to £651, above forecasts of 6.8%": the last in its unit.
        let (measure, unit) = match self.last_percentage() {
            Some(last) if self.is_percent() => (last, self.unit()),
            _ => (measure, unit),
        };
        let keeps = unit == self.unit() && matches!(measure, Measure::Growth | Measure::Share);
        Some(claim(if keeps { measure } else { Measure::Level }, Rule::Expected))
    }

    /// Measure and unit of the last number that was claimed.
    fn last_claim(&self) -> Option<(Measure, &Unit)> {
        let mut numbers = self.verdicts.iter().zip(&self.sentence.quantities).rev();
        numbers.find_map(|(verdict, found)| match verdict {
            Verdict::Claim { measure, .. } => Some((*measure, &found.seen.quantity.unit)),
            Verdict::Dismissed(_) => None,
        })
    }

    /// Whether so many jobs were made or lost just before, and this counts things, too.
    pub(super) fn follows_jobs_moved(&self) -> bool {
        self.is_counted() && matches!(self.before(), Some(Verdict::Claim { rule: Rule::JobsMoved, .. }))
    }

    /// `growth was 8.1%, followed by trade at 7.7%`: the next in the same order.
    pub(super) fn followed(&self) -> Option<Verdict> {
        let Verdict::Claim { measure, direction, average, .. } = self.before()? else { return None };
        let previous = self.found_before()?;
        let next = (previous.slot + 1..self.slot()).any(|at| self.view.begins(at, Class::Followed));
        let percent = self.is_percent()
            && self.same_unit_before()
            && (self.follows_sign(",") || self.follows(&[Class::At, Class::With, Class::On]));
        let rule = Rule::Coordinated;
        (next && percent).then_some(Verdict::Claim { measure, direction, side: Side::New, average, rule })
    }

    /// `5% in 2019 and 6% in 2020`: what the number before was, this one is, where only
    /// conjunctions, periods and nouns stand between.
    pub(super) fn coordinated(&self) -> Option<Verdict> {
        let Verdict::Claim { measure, direction, side, average, rule } = self.before()? else { return None };
        let previous = self.found_before()?;
        // "compared with 2.5%, 1.4% and 1% before": a list of what is compared.
        let listed = (previous.slot + 1..self.slot()).all(|at| self.view.sign(at, ",") || self.view.is(at, Class::And));
        if side != Side::New && !(side == Side::Compared && listed && self.is_percent()) {
            return None;
        }
        let same_unit = std::mem::discriminant(&previous.seen.quantity.unit) == std::mem::discriminant(self.unit());
        if !same_unit {
            return None;
        }
        let between = &self.sentence.slots[previous.slot + 1..self.slot()];
        // "tăng 20% và cổ tức tỷ lệ 15%": a rate of another thing.
        if self.view.language == Language::Vi
            && measure != Measure::Share
            && between.iter().any(|s| s.is(Class::RateNoun))
        {
            return None;
        }
        let rule = if rule == Rule::JobsMoved {
            // "will create 1,200 jobs and make 90,000 cars": other things.
            let named = self.found().noun.and_then(|(_, end)| self.view.tokens.get(end - 1));
            let jobs = named.is_none_or(|head| head.is(Class::Jobs) || head.is_any(&[Class::People]));
            (jobs && between.iter().any(|s| s.is(Class::Conjunction))).then_some(rule)
        } else {
            self.is_joined(measure, between).then_some(Rule::Coordinated)
        };
        Some(Verdict::Claim { measure, direction, side, average, rule: rule? })
    }

    fn is_joined(&self, measure: Measure, between: &[Slot<'_>]) -> bool {
        let passes_on = match measure {
            Measure::Share => true,
            // "rose 5% and 6% of firms expanded": a share of its own.
            Measure::Growth | Measure::GrowthAverage => !self.share_of(),
            // "cut sales and profit by $4 million and $2 million": only nouns and "and" between.
            Measure::Delta => between.iter().all(|s| {
                s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Conjunction) || s.is(Class::Things))
            }),
            _ => false,
        };
        // "up by 5% and a return on equity of 24%", "with the margin at 15%": levels.
        let (view, at) = (self.view, self.slot());
        let named = at > 1 && view.slot(at - 2).is_some_and(|s| s.kind == SlotKind::Word && s.any_change().is_none());
        let level =
            self.follows(&[Class::At]) || self.follows(&[Class::Of]) && named && !view.is(at - 2, Class::Conjunction);
        if level && measure != Measure::Share {
            return false;
        }
        let linked = between.iter().any(|s| s.is(Class::Conjunction) || s.kind == SlotKind::Sign);
        let broken = between.iter().any(|s| {
            s.is(Class::Level) && !s.is(Class::Filler) && !s.is(Class::Flow)
                || s.is_any(&[Class::Finite, Class::ShareVerb])
                || s.any_change().is_some()
                || s.is(Class::Breaker) && !s.is(Class::Conjunction)
        });
        passes_on && linked && !broken
    }
}
