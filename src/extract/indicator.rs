//! Indicators: which one of the configuration a number is about.
//!
//! Terms are matched on tokens, so that case, hyphens and line ends do not
//! matter; a plural matches its singular. The nearest words decide: scopes are
//! tried from the noun phrase outwards, and the first with a match wins.

use std::collections::{BTreeMap, BTreeSet};

use super::token::{Token, tokenize};
use crate::config::{Config, Indicator};
use crate::model::{Area, IndicatorId, Measure, Unit};

/// A term of a concept: its words, and the concept's number.
#[derive(Debug, Clone)]
struct Term {
    words: Vec<String>,
    concept: usize,
}

/// An indicator's conditions over concept numbers.
#[derive(Debug, Clone)]
struct Conditions {
    id: IndicatorId,
    unit: Unit,
    all_of: Vec<usize>,
    any_of: Vec<usize>,
    none_of: Vec<usize>,
}

/// The terms of a configuration, ready to match.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    phrases: BTreeMap<String, Vec<Term>>,
    /// What their first words begin with: most words of a text are none of them.
    beginnings: BTreeSet<Beginning>,
    indicators: Vec<Conditions>,
    places: Vec<(Vec<String>, Area)>,
    authorities: Vec<Vec<String>>,
}

/// A concept's term in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    concept: usize,
    /// First token.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
}

impl Terms {
    /// Compiles the terms of a configuration.
    pub(super) fn new(config: &Config) -> Self {
        let mut terms: BTreeMap<String, Vec<Term>> = BTreeMap::new();
        for (number, concept) in config.concepts.iter().enumerate() {
            for phrase in concept.terms.values().flatten() {
                let words = folded(phrase);
                if let Some(first) = words.first() {
                    terms.entry(first.clone()).or_default().push(Term { words, concept: number });
                }
            }
        }
        for list in terms.values_mut() {
            list.sort_by_key(|term| std::cmp::Reverse(term.words.len()));
        }
        let beginnings = terms.keys().map(|word| beginning(word)).collect();
        let number = |id: &IndicatorId| config.concepts.iter().position(|concept| concept.id == *id);
        let numbers = |ids: &[IndicatorId]| ids.iter().filter_map(number).collect::<Vec<_>>();
        let conditions = |indicator: &Indicator| Conditions {
            id: indicator.id.clone(),
            unit: indicator.unit.clone(),
            all_of: numbers(&indicator.all_of),
            any_of: numbers(&indicator.any_of),
            none_of: numbers(&indicator.none_of),
        };
        // Without a term, only tables speak of it.
        let spoken_of = config.indicators.iter().filter(|i| !(i.all_of.is_empty() && i.any_of.is_empty()));
        let names = |names: &[String]| names.iter().map(|name| folded(name)).collect::<Vec<_>>();
        Self {
            phrases: terms,
            beginnings,
            indicators: spoken_of.map(conditions).collect(),
            places: config
                .places
                .iter()
                .flat_map(|p| names(&p.names).into_iter().map(|n| (n, p.code.clone())))
                .collect(),
            authorities: config.authorities.iter().flat_map(|a| names(&a.names)).collect(),
        }
    }

    /// Whether there is no indicator at all, as where nothing is configured.
    pub(super) fn has_no_indicators(&self) -> bool {
        self.indicators.is_empty()
    }

    /// Every concept's term in `tokens`, in the order of the text.
    pub(super) fn hits(&self, tokens: &[Token<'_>]) -> Vec<Hit> {
        let mut hits = Vec::new();
        if self.phrases.is_empty() {
            return hits;
        }
        for first in 0..tokens.len() {
            if !self.beginnings.contains(&beginning(&tokens[first].lower)) {
                continue;
            }
            let key = singular(&tokens[first].lower);
            let Some(terms) = self.phrases.get(key.as_ref()) else { continue };
            for term in terms {
                if matches(tokens, first, &term.words) {
                    hits.push(Hit { concept: term.concept, first, end: first + term.words.len() });
                }
            }
        }
        hits
    }

    /// The indicator that fits best on `hits`, given the number's unit and measure.
    /// Where a counted `noun` is given, one of its concepts must stand in it.
    pub(super) fn best(
        &self,
        hits: &[Hit],
        unit: &Unit,
        measure: Measure,
        noun: Option<(usize, usize)>,
    ) -> Option<&IndicatorId> {
        let has = |concept: &usize| hits.iter().any(|hit| hit.concept == *concept);
        let weight = |concepts: &[usize]| -> usize {
            concepts
                .iter()
                .map(|c| hits.iter().filter(|h| h.concept == *c).map(|h| h.end - h.first).max().unwrap_or(0))
                .sum()
        };
        let fits = |c: &&Conditions| {
            compatible(&c.unit, unit, measure)
                && c.all_of.iter().all(has)
                && (c.any_of.is_empty() || c.any_of.iter().any(has))
                && !c.none_of.iter().any(has)
                && noun.is_none_or(|(from, to)| {
                    let mut wanted = c.all_of.iter().chain(&c.any_of);
                    wanted.any(|w| hits.iter().any(|h| h.concept == *w && from <= h.first && h.first < to))
                })
        };
        let rank = |c: &&Conditions| {
            (c.all_of.len() + usize::from(!c.any_of.is_empty()), weight(&c.all_of) + weight(&c.any_of))
        };
        // The first of the file wins a tie: `max_by_key` keeps the last, so go backwards.
        self.indicators.iter().filter(fits).rev().max_by_key(rank).map(|c| &c.id)
    }

    /// The last place named in `tokens`, as its code.
    pub(super) fn place(&self, tokens: &[Token<'_>]) -> Option<&Area> {
        let found = |(name, code): &'_ (Vec<String>, Area)| -> Option<usize> {
            let _ = code;
            (0..tokens.len()).rev().find(|at| tokens[*at].is_capitalised() && matches(tokens, *at, name))
        };
        self.places
            .iter()
            .filter_map(|place| found(place).map(|at| (at, &place.1)))
            .max_by_key(|(at, _)| *at)
            .map(|(_, code)| code)
    }

    /// One past the last token of a place named at `at`.
    pub(super) fn place_at(&self, tokens: &[Token<'_>], at: usize) -> Option<usize> {
        let capitalised = tokens.get(at).is_some_and(Token::is_capitalised);
        let names = self.places.iter().filter(|(name, _)| capitalised && matches(tokens, at, name));
        names.map(|(name, _)| at + name.len()).max()
    }

    /// The known authorities named in `tokens`: first token, one past the last.
    pub(super) fn authorities(&self, tokens: &[Token<'_>]) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        if self.authorities.is_empty() {
            return found;
        }
        for at in (0..tokens.len()).filter(|at| tokens[*at].is_capitalised()) {
            let names = self.authorities.iter().filter(|name| matches(tokens, at, name));
            if let Some(longest) = names.map(Vec::len).max()
                && found.last().is_none_or(|(_, end)| *end <= at)
            {
                found.push((at, at + longest));
            }
        }
        found
    }
}

/// Whether a number in `unit` can be a claim of an indicator in `wanted`.
fn compatible(wanted: &Unit, unit: &Unit, measure: Measure) -> bool {
    match measure {
        Measure::Growth | Measure::GrowthAverage => !matches!(wanted, Unit::Rank | Unit::Times),
        Measure::Multiple => *wanted != Unit::Rank,
        Measure::Rank => *wanted == Unit::Rank,
        Measure::Share => *wanted == Unit::Percent,
        Measure::Level | Measure::Delta => match (wanted, unit) {
            (Unit::Money(_), Unit::Money(_)) | (Unit::Count(_), Unit::Count(_)) => true,
            (Unit::Rank, Unit::Count(_)) | (Unit::Percent, Unit::PercentagePoint) => measure == Measure::Delta,
            (a, b) => a == b,
        },
    }
}

fn folded(phrase: &str) -> Vec<String> {
    tokenize(phrase, 0).iter().map(|t| singular(&t.lower).into_owned()).collect()
}

/// The first two bytes of a word, which its singular keeps.
type Beginning = [u8; 2];

fn beginning(word: &str) -> Beginning {
    let mut bytes = word.bytes();
    [bytes.next().unwrap_or_default(), bytes.next().unwrap_or_default()]
}

/// Whether the words stand at `at`: number does not matter, letters of other scripts do.
fn matches(tokens: &[Token<'_>], at: usize, words: &[String]) -> bool {
    let same = |(token, word): (&Token<'_>, &String)| {
        beginning(&token.lower) == beginning(word) && singular(&token.lower) == word.as_str()
    };
    tokens.get(at..at + words.len()).is_some_and(|slice| slice.iter().zip(words).all(same))
}

/// The singular of a regular English plural; other words as they are.
pub(super) fn singular(word: &str) -> std::borrow::Cow<'_, str> {
    use std::borrow::Cow;
    if !word.is_ascii() || word.len() <= 3 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return Cow::Borrowed(word);
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return Cow::Owned(format!("{stem}y"));
    }
    if ["sses", "xes", "ches", "shes"].iter().any(|ending| word.ends_with(ending)) {
        return Cow::Borrowed(&word[..word.len() - 2]);
    }
    Cow::Borrowed(word.strip_suffix('s').unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_does_not_matter() {
        assert_eq!(singular("companies"), "company");
        assert_eq!(singular("firms"), "firm");
        assert_eq!(singular("business"), "business");
        assert_eq!(singular("businesses"), "business");
        assert_eq!(singular("status"), "status");
    }
}
