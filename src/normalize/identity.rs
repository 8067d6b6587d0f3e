//! Ids of claims: what is printed about what, never where it stands, so that a
//! mended typo elsewhere in a report changes none.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::model::ids::content_hash;
use crate::model::{ClaimId, Period, PrintedClaim};

/// Counts equals: the same text about the same thing, said again in a report.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    seen: BTreeMap<[String; 8], usize>,
}

impl Ids {
    /// The id of the next claim; claims must come in the order of their text.
    pub(crate) fn next(&mut self, printed: &PrintedClaim) -> Result<ClaimId> {
        let period = |period: Option<Period>| period.map(|p| p.to_string()).unwrap_or_default();
        let parts = [
            printed.report.to_string(),
            printed.value_text.clone(),
            printed.indicator.as_ref().map(ToString::to_string).unwrap_or_default(),
            printed.area.to_string(),
            printed.measure.to_string(),
            period(printed.period),
            period(printed.base_period),
            printed.basis.to_string(),
        ];
        let ordinal = self.seen.entry(parts.clone()).or_default();
        let count = ordinal.to_string();
        *ordinal += 1;
        let hashed = parts.iter().map(String::as_str).chain([count.as_str()]);
        content_hash('c', hashed).parse().map_err(|e| Error::Unexpected(format!("{e}")))
    }
}
