//! Tables: CSV files of figures, each read by its mapping. A file may hold many
//! reports; their rows share its bytes.
//!
//! A row that says something impossible is a problem with line and column. What is
//! merely odd is a finding: a subject that the mapping does not name, or rows of one
//! report that differ in what they say of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::rows::{MostRows, Row as Cells, Sheet};
use crate::config::suggest::did_you_mean;
use crate::config::{Columns, Config, Known, Mapping, Undated, table_unit_fault};
use crate::error::{Problem, Result};
use crate::finding::{Finding, Severity};
use crate::model::{
    Area, Basis, Body, DateBasis, Hedge, Language, Measure, Number, PartialDate, Period, Report, ReportId, ReportMeta,
    Row, Span, Status, Unit,
};

use super::catalogue::{LANGUAGE_ASSUMED, REPORT_UNDATED};
use super::{Faults, Input, read_table};

/// A subject of a table that its mapping takes for no indicator.
pub const TABLE_SUBJECT_UNMAPPED: &str = "table_subject_unmapped";
/// Rows of one report that say different things of it: the first holds.
pub const TABLE_REPORT_DIFFERS: &str = "table_report_differs";

/// Reads every table of the configuration; `taken` are the reports of the catalogue.
pub(super) fn read(
    config: &Config,
    taken: &[ReportId],
    inputs: &mut Vec<Input>,
    findings: &mut Vec<Finding>,
    faults: &mut Faults,
) -> Result<Vec<Report>> {
    let mut reports: Vec<Report> = Vec::new();
    for mapping in &config.ingest.tables {
        inputs.push(Input::new(&mapping.names.1, mapping.text.as_bytes()));
        let Some(text) = read_table(&mapping.file, &mapping.names.0, inputs, faults)? else { continue };
        let sha256 = inputs.last().map(|input| input.sha256.clone()).unwrap_or_default();
        let mut table = Table { config, mapping, problems: Vec::new(), findings: Vec::new(), reports: BTreeMap::new() };
        table.read(&text);
        let text: Arc<str> = text.into();
        let known: Vec<&ReportId> = taken.iter().chain(reports.iter().map(|report| &report.meta.id)).collect();
        table.check_reports(&known);
        table.problems.sort_by_key(|problem| problem.place);
        faults.corrupt.append(&mut table.problems);
        findings.append(&mut table.findings);
        reports.extend(table.reports.into_values().map(|one| Report {
            meta: one.meta,
            sha256: sha256.clone(),
            text: text.clone(),
            body: Body::Rows(one.rows),
        }));
    }
    Ok(reports)
}

/// A table while it is read.
struct Table<'a> {
    config: &'a Config,
    mapping: &'a Mapping,
    problems: Vec<Problem>,
    findings: Vec<Finding>,
    reports: BTreeMap<ReportId, One>,
}

/// A report of a table with its rows.
struct One {
    meta: ReportMeta,
    rows: Vec<Row>,
    line: usize,
    /// What rows have been told to say otherwise of it.
    told: Vec<&'static str>,
}

impl Table<'_> {
    fn read(&mut self, text: &str) {
        let (file, columns) = (&self.mapping.file, &self.mapping.columns);
        let Some(sheet) = Sheet::read_any(file, text, &columns.named(), MostRows::BY_HAND, &mut self.problems) else {
            return;
        };
        let mut unmapped: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for cells in sheet.rows() {
            let cells = Line { cells, columns };
            let subject = cells.get(Some(&columns.subject));
            if !self.mapping.subjects.contains_key(subject) {
                unmapped.entry(subject).or_insert((cells.cells.line(), 0)).1 += 1;
            }
            let Some(id) = self.report(&cells) else { continue };
            if let Some(row) = self.row(&cells, &id)
                && let Some(one) = self.reports.get_mut(&id)
            {
                one.rows.push(row);
            }
        }
        for (subject, (line, rows)) in unmapped {
            let message = format!(
                "the mapping takes {subject:?} for no indicator; {rows} {} of it became no claims",
                if rows == 1 { "row" } else { "rows" }
            );
            let finding = Finding::new(TABLE_SUBJECT_UNMAPPED, Severity::Note, message);
            self.findings.push(finding.located(format!("{}:{line}", self.mapping.names.0)));
        }
    }

    /// The report that a line is of, which the first of its lines describes.
    fn report(&mut self, line: &Line<'_>) -> Option<ReportId> {
        let columns = &self.mapping.columns;
        let stem = || self.mapping.file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let id = columns.report.as_ref().map_or_else(stem, |column| line.get(Some(column)).to_owned());
        let Ok(id) = id.parse::<ReportId>() else {
            let help = "write the id of the row's report, without slashes or control characters";
            self.problems.push(line.problem(columns.report.as_deref(), format!("{id:?} is no report"), help));
            return None;
        };
        let known = self.mapping.reports.get(&id).cloned().unwrap_or_default();
        if let Some(one) = self.reports.get_mut(&id) {
            one.compare(line, &known, &mut self.findings);
        } else {
            let meta = self.meta(&id, line, &known);
            self.reports.insert(id.clone(), One { meta, rows: Vec::new(), line: line.cells.line(), told: Vec::new() });
        }
        Some(id)
    }

    fn meta(&mut self, id: &ReportId, line: &Line<'_>, known: &Known) -> ReportMeta {
        let columns = &self.mapping.columns;
        let text = |known: &str, column: &Option<String>| {
            if known.is_empty() { line.get(column.as_ref()).to_owned() } else { known.to_owned() }
        };
        let authority = text(&known.authority, &columns.authority);
        if !authority.is_empty() && !self.config.authority_classes.contains_key(&authority) {
            let classes: Vec<&str> = self.config.authority_classes.keys().map(String::as_str).collect();
            let help = format!("{} (or add an [[authority_class]])", did_you_mean(&authority, &classes));
            let message = format!("unknown authority class {authority:?}");
            self.problems.push(line.problem(columns.authority.as_deref(), message, help));
        }
        let stated = line.parsed::<PartialDate>(columns.published.as_ref(), DATE, &mut self.problems);
        let language = line.get(columns.language.as_ref());
        let found = [Language::En, Language::Vi].into_iter().find(|known| known.as_str() == language);
        if found.is_none() && !language.is_empty() {
            let message = format!("unknown language {language:?}");
            self.problems.push(line.problem(columns.language.as_deref(), message, "write en or vi, or leave it blank"));
        }
        let published = known.published.or(stated);
        let basis = known.published.map_or(DateBasis::Stated, |_| known.published_basis.unwrap_or(DateBasis::Inferred));
        let finding = |code, severity, message: &str| {
            let place = format!("{}:{}", self.mapping.names.0, line.cells.line());
            Finding::new(code, severity, message).in_report(id).located(place)
        };
        if published.is_none() {
            let message = "neither table nor mapping gives a date of publication: the report supersedes nothing and \
                           enters vintages last";
            self.findings.push(finding(REPORT_UNDATED, Severity::Warning, message));
        }
        if found.is_none() {
            let message = "the table gives no language: taken for English";
            self.findings.push(finding(LANGUAGE_ASSUMED, Severity::Note, message));
        }
        ReportMeta {
            file: self.mapping.names.0.clone(),
            title: text(&known.title, &columns.title),
            publisher: text(&known.publisher, &columns.publisher),
            authority,
            published,
            published_basis: published.map(|_| basis),
            url: text("", &columns.url),
            licence: text(&known.licence, &columns.licence),
            repost_of: known.repost_of.clone(),
            note: known.note.clone(),
            ..ReportMeta::unlisted(id.clone(), found.unwrap_or_default(), self.config.project.default_area.clone())
        }
    }

    /// What a line says of its number; nothing where a mistake was noted.
    fn row(&mut self, line: &Line<'_>, report: &ReportId) -> Option<Row> {
        let (columns, before) = (&self.mapping.columns, self.problems.len());
        let printed = line.cells.cell(&columns.value_text)?;
        if printed.text.is_empty() {
            let help = "write the number as it was printed, or take the row out";
            self.problems.push(line.problem(Some(&columns.value_text), "the row has no number", help));
        }
        let problems = &mut self.problems;
        let status = line.parsed(columns.status.as_ref(), "actual, estimate, forecast or target", problems);
        let status = status.unwrap_or(Status::Actual);
        let value = line.parsed::<Number>(columns.value.as_ref(), DIGITS, problems);
        let value_to = line.parsed::<Number>(columns.value_to.as_ref(), DIGITS, problems);
        let hedge = line.parsed::<Hedge>(
            columns.hedge.as_ref(),
            "none, about, nearly, over, at_least or at_most, or leave it blank",
            problems,
        );
        let measures = "level, growth, growth_average, share, delta, multiple or rank, or leave it blank";
        let measure = line.parsed::<Measure>(columns.measure.as_ref(), measures, problems);
        let printed_period = line.parsed::<Period>(columns.period.as_ref(), PERIOD, problems);
        let base_period = line.parsed::<Period>(columns.base_period.as_ref(), PERIOD, problems);
        let unit = line.get(columns.unit.as_ref());
        if let Some(help) = table_unit_fault(unit).filter(|_| !unit.is_empty()) {
            problems.push(line.problem(columns.unit.as_deref(), format!("{unit:?} is no unit"), help));
        }
        let area = self.area(line);
        let subject = line.get(Some(&columns.subject));
        let (indicator, undated) = self.mapping.subjects.get(subject).cloned().unzip();
        let of_publication = || {
            let observed = status.basis() == Basis::Observed && undated == Some(Undated::Published);
            let published = self.reports.get(report).and_then(|one| one.meta.published).filter(|_| observed)?;
            Period::year(published.range().first().year())
        };
        let period = printed_period.or_else(of_publication);
        (self.problems.len() == before).then(|| Row {
            locator: format!("row:{},column:{}", line.cells.line(), columns.value_text).into(),
            span: Span::new(printed.bytes.start, printed.bytes.end),
            subject: subject.to_owned(),
            indicator,
            value,
            value_to,
            unit: (!unit.is_empty()).then(|| Unit::from(unit)),
            hedge,
            measure,
            status,
            period,
            period_inferred: printed_period.is_none() && period.is_some(),
            base_period,
            area: area.unwrap_or_else(|| self.config.project.default_area.clone()),
            attributed_to: Some(line.get(columns.attributed_to.as_ref()).to_owned()).filter(|name| !name.is_empty()),
        })
    }

    fn area(&mut self, line: &Line<'_>) -> Option<Area> {
        let column = self.mapping.columns.area.as_ref();
        let name = line.get(column);
        let found = self.mapping.areas.get(name).cloned().or_else(|| name.parse().ok());
        if found.is_none() && !name.is_empty() {
            let names: Vec<&str> = self.mapping.areas.keys().map(String::as_str).collect();
            let help = format!(
                "{} (or add an [[area]] to the mapping, or write an ISO 3166 code)",
                did_you_mean(name, &names)
            );
            self.problems.push(line.problem(column.map(String::as_str), format!("unknown area {name:?}"), help));
        }
        found
    }

    /// Ids that another file has, reposts of nothing, and what the mapping says of no report.
    fn check_reports(&mut self, taken: &[&ReportId]) {
        let file = &self.mapping.file;
        let problem = |line: usize, message: String, help: &str| Problem {
            file: file.clone(),
            place: Some((line, 1)),
            message,
            help: help.to_owned(),
        };
        for (id, one) in &self.reports {
            if taken.contains(&id) {
                let help = "write other ids in one of the two";
                let message = format!("report `{id}` is a report of the catalogue or of another table already");
                self.problems.push(problem(one.line, message, help));
            }
            let of = one.meta.repost_of.as_ref();
            if let Some(of) = of.filter(|of| *of == id || !(taken.contains(of) || self.reports.contains_key(of))) {
                let message = format!("`repost_of` of report `{id}`: `{of}` is no other report");
                self.problems.push(problem(one.line, message, "mend it in the mapping"));
            }
        }
        if self.reports.is_empty() {
            return;
        }
        for id in self.mapping.reports.keys().filter(|id| !self.reports.contains_key(id)) {
            let known: Vec<&str> = self.reports.keys().map(ReportId::as_str).collect();
            let message = format!("the mapping has a [[report]] `{id}`, of which the file has no row");
            self.problems.push(problem(1, message, &did_you_mean(id.as_str(), &known)));
        }
    }
}

impl One {
    /// Tells once of each thing that a later line says otherwise.
    fn compare(&mut self, line: &Line<'_>, known: &Known, findings: &mut Vec<Finding>) {
        let columns = line.columns;
        let date = self.meta.published.filter(|_| known.published.is_none()).map(|date| date.to_string());
        let all = [
            ("publisher", &columns.publisher, Some(&self.meta.publisher).filter(|_| known.publisher.is_empty())),
            ("authority", &columns.authority, Some(&self.meta.authority).filter(|_| known.authority.is_empty())),
            ("published", &columns.published, date.as_ref()),
            ("url", &columns.url, Some(&self.meta.url)),
        ];
        for (what, column, held) in all {
            let Some((held, column)) = held.zip(column.as_ref()) else { continue };
            let said = line.get(Some(column));
            if said != held && !said.is_empty() && !self.told.contains(&what) {
                self.told.push(what);
                let message = format!("`{what}` is {said:?} here and {held:?} on line {}, which holds", self.line);
                let finding = Finding::new(TABLE_REPORT_DIFFERS, Severity::Warning, message);
                findings.push(
                    finding.in_report(&self.meta.id).located(format!("row:{},column:{column}", line.cells.line())),
                );
            }
        }
    }
}

/// A line of the file with the names of its columns.
struct Line<'a> {
    cells: Cells<'a>,
    columns: &'a Columns,
}

const DATE: &str = "a day (2023-02-02), a month (2023-02) or a year (2023), or leave it blank";
const PERIOD: &str = "2022, 2024-Q1, 2023-05, 2021-12-31 or 2023-01/2023-06, or leave it blank";
const DIGITS: &str = "plain digits, such as 136200000000 or -7.1, or leave it blank";

impl<'a> Line<'a> {
    fn get(&self, column: Option<&String>) -> &'a str {
        column.map_or("", |column| self.cells.get(column))
    }

    fn problem(&self, column: Option<&str>, message: impl Into<String>, help: impl Into<String>) -> Problem {
        self.cells.problem(column.unwrap_or_default(), message, help)
    }

    /// A cell of a form; nothing where it is blank, or a problem was noted.
    fn parsed<T: std::str::FromStr>(
        &self,
        column: Option<&String>,
        want: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let text = self.get(column);
        if text.is_empty() {
            return None;
        }
        let parsed = text.parse().ok();
        if parsed.is_none() {
            let column = column.map(String::as_str);
            let message = format!("{:?} cannot be {text:?}", column.unwrap_or_default());
            problems.push(self.problem(column, message, format!("write {want}")));
        }
        parsed
    }
}
