//! Step 7, overrides: people's decisions as data, which fail the run when what
//! they were made on has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::decision::Decision;
use super::figure::Decided;
use super::key;
use crate::config::Config;
use crate::error::Problem;
use crate::model::{Action, Claim, ClaimId, Decimal, FigureId, Number, Override, Rounding};

/// The decisions of `overrides.csv`, with what is wrong about them.
#[derive(Debug, Clone, Default)]
pub(super) struct Decisions {
    /// Claims that take no part.
    pub(super) dropped: BTreeSet<ClaimId>,
    figures: BTreeMap<FigureId, (Decision, Override)>,
    problems: Vec<Problem>,
}

impl Decisions {
    pub(super) fn on(&self, figure: &FigureId) -> Option<&Decision> {
        self.figures.get(figure).map(|(decision, _)| decision)
    }

    /// Every problem: those of the file, and decisions on figures that are not
    /// there or have another value than the decision was made on.
    pub(super) fn problems(mut self, figures: &BTreeMap<&FigureId, &Decided>, config: &Config) -> Vec<Problem> {
        for (id, (_, row)) in &self.figures {
            match figures.get(id) {
                None => self.problems.push(problem(config, row, format!("there is no figure {id}"), GONE)),
                Some(decided) => self.problems.extend(stale(row, &decided.computed, config)),
            }
        }
        self.problems.sort_by(|a, b| (a.place, &a.message).cmp(&(b.place, &b.message)));
        self.problems
    }
}

const GONE: &str = "remove the row, or give the id of the table as it is now";

/// Reads decisions, keeping every problem for later.
pub(super) fn read(rows: &[Override], claims: &[Claim], config: &Config) -> Decisions {
    let mut decisions = Decisions::default();
    for row in rows {
        let taken = match row.action {
            Action::DropClaim => drop_claim(row, claims, config, &mut decisions),
            Action::ChooseClaim | Action::SetValue => decide_figure(row, claims, config, &mut decisions),
        };
        decisions.problems.extend(taken.err());
    }
    // A claim cannot be chosen and dropped at once.
    for (decision, row) in decisions.figures.values() {
        if matches!(decision, Decision::Choose(id) if decisions.dropped.contains(id)) {
            let message = format!("claim {} is chosen here and dropped elsewhere", row.value);
            decisions.problems.push(problem(config, row, message, "keep one of the two rows"));
        }
    }
    decisions
}

fn drop_claim(row: &Override, claims: &[Claim], config: &Config, decisions: &mut Decisions) -> Result<(), Problem> {
    let Some(claim) = claims.iter().find(|claim| claim.id.as_str() == row.target) else {
        return Err(problem(config, row, format!("there is no claim {:?}", row.target), GONE));
    };
    stale(row, &claim.value, config).map_or(Ok(()), Err)?;
    decisions.dropped.insert(claim.id.clone());
    Ok(())
}

fn decide_figure(row: &Override, claims: &[Claim], config: &Config, decisions: &mut Decisions) -> Result<(), Problem> {
    let figure: FigureId = row.target.parse().map_err(|e| problem(config, row, format!("{e}"), GONE))?;
    let decision = if row.action == Action::ChooseClaim {
        let claim = claims.iter().find(|claim| claim.id.as_str() == row.value);
        let speaks = |claim: &&Claim| {
            key::of_claim(claim, config).and_then(|key| key.figure_id().ok()).as_ref() == Some(&figure)
        };
        let claim = claim.filter(speaks).ok_or_else(|| {
            let help = "`value` is the claim_id of a row of the figure's evidence";
            problem(config, row, format!("{:?} is no claim on figure {figure}", row.value), help)
        })?;
        Decision::Choose(claim.id.clone())
    } else {
        let help = "`value` is a plain decimal number in the figure's unit";
        let value: Number = row.value.trim().parse().map_err(|e| problem(config, row, format!("{e}"), help))?;
        let fits = value.to_decimal(Rounding::HalfEven).map_err(|e| problem(config, row, e.to_string(), help))?;
        Decision::Set(fits.to_number())
    };
    if decisions.figures.contains_key(&figure) {
        let message = format!("figure {figure} is decided twice");
        return Err(problem(config, row, message, "keep one of the rows"));
    }
    decisions.figures.insert(figure, (decision, row.clone()));
    Ok(())
}

/// The problem of a decision made on another value than the one there is now, as
/// the tables print both.
fn stale(row: &Override, now: &Number, config: &Config) -> Option<Problem> {
    let now = now.to_decimal(Rounding::HalfEven).map_or_else(|_| now.clone(), Decimal::to_number);
    let expected: Option<Number> = row.expect.trim().parse().ok();
    (expected.as_ref() != Some(&now)).then(|| {
        let message = format!("stale: {} was {:?} when it was decided and is {now} now", row.target, row.expect);
        problem(config, row, message, "look at it again, then update `expect` or remove the row")
    })
}

fn problem(config: &Config, row: &Override, message: String, help: &str) -> Problem {
    let file = config.ingest.overrides.clone().unwrap_or_else(|| PathBuf::from("overrides.csv"));
    let line = usize::try_from(row.line).unwrap_or(usize::MAX);
    Problem { file, place: Some((line, 1)), message, help: help.to_owned() }
}
