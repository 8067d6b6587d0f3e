//! Codes of the tables in words for people.

use crate::model::{Agreement, Hedge, ObsStatus, OutcomeStatus, Relation, Role, Step};

/// What stands before a number.
pub(crate) fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::None => "",
        Hedge::About => "about ",
        Hedge::Nearly => "nearly ",
        Hedge::Over => "over ",
        Hedge::AtLeast => "at least ",
        Hedge::AtMost => "at most ",
    }
}

/// `a target`, `an estimate`.
pub(crate) fn article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Whether reports agree, or why they do not.
pub(crate) fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Single => "one issuer says so, in one report",
        Agreement::Agree => "several say so",
        Agreement::UnitSlip => "somebody is off by a power of 1,000 or by an exchange rate",
        Agreement::PeriodSlip => "somebody gives the value of the period beside",
        Agreement::Rounding => "they differ by rounding",
        Agreement::Scope => "they speak of a wider or a narrower thing",
        Agreement::Revision => "a later statement replaced an earlier one",
        Agreement::Unresolved => "reports disagree and no rule says why; the value leads, it is not settled",
    }
}

/// The observation status with its code.
pub(crate) fn status(status: ObsStatus) -> String {
    let words = match status {
        ObsStatus::Normal => "normal",
        ObsStatus::Definition => "the definition differs",
        ObsStatus::Estimated => "estimated",
        ObsStatus::Forecast => "forecast",
        ObsStatus::Derived => "derived",
        ObsStatus::Unresolved => "unresolved",
    };
    format!("{status} ({words})")
}

/// How a target ended.
pub(crate) fn ended(status: OutcomeStatus) -> &'static str {
    match status {
        OutcomeStatus::Met => "met",
        OutcomeStatus::Missed => "missed",
        OutcomeStatus::WithinPrecision => "within precision",
        OutcomeStatus::Pending => "not over yet, or nothing was observed",
    }
}

/// What a step does.
pub(crate) fn of_step(step: Step) -> &'static str {
    match step {
        Step::Voices => "The same statement made again is one voice:",
        Step::Slips => "A slip of the unit takes no part:",
        Step::Supersede => "A later statement of an issuer replaces its earlier one:",
        Step::Derive => "What follows from other figures is heard, too:",
        Step::Vote => "The value is where the greatest weight agrees:",
        Step::Classify => "What disagrees with it is held against it:",
        Step::Override => "A person decided:",
    }
}

/// The part that a source plays.
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Supports => "counts for the value",
        Role::Repeats => "does not count again",
        Role::Superseded => "is superseded",
        Role::Rejected => "is set aside",
        Role::Candidate => "stands against the value",
        Role::Overridden => "is overridden",
    }
}

/// By what a value was derived.
pub(crate) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Growth => "growth",
        Relation::Delta => "a change",
        Relation::Multiple => "a multiple",
        Relation::Share => "a share",
        Relation::Identity => "an identity",
        Relation::Sum => "parts of a period",
    }
}
