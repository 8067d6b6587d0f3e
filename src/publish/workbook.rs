//! `excel/reckoner.xlsx`: the tables as sheets, for those who open a spreadsheet.
//!
//! A spreadsheet holds doubles and 32,767 letters a cell: a number with more than 15 digits is
//! text there, a longer text is cut and says so, and so is a table of more than [`MOST_ROWS`] rows. Nothing of a report runs as a formula. Bytes
//! depend on the cells and the pinned version of the library alone.

use jiff::civil::Date;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Note, Workbook, Worksheet, XlsxError,
};

use super::cells::{Cell, Table};
use super::schema::{Column, Type};
use super::tables::FIGURES_WIDE;
use crate::error::{Error, Result};

/// Path of the workbook in a release.
pub const WORKBOOK: &str = "excel/reckoner.xlsx";

/// Rows of a sheet below its header: as many as people look through. A spreadsheet holds fifty times
/// as many, and takes minutes to open them.
pub const MOST_ROWS: usize = 20_000;
/// UTF-16 units of a cell's text, less room for the words that say that it was cut.
const MOST_TEXT: usize = 32_700;
/// Digits that a double holds for sure.
const MOST_DIGITS: usize = 15;
/// The first year that a spreadsheet's dates reach, its first two months, which it miscounts, left out.
const FIRST_YEAR: i16 = 1901;

/// The workbook of these tables; `made` is the day that its properties give, as a file has one.
///
/// # Errors
/// [`Error::Unexpected`] where the library cannot write it.
pub fn write(tables: &[Table], title: &str, release_id: &str, made: Option<Date>) -> Result<Vec<u8>> {
    bytes(tables, title, release_id, made)
        .map_err(|why| Error::Unexpected(format!("{WORKBOOK} cannot be written: {why}")))
}

fn bytes(
    tables: &[Table],
    title: &str,
    release_id: &str,
    made: Option<Date>,
) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let day = made.filter(|day| day.year() >= FIRST_YEAR).and_then(excel_day);
    let day = day.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    let properties = DocProperties::new().set_title(title).set_comment(format!("Release {release_id}"));
    workbook.set_properties(&properties.set_creation_datetime(&day));
    let formats = Formats::new();
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.schema().name)?;
        fill(sheet, table, &formats)?;
        if table.schema().name == FIGURES_WIDE.name {
            sheet.set_active(true);
        }
    }
    workbook.save_to_buffer()
}

struct Formats {
    header: Format,
    /// Years and counts.
    plain: Format,
    whole: Format,
    fraction: Format,
    date: Format,
    /// A number that is text.
    long: Format,
}

impl Formats {
    fn new() -> Self {
        Self {
            header: Format::new().set_bold(),
            plain: Format::new().set_num_format("0"),
            whole: Format::new().set_num_format("#,##0"),
            fraction: Format::new().set_num_format("#,##0.0#####"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            long: Format::new().set_align(FormatAlign::Right),
        }
    }
}

fn fill(sheet: &mut Worksheet, table: &Table, formats: &Formats) -> std::result::Result<(), XlsxError> {
    let columns = table.schema().columns;
    for (at, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, at, column.name, &formats.header)?;
        let cut = if at == 0 { cut(table) } else { String::new() };
        // Without the library's author before it.
        sheet.insert_note(0, at, &Note::new(format!("{cut}{}", column.description)).add_author_prefix(false))?;
        sheet.set_column_width(at, width(column))?;
    }
    let rows = &table.rows()[..table.rows().len().min(MOST_ROWS)];
    for (row, cells) in (1..).zip(rows) {
        for (at, cell) in (0..).zip(cells) {
            write_cell(sheet, row, at, cell, formats)?;
        }
    }
    let last_row = u32::try_from(rows.len()).unwrap_or_default();
    let last_column = u16::try_from(columns.len()).unwrap_or_default().saturating_sub(1);
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last_row, last_column)?;
    sheet.set_repeat_rows(0, 0)?;
    if last_row > 0 {
        // Periods and long numbers are text on purpose.
        sheet.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

/// What the first column says of a sheet that lacks rows.
fn cut(table: &Table) -> String {
    let (rows, name) = (table.rows().len(), table.schema().name);
    if rows <= MOST_ROWS {
        String::new()
    } else {
        format!("The first {MOST_ROWS} of {rows} rows; all are in data/{name}.csv. ")
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    match cell {
        Cell::Null => {}
        Cell::Text(text) => {
            sheet.write_string(row, at, held(text))?;
        }
        Cell::Bool(value) => {
            sheet.write_boolean(row, at, *value)?;
        }
        Cell::Int(value) => number(sheet, row, at, &value.to_string(), &formats.plain, formats)?,
        Cell::Decimal(value) => {
            let text = value.to_string();
            let format = if text.contains('.') { &formats.fraction } else { &formats.whole };
            number(sheet, row, at, &text, format, formats)?;
        }
        Cell::Date(day) => match excel_day(*day).filter(|_| day.year() >= FIRST_YEAR) {
            Some(date) => {
                sheet.write_datetime_with_format(row, at, &date, &formats.date)?;
            }
            None => {
                sheet.write_string(row, at, day.to_string())?;
            }
        },
    }
    Ok(())
}

/// A number as a spreadsheet's number where it holds all its digits, else as text.
fn number(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    text: &str,
    format: &Format,
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let digits = text.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    match text.parse::<f64>() {
        Ok(value) if digits <= MOST_DIGITS => {
            sheet.write_number_with_format(row, at, value, format)?;
        }
        _ => {
            sheet.write_string_with_format(row, at, text, &formats.long)?;
        }
    }
    Ok(())
}

/// As much of a text as a cell holds.
fn held(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= MOST_TEXT
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() == text.len() { kept } else { kept + " … (cut; whole in data/)" }
}

fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Letters that a column shows.
fn width(column: &Column) -> f64 {
    let most = match (column.kind, column.name) {
        (Type::Text, "sentence" | "message" | "explanation" | "description") => 60,
        (Type::Text, "title" | "label" | "subject") => 30,
        (Type::Text | Type::Decimal, _) => 20,
        _ => 12,
    };
    // With room for the filter's button.
    f64::from(u8::try_from(column.name.len() + 4).unwrap_or(60).max(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_longer_than_a_cell_are_cut_and_say_so() {
        assert_eq!(held("=1+1"), "=1+1");
        let long = "ệ".repeat(40_000);
        let cut = held(&long);
        assert!(cut.encode_utf16().count() < 32_767);
        assert!(cut.ends_with("(cut; whole in data/)"));
    }
}
