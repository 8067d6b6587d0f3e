//! Slips that nothing else of their own period shows: a level that is out of line with every
//! other period of its series, and that a power of 1,000 or the rate it was converted
//! at would put there.
//!
//! A series too short for that is held against the indicator that it is a variant of.
//! Amounts are compared by the day, so that a half year stands beside years.

use std::collections::BTreeMap;

use super::slips::{POWERS, may_slip};
use super::voices::{Voice, Voices};
use crate::config::{Config, Indicator, Scope};
use crate::model::{Area, Decimal, IndicatorId, Key, Measure, Number, Period, Rounding};

/// The fewest statements on other periods that make a series.
const FEWEST: usize = 3;
/// The most by which they may differ among themselves: a series that grows tenfold has no line.
const SPREAD: i64 = 10;
/// By how much a statement is out of line, and by how much at most it is in line.
const OUT: i64 = 10;
const IN: i64 = 2;
/// About the square root of 1,000: nearer, a thousandfold step leads away.
const MAGNITUDE: i64 = 31;

/// A statement with its amount a day.
struct Stated<'v> {
    key: &'v Key,
    at: usize,
    voice: &'v Voice<'v>,
    rate: Number,
}

/// What is out of line: its key, its place in the group, what would be in line, and what to tell of it.
pub(super) fn out_of_line(voices: &Voices, config: &Config) -> Vec<(Key, usize, Number, String)> {
    let mut series: Series<'_> = BTreeMap::new();
    for (key, group) in voices.iter().filter(|(key, _)| key.measure == Measure::Level) {
        let stated = group.iter().enumerate().filter(|(_, voice)| voice.is_live() && may_slip(voice));
        let rated = stated.filter_map(|(at, voice)| Some(Stated { key, at, voice, rate: rate(voice, key.period)? }));
        series.entry((&key.indicator, &key.area)).or_default().extend(rated);
    }
    for stated in series.values_mut() {
        stated.sort_by(|a, b| a.rate.cmp(&b.rate));
    }
    let mut found = Vec::new();
    for ((indicator, area), stated) in &series {
        let enough = stated.len() > FEWEST;
        let bound = || bound(config.indicator(indicator)?, area, &series, config);
        let Some(bound) = (!enough).then(bound).flatten() else {
            found.extend(stated.iter().filter_map(|one| among(one, stated)?.tell(one)));
            continue;
        };
        found.extend(stated.iter().filter(|one| bound.leaves_out(one)).filter_map(|one| bound.tell(one)));
    }
    found
}

/// Statements by indicator and area, from the least to the greatest a day.
type Series<'v> = BTreeMap<(&'v IndicatorId, &'v Area), Vec<Stated<'v>>>;

/// Where statements have to lie, a day.
struct Line<'v> {
    least: Option<&'v Number>,
    greatest: Option<&'v Number>,
    /// What draws the line.
    drawn_by: String,
}

/// The line of all other periods of its own series, if they draw one and leave it out.
fn among<'v>(one: &Stated<'_>, stated: &'v [Stated<'v>]) -> Option<Line<'v>> {
    let is_other = |other: &&Stated<'_>| other.key.period != one.key.period;
    let (least, greatest) = (&stated.iter().find(is_other)?.rate, &stated.iter().rfind(is_other)?.rate);
    let mut line = Line { least: Some(least), greatest: Some(greatest), drawn_by: String::new() };
    if !line.leaves_out(one) || *greatest > least * &Number::from(SPREAD) {
        return None;
    }
    let others = stated.iter().filter(is_other).count();
    line.drawn_by = format!("all {others} statements on other periods");
    (others >= FEWEST).then_some(line)
}

/// The line that the indicator of which this is a variant draws: a part is no more than its
/// whole, a whole no less than its part.
fn bound<'v>(indicator: &'v Indicator, area: &'v Area, series: &'v Series<'v>, config: &'v Config) -> Option<Line<'v>> {
    let other = config.indicator(indicator.variant_of.as_ref()?).filter(|other| other.kind == indicator.kind)?;
    let stated = series.get(&(&other.id, area))?;
    let (least, greatest) = (&stated.first()?.rate, &stated.last()?.rate);
    let drawn_by = format!(
        "{}, which is {} it",
        other.id,
        if indicator.scope == Scope::Wider { "a part of" } else { "more than" }
    );
    if *greatest > least * &Number::from(SPREAD) {
        return None;
    }
    Some(match indicator.scope {
        Scope::Wider => Line { least: Some(least), greatest: None, drawn_by },
        Scope::Narrower => Line { least: None, greatest: Some(greatest), drawn_by },
    })
}

impl Line<'_> {
    fn is_one_sided(&self) -> bool {
        self.least.is_none() || self.greatest.is_none()
    }

    /// How far out of line it has to be: without other periods to compare with, of another magnitude.
    fn out(&self) -> Number {
        Number::from(if self.is_one_sided() { MAGNITUDE } else { OUT })
    }

    fn is_below(&self, one: &Stated<'_>) -> bool {
        self.least.is_some_and(|least| &one.rate * &self.out() < *least)
    }

    fn leaves_out(&self, one: &Stated<'_>) -> bool {
        self.is_below(one) || self.greatest.is_some_and(|greatest| one.rate > greatest * &self.out())
    }

    /// What to tell of a statement that is out of line, where a slip would put it there.
    fn tell(&self, one: &Stated<'_>) -> Option<(Key, usize, Number, String)> {
        let times = |number: &Number, by: i64| number * &Number::from(by);
        let claim = one.voice.claim()?;
        let reach = if self.is_one_sided() { SPREAD } else { IN };
        let fits = |factor: &Number| {
            let meant = &one.rate * factor;
            let under = self.greatest.is_none_or(|greatest| meant <= times(greatest, IN));
            let above = self.least.is_none_or(|least| times(&meant, IN) >= *least);
            let near = self.greatest.or(self.least).is_none_or(|end| meant <= times(end, reach));
            under && above && near
        };
        // The least step that leads there; powers before rates.
        let up = || (1..=4).map(|power| Number::pow10(3 * power));
        let down = || (1..=4).map(|power| Number::pow10(-3 * power));
        let powers: Vec<Number> = if self.is_below(one) { up().collect() } else { down().collect() };
        // To the decimals that the tables hold, from which every decision can be replayed.
        let rate =
            claim.fx_rate.as_ref().and_then(|rate| rate.to_decimal(Rounding::HalfEven).ok()).map(Decimal::to_number);
        let by_rate = rate.iter().flat_map(|rate| POWERS.map(move |power| rate * &Number::pow10(3 * power)));
        let factor = powers.into_iter().chain(by_rate).find(fits)?;
        let meant = (one.voice.value() * &factor).to_decimal(Rounding::HalfEven).ok()?;
        let message = format!(
            "{:?} for {} is out of line with {}; {meant} {} would be in line",
            claim.printed.value_text,
            one.key,
            self.drawn_by,
            one.voice.unit(),
        );
        Some((one.key.clone(), one.at, meant.to_number(), message))
    }
}

/// Its amount a day; nothing of what has no two ends or no sign that a series has.
fn rate(voice: &Voice, period: Period) -> Option<Number> {
    let positive = voice.is_bounded() && !voice.value().is_zero() && !voice.value().is_negative();
    voice.value().checked_div(&Number::from(period.days())).filter(|_| positive)
}
