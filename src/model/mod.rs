//! What passes between the stages: plain types, no behaviour of any stage.
//!
//! | type | what it is |
//! | --- | --- |
//! | [`Report`] | one published document as ingested |
//! | [`PrintedClaim`] | what a report prints about one number, as extracted |
//! | [`Claim`] | the same, normalized: base units, USD, an interval |
//! | [`Derived`] | what follows from claims by arithmetic |
//! | [`Figure`] | the reconciled value of one [`Key`] |
//! | [`Evidence`] | the part of a claim or derived value in a figure |
//!
//! Numbers are exact ([`Number`]); the one rounding happens at the edge, in
//! [`Decimal`], when rows become tables.

pub mod claim;
pub mod decision;
pub mod evidence;
pub mod figure;
pub mod ids;
pub mod interval;
pub mod number;
pub mod period;
pub mod quantity;
pub mod reason;
pub mod report;

pub use claim::{Basis, Claim, Dismissed, Extracted, Measure, PrintedClaim, RULE_TABLE, Status};
pub use decision::{Action, Override};
pub use evidence::{Agreement, Conflict, Derived, Evidence, Relation, Role, Step};
pub use figure::{Figure, Key, ObsStatus, OutcomeStatus, Target, Vintage};
pub use ids::{Area, ClaimId, DerivedId, FigureId, IndicatorId, ReportId};
pub use interval::{Bound, Interval};
pub use number::{Decimal, Number, Rounding};
pub use period::{PartialDate, Period, Precision};
pub use quantity::{Currency, Hedge, Quantity, Unit};
pub use report::{Body, DateBasis, Language, Report, ReportMeta, Row, Span};
