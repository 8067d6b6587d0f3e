//! Gates: what they let through, what they refuse, and what a person can do then.

use std::fs;

use serde_json::Value;

use crate::project::{Project, Ran};

const SHARE: &str = "max_unresolved_share = \"60%\"";

/// The sample, asking for more.
fn asking(gates: &str) -> Project {
    Project::sample().edit("pipeline.toml", SHARE, &format!("{SHARE}\n{gates}"))
}

/// The sample with tables behind `[gates]`.
fn with(tables: &str) -> Project {
    Project::sample().add("pipeline.toml", tables)
}

/// The id of the release that was refused, and what is told of it.
fn refused(project: &Project) -> (String, String) {
    let entries = fs::read_dir(project.path("output/refused")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| name != "REFUSED.md");
    let [id] = names.as_slice() else { panic!("{names:?}") };
    (id.clone(), fs::read_to_string(project.path("output/refused/REFUSED.md")).unwrap())
}

/// It was refused, and the first line says what to do.
fn assert_refused(ran: Ran, says: &[&str]) {
    let ran = ran.exits(4).says(says);
    let first = ran.err.lines().next().unwrap();
    assert!(first.starts_with("error: refused: read "), "{first}");
    assert!(first.contains("REFUSED.md") && first.contains("reckoner run --accept "), "{first}");
}

#[test]
fn counts() {
    asking("min_claims = 3\nmin_figures = 3").run(["run"]).exits(0).silent();
    for (gates, says) in [
        ("min_claims = 300", "min_claims: asked 300 or more, measured "),
        ("min_figures = 300", "min_figures: asked 300 or more, measured "),
    ] {
        let project = asking(gates);
        assert_refused(project.run(["run"]), &[says]);
        assert!(!project.path("output/current").exists());
        project.run(["check"]).exits(4).says(&[says]);
        assert!(refused(&project).1.contains("There is no current release."));
    }
    let project = Project::sample().edit("pipeline.toml", "min_reports = 2", "min_reports = 4");
    assert_refused(project.run(["run"]), &["min_reports: asked 4 or more, measured 3"]);
}

#[test]
fn unresolved_figures_are_named() {
    let project = Project::sample().edit("pipeline.toml", "\"60%\"", "\"1%\"");
    assert_refused(project.run(["run"]), &["max_unresolved_share: asked at most 1%"]);
    let (_, account) = refused(&project);
    for text in [
        "Revenue of solar power, level of 2022, KE, observed",
        "“Solar revenue was \\$21 billion in 2022.”",
        "Morning Sun",
    ] {
        assert!(account.contains(text), "{text}:\n{account}");
    }
}

#[test]
fn a_revision_is_refused_accepted_or_decided() {
    let project = asking("max_revision = \"20%\"");
    project.run(["run"]).exits(0).silent();
    let project = project.edit("data/reports/b_2023.md", "70,000", "80,000");
    project.run(["run"]).exits(0).silent();
    // A target is revised as a matter of course.
    let project = project.edit("data/reports/b_2023.md", "to have 80,000", "to have 800,000");
    project.run(["run"]).exits(0).silent();
    let project = project.edit("data/reports/b_2023.md", "were 80,000", "were 160,000");
    let (before, release) = (project.files(), project.release());
    project.run(["run", "--dry-run"]).exits(4).says(&["max_revision", "nothing was written"]);
    assert!(!project.path("output/refused").exists());
    assert_refused(project.run(["run"]), &["max_revision: asked at most 20%, measured 100% at most"]);
    assert_eq!((project.release(), project.files()), (release, before), "the release before is intact");
    let (id, account) = refused(&project);
    for text in
        ["80,000 firms before, 160,000 firms now: a change of 100%", "“In 2022 there were 160,000 solar firms.”"]
    {
        assert!(account.contains(text), "{text}:\n{account}");
    }
    let folder = format!("output/refused/{id}");
    project.run(["verify", &folder]).exits(0);
    project.run(["verify", &folder, "--inputs", "."]).exits(0);

    // Another id is not published, and one that is none is no id.
    project.run(["run", "--accept", "0123456789ab"]).exits(4).says(&["0123456789ab was to be accepted", &id]);
    project.run(["run", "--accept", "latest"]).exits(2);
    assert_eq!(refused(&project).0, id);
    let json = project.run(["run", "--accept", &id, "--json"]).exits(0).json();
    assert_eq!((&json["outcome"], &json["accepted"]), (&Value::from("published"), &Value::from(true)));
    let gate = json["gates"].as_array().unwrap().iter().find(|gate| gate["gate"] == "max_revision").unwrap();
    assert_eq!((&gate["outcome"], gate["figures"].as_array().unwrap().len()), (&Value::from("failed"), 1));
    assert_eq!(project.release().file_name().unwrap().to_str(), Some(id.as_str()));
    assert!(!project.path("output/refused").exists());
    // What was accepted stays accepted.
    project.run(["run"]).exits(0).silent();
    project.run(["check"]).exits(0);
}

#[test]
fn a_figure_that_a_person_decided_is_let_through() {
    let project = asking("max_revision = \"20%\"");
    project.run(["run"]).exits(0).silent();
    let project = project.edit("data/reports/b_2023.md", "70,000", "140,000");
    assert_refused(project.run(["run"]), &["max_revision"]);
    let figures = project.table("figures");
    let figure = figures.iter().find(|row| row["indicator_id"] == "solar_firms" && row["basis"] == "observed").unwrap();
    let row = format!("{},set_value,140000,looked at the report,me,140000\n", figure["figure_id"]);
    let project = project.add("data/overrides.csv", &row);
    project.run(["run"]).exits(0).silent();
    assert!(!project.path("output/refused").exists());
}

/// At most one refused release is kept, and it goes when what is refused is mended.
#[test]
fn the_newest_refused_release_is_kept() {
    let project = asking("max_revision = \"20%\"");
    project.run(["run"]).exits(0).silent();
    let project = project.edit("data/reports/b_2023.md", "70,000", "140,000");
    assert_refused(project.run(["run"]), &["max_revision"]);
    let first = refused(&project).0;
    let project = project.edit("data/reports/b_2023.md", "140,000", "150,000");
    assert_refused(project.run(["run"]), &["max_revision"]);
    assert_ne!(refused(&project).0, first);
    let project = project.edit("data/reports/b_2023.md", "150,000", "70,000");
    project.run(["run"]).exits(0).silent();
    assert!(!project.path("output/refused").exists());
}

/// A current release that cannot be read is replaced, as ever.
#[test]
fn nothing_to_compare_with_refuses_nothing() {
    let project = asking("max_revision = \"20%\"");
    project.run(["run"]).exits(0).silent();
    fs::remove_file(project.release().join("data/figures.csv")).unwrap();
    project.run(["run"]).exits(0).says(&["gate not measured: max_revision"]);
    project.run(["verify"]).exits(0);
}

#[test]
fn bounds() {
    let bound = |least: &str, greatest: &str| {
        with(&format!("\n[[bound]]\nindicator = \"solar_revenue\"\nleast = \"{least}\"\ngreatest = \"{greatest}\"\n"))
    };
    bound("1000000000", "20000000000").run(["run"]).exits(0).silent();
    let project = bound("1000000000", "18000000000");
    assert_refused(project.run(["run"]), &["bound solar_revenue: asked 1 billion USD to 18 billion USD"]);
    assert!(refused(&project).1.contains("18.78 billion USD is above 18 billion USD"));
    let project = bound("17000000000", "20000000000");
    assert_refused(project.run(["run"]), &["bound solar_revenue"]);
    assert!(refused(&project).1.contains("16.83 billion USD is below 17 billion USD"));
}

#[test]
fn identities() {
    let project = |gap: &str| {
        asking(&format!("max_identity_gap = \"{gap}\""))
            .add(
                "pipeline.toml",
                "\n[[concept]]\nid = \"service\"\nen = [\"services\"]\n\n[[indicator]]\nid = \"solar_services\"\n\
                 label = \"Solar services\"\nunit = \"USD\"\nkind = \"flow\"\nall_of = [\"solar\", \"service\"]\n\n\
                 [[identity]]\nid = \"parts\"\nrule = \"solar_revenue = solar_exports + solar_services\"\n",
            )
            .add("data/reports/c_2024.txt", "\nSolar services came to $5 billion in 2022.\n")
    };
    project("95%").run(["run"]).exits(0).silent();
    let strict = project("2%");
    assert_refused(strict.run(["run"]), &["max_identity_gap: asked at most 2%"]);
    let (_, account) = refused(&strict);
    assert!(account.contains("now: \\`solar_revenue = solar_exports + solar_services\\` makes "), "{account}");
}

#[test]
fn freshness() {
    let fresh = |of: &str, days: u32| with(&format!("\n[[freshness]]\n{of}\nwithin_days = {days}\n"));
    let publisher = "publisher = \"morning  sun\"";
    fresh(publisher, 100_000).run(["run"]).exits(0).silent();
    let stale = fresh(publisher, 30);
    // 2024-05 counts as its last day; a run on an earlier date is judged by that date.
    stale.run(["run", "--as-of", "2024-06", "--output", "then"]).exits(0).silent();
    stale.run(["run", "--as-of", "2024-07", "--output", "later"]).exits(4).says(&["61 days on 2024-07-31"]);
    assert_refused(
        stale.run(["run"]),
        &["freshness morning  sun: asked a report of the last 30 days", "the newest is c_2024"],
    );
    let id = refused(&stale).0;
    stale.run(["run", "--accept", &id]).exits(0).silent();
    // Sources age without a new release: that is told, and nothing is kept.
    stale.run(["run"]).exits(4).says(&["is unchanged and stays current, but its sources are old", "within_days"]);
    assert!(!stale.path("output/refused").exists());
    let by_indicator = fresh("indicator = \"solar_firms\"", 30);
    assert_refused(by_indicator.run(["run"]), &["freshness solar_firms", "the newest is b_2023 of 2023-02-02"]);
    assert_refused(fresh("publisher = \"Nobody\"", 30).run(["run"]), &["measured no report"]);
}
