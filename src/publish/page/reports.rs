//! Each report with the sentences that state figures, and what became of each number.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::figures::{claimed, named, part, stamp};
use super::human::{period, safe};
use super::known::{Known, NAME, mark};
use super::quote;
use super::{MOST_REPORTS, MOST_SOURCES};
use crate::model::{Claim, ReportId};
use crate::publish::dataset::ReportRow;
use crate::publish::words::{counted, web};

/// All reports, the latest first.
pub(super) fn reports(known: &Known<'_>) -> Markup {
    let mut rows: Vec<&ReportRow> = known.all_reports.clone();
    rows.sort_by_key(|row| std::cmp::Reverse(row.meta.published.map(crate::model::PartialDate::effective)));
    let mut sentences: BTreeMap<&ReportId, Vec<Vec<&Claim>>> = BTreeMap::new();
    for &claim in known.all_claims.iter().take(MOST_SOURCES) {
        let stated = sentences.entry(&claim.printed.report).or_default();
        // Claims come in the order of the text, so that those of a sentence are neighbours.
        match stated.last_mut() {
            Some(last) if last.first().is_some_and(|one| one.printed.sentence == claim.printed.sentence) => {
                last.push(claim);
            }
            _ => stated.push(vec![claim]),
        }
    }
    html! {
        @for row in rows.iter().take(MOST_REPORTS) {
            (report(row, sentences.get(&row.meta.id).map_or(&[], Vec::as_slice), known))
        }
        @if rows.len() > MOST_REPORTS { p { "The other " (rows.len() - MOST_REPORTS) " are in " code { "reports.csv" } "." } }
        @if known.all_claims.len() > MOST_SOURCES {
            p { "Sentences of the first " (counted(MOST_SOURCES, "claim")) " are shown; all are in " code { "claims.csv" } "." }
        }
    }
}

fn report(row: &ReportRow, sentences: &[Vec<&Claim>], known: &Known<'_>) -> Markup {
    let meta = &row.meta;
    let number = known.number(&meta.id);
    let title = if meta.title.is_empty() { meta.id.as_str() } else { &meta.title };
    let day = mark(meta.published.map(crate::model::PartialDate::effective));
    html! {
        details.report id={ "r" (number) } data-reports=(number) data-d=(day) {
            summary {
                h3 lang=(meta.language.as_str()) { bdi { (safe(title, 2 * NAME)) } }
                span.meta {
                    @if !meta.publisher.is_empty() { bdi { (safe(&meta.publisher, NAME)) } ", " }
                    (stamp(meta.published))
                    " · " (counted(row.n_claims, "claim"))
                }
            }
            p.src {
                "Report " code { (safe(meta.id.as_str(), NAME)) }
                @if let Some(original) = &meta.repost_of { ", which repeats " code { (safe(original.as_str(), NAME)) } }
                @if let Some(address) = web(&meta.url) { ". " a href=(address) rel="noreferrer" { "Original" } }
                @if !meta.licence.is_empty() { ". Licence of the text: " (safe(&meta.licence, NAME)) }
                "."
                @if row.n_dismissed > 0 { " Numbers in it that state nothing: " (row.n_dismissed) "." }
            }
            ol.sentences { @for claims in sentences {
                li {
                    (quote::whole(claims, known))
                    ul { @for claim in claims { (became(claim, known)) } }
                }
            } }
        }
    }
}

/// What a claim is in figures.
fn became(claim: &Claim, known: &Known<'_>) -> Markup {
    let parts = known.parts(claim.id.as_str());
    html! {
        li id=(claim.id) data-indicator=(claim.indicator) {
            mark { (safe(&claim.printed.value_text, NAME)) } " → "
            @if parts.is_empty() {
                (known.named(&claim.indicator, claim.printed.measure, &claim.unit))
                @if let Some(own) = claim.printed.period { ", " (period(own)) }
                ": " b { (claimed(claim)) } ". It is in no figure"
                @if claim.printed.period.is_none() { ": the text does not settle its period" } "."
            }
            @for row in parts {
                @if let Some(figure) = known.figure(&row.figure) {
                        a href={ "#" (figure.id) } {
                        (known.named(&figure.key.indicator, figure.key.measure, &figure.unit)) ", " (named(figure))
                    }
                    ": " b { (claimed(claim)) } " " (part(row))
                }
            }
        }
    }
}
