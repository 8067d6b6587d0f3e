//! The table of ten million claims as Parquet, a row group at a time:
//! `cargo bench --locked --bench tables [-- CLAIMS]`. Claims are like those of the shipped dataset:
//! texts of their length, a sentence in each, values of many magnitudes. Raw data are the bytes of
//! the cells: a text's own, 16 a decimal, 8 a number, 4 a day, 1 a truth.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark on inputs of its own tells its reader")]

use std::fs::File;
use std::io::BufWriter;
use std::time::{Duration, Instant};

use jiff::civil::date;
use reckoner::model::Decimal;
use reckoner::publish::cells::Cell;
use reckoner::publish::frames::{ParquetFile, ROW_GROUP};
use reckoner::publish::schema::{Column, Presence, TableSchema, Type};
use reckoner::publish::tables::table;

/// `SplitMix64` (Steele, Lea and Flood 2014).
fn luck(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

const WORDS: [&str; 16] = [
    "revenue", "of", "the", "industry", "rose", "by", "a", "third", "last", "year", "exports", "said", "ministry",
    "firms", "in", "plan",
];

fn cell(column: &Column, at: u64, state: &mut u64) -> Cell {
    let random = luck(state);
    if column.presence == Presence::Optional && random.is_multiple_of(4) {
        return Cell::Null;
    }
    match column.kind {
        Type::Text => Cell::Text(match column.name {
            "claim_id" => format!("c{random:016x}"),
            "report_id" => format!("report_{:06}", at / 14),
            "sentence" => {
                let words: Vec<&str> = (0..24).map(|_| WORDS[(luck(state) % 16) as usize]).collect();
                format!("{} {random}.", words.join(" "))
            }
            "value_text" | "printed_value" => format!("{}.{}", random % 999, random % 10),
            _ => format!("{}_{}", column.name, random % 40),
        }),
        Type::Date => Cell::Date(date(2000 + (random % 25) as i16, 1 + (random % 12) as i8, 1)),
        Type::Boolean => Cell::Bool(random.is_multiple_of(2)),
        Type::Integer => Cell::Int((random % 100_000).cast_signed()),
        Type::Decimal => {
            Cell::Decimal(Decimal::from_micros(i128::from(random % 1_000_000) * 10_i128.pow((random % 12) as u32)))
        }
    }
}

fn bytes(cell: &Cell) -> usize {
    match cell {
        Cell::Null => 0,
        Cell::Text(text) => text.len(),
        Cell::Date(_) => 4,
        Cell::Bool(_) => 1,
        Cell::Int(_) => 8,
        Cell::Decimal(_) => 16,
    }
}

fn main() {
    let number: usize = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10_000_000);
    let schema: &'static TableSchema = table("claims").expect("a table");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("claims.parquet");
    let mut file = ParquetFile::begin(BufWriter::new(File::create(&path).expect("a file")), schema).expect("it begins");
    let (mut raw, mut took, mut state, mut done) = (0, Duration::ZERO, 5, 0);
    while done < number {
        let rows: Vec<Vec<Cell>> = (done..number.min(done + ROW_GROUP))
            .map(|at| schema.columns.iter().map(|column| cell(column, at as u64, &mut state)).collect())
            .collect();
        raw += rows.iter().flatten().map(bytes).sum::<usize>();
        done += rows.len();
        let begun = Instant::now();
        file.group(&rows).expect("a group");
        took += begun.elapsed();
    }
    let begun = Instant::now();
    file.finish().expect("it ends");
    took += begun.elapsed();
    let written = std::fs::metadata(&path).expect("a file").len();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("not known").trim().to_owned();
    println!(
        "{done} claims: {} MB of cells as {} MB of Parquet in {:.1} s, {} MB/s; at most {most} in memory",
        raw / 1_000_000,
        written / 1_000_000,
        took.as_secs_f64(),
        (raw as u128 / 1000).checked_div(took.as_millis()).unwrap_or_default(),
    );
}
