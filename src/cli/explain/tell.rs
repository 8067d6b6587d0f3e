//! A figure in words: what it is, since when, and how each source bears on it.

use std::collections::BTreeMap;

use anstyle::Style;

use super::find::{Found, arguments};
use crate::cli::words::{about, amount, counted, escaped, interval, push, range, wrapped};
use crate::config::Config;
use crate::model::{
    Agreement, Basis, Claim, Derived, Evidence, Figure, Hedge, ObsStatus, OutcomeStatus, PartialDate, Relation,
    ReportId, ReportMeta, Role, Status, Step, Target, Vintage,
};
use crate::publish::Dataset;
use crate::reconcile::reason;

/// Width that sentences are wrapped at.
const WIDTH: usize = 100;
/// Other figures of the same indicator and period that are named.
const OTHERS: usize = 8;

/// The whole story.
pub(super) fn story(found: &Found<'_>, config: &Config, dataset: &Dataset) -> String {
    let teller = Teller::new(found.figure, config, dataset);
    let mut text = teller.head();
    text += &teller.revisions();
    text += &teller.steps();
    text += &teller.conflicts();
    text += &teller.outcome();
    if !found.others.is_empty() {
        text += &heading("Other figures of this indicator and period");
        for other in found.others.iter().take(OTHERS) {
            push(
                &mut text,
                format_args!(
                    "  {}: reckoner explain {}\n",
                    range(&other.value, other.value_to.as_ref(), &other.unit),
                    arguments(other, Some(config))
                ),
            );
        }
    }
    text
}

fn heading(text: &str) -> String {
    let bold = Style::new().bold();
    format!("\n{bold}{text}{bold:#}\n")
}

struct Teller<'a> {
    figure: &'a Figure,
    config: &'a Config,
    dataset: &'a Dataset,
    claims: BTreeMap<&'a str, &'a Claim>,
    derived: BTreeMap<&'a str, &'a Derived>,
    reports: BTreeMap<&'a ReportId, &'a ReportMeta>,
    evidence: Vec<&'a Evidence>,
}

impl<'a> Teller<'a> {
    fn new(figure: &'a Figure, config: &'a Config, dataset: &'a Dataset) -> Self {
        Self {
            figure,
            config,
            dataset,
            claims: dataset.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            derived: dataset.derived.iter().map(|derived| (derived.id.as_str(), derived)).collect(),
            reports: dataset.reports.iter().map(|report| (&report.meta.id, &report.meta)).collect(),
            evidence: dataset.evidence.iter().filter(|row| row.figure == figure.id).collect(),
        }
    }

    fn head(&self) -> String {
        let (figure, key) = (self.figure, &self.figure.key);
        let bold = Style::new().bold();
        let label = self.config.indicator(&key.indicator).map_or(key.indicator.as_str(), |known| known.label.as_str());
        let base = key.base_period.map(|base| format!(" on {base}")).unwrap_or_default();
        let value = range(&figure.value, figure.value_to.as_ref(), &figure.unit);
        let mut text = format!(
            "{}, {} of {}{base}, {}, {}\n{bold}{}{value}{bold:#}\n",
            escaped(label),
            key.measure.as_str().replace('_', " "),
            figure.period,
            key.area,
            key.basis,
            hedge(figure.hedge),
        );
        push(&mut text, format_args!("  stands for  {}\n", interval(&figure.interval, &figure.unit)));
        push(&mut text, format_args!("  agreement   {}: {}\n", figure.agreement, agreement(figure.agreement)));
        push(&mut text, format_args!("  value       {}\n", self.origin()));
        push(&mut text, format_args!("  rests on    {}\n", self.rests_on()));
        push(
            &mut text,
            format_args!("  figure      {}, observation status {}\n", figure.id, status(figure.obs_status)),
        );
        text
    }

    /// Where the value shown is from.
    fn origin(&self) -> String {
        match self.figure.claim.as_ref().and_then(|id| self.claims.get(id.as_str())) {
            Some(claim) => {
                format!("printed as “{}” in {}", escaped(&claim.printed.value_text), self.report(&claim.printed.report))
            }
            None if self.figure.rule == "override" => "set by a person".to_owned(),
            None => "no report prints it: it follows from what is printed".to_owned(),
        }
    }

    fn rests_on(&self) -> String {
        let figure = self.figure;
        format!(
            "{} in {}; {} for it, with weight {}",
            counted(figure.n_claims, "claim"),
            counted(figure.n_reports, "report"),
            counted(figure.n_sources, "issuer"),
            amount(&figure.support, &crate::model::Unit::Count(String::new()))
        )
    }

    /// What was believed before, newest first: targets as their issuer set them,
    /// and what others aimed at; other figures as they would have been published.
    fn revisions(&self) -> String {
        let lines = if self.targets().is_empty() { self.vintage_lines() } else { self.target_lines() };
        let text: String = lines.iter().map(|line| wrapped(line, "  ", WIDTH)).collect();
        if text.is_empty() { text } else { heading("Since when") + &text }
    }

    fn target_lines(&self) -> Vec<String> {
        let issuer = self.figure.claim.as_ref().and_then(|id| self.claims.get(id.as_str())).map(|claim| &claim.issuer);
        let (own, others): (Vec<&Target>, Vec<&Target>) =
            self.targets().into_iter().rev().partition(|target| Some(&target.issuer) == issuer);
        let own = own.into_iter().enumerate().map(|(at, target)| (if at == 0 { "" } else { "before: " }, target));
        let others = others.into_iter().map(|target| ("another issuer: ", target));
        own.chain(others).map(|(before, target)| format!("{before}{}", self.target_line(target))).collect()
    }

    fn vintage_lines(&self) -> Vec<String> {
        let vintages = self.dataset.vintages.iter().filter(|vintage| vintage.figure == self.figure.id);
        let mut lines: Vec<String> = vintages.map(|vintage| self.vintage_line(vintage)).collect();
        lines.reverse();
        for line in lines.iter_mut().skip(1) {
            line.insert_str(0, "before: ");
        }
        lines
    }

    fn target_line(&self, target: &Target) -> String {
        let (value, who) = match self.claims.get(target.claim.as_str()) {
            Some(claim) => (range(&claim.value, claim.value_to.as_ref(), &claim.unit), self.who(claim)),
            None => (amount(&target.target, &self.figure.unit), escaped(&target.issuer)),
        };
        let since = target.from.map(|from| format!(" since {from}")).unwrap_or_default();
        let until = target.to.map(|to| format!(" until {to}")).unwrap_or_default();
        format!("{value}{since}{until} ({who})")
    }

    fn vintage_line(&self, vintage: &Vintage) -> String {
        let since = vintage.from.map(|from| format!(" since {from}")).unwrap_or_default();
        let until = vintage.to.map(|to| format!(" until {to}")).unwrap_or_default();
        let on_that_day = |claim: &&&Claim| claim.published.map(PartialDate::effective) == vintage.from;
        let mut new: Vec<String> = self
            .evidence
            .iter()
            .flat_map(|row| self.inputs(row))
            .filter(|claim| on_that_day(&claim))
            .map(|claim| self.report(&claim.printed.report))
            .collect();
        new.sort();
        new.dedup();
        let with = if new.is_empty() { String::new() } else { format!(", with {}", new.join(" and ")) };
        format!(
            "{}{since}{until} ({}{with})",
            range(&vintage.value, vintage.value_to.as_ref(), &self.figure.unit),
            vintage.agreement
        )
    }

    /// The targets that a planned figure is of, by date.
    fn targets(&self) -> Vec<&'a Target> {
        let key = &self.figure.key;
        if key.basis != Basis::Planned {
            return Vec::new();
        }
        let of_key = |target: &&Target| {
            let there = &target.key;
            there.indicator == key.indicator
                && there.area == key.area
                && there.measure == key.measure
                && there.base_period == key.base_period
                && (there.period == self.figure.period || there.period == key.period)
        };
        let mut targets: Vec<&Target> = self.dataset.targets.iter().filter(of_key).collect();
        targets.sort_by_key(|target| target.from.map(PartialDate::effective));
        targets
    }

    /// Every source, in the order of the steps that decided on it.
    fn steps(&self) -> String {
        let mut text = heading("How it came about");
        for (number, step) in (1..).zip(Step::ALL) {
            let mut rows: Vec<&&Evidence> = self.evidence.iter().filter(|row| row.step == *step).collect();
            if rows.is_empty() {
                continue;
            }
            rows.sort_by_key(|row| (self.figure.claim.as_ref().is_none_or(|id| id.as_str() != row.source), row.role));
            push(&mut text, format_args!("  {number}. {}\n", of_step(*step)));
            for row in rows {
                text += &self.source(row);
            }
        }
        text
    }

    fn source(&self, row: &Evidence) -> String {
        let why = reason::sentence(row.reason).unwrap_or(row.reason);
        let part = format!("{}, because {why}", role(row.role));
        if let Some(claim) = self.claims.get(row.source.as_str()) {
            let value = range(&claim.value, claim.value_to.as_ref(), &claim.unit);
            let line = format!("- {}{value}: {part}", hedge(claim.printed.quantity.hedge));
            return wrapped(&line, "     ", WIDTH) + &self.quoted(claim, "       ");
        }
        let Some(derived) = self.derived.get(row.source.as_str()) else {
            return wrapped(&format!("- {}: {part}", row.source), "     ", WIDTH);
        };
        let line = format!(
            "- {} ({}), by {}: {part}",
            about(&derived.value, &derived.unit),
            interval(&derived.interval, &derived.unit),
            relation(derived.relation)
        );
        let inputs = self.inputs(row);
        wrapped(&line, "     ", WIDTH) + &inputs.iter().map(|claim| self.input(claim)).collect::<String>()
    }

    /// An input of a derived value.
    fn input(&self, claim: &Claim) -> String {
        let printed = &claim.printed;
        let period = printed.period.map(|period| format!(" of {period}")).unwrap_or_default();
        let base = printed.base_period.map(|base| format!(" on {base}")).unwrap_or_default();
        let value = range(&claim.value, claim.value_to.as_ref(), &claim.unit);
        let line = format!("from {} {}{period}{base}: {value}", claim.indicator, printed.measure);
        wrapped(&line, "       ", WIDTH) + &self.quoted(claim, "         ")
    }

    /// Who says so, where, and in which words.
    fn quoted(&self, claim: &Claim, indent: &str) -> String {
        let firm = if claim.printed.status == Status::Actual { "" } else { claim.printed.status.as_str() };
        let firm = if firm.is_empty() { String::new() } else { format!(", as {}", article(firm)) };
        let who = format!("{}{firm}, in {}", self.who(claim), self.report(&claim.printed.report));
        let sentence = format!("“{}”", escaped(&claim.printed.sentence));
        wrapped(&who, indent, WIDTH) + &wrapped(&sentence, indent, WIDTH)
    }

    /// The claims that a source rests on.
    fn inputs(&self, row: &Evidence) -> Vec<&'a Claim> {
        if let Some(claim) = self.claims.get(row.source.as_str()) {
            return vec![*claim];
        }
        let derived = self.derived.get(row.source.as_str());
        derived
            .into_iter()
            .flat_map(|derived| &derived.inputs)
            .filter_map(|id| self.claims.get(id.as_str()).copied())
            .collect()
    }

    fn conflicts(&self) -> String {
        let conflicts = self.dataset.conflicts.iter().filter(|conflict| conflict.figure == self.figure.id);
        let lines: String = conflicts
            .map(|conflict| {
                wrapped(&format!("- {}: {}", conflict.agreement, escaped(&conflict.explanation)), "  ", WIDTH)
            })
            .collect();
        if lines.is_empty() { lines } else { heading("What disagrees") + &lines }
    }

    /// How a target ended.
    fn outcome(&self) -> String {
        let line = |target: &&Target| {
            let said = match (target.status, &target.outcome) {
                (OutcomeStatus::Pending, _) => "not over yet, or nothing was observed".to_owned(),
                (status, Some(outcome)) => {
                    let words = status.as_str().replace('_', " ");
                    format!("{words}: {} was observed", amount(outcome, &self.figure.unit))
                }
                (status, None) => status.as_str().replace('_', " "),
            };
            format!("  {}: {said}\n", amount(&target.target, &self.figure.unit))
        };
        let mut lines: Vec<String> = self.targets().iter().map(line).collect();
        lines.dedup();
        if lines.is_empty() { String::new() } else { heading("What became of it") + &lines.concat() }
    }

    /// Who says so, as printed, with the id of the issuer that it was taken for.
    fn who(&self, claim: &Claim) -> String {
        let known = self.config.authorities.iter().any(|authority| authority.id == claim.issuer);
        let name = match &claim.printed.attributed_to {
            Some(name) if *name != claim.issuer && known => format!("{name} ({})", claim.issuer),
            Some(name) => name.clone(),
            None if claim.issuer.is_empty() => "an unnamed issuer".to_owned(),
            None => claim.issuer.clone(),
        };
        escaped(&name)
    }

    /// A report by its publisher, date and id.
    fn report(&self, id: &ReportId) -> String {
        let Some(meta) = self.reports.get(id) else { return escaped(id.as_str()) };
        let publisher = if meta.publisher.is_empty() { "publisher not known" } else { &meta.publisher };
        let published = meta.published.map_or_else(|| "undated".to_owned(), |date| date.to_string());
        escaped(&format!("{id} ({publisher}, {published})"))
    }
}

fn hedge(hedge: Hedge) -> &'static str {
    match hedge {
        Hedge::None => "",
        Hedge::About => "about ",
        Hedge::Nearly => "nearly ",
        Hedge::Over => "over ",
        Hedge::AtLeast => "at least ",
        Hedge::AtMost => "at most ",
    }
}

fn article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Single => "one issuer says so, in one report",
        Agreement::Agree => "several say so",
        Agreement::UnitSlip => "somebody is off by a power of 1,000 or by an exchange rate",
        Agreement::PeriodSlip => "somebody gives the value of the period beside",
        Agreement::Rounding => "they differ by rounding",
        Agreement::Scope => "they speak of a wider or a narrower thing",
        Agreement::Revision => "a later statement replaced an earlier one",
        Agreement::Unresolved => "reports disagree and no rule says why; the value leads, it is not settled",
    }
}

fn status(status: ObsStatus) -> String {
    let words = match status {
        ObsStatus::Normal => "normal",
        ObsStatus::Definition => "the definition differs",
        ObsStatus::Estimated => "estimated",
        ObsStatus::Forecast => "forecast",
        ObsStatus::Derived => "derived",
        ObsStatus::Unresolved => "unresolved",
    };
    format!("{status} ({words})")
}

fn of_step(step: Step) -> &'static str {
    match step {
        Step::Voices => "The same statement made again is one voice:",
        Step::Slips => "A slip of the unit takes no part:",
        Step::Supersede => "A later statement of an issuer replaces its earlier one:",
        Step::Derive => "What follows from other figures is heard, too:",
        Step::Vote => "The value is where the greatest weight agrees:",
        Step::Classify => "What disagrees with it is held against it:",
        Step::Override => "A person decided:",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Supports => "counts for the value",
        Role::Repeats => "does not count again",
        Role::Superseded => "is superseded",
        Role::Rejected => "is set aside",
        Role::Candidate => "stands against the value",
        Role::Overridden => "is overridden",
    }
}

fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Growth => "growth",
        Relation::Delta => "a change",
        Relation::Multiple => "a multiple",
        Relation::Share => "a share",
        Relation::Identity => "an identity",
        Relation::Sum => "parts of a period",
    }
}
