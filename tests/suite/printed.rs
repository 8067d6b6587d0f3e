//! Properties of reading numbers: a value printed in any form reads back as the
//! same value, exactly, in the same unit.

use proptest::prelude::*;
use reckoner::extract::{self, Lexicon, MentionKind};
use reckoner::model::quantity::last_trusted_place;
use reckoner::model::{Number, Quantity, Report};

use crate::repeated::report;

/// The one number of a text.
fn only(text: &str) -> Result<(MentionKind, Quantity), TestCaseError> {
    let report: Report = report("r", text);
    let reading = extract::read(&report, lexicon());
    let seen: Vec<_> = reading.mentions.into_iter().filter_map(|m| Some((m.span, m.kind, m.quantity?))).collect();
    let [(span, kind, quantity)] = seen.as_slice() else {
        return Err(TestCaseError::fail(format!("{text:?} has not one number: {seen:?}")));
    };
    prop_assert_eq!(span.of(text).trim(), span.of(text));
    Ok((*kind, quantity.clone()))
}

pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(None).unwrap())
}

/// A number of `mantissa` and as many decimals, as digits with a point.
fn plain(mantissa: u64, decimals: usize) -> String {
    let digits = format!("{mantissa:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

/// Digits in groups of three.
fn grouped(whole: u64, mark: &str) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text += mark;
        }
        text.push(digit);
    }
    text
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn scaled(text: &str, power: i32) -> Number {
    &number(text) * &Number::pow10(power)
}

/// A whole number below a million in words, British or American.
fn in_words(value: u32, and: &str) -> String {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let at = |list: &[&str], index: u32| list[usize::try_from(index).unwrap()].to_owned();
    match value {
        0..20 => at(&ONES, value),
        20..100 if value.is_multiple_of(10) => at(&TENS, value / 10),
        20..100 => format!("{}-{}", at(&TENS, value / 10), at(&ONES, value % 10)),
        100..1000 if value.is_multiple_of(100) => format!("{} hundred", at(&ONES, value / 100)),
        100..1000 => format!("{} hundred{and} {}", at(&ONES, value / 100), in_words(value % 100, and)),
        _ if value.is_multiple_of(1000) => format!("{} thousand", in_words(value / 1000, and)),
        _ => {
            let link = if value % 1000 < 100 { and } else { "" };
            format!("{} thousand{link} {}", in_words(value / 1000, and), in_words(value % 1000, and))
        }
    }
}

/// Scales as words and as marks behind the digits.
const SCALES: [(&str, &str, i32); 4] =
    [("thousand", "k", 3), ("million", "m", 6), ("billion", "bn", 9), ("trillion", "tn", 12)];

/// A currency as sign and code in front, and as name behind.
const MONEY: [(&str, &str, &str); 6] = [
    ("$", "USD", "dollars"),
    ("€", "EUR", "euros"),
    ("£", "GBP", "pounds"),
    ("¥", "JPY", "yen"),
    ("₫", "VND", "dong"),
    ("₹", "INR", "rupees"),
];

const MINOR: [(&str, &str); 4] = [("cents", "USD"), ("pence", "GBP"), ("euro cents", "EUR"), ("paise", "INR")];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn digits_in_any_grouping(whole in 10_000_u64..10_000_000_000_000, mark in 0_usize..6) {
        let mark = ["", ",", " ", "\u{a0}", "\u{202f}", "'"][mark];
        let (kind, quantity) = only(&format!("There were {} bicycles in 2022.", grouped(whole, mark)))?;
        prop_assert_eq!(kind, MentionKind::Number);
        prop_assert_eq!(quantity.value, number(&whole.to_string()));
        prop_assert_eq!(quantity.unit.to_string(), "bicycles");
    }

    #[test]
    fn scale_words(mantissa in 1_u64..100_000, decimals in 0_usize..4, scale in 0_usize..4) {
        let digits = plain(mantissa, decimals);
        let (word, _, power) = SCALES[scale];
        let (_, quantity) = only(&format!("There were {digits} {word} bicycles in 2022."))?;
        prop_assert_eq!(quantity.value, scaled(&digits, power));
        // Digits written out ("137,000 million") are rounded at their zeros, the others at their last place.
        let written_out = decimals == 0 && mantissa >= 1000;
        let place = if written_out { last_trusted_place(&digits) } else { Number::pow10(-i32::try_from(decimals).unwrap()) };
        prop_assert_eq!(quantity.resolution, &place * &Number::pow10(power));
    }

    #[test]
    fn money(mantissa in 1_u64..100_000, decimals in 0_usize..3, scale in 0_usize..5, of in 0_usize..6, form in 0..5) {
        let digits = plain(mantissa, decimals);
        let (sign, code, name) = MONEY[of];
        let (word, mark, power) = SCALES.get(scale).copied().unwrap_or(("", "", 0));
        let spaced = if word.is_empty() { String::new() } else { format!(" {word}") };
        let text = match form {
            0 => format!("{sign}{digits}{spaced}"),
            1 => format!("{sign}{digits}{mark}"),
            2 => format!("{code} {digits}{spaced}"),
            3 => format!("{digits}{spaced} {code}"),
            _ => format!("{digits}{spaced} {name}"),
        };
        let (kind, quantity) = only(&format!("Sales came to {text} in 2022."))?;
        prop_assert_eq!(kind, MentionKind::Money);
        prop_assert_eq!(quantity.value, scaled(&digits, power), "{}", text);
        prop_assert_eq!(quantity.unit.to_string(), code);
    }

    #[test]
    fn minor_units(mantissa in 1_u64..9_999, decimals in 0_usize..2, of in 0_usize..4) {
        let digits = plain(mantissa, decimals);
        let (name, code) = MINOR[of];
        let (kind, quantity) = only(&format!("The price was {digits} {name} in 2022."))?;
        prop_assert_eq!(kind, MentionKind::Money);
        prop_assert_eq!((quantity.value, quantity.unit.to_string()), (scaled(&digits, -2), code.to_owned()));
    }

    #[test]
    fn words(value in 2_u32..1_000_000, and in any::<bool>(), million in any::<bool>()) {
        let mut text = in_words(value, if and { " and" } else { "" });
        let mut power = 0;
        if million && value < 100 {
            text += " million";
            power = 6;
        }
        let (_, quantity) = only(&format!("There were {text} bicycles in 2022."))?;
        prop_assert_eq!(quantity.value, scaled(&value.to_string(), power), "{}", text);
    }

    #[test]
    fn percent(mantissa in 1_u64..100_000, decimals in 0_usize..4, form in 0_usize..5) {
        let digits = plain(mantissa, decimals);
        let unit = ["%", " %", " percent", " per cent", "pc"][form];
        let (kind, quantity) = only(&format!("Inflation was {digits}{unit} in 2022."))?;
        prop_assert_eq!(kind, MentionKind::Percent);
        prop_assert_eq!((quantity.value, quantity.unit.to_string()), (number(&digits), "percent".to_owned()));
    }

    #[test]
    fn ranges(low in 2_u64..5_000, more in 1_u64..5_000, decimals in 0_usize..3, form in 0_usize..8) {
        let (low, high) = (plain(low, decimals), plain(low + more, decimals));
        let (text, unit, power) = match form {
            0 => (format!("{low}-{high}%"), "percent", 0),
            1 => (format!("{low}% to {high}%"), "percent", 0),
            2 => (format!("{low} to {high} percent"), "percent", 0),
            3 => (format!("between {low} and {high} percent"), "percent", 0),
            4 => (format!("${low}-{high} million"), "USD", 6),
            5 => (format!("{low} million to {high} million euros"), "EUR", 6),
            6 => (format!("between ${low} million and ${high} million"), "USD", 6),
            _ => (format!("{low}–{high} million dollars"), "USD", 6),
        };
        let (_, quantity) = only(&format!("The range was {text} in 2022."))?;
        prop_assert_eq!(quantity.unit.to_string(), unit);
        prop_assert_eq!(quantity.value, scaled(&low, power), "{}", &text);
        prop_assert_eq!(quantity.value_to, Some(scaled(&high, power)), "{}", &text);
    }
}
