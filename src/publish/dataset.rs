//! All rows of a release, typed, in a written order.

use std::cmp::Ordering;

use crate::finding::Finding;
use crate::model::{Claim, Conflict, Derived, Dismissed, Evidence, Figure, PartialDate, ReportMeta, Target, Vintage};

/// The row of the table `reports`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// What the catalogue says.
    pub meta: ReportMeta,
    /// SHA-256 of the file's bytes, 64 hex digits.
    pub sha256: String,
    /// Mentions seen.
    pub n_mentions: usize,
    /// Mentions that became claims.
    pub n_claims: usize,
    /// Mentions that became none.
    pub n_dismissed: usize,
}

/// All rows of a release. Indicators come from the configuration.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    /// Rows of `reports`.
    pub reports: Vec<ReportRow>,
    /// Rows of `claims`.
    pub claims: Vec<Claim>,
    /// Rows of `derived`.
    pub derived: Vec<Derived>,
    /// Rows of `figures`.
    pub figures: Vec<Figure>,
    /// Rows of `evidence`.
    pub evidence: Vec<Evidence>,
    /// Rows of `conflicts`.
    pub conflicts: Vec<Conflict>,
    /// Rows of `vintages`.
    pub vintages: Vec<Vintage>,
    /// Rows of `targets`.
    pub targets: Vec<Target>,
    /// Rows of `dismissed`.
    pub dismissed: Vec<Dismissed>,
    /// Rows of `findings`.
    pub findings: Vec<Finding>,
}

impl Dataset {
    /// Brings each table into its total order: rows that compare equal are
    /// equal in every column, so that their order cannot show.
    ///
    /// | table | order |
    /// | --- | --- |
    /// | reports | id |
    /// | claims | report, place in it, id |
    /// | derived, figures | key, id |
    /// | evidence | figure, role, voice, source |
    /// | conflicts | figure, chosen, other |
    /// | vintages | figure, from (undated last) |
    /// | targets | key, issuer, from (undated last), claim |
    /// | dismissed, findings | report, place in it, then every other column |
    pub fn sort(&mut self) {
        self.reports.sort_by(|a, b| a.meta.id.cmp(&b.meta.id));
        self.claims.sort_by(|a, b| claim_order(a).cmp(&claim_order(b)));
        self.derived.sort_by(|a, b| derived_order(a).cmp(&derived_order(b)));
        self.figures.sort_by(|a, b| (&a.key, &a.id).cmp(&(&b.key, &b.id)));
        self.evidence.sort_by(|a, b| evidence_order(a).cmp(&evidence_order(b)));
        self.conflicts.sort_by(|a, b| conflict_order(a).cmp(&conflict_order(b)));
        self.vintages.sort_by(|a, b| {
            let from = |v: &Vintage| (v.from.is_none(), v.from, v.to.is_none(), v.to);
            a.figure.cmp(&b.figure).then_with(|| from(a).cmp(&from(b)))
        });
        self.targets.sort_by(compare_targets);
        self.dismissed.sort_by(|a, b| dismissed_order(a).cmp(&dismissed_order(b)));
        self.findings.sort_by(|a, b| finding_order(a).cmp(&finding_order(b)));
    }

    /// The latest date of publication, if any report is dated. Of dates that
    /// end on the same day the most exact.
    pub fn latest_publication(&self) -> Option<PartialDate> {
        let dates = self.reports.iter().filter_map(|report| report.meta.published);
        dates.max_by(|a, b| (a.effective(), a.precision()).cmp(&(b.effective(), b.precision())))
    }
}

fn claim_order(claim: &Claim) -> impl Ord + '_ {
    (&claim.printed.report, claim.printed.span, &claim.id)
}

fn derived_order(row: &Derived) -> impl Ord + '_ {
    (&row.indicator, &row.area, row.measure, row.period, row.base_period, row.basis, &row.id)
}

fn evidence_order(row: &Evidence) -> impl Ord + '_ {
    (&row.figure, row.role, &row.voice, &row.source)
}

fn conflict_order(row: &Conflict) -> impl Ord + '_ {
    (&row.figure, &row.chosen, &row.other)
}

fn dismissed_order(row: &Dismissed) -> impl Ord + '_ {
    (&row.report, row.span, &row.locator, &row.value_text, row.reason)
}

fn finding_order(row: &Finding) -> impl Ord + '_ {
    (row.report.is_none(), &row.report, row.span, &row.locator, row.code, row.severity, &row.message)
}

fn compare_targets(a: &Target, b: &Target) -> Ordering {
    let from = |target: &Target| (target.from.is_none(), target.from.map(|date| (date.effective(), date.precision())));
    (&a.key, &a.issuer).cmp(&(&b.key, &b.issuer)).then_with(|| (from(a), &a.claim).cmp(&(from(b), &b.claim)))
}
