//! All rows of a release, typed, in a written order.

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
        self.reports.sort_by(order::reports);
        self.claims.sort_by(order::claims);
        self.derived.sort_by(order::derived);
        self.figures.sort_by(order::figures);
        self.evidence.sort_by(order::evidence);
        self.conflicts.sort_by(order::conflicts);
        self.vintages.sort_by(order::vintages);
        self.targets.sort_by(order::targets);
        self.dismissed.sort_by(order::dismissed);
        self.findings.sort_by(order::findings);
    }

    /// The latest date of publication, if any report is dated. Of dates that
    /// end on the same day the most exact.
    pub fn latest_publication(&self) -> Option<PartialDate> {
        let dates = self.reports.iter().filter_map(|report| report.meta.published);
        dates.max_by(|a, b| (a.effective(), a.precision()).cmp(&(b.effective(), b.precision())))
    }
}

/// The total order of each table.
pub(super) mod order {
    use std::cmp::Ordering;

    use super::{
        Claim, Conflict, Derived, Dismissed, Evidence, Figure, Finding, PartialDate, ReportRow, Target, Vintage,
    };

    pub(in super::super) fn reports(a: &ReportRow, b: &ReportRow) -> Ordering {
        a.meta.id.cmp(&b.meta.id)
    }

    pub(in super::super) fn claims(a: &Claim, b: &Claim) -> Ordering {
        (&a.printed.report, a.printed.span, &a.id).cmp(&(&b.printed.report, b.printed.span, &b.id))
    }

    pub(in super::super) fn derived(a: &Derived, b: &Derived) -> Ordering {
        let key = |row: &Derived| (row.measure, row.period, row.base_period, row.basis);
        (&a.indicator, &a.area, key(a), &a.id).cmp(&(&b.indicator, &b.area, key(b), &b.id))
    }

    pub(in super::super) fn figures(a: &Figure, b: &Figure) -> Ordering {
        (&a.key, &a.id).cmp(&(&b.key, &b.id))
    }

    pub(in super::super) fn evidence(a: &Evidence, b: &Evidence) -> Ordering {
        (&a.figure, a.role, &a.voice, &a.source).cmp(&(&b.figure, b.role, &b.voice, &b.source))
    }

    pub(in super::super) fn conflicts(a: &Conflict, b: &Conflict) -> Ordering {
        (&a.figure, &a.chosen, &a.other).cmp(&(&b.figure, &b.chosen, &b.other))
    }

    pub(in super::super) fn vintages(a: &Vintage, b: &Vintage) -> Ordering {
        let days = |row: &Vintage| (row.from.is_none(), row.from, row.to.is_none(), row.to);
        (&a.figure, days(a)).cmp(&(&b.figure, days(b)))
    }

    pub(in super::super) fn targets(a: &Target, b: &Target) -> Ordering {
        let from = |row: &Target| (row.from.is_none(), row.from.map(PartialDate::effective));
        (&a.key, &a.issuer, from(a), &a.claim).cmp(&(&b.key, &b.issuer, from(b), &b.claim))
    }

    pub(in super::super) fn dismissed(a: &Dismissed, b: &Dismissed) -> Ordering {
        let place = |row: &Dismissed| (row.span, row.reason);
        (&a.report, place(a), &a.locator, &a.value_text).cmp(&(&b.report, place(b), &b.locator, &b.value_text))
    }

    pub(in super::super) fn findings(a: &Finding, b: &Finding) -> Ordering {
        let place = |row: &Finding| (row.span, row.code, row.severity);
        (a.report.is_none(), &a.report, place(a), &a.locator, &a.message).cmp(&(
            b.report.is_none(),
            &b.report,
            place(b),
            &b.locator,
            &b.message,
        ))
    }
}
