//! What a gate refused, for people: the error, and `REFUSED.md` beside the release.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::Config;
use crate::error::Error;
use crate::gates::{Broken, GATE_FRESHNESS, Gate, Verdict};
use crate::model::{Claim, Figure, Number};
use crate::publish::Dataset;
use crate::publish::words::{amount, counted, markdown, one_line, push};

/// Figures of a gate that are told; the rest is counted.
const MOST_FIGURES: usize = 20;
/// Sentences of a figure that are told.
const MOST_SENTENCES: usize = 5;

/// The gates that refuse a release. One that is current already was judged when it was
/// published; only its age is judged again.
pub(super) fn closed(gates: &[Gate], is_current: bool) -> Vec<&Gate> {
    let closes = |gate: &&Gate| gate.verdict == Verdict::Failed && (!is_current || gate.name == GATE_FRESHNESS);
    gates.iter().filter(closes).collect()
}

/// The error of a refusal: first what to do, then each gate.
pub(super) fn error(first: &str, closed: &[&Gate]) -> Error {
    let mut text = first.to_owned();
    for gate in closed {
        push(&mut text, format_args!("\n    {}\n        {}", gate.line(), gate.help));
    }
    Error::Gate(text)
}

/// What `REFUSED.md` tells of.
pub(super) struct Refusal<'a> {
    pub(super) id: &'a str,
    /// The release that stays.
    pub(super) previous: Option<&'a str>,
    pub(super) config: &'a Config,
    pub(super) dataset: &'a Dataset,
    pub(super) gates: &'a [Gate],
    /// Where the release lies.
    pub(super) folder: &'a Path,
    /// Options of commands, each behind a space.
    pub(super) options: &'a str,
}

/// The account beside a refused release.
pub(super) fn account(refusal: &Refusal<'_>) -> String {
    let Refusal { id, previous, config, gates, folder, options, .. } = refusal;
    let mut text =
        format!("# Release {id} was refused\n\n{}: nothing was published. ", markdown(&config.project.title));
    match previous {
        Some(previous) => push(&mut text, format_args!("Release {previous} stays current.\n\n")),
        None => text.push_str("There is no current release.\n\n"),
    }
    text.push_str("| gate | asked | measured | |\n| --- | --- | --- | --- |\n");
    for gate in *gates {
        let cells = [gate.title(), gate.asked.clone(), gate.measured.clone()].map(|cell| markdown(&cell));
        push(&mut text, format_args!("| {} | {} |\n", cells.join(" | "), gate.verdict.as_str().replace('_', " ")));
    }
    let claims: BTreeMap<&str, &Claim> =
        refusal.dataset.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect();
    for gate in closed(gates, false) {
        push(&mut text, format_args!("\n## {}\n\n", markdown(&gate.title())));
        push(&mut text, format_args!("Asked: {}. Measured: {}. ", markdown(&gate.asked), markdown(&gate.measured)));
        push(&mut text, format_args!("What helps: {}.\n", gate.help));
        for broken in gate.broken.iter().take(MOST_FIGURES) {
            figure(&mut text, refusal, &claims, broken);
        }
        if gate.broken.len() > MOST_FIGURES {
            let more = counted(gate.broken.len() - MOST_FIGURES, "more figure");
            push(&mut text, format_args!("\nAnd {more}, see `{id}/data/figures.csv`.\n"));
        }
    }
    let folder = folder.display();
    push(
        &mut text,
        format_args!(
            "\n## What can be done\n\n\
             - Look: the whole release lies here, in `{id}/`; `{id}/report/index.html` is its page, and\n  \
             `reckoner verify {folder}` checks it.\n\
             - Decide: `reckoner explain FIGURE_ID --write-override{options}` drafts a row of the overrides.\n\
             - Take a report out of the catalogue, or mend it, where it is at fault.\n\
             - Raise the gate in `pipeline.toml`, where it asks too much. That is another release, for the\n  \
             configuration is part of it.\n\
             - Publish exactly this release, all gates overruled; the run's summary records it:\n\n      \
             reckoner run --accept {id}{options}\n\n\
             This folder is replaced by the next release that is refused, and goes when one is published.\n"
        ),
    );
    text
}

/// A figure that broke a gate, with the sentences that state it.
fn figure(text: &mut String, refusal: &Refusal<'_>, claims: &BTreeMap<&str, &Claim>, broken: &Broken) {
    let (dataset, id) = (refusal.dataset, &broken.figure);
    let Some(figure) = dataset.figures.iter().find(|figure| figure.id == *id) else { return };
    let said = |value: &Number| amount(value, &figure.unit);
    let before = broken.old.as_ref().map_or_else(|| "not published before".to_owned(), |old| said(old) + " before");
    let values = format!("{before}, {} now: {}", said(&figure.value), broken.why);
    push(text, format_args!("\n**{}** ({id}): {}\n\n", markdown(&name(figure, refusal.config)), markdown(&values)));
    let rows = dataset.evidence.iter().filter(|row| row.figure == *id);
    let mut stating: Vec<&Claim> = rows.filter_map(|row| claims.get(row.source.as_str()).copied()).collect();
    // The claim whose value is shown comes first.
    stating.sort_by_key(|claim| Some(&claim.id) != figure.claim.as_ref());
    for claim in stating.iter().take(MOST_SENTENCES) {
        let report = dataset.reports.iter().find(|report| report.meta.id == claim.printed.report);
        let publisher = report.map(|report| report.meta.publisher.as_str()).filter(|name| !name.is_empty());
        let published = claim.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        let sentence = one_line(&claim.printed.sentence);
        push(
            text,
            format_args!(
                "- “{}” ({}, {}, {published})\n",
                markdown(&sentence),
                markdown(claim.printed.report.as_str()),
                markdown(publisher.unwrap_or("publisher not known"))
            ),
        );
    }
    if stating.is_empty() {
        push(
            text,
            format_args!(
                "- No report prints it: `reckoner explain {id}{}` tells what it follows from.\n",
                refusal.options
            ),
        );
    } else if stating.len() > MOST_SENTENCES {
        push(text, format_args!("- and {}\n", counted(stating.len() - MOST_SENTENCES, "more statement")));
    }
}

fn name(figure: &Figure, config: &Config) -> String {
    let label = config.indicator(&figure.key.indicator).map_or(figure.key.indicator.as_str(), |one| one.label.as_str());
    format!("{label}, {} of {}, {}, {}", figure.key.measure, figure.period, figure.key.area, figure.key.basis)
}
