//! The dataset with its rows at hand by id, and how people name them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::human::{date, safe};
use crate::config::{Config, Indicator};
use crate::model::{
    Area, Basis, Claim, Conflict, Evidence, Figure, FigureId, IndicatorId, Measure, ObsStatus, PartialDate, ReportId,
    ReportMeta, Status, Target, Unit, Vintage,
};
use crate::publish::dataset::{Dataset, ReportRow, order};
use crate::publish::linked::{Linked, grouped, sorted};

/// The longest name that is shown whole: of a report, a publisher, somebody quoted.
pub(super) const NAME: usize = 160;

/// The same where a report is cited.
const CITED: usize = 60;

/// A dataset, looked up. Its rows are in the order of the tables, in whichever they come.
pub(super) struct Known<'a> {
    pub(super) config: &'a Config,
    /// The latest date of publication.
    pub(super) latest: Option<PartialDate>,
    pub(super) all_reports: Vec<&'a ReportRow>,
    pub(super) all_claims: Vec<&'a Claim>,
    pub(super) all_figures: Vec<&'a Figure>,
    pub(super) all_conflicts: Vec<&'a Conflict>,
    pub(super) rows: Linked<'a>,
    reports: BTreeMap<&'a ReportId, (usize, &'a ReportMeta)>,
    figures: BTreeMap<&'a FigureId, &'a Figure>,
    parts: BTreeMap<&'a str, Vec<&'a Evidence>>,
    vintages: BTreeMap<&'a FigureId, Vec<&'a Vintage>>,
    targets: BTreeMap<&'a str, &'a Target>,
}

impl<'a> Known<'a> {
    pub(super) fn new(config: &'a Config, dataset: &'a Dataset) -> Self {
        let all_reports = sorted(&dataset.reports, order::reports);
        let reports = all_reports.iter().enumerate();
        Self {
            config,
            latest: dataset.latest_publication(),
            rows: Linked::new(dataset),
            reports: reports.map(|(at, report)| (&report.meta.id, (at, &report.meta))).collect(),
            figures: dataset.figures.iter().map(|figure| (&figure.id, figure)).collect(),
            parts: grouped(&sorted(&dataset.evidence, order::evidence), |row| row.source.as_str()),
            vintages: grouped(&sorted(&dataset.vintages, order::vintages), |row| &row.figure),
            targets: sorted(&dataset.targets, order::targets)
                .into_iter()
                .map(|target| (target.claim.as_str(), target))
                .collect(),
            all_reports,
            all_claims: sorted(&dataset.claims, order::claims),
            all_figures: sorted(&dataset.figures, order::figures),
            all_conflicts: sorted(&dataset.conflicts, order::conflicts),
        }
    }

    pub(super) fn figure(&self, id: &FigureId) -> Option<&'a Figure> {
        self.figures.get(id).copied()
    }

    /// The target that a claim set.
    pub(super) fn target(&self, claim: &str) -> Option<&'a Target> {
        self.targets.get(claim).copied()
    }

    /// What a source is in figures.
    pub(super) fn parts(&self, source: &str) -> &[&'a Evidence] {
        self.parts.get(source).map_or(&[], Vec::as_slice)
    }

    /// What was believed, the oldest first.
    pub(super) fn vintages(&self, figure: &FigureId) -> &[&'a Vintage] {
        self.vintages.get(figure).map_or(&[], Vec::as_slice)
    }

    /// The day from which a source could be known; nothing where one of its claims is undated.
    pub(super) fn published(&self, source: &str) -> Option<Date> {
        self.rows.published(source).map(PartialDate::effective)
    }

    /// The first day on which anything was believed of a figure, for the script; nothing
    /// where no vintage says.
    pub(super) fn since(&self, figure: &FigureId) -> Option<String> {
        self.vintages(figure).first().map(|vintage| mark(vintage.from))
    }

    pub(super) fn indicator(&self, id: &IndicatorId) -> Option<&'a Indicator> {
        self.config.indicator(id)
    }

    /// The indicator as people call it.
    pub(super) fn label(&self, id: &IndicatorId) -> String {
        safe(self.indicator(id).map_or(id.as_str(), |known| known.label.as_str()), NAME)
    }

    /// What is said of an indicator, in words; nothing where that goes without saying.
    pub(super) fn measured(&self, id: &IndicatorId, measure: Measure, unit: &Unit) -> &'static str {
        let own = self.indicator(id).map(|indicator| &indicator.unit);
        match (measure, unit) {
            (Measure::Level | Measure::Rank, _) => "",
            // Of what is a share nobody says so twice.
            (Measure::Share, _) if own == Some(&Unit::Percent) => "",
            (Measure::Share, _) => "share",
            (Measure::Growth, _) => "growth",
            (Measure::GrowthAverage, _) => "average growth a year",
            (Measure::Delta, Unit::Count(noun)) if noun == "places" => "places gained or lost",
            (Measure::Delta, _) => "change",
            (Measure::Multiple, _) => "multiple",
        }
    }

    /// `ICT industry revenue, growth`
    pub(super) fn named(&self, id: &IndicatorId, measure: Measure, unit: &Unit) -> String {
        let (label, measured) = (self.label(id), self.measured(id, measure, unit));
        if measured.is_empty() { label } else { format!("{label}, {measured}") }
    }

    /// An area as people call it: by its longest name in plain letters, as the page is in English.
    pub(super) fn area(&self, area: &Area) -> String {
        let place = self.config.places.iter().find(|place| place.code == *area);
        let names = place.into_iter().flat_map(|place| &place.names);
        let plain = names.clone().filter(|name| name.is_ascii()).max_by_key(|name| name.len());
        plain.or(names.clone().next()).map_or_else(|| area.to_string(), |name| safe(name, NAME))
    }

    /// Whether an area is the one that goes without saying.
    pub(super) fn is_home(&self, area: &Area) -> bool {
        *area == self.config.project.default_area
    }

    /// Who says so.
    pub(super) fn who(&self, claim: &Claim) -> String {
        let issuer = claim.issuer.as_str();
        let authority = self.config.authorities.iter().find(|authority| authority.id == issuer);
        let named = authority.and_then(|authority| authority.names.first()).map(String::as_str);
        let printed = claim.printed.attributed_to.as_deref();
        let name = printed.or(named).unwrap_or(issuer);
        if name.is_empty() { "an unnamed issuer".to_owned() } else { safe(name, NAME) }
    }

    /// The number under which the page knows a report.
    pub(super) fn number(&self, id: &ReportId) -> usize {
        self.reports.get(id).map_or(0, |(at, _)| at + 1)
    }

    pub(super) fn report(&self, id: &ReportId) -> Option<&'a ReportMeta> {
        self.reports.get(id).map(|(_, meta)| *meta)
    }

    /// `The Hanoi Times, 2 Feb 2023`
    pub(super) fn cited(&self, id: &ReportId) -> String {
        let meta = self.report(id);
        let names = meta.into_iter().flat_map(|meta| [meta.publisher.as_str(), meta.title.as_str()]);
        let name = names.into_iter().find(|name| !name.is_empty());
        format!("{}, {}", safe(name.unwrap_or(id.as_str()), CITED), date(meta.and_then(|meta| meta.published)))
    }
}

/// A day for the script. What is undated is known at last, as vintages have it.
pub(super) fn mark(day: Option<Date>) -> String {
    day.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string())
}

/// Whether a planned figure is a target or a forecast; nothing of an observed one.
pub(super) fn planned(figure: &Figure, known: &Known<'_>) -> Option<&'static str> {
    let status = figure.claim.as_ref().and_then(|id| known.rows.claim(id.as_str())).map(|claim| claim.printed.status);
    match (figure.key.basis, status) {
        (Basis::Observed, _) => None,
        (Basis::Planned, Some(Status::Forecast)) => Some("forecast"),
        (Basis::Planned, _) if figure.obs_status == ObsStatus::Forecast => Some("forecast"),
        (Basis::Planned, _) => Some("target"),
    }
}
