//! What became current when: the lines of `history/releases.jsonl`, the version that
//! each has, and `history/CHANGELOG.md`. There is an order here and no clock.
//!
//! The version says what a reader of the tables has to expect:
//!
//! | step | what came |
//! | --- | --- |
//! | major | a table, a column or a code of a column went: what was read before may fail |
//! | minor | new keys (series, periods), tables or columns; or nobody knows, as the release before is gone |
//! | patch | anything else: values revised, figures withdrawn, the inputs' own words |

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::diff::{Change, Diff, FigureChange};
use super::words::{counted, escaped, push};

/// Changed figures that a section of the change log lists; the rest is counted.
const LISTED: usize = 50;

/// The head of `CHANGELOG.md`.
const HEAD: &str = "# Releases\n\nNewest first. Written by `reckoner run`; `reckoner diff OLD NEW` tells all of it.\n";

/// The note of a line whose release could not be compared.
pub const NOT_COMPARED: &str = "not compared";

/// Version of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// The version of a first release.
    pub const FIRST: Self = Self { major: 1, minor: 0, patch: 0 };

    /// The next version.
    #[must_use]
    pub fn after(self, step: VersionStep) -> Self {
        let Self { major, minor, patch } = self;
        match step {
            VersionStep::Major => Self { major: major.saturating_add(1), minor: 0, patch: 0 },
            VersionStep::Minor => Self { major, minor: minor.saturating_add(1), patch: 0 },
            VersionStep::Patch => Self { major, minor, patch: patch.saturating_add(1) },
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Vec<Option<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
        match parts[..] {
            [Some(major), Some(minor), Some(patch)] => Ok(Self { major, minor, patch }),
            _ => Err(format!("{text:?} is no version such as 1.4.2")),
        }
    }
}

impl TryFrom<String> for Version {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Version> for String {
    fn from(version: Version) -> Self {
        version.to_string()
    }
}

/// How far a version moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionStep {
    /// Something went that was read before.
    Major,
    /// Something is new.
    Minor,
    /// The same things are said otherwise.
    Patch,
}

impl VersionStep {
    /// The name in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        }
    }

    /// What a difference asks for.
    pub fn of(diff: &Diff) -> Self {
        if !diff.shape.removed.is_empty() {
            Self::Major
        } else if diff.count(Change::Added) > 0 || !diff.shape.added.is_empty() {
            Self::Minor
        } else {
            Self::Patch
        }
    }
}

/// How many figures changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Their keys are new.
    pub added: usize,
    /// Their keys are gone.
    pub removed: usize,
    /// Their values are others.
    pub revised: usize,
    /// Their values are the same, what is thought of them is not.
    pub reclassified: usize,
}

impl Counts {
    /// Those of a difference.
    pub fn of(diff: &Diff) -> Self {
        Self {
            added: diff.count(Change::Added),
            removed: diff.count(Change::Removed),
            revised: diff.count(Change::Revised),
            reclassified: diff.count(Change::Reclassified),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let figures = counted(self.added, "figure");
        let Self { removed, revised, reclassified, .. } = self;
        write!(f, "{figures} added, {removed} removed, {revised} revised, {reclassified} reclassified")
    }
}

/// A line of `history/releases.jsonl`. Lines of older versions of reckoner end after `previous`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The release that became current.
    pub release_id: String,
    /// The release that was current until then.
    pub previous: Option<String>,
    /// The version of its data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<Version>,
    /// How many figures changed; none where it could not be compared.
    #[serde(flatten, default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// [`NOT_COMPARED`], where the release before was gone or damaged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How a release stands to the one before.
#[derive(Debug, Clone)]
pub enum Comparison {
    /// There is none before, and it has so many figures.
    First(usize),
    /// What changed.
    Compared(Diff),
    /// The one before is gone or damaged.
    NotCompared,
}

impl Comparison {
    fn counts(&self) -> Option<Counts> {
        match self {
            Self::First(added) => Some(Counts { added: *added, removed: 0, revised: 0, reclassified: 0 }),
            Self::Compared(diff) => Some(Counts::of(diff)),
            Self::NotCompared => None,
        }
    }
}

/// The version of the last of these lines. One without a version counts as a first
/// release where it is the first, and else as a minor step.
pub fn version(entries: &[HistoryEntry]) -> Option<Version> {
    entries.iter().fold(None, |before: Option<Version>, entry| {
        let next = before.map_or(Version::FIRST, |version| version.after(VersionStep::Minor));
        Some(entry.version.unwrap_or(next))
    })
}

/// The line of a release that becomes current after `entries`.
pub fn entry(entries: &[HistoryEntry], release_id: &str, comparison: &Comparison) -> HistoryEntry {
    let step = match comparison {
        Comparison::Compared(diff) => VersionStep::of(diff),
        Comparison::First(_) | Comparison::NotCompared => VersionStep::Minor,
    };
    HistoryEntry {
        release_id: release_id.to_owned(),
        previous: entries.last().map(|entry| entry.release_id.clone()),
        version: Some(version(entries).map_or(Version::FIRST, |version| version.after(step))),
        counts: comparison.counts(),
        note: matches!(comparison, Comparison::NotCompared).then(|| NOT_COMPARED.to_owned()),
    }
}

/// `CHANGELOG.md` with a section of `entry` at its top. `before` is the file as it is;
/// what is in it stays, but for a section of the same version and release, which a
/// run that was cut off left there. Where there is no file, each of `entries` gets a line.
pub fn changelog(
    before: &str,
    entries: &[HistoryEntry],
    entry: &HistoryEntry,
    latest_publication: &str,
    comparison: &Comparison,
) -> String {
    let heading = heading(entry.version.unwrap_or(Version::FIRST), &entry.release_id);
    let mut text = format!("{HEAD}\n{heading}");
    let latest = if latest_publication.is_empty() { "no date known" } else { latest_publication };
    push(&mut text, format_args!("Latest publication: {}. ", escaped(latest)));
    if let Some(previous) = &entry.previous {
        push(&mut text, format_args!("The release before: {previous}. "));
    }
    match comparison {
        Comparison::First(figures) => push(&mut text, format_args!("The first: {}.\n", counted(*figures, "figure"))),
        Comparison::NotCompared => {
            text.push_str("Not compared: that release is gone or damaged, so this counts as a minor step.\n");
        }
        Comparison::Compared(diff) => compared(&mut text, diff),
    }
    let rest = before.strip_prefix(HEAD).unwrap_or(before).trim_start_matches('\n');
    let rest = rest.strip_prefix(&heading).map_or(rest, |again| again.find("\n## ").map_or("", |at| &again[at + 1..]));
    if !rest.is_empty() {
        push(&mut text, format_args!("\n{rest}"));
    } else if before.is_empty() {
        for (index, older) in entries.iter().enumerate().rev() {
            let version = version(&entries[..=index]).unwrap_or(Version::FIRST);
            let heading = self::heading(version, &older.release_id);
            push(&mut text, format_args!("\n{heading}Published before this list was kept.\n"));
        }
    }
    text
}

fn heading(version: Version, release_id: &str) -> String {
    format!("## {version} (release {release_id})\n\n")
}

fn compared(text: &mut String, diff: &Diff) {
    push(text, format_args!("{}.\n", Counts::of(diff)));
    for (names, what) in [(&diff.shape.removed, "Gone"), (&diff.shape.added, "New")] {
        if !names.is_empty() {
            push(text, format_args!("\n{what} in the tables: {}.\n", names.join(", ")));
        }
    }
    if !diff.figures.is_empty() {
        text.push('\n');
    }
    for figure in diff.figures.iter().take(LISTED) {
        push(text, format_args!("- {}\n", escaped(&listed(figure))));
    }
    if diff.figures.len() > LISTED {
        push(text, format_args!("- and {} more\n", diff.figures.len() - LISTED));
    }
}

fn listed(figure: &FigureChange) -> String {
    let (change, cause) = (figure.change.as_str(), figure.because.cause.as_str());
    format!("{change}, by {cause}: {}, {}: {}", figure.label, figure.about(), figure.told())
}
