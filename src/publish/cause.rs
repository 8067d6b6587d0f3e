//! Why a figure differs between two releases.
//!
//! The first of these that holds is the cause:
//!
//! 1. `override`: a row of `overrides.csv` about the figure, or about a claim of its
//!    evidence, differs. A person decided, and that outranks what reports say.
//! 2. `source`: a claim of its evidence was added, removed or changed, in a report that
//!    is new, gone, or has other bytes.
//! 3. `configuration`: `pipeline.toml`, `fx.csv`, a mapping, or a row of the catalogue
//!    that both releases have, differs. A claim that differs in a report that does not
//!    was read by other rules of the configuration, so it is here and not in 2; and a
//!    row of the catalogue that came with its report says nothing of other figures.
//! 4. `source`, `override` once more: reports or overrides differ elsewhere. Some rules
//!    look at the periods beside a figure, and those may rest on what changed.
//! 5. `code`: inputs and configuration are the same, so the rules of the program changed.
//!    Its version may be the same, for it tells releases of the program only.
//!
//! "Claims of its evidence" are those of either release, and those that its derived
//! values are worked out from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::side::{Line, Rows, Side};

/// What made a figure another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A person's decision.
    Override,
    /// What reports say.
    Source,
    /// What the configuration, the rates or the catalogue ask for.
    Configuration,
    /// The rules of the program.
    Code,
}

impl Cause {
    /// The name in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Override => "override",
            Self::Source => "source",
            Self::Configuration => "configuration",
            Self::Code => "code",
        }
    }
}

/// A cause with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Because {
    /// The cause.
    pub cause: Cause,
    /// What differs, in words.
    pub what: String,
    /// Reports that differ and bear on it.
    pub reports: Vec<String>,
    /// Claims that differ and bear on it.
    pub claims: Vec<String>,
}

/// What changed elsewhere is named up to this many.
const NAMED: usize = 5;

/// Columns of a claim that move with the text around it.
const PLACE: [&str; 3] = ["span_start", "span_end", "locator"];

/// What differs between the inputs of two releases, and the evidence to hold it against.
pub struct Causes<'a> {
    overrides: BTreeMap<String, &'static str>,
    reports: BTreeMap<&'a str, &'static str>,
    configuration: Vec<String>,
    claims: [BTreeMap<&'a str, Line<'a>>; 2],
    evidence: BTreeMap<&'a str, BTreeSet<&'a str>>,
    versions: [&'a str; 2],
}

impl<'a> Causes<'a> {
    /// Looks at both releases.
    ///
    /// # Errors
    /// The file of `provenance/` that cannot be read, and why.
    pub fn new(old: &'a Side, new: &'a Side) -> Result<Self, String> {
        Ok(Self {
            overrides: overrides(old, new)?,
            reports: reports(old, new),
            configuration: configuration(old, new)?,
            claims: [old.table("claims").by("claim_id"), new.table("claims").by("claim_id")],
            evidence: evidence(old, new),
            versions: [&old.reckoner, &new.reckoner],
        })
    }

    /// Why that figure differs.
    pub fn of(&self, figure: &str) -> Because {
        let none = BTreeSet::new();
        let claims = self.evidence.get(figure).unwrap_or(&none);
        self.decided(figure, claims)
            .or_else(|| self.said(claims))
            .or_else(|| self.configured())
            .or_else(|| self.elsewhere())
            .unwrap_or_else(|| {
                let [old, new] = self.versions;
                let version = if old == new { format!("both {new}") } else { format!("{old} -> {new}") };
                let what = format!("inputs and configuration are the same; the rules of reckoner changed ({version})");
                because(Cause::Code, what)
            })
    }

    fn decided(&self, figure: &str, claims: &BTreeSet<&str>) -> Option<Because> {
        let about = std::iter::once(figure).chain(claims.iter().copied());
        let rows: Vec<String> = about
            .filter_map(|target| Some(format!("the decision on {target} {}", self.overrides.get(target)?)))
            .collect();
        let decided: Vec<String> =
            claims.iter().filter(|id| self.overrides.contains_key(**id)).map(|id| (*id).to_owned()).collect();
        (!rows.is_empty()).then(|| Because { claims: decided, ..because(Cause::Override, rows.join("; ")) })
    }

    fn said(&self, claims: &BTreeSet<&str>) -> Option<Because> {
        let mut by_report: BTreeMap<(&str, &str), BTreeMap<&str, Vec<&str>>> = BTreeMap::new();
        for id in claims {
            let (how, line) = match (self.claims[0].get(id), self.claims[1].get(id)) {
                (None, Some(line)) => ("added", line),
                (Some(line), None) => ("removed", line),
                (Some(old), Some(new)) if old.differs_but(*new, &PLACE) => ("changed", new),
                _ => continue,
            };
            let report = line.get("report_id");
            if let Some(change) = self.reports.get(report) {
                by_report.entry((report, change)).or_default().entry(how).or_default().push(id);
            }
        }
        if by_report.is_empty() {
            return None;
        }
        let told = by_report.iter().map(|((report, change), claims)| {
            let claims: Vec<String> = claims.iter().map(|(how, ids)| format!("{} {how}", ids.join(", "))).collect();
            format!("report {report} {change}: {}", claims.join("; "))
        });
        let what = told.collect::<Vec<_>>().join("; ");
        let claims = by_report.values().flat_map(BTreeMap::values).flatten().map(|id| (*id).to_owned()).collect();
        let reports = by_report.keys().map(|(report, _)| (*report).to_owned()).collect();
        Some(Because { cause: Cause::Source, what, reports, claims })
    }

    fn configured(&self) -> Option<Because> {
        let what = || format!("{} changed", self.configuration.join(", "));
        (!self.configuration.is_empty()).then(|| because(Cause::Configuration, what()))
    }

    fn elsewhere(&self) -> Option<Because> {
        if !self.reports.is_empty() {
            let what = format!("nothing in its evidence; reports that differ: {}", some(self.reports.keys().copied()));
            return Some(because(Cause::Source, what));
        }
        let targets = || some(self.overrides.keys().map(String::as_str));
        let what = || format!("nothing in its evidence; decisions that differ: {}", targets());
        (!self.overrides.is_empty()).then(|| because(Cause::Override, what()))
    }
}

/// The first few, and how many more there are: what changed elsewhere may be everything, for each figure.
fn some<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if names.len() > NAMED { format!("{shown} and {} more", names.len() - NAMED) } else { shown }
}

fn because(cause: Cause, what: String) -> Because {
    Because { cause, what, reports: Vec::new(), claims: Vec::new() }
}

/// How the rows of two tables differ, by the column that tells them apart.
fn rows<'a>(old: &'a Rows, new: &'a Rows, key: &str, columns: &[&str]) -> BTreeMap<&'a str, &'static str> {
    let (old, new) = (old.by(key), new.by(key));
    let mut differ = BTreeMap::new();
    for (id, line) in &old {
        match new.get(id) {
            None => drop(differ.insert(*id, "is gone")),
            Some(other) if line.differs(*other, columns) => drop(differ.insert(*id, "changed")),
            Some(_) => {}
        }
    }
    differ.extend(new.keys().filter(|id| !old.contains_key(**id)).map(|id| (*id, "is new")));
    differ
}

fn overrides(old: &Side, new: &Side) -> Result<BTreeMap<String, &'static str>, String> {
    let read = |side: &Side| provenance(side, "overrides.csv");
    let (old, new) = (read(old)?, read(new)?);
    // What a decision expects and who made it change no figure, but a row that changed is looked at again.
    let differ = rows(&old, &new, "target", &["action", "value", "reason", "author", "expect"]);
    Ok(differ.into_iter().map(|(target, how)| (target.to_owned(), how)).collect())
}

fn reports<'a>(old: &'a Side, new: &'a Side) -> BTreeMap<&'a str, &'static str> {
    rows(old.table("reports"), new.table("reports"), "report_id", &["sha256"])
}

fn configuration(old: &Side, new: &Side) -> Result<Vec<String>, String> {
    let mut files: Vec<String> = ["pipeline.toml", "fx.csv"]
        .into_iter()
        .filter(|name| old.provenance(name) != new.provenance(name))
        .map(str::to_owned)
        .collect();
    let (before, after) = (provenance(old, "catalogue.csv")?, provenance(new, "catalogue.csv")?);
    let (before, after) = (before.by("file"), after.by("file"));
    if before.iter().any(|(file, line)| after.get(file).is_some_and(|other| line.differs_but(*other, &[]))) {
        files.push("catalogue.csv".to_owned());
    }
    let mapping =
        |name: &&String| Path::new(name).extension().is_some_and(|ext| ext == "toml") && *name != "pipeline.toml";
    let names: BTreeSet<&String> = old.inputs.keys().chain(new.inputs.keys()).filter(mapping).collect();
    files.extend(names.into_iter().filter(|name| old.inputs.get(*name) != new.inputs.get(*name)).cloned());
    Ok(files)
}

fn provenance(side: &Side, name: &str) -> Result<Rows, String> {
    Rows::read(side.provenance(name)).map_err(|why| format!("provenance/{name}: {why}"))
}

/// The claims of each figure's evidence in either release.
fn evidence<'a>(old: &'a Side, new: &'a Side) -> BTreeMap<&'a str, BTreeSet<&'a str>> {
    let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for side in [old, new] {
        let derived = side.table("derived").by("derived_id");
        for line in side.table("evidence").lines() {
            let (figure, source) = (line.get("figure_id"), line.get("source_id"));
            let claims = found.entry(figure).or_default();
            match derived.get(source) {
                Some(derived) => claims.extend(derived.get("inputs").split(' ').filter(|id| !id.is_empty())),
                None => drop(claims.insert(source)),
            }
        }
    }
    found
}
