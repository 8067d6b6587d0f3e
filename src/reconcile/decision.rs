//! What a person decided on a figure, once it has been read and checked.

use crate::model::{ClaimId, Number};

/// What a person decided on a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Decision {
    /// The value of this claim.
    Choose(ClaimId),
    /// This value, in the figure's unit.
    Set(Number),
}
