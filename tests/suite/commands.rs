//! What the commands say, to people, to cron and to programs.

use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};

use crate::project::{PROGRAM, Project, Ran, skip};

#[test]
fn cron_hears_nothing_of_a_success() {
    let project = Project::sample();
    project.run(["run"]).exits(0).silent();
    project.run(["run"]).exits(0).silent();
}

#[test]
fn json_is_one_object() {
    let project = Project::sample();
    let ran = project.run(["run", "--json"]).exits(0);
    assert_eq!((ran.out.lines().count(), ran.err.as_str()), (1, ""));
    let object = ran.json();
    assert_eq!(object["outcome"], "published");
    let account = &object["account"];
    let number = |name: &str| account[name].as_u64().unwrap();
    assert_eq!(number("mentions"), number("claims") + number("dismissed"));
    assert_eq!(object["rows"]["reports"], 3);
    assert_eq!(object["agreement"]["revision"], 1);
}

#[test]
fn logs_are_json_on_request() {
    let project = Project::sample();
    let ran = project.run(["run", "-v", "--log-format", "json"]).exits(0);
    assert_eq!(ran.out, "");
    let lines: Vec<serde_json::Value> = ran.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let stages: Vec<&str> = lines.iter().filter_map(|line| line["span"]["stage"].as_str()).collect();
    for stage in ["ingest", "extract", "normalize", "reconcile", "render"] {
        assert!(stages.contains(&stage), "{stage} is not among {stages:?}");
    }
    assert!(lines.iter().any(|line| line["fields"]["time.busy"].is_string()));
    let errors = project.run(["explain", "nothing", "2022", "--log-format", "json"]).exits(2);
    let error: serde_json::Value = serde_json::from_str(&errors.err).unwrap();
    assert_eq!(error["error"]["exit_code"], 2);
}

/// `script` gives the program a terminal, where there is one to be had.
#[test]
fn a_person_gets_a_summary() {
    let project = Project::sample();
    let mut command = Command::new("script");
    command.args(["-qec", &format!("{PROGRAM} run"), "/dev/null"]).current_dir(project.path(".")).stdin(Stdio::null());
    let Ok(output) = command.output() else {
        skip("there is no `script` here");
        return;
    };
    let text = String::from_utf8(output.stdout).unwrap();
    for part in ["published", "release ", "3 reports", "conflicts", "output/current/data", "reckoner explain"] {
        assert!(text.contains(part), "{part:?} is missing:\n{text}");
    }
    assert!(text.contains("\u{1b}["), "nothing is coloured:\n{text}");
    let mut plain = project.command(["run", "--color", "always"]);
    Ran::of(&mut plain).exits(0).silent();
}

#[test]
fn why_the_target_is_another_now() {
    let project = Project::sample();
    let ran = project.run(["explain", "solar_firms", "2025", "--basis", "planned"]).exits(0).prints(&[
        "Solar firms, level of 2025, KE, planned",
        "80,000 firms since 2023-02-02 (Ministry of Energy",
        "before: 100,000 firms since 2022-03-26",
        "is superseded, because its issuer has replaced it",
        "a_2022 (Daily Sun, 2022-03-26)",
        "“The Ministry of Energy aims to have 100,000 solar firms by 2025.”",
        "“The Ministry of Energy aims to have 80,000 solar firms by 2025.”",
    ]);
    assert!(!project.path("output").exists(), "explain writes nothing");
    let by_period = project.run(["explain", "solar_firms", "2025"]).exits(0);
    assert_eq!(by_period.out, ran.out);
    let json = project.run(["explain", "solar_firms", "2025", "--json"]).exits(0).json();
    assert_eq!(json["figure"]["value"], "80000");
    assert_eq!(json["vintages"].as_array().unwrap().len(), 2);
    assert_eq!(json["targets"].as_array().unwrap().len(), 2);
    let superseded = json["evidence"].as_array().unwrap().iter().find(|row| row["role"] == "superseded").unwrap();
    assert_eq!(superseded["claims"][0]["report_id"], "a_2022");
    assert!(superseded["reason_text"].as_str().unwrap().contains("replaced"));
    let id = json["figure"]["figure_id"].as_str().unwrap().to_owned();
    assert_eq!(project.run(["explain", &id]).exits(0).out, ran.out);
    assert_eq!(project.run(["explain", &id, "2025", "--basis", "planned"]).exits(0).out, ran.out);
    for other in [&["2024"][..], &["--basis", "observed"], &["--measure", "growth"], &["--area", "US"]] {
        let asked = ["explain", id.as_str()].into_iter().chain(other.iter().copied());
        project.run(asked).exits(2).says(&[&id, "is another one", "solar_firms 2025 --basis planned"]);
    }
}

#[test]
fn derived_values_name_their_inputs() {
    let project = Project::sample();
    project.run(["explain", "solar_exports", "2022"]).exits(0).prints(&[
        "follows from what is printed",
        "by growth",
        "from solar_exports level of 2023",
        "from solar_exports growth of 2023 on 2022: 5 percent",
        "“Solar exports came to 240 billion Kenyan shillings in 2023, up 5% from 2022.”",
    ]);
    project.run(["explain", "solar_revenue", "2022"]).exits(0).prints(&[
        "unresolved",
        "What disagrees",
        "18.78 billion USD",
    ]);
}

#[test]
fn no_such_figure_lists_the_nearest() {
    let project = Project::sample();
    project.run(["explain", "solar_firm", "2025"]).exits(2).says(&[
        "solar_firm 2025",
        "nearest",
        "solar_firms 2025 --basis planned",
    ]);
    project.run(["explain", "solar_revenue", "1999"]).exits(2).says(&["solar_revenue 2021"]);
    project.run(["explain", "solar_revenue"]).exits(2).says(&["PERIOD"]);
    project.run(["explain", "f0123456789abcdef"]).exits(2).says(&["there is no figure f0123456789abcdef"]);
    project.run(["explain", "solar_revenue", "2022-13"]).exits(2).says(&["2022-13"]);
    project.run(["frobnicate"]).exits(2);
    project.run(["--help"]).exits(0).prints(&["explain", "Exit codes"]);
}

#[test]
fn check_lists_findings_and_writes_nothing() {
    let project = Project::sample();
    project.run(["check"]).exits(0).prints(&["figure_unresolved", "3 reports", "nothing was written"]);
    assert!(!project.path("output").exists());
    let json = project.run(["check", "--json"]).exits(0).json();
    assert_eq!(json["findings"][0]["code"], "figure_unresolved");
    let strict = project.edit("pipeline.toml", "\"60%\"", "\"1%\"");
    strict.run(["check"]).exits(4).says(&["max_unresolved_share"]);
}

#[test]
fn inputs_from_the_command_line() {
    let (project, other) = (Project::sample(), Project::sample().edit("data/reports/b_2023.md", "80,000", "85,000"));
    let (reports, catalogue) = (other.path("data/reports"), other.path("data/catalogue.csv"));
    let options =
        ["--reports", reports.to_str().unwrap(), "--catalogue", catalogue.to_str().unwrap(), "--output", "elsewhere"];
    project.run(["run"].into_iter().chain(options)).exits(0);
    assert!(!project.path("output").exists());
    project.run(["explain", "solar_firms", "2025"].into_iter().chain(options)).exits(0).prints(&["85,000 firms"]);
    project.run(["check"].into_iter().chain(options)).exits(0);
    project.run(["verify", "--inputs"].into_iter().chain(options)).exits(0);
}

#[test]
fn reports_cannot_reach_the_terminal() {
    let project = Project::sample().edit(
        "data/reports/b_2023.md",
        "The Ministry of Energy aims to have 80,000 solar firms by 2025.",
        "The Ministry of Energy \u{1b}[2Jaims to have 80,000 solar firms by 2025.",
    );
    for args in [vec!["explain", "solar_firms", "2022"], vec!["scan", "data/reports/b_2023.md"], vec!["check"]] {
        let ran = project.run(args.clone());
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{args:?}");
    }
    project.run(["scan", "data/reports/b_2023.md"]).prints(&["\\u{1b}[2Jaims"]);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let project = Project::sample();
    let long = "Solar revenue was $16.83 billion in 2021.\n".repeat(5_000);
    let project = project.file("long.txt", long);
    for args in
        [vec!["scan", "long.txt"], vec!["scan", "long.txt", "--format", "csv"], vec!["explain", "solar_firms", "2025"]]
    {
        let mut child = project.command(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
    }
    fs::remove_file(project.path("long.txt")).unwrap();
}
