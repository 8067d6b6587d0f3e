//! A dataset's rows by what leads to them: for whoever tells people of a figure.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::dataset::{Dataset, order};
use crate::model::{Claim, Conflict, Derived, Evidence, FigureId, PartialDate};

/// The rows of a dataset at hand by id; lists are in the order of their tables, in whichever
/// the rows come.
pub(crate) struct Linked<'a> {
    claims: BTreeMap<&'a str, &'a Claim>,
    derived: BTreeMap<&'a str, &'a Derived>,
    evidence: BTreeMap<&'a FigureId, Vec<&'a Evidence>>,
    conflicts: BTreeMap<&'a FigureId, Vec<&'a Conflict>>,
}

impl<'a> Linked<'a> {
    pub(crate) fn new(dataset: &'a Dataset) -> Self {
        Self {
            claims: dataset.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            derived: dataset.derived.iter().map(|derived| (derived.id.as_str(), derived)).collect(),
            evidence: grouped(&sorted(&dataset.evidence, order::evidence), |row| &row.figure),
            conflicts: grouped(&sorted(&dataset.conflicts, order::conflicts), |row| &row.figure),
        }
    }

    pub(crate) fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    pub(crate) fn derived(&self, id: &str) -> Option<&'a Derived> {
        self.derived.get(id).copied()
    }

    /// The evidence of a figure, in the order of the table.
    pub(crate) fn evidence(&self, figure: &FigureId) -> &[&'a Evidence] {
        self.evidence.get(figure).map_or(&[], Vec::as_slice)
    }

    /// What disagrees with a figure, in the order of the table.
    pub(crate) fn conflicts(&self, figure: &FigureId) -> &[&'a Conflict] {
        self.conflicts.get(figure).map_or(&[], Vec::as_slice)
    }

    /// The claims that a source rests on: itself, or the inputs of what was derived.
    pub(crate) fn inputs(&self, source: &str) -> Vec<&'a Claim> {
        if let Some(claim) = self.claim(source) {
            return vec![claim];
        }
        let inputs = self.derived(source).into_iter().flat_map(|derived| &derived.inputs);
        inputs.filter_map(|id| self.claim(id.as_str())).collect()
    }

    /// When a source could first be known: once the last of its claims was published.
    /// Nothing where one of them is undated.
    pub(crate) fn published(&self, source: &str) -> Option<PartialDate> {
        let dates: Option<Vec<PartialDate>> = self.inputs(source).iter().map(|claim| claim.published).collect();
        dates?.into_iter().max_by_key(|date| (date.effective(), date.precision()))
    }

    /// The evidence of a figure by publication, undated last, then by id.
    pub(crate) fn by_publication(&self, figure: &FigureId) -> Vec<&'a Evidence> {
        let mut rows = self.evidence(figure).to_vec();
        rows.sort_by_cached_key(|row| {
            let day = self.published(&row.source).map(PartialDate::effective);
            (day.is_none(), day, row.source.clone())
        });
        rows
    }
}

/// The rows of a table in its order.
pub(crate) fn sorted<Row>(rows: &[Row], order: fn(&Row, &Row) -> Ordering) -> Vec<&Row> {
    let mut rows: Vec<&Row> = rows.iter().collect();
    rows.sort_by(|a, b| order(a, b));
    rows
}

/// Rows by what they belong to, each list in the order of `rows`.
pub(crate) fn grouped<'a, Row, Key: Ord + ?Sized>(
    rows: &[&'a Row],
    key: impl Fn(&'a Row) -> &'a Key,
) -> BTreeMap<&'a Key, Vec<&'a Row>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        found.entry(key(row)).or_default().push(*row);
    }
    found
}
