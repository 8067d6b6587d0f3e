//! Sentences for people: why a voice lost, and where a report contradicts itself.

use super::approx::no_finer_than_a_tenth;
use super::voices::Voice;
use crate::model::reason::Reason;
use crate::model::{Decimal, Interval, Key, Number, Rounding, Unit};

/// Why `other` lost against `chosen`, whose figure shows `value`.
pub(super) fn conflict(other: &Voice, chosen: &Voice, value: &Number, reason: Reason) -> String {
    let (said, by) = (shown(other), who(other));
    format!(
        "{} {} {}, {} apart from {} of {}: {}{}.",
        by.join(" and "),
        verb(other, by.len()),
        amount(&said, other.unit()),
        amount(&(&said - value).abs(), other.unit()),
        amount(value, chosen.unit()),
        who(chosen).join(" and "),
        reason.sentence(),
        in_line(other)
    )
}

/// Why the only statement there is is not to be trusted.
pub(super) fn alone(only: &Voice, reason: Reason) -> String {
    let by = who(only);
    let value = amount(&shown(only), only.unit());
    format!("{} {} {value}: {}{}.", by.join(" and "), verb(only, by.len()), reason.sentence(), in_line(only))
}

/// What would be in line, of a slip that others of its series tell.
fn in_line(voice: &Voice) -> String {
    let meant = voice.meant.as_ref().map(|meant| amount(meant, voice.unit()));
    meant.map(|meant| format!("; {meant} would be in line")).unwrap_or_default()
}

/// What of a report excludes what else of it.
pub(super) fn contradiction(key: &Key, voice: &Voice, chosen: &Voice) -> String {
    format!(
        "{key}: the report {} {} ({}) and {} {} ({})",
        verb(chosen, 1),
        amount(&shown(chosen), chosen.unit()),
        range(chosen.interval()),
        verb(voice, 1),
        amount(&shown(voice), voice.unit()),
        range(voice.interval())
    )
}

/// A derived value as a figure would show it.
fn shown(voice: &Voice) -> Number {
    if voice.depth() == 0 { voice.value().clone() } else { no_finer_than_a_tenth(voice.value(), voice.interval()) }
}

fn verb(voice: &Voice, speakers: usize) -> &'static str {
    match (voice.depth(), speakers) {
        (0, _) => "prints",
        (_, 1) => "implies",
        _ => "together imply",
    }
}

fn who(voice: &Voice) -> Vec<String> {
    let mut said: Vec<String> = voice
        .inputs()
        .iter()
        .map(|claim| {
            let (issuer, report) = (&claim.issuer, &claim.printed.report);
            if issuer.is_empty() { format!("report {report}") } else { format!("{issuer} in report {report}") }
        })
        .collect();
    said.sort();
    said.dedup();
    said
}

fn range(interval: &Interval) -> String {
    match (interval.low.number(), interval.high.number()) {
        (Some(low), Some(high)) => format!("{} to {}", digits(low, Rounding::Down), digits(high, Rounding::Up)),
        (Some(low), None) => format!("{} or more", digits(low, Rounding::Down)),
        (None, Some(high)) => format!("{} or less", digits(high, Rounding::Up)),
        (None, None) => "anything".to_owned(),
    }
}

fn amount(value: &Number, unit: &Unit) -> String {
    let value = digits(value, Rounding::HalfEven);
    match unit.to_string() {
        unit if unit.is_empty() => value,
        unit => format!("{value} {}", unit.replace('_', " ")),
    }
}

/// As the tables have it, with thousands set apart.
fn digits(value: &Number, rounding: Rounding) -> String {
    let text = value.to_decimal(rounding).map_or_else(|_| value.to_string(), |decimal: Decimal| decimal.to_string());
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let (sign, whole) = whole.strip_prefix('-').map_or(("", whole), |rest| ("-", rest));
    let mut grouped = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        let shown = |text: &str| digits(&text.parse().unwrap(), Rounding::HalfEven);
        assert_eq!(shown("148000000000"), "148,000,000,000");
        assert_eq!(shown("-1234.5"), "-1,234.5");
        assert_eq!(shown("999"), "999");
    }
}
