//! `schema.sql`: the tables as `DuckDB` reads them from the Parquet files, and the views.

use std::fmt::Write as _;

use super::super::postgres::quote::literal;
use super::super::schema::{TableSchema, Type};
use super::super::tables::TABLES;
use super::super::views::{BELIEVED, DAY_FUNCTION, VIEWS};
use super::super::words::one_line;
use super::About;

pub(super) fn text(about: &About<'_>) -> String {
    let mut text = format!(
        "-- {}, release {}: tables and views for DuckDB 1.1 or later.\n\
         -- In the folder of the release: duckdb -init schema.sql\n\
         -- From elsewhere, first: SET file_search_path = 'FOLDER OF THE RELEASE';\n\
         -- Nothing is copied: the views read the Parquet files.\n",
        one_line(&about.project.title),
        about.release_id
    );
    // Writing into a string cannot fail.
    for table in &TABLES {
        let _ = writeln!(text, "\nCREATE OR REPLACE VIEW {} AS SELECT\n  {}", table.name, columns(table));
        let _ = writeln!(text, "FROM read_parquet({});", literal(&table.parquet_path()));
        let _ = writeln!(text, "COMMENT ON VIEW {} IS {};", table.name, literal(table.description));
        for column in table.columns {
            let (table, name) = (table.name, column.name);
            let _ = writeln!(text, "COMMENT ON COLUMN {table}.{name} IS {};", literal(column.description));
        }
    }
    for view in &VIEWS {
        let _ = writeln!(text, "\nCREATE OR REPLACE VIEW {} AS\n{};", view.name, view.query());
        let _ = writeln!(text, "COMMENT ON VIEW {} IS {};", view.name, literal(view.description));
        for column in view.columns() {
            let _ =
                writeln!(text, "COMMENT ON COLUMN {}.{} IS {};", view.name, column.name, literal(&column.description));
        }
    }
    let _ = writeln!(text, "\nCREATE OR REPLACE MACRO {DAY_FUNCTION}(on_day) AS TABLE\n{BELIEVED};");
    text
}

/// Each column with its type, so that a file that holds another one is refused.
fn columns(table: &TableSchema) -> String {
    let columns = table.columns.iter().map(|column| format!("{}::{} AS {0}", column.name, name(column.kind)));
    columns.collect::<Vec<_>>().join(",\n  ")
}

fn name(kind: Type) -> &'static str {
    match kind {
        Type::Text => "VARCHAR",
        Type::Date => "DATE",
        Type::Boolean => "BOOLEAN",
        Type::Integer => "BIGINT",
        Type::Decimal => "DECIMAL(38,6)",
    }
}
