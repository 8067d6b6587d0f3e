//! `reckoner completions` and `reckoner man`: made of the arguments themselves, so that they
//! cannot tell of others.

use std::fs;
use std::path::Path;

use clap::CommandFactory as _;
use clap_mangen::Man;

use super::args::{Args, Common, CompletionsArgs, ManArgs};
use super::out::Out;
use crate::error::{EXIT_OK, Error, Result};

/// Writes what the shell reads.
///
/// # Errors
/// [`Error::Io`] where standard output takes nothing.
pub(super) fn completions(args: &CompletionsArgs, common: &Common) -> Result<u8> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "reckoner", &mut bytes);
    say(&bytes, common)
}

/// Writes the page of the program, or into a folder that of each command too.
///
/// # Errors
/// [`Error::Io`] naming the file that cannot be written.
pub(super) fn man(args: &ManArgs, common: &Common) -> Result<u8> {
    let mut command = Args::command();
    command.build();
    let Some(folder) = &args.folder else { return say(&page(command)?, common) };
    pages(&command, folder)?;
    Ok(EXIT_OK)
}

fn say(bytes: &[u8], common: &Common) -> Result<u8> {
    let mut out = Out::new(common);
    out.text(&String::from_utf8_lossy(bytes))?;
    out.flush()?;
    Ok(EXIT_OK)
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let written = Man::new(command).render(&mut bytes);
    written.map_err(|why| Error::Unexpected(format!("the manual cannot be written: {why}")))?;
    Ok(bytes)
}

/// A page for the command and for each below it: `reckoner-run.1`.
fn pages(command: &clap::Command, folder: &Path) -> Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    let file = folder.join(format!("{name}.1"));
    fs::write(&file, page(command.clone())?).map_err(|why| Error::io(&file, "writing a page", why))?;
    let mut below = command.get_subcommands().filter(|below| below.get_name() != "help" && !below.is_hide_set());
    below.try_for_each(|below| pages(below, folder))
}
