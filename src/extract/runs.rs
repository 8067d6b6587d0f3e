//! Runs of numbers: what has more numbers than any sentence is a table that lost its lines, or no
//! text at all. No words say what they are of, so each is a mention with its value and no claim.
//! It bounds what the grammar does: it looks from number to number inside of a sentence.

use super::number;
use super::slot::Slot;
use super::tags::{Kind, kinds};
use super::token::{Token, TokenKind};
use super::{Mention, MentionKind};
use crate::model::{Hedge, Language, Number, Quantity, Span, Unit};

/// The most numbers of a sentence, in digits or words.
const MOST_NUMBERS: usize = 50;

/// The most words and signs of it that a number or a period may begin with.
const MOST_BEGINNINGS: usize = 120;

/// Kinds of such words.
const BEGIN: u32 = kinds(&[
    Kind::Cardinal,
    Kind::Ordinal,
    Kind::Scale,
    Kind::Fold,
    Kind::Part,
    Kind::Month,
    Kind::Money,
    Kind::ScaledMoney,
    Kind::Decade,
    Kind::Weekday,
    Kind::Percent,
]);

/// Why its numbers are no claims.
pub(super) const REASON: &str = "run_of_numbers";

/// Whether a sentence is one.
pub(super) fn is_run(slots: &[Slot<'_>]) -> bool {
    let numbers = || slots.iter().filter(|slot| slot.is_numeric()).count();
    let beginnings = || slots.iter().filter(|slot| slot.is_numeric() || slot.tags.any_kind(BEGIN)).count();
    slots.len() > MOST_NUMBERS && numbers() > MOST_NUMBERS
        || slots.len() > MOST_BEGINNINGS && beginnings() > MOST_BEGINNINGS
}

/// Whether it is a number and nothing else: `5`, or `# 5` as a heading. Four digits may be a year.
pub(super) fn is_bare(tokens: &[Token<'_>]) -> bool {
    let number = |token: &Token<'_>| token.kind == TokenKind::Number && token.text.len() != 4;
    match tokens {
        [only] => number(only),
        [mark, only] => mark.sign("#") && !only.glued && number(only),
        _ => false,
    }
}

/// Its numbers in digits, those that no rule reads without a value.
pub(super) fn mentions(tokens: &[Token<'_>], language: Language) -> impl Iterator<Item = Mention> {
    tokens.iter().filter(|token| token.kind == TokenKind::Number).map(move |token| {
        let quantity = number::read(token.text, language).map(|digits| Quantity {
            value: digits.value,
            value_to: None,
            unit: Unit::Count(String::new()),
            hedge: Hedge::None,
            resolution: digits.last_trusted,
            resolution_to: Number::zero(),
        });
        Mention { span: Span::new(token.start, token.end), kind: MentionKind::Number, quantity, period: None }
    })
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Vocabulary;
    use super::super::slot::tag;
    use super::super::token::tokenize;
    use super::*;

    #[test]
    fn more_numbers_than_any_sentence() {
        let vocabulary = Vocabulary::english().unwrap();
        let run = |text: &str, times: usize| {
            let text = text.repeat(times);
            is_run(&tag(&vocabulary.tokens(&text), &vocabulary))
        };
        assert!(run("2,100 and seven ", 26) && !run("2,100 and seven ", 25));
        assert!(run("Jan ", 121) && run("$ ", 121) && !run("Jan ", 120));
        assert!(!run("growth of trade ", 200));
    }

    #[test]
    fn numbers_alone() {
        assert!(is_bare(&tokenize("5", 0)) && is_bare(&tokenize("1,200", 0)));
        assert!(is_bare(&tokenize("# 5", 0)) && !is_bare(&tokenize("#5", 0)));
        for text in ["5%", "$5", "-5", "5 firms", "2015", "2015-11", "2/3"] {
            assert!(!is_bare(&tokenize(text, 0)), "{text}");
        }
    }

    #[test]
    fn each_keeps_its_value() {
        let text = "2,100; 1,23,4";
        let values: Vec<_> = mentions(&tokenize(text, 0), Language::En)
            .map(|mention| (mention.span.of(text).to_owned(), mention.quantity.map(|q| q.value.to_string())))
            .collect();
        assert_eq!(values, [("2,100".to_owned(), Some("2100".to_owned())), ("1,23,4".to_owned(), None)]);
    }
}
