//! The one error type, each kind with its exit code.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Exit code of a run that published or found nothing to do.
pub const EXIT_OK: u8 = 0;
/// Exit code of a release that was published with findings of severity error.
pub const EXIT_DEGRADED: u8 = 3;
/// Exit code of `verify` and `diff` where they found differences.
pub const EXIT_DIFFERS: u8 = 5;

/// A problem of the configuration, with its place and the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Line and column, from 1.
    pub place: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())?;
        if let Some((line, column)) = self.place {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if self.help.is_empty() { Ok(()) } else { write!(f, "\n    {}", self.help) }
    }
}

/// What is wrong with the input as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputFault {
    /// Something is there but cannot be read as what it should be.
    Corrupt,
    /// What is there is sound, but something is not there.
    Missing,
}

/// Everything that can end a command.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Something that should not happen.
    #[error("unexpected: {0}")]
    Unexpected(String),
    /// Arguments that do not fit, or no such figure.
    #[error("{0}")]
    Usage(String),
    /// A gate of the configuration refused the release; the old one is intact.
    #[error("refused: {0}")]
    Gate(String),
    /// `verify` found differences.
    #[error("{0}")]
    Differs(String),
    /// Input that is there but cannot be read as what it should be.
    #[error("{file}: {message}\n    {help}", file = file.display())]
    Corrupt {
        /// The file.
        file: PathBuf,
        /// What is wrong, with its place.
        message: String,
        /// What to do.
        help: String,
    },
    /// Everything that is wrong with the input: rows, files, decisions, all at once.
    #[error("{}", list(problems))]
    Input {
        /// Whether something is corrupt or only missing.
        fault: InputFault,
        /// Each with its place.
        problems: Vec<Problem>,
    },
    /// Input that is not there.
    #[error("{file}: {message}\n    {help}", file = file.display())]
    Missing {
        /// The file or folder.
        file: PathBuf,
        /// What is wrong.
        message: String,
        /// What to do.
        help: String,
    },
    /// Reading or writing failed.
    #[error("{file}: {what}: {source}", file = file.display())]
    Io {
        /// The file or folder.
        file: PathBuf,
        /// What was tried.
        what: &'static str,
        /// Why it failed.
        source: io::Error,
    },
    /// Another run holds the output folder.
    #[error("{output}: another run is at work here\n    wait for it to end, or choose another --output", output = output.display())]
    Locked {
        /// The output folder.
        output: PathBuf,
    },
    /// What the command asks for does not answer: a program, a server.
    #[error("{what}: {message}\n    {help}")]
    Unavailable {
        /// The program or the server.
        what: String,
        /// What is wrong, as it says itself.
        message: String,
        /// What to do.
        help: String,
    },
    /// A database took nothing; what it held before is intact.
    #[error("{what}: nothing was changed: {message}\n    {help}")]
    Refused {
        /// The schema.
        what: String,
        /// Why, as the database says it.
        message: String,
        /// What to do.
        help: String,
    },
    /// Mistakes of configuration, all at once.
    #[error("{}", list(.0))]
    Config(Vec<Problem>),
}

fn list(problems: &[Problem]) -> String {
    let mut text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let noun = if problems.len() == 1 { "problem" } else { "problems" };
    text.push(format!("{} {noun}; nothing was written", problems.len()));
    text.join("\n")
}

impl Error {
    /// A failure of reading or writing `file`.
    pub fn io(file: &Path, what: &'static str, source: io::Error) -> Self {
        Self::Io { file: file.to_owned(), what, source }
    }

    /// The exit code of the process.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Unexpected(_) => 1,
            Self::Usage(_) => 2,
            Self::Gate(_) | Self::Refused { .. } => 4,
            Self::Differs(_) => EXIT_DIFFERS,
            Self::Corrupt { .. } | Self::Input { fault: InputFault::Corrupt, .. } => 65,
            Self::Missing { .. } | Self::Input { fault: InputFault::Missing, .. } => 66,
            Self::Unavailable { .. } => 69,
            Self::Io { .. } => 74,
            Self::Locked { .. } => 75,
            Self::Config(_) => 78,
        }
    }
}

/// What commands and stages return.
pub type Result<T> = std::result::Result<T, Error>;
