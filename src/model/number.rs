//! Exact numbers: rationals inside, one rounding at the edge.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Add, Mul, Neg, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An exact rational number. Nothing that is printed or derived passes through
/// a float; sums, products and quotients are exact and never overflow.
///
/// Decimals of usual size are kept as such, everything else as a fraction. Each
/// value has one form only, so that equal numbers are equal in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(Form);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Form {
    /// `mantissa / 10^scale`, where no smaller scale would do.
    Decimal { mantissa: i128, scale: u8 },
    /// What is no decimal of that size: seldom, and boxed so that numbers are small to move.
    Fraction(Box<Ratio<BigInt>>),
}

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
/// The most places of a decimal form.
const MOST_PLACES: u8 = 18;
/// The bound of its mantissa.
const MOST: i128 = 10_i128.pow(36);

impl Number {
    /// Zero.
    pub fn zero() -> Self {
        Self(Form::Decimal { mantissa: 0, scale: 0 })
    }

    /// One.
    pub fn one() -> Self {
        Self(Form::Decimal { mantissa: 1, scale: 0 })
    }

    /// Ten to the power of `exponent`, which may be negative; beyond ±400 it is
    /// clamped, far outside of what any table holds.
    pub fn pow10(exponent: i32) -> Self {
        let places = exponent.unsigned_abs().min(400);
        match u8::try_from(places) {
            Ok(scale) if exponent < 0 && scale <= MOST_PLACES => Self(Form::Decimal { mantissa: 1, scale }),
            Ok(places) if exponent >= 0 && places < 36 => {
                Self(Form::Decimal { mantissa: 10_i128.pow(u32::from(places)), scale: 0 })
            }
            _ => {
                let power = Ratio::from_integer(BigInt::from(10).pow(places));
                Self::of(if exponent < 0 { power.recip() } else { power })
            }
        }
    }

    /// The canonical form of `mantissa / 10^scale`; nothing where it is too large.
    fn decimal(mut mantissa: i128, mut scale: u8) -> Option<Self> {
        while scale > 0 && mantissa % 10 == 0 {
            mantissa /= 10;
            scale -= 1;
        }
        (scale <= MOST_PLACES && mantissa.abs() < MOST).then_some(Self(Form::Decimal { mantissa, scale }))
    }

    /// The canonical form of a fraction.
    fn of(ratio: Ratio<BigInt>) -> Self {
        let mut rest = ratio.denom().clone();
        let mut scale = 0_u8;
        let ten = BigInt::from(10);
        for factor in [ten.clone(), BigInt::from(2), BigInt::from(5)] {
            while scale <= MOST_PLACES && (&rest % &factor).is_zero() {
                rest /= &factor;
                scale += 1;
            }
        }
        let fits = rest.is_one() && scale <= MOST_PLACES;
        let mantissa = fits.then(|| (&ratio * ten.pow(u32::from(scale))).to_integer().to_i128()).flatten();
        mantissa
            .and_then(|mantissa| Self::decimal(mantissa, scale))
            .unwrap_or_else(|| Self(Form::Fraction(Box::new(ratio))))
    }

    /// As a fraction.
    fn ratio(&self) -> Ratio<BigInt> {
        match &self.0 {
            Form::Decimal { mantissa, scale } => {
                Ratio::new(BigInt::from(*mantissa), BigInt::from(10).pow(u32::from(*scale)))
            }
            Form::Fraction(ratio) => ratio.as_ref().clone(),
        }
    }

    /// Both mantissas at one scale, where both are decimals and fit.
    fn aligned(&self, other: &Self) -> Option<(i128, i128, u8)> {
        let (Form::Decimal { mantissa: a, scale: s }, Form::Decimal { mantissa: b, scale: t }) = (&self.0, &other.0)
        else {
            return None;
        };
        let scale = *s.max(t);
        let a = a.checked_mul(10_i128.pow(u32::from(scale - s)))?;
        let b = b.checked_mul(10_i128.pow(u32::from(scale - t)))?;
        Some((a, b, scale))
    }

    fn plus(&self, other: &Self) -> Self {
        let sum = self.aligned(other).and_then(|(a, b, scale)| Self::decimal(a.checked_add(b)?, scale));
        sum.or_else(|| {
            self.small(other, |a, b, c, d| Some((a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?, b.checked_mul(d)?)))
        })
        .unwrap_or_else(|| Self::of(self.ratio() + other.ratio()))
    }

    fn minus(&self, other: &Self) -> Self {
        let difference = self.aligned(other).and_then(|(a, b, scale)| Self::decimal(a.checked_sub(b)?, scale));
        difference
            .or_else(|| {
                self.small(other, |a, b, c, d| {
                    Some((a.checked_mul(d)?.checked_sub(c.checked_mul(b)?)?, b.checked_mul(d)?))
                })
            })
            .unwrap_or_else(|| Self::of(self.ratio() - other.ratio()))
    }

    fn multiplied(&self, other: &Self) -> Self {
        let product = match (&self.0, &other.0) {
            (Form::Decimal { mantissa: a, scale: s }, Form::Decimal { mantissa: b, scale: t }) => {
                a.checked_mul(*b).and_then(|mantissa| Self::decimal(mantissa, s + t))
            }
            _ => None,
        };
        product
            .or_else(|| self.small(other, |a, b, c, d| Some((a.checked_mul(c)?, b.checked_mul(d)?))))
            .unwrap_or_else(|| Self::of(self.ratio() * other.ratio()))
    }

    /// The quotient, or nothing where `by` is zero.
    #[must_use]
    pub fn checked_div(&self, by: &Self) -> Option<Self> {
        if by.is_zero() {
            return None;
        }
        let quotient = self.small(by, |a, b, c, d| Some((a.checked_mul(d)?, b.checked_mul(c)?)));
        quotient.or_else(|| Some(Self::of(self.ratio() / by.ratio())))
    }

    /// What `make` gives of both as machine integers, above and below their lines, in lowest
    /// terms: nothing where anything is too large for that.
    fn small(&self, other: &Self, make: impl Fn(i128, i128, i128, i128) -> Option<(i128, i128)>) -> Option<Self> {
        let ((a, b), (c, d)) = (self.parts()?, other.parts()?);
        let (above, below) = make(a, b, c, d)?;
        Self::quotient(above, below)
    }

    /// What stands above and below the line, as machine integers.
    fn parts(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Form::Decimal { mantissa, scale } => Some((*mantissa, 10_i128.pow(u32::from(*scale)))),
            Form::Fraction(ratio) => Some((ratio.numer().to_i128()?, ratio.denom().to_i128()?)),
        }
    }

    /// The canonical form of a quotient of machine integers; nothing of a decimal that is too long.
    fn quotient(above: i128, below: i128) -> Option<Self> {
        let divisor = common_divisor(above.unsigned_abs(), below.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|divisor| *divisor != 0)?;
        let (above, below) = (above / divisor * below.signum(), below.checked_abs()? / divisor);
        let (mut rest, mut twos, mut fives) = (below, 0_u32, 0_u32);
        twos += rest.trailing_zeros();
        rest >>= twos;
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        if rest > 1 {
            return Some(Self(Form::Fraction(Box::new(Ratio::new_raw(BigInt::from(above), BigInt::from(below))))));
        }
        let scale = twos.max(fives);
        let factor = 10_i128.checked_pow(scale)? / below;
        Self::decimal(above.checked_mul(factor)?, u8::try_from(scale).ok()?)
    }

    /// Half of it.
    #[must_use]
    pub fn half(&self) -> Self {
        self.multiplied(&Self(Form::Decimal { mantissa: 5, scale: 1 }))
    }

    /// The magnitude.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Decimal { mantissa, .. } => mantissa.is_negative(),
            Form::Fraction(ratio) => ratio.is_negative(),
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Decimal { mantissa: 0, .. })
    }

    /// Whether it has no fraction.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Form::Decimal { scale, .. } => *scale == 0,
            Form::Fraction(ratio) => ratio.is_integer(),
        }
    }

    /// As a machine integer, where it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Form::Decimal { mantissa, scale: 0 } => i64::try_from(mantissa).ok(),
            _ => None,
        }
    }

    /// Rounded to six decimals.
    ///
    /// # Errors
    /// [`NumberError::TooLarge`] where decimal(38,6) cannot hold it.
    pub fn to_decimal(&self, rounding: Rounding) -> Result<Decimal, NumberError> {
        let micros = match &self.0 {
            Form::Decimal { mantissa, scale } if *scale <= 6 => {
                mantissa.checked_mul(10_i128.pow(6 - u32::from(*scale)))
            }
            _ => self
                .rounded_parts(1_000_000, rounding)
                .or_else(|| rounded(&(self.ratio() * BigInt::from(1_000_000)), rounding).to_i128()),
        };
        micros
            .filter(|micros| micros.unsigned_abs() < 10_u128.pow(38))
            .map(Decimal)
            .ok_or_else(|| NumberError::TooLarge(self.to_string()))
    }

    /// So many times itself, rounded, where machine integers hold what that takes.
    fn rounded_parts(&self, times: i128, rounding: Rounding) -> Option<i128> {
        let (above, below) = self.parts()?;
        let above = above.checked_mul(times)?;
        let (floor, rest) = (above.div_euclid(below), above.rem_euclid(below));
        let up = match rounding {
            Rounding::Down => false,
            Rounding::Up => rest > 0,
            Rounding::HalfEven => match rest.cmp(&(below - rest)) {
                Ordering::Less => false,
                Ordering::Equal => floor % 2 != 0,
                Ordering::Greater => true,
            },
        };
        Some(floor + i128::from(up))
    }

    /// In digits: all of them where they end, else so many that count. A third is
    /// `0.333` to three of them.
    pub fn to_significant(&self, digits: u32) -> String {
        let Form::Fraction(ratio) = &self.0 else { return self.to_string() };
        if terminating_places(ratio).is_some() {
            return self.to_string();
        }
        let whole = ratio.to_integer();
        let printed = if whole.is_zero() { 0 } else { whole.abs().to_string().len() };
        let places = digits.saturating_sub(u32::try_from(printed).unwrap_or(u32::MAX));
        written(&rounded(&(ratio.as_ref() * BigInt::from(10).pow(places)), Rounding::HalfEven), places)
    }
}

/// The greatest common divisor (Stein 1967).
fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let shared = (a | b).trailing_zeros();
    a >>= a.trailing_zeros();
    loop {
        b >>= b.trailing_zeros();
        if a > b {
            std::mem::swap(&mut a, &mut b);
        }
        b -= a;
        if b == 0 {
            return a << shared;
        }
    }
}

fn rounded(scaled: &Ratio<BigInt>, rounding: Rounding) -> BigInt {
    match rounding {
        Rounding::Down => scaled.floor().to_integer(),
        Rounding::Up => scaled.ceil().to_integer(),
        Rounding::HalfEven => {
            let floor = scaled.floor();
            let rest = (scaled - &floor) * BigInt::from(2);
            let floor = floor.to_integer();
            let up = rest > Ratio::one() || (rest.is_one() && (&floor % BigInt::from(2)) != BigInt::zero());
            if up { floor + BigInt::one() } else { floor }
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        let crossed = || {
            let ((a, b), (c, d)) = (self.parts()?, other.parts()?);
            Some(a.checked_mul(d)?.cmp(&c.checked_mul(b)?))
        };
        let aligned = self.aligned(other).map(|(a, b, _)| a.cmp(&b));
        aligned.or_else(crossed).unwrap_or_else(|| self.ratio().cmp(&other.ratio()))
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(Form::Decimal { mantissa: i128::from(value), scale: 0 })
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
        let places = u8::try_from(fraction.len()).ok().filter(|_| digits.len() <= 30);
        if let Some(scale) = places {
            let value = |sum: i128, digit: u8| sum * 10 + i128::from(digit - b'0');
            let mantissa = whole.bytes().chain(fraction.bytes()).fold(0_i128, value);
            if let Some(number) = Self::decimal(if negative { -mantissa } else { mantissa }, scale) {
                return Ok(number);
            }
        }
        let mantissa: BigInt = format!("{whole}{fraction}").parse().map_err(|_| bad())?;
        let scale = BigInt::from(10).pow(u32::try_from(fraction.len()).map_err(|_| bad())?);
        let value = Ratio::new(mantissa, scale);
        Ok(Self::of(if negative { -value } else { value }))
    }
}

/// Exact where the decimal expansion ends, else rounded half-even to six places.
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mantissa, places) = match &self.0 {
            Form::Decimal { mantissa, scale } => (BigInt::from(*mantissa), u32::from(*scale)),
            Form::Fraction(ratio) => {
                let places = terminating_places(ratio).unwrap_or(6);
                (rounded(&(ratio.as_ref() * BigInt::from(10).pow(places)), Rounding::HalfEven), places)
            }
        };
        f.write_str(&written(&mantissa, places))
    }
}

/// `mantissa / 10^places` in digits, without trailing zeros.
fn written(mantissa: &BigInt, places: u32) -> String {
    let sign = if mantissa.is_negative() { "-" } else { "" };
    let places = places as usize;
    let digits = format!("{:0>width$}", mantissa.abs(), width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let fraction = fraction.trim_end_matches('0');
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

/// How many decimals a fraction has, where they end within 400.
fn terminating_places(ratio: &Ratio<BigInt>) -> Option<u32> {
    let mut rest = ratio.denom().clone();
    let mut places = 0_u32;
    for factor in [BigInt::from(10), BigInt::from(2), BigInt::from(5)] {
        while places < 400 && (&rest % &factor).is_zero() {
            rest /= &factor;
            places += 1;
        }
    }
    rest.is_one().then_some(places)
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
    ($trait:ident, $method:ident, $by:ident) => {
        impl $trait for &Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                self.$by(other)
            }
        }
        impl $trait for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                self.$by(&other)
            }
        }
    };
}

operator!(Add, add, plus);
operator!(Sub, sub, minus);
operator!(Mul, mul, multiplied);

impl Neg for Number {
    type Output = Number;
    fn neg(self) -> Number {
        match self.0 {
            Form::Decimal { mantissa, scale } => Number(Form::Decimal { mantissa: -mantissa, scale }),
            Form::Fraction(ratio) => Number(Form::Fraction(Box::new(-*ratio))),
        }
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
        Number::decimal(self.0, 6)
            .unwrap_or_else(|| Number::of(Ratio::new(BigInt::from(self.0), BigInt::from(1_000_000))))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Digit by digit from the last, without the machinery of formats: tables are full of them.
        let mut bytes = [b'0'; 48];
        let (mut rest, mut at, mut places) = (self.0.unsigned_abs(), bytes.len(), 0);
        while rest > 0 || places <= 6 {
            // Most are small, and small ones are quick to divide.
            let digit = if let Ok(small) = u64::try_from(rest) {
                rest = u128::from(small / 10);
                u8::try_from(small % 10).unwrap_or_default()
            } else {
                let digit = rest % 10;
                rest /= 10;
                u8::try_from(digit).unwrap_or_default()
            };
            if places == 6 && at < bytes.len() {
                at -= 1;
                bytes[at] = b'.';
            }
            // Zeros behind the last digit of a fraction are left out.
            if places >= 6 || digit > 0 || at < bytes.len() {
                at -= 1;
                bytes[at] = b'0' + digit;
            }
            places += 1;
        }
        if self.0 < 0 {
            at -= 1;
            bytes[at] = b'-';
        }
        f.write_str(str::from_utf8(&bytes[at..]).unwrap_or_default())
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
        assert_eq!(third.to_significant(15), "0.333333333333333");
        assert_eq!((&third * &n("-200")).to_significant(4), "-66.67");
        assert_eq!(n("1234567.5").to_significant(3), "1234567.5");
        assert_eq!(third.to_decimal(Rounding::Down).unwrap().to_string(), "0.333333");
        assert_eq!(third.to_decimal(Rounding::Up).unwrap().to_string(), "0.333334");
        assert_eq!((-third).to_decimal(Rounding::Down).unwrap().to_string(), "-0.333334");
        assert_eq!(n("0.0000005").to_decimal(Rounding::HalfEven).unwrap().to_string(), "0");
        assert_eq!(n("0.0000015").to_decimal(Rounding::HalfEven).unwrap().to_string(), "0.000002");
        assert!(Number::pow10(33).to_decimal(Rounding::HalfEven).is_err());
        assert!(Number::pow10(31).to_decimal(Rounding::HalfEven).is_ok());
    }

    #[test]
    fn decimals_are_written_in_full() {
        let written = |micros: i128| Decimal::from_micros(micros).to_string();
        for (micros, text) in [
            (0, "0"),
            (1, "0.000001"),
            (-1_500_000, "-1.5"),
            (1_000_000, "1"),
            (120_030_000, "120.03"),
            (i128::from(u64::MAX) + 1, "18446744073709.551616"),
            (10_i128.pow(38) - 1, "99999999999999999999999999999999.999999"),
            (i128::MIN, "-170141183460469231731687303715884.105728"),
        ] {
            assert_eq!(written(micros), text);
        }
    }

    #[test]
    fn division_by_zero_is_nothing() {
        assert_eq!(Number::one().checked_div(&Number::zero()), None);
    }

    use proptest::prelude::*;

    /// Decimals of every size, and fractions that never end.
    fn any_number() -> impl Strategy<Value = Number> {
        let decimal = (any::<i64>(), 0_i32..40).prop_map(|(m, e)| &Number::from(m) * &Number::pow10(-e));
        let great = (any::<i64>(), 0_i32..60).prop_map(|(m, e)| &Number::from(m) * &Number::pow10(e));
        let fraction = (any::<i32>(), 1_i64..10_000)
            .prop_map(|(a, b)| Number::from(i64::from(a)).checked_div(&Number::from(b)).unwrap());
        prop_oneof![decimal, great, fraction]
    }

    proptest! {
        #[test]
        fn arithmetic_is_that_of_fractions(a in any_number(), b in any_number()) {
            prop_assert_eq!((&a + &b).ratio(), a.ratio() + b.ratio());
            prop_assert_eq!((&a - &b).ratio(), a.ratio() - b.ratio());
            prop_assert_eq!((&a * &b).ratio(), a.ratio() * b.ratio());
            prop_assert_eq!(a.cmp(&b), a.ratio().cmp(&b.ratio()));
            prop_assert_eq!(a.half().ratio(), a.ratio() / BigInt::from(2));
            if let Some(quotient) = a.checked_div(&b) {
                prop_assert_eq!(quotient.ratio(), a.ratio() / b.ratio());
            }
            // One form for each value: what is equal is equal, by whatever way it came about.
            prop_assert_eq!(&(&(&a + &b) - &b), &a);
        }
    }
}
