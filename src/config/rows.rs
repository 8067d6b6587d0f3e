//! CSV with the place of every cell: what messages about rows need.
//!
//! RFC 4180, read strictly: a quote inside an unquoted cell and text behind a
//! closing quote are mistakes, not guesses. Blank lines are skipped; a byte
//! order mark and CR LF are tolerated; cells are trimmed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::error::Problem;

use super::suggest::did_you_mean;

/// One cell, trimmed, with line and column of its first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) place: (usize, usize),
}

/// The rows of a CSV file under their header.
#[derive(Debug)]
pub(crate) struct Sheet {
    file: PathBuf,
    columns: BTreeMap<&'static str, usize>,
    rows: Vec<Vec<Cell>>,
}

/// One row of a [`Sheet`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    sheet: &'a Sheet,
    cells: &'a [Cell],
}

impl Sheet {
    /// Reads `text`; the header may have `known` columns in any order and must
    /// have `required` ones. Rows that are too short or too long are left out
    /// with a problem. Nothing where the text has no usable header.
    pub(crate) fn read(
        file: &Path,
        text: &str,
        known: &[&'static str],
        required: &[&'static str],
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let mut note = |place, message: String, help: String| {
            problems.push(Problem { file: file.to_owned(), place, message, help });
        };
        let (rows, mistakes) = split(text);
        let sound = mistakes.is_empty();
        for (place, message) in mistakes {
            let help = "put the whole cell in double quotes and double the quotes inside";
            note(Some(place), message.to_owned(), help.to_owned());
        }
        let mut rows = rows.into_iter();
        let Some(header) = rows.next() else {
            note(None, "is empty".to_owned(), format!("begin with the header {}", known.join(",")));
            return None;
        };
        let mut columns = BTreeMap::new();
        for (index, cell) in header.iter().enumerate() {
            match known.iter().find(|name| **name == cell.text) {
                None => {
                    note(Some(cell.place), format!("unknown column {:?}", cell.text), did_you_mean(&cell.text, known));
                }
                Some(name) if columns.contains_key(name) => {
                    note(Some(cell.place), format!("column `{name}` is there twice"), "remove one of them".to_owned());
                }
                Some(name) => {
                    columns.insert(*name, index);
                }
            }
        }
        let absent: Vec<&str> = required.iter().copied().filter(|name| !columns.contains_key(name)).collect();
        if !absent.is_empty() {
            let message = format!("the header lacks {}", absent.join(", "));
            note(Some((1, 1)), message, format!("begin with the header {}", known.join(",")));
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

    fn cell(&self, column: &str) -> Option<&'a Cell> {
        self.sheet.columns.get(column).and_then(|index| self.cells.get(*index))
    }
}

type Mistake = ((usize, usize), &'static str);

/// Rows of cells, and what is wrong with their quotes.
fn split(text: &str) -> (Vec<Vec<Cell>>, Vec<Mistake>) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut cursor = Cursor { rest: text, line: 1, column: 1 };
    let (mut rows, mut mistakes) = (Vec::new(), Vec::new());
    while !cursor.rest.is_empty() {
        let mut row: Vec<Cell> = Vec::new();
        loop {
            row.push(cursor.cell(&mut mistakes));
            if cursor.next() != Some(',') {
                break;
            }
        }
        if row.len() > 1 || row.iter().any(|cell| !cell.text.is_empty()) {
            rows.push(row);
        }
    }
    (rows, mistakes)
}

struct Cursor<'a> {
    rest: &'a str,
    line: usize,
    column: usize,
}

impl Cursor<'_> {
    /// The next character; CR LF is one, a LF.
    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = if self.rest.starts_with("\r\n") { &self.rest[2..] } else { &self.rest[c.len_utf8()..] };
        (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        Some(c)
    }

    fn peek(&self) -> Option<char> {
        if self.rest.starts_with("\r\n") { Some('\n') } else { self.rest.chars().next() }
    }

    /// One cell, up to but without the comma or LF that ends it.
    fn cell(&mut self, mistakes: &mut Vec<Mistake>) -> Cell {
        let place = (self.line, self.column);
        let mut text = String::new();
        if self.peek() == Some('"') {
            self.next();
            loop {
                match self.next() {
                    None => {
                        mistakes.push((place, "a quoted cell that never ends"));
                        break;
                    }
                    Some('"') if self.peek() == Some('"') => {
                        self.next();
                        text.push('"');
                    }
                    Some('"') => break,
                    Some(c) => text.push(c),
                }
            }
            if self.peek().is_some_and(|c| c != ',' && c != '\n') {
                mistakes.push(((self.line, self.column), "text behind a closing quote"));
            }
        }
        while let Some(c) = self.peek().filter(|c| *c != ',' && *c != '\n') {
            if c == '"' {
                mistakes.push(((self.line, self.column), "a quote inside a cell that does not begin with one"));
            }
            text.push(c);
            self.next();
        }
        Cell { text: text.trim().to_owned(), place }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let (rows, mistakes) = split(text);
        assert_eq!(mistakes, []);
        rows.into_iter().map(|row| row.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn cells_as_written() {
        assert_eq!(texts("a,b\r\n\n\"1, \"\"x\"\"\ny\",\n"), [vec!["a", "b"], vec!["1, \"x\"\ny", ""]]);
        assert_eq!(texts("\u{feff}a,b\n1, 2 "), [["a", "b"], ["1", "2"]]);
        assert_eq!(texts(",\n"), [["", ""]]);
        let (rows, _) = split("a,đb,c\n\"x\ny\",z,w\n");
        let places: Vec<_> = rows.iter().flatten().map(|cell| cell.place).collect();
        assert_eq!(places, [(1, 1), (1, 3), (1, 6), (2, 1), (3, 4), (3, 6)]);
    }

    #[test]
    fn mistakes_of_quotes() {
        let of = |text| split(text).1.into_iter().map(|(place, _)| place).collect::<Vec<_>>();
        assert_eq!(of("a\n\"b\nc"), [(2, 1)]);
        assert_eq!(of("a, \"b, c\"\n"), [(1, 4), (1, 9)]);
        assert_eq!(of("\"a\"b,c\n"), [(1, 4)]);
    }

    #[test]
    fn headers_and_widths() {
        let read = |text| {
            let mut problems = Vec::new();
            let sheet = Sheet::read(Path::new("t.csv"), text, &["file", "title", "note"], &["file"], &mut problems);
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
        assert!(read("").0.is_none());
    }
}
