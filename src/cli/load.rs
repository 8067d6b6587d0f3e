//! `reckoner load postgres`: a release's tables into a schema of PostgreSQL.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::args::{Common, PostgresArgs};
use super::out::{self, Out};
use super::{psql, release};
use crate::error::{EXIT_OK, Error, Result};
use crate::publish::cells::{Cell, Table};
use crate::publish::postgres::{self, script};
use crate::publish::words::{counted, escaped};

/// Replaces what the schema holds by the release.
///
/// # Errors
/// Those of reading the release; [`Error::Unavailable`] where `psql` or the server
/// is not to be had, [`Error::Refused`] where the database takes the rows not.
pub(super) fn postgres(args: &PostgresArgs, common: &Common) -> Result<u8> {
    let schema = args.schema.clone();
    if let Some(why) = schema.as_deref().and_then(postgres::bad_name) {
        return Err(Error::Usage(format!("--schema {:?}: {why}\n    name another schema", schema.unwrap_or_default())));
    }
    let whole = release::whole(args.release.as_deref(), common)?;
    let schema = schema.unwrap_or_else(|| postgres::schema_for(&whole.project));
    let tables = whole.tables()?;
    tables.iter().try_for_each(|table| without_nul(table, &whole.release.folder))?;
    let load = script::Load {
        schema: &schema,
        project: &whole.project,
        release_id: &whole.id,
        schema_version: whole.schema_version,
        tables: &tables,
    };
    let what = format!("schema {schema}");
    let outcome = match psql::run(&load, args.service.as_deref(), &what)? {
        script::Answer::Loaded => "loaded",
        script::Answer::Unchanged => "unchanged",
        script::Answer::Hindered(hindrances) => {
            let lines: Vec<String> = hindrances.iter().map(|(table, problem)| format!("{table} {problem}")).collect();
            let help = "name another schema with --schema, or move away what is there".to_owned();
            return Err(Error::Refused { what, message: lines.join("\n    "), help });
        }
        script::Answer::OtherProject(other) => {
            let message = format!("it holds the dataset {other}, and this is {}", whole.project);
            return Err(Error::Refused { what, message, help: "name another schema with --schema".to_owned() });
        }
    };
    tracing::info!(outcome, release = whole.id, schema, "load postgres");
    let rows: BTreeMap<&str, usize> = tables.iter().map(|table| (table.schema().name, table.rows().len())).collect();
    let mut out = Out::new(common);
    if common.json {
        out.json(&json!({
            "outcome": outcome,
            "release_id": whole.id,
            "project": whole.project,
            "schema": schema,
            "rows": rows,
        }))?;
    } else if !common.quiet && out::is_terminal() {
        let place = if outcome == "loaded" { "into" } else { "in" };
        let (tables, rows) = (counted(rows.len(), "table"), counted(rows.values().sum(), "row"));
        out.text(&format!("{outcome} release {} {place} schema {}: {tables}, {rows}\n", whole.id, escaped(&schema)))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

/// PostgreSQL knows no text with a NUL in it.
fn without_nul(table: &Table, folder: &Path) -> Result<()> {
    let holds = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains('\0'));
    match table.rows().iter().find(|row| row.iter().any(holds)) {
        None => Ok(()),
        Some(row) => Err(Error::Corrupt {
            file: folder.join(table.schema().csv_path()),
            message: format!("row {}: a text holds a NUL, which PostgreSQL cannot hold", table.row_name(row)),
            help: "take it out of the report, and run again".to_owned(),
        }),
    }
}
