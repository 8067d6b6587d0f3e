//! One fluent helper, then a file a matter.

mod decisions;
mod deriving;
mod disagreements;
mod properties;
mod series;
mod voicing;

use std::collections::BTreeMap;

use super::*;
use crate::config::{
    Authority, Config, Direction, Expression, Fx, Gates, Identity, Indicator, Ingest, Kind, Project, Publish, Rate,
    RateKind, Reconcile, Scope,
};
use crate::model::ids::content_hash;
use crate::model::{
    Agreement, Basis, Bound, Currency, Evidence, Hedge, Interval, Measure, Number, PrintedClaim, Quantity, Role, Span,
    Status, Unit,
};

fn n(text: &str) -> Number {
    text.parse().unwrap()
}

/// A claim in the making: observed, unhedged, exact to its last digit, published
/// by nobody known on a day of its report.
#[derive(Debug, Clone)]
struct Say(Claim);

fn say(report: &str, indicator: &str, period: &str, value: &str) -> Say {
    let decimals = value.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let resolution = Number::pow10(-i32::try_from(decimals).unwrap());
    let rank = indicator == "rank";
    let printed = PrintedClaim {
        report: report.parse().unwrap(),
        indicator: Some(indicator.parse().unwrap()),
        subject: String::new(),
        area: "VN".parse().unwrap(),
        measure: if rank { Measure::Rank } else { Measure::Level },
        period: Some(period.parse().unwrap()),
        period_inferred: false,
        base_period: None,
        basis: Basis::Observed,
        status: Status::Actual,
        quantity: Quantity {
            value: n(value),
            value_to: None,
            unit: Unit::Percent,
            hedge: Hedge::None,
            resolution: if rank { Number::zero() } else { resolution },
            resolution_to: Number::zero(),
        },
        value_text: value.into(),
        printed_value: value.into(),
        printed_unit: "".into(),
        attributed_to: None,
        sentence: format!("{report} {indicator} {period} {value}").into(),
        span: Span::new(0, 1),
        locator: "".into(),
        rule: "test".into(),
    };
    Say(Claim {
        id: content_hash('c', [""]).parse().unwrap(),
        indicator: printed.indicator.clone().unwrap(),
        value: Number::zero(),
        value_to: None,
        unit: Unit::Percent,
        interval: Interval::point(Number::zero()),
        resolution: Number::zero(),
        fx_rate: None,
        fx_source: None,
        issuer: String::new(),
        published: Some("2024-01-01".parse().unwrap()),
        authority: String::new(),
        repost_of: None,
        printed,
    })
}

impl Say {
    fn by(mut self, issuer: &str) -> Self {
        self.0.issuer = issuer.to_owned();
        self
    }

    fn on(mut self, date: &str) -> Self {
        self.0.published = (!date.is_empty()).then(|| date.parse().unwrap());
        self
    }

    fn in_sentence(mut self, sentence: &str) -> Self {
        self.0.printed.sentence = sentence.into();
        self
    }

    fn at(mut self, start: usize) -> Self {
        self.0.printed.span = Span::new(start, start + 1);
        self
    }

    fn is(mut self, measure: Measure, base: &str) -> Self {
        self.0.printed.measure = measure;
        self.0.printed.base_period = (!base.is_empty()).then(|| base.parse().unwrap());
        self
    }

    fn to(mut self, value: &str) -> Self {
        self.0.printed.quantity.value_to = Some(n(value));
        self
    }

    fn place(mut self, resolution: &str) -> Self {
        self.0.printed.quantity.resolution = n(resolution);
        self
    }

    fn hedged(mut self, hedge: Hedge) -> Self {
        self.0.printed.quantity.hedge = hedge;
        self
    }

    fn target(mut self) -> Self {
        (self.0.printed.basis, self.0.printed.status) = (Basis::Planned, Status::Target);
        self
    }

    fn forecast(mut self) -> Self {
        (self.0.printed.basis, self.0.printed.status) = (Basis::Planned, Status::Forecast);
        self
    }

    fn of(mut self, subject: &str) -> Self {
        self.0.printed.subject = subject.to_owned();
        self
    }

    fn reposts(mut self, report: &str) -> Self {
        self.0.repost_of = Some(report.parse().unwrap());
        self
    }

    /// Printed in another currency, and converted.
    fn converted(mut self, currency: &str, rate: &str) -> Self {
        self.0.printed.quantity.unit = Unit::Money(currency.parse().unwrap());
        self.0.fx_rate = Some(n(rate));
        self
    }

    fn claim(mut self) -> Claim {
        let printed = &self.0.printed;
        let indicator = config();
        let indicator = indicator.indicator(&self.0.indicator).unwrap();
        self.0.unit = printed.measure.unit_of(&indicator.unit);
        self.0.value = printed.quantity.value.clone();
        self.0.value_to = printed.quantity.value_to.clone();
        self.0.interval = printed.quantity.interval();
        self.0.resolution = printed.quantity.resolution.clone();
        if self.0.unit == Unit::Money(Currency::USD) && self.0.fx_rate.is_none() {
            self.0.printed.quantity.unit = self.0.unit.clone();
        }
        let text = format!("{:?} {:?} {:?}", self.0.printed, self.0.issuer, self.0.published);
        self.0.id = content_hash('c', [text.as_str()]).parse().unwrap();
        self.0
    }
}

fn indicator(id: &str, unit: &str, kind: Kind, variant_of: Option<&str>) -> Indicator {
    Indicator {
        id: id.parse().unwrap(),
        label: String::new(),
        description: String::new(),
        unit: Unit::from(unit),
        kind,
        direction: if kind == Kind::Rank { Direction::Down } else { Direction::Up },
        topic: String::new(),
        all_of: Vec::new(),
        any_of: Vec::new(),
        none_of: Vec::new(),
        variant_of: variant_of.map(|id| id.parse().unwrap()),
        scope: Scope::Narrower,
    }
}

fn config() -> Config {
    let id = |id: &str| id.parse().unwrap();
    let identity = |name: &str, left: &str, right: Expression| Identity {
        id: name.to_owned(),
        rule: String::new(),
        left: left.parse().unwrap(),
        right,
    };
    Config {
        file: "pipeline.toml".into(),
        text: String::new(),
        project: Project {
            id: String::new(),
            title: String::new(),
            description: String::new(),
            publisher: String::new(),
            data_licence: String::new(),
            default_area: "VN".parse().unwrap(),
        },
        ingest: Ingest::sample(),
        authorities: vec![Authority { id: "ministry".to_owned(), names: Vec::new(), weight: n("2") }],
        authority_classes: BTreeMap::new(),
        concepts: Vec::new(),
        indicators: vec![
            indicator("revenue", "USD", Kind::Flow, None),
            indicator("domestic", "USD", Kind::Flow, Some("revenue")),
            indicator("domestic_share", "percent", Kind::Ratio, None),
            indicator("exports", "USD", Kind::Flow, None),
            indicator("imports", "USD", Kind::Flow, None),
            indicator("surplus", "USD", Kind::Flow, None),
            indicator("firms", "firms", Kind::Stock, None),
            indicator("rank", "rank", Kind::Rank, None),
        ],
        identities: vec![
            identity("surplus", "surplus", Expression::Difference(id("exports"), id("imports"))),
            identity("domestic", "domestic", Expression::Product(id("revenue"), id("domestic_share"))),
        ],
        places: Vec::new(),
        fx: Fx {
            file: None,
            text: String::new(),
            rates: BTreeMap::from([(
                ("VND".parse().unwrap(), 2022, RateKind::Average),
                Rate { rate: n("23000"), source: "a source".to_owned() },
            )]),
            tolerance: n("0.03"),
            steps: crate::config::Steps::default(),
        },
        reconcile: Reconcile { quorum: Number::zero(), derived_weight: n("0.5"), derivation_depth: 3 },
        gates: Gates::default(),
        publish: Publish { output: "output".into(), keep_releases: 2 },
        index: crate::config::Index::default(),
    }
}

/// What follows from what is said; every order of saying it gives the same.
fn reconciled(said: Vec<Say>) -> Reconciled {
    reconciled_by(said, &config())
}

fn reconciled_by(said: Vec<Say>, config: &Config) -> Reconciled {
    let claims: Vec<Claim> = said.into_iter().map(Say::claim).collect();
    let outcome = run(&claims, config, &[], &[]).unwrap();
    let mut turned = claims;
    for _ in 0..turned.len() {
        turned.rotate_left(1);
        assert_eq!(run(&turned, config, &[], &[]).unwrap(), outcome, "the order of the input matters");
        let backwards: Vec<Claim> = turned.iter().rev().cloned().collect();
        assert_eq!(run(&backwards, config, &[], &[]).unwrap(), outcome, "the order of the input matters");
    }
    outcome
}

impl Reconciled {
    /// The figure of that key, written as `Key` displays it without its area.
    fn find(&self, key: &str) -> Option<&Figure> {
        self.figures.iter().find(|figure| figure.key.to_string().replace(" VN ", " ") == key)
    }

    fn figure(&self, key: &str) -> &Figure {
        let keys: Vec<String> = self.figures.iter().map(|figure| figure.key.to_string()).collect();
        self.find(key).unwrap_or_else(|| panic!("no figure {key} among {keys:?}"))
    }

    /// Value and agreement of a figure.
    fn shows(&self, key: &str) -> (String, Agreement) {
        let figure = self.figure(key);
        (figure.value.to_string(), figure.agreement)
    }

    /// Role and reason of every source of a figure, in the order of the table.
    fn parts(&self, key: &str) -> Vec<(Role, &'static str)> {
        self.evidence_of(key).map(|row| (row.role, row.reason)).collect()
    }

    fn evidence_of(&self, key: &str) -> impl Iterator<Item = &Evidence> {
        let id = self.figure(key).id.clone();
        self.evidence.iter().filter(move |row| row.figure == id)
    }

    fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.code).collect()
    }
}

fn ends(interval: &Interval) -> (String, String) {
    let text = |bound: &Bound| bound.number().map(ToString::to_string).unwrap_or_default();
    (text(&interval.low), text(&interval.high))
}
