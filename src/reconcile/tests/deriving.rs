//! Derivations: growth, delta, multiple, share, identities.

use super::*;

fn growth(report: &str, period: &str, value: &str, base: &str) -> Say {
    say(report, "revenue", period, value).is(Measure::Growth, base)
}

#[test]
fn growth_gives_the_year_before_as_an_interval() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").in_sentence("s"),
        growth("a", "2022", "8.7", "2021").in_sentence("s"),
    ]);
    let figure = out.figure("revenue level 2021 observed");
    assert!(figure.derived && figure.claim.is_none() && figure.obs_status.as_str() == "I");
    assert_eq!(ends(&figure.interval), ("135.632183".to_owned(), "136.677405".to_owned()));
    // A tenth of the interval is 0.1045: no finer than whole units.
    assert_eq!(figure.value.to_string(), "136");
    assert_eq!((figure.n_claims, figure.rule, figure.agreement), (2, RULE_DERIVED, Agreement::Single));
    assert_eq!(out.derived[0].value.to_string(), "136.154554");
    // Nothing was derived of the year itself, and the growth is not its own proof.
    assert_eq!(out.derived.len(), 1);
}

#[test]
fn a_relation_pairs_with_the_level_of_its_own_sentence() {
    // An older report's base contradicts the base that follows here, not the level here.
    let out = reconciled(vec![
        say("old", "revenue", "2019", "135"),
        say("new", "revenue", "2024", "152").in_sentence("s"),
        growth("new", "2024", "35.7", "2019").in_sentence("s"),
    ]);
    assert_eq!(out.shows("revenue level 2024 observed"), ("152".to_owned(), Agreement::Single));
    assert_eq!(out.shows("revenue level 2019 observed"), ("135".to_owned(), Agreement::Unresolved));
    assert!(out.parts("revenue level 2019 observed").contains(&(Role::Candidate, "unexplained")));
}

#[test]
fn a_relation_alone_pairs_with_other_reports_both_ways() {
    let out = reconciled(vec![
        say("x", "revenue", "2021", "136.2"),
        say("y", "revenue", "2022", "148"),
        growth("z", "2022", "8.7", "2021"),
    ]);
    for key in ["revenue level 2021 observed", "revenue level 2022 observed", "revenue growth 2022 observed on 2021"] {
        assert_eq!((out.figure(key).agreement, out.figure(key).n_reports), (Agreement::Agree, 3), "{key}");
    }
}

#[test]
fn cycles_do_not_support_themselves() {
    // 2022 gives 2021, which gives 2020; neither comes back to 2022.
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148"),
        growth("b", "2022", "8.7", "2021"),
        growth("c", "2021", "10.0", "2020"),
        growth("d", "2022", "19.6", "2020"),
    ]);
    assert_eq!(out.shows("revenue level 2022 observed"), ("148".to_owned(), Agreement::Single));
    let deepest = out.derived.iter().map(|row| row.depth).max();
    assert_eq!(deepest, Some(2));
    for row in &out.derived {
        let own = out.evidence.iter().find(|e| e.source == row.id.as_str()).unwrap();
        let printed = out.evidence.iter().filter(|e| e.figure == own.figure);
        assert!(printed.into_iter().all(|e| row.inputs.iter().all(|input| input.as_str() != e.source)));
    }
}

#[test]
fn depth_is_limited() {
    let mut shallow = config();
    shallow.reconcile.derivation_depth = 1;
    let said = vec![
        say("a", "revenue", "2022", "148"),
        growth("b", "2022", "8.7", "2021"),
        growth("c", "2021", "10.0", "2020"),
    ];
    assert!(reconciled_by(said.clone(), &shallow).find("revenue level 2020 observed").is_none());
    let deep = reconciled(said);
    let weight = |key: &str| deep.figure(key).support.to_string();
    assert_eq!(weight("revenue level 2021 observed"), "0.5");
    assert_eq!(weight("revenue level 2020 observed"), "0.25");
}

#[test]
fn growth_of_minus_a_hundred_percent_derives_nothing() {
    for value in ["-100", "-120", "-99.8"] {
        let out = reconciled(vec![
            say("a", "revenue", "2022", "148").in_sentence("s"),
            growth("a", "2022", value, "2021").place("1").in_sentence("s"),
        ]);
        assert!(out.derived.is_empty(), "{value}");
    }
    let out = reconciled(vec![say("a", "revenue", "2022", "148"), growth("a", "2022", "-50", "2021")]);
    assert_eq!(out.derived.len(), 1);
}

#[test]
fn an_average_rate_and_an_open_one_derive_nothing() {
    let average = say("a", "revenue", "2020/2025", "7").is(Measure::GrowthAverage, "2020");
    let open = growth("a", "2022", "10", "2021").hedged(Hedge::AtLeast);
    let out = reconciled(vec![say("a", "revenue", "2025", "200"), say("a", "revenue", "2022", "148"), average, open]);
    assert!(out.derived.is_empty());
    assert_eq!(out.figures.len(), 4);
}

#[test]
fn places_gained_lead_down_the_list() {
    let out = reconciled(vec![
        say("a", "rank", "2024", "44"),
        say("a", "rank", "2024", "2").is(Measure::Delta, "2023"),
        say("a", "rank", "2024", "-3").is(Measure::Delta, "2020"),
    ]);
    assert_eq!(out.shows("rank rank 2023 observed").0, "46");
    assert_eq!(out.shows("rank rank 2020 observed").0, "41");
    let beyond =
        reconciled(vec![say("a", "rank", "2024", "2"), say("a", "rank", "2024", "-5").is(Measure::Delta, "2023")]);
    assert!(beyond.derived.is_empty());
}

#[test]
fn deltas_multiples_and_shares_of_stocks_and_flows() {
    let out = reconciled(vec![
        say("a", "firms", "2021", "64000").place("1000"),
        say("a", "firms", "2021", "5600").place("100").is(Measure::Delta, "2020"),
        say("b", "revenue", "2019", "135").hedged(Hedge::Nearly),
        say("b", "revenue", "2019", "2.5").is(Measure::Multiple, "2015"),
        say("b", "domestic", "2019", "10").is(Measure::Share, ""),
    ]);
    let firms = out.figure("firms level 2020-12-31 observed");
    assert_eq!((ends(&firms.interval), firms.period.to_string()), (("57850".into(), "58950".into()), "2020".into()));
    assert_eq!(out.shows("revenue level 2015 observed").0, "54");
    assert_eq!(out.shows("domestic level 2019 observed").0, "14");
}

#[test]
fn plans_run_forward_from_what_was_observed() {
    let planned = |base: &str| growth("plan", "2022", "10.0", base).target().on("2022-03-01");
    let out = reconciled(vec![say("a", "revenue", "2021", "100.0").on("2022-02-01"), planned("2021")]);
    assert_eq!(out.shows("revenue level 2022 planned").0, "110");
    assert!(out.figure("revenue level 2022 planned").derived);
    // The end of a plan gives no base, and a base after publication is planned.
    let back = reconciled(vec![say("plan", "revenue", "2022", "110").target().on("2022-03-01"), planned("2021")]);
    assert!(back.derived.is_empty());
    let ahead = growth("plan", "2023", "10.0", "2022").target().on("2022-03-01");
    let out = reconciled(vec![
        say("b", "revenue", "2022", "500.0").on("2023-02-01"),
        say("plan", "revenue", "2022", "100.0").target().on("2022-03-01"),
        ahead,
    ]);
    assert_eq!(out.shows("revenue level 2023 planned").0, "110");
    assert!(out.find("revenue level 2023 observed").is_none());
}

#[test]
fn a_report_that_contradicts_itself_is_found() {
    // 148.5 on 136.2 is 9.03%, not 9.2%; a derived value has no last place to round.
    let out = reconciled(vec![
        say("a", "revenue", "2021", "136.2").on("2022-03-26"),
        say("a", "revenue", "2022", "148.5").target().in_sentence("s").on("2022-03-26"),
        growth("a", "2022", "9.2", "2021").target().in_sentence("s").on("2022-03-26"),
    ]);
    assert_eq!(out.shows("revenue growth 2022 planned on 2021"), ("9.2".to_owned(), Agreement::Unresolved));
    assert_eq!(out.shows("revenue level 2022 planned"), ("148.5".to_owned(), Agreement::Single));
    let finding = out.findings.iter().find(|finding| finding.code == REPORT_CONTRADICTS_ITSELF).unwrap();
    assert!(finding.message.contains("prints 9.2 percent") && finding.message.contains("8.954128 to 9.107602"));
}

#[test]
fn identities_give_their_left_side_where_it_is_named() {
    let out = reconciled(vec![
        say("a", "domestic", "2021", "18.78"),
        say("a", "revenue", "2021", "136.2"),
        say("a", "domestic_share", "2021", "13.8").is(Measure::Share, ""),
        say("a", "exports", "2021", "30"),
        say("a", "imports", "2021", "20"),
    ]);
    let key = "domestic level 2021 observed";
    let reasons: Vec<&str> = out.parts(key).into_iter().map(|(_, reason)| reason).collect();
    assert!(reasons.contains(&"in_winning_region") && reasons.contains(&"from_identity"), "{reasons:?}");
    assert_eq!((out.figure(key).n_claims, out.figure(key).agreement), (3, Agreement::Single));
    // Nobody names the surplus.
    assert_eq!(out.derived.len(), 1);
}

#[test]
fn identities_give_an_operand_where_nothing_is_printed_for_it() {
    let out = reconciled(vec![
        say("a", "exports", "2021", "30"),
        say("a", "surplus", "2021", "10"),
        say("b", "imports", "2021", "5").is(Measure::Growth, "2020"),
        say("c", "domestic", "2021", "18.8"),
        say("c", "domestic_share", "2021", "13.8").is(Measure::Share, ""),
        say("c", "revenue", "2021", "9").is(Measure::Growth, "2020"),
    ]);
    assert_eq!(out.shows("imports level 2021 observed").0, "20");
    assert_eq!(out.shows("revenue level 2021 observed").0, "136");
}
