//! From the configuration as written to the valid one: sections, and what may
//! be left out. Indicators, which refer to each other, have a file of their own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::model::{Language, Number};

use super::file::{self, MAX_TABLE_BYTES};
use super::fx;
use super::gates;
use super::indicators;
use super::mapping::{self, Mapping};
use super::raw::{
    RawAuthority, RawAuthorityClass, RawConcept, RawConfig, RawFx, RawIngest, RawPlace, RawProject, RawPublish,
    RawReconcile,
};
use super::read::{Amount, May, Notes, Placed, once};
use super::valid::{
    Authority, Concept, Config, Fx, Index, Indicator, Ingest, Place, Project, Publish, Reconcile, Steps,
};
use crate::error::Error;

const DEFAULT_MAX_REPORTS: u64 = 100_000;
const DEFAULT_MAX_REPORT_BYTES: u64 = 16 << 20;
/// Most mentions of a report, where nothing is told: half as many again as the densest prose has in as many bytes.
pub const DEFAULT_MAX_REPORT_MENTIONS: usize = 250_000;
const DEFAULT_OUTPUT: &str = "output";
const DEFAULT_DEPTH: u64 = 2;
const MOST_DEPTH: u64 = 10;
const LEAST_RELEASES: u64 = 2;

/// Where the rate table is read from.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rates<'a> {
    /// The file that the configuration names.
    File,
    /// This text.
    Text(&'a str),
}

/// The valid configuration; nothing where a mistake was noted.
///
/// # Errors
/// [`Error::Io`] where the rate table cannot be read.
pub(super) fn check(
    raw: RawConfig,
    path: &Path,
    text: &str,
    rates: Rates<'_>,
    notes: &mut Notes<'_>,
) -> Result<Option<Config>, Error> {
    let folder = path.parent().unwrap_or(Path::new(""));
    if let Some(version) = raw.config_version.0
        && version.value != 1
    {
        let help = "write config_version = 1, the only version that this program knows";
        notes.add(version.at(), format!("`config_version` is {}", version.value), help);
    }
    let project = raw.project.0.and_then(|raw| project(raw, notes));
    let mut raw_ingest = raw.ingest.0;
    let raw_tables = raw_ingest.as_mut().and_then(|raw| raw.tables.0.take()).unwrap_or_default();
    let ingest = raw_ingest.and_then(|raw| ingest(raw, folder, notes));
    let authorities = authorities(raw.authority.0.unwrap_or_default(), notes);
    let authority_classes = authority_classes(raw.authority_class.0.unwrap_or_default(), notes);
    let concepts_given = raw.concept.0.is_some();
    let concepts = concepts(raw.concept.0.unwrap_or_default(), notes);
    let known: Vec<&str> = concepts.iter().map(|concept| concept.id.as_str()).collect();
    let raw_indicators = raw.indicator.0.unwrap_or_default();
    if concepts_given {
        indicators::check_concepts(&raw_indicators, &known, notes);
    }
    let raw_identities = raw.identity.0.unwrap_or_default();
    let terms = if raw_tables.is_empty() { indicators::Terms::Needed } else { indicators::Terms::MayLack };
    let (indicators, identities) = indicators::check(raw_indicators, raw_identities, terms, notes);
    let places = places(raw.place.0.unwrap_or_default(), notes);
    let fx = fx(raw.fx, folder, rates, notes)?;
    let reconcile = reconcile(raw.reconcile, notes);
    let known: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let gates = gates::check(raw.gates, raw.bound, raw.freshness, &known, notes);
    let publish = publish(raw.publish, folder, notes);
    let tables = match rates {
        Rates::File => tables(raw_tables, folder, &indicators, &authority_classes, notes)?,
        // A release keeps what its tables said as claims.
        Rates::Text(_) => Vec::new(),
    };
    let (Some(project), Some(mut ingest)) = (project, ingest) else { return Ok(None) };
    ingest.tables = tables;
    Ok(notes.is_empty().then(|| Config {
        file: path.to_owned(),
        text: text.to_owned(),
        project,
        ingest,
        authorities,
        authority_classes,
        concepts,
        indicators,
        identities,
        places,
        fx,
        reconcile,
        gates,
        publish,
        index: Index::default(),
    }))
}

fn project(raw: RawProject, notes: &mut Notes<'_>) -> Option<Project> {
    if let Some(id) = &raw.id.0 {
        let lower = |c: char| c.is_ascii_lowercase();
        if !id.value.starts_with(lower) || !id.value.chars().all(|c| lower(c) || c.is_ascii_digit() || "-_".contains(c))
        {
            let help = "write lower-case letters, digits, hyphens and underscores, a letter first";
            notes.add(id.at(), format!("`id` of [project] cannot be {:?}", id.value), help);
        }
    }
    if let Some(licence) = &raw.data_licence.0
        && !licence.value.chars().all(|c| c.is_ascii_alphanumeric() || "-.+() ".contains(c))
    {
        let help = "write an SPDX id such as CC-BY-4.0 (https://spdx.org/licenses)";
        notes.add(licence.at(), format!("`data_licence` of [project] cannot be {:?}", licence.value), help);
    }
    Some(Project {
        id: raw.id.0?.value,
        title: raw.title.0?.value,
        description: raw.description.0.map(|text| text.value).unwrap_or_default(),
        publisher: raw.publisher.0.map(|text| text.value).unwrap_or_default(),
        data_licence: raw.data_licence.0?.value,
        default_area: raw.default_area.0?.value,
    })
}

fn ingest(raw: RawIngest, folder: &Path, notes: &mut Notes<'_>) -> Option<Ingest> {
    let mut limit = |written: May<Placed<u64>>, name: &str, default: u64, help: &str| {
        written.0.map_or(default, |limit| {
            if limit.value == 0 {
                notes.add(limit.at(), format!("`{name}` of [ingest] is 0"), help);
            }
            limit.value
        })
    };
    let rows = "write the most rows of the catalogue";
    let max_reports = limit(raw.max_reports, "max_reports", DEFAULT_MAX_REPORTS, rows);
    let bytes = "write the size of the largest report in bytes";
    let max_report_bytes = limit(raw.max_report_bytes, "max_report_bytes", DEFAULT_MAX_REPORT_BYTES, bytes);
    let mentions = "write the most numbers and periods of a report";
    let default = DEFAULT_MAX_REPORT_MENTIONS as u64;
    let max_report_mentions = limit(raw.max_report_mentions, "max_report_mentions", default, mentions);
    Some(Ingest {
        catalogue: folder.join(raw.catalogue.0?.value),
        reports: folder.join(raw.reports.0?.value),
        overrides: raw.overrides.0.map(|path| folder.join(path.value)),
        tables: Vec::new(),
        max_reports: usize::try_from(max_reports).unwrap_or(usize::MAX),
        max_report_bytes,
        max_report_mentions: usize::try_from(max_report_mentions).unwrap_or(usize::MAX),
    })
}

fn tables(
    raw: Vec<Placed<String>>,
    folder: &Path,
    indicators: &[Indicator],
    classes: &BTreeMap<String, Number>,
    notes: &mut Notes<'_>,
) -> Result<Vec<Mapping>, Error> {
    let indicators: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
    let classes: Vec<&str> = classes.keys().map(String::as_str).collect();
    let refers = mapping::Referred { indicators: &indicators, authority_classes: &classes };
    let mut seen = BTreeMap::new();
    let mut tables: Vec<Mapping> = Vec::new();
    for written in raw {
        once(&mut seen, &written.value, written.at(), "`tables` of [ingest]:", notes);
        let Some(table) = mapping::load(folder, &written, &refers, notes)? else { continue };
        if tables.iter().any(|other| other.file == table.file) {
            let message = format!("`tables` of [ingest]: {} is read twice", table.file.display());
            notes.add(
                written.at(),
                message,
                "one mapping reads a file; several reports of it are told by their column",
            );
        }
        tables.push(table);
    }
    Ok(tables)
}

fn authorities(raw: Vec<RawAuthority>, notes: &mut Notes<'_>) -> Vec<Authority> {
    let (mut ids, mut owners) = (BTreeMap::new(), BTreeMap::new());
    let mut authorities = Vec::new();
    for authority in raw {
        let Some(id) = authority.id.0 else { continue };
        once(&mut ids, id.value.as_str(), id.at(), "[[authority]]", notes);
        let names = names(authority.names.0, id.value.as_str(), id.at(), "[[authority]]", &mut owners, notes);
        authorities.push(Authority {
            id: id.value.as_str().to_owned(),
            names,
            weight: amount_or(authority.weight, Number::one),
        });
    }
    authorities
}

fn authority_classes(raw: Vec<RawAuthorityClass>, notes: &mut Notes<'_>) -> BTreeMap<String, Number> {
    let mut ids = BTreeMap::new();
    let mut classes = BTreeMap::new();
    for class in raw {
        let Some(id) = class.id.0 else { continue };
        once(&mut ids, id.value.as_str(), id.at(), "[[authority_class]]", notes);
        if let Some(Amount(weight)) = class.weight.0 {
            classes.insert(id.value.as_str().to_owned(), weight.value);
        }
    }
    classes
}

fn concepts(raw: Vec<RawConcept>, notes: &mut Notes<'_>) -> Vec<Concept> {
    let mut ids = BTreeMap::new();
    let mut concepts = Vec::new();
    for concept in raw {
        let (mut terms, mut given) = (BTreeMap::new(), false);
        for (language, list) in [(Language::En, concept.en.0), (Language::Vi, concept.vi.0)] {
            given |= list.is_some();
            let mut lower: Vec<String> = Vec::new();
            for term in list.unwrap_or_default() {
                let term = one_line(&term.value).to_lowercase();
                // `ICT` and `ict` are one term; to write both is no mistake.
                if !lower.contains(&term) {
                    lower.push(term);
                }
            }
            if !lower.is_empty() {
                terms.insert(language, lower);
            }
        }
        let Some(id) = concept.id.0 else { continue };
        once(&mut ids, id.value.as_str(), id.at(), "[[concept]]", notes);
        if terms.is_empty() {
            let message = format!("concept `{}` has no term", id.value);
            let help = "add terms, en = [\"...\"] or vi = [\"...\"]";
            if given { notes.add(id.at(), message, help) } else { notes.absent(Some(id.at()), message, help) }
        }
        concepts.push(Concept { id: id.value, terms });
    }
    concepts
}

fn places(raw: Vec<RawPlace>, notes: &mut Notes<'_>) -> Vec<Place> {
    let (mut codes, mut owners) = (BTreeMap::new(), BTreeMap::new());
    let mut places = Vec::new();
    for place in raw {
        let Some(code) = place.code.0 else { continue };
        once(&mut codes, code.value.as_str(), code.at(), "[[place]]", notes);
        let names = names(place.names.0, code.value.as_str(), code.at(), "[[place]]", &mut owners, notes);
        places.push(Place { code: code.value, names });
    }
    places
}

/// The names of one owner, longest first, so that the longest is tried first.
fn names(
    raw: Option<Vec<Placed<String>>>,
    owner: &str,
    at: usize,
    heading: &str,
    owners: &mut BTreeMap<String, String>,
    notes: &mut Notes<'_>,
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if raw.as_ref().is_some_and(Vec::is_empty) {
        notes.add(at, format!("{heading} `{owner}` has no names"), "write at least one name as texts print it");
    }
    for name in raw.unwrap_or_default() {
        let text = one_line(&name.value);
        match owners.insert(text.to_lowercase(), owner.to_owned()) {
            Some(other) if other != owner => {
                let message = format!("{text:?} is a name of `{other}` already");
                notes.add(name.at(), message, "a name can mean only one; take it out of one of them");
            }
            _ if names.contains(&text) => {}
            _ => names.push(text),
        }
    }
    names.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
    names
}

fn fx(raw: May<RawFx>, folder: &Path, rates: Rates<'_>, notes: &mut Notes<'_>) -> Result<Fx, Error> {
    let (table, tolerance) = raw.0.map_or((None, May(None)), |raw| (raw.table.0, raw.tolerance));
    at_most_one(&tolerance, "`tolerance` of [fx]", notes);
    let mut fx = Fx {
        file: None,
        text: String::new(),
        rates: BTreeMap::new(),
        tolerance: amount_or(tolerance, || percent(3)),
        steps: Steps::default(),
    };
    if let Some(table) = table {
        let path = folder.join(&table.value);
        let text = match rates {
            Rates::File => read_text(&path)?,
            Rates::Text(text) => Ok(text.to_owned()),
        };
        match text {
            Ok(text) => {
                let (rates, problems) = fx::read(&path, &text);
                notes.elsewhere(problems);
                (fx.rates, fx.text) = (rates, text);
            }
            Err(problem) if problem.place.is_some() => notes.elsewhere(vec![problem]),
            Err(problem) => {
                let message = format!("`table` of [fx]: {} {}", path.display(), problem.message);
                notes.add(table.at(), message, problem.help);
            }
        }
        fx.file = Some(path);
    }
    Ok(fx)
}

/// The text of a table beside the configuration; a problem without a place is
/// one of the path.
pub(super) fn read_text(path: &Path) -> Result<Result<String, crate::error::Problem>, Error> {
    match file::read(path, MAX_TABLE_BYTES) {
        Ok(bytes) => Ok(file::utf8(path, bytes)),
        Err(fault) => file::explain(path, MAX_TABLE_BYTES, fault).map(Err),
    }
}

fn reconcile(raw: May<RawReconcile>, notes: &mut Notes<'_>) -> Reconcile {
    let (quorum, derived_weight, depth) =
        raw.0.map_or((May(None), May(None), None), |raw| (raw.quorum, raw.derived_weight, raw.derivation_depth.0));
    at_most_one(&derived_weight, "`derived_weight` of [reconcile]", notes);
    if let Some(depth) = &depth
        && depth.value > MOST_DEPTH
    {
        let help = format!("write at most {MOST_DEPTH}: intervals widen with each step");
        notes.add(depth.at(), format!("`derivation_depth` of [reconcile] is {}", depth.value), help);
    }
    Reconcile {
        quorum: amount_or(quorum, Number::zero),
        derived_weight: amount_or(derived_weight, || percent(50)),
        derivation_depth: u8::try_from(depth.map_or(DEFAULT_DEPTH, |depth| depth.value)).unwrap_or(u8::MAX),
    }
}

fn publish(raw: May<RawPublish>, folder: &Path, notes: &mut Notes<'_>) -> Publish {
    let (output, keep) = raw.0.map_or((None, None), |raw| (raw.output.0, raw.keep_releases.0));
    if let Some(keep) = &keep
        && keep.value < LEAST_RELEASES
    {
        let help = "write at least 2: readers of the last release must not lose it under their hands";
        notes.add(keep.at(), format!("`keep_releases` of [publish] is {}", keep.value), help);
    }
    Publish {
        output: folder.join(output.map_or_else(|| PathBuf::from(DEFAULT_OUTPUT), |output| PathBuf::from(output.value))),
        keep_releases: usize::try_from(keep.map_or(LEAST_RELEASES, |keep| keep.value)).unwrap_or(usize::MAX),
    }
}

pub(super) fn at_most_one(amount: &May<Amount>, name: &str, notes: &mut Notes<'_>) {
    if let Some(Amount(amount)) = &amount.0
        && amount.value > Number::one()
    {
        let message = format!("{name} is {}, more than the whole", amount.value);
        notes.add(amount.at(), message, format!("write a part of 1, or percent: \"{}%\"", amount.value));
    }
}

pub(super) fn amount_or(amount: May<Amount>, default: impl FnOnce() -> Number) -> Number {
    amount.0.map_or_else(default, |Amount(amount)| amount.value)
}

fn percent(hundredths: i64) -> Number {
    &Number::from(hundredths) * &Number::pow10(-2)
}

/// Words parted by single spaces, as terms are matched.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
