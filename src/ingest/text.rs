//! Plain text and Markdown. The text stays the file's own bytes: spans are
//! offsets into it, so front matter is skipped, not cut off.

use std::path::Path;

use crate::config::file;
use crate::config::suggest::did_you_mean;
use crate::error::Problem;
use crate::finding::{Finding, Severity};
use crate::model::{DateBasis, ReportMeta, Span};

use super::columns::COLUMNS;
use super::count_chars;

/// A document as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file's own bytes as text.
    pub text: String,
    /// Byte at which the body begins, after byte order mark and front matter.
    pub body_start: usize,
    /// What is odd about it.
    pub findings: Vec<Finding>,
}

/// A report without text.
pub const REPORT_EMPTY: &str = "report_empty";

/// NUL or other control characters besides tabs and line ends.
pub const CONTROL_CHARACTERS: &str = "control_characters";

/// U+FFFD: an earlier conversion lost characters.
pub const REPLACEMENT_CHARACTERS: &str = "replacement_characters";

/// Front matter that begins and never ends: all of the file counts as body.
pub const FRONT_MATTER_UNTERMINATED: &str = "front_matter_unterminated";

/// A line of front matter that is not `key: value`.
pub const FRONT_MATTER_MALFORMED: &str = "front_matter_malformed";

/// A key of front matter that is no column of the catalogue.
pub const FRONT_MATTER_UNKNOWN_KEY: &str = "front_matter_unknown_key";

/// Front matter that says something else than the catalogue, which holds.
pub const FRONT_MATTER_DIFFERS: &str = "front_matter_differs";

const MARK: &str = "\u{feff}";

/// Reads plain text.
pub(super) fn plain(path: &Path, meta: &ReportMeta, bytes: Vec<u8>) -> Result<Document, Problem> {
    let text = file::utf8(path, bytes)?;
    let body_start = if text.starts_with(MARK) { MARK.len() } else { 0 };
    let findings = odd(&text, body_start, meta);
    Ok(Document { text, body_start, findings })
}

/// Reads Markdown: plain text behind front matter, if it begins with any.
pub(super) fn markdown(path: &Path, meta: &ReportMeta, bytes: Vec<u8>) -> Result<Document, Problem> {
    let mut document = plain(path, meta, bytes)?;
    let head = document.body_start;
    let mut findings = Vec::new();
    if let Some(body) = front_matter(&document.text, head, meta, &mut findings) {
        findings.extend(odd(&document.text, body, meta));
        (document.body_start, document.findings) = (body, findings);
    } else {
        document.findings.extend(findings);
    }
    Ok(document)
}

/// Where the body begins, behind front matter; nothing where there is none.
fn front_matter(text: &str, head: usize, meta: &ReportMeta, findings: &mut Vec<Finding>) -> Option<usize> {
    let fence = |line: &str| line.trim_end() == "---";
    let mut lines = text[head..].split_inclusive('\n');
    let first = lines.next().filter(|line| fence(line))?;
    let mut at = head + first.len();
    let mut found = Vec::new();
    for (number, line) in (2..).zip(lines) {
        let (start, end) = (at, at + line.len());
        at = end;
        if fence(line) {
            findings.extend(found);
            return Some(end);
        }
        let place = (Span::new(start, start + line.trim_end().len()), number);
        found.extend(
            key(line.trim_end(), meta).map(|(code, severity, message)| located(code, severity, message, meta, place)),
        );
    }
    let message =
        "the front matter that begins with `---` never ends: all of the file is read as text; end it with `---`";
    let place = (Span::new(head, head + first.trim_end().len()), 1);
    findings.push(located(FRONT_MATTER_UNTERMINATED, Severity::Warning, message.to_owned(), meta, place));
    None
}

fn located(
    code: &'static str,
    severity: Severity,
    message: String,
    meta: &ReportMeta,
    place: (Span, usize),
) -> Finding {
    let (span, line) = place;
    Finding::new(code, severity, message).in_report(&meta.id).at(span).located(format!("line:{line}"))
}

/// What is odd about one line of front matter.
fn key(line: &str, meta: &ReportMeta) -> Option<(&'static str, Severity, String)> {
    if line.trim().is_empty() || line.trim_start().starts_with('#') {
        return None;
    }
    let Some((key, value)) = line.split_once(':') else {
        let message = format!("{line:?} is not `key: value` and is ignored");
        return Some((FRONT_MATTER_MALFORMED, Severity::Note, message));
    };
    let (key, value) = (key.trim(), unquoted(value.trim()));
    let Some(catalogued) = catalogued(key, meta) else {
        let message = format!("unknown key `{key}` is ignored; {}", did_you_mean(key, COLUMNS));
        return Some((FRONT_MATTER_UNKNOWN_KEY, Severity::Note, message));
    };
    (!value.is_empty() && value != catalogued).then(|| {
        let message = format!("`{key}` is {value:?} here and {catalogued:?} in the catalogue, which holds");
        (FRONT_MATTER_DIFFERS, Severity::Note, message)
    })
}

fn unquoted(value: &str) -> &str {
    ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value)
}

/// What the catalogue says under a key, as it would be written there.
fn catalogued(key: &str, meta: &ReportMeta) -> Option<String> {
    let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    Some(match key {
        "file" => meta.file.clone(),
        "title" => meta.title.clone(),
        "publisher" => meta.publisher.clone(),
        "authority" => meta.authority.clone(),
        "published" => date(meta.published),
        "published_basis" => meta.published_basis.map(DateBasis::as_str).unwrap_or_default().to_owned(),
        "language" => meta.language.as_str().to_owned(),
        "area" => meta.area.to_string(),
        "url" => meta.url.clone(),
        "licence" => meta.licence.clone(),
        "retrieved" => date(meta.retrieved),
        "original_sha256" => meta.original_sha256.clone(),
        "repost_of" => meta.repost_of.as_ref().map(ToString::to_string).unwrap_or_default(),
        "note" => meta.note.clone(),
        _ => return None,
    })
}

/// What is odd about the text behind `body`.
fn odd(text: &str, body: usize, meta: &ReportMeta) -> Vec<Finding> {
    let mut findings = Vec::new();
    if text.get(body..).is_none_or(|body| body.trim().is_empty()) {
        let finding = Finding::new(REPORT_EMPTY, Severity::Warning, "the report has no text");
        findings.push(finding.in_report(&meta.id));
    }
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if let Some((span, count)) = count_chars(text, control) {
        let code = span.of(text).chars().next().map_or(0, u32::from);
        let message = format!("{count} control characters, the first U+{code:04X}: the file may be damaged or no text");
        findings.push(placed(CONTROL_CHARACTERS, message, meta, text, span));
    }
    if let Some((span, count)) = count_chars(text, |c| c == char::REPLACEMENT_CHARACTER) {
        let message =
            format!("{count} replacement characters: an earlier conversion lost text; convert the original again");
        findings.push(placed(REPLACEMENT_CHARACTERS, message, meta, text, span));
    }
    findings
}

fn placed(code: &'static str, message: String, meta: &ReportMeta, text: &str, span: Span) -> Finding {
    located(code, Severity::Warning, message, meta, (span, file::place(text, span.start).0))
}
