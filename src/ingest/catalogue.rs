//! The catalogue: one row a report, every mistake with line and column.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path};

use crate::config::Config;
use crate::config::rows::{MostRows, Row, Sheet};
use crate::config::suggest::{did_you_mean, nearest};
use crate::error::Problem;
use crate::finding::{Finding, Severity};
use crate::model::{DateBasis, Language, PartialDate, ReportId, ReportMeta};

use super::Faults;
use super::columns::COLUMNS;
use super::format::Format;

/// A report without a date of publication: it supersedes nothing and enters
/// the vintages last.
pub const REPORT_UNDATED: &str = "report_undated";

/// A row without a language; English was taken.
pub const LANGUAGE_ASSUMED: &str = "language_assumed";

/// A row: the file it names, and what it says of it.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) file: String,
    /// Nothing where the file cannot be looked for.
    pub(super) source: Option<Source>,
}

/// A file to read. Where the row has mistakes, which are noted, it is read all
/// the same, so that the file's own problems are told at once.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) meta: ReportMeta,
    pub(super) format: Format,
    /// The language that the row gives, if any.
    pub(super) language: Option<Language>,
    /// Line in the catalogue.
    pub(super) line: usize,
}

/// Reads the catalogue's rows in the order of the file.
pub(super) fn read(config: &Config, text: &str, findings: &mut Vec<Finding>, faults: &mut Faults) -> Vec<Entry> {
    let path = &config.ingest.catalogue;
    let help = "split the dataset, or raise `max_reports` of [ingest]";
    let most = MostRows { rows: config.ingest.max_reports, help };
    let Some(sheet) = Sheet::read(path, text, COLUMNS, &COLUMNS[..1], most, &mut faults.corrupt) else {
        return Vec::new();
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut ids: BTreeMap<ReportId, usize> = BTreeMap::new();
    for row in sheet.rows() {
        let source = source(config, &row, &mut ids, &mut faults.corrupt);
        entries.push(Entry { file: row.get("file").to_owned(), source });
    }
    check_reposts(&sheet, &ids, &mut faults.corrupt);
    faults.corrupt.sort_by_key(|problem| problem.place);
    if entries.is_empty() && faults.corrupt.is_empty() {
        faults.missing(path, "the catalogue has no rows", "add a row for each report");
    }
    findings.extend(entries.iter().filter_map(|entry| entry.source.as_ref()).flat_map(odd));
    entries
}

fn source(
    config: &Config,
    row: &Row<'_>,
    ids: &mut BTreeMap<ReportId, usize>,
    problems: &mut Vec<Problem>,
) -> Option<Source> {
    let file = file(row, problems);
    if let Some((id, _)) = &file {
        if let Some(line) = ids.get(id) {
            let message = format!("report `{id}` is on line {line} already");
            problems.push(row.problem(
                "file",
                message,
                "the stem of a file names its report: rename one, or remove a row",
            ));
        } else {
            ids.insert(id.clone(), row.line());
        }
    }
    let authority = row.get("authority");
    if !authority.is_empty() && !config.authority_classes.contains_key(authority) {
        let known: Vec<&str> = config.authority_classes.keys().map(String::as_str).collect();
        let help = format!("{} (or add an [[authority_class]] to the configuration)", did_you_mean(authority, &known));
        problems.push(row.problem("authority", format!("unknown authority class {authority:?}"), help));
    }
    let published = date(row, "published", problems);
    let retrieved = date(row, "retrieved", problems);
    let published_basis =
        choice(row, "published_basis", &[DateBasis::Stated, DateBasis::Inferred], DateBasis::as_str, problems);
    let language = choice(row, "language", &[Language::En, Language::Vi], Language::as_str, problems);
    let code = row.get("area");
    let area = code.parse().ok();
    if area.is_none() && !code.is_empty() {
        let help = "write an ISO 3166 code such as VN or VN-69, or leave it blank for the default area";
        problems.push(row.problem("area", format!("{code:?} is no area code"), help));
    }
    let original_sha256 = row.get("original_sha256").to_ascii_lowercase();
    if !original_sha256.is_empty()
        && (original_sha256.len() != 64 || !original_sha256.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        let message = format!("{original_sha256:?} is no SHA-256");
        problems.push(row.problem("original_sha256", message, "write 64 hex digits, as `sha256sum` prints them"));
    }
    let (id, format) = file?;
    let meta = ReportMeta {
        id,
        file: row.get("file").to_owned(),
        title: row.get("title").to_owned(),
        publisher: row.get("publisher").to_owned(),
        authority: authority.to_owned(),
        published,
        published_basis,
        language: language.unwrap_or_default(),
        area: area.unwrap_or_else(|| config.project.default_area.clone()),
        url: row.get("url").to_owned(),
        licence: row.get("licence").to_owned(),
        retrieved,
        original_sha256,
        // What it repeats is known once every row is read.
        repost_of: row.get("repost_of").parse().ok(),
        note: row.get("note").to_owned(),
    };
    Some(Source { meta, format, language, line: row.line() })
}

/// The id and the format of the row's file, whose path must stay in the folder.
fn file(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<(ReportId, Format)> {
    let text = row.get("file");
    let mut bad = |message: String, help: String| {
        problems.push(row.problem("file", message, help));
        None
    };
    if text.is_empty() {
        return bad("the row names no file".to_owned(), "write the name of a file in the folder of reports".to_owned());
    }
    if text.contains(|c: char| c.is_control()) {
        return bad(format!("{text:?} has control characters"), "rename the file".to_owned());
    }
    let path = Path::new(text);
    let plain: Vec<&str> = path
        .components()
        .filter_map(|part| if let Component::Normal(name) = part { name.to_str() } else { None })
        .collect();
    if plain.join("/") != text || text.contains('\\') {
        let help = "write the path inside of the folder of reports, without `..`, `.`, doubled or leading slashes";
        return bad(format!("{text:?} is no path inside of the folder"), help.to_owned());
    }
    let Some(format) = Format::of(path) else {
        let help = format!("convert it to one of {}", Format::extensions().join(", "));
        return bad(format!("{text:?} has no known format"), help);
    };
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    match stem.parse() {
        Ok(id) => Some((id, format)),
        Err(error) => bad(error.to_string(), "rename the file".to_owned()),
    }
}

fn date(row: &Row<'_>, column: &str, problems: &mut Vec<Problem>) -> Option<PartialDate> {
    let text = row.get(column);
    if text.is_empty() {
        return None;
    }
    let date = text.parse().ok();
    if date.is_none() {
        let help = "write a day (2023-02-02), a month (2023-02) or a year (2023); leave blank what is not known";
        problems.push(row.problem(column, format!("`{column}` is {text:?}, which is no date"), help));
    }
    date
}

fn choice<T: Copy>(
    row: &Row<'_>,
    column: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let text = row.get(column);
    let found = all.iter().copied().find(|item| name(*item) == text);
    if found.is_none() && !text.is_empty() {
        let names: Vec<&str> = all.iter().map(|item| name(*item)).collect();
        let message = format!("unknown {column} {text:?}");
        problems.push(row.problem(column, message, format!("write one of {}, or leave it blank", names.join(", "))));
    }
    found
}

/// A repost repeats another report of the catalogue, and not in a circle.
fn check_reposts(sheet: &Sheet, ids: &BTreeMap<ReportId, usize>, problems: &mut Vec<Problem>) {
    let stem = |row: &Row<'_>| Path::new(row.get("file")).file_stem().and_then(|stem| stem.to_str().map(str::to_owned));
    let parents: BTreeMap<String, &str> = sheet
        .rows()
        .filter(|row| !row.get("repost_of").is_empty())
        .filter_map(|row| Some((stem(&row)?, row.get("repost_of"))))
        .collect();
    let known: Vec<&str> = ids.keys().map(ReportId::as_str).collect();
    let circles = circles(&parents);
    let mut compared = 0;
    for row in sheet.rows().filter(|row| !row.get("repost_of").is_empty()) {
        let of = row.get("repost_of");
        if !of.parse::<ReportId>().is_ok_and(|id| ids.contains_key(&id)) {
            // Each is held against every id: the more mistakes, the fewer need a hint.
            compared += known.len();
            let near = (compared <= MOST_COMPARED).then(|| nearest(of, known.iter().copied())).flatten();
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the stem of another row's file, or leave it blank".to_owned(),
            };
            problems.push(row.problem("repost_of", format!("no report {of:?} in this catalogue"), help));
            continue;
        }
        let Some(start) = stem(&row) else { continue };
        if of == start || circles.contains(start.as_str()) {
            let way = std::iter::successors(Some(of), |id| parents.get(*id).copied());
            let mut path = vec![start.as_str()];
            path.extend(way.take_while(|id| *id != start).take(LONGEST_WAY));
            if path.len() > LONGEST_WAY {
                path.push("...");
            }
            let message = format!("`repost_of` goes in a circle: {} -> {start}", path.join(" -> "));
            problems.push(row.problem("repost_of", message, "leave it blank at the report that was first"));
        }
    }
}

/// The most comparisons of ids in search of hints.
const MOST_COMPARED: usize = 1_000_000;

/// The most reports of a circle that are named.
const LONGEST_WAY: usize = 8;

/// The reports that repeat themselves over others. Each report is gone through once.
fn circles<'a>(parents: &'a BTreeMap<String, &'a str>) -> BTreeSet<&'a str> {
    let (mut done, mut found) = (BTreeSet::new(), BTreeSet::new());
    for start in parents.keys() {
        let mut path = Vec::new();
        let mut next = Some(start.as_str());
        while let Some(id) = next.filter(|id| done.insert(*id)) {
            path.push(id);
            next = parents.get(id).copied();
        }
        // What was met before and is on this path closes a circle.
        if let Some(at) = next.and_then(|id| path.iter().position(|on| *on == id)) {
            found.extend(path.drain(at..));
        }
    }
    found
}

fn odd(source: &Source) -> Vec<Finding> {
    let finding = |code, severity, message: &str| {
        Finding::new(code, severity, message).in_report(&source.meta.id).located(format!("catalogue:{}", source.line))
    };
    let mut findings = Vec::new();
    if source.meta.published.is_none() {
        let message =
            "the catalogue gives no date of publication: the report supersedes nothing and enters vintages last";
        findings.push(finding(REPORT_UNDATED, Severity::Warning, message));
    }
    if source.language.is_none() {
        findings.push(finding(LANGUAGE_ASSUMED, Severity::Note, "the catalogue gives no language: taken for English"));
    }
    findings
}
