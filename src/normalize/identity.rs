//! Ids of claims: what is printed about what, never where it stands, so that a
//! mended typo elsewhere in a report changes none.

use std::collections::BTreeMap;

use compact_str::ToCompactString as _;

use crate::error::{Error, Result};
use crate::model::ids::{Content, Key};
use crate::model::{ClaimId, Period, PrintedClaim};

/// Counts equals: the same text about the same thing, said again in a report.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    /// How often each was seen.
    seen: BTreeMap<Key, usize>,
}

impl Ids {
    /// The id of the next claim; claims must come in the order of their text.
    pub(crate) fn next(&mut self, printed: &PrintedClaim) -> Result<ClaimId> {
        let period = |period: Option<Period>| period.map(|p| p.to_compact_string()).unwrap_or_default();
        let mut content = Content::default();
        content.part(printed.report.as_str());
        content.part(&printed.value_text);
        content.part(printed.indicator.as_ref().map_or("", |indicator| indicator.as_str()));
        content.part(printed.area.as_str());
        content.part(printed.measure.as_str());
        content.part(&period(printed.period));
        content.part(&period(printed.base_period));
        content.part(printed.basis.as_str());
        let key = |ordinal: usize| {
            let mut content = content.clone();
            content.part(&ordinal.to_compact_string());
            content.key()
        };
        // Most are said once: the first of equals stands for all of them.
        let first = key(0);
        let ordinal = self.seen.entry(first).or_default();
        let id = if *ordinal == 0 { first } else { key(*ordinal) };
        *ordinal += 1;
        id.id('c').parse().map_err(|e| Error::Unexpected(format!("{e}")))
    }
}
