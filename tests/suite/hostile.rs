//! Texts that nobody writes: read to their end or to a limit that is told, with nothing lost.

use std::collections::BTreeMap;

use reckoner::extract::{self, Reading};
use reckoner::model::Report;

use crate::printed::lexicon;
use crate::project::Project;
use crate::repeated::report;

/// Longer than what is held of a paragraph at once.
const LONG: usize = 200_000;

/// The reading of a text, of which nothing is lost.
fn read(text: &str) -> (Report, Reading) {
    let report = report("r", text);
    let reading = extract::read(&report, lexicon());
    let extracted = &reading.extracted;
    assert_eq!(extracted.mentions, extracted.claims.len() + extracted.dismissed.len());
    for claim in &extracted.claims {
        assert_eq!(claim.span.of(text), claim.value_text);
    }
    for one in &extracted.dismissed {
        assert_eq!(one.span.of(text), one.value_text);
        assert!(!one.value_text.is_empty());
    }
    (report, reading)
}

#[test]
fn a_report_in_one_line_is_read_like_its_sentences() {
    let sentences = [
        "Exports of coffee from Kenya rose 12% to €5.0 billion in 2022 from €4.46 billion in 2021. ",
        "Wool output was 355,000 tonnes in 2012. ",
        "At the end of 2013 there were sixty-two mills in Łódź! ",
    ];
    let once = sentences.concat();
    let times = LONG / once.len();
    let (_, one) = read(&once);
    let (_, many) = read(&once.repeat(times));
    assert_eq!(many.extracted.mentions, times * one.extracted.mentions);
    let told = |reading: &Reading| -> Vec<_> {
        let claims = reading.extracted.claims.iter();
        claims
            .map(|claim| (claim.sentence.clone(), claim.value_text.clone(), claim.period, claim.base_period))
            .collect()
    };
    let (many, one) = (told(&many), told(&one));
    assert_eq!(many.len(), times * one.len());
    for (at, (claim, expected)) in many.iter().zip(one.iter().cycle()).enumerate() {
        assert_eq!(claim, expected, "claim {at}");
    }
}

#[test]
fn signs_without_end() {
    let units = [
        "$",
        "([{",
        "5, ",
        "\u{301}",
        "a\u{301}",
        "1234567890",
        "5\n",
        "5. ",
        "“5” ",
        "5% ",
        "# 5\n",
        "1 to ",
        "x",
        "𝟓",
    ];
    for unit in units {
        let (_, reading) = read(&unit.repeat(LONG / 4 / unit.len()));
        let longest = reading.extracted.claims.iter().map(|claim| claim.sentence.len()).max();
        assert!(longest.is_none_or(|longest| longest < 20_000), "{unit:?}: a sentence of {longest:?} bytes");
    }
}

#[test]
fn what_is_over_the_limit_of_mentions_is_told() {
    let limit = |most: &str| {
        let project = Project::sample();
        project.edit("pipeline.toml", "max_report_bytes", &format!("max_report_mentions = {most}\nmax_report_bytes"))
    };
    let text = "Solar revenue was $3 billion in 2020. It was $4 billion in 2021.\n\nIt was $5 billion in 2022.\n";
    let project = limit("3").file("data/reports/c_2024.txt", text);
    project.run(["run"]).exits(3);
    let findings = project.table("findings");
    let cut = |finding: &&BTreeMap<_, _>| finding["code"] == "report_cut_short" && finding["report_id"] == "c_2024";
    let cut: Vec<_> = findings.iter().filter(cut).collect();
    let [cut] = cut.as_slice() else { panic!("{findings:?}") };
    assert_eq!(cut["severity"], "error");
    // What was begun is read to the end of its sentence, and the rest is what the finding covers.
    assert_eq!(&text[cut["span_start"].parse().unwrap()..], "It was $5 billion in 2022.\n");
    assert_eq!(cut["locator"], "body:2");
    let read: Vec<_> = project.table("claims").into_iter().filter(|claim| claim["report_id"] == "c_2024").collect();
    assert_eq!(read.len(), 2);
    project.run(["verify"]).exits(0);
    // `scan` has the same limit, and says so where its rows cannot.
    project.run(["scan", "data/reports/c_2024.txt"]).exits(0).prints(&["report_cut_short"]);
    project.run(["scan", "data/reports/c_2024.txt", "--format", "csv"]).exits(0).says(&["report_cut_short", "body:2"]);
    project.run(["scan", "data/reports/c_2024.txt", "--json"]).exits(0).says(&["report_cut_short"]);
    limit("1000").file("data/reports/c_2024.txt", text).run(["run"]).exits(0);
}

#[test]
fn a_catalogue_over_its_limit_is_refused() {
    let project = Project::sample().edit("pipeline.toml", "max_report_bytes", "max_reports = 2\nmax_report_bytes");
    project.run(["run"]).exits(65).says(&["data/catalogue.csv:4:1", "more than 2 rows", "max_reports"]);
}
