//! The period printed for a number: behind it, before it, or later in its sentence.

use super::super::class::Class;
use super::super::clause::{Kind, is_present};
use super::super::lexicon::Speech;
use super::super::links;
use super::super::measure::Side;
use super::super::slot::{Slot, SlotKind};
use super::Reader;
use crate::model::{Language, Period, Unit};

/// Words that no noun runs over.
const APART: [Class; 8] = [
    Class::Finite,
    Class::Conjunction,
    Class::Breaker,
    Class::Preposition,
    Class::Determiner,
    Class::The,
    Class::Indefinite,
    Class::Pronoun,
];

impl Reader<'_, '_, '_, '_> {
    /// `from April's 3.11 million`, `the 1982 total of`: the period that owns the number.
    pub(super) fn possessor(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        // "in 1997 (0.61 tonnes)": right before the parenthesis.
        if at > 1
            && self.view.sign(at - 1, "(")
            && let Some(SlotKind::Period(period)) = self.view.slot(at - 2).map(|s| s.kind)
        {
            return self.sentence.periods[period].known();
        }
        // "Market value (2026): USD 84 billion"
        let labelled =
            at > 3 && self.view.sign(at - 1, ":") && self.view.sign(at - 2, ")") && self.view.sign(at - 4, "(");
        let owner = if labelled {
            at - 3
        } else {
            self.owner(index).filter(|owner| self.view.is(owner + 1, Class::OwnerMark))?
        };
        match self.view.slot(owner)?.kind {
            SlotKind::Period(period) => self.sentence.periods[period].known(),
            _ => None,
        }
    }

    /// `from the 2012 level of 5 million`: the period before the noun that the number is of.
    pub(super) fn of_noun(&self, index: usize) -> Option<Period> {
        match self.view.slot(self.owner(index)?)?.kind {
            SlotKind::Period(period) => self.sentence.periods[period].known(),
            _ => None,
        }
    }

    /// The slot of the period that owns the number.
    fn owner(&self, index: usize) -> Option<usize> {
        let at = self.slot(index);
        let period = |i: &usize| self.view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)));
        (1..=6.min(at)).map(|back| at - back).find(period).filter(|owner| self.owns(*owner) == Some(index))
    }

    /// The number that the period in slot `at` owns: `April's record 7.16 million`, `last year's fall of 0.7%`,
    /// `September shipments of 3 million`.
    fn owns(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let marked = view.is(at + 1, Class::OwnerMark);
        let first = at + 1 + usize::from(marked);
        for next in first..first + 5 {
            let slot = view.slot(next)?;
            match slot.kind {
                SlotKind::Quantity(owned) => {
                    let of = view.begins(next - 1, Class::Of) && next > at + 2;
                    return (marked || of).then_some(owned);
                }
                SlotKind::Word if view.begins(next, Class::Of) => {}
                SlotKind::Word
                    if !slot.is_any(&APART) && !view.begins_any(next, &[Class::And, Class::Or, Class::But]) => {}
                _ => return None,
            }
        }
        None
    }

    /// `since 2016, when shipments dropped 12%`: the period that the clause is about.
    pub(super) fn dated_clause(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        let first = self.sentence.clauses.first(self.sentence.clauses.of(at));
        let when = self.view.is(first, Class::WhenWhere);
        let mut before = first.checked_sub(1).filter(|_| when)?;
        if self.view.sign(before, ",") {
            before = before.checked_sub(1)?;
        }
        match self.view.slot(before)?.kind {
            SlotKind::Period(period) => self.sentence.periods[period].known(),
            _ => None,
        }
    }

    /// The period that stands right behind the number and its noun: `137,000 million dollars in 2023`.
    pub(super) fn right(&self, index: usize) -> Option<Period> {
        let view = self.view;
        let at = self.slot(index);
        let inside = self.in_parentheses(at);
        let clauses = &self.sentence.clauses;
        let own = clauses.of(at);
        let mut next = at + 1;
        let mut commas = 0;
        while let Some(slot) = view.slot(next) {
            let clause = clauses.of(next);
            let hidden = clause != own && self.hides(clause, own);
            if hidden && clauses.inside(clause, own) {
                next += 1;
                continue;
            }
            let joined = matches!(clauses.kind(clause), Kind::Coordinate | Kind::Adverbial | Kind::Main);
            if clause != own && (joined || !clauses.inside(clause, own)) && !clauses.inside(own, clause) {
                return None;
            }
            match slot.kind {
                SlotKind::Quantity(other) if self.restates(other, index) => {}
                // "to 58 from 30 aircraft by 1995": of where it goes.
                SlotKind::Quantity(other)
                    if matches!(self.measure(other), Some((_, Side::Old)))
                        && self.is_moved_to(index)
                        && (next + 1..next + 6).any(|i| view.is(i, Class::By) && self.period_follows(i)) => {}
                SlotKind::Quantity(other) if self.measure(other).is_some() => return None,
                SlotKind::Period(period) => {
                    let joined = next > 0 && self.led_by_conjunction(next);
                    let belongs_right = joined && self.quantity_follows(next);
                    // "its highest since mid-2007"
                    // "đạt 46% kế hoạch năm 2025": the year of the plan.
                    let planned =
                        view.is_any(next - 1, &[Class::Aim, Class::NounPlan]) || links::part_of_plan(view, next);
                    let act = view.language == Language::Vi && self.is_aside(next);
                    if planned || act || self.is_base(next) || view.is(next - 1, Class::Since) || self.owns_claim(next)
                    {
                        next += 1;
                        continue;
                    }
                    return if belongs_right { None } else { self.sentence.periods[period].known() };
                }
                SlotKind::Sign => {
                    if view.sign(next, ";") || view.sign(next, ":") || view.sign(next, ")") && inside {
                        return None;
                    }
                    if view.sign(next, "(") && self.quantity_before_close(next) {
                        return None;
                    }
                    if view.sign(next, ",") && !self.period_follows(next) && !self.restated_behind(next, index) {
                        return None;
                    }
                    commas += usize::from(view.sign(next, ","));
                }
                _ => {
                    let breaks = slot.is(Class::Said) && slot.tags.len() == 1
                        || slot.is(Class::Breaker)
                            && !view.is(next, Class::As)
                            && !view.is(next, Class::Since)
                            && !view.is(next, Class::Onward);
                    if breaks || commas > 0 && (slot.change(Speech::Verb).is_some() || slot.is(Class::Finite)) {
                        return None;
                    }
                }
            }
            next += 1;
        }
        None
    }

    /// Whether behind the comma at `at` a period comes at once: `, in 2023`, `, up 3% on 2019`.
    pub(super) fn period_follows(&self, at: usize) -> bool {
        for next in at + 1..at + 5 {
            let Some(slot) = self.view.slot(next) else { return false };
            if matches!(slot.kind, SlotKind::Period(_)) {
                return true;
            }
            let links = slot.is_any(&[Class::Preposition, Class::Deadline, Class::Determiner])
                || self.view.compares(next)
                || slot.is(Class::Fiscal);
            if slot.kind != SlotKind::Word || !links {
                return false;
            }
        }
        false
    }

    /// Whether what the comma at `at` begins or ends says the number once more.
    pub(super) fn restated_behind(&self, at: usize, index: usize) -> bool {
        let next = self.sentence.quantities.iter().position(|q| q.slot > at);
        next.is_some_and(|next| self.restates(next, index))
    }

    /// Whether the periods of `clause` say nothing about what stands in clause `own`.
    pub(super) fn hides(&self, clause: usize, own: usize) -> bool {
        let clauses = &self.sentence.clauses;
        let apart = matches!(clauses.kind(clause), Kind::Relative | Kind::Shifted | Kind::Aside);
        apart && clause != own && !clauses.inside(own, clause)
    }

    pub(super) fn in_parentheses(&self, at: usize) -> bool {
        (0..at).rev().take_while(|i| !self.view.sign(*i, ")")).any(|i| self.view.sign(i, "("))
    }

    pub(super) fn quantity_before_close(&self, at: usize) -> bool {
        let mut next = at + 1;
        while let Some(slot) = self.view.slot(next) {
            if self.view.sign(next, ")") {
                return false;
            }
            if matches!(slot.kind, SlotKind::Quantity(_)) {
                return true;
            }
            next += 1;
        }
        false
    }

    /// `..., and in 2020 6%`: a conjunction stands right before the period.
    pub(super) fn led_by_conjunction(&self, at: usize) -> bool {
        let mut left = at;
        for _ in 0..3 {
            let Some(back) = left.checked_sub(1) else { return false };
            // The comma behind "$46 million, or 58 cents a share," joins nothing.
            let last = self.sentence.quantities.iter().rfind(|q| q.slot < back);
            let closes = self.view.sign(back, ",") && last.is_some_and(|q| q.restates.is_some());
            if self.view.is(back, Class::Conjunction) || self.view.sign(back, ",") && !closes {
                return true;
            }
            // "lỗ 661 triệu đồng và lũy kế 9 tháng lỗ 2,7 tỷ đồng"
            let sums = self.view.language == Language::Vi && self.view.is(back, Class::Cumulates);
            if !sums && !self.view.is(back, Class::Preposition) && !self.view.is(back, Class::Determiner) {
                return false;
            }
            left = back;
        }
        false
    }

    pub(super) fn quantity_follows(&self, at: usize) -> bool {
        let mut next = at + 1;
        while let Some(slot) = self.view.slot(next) {
            match slot.kind {
                SlotKind::Quantity(other) => return matches!(self.measure(other), Some((_, Side::New))),
                SlotKind::Period(_) => return false,
                SlotKind::Sign if self.view.sign(next, ";") => return false,
                _ => next += 1,
            }
        }
        false
    }

    /// The nearest period to the left in the sentence that nothing is compared with.
    pub(super) fn left(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        // "In June the firm, which has 6,000 workers, closed two plants": what it has, it has today.
        let clauses = &self.sentence.clauses;
        let counted = matches!(self.sentence.quantities[index].seen.quantity.unit, Unit::Count(_));
        let told = counted && clauses.kind(clauses.of(at)) == Kind::Relative && is_present(self.view, clauses, at);
        let opener = clauses.first(clauses.of(at));
        if told && opener > 0 && self.view.sign(opener - 1, ",") {
            return None;
        }
        let open = self.in_parentheses(at);
        let mut depth = 0_i32;
        let mut left = at;
        while left > 0 {
            left -= 1;
            let slot = self.view.slot(left)?;
            if self.view.sign(left, ")") {
                depth += 1;
            } else if self.view.sign(left, "(") {
                depth -= 1;
            }
            let clause = self.sentence.clauses.of(left);
            let hidden = depth > 0 && !open || self.hides(clause, self.sentence.clauses.of(at));
            if let SlotKind::Period(period) = slot.kind
                && !hidden
                && !self.is_base(left)
                && !self.is_aside(left)
                && !self.is_between_commas(left, at)
                && !self.belongs_to_compared(left)
            {
                return self.sentence.periods[period].known();
            }
        }
        None
    }

    /// `Around 120 mills, employing 18,000, shut down in 2008`: where nothing stands
    /// before, the first period behind that is no base and no other's own.
    pub(super) fn only_later(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        let mut next = at + 1;
        while let Some(slot) = self.view.slot(next) {
            if self.view.sign(next, "(") {
                // "€5 million (2022: €4 million)": what is in parentheses is of another number.
                while self.view.slot(next).is_some() && !self.view.sign(next, ")") {
                    next += 1;
                }
                next += 1;
                continue;
            }
            let clauses = &self.sentence.clauses;
            let (clause, own) = (clauses.of(next), clauses.of(at));
            if clause != own && self.hides(clause, own) {
                next += 1;
                continue;
            }
            // "rose 5%, after a fall of 2% the year before", "despite an outbreak this year": of another event.
            // "lợi nhuận sau thuế": a word of several syllables, that begins as another one.
            let whole = !self.view.is(next, Class::ManySyllables);
            let after = whole && self.view.begins_any(next, &[Class::After, Class::Followed, Class::SetAgainst]);
            if self.view.sign(next, ";") || self.view.compares(next) || self.hides(own, clause) || after {
                return None;
            }
            // "to $10 billion, reflecting ...": a participle is of another event.
            let participle = self.view.sign(next, ",")
                && self.view.slot(next + 1).is_some_and(|s| s.tags.is_empty())
                && self.view.begins(next + 1, Class::Gerund);
            if participle {
                return None;
            }
            if let SlotKind::Period(period) = slot.kind
                && !self.is_base(next)
                && !self.is_aside(next)
                && !self.owns_claim(next)
                && !self.belongs_to_compared(next)
            {
                let joined = self.led_by_conjunction(next) && self.quantity_follows(next);
                return if joined { None } else { self.sentence.periods[period].known() };
            }
            next += 1;
        }
        None
    }

    /// `invested since 2008`, `founded in 1982`: a period of another event.
    pub(super) fn is_aside(&self, at: usize) -> bool {
        let view = self.view;
        let began = [Class::Founded];
        // "the right to host the 2008 Olympics": the year is part of a name.
        let bare =
            view.slot(at).is_some_and(|s| s.end - s.first <= 2 && self.sentence.tokens[s.end - 1].text.len() == 4);
        let the = bare && (at > 0 && view.is(at - 1, Class::The) || view.begins(at, Class::The));
        let named =
            the && view.token(at + 1).is_some_and(|t| t.is_capitalised() && t.text.len() > 2) && !view.glued(at + 1);
        // "crude for February delivery", "the January contract"
        let traded = view.is(at + 1, Class::Delivery) || at > 1 && view.is(at - 2, Class::Delivery);
        // "The company, founded in Sweden in 1947, made"
        let since = (2..=5.min(at)).any(|back| {
            let between = (at - back + 1..at).all(|i| {
                view.slot(i)
                    .is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Finite) && !s.is(Class::Conjunction))
            });
            view.is_any(at - back, &began) && between && !(at > back && view.is(at - back - 1, Class::Finite))
        });
        // "Under the Companies Act, 2013"
        let act = [Class::Law];
        let law = at > 1 && view.sign(at - 1, ",") && view.is_any(at - 2, &act) || at > 0 && view.is_any(at - 1, &act);
        // "Đạo luật Thương mại năm 1974": the name of the act stands between; "được thành lập lần đầu ngày 2/6/2005".
        let name = |i: &usize| view.slot(*i).is_some_and(|s| s.kind == SlotKind::Word);
        let behind = |class: Class, reach: usize| {
            view.language == Language::Vi
                && (1..=reach.min(at)).map(|back| at - back).take_while(name).any(|i| view.is(i, class))
        };
        let named_act = behind(Class::Law, 6) || behind(Class::Founded, 3);
        let law = law || named_act;
        // "The office in January said exports rose": when it was said.
        let says = [Class::Said];
        // "reported earlier this month that revenue rose"
        let that = view.is(at + 1, Class::That) && (1..=2.min(at)).any(|back| view.is(at - back, Class::Said));
        let told = that || at > 1 && view.is_any(at - 1, &[Class::In, Class::On]) && view.is_any(at + 1, &says);
        let planned = links::part_of_plan(view, at);
        named
            || planned
            || traded
            || told
            || since
            || law
            || self.counts_a_record(at)
            || at > 0 && view.is(at - 1, Class::Since)
    }

    /// `the fifth rise so far this year`, `one of the smallest this year`: how many there were.
    fn counts_a_record(&self, at: usize) -> bool {
        let view = self.view;
        let this = |s: &Slot<'_>| self.sentence.tokens[s.first..s.end].iter().any(|t| t.is(Class::This));
        if !view.slot(at).is_some_and(this) {
            return false;
        }
        (1..=3.min(at)).map(|back| at - back).find_map(|i| {
            let slot = view.slot(i)?;
            match slot.kind {
                SlotKind::Quantity(index) => Some(self.measure(index).is_none()),
                SlotKind::Word if slot.is_any(&[Class::Superlative, Class::Extreme]) => Some(true),
                SlotKind::Word if !slot.is_any(&APART) => None,
                _ => Some(false),
            }
        }) == Some(true)
    }

    /// `The console, launched six years ago, sold 664,000`: the period in slot `at` is of a participle
    /// between commas before slot `to`.
    fn is_between_commas(&self, at: usize, to: usize) -> bool {
        let view = self.view;
        let claimed = |from: usize, to: usize| {
            self.sentence
                .quantities
                .iter()
                .enumerate()
                .any(|(index, q)| from < q.slot && q.slot < to && self.measure(index).is_some())
        };
        let Some(opens) = (0..at).rev().find(|i| view.sign(*i, ",")) else { return false };
        let Some(closes) = (at + 1..to).find(|i| view.sign(*i, ",")) else { return false };
        let participle = view.begins_any(opens + 1, &[Class::PastForm, Class::Gerund, Class::Participle]);
        // "noting that by January 2024, 13% of ...": what is noted is of that time.
        let reports = (opens..at).any(|i| view.is(i, Class::That));
        // "Sales in May, the final month of its second quarter, rose"
        let again = || view.slot(opens - 1).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)));
        let again = opens > 0 && view.begins(opens + 1, Class::The) && opens + 1 < at && again();
        opens > 0 && (participle || again) && !reports && !claimed(opens, closes)
    }

    /// `up from $4 billion in 2021`, `from last year's $456 million`: the period stands with what
    /// is compared.
    pub(super) fn belongs_to_compared(&self, at: usize) -> bool {
        let before = self.sentence.quantities.iter().rposition(|q| q.slot < at);
        self.owns_compared(at) || before.is_some_and(|index| self.is_compared(index))
    }

    /// `from last year's $456 million`: the period in slot `at` is that of a number that is compared.
    fn owns_compared(&self, at: usize) -> bool {
        self.owns(at).is_some_and(|index| self.is_compared(index))
    }

    /// `up 4.9%, after last year's fall of 0.7%`: the period in slot `at` is that of a number behind it.
    fn owns_claim(&self, at: usize) -> bool {
        self.owns(at).is_some_and(|index| self.measure(index).is_some())
    }

    fn is_compared(&self, index: usize) -> bool {
        matches!(self.measure(index), Some((_, Side::Compared | Side::Old)))
    }
}
