//! A mapping: how a CSV file of figures is read. A TOML file beside it says which
//! column holds what, which indicator a subject is, which area a name is, and what
//! is known of its reports beside what the rows say.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::DeTable;

use super::check::{one_line, read_text};
use super::indicators::unit_fault;
use super::read::{May, Must, Notes, Placed, Word, once, read_table, table};
use super::suggest::did_you_mean;
use crate::error::{Error, Problem};
use crate::model::{Area, DateBasis, IndicatorId, PartialDate, ReportId};

type Text = Placed<String>;

table! {
    /// How a CSV file of figures is read.
    RawMapping "" {
        /// Version of this file's form: 1.
        mapping_version: Must<Placed<u64>>,
        /// The CSV file, beside this one.
        file: Must<Text>,
        /// Which column of the file holds what.
        columns: Must<RawColumns>,
        /// What a subject of the file is.
        subject: May<Vec<RawSubject>>,
        /// Areas by their names in the file.
        area: May<Vec<RawArea>>,
        /// What is known of a report beside what its rows say.
        report: May<Vec<RawReport>>,
    }
}

/// The columns that a mapping may name, once for what is written and what is valid.
macro_rules! columns {
    ($($(#[$doc:meta])* $key:ident: $raw:ident as $valid:ty),+ $(,)?) => {
        table! {
            /// Which column of the file holds what.
            RawColumns "[columns]" { $($(#[$doc])* $key: $raw<Text>),+ }
        }

        /// The file's names of the columns; nothing where it has no such column.
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct Columns { $($(#[$doc])* pub $key: $valid),+ }

        impl Columns {
            /// The file's name of every column that the mapping names.
            pub fn named(&self) -> Vec<&str> {
                [$(columns!(# $raw self.$key)),+].into_iter().flatten().collect()
            }
        }

        impl RawColumns {
            fn valid(self) -> Option<Columns> {
                Some(Columns { $($key: columns!(@ $raw self.$key)),+ })
            }

            /// Every column named, with the key that names it.
            fn named(&self) -> Vec<(&'static str, &Text)> {
                let all = [$((stringify!($key), self.$key.0.as_ref())),+];
                all.into_iter().filter_map(|(key, column)| Some((key, column?))).collect()
            }
        }
    };
    (# Must $value:expr) => { Some($value.as_str()) };
    (# May $value:expr) => { $value.as_deref() };
    (@ Must $value:expr) => { $value.0?.value };
    (@ May $value:expr) => { $value.0.map(|column| column.value) };
}

columns! {
    /// What the number is about.
    subject: Must as String,
    /// The number as printed, with its unit, currency and hedge: what the claim quotes.
    value_text: Must as String,
    /// The number in base units of its unit, as plain digits; what is printed is read where it is blank.
    value: May as Option<String>,
    /// Upper end of a range, likewise.
    value_to: May as Option<String>,
    /// Unit: an ISO 4217 code, `percent`, `percentage_point`, `rank`, `times`, or the counted noun.
    unit: May as Option<String>,
    /// Hedge: `none`, `about`, `nearly`, `over`, `at_least`, `at_most`.
    hedge: May as Option<String>,
    /// Measure: `level`, `growth`, `growth_average`, `share`, `delta`, `multiple`, `rank`.
    measure: May as Option<String>,
    /// Status: `actual`, `estimate`, `forecast`, `target`; actual where it is blank.
    status: May as Option<String>,
    /// Period, as 2022, 2024-Q1, 2023-05, 2021-12-31 or 2023-01/2023-06.
    period: May as Option<String>,
    /// Period that growth, delta or multiple compare with.
    base_period: May as Option<String>,
    /// Area: a name of the mapping, or an ISO 3166 code; the default area where it is blank.
    area: May as Option<String>,
    /// Who says so, where somebody is named.
    attributed_to: May as Option<String>,
    /// Id of the report; the whole file is one report where no column has it.
    report: May as Option<String>,
    /// Title of the report.
    title: May as Option<String>,
    /// Publisher of the report.
    publisher: May as Option<String>,
    /// Class of authority of the report.
    authority: May as Option<String>,
    /// Date of publication of the report.
    published: May as Option<String>,
    /// Language of the report: `en` or `vi`.
    language: May as Option<String>,
    /// Address of the report.
    url: May as Option<String>,
    /// Licence of the report.
    licence: May as Option<String>,
}

table! {
    /// What a subject of the file is.
    RawSubject "[[subject]]" {
        /// The indicator.
        indicator: Must<Placed<IndicatorId>>,
        /// Its names in the file.
        names: Must<Vec<Text>>,
        /// `published`: what is said without a period is of the year of publication.
        undated: May<Placed<Undated>>,
    }
}

table! {
    /// An area by its names in the file.
    RawArea "[[area]]" {
        /// ISO 3166 code.
        code: Must<Placed<Area>>,
        /// Names in the file.
        names: Must<Vec<Text>>,
    }
}

table! {
    /// What is known of a report beside what its rows say; it holds where both say something.
    RawReport "[[report]]" {
        /// Its id in the file.
        id: Must<Text>,
        /// Title.
        title: May<Text>,
        /// Publisher.
        publisher: May<Text>,
        /// Class of authority.
        authority: May<Text>,
        /// Date of publication.
        published: May<Placed<PartialDate>>,
        /// How that date is known: `stated` or `inferred`.
        published_basis: May<Placed<DateBasis>>,
        /// The report that it repeats.
        repost_of: May<Text>,
        /// Licence of its text.
        licence: May<Text>,
        /// Remark.
        note: May<Text>,
    }
}

/// What becomes of an observed number without a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undated {
    /// It keeps none, and is in no figure.
    Unsettled,
    /// It is of the year of publication, as what is said of the present.
    Published,
}

/// A valid mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    /// The CSV file.
    pub file: PathBuf,
    /// That file, and the mapping itself, as the configuration and the mapping write them.
    pub names: (String, String),
    /// The mapping's text, for provenance.
    pub text: String,
    /// Which column holds what.
    pub columns: Columns,
    /// Indicators by the names of their subjects, and what becomes of numbers without a period.
    pub subjects: BTreeMap<String, (IndicatorId, Undated)>,
    /// Areas by their names.
    pub areas: BTreeMap<String, Area>,
    /// What is known of reports.
    pub reports: BTreeMap<ReportId, Known>,
}

/// What is known of a report beside what its rows say. Empty text is "nothing".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Class of authority.
    pub authority: String,
    /// Date of publication.
    pub published: Option<PartialDate>,
    /// How that date is known.
    pub published_basis: Option<DateBasis>,
    /// The report that it repeats.
    pub repost_of: Option<ReportId>,
    /// Licence of its text.
    pub licence: String,
    /// Remark.
    pub note: String,
}

impl Word for Undated {
    const WANT: &'static str = "\"published\", or leave it out";

    fn word(text: &str) -> Result<Self, String> {
        if text == "published" { Ok(Self::Published) } else { Err(format!("write {}", Self::WANT)) }
    }
}

impl Word for PartialDate {
    const WANT: &'static str = "a date as text: \"2023-02-02\", \"2023-02\" or \"2023\"";

    fn word(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("write {}", Self::WANT))
    }
}

impl Word for DateBasis {
    const WANT: &'static str = "\"stated\" or \"inferred\"";

    fn word(text: &str) -> Result<Self, String> {
        let all = [Self::Stated, Self::Inferred];
        all.into_iter().find(|basis| basis.as_str() == text).ok_or_else(|| format!("write {}", Self::WANT))
    }
}

/// Text of these forms, in the JSON Schema.
macro_rules! text_schema {
    ($($type:ident),+) => {$(
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": <$type as Word>::WANT })
            }
        }
    )+};
}
text_schema!(Undated, PartialDate, DateBasis);

/// What a mapping may refer to.
pub(super) struct Referred<'a> {
    pub(super) indicators: &'a [&'a str],
    pub(super) authority_classes: &'a [&'a str],
}

/// Reads the mapping `written` in `[ingest]` of a configuration in `folder`.
///
/// # Errors
/// [`Error::Io`] where it is there and cannot be read.
pub(super) fn load(
    folder: &Path,
    written: &Text,
    refers: &Referred<'_>,
    notes: &mut Notes<'_>,
) -> Result<Option<Mapping>, Error> {
    let path = folder.join(&written.value);
    let text = match read_text(&path)? {
        Ok(text) => text,
        Err(problem) if problem.place.is_some() => {
            notes.elsewhere(vec![problem]);
            return Ok(None);
        }
        Err(problem) => {
            let message = format!("`tables` of [ingest]: {} {}", path.display(), problem.message);
            notes.add(written.at(), message, problem.help);
            return Ok(None);
        }
    };
    let (mapping, problems) = parse(&path, &written.value, &text, refers);
    notes.elsewhere(problems);
    Ok(mapping)
}

fn parse(path: &Path, written: &str, text: &str, refers: &Referred<'_>) -> (Option<Mapping>, Vec<Problem>) {
    let (document, syntax) = DeTable::parse_recoverable(text);
    let mut notes = Notes::new(path, text);
    let raw: RawMapping = read_table(document.get_ref(), None, &mut notes);
    let mapping = check(raw, (path, written, text), refers, &mut notes);
    let problems = notes.into_problems(syntax);
    (mapping.filter(|_| problems.is_empty()), problems)
}

fn check(
    raw: RawMapping,
    (path, written, text): (&Path, &str, &str),
    refers: &Referred<'_>,
    notes: &mut Notes<'_>,
) -> Option<Mapping> {
    if let Some(version) = raw.mapping_version.0.filter(|version| version.value != 1) {
        let help = "write mapping_version = 1, the only version that this program knows";
        notes.add(version.at(), format!("`mapping_version` is {}", version.value), help);
    }
    if let Some(file) = &raw.file.0
        && (file.value.contains(['/', '\\']) || file.value.starts_with('.'))
    {
        let help = "write the name of a file beside the mapping";
        notes.add(file.at(), format!("`file` cannot be {:?}", file.value), help);
    }
    let columns = raw.columns.0.and_then(|columns| {
        let mut named: BTreeMap<&str, &str> = BTreeMap::new();
        for (key, column) in columns.named() {
            if let Some(other) = named.insert(column.value.as_str(), key) {
                let message = format!("column {:?} is `{other}` already", column.value);
                notes.add(column.at(), message, "a column holds one thing");
            }
        }
        columns.valid()
    });
    let subjects = subjects(raw.subject.0.unwrap_or_default(), refers.indicators, notes);
    let areas = areas(raw.area.0.unwrap_or_default(), notes);
    let reports = reports(raw.report.0.unwrap_or_default(), refers.authority_classes, notes);
    let file = raw.file.0?.value;
    let beside = Path::new(written).parent().unwrap_or(Path::new("")).join(&file);
    Some(Mapping {
        file: path.with_file_name(&file),
        names: (beside.to_string_lossy().into_owned(), written.to_owned()),
        text: text.to_owned(),
        columns: columns?,
        subjects,
        areas,
        reports,
    })
}

fn subjects(raw: Vec<RawSubject>, known: &[&str], notes: &mut Notes<'_>) -> BTreeMap<String, (IndicatorId, Undated)> {
    let (mut subjects, mut owners) = (BTreeMap::new(), BTreeMap::new());
    for subject in raw {
        let Some(indicator) = subject.indicator.0 else { continue };
        if !known.contains(&indicator.value.as_str()) {
            let message = format!("`indicator` of [[subject]]: unknown indicator `{}`", indicator.value);
            notes.absent(Some(indicator.at()), message, did_you_mean(indicator.value.as_str(), known));
        }
        let undated = subject.undated.0.map_or(Undated::Unsettled, |undated| undated.value);
        for name in names(subject.names.0, "[[subject]]", &mut owners, notes) {
            subjects.insert(name, (indicator.value.clone(), undated));
        }
    }
    subjects
}

fn areas(raw: Vec<RawArea>, notes: &mut Notes<'_>) -> BTreeMap<String, Area> {
    let (mut areas, mut owners) = (BTreeMap::new(), BTreeMap::new());
    for area in raw {
        let Some(code) = area.code.0 else { continue };
        areas.extend(
            names(area.names.0, "[[area]]", &mut owners, notes).into_iter().map(|name| (name, code.value.clone())),
        );
    }
    areas
}

/// Names, each of one owner.
fn names(
    raw: Option<Vec<Text>>,
    heading: &str,
    owners: &mut BTreeMap<String, usize>,
    notes: &mut Notes<'_>,
) -> Vec<String> {
    let mut names = Vec::new();
    for name in raw.unwrap_or_default() {
        let text = one_line(&name.value);
        once(owners, &text, name.at(), heading, notes);
        names.push(text);
    }
    names
}

fn reports(raw: Vec<RawReport>, classes: &[&str], notes: &mut Notes<'_>) -> BTreeMap<ReportId, Known> {
    let (mut reports, mut ids) = (BTreeMap::new(), BTreeMap::new());
    let id = |text: &Text, key: &str, notes: &mut Notes<'_>| {
        let id = text.value.parse::<ReportId>();
        if id.is_err() {
            let help = "write an id as the file has it, without slashes or control characters";
            notes.add(text.at(), format!("`{key}` of [[report]] cannot be {:?}", text.value), help);
        }
        id.ok()
    };
    for report in raw {
        let repost_of = report.repost_of.0.and_then(|of| id(&of, "repost_of", notes));
        if let Some(class) = report.authority.0.as_ref().filter(|class| !classes.contains(&class.value.as_str())) {
            let message = format!("`authority` of [[report]]: unknown authority class {:?}", class.value);
            notes.absent(Some(class.at()), message, did_you_mean(&class.value, classes));
        }
        let Some(of) = report.id.0 else { continue };
        once(&mut ids, &of.value, of.at(), "[[report]]", notes);
        let text = |text: May<Text>| text.0.map(|text| text.value).unwrap_or_default();
        let known = Known {
            title: text(report.title),
            publisher: text(report.publisher),
            authority: text(report.authority),
            published: report.published.0.map(|date| date.value),
            published_basis: report.published_basis.0.map(|basis| basis.value),
            repost_of,
            licence: text(report.licence),
            note: text(report.note),
        };
        reports.extend(id(&of, "id", notes).map(|id| (id, known)));
    }
    reports
}

/// Why `word` cannot be the unit of a number in a table: the way out. Money may be of any currency.
pub(crate) fn table_unit_fault(word: &str) -> Option<String> {
    match crate::model::Unit::from(word) {
        crate::model::Unit::Money(_) => None,
        _ => unit_fault(word),
    }
}
