//! A file of Markdown with front matter, as bytes.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use reckoner::ingest::Format;
use reckoner::model::{Language, Report};

fuzz_target!(|bytes: &[u8]| {
    let mut meta = reckoner_fuzz::meta(Language::En, "2023-02-02".parse().ok());
    meta.title = "Exports rise".to_owned();
    let document = match Format::Markdown.read(Path::new("r.md"), &meta, bytes.to_vec()) {
        Ok(document) => document,
        Err(problem) => {
            assert!(std::str::from_utf8(bytes).is_err(), "UTF-8 is read: {problem}");
            assert!(problem.place.is_some() && !problem.help.is_empty(), "{problem}");
            return;
        }
    };
    assert_eq!(document.text.as_bytes(), bytes, "the text is the file's own bytes");
    assert!(document.text.is_char_boundary(document.body_start), "the body begins inside of a character");
    reckoner_fuzz::placed(&document.text, &document.findings);
    reckoner_fuzz::read(&Report::prose(meta, String::new(), document.text, document.body_start));
});
