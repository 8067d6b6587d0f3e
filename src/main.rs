//! The command `reckoner`: arguments, logs, exit code. Nothing of the domain.

use std::process::ExitCode;

use reckoner::cli::{self, Parsed};

fn main() -> ExitCode {
    let args = match cli::parse(std::env::args_os()) {
        Parsed::Args(args) => args,
        Parsed::Said(code) => return code,
    };
    cli::log::start(&args.common);
    match cli::run(&args) {
        Ok(code) => ExitCode::from(code),
        Err(error) => cli::fail(&error, &args.common),
    }
}
