//! What words of a class end in, found by the last byte of a word.

use std::collections::BTreeMap;

use super::class::{Class, Classes};
use super::token::{Token, Word};

/// The fewest bytes before an ending.
const STEM: usize = 2;

/// The endings of a language.
#[derive(Debug, Clone, Default)]
pub(super) struct Endings {
    /// By their last byte, those of a class behind one another; empty where there are none at all.
    by_last: Vec<Vec<Ending>>,
}

#[derive(Debug, Clone)]
struct Ending {
    class: Class,
    word: Word,
    length: usize,
    /// What ends so is of the class, or is not whatever shorter ending it has.
    tells: Tells,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    Is,
    IsNot,
}

impl Endings {
    /// Of the lists of a vocabulary; nothing where an ending is empty, or no word of the grammar.
    pub(super) fn new(lists: &BTreeMap<Class, Vec<String>>) -> Option<Self> {
        let mut by_last = vec![Vec::new(); if lists.is_empty() { 0 } else { 256 }];
        for (class, endings) in lists {
            for printed in endings {
                let (tells, ending) = match printed.strip_prefix('!') {
                    Some(ending) => (Tells::IsNot, ending),
                    None => (Tells::Is, printed.as_str()),
                };
                let word = Word::new(ending);
                let last = ending.bytes().last().filter(|_| ending.len() <= Word::LONGEST)?;
                by_last.get_mut(usize::from(last))?.push(Ending { class: *class, word, length: ending.len(), tells });
            }
        }
        Some(Self { by_last })
    }

    /// The classes that a word's ending tells: of each class, the first ending that fits.
    #[inline]
    pub(super) fn tell(&self, token: &mut Token<'_>) {
        let length = token.lower.len();
        let Some(last) = token.lower.bytes().last() else { return };
        let mut decided = None;
        for ending in self.by_last.get(usize::from(last)).map_or(&[][..], Vec::as_slice) {
            if decided == Some(ending.class) || length < ending.length + STEM {
                continue;
            }
            let tail = match token.word {
                Word::NONE => Word::new(token.lower.get(length - ending.length..).unwrap_or_default()),
                word => word.behind(length - ending.length),
            };
            if tail == ending.word {
                decided = Some(ending.class);
                if ending.tells == Tells::Is {
                    token.classes.add(Classes::of(&[ending.class]));
                }
            }
        }
    }

    /// The classes that some ending tells.
    #[cfg(test)]
    pub(super) fn classes(&self) -> Classes {
        let mut all = Classes::NONE;
        self.by_last.iter().flatten().for_each(|ending| all.add(Classes::of(&[ending.class])));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokenize;
    use super::*;

    #[test]
    fn the_first_ending_that_fits_decides() {
        let list = |endings: &[&str]| endings.iter().map(|ending| (*ending).to_owned()).collect();
        let lists = BTreeMap::from([
            (Class::PluralForm, list(&["!ss", "s"])),
            (Class::Gerund, list(&["ing"])),
            (Class::AdverbForm, list(&["ations"])),
        ]);
        let endings = Endings::new(&lists).unwrap();
        let told = |word: &str| {
            let mut tokens = tokenize(word, 0);
            endings.tell(&mut tokens[0]);
            tokens[0].classes
        };
        assert_eq!(told("plants"), Classes::of(&[Class::PluralForm]));
        assert_eq!(told("loss"), Classes::NONE);
        assert_eq!(told("is"), Classes::NONE);
        assert_eq!(told("Growing"), Classes::of(&[Class::Gerund]));
        assert_eq!(told("internationalisations"), Classes::of(&[Class::PluralForm, Class::AdverbForm]));
        assert!(Endings::new(&BTreeMap::from([(Class::Gerund, list(&["!"]))])).is_none());
    }
}
