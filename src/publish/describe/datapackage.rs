//! `datapackage.json`: the release described for tools, as Data Package 2.0
//! (<https://datapackage.org/standard/data-package/>), out of [`TABLES`].

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::dataset::ReportRow;
use super::super::digest::sha256_hex;
use super::super::schema::{Column, Constraint, Key, Presence, Reference, SCHEMA_VERSION, TableSchema, Type};
use super::super::tables::TABLES;
use super::About;
use crate::error::Result;

#[derive(Serialize)]
struct Package<'a> {
    #[serde(rename = "$schema")]
    profile: &'static str,
    name: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    release_id: &'a str,
    schema_version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest_publication: Option<String>,
    licenses: Vec<License<'a>>,
    sources: Vec<Source<'a>>,
    resources: Vec<Resource>,
}

#[derive(Serialize)]
struct License<'a> {
    name: &'a str,
    path: String,
}

#[derive(Serialize)]
struct Source<'a> {
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    report_id: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'a str,
}

#[derive(Serialize)]
struct Resource {
    name: String,
    path: String,
    title: String,
    description: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    format: &'static str,
    mediatype: &'static str,
    #[serde(flatten)]
    csv: Option<CsvResource>,
    schema: Schema,
}

/// What only CSV resources have: of Parquet resources, bytes and hash are left
/// to `SHA256SUMS`, as frictionless 5.21 counts their bytes wrongly.
#[derive(Serialize)]
struct CsvResource {
    encoding: &'static str,
    bytes: usize,
    hash: String,
    dialect: Dialect,
}

#[derive(Serialize)]
struct Dialect {
    delimiter: &'static str,
    #[serde(rename = "lineTerminator")]
    line_terminator: &'static str,
    #[serde(rename = "quoteChar")]
    quote: &'static str,
    #[serde(rename = "doubleQuote")]
    double_quote: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    primary_key: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unique_keys: Vec<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKey>,
}

#[derive(Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Serialize, Default)]
struct Constraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<bool>,
    #[serde(rename = "enum", skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
}

impl Constraints {
    fn is_empty(&self) -> bool {
        self.required.is_none() && self.one_of.is_none() && self.pattern.is_none()
    }
}

#[derive(Serialize)]
struct ForeignKey {
    fields: [&'static str; 1],
    reference: Target,
}

#[derive(Serialize)]
struct Target {
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<&'static str>,
    fields: [&'static str; 1],
}

pub(super) fn text(about: &About<'_>) -> Result<String> {
    let project = about.project;
    let package = Package {
        profile: "https://datapackage.org/profiles/2.0/datapackage.json",
        name: &project.id,
        title: &project.title,
        description: &project.description,
        release_id: about.release_id,
        schema_version: SCHEMA_VERSION,
        latest_publication: about.latest.map(|date| date.to_string()),
        licenses: vec![License { name: &project.data_licence, path: about.licence_url() }],
        sources: about.reports.iter().copied().map(source).collect(),
        resources: TABLES.iter().flat_map(|table| [csv_resource(table, about.data), parquet_resource(table)]).collect(),
    };
    super::json(&package, super::PACKAGE)
}

fn source(report: &ReportRow) -> Source<'_> {
    let meta = &report.meta;
    Source {
        title: if meta.title.is_empty() { meta.id.as_str() } else { &meta.title },
        path: (!meta.url.is_empty()).then_some(meta.url.as_str()),
        report_id: meta.id.as_str(),
        publisher: &meta.publisher,
    }
}

fn csv_resource(table: &'static TableSchema, files: &BTreeMap<String, Vec<u8>>) -> Resource {
    let path = table.csv_path();
    let bytes = files.get(&path).map(Vec::as_slice).unwrap_or_default();
    let csv = CsvResource {
        encoding: "utf-8",
        bytes: bytes.len(),
        hash: format!("sha256:{}", sha256_hex(bytes)),
        dialect: Dialect { delimiter: ",", line_terminator: "\n", quote: "\"", double_quote: true, header: true },
    };
    Resource {
        name: table.name.to_owned(),
        path,
        title: table.name.to_owned(),
        description: table.description,
        kind: "table",
        format: "csv",
        mediatype: "text/csv",
        csv: Some(csv),
        schema: schema(table),
    }
}

fn parquet_resource(table: &'static TableSchema) -> Resource {
    Resource {
        name: format!("{}-parquet", table.name),
        path: table.parquet_path(),
        title: format!("{} (Parquet)", table.name),
        description: table.description,
        kind: "table",
        format: "parquet",
        mediatype: "application/vnd.apache.parquet",
        csv: None,
        schema: schema(table),
    }
}

fn schema(table: &'static TableSchema) -> Schema {
    let (primary_key, unique_keys) = match table.key {
        Key::Primary(columns) => (Some(columns), Vec::new()),
        Key::Unique(columns) => (None, vec![columns]),
        Key::Row => (None, Vec::new()),
    };
    Schema {
        fields: table.columns.iter().map(field).collect(),
        missing_values: [""],
        primary_key,
        unique_keys,
        foreign_keys: table.references.iter().map(|reference| foreign_key(table, reference)).collect(),
    }
}

fn field(column: &Column) -> Field {
    let mut constraints =
        Constraints { required: (column.presence == Presence::Required).then_some(true), ..Constraints::default() };
    match column.constraint {
        Constraint::Free => {}
        Constraint::OneOf(names) => constraints.one_of = Some(names()),
        Constraint::Pattern(pattern) => constraints.pattern = Some(pattern),
    }
    let kind = match column.kind {
        Type::Text => "string",
        Type::Date => "date",
        Type::Boolean => "boolean",
        Type::Integer => "integer",
        Type::Decimal => "number",
    };
    Field { name: column.name, kind, description: column.description, unit: column.unit, constraints }
}

fn foreign_key(table: &TableSchema, reference: &Reference) -> ForeignKey {
    let resource = (reference.table != table.name).then_some(reference.table);
    ForeignKey { fields: [reference.column], reference: Target { resource, fields: [reference.target] } }
}
