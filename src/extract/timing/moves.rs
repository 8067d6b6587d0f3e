//! Passes over all numbers of a sentence: pairs, moves from one number to another, stretches,
//! and numbers that say another one once more.

use super::super::class::Class;
use super::super::measure::{Rule, Side, Verdict};
use super::super::period::is_split;
use super::super::slot::{Slot, SlotKind};
use super::{Base, Reader, When};
use crate::model::{Language, Measure, Period};

impl Reader<'_, '_, '_, '_> {
    /// `$5 million and $7 million in 2021 and 2022 (respectively)`: as many numbers
    /// as periods in a row are paired in order.
    pub(super) fn respectively(&self, whens: &mut [When]) {
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

    /// Runs of things with only commas, conjunctions and prepositions between them.
    pub(super) fn runs<T>(&self, pick: impl Fn(&Slot<'_>) -> Option<T>) -> Vec<Vec<T>> {
        let mut runs: Vec<Vec<T>> = Vec::new();
        let mut open = false;
        for (at, slot) in self.sentence.slots.iter().enumerate() {
            if let Some(thing) = pick(slot) {
                match runs.last_mut() {
                    Some(run) if open => run.push(thing),
                    _ => runs.push(vec![thing]),
                }
                open = true;
            } else if !(self.view.sign(at, ",") || self.view.is_any(at, &[Class::And, Class::Or])) {
                open = false;
            }
        }
        runs
    }

    /// `from A to B`: what it came from holds a year before what it came to, or at
    /// the ends of a stretch that both share.
    pub(super) fn moves(&self, whens: &mut [When]) {
        for index in 0..whens.len() {
            let Some((_, side)) = self.measure(index) else { continue };
            let partner = match side {
                Side::New => continue,
                Side::Old => self.partner(index),
                Side::Compared => self.main_before(index),
            };
            let Some(main) = partner else { continue };
            if side == Side::Old
                && let Some(stretch) =
                    whens[main].period.filter(|p| p.as_year().is_none() && p.days() > 366 && !is_split(*p))
                && whens[index].period.is_none_or(|own| own == stretch)
            {
                whens[index].period = Period::year(stretch.first().year());
                whens[main].period = Period::year(stretch.last().year());
                continue;
            }
            // "compared with a prior forecast of $659 billion": of the same time.
            let at = self.slot(index);
            if super::super::links::is_expected(self.view, at)
                || side == Side::Old && super::super::links::is_revised(self.view, at)
                || super::super::links::is_corrected(self.view, at)
            {
                if !whens[index].own {
                    whens[index].period = whens[main].period;
                }
                continue;
            }
            // "to 30 million from 69 million in the second quarter of the previous fiscal", which is not this one.
            if side == Side::Old && whens[index].own && whens[index].period == whens[main].period {
                whens[index].period = whens[main].period.and_then(|p| p.years_earlier(1));
                continue;
            }
            let year = whens[index].period.and_then(Period::as_year).filter(|_| whens[index].own);
            if let Some(part) = whens[main].period.zip(year).and_then(|(main, year)| self.same_part(main, year)) {
                whens[index].period = Some(part);
                continue;
            }
            let relative = |year: &i16| self.possessor(index).is_some() || self.is_last_year(*year);
            if let Some(year) = year.filter(relative).filter(|_| whens[main].period.is_none()) {
                // "from last year's $456 million", "from $4 million last year": the same part of that year, whatever part that is.
                whens[index] = When { base: Base::SameIn(year), ..When::default() };
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
            // "cao hơn mức 65% của khu vực": of others at the same time.
            let others = self.view.language == Language::Vi
                && side == Side::Compared
                && own_base == Base::Unsaid
                && self.view.is(at + 1, Class::Of)
                && self.view.slot(at + 2).is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::YearBefore));
            if others {
                whens[index].period = whens[main].period;
                continue;
            }
            let base = if own_base == Base::Unsaid && side == Side::Compared { whens[main].base } else { own_base };
            whens[index].period = match base {
                Base::Period(period) => Some(period),
                base => base.of(whens[main].period),
            };
        }
    }

    /// `fell to $3.77 billion in the quarter from $4.14 billion in 2005`: the same part of that year;
    /// told in January, "last year" is the one before.
    fn same_part(&self, part: Period, year: i16) -> Option<Period> {
        let (first, last) = (part.first().year(), part.last().year());
        if part.days() >= 360 {
            None
        } else if first == last && year < first {
            part.years_earlier(first - year)
        } else {
            part.years_earlier(1).filter(|_| year == last && self.is_said_in_words(year))
        }
    }

    /// The number that a "from A" moves to: the next "to B", else the one before.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        let unit = std::mem::discriminant(&self.sentence.quantities[index].seen.quantity.unit);
        let same = |other: &usize| {
            std::mem::discriminant(&self.sentence.quantities[*other].seen.quantity.unit) == unit
                && matches!(self.measure(*other), Some((Measure::Level | Measure::Rank | Measure::Share, Side::New)))
        };
        let next = (index + 1..self.verdicts.len()).find(same);
        let to = next.filter(|n| self.slot(*n) > 0 && (self.view.is(self.slot(*n) - 1, Class::To) || *n == index + 1));
        to.or_else(|| (0..index).rev().find(same))
    }

    /// The claim that a comparison compares: the last one before it that is none itself.
    pub(super) fn main_before(&self, index: usize) -> Option<usize> {
        (0..index).rev().find(|other| matches!(self.measure(*other), Some((_, Side::New))))
    }

    pub(super) fn is_moved_to(&self, index: usize) -> bool {
        matches!(self.verdicts.get(index), Some(Verdict::Claim { rule: Rule::MovedTo, .. }))
    }

    /// `halved between 2012 and 2015`: a change over a stretch is from its first year
    /// to its last, unless it is an average or the stretch is a period of its own.
    pub(super) fn over_stretches(&self, whens: &mut [When]) {
        for (index, when) in whens.iter_mut().enumerate() {
            let Some(Verdict::Claim {
                measure: Measure::Growth | Measure::Multiple | Measure::Delta,
                average: false,
                ..
            }) = self.verdicts.get(index)
            else {
                continue;
            };
            let Some(stretch) = when.period.filter(|p| self.is_spelled_out(*p)) else { continue };
            let Some((first, last)) = self.ends_of(stretch) else { continue };
            if when.base == Base::Unsaid {
                when.base = Base::Period(first);
                when.period = Some(last);
            }
        }
    }

    /// The ends that a change over `stretch` is between: its first and last year, or its two months.
    fn ends_of(&self, stretch: Period) -> Option<(Period, Period)> {
        let (from, to) = (stretch.first(), stretch.last());
        let years = stretch.days() > 366 && Period::years(from.year(), to.year()) == Some(stretch);
        if years {
            return Period::year(from.year()).zip(Period::year(to.year()));
        }
        // "fell 4.2 % from July to August", but "fell 4.2 % in July and August"
        let months = stretch.whole_months() == Some(2) && stretch.is_whole_months() && self.is_led_by_from(stretch);
        Period::month(from.year(), from.month()).zip(Period::month(to.year(), to.month())).filter(|_| months)
    }

    /// Whether `from` or `between` leads the stretch.
    fn is_led_by_from(&self, stretch: Period) -> bool {
        self.sentence.periods.iter().filter(|when| when.known() == Some(stretch)).any(|when| {
            let leads = [Class::From, Class::Between];
            let inside = self.sentence.tokens.get(self.sentence.slots[when.slot].first);
            inside.is_some_and(|t| t.is_any(&leads)) || when.slot > 0 && self.view.is_any(when.slot - 1, &leads)
        })
    }

    /// Whether the stretch is printed as `between A and B` or `from A to B`, in words.
    pub(super) fn is_spelled_out(&self, stretch: Period) -> bool {
        self.sentence.periods.iter().any(|when| {
            let slot = &self.sentence.slots[when.slot];
            when.known() == Some(stretch)
                && self.sentence.tokens[slot.first..slot.end].iter().any(|t| t.is_any(&[Class::And, Class::To]))
        })
    }

    /// Growth beside a level holds when the level does: `rose by 11.6% to $136 billion in 2022`.
    pub(super) fn share_with_level(&self, whens: &mut [When]) {
        if self.view.language == Language::Vi {
            self.counted_together(whens);
        }
        for index in 0..whens.len() {
            if whens[index].own || !matches!(self.measure(index), Some((_, Side::New))) {
                continue;
            }
            let next = index + 1;
            let to_next = self.is_change(index)
                && next < whens.len()
                && matches!(self.measure(next), Some((Measure::Level, Side::New)))
                && self.slot(next) - self.slot(index) <= 6
                && self.view.is(self.slot(next).saturating_sub(1), Class::To);
            if to_next && whens[next].own {
                whens[index].period = whens[next].period;
                continue;
            }
            // "rose 14.8% from £177m in 2021 to £203m in 2022"
            let over = (next + 1..whens.len()).find(|other| !self.restates(*other, next)).unwrap_or(whens.len());
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

    /// `tăng 4% về lượng và tăng 7% về giá so với tháng trước`: two changes, counted from one time.
    fn counted_together(&self, whens: &mut [When]) {
        for index in 1..whens.len() {
            let (first, second) = (index - 1, index);
            let (from, to) = (self.slot(first) + 1, self.slot(second));
            let changes = |i: usize| matches!(self.measure(i), Some((Measure::Growth, Side::New)));
            let word = |i: usize| self.view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Breaker));
            let joined = (from..to).all(word)
                && to > from + 2
                && self.view.is(from, Class::Preposition)
                && (from..to).any(|i| self.view.is(i, Class::And));
            let unsaid = whens[first].base == Base::Unsaid && whens[second].base != Base::Unsaid;
            if unsaid && joined && changes(first) && changes(second) && whens[first].period == whens[second].period {
                whens[first].base = whens[second].base;
            }
        }
    }

    /// What says a number once more holds when that number does.
    pub(super) fn restate(&self, whens: &mut [When]) {
        for index in 0..whens.len() {
            let Some(root) = self.sentence.quantities[index].restates else { continue };
            if !whens[index].own || whens[root].own {
                whens[index] = whens[root];
            } else if self.measure(root).is_some_and(|(_, side)| side == Side::New) {
                whens[root] = whens[index];
            }
        }
    }
}
