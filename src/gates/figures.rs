//! Gates on figures: unresolved, revised, out of bounds, at odds with an identity.

use std::collections::BTreeSet;

use super::{Before, Broken, Candidate, Gate, Verdict, percent};
use crate::config::Bounds;
use crate::model::{Agreement, Basis, Decimal, Figure, FigureId, Measure, Number, Rounding, Step};
use crate::publish::words::{about, amount};
use crate::reconcile::{RULE_OVERRIDE, gaps};

/// The share of figures that no rule explains.
pub(super) fn unresolved(candidate: &Candidate<'_>) -> Gate {
    let figures = &candidate.dataset.figures;
    let open: Vec<&Figure> = figures.iter().filter(|figure| figure.agreement == Agreement::Unresolved).collect();
    let count = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
    let share = count(open.len()).checked_div(&count(figures.len())).unwrap_or_else(Number::zero);
    let most = &candidate.config.gates.max_unresolved_share;
    let failed = share > *most;
    let why = || "reports disagree on it, and no rule explains why".to_owned();
    let broken = open.into_iter().filter(|_| failed).map(|figure| Broken::new(&figure.id, why())).collect();
    Gate {
        name: "max_unresolved_share",
        about: String::new(),
        asked: format!("at most {}", percent(most)),
        measured: format!("{} of {} figures", percent(&share), figures.len()),
        verdict: Verdict::of(!failed),
        broken,
        help: "decide in the overrides (`reckoner explain --conflicts` lists what disagrees)",
    }
}

/// The largest change of a figure that is published already.
///
/// Compared are observed levels and shares, the indicator itself: plans are revised as a
/// matter of course, and changes of changes and ranks are large where nothing happened.
/// What a person decided is left out: that is how a revision is let through.
pub(super) fn revision(candidate: &Candidate<'_>) -> Option<Gate> {
    let most = candidate.config.gates.max_revision.as_ref()?;
    let decided = decided(candidate);
    let compared = candidate.dataset.figures.iter().filter(|figure| {
        figure.key.basis == Basis::Observed
            && matches!(figure.key.measure, Measure::Level | Measure::Share)
            && !decided.contains(&figure.id)
    });
    let (mut compared_count, mut broken, mut largest) = (0_usize, Vec::new(), Number::zero());
    for figure in compared {
        let Some(old) = candidate.before.value(&figure.id) else { continue };
        compared_count += 1;
        let new = shown(&figure.value);
        let change = (&new - old).abs();
        // From nothing to something is more than any share.
        let part = change.checked_div(&old.abs());
        let over = part.as_ref().map_or(!change.is_zero(), |part| part > most);
        if over {
            let by = part.as_ref().map_or("from zero".to_owned(), |part| format!("a change of {}", percent(part)));
            broken.push(Broken::new(&figure.id, by));
        }
        largest = largest.max(part.unwrap_or_else(Number::zero));
    }
    let (measured, verdict) = match candidate.before {
        Before::Nothing => ("no release to compare with".to_owned(), Verdict::Passed),
        Before::Unreadable(why) => (format!("nothing: {why}"), Verdict::NotMeasured),
        Before::Values(_) => (
            format!("{} at most, of {compared_count} figures compared", percent(&largest)),
            Verdict::of(broken.is_empty()),
        ),
    };
    Some(Gate {
        name: "max_revision",
        about: String::new(),
        asked: format!("at most {}", percent(most)),
        measured,
        verdict,
        broken,
        help: "look at what the reports print; a figure decided in the overrides is not held against this gate",
    })
}

/// As the tables hold it: what was published was rounded, and so is what is compared.
fn shown(value: &Number) -> Number {
    let rounded = value.to_decimal(Rounding::HalfEven);
    rounded.map_or_else(|_| value.clone(), Decimal::to_number)
}

/// The figures that a person had a hand in.
fn decided<'a>(candidate: &Candidate<'a>) -> BTreeSet<&'a FigureId> {
    let dataset = candidate.dataset;
    let chosen = dataset.figures.iter().filter(|figure| figure.rule == RULE_OVERRIDE).map(|figure| &figure.id);
    let dropped = dataset.evidence.iter().filter(|row| row.step == Step::Override).map(|row| &row.figure);
    chosen.chain(dropped).collect()
}

/// The largest gap of an identity, beyond the intervals of its figures.
pub(super) fn identities(candidate: &Candidate<'_>) -> Option<Gate> {
    let most = candidate.config.gates.max_identity_gap.as_ref()?;
    let all = gaps(&candidate.dataset.figures, candidate.config);
    let largest = all.iter().map(|gap| gap.gap.clone()).max().unwrap_or_else(Number::zero);
    let broken: Vec<Broken> = all
        .iter()
        .filter(|gap| gap.gap > *most)
        .map(|gap| {
            let [a, b] = gap.right.map(|figure| amount(&figure.value, &figure.unit));
            let made = about(&gap.value, &gap.left.unit);
            let why = format!("`{}` makes {made} of {a} and {b}: {} apart", gap.identity.rule, percent(&gap.gap));
            Broken::new(&gap.left.id, why)
        })
        .collect();
    Some(Gate {
        name: "max_identity_gap",
        about: String::new(),
        asked: format!("at most {}", percent(most)),
        measured: format!("{} at most, of {} equations checked", percent(&largest), all.len()),
        verdict: Verdict::of(broken.is_empty()),
        broken,
        help: "decide one of the figures in the overrides, or mend the rule of the identity",
    })
}

/// One gate for each `[[bound]]`.
pub(super) fn bounds(candidate: &Candidate<'_>) -> Vec<Gate> {
    candidate.config.gates.bounds.iter().map(|bounds| bound(bounds, candidate)).collect()
}

fn bound(bounds: &Bounds, candidate: &Candidate<'_>) -> Gate {
    let measures = candidate.config.indicator(&bounds.indicator).map_or(&[][..], |one| one.kind.level_measures());
    let unit = candidate.config.indicator(&bounds.indicator).map(|one| &one.unit);
    let figures: Vec<&Figure> = candidate
        .dataset
        .figures
        .iter()
        .filter(|figure| {
            figure.key.indicator == bounds.indicator
                && figure.key.basis == Basis::Observed
                && measures.contains(&figure.key.measure)
        })
        .collect();
    let say = |value: &Number| unit.map_or_else(|| value.to_string(), |unit| amount(value, unit));
    let why = |figure: &&Figure| match (&bounds.least, &bounds.greatest) {
        (Some(least), _) if figure.value < *least => Some(format!("{} is below {}", say(&figure.value), say(least))),
        (_, Some(greatest)) if figure.value_to.as_ref().unwrap_or(&figure.value) > greatest => {
            let value = figure.value_to.as_ref().unwrap_or(&figure.value);
            Some(format!("{} is above {}", say(value), say(greatest)))
        }
        _ => None,
    };
    let broken: Vec<Broken> = figures.iter().filter_map(|figure| Some(Broken::new(&figure.id, why(figure)?))).collect();
    let least = figures.iter().map(|figure| &figure.value).min();
    let greatest = figures.iter().map(|figure| figure.value_to.as_ref().unwrap_or(&figure.value)).max();
    let measured = match (least, greatest) {
        (Some(least), Some(greatest)) => format!("{} to {}, of {} figures", say(least), say(greatest), figures.len()),
        _ => "no figure".to_owned(),
    };
    let asked = match (&bounds.least, &bounds.greatest) {
        (Some(least), Some(greatest)) => format!("{} to {}", say(least), say(greatest)),
        (Some(least), None) => format!("{} or more", say(least)),
        (None, Some(greatest)) => format!("{} or less", say(greatest)),
        (None, None) => "anything".to_owned(),
    };
    Gate {
        name: "bound",
        about: bounds.indicator.to_string(),
        asked,
        measured,
        verdict: Verdict::of(broken.is_empty()),
        broken,
        help: "look for a slip of a unit in what the reports print; decide in the overrides",
    }
}
