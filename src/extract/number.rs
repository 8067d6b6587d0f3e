//! Digit strings of every grouping habit, and what their digits promise.

use std::borrow::Cow;

use crate::model::quantity::last_trusted_place;
use crate::model::{Language, Number};

/// A number as printed in digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    /// The value.
    pub(super) value: Number,
    /// The place of the last printed digit: 0.01 for `6.50`.
    pub(super) last_digit: Number,
    /// The last place that can be trusted where no scale word follows.
    pub(super) last_trusted: Number,
    /// Whether digits are grouped, or a decimal mark is there: not a year, not a name.
    pub(super) marked: bool,
}

/// Reads a digit run. Which mark is the decimal one is told by the run itself
/// where it can be, else by the language. Nothing where the grouping is none.
pub(super) fn read(text: &str, language: Language) -> Option<Digits> {
    if text.len() > 400 {
        return None;
    }
    // Most runs are digits alone.
    if let Some(value) = bare(text) {
        let (last_digit, last_trusted) = (Number::one(), last_trusted_place(text));
        return Some(Digits { value: Number::from(value), last_digit, last_trusted, marked: false });
    }
    // Spaces and apostrophes only group.
    let spaced = text.bytes().any(|b| !b.is_ascii_digit() && !matches!(b, b'.' | b','));
    let plain: Cow<'_, str> = if spaced {
        Cow::Owned(text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect())
    } else {
        Cow::Borrowed(text)
    };
    let (whole, fraction) = split_decimals(&plain, spaced, language)?;
    let grouped = whole.len() < plain.len() || spaced || whole.contains(['.', ',']);
    let whole: Cow<'_, str> =
        if whole.contains(['.', ',']) { Cow::Owned(whole.split(['.', ',']).collect()) } else { Cow::Borrowed(whole) };
    let places = i32::try_from(fraction.len()).ok()?;
    let last_digit = Number::pow10(-places);
    let value = match short(&whole, fraction) {
        Some(digits) => &Number::from(digits) * &last_digit,
        None => &[&whole, fraction].concat().parse::<Number>().ok()? * &last_digit,
    };
    let last_trusted = if fraction.is_empty() { last_trusted_place(&whole) } else { last_digit.clone() };
    Some(Digits { value, last_digit, last_trusted, marked: grouped })
}

/// All digits as one number, where there are up to 18 of them.
fn short(whole: &str, fraction: &str) -> Option<i64> {
    let value = |sum: i64, digit: u8| sum * 10 + i64::from(digit - b'0');
    let digits = || whole.bytes().chain(fraction.bytes());
    (whole.len() + fraction.len() <= 18 && digits().all(|b| b.is_ascii_digit())).then(|| digits().fold(0, value))
}

/// The value of up to 18 digits without a mark.
fn bare(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.len() <= 18 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// The whole part as printed, and the decimals.
fn split_decimals(plain: &str, spaced: bool, language: Language) -> Option<(&str, &str)> {
    let count = |mark: u8| plain.bytes().filter(|b| *b == mark).count();
    let (dots, commas) = (count(b'.'), count(b','));
    let decimal = match (dots, commas) {
        (0, 0) => None,
        (_, 0) => decimal_mark(plain, '.', dots, spaced, language != Language::Vi),
        (0, _) => decimal_mark(plain, ',', commas, spaced, language == Language::Vi),
        _ => {
            let last = plain.rfind(['.', ','])?;
            plain[last..].chars().next()
        }
    };
    let (whole, fraction) = match decimal {
        Some(mark) => plain.rsplit_once(mark)?,
        None => (plain, ""),
    };
    if whole.contains(['.', ',']) && !is_grouping(whole) || fraction.contains(['.', ',']) {
        return None;
    }
    Some((whole, fraction))
}

/// Whether a lone kind of mark is the decimal one. Three digits behind a single
/// mark are a group in the language that groups by it, unless a zero leads.
fn decimal_mark(plain: &str, mark: char, count: usize, spaced: bool, native: bool) -> Option<char> {
    let (whole, tail) = plain.rsplit_once(mark)?;
    let decimal = count == 1 && (spaced || native || tail.len() != 3 || whole.starts_with('0') || whole.len() > 3);
    decimal.then_some(mark)
}

/// Thousands (1,234,567) or lakh grouping (12,34,567).
fn is_grouping(whole: &str) -> bool {
    let lengths = || whole.split(['.', ',']).map(str::len);
    let (Some(first), Some(last)) = (lengths().next(), lengths().next_back()) else { return false };
    let middle = || lengths().skip(1).take(lengths().count().saturating_sub(2));
    (1..=3).contains(&first) && last == 3 && (middle().all(|g| g == 3) || first <= 2 && middle().all(|g| g == 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn en(text: &str) -> Option<(String, String)> {
        read(text, Language::En).map(|d| (d.value.to_string(), d.last_trusted.to_string()))
    }

    fn vi(text: &str) -> Option<String> {
        read(text, Language::Vi).map(|d| d.value.to_string())
    }

    #[test]
    fn groups_and_decimals() {
        let two = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(en("137,000"), two("137000", "1000"));
        assert_eq!(en("1,234.50"), two("1234.5", "0.01"));
        assert_eq!(en("1.234,5"), two("1234.5", "0.1"));
        assert_eq!(en("1.234"), two("1.234", "0.001"));
        assert_eq!(en("12,5"), two("12.5", "0.1"));
        assert_eq!(en("0,234"), two("0.234", "0.001"));
        assert_eq!(en("12,34,567"), two("1234567", "1"));
        assert_eq!(en("1 234 567"), two("1234567", "1"));
        assert_eq!(en("25 000,5"), two("25000.5", "0.1"));
        assert_eq!(en("1.234.567"), two("1234567", "1"));
        assert_eq!(en("9.30.15"), None);
        assert_eq!(vi("1.234"), Some("1234".into()));
        assert_eq!(vi("8,7"), Some("8.7".into()));
        assert_eq!(vi("1,234"), Some("1.234".into()));
        assert_eq!(vi("3.32"), Some("3.32".into()));
    }
}
