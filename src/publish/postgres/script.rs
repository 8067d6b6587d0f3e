//! The script that `psql` runs: one transaction from the first look to the last row.
//!
//! Whoever reads while it runs sees the release that was there, and the next one once
//! it has been committed. What it finds it says on standard output, a line each, which
//! [`answer`] reads. That it ended well is known by the line after the commit alone: a
//! script that was cut off ends quietly too, and commits nothing.

use std::io::{self, Write};

use super::define::{self, RELEASE_TABLE, names, qualified};
use super::look::{hindrances, lacks, relation};
use super::quote::{identifier, literal, push_field};
use crate::publish::cells::{Cell, Table};
use crate::publish::tables::TABLES;

/// What is to be loaded, and where.
#[derive(Debug)]
pub struct Load<'a> {
    /// The schema of the database.
    pub schema: &'a str,
    /// Id of the dataset.
    pub project: &'a str,
    /// Id of the release.
    pub release_id: &'a str,
    /// Version of the tables' shape.
    pub schema_version: u32,
    /// All tables, those that others refer to first.
    pub tables: &'a [Table],
}

/// What the script says of its end.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// The release is in.
    Loaded,
    /// It was in already, and nothing was written.
    Unchanged,
    /// Nothing was written: a table each with what stands in the way.
    Hindered(Vec<(String, String)>),
    /// Nothing was written: the schema holds another dataset, of this id.
    OtherProject(String),
}

const LOADED: &str = "loaded";
const UNCHANGED: &str = "unchanged";
const HINDRANCE: &str = "hindrance ";
const OTHER_PROJECT: &str = "project ";

/// Reads what the script said; nothing where it did not come to its end.
pub fn answer(said: &str) -> Option<Answer> {
    let hindrances: Vec<(String, String)> = said.lines().filter_map(hindrance).collect();
    if !hindrances.is_empty() {
        return Some(Answer::Hindered(hindrances));
    }
    said.lines().find_map(|line| match line {
        LOADED => Some(Answer::Loaded),
        UNCHANGED => Some(Answer::Unchanged),
        _ => {
            let project = serde_json::from_str(line.strip_prefix(OTHER_PROJECT)?).ok()?;
            Some(Answer::OtherProject(project))
        }
    })
}

fn hindrance(line: &str) -> Option<(String, String)> {
    serde_json::from_str(line.strip_prefix(HINDRANCE)?).ok()
}

/// Writes the script.
///
/// # Errors
/// What `out` says.
pub fn write(load: &Load<'_>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(begin(load.schema).as_bytes())?;
    out.write_all(look(load).as_bytes())?;
    out.write_all(define_before(load.schema).as_bytes())?;
    out.write_all(delete(load.schema).as_bytes())?;
    for table in load.tables {
        copy(load.schema, table, out)?;
    }
    out.write_all(end(load).as_bytes())
}

/// READ COMMITTED whatever the default of the role: what is looked at must be what the
/// load before this one left, once the lock is had. Lock and settings end with the
/// transaction, so that it works behind a pool of connections too.
fn begin(schema: &str) -> String {
    format!(
        "BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE;\n\
         SET LOCAL client_min_messages = warning;\n\
         SET LOCAL search_path = pg_catalog, pg_temp;\n\
         SET CONSTRAINTS ALL DEFERRED;\n\
         SELECT pg_advisory_xact_lock(hashtext('reckoner'), hashtext({})) IS NULL AS locked \\gset\n",
        literal(schema)
    )
}

/// Looks at what is there, and ends the script where nothing is to be done.
fn look(load: &Load<'_>) -> String {
    let hindrances = hindrances(load.schema);
    let release = qualified(load.schema, RELEASE_TABLE);
    let stop = "ROLLBACK;\n\\quit\n";
    // Of tables that are not there no query can be asked, so each question decides on the next one.
    format!(
        "SELECT count(*) > 0 AS hindered FROM ({hindrances}) AS found \\gset\n\
         \\if :hindered\n\
         SELECT '{HINDRANCE}' || json_build_array(\"table\", problem)::text FROM ({hindrances}) AS found;\n\
         {stop}\
         \\endif\n\
         SELECT {there} AS known \\gset\n\
         \\set defined false\n\
         \\set loaded false\n\
         \\if :known\n\
         SELECT EXISTS (SELECT FROM {release} WHERE project <> {project}) AS other \\gset\n\
         \\if :other\n\
         SELECT '{OTHER_PROJECT}' || to_json(project)::text FROM {release};\n\
         {stop}\
         \\endif\n\
         SELECT NOT ({lacks}) AND EXISTS (SELECT FROM {release} WHERE definition = '{digest}') AS defined \\gset\n\
         \\if :defined\n\
         SELECT EXISTS (SELECT FROM {release} WHERE release_id = {id}){counts} AS loaded \\gset\n\
         \\endif\n\
         \\endif\n\
         \\if :loaded\n\
         \\echo {UNCHANGED}\n\
         {stop}\
         \\endif\n",
        there = relation(load.schema, RELEASE_TABLE),
        project = literal(load.project),
        lacks = lacks(load.schema),
        digest = define::digest(load.schema),
        id = literal(load.release_id),
        counts = load
            .tables
            .iter()
            .map(|table| {
                let name = qualified(load.schema, table.schema().name);
                format!("\n  AND (SELECT count(*) FROM {name}) = {}", table.rows().len())
            })
            .collect::<Vec<_>>()
            .concat(),
    )
}

/// Changing tables locks their readers out until the end, and asks for their ownership:
/// it is done only where something is missing. `CREATE SCHEMA IF NOT EXISTS` would ask
/// for the right to make one also where it is there.
fn define_before(schema: &str) -> String {
    format!(
        "\\if :defined\n\\else\n\
         SELECT NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = {}) AS lacks_schema \\gset\n\
         \\if :lacks_schema\nCREATE SCHEMA {};\n\\endif\n\
         {}\\endif\n",
        literal(schema),
        identifier(schema),
        define::before_rows(schema)
    )
}

/// DELETE, not TRUNCATE: TRUNCATE waits for every reader and has every reader wait, and
/// one that looked earlier would find the table empty.
fn delete(schema: &str) -> String {
    let tables = TABLES.iter().rev().map(|table| table.name).chain([RELEASE_TABLE]);
    tables.map(|table| format!("DELETE FROM {};\n", qualified(schema, table))).collect::<Vec<_>>().concat()
}

fn copy(schema: &str, table: &Table, out: &mut impl Write) -> io::Result<()> {
    let columns: Vec<&str> = table.schema().columns.iter().map(|column| column.name).collect();
    let name = qualified(schema, table.schema().name);
    writeln!(out, "COPY {name} ({}) FROM STDIN;", names(&columns))?;
    let mut line = String::new();
    for row in table.rows() {
        line.clear();
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                line.push('\t');
            }
            match cell {
                Cell::Null => line.push_str("\\N"),
                cell => push_field(&mut line, &cell.to_string()),
            }
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    out.write_all(b"\\.\n")
}

/// Whatever is deferred is checked before the tables are changed again: a table with
/// checks to come cannot be.
fn end(load: &Load<'_>) -> String {
    let Load { schema, project, release_id, schema_version, .. } = load;
    format!(
        "INSERT INTO {} (release_id, schema_version, project, definition) VALUES ({}, {schema_version}, {}, '{}');\n\
         SET CONSTRAINTS ALL IMMEDIATE;\n\
         \\if :defined\n\\else\n{}\\endif\n\
         COMMIT;\n\
         \\echo {LOADED}\n",
        qualified(schema, RELEASE_TABLE),
        literal(release_id),
        literal(project),
        define::digest(schema),
        define::after_rows(schema),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_is_known_by_its_line_alone() {
        assert_eq!(answer(""), None);
        assert_eq!(answer("something\n"), None);
        assert_eq!(answer("loaded\n"), Some(Answer::Loaded));
        assert_eq!(answer("unchanged\n"), Some(Answer::Unchanged));
        assert_eq!(answer("project \"a\\nb\"\n"), Some(Answer::OtherProject("a\nb".to_owned())));
        let said = "hindrance [\"figures\", \"is no table\"]\n";
        assert_eq!(answer(said), Some(Answer::Hindered(vec![("figures".to_owned(), "is no table".to_owned())])));
    }

    #[test]
    fn data_end_only_where_they_end() {
        let schema = crate::publish::tables::table("findings").unwrap();
        let text = |text: &str| Cell::Text(text.to_owned());
        let row = vec![
            text("x"),
            text("note"),
            Cell::Null,
            Cell::Int(1),
            Cell::Null,
            text("\\N"),
            text("a\n\\.\n\\quit\n:schema"),
        ];
        let table = Table::new(schema, vec![row]).unwrap();
        let mut out = Vec::new();
        copy("s", &table, &mut out).unwrap();
        let said = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), 3, "{said}");
        assert_eq!(lines[1], "x\tnote\t\\N\t1\t\\N\t\\\\N\ta\\n\\\\.\\n\\\\quit\\n:schema");
        assert_eq!(lines[2], "\\.");
    }
}
