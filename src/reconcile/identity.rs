//! Identities of the configuration: `ict_trade_surplus = ict_exports - ict_imports`
//! gives its left side where a claim names it, and an operand where nothing is
//! printed for one that a claim names.

use std::collections::BTreeSet;

use super::approx::Approx;
use super::inputs::{Proposal, approx, is_printed, nearness, standing};
use super::key;
use super::voices::{Voice, Voices, by_standing};
use crate::config::{Config, Expression, Identity};
use crate::model::reason::Reason;
use crate::model::{Basis, Figure, IndicatorId, Key, Relation, ReportId, Unit};

/// Which term of an identity is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sought {
    Left,
    First,
    Second,
}

/// What the identities derive of the keys that claims name.
pub(super) fn propose<'v, 'c>(voices: &'v Voices<'c>, config: &Config) -> Vec<Proposal<'v, 'c>> {
    let named = named(voices, config);
    let mut proposals = Vec::new();
    for identity in &config.identities {
        let (first, second) = operands(&identity.right);
        for key in &named {
            // Planned relations run forward only, and so do planned identities.
            let open = key.basis == Basis::Observed && !is_printed(key, voices);
            let sought = match &key.indicator {
                id if *id == identity.left => Sought::Left,
                id if *id == *first && open => Sought::First,
                id if *id == *second && open => Sought::Second,
                _ => continue,
            };
            proposals.extend(solve(identity, sought, key, voices, config));
        }
    }
    proposals
}

/// What the right side makes of two figures, as a value of the left side's unit.
pub(super) fn computed(identity: &Identity, unit: &Unit, a: &Figure, b: &Figure) -> Option<Approx> {
    let term = |f: &Figure| (Approx { value: f.value.clone(), interval: f.interval.clone() }, f.unit.clone());
    let value = evaluate(identity, Sought::Left, &term(a), &term(b))?;
    Some(if *unit == Unit::Percent && scaled(&identity.right) { value.percent() } else { value })
}

pub(super) fn operands(expression: &Expression) -> (&IndicatorId, &IndicatorId) {
    match expression {
        Expression::Sum(a, b) | Expression::Difference(a, b) | Expression::Product(a, b) | Expression::Ratio(a, b) => {
            (a, b)
        }
    }
}

/// The levels that a printed claim names: its own, or the ends of its relation.
pub(super) fn named(voices: &Voices, config: &Config) -> BTreeSet<Key> {
    let mut named = BTreeSet::new();
    for voice in voices.values().flatten() {
        let (Some(claim), Some(indicator)) = (voice.claim(), config.indicator(&voice.key.indicator)) else { continue };
        let measures = indicator.kind.level_measures();
        if measures.contains(&voice.key.measure) {
            named.insert(voice.key.clone());
            continue;
        }
        let level = Key { measure: measures[0], base_period: None, ..voice.key.clone() };
        if let Some(base) = claim.printed.base_period.filter(|_| voice.key.basis == Basis::Observed) {
            named.insert(Key { period: key::period(indicator.kind, base), ..level.clone() });
        }
        named.insert(level);
    }
    named
}

/// One value for each report that prints both inputs; where none does, one from
/// the voices that are heard first.
fn solve<'v, 'c>(
    identity: &Identity,
    sought: Sought,
    key: &Key,
    voices: &'v Voices<'c>,
    config: &Config,
) -> Vec<Proposal<'v, 'c>> {
    let (first, second) = operands(&identity.right);
    let (x, y) = match sought {
        Sought::Left => (first, second),
        Sought::First => (&identity.left, second),
        Sought::Second => (&identity.left, first),
    };
    let (xs, ys) = (of_indicator(x, key, voices, config), of_indicator(y, key, voices, config));
    pairs(&xs, &ys)
        .into_iter()
        .filter_map(|(report, a, b)| {
            let value = evaluate(identity, sought, &operand(a)?, &operand(b)?)?;
            let percent = config.indicator(&key.indicator)?.unit == Unit::Percent;
            let value = if percent && scaled(&identity.right) { value.percent() } else { value };
            let period = a.claim().and_then(|claim| claim.printed.period).unwrap_or(key.period);
            let way = format!("{} for {}", identity.id, report.map(|id| id.to_string()).unwrap_or_default());
            let (relation, reason) = (Relation::Identity, Reason::FromIdentity);
            Some(Proposal { key: key.clone(), period, value, relation, reason, inputs: vec![a, b], way })
        })
        .collect()
}

/// Products and quotients count percent in hundredths; sums of percent stay
/// percent.
fn scaled(expression: &Expression) -> bool {
    matches!(expression, Expression::Product(..) | Expression::Ratio(..))
}

fn operand(voice: &Voice) -> Option<(Approx, Unit)> {
    Some((approx(voice)?, voice.unit().clone()))
}

fn of_indicator<'v, 'c>(id: &IndicatorId, like: &Key, voices: &'v Voices<'c>, config: &Config) -> Vec<&'v Voice<'c>> {
    let (Some(indicator), Some(target)) = (config.indicator(id), config.indicator(&like.indicator)) else {
        return Vec::new();
    };
    let Some(period) = key::same_time(like.period, target.kind, indicator.kind) else { return Vec::new() };
    let keys = indicator.kind.level_measures().iter().map(|measure| Key {
        indicator: id.clone(),
        measure: *measure,
        period,
        base_period: None,
        ..like.clone()
    });
    keys.map(|key| standing(&key, voices)).find(|found| !found.is_empty()).unwrap_or_default()
}

type Pair<'v, 'c> = (Option<ReportId>, &'v Voice<'c>, &'v Voice<'c>);

fn pairs<'v, 'c>(xs: &[&'v Voice<'c>], ys: &[&'v Voice<'c>]) -> Vec<Pair<'v, 'c>> {
    let reports: BTreeSet<&ReportId> = xs.iter().filter_map(|voice| Some(&voice.claim()?.printed.report)).collect();
    let of = |voice: &Voice, report: &ReportId| voice.claim().is_some_and(|claim| claim.printed.report == *report);
    let within = reports.into_iter().filter_map(|report| {
        let (ours, theirs) = (|v: &&&'v Voice<'c>| of(v, report), |v: &&&'v Voice<'c>| of(v, report));
        let all = xs.iter().filter(ours).flat_map(|x| ys.iter().filter(theirs).map(move |y| (*x, *y)));
        let best = all.min_by(|(a, b), (c, d)| {
            nearness(a, b).cmp(&nearness(c, d)).then_with(|| by_standing(a, c)).then_with(|| by_standing(b, d))
        });
        best.map(|(a, b)| (Some(report.clone()), a, b))
    });
    let within: Vec<Pair> = within.collect();
    match (within.is_empty(), xs.first(), ys.first()) {
        (true, Some(x), Some(y)) => vec![(None, x, y)],
        _ => within,
    }
}

fn evaluate(identity: &Identity, sought: Sought, x: &(Approx, Unit), y: &(Approx, Unit)) -> Option<Approx> {
    let fraction = |(value, unit): &(Approx, Unit)| {
        if scaled(&identity.right) && *unit == Unit::Percent { value.hundredths() } else { value.clone() }
    };
    let (x, y) = (fraction(x), fraction(y));
    let positive = |value: Approx| value.interval.is_positive().then_some(value);
    match (&identity.right, sought) {
        (Expression::Sum(..), Sought::Left) | (Expression::Difference(..), Sought::First) => Some(x.add(&y)),
        (Expression::Sum(..), _) | (Expression::Difference(..), Sought::Left) => Some(x.sub(&y)),
        // left = first - second, so second = first - left: x is left, y is first.
        (Expression::Difference(..), Sought::Second) => Some(y.sub(&x)),
        (Expression::Product(..), Sought::Left) | (Expression::Ratio(..), Sought::First) => x.mul(&y),
        (Expression::Product(..), _) | (Expression::Ratio(..), Sought::Left) => x.div(&y),
        // left = first / second, so second = first / left.
        (Expression::Ratio(..), Sought::Second) => y.div(&positive(x)?),
    }
}
