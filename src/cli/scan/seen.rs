//! What is seen in one text, as rows: a mention once, a claim in the columns of
//! the table `claims` with `subject` behind them.

use serde_json::{Value, json};

use super::NO_AREA;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::extract::{Mention, Reading};
use crate::model::{ClaimId, Interval, Number, Period, PrintedClaim, Report, Rounding, Unit};
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
            let indicator = claim.indicator.as_ref().and_then(|id| config?.indicator(id));
            normalize::canonical(claim, indicator);
            said.push((ids.next(claim)?, issuer(claim, config)));
        }
        Ok(Self { report, reading, said })
    }

    /// `{id, mentions, claims}`.
    pub(super) fn object(&self) -> Value {
        let mentions: Vec<Value> = self.reading.mentions.iter().map(mention).collect();
        let claims: Vec<Value> = self.claims().map(|cells| Value::Object(cells.into_iter().collect())).collect();
        json!({ "id": self.report.meta.id, "mentions": mentions, "claims": claims })
    }

    /// The cells of each claim by column, in the columns' order.
    fn claims(&self) -> impl Iterator<Item = Vec<(String, Value)>> {
        let columns = columns();
        let cell = |(claim, said): (&PrintedClaim, &(ClaimId, String))| {
            columns.iter().map(|column| ((*column).to_owned(), self.cell(column, claim, said))).collect()
        };
        self.reading.extracted.claims.iter().zip(&self.said).map(cell).collect::<Vec<_>>().into_iter()
    }

    fn cell(&self, column: &str, claim: &PrintedClaim, (id, issuer): &(ClaimId, String)) -> Value {
        let quantity = &claim.quantity;
        let period = |day: fn(Period) -> jiff::civil::Date| claim.period.map(|period| day(period).to_string());
        let interval = quantity.interval();
        match column {
            "claim_id" => json!(id),
            "report_id" => json!(claim.report),
            "indicator_id" => json!(claim.indicator),
            "area" => text(Some(claim.area.as_str()).filter(|area| *area != NO_AREA)),
            "measure" => json!(claim.measure.as_str()),
            "period" => json!(claim.period),
            "period_start" => json!(period(Period::first)),
            "period_end" => json!(period(Period::last)),
            "period_inferred" => json!(claim.period_inferred),
            "base_period" => json!(claim.base_period),
            "basis" => json!(claim.basis.as_str()),
            "status" => json!(claim.status.as_str()),
            "value" => decimal(Some(&quantity.value), Rounding::HalfEven),
            "value_to" => decimal(quantity.value_to.as_ref(), Rounding::HalfEven),
            "unit" => text(Some(quantity.unit.to_string().as_str())),
            "low" => decimal(low(&interval), Rounding::Down),
            "high" => decimal(high(&interval), Rounding::Up),
            "hedge" => json!(quantity.hedge.as_str()),
            "value_text" => json!(claim.value_text),
            "printed_value" => json!(claim.printed_value),
            "printed_unit" => text(Some(&claim.printed_unit)),
            "attributed_to" => text(claim.attributed_to.as_deref()),
            "issuer" => text(Some(issuer)),
            "published" => json!(self.report.meta.published),
            "sentence" => json!(claim.sentence),
            "span_start" => json!(claim.span.start),
            "span_end" => json!(claim.span.end),
            "locator" => text(Some(&claim.locator)),
            "rule" => json!(claim.rule),
            SUBJECT => text(Some(&claim.subject)),
            // What normalize adds: `fx_rate`, `fx_source`.
            _ => Value::Null,
        }
    }
}

/// The columns of the table `claims`, and `subject`.
fn columns() -> Vec<&'static str> {
    let claims = tables::table("claims").map(|table| table.columns).unwrap_or_default();
    let columns = claims.iter().map(|column| column.name).filter(|name| *name != SUBJECT);
    columns.chain([SUBJECT]).collect()
}

/// Every claim of every text, with a header if `headed`.
pub(super) fn csv(seen: &[Seen<'_>], headed: bool) -> Result<String> {
    let failed = |why: String| Error::Unexpected(format!("CSV: {why}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    if headed {
        writer.write_record(columns()).map_err(|why| failed(why.to_string()))?;
    }
    for cells in seen.iter().flat_map(Seen::claims) {
        let fields = cells.iter().map(|(_, value)| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        writer.write_record(fields).map_err(|why| failed(why.to_string()))?;
    }
    let bytes = writer.into_inner().map_err(|why| failed(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| failed(why.to_string()))
}

fn mention(mention: &Mention) -> Value {
    let quantity = mention.quantity.as_ref();
    json!({
        "span_start": mention.span.start,
        "span_end": mention.span.end,
        "kind": mention.kind.as_str(),
        "value": digits(quantity.map(|quantity| &quantity.value)),
        "value_to": digits(quantity.and_then(|quantity| quantity.value_to.as_ref())),
        "unit": text(quantity.map(|quantity| unit(&quantity.unit)).as_deref()),
        "hedge": quantity.map(|quantity| quantity.hedge.as_str()),
        "first": mention.period.map(|period| period.first().to_string()),
        "last": mention.period.map(|period| period.last().to_string()),
    })
}

fn unit(unit: &Unit) -> String {
    unit.to_string()
}

/// The known authority that the text names, else the name; the publisher is not known here.
fn issuer(claim: &PrintedClaim, config: Option<&Config>) -> String {
    let Some(name) = &claim.attributed_to else { return String::new() };
    config
        .and_then(|config| normalize::named(name, config))
        .map_or_else(|| name.clone(), |authority| authority.id.clone())
}

fn low(interval: &Interval) -> Option<&Number> {
    interval.low.number()
}

fn high(interval: &Interval) -> Option<&Number> {
    interval.high.number()
}

/// Empty text is null.
fn text(text: Option<&str>) -> Value {
    text.filter(|text| !text.is_empty()).map_or(Value::Null, Value::from)
}

/// A mention is no row of a table: its digits end where the number does, a third's after fifteen.
fn digits(number: Option<&Number>) -> Value {
    number.map_or(Value::Null, |number| Value::from(number.to_significant(15)))
}

/// As the tables have it; a number that no table holds keeps its digits.
fn decimal(number: Option<&Number>, rounding: Rounding) -> Value {
    number.map_or(Value::Null, |number| {
        let text = number.to_decimal(rounding).map_or_else(|_| number.to_string(), |decimal| decimal.to_string());
        Value::String(text)
    })
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
