//! Bad input: each told with its place and the way out, by an exit code of its
//! own, and the release that was there is there still.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, symlink};

use crate::project::{Project, Ran};

/// A project with a release, to which something is done; the run that follows
/// is refused and leaves the release as it was.
#[track_caller]
fn refused(spoil: impl FnOnce(Project) -> Project, code: i32, says: &[&str]) -> Ran {
    let project = spoil(Project::published());
    let before = project.output();
    let ran = project.run(["run"]).exits(code).says(says);
    assert_eq!(ran.out, "");
    assert_eq!(project.output(), before, "the old release was touched");
    let checked = project.run(["check"]).exits(code).says(says);
    // Of a gate a run says first where the refused release lies, which `check` does not make.
    let wrong = |ran: &Ran| ran.err.lines().skip(usize::from(code == 4)).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(wrong(&checked), wrong(&ran));
    assert_eq!(project.output(), before, "check wrote something");
    let json = project.run(["run", "--json"]).exits(code);
    let error: serde_json::Value = serde_json::from_str(&json.err).unwrap();
    assert_eq!(error["error"]["exit_code"], code);
    ran
}

#[test]
fn a_missing_file() {
    refused(
        |p| p.remove("data/reports/b_2023.md"),
        66,
        &["data/reports/b_2023.md", "catalogue has it on line 3", "put the file into the folder"],
    );
    refused(|p| p.remove("data/catalogue.csv"), 66, &["data/catalogue.csv", "not there", "[ingest]"]);
    refused(|p| p.remove("data/overrides.csv"), 66, &["data/overrides.csv", "not there"]);
    refused(|p| p.remove("pipeline.toml"), 66, &["pipeline.toml", "--config"]);
    refused(|p| p.remove("data/rates.csv"), 78, &["pipeline.toml:16:9", "data/rates.csv", "mend the path"]);
}

#[test]
fn every_problem_at_once() {
    let spoil = |p: Project| {
        p.remove("data/reports/b_2023.md").remove("data/reports/a_2022.md").edit(
            "data/catalogue.csv",
            "2024-05",
            "2024-13",
        )
    };
    refused(spoil, 65, &["b_2023.md", "a_2022.md", "data/catalogue.csv:4:", "3 problems"]);
}

#[test]
fn an_unreadable_file() {
    let folder = |p: Project| {
        let p = p.remove("data/reports/b_2023.md");
        fs::create_dir(p.path("data/reports/b_2023.md")).unwrap();
        p
    };
    refused(folder, 65, &["data/reports/b_2023.md", "a folder", "regular file"]);
    let circle = |p: Project| {
        let p = p.remove("data/reports/b_2023.md");
        symlink("b_2023.md", p.path("data/reports/b_2023.md")).unwrap();
        p
    };
    refused(circle, 74, &["data/reports/b_2023.md", "opening"]);
    let locked = Project::published();
    let file = locked.path("data/reports/b_2023.md");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&file).is_err() {
        // Not for root, who may read everything.
        locked.run(["run"]).exits(74).says(&["data/reports/b_2023.md", "Permission denied"]);
    }
}

#[test]
fn an_empty_folder() {
    let spoil = |p: Project| {
        for file in ["a_2022.md", "b_2023.md", "c_2024.txt"] {
            fs::remove_file(p.path("data/reports").join(file)).unwrap();
        }
        p
    };
    refused(spoil, 66, &["a_2022.md", "b_2023.md", "c_2024.txt", "put the file into the folder"]);
    let header = |p: Project| {
        let text = fs::read_to_string(p.path("data/catalogue.csv")).unwrap();
        let header = text.lines().next().unwrap().to_owned() + "\n";
        p.file("data/catalogue.csv", header)
    };
    refused(header, 66, &["data/catalogue.csv", "no rows", "add a row"]);
    let gone = |p: Project| {
        fs::remove_dir_all(p.path("data/reports")).unwrap();
        p
    };
    refused(gone, 66, &["data/reports", "not there"]);
}

#[test]
fn invalid_utf8() {
    refused(
        |p| p.file("data/reports/c_2024.txt", b"Solar revenue\nwas \xa321 billion."),
        65,
        &["data/reports/c_2024.txt:2:5", "UTF-8", "iconv"],
    );
    refused(|p| p.file("data/catalogue.csv", b"file\n\xff.md\n"), 65, &["data/catalogue.csv:2:1", "UTF-8"]);
    refused(|p| p.file("pipeline.toml", b"# \xff"), 78, &["pipeline.toml:1:3", "UTF-8"]);
}

#[test]
fn a_report_that_is_not_in_the_catalogue() {
    refused(
        |p| p.file("data/reports/d_2025.md", "Solar revenue was $1 billion in 2024."),
        65,
        &["data/reports/d_2025.md", "no row", "data/catalogue.csv"],
    );
}

#[test]
fn a_path_that_leaves_the_folder() {
    for path in ["../overrides.md", "/etc/passwd.txt", "x/../../y.md"] {
        refused(
            |p| p.add("data/catalogue.csv", &format!("{path},,,,,,,,,,,,,\n")),
            65,
            &["data/catalogue.csv:5:1", path, "inside of the folder"],
        );
    }
    let link = |p: Project| {
        let p = p.remove("data/reports/b_2023.md");
        symlink("../../pipeline.toml", p.path("data/reports/b_2023.md")).unwrap();
        p
    };
    refused(link, 65, &["data/reports/b_2023.md", "leaves the folder"]);
}

#[test]
fn a_duplicate_report() {
    let row = "b_2023.md,,,,,,,,,,,,,\n";
    refused(|p| p.add("data/catalogue.csv", row), 65, &["data/catalogue.csv:5:1", "line 3 already", "remove a row"]);
    // The same text under another name is odd, not wrong.
    let twin = Project::sample().add("data/catalogue.csv", "d.md,,,,2023-02-02,,en,,,,,,,\n");
    fs::copy(twin.path("data/reports/b_2023.md"), twin.path("data/reports/d.md")).unwrap();
    twin.run(["check"]).exits(0).prints(&["report_same_bytes", "repost_of"]);
}

#[test]
fn an_impossible_date() {
    refused(
        |p| p.edit("data/catalogue.csv", "2023-02-02", "2023-51-30"),
        65,
        &["data/catalogue.csv:3:", "2023-51-30", "write a day"],
    );
    // In a text it is a defect of the data: published, with its place.
    let project = Project::sample().add("data/reports/c_2024.txt", "\nSolar revenue was $20 billion on 2023/51/30.\n");
    let ran = project.run(["run"]);
    assert!(matches!(ran.code, Some(0 | 3)), "{}", ran.err);
    let findings = project.table("findings");
    let finding = findings.iter().find(|row| row["code"] == "impossible_date").unwrap();
    assert_eq!(finding["report_id"], "c_2024");
    assert!(finding["message"].contains("2023/51/30"), "{finding:?}");
    let text = fs::read_to_string(project.path("data/reports/c_2024.txt")).unwrap();
    let (start, end): (usize, usize) = (finding["span_start"].parse().unwrap(), finding["span_end"].parse().unwrap());
    assert_eq!(&text[start..end], "2023/51/30");
    // What the date does not give is never taken from its digits.
    let claims = project.table("claims");
    let dated = claims.iter().filter(|claim| claim["value"] == "20000000000");
    assert!(dated.into_iter().all(|claim| claim["period"].is_empty() || claim["period_inferred"] == "true"));
}

#[test]
fn an_unknown_unit_or_currency() {
    refused(|p| p.edit("pipeline.toml", "unit = \"firms\"", "unit = \"EUR\""), 78, &["pipeline.toml:", "EUR", "USD"]);
    refused(
        |p| p.edit("pipeline.toml", "unit = \"firms\"", "unit = \"percents\""),
        78,
        &["pipeline.toml:", "percents", "did you mean \"percent\"?"],
    );
    refused(
        |p| p.add("data/rates.csv", "Kenya,2024,end,129.3,made up\n"),
        78,
        &["data/rates.csv:4:1", "Kenya", "ISO 4217"],
    );
    refused(
        |p| p.edit("pipeline.toml", "kind = \"stock\"", "kindd = \"stock\""),
        78,
        &["pipeline.toml:", "kindd", "`kind`"],
    );
}

#[test]
fn a_number_that_is_too_large() {
    let line = format!("\nSolar revenue was ${} billion in 2023.\n", "9".repeat(40));
    let project = Project::sample().add("data/reports/c_2024.txt", &line);
    // It is published, degraded: the exit code tells cron, and so does a line.
    project.run(["run"]).exits(3).says(&["published, but degraded", "1 error"]);
    let findings = project.table("findings");
    let finding = findings.iter().find(|row| row["code"] == "number_too_large").unwrap();
    assert_eq!((finding["report_id"].as_str(), finding["severity"].as_str()), ("c_2024", "error"));
    assert!(finding["message"].contains("digits"), "{finding:?}");
    let place = format!("data/reports/c_2024.txt, {}, bytes {} to", finding["locator"], finding["span_start"]);
    project.run(["check"]).exits(3).prints(&[&place, "number_too_large"]);
    project.run(["verify"]).exits(0);
    project.run(["run"]).exits(0);
}

#[test]
fn a_line_of_200_megabytes() {
    let sparse = |p: Project| {
        File::create(p.path("data/reports/c_2024.txt")).unwrap().set_len(200 << 20).unwrap();
        p
    };
    refused(sparse, 65, &["data/reports/c_2024.txt", "209715200 bytes", "max_report_bytes"]);
    let table = |p: Project| {
        File::create(p.path("data/catalogue.csv")).unwrap().set_len(200 << 20).unwrap();
        p
    };
    refused(table, 65, &["data/catalogue.csv", "209715200 bytes"]);
}

#[test]
fn a_stale_override() {
    let project = Project::published();
    let figures = project.table("figures");
    let figure = figures.iter().find(|row| row["indicator_id"] == "solar_firms" && row["basis"] == "planned").unwrap();
    let id = figure["figure_id"].clone();
    let decision = |expect: &str| format!("{id},set_value,90000,\"as announced\",ann,{expect}\n");
    // It holds as long as what it was made on does.
    let decided = Project::sample().add("data/overrides.csv", &decision("80000"));
    decided.run(["run"]).exits(0);
    let figures = decided.table("figures");
    assert!(figures.iter().any(|row| row["figure_id"] == id && row["value"] == "90000"));
    decided.run(["explain", &id]).exits(0).prints(&["90,000 firms", "A person decided"]);
    decided.run(["verify", "--inputs"]).exits(0);
    refused(
        |p| p.add("data/overrides.csv", &decision("79000")),
        78,
        &["data/overrides.csv:2:1", "stale", "79000", "80000 now", "update `expect`"],
    );
    refused(
        |p| p.add("data/overrides.csv", "f0123456789abcdef,set_value,1,why,ann,1\n"),
        78,
        &["data/overrides.csv:2:1", "no figure f0123456789abcdef"],
    );
    refused(
        |p| p.add("data/overrides.csv", "f0123456789abcdef,erase,1,why,ann,1\n"),
        65,
        &["data/overrides.csv:2:19", "erase"],
    );
}

#[test]
fn an_output_folder_that_cannot_be_written() {
    let project = Project::sample().file("output", "a file in its place");
    project.run(["run"]).exits(74).says(&["output", "making the output folder"]);
    assert_eq!(fs::read_to_string(project.path("output")).unwrap(), "a file in its place");
    let blocked = Project::published().edit("data/reports/b_2023.md", "80,000", "85,000");
    let before = blocked.release();
    let releases = blocked.path("output/releases");
    fs::set_permissions(&releases, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::create_dir(releases.join("probe")).is_err() {
        // Not for root, who may write everywhere.
        blocked.run(["run"]).exits(74).says(&["output/releases", "Permission denied"]);
        assert_eq!(blocked.release(), before);
    }
    fs::set_permissions(&releases, fs::Permissions::from_mode(0o755)).unwrap();
    let odd = Project::sample();
    fs::create_dir_all(odd.path("output/current")).unwrap();
    odd.run(["run"]).exits(65).says(&["output/current", "no link", "move it away"]);
}

#[test]
fn a_gate_that_refuses() {
    refused(
        |p| p.edit("pipeline.toml", "min_reports = 2", "min_reports = 9"),
        4,
        &["min_reports", "9", "lower the gate"],
    );
    let ran = Project::published().edit("pipeline.toml", "\"60%\"", "\"1%\"").run(["run"]);
    ran.exits(4).says(&["max_unresolved_share", "overrides"]);
}
