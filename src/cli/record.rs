//! What a run leaves of itself when it ends, however it ends: a summary in `runs/`, and
//! metrics where they were asked for.

use std::time::Instant;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::args::RunArgs;
use super::metrics;
use super::run::milliseconds;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::gates::Gate;
use crate::pipeline::Built;
use crate::publish::{Store, runs};

/// Characters of an error that a summary keeps: it may name a thousand mistakes.
const MOST_MESSAGE: usize = 2000;

/// What a run has come to know so far.
pub(super) struct Seen {
    pub(super) start: Instant,
    pub(super) config: Option<Config>,
    /// The locked output folder; nothing in a dry run.
    pub(super) store: Option<Store>,
    pub(super) built: Option<Built>,
    pub(super) release_id: Option<String>,
    /// The release that was current before.
    pub(super) previous: Option<String>,
    pub(super) gates: Vec<Gate>,
    /// Whether a person overruled gates.
    pub(super) accepted: bool,
}

impl Seen {
    pub(super) fn new() -> Self {
        Self {
            start: Instant::now(),
            config: None,
            store: None,
            built: None,
            release_id: None,
            previous: None,
            gates: Vec::new(),
            accepted: false,
        }
    }
}

/// Writes what is left to be written; the result of the run, unless that fails.
pub(super) fn finish(args: &RunArgs, seen: &Seen, result: Result<u8>) -> Result<u8> {
    if let (Err(error), Some(store)) = (&result, &seen.store)
        && let Err(why) = store.write_run(&summary(seen, error))
    {
        // The error itself is the one to tell.
        tracing::warn!("the run leaves no summary: {why}");
    }
    let Some(file) = &args.metrics_file else { return result };
    let code = result.as_ref().map_or_else(Error::exit_code, |code| *code);
    match (metrics::write(file, seen, code, Timestamp::now()), result) {
        (Ok(()), result) => result,
        (Err(why), Err(error)) => {
            tracing::warn!("the metrics are not written: {why}");
            Err(error)
        }
        (Err(why), Ok(_)) => Err(why),
    }
}

/// The summary of a run that published nothing.
fn summary(seen: &Seen, error: &Error) -> Value {
    let message = error.to_string();
    let short: String = message.chars().take(MOST_MESSAGE).collect();
    json!({
        "reckoner": env!("CARGO_PKG_VERSION"),
        "outcome": if matches!(error, Error::Gate(_)) { runs::OUTCOME_REFUSED } else { runs::OUTCOME_FAILED },
        "exit_code": error.exit_code(),
        "error": short,
        "release_id": seen.release_id,
        "previous": seen.previous,
        "gates": gates(&seen.gates),
        "duration_ms": milliseconds(seen.start.elapsed()),
        "finished_at": Timestamp::now().to_string(),
    })
}

/// Every gate as data.
pub(super) fn gates(gates: &[Gate]) -> Value {
    let object = |gate: &Gate| {
        let figures: Vec<&str> = gate.broken.iter().map(|broken| broken.figure.as_str()).collect();
        json!({
            "gate": gate.name,
            "about": gate.about,
            "asked": gate.asked,
            "measured": gate.measured,
            "outcome": gate.verdict.as_str(),
            "figures": figures,
        })
    };
    gates.iter().map(object).collect()
}
