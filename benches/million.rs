//! A million random claims, reconciled and rendered as every table of a release:
//! `cargo bench --locked --bench million [-- CLAIMS]`. Levels, growth, changes and
//! multiples of forty indicators, ten claims an indicator and area, by two hundred publishers over ten years,
//! most of about the value of their key, some off by a little, some by a thousand.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark on inputs of its own tells its reader")]

use std::path::Path;
use std::time::Instant;

use reckoner::config::{Config, Kind, Replace, load};
use reckoner::model::{
    Area, Basis, Hedge, IndicatorId, Language, Measure, Number, Period, PrintedClaim, Quantity, ReportId, ReportMeta,
    Span, Status, Unit,
};
use reckoner::publish::{Dataset, Provenance, ReportRow};
use reckoner::{normalize, publish, reconcile};

/// `SplitMix64` (Steele, Lea and Flood 2014).
struct Luck(u64);

impl Luck {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }
}

fn claim(
    at: usize,
    luck: &mut Luck,
    kinds: &[(IndicatorId, Unit, Kind)],
    areas: &[Area],
    reports: &[ReportMeta],
) -> PrintedClaim {
    let (indicator, unit, kind) = &kinds[luck.below(kinds.len())];
    let area = areas[luck.below(areas.len())].clone();
    let year = 2015 + i16::try_from(luck.below(10)).unwrap_or(0);
    let measure = match (luck.below(10), kind) {
        (0 | 1, _) => Measure::Growth,
        (2, _) => Measure::Delta,
        (3, Kind::Flow) => Measure::Multiple,
        (_, Kind::Ratio) => Measure::Share,
        _ => Measure::Level,
    };
    // What a key is about: the same for all who speak of it.
    let about = 100 + (u64::from(indicator.as_str().as_bytes()[0]) * 31 + u64::from(year.unsigned_abs())) % 800;
    let off = [0, 0, 0, 0, 1, 2, 7, 40][luck.below(8)];
    let slipped = luck.below(200) == 0;
    let (digits, place) = match measure {
        Measure::Growth | Measure::Share => (i64::try_from(about % 90 + off).unwrap_or(0), 0),
        Measure::Multiple => (i64::try_from(2 + off % 3).unwrap_or(0), 0),
        _ => (i64::try_from(about + off).unwrap_or(0), if slipped { 3 } else { 6 }),
    };
    let resolution = Number::pow10(place);
    let value = &Number::from(digits) * &resolution;
    let unit = measure.unit_of(unit);
    let planned = luck.below(10) == 0;
    let report = &reports[luck.below(reports.len())];
    let base = matches!(measure, Measure::Growth | Measure::Delta | Measure::Multiple);
    PrintedClaim {
        report: report.id.clone(),
        indicator: Some(indicator.clone()),
        subject: indicator.to_string(),
        area,
        measure,
        period: Period::year(year),
        period_inferred: false,
        base_period: Period::year(year - 1).filter(|_| base),
        basis: if planned { Basis::Planned } else { Basis::Observed },
        status: if planned { Status::Target } else { Status::Actual },
        value_text: value.to_string().into(),
        printed_value: value.to_string().into(),
        printed_unit: unit.to_string().into(),
        quantity: Quantity {
            value,
            value_to: None,
            unit,
            hedge: Hedge::None,
            resolution,
            resolution_to: Number::zero(),
        },
        attributed_to: None,
        sentence: format!("Somebody said in line {at} of a report what this random claim is about").into(),
        span: Span::new(at * 100, at * 100 + 8),
        locator: "body:1".into(),
        rule: "level".into(),
    }
}

fn reports(number: usize) -> Vec<ReportMeta> {
    let meta = |at: usize| {
        let id: ReportId = format!("r{at:05}").parse().expect("an id");
        let area: Area = "VN".parse().expect("an area");
        let day = format!("20{:02}-{:02}-{:02}", 16 + at % 10, 1 + at % 12, 1 + at % 28);
        ReportMeta {
            publisher: format!("Publisher {}", at % 200),
            authority: ["press", "state_media", "official"][at % 3].to_owned(),
            published: day.parse().ok(),
            ..ReportMeta::unlisted(id, Language::En, area)
        }
    };
    (0..number).map(meta).collect()
}

/// Countries with their parts: `AA-00`, `AA-01` and so on.
fn areas(number: usize) -> Vec<Area> {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    let code = |at: usize| format!("{}{}-{:02}", letter(at / 2600), letter(at / 100), at % 100);
    (0..number).filter_map(|at| code(at).parse().ok()).collect()
}

fn main() {
    let number = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(1_000_000);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("pipeline.toml");
    let config: Config = load(&file, &Replace::default()).expect("the shipped configuration is valid");
    let kinds: Vec<(IndicatorId, Unit, Kind)> = config
        .indicators
        .iter()
        .filter(|indicator| indicator.kind != Kind::Rank)
        .map(|indicator| (indicator.id.clone(), indicator.unit.clone(), indicator.kind))
        .take(40)
        .collect();
    // Ten claims a series: an indicator of an area.
    let areas = areas((number / 10 / kinds.len()).max(1));
    let reports = reports((number / 200).max(1));
    let mut luck = Luck(5);
    let printed = (0..number).map(|at| claim(at, &mut luck, &kinds, &areas, &reports)).collect();
    let normalized = normalize::run(printed, &reports, &config).expect("random claims normalize");
    println!("{} claims, {} findings of normalize", normalized.claims.len(), normalized.findings.len());

    let begun = Instant::now();
    let done = reconcile::run(&normalized.claims, &config, &[], &reports).expect("random claims reconcile");
    let reconciled = begun.elapsed();
    let row = |meta: &ReportMeta| ReportRow {
        meta: meta.clone(),
        sha256: "0".repeat(64),
        n_mentions: 0,
        n_claims: 0,
        n_dismissed: 0,
    };
    let mut dataset = Dataset {
        reports: reports.iter().map(row).collect(),
        claims: normalized.claims,
        derived: done.derived,
        figures: done.figures,
        evidence: done.evidence,
        conflicts: done.conflicts,
        vintages: done.vintages,
        targets: done.targets,
        dismissed: Vec::new(),
        findings: done.findings,
    };
    let begun = Instant::now();
    dataset.sort();
    let provenance = Provenance::default();
    let rendered = publish::render(&dataset, &config, &provenance).expect("the tables render");
    let written = begun.elapsed();
    let bytes: usize = rendered.files.values().map(Vec::len).sum();
    println!(
        "reconciled in {:.2} s, tables in {:.2} s ({} MB): {} figures, {} evidence, {} derived, {} conflicts, {} vintages, {} targets",
        reconciled.as_secs_f64(),
        written.as_secs_f64(),
        bytes / 1_000_000,
        dataset.figures.len(),
        dataset.evidence.len(),
        dataset.derived.len(),
        dataset.conflicts.len(),
        dataset.vintages.len(),
        dataset.targets.len(),
    );
}
