//! Gates: whether a release may be published. Each is a row of data: what was asked, what
//! was measured, and which figures broke it.
//!
//! Nothing here is part of a release, so that a gate may know the day: how old the newest
//! report is depends on nothing else. Everything else is measured on the tables.
//!
//! | gate | what it measures |
//! | --- | --- |
//! | `min_reports`, `min_claims`, `min_figures` | how many there are |
//! | `max_unresolved_share` | the share of figures that no rule explains |
//! | `max_revision` | the largest change of a figure against the release that is current |
//! | `max_identity_gap` | the largest distance of the two sides of an `[[identity]]` |
//! | `bound` | the least and greatest observed value of an indicator |
//! | `freshness` | days since the newest report of a publisher or on an indicator |

mod figures;
mod fresh;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::config::Config;
use crate::model::{FigureId, Number};
use crate::publish::Dataset;

/// The gate that knows the day, and so may close on a release that is current already.
pub const GATE_FRESHNESS: &str = "freshness";

/// What is judged.
#[derive(Debug, Clone, Copy)]
pub struct Candidate<'a> {
    /// With what is asked.
    pub config: &'a Config,
    /// The rows of the release.
    pub dataset: &'a Dataset,
    /// What the current release says.
    pub before: &'a Before,
    /// The day of the run, or the date that it pretends.
    pub today: Date,
}

/// The figures of the release that is current.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Before {
    /// Nothing was published yet, or nothing is compared.
    Nothing,
    /// Something was, and cannot be read.
    Unreadable(String),
    /// Values by figure.
    Values(BTreeMap<FigureId, Number>),
}

impl Before {
    /// The value that a figure had.
    pub fn value(&self, figure: &FigureId) -> Option<&Number> {
        match self {
            Self::Values(values) => values.get(figure),
            Self::Nothing | Self::Unreadable(_) => None,
        }
    }
}

/// How a gate was passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// What was measured is as asked.
    Passed,
    /// It is not.
    Failed,
    /// There is something to measure, and it cannot be read: that alone refuses nothing.
    NotMeasured,
}

impl Verdict {
    /// The name in summaries.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::NotMeasured => "not_measured",
        }
    }

    fn of(passed: bool) -> Self {
        if passed { Self::Passed } else { Self::Failed }
    }
}

/// A figure that broke a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The figure.
    pub figure: FigureId,
    /// The value that the current release has of it, if any.
    pub old: Option<Number>,
    /// What is wrong with it.
    pub why: String,
}

impl Broken {
    fn new(figure: &FigureId, why: String) -> Self {
        Self { figure: figure.clone(), old: None, why }
    }
}

/// One gate, measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// The key or table of `pipeline.toml`.
    pub name: &'static str,
    /// The indicator or publisher that it is about; empty where it is about all.
    pub about: String,
    /// What was asked.
    pub asked: String,
    /// What was measured.
    pub measured: String,
    /// Whether that is as asked.
    pub verdict: Verdict,
    /// The figures that broke it, in their order.
    pub broken: Vec<Broken>,
    /// What a person can do.
    pub help: &'static str,
}

impl Gate {
    /// Name and what it is about.
    pub fn title(&self) -> String {
        format!("{} {}", self.name, self.about).trim_end().to_owned()
    }

    /// One line: what was asked and measured.
    pub fn line(&self) -> String {
        format!("{}: asked {}, measured {}", self.title(), self.asked, self.measured)
    }
}

/// Every gate that the configuration asks for, in the order of its documentation.
pub fn judge(candidate: &Candidate<'_>) -> Vec<Gate> {
    let Candidate { config, dataset, .. } = candidate;
    let asked = &config.gates;
    let mut gates = Vec::new();
    for (name, least, found, help) in [
        (
            "min_reports",
            asked.min_reports,
            dataset.reports.len(),
            "look for reports that went missing, or lower the gate",
        ),
        (
            "min_claims",
            asked.min_claims,
            dataset.claims.len(),
            "look for reports that are empty, cut off or in another form, or lower the gate",
        ),
        (
            "min_figures",
            asked.min_figures,
            dataset.figures.len(),
            "look for reports that are empty, cut off or in another form, or lower the gate",
        ),
    ] {
        if least > 0 {
            gates.push(Gate {
                name,
                about: String::new(),
                asked: format!("{least} or more"),
                measured: found.to_string(),
                verdict: Verdict::of(found >= least),
                broken: Vec::new(),
                help,
            });
        }
    }
    gates.push(figures::unresolved(candidate));
    gates.extend(figures::revision(candidate));
    gates.extend(figures::identities(candidate));
    gates.extend(figures::bounds(candidate));
    gates.extend(fresh::all(candidate));
    for broken in gates.iter_mut().flat_map(|gate| &mut gate.broken) {
        broken.old = candidate.before.value(&broken.figure).cloned();
    }
    gates
}

/// A fraction in percent, for people.
fn percent(fraction: &Number) -> String {
    let percent = fraction * &Number::from(100);
    format!("{}%", crate::publish::words::grouped(&crate::publish::words::to_digits(&percent, 4)))
}
