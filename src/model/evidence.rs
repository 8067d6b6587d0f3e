//! Evidence: how claims and derived values take part in figures.

use std::fmt;
use std::str::FromStr;

use super::claim::{Basis, Measure, named};
use super::ids::{Area, ClaimId, DerivedId, FigureId, IdError, IndicatorId};
use super::interval::Interval;
use super::number::Number;
use super::period::Period;
use super::quantity::Unit;

named!(
    /// The step of reconciling that decided a row of evidence.
    Step, "step" {
        /// The same statement again.
        Voices = "voices",
        /// A slip of a power of 1,000 or of a rate.
        Slips = "slips",
        /// A later claim of the same issuer.
        Supersede = "supersede",
        /// Arithmetic on claims.
        Derive = "derive",
        /// Interval voting.
        Vote = "vote",
        /// Naming of a disagreement.
        Classify = "classify",
        /// A person's decision.
        Override = "override",
    }
);

named!(
    /// The part that a claim or derived value plays in a figure.
    Role, "role" {
        /// It holds the figure's value.
        Supports = "supports",
        /// It repeats another voice.
        Repeats = "repeats",
        /// A later claim of its issuer replaced it.
        Superseded = "superseded",
        /// It was set aside with a reason.
        Rejected = "rejected",
        /// It stands beside the leading value of an unresolved figure.
        Candidate = "candidate",
        /// A person decided against it.
        Overridden = "overridden",
    }
);

named!(
    /// Whether the voices of a figure agree, and if not, why.
    Agreement, "agreement" {
        /// One issuer in one report.
        Single = "single",
        /// Several, and they agree.
        Agree = "agree",
        /// They differ by a unit slip.
        UnitSlip = "unit_slip",
        /// They differ by a slipped period.
        PeriodSlip = "period_slip",
        /// They differ by rounding.
        Rounding = "rounding",
        /// They differ in scope.
        Scope = "scope",
        /// A later statement replaced an earlier one.
        Revision = "revision",
        /// They differ and no reason is known.
        Unresolved = "unresolved",
    }
);

named!(
    /// The relation by which a value was derived.
    Relation, "relation" {
        /// From growth in percent.
        Growth = "growth",
        /// From an absolute change.
        Delta = "delta",
        /// From a multiple.
        Multiple = "multiple",
        /// From a part of a whole.
        Share = "share",
        /// From an `[[identity]]` of the configuration.
        Identity = "identity",
        /// Parts of a period, or what a period has beyond its parts.
        Sum = "sum",
    }
);

/// A value that follows from claims: the row of the table `derived`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derived {
    /// Hash of key, relation and inputs.
    pub id: DerivedId,
    /// The indicator.
    pub indicator: IndicatorId,
    /// Area.
    pub area: Area,
    /// Measure.
    pub measure: Measure,
    /// Period.
    pub period: Period,
    /// Base period.
    pub base_period: Option<Period>,
    /// Observed or planned.
    pub basis: Basis,
    /// The value, from the inputs' values.
    pub value: Number,
    /// From the inputs' intervals.
    pub interval: Interval,
    /// Unit.
    pub unit: Unit,
    /// By which relation.
    pub relation: Relation,
    /// The claims it rests on, sorted.
    pub inputs: Vec<ClaimId>,
    /// How many derivations deep.
    pub depth: u8,
}

/// The row of the table `evidence`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The figure.
    pub figure: FigureId,
    /// Claim id or derived id.
    pub source: String,
    /// The voice that it speaks with: the id of the voice's first source.
    pub voice: String,
    /// The step that decided.
    pub step: Step,
    /// The part it plays.
    pub role: Role,
    /// A stable reason code.
    pub reason: &'static str,
    /// Its weight in the vote.
    pub weight: Number,
    /// What it stands for.
    pub interval: Interval,
}

/// A losing voice against the chosen one: the row of the table `conflicts`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The figure.
    pub figure: FigureId,
    /// The class of this disagreement.
    pub agreement: Agreement,
    /// The source chosen.
    pub chosen: String,
    /// The source that lost.
    pub other: String,
    /// Value chosen.
    pub chosen_value: Number,
    /// Value that lost.
    pub other_value: Number,
    /// `other_value - chosen_value`.
    pub gap: Number,
    /// The gap in percent of the chosen value; nothing where that is zero.
    pub gap_percent: Option<Number>,
    /// A sentence for people.
    pub explanation: String,
}
