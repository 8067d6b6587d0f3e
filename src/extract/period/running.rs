//! Periods that point back at the one the text is about: `the quarter`, `the period
//! under review`, `the period ended 30 September`.

use jiff::ToSpan;

use super::super::class::Class;
use super::super::slot::SlotKind;
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

impl Reader<'_, '_, '_> {
    /// `the quarter`, `that half-year`, `the period under review`, `the same period`: the
    /// period that the text is about, where it has that length.
    pub(super) fn pointed_back(&self, at: usize) -> Found {
        let view = self.view;
        let that = view.is_any(at, &[Class::The, Class::That]);
        let this = view.is(at, Class::This);
        // "the same quarter", "the latest quarter"
        let same = usize::from(that && view.is(at + 1, Class::Latest));
        let noun = at + 1 + same;
        // "19 percent this quarter", told in April of the quarter that ended in March.
        let quarter = this
            && view.is(noun, Class::Quarter)
            && !view.is(noun, Class::Month)
            && !self.ahead
            && self.clock.running.is_some_and(|running| self.is_just_over(running));
        if !(that || quarter || this && view.is(noun, Class::PeriodNoun)) {
            return None;
        }
        let (months, next) = if view.is(noun, Class::PeriodNoun) {
            let under_review = usize::from(view.is(noun + 1, Class::Under) && view.is(noun + 2, Class::UnderReview));
            (None, noun + 1 + 2 * under_review)
        } else if view.is(noun, Class::Quarter) && !view.is(noun, Class::Month) {
            (Some(3), noun + 1)
        } else if view.is(noun, Class::Half) {
            let year = usize::from(view.sign(noun + 1, "-"));
            let word = usize::from(view.is(noun + 1 + year, Class::Year));
            (Some(6), noun + 1 + if word == 1 { year + 1 } else { 0 })
        } else if that && view.is(noun, Class::Month) {
            (Some(1), noun + 1)
        } else {
            return None;
        };
        // "the quarter of 2012", "the half that ended", "the period from", "the month's": named otherwise.
        let named = [Class::Of, Class::From, Class::Between, Class::That, Class::Which, Class::In, Class::Ended];
        // "fell over the quarter to $520,000", but "the quarter to June"
        let moves = view.is(next, Class::To)
            && self.month_word(next + 1).is_none()
            && self.year(next + 1).is_none()
            && view.digits(next + 1).is_none_or(|digits| digits.len() > 2);
        if view.is_any(next, &named) && !moves || view.sign(next, "-") || view.digits(next).is_some() {
            return None;
        }
        let running = self.clock.running;
        let Some(running) = running.filter(|p| months != Some(3) || matches!(p.whole_months(), Some(3 | 6))) else {
            // "Wireless revenue edged up in the quarter", and no quarter is named: the last one.
            return self.clock.last_quarter().filter(|_| months == Some(3) && that).map(|period| (next, period));
        };
        match (months, running.whole_months()) {
            (None, _) => Some((next, running)),
            (Some(wanted), Some(length)) if wanted == length => Some((next, running)),
            // The half-year that ends with the quarter, the quarter that ends with the half-year.
            (Some(wanted @ (3 | 6)), Some(3 | 6)) => Self::ending(running.last(), wanted).map(|period| (next, period)),
            _ => None,
        }
    }

    /// Whether it is a quarter that ended in the six weeks before publication.
    fn is_just_over(&self, period: Period) -> bool {
        let back = |now: jiff::civil::Date| now.checked_sub(45.days()).unwrap_or(now);
        let over = self.clock.now.is_some_and(|now| back(now) <= period.last() && period.last() < now);
        over && period.whole_months() == Some(3)
    }

    /// `the second quarter (of the financial year) ended September 30`, `the period ended
    /// 31 March`: the day of its end tells which months they were.
    pub(super) fn ended_part(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        let from = from + usize::from(view.is(from, Class::Fiscal) && self.ordinal(from + 1).is_some());
        let (noun, length) = match self.ordinal(from) {
            Some((noun, _)) if view.is(noun, Class::Quarter) && !view.is(noun, Class::Month) => (noun, 3),
            Some((noun, _)) if view.is(noun, Class::Half) => (noun, 6),
            None if view.is(from, Class::PeriodNoun) => {
                (from, self.clock.running?.whole_months().filter(|m| [1, 3, 6, 9, 12].contains(m))?)
            }
            _ => return None,
        };
        let ended = (noun + 1..noun + 8).find(|i| view.is(*i, Class::Ended) && !view.is(*i, Class::Preposition))?;
        let only_words = (noun + 1..ended).all(|i| {
            view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && !s.is(Class::Finite) && !s.is(Class::Conjunction))
                || view.sign(i, ",") && view.is(i + 1, Class::Which)
        });
        let day = ended + 1 + usize::from(view.is(ended + 1, Class::On));
        let (next, end) = self.month(day).filter(|_| only_words)?;
        Self::ending(end.last().last_of_month(), length).map(|period| (next, period))
    }

    /// `compared with the 1997 period`: the same part of that year.
    pub(super) fn same_in_year(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let year = self.year(at)?;
        let noun =
            view.is(at + 1, Class::PeriodNoun) || view.is(at + 1, Class::Quarter) && !view.is(at + 1, Class::Month);
        noun.then(|| Seen::new(2, Reading::SameIn(year)))
    }

    /// `for the full year`, `full-year profit`: the one that the text is about, or the last that
    /// was over; with `ahead`, the one that runs.
    pub(super) fn full_year(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if let Some(found) = self.annual(from) {
            return Some(found);
        }
        if let Some(found) = self.year_of_part(at) {
            return Some(found);
        }
        let whole = view.is(from, Class::Whole);
        let noun = from + 1 + usize::from(view.sign(from + 1, "-"));
        if !whole || !view.is(noun, Class::Year) || self.year_after(noun + 1).is_some() {
            return None;
        }
        let now = self.clock.now?;
        let about = self.clock.spoken.or(self.clock.running).map(|p| p.last().year());
        let year = match about {
            _ if self.ahead => now.year(),
            Some(year) => year,
            None if now.month() <= 4 => now.year() - 1,
            None => now.year(),
        };
        Period::year(year).map(|period| (noun + 1, period))
    }

    /// `revenues for the year`, in a text about its last quarter: the year that the quarter is in.
    fn year_of_part(&self, at: usize) -> Found {
        let view = self.view;
        let part = self.clock.spoken.or(self.clock.running).filter(|p| (80..300).contains(&p.days()))?;
        let led =
            at > 0 && view.is(at - 1, Class::For) && view.is(at, Class::The) && view.begins(at + 1, Class::YearNoun);
        let alone = view.slot(at + 1).is_some_and(|s| s.end == s.first + 1 && s.is(Class::Year));
        if !led
            || !alone
            || !self.ends(at + 2)
            || view.is_any(at + 2, &[Class::To, Class::Ended, Class::Before, Class::Of])
        {
            return None;
        }
        let end = self.clock.fiscal.end().unwrap_or(12);
        let year = part.last().year() + i16::from(part.last().month() > end);
        Self::ending(jiff::civil::Date::new(year, end, 1).ok()?, 12).map(|period| (at + 2, period))
    }

    /// `annual profits rose`: of the year that was over, as the text counts years.
    fn annual(&self, at: usize) -> Found {
        let view = self.view;
        let flow = view.is(at + 1, Class::Flow) || view.is(at + 1, Class::Net) && view.is(at + 2, Class::Flow);
        let moved = (at.saturating_sub(3)..at + 5).any(|i| view.slot(i).is_some_and(|s| s.any_change().is_some()));
        if !(view.is(at, Class::Annual)) || !flow || !moved {
            return None;
        }
        let now = self.clock.now?;
        let recent = |p: &Period| p.last() < now && p.last() >= now.checked_sub(13.months()).unwrap_or(now);
        let about = self.clock.spoken.or(self.clock.running);
        if about.is_some_and(|p| p.as_year().is_some()) {
            return about.map(|p| (at + 1, p));
        }
        // "raised annual revenues by 39%", in a text about the last quarter.
        if let Some(part) = about.filter(|p| p.days() < 100 && p.last().month() == 12) {
            return Self::ending(part.last(), 12).map(|year| (at + 1, year));
        }
        self.clock.fiscal_year().or_else(|| Period::year(now.year() - 1)).filter(recent).map(|year| (at + 1, year))
    }

    /// `nine-month profit`, `the seven-month deficit`, `half-year sales`: of the first months of the year; the
    /// half that was over last.
    pub(super) fn months_of_flow(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if !view.sign(from + 1, "-") {
            return None;
        }
        let half = view.is(from, Class::Half) && view.is(from + 2, Class::Year);
        let months = view.is(from + 2, Class::MonthNoun);
        let counted = months.then(|| self.count(from).filter(|n| (2..=11).contains(n) && *n != 3)).flatten();
        if !half && counted.is_none() {
            return None;
        }
        // "the seven-month 1996 deficit"
        let dated = self.year(from + 3);
        let noun = from + 3 + usize::from(dated.is_some());
        let kinds = [Class::Flow, Class::Funds, Class::LevelNoun];
        let flow = (noun..noun + 3).find(|i| view.slot(*i).is_some_and(|s| s.is_any(&kinds)))?;
        if (noun..flow).any(|i| view.slot(i).is_none_or(|s| s.kind != SlotKind::Word || s.is(Class::Preposition))) {
            return None;
        }
        let months = if half { 6 } else { i32::from(counted?) };
        // "The half to December", and then "half-year profit".
        if let Some(running) = self.clock.running.filter(|p| p.whole_months() == Some(months)) {
            return Some((noun, running));
        }
        if let Some(year) = dated {
            return Period::months((year, 1), (year, i8::try_from(months).ok()?)).map(|period| (noun, period));
        }
        let now = self.clock.now?;
        let year = now.year();
        let period = match (months, now.month()) {
            (6, 1..=6) => Period::months((year - 1, 7), (year - 1, 12)),
            (6, _) => Period::months((year, 1), (year, 6)),
            (count, month) => {
                let last = i8::try_from(count).ok()?;
                let year = if last < month { year } else { year - 1 };
                Period::months((year, 1), (year, last))
            }
        };
        period.map(|period| (noun, period))
    }

    /// So many months up to the end of that month.
    pub(super) fn ending(last: jiff::civil::Date, months: i32) -> Option<Period> {
        let first = last.first_of_month().checked_sub((months - 1).months()).ok()?;
        Period::months((first.year(), first.month()), (last.year(), last.month()))
    }
}
