//! Days and months: `18 August`, `2023-02-02`, `January-March`, and days a stretch goes to.

use jiff::civil::Date;

use super::super::lexicon::{Class, Tag};
use super::super::token::TokenKind;
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

impl Reader<'_, '_, '_> {
    /// `2023/02/02`, `2023-02-02`, `02.02.2023`, with or without a clock time before.
    pub(super) fn date(&self, at: usize) -> Option<Seen> {
        let mut from = at;
        if let (Some(_), true, Some(_)) = (self.integer(at), self.view.is(at + 1, ":"), self.integer(at + 2)) {
            from = at + 3;
            if self.view.is(from, ":") {
                from += 2;
            }
            while self.view.is(from, ",") || self.view.is(from, "-") || self.view.is(from, "|") {
                from += 1;
            }
        }
        let separator = ["/", "-"].into_iter().find(|s| self.view.is(from + 1, s) && self.view.is(from + 3, s))?;
        let glued = (1..=4).all(|step| self.view.glued(from + step));
        let longer = self.view.is(from + 5, separator) && self.view.glued(from + 5);
        let (a, b, c) = (self.integer(from)?, self.integer(from + 2)?, self.integer(from + 4)?);
        if !glued || longer {
            return None;
        }
        let width = |at: usize| self.view.digits(at).map_or(0, str::len);
        let (year, month, day) = if width(from) == 4 && width(from + 4) <= 2 {
            (a, b, c)
        } else if width(from + 4) == 4 && b > 12 && a <= 12 {
            (c, a, b)
        } else if width(from + 4) == 4 {
            (c, b, a)
        } else {
            return None;
        };
        let narrow = |n: i16| i8::try_from(n).ok();
        let date = narrow(month).zip(narrow(day)).and_then(|(month, day)| Date::new(year, month, day).ok());
        let reading = date.map_or(Reading::Impossible, |date| Reading::Known(Period::day(date)));
        Some(Seen { slots: from + 5 - at, reading })
    }

    /// `30 February`, `April 31, 2022`: a day that its month does not have.
    pub(super) fn impossible_day(&self, at: usize) -> Option<Seen> {
        let (next, day, month) = if let Some((next, day)) = self.day_number(at) {
            (next + 1, day, self.month_name(next)?)
        } else {
            let month = self.month_name(at)?;
            let (next, day) = self
                .day_number(at + 1)
                .filter(|(next, _)| !self.is_quantity_unit(*next) && !self.counts_things(*next))?;
            (next, day, month)
        };
        let (next, year) = self.year_after(next).map_or((next, 2000), |(next, year)| (next, year));
        Date::new(year, month, day).is_err().then(|| Seen { slots: next - at, reading: Reading::Impossible })
    }

    /// `the same period of 2018`.
    pub(super) fn same_in(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        if !self.view.class(from, Class::Same) {
            return None;
        }
        let (next, year) = self.year_after(from + 1)?;
        Some(Seen { slots: next - at, reading: Reading::SameIn(year) })
    }

    pub(super) fn month_name(&self, at: usize) -> Option<i8> {
        let slot = self.view.slot(at)?;
        let month = slot.find(|tag| match tag {
            Tag::MonthName(month) => Some(month),
            _ => None,
        })?;
        let token = self.view.token(at)?;
        let ambiguous = matches!(token.lower.as_ref(), "may" | "march" | "mar" | "sep" | "dec" | "jan" | "jun");
        let beside_number = self.view.digits(at + 1).is_some() || at > 0 && self.view.digits(at - 1).is_some();
        let led = at > 0
            && self.view.before(at).is_some_and(|s| {
                s.is(Class::Preposition)
                    || s.is(Class::By)
                    || s.is(Class::Since)
                    || s.is(Class::End)
                    || s.is(Class::Ended)
                    || s.is(Class::Last)
                    || s.is(Class::Early)
                    || s.is(Class::Late)
                    || s.is(Class::Mid)
                    || s.is(Class::Conjunction)
                    || s.is(Class::Breaker)
            });
        let dashed = self.view.is(at + 1, "-");
        let certain = if token.is("may") { beside_number || led && token.is_capitalised() || dashed } else { true };
        ((token.is_capitalised() || !ambiguous || beside_number) && certain).then_some(month)
    }

    pub(super) fn day_number(&self, at: usize) -> Option<(usize, i8)> {
        if let Some((next, day)) = self.ordinal(at).filter(|_| self.view.digits(at).is_some()) {
            return Some((next, day));
        }
        let short = self.view.digits(at).filter(|d| d.len() <= 2)?;
        short.parse().ok().filter(|d| (1..=31).contains(d)).map(|day| (at + 1, day))
    }

    /// A month, a day of a month, or a stretch of either, with or without a year.
    pub(super) fn month(&self, at: usize) -> Found {
        let at = if self.view.is(at, "the") && self.view.digits(at + 1).is_some() { at + 1 } else { at };
        let (next, period) = self.day_first(at).or_else(|| self.month_first(at))?;
        self.until_day(at, next, period).or(Some((next, period)))
    }

    /// `5 September to 7 October 2022`, `between March 3 and April 9`: from day to day.
    pub(super) fn until_day(&self, at: usize, next: usize, from: Period) -> Found {
        let view = self.view;
        let link = ["to", "-", "until", "through"].iter().any(|w| view.is(next, w))
            || view.is(next, "and") && self.led_by_between(at);
        if !link || from.days() != 1 {
            return None;
        }
        let (after, to) =
            self.day_first(next + 1).or_else(|| self.month_first(next + 1)).filter(|(_, to)| to.days() == 1)?;
        let first = from.first();
        if self.year(next - 1).is_some() {
            return Period::new(first, to.last()).map(|period| (after, period));
        }
        // The year is often printed once, behind the second day.
        let same_year = Date::new(to.last().year(), first.month(), first.day()).ok()?;
        let first = if same_year <= to.last() {
            same_year
        } else {
            Date::new(to.last().year() - 1, first.month(), first.day()).ok()?
        };
        Period::new(first, to.last()).map(|period| (after, period))
    }

    /// `18 August`, `26 March 2022`, `the 5th of March`.
    pub(super) fn day_first(&self, at: usize) -> Found {
        let (mut next, day) = self.day_number(at)?;
        let link = ["to", "-"].iter().any(|w| self.view.is(next, w))
            || self.view.is(next, "and") && at > 0 && self.view.is(at - 1, "between");
        if link
            && let Some((after, last)) = self.day_number(next + 1)
            && last > day
            && let Some(month) = self.month_name(after)
        {
            // "between 5 and 23 September", "4-22 January 1995"
            return self.in_year(after + 1, |year| {
                Period::new(Date::new(year, month, day).ok()?, Date::new(year, month, last).ok()?)
            });
        }
        if self.view.glued(at) && at > 0 && !self.view.is(at - 1, "(") {
            return None;
        }
        if self.view.is(next, "of") {
            next += 1;
        }
        let month = self.month_name(next)?;
        let at_year = if self.view.is(next + 1, ".") { next + 2 } else { next + 1 };
        self.in_year(at_year, |year| Date::new(year, month, day).ok().map(Period::day))
    }

    /// `March 26, 2022`, `April 13 to 16`, `January-March 2023`, `February`.
    pub(super) fn month_first(&self, at: usize) -> Found {
        let month = self.month_name(at)?;
        let view = self.view;
        let mut next = at + 1;
        if view.is(next, ".") && view.glued(next) && view.slot(next + 1).is_some() {
            next += 1;
        }
        if let Some((after, other, from_year)) = self.second_month(next) {
            let span =
                move |year: i16| Period::months((if other < month { year - 1 } else { year }, month), (year, other));
            if let Some(first_year) = from_year {
                let (after, year) = self.year_after(after).unwrap_or((after, first_year));
                return Period::months((first_year, month), (year, other)).map(|period| (after, period));
            }
            return self.in_year(after, span);
        }
        if let Some((after, day)) =
            self.day_number(next).filter(|(after, _)| !self.is_quantity_unit(*after) && !self.counts_things(*after))
        {
            if (view.is(after, "to") || view.is(after, "-"))
                && let Some((end, last)) = self.day_number(after + 1)
                && last > day
            {
                return self.in_year(end, |year| {
                    Period::new(Date::new(year, month, day).ok()?, Date::new(year, month, last).ok()?)
                });
            }
            return self.in_year(after, |year| Date::new(year, month, day).ok().map(Period::day));
        }
        let quote = view.is(next, "'") && view.glued(next + 1);
        if quote && let Some(short) = self.integer(next + 1).filter(|n| *n < 100) {
            return Period::month(2000 + short, month).map(|period| (next + 2, period));
        }
        self.in_year(next, |year| Period::month(year, month))
    }

    /// The second month of `January-March`, `January to March`, `July 2022 to June 2023`;
    /// with the first one's own year, where it is printed.
    pub(super) fn second_month(&self, next: usize) -> Option<(usize, i8, Option<i16>)> {
        let view = self.view;
        let own = self.year(next).map(|year| (next + 1, year));
        let (link, year) = own.map_or((next, None), |(after, year)| (after, Some(year)));
        let linked = ["-", "to", "through", "until", "and"].iter().any(|word| view.is(link, word));
        let month = self.month_name(link + 1).filter(|_| linked)?;
        let joined = !view.is(link, "and") || self.led_by_between(next);
        joined.then_some((link + 2, month, year))
    }

    pub(super) fn led_by_between(&self, next: usize) -> bool {
        (1..=3).any(|back| next >= back && self.view.is(next - back, "between"))
    }

    /// `In May 25 companies closed`: behind the number stands what it counts.
    fn counts_things(&self, at: usize) -> bool {
        let plain = self.view.slot(at).is_some_and(|s| s.tags.is_empty() && s.end == s.first + 1);
        plain
            && self.view.token(at).is_some_and(|t| {
                t.kind == TokenKind::Word
                    && !t.glued
                    && !t.is_capitalised()
                    && t.lower.len() > 3
                    && t.lower.ends_with('s')
            })
    }

    pub(super) fn is_quantity_unit(&self, at: usize) -> bool {
        self.view.slot(at).is_some_and(|slot| {
            slot.find(|tag| matches!(tag, Tag::Scale(_) | Tag::Percent | Tag::Money(_)).then_some(())).is_some()
        }) || self.view.glued(at)
            && self.view.slot(at).is_some_and(|s| s.find(|t| matches!(t, Tag::ScaleMark(_)).then_some(())).is_some())
    }
}
