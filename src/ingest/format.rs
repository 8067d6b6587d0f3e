//! Formats of reports: the seam for new ones.
//!
//! To add a format: a variant of [`Format`], its extension in
//! [`Format::EXTENSIONS`], and its reader beside `text` in
//! [`Format::read`]. A reader turns bytes into text, says where the body
//! begins, and reports what is odd as findings.

use std::path::Path;

use crate::error::Problem;
use crate::model::ReportMeta;

use super::text::{self, Document};

/// A format that reports come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, which may begin with front matter.
    Markdown,
}

impl Format {
    /// Formats by extension, in lower case.
    pub const EXTENSIONS: &'static [(&'static str, Self)] = &[("txt", Self::Text), ("md", Self::Markdown)];

    /// The format of a file, by its extension in any case.
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::EXTENSIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension)).map(|(_, format)| *format)
    }

    /// Every extension with its dot.
    pub fn extensions() -> Vec<String> {
        Self::EXTENSIONS.iter().map(|(extension, _)| format!(".{extension}")).collect()
    }

    /// Reads a document. `path` is for messages, `meta` what the catalogue says.
    ///
    /// # Errors
    /// The problem where the bytes are not of this format.
    pub fn read(self, path: &Path, meta: &ReportMeta, bytes: Vec<u8>) -> Result<Document, Problem> {
        match self {
            Self::Text => text::plain(path, meta, bytes),
            Self::Markdown => text::markdown(path, meta, bytes),
        }
    }
}
