//! Everything that disagrees, the heaviest first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anstyle::Style;
use serde_json::{Value, json};

use super::find::arguments;
use super::known::{Known, date};
use crate::cli::rows;
use crate::error::Result;
use crate::model::{Conflict, Evidence, Figure, FigureId, Number, Unit};
use crate::publish;
use crate::publish::cells::Table;
use crate::publish::phrases::{hedge, role};
use crate::publish::words::{about, amount, counted, escaped, push, range, wrapped};
use crate::reconcile::reason;

/// Width that sentences are wrapped at.
const WIDTH: usize = 100;

/// A conflict with its figure and the evidence of the voice that lost.
pub(super) struct Lost<'a> {
    pub(super) conflict: &'a Conflict,
    pub(super) figure: &'a Figure,
    pub(super) evidence: Option<&'a Evidence>,
}

impl Lost<'_> {
    /// The weight of the voice that lost: nothing where it was not heard.
    pub(super) fn weight(&self) -> Number {
        self.evidence.map_or_else(Number::zero, |row| row.weight.clone())
    }
}

/// All conflicts: the heaviest loser first, then the most serious disagreement, then by key.
pub(super) fn by_weight<'a>(known: &Known<'a>) -> Vec<Lost<'a>> {
    let figures: BTreeMap<&FigureId, &'a Figure> =
        known.dataset.figures.iter().map(|figure| (&figure.id, figure)).collect();
    let mut all: Vec<Lost<'a>> = known
        .dataset
        .conflicts
        .iter()
        .filter_map(|conflict| {
            Some(Lost { conflict, figure: figures.get(&conflict.figure)?, evidence: known.loser(conflict) })
        })
        .collect();
    sort(&mut all);
    all
}

/// As [`by_weight`], of one figure.
pub(super) fn of_figure<'a>(figure: &'a Figure, known: &Known<'a>) -> Vec<Lost<'a>> {
    let lost = |conflict: &&'a Conflict| Lost { conflict, figure, evidence: known.loser(conflict) };
    let mut all: Vec<Lost<'a>> = known.rows.conflicts(&figure.id).iter().map(lost).collect();
    sort(&mut all);
    all
}

fn sort(all: &mut [Lost<'_>]) {
    all.sort_by_cached_key(|lost| {
        let key = (lost.figure.key.clone(), lost.conflict.other.clone());
        (Reverse(lost.weight()), Reverse(lost.conflict.agreement), key)
    });
}

/// The list in words.
pub(super) fn list(known: &Known<'_>) -> String {
    let all = by_weight(known);
    if all.is_empty() {
        return "no figure has anything that disagrees with it\n".to_owned();
    }
    let mut figures: Vec<&FigureId> = all.iter().map(|lost| &lost.conflict.figure).collect();
    figures.sort();
    figures.dedup();
    let mut text = format!(
        "{} on {} of {}, by the weight of what lost\n",
        counted(all.len(), "conflict"),
        figures.len(),
        counted(known.dataset.figures.len(), "figure")
    );
    for (number, lost) in (1..).zip(&all) {
        text += &told(number, lost, known);
    }
    text
}

fn told(number: usize, lost: &Lost<'_>, known: &Known<'_>) -> String {
    let (figure, conflict) = (lost.figure, lost.conflict);
    let bold = Style::new().bold();
    let part = lost.evidence.map_or("stands against the value", |row| role(row.role));
    let weight = amount(&lost.weight(), &Unit::Count(String::new()));
    let mut text = format!("\n{bold}{number}. {}{bold:#}\n", known.name(figure));
    let value = range(&figure.value, figure.value_to.as_ref(), &figure.unit);
    let agreement = figure.agreement.as_str().replace('_', " ");
    push(&mut text, format_args!("   {}{value}, {agreement}\n", hedge(figure.hedge)));
    let class = conflict.agreement.as_str().replace('_', " ");
    let line = format!("{class}, weight {weight}: {}", said(lost, known));
    text += &wrapped(&format!("- {line} {part}"), "   ", WIDTH);
    text += &wrapped(&escaped(&conflict.explanation), "     ", WIDTH);
    push(&mut text, format_args!("   reckoner explain {}\n", arguments(figure, Some(known.config))));
    text
}

/// What the voice that lost says, and who that is.
fn said(lost: &Lost<'_>, known: &Known<'_>) -> String {
    let id = &lost.conflict.other;
    let when = date(known.rows.published(id));
    match known.rows.claim(id) {
        Some(claim) => {
            format!("“{}” of {} ({when})", escaped(&claim.printed.value_text), known.who(claim))
        }
        None => format!("{}, which follows from what is printed ({when}),", amount_of(lost)),
    }
}

fn amount_of(lost: &Lost<'_>) -> String {
    about(&lost.conflict.other_value, &lost.figure.unit)
}

/// The list for programs: the rows of `conflicts`, each with its figure, weight and reason.
///
/// # Errors
/// As [`publish::rows::tables`].
pub(super) fn object(known: &Known<'_>) -> Result<Value> {
    let tables = publish::rows::tables(known.dataset, known.config)?;
    let conflicts = indexed(&tables, "conflicts", &["figure_id", "other_id"]);
    let evidence = indexed(&tables, "evidence", &["figure_id", "source_id"]);
    let figures = indexed(&tables, "figures", &["figure_id"]);
    let one = |lost: Lost<'_>| {
        let figure = lost.conflict.figure.to_string();
        let key = vec![figure.clone(), lost.conflict.other.clone()];
        let mut row = conflicts.get(&key).cloned().unwrap_or(Value::Null);
        let part = evidence.get(&key);
        let reason = lost.evidence.map(|row| row.reason);
        row["weight"] = part.map_or(Value::Null, |part| part["weight"].clone());
        row["role"] = json!(lost.evidence.map(|row| row.role.as_str()));
        row["reason"] = json!(reason);
        row["reason_text"] = json!(reason.and_then(reason::sentence));
        row["figure"] = figures.get(&vec![figure]).cloned().unwrap_or(Value::Null);
        row
    };
    Ok(json!({ "conflicts": by_weight(known).into_iter().map(one).collect::<Vec<_>>() }))
}

/// The rows of a table by what stands in some columns.
fn indexed(tables: &[Table], name: &str, columns: &[&str]) -> BTreeMap<Vec<String>, Value> {
    let Some(table) = tables.iter().find(|table| table.schema().name == name) else { return BTreeMap::new() };
    let positions: Vec<usize> = columns.iter().filter_map(|column| table.schema().position(column)).collect();
    let key = |row: &[publish::cells::Cell]| {
        positions.iter().filter_map(|at| row.get(*at)).map(ToString::to_string).collect::<Vec<_>>()
    };
    table.rows().iter().map(|row| (key(row), rows::object(table, row))).collect()
}
