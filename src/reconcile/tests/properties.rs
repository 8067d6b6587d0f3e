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
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

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
            // What no longer follows has a finding in place of vintages.
            let kept = |figure: &&Figure| outcome.figures.iter().any(|last| last.id == figure.id);
            let there = |v: &&Vintage| v.from.is_some_and(|from| from <= date) && v.to.is_none_or(|to| date <= to);
            let shown = outcome.vintages.iter().filter(there);
            let shown: BTreeMap<_, _> = shown.map(|v| (&v.figure, (&v.value, &v.interval, v.agreement))).collect();
            let figures = then.figures.iter().filter(kept).map(|f| (&f.id, (&f.value, &f.interval, f.agreement)));
            let figures: BTreeMap<_, _> = figures.collect();
            prop_assert_eq!(shown, figures, "on {}", date);
        }
    }

    #[test]
    fn finer_sets_change_nothing(said in prop::collection::vec(anything(), 1..24)) {
        let mut claims: Vec<Claim> = said.into_iter().map(Say::claim).collect();
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims.dedup_by(|a, b| a.id == b.id);
        let config = config();
        let families = Families::read(&[], &claims);
        let decisions = overrides::read(&[], &claims, &config);
        let context = Context { config: &config, families: &families, decisions: &decisions, latest: latest(&claims, &[]) };
        let all = |sets: Vec<Vec<&Claim>>| {
            let outcomes = sets.iter().map(|set| reconcile_set(set, &context).unwrap()).collect();
            in_order(gather(outcomes))
        };
        let (coarse, fine) = (all(sets::coarse(&claims, &config)), all(sets::split(&claims, &config)));
        prop_assert_eq!(&fine.figures, &coarse.figures);
        prop_assert_eq!(&fine.evidence, &coarse.evidence);
        prop_assert_eq!(&fine.derived, &coarse.derived);
        prop_assert_eq!(&fine.conflicts, &coarse.conflicts);
        prop_assert_eq!(&fine.targets, &coarse.targets);
        let dated = claims.iter().all(|claim| claim.published.is_some());
        prop_assert!(!dated || fine.vintages == coarse.vintages);
        prop_assert!(!dated || fine.findings == coarse.findings);
    }

    #[test]
    fn names_of_reports_are_names(said in prop::collection::vec(anything(), 1..14)) {
        let claims: Vec<Claim> = said.into_iter().map(Say::claim).collect();
        let mut renamed = claims.clone();
        for claim in &mut renamed {
            let name = match claim.printed.report.as_str() { "a" => "z", "b" => "0", "c" => "m", _ => "Report 4" };
            claim.printed.report = name.parse().unwrap();
            claim.printed.sentence = format!("{} of {name}", claim.printed.sentence).into();
            claim.id = content_hash('c', [name, claim.id.as_str()]).parse().unwrap();
        }
        let (before, after) = (run(&claims, &config(), &[], &[]).unwrap(), run(&renamed, &config(), &[], &[]).unwrap());
        let shown = |done: &Reconciled| {
            let figures = done.figures.iter();
            figures.map(|f| (f.id.clone(), f.value.clone(), f.interval.clone(), f.agreement, f.support.clone(), f.n_claims, f.n_rejected)).collect::<Vec<_>>()
        };
        prop_assert_eq!(shown(&before), shown(&after));
        prop_assert_eq!(before.conflicts.len(), after.conflicts.len());
    }

    #[test]
    fn what_is_a_thousand_times_as_great_is_all_of_it(said in prop::collection::vec(anything(), 1..14)) {
        let claims: Vec<Claim> = said.into_iter().map(Say::claim).filter(|claim| claim.printed.measure != Measure::Rank).collect();
        let thousand = Number::from(1000);
        let mut scaled = claims.clone();
        let is_amount = |key: Measure| matches!(key, Measure::Level | Measure::Delta);
        for claim in scaled.iter_mut().filter(|claim| is_amount(claim.printed.measure)) {
            claim.value = &claim.value * &thousand;
            claim.value_to = claim.value_to.as_ref().map(|to| to * &thousand);
            claim.interval = claim.interval.scale(&thousand);
            claim.resolution = &claim.resolution * &thousand;
        }
        let (before, after) = (run(&claims, &config(), &[], &[]).unwrap(), run(&scaled, &config(), &[], &[]).unwrap());
        prop_assert_eq!(before.figures.len(), after.figures.len());
        for (small, great) in before.figures.iter().zip(&after.figures) {
            prop_assert_eq!((&small.id, small.agreement, &small.claim), (&great.id, great.agreement, &great.claim));
            let wanted = if is_amount(small.key.measure) { &small.value * &thousand } else { small.value.clone() };
            // What follows from claims is rounded to six decimals, before it is scaled or after.
            let apart = (&wanted - &great.value).abs();
            prop_assert!(if small.derived { apart <= n("0.01") } else { apart.is_zero() }, "{}: {} {}", small.key, small.value, great.value);
        }
    }

    #[test]
    fn wider_intervals_make_no_conflict(about in 1000..9000_i64, widths in prop::collection::vec((0..900_i64, 0..900_i64, 0..4_usize, 0..3_usize), 2..9), wider in 0..9_usize) {
        // All hold one number, so that none excludes another.
        let claims = |widen: Option<usize>| -> Vec<Claim> {
            let one = |(at, (below, above, report, date)): (usize, &(i64, i64, usize, usize))| {
                let mut claim = say(["a", "b", "c", "d"][*report], "revenue", "2022", &about.to_string())
                    .by(["x", "y", "ministry", ""][(at + report) % 4]).on(["2022-01-01", "2023", "2023-06-30"][*date]).at(at).claim();
                let more = if widen == Some(at) { 500 } else { 0 };
                let end = |value: i64| Number::from(value);
                claim.interval = Interval::closed(end(about - below - more), end(about + above + more));
                claim.value = end(about + (above - below) / 2);
                claim.id = content_hash('c', [at.to_string().as_str()]).parse().unwrap();
                claim
            };
            widths.iter().enumerate().map(one).collect()
        };
        for widen in [None, Some(wider % widths.len())] {
            let done = run(&claims(widen), &config(), &[], &[]).unwrap();
            let disagree: Vec<_> = done.conflicts.iter().filter(|conflict| conflict.agreement != Agreement::Revision).collect();
            prop_assert!(disagree.is_empty(), "{:?}", disagree);
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

/// Whatever a claim can hold, and what no claim should: sizes from the least to the greatest that
/// a table takes, open, pointed, wide and empty intervals, part-years, chains and cycles of growth.
fn extreme() -> impl Strategy<Value = Claim> {
    let value = prop_oneof![-300..300_i64, Just(0), Just(-100), Just(i64::MAX), Just(i64::MIN + 1),];
    let period = prop_oneof![
        (2015..2025_i32).prop_map(|year| year.to_string()),
        (2020..2023_i32, 1..5_u8).prop_map(|(year, quarter)| format!("{year}-Q{quarter}")),
        (2020..2023_i32, 1..13_u8, 0..6_u8)
            .prop_map(|(year, month, more)| format!("{year}-{month:02}/{year}-{:02}", (month + more).min(12))),
        Just("0001".to_owned()),
        Just("9998".to_owned()),
    ];
    let who = (0..9_usize, 0..4_usize, 0..5_usize, 0..3_usize);
    (anything(), value, -6..14_i32, period, 0..6_usize, 0..3_usize, who).prop_map(
        |(said, value, exponent, period, width, indicator, who)| {
            let base = said.0.printed.base_period;
            let mut claim = said.claim();
            let value = &Number::from(value) * &Number::pow10(exponent);
            let unit = Number::pow10(exponent);
            claim.interval = match width {
                0 => Interval::point(value.clone()),
                1 => Interval { low: Bound::Unbounded, high: Bound::Closed(value.clone()) },
                2 => Interval { low: Bound::Open(value.clone()), high: Bound::Unbounded },
                3 => Interval { low: Bound::Unbounded, high: Bound::Unbounded },
                // Empty: nothing is above itself.
                4 => Interval { low: Bound::Open(value.clone()), high: Bound::Closed(value.clone()) },
                _ => Interval::closed(&value - &unit, &value + &unit),
            };
            claim.resolution = unit;
            claim.value = value;
            if !matches!(claim.printed.measure, Measure::Rank) && claim.indicator.as_str() != "rank" {
                claim.indicator = ["exports", "imports", "surplus"][indicator].parse().unwrap();
                claim.printed.indicator = Some(claim.indicator.clone());
                let level = Unit::Money(Currency::USD);
                claim.unit = claim.printed.measure.unit_of(&level);
            }
            claim.printed.period = period.parse().ok();
            claim.printed.base_period =
                base.and(claim.printed.period.and_then(|p| p.years_earlier(1 - i16::try_from(who.3).unwrap())));
            claim.printed.report = format!("r{}", who.0).parse().unwrap();
            claim.published = ["2020", "2021-06", "2022-02-02", "2023", ""][who.2].parse().ok();
            let text = format!("{:?} {:?} {:?}", claim.printed, claim.interval, claim.published);
            claim.id = content_hash('c', [text.as_str()]).parse().unwrap();
            claim
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(1000), failure_persistence: None, ..ProptestConfig::default() })]

    /// A thousand sets a run: no panic, nothing lost, and no value that its inputs do not bear out.
    #[test]
    fn anything_at_all_is_reconciled(said in prop_oneof![9 => prop::collection::vec(extreme(), 1..24), 1 => prop::collection::vec(extreme(), 150..400)]) {
        let mut claims = said;
        claims.sort_by(|a, b| a.id.cmp(&b.id));
        claims.dedup_by(|a, b| a.id == b.id);
        let done = run(&claims, &config(), &[], &[]).unwrap();
        let known: BTreeMap<&str, &Claim> = claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
        for claim in claims.iter().filter(|claim| claim.printed.period.is_some()) {
            let rows = done.evidence.iter().filter(|row| row.source == claim.id.as_str()).count();
            let told = claim.interval.is_empty() && done.codes().contains(&CLAIM_STANDS_FOR_NOTHING);
            prop_assert!(rows == 1 || told || claim.unit != claim.printed.measure.unit_of(&config().indicator(&claim.indicator).unwrap().unit), "{:?}", claim.printed);
        }
        for row in &done.derived {
            prop_assert!(row.value.to_decimal(crate::model::Rounding::HalfEven).is_ok(), "{:?} fits no table", row.value);
            prop_assert!(row.interval.contains(&row.value), "{:?} is not in {:?}", row.value, row.interval);
            prop_assert!(row.inputs.iter().all(|id| known.contains_key(id.as_str())) && row.inputs.len() > 1, "{:?}", row);
        }
        for figure in &done.figures {
            // Printed by somebody, or in the interval of what follows.
            match &figure.claim {
                Some(id) => prop_assert_eq!(&known[id.as_str()].value, &figure.value),
                None => prop_assert!(figure.derived && figure.interval.contains(&figure.value), "{:?}", figure),
            }
        }
    }
}
