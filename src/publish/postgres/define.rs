//! What a schema of the database must hold, and the statements that make it so, out of [`TABLES`].
//!
//! A schema is made or brought up to date, never made anew: a table that is there
//! stays, so that grants, views and indexes of its users stay with it. The
//! statements come in two halves with the rows between them: what rows need first
//! (tables, columns, no check of an older version that new rows would break), what
//! is worked out on rows last (keys, references, checks, indexes).

use super::quote::{identifier, literal};
use crate::publish::digest::sha256_hex;
use crate::publish::schema::{Column, Constraint, Key, Presence, TableSchema, Type};
use crate::publish::tables::TABLES;
use crate::publish::views::{BELIEVED, DAY_FUNCTION, VIEWS, View};

/// Name of the table that says which release is loaded.
pub const RELEASE_TABLE: &str = "release";

/// A column of [`RELEASE_TABLE`].
pub(super) struct Own {
    pub(super) name: &'static str,
    /// Its type, as `format_type` writes it.
    pub(super) kind: &'static str,
    default: &'static str,
    description: &'static str,
}

const fn own(name: &'static str, kind: &'static str, default: &'static str, description: &'static str) -> Own {
    Own { name, kind, default, description }
}

/// The columns of [`RELEASE_TABLE`].
pub(super) const OWN: [Own; 5] = [
    own("release_id", "text", "", "Release that the tables of this schema hold."),
    own("schema_version", "bigint", "", "Version of the tables' shape."),
    own("project", "text", "", "Id of the dataset."),
    own("loaded_at", "timestamp with time zone", " DEFAULT now()", "When it was loaded."),
    own("definition", "text", "", "SHA-256 of the statements that made the tables what they are."),
];

/// The type of a column, as `format_type` writes it.
pub fn type_name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "text",
        Type::Date => "date",
        Type::Boolean => "boolean",
        Type::Integer => "bigint",
        Type::Decimal => "numeric(38,6)",
    }
}

/// A table's full name.
pub(super) fn qualified(schema: &str, table: &str) -> String {
    format!("{}.{}", identifier(schema), identifier(table))
}

/// Columns as a list of names.
pub(super) fn names(columns: &[&str]) -> String {
    columns.iter().map(|name| identifier(name)).collect::<Vec<_>>().join(", ")
}

/// The statements that make tables with their columns, and loosen what is there
/// until the rows of a release are in.
pub fn before_rows(schema: &str) -> String {
    let mut sql: Vec<String> = TABLES.iter().map(|table| table_before_rows(schema, table)).collect();
    sql.push(release_table(schema));
    sql.concat()
}

/// The statements that make keys, references, checks, indexes and comments.
pub fn after_rows(schema: &str) -> String {
    let mut sql: Vec<String> = TABLES.iter().map(|table| keys(schema, table)).collect();
    sql.extend(TABLES.iter().map(|table| constraints(schema, table)));
    sql.extend(TABLES.iter().map(|table| comments(schema, table)));
    sql.push(views(schema));
    sql.concat()
}

/// The views, whose queries name tables without their schema. `believed_on` keeps the path
/// under which it was made: its query is read each time that it is asked.
fn views(schema: &str) -> String {
    let view = |view: &View| {
        let name = qualified(schema, view.name);
        let comment = literal(view.description);
        let columns: Vec<String> = view
            .columns()
            .into_iter()
            .map(|column| {
                let (own, text) = (identifier(&column.name), literal(&column.description));
                format!("COMMENT ON COLUMN {name}.{own} IS {text};\n")
            })
            .collect();
        format!(
            "CREATE OR REPLACE VIEW {name} AS\n{};\nCOMMENT ON VIEW {name} IS {comment};\n{}",
            view.query(),
            columns.concat()
        )
    };
    let views: String = VIEWS.iter().map(view).collect();
    let (function, beliefs) = (qualified(schema, DAY_FUNCTION), qualified(schema, "beliefs"));
    format!(
        "SET LOCAL search_path = {}, pg_catalog, pg_temp;\n{views}\
         CREATE OR REPLACE FUNCTION {function}(on_day date) RETURNS SETOF {beliefs}\n\
         LANGUAGE sql STABLE SET search_path FROM CURRENT AS {};\n\
         SET LOCAL search_path = pg_catalog, pg_temp;\n",
        identifier(schema),
        literal(BELIEVED),
    )
}

/// Names the definition of a schema: another one where a version of reckoner has
/// other columns, keys, checks or comments.
pub fn digest(schema: &str) -> String {
    sha256_hex((before_rows(schema) + &after_rows(schema)).as_bytes())
}

fn table_before_rows(schema: &str, table: &TableSchema) -> String {
    let name = qualified(schema, table.name);
    let columns: Vec<String> = table.columns.iter().map(column).collect();
    let added: Vec<String> =
        table.columns.iter().map(|column| format!("ADD COLUMN IF NOT EXISTS {}", self::column(column))).collect();
    // A column that may be null now, and could not be once.
    let optional = table.columns.iter().filter(|column| column.presence == Presence::Optional);
    let mut loosened: Vec<String> =
        optional.map(|column| format!("ALTER COLUMN {} DROP NOT NULL", identifier(column.name))).collect();
    // They are made again once the rows are in, with the values of this version.
    let remade = checks(table).into_iter().chain(references(schema, table));
    loosened.extend(remade.map(|(constraint, _)| format!("DROP CONSTRAINT IF EXISTS {}", identifier(&constraint))));
    // Within one statement PostgreSQL takes away before it adds: two, for a column that is added can be loosened too.
    let alter = |changes: &[String]| match changes {
        [] => String::new(),
        changes => format!("ALTER TABLE {name}\n  {};\n", changes.join(",\n  ")),
    };
    format!(
        "CREATE TABLE IF NOT EXISTS {name} (\n  {}\n);\n{}{}",
        columns.join(",\n  "),
        alter(&added),
        alter(&loosened)
    )
}

fn column(column: &Column) -> String {
    format!("{} {}", identifier(column.name), type_name(column.kind))
}

fn release_table(schema: &str) -> String {
    let name = qualified(schema, RELEASE_TABLE);
    let columns: Vec<String> =
        OWN.iter().map(|own| format!("{} {} NOT NULL{}", identifier(own.name), own.kind, own.default)).collect();
    let comments: Vec<String> = OWN
        .iter()
        .map(|own| format!("COMMENT ON COLUMN {name}.{} IS {};\n", identifier(own.name), literal(own.description)))
        .collect();
    format!(
        "CREATE TABLE IF NOT EXISTS {name} (\n  {}\n);\n\
         CREATE UNIQUE INDEX IF NOT EXISTS \"release_one_row\" ON {name} ((true));\n\
         COMMENT ON TABLE {name} IS 'The release that the tables of this schema hold: one row.';\n{}",
        columns.join(",\n  "),
        comments.concat()
    )
}

/// The key, which stays where it is there: users' tables may refer to it.
fn keys(schema: &str, table: &TableSchema) -> String {
    let Some((constraint, text)) = key(table) else { return String::new() };
    let name = qualified(schema, table.name);
    let body = format!(
        "BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = {}::pg_catalog.regclass \
         AND conname = {}) THEN ALTER TABLE {name} ADD CONSTRAINT {} {text}; END IF; END",
        literal(&name),
        literal(&constraint),
        identifier(&constraint)
    );
    format!("DO {};\n", literal(&body))
}

fn key(table: &TableSchema) -> Option<(String, String)> {
    match table.key {
        Key::Primary(columns) => Some((format!("{}_pkey", table.name), format!("PRIMARY KEY ({})", names(columns)))),
        Key::Unique(columns) => Some((format!("{}_key", table.name), format!("UNIQUE ({})", names(columns)))),
        Key::Row => None,
    }
}

fn constraints(schema: &str, table: &TableSchema) -> String {
    let name = qualified(schema, table.name);
    let required = table.columns.iter().filter(|column| column.presence == Presence::Required);
    let mut changes: Vec<String> =
        required.map(|column| format!("ALTER COLUMN {} SET NOT NULL", identifier(column.name))).collect();
    for (constraint, text) in checks(table).into_iter().chain(references(schema, table)) {
        let constraint = identifier(&constraint);
        changes.push(format!("DROP CONSTRAINT IF EXISTS {constraint}"));
        changes.push(format!("ADD CONSTRAINT {constraint} {text}"));
    }
    let indexes: Vec<String> = indexes(table)
        .into_iter()
        .map(|(index, column)| {
            format!("CREATE INDEX IF NOT EXISTS {} ON {name} ({});\n", identifier(&index), identifier(column))
        })
        .collect();
    format!("ALTER TABLE {name}\n  {};\n{}", changes.join(",\n  "), indexes.concat())
}

/// Columns of few values, by name of the constraint.
fn checks(table: &TableSchema) -> Vec<(String, String)> {
    let check = |column: &Column| {
        let Constraint::OneOf(values) = column.constraint else { return None };
        let values: Vec<String> = values().into_iter().map(literal).collect();
        let text = format!("CHECK ({} IN ({}))", identifier(column.name), values.join(", "));
        Some((format!("{}_{}_check", table.name, column.name), text))
    };
    table.columns.iter().filter_map(check).collect()
}

/// Deferred, so that rows can be replaced table by table.
fn references(schema: &str, table: &TableSchema) -> Vec<(String, String)> {
    let references = table.references.iter().map(|reference| {
        let text = format!(
            "FOREIGN KEY ({}) REFERENCES {} ({}) DEFERRABLE INITIALLY DEFERRED",
            identifier(reference.column),
            qualified(schema, reference.table),
            identifier(reference.target)
        );
        (format!("{}_{}_fkey", table.name, reference.column), text)
    });
    references.collect()
}

/// Columns that refer to another table and begin no key: without an index on them
/// each row that goes would have the whole table read for rows that refer to it.
fn indexes(table: &TableSchema) -> Vec<(String, &'static str)> {
    let first = table.key.columns().first();
    let columns = table.references.iter().map(|reference| reference.column).filter(|column| first != Some(column));
    columns.map(|column| (format!("{}_{column}_idx", table.name), column)).collect()
}

fn comments(schema: &str, table: &TableSchema) -> String {
    let name = qualified(schema, table.name);
    let mut sql = vec![format!("COMMENT ON TABLE {name} IS {};\n", literal(table.description))];
    for column in table.columns {
        let unit = column.unit.map(|unit| format!(" In {unit}.")).unwrap_or_default();
        let text = literal(&format!("{}{unit}", column.description));
        sql.push(format!("COMMENT ON COLUMN {name}.{} IS {text};\n", identifier(column.name)));
    }
    sql.concat()
}

/// What a schema must have besides its columns: the tables with their constraints and indexes by name.
pub(super) fn named_parts() -> (Vec<(&'static str, String)>, Vec<String>) {
    let (mut constraints, mut made) = (Vec::new(), vec!["release_one_row".to_owned()]);
    for table in &TABLES {
        let all = key(table).into_iter().chain(checks(table)).chain(references("", table));
        constraints.extend(all.map(|(name, _)| (table.name, name)));
        made.extend(indexes(table).into_iter().map(|(name, _)| name));
    }
    (constraints, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_column_has_its_type_and_its_comment() {
        let (before, after) = (before_rows("x"), after_rows("x"));
        assert!(before.contains("CREATE TABLE IF NOT EXISTS \"x\".\"claims\" (\n  \"claim_id\" text,\n"));
        assert!(before.contains("ADD COLUMN IF NOT EXISTS \"fx_rate\" numeric(38,6)"));
        let comment = "\"claims\".\"fx_rate\" IS 'Rate by which money was converted. In local currency per USD.';";
        assert!(after.contains(comment));
        assert!(after.contains("ALTER COLUMN \"sentence\" SET NOT NULL"));
        assert!(after.contains("CHECK (\"basis\" IN ('observed', 'planned'))"));
        assert!(after.contains("REFERENCES \"x\".\"claims\" (\"claim_id\") DEFERRABLE INITIALLY DEFERRED"));
        assert!(!before.contains("DROP TABLE") && !after.contains("DROP COLUMN"));
    }

    #[test]
    fn no_name_is_cut_off() {
        let (constraints, indexes) = named_parts();
        for name in constraints.into_iter().map(|(_, name)| name).chain(indexes) {
            assert!(name.len() < 64, "PostgreSQL cuts off {name}");
        }
    }

    #[test]
    fn another_schema_is_another_definition() {
        assert_ne!(digest("a"), digest("b"));
        assert_eq!(digest("a"), digest("a"));
    }
}
