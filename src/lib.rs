//! reckoner: reports in, one reconciled release out.

pub mod config;
pub mod error;
pub mod finding;
pub mod model;
