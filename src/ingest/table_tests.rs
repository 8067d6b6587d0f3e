//! Tables of figures, sound and not. The material is of Kenya's tea, so that nothing
//! rests on the shipped mapping.

use std::fs;

use tempfile::TempDir;

use super::*;
use crate::config::{self, Replace};
use crate::model::DateBasis;
use crate::model::{Body, Row, Status, Unit};

const CONFIG: &str = r#"
config_version = 1
project = { id = "tea", title = "Tea", data_licence = "CC0-1.0", default_area = "KE" }
[ingest]
catalogue = "catalogue.csv"
reports = "reports"
tables = ["tables/tea.toml"]
[[authority_class]]
id = "press"
weight = 1
[[concept]]
id = "tea"
en = ["tea"]
[[indicator]]
id = "tea_exports"
label = "Tea exports"
unit = "USD"
kind = "flow"
all_of = ["tea"]
[[indicator]]
id = "tea_farms"
label = "Tea farms"
unit = "farms"
kind = "stock"
"#;

const MAPPING: &str = r#"
mapping_version = 1
file = "tea.csv"
[columns]
report = "src"
subject = "what"
value_text = "as printed"
value = "number"
unit = "unit"
period = "when"
status = "firm"
area = "where"
published = "out"
publisher = "who"
authority = "class"
[[subject]]
indicator = "tea_exports"
names = ["Exports of tea", "tea abroad"]
[[subject]]
indicator = "tea_farms"
names = ["Farms"]
undated = "published"
[[area]]
code = "KE-20"
names = ["Kericho"]
[[report]]
id = "B1"
published = "2023-06"
repost_of = "A1"
"#;

const HEADER: &str = "src,what,as printed,number,unit,when,firm,where,out,who,class,note\n";

struct Project(TempDir);

impl Project {
    fn new(mapping: &str, rows: &str) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        let at = |name: &str| project.0.path().join(name);
        fs::create_dir_all(at("tables")).unwrap();
        fs::create_dir_all(at("reports")).unwrap();
        fs::write(at("pipeline.toml"), CONFIG).unwrap();
        fs::write(at("catalogue.csv"), "file,published,language\na.txt,2023,en\n").unwrap();
        fs::write(at("reports/a.txt"), "Tea.\n").unwrap();
        fs::write(at("tables/tea.toml"), mapping).unwrap();
        fs::write(at("tables/tea.csv"), format!("{HEADER}{rows}")).unwrap();
        project
    }

    fn load(&self) -> Result<Config> {
        config::load(&self.0.path().join("pipeline.toml"), &Replace::default())
    }

    fn run(&self) -> Result<Ingested> {
        run(&self.load()?)
    }

    fn problems(&self) -> Vec<String> {
        let said = self.run().unwrap_err().to_string();
        said.lines().map(|line| line.replace(&format!("{}/", self.0.path().display()), "")).collect()
    }
}

fn rows(report: &Report) -> &[Row] {
    match &report.body {
        Body::Rows(rows) => rows,
        Body::Prose(_) => panic!("prose"),
    }
}

const SOUND: &str = "A1,Exports of tea,\"$1,4 \"\"bn\"\"\",1400000000,USD,2022,estimate,,2023-02-01,Daily,press,x\n\
                     B1,Farms,over 640,,farms,,,Kericho,2022,Daily,press,\n\
                     A1,tea abroad,$1.5 bn,1500000000,USD,2023-01/2023-06,target,KE,2023-02-01,Daily,press,\n\
                     A1,Butter,$9 m,,,2022,,,2023-02-02,Daily,press,\n";

#[test]
fn rows_by_report_with_what_file_and_mapping_say() {
    let ingested = Project::new(MAPPING, SOUND).run().unwrap();
    let ids: Vec<&str> = ingested.reports.iter().map(|report| report.meta.id.as_str()).collect();
    assert_eq!(ids, ["A1", "B1", "a"]);
    let [first, second, butter] = rows(&ingested.reports[0]) else { panic!() };
    // A cell's bytes are the file's own, without the quotes around it.
    assert_eq!(first.span.of(&ingested.reports[0].text), "$1,4 \"\"bn\"\"");
    assert_eq!(first.locator, "row:2,column:as printed");
    assert_eq!(first.indicator.as_ref().unwrap().as_str(), "tea_exports");
    assert_eq!((first.status, first.measure, first.hedge), (Status::Estimate, None, None));
    assert_eq!(first.value.as_ref().unwrap().to_string(), "1400000000");
    assert_eq!((second.status, second.area.as_str()), (Status::Target, "KE"));
    assert_eq!((butter.indicator.as_ref(), butter.value.as_ref(), butter.unit.as_ref()), (None, None, None));
    // What the mapping knows of a report holds over its rows; undated subjects are of that year.
    let meta = &ingested.reports[1].meta;
    assert_eq!(
        (meta.published.unwrap().to_string().as_str(), meta.published_basis),
        ("2023-06", Some(DateBasis::Inferred))
    );
    assert_eq!(meta.repost_of.as_ref().unwrap().as_str(), "A1");
    let [farms] = rows(&ingested.reports[1]) else { panic!() };
    assert_eq!((farms.period.unwrap().to_string().as_str(), farms.period_inferred), ("2023", true));
    assert_eq!((farms.area.as_str(), farms.unit.clone()), ("KE-20", Some(Unit::Count("farms".to_owned()))));
    let names: Vec<&str> = ingested.inputs.iter().map(|input| input.name.as_str()).collect();
    assert_eq!(names, ["catalogue", "a.txt", "tables/tea.toml", "tables/tea.csv"]);
    let findings: Vec<(&str, &str)> = ingested.findings.iter().map(|f| (f.code, f.locator.as_str())).collect();
    assert!(findings.contains(&(TABLE_SUBJECT_UNMAPPED, "tables/tea.csv:5")), "{findings:?}");
    assert!(findings.contains(&(TABLE_REPORT_DIFFERS, "row:5,column:out")), "{findings:?}");
}

#[test]
fn every_mistake_of_a_file_at_once() {
    let bad = "A1,Farms,,x1,USDD,2022-13,sure,Nairobi,soon,D,pres,\n\
               a,Farms,5,,,,,,,,,\n\
               x/y,Farms,5,,,,,,,,,\n";
    let said = Project::new(&MAPPING.replace("repost_of = \"A1\"", "repost_of = \"Z\""), bad).problems().join("\n");
    for (place, what) in [
        ("2:10", "the row has no number"),
        ("2:11", "\"number\" cannot be \"x1\""),
        ("2:14", "\"USDD\" is no unit"),
        ("2:19", "\"when\" cannot be \"2022-13\""),
        ("2:27", "\"firm\" cannot be \"sure\""),
        ("2:32", "unknown area \"Nairobi\""),
        ("2:40", "\"out\" cannot be \"soon\""),
        ("2:47", "unknown authority class \"pres\""),
        ("3:1", "report `a` is a report of the catalogue"),
        ("4:1", "\"x/y\" is no report"),
        ("1:1", "the mapping has a [[report]] `B1`, of which the file has no row"),
    ] {
        let wanted = format!("tables/tea.csv:{place}: {what}");
        assert!(said.contains(&wanted), "{wanted}\n{said}");
    }
}

#[test]
fn every_mistake_of_a_mapping_at_once() {
    let bad = MAPPING
        .replace("mapping_version = 1", "mapping_version = 2")
        .replace("file = \"tea.csv\"", "file = \"../tea.csv\"")
        .replace("value = \"number\"", "value = \"what\"")
        .replace("indicator = \"tea_farms\"", "indicator = \"tea_farm\"")
        .replace("names = [\"Farms\"]", "names = [\"Farms\", \"tea abroad\"]")
        .replace("undated = \"published\"", "undated = \"now\"")
        .replace("published = \"2023-06\"", "published = \"June\"")
        .replace("[[area]]", "[[areas]]");
    let project = Project::new(&bad, SOUND);
    let said = project.load().unwrap_err().to_string();
    for what in [
        "`mapping_version` is 2",
        "`file` cannot be \"../tea.csv\"",
        "column \"what\" is `subject` already",
        "unknown indicator `tea_farm`",
        "[[subject]] `tea abroad` is defined twice",
        "`undated` of [[subject]] cannot be \"now\"",
        "`published` of [[report]] cannot be \"June\"",
        "unknown key `areas`",
    ] {
        assert!(said.contains(what), "{what}\n{said}");
    }
    assert!(said.contains("tea.toml:2:19"), "{said}");
}

#[test]
fn columns_that_are_not_there_and_files_that_are_not() {
    let project = Project::new(&MAPPING.replace("\"when\"", "\"whem\""), SOUND);
    assert!(project.problems()[0].contains("the header lacks whem"), "{:?}", project.problems());
    fs::remove_file(project.0.path().join("tables/tea.csv")).unwrap();
    assert_eq!(project.run().unwrap_err().exit_code(), 66);
    fs::remove_file(project.0.path().join("tables/tea.toml")).unwrap();
    let said = project.load().unwrap_err();
    assert_eq!(said.exit_code(), 78);
    assert!(said.to_string().contains("`tables` of [ingest]"), "{said}");
}

#[test]
fn other_inputs_of_the_command_line_replace_tables_too() {
    let project = Project::new(MAPPING, SOUND);
    let path = project.0.path();
    let replace = Replace { catalogue: Some(path.join("catalogue.csv")), ..Replace::default() };
    let config = config::load(&path.join("pipeline.toml"), &replace).unwrap();
    assert_eq!(run(&config).unwrap().reports.len(), 1);
}
