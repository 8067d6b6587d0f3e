//! What the tables, the bytes and the release promise.

use super::cells::{Cell, Table};
use super::dataset::Dataset;
use super::read::{self, Release};
use super::release::{Rendered, render};
use super::schema::{Key, TableSchema, boolean, date, decimal, integer, text};
use super::tables::{TABLES, table};
use super::testing::{claim, config, dataset, n, provenance, quantity, rendered, report};
use super::{csv, frames, rows, typed};
use crate::error::Error;
use crate::model::{Decimal, Hedge, Number};

static PROBE: TableSchema = TableSchema {
    name: "probe",
    description: "One column of each type.",
    columns: &[
        text("text", "Text.").optional(),
        date("date", "Date.").optional(),
        boolean("boolean", "Boolean.").optional(),
        integer("integer", "Integer.").optional(),
        decimal("decimal", "Decimal.").optional(),
    ],
    key: Key::Row,
    references: &[],
};

fn probe() -> Table {
    let word = |text: &str| Cell::Text(text.to_owned());
    let day = |text: &str| Cell::Date(text.parse().unwrap());
    let number = |text: &str| Cell::Decimal(text.parse::<Decimal>().unwrap());
    let most = 10_i128.pow(38) - 1;
    let rows = vec![
        vec![word("plain"), day("2022-03-26"), Cell::Bool(true), Cell::Int(0), number("18780000000")],
        vec![Cell::Null, day("1969-12-31"), Cell::Bool(false), Cell::Int(i64::MIN), number("11.6")],
        vec![Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Null],
        vec![
            word("tỷ 万 😀"),
            day("0001-01-01"),
            Cell::Null,
            Cell::Int(i64::MAX),
            Cell::Decimal(Decimal::from_micros(most)),
        ],
        vec![word("a,b"), day("9998-12-31"), Cell::Null, Cell::Int(-1), Cell::Decimal(Decimal::from_micros(-most))],
        vec![word("\"q\"\r\n, x"), Cell::Null, Cell::Null, Cell::Null, number("-0.000001")],
        vec![word("\n"), Cell::Null, Cell::Null, Cell::Null, number("0")],
        vec![word("  spaced "), Cell::Null, Cell::Null, Cell::Null, number("0.1")],
        vec![word("\""), Cell::Null, Cell::Null, Cell::Null, Cell::Null],
    ];
    Table::new(&PROBE, rows).unwrap()
}

#[test]
fn parquet_gives_back_what_it_took() {
    let table = probe();
    let bytes = frames::write_parquet(&table).unwrap();
    assert_eq!(frames::read_parquet(&bytes, &PROBE).unwrap(), table.rows());
    assert_eq!(frames::count_rows(&bytes).unwrap(), table.rows().len());
    let empty = Table::new(&PROBE, Vec::new()).unwrap();
    let bytes = frames::write_parquet(&empty).unwrap();
    assert_eq!(frames::read_parquet(&bytes, &PROBE).unwrap(), empty.rows());
    assert!(frames::read_parquet(&bytes, table_schema("claims")).unwrap_err().contains("table probe"));
}

#[test]
fn csv_gives_back_what_it_took() {
    let table = probe();
    let bytes = csv::write(&table).unwrap();
    assert_eq!(csv::read(&bytes, &PROBE).unwrap(), table.rows());
    assert_eq!(csv::count_rows(&bytes).unwrap(), table.rows().len());
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("text,date,boolean,integer,decimal\nplain,2022-03-26,true,0,18780000000\n"), "{text}");
    assert!(text.contains("\n,1969-12-31,false,-9223372036854775808,11.6\n"), "{text}");
    assert!(text.contains("\n,,,,\n"), "{text}");
    assert!(text.contains("\n\"\"\"q\"\"\r\n, x\",,,,-0.000001\n"), "{text}");
    assert!(
        text.contains("\n99999999999999999999999999999999.999999")
            || text.contains(",99999999999999999999999999999999.999999\n")
    );
    // Null is the empty field, and so no cell may hold empty text.
    let mut rows = table.rows().to_vec();
    rows[1][0] = Cell::Text(String::new());
    assert!(Table::new(&PROBE, rows).unwrap_err().to_string().contains("column text holds Text(\"\")"));
}

#[test]
fn csv_that_is_not_ours_is_named_by_line() {
    let header = "text,date,boolean,integer,decimal\n";
    for (rows, line) in [
        ("a,,,,\nb,,,\n", "line: 3,"),
        ("\"a\nb\",,,,\n\"c,,,,\n", "line: 4,"),
        ("a\"b,,,,\n", "line 2"),
        ("\"a\"b,,,,\n", "line 2"),
        ("a,2022-02-30,,,\n", "line 2: column date"),
        ("a,,yes,,\n", "line 2: column boolean"),
        ("a,,,1.5,\n", "line 2: column integer"),
        ("a,,,,1e5\n", "line 2: column decimal"),
        ("a,,,,0.0000001\n", "line 2: column decimal"),
        ("a,,,,", "line 2"),
        ("a,,,,\n\nb,,,,\n", "line 3"),
        ("a,,,,\r\n", "line 2"),
        ("\"\",,,,\n", "line 2"),
        ("a,,,,1.50\n", "line 2"),
    ] {
        let why = csv::read(format!("{header}{rows}").as_bytes(), &PROBE).unwrap_err();
        assert!(why.contains(line), "{rows:?}: {why}");
    }
    assert!(csv::read(b"text,date\n", &PROBE).unwrap_err().contains("columns"));
    assert!(csv::read(b"", &PROBE).is_err());
    assert!(csv::read(b"\xff\n", &PROBE).is_err());
}

fn table_schema(name: &str) -> &'static TableSchema {
    table(name).unwrap()
}

/// Prints the hash of many rows for [`bytes_are_equal_across_threads`], in a
/// process of its own, as polars reads its thread count once.
#[test]
#[ignore = "runs inside another test"]
fn print_hash_of_many_rows() {
    let rows = (0..300_000_i64).map(|i| {
        vec![
            Cell::Text(format!("row {}", i % 977)),
            Cell::Date("2022-03-26".parse().unwrap()),
            Cell::Bool(i % 3 == 0),
            if i % 5 == 0 { Cell::Null } else { Cell::Int(i) },
            Cell::Decimal(Decimal::from_micros(i128::from(i) * 1_234_567)),
        ]
    });
    let table = Table::new(&PROBE, rows.collect()).unwrap();
    let bytes = frames::write_parquet(&table).unwrap();
    assert_eq!(frames::read_parquet(&bytes, &PROBE).unwrap(), table.rows());
    let release = super::digest::sha256_hex(rendered("x").release_id.as_bytes());
    std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("hash={}{release}\n", super::digest::sha256_hex(&bytes)).as_bytes(),
    )
    .unwrap();
}

#[test]
fn bytes_are_equal_across_threads_and_environments() {
    let name = concat!(module_path!(), "::print_hash_of_many_rows");
    let name = name.split_once("::").unwrap().1;
    let hash = |threads: &str, zone: &str, locale: &str| {
        let output = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name, "--ignored", "--nocapture"])
            .env("POLARS_MAX_THREADS", threads)
            .env("RAYON_NUM_THREADS", threads)
            .env("TZ", zone)
            .env("LC_ALL", locale)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        let hash = text.lines().find_map(|line| line.split_once("hash=")).map(|(_, hash)| hash.to_owned());
        hash.unwrap_or_else(|| panic!("{text}"))
    };
    let one = hash("1", "UTC", "C");
    assert_eq!(one, hash("3", "Asia/Ho_Chi_Minh", "vi_VN.UTF-8"));
    assert_eq!(one, hash("8", "America/Los_Angeles", "tr_TR.UTF-8"));
}

#[test]
fn order_of_rows_does_not_show() {
    let forward = rendered("x");
    let mut reversed = dataset();
    let Dataset { reports, claims, derived, figures, evidence, conflicts, vintages, targets, dismissed, findings } =
        &mut reversed;
    reports.reverse();
    claims.reverse();
    derived.reverse();
    figures.reverse();
    evidence.reverse();
    conflicts.reverse();
    vintages.reverse();
    targets.reverse();
    dismissed.reverse();
    findings.reverse();
    let mut config = config();
    config.indicators.reverse();
    let provenance = super::Provenance { pipeline_toml: "# x\n".into(), ..provenance() };
    assert_eq!(render(&reversed, &config, &provenance).unwrap(), forward);
}

#[test]
fn rounding_happens_once_and_outwards() {
    let tables = rows::tables(&dataset(), &config()).unwrap();
    let cell = |name: &str, row: usize, column: &str| {
        let table = tables.iter().find(|table| table.schema().name == name).unwrap();
        table.rows()[row][table.schema().position(column).unwrap()].to_string()
    };
    assert_eq!(cell("derived", 0, "value"), "0.333333");
    assert_eq!(cell("derived", 0, "low"), "0.333333");
    assert_eq!(cell("derived", 0, "high"), "0.333334");
    assert_eq!(cell("derived", 0, "inputs").split(' ').count(), 2);
    assert_eq!(cell("reports", 1, "published"), "2025-02");
    assert_eq!(cell("reports", 1, "published_precision"), "month");
    assert_eq!(cell("claims", 1, "value"), "11.6");
    assert_eq!(cell("claims", 1, "low"), "11.6");
    assert_eq!(cell("claims", 1, "high"), "11.7");
    assert_eq!(cell("claims", 1, "period_end"), "2022-12-31");
    assert_eq!(cell("claims", 1, "printed_unit"), "");
    assert_eq!(cell("indicators", 0, "indicator_id"), "ict_exports");
}

#[test]
fn an_overflow_names_row_and_column() {
    let mut too_large = dataset();
    too_large.claims[0].value = Number::pow10(33);
    let id = too_large.claims[0].id.to_string();
    let Err(Error::Corrupt { message, .. }) = rows::tables(&too_large, &config()) else { panic!("it should not fit") };
    assert!(message.contains(&id) && message.contains("column value") && message.contains("32 digits"), "{message}");
}

#[test]
fn rows_that_break_their_schema_are_refused() {
    let message = |break_it: fn(&mut Dataset)| {
        let mut dataset = dataset();
        break_it(&mut dataset);
        rows::tables(&dataset, &config()).unwrap_err().to_string()
    };
    assert!(message(|d| d.claims[1].id = d.claims[0].id.clone()).contains("same key"));
    assert!(message(|d| d.claims[0].printed.sentence = "".into()).contains("column sentence is null"));
    assert!(message(|d| drop(d.reports.remove(0))).contains("not in the table reports"));
    assert!(message(|d| d.targets[0].outcome_figure = "f0000000000000000".parse().ok()).contains("table figures"));
}

#[test]
fn the_id_is_of_data_and_provenance_alone() {
    let Rendered { release_id, mut files, rows } = rendered("x");
    assert_eq!(release_id.len(), 12);
    assert_eq!(rows["claims"], 3);
    files.insert("datapackage.json".into(), Vec::new());
    assert_eq!(super::release::release_id(&files), release_id);
    files.insert("provenance/fx.csv".into(), b"x".to_vec());
    assert_ne!(super::release::release_id(&files), release_id);
    assert_ne!(rendered("y").release_id, release_id);
    // printf '%s\n' <sha256 of a> <sha256 of b> | sort | sha256sum | cut -c1-12
    let two = [("data/x".to_owned(), b"a".to_vec()), ("provenance/y".to_owned(), b"b".to_vec())];
    assert_eq!(super::release::release_id(&two.into()), "e31b611bfa25");
}

#[test]
fn the_package_describes_every_table_once() {
    let files = rendered("x").files;
    let package: serde_json::Value = serde_json::from_slice(&files["datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 2 * TABLES.len());
    for (index, schema) in TABLES.iter().enumerate() {
        let (text, parquet) = (&resources[2 * index], &resources[2 * index + 1]);
        assert_eq!(text["path"], schema.csv_path());
        assert_eq!(text["bytes"], files[&schema.csv_path()].len());
        assert_eq!(text["schema"]["fields"].as_array().unwrap().len(), schema.columns.len());
        assert_eq!(parquet["path"], schema.parquet_path());
        assert!(parquet.get("bytes").is_none() && parquet.get("hash").is_none());
    }
    assert_eq!(package["latest_publication"], "2025-02");
    assert_eq!(resources[4]["schema"]["foreignKeys"][0]["reference"]["resource"], "reports");
    assert_eq!(resources[4]["schema"]["primaryKey"][0], "claim_id");
}

#[test]
fn claims_and_reports_come_back_from_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let release = rendered("x");
    for (path, bytes) in &release.files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let tables = read::tables(&Release::open(folder.path()).unwrap()).unwrap();
    let mut expected = dataset();
    expected.sort();
    assert_eq!(typed::reports(&tables).unwrap(), expected.reports);
    let mut found = typed::claims(&tables).unwrap();
    assert_eq!(found.len(), 3);
    for (found, mut expected) in found.iter_mut().zip(expected.claims) {
        // The printed quantity comes back in the normalized unit.
        expected.printed.quantity.value = expected.value.clone();
        // Of what was converted, the last place follows from ends that were rounded.
        assert!((&found.resolution - &expected.resolution).abs() <= n("0.000004"));
        expected.resolution = found.resolution.clone();
        expected.printed.quantity.resolution = found.resolution.clone();
        assert_eq!(*found, expected);
    }
}

#[test]
fn intervals_come_back_for_every_hedge_sign_and_rate() {
    let report = report("a_1", Some("2024"));
    for hedge in Hedge::ALL {
        for (value, resolution) in [
            ("135000000000", "1000000000"),
            ("-135000000000", "1000000000"),
            ("3400000000000", "100000000000"),
            ("11.6", "0.1"),
            ("-5", "1"),
            ("8", "0"),
            ("0", "1"),
        ] {
            for to in [None, Some("9999999999999")] {
                for rate in [None, Some("23271.212639"), Some("0.9243"), Some("25000")] {
                    let mut printed = quantity(value, resolution, hedge);
                    printed.value_to = to.map(n);
                    printed.resolution_to = if to.is_some() { n("1") } else { Number::zero() };
                    let claim = claim(&report, 0, printed, rate);
                    let data =
                        Dataset { reports: vec![report.clone()], claims: vec![claim.clone()], ..Dataset::default() };
                    let found = typed::claims(&rows::tables(&data, &config()).unwrap()).unwrap().remove(0);
                    let what = format!("{hedge:?} {value} to {to:?} at {rate:?}");
                    assert_eq!(found.interval, claim.interval, "{what}");
                    assert_eq!((&found.value, &found.value_to), (&claim.value, &claim.value_to), "{what}");
                    let open = matches!(hedge, Hedge::AtLeast | Hedge::AtMost);
                    let exact = claim.resolution.is_zero() && hedge != Hedge::None;
                    if !open && !exact {
                        // What was converted was rounded at both ends.
                        let off = (&found.resolution - &claim.resolution).abs();
                        assert!(off <= n(if rate.is_some() { "0.000004" } else { "0" }), "{what}");
                    }
                }
            }
        }
    }
}

#[test]
fn an_amount_that_no_short_decimal_explains_stays_as_printed() {
    let report = report("a_1", None);
    let mut claim = claim(&report, 0, quantity("4300000000", "100000000", Hedge::None), None);
    // The document's own rate, 100 trillion to 4.3 billion, does not fit six decimals.
    claim.fx_rate = n("100000000000000").checked_div(&n("4300000000"));
    let data = Dataset { reports: vec![report], claims: vec![claim.clone()], ..Dataset::default() };
    let found = typed::claims(&rows::tables(&data, &config()).unwrap()).unwrap().remove(0);
    assert_eq!((found.value, found.interval), (claim.value, claim.interval));
}

#[test]
fn differences_are_told_row_by_row() {
    let expected = rows::tables(&dataset(), &config()).unwrap();
    assert!(super::compare(&expected, &expected).is_empty());
    let told = |name: &str, change: fn(&mut Vec<Vec<Cell>>)| {
        let mut found = expected.clone();
        let index = found.iter().position(|table| table.schema().name == name).unwrap();
        let mut rows = found[index].rows().to_vec();
        change(&mut rows);
        found[index] = Table::new(table_schema(name), rows).unwrap();
        super::compare(&expected, &found).iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let id = expected[2].rows()[2][0].to_string();
    assert_eq!(
        told("claims", |rows| rows[2][12] = Cell::Decimal("148000000001".parse().unwrap())),
        [format!("claims, row {id}, value: expected 148000000000, found 148000000001")]
    );
    let first = expected[2].rows()[0][0].to_string();
    assert_eq!(
        told("claims", |rows| rows.swap(0, 2)),
        [format!("claims, row number 1: expected the row {first}, found the row {id}")]
    );
    assert_eq!(told("claims", |rows| drop(rows.pop())), [format!("claims, row {id}: expected the row, found nothing")]);
    assert_eq!(
        told("dismissed", |rows| rows.push(rows[0].clone())),
        ["dismissed, row b_2 20 24  2022 used_as_period: expected nothing, found the row"]
    );
    assert_eq!(
        super::compare(&expected, &expected[1..])[0].to_string(),
        "reports, row -: expected the table, found nothing"
    );
}
