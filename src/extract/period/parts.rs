//! Parts of years and edges of stretches: halves, quarters, running years, ends.

use jiff::ToSpan;

use super::super::class::Class;
use super::fiscal::Part;
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

impl Reader<'_, '_, '_> {
    /// `the end of 2023`, `end-2023`, `2021-end`, `early 2020`, `mid-2019`, `late last year`.
    pub(super) fn edge(&self, at: usize) -> Option<Seen> {
        let (next, part) = self.edge_words(at)?;
        let aside = self.edge_kind(at).is_some_and(|_| self.is_aside(self.behind_edge(at)));
        let reading = if aside { Reading::Aside(part) } else { Reading::Known(part) };
        Some(Seen { alone: self.edge_alone(at, next), ..Seen::new(next - at, reading) })
    }

    /// The part that is claimed of an edge.
    pub(super) fn edge_words(&self, at: usize) -> Found {
        let view = self.view;
        if let Some(year) = self.year(at)
            && view.sign(at + 1, "-")
            && view.glued(at + 2)
            && view.is(at + 2, Class::End)
        {
            return Period::year(year).map(|period| (at + 3, Period::day(period.last())));
        }
        let kind = self.edge_kind(at)?;
        let (next, whole) = self.edge_whole(at, kind)?;
        let part = match (kind, whole.as_year()) {
            (Class::End, _) => Some(Period::day(whole.last())),
            (Class::Early, Some(year)) => Period::half(year, 1),
            (Class::Late, Some(year)) => Period::half(year, 2),
            (Class::Mid, Some(year)) => Period::months((year, 6), (year, 7)),
            (Class::Beginning, Some(year)) => Period::quarter(year, 1),
            (Class::Beginning, None) => Some(Period::day(whole.first())),
            _ => Some(whole),
        }?;
        Some((next, part))
    }

    fn edge_kind(&self, at: usize) -> Option<Class> {
        let slot = self.view.slot(at)?;
        let kinds = [Class::End, Class::Early, Class::Late, Class::Mid, Class::Beginning];
        kinds.into_iter().find(|class| slot.is(*class))
    }

    fn edge_whole(&self, at: usize, kind: Class) -> Found {
        self.plain(self.behind_edge(at)).or_else(|| self.bare_year_end(at, kind))
    }

    fn behind_edge(&self, at: usize) -> usize {
        let view = self.view;
        let linked = view.sign(at + 1, "-") || view.is_any(at + 1, &[Class::Of, Class::In]);
        view.skip_article(at + 1 + usize::from(linked))
    }

    /// Nobody says how long the beginning of a year is. As a mention alone its beginning, middle
    /// and end are a third each, and the early and late days of a month its halves.
    fn edge_alone(&self, at: usize, next: usize) -> Option<Period> {
        let kind = self.edge_kind(at)?;
        let (end, whole) = self.edge_whole(at, kind)?;
        let of = self.view.slot(at).is_some_and(|s| s.end > s.first + 1 && self.view.tokens[s.end - 1].is(Class::Of));
        let by = at > 0 && (self.view.is_any(at - 1, &[Class::Deadline, Class::Base]));
        let month = whole.is_whole_months() && whole.days() <= 31;
        let first = whole.first();
        match (kind, whole.as_year()) {
            _ if end != next => None,
            (Class::Beginning, Some(year)) if of => Period::months((year, 1), (year, 4)),
            (Class::Mid, Some(year)) if of => Period::months((year, 5), (year, 8)),
            (Class::End, Some(year)) if of && !by => Period::months((year, 9), (year, 12)),
            (Class::Early, None) if month => Period::new(first, first.with().day(15).build().ok()?),
            (Class::Late, None) if month => Period::new(first.with().day(16).build().ok()?, whole.last()),
            _ => None,
        }
    }

    /// `at year-end`: of the running year, or the one before where that is ahead. `by the end of the
    /// year` is always ahead.
    pub(super) fn bare_year_end(&self, at: usize, kind: Class) -> Found {
        let view = self.view;
        let now = self.clock.now.filter(|_| kind == Class::End)?;
        let ahead = self.ahead || at > 0 && view.is(at - 1, Class::Deadline);
        if view.begins(at, Class::YearNoun) && !view.is_any(at + 1, &[Class::Occasion]) {
            let year = if ahead { now.year() } else { now.year() - 1 };
            return Period::year(year).map(|period| (at + 1, period));
        }
        let year = self.behind_edge(at);
        let named = [Class::Of, Class::To, Class::In, Class::Ended, Class::OwnerMark, Class::That];
        let bare = view.is(year, Class::Year) && !view.is_any(year + 1, &named) && view.digits(year + 1).is_none();
        Period::year(now.year()).filter(|_| ahead && bare && year > at).map(|period| (year + 1, period))
    }

    /// `the year to June 2015`, `12 months to March`, `the fiscal year ended March 31, 2010`.
    pub(super) fn running_year(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        // "the full year ended March 31"
        let from = from + usize::from(view.is(from, Class::Whole) && view.is(from + 1, Class::Year));
        let (length, next) = if view.is(from, Class::Fiscal) || view.is(from, Class::Year) && !view.is(from, Class::End)
        {
            (12, from + 1)
        } else if view.is(from, Class::Quarter) && !view.is(from, Class::Month) {
            (3, from + 1)
        } else if view.is(from, Class::Half) && !view.is(from + 1, Class::Of) {
            {
                let hyphen = usize::from(view.sign(from + 1, "-"));
                (6, from + 1 + hyphen + usize::from(view.is(from + 1 + hyphen, Class::Year)))
            }
        } else {
            let count = self.count(from)?;
            (view.is(from + 1, Class::Month).then_some(count)?, from + 2)
        };
        // "which ended", "that ended", ", which ended"
        let comma = usize::from(view.sign(next, ",") && view.is(next + 1, Class::Which));
        let next = next + comma + usize::from(view.is_any(next + comma, &[Class::That, Class::Which]));
        // "the financial year that began on April 1", "the year starting 1 July"
        let begins = view.is(next, Class::Begins);
        if begins && length == 12 {
            let day = next + 1 + usize::from(view.is_any(next + 1, &[Class::On, Class::In]));
            let (after, start) = self.month(view.skip_article(day))?;
            let last = start.first().first_of_month().checked_add(11.months()).ok()?.last_of_month();
            return Period::new(start.first().first_of_month(), last).map(|period| (after, period));
        }
        if !view.is(next, Class::Ended) {
            return None;
        }
        let mut end_at = next + 1 + usize::from(view.is_any(next + 1, &[Class::On, Class::In]));
        end_at = view.skip_article(end_at);
        let to_next = view.is(end_at, Class::Next);
        end_at += usize::from(to_next);
        if view.is(end_at, Class::End) {
            end_at += 1;
        }
        let (after, end) = self.month(end_at)?;
        // "the fiscal year ending March 31": the next one, where no year is printed.
        let dated = (end_at..after).any(|i| self.year(i).is_some());
        let ahead = self.ahead && length == 12 && view.is(from, Class::Fiscal);
        let ending = (view.is(next, Class::Ending) || ahead || to_next)
            && !dated
            && self.clock.now.is_some_and(|now| end.last() < now);
        let end = if ending { end.years_earlier(-1)? } else { end };
        // "The year to April 1" is the one that March ends.
        let over = end.days() == 1 && end.last().day() <= 7 && length == 12;
        let last = if over { end.last().first_of_month().yesterday().ok()? } else { end.last().last_of_month() };
        let first = last.first_of_month().checked_sub(i32::from(length - 1).months()).ok()?;
        Period::new(first, last).map(|period| (after, period))
    }

    /// `the 13 weeks to December 29`, `the week ended 24 December`: up to a day that is printed.
    pub(super) fn weeks_to(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        let (count, noun) = if view.is(from, Class::Week) { (1, from) } else { (self.count(from)?, from + 1) };
        let to = noun + 1 + usize::from(view.is_any(noun + 1, &[Class::That, Class::Which]));
        if !(view.is(noun, Class::Week)) || !view.is(to, Class::Ended) {
            return None;
        }
        let day = to + 1 + usize::from(view.is(to + 1, Class::On));
        let (next, end) = self.month(view.skip_article(day)).filter(|(_, end)| end.days() == 1)?;
        let first = end.last().checked_sub((i32::from(count) * 7 - 1).days()).ok()?;
        Period::new(first, end.last()).map(|period| (next, period))
    }

    /// `the first seven months of 2023`, `the first half`, `the second quarter of last year`, `the
    /// fourth quarter of fiscal 2018`.
    pub(super) fn first_months(&self, at: usize) -> Found {
        let (next, part) = self.part(self.view.skip_article(at)).filter(|_| !self.is_code(at))?;
        self.part_in(next, part)
    }

    /// `last year's fourth quarter`, `2014's first half`.
    pub(super) fn part_behind_year(&self, at: usize) -> Found {
        let from = self.view.skip_article(at);
        let (next, year) = match self.year(from) {
            Some(year) => (from + 1, year),
            None => self.named_year(from).and_then(|(next, period)| Some((next, period.as_year()?)))?,
        };
        let (after, part) = self.part(next + 1).filter(|_| self.view.is(next, Class::OwnerMark))?;
        part.of_year(year, 12).map(|period| (after, period))
    }

    /// `last quarter`, `this month`, `the June quarter`.
    pub(super) fn part_of_year(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        // "the March quarter", "the March-ended quarter"
        let noun = from + if view.sign(from + 1, "-") && view.is(from + 2, Class::Ends) { 3 } else { 1 };
        if let Some(month) = self.month_name(from)
            && view.is(noun, Class::Quarter)
        {
            // "the March quarter of 2017-18": in the second of the two years.
            if let Some((after, year)) = self.fiscal_year_after(noun + 1) {
                let year = if month > self.clock.fiscal.end().unwrap_or(6) { year - 1 } else { year };
                let last = Period::month(year, month)?.last();
                let first = last.first_of_month().checked_sub(2.months()).ok()?;
                return Period::new(first, last).map(|period| (after, period));
            }
            return self.in_year(noun + 1, |year| {
                let last = Period::month(year, month)?.last();
                Period::new(last.first_of_month().checked_sub(2.months()).ok()?, last)
            });
        }
        // "the 2016 September quarter"
        let quarter = |at: usize| view.is(at, Class::Quarter) && !view.is(at, Class::Month);
        if let Some((year, month)) = self.year(from).zip(self.month_name(from + 1)).filter(|_| quarter(from + 2)) {
            let last = Period::month(year, month)?.last();
            return Self::ending(last, 3).map(|period| (from + 3, period));
        }
        let offset = self.offset(from)?;
        let now = self.clock.now?;
        if view.is(from + 1, Class::Month) {
            let day = now.first_of_month().checked_add(i32::from(offset).months()).ok()?;
            return Period::month(day.year(), day.month()).map(|period| (from + 2, period));
        }
        let of_year = view.is(from + 2, Class::Of) && offset == -1;
        if of_year
            && view.is(from + 1, Class::Quarter)
            && let Some((after, year)) = self.year_after(from + 2)
        {
            return Period::quarter(year, 4).map(|period| (after, period));
        }
        if view.is(from + 1, Class::Quarter) {
            let day = now.first_of_month().checked_add((3 * i32::from(offset)).months()).ok()?;
            return Period::quarter(day.year(), (day.month() + 2) / 3).map(|period| (from + 2, period));
        }
        None
    }

    /// `Q1 2024`, `1Q23`, `H1`, `9M 2023`.
    pub(super) fn coded_part(&self, at: usize) -> Found {
        let view = self.view;
        if view.is(at, Class::QuarterNoun) && !view.glued(at + 1) {
            // "Quarter 3 of 2015", "in quarter three".
            let n = self.count(at + 1).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=4).contains(n))?;
            let word = self.integer(at + 1).is_none();
            return self.part_in(at + 2, Part::Quarter(n)).filter(|(next, _)| word || *next > at + 2);
        }
        if !(self.is_code(at) || self.is_code(at + 1) && view.glued(at + 1)) {
            return None;
        }
        // A small letter only before its year: "q3 2015".
        let dated = self.year_after(at + 2).is_some();
        let letter_at = |at: usize| {
            view.token(at)
                .filter(|t| t.is_upper() && matches!(t.text, "Q" | "H" | "M") || dated && matches!(t.text, "q" | "h"))
        };
        let (letter, number, next) = if let Some(letter) = letter_at(at).filter(|t| t.text != "M") {
            (letter, self.integer(at + 1).filter(|_| view.glued(at + 1))?, at + 2)
        } else {
            let number = self.integer(at).filter(|n| (1..=9).contains(n))?;
            let letter = letter_at(at + 1).filter(|t| t.glued && (t.text != "M" || matches!(number, 6 | 9)))?;
            (letter, number, at + 2)
        };
        let n = i8::try_from(number).ok()?;
        let part = match letter.lower.as_ref() {
            "q" => Part::Quarter(n),
            "h" => Part::Half(n),
            _ => Part::First(n),
        };
        part.of_year(2000, 12)?;
        if view.glued(next)
            && let Some(short) = self.integer(next).filter(|_| view.digits(next).is_some_and(|d| d.len() == 2))
        {
            return part.of_year(2000 + short, 12).map(|period| (next + 1, period));
        }
        let year_at = if view.sign(next, "/") { next + 1 } else { next };
        self.part_in(year_at, part).filter(|(after, _)| *after > year_at || letter.lower != "m")
    }

    fn is_code(&self, at: usize) -> bool {
        self.view.token(at).is_some_and(|t| matches!(t.text, "Q" | "H" | "M" | "q" | "h"))
    }

    /// `Q1-Q3 2015`, `from Q1 2015 to Q2 2016`, `2015 Q1 to 2016 Q2`: parts of years in codes.
    pub(super) fn coded_stretch(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let part = |at: usize| {
            if self.year(at).is_some() {
                return self.years(at).filter(|(next, _)| *next == at + 3).map(|(next, period)| (next, period, true));
            }
            let part = self.coded_part(at)?;
            Some((part.0, part.1, self.year_after(at + 2).is_some()))
        };
        let (link, first, first_dated) = part(at)?;
        let linked = view.sign(link, "-")
            || view.is_any(link, &[Class::To, Class::Onward])
            || view.is(link, Class::And) && at > 0 && view.is(at - 1, Class::Between);
        let (next, second, second_dated) = part(link + 1).filter(|_| linked)?;
        let first = if second_dated && !first_dated {
            first.years_earlier(first.first().year() - second.first().year())?
        } else {
            first
        };
        let alone = second.first().checked_sub(1.day()).ok().and_then(|last| Period::new(first.first(), last));
        let whole = Period::new(first.first(), second.last()).filter(|_| first.last() < second.first())?;
        Some(Seen { alone, ..Seen::new(next - at, Reading::Known(whole)) })
    }

    /// What `of` gives for the year printed behind, else for the latest one.
    pub(super) fn in_year(&self, next: usize, of: impl Fn(i16) -> Option<Period>) -> Found {
        if let Some((after, year)) = self.year_after(next) {
            return of(year).map(|period| (after, period));
        }
        self.clock.latest(of, self.ahead).map(|period| (next, period))
    }
}
