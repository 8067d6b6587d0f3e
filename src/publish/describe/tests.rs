//! That everything is said of each column, once, and that no text of a user becomes markup.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::release::render;
use super::super::tables::TABLES;
use super::super::testing::{config, dataset, provenance};
use super::super::workbook::WORKBOOK;

fn texts(title: &str) -> BTreeMap<String, String> {
    let mut config = config();
    title.clone_into(&mut config.project.title);
    title.clone_into(&mut config.project.description);
    title.clone_into(&mut config.project.publisher);
    let mut dataset = dataset();
    for report in &mut dataset.reports {
        title.clone_into(&mut report.meta.title);
        report.meta.url = format!("javascript:alert(1){title}");
    }
    let files = render(&dataset, &config, &provenance()).unwrap().files;
    files.into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?))).collect()
}

#[test]
fn each_description_has_every_column() {
    let files = texts("A sample");
    for name in ["datapackage.json", "csv-metadata.json", "schema.sql", "DATA_DICTIONARY.md"] {
        let text = &files[name];
        for column in TABLES.iter().flat_map(|table| table.columns) {
            let escaped = column.description.replace('\'', "''");
            let said = text.contains(column.description) || text.contains(&escaped);
            assert!(said && text.contains(column.name), "{name} says nothing of {}", column.name);
        }
    }
}

#[test]
fn descriptions_agree_on_columns_and_keys() {
    let files = texts("A sample");
    let package: Value = serde_json::from_str(&files["datapackage.json"]).unwrap();
    let csvw: Value = serde_json::from_str(&files["csv-metadata.json"]).unwrap();
    for (at, table) in TABLES.iter().enumerate() {
        let web = &csvw["tables"][at];
        assert_eq!(web["url"], table.csv_path());
        let resource = package["resources"].as_array().unwrap().iter().find(|r| r["name"] == table.name).unwrap();
        let names = |list: &Value| list.as_array().unwrap().iter().map(|c| c["name"].clone()).collect::<Vec<_>>();
        assert_eq!(names(&web["tableSchema"]["columns"]), names(&resource["schema"]["fields"]));
        assert_eq!(web["tableSchema"].get("primaryKey"), resource["schema"].get("primaryKey"));
        let foreign = |schema: &Value, of: &str| schema.get(of).and_then(Value::as_array).map_or(0, Vec::len);
        assert_eq!(foreign(&web["tableSchema"], "foreignKeys"), foreign(&resource["schema"], "foreignKeys"));
    }
}

#[test]
fn no_text_of_a_user_becomes_markup_or_code() {
    let hostile = "x'; DROP TABLE figures;\n# <script>alert(1)</script> [a](javascript:b) \"q\" | `c`";
    let files = texts(hostile);
    let sql = &files["schema.sql"];
    assert!(sql.starts_with("-- x'; DROP TABLE figures; # <script>"));
    assert!(sql.lines().all(|line| line.starts_with("--") || !line.contains("DROP TABLE")));
    let readme = &files["README.md"];
    assert!(!readme.contains("<script>") && !readme.contains("a](javascript") && !readme.contains("<javascript"));
    assert!(!readme.lines().any(|line| line.starts_with("# <")));
    let citation = &files["CITATION.cff"];
    assert!(
        citation.lines().all(|line| line.starts_with(' ') || line.split_once(": ").is_some() || line.ends_with(':'))
    );
    let title = citation.lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
    assert_eq!(
        serde_json::from_str::<String>(title).unwrap(),
        hostile.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    assert!(!citation.contains("url: \"javascript"));
}

#[test]
fn the_workbook_has_the_same_bytes_again() {
    let make = || render(&dataset(), &config(), &provenance()).unwrap().files.remove(WORKBOOK).unwrap();
    let first = make();
    std::thread::sleep(std::time::Duration::from_millis(2100));
    assert!(first == make());
}
