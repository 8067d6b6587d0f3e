//! What a dataset knows of a figure, looked up by id, and how people name it.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::model::{Basis, Claim, Conflict, Evidence, Figure, PartialDate, ReportId, ReportMeta, Target};
use crate::publish::Dataset;
use crate::publish::linked::Linked;
use crate::publish::words::escaped;

/// A dataset with its rows at hand by id.
pub(super) struct Known<'a> {
    pub(super) config: &'a Config,
    pub(super) dataset: &'a Dataset,
    pub(super) rows: Linked<'a>,
    reports: BTreeMap<&'a ReportId, &'a ReportMeta>,
}

impl<'a> Known<'a> {
    pub(super) fn new(config: &'a Config, dataset: &'a Dataset) -> Self {
        Self {
            config,
            dataset,
            rows: Linked::new(dataset),
            reports: dataset.reports.iter().map(|report| (&report.meta.id, &report.meta)).collect(),
        }
    }

    /// The row of evidence with which the losing voice of a conflict speaks.
    pub(super) fn loser(&self, conflict: &Conflict) -> Option<&'a Evidence> {
        self.rows.evidence(&conflict.figure).iter().find(|row| row.source == conflict.other).copied()
    }

    /// Targets by date: those that a planned figure is of, or those that an observed one is the outcome of.
    pub(super) fn targets(&self, figure: &Figure) -> Vec<&'a Target> {
        let key = &figure.key;
        let of_figure = |target: &&Target| {
            let there = &target.key;
            let of_key = there.indicator == key.indicator
                && there.area == key.area
                && there.measure == key.measure
                && there.base_period == key.base_period
                && (there.period == figure.period || there.period == key.period);
            match key.basis {
                Basis::Planned => of_key,
                Basis::Observed => target.outcome_figure.as_ref() == Some(&figure.id),
            }
        };
        let mut targets: Vec<&Target> = self.dataset.targets.iter().filter(of_figure).collect();
        targets.sort_by_key(|target| target.from.map(PartialDate::effective));
        targets
    }

    /// The indicator as people call it.
    pub(super) fn label(&self, figure: &Figure) -> String {
        let id = &figure.key.indicator;
        escaped(self.config.indicator(id).map_or(id.as_str(), |known| known.label.as_str()))
    }

    /// `ICT industry revenue, growth of 2020 on 2019, VN, observed`
    pub(super) fn name(&self, figure: &Figure) -> String {
        let key = &figure.key;
        let base = key.base_period.map(|base| format!(" on {base}")).unwrap_or_default();
        let measure = key.measure.as_str().replace('_', " ");
        format!("{}, {measure} of {}{base}, {}, {}", self.label(figure), figure.period, key.area, key.basis)
    }

    /// Who says so, as printed, with the id of the issuer that it was taken for.
    pub(super) fn who(&self, claim: &Claim) -> String {
        let known = self.config.authorities.iter().any(|authority| authority.id == claim.issuer);
        let name = match &claim.printed.attributed_to {
            Some(name) if *name != claim.issuer && known => format!("{name} ({})", claim.issuer),
            Some(name) => name.clone(),
            None if claim.issuer.is_empty() => "an unnamed issuer".to_owned(),
            None => claim.issuer.clone(),
        };
        escaped(&name)
    }

    /// The publisher of a report.
    pub(super) fn publisher(&self, id: &ReportId) -> String {
        match self.reports.get(id) {
            Some(meta) if !meta.publisher.is_empty() => escaped(&meta.publisher),
            _ => "publisher not known".to_owned(),
        }
    }

    /// A report by its publisher, date and id.
    pub(super) fn report(&self, id: &ReportId) -> String {
        let Some(meta) = self.reports.get(id) else { return escaped(id.as_str()) };
        format!("{} ({}, {})", escaped(id.as_str()), self.publisher(id), date(meta.published))
    }
}

/// A date of publication, if there is one.
pub(super) fn date(published: Option<PartialDate>) -> String {
    published.map_or_else(|| "undated".to_owned(), |date| date.to_string())
}
