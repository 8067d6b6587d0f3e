//! `schema.postgresql.sql`: what `reckoner load postgres` makes of a schema before it copies rows.

use super::super::postgres::{define, quote, schema_for};
use super::super::words::one_line;
use super::About;

pub(super) fn text(about: &About<'_>) -> String {
    let schema = schema_for(&about.project.id);
    format!(
        "-- {}: the tables of its releases for PostgreSQL, with keys, comments and views.\n\
         -- `reckoner load postgres` does this and copies the rows. By hand: psql -f schema.postgresql.sql\n\
         -- Run again, it brings up to date what is there and drops nothing.\n\
         BEGIN;\nCREATE SCHEMA IF NOT EXISTS {};\n{}{}COMMIT;\n",
        one_line(&about.project.title),
        quote::identifier(&schema),
        define::before_rows(&schema),
        define::after_rows(&schema),
    )
}
