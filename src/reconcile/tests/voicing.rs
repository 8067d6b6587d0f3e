//! Voices, slips, superseding.

use super::*;

#[test]
fn a_report_that_repeats_itself_is_one_voice() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148"),
        say("a", "revenue", "2022", "148").at(90),
        say("a", "revenue", "2022", "148.2").at(200),
    ]);
    let figure = out.figure("revenue level 2022 observed");
    assert_eq!((figure.value.to_string(), figure.agreement), ("148.2".to_owned(), Agreement::Single));
    assert_eq!((figure.n_claims, figure.n_reports, figure.support.to_string()), (3, 1, "1".to_owned()));
    let repeated = (Role::Repeats, "repeated_in_report");
    assert_eq!(out.parts("revenue level 2022 observed"), [(Role::Supports, "only_voice"), repeated, repeated]);
    assert_eq!(out.evidence.iter().filter(|row| row.voice == row.source).count(), 1);
}

#[test]
fn a_repost_is_no_second_voice() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").by("x"),
        say("b", "revenue", "2022", "148").by("y").reposts("a"),
        say("c", "revenue", "2022", "148").by("z").reposts("b"),
    ]);
    let figure = out.figure("revenue level 2022 observed");
    assert_eq!((figure.n_reports, figure.n_sources, figure.support.to_string()), (3, 1, "1".to_owned()));
    assert_eq!(out.parts("revenue level 2022 observed")[1], (Role::Repeats, "reposted"));
}

#[test]
fn reposts_in_a_circle_end() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").reposts("b"),
        say("b", "revenue", "2022", "148").reposts("a"),
    ]);
    assert_eq!(out.figure("revenue level 2022 observed").n_sources, 1);
}

#[test]
fn two_currencies_of_one_statement_are_one_voice_and_the_dollars_hold() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "140").in_sentence("s").converted("VND", "23000"),
        say("a", "revenue", "2022", "148").in_sentence("s").at(20),
    ]);
    assert_eq!(out.shows("revenue level 2022 observed"), ("148".to_owned(), Agreement::Single));
    assert_eq!(out.parts("revenue level 2022 observed")[1], (Role::Repeats, "other_currency"));
}

#[test]
fn what_a_report_says_twice_and_differently_is_two_voices() {
    let out = reconciled(vec![say("a", "revenue", "2022", "148"), say("a", "revenue", "2022", "160").at(90)]);
    assert_eq!(out.figure("revenue level 2022 observed").agreement, Agreement::Unresolved);
    assert!(out.codes().contains(&REPORT_CONTRADICTS_ITSELF));
}

#[test]
fn a_slip_of_a_thousand_supersedes_nothing() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148000000000").place("1000000000").by("ministry").on("2023-01-01"),
        say("b", "revenue", "2022", "148000000").place("1000000").by("ministry").on("2024-01-01"),
    ]);
    assert_eq!(out.shows("revenue level 2022 observed"), ("148000000000".to_owned(), Agreement::UnitSlip));
    assert_eq!(out.parts("revenue level 2022 observed")[1], (Role::Rejected, "unit_slip"));
    assert_eq!(out.figure("revenue level 2022 observed").n_rejected, 1);
    assert!(out.codes().contains(&UNIT_SLIP_SUSPECTED));
    assert!(out.conflicts[0].explanation.contains("power of 1,000"), "{}", out.conflicts[0].explanation);
}

#[test]
fn other_years_say_which_of_two_is_the_slip() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148000000").place("1000000").on("2022-01-01"),
        say("b", "revenue", "2022", "148000000000").place("1000000000").on("2024-01-01"),
        say("c", "revenue", "2021", "136000000000").place("1000000000"),
        say("c", "revenue", "2019", "112000000000").place("1000000000"),
    ]);
    assert_eq!(out.shows("revenue level 2022 observed").0, "148000000000");
}

#[test]
fn zero_is_no_slip() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").on("2022-06-01"),
        say("b", "revenue", "2022", "0").on("2023-06-01"),
    ]);
    assert_eq!(out.figure("revenue level 2022 observed").agreement, Agreement::Unresolved);
}

#[test]
fn a_rate_is_a_slip_of_money_only() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148000").place("1000").on("2022-06-01"),
        say("b", "revenue", "2022", "3404000000").place("1000000"),
        say("a", "firms", "2022", "148000").place("1000").on("2022-06-01"),
        say("b", "firms", "2022", "3404000000").place("1000000"),
    ]);
    assert_eq!(out.shows("revenue level 2022 observed"), ("148000".to_owned(), Agreement::UnitSlip));
    assert!(out.parts("revenue level 2022 observed").contains(&(Role::Rejected, "rate_slip")));
    assert_eq!(out.figure("firms level 2022-12-31 observed").agreement, Agreement::Unresolved);
}

#[test]
fn a_later_statement_of_the_same_issuer_replaces() {
    let key = "revenue level 2022 observed";
    let first = say("a", "revenue", "2022", "148").by("x").on("2023-01-01");
    let later = |value| say("b", "revenue", "2022", value).by("x").on("2024-01-01");
    let revised = reconciled(vec![first.clone(), later("155")]);
    assert_eq!(revised.shows(key), ("155".to_owned(), Agreement::Revision));
    assert_eq!(revised.parts(key)[1], (Role::Superseded, "revised_by_issuer"));
    let restated = reconciled(vec![first.clone(), later("148")]);
    assert_eq!(restated.shows(key), ("148".to_owned(), Agreement::Agree));
    assert_eq!(restated.parts(key)[1], (Role::Superseded, "restated_by_issuer"));
    // Another issuer, a blank one, an overlapping date and no date replace nothing.
    for other in [later("155").by("y"), later("155").by(""), later("155").on("2023"), later("155").on("")] {
        let out = reconciled(vec![first.clone(), other]);
        assert_eq!(out.figure(key).agreement, Agreement::Unresolved);
        assert!(out.evidence.iter().all(|row| row.role != Role::Superseded));
    }
    let blanks = reconciled(vec![first.by(""), later("155").by("")]);
    assert_eq!(blanks.figure(key).agreement, Agreement::Unresolved);
}

#[test]
fn restating_a_target_does_not_renew_it() {
    let key = "firms level 2025-12-31 planned";
    let target =
        |report, value, date| say(report, "firms", "2025", value).place("1000").target().by("ministry").on(date);
    let out = reconciled(vec![
        target("a", "100000", "2020-08"),
        target("b", "100000", "2022-03-26"),
        target("c", "80000", "2023-02-02"),
        target("d", "100000", "2024-05-01"),
    ]);
    assert_eq!(out.shows(key), ("80000".to_owned(), Agreement::Revision));
    let mut reasons: Vec<&str> = out.parts(key).into_iter().map(|(_, reason)| reason).collect();
    reasons.sort_unstable();
    assert_eq!(reasons, ["only_voice", "restates_old_target", "revised_by_issuer", "revised_by_issuer"]);
    assert_eq!((out.figure(key).n_reports, out.figure(key).n_sources), (4, 1));
    let spans: Vec<_> =
        out.targets.iter().map(|t| (t.from.unwrap().to_string(), t.to.map(|to| to.to_string()))).collect();
    assert_eq!(spans, [("2020-08".to_owned(), Some("2023-02-02".to_owned())), ("2023-02-02".to_owned(), None)]);
    assert_eq!(out.targets[0].key.period.to_string(), "2025");
}

#[test]
fn at_least_eight_is_not_ten() {
    let target = |report, value| say(report, "firms", "2025", value).place("0").target().by("ministry");
    let out =
        reconciled(vec![target("a", "10").on("2022-03-26"), target("b", "8").hedged(Hedge::AtLeast).on("2023-02-02")]);
    assert_eq!(out.shows("firms level 2025-12-31 planned"), ("8".to_owned(), Agreement::Revision));
}

#[test]
fn forecasts_do_not_vote_beside_a_target() {
    let key = "revenue level 2025 planned";
    let out = reconciled(vec![
        say("a", "revenue", "2025", "185").target().by("ministry").on("2023-01-01"),
        say("b", "revenue", "2025", "170").forecast().by("ministry").on("2024-01-01"),
        say("c", "revenue", "2025", "170").forecast().by("bank"),
    ]);
    assert_eq!(out.shows(key), ("185".to_owned(), Agreement::Single));
    assert_eq!(out.parts(key).iter().filter(|part| **part == (Role::Rejected, "forecast_not_target")).count(), 2);
    assert_eq!((out.targets.len(), out.conflicts.len()), (1, 0));
    let alone = reconciled(vec![say("b", "revenue", "2025", "170").forecast()]);
    assert_eq!(alone.figure(key).obs_status.as_str(), "F");
}
