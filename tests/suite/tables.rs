//! Tables of figures as input, the whole way: rows as claims, to the precision of what they
//! print, with row and column as their place.

use std::fs;

use reckoner::config::{self, Replace};
use reckoner::extract::{self, Lexicon, TABLE_VALUE_DIFFERS};
use reckoner::ingest;
use reckoner::model::{Hedge, Number};

use crate::project::Project;

const MAPPING: &str = r#"
mapping_version = 1
file = "solar.csv"
[columns]
report = "src"
subject = "what"
value_text = "as printed"
value = "number"
unit = "unit"
period = "when"
measure = "how"
published = "out"
publisher = "who"
[[subject]]
indicator = "solar_revenue"
names = ["sun"]
[[subject]]
indicator = "solar_firms"
names = ["firms"]
"#;

const HEADER: &str = "src,what,as printed,number,unit,when,how,out,who\n";

/// The sample with a table beside it.
fn with_rows(rows: &str) -> Project {
    let project = Project::sample();
    fs::create_dir(project.path("tables")).unwrap();
    let project = project.file("tables/solar.toml", MAPPING).file("tables/solar.csv", format!("{HEADER}{rows}"));
    let overrides = "overrides = \"data/overrides.csv\"";
    project.edit("pipeline.toml", overrides, &format!("{overrides}\ntables = [\"tables/solar.toml\"]"))
}

/// The claim of one row, as `measure value low..high unit hedge`, and the findings.
fn claim(row: &str) -> (String, Vec<&'static str>) {
    let project = with_rows(row);
    let config = config::load(&project.path("pipeline.toml"), &Replace::default()).unwrap();
    let ingested = ingest::run(&config).unwrap();
    let report = ingested.reports.iter().find(|report| report.meta.id.as_str() == "A1").unwrap();
    let reading = extract::read(report, &Lexicon::new(Some(&config)).unwrap());
    let [claim] = &reading.extracted.claims[..] else { panic!("{reading:?}") };
    assert_eq!(reading.extracted.mentions, 1);
    let quantity = &claim.quantity;
    let interval = quantity.interval();
    let end = |end: Option<&Number>| end.map_or("open".to_owned(), ToString::to_string);
    let hedge = if quantity.hedge == Hedge::None { String::new() } else { format!(" {}", quantity.hedge.as_str()) };
    let ends = format!("{}..{}", end(interval.low.number()), end(interval.high.number()));
    let text = format!("{} {} {ends} {}{hedge}", claim.measure, quantity.value, quantity.unit);
    (text, reading.findings.iter().map(|finding| finding.code).collect())
}

#[test]
fn numbers_to_the_precision_of_what_is_printed() {
    let reads = |cells: &str, wanted: &str| {
        let (read, findings) = claim(&format!("A1,sun,{cells},2022,,2023,Daily\n"));
        assert_eq!((read.as_str(), findings), (wanted, vec![]), "{cells}");
    };
    reads("$1.4 billion,1400000000,USD", "level 1400000000 1350000000..1450000000 USD");
    reads("$1.4 billion,,", "level 1400000000 1350000000..1450000000 USD");
    reads("nearly 640 farms,,", "level 640 630..640 farms nearly");
    // A header gave the scale, a column the sign.
    reads("161516,161516000000,KES", "level 161516000000 161515500000..161516500000 KES");
    reads("7.1 per cent,-7.1,percent", "share -7.1 -7.15..-7.05 percent");
    // Nothing in the cell that the grammar reads: the digits of the value.
    reads("a lot,640000,firms", "level 640000 635000..645000 firms");
    reads("a lot,12,firms", "level 12 12..12 firms");
    reads("a lot,0.5,percent", "share 0.5 0.45..0.55 percent");
}

#[test]
fn measures_of_rates() {
    let measure = |when: &str, how: &str| {
        let (read, _) = claim(&format!("A1,sun,9%,9,percent,{when},{how},2023,Daily\n"));
        read.split(' ').next().unwrap().to_owned()
    };
    assert_eq!(measure("2022", "growth"), "growth");
    assert_eq!(measure("2016/2020", "growth"), "growth_average");
    assert_eq!(measure("2022-01/2022-06", "growth"), "growth");
    assert_eq!(measure("2022", ""), "share");
}

#[test]
fn a_value_that_is_not_what_is_printed_is_told() {
    let (read, findings) = claim("A1,sun,$1.4 billion,1500000000,USD,2022,,2023,Daily\n");
    assert_eq!(read, "level 1500000000 1450000000..1550000000 USD");
    assert_eq!(findings, [TABLE_VALUE_DIFFERS]);
}

#[test]
fn rows_are_claims_of_the_release_with_their_place() {
    let rows = "A1,sun,\"2,476 billion shillings\",2476000000000,KES,2022,,2024-01-05,Daily\n\
                A1,sun,$21.0 billion,21000000000,USD,2022,,2024-01-05,Daily\n\
                A2,firms,\"70,100\",,,2022,,2024-02,Weekly\n\
                A2,wind,$1 billion,,,2022,,2024-02,Weekly\n";
    let project = with_rows(rows);
    let told = "note: tables/solar.csv:5: the mapping takes \"wind\" for no indicator; 1 row of it became no claims";
    project.run(["check"]).exits(0).prints(&[told]);
    project.run(["run"]).exits(0);
    project.run(["verify", "--inputs"]).exits(0);
    let text = fs::read_to_string(project.path("tables/solar.csv")).unwrap();
    let claims = project.table("claims");
    let of_table: Vec<_> = claims.iter().filter(|claim| claim["rule"] == "table").collect();
    let places: Vec<&str> = of_table.iter().map(|claim| claim["locator"].as_str()).collect();
    assert_eq!(places, ["row:2,column:as printed", "row:3,column:as printed", "row:4,column:as printed"]);
    for claim in &of_table {
        let end = |field: &str| claim[field].parse::<usize>().unwrap();
        assert_eq!(text[end("span_start")..end("span_end")], claim["value_text"]);
    }
    let dismissed = project.table("dismissed");
    let wind: Vec<_> = dismissed.iter().filter(|row| row["report_id"] == "A2").collect();
    assert!(matches!(&wind[..], [one] if one["reason"] == "no_indicator" && one["value_text"] == "$1 billion"));
    // Two currencies of one report and key are one voice, whose dollars hold.
    let evidence = project.table("evidence");
    let shillings = evidence.iter().find(|row| row["source_id"] == of_table[0]["claim_id"]).unwrap();
    assert_eq!((shillings["role"].as_str(), shillings["reason"].as_str()), ("repeats", "other_currency"));
    assert_eq!(shillings["voice_id"], of_table[1]["claim_id"]);
    let reports = project.table("reports");
    let row = reports.iter().find(|row| row["report_id"] == "A2").unwrap();
    assert_eq!(
        (row["file"].as_str(), row["publisher"].as_str(), row["n_claims"].as_str()),
        ("tables/solar.csv", "Weekly", "1")
    );
    // The configured table belongs to the configured inputs.
    project.run(["run", "--catalogue", "data/catalogue.csv", "--output", "alone"]).exits(0);
    let alone = crate::project::table(&project.path("alone/current"), "reports");
    assert_eq!(alone.len(), 3);
}

#[test]
fn an_earlier_date_leaves_later_rows_out() {
    let project =
        with_rows("A1,sun,$21.0 billion,,,2022,,2024-01-05,Daily\nA2,firms,\"70,100\",,,2022,,2024-02,Weekly\n");
    project.run(["run", "--as-of", "2024-01-31", "--output", "then"]).exits(0);
    let reports = crate::project::table(&project.path("then/current"), "reports");
    let ids: Vec<&str> = reports.iter().map(|row| row["report_id"].as_str()).collect();
    assert_eq!(ids, ["A1", "a_2022", "b_2023"]);
}
