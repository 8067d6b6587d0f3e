use super::*;
use crate::extract::read;
use crate::model::{Language, ReportMeta};

/// The findings of a text by code and message.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let meta = ReportMeta {
        published: Some("2023-03-01".parse().unwrap()),
        ..ReportMeta::unlisted("r".parse().unwrap(), Language::En, "KE".parse().unwrap())
    };
    let report = Report::prose(meta, String::new(), text, 0);
    let findings = read(&report, &Lexicon::new(None).unwrap()).findings;
    let shown = findings.into_iter().filter(|finding| finding.code != crate::extract::MULTIPLE_AMBIGUOUS);
    shown.map(|finding| (finding.code, finding.message)).collect()
}

#[track_caller]
fn finds(text: &str, code: &str, says: &str) {
    let found = found(text);
    assert!(found.len() == 1 && found[0].0 == code && found[0].1.contains(says), "{text}: {found:?}");
}

#[track_caller]
fn is_silent(text: &str) {
    assert_eq!(found(text), [], "{text}");
}

#[test]
fn changes_are_held_against_their_ends() {
    let rose = "Exports rose 12% to $5.0 billion in 2022 from $4.0 billion in 2021.";
    finds(rose, CHANGE_DOES_NOT_FIT, "make 22.22 to 27.85 percent");
    finds("Exports rose 12% to $5.00 billion from $4.00 billion.", CHANGE_DOES_NOT_FIT, "make 24.");
    finds(
        "Output fell 20% to 355,000 tonnes from 400,000 tonnes a year earlier.",
        CHANGE_DOES_NOT_FIT,
        "make -12.47 to -10 percent",
    );
    finds(
        "Net profit was £340 million in 2022, up 22% from £303 million in 2021.",
        CHANGE_DOES_NOT_FIT,
        "\"£340 million\" after \"£303 million\"",
    );
    finds(
        "Output increased by 40,000 tonnes to 355,000 tonnes from 300,000 tonnes.",
        CHANGE_DOES_NOT_FIT,
        "make 49500 to 60500",
    );
    // 4.5 to 5.5 on 3.5 to 4.5 is anything up to 57%.
    is_silent("Exports rose 12% to $5 billion in 2022 from $4 billion in 2021.");
    is_silent("Exports rose 25% to $5 billion in 2022 from $4 billion in 2021.");
    is_silent(
        "Exports rose 12% to $5 billion from $4.5 billion, while imports grew 10% to $6 billion from $5.5 billion.",
    );
    is_silent("Exports rose more than 12% to $5.0 billion from $4.0 billion.");
    is_silent("Exports rose about 26% to $5.00 billion from $4.00 billion.");
    is_silent("Exports rose 12% to $5 billion in 2022 from $4 billion in 2019.");
    is_silent("Malaria cases decreased from 1.9 million in 2010 to 740,000 in 2016, and deaths by 64%.");
    // Often points are meant.
    is_silent("The rate rose 2% to 12% from 10%.");
}

#[test]
fn thousands_are_seen() {
    finds(
        "Revenue rose 10% to 389.8 billion dong in 2022 from 354.3 trillion dong in 2021.",
        THOUSANDS_SLIP_SUSPECTED,
        "if the first is meant 1,000 times as great",
    );
    finds(
        "Sales of bikes were $389.8 million in 2022.\n\nIn the year, bikes did well.\n\nThe sales of bikes were $389.8 billion in 2022.",
        THOUSANDS_SLIP_SUSPECTED,
        "\"$389.8 billion\" is off by thousands from \"$389.8 million\"",
    );
    is_silent("Sales of bikes were $389.8 million in 2022.\n\nSales of bikes were $389.8 billion in 2021.");
    is_silent("Sales of bikes were $389.8 million in 2022.\n\nSales of cars were $389.8 billion in 2022.");
    is_silent("Sales of bikes were $3 million in 2022.\n\nSales of bikes were $3 billion in 2022.");
}

#[test]
fn shares_are_held_against_part_and_whole() {
    finds("Women held a share of 30%, or 2 of 5 million jobs.", SHARE_DOES_NOT_FIT, "36.36 to 44.45 percent");
    finds("Some 2.1 million of the 5.2 million households (30%) have power.", SHARE_DOES_NOT_FIT, "\"30%\"");
    is_silent("Women held a share of 40%, or 2 of 5 million jobs.");
    is_silent("Some 2.1 million of the 5.2 million households (40%) have power.");
    is_silent("The ministry employs 300 people, or 12% of the 5,000 staff.");
}

#[test]
fn titles_are_held_against_the_text() {
    let text =
        |title: &str| format!("{title}\n\nThe ministry said so.\n\nSales of bikes rose 12% to $7.8 billion in 2022.");
    finds(&text("Sales of bikes up 17% in 2022"), TITLE_DIFFERS, "the title prints \"17%\", the text \"12%\" (body:3)");
    finds(&text("Sales of bikes hit $8.7 billion in 2022"), TITLE_DIFFERS, "\"$7.8 billion\"");
    is_silent(&text("Sales of bikes up 12% in 2022"));
    is_silent(&text("Sales of bikes over $7 billion in 2022"));
    is_silent(&text("Sales of bikes hit $7 billion in 2022"));
    is_silent(&text("Sales of bikes hit $8 billion in 2022"));
    is_silent(&text("Sales of bikes hit $6 billion in 2021"));
    is_silent(&text("Sales of cars hit $9.9 billion in 2022"));
}
