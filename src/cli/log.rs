//! Logs and progress: standard error, never standard output.

use std::io::{self, IsTerminal as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use super::args::{Color, Common, LogFormat};
use super::out;
use crate::pipeline::Event;

/// Starts the logs. What is said without asking is warnings; `-v` gives each
/// stage with its time; `RUST_LOG` overrules both.
pub fn start(common: &Common) {
    let level = match (common.quiet, common.verbose) {
        (true, _) => "error",
        (false, 0) => "warn",
        (false, 1) => "reckoner=info",
        (false, _) => "debug",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_span_events(FmtSpan::CLOSE)
        .with_target(false);
    // Only a second start could fail, and the first one holds then.
    let _ = match common.log_format {
        LogFormat::Json => logs.json().with_current_span(true).with_span_list(false).try_init(),
        LogFormat::Text => logs.with_ansi(colours(common)).try_init(),
    };
}

fn colours(common: &Common) -> bool {
    match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => io::stderr().is_terminal() && !out::no_color(),
    }
}

/// A progress bar, on a terminal; elsewhere nothing is drawn.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Hidden where standard error is no terminal, and where logs or quiet were asked for.
    pub(super) fn new(common: &Common) -> Self {
        let shown = io::stderr().is_terminal()
            && !common.quiet
            && common.verbose == 0
            && common.log_format == LogFormat::Text
            && std::env::var_os("RUST_LOG").is_none();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg:<10} {wide_bar} {pos}/{len} reports ") {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Shows an event of the pipeline.
    pub(super) fn show(&self, event: Event) {
        match event {
            Event::Stage(name) => self.0.set_message(name),
            Event::Reports(count) => self.0.set_length(count as u64),
            Event::Report => self.0.inc(1),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
