//! `--write-override`: a row of overrides that a person finishes. What only a person
//! can know, reason and author, stays blank, and a blank one is refused by every run:
//! nobody publishes a draft by mistake.

use std::io::{self, Write as _};
use std::path::Path;

use super::conflicts;
use super::find::arguments;
use super::known::Known;
use crate::cli::args::{Common, DraftArgs};
use crate::cli::out;
use crate::error::{Error, Result};
use crate::ingest;
use crate::model::{Action, Claim, ClaimId, Figure, Number, Override, Rounding};
use crate::publish::words::{escaped, escaped_lines, push, range};

const HEADER: &str = "target,action,value,reason,author,expect\n";
/// The name that the file has where the configuration names none.
const USUAL_NAME: &str = "overrides.csv";

/// What goes to standard output, and what is said beside it.
pub(super) struct Draft {
    pub(super) text: String,
    hints: String,
}

/// A decision before it is a row.
struct Decision {
    target: String,
    action: Action,
    value: String,
    /// The value that the target has without any decision on it.
    expect: String,
    words: String,
}

/// The row; `overrides` is the text of the file that it is for.
///
/// # Errors
/// [`Error::Usage`] where the claim takes no part in the figure.
pub(super) fn draft(args: &DraftArgs, figure: &Figure, known: &Known<'_>, overrides: &str) -> Result<Draft> {
    let file = known.config.ingest.overrides.as_deref();
    let rows = ingest::restore_overrides(file.unwrap_or(Path::new(USUAL_NAME)), overrides)?;
    let decision = decide(args, figure, known)?;
    let before = rows.iter().find(|row| row.target == decision.target);
    // A figure that is decided shows the decision. What it was decided on is in that row, and
    // holds still, or the build would have refused it.
    let expect = before.map_or(&decision.expect, |row| &row.expect);
    let Decision { target, action, value, words, .. } = &decision;
    let mut text = match overrides {
        "" => HEADER.to_owned(),
        // Appended to a last line without its end, the row would be part of that line.
        text if !text.ends_with('\n') => "\n".to_owned(),
        _ => String::new(),
    };
    push(&mut text, format_args!("{target},{action},{value},,,{expect}\n"));
    Ok(Draft { text, hints: hints(words, file, before) })
}

fn hints(words: &str, file: Option<&Path>, before: Option<&Override>) -> String {
    let place = match (file, before) {
        (Some(file), Some(row)) => format!("put it in place of line {} of {}", row.line, file.display()),
        (Some(file), None) => format!("append it to {}", file.display()),
        (None, _) => "put it into a file that [ingest] names as `overrides`".to_owned(),
    };
    format!(
        "it {words}: fill in `reason`, for readers, and `author`, and leave `expect` as it is\n\
         {place}, then run `reckoner check`: a row with a blank is refused\n"
    )
}

/// Says on standard error what is left to do.
///
/// # Errors
/// [`Error::Io`] where it cannot be written.
pub(super) fn say(draft: &Draft, common: &Common) -> Result<()> {
    if common.quiet {
        return Ok(());
    }
    io::stderr().lock().write_all(escaped_lines(&draft.hints).as_bytes()).map_err(out::failed)
}

fn decide(args: &DraftArgs, figure: &Figure, known: &Known<'_>) -> Result<Decision> {
    if let Some(id) = &args.drop {
        let part = known.rows.evidence(&figure.id).iter().flat_map(|row| known.rows.inputs(&row.source));
        let claim = part.into_iter().find(|claim| claim.id == *id);
        let claim = claim.ok_or_else(|| no_part(id, figure, known))?;
        return Ok(Decision {
            target: id.to_string(),
            action: Action::DropClaim,
            value: String::new(),
            expect: digits(&claim.value)?,
            words: format!("takes out {}", named(claim, known)),
        });
    }
    let of_figure = |action, value, words| {
        let expect = digits(&figure.value)?;
        Ok(Decision { target: figure.id.to_string(), action, value, expect, words })
    };
    let choose = |claim: &Claim| {
        let words = format!("chooses {}", named(claim, known));
        of_figure(Action::ChooseClaim, claim.id.to_string(), words)
    };
    let set = |value: &Number| {
        let words = format!("sets {}", range(value, None, &figure.unit));
        of_figure(Action::SetValue, digits(value)?, words)
    };
    if let Some(value) = &args.set {
        return set(value);
    }
    if let Some(id) = &args.choose {
        // What only repeats has no voice of its own: the claim that it repeats is chosen.
        let row = known.rows.evidence(&figure.id).iter().find(|row| row.source == id.as_str());
        let claim = row.and_then(|row| known.rows.claim(&row.voice));
        return choose(claim.ok_or_else(|| no_part(id, figure, known))?);
    }
    let lost = conflicts::of_figure(figure, known);
    let heaviest = lost.iter().find_map(|lost| known.rows.claim(&lost.conflict.other));
    let leading = figure.claim.as_ref().and_then(|id| known.rows.claim(id.as_str()));
    if let Some(claim) = heaviest.or(leading) {
        return choose(claim);
    }
    // Nothing is printed that could be chosen.
    set(&figure.value)
}

/// A claim by what it prints, and where.
fn named(claim: &Claim, known: &Known<'_>) -> String {
    format!("“{}” in {}", escaped(&claim.printed.value_text), known.report(&claim.printed.report))
}

/// As the tables print it.
fn digits(value: &Number) -> Result<String> {
    value
        .to_decimal(Rounding::HalfEven)
        .map(|decimal| decimal.to_string())
        .map_err(|why| Error::Usage(format!("no table can hold that value: {why}")))
}

fn no_part(id: &ClaimId, figure: &Figure, known: &Known<'_>) -> Error {
    let mut text = format!("the claim {id} takes no part in the figure {}; these do:", figure.id);
    for row in known.rows.by_publication(&figure.id) {
        for claim in known.rows.inputs(&row.source) {
            push(&mut text, format_args!("\n      {} {}", claim.id, named(claim, known)));
        }
    }
    push(&mut text, format_args!("\n    reckoner explain {} shows their parts", arguments(figure, Some(known.config))));
    Error::Usage(text)
}
