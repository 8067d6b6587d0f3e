//! Vietnamese periods: the noun comes first, and its number, year or place behind it (`quý I/2024`,
//! `9 tháng đầu năm`, `tháng trước`, `giai đoạn 2021-2025`).
//!
//! What a form is and how it is run as a test stands in [`super::forms`].

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::class::Class;
use super::super::token::{Token, signs};
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
pub(super) struct Point {
    pub(super) next: usize,
    pub(super) kind: Kind,
    pub(super) year: Option<i16>,
}

/// What a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Year,
    Quarter(i8),
    Month(i8),
    Day(i8, i8),
}

impl Kind {
    pub(super) fn of(self, year: i16) -> Option<Period> {
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
    pub(super) fn vi_year_behind(&self, at: usize) -> Option<(usize, i16)> {
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
    pub(super) fn vi_dated(&self, at: usize) -> (usize, Option<i16>) {
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
    pub(super) fn vi_in_year(&self, next: usize, of: impl Fn(i16) -> Option<Period>) -> Found {
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
    pub(super) fn vi_digits(&self, at: usize, most: i8) -> Option<i8> {
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

    pub(super) fn vi_resolved(&self, point: &Point) -> Found {
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
        // "Hội chợ Đồ Gỗ 2019 mở cửa", "Hội chợ Đồ Gỗ - 2019 mở cửa": part of a name.
        let back = 1 + usize::from(at > 1 && view.sign(at - 1, "-"));
        let name = at > back && view.token(at - back).is_some_and(Token::is_capitalised) && !view.glued(at);
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

    pub(super) fn vi_point(&self, at: usize) -> Option<Point> {
        let day = || self.vi_day_point(at);
        let part = || self.vi_month_point(at).or_else(|| self.vi_quarter_point(at));
        day().or_else(part).or_else(|| self.vi_year_point(at))
    }
}
