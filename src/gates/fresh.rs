//! How old the newest report is: the one gate that looks at the calendar.

use std::collections::BTreeSet;

use super::{Candidate, GATE_FRESHNESS, Gate, Verdict};
use crate::config::Source;
use crate::model::ReportId;
use crate::publish::ReportRow;

/// One gate for each `[[freshness]]`.
pub(super) fn all(candidate: &Candidate<'_>) -> Vec<Gate> {
    let Candidate { config, dataset, today, .. } = candidate;
    let one = |asked: &crate::config::Freshness| {
        let (about, reports) = match &asked.of {
            Source::Publisher(name) => {
                let theirs = dataset.reports.iter().filter(|report| is(name, &report.meta.publisher));
                (name.clone(), theirs.collect::<Vec<&ReportRow>>())
            }
            Source::Indicator(id) => {
                let claims = dataset.claims.iter().filter(|claim| claim.indicator == *id);
                let stating: BTreeSet<&ReportId> = claims.map(|claim| &claim.printed.report).collect();
                let theirs = dataset.reports.iter().filter(|report| stating.contains(&report.meta.id));
                (id.to_string(), theirs.collect())
            }
        };
        let newest = reports
            .iter()
            .filter_map(|report| Some((report.meta.published?, report)))
            .max_by(|(a, first), (b, second)| (a.effective(), &first.meta.id).cmp(&(b.effective(), &second.meta.id)));
        // A report that may yet come out today is as new as can be.
        let days = newest.map(|(date, _)| u64::try_from((*today - date.effective()).get_days()).unwrap_or(0));
        let measured = match (newest, days) {
            (Some((date, report)), Some(days)) => {
                format!("{days} days on {today}: the newest is {} of {date}", report.meta.id)
            }
            _ if reports.is_empty() => "no report".to_owned(),
            _ => "no report with a date of publication".to_owned(),
        };
        Gate {
            name: GATE_FRESHNESS,
            about,
            asked: format!("a report of the last {} days", asked.within_days),
            measured,
            verdict: Verdict::of(days.is_some_and(|days| days <= asked.within_days)),
            broken: Vec::new(),
            help: "look for newer reports, or ask for less with `within_days`",
        }
    };
    config.gates.freshness.iter().map(one).collect()
}

/// Names are the same whatever their case and blanks.
fn is(asked: &str, publisher: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    words(asked) == words(publisher)
}
