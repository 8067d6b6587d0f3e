//! How fast the stages are on the shipped digests: extract in bytes a second,
//! reconcile in claims a second. `cargo bench --locked`.

#![allow(clippy::expect_used, reason = "a benchmark on shipped inputs has nobody to report to")]

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use reckoner::config::{Config, Replace, load};
use reckoner::extract::{Lexicon, read};
use reckoner::model::ReportMeta;
use reckoner::{ingest, normalize, reconcile};

fn config() -> Config {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    // A catalogue in place of the configured one leaves tables out: bytes of prose are what is measured.
    let digests = Replace { catalogue: Some(folder.join("data/catalogue.csv")), ..Replace::default() };
    load(&folder.join("pipeline.toml"), &digests).expect("the shipped configuration is valid")
}

fn stages(criterion: &mut Criterion) {
    let config = config();
    let ingested = ingest::run(&config).expect("the shipped reports are readable");
    let lexicon = Lexicon::new(Some(&config)).expect("the shipped vocabulary is valid");
    let bytes: usize = ingested.reports.iter().map(|report| report.text.len()).sum();

    let mut group = criterion.benchmark_group("extract");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("digests", |bencher| {
        bencher.iter(|| {
            ingested.reports.iter().map(|report| read(black_box(report), &lexicon).mentions.len()).sum::<usize>()
        });
    });
    group.finish();

    let printed = ingested.reports.iter().flat_map(|report| read(report, &lexicon).extracted.claims).collect();
    let catalogue: Vec<ReportMeta> = ingested.reports.iter().map(|report| report.meta.clone()).collect();
    let claims = normalize::run(printed, &catalogue, &config).expect("the shipped claims normalize").claims;
    let mut group = criterion.benchmark_group("reconcile");
    group.throughput(Throughput::Elements(claims.len() as u64));
    group.bench_function("digests", |bencher| {
        bencher.iter(|| reconcile::run(black_box(&claims), &config, &[], &catalogue).map(|done| done.figures.len()));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
