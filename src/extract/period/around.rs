//! Periods that count from publication: `last year`, `the past five years`, `within 10
//! months`, `the year after next`, `2 years 21 days later`, `the rest of the year`.
//!
//! Where reports and calendars count differently, both are kept: what is claimed of "the
//! past five years" are five calendar years, and as a mention alone it is the five years up to
//! the day of publication.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::super::class::Class;
use super::fiscal::is_split;
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

/// A length of time by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Length {
    months: i32,
    days: i32,
}

/// A noun of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeUnit {
    Decade,
    Year,
    Quarter,
    Month,
    Fortnight,
    Week,
    Day,
}

impl Length {
    fn times(self, count: i16) -> Self {
        let count = i32::from(count);
        Self { months: self.months * count, days: self.days * count }
    }

    fn span(self) -> Option<Span> {
        Span::new().try_months(self.months).ok()?.try_days(self.days).ok()
    }

    fn after(self, day: Date) -> Option<Date> {
        day.checked_add(self.span()?).ok()
    }

    fn before(self, day: Date) -> Option<Date> {
        day.checked_sub(self.span()?).ok()
    }
}

impl Reader<'_, '_, '_> {
    /// What a noun of time lasts.
    fn length(&self, at: usize) -> Option<Length> {
        let months = |months: i32| Some(Length { months, days: 0 });
        let days = |days: i32| Some(Length { months: 0, days });
        match self.time_unit(at)? {
            TimeUnit::Decade => months(120),
            TimeUnit::Year => months(12),
            TimeUnit::Quarter => months(3),
            TimeUnit::Month => months(1),
            TimeUnit::Fortnight => days(14),
            TimeUnit::Week => days(7),
            TimeUnit::Day => days(1),
        }
    }

    /// The noun of time that begins at `at`.
    fn time_unit(&self, at: usize) -> Option<TimeUnit> {
        const UNITS: [(Class, TimeUnit); 7] = [
            (Class::YearNoun, TimeUnit::Year),
            (Class::QuarterNoun, TimeUnit::Quarter),
            (Class::MonthNoun, TimeUnit::Month),
            (Class::Week, TimeUnit::Week),
            (Class::Day, TimeUnit::Day),
            (Class::DecadeNoun, TimeUnit::Decade),
            (Class::Fortnight, TimeUnit::Fortnight),
        ];
        UNITS.iter().find(|(class, _)| self.view.begins(at, *class)).map(|(_, unit)| *unit)
    }

    /// The one of publication.
    fn present(&self, unit: TimeUnit) -> Option<Period> {
        let now = self.clock.now?;
        match unit {
            TimeUnit::Year => Period::year(now.year()),
            TimeUnit::Quarter => Period::quarter(now.year(), (now.month() + 2) / 3),
            TimeUnit::Month => Period::month(now.year(), now.month()),
            TimeUnit::Week => self.monday(0).and_then(|day| Period::new(day, day.checked_add(6.days()).ok()?)),
            TimeUnit::Fortnight | TimeUnit::Day | TimeUnit::Decade => None,
        }
    }

    /// `so far this year`, `year to date`.
    pub(super) fn so_far(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        let now = self.clock.now.filter(|_| self.view.is(from, Class::SoFar))?;
        let first = Date::new(now.year(), 1, 1).ok()?;
        // "Year to date", in a text about the third quarter: up to its end.
        let date = self.view.slot(from).is_some_and(|s| {
            let tokens = &self.view.tokens[s.first..s.end];
            tokens.iter().any(|t| t.is(Class::ToDate))
        });
        let part = self.clock.running.filter(|p| date && p.first().year() == now.year() && p.days() < 300);
        if let Some(part) = part {
            return Some(Seen::new(from + 1 - at, Reading::Known(Period::new(first, part.last())?)));
        }
        let alone = Period::new(first, now.yesterday().ok()?);
        Some(Seen { alone, ..Seen::new(from + 1 - at, Reading::Known(Period::new(first, now)?)) })
    }

    /// `the past five years`, `the next 3 months`, `last 3year`, `the past two weeks`.
    pub(super) fn lately(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let from = view.skip_article(at);
        let offset = self.offset(from).filter(|offset| *offset != 0)?;
        let count = self.count(from + 1)?;
        let noun = from + 2;
        let (now, year) = (self.clock.now?, self.clock.year()?);
        let alone = self.length(noun).and_then(|length| self.rolling(at, offset, length.times(count)));
        let years = if view.is(noun, Class::Year) {
            Some(count)
        } else if view.is(noun, Class::Decade) {
            Some(count.checked_mul(10)?)
        } else {
            None
        };
        let claimed = match (years, offset) {
            (Some(years), -1) => Period::years(year.checked_sub(years)?, year - 1),
            (Some(years), _) => Period::years(year, year.checked_add(years)? - 1),
            (None, _) if view.is(noun, Class::Month) => months_around(now, offset, count),
            (None, _) => return Some(Seen::new(noun + 1 - at, Reading::Aside(alone?))),
        }?;
        Some(Seen { alone, ..Seen::new(noun + 1 - at, Reading::Known(claimed)) })
    }

    /// So long back from publication, or ahead of it: from the next day on, with "within" from that day.
    fn rolling(&self, at: usize, offset: i16, length: Length) -> Option<Period> {
        let now = self.clock.now?;
        if offset < 0 {
            return Period::new(length.before(now)?, now.yesterday().ok()?);
        }
        let within = (1..=2).any(|back| at >= back && self.view.is(at - back, Class::Within));
        let first = if within { now } else { now.tomorrow().ok()? };
        Period::new(first, length.after(first)?.yesterday().ok()?)
    }

    /// `within 10 months`.
    pub(super) fn within(&self, at: usize) -> Option<Seen> {
        if !self.view.is(at, Class::Within) {
            return None;
        }
        let count = self.count(at + 1)?;
        let length = self.length(at + 2)?.times(count);
        if self.view.is_any(at + 3, &[Class::Ago, Class::Of]) {
            return None;
        }
        Some(Seen::new(3, Reading::Aside(self.rolling(at + 1, 1, length)?)))
    }

    /// `the next decade`, `the past decade`, `this decade`.
    pub(super) fn decade_of_offset(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        let offset = self.offset(from).filter(|_| self.view.is(from + 1, Class::Decade))?;
        let year = self.clock.year()?;
        let first = (year - year % 10).checked_add(offset.checked_mul(10)?)?;
        let alone = Period::years(first, first + 9);
        let claimed = match offset {
            -1 => Period::years(year.checked_sub(10)?, year - 1),
            1 => Period::years(year, year.checked_add(9)?),
            _ => return Some(Seen::new(from + 2 - at, Reading::Aside(alone?))),
        };
        Some(Seen { alone, ..Seen::new(from + 2 - at, Reading::Known(claimed?)) })
    }

    /// `last fiscal year`, `this year`.
    pub(super) fn year_of_offset(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        let offset = self.offset(from)?;
        if let Some((next, year)) = self.named_year(from) {
            return Some((next, self.clock.split_year(offset).unwrap_or(year)));
        }
        let year_noun = usize::from(view.is(from + 2, Class::Year));
        let fiscal = Some(from + 2 + year_noun).filter(|_| view.is(from + 1, Class::Fiscal))?;
        // "in FY25, compared with the previous fiscal year"
        let spoken = self.clock.spoken.filter(|p| self.is_prior(from) && (p.as_year().is_some() || is_split(*p)));
        // "last fiscal", in Delhi: of two years.
        let known = match spoken {
            Some(spoken) => spoken.years_earlier(1),
            None => self.clock.fiscal_year_from_now(offset),
        };
        let year = || Period::year(self.clock.year()?.checked_add(offset)?);
        known.or_else(year).map(|period| (fiscal, period))
    }

    /// `last week`, `the next week`.
    pub(super) fn week_of_offset(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        let offset = self.offset(from).filter(|_| self.view.is(from + 1, Class::Week))?;
        let monday = self.monday(offset)?;
        let week = Period::new(monday, monday.checked_add(6.days()).ok()?)?;
        Some(Seen::new(from + 2 - at, Reading::Aside(week)))
    }

    /// `the first week of October`, `the last week of 2019`: the first is the one that has its
    /// Thursday there, as ISO 8601 counts.
    pub(super) fn week_of(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let from = view.skip_article(at);
        let last = view.is_any(from, &[Class::Last, Class::Final]);
        let (noun, nth) = if last { (from + 1, 0) } else { self.ordinal(from)? };
        if !view.is(noun, Class::Week) || !(0..=53).contains(&nth) {
            return None;
        }
        let of = noun + 1 + usize::from(view.is_any(noun + 1, &[Class::Of, Class::In]));
        let (next, whole) = self.plain(of).filter(|(_, whole)| whole.is_whole_months())?;
        let thursday = if nth == 0 {
            let back = i32::from(whole.last().weekday().since(jiff::civil::Weekday::Thursday));
            whole.last().checked_sub(back.days()).ok()?
        } else {
            let ahead = i32::from(whole.first().weekday().until(jiff::civil::Weekday::Thursday));
            whole.first().checked_add((ahead + 7 * i32::from(nth - 1)).days()).ok()?
        };
        let monday = thursday.checked_sub(3.days()).ok()?;
        let week = Period::new(monday, monday.checked_add(6.days()).ok()?)?;
        (thursday <= whole.last()).then(|| Seen::new(next - at, Reading::Aside(week)))
    }

    /// `the year after next`, `the month after the next`, `the year before last`.
    pub(super) fn after_next(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let noun = view.skip_article(at);
        let (after, before) = (view.is(noun + 1, Class::After), view.is(noun + 1, Class::Before));
        let word = noun + 2 + usize::from(view.is(noun + 2, Class::The));
        let offset = match (after && view.is(word, Class::Next), before && view.is(word, Class::Last)) {
            (true, _) => 2,
            (_, true) => -2,
            _ => return None,
        };
        let now = self.clock.now?;
        let month = |months: i32| now.first_of_month().checked_add(months.months()).ok();
        let period = match self.time_unit(noun)? {
            TimeUnit::Year => Period::year(now.year().checked_add(offset)?)?,
            TimeUnit::Month => month(i32::from(offset)).and_then(|day| Period::month(day.year(), day.month()))?,
            TimeUnit::Quarter => {
                month(3 * i32::from(offset)).and_then(|day| Period::quarter(day.year(), (day.month() + 2) / 3))?
            }
            TimeUnit::Week => {
                let monday = self.monday(offset)?;
                let week = Period::new(monday, monday.checked_add(6.days()).ok()?)?;
                return Some(Seen::new(word + 1 - at, Reading::Aside(week)));
            }
            _ => return None,
        };
        Some(Seen::new(word + 1 - at, Reading::Known(period)))
    }

    /// `the same year`: the one of publication, as a mention; which one is meant the text says elsewhere.
    pub(super) fn same_as_now(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let from = view.skip_article(at);
        let unit =
            self.time_unit(from + 1).filter(|unit| view.is(from, Class::Latest) && *unit != TimeUnit::Quarter)?;
        let period = self.present(unit)?;
        Some(Seen::new(from + 2 - at, Reading::Aside(period)))
    }

    /// `later in the year`, `the rest of this month`, `earlier in the week`: from publication
    /// to the end, or from the beginning to publication.
    pub(super) fn rest_of(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let from = view.skip_article(at);
        // "Of the" is one phrase of the vocabulary.
        let of_the = view.begins(from + 1, Class::Of) && !view.is(from + 1, Class::Of);
        let (rest, earlier) = (view.begins(from, Class::Rest), view.begins(from, Class::Earlier));
        let linked = view.is(from + 1, if rest { Class::Of } else { Class::In });
        if !(rest && (of_the || linked) || earlier || view.begins(from, Class::Later)) {
            return None;
        }
        let word = from + if linked { 2 } else { 1 };
        let (noun, now) = (word + 1, self.clock.now?);
        if !of_the && !view.is(word, Class::The) && !view.is(word, Class::This) {
            return None;
        }
        let whole = self.present(self.time_unit(noun)?)?;
        let part =
            if earlier { Period::new(whole.first(), now.yesterday().ok()?) } else { Period::new(now, whole.last()) };
        // "Later this year" is claimed as that edge of the year, "earlier this month" as the
        // month; "earlier this year" is no whole year, and which part nobody says.
        let edge = self.edge_words(at).filter(|(next, _)| *next == noun + 1).map(|(_, edge)| edge);
        let this = view.is(word, Class::This) && (view.is_any(noun, &[Class::MonthNoun, Class::QuarterNoun]));
        let slots = noun + 1 - at;
        Some(match edge.or(this.then_some(whole)) {
            Some(claimed) => Seen { alone: part, ..Seen::new(slots, Reading::Known(claimed)) },
            None => Seen::new(slots, Reading::Aside(part?)),
        })
    }

    /// `five years ago`, `two weeks ago`, `2 years 21 days later`, `3 months from now`.
    pub(super) fn ago(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let count = self.count(at)?;
        let mut length = self.length(at + 1)?.times(count);
        let mut next = at + 2;
        let mut parts = 1;
        while parts < 4
            && let linked = usize::from(view.is(next, Class::And) || view.sign(next, ","))
            && let Some(more) = self.count(next + linked)
            && let Some(unit) = self.length(next + linked + 1)
        {
            let more = unit.times(more);
            length = Length { months: length.months + more.months, days: length.days + more.days };
            next += linked + 2;
            parts += 1;
        }
        let now = self.clock.now?;
        let back = view.is(next, Class::AgoMark);
        let ahead = view.is(next, Class::LaterOn);
        let from_now = view.is(next, Class::From) && (view.is(next + 1, Class::Nowadays));
        if !(back || ahead || from_now) {
            return None;
        }
        let day = Period::day(if back { length.before(now)? } else { length.after(now)? });
        let slots = next + 1 + usize::from(from_now) - at;
        let years = self.span_of_years(at).filter(|(_, end)| back && *end == next);
        // "Two years later" counts from what was told before, which is not publication.
        if ahead && parts == 1 {
            return None;
        }
        match years.and_then(|(years, _)| Period::year(now.year().checked_sub(years)?)) {
            Some(year) => Some(Seen { alone: Some(day), ..Seen::new(slots, Reading::Known(year)) }),
            None => Some(Seen::new(slots, Reading::Aside(day))),
        }
    }

    /// `five years earlier`, `two decades before`: counted from what is compared.
    pub(super) fn earlier(&self, at: usize) -> Option<Seen> {
        let (years, next) = self.span_of_years(at)?;
        let earlier = self.view.is(next, Class::Ago) && !self.view.is(next, Class::AgoMark);
        let from_now = self.clock.year().and_then(|now| Period::year(now.checked_sub(years)?));
        earlier.then(|| Seen::new(next + 1 - at, Reading::Earlier(years, from_now)))
    }

    /// `five years`, `two decades`: how many years, more than one.
    fn span_of_years(&self, at: usize) -> Option<(i16, usize)> {
        let count = self.count(at)?;
        let years = if self.view.is(at + 1, Class::Year) {
            count
        } else if self.view.is(at + 1, Class::Decade) {
            count.checked_mul(10)?
        } else {
            return None;
        };
        (years > 1).then_some((years, at + 2))
    }
}

/// Whole months before that of publication, or from it on.
fn months_around(now: Date, offset: i16, count: i16) -> Option<Period> {
    let month = now.first_of_month();
    let shift = |months: i32| month.checked_add(months.months()).ok();
    let (first, last) = match offset {
        -1 => (shift(-i32::from(count))?, shift(-1)?),
        _ => (month, shift(i32::from(count) - 1)?),
    };
    Period::months((first.year(), first.month()), (last.year(), last.month()))
}
