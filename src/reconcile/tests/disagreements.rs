//! The vote's value, and the classes of what disagrees with it.

use super::*;
use crate::config::Concept;
use crate::model::Language;

const KEY: &str = "revenue level 2022 observed";

#[test]
fn nearly_and_over_do_not_agree() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "135").hedged(Hedge::Nearly),
        say("b", "revenue", "2022", "135").hedged(Hedge::Over),
    ]);
    assert_ne!(out.figure(KEY).agreement, Agreement::Agree);
    assert_eq!(out.figure(KEY).support.to_string(), "1");
    // The last place explains it: each is 134 to 136 at a full unit.
    assert_eq!(out.figure(KEY).agreement, Agreement::Rounding);
}

#[test]
fn the_value_is_one_that_somebody_printed() {
    let alone = reconciled(vec![say("a", "revenue", "2022", "135").hedged(Hedge::Nearly)]);
    assert_eq!((alone.shows(KEY).0.as_str(), alone.figure(KEY).rule), ("135", RULE_PRINTED_NEAREST));
    let inside = reconciled(vec![
        say("a", "revenue", "2022", "135").hedged(Hedge::Nearly).by("ministry"),
        say("b", "revenue", "2022", "134.6"),
    ]);
    assert_eq!((inside.shows(KEY).0.as_str(), inside.figure(KEY).rule), ("134.6", RULE_PRINTED_INSIDE));
    assert_eq!(inside.figure(KEY).support.to_string(), "3");
    // Of two inside, the heaviest, then the latest.
    let heavy = reconciled(vec![
        say("a", "revenue", "2022", "148").by("ministry").on("2023-01-01"),
        say("b", "revenue", "2022", "148.2").by("x").on("2024-01-01"),
    ]);
    assert_eq!(heavy.shows(KEY).0, "148.2", "148 lies outside of 148.15 to 148.25");
    let latest = reconciled(vec![
        say("a", "revenue", "2022", "148.2").place("1").by("x").on("2023-01-01"),
        say("b", "revenue", "2022", "148").by("y").on("2024-01-01"),
    ]);
    assert_eq!(latest.shows(KEY), ("148".to_owned(), Agreement::Agree));
}

#[test]
fn an_agreeing_claim_never_lowers_support() {
    let mut said = vec![say("a", "revenue", "2022", "148").by("x"), say("b", "revenue", "2022", "155").by("y")];
    let mut last = reconciled(said.clone()).figure(KEY).support.clone();
    for (at, value) in ["148.1", "148", "147.9", "148.2"].into_iter().enumerate() {
        said.push(say(&format!("c{at}"), "revenue", "2022", value).place("1").by(&format!("z{at}")));
        let out = reconciled(said.clone());
        assert!(out.figure(KEY).support > last);
        assert!(out.shows(KEY).0.starts_with("14"));
        last = out.figure(KEY).support.clone();
    }
}

#[test]
fn reports_that_disagree_are_never_averaged() {
    let out = reconciled(vec![say("a", "revenue", "2022", "100").by("ministry"), say("b", "revenue", "2022", "200")]);
    assert_eq!(out.shows(KEY), ("100".to_owned(), Agreement::Unresolved));
    assert_eq!(ends(&out.figure(KEY).interval), ("99.5".to_owned(), "100.5".to_owned()));
    assert_eq!(out.parts(KEY), [(Role::Supports, "in_winning_region"), (Role::Candidate, "unexplained")]);
    assert_eq!(out.figure(KEY).obs_status.as_str(), "U");
    let conflict = &out.conflicts[0];
    assert_eq!(
        (conflict.gap.to_string(), conflict.gap_percent.clone().unwrap().to_string()),
        ("100".into(), "100".into())
    );
    assert!(out.codes().contains(&FIGURE_UNRESOLVED));
}

#[test]
fn a_value_short_of_the_quorum_is_unresolved() {
    let mut strict = config();
    strict.reconcile.quorum = n("2");
    let lonely = reconciled_by(vec![say("a", "revenue", "2022", "148")], &strict);
    assert_eq!(lonely.shows(KEY), ("148".to_owned(), Agreement::Unresolved));
    assert_eq!(lonely.parts(KEY), [(Role::Supports, "short_of_quorum")]);
    let together = vec![say("a", "revenue", "2022", "148"), say("b", "revenue", "2022", "148")];
    assert_eq!(reconciled_by(together, &strict).figure(KEY).agreement, Agreement::Agree);
}

#[test]
fn the_last_place_explains_small_gaps_of_printed_values_only() {
    let out = reconciled(vec![say("a", "revenue", "2022", "148.4").by("ministry"), say("b", "revenue", "2022", "149")]);
    assert_eq!(out.shows(KEY), ("148.4".to_owned(), Agreement::Rounding));
    let far = reconciled(vec![say("a", "revenue", "2022", "148.4"), say("b", "revenue", "2022", "150")]);
    assert_eq!(far.figure(KEY).agreement, Agreement::Unresolved);
    let ranks = reconciled(vec![say("a", "rank", "2022", "44"), say("b", "rank", "2022", "45")]);
    assert_eq!(ranks.figure("rank rank 2022 observed").agreement, Agreement::Unresolved);
}

#[test]
fn two_units_of_the_last_place_are_no_rounding() {
    let of = |a: &str, b: (&str, &str), place: &str| {
        let ours = say("a", "revenue", "2022", a).place(place).by("ministry");
        reconciled(vec![ours, say("b", "revenue", "2022", b.0).place(b.1)]).figure(KEY).agreement
    };
    // Both may be 5.5, rounded down and up.
    assert_eq!(of("5", ("6", "1"), "1"), Agreement::Agree);
    assert_eq!(of("5", ("6", "0.1"), "1"), Agreement::Rounding);
    assert_eq!(of("5", ("7", "1"), "1"), Agreement::Unresolved, "4 to 6 and 6 to 8 only touch");
    assert_eq!(of("50000000000", ("51000000000", "100000000"), "1000000000"), Agreement::Rounding);
    assert_eq!(of("50000000000", ("52000000000", "1000000000"), "1000000000"), Agreement::Unresolved);
    let growth = |value: &str| {
        let said = |report: &str, value: &str| say(report, "revenue", "2022", value).is(Measure::Growth, "2021");
        reconciled(vec![said("a", "5").by("ministry"), said("b", value)]).figures[0].agreement
    };
    assert_eq!([growth("5.9"), growth("7")], [Agreement::Rounding, Agreement::Unresolved]);
}

#[test]
fn the_value_of_the_year_beside_is_a_slip_of_the_period() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").by("ministry"),
        say("b", "revenue", "2022", "136.2"),
        say("c", "revenue", "2021", "136.2"),
    ]);
    assert_eq!(out.shows(KEY), ("148".to_owned(), Agreement::PeriodSlip));
    assert!(out.parts(KEY).contains(&(Role::Rejected, "period_slip")));
    let quarters = reconciled(vec![
        say("a", "revenue", "2022-Q2", "148").by("ministry"),
        say("b", "revenue", "2022-Q2", "120"),
        say("c", "revenue", "2022-Q3", "120"),
    ]);
    assert_eq!(quarters.figure("revenue level 2022-Q2 observed").agreement, Agreement::PeriodSlip);
}

#[test]
fn the_value_of_a_variant_is_another_scope() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").by("ministry"),
        say("b", "revenue", "2022", "21"),
        say("c", "domestic", "2022", "20.6"),
    ]);
    assert_eq!(out.shows(KEY), ("148".to_owned(), Agreement::Scope));
    assert!(out.parts(KEY).contains(&(Role::Rejected, "variant_scope")));
    assert_eq!(out.figure(KEY).obs_status.as_str(), "D");
}

#[test]
fn a_broader_term_is_another_scope() {
    let mut worded = config();
    let terms = |terms: &[&str]| BTreeMap::from([(Language::En, terms.iter().map(|t| (*t).to_owned()).collect())]);
    worded.concepts = vec![
        Concept { id: "digital".parse().unwrap(), terms: terms(&["digital technology"]) },
        Concept { id: "firm".parse().unwrap(), terms: terms(&["firms", "enterprises"]) },
    ];
    let firms = worded.indicators.iter_mut().find(|indicator| indicator.id.as_str() == "firms").unwrap();
    firms.all_of = vec!["digital".parse().unwrap(), "firm".parse().unwrap()];
    let said = |value: &str| {
        vec![
            say("a", "firms", "2022", "70").of("Digital technology firms").by("ministry"),
            say("b", "firms", "2022", value).of("enterprises"),
        ]
    };
    let key = "firms level 2022-12-31 observed";
    assert_eq!(reconciled_by(said("90"), &worded).figure(key).agreement, Agreement::Scope);
    // A broader term cannot explain a smaller number.
    assert_eq!(reconciled_by(said("50"), &worded).figure(key).agreement, Agreement::Unresolved);
}

#[test]
fn repeating_what_was_replaced_is_a_revision() {
    let key = "firms level 2025-12-31 planned";
    let target = |report, value| say(report, "firms", "2025", value).place("1000").target();
    let out = reconciled(vec![
        target("a", "100000").by("ministry").on("2020-08"),
        target("b", "100000").by("paper").on("2022-03-26"),
        target("c", "80000").by("ministry").on("2023-02-02"),
    ]);
    assert_eq!(out.shows(key), ("80000".to_owned(), Agreement::Revision));
    assert!(out.parts(key).contains(&(Role::Rejected, "repeats_replaced")));
}

#[test]
fn stocks_meet_on_the_last_day_and_show_the_most_exact_period() {
    let out = reconciled(vec![say("a", "firms", "2023", "1900"), say("b", "firms", "2023-12-31", "1900")]);
    let figure = out.figure("firms level 2023-12-31 observed");
    assert_eq!((figure.period.to_string(), figure.n_reports), ("2023-12-31".to_owned(), 2));
    let flows = reconciled(vec![say("a", "revenue", "2023", "9"), say("b", "revenue", "2023-12-31", "9")]);
    assert_eq!(flows.figures.len(), 2);
}

#[test]
fn counts_of_sources() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").by("x"),
        say("b", "revenue", "2022", "148").by(""),
        say("c", "revenue", "2022", "148").by(""),
        say("d", "revenue", "2022", "148").by("x").on("2023-05-05"),
        say("e", "revenue", "2022", "148000").by("y"),
    ]);
    let figure = out.figure(KEY);
    assert_eq!((figure.n_claims, figure.n_reports, figure.n_sources, figure.n_rejected), (5, 5, 3, 1));
    assert_eq!(figure.first_published.unwrap().to_string(), "2023-05-05");
    assert_eq!(figure.last_published.unwrap().to_string(), "2024-01-01");
}

#[test]
fn every_claim_with_a_period_is_evidence() {
    let said = vec![
        say("a", "revenue", "2022", "148").by("x"),
        say("b", "revenue", "2022", "148000").by("x").on("2025-01-01"),
        say("c", "revenue", "2022", "100"),
        say("c", "revenue", "2022", "8").is(Measure::Growth, "2021"),
        say("d", "revenue", "2025", "200").target(),
        say("e", "revenue", "2025", "210").forecast(),
        say("f", "revenue", "2022", "6").to("7"),
        say("g", "rank", "2022", "40").on(""),
    ];
    let out = reconciled(said.clone());
    for claim in said.into_iter().map(Say::claim) {
        assert!(out.evidence.iter().any(|row| row.source == claim.id.as_str()), "{:?}", claim.printed);
    }
}
