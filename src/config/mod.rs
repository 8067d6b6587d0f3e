//! The configuration: `pipeline.toml` as written, then as valid.
//!
//! | file | what it does |
//! | --- | --- |
//! | `read` | walks parsed TOML, noting every mistake with its place |
//! | `raw` | the tables and keys as written; the JSON Schema follows from them |
//! | `check`, `indicators`, `rule`, `fx`, `gates` | from written to valid |
//! | `mapping` | how CSV files of figures are read |
//! | `valid` | what the stages need |
//! | `load` | all of it in order |
//! | `draft` | entries that a person could add |
//!
//! `file`, `rows` and `suggest` also serve ingest: reading within bounds, CSV
//! with places, "did you mean".

mod check;
mod draft;
pub(crate) mod file;
mod fx;
mod gates;
mod indicators;
mod load;
mod mapping;
mod raw;
mod read;
pub(crate) mod rows;
mod rule;
mod schema;
pub(crate) mod suggest;
#[cfg(test)]
mod tests;
pub mod valid;

pub use check::DEFAULT_MAX_REPORT_MENTIONS;
pub use draft::{Draft, Entry, Wanted, draft};
pub use load::{Replace, load, restore};
pub(crate) use mapping::table_unit_fault;
pub use mapping::{Columns, Known, Mapping, Undated};
pub use schema::{json_schema, mapping_schema};
pub use valid::{
    Authority, Bounds, Concept, Config, Direction, Expression, Freshness, Fx, Gates, Identity, Index, Indicator,
    Ingest, Kind, Place, Project, Publish, Rate, RateKind, Reconcile, Scope, Source, Steps,
};
