//! What the documents list is what the code has.

use std::collections::BTreeSet;
use std::fs;

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
