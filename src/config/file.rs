//! Reading input files: regular ones only, never more than a limit.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::error::{Error, Problem};

/// Largest configuration, catalogue, overrides or rate table, in bytes.
pub(crate) const MAX_TABLE_BYTES: u64 = 64 << 20;

/// Why a file was not read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It is not there.
    Missing,
    /// It is no regular file but, say, a folder.
    NotAFile(&'static str),
    /// It has that many bytes or more.
    TooLarge(u64),
    /// Reading failed.
    Io(io::Error),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Io(error),
        }
    }
}

/// The bytes of a regular file, at most `limit`.
///
/// What the file is gets looked at before it is opened, because opening a pipe
/// that nobody writes to would wait for ever.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(Fault::NotAFile(if found.is_dir() { "a folder" } else { "a pipe or device" }));
    }
    if found.len() > limit {
        return Err(Fault::TooLarge(found.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0));
    // A file that grows while it is read is still bounded.
    File::open(path)?.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    let length = bytes.len() as u64;
    if length > limit { Err(Fault::TooLarge(length)) } else { Ok(bytes) }
}

/// The bytes as UTF-8 text, or the problem with its place: what to tell about
/// text in another encoding, wherever it is met.
pub(crate) fn utf8(path: &Path, bytes: Vec<u8>) -> Result<String, Problem> {
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let bytes = error.as_bytes();
        let text = String::from_utf8_lossy(&bytes[..good]);
        let byte = bytes.get(good).copied().unwrap_or_default();
        let help = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
            "it begins like UTF-16: convert it, for instance with `iconv -f UTF-16 -t UTF-8`"
        } else {
            "convert it to UTF-8, for instance with `iconv -f WINDOWS-1252 -t UTF-8`, and look at the result"
        };
        Problem {
            file: path.to_owned(),
            place: Some(place(&text, text.len())),
            message: format!("is not UTF-8: byte {good} is 0x{byte:02x}"),
            help: help.to_owned(),
        }
    })
}

/// Line and column (in characters) of a byte of `text`, both from 1; a byte
/// order mark takes no column.
pub(crate) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
    (before.bytes().filter(|byte| *byte == b'\n').count() + 1, column)
}

/// What to say about a table that is there but is none: the error, or the problem.
pub(crate) fn explain(path: &Path, limit: u64, fault: Fault) -> Result<Problem, Error> {
    let (message, help) = match fault {
        Fault::Missing => ("is not there".to_owned(), "create it, or mend the path".to_owned()),
        Fault::NotAFile(what) => (format!("is {what}"), "name a regular file".to_owned()),
        Fault::TooLarge(bytes) => {
            (format!("has {bytes} bytes; at most {limit} are read"), "split it, or mend the path".to_owned())
        }
        Fault::Io(source) => return Err(Error::io(path, "reading", source)),
    };
    Ok(Problem { file: path.to_owned(), place: None, message, help })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_regular_files_and_only_so_much() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap(), b"12345");
        assert!(matches!(read(&path, 4), Err(Fault::TooLarge(5))));
        assert!(matches!(read(folder.path(), 5), Err(Fault::NotAFile("a folder"))));
        assert!(matches!(read(Path::new("/dev/zero"), 5), Err(Fault::NotAFile("a pipe or device"))));
        assert!(matches!(read(&folder.path().join("b"), 5), Err(Fault::Missing)));
        assert!(matches!(read(&path.join("b"), 5), Err(Fault::Missing)));
    }

    #[test]
    fn other_encodings_have_their_place() {
        let problem = utf8(Path::new("x"), b"one\ncaf\xe9 au lait".to_vec()).unwrap_err();
        assert_eq!(problem.place, Some((2, 4)));
        assert!(problem.message.contains("byte 7 is 0xe9"), "{problem}");
        assert!(problem.help.contains("WINDOWS-1252"));
        assert!(utf8(Path::new("x"), b"\xff\xfea\0".to_vec()).unwrap_err().help.contains("UTF-16"));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(place("\u{feff}ab\nđơn vị", 5), (1, 3));
        assert_eq!(place("ab\nđơn vị", 3 + "đơn".len()), (2, 4));
        assert_eq!(place("ab", 2), (1, 3));
    }
}
