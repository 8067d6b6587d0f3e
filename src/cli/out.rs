//! Standard output: the result that was asked for and nothing else.

use std::io::{self, IsTerminal as _, StdoutLock, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use serde_json::Value;

use super::args::{Color, Common};
use crate::error::{Error, Result};

/// Whether standard output is a terminal.
pub(super) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether the environment asks for no colours (<https://no-color.org>).
pub(super) fn no_color() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// Whether to colour standard output.
pub(super) fn coloured(common: &Common) -> bool {
    match common.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => is_terminal() && !no_color(),
    }
}

/// Standard output with its errors named; styles are taken out where it is not coloured.
pub(super) struct Out(AutoStream<StdoutLock<'static>>);

impl Out {
    pub(super) fn new(common: &Common) -> Self {
        let choice = if coloured(common) { ColorChoice::AlwaysAnsi } else { ColorChoice::Never };
        Self(AutoStream::new(io::stdout().lock(), choice))
    }

    /// Writes text as it is.
    pub(super) fn text(&mut self, text: &str) -> Result<()> {
        self.0.write_all(text.as_bytes()).map_err(failed)
    }

    /// Writes an object and a line feed.
    pub(super) fn json(&mut self, value: &Value) -> Result<()> {
        self.text(&format!("{value}\n"))
    }

    /// Hands on what was written.
    pub(super) fn flush(&mut self) -> Result<()> {
        self.0.flush().map_err(failed)
    }
}

/// Standard output for data: escapes of a terminal that stand in a text are part of it.
pub(super) fn data() -> impl Write {
    io::stdout().lock()
}

/// The error of writing there.
pub(super) fn failed(why: io::Error) -> Error {
    Error::io(Path::new("standard output"), "writing", why)
}
