//! Quantities: a printed value with its unit, hedge and stated precision.

use std::fmt;
use std::str::FromStr;

use super::ids::IdError;
use super::interval::{Bound, Interval};
use super::number::Number;

/// An ISO 4217 currency code: three capital letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The United States dollar, to which money is normalized.
    pub const USD: Self = Self(*b"USD");
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The Vietnamese dong.
    pub const VND: Self = Self(*b"VND");

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for Currency {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text.as_bytes() {
            [a, b, c] if text.bytes().all(|b| b.is_ascii_uppercase()) => Ok(Self([*a, *b, *c])),
            _ => {
                Err(IdError { text: text.to_owned(), what: "currency code", want: "three capital letters such as USD" })
            }
        }
    }
}

/// What a value counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Money of a currency.
    Money(Currency),
    /// Hundredths of a whole.
    Percent,
    /// A difference of percentages; a basis point is a hundredth of one.
    PercentagePoint,
    /// A place in an order.
    Rank,
    /// A multiple.
    Times,
    /// Things: the counted noun in the plural, as printed or as the indicator
    /// names it; empty where no noun stands with the number.
    Count(String),
}

impl Unit {
    /// The name in the tables; empty for a count of nothing named.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Money(currency) => currency.as_str(),
            Self::Percent => "percent",
            Self::PercentagePoint => "percentage_point",
            Self::Rank => "rank",
            Self::Times => "times",
            Self::Count(noun) => noun,
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<&str> for Unit {
    fn from(text: &str) -> Self {
        match text {
            "percent" => Self::Percent,
            "percentage_point" => Self::PercentagePoint,
            "rank" => Self::Rank,
            "times" => Self::Times,
            other => other.parse().map_or_else(|_| Self::Count(other.to_owned()), Self::Money),
        }
    }
}

/// How a value is hedged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Hedge {
    /// Not at all.
    #[default]
    None,
    /// Around, approximately: a unit of the last place to both sides.
    About,
    /// Nearly, just under: below.
    Nearly,
    /// Over, more than: above.
    Over,
    /// No fewer than: open above.
    AtLeast,
    /// Up to: open below.
    AtMost,
}

impl Hedge {
    /// All hedges, in the order of the documentation.
    pub const ALL: [Self; 6] = [Self::None, Self::About, Self::Nearly, Self::Over, Self::AtLeast, Self::AtMost];

    /// The name in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::Over => "over",
            Self::AtLeast => "at_least",
            Self::AtMost => "at_most",
        }
    }
}

impl FromStr for Hedge {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let want = "none, about, nearly, over, at_least or at_most";
        let known = Self::ALL.into_iter().find(|hedge| hedge.as_str() == text);
        known.ok_or_else(|| IdError { text: text.to_owned(), what: "hedge", want })
    }
}

/// A printed value in base units, with what its digits promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The value, scale words multiplied out; the low end of a range.
    pub value: Number,
    /// The upper end of a range.
    pub value_to: Option<Number>,
    /// What it counts.
    pub unit: Unit,
    /// How it is hedged.
    pub hedge: Hedge,
    /// One unit of the last trusted place, in base units; zero where exact.
    pub resolution: Number,
    /// The same of the upper end.
    pub resolution_to: Number,
}

impl Quantity {
    /// What the printed value stands for.
    ///
    /// Without a hedge half a unit of the last place to each side; hedges are
    /// one unit on their side, half-open, and act on magnitude. A range keeps
    /// its outer ends, each widened by its own half unit.
    pub fn interval(&self) -> Interval {
        if let Some(to) = &self.value_to {
            let (low, high) = (&self.value - &self.resolution.half(), to + &self.resolution_to.half());
            return match self.hedge {
                Hedge::AtLeast => Interval { low: Bound::Closed(low), high: Bound::Unbounded },
                Hedge::AtMost => Interval { low: Bound::Unbounded, high: Bound::Closed(high) },
                _ => Interval::closed(low, high),
            };
        }
        if self.value.is_negative() {
            let mirrored = Self { value: -self.value.clone(), ..self.clone() };
            return mirrored.interval().negate();
        }
        let (value, unit) = (self.value.clone(), self.hedge_unit());
        match self.hedge {
            Hedge::None => Interval::point(value).widen(&self.resolution.half()),
            Hedge::About => Interval::point(value).widen(&unit),
            Hedge::Nearly => Interval { low: Bound::Closed(&value - &unit), high: Bound::Open(value) },
            Hedge::Over => Interval { low: Bound::Open(value.clone()), high: Bound::Closed(&value + &unit) },
            Hedge::AtLeast => Interval { low: Bound::Closed(value), high: Bound::Unbounded },
            Hedge::AtMost => Interval { low: Bound::Unbounded, high: Bound::Closed(value) },
        }
    }

    /// A hedge never leaves a point: an exact hedged count moves by one.
    fn hedge_unit(&self) -> Number {
        if self.resolution.is_zero() { Number::one() } else { self.resolution.clone() }
    }
}

/// One unit of the last trusted place of digits printed without a scale word:
/// trailing zeros are rounding, but two digits are always trusted (70,000 is
/// trusted to its thousands; 64,000 to its thousands; 100,000 to ten thousands).
///
/// `digits` are the digits of a whole number, leading zeros allowed.
pub fn last_trusted_place(digits: &str) -> Number {
    let significant = digits.trim_start_matches('0');
    let zeros = significant.len() - significant.trim_end_matches('0').len();
    let trusted_at_least_two = significant.len().saturating_sub(2);
    Number::pow10(i32::try_from(zeros.min(trusted_at_least_two)).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn ends(value: &str, resolution: &str, hedge: Hedge) -> (String, String) {
        let quantity = Quantity {
            value: n(value),
            value_to: None,
            unit: Unit::Percent,
            hedge,
            resolution: n(resolution),
            resolution_to: Number::zero(),
        };
        let show = |bound: &Bound| match bound {
            Bound::Unbounded => "-".to_owned(),
            Bound::Closed(x) => format!("[{x}"),
            Bound::Open(x) => format!("({x}"),
        };
        let interval = quantity.interval();
        (show(&interval.low), show(&interval.high))
    }

    #[test]
    fn what_digits_promise() {
        assert_eq!(last_trusted_place("70000"), n("1000"));
        assert_eq!(last_trusted_place("64000"), n("1000"));
        assert_eq!(last_trusted_place("137000"), n("1000"));
        assert_eq!(last_trusted_place("100000"), n("10000"));
        assert_eq!(last_trusted_place("1234"), n("1"));
        assert_eq!(last_trusted_place("7"), n("1"));
        assert_eq!(last_trusted_place("50"), n("1"));
    }

    #[test]
    fn hedges_act_on_magnitude() {
        assert_eq!(ends("148", "1", Hedge::None), ("[147.5".into(), "[148.5".into()));
        assert_eq!(ends("135", "1", Hedge::Nearly), ("[134".into(), "(135".into()));
        assert_eq!(ends("135", "1", Hedge::Over), ("(135".into(), "[136".into()));
        assert_eq!(ends("-5", "1", Hedge::Over), ("[-6".into(), "(-5".into()));
        assert_eq!(ends("-5", "1", Hedge::AtLeast), ("-".into(), "[-5".into()));
        assert_eq!(ends("8", "0", Hedge::None), ("[8".into(), "[8".into()));
        assert_eq!(ends("8", "0", Hedge::About), ("[7".into(), "[9".into()));
    }

    #[test]
    fn units_read_back() {
        for text in ["USD", "percent", "percentage_point", "rank", "times", "firms", ""] {
            assert_eq!(Unit::from(text).to_string(), text);
        }
    }
}
