//! `reckoner run`: the job.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};

use super::args::{Common, RunArgs};
use super::log::Progress;
use super::out::{self, Out};
use super::{config_option, load, resolved};
use crate::config::{Config, Replace};
use crate::error::{EXIT_DEGRADED, EXIT_OK, Error, Result};
use crate::finding::Severity;
use crate::model::Agreement;
use crate::pipeline::{self, Built};
use crate::publish::words::{counted, escaped, push};
use crate::publish::{Dataset, Outcome, Rendered, Store, store};

/// Reads, reconciles and publishes.
///
/// # Errors
/// Those of the stages, the gates and the output folder.
pub(super) fn run(args: &RunArgs, common: &Common) -> Result<u8> {
    let start = Instant::now();
    let config = load(common, &args.inputs.replace())?;
    if args.as_of.is_some() {
        keep_current(&config, common)?;
    }
    if let Some(threads) = args.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(|why| Error::Unexpected(format!("threads: {why}")))?;
    }
    let output = &config.publish.output;
    // Locked before the work, so that a second run ends at once; but bad input
    // should not make the folder.
    let early = if output.is_dir() && !args.dry_run { Some(Store::open(output)?) } else { None };
    let progress = Progress::new(common);
    let mut built = pipeline::build(&config, args.as_of, &|event| progress.show(event))?;
    pipeline::check_gates(&config, &built.dataset)?;
    let rendered = pipeline::render(&config, &mut built)?;
    let previous = || Ok::<_, Error>(store::current(output)?.map(|(id, _)| id));
    let ran = if args.dry_run {
        let previous = previous()?;
        let outcome = if previous.as_ref() == Some(&rendered.release_id) { "unchanged" } else { "would publish" };
        Ran { outcome, previous, config: &config, built: &built, rendered: &rendered }
    } else {
        let store = early.map_or_else(|| Store::open(output), Ok)?;
        let previous = previous()?;
        let outcome = match store.publish(&rendered, config.publish.keep_releases)? {
            Outcome::Published { .. } => "published",
            Outcome::Unchanged { .. } => "unchanged",
        };
        let ran = Ran { outcome, previous, config: &config, built: &built, rendered: &rendered };
        let mut summary = ran.object();
        summary["duration_ms"] = milliseconds(start.elapsed());
        store.write_run(&summary)?;
        ran
    };
    drop(progress);
    tracing::info!(outcome = ran.outcome, release = rendered.release_id, "run");
    say(&ran, args, common)?;
    Ok(exit_code(ran.outcome, &built.dataset))
}

/// A run on an earlier date never moves what is current.
fn keep_current(config: &Config, common: &Common) -> Result<()> {
    let configured = load(common, &Replace::default())?.publish.output;
    if resolved(&configured) == resolved(&config.publish.output) {
        return Err(Error::Usage(format!(
            "--as-of would move the configured release in {}\n    name another folder with --output",
            configured.display()
        )));
    }
    Ok(())
}

/// What a run came to.
struct Ran<'a> {
    outcome: &'static str,
    /// The release that was current before.
    previous: Option<String>,
    config: &'a Config,
    built: &'a Built,
    rendered: &'a Rendered,
}

impl Ran<'_> {
    /// As one object: the answer of `--json`, and the summary in `runs/`.
    fn object(&self) -> Value {
        let Built { account, timings, dataset, .. } = self.built;
        let timings: BTreeMap<_, _> = timings.iter().map(|(name, took)| (*name, milliseconds(*took))).collect();
        let findings: BTreeMap<_, _> =
            SEVERITIES.iter().map(|severity| (severity.as_str(), found(dataset, *severity))).collect();
        json!({
            "reckoner": env!("CARGO_PKG_VERSION"),
            "outcome": self.outcome,
            "release_id": self.rendered.release_id,
            "previous": self.previous,
            "output": self.config.publish.output.display().to_string(),
            "account": {
                "reports": account.reports,
                "mentions": account.mentions,
                "claims": account.claims,
                "dismissed": account.dismissed,
            },
            "rows": self.rendered.rows,
            "agreement": agreements(dataset),
            "findings": findings,
            "stages_ms": timings,
        })
    }
}

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

fn milliseconds(took: std::time::Duration) -> Value {
    u64::try_from(took.as_millis()).map_or(Value::Null, Value::from)
}

pub(super) fn found(dataset: &Dataset, severity: Severity) -> usize {
    dataset.findings.iter().filter(|finding| finding.severity == severity).count()
}

/// Figures by agreement, in the order of the documentation.
fn agreements(dataset: &Dataset) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for figure in &dataset.figures {
        *counts.entry(figure.agreement.as_str()).or_default() += 1;
    }
    counts
}

/// Degraded is what was published with findings of severity error.
fn exit_code(outcome: &str, dataset: &Dataset) -> u8 {
    if outcome == "published" && found(dataset, Severity::Error) > 0 { EXIT_DEGRADED } else { EXIT_OK }
}

fn say(ran: &Ran<'_>, args: &RunArgs, common: &Common) -> Result<()> {
    if common.json {
        let mut object = ran.object();
        object["dry_run"] = Value::from(args.dry_run);
        return Out::new(common).json(&object);
    }
    if exit_code(ran.outcome, &ran.built.dataset) == EXIT_DEGRADED {
        let errors = found(&ran.built.dataset, Severity::Error);
        tracing::warn!("published, but degraded: {} in the table findings", counted(errors, "error"));
    }
    // What was asked for on a terminal; in cron a success is silent.
    if common.quiet || !(out::is_terminal() || args.dry_run) {
        return Ok(());
    }
    let mut out = Out::new(common);
    out.text(&summary(ran, args, common))?;
    out.flush()
}

fn summary(ran: &Ran<'_>, args: &RunArgs, common: &Common) -> String {
    let bold = anstyle::Style::new().bold();
    let (account, dataset) = (&ran.built.account, &ran.built.dataset);
    let id = &ran.rendered.release_id;
    let before = match &ran.previous {
        Some(previous) if previous != id => format!(" (before: {previous})"),
        _ => String::new(),
    };
    let by_agreement: Vec<String> = Agreement::ALL
        .iter()
        .map(|agreement| (agreement, dataset.figures.iter().filter(|f| f.agreement == *agreement).count()))
        .filter(|(_, count)| *count > 0)
        .map(|(agreement, count)| format!("{count} {agreement}"))
        .collect();
    let findings: Vec<String> =
        SEVERITIES.iter().map(|severity| counted(found(dataset, *severity), severity.as_str())).collect();
    let derived = dataset.figures.iter().filter(|figure| figure.derived).count();
    let tables = ran.config.publish.output.join("current/data");
    let mut lines = vec![
        format!("{bold}{}{bold:#}  release {id}{before}", ran.outcome),
        format!(
            "  read       {}: {} = {} + {} dismissed",
            counted(account.reports, "report"),
            counted(account.mentions, "mention"),
            counted(account.claims, "claim"),
            account.dismissed
        ),
        format!("  figures    {}: {}; {derived} derived", dataset.figures.len(), by_agreement.join(", ")),
        format!("  conflicts  {}", dataset.conflicts.len()),
        format!("  findings   {}", findings.join(", ")),
    ];
    if !args.dry_run {
        lines.push(format!("  tables     {}", escaped(&tables.display().to_string())));
        lines.push(format!("  try next   {}", try_next(dataset, args, common)));
    }
    lines.join("\n") + "\n"
}

/// A figure worth explaining: the first that reports disagree on.
fn try_next(dataset: &Dataset, args: &RunArgs, common: &Common) -> String {
    let telling = [Agreement::Unresolved, Agreement::Revision, Agreement::Agree, Agreement::Single];
    let figure = telling.iter().find_map(|agreement| dataset.figures.iter().find(|f| f.agreement == *agreement));
    let mut options = config_option(common);
    for (name, path) in
        [("reports", &args.inputs.reports), ("catalogue", &args.inputs.catalogue), ("output", &args.inputs.output)]
    {
        if let Some(path) = path {
            push(&mut options, format_args!(" --{name} {}", path.display()));
        }
    }
    match figure {
        Some(figure) => format!(
            "reckoner explain {} {} --basis {} --measure {}{options}",
            figure.key.indicator, figure.period, figure.key.basis, figure.key.measure
        ),
        None => format!("reckoner scan FILE{}, to see what is seen in a text", config_option(common)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Finding;

    #[test]
    fn degraded_has_its_own_exit_code() {
        let with = |severity| Dataset { findings: vec![Finding::new("x", severity, "x")], ..Dataset::default() };
        assert_eq!(exit_code("published", &with(Severity::Warning)), 0);
        assert_eq!(exit_code("published", &with(Severity::Error)), 3);
        assert_eq!(exit_code("unchanged", &with(Severity::Error)), 0);
    }
}
