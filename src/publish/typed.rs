//! Typed rows out of tables: enough to replay reconciling on a release alone.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use super::cells::{Cell, Table};
use super::dataset::ReportRow;
use super::restore::{Printed, restore};
use crate::error::{Error, Result};
use crate::model::{
    Claim, DateBasis, Decimal, Language, PartialDate, PrintedClaim, Quantity, ReportId, ReportMeta, Span, Unit,
};

/// The reports of a release. `note` is not in the tables and comes back empty.
///
/// # Errors
/// [`Error::Corrupt`] naming row and column where a cell is not what reckoner writes.
pub fn reports(tables: &[Table]) -> Result<Vec<ReportRow>> {
    let table = find(tables, "reports")?;
    table.rows().iter().map(|row| report(Row { table, row })).collect()
}

/// The claims of a release, with values, intervals and resolutions restored by
/// [`restore`].
///
/// What the tables do not hold comes back as follows: `printed.quantity` is in the normalized unit, not in the printed one;
/// `authority` and `repost_of` are those of the claim's report.
///
/// # Errors
/// [`Error::Corrupt`] naming row and column where a cell is not what reckoner writes.
pub fn claims(tables: &[Table]) -> Result<Vec<Claim>> {
    let reports = reports(tables)?;
    let reports: BTreeMap<&ReportId, &ReportRow> = reports.iter().map(|report| (&report.meta.id, report)).collect();
    let table = find(tables, "claims")?;
    table
        .rows()
        .iter()
        .map(|row| {
            let row = Row { table, row };
            let id: ReportId = row.parsed("report_id")?;
            let report = reports.get(&id).ok_or_else(|| row.wrong("report_id", "it is not in the table reports"))?;
            claim(row, &report.meta)
        })
        .collect()
}

pub(super) fn find<'a>(tables: &'a [Table], name: &str) -> Result<&'a Table> {
    let table = tables.iter().find(|table| table.schema().name == name);
    table.ok_or_else(|| Error::Unexpected(format!("the table {name} was not read")))
}

fn report(row: Row<'_>) -> Result<ReportRow> {
    let published_basis = match row.text("published_basis")? {
        "" => None,
        "stated" => Some(DateBasis::Stated),
        "inferred" => Some(DateBasis::Inferred),
        _ => return Err(row.wrong("published_basis", "it is neither stated nor inferred")),
    };
    let languages = [Language::En, Language::Vi];
    let language = row.text("language")?;
    let language = languages.into_iter().find(|known| known.as_str() == language);
    Ok(ReportRow {
        meta: ReportMeta {
            id: row.parsed("report_id")?,
            file: row.owned("file")?,
            title: row.owned("title")?,
            publisher: row.owned("publisher")?,
            authority: row.owned("authority")?,
            published: row.optional::<PartialDate>("published")?,
            published_basis,
            language: language.ok_or_else(|| row.wrong("language", "it is not a known one"))?,
            area: row.parsed("area")?,
            url: row.owned("url")?,
            licence: row.owned("licence")?,
            retrieved: row.optional("retrieved")?,
            original_sha256: row.owned("original_sha256")?,
            repost_of: row.optional("repost_of")?,
            note: String::new(),
        },
        sha256: row.owned("sha256")?,
        n_mentions: row.count("n_mentions")?,
        n_claims: row.count("n_claims")?,
        n_dismissed: row.count("n_dismissed")?,
    })
}

fn claim(row: Row<'_>, report: &ReportMeta) -> Result<Claim> {
    let rounded = Printed {
        value: row.decimal("value")?.ok_or_else(|| row.wrong("value", "it is null"))?,
        value_to: row.decimal("value_to")?,
        low: row.decimal("low")?,
        high: row.decimal("high")?,
        hedge: row.parsed("hedge")?,
    };
    let fx_rate = row.decimal("fx_rate")?.map(Decimal::to_number);
    let unit = Unit::from(row.text("unit")?);
    let restored = restore(&rounded);
    let quantity = Quantity {
        value: restored.value.clone(),
        value_to: restored.value_to.clone(),
        unit: unit.clone(),
        hedge: rounded.hedge,
        resolution: restored.resolution.clone(),
        resolution_to: restored.resolution_to,
    };
    let indicator: crate::model::IndicatorId = row.parsed("indicator_id")?;
    Ok(Claim {
        id: row.parsed("claim_id")?,
        printed: PrintedClaim {
            report: row.parsed("report_id")?,
            indicator: Some(indicator.clone()),
            subject: row.owned("subject")?,
            area: row.parsed("area")?,
            measure: row.parsed("measure")?,
            period: row.optional("period")?,
            period_inferred: row.boolean("period_inferred")?,
            base_period: row.optional("base_period")?,
            basis: row.parsed("basis")?,
            status: row.parsed("status")?,
            quantity,
            value_text: row.owned("value_text")?.into(),
            printed_value: row.owned("printed_value")?.into(),
            printed_unit: row.owned("printed_unit")?.into(),
            attributed_to: row.optional("attributed_to")?,
            sentence: row.owned("sentence")?.into(),
            span: Span::new(row.count("span_start")?, row.count("span_end")?),
            locator: row.owned("locator")?.into(),
            rule: row.owned("rule")?.into(),
        },
        indicator,
        value: restored.value,
        value_to: restored.value_to,
        unit,
        interval: restored.interval,
        resolution: restored.resolution,
        fx_rate,
        fx_source: row.optional("fx_source")?,
        issuer: row.owned("issuer")?,
        published: row.optional("published")?,
        authority: report.authority.clone(),
        repost_of: report.repost_of.clone(),
    })
}

/// A row whose cells are asked for by column.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    table: &'a Table,
    row: &'a [Cell],
}

impl<'a> Row<'a> {
    /// The rows of a table in order.
    pub(super) fn all(table: &'a Table) -> impl Iterator<Item = Self> {
        table.rows().iter().map(move |row| Row { table, row })
    }

    /// The rows of a table by the column that tells them apart.
    pub(super) fn by_id(table: &'a Table, column: &str) -> Result<BTreeMap<&'a str, Self>> {
        Row::all(table).map(|row| Ok((row.text(column)?, row))).collect()
    }

    pub(super) fn wrong(self, column: &str, why: &str) -> Error {
        Error::Corrupt {
            file: PathBuf::from(self.table.schema().parquet_path()),
            message: format!("row {}, column {column}: {why}", self.table.row_name(self.row)),
            help: "`reckoner verify` tells what was changed; `reckoner run` writes the release anew".to_owned(),
        }
    }

    pub(super) fn cell(self, column: &str) -> Result<&'a Cell> {
        let cell = self.table.schema().position(column).and_then(|position| self.row.get(position));
        cell.ok_or_else(|| self.wrong(column, "there is no such column"))
    }

    /// The text; empty where it is null.
    pub(super) fn text(self, column: &str) -> Result<&'a str> {
        match self.cell(column)? {
            Cell::Null => Ok(""),
            Cell::Text(text) => Ok(text),
            _ => Err(self.wrong(column, "it is no text")),
        }
    }

    pub(super) fn owned(self, column: &str) -> Result<String> {
        self.text(column).map(str::to_owned)
    }

    pub(super) fn optional<T: FromStr>(self, column: &str) -> Result<Option<T>> {
        match self.text(column)? {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.wrong(column, &format!("{text:?} cannot be read"))),
        }
    }

    pub(super) fn parsed<T: FromStr>(self, column: &str) -> Result<T> {
        self.optional(column)?.ok_or_else(|| self.wrong(column, "it is null"))
    }

    pub(super) fn decimal(self, column: &str) -> Result<Option<Decimal>> {
        match self.cell(column)? {
            Cell::Null => Ok(None),
            Cell::Decimal(value) => Ok(Some(*value)),
            _ => Err(self.wrong(column, "it is no decimal")),
        }
    }

    pub(super) fn boolean(self, column: &str) -> Result<bool> {
        match self.cell(column)? {
            Cell::Bool(value) => Ok(*value),
            _ => Err(self.wrong(column, "it is neither true nor false")),
        }
    }

    pub(super) fn count(self, column: &str) -> Result<usize> {
        match self.cell(column)? {
            Cell::Int(value) => usize::try_from(*value).map_err(|_| self.wrong(column, "it is below zero")),
            _ => Err(self.wrong(column, "it is no whole number")),
        }
    }
}
