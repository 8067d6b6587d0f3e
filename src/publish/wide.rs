//! The table `figures_wide`: a year a row, with what was observed, what was planned, by how
//! much it grew and what share it had side by side, for charts that need no join.
//!
//! It is made from the cells of the other tables, so that `verify` makes it again from them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::cells::{Cell, Table};
use super::tables::FIGURES_WIDE;
use super::typed::{Row, find};
use crate::config::{Config, Indicator, Kind};
use crate::error::{Error, Result};
use crate::model::{Basis, Measure, Period};

/// What a figure is in its year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slot {
    Observed,
    Planned,
    Growth,
    Share,
}

/// Of the figures of one slot the one with the least of these leads: the usual measure of the
/// indicator, then the latest day.
type Standing = (usize, std::cmp::Reverse<Date>);

/// The figures of one indicator, area and year.
type Year<'a> = BTreeMap<Slot, (Standing, Row<'a>)>;

/// The rows, in the order of their key. `tables` hold `figures`, `claims` and `indicators`.
///
/// # Errors
/// [`Error::Corrupt`] where a cell is not what reckoner writes.
pub(super) fn table(tables: &[Table], config: &Config) -> Result<Table> {
    let claims = Row::by_id(find(tables, "claims")?, "claim_id")?;
    let mut years: BTreeMap<(&str, &str, i64), Year<'_>> = BTreeMap::new();
    let figures = find(tables, "figures")?;
    for row in Row::all(figures) {
        let (id, area) = (row.text("indicator_id")?, row.text("area")?);
        let Some(indicator) = config.indicator(&row.parsed("indicator_id")?) else { continue };
        let Some((year, slot, standing)) = place(row, indicator)? else { continue };
        let slots = years.entry((id, area, year)).or_default();
        if slots.get(&slot).is_none_or(|(led, _)| standing < *led) {
            slots.insert(slot, (standing, row));
        }
    }
    let indicators = Row::by_id(find(tables, "indicators")?, "indicator_id")?;
    let mut rows = Vec::with_capacity(years.len());
    for ((id, area, year), slots) in years {
        let Some(indicator) = indicators.get(id) else { continue };
        let of = |slot: Slot, column: &str| slots.get(&slot).map_or(Ok(&Cell::Null), |(_, row)| row.cell(column));
        let stated = |slot: Slot, column: &str| {
            let claim = match of(slot, "claim_id")? {
                Cell::Text(id) => claims.get(id.as_str()).copied(),
                _ => None,
            };
            claim.map_or(Ok(&Cell::Null), |row: Row<'_>| row.cell(column))
        };
        let first = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok());
        let cells = [
            indicator.cell("indicator_id")?,
            indicator.cell("label")?,
            indicator.cell("topic")?,
            indicator.cell("unit")?,
            &Cell::text(area),
            &Cell::Int(year),
            &Cell::date(first),
            of(Slot::Observed, "value")?,
            of(Slot::Observed, "low")?,
            of(Slot::Observed, "high")?,
            of(Slot::Observed, "agreement")?,
            of(Slot::Planned, "value")?,
            of(Slot::Planned, "low")?,
            of(Slot::Planned, "high")?,
            stated(Slot::Planned, "status")?,
            of(Slot::Growth, "value")?,
            of(Slot::Share, "value")?,
            of(Slot::Observed, "figure_id")?,
            of(Slot::Planned, "figure_id")?,
            stated(Slot::Observed, "report_id")?,
            stated(Slot::Observed, "published")?,
            stated(Slot::Observed, "sentence")?,
            stated(Slot::Planned, "report_id")?,
            stated(Slot::Planned, "sentence")?,
        ];
        rows.push(cells.into_iter().cloned().collect());
    }
    Table::new(&FIGURES_WIDE, rows)
}

/// The year and the slot that a figure belongs to, if it is of one.
fn place(row: Row<'_>, indicator: &Indicator) -> Result<Option<(i64, Slot, Standing)>> {
    let (measure, basis, period): (Measure, Basis, Period) =
        (row.parsed("measure")?, row.parsed("basis")?, row.parsed("period")?);
    let last = period.last();
    let (stock, whole) = (indicator.kind == Kind::Stock, period.as_year().is_some());
    let levels = indicator.kind.level_measures();
    let observed = basis == Basis::Observed;
    let before = || Ok::<_, Error>(row.optional("base_period")? == Period::year(last.year() - 1));
    let slot = match measure {
        // A stock is of a day: the latest of its year speaks for it.
        _ if levels.contains(&measure) && (whole || stock) => {
            if observed {
                Slot::Observed
            } else {
                Slot::Planned
            }
        }
        Measure::Growth if observed && (whole || stock) && before()? => Slot::Growth,
        Measure::Share if observed && whole => Slot::Share,
        _ => return Ok(None),
    };
    let usual = levels.iter().position(|level| *level == measure).unwrap_or_default();
    Ok(Some((i64::from(last.year()), slot, (usual, std::cmp::Reverse(last)))))
}
