//! A figure in words: what it is, since when, and how each source bears on it.

use anstyle::Style;

use super::find::{Found, arguments};
use super::known::Known;
use crate::model::{Basis, Claim, Evidence, Figure, PartialDate, Status, Step, Target, Unit, Vintage};
use crate::publish::phrases::{agreement, article, ended, hedge, of_step, relation, role, status};
use crate::publish::words::{about, amount, counted, escaped, interval, push, range, wrapped};
use crate::reconcile::reason;

/// Width that sentences are wrapped at.
const WIDTH: usize = 100;
/// Other figures of the same indicator and period that are named.
const OTHERS: usize = 8;

/// The whole story.
pub(super) fn story(found: &Found<'_>, known: &Known<'_>) -> String {
    let teller = Teller { figure: found.figure, known };
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
                    arguments(other, Some(known.config))
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
    known: &'a Known<'a>,
}

impl<'a> Teller<'a> {
    fn head(&self) -> String {
        let figure = self.figure;
        let bold = Style::new().bold();
        let value = range(&figure.value, figure.value_to.as_ref(), &figure.unit);
        let mut text = format!("{}\n{bold}{}{value}{bold:#}\n", self.known.name(figure), hedge(figure.hedge));
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
        match self.figure.claim.as_ref().and_then(|id| self.known.rows.claim(id.as_str())) {
            Some(claim) => {
                format!(
                    "printed as “{}” in {}",
                    escaped(&claim.printed.value_text),
                    self.known.report(&claim.printed.report)
                )
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
            amount(&figure.support, &Unit::Count(String::new()))
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
        let issuer =
            self.figure.claim.as_ref().and_then(|id| self.known.rows.claim(id.as_str())).map(|claim| &claim.issuer);
        let (own, others): (Vec<&Target>, Vec<&Target>) =
            self.targets().into_iter().rev().partition(|target| Some(&target.issuer) == issuer);
        let own = own.into_iter().enumerate().map(|(at, target)| (if at == 0 { "" } else { "before: " }, target));
        let others = others.into_iter().map(|target| ("another issuer: ", target));
        own.chain(others).map(|(before, target)| format!("{before}{}", self.target_line(target))).collect()
    }

    fn vintage_lines(&self) -> Vec<String> {
        let vintages = self.known.dataset.vintages.iter().filter(|vintage| vintage.figure == self.figure.id);
        let mut lines: Vec<String> = vintages.map(|vintage| self.vintage_line(vintage)).collect();
        lines.reverse();
        for line in lines.iter_mut().skip(1) {
            line.insert_str(0, "before: ");
        }
        lines
    }

    fn target_line(&self, target: &Target) -> String {
        let (value, who) = match self.known.rows.claim(target.claim.as_str()) {
            Some(claim) => (range(&claim.value, claim.value_to.as_ref(), &claim.unit), self.known.who(claim)),
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
            .known
            .rows
            .evidence(&self.figure.id)
            .iter()
            .flat_map(|row| self.known.rows.inputs(&row.source))
            .filter(|claim| on_that_day(&claim))
            .map(|claim| self.known.report(&claim.printed.report))
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
        if self.figure.key.basis == Basis::Planned { self.known.targets(self.figure) } else { Vec::new() }
    }

    /// Every source, in the order of the steps that decided on it.
    fn steps(&self) -> String {
        let mut text = heading("How it came about");
        for (number, step) in (1..).zip(Step::ALL) {
            let mut rows: Vec<&&Evidence> =
                self.known.rows.evidence(&self.figure.id).iter().filter(|row| row.step == *step).collect();
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
        if let Some(claim) = self.known.rows.claim(row.source.as_str()) {
            let value = range(&claim.value, claim.value_to.as_ref(), &claim.unit);
            let line = format!("- {}{value}: {part}", hedge(claim.printed.quantity.hedge));
            return wrapped(&line, "     ", WIDTH) + &self.quoted(claim, "       ");
        }
        let Some(derived) = self.known.rows.derived(row.source.as_str()) else {
            return wrapped(&format!("- {}: {part}", row.source), "     ", WIDTH);
        };
        let line = format!(
            "- {} ({}), by {}: {part}",
            about(&derived.value, &derived.unit),
            interval(&derived.interval, &derived.unit),
            relation(derived.relation)
        );
        let inputs = self.known.rows.inputs(&row.source);
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
        let who = format!("{}{firm}, in {}", self.known.who(claim), self.known.report(&claim.printed.report));
        let sentence = format!("“{}”", escaped(&claim.printed.sentence));
        wrapped(&who, indent, WIDTH) + &wrapped(&sentence, indent, WIDTH)
    }

    fn conflicts(&self) -> String {
        let conflicts = self.known.rows.conflicts(&self.figure.id).iter();
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
            let said = match &target.outcome {
                Some(outcome) => {
                    format!("{}: {} was observed", ended(target.status), amount(outcome, &self.figure.unit))
                }
                None => ended(target.status).to_owned(),
            };
            format!("  {}: {said}\n", amount(&target.target, &self.figure.unit))
        };
        let mut lines: Vec<String> = self.targets().iter().map(line).collect();
        lines.dedup();
        if lines.is_empty() { String::new() } else { heading("What became of it") + &lines.concat() }
    }
}
