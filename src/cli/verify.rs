//! `reckoner verify`: whether a release is what it says, from its own files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::{Common, VerifyArgs};
use super::out::Out;
use super::{load, resolved};
use crate::config::Config;
use crate::error::{EXIT_OK, Error, Result};
use crate::model::PartialDate;
use crate::pipeline;
use crate::publish::cells::{self, Table};
use crate::publish::words::{counted, escaped, push};
use crate::publish::{Release, compare, read, rows, store, typed};

/// Differences of one check that are shown; the rest is counted.
const SHOWN: usize = 20;

/// How a check ended.
enum Outcome {
    Holds,
    /// What differs, a line each.
    Differs(Vec<String>),
    /// Why it was not made.
    Skipped(String),
}

struct Check {
    name: &'static str,
    /// What was looked at, where it holds.
    about: String,
    outcome: Outcome,
}

/// Checks a release and prints each check.
///
/// # Errors
/// [`Error::Differs`] where a check fails; [`Error::Missing`] where there is no release.
pub(super) fn run(args: &VerifyArgs, common: &Common) -> Result<u8> {
    let (release, config) = open(args, common)?;
    let checks = checks(&release, config.as_ref())?;
    let failed = checks.iter().filter(|check| matches!(check.outcome, Outcome::Differs(_))).count();
    let name = release.folder.display().to_string();
    let mut out = Out::new(common);
    if common.json {
        let checks: Vec<Value> = checks.iter().map(object).collect();
        out.json(&json!({ "release": name, "holds": failed == 0, "checks": checks }))?;
    } else if !common.quiet {
        out.text(&format!("release {}\n", escaped(&name)))?;
        for check in &checks {
            out.text(&shown(check))?;
        }
    }
    out.flush()?;
    if failed == 0 {
        return Ok(EXIT_OK);
    }
    Err(Error::Differs(format!(
        "{name}: {} of {} failed\n    do not use this release; `reckoner run` makes it anew from the inputs",
        failed,
        counted(checks.len(), "check")
    )))
}

/// The release, and the configuration whose inputs it is to be rebuilt from.
fn open(args: &VerifyArgs, common: &Common) -> Result<(Release, Option<Config>)> {
    let config = match (&args.release, &args.inputs) {
        (Some(_), None) => None,
        (_, Some(Some(folder))) => {
            let there = Common { config: Some(folder.join("pipeline.toml")), ..common.clone() };
            Some(load(&there, &args.replace.replace())?)
        }
        _ => Some(load(common, &args.replace.replace())?),
    };
    let folder: PathBuf = match (&args.release, &config) {
        (Some(folder), _) => resolved(folder),
        (None, Some(config)) => current(config)?,
        (None, None) => return Err(Error::Unexpected("no release to verify".to_owned())),
    };
    Ok((Release::open(&folder)?, config.filter(|_| args.inputs.is_some())))
}

/// The folder of the current release.
pub(super) fn current(config: &Config) -> Result<PathBuf> {
    let output = &config.publish.output;
    let (_, folder) = store::current(output)?.ok_or_else(|| Error::Missing {
        file: output.join("current"),
        message: "there is no release".to_owned(),
        help: "`reckoner run` makes one; or name the folder of a release".to_owned(),
    })?;
    Ok(folder)
}

fn checks(release: &Release, config: Option<&Config>) -> Result<Vec<Check>> {
    let damages: Vec<String> = read::check(release).iter().map(ToString::to_string).collect();
    let (unreadable, differences) = read::compare_formats(release);
    let formats: Vec<String> =
        unreadable.iter().map(ToString::to_string).chain(differences.iter().map(ToString::to_string)).collect();
    let files = counted(release.files.len(), "file");
    let mut checks = vec![
        check("checksums", format!("{files}, none missing, changed or too many"), damages),
        check("formats", "CSV and Parquet hold the same cells".to_owned(), formats),
    ];
    match read::tables(release) {
        Ok(tables) => {
            let rows: usize = tables.iter().map(|table| table.rows().len()).sum();
            let dangling = cells::check_references(&tables).err().map(|why| why.to_string());
            let about = format!(
                "{}, {} in their schema, nothing refers to nothing",
                counted(tables.len(), "table"),
                counted(rows, "row")
            );
            checks.push(check("tables", about, dangling.into_iter().collect()));
            checks.push(account(&tables)?);
            checks.extend(replayed(release));
        }
        Err(why) => {
            checks.push(check("tables", String::new(), vec![why.to_string()]));
            for name in ["account", "decisions", "described"] {
                checks.push(skipped(name, "the tables cannot be read"));
            }
        }
    }
    match config {
        Some(config) => checks.extend(rebuilt(release, config)?),
        None => {
            checks
                .push(skipped("inputs", "not rebuilt: give --inputs to rebuild from the inputs of the configuration"));
        }
    }
    Ok(checks)
}

fn check(name: &'static str, about: String, differences: Vec<String>) -> Check {
    let outcome = if differences.is_empty() { Outcome::Holds } else { Outcome::Differs(differences) };
    Check { name, about, outcome }
}

fn skipped(name: &'static str, why: &str) -> Check {
    Check { name, about: String::new(), outcome: Outcome::Skipped(why.to_owned()) }
}

/// Mentions = claims + dismissed, for each report, and as many rows as the
/// reports count.
fn account(tables: &[Table]) -> Result<Check> {
    let (said, passed_over) = (rows_by_report(tables, "claims"), rows_by_report(tables, "dismissed"));
    let (mut broken, mut mentions, mut claims, mut dismissed) = (Vec::new(), 0, 0, 0);
    for report in typed::reports(tables)? {
        let id = report.meta.id.as_str();
        if report.n_mentions != report.n_claims + report.n_dismissed {
            broken.push(format!(
                "report {id}: {} mentions, but {} claims and {} dismissed",
                report.n_mentions, report.n_claims, report.n_dismissed
            ));
        }
        for (name, count, found) in
            [("claims", report.n_claims, &said), ("dismissed", report.n_dismissed, &passed_over)]
        {
            let rows = found.get(id).copied().unwrap_or_default();
            if rows != count {
                broken.push(format!("report {id}: {count} {name}, but the table {name} has {rows} of them"));
            }
        }
        mentions += report.n_mentions;
        claims += report.n_claims;
        dismissed += report.n_dismissed;
    }
    let about = format!("{mentions} mentions = {claims} claims + {dismissed} dismissed");
    Ok(check("account", about, broken))
}

/// How many rows of a table each report has.
fn rows_by_report(tables: &[Table], name: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    let Some(table) = tables.iter().find(|table| table.schema().name == name) else { return counts };
    let position = table.schema().position("report_id").unwrap_or_default();
    for cell in table.rows().iter().filter_map(|row| row.get(position)) {
        *counts.entry(cell.to_string()).or_default() += 1;
    }
    counts
}

/// Every decision made again from the release's own claims and provenance, and every file that
/// describes the tables.
fn replayed(release: &Release) -> [Check; 2] {
    let decided = format!("{} decided again from the claims alone", pipeline::DECIDED.join(", "));
    match pipeline::replay(release) {
        Ok(again) => [
            check("decisions", decided, again.decisions.iter().map(ToString::to_string).collect()),
            check("described", format!("{} files are what the tables make", again.described), again.descriptions),
        ],
        Err(why) => [
            check("decisions", decided, vec![why.to_string()]),
            skipped("described", "the decisions cannot be made again"),
        ],
    }
}

/// The whole release made again from the inputs: whether its tables have the same rows, and
/// whether every file has the same bytes, which another version of a library may change.
/// One that lacks reports of the catalogue was made on an earlier date: the latest that it has.
fn rebuilt(release: &Release, config: &Config) -> Result<[Check; 2]> {
    let mut found = rebuild(release, config, None)?;
    if !found.files.is_empty()
        && let Some(latest) = latest(release)
    {
        let then = rebuild(release, config, Some(latest))?;
        if then.files.is_empty() {
            found = then;
        }
    }
    Ok([
        check("rows", "rebuilt from the inputs to the same rows".to_owned(), found.rows),
        check("inputs", "rebuilt from the inputs to the same bytes".to_owned(), found.files),
    ])
}

/// How a release differs from one that was built anew.
struct Rebuilt {
    rows: Vec<String>,
    files: Vec<String>,
}

fn rebuild(release: &Release, config: &Config, as_of: Option<PartialDate>) -> Result<Rebuilt> {
    let mut built = pipeline::build(config, as_of, &|_| ())?;
    let rendered = pipeline::render(config, &mut built)?;
    let differing = |path: &&String| rendered.files.get(*path) != release.files.get(*path);
    let paths = rendered.files.keys().chain(release.files.keys().filter(|path| !rendered.files.contains_key(*path)));
    let files = paths.filter(differing).map(|path| match (rendered.files.get(path), release.files.get(path)) {
        (Some(_), None) => format!("{path}: the inputs make it, the release lacks it"),
        (None, _) => format!("{path}: the inputs do not make it"),
        _ => format!("{path}: the inputs make other bytes"),
    });
    let rows = match read::tables(release) {
        Ok(found) => compare(&rows::tables(&built.dataset, config)?, &found).iter().map(ToString::to_string).collect(),
        Err(why) => vec![why.to_string()],
    };
    Ok(Rebuilt { rows, files: files.collect() })
}

fn latest(release: &Release) -> Option<PartialDate> {
    let tables = read::tables(release).ok()?;
    let dates = typed::reports(&tables).ok()?.into_iter().filter_map(|report| report.meta.published);
    dates.max_by_key(|date| date.effective())
}

fn shown(check: &Check) -> String {
    let mark = |colour: anstyle::AnsiColor, text: &str| {
        let style = anstyle::Style::new().bold().fg_color(Some(colour.into()));
        format!("  {style}{text}{style:#}  {:<9}", check.name)
    };
    match &check.outcome {
        Outcome::Holds => format!("{}  {}\n", mark(anstyle::AnsiColor::Green, "ok  "), check.about),
        Outcome::Skipped(why) => format!("{}  {}\n", mark(anstyle::AnsiColor::Yellow, "-   "), escaped(why)),
        Outcome::Differs(differences) => {
            let count = counted(differences.len(), "difference");
            let mut text = format!("{}  {count}\n", mark(anstyle::AnsiColor::Red, "FAIL"));
            for difference in differences.iter().take(SHOWN) {
                for line in difference.lines() {
                    push(&mut text, format_args!("          {}\n", escaped(line)));
                }
            }
            if differences.len() > SHOWN {
                push(&mut text, format_args!("          and {} more (--json lists all)\n", differences.len() - SHOWN));
            }
            text
        }
    }
}

fn object(check: &Check) -> Value {
    let (outcome, differences, note) = match &check.outcome {
        Outcome::Holds => ("holds", Vec::new(), check.about.clone()),
        Outcome::Differs(differences) => ("differs", differences.clone(), String::new()),
        Outcome::Skipped(why) => ("skipped", Vec::new(), why.clone()),
    };
    json!({ "check": check.name, "outcome": outcome, "differences": differences, "note": note })
}
