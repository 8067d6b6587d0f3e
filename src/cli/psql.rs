//! `psql` as a child process, which every user of PostgreSQL has.
//!
//! It and not a client of our own: so a service, `.pgpass`, TLS and Kerberos work as
//! users know them, and no password is ever in our hands.

use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Write as _};
use std::process::{Child, Command, Output, Stdio};
use std::thread;

use crate::error::{Error, Result};
use crate::publish::postgres::script::{self, Answer, Load};

/// Exit codes of `psql`: it could not connect, or lost the server; a statement failed.
const NO_CONNECTION: i32 = 2;
const STATEMENT_FAILED: i32 = 3;

/// Has `psql` run the script; what the script says of its end.
///
/// # Errors
/// [`Error::Unavailable`] where `psql` is not installed or does not reach the server,
/// [`Error::Refused`] where a statement failed, [`Error::Io`].
pub(super) fn run(load: &Load<'_>, service: Option<&str>, what: &str) -> Result<Answer> {
    let (output, written) = talk(start(service)?, load)?;
    let said = String::from_utf8_lossy(&output.stderr).trim_end().replace('\n', "\n    ");
    let unavailable =
        |message: String, help: &str| Error::Unavailable { what: "psql".to_owned(), message, help: help.to_owned() };
    match output.status.code() {
        Some(0) => {
            if let Some(answer) = script::answer(&String::from_utf8_lossy(&output.stdout)) {
                said.lines().for_each(|line| tracing::warn!("psql: {}", line.trim_start()));
                return Ok(answer);
            }
            // The script was cut off: nothing was committed.
            written.map_err(|why| Error::io("psql".as_ref(), "writing to it", why))?;
            let help = "nothing was changed; take the psql of PostgreSQL 10 or later, and please report this";
            Err(unavailable(format!("it ended before the script did\n    {said}"), help))
        }
        Some(STATEMENT_FAILED) => Err(Error::Refused {
            what: what.to_owned(),
            message: said,
            help: "what was loaded before is intact; mend what the message names, and load again".to_owned(),
        }),
        Some(NO_CONNECTION) => Err(unavailable(
            said,
            "nothing was changed; `psql -c 'select 1'` must work: see PGHOST, PGPORT, PGUSER, PGDATABASE, \
             or --service and pg_service.conf; a password goes into ~/.pgpass",
        )),
        _ => Err(unavailable(format!("it ended with {}\n    {said}", output.status), "nothing was changed")),
    }
}

fn start(service: Option<&str>) -> Result<Child> {
    let mut command = Command::new("psql");
    command.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"]);
    // What psql asks for goes to the terminal; without one it would take the script for the answer.
    if !io::stdin().is_terminal() {
        command.arg("--no-password");
    }
    command.env("PGCLIENTENCODING", "UTF8");
    if let Some(service) = service {
        command.env("PGSERVICE", service);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().map_err(|why| match why.kind() {
        ErrorKind::NotFound => Error::Unavailable {
            what: "psql".to_owned(),
            message: "it is not installed, or not in PATH".to_owned(),
            help: "install the client of PostgreSQL: `apt install postgresql-client`, `dnf install postgresql` or \
                   `brew install libpq`"
                .to_owned(),
        },
        _ => Error::io("psql".as_ref(), "starting it", why),
    })
}

/// Writes and reads at once, for either side may fill its pipe.
fn talk(mut child: Child, load: &Load<'_>) -> Result<(Output, io::Result<()>)> {
    let input = child.stdin.take();
    thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let Some(input) = input else { return Ok(()) };
            let mut input = BufWriter::new(input);
            script::write(load, &mut input)?;
            input.flush()
        });
        let output = child.wait_with_output().map_err(|why| Error::io("psql".as_ref(), "reading from it", why))?;
        let written = writer.join().map_err(|_| Error::Unexpected("writing to psql ended in a panic".to_owned()))?;
        Ok((output, written))
    })
}
