//! Amounts, periods and dates as a chart says them: `$136.2 bn`, `Jan–Sep 2022`, `2 Feb 2023`.

use jiff::civil::Date;

use crate::model::{Hedge, Interval, Number, PartialDate, Period, Precision, Unit};
use crate::publish::phrases;
use crate::publish::words::{escaped, grouped, interval, to_digits};

/// Digits of a value, of the ends of what it stands for, and of what is written in full.
const FEW: i32 = 4;
const MORE: i32 = 6;
const ALL: i32 = 12;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A text of a report as it may be shown: controls are seen instead of obeyed, and what
/// nobody reads to the end is cut.
pub(super) fn safe(text: &str, most: usize) -> String {
    let mut shown = escaped(&text.chars().take(most).collect::<String>());
    if text.chars().nth(most).is_some() {
        shown.push('…');
    }
    shown
}

/// Beside a mark: `$136.2 bn`, `80,000`, `8.7%`, `46th`.
pub(super) fn few(value: &Number, unit: &Unit) -> String {
    number(value, unit, FEW)
}

/// On an axis: as few digits as the steps have.
pub(super) fn tick(value: &Number, unit: &Unit) -> String {
    match unit {
        Unit::Rank => grouped(value),
        Unit::PercentagePoint => format!("{} pp", minus(&grouped(value))),
        _ => number(value, unit, ALL),
    }
}

/// In a list, with its noun: `$136.15 bn`, `80,000 firms`.
pub(super) fn more(value: &Number, unit: &Unit) -> String {
    counted(number(value, unit, listed(value, unit)), unit)
}

/// The same to more digits.
fn full(value: &Number, unit: &Unit) -> String {
    counted(number(value, unit, MORE), unit)
}

fn counted(digits: String, unit: &Unit) -> String {
    match unit {
        Unit::Count(noun) if !noun.is_empty() => format!("{digits} {}", safe(noun, 40)),
        _ => digits,
    }
}

/// A value or a range, hedged as it is printed.
pub(super) fn value(value: &Number, to: Option<&Number>, hedge: Hedge, unit: &Unit) -> String {
    let (from, hedge) = (more(value, unit), phrases::hedge(hedge));
    match to {
        Some(to) => format!("{hedge}{} to {}", number(value, unit, listed(value, unit)), more(to, unit)),
        None => format!("{hedge}{from}"),
    }
}

/// Digits of a value in a list: of what is counted all, of what is measured some.
fn listed(value: &Number, unit: &Unit) -> i32 {
    match unit {
        Unit::Count(_) if value.abs() < Number::pow10(6) => ALL,
        _ => FEW,
    }
}

/// What a value stands for.
pub(super) fn stands(of: &Interval, unit: &Unit) -> String {
    let (low, high) = (of.low.number(), of.high.number());
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("exactly {}", full(low, unit)),
        (Some(low), Some(high)) => {
            let (from, to) = (number(low, unit, MORE), number(high, unit, MORE));
            // Ends that are told apart by later digits only are given in full.
            if from == to { escaped(&interval(of, unit)) } else { format!("{from} to {}", full(high, unit)) }
        }
        (Some(low), None) => format!("{} or more", full(low, unit)),
        (None, Some(high)) => format!("{} or less", full(high, unit)),
        (None, None) => "anything".to_owned(),
    }
}

fn number(value: &Number, unit: &Unit, digits: i32) -> String {
    let rounded = to_digits(value, digits);
    match unit {
        Unit::Money(currency) => {
            let sign = if rounded.is_negative() { "−" } else { "" };
            let code = currency.as_str();
            let mark = if code == "USD" { "$".to_owned() } else { format!("{code} ") };
            format!("{sign}{mark}{}", scaled(&rounded.abs(), [(12, " tn"), (9, " bn"), (6, " m")]))
        }
        Unit::Percent => format!("{}%", minus(&grouped(&rounded))),
        Unit::PercentagePoint => format!("{} points", minus(&grouped(&rounded))),
        Unit::Rank => ordinal(&rounded),
        Unit::Times => format!("{}×", minus(&grouped(&rounded))),
        Unit::Count(_) => minus(&scaled(&rounded, [(12, " trillion"), (9, " billion"), (6, " million")])),
    }
}

/// A real minus sign: a hyphen is lost beside digits.
fn minus(digits: &str) -> String {
    digits.strip_prefix('-').map_or_else(|| digits.to_owned(), |digits| format!("−{digits}"))
}

fn scaled(value: &Number, names: [(i32, &str); 3]) -> String {
    let fits = |(zeros, _): &(i32, &str)| value.abs() >= Number::pow10(*zeros);
    match names.into_iter().find(fits) {
        Some((zeros, name)) => format!("{}{name}", grouped(&(value * &Number::pow10(-zeros)))),
        None => grouped(value),
    }
}

/// `1st`, `22nd`, `113th`.
fn ordinal(place: &Number) -> String {
    let digits = grouped(place);
    let Some(whole) = place.to_i64() else { return digits };
    let ending = match (whole % 100, whole % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{digits}{ending}")
}

fn month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or("?")
}

/// `31 Dec 2021`
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// `2024`, `Feb 2025`, `26 Mar 2022`; `undated`.
pub(super) fn date(published: Option<PartialDate>) -> String {
    let Some(published) = published else { return "undated".to_owned() };
    let last = published.effective();
    match published.precision() {
        Precision::Year => last.year().to_string(),
        Precision::Month => format!("{} {}", month(last), last.year()),
        Precision::Day => day(last),
    }
}

/// A period in two parts, to be written in a line or in two: what of the year, and the year.
pub(super) fn period_lines(period: Period) -> (String, String) {
    let (first, last) = (period.first(), period.last());
    let year = last.year().to_string();
    if first == last {
        return (format!("{} {}", last.day(), month(last)), year);
    }
    let Some(months) = period.whole_months() else {
        return (format!("{} to", day(first)), day(last));
    };
    if first.year() != last.year() {
        return if months % 12 == 0 && first.month() == 1 {
            (String::new(), format!("{}–{}", first.year(), last.year()))
        } else {
            (format!("{} {} –", month(first), first.year()), format!("{} {year}", month(last)))
        };
    }
    let part = match (months, first.month()) {
        (12, _) => String::new(),
        (1, _) => month(first).to_owned(),
        (3, 1 | 4 | 7 | 10) => format!("Q{}", (first.month() + 2) / 3),
        (6, 1) => "Jan–Jun".to_owned(),
        _ => format!("{}–{}", month(first), month(last)),
    };
    (part, year)
}

/// `Jan–Sep 2022`
pub(super) fn period(period: Period) -> String {
    let (part, year) = period_lines(period);
    format!("{part} {year}").trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(value: &str, unit: &str) -> String {
        few(&value.parse().unwrap(), &Unit::from(unit))
    }

    #[test]
    fn amounts_are_short() {
        assert_eq!(said("136153000000", "USD"), "$136.2 bn");
        assert_eq!(said("-4000000000", "USD"), "−$4 bn");
        assert_eq!(said("80000", "firms"), "80,000");
        assert_eq!(said("1670000", "persons"), "1.67 million");
        assert_eq!(said("-10.8", "percent"), "−10.8%");
        assert_eq!(said("112", "rank"), "112th");
        assert_eq!(said("43", "rank"), "43rd");
        assert_eq!(said("2.5", "times"), "2.5×");
        assert_eq!(more(&"64000".parse().unwrap(), &Unit::from("firms")), "64,000 firms");
    }

    #[test]
    fn periods_as_people_say_them() {
        for (text, named) in [
            ("2022", "2022"),
            ("2024-Q1", "Q1 2024"),
            ("2023-05", "May 2023"),
            ("2021-12-31", "31 Dec 2021"),
            ("2022-01/2022-06", "Jan–Jun 2022"),
            ("2021-01/2021-09", "Jan–Sep 2021"),
            ("2023/2025", "2023–2025"),
            ("2016-01/2020-06", "Jan 2016 – Jun 2020"),
            ("2021-12-03/2022-01-07", "3 Dec 2021 to 7 Jan 2022"),
        ] {
            assert_eq!(period(text.parse().unwrap()), named);
        }
    }

    #[test]
    fn texts_are_cut_and_controls_are_seen() {
        assert_eq!(safe("a\u{202e}b\u{0}", 10), "a\\u{202e}b\\u{0}");
        assert_eq!(safe("abcdef", 3), "abc…");
    }
}
