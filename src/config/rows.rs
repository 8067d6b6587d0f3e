//! CSV with the place of every cell: what messages about rows need.
//!
//! RFC 4180, held to strictly: a quote inside an unquoted cell, text behind a
//! closing quote and a quote that never closes are mistakes, not guesses. Blank
//! lines are skipped; a byte order mark and CR LF are tolerated; cells are trimmed.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::error::Problem;

use super::file::place;
use super::suggest::did_you_mean;

/// One cell, trimmed, with line and column of its first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) place: (usize, usize),
    /// Its bytes in the file as written there, without the quotes around it and trimmed.
    pub(crate) bytes: Range<usize>,
}

/// The most rows of a table, and what to do about more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MostRows {
    pub(crate) rows: usize,
    pub(crate) help: &'static str,
}

impl MostRows {
    /// Of tables that people write.
    pub(crate) const BY_HAND: Self = Self { rows: 100_000, help: "take rows out that nothing needs" };
}

/// The most cells of a row that is looked at: more than any table has columns.
const MOST_CELLS: usize = 256;

/// The rows of a CSV file under their header.
#[derive(Debug)]
pub(crate) struct Sheet {
    file: PathBuf,
    columns: BTreeMap<String, usize>,
    rows: Vec<Vec<Cell>>,
}

/// The columns that a sheet may have.
#[derive(Debug, Clone, Copy)]
enum Known<'k> {
    /// These and no other.
    Only(&'k [&'static str]),
    /// Any.
    Any,
}

/// One row of a [`Sheet`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    sheet: &'a Sheet,
    cells: &'a [Cell],
}

impl Sheet {
    /// Reads `text`; the header may have `known` columns in any order and must
    /// have `required` ones. Rows that are too short or too long, and those behind
    /// the `most`, are left out with a problem. Nothing where the text has no usable header.
    pub(crate) fn read(
        file: &Path,
        text: &str,
        known: &[&'static str],
        required: &[&'static str],
        most: MostRows,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        Self::open(file, text, Known::Only(known), required, most, problems)
    }

    /// The same of a file whose header somebody else chose: other columns than the
    /// `required` ones may be there.
    pub(crate) fn read_any(
        file: &Path,
        text: &str,
        required: &[&str],
        most: MostRows,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        Self::open(file, text, Known::Any, required, most, problems)
    }

    fn open(
        file: &Path,
        text: &str,
        known: Known<'_>,
        required: &[&str],
        most: MostRows,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let wanted = match known {
            Known::Only(known) => format!("begin with the header {}", known.join(",")),
            Known::Any => "begin with a header; name its columns in the mapping as they stand there".to_owned(),
        };
        let mut note = |place, message: String, help: String| {
            problems.push(Problem { file: file.to_owned(), place, message, help });
        };
        let (mut rows, broken) = match split(text, most.rows) {
            Ok(split) => split,
            Err(why) => {
                note(None, why.to_string(), String::new());
                return None;
            }
        };
        let sound = broken.is_empty();
        for place in broken {
            let help = "put the whole cell in double quotes and double the quotes inside";
            note(Some(place), "a cell whose quotes do not enclose it".to_owned(), help.to_owned());
        }
        // The header is one row more.
        if rows.len() > most.rows.saturating_add(1) {
            let place = rows.pop().and_then(|row| Some(row.first()?.place));
            note(place, format!("has more than {} rows", most.rows), most.help.to_owned());
        }
        let mut rows = rows.into_iter();
        let Some(header) = rows.next() else {
            note(None, "is empty".to_owned(), wanted);
            return None;
        };
        let mut columns = BTreeMap::new();
        for (index, cell) in header.iter().enumerate() {
            let name = &cell.text;
            match known {
                Known::Only(known) if !known.contains(&name.as_str()) => {
                    note(Some(cell.place), format!("unknown column {name:?}"), did_you_mean(name, known));
                }
                // Columns that nobody asks for may be named alike.
                _ if columns.contains_key(name)
                    && (required.contains(&name.as_str()) || matches!(known, Known::Only(_))) =>
                {
                    note(Some(cell.place), format!("column `{name}` is there twice"), "remove one of them".to_owned());
                }
                _ => {
                    columns.entry(name.clone()).or_insert(index);
                }
            }
        }
        let absent: Vec<&str> = required.iter().copied().filter(|name| !columns.contains_key(*name)).collect();
        if !absent.is_empty() {
            let message = format!("the header lacks {}", absent.join(", "));
            note(Some((1, 1)), message, wanted);
            return None;
        }
        let mut whole = Vec::new();
        for row in rows {
            if row.len() == header.len() {
                whole.push(row);
            } else if sound {
                let message = format!("{} cells where the header has {}", row.len(), header.len());
                let help = "put a cell that holds a comma in double quotes; keep the commas of blank cells";
                note(row.first().map(|cell| cell.place), message, help.to_owned());
            }
        }
        Some(Self { file: file.to_owned(), columns, rows: whole })
    }

    /// The rows, in the order of the file.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|cells| Row { sheet: self, cells })
    }
}

impl<'a> Row<'a> {
    /// The cell's text; empty where the file has no such column.
    pub(crate) fn get(&self, column: &str) -> &'a str {
        self.cell(column).map_or("", |cell| cell.text.as_str())
    }

    /// The line that the row begins on.
    pub(crate) fn line(&self) -> usize {
        self.cells.first().map_or(0, |cell| cell.place.0)
    }

    /// A problem of one cell.
    pub(crate) fn problem(&self, column: &str, message: impl Into<String>, help: impl Into<String>) -> Problem {
        let cell = self.cell(column).or_else(|| self.cells.first());
        Problem {
            file: self.sheet.file.clone(),
            place: cell.map(|cell| cell.place),
            message: message.into(),
            help: help.into(),
        }
    }

    /// The cell; nothing where the file has no such column.
    pub(crate) fn cell(&self, column: &str) -> Option<&'a Cell> {
        self.sheet.columns.get(column).and_then(|index| self.cells.get(*index))
    }
}

/// Rows of cells, and the places of cells whose quotes are broken.
type Split = (Vec<Vec<Cell>>, Vec<(usize, usize)>);

/// The header, at most that many rows, and one more if there are more.
fn split(text: &str, most: usize) -> Result<Split, csv::Error> {
    let whole = text.len();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut cursor = Cursor { rest: text, place: (1, 1), whole };
    let (mut rows, mut broken) = (Vec::new(), Vec::new());
    let reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for record in reader.into_records() {
        let record = record?;
        let start = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        cursor.pass(start.saturating_sub(text.len() - cursor.rest.len()));
        cursor.pass(cursor.rest.len() - cursor.rest.trim_start_matches(['\r', '\n']).len());
        let row: Vec<Cell> = record.iter().take(MOST_CELLS).map(|field| cursor.cell(field, &mut broken)).collect();
        if row.len() > 1 || row.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
        if rows.len() > most.saturating_add(1) {
            break;
        }
    }
    Ok((rows, broken))
}

/// Follows the library through the text: it tells no columns, and forgives
/// quotes that it cannot have understood.
struct Cursor<'a> {
    rest: &'a str,
    place: (usize, usize),
    /// Bytes of the whole file.
    whole: usize,
}

impl Cursor<'_> {
    fn pass(&mut self, bytes: usize) {
        let (line, column) = place(self.rest, bytes);
        let before = if line == 1 { self.place.1 - 1 } else { 0 };
        self.place = (self.place.0 + line - 1, before + column);
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// The cell that the library read as `field`; broken where RFC 4180 would
    /// not write it as it stands here.
    fn cell(&mut self, field: &str, broken: &mut Vec<(usize, usize)>) -> Cell {
        let place = self.place;
        let quoted = self.rest.starts_with('"');
        let written = if quoted { format!("\"{}\"", field.replace('"', "\"\"")) } else { field.to_owned() };
        let after = self.rest.strip_prefix(&written);
        let inside = written.get(usize::from(quoted)..written.len() - usize::from(quoted)).unwrap_or_default();
        let begin = self.whole - self.rest.len() + usize::from(quoted);
        let start = begin + (inside.len() - inside.trim_start().len());
        let bytes = start..start + inside.trim().len();
        if (after.is_none() || !quoted && field.contains('"')) && broken.last() != Some(&place) {
            broken.push(place);
        }
        if let Some(after) = after {
            self.pass(written.len() + usize::from(after.starts_with(',')));
        }
        Cell { text: field.trim().replace("\r\n", "\n"), place, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let (rows, broken) = split(text, 9).unwrap();
        assert_eq!(broken, []);
        rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn cells_as_written() {
        assert_eq!(texts("a,b\r\n\n\"1, \"\"x\"\"\ny\",\n"), [vec!["a", "b"], vec!["1, \"x\"\ny", ""]]);
        assert_eq!(texts("\u{feff}a,b\n1, 2 "), [["a", "b"], ["1", "2"]]);
        assert_eq!(texts(",\n"), [["", ""]]);
        let (rows, _) = split("a,đb,c\n\"x\ny\",z,w\n", 9).unwrap();
        let places: Vec<_> = rows.iter().flatten().map(|cell| cell.place).collect();
        assert_eq!(places, [(1, 1), (1, 3), (1, 6), (2, 1), (3, 4), (3, 6)]);
    }

    #[test]
    fn bytes_of_cells() {
        let text = "\u{feff}a,\" đ, \"\"x\"\" \"\r\n 1 ,\"\"\n";
        let (rows, _) = split(text, 9).unwrap();
        let written: Vec<&str> = rows.iter().flatten().map(|cell| &text[cell.bytes.clone()]).collect();
        assert_eq!(written, ["a", "đ, \"\"x\"\"", "1", ""]);
    }

    #[test]
    fn mistakes_of_quotes() {
        let of = |text| split(text, 9).unwrap().1;
        assert_eq!(of("a\n\"b\nc"), [(2, 1)]);
        assert_eq!(of("a, \"b, c\"\n"), [(1, 3), (1, 7)]);
        assert_eq!(of("\"a\"b,c\n"), [(1, 1)]);
        // What follows is read all the same.
        assert_eq!(of("x\r\n\r\ny,\"a\"b,\"c,d\r\ny,z\"\r\n1,\"2\"\r\n1,2\"\r\n\"3"), [(3, 3), (6, 3), (7, 1)]);
    }

    #[test]
    fn headers_and_widths() {
        let read = |text| {
            let mut problems = Vec::new();
            let sheet = Sheet::read(
                Path::new("t.csv"),
                text,
                &["file", "title", "note"],
                &["file"],
                MostRows { rows: 2, help: "" },
                &mut problems,
            );
            (sheet, problems.iter().map(ToString::to_string).collect::<Vec<_>>())
        };
        let (sheet, problems) = read("note,file\nn,a.txt\nb.txt\n");
        let sheet = sheet.unwrap();
        let row = sheet.rows().next().unwrap();
        assert_eq!((row.get("file"), row.get("note"), row.get("title"), row.line()), ("a.txt", "n", "", 2));
        assert!(problems[0].starts_with("t.csv:3:1: 1 cells where the header has 2"), "{problems:?}");
        let (sheet, problems) = read("titel,file,file\n");
        assert_eq!(sheet.unwrap().rows().count(), 0);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].contains("t.csv:1:1: unknown column \"titel\"\n    did you mean `title`?"));
        assert!(read("title\n").0.is_none());
        let (sheet, problems) = read("file\na\nb\n\nc\nd\n");
        assert_eq!(sheet.unwrap().rows().count(), 2);
        assert!(problems[0].starts_with("t.csv:5:1: has more than 2 rows"), "{problems:?}");
        assert!(read("").0.is_none());
    }
}
