//! `run --metrics-file`: what a monitor asks for, in the text format of Prometheus, for the
//! textfile collector of its node exporter.

use std::path::Path;

use jiff::Timestamp;

use super::beside;
use super::record::Seen;
use super::run::{SEVERITIES, agreements, found};
use crate::error::{EXIT_DEGRADED, EXIT_OK, Error, Result};
use crate::gates::Verdict;
use crate::model::Agreement;
use crate::publish::words::push;
use crate::publish::{runs, store};

/// Writes the metrics of a run that ended with `code`, beside their place and renamed, so
/// that no collector finds half of them.
pub(super) fn write(file: &Path, seen: &Seen, code: u8, now: Timestamp) -> Result<()> {
    if file.file_name().is_none() {
        let message = format!("--metrics-file {}: it names no file\n    write FOLDER/reckoner.prom", file.display());
        return Err(Error::Usage(message));
    }
    beside::replace(file, text(seen, code, now).as_bytes(), "writing the metrics")
}

/// All metrics; those that a run did not come to are left out.
fn text(seen: &Seen, code: u8, now: Timestamp) -> String {
    let mut all = Metrics::default();
    all.one("last_run_timestamp_seconds", "When the last run ended.", now.as_second());
    all.one("last_run_exit_code", "Exit code of the last run; 0 and 3 are successes.", code);
    let success = if [EXIT_OK, EXIT_DEGRADED].contains(&code) { Some(now) } else { last_success(seen) };
    if let Some(moment) = success {
        all.one("last_success_timestamp_seconds", "When a run last succeeded.", moment.as_second());
    }
    all.one("run_duration_seconds", "How long the last run took.", seconds(seen.start.elapsed()));
    if let Some(built) = &seen.built {
        let (account, dataset) = (&built.account, &built.dataset);
        let stages = built.timings.iter().map(|(stage, took)| (vec![("stage", *stage)], seconds(*took)));
        all.add("stage_duration_seconds", "How long each stage of the last run took.", stages);
        all.one("reports", "Reports read.", account.reports);
        all.one("mentions", "Numbers and periods seen in them.", account.mentions);
        all.one("claims", "Mentions that became claims.", account.claims);
        all.one("dismissed", "Mentions that state nothing.", account.dismissed);
        let counts = agreements(dataset);
        let figures = Agreement::ALL.iter().map(|agreement| {
            let name = agreement.as_str();
            (vec![("agreement", name)], counts.get(name).copied().unwrap_or_default())
        });
        all.add("figures", "Figures by their agreement.", figures);
        all.one("conflicts", "Losing statements against those chosen.", dataset.conflicts.len());
        let findings =
            SEVERITIES.iter().map(|severity| (vec![("severity", severity.as_str())], found(dataset, *severity)));
        all.add("findings", "Findings by severity.", findings);
    }
    if !seen.gates.is_empty() {
        let gates = [Verdict::Passed, Verdict::Failed, Verdict::NotMeasured].map(|verdict| {
            let count = seen.gates.iter().filter(|gate| gate.verdict == verdict).count();
            (vec![("result", verdict.as_str())], count)
        });
        all.add("gates", "Gates by how they were passed.", gates.into_iter());
    }
    if let Some(config) = &seen.config
        && let Ok(Some((id, _))) = store::current(&config.publish.output)
    {
        let labels = vec![
            ("dataset", config.project.id.as_str()),
            ("title", config.project.title.as_str()),
            ("release_id", id.as_str()),
            ("version", env!("CARGO_PKG_VERSION")),
        ];
        all.add("release_info", "The release that is current, in labels.", std::iter::once((labels, 1)));
    }
    all.text
}

/// The last success that the output folder knows of.
fn last_success(seen: &Seen) -> Option<Timestamp> {
    let runs = runs::runs(&seen.config.as_ref()?.publish.output).ok()?;
    runs.iter().find(|run| run.is_success())?.finished_at
}

fn seconds(took: std::time::Duration) -> String {
    format!("{}.{:06}", took.as_secs(), took.subsec_micros())
}

/// Metrics as text, each with what it is.
#[derive(Default)]
struct Metrics {
    text: String,
}

impl Metrics {
    fn one(&mut self, name: &str, help: &str, value: impl std::fmt::Display) {
        self.add(name, help, std::iter::once((Vec::new(), value)));
    }

    fn add<'a, V: std::fmt::Display>(
        &mut self,
        name: &str,
        help: &str,
        samples: impl Iterator<Item = (Vec<(&'a str, &'a str)>, V)>,
    ) {
        push(&mut self.text, format_args!("# HELP reckoner_{name} {help}\n# TYPE reckoner_{name} gauge\n"));
        for (labels, value) in samples {
            let labels: Vec<String> = labels.iter().map(|(key, value)| format!("{key}=\"{}\"", label(value))).collect();
            let labels = if labels.is_empty() { String::new() } else { format!("{{{}}}", labels.join(",")) };
            push(&mut self.text, format_args!("reckoner_{name}{labels} {value}\n"));
        }
    }
}

/// The value of a label: backslash, quote and line feed are escaped, nothing else.
fn label(value: &str) -> String {
    value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_escaped() {
        assert_eq!(label("a\\b\"c\nd — é"), "a\\\\b\\\"c\\nd — é");
    }

    #[test]
    fn a_run_that_came_to_nothing_has_metrics() {
        let now = Timestamp::from_second(1_700_000_000).unwrap();
        let text = text(&Seen::new(), 78, now);
        assert!(text.contains("# TYPE reckoner_last_run_exit_code gauge\nreckoner_last_run_exit_code 78\n"), "{text}");
        assert!(text.contains("reckoner_last_run_timestamp_seconds 1700000000\n"), "{text}");
        assert!(!text.contains("last_success") && !text.contains("reports"), "{text}");
    }
}
