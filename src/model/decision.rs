//! Overrides: people's decisions, as data.

use std::fmt;
use std::str::FromStr;

use super::claim::named;
use super::ids::IdError;

named!(
    /// What a person decided.
    Action, "action" {
        /// The claim takes no part: `target` is a claim id.
        DropClaim = "drop_claim",
        /// The figure takes this claim's value: `target` is a figure id, `value` a claim id.
        ChooseClaim = "choose_claim",
        /// The figure has this value: `target` is a figure id, `value` a number in its unit.
        SetValue = "set_value",
    }
);

/// A row of `overrides.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Claim id or figure id.
    pub target: String,
    /// What was decided.
    pub action: Action,
    /// The claim id or number decided on; empty for `drop_claim`.
    pub value: String,
    /// Why, for readers.
    pub reason: String,
    /// Who decided.
    pub author: String,
    /// The value that the target had when the decision was made, as the table
    /// prints it. Where it has another one now, the override is stale.
    pub expect: String,
    /// Line in the file, from 1, for messages.
    pub line: u64,
}
