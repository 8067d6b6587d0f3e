//! One release after another: what changed and why, versions, and which stay.

use std::fs;

use serde_json::Value;

use crate::project::{Project, csv_rows};
use crate::verifying::reseal;

/// A fourth report, which says something new and something else of what is known.
fn with_report(project: Project) -> Project {
    project
        .file("data/reports/d_2025.md", "Solar exports came to $2 billion in 2024.\n")
        .add("data/catalogue.csv", "d_2025.md,Solar again,Noon Sun,press,2025-03-01,stated,en,KE,,CC-BY-4.0,,,,\n")
}

fn changes(project: &Project) -> Vec<(String, String)> {
    let answer = project.run(["diff", "--json"]).exits(5).json();
    let text = |figure: &Value, name: &str| figure[name].as_str().unwrap().to_owned();
    answer["figures"].as_array().unwrap().iter().map(|f| (text(f, "change"), text(f, "cause"))).collect()
}

fn id(project: &Project) -> String {
    project.release().file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn a_new_report_is_the_source() {
    let project = with_report(Project::published());
    let first = id(&project);
    project.run(["diff"]).exits(66).says(&["no release before"]);
    project.run(["run"]).exits(0);
    let all = changes(&project);
    assert!(all.iter().any(|(change, _)| change == "added"), "{all:?}");
    assert!(all.iter().all(|(_, cause)| cause == "source"), "{all:?}");
    project.run(["diff"]).exits(5).prints(&[
        &format!("{first} -> {}", id(&project)),
        "latest publication 2025-03-01",
        "a minor step",
        "Exports of solar panels (solar_exports)",
        "level of 2024, KE, observed",
        "2 billion USD",
        "by source: report d_2025 is new: c",
    ]);
    let ran = project.run(["diff", "--format", "csv"]).exits(5);
    let rows = csv_rows(&ran.out);
    assert!(ran.out.starts_with(
        "change,figure_id,indicator_id,area,measure,period,base_period,basis,old_value,new_value,old_agreement,\
         new_agreement,cause,what\n"
    ));
    let row = rows.iter().find(|row| row["period"] == "2024").unwrap();
    assert_eq!((row["old_value"].as_str(), row["new_value"].as_str()), ("", "2000000000"));
    // Backwards, by ids and by folders.
    let now = id(&project);
    let back = project.run(["diff", &now, &first, "--json"]).exits(5).json();
    assert_eq!(back["counts"]["removed"], all.iter().filter(|(change, _)| change == "added").count());
    project.run(["diff", &format!("output/releases/{first}"), "output/current"]).exits(5);
    project.run(["diff", "0123456789ab"]).exits(66).says(&["0123456789ab"]);
}

#[test]
fn the_same_has_no_difference() {
    let project = Project::published();
    project.run(["diff", &id(&project)]).exits(0).prints(&["it is the same release"]);
    let answer = project.run(["diff", &id(&project), "output/current", "--json"]).exits(0).json();
    assert_eq!((&answer["same"], &answer["step"]), (&Value::Bool(true), &Value::Null));
    // Another release of the same figures.
    let project = project.edit("pipeline.toml", "config_version", "# A word.\nconfig_version");
    project.run(["run"]).exits(0);
    project.run(["diff"]).exits(0).prints(&["no figure and no column differs"]);
    assert_eq!(project.run(["diff", "--format", "csv"]).exits(0).out.lines().count(), 1);
}

#[test]
fn a_decision_is_an_override() {
    let project = Project::published();
    let figures = project.table("figures");
    let figure = figures.iter().find(|row| row["agreement"] == "unresolved").unwrap();
    let row = format!("{},set_value,20000000000,the yearbook,ann,{}\n", figure["figure_id"], figure["value"]);
    let project = project.add("data/overrides.csv", &row);
    project.run(["run"]).exits(0);
    let all = changes(&project);
    assert!(all.contains(&("revised".to_owned(), "override".to_owned())), "{all:?}");
    project.run(["diff"]).exits(5).prints(&["18.78 billion USD -> 20 billion USD", "by override: the decision on f"]);
}

#[test]
fn another_quorum_is_configuration() {
    let mut project = Project::sample().edit("pipeline.toml", "\"60%\"", "\"100%\"");
    project.run(["run"]).exits(0);
    let (mut found, mut before) = (Vec::new(), "quorum = \"0.5\"".to_owned());
    for quorum in ["4", "0.1", "100"] {
        let now = format!("quorum = \"{quorum}\"");
        project = project.edit("pipeline.toml", &before, &now);
        before = now;
        let ran = project.run(["run"]);
        if ran.code == Some(0) && project.run(["diff"]).code == Some(5) {
            found.extend(changes(&project));
        }
    }
    assert!(!found.is_empty(), "no quorum changes a figure");
    assert!(found.iter().all(|(_, cause)| cause == "configuration"), "{found:?}");
}

#[test]
fn an_older_release_with_fewer_columns_is_compared() {
    let project = Project::published();
    let old = project.release();
    // As before `figures_wide` and the last columns of figures and claims were there.
    for name in ["figures_wide.csv", "figures_wide.parquet", "figures.parquet", "claims.parquet"] {
        fs::remove_file(old.join("data").join(name)).unwrap();
    }
    for name in ["figures", "claims"] {
        let file = old.join(format!("data/{name}.csv"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(&file).unwrap();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for record in reader.records().map(Result::unwrap).collect::<Vec<_>>() {
            writer.write_record(record.iter().take(record.len() - 1)).unwrap();
        }
        fs::write(&file, writer.into_inner().unwrap()).unwrap();
    }
    let package = fs::read_to_string(old.join("datapackage.json")).unwrap();
    let mut package: Value = serde_json::from_str(&package).unwrap();
    package["resources"] = Value::Array(Vec::new());
    fs::write(old.join("datapackage.json"), package.to_string()).unwrap();
    let old = reseal(&old);
    let project = with_report(project);
    fs::remove_file(project.path("output/current")).unwrap();
    project.run(["run"]).exits(0);
    let answer = project.run(["diff", old.to_str().unwrap(), "--json"]).exits(5).json();
    let added = &answer["tables"]["added"];
    assert_eq!(*added, serde_json::json!(["claims.subject", "figures.last_published", "figures_wide"]));
    let figures = answer["figures"].as_array().unwrap();
    assert!(!figures.is_empty() && figures.iter().all(|figure| figure["cause"] == "source"), "{figures:#?}");
    project.run(["diff", old.to_str().unwrap()]).exits(5).prints(&["in the tables: claims.subject"]);
    // What is damaged is not compared.
    fs::write(old.join("data/figures.csv"), "x\n").unwrap();
    project.run(["diff", old.to_str().unwrap()]).exits(65).says(&["damaged"]);
}

#[test]
fn three_releases_have_their_history() {
    let project = Project::published();
    let first = id(&project);
    let project = with_report(project);
    project.run(["run"]).exits(0);
    let second = id(&project);
    let project = project.edit("data/reports/b_2023.md", "70,000", "71,000");
    project.run(["run"]).exits(0);
    let third = id(&project);
    let lines = fs::read_to_string(project.path("output/history/releases.jsonl")).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let versions: Vec<&str> = lines.iter().map(|line| line["version"].as_str().unwrap()).collect();
    assert_eq!(versions, ["1.0.0", "1.1.0", "1.1.1"]);
    assert_eq!((&lines[2]["release_id"], &lines[2]["previous"]), (&Value::from(&*third), &Value::from(&*second)));
    assert_eq!((&lines[2]["added"], &lines[2]["revised"]), (&Value::from(0), &Value::from(1)));
    let log = fs::read_to_string(project.path("output/history/CHANGELOG.md")).unwrap();
    let sections: Vec<&str> = log.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(
        sections,
        [
            format!("## 1.1.1 (release {third})"),
            format!("## 1.1.0 (release {second})"),
            format!("## 1.0.0 (release {first})")
        ]
    );
    assert!(log.contains("revised, by source: Solar firms, level of 2022, KE, observed: 70,000 firms -> 71,000 firms"));
    // Nothing is written where nothing changed.
    let before = project.output();
    project.run(["run"]).exits(0).silent();
    assert_eq!(project.output(), before);
    // Lines of before there were versions.
    let old = format!(
        "{{\"release_id\":\"{first}\",\"previous\":null}}\n{{\"release_id\":\"{second}\",\"previous\":\"{first}\"}}\n"
    );
    let project = project.file("output/history/releases.jsonl", old).remove("output/history/CHANGELOG.md");
    let project = project.edit("data/reports/b_2023.md", "71,000", "72,000");
    project.run(["run"]).exits(0);
    let log = fs::read_to_string(project.path("output/history/CHANGELOG.md")).unwrap();
    let sections: Vec<&str> = log.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(sections.len(), 3);
    assert!(sections[1].starts_with("1.1.0") && sections[2].starts_with("1.0.0"), "{sections:?}");
}

#[test]
fn old_releases_go_and_pinned_ones_stay() {
    let mut project =
        Project::sample().edit("pipeline.toml", "output = \"output\"", "output = \"output\"\nkeep_releases = 9");
    let mut ids = Vec::new();
    for firms in ["70,000", "71,000", "72,000", "73,000", "74,000"] {
        project = project.file("data/reports/b_2023.md", format!("In 2022 there were {firms} solar firms.\n"));
        project.run(["run"]).exits(0);
        ids.push(id(&project));
    }
    let there = || ids.iter().map(|id| project.path(&format!("output/releases/{id}")).is_dir()).collect::<Vec<bool>>();
    project.run(["release", "pin", &ids[0]]).exits(0).silent();
    assert_eq!(project.run(["release", "pin", &ids[0], "--json"]).exits(0).json()["outcome"], "unchanged");
    project.run(["release", "pin", "0123456789ab"]).exits(66).says(&["0123456789ab", "no such release"]);
    project.run(["gc"]).exits(2);
    let would = project.run(["gc", "--keep", "1", "--dry-run"]).exits(0);
    assert_eq!(would.out, format!("would remove 2 releases: {}, {}\n", ids[1], ids[2]));
    assert_eq!(there(), [true; 5]);
    let answer = project.run(["gc", "--keep", "3", "--json"]).exits(0).json();
    assert_eq!(answer["releases"], serde_json::json!([ids[1]]));
    project.run(["gc", "--keep", "0"]).exits(0).silent();
    assert_eq!(there(), [true, false, false, true, true]);
    project.run(["release", "unpin", &ids[0]]).exits(0).silent();
    project.run(["gc", "--keep", "0"]).exits(0).silent();
    assert_eq!(there(), [false, false, false, true, true]);
    project.run(["verify"]).exits(0);
    Project::sample().run(["gc", "--keep", "2"]).exits(66);
}
