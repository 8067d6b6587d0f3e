//! Step 5, vote: the smallest interval on which the greatest weight agrees.
//!
//! This is Marzullo's algorithm (K. Marzullo, "Maintaining the Time in a
//! Distributed System", 1984) with weights, and with ends that are open or
//! closed exactly: "nearly 135" and "over 135" share no number. An issuer votes
//! once: where several of its voices hold the same region, the heaviest counts.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Bound, Interval, Number};

/// Whether a ballot is somebody's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Directness {
    /// Printed.
    Printed,
    /// Follows from what is printed.
    Derived,
}

/// One voice in the vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// What it holds possible; never empty.
    pub interval: Interval,
    /// Its weight.
    pub weight: Number,
    /// Who speaks; of a derived value the issuers of all inputs. Ballots of the
    /// same issuers do not add up.
    pub issuers: BTreeSet<String>,
    /// Printed or derived.
    pub directness: Directness,
}

/// The outcome of a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The region on which the winners agree.
    pub region: Interval,
    /// Their weight, an issuer counted once.
    pub support: Number,
    /// Positions of the ballots that hold the region, ascending.
    pub holders: Vec<usize>,
}

/// Counts `ballots`, which come in the order of their standing: of regions with
/// equal support that wins which the first ballot holds, then the most ballots,
/// then the narrowest. Where anything is printed, the winner is held by a printed
/// ballot: what is derived adds weight, and leads only where nothing is printed.
///
/// Nothing where there are no ballots.
pub fn count(ballots: &[Ballot]) -> Option<Outcome> {
    let printed = ballots.iter().any(|ballot| ballot.directness == Directness::Printed);
    let mut ends: Vec<(Place, usize)> = Vec::with_capacity(2 * ballots.len());
    for (at, Ballot { interval, .. }) in ballots.iter().enumerate().filter(|(_, ballot)| !ballot.interval.is_empty()) {
        ends.push((Place::low(&interval.low), at));
        ends.push((Place::high(&interval.high), at));
    }
    ends.sort();
    let mut best: Option<Outcome> = None;
    let mut held = Held::default();
    // The begin of an interval after which no other begins before one ends: what
    // is held at any begin before it is held here too.
    let mut begin: Option<&Bound> = None;
    for (place, at) in ends {
        let ballot = &ballots[at];
        if place.begins() {
            held.enter(at, ballot);
            begin = Some(&ballot.interval.low);
            continue;
        }
        let may_lead = (!printed || held.printed > 0) && best.as_ref().is_none_or(|best| held.support >= best.support);
        if let Some(low) = begin.take().filter(|_| may_lead) {
            // The first to end is where the region ends.
            let outcome = held.outcome(Interval { low: low.clone(), high: ballot.interval.high.clone() });
            if best.as_ref().is_none_or(|best| compare(&outcome, best) == Ordering::Less) {
                best = Some(outcome);
            }
        }
        held.leave(at, ballot);
    }
    best
}

/// Where an interval begins or ends, in the order of a sweep: where one ends
/// before another begins, they share no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place<'a> {
    First,
    At(&'a Number, Side),
    Last,
}

/// What happens at one number: what stops short of it ends, what includes it
/// begins, what includes it ends, what leaves it out begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    OpenEnd,
    ClosedBegin,
    ClosedEnd,
    OpenBegin,
}

impl<'a> Place<'a> {
    fn low(bound: &'a Bound) -> Self {
        match bound {
            Bound::Unbounded => Self::First,
            Bound::Closed(number) => Self::At(number, Side::ClosedBegin),
            Bound::Open(number) => Self::At(number, Side::OpenBegin),
        }
    }

    fn high(bound: &'a Bound) -> Self {
        match bound {
            Bound::Unbounded => Self::Last,
            Bound::Closed(number) => Self::At(number, Side::ClosedEnd),
            Bound::Open(number) => Self::At(number, Side::OpenEnd),
        }
    }

    fn begins(self) -> bool {
        matches!(self, Self::First | Self::At(_, Side::ClosedBegin | Side::OpenBegin))
    }
}

/// The ballots that hold where the sweep stands.
#[derive(Debug)]
struct Held<'a> {
    holders: BTreeSet<usize>,
    /// How many of them are printed.
    printed: usize,
    /// The weights of the same issuers, of which the heaviest counts.
    weights: BTreeMap<&'a BTreeSet<String>, BTreeSet<(&'a Number, usize)>>,
    support: Number,
}

impl Default for Held<'_> {
    fn default() -> Self {
        Self { holders: BTreeSet::new(), printed: 0, weights: BTreeMap::new(), support: Number::zero() }
    }
}

impl<'a> Held<'a> {
    fn enter(&mut self, at: usize, ballot: &'a Ballot) {
        self.holders.insert(at);
        self.printed += usize::from(ballot.directness == Directness::Printed);
        self.reweigh(ballot, |weights| weights.insert((&ballot.weight, at)));
    }

    fn leave(&mut self, at: usize, ballot: &'a Ballot) {
        self.holders.remove(&at);
        self.printed -= usize::from(ballot.directness == Directness::Printed);
        self.reweigh(ballot, |weights| weights.remove(&(&ballot.weight, at)));
    }

    fn outcome(&self, region: Interval) -> Outcome {
        Outcome { region, support: self.support.clone(), holders: self.holders.iter().copied().collect() }
    }

    fn reweigh(&mut self, ballot: &'a Ballot, change: impl FnOnce(&mut BTreeSet<(&'a Number, usize)>) -> bool) {
        let weights = self.weights.entry(&ballot.issuers).or_default();
        let before = weights.last().map(|(weight, _)| *weight);
        change(weights);
        let after = weights.last().map(|(weight, _)| *weight);
        if before != after {
            let zero = Number::zero();
            self.support = &(&self.support - before.unwrap_or(&zero)) + after.unwrap_or(&zero);
        }
    }
}

fn compare(a: &Outcome, b: &Outcome) -> Ordering {
    (b.support.cmp(&a.support))
        .then_with(|| a.holders.first().cmp(&b.holders.first()))
        .then_with(|| Reverse(a.holders.len()).cmp(&Reverse(b.holders.len())))
        .then_with(|| width(a).cmp(&width(b)))
        .then_with(|| a.holders.cmp(&b.holders))
}

/// Unbounded regions last.
fn width(outcome: &Outcome) -> (bool, Option<Number>) {
    let width = outcome.region.width();
    (width.is_none(), width)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::interval::{compare_high, compare_low};

    fn n(value: i64) -> Number {
        Number::from(value)
    }

    fn ballot(low: i64, high: i64, issuer: &str) -> Ballot {
        Ballot {
            interval: Interval::closed(n(low), n(high)),
            weight: n(1),
            issuers: BTreeSet::from([issuer.to_owned()]),
            directness: Directness::Printed,
        }
    }

    #[test]
    fn the_example_of_marzullo() {
        // 8-12, 11-13 and 14-15: the best is 11-12 with two.
        let outcome = count(&[ballot(8, 12, "a"), ballot(11, 13, "b"), ballot(14, 15, "c")]).unwrap();
        assert_eq!(outcome.region, Interval::closed(n(11), n(12)));
        assert_eq!((outcome.support, outcome.holders), (n(2), vec![0, 1]));
    }

    #[test]
    fn touching_open_ends_do_not_meet() {
        let nearly = Ballot {
            interval: Interval { low: Bound::Closed(n(134)), high: Bound::Open(n(135)) },
            ..ballot(0, 0, "a")
        };
        let over = Ballot {
            interval: Interval { low: Bound::Open(n(135)), high: Bound::Closed(n(136)) },
            ..ballot(0, 0, "b")
        };
        assert_eq!(count(&[nearly.clone(), over.clone()]).unwrap().support, n(1));
        let plain = ballot(135, 135, "c");
        assert_eq!(count(&[nearly, over, plain]).unwrap().support, n(1));
    }

    #[test]
    fn an_issuer_votes_once() {
        let voices = [ballot(0, 2, "a"), ballot(0, 2, "a"), ballot(0, 2, "a"), ballot(5, 6, "b"), ballot(5, 7, "c")];
        let outcome = count(&voices).unwrap();
        assert_eq!((outcome.support, outcome.holders), (n(2), vec![3, 4]));
    }

    #[test]
    fn an_agreeing_ballot_never_lowers_support() {
        let mut voices = vec![ballot(0, 10, "a"), ballot(4, 12, "b"), ballot(11, 20, "c")];
        let mut last = n(0);
        for (low, high, issuer) in [(4, 10, "d"), (5, 5, "e"), (0, 30, "f"), (5, 7, "a"), (5, 9, "d")] {
            voices.push(ballot(low, high, issuer));
            let outcome = count(&voices).unwrap();
            assert!(outcome.support >= last, "{low}..{high}");
            assert!(outcome.holders.contains(&(voices.len() - 1)));
            last = outcome.support;
        }
    }

    #[test]
    fn what_is_derived_leads_only_where_nothing_is_printed() {
        let derived = |low, high, issuer| Ballot { directness: Directness::Derived, ..ballot(low, high, issuer) };
        let voices = [derived(0, 1, "a"), derived(0, 2, "b"), ballot(5, 6, "c")];
        assert_eq!(count(&voices).unwrap().holders, vec![2]);
        assert_eq!(count(&voices[..2]).unwrap().region, Interval::closed(n(0), n(1)));
        assert_eq!(count(&[]), None);
    }

    /// The same outcome by its definition: at the begin of every interval.
    fn by_definition(ballots: &[Ballot]) -> Option<Outcome> {
        let printed = ballots.iter().any(|ballot| ballot.directness == Directness::Printed);
        let outcomes = ballots.iter().map(|start| starting_at(start, ballots));
        let is_direct = |at: &usize| ballots[*at].directness == Directness::Printed;
        outcomes.filter(|outcome| !printed || outcome.holders.iter().any(is_direct)).min_by(compare)
    }

    fn starting_at(start: &Ballot, ballots: &[Ballot]) -> Outcome {
        let low = &start.interval.low;
        let holds = |ballot: &Ballot| {
            let rest = Interval { low: low.clone(), high: ballot.interval.high.clone() };
            compare_low(&ballot.interval.low, low).is_le() && !rest.is_empty()
        };
        let holders: Vec<usize> = (0..ballots.len()).filter(|at| holds(&ballots[*at])).collect();
        let mut heaviest: BTreeMap<&BTreeSet<String>, &Number> = BTreeMap::new();
        let mut high = &start.interval.high;
        for ballot in holders.iter().map(|at| &ballots[*at]) {
            let weight = heaviest.entry(&ballot.issuers).or_insert(&ballot.weight);
            *weight = (*weight).max(&ballot.weight);
            if compare_high(&ballot.interval.high, high).is_lt() {
                high = &ballot.interval.high;
            }
        }
        let support = heaviest.into_values().fold(Number::zero(), |sum, weight| &sum + weight);
        Outcome { region: Interval { low: low.clone(), high: high.clone() }, support, holders }
    }

    fn bound(kind: usize, number: i64) -> Bound {
        match kind {
            0 => Bound::Unbounded,
            1..=3 => Bound::Open(n(number)),
            _ => Bound::Closed(n(number)),
        }
    }

    fn any_ballot() -> impl Strategy<Value = Ballot> {
        let interval = (0..9_usize, 0..9_usize, 0..8_i64, 0..5_i64)
            .prop_map(|(a, b, low, more)| Interval { low: bound(a, low), high: bound(b, low + more) });
        let interval = interval.prop_filter("not empty", |interval| !interval.is_empty());
        let issuers = prop::collection::btree_set("[abc]", 1..3);
        (interval, 0..4_i64, issuers, any::<bool>()).prop_map(|(interval, weight, issuers, printed)| {
            let weight = n(weight).checked_div(&n(3)).unwrap();
            let directness = if printed { Directness::Printed } else { Directness::Derived };
            Ballot { interval, weight, issuers, directness }
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_sweep_is_the_definition(ballots in prop::collection::vec(any_ballot(), 0..12)) {
            prop_assert_eq!(count(&ballots), by_definition(&ballots));
        }
    }
}
