//! The order of the stages: the only file that names them all.
//!
//! [`build`] goes the way from files to tables in memory, [`judge`] says
//! whether they may be published, [`replay`] goes the last part of the way again
//! from the tables of a release alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::{self, Config, Draft, Kind, Wanted};
use crate::error::{Error, Result};
use crate::extract::{self, Lexicon, Open, Reading, Subject};
use crate::finding::{Finding, Severity};
use crate::gates::{self, Before, Candidate, Gate};
use crate::ingest::{self, Ingested};
use crate::model::{
    Dismissed, IndicatorId, PartialDate, PrintedClaim, RULE_TABLE, Report, ReportId, ReportMeta, Span, Unit,
};
use crate::normalize::{self, Normalized};
use crate::publish::cells::Table;
use crate::publish::{self, Dataset, Difference, Provenance, Release, Rendered, ReportRow};
use crate::reconcile::{self, Reconciled};

/// A run on an earlier date leaves people's decisions out: they were made on
/// what is known today.
pub const OVERRIDES_LEFT_OUT: &str = "overrides_left_out";

/// Tables that follow from claims by the rules of reconciling alone.
pub const DECIDED: [&str; 7] = ["derived", "figures", "evidence", "conflicts", "vintages", "targets", "figures_wide"];
/// Tables that reconciling starts from: read and written again, they are the same.
const GIVEN: [&str; 3] = ["reports", "indicators", "claims"];

/// What happens during a build, for whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A stage begins.
    Stage(&'static str),
    /// That many reports will be read.
    Reports(usize),
    /// A report was read.
    Report,
}

/// Who is told of events; from several threads.
pub type Watch<'a> = &'a (dyn Fn(Event) + Sync);

/// Everything that a build makes, in memory.
#[derive(Debug, Clone)]
pub struct Built {
    /// The rows of every table.
    pub dataset: Dataset,
    /// What they were made from.
    pub provenance: Provenance,
    /// That nothing was lost.
    pub account: Account,
    /// How long each stage took, in their order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// The account of a build: mentions = claims + dismissed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Account {
    /// Reports read.
    pub reports: usize,
    /// Numbers and periods seen in them.
    pub mentions: usize,
    /// Mentions that became claims.
    pub claims: usize,
    /// Mentions that became none, each with its reason.
    pub dismissed: usize,
}

/// From files to tables. With `as_of`, as if nothing had been published after
/// that date; undated reports are left out then, too.
///
/// # Errors
/// Those of the stages; [`Error::Unexpected`] where the account is broken.
pub fn build(config: &Config, as_of: Option<PartialDate>, watch: Watch<'_>) -> Result<Built> {
    let mut stages = Stages { watch, timings: Vec::new() };
    let ingested = stages.run("ingest", || Ok(cut(ingest::run(config)?, as_of)))?;
    let reports = &ingested.reports;
    let catalogue: Vec<ReportMeta> = reports.iter().map(|report| report.meta.clone()).collect();
    let (printed, read) = stages.run("extract", || extract(reports, config, watch))?;
    let normalized = stages.run("normalize", || normalize::run(printed, &catalogue, config))?;
    let reconciled =
        stages.run("reconcile", || reconcile::run(&normalized.claims, config, &ingested.overrides, &catalogue))?;
    let provenance = provenance(config, &ingested);
    let dataset = gather(&ingested, read, normalized, reconciled);
    let account = check_account(&dataset, &ingested.reports)?;
    Ok(Built { dataset, provenance, account, timings: stages.timings })
}

/// The release of a build, as bytes.
///
/// # Errors
/// As [`publish::render`].
pub fn render(config: &Config, built: &mut Built) -> Result<Rendered> {
    let mut stages = Stages { watch: &|_| (), timings: Vec::new() };
    let rendered = stages.run("render", || publish::render(&built.dataset, config, &built.provenance))?;
    built.timings.extend(stages.timings);
    Ok(rendered)
}

/// Every gate of the configuration, measured on a build. `before` is the folder of the
/// release that is current, `today` the day of the run or the date that it pretends.
pub fn judge(config: &Config, dataset: &Dataset, before: Option<&Path>, today: Date) -> Vec<Gate> {
    // A current release that cannot be read is replaced by a run; it must not stop one.
    let before = match before.map(publish::before::values) {
        None => Before::Nothing,
        Some(Ok(values)) => Before::Values(values),
        Some(Err(why)) => Before::Unreadable(why.to_string()),
    };
    gates::judge(&Candidate { config, dataset, before: &before, today })
}

/// How a release differs from what its own claims and provenance make.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// Of the tables that were decided.
    pub decisions: Vec<Difference>,
    /// Of the files that are made of the tables for programs and people, a line each.
    pub descriptions: Vec<String>,
    /// How many such files there are.
    pub described: usize,
}

/// Reconciles a release again, from its own claims and provenance, and compares
/// every table that was decided; describes it again, and compares every file.
///
/// # Errors
/// [`Error::Corrupt`] and [`Error::Config`] where the release cannot be read.
pub fn replay(release: &Release) -> Result<Replayed> {
    let found = publish::read::tables(release)?;
    let config = release_config(release)?;
    let overrides = provenance_text(release, "overrides.csv");
    let overrides = ingest::restore_overrides(&release.folder.join("provenance/overrides.csv"), &overrides)?;
    let reports = publish::typed::reports(&found)?;
    let claims = publish::typed::claims(&found)?;
    let catalogue: Vec<ReportMeta> = reports.iter().map(|report| report.meta.clone()).collect();
    let Reconciled { figures, evidence, derived, conflicts, vintages, targets, findings } =
        reconcile::run(&claims, &config, &overrides, &catalogue)?;
    let dataset = Dataset {
        reports,
        claims,
        derived,
        figures,
        evidence,
        conflicts,
        vintages,
        targets,
        dismissed: Vec::new(),
        findings,
    };
    let expected = publish::rows::tables(&dataset, &config)?;
    let mut differences = Vec::new();
    for table in &expected {
        let name = table.schema().name;
        let Some(other) = found.iter().find(|other| other.schema().name == name) else { continue };
        if GIVEN.contains(&name) || DECIDED.contains(&name) {
            differences.extend(publish::compare::compare_table(table, other));
        } else if name == "findings" {
            differences.extend(absent(table, other));
        }
    }
    let id = publish::release::release_id(&release.files);
    let shown = publish::release::shown(&found, &dataset, &config, &id, &release.files)?;
    Ok(Replayed {
        decisions: differences,
        descriptions: publish::compare::compare_files(&shown, &release.files),
        described: shown.len(),
    })
}

/// What claims about no indicator speak of, and entries of the configuration that
/// would make indicators of it.
#[derive(Debug, Clone)]
pub struct Suggestions {
    /// Reports read.
    pub reports: usize,
    /// Claims in them.
    pub claims: usize,
    /// Claims that are about no indicator.
    pub open: Vec<PrintedClaim>,
    /// Their subjects, best candidates first; `claims` are positions in `open`.
    pub subjects: Vec<Subject>,
    /// Entries for the first subjects.
    pub draft: Draft,
    /// For each entry, how many claims of its subject get its indicator.
    pub found: Vec<usize>,
    /// Claims that had an indicator and get another by the entries.
    pub moved: usize,
}

/// Reads the reports and drafts entries for the first `most` open subjects. The
/// entries are tried on the same reports.
///
/// # Errors
/// Those of ingest and extract.
pub fn suggest(config: &Config, most: usize, watch: Watch<'_>) -> Result<Suggestions> {
    let reports = ingest::run(config)?.reports;
    let (all, _) = extract(&reports, config, watch)?;
    let metas: BTreeMap<&ReportId, &ReportMeta> =
        reports.iter().map(|report| (&report.meta.id, &report.meta)).collect();
    // Subjects of tables are their mappings' to name, not concepts'.
    let is_open = |claim: &&PrintedClaim| claim.indicator.is_none() && claim.rule != RULE_TABLE;
    let open: Vec<PrintedClaim> = all.iter().filter(is_open).cloned().collect();
    let issuers: Vec<String> = open
        .iter()
        .map(|claim| {
            let publisher = metas.get(&claim.report).map_or("", |meta| meta.publisher.as_str());
            normalize::issuer(claim.attributed_to.as_deref(), publisher, config)
        })
        .collect();
    let asked = open.iter().zip(&issuers).map(|(claim, issuer)| Open {
        claim,
        issuer,
        report: metas.get(&claim.report).and_then(|meta| meta.repost_of.as_ref()).unwrap_or(&claim.report),
    });
    let asked: Vec<Open<'_>> = asked.collect();
    let subjects = extract::subjects(&asked, &Lexicon::new(Some(config))?);
    let wanted: Vec<Wanted> = subjects.iter().take(most).map(|subject| wanted(subject, &open)).collect();
    let draft = config::draft(config, &wanted);

    let text = format!("{}\n{}", config.text, draft.text());
    let longer = config::restore(&config.file, &text, &config.fx.text)
        .map_err(|why| Error::Unexpected(format!("the drafted entries do not load: {why}")))?;
    let (again, _) = extract(&reports, &longer, &|_| ())?;
    let now: BTreeMap<(&ReportId, Span), Option<&IndicatorId>> =
        again.iter().map(|claim| ((&claim.report, claim.span), claim.indicator.as_ref())).collect();
    let indicator = |claim: &PrintedClaim| now.get(&(&claim.report, claim.span)).copied().flatten();
    let found = subjects.iter().zip(&draft.entries).map(|(subject, entry)| {
        let claims = subject.claims.iter().filter_map(|at| open.get(*at));
        claims.filter(|claim| indicator(claim) == Some(&entry.id)).count()
    });
    let found = found.collect();
    let had = all.iter().filter(|claim| claim.indicator.is_some());
    let moved = had.filter(|claim| indicator(claim) != claim.indicator.as_ref()).count();
    Ok(Suggestions { reports: reports.len(), claims: all.len(), open, subjects, draft, found, moved })
}

/// What a person would write for a subject; the notes say what to look at.
fn wanted(subject: &Subject, open: &[PrintedClaim]) -> Wanted {
    let part_years = subject.claims.iter().filter_map(|at| open.get(*at)?.period);
    let part_years = part_years.filter(|period| (2..360).contains(&period.days())).count();
    let (kind, note) = match subject.unit {
        Unit::Rank => (Kind::Rank, None),
        Unit::Money(_) => (Kind::Flow, Some("stock, if it is an amount at a moment")),
        Unit::Count(_) if part_years > 0 => (Kind::Flow, Some("stock, if it is a number at a moment")),
        Unit::Count(_) => (Kind::Stock, Some("flow, if it adds up over a year")),
        _ if subject.has_level => (Kind::Ratio, None),
        _ => (Kind::Ratio, Some("only its changes are stated: give unit and kind of its level")),
    };
    let mut letters = subject.printed.chars();
    let label = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    Wanted {
        term: subject.term.clone(),
        description: format!("{label}, as reports state it"),
        label,
        unit: subject.unit.clone(),
        kind,
        notes: note.map(|note| format!("kind: {note}")).into_iter().collect(),
    }
}

/// The configuration that a release was made with.
///
/// # Errors
/// [`Error::Config`] where this program does not understand it.
pub fn release_config(release: &Release) -> Result<Config> {
    let path = release.folder.join("provenance/pipeline.toml");
    config::restore(&path, &provenance_text(release, "pipeline.toml"), &provenance_text(release, "fx.csv"))
}

fn provenance_text(release: &Release, name: &str) -> String {
    let bytes = release.files.get(&format!("provenance/{name}")).map(Vec::as_slice).unwrap_or_default();
    String::from_utf8_lossy(bytes).into_owned()
}

/// The rows of `expected` that `found` lacks.
fn absent(expected: &Table, found: &Table) -> Vec<Difference> {
    let there: BTreeSet<_> = found.rows().iter().collect();
    let lacking = expected.rows().iter().filter(|row| !there.contains(row));
    lacking
        .map(|row| Difference {
            table: expected.schema().name,
            row: expected.row_name(row),
            column: "",
            expected: "the row".to_owned(),
            found: "nothing".to_owned(),
        })
        .collect()
}

/// Runs stages, telling and timing each.
struct Stages<'a> {
    watch: Watch<'a>,
    timings: Vec<(&'static str, Duration)>,
}

impl Stages<'_> {
    fn run<T>(&mut self, name: &'static str, stage: impl FnOnce() -> Result<T>) -> Result<T> {
        let _span = tracing::info_span!("stage", stage = name).entered();
        (self.watch)(Event::Stage(name));
        let start = Instant::now();
        let outcome = stage();
        self.timings.push((name, start.elapsed()));
        outcome
    }
}

/// What had been published by the end of `as_of`.
fn cut(mut all: Ingested, as_of: Option<PartialDate>) -> Ingested {
    let Some(as_of) = as_of else { return all };
    all.reports.retain(|r| r.meta.published.is_some_and(|date| date.effective() <= as_of.effective()));
    let kept: BTreeSet<ReportId> = all.reports.iter().map(|report| report.meta.id.clone()).collect();
    let files: BTreeSet<String> = all.reports.iter().map(|report| report.meta.file.clone()).collect();
    for report in &mut all.reports {
        report.meta.repost_of = report.meta.repost_of.take().filter(|id| kept.contains(id));
    }
    all.findings.retain(|finding| finding.report.as_ref().is_none_or(|id| kept.contains(id)));
    all.inputs.retain(|input| input.name == "catalogue" || files.contains(&input.name));
    if !all.overrides.is_empty() {
        let message = format!("{} decisions of overrides.csv were left out as of {as_of}", all.overrides.len());
        all.findings.push(Finding::new(OVERRIDES_LEFT_OUT, Severity::Note, message));
    }
    all.overrides.clear();
    all.overrides_text.clear();
    all
}

/// What reading the reports left beside claims, in the order of the reports.
#[derive(Debug, Default)]
struct Read {
    dismissed: Vec<Dismissed>,
    findings: Vec<Finding>,
    /// Mentions by report.
    mentions: BTreeMap<ReportId, usize>,
}

/// Reads the reports in parallel; the result is in their order.
fn extract(reports: &[Report], config: &Config, watch: Watch<'_>) -> Result<(Vec<PrintedClaim>, Read)> {
    watch(Event::Reports(reports.len()));
    let lexicon = Lexicon::new(Some(config))?;
    let read_one = |report| {
        let reading = extract::read(report, &lexicon);
        watch(Event::Report);
        reading
    };
    let readings: Vec<Reading> = reports.par_iter().map(read_one).collect();
    let (mut claims, mut read) = (Vec::new(), Read::default());
    for (report, reading) in reports.iter().zip(readings) {
        read.mentions.insert(report.meta.id.clone(), reading.extracted.mentions);
        claims.extend(reading.extracted.claims);
        read.dismissed.extend(reading.extracted.dismissed);
        read.findings.extend(reading.findings);
    }
    Ok((claims, read))
}

/// The rows of every table.
fn gather(ingested: &Ingested, read: Read, normalized: Normalized, reconciled: Reconciled) -> Dataset {
    let Reconciled { figures, evidence, derived, conflicts, vintages, targets, findings } = reconciled;
    let claims = normalized.claims;
    let dismissed: Vec<Dismissed> = read.dismissed.into_iter().chain(normalized.dismissed).collect();
    let said = counts(claims.iter().map(|claim| &claim.printed.report));
    let passed_over = counts(dismissed.iter().map(|one| &one.report));
    let row = |report: &Report| ReportRow {
        meta: report.meta.clone(),
        sha256: report.sha256.clone(),
        n_mentions: read.mentions.get(&report.meta.id).copied().unwrap_or_default(),
        n_claims: said.get(&report.meta.id).copied().unwrap_or_default(),
        n_dismissed: passed_over.get(&report.meta.id).copied().unwrap_or_default(),
    };
    let reports = ingested.reports.iter().map(row).collect();
    let findings = [&ingested.findings, &read.findings, &normalized.findings, &findings].into_iter().flatten().cloned();
    let mut dataset = Dataset {
        reports,
        findings: findings.collect(),
        claims,
        derived,
        figures,
        evidence,
        conflicts,
        vintages,
        targets,
        dismissed,
    };
    dataset.sort();
    dataset
}

/// How often each stands in `all`.
fn counts<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for one in all {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

/// Holds the account of each report, and that each span slices back to the text
/// that its row quotes.
fn check_account(dataset: &Dataset, reports: &[Report]) -> Result<Account> {
    let mut account = Account::default();
    for report in &dataset.reports {
        if report.n_mentions != report.n_claims + report.n_dismissed {
            return Err(Error::Unexpected(format!(
                "the account of report {} does not hold: {} mentions, {} claims, {} dismissed",
                report.meta.id, report.n_mentions, report.n_claims, report.n_dismissed
            )));
        }
        account.reports += 1;
        account.mentions += report.n_mentions;
        account.claims += report.n_claims;
        account.dismissed += report.n_dismissed;
    }
    let texts: BTreeMap<&ReportId, &str> = reports.iter().map(|r| (&r.meta.id, &*r.text)).collect();
    let claims = dataset.claims.iter().map(|c| (&c.printed.report, c.printed.span, &c.printed.value_text));
    let dismissed = dataset.dismissed.iter().map(|d| (&d.report, d.span, &d.value_text));
    for (report, span, quoted) in claims.chain(dismissed) {
        let text = texts.get(report).map(|text| Span::of(span, text)).unwrap_or_default();
        if text != quoted || text.is_empty() {
            return Err(Error::Unexpected(format!(
                "report {report}, bytes {} to {}: {quoted:?} was noted where {text:?} stands",
                span.start, span.end
            )));
        }
    }
    Ok(account)
}

fn provenance(config: &Config, ingested: &Ingested) -> Provenance {
    let mut inputs: Vec<(String, String, u64)> =
        ingested.inputs.iter().map(|input| (input.name.clone(), input.sha256.clone(), input.bytes)).collect();
    for (name, text) in [("pipeline.toml", &config.text), ("fx", &config.fx.text)] {
        if !text.is_empty() {
            let hash = publish::digest::sha256_hex(text.as_bytes());
            inputs.push((name.to_owned(), hash, text.len() as u64));
        }
    }
    Provenance {
        pipeline_toml: config.text.clone(),
        catalogue_csv: ingested.catalogue_text.clone(),
        fx_csv: config.fx.text.clone(),
        overrides_csv: ingested.overrides_text.clone(),
        inputs,
    }
}
