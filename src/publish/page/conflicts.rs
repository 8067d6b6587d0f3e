//! The table of what disagrees.

use std::cmp::Reverse;

use jiff::civil::Date;
use maud::{Markup, html};

use super::figures::named;
use super::human::{few, more};
use super::known::{Known, mark, planned};
use crate::model::reason;
use crate::model::{Agreement, Conflict, Figure, Number, Unit};
use crate::publish::phrases::agreement;

/// Rows at most; all are in the table `conflicts`.
const MOST: usize = 2_000;

/// Every disagreement: what no rule explains first, then the widest.
pub(super) fn table(known: &Known<'_>) -> Markup {
    let mut rows: Vec<&Conflict> = known.all_conflicts.clone();
    rows.sort_by_cached_key(|row| {
        let gap = row.gap_percent.as_ref().map(Number::abs);
        (row.agreement != Agreement::Unresolved, Reverse(gap), row.figure.clone(), row.other.clone())
    });
    let topic = |figure: &Figure| known.indicator(&figure.key.indicator).map(|indicator| indicator.topic.as_str());
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby="conflicts-caption" {
            table.conflicts {
                caption id="conflicts-caption" { "What reports say against the value that is shown" }
                thead { tr {
                    th scope="col" { "Figure" }
                    th scope="col" { "Shown" }
                    th scope="col" { "Against it" }
                    th.r scope="col" { "Difference" }
                    th scope="col" { "Why" }
                } }
                tbody {
                    @for row in rows.iter().take(MOST) {
                        @if let Some(figure) = known.figure(&row.figure) {
                            tr data-topic=[topic(figure)] data-indicator=(figure.key.indicator)
                                data-reports=(reports(row, known)) data-d=(mark(since(row, known))) {
                                th scope="row" { a href={ "#" (row.figure) } { (name(figure, known)) } }
                                td { b { (more(&row.chosen_value, &figure.unit)) } (said(&row.chosen, known)) }
                                td { b { (more(&row.other_value, &figure.unit)) } (said(&row.other, known)) }
                                td.r { (gap(row, figure)) }
                                td { (why(row, known)) }
                            }
                        }
                    }
                }
            }
        }
        @if rows.len() > MOST { p { "The other " (rows.len() - MOST) " are in " code { "conflicts.csv" } "." } }
    }
}

fn name(figure: &Figure, known: &Known<'_>) -> String {
    let key = &figure.key;
    let kind = planned(figure, known).map(|kind| format!(", {kind}")).unwrap_or_default();
    format!("{}, {}{kind}", known.named(&key.indicator, key.measure, &figure.unit), named(figure))
}

/// Who says so.
fn said(source: &str, known: &Known<'_>) -> Markup {
    let mut cited: Vec<String> =
        known.rows.inputs(source).iter().map(|claim| known.cited(&claim.printed.report)).collect();
    cited.dedup();
    html! {
        br;
        small {
            @if known.rows.derived(source).is_some() { "worked out from " }
            @for (at, name) in cited.iter().enumerate() { @if at > 0 { " and " } bdi { (name) } }
        }
    }
}

fn gap(row: &Conflict, figure: &Figure) -> Markup {
    let percent = row.gap_percent.as_ref().map(|gap| few(&crate::publish::words::to_digits(gap, 2), &Unit::Percent));
    let unit = match &figure.unit {
        Unit::Percent => Unit::PercentagePoint,
        Unit::Rank => Unit::Count(String::new()),
        unit => unit.clone(),
    };
    html! {
        (more(&crate::publish::words::to_digits(&row.gap, 3), &unit))
        // Percent of percent misleads.
        @if let (Some(percent), false) = (percent, figure.unit == Unit::Percent) { br; small { (percent) } }
    }
}

/// The class of the disagreement, and the reason of the very source.
fn why(row: &Conflict, known: &Known<'_>) -> Markup {
    let evidence = known.parts(&row.other).iter().find(|part| part.figure == row.figure);
    let reason = evidence.and_then(|part| reason::sentence(part.reason));
    html! {
        span.tag.bad[row.agreement == Agreement::Unresolved] { (row.agreement.as_str().replace('_', " ")) } " "
        (reason.unwrap_or_else(|| agreement(row.agreement)))
    }
}

/// The day from which both sides were known; nothing where one is undated.
pub(super) fn since(row: &Conflict, known: &Known<'_>) -> Option<Date> {
    // What a person chose has no date of its own.
    let chosen = row.chosen.is_empty().then_some(Date::MIN).or_else(|| known.published(&row.chosen));
    Some(chosen?.max(known.published(&row.other)?))
}

/// The numbers of the reports on both sides.
fn reports(row: &Conflict, known: &Known<'_>) -> String {
    let claims = [&row.chosen, &row.other].into_iter().flat_map(|source| known.rows.inputs(source));
    let mut numbers: Vec<usize> = claims.map(|claim| known.number(&claim.printed.report)).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}
