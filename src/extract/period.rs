//! The recognizer of periods: years, halves, quarters, months, days, stretches
//! and words relative to the day of publication.

use jiff::ToSpan;
use jiff::civil::Date;

use super::lexicon::{Class, Tag};
use super::slot::{SlotKind, View};
use super::token::TokenKind;
use crate::model::{PartialDate, Period};

/// What a mention of a period says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// These days.
    Known(Period),
    /// The same part of that year as the period it is compared with.
    SameIn(i16),
    /// No such date; never guessed.
    Impossible,
}

/// A recognized period: how many slots it takes, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Slots taken.
    pub(super) slots: usize,
    /// Reading.
    pub(super) reading: Reading,
}

/// Where relative words count from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    now: Option<Date>,
}

impl Clock {
    /// From the date of publication.
    pub(super) fn new(published: Option<PartialDate>) -> Self {
        Self { now: published.map(PartialDate::effective) }
    }

    fn year(self) -> Option<i16> {
        self.now.map(Date::year)
    }

    /// The latest stretch like `of(year)` that had begun by publication.
    fn latest(self, of: impl Fn(i16) -> Option<Period>, ahead: bool) -> Option<Period> {
        let now = self.now?;
        let this = of(now.year())?;
        match (this.first() > now, ahead) {
            (true, false) => of(now.year() - 1),
            (false, true) if this.last() < now => of(now.year() + 1),
            _ => Some(this),
        }
    }
}

/// Reads a period that begins at slot `at`. `ahead` says that the sentence looks
/// forward, so that a month without its year is the next one.
pub(super) fn at(view: View<'_, '_, '_>, at: usize, clock: Clock, ahead: bool) -> Option<Seen> {
    let reader = Reader { view, clock, ahead };
    let slot = view.slot(at)?;
    if slot.kind == SlotKind::Sign {
        return None;
    }
    let known = |found: Option<(usize, Period)>| {
        found.map(|(next, period)| Seen { slots: next - at, reading: Reading::Known(period) })
    };
    reader
        .date(at)
        .or_else(|| reader.same_in(at))
        .or_else(|| known(reader.edge(at)))
        .or_else(|| known(reader.plain(at)))
}

struct Reader<'s, 't, 'v> {
    view: View<'s, 't, 'v>,
    clock: Clock,
    ahead: bool,
}

type Found = Option<(usize, Period)>;

impl Reader<'_, '_, '_> {
    /// Everything but edges and dates with clock times.
    fn plain(&self, at: usize) -> Found {
        self.running_year(at)
            .or_else(|| self.first_months(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.coded_part(at))
            .or_else(|| self.month(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.years(at))
            .or_else(|| self.relative(at))
    }

    // -- numbers -----------------------------------------------------------

    fn integer(&self, at: usize) -> Option<i16> {
        let digits = self.view.digits(at)?;
        (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
    }

    /// A count of months or years, in digits or a word.
    fn count(&self, at: usize) -> Option<i16> {
        let word = self.view.slot(at)?.find(|tag| match tag {
            Tag::Cardinal(n) => Some(i16::from(n)),
            _ => None,
        });
        word.or_else(|| self.integer(at).filter(|n| (1..=100).contains(n)))
    }

    fn ordinal(&self, at: usize) -> Option<(usize, i8)> {
        let word = self.view.slot(at)?.find(|tag| match tag {
            Tag::Ordinal(n) => i8::try_from(n).ok(),
            _ => None,
        });
        if let Some(n) = word {
            return Some((at + 1, n));
        }
        let n = i8::try_from(self.integer(at)?).ok()?;
        let suffix = self.view.glued(at + 1)
            && ["st", "nd", "rd", "th"].iter().any(|s| self.view.is(at + 1, s));
        suffix.then_some((at + 2, n))
    }

    /// A calendar year in four bare digits that nothing makes a quantity or a name.
    fn year(&self, at: usize) -> Option<i16> {
        let digits = self.view.digits(at).filter(|d| d.len() == 4)?;
        let year: i16 = digits.parse().ok().filter(|y| (1900..=2100).contains(y))?;
        let view = self.view;
        let first = view.slot(at)?.first;
        let touches_word = view.glued(at) && first > 0 && view.tokens[first - 1].kind == TokenKind::Word;
        let touched = view.glued(at + 1)
            && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && !view.is(at + 1, "s") && !view.is(at + 1, "'s"));
        let unit = view.slot(at + 1).is_some_and(|slot| {
            slot.find(|tag| matches!(tag, Tag::Scale(_) | Tag::Percent | Tag::Money(_) | Tag::Times).then_some(())).is_some()
        });
        let money = at > 0
            && view.slot(at - 1).is_some_and(|s| s.find(|t| matches!(t, Tag::Money(_)).then_some(())).is_some())
            && view.glued(at);
        (!touches_word && !touched && !unit && !money).then_some(year)
    }

    /// `2016`, `of 2016`, `in 2016`, `, 2016`, `last year`, `this year`.
    fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let mut at = at;
        if self.view.is(at, ",") || self.view.is(at, "of") || self.view.is(at, "in") || self.view.is(at, "-") {
            at += 1;
        }
        at = self.view.skip_article(at);
        at = if self.view.class(at, Class::Fiscal) { at + 1 } else { at };
        if let Some(year) = self.year(at) {
            return Some((at + 1, year));
        }
        let (next, period) = self.named_year(at)?;
        Some((next, period.as_year()?))
    }

    /// `last year`, `this year`, `next year`.
    fn named_year(&self, at: usize) -> Found {
        let offset = self.offset(at)?;
        let noun = at + 1;
        let year = if self.view.class(noun, Class::Year) { noun + 1 } else { return None };
        Period::year(self.clock.year()?.checked_add(offset)?).map(|period| (year, period))
    }

    fn offset(&self, at: usize) -> Option<i16> {
        let slot = self.view.slot(at)?;
        let offsets = [(Class::Last, -1), (Class::This, 0), (Class::Next, 1)];
        offsets.into_iter().find(|(class, _)| slot.is(*class)).map(|(_, offset)| offset)
    }

    // -- dates ---------------------------------------------------------------

    /// `2023/02/02`, `2023-02-02`, `02.02.2023`, with or without a clock time before.
    fn date(&self, at: usize) -> Option<Seen> {
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

    /// `the same period of 2018`.
    fn same_in(&self, at: usize) -> Option<Seen> {
        let from = self.view.skip_article(at);
        if !self.view.class(from, Class::Same) {
            return None;
        }
        let (next, year) = self.year_after(from + 1)?;
        Some(Seen { slots: next - at, reading: Reading::SameIn(year) })
    }

    // -- edges of longer stretches -------------------------------------------

    /// `the end of 2023`, `end-2023`, `2021-end`, `early 2020`, `mid-2019`, `late last year`.
    fn edge(&self, at: usize) -> Found {
        let view = self.view;
        if let Some(year) = self.year(at)
            && view.is(at + 1, "-")
            && view.glued(at + 2)
            && view.class(at + 2, Class::End)
        {
            return Period::year(year).map(|period| (at + 3, Period::day(period.last())));
        }
        let slot = view.slot(at)?;
        let kinds = [Class::End, Class::Early, Class::Late, Class::Mid, Class::Beginning];
        let kind = kinds.into_iter().find(|class| slot.is(*class))?;
        let mut from = at + 1;
        if view.is(from, "-") || view.is(from, "of") || view.is(from, "in") {
            from += 1;
        }
        let (next, whole) = self.plain(view.skip_article(from)).or_else(|| self.bare_year_end(at, kind))?;
        let year = whole.as_year();
        let part = match (kind, year) {
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

    /// `at year-end`: of the running year, or the one before where that is ahead.
    fn bare_year_end(&self, at: usize, kind: Class) -> Found {
        let year_end = kind == Class::End && self.view.token(at).is_some_and(|t| t.is("year"));
        let now = self.clock.now.filter(|_| year_end)?;
        let year = if self.ahead { now.year() } else { now.year() - 1 };
        Period::year(year).map(|period| (at + 1, period))
    }

    // -- parts of years --------------------------------------------------------

    /// `the year to June 2015`, `12 months to March`, `the fiscal year ended March 31, 2010`.
    fn running_year(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        let (length, next) = if view.class(from, Class::Fiscal) {
            (12, from + 1)
        } else if view.class(from, Class::Year) && !view.class(from, Class::End) {
            (12, from + 1)
        } else if view.class(from, Class::Quarter) && !view.class(from, Class::Month) {
            (3, from + 1)
        } else if view.class(from, Class::Half) && !view.is(from + 1, "of") {
            (6, from + 1 + usize::from(view.is(from + 1, "-") || view.class(from + 1, Class::Year)))
        } else {
            let count = self.count(from)?;
            (view.class(from + 1, Class::Month).then_some(count)?, from + 2)
        };
        let next = next + usize::from(view.is(next, "that") || view.is(next, "which"));
        if !view.class(next, Class::Ended) {
            return None;
        }
        let mut end_at = next + 1 + usize::from(view.is(next + 1, "on") || view.is(next + 1, "in"));
        end_at = view.skip_article(end_at);
        if view.class(end_at, Class::End) {
            end_at += 1;
        }
        let (after, end) = self.month(end_at)?;
        let last = end.last().last_of_month();
        let first = last.first_of_month().checked_sub(i32::from(length - 1).months()).ok()?;
        Period::new(first, last).map(|period| (after, period))
    }

    /// `the first seven months of 2023`, `the first half`, `the second quarter of last year`.
    fn first_months(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        let last_one = view.is(from, "final").then_some(());
        let (mut noun, nth) = match last_one {
            Some(()) => (from + 1, 4),
            None => self.ordinal(from)?,
        };
        if view.is(noun, "-") {
            noun += 1;
        }
        let months = self.count(noun).filter(|_| nth == 1);
        if let Some(count) = months {
            let unit = noun + 1;
            let months = if view.class(unit, Class::Month) {
                count
            } else if view.class(unit, Class::Quarter) {
                count.checked_mul(3)?
            } else {
                return None;
            };
            let last = i8::try_from(months).ok().filter(|m| (1..=12).contains(m))?;
            return self.in_year(unit + 1, |year| Period::months((year, 1), (year, last)));
        }
        if view.class(noun, Class::Half) && (1..=2).contains(&nth) {
            return self.in_year(noun + 1, |year| Period::half(year, nth));
        }
        if view.class(noun, Class::Quarter) && !view.class(noun, Class::Month) && (1..=4).contains(&nth) {
            return self.in_year(noun + 1, |year| Period::quarter(year, nth));
        }
        if view.class(noun, Class::Month) && nth == 1 {
            return self.in_year(noun + 1, |year| Period::month(year, 1));
        }
        None
    }

    /// `last quarter`, `this month`, `the June quarter`.
    fn part_of_year(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if let Some(month) = self.month_name(from)
            && view.class(from + 1, Class::Quarter)
        {
            return self.in_year(from + 2, |year| {
                let last = Period::month(year, month)?.last();
                Period::new(last.first_of_month().checked_sub(2.months()).ok()?, last)
            });
        }
        let offset = self.offset(from)?;
        let now = self.clock.now?;
        if view.class(from + 1, Class::Month) {
            let day = now.first_of_month().checked_add(i32::from(offset).months()).ok()?;
            return Period::month(day.year(), day.month()).map(|period| (from + 2, period));
        }
        if view.class(from + 1, Class::Quarter) {
            let day = now.first_of_month().checked_add((3 * i32::from(offset)).months()).ok()?;
            return Period::quarter(day.year(), (day.month() + 2) / 3).map(|period| (from + 2, period));
        }
        None
    }

    /// `Q1 2024`, `1Q23`, `H1`, `9M 2023`.
    fn coded_part(&self, at: usize) -> Found {
        let view = self.view;
        let code = |letter: &str, number: i16, year: i16| -> Option<Period> {
            let n = i8::try_from(number).ok()?;
            match letter {
                "q" => Period::quarter(year, n),
                "h" => Period::half(year, n),
                "m" if n == 6 || n == 9 => Period::months((year, 1), (year, n)),
                _ => None,
            }
        };
        let letter_at = |at: usize| view.token(at).filter(|t| t.is_upper() && matches!(t.text, "Q" | "H" | "M"));
        let (letter, number, next) = if let Some(letter) = letter_at(at).filter(|t| t.text != "M") {
            (letter, self.integer(at + 1).filter(|_| view.glued(at + 1))?, at + 2)
        } else {
            let number = self.integer(at).filter(|n| (1..=9).contains(n))?;
            let letter = letter_at(at + 1).filter(|t| t.glued && !(t.text == "M" && !matches!(number, 6 | 9)))?;
            (letter, number, at + 2)
        };
        let mark = letter.lower.to_string();
        code(&mark, number, 2000)?;
        if view.glued(next)
            && let Some(short) = self.integer(next).filter(|_| view.digits(next).is_some_and(|d| d.len() == 2))
        {
            return code(&mark, number, 2000 + short).map(|period| (next + 1, period));
        }
        let year_at = if view.is(next, "/") { next + 1 } else { next };
        if let Some((after, year)) = self.year_after(year_at) {
            return code(&mark, number, year).map(|period| (after, period));
        }
        if mark == "m" {
            return None;
        }
        self.clock.latest(|year| code(&mark, number, year), self.ahead).map(|period| (next, period))
    }

    /// What `of` gives for the year printed behind, else for the latest one.
    fn in_year(&self, next: usize, of: impl Fn(i16) -> Option<Period>) -> Found {
        if let Some((after, year)) = self.year_after(next) {
            return of(year).map(|period| (after, period));
        }
        self.clock.latest(of, self.ahead).map(|period| (next, period))
    }

    // -- months and days ---------------------------------------------------------

    fn month_name(&self, at: usize) -> Option<i8> {
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
                s.is(Class::Preposition) || s.is(Class::By) || s.is(Class::Since) || s.is(Class::End) || s.is(Class::Ended)
                    || s.is(Class::Last) || s.is(Class::Early) || s.is(Class::Late) || s.is(Class::Mid) || s.is(Class::Conjunction)
                    || s.is(Class::Breaker)
            });
        let dashed = self.view.is(at + 1, "-");
        let certain = if token.is("may") { beside_number || led && token.is_capitalised() || dashed } else { true };
        ((token.is_capitalised() || !ambiguous || beside_number) && certain).then_some(month)
    }

    fn day_number(&self, at: usize) -> Option<(usize, i8)> {
        if let Some((next, day)) = self.ordinal(at).filter(|_| self.view.digits(at).is_some()) {
            return Some((next, day));
        }
        let short = self.view.digits(at).filter(|d| d.len() <= 2)?;
        short.parse().ok().filter(|d| (1..=31).contains(d)).map(|day| (at + 1, day))
    }

    /// A month, a day of a month, or a stretch of either, with or without a year.
    fn month(&self, at: usize) -> Found {
        let at = if self.view.is(at, "the") && self.view.digits(at + 1).is_some() { at + 1 } else { at };
        let (next, period) = self.day_first(at).or_else(|| self.month_first(at))?;
        self.until_day(at, next, period).or(Some((next, period)))
    }

    /// `5 September to 7 October 2022`, `between March 3 and April 9`: from day to day.
    fn until_day(&self, at: usize, next: usize, from: Period) -> Found {
        let view = self.view;
        let link = ["to", "-", "until", "through"].iter().any(|w| view.is(next, w)) || view.is(next, "and") && self.led_by_between(at);
        if !link || from.days() != 1 {
            return None;
        }
        let (after, to) = self.day_first(next + 1).or_else(|| self.month_first(next + 1)).filter(|(_, to)| to.days() == 1)?;
        // The year is often printed once, behind the second day.
        let first = from.first();
        let same_year = Date::new(to.last().year(), first.month(), first.day()).ok()?;
        let first = if same_year <= to.last() { same_year } else { Date::new(to.last().year() - 1, first.month(), first.day()).ok()? };
        Period::new(first, to.last()).map(|period| (after, period))
    }

    /// `18 August`, `26 March 2022`, `the 5th of March`.
    fn day_first(&self, at: usize) -> Found {
        let (mut next, day) = self.day_number(at)?;
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
    fn month_first(&self, at: usize) -> Found {
        let month = self.month_name(at)?;
        let view = self.view;
        let mut next = at + 1;
        if view.is(next, ".") && view.glued(next) && view.slot(next + 1).is_some() {
            next += 1;
        }
        if let Some((after, other, from_year)) = self.second_month(next) {
            let span = move |year: i16| Period::months((if other < month { year - 1 } else { year }, month), (year, other));
            if let Some(first_year) = from_year {
                let (after, year) = self.year_after(after).unwrap_or((after, first_year));
                return Period::months((first_year, month), (year, other)).map(|period| (after, period));
            }
            return self.in_year(after, span);
        }
        if let Some((after, day)) = self.day_number(next).filter(|(after, _)| !self.is_quantity_unit(*after)) {
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
    fn second_month(&self, next: usize) -> Option<(usize, i8, Option<i16>)> {
        let view = self.view;
        let own = self.year(next).map(|year| (next + 1, year));
        let (link, year) = own.map_or((next, None), |(after, year)| (after, Some(year)));
        let linked = ["-", "to", "through", "until", "and"].iter().any(|word| view.is(link, word));
        let month = self.month_name(link + 1).filter(|_| linked)?;
        let joined = !view.is(link, "and") || self.led_by_between(next);
        joined.then_some((link + 2, month, year))
    }

    fn led_by_between(&self, next: usize) -> bool {
        (1..=3).any(|back| next >= back && self.view.is(next - back, "between"))
    }

    fn is_quantity_unit(&self, at: usize) -> bool {
        self.view.slot(at).is_some_and(|slot| {
            slot.find(|tag| matches!(tag, Tag::Scale(_) | Tag::Percent | Tag::Money(_)).then_some(())).is_some()
        }) || self.view.glued(at) && self.view.slot(at).is_some_and(|s| s.find(|t| matches!(t, Tag::ScaleMark(_)).then_some(())).is_some())
    }

    // -- years -----------------------------------------------------------------

    /// `fiscal 2022`, `FY2021-22`, `FY22`.
    fn fiscal(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if !view.class(from, Class::Fiscal) {
            return None;
        }
        if let Some(found) = self.years(from + 1) {
            return Some(found);
        }
        let short = self.integer(from + 1).filter(|_| view.glued(from + 1) && view.digits(from + 1).is_some_and(|d| d.len() == 2))?;
        Period::year(2000 + short).map(|period| (from + 2, period))
    }

    /// A year, a stretch of years or a decade.
    fn years(&self, at: usize) -> Found {
        let view = self.view;
        if view.is(at, "the") && self.decade(at + 1).is_some() {
            return self.decade(at + 1);
        }
        if let Some(found) = self.decade(at) {
            return Some(found);
        }
        let first = self.year(at)?;
        let dash = view.is(at + 1, "-") || view.is(at + 1, "/");
        let together = view.glued(at + 1) == view.glued(at + 2);
        if dash && together {
            if let Some(last) = self.year(at + 2).filter(|last| *last > first && *last - first <= 60) {
                return Period::years(first, last).map(|period| (at + 3, period));
            }
            let short = self.integer(at + 2).filter(|_| view.digits(at + 2).is_some_and(|d| d.len() == 2) && view.glued(at + 2));
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

    fn period_noun(&self, at: usize) -> bool {
        self.view.is(at, "period") || self.view.is(at, "plan")
    }

    fn decade(&self, at: usize) -> Found {
        let digits = self.view.digits(at).filter(|d| d.len() == 4)?;
        let first: i16 = digits.parse().ok().filter(|y| (1800..=2100).contains(y) && y % 10 == 0)?;
        let plural = self.view.glued(at + 1) && (self.view.is(at + 1, "s") || self.view.is(at + 1, "'s"));
        let last = if first % 100 == 0 && first % 1000 != 0 { 99 } else { 9 };
        plural.then(|| Period::years(first, first + last)).flatten().map(|period| (at + 2, period))
    }

    /// `last year`, `the past five years`, `the next three years`, `five years ago`, `so far this year`.
    fn relative(&self, at: usize) -> Found {
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
            let (count, next) = match self.count(from + 1) {
                Some(count) if view.class(from + 2, Class::Year) => (count, from + 3),
                Some(count) if view.class(from + 2, Class::Decade) => (count.checked_mul(10)?, from + 3),
                None if view.class(from + 1, Class::Decade) => (10, from + 2),
                Some(count) if view.class(from + 2, Class::Month) => return self.months_around(from + 3, offset, count),
                _ => return None,
            };
            return match offset {
                -1 => Period::years(now.checked_sub(count)?, now - 1),
                1 => Period::years(now, now.checked_add(count)? - 1),
                _ => None,
            }
            .map(|period| (next, period));
        }
        let count = self.count(at)?;
        let (years, next) = match () {
            () if view.class(at + 1, Class::Year) => (count, at + 2),
            () if view.class(at + 1, Class::Decade) => (count.checked_mul(10)?, at + 2),
            () => return None,
        };
        if !view.class(next, Class::Ago) || count == 1 {
            return None;
        }
        Period::year(self.clock.year()?.checked_sub(years)?).map(|period| (next + 1, period))
    }

    fn months_around(&self, next: usize, offset: i16, count: i16) -> Found {
        let month = self.clock.now?.first_of_month();
        let shift = |months: i32| month.checked_add(months.months()).ok();
        let (first, last) = match offset {
            -1 => (shift(-i32::from(count))?, shift(-1)?),
            _ => (month, shift(i32::from(count) - 1)?),
        };
        Period::months((first.year(), first.month()), (last.year(), last.month())).map(|period| (next, period))
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Vocabulary;
    use super::super::slot::tag;
    use super::super::token::tokenize;
    use super::*;

    /// The first period seen in `text`, published 2022-08-19.
    fn first(text: &str) -> String {
        let vocabulary = Vocabulary::english().unwrap();
        let tokens = tokenize(text, 0);
        let slots = tag(&tokens, &vocabulary);
        let view = View { slots: &slots, tokens: &tokens };
        let clock = Clock::new("2022-08-19".parse().ok());
        let seen = (0..slots.len()).find_map(|i| at(view, i, clock, false));
        match seen.map(|s| s.reading) {
            Some(Reading::Known(period)) => period.to_string(),
            Some(Reading::SameIn(year)) => format!("same in {year}"),
            Some(Reading::Impossible) => "impossible".into(),
            None => "-".into(),
        }
    }

    #[test]
    fn every_form() {
        let cases = [
            ("in 2019", "2019"),
            ("the 2024-2025 period", "2024/2025"),
            ("2022-26 programme", "2022/2026"),
            ("from 2016 to 2020", "2016/2020"),
            ("between 2015 and 2020", "2015/2020"),
            ("in 2012/13", "2012/2013"),
            ("the 1990s", "1990/1999"),
            ("the first seven months of 2023", "2023-01/2023-07"),
            ("the first half of last year", "2021-01/2021-06"),
            ("the third quarter", "2022-Q3"),
            ("Q4 2023", "2023-Q4"),
            ("1Q23", "2023-Q1"),
            ("the June quarter", "2022-Q2"),
            ("March 26, 2022", "2022-03-26"),
            ("18 August", "2022-08-18"),
            ("April 13 to 16", "2022-04-13/2022-04-16"),
            ("January-March", "2022-Q1"),
            ("from January to May", "2022-01/2022-05"),
            ("in February", "2022-02"),
            ("in November", "2021-11"),
            ("15:32, 2023/02/02", "2023-02-02"),
            ("09:51, 2023/51/30", "impossible"),
            ("by the end of 2023", "2023-12-31"),
            ("as of 2021-end", "2021-12-31"),
            ("as of end-2021", "2021-12-31"),
            ("at the end of June", "2022-06-30"),
            ("the beginning of last year", "2021-Q1"),
            ("last month", "2022-07"),
            ("the past five years", "2017/2021"),
            ("the next three years", "2022/2024"),
            ("the year to June 2015", "2014-07/2015-06"),
            ("12 months to March", "2021-04/2022-03"),
            ("the fiscal year ended March 31, 2010", "2009-04/2010-03"),
            ("the quarter ended 30 June", "2022-Q2"),
            ("the half year to December 2021", "2021-07/2021-12"),
            ("the financial year that ended on 31 March", "2021-04/2022-03"),
            ("between 5 June and 7 July 2021", "2021-06-05/2021-07-07"),
            ("from November 20 to January 10, 2022", "2021-11-20/2022-01-10"),
            ("fiscal 2022", "2022"),
            ("so far this year", "2022-01-01/2022-08-19"),
            ("the same month of 2018", "same in 2018"),
            ("five years earlier", "2017"),
        ];
        let wrong: Vec<_> = cases.iter().map(|(t, w)| (t, w, first(t))).filter(|(_, want, got)| *want != got).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_no_period() {
        for text in ["2,021 firms", "$2021", "2000 million", "5G", "A2020", "may rise", "2021kg"] {
            assert_eq!(first(text), "-", "{text}");
        }
    }
}
