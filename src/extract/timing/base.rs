//! What a change is counted from: the words behind it, before it, or at the head of its clause.

use super::super::class::Class;
use super::super::lexicon::Speech;
use super::super::links;
use super::super::measure::Side;
use super::super::period::Reading;
use super::super::quantity::Nature;
use super::super::slot::{Slot, SlotKind};
use super::super::token::TokenKind;
use super::{Base, Reader};
use crate::model::{Language, Measure, Period, Unit};

/// What a number in between means for the base that is looked for behind it.
enum Crossed {
    /// Look on.
    Over,
    /// The base is that.
    From(Base),
    /// It begins another statement.
    Stop,
}

impl Reader<'_, '_, '_, '_> {
    /// What the words behind a number name: up to the next number that is none of its move.
    pub(super) fn base_behind(&self, index: usize) -> Option<Base> {
        if let Some(base) = self.pace(index).or_else(|| self.compared_aside(index)) {
            return Some(base);
        }
        let view = self.view;
        let mut next = self.slot(index) + 1;
        for _ in 0..=15 {
            let slot = view.slot(next)?;
            if let SlotKind::Quantity(other) = slot.kind {
                match self.crossed(other, index) {
                    Crossed::Over => {
                        next += 1;
                        continue;
                    }
                    Crossed::From(base) => return Some(base),
                    Crossed::Stop => return None,
                }
            }
            if view.sign(next, ";") || self.compares_anew(next) {
                return None;
            }
            // "37.7% lower in 2012 (380 tonnes) than in 1997": what is in parentheses is passed over.
            if view.sign(next, "(")
                && let Some(close) = (next..next + 16).find(|i| view.sign(*i, ")"))
                && self.sentence.quantities.iter().any(|q| next < q.slot && q.slot < close)
            {
                next = close + 1;
                continue;
            }
            if slot.is(Class::YearBefore) {
                return Some(Base::YearBefore);
            }
            if slot.is(Class::SpanBefore) {
                return Some(Base::Preceding);
            }
            if self.is_within(next) && self.is_change(index) {
                return Some(Base::Preceding);
            }
            if let SlotKind::Period(period) = slot.kind
                && (self.is_base(next)
                    || matches!(self.sentence.periods[period].reading, Reading::Earlier(..) | Reading::SameIn(_)))
            {
                return Some(self.base_period(period));
            }
            next += 1;
        }
        None
    }

    /// `tăng 1,4% và so với cùng kỳ năm trước tăng 4,34%`: what is compared behind "and" is the change that follows.
    fn compares_anew(&self, at: usize) -> bool {
        let view = self.view;
        let joined = view.language == Language::Vi && at > 0 && (view.is(at - 1, Class::And) || view.sign(at - 1, ","));
        let begins = view.begins(at, Class::Comparing) || view.compares(at);
        let word = |i: &usize| view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Word | SlotKind::Period(_)));
        let number = |i: usize| view.slot(i).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)));
        joined
            && begins
            && (at + 1..at + 8)
                .take_while(word)
                .any(|i| view.slot(i).is_some_and(|s| s.change(Speech::Verb).is_some()) && (i + 1..i + 3).any(number))
    }

    /// `tăng 21% so với cùng kỳ (40.500 chiếc)`: the time before its parenthesis.
    fn compared_aside(&self, index: usize) -> Option<Base> {
        let time = links::compared_time(self.view, self.slot(index))?;
        let slot = self.view.slot(time)?;
        match slot.kind {
            SlotKind::Period(period) => Some(self.base_period(period)),
            _ if slot.is(Class::YearBefore) => Some(Base::YearBefore),
            _ => Some(Base::Preceding),
        }
    }

    /// `a 0.4 per cent quarterly expansion`, `monthly growth of 2%`: the adjective of the change says
    /// what it is counted from.
    fn pace(&self, index: usize) -> Option<Base> {
        let (view, at) = (self.view, self.slot(index));
        let paced = |i: usize| {
            view.slot(i + 1)?.change(Speech::Noun)?;
            let (short, year) = (view.begins(i, Class::Sequential), view.begins(i, Class::Annual));
            short.then_some(Base::Preceding).or(year.then_some(Base::YearBefore))
        };
        let behind = paced(at + 1);
        let before = || {
            let of = at >= 3 && view.begins(at - 1, Class::Of);
            paced(at.checked_sub(3)?).filter(|_| of)
        };
        behind.or_else(before).filter(|_| self.is_change(index))
    }

    /// `over the quarter`, `during the month`: from its beginning to its end.
    fn is_within(&self, at: usize) -> bool {
        let view = self.view;
        let Some(slot) = view.slot(at).filter(|s| matches!(s.kind, SlotKind::Period(_))) else { return false };
        let tokens = &self.sentence.tokens[slot.first..slot.end];
        let [the, noun] = tokens else { return false };
        let led =
            at > 0 && (view.is(at - 1, Class::Over) || view.is(at - 1, Class::During) && noun.is(Class::MonthNoun));
        led && the.is(Class::The) && (noun.is_any(&[Class::QuarterNoun, Class::MonthNoun]))
    }

    /// What number `other`, behind number `index`, says about its base: `rose 5% to $10 million
    /// from $9.5 million a year earlier`, where all three share it.
    fn crossed(&self, other: usize, index: usize) -> Crossed {
        if self.restates(other, index) {
            return Crossed::Over;
        }
        if !self.is_change(index) {
            return Crossed::Stop;
        }
        match self.measure(other) {
            Some((Measure::Growth, Side::Old)) => Crossed::Over,
            // "So với cùng kỳ, CPI tăng 3%, thấp hơn mức 3,3% của tháng 5": another growth counts nothing.
            Some((Measure::Growth, Side::Compared)) if self.view.language == Language::Vi => Crossed::Stop,
            Some((_, Side::Old | Side::Compared)) => {
                let at = self.possessor(other).or_else(|| self.right(other));
                let printed = self.sentence.periods.iter().position(|when| at.is_some() && when.known() == at);
                match (at, printed) {
                    (_, Some(printed)) => Crossed::From(self.base_period(printed)),
                    (Some(at), None) => Crossed::From(Base::Period(at)),
                    (None, None) => Crossed::Over,
                }
            }
            Some((Measure::Level | Measure::Share, Side::New)) if self.is_moved_to(other) => Crossed::Over,
            _ => Crossed::Stop,
        }
    }

    /// What heads the sentence, for its first number: `Compared with 2018, exports ...`.
    pub(super) fn base_fronted(&self, index: usize) -> Option<Base> {
        let first =
            self.sentence.quantities.iter().position(|q| matches!(q.seen.nature, Nature::Plain | Nature::Fold(_)));
        if first != Some(index) {
            return if self.view.language == Language::Vi { self.base_fronted_again(index) } else { None };
        }
        (0..self.slot(index)).rev().find_map(|left| {
            let slot = self.view.slot(left)?;
            if slot.is(Class::YearBefore) {
                return Some(Base::YearBefore);
            }
            if slot.is(Class::SpanBefore) {
                return Some(Base::Preceding);
            }
            match slot.kind {
                SlotKind::Period(period) if self.is_base(left) && self.is_fronted(left) => {
                    Some(self.base_period(period))
                }
                _ => None,
            }
        })
    }

    /// `..., nếu so với tháng trước thì giảm 11%`, `; so với cuối năm tăng 5%`: what a later part of the
    /// sentence begins with.
    fn base_fronted_again(&self, index: usize) -> Option<Base> {
        let at = self.slot(index);
        let view = self.view;
        if !self.is_change(index) {
            return None;
        }
        for left in (at.saturating_sub(12)..at).rev() {
            let slot = view.slot(left)?;
            let opens = |from: usize| {
                from == 0
                    || view
                        .slot(from - 1)
                        .is_some_and(|s| s.kind == SlotKind::Sign || s.is_any(&[Class::Breaker, Class::Conjunction]))
            };
            match slot.kind {
                SlotKind::Quantity(_) => return None,
                SlotKind::Sign if view.sign(left, ";") => return None,
                SlotKind::Word if slot.is_any(&[Class::YearBefore, Class::SpanBefore]) => {
                    let base = if slot.is(Class::YearBefore) { Base::YearBefore } else { Base::Preceding };
                    return (view.begins(left, Class::Comparing) && opens(left)).then_some(base);
                }
                SlotKind::Period(period) if self.is_base(left) => {
                    let compares = (1..=3.min(left)).map(|back| left - back).find(|i| view.compares(*i))?;
                    return opens(compares).then(|| self.base_period(period));
                }
                _ => {}
            }
        }
        None
    }

    /// `from the year-ago total of 8.5 billion`: what it is said of stands before the number.
    pub(super) fn base_before(&self, index: usize) -> Base {
        let at = self.slot(index);
        for back in 1..=6.min(at) {
            let Some(slot) = self.view.slot(at - back).filter(|s| s.kind == SlotKind::Word) else { break };
            if slot.is(Class::YearBefore) {
                return Base::YearBefore;
            }
            if slot.is(Class::SpanBefore) {
                return Base::Preceding;
            }
            if slot.is(Class::Comparison) || self.view.is(at - back, Class::From) {
                break;
            }
        }
        Base::Unsaid
    }

    /// The time before that stands before the number at `at`, with only words between.
    fn begins_earlier(&self, at: usize) -> Option<Base> {
        let view = self.view;
        for back in (at.saturating_sub(6)..at).rev() {
            let slot = view.slot(back)?;
            let base = match slot.kind {
                // "(cùng kỳ năm 2019 giảm 4%)"
                SlotKind::Period(period) => match self.sentence.periods[period].reading {
                    Reading::SameIn(year) => Base::SameIn(year),
                    _ => return None,
                },
                SlotKind::Word => match (slot.is(Class::YearBefore), slot.is(Class::SpanBefore)) {
                    (true, _) => Base::YearBefore,
                    (_, true) => Base::Preceding,
                    _ => continue,
                },
                _ => return None,
            };
            let compares = view.begins(back, Class::Comparing) || back > 0 && view.compares(back - 1);
            // "cơ cấu của cùng kỳ năm trước là 11,3%"
            let owns = back > 1 && view.is(back - 1, Class::Of) && view.is(back + 1, Class::Level);
            let opens = owns
                || back == 0
                || view.slot(back - 1).is_some_and(|s| s.kind == SlotKind::Sign || s.is(Class::Breaker));
            return (opens && !compares).then_some(base);
        }
        None
    }

    /// `a 0.2% gain in the prior month`, `In the year-earlier period it earned $461 million`:
    /// the number itself is of the time before.
    pub(super) fn shift(&self, index: usize) -> Base {
        let (view, at) = (self.view, self.slot(index));
        let Some((measure, Side::New)) = self.measure(index) else { return Base::Unsaid };
        let named = |i: usize| {
            let led = i > 0 && view.is_any(i - 1, &[Class::In, Class::During, Class::For]);
            // "after a fall of 1.7% the previous year"
            let bare = || {
                let compared =
                    |left: usize| view.compares(left) || view.is_any(left, &[Class::Base, Class::Preposition]);
                // "so với năm trước" is one phrase, which compares by itself.
                let compares = view.begins_any(i, &[Class::From, Class::Comparing]);
                i > at && !compared(i - 1) && !view.is(at + 1, Class::Than) && !compares
            };
            let said = |s: &Slot<'_>| {
                self.sentence.tokens[s.first..s.end]
                    .iter()
                    .any(|t| t.is_any(&[Class::Prior, Class::Before, Class::Earlier, Class::AgoMark]))
            };
            let slot = view.slot(i).filter(|s| led || said(s) && bare());
            match slot {
                Some(slot) if slot.is(Class::YearBefore) => Base::YearBefore,
                Some(slot) if slot.is(Class::SpanBefore) => Base::Preceding,
                _ => Base::Unsaid,
            }
        };
        // "trong khi cùng kỳ lãi 320 tỷ đồng": what the clause begins with, which compares nothing.
        if view.language == Language::Vi
            && let Some(base) = self.begins_earlier(at)
        {
            return base;
        }
        // "là 11,3%; 36,6%; 43,3%": the list goes on.
        let listed = view.language == Language::Vi
            && index > 0
            && at == self.slot(index - 1) + 2
            && (view.sign(at - 1, ";") || view.sign(at - 1, ","));
        if listed {
            return self.shift(index - 1);
        }
        // "A year earlier, it earned $660 million."
        let earlier = |slot: &Slot<'_>| {
            let tokens = &self.sentence.tokens[slot.first..slot.end];
            let said = tokens.iter().any(|t| t.is_any(&[Class::Before, Class::Earlier, Class::AgoMark]));
            slot.is(Class::YearBefore) && said
        };
        let heads = view.language == Language::En && view.slot(0).is_some_and(earlier);
        let fronted = heads.then_some(Base::YearBefore);
        let fronted = fronted.or_else(|| (1..=2).map(named).find(|base| *base != Base::Unsaid));
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
            if slot.is(Class::Base) && !view.is(next, Class::On) || slot.is(Class::Finite) {
                break;
            }
        }
        Base::Unsaid
    }

    /// Whether the slot at `at` is a multiple, or a percentage that something equals.
    fn is_proportion(&self, at: usize) -> bool {
        let quantity = self.sentence.quantities.iter().find(|q| q.slot == at);
        quantity.is_some_and(|q| match q.seen.quantity.unit {
            Unit::Times => true,
            // "bằng 85%", "chỉ bằng 85%", but not "đạt 6,5% năm 2023"
            Unit::Percent => {
                at > 0
                    && self.view.is(at - 1, Class::Equals)
                    && (self.view.is(at - 1, Class::Preposition) || self.view.begins(at - 1, Class::Only))
            }
            _ => false,
        })
    }

    /// Whether the period in slot `at` is what something is compared with: `than in 2015`.
    pub(super) fn is_base(&self, at: usize) -> bool {
        let view = self.view;
        // "from 2004 to 2008", "from July to August" are stretches of their own.
        let stretch = self.sentence.periods.iter().any(|when| {
            let spelled = |s: &Slot| {
                let months = when.known().is_some_and(|p| p.whole_months().is_some_and(|months| months > 1));
                months && self.sentence.tokens[s.first..s.end].iter().any(|t| t.is(Class::To))
            };
            let years = when.known().is_some_and(|p| p.days() > 366);
            when.slot == at && view.slot(at).is_some_and(|s| s.end - s.first > 2 && (years || spelled(s)))
        });
        // "up 10% from 2024-2025": a budget's years, with no "to" between them.
        let spelled = view
            .slot(at)
            .is_some_and(|s| self.sentence.tokens[s.first..s.end].iter().any(|t| t.is_any(&[Class::To, Class::And])));
        let counted = at > 1 && !spelled && view.is(at - 1, Class::From) && self.is_up_or_down(at - 2);
        if stretch && !counted && at > 0 && (view.is_any(at - 1, &[Class::From, Class::Over])) {
            return false;
        }
        // "the 2003 level", "its 2019 figure"
        if view.is(at + 1, Class::LevelNoun) {
            return true;
        }
        if self.is_within(at) {
            return false;
        }
        // "gấp 2,5 lần năm 2019", "bằng 85% cùng kỳ": Vietnamese puts it right behind.
        if view.language == Language::Vi && at > 0 && self.is_proportion(at - 1) {
            return true;
        }
        // "3% doanh nghiệp cắt giảm nhân sự, bằng năm 2012", "tương tự như năm ngoái"
        let level = at > 0
            && (view.is(at - 1, Class::Equals) && view.is(at - 1, Class::Preposition) || view.is(at - 1, Class::As));
        if view.language == Language::Vi && level {
            return true;
        }
        // "more than double last year's results"
        if view.is(at + 1, Class::OwnerMark) && at > 0 && self.is_multiple(at - 1) {
            return true;
        }
        let mut left = at;
        for _ in 0..6 {
            let Some(back) = left.checked_sub(1) else { return false };
            let Some(slot) = view.slot(back) else { return false };
            // "from the lockdown-hit second quarter": a hyphen inside of an adjective.
            if view.sign(back, "-") && view.glued(back) && view.glued(back + 1) {
                left = back;
                continue;
            }
            if slot.kind != SlotKind::Word {
                // "double the level in February", "three times the 2010 total"
                return left < at && self.is_multiple(back) && view.begins(back + 1, Class::The);
            }
            if view.is(back, Class::As) && left < at || self.ends_in_as(back) {
                return self.follows_multiple(back);
            }
            if slot.is(Class::Since) && !view.is(back, Class::From) {
                return !self.dates_a_record(back);
            }
            let ahead = view.is(back, Class::Ahead)
                || view.is(back, Class::Behind) && back > 0 && !view.is(back - 1, Class::Said);
            if view.compares(back) || ahead && view.begins(back + 1, Class::Of) {
                return true;
            }
            // "rose 3 cents on Oct. 18": the day it rose; but "more than the price on July 26".
            let on_a_day = view.is(back, Class::On) && self.is_day(at);
            let weak = view.is_any(back, &[Class::From, Class::On, Class::Over]);
            if weak && !on_a_day {
                let steady = back > 0 && view.is(back - 1, Class::Unmoved);
                return steady || self.follows_change(back);
            }
            if view.is_any(back, &[Class::Below, Class::Above]) {
                return self.follows_change(back);
            }
            let transparent = slot.tags.is_empty()
                || on_a_day
                || slot.is_any(&[Class::Filler, Class::Year, Class::Fiscal, Class::Determiner, Class::Pronoun])
                || view
                    .is_any(back, &[Class::LevelNoun, Class::PeriodNoun, Class::At, Class::For, Class::In, Class::Of]);
            if !transparent {
                return false;
            }
            left = back;
        }
        false
    }

    /// Whether the period in slot `at` is one day.
    fn is_day(&self, at: usize) -> bool {
        self.sentence.periods.iter().any(|when| when.slot == at && when.known().is_some_and(|p| p.days() == 1))
    }

    /// `as many as`, `as much as`.
    pub(super) fn ends_in_as(&self, at: usize) -> bool {
        let slot = self.view.slot(at);
        slot.is_some_and(|s| s.end > s.first + 1 && self.sentence.tokens[s.end - 1].is(Class::As))
    }

    /// `the least since March 2021`, `the fastest pace since 2001`: how long a record stood.
    pub(super) fn dates_a_record(&self, at: usize) -> bool {
        (1..=6.min(at)).any(|back| {
            let left = at - back;
            let word = self.view.is(left, Class::Extreme);
            word || self.view.is(left, Class::Superlative)
        })
    }

    /// Whether the slot at `at` is a change that an adverb leads: `up 10%`.
    fn is_up_or_down(&self, at: usize) -> bool {
        let index = self.sentence.quantities.iter().position(|q| q.slot == at);
        let led = at > 0 && self.view.slot(at - 1).is_some_and(|s| s.change(Speech::Adverb).is_some());
        led && index.is_some_and(|index| self.is_change(index))
    }

    /// Whether slot `at` is a multiple.
    fn is_multiple(&self, at: usize) -> bool {
        let index = self.sentence.quantities.iter().position(|q| q.slot == at);
        index.is_some_and(|index| matches!(self.measure(index), Some((Measure::Multiple, _))))
    }

    /// `four times as many as in 2010`.
    pub(super) fn follows_multiple(&self, at: usize) -> bool {
        let index = self.sentence.quantities.iter().rposition(|q| q.slot < at);
        index.is_some_and(|index| matches!(self.measure(index), Some((Measure::Multiple, _))))
    }

    /// Whether a claim of change stands to the left of slot `at` in its clause: `fell 2% to
    /// $401,000 from the June quarter`.
    pub(super) fn follows_change(&self, at: usize) -> bool {
        let Some(last) = self.sentence.quantities.iter().rposition(|q| q.slot < at) else { return false };
        let change = |index: usize| self.is_change(index) && at - self.slot(index) <= 10;
        change(last) || last > 0 && self.is_moved_to(last) && change(last - 1)
    }

    /// `Since 2015 exports ...`, `Compared with March, sales ...`: the phrase of the
    /// period in slot `at` heads its clause.
    pub(super) fn is_fronted(&self, at: usize) -> bool {
        let words = (0..at).rev().take_while(|i| {
            self.view
                .slot(*i)
                .is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Level) && s.any_change().is_none())
        });
        let first = words.last().unwrap_or(at);
        // "exports, steady since 2018, rose": what stands aside compares nothing.
        let opens = self.view.compares(first)
            || self.view.slot(first).is_some_and(|s| s.is_any(&[Class::Since, Class::Base, Class::Preposition]));
        opens && self.is_head(first)
    }

    /// Whether a clause begins at slot `first`.
    fn is_head(&self, first: usize) -> bool {
        first == 0
            || self.view.sign(first - 1, ",")
            || self.view.sign(first - 1, ";")
            || self.view.sign(first - 1, "\"")
    }

    /// Whether a period is printed without digits: `last year`.
    fn is_in_words(&self, period: usize) -> bool {
        let slot = &self.sentence.slots[self.sentence.periods[period].slot];
        !self.sentence.tokens[slot.first..slot.end].iter().any(|t| t.kind == TokenKind::Number)
    }

    /// Whether a year is only said in words: `last year`.
    pub(super) fn is_said_in_words(&self, year: i16) -> bool {
        let mut said = (0..self.sentence.periods.len())
            .filter(|period| self.sentence.periods[*period].known() == Period::year(year))
            .peekable();
        said.peek().is_some() && said.all(|period| self.is_in_words(period))
    }

    /// Whether it stands bare: `$3.3 billion last year`.
    pub(super) fn is_last_year(&self, year: i16) -> bool {
        self.sentence.periods.iter().filter(|when| when.known() == Period::year(year)).any(|when| {
            let last = self.view.begins(when.slot, Class::Last);
            last && when.slot > 0 && !self.view.is(when.slot - 1, Class::Preposition)
        })
    }

    /// `đầu năm`, `đầu năm 2023`: the beginning of a year.
    fn is_beginning(&self, period: usize, known: Period) -> bool {
        let at = self.sentence.periods[period].slot;
        known.first().month() == 1 && known.whole_months() == Some(3) && self.view.begins(at, Class::Beginning)
    }

    pub(super) fn base_period(&self, period: usize) -> Base {
        let words = |known: Period| known.as_year().filter(|_| self.is_in_words(period));
        match self.sentence.periods[period].reading {
            // "tăng 12% so với đầu năm": what stood at its beginning stood at the end of the one before.
            Reading::Known(known) if self.view.language == Language::Vi && self.is_beginning(period, known) => {
                known.first().yesterday().map_or(Base::Period(known), |day| Base::Period(Period::day(day)))
            }
            // "up 18% on last year", in a text about a quarter: on that quarter of last year.
            Reading::Known(known) => words(known).map_or(Base::Period(known), Base::SameIn),
            Reading::SameIn(year) => Base::SameIn(year),
            Reading::Earlier(years, _) => Base::Earlier(years),
            Reading::Aside(_) | Reading::Impossible => Base::Unsaid,
        }
    }
}
