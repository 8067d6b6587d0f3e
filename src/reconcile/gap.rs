//! How far reconciled figures are from fulfilling the identities of the configuration:
//! what a gate may ask for. Nothing is decided here.

use std::collections::BTreeMap;

use super::identity::{computed, operands};
use super::key;
use crate::config::{Config, Identity};
use crate::model::{Figure, IndicatorId, Interval, Key, Number};

/// The two sides of an identity for one area, period and basis.
#[derive(Debug, Clone)]
pub struct Gap<'a> {
    /// The identity.
    pub identity: &'a Identity,
    /// The figure on its left side.
    pub left: &'a Figure,
    /// The figures on its right side.
    pub right: [&'a Figure; 2],
    /// What the right side comes to.
    pub value: Number,
    /// The distance of the two intervals as a part of the left value: zero where they touch.
    pub gap: Number,
}

/// Each identity for each left side whose terms are all figures, in the order of the
/// configuration and of the figures. Where an interval has no end that the right side
/// needs, nothing is said.
pub fn gaps<'a>(figures: &'a [Figure], config: &'a Config) -> Vec<Gap<'a>> {
    let by_key: BTreeMap<&Key, &Figure> = figures.iter().map(|figure| (&figure.key, figure)).collect();
    let all = config.identities.iter().flat_map(|identity| figures.iter().map(move |left| (identity, left)));
    all.filter_map(|(identity, left)| gap(identity, left, &by_key, config)).collect()
}

fn gap<'a>(
    identity: &'a Identity,
    left: &'a Figure,
    by_key: &BTreeMap<&Key, &'a Figure>,
    config: &Config,
) -> Option<Gap<'a>> {
    let indicator = config.indicator(&identity.left)?;
    if left.key.indicator != identity.left || !indicator.kind.level_measures().contains(&left.key.measure) {
        return None;
    }
    let (a, b) = operands(&identity.right);
    let right = [term(a, &left.key, by_key, config)?, term(b, &left.key, by_key, config)?];
    let right_side = computed(identity, &left.unit, right[0], right[1])?;
    let distance = distance(&left.interval, &right_side.interval);
    let gap = distance.checked_div(&left.value.abs()).or_else(|| distance.checked_div(&right_side.value.abs()));
    let gap = gap.unwrap_or_else(Number::zero);
    Some(Gap { identity, left, right, value: right_side.value, gap })
}

/// The figure of an indicator itself for the area, time and basis of another.
fn term<'a>(id: &IndicatorId, like: &Key, by_key: &BTreeMap<&Key, &'a Figure>, config: &Config) -> Option<&'a Figure> {
    let (indicator, target) = (config.indicator(id)?, config.indicator(&like.indicator)?);
    let period = key::same_time(like.period, target.kind, indicator.kind)?;
    let mut keys = indicator.kind.level_measures().iter().map(|measure| Key {
        indicator: id.clone(),
        measure: *measure,
        period,
        base_period: None,
        ..like.clone()
    });
    keys.find_map(|key| by_key.get(&key).copied())
}

/// How far two intervals are apart; zero where they overlap or touch.
fn distance(a: &Interval, b: &Interval) -> Number {
    let between = |low: &Interval, high: &Interval| Some(high.low.number()? - low.high.number()?);
    let apart = [between(a, b), between(b, a)].into_iter().flatten().filter(|gap| !gap.is_negative()).max();
    apart.unwrap_or_else(Number::zero)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_that_meet_have_no_distance() {
        let interval = |low: i64, high: i64| Interval::closed(Number::from(low), Number::from(high));
        assert_eq!(distance(&interval(1, 3), &interval(2, 5)), Number::zero());
        assert_eq!(distance(&interval(1, 3), &interval(3, 5)), Number::zero());
        assert_eq!(distance(&interval(1, 3), &interval(5, 6)), Number::from(2));
        assert_eq!(distance(&interval(5, 6), &interval(1, 3)), Number::from(2));
    }
}
