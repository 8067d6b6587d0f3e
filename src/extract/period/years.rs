//! Years, fiscal years, stretches of years, decades, and words relative to publication.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::lexicon::Class;
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

impl Reader<'_, '_, '_> {
    /// `fiscal 2022`, `FY2021-22`, `FY22`.
    pub(super) fn fiscal(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if !view.class(from, Class::Fiscal) {
            return None;
        }
        if let Some(found) = self.years(from + 1) {
            return Some(found);
        }
        let short = self
            .integer(from + 1)
            .filter(|_| view.glued(from + 1) && view.digits(from + 1).is_some_and(|d| d.len() == 2))?;
        Period::year(2000 + short).map(|period| (from + 2, period))
    }

    /// A year, a stretch of years or a decade.
    pub(super) fn years(&self, at: usize) -> Found {
        let view = self.view;
        if view.is(at, "the") && self.decade(at + 1).is_some() {
            return self.decade(at + 1);
        }
        if let Some(found) = self.decade(at) {
            return Some(found);
        }
        let first = self.year(at)?;
        if let Some(found) = self.part_behind(first, at + 1) {
            return Some(found);
        }
        let dash = view.is(at + 1, "-") || view.is(at + 1, "/");
        let together = view.glued(at + 1) == view.glued(at + 2);
        if dash && together {
            if let Some(last) = self.year(at + 2).filter(|last| *last > first && *last - first <= 60) {
                return Period::years(first, last).map(|period| (at + 3, period));
            }
            let short = self
                .integer(at + 2)
                .filter(|_| view.digits(at + 2).is_some_and(|d| d.len() == 2) && view.glued(at + 2));
            if let Some(short) = short {
                let last = first - first % 100 + short;
                let month = (1..=12).contains(&short) && last <= first;
                if month {
                    return Period::month(first, i8::try_from(short).ok()?).map(|period| (at + 3, period));
                }
                let last = if last < first { last + 100 } else { last };
                return Period::years(first, last).map(|period| (at + 3, period));
            }
        }
        let between = at > 0 && (view.is(at - 1, "between"));
        let from = at > 0 && (view.is(at - 1, "from") || view.is(at - 1, "period"));
        let linked = view.is(at + 1, "to") && (from || self.period_noun(at + 3))
            || view.is(at + 1, "through")
            || view.is(at + 1, "and") && between;
        if linked && let Some(last) = self.year(at + 2).filter(|last| *last > first) {
            return Period::years(first, last).map(|period| (at + 3, period));
        }
        Period::year(first).map(|period| (at + 1, period))
    }

    /// `2016 November`, `2016 Q3`, `2016 third quarter`: the part stands behind its year.
    fn part_behind(&self, year: i16, at: usize) -> Found {
        let view = self.view;
        if let Some(month) = self.month_name(at).filter(|_| self.year(at + 1).is_none()) {
            return Period::month(year, month).map(|period| (at + 1, period));
        }
        let letter = view.token(at).filter(|t| t.is_upper()).map(|t| t.text);
        let number = self.integer(at + 1).filter(|_| view.glued(at + 1)).and_then(|n| i8::try_from(n).ok());
        match (letter, number) {
            (Some("Q"), Some(n)) => return Period::quarter(year, n).map(|period| (at + 2, period)),
            (Some("H"), Some(n)) => return Period::half(year, n).map(|period| (at + 2, period)),
            _ => {}
        }
        let (noun, nth) = self.ordinal(view.skip_article(at))?;
        let own_year = self.year_after(noun + 1).is_some();
        if own_year || view.class(noun, Class::Month) {
            None
        } else if view.class(noun, Class::Quarter) {
            Period::quarter(year, nth).map(|period| (noun + 1, period))
        } else if view.class(noun, Class::Half) {
            Period::half(year, nth).map(|period| (noun + 1, period))
        } else {
            None
        }
    }

    pub(super) fn period_noun(&self, at: usize) -> bool {
        self.view.is(at, "period") || self.view.is(at, "plan")
    }

    pub(super) fn decade(&self, at: usize) -> Found {
        let digits = self.view.digits(at).filter(|d| d.len() == 4)?;
        let first: i16 = digits.parse().ok().filter(|y| (1800..=2100).contains(y) && y % 10 == 0)?;
        let plural = self.view.glued(at + 1) && (self.view.is(at + 1, "s") || self.view.is(at + 1, "'s"));
        let last = if first % 100 == 0 && first % 1000 != 0 { 99 } else { 9 };
        plural.then(|| Period::years(first, first + last)).flatten().map(|period| (at + 2, period))
    }

    /// `last year`, `the past five years`, `the next three years`, `five years ago`, `so far this year`.
    pub(super) fn relative(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if view.class(from, Class::SoFar) {
            let now = self.clock.now?;
            return Period::new(Date::new(now.year(), 1, 1).ok()?, now).map(|period| (from + 1, period));
        }
        if let Some(found) = self.named_year(from) {
            return Some(found);
        }
        if let Some(offset) = self.offset(from) {
            let now = self.clock.year()?;
            if view.class(from + 1, Class::Fiscal) {
                let year_noun = usize::from(view.class(from + 2, Class::Year));
                return Period::year(now.checked_add(offset)?).map(|period| (from + 2 + year_noun, period));
            }
            let (count, next) = match self.count(from + 1) {
                Some(count) if view.class(from + 2, Class::Year) => (count, from + 3),
                Some(count) if view.class(from + 2, Class::Decade) => (count.checked_mul(10)?, from + 3),
                None if view.class(from + 1, Class::Decade) => (10, from + 2),
                Some(count) if view.class(from + 2, Class::Month) => {
                    return self.months_around(from + 3, offset, count);
                }
                _ => return None,
            };
            return match offset {
                -1 => Period::years(now.checked_sub(count)?, now - 1),
                1 => Period::years(now, now.checked_add(count)? - 1),
                _ => None,
            }
            .map(|period| (next, period));
        }
        let (years, next) = self.span_of_years(at)?;
        let ago = self.view.is(next, "ago");
        ago.then(|| Period::year(self.clock.year()?.checked_sub(years)?)).flatten().map(|period| (next + 1, period))
    }

    /// `five years earlier`, `two decades before`: counted from what is compared.
    pub(super) fn earlier(&self, at: usize) -> Option<Seen> {
        let (years, next) = self.span_of_years(at)?;
        let earlier = self.view.class(next, Class::Ago) && !self.view.is(next, "ago");
        let from_now = self.clock.year().and_then(|now| Period::year(now.checked_sub(years)?));
        earlier.then(|| Seen { slots: next + 1 - at, reading: Reading::Earlier(years, from_now) })
    }

    /// `five years`, `two decades`: how many years, more than one.
    fn span_of_years(&self, at: usize) -> Option<(i16, usize)> {
        let count = self.count(at)?;
        let years = if self.view.class(at + 1, Class::Year) {
            count
        } else if self.view.class(at + 1, Class::Decade) {
            count.checked_mul(10)?
        } else {
            return None;
        };
        (years > 1).then_some((years, at + 2))
    }

    pub(super) fn months_around(&self, next: usize, offset: i16, count: i16) -> Found {
        let month = self.clock.now?.first_of_month();
        let shift = |months: i32| month.checked_add(months.months()).ok();
        let (first, last) = match offset {
            -1 => (shift(-i32::from(count))?, shift(-1)?),
            _ => (month, shift(i32::from(count) - 1)?),
        };
        Period::months((first.year(), first.month()), (last.year(), last.month())).map(|period| (next, period))
    }
}
