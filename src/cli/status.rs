//! `reckoner status`: one line for monitors. Nothing is locked, nothing written.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::args::{Common, StatusArgs};
use super::load;
use super::out::Out;
use crate::config::Replace;
use crate::error::{EXIT_DEGRADED, EXIT_OK, Error, Result};
use crate::publish::runs::{self, Run};
use crate::publish::store;
use crate::publish::words::{counted, escaped, push};

/// Exit code where the last run was refused: that of the run.
const EXIT_REFUSED: u8 = 4;

/// How things stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// The last run succeeded, as lately as was asked.
    Fresh,
    /// It did, but longer ago.
    Stale,
    /// The last run was refused by a gate.
    Refused,
    /// The last run failed.
    Failed,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    fn exit_code(self) -> u8 {
        match self {
            Self::Fresh => EXIT_OK,
            Self::Stale | Self::Failed => EXIT_DEGRADED,
            Self::Refused => EXIT_REFUSED,
        }
    }
}

/// Says which release is current, since when, and how the last run ended.
///
/// # Errors
/// [`Error::Missing`] where there is no release; [`Error::Io`].
pub(super) fn run(args: &StatusArgs, common: &Common) -> Result<u8> {
    let output = match &args.output {
        Some(output) => output.clone(),
        None => load(common, &Replace::default())?.publish.output,
    };
    let runs = runs::runs(&output)?;
    let last = runs.first();
    let Some((id, _)) = store::current(&output)? else {
        return Err(Error::Missing {
            file: output.join("current"),
            message: format!("there is no release{}", last.map(|run| format!("; {}", ended(run))).unwrap_or_default()),
            help: "`reckoner run` makes one".to_owned(),
        });
    };
    let published = published(&output, &id, &runs)?;
    // Without summaries, which are not kept for ever, the release itself is the last success.
    let success = runs.iter().find(|run| run.is_success()).and_then(|run| run.finished_at).unwrap_or(published);
    let now = Timestamp::now();
    let age = seconds(success, now);
    let state = match last {
        Some(run) if run.outcome == runs::OUTCOME_REFUSED => State::Refused,
        Some(run) if run.outcome == runs::OUTCOME_FAILED => State::Failed,
        _ if args.max_age.is_some_and(|most| age > most.seconds) => State::Stale,
        _ => State::Fresh,
    };
    let mut out = Out::new(common);
    if common.json {
        out.json(&json!({
            "state": state.as_str(),
            "exit_code": state.exit_code(),
            "release_id": id,
            "published_at": published.to_string(),
            "last_success_at": success.to_string(),
            "age_seconds": age,
            "last_run": last.map(object),
        }))?;
    } else if !common.quiet {
        let mut line = format!(
            "{}: release {id}, published {} ago, last success {} ago",
            state.as_str(),
            long(seconds(published, now)),
            long(age)
        );
        if let Some(run) = last.filter(|run| !run.is_success()) {
            push(&mut line, format_args!("; {}", ended(run)));
        }
        out.text(&format!("{}\n", escaped(&line)))?;
    }
    out.flush()?;
    Ok(state.exit_code())
}

/// When the release came to be current: as its run says, else as the link does, which is
/// made at that moment but may have been copied since.
fn published(output: &Path, id: &str, runs: &[Run]) -> Result<Timestamp> {
    let said = runs.iter().find(|run| run.outcome == "published" && run.release_id.as_deref() == Some(id));
    if let Some(moment) = said.and_then(|run| run.finished_at) {
        return Ok(moment);
    }
    let link = output.join("current");
    let modified = fs::symlink_metadata(&link).and_then(|found| found.modified());
    let modified = modified.map_err(|why| Error::io(&link, "reading the time of the link", why))?;
    Timestamp::try_from(modified).map_err(|why| Error::Unexpected(format!("{}: {why}", link.display())))
}

fn object(run: &Run) -> Value {
    json!({
        "outcome": run.outcome,
        "exit_code": run.exit_code,
        "release_id": run.release_id,
        "finished_at": run.finished_at.map(|moment| moment.to_string()),
        "error": run.error,
    })
}

/// How a run that published nothing ended, with the first line of what it said.
fn ended(run: &Run) -> String {
    let why = run.error.as_deref().and_then(|error| error.lines().next()).unwrap_or_default();
    let why = why.strip_prefix("refused: ").unwrap_or(why);
    format!(
        "the last run was {} (exit code {}): {why}",
        if run.outcome == runs::OUTCOME_FAILED { "a failure" } else { &run.outcome },
        run.exit_code
    )
}

/// Seconds from one moment to another; none where a clock was set back.
fn seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.as_second() - from.as_second()).unwrap_or(0)
}

/// A length of time, in the largest unit that it has one of.
fn long(seconds: u64) -> String {
    let (count, unit) = match seconds {
        0..60 => (seconds, "second"),
        60..3600 => (seconds / 60, "minute"),
        3600..172_800 => (seconds / 3600, "hour"),
        _ => (seconds / 86_400, "day"),
    };
    counted(usize::try_from(count).unwrap_or(usize::MAX), unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        let all = [0, 1, 59, 60, 7_200, 172_800].map(long);
        assert_eq!(all, ["0 seconds", "1 second", "59 seconds", "1 minute", "2 hours", "2 days"]);
    }
}
