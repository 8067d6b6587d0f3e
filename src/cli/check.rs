//! `reckoner check`: every problem of configuration, catalogue, inputs and
//! overrides. Nothing is written.

use serde_json::{Value, json};

use super::args::{CheckArgs, Common};
use super::log::Progress;
use super::out::Out;
use super::run::{found, today};
use super::{load, refused, rows, suggest};
use crate::config::Config;
use crate::error::{EXIT_DEGRADED, EXIT_OK, Result};
use crate::finding::{Finding, Severity};
use crate::model::{Agreement, ReportMeta};
use crate::pipeline::{self, Built};
use crate::publish::words::{counted, escaped, push};
use crate::publish::{self, store};

/// Builds in memory and lists what was found.
///
/// # Errors
/// Every problem that a run would refuse, with the exit code that it would have.
pub(super) fn run(args: &CheckArgs, common: &Common) -> Result<u8> {
    let config = load(common, &args.inputs.replace())?;
    if let Some(most) = args.suggest {
        return suggest::run(&config, most.into(), common);
    }
    let progress = Progress::new(common);
    let mut built = pipeline::build(&config, None, &|event| progress.show(event))?;
    drop(progress);
    // What no table can hold is told here, not first by a run.
    let tables = publish::rows::tables(&built.dataset, &config)?;
    let mut out = Out::new(common);
    if common.json {
        let findings = tables.iter().find(|table| table.schema().name == "findings");
        let findings: Vec<Value> =
            findings.iter().flat_map(|table| table.rows().iter().map(|row| rows::object(table, row))).collect();
        out.json(&json!({ "reports": built.account.reports, "findings": findings }))?;
    } else if !common.quiet {
        out.text(&text(&config, &built))?;
    }
    out.flush()?;
    let current = store::current(&config.publish.output)?;
    let folder = current.as_ref().map(|(_, folder)| folder.as_path());
    let gates = pipeline::judge(&config, &built.dataset, folder, today(None));
    let mut closed = refused::closed(&gates, false);
    if let (Some((id, _)), false) = (&current, closed.is_empty()) {
        // What a person accepted is current, and a run would find it unchanged.
        closed = refused::closed(&gates, pipeline::render(&config, &mut built)?.release_id == *id);
    }
    if !closed.is_empty() {
        let first = "`reckoner run` would refuse this: mend the input, decide in the overrides, or raise the gate";
        return Err(refused::error(first, &closed));
    }
    Ok(if found(&built.dataset, Severity::Error) > 0 { EXIT_DEGRADED } else { EXIT_OK })
}

fn text(config: &Config, built: &Built) -> String {
    let dataset = &built.dataset;
    let mut text = String::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        for finding in dataset.findings.iter().filter(|finding| finding.severity == severity) {
            text += &line(config, dataset, finding);
        }
    }
    for figure in dataset.figures.iter().filter(|figure| figure.agreement == Agreement::Unresolved) {
        push(&mut text, format_args!("unresolved: {} ({})\n", figure.key, figure.id));
    }
    let counts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| counted(found(dataset, severity), severity.as_str()))
        .into();
    push(
        &mut text,
        format_args!(
            "{}, {}: {}; configuration, catalogue, reports and overrides are sound; nothing was written\n",
            counted(built.account.reports, "report"),
            counted(dataset.figures.len(), "figure"),
            counts.join(", ")
        ),
    );
    text
}

/// The file that a report is read from; one of a table has its id beside it.
fn file_of(config: &Config, meta: &ReportMeta) -> String {
    let table = config.ingest.tables.iter().find(|table| table.names.0 == meta.file);
    match table {
        Some(table) => format!("{} ({})", table.file.display(), meta.id),
        None => config.ingest.reports.join(&meta.file).display().to_string(),
    }
}

/// `warning: data/reports/a.md, body:3: message [code]`
fn line(config: &Config, dataset: &publish::Dataset, finding: &Finding) -> String {
    let report = finding.report.as_ref();
    let row = dataset.reports.iter().find(|row| Some(&row.meta.id) == report);
    let mut place = match (row, report) {
        (Some(row), _) => file_of(config, &row.meta),
        (None, Some(id)) => id.to_string(),
        (None, None) => String::new(),
    };
    if !finding.locator.is_empty() {
        let comma = if place.is_empty() { "" } else { ", " };
        push(&mut place, format_args!("{comma}{}", finding.locator));
    }
    if let Some(span) = finding.span {
        push(&mut place, format_args!(", bytes {} to {}", span.start, span.end));
    }
    let separator = if place.is_empty() { "" } else { ": " };
    escaped(&format!("{}: {place}{separator}{} [{}]", finding.severity.as_str(), finding.message, finding.code)) + "\n"
}
