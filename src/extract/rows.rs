//! Rows of a table: what is printed in a cell is read as in a sentence, for its value,
//! unit, hedge and precision; what the table says beside it holds.

use super::home::Purse;
use super::period::Clock;
use super::sentence::{self, Room};
use super::{Lexicon, Mention, MentionKind, Reading, pieces};
use crate::finding::{Finding, Severity};
use crate::model::quantity::last_trusted_place;
use crate::model::{Hedge, Measure, Number, Period, PrintedClaim, Quantity, RULE_TABLE, Report, Row, Span, Unit};

/// A table's value that is not what it prints beside it.
pub const TABLE_VALUE_DIFFERS: &str = "table_value_differs";

/// The claims of a report's rows, in their order: each is one.
pub(super) fn read(report: &Report, rows: &[Row], lexicon: &Lexicon) -> Reading {
    let mut reading = Reading::default();
    for row in rows {
        let text = row.span.of(&report.text);
        let seen = printed(&text.replace("\"\"", "\""), report, lexicon);
        if let Some(finding) = differs(row, text, seen.as_ref()) {
            let finding = finding.in_report(&report.meta.id).at(row.span);
            reading.findings.push(finding.located(row.locator.clone()));
        }
        let quantity = quantity(row, seen);
        let kind = match quantity.unit {
            Unit::Money(_) => MentionKind::Money,
            Unit::Percent | Unit::PercentagePoint => MentionKind::Percent,
            Unit::Rank => MentionKind::Rank,
            Unit::Times => MentionKind::Times,
            Unit::Count(_) => MentionKind::Number,
        };
        reading.mentions.push(Mention { span: row.span, kind, quantity: Some(quantity.clone()), period: None });
        reading.extracted.claims.push(claim(row, quantity, text, report));
        reading.extracted.mentions += 1;
    }
    reading
}

/// The one quantity that a cell prints; nothing where it prints none or several.
fn printed(text: &str, report: &Report, lexicon: &Lexicon) -> Option<Quantity> {
    let tongues = &lexicon.tongues;
    let lower = text.to_ascii_lowercase();
    let mix = tongues.mix(text, report.meta.language);
    let mut purse = Purse::new(text, &lexicon.homes, report.meta.published);
    let (mut tokens, mut room) = (Vec::new(), Room::default());
    let mut pieces = pieces::Pieces::new(text, &lower, Span::new(0, text.len()));
    let ranges = pieces.next(&mut tokens, tongues.layout())?;
    let [range] = ranges.as_slice() else { return None };
    let tokens = &mut tokens[range.clone()];
    let (language, vocabulary) = tongues.sentence(tokens, mix, report.meta.language);
    vocabulary.know(tokens);
    room.tag(tokens, vocabulary);
    let clock = Clock::new(report.meta.published);
    let sentence = sentence::read(tokens, language, clock, &mut purse, &mut room);
    match sentence.quantities.as_slice() {
        [only] => Some(only.seen.quantity.clone()),
        _ => None,
    }
}

/// By how many powers of ten, and which sign, the table's value is another one than what is
/// printed: a header may say "billion dong", a column that what is printed is a decline.
fn power(value: &Number, seen: &Quantity) -> Option<Number> {
    if value.is_zero() && seen.value.is_zero() {
        return Some(Number::one());
    }
    let ratio = value.checked_div(&seen.value)?.abs();
    (-18..=18).map(Number::pow10).find(|power| *power == ratio)
}

fn differs(row: &Row, text: &str, seen: Option<&Quantity>) -> Option<Finding> {
    let (value, seen) = (row.value.as_ref()?, seen?);
    power(value, seen).is_none().then(|| {
        let message = format!("the table's value is {value} where {text:?} is printed, which reads as {}", seen.value);
        Finding::new(TABLE_VALUE_DIFFERS, Severity::Warning, message)
    })
}

/// What the row's number is: the table's value, unit and hedge, to the precision of what is printed.
fn quantity(row: &Row, seen: Option<Quantity>) -> Quantity {
    let unit = row.unit.clone().or_else(|| seen.as_ref().map(|seen| seen.unit.clone()));
    let unit = unit.unwrap_or_else(|| Unit::Count(String::new()));
    let hedge = row.hedge.or_else(|| seen.as_ref().map(|seen| seen.hedge)).unwrap_or(Hedge::None);
    let power = match (&row.value, &seen) {
        (Some(value), Some(seen)) => power(value, seen),
        _ => Some(Number::one()),
    };
    if let Some((seen, power)) = seen.zip(power) {
        let scaled = |number: &Number| number * &power;
        let value = row.value.clone().unwrap_or_else(|| seen.value.clone());
        let value_to = row.value_to.clone().or_else(|| seen.value_to.as_ref().map(scaled));
        let (resolution, resolution_to) = (scaled(&seen.resolution), scaled(&seen.resolution_to));
        return Quantity { value, value_to, unit, hedge, resolution, resolution_to };
    }
    let value = row.value.clone().unwrap_or_else(Number::zero);
    let place = |number: &Number| place(number, &unit, hedge);
    let (resolution, resolution_to) = (place(&value), row.value_to.as_ref().map_or_else(Number::zero, place));
    Quantity { value, value_to: row.value_to.clone(), unit, hedge, resolution, resolution_to }
}

/// One unit of the last trusted place of plain digits, as of a number printed that way.
fn place(number: &Number, unit: &Unit, hedge: Hedge) -> Number {
    let digits = number.abs().to_string();
    let below = |most: i64| number.abs() < Number::from(most);
    match digits.split_once('.') {
        _ if *unit == Unit::Rank => Number::zero(),
        Some((_, decimals)) => Number::pow10(-i32::try_from(decimals.len()).unwrap_or(i32::MAX)),
        None if matches!(unit, Unit::Count(_)) && hedge == Hedge::None && below(1000) => Number::zero(),
        None if matches!(unit, Unit::Percent | Unit::PercentagePoint | Unit::Times) => Number::one(),
        None => last_trusted_place(&digits),
    }
}

fn claim(row: &Row, quantity: Quantity, text: &str, report: &Report) -> PrintedClaim {
    let measure = row.measure.unwrap_or(match quantity.unit {
        Unit::Rank => Measure::Rank,
        Unit::Percent => Measure::Share,
        Unit::PercentagePoint => Measure::Delta,
        Unit::Times => Measure::Multiple,
        Unit::Money(_) | Unit::Count(_) => Measure::Level,
    });
    let over_years = row.period.is_some_and(|period: Period| period.first().year() < period.last().year());
    // A rate over several years that names no base is what each of them grew by.
    let average = measure == Measure::Growth && row.base_period.is_none() && over_years;
    let measure = if average { Measure::GrowthAverage } else { measure };
    let printed_unit = match &quantity.unit {
        Unit::Count(noun) => noun.clone(),
        unit => unit.to_string(),
    };
    PrintedClaim {
        report: report.meta.id.clone(),
        indicator: row.indicator.clone(),
        subject: row.subject.clone(),
        area: row.area.clone(),
        measure,
        period: row.period,
        period_inferred: row.period_inferred,
        base_period: row.base_period,
        basis: row.status.basis(),
        status: row.status,
        value_text: text.into(),
        printed_value: text.into(),
        printed_unit: printed_unit.into(),
        attributed_to: row.attributed_to.clone(),
        sentence: said(row, text, measure).into(),
        span: row.span,
        locator: row.locator.clone(),
        rule: RULE_TABLE.into(),
        quantity,
    }
}

/// The row in words, in place of a sentence.
fn said(row: &Row, text: &str, measure: Measure) -> String {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let base = row.base_period.map(|base| format!(" on {base}"));
    let parts = [
        Some(one_line(&row.subject)),
        Some(one_line(text)),
        Some(format!("{measure}{}", base.unwrap_or_default())),
        row.period.filter(|_| !row.period_inferred).map(|period| period.to_string()),
        Some(row.status.to_string()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
