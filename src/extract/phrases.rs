//! The table of phrases: the longest one at a token, found by the hash of its first word.

use super::lexicon::Tag;
use super::tags::Tags;
use super::token::{Token, composed, tokenize};

#[derive(Debug, Clone)]
struct Phrase {
    /// The words behind the first.
    rest: Vec<Word>,
    /// Exact spelling asked for (currency codes, signs of letters).
    exact: Option<String>,
    tags: Tags,
}

/// A word and its hash: most comparisons end at the hash.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    hash: u32,
    text: String,
}

impl Word {
    fn of(token: &Token<'_>) -> Self {
        Self { hash: token.hash, text: token.lower.to_string() }
    }

    #[inline]
    fn is(&self, token: &Token<'_>) -> bool {
        self.hash == token.hash && self.text == *token.lower
    }
}

/// All phrases that begin with one word.
#[derive(Debug, Clone)]
struct Group {
    first: Word,
    phrases: Vec<Phrase>,
}

/// Phrases by their first word.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    groups: Vec<Group>,
    /// Open addressing: the hash of a group's word and one more than its place in
    /// `groups`, zero where the cell is free. Mostly free, so that a word of no
    /// vocabulary is passed by at the first look.
    cells: Vec<(u32, u32)>,
}

impl Phrases {
    /// Adds `tag` to a phrase. The first currency that claims a name keeps it.
    pub(super) fn add(&mut self, phrase: &str, exact: Option<&str>, tag: Tag) {
        let tokens = tokenize(phrase, 0);
        let Some((first, rest)) = tokens.split_first() else { return };
        let rest: Vec<Word> = rest.iter().map(Word::of).collect();
        let at = self.find(first).unwrap_or_else(|| {
            self.groups.push(Group { first: Word::of(first), phrases: Vec::new() });
            self.settle();
            self.groups.len() - 1
        });
        let entry = &mut self.groups[at].phrases;
        let known = entry.iter_mut().find(|p| p.rest == rest && p.exact.as_deref() == exact);
        match known {
            Some(known) if known.tags.contains(&tag) => {}
            Some(known) if is_money(tag) && known.tags.iter().any(|t| is_money(*t)) => {}
            Some(known) => known.tags.push(tag),
            None => {
                let mut tags = Tags::default();
                tags.push(tag);
                entry.push(Phrase { rest, exact: exact.map(str::to_owned), tags });
            }
        }
    }

    /// Puts the longest phrases first, once all are there.
    pub(super) fn sort(&mut self) {
        for group in &mut self.groups {
            group.phrases.sort_by_key(|phrase| (std::cmp::Reverse(phrase.rest.len()), phrase.exact.is_none()));
        }
    }

    /// The longest phrase that begins at `tokens[at]`: how many tokens, and its
    /// tags. Tags of shorter phrases with the same beginning do not take part.
    pub(super) fn longest<'v>(&'v self, tokens: &[Token<'_>], at: usize) -> Option<(usize, &'v Tags)> {
        let group = self.groups.get(self.find(tokens.get(at)?)?)?;
        let found = group.phrases.iter().find(|phrase| {
            let end = at + 1 + phrase.rest.len();
            let Some(rest) = tokens.get(at + 1..end) else { return false };
            rest.iter().zip(&phrase.rest).all(|(token, word)| word.is(token))
                && phrase.exact.as_ref().is_none_or(|exact| spelled(&tokens[at..end], exact))
                && sign_holds_together(&tokens[at..end])
        })?;
        Some((1 + found.rest.len(), &found.tags))
    }

    /// The place of the group that begins with that word.
    #[inline]
    fn find(&self, token: &Token<'_>) -> Option<usize> {
        let mut cell = token.hash as usize;
        loop {
            let (hash, place) = *self.cells.get(cell & self.cells.len().wrapping_sub(1))?;
            let at = (place as usize).checked_sub(1)?;
            if hash == token.hash && self.groups[at].first.is(token) {
                return Some(at);
            }
            cell += 1;
        }
    }

    /// Enters the last group in the cells, and all of them anew in twice as many where
    /// more than an eighth is taken.
    fn settle(&mut self) {
        let full = self.groups.len() * 8 > self.cells.len();
        let from = if full { 0 } else { self.groups.len() - 1 };
        if full {
            self.cells = vec![(0, 0); (self.groups.len() * 16).next_power_of_two()];
        }
        let mask = self.cells.len() - 1;
        for (at, group) in self.groups.iter().enumerate().skip(from) {
            let mut cell = group.first.hash as usize & mask;
            while self.cells[cell].1 != 0 {
                cell = (cell + 1) & mask;
            }
            self.cells[cell] = (group.first.hash, u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
    }
}

pub(super) fn is_money(tag: Tag) -> bool {
    matches!(tag, Tag::Money(_))
}

fn spelled(tokens: &[Token<'_>], exact: &str) -> bool {
    let mut rest = exact;
    tokens.iter().all(|token| {
        rest = rest.trim_start();
        rest.strip_prefix(composed(token.text).as_ref()).map(|after| rest = after).is_some()
    }) && rest.is_empty()
}

/// `A$5` is Australian, `A $5 billion plan` is not: a sign that begins with the
/// article, or with a possessive's letter, must be written together.
fn sign_holds_together(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [first, dollar, ..] if dollar.is("$") && matches!(first.lower.as_ref(), "a" | "s") => dollar.glued,
        _ => true,
    }
}
