//! What monitors see: `status`, and the metrics of a run.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::project::Project;

/// The summaries of runs, oldest first.
fn summaries(project: &Project) -> Vec<Value> {
    let entries = fs::read_dir(project.path("output/runs")).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap()).collect()
}

#[test]
fn status_in_each_state() {
    let project = Project::sample();
    project.run(["status"]).exits(66).says(&["there is no release", "`reckoner run` makes one"]);
    project.run(["run"]).exits(0);
    let fresh = project.run(["status", "--max-age", "12h"]).exits(0).prints(&[
        "fresh: release ",
        "published ",
        "last success ",
    ]);
    assert_eq!((fresh.out.lines().count(), fresh.err.as_str()), (1, ""));
    let json = project.run(["status", "--json"]).exits(0).json();
    assert_eq!((&json["state"], &json["last_run"]["outcome"]), (&Value::from("fresh"), &Value::from("published")));
    assert_eq!(json["release_id"].as_str(), project.release().file_name().unwrap().to_str());
    project.run(["status", "--output", "output"]).exits(0);

    // Refused.
    let project = project.edit("pipeline.toml", "\"60%\"", "\"1%\"");
    project.run(["run"]).exits(4);
    project.run(["status"]).exits(4).prints(&["refused: release ", "the last run was refused (exit code 4): read "]);
    let json = project.run(["status", "--json"]).exits(4).json();
    assert_eq!((&json["state"], &json["exit_code"]), (&Value::from("refused"), &Value::from(4)));
    let last = summaries(&project).pop().unwrap();
    assert_eq!((&last["outcome"], &last["exit_code"]), (&Value::from("refused"), &Value::from(4)));
    assert!(last["gates"].as_array().unwrap().iter().any(|gate| gate["outcome"] == "failed"));

    // Failed.
    let project = project.edit("pipeline.toml", "\"1%\"", "\"60%\"").remove("data/reports/a_2022.md");
    let code = project.run(["run"]).code.unwrap();
    assert_eq!(code, 66);
    project.run(["status"]).exits(3).prints(&["failed: release ", "the last run was a failure (exit code 66): "]);
    let last = summaries(&project).pop().unwrap();
    assert_eq!((&last["outcome"], &last["exit_code"]), (&Value::from("failed"), &Value::from(66)));
}

#[test]
fn status_of_an_old_release() {
    let project = Project::published();
    for file in fs::read_dir(project.path("output/runs")).unwrap() {
        let file = file.unwrap().path();
        let mut run: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        run["finished_at"] = Value::from("2024-01-01T00:00:00Z");
        fs::write(&file, run.to_string()).unwrap();
    }
    project.run(["status"]).exits(0);
    project.run(["status", "--max-age", "2"]).exits(3).prints(&["stale: release "]);
    project.run(["status", "--max-age", "36h"]).exits(3);
    project.run(["status", "--max-age", "100000"]).exits(0).prints(&["fresh: "]);
    for wrong in ["", "h", "two", "-1", "1.5", "18446744073709551615"] {
        project.run(["status", "--max-age", wrong]).exits(2);
    }
    // A summary that is cut off is passed over; without any, the link tells.
    fs::write(project.path("output/runs/99990101T000000000000Z-1.json"), "{\"outcome\":").unwrap();
    project.run(["status", "--max-age", "2"]).exits(3);
    fs::remove_dir_all(project.path("output/runs")).unwrap();
    project.run(["status", "--max-age", "2"]).exits(0).prints(&["fresh: "]);
}

/// The samples of a file of metrics by name and labels; every line is one, or a comment
/// with what it is, which comes before.
fn metrics(text: &str) -> BTreeMap<String, String> {
    let (mut told, mut samples) = (Vec::new(), BTreeMap::new());
    assert!(text.ends_with('\n'));
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').unwrap();
            assert!(!help.is_empty() && !told.contains(&name), "{line}");
            told.push(name);
        } else if let Some(rest) = line.strip_prefix("# TYPE ") {
            assert_eq!(rest.split_once(' '), Some((*told.last().unwrap(), "gauge")));
        } else {
            let (sample, value) = line.rsplit_once(' ').unwrap();
            let name = sample.split('{').next().unwrap();
            assert_eq!(Some(&name), told.last(), "{line}");
            assert!(name.starts_with("reckoner_"), "{line}");
            assert!(value.parse::<f64>().is_ok(), "{line}");
            assert!(samples.insert(sample.to_owned(), value.to_owned()).is_none(), "{line}");
        }
    }
    samples
}

#[test]
fn metrics_of_a_success_and_a_failure() {
    let project =
        Project::sample().edit("pipeline.toml", "title = \"Solar power as reported\"", "title = 'Sol \"a\" \\r'");
    let read = |project: &Project| metrics(&fs::read_to_string(project.path("solar.prom")).unwrap());
    let run = ["run", "--metrics-file", "solar.prom"];
    project.run(run).exits(0).silent();
    let samples = read(&project);
    let id = project.release().file_name().unwrap().to_str().unwrap().to_owned();
    let version = env!("CARGO_PKG_VERSION");
    for (sample, value) in [
        ("reckoner_last_run_exit_code", "0"),
        ("reckoner_reports", "3"),
        ("reckoner_figures{agreement=\"revision\"}", "1"),
        ("reckoner_figures{agreement=\"scope\"}", "0"),
        ("reckoner_findings{severity=\"error\"}", "0"),
        ("reckoner_gates{result=\"passed\"}", "2"),
        ("reckoner_gates{result=\"failed\"}", "0"),
        (
            &format!(
                "reckoner_release_info{{dataset=\"solar\",title=\"Sol \\\"a\\\" \\\\r\",release_id=\"{id}\",version=\"{version}\"}}"
            ),
            "1",
        ),
    ] {
        assert_eq!(samples.get(sample).map(String::as_str), Some(value), "{sample}: {samples:#?}");
    }
    let number = |samples: &BTreeMap<String, String>, name: &str| samples[name].parse::<u64>().unwrap();
    let [mentions, claims, dismissed] =
        ["reckoner_mentions", "reckoner_claims", "reckoner_dismissed"].map(|name| number(&samples, name));
    assert_eq!(mentions, claims + dismissed);
    assert!(samples.contains_key("reckoner_stage_duration_seconds{stage=\"render\"}"));
    assert!(samples["reckoner_run_duration_seconds"].parse::<f64>().unwrap() > 0.0);
    let success = number(&samples, "reckoner_last_success_timestamp_seconds");
    assert!(success > 1_700_000_000 && number(&samples, "reckoner_last_run_timestamp_seconds") == success);

    let project = project.edit("pipeline.toml", "\"60%\"", "\"1%\"");
    project.run(run).exits(4);
    let samples = read(&project);
    assert_eq!(samples["reckoner_last_run_exit_code"], "4");
    assert_eq!(samples["reckoner_gates{result=\"failed\"}"], "1");
    assert!(number(&samples, "reckoner_last_success_timestamp_seconds") <= success);

    let project = project.edit("pipeline.toml", "config_version = 1", "config_version = 2");
    project.run(run).exits(78);
    assert_eq!(read(&project)["reckoner_last_run_exit_code"], "78");
    let left = fs::read_dir(project.path(".")).unwrap();
    let left: Vec<_> = left
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    project.run(["run", "--metrics-file", "nowhere/x.prom"]).exits(78);
    let project = project.edit("pipeline.toml", "config_version = 2", "config_version = 1").edit(
        "pipeline.toml",
        "\"1%\"",
        "\"60%\"",
    );
    project.run(["run", "--metrics-file", "nowhere/x.prom"]).exits(74).says(&["nowhere/x.prom", "writing the metrics"]);
    project.run(["run", "--dry-run", "--metrics-file", "x.prom"]).exits(2);
}
