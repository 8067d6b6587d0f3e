//! A catalogue; behind a line `---`, decisions of people.

#![no_main]

use std::collections::BTreeSet;
use std::path::Path;

use libfuzzer_sys::{Corpus, fuzz_target};
use reckoner::error::Error;
use reckoner::ingest;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(text) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    let (catalogue, overrides) = text.split_once("\n---\n").unwrap_or((text, ""));
    match ingest::read_catalogue(reckoner_fuzz::shipped(), catalogue) {
        Ok((rows, findings)) => {
            let ids: BTreeSet<_> = rows.iter().map(|row| &row.id).collect();
            assert_eq!(ids.len(), rows.len(), "no two rows are of one report");
            for row in &rows {
                let inside =
                    !row.file.starts_with('/') && row.file.split('/').all(|part| !["", ".", ".."].contains(&part));
                assert!(inside, "{:?} leaves the folder", row.file);
                assert!(row.repost_of.as_ref().is_none_or(|of| ids.contains(of)), "a repost of nothing");
            }
            reckoner_fuzz::placed("", &findings);
        }
        Err(error) => told(catalogue, &error),
    }
    if let Err(error) = ingest::restore_overrides(Path::new("overrides.csv"), overrides) {
        told(overrides, &error);
    }
    Corpus::Keep
});

/// Every problem has a place that is there, and what to do.
fn told(text: &str, error: &Error) {
    let Error::Input { problems, .. } = error else { panic!("{error:?}") };
    assert!(!problems.is_empty());
    for problem in problems {
        assert!(!problem.help.is_empty(), "{problem}");
        let Some((line, column)) = problem.place else { continue };
        let words = text.split('\n').nth(line - 1).unwrap_or_else(|| panic!("no line {line}: {problem}"));
        assert!(column <= words.chars().count() + 1, "no column {column}: {problem}");
    }
}
