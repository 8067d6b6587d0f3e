//! The table of phrases: the longest one at a token, found by the hash of its first word.

use super::class::Classes;
use super::lexicon::Tag;
use super::tags::Tags;
use super::token::{Token, Word, composed, tokenize};

/// Phrases as a tree of words: each node is a word behind those of its parent.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrases {
    /// The first stands for the beginning of all phrases.
    nodes: Vec<Node>,
    /// All steps of the tree, in open addressing: the hash of a node with its parent, and the
    /// node; zero, which nothing leads to, where the cell is free.
    cells: Vec<(u32, u32)>,
    /// A bit for each hash, cut short, of a first word: few bytes, which stay in the nearest
    /// cache, so that most words of no vocabulary are passed by at one look.
    first: Vec<u64>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    parent: u32,
    word: Word,
    /// As it is written, where it is too long for a number.
    long: Option<Box<str>>,
    /// Whether longer phrases begin so.
    goes_on: bool,
    /// What the phrase up to here can be: in exact spelling first, then in any.
    entries: Vec<Entry>,
    /// The classes of that phrase in any spelling.
    classes: Classes,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Exact spelling asked for (currency codes, signs of letters).
    exact: Option<String>,
    tags: Tags,
}

/// The bits for first words: 8 KB.
const FIRST_BITS: usize = 1 << 16;

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
            self.first = vec![0; FIRST_BITS / 64];
        }
        let bit = tokens[0].hash as usize % FIRST_BITS;
        self.first[bit / 64] |= 1 << (bit % 64);
        let node =
            tokens.iter().fold(ROOT, |node, token| self.step(node, token).unwrap_or_else(|| self.grow(node, token)));
        let Some(node) = self.nodes.get_mut(node as usize) else { return };
        if let (Tag::Word(class), None) = (tag, exact) {
            node.classes = node.classes.and(Classes::of(&[class]));
        }
        let known = node.entries.iter_mut().find(|entry| entry.exact.as_deref() == exact);
        match known {
            Some(known) if known.tags.contains(&tag) => {}
            Some(known) if is_money(tag) && known.tags.iter().any(|t| is_money(*t)) => {}
            Some(known) => known.tags.push(tag),
            None => {
                let mut tags = Tags::default();
                tags.push(tag);
                node.entries.push(Entry { exact: exact.map(str::to_owned), tags });
                node.entries.sort_by_key(|entry| entry.exact.is_none());
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
            let Node { parent, entries, .. } = self.nodes.get(node as usize)?;
            if !entries.is_empty() {
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
        let bit = token.hash as usize % FIRST_BITS;
        if self.first.get(bit / 64).is_none_or(|bits| bits & 1 << (bit % 64) == 0) {
            return;
        }
        if let Some((place, node)) =
            self.step(ROOT, token).and_then(|place| Some((place, self.nodes.get(place as usize)?)))
        {
            (token.node, token.classes) = (place, token.classes.and(node.classes));
        }
    }

    /// The node behind `node` for that word.
    #[inline]
    fn step(&self, node: u32, token: &Token<'_>) -> Option<u32> {
        if !self.nodes.get(node as usize)?.goes_on {
            return None;
        }
        let wanted = edge(node, token.hash);
        let mut cell = wanted as usize;
        loop {
            let (hash, place) = *self.cells.get(cell & self.cells.len().wrapping_sub(1))?;
            if place == ROOT {
                return None;
            }
            if hash == wanted {
                let found = self.nodes.get(place as usize)?;
                let same = found.long.as_ref().is_none_or(|long| **long == *token.lower);
                if found.parent == node && found.word == token.word && same {
                    return Some(place);
                }
            }
            cell += 1;
        }
    }

    /// Adds a node behind `node`, with more cells where half of them are taken.
    fn grow(&mut self, node: u32, token: &Token<'_>) -> u32 {
        if let Some(parent) = self.nodes.get_mut(node as usize) {
            parent.goes_on = true;
        }
        let long = (token.word == Word::NONE).then(|| token.lower.as_ref().into());
        let last = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Node { parent: node, word: token.word, long, goes_on: false, ..Node::default() });
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
