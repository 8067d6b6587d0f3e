//! The program as its users meet it: a folder, a command, an exit code.
//!
//! One binary, so that it links once. [`project::Project`] is the helper: a copy
//! of `sample/` in a folder of its own, and the program run in it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests may")]

mod bad_input;
mod commands;
mod documents;
mod explaining;
mod gates;
mod history;
mod hostile;
mod imports;
mod interrupted;
mod key;
mod loading;
mod monitors;
mod moving;
mod packing;
mod postgres;
mod printed;
mod project;
mod rebuild;
mod repeated;
mod scanning;
mod shells;
mod suggesting;
mod tables;
mod verifying;
