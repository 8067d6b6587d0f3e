//! Where periods stand along a chart, and how wide and high it is.

use super::human::day;
use super::scale::Px;
use super::series::{Along, Panel, Slot, Tier};

/// Space around what is drawn: for the numbers of the axis, and for the names below.
pub(super) const LEFT: Px = 580;
const RIGHT: Px = 200;
pub(super) const TOP: Px = 340;
const BELOW: Px = 260;
const LINE: Px = 130;
/// Sizes of a chart of few periods, and of one of many.
const SMALL: (Px, Px) = (4_000, 1_500);
const LARGE: (Px, Px) = (7_200, 2_100);
/// Periods that fit into a small one.
const FEW: i64 = 5;
/// Room for the year below the axis.
const YEAR: Px = 400;

/// The plan of a chart.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) width: Px,
    pub(super) height: Px,
    /// Where nothing, or the lowest value, is.
    pub(super) bottom: Px,
    pub(super) large: bool,
    /// Width of a period.
    pub(super) cell: Px,
    along: Along,
    first: i64,
    span: i64,
}

/// A name below the axis.
#[derive(Debug)]
pub(super) struct Tick {
    pub(super) x: Px,
    pub(super) lines: Vec<String>,
    /// Whether a line goes up from it: it is a border, not the middle of a period.
    pub(super) border: bool,
}

impl Layout {
    pub(super) fn new(panel: &Panel<'_>, tier: Tier) -> Self {
        let first = panel.slots.first().map_or(0, |slot| slot.place);
        let last = panel.slots.last().map_or(0, |slot| slot.place);
        let (span, least) = match panel.along {
            Along::Years => (last - first + 1, 250),
            Along::Months => (last - first + 1, 110),
            Along::Days => (last - first, 0),
            Along::Listed => (last - first + 1, 700),
        };
        let count = i64::try_from(panel.slots.len()).unwrap_or(i64::MAX / 1_000);
        let many = tier == Tier::Large && if panel.along == Along::Days { count > FEW } else { span > FEW };
        let (width, tall) = if many { LARGE } else { SMALL };
        let width = width.max(least * span + LEFT + RIGHT);
        let lines = panel.slots.iter().map(|slot| slot.lines.len()).max().unwrap_or(1);
        let lines = if panel.along == Along::Listed { i64::try_from(lines).unwrap_or(1) } else { 1 };
        let bottom = TOP + tall;
        let mut layout = Self {
            width,
            height: bottom + BELOW + LINE * (lines - 1),
            bottom,
            large: many,
            cell: 0,
            along: panel.along,
            first,
            span: span.max(1),
        };
        layout.cell =
            if panel.along == Along::Days { layout.least_distance(panel) } else { layout.room() / layout.span };
        layout
    }

    fn room(&self) -> Px {
        self.width - LEFT - RIGHT
    }

    /// Where the axis ends.
    pub(super) fn right(&self) -> Px {
        self.width - RIGHT
    }

    /// The distance of the two counts that are nearest to each other, within reason.
    fn least_distance(&self, panel: &Panel<'_>) -> Px {
        let pairs = panel.slots.iter().zip(panel.slots.iter().skip(1));
        let least = pairs.map(|(one, next)| self.x(next) - self.x(one)).min();
        least.unwrap_or(600).clamp(120, 600)
    }

    /// The middle of a period.
    pub(super) fn x(&self, slot: &Slot<'_>) -> Px {
        self.at(slot.place)
    }

    fn at(&self, place: i64) -> Px {
        let along = place - self.first;
        if self.along == Along::Days {
            return LEFT + 300 + along * (self.room() - 600) / self.span;
        }
        LEFT + along * self.room() / self.span + self.room() / self.span / 2
    }

    /// What stands below the axis.
    pub(super) fn ticks(&self, panel: &Panel<'_>) -> Vec<Tick> {
        match self.along {
            Along::Listed => {
                let tick = |slot: &Slot<'_>| Tick { x: self.x(slot), lines: slot.lines.clone(), border: false };
                panel.slots.iter().map(tick).collect()
            }
            Along::Years => {
                let every = [1, 2, 5, 10].into_iter().find(|every| every * self.cell >= YEAR).unwrap_or(10);
                let years = (self.first..self.first + self.span).filter(|year| year % every == 0);
                years.map(|year| Tick { x: self.at(year), lines: vec![year.to_string()], border: false }).collect()
            }
            Along::Months => {
                let begins = (self.first..self.first + self.span).filter(|month| month % 12 == 0);
                let mut ticks: Vec<Tick> = begins
                    .map(|month| Tick {
                        x: self.at(month) - self.cell / 2,
                        lines: vec![(month / 12).to_string()],
                        border: true,
                    })
                    .collect();
                if ticks.first().is_none_or(|tick| tick.x > LEFT + YEAR) {
                    ticks.insert(0, Tick { x: LEFT, lines: vec![(self.first / 12).to_string()], border: true });
                }
                ticks
            }
            Along::Days => {
                let mut ticks: Vec<Tick> = Vec::new();
                for slot in &panel.slots {
                    let x = self.x(slot);
                    if ticks.last().is_none_or(|tick| x - tick.x > 3 * YEAR / 2) {
                        let name = if slot.lines.len() > 1 { day(slot.last) } else { slot.lines.concat() };
                        ticks.push(Tick { x, lines: vec![name], border: false });
                    }
                }
                ticks
            }
        }
    }
}
