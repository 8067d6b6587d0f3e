//! Cells become polars columns and Parquet bytes, and come back. The only file
//! that knows polars.
//!
//! Bytes depend on the cells and the pinned version of polars alone: one eager
//! writer, fixed row groups, nothing from the environment.

use std::io::{Cursor, Write};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use polars::io::parquet::read::{ParallelStrategy, ParquetReader};
use polars::io::parquet::write::{
    BatchedWriter, KeyValueMetadata, ParquetCompression, ParquetWriter, StatisticsOptions,
};
use polars::prelude::{
    BooleanChunked, Column as Series, CompatLevel, DataFrame, DataType, Int32Chunked, Int64Chunked, Int128Chunked,
    IntoColumn, IntoSeries, NewChunkedArray, PlSmallStr, PolarsResult, SchemaExt as _, SerReader, StringChunked,
};

use polars_parquet::write::schema_to_metadata_key;
use rayon::iter::{IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _};

use super::cells::{Cell, Table};
use super::schema::{Column, DECIMAL_PRECISION, DECIMAL_SCALE, SCHEMA_VERSION, TableSchema, Type};
use crate::model::Decimal;

/// Rows of a row group: enough that a reader can skip, few enough that the
/// tables of any subject so far are one group.
pub const ROW_GROUP: usize = 131_072;
/// Bytes of text kept in the statistics of a column.
const STATISTICS_TEXT: u64 = 64;
const EPOCH: Date = date(1970, 1, 1);

/// Writes a table: zstd at its default level, which is 3, with statistics, and
/// with `schema_version` and `table` in the footer.
///
/// # Errors
/// What polars says, where it cannot write.
pub fn write_parquet(table: &Table) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut file = ParquetFile::begin(&mut bytes, table.schema())?;
    for rows in table.rows().chunks(ROW_GROUP) {
        file.group(rows)?;
    }
    file.finish()?;
    Ok(bytes)
}

/// A Parquet file that is written a row group at a time: of a table that is longer than
/// memory, only the rows of one group are held.
pub struct ParquetFile<W: Write> {
    schema: &'static TableSchema,
    writer: BatchedWriter<W>,
}

impl<W: Write> ParquetFile<W> {
    /// Writes what comes before the first group.
    ///
    /// # Errors
    /// What polars says, where it cannot write.
    pub fn begin(sink: W, schema: &'static TableSchema) -> Result<Self, String> {
        let statistics = StatisticsOptions {
            binary_statistics_truncate_length: Some(STATISTICS_TEXT),
            ..StatisticsOptions::default()
        };
        let empty = frame(schema, &[]).map_err(|why| format!("table {}: {why}", schema.name))?;
        // Left to itself polars declares text to be of its own newest type, which pyarrow and
        // pandas read but can neither sort, join nor compare.
        let arrow = schema_to_metadata_key(&empty.schema().to_arrow(CompatLevel::oldest()));
        let footer = vec![
            (arrow.key, arrow.value.unwrap_or_default()),
            ("schema_version".to_owned(), SCHEMA_VERSION.to_string()),
            ("table".to_owned(), schema.name.to_owned()),
        ];
        let writer = ParquetWriter::new(sink)
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(statistics)
            .with_key_value_metadata(Some(KeyValueMetadata::from_static(footer)))
            .batched(empty.schema())
            .map_err(|why| format!("table {}: {why}", schema.name))?;
        Ok(Self { schema, writer })
    }

    /// Writes rows, which fit the schema, as one group: [`ROW_GROUP`] of them, fewer at the end.
    ///
    /// # Errors
    /// What polars says, where it cannot write.
    pub fn group(&mut self, rows: &[Vec<Cell>]) -> Result<(), String> {
        let written = frame(self.schema, rows).and_then(|frame| self.writer.write_batch(&frame));
        written.map_err(|why| format!("table {}: {why}", self.schema.name))
    }

    /// Writes the footer.
    ///
    /// # Errors
    /// What polars says, where it cannot write.
    pub fn finish(self) -> Result<(), String> {
        self.writer.finish().map(|_| ()).map_err(|why| format!("table {}: {why}", self.schema.name))
    }
}

fn frame(schema: &TableSchema, rows: &[Vec<Cell>]) -> PolarsResult<DataFrame> {
    let columns = schema.columns.par_iter().enumerate();
    let columns = columns.map(|(index, column)| series(column, rows.iter().map(move |row| row.get(index))));
    // Collected before the first error is taken, so that it is the first column's.
    let columns: Vec<PolarsResult<Series>> = columns.collect();
    DataFrame::new(rows.len(), columns.into_iter().collect::<PolarsResult<_>>()?)
}

fn series<'a>(column: &Column, cells: impl Iterator<Item = Option<&'a Cell>>) -> PolarsResult<Series> {
    let name = PlSmallStr::from_static(column.name);
    // A table's cells fit their columns; what does not match below is null.
    Ok(match column.kind {
        Type::Text => {
            let values = cells.map(|cell| if let Some(Cell::Text(text)) = cell { Some(text.as_str()) } else { None });
            StringChunked::from_iter_options(name, values).into_column()
        }
        Type::Date => {
            let values = cells.map(|cell| if let Some(Cell::Date(day)) = cell { Some(days(*day)) } else { None });
            Int32Chunked::from_iter_options(name, values).into_date().into_column()
        }
        Type::Boolean => {
            let values = cells.map(|cell| if let Some(Cell::Bool(value)) = cell { Some(*value) } else { None });
            BooleanChunked::from_iter_options(name, values).into_column()
        }
        Type::Integer => {
            let values = cells.map(|cell| if let Some(Cell::Int(value)) = cell { Some(*value) } else { None });
            Int64Chunked::from_iter_options(name, values).into_column()
        }
        Type::Decimal => {
            let values = cells.map(|cell| if let Some(Cell::Decimal(d)) = cell { Some(d.micros()) } else { None });
            let micros = Int128Chunked::from_iter_options(name, values);
            micros.into_decimal(DECIMAL_PRECISION, DECIMAL_SCALE)?.into_series().into_column()
        }
    })
}

fn days(day: Date) -> i32 {
    (day - EPOCH).get_days()
}

/// Reads the rows that [`write_parquet`] wrote.
///
/// # Errors
/// A message, where the file is damaged or its columns are not the schema's.
pub fn read_parquet(bytes: &[u8], schema: &TableSchema) -> Result<Vec<Vec<Cell>>, String> {
    let mut reader = ParquetReader::new(Cursor::new(bytes)).read_parallel(ParallelStrategy::None).set_rechunk(true);
    let metadata = reader.get_metadata().map_err(|why| why.to_string())?;
    let footer = metadata.key_value_metadata().iter().flatten();
    let of = |key: &str| footer.clone().find(|pair| pair.key == key).and_then(|pair| pair.value.clone());
    let (version, table) = (of("schema_version"), of("table"));
    if version.as_deref() != Some(SCHEMA_VERSION.to_string().as_str()) || table.as_deref() != Some(schema.name) {
        return Err(format!(
            "the footer says table {} of schema version {}, not {} of {SCHEMA_VERSION}",
            table.as_deref().unwrap_or("?"),
            version.as_deref().unwrap_or("?"),
            schema.name
        ));
    }
    let frame = reader.finish().map_err(|why| why.to_string())?;
    let mut rows: Vec<Vec<Cell>> = vec![Vec::with_capacity(schema.columns.len()); frame.height()];
    if !frame.get_column_names().iter().map(|name| name.as_str()).eq(schema.columns.iter().map(|c| c.name)) {
        return Err(format!("the columns are {:?}", frame.get_column_names()));
    }
    for (column, series) in schema.columns.iter().zip(frame.columns()) {
        let cells = cells(column, series).map_err(|why| format!("column {}: {why}", column.name))?;
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
    Ok(rows)
}

fn cells(column: &Column, series: &Series) -> Result<Vec<Cell>, String> {
    let failed = |why: polars::prelude::PolarsError| why.to_string();
    match column.kind {
        Type::Text => Ok(collect(series.str().map_err(failed)?.iter(), |text| Cell::Text(text.to_owned()))),
        Type::Boolean => Ok(collect(series.bool().map_err(failed)?.iter(), Cell::Bool)),
        Type::Integer => Ok(collect(series.i64().map_err(failed)?.iter(), Cell::Int)),
        Type::Date => {
            let days = series.date().map_err(failed)?.physical();
            let day = |days: i32| EPOCH.checked_add(days.days()).map_err(|why| why.to_string());
            days.iter().map(|value| value.map_or(Ok(Cell::Null), |days| day(days).map(Cell::Date))).collect()
        }
        Type::Decimal => {
            if series.dtype() != &DataType::Decimal(DECIMAL_PRECISION, DECIMAL_SCALE) {
                return Err(format!("its type is {}", series.dtype()));
            }
            let micros = series.decimal().map_err(failed)?.physical();
            Ok(collect(micros.iter(), |micros| Cell::Decimal(Decimal::from_micros(micros))))
        }
    }
}

fn collect<T>(values: impl Iterator<Item = Option<T>>, cell: impl Fn(T) -> Cell) -> Vec<Cell> {
    values.map(|value| value.map_or(Cell::Null, &cell)).collect()
}

/// The number of rows that the footer of a Parquet file gives.
///
/// # Errors
/// A message, where the footer is damaged.
pub fn count_rows(bytes: &[u8]) -> Result<usize, String> {
    ParquetReader::new(Cursor::new(bytes)).num_rows().map_err(|why| why.to_string())
}
