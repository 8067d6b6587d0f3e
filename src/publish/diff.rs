//! What changed from one release to another: figures by key, and the shape of the tables.
//!
//! A figure is `added` or `removed` with its key. One that both releases have is
//! `revised` where its value, its interval or its unit differs, else `reclassified`
//! where its agreement, its status or the claim that is shown differs. Weights and
//! counts of evidence alone are no change of a figure. Why each changed, and by what
//! order that is decided, is in [`super::cause`].

use std::collections::{BTreeMap, BTreeSet};

use super::cause::{Because, Causes};
use super::side::{Line, Side};
use super::words;
use crate::model::{Number, Unit};

/// How a figure changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Its key is new.
    Added,
    /// Its key is gone.
    Removed,
    /// Its value is another.
    Revised,
    /// Its value is the same, what is thought of it is not.
    Reclassified,
}

impl Change {
    /// All, in the order in which they are counted.
    pub const ALL: [Self; 4] = [Self::Added, Self::Removed, Self::Revised, Self::Reclassified];

    /// The name in outputs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Revised => "revised",
            Self::Reclassified => "reclassified",
        }
    }
}

/// What a release says of a figure, as its cells have it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Column `value`.
    pub value: String,
    /// Column `value_to`.
    pub value_to: String,
    /// Column `low`.
    pub low: String,
    /// Column `high`.
    pub high: String,
    /// Column `unit`.
    pub unit: String,
    /// Column `agreement`.
    pub agreement: String,
    /// Column `obs_status`.
    pub obs_status: String,
    /// Column `claim_id`.
    pub claim_id: String,
}

/// A figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureChange {
    /// How.
    pub change: Change,
    /// The figure.
    pub figure_id: String,
    /// Its indicator.
    pub indicator_id: String,
    /// The indicator's name for people.
    pub label: String,
    /// Area of its key.
    pub area: String,
    /// Measure of its key.
    pub measure: String,
    /// Period of its key.
    pub period: String,
    /// Base period of its key; empty where it has none.
    pub base_period: String,
    /// Basis of its key.
    pub basis: String,
    /// What the old release says; none where it was added.
    pub old: Option<Said>,
    /// What the new release says; none where it was removed.
    pub new: Option<Said>,
    /// Why.
    pub because: Because,
}

/// How the shape of the tables changed: tables as `name`, columns as `table.column`,
/// codes as `table.column=code`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// Tables, columns and codes that are new.
    pub added: Vec<String>,
    /// Tables, columns and codes that are gone.
    pub removed: Vec<String>,
}

/// Everything that changed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Diff {
    /// Figures in the order of their keys.
    pub figures: Vec<FigureChange>,
    /// The tables.
    pub shape: Shape,
}

impl Diff {
    /// Whether nothing changed that a reader of the tables would see.
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.shape == Shape::default()
    }

    /// Figures that changed in this way.
    pub fn count(&self, change: Change) -> usize {
        self.figures.iter().filter(|figure| figure.change == change).count()
    }
}

/// Columns that make a figure revised.
const VALUE: [&str; 5] = ["value", "value_to", "low", "high", "unit"];
/// Columns that make it reclassified.
const CLASS: [&str; 3] = ["agreement", "obs_status", "claim_id"];

/// Compares two releases.
///
/// # Errors
/// The file that cannot be read, and why.
pub fn diff(old: &Side, new: &Side) -> Result<Diff, String> {
    let causes = Causes::new(old, new)?;
    let (before, after) = (old.table("figures").by("figure_id"), new.table("figures").by("figure_id"));
    let (old_labels, new_labels) =
        (old.table("indicators").by("indicator_id"), new.table("indicators").by("indicator_id"));
    let mut figures = Vec::new();
    for id in before.keys().chain(after.keys()).copied().collect::<BTreeSet<_>>() {
        let (then, now) = (before.get(id).copied(), after.get(id).copied());
        let (Some(change), Some(line)) = (changed(then, now), now.or(then)) else { continue };
        let text = |column: &str| line.get(column).to_owned();
        let indicator = line.get("indicator_id");
        let label = new_labels.get(indicator).or(old_labels.get(indicator)).map_or(indicator, |row| row.get("label"));
        figures.push(FigureChange {
            change,
            figure_id: id.to_owned(),
            indicator_id: indicator.to_owned(),
            label: label.to_owned(),
            area: text("area"),
            measure: text("measure"),
            period: text("period"),
            base_period: text("base_period"),
            basis: text("basis"),
            old: then.map(said),
            new: now.map(said),
            because: causes.of(id),
        });
    }
    figures.sort_by(|a, b| a.key().cmp(&b.key()));
    Ok(Diff { figures, shape: shape(old, new) })
}

fn changed(then: Option<Line<'_>>, now: Option<Line<'_>>) -> Option<Change> {
    match (then, now) {
        (None, Some(_)) => Some(Change::Added),
        (Some(_), None) => Some(Change::Removed),
        (Some(then), Some(now)) if then.differs(now, &VALUE) => Some(Change::Revised),
        (Some(then), Some(now)) if then.differs(now, &CLASS) => Some(Change::Reclassified),
        _ => None,
    }
}

fn said(line: Line<'_>) -> Said {
    let text = |column: &str| line.get(column).to_owned();
    Said {
        value: text("value"),
        value_to: text("value_to"),
        low: text("low"),
        high: text("high"),
        unit: text("unit"),
        agreement: text("agreement"),
        obs_status: text("obs_status"),
        claim_id: text("claim_id"),
    }
}

fn shape(old: &Side, new: &Side) -> Shape {
    let (before, after) = (names(old), names(new));
    // What went or came with its table, or with its column, is told by that.
    let told = |name: &String, others: &BTreeSet<String>| {
        let table = name.split('.').next().unwrap_or_default();
        let column = name.split('=').next().unwrap_or_default();
        !others.contains(name)
            && (table == name || others.contains(table))
            && (column == name || others.contains(column))
    };
    let mut removed: Vec<String> = before.iter().filter(|name| told(name, &after)).cloned().collect();
    let mut added: Vec<String> = after.iter().filter(|name| told(name, &before)).cloned().collect();
    // A column that is not confined to codes has lost or gained none of them.
    removed.retain(|name| name.split_once('=').is_none_or(|(column, _)| confined(new, column)));
    added.retain(|name| name.split_once('=').is_none_or(|(column, _)| confined(old, column)));
    Shape { added, removed }
}

fn confined(side: &Side, name: &str) -> bool {
    name.split_once('.').is_some_and(|(table, column)| side.codes.contains_key(&(table.to_owned(), column.to_owned())))
}

fn names(side: &Side) -> BTreeSet<String> {
    let tables = side.columns.keys().cloned();
    let columns = side.columns.iter().flat_map(|(table, columns)| columns.iter().map(move |c| format!("{table}.{c}")));
    let codes = side.codes.iter();
    let codes =
        codes.flat_map(|((table, column), codes)| codes.iter().map(move |code| format!("{table}.{column}={code}")));
    tables.chain(columns).chain(codes).collect()
}

impl FigureChange {
    fn key(&self) -> [&str; 7] {
        let Self { indicator_id, measure, area, period, base_period, basis, figure_id, .. } = self;
        [indicator_id, area, measure, period, base_period, basis, figure_id]
    }

    /// The key in words, without the indicator.
    pub fn about(&self) -> String {
        let base = if self.base_period.is_empty() { String::new() } else { format!(" on {}", self.base_period) };
        format!("{} of {}{base}, {}, {}", self.measure, self.period, self.area, self.basis)
    }

    /// What it was and what it is, in human numbers.
    pub fn told(&self) -> String {
        let (old, new) = match (&self.old, &self.new) {
            (Some(old), Some(new)) => (old, new),
            (only, other) => return only.as_ref().or(other.as_ref()).map(Said::amount).unwrap_or_default(),
        };
        if self.change == Change::Revised {
            let (from, to) = (old.amount(), new.amount());
            return if from == to {
                format!("{to}, standing for {} -> {}", old.interval(), new.interval())
            } else {
                format!("{from} -> {to}")
            };
        }
        let pairs = [
            ("", &old.agreement, &new.agreement),
            ("status ", &old.obs_status, &new.obs_status),
            ("claim ", &old.claim_id, &new.claim_id),
        ];
        let shown = |text: &str| if text.is_empty() { "none".to_owned() } else { text.to_owned() };
        let parts: Vec<String> = pairs
            .into_iter()
            .filter(|(_, from, to)| from != to)
            .map(|(name, from, to)| format!("{name}{} -> {}", shown(from), shown(to)))
            .collect();
        format!("{}: {}", new.amount(), parts.join(", "))
    }
}

impl Said {
    fn amount(&self) -> String {
        let unit = Unit::from(self.unit.as_str());
        match (self.value.parse::<Number>(), self.value_to.parse::<Number>().ok()) {
            (Ok(value), to) => words::range(&value, to.as_ref(), &unit),
            (Err(_), _) => format!("{} {}", self.value, self.unit),
        }
    }

    fn interval(&self) -> String {
        let unit = Unit::from(self.unit.as_str());
        let end = |text: &str| text.parse::<Number>().map_or_else(|_| "any".to_owned(), |n| words::amount(&n, &unit));
        format!("{} to {}", end(&self.low), end(&self.high))
    }
}

/// Changes by indicator, in the order of their keys.
pub fn by_indicator(figures: &[FigureChange]) -> BTreeMap<(&str, &str), Vec<&FigureChange>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for figure in figures {
        found.entry((figure.indicator_id.as_str(), figure.label.as_str())).or_default().push(figure);
    }
    found
}
