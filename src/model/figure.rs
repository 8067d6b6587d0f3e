//! Figures: the reconciled value of one key, and how it came to be believed.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::claim::{Basis, Measure, named};
use super::evidence::Agreement;
use super::ids::{Area, ClaimId, FigureId, IdError, IndicatorId, content_hash};
use super::interval::Interval;
use super::number::Number;
use super::period::{PartialDate, Period};
use super::quantity::{Hedge, Unit};

/// What a figure is about. Figures with equal keys are the same figure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Area.
    pub area: Area,
    /// Measure.
    pub measure: Measure,
    /// Period; of a stock, the last day of it.
    pub period: Period,
    /// Base period.
    pub base_period: Option<Period>,
    /// Observed or planned.
    pub basis: Basis,
}

impl Key {
    /// The id of the figure: a hash of the key, never of its value.
    ///
    /// # Errors
    /// None in practice: the hash is always of the right form.
    pub fn figure_id(&self) -> Result<FigureId, IdError> {
        let base = self.base_period.map(|p| p.to_string()).unwrap_or_default();
        let period = self.period.to_string();
        content_hash(
            'f',
            [self.indicator.as_str(), self.area.as_str(), self.measure.as_str(), &period, &base, self.basis.as_str()],
        )
        .parse()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {} {}", self.indicator, self.area, self.measure, self.period, self.basis)?;
        self.base_period.map_or(Ok(()), |base| write!(f, " on {base}"))
    }
}

named!(
    /// SDMX code list `CL_OBS_STATUS`, the codes used here.
    ObsStatus, "observation status" {
        /// Normal value.
        Normal = "A",
        /// Definition differs.
        Definition = "D",
        /// Estimated value.
        Estimated = "E",
        /// Forecast value.
        Forecast = "F",
        /// Imputed by the compiler: derived.
        Derived = "I",
        /// Unreliable: unresolved.
        Unresolved = "U",
    }
);

/// The row of the table `figures`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Hash of the key.
    pub id: FigureId,
    /// The key. Of a stock its period is the last day; the table shows `period`.
    pub key: Key,
    /// The most exact period printed for it.
    pub period: Period,
    /// The value.
    pub value: Number,
    /// Upper end, where the chosen claim prints a range.
    pub value_to: Option<Number>,
    /// The hedge of the chosen claim.
    pub hedge: Hedge,
    /// The region on which the winners agree.
    pub interval: Interval,
    /// Unit.
    pub unit: Unit,
    /// SDMX observation status.
    pub obs_status: ObsStatus,
    /// Whether the voices agree.
    pub agreement: Agreement,
    /// Whether nothing was printed for it.
    pub derived: bool,
    /// Weight of the supporting voices.
    pub support: Number,
    /// Claims in its evidence, inputs of derived values included.
    pub n_claims: usize,
    /// Reports among them.
    pub n_reports: usize,
    /// Issuers that support it.
    pub n_sources: usize,
    /// Sources rejected.
    pub n_rejected: usize,
    /// The claim whose value is shown, where it is a printed one.
    pub claim: Option<ClaimId>,
    /// The rule that chose.
    pub rule: &'static str,
    /// First publication among its claims.
    pub first_published: Option<PartialDate>,
    /// Last publication among its claims.
    pub last_published: Option<PartialDate>,
}

/// What was believed from one day to another: the row of the table `vintages`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vintage {
    /// The figure.
    pub figure: FigureId,
    /// From this day of publication; nothing where it rests on undated reports.
    pub from: Option<Date>,
    /// To the day before the next vintage; nothing where it is the latest.
    pub to: Option<Date>,
    /// The value then.
    pub value: Number,
    /// The upper end then.
    pub value_to: Option<Number>,
    /// The region then.
    pub interval: Interval,
    /// The agreement then.
    pub agreement: Agreement,
    /// The number of claims then.
    pub n_claims: usize,
}

named!(
    /// How a target ended.
    OutcomeStatus, "outcome status" {
        /// The outcome is on the good side of the target.
        Met = "met",
        /// On the bad side.
        Missed = "missed",
        /// Their intervals overlap.
        WithinPrecision = "within_precision",
        /// The period has not ended by the latest publication, or nothing is observed.
        Pending = "pending",
    }
);

/// One vintage of a target against its outcome: the row of the table `targets`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The key, with basis planned.
    pub key: Key,
    /// Who set it.
    pub issuer: String,
    /// First publication of this vintage.
    pub from: Option<PartialDate>,
    /// Publication that replaced it.
    pub to: Option<PartialDate>,
    /// The value aimed at.
    pub target: Number,
    /// The value observed.
    pub outcome: Option<Number>,
    /// `(outcome - target) / target` in percent.
    pub gap_percent: Option<Number>,
    /// How it ended.
    pub status: OutcomeStatus,
    /// The claim that set it.
    pub claim: ClaimId,
    /// The figure of the outcome.
    pub outcome_figure: Option<FigureId>,
}
