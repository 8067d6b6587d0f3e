//! What a picture has rows for: each source of a figure, then what was aimed at or shown before.

use crate::cli::explain::known::{Known, date};
use crate::model::{Basis, Claim, Evidence, Figure, Interval, Number, Role, Target, Vintage};
use crate::publish::phrases::{ended, relation, role};
use crate::publish::words::{about, amount, interval, range};
use crate::reconcile::reason;

/// One row.
pub(super) struct Row {
    /// Who and when.
    pub(super) label: String,
    /// What is printed.
    pub(super) detail: String,
    /// All of it, for who asks.
    pub(super) told: String,
    pub(super) part: Part,
    pub(super) values: Vec<Number>,
    pub(super) interval: Interval,
    /// The row of the later statement that replaced it.
    pub(super) replaced_by: Option<usize>,
}

/// What is drawn of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A source in its role.
    Source(Role),
    /// What an issuer aimed at.
    Aim,
    /// What the tables would have shown before.
    Before,
}

impl Part {
    /// Its class of style.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Source(role) => role.as_str(),
            Self::Aim => "aim",
            Self::Before => "before",
        }
    }

    /// What it means.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Source(part) => role(part),
            Self::Aim => "was aimed at",
            Self::Before => "was the value before",
        }
    }
}

/// The sources of a figure by publication.
pub(super) fn sources(figure: &Figure, known: &Known<'_>) -> Vec<Row> {
    let evidence = known.rows.by_publication(&figure.id);
    let mut rows: Vec<Row> = evidence.iter().map(|row| source(row, figure, known)).collect();
    for (at, row) in rows.iter_mut().enumerate() {
        row.replaced_by = replaced_by(at, &evidence, known);
    }
    rows
}

fn source(row: &Evidence, figure: &Figure, known: &Known<'_>) -> Row {
    let why = reason::sentence(row.reason).unwrap_or(row.reason);
    let part = format!("{}, because {why}", role(row.role));
    let inputs = known.rows.inputs(&row.source);
    let mut publishers: Vec<String> = inputs.iter().map(|claim| known.publisher(&claim.printed.report)).collect();
    publishers.dedup();
    let stands = interval(&row.interval, &figure.unit);
    let when = date(known.rows.published(&row.source));
    let label = format!("{when} · {}", publishers.join(" + "));
    let (detail, told, values) = match (known.rows.claim(&row.source), known.rows.derived(&row.source)) {
        (Some(claim), _) => {
            let who = known.who(claim);
            let told = format!(
                "{who}, in {}: “{}” stands for {stands}. It {part}. “{}”",
                known.report(&claim.printed.report),
                claim.printed.value_text,
                claim.printed.sentence
            );
            (printed(claim, &who, &publishers), told, values(claim))
        }
        (None, Some(derived)) => {
            let value = about(&derived.value, &derived.unit);
            let by = relation(derived.relation);
            let told =
                format!("{} ({when}): {value}, by {by}, stands for {stands}. It {part}.", publishers.join(" and "));
            (format!("implied by {by}: {value}"), told, vec![derived.value.clone()])
        }
        (None, None) => (row.source.clone(), format!("{}: it {part}.", row.source), Vec::new()),
    };
    let interval = row.interval.clone();
    Row { label, detail, told, part: Part::Source(row.role), values, interval, replaced_by: None }
}

/// As printed; who says so where that is not the publisher.
fn printed(claim: &Claim, who: &str, publishers: &[String]) -> String {
    let text = format!("“{}”", claim.printed.value_text);
    if publishers.iter().any(|publisher| publisher == who) { text } else { format!("{text}, {who}") }
}

fn values(claim: &Claim) -> Vec<Number> {
    [Some(&claim.value), claim.value_to.as_ref()].into_iter().flatten().cloned().collect()
}

/// The next statement of the issuer whose statement `at` was replaced.
fn replaced_by(at: usize, evidence: &[&Evidence], known: &Known<'_>) -> Option<usize> {
    let row = evidence.get(at).filter(|row| row.role == Role::Superseded)?;
    let issuer = &known.rows.claim(&row.source)?.issuer;
    let later = evidence.iter().enumerate().skip(at + 1).filter(|(_, row)| row.role != Role::Repeats);
    let mut later = later.filter(|(_, row)| known.rows.claim(&row.source).is_some_and(|claim| claim.issuer == *issuer));
    later.next().map(|(at, _)| at)
}

/// What was aimed at, and what the tables would have shown before: where it was another value.
pub(super) fn history(figure: &Figure, known: &Known<'_>) -> Vec<Row> {
    let targets = known.targets(figure);
    if !targets.is_empty() {
        return targets.into_iter().map(|target| aim(target, figure, known)).collect();
    }
    let same = |a: &Vintage, b: &Vintage| (&a.value, &a.value_to) == (&b.value, &b.value_to);
    let mut vintages: Vec<&Vintage> =
        known.dataset.vintages.iter().filter(|vintage| vintage.figure == figure.id).collect();
    // Of one value the last day is what counts: from then on it was another.
    vintages.reverse();
    vintages.dedup_by(|earlier, later| same(earlier, later));
    vintages.reverse();
    let last = vintages.len().saturating_sub(1);
    vintages.into_iter().take(last).map(|vintage| before(vintage, figure)).collect()
}

fn aim(target: &Target, figure: &Figure, known: &Known<'_>) -> Row {
    let claim = known.rows.claim(target.claim.as_str());
    let until = target.to.map(|to| format!(" to {to}")).unwrap_or_default();
    let who = claim.map_or_else(|| target.issuer.clone(), |claim| known.who(claim));
    let value = match claim {
        Some(claim) => range(&claim.value, claim.value_to.as_ref(), &claim.unit),
        None => amount(&target.target, &figure.unit),
    };
    let outcome = match &target.outcome {
        Some(outcome) => format!("{}: {} was observed", ended(target.status), amount(outcome, &figure.unit)),
        None => ended(target.status).to_owned(),
    };
    let since = date(target.from);
    // Of a target's own figure the end is yet to come; an outcome tells how it came out.
    let detail = match figure.key.basis {
        Basis::Planned => format!("aimed at {value}"),
        Basis::Observed => format!("aimed at {value}: {}", ended(target.status)),
    };
    Row {
        label: format!("{since}{until} · {who}"),
        detail,
        told: format!("Target of {who}, since {since}{until}: {value}; {outcome}."),
        part: Part::Aim,
        values: claim.map_or_else(|| vec![target.target.clone()], values),
        interval: claim.map_or_else(|| Interval::point(target.target.clone()), |claim| claim.interval.clone()),
        replaced_by: None,
    }
}

fn before(vintage: &Vintage, figure: &Figure) -> Row {
    let value = range(&vintage.value, vintage.value_to.as_ref(), &figure.unit);
    let until = vintage.to.map(|to| format!("until {to}")).unwrap_or_default();
    Row {
        label: format!("{until} · the tables"),
        detail: format!("would have shown {value}"),
        told: format!("The tables would have shown {value} ({}) {until}.", vintage.agreement),
        part: Part::Before,
        values: [Some(&vintage.value), vintage.value_to.as_ref()].into_iter().flatten().cloned().collect(),
        interval: vintage.interval.clone(),
        replaced_by: None,
    }
}
