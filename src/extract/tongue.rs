//! Which language a sentence is in, and the vocabulary that reads it.
//!
//! Pages mix languages, so each sentence is asked. What tells is how many of its words are the
//! commonest of a language (`marks` of its page); a sentence that says nothing is in the
//! language of its report.

use std::sync::OnceLock;

use super::lexicon::{Letters, Vocabulary};
use super::page::{Layout, Page};
use super::token::{Token, tokenize};
use crate::error::Result;
use crate::model::Language;

/// The languages that are read. Most texts are in English alone, so the vocabularies of others are
/// made when a sentence first asks for them.
#[derive(Debug, Clone)]
pub(super) struct Tongues {
    english: Vocabulary,
    vietnamese: OnceLock<Vocabulary>,
    /// Vietnamese without the marks of its letters, as in messages and old pages.
    bare: OnceLock<Vocabulary>,
    english_page: Page,
    vietnamese_page: Page,
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
/// The fewest words without marks that tell a text in them.
const LEAST_BARE: usize = 8;

impl Tongues {
    /// The shipped ones.
    ///
    /// # Errors
    /// Only where a file is broken, which a test excludes.
    pub(super) fn new() -> Result<Self> {
        let english = Vocabulary::shipped(Language::En, Letters::Marked)?;
        let (english_page, vietnamese_page) = (Page::shipped(Language::En)?, Page::shipped(Language::Vi)?);
        let layout = english_page.layout.clone().with(&vietnamese_page.layout)?;
        let (vietnamese, bare) = (OnceLock::new(), OnceLock::new());
        Ok(Self { english, vietnamese, bare, english_page, vietnamese_page, layout })
    }

    /// The vocabulary of a language.
    pub(super) fn of(&self, language: Language) -> &Vocabulary {
        match language {
            Language::En => &self.english,
            Language::Vi => self.vietnamese(Letters::Marked),
        }
    }

    /// That of Vietnamese. That it parses is a test, so there is always one.
    fn vietnamese(&self, letters: Letters) -> &Vocabulary {
        let made = match letters {
            Letters::Marked => &self.vietnamese,
            Letters::Bare => &self.bare,
        };
        made.get_or_init(|| Vocabulary::shipped(Language::Vi, letters).unwrap_or_default())
    }

    /// What tells the parts of a page.
    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// The tokens of a piece of text, and the vocabulary of its language.
    pub(super) fn tokens<'a>(&self, text: &'a str) -> (Vec<Token<'a>>, &Vocabulary) {
        let mut tokens = tokenize(text, 0);
        let mix = if has_marked_letters(text) { Mix::Both } else { Mix::English };
        let (_, vocabulary) = self.sentence(&tokens, mix, Language::En);
        vocabulary.know(&mut tokens);
        (tokens, vocabulary)
    }

    /// What the sentences of a text have to be asked for.
    pub(super) fn mix(&self, text: &str, language: Language) -> Mix {
        if has_marked_letters(text) || language == Language::Vi && !text.is_ascii() {
            return Mix::Both;
        }
        if language == Language::Vi {
            return Mix::BothBare;
        }
        let head = &text[..text.floor_char_boundary(LOOKED_THROUGH)];
        // Most texts are English and have next to none of those words.
        if self.vietnamese_page.bare_words.count_in(head) < LEAST_BARE / 2 {
            return Mix::English;
        }
        let head = tokenize(head, 0);
        let (bare, english) = (self.vietnamese_page.bare.count(&head), self.english_page.marks.count(&head));
        if bare >= LEAST_BARE && bare > 3 * english { Mix::BothBare } else { Mix::English }
    }

    /// The language of a sentence in a text of that `language`, and the vocabulary that reads it.
    pub(super) fn sentence(&self, tokens: &[Token<'_>], mix: Mix, language: Language) -> (Language, &Vocabulary) {
        let (letters, marks) = match mix {
            Mix::English => return (Language::En, &self.english),
            Mix::Both => (Letters::Marked, &self.vietnamese_page.marks),
            Mix::BothBare => (Letters::Bare, &self.vietnamese_page.bare),
        };
        // "Nguyễn Văn Nam said": names have the letters of a language that is not spoken.
        let marked = tokens.iter().filter(|token| !token.lower.is_ascii() && has_marked_letters(&token.lower)).count();
        let (spoken, english) = (2 * marks.count(tokens) + marked, 3 * self.english_page.marks.count(tokens));
        if spoken > english || spoken == english && language == Language::Vi {
            (Language::Vi, self.vietnamese(letters))
        } else {
            (Language::En, &self.english)
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
    // The first bytes of all of them, looked for many at once: most texts have none.
    let leads = |bytes: &[u8]| bytes.iter().fold(false, |any, byte| any | matches!(byte, 0xc4 | 0xc6 | 0xcc | 0xe1));
    text.as_bytes().chunks(64).any(leads) && text.chars().any(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `Tongues::vietnamese` relies on.
    #[test]
    fn every_vocabulary_parses() {
        let tongues = Tongues::new().unwrap();
        for (letters, word) in [(Letters::Marked, "tăng"), (Letters::Bare, "tang")] {
            Vocabulary::shipped(Language::Vi, letters).unwrap();
            let vocabulary = tongues.vietnamese(letters);
            assert!(vocabulary.longest(&vocabulary.tokens(word), 0).is_some(), "{letters:?}");
        }
    }

    #[test]
    fn a_vocabulary_is_made_when_it_is_asked_for() {
        let tongues = Tongues::new().unwrap();
        tongues.tokens("Exports of rice rose by 5% in 2020.");
        assert!(tongues.vietnamese.get().is_none() && tongues.bare.get().is_none());
        tongues.tokens("Xuất khẩu gạo của cả nước tăng 5% trong năm 2020.");
        assert!(tongues.vietnamese.get().is_some() && tongues.bare.get().is_none());
    }
}
