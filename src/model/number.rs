//! Exact numbers: rationals inside, one rounding at the edge.

use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact rational number. Nothing that is printed or derived passes through
/// a float; sums, products and quotients are exact and never overflow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(Ratio<BigInt>);

/// Which way a [`Number`] goes into six decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, ties to the even digit: values.
    HalfEven,
    /// Towards minus infinity: low ends.
    Down,
    /// Towards plus infinity: high ends.
    Up,
}

/// A number as the tables hold it: decimal(38,6), counted in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

/// Why something is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not digits with at most one point.
    #[error("{0:?} is no plain decimal number")]
    NotDecimal(String),
    /// More than 32 digits before the point.
    #[error("{0} has more than 32 digits before the point and does not fit decimal(38,6)")]
    TooLarge(String),
}

const LONGEST: usize = 400;

impl Number {
    /// Zero.
    pub fn zero() -> Self {
        Self(Ratio::zero())
    }

    /// One.
    pub fn one() -> Self {
        Self(Ratio::one())
    }

    /// Ten to the power of `exponent`, which may be negative; beyond ±400 it is
    /// clamped, far outside of what any table holds.
    pub fn pow10(exponent: i32) -> Self {
        let power = Ratio::from_integer(BigInt::from(10).pow(exponent.unsigned_abs().min(400)));
        Self(if exponent < 0 { power.recip() } else { power })
    }

    /// The quotient, or nothing where `by` is zero.
    #[must_use]
    pub fn checked_div(&self, by: &Self) -> Option<Self> {
        (!by.0.is_zero()).then(|| Self(&self.0 / &by.0))
    }

    /// Half of it.
    #[must_use]
    pub fn half(&self) -> Self {
        Self(&self.0 / BigInt::from(2))
    }

    /// The magnitude.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it has no fraction.
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// As a machine integer, where it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        self.0.is_integer().then(|| self.0.to_integer().to_i64()).flatten()
    }

    /// Rounded to six decimals.
    ///
    /// # Errors
    /// [`NumberError::TooLarge`] where decimal(38,6) cannot hold it.
    pub fn to_decimal(&self, rounding: Rounding) -> Result<Decimal, NumberError> {
        let scaled = &self.0 * BigInt::from(1_000_000);
        let whole = match rounding {
            Rounding::Down => scaled.floor().to_integer(),
            Rounding::Up => scaled.ceil().to_integer(),
            Rounding::HalfEven => {
                let floor = scaled.floor();
                let rest = (&scaled - &floor) * BigInt::from(2);
                let floor = floor.to_integer();
                let up = rest > Ratio::one() || (rest.is_one() && (&floor % BigInt::from(2)) != BigInt::zero());
                if up { floor + BigInt::one() } else { floor }
            }
        };
        whole
            .to_i128()
            .filter(|micros| micros.unsigned_abs() < 10_u128.pow(38))
            .map(Decimal)
            .ok_or_else(|| NumberError::TooLarge(self.to_string()))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Ratio::from_integer(BigInt::from(value)))
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Reads a plain decimal: an optional minus sign, digits, at most one point.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let bad = || NumberError::NotDecimal(text.chars().take(60).collect());
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty()
            || digits.ends_with('.')
            || !all_digits(whole)
            || !all_digits(fraction)
            || digits.len() > LONGEST
        {
            return Err(bad());
        }
        let mantissa: BigInt = format!("{whole}{fraction}").parse().map_err(|_| bad())?;
        let scale = BigInt::from(10).pow(u32::try_from(fraction.len()).map_err(|_| bad())?);
        let value = Ratio::new(mantissa, scale);
        Ok(Self(if negative { -value } else { value }))
    }
}

/// Exact where the decimal expansion ends, else rounded half-even to six places.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0.denom().clone();
        let mut places = 0_u32;
        let (two, five, ten) = (BigInt::from(2), BigInt::from(5), BigInt::from(10));
        for factor in [&ten, &two, &five] {
            while places < 400 && (&rest % factor).is_zero() {
                rest /= factor;
                places += 1;
            }
        }
        if !rest.is_one() {
            places = 6;
        }
        let scaled = (&self.0 * ten.pow(places)).round().to_integer();
        let sign = if scaled.is_negative() { "-" } else { "" };
        let digits = format!("{:0>width$}", scaled.abs(), width = places as usize + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places as usize);
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl $trait for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                Number((&self.0).$method(&other.0))
            }
        }
        impl $trait for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                Number(self.0.$method(other.0))
            }
        }
    };
}

operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        Number(-self.0)
    }
}

impl Decimal {
    /// The millionths.
    pub fn micros(self) -> i128 {
        self.0
    }

    /// From millionths.
    pub fn from_micros(micros: i128) -> Self {
        Self(micros)
    }

    /// The exact value.
    pub fn to_number(self) -> Number {
        Number(Ratio::new(BigInt::from(self.0), BigInt::from(1_000_000)))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, magnitude) = if self.0 < 0 { ("-", self.0.unsigned_abs()) } else { ("", self.0.unsigned_abs()) };
        let (whole, fraction) = (magnitude / 1_000_000, magnitude % 1_000_000);
        let fraction = format!("{fraction:06}");
        let fraction = fraction.trim_end_matches('0');
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl FromStr for Decimal {
    type Err = NumberError;

    /// Reads what `Display` writes; more than six decimals are refused, not rounded.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let number: Number = text.parse()?;
        let decimal = number.to_decimal(Rounding::HalfEven)?;
        if decimal.to_number() == number { Ok(decimal) } else { Err(NumberError::NotDecimal(text.to_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_prints_exactly() {
        for text in ["0", "11.6", "18780000000", "-0.05", "123456789012345678901234567890.123456"] {
            assert_eq!(n(text).to_string(), text);
        }
        for text in ["", "-", ".", "1.", ".5", "1e5", "1,000", "1.2.3", "+1", "１"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }

    #[test]
    fn rounds_once_and_as_asked() {
        let third = Number::one().checked_div(&n("3")).unwrap();
        assert_eq!(third.to_decimal(Rounding::Down).unwrap().to_string(), "0.333333");
        assert_eq!(third.to_decimal(Rounding::Up).unwrap().to_string(), "0.333334");
        assert_eq!((-third).to_decimal(Rounding::Down).unwrap().to_string(), "-0.333334");
        assert_eq!(n("0.0000005").to_decimal(Rounding::HalfEven).unwrap().to_string(), "0");
        assert_eq!(n("0.0000015").to_decimal(Rounding::HalfEven).unwrap().to_string(), "0.000002");
        assert!(Number::pow10(33).to_decimal(Rounding::HalfEven).is_err());
        assert!(Number::pow10(31).to_decimal(Rounding::HalfEven).is_ok());
    }

    #[test]
    fn division_by_zero_is_nothing() {
        assert_eq!(Number::one().checked_div(&Number::zero()), None);
    }
}
