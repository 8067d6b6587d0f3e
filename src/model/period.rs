//! Periods: first and last day, with one canonical ISO 8601 text each.

use std::fmt;
use std::str::FromStr;

use compact_str::CompactString;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A stretch of days, both ends included.
///
/// Its text is the shortest of: year `2022`, quarter `2024-Q1`, month `2023-05`,
/// day `2021-12-31`, or an interval of years, months or days `2023/2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Date,
    last: Date,
}

/// Why something is no period.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no period: write 2022, 2024-Q1, 2023-05, 2021-12-31 or an interval such as 2023/2025")]
pub struct PeriodError(pub String);

/// Why something is no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: write 2023-02-02, 2023-02 or 2023")]
pub struct PartialDateError(pub String);

impl Period {
    /// From the first to the last day; nothing where they are the wrong way round.
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// All days of the calendar: what stands for no period in particular.
    pub const ALL_TIME: Self = Self { first: Date::MIN, last: Date::MAX };

    /// A calendar year from 1 to 9998.
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, year)
    }

    /// From the first day of a year to the last day of another.
    pub fn years(from: i16, to: i16) -> Option<Self> {
        if !(1..=9998).contains(&from) || !(1..=9998).contains(&to) {
            return None;
        }
        Self::new(date(from, 1, 1), date(to, 12, 31))
    }

    /// Whole months, from the month of a year to the month of another.
    pub fn months(from: (i16, i8), to: (i16, i8)) -> Option<Self> {
        let first = Date::new(from.0, from.1, 1).ok()?;
        let last = Date::new(to.0, to.1, 1).ok()?.last_of_month();
        Self::new(first, last)
    }

    /// A month.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        Self::months((year, month), (year, month))
    }

    /// A quarter, 1 to 4.
    pub fn quarter(year: i16, quarter: i8) -> Option<Self> {
        if !(1..=4).contains(&quarter) {
            return None;
        }
        Self::months((year, 3 * quarter - 2), (year, 3 * quarter))
    }

    /// A half year, 1 or 2.
    pub fn half(year: i16, half: i8) -> Option<Self> {
        if !(1..=2).contains(&half) {
            return None;
        }
        Self::months((year, 6 * half - 5), (year, 6 * half))
    }

    /// One day.
    pub const fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// The first day.
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    pub fn last(self) -> Date {
        self.last
    }

    /// The number of days, both ends counted.
    pub fn days(self) -> i64 {
        i64::from((self.last - self.first).get_days()) + 1
    }

    /// The calendar year, where the period is exactly one.
    pub fn as_year(self) -> Option<i16> {
        (Self::year(self.first.year()) == Some(self)).then(|| self.first.year())
    }

    /// Whether it begins and ends with whole months.
    pub fn is_whole_months(self) -> bool {
        self.first.day() == 1 && self.last == self.last.last_of_month()
    }

    /// Whether both are as long: as many whole months, else as many days.
    pub fn is_as_long_as(self, other: Self) -> bool {
        match (self.whole_months(), other.whole_months()) {
            (Some(ours), Some(theirs)) => ours == theirs,
            _ => self.days() == other.days(),
        }
    }

    /// The same days `years` earlier (later where negative); the end of a month
    /// stays the end of that month. Nothing outside of the calendar.
    pub fn years_earlier(self, years: i16) -> Option<Self> {
        let shift = |day: Date| {
            let moved = Date::new(day.year().checked_sub(years)?, day.month(), 1).ok()?;
            let end_of_month = day == day.last_of_month() && day.day() >= 28;
            if end_of_month && day == self.last {
                Some(moved.last_of_month())
            } else {
                Date::new(moved.year(), day.month(), day.day().min(moved.days_in_month())).ok()
            }
        };
        if self.first == self.last {
            return shift(self.first).map(Self::day);
        }
        Self::new(shift(self.first)?, shift(self.last)?)
    }

    /// The stretch of the same length that ends the day before this one begins,
    /// in months where the period is whole months.
    pub fn preceding(self) -> Option<Self> {
        let last = self.first.checked_sub(1.day()).ok()?;
        if let Some(months) = self.whole_months() {
            let first = last.first_of_month().checked_sub((months - 1).months()).ok()?;
            return Self::new(first, last);
        }
        let first = last.checked_sub((self.days() - 1).days()).ok()?;
        Self::new(first, last)
    }

    /// How many whole months it is, if it is.
    pub fn whole_months(self) -> Option<i32> {
        let years = i32::from(self.last.year()) - i32::from(self.first.year());
        let months = years * 12 + i32::from(self.last.month()) - i32::from(self.first.month()) + 1;
        self.is_whole_months().then_some(months)
    }

    /// Whether every day of `other` is inside.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether some day is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (a, b) = (self.first, self.last);
        let mut text = Digits::default();
        let quarter = (a.month() + 2) / 3;
        if self.as_year().is_some() {
            text.year(a);
        } else if Self::years(a.year(), b.year()) == Some(*self) {
            text.year(a).mark(b'/').year(b);
        } else if Self::quarter(a.year(), quarter) == Some(*self) {
            text.year(a).mark(b'-').mark(b'Q').digit(quarter);
        } else if self.is_whole_months() {
            text.month(a);
            if Self::month(a.year(), a.month()) != Some(*self) {
                text.mark(b'/').month(b);
            }
        } else {
            text.day(a);
            if a != b {
                text.mark(b'/').day(b);
            }
        }
        f.write_str(text.as_str())
    }
}

/// The text of a day, as ISO 8601 writes it.
pub(crate) fn written(day: Date) -> CompactString {
    CompactString::new(Digits::default().day(day).as_str())
}

/// Digits and marks of at most two days, written without the machinery of formats: tables are full
/// of them. Years are those of four digits: no other is read.
#[derive(Debug, Default)]
struct Digits {
    bytes: [u8; 24],
    length: usize,
}

impl Digits {
    fn mark(&mut self, mark: u8) -> &mut Self {
        if let Some(byte) = self.bytes.get_mut(self.length) {
            *byte = mark;
            self.length += 1;
        }
        self
    }

    fn digit(&mut self, digit: i8) -> &mut Self {
        self.mark(b'0' + digit.unsigned_abs() % 10)
    }

    fn two(&mut self, number: i8) -> &mut Self {
        self.digit(number / 10).digit(number % 10)
    }

    fn year(&mut self, day: Date) -> &mut Self {
        let year = day.year();
        let narrow = |number: i16| i8::try_from(number).unwrap_or_default();
        self.two(narrow(year / 100)).two(narrow(year % 100))
    }

    fn month(&mut self, day: Date) -> &mut Self {
        self.year(day).mark(b'-').two(day.month())
    }

    fn day(&mut self, day: Date) -> &mut Self {
        self.month(day).mark(b'-').two(day.day())
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads every form that [`fmt::Display`] writes, and intervals of any of them.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let bad = || PeriodError(text.to_owned());
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (single(from).ok_or_else(bad)?, single(to).ok_or_else(bad)?);
            return Self::new(from.first, to.last).ok_or_else(bad);
        }
        single(text).ok_or_else(bad)
    }
}

fn single(text: &str) -> Option<Period> {
    let digits = |part: &str, width: usize| -> Option<i16> {
        (part.len() == width && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten()
    };
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let Some(second) = parts.next() else { return Period::year(year) };
    let third = parts.next();
    if parts.next().is_some() {
        return None;
    }
    if let Some(quarter) = second.strip_prefix('Q') {
        return if third.is_none() { Period::quarter(year, i8::try_from(digits(quarter, 1)?).ok()?) } else { None };
    }
    let month = i8::try_from(digits(second, 2)?).ok()?;
    match third {
        None => Period::month(year, month),
        Some(day) => Date::new(year, month, i8::try_from(digits(day, 2)?).ok()?).ok().map(Period::day),
    }
}

impl Serialize for Period {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Period {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// How exactly a date was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
}

impl Precision {
    /// The name in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

/// A date known to the year, month or day: `2024`, `2025-02`, `2022-03-26`.
///
/// In comparisons it counts as its last possible day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    period: Period,
    precision: Precision,
}

impl PartialDate {
    /// An exact day.
    pub fn day(day: Date) -> Self {
        Self { period: Period::day(day), precision: Precision::Day }
    }

    /// Every day that it may be.
    pub fn range(self) -> Period {
        self.period
    }

    /// The day it counts as: the last possible one.
    pub fn effective(self) -> Date {
        self.period.last
    }

    /// How exactly it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Whether it is certainly before `other`: their ranges do not overlap.
    pub fn is_before(self, other: Self) -> bool {
        self.period.last < other.period.first
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.period.fmt(f)
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, PartialDateError> {
        let bad = || PartialDateError(text.to_owned());
        let precision = match text.len() {
            4 => Precision::Year,
            7 if !text.contains('Q') => Precision::Month,
            10 => Precision::Day,
            _ => return Err(bad()),
        };
        let period = single(text).ok_or_else(bad)?;
        Ok(Self { period, precision })
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_each() {
        for text in
            ["2022", "2024-Q1", "2023-05", "2021-12-31", "2023/2025", "2024-01/2024-07", "2015-08-19/2020-08-18"]
        {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        assert_eq!("2024-01/2024-03".parse::<Period>().unwrap().to_string(), "2024-Q1");
        assert_eq!("2024-01/2024-12".parse::<Period>().unwrap().to_string(), "2024");
        for text in ["", "22", "2023-13", "2023-02-30", "2023-51-30", "2025/2023", "2024-Q5", "2024-Q1-01", "０２２１"]
        {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_year_earlier() {
        let earlier = |text: &str| text.parse::<Period>().unwrap().years_earlier(1).unwrap().to_string();
        assert_eq!(earlier("2022"), "2021");
        assert_eq!(earlier("2024-01/2024-02"), "2023-01/2023-02");
        assert_eq!(earlier("2023-01/2023-02"), "2022-01/2022-02");
        assert_eq!(earlier("2024-02-29"), "2023-02-28");
        assert_eq!(earlier("2021-12-31"), "2020-12-31");
        assert_eq!("2024-Q1".parse::<Period>().unwrap().preceding().unwrap().to_string(), "2023-Q4");
    }

    #[test]
    fn partial_dates_compare_by_range() {
        let d = |text: &str| text.parse::<PartialDate>().unwrap();
        assert!(d("2022-03-26").is_before(d("2023")));
        assert!(!d("2023").is_before(d("2023-06")));
        assert!(!d("2023-06").is_before(d("2023")));
        assert_eq!(d("2025-02").effective(), date(2025, 2, 28));
        for text in ["2024-Q1", "2023/2025", "2023-51-30", ""] {
            let why = text.parse::<PartialDate>().unwrap_err().to_string();
            assert!(why.ends_with("is no date: write 2023-02-02, 2023-02 or 2023"), "{why}");
        }
    }
}
