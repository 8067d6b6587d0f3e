//! Cells, and tables of them that are known to fit their schema.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;

use super::schema::{Column, Key, Presence, TableSchema, Type};
use crate::error::{Error, Result};
use crate::model::Decimal;

/// One value of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    /// None, or not known.
    Null,
    /// Text; a [`Table`] takes none that is empty.
    Text(String),
    /// A day.
    Date(Date),
    /// True or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// decimal(38,6).
    Decimal(Decimal),
}

impl Cell {
    /// Text, or null where there is none: the tables know no empty text.
    pub fn text(value: &str) -> Self {
        if value.is_empty() { Self::Null } else { Self::Text(value.to_owned()) }
    }

    /// The text of `value`, or null.
    pub fn shown(value: Option<impl fmt::Display>) -> Self {
        value.map_or(Self::Null, |value| Self::text(&value.to_string()))
    }

    /// The day, or null.
    pub fn date(value: Option<Date>) -> Self {
        value.map_or(Self::Null, Self::Date)
    }

    fn fits(&self, column: &Column) -> bool {
        match (self, column.kind) {
            (Self::Null, _) => column.presence == Presence::Optional,
            (Self::Text(text), kind) => kind == Type::Text && !text.is_empty(),
            (Self::Date(_), kind) => kind == Type::Date,
            (Self::Bool(_), kind) => kind == Type::Boolean,
            (Self::Int(_), kind) => kind == Type::Integer,
            (Self::Decimal(_), kind) => kind == Type::Decimal,
        }
    }
}

/// The text of a cell as the CSV files hold it, before quoting; null is empty.
impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Bool(value) => value.fmt(f),
            Self::Int(value) => value.fmt(f),
            Self::Decimal(value) => value.fmt(f),
        }
    }
}

/// A table: rows of cells in the order of its schema's columns.
#[derive(Debug, Clone)]
pub struct Table {
    schema: &'static TableSchema,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table of `rows`, in their order.
    ///
    /// # Errors
    /// [`Error::Unexpected`] naming the row where one has too many or too few
    /// cells, a cell of another type, empty text, a null in a required column,
    /// or the key of an earlier row.
    pub fn new(schema: &'static TableSchema, rows: Vec<Vec<Cell>>) -> Result<Self> {
        let table = Self { schema, rows };
        table.rows.iter().try_for_each(|row| table.check_row(row))?;
        match table.twice() {
            None => Ok(table),
            Some((index, before)) => {
                let what = format!("rows {before} and {index} have the same key");
                Err(table.wrong(&table.rows[index - 1], &what))
            }
        }
    }

    /// The first row whose key an earlier one has, and that one, from 1.
    fn twice(&self) -> Option<(usize, usize)> {
        if self.schema.key == Key::Row {
            return None;
        }
        let positions = self.schema.key_positions();
        let key = |row| positions.iter().filter_map(|position| <[Cell]>::get(row, *position)).collect();
        let mut keys: Vec<(Vec<&Cell>, usize)> = self.rows.iter().map(|row| key(row)).zip(1..).collect();
        keys.sort();
        keys.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| (pair[1].1, pair[0].1)).min()
    }

    fn check_row(&self, row: &[Cell]) -> Result<()> {
        let columns = self.schema.columns;
        if row.len() != columns.len() {
            return Err(self.wrong(row, &format!("{} cells in {} columns", row.len(), columns.len())));
        }
        match columns.iter().zip(row).find(|(column, cell)| !cell.fits(column)) {
            None => Ok(()),
            Some((column, Cell::Null)) => Err(self.wrong(row, &format!("column {} is null", column.name))),
            Some((column, cell)) => {
                let what = format!("column {} holds {cell:?}, which is no {}", column.name, column.kind.as_str());
                Err(self.wrong(row, &what))
            }
        }
    }

    fn wrong(&self, row: &[Cell], what: &str) -> Error {
        Error::Unexpected(format!("table {}, row {}: {what}", self.schema.name, self.row_name(row)))
    }

    /// The schema.
    pub fn schema(&self) -> &'static TableSchema {
        self.schema
    }

    /// The rows in order.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The cells that tell a row apart.
    pub fn key_of<'a>(&self, row: &'a [Cell]) -> Vec<&'a Cell> {
        self.schema.key_positions().into_iter().filter_map(|position| row.get(position)).collect()
    }

    /// The name of a row in messages: the cells of its key, or its first cells.
    pub fn row_name(&self, row: &[Cell]) -> String {
        let key: Vec<String> = self.key_of(row).into_iter().take(6).map(ToString::to_string).collect();
        key.join(" ")
    }
}

/// Checks that what the tables refer to is there.
///
/// # Errors
/// [`Error::Unexpected`] naming the row and the value that refers to nothing.
pub fn check_references(tables: &[Table]) -> Result<()> {
    for table in tables {
        for reference in table.schema.references {
            let known = tables.iter().find(|other| other.schema.name == reference.table).map(|other| {
                let position = other.schema.position(reference.target);
                other.rows.iter().filter_map(|row| row.get(position?)).collect::<BTreeSet<_>>()
            });
            let Some(position) = table.schema.position(reference.column) else { continue };
            let dangling = table.rows.iter().find_map(|row| {
                let cell = row.get(position).filter(|cell| **cell != Cell::Null)?;
                let there = known.as_ref().is_some_and(|known| known.contains(cell));
                (!there).then_some((row, cell))
            });
            if let Some((row, cell)) = dangling {
                let what = format!("{} {cell} is not in the table {}", reference.column, reference.table);
                return Err(table.wrong(row, &what));
            }
        }
    }
    Ok(())
}
