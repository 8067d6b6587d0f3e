//! The same inputs give the same bytes, and nothing more is written than must be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use reckoner::model::Decimal;
use reckoner::publish::cells::Cell;
use reckoner::publish::{Release, read};

use crate::project::{Project, Ran, crate_folder, files, skip};

#[test]
fn the_same_bytes_anywhere() {
    let here = Project::published();
    let there = Project::sample();
    for (threads, zone, locale) in [("1", "Asia/Tokyo", "tr_TR.UTF-8"), ("7", "America/Caracas", "C")] {
        let mut command = there.command(["run", "--threads", threads]);
        command.env("TZ", zone).env("LC_ALL", locale).env("LANG", locale);
        Ran::of(&mut command).exits(0).silent();
        assert_eq!(here.files(), there.files());
        assert_eq!(here.release().file_name(), there.release().file_name());
        fs::remove_dir_all(there.path("output")).unwrap();
    }
    // The order of the catalogue's rows is no input of the tables.
    let catalogue = fs::read_to_string(there.path("data/catalogue.csv")).unwrap();
    let mut lines: Vec<&str> = catalogue.lines().collect();
    lines[1..].reverse();
    let there = there.file("data/catalogue.csv", lines.join("\n") + "\n");
    there.run(["run"]).exits(0);
    let tables = |project: &Project| {
        let mut files = project.files();
        files.retain(|path, _| path.starts_with("data/"));
        files
    };
    assert_eq!(tables(&here), tables(&there));
}

#[test]
fn a_second_run_writes_its_summary_alone() {
    let project = Project::published();
    let before = project.output();
    let runs = files(&project.path("output/runs")).len();
    let again = project.run(["run", "--json"]).exits(0).json();
    assert_eq!(again["outcome"], "unchanged");
    assert_eq!(project.output(), before);
    let summaries = files(&project.path("output/runs"));
    assert_eq!(summaries.len(), runs + 1);
    let last: serde_json::Value = serde_json::from_slice(summaries.values().next_back().unwrap()).unwrap();
    assert_eq!(last["outcome"], "unchanged");
    assert_eq!(last["release_id"], again["release_id"]);
    assert!(last["stages_ms"]["extract"].is_u64());
}

#[test]
fn a_dry_run_writes_nothing() {
    let project = Project::sample();
    let dry = project.run(["run", "--dry-run", "--json"]).exits(0).json();
    assert_eq!(dry["outcome"], "would publish");
    assert!(!project.path("output").exists());
    let project = Project::published();
    let before = files(&project.path("output"));
    project.run(["run", "--dry-run"]).exits(0).prints(&["unchanged", dry["release_id"].as_str().unwrap()]);
    assert_eq!(files(&project.path("output")), before);
}

#[test]
fn decimals_are_exact_in_parquet() {
    let project = Project::published();
    let tables = read::tables(&Release::open(&project.release()).unwrap()).unwrap();
    let claims = tables.iter().find(|table| table.schema().name == "claims").unwrap();
    let at = claims.schema().position("value").unwrap();
    let values: BTreeSet<&Cell> = claims.rows().iter().map(|row| &row[at]).collect();
    for (text, micros) in [("18780000000", 18_780_000_000_000_000), ("11.6", 11_600_000)] {
        let cell = Cell::Decimal(Decimal::from_micros(micros));
        assert_eq!(cell.to_string(), text);
        assert!(values.contains(&cell), "{text} is not among {values:?}");
    }
}

#[test]
fn nothing_is_lost() {
    let project = Project::published();
    let (claims, dismissed) = (project.table("claims"), project.table("dismissed"));
    let count = |rows: &[BTreeMap<String, String>], id: &str| rows.iter().filter(|row| row["report_id"] == id).count();
    for report in project.table("reports") {
        let id = &report["report_id"];
        let text = fs::read_to_string(project.path("data/reports").join(&report["file"])).unwrap();
        let number = |column: &str| report[column].parse::<usize>().unwrap();
        assert_eq!(number("n_mentions"), number("n_claims") + number("n_dismissed"));
        assert_eq!((number("n_claims"), number("n_dismissed")), (count(&claims, id), count(&dismissed, id)));
        let mut spans = BTreeSet::new();
        for row in claims.iter().chain(&dismissed).filter(|row| row["report_id"] == *id) {
            let (start, end) = (row["span_start"].parse().unwrap(), row["span_end"].parse::<usize>().unwrap());
            assert_eq!(text.get(start..end), Some(row["value_text"].as_str()));
            assert!(spans.insert((start, end)), "two rows of {id} are of bytes {start} to {end}");
        }
        assert!(number("n_mentions") > 0);
    }
    // Each claim is in the evidence of a figure, or a finding says why not.
    let evidence = project.table("evidence");
    let derived = project.table("derived");
    for claim in &claims {
        let id = claim["claim_id"].as_str();
        let heard = evidence.iter().any(|row| row["source_id"] == id)
            || derived.iter().any(|row| row["inputs"].split(' ').any(|input| input == id));
        let said = project.table("findings").iter().any(|row| row["span_start"] == claim["span_start"]);
        assert!(heard || said, "{claim:?}");
    }
}

#[test]
fn an_earlier_date_is_another_release_elsewhere() {
    let project = Project::published();
    let before = project.output();
    project.run(["run", "--as-of", "2022-12"]).exits(2).says(&["--output"]);
    project.run(["run", "--as-of", "2022-12", "--output", "output"]).exits(2).says(&["--output"]);
    // The sample's gate asks for two reports.
    project
        .run(["run", "--as-of", "2022-12", "--output", "then"])
        .exits(4)
        .says(&["min_reports", "min_reports: asked 2 or more, measured 1"]);
    assert!(!project.path("then/current").exists());
    project.run(["run", "--as-of", "2023-02-02", "--output", "then"]).exits(0).silent();
    assert_eq!(project.output(), before);
    let then = fs::canonicalize(project.path("then/current")).unwrap();
    let reports = crate::project::table(&then, "reports");
    let ids: Vec<&str> = reports.iter().map(|row| row["report_id"].as_str()).collect();
    assert_eq!(ids, ["a_2022", "b_2023"]);
    project.run(["verify", "--output", "then", "--inputs"]).exits(0);
}

#[test]
fn the_committed_release_rebuilds() {
    let folder = crate_folder();
    if !folder.join("output/current").exists() {
        // A crate without its release, such as a packaged one.
        skip("there is no committed output/ to rebuild");
        return;
    }
    let mut command = std::process::Command::new(crate::project::PROGRAM);
    command.args(["verify", "--inputs"]).current_dir(folder).env_remove("RUST_LOG");
    Ran::of(&mut command).exits(0).prints(&["rebuilt from the inputs to the same bytes"]);
}
