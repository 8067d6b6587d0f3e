//! What the documents list is what the code has.

use std::collections::BTreeSet;
use std::fs;

use reckoner::publish::describe::dictionary;

use crate::imports::source_files;
use crate::project::crate_folder;

/// The codes of findings: constants named as what they hold. Reasons of
/// dismissals, which say so, are no findings.
fn codes() -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    for file in source_files() {
        let text = fs::read_to_string(file).unwrap();
        let mut about = String::new();
        for line in text.lines() {
            if let Some(words) = line.trim().strip_prefix("///") {
                about += words;
                continue;
            }
            let named = line.strip_prefix("pub const ").and_then(|rest| rest.split_once(": &str = \""));
            if let Some((name, rest)) = named
                && rest.trim_end_matches("\";") == name.to_lowercase()
                && !about.contains("`dismissed`")
            {
                codes.insert(name.to_lowercase());
            }
            about.clear();
        }
    }
    codes
}

#[test]
fn every_finding_is_documented() {
    let text = fs::read_to_string(crate_folder().join("docs/findings.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let documented: BTreeSet<String> = rows.map(|(code, _)| code.to_owned()).collect();
    assert_eq!(codes(), documented);
    assert!(documented.contains("figure_unresolved"));
}

/// `docs/tables.md` is generated: `RECKONER_BLESS=1 cargo test --release --test suite documents`
/// writes it anew.
#[test]
fn tables_are_described() {
    let (begin, end) = ("<!-- tables -->\n", "<!-- /tables -->");
    let path = crate_folder().join("docs/tables.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    let wanted = format!("{head}{begin}\n{}## Views\n\n{}\n{end}{tail}", dictionary::tables(), dictionary::views());
    if std::env::var_os("RECKONER_BLESS").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(page == wanted, "docs/tables.md is not what the schema says; bless it");
}

/// The rows of `figures` that the README shows are rows of the committed release,
/// and its summary is of that release.
#[test]
fn the_readme_shows_the_release() {
    let page = fs::read_to_string(crate_folder().join("README.md")).unwrap();
    let release = fs::read_link(crate_folder().join("output/current")).unwrap();
    let id = release.file_name().unwrap().to_string_lossy().into_owned();
    assert!(page.contains(&format!("release {id}")), "the README's summary is of another release than {id}");
    let table = fs::read_to_string(crate_folder().join("output/current/data/figures.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let block = page.split_once("indicator_id,measure,period,").unwrap().1;
    let names = format!("indicator_id,measure,period,{}", block.lines().next().unwrap());
    let columns: Vec<usize> = names.split(',').map(|name| header.iter().position(|h| h == name).unwrap()).collect();
    let rows: Vec<String> = reader
        .records()
        .map(|row| columns.iter().map(|c| row.as_ref().unwrap()[*c].to_owned()).collect::<Vec<_>>().join(","))
        .collect();
    let shown: Vec<&str> = block.lines().skip(1).take_while(|line| !line.starts_with("```")).collect();
    assert!(shown.len() > 2);
    for line in shown {
        assert!(rows.iter().any(|row| row == line), "{line} is no row of the release");
    }
}
