//! The command line: one file a subcommand.
//!
//! | file | what it does |
//! | --- | --- |
//! | [`args`] | what can be typed |
//! | `run` | the job |
//! | `refused`, `record`, `metrics` | of a run: what a gate refused; what is said of a failure; for monitors |
//! | `status` | whether what is current is what the last run made |
//! | `check` | every problem, nothing written |
//! | `suggest` | `check --suggest`: what could become an indicator |
//! | `scan` | what is seen in a text |
//! | `explain` | why a figure is what it is |
//! | `verify` | whether a release is whole and its decisions hold |
//! | `diff` | what changed from one release to another, and why |
//! | `gc` | which old releases stay: `gc`, `release pin`, `release unpin` |
//! | `load`, `psql` | a release into a database, by its own client |
//! | `release` | `release pack`: a release as one file |
//! | `shell` | what completes commands, and the manual |
//! | `out`, `rows` | standard output, rows as JSON |
//! | [`log`] | logs and progress on standard error |

pub mod args;
mod beside;
mod check;
mod diff;
mod explain;
mod gc;
mod load;
pub mod log;
mod metrics;
mod out;
mod psql;
mod record;
mod refused;
mod release;
mod rows;
mod run;
mod scan;
mod shell;
mod status;
mod suggest;
mod verify;

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser as _;
use serde_json::{Value, json};

pub use self::scan::Scanner;

use self::args::{Args, Command, Common, LoadInto, LogFormat, ReleaseDo};
use crate::config::{self, Config, Replace};
use crate::error::{EXIT_OK, Error, Problem, Result};
use crate::publish::keep::Pin;
use crate::publish::words;

/// The configuration that is read where none is named.
const DEFAULT_CONFIG: &str = "pipeline.toml";

/// What was typed.
#[derive(Debug)]
pub enum Parsed {
    /// Something to do.
    Args(Box<Args>),
    /// Help, version or a usage error, which has been said.
    Said(ExitCode),
}

/// Reads the arguments. Help goes to standard output, mistakes to standard error.
pub fn parse(typed: impl IntoIterator<Item = OsString>) -> Parsed {
    match Args::try_parse_from(typed) {
        Ok(args) => Parsed::Args(Box::new(args)),
        Err(said) => {
            // Where even this cannot be written, the exit code still tells.
            let _ = said.print();
            Parsed::Said(ExitCode::from(if said.use_stderr() { 2 } else { EXIT_OK }))
        }
    }
}

/// Does what was asked; the exit code of a success.
///
/// # Errors
/// Those of the command.
pub fn run(args: &Args) -> Result<u8> {
    let common = &args.common;
    match &args.command {
        Command::Run(args) => run::run(args, common),
        Command::Check(args) => check::run(args, common),
        Command::Scan(args) => scan::run(args, common),
        Command::Explain(args) => explain::run(args, common),
        Command::Status(args) => status::run(args, common),
        Command::Verify(args) => verify::run(args, common),
        Command::Diff(args) => diff::run(args, common),
        Command::Gc(args) => gc::run(args, common),
        Command::Load(LoadInto::Postgres(args)) => load::postgres(args, common),
        Command::Release(ReleaseDo::Pack(args)) => release::pack(args, common),
        Command::Completions(args) => shell::completions(args, common),
        Command::Man(args) => shell::man(args, common),
        Command::Release(ReleaseDo::Pin(args)) => gc::pin(args, Pin::Set, common),
        Command::Release(ReleaseDo::Unpin(args)) => gc::pin(args, Pin::Unset, common),
    }
}

/// Says on standard error what went wrong; the exit code. A reader that closed
/// the pipe has what it wanted.
pub fn fail(error: &Error, common: &Common) -> ExitCode {
    if matches!(error, Error::Io { source, .. } if source.kind() == ErrorKind::BrokenPipe) {
        return ExitCode::from(EXIT_OK);
    }
    let text = if common.json || common.log_format == LogFormat::Json {
        format!("{}\n", json!({ "error": error_object(error) }))
    } else {
        format!("error: {}\n", words::escaped_lines(&error.to_string()))
    };
    // There is nowhere left to say that standard error is closed.
    let _ = io::stderr().lock().write_all(text.as_bytes());
    ExitCode::from(error.exit_code())
}

fn error_object(error: &Error) -> Value {
    let code = match error {
        Error::Unexpected(_) => "unexpected",
        Error::Usage(_) => "usage",
        Error::Gate(_) => "gate",
        Error::Differs(_) => "differs",
        Error::Corrupt { .. } | Error::Input { .. } if error.exit_code() == 65 => "corrupt",
        Error::Corrupt { .. } | Error::Input { .. } | Error::Missing { .. } => "missing",
        Error::Unavailable { .. } => "unavailable",
        Error::Refused { .. } => "refused",
        Error::Io { .. } => "io",
        Error::Locked { .. } => "locked",
        Error::Config(_) => "config",
    };
    let mut object = json!({ "code": code, "exit_code": error.exit_code(), "message": error.to_string() });
    if let Error::Config(problems) | Error::Input { problems, .. } = error {
        object["problems"] = problems.iter().map(problem_object).collect();
    }
    object
}

fn problem_object(problem: &Problem) -> Value {
    json!({
        "file": problem.file.display().to_string(),
        "line": problem.place.map(|(line, _)| line),
        "column": problem.place.map(|(_, column)| column),
        "message": problem.message,
        "help": problem.help,
    })
}

/// The configuration's file: as named, else in the working directory. It is
/// never searched upward.
fn config_path(common: &Common) -> PathBuf {
    common.config.clone().unwrap_or_else(|| PathBuf::from(DEFAULT_CONFIG))
}

fn load(common: &Common, replace: &Replace) -> Result<Config> {
    config::load(&config_path(common), replace)
}

/// The same folder, however it is written.
fn resolved(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// ` --config FILE`, as a command to try next needs it; nothing where the default does.
fn config_option(common: &Common) -> String {
    common.config.as_ref().map(|path| format!(" --config {}", path.display())).unwrap_or_default()
}
