//! Imports go one way, and no stage knows another.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::project::crate_folder;

/// Rooms in layers: each may name those before it, and itself.
const LAYERS: &[&[&str]] = &[
    &["model"],
    &["finding", "error"],
    &["config"],
    &["ingest", "extract", "normalize", "reconcile", "publish"],
    &["gates"],
    &["pipeline"],
    &["cli"],
];

/// Every file of `src/`.
pub(crate) fn source_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    sources(&crate_folder().join("src"), &mut files);
    files
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The rooms that a file names, as `crate::room` or inside of `use crate::{...}`.
fn named(text: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let group = rest.strip_prefix('{').map(|group| &group[..group.find("};").unwrap_or(group.len())]);
        let mut depth = 0;
        for part in group.unwrap_or(rest).split_inclusive(['{', '}', ',']) {
            if depth == 0 {
                let word: String = part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !word.is_empty() {
                    rooms.insert(word);
                }
            }
            depth += part.matches('{').count();
            depth = depth.saturating_sub(part.matches('}').count());
            if group.is_none() {
                break;
            }
        }
    }
    rooms
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn imports_go_one_way() {
    let folder = crate_folder().join("src");
    let mut seen = BTreeSet::new();
    for file in source_files() {
        let inside = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        let room = inside.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if ["lib", "main"].contains(&room.as_str()) {
            continue;
        }
        let own = layer(&room).unwrap_or_else(|| panic!("{inside}: the room {room} has no layer here"));
        seen.insert(room.clone());
        for other in named(&fs::read_to_string(&file).unwrap()) {
            // What is no room is a macro or an item of the crate's own root.
            let Some(there) = layer(&other) else { continue };
            assert!(other == room || there < own, "src/{inside} imports {other}, which is not below {room}");
        }
    }
    let all: BTreeSet<String> = LAYERS.iter().copied().flatten().map(|room| (*room).to_owned()).collect();
    assert_eq!(seen, all);
}

#[test]
fn the_test_reads_imports() {
    let text = "use crate::model::{A, B};\nuse crate::{error::Error, config::{Config, fx}, finding};\nlet x = crate::publish::y();\n// crate::cli\n";
    let rooms: Vec<String> = named(text).into_iter().collect();
    assert_eq!(rooms, ["config", "error", "finding", "model", "publish"]);
}

/// The function that `at` stands behind, as `name(`.
fn called(code: &str, at: usize) -> &str {
    let name = |c: char| c.is_alphanumeric() || c == '_';
    let open = code[..at].rfind('(').unwrap_or_default();
    code[..open].rsplit(|c: char| !name(c)).next().unwrap_or_default()
}

/// The words that a file's code compares something with.
fn spelled(code: &str) -> Vec<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let code: String = code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.replace("\\\"", "'").replace("'\"'", "''");
    let mut words = Vec::new();
    for (nth, piece) in code.split('"').enumerate().filter(|(nth, _)| nth % 2 == 1) {
        let at: usize = code.split('"').take(nth).map(|piece| piece.len() + 1).sum();
        let compared = code[..at - 1].trim_end().ends_with("==") || code[..at - 1].trim_end().ends_with("!=");
        let asked = ["is", "sign", "begins", "starts_with", "ends_with", "matches"].contains(&called(&code, at - 1));
        if (compared || asked) && piece.chars().filter(|c| c.is_alphabetic()).count() > 1 {
            words.push(piece.to_owned());
        }
    }
    words
}

/// Rules ask for classes; which words those are is the vocabulary's.
#[test]
fn no_rule_spells_a_word() {
    let folder = crate_folder().join("src/extract");
    // Plural endings of English terms, the place of a claim, and the one coin whose name is its users'.
    let allowed = ["ss", "us", "is", "ch", "sh", "title:", "cent"];
    for file in source_files().iter().filter(|file| file.starts_with(&folder)) {
        let found = spelled(&fs::read_to_string(file).unwrap());
        let found: Vec<_> = found.iter().filter(|word| !allowed.contains(&word.as_str())).collect();
        assert!(found.is_empty(), "{} spells {found:?}", file.display());
    }
}

#[test]
fn the_test_sees_words_that_are_spelled() {
    let code =
        "if t.lower == \"march\" || view.sign(at, \"from\") || view.sign(at, \",\") { x(\"said\") } // == \"no\"";
    assert_eq!(spelled(code), ["march", "from"]);
}

#[test]
fn main_knows_only_the_command_line() {
    let text = fs::read_to_string(crate_folder().join("src/main.rs")).unwrap();
    let named: BTreeSet<&str> = text
        .split("reckoner::")
        .skip(1)
        .map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next().unwrap())
        .collect();
    assert_eq!(named, BTreeSet::from(["cli"]));
    assert!(text.lines().count() <= 30);
}
