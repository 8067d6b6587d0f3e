//! `DATA_DICTIONARY.md`: every table and column in words; `docs/tables.md` has the same.

use super::super::schema::{Column, Constraint, Key, Presence, TableSchema};
use super::super::tables::TABLES;
use super::super::views::VIEWS;
use super::About;

pub(super) fn text(about: &About<'_>) -> String {
    let mut text = format!(
        "# Data dictionary: {}\n\nRelease `{}`. Each table is in `data/` as Parquet and as CSV with the same cells. Types are text, \
         date, boolean,\ninteger (64 bits, signed) and decimal(38,6), which is exact; null is an empty field in CSV.\n\n",
        about.project.title, about.release_id
    );
    text.push_str(&tables());
    text.push_str("## Views\n\n`schema.sql` and `schema.postgresql.sql` make these of the tables.\n\n");
    text.push_str(&views());
    text
}

/// The tables, each under a heading of the second level.
pub fn tables() -> String {
    TABLES.iter().map(table).collect()
}

/// The views as a list.
pub fn views() -> String {
    VIEWS.iter().map(|view| format!("- `{}`: {}\n", view.name, view.description)).collect::<Vec<_>>().concat()
}

fn table(table: &TableSchema) -> String {
    let key = match &table.key {
        Key::Primary(names) => format!("Key: {}.", list(names)),
        Key::Unique(names) => format!("Key: {}, which may be null.", list(names)),
        Key::Row => "Key: the whole row.".to_owned(),
    };
    let references: Vec<String> = table
        .references
        .iter()
        .map(|reference| format!(" `{}` refers to `{}.{}`.", reference.column, reference.table, reference.target))
        .collect();
    let references = references.concat();
    let columns: String = table.columns.iter().map(column).collect();
    format!(
        "## {}\n\n{}\n\n{key}{references}\n\n| column | type | null | meaning |\n| --- | --- | --- | --- |\n{columns}\n",
        table.name, table.description
    )
}

fn column(column: &Column) -> String {
    let null = if column.presence == Presence::Optional { "yes" } else { "no" };
    let unit = column.unit.map(|unit| format!(" In {unit}.")).unwrap_or_default();
    let constraint = match column.constraint {
        Constraint::Free => String::new(),
        Constraint::OneOf(names) => format!(" One of {}.", list(&names())),
        Constraint::Pattern(pattern) => format!(" Form: `{pattern}`."),
    };
    format!("| `{}` | {} | {null} | {}{unit}{constraint} |\n", column.name, column.kind.as_str(), column.description)
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
