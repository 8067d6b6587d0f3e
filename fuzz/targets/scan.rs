//! Lines of JSON, as `scan --jsonl` is asked them.

#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use reckoner::cli::Scanner;
use reckoner::error::Error;
use serde::Deserialize;
use serde_json::Value;

/// What of a line is read; whatever else it says is ignored, even what is no JSON.
#[derive(Deserialize)]
struct Asked {
    id: Value,
    text: String,
}

fuzz_target!(|bytes: &[u8]| {
    static SCANNER: OnceLock<Scanner<'static>> = OnceLock::new();
    let scanner = SCANNER.get_or_init(|| Scanner::new(Some(reckoner_fuzz::shipped())).expect("a scanner"));
    let mut out = Vec::new();
    let done = scanner.answer_lines(bytes, &mut out);
    let answers = String::from_utf8(out).expect("answers are UTF-8");
    let asked: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).collect();
    match done {
        Ok(()) => assert_eq!(answers.lines().count(), asked.len(), "an answer a line"),
        Err(Error::Corrupt { message, .. }) => assert!(message.starts_with("line "), "{message}"),
        Err(other) => panic!("{other:?}"),
    }
    // Those before a bad line are answered, in their order.
    for (line, answer) in asked.iter().zip(answers.lines()) {
        let asked: Asked = serde_json::from_slice(line).expect("what was answered can be read");
        let answer: Value = serde_json::from_str(answer).expect("an answer is JSON");
        assert_eq!(asked.id, answer["id"]);
        let text = asked.text.as_str();
        for claim in answer["claims"].as_array().expect("claims") {
            assert_eq!(slice(text, claim), claim["value_text"].as_str(), "a claim's bytes");
        }
        for mention in answer["mentions"].as_array().expect("mentions") {
            assert!(slice(text, mention).is_some_and(|words| !words.is_empty()), "a mention's bytes: {mention}");
        }
    }
});

fn slice<'t>(text: &'t str, row: &Value) -> Option<&'t str> {
    let at = |key: &str| usize::try_from(row[key].as_u64()?).ok();
    text.get(at("span_start")?..at("span_end")?)
}
