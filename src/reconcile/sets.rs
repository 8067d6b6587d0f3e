//! Connected sets: claims that can bear on each other. Each set is reconciled alone, and in it
//! each date of publication is replayed, so that a set that is smaller than it might be
//! costs less and one that is too small would be wrong.
//!
//! Areas are tied by nothing. Inside of one, two keys are tied by
//!
//! | what | why |
//! | --- | --- |
//! | growth, delta, multiple, share | it ties the two levels that it speaks of |
//! | identities | their terms, of one time |
//! | a period inside of another | the whole follows from its parts |
//! | a target and what was observed | one is held against the other |
//! | the period beside, another scope | where something may lose, they may say why |
//! | a series of several magnitudes | its other periods tell a slip |

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::key;
use crate::config::{Config, Expression, Indicator};
use crate::model::{Area, Basis, Claim, IndicatorId, Key, Measure, Number, Period};

/// Splits claims into connected sets; what is in no figure is in none. The order inside of
/// a set, and that of the sets, does not depend on the order of the input.
pub(super) fn split<'c>(claims: &'c [Claim], config: &Config) -> Vec<Vec<&'c Claim>> {
    let fine: Vec<Vec<Vec<&Claim>>> = coarse(claims, config).into_par_iter().map(|set| refined(&set, config)).collect();
    fine.into_iter().flatten().collect()
}

/// Claims by area and by indicators that a configuration ties: nothing bears on another of these.
pub(super) fn coarse<'c>(claims: &'c [Claim], config: &Config) -> Vec<Vec<&'c Claim>> {
    let roots = roots(config);
    let mut sets: BTreeMap<(&IndicatorId, &Area), Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        let root = roots.get(&claim.indicator).copied().unwrap_or(&claim.indicator);
        sets.entry((root, &claim.printed.area)).or_default().push(claim);
    }
    let mut sets: Vec<Vec<&Claim>> = sets.into_values().collect();
    sets.par_iter_mut().for_each(|set| {
        set.sort_by(|a, b| (&a.printed.report, a.printed.span, &a.id).cmp(&(&b.printed.report, b.printed.span, &b.id)));
    });
    sets
}

/// The keys of a coarse set, those that claims print and those that relations name, with what ties them.
struct Ties<'a> {
    config: &'a Config,
    at: BTreeMap<Key, usize>,
    /// Of each key: how many claims print it, and whether a relation names it.
    printed: Vec<usize>,
    named: Vec<bool>,
    parent: Vec<usize>,
}

fn refined<'c>(set: &[&'c Claim], config: &Config) -> Vec<Vec<&'c Claim>> {
    let keyed = set.iter().filter_map(|claim| Some((key::of_claim(claim, config)?, *claim)));
    let keyed: Vec<(Key, &Claim)> = keyed.collect();
    let mut ties = Ties { config, at: BTreeMap::new(), printed: Vec::new(), named: Vec::new(), parent: Vec::new() };
    let mut nodes = Vec::with_capacity(keyed.len());
    for (key, claim) in &keyed {
        let own = ties.node(key);
        nodes.push(own);
        ties.printed[own] += 1;
        ties.relation(own, key, claim);
    }
    // Every key there is: what follows ties them and makes no more.
    let all: Vec<(Key, usize)> = ties.at.iter().map(|(key, at)| (key.clone(), *at)).collect();
    ties.identities(&all);
    ties.outcomes(&all);
    ties.periods(&all);
    ties.scopes(&all);
    ties.magnitudes(&keyed, &nodes);
    let mut sets: BTreeMap<usize, Vec<&Claim>> = BTreeMap::new();
    for ((_, claim), node) in keyed.iter().zip(&nodes) {
        let root = ties.root(*node);
        sets.entry(root).or_default().push(claim);
    }
    sets.into_values().collect()
}

impl Ties<'_> {
    fn node(&mut self, key: &Key) -> usize {
        if let Some(at) = self.at.get(key) {
            return *at;
        }
        let at = self.parent.len();
        self.at.insert(key.clone(), at);
        self.parent.push(at);
        self.printed.push(0);
        self.named.push(false);
        at
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn tie(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        // The least stands for all, whatever was tied first.
        self.parent[a.max(b)] = a.min(b);
    }

    /// The levels that a relation names.
    fn relation(&mut self, own: usize, key: &Key, claim: &Claim) {
        let Some(indicator) = self.config.indicator(&key.indicator) else { return };
        let ends = match key.measure {
            Measure::Growth | Measure::Delta | Measure::Multiple => claim.printed.base_period,
            Measure::Share if indicator.variant_of.is_some() => None,
            _ => return,
        };
        let mut named = Vec::new();
        for measure in indicator.kind.level_measures() {
            let end = Key { measure: *measure, base_period: None, ..key.clone() };
            for basis in ends.iter().flat_map(|_| [Basis::Observed, Basis::Planned]) {
                let base = ends.map_or(end.period, |base| key::period(indicator.kind, base));
                named.push(Key { period: base, basis, ..end.clone() });
            }
            named.push(end);
        }
        if key.measure == Measure::Share
            && let Some(whole) = indicator.variant_of.as_ref().and_then(|id| self.config.indicator(id))
            && let Some(period) = key::same_time(key.period, indicator.kind, whole.kind)
        {
            let measures = whole.kind.level_measures().iter().chain(indicator.kind.level_measures());
            named.extend(measures.map(|measure| Key {
                indicator: whole.id.clone(),
                measure: *measure,
                period,
                base_period: None,
                ..key.clone()
            }));
        }
        for level in named {
            let node = self.node(&level);
            self.named[node] = true;
            self.tie(own, node);
        }
    }

    /// Ties a node to that of a key, and says whether there is one.
    fn tie_to(&mut self, node: usize, key: &Key) -> bool {
        let other = self.at.get(key).copied().filter(|other| *other != node);
        if let Some(other) = other {
            self.tie(node, other);
        }
        other.is_some()
    }

    fn identities(&mut self, all: &[(Key, usize)]) {
        let config = self.config;
        for identity in &config.identities {
            let (Expression::Sum(a, b)
            | Expression::Difference(a, b)
            | Expression::Product(a, b)
            | Expression::Ratio(a, b)) = &identity.right;
            let terms: Vec<&Indicator> =
                [&identity.left, a, b].into_iter().filter_map(|id| config.indicator(id)).collect();
            for (key, node) in all {
                let Some(own) = terms.iter().find(|term| term.id == key.indicator) else { continue };
                for other in terms.iter().filter(|other| other.id != own.id) {
                    let Some(period) = key::same_time(key.period, own.kind, other.kind) else { continue };
                    for measure in other.kind.level_measures() {
                        let of = Key {
                            indicator: other.id.clone(),
                            measure: *measure,
                            period,
                            base_period: None,
                            ..key.clone()
                        };
                        if self.tie_to(*node, &of) {
                            self.named[*node] = true;
                        }
                    }
                }
            }
        }
    }

    fn outcomes(&mut self, all: &[(Key, usize)]) {
        for (key, node) in all {
            if key.basis == Basis::Planned {
                self.tie_to(*node, &Key { basis: Basis::Observed, ..key.clone() });
            }
        }
    }

    /// Periods inside of each other, and beside what may lose. Keys of one series follow each
    /// other but for measure and base, so that each is held against those of its own.
    fn periods(&mut self, all: &[(Key, usize)]) {
        let mut series: BTreeMap<Key, Vec<(Period, usize)>> = BTreeMap::new();
        for (key, node) in all {
            series.entry(Key { period: Period::ALL_TIME, ..key.clone() }).or_default().push((key.period, *node));
        }
        for (anchor, mut keys) in series {
            // The widest first at each first day: what is inside of it follows.
            keys.sort_by_key(|(period, _)| (period.first(), std::cmp::Reverse(period.last())));
            let adds_up = anchor.measure == Measure::Level && anchor.basis == Basis::Observed;
            let mut open: Vec<(Period, usize)> = Vec::new();
            for (period, node) in keys.iter().filter(|_| adds_up) {
                open.retain(|(other, _)| other.last() >= period.first());
                for (_, outer) in open.iter().filter(|(other, _)| other.contains(*period)) {
                    self.tie(*outer, *node);
                }
                open.push((*period, *node));
            }
            let at: BTreeMap<Period, usize> = keys.iter().copied().collect();
            for (period, node) in &keys {
                for beside in [period.years_earlier(1), period.preceding()].into_iter().flatten() {
                    if let Some(other) = at.get(&beside).filter(|other| self.may_lose(*node) || self.may_lose(**other))
                    {
                        self.tie(*node, *other);
                    }
                }
            }
        }
    }

    /// Whether a voice of the key may lose: against another one, or what follows for it.
    fn may_lose(&self, node: usize) -> bool {
        self.printed[node] > 1 || self.named[node]
    }

    /// Other scopes of what may lose.
    fn scopes(&mut self, all: &[(Key, usize)]) {
        for (key, node) in all {
            let Some(own) = self.config.indicator(&key.indicator).filter(|_| self.may_lose(*node)) else { continue };
            let config = self.config;
            for other in config.indicators.iter().filter(|other| own.is_scope_of(other)) {
                if let Some(period) = key::same_time(key.period, own.kind, other.kind) {
                    self.tie_to(*node, &Key { indicator: other.id.clone(), period, ..key.clone() });
                }
            }
        }
    }

    /// Levels and changes of one series where a slip may be told by their magnitude; a level also
    /// by the indicator that its own is a variant of.
    fn magnitudes(&mut self, keyed: &[(Key, &Claim)], nodes: &[usize]) {
        let mut series: BTreeMap<(&IndicatorId, Measure), Reach> = BTreeMap::new();
        let amounts = |((key, _), _): &(&(Key, &Claim), &usize)| matches!(key.measure, Measure::Level | Measure::Delta);
        for ((key, claim), node) in keyed.iter().zip(nodes).filter(amounts) {
            let days = if key.measure == Measure::Level { key.period.days() } else { 1 };
            let rate = claim.value.abs().checked_div(&Number::from(days)).unwrap_or_else(Number::zero);
            series.entry((&key.indicator, key.measure)).or_default().take(rate, *node);
        }
        for reach in series.values() {
            if reach.spreads(reach) {
                reach.nodes.windows(2).for_each(|two| self.tie(two[0], two[1]));
            }
        }
        for ((indicator, measure), reach) in series.iter().filter(|((_, measure), _)| *measure == Measure::Level) {
            let of = self.config.indicator(indicator).and_then(|indicator| indicator.variant_of.as_ref());
            let Some(other) = of.and_then(|of| series.get(&(of, *measure))) else { continue };
            if reach.spreads(other) {
                let both: Vec<usize> = reach.nodes.iter().chain(&other.nodes).copied().collect();
                both.windows(2).for_each(|two| self.tie(two[0], two[1]));
            }
        }
    }
}

/// The keys of a series with the least and the greatest that they say.
#[derive(Default)]
struct Reach {
    least: Option<Number>,
    greatest: Option<Number>,
    nodes: Vec<usize>,
}

impl Reach {
    fn take(&mut self, rate: Number, node: usize) {
        if self.least.as_ref().is_none_or(|least| rate < *least) {
            self.least = Some(rate.clone());
        }
        if self.greatest.as_ref().is_none_or(|greatest| rate > *greatest) {
            self.greatest = Some(rate);
        }
        self.nodes.push(node);
    }

    /// Whether something of one is more than ten times something of the other.
    fn spreads(&self, other: &Self) -> bool {
        let ten = Number::from(10);
        let beyond = |a: &Option<Number>, b: &Option<Number>| match (a, b) {
            (Some(a), Some(b)) => *a > b * &ten,
            _ => false,
        };
        beyond(&self.greatest, &other.least) || beyond(&other.greatest, &self.least)
    }
}

/// The first indicator, by id, that each is tied to.
fn roots(config: &Config) -> BTreeMap<&IndicatorId, &IndicatorId> {
    let mut ties: Vec<(&IndicatorId, &IndicatorId)> = Vec::new();
    for indicator in &config.indicators {
        ties.extend(indicator.variant_of.as_ref().map(|other| (&indicator.id, other)));
    }
    for identity in &config.identities {
        let (Expression::Sum(a, b)
        | Expression::Difference(a, b)
        | Expression::Product(a, b)
        | Expression::Ratio(a, b)) = &identity.right;
        ties.extend([(&identity.left, a), (&identity.left, b)]);
    }
    let mut roots: BTreeMap<&IndicatorId, &IndicatorId> = ties.iter().flat_map(|(a, b)| [(*a, *a), (*b, *b)]).collect();
    // Ties are few: smallest ids travel along them until nothing moves.
    loop {
        let mut moved = false;
        for (a, b) in &ties {
            let least = roots[*a].min(roots[*b]);
            for end in [*a, *b] {
                moved |= roots.insert(end, least) != Some(least);
            }
        }
        if !moved {
            return roots;
        }
    }
}
