//! `verify` finds what was done to a release, also where its checksums were
//! made to fit.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use reckoner::publish::cells::{Cell, Table};
use reckoner::publish::release::{SUMS, release_id, sums};
use reckoner::publish::{Release, csv, frames, read};

use crate::project::{Project, files};

/// Writes a table's files anew.
fn replace(release: &Path, table: &Table) {
    fs::write(release.join(table.schema().csv_path()), csv::write(table).unwrap()).unwrap();
    fs::write(release.join(table.schema().parquet_path()), frames::write_parquet(table).unwrap()).unwrap();
}

/// Makes checksums and id fit what is there, as a careful forger would.
pub(crate) fn reseal(release: &Path) -> PathBuf {
    let files: BTreeMap<String, Vec<u8>> = files(release);
    fs::write(release.join(SUMS), sums(&files)).unwrap();
    let place = release.with_file_name(release_id(&files));
    fs::rename(release, &place).unwrap();
    place
}

/// Changes the rows of one table, in both formats, and reseals.
pub(crate) fn forge(project: &Project, name: &str, change: impl FnOnce(&Table, &mut Vec<Vec<Cell>>)) -> String {
    let release = project.release();
    let tables = read::tables(&Release::open(&release).unwrap()).unwrap();
    let table = tables.iter().find(|table| table.schema().name == name).unwrap();
    let mut rows = table.rows().to_vec();
    change(table, &mut rows);
    replace(&release, &Table::new(table.schema(), rows).unwrap());
    reseal(&release).to_str().unwrap().to_owned()
}

fn set(table: &Table, row: &mut [Cell], column: &str, text: &str) {
    row[table.schema().position(column).unwrap()] = Cell::Decimal(text.parse().unwrap());
}

#[test]
fn a_whole_release_holds() {
    let project = Project::published();
    let ran = project.run(["verify"]).exits(0).prints(&["checksums", "account", "decided again", "not rebuilt"]);
    assert_eq!(ran.err, "");
    assert!(!ran.out.contains("FAIL"));
    project.run(["verify", "--inputs"]).exits(0).prints(&["rebuilt from the inputs to the same bytes"]);
    let json = project.run(["verify", "--json"]).exits(0).json();
    assert_eq!(json["holds"], true);
    assert_eq!(json["checks"].as_array().unwrap().len(), 7);
    // A folder needs no configuration.
    let release = project.release();
    let elsewhere = Project::sample().remove("pipeline.toml");
    elsewhere.run(["verify", release.to_str().unwrap()]).exits(0);
}

#[test]
fn damaged_files_are_named() {
    let project = Project::published();
    let figures = project.release().join("data/figures.csv");
    let sound = fs::read_to_string(&figures).unwrap();
    fs::write(&figures, sound.replacen("80000", "80001", 1)).unwrap();
    project
        .run(["verify"])
        .exits(5)
        .prints(&["data/figures.csv: the file was changed", "figures, row f", "value: expected 80000, found 80001"])
        .says(&["failed", "reckoner run"]);
    let mut lines: Vec<&str> = sound.lines().collect();
    lines.swap(1, 2);
    fs::write(&figures, lines.join("\n") + "\n").unwrap();
    project.run(["verify"]).exits(5).prints(&["data/figures.csv: the file was changed", "number 1: expected the row"]);
    fs::write(&figures, &sound).unwrap();
    project.run(["verify"]).exits(0);
    fs::write(project.release().join("data/extra.csv"), "x\n").unwrap();
    project.run(["verify"]).exits(5).prints(&["data/extra.csv: the file is no part of the release"]);
    fs::remove_file(project.release().join("data/extra.csv")).unwrap();
    fs::remove_file(project.release().join("data/claims.parquet")).unwrap();
    project.run(["verify"]).exits(5).prints(&["data/claims.parquet: the file is missing", "the tables cannot be read"]);
    // A run makes it whole again.
    project.run(["run"]).exits(0);
    project.run(["verify"]).exits(0);
}

#[test]
fn a_forged_digit_is_found_by_replay() {
    for (table, column) in [("figures", "value"), ("evidence", "weight"), ("conflicts", "gap"), ("vintages", "high")] {
        let project = Project::published();
        let release = forge(&project, table, |table, rows| set(table, &mut rows[0], column, "12345.678"));
        project.run(["verify", &release]).exits(5).prints(&[
            "ok    checksums",
            "ok    formats",
            "FAIL  decisions",
            &format!("{table}, row"),
            column,
            "12345.678",
        ]);
    }
    let project = Project::published();
    let release = forge(&project, "claims", |table, rows| {
        let at = rows.iter().position(|row| row.contains(&Cell::Text("80,000".to_owned()))).unwrap();
        set(table, &mut rows[at], "value", "90000");
        set(table, &mut rows[at], "low", "89500");
        set(table, &mut rows[at], "high", "90500");
    });
    project.run(["verify", &release]).exits(5).prints(&["FAIL  decisions", "value: expected 90000, found 80000"]);
}

#[test]
fn a_forged_order_is_found_by_replay() {
    for table in ["claims", "figures", "evidence", "vintages", "reports"] {
        let project = Project::published();
        let release = forge(&project, table, |_, rows| rows.swap(0, 1));
        project.run(["verify", &release]).exits(5).prints(&["ok    formats", "FAIL  decisions", "number 1"]);
    }
}

#[test]
fn a_forged_account_does_not_hold() {
    let project = Project::published();
    let release = forge(&project, "dismissed", |_, rows| drop(rows.pop()));
    project.run(["verify", &release]).exits(5).prints(&["ok    checksums", "FAIL  account", "the table dismissed has"]);
}

#[test]
fn other_inputs_are_told() {
    let project = Project::published().edit("data/reports/b_2023.md", "80,000", "85,000");
    project.run(["verify"]).exits(0);
    project
        .run(["verify", "--inputs"])
        .exits(5)
        .prints(&["FAIL  inputs", "data/figures.csv: the inputs make other bytes"]);
}

#[test]
fn no_release_is_missing() {
    let project = Project::sample();
    project.run(["verify"]).exits(66).says(&["output/current", "reckoner run"]);
    project.run(["verify", "nowhere"]).exits(66).says(&["nowhere"]);
}
