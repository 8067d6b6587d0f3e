//! A small dataset for the tests of this room.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::dataset::{Dataset, ReportRow};
use super::release::{Provenance, Rendered, render};
use crate::config::{Config, Direction, Fx, Gates, Indicator, Ingest, Kind, Project, Publish, Reconcile};
use crate::finding::{Finding, Severity};
use crate::model::ids::content_hash;
use crate::model::{
    Agreement, Basis, Bound, Claim, ClaimId, Conflict, DateBasis, Derived, Dismissed, Evidence, Figure, Hedge,
    Interval, Key, Language, Measure, Number, ObsStatus, OutcomeStatus, PrintedClaim, Quantity, Relation, ReportId,
    ReportMeta, Role, Rounding, Span, Status, Step, Target, Unit, Vintage,
};

pub(super) fn n(text: &str) -> Number {
    text.parse().unwrap()
}

pub(super) fn config() -> Config {
    Config {
        file: PathBuf::from("pipeline.toml"),
        text: String::new(),
        project: Project {
            id: "sample".into(),
            title: "A sample".into(),
            description: "Two reports of one thing.".into(),
            publisher: "The samplers".into(),
            data_licence: "CC-BY-4.0".into(),
            default_area: "VN".parse().unwrap(),
        },
        ingest: Ingest::sample(),
        authorities: Vec::new(),
        authority_classes: BTreeMap::new(),
        concepts: Vec::new(),
        indicators: vec![indicator("ict_revenue"), indicator("ict_exports")],
        identities: Vec::new(),
        places: Vec::new(),
        fx: Fx {
            file: None,
            text: String::new(),
            rates: BTreeMap::new(),
            tolerance: n("0.03"),
            steps: crate::config::Steps::default(),
        },
        reconcile: Reconcile { quorum: n("1"), derived_weight: n("0.5"), derivation_depth: 2 },
        gates: Gates { max_unresolved_share: n("0.5"), ..Gates::default() },
        publish: Publish { output: PathBuf::from("output"), keep_releases: 2 },
        index: crate::config::Index::default(),
    }
}

fn indicator(id: &str) -> Indicator {
    Indicator {
        id: id.parse().unwrap(),
        label: id.replace('_', " "),
        description: "Money, \"all\" of it,\nin a year.".into(),
        unit: Unit::from("USD"),
        kind: Kind::Flow,
        direction: Direction::Up,
        topic: String::new(),
        all_of: Vec::new(),
        any_of: Vec::new(),
        none_of: Vec::new(),
        variant_of: None,
        scope: crate::config::Scope::Narrower,
    }
}

pub(super) fn report(id: &str, published: Option<&str>) -> ReportRow {
    ReportRow {
        meta: ReportMeta {
            id: id.parse().unwrap(),
            file: format!("{id}.md"),
            title: "Doanh thu công nghiệp số, \"2022\"".into(),
            publisher: "Báo Mới".into(),
            authority: "state_media".into(),
            published: published.map(|date| date.parse().unwrap()),
            published_basis: published.map(|_| DateBasis::Stated),
            language: Language::Vi,
            area: "VN".parse().unwrap(),
            url: String::new(),
            licence: "CC-BY-4.0".into(),
            retrieved: None,
            original_sha256: String::new(),
            repost_of: None,
            note: String::new(),
        },
        sha256: "0".repeat(64),
        n_mentions: 3,
        n_claims: 2,
        n_dismissed: 1,
    }
}

/// Rounded as normalize rounds what it converts.
fn rounded(number: &Number, rounding: Rounding) -> Number {
    number.to_decimal(rounding).unwrap().to_number()
}

fn rounded_outward(interval: &Interval) -> Interval {
    let end = |bound: &Bound, rounding| match bound {
        Bound::Unbounded => Bound::Unbounded,
        Bound::Closed(n) => Bound::Closed(rounded(n, rounding)),
        Bound::Open(n) => Bound::Open(rounded(n, rounding)),
    };
    Interval { low: end(&interval.low, Rounding::Down), high: end(&interval.high, Rounding::Up) }
}

/// A claim whose printed amount is converted by `rate`.
pub(super) fn claim(report: &ReportRow, ordinal: usize, printed: Quantity, rate: Option<&str>) -> Claim {
    let id: ClaimId = content_hash('c', [report.meta.id.as_str(), &ordinal.to_string(), "", ""]).parse().unwrap();
    let rate = rate.map(n);
    let factor = rate.as_ref().map_or(Number::one(), |rate| Number::one().checked_div(rate).unwrap());
    let (unit, interval) = (printed.unit.clone(), rounded_outward(&printed.interval().scale(&factor)));
    Claim {
        id,
        indicator: "ict_revenue".parse().unwrap(),
        value: rounded(&(&printed.value * &factor), Rounding::HalfEven),
        value_to: printed.value_to.as_ref().map(|to| rounded(&(to * &factor), Rounding::HalfEven)),
        unit,
        interval,
        resolution: rounded(&(&printed.resolution * &factor), Rounding::Up),
        fx_source: rate.as_ref().map(|_| "a central bank".into()),
        fx_rate: rate,
        issuer: "Báo Mới".into(),
        published: report.meta.published,
        authority: report.meta.authority.clone(),
        repost_of: report.meta.repost_of.clone(),
        printed: PrintedClaim {
            report: report.meta.id.clone(),
            indicator: Some("ict_revenue".parse().unwrap()),
            subject: "doanh thu, \"ICT\"".into(),
            area: "VN".parse().unwrap(),
            measure: Measure::Level,
            period: Some("2022".parse().unwrap()),
            period_inferred: false,
            base_period: None,
            basis: Basis::Observed,
            status: Status::Actual,
            quantity: printed,
            value_text: "148 tỷ USD".into(),
            printed_value: "148".into(),
            printed_unit: "".into(),
            attributed_to: None,
            sentence: "Doanh thu đạt 148 tỷ USD, \"kỷ lục\".".into(),
            span: Span::new(10 * ordinal, 10 * ordinal + 9),
            locator: "body:1".into(),
            rule: "clause".into(),
        },
    }
}

pub(super) fn quantity(value: &str, resolution: &str, hedge: Hedge) -> Quantity {
    Quantity {
        value: n(value),
        value_to: None,
        unit: Unit::from("USD"),
        hedge,
        resolution: n(resolution),
        resolution_to: Number::zero(),
    }
}

#[allow(clippy::too_many_lines, reason = "one row of each table")]
pub(super) fn dataset() -> Dataset {
    let reports = vec![report("b_2", Some("2025-02")), report("a_1", Some("2023-02-02")), report("c_3", None)];
    let claims = vec![
        claim(&reports[0], 1, quantity("148000000000", "1000000000", Hedge::None), None),
        claim(&reports[0], 0, quantity("11.6", "0.1", Hedge::Over), None),
        claim(&reports[1], 0, quantity("18780000000", "10000000", Hedge::Nearly), Some("23271.212639")),
    ];
    let key = Key {
        indicator: "ict_revenue".parse().unwrap(),
        area: "VN".parse().unwrap(),
        measure: Measure::Level,
        period: "2022".parse().unwrap(),
        base_period: None,
        basis: Basis::Observed,
    };
    let figure = Figure {
        id: key.figure_id().unwrap(),
        key: key.clone(),
        period: key.period,
        value: n("148000000000"),
        value_to: None,
        hedge: Hedge::None,
        interval: claims[0].interval.clone(),
        unit: Unit::from("USD"),
        obs_status: ObsStatus::Normal,
        agreement: Agreement::Agree,
        derived: false,
        support: n("2.5"),
        n_claims: 3,
        n_reports: 2,
        n_sources: 1,
        n_rejected: 1,
        claim: Some(claims[0].id.clone()),
        rule: "vote",
        first_published: reports[1].meta.published,
        last_published: reports[0].meta.published,
    };
    let evidence = claims.iter().map(|claim| Evidence {
        figure: figure.id.clone(),
        source: claim.id.to_string(),
        voice: claim.id.to_string(),
        step: Step::Vote,
        role: Role::Supports,
        reason: "holds_value",
        weight: n("1"),
        interval: claim.interval.clone(),
    });
    let third = Number::one().checked_div(&n("3")).unwrap();
    Dataset {
        evidence: evidence.collect(),
        derived: vec![Derived {
            id: content_hash('d', ["x"]).parse().unwrap(),
            indicator: key.indicator.clone(),
            area: key.area.clone(),
            measure: key.measure,
            period: "2021".parse().unwrap(),
            base_period: None,
            basis: key.basis,
            value: third.clone(),
            interval: Interval::point(third.clone()),
            unit: Unit::from("USD"),
            relation: Relation::Growth,
            inputs: claims.iter().take(2).map(|claim| claim.id.clone()).collect(),
            depth: 1,
        }],
        conflicts: vec![Conflict {
            figure: figure.id.clone(),
            agreement: Agreement::Rounding,
            chosen: claims[0].id.to_string(),
            other: claims[1].id.to_string(),
            chosen_value: n("148000000000"),
            other_value: n("11.6"),
            gap: n("-147999999988.4"),
            gap_percent: None,
            explanation: "They differ by rounding.".into(),
        }],
        vintages: vec![Vintage {
            figure: figure.id.clone(),
            from: None,
            to: None,
            value: n("148000000000"),
            value_to: None,
            interval: claims[0].interval.clone(),
            agreement: Agreement::Single,
            n_claims: 1,
        }],
        targets: vec![Target {
            key: Key { basis: Basis::Planned, ..key },
            issuer: String::new(),
            from: reports[1].meta.published,
            to: None,
            target: n("150000000000"),
            outcome: Some(n("148000000000")),
            gap_percent: Some(-third),
            status: OutcomeStatus::Missed,
            claim: claims[2].id.clone(),
            outcome_figure: Some(figure.id.clone()),
        }],
        dismissed: vec![dismissed(&reports[0].meta.id, 30), dismissed(&reports[0].meta.id, 20)],
        findings: vec![
            Finding::new("undated_report", Severity::Warning, "It has no date.").in_report(&reports[2].meta.id),
            Finding::new("missing_rate", Severity::Note, "No rate of 2031."),
        ],
        figures: vec![figure],
        reports,
        claims,
    }
}

fn dismissed(report: &ReportId, start: usize) -> Dismissed {
    Dismissed {
        report: report.clone(),
        span: Span::new(start, start + 4),
        locator: "".into(),
        value_text: "2022".into(),
        reason: "used_as_period",
    }
}

pub(super) fn provenance() -> Provenance {
    Provenance {
        pipeline_toml: "config_version = 1\n".into(),
        catalogue_csv: "file,title\n".into(),
        inputs: vec![("reports/b_2.md".into(), "1".repeat(64), 12), ("catalogue.csv".into(), "2".repeat(64), 11)],
        ..Provenance::default()
    }
}

/// A release that differs from others by `mark`.
pub(super) fn rendered(mark: &str) -> Rendered {
    let provenance = Provenance { pipeline_toml: format!("# {mark}\n"), ..provenance() };
    render(&dataset(), &config(), &provenance).unwrap()
}
