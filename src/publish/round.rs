//! Round numbers for axes, and exact numbers as whole ones: what every picture needs.

use crate::model::{Number, Rounding};

/// The smallest of 1, 2, 5 times a power of ten that goes into `span` at most `steps` times,
/// more or less; of what is counted in `whole` numbers no part of one.
pub(crate) fn step(span: &Number, steps: i64, whole: bool) -> Number {
    let least = span.checked_div(&Number::from(steps)).unwrap_or_else(Number::one);
    let least = if whole { least.max(Number::one()) } else { least };
    let round = (-9..=32).flat_map(|power| [1, 2, 5].map(|times| &Number::from(times) * &Number::pow10(power)));
    let mut round = round.filter(|step| *step >= least);
    round.next().unwrap_or(least)
}

/// The whole number that `rounding` leads to; the number itself where it is too large for that.
pub(crate) fn whole(number: &Number, rounding: Rounding) -> Number {
    // Six decimals are what `to_decimal` leaves, so that a millionth counts as one.
    let decimal = (number * &Number::pow10(-6)).to_decimal(rounding);
    decimal.map_or_else(|_| number.clone(), |decimal| &decimal.to_number() * &Number::pow10(6))
}

/// The nearest whole number; zero for what no machine integer holds.
pub(crate) fn nearest(number: &Number) -> i64 {
    let decimal = (number * &Number::pow10(-6)).to_decimal(Rounding::HalfEven);
    decimal.ok().and_then(|decimal| i64::try_from(decimal.micros()).ok()).unwrap_or(0)
}
