//! The axis of values: from nothing for what is counted, best place on top for ranks.

use crate::model::{Interval, Measure, Number, Rounding, Unit};
use crate::publish::round;

/// Tenths of a pixel.
pub(super) type Px = i64;

/// Steps of an axis at most, but one.
const STEPS: i64 = 4;
/// What is so many times the middle value is off the chart: it would leave the rest a hair.
const FAR: i64 = 10;

/// Where numbers stand between the bottom and the top of a chart.
#[derive(Debug)]
pub(super) struct Scale {
    low: Number,
    high: Number,
    step: Number,
    top: Px,
    bottom: Px,
    upside_down: bool,
}

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// There.
    At(Px),
    /// Off the chart, beyond its top or bottom.
    Off(Px),
}

impl Place {
    pub(super) fn y(self) -> Px {
        match self {
            Self::At(y) | Self::Off(y) => y,
        }
    }
}

impl Scale {
    /// An axis for `figures`, and for all others that do not crush them.
    pub(super) fn new(
        figures: &[&Number],
        others: &[&Interval],
        (measure, unit): (Measure, &Unit),
        (top, bottom): (Px, Px),
    ) -> Self {
        let mut sizes: Vec<Number> = figures.iter().map(|value| value.abs()).collect();
        sizes.sort();
        let middle = sizes.get(sizes.len() / 2).cloned().unwrap_or_else(Number::one);
        let limit = &middle * &Number::from(FAR);
        let ends = others.iter().flat_map(|other| [other.low.number(), other.high.number()]).flatten();
        let shown: Vec<&Number> = figures.iter().copied().chain(ends).filter(|n| n.abs() <= limit).collect();
        let zero = Number::zero();
        let least = shown.iter().copied().min().unwrap_or(&zero);
        let most = shown.iter().copied().max().unwrap_or(&zero);
        let rank = measure == Measure::Rank;
        let (low, high) = if rank {
            (least.min(&Number::one()).clone(), most.clone())
        } else {
            (least.min(&zero).clone(), most.max(&zero).clone())
        };
        let (low, high) = if low == high { (low.clone(), &low + &Number::one()) } else { (low, high) };
        let counted = matches!(unit, Unit::Count(_)) && (&high - &low) >= Number::from(STEPS);
        let whole = counted || *unit == Unit::Rank;
        let step = round::step(&(&high - &low), STEPS, whole);
        let low = if rank { low } else { &whole_down(&low, &step) * &step };
        // Up to the next line of the grid, so that the highest mark is inside.
        let high = &-whole_down(&-high, &step) * &step;
        Self { low, high, step, top, bottom, upside_down: rank }
    }

    /// Where a number stands, to a tenth of a pixel.
    pub(super) fn place(&self, number: &Number) -> Place {
        let (start, end) = if self.upside_down { (self.top, self.bottom) } else { (self.bottom, self.top) };
        if *number < self.low {
            return Place::Off(start);
        }
        if *number > self.high {
            return Place::Off(end);
        }
        let along = (&(number - &self.low) * &Number::from(end - start)).checked_div(&(&self.high - &self.low));
        Place::At(start + along.as_ref().map_or(0, round::nearest))
    }

    /// Round numbers along the axis.
    pub(super) fn ticks(&self) -> Vec<Number> {
        let mut ticks = Vec::new();
        if self.upside_down {
            ticks.push(self.low.clone());
        }
        let mut tick = &whole_down(&self.low, &self.step) * &self.step;
        while tick <= self.high {
            let next = &tick + &self.step;
            if tick > self.low || !self.upside_down {
                ticks.push(tick);
            }
            tick = next;
        }
        ticks
    }
}

/// How many whole steps lie below a number.
fn whole_down(number: &Number, step: &Number) -> Number {
    round::whole(&number.checked_div(step).unwrap_or_else(Number::zero), Rounding::Down)
}

/// Tenths of a pixel as SVG writes them.
pub(super) fn px(tenths: Px) -> String {
    let (sign, size) = if tenths < 0 { ("-", -tenths) } else { ("", tenths) };
    match size % 10 {
        0 => format!("{sign}{}", size / 10),
        tenth => format!("{sign}{}.{tenth}", size / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale(values: &[&str], measure: Measure, unit: &str) -> Scale {
        let values: Vec<Number> = values.iter().map(|text| text.parse().unwrap()).collect();
        let figures: Vec<&Number> = values.iter().collect();
        Scale::new(&figures, &[], (measure, &Unit::from(unit)), (0, 1_000))
    }

    fn ticks(scale: &Scale) -> String {
        scale.ticks().iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn levels_begin_at_nothing() {
        let firms = scale(&["58000", "70000"], Measure::Level, "firms");
        assert_eq!(ticks(&firms), "0 20000 40000 60000 80000");
        assert_eq!(firms.place(&"80000".parse().unwrap()), Place::At(0));
        assert_eq!(firms.place(&"20000".parse().unwrap()), Place::At(750));
        assert_eq!(ticks(&scale(&["-10.8", "8.7"], Measure::Growth, "percent")), "-15 -10 -5 0 5 10");
        assert_eq!(ticks(&scale(&["0"], Measure::Level, "USD")), "0 0.5 1");
    }

    #[test]
    fn the_first_place_is_on_top() {
        let rank = scale(&["76", "44"], Measure::Rank, "rank");
        assert_eq!(rank.place(&Number::one()), Place::At(0));
        assert_eq!(ticks(&rank), "1 20 40 60 80");
    }

    #[test]
    fn a_slip_does_not_crush_the_others() {
        let money = scale(&["70", "72", "72000"], Measure::Level, "USD");
        assert_eq!(money.place(&"72000".parse().unwrap()), Place::Off(0));
        assert_eq!(px(-15), "-1.5");
    }
}
