use std::collections::BTreeMap;

use super::*;
use crate::config::{
    Authority, Direction, Fx, Gates, Indicator, Ingest, Kind, Project, Publish, Rate, RateKind, Reconcile,
};
use crate::model::{Basis, Currency, Hedge, Language, Quantity, Span, Status};

fn n(text: &str) -> Number {
    text.parse().unwrap()
}

fn indicator(id: &str, unit: &str, kind: Kind) -> Indicator {
    Indicator {
        id: id.parse().unwrap(),
        label: String::new(),
        description: String::new(),
        unit: Unit::from(unit),
        kind,
        direction: Direction::Up,
        topic: String::new(),
        all_of: Vec::new(),
        any_of: Vec::new(),
        none_of: Vec::new(),
        variant_of: None,
        scope: crate::config::Scope::Narrower,
    }
}

fn config() -> Config {
    let rate = |rate: &str| Rate { rate: n(rate), source: format!("a yearbook, {rate}") };
    let vnd: Currency = "VND".parse().unwrap();
    let authority = |id: &str, names: &[&str]| Authority {
        id: id.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
        weight: Number::one(),
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
        authorities: vec![
            authority("mic", &["Ministry of Information and Communications", "MIC"]),
            authority("most", &["Minister of Science and Technology", "Bộ Khoa học"]),
        ],
        authority_classes: BTreeMap::new(),
        concepts: Vec::new(),
        indicators: vec![
            indicator("revenue", "USD", Kind::Flow),
            indicator("debt", "USD", Kind::Stock),
            indicator("firms", "firms", Kind::Stock),
            indicator("rank", "rank", Kind::Rank),
            indicator("rate", "percent", Kind::Ratio),
        ],
        identities: Vec::new(),
        places: Vec::new(),
        fx: Fx {
            file: None,
            text: String::new(),
            rates: BTreeMap::from([
                ((vnd, 2021, RateKind::Average), rate("22000")),
                ((vnd, 2022, RateKind::Average), rate("23000")),
                ((vnd, 2022, RateKind::End), rate("24000")),
            ]),
            tolerance: n("0.03"),
            steps: crate::config::Steps::default(),
        },
        reconcile: Reconcile { quorum: Number::zero(), derived_weight: n("0.5"), derivation_depth: 1 },
        gates: Gates::default(),
        publish: Publish { output: "output".into(), keep_releases: 2 },
        index: crate::config::Index::default(),
    }
}

fn catalogue() -> Vec<ReportMeta> {
    let meta = |id: &str, publisher: &str, published: Option<&str>| ReportMeta {
        publisher: publisher.to_owned(),
        authority: "press".to_owned(),
        published: published.map(|date| date.parse().unwrap()),
        ..ReportMeta::unlisted(id.parse().unwrap(), Language::En, "VN".parse().unwrap())
    };
    vec![
        meta("paper", "The Paper", Some("2023-02-02")),
        meta("nobody", "", Some("2023-02-02")),
        meta("undated", "", None),
        meta("ministry", "MIC", Some("2023")),
    ]
}

fn printed(report: &str, indicator: &str, period: &str, value: &str, unit: &str) -> PrintedClaim {
    PrintedClaim {
        report: report.parse().unwrap(),
        indicator: (!indicator.is_empty()).then(|| indicator.parse().unwrap()),
        subject: String::new(),
        area: "VN".parse().unwrap(),
        measure: Measure::Level,
        period: (!period.is_empty()).then(|| period.parse().unwrap()),
        period_inferred: false,
        base_period: None,
        basis: Basis::Observed,
        status: Status::Actual,
        quantity: Quantity {
            value: n(value),
            value_to: None,
            unit: Unit::from(unit),
            hedge: Hedge::None,
            resolution: Number::one(),
            resolution_to: Number::zero(),
        },
        value_text: format!("{value} {unit}").into(),
        printed_value: value.into(),
        printed_unit: unit.into(),
        attributed_to: None,
        sentence: "a sentence".into(),
        span: Span::new(0, 1),
        locator: "body:1".into(),
        rule: "test".into(),
    }
}

fn at(start: usize, claim: PrintedClaim) -> PrintedClaim {
    PrintedClaim { span: Span::new(start, start + 1), ..claim }
}

fn planned(claim: PrintedClaim) -> PrintedClaim {
    PrintedClaim { basis: Basis::Planned, status: Status::Target, ..claim }
}

fn normalized(claims: Vec<PrintedClaim>) -> Normalized {
    let outcome = run(claims.clone(), &catalogue(), &config()).unwrap();
    let backwards: Vec<PrintedClaim> = claims.into_iter().rev().collect();
    assert_eq!(run(backwards, &catalogue(), &config()).unwrap(), outcome, "the order of the input matters");
    outcome
}

fn one(claim: PrintedClaim) -> (Claim, Vec<&'static str>) {
    let out = normalized(vec![claim]);
    (out.claims[0].clone(), out.findings.iter().map(|finding| finding.code).collect())
}

#[test]
fn money_converts_by_the_kind_of_its_indicator() {
    let (flow, findings) = one(printed("paper", "revenue", "2022", "46000", "VND"));
    assert_eq!((flow.value.to_string(), flow.unit.clone(), findings.len()), ("2".to_owned(), Unit::from("USD"), 0));
    assert_eq!(flow.fx_source.as_deref(), Some("a yearbook, 23000"));
    let (stock, _) = one(printed("paper", "debt", "2022", "48000", "VND"));
    assert_eq!((stock.value.to_string(), stock.fx_rate), ("2".to_owned(), Some(n("24000"))));
    let (part, findings) = one(printed("paper", "revenue", "2022-Q1", "46000", "VND"));
    assert_eq!((part.fx_rate, findings), (Some(n("23000")), vec![FX_PART_YEAR]));
    let (june, findings) = one(printed("paper", "debt", "2022-06-30", "46000", "VND"));
    assert_eq!((june.fx_rate, findings), (Some(n("23000")), vec![FX_PART_YEAR]));
    let (dollars, _) = one(printed("paper", "revenue", "1950", "7", "USD"));
    assert_eq!((dollars.value.to_string(), dollars.fx_rate), ("7".to_owned(), None));
}

#[test]
fn numbers_are_rounded_once_and_outwards() {
    let (claim, _) = one(printed("paper", "revenue", "2022", "1", "VND"));
    assert_eq!(claim.value.to_string(), "0.000043");
    assert_eq!(claim.interval, Interval::closed(n("0.000021"), n("0.000066")));
}

#[test]
fn a_missing_rate_is_found_and_the_claim_kept() {
    let (claim, findings) = one(printed("paper", "revenue", "2019", "46000", "VND"));
    assert_eq!((claim.value.to_string(), claim.unit, claim.fx_rate), ("46000".to_owned(), Unit::from("VND"), None));
    assert_eq!(findings, [FX_RATE_MISSING]);
    let (_, findings) = one(planned(printed("undated", "revenue", "2025", "46000", "VND")));
    assert_eq!(findings, [FX_RATE_MISSING]);
}

#[test]
fn plans_convert_at_the_rate_of_their_document() {
    let table = one(planned(printed("paper", "revenue", "2025", "46000", "VND"))).0;
    assert_eq!(table.fx_rate, Some(n("23000")), "the last full year before February 2023");
    let out = normalized(vec![
        at(10, planned(printed("paper", "revenue", "2025", "50000", "VND"))),
        at(20, planned(printed("paper", "revenue", "2025", "2", "USD"))),
        PrintedClaim {
            sentence: "another".into(),
            ..at(90, planned(printed("paper", "debt", "2025", "75000", "VND")))
        },
        at(10, planned(printed("nobody", "revenue", "2025", "46000", "VND"))),
    ]);
    let values: Vec<(String, String)> =
        out.claims.iter().map(|c| (c.printed.report.to_string(), c.value.to_string())).collect();
    let expected = [("nobody", "2"), ("paper", "2"), ("paper", "2"), ("paper", "3")];
    assert_eq!(values, expected.map(|(report, value)| (report.to_owned(), value.to_owned())));
    assert_eq!(out.claims[1].fx_source.as_deref(), Some("implied by the report: 50000 VND for 2 USD"));
}

#[test]
fn two_currencies_check_each_other() {
    let both = |local: &str, dollars: &str, period: &str| {
        let exact = |claim: PrintedClaim| PrintedClaim {
            quantity: Quantity { resolution: Number::zero(), ..claim.quantity.clone() },
            ..claim
        };
        let out = normalized(vec![
            at(0, exact(printed("paper", "revenue", period, local, "VND"))),
            at(9, exact(printed("paper", "revenue", period, dollars, "USD"))),
        ]);
        let codes: Vec<&str> = out.findings.iter().map(|finding| finding.code).collect();
        (out.claims[0].value.to_string(), codes)
    };
    assert_eq!(both("46000", "2", "2022"), ("2".to_owned(), vec![]));
    assert_eq!(both("47000", "2", "2022").1, Vec::<&str>::new(), "2.2% apart");
    assert_eq!(both("50000", "2", "2022").1, [CURRENCIES_DISAGREE]);
    // No rate in the table: the statement's own.
    assert_eq!(both("50000", "2", "2010"), ("2".to_owned(), vec![]));
}

#[test]
fn what_is_in_no_figure_says_why() {
    let out = normalized(vec![
        at(0, printed("paper", "", "2022", "1", "firms")),
        at(1, printed("paper", "unheard_of", "2022", "1", "firms")),
        at(2, printed("paper", "firms", "", "1", "firms")),
        at(3, printed("paper", "revenue", "2022", "1", "firms")),
        at(4, printed("paper", "firms", "2022", &"9".repeat(40), "firms")),
    ]);
    let reasons: Vec<(usize, &str)> = out.dismissed.iter().map(|row| (row.span.start, row.reason)).collect();
    assert_eq!(reasons, [(0, NO_INDICATOR), (1, NO_INDICATOR), (4, NUMBER_TOO_LARGE)]);
    let codes: Vec<&str> = out.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [CLAIM_WITHOUT_PERIOD, UNIT_DOES_NOT_FIT, NUMBER_TOO_LARGE]);
    assert_eq!(out.claims.len(), 2);
}

#[test]
fn what_is_counted_is_the_indicators_to_say() {
    let unit = |claim: PrintedClaim| one(claim).0.unit.to_string();
    assert_eq!(unit(printed("paper", "firms", "2022", "5600", "units")), "firms");
    let delta = |claim: PrintedClaim| PrintedClaim { measure: Measure::Delta, ..claim };
    for noun in ["places", "spots", "rank"] {
        assert_eq!(unit(delta(printed("paper", "rank", "2022", "2", noun))), "places");
    }
    assert_eq!(unit(delta(printed("paper", "rate", "2022", "2", "percentage_point"))), "percentage_point");
    assert_eq!(one(printed("paper", "firms", "2022", "4", "rank")).1, [UNIT_DOES_NOT_FIT]);
}

#[test]
fn the_level_of_a_rank_is_its_rank_and_growth_has_a_base() {
    assert_eq!(one(printed("paper", "rank", "2022", "44", "rank")).0.printed.measure, Measure::Rank);
    let growth =
        PrintedClaim { measure: Measure::Growth, ..printed("paper", "revenue", "2024-01/2024-02", "9", "percent") };
    assert_eq!(one(growth).0.printed.base_period.unwrap().to_string(), "2023-01/2023-02");
}

#[test]
fn the_issuer_is_the_authority_named_else_the_publisher() {
    let issuer = |report: &str, name: Option<&str>| {
        let claim =
            PrintedClaim { attributed_to: name.map(str::to_owned), ..printed(report, "firms", "2022", "1", "firms") };
        one(claim).0.issuer
    };
    assert_eq!(issuer("paper", Some("the Ministry of Information and Communications")), "mic");
    assert_eq!(issuer("paper", Some("Minister of Science and Technology Huynh Thanh Dat")), "most");
    assert_eq!(issuer("paper", Some("Bo\u{323}\u{302} Khoa ho\u{323}c")), "most", "decomposed");
    assert_eq!(issuer("paper", Some("MICROSOFT")), "The Paper");
    assert_eq!(issuer("paper", None), "The Paper");
    assert_eq!(issuer("ministry", None), "mic");
    assert_eq!(issuer("nobody", Some("an expert")), "");
}

#[test]
fn ids_hold_no_place() {
    let ids = |claims: Vec<PrintedClaim>| normalized(claims).claims.into_iter().map(|c| c.id).collect::<Vec<_>>();
    let claim = |start| at(start, printed("paper", "firms", "2022", "70000", "firms"));
    let other = at(50, printed("paper", "firms", "2021", "70000", "firms"));
    let before = ids(vec![claim(10), other.clone(), claim(90)]);
    assert_eq!(before, ids(vec![claim(17), other.clone(), claim(97)]), "a typo mended before them");
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(before[0], ids(vec![claim(10), other])[0], "an equal after it");
}

#[test]
fn a_claim_of_no_report_is_a_mistake_of_the_caller() {
    let stray = printed("stray", "firms", "2022", "1", "firms");
    assert!(matches!(run(vec![stray], &catalogue(), &config()), Err(Error::Unexpected(_))));
}

type Printed<'a> = (&'a str, &'a str, &'a str);

/// Two claims of one sentence, as extract would hand them over.
fn restated(sentence: &str, two: [Printed<'_>; 2], indicator: Option<&str>) -> Vec<Finding> {
    let claim = |(text, value, unit): Printed<'_>| {
        let start = sentence.find(text).unwrap();
        PrintedClaim {
            sentence: sentence.into(),
            value_text: text.into(),
            span: Span::new(100 + start, 100 + start + text.len()),
            indicator: indicator.map(|id| id.parse().unwrap()),
            ..printed("paper", "revenue", "2022", value, unit)
        }
    };
    normalized(two.map(claim).to_vec()).findings
}

#[test]
fn currencies_off_by_thousands_are_seen() {
    let billion = ("389.8 billion dong", "389800000000", "VND");
    let trillion = ("389.8 trillion dong", "389800000000000", "VND");
    let dollars = ("$16.9 billion", "16900000000", "USD");
    let sentence = "It was 389.8 billion dong, or $16.9 billion, in 2022.";
    for indicator in [Some("revenue"), None] {
        let found = restated(sentence, [billion, dollars], indicator);
        // Told once: not as a rate that is off, too.
        assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), [CURRENCIES_OFF_BY_THOUSANDS]);
        assert!(found[0].message.contains("\"389.8 billion dong\" and \"$16.9 billion\""), "{}", found[0].message);
        assert_eq!(found[0].span, Some(Span::new(107, 125)));
        let right = "It was 389.8 trillion dong, or $16.9 billion, in 2022.";
        assert_eq!(restated(right, [trillion, dollars], indicator), []);
    }
    assert_eq!(restated("It was $16.9 billion (about 389.8 billion dong).", [dollars, billion], None).len(), 1);
    // A rate that nobody knows is no slip; two amounts that are not said to be one are two.
    let odd = ("$1.7 billion", "1700000000", "USD");
    assert_eq!(restated("It was 389.8 trillion dong, or $1.7 billion.", [trillion, odd], None), []);
    assert_eq!(restated("It was 389.8 billion dong, the debt $16.9 billion.", [billion, dollars], None), []);
}
