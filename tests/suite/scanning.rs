//! `scan`: what is seen in a text, for people and for programs.

use std::fs::File;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::project::{PROGRAM, Project, Ran, csv_rows};

const SENTENCE: &str = "Solar revenue reached nearly $18.78 billion in 2022, up 11.6% from 2021.";

/// Runs `scan` on what standard input holds, in a folder of its own.
fn scan(project: &Project, args: &[&str], input: &str) -> Ran {
    let path = project.path("stdin");
    File::create(&path).unwrap().write_all(input.as_bytes()).unwrap();
    let mut command = project.command(["scan"].into_iter().chain(args.iter().copied()));
    Ran::of(command.stdin(File::open(path).unwrap()))
}

fn answers(ran: &Ran) -> Vec<Value> {
    ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn lines_are_answered_in_their_order() {
    let project = Project::sample();
    let asked = |id| json!({ "id": id, "text": SENTENCE, "lang": "en", "published": "2023-02", "family": "x" });
    let mut lines: Vec<String> = (0..1_200).map(|id| asked(id).to_string()).collect();
    lines.push(String::new());
    lines.push(json!({ "id": "a/b", "text": "", "lang": null, "published": null }).to_string());
    let input = lines.join("\n");
    let answers = answers(&scan(&project, &["--jsonl"], &input).exits(0));
    assert_eq!(answers.len(), 1_201);
    assert!(answers[..1_200].iter().zip(0..).all(|(answer, id)| answer["id"] == id));
    assert_eq!(answers[1_200], json!({ "id": "a/b", "mentions": [], "claims": [] }));

    let first = &answers[0];
    let mentions = first["mentions"].as_array().unwrap();
    let texts: Vec<&str> = mentions
        .iter()
        .map(|mention| {
            let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
            &SENTENCE[at("span_start")..at("span_end")]
        })
        .collect();
    assert_eq!(texts, ["$18.78 billion", "2022", "11.6%", "2021"]);
    assert_eq!(
        mentions[0],
        json!({ "span_start": 29, "span_end": 43, "kind": "money", "value": "18780000000", "value_to": null, "unit": "USD",
                "hedge": "nearly", "first": null, "last": null })
    );
    assert_eq!(
        mentions[1],
        json!({ "span_start": 47, "span_end": 51, "kind": "period", "value": null, "value_to": null, "unit": null,
                "hedge": null, "first": "2022-01-01", "last": "2022-12-31" })
    );
    let claims = first["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[0]["indicator_id"], "solar_revenue");
    assert_eq!((&claims[0]["value"], &claims[0]["period"]), (&json!("18780000000"), &json!("2022")));
    assert_eq!((&claims[1]["measure"], &claims[1]["base_period"]), (&json!("growth"), &json!("2021")));
}

#[test]
fn a_bad_line_is_named() {
    let project = Project::sample();
    let good = json!({ "id": 1, "text": SENTENCE }).to_string();
    for (bad, about) in [
        ("{", "EOF"),
        ("[]", "line 3"),
        (r#"{"id": 2}"#, "text"),
        (r#"{"text": "x"}"#, "id"),
        (r#"{"id": 2, "text": "x", "lang": "fr"}"#, "fr"),
        (r#"{"id": 2, "text": "x", "published": "2023-51-30"}"#, "2023-51-30"),
        (r#"{"id": [2], "text": "x"}"#, "id"),
        ("\u{0}", "line 3"),
    ] {
        let ran = scan(&project, &["--jsonl"], &format!("{good}\n\n{bad}\n{good}\n")).exits(65);
        assert_eq!(ran.out.lines().count(), 1, "{bad}: the line before is answered");
        ran.says(&["standard input", "line 3", about]);
    }
}

#[test]
fn csv_has_the_columns_of_claims_and_the_subject() {
    let project = Project::published();
    let ran = project.run(["scan", "data/reports/a_2022.md", "data/reports/c_2024.txt", "--format", "csv"]).exits(0);
    let header = ran.out.lines().next().unwrap();
    let claims = std::fs::read_to_string(project.release().join("data/claims.csv")).unwrap();
    assert_eq!(header, claims.lines().next().unwrap());
    let rows = csv_rows(&ran.out);
    let ids: Vec<&str> = rows.iter().map(|row| row["report_id"].as_str()).collect();
    assert_eq!(ids, ["a_2022", "a_2022", "c_2024", "c_2024", "c_2024"]);
    // Values are as printed; the ids are those of the release.
    assert_eq!((rows[3]["value"].as_str(), rows[3]["unit"].as_str()), ("240000000000", "KES"));
    let published = project.table("claims");
    for row in &rows {
        let same = published.iter().find(|claim| claim["claim_id"] == row["claim_id"]).unwrap();
        assert_eq!((&same["value_text"], &same["indicator_id"]), (&row["value_text"], &row["indicator_id"]));
    }
}

#[test]
fn claims_on_nothing_known_are_kept() {
    let project = Project::sample();
    let ran = scan(&project, &["--format", "csv"], "The price of copper was $9,000 in 2022.").exits(0);
    let rows = csv_rows(&ran.out);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0]["indicator_id"].as_str(), rows[0]["report_id"].as_str()), ("", "stdin"));
    assert!(rows[0]["subject"].to_lowercase().contains("copper"), "{:?}", rows[0]);
}

#[test]
fn no_configuration_is_needed() {
    let project = Project::sample().remove("pipeline.toml");
    let text = "Exports rose 5% last year.";
    let ran = scan(&project, &["--published", "2023-02-02"], text).exits(0);
    assert!(ran.out.contains("[5%]") && ran.out.contains("[last year]"), "{}", ran.out);
    let rows = csv_rows(&scan(&project, &["--published", "2023-02-02", "--format", "csv"], text).exits(0).out);
    assert_eq!((rows[0]["period"].as_str(), rows[0]["area"].as_str()), ("2022", ""));
    let json = scan(&project, &["--json"], text).exits(0).json();
    assert_eq!(json["reports"][0]["claims"].as_array().unwrap().len(), 1);
    project.run(["scan", "--config", "pipeline.toml"]).exits(66).says(&["pipeline.toml"]);
}

#[test]
fn mentions_are_marked_and_claims_stand_below() {
    let project = Project::sample();
    let text = format!("{SENTENCE} Nothing here.\n\nSolar revenue was $21 billion in 2022.\n");
    let plain = scan(&project, &[], &text).exits(0);
    assert_eq!(
        plain.out.lines().take(7).collect::<Vec<_>>(),
        [
            "Solar revenue reached nearly [$18.78 billion] in [2022], up [11.6%] from [2021].",
            "    = nearly 18.78 billion USD: solar_revenue, 2022, actual",
            "    = 11.6 percent: growth solar_revenue, 2022 on 2021, actual",
            "Nothing here.",
            "",
            "Solar revenue was [$21 billion] in [2022].",
            "    = 21 billion USD: solar_revenue, 2022, actual",
        ]
    );
    let coloured = scan(&project, &["--color", "always"], &text).exits(0).out;
    assert!(coloured.contains("\u{1b}[") && !coloured.contains("[$18.78"));
    let verbose = scan(&project, &["-v"], &text).exits(0).out;
    assert!(verbose.contains("- 2022: used_as_period"), "{verbose}");
}

#[test]
fn long_texts_are_shown_in_time() {
    let project = Project::sample();
    let lines: Vec<String> = (10_001..=45_000).map(|tonnes| format!("Sales were {tonnes} tonnes.\n")).collect();
    let text = lines.concat();
    let start = Instant::now();
    let ran = scan(&project, &["-v"], &text).exits(0);
    let taken = start.elapsed();
    let mut lines = ran.out.lines();
    assert_eq!(lines.next(), Some("Sales were [10001] tonnes."));
    assert_eq!(lines.next_back(), Some("35,000 mentions, 35,000 claims"));
    assert_eq!(lines.filter(|line| line.starts_with("    = ")).count(), 35_000);
    // Where every line passes over everything seen, it takes longer by far.
    assert!(taken < Duration::from_secs(5), "{taken:?}");
}

#[test]
fn a_date_is_no_period() {
    let project = Project::sample();
    for date in ["2024-Q1", "2023/2025"] {
        let ran = project.run(["scan", "--published", date]).exits(2);
        ran.says(&[date, "is no date: write 2023-02-02, 2023-02 or 2023"]);
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let project = Project::sample().file("latin.txt", b"caf\xe9").file("empty.txt", "");
    project.run(["scan", "nowhere.txt"]).exits(66).says(&["nowhere.txt"]);
    project.run(["scan", "data"]).exits(65).says(&["data", "a folder"]);
    project.run(["scan", "latin.txt"]).exits(65).says(&["latin.txt", "line 1, column 4", "UTF-8"]);
    project.run(["scan", "empty.txt"]).exits(0).prints(&["0 claims"]);
    let sparse = File::create(project.path("long.txt")).unwrap();
    sparse.set_len(200 << 20).unwrap();
    project.run(["scan", "long.txt"]).exits(65).says(&["long.txt", "209715200 bytes", "at most 1000000"]);
    for args in [&["scan"][..], &["scan", "--jsonl"]] {
        let mut command = Command::new(PROGRAM);
        command
            .args(args)
            .current_dir(project.path("."))
            .stdin(Stdio::from(File::open(project.path("long.txt")).unwrap()));
        Ran::of(&mut command).exits(65).says(&["standard input"]);
    }
}

/// Where the day of publication is not known, a headline takes the period that the
/// text names first: its growth has a base then, its level has none.
#[test]
fn a_headline_takes_the_period_that_is_named_first() {
    let project = Project::sample();
    let text = "Tea exports hit $5 billion, up 4%\n\nTea exports rose to $5 billion in 2020.";
    let ran = scan(&project, &["--format", "csv"], text).exits(0);
    let rows = csv_rows(&ran.out);
    let said: Vec<_> =
        rows.iter().map(|r| (r["measure"].as_str(), r["period"].as_str(), r["base_period"].as_str())).collect();
    assert_eq!(said, [("level", "2020", ""), ("growth", "2020", "2019"), ("level", "2020", "")]);
}

#[test]
fn what_does_not_fit_is_told_below_the_text() {
    let project = Project::sample();
    let text = "Sales rose 12% to $5.0 billion in 2021 from $4.0 billion.\n";
    let told = scan(&project, &["--published", "2022-03-01"], text).exits(0).out;
    let line = told.lines().find(|line| line.starts_with("! ")).unwrap_or_default();
    assert!(line.starts_with("! change_does_not_fit: \"12%\" does not fit"), "{told}");
    let fits = text.replace("12%", "25%");
    let told = scan(&project, &["--published", "2022-03-01"], &fits).exits(0).out;
    assert!(!told.contains("! "), "{told}");
}

#[test]
fn many_files_have_one_header() {
    let project = Project::sample();
    let names: Vec<String> = (0..20).map(|n| format!("text{n:02}.txt")).collect();
    for name in &names {
        std::fs::write(project.path(name), SENTENCE).unwrap();
    }
    let files: Vec<&str> = names.iter().map(String::as_str).collect();
    let args: Vec<&str> = ["--format", "csv", "--published", "2023-02"].into_iter().chain(files).collect();
    let out = scan(&project, &args, "").exits(0).out;
    assert_eq!(out.lines().filter(|line| line.starts_with("claim_id,")).count(), 1);
    let reports: Vec<&str> = out.lines().skip(1).step_by(2).filter_map(|line| line.split(',').nth(1)).collect();
    let wanted: Vec<&str> = names.iter().map(|name| name.trim_end_matches(".txt")).collect();
    assert_eq!(reports, wanted);
}

/// CSV is written passage by passage, JSON at the end: they hold the same claims, and a text's
/// own characters, those of a terminal included, are part of what is quoted.
#[test]
fn csv_and_json_hold_the_same_claims() {
    let project = Project::sample();
    let text = "Tea exports hit $5 billion, up 4%\n\nThe port \u{1b}[1mof\u{1b}[0m Mombasa shipped 9,000 tonnes.\n\n\
                Tea exports rose to $5 billion in 2020. Sales rose 12%, sales rose 12%, sales rose 12% in 2021.\n";
    let rows = csv_rows(&scan(&project, &["--format", "csv"], text).exits(0).out);
    let json = scan(&project, &["--json"], text).exits(0).json();
    let claims = json["reports"][0]["claims"].as_array().unwrap();
    assert_eq!(rows.len(), claims.len());
    assert!(rows.len() >= 6, "{rows:?}");
    for (row, claim) in rows.iter().zip(claims) {
        for (column, field) in row {
            let value = &claim[column.as_str()];
            let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            assert_eq!(*field, if value.is_null() { String::new() } else { shown }, "{column}");
        }
    }
    assert!(rows.iter().any(|row| row["sentence"].contains("\u{1b}[1mof")), "{rows:?}");
}
