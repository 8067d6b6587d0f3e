//! What a number is compared with: `compared with $4.2 million`, `three times the $2 million`,
//! `growth of 1.5% after 5.3%`.

use super::super::class::Class;
use super::super::lexicon::Speech;
use super::super::links;
use super::super::slot::SlotKind;
use super::{Reader, Rule, Side, Verdict, claim, sided};
use crate::model::Measure;

impl Reader<'_, '_, '_, '_> {
    /// `thirteen times the 31,000 tonnes of 1995`.
    pub(super) fn times_the(&self) -> Option<Verdict> {
        let multiple = self.slot().checked_sub(2).and_then(|at| self.view.slot(at))?;
        let stands = matches!(multiple.kind, SlotKind::Quantity(_)) && self.follows(&[Class::The]);
        (stands && self.measure_before() == Some(Measure::Multiple))
            .then(|| sided(self.level_measure(), Side::Compared, Rule::TimesThe))
    }

    /// `compared with $4.2 billion`: a level again, or growth where growth was said.
    pub(super) fn compared(&self) -> Verdict {
        // "created 144,000 jobs, up from 73,000 jobs in July"
        if self.follows_jobs_moved() {
            return sided(Measure::Delta, Side::Compared, Rule::ComparedWith);
        }
        let measure = match self.measure_before() {
            Some(before @ (Measure::Growth | Measure::Share)) if self.is_percent() => before,
            _ => self.level_measure(),
        };
        // "compared with a 15% gain in 2000": a change is compared with a change.
        if let Some(Verdict::Claim { measure: change @ Measure::Growth, direction, average, .. }) = self.behind()
            && matches!(measure, Measure::Level | Measure::Growth)
        {
            let rule = Rule::ComparedWith;
            return Verdict::Claim { measure: change, direction, side: Side::Compared, average, rule };
        }
        sided(measure, Side::Compared, Rule::ComparedWith)
    }

    /// `tăng 21% so với cùng kỳ (40.500 chiếc)`: what it was then.
    pub(super) fn compared_aside(&self) -> Option<Verdict> {
        let time = links::compared_time(self.view, self.slot())?;
        // "so với mức tăng cùng kỳ 2023 là 4,4%": a growth then, too.
        let grew = |i: usize| self.view.slot(i).is_some_and(|s| s.change(Speech::Noun).is_some());
        let growth = self.is_percent() && (time.saturating_sub(4)..time).any(grew);
        let measure = if growth { Measure::Growth } else { self.level_measure() };
        Some(sided(measure, Side::Compared, Rule::ComparedWith))
    }

    /// `compared with an expense of 5 billion`, `to a surplus of 4 million from a deficit of 2
    /// million`: what is compared, or was left, has its noun before it.
    pub(super) fn compared_or_left(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let noun_before = at > 0 && (view.begins(at - 1, Class::Of) || view.is(at - 1, Class::At));
        for left in (0..at).rev().take(7) {
            let slot = view.slot(left)?;
            // "compared to an October reading of 6.3%"
            if noun_before && matches!(slot.kind, SlotKind::Period(_)) {
                continue;
            }
            if slot.kind != SlotKind::Word {
                return None;
            }
            if view.compares(left) && noun_before {
                // "grew by 3.1% compared with the pace of 3.4%"
                let pace =
                    at > 1 && view.is_any(at - 2, &[Class::Pace]) && self.measure_before() == Some(Measure::Growth);
                let measure = if pace && self.is_percent() { Measure::Growth } else { self.level_measure() };
                return Some(sided(measure, Side::Compared, Rule::ComparedWith));
            }
            if view.is(left, Class::From) {
                return self.is_left(left).then(|| sided(self.level_measure(), Side::Old, Rule::MovedFrom));
            }
            if slot.is_any(&[Class::Finite, Class::Breaker, Class::Conjunction]) {
                return None;
            }
        }
        None
    }

    /// Whether the "from" stands close behind a level in the same unit.
    fn is_left(&self, from: usize) -> bool {
        let level = matches!(
            self.before(),
            Some(Verdict::Claim { measure: Measure::Level | Measure::Share, side: Side::New, .. })
        );
        level && self.same_unit_before() && self.found_before().is_some_and(|before| from - before.slot <= 4)
    }

    /// `growth of 1.5% after 5.3% this year`.
    pub(super) fn after_growth(&self) -> Option<Verdict> {
        let grew = self.measure_before() == Some(Measure::Growth);
        (self.follows(&[Class::After]) && grew && self.is_percent()).then(|| claim(Measure::Growth, Rule::AfterGrowth))
    }
}
