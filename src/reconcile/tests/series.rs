//! What other periods tell: slips that nothing else of their own period shows, and sums of
//! parts.

use super::*;
use crate::model::ObsStatus;

/// Three years of about 100, and what is said of a fourth.
fn beside(said: Vec<Say>) -> Reconciled {
    let line = [("2019", "104"), ("2020", "97"), ("2021", "110")];
    let line = line.iter().map(|(year, value)| say(&format!("r{year}"), "exports", year, value).by("x"));
    reconciled(line.chain(said).collect())
}

#[test]
fn a_level_that_no_other_period_is_near_is_shown_and_flagged() {
    let done = beside(vec![say("a", "exports", "2022", "0.101").by("y")]);
    assert_eq!(done.shows("exports level 2022 observed"), ("0.101".to_owned(), Agreement::UnitSlip));
    assert_eq!(done.figure("exports level 2022 observed").obs_status, ObsStatus::Unresolved);
    assert_eq!(done.parts("exports level 2022 observed"), [(Role::Supports, "out_of_line_alone")]);
    assert_eq!(done.codes(), [UNIT_SLIP_SUSPECTED]);
    assert!(done.findings[0].message.contains("101 USD would be in line"), "{:?}", done.findings);
    let conflict = &done.conflicts[0];
    assert!(conflict.chosen == conflict.other && conflict.gap.is_zero());
    assert!(
        conflict.explanation.contains("nothing else gives the figure")
            && conflict.explanation.contains("; 101 USD would be in line"),
        "{conflict:?}"
    );
}

#[test]
fn what_follows_for_the_period_is_taken_in_its_place() {
    let growth = say("b", "exports", "2022", "10").is(Measure::Growth, "2021").by("z");
    let done = beside(vec![say("a", "exports", "2022", "0.121").by("y"), growth]);
    let (value, agreement) = done.shows("exports level 2022 observed");
    assert_eq!((value.as_str(), agreement), ("121", Agreement::UnitSlip));
    // Nothing follows from what slipped.
    assert!(done.derived.iter().all(|row| row.inputs.len() == 2), "{:?}", done.derived);
}

#[test]
fn only_what_a_step_puts_in_line_is_a_slip() {
    let agreement =
        |value: &str| beside(vec![say("a", "exports", "2022", value).by("y")]).shows("exports level 2022 observed").1;
    // A twelfth is no power of 1,000, and a thousandth times ten is out of line still.
    assert_eq!(agreement("9"), Agreement::Single);
    assert_eq!(agreement("0.009"), Agreement::Single);
    assert_eq!(agreement("105000"), Agreement::UnitSlip);
    // A series that grows tenfold draws no line.
    let done = beside(vec![say("b", "exports", "2010", "5"), say("a", "exports", "2022", "0.1").by("y")]);
    assert_eq!(done.shows("exports level 2022 observed").1, Agreement::Single);
}

#[test]
fn an_exchange_rate_may_be_the_step() {
    // 105 trillion dong are 4.57 of what 2,300,000 billion would be.
    let dong = say("a", "exports", "2022", "4.6").by("y").converted("VND", "23000");
    assert_eq!(beside(vec![dong]).shows("exports level 2022 observed").1, Agreement::UnitSlip);
    assert_eq!(
        beside(vec![say("a", "exports", "2022", "4.6").by("y")]).shows("exports level 2022 observed").1,
        Agreement::Single
    );
}

#[test]
fn parts_of_a_year_are_compared_by_the_day() {
    let half = |value: &str| beside(vec![say("a", "exports", "2022-01/2022-06", value).by("y")]);
    assert_eq!(half("52").shows("exports level 2022-01/2022-06 observed").1, Agreement::Single);
    assert_eq!(half("0.052").shows("exports level 2022-01/2022-06 observed").1, Agreement::UnitSlip);
}

#[test]
fn a_part_is_no_more_than_its_whole() {
    let with = |part: &str| {
        let done = reconciled(vec![say("a", "revenue", "2022", "100"), say("b", "domestic", "2022", part).by("y")]);
        done.shows("domestic level 2022 observed").1
    };
    assert_eq!(with("20000"), Agreement::UnitSlip);
    assert_eq!(with("90000000"), Agreement::UnitSlip);
    assert_eq!(with("2000"), Agreement::Single);
    // However small, a part may be that small.
    assert_eq!(with("0.02"), Agreement::Single);
    let mut config = config();
    config.indicators[1].scope = Scope::Wider;
    let said = vec![say("a", "revenue", "2022", "100"), say("b", "domestic", "2022", "0.15").by("y")];
    assert_eq!(reconciled_by(said, &config).shows("domestic level 2022 observed").1, Agreement::UnitSlip);
}

#[test]
fn the_value_that_follows_for_the_period_beside_is_a_slip_of_the_period() {
    let said = |said: Say| {
        let heavy = say("a", "revenue", "2023", "115").by("ministry").in_sentence("s");
        let growth = say("a", "revenue", "2023", "53").is(Measure::Growth, "2022").by("ministry").in_sentence("s");
        reconciled(vec![heavy, growth, said]).shows("revenue level 2023 observed")
    };
    assert_eq!(said(say("b", "revenue", "2023", "75").by("y")), ("115".to_owned(), Agreement::PeriodSlip));
    assert_eq!(said(say("b", "revenue", "2023", "70").by("y")).1, Agreement::Unresolved);
}

#[test]
fn a_period_that_nobody_prints_proves_no_slip() {
    let said = |inferred: bool| {
        let mut next = say("c", "firms", "2024", "1500").by("z");
        next.0.printed.period_inferred = inferred;
        let said =
            vec![say("a", "firms", "2023", "1900").by("ministry"), say("b", "firms", "2023", "1500").by("y"), next];
        reconciled(said).shows("firms level 2023-12-31 observed").1
    };
    assert_eq!((said(false), said(true)), (Agreement::PeriodSlip, Agreement::Unresolved));
}

#[test]
fn parts_make_their_whole_and_the_whole_its_last_part() {
    let done = reconciled(vec![
        say("a", "exports", "2022-01/2022-06", "72").by("x"),
        say("a", "exports", "2022-Q3", "37").by("x"),
        say("b", "exports", "2022-01/2022-09", "5").is(Measure::Growth, "2021-01/2021-09").by("y"),
    ]);
    assert_eq!(done.shows("exports level 2022-01/2022-09 observed"), ("109".to_owned(), Agreement::Single));
    let figure = done.figure("exports level 2022-01/2022-09 observed");
    assert_eq!(ends(&figure.interval), ("108".to_owned(), "110".to_owned()));
    assert_eq!(done.parts("exports level 2022-01/2022-09 observed"), [(Role::Supports, "from_parts")]);

    let done = reconciled(vec![
        say("a", "exports", "2022-01/2022-09", "109").by("x"),
        say("a", "exports", "2022-01/2022-06", "72").by("x"),
        say("b", "exports", "2022-Q3", "5").is(Measure::Growth, "2021-Q3").by("y"),
    ]);
    assert_eq!(done.shows("exports level 2022-Q3 observed").0, "37");
    // The year before follows from that by its growth, one step deeper.
    assert_eq!(done.figure("exports level 2021-Q3 observed").n_claims, 3);
}

#[test]
fn a_whole_that_its_parts_contradict_is_told() {
    let months = (1..=5).map(|month| say("a", "exports", &format!("2022-{month:02}"), "20").at(month).by("x"));
    let done = reconciled(months.chain([say("a", "exports", "2022-01/2022-05", "130").at(9).by("x")]).collect());
    assert_eq!(done.shows("exports level 2022-01/2022-05 observed"), ("130".to_owned(), Agreement::Unresolved));
    assert!(done.codes().contains(&REPORT_CONTRADICTS_ITSELF), "{:?}", done.codes());
}

#[test]
fn parts_of_stocks_and_of_plans_are_not_added() {
    let stock = reconciled(vec![
        say("a", "firms", "2022-01/2022-06", "72"),
        say("a", "firms", "2022-07/2022-12", "37"),
        say("b", "firms", "2022", "5").is(Measure::Growth, "2021"),
    ]);
    assert_eq!(stock.derived.iter().filter(|row| row.relation == crate::model::Relation::Sum).count(), 0);
    let plan = reconciled(vec![
        say("a", "exports", "2022-01/2022-06", "72").target(),
        say("a", "exports", "2022-07/2022-12", "37").target(),
        say("b", "exports", "2022", "5").is(Measure::Growth, "2021").target(),
    ]);
    assert_eq!(plan.derived, []);
}

#[test]
fn unlike_periods_are_not_compared() {
    let done = reconciled(vec![
        say("a", "exports", "2022-01/2022-06", "72").by("x"),
        say("a", "exports", "2022-Q3", "37").is(Measure::Delta, "2022-01/2022-06").by("x"),
    ]);
    assert_eq!(done.derived, []);
}

#[test]
fn what_no_longer_follows_is_told() {
    // x said growth of 2022 once, and later of what was the same year's plan: the first level stays
    // derived only until its own target replaced it.
    let done = reconciled(vec![
        say("a", "exports", "2022", "100").by("x").on("2022-01-01").target(),
        say("b", "exports", "2023", "10").is(Measure::Growth, "2022").by("x").on("2022-02-01").target(),
        say("c", "exports", "2022", "50").hedged(Hedge::AtLeast).by("x").on("2022-03-01").target(),
    ]);
    assert!(done.find("exports level 2023 planned").is_none());
    assert_eq!(done.codes(), [FIGURE_WITHDRAWN]);
    assert!(
        done.findings[0].message.contains("exports VN level 2023 planned: from 2022-02-01 to 2022-02-28"),
        "{:?}",
        done.findings
    );
}
