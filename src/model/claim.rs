//! Claims: what a report prints about one number.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use compact_str::CompactString;

use super::ids::{Area, ClaimId, IdError, IndicatorId, ReportId};
use super::interval::Interval;
use super::number::Number;
use super::period::{PartialDate, Period};
use super::quantity::{Quantity, Unit};
use super::report::Span;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// All variants, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the tables.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::ALL.iter().copied().find(|v| v.as_str() == text).ok_or_else(|| IdError {
                    text: text.to_owned(),
                    what: $what,
                    want: concat!($("`", $text, "` "),+),
                })
            }
        }
    };
}
pub(crate) use named;

named!(
    /// What is said of the indicator.
    Measure, "measure" {
        /// Its value.
        Level = "level",
        /// Relative change on the base period, percent.
        Growth = "growth",
        /// Average yearly growth over several years, percent; never chained.
        GrowthAverage = "growth_average",
        /// Part of a whole, percent.
        Share = "share",
        /// Absolute change on the base period.
        Delta = "delta",
        /// Times the base period's value.
        Multiple = "multiple",
        /// Place in an order.
        Rank = "rank",
    }
);

impl Measure {
    /// The unit that this measure has of an indicator whose level counts in `level`.
    pub fn unit_of(self, level: &Unit) -> Unit {
        match self {
            Self::Growth | Self::GrowthAverage | Self::Share => Unit::Percent,
            Self::Multiple => Unit::Times,
            Self::Delta if *level == Unit::Percent => Unit::PercentagePoint,
            Self::Delta if *level == Unit::Rank => Unit::Count("places".to_owned()),
            Self::Level | Self::Rank | Self::Delta => level.clone(),
        }
    }
}

named!(
    /// Whether it happened.
    Basis, "basis" {
        /// It did, or is said to have.
        Observed = "observed",
        /// It is aimed at or foreseen.
        Planned = "planned",
    }
);

named!(
    /// How firm the statement is.
    Status, "status" {
        /// Stated as a fact.
        Actual = "actual",
        /// Stated as an estimate.
        Estimate = "estimate",
        /// Foreseen.
        Forecast = "forecast",
        /// Aimed at.
        Target = "target",
    }
);

impl Status {
    /// Whether what is so firm happened or is planned.
    pub fn basis(self) -> Basis {
        match self {
            Self::Actual | Self::Estimate => Basis::Observed,
            Self::Forecast | Self::Target => Basis::Planned,
        }
    }
}

/// A claim as printed: what extract hands to normalize.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedClaim {
    /// The report that prints it.
    pub report: ReportId,
    /// The indicator matched, if any.
    pub indicator: Option<IndicatorId>,
    /// The noun phrase that the number is about, as printed.
    pub subject: String,
    /// Area.
    pub area: Area,
    /// What is said of the indicator.
    pub measure: Measure,
    /// Period; nothing where the text does not settle it.
    pub period: Option<Period>,
    /// Whether the period follows from context rather than from words beside the number.
    pub period_inferred: bool,
    /// Base period of growth, delta and multiple.
    pub base_period: Option<Period>,
    /// Observed or planned.
    pub basis: Basis,
    /// How firm.
    pub status: Status,
    /// The value with its unit, hedge and precision, as printed.
    pub quantity: Quantity,
    /// The mention's own text: always `span` of the report's text.
    pub value_text: CompactString,
    /// The number without its unit, as printed.
    pub printed_value: CompactString,
    /// The unit as printed or carried over from a neighbour.
    pub printed_unit: CompactString,
    /// Who says so, where the text names somebody; as printed.
    pub attributed_to: Option<String>,
    /// The sentence that states it.
    pub sentence: Arc<str>,
    /// Bytes of the mention.
    pub span: Span,
    /// Where it stands: `title`, `lead`, `body`, `caption`, `list`, with its number.
    pub locator: CompactString,
    /// The rule that linked it.
    pub rule: CompactString,
}

/// The rule of claims that are rows of a table.
pub const RULE_TABLE: &str = "table";

impl PrintedClaim {
    /// Whether one sentence makes both claims; of a table, the rows on one thing are its sentence.
    pub fn is_stated_with(&self, other: &Self) -> bool {
        let rows = self.rule == RULE_TABLE && other.rule == RULE_TABLE;
        self.report == other.report && (rows || self.sentence == other.sentence)
    }
}

/// A normalized claim: the row of the table `claims`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Hash of report, printed text, key and ordinal among equals.
    pub id: ClaimId,
    /// As printed. Its `indicator` is always present here.
    pub printed: PrintedClaim,
    /// The indicator.
    pub indicator: IndicatorId,
    /// Value in the indicator's unit, money in USD.
    pub value: Number,
    /// Upper end of a range, likewise.
    pub value_to: Option<Number>,
    /// The normalized unit.
    pub unit: Unit,
    /// What the value stands for, in the normalized unit.
    pub interval: Interval,
    /// One unit of the last trusted place, in the normalized unit; zero where exact.
    pub resolution: Number,
    /// Local currency per USD, where money was converted.
    pub fx_rate: Option<Number>,
    /// Where that rate is from.
    pub fx_source: Option<String>,
    /// The known authority that says so, else the publisher; empty where neither is known.
    pub issuer: String,
    /// Date of publication of the report.
    pub published: Option<PartialDate>,
    /// Class of authority of the report, for weighing.
    pub authority: String,
    /// The report that this one repeats.
    pub repost_of: Option<ReportId>,
}

/// A mention that became no claim: the row of the table `dismissed`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissed {
    /// The report.
    pub report: ReportId,
    /// Bytes of the mention.
    pub span: Span,
    /// Where it stands.
    pub locator: CompactString,
    /// The mention's own text.
    pub value_text: CompactString,
    /// Why: a stable code such as `used_as_period`, `qualifier`, `boilerplate`.
    pub reason: &'static str,
}

/// What extract makes of one report. Each mention is in exactly one of the two lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extracted {
    /// Claims in the order of the text.
    pub claims: Vec<PrintedClaim>,
    /// Mentions that became none, in the order of the text.
    pub dismissed: Vec<Dismissed>,
    /// Number of mentions seen.
    pub mentions: usize,
}
