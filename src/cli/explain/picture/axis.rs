//! The axis of values: what it spans, its ticks, and where a number stands on it.

use super::xml::Px;
use crate::model::{Interval, Number, Rounding, Unit};
use crate::publish::round;
use crate::publish::words::grouped;

/// Ticks that an axis has at most, but one.
const TICKS: i64 = 6;

/// A stretch of numbers drawn between two places.
#[derive(Debug)]
pub(super) struct Axis {
    low: Number,
    high: Number,
    left: Px,
    right: Px,
    unit: Unit,
}

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// It is left of the axis.
    Below,
    /// There.
    At(Px),
    /// It is right of the axis.
    Above,
}

/// What is to be shown of a source: its values, and what they stand for.
pub(super) type Shown<'a> = (&'a [Number], &'a Interval);

impl Axis {
    /// An axis that shows `value` with its `region`, and of the others all that do not crush
    /// the rest: one that is off by a factor of a thousand would leave every other a hair.
    pub(super) fn around(
        value: &Number,
        region: &Interval,
        others: &[Shown<'_>],
        unit: &Unit,
        (left, right): (Px, Px),
    ) -> Self {
        let mut far: Vec<Number> = others.iter().flat_map(|(values, _)| *values).map(|n| (n - value).abs()).collect();
        far.sort();
        let width = region.width().unwrap_or_else(Number::zero);
        let mut reach = (&value.abs() * &Number::from(4)).max(&width * &Number::from(8));
        for distance in far {
            // From nothing everything is infinitely far: the first one sets the measure.
            if distance <= reach || reach.is_zero() {
                reach = reach.max(&distance * &Number::from(2));
            }
        }
        let near = |n: &&Number| (*n - value).abs() <= reach;
        let intervals = others.iter().map(|(_, interval)| *interval).chain([region]);
        let ends = intervals.flat_map(|interval| [interval.low.number(), interval.high.number()]).flatten();
        let values = others.iter().flat_map(|(values, _)| *values).chain([value]);
        let shown: Vec<&Number> = ends.chain(values).filter(near).collect();
        let low = shown.iter().min().map_or(value, |low| low);
        let high = shown.iter().max().map_or(value, |high| high);
        let mut pad = &(high - low) * &Number::pow10(-1).half();
        if pad.is_zero() {
            pad = &value.abs() * &Number::pow10(-1);
        }
        if pad.is_zero() {
            pad = Number::one();
        }
        Self { low: low - &pad, high: high + &pad, left, right, unit: unit.clone() }
    }

    /// Where a number stands, to a hundredth of a pixel.
    pub(super) fn place(&self, number: &Number) -> Place {
        if *number < self.low {
            return Place::Below;
        }
        if *number > self.high {
            return Place::Above;
        }
        let room = Number::from(self.right - self.left);
        let along = (&(number - &self.low) * &room).checked_div(&(&self.high - &self.low));
        let along = along.as_ref().map_or(0, round::nearest);
        Place::At(self.left + along)
    }

    /// Round numbers along the axis.
    pub(super) fn ticks(&self) -> Vec<Number> {
        let step = self.step();
        let first = round::whole(&self.low.checked_div(&step).unwrap_or_else(Number::zero), Rounding::Up);
        let mut ticks = Vec::new();
        let mut tick = &first * &step;
        while tick <= self.high {
            let next = &tick + &step;
            ticks.push(tick);
            tick = next;
        }
        ticks
    }

    fn step(&self) -> Number {
        round::step(&(&self.high - &self.low), TICKS, matches!(self.unit, Unit::Rank | Unit::Count(_)))
    }

    /// The digits under a tick: in the unit of [`Axis::title`].
    pub(super) fn label(&self, tick: &Number) -> String {
        grouped(&(tick * &Number::pow10(-self.scale().0)))
    }

    /// `billion USD`
    pub(super) fn title(&self) -> String {
        let unit = match &self.unit {
            Unit::Rank => "place".to_owned(),
            unit => unit.to_string().replace('_', " "),
        };
        format!("{} {unit}", self.scale().1).trim().to_owned()
    }

    /// Zeros that the labels leave out, and their name.
    fn scale(&self) -> (i32, &'static str) {
        let greatest = self.low.abs().max(self.high.abs());
        // Five digits of people or firms are read as they are; of money nobody wants zeros.
        let more = i32::from(!matches!(self.unit, Unit::Money(_)));
        let scales = [(12, "trillion"), (9, "billion"), (6, "million")];
        let fits = |(zeros, _): &(i32, &str)| greatest >= Number::pow10(*zeros + more);
        scales.into_iter().find(fits).unwrap_or((0, ""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        text.parse().unwrap()
    }

    fn axis(value: &str, others: &[&str], unit: &str) -> Axis {
        let values: Vec<[Number; 1]> = others.iter().map(|text| [n(text)]).collect();
        let intervals: Vec<Interval> = values.iter().map(|[value]| Interval::point(value.clone())).collect();
        let shown: Vec<Shown<'_>> = values.iter().map(|it| &it[..]).zip(&intervals).collect();
        Axis::around(&n(value), &Interval::point(n(value)), &shown, &Unit::from(unit), (0, 10_000))
    }

    fn labels(axis: &Axis) -> String {
        axis.ticks().iter().map(|tick| axis.label(tick)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_are_round() {
        let money = axis("124600000000", &["120000000000"], "USD");
        assert_eq!((labels(&money), money.title()), ("120 121 122 123 124".to_owned(), "billion USD".to_owned()));
        let rank = axis("44", &[], "rank");
        assert_eq!((labels(&rank), rank.title()), ("40 42 44 46 48".to_owned(), "place".to_owned()));
        let none = axis("0", &[], "percent");
        assert_eq!(labels(&none), "-1 -0.5 0 0.5 1");
    }

    #[test]
    fn a_slip_does_not_crush_the_others() {
        let slipped = axis("72500000000", &["70000000000", "72500000000000"], "USD");
        assert_eq!(slipped.place(&n("72500000000000")), Place::Above);
        assert_eq!(slipped.place(&n("0")), Place::Below);
        assert!(matches!(slipped.place(&n("70000000000")), Place::At(1..1_000)));
        let small = axis("72500000000", &["68000000"], "USD");
        assert!(matches!(small.place(&n("68000000")), Place::At(1..1_000)), "a slip that crushes nothing is shown");
    }
}
