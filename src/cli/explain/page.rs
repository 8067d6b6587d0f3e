//! `--conflicts --markdown`: all that disagrees as one page, for readers who know the
//! field and not the program.

use std::collections::BTreeSet;

use super::conflicts::{self, Lost};
use super::find::arguments;
use super::known::{Known, date};
use super::markdown::{prose, table};
use crate::config::Indicator;
use crate::model::{Agreement, Basis, Claim, Evidence, Figure, PartialDate, RULE_TABLE, Status, Target, Unit};
use crate::publish::phrases::{agreement, ended, hedge, relation, role};
use crate::publish::words::{about, amount, counted, interval, markdown, push, range};
use crate::reconcile::reason;

/// The whole page, of the release of that id.
pub(super) fn page(known: &Known<'_>, release: &str) -> String {
    let mut text = head(known, release);
    let mut topics: Vec<&str> = Vec::new();
    for indicator in &known.config.indicators {
        if !topics.contains(&indicator.topic.as_str()) {
            topics.push(&indicator.topic);
        }
    }
    for topic in topics {
        let of_topic = known.config.indicators.iter().filter(|indicator| indicator.topic == topic);
        let figures: Vec<&Figure> = of_topic.flat_map(|indicator| disputed(indicator, known)).collect();
        if figures.is_empty() {
            continue;
        }
        push(&mut text, format_args!("\n## {}\n", title(topic)));
        for figure in figures {
            text += &section(figure, known);
        }
    }
    text
}

/// The figures of an indicator that something disagrees with, by key.
fn disputed<'a>(indicator: &Indicator, known: &Known<'a>) -> Vec<&'a Figure> {
    let of_indicator = known.dataset.figures.iter().filter(|figure| figure.key.indicator == indicator.id);
    of_indicator.filter(|figure| !known.rows.conflicts(&figure.id).is_empty()).collect()
}

fn title(topic: &str) -> String {
    let mut letters = topic.chars();
    let first: String = letters.next().map_or_else(|| "Figures".to_owned(), |first| first.to_uppercase().collect());
    markdown(&(first + letters.as_str())).replace('_', " ")
}

fn head(known: &Known<'_>, release: &str) -> String {
    let conflicts = &known.dataset.conflicts;
    let figures: BTreeSet<_> = conflicts.iter().map(|conflict| &conflict.figure).collect();
    let mut text = String::from("# Where reports disagree\n\n");
    let about = format!(
        "This page shows every figure of the dataset “{}” that something which was published disagrees with: who printed \
         what, which value the tables show, and why. It is of release `{release}`, made from it by",
        markdown(&known.config.project.title)
    );
    text += &prose(&about, "", "");
    text += "\n```sh\nreckoner explain --conflicts --markdown\n```\n\n";
    let counts = format!(
        "There are {} on {} of {}. Each is of one type, the first that fits, in this order:",
        counted(conflicts.len(), "conflict"),
        figures.len(),
        counted(known.dataset.figures.len(), "figure")
    );
    text += &prose(&counts, "", "");
    text.push('\n');
    let types = Agreement::ALL.iter().filter(|agreement| !matches!(agreement, Agreement::Single | Agreement::Agree));
    let rows: Vec<Vec<String>> = types
        .map(|class| {
            let count = conflicts.iter().filter(|conflict| conflict.agreement == *class).count();
            vec![class.as_str().replace('_', " "), count.to_string(), agreement(*class).to_owned()]
        })
        .collect();
    text += &table(&["type", "conflicts", "what it means"], &rows);
    text += "\n";
    text += &prose(
        "A printed value stands for an interval, by its last digit and words such as “nearly”; two values agree where \
         their intervals meet. What no report prints but follows from what is printed (a level from a growth, a growth \
         from two levels) is heard too, with less weight. Nothing is ever averaged.",
        "",
        "",
    );
    text
}

fn section(figure: &Figure, known: &Known<'_>) -> String {
    let mut text = format!("\n### {}\n\n", markdown(&known.name(figure)));
    let value = range(&figure.value, figure.value_to.as_ref(), &figure.unit);
    let is = format!(
        "**{}{}**, which stands for {}: *{}*, {}. (`reckoner explain {}`)",
        hedge(figure.hedge),
        markdown(&value),
        markdown(&interval(&figure.interval, &figure.unit)),
        figure.agreement.as_str().replace('_', " "),
        agreement(figure.agreement),
        arguments(figure, Some(known.config))
    );
    text += &prose(&is, "", "");
    text.push('\n');
    let rows = known.rows.by_publication(&figure.id);
    let voices: Vec<Vec<String>> = rows.iter().map(|row| voice(row, figure, known)).collect();
    text += &table(&["who", "published", "printed", "stands for", "weight", "its part"], &voices);
    text += "\nWhat disagrees:\n\n";
    for lost in conflicts::of_figure(figure, known) {
        text += &disagreement(&lost);
    }
    text += "\nWhat was printed:\n\n";
    text += &printed(&rows, known);
    text += &targets(figure, known);
    text += &kept_apart(figure, known);
    text
}

/// A source as a row: who, when, what, what for, how heavy, in which part.
fn voice(row: &Evidence, figure: &Figure, known: &Known<'_>) -> Vec<String> {
    let inputs = known.rows.inputs(&row.source);
    let mut who: Vec<String> = inputs.iter().map(|claim| known.who(claim)).collect();
    who.dedup();
    let printed = match (known.rows.claim(&row.source), known.rows.derived(&row.source)) {
        (Some(claim), _) => {
            let firm = claim.printed.status;
            let firm = if firm == Status::Actual { String::new() } else { format!(", {firm}") };
            format!("“{}”{firm}", markdown(&claim.printed.value_text))
        }
        (None, Some(derived)) => {
            format!(
                "not printed: {} by {}",
                markdown(&about(&derived.value, &derived.unit)),
                relation(derived.relation)
            )
        }
        (None, None) => String::new(),
    };
    let why = reason::sentence(row.reason).unwrap_or(row.reason);
    vec![
        markdown(&who.join(" and ")),
        date(known.rows.published(&row.source)),
        printed,
        markdown(&interval(&row.interval, &figure.unit)),
        amount(&row.weight, &Unit::Count(String::new())),
        format!("{}, because {why}", role(row.role)),
    ]
}

fn disagreement(lost: &Lost<'_>) -> String {
    let conflict = lost.conflict;
    let class = conflict.agreement.as_str().replace('_', " ");
    prose(&format!("**{class}**: {}", markdown(&conflict.explanation)), "- ", "  ")
}

/// What each claim that the figure rests on stands in, once, in the order of the sources.
fn printed(rows: &[&Evidence], known: &Known<'_>) -> String {
    let (mut text, mut seen) = (String::new(), BTreeSet::new());
    for claim in rows.iter().flat_map(|row| known.rows.inputs(&row.source)) {
        if seen.insert((&claim.printed.report, &claim.printed.sentence)) {
            text += &quoted(claim, known);
        }
    }
    text
}

fn quoted(claim: &Claim, known: &Known<'_>) -> String {
    let printed = &claim.printed;
    // A row of a table has no sentence: its cells stand for it.
    let row = printed.locator.strip_prefix("row:").and_then(|rest| rest.split(',').next());
    let row = row.filter(|_| printed.rule == RULE_TABLE).map(|row| format!(", row {row}")).unwrap_or_default();
    let line = format!("{}{row}: “{}”", known.report(&printed.report), printed.sentence);
    prose(&markdown(&line), "- ", "  ")
}

/// The rows of `targets` that a planned figure is of.
fn targets(figure: &Figure, known: &Known<'_>) -> String {
    if figure.key.basis != Basis::Planned {
        return String::new();
    }
    let rows: Vec<Vec<String>> =
        known.targets(figure).into_iter().map(|target| target_row(target, figure, known)).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!("\nTargets:\n\n{}", table(&["aimed at", "by", "since", "until", "outcome"], &rows))
}

fn target_row(target: &Target, figure: &Figure, known: &Known<'_>) -> Vec<String> {
    let claim = known.rows.claim(target.claim.as_str());
    let who = claim.map_or_else(|| target.issuer.clone(), |claim| known.who(claim));
    let until = target.to.map(|to: PartialDate| to.to_string()).unwrap_or_default();
    let outcome = match &target.outcome {
        Some(outcome) => format!("{}: {}", ended(target.status), amount(outcome, &figure.unit)),
        None => ended(target.status).to_owned(),
    };
    let value = match claim {
        Some(claim) => range(&claim.value, claim.value_to.as_ref(), &claim.unit),
        None => amount(&target.target, &figure.unit),
    };
    vec![markdown(&value), markdown(&who), date(target.from), until, markdown(&outcome)]
}

/// Figures of the same thing in another scope, which are never mixed with this one.
fn kept_apart(figure: &Figure, known: &Known<'_>) -> String {
    let Some(own) = known.config.indicator(&figure.key.indicator) else { return String::new() };
    let kin = |other: &Indicator| {
        other.id != own.id
            && (other.variant_of.as_ref() == Some(&own.id)
                || own.variant_of.as_ref() == Some(&other.id)
                || (own.variant_of.is_some() && own.variant_of == other.variant_of))
    };
    let key = &figure.key;
    let beside = |other: &&Figure| {
        let there = &other.key;
        (&there.area, there.measure, there.base_period, there.basis)
            == (&key.area, key.measure, key.base_period, key.basis)
            && (there.period == key.period || other.period == figure.period)
            && known.config.indicator(&there.indicator).is_some_and(kin)
    };
    let apart: Vec<String> = known
        .dataset
        .figures
        .iter()
        .filter(beside)
        .map(|other| {
            let value = range(&other.value, other.value_to.as_ref(), &other.unit);
            format!("{}, {}{value}", known.label(other), hedge(other.hedge))
        })
        .collect();
    if apart.is_empty() {
        return String::new();
    }
    format!("\n{}", prose(&format!("Kept apart: {}.", markdown(&apart.join("; "))), "", ""))
}
