//! reckoner turns reports that disagree into one dataset: it takes every figure
//! with the sentence that states it, reconciles what conflicts by rules a reader
//! can check, and publishes tables as releases that rebuild to the same bytes.
//!
//! The way of the data is five stages, one after the other:
//!
//! | stage | from | to | what it does |
//! | --- | --- | --- | --- |
//! | [`ingest`] | files | [reports](model::Report) | bytes, hash and text, with what the catalogue says |
//! | [`extract`] | a report | [printed claims](model::PrintedClaim) | numbers and periods, linked to indicators |
//! | [`normalize`] | printed claims | [claims](model::Claim) | USD, base units, periods, intervals, issuers |
//! | [`reconcile`] | claims | [figures](model::Figure) | voices, slips, revisions, derived values, the vote |
//! | [`publish`] | tables | a release | Parquet, CSV, metadata, checksums, the output folder |
//!
//! Around them:
//!
//! | module | what it is |
//! | --- | --- |
//! | [`model`] | what passes between the stages |
//! | [`finding`], [`error`] | defects of the data; what ends a command |
//! | [`config`] | `pipeline.toml`, as written and as valid |
//! | [`gates`] | whether a release may be published |
//! | [`pipeline`] | the order of the stages, and the only module that names them all |
//! | [`cli`] | the command line, one file a subcommand |
//!
//! Imports go one way: model <- finding, error <- config <- stages <- gates <-
//! pipeline <- cli. No stage imports another. A test holds that.

pub mod cli;
pub mod config;
pub mod error;
pub mod extract;
pub mod finding;
pub mod gates;
pub mod ingest;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod publish;
pub mod reconcile;
