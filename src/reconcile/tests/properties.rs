//! What holds for whatever is said.

use proptest::prelude::*;

use super::*;

fn anything() -> impl Strategy<Value = Say> {
    let who = (0..4_usize, 0..4_usize, 0..5_usize);
    let what = (0..4_usize, 2019..2024_i32, 0..7_usize, 0..5_usize);
    let value = prop_oneof![1..300_i64, Just(0), Just(-100), Just(148_000), Just(3_404_000)];
    (who, what, value, 0..6_usize, 0..3_usize, 0..3_usize).prop_map(|(who, what, value, hedge, basis, sentence)| {
        let report = ["a", "b", "c", "d"][who.0];
        let indicator = ["revenue", "domestic", "firms", "rank"][what.0];
        let measures = [
            Measure::Level,
            Measure::Level,
            Measure::Growth,
            Measure::Delta,
            Measure::Multiple,
            Measure::Share,
            Measure::GrowthAverage,
        ];
        let measure = match measures[what.2] {
            Measure::Level if indicator == "rank" => Measure::Rank,
            measure => measure,
        };
        let has_base = matches!(measure, Measure::Growth | Measure::Delta | Measure::Multiple);
        let base =
            if has_base { (what.1 - 1 - i32::try_from(what.3).unwrap_or(0) % 2).to_string() } else { String::new() };
        let said = say(report, indicator, &what.1.to_string(), &value.to_string())
            .is(measure, &base)
            .by(["", "x", "y", "ministry"][who.1])
            .on(["2022-01-01", "2023", "2023-06-30", "2024-05", ""][who.2])
            .hedged(Hedge::ALL[hedge])
            .in_sentence(["s", "t", "u"][sentence]);
        match basis {
            0 => said.target(),
            1 => said.forecast(),
            _ => said,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_order_nor_luck_decides(said in prop::collection::vec(anything(), 1..14), seed in 0..100_usize) {
        let mut claims: Vec<Claim> = said.into_iter().map(Say::claim).collect();
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims.dedup_by(|a, b| a.id == b.id);
        let outcome = run(&claims, &config(), &[], &[]).unwrap();
        let mut turned = claims.clone();
        turned.reverse();
        turned.rotate_left(seed % claims.len());
        prop_assert_eq!(&run(&turned, &config(), &[], &[]).unwrap(), &outcome);

        // Nothing is lost, and nothing is said twice.
        for claim in &claims {
            let rows = outcome.evidence.iter().filter(|row| row.source == claim.id.as_str()).count();
            prop_assert_eq!(rows, 1, "{:?}", claim.printed);
        }
        for row in &outcome.derived {
            prop_assert_eq!(outcome.evidence.iter().filter(|e| e.source == row.id.as_str()).count(), 1);
            prop_assert!(row.interval.width().is_some());
        }
        for figure in &outcome.figures {
            prop_assert!(!figure.interval.is_empty());
            let evidence: Vec<&Evidence> = outcome.evidence.iter().filter(|row| row.figure == figure.id).collect();
            prop_assert!(evidence.iter().any(|row| row.role == Role::Supports));
            // A printed value wherever one is live, else one inside the region.
            prop_assert!(figure.claim.is_some() != figure.derived);
            if figure.derived {
                prop_assert!(figure.interval.contains(&figure.value), "{} in {:?}", figure.value, figure.interval);
            }
            let candidate = evidence.iter().any(|row| row.role == Role::Candidate);
            prop_assert!(!candidate || figure.agreement == Agreement::Unresolved);
            // The last vintage is the figure.
            let last = outcome.vintages.iter().rfind(|vintage| vintage.figure == figure.id).unwrap();
            prop_assert_eq!((&last.value, &last.interval, last.agreement), (&figure.value, &figure.interval, figure.agreement));
            prop_assert!(last.to.is_none());
        }
    }

    #[test]
    fn a_vintage_is_a_run_on_its_cut(said in prop::collection::vec(anything(), 1..14)) {
        // Undated ones enter a set after the last date of its own, not of all.
        let dated = |claim: &Claim| claim.published.is_some();
        let mut claims: Vec<Claim> = said.into_iter().map(Say::claim).filter(dated).collect();
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims.dedup_by(|a, b| a.id == b.id);
        let outcome = run(&claims, &config(), &[], &[]).unwrap();
        let day = |claim: &Claim| claim.published.map(PartialDate::effective);
        for date in claims.iter().filter_map(day).collect::<BTreeSet<Date>>() {
            let out = |claim: &&Claim| day(claim).is_some_and(|day| day <= date);
            let cut: Vec<Claim> = claims.iter().filter(out).cloned().collect();
            let then = run(&cut, &config(), &[], &[]).unwrap();
            let there = |v: &&Vintage| v.from.is_some_and(|from| from <= date) && v.to.is_none_or(|to| date <= to);
            let shown = outcome.vintages.iter().filter(there);
            let shown: BTreeMap<_, _> = shown.map(|v| (&v.figure, (&v.value, &v.interval, v.agreement))).collect();
            let figures = then.figures.iter().map(|f| (&f.id, (&f.value, &f.interval, f.agreement)));
            let figures: BTreeMap<_, _> = figures.collect();
            prop_assert_eq!(shown, figures, "on {}", date);
        }
    }

    #[test]
    fn a_voice_that_agrees_never_lowers_support(said in prop::collection::vec(anything(), 1..8)) {
        let claims: Vec<Claim> = said.into_iter().map(Say::claim).collect();
        let before = run(&claims, &config(), &[], &[]).unwrap();
        for figure in before.figures.iter().filter(|figure| figure.claim.is_some()) {
            let chosen = claims.iter().find(|claim| Some(&claim.id) == figure.claim.as_ref()).unwrap();
            let mut agreeing = chosen.clone();
            agreeing.id = content_hash('c', [chosen.id.as_str(), "again"]).parse().unwrap();
            agreeing.printed.report = "another".parse().unwrap();
            agreeing.printed.sentence = "another".into();
            agreeing.issuer = "another".to_owned();
            let more: Vec<Claim> = claims.iter().cloned().chain([agreeing]).collect();
            let after = run(&more, &config(), &[], &[]).unwrap();
            let after = after.figures.iter().find(|other| other.id == figure.id).unwrap();
            prop_assert!(after.support >= figure.support, "{} from {} to {}", figure.key, figure.support, after.support);
        }
    }
}
