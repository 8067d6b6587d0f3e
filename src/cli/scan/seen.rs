//! What is seen in one text, as rows: a mention once, a claim in the columns of
//! the table `claims` with `subject` behind them.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

use compact_str::{CompactString, ToCompactString as _};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::NO_AREA;
use crate::cli::out;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::extract::{self, Lexicon, Mention, Reading};
use crate::finding::{Finding, Severity};
use crate::model::period::{self, Period};
use crate::model::{ClaimId, Interval, Number, PrintedClaim, Report, Rounding};
use crate::normalize;
use crate::publish::tables;

/// The column behind those of the table `claims`.
const SUBJECT: &str = "subject";

/// One text with what is seen in it.
pub(super) struct Seen<'r> {
    pub(super) report: &'r Report,
    pub(super) reading: Reading,
    /// Id and issuer of each claim.
    said: Vec<(ClaimId, String)>,
}

impl<'r> Seen<'r> {
    pub(super) fn new(report: &'r Report, mut reading: Reading, config: Option<&Config>) -> Result<Self> {
        let mut ids = normalize::Ids::default();
        let mut said = Vec::with_capacity(reading.extracted.claims.len());
        for claim in &mut reading.extracted.claims {
            said.push(self::said(claim, &mut ids, config)?);
        }
        Ok(Self { report, reading, said })
    }

    /// `{claims, id, mentions}` as JSON, row by row: all rows as values would take many times the
    /// room. What degrades the reading has no place in it and is logged.
    ///
    /// # Errors
    /// [`Error::Unexpected`] where a row has no JSON, which none has.
    pub(super) fn json(&self, id: &Value) -> Result<String> {
        log(&self.reading.findings);
        let mut columns: Vec<_> = columns().into_iter().map(|name| (name, cell(name))).collect();
        columns.sort_unstable_by_key(|(name, _)| *name);
        let object = |(claim, said)| Object { columns: &columns, row: Row::new(self.report, claim, said) };
        let answer = Answer {
            claims: Rows(|| self.reading.extracted.claims.iter().zip(&self.said).map(object)),
            id,
            mentions: Rows(|| self.reading.mentions.iter().map(Shown::of)),
        };
        serde_json::to_string(&answer).map_err(|why| Error::Unexpected(format!("JSON: {why}")))
    }
}

/// What is seen in one text; keys in the order of the alphabet.
#[derive(Serialize)]
struct Answer<'a, C: Serialize, M: Serialize> {
    claims: C,
    id: &'a Value,
    mentions: M,
}

/// Rows that are made as they are written.
struct Rows<F>(F);

impl<F: Fn() -> I, I: Iterator<Item = T>, T: Serialize> Serialize for Rows<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

/// A claim by its columns.
struct Object<'a> {
    columns: &'a [(&'static str, CellOf)],
    row: Row<'a>,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns.iter().map(|(name, of)| (*name, of(&self.row))))
    }
}

/// Id and issuer of a claim, which is put into the form of the table.
fn said(claim: &mut PrintedClaim, ids: &mut normalize::Ids, config: Option<&Config>) -> Result<(ClaimId, String)> {
    let indicator = claim.indicator.as_ref().and_then(|id| config?.indicator(id));
    normalize::canonical(claim, indicator);
    Ok((ids.next(claim)?, issuer(claim, config)))
}

/// One value of a row.
enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    /// A short text made for it.
    Short(CompactString),
    Integer(usize),
    Boolean(bool),
}

impl<'a> Cell<'a> {
    /// Empty text is null.
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Null } else { Self::Text(text) }
    }

    fn shown<T: Display>(value: Option<T>) -> Self {
        value.map_or(Self::Null, |value| Self::Short(value.to_compact_string()))
    }

    fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Null, |day| Self::Short(period::written(day)))
    }

    /// Writes the text of a field of CSV.
    fn field(&self, write: impl FnOnce(&str) -> csv::Result<()>) -> csv::Result<()> {
        match self {
            Self::Null => write(""),
            Self::Text(text) => write(text),
            Self::Short(text) => write(text),
            Self::Integer(integer) => write(&integer.to_compact_string()),
            Self::Boolean(boolean) => write(if *boolean { "true" } else { "false" }),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Short(text) => serializer.serialize_str(text),
            Self::Integer(integer) => integer.serialize(serializer),
            Self::Boolean(boolean) => serializer.serialize_bool(*boolean),
        }
    }
}

/// A claim as a row of the table `claims`, before anything is normalized.
struct Row<'a> {
    report: &'a Report,
    claim: &'a PrintedClaim,
    id: &'a ClaimId,
    issuer: &'a str,
    interval: Interval,
}

impl<'a> Row<'a> {
    fn new(report: &'a Report, claim: &'a PrintedClaim, (id, issuer): &'a (ClaimId, String)) -> Self {
        Self { report, claim, id, issuer, interval: claim.quantity.interval() }
    }
}

/// Makes one cell of a row.
type CellOf = for<'a> fn(&'a Row<'a>) -> Cell<'a>;

/// The cell of a column of the table `claims`, or of [`SUBJECT`].
fn cell(column: &str) -> CellOf {
    match column {
        "claim_id" => |row| Cell::shown(Some(row.id)),
        "report_id" => |row| Cell::text(row.claim.report.as_str()),
        "indicator_id" => |row| Cell::shown(row.claim.indicator.as_ref()),
        "area" => |row| Cell::text(Some(row.claim.area.as_str()).filter(|area| *area != NO_AREA).unwrap_or_default()),
        "measure" => |row| Cell::text(row.claim.measure.as_str()),
        "period" => |row| Cell::shown(row.claim.period),
        "period_start" => |row| Cell::day(row.claim.period.map(Period::first)),
        "period_end" => |row| Cell::day(row.claim.period.map(Period::last)),
        "period_inferred" => |row| Cell::Boolean(row.claim.period_inferred),
        "base_period" => |row| Cell::shown(row.claim.base_period),
        "basis" => |row| Cell::text(row.claim.basis.as_str()),
        "status" => |row| Cell::text(row.claim.status.as_str()),
        "value" => |row| decimal(Some(&row.claim.quantity.value), Rounding::HalfEven),
        "value_to" => |row| decimal(row.claim.quantity.value_to.as_ref(), Rounding::HalfEven),
        "unit" => |row| Cell::text(row.claim.quantity.unit.as_str()),
        "low" => |row| decimal(row.interval.low.number(), Rounding::Down),
        "high" => |row| decimal(row.interval.high.number(), Rounding::Up),
        "hedge" => |row| Cell::text(row.claim.quantity.hedge.as_str()),
        "value_text" => |row| Cell::text(row.claim.value_text.as_str()),
        "printed_value" => |row| Cell::text(row.claim.printed_value.as_str()),
        "printed_unit" => |row| Cell::text(row.claim.printed_unit.as_str()),
        "attributed_to" => |row| Cell::text(row.claim.attributed_to.as_deref().unwrap_or_default()),
        "issuer" => |row| Cell::text(row.issuer),
        "published" => |row| Cell::shown(row.report.meta.published),
        "sentence" => |row| Cell::text(&*row.claim.sentence),
        "span_start" => |row| Cell::Integer(row.claim.span.start),
        "span_end" => |row| Cell::Integer(row.claim.span.end),
        "locator" => |row| Cell::text(row.claim.locator.as_str()),
        "rule" => |row| Cell::text(row.claim.rule.as_str()),
        SUBJECT => |row| Cell::text(row.claim.subject.as_str()),
        // What normalize adds: `fx_rate`, `fx_source`.
        _ => |_| Cell::Null,
    }
}

/// The columns of the table `claims`, and `subject`.
fn columns() -> Vec<&'static str> {
    let claims = tables::table("claims").map(|table| table.columns).unwrap_or_default();
    let columns = claims.iter().map(|column| column.name).filter(|name| *name != SUBJECT);
    columns.chain([SUBJECT]).collect()
}

/// The names of the columns, as the first line of CSV.
pub(super) fn header(out: impl Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns()).map_err(failed)?;
    writer.flush().map_err(|why| failed(why.into()))
}

/// Every claim of a text as a line of CSV, written passage by passage.
pub(super) fn rows(report: &Report, lexicon: &Lexicon, config: Option<&Config>, out: impl Write) -> Result<()> {
    let cells: Vec<_> = columns().into_iter().map(cell).collect();
    let mut writer = csv::WriterBuilder::new().buffer_capacity(1 << 16).from_writer(out);
    let mut ids = normalize::Ids::default();
    extract::each(report, lexicon, |passage| {
        log(&passage.findings);
        for claim in &mut passage.extracted.claims {
            let said = said(claim, &mut ids, config)?;
            let row = Row::new(report, claim, &said);
            for of in &cells {
                of(&row).field(|text| writer.write_field(text)).map_err(failed)?;
            }
            writer.write_record(None::<&[u8]>).map_err(failed)?;
        }
        Ok(())
    })?;
    writer.flush().map_err(|why| failed(why.into()))
}

/// Tells what degrades a reading where what is written has no place for it.
fn log(findings: &[Finding]) {
    for finding in findings.iter().filter(|finding| finding.severity == Severity::Error) {
        let report = finding.report.as_ref().map(ToString::to_string).unwrap_or_default();
        tracing::error!(code = finding.code, report, place = finding.locator, "{}", finding.message);
    }
}

fn failed(why: csv::Error) -> Error {
    match why.into_kind() {
        csv::ErrorKind::Io(why) => out::failed(why),
        other => Error::Unexpected(format!("CSV: {other:?}")),
    }
}

/// A mention; keys in the order of the alphabet.
#[derive(Serialize)]
struct Shown<'a> {
    first: Option<CompactString>,
    hedge: Option<&'a str>,
    kind: &'static str,
    last: Option<CompactString>,
    span_end: usize,
    span_start: usize,
    unit: Option<&'a str>,
    value: Option<String>,
    value_to: Option<String>,
}

impl<'a> Shown<'a> {
    fn of(mention: &'a Mention) -> Self {
        let quantity = mention.quantity.as_ref();
        // It is no row of a table: its digits end where the number does, a third's after fifteen.
        let digits = |number: &Number| number.to_significant(15);
        Self {
            first: mention.period.map(|period| period::written(period.first())),
            hedge: quantity.map(|quantity| quantity.hedge.as_str()),
            kind: mention.kind.as_str(),
            last: mention.period.map(|period| period::written(period.last())),
            span_end: mention.span.end,
            span_start: mention.span.start,
            unit: quantity.map(|quantity| quantity.unit.as_str()).filter(|unit| !unit.is_empty()),
            value: quantity.map(|quantity| digits(&quantity.value)),
            value_to: quantity.and_then(|quantity| quantity.value_to.as_ref()).map(digits),
        }
    }
}

/// The known authority that the text names, else the name; the publisher is not known here.
fn issuer(claim: &PrintedClaim, config: Option<&Config>) -> String {
    let Some(name) = &claim.attributed_to else { return String::new() };
    config
        .and_then(|config| normalize::named(name, config))
        .map_or_else(|| name.clone(), |authority| authority.id.clone())
}

/// As the tables have it; a number that no table holds keeps its digits.
fn decimal<'a>(number: Option<&Number>, rounding: Rounding) -> Cell<'a> {
    let shown = |number: &Number| match number.to_decimal(rounding) {
        Ok(decimal) => decimal.to_compact_string(),
        Err(_) => number.to_compact_string(),
    };
    number.map_or(Cell::Null, |number| Cell::Short(shown(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_of_the_table_and_the_subject() {
        let columns = columns();
        assert_eq!(columns.last(), Some(&SUBJECT));
        assert_eq!(columns.first(), Some(&"claim_id"));
        assert_eq!(columns.iter().filter(|column| **column == SUBJECT).count(), 1);
    }
}
