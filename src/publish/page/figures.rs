//! Figures one below the other: each opens to what it rests on, sentence by sentence.

use maud::{Markup, html};

use super::human::{date, day, more, period, safe, stands, value};
use super::known::{Known, mark, planned};
use super::quote;
use super::strip::{Years, strip};
use crate::model::reason;
use crate::model::{Agreement, Claim, Derived, Evidence, Figure, Number, PartialDate, Status, Step, Unit, Vintage};
use crate::publish::phrases::{agreement, article, ended, of_step, relation, role};
use crate::publish::words::counted;

/// A figure of a series, which opens.
pub(super) fn figure(figure: &Figure, known: &Known<'_>) -> Markup {
    let evidence = known.rows.by_publication(&figure.id);
    html! {
        details.fig id=(figure.id) data-a=[known.since(&figure.id)] {
            summary {
                span.p { (named(figure)) }
                " " b.v { (shown(figure)) }
                (tags(figure, known))
                @if evidence.len() > 1 { " " span.n { (counted(evidence.len(), "source")) } }
            }
            (body(figure, &evidence, known))
        }
    }
}

/// A figure that was said once, with the name of its series.
pub(super) fn row(name: &str, figure: &Figure, years: Years, known: &Known<'_>) -> Markup {
    let evidence = known.rows.by_publication(&figure.id);
    html! {
        details.fig id=(figure.id) data-a=[known.since(&figure.id)] {
            summary {
                span.name { (name) }
                " " (strip(figure, years))
                " " span.p { (named(figure)) }
                " " span { b.v { (shown(figure)) } (tags(figure, known)) }
            }
            (body(figure, &evidence, known))
        }
    }
}

fn shown(figure: &Figure) -> String {
    value(&figure.value, figure.value_to.as_ref(), figure.hedge, &figure.unit)
}

/// Its period, with what it is compared with where that is not the year before.
pub(super) fn named(figure: &Figure) -> String {
    let own = figure.period;
    let base = figure.key.base_period.filter(|base| own.years_earlier(1) != Some(*base));
    let base = base.map(|base| format!(" on {}", period(base))).unwrap_or_default();
    format!("{}{base}", period(own))
}

/// What is to be known of it at a glance.
fn tags(figure: &Figure, known: &Known<'_>) -> Markup {
    let disputed = !known.rows.conflicts(&figure.id).is_empty();
    html! {
        @if let Some(kind) = planned(figure, known) { " " span.tag.plan { (kind) } }
        @if figure.derived { " " span.tag { "worked out" } }
        @if disputed || figure.agreement == Agreement::Unresolved {
            " " span.tag.bad { "≠ " (figure.agreement.as_str().replace('_', " ")) }
        } @else if figure.agreement == Agreement::Revision {
            " " span.tag { "revision" }
        }
    }
}

fn body(figure: &Figure, evidence: &[&Evidence], known: &Known<'_>) -> Markup {
    let vintages = known.vintages(&figure.id);
    html! {
        div.body {
            p.stands {
                "Stands for " (stands(&figure.interval, &figure.unit)) ". "
                (sentence_case(agreement(figure.agreement))) "."
                (outcome(figure, known))
            }
            ol.evidence { @for row in evidence { (source(row, &figure.unit, known)) } }
            @if vintages.len() > 1 { (believed(vintages, &figure.unit)) }
            p.link { a href={ "#" (figure.id) } { "Link to this figure" } " " code { (figure.id) } }
        }
    }
}

fn believed(vintages: &[&Vintage], unit: &Unit) -> Markup {
    html! {
        p.h { "What was believed" }
        ol.believed {
            @for vintage in vintages {
                li data-a=(mark(vintage.from)) data-b=[vintage.to.map(|date| date.to_string())] {
                    @match vintage.from { Some(from) => { "since " (day(from)) ": " }, None => "with undated reports: " }
                    b { (value(&vintage.value, vintage.value_to.as_ref(), crate::model::Hedge::None, unit)) }
                    ", " (vintage.agreement.as_str().replace('_', " "))
                }
            }
        }
    }
}

/// What became of a target.
fn outcome(figure: &Figure, known: &Known<'_>) -> Markup {
    let target = figure.claim.as_ref().and_then(|claim| known.target(claim.as_str()));
    html! {
        @if let Some(target) = target {
            " Target " (ended(target.status))
            @if let Some(outcome) = &target.outcome {
                ": "
                @match &target.outcome_figure {
                    Some(id) => a href={ "#" (id) } { (more(outcome, &figure.unit)) " was observed" },
                    None => { (more(outcome, &figure.unit)) " was observed" },
                }
            }
            "."
        }
    }
}

/// The part of a source, the step that decided on it, and why.
pub(super) fn part(row: &Evidence) -> Markup {
    let number = Step::ALL.iter().position(|step| *step == row.step).map_or(0, |at| at + 1);
    let why = reason::sentence(row.reason).unwrap_or(row.reason);
    html! {
        span.role { (role(row.role)) } ", because " (why)
        " " span.step title=(of_step(row.step).trim_end_matches(':')) { "step " (number) ", " (row.step.as_str()) }
    }
}

fn source(row: &Evidence, unit: &Unit, known: &Known<'_>) -> Markup {
    let dated = mark(known.published(&row.source));
    html! {
        li.(row.role.as_str()) data-e=(row.source) data-d=(dated) {
            @if let Some(claim) = known.rows.claim(&row.source) {
                (head(&claimed(claim), row))
                (quote::short(claim, known))
                (from(claim, known))
                @if row.interval != claim.interval || claim.interval.width().is_none_or(|width| !width.is_zero()) {
                    p.src { "Stands for " (stands(&row.interval, unit)) "." }
                }
            } @else if let Some(derived) = known.rows.derived(&row.source) {
                (head(&format!("about {}", more(&derived.value, &derived.unit)), row))
                (inputs(derived, known))
            } @else {
                p { (safe(&row.source, 40)) ": " (part(row)) }
            }
        }
    }
}

fn head(value: &str, row: &Evidence) -> Markup {
    html! { p.w { b { (value) } " " (part(row)) } }
}

/// What a claim prints, in the unit of its figure.
pub(super) fn claimed(claim: &Claim) -> String {
    value(&claim.value, claim.value_to.as_ref(), claim.printed.quantity.hedge, &claim.unit)
}

/// Who says so, where, and when.
fn from(claim: &Claim, known: &Known<'_>) -> Markup {
    let report = &claim.printed.report;
    let (who, meta) = (known.who(claim), known.report(report));
    let publisher = meta.map(|meta| safe(&meta.publisher, super::known::NAME)).unwrap_or_default();
    let firm = claim.printed.status;
    html! {
        p.src {
            @if who != publisher { bdi { (who) } @if firm == Status::Actual { ", in " } @else { ", " } }
            @if firm != Status::Actual { "as " (article(firm.as_str())) ", in " }
            a href={ "#" (claim.id) } { bdi { (known.cited(report)) } }
            @if let (Some(rate), Some(source)) = (&claim.fx_rate, &claim.fx_source) {
                ". Converted at " (rounded(rate)) " a dollar (" (safe(source, 80)) ")"
            }
        }
    }
}

fn rounded(rate: &Number) -> String {
    more(rate, &Unit::Count(String::new()))
}

fn inputs(derived: &Derived, known: &Known<'_>) -> Markup {
    let claims: Vec<&Claim> = derived.inputs.iter().filter_map(|id| known.rows.claim(id.as_str())).collect();
    html! {
        p.src { "Worked out by " (relation(derived.relation)) " from:" }
        ul.inputs {
            @for claim in claims {
                li {
                    (known.named(&claim.indicator, claim.printed.measure, &claim.unit))
                    @if let Some(own) = claim.printed.period { ", " (period(own)) }
                    ": " b { (claimed(claim)) } " "
                    a href={ "#" (claim.id) } { bdi { (known.cited(&claim.printed.report)) } }
                    (quote::short(claim, known))
                }
            }
        }
    }
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// When a report was published, as a machine reads it.
pub(super) fn stamp(published: Option<PartialDate>) -> Markup {
    html! {
        @match published {
            Some(at) => time datetime=(at) { (date(Some(at))) },
            None => "undated",
        }
    }
}
