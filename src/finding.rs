//! Findings: defects of the data, coded and placed. Never a panic, never silence.
//!
//! Each stage declares the codes it raises beside the check that raises them;
//! `docs/findings.md` lists them all, and a test compares the two.

use crate::model::{ReportId, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// A person should look.
    Warning,
    /// The release is published, but degraded.
    Error,
}

impl Severity {
    /// The name in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A defect of the data: the row of the table `findings`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// A stable code in `snake_case`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The report, where one is at fault.
    pub report: Option<ReportId>,
    /// Bytes of that report.
    pub span: Option<Span>,
    /// Place in words, such as `body:3` or `catalogue:12`.
    pub locator: String,
    /// What is wrong, and what would be consistent.
    pub message: String,
}

impl Finding {
    /// A finding without a place.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self { code, severity, report: None, span: None, locator: String::new(), message: message.into() }
    }

    /// With its report.
    #[must_use]
    pub fn in_report(mut self, report: &ReportId) -> Self {
        self.report = Some(report.clone());
        self
    }

    /// With its bytes.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// With its place in words.
    #[must_use]
    pub fn located(mut self, locator: impl Into<String>) -> Self {
        self.locator = locator.into();
        self
    }
}
