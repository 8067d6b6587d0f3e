//! Reports: a document's text with what the catalogue says about it.

use std::sync::Arc;

use compact_str::CompactString;

use super::claim::{Measure, Status};
use super::ids::{Area, IndicatorId, ReportId};
use super::number::Number;
use super::period::{PartialDate, Period};
use super::quantity::{Hedge, Unit};

/// A half-open range of bytes of a report's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// From the first byte to one past the last.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Whether a byte is in both.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` is inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The text it covers; empty where it does not fall on characters of `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A language that reckoner reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Vietnamese.
    Vi,
}

impl Language {
    /// The ISO 639-1 code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Vi => "vi",
        }
    }
}

/// How the date of publication is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateBasis {
    /// Printed on the document.
    Stated,
    /// Inferred by whoever catalogued it.
    Inferred,
}

impl DateBasis {
    /// The name in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Inferred => "inferred",
        }
    }
}

/// A row of the catalogue. Empty text is "not known".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportMeta {
    /// The stem of the file.
    pub id: ReportId,
    /// The file's name inside the folder of reports.
    pub file: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Class of authority, an `[[authority_class]]` of the configuration.
    pub authority: String,
    /// Date of publication.
    pub published: Option<PartialDate>,
    /// How that date is known.
    pub published_basis: Option<DateBasis>,
    /// Main language.
    pub language: Language,
    /// Area that the report is about where it names none.
    pub area: Area,
    /// Address of the original.
    pub url: String,
    /// Licence of the text.
    pub licence: String,
    /// Day of retrieval.
    pub retrieved: Option<PartialDate>,
    /// SHA-256 of the original that a digest restates.
    pub original_sha256: String,
    /// The report that this one repeats.
    pub repost_of: Option<ReportId>,
    /// Remark.
    pub note: String,
}

impl ReportMeta {
    /// A text that no catalogue lists: all else is not known.
    #[must_use]
    pub fn unlisted(id: ReportId, language: Language, area: Area) -> Self {
        Self {
            file: id.to_string(),
            id,
            title: String::new(),
            publisher: String::new(),
            authority: String::new(),
            published: None,
            published_basis: None,
            language,
            area,
            url: String::new(),
            licence: String::new(),
            retrieved: None,
            original_sha256: String::new(),
            repost_of: None,
            note: String::new(),
        }
    }
}

/// One ingested document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What the catalogue says.
    pub meta: ReportMeta,
    /// SHA-256 of the file's bytes, 64 hex digits.
    pub sha256: String,
    /// The file's own bytes as text: spans are offsets into it. Reports of one table share it.
    pub text: Arc<str>,
    /// What of it is to be read.
    pub body: Body,
}

/// What of a report's text is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// Prose, from this byte on: behind any front matter.
    Prose(usize),
    /// Rows of a table, in the order of the file.
    Rows(Vec<Row>),
}

/// A row of a table: what it says of one number, as its mapping reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where the number stands: the row, from 1 for the header, and its column.
    pub locator: CompactString,
    /// Bytes of the number as printed.
    pub span: Span,
    /// What the number is about, in the words of the table.
    pub subject: String,
    /// The indicator that the mapping takes it for, if any.
    pub indicator: Option<IndicatorId>,
    /// The number in base units of its unit, where the table has it beside what is printed.
    pub value: Option<Number>,
    /// Upper end of a range, likewise.
    pub value_to: Option<Number>,
    /// Unit, where the table has it.
    pub unit: Option<Unit>,
    /// Hedge, where the table has it.
    pub hedge: Option<Hedge>,
    /// Measure, where the table has it.
    pub measure: Option<Measure>,
    /// How firm.
    pub status: Status,
    /// Period, where the row or the mapping settles it.
    pub period: Option<Period>,
    /// Whether the mapping settles it.
    pub period_inferred: bool,
    /// Base period of growth, delta and multiple.
    pub base_period: Option<Period>,
    /// Area.
    pub area: Area,
    /// Who says so, where somebody is named.
    pub attributed_to: Option<String>,
}

impl Report {
    /// Prose whose body begins at byte `start`.
    #[must_use]
    pub fn prose(meta: ReportMeta, sha256: String, text: impl Into<Arc<str>>, start: usize) -> Self {
        Self { meta, sha256, text: text.into(), body: Body::Prose(start) }
    }

    /// Where prose begins; rows have their own places.
    #[must_use]
    pub fn body_start(&self) -> usize {
        match self.body {
            Body::Prose(start) => start,
            Body::Rows(_) => 0,
        }
    }
}
