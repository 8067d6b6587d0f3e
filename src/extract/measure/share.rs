//! Parts of a whole: `47% of farmers`, `accounted for 44%`, `60% of whom`.

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::super::links;
use super::super::quantity::Nature;
use super::super::slot::SlotKind;
use super::{Reader, Rule, Verdict, claim};
use crate::model::{Language, Measure};

impl Reader<'_, '_, '_, '_> {
    /// `47% of respondents`, `accounted for 44%`, `13.8% of which`.
    pub(super) fn share(&self) -> Option<Verdict> {
        let copula = self.follows(&[Class::OfNow, Class::OfThen, Class::At, Class::To]);
        if copula && self.is_percent() && self.is_of_a_margin() {
            return None;
        }
        let share = self.is_percent()
            && (self.view.is(self.slot() + 1, Class::Opinion)
                || self.share_of()
                || self.share_verb()
                || self.of_whom()
                || self.follows_a_rank());
        share.then(|| claim(Measure::Share, Rule::ShareOf))
    }

    /// `47% of respondents`, `a 30% share`, `80 per cent (45.1 million) of residents`.
    pub(super) fn share_of(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        // "80 per cent (45.1 million) of residents"
        let aside = view.sign(at + 1, "(").then(|| (at + 2..at + 8).find(|i| view.sign(*i, ")"))).flatten();
        // "5% of 2019" is no part of a year; "75% of the October sales" is one of sales.
        let period = |at: usize| view.slot(at).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)));
        let named =
            view.slot(at + 3).is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Flow)));
        let of = view.begins(at + 1, Class::Of) && (!period(at + 2) || named);
        let plain = |at: usize| {
            view.slot(at).is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Ranking)))
        };
        let adjective = plain(at + 1);
        aside.is_some_and(|close| view.begins(close + 1, Class::Of))
            || of
            || at > 0 && view.is(at - 1, Class::OfWhich)
            || self.stands_before_its_whole()
            || view.is(at + 1, Class::ShareNoun) && !view.is(at + 1, Class::Weight)
            || view.is(at + 2, Class::ShareNoun) && adjective
            || view.is(at + 3, Class::ShareNoun) && adjective && plain(at + 2)
            || view.is(at + 1, Class::Contribution)
            || view.is(at + 3, Class::Contribution) && adjective
            || view.is(at + 1, Class::To)
                && !self.follows(&[Class::Of])
                && view.slots[..at].iter().any(|s| s.is(Class::ShareVerb))
    }

    /// `30% doanh nghiệp`: Vietnamese puts the whole right behind its part.
    fn stands_before_its_whole(&self) -> bool {
        const WHOLES: [Class; 7] =
            [Class::WholeOf, Class::Things, Class::Flow, Class::Funds, Class::Aim, Class::OutOf, Class::NounPlan];
        // "bằng 49% so với kế hoạch"
        let part = links::is_held_against_plan(self.view, self.slot()) && self.direction_before().is_none();
        // "mức thuế 25% áp dụng với thép": a rate as such.
        let rate = self.follows(&[Class::RateNoun]) && !self.view.is(self.slot() - 1, Class::Rate);
        part || self.view.language == Language::Vi
            && !rate
            && self
                .view
                .slot(self.slot() + 1)
                .is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is_any(&WHOLES)))
    }

    /// `accounted for some 44%`, in reach and with no other number between.
    fn share_verb(&self) -> bool {
        let at = self.slot();
        for back in 1..=7.min(at) {
            let Some(slot) = self.view.slot(at - back) else { return false };
            if matches!(slot.kind, SlotKind::Quantity(_)) || self.view.sign(at - back, ";") {
                return false;
            }
            // "represents a premium of 30 percent": of another noun.
            let (view, noun) = (self.view, at.saturating_sub(2));
            let other = self.follows(&[Class::Of])
                && noun > at - back
                && view.slot(noun).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
            if slot.is(Class::ShareVerb) {
                return !other;
            }
        }
        false
    }

    /// `of whom 54% were women`, `Of all companies ..., 43% applied`, `Among firms, 57% with loans applied`.
    fn of_whom(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let relative = (1..=3.min(at)).any(|back| {
            (view.is_any(at - back, &[Class::Relative, Class::Which]))
                && at > back
                && view.begins(at - back - 1, Class::Of)
        });
        let opens = at > 1 && view.sign(at - 1, ",");
        relative || opens && (view.begins(0, Class::Of) && self.acts() || view.is(0, Class::Among))
    }

    /// `Dell was third with 19.6%`, `leads with 53%`: the share that gives the place.
    fn follows_a_rank(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let rank = self.sentence.quantities[..self.index].iter().any(|q| q.seen.nature == Nature::Ordinal)
            || (0..at).any(|i| view.is(i, Class::Leads));
        let closes = view
            .slot(at + 1)
            .is_none_or(|s| s.kind != SlotKind::Word || s.is_any(&[Class::Conjunction, Class::Respectively]));
        self.follows(&[Class::With, Class::At]) && rank && closes
    }

    /// A part of what was named before: `among young adults (65%)`, `one in five consumers`,
    /// `24% to halt`, `70% rated`.
    pub(super) fn is_share_of_before(&self) -> bool {
        // "one in five": said as a part, without a unit.
        let (first, end) = self.found().seen.unit;
        self.is_share_in_parentheses() || first == end || self.starts() && self.acts()
    }

    /// `among young adults (65%)`, `60% in the north (65%)`; but `the yield (5.2%)`.
    fn is_share_in_parentheses(&self) -> bool {
        let named = self
            .slot()
            .checked_sub(2)
            .and_then(|at| self.view.slot(at))
            .is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Level)));
        let level_before = matches!(self.measure_before(), Some(Measure::Level | Measure::Share));
        // "more than half (55%) of Canadians"
        let touches = self.index > 0 && self.sentence.quantities[self.index - 1].slot + 2 == self.slot();
        if touches && self.measure_before() == Some(Measure::Share) && self.follows_sign("(") {
            return true;
        }
        self.follows_sign("(") && (named && !self.speaks_of_a_rate() || level_before)
    }

    /// Whether the number is of a rate, not of a part: `the yield (5.2%)`.
    fn speaks_of_a_rate(&self) -> bool {
        const RATES: [Class; 1] = [Class::RateOf];
        let at = self.slot();
        (1..=5.min(at)).any(|back| self.view.is_any(at - back, &RATES))
    }

    /// Whether a clause begins with the number.
    fn starts(&self) -> bool {
        self.slot() == 0
            || self.view.before(self.slot()).is_some_and(|s| {
                s.kind == SlotKind::Sign || s.is_any(&[Class::Breaker, Class::Conjunction, Class::Filler])
            })
    }

    /// Whether the percentage is the subject of a verb: `38% came from`, `24% halted`.
    fn acts(&self) -> bool {
        const VERBS: [Class; 5] = [Class::Level, Class::Finite, Class::Said, Class::ShareVerb, Class::PastVerb];
        let at = self.slot() + 1;
        let past = self.view.token(at).is_some_and(|t| t.is(Class::PastForm));
        self.view.slot(at).is_some_and(|s| {
            past || s.is_any(&VERBS) || s.tags.iter().any(|t| matches!(t, Tag::Target | Tag::Forecast))
        })
    }
}
