//! Which language a sentence is in, and the vocabulary that reads it.
//!
//! Pages mix languages, so each sentence is asked. What tells is how many of its words are the
//! commonest of a language (`[marks]` of its vocabulary); a sentence that says nothing is in the
//! language of its report.

use super::lexicon::{Layout, Letters, Vocabulary};
use super::token::{Token, tokenize};
use crate::error::Result;
use crate::model::Language;

/// The vocabularies of all languages.
#[derive(Debug, Clone)]
pub(super) struct Tongues {
    english: Vocabulary,
    vietnamese: Vocabulary,
    /// Vietnamese without the marks of its letters, as in messages and old pages.
    bare: Vocabulary,
    /// What tells the parts of a page, of all of them.
    layout: Layout,
}

/// What a text can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mix {
    /// In English alone: nothing need be asked.
    English,
    /// In English and Vietnamese.
    Both,
    /// In English and Vietnamese whose letters have no marks.
    BothBare,
}

/// How much of a text is looked through for words without marks, in bytes.
const LOOKED_THROUGH: usize = 4_000;

impl Tongues {
    /// The shipped vocabularies.
    ///
    /// # Errors
    /// Only where one is broken, which a test excludes.
    pub(super) fn new() -> Result<Self> {
        let english = Vocabulary::shipped(Language::En, Letters::Marked)?;
        let vietnamese = Vocabulary::shipped(Language::Vi, Letters::Marked)?;
        let bare = Vocabulary::shipped(Language::Vi, Letters::Bare)?;
        let layout = english.layout().clone().with(vietnamese.layout());
        Ok(Self { english, vietnamese, bare, layout })
    }

    /// The vocabulary of a language.
    pub(super) fn of(&self, language: Language) -> &Vocabulary {
        match language {
            Language::En => &self.english,
            Language::Vi => &self.vietnamese,
        }
    }

    /// What tells the parts of a page.
    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The tokens of a piece of text, and the vocabulary of its language.
    pub(super) fn tokens<'a>(&self, text: &'a str) -> (Vec<Token<'a>>, &Vocabulary) {
        let mut tokens = tokenize(text, 0);
        let (_, vocabulary) = self.sentence(&tokens, self.mix(text, Language::En), Language::En);
        vocabulary.know(&mut tokens);
        (tokens, vocabulary)
    }

    /// What the sentences of a text have to be asked for.
    pub(super) fn mix(&self, text: &str, language: Language) -> Mix {
        if has_marked_letters(text) || language == Language::Vi && !text.is_ascii() {
            return Mix::Both;
        }
        let head = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
        let tokens = tokenize(head, 0);
        let (bare, english) = (self.bare.marks(&tokens), self.english.marks(&tokens));
        match language {
            Language::Vi => Mix::BothBare,
            Language::En if bare >= 8 && bare > 3 * english => Mix::BothBare,
            Language::En => Mix::English,
        }
    }

    /// The language of a sentence in a text of that `language`, and the vocabulary that reads it.
    pub(super) fn sentence(&self, tokens: &[Token<'_>], mix: Mix, language: Language) -> (Language, &Vocabulary) {
        let vietnamese = match mix {
            Mix::English => return (Language::En, &self.english),
            Mix::Both => &self.vietnamese,
            Mix::BothBare => &self.bare,
        };
        // "Nguyễn Văn Nam said": names have the letters of a language that is not spoken.
        let marked = tokens.iter().filter(|token| !token.lower.is_ascii() && has_marked_letters(&token.lower)).count();
        let (spoken, english) = (2 * vietnamese.marks(tokens) + marked, 3 * self.english.marks(tokens));
        match (spoken.cmp(&english), language) {
            (std::cmp::Ordering::Greater, _) | (std::cmp::Ordering::Equal, Language::Vi) => (Language::Vi, vietnamese),
            _ => (Language::En, &self.english),
        }
    }
}

/// Whether letters stand there that only Vietnamese has, composed or not.
fn has_marked_letters(text: &str) -> bool {
    let marked = |c: char| {
        matches!(
            c,
            'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' | '\u{323}' | '\u{309}' | '\u{31b}'
        )
    };
    !text.is_ascii() && text.chars().any(marked)
}
