//! The page of a release: `report/index.html`, one file that needs nothing else.
//!
//! | file | what it does |
//! | --- | --- |
//! | `known` | the dataset with its rows at hand, and how people name them |
//! | `human` | amounts, periods and dates as a chart says them |
//! | `series` | which figures belong together, and into which charts they go |
//! | `scale`, `layout`, `label`, `chart`, `strip` | the charts, in whole tenths of a pixel |
//! | `quote` | a sentence with its numbers marked |
//! | `figures`, `conflicts`, `reports` | what is below the charts |
//! | `document` | the frame: head, text at the top, filters |
//! | `seal` | the policy that lets only this style and this script run |
//!
//! Every text of a report is data. It goes through `human::safe`, which shows control
//! characters instead of obeying them, and through maud, which escapes the rest; nothing
//! but our own style and script is written as it is.
//!
//! The same dataset gives the same bytes: positions are exact numbers rounded once.

mod chart;
mod conflicts;
mod document;
mod figures;
mod human;
mod known;
mod label;
mod layout;
mod quote;
mod reports;
mod scale;
mod seal;
mod series;
mod strip;

#[cfg(test)]
mod tests;

use self::known::Known;
use super::dataset::Dataset;
use crate::config::Config;
use crate::error::Result;

/// Where the page is in a release.
pub const PAGE: &str = "report/index.html";

/// Sources that charts and lists show at most: a browser opens this many. What is beyond
/// is in the tables, and the page says so.
const MOST_SOURCES: usize = 5_000;
/// Reports that it lists at most.
const MOST_REPORTS: usize = 2_000;

/// The page of the release `release_id` of `dataset`.
///
/// # Errors
/// None at present; the signature leaves room for a page that cannot be made.
pub fn render(dataset: &Dataset, config: &Config, release_id: &str) -> Result<Vec<u8>> {
    let known = Known::new(config, dataset);
    Ok(document::page(&known, release_id).into_string().into_bytes())
}
