//! What is known of a language before a sentence of it is read: the words that tell it, and what tells
//! the parts of a page. `vocab/<language>/page.toml` is the data.

use aho_corasick::packed::{self, Searcher};
use serde::Deserialize;

use super::lexicon::{inflected, without_marks};
use super::token::{Token, TokenKind, Word, tokenize};
use crate::error::{Error, Result};
use crate::model::Language;

/// Words that tell a language.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    /// In order.
    words: Vec<Word>,
    /// A bit for each of their hashes, cut short: most words are none of them.
    hashes: [u64; HASH_BITS / 64],
}

/// Bits for the hashes of words that tell a language.
const HASH_BITS: usize = 1024;

impl Marks {
    fn of(words: impl Iterator<Item = String>) -> Self {
        let mut marks = Self { words: Vec::new(), hashes: [0; HASH_BITS / 64] };
        for word in words {
            for token in tokenize(&word, 0) {
                let bit = token.hash as usize % HASH_BITS;
                marks.hashes[bit / 64] |= 1 << (bit % 64);
                marks.words.push(token.word);
            }
        }
        marks.words.sort_unstable();
        marks
    }

    /// How many of the tokens are among them.
    pub(super) fn count(&self, tokens: &[Token<'_>]) -> usize {
        let may_be = |token: &Token<'_>| {
            let bit = token.hash as usize % HASH_BITS;
            self.hashes[bit / 64] >> (bit % 64) & 1 == 1
        };
        tokens.iter().filter(|token| may_be(token) && self.words.binary_search(&token.word).is_ok()).count()
    }
}

/// Phrases that are looked for anywhere in a text, all at once; lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub(super) struct Finder {
    phrases: Vec<String>,
    searcher: Searcher,
}

impl TryFrom<Vec<String>> for Finder {
    type Error = &'static str;

    fn try_from(phrases: Vec<String>) -> std::result::Result<Self, Self::Error> {
        let searcher = packed::Config::new().builder().extend(&phrases).build();
        let searcher = searcher.ok_or("a list of phrases must have 1 to 128 of them, none of them empty")?;
        Ok(Self { phrases, searcher })
    }
}

impl Finder {
    /// Whether one of them stands in `lower`.
    pub(super) fn is_in(&self, lower: &str) -> bool {
        self.searcher.find(lower).is_some()
    }

    /// How often one of them stands in `text`.
    pub(super) fn count_in(&self, text: &str) -> usize {
        self.searcher.find_iter(text).count()
    }

    fn with(&self, other: &Self) -> Result<Self> {
        let broken = |why: &str| Error::Unexpected(format!("page: {why}"));
        Self::try_from([self.phrases.as_slice(), other.phrases.as_slice()].concat()).map_err(broken)
    }
}

/// Phrases that tell the parts of a page; lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Layout {
    /// Heads of what is not this report any more.
    pub(super) related: Vec<String>,
    /// Marks of captions.
    pub(super) caption: Finder,
    /// Marks of page furniture.
    pub(super) furniture: Finder,
    /// How a line that names the author begins.
    pub(super) byline: Vec<String>,
    /// Abbreviations that end in a full stop.
    pub(super) abbreviations: Vec<String>,
    /// Words that often begin a sentence.
    pub(super) openers: Vec<String>,
    /// Words of one letter, which a full stop ends as any other.
    pub(super) letters: Vec<String>,
}

impl Layout {
    /// These, and those of another language.
    ///
    /// # Errors
    /// Only where there are too many of them, which a test excludes.
    pub(super) fn with(mut self, other: &Self) -> Result<Self> {
        self.related.extend_from_slice(&other.related);
        self.caption = self.caption.with(&other.caption)?;
        self.furniture = self.furniture.with(&other.furniture)?;
        self.byline.extend_from_slice(&other.byline);
        self.abbreviations.extend_from_slice(&other.abbreviations);
        self.openers.extend_from_slice(&other.openers);
        self.letters.extend_from_slice(&other.letters);
        Ok(self)
    }
}

/// The page of one language.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// The words that tell it.
    pub(super) marks: Marks,
    /// The same without the marks of their letters.
    pub(super) bare: Marks,
    /// Those of two letters and more of them, between spaces.
    pub(super) bare_words: Finder,
    /// What tells the parts of a page.
    pub(super) layout: Layout,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    marks: Vec<String>,
    layout: Layout,
}

impl Page {
    /// That of a language.
    ///
    /// # Errors
    /// Only where the shipped file is broken, which a test excludes.
    pub(super) fn shipped(language: Language) -> Result<Self> {
        let text = match language {
            Language::En => include_str!("vocab/en/page.toml"),
            Language::Vi => include_str!("vocab/vi/page.toml"),
        };
        let raw: Raw = toml::from_str(text).map_err(|error| Error::Unexpected(format!("page: {error}")))?;
        let marks = Marks::of(inflected(&raw.marks));
        let bare = Marks::of(inflected(&raw.marks).map(|word| without_marks(&word)));
        let spaced = inflected(&raw.marks).map(|word| without_marks(&word)).filter(|word| word.len() > 1);
        let spaced: Vec<String> = spaced.map(|word| format!(" {word} ")).collect();
        let bare_words = Finder::try_from(spaced).map_err(|why| Error::Unexpected(format!("page: {why}")))?;
        Ok(Self { marks, bare, bare_words, layout: raw.layout })
    }
}

/// Whether a word is one of the layout's abbreviations.
pub(super) fn is_abbreviation(layout: &Layout, token: &Token<'_>) -> bool {
    token.kind == TokenKind::Word && layout.abbreviations.iter().any(|a| a == token.lower.as_ref())
}
