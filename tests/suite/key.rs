//! The shipped dataset against its answer keys, in `tests/key/` for the digests alone and in
//! `tests/answers/` for all of it: what a reader can
//! score. `cargo test --release --test suite key -- --nocapture` prints it.
//!
//! A claim of the key is right where a claim overlaps it with the same value, unit,
//! hedge, indicator, area, measure, period, base period and basis. A figure is
//! right where its row has an accepted value and agreement.

#![allow(clippy::print_stdout, reason = "the score is what a reader asks for")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use reckoner::model::{Number, Period, Unit};
use serde_json::Value;

use crate::project::{PROGRAM, crate_folder};

type Row = BTreeMap<String, String>;

/// A table of the shipped release.
fn table(name: &str) -> Vec<Row> {
    read(&crate_folder().join("output"), name)
}

/// A table of the release that the digests alone make, without the press.
fn table_of_the_digests(name: &str) -> Vec<Row> {
    let (folder, output) = (crate_folder(), tempfile::tempdir().unwrap());
    let mut run = Command::new(PROGRAM);
    run.current_dir(folder).args(["run", "-q", "--reports", "data/reports", "--catalogue", "data/catalogue.csv"]);
    assert!(run.arg("--output").arg(output.path()).status().unwrap().success());
    read(output.path(), name)
}

fn read(output: &Path, name: &str) -> Vec<Row> {
    let path = output.join("current/data").join(format!("{name}.csv"));
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn key(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(crate_folder().join("tests").join(name)).unwrap();
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
    let claims = table_of_the_digests("claims");
    let keys = key("key/claims.jsonl");
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
    let figures = table_of_the_digests("figures");
    let keys = key("key/figures.jsonl");
    let right = |row: &&Value| {
        figures.iter().any(|f| {
            is_on(row, f)
                && accepts(row, &f["value"])
                && (row["agreement"].is_null() || agreements(row).contains(&f["agreement"].as_str()))
        })
    };
    let found = keys.iter().filter(right).count();
    println!("figures: {found} of {} right", keys.len());
    assert!(found * 100 >= keys.len() * 90);
}

/// Whether a row of a key and a figure are about the same.
fn is_on(row: &Value, figure: &Row) -> bool {
    let same = |field: &str, column: &str| text(row, field) == figure[column];
    let when = |field: &str| text(row, field).parse::<Period>().ok() == figure[field].parse::<Period>().ok();
    same("indicator", "indicator_id")
        && ["area", "measure", "basis"].iter().all(|field| same(field, field))
        && when("period")
        && when("base_period")
}

/// Whether a row of a key accepts a value.
fn accepts(row: &Value, value: &str) -> bool {
    let value = number(value);
    row["accept"].as_array().unwrap().iter().any(|accept| match accept {
        Value::Array(ends) => {
            let end = |at: usize| number(ends[at].as_str().unwrap());
            end(0) <= value && value <= end(1)
        }
        one => number(one.as_str().unwrap()) == value,
    })
}

fn agreements(row: &Value) -> Vec<&str> {
    row["agreement"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

/// The whole dataset, press included, against `tests/answers/`: values, types of conflict by
/// macro-F1 (the mean of the F1 of each type that either has), and conflicts that are missed.
#[test]
fn figures_of_the_whole_dataset() {
    let figures = table("figures");
    let keys = key("answers/figures.jsonl");
    let (mut right, mut missed) = (0, Vec::new());
    // By type: in both, in the program alone, in the key alone.
    let mut types: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for row in &keys {
        let wanted = agreements(row);
        let Some(figure) = figures.iter().find(|figure| is_on(row, figure)) else {
            missed.push(format!("no figure for {row}"));
            continue;
        };
        right += usize::from(accepts(row, &figure["value"]));
        let got = figure["agreement"].as_str();
        let is_conflict = |agreement: &str| !["single", "agree"].contains(&agreement);
        if wanted.iter().all(|agreement| is_conflict(agreement)) && !is_conflict(got) {
            missed.push(format!("{got} for {row}"));
        }
        if wanted.contains(&got) {
            types.entry(got).or_default()[0] += 1;
        } else {
            types.entry(got).or_default()[1] += 1;
            types.entry(wanted[0]).or_default()[2] += 1;
        }
    }
    // F1 in thousandths: 2 hits / (2 hits + false + missed).
    let f1 = |[hits, wrong, lost]: &[usize; 3]| 2000 * hits / (2 * hits + wrong + lost);
    let mean = types.values().map(f1).sum::<usize>() / types.len();
    println!(
        "answers: {right} of {} values right; types of conflict: macro-F1 {}.{:03} over {}; {} conflicts missed",
        keys.len(),
        mean / 1000,
        mean % 1000,
        types.keys().copied().collect::<Vec<_>>().join(", "),
        missed.len()
    );
    assert!(missed.is_empty(), "{missed:#?}");
    assert!(right * 100 >= keys.len() * 95 && mean >= 900);
}
