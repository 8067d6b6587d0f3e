//! Open subjects: what claims without an indicator are about, ranked, so that a
//! person can make indicators of them.
//!
//! The subject as printed is brought to a term that the configuration can hold:
//! articles, hedges, places and other words that tell nothing apart are taken
//! off in front, verbs and what follows them behind; case and number do not
//! matter. What is left is always a stretch of the sentence, so that an
//! indicator with that term finds the claim again.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Lexicon;
use super::class::Class;
use super::indicator::singular;
use super::lexicon::{Speech, Tag};
use super::measure::Rule;
use super::slot::{Slot, SlotKind, tag};
use super::token::{Token, TokenKind};
use crate::model::{Currency, Measure, Period, PrintedClaim, ReportId, Unit};

/// A claim that is about no indicator, with who says so.
#[derive(Debug, Clone, Copy)]
pub struct Open<'a> {
    /// The claim.
    pub claim: &'a PrintedClaim,
    /// The report, or the one that it repeats.
    pub report: &'a ReportId,
    /// The issuer; a blank equals nothing.
    pub issuer: &'a str,
}

/// A subject that could become an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The words as printed first, in lower case: a term of a concept.
    pub term: String,
    /// The same as printed.
    pub printed: String,
    /// What an indicator of it would count in.
    pub unit: Unit,
    /// Whether its level is stated, not only how it changed.
    pub has_level: bool,
    /// Positions of its claims in what was asked.
    pub claims: Vec<usize>,
    /// Reports that state it, reposts left out.
    pub reports: usize,
    /// Issuers that state it.
    pub issuers: usize,
    /// Periods that it is stated for, in their order.
    pub periods: Vec<Period>,
}

/// The subjects of claims, best candidates first: by reports, issuers, claims and
/// periods (the more the better), then by term and unit.
///
/// Changes go with the level of their subject where one is stated. Claims whose
/// subject names nothing are in no subject.
pub fn subjects(open: &[Open<'_>], lexicon: &Lexicon) -> Vec<Subject> {
    let mut groups: BTreeMap<(Vec<String>, Option<Unit>), Vec<usize>> = BTreeMap::new();
    let mut terms: Vec<Option<(Vec<String>, String)>> = Vec::with_capacity(open.len());
    for (at, one) in open.iter().enumerate() {
        let term = term(&one.claim.subject, lexicon).or_else(|| {
            // "$148 billion, up 8.7%": the change is of what was just said.
            let before = at.checked_sub(1)?;
            let same = |a: &PrintedClaim, b: &PrintedClaim| a.report == b.report && a.sentence == b.sentence;
            (is_change(one.claim) && same(one.claim, open.get(before)?.claim)).then(|| terms.get(before)?.clone())?
        });
        if let Some((words, _)) = &term {
            groups.entry((words.clone(), level_unit(one.claim, words, lexicon))).or_default().push(at);
        }
        terms.push(term);
    }
    let mut found: Vec<Subject> = join_changes(groups)
        .into_iter()
        .filter_map(|(unit, claims)| {
            let (_, printed) = claims.first().and_then(|at| terms.get(*at)?.clone())?;
            Some(subject(printed, unit, claims, open))
        })
        .collect();
    found.sort_by(|a, b| {
        let size = |s: &Subject| Reverse((s.reports, s.issuers, s.claims.len(), s.periods.len()));
        size(a).cmp(&size(b)).then_with(|| (&a.term, &a.unit).cmp(&(&b.term, &b.unit)))
    });
    found
}

/// A unit, where it is known, and the claims in it.
type InUnit = (Option<Unit>, Vec<usize>);

/// Gives changes to the level of the same words with the most claims.
fn join_changes(groups: BTreeMap<(Vec<String>, Option<Unit>), Vec<usize>>) -> Vec<InUnit> {
    let mut levels: BTreeMap<Vec<String>, Vec<InUnit>> = BTreeMap::new();
    // A group without a unit comes first of its words: changes, if there are any.
    for ((words, unit), claims) in groups {
        levels.entry(words).or_default().push((unit, claims));
    }
    for groups in levels.values_mut() {
        let has_changes = groups.first().is_some_and(|(unit, _)| unit.is_none());
        if !has_changes || groups.len() < 2 {
            continue;
        }
        let (_, changes) = groups.remove(0);
        let fits = |unit: &Option<Unit>| !matches!(unit, Some(Unit::Rank | Unit::Times));
        let most = groups.iter().filter(|(unit, _)| fits(unit)).map(|(_, claims)| claims.len()).max();
        match groups.iter_mut().find(|(unit, claims)| fits(unit) && Some(claims.len()) == most) {
            Some((_, claims)) => {
                claims.extend(changes);
                claims.sort_unstable();
            }
            None => groups.push((None, changes)),
        }
    }
    levels.into_values().flatten().collect()
}

fn subject(printed: String, unit: Option<Unit>, claims: Vec<usize>, open: &[Open<'_>]) -> Subject {
    let all: Vec<&Open<'_>> = claims.iter().filter_map(|at| open.get(*at)).collect();
    let reports: BTreeSet<&ReportId> = all.iter().map(|one| one.report).collect();
    // A blank is an issuer of its own in each report.
    let issuer = |one: &&Open<'_>| (one.issuer.to_owned(), one.issuer.is_empty().then(|| one.report.clone()));
    let issuers: BTreeSet<_> = all.iter().map(issuer).collect();
    let periods: BTreeSet<Period> = all.iter().filter_map(|one| one.claim.period).collect();
    Subject {
        term: printed.to_lowercase(),
        printed,
        has_level: unit.is_some(),
        unit: unit.unwrap_or(Unit::Percent),
        reports: reports.len(),
        issuers: issuers.len(),
        periods: periods.into_iter().collect(),
        claims,
    }
}

fn is_change(claim: &PrintedClaim) -> bool {
    matches!(claim.measure, Measure::Growth | Measure::GrowthAverage | Measure::Multiple | Measure::Delta)
}

/// The unit of the level that a claim speaks of; nothing where a change does not tell.
fn level_unit(claim: &PrintedClaim, words: &[String], lexicon: &Lexicon) -> Option<Unit> {
    match (claim.measure, &claim.quantity.unit) {
        (Measure::Growth | Measure::GrowthAverage | Measure::Multiple, _) => None,
        (Measure::Rank, _) => Some(Unit::Rank),
        (Measure::Delta, Unit::Count(_)) if claim.rule == Rule::PlacesGained.as_str() => None,
        // Money is normalized.
        (_, Unit::Money(_)) => Some(Unit::Money(Currency::USD)),
        (_, Unit::PercentagePoint) => Some(Unit::Percent),
        (_, Unit::Count(noun)) if noun.is_empty() => Some(Unit::Count(counted(words, lexicon))),
        (_, unit) => Some(unit.clone()),
    }
}

/// What is counted, where no noun stands with the number: the subject's own.
fn counted(words: &[String], lexicon: &Lexicon) -> String {
    let links = |word: &&String| {
        let (tokens, _) = lexicon.tongues.tokens(word);
        tokens.iter().any(|t| t.is_any(&[Class::Of, Class::In, Class::From]))
    };
    let noun = words.iter().take_while(|word| !links(word)).last();
    let noun = noun.filter(|noun| noun.chars().all(char::is_alphabetic));
    let plural = |noun: &String| match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => format!("{noun}es"),
        _ => format!("{noun}s"),
    };
    noun.map_or_else(|| "units".to_owned(), plural)
}

/// The words that tell a subject, folded; nothing where it names nothing.
pub(super) fn words(subject: &str, lexicon: &Lexicon) -> Option<Vec<String>> {
    term(subject, lexicon).map(|(words, _)| words)
}

/// The words that tell a subject: folded, and as printed. Nothing where it names nothing.
fn term(subject: &str, lexicon: &Lexicon) -> Option<(Vec<String>, String)> {
    let (tokens, vocabulary) = lexicon.tongues.tokens(subject);
    let slots = tag(&tokens, vocabulary);
    let mut from = 0;
    while let Some(slot) = slots.get(from) {
        let place = lexicon.terms.place_at(&tokens, slot.first);
        match place {
            // "Vietnam's exports": areas are no part of an indicator.
            Some(end) => from = slots.iter().position(|slot| slot.first >= end).unwrap_or(slots.len()),
            None if tells_nothing(slot, &tokens) => from += 1,
            None => break,
        }
    }
    let mut end = (from..slots.len()).find(|at| *at > from && ends(&slots[*at], &tokens)).unwrap_or(slots.len());
    while end > from && (tells_nothing(&slots[end - 1], &tokens) || !is_word(&slots[end - 1], &tokens)) {
        end -= 1;
    }
    let slots = slots.get(from..end)?;
    if !slots.iter().any(|slot| is_word(slot, &tokens) && names_something(slot, &tokens)) {
        return None;
    }
    let tokens = tokens.get(slots.first()?.first..slots.last()?.end)?;
    let printed = subject.get(tokens.first()?.start..tokens.last()?.end)?;
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    Some((tokens.iter().map(|token| singular(&token.lower).into_owned()).collect(), printed))
}

/// Articles, hedges, links and signs: what may stand in front of a subject or behind it.
fn tells_nothing(slot: &Slot<'_>, tokens: &[Token<'_>]) -> bool {
    const CLASSES: [Class; 18] = [
        Class::Determiner,
        Class::Pronoun,
        Class::Conjunction,
        Class::Preposition,
        Class::Filler,
        Class::NewPart,
        Class::Estimate,
        Class::Breaker,
        Class::Finite,
        Class::Said,
        Class::According,
        Class::Base,
        Class::Comparison,
        Class::Present,
        Class::Last,
        Class::This,
        Class::Next,
        Class::OutOf,
    ];
    let Some(word) = tokens.get(slot.first) else { return true };
    // The number of firms is of firms.
    let counts = word.is(Class::Counting) && tokens.get(slot.end).is_some_and(|next| next.is(Class::Of));
    if counts {
        return true;
    }
    // Net profit is not profit.
    if word.is(Class::Telling) && slot.end == slot.first + 1 {
        return false;
    }
    let hedges = slot.tags.iter().any(|tag| {
        matches!(
            tag,
            Tag::Before(_) | Tag::After(_) | Tag::Cardinal(_) | Tag::Scale(_) | Tag::Change(_, Speech::Adjective)
        )
    });
    hedges || slot.kind != SlotKind::Word || slot.is_any(&CLASSES) || is_past(slot, word)
        // "'s" and single letters.
        || tokens.get(slot.first).is_some_and(|token| token.text.chars().filter(|c| c.is_alphabetic()).count() < 2)
}

/// Where the subject is over: a verb, a relative clause, a mark.
fn ends(slot: &Slot<'_>, tokens: &[Token<'_>]) -> bool {
    let Some(token) = tokens.get(slot.first) else { return true };
    let breaks = [Class::Finite, Class::Breaker, Class::ShareVerb, Class::Said, Class::According, Class::Comparison];
    let relative = token.is_any(&[Class::That, Class::Relative]);
    let mark = slot.kind == SlotKind::Sign && !["-", "&", "'"].iter().any(|sign| token.sign(sign));
    relative || mark || slot.is_any(&breaks) || is_past(slot, token)
}

/// A verb in the past: "reached", "rose". "Exports" and "ships" may be nouns.
fn is_past(slot: &Slot<'_>, word: &Token<'_>) -> bool {
    let verb = slot.is_any(&[Class::Level, Class::PastVerb]) || slot.change(Speech::Verb).is_some();
    let noun = slot.change(Speech::Noun).is_some() || slot.is(Class::Flow);
    verb && !noun && (slot.is(Class::PastVerb) || word.is(Class::PastForm))
}

fn is_word(slot: &Slot<'_>, tokens: &[Token<'_>]) -> bool {
    tokens.get(slot.end.saturating_sub(1)).is_some_and(|token| token.kind == TokenKind::Word)
}

/// Months, years, labels and words of change name nothing by themselves.
fn names_something(slot: &Slot<'_>, tokens: &[Token<'_>]) -> bool {
    const CLASSES: [Class; 8] = [
        Class::TimeNoun,
        Class::Year,
        Class::Label,
        Class::Month,
        Class::Quarter,
        Class::Average,
        Class::MeasureUnit,
        Class::RankStep,
    ];
    let tagged = slot.tags.iter().any(|tag| {
        matches!(
            tag,
            Tag::MonthName(_) | Tag::Ordinal(_) | Tag::Money(_) | Tag::Change(..) | Tag::Target | Tag::Forecast
        )
    });
    !tagged && !slot.is_any(&CLASSES) && !tells_nothing(slot, tokens)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(subject: &str) -> Option<String> {
        term(subject, &Lexicon::new(None).unwrap()).map(|(_, printed)| printed)
    }

    #[test]
    fn subjects_are_brought_to_terms() {
        for (subject, wanted) in [
            ("The total number of Solar farms", "Solar farms"),
            ("The total value of Rubber exports", "value of Rubber exports"),
            ("Tier-1 suppliers", "Tier-1 suppliers"),
            ("and that of sugar beet at", "sugar beet"),
            ("Wool production reached", "Wool production"),
            ("nearly all of its foreign companies", "foreign companies"),
            ("suppliers that the group from the Republic", "suppliers"),
            ("Net profit", "Net profit"),
            ("The trade deficit narrowed to", "trade deficit"),
            ("Cars accounted for", "Cars"),
        ] {
            assert_eq!(said(subject).as_deref(), Some(wanted), "{subject}");
        }
        for nothing in
            ["", "It", "places", "down from", "August", "last year", "Its", "and", "rose to", "12", "\u{1b}\"\\"]
        {
            assert_eq!(said(nothing), None, "{nothing}");
        }
    }
}
