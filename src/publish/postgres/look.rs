//! Questions about a schema as it is, put to the catalogue of the database: what is
//! there, what stands in the way, what is missing.

use super::define::{self, OWN, RELEASE_TABLE, type_name};
use super::quote::literal;
use crate::publish::schema::{Column, Presence};
use crate::publish::tables::TABLES;
use crate::publish::views::VIEWS;

/// Whether there is something of that name.
pub(super) fn relation(schema: &str, name: &str) -> String {
    format!(
        "EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = {} AND \
         c.relname = {})",
        literal(schema),
        literal(name)
    )
}

/// Our columns as rows: table, column, type, whether it is never null.
fn columns() -> String {
    let row = |table: &str, column: &str, kind: &str, required: bool| {
        format!("({}, {}, {}, {required})", literal(table), literal(column), literal(kind))
    };
    let ours = TABLES.iter().flat_map(|table| {
        let of = |column: &Column| {
            row(table.name, column.name, type_name(column.kind), column.presence == Presence::Required)
        };
        table.columns.iter().map(of)
    });
    let own = OWN.iter().map(|own| row(RELEASE_TABLE, own.name, own.kind, true));
    format!(
        "(VALUES {}) AS ours (\"table\", \"column\", kind, required)",
        ours.chain(own).collect::<Vec<_>>().join(",\n  ")
    )
}

/// What stands in the way: a column of another type, a view of our name, and tables
/// that have our names and were not made by us, whose rows would be lost.
pub(super) fn hindrances(schema: &str) -> String {
    let schema_name = literal(schema);
    let tables: Vec<String> = TABLES.iter().map(|table| literal(table.name)).collect();
    format!(
        "SELECT ours.\"table\", CASE WHEN c.relkind NOT IN ('r', 'p') THEN 'is no table' ELSE format('has the column \
         %s as %s, and must have it as %s', ours.\"column\", format_type(a.atttypid, a.atttypmod), ours.kind) END AS \
         problem\n\
         FROM {columns}\n\
         JOIN pg_namespace n ON n.nspname = {schema_name}\n\
         JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = ours.\"table\"\n\
         LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = ours.\"column\" AND NOT a.attisdropped\n\
         WHERE c.relkind NOT IN ('r', 'p') OR format_type(a.atttypid, a.atttypmod) <> ours.kind\n\
         UNION\n\
         SELECT '{RELEASE_TABLE}', 'has no column ' || ours.\"column\" || ', so that reckoner did not make it'\n\
         FROM {columns}\n\
         JOIN pg_namespace n ON n.nspname = {schema_name}\n\
         JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = ours.\"table\"\n\
         WHERE ours.\"table\" = '{RELEASE_TABLE}' AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND \
         a.attname = ours.\"column\" AND NOT a.attisdropped)\n\
         UNION\n\
         SELECT c.relname::text, 'was not made by reckoner: there is no table {RELEASE_TABLE} beside it'\n\
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace\n\
         WHERE n.nspname = {schema_name} AND c.relname IN ({tables}) AND NOT {release}",
        columns = columns(),
        tables = tables.join(", "),
        release = relation(schema, RELEASE_TABLE),
    )
}

/// Whether a column, a constraint, an index or a view is missing.
pub(super) fn lacks(schema: &str) -> String {
    let name = literal(schema);
    let (constraints, indexes) = define::named_parts();
    let constraints: Vec<String> =
        constraints.iter().map(|(table, name)| format!("({}, {})", literal(table), literal(name))).collect();
    let indexes: Vec<String> = indexes.iter().map(|name| format!("({})", literal(name))).collect();
    let class = "JOIN pg_namespace n ON n.oid = c.relnamespace";
    format!(
        "EXISTS (SELECT FROM {columns} WHERE NOT EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = \
         a.attrelid {class} WHERE n.nspname = {name} AND c.relname = ours.\"table\" AND a.attname = ours.\"column\" \
         AND NOT a.attisdropped AND (a.attnotnull OR NOT ours.required)))\n\
         OR EXISTS (SELECT FROM (VALUES {constraints}) AS ours (\"table\", name) WHERE NOT EXISTS (SELECT FROM \
         pg_constraint o JOIN pg_class c ON c.oid = o.conrelid {class} WHERE n.nspname = {name} AND c.relname = \
         ours.\"table\" AND o.conname = ours.name))\n\
         OR EXISTS (SELECT FROM (VALUES {indexes}) AS ours (name) WHERE NOT EXISTS (SELECT FROM pg_class c {class} \
         WHERE n.nspname = {name} AND c.relname = ours.name))",
        columns = columns(),
        constraints = constraints.join(", "),
        indexes = indexes.join(", "),
    ) + &views(schema)
}

fn views(schema: &str) -> String {
    VIEWS.iter().map(|view| format!("\n         OR NOT {}", relation(schema, view.name))).collect::<Vec<_>>().concat()
}
