//! Typed rows become cells, with the one rounding of the whole way: values to
//! the nearest even, low ends down, high ends up, to six decimals.

use std::cmp::Ordering;
use std::path::PathBuf;

use rayon::iter::ParallelIterator as _;
use rayon::slice::ParallelSlice as _;

use super::cells::{Cell, Table, check_references};
use super::dataset::{Dataset, ReportRow, order};
use super::schema::TableSchema;
use super::tables::{FIGURES_WIDE, TABLES};
use super::wide;
use crate::config::{Config, Indicator};
use crate::error::{Error, Result};
use crate::finding::Finding;
use crate::model::{
    Claim, ClaimId, Conflict, DateBasis, Derived, Dismissed, Evidence, Figure, Interval, Number, Period, Rounding,
    Span, Target, Vintage,
};

/// Separates the claim ids in the column `inputs` of `derived`.
pub const INPUTS_SEPARATOR: &str = " ";

/// All tables of a dataset, in the order of [`TABLES`], each in its total order.
///
/// # Errors
/// [`Error::Corrupt`] naming table, row and column where a number does not fit
/// decimal(38,6); [`Error::Unexpected`] where a row breaks its schema: a null in
/// a required column, a key twice, a reference to nothing.
pub fn tables(dataset: &Dataset, config: &Config) -> Result<Vec<Table>> {
    let made_of_rows = |schema: &&TableSchema| schema.name != FIGURES_WIDE.name;
    let mut tables: Vec<Table> = TABLES
        .iter()
        .filter(made_of_rows)
        .map(|schema| {
            let rows = match schema.name {
                "reports" => rows(&dataset.reports, order::reports, schema, report_cells),
                "indicators" => rows(
                    &config.indicators,
                    |a, b| a.id.cmp(&b.id),
                    schema,
                    |indicator, _| Ok(indicator_cells(indicator)),
                ),
                "claims" => rows(&dataset.claims, order::claims, schema, claim_cells),
                "derived" => rows(&dataset.derived, order::derived, schema, derived_cells),
                "figures" => rows(&dataset.figures, order::figures, schema, figure_cells),
                "evidence" => rows(&dataset.evidence, order::evidence, schema, evidence_cells),
                "conflicts" => rows(&dataset.conflicts, order::conflicts, schema, conflict_cells),
                "vintages" => rows(&dataset.vintages, order::vintages, schema, vintage_cells),
                "targets" => rows(&dataset.targets, order::targets, schema, target_cells),
                "dismissed" => rows(&dataset.dismissed, order::dismissed, schema, dismissed_cells),
                "findings" => rows(&dataset.findings, order::findings, schema, finding_cells),
                other => Err(Error::Unexpected(format!("no rows are written for the table {other}"))),
            }?;
            Table::new(schema, rows)
        })
        .collect::<Result<_>>()?;
    tables.push(wide::table(&tables, config)?);
    check_references(&tables)?;
    Ok(tables)
}

/// Where a cell belongs, for messages.
#[derive(Clone, Copy)]
struct Place<'a> {
    table: &'static TableSchema,
    row: &'a str,
}

/// Rows are made in parallel: rounding exact rationals is what takes the time.
fn rows<T: Sync>(
    typed: &[T],
    order: fn(&T, &T) -> Ordering,
    table: &'static TableSchema,
    cells: impl Fn(&T, &'static TableSchema) -> Result<Vec<Cell>> + Sync,
) -> Result<Vec<Vec<Cell>>> {
    let mut sorted: Vec<&T> = typed.iter().collect();
    sorted.sort_by(|a, b| order(a, b));
    let chunk = |rows: &[&T]| rows.iter().map(|row| cells(row, table)).collect::<Result<Vec<_>>>();
    // Collected before the first error is taken, so that it is the first row's.
    let chunks: Vec<Result<Vec<Vec<Cell>>>> = sorted.par_chunks(1024).map(chunk).collect();
    let chunks = chunks.into_iter().collect::<Result<Vec<_>>>()?;
    Ok(chunks.into_iter().flatten().collect())
}

impl Place<'_> {
    fn rounded(self, column: &str, number: &Number, rounding: Rounding) -> Result<Cell> {
        number.to_decimal(rounding).map(Cell::Decimal).map_err(|why| Error::Corrupt {
            file: PathBuf::from(self.table.csv_path()),
            message: format!("row {}, column {column}: {why}", self.row),
            help: "mend the report or the rate that says so, or drop the claim in the overrides".to_owned(),
        })
    }

    fn value(self, column: &str, number: &Number) -> Result<Cell> {
        self.rounded(column, number, Rounding::HalfEven)
    }

    fn optional(self, column: &str, number: Option<&Number>) -> Result<Cell> {
        number.map_or(Ok(Cell::Null), |number| self.value(column, number))
    }

    fn low(self, interval: &Interval) -> Result<Cell> {
        interval.low.number().map_or(Ok(Cell::Null), |number| self.rounded("low", number, Rounding::Down))
    }

    fn high(self, interval: &Interval) -> Result<Cell> {
        interval.high.number().map_or(Ok(Cell::Null), |number| self.rounded("high", number, Rounding::Up))
    }

    fn count(self, column: &str, count: usize) -> Result<Cell> {
        i64::try_from(count).map(Cell::Int).map_err(|_| {
            Error::Unexpected(format!("table {}, row {}: {column} {count} is too large", self.table.name, self.row))
        })
    }

    fn span(self, span: Span) -> Result<[Cell; 2]> {
        Ok([self.count("span_start", span.start)?, self.count("span_end", span.end)?])
    }
}

fn name(text: impl AsRef<str>) -> Cell {
    Cell::text(text.as_ref())
}

fn period_cells(period: Option<Period>) -> [Cell; 3] {
    [Cell::shown(period), Cell::date(period.map(Period::first)), Cell::date(period.map(Period::last))]
}

fn report_cells(row: &ReportRow, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let meta = &row.meta;
    let at = Place { table, row: meta.id.as_str() };
    Ok(vec![
        name(meta.id.as_str()),
        name(&meta.file),
        name(&row.sha256),
        name(&meta.original_sha256),
        name(&meta.title),
        name(&meta.publisher),
        name(&meta.authority),
        Cell::shown(meta.published),
        Cell::shown(meta.published.map(|date| date.precision().as_str())),
        Cell::shown(meta.published_basis.map(DateBasis::as_str)),
        name(meta.language.as_str()),
        name(meta.area.as_str()),
        name(&meta.url),
        name(&meta.licence),
        Cell::shown(meta.retrieved),
        Cell::shown(meta.repost_of.as_ref()),
        at.count("n_mentions", row.n_mentions)?,
        at.count("n_claims", row.n_claims)?,
        at.count("n_dismissed", row.n_dismissed)?,
    ])
}

fn indicator_cells(indicator: &Indicator) -> Vec<Cell> {
    vec![
        name(indicator.id.as_str()),
        name(&indicator.label),
        name(&indicator.description),
        name(indicator.unit.to_string()),
        name(indicator.kind.as_str()),
        name(indicator.direction.as_str()),
        name(&indicator.topic),
        Cell::shown(indicator.variant_of.as_ref()),
    ]
}

fn claim_cells(claim: &Claim, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let printed = &claim.printed;
    let at = Place { table, row: claim.id.as_str() };
    let [period, period_start, period_end] = period_cells(printed.period);
    let [span_start, span_end] = at.span(printed.span)?;
    Ok(vec![
        name(claim.id.as_str()),
        name(printed.report.as_str()),
        name(claim.indicator.as_str()),
        name(printed.area.as_str()),
        name(printed.measure.as_str()),
        period,
        period_start,
        period_end,
        Cell::Bool(printed.period_inferred),
        Cell::shown(printed.base_period),
        name(printed.basis.as_str()),
        name(printed.status.as_str()),
        at.value("value", &claim.value)?,
        at.optional("value_to", claim.value_to.as_ref())?,
        name(claim.unit.to_string()),
        at.low(&claim.interval)?,
        at.high(&claim.interval)?,
        name(printed.quantity.hedge.as_str()),
        name(&printed.value_text),
        name(&printed.printed_value),
        name(&printed.printed_unit),
        at.optional("fx_rate", claim.fx_rate.as_ref())?,
        Cell::shown(claim.fx_source.as_ref()),
        Cell::shown(printed.attributed_to.as_ref()),
        name(&claim.issuer),
        Cell::shown(claim.published),
        name(&printed.sentence),
        span_start,
        span_end,
        name(&printed.locator),
        name(&printed.rule),
        name(&printed.subject),
    ])
}

fn derived_cells(derived: &Derived, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let at = Place { table, row: derived.id.as_str() };
    let inputs: Vec<&str> = derived.inputs.iter().map(ClaimId::as_str).collect();
    Ok(vec![
        name(derived.id.as_str()),
        name(derived.indicator.as_str()),
        name(derived.area.as_str()),
        name(derived.measure.as_str()),
        Cell::shown(Some(derived.period)),
        Cell::shown(derived.base_period),
        name(derived.basis.as_str()),
        at.value("value", &derived.value)?,
        at.low(&derived.interval)?,
        at.high(&derived.interval)?,
        name(derived.unit.to_string()),
        name(derived.relation.as_str()),
        name(inputs.join(INPUTS_SEPARATOR)),
        Cell::Int(i64::from(derived.depth)),
    ])
}

fn figure_cells(figure: &Figure, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let key = &figure.key;
    let at = Place { table, row: figure.id.as_str() };
    let [period, period_start, period_end] = period_cells(Some(figure.period));
    Ok(vec![
        name(figure.id.as_str()),
        name(key.indicator.as_str()),
        name(key.area.as_str()),
        name(key.measure.as_str()),
        period,
        period_start,
        period_end,
        Cell::shown(key.base_period),
        name(key.basis.as_str()),
        at.value("value", &figure.value)?,
        at.optional("value_to", figure.value_to.as_ref())?,
        name(figure.hedge.as_str()),
        at.low(&figure.interval)?,
        at.high(&figure.interval)?,
        name(figure.unit.to_string()),
        name(figure.obs_status.as_str()),
        name(figure.agreement.as_str()),
        Cell::Bool(figure.derived),
        at.value("support", &figure.support)?,
        at.count("n_claims", figure.n_claims)?,
        at.count("n_reports", figure.n_reports)?,
        at.count("n_sources", figure.n_sources)?,
        at.count("n_rejected", figure.n_rejected)?,
        Cell::shown(figure.claim.as_ref()),
        name(figure.rule),
        Cell::shown(figure.first_published),
        Cell::shown(figure.last_published),
    ])
}

fn evidence_cells(evidence: &Evidence, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let at = Place { table, row: &format!("{} {}", evidence.figure, evidence.source) };
    Ok(vec![
        name(evidence.figure.as_str()),
        name(&evidence.source),
        name(&evidence.voice),
        name(evidence.step.as_str()),
        name(evidence.role.as_str()),
        name(evidence.reason),
        at.value("weight", &evidence.weight)?,
        at.low(&evidence.interval)?,
        at.high(&evidence.interval)?,
    ])
}

fn conflict_cells(conflict: &Conflict, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let at = Place { table, row: &format!("{} {}", conflict.figure, conflict.other) };
    Ok(vec![
        name(conflict.figure.as_str()),
        name(conflict.agreement.as_str()),
        name(&conflict.chosen),
        name(&conflict.other),
        at.value("chosen_value", &conflict.chosen_value)?,
        at.value("other_value", &conflict.other_value)?,
        at.value("gap", &conflict.gap)?,
        at.optional("gap_percent", conflict.gap_percent.as_ref())?,
        name(&conflict.explanation),
    ])
}

fn vintage_cells(vintage: &Vintage, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let at = Place { table, row: vintage.figure.as_str() };
    Ok(vec![
        name(vintage.figure.as_str()),
        Cell::date(vintage.from),
        Cell::date(vintage.to),
        at.value("value", &vintage.value)?,
        at.optional("value_to", vintage.value_to.as_ref())?,
        at.low(&vintage.interval)?,
        at.high(&vintage.interval)?,
        name(vintage.agreement.as_str()),
        at.count("n_claims", vintage.n_claims)?,
    ])
}

fn target_cells(target: &Target, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let key = &target.key;
    let at = Place { table, row: target.claim.as_str() };
    Ok(vec![
        name(key.indicator.as_str()),
        name(key.area.as_str()),
        name(key.measure.as_str()),
        Cell::shown(Some(key.period)),
        Cell::shown(key.base_period),
        name(&target.issuer),
        Cell::shown(target.from),
        Cell::shown(target.to),
        at.value("target", &target.target)?,
        at.optional("outcome", target.outcome.as_ref())?,
        at.optional("gap_percent", target.gap_percent.as_ref())?,
        name(target.status.as_str()),
        name(target.claim.as_str()),
        Cell::shown(target.outcome_figure.as_ref()),
    ])
}

fn dismissed_cells(dismissed: &Dismissed, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let at = Place { table, row: dismissed.report.as_str() };
    let [span_start, span_end] = at.span(dismissed.span)?;
    Ok(vec![
        name(dismissed.report.as_str()),
        span_start,
        span_end,
        name(&dismissed.locator),
        name(&dismissed.value_text),
        name(dismissed.reason),
    ])
}

fn finding_cells(finding: &Finding, table: &'static TableSchema) -> Result<Vec<Cell>> {
    let at = Place { table, row: finding.code };
    let [span_start, span_end] = finding.span.map_or(Ok([Cell::Null, Cell::Null]), |span| at.span(span))?;
    Ok(vec![
        name(finding.code),
        name(finding.severity.as_str()),
        Cell::shown(finding.report.as_ref()),
        span_start,
        span_end,
        name(&finding.locator),
        name(&finding.message),
    ])
}
