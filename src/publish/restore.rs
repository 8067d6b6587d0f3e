//! What a claim's row stands for, out of its cells.
//!
//! The numbers are those of the cells: normalize rounds what it converts to six
//! decimals, and it is the rounded numbers that are reconciled. Whether an end
//! belongs to the interval is not in the cells; it follows from the hedge.

use crate::model::{Bound, Decimal, Hedge, Interval, Number};

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
    let value = printed.value.to_number();
    let [value_to, low, high] = [printed.value_to, printed.low, printed.high].map(|cell| cell.map(Decimal::to_number));
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
