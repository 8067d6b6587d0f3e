//! Vietnamese periods: the noun comes first, and its number, year or place behind it (`quý I/2024`,
//! `9 tháng đầu năm`, `tháng trước`, `giai đoạn 2021-2025`).
//!
//! What a form is and how it is run as a test stands in [`super::forms`].

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::class::Class;
use super::super::lexicon::Tag;
use super::super::token::signs;
use super::forms::Form;
use super::starts::{CARDINAL, DIGITS, EDGE, FISCAL, NOUN, SAME, SO_FAR, WORD};
use super::{Found, Reader, Reading, Seen};
use crate::model::{Language, Period};

/// Every form, the most particular first.
pub(super) const FORMS: &[Form] = &[
    Form {
        name: "same part of another year",
        read: |reader, at| reader.vi_same_in(at),
        begins: SAME | WORD,
        reads: &[("cùng kỳ năm 2018", "same in 2018"), ("so với cùng kỳ 2020", "same in 2020")],
        leaves: &["cùng kỳ", "cùng năm"],
    },
    Form {
        name: "this year so far",
        read: |reader, at| reader.so_far(at),
        begins: SO_FAR,
        reads: &[("từ đầu năm đến nay", "2022-01-01/2022-08-19 | 2022-01-01/2022-08-18")],
        leaves: &["từ năm nay"],
    },
    Form {
        name: "stretch",
        read: |reader, at| Reader::known(at, reader.vi_stretch(at)),
        begins: DIGITS | NOUN | WORD | FISCAL,
        reads: &[
            ("giai đoạn 2021-2025", "2021/2025"),
            ("từ năm 2016 đến năm 2020", "2016/2020"),
            ("từ 2016 đến 2020", "2016/2020"),
            ("từ tháng 1 đến tháng 9/2021", "2021-01/2021-09"),
            ("từ quý I/2020 đến quý II/2021", "2020-01/2021-06"),
            ("niên vụ 2019-2020", "2019/2020"),
            ("từ đầu năm đến ngày 15/3/2021", "2021-01-01/2021-03-15"),
            ("tính từ đầu năm", "2022-01-01/2022-08-19"),
            ("từ năm 2011 đến hết tháng 9/2016", "2011-01/2016-09"),
            ("từ đầu năm 2022 đến nay", "2022-01-01/2022-08-19"),
            ("từ tháng 3 đến nay", "2022-03-01/2022-08-19"),
            ("từ năm 2016 đến nay", "2016/2022"),
            ("từ 11-17/3/2021", "2021-03-11/2021-03-17"),
            ("ngày 5-12/7", "2022-07-05/2022-07-12"),
        ],
        leaves: &["từ 1.000 đến 2.000", "giai đoạn 2", "từ năm 2016"],
    },
    Form {
        name: "year up to a day",
        read: |reader, at| Reader::known(at, reader.vi_fiscal_end(at)),
        begins: FISCAL,
        reads: &[("năm tài chính kết thúc ngày 31/3/2021", "2020-04/2021-03")],
        leaves: &["năm tài chính 2021", "kết thúc ngày 31/3/2021"],
    },
    Form {
        name: "day",
        read: |reader, at| Reader::known(at, reader.vi_day(at)),
        begins: DIGITS | WORD,
        reads: &[
            ("ngày 15/3/2021", "2021-03-15"),
            ("ngày 5-8", "2022-08-05"),
            ("ngày 30 tháng 4 năm 2020", "2020-04-30"),
            ("31/12/2021", "2021-12-31"),
            ("31.12.2021", "2021-12-31"),
            ("ngày 8.6", "2022-06-08"),
            ("hôm nay", "2022-08-19"),
            ("ngày hôm qua", "2022-08-18"),
        ],
        leaves: &["15/3", "8.6", "ngày 8.6%", "ngày 15", "3/4 số hộ", "15 ngày"],
    },
    Form {
        name: "so many months or quarters of a year",
        read: |reader, at| Reader::known(at, reader.vi_months(at)),
        begins: DIGITS | CARDINAL,
        reads: &[
            ("9 tháng đầu năm 2021", "2021-01/2021-09"),
            ("7 tháng đầu năm", "2022-01/2022-07"),
            ("sáu tháng cuối năm 2021", "2021-07/2021-12"),
            ("11 tháng năm 2021", "2021-01/2021-11"),
            ("9 tháng/2021", "2021-01/2021-09"),
            ("hai quý đầu năm 2021", "2021-01/2021-06"),
        ],
        leaves: &["trong 9 tháng", "thời hạn 12 tháng", "5 năm đầu"],
    },
    Form {
        name: "half of a year",
        read: |reader, at| Reader::known(at, reader.vi_half(at)),
        begins: NOUN | WORD | CARDINAL,
        reads: &[
            ("nửa đầu năm 2021", "2021-01/2021-06"),
            ("nửa cuối năm 2021", "2021-07/2021-12"),
            ("nửa đầu năm nay", "2022-01/2022-06"),
        ],
        leaves: &["nửa số hộ", "một nửa"],
    },
    Form {
        name: "edge",
        read: |reader, at| Reader::known(at, reader.vi_edge(at)),
        begins: EDGE,
        reads: &[
            ("cuối năm 2021", "2021-12-31"),
            ("hết tháng 6/2021", "2021-06-30"),
            ("đầu năm 2021", "2021-Q1"),
            ("giữa năm 2021", "2021-06/2021-07"),
            ("cuối quý II/2021", "2021-06-30"),
            ("cuối năm ngoái", "2021-12-31"),
        ],
        leaves: &["cuối cùng", "đầu tư năm 2021", "hết hàng"],
    },
    Form {
        name: "quarter",
        read: |reader, at| Reader::known(at, reader.vi_quarter(at)),
        begins: NOUN,
        reads: &[
            ("quý I/2021", "2021-Q1"),
            ("quý 3 năm 2021", "2021-Q3"),
            ("quý IV năm ngoái", "2021-Q4"),
            ("quý II", "2022-Q2"),
            ("quý này", "2022-Q2"),
            ("quý đầu năm 2021", "2021-Q1"),
        ],
        leaves: &["quý khách", "quý 5/2021", "5 quý"],
    },
    Form {
        name: "month",
        read: |reader, at| Reader::known(at, reader.vi_month(at)),
        begins: NOUN | WORD,
        reads: &[
            ("tháng 9/2021", "2021-09"),
            ("tháng 9 năm 2021", "2021-09"),
            ("tháng 9.2021", "2021-09"),
            ("tháng tư năm 2021", "2021-04"),
            ("tháng 7", "2022-07"),
            ("tháng 9 năm ngoái", "2021-09"),
            ("tháng này", "2022-08"),
        ],
        leaves: &["9 tháng", "tháng 13", "mỗi tháng"],
    },
    Form {
        name: "so many years back or ahead",
        read: |reader, at| Reader::known(at, reader.vi_lately(at)),
        begins: DIGITS | CARDINAL,
        reads: &[
            ("5 năm qua", "2017/2021"),
            ("ba năm tới", "2022/2024"),
            ("6 tháng qua", "2022-02/2022-07"),
            ("7 tháng qua", "2022-01/2022-07"),
        ],
        leaves: &["5 năm", "5 năm tuổi"],
    },
    Form {
        name: "year",
        read: |reader, at| Reader::known(at, reader.vi_year(at)),
        begins: DIGITS | NOUN | FISCAL | WORD,
        reads: &[
            ("năm 2021", "2021"),
            ("cả năm", "2022"),
            ("năm ngoái", "2021"),
            ("năm nay", "2022"),
            ("năm tài chính 2021", "2021"),
            ("trong 2021", "2021"),
        ],
        leaves: &["5 năm", "năm người", "2021 người", "2.021"],
    },
];

/// A point that a stretch begins or ends with: its days in a year, and the year, where it is printed.
struct Point {
    next: usize,
    kind: Kind,
    year: Option<i16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Year,
    Quarter(i8),
    Month(i8),
    Day(i8, i8),
}

impl Kind {
    fn of(self, year: i16) -> Option<Period> {
        match self {
            Self::Year => Period::year(year),
            Self::Quarter(n) => Period::quarter(year, n),
            Self::Month(n) => Period::month(year, n),
            Self::Day(month, day) => Date::new(year, month, day).ok().map(Period::day),
        }
    }
}

impl Reader<'_, '_, '_> {
    /// A year behind a part of it: `/2024`, `năm 2024`, `của năm 2024`, `năm ngoái`.
    fn vi_year_behind(&self, at: usize) -> Option<(usize, i16)> {
        let view = self.view;
        let of = at + usize::from(view.is(at, Class::Of));
        if (view.sign(at, "/") || view.sign(at, "-") || view.sign(at, ".")) && view.glued(at) {
            return self.year(at + 1).map(|year| (at + 2, year));
        }
        if view.is(of, Class::Year) {
            if let Some(year) = self.year(of + 1) {
                return Some((of + 2, year));
            }
            return self.vi_named_year(of);
        }
        self.year(at).filter(|_| !view.glued(at)).map(|year| (at + 1, year))
    }

    /// The year behind a part of it, where one is printed, and the slot behind both.
    fn vi_dated(&self, at: usize) -> (usize, Option<i16>) {
        self.vi_year_behind(at).map_or((at, None), |(next, year)| (next, Some(year)))
    }

    /// `năm ngoái`, `năm nay`, `năm tới`.
    fn vi_named_year(&self, at: usize) -> Option<(usize, i16)> {
        let offset = self.offset(at + 1).filter(|_| self.view.is(at, Class::Year))?;
        let now = self.clock.year()?;
        // "năm trước", in a text about the year that is over: the one before it, as "năm ngoái" is not.
        let about = self.clock.spoken.or(self.clock.running).map(|p| p.last().year());
        let before = offset == -1 && self.view.is(at + 1, Class::Before);
        let from = about.filter(|about| before && about + 1 == now).unwrap_or(now);
        Some((at + 2, from.checked_add(offset)?))
    }

    /// What `of` gives for the year printed behind, else for the latest one.
    fn vi_in_year(&self, next: usize, of: impl Fn(i16) -> Option<Period>) -> Found {
        if let Some((after, year)) = self.vi_year_behind(next) {
            return of(year).map(|period| (after, period));
        }
        self.clock.latest(of, self.ahead).map(|period| (next, period))
    }

    /// A small number in digits, a word or Roman letters.
    fn vi_nth(&self, at: usize) -> Option<i8> {
        let roman = match self.view.token(at)?.text {
            "I" => Some(1),
            "II" => Some(2),
            "III" => Some(3),
            "IV" => Some(4),
            _ => None,
        };
        let count = || self.count(at).and_then(|n| i8::try_from(n).ok());
        roman.or_else(count)
    }

    /// A number of digits from one to `most`.
    fn vi_digits(&self, at: usize, most: i8) -> Option<i8> {
        self.integer(at).and_then(|n| i8::try_from(n).ok()).filter(|n| (1..=most).contains(n))
    }

    fn vi_same_in(&self, at: usize) -> Option<Seen> {
        if !self.view.is(at, Class::Same) {
            return None;
        }
        let (next, year) = self.vi_year_behind(at + 1)?;
        let named = self.view.is(at + 1, Class::Year) && self.year(at + 2).is_none();
        (!named).then(|| Seen::new(next - at, Reading::SameIn(year)))
    }

    /// `15/3/2024`, `ngày 15/3`, `ngày 30 tháng 4 năm 2024`: the day comes first.
    fn vi_day_point(&self, at: usize) -> Option<Point> {
        let view = self.view;
        let led = view.is(at, Class::Day);
        let from = at + usize::from(led);
        // "đến hết 30/9", "tính đến 30/9"
        let led = led || at > 0 && view.is_any(at - 1, &[Class::End, Class::Deadline]);
        // "chốt phiên 12/7": a phrase that ends with the session.
        let session = || view.tokens.get(view.slot(at - 1)?.end - 1).map(|t| t.is(Class::Day));
        let led = led || at > 0 && view.language == Language::Vi && session() == Some(true);
        if let Some(point) = self.vi_dotted_day(from, led) {
            return Some(point);
        }
        let day = self.vi_digits(from, 31)?;
        if view.is(from + 1, Class::Month) {
            let month = self.vi_digits(from + 2, 12)?;
            let (next, year) = self.vi_dated(from + 3);
            return Some(Point { next, kind: Kind::Day(month, day), year });
        }
        let mark = ["/", "-"].into_iter().find(|mark| view.sign(from + 1, mark))?;
        let month = self.vi_digits(from + 2, 12)?;
        let year = self.year(from + 4).filter(|_| view.sign(from + 3, mark) && view.glued(from + 3));
        let next = if year.is_some() { from + 5 } else { from + 3 };
        (led || year.is_some()).then_some(Point { next, kind: Kind::Day(month, day), year })
    }

    /// `ngày 8.6`, `31.12.2022`: points between day, month and year, which are one number.
    fn vi_dotted_day(&self, at: usize, led: bool) -> Option<Point> {
        let view = self.view;
        let (day, rest) = view.digits(at)?.split_once('.')?;
        let (month, year) = rest.split_once('.').map_or((rest, None), |(month, year)| (month, Some(year)));
        let year = match year {
            Some(year) => Some(year.parse().ok().filter(|year| (1900..=2100).contains(year))?),
            None => None,
        };
        let small = |digits: &str, most: i8| digits.parse::<i8>().ok().filter(|n| (1..=most).contains(n));
        let (day, month) = (small(day, 31)?, small(month, 12)?);
        let measured =
            view.sign(at + 1, "%") || view.glued(at + 1) && !view.sign_any(at + 1, &signs![",", ".", ")", ";", ":"]);
        let stands = year.is_some() || led && !measured;
        stands.then_some(Point { next: at + 1, kind: Kind::Day(month, day), year })
    }

    fn vi_day(&self, at: usize) -> Found {
        // "hôm nay", "ngày hôm qua"
        let word = at + usize::from(self.view.is(at + 1, Class::Day));
        if self.view.is(at, Class::Day)
            && let Some(offset) = self.offset(word + 1).filter(|offset| *offset <= 0)
        {
            let day = self.clock.now?.checked_add(i32::from(offset).days()).ok()?;
            return Some((word + 2, Period::day(day)));
        }
        self.vi_resolved(&self.vi_day_point(at)?)
    }

    fn vi_resolved(&self, point: &Point) -> Found {
        let period = match point.year {
            Some(year) => point.kind.of(year),
            None => self.clock.latest(|year| point.kind.of(year), self.ahead),
        };
        period.map(|period| (point.next, period))
    }

    /// `tháng 9/2024`, `tháng 9 năm ngoái`, `tháng tư`, `tháng 9.2024`.
    fn vi_month_point(&self, at: usize) -> Option<Point> {
        let view = self.view;
        let named = self.month_word(at);
        let number = || self.vi_digits(at + 1, 12).filter(|_| view.is(at, Class::Month));
        if view.is(at, Class::Month)
            && let Some((month, year)) = view.digits(at + 1).and_then(|digits| digits.split_once('.'))
        {
            let month = month.parse().ok().filter(|n| (1..=12).contains(n))?;
            let year = year.parse().ok().filter(|year| (1900..=2100).contains(year))?;
            return Some(Point { next: at + 2, kind: Kind::Month(month), year: Some(year) });
        }
        let (next, month) = match named {
            Some(month) => (at + 1, month),
            None => (at + 2, number()?),
        };
        let (next, year) = self.vi_dated(next);
        Some(Point { next, kind: Kind::Month(month), year })
    }

    fn vi_month(&self, at: usize) -> Found {
        let view = self.view;
        if let Some(month) = self.vi_month_told_of(at) {
            return Some((at + 1, month));
        }
        if view.is(at, Class::Month)
            && let Some(offset) = self.offset(at + 1)
        {
            let day = self.clock.now?.first_of_month().checked_add(i32::from(offset).months()).ok()?;
            return Period::month(day.year(), day.month()).map(|period| (at + 2, period));
        }
        self.vi_resolved(&self.vi_month_point(at)?)
    }

    /// `Trong tháng, cả nước có`: the last one of what the text is about.
    fn vi_month_told_of(&self, at: usize) -> Option<Period> {
        let view = self.view;
        let opens = at == 1 && view.is(at, Class::Month) && view.is(0, Class::In) && view.sign(at + 1, ",");
        let last = self.clock.running.filter(|_| opens)?.last();
        Period::month(last.year(), last.month())
    }

    /// `quý I/2024`, `quý 3 năm ngoái`, `quý đầu năm`.
    fn vi_quarter_point(&self, at: usize) -> Option<Point> {
        let view = self.view;
        if !view.is(at, Class::Quarter) {
            return None;
        }
        let nth = match (view.is(at + 1, Class::Opening), view.is(at + 1, Class::Closing)) {
            (true, _) => 1,
            (_, true) => 4,
            _ => self.vi_nth(at + 1)?,
        };
        let edge = view.is_any(at + 1, &[Class::Opening, Class::Closing]);
        let (next, year) = self.vi_dated(at + 2);
        let bare = year.is_none() && edge;
        let next = next + usize::from(bare && view.is(next, Class::Year));
        let point = Point { next, kind: Kind::Quarter(nth), year };
        (1..=4).contains(&nth).then_some(point)
    }

    fn vi_quarter(&self, at: usize) -> Found {
        let view = self.view;
        if view.is(at, Class::Quarter)
            && let Some(offset) = self.offset(at + 1)
        {
            // "trong quý này", in a text about the third: that one.
            let running = self.clock.running.filter(|p| offset == 0 && p.whole_months() == Some(3));
            if let Some(running) = running {
                return Some((at + 2, running));
            }
            let day = self.clock.now?.first_of_month().checked_add((3 * i32::from(offset)).months()).ok()?;
            return Period::quarter(day.year(), (day.month() + 2) / 3).map(|period| (at + 2, period));
        }
        self.vi_resolved(&self.vi_quarter_point(at)?)
    }

    /// `năm 2024`, `2024`, `năm ngoái`.
    fn vi_year_point(&self, at: usize) -> Option<Point> {
        let view = self.view;
        if let Some((next, year)) = self.vi_named_year(at) {
            return Some(Point { next, kind: Kind::Year, year: Some(year) });
        }
        if view.is(at, Class::Whole) && view.is(at + 1, Class::Year) {
            // "cả năm": the one that the text is about, else that of publication.
            let running = self.clock.running.filter(|p| p.days() <= 366).map(|p| p.last().year());
            let year = self.year(at + 2);
            let next = if year.is_some() { at + 3 } else { at + 2 };
            let named = || self.vi_named_year(at + 1);
            let (next, year) = match (year, named()) {
                (Some(year), _) => (next, year),
                (None, Some(found)) => found,
                (None, None) => (next, running.or_else(|| self.clock.year())?),
            };
            return Some(Point { next, kind: Kind::Year, year: Some(year) });
        }
        let led = view.is_any(at, &[Class::Year, Class::Fiscal]);
        let from = at + usize::from(led);
        // "Báo cáo thị trường Việt Nam 2022 vừa công bố"
        // "Diễn đàn ngành nhôm Việt Nam - 2025 diễn ra"
        let back = 1 + usize::from(at > 1 && view.sign(at - 1, "-"));
        let name = at > back
            && view.token(at - back).is_some_and(super::super::token::Token::is_capitalised)
            && !view.glued(at);
        let year = self.year(from).filter(|_| led || name || !self.counts(from + 1))?;
        Some(Point { next: from + 1, kind: Kind::Year, year: Some(year) })
    }

    /// Whether what stands there is counted: no year stands before it.
    fn counts(&self, at: usize) -> bool {
        let named = |slot: &super::super::slot::Slot<'_>| {
            slot.tags.is_empty() || slot.is_any(&[Class::Things, Class::MeasureUnit])
        };
        !self.view.glued(at)
            && self.view.slot(at).is_some_and(|slot| slot.kind == super::SlotKind::Word && named(slot))
            && self.view.token(at).is_some_and(|token| !token.is_capitalised())
    }

    fn vi_year(&self, at: usize) -> Found {
        self.vi_resolved(&self.vi_year_point(at)?)
    }

    fn vi_point(&self, at: usize) -> Option<Point> {
        let day = || self.vi_day_point(at);
        let part = || self.vi_month_point(at).or_else(|| self.vi_quarter_point(at));
        day().or_else(part).or_else(|| self.vi_year_point(at))
    }

    /// `giai đoạn 2021-2025`, `từ tháng 1 đến tháng 9/2024`, `2021-2025`.
    fn vi_stretch(&self, at: usize) -> Found {
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
    fn vi_fiscal_end(&self, at: usize) -> Found {
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
    fn vi_months(&self, at: usize) -> Found {
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
    fn vi_half(&self, at: usize) -> Found {
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
    fn vi_edge(&self, at: usize) -> Found {
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
    fn vi_lately(&self, at: usize) -> Found {
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
