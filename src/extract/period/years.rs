//! Years in digits and words, fiscal years, spans of years, decades and centuries.

use jiff::civil::Date;

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::super::slot::{Slot, SlotKind};
use super::super::spelled;
use super::numeric::short_year;
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

impl Reader<'_, '_, '_> {
    /// `fiscal 2022`, `FY2021-22`, `FY22`.
    pub(super) fn fiscal(&self, at: usize) -> Found {
        let view = self.view;
        let from = view.skip_article(at);
        if !view.is(from, Class::Fiscal) {
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

    /// A year or a span of years, which alone runs up to its second one.
    pub(super) fn year_or_span(&self, at: usize) -> Option<Seen> {
        let (next, period) = self.years(at)?;
        let last = self.year(at + 2).filter(|_| self.view.sign(at + 1, "-") && next == at + 3);
        let alone = last.and_then(|last| Period::years(period.first().year(), last - 1));
        Some(Seen { alone, ..Seen::new(next - at, Reading::Known(period)) })
    }

    /// A year, a span of years or a decade.
    pub(super) fn years(&self, at: usize) -> Found {
        let view = self.view;
        if view.is(at, Class::The) && self.decade(at + 1).is_some() {
            return self.decade(at + 1);
        }
        if let Some(found) = self.decade(at) {
            return Some(found);
        }
        let first = self.year(at)?;
        if let Some(found) = self.part_behind(first, at + 1) {
            return Some(found);
        }
        let dash = view.sign(at + 1, "-") || view.sign(at + 1, "/");
        let together = view.glued(at + 1) == view.glued(at + 2);
        if dash && together {
            if let Some(last) = self.year(at + 2).filter(|last| *last > first && *last - first <= 60) {
                return Period::years(first, last).map(|period| (at + 3, period));
            }
            // "in 2004/5": the year that ends in 2005.
            let last = self.integer(at + 2).filter(|_| view.digits(at + 2).is_some_and(|d| d.len() == 1));
            if view.sign(at + 1, "/") && view.glued(at + 2) && last == Some((first + 1) % 10) {
                return Period::years(first, first + 1).map(|period| (at + 3, period));
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
                // "the 1996/97 first half", where the text says when its years end.
                let part = self.part(at + 3).filter(|_| last == first + 1).zip(self.clock.fiscal.end());
                if let Some(((next, part), end)) = part {
                    return part.of_year(last, end).map(|period| (next, period));
                }
                return Period::years(first, last).map(|period| (at + 3, period));
            }
        }
        Period::year(first).map(|period| (at + 1, period))
    }

    /// `2016 November`, `2016 Q3`, `2016 third quarter`: the part stands behind its year.
    fn part_behind(&self, year: i16, at: usize) -> Found {
        let view = self.view;
        let comma = usize::from(view.sign(at, ","));
        if let Some(month) = self.month_name(at + comma).filter(|_| self.date_year(at + comma + 1).is_none()) {
            let day = self.day_number(at + comma + 1).filter(|(next, _)| self.ends(*next));
            if let Some((next, day)) = day.filter(|_| comma == 0) {
                return Date::new(year, month, day).ok().map(|day| (next, Period::day(day)));
            }
            // "In 2016, November exports rose": two periods.
            if comma == 0 || day.is_none() && self.view.slot(at + 2).is_none_or(|s| s.kind == SlotKind::Sign) {
                return Period::month(year, month).map(|period| (at + comma + 1, period));
            }
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
        if own_year || view.is(noun, Class::Month) {
            None
        } else if view.is(noun, Class::Quarter) {
            Period::quarter(year, nth).map(|period| (noun + 1, period))
        } else if view.is(noun, Class::Half) {
            Period::half(year, nth).map(|period| (noun + 1, period))
        } else {
            None
        }
    }

    pub(super) fn period_noun(&self, at: usize) -> bool {
        self.view.is_any(at, &[Class::PeriodNoun, Class::PlanNoun])
    }

    pub(super) fn decade(&self, at: usize) -> Found {
        let digits = self.view.digits(at).filter(|d| d.len() == 4)?;
        let first: i16 = digits.parse().ok().filter(|y| (1800..=2100).contains(y) && y % 10 == 0)?;
        let plural = self.view.glued(at + 1) && (self.view.is_any(at + 1, &[Class::PluralMark, Class::OwnerMark]));
        let last = if first % 100 == 0 && first % 1000 != 0 { 99 } else { 9 };
        plural.then(|| Period::years(first, first + last)).flatten().map(|period| (at + 2, period))
    }

    /// `2015` in digits, or a year in words behind a word that asks for one: the slot behind it.
    pub(super) fn year_at(&self, at: usize) -> Option<(usize, i16)> {
        if let Some(year) = self.year(at) {
            return Some((at + 1, year));
        }
        let led = at > 0
            && self
                .view
                .slot(at - 1)
                .is_some_and(|s| s.is_any(&[Class::Inside, Class::Deadline, Class::Since, Class::Base, Class::Year]));
        let asked = at > 0 && self.view.is_any(at - 1, &[Class::In, Class::Since, Class::YearNoun]);
        let round = || self.round_year(at).filter(|_| asked);
        self.year_in_words(at).filter(|_| led).or_else(round).filter(|(next, _)| self.ends(*next))
    }

    /// `two thousand`: a year only where nothing else can be meant.
    pub(super) fn round_year(&self, at: usize) -> Option<(usize, i16)> {
        let two = spelled::cardinal(self.view, at) == Some(2);
        (two && self.view.is(at + 1, Class::Thousand)).then_some((at + 2, 2000))
    }

    /// `in nineteen eighty-seven`, `since two thousand and four`, `in 1789`.
    pub(super) fn led_year(&self, at: usize) -> Found {
        if let Some(found) = self.year_at(at).filter(|_| self.year(at).is_none()) {
            return Period::year(found.1).map(|period| (found.0, period));
        }
        // Years long gone only where a preposition asks for one and nothing is counted.
        let asked = at > 0 && self.view.is_any(at - 1, &[Class::In, Class::Since, Class::YearNoun]);
        let old = self
            .integer(at)
            .filter(|year| (1500..=1899).contains(year) && self.view.digits(at).is_some_and(|d| d.len() == 4));
        Period::year(old.filter(|_| asked && self.ends(at + 1))?).map(|period| (at + 1, period))
    }

    /// `the year two hundred and sixty-seven`, `the year 843`.
    pub(super) fn numbered_year(&self, at: usize) -> Found {
        let from = self.view.skip_article(at);
        if !self.view.is(from, Class::YearNoun) {
            return None;
        }
        let (next, year) = match self.view.digits(from + 1) {
            Some(digits) => (from + 2, digits.parse().ok().filter(|_| digits.len() >= 3)?),
            None => spelled::whole(self.view, from + 1)?,
        };
        let year = i16::try_from(year).ok().filter(|year| (100..=2999).contains(year) && self.ends(next))?;
        Period::year(year).map(|period| (next, period))
    }

    /// `nineteen ninety-nine`, `nineteen oh one`, `twenty sixteen`, `two thousand and sixteen`.
    pub(super) fn year_in_words(&self, at: usize) -> Option<(usize, i16)> {
        let view = self.view;
        if let Some((next, year)) = spelled::whole(view, at).filter(|(_, year)| (1000..=2999).contains(year)) {
            return i16::try_from(year).ok().map(|year| (next, year));
        }
        let century = spelled::cardinal(view, at).filter(|n| (10..=21).contains(n))?;
        if view.is_any(at + 1, &[Class::Thousand, Class::Hundred]) {
            return None;
        }
        let joined = at + 1 + usize::from(view.sign(at + 1, "-"));
        let zero = view.is(joined, Class::ZeroLetter) || spelled::cardinal(view, joined) == Some(0);
        let (next, rest) = if zero {
            (joined + 2, spelled::cardinal(view, joined + 1).filter(|n| (1..10).contains(n))?)
        } else {
            spelled::whole(view, joined).filter(|(_, n)| (10..100).contains(n))?
        };
        i16::try_from(century * 100 + rest).ok().map(|year| (next, year))
    }

    /// `the 90s`, `the seventies`, `nineteen fifties`, `the two thousands`, `two thousand and tens`.
    pub(super) fn named_decade(&self, at: usize) -> Found {
        let view = self.view;
        let edge = |slot: &Slot<'_>| slot.is_any(&[Class::Early, Class::Mid, Class::Late]);
        let led = at > 0 && view.is(at - 1, Class::The)
            || view.before(at).is_some_and(edge)
            || at > 1 && view.sign(at - 1, "-") && view.before(at - 1).is_some_and(edge);
        let article = view.is(at, Class::The) || led;
        let from = if view.is(at, Class::The) { at + 1 } else { at };
        let decade = |first: i16, next: usize| Period::years(first, first + 9).map(|period| (next, period));
        let name =
            |at: usize| view.slot(at)?.find(|t| if let Tag::DecadeName(n) = t { Some(i16::from(n)) } else { None });
        if let Some(tens) = name(from) {
            // The twenties and the tens are of two centuries: never guessed.
            return decade(1900 + tens, from + 1).filter(|_| article && tens >= 30);
        }
        let quoted = usize::from(view.sign(from, "'") && view.glued(from + 1));
        if let Some(short) = self.integer(from + quoted).filter(|n| n % 10 == 0 && *n < 100) {
            let two = view.digits(from + quoted).is_some_and(|d| d.len() == 2);
            let behind = from + quoted + 1;
            let plural = view.glued(behind) && (view.is_any(behind, &[Class::PluralMark, Class::OwnerMark]));
            let sure = quoted == 1 || article;
            return decade(short_year(short), behind + 1).filter(|_| two && plural && sure);
        }
        if spelled::cardinal(view, from) == Some(2) && view.is(from + 1, Class::Thousand) {
            let and = usize::from(view.is(from + 2, Class::And));
            return match name(from + 2 + and) {
                Some(tens) => decade(2000 + tens, from + 3 + and),
                None => decade(2000, from + 2).filter(|_| article && view.begins(from + 1, Class::PluralForm)),
            };
        }
        let century = spelled::cardinal(view, from).filter(|n| (15..=20).contains(n))?;
        let joined = usize::from(view.sign(from + 1, "-"));
        let tens = name(from + 1 + joined)?;
        decade(i16::try_from(century * 100).ok()? + tens, from + 2 + joined)
    }

    /// `the 20th century`, `the twenty-first century`.
    pub(super) fn century(&self, at: usize) -> Option<Seen> {
        let from = if self.view.is(at, Class::The) { at + 1 } else { at };
        let (next, nth) = self.ordinal(from).or_else(|| self.day_in_words(from))?;
        let next = next + usize::from(self.view.sign(next, "-"));
        if !self.view.is(next, Class::Century) || !(1..=30).contains(&nth) {
            return None;
        }
        let first = (i16::from(nth) - 1) * 100;
        let period = Period::years(first.max(1), first + 99)?;
        Some(Seen::new(next + 1 - at, Reading::Aside(period)))
    }
}
