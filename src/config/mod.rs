//! The configuration: `pipeline.toml` as written (raw), then as valid.

pub mod valid;

pub use valid::{
    Authority, Concept, Config, Direction, Expression, Fx, Gates, Identity, Indicator, Ingest, Kind, Place, Project,
    Publish, Rate, RateKind, Reconcile,
};
