//! Vintages: the same rules on what was published by each date.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::{Context, figures_of, key};
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::model::{Claim, Figure, FigureId, Key, PartialDate, Rounding, Vintage};

/// Cuts that are decided side by side before what changed is taken from them.
const AT_ONCE: usize = 64;

/// A figure that followed from what was known once and does not any more.
pub const FIGURE_WITHDRAWN: &str = "figure_withdrawn";

/// The figures of one cut, with what they are about.
type Rows = BTreeMap<FigureId, (Key, Vintage)>;

/// The vintages of a set's figures; only what changed makes one. `last` is the
/// outcome on all claims, undated ones included: the last cut. What is no figure on it
/// has a finding in place of vintages.
pub(super) fn of_set(set: &[&Claim], last: &[&Figure], context: &Context) -> Result<(Vec<Vintage>, Vec<Finding>)> {
    let entering: Vec<&Claim> =
        set.iter().copied().filter(|claim| key::of_claim(claim, context.config).is_some()).collect();
    let day = |claim: &Claim| claim.published.map(PartialDate::effective);
    let dates: BTreeSet<Date> = entering.iter().copied().filter_map(day).collect();
    let undated = entering.iter().any(|claim| claim.published.is_none());
    // All dates but those on which everything dated is out already.
    let partial: Vec<Date> = dates.iter().copied().filter(|date| undated || Some(date) != dates.last()).collect();
    let known: BTreeMap<&Key, &FigureId> = last.iter().map(|figure| (&figure.key, &figure.id)).collect();
    let mut vintages: Vec<(Key, Vintage)> = Vec::new();
    let mut open = Rows::new();
    for some in partial.chunks(AT_ONCE) {
        let cuts = some.par_iter().map(|date| {
            let published = |claim: &&Claim| day(claim).is_some_and(|day| day <= *date);
            let cut: Vec<&Claim> = set.iter().copied().filter(published).collect();
            Ok((*date, rows(&figures_of(&cut, &known, context)?, Some(*date))))
        });
        for (date, now) in cuts.collect::<Result<Vec<_>>>()? {
            advance(now, date, &mut open, &mut vintages);
        }
    }
    if let Some(date) = dates.last().filter(|_| !undated) {
        advance(rows(last.iter().copied(), Some(*date)), *date, &mut open, &mut vintages);
    }
    if undated {
        // What the dated reports gave held at least until the last of them.
        let end = dates.last().and_then(|last| last.tomorrow().ok()).unwrap_or(Date::MAX);
        advance(rows(last.iter().copied(), None), end, &mut open, &mut vintages);
    }
    vintages.extend(open.into_values());
    let there: BTreeSet<&FigureId> = last.iter().map(|figure| &figure.id).collect();
    let (kept, gone): (Vec<_>, Vec<_>) = vintages.into_iter().partition(|(_, row)| there.contains(&row.figure));
    let findings = gone.iter().map(|(key, row)| withdrawn(key, row)).collect();
    Ok((kept.into_iter().map(|(_, row)| row).collect(), findings))
}

fn withdrawn(key: &Key, row: &Vintage) -> Finding {
    let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let value =
        row.value.to_decimal(Rounding::HalfEven).map_or_else(|_| row.value.to_string(), |value| value.to_string());
    let message = format!(
        "{key}: from {} to {} it followed from what was known that it was {value}; it does not any more, and nobody prints it",
        day(row.from),
        day(row.to)
    );
    Finding::new(FIGURE_WITHDRAWN, Severity::Note, message)
}

/// Closes what changed before `next` and opens what is there from then on.
fn advance(now: Rows, next: Date, open: &mut Rows, closed: &mut Vec<(Key, Vintage)>) {
    let changed: Vec<FigureId> = open
        .iter()
        .filter(|(id, (_, was))| now.get(*id).is_none_or(|(_, is)| differs(is, was)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in changed {
        if let Some(mut was) = open.remove(&id) {
            was.1.to = next.yesterday().ok();
            closed.push(was);
        }
    }
    for (id, vintage) in now {
        open.entry(id).or_insert(vintage);
    }
}

fn rows<'a>(figures: impl IntoIterator<Item = &'a Figure>, from: Option<Date>) -> Rows {
    figures.into_iter().map(|figure| (figure.id.clone(), (figure.key.clone(), opened(figure, from)))).collect()
}

fn opened(figure: &Figure, from: Option<Date>) -> Vintage {
    Vintage {
        figure: figure.id.clone(),
        from,
        to: None,
        value: figure.value.clone(),
        value_to: figure.value_to.clone(),
        interval: figure.interval.clone(),
        agreement: figure.agreement,
        n_claims: figure.n_claims,
    }
}

fn differs(a: &Vintage, b: &Vintage) -> bool {
    (&a.value, &a.value_to, &a.interval, a.agreement) != (&b.value, &b.value_to, &b.interval, b.agreement)
}
