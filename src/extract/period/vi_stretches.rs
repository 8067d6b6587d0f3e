//! Vietnamese periods of several parts: stretches (`giai đoạn 2021-2025`), months counted on (`9 tháng
//! đầu năm`), halves, edges, and what is counted from now. The table of forms is [`super::vi`]'s.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::vi::{Kind, Point};
use super::{Found, Reader};
use crate::model::Period;

impl Reader<'_, '_, '_> {
    /// `giai đoạn 2021-2025`, `từ tháng 1 đến tháng 9/2024`, `2021-2025`.
    pub(super) fn vi_stretch(&self, at: usize) -> Found {
        let view = self.view;
        let named = view.is_any(at, &[Class::PeriodNoun, Class::Fiscal]);
        let from = at + usize::from(named);
        let since = view.is_any(from, &[Class::From, Class::Since]);
        let (led, from) = (named || since, from + usize::from(since));
        if led && view.is(from, Class::Beginning) && view.is(from + 1, Class::Year) {
            return self.vi_from_new_year(from).or_else(|| self.vi_since_new_year(from));
        }
        if let Some(found) = self.vi_days(from) {
            return Some(found);
        }
        let first = self.vi_point(from)?;
        let slash = view.is(from.saturating_sub(1), Class::Fiscal) && view.sign(first.next, "/");
        let dash = (slash || view.sign(first.next, "-")) && view.glued(first.next) == view.glued(first.next + 1);
        let to = led && view.is_any(first.next, &[Class::To, Class::Onward]);
        // "từ năm 2020 đến nay", "từ tháng 3 đến nay"
        let phrase = view.is(first.next, Class::Present) && view.begins_any(first.next, &[Class::To, Class::Onward]);
        let until = first.next + usize::from(!phrase);
        if since
            && (phrase || to && view.is_any(until, &[Class::Present, Class::This]))
            && let Some(now) = self.clock.now
        {
            let begins = first.kind.of(first.year.or_else(|| self.clock.year())?)?;
            let years = first.kind == Kind::Year && begins.last() < now;
            let whole =
                if years { Period::years(begins.first().year(), now.year()) } else { Period::new(begins.first(), now) };
            return whole.filter(|whole| whole.first() < now).map(|whole| (until + 1, whole));
        }
        if !(dash || to) {
            return None;
        }
        let short = self.integer(first.next + 1).filter(|n| (1..=99).contains(n));
        // "giai đoạn 2017 - 2022 đánh dấu": no 2,022 of anything.
        let plain = self.year(first.next + 1).filter(|_| named && first.kind == Kind::Year);
        let plain = plain.map(|year| Point { next: first.next + 2, kind: Kind::Year, year: Some(year) });
        // "từ năm 2011 đến hết tháng 9/2016"
        let until = first.next + 1 + usize::from(to && view.is(first.next + 1, Class::End));
        let second = match (plain.or_else(|| self.vi_point(until)), first.kind, short) {
            (Some(second), ..) => second,
            // "2023-24", "tháng 1-9/2024"
            (None, Kind::Year, Some(short)) if dash && view.digits(first.next + 1).is_some_and(|d| d.len() == 2) => {
                let year = first.year.map(|year| year - year % 100 + short);
                Point { next: first.next + 2, kind: Kind::Year, year }
            }
            (None, Kind::Month(_), Some(month)) if month <= 12 => {
                let next = first.next + 2;
                let (next, year) = self.vi_dated(next);
                Point { next, kind: Kind::Month(i8::try_from(month).ok()?), year }
            }
            _ => return None,
        };
        let year = second
            .year
            .or_else(|| self.clock.latest(|year| second.kind.of(year), self.ahead).map(|p| p.last().year()))?;
        let last = second.kind.of(year)?;
        let begins = first.kind.of(first.year.unwrap_or(year))?;
        let whole = Period::new(begins.first(), last.last()).filter(|_| begins.last() < last.first())?;
        Some((second.next, whole))
    }

    /// `11-17/10`, `ngày 1-9/3/2025`, `từ ngày 5 đến 12/6`: days of one month.
    fn vi_days(&self, at: usize) -> Found {
        let view = self.view;
        let from = at + usize::from(view.is(at, Class::Day));
        let first = self.vi_digits(from, 31)?;
        let led = from > at && view.is_any(from + 1, &[Class::To, Class::Onward, Class::And]);
        let link = led || view.sign(from + 1, "-");
        let to = from + 2 + usize::from(view.is(from + 2, Class::Day));
        let last = self.vi_digits(to, 31).filter(|last| link && first < *last)?;
        let month = self.vi_digits(to + 2, 12).filter(|_| view.sign(to + 1, "/") && view.glued(to + 1))?;
        let year = self.year(to + 4).filter(|_| view.sign(to + 3, "/") && view.glued(to + 3));
        let days = |year: i16| Period::new(Date::new(year, month, first).ok()?, Date::new(year, month, last).ok()?);
        match year {
            Some(year) => days(year).map(|period| (to + 5, period)),
            None => self.clock.latest(days, self.ahead).map(|period| (to + 3, period)),
        }
    }

    /// `từ đầu năm đến ngày 20/8/2022`, `từ đầu năm 2022 đến hết tháng 8`.
    fn vi_from_new_year(&self, at: usize) -> Found {
        let view = self.view;
        let own = self.year(at + 2);
        let to = at + 2 + usize::from(own.is_some());
        let to = to + usize::from(view.is_any(to, &[Class::To, Class::Onward, Class::Deadline]));
        // "từ đầu năm 2025 đến nay"
        if to > at + 2
            && view.is_any(to, &[Class::Present, Class::This])
            && let (Some(now), Some(year)) = (self.clock.now, own.or_else(|| self.clock.year()))
        {
            return Period::new(Date::new(year, 1, 1).ok()?, now).map(|period| (to + 1, period));
        }
        let (next, end) = self.vi_edge(to).or_else(|| self.vi_resolved(&self.vi_point(to)?))?;
        let first = Date::new(own.unwrap_or(end.last().year()), 1, 1).ok()?;
        Period::new(first, end.last()).map(|period| (next, period))
    }

    /// `tính từ đầu năm,`: up to the day of publication.
    fn vi_since_new_year(&self, at: usize) -> Found {
        let view = self.view;
        let goes_on = view.is_any(at + 2, &[Class::To, Class::Onward, Class::Deadline, Class::This, Class::Last])
            || self.year(at + 2).is_some();
        let now = self.clock.now.filter(|_| !goes_on)?;
        let first = Date::new(now.year(), 1, 1).ok()?;
        Period::new(first, now).map(|period| (at + 2, period))
    }

    /// `năm tài chính kết thúc ngày 31/3/2024`: the twelve months up to it.
    pub(super) fn vi_fiscal_end(&self, at: usize) -> Found {
        let view = self.view;
        if !view.is(at, Class::Fiscal) || !view.is(at + 1, Class::Closed) {
            return None;
        }
        let day = at + 2 + usize::from(view.is_any(at + 2, &[Class::In, Class::At]));
        let (next, end) = self.vi_resolved(&self.vi_point(day)?)?;
        let last = end.last().last_of_month();
        let first = last.first_of_month().checked_sub(11.months()).ok()?;
        Period::new(first, last).map(|period| (next, period))
    }

    /// `9 tháng đầu năm 2024`, `sáu tháng cuối năm`, `11 tháng năm 2024`, `hai quý đầu năm`.
    pub(super) fn vi_months(&self, at: usize) -> Found {
        let view = self.view;
        let count = self.count(at)?;
        let months = match (view.is(at + 1, Class::Month), view.is(at + 1, Class::Quarter)) {
            (true, _) => count,
            (_, true) => count.checked_mul(3)?,
            _ => return None,
        };
        let months = i8::try_from(months).ok().filter(|n| (1..=12).contains(n))?;
        let (opening, closing) = (view.is(at + 2, Class::Opening), view.is(at + 2, Class::Closing));
        let of = |year: i16| {
            if closing {
                Period::months((year, 13 - months), (year, 12))
            } else {
                Period::months((year, 1), (year, months))
            }
        };
        let next = at + 2 + usize::from(opening || closing);
        if let Some((after, year)) = self.vi_year_behind(next) {
            return of(year).map(|period| (after, period));
        }
        // "7 tháng đầu năm", "lũy kế 6 tháng": of the running one.
        let year = next + usize::from(view.is(next, Class::Year));
        let summed = (1..=2.min(at)).any(|back| view.is(at - back, Class::Cumulates))
            || months > 1
                && view.is_any(next, &[Class::Estimate, Class::Level])
                && at > 0
                && !view.is(at - 1, Class::Label);
        // "lãi suất kỳ hạn 6 tháng còn 7,35%, 12 tháng còn 7,9%": so long is the term.
        let term = !opening && !closing && (0..at).any(|i| view.is(i, Class::RateOf) || view.begins(i, Class::RateOf));
        if term && !view.is(next, Class::Year) {
            return None;
        }
        // "6 tháng cuối năm" are those of the running year, but for its first weeks.
        let last = || {
            let now = self.clock.now?;
            of(if now.month() <= 2 { now.year() - 1 } else { now.year() })
        };
        let found = if closing { last() } else { self.clock.latest(of, self.ahead) };
        let found = found.map(|period| (year, period));
        let bare = || view.is(at + 1, Class::Month) && found.is_some_and(|(_, period)| self.vi_is_so_far(at, period));
        found.filter(|_| opening || closing || summed || bare())
    }

    /// `xuất khẩu 9 tháng đạt`, told in October: the months of the year that are over, where nothing makes
    /// them time that passes.
    fn vi_is_so_far(&self, at: usize, period: Period) -> bool {
        let view = self.view;
        let over = self.clock.now.is_some_and(|now| {
            let just = now.first_of_month().checked_sub(1.month()).ok();
            just.is_some_and(|just| period.last() == just.last_of_month()) || period.last() == now.last_of_month()
        });
        let told = self.clock.running == Some(period);
        let passes = [Class::Each, Class::EachOne, Class::Average, Class::ManySyllables, Class::Label];
        let led = at > 0
            && (view.is_any(at - 1, &passes)
                || view.slot(at - 1).is_some_and(|s| s.find(|t| matches!(t, Tag::Before(_)).then_some(())).is_some()));
        let ends = view.slot(at + 2).is_none_or(|s| s.kind != super::SlotKind::Word || !s.tags.is_empty());
        period.whole_months().is_some_and(|months| months > 1) && (over || told) && !led && ends
    }

    /// `nửa đầu năm 2024`, `nửa cuối năm nay`.
    pub(super) fn vi_half(&self, at: usize) -> Found {
        let view = self.view;
        let nth = match (view.is(at + 1, Class::Opening), view.is(at + 1, Class::Closing)) {
            (true, _) => 1,
            (_, true) => 2,
            _ => return None,
        };
        if !view.is(at, Class::Half) || !view.is(at + 2, Class::Year) {
            return None;
        }
        let half = |year| Period::half(year, nth);
        match self.vi_in_year(at + 2, half)? {
            (next, period) if next == at + 2 => Some((at + 3, period)),
            found => Some(found),
        }
    }

    /// `cuối năm 2024`, `hết tháng 9`, `đầu năm nay`, `giữa năm 2024`.
    pub(super) fn vi_edge(&self, at: usize) -> Found {
        let view = self.view;
        let kind = [Class::End, Class::Mid, Class::Beginning].into_iter().find(|class| view.is(at, *class))?;
        let (next, whole) = match self.vi_point(at + 1) {
            Some(point) => self.vi_resolved(&point)?,
            // "cuối năm": of the running one.
            None if view.is(at + 1, Class::Year) => {
                let now = self.clock.year()?;
                // "so với đầu năm", in a text about the year that is over
                let about = self.clock.spoken.or(self.clock.running).map(|p| p.last().year());
                let year = about.filter(|about| kind == Class::Beginning && about + 1 == now).unwrap_or(now);
                let ahead = self.ahead || kind == Class::Beginning;
                (at + 2, Period::year(if ahead { year } else { year.checked_sub(1)? })?)
            }
            None => return None,
        };
        let part = match (kind, whole.as_year()) {
            (Class::End, _) => Some(Period::day(whole.last())),
            (Class::Mid, Some(year)) => Period::months((year, 6), (year, 7)),
            (Class::Beginning, Some(year)) => Period::quarter(year, 1),
            _ => Some(whole),
        }?;
        Some((next, part))
    }

    /// `5 năm qua`, `ba năm tới`, `6 tháng qua`.
    pub(super) fn vi_lately(&self, at: usize) -> Found {
        let view = self.view;
        let count = self.count(at)?;
        let offset = match (view.is(at + 2, Class::Lately), view.is(at + 2, Class::Coming)) {
            (true, _) => -1,
            (_, true) => 1,
            _ => return None,
        };
        let (now, year) = (self.clock.now?, self.clock.year()?);
        let period = if view.is(at + 1, Class::Year) {
            if offset < 0 {
                Period::years(year.checked_sub(count)?, year - 1)
            } else {
                Period::years(year, year.checked_add(count)? - 1)
            }
        } else if view.is(at + 1, Class::Month) && offset < 0 {
            // "10 tháng qua", in October or November: those of the year.
            let month = i16::from(now.month());
            if count >= 2 && (count == month || count + 1 == month) {
                Period::months((year, 1), (year, i8::try_from(count).ok()?))
            } else {
                let first = now.first_of_month().checked_sub(i32::from(count).months()).ok()?;
                Period::new(first, now.first_of_month().yesterday().ok()?)
            }
        } else {
            None
        }?;
        Some((at + 3, period))
    }
}
