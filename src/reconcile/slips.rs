//! Step 2, slips: a statement that is off by a power of 1,000, or by an exchange
//! rate times such a power, is found before anything supersedes, so that no
//! misprint replaces what it misprints. Where nothing else is said for its period, the
//! other periods of its series bear witness (`series.rs`).

use std::cmp::Ordering;

use super::series;
use super::voices::{Out, Voice, Voices, by_content};
use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::model::reason::Reason;
use crate::model::{Agreement, Currency, Interval, Key, Measure, Number, Role, Step, Unit};

/// A statement that is off by a power of 1,000 or by an exchange rate.
pub const UNIT_SLIP_SUSPECTED: &str = "unit_slip_suspected";

/// The powers of 1,000 that a slip may be of: thousand to trillion.
pub(super) const POWERS: std::ops::RangeInclusive<i32> = -4..=4;

/// Takes slips out. Of two statements that differ by a slip the one holds that
/// other periods of the indicator bear out, else the heavier, else the earlier.
pub(super) fn mark(voices: &mut Voices, config: &Config) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut slipped: Vec<(Key, usize, Reason)> = Vec::new();
    for (key, group) in voices.iter() {
        let mut order: Vec<usize> = (0..group.len()).filter(|at| group[*at].is_live()).collect();
        if order.len() < 2 || !may_slip(&group[order[0]]) {
            continue;
        }
        let slips = |a: &usize, b: &usize| slip(group[*a].interval(), group[*b].interval(), key, config).is_some();
        if !order.iter().enumerate().any(|(at, a)| order[at + 1..].iter().any(|b| slips(a, b))) {
            continue;
        }
        let standing: Vec<Standing> = group.iter().map(|voice| standing(voice, group, voices)).collect();
        order.sort_by(|a, b| compare(&standing[*a], &standing[*b]).then_with(|| by_content(&group[*a], &group[*b])));
        let mut established: Vec<usize> = Vec::new();
        for at in order {
            let voice = &group[at];
            let found =
                established.iter().find_map(|e| Some((e, slip(voice.interval(), group[*e].interval(), key, config)?)));
            let Some((against, reason)) = found else {
                established.push(at);
                continue;
            };
            if let (Some(claim), Some(other)) = (voice.claim(), group[*against].claim()) {
                let message = format!(
                    "{:?} for {key} is off from {:?} of {}: {}",
                    claim.printed.value_text,
                    other.printed.value_text,
                    other.printed.report,
                    reason.sentence()
                );
                let finding = Finding::new(UNIT_SLIP_SUSPECTED, Severity::Warning, message);
                findings.push(finding.in_report(&claim.printed.report).at(claim.printed.span));
            }
            slipped.push((key.clone(), at, reason));
        }
    }
    for (key, at, reason) in slipped {
        take_out(voices, &key, at, reason);
    }
    for (key, at, meant, message) in series::out_of_line(voices, config) {
        let place = voices.get(&key).and_then(|group| group.get(at)).and_then(Voice::claim);
        if let Some(claim) = place {
            let finding = Finding::new(UNIT_SLIP_SUSPECTED, Severity::Warning, message);
            findings.push(finding.in_report(&claim.printed.report).at(claim.printed.span));
        }
        take_out(voices, &key, at, Reason::OutOfLine);
        if let Some(voice) = voices.get_mut(&key).and_then(|group| group.get_mut(at)) {
            voice.meant = Some(meant);
        }
    }
    findings
}

fn take_out(voices: &mut Voices, key: &Key, at: usize, reason: Reason) {
    if let Some(voice) = voices.get_mut(key).and_then(|group| group.get_mut(at)) {
        voice.out = Some(Out { step: Step::Slips, role: Role::Rejected, reason, agreement: Some(Agreement::UnitSlip) });
    }
}
/// Whether a slip can be told from the unit: of money and counts, not of rates.
pub(super) fn may_slip(voice: &Voice) -> bool {
    matches!(voice.key.measure, Measure::Level | Measure::Delta)
        && matches!(voice.unit(), Unit::Money(_) | Unit::Count(_))
}

/// What speaks for a statement among those that differ by a slip.
struct Standing {
    /// Statements on other periods of about its magnitude.
    borne_out: usize,
    /// Weight of the statements that agree with it, itself included.
    weight: Number,
    /// Day of publication.
    published: Option<jiff::civil::Date>,
}

fn standing(voice: &Voice, group: &[Voice], voices: &Voices) -> Standing {
    let beside = voices.iter().filter(|(key, _)| {
        key.indicator == voice.key.indicator
            && key.area == voice.key.area
            && key.measure == voice.key.measure
            && **key != voice.key
    });
    let borne_out = beside.flat_map(|(_, other)| other).filter(|other| same_magnitude(voice.value(), other.value()));
    let agreeing = group.iter().filter(|other| other.is_live() && other.interval().overlaps(voice.interval()));
    Standing {
        borne_out: borne_out.count(),
        weight: agreeing.fold(Number::zero(), |sum, other| sum + other.weight.clone()),
        published: voice.known_from,
    }
}

fn compare(a: &Standing, b: &Standing) -> Ordering {
    let undated = |s: &Standing| s.published.is_none();
    (b.borne_out.cmp(&a.borne_out))
        .then_with(|| b.weight.cmp(&a.weight))
        .then_with(|| undated(a).cmp(&undated(b)))
        .then_with(|| a.published.cmp(&b.published))
}

/// Nearer than half a power of 1,000, which is a factor of 31.6.
fn same_magnitude(a: &Number, b: &Number) -> bool {
    let (a, b) = (a.abs(), b.abs());
    let (small, great) = if a <= b { (a, b) } else { (b, a) };
    great < &small * &Number::from(31)
}

/// The slip by which two statements that disagree differ, if they do.
pub(super) fn slip(a: &Interval, b: &Interval, key: &Key, config: &Config) -> Option<Reason> {
    let (ours, theirs) = (greatest(a)?, greatest(b)?);
    // Zero is no slip of anything, and everything is one of an interval around it.
    if a.overlaps(b) || [a, b].iter().any(|interval| interval.contains(&Number::zero())) {
        return None;
    }
    let meets = |factor: &Number| a.scale(factor).overlaps(b);
    let mut powers = POWERS.map(|power| Number::pow10(3 * power));
    // Of about one magnitude, a slip cannot be told from a disagreement: a euro is near a dollar.
    if same_magnitude(&ours, &theirs) {
        return None;
    }
    if powers.any(|factor| meets(&factor)) {
        return Some(Reason::UnitSlip);
    }
    let money = config.indicator(&key.indicator).is_some_and(|i| i.unit == Unit::Money(Currency::USD));
    let steps = if money { config.fx.steps(key.period.last().year()) } else { &[] };
    let close = |factor: &Number| {
        let slack = &(factor * &config.fx.tolerance) * &ours;
        a.scale(factor).widen(&slack).overlaps(b)
    };
    // The factors that lead from some number of one to some number of the other, slack included.
    let within = |from: &Interval, to: &Interval| -> &[Number] {
        let (Some((least, most)), Some((low, high))) = (magnitudes(from), magnitudes(to)) else { return &[] };
        let slack = &most * &config.fx.tolerance;
        let (most, least) = (&most + &slack, &least - &slack);
        let first = steps.partition_point(|factor| factor * &most < low);
        let rest = steps.get(first..).unwrap_or_default();
        &rest[..rest.partition_point(|factor| factor * &least <= high)]
    };
    let inverse = |factor: &Number| Number::one().checked_div(factor);
    let by_rate =
        within(a, b).iter().any(&close) || within(b, a).iter().filter_map(inverse).any(|factor| close(&factor));
    by_rate.then_some(Reason::RateSlip)
}

/// The least and the greatest magnitude of an interval that does not hold zero.
fn magnitudes(interval: &Interval) -> Option<(Number, Number)> {
    let (low, high) = (interval.low.number()?.abs(), interval.high.number()?.abs());
    Some(if low <= high { (low, high) } else { (high, low) })
}

/// The magnitude of an interval; nothing where it has no two ends.
fn greatest(interval: &Interval) -> Option<Number> {
    Some(interval.low.number()?.abs().max(interval.high.number()?.abs()))
}
