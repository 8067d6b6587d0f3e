//! Texts for people: amounts, periods, counts, and text of reports made safe to show.

use std::fmt::{Arguments, Write as _};

use crate::model::{Interval, Number, Rounding, Unit};

/// Appends to a text.
pub(crate) fn push(text: &mut String, more: Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(more);
}

/// Text with control characters and those that break lines or turn the direction of
/// writing escaped: no report can move a reader's cursor or hide a word.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            safe.extend(c.escape_unicode());
        } else {
            safe.push(c);
        }
    }
    safe
}

/// As [`escaped`], line feeds kept: our own messages have lines.
pub(crate) fn escaped_lines(text: &str) -> String {
    text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")
}

/// Text on one line: what is set apart by any blanks stands one blank apart.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text of which nothing is markup: no code, link, tag, emphasis, formula or table cell.
pub(crate) fn markdown(text: &str) -> String {
    let text = escaped(text);
    let chars: Vec<char> = text.chars().collect();
    let mut safe = String::with_capacity(text.len());
    for (at, c) in chars.iter().copied().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let after = chars.get(at + 1).copied();
        let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let marks = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '#' => true,
            // Inside of a word it marks nothing, and identifiers stay readable.
            '_' => !(word(before) && word(after)),
            // Of an address, which would become a link.
            ':' => after == Some('/'),
            '.' => at >= 3 && chars[at - 3..at].iter().all(|c| c.eq_ignore_ascii_case(&'w')),
            _ => false,
        };
        if c == '&' {
            safe.push_str("&amp;");
            continue;
        }
        if marks {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// An address that a browser may follow: of the web, and of one piece.
pub(crate) fn web(address: &str) -> Option<&str> {
    let known = address.starts_with("https://") || address.starts_with("http://");
    (known && !address.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(address)
}

/// An amount with its unit: 148 billion USD, 80,000 firms, 8.7 percent.
pub(crate) fn amount(value: &Number, unit: &Unit) -> String {
    let digits = match unit {
        Unit::Money(_) => scaled(value),
        _ => grouped(value),
    };
    match unit {
        Unit::Rank => format!("place {digits}"),
        Unit::PercentagePoint => format!("{digits} percentage points"),
        _ => format!("{digits} {unit}").trim_end().to_owned(),
    }
}

/// As [`amount`], to five digits: of what was derived, more would be said than is known.
pub(crate) fn about(value: &Number, unit: &Unit) -> String {
    amount(&to_digits(value, 5), unit)
}

/// Rounded to that many digits.
pub(crate) fn to_digits(value: &Number, digits: i32) -> Number {
    let magnitude = value.abs();
    let Some(first) = (-6..=32).rev().find(|place| magnitude >= Number::pow10(*place)) else { return value.clone() };
    // Six decimals are what `to_decimal` leaves, so one unit of the last digit is 10^-6.
    let shift = first - digits + 1 + 6;
    let moved = (value * &Number::pow10(-shift)).to_decimal(Rounding::HalfEven);
    moved.map_or_else(|_| value.clone(), |moved| &moved.to_number() * &Number::pow10(shift))
}

/// A value, or a range of two.
pub(crate) fn range(value: &Number, value_to: Option<&Number>, unit: &Unit) -> String {
    match value_to {
        None => amount(value, unit),
        Some(to) => between(&amount(value, unit), &amount(to, unit)),
    }
}

/// `134 to 135 billion USD`: what both say at their ends is said once.
fn between(low: &str, high: &str) -> String {
    let mut from: Vec<&str> = low.split(' ').collect();
    for word in high.split(' ').rev() {
        if from.len() == 1 || from.last() != Some(&word) {
            break;
        }
        from.pop();
    }
    format!("{} to {high}", from.join(" "))
}

/// What a value stands for, in words.
pub(crate) fn interval(interval: &Interval, unit: &Unit) -> String {
    let (low, high) = (interval.low.number(), interval.high.number());
    let both = low.zip(high).filter(|(low, high)| low != high);
    // Ends that are told apart by later digits only are given in full.
    let fine = both.is_some_and(|(low, high)| about(low, unit) == about(high, unit));
    let shown = |number: &Number| if fine { amount(number, unit) } else { about(number, unit) };
    match (low, high) {
        (Some(low), Some(high)) if low == high => format!("exactly {}", shown(low)),
        (Some(low), Some(high)) => between(&shown(low), &shown(high)),
        (Some(low), None) => format!("{} or more", shown(low)),
        (None, Some(high)) => format!("{} or less", shown(high)),
        (None, None) => "anything".to_owned(),
    }
}

/// Millions and billions by name where that leaves at most three decimals.
fn scaled(value: &Number) -> String {
    for (zeros, name) in [(12, "trillion"), (9, "billion"), (6, "million")] {
        let part = value * &Number::pow10(-zeros);
        let whole = (&part * &Number::from(1000)).is_integer();
        if whole && part.abs() >= Number::one() {
            return format!("{} {name}", grouped(&part));
        }
    }
    grouped(value)
}

/// Digits as the tables have them, thousands set apart.
pub(crate) fn grouped(value: &Number) -> String {
    let text = value.to_decimal(Rounding::HalfEven).map_or_else(|_| value.to_string(), |decimal| decimal.to_string());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |whole| ("-", whole));
    let mut grouped = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}

/// `1 report`, `2 reports`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        return format!("1 {noun}");
    }
    format!("{} {noun}s", grouped(&Number::from(i64::try_from(count).unwrap_or(i64::MAX))))
}

/// Lines no longer than `width` characters where words allow, each behind `indent`.
pub(crate) fn wrapped(text: &str, indent: &str, width: usize) -> String {
    let (mut lines, mut line) = (String::new(), String::new());
    for word in text.split(' ') {
        if !line.is_empty() && indent.chars().count() + line.chars().count() + 1 + word.chars().count() > width {
            push(&mut lines, format_args!("{indent}{line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    push(&mut lines, format_args!("{indent}{line}\n"));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_report_is_markup() {
        assert_eq!(markdown("a|b `c` <img src=x> *d* [e](f)"), r"a\|b \`c\` \<img src=x\> \*d\* \[e\](f)");
        assert_eq!(markdown("x_y _z_ \u{202e}&lt; $5"), r"x_y \_z\_ \\u{202e}&amp;lt; \$5");
        assert_eq!(markdown("https://a.b www.c.d 1:2 3.5"), r"https\://a.b www\.c.d 1:2 3.5");
    }

    fn said(value: &str, unit: &str) -> String {
        amount(&value.parse().unwrap(), &Unit::from(unit))
    }

    #[test]
    fn amounts_as_people_say_them() {
        assert_eq!(said("148000000000", "USD"), "148 billion USD");
        assert_eq!(said("18780000000", "USD"), "18.78 billion USD");
        assert_eq!(said("147932841000.5", "USD"), "147,932,841,000.5 USD");
        assert_eq!(said("-4000000000", "USD"), "-4 billion USD");
        assert_eq!(said("80000", "firms"), "80,000 firms");
        assert_eq!(said("11.6", "percent"), "11.6 percent");
        assert_eq!(said("44", "rank"), "place 44");
        assert_eq!(between("134 billion USD", "135 billion USD"), "134 to 135 billion USD");
        assert_eq!(between("990 million USD", "1.1 billion USD"), "990 million to 1.1 billion USD");
        assert_eq!(between("place 2", "place 5"), "place 2 to place 5");
        assert_eq!(about(&"112011790714.812085".parse().unwrap(), &Unit::from("USD")), "112.01 billion USD");
        assert_eq!(about(&"-0.0876543".parse().unwrap(), &Unit::from("percent")), "-0.087654 percent");
        assert_eq!(about(&"79500".parse().unwrap(), &Unit::from("firms")), "79,500 firms");
        assert_eq!(counted(1, "report"), "1 report");
        assert_eq!(counted(1200, "report"), "1,200 reports");
    }

    #[test]
    fn no_report_reaches_the_terminal() {
        assert_eq!(escaped("a\u{1b}[31mb\r\u{202e}c\u{9b}"), "a\\u{1b}[31mb\\u{d}\\u{202e}c\\u{9b}");
        assert_eq!(escaped("Công nghệ “số”\u{a0}1"), "Công nghệ “số”\u{a0}1");
        assert_eq!(escaped_lines("a\nb\u{7}"), "a\nb\\u{7}");
    }

    #[test]
    fn narrow_intervals_keep_their_digits() {
        let said = |low: &str, high: &str| {
            interval(&Interval::closed(low.parse().unwrap(), high.parse().unwrap()), &Unit::from("USD"))
        };
        assert_eq!(said("124677500000", "124678500000"), "124,677.5 to 124,678.5 million USD");
        assert_eq!(said("124550000000", "124650000000"), "124.55 to 124.65 billion USD");
    }

    #[test]
    fn long_lines_are_wrapped() {
        assert_eq!(wrapped("one two three", "  ", 9), "  one two\n  three\n");
    }
}
