//! Publishing: the tables become a release that rebuilds to the same bytes.
//!
//! | step | where | what |
//! | --- | --- | --- |
//! | what a table is | [`schema`], [`tables`] | columns, keys and references, each described once |
//! | rows in order | [`dataset`], [`rows`] | typed rows, sorted; the one rounding |
//! | bytes | [`csv`], [`frames`] | CSV, Parquet |
//! | what is said of it | [`describe`] | for programs, for databases, for people |
//! | a release | [`release`] | all files, checksums, the id |
//! | the folder | [`store`], `note`, [`keep`], `refused`, [`runs`] | staged, checked, swapped, noted, pruned; what a gate refused; what runs said |
//! | one after another | [`side`], [`mod@diff`], [`cause`], [`history`] | what changed and why, versions |
//! | and back | [`read`], [`typed`], [`restore`], [`before`], [`mod@compare`] | damages, tables, claims, differences |
//! | handed on | [`whole`], [`pack`], [`postgres`] | a sound release: as one archive, as a script for PostgreSQL |
//!
//! Adding a column: one line at the end of its table in [`tables`], one cell in
//! [`rows`]; a test holds the two against the columns promised to users.

pub mod before;
pub mod cause;
pub mod cells;
pub mod compare;
pub mod csv;
pub mod dataset;
pub mod describe;
pub mod diff;
pub mod digest;
pub mod frames;
pub mod history;
pub mod keep;
pub(crate) mod linked;
mod note;
pub mod pack;
pub mod page;
pub(crate) mod phrases;
pub mod postgres;
pub mod read;
mod refused;
pub mod release;
pub mod restore;
pub(crate) mod round;
pub mod rows;
pub mod runs;
pub mod schema;
pub mod side;
pub mod store;
pub mod tables;
pub mod typed;
pub mod views;
pub mod whole;
mod wide;
pub(crate) mod words;
pub mod workbook;

#[cfg(test)]
mod diff_tests;
#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

pub use compare::{Difference, compare};
pub use dataset::{Dataset, ReportRow};
pub use history::HistoryEntry;
pub use read::{Damage, Release};
pub use refused::account_of;
pub use release::{Provenance, Rendered, render};
pub use store::{Outcome, Store};
pub use whole::Whole;

use crate::error::Result;

/// Makes `rendered` the current release of the folder, keeping at least
/// `keep_releases` releases, and never fewer than two.
///
/// # Errors
/// As [`Store::publish`].
pub fn publish(store: &Store, rendered: &Rendered, keep_releases: usize) -> Result<Outcome> {
    store.publish(rendered, keep_releases)
}
