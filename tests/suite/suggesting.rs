//! `check --suggest`: from claims about no indicator to entries that find them.

use std::fs;

use serde_json::json;

use crate::project::Project;

/// The sample with two reports on what its configuration does not know.
fn open() -> Project {
    let catalogue = "d_2022.txt,Wind,Day,press,2022-05-01,stated,en,KE,,,,,,\n\
                     e_2023.txt,Wind again,Night,press,2023-05-01,stated,en,KE,,,,,,\n\
                     f_2023.txt,Wind again,Copy,press,2023-05-02,stated,en,KE,,,,,e_2023,\n";
    let again = "Wind exports rose to $5 billion in 2022, up 25%.\n\nThe total number of wind farms was 61 in 2022.\n\n\
                 Kenya's mills ground 12,000 tonnes of maize in 2022.\n\nIt was 7% in 2022.\n";
    Project::sample()
        .add("data/catalogue.csv", catalogue)
        .file(
            "data/reports/d_2022.txt",
            "The wind exports were \"nearly\" $4 billion in 2021.\n\nIn 2021 some 58 wind farms were at work.\n",
        )
        .file("data/reports/e_2023.txt", again)
        .file("data/reports/f_2023.txt", again.replace("It was 7%", "It was 8%"))
}

#[test]
fn subjects_are_ranked_and_drafted() {
    let project = open();
    let ran = project.run(["check", "--suggest"]).exits(0);
    let shown = "\
# 6 reports: 12 of 21 claims are about no indicator, on 3 subjects
# (2 claims of them with no subject to go by)
#
#  subject       unit    claims  reports  issuers  periods     example
#  wind exports  USD          5        2        3  2021, 2022  “$4 billion” in d_2022
#  wind farms    farms        3        2        3  2021, 2022  “58” in d_2022
#  maize         tonnes       2        1        2  2022        “12,000” in e_2023
#
# By the draft below 10 of these 10 claims get an indicator; 0 others would change theirs.
# Append what you want of it to pipeline.toml, mend names and kinds, and run `reckoner check`.

[[concept]]
id = \"wind_exports\"
en = [\"wind exports\"]

# kind: stock, if it is an amount at a moment
[[indicator]]
id = \"wind_exports\"
label = \"Wind exports\"
description = \"Wind exports, as reports state it\"
unit = \"USD\"
kind = \"flow\"
all_of = [\"wind_exports\"]
";
    assert!(ran.out.starts_with(shown), "{}", ran.out);
    assert_eq!(project.run(["check", "--suggest"]).out, ran.out);
    assert!(!project.path("output").exists());

    let first = project.run(["check", "--suggest=1"]).exits(0);
    assert_eq!(first.out.matches("[[indicator]]").count(), 1);
    first.prints(&["# and 2 more: --suggest=N"]);
}

/// All of standard output is TOML: appended, it makes figures of the claims.
#[test]
fn the_draft_can_be_appended() {
    let project = open();
    let before = project.run(["run", "--json"]).exits(0).json();
    let dismissed = project.table("dismissed");
    assert_eq!(dismissed.iter().filter(|row| row["reason"] == "no_indicator").count(), 12);
    let draft = project.run(["check", "--suggest"]).exits(0).out;
    let project = project.add("pipeline.toml", &draft);
    let after = project.run(["run", "--json"]).exits(0).json();
    let claims = |object: &serde_json::Value| object["account"]["claims"].as_u64().unwrap();
    assert_eq!((claims(&before), claims(&after)), (9, 19));
    let of = |id: &str| project.table("claims").into_iter().filter(|row| row["indicator_id"] == id).collect::<Vec<_>>();
    let exports: Vec<_> = of("wind_exports").iter().map(|row| (row["value"].clone(), row["measure"].clone())).collect();
    let wanted = [("4000000000", "level"), ("5000000000", "level"), ("25", "growth")];
    for (value, measure) in wanted {
        assert!(exports.contains(&(value.to_owned(), measure.to_owned())), "{exports:?}");
    }
    assert_eq!((of("wind_farms").len(), of("maize").len()), (3, 2));
    project.run(["verify", "--inputs"]).exits(0);
    // Nothing is left to suggest.
    let rest = project.run(["check", "--suggest"]).exits(0);
    assert_eq!(
        rest.out,
        "# 6 reports: 2 of 21 claims are about no indicator, on 0 subjects\n# (2 claims of them with no subject to go by)\n"
    );
}

#[test]
fn programs_get_an_object() {
    let project = open();
    let object = project.run(["check", "--suggest=2", "--json"]).exits(0).json();
    assert_eq!((&object["open"], &object["unnamed"], &object["moved"]), (&json!(12), &json!(2), &json!(0)));
    let subjects = object["subjects"].as_array().unwrap();
    assert_eq!(subjects.len(), 3);
    assert_eq!(subjects[0]["periods"], json!(["2021", "2022"]));
    assert_eq!(subjects[0]["example"], json!({ "report_id": "d_2022", "value_text": "$4 billion" }));
    assert_eq!((&subjects[1]["indicator_id"], &subjects[1]["found"]), (&json!("wind_farms"), &json!(3)));
    assert_eq!((&subjects[2]["subject"], &subjects[2]["toml"]), (&json!("maize"), &json!(null)));
    let bad = project.edit("pipeline.toml", "all_of = [\"solar\", \"firm\"]", "all_of = [\"solr\"]");
    bad.run(["check", "--suggest"]).exits(78).says(&["solr"]);
    let text = fs::read_to_string(bad.path("pipeline.toml")).unwrap();
    assert!(!text.contains("wind"), "nothing is written");
}
