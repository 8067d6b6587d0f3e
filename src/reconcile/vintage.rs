//! Vintages: the same rules on what was published by each date.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::figure::Decided;
use super::{Context, decide_all, key};
use crate::error::Result;
use crate::model::{Claim, FigureId, PartialDate, Vintage};

/// The vintages of a set's figures; only what changed makes one. `last` is the
/// outcome on all claims, undated ones included: the last cut.
pub(super) fn of_set(set: &[&Claim], last: &[Decided], context: &Context) -> Result<Vec<Vintage>> {
    let entering: Vec<&Claim> =
        set.iter().copied().filter(|claim| key::of_claim(claim, context.config).is_some()).collect();
    let day = |claim: &Claim| claim.published.map(PartialDate::effective);
    let dates: BTreeSet<Date> = entering.iter().copied().filter_map(day).collect();
    let undated = entering.iter().any(|claim| claim.published.is_none());
    // All dates but those on which everything dated is out already.
    let partial: Vec<Date> = dates.iter().copied().filter(|date| undated || Some(date) != dates.last()).collect();
    let cuts = partial.par_iter().map(|date| {
        let cut: Vec<&Claim> = set.iter().copied().filter(|claim| day(claim).is_some_and(|day| day <= *date)).collect();
        Ok((*date, decide_all(&cut, context)?.decided))
    });
    let cuts: Vec<(Date, Vec<Decided>)> = cuts.collect::<Result<_>>()?;
    let mut vintages = Vec::new();
    let mut open: BTreeMap<FigureId, Vintage> = BTreeMap::new();
    for (date, decided) in &cuts {
        advance(decided, Some(*date), *date, &mut open, &mut vintages);
    }
    if let Some(date) = dates.last().filter(|_| !undated) {
        advance(last, Some(*date), *date, &mut open, &mut vintages);
    }
    if undated {
        // What the dated reports gave held at least until the last of them.
        let end = dates.last().and_then(|last| last.tomorrow().ok()).unwrap_or(Date::MAX);
        advance(last, None, end, &mut open, &mut vintages);
    }
    vintages.extend(open.into_values());
    Ok(vintages)
}

/// Closes what changed before `next` and opens what is there from then on.
fn advance(
    decided: &[Decided],
    from: Option<Date>,
    next: Date,
    open: &mut BTreeMap<FigureId, Vintage>,
    closed: &mut Vec<Vintage>,
) {
    let now: BTreeMap<FigureId, Vintage> =
        decided.iter().map(|one| (one.figure.id.clone(), opened(one, from))).collect();
    let changed: Vec<FigureId> = open
        .iter()
        .filter(|(id, was)| now.get(*id).is_none_or(|is| differs(is, was)))
        .map(|(id, _)| id.clone())
        .collect();
    for id in changed {
        if let Some(mut was) = open.remove(&id) {
            was.to = next.yesterday().ok();
            closed.push(was);
        }
    }
    for (id, vintage) in now {
        open.entry(id).or_insert(vintage);
    }
}

fn opened(decided: &Decided, from: Option<Date>) -> Vintage {
    let figure = &decided.figure;
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
