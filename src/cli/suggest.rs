//! `reckoner check --suggest`: what claims about no indicator speak of, and a
//! draft that makes indicators of it. For people it is TOML from end to end, the
//! table as comments: it can be appended to `pipeline.toml` as it is.

use serde_json::{Value, json};

use super::args::Common;
use super::log::Progress;
use super::out::Out;
use crate::config::Config;
use crate::error::{EXIT_OK, Result};
use crate::extract::Subject;
use crate::pipeline::{self, Suggestions};
use crate::publish::words::{counted, escaped, push};

/// Most characters of a column.
const WIDEST: usize = 36;

/// Reads the reports and says which subjects could become indicators.
///
/// # Errors
/// Those of ingest and extract.
pub(super) fn run(config: &Config, most: usize, common: &Common) -> Result<u8> {
    let progress = Progress::new(common);
    let suggestions = pipeline::suggest(config, most, &|event| progress.show(event))?;
    drop(progress);
    let mut out = Out::new(common);
    if common.json {
        out.json(&object(&suggestions))?;
    } else if !common.quiet {
        out.text(&text(&suggestions, most))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

fn object(all: &Suggestions) -> Value {
    let subject = |(at, subject): (usize, &Subject)| {
        let entry = all.draft.entries.get(at);
        let example = example(all, subject);
        json!({
            "subject": subject.term,
            "unit": subject.unit.to_string(),
            "claims": subject.claims.len(),
            "reports": subject.reports,
            "issuers": subject.issuers,
            "periods": subject.periods.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "example": example.map(|(report, value_text)| json!({ "report_id": report, "value_text": value_text })),
            "indicator_id": entry.map(|entry| entry.id.as_str()),
            "found": all.found.get(at),
            "toml": entry.map(|entry| entry.toml.as_str()),
        })
    };
    json!({
        "reports": all.reports,
        "claims": all.claims,
        "open": all.open.len(),
        "unnamed": unnamed(all),
        "moved": all.moved,
        "subjects": all.subjects.iter().enumerate().map(subject).collect::<Vec<_>>(),
    })
}

fn text(all: &Suggestions, most: usize) -> String {
    let mut text = format!(
        "# {}: {} of {} are about no indicator, on {}\n",
        counted(all.reports, "report"),
        all.open.len(),
        counted(all.claims, "claim"),
        counted(all.subjects.len(), "subject"),
    );
    if unnamed(all) > 0 {
        push(&mut text, format_args!("# ({} of them with no subject to go by)\n", counted(unnamed(all), "claim")));
    }
    if all.draft.entries.is_empty() {
        return text;
    }
    push(&mut text, format_args!("#\n{}", table(all, most)));
    if all.subjects.len() > most {
        push(&mut text, format_args!("# and {} more: --suggest=N\n", all.subjects.len() - most));
    }
    let found: usize = all.found.iter().sum();
    let asked: usize = all.subjects.iter().take(most).map(|subject| subject.claims.len()).sum();
    push(
        &mut text,
        format_args!(
            "#\n# By the draft below {found} of these {} get an indicator; {} would change theirs.\n",
            counted(asked, "claim"),
            counted(all.moved, "other")
        ),
    );
    text += "# Append what you want of it to pipeline.toml, mend names and kinds, and run `reckoner check`.\n\n";
    text + &all.draft.text()
}

/// Lines of a comment, columns set apart.
fn table(all: &Suggestions, most: usize) -> String {
    let head = ["subject", "unit", "claims", "reports", "issuers", "periods", "example"].map(str::to_owned);
    let rows = all.subjects.iter().take(most).map(|subject| {
        let (report, value_text) = example(all, subject).unwrap_or_default();
        [
            cut(&subject.term),
            cut(&subject.unit.to_string()),
            subject.claims.len().to_string(),
            subject.reports.to_string(),
            subject.issuers.to_string(),
            periods(subject),
            escaped(&format!("“{value_text}” in {report}")),
        ]
    });
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::from("#");
        for (column, cell) in row.iter().enumerate() {
            let width = widths[column];
            match column {
                2..=4 => push(&mut line, format_args!("  {cell:>width$}")),
                _ => push(&mut line, format_args!("  {cell:<width$}")),
            }
        }
        push(&mut text, format_args!("{}\n", line.trim_end()));
    }
    text
}

/// The first claim of a subject: its report and what is printed.
fn example<'a>(all: &'a Suggestions, subject: &Subject) -> Option<(&'a str, &'a str)> {
    let claim = all.open.get(*subject.claims.first()?)?;
    Some((claim.report.as_str(), claim.value_text.as_str()))
}

/// `2019, 2020`, or how many between the first and the last.
fn periods(subject: &Subject) -> String {
    match subject.periods.as_slice() {
        [first, .., last] if subject.periods.len() > 2 => {
            format!("{} from {first} to {last}", subject.periods.len())
        }
        few => few.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn cut(text: &str) -> String {
    let text = escaped(text);
    if text.chars().count() <= WIDEST {
        return text;
    }
    text.chars().take(WIDEST - 1).chain(['…']).collect()
}

/// Claims whose subject names nothing.
fn unnamed(all: &Suggestions) -> usize {
    all.open.len() - all.subjects.iter().map(|subject| subject.claims.len()).sum::<usize>()
}
