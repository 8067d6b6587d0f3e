//! Interval arithmetic on values that are known to an interval: the value from
//! the inputs' values, the interval from the inputs' intervals.

use crate::model::{Bound, Decimal, Interval, Number, Rounding};

/// A value with the interval that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Approx {
    pub(super) value: Number,
    pub(super) interval: Interval,
}

impl Approx {
    /// Nothing where the interval has no two ends: what is only "at least" so
    /// much implies no value.
    pub(super) fn bounded(value: &Number, interval: &Interval) -> Option<Self> {
        interval.width()?;
        Some(Self { value: value.clone(), interval: interval.clone() })
    }

    /// A hundred percent, and other exact numbers.
    pub(super) fn exact(value: Number) -> Self {
        Self { interval: Interval::point(value.clone()), value }
    }

    pub(super) fn add(&self, other: &Self) -> Self {
        Self { value: &self.value + &other.value, interval: self.interval.add(&other.interval) }
    }

    pub(super) fn sub(&self, other: &Self) -> Self {
        Self { value: &self.value - &other.value, interval: self.interval.sub(&other.interval) }
    }

    pub(super) fn mul(&self, other: &Self) -> Option<Self> {
        Some(Self { value: &self.value * &other.value, interval: self.interval.checked_mul(&other.interval)? })
    }

    /// Nothing where the divisor may be zero or below.
    pub(super) fn div(&self, by: &Self) -> Option<Self> {
        Some(Self { value: self.value.checked_div(&by.value)?, interval: self.interval.checked_div(&by.interval)? })
    }

    /// Percent as a fraction.
    pub(super) fn hundredths(&self) -> Self {
        let hundredth = Number::pow10(-2);
        Self { value: &self.value * &hundredth, interval: self.interval.scale(&hundredth) }
    }

    /// A fraction in percent.
    pub(super) fn percent(&self) -> Self {
        let hundred = Number::from(100);
        Self { value: &self.value * &hundred, interval: self.interval.scale(&hundred) }
    }

    /// As the table `derived` prints it: six decimals, the interval closed and
    /// rounded outwards, so that what the table holds is what voted. Nothing
    /// where the table cannot hold it.
    pub(super) fn as_printed(&self) -> Option<Self> {
        let round = |n: &Number, how| n.to_decimal(how).ok().map(Decimal::to_number);
        let low = round(self.interval.low.number()?, Rounding::Down)?;
        let high = round(self.interval.high.number()?, Rounding::Up)?;
        let value = round(&self.value, Rounding::HalfEven)?;
        Some(Self { value, interval: Interval { low: Bound::Closed(low), high: Bound::Closed(high) } })
    }
}

/// A derived value promises no more than its interval: its last place is the
/// first power of ten that is a tenth of the interval or more, or the next finer
/// one that keeps it inside.
pub(super) fn no_finer_than_a_tenth(value: &Number, region: &Interval) -> Number {
    let Some(width) = region.width().filter(|width| !width.is_zero()) else { return value.clone() };
    let tenth = &width * &Number::pow10(-1);
    let Some(place) = (-6..=32).find(|place| Number::pow10(*place) >= tenth) else { return value.clone() };
    let rounded = (-6..=place).rev().filter_map(|place| {
        // Counted in millionths of the place, the rounding of the tables is that of the place.
        let scale = Number::pow10(-6 - place);
        let units = (value * &scale).to_decimal(Rounding::HalfEven).ok()?;
        units.to_number().checked_div(&scale)
    });
    let mut rounded = rounded.filter(|rounded| region.contains(rounded));
    rounded.next().unwrap_or_else(|| value.clone())
}
