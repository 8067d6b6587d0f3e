//! Overrides, vintages, targets.

use super::*;
use crate::model::Action;

const KEY: &str = "revenue level 2022 observed";

fn decide(action: Action, target: &str, value: &str, expect: &str, line: u64) -> Override {
    Override {
        target: target.to_owned(),
        action,
        value: value.to_owned(),
        reason: "looked at the yearbook".to_owned(),
        author: "an analyst".to_owned(),
        expect: expect.to_owned(),
        line,
    }
}

fn two_that_disagree() -> Vec<Claim> {
    let first = say("a", "revenue", "2022", "148").by("ministry").on("2023-01-01");
    let second = say("b", "revenue", "2022", "120.5").by("bank").on("2024-01-01");
    vec![first.claim(), second.claim()]
}

#[test]
fn a_person_may_choose_drop_and_set() {
    let claims = two_that_disagree();
    let before = run(&claims, &config(), &[], &[]).unwrap();
    let figure = before.figure(KEY).id.to_string();
    let with = |row: Override| run(&claims, &config(), &[row], &[]).unwrap();

    let chosen = with(decide(Action::ChooseClaim, &figure, claims[1].id.as_str(), "148", 2));
    assert_eq!(chosen.shows(KEY), ("120.5".to_owned(), Agreement::Single));
    assert_eq!(chosen.parts(KEY), [(Role::Supports, "chosen_by_person"), (Role::Overridden, "overruled")]);
    assert_eq!((chosen.figure(KEY).rule, chosen.figure(KEY).claim.as_ref()), (RULE_OVERRIDE, Some(&claims[1].id)));
    assert_eq!(chosen.conflicts.len(), 1);
    assert!(!chosen.codes().contains(&FIGURE_UNRESOLVED));

    let set = with(decide(Action::SetValue, &figure, "150", "148.000000", 2));
    assert_eq!((set.shows(KEY).0.as_str(), set.figure(KEY).claim.as_ref()), ("150", None));
    assert_eq!(set.parts(KEY), [(Role::Overridden, "overruled"), (Role::Overridden, "overruled")]);

    let dropped = with(decide(Action::DropClaim, claims[0].id.as_str(), "", "148", 2));
    assert_eq!(dropped.shows(KEY), ("120.5".to_owned(), Agreement::Single));
    assert_eq!(dropped.parts(KEY), [(Role::Supports, "only_voice"), (Role::Overridden, "dropped")]);

    // The last vintage is the figure as published.
    for out in [chosen, set, dropped] {
        assert_eq!(out.vintages.last().unwrap().value, out.figure(KEY).value);
    }
}

#[test]
fn what_repeats_may_be_chosen() {
    let said = [("148", 1), ("148.3", 2)].map(|(value, at)| say("a", "revenue", "2022", value).by("x").at(at).claim());
    let figure = run(&said, &config(), &[], &[]).unwrap().figures[0].clone();
    let shown = |figure: &Figure| (figure.value.to_string(), figure.claim.clone());
    assert_eq!(shown(&figure), ("148.3".to_owned(), Some(said[1].id.clone())));
    let rows = [decide(Action::ChooseClaim, figure.id.as_str(), said[0].id.as_str(), "148.3", 2)];
    let done = run(&said, &config(), &rows, &[]).unwrap();
    assert_eq!(shown(&done.figures[0]), ("148".to_owned(), Some(said[0].id.clone())));
    assert_eq!(done.figures[0].rule, RULE_OVERRIDE);
}

#[test]
fn the_only_claim_dropped_takes_its_figure_along() {
    let claims = vec![say("a", "revenue", "2022", "148").claim()];
    let row = decide(Action::DropClaim, claims[0].id.as_str(), "", "148", 2);
    let out = run(&claims, &config(), &[row], &[]).unwrap();
    assert!(out.figures.is_empty() && out.vintages.is_empty());
    assert_eq!(out.codes(), [FIGURE_DROPPED]);
}

#[test]
fn every_stale_decision_is_told_at_once() {
    let claims = two_that_disagree();
    let figure = run(&claims, &config(), &[], &[]).unwrap().figure(KEY).id.to_string();
    let rows = [
        decide(Action::DropClaim, claims[1].id.as_str(), "", "121", 2),
        decide(Action::SetValue, &figure, "150", "147", 3),
        decide(Action::SetValue, "f0000000000000000", "150", "147", 4),
        decide(Action::ChooseClaim, &figure, "c0000000000000000", "148", 5),
        decide(Action::DropClaim, "c0000000000000000", "", "1", 6),
        decide(Action::SetValue, "nonsense", "150", "147", 7),
        decide(Action::SetValue, &figure, "a lot", "148", 8),
        decide(Action::SetValue, &figure, "149", "148", 9),
    ];
    let Err(Error::Config(problems)) = run(&claims, &config(), &rows, &[]) else { panic!("accepted") };
    let lines: Vec<usize> = problems.iter().map(|problem| problem.place.unwrap().0).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8, 9]);
    assert!(problems[1].message.contains("was \"147\" when it was decided and is 148 now"), "{}", problems[1]);
}

#[test]
fn vintages_are_what_was_believed_then() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").by("x").on("2023-02-01"),
        say("b", "revenue", "2022", "148").by("y").on("2023-06"),
        say("c", "revenue", "2022", "160").by("x").on("2024-01-15"),
        say("d", "revenue", "2021", "136").by("x").on("2024-03-01"),
    ]);
    let id = &out.figure(KEY).id;
    let rows = out.vintages.iter().filter(|vintage| vintage.figure == *id);
    let day = |date: Option<Date>| date.map(|d| d.to_string()).unwrap_or_default();
    let rows: Vec<_> =
        rows.map(|v| (day(v.from), day(v.to), v.value.to_string(), v.agreement.as_str(), v.n_claims)).collect();
    let row = |from: &str, to: &str, value: &str, agreement, n| {
        (from.to_owned(), to.to_owned(), value.to_owned(), agreement, n)
    };
    assert_eq!(
        rows,
        [
            row("2023-02-01", "2023-06-29", "148", "single", 1),
            row("2023-06-30", "2024-01-14", "148", "agree", 2),
            row("2024-01-15", "", "160", "revision", 3),
        ]
    );
}

#[test]
fn undated_reports_enter_the_vintages_last() {
    let out = reconciled(vec![
        say("a", "revenue", "2022", "148").on("2023-02-01"),
        say("b", "revenue", "2022", "170").on(""),
    ]);
    let rows: Vec<_> = out.vintages.iter().map(|v| (v.from.is_some(), v.to.is_some(), v.agreement)).collect();
    assert_eq!(rows, [(true, true, Agreement::Single), (false, false, Agreement::Unresolved)]);
    assert_eq!(out.vintages[0].to.unwrap().to_string(), "2023-02-01");
}

#[test]
fn targets_are_held_against_outcomes() {
    let status = |target: Say, outcome: Say| {
        let out = reconciled(vec![target.target().on("2021-01-01"), outcome.on("2023-01-01")]);
        let row = &out.targets[0];
        (row.status.as_str(), row.gap_percent.clone().map(|gap| gap.to_string()).unwrap_or_default())
    };
    let revenue = |value: &str| say("a", "revenue", "2022", value);
    assert_eq!(status(revenue("100"), revenue("110")), ("met", "10".to_owned()));
    assert_eq!(status(revenue("100"), revenue("90")), ("missed", "-10".to_owned()));
    assert_eq!(status(revenue("100"), revenue("100.2")).0, "within_precision");
    assert_eq!(status(revenue("100").hedged(Hedge::AtLeast), revenue("130")).0, "met");
    assert_eq!(status(revenue("100").hedged(Hedge::AtLeast), revenue("100")).0, "within_precision");
    assert_eq!(status(revenue("90").to("110"), revenue("100")).0, "met");
    let rank = |value: &str| say("a", "rank", "2022", value);
    assert_eq!(status(rank("5").hedged(Hedge::AtMost), rank("3")).0, "met");
    assert_eq!(status(rank("5").hedged(Hedge::AtMost), rank("5")).0, "met");
    assert_eq!(status(rank("5").hedged(Hedge::AtMost), rank("6")).0, "missed");
}

#[test]
fn a_target_is_pending_until_its_period_has_ended() {
    let target = say("a", "revenue", "2025", "185").target().on("2023-01-01");
    let early = say("b", "revenue", "2025", "190").on("2025-06-01");
    assert_eq!(reconciled(vec![target.clone(), early.clone()]).targets[0].status.as_str(), "pending");
    assert_eq!(reconciled(vec![target.clone(), early.on("2026-01-05")]).targets[0].status.as_str(), "met");
    assert_eq!(reconciled(vec![target]).targets[0].outcome, None);
}
