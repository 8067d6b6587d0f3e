//! `reckoner run`: the job.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::args::{Common, RunArgs};
use super::log::Progress;
use super::out::{self, Out};
use super::record::{self, Seen};
use super::refused::{self, Refusal};
use super::{config_option, load, resolved};
use crate::config::{Config, Replace};
use crate::error::{EXIT_DEGRADED, EXIT_OK, Error, Result};
use crate::finding::Severity;
use crate::gates::{Gate, Verdict};
use crate::model::{Agreement, PartialDate};
use crate::pipeline::{self, Built};
use crate::publish::words::{counted, escaped, push};
use crate::publish::{self, Dataset, Outcome, Rendered, Store, store};

/// Reads, reconciles and publishes.
///
/// # Errors
/// Those of the stages, the gates and the output folder.
pub(super) fn run(args: &RunArgs, common: &Common) -> Result<u8> {
    let mut seen = Seen::new();
    let result = attempt(args, common, &mut seen);
    record::finish(args, &seen, result)
}

/// The run itself; what it comes to know stays in `seen`, however it ends.
fn attempt(args: &RunArgs, common: &Common, seen: &mut Seen) -> Result<u8> {
    let config = &*seen.config.insert(load(common, &args.inputs.replace())?);
    if args.as_of.is_some() {
        keep_current(config, common)?;
    }
    if let Some(threads) = args.threads {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(|why| Error::Unexpected(format!("threads: {why}")))?;
    }
    let output = &config.publish.output;
    // Locked before the work, so that a second run ends at once; but bad input
    // should not make the folder.
    if output.is_dir() && !args.dry_run {
        seen.store = Some(Store::open(output)?);
    }
    let progress = Progress::new(common);
    let built = seen.built.insert(pipeline::build(config, args.as_of, &|event| progress.show(event))?);
    let rendered = pipeline::render(config, built)?;
    let built = &*built;
    let id = &*seen.release_id.insert(rendered.release_id.clone());
    if !args.dry_run && seen.store.is_none() {
        seen.store = Some(Store::open(output)?);
    }
    let current = store::current(output)?;
    let folder = current.as_ref().map(|(_, folder)| folder.as_path());
    seen.gates = pipeline::judge(config, &built.dataset, folder, today(args.as_of));
    seen.previous = current.as_ref().map(|(id, _)| id.clone());
    let closed = refused::closed(&seen.gates, seen.previous.as_ref() == Some(id));
    match &args.accept {
        Some(accepted) if accepted != id => {
            let first = format!(
                "release {accepted} was to be accepted, but the inputs make {id} now\n    \
                 nothing was published; look at that one: `reckoner run`, without --accept"
            );
            return Err(refused::error(&first, &closed));
        }
        Some(_) => seen.accepted = !closed.is_empty(),
        None if !closed.is_empty() => return Err(refuse(seen, &rendered, &closed, args, common)?),
        None => {}
    }
    let outcome = match &seen.store {
        None if seen.previous.as_ref() == Some(id) => "unchanged",
        None => "would publish",
        Some(store) => match store.publish(&rendered, config.publish.keep_releases)? {
            Outcome::Published { .. } => "published",
            Outcome::Unchanged { .. } => "unchanged",
        },
    };
    let (previous, gates, accepted) = (seen.previous.clone(), seen.gates.as_slice(), seen.accepted);
    let ran = Ran { outcome, previous, config, built, rendered: &rendered, gates, accepted };
    let code = exit_code(outcome, &built.dataset);
    if let Some(store) = &seen.store {
        let mut summary = ran.object();
        summary["exit_code"] = code.into();
        summary["duration_ms"] = milliseconds(seen.start.elapsed());
        summary["finished_at"] = Timestamp::now().to_string().into();
        store.write_run(&summary)?;
    }
    drop(progress);
    for gate in gates.iter().filter(|gate| gate.verdict == Verdict::NotMeasured) {
        tracing::warn!("gate not measured: {}", gate.line());
    }
    tracing::info!(outcome = ran.outcome, release = rendered.release_id, "run");
    say(&ran, args, common)?;
    Ok(code)
}

/// The day by which a gate may judge: that of the run, or the one that it pretends.
pub(super) fn today(as_of: Option<PartialDate>) -> Date {
    as_of.map_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date(), PartialDate::effective)
}

/// Keeps a refused release for a person to look at; the error that says so.
fn refuse(seen: &Seen, rendered: &Rendered, closed: &[&Gate], args: &RunArgs, common: &Common) -> Result<Error> {
    let (Some(config), Some(built)) = (&seen.config, &seen.built) else {
        return Err(Error::Unexpected("a release was refused before it was built".to_owned()));
    };
    let id = &rendered.release_id;
    if seen.previous.as_ref() == Some(id) {
        let first =
            format!("release {id} is unchanged and stays current, but its sources are old: look for newer reports");
        return Ok(refused::error(&first, closed));
    }
    let Some(store) = &seen.store else {
        let first = "mend the input, decide in the overrides, or raise the gate; nothing was written";
        return Ok(refused::error(first, closed));
    };
    let mut options = options(args, common);
    if let Some(date) = args.as_of {
        push(&mut options, format_args!(" --as-of {date}"));
    }
    let account = refused::account(&Refusal {
        id,
        previous: seen.previous.as_deref(),
        config,
        dataset: &built.dataset,
        gates: &seen.gates,
        folder: &store.refused_dir(id),
        options: &options,
    });
    let folder = store.refuse(rendered, &account)?;
    let first = format!(
        "read {}, then decide in the overrides, mend the input, raise the gate, or publish it anyway with \
         `reckoner run --accept {id}{options}`",
        publish::account_of(&folder).display()
    );
    Ok(refused::error(&first, closed))
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
    gates: &'a [Gate],
    /// Whether a person overruled gates.
    accepted: bool,
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
            "gates": record::gates(self.gates),
            "accepted": self.accepted,
            "stages_ms": timings,
        })
    }
}

pub(super) const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

pub(super) fn milliseconds(took: std::time::Duration) -> Value {
    u64::try_from(took.as_millis()).map_or(Value::Null, Value::from)
}

pub(super) fn found(dataset: &Dataset, severity: Severity) -> usize {
    dataset.findings.iter().filter(|finding| finding.severity == severity).count()
}

/// Figures by agreement, in the order of the documentation.
pub(super) fn agreements(dataset: &Dataset) -> BTreeMap<&'static str, usize> {
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
    let options = options(args, common);
    match figure {
        Some(figure) => format!(
            "reckoner explain {} {} --basis {} --measure {}{options}",
            figure.key.indicator, figure.period, figure.key.basis, figure.key.measure
        ),
        None => format!("reckoner scan FILE{}, to see what is seen in a text", config_option(common)),
    }
}

/// The options that lead a command to the same inputs and output, each behind a space.
fn options(args: &RunArgs, common: &Common) -> String {
    let mut options = config_option(common);
    for (name, path) in
        [("reports", &args.inputs.reports), ("catalogue", &args.inputs.catalogue), ("output", &args.inputs.output)]
    {
        if let Some(path) = path {
            push(&mut options, format_args!(" --{name} {}", path.display()));
        }
    }
    options
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
