//! When: which period and which base period belong to each number.

use super::clause::Kind;
use super::lexicon::{Class, Speech};
use super::measure::{Rule, Side, Verdict};
use super::period::Reading;
use super::sentence::Sentence;
use super::slot::{SlotKind, View};
use crate::model::{Measure, Period};

/// What the words of the sentence say about when a number holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct When {
    /// The period printed for it.
    pub(super) period: Option<Period>,
    /// Whether the period stands right with the number, not elsewhere in the sentence.
    pub(super) own: bool,
    /// What its change is counted from.
    pub(super) base: Base,
    /// The year behind what it came from: its own, where nothing else tells.
    pub(super) after: Option<Period>,
    /// `a 0.2% gain in the prior month`: its own period, counted from the text's.
    pub(super) shift: Base,
}

/// What a change is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Base {
    /// Nothing is said: the same period a year earlier.
    #[default]
    Unsaid,
    /// That period.
    Period(Period),
    /// The same period a year earlier, said.
    YearBefore,
    /// The stretch of the same length right before.
    Preceding,
    /// So many years before the period of the number itself.
    Earlier(i16),
    /// The same part of that year.
    SameIn(i16),
}

impl Base {
    /// The days, counted from the period of the number itself.
    pub(super) fn of(self, period: Option<Period>) -> Option<Period> {
        match self {
            Self::Unsaid | Self::YearBefore => period?.years_earlier(1),
            Self::Period(base) => Some(base),
            Self::Earlier(years) => period?.years_earlier(years),
            Self::Preceding => period?.preceding(),
            Self::SameIn(year) => {
                let period = period?;
                period.years_earlier(period.first().year().checked_sub(year)?)
            }
        }
    }
}

/// When each claim of the sentence holds; entries of dismissed numbers are empty.
pub(super) fn of(sentence: &Sentence<'_, '_, '_>, verdicts: &[Verdict]) -> Vec<When> {
    let reader = Reader { sentence, view: sentence.view(), verdicts };
    let mut whens: Vec<When> = (0..verdicts.len()).map(|index| reader.printed(index)).collect();
    reader.respectively(&mut whens);
    reader.moves(&mut whens);
    reader.share_with_level(&mut whens);
    reader.over_stretches(&mut whens);
    reader.restate(&mut whens);
    whens
}

struct Reader<'a, 's, 't, 'v> {
    sentence: &'a Sentence<'s, 't, 'v>,
    view: View<'a, 't, 'v>,
    verdicts: &'a [Verdict],
}

impl Reader<'_, '_, '_, '_> {
    fn slot(&self, index: usize) -> usize {
        self.sentence.quantities[index].slot
    }

    fn measure(&self, index: usize) -> Option<(Measure, Side)> {
        match self.verdicts.get(index)? {
            Verdict::Claim { measure, side, .. } => Some((*measure, *side)),
            Verdict::Dismissed(_) => None,
        }
    }

    fn is_change(&self, index: usize) -> bool {
        matches!(self.measure(index), Some((Measure::Growth | Measure::Delta | Measure::Multiple, _)))
    }

    fn printed(&self, index: usize) -> When {
        let Some((_, side)) = self.measure(index) else { return When::default() };
        let base = self.base(index);
        let right = self.possessor(index).or_else(|| self.right(index));
        let left = || self.left(index);
        let (period, own) = match right {
            Some(period) => (Some(period), true),
            None if side == Side::Compared || side == Side::Old => (None, false),
            None => (left().or_else(|| self.only_later(index)), false),
        };
        let shift = if period.is_none() || !own { self.shift(index) } else { Base::Unsaid };
        if shift != Base::Unsaid {
            return When { period: None, own: false, base: Base::Unsaid, after: None, shift };
        }
        When { period, own, base, after: None, shift }
    }

    /// `a 0.2% gain in the prior month`, `In the year-earlier period it earned $461 million`:
    /// the number itself is of the time before.
    fn shift(&self, index: usize) -> Base {
        let (view, at) = (self.view, self.slot(index));
        let Some((measure, Side::New)) = self.measure(index) else { return Base::Unsaid };
        let named = |i: usize| {
            let led = i > 0 && ["in", "during", "for"].iter().any(|w| view.is(i - 1, w));
            let slot = view.slot(i).filter(|_| led);
            match slot {
                Some(slot) if slot.is(Class::YearBefore) => Base::YearBefore,
                Some(slot) if slot.is(Class::SpanBefore) => Base::Preceding,
                _ => Base::Unsaid,
            }
        };
        let fronted = (1..=2).map(named).find(|base| *base != Base::Unsaid);
        if let Some(base) = fronted.filter(|_| self.sentence.clauses.of(at) == 0) {
            return base;
        }
        if !matches!(measure, Measure::Growth | Measure::Level) {
            return Base::Unsaid;
        }
        for next in at + 1..at + 6 {
            let Some(slot) = view.slot(next).filter(|s| s.kind == SlotKind::Word) else { break };
            let base = named(next);
            if base != Base::Unsaid {
                return base;
            }
            if slot.is(Class::Base) && !view.is(next, "on") || slot.is(Class::Finite) {
                break;
            }
        }
        Base::Unsaid
    }

    /// `from April's 3.11 million`, `the 1982 total of`: the period that owns the number.
    fn possessor(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        // "in 1997 (0.61 tonnes)": right before the parenthesis.
        if at > 1
            && self.view.is(at - 1, "(")
            && let Some(SlotKind::Period(period)) = self.view.slot(at - 2).map(|s| s.kind)
        {
            return self.sentence.periods[period].known();
        }
        let owner = at.checked_sub(2).filter(|_| self.view.is(at - 1, "'s"))?;
        match self.view.slot(owner)?.kind {
            SlotKind::Period(period) => self.sentence.periods[period].known(),
            _ => None,
        }
    }

    /// Whether the period in slot `at` is what something is compared with: `than in 2015`.
    fn is_base(&self, at: usize) -> bool {
        let view = self.view;
        // "from 2004 to 2008" is a stretch of its own.
        let stretch = self.sentence.periods.iter().any(|when| {
            let years = when.known().is_some_and(|p| p.days() > 366);
            when.slot == at && years && view.slot(at).is_some_and(|s| s.end - s.first > 2)
        });
        if stretch && at > 0 && (view.is(at - 1, "from") || view.is(at - 1, "over")) {
            return false;
        }
        // "the 2003 level", "its 2019 figure"
        if ["level", "levels", "figure"].iter().any(|w| view.is(at + 1, w)) {
            return true;
        }
        let mut left = at;
        for _ in 0..6 {
            let Some(back) = left.checked_sub(1) else { return false };
            let Some(slot) = view.slot(back) else { return false };
            // "from the lockdown-hit second quarter": a hyphen inside of an adjective.
            if view.is(back, "-") && view.glued(back) && view.glued(back + 1) {
                left = back;
                continue;
            }
            if slot.kind != SlotKind::Word {
                return false;
            }
            if view.is(back, "as") && left < at || self.ends_in_as(back) {
                return self.follows_multiple(back);
            }
            if slot.is(Class::Since) && !view.is(back, "from") {
                return !self.dates_a_record(back);
            }
            if view.compares(back) {
                return true;
            }
            let weak = ["from", "on", "over"].iter().any(|w| view.is(back, w));
            if weak {
                let steady = ["unchanged", "changed", "steady", "flat", "level"]
                    .iter()
                    .any(|w| back > 0 && view.is(back - 1, w));
                return steady || self.follows_change(back);
            }
            if view.is(back, "below") || view.is(back, "above") {
                return self.follows_change(back);
            }
            let transparent = slot.tags.is_empty()
                || slot.is(Class::Filler)
                || slot.is(Class::Year)
                || slot.is(Class::Fiscal)
                || slot.is(Class::Determiner)
                || slot.is(Class::Pronoun)
                || ["in", "of", "at", "for", "level", "levels", "figure", "period"].iter().any(|w| view.is(back, w));
            if !transparent {
                return false;
            }
            left = back;
        }
        false
    }

    /// `as many as`, `as much as`.
    fn ends_in_as(&self, at: usize) -> bool {
        let slot = self.view.slot(at);
        slot.is_some_and(|s| s.end > s.first + 1 && self.sentence.tokens[s.end - 1].is("as"))
    }

    /// `the least since March 2021`, `the fastest pace since 2001`: how long a record stood.
    fn dates_a_record(&self, at: usize) -> bool {
        (1..=6.min(at)).any(|back| {
            let left = at - back;
            let word =
                ["first", "high", "low", "peak", "record", "worst", "level"].iter().any(|w| self.view.is(left, w));
            word || self.view.class(left, Class::Superlative)
        })
    }

    /// `four times as many as in 2010`.
    fn follows_multiple(&self, at: usize) -> bool {
        let index = self.sentence.quantities.iter().rposition(|q| q.slot < at);
        index.is_some_and(|index| matches!(self.measure(index), Some((Measure::Multiple, _))))
    }

    /// Whether a claim of change stands to the left of slot `at` in its clause.
    fn follows_change(&self, at: usize) -> bool {
        let index = self.sentence.quantities.iter().rposition(|q| q.slot < at);
        index.is_some_and(|index| self.is_change(index) && at - self.slot(index) <= 10)
    }

    /// The base that the words behind a change, or before the clause, name.
    fn base(&self, index: usize) -> Base {
        let at = self.slot(index);
        let view = self.view;
        let mut next = at + 1;
        let mut steps = 0;
        while let Some(slot) = view.slot(next) {
            if let SlotKind::Quantity(other) = slot.kind
                && self.restates(other, index)
            {
                next += 1;
                continue;
            }
            // "rose 5% to $10 million from $9.5 million a year earlier": what it moved to or
            // from, or is compared with, shares its base.
            if let SlotKind::Quantity(other) = slot.kind
                && steps <= 14
                && self.is_change(index)
            {
                match self.measure(other) {
                    Some((Measure::Growth, Side::Old)) => {
                        next += 1;
                        continue;
                    }
                    Some((_, Side::Old | Side::Compared)) => {
                        if let Some(period) = self.possessor(other).or_else(|| self.right(other)) {
                            return Base::Period(period);
                        }
                        next += 1;
                        continue;
                    }
                    Some((Measure::Level | Measure::Share, Side::New)) if self.is_moved_to(other) => {
                        next += 1;
                        continue;
                    }
                    _ => {}
                }
            }
            if matches!(slot.kind, SlotKind::Quantity(_)) || view.is(next, ";") || steps > 14 {
                break;
            }
            // "37.7% lower in 2012 (380 tonnes) than in 1997": what is in parentheses is passed over.
            if view.is(next, "(")
                && let Some(close) = (next..next + 16).find(|i| view.is(*i, ")"))
                && self.sentence.quantities.iter().any(|q| next < q.slot && q.slot < close)
            {
                next = close + 1;
                steps += 1;
                continue;
            }
            if slot.is(Class::YearBefore) {
                return Base::YearBefore;
            }
            if slot.is(Class::SpanBefore) {
                return Base::Preceding;
            }
            if let SlotKind::Period(period) = slot.kind
                && (self.is_base(next)
                    || matches!(self.sentence.periods[period].reading, Reading::Earlier(..) | Reading::SameIn(_)))
            {
                return self.base_period(period);
            }
            next += 1;
            steps += 1;
        }
        let first_quantity =
            self.sentence.quantities.iter().position(|q| {
                matches!(q.seen.nature, super::quantity::Nature::Plain | super::quantity::Nature::Fold(_))
            });
        if first_quantity == Some(index) {
            for left in (0..at).rev() {
                let Some(slot) = view.slot(left) else { break };
                if slot.is(Class::YearBefore) {
                    return Base::YearBefore;
                }
                if slot.is(Class::SpanBefore) {
                    return Base::Preceding;
                }
                if let SlotKind::Period(period) = slot.kind
                    && self.is_base(left)
                    && self.is_fronted(left)
                {
                    return self.base_period(period);
                }
            }
        }
        Base::Unsaid
    }

    /// `from the year-ago total of 8.5 billion`: what it is said of stands before the number.
    fn base_before(&self, index: usize) -> Base {
        let at = self.slot(index);
        for back in 1..=6.min(at) {
            let Some(slot) = self.view.slot(at - back).filter(|s| s.kind == SlotKind::Word) else { break };
            if slot.is(Class::YearBefore) {
                return Base::YearBefore;
            }
            if slot.is(Class::SpanBefore) {
                return Base::Preceding;
            }
            if slot.is(Class::Comparison) || self.view.is(at - back, "from") {
                break;
            }
        }
        Base::Unsaid
    }

    /// `Since 2015 exports ...`, `Compared with March, sales ...`: the phrase of the
    /// period in slot `at` heads its clause.
    fn is_fronted(&self, at: usize) -> bool {
        let words = (0..at).rev().take_while(|i| {
            self.view
                .slot(*i)
                .is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Level) && s.any_change().is_none())
        });
        let first = words.last().unwrap_or(at);
        first == 0 || self.view.is(first - 1, ",") || self.view.is(first - 1, ";") || self.view.is(first - 1, "\"")
    }

    fn is_moved_to(&self, index: usize) -> bool {
        matches!(self.verdicts.get(index), Some(Verdict::Claim { rule: Rule::MovedTo, .. }))
    }

    fn base_period(&self, period: usize) -> Base {
        match self.sentence.periods[period].reading {
            Reading::Known(period) => Base::Period(period),
            Reading::SameIn(year) => Base::SameIn(year),
            Reading::Earlier(years, _) => Base::Earlier(years),
            Reading::Aside(_) | Reading::Impossible => Base::Unsaid,
        }
    }

    /// The period that stands right behind the number and its noun: `137,000 million dollars in 2023`.
    fn right(&self, index: usize) -> Option<Period> {
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
            if hidden && clauses.inside(clause, own) && !self.only_aside(clause, own) {
                next += 1;
                continue;
            }
            let joined = matches!(clauses.kind(clause), Kind::Coordinate | Kind::Adverbial | Kind::Main);
            if clause != own && (joined || !clauses.inside(clause, own)) && !clauses.inside(own, clause) {
                return None;
            }
            match slot.kind {
                SlotKind::Quantity(other) if self.restates(other, index) => {}
                SlotKind::Quantity(other) if self.measure(other).is_some() => return None,
                SlotKind::Period(period) => {
                    let joined = next > 0 && self.led_by_conjunction(next);
                    let belongs_right = joined && self.quantity_follows(next);
                    if self.is_base(next) {
                        next += 1;
                        continue;
                    }
                    return if belongs_right { None } else { self.sentence.periods[period].known() };
                }
                SlotKind::Sign => {
                    if view.is(next, ";") || view.is(next, ":") || view.is(next, ")") && inside {
                        return None;
                    }
                    if view.is(next, "(") && self.quantity_before_close(next) {
                        return None;
                    }
                    if view.is(next, ",") && !self.period_follows(next) && !self.restated_behind(next, index) {
                        return None;
                    }
                    commas += usize::from(view.is(next, ","));
                }
                _ => {
                    let breaks = slot.is(Class::Said) && slot.tags.len() == 1
                        || slot.is(Class::Breaker)
                            && !view.is(next, "as")
                            && !view.is(next, "since")
                            && !view.is(next, "until");
                    if breaks || commas > 0 && (slot.change(Speech::Verb).is_some() || slot.is(Class::Finite)) {
                        return None;
                    }
                }
            }
            next += 1;
        }
        None
    }

    /// Whether number `other` says number `index` once more.
    fn restates(&self, other: usize, index: usize) -> bool {
        self.sentence.quantities[other].restates.is_some_and(|root| root == index || root == self.root(index))
    }

    fn root(&self, index: usize) -> usize {
        self.sentence.quantities[index].restates.unwrap_or(index)
    }

    /// Whether what the comma at `at` begins or ends says the number once more.
    fn restated_behind(&self, at: usize, index: usize) -> bool {
        let next = self.sentence.quantities.iter().position(|q| q.slot > at);
        next.is_some_and(|next| self.restates(next, index))
    }

    /// Whether behind the comma at `at` a period comes at once: `, in 2023`, `, up 3% on 2019`.
    fn period_follows(&self, at: usize) -> bool {
        for next in at + 1..at + 5 {
            let Some(slot) = self.view.slot(next) else { return false };
            if matches!(slot.kind, SlotKind::Period(_)) {
                return true;
            }
            let links = slot.is(Class::Preposition)
                || slot.is(Class::By)
                || slot.is(Class::Determiner)
                || self.view.compares(next)
                || slot.is(Class::Fiscal);
            if slot.kind != SlotKind::Word || !links {
                return false;
            }
        }
        false
    }

    /// Whether the periods of `clause` say nothing about what stands in clause `own`.
    fn hides(&self, clause: usize, own: usize) -> bool {
        let clauses = &self.sentence.clauses;
        let apart = matches!(clauses.kind(clause), Kind::Relative | Kind::Shifted | Kind::Aside);
        apart && clause != own && !clauses.inside(own, clause)
    }

    /// Whether `clause` is in parentheses of `own`, and in nothing else.
    fn only_aside(&self, clause: usize, own: usize) -> bool {
        let clauses = &self.sentence.clauses;
        clauses.kind(clause) == Kind::Aside && clauses.parent(clause) == own
    }

    fn in_parentheses(&self, at: usize) -> bool {
        (0..at).rev().take_while(|i| !self.view.is(*i, ")")).any(|i| self.view.is(i, "("))
    }

    fn quantity_before_close(&self, at: usize) -> bool {
        let mut next = at + 1;
        while let Some(slot) = self.view.slot(next) {
            if self.view.is(next, ")") {
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
    fn led_by_conjunction(&self, at: usize) -> bool {
        let mut left = at;
        for _ in 0..3 {
            let Some(back) = left.checked_sub(1) else { return false };
            // The comma behind "$46 million, or 58 cents a share," joins nothing.
            let last = self.sentence.quantities.iter().rfind(|q| q.slot < back);
            let closes = self.view.is(back, ",") && last.is_some_and(|q| q.restates.is_some());
            if self.view.class(back, Class::Conjunction) || self.view.is(back, ",") && !closes {
                return true;
            }
            if !self.view.class(back, Class::Preposition) && !self.view.class(back, Class::Determiner) {
                return false;
            }
            left = back;
        }
        false
    }

    fn quantity_follows(&self, at: usize) -> bool {
        let mut next = at + 1;
        while let Some(slot) = self.view.slot(next) {
            match slot.kind {
                SlotKind::Quantity(other) => return matches!(self.measure(other), Some((_, Side::New))),
                SlotKind::Period(_) => return false,
                SlotKind::Sign if self.view.is(next, ";") => return false,
                _ => next += 1,
            }
        }
        false
    }

    /// `since 2016, when shipments dropped 12%`: the period that the clause is about.
    fn dated_clause(&self, at: usize) -> Option<Period> {
        let first = self.sentence.clauses.first(self.sentence.clauses.of(at));
        let when = self.view.is(first, "when") || self.view.is(first, "where");
        let mut before = first.checked_sub(1).filter(|_| when)?;
        if self.view.is(before, ",") {
            before = before.checked_sub(1)?;
        }
        match self.view.slot(before)?.kind {
            SlotKind::Period(period) => self.sentence.periods[period].known(),
            _ => None,
        }
    }

    /// The nearest period to the left in the sentence that nothing is compared with.
    fn left(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        if let Some(period) = self.dated_clause(at) {
            return Some(period);
        }
        let open = self.in_parentheses(at);
        let mut depth = 0_i32;
        let mut left = at;
        while left > 0 {
            left -= 1;
            let slot = self.view.slot(left)?;
            if self.view.is(left, ")") {
                depth += 1;
            } else if self.view.is(left, "(") {
                depth -= 1;
            }
            let clause = self.sentence.clauses.of(left);
            let hidden = depth > 0 && !open || self.hides(clause, self.sentence.clauses.of(at));
            if let SlotKind::Period(period) = slot.kind
                && !hidden
                && !self.is_base(left)
                && !self.is_aside(left)
                && !self.belongs_to_compared(left)
            {
                return self.sentence.periods[period].known();
            }
        }
        None
    }

    /// `Around 120 mills, employing 18,000, shut down in 2008`: where nothing stands
    /// before, the first period behind that is no base and no other's own.
    fn only_later(&self, index: usize) -> Option<Period> {
        let at = self.slot(index);
        let mut next = at + 1;
        while let Some(slot) = self.view.slot(next) {
            if self.view.is(next, "(") {
                // "€5 million (2022: €4 million)": what is in parentheses is of another number.
                while self.view.slot(next).is_some() && !self.view.is(next, ")") {
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
            if self.view.is(next, ";") || self.view.compares(next) || self.hides(own, clause) {
                return None;
            }
            // "to $10 billion, reflecting ...": a participle is of another event.
            let participle = self.view.is(next, ",")
                && self.view.slot(next + 1).is_some_and(|s| s.tags.is_empty())
                && self.view.token(next + 1).is_some_and(|t| t.lower.ends_with("ing"));
            if participle {
                return None;
            }
            if let SlotKind::Period(period) = slot.kind
                && !self.is_base(next)
                && !self.is_aside(next)
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
    fn is_aside(&self, at: usize) -> bool {
        let view = self.view;
        let began =
            ["founded", "established", "created", "born", "formed", "introduced", "launched", "opened", "built"];
        at > 0 && view.class(at - 1, Class::Since)
            || at > 2
                && view.is(at - 1, "in")
                && began.iter().any(|w| view.is(at - 2, w))
                && !view.slot(at - 3).is_some_and(|s| s.is(Class::Finite))
    }

    /// `up from $4 billion in 2021`: the period stands with what is compared.
    fn belongs_to_compared(&self, at: usize) -> bool {
        let index = self.sentence.quantities.iter().rposition(|q| q.slot < at);
        index.is_some_and(|index| matches!(self.measure(index), Some((_, Side::Compared | Side::Old))))
    }

    /// `$5 million and $7 million in 2021 and 2022 (respectively)`: as many numbers
    /// as periods in a row are paired in order.
    fn respectively(&self, whens: &mut [When]) {
        let periods = self.runs(|slot| match slot.kind {
            SlotKind::Period(p) => self.sentence.periods[p].known(),
            _ => None,
        });
        let quantities = self.runs(|slot| match slot.kind {
            SlotKind::Quantity(q) if self.measure(q).is_some() => Some(q),
            _ => None,
        });
        for numbers in quantities.iter().filter(|run| run.len() > 1) {
            for days in periods.iter().filter(|run| run.len() == numbers.len()) {
                for (number, day) in numbers.iter().zip(days) {
                    whens[*number].period = Some(*day);
                    whens[*number].own = true;
                }
            }
        }
    }

    /// What says a number once more holds when that number does.
    fn restate(&self, whens: &mut [When]) {
        for index in 0..whens.len() {
            let Some(root) = self.sentence.quantities[index].restates else { continue };
            if !whens[index].own || whens[root].own {
                whens[index] = whens[root];
            } else if self.measure(root).is_some_and(|(_, side)| side == Side::New) {
                whens[root] = whens[index];
            }
        }
    }

    /// Runs of things with only commas, conjunctions and prepositions between them.
    fn runs<T>(&self, pick: impl Fn(&super::slot::Slot<'_>) -> Option<T>) -> Vec<Vec<T>> {
        let mut runs: Vec<Vec<T>> = Vec::new();
        let mut open = false;
        for (at, slot) in self.sentence.slots.iter().enumerate() {
            if let Some(thing) = pick(slot) {
                match runs.last_mut() {
                    Some(run) if open => run.push(thing),
                    _ => runs.push(vec![thing]),
                }
                open = true;
            } else if !(self.view.is(at, ",") || self.view.is(at, "and") || self.view.is(at, "or")) {
                open = false;
            }
        }
        runs
    }

    /// `from A to B`: what it came from holds a year before what it came to, or at
    /// the ends of a stretch that both share.
    fn moves(&self, whens: &mut [When]) {
        for index in 0..whens.len() {
            let Some((_, side)) = self.measure(index) else { continue };
            let partner = match side {
                Side::New => continue,
                Side::Old => self.partner(index),
                Side::Compared => self.main_before(index),
            };
            let Some(main) = partner else { continue };
            if side == Side::Old
                && let Some(stretch) = whens[main].period.filter(|p| p.as_year().is_none() && p.days() > 366)
                && whens[index].period.is_none_or(|own| own == stretch)
            {
                whens[index].period = Period::year(stretch.first().year());
                whens[main].period = Period::year(stretch.last().year());
                continue;
            }
            // "compared with a prior forecast of $659 billion": of the same time.
            let at = self.slot(index);
            if super::links::is_expected(self.view, at) || side == Side::Old && super::links::is_revised(self.view, at)
            {
                if !whens[index].own {
                    whens[index].period = whens[main].period;
                }
                continue;
            }
            // "fell to $3.77 billion in the quarter from $4.14 billion in 2005": the same part of that year.
            let part = whens[main].period.filter(|p| p.days() < 360);
            let year = whens[index].period.and_then(Period::as_year).filter(|_| whens[index].own);
            if let (Some(part), Some(year)) = (part, year)
                && part.first().year() == part.last().year()
                && year < part.first().year()
            {
                whens[index].period = part.years_earlier(part.first().year() - year);
                continue;
            }
            if whens[index].own {
                // "rose to 10.9 from 9.4 in 2003": the year behind, where nothing else is said.
                let own = whens[index].period.filter(|p| side == Side::Old && p.days() > 360 && p.days() < 740);
                let whole = own.filter(|p| Period::years(p.first().year(), p.last().year()) == Some(*p));
                if let Some(next) = whole.and_then(|p| p.years_earlier(-1)).filter(|_| whens[main].period.is_none()) {
                    whens[main].after = Some(next);
                    if let Some(before) =
                        main.checked_sub(1).filter(|b| self.is_change(*b) && whens[*b].period.is_none())
                    {
                        whens[before].after = Some(next);
                    }
                }
                continue;
            }
            let own_base = match self.base(index) {
                Base::Unsaid => self.base_before(index),
                base => base,
            };
            let base = if own_base == Base::Unsaid && side == Side::Compared { whens[main].base } else { own_base };
            whens[index].period = match base {
                Base::Period(period) => Some(period),
                base => base.of(whens[main].period),
            };
        }
    }

    /// `halved between 2012 and 2015`: a change over a stretch is from its first year
    /// to its last, unless it is an average or the stretch is a period of its own.
    fn over_stretches(&self, whens: &mut [When]) {
        for (index, when) in whens.iter_mut().enumerate() {
            let Some(Verdict::Claim {
                measure: Measure::Growth | Measure::Multiple | Measure::Delta,
                average: false,
                ..
            }) = self.verdicts.get(index)
            else {
                continue;
            };
            let stretch =
                when.period.filter(|p| p.days() > 366 && Period::years(p.first().year(), p.last().year()) == Some(*p));
            let Some(stretch) = stretch.filter(|s| self.is_spelled_out(*s)) else { continue };
            if when.base == Base::Unsaid
                && let Some(base) = Period::year(stretch.first().year())
            {
                when.base = Base::Period(base);
                when.period = Period::year(stretch.last().year());
            }
        }
    }

    /// Whether the stretch is printed as `between A and B` or `from A to B`, in words.
    fn is_spelled_out(&self, stretch: Period) -> bool {
        self.sentence.periods.iter().any(|when| {
            let slot = &self.sentence.slots[when.slot];
            when.known() == Some(stretch)
                && self.sentence.tokens[slot.first..slot.end].iter().any(|t| t.is("and") || t.is("to"))
        })
    }

    /// The number that a "from A" moves to: the next "to B", else the one before.
    fn partner(&self, index: usize) -> Option<usize> {
        let unit = std::mem::discriminant(&self.sentence.quantities[index].seen.quantity.unit);
        let same = |other: &usize| {
            std::mem::discriminant(&self.sentence.quantities[*other].seen.quantity.unit) == unit
                && matches!(self.measure(*other), Some((Measure::Level | Measure::Rank | Measure::Share, Side::New)))
        };
        let next = (index + 1..self.verdicts.len()).find(same);
        let to = next.filter(|n| self.slot(*n) > 0 && (self.view.is(self.slot(*n) - 1, "to") || *n == index + 1));
        to.or_else(|| (0..index).rev().find(same))
    }

    /// The claim that a comparison compares: the last one before it that is none itself.
    fn main_before(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|other| matches!(self.measure(*other), Some((_, Side::New))))
    }

    /// Growth beside a level holds when the level does: `rose by 11.6% to $136 billion in 2022`.
    fn share_with_level(&self, whens: &mut [When]) {
        for index in 0..whens.len() {
            if whens[index].own || !matches!(self.measure(index), Some((_, Side::New))) {
                continue;
            }
            let next = index + 1;
            let to_next = self.is_change(index)
                && next < whens.len()
                && matches!(self.measure(next), Some((Measure::Level, Side::New)))
                && self.slot(next) - self.slot(index) <= 6
                && self.view.is(self.slot(next).saturating_sub(1), "to");
            if to_next && whens[next].own {
                whens[index].period = whens[next].period;
                continue;
            }
            // "rose 14.8% from £177m in 2021 to £203m in 2022"
            let over = next + 1;
            let past_old = self.is_change(index)
                && over < whens.len()
                && matches!(self.measure(next), Some((_, Side::Old)))
                && self.is_moved_to(over)
                && whens[over].own;
            if past_old {
                whens[index].period = whens[over].period;
                continue;
            }
            let follows = index > 0
                && self.is_change(index)
                && whens[index - 1].own
                && matches!(self.measure(index - 1), Some((Measure::Level | Measure::Rank, Side::New)));
            if follows {
                whens[index].period = whens[index - 1].period;
            }
        }
    }
}
