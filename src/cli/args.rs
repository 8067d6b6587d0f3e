//! What can be typed.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

use crate::config::Replace;
use crate::model::{Area, Basis, ClaimId, Measure, Number, PartialDate, Period};

const EXIT_CODES: &str = "\
Exit codes:
  0 published or unchanged   1 unexpected            2 usage, or no such figure
  3 published but degraded   4 refused               5 differences found
  65 corrupt input           66 input missing        69 database unavailable
  74 I/O error or disk full  75 locked by another run
  78 bad configuration

Environment: NO_COLOR, RUST_LOG; of `load postgres`, what psql hears (PGHOST, PGSERVICE ...)";

/// Turns reports that disagree into one dataset: every figure with its sentence,
/// reconciled by rules a reader can check.
#[derive(Debug, Parser)]
#[command(name = "reckoner", version, after_help = EXIT_CODES, max_term_width = 100)]
pub struct Args {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Group)]
pub struct Common {
    /// The configuration [default: ./pipeline.toml]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Answer with one JSON object on standard output
    #[arg(long, global = true)]
    pub json: bool,
    /// Form of logs and errors on standard error
    #[arg(long, global = true, value_enum, value_name = "FORM", default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
    /// Say less: no summary, no progress, errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: each stage with its time (-v), all of it (-vv)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// When to colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// Form of logs and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// A JSON object a line.
    Json,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// The job: read, reconcile, publish
    Run(RunArgs),
    /// Name every problem of configuration, catalogue, inputs and overrides; write nothing
    Check(CheckArgs),
    /// Show what is seen in a text
    Scan(ScanArgs),
    /// Tell why a figure is what it is: in words, as JSON, as a picture
    Explain(ExplainArgs),
    /// Tell in one line whether the current release is what the last run made, for monitors
    ///
    /// Exit codes: 0 the last run succeeded; 3 it failed, or the last success is older than --max-age; 4 a gate
    /// refused it; 66 there is no release. A success is a run that published or found nothing to do.
    Status(StatusArgs),
    /// Check a release: checksums, account, decisions replayed, descriptions
    Verify(VerifyArgs),
    /// Tell what changed from one release to another, and why
    Diff(DiffArgs),
    /// Remove old releases
    Gc(GcArgs),
    /// Load a release into a database
    #[command(subcommand)]
    Load(LoadInto),
    /// Hand a release on, or keep it for good
    #[command(subcommand)]
    Release(ReleaseDo),
    /// Write what completes commands in a shell, on standard output
    Completions(CompletionsArgs),
    /// Write the manual: one page on standard output, or a page a command into a folder
    Man(ManArgs),
}

/// Arguments of `completions`.
#[derive(Debug, Group)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// Arguments of `man`.
#[derive(Debug, Group)]
pub struct ManArgs {
    /// A folder that is there, for the pages of all commands
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
}

/// A database that a release is loaded into.
#[derive(Debug, Subcommand)]
pub enum LoadInto {
    /// Replace the rows of a PostgreSQL schema by those of a release, in one transaction.
    ///
    /// Works through psql, which must be installed: the server, the database and the user are those of
    /// PGHOST, PGDATABASE, PGUSER, PGSERVICE and so on, and the password comes from ~/.pgpass or its like.
    Postgres(PostgresArgs),
}

/// What is done with a release.
#[derive(Debug, Subcommand)]
pub enum ReleaseDo {
    /// Pack a release into one file, PROJECT-RELEASE.tar.zst: the same bytes each time
    Pack(PackArgs),
    /// Never remove this release: a line in history/pinned
    Pin(PinArgs),
    /// Remove this release when its time comes
    Unpin(PinArgs),
}

/// Inputs and output in place of those of the configuration.
#[derive(Debug, Clone, Default, Group)]
pub struct Inputs {
    /// Folder of reports, in place of the configured one; configured overrides are left out
    #[arg(long, value_name = "DIR")]
    pub reports: Option<PathBuf>,
    /// Catalogue, in place of the configured one; configured overrides are left out
    #[arg(long, value_name = "FILE")]
    pub catalogue: Option<PathBuf>,
    /// Output folder, in place of the configured one
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

impl Inputs {
    /// What they replace of the configuration.
    pub fn replace(&self) -> Replace {
        Replace { reports: self.reports.clone(), catalogue: self.catalogue.clone(), output: self.output.clone() }
    }
}

/// Arguments of `run`.
#[derive(Debug, Group)]
pub struct RunArgs {
    /// Inputs and output.
    #[command(flatten)]
    pub inputs: Inputs,
    /// As if nothing had been published after this date (2023, 2023-02, 2023-02-02); undated reports are left out
    #[arg(long, value_name = "DATE", requires = "output")]
    pub as_of: Option<PartialDate>,
    /// Compute everything and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Publish this release although gates refuse it, if the inputs make exactly this one
    #[arg(long, value_name = "RELEASE_ID", value_parser = release_id)]
    pub accept: Option<String>,
    /// Write what a monitor asks for, in the text format of Prometheus; on failure, too
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    pub metrics_file: Option<PathBuf>,
    /// Threads to work with [default: one a processor]; the release is the same with any number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

fn release_id(text: &str) -> Result<String, String> {
    if crate::publish::store::is_release_id(text) {
        Ok(text.to_owned())
    } else {
        Err("a release id is 12 of the digits 0-9 and a-f, as REFUSED.md gives it".to_owned())
    }
}

/// Arguments of `status`.
#[derive(Debug, Group)]
pub struct StatusArgs {
    /// Output folder, in place of the configured one; the configuration is not read then
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// End with exit code 3 where the last success is longer ago: days, or hours as in 12h
    #[arg(long, value_name = "DAYS|HOURSh")]
    pub max_age: Option<MaxAge>,
}

/// How long ago the last success may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxAge {
    /// In seconds.
    pub seconds: u64,
}

impl FromStr for MaxAge {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (digits, unit) = match text.strip_suffix('h') {
            Some(hours) => (hours, 60 * 60),
            None => (text.strip_suffix('d').unwrap_or(text), 24 * 60 * 60),
        };
        let wrong = || "write days, such as 2, or hours, such as 12h".to_owned();
        let count: u64 = digits.parse().map_err(|_| wrong())?;
        Ok(Self { seconds: count.checked_mul(unit).ok_or_else(wrong)? })
    }
}

/// Arguments of `check`.
#[derive(Debug, Group)]
pub struct CheckArgs {
    /// Inputs and output.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Instead, rank what claims about no indicator speak of, and draft entries for the first N [default: 20]
    #[arg(long, value_name = "N", num_args = 0..=1, require_equals = true, default_missing_value = "20")]
    pub suggest: Option<u16>,
}

/// Arguments of `scan`.
#[derive(Debug, Group)]
pub struct ScanArgs {
    /// Texts to look at; standard input where none is named
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Date of publication, by which relative periods are understood
    #[arg(long, value_name = "DATE")]
    pub published: Option<PartialDate>,
    /// Language
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = ScanFormat::Text)]
    pub format: ScanFormat,
    /// Read lines {"id", "text", "lang", "published"} from standard input, answer each with a line
    #[arg(long, conflicts_with_all = ["files", "published", "lang", "format", "json"])]
    pub jsonl: bool,
}

/// A language that reckoner reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// Vietnamese.
    Vi,
}

/// Form of the answer of `scan`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScanFormat {
    /// The text itself, with what is seen in it.
    Text,
    /// Every claim, in the columns of the table `claims` and `subject`.
    Csv,
}

/// Arguments of `explain`.
#[derive(Debug, Group)]
pub struct ExplainArgs {
    /// Inputs and output.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Indicator, or the id of a figure
    #[arg(value_name = "INDICATOR|FIGURE_ID", required_unless_present = "conflicts")]
    pub what: Option<String>,
    /// Period: 2022, 2024-Q1, 2023-05, 2021-12-31, 2023/2025
    #[arg(value_name = "PERIOD")]
    pub period: Option<Period>,
    /// observed or planned
    #[arg(long, value_name = "BASIS")]
    pub basis: Option<Basis>,
    /// ISO 3166 code [default: the default area of the configuration]
    #[arg(long, value_name = "AREA")]
    pub area: Option<Area>,
    /// level, growth, `growth_average`, share, delta, multiple or rank
    #[arg(long, value_name = "MEASURE")]
    pub measure: Option<Measure>,
    /// Period with which growth, delta or multiple compare
    #[arg(long, value_name = "PERIOD")]
    pub base_period: Option<Period>,
    /// Draw it: one SVG on standard output
    #[arg(long, conflicts_with_all = ["conflicts", "write_override"])]
    pub svg: bool,
    /// Instead, list everything that disagrees, by the weight of who says so
    #[arg(long, conflicts_with_all = ["what", "period", "basis", "area", "measure", "base_period", "write_override"])]
    pub conflicts: bool,
    /// With `--conflicts`: as a page of Markdown, figure by figure with what was printed
    #[arg(long)]
    pub markdown: bool,
    /// A draft of a decision.
    #[command(flatten)]
    pub draft: DraftArgs,
}

/// Arguments of `explain` about the draft of a decision.
#[derive(Debug, Group)]
pub struct DraftArgs {
    /// Draft a row of overrides.csv on standard output, for a person to finish; no file is written
    #[arg(long)]
    pub write_override: bool,
    /// The draft chooses this claim [default: the heaviest that disagrees, else the one that leads]
    #[arg(long, value_name = "CLAIM_ID", requires = "write_override", conflicts_with_all = ["set", "drop"])]
    pub choose: Option<ClaimId>,
    /// The draft sets this value, plain digits in the figure's unit
    #[arg(
        long,
        value_name = "VALUE",
        requires = "write_override",
        conflicts_with = "drop",
        allow_negative_numbers = true
    )]
    pub set: Option<Number>,
    /// The draft takes this claim out
    #[arg(long, value_name = "CLAIM_ID", requires = "write_override")]
    pub drop: Option<ClaimId>,
}

/// Arguments of `verify`.
#[derive(Debug, Group)]
pub struct VerifyArgs {
    /// Folder of a release [default: the current release of the configured output]
    #[arg(value_name = "RELEASE_DIR")]
    pub release: Option<PathBuf>,
    /// Also rebuild everything and compare rows and bytes: from the inputs of the configuration, or of the `pipeline.toml` in DIR
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    pub inputs: Option<Option<PathBuf>>,
    /// Inputs and output.
    #[command(flatten)]
    pub replace: Inputs,
}

/// Arguments of `load postgres`.
#[derive(Debug, Group)]
pub struct PostgresArgs {
    /// Folder of a release [default: the current release of the configured output]
    #[arg(value_name = "RELEASE_DIR")]
    pub release: Option<PathBuf>,
    /// Schema, made where it is not there [default: the dataset's id, with _ for what a name cannot have]
    #[arg(long, value_name = "NAME")]
    pub schema: Option<String>,
    /// Service of `pg_service.conf` to connect to, in place of PGSERVICE
    #[arg(long, value_name = "NAME")]
    pub service: Option<String>,
}

/// Arguments of `release pack`.
#[derive(Debug, Group)]
pub struct PackArgs {
    /// Folder of a release [default: the current release of the configured output]
    #[arg(value_name = "RELEASE_DIR")]
    pub release: Option<PathBuf>,
    /// The archive, or a folder to put it in [default: the working directory]
    #[arg(long, value_name = "FILE")]
    pub to: Option<PathBuf>,
}

/// Arguments of `diff`.
#[derive(Debug, Group)]
pub struct DiffArgs {
    /// Folder or id of the earlier release [default: the one before the current one]
    #[arg(value_name = "OLD")]
    pub old: Option<String>,
    /// Folder or id of the later release [default: the current one]
    #[arg(value_name = "NEW")]
    pub new: Option<String>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t = DiffFormat::Text, conflicts_with = "json")]
    pub format: DiffFormat,
    /// Output folder, in place of the configured one
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Form of the answer of `diff`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// Counts, then figures by indicator.
    Text,
    /// A row for each figure that changed.
    Csv,
}

/// Arguments of `gc`.
#[derive(Debug, Group)]
pub struct GcArgs {
    /// Keep the newest N; the current release, the one before it and pinned ones stay with any N
    #[arg(long, value_name = "N")]
    pub keep: u16,
    /// Name what would be removed, and remove nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Output folder, in place of the configured one
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}

/// Arguments of `release pin` and `release unpin`.
#[derive(Debug, Group)]
pub struct PinArgs {
    /// Id of a release
    #[arg(value_name = "RELEASE_ID")]
    pub release: String,
    /// Output folder, in place of the configured one
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
