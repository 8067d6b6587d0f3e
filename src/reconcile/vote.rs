//! Step 5, vote: the smallest interval on which the greatest weight agrees.
//!
//! This is Marzullo's algorithm (K. Marzullo, "Maintaining the Time in a
//! Distributed System", 1984) with weights, and with ends that are open or
//! closed exactly: "nearly 135" and "over 135" share no number. An issuer votes
//! once: where several of its voices hold the same region, the heaviest counts.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use crate::model::interval::{compare_high, compare_low};
use crate::model::{Interval, Number};

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
    let mut best: Option<Outcome> = None;
    // The greatest weight is reached where some interval begins.
    for start in ballots {
        let outcome = starting_at(start, ballots);
        let direct = outcome.holders.iter().any(|at| ballots[*at].directness == Directness::Printed);
        if outcome.holders.is_empty() || (printed && !direct) {
            continue;
        }
        if best.as_ref().is_none_or(|best| compare(&outcome, best) == Ordering::Less) {
            best = Some(outcome);
        }
    }
    best
}

fn starting_at(start: &Ballot, ballots: &[Ballot]) -> Outcome {
    let low = &start.interval.low;
    let holds = |ballot: &Ballot| {
        let rest = Interval { low: low.clone(), high: ballot.interval.high.clone() };
        compare_low(&ballot.interval.low, low) != Ordering::Greater && !rest.is_empty()
    };
    let holders: Vec<usize> = (0..ballots.len()).filter(|at| holds(&ballots[*at])).collect();
    let mut heaviest: BTreeMap<&BTreeSet<String>, &Number> = BTreeMap::new();
    let mut high = &start.interval.high;
    for ballot in holders.iter().map(|at| &ballots[*at]) {
        let weight = heaviest.entry(&ballot.issuers).or_insert(&ballot.weight);
        *weight = (*weight).max(&ballot.weight);
        if compare_high(&ballot.interval.high, high) == Ordering::Less {
            high = &ballot.interval.high;
        }
    }
    let support = heaviest.into_values().fold(Number::zero(), |sum, weight| &sum + weight);
    Outcome { region: Interval { low: low.clone(), high: high.clone() }, support, holders }
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
    use super::*;
    use crate::model::Bound;

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
}
