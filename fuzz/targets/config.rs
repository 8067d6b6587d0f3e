//! A configuration; behind a line `---`, a table of rates. What is valid must be of use.

#![no_main]

use std::path::Path;

use libfuzzer_sys::{Corpus, fuzz_target};
use reckoner::config;
use reckoner::error::Error;
use reckoner::extract::{self, Lexicon};
use reckoner::model::{Language, Report, ReportMeta};
use reckoner::{normalize, reconcile};

/// Something of everything that a configuration has a say in.
const TEXT: &str = "Vietnam's ICT revenue reached US$148 billion (VND 3,600 trillion) in 2022, up 8.7%, said the \
                    Ministry of Information and Communications. Turnover of hardware makers in Hanoi is to be 12% of it by 2025.";

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(input) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    let (text, rates) = input.split_once("\n---\n").unwrap_or((input, reckoner_fuzz::RATES));
    let config = match config::restore(Path::new("pipeline.toml"), text, rates) {
        Ok(config) => config,
        Err(Error::Config(problems)) => {
            assert!(!problems.is_empty());
            for problem in &problems {
                let longest = text.split('\n').count().max(rates.split('\n').count());
                assert!(problem.place.is_none_or(|(line, _)| (1..=longest).contains(&line)), "{problem}");
            }
            return Corpus::Keep;
        }
        Err(other) => panic!("{other:?}"),
    };
    let lexicon = Lexicon::new(Some(&config)).expect("a valid configuration has a lexicon");
    let id = "r".parse().expect("an id");
    let meta = ReportMeta {
        published: "2023-02-02".parse().ok(),
        ..ReportMeta::unlisted(id, Language::En, config.project.default_area.clone())
    };
    let report = Report::prose(meta, String::new(), TEXT, 0);
    let reading = extract::read(&report, &lexicon);
    reckoner_fuzz::check(&report, &reading);
    let catalogue = [report.meta];
    let normalized = normalize::run(reading.extracted.claims, &catalogue, &config).expect("claims normalize");
    reconcile::run(&normalized.claims, &config, &[], &catalogue).expect("claims reconcile");
    Corpus::Keep
});
