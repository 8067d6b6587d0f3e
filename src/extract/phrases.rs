//! The table of phrases: the longest one at a token, found by the hash of its first word.

use std::collections::BTreeMap;

use super::class::Classes;
use super::lexicon::Tag;
use super::tags::Tags;
use super::token::{Token, Word, composed, tokenize};

/// Phrases as a tree of words: each node is a word behind those of its parent.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    /// The first stands for the beginning of all phrases.
    nodes: Vec<Node>,
    /// What the phrase up to a node can be, by the number that the node has of it: in exact
    /// spelling first, then in any. The first is that of nodes at which no phrase ends.
    entries: Vec<Vec<Entry>>,
    /// Words that are too long for a number, as they are written, by their nodes.
    long: BTreeMap<u32, Box<str>>,
    /// All steps of the tree, in open addressing: the hash of a node with its parent, and the
    /// node; zero, which nothing leads to, where the cell is free.
    cells: Vec<(u32, u32)>,
    /// A bit for each hash of a step, cut short: few bytes, which stay in the nearest cache, so
    /// that most words that lead nowhere are passed by at one look.
    steps: Vec<u64>,
}

/// As much as is looked at together: one line of a cache.
#[derive(Debug, Clone, Default)]
#[repr(align(64))]
struct Node {
    word: Word,
    parent: u32,
    /// Which of the entries.
    entry: u32,
    /// The classes of the phrase in any spelling.
    classes: Classes,
}

const _: () = assert!(size_of::<Node>() == 64, "a node is one line of a cache");

#[derive(Debug, Clone)]
struct Entry {
    /// Exact spelling asked for (currency codes, signs of letters).
    exact: Option<String>,
    tags: Tags,
}

/// The bits for steps: 16 KB.
const STEP_BITS: usize = 1 << 17;

/// The node that all phrases begin at.
const ROOT: u32 = 0;

impl Phrases {
    /// Adds `tag` to a phrase. The first currency that claims a name keeps it.
    pub(super) fn add(&mut self, phrase: &str, exact: Option<&str>, tag: Tag) {
        // A mark of possession is a word only behind another.
        let marked = if phrase.starts_with('\'') { format!("x{phrase}") } else { phrase.to_owned() };
        let tokens = tokenize(&marked, 0);
        let tokens = tokens.get(usize::from(marked.len() > phrase.len())..).unwrap_or_default();
        if tokens.is_empty() {
            return;
        }
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
            self.entries.push(Vec::new());
            self.steps = vec![0; STEP_BITS / 64];
        }
        let node =
            tokens.iter().fold(ROOT, |node, token| self.step(node, token).unwrap_or_else(|| self.grow(node, token)));
        let Some(node) = self.nodes.get_mut(node as usize) else { return };
        if let (Tag::Word(class), None) = (tag, exact) {
            node.classes.add(Classes::of(&[class]));
        }
        if node.entry == 0 {
            node.entry = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            self.entries.push(Vec::new());
        }
        let Some(entries) = self.entries.get_mut(node.entry as usize) else { return };
        let known = entries.iter_mut().find(|entry| entry.exact.as_deref() == exact);
        match known {
            Some(known) if known.tags.contains(&tag) => {}
            Some(known) if is_money(tag) && known.tags.iter().any(|t| is_money(*t)) => {}
            Some(known) => known.tags.push(tag),
            None => {
                let mut tags = Tags::default();
                tags.push(tag);
                entries.push(Entry { exact: exact.map(str::to_owned), tags });
                entries.sort_by_key(|entry| entry.exact.is_none());
            }
        }
    }

    /// The longest phrase that begins at `tokens[at]`: how many tokens, and its
    /// tags. Tags of shorter phrases with the same beginning do not take part. The tokens are known.
    #[inline]
    pub(super) fn longest<'v>(&'v self, tokens: &[Token<'_>], at: usize) -> Option<(usize, &'v Tags)> {
        match tokens.get(at)?.node {
            ROOT => None,
            node => self.longest_from(node, tokens, at),
        }
    }

    fn longest_from<'v>(&'v self, first: u32, tokens: &[Token<'_>], at: usize) -> Option<(usize, &'v Tags)> {
        let (mut node, mut length) = (first, 1);
        while let Some(next) = tokens.get(at + length).and_then(|token| self.step(node, token)) {
            (node, length) = (next, length + 1);
        }
        while node != ROOT {
            let Node { parent, entry, .. } = self.nodes.get(node as usize)?;
            if *entry != 0 {
                let entries = self.entries.get(*entry as usize)?;
                let printed = &tokens[at..at + length];
                let fits = |entry: &&Entry| entry.exact.as_ref().is_none_or(|exact| spelled(printed, exact));
                if let Some(entry) = entries.iter().find(fits).filter(|_| sign_holds_together(printed)) {
                    return Some((length, &entry.tags));
                }
            }
            (node, length) = (*parent, length - 1);
        }
        None
    }

    /// Every class that some phrase is of.
    #[cfg(test)]
    pub(super) fn classes(&self) -> Classes {
        self.nodes.iter().fold(Classes::NONE, |all, node| all.and(node.classes))
    }

    /// Tells a token where phrases that begin with it stand, and what it is by itself.
    #[inline]
    pub(super) fn know(&self, token: &mut Token<'_>) {
        if let Some((place, node)) =
            self.step(ROOT, token).and_then(|place| Some((place, self.nodes.get(place as usize)?)))
        {
            token.node = place;
            token.classes.add(node.classes);
        }
    }

    /// The node behind `node` for that word.
    #[inline]
    fn step(&self, node: u32, token: &Token<'_>) -> Option<u32> {
        let wanted = edge(node, token.hash);
        let bit = wanted as usize % STEP_BITS;
        if self.steps.get(bit / 64)? >> (bit % 64) & 1 == 0 {
            return None;
        }
        let mut cell = wanted as usize;
        loop {
            let (hash, place) = *self.cells.get(cell & self.cells.len().wrapping_sub(1))?;
            if place == ROOT {
                return None;
            }
            if hash == wanted {
                let found = self.nodes.get(place as usize)?;
                let same =
                    || found.word != Word::NONE || self.long.get(&place).is_some_and(|long| **long == *token.lower);
                if found.parent == node && found.word == token.word && same() {
                    return Some(place);
                }
            }
            cell += 1;
        }
    }

    /// Adds a node behind `node`, with more cells where half of them are taken.
    fn grow(&mut self, node: u32, token: &Token<'_>) -> u32 {
        let last = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        if token.word == Word::NONE {
            self.long.insert(last, token.lower.as_ref().into());
        }
        self.nodes.push(Node { parent: node, word: token.word, ..Node::default() });
        let bit = edge(node, token.hash) as usize % STEP_BITS;
        self.steps[bit / 64] |= 1 << (bit % 64);
        if self.nodes.len() * 2 > self.cells.len() {
            let more = vec![(0, ROOT); (self.nodes.len() * 4).next_power_of_two()];
            let taken = std::mem::replace(&mut self.cells, more);
            taken.into_iter().filter(|(_, place)| *place != ROOT).for_each(|(hash, place)| self.enter(hash, place));
        }
        self.enter(edge(node, token.hash), last);
        last
    }

    fn enter(&mut self, hash: u32, place: u32) {
        let mask = self.cells.len() - 1;
        let mut cell = hash as usize & mask;
        while self.cells[cell].1 != ROOT {
            cell = (cell + 1) & mask;
        }
        self.cells[cell] = (hash, place);
    }
}

/// The hash of the step from a node to a word.
fn edge(node: u32, word: u32) -> u32 {
    word ^ node.wrapping_mul(0x9e37_79b9)
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
        [first, dollar, ..] if dollar.sign("$") && matches!(first.lower.as_ref(), "a" | "s") => dollar.glued,
        _ => true,
    }
}
