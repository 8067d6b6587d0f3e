//! What a claim's row stands for, exactly, out of its rounded cells.
//!
//! Two things are not in the cells. Whether an end belongs to the interval
//! follows from the hedge. And money that was converted was rounded to six
//! decimals on its way into the table: where the rate is known, the printed
//! amount is the shortest decimal that converts and rounds to what the table
//! says, so that a replay computes with what the run computed with. Only digits
//! finer than a millionth of a USD are lost: hundredths of a dong.

use crate::model::{Bound, Decimal, Hedge, Interval, Number, Rounding};

/// The cells of a claim that say what its value stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Column `value`.
    pub value: Decimal,
    /// Column `value_to`.
    pub value_to: Option<Decimal>,
    /// Column `low`.
    pub low: Option<Decimal>,
    /// Column `high`.
    pub high: Option<Decimal>,
    /// Column `hedge`.
    pub hedge: Hedge,
    /// Column `fx_rate`: local currency per USD.
    pub fx_rate: Option<Decimal>,
}

/// What the cells stand for, in the normalized unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// The value; the low end of a range.
    pub value: Number,
    /// The high end of a range.
    pub value_to: Option<Number>,
    /// What the value stands for.
    pub interval: Interval,
    /// One unit of the last trusted place; zero where exact, and where the
    /// interval is open and does not tell. An exact count that is hedged comes
    /// back with the unit by which its hedge moves it, which is one.
    pub resolution: Number,
    /// The same of the high end of a range; zero where there is none.
    pub resolution_to: Number,
}

/// Restores value, interval and resolution. The interval is the one that
/// [`crate::model::Quantity::interval`] made, in the normalized unit.
pub fn restore(printed: &Printed) -> Restored {
    let rate = printed.fx_rate.as_ref();
    let value = unrounded(printed.value, Rounding::HalfEven, rate);
    let value_to = printed.value_to.map(|to| unrounded(to, Rounding::HalfEven, rate));
    let low = printed.low.map(|low| unrounded(low, Rounding::Down, rate));
    let high = printed.high.map(|high| unrounded(high, Rounding::Up, rate));
    let width = |from: Option<&Number>, to: Option<&Number>| match (from, to) {
        (Some(from), Some(to)) => to - from,
        _ => Number::zero(),
    };
    let two = Number::from(2);
    let (resolution, resolution_to) = match (&value_to, printed.hedge) {
        (Some(to), _) => (&two * &width(low.as_ref(), Some(&value)), &two * &width(Some(to), high.as_ref())),
        (None, Hedge::About) => (width(low.as_ref(), high.as_ref()).half(), Number::zero()),
        (None, _) => (width(low.as_ref(), high.as_ref()), Number::zero()),
    };
    let (open_low, open_high) = match (&value_to, printed.hedge) {
        (None, Hedge::Over) => (!value.is_negative(), value.is_negative()),
        (None, Hedge::Nearly) => (value.is_negative(), !value.is_negative()),
        _ => (false, false),
    };
    let interval = Interval { low: bound(low, open_low), high: bound(high, open_high) };
    Restored { value, value_to, interval, resolution, resolution_to }
}

fn bound(end: Option<Number>, open: bool) -> Bound {
    match end {
        None => Bound::Unbounded,
        Some(end) if open => Bound::Open(end),
        Some(end) => Bound::Closed(end),
    }
}

/// The number that was rounded to `cell`: itself where nothing was converted,
/// else the shortest printed amount that converts and rounds to it.
fn unrounded(cell: Decimal, rounding: Rounding, rate: Option<&Decimal>) -> Number {
    let rounded = cell.to_number();
    let Some(rate) = rate.map(|rate| rate.to_number()) else { return rounded };
    let micro = Number::pow10(-6);
    let (from, to) = match rounding {
        Rounding::HalfEven => (&rounded - &micro.half(), &rounded + &micro.half()),
        Rounding::Down => (rounded.clone(), &rounded + &micro),
        Rounding::Up => (&rounded - &micro, rounded.clone()),
    };
    let amount = shortest_between(&(&from * &rate), &(&to * &rate));
    let converted = amount.and_then(|amount| amount.checked_div(&rate));
    converted.filter(|number| number.to_decimal(rounding) == Ok(cell)).unwrap_or(rounded)
}

/// The number with the fewest digits from `low` to `high`, both included.
fn shortest_between(low: &Number, high: &Number) -> Option<Number> {
    const MICROS: i32 = 6;
    (-12..=30).rev().find_map(|places| {
        // Rounding up to whole millionths is rounding up to units of 10^places
        // once the number counts in units of 10^(places + 6).
        let units = low * &Number::pow10(-(places + MICROS));
        let up = units.to_decimal(Rounding::Up).ok()?.to_number();
        let candidate = &up * &Number::pow10(places + MICROS);
        (candidate <= *high).then_some(candidate)
    })
}
