//! What a table is: columns with type, presence, meaning and constraint, a key, references.
//!
//! The tables themselves are in [`super::tables`], each column described once.
//! From there come the rows' checks, the Parquet and CSV files and `datapackage.json`.

/// Version of the tables' shape, in `datapackage.json`, `inputs.lock.json` and
/// the footers of the Parquet files. It rises when a column changes its meaning
/// or goes; new columns come at the end and need no new version.
pub const SCHEMA_VERSION: u32 = 1;

/// Digits of a decimal column in all.
pub const DECIMAL_PRECISION: usize = 38;
/// Digits of a decimal column after the point.
pub const DECIMAL_SCALE: usize = 6;

/// Type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// UTF-8 text.
    Text,
    /// A day of the Gregorian calendar.
    Date,
    /// True or false.
    Boolean,
    /// A signed 64-bit whole number.
    Integer,
    /// decimal(38,6).
    Decimal,
}

impl Type {
    /// The name of the type in messages and in `datapackage.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Date => "date",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Decimal => "decimal(38,6)",
        }
    }
}

/// Whether a column may be null.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Each row has a value.
    Required,
    /// Null says that there is none, or that it is not known.
    Optional,
}

/// What the values of a text column are confined to.
#[derive(Debug, Clone, Copy)]
pub enum Constraint {
    /// Nothing.
    Free,
    /// One of the names that the model's own enum writes.
    OneOf(fn() -> Vec<&'static str>),
    /// A regular expression of the dialect of XML Schema, as Table Schema asks.
    Pattern(&'static str),
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Name.
    pub name: &'static str,
    /// Type.
    pub kind: Type,
    /// Whether it may be null.
    pub presence: Presence,
    /// What it holds, for people.
    pub description: &'static str,
    /// What its numbers count, where that is the same in each row.
    pub unit: Option<&'static str>,
    /// What its texts are confined to.
    pub constraint: Constraint,
}

impl Column {
    const fn new(name: &'static str, kind: Type, description: &'static str) -> Self {
        Self { name, kind, presence: Presence::Required, description, unit: None, constraint: Constraint::Free }
    }

    /// The same, but it may be null.
    pub(super) const fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }

    /// With what its numbers count.
    pub(super) const fn unit(mut self, unit: &'static str) -> Self {
        self.unit = Some(unit);
        self
    }

    /// Confined to the names of an enum.
    pub(super) const fn one_of(mut self, names: fn() -> Vec<&'static str>) -> Self {
        self.constraint = Constraint::OneOf(names);
        self
    }

    /// Confined to a pattern.
    pub(super) const fn pattern(mut self, pattern: &'static str) -> Self {
        self.constraint = Constraint::Pattern(pattern);
        self
    }
}

/// A column of text.
pub(super) const fn text(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Text, description)
}

/// A column of days.
pub(super) const fn date(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Date, description)
}

/// A column of true and false.
pub(super) const fn boolean(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Boolean, description)
}

/// A column of whole numbers.
pub(super) const fn integer(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Integer, description)
}

/// A column of decimals.
pub(super) const fn decimal(name: &'static str, description: &'static str) -> Column {
    Column::new(name, Type::Decimal, description)
}

/// What tells the rows of a table apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Columns that are never null, and never twice the same together.
    Primary(&'static [&'static str]),
    /// Columns that may be null, and never twice the same together.
    Unique(&'static [&'static str]),
    /// Nothing less than the whole row.
    Row,
}

impl Key {
    /// The columns; none where only the whole row tells.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Primary(columns) | Self::Unique(columns) => columns,
            Self::Row => &[],
        }
    }
}

/// A column whose values, where not null, are in a column of another table or
/// of the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The column here.
    pub column: &'static str,
    /// The table there.
    pub table: &'static str,
    /// The column there, which is that table's primary key.
    pub target: &'static str,
}

/// A reference of `column` to the primary key `target` of `table`.
pub(super) const fn reference(column: &'static str, table: &'static str, target: &'static str) -> Reference {
    Reference { column, table, target }
}

/// One table.
#[derive(Debug, Clone, Copy)]
pub struct TableSchema {
    /// Name: of its files in `data/`, and of its resource.
    pub name: &'static str,
    /// What a row is, for people.
    pub description: &'static str,
    /// The columns in order.
    pub columns: &'static [Column],
    /// What tells its rows apart.
    pub key: Key,
    /// What its columns refer to.
    pub references: &'static [Reference],
}

impl TableSchema {
    /// The place of the column of that name.
    pub fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == column)
    }

    /// The places of the key's columns; all places where only the whole row tells.
    pub fn key_positions(&self) -> Vec<usize> {
        match self.key {
            Key::Row => (0..self.columns.len()).collect(),
            key => key.columns().iter().filter_map(|name| self.position(name)).collect(),
        }
    }

    /// Path of the CSV file in a release.
    pub fn csv_path(&self) -> String {
        format!("data/{}.csv", self.name)
    }

    /// Path of the Parquet file in a release.
    pub fn parquet_path(&self) -> String {
        format!("data/{}.parquet", self.name)
    }
}
