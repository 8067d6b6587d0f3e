//! The configuration as the stages need it: checked, with paths resolved.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::mapping::Mapping;
use crate::model::{Area, Currency, IndicatorId, Language, Measure, Number, Unit};

/// A valid `pipeline.toml`.
#[derive(Debug, Clone)]
pub struct Config {
    /// The file it was read from.
    pub file: PathBuf,
    /// The file's text, for provenance.
    pub text: String,
    /// `[project]`.
    pub project: Project,
    /// `[ingest]`.
    pub ingest: Ingest,
    /// `[[authority]]`, in the order of the file.
    pub authorities: Vec<Authority>,
    /// `[[authority_class]]`: weight by id.
    pub authority_classes: BTreeMap<String, Number>,
    /// `[[concept]]`, in the order of the file.
    pub concepts: Vec<Concept>,
    /// `[[indicator]]`, in the order of the file.
    pub indicators: Vec<Indicator>,
    /// `[[identity]]`, in the order of the file.
    pub identities: Vec<Identity>,
    /// `[[place]]`: areas by their names in text.
    pub places: Vec<Place>,
    /// `[fx]`.
    pub fx: Fx,
    /// `[reconcile]`.
    pub reconcile: Reconcile,
    /// `[gates]`.
    pub gates: Gates,
    /// `[publish]`.
    pub publish: Publish,
    /// Where indicators stand, looked up for every claim.
    pub index: Index,
}

/// Positions of indicators by id, worked out when they are first asked for.
#[derive(Debug, Clone, Default)]
pub struct Index(OnceLock<BTreeMap<IndicatorId, usize>>);

/// `[project]`.
#[derive(Debug, Clone)]
pub struct Project {
    /// Id of the dataset.
    pub id: String,
    /// Title of the dataset.
    pub title: String,
    /// What the dataset is, in a sentence.
    pub description: String,
    /// Who publishes it, as it is to be cited; may be empty.
    pub publisher: String,
    /// SPDX id of the licence of the data.
    pub data_licence: String,
    /// Area of figures where neither report nor sentence names one.
    pub default_area: Area,
}

/// `[ingest]`.
#[derive(Debug, Clone)]
pub struct Ingest {
    /// The catalogue.
    pub catalogue: PathBuf,
    /// The folder of reports.
    pub reports: PathBuf,
    /// Overrides, if any.
    pub overrides: Option<PathBuf>,
    /// CSV files of figures, with how they are read.
    pub tables: Vec<Mapping>,
    /// Most rows of the catalogue.
    pub max_reports: usize,
    /// Largest report, in bytes.
    pub max_report_bytes: u64,
    /// Most mentions read of a report.
    pub max_report_mentions: usize,
}

#[cfg(test)]
impl Ingest {
    /// What tests of stages behind ingest have, where it does not matter.
    pub(crate) fn sample() -> Self {
        Self {
            catalogue: "catalogue.csv".into(),
            reports: "reports".into(),
            overrides: None,
            tables: Vec::new(),
            max_reports: 10,
            max_report_bytes: 1_000_000,
            max_report_mentions: 1_000,
        }
    }
}

/// `[[authority]]`: somebody who says figures.
#[derive(Debug, Clone)]
pub struct Authority {
    /// Id: what `issuer` holds.
    pub id: String,
    /// Names in text, longest first.
    pub names: Vec<String>,
    /// Weight in the vote.
    pub weight: Number,
}

/// `[[concept]]`: a word of the field with its terms a language.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Id.
    pub id: IndicatorId,
    /// Terms by language, lower case; a term may have several words.
    pub terms: BTreeMap<Language, Vec<String>>,
}

/// Whether an indicator is of a moment or of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Kind {
    /// At a moment: firms, accounts.
    Stock,
    /// Over a stretch: revenue, exports.
    Flow,
    /// A place in an order.
    Rank,
    /// Part of a whole, or a rate.
    Ratio,
}

impl Kind {
    /// The name in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Flow => "flow",
            Self::Rank => "rank",
            Self::Ratio => "ratio",
        }
    }

    /// The measures that hold the value of an indicator itself, the usual one first.
    pub fn level_measures(self) -> &'static [Measure] {
        match self {
            Self::Stock | Self::Flow => &[Measure::Level],
            Self::Rank => &[Measure::Rank],
            Self::Ratio => &[Measure::Share, Measure::Level],
        }
    }
}

/// Which way is good, for targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither.
    Neutral,
}

impl Direction {
    /// The name in the tables.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Neutral => "neutral",
        }
    }
}

/// How a variant stands to the indicator that it is a variant of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, schemars::JsonSchema)]
#[schemars(rename_all = "snake_case")]
pub enum Scope {
    /// It takes in less.
    Narrower,
    /// It takes in more.
    Wider,
}

impl Scope {
    /// The name in the configuration.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Narrower => "narrower",
            Self::Wider => "wider",
        }
    }
}

/// `[[indicator]]`.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Id.
    pub id: IndicatorId,
    /// Name for people.
    pub label: String,
    /// What it counts, for people.
    pub description: String,
    /// Its unit: money as USD.
    pub unit: Unit,
    /// Stock, flow, rank or ratio.
    pub kind: Kind,
    /// Which way is good.
    pub direction: Direction,
    /// Topic, to group by.
    pub topic: String,
    /// Concepts that must all be there.
    pub all_of: Vec<IndicatorId>,
    /// Concepts of which one must be there; empty asks for none.
    pub any_of: Vec<IndicatorId>,
    /// Concepts that must not be there.
    pub none_of: Vec<IndicatorId>,
    /// The indicator of which this is another scope.
    pub variant_of: Option<IndicatorId>,
    /// Whether it takes in less or more than that one.
    pub scope: Scope,
}

impl Indicator {
    /// Whether the two are scopes of one thing: one is a variant of the other, or both of a third.
    pub fn is_scope_of(&self, other: &Self) -> bool {
        other.id != self.id
            && (other.variant_of.as_ref() == Some(&self.id)
                || self.variant_of.as_ref() == Some(&other.id)
                || (self.variant_of.is_some() && self.variant_of == other.variant_of))
    }
}

/// `[[identity]]`: an equation between indicators of one area, period and basis.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Id.
    pub id: String,
    /// The rule as written.
    pub rule: String,
    /// Left side.
    pub left: IndicatorId,
    /// Right side.
    pub right: Expression,
}

/// The right side of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// `a + b`.
    Sum(IndicatorId, IndicatorId),
    /// `a - b`.
    Difference(IndicatorId, IndicatorId),
    /// `a * b`; an indicator in percent counts in hundredths.
    Product(IndicatorId, IndicatorId),
    /// `a / b`; where the left side is in percent, times 100.
    Ratio(IndicatorId, IndicatorId),
}

/// `[[place]]`.
#[derive(Debug, Clone)]
pub struct Place {
    /// ISO 3166 code.
    pub code: Area,
    /// Names in text.
    pub names: Vec<String>,
}

/// Whether a rate is of the year's average or of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RateKind {
    /// Average of the year: for flows.
    Average,
    /// End of the year: for stocks.
    End,
}

/// One exchange rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Local currency per USD.
    pub rate: Number,
    /// Where it is from.
    pub source: String,
}

/// `[fx]`.
#[derive(Debug, Clone)]
pub struct Fx {
    /// The table's file.
    pub file: Option<PathBuf>,
    /// The table's text, for provenance.
    pub text: String,
    /// Rates by currency, year and kind.
    pub rates: BTreeMap<(Currency, i16, RateKind), Rate>,
    /// By how much two currencies of one statement may differ, as a fraction.
    pub tolerance: Number,
    /// Steps by which a slip of the currency may be off.
    pub steps: Steps,
}

/// By year, every rate times every power of 1,000 from a trillionth to a trillion, in
/// order; worked out when they are first asked for.
#[derive(Debug, Clone, Default)]
pub struct Steps(OnceLock<BTreeMap<i16, Vec<Number>>>);

impl Fx {
    /// The steps of a year.
    pub fn steps(&self, year: i16) -> &[Number] {
        let all = || {
            let mut steps: BTreeMap<i16, Vec<Number>> = BTreeMap::new();
            for ((_, year, _), rate) in &self.rates {
                steps.entry(*year).or_default().extend((-4..=4).map(|power| &rate.rate * &Number::pow10(3 * power)));
            }
            for steps in steps.values_mut() {
                steps.sort();
            }
            steps
        };
        self.steps.0.get_or_init(all).get(&year).map(Vec::as_slice).unwrap_or_default()
    }
}

/// `[reconcile]`.
#[derive(Debug, Clone)]
pub struct Reconcile {
    /// Least weight of a winner.
    pub quorum: Number,
    /// Factor on the weight of derived values.
    pub derived_weight: Number,
    /// Greatest number of derivations in a row.
    pub derivation_depth: u8,
}

/// `[gates]`.
#[derive(Debug, Clone)]
pub struct Gates {
    /// Fewest reports of a release.
    pub min_reports: usize,
    /// Fewest claims.
    pub min_claims: usize,
    /// Fewest figures.
    pub min_figures: usize,
    /// Largest share of unresolved figures, as a fraction.
    pub max_unresolved_share: Number,
    /// Largest revision of a published figure, as a fraction; any where nothing is asked.
    pub max_revision: Option<Number>,
    /// Largest gap of an identity beyond its intervals, as a fraction; any where nothing is asked.
    pub max_identity_gap: Option<Number>,
    /// `[[bound]]`, in the order of the file.
    pub bounds: Vec<Bounds>,
    /// `[[freshness]]`, in the order of the file.
    pub freshness: Vec<Freshness>,
}

/// What is asked where nothing is told.
impl Default for Gates {
    fn default() -> Self {
        Self {
            min_reports: 1,
            min_claims: 0,
            min_figures: 0,
            max_unresolved_share: Number::one(),
            max_revision: None,
            max_identity_gap: None,
            bounds: Vec::new(),
            freshness: Vec::new(),
        }
    }
}

/// `[[bound]]`: between which values an indicator is observed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bounds {
    /// The indicator.
    pub indicator: IndicatorId,
    /// The least value, in its unit.
    pub least: Option<Number>,
    /// The greatest value, in its unit.
    pub greatest: Option<Number>,
}

/// `[[freshness]]`: how old the newest report may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// Which reports count.
    pub of: Source,
    /// Most days since the newest of them.
    pub within_days: u64,
}

/// The reports that a `[[freshness]]` is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// Those of a publisher.
    Publisher(String),
    /// Those that state an indicator.
    Indicator(IndicatorId),
}

/// `[publish]`.
#[derive(Debug, Clone)]
pub struct Publish {
    /// Output folder.
    pub output: PathBuf,
    /// Releases kept, at least two.
    pub keep_releases: usize,
}

impl Config {
    /// The indicator of that id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        let positions = || self.indicators.iter().enumerate().rev().map(|(at, one)| (one.id.clone(), at)).collect();
        let at = *self.index.0.get_or_init(positions).get(id)?;
        self.indicators.get(at)
    }

    /// The known authority named `name` (any of its names, or its id).
    pub fn authority(&self, name: &str) -> Option<&Authority> {
        self.authorities.iter().find(|a| a.id == name || a.names.iter().any(|n| n.eq_ignore_ascii_case(name)))
    }
}
