//! `reckoner diff`: what changed from one release to another, and why.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::args::{Common, DiffArgs, DiffFormat};
use super::load;
use super::out::{self, Out};
use crate::config::Replace;
use crate::error::{EXIT_DIFFERS, EXIT_OK, Error, Result};
use crate::publish::diff::{self, Change, Diff, FigureChange, Said};
use crate::publish::history::{Counts, VersionStep};
use crate::publish::side::Side;
use crate::publish::whole::Whole;
use crate::publish::words::{counted, escaped, push};
use crate::publish::{keep, store};

/// Columns of `--format csv`.
const COLUMNS: [&str; 14] = [
    "change",
    "figure_id",
    "indicator_id",
    "area",
    "measure",
    "period",
    "base_period",
    "basis",
    "old_value",
    "new_value",
    "old_agreement",
    "new_agreement",
    "cause",
    "what",
];

/// One of the two releases.
struct Named {
    id: String,
    side: Side,
}

/// Compares two releases and prints what changed.
///
/// # Errors
/// [`Error::Missing`] where there is no such release, [`Error::Corrupt`] where one is damaged.
pub(super) fn run(args: &DiffArgs, common: &Common) -> Result<u8> {
    let (old, new) = folders(args, common)?;
    let (old, new) = (read(&old)?, read(&new)?);
    let diff = diff::diff(&old.side, &new.side).map_err(|why| Error::Corrupt {
        file: PathBuf::from(format!("{} or {}", old.id, new.id)),
        message: why,
        help: "`reckoner verify FOLDER` tells what is wrong with a release".to_owned(),
    })?;
    if !common.json && args.format == DiffFormat::Csv {
        csv(&diff)?;
    } else {
        let mut out = Out::new(common);
        if common.json {
            out.json(&object(&old, &new, &diff))?;
        } else if !common.quiet {
            out.text(&text(&old, &new, &diff))?;
        }
        out.flush()?;
    }
    Ok(if diff.is_empty() { EXIT_OK } else { EXIT_DIFFERS })
}

/// The folders of both: what was named, else the current release and the one before.
fn folders(args: &DiffArgs, common: &Common) -> Result<(PathBuf, PathBuf)> {
    let folder = |text: &str| Path::new(text).is_dir().then(|| PathBuf::from(text));
    if let (Some(old), Some(new)) = (args.old.as_deref().and_then(folder), args.new.as_deref().and_then(folder)) {
        return Ok((old, new));
    }
    let output = load(common, &Replace { output: args.output.clone(), ..Replace::default() })?.publish.output;
    let named = |text: &str| folder(text).unwrap_or_else(|| output.join("releases").join(text));
    let missing = |what: &str, help: &str| Error::Missing {
        file: output.clone(),
        message: what.to_owned(),
        help: help.to_owned(),
    };
    let current = || store::current(&output)?.ok_or_else(|| missing("there is no release", "`reckoner run` makes one"));
    let new = args.new.as_deref().map_or_else(|| Ok::<_, Error>(current()?.1), |text| Ok(named(text)))?;
    let old = if let Some(text) = &args.old {
        named(text)
    } else {
        let before = keep::before(&output, &current()?.0)?;
        let help = "name two releases: `reckoner diff OLD NEW`";
        named(&before.ok_or_else(|| missing("the history tells of no release before the current one", help))?)
    };
    Ok((old, new))
}

fn read(folder: &Path) -> Result<Named> {
    let whole = Whole::open(&super::resolved(folder))?;
    let side = Side::read(&whole.release.files).map_err(|why| Error::Corrupt {
        file: folder.to_owned(),
        message: why,
        help: "`reckoner verify FOLDER` tells what is wrong with a release".to_owned(),
    })?;
    Ok(Named { id: whole.id, side })
}

fn text(old: &Named, new: &Named, diff: &Diff) -> String {
    let bold = anstyle::Style::new().bold();
    let mut text = format!("{bold}{} -> {}{bold:#}\n", old.id, new.id);
    for (named, what) in [(&old.side, "old"), (&new.side, "new")] {
        let latest = if named.latest_publication.is_empty() { "not known" } else { &named.latest_publication };
        push(&mut text, format_args!("  {what}      latest publication {}\n", escaped(latest)));
    }
    push(&mut text, format_args!("  figures  {}\n", Counts::of(diff)));
    for (names, what) in [(&diff.shape.removed, "gone   "), (&diff.shape.added, "new    ")] {
        if !names.is_empty() {
            push(&mut text, format_args!("  {what}  in the tables: {}\n", escaped(&names.join(", "))));
        }
    }
    if diff.is_empty() {
        let same = if old.id == new.id { "it is the same release" } else { "no figure and no column differs" };
        push(&mut text, format_args!("  same     {same}\n"));
        return text;
    }
    push(&mut text, format_args!("  version  a {} step\n", VersionStep::of(diff).as_str()));
    for ((id, label), figures) in diff::by_indicator(&diff.figures) {
        let count = counted(figures.len(), "figure");
        push(&mut text, format_args!("\n{bold}{}{bold:#} ({id}): {count}\n", escaped(label)));
        for figure in figures {
            push(&mut text, format_args!("  {:<12}  {}\n", figure.change.as_str(), escaped(&figure.about())));
            push(&mut text, format_args!("                {}\n", escaped(&figure.told())));
            let because = &figure.because;
            let why = format!("{}: {}", because.cause.as_str(), because.what);
            push(&mut text, format_args!("                by {}\n", escaped(&why)));
        }
    }
    text
}

fn object(old: &Named, new: &Named, diff: &Diff) -> Value {
    let side = |named: &Named| {
        json!({
            "release_id": named.id,
            "latest_publication": or_null(&named.side.latest_publication),
            "reckoner": or_null(&named.side.reckoner),
        })
    };
    let step = if diff.is_empty() { Value::Null } else { Value::from(VersionStep::of(diff).as_str()) };
    let counts = Change::ALL.iter().map(|change| (change.as_str().to_owned(), Value::from(diff.count(*change))));
    json!({
        "old": side(old),
        "new": side(new),
        "same": diff.is_empty(),
        "step": step,
        "counts": Value::Object(counts.collect()),
        "tables": { "added": diff.shape.added, "removed": diff.shape.removed },
        "figures": diff.figures.iter().map(figure).collect::<Vec<_>>(),
    })
}

fn figure(figure: &FigureChange) -> Value {
    json!({
        "change": figure.change.as_str(),
        "figure_id": figure.figure_id,
        "indicator_id": figure.indicator_id,
        "label": figure.label,
        "area": figure.area,
        "measure": figure.measure,
        "period": figure.period,
        "base_period": or_null(&figure.base_period),
        "basis": figure.basis,
        "old": figure.old.as_ref().map(said),
        "new": figure.new.as_ref().map(said),
        "cause": figure.because.cause.as_str(),
        "what": figure.because.what,
        "reports": figure.because.reports,
        "claims": figure.because.claims,
    })
}

fn said(said: &Said) -> Value {
    json!({
        "value": said.value,
        "value_to": or_null(&said.value_to),
        "low": or_null(&said.low),
        "high": or_null(&said.high),
        "unit": said.unit,
        "agreement": said.agreement,
        "obs_status": said.obs_status,
        "claim_id": or_null(&said.claim_id),
    })
}

fn or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

fn csv(diff: &Diff) -> Result<()> {
    let failed = |why: csv::Error| match why.into_kind() {
        csv::ErrorKind::Io(why) => out::failed(why),
        other => Error::Unexpected(format!("the changes cannot be written as CSV: {other:?}")),
    };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(out::data());
    writer.write_record(COLUMNS).map_err(failed)?;
    for figure in &diff.figures {
        let (old, new) = (figure.old.clone().unwrap_or_default(), figure.new.clone().unwrap_or_default());
        writer
            .write_record([
                figure.change.as_str(),
                &figure.figure_id,
                &figure.indicator_id,
                &figure.area,
                &figure.measure,
                &figure.period,
                &figure.base_period,
                &figure.basis,
                &old.value,
                &new.value,
                &old.agreement,
                &new.agreement,
                figure.because.cause.as_str(),
                &figure.because.what,
            ])
            .map_err(failed)?;
    }
    writer.flush().map_err(out::failed)
}
