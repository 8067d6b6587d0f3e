//! The frame of the page: head, what it is, how it is read, and what narrows it down.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::human::{date, day, safe};
use super::known::{Known, NAME};
use super::series::{Series, Tier, all, panels};
use super::strip::Years;
use super::{MOST_REPORTS, MOST_SOURCES, chart, conflicts, figures, reports, seal};
use crate::model::{Basis, PartialDate};
use crate::publish::words::grouped;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Tables that most readers want first.
const TABLES: [&str; 8] =
    ["figures", "evidence", "conflicts", "claims", "vintages", "targets", "reports", "indicators"];

/// Figures of a series that are listed at their full height.
const LONG: usize = 12;

/// The whole page.
pub(super) fn page(known: &Known<'_>, release_id: &str) -> Markup {
    let project = &known.config.project;
    let mut series = all(known);
    let left_out = limited(&mut series);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(seal::policy(STYLE, SCRIPT));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="description" content=(safe(&project.description, 300));
                meta name="generator" content={ "reckoner " (env!("CARGO_PKG_VERSION")) };
                title { (safe(&project.title, NAME)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#series" { "Skip to the charts" }
                (head(known, release_id))
                main {
                    (filters(&series, known))
                    div id="tip" role="tooltip" hidden {}
                    (charts(&series, known))
                    @if left_out > 0 {
                        p.note { "Left out, being too long for a page: " (left_out) " of the series; their figures are in " a href="../data/figures.csv" { "figures.csv" } " only." }
                    }
                    section.part id="conflicts" aria-labelledby="conflicts-h" {
                        h2 id="conflicts-h" { "Where reports disagree" }
                        @if known.all_conflicts.is_empty() { p { "Nowhere." } } @else { (conflicts::table(known)) }
                    }
                    section.part id="reports" aria-labelledby="reports-h" {
                        h2 id="reports-h" { "What each report says" }
                        p.lead { "Every sentence that states a figure, its numbers marked, and what became of each." }
                        (reports::reports(known))
                    }
                }
                (foot(known, release_id))
                p.sr id="said" role="status" {}
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

/// Drops what no browser would bear, the largest first in line; how many series that are.
fn limited(series: &mut Vec<Series<'_>>) -> usize {
    let (mut sources, all) = (0, series.len());
    series.retain(|one| {
        let more = one.sources.max(one.figures.len());
        let fits = sources + more <= MOST_SOURCES;
        sources += if fits { more } else { 0 };
        fits
    });
    all - series.len()
}

fn head(known: &Known<'_>, release_id: &str) -> Markup {
    let project = &known.config.project;
    let count = |number: usize| grouped(&crate::model::Number::from(i64::try_from(number).unwrap_or(i64::MAX)));
    let facts = [
        (known.all_reports.len(), "reports", "#reports"),
        (known.all_claims.len(), "claims", "../data/claims.csv"),
        (known.all_figures.len(), "figures", "#series"),
        (known.all_conflicts.len(), "disagreements", "#conflicts"),
    ];
    html! {
        header.top {
            h1 { (safe(&project.title, NAME)) }
            p.lead { (safe(&project.description, 2_000)) }
            ul.facts {
                @for (number, noun, place) in facts {
                    li { a href=(place) { b { (count(number)) } " " (noun) } }
                }
            }
            p.meta {
                "Latest report: " (date(known.latest)) ". Release " code { (release_id) } ". Data: "
                a href="../data/figures.csv" { "figures.csv" } ", " a href="../data/conflicts.csv" { "conflicts.csv" } ", "
                a href="../datapackage.json" { "datapackage.json" } "."
            }
            (how_to_read())
            nav aria-label="Parts of this page" {
                a href="#series" { "Charts" } " " a href="#once" { "Said once" } " "
                a href="#conflicts" { "Disagreements" } " " a href="#reports" { "Reports" } " " a href="#data" { "Data" }
            }
        }
    }
}

/// Three sentences, and each sign as it is drawn.
fn how_to_read() -> Markup {
    html! {
        section.how aria-labelledby="how" {
            h2.h id="how" { "How to read it" }
            p {
                "Every grey bar is one statement of one report: it spans what the printed number stands for, so that “nearly $135 bn” is a bar from 134 to 135. "
                "The dot is the value that the statements add up to by rules, never an average; where they disagree the period is shaded, and what lost has a sign of its own. "
                "Follow a bar to its sentence, its report, and the step that decided on it."
            }
            ul.key {
                li { (swatch("dot observed", "M8 9m-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z")) "reconciled value" }
                li { (swatch("dot target", "M8 3.4l5.6 5.6l-5.6 5.6l-5.6-5.6z")) "target" }
                li { (swatch("dot forecast", "M8 3.4l5.6 5.6l-5.6 5.6l-5.6-5.6z")) "forecast" }
                li { (swatch("m supports", "M3 4h10v10h-10z")) "statement" }
                li { (swatch("m derived", "M3 4h10v10h-10z")) "worked out" }
                li { (swatch("m superseded", "M4 5.5h8l-4 7z")) "replaced by its issuer" }
                li { (swatch("m candidate", "M8 4l4.5 5l-4.5 5l-4.5-5z")) "stands against it" }
                li { (swatch("m rejected", "M4.5 5.5l7 7m0-7l-7 7")) "set aside" }
                li { svg.key width="16" height="18" viewBox="0 0 16 18" aria-hidden="true" { rect.band width="16" height="18" {} } "≠ reports disagree" }
            }
        }
    }
}

fn swatch(class: &str, drawn: &str) -> Markup {
    html! {
        svg.key width="16" height="18" viewBox="0 0 16 18" aria-hidden="true" { g class=(class) { path.glyph d=(drawn) {} } }
    }
}

/// What narrows the page down. Without a script it could do nothing, so it is not there.
fn filters(series: &[Series<'_>], known: &Known<'_>) -> Markup {
    let topics: BTreeSet<&str> = series.iter().map(|one| one.topic(known)).filter(|topic| !topic.is_empty()).collect();
    let indicators: BTreeMap<String, &str> =
        series.iter().map(|one| (known.label(one.indicator), one.indicator.as_str())).collect();
    let days: BTreeSet<Date> =
        known.all_reports.iter().filter_map(|row| row.meta.published).map(PartialDate::effective).collect();
    let last = days.len().saturating_sub(1);
    let undated = known.all_reports.iter().any(|row| row.meta.published.is_none());
    let name = |at: usize, date: Date| {
        // What is undated is known at last.
        if undated && at == last { format!("{}, and undated", day(date)) } else { day(date) }
    };
    html! {
        form.filters id="filters" hidden aria-label="Narrow the page down" {
            fieldset.when {
                legend { "As known on" }
                input type="range" id="vintage" min="0" max=(last) value=(last) list="days" aria-label="Date of publication";
                output id="day" for="vintage" { @if let Some(date) = days.last() { (name(last, *date)) } }
                datalist id="days" {
                    @for (at, date) in days.iter().enumerate() { option value=(at) label=(name(at, *date)) data-day=(date) {} }
                }
            }
            fieldset.which {
                legend { "Show" }
                label { span { "Topic" } select id="topic" { option value="" { "all topics" } @for topic in topics { option value=(topic) { (safe(topic, NAME)) } } } }
                label { span { "Indicator" } select id="indicator" { option value="" { "all indicators" } @for (label, id) in &indicators { option value=(id) { (label) } } } }
                label { span { "Report" } select id="report" {
                    option value="" { "all reports" }
                    @for row in known.all_reports.iter().take(MOST_REPORTS) {
                        option value=(known.number(&row.meta.id)) { (known.cited(&row.meta.id)) @if !row.meta.title.is_empty() { ": " (safe(&row.meta.title, 60)) } }
                    }
                } }
                button type="button" id="disputed" aria-pressed="false" { "≠ Only disagreements" }
                button type="reset" { "Show all" }
            }
            output.count id="count" for="vintage topic indicator report" {}
        }
    }
}

fn charts(series: &[Series<'_>], known: &Known<'_>) -> Markup {
    let (large, rest): (Vec<_>, Vec<_>) = series.iter().partition(|one| one.tier == Tier::Large);
    let (small, rows): (Vec<&Series<'_>>, Vec<_>) = rest.into_iter().partition(|one| one.tier == Tier::Small);
    let years = Years::of(rows.iter().flat_map(|one| one.figures.iter().copied()));
    html! {
        section.part id="series" aria-labelledby="series-h" {
            h2 id="series-h" { "Said many times" }
            @for one in &large { (card(one, known)) }
            @if large.is_empty() { p { "Nothing." } }
        }
        @if !small.is_empty() {
            section.part id="more" aria-labelledby="more-h" {
                h2 id="more-h" { "Said a few times" }
                p.lead { "What reports disagree on first." }
                div.cards { @for one in &small { (card(one, known)) } }
            }
        }
        section.part id="once" aria-labelledby="once-h" {
            h2 id="once-h" { "Said once" }
            @if rows.is_empty() { p { "Nothing." } } @else {
                p.lead { "One report says so, once. The bar is its period, from " (years.first) " to " (years.last) "; a diamond is a target or forecast." }
                @let topics: BTreeSet<&str> = rows.iter().map(|one| one.topic(known)).collect();
                div.lists { @for topic in topics {
                    div.list {
                        h3 { @if topic.is_empty() { "Other" } @else { (safe(topic, NAME)) } }
                        @for one in rows.iter().filter(|one| one.topic(known) == topic) { (listed(one, years, known)) }
                    }
                } }
            }
        }
    }
}

/// The numbers of the reports that a series rests on.
fn numbers(one: &Series<'_>, known: &Known<'_>) -> String {
    one.reports(known).into_iter().map(|id| known.number(id).to_string()).collect::<Vec<_>>().join(" ")
}

fn card(one: &Series<'_>, known: &Known<'_>) -> Markup {
    let anchor = one.anchor();
    let panels = panels(one, known);
    let kind = one.kind(known);
    let about = known.indicator(one.indicator).map(|indicator| safe(&indicator.description, 600)).unwrap_or_default();
    let disputed = (one.conflicts > 0).then_some("");
    html! {
        article.series id=(anchor) data-topic=(one.topic(known)) data-indicator=(one.indicator)
            data-reports=(numbers(one, known)) data-bad=[disputed] aria-labelledby={ (anchor) "-h" } {
            h3 id={ (anchor) "-h" } { (known.label(one.indicator)) @if !kind.is_empty() { span.kind { ", " (kind) } } }
            @if !about.is_empty() { p.about { (about) } }
            div.panels {
                @for (at, panel) in panels.iter().enumerate() {
                    figure.panel.wide[chart::is_wide(one, panel)] {
                        @if !panel.title.is_empty() { figcaption { (panel.title) } }
                        div.draw { (chart::chart(one, panel, known, &format!("{anchor}-{at}"))) }
                        @if panel.left_out > 0 { p.note { "The latest of them; " (panel.left_out) " earlier ones are in the list." } }
                    }
                }
            }
            div.figs.long[one.figures.len() > LONG] {
                @for figure in ordered(one) { (figures::figure(figure, known)) }
            }
        }
    }
}

/// Figures of a series as they are listed: by their period.
fn ordered<'a>(one: &Series<'a>) -> Vec<&'a crate::model::Figure> {
    let mut figures = one.figures.clone();
    figures.sort_by_key(|figure| (figure.period.last(), figure.period.first(), figure.key.basis == Basis::Planned));
    figures
}

fn listed(one: &Series<'_>, years: Years, known: &Known<'_>) -> Markup {
    let anchor = one.anchor();
    let disputed = (one.conflicts > 0).then_some("");
    html! {
        div.series.row id=(anchor) data-topic=(one.topic(known)) data-indicator=(one.indicator)
            data-reports=(numbers(one, known)) data-bad=[disputed] {
            @for figure in &one.figures { (figures::row(&one.name(known), figure, years, known)) }
        }
    }
}

fn foot(known: &Known<'_>, release_id: &str) -> Markup {
    html! {
        footer id="data" {
            h2 { "The data behind this page" }
            p {
                "All of it is in tables, each as CSV and as Parquet, described column by column in "
                a href="../datapackage.json" { "datapackage.json" } ":"
            }
            ul.files {
                @for table in TABLES {
                    li {
                        a href={ "../data/" (table) ".csv" } { (table) ".csv" } " "
                        a href={ "../data/" (table) ".parquet" } { ".parquet" }
                    }
                }
            }
            p {
                "Made by reckoner, which rebuilds this release to the same bytes. Release " code { (release_id) }
                @if !known.config.project.data_licence.is_empty() { ", data under " (safe(&known.config.project.data_licence, NAME)) } "."
            }
        }
    }
}
