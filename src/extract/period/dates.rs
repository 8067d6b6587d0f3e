//! Days and months: `18 August`, `the twenty-second of June 2017`, `Nov. 5`, `Saturday the 23rd`.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::super::slot::SlotKind;
use super::super::spelled;
use super::super::token::TokenKind;
use super::numeric::short_year;
use super::stretch::Point;
use super::{Found, Reader, Reading, Seen};
use crate::model::{Language, Period};

impl Reader<'_, '_, '_> {
    /// `30 February`, `April 31, 2022`: a day that its month does not have.
    pub(super) fn impossible_day(&self, at: usize) -> Option<Seen> {
        let (next, day, month) = if let Some((next, day)) = self.day_number(at) {
            let next = next + usize::from(self.view.is(next, Class::Of));
            (next + 1, day, self.month_name(next)?)
        } else {
            let month = self.month_name(at)?;
            let (next, day) = self
                .day_number(at + 1)
                .filter(|(next, _)| !self.is_quantity_unit(*next) && !self.counts_things(*next))?;
            (next, day, month)
        };
        let (next, year) = self.date_year(next).map_or((next, 2000), |(next, year)| (next, year));
        Date::new(year, month, day).is_err().then(|| Seen::new(next - at, Reading::Impossible))
    }

    /// `the same period of 2018`.
    pub(super) fn same_in(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        if !self.view.is(from, Class::Same) {
            return None;
        }
        // "in the same period of 2016-17", in a text about the last quarter of 2017-18: in the second year.
        if let Some((next, last)) = self.fiscal_year_after(from + 1) {
            let about = self.clock.spoken.or(self.clock.running)?;
            let second = about.first().month() <= self.clock.fiscal.end().unwrap_or(6);
            let year = if second { last } else { last - 1 };
            return Some(Seen::new(next - at, Reading::SameIn(year)));
        }
        let (next, year) = self.year_after(from + 1)?;
        Some(Seen::new(next - at, Reading::SameIn(year)))
    }

    /// A month by its name, whatever stands around it.
    pub(super) fn month_word(&self, at: usize) -> Option<i8> {
        self.view.slot(at)?.find(|tag| if let Tag::MonthName(month) = tag { Some(month) } else { None })
    }

    /// A month by its name, where that is no verb or name of something else.
    pub(super) fn month_name(&self, at: usize) -> Option<i8> {
        let month = self.month_word(at)?;
        let token = self.view.token(at)?;
        let ambiguous = token.is(Class::MonthOrWord);
        let beside_number = self.view.digits(at + 1).is_some() || at > 0 && self.view.digits(at - 1).is_some();
        let led = at > 0
            && self.view.before(at).is_some_and(|s| {
                s.is_any(&[
                    Class::Preposition,
                    Class::Deadline,
                    Class::Since,
                    Class::End,
                    Class::Ended,
                    Class::Last,
                    Class::Early,
                    Class::Late,
                    Class::Mid,
                    Class::Conjunction,
                    Class::Breaker,
                ])
            });
        let dashed = self.view.sign(at + 1, "-")
            || self.view.sign(at + 1, ",") && token.is_capitalised() && self.year(at + 2).is_some()
            || self.view.sign(at + 1, "'") && self.view.glued(at + 2) && self.view.digits(at + 2).is_some()
            || self.view.is(at + 1, Class::Of) && (self.year(at + 2).is_some() || self.year_in_words(at + 2).is_some());
        // "March to May", "may - july": a month on the other side of the link.
        let link = |at: usize| self.view.sign(at, "-") || self.view.is_any(at, &[Class::To, Class::And, Class::Onward]);
        let linked = link(at + 1) && self.month_word(at + 2).is_some()
            || at > 1 && link(at - 1) && self.month_word(at - 2).is_some();
        if linked {
            return Some(month);
        }
        let certain =
            if token.is(Class::MayWord) { beside_number || led && token.is_capitalised() || dashed } else { true };
        ((token.is_capitalised() || !ambiguous || beside_number) && certain).then_some(month)
    }

    pub(super) fn day_number(&self, at: usize) -> Option<(usize, i8)> {
        let fits = |day: &i8| (1..=31).contains(day);
        if let Some(found) = self.ordinal(at).filter(|(_, day)| self.view.digits(at).is_some() && fits(day)) {
            return Some(found);
        }
        let short = self.view.digits(at).filter(|d| d.len() <= 2)?;
        short.parse().ok().filter(fits).map(|day| (at + 1, day))
    }

    /// `fifth`, `twenty-second`: a day in words, before `of` and its month, or behind the month.
    pub(super) fn day_in_words(&self, at: usize) -> Option<(usize, i8)> {
        let view = self.view;
        let ordinal =
            |at: usize| view.slot(at)?.find(|t| if let Tag::Ordinal(n) = t { Some(i64::from(n)) } else { None });
        let (next, day) = if let Some(day) = ordinal(at) {
            (at + 1, day)
        } else {
            let tens = spelled::cardinal(view, at).filter(|n| matches!(n, 20 | 30))?;
            let joined = usize::from(view.sign(at + 1, "-"));
            (at + joined + 2, tens + ordinal(at + joined + 1).filter(|n| *n < 10)?)
        };
        i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).map(|day| (next, day))
    }

    /// A month, or a day of a month, with or without a year.
    pub(super) fn month(&self, at: usize) -> Found {
        let from = self.behind_weekday(at);
        let point = self.day_point(from, false).or_else(|| self.month_point(from))?;
        self.resolved(&point)
    }

    /// The days of one point; without a year the latest such days.
    fn resolved(&self, point: &Point) -> Found {
        let period = match point.year {
            Some(year) => point.days(year),
            None => self.clock.latest(|year| point.days(year), self.ahead),
        };
        period.map(|period| (point.next, period))
    }

    /// `last September`, `next March`, `this June`.
    pub(super) fn month_of_offset(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        let offset = self.offset(from)?;
        let month = self.month_word(from + 1)?;
        let named = self
            .view
            .token(from + 1)
            .is_some_and(|t| t.is_capitalised() || t.lower.len() > 3 && !t.is(Class::MonthOrVerb));
        let behind = from + 2 + usize::from(self.view.sign(from + 2, "."));
        let dated = self.date_year(from + 2).is_some() || self.day_number(behind).is_some();
        let verb = self.view.token(from + 1).is_some_and(|t| t.is(Class::MonthOrVerb) && !t.is_capitalised());
        let stops = self.view.slot(from + 2).is_none_or(|s| s.kind == SlotKind::Sign);
        if verb && !stops || dated || !named && !self.ends(from + 2) || self.view.is(from + 2, Class::Quarter) {
            return None;
        }
        let now = self.clock.now?;
        // What is claimed is the nearest such month, but nobody calls the month just past
        // "last October" in November; alone, the word counts years.
        let latest = self.clock.latest(|year| Period::month(year, month), self.ahead)?;
        let reading = match offset {
            1 => Period::month(now.year(), month)
                .filter(|period| period.first() > now)
                .or_else(|| Period::month(now.year() + 1, month))?,
            -1 if latest.first().first_of_month() >= now.first_of_month().checked_sub(1.month()).ok()? => {
                latest.years_earlier(1)?
            }
            _ => latest,
        };
        let alone = Period::month(now.year().checked_add(offset)?, month);
        Some(Seen { alone, ..Seen::new(from + 2 - at, Reading::Known(reading)) })
    }

    /// The slot behind `Friday,` or `Friday the`, where a date follows; else `at` itself.
    pub(super) fn behind_weekday(&self, at: usize) -> usize {
        if self.weekday(at).is_none() {
            return at;
        }
        let mut next = at + 1;
        next += usize::from(self.view.sign(next, ".") && self.view.glued(next));
        next += usize::from(self.view.sign(next, ","));
        next += usize::from(self.view.is(next, Class::The));
        if self.view.digits(next).is_some() || self.month_word(next).is_some() { next } else { at }
    }

    fn weekday(&self, at: usize) -> Option<i8> {
        self.view.slot(at)?.find(|t| if let Tag::Weekday(n) = t { Some(n) } else { None })
    }

    /// Whether a weekday stands right before `at`, but for "the" and a comma.
    pub(super) fn follows_weekday(&self, at: usize) -> bool {
        self.weekday_before(at).is_some()
    }

    fn weekday_before(&self, at: usize) -> Option<i8> {
        let mut back = at.checked_sub(1)?;
        if self.view.is(back, Class::The) || self.view.sign(back, ",") {
            back = back.checked_sub(1)?;
        }
        self.weekday(back)
    }

    /// `Saturday the 23rd`: the nearest such day to publication.
    pub(super) fn weekday_and_day(&self, at: usize) -> Option<Seen> {
        self.weekday(at)?;
        let from = self.behind_weekday(at);
        let (next, day) = self.day_number(from).filter(|(next, _)| from > at && *next == from + 2)?;
        let date = self.weekday_day(from, day)?;
        Some(Seen::new(next - at, Reading::Aside(Period::day(date))))
    }

    /// The day of that number, in the month nearest to publication in which it is the weekday printed before.
    pub(super) fn weekday_day(&self, at: usize, day: i8) -> Option<Date> {
        let weekday = Weekday::from_monday_one_offset(self.weekday_before(at)?).ok()?;
        let now = self.clock.now?;
        (0..=12_i32)
            .flat_map(|months| [-months, months])
            .filter_map(|months| {
                let month = now.first_of_month().checked_add(months.months()).ok()?;
                Date::new(month.year(), month.month(), day).ok()
            })
            .find(|date| date.weekday() == weekday)
    }

    /// `next Friday`, `this Monday`, `last Monday of April`.
    pub(super) fn relative_weekday(&self, at: usize) -> Option<(usize, Date)> {
        let offset = self.offset(at)?;
        let weekday = self.weekday(at + 1)?;
        let of = usize::from(self.view.is_any(at + 2, &[Class::Of, Class::In]));
        if let Some((next, month)) = self.month(at + 2 + of).filter(|(_, month)| offset < 0 && month.days() > 1) {
            let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
            let back = month.last().weekday().since(wanted);
            return Some((next, month.last().checked_sub(i32::from(back).days()).ok()?));
        }
        let monday = self.monday(offset)?;
        Some((at + 2, monday.checked_add(i32::from(weekday - 1).days()).ok()?))
    }

    /// The Monday of the week of publication, or of one before or behind it.
    pub(super) fn monday(&self, weeks: i16) -> Option<Date> {
        let now = self.clock.now?;
        let back = now.weekday().to_monday_zero_offset();
        now.checked_add((7 * i32::from(weeks) - i32::from(back)).days()).ok()
    }

    /// The year behind a month or a day: `2016`, `, 2016`, `of last year`, `1391`, `'16`, `99`,
    /// `two thousand and sixteen`.
    pub(super) fn date_year(&self, at: usize) -> Option<(usize, i16)> {
        if let Some(found) = self.year_after(at) {
            return Some(found);
        }
        let view = self.view;
        if view.sign(at, "'") && view.glued(at + 1) && view.digits(at + 1).is_some_and(|d| d.len() == 2) {
            return self.integer(at + 1).map(|short| (at + 2, short_year(short)));
        }
        let from = at + usize::from(view.sign(at, ",") || view.is(at, Class::Of));
        if let Some((next, year)) = self.year_in_words(from).filter(|(next, _)| self.ends(*next)) {
            return Some((next, year));
        }
        let year = self.integer(from)?;
        let wide = view.digits(from).is_some_and(|d| d.len() == 4) && (1000..=2999).contains(&year);
        let behind_month = at > 0 && self.month_word(at - 1).is_some();
        let short = view.digits(from).is_some_and(|d| d.len() == 2) && (32..=99).contains(&year) && behind_month;
        let free = self.ends(from + 1) && !view.glued(from);
        match (wide && free, short && free && from == at) {
            (true, _) => Some((from + 1, year)),
            (_, true) => Some((from + 1, short_year(year))),
            _ => None,
        }
    }

    /// Whether a date can end before `at`: nothing there that it would count or measure.
    pub(super) fn ends(&self, at: usize) -> bool {
        let Some(slot) = self.view.slot(at) else { return true };
        let sign = self.view.token(at).is_some_and(|t| t.kind == TokenKind::Sign);
        if sign {
            let goes_on = self.view.glued(at) && self.view.digits(at + 1).is_some() && self.view.glued(at + 1);
            return !goes_on && !self.is_quantity_unit(at);
        }
        slot.tags.iter().any(|t| matches!(t, Tag::Word(_)))
            && !self.is_quantity_unit(at)
            && !slot.is(Class::MeasureUnit)
            && !slot.is(Class::TimeNoun)
    }

    /// `In May 25 companies closed`: behind the number stands what it counts.
    pub(super) fn counts_things(&self, at: usize) -> bool {
        let plain = self.view.slot(at).is_some_and(|s| s.tags.is_empty() && s.end == s.first + 1);
        // "the September 11 attacks", "fuelled by May 28 comments"
        let named = at > 2
            && self.view.language == Language::En
            && self.month_word(at - 2).is_some()
            && self.view.is_any(at - 3, &[Class::The, Class::By, Class::Of, Class::After]);
        plain
            && !named
            && self.view.token(at).is_some_and(|t| {
                t.kind == TokenKind::Word && !t.glued && !t.is_capitalised() && t.is(Class::PluralForm)
            })
    }

    pub(super) fn is_quantity_unit(&self, at: usize) -> bool {
        self.view.slot(at).is_some_and(|slot| {
            slot.find(|tag| matches!(tag, Tag::Scale(_) | Tag::Percent | Tag::Money(_)).then_some(())).is_some()
        }) || self.view.glued(at)
            && self.view.slot(at).is_some_and(|s| s.find(|t| matches!(t, Tag::ScaleMark(_)).then_some(())).is_some())
    }
}
