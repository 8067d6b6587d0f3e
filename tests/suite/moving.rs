//! Whatever moves, in whatever construction and at whatever time: the same is read. Each thing is put
//! into each sentence, and each period, so that no rule hangs on the class of one noun or on one form.

use reckoner::extract;
use reckoner::model::{Language, PrintedClaim, Report, ReportMeta};

use crate::printed::lexicon;

const THINGS: [&str; 26] = [
    "output",
    "exports",
    "sales",
    "profits",
    "costs",
    "debt",
    "imports",
    "stocks",
    "prices",
    "wages",
    "spending",
    "production",
    "capacity",
    "lending",
    "deposits",
    "reserves",
    "revenue",
    "turnover",
    "the deficit",
    "investment",
    "employment",
    "borrowing",
    "assets",
    "fees",
    "demand",
    "orders",
];

/// Sentences with what they say: measure and value, all of 2003.
const SENTENCES: [(&str, &str, &str); 25] = [
    ("The firm cut {} by 5 percent in 2003.", "growth", "-5"),
    ("The firm raised {} by 5 percent in 2003.", "growth", "5"),
    ("The firm cut {} by $5 million in 2003.", "delta", "-5000000"),
    ("The firm raised {} by $5 million in 2003.", "delta", "5000000"),
    ("The firm cut {} to $5 million in 2003.", "level", "5000000"),
    ("The firm raised {} to $5 million in 2003.", "level", "5000000"),
    ("In 2003 {} rose 5 percent.", "growth", "5"),
    ("In 2003 {} fell by $5 million.", "delta", "-5000000"),
    ("In 2003 {} fell to $5 million.", "level", "5000000"),
    ("In 2003 {} had been down 5 percent.", "growth", "-5"),
    ("There was a 5 percent fall in {} in 2003.", "growth", "-5"),
    ("There was a fall of 5 percent in {} in 2003.", "growth", "-5"),
    ("A fall in {} of 5 percent in 2003 hurt the firm.", "growth", "-5"),
    ("The firm reported a 5 percent rise in {} for 2003.", "growth", "5"),
    ("The firm saw {} rise 5 percent in 2003.", "growth", "5"),
    ("The firm saw {} fall to $5 million in 2003.", "level", "5000000"),
    ("In 2003 {} would turn out 5 percent higher.", "growth", "5"),
    ("The firm found {} 5 percent lower in 2003 than in 2002.", "growth", "-5"),
    ("In 2003 {} increased by 5 percent.", "growth", "5"),
    ("With {} up 5 percent in 2003, the firm was glad.", "growth", "5"),
    ("In 2003 {} grew at a rate of 5 percent.", "growth", "5"),
    ("The growth of {} slowed to 5 percent in 2003.", "growth", "5"),
    ("A 5 percent drop in {} was recorded in 2003.", "growth", "-5"),
    ("The fall in {} in 2003 was 5 percent.", "growth", "-5"),
    ("The firm had {} of $5 million in 2003, up 7 percent.", "level", "5000000"),
];

fn first_claim(text: &str) -> Option<PrintedClaim> {
    let meta = ReportMeta::unlisted("a".parse().unwrap(), Language::En, "ZZ".parse().unwrap());
    let meta = ReportMeta { published: "2004-05-05".parse().ok(), ..meta };
    let report = Report::prose(meta, String::new(), text, 0);
    extract::read(&report, lexicon()).extracted.claims.into_iter().next()
}

/// Puts each filler, with the period that it brings, into each frame.
fn every_frame_reads_every_filler(frames: &[(&str, &str, &str)], fillers: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (frame, measure, value) in frames {
        for (filler, period) in fillers {
            let text = frame.replace("{}", filler);
            let said = first_claim(&text).map(|claim| {
                let period = claim.period.map(|period| period.to_string()).unwrap_or_default();
                format!("{} {} {period}", claim.measure, claim.quantity.value)
            });
            if said != Some(format!("{measure} {value} {period}")) {
                wrong.push(format!("{text} {said:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), frames.len() * fillers.len(), wrong.join("\n"));
}

#[test]
fn every_thing_moves_in_every_construction() {
    every_frame_reads_every_filler(&SENTENCES, &THINGS.map(|thing| (thing, "2003")));
}

/// Periods as they are printed, in a text of 5 May 2004.
const PERIODS: [(&str, &str); 17] = [
    ("in 2003", "2003"),
    ("in the first quarter of 2003", "2003-Q1"),
    ("in May 2003", "2003-05"),
    ("last year", "2003"),
    ("in the first half of last year", "2003-01/2003-06"),
    ("in fiscal 2003", "2003"),
    ("in the year to June 2003", "2002-07/2003-06"),
    ("in the three months to March 2004", "2004-Q1"),
    ("in April", "2004-04"),
    ("in the first three months of 2004", "2004-Q1"),
    ("between January and March 2004", "2004-Q1"),
    ("in the second quarter of last year", "2003-Q2"),
    ("during 2003", "2003"),
    ("over the course of 2003", "2003"),
    ("in calendar 2003", "2003"),
    ("in the 12 months to December 2003", "2003"),
    ("in the final quarter of 2003", "2003-Q4"),
];

/// Places of a period in a sentence, with the first claim that it makes.
const PLACES: [(&str, &str, &str); 14] = [
    ("Sales rose 5 percent to $40 million {}.", "growth", "5"),
    ("Sales, which rose 5 percent {}, came to $40 million.", "growth", "5"),
    ("It is known that {} sales rose 5 percent to $40 million.", "growth", "5"),
    ("The firm said {} sales had risen 5 percent.", "growth", "5"),
    ("Sales were $40 million {}, up 5 percent.", "level", "40000000"),
    ("Sales {} were $40 million.", "level", "40000000"),
    ("Sales of $40 million {} pleased the board.", "level", "40000000"),
    ("The firm, which is based in Oslo, sold 4,000 cars {}.", "level", "4000"),
    ("The firm reported a 5 percent rise in sales {}.", "growth", "5"),
    ("The firm posted a loss of $40 million {}.", "level", "40000000"),
    ("The firm made $40 million {}, compared with $38 million a year earlier.", "level", "40000000"),
    ("Sales fell to 4,000 units {} from 5,000 a year before.", "level", "4000"),
    ("Unemployment was 5 percent {}.", "level", "5"),
    ("More than 4,000 people came {}, up 5 percent.", "level", "4000"),
];

#[test]
fn every_period_is_read_in_every_place() {
    every_frame_reads_every_filler(&PLACES, &PERIODS);
}
