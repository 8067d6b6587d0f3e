//! What the fuzz targets share: the shipped configuration, and what must hold of every reading.
//!
//! A target fails by a panic, by a time or memory limit of the fuzzer (`.ci/fuzz`), or by an
//! assertion here.

use std::path::Path;
use std::sync::OnceLock;

use reckoner::config::{self, Config};
use reckoner::extract::{self, Lexicon, Reading};
use reckoner::finding::Finding;
use reckoner::model::{Language, PartialDate, Report, ReportMeta, Span};
use reckoner::{normalize, reconcile};

/// The shipped rates.
pub const RATES: &str = include_str!("../../data/fx/rates.csv");

/// The shipped configuration.
pub fn shipped() -> &'static Config {
    static CONFIG: OnceLock<Config> = OnceLock::new();
    CONFIG.get_or_init(|| {
        config::restore(Path::new("pipeline.toml"), include_str!("../../pipeline.toml"), RATES)
            .expect("the shipped configuration is valid")
    })
}

/// Its vocabularies and terms.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::new(Some(shipped())).expect("the shipped vocabulary is valid"))
}

/// What a catalogue would say of a text that nothing is known of.
pub fn meta(language: Language, published: Option<PartialDate>) -> ReportMeta {
    let id = "r".parse().expect("an id");
    ReportMeta { published, ..ReportMeta::unlisted(id, language, shipped().project.default_area.clone()) }
}

/// Reads a report twice and goes on to its figures, holding on the way what every run holds.
pub fn read(report: &Report) {
    let reading = extract::read(report, lexicon());
    check(report, &reading);
    assert!(extract::read(report, lexicon()) == reading, "a second reading differs");

    let catalogue = [report.meta.clone()];
    let mentions = reading.extracted.mentions;
    let dismissed = reading.extracted.dismissed.len();
    let normalized =
        normalize::run(reading.extracted.claims, &catalogue, shipped()).expect("claims of a catalogued report");
    assert_eq!(normalized.claims.len() + normalized.dismissed.len() + dismissed, mentions, "normalize lost a claim");
    placed(&report.text, &normalized.findings);
    let done = reconcile::run(&normalized.claims, shipped(), &[], &catalogue).expect("no decisions, none stale");
    placed(&report.text, &done.findings);
}

/// Nothing is lost, and everything stands where it says.
pub fn check(report: &Report, reading: &Reading) {
    let text = &*report.text;
    let claims = &reading.extracted.claims;
    let dismissed = &reading.extracted.dismissed;
    assert_eq!(reading.extracted.mentions, claims.len() + dismissed.len(), "mentions = claims + dismissed");
    for claim in claims {
        assert_eq!(slice(text, claim.span), claim.value_text, "a claim's bytes");
        // A sentence is told on one line.
        let words: Vec<&str> = claim.value_text.split_whitespace().collect();
        assert!(claim.sentence.contains(&words.join(" ")), "{words:?} are not in their sentence");
    }
    for one in dismissed {
        assert_eq!(slice(text, one.span), one.value_text, "a dismissed mention's bytes");
    }
    let mut ends: Vec<Span> = claims.iter().map(|claim| claim.span).collect();
    ends.extend(dismissed.iter().map(|one| one.span));
    ends.sort_unstable();
    for mention in &reading.mentions {
        slice(text, mention.span);
        assert!(ends.binary_search(&mention.span).is_ok(), "{:?} ends nowhere", slice(text, mention.span));
        assert!(mention.span.start >= report.body_start(), "a mention before the body");
    }
    placed(text, &reading.findings);
}

/// Findings with bytes have them inside of the text.
pub fn placed(text: &str, findings: &[Finding]) {
    for span in findings.iter().filter_map(|finding| finding.span) {
        assert!(text.get(span.start..span.end).is_some(), "a finding at {span:?}");
    }
}

/// The words at a span, which are some.
fn slice(text: &str, span: Span) -> &str {
    let words = text.get(span.start..span.end);
    let words = words.unwrap_or_else(|| panic!("bytes {} to {} are no characters of the text", span.start, span.end));
    assert!(!words.is_empty(), "an empty mention at {}", span.start);
    words
}
