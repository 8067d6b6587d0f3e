//! The shipped dataset against its answer key in `tests/key/`: what a reader can
//! score. `cargo test --release --test suite key -- --nocapture` prints it.
//!
//! A claim of the key is right where a claim overlaps it with the same value, unit,
//! hedge, indicator, area, measure, period, base period and basis. A figure is
//! right where its row has an accepted value and agreement.

#![allow(clippy::print_stdout, reason = "the score is what a reader asks for")]

use std::collections::BTreeMap;
use std::fs;

use reckoner::model::{Number, Period, Unit};
use serde_json::Value;

use crate::project::crate_folder;

type Row = BTreeMap<String, String>;

fn table(name: &str) -> Vec<Row> {
    let path = crate_folder().join("output/current/data").join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn key(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(crate_folder().join("tests/key").join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(text: &str) -> Option<Number> {
    let (digits, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let value: Number = digits.parse().ok()?;
    Some(&value * &Number::pow10(exponent.parse().ok()?))
}

fn text<'v>(row: &'v Value, field: &str) -> &'v str {
    row[field].as_str().unwrap_or_default()
}

/// Whether the key leaves the field open, or it is the same.
fn same(row: &Value, field: &str, got: &str) -> bool {
    row[field].is_null() || text(row, field) == got
}

fn same_period(row: &Value, field: &str, got: &str) -> bool {
    row[field].is_null() || text(row, field).parse::<Period>().ok() == got.parse::<Period>().ok()
}

fn same_unit(wanted: &str, got: &str) -> bool {
    match (Unit::from(wanted), Unit::from(got)) {
        (Unit::Count(_), Unit::Count(_)) => true,
        (a, b) => a == b,
    }
}

#[test]
fn claims_of_the_digests() {
    let claims = table("claims");
    let keys = key("claims.jsonl");
    let right = |row: &&Value| -> bool {
        claims.iter().any(|c| {
            let place = |field: &str| c[field].parse::<u64>().unwrap();
            format!("{}.md", c["report_id"]) == text(row, "report")
                && place("span_start") < row["end"].as_u64().unwrap()
                && row["start"].as_u64().unwrap() < place("span_end")
                && number(&c["value"]) == number(text(row, "value"))
                && number(&c["value_to"]) == number(text(row, "value_hi"))
                && same_unit(text(row, "unit"), &c["unit"])
                && ["hedge", "measure", "basis", "area"].iter().all(|field| same(row, field, &c[*field]))
                && same(row, "indicator", &c["indicator_id"])
                && same_period(row, "period", &c["period"])
                && same_period(row, "base_period", &c["base_period"])
        })
    };
    let required: Vec<&Value> = keys.iter().filter(|row| row["optional"] != true).collect();
    let found = required.iter().copied().filter(right).count();
    let on_key = |c: &&Row| {
        keys.iter().any(|row| {
            let start: u64 = c["span_start"].parse().unwrap();
            format!("{}.md", c["report_id"]) == text(row, "report")
                && start < row["end"].as_u64().unwrap()
                && row["start"].as_u64().unwrap() < c["span_end"].parse().unwrap()
        })
    };
    let covered = claims.iter().filter(on_key).count();
    println!("claims: {found} of {} right; {} of {} claims are in the key", required.len(), covered, claims.len());
    assert!(found * 100 >= required.len() * 95 && covered * 100 >= claims.len() * 95);
}

#[test]
fn figures_of_the_digests() {
    let figures = table("figures");
    let keys = key("figures.jsonl");
    let accepted = |row: &Value, value: &str| {
        let value = number(value);
        row["accept"].as_array().unwrap().iter().any(|accept| match accept {
            Value::Array(ends) => {
                let end = |at: usize| number(ends[at].as_str().unwrap());
                end(0) <= value && value <= end(1)
            }
            one => number(one.as_str().unwrap()) == value,
        })
    };
    let right = |row: &&Value| {
        figures.iter().any(|f| {
            text(row, "indicator") == f["indicator_id"]
                && text(row, "area") == f["area"]
                && text(row, "measure") == f["measure"]
                && text(row, "basis") == f["basis"]
                && text(row, "period").parse::<Period>().ok() == f["period"].parse::<Period>().ok()
                && text(row, "base_period").parse::<Period>().ok() == f["base_period"].parse::<Period>().ok()
                && accepted(row, &f["value"])
                && (row["agreement"].is_null()
                    || row["agreement"].as_array().unwrap().iter().any(|a| a == f["agreement"].as_str()))
        })
    };
    let found = keys.iter().filter(right).count();
    println!("figures: {found} of {} right", keys.len());
    assert!(found * 100 >= keys.len() * 90);
}
