//! Lines of JSON in, lines of JSON out, in the same order.

use std::fmt::Display;
use std::io::{BufRead, Read as _, Write};
use std::path::PathBuf;

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::{Scanner, Text};
use crate::cli::out;
use crate::error::{Error, Result};
use crate::ingest::Format;
use crate::model::{Language, PartialDate};

/// Lines that are read before the first of them is answered.
const BATCH: usize = 512;
/// The bytes of them: with lines as long as they may be, these bound the memory.
const BATCH_BYTES: usize = 4 << 20;
/// A line holds its text in JSON, where a character may take six bytes.
const ESCAPED: u64 = 6;

/// A line that is asked. Other keys are ignored.
#[derive(Debug, Deserialize)]
struct Asked {
    id: Value,
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    published: Option<String>,
}

/// Answers each line. Blank lines are skipped.
///
/// # Errors
/// [`Error::Corrupt`] naming the first line that is none; those before it are answered.
pub(super) fn run(scanner: &Scanner<'_>, mut input: impl BufRead, mut out: impl Write) -> Result<()> {
    let mut number = 0;
    loop {
        let (mut lines, mut bytes) = (Vec::new(), 0);
        while lines.len() < BATCH && bytes < BATCH_BYTES {
            number += 1;
            match next(scanner, &mut input, number)? {
                None => break,
                Some(line) if line.trim_ascii().is_empty() => {}
                Some(line) => {
                    bytes += line.len();
                    lines.push((number, line));
                }
            }
        }
        if lines.is_empty() {
            return out.flush().map_err(out::failed);
        }
        let answers: Vec<Result<String>> =
            lines.par_iter().map(|(number, line)| answer(scanner, *number, line)).collect();
        for answer in answers {
            // What comes before a bad line should be seen before the error is.
            let answer = answer.or_else(|error| out.flush().map_err(out::failed).and(Err(error)))?;
            writeln!(out, "{answer}").map_err(out::failed)?;
        }
    }
}

/// The next line, with its line feed; nothing at the end.
fn next(scanner: &Scanner<'_>, input: &mut impl BufRead, number: usize) -> Result<Option<Vec<u8>>> {
    let limit = scanner.limit.saturating_mul(ESCAPED);
    let mut line = Vec::new();
    let read = input.take(limit.saturating_add(1)).read_until(b'\n', &mut line);
    read.map_err(|why| Error::io(&stdin(), "reading", why))?;
    if line.len() as u64 > limit {
        return Err(bad(number, format!("the line is longer than {limit} bytes"), "split the text"));
    }
    Ok((!line.is_empty()).then_some(line))
}

/// The answer as JSON, which takes a part of the memory that its values do.
fn answer(scanner: &Scanner<'_>, number: usize, line: &[u8]) -> Result<String> {
    let help = r#"write {"id": "a", "text": "...", "lang": "en", "published": "2023-02-02"} on one line"#;
    let asked: Asked = serde_json::from_slice(line).map_err(|why| bad(number, why, help))?;
    let language = match asked.lang.as_deref() {
        None | Some("" | "en") => Language::En,
        Some("vi") => Language::Vi,
        Some(other) => return Err(bad(number, format!("unknown lang {other:?}"), "write en or vi")),
    };
    let published: Option<PartialDate> = match asked.published.as_deref() {
        None | Some("") => None,
        Some(date) => Some(date.parse().map_err(|_| {
            bad(number, format!("`published` is {date:?}, which is no date"), "write 2023-02-02, 2023-02 or 2023")
        })?),
    };
    let id = match &asked.id {
        Value::String(id) => id.clone(),
        Value::Number(id) => id.to_string(),
        _ => return Err(bad(number, "`id` is no text and no number", help)),
    };
    let text = Text {
        id: id.replace(|c: char| c == '/' || c == '\\' || c.is_control(), "_"),
        path: stdin(),
        format: Format::Text,
        bytes: asked.text.into_bytes(),
    };
    if text.id.is_empty() {
        return Err(bad(number, "`id` is blank", help));
    }
    let report = scanner.report(text, language, published)?;
    scanner.see(&report)?.json(&asked.id)
}

fn stdin() -> PathBuf {
    PathBuf::from("standard input")
}

fn bad(number: usize, message: impl Display, help: &str) -> Error {
    Error::Corrupt { file: stdin(), message: format!("line {number}: {message}"), help: help.to_owned() }
}
