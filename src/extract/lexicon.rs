//! The lexicon: vocabularies as data, compiled once into a table of phrases.
//!
//! `vocab/<language>/words.toml` and `vocab/currency.txt` are the data; each phrase
//! carries one or more [`Tag`]s. Rules ask for tags and classes, and spell no word.

use std::collections::BTreeMap;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;

use super::class::Class;
#[cfg(test)]
use super::class::Classes;
use super::endings::Endings;
use super::phrases::Phrases;
use super::tags::Tags;
use super::token::{Token, TokenKind, is_combining, tokenize};
use crate::error::{Error, Result};
use crate::model::{Currency, Hedge, Language};

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Towards more.
    Up,
    /// Towards less.
    Down,
}

/// The part of speech of a word of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// `rose`.
    Verb,
    /// `an increase`.
    Noun,
    /// `up 5%`.
    Adverb,
    /// `higher`.
    Adjective,
}

/// What a phrase can be. A phrase may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    /// A number word below a hundred.
    Cardinal(u8),
    /// An ordinal word.
    Ordinal(u8),
    /// A scale word: a power of ten.
    Scale(u8),
    /// A scale mark, only right behind a number.
    ScaleMark(u8),
    /// A multiple said in a word, in tenths.
    Fold(u16),
    /// A part of a whole: how many make it up.
    Part(u8),
    /// A month, 1 to 12.
    MonthName(i8),
    /// A currency by name or sign.
    Money(Currency),
    /// A part of a currency's unit: ten to that power make one.
    Minor(Currency, u8),
    /// A code that begins with its scale: `MUSD`.
    ScaledMoney(Currency, u8),
    /// The years of a decade, by the tens: `nineties`.
    DecadeName(u8),
    /// A day of the week, Monday 1 to Sunday 7.
    Weekday(i8),
    /// `%`.
    Percent,
    /// Percentage points.
    PercentagePoint,
    /// Basis points.
    BasisPoint,
    /// `times`.
    Times,
    /// A hedge before the number.
    Before(Hedge),
    /// A hedge behind it.
    After(Hedge),
    /// A word of change.
    Change(Direction, Speech),
    /// A word of aiming.
    Target,
    /// A word of foreseeing.
    Forecast,
    /// A word of a class.
    Word(Class),
}

/// Marks of fiscal years; lower case.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FiscalMarks {
    /// What stands beside the day that ends a year.
    pub(super) dates: Vec<String>,
    /// How years are written that are named by the one they end in.
    pub(super) single: Vec<String>,
    /// Words that tell the month in which years end, where no country does.
    pub(super) months: BTreeMap<String, i8>,
}

/// The phrases of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    phrases: Phrases,
    endings: Endings,
    fiscal: FiscalMarks,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByClass {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adverbs: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Changes {
    up: ByClass,
    down: ByClass,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plans {
    target: Vec<String>,
    forecast: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Units {
    percent: Vec<String>,
    percentage_point: Vec<String>,
    basis_point: Vec<String>,
    times: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    numbers: BTreeMap<String, u8>,
    ordinals: BTreeMap<String, u8>,
    scales: BTreeMap<String, u8>,
    scale_marks: BTreeMap<String, u8>,
    folds: BTreeMap<String, u16>,
    parts: BTreeMap<String, u8>,
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
    decades: BTreeMap<String, u8>,
    hedges_before: BTreeMap<String, Vec<String>>,
    hedges_after: BTreeMap<String, Vec<String>>,
    units: Units,
    change: Changes,
    levels: ByClass,
    plan: Plans,
    words: BTreeMap<Class, Vec<String>>,
    period_words: BTreeMap<Class, Vec<String>>,
    rule_words: BTreeMap<Class, Vec<String>>,
    endings: BTreeMap<Class, Vec<String>>,
    /// Names of money beside those of `currency.txt`, which are English.
    #[serde(default)]
    currency_names: BTreeMap<String, String>,
    /// Names of hundredths of them.
    #[serde(default)]
    minor_names: BTreeMap<String, String>,
    fiscal: FiscalMarks,
}

/// Whether a vocabulary is for text with the marks of its letters, or for text without any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// As they are spelled.
    Marked,
    /// `ty dong` for `tỷ đồng`.
    Bare,
}

impl Vocabulary {
    /// That of a language.
    ///
    /// # Errors
    /// Only where the shipped vocabulary is broken, which a test excludes.
    pub(super) fn shipped(language: Language, letters: Letters) -> Result<Self> {
        let words = match language {
            Language::En => include_str!("vocab/en/words.toml"),
            Language::Vi => include_str!("vocab/vi/words.toml"),
        };
        Self::parse(words, include_str!("vocab/currency.txt"), letters)
    }

    /// English.
    #[cfg(test)]
    pub(super) fn english() -> Result<Self> {
        Self::shipped(Language::En, Letters::Marked)
    }

    fn parse(words: &str, currencies: &str, letters: Letters) -> Result<Self> {
        let broken = |what: String| Error::Unexpected(format!("vocabulary: {what}"));
        let raw: Raw = toml::from_str(words).map_err(|error| broken(error.to_string()))?;
        let endings = Endings::new(&raw.endings).ok_or_else(|| broken("[endings]".into()))?;
        let spelled = |phrase: &str| match letters {
            Letters::Marked => phrase.to_owned(),
            Letters::Bare => without_marks(phrase),
        };
        let phrases = Phrases::default();
        let mut vocabulary = Self { phrases, endings, fiscal: raw.fiscal };
        let mut add = |phrase: &str, tag: Tag| vocabulary.phrases.add(&spelled(phrase), None, tag);
        raw.numbers.iter().for_each(|(p, n)| add(p, Tag::Cardinal(*n)));
        raw.ordinals.iter().for_each(|(p, n)| add(p, Tag::Ordinal(*n)));
        raw.scales.iter().for_each(|(p, n)| add(p, Tag::Scale(*n)));
        raw.scale_marks.iter().for_each(|(p, n)| add(p, Tag::ScaleMark(*n)));
        raw.folds.iter().for_each(|(p, n)| add(p, Tag::Fold(*n)));
        raw.parts.iter().for_each(|(p, n)| add(p, Tag::Part(*n)));
        raw.months.iter().for_each(|(p, n)| add(p, Tag::MonthName(*n)));
        raw.decades.iter().for_each(|(p, n)| add(p, Tag::DecadeName(*n)));
        raw.weekdays.iter().for_each(|(p, n)| add(p, Tag::Weekday(*n)));
        for (hedges, tag) in [(&raw.hedges_before, Tag::Before as fn(Hedge) -> Tag), (&raw.hedges_after, Tag::After)] {
            for (name, phrases) in hedges {
                let hedge: Hedge = name.parse().map_err(|_| broken(format!("no hedge {name}")))?;
                for phrase in phrases {
                    add(phrase, tag(hedge));
                }
            }
        }
        let units = [
            (&raw.units.percent, Tag::Percent),
            (&raw.units.percentage_point, Tag::PercentagePoint),
            (&raw.units.basis_point, Tag::BasisPoint),
            (&raw.units.times, Tag::Times),
        ];
        for (phrases, tag) in units {
            for phrase in phrases {
                add(phrase, tag);
            }
        }
        for (direction, change) in [(Direction::Up, &raw.change.up), (Direction::Down, &raw.change.down)] {
            let speech = [
                (&change.verbs, Speech::Verb),
                (&change.nouns, Speech::Noun),
                (&change.adverbs, Speech::Adverb),
                (&change.adjectives, Speech::Adjective),
            ];
            for (phrases, speech) in speech {
                inflected(phrases).for_each(|p| add(&p, Tag::Change(direction, speech)));
            }
        }
        inflected(&raw.levels.verbs).for_each(|p| add(&p, Tag::Word(Class::Level)));
        inflected(&raw.plan.target).for_each(|p| add(&p, Tag::Target));
        inflected(&raw.plan.forecast).for_each(|p| add(&p, Tag::Forecast));
        for (class, phrases) in raw.words.iter().chain(&raw.period_words).chain(&raw.rule_words) {
            inflected(phrases).for_each(|p| add(&p, Tag::Word(*class)));
        }
        for (name, code) in &raw.currency_names {
            add(name, Tag::Money(code.parse().map_err(|_| broken(format!("no currency {code}")))?));
        }
        for (name, code) in &raw.minor_names {
            add(name, Tag::Minor(code.parse().map_err(|_| broken(format!("no currency {code}")))?, 2));
        }
        vocabulary.add_currencies(currencies).ok_or_else(|| broken("currency.txt".into()))?;
        Ok(vocabulary)
    }

    fn add_currencies(&mut self, table: &str) -> Option<()> {
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let mut fields = line.split('|').map(str::trim);
            let printed = fields.next()?;
            let code = printed.trim_start_matches('=');
            let currency: Currency = code.parse().ok()?;
            self.phrases.add(code, (printed != code).then_some(code), Tag::Money(currency));
            if printed == code {
                for (mark, power) in [("k", 3), ("K", 3), ("M", 6), ("m", 6), ("MM", 6), ("bn", 9)] {
                    let scaled = format!("{mark}{code}");
                    self.phrases.add(&scaled, Some(&scaled), Tag::ScaledMoney(currency, power));
                }
            }
            for sign in list(fields.next()?) {
                let any_case = sign.contains('$') || !sign.is_ascii();
                self.phrases.add(sign, (!any_case).then_some(sign), Tag::Money(currency));
            }
            for name in list(fields.next()?).flat_map(with_plural) {
                self.phrases.add(&name, None, Tag::Money(currency));
                // Wires write "jamaican dlrs".
                if let Some(whose) = name.strip_suffix(" dollars") {
                    self.phrases.add(&format!("{whose} dlrs"), None, Tag::Money(currency));
                    self.phrases.add(&format!("{whose} dlr"), None, Tag::Money(currency));
                }
            }
            for minor in list(fields.next()?).flat_map(with_plural) {
                let (name, power) = match minor.split_once(':') {
                    Some((name, power)) => (name, power.parse().ok()?),
                    None => (minor.as_str(), 2),
                };
                self.phrases.add(name, None, Tag::Minor(currency, power));
            }
        }
        Some(())
    }

    /// Cuts a text into tokens, and tells them what they are.
    pub(super) fn tokens<'a>(&self, text: &'a str) -> Vec<Token<'a>> {
        let mut tokens = tokenize(text, 0);
        self.know(&mut tokens);
        tokens
    }

    /// Tells tokens what each is by itself: the first thing that is asked of a vocabulary.
    pub(super) fn know(&self, tokens: &mut [Token<'_>]) {
        for token in tokens {
            if token.kind == TokenKind::Word {
                self.endings.tell(token);
            }
            self.phrases.know(token);
        }
    }

    /// The longest phrase that begins at `tokens[at]`: how many tokens, and its
    /// tags. Tags of shorter phrases with the same beginning do not take part. The tokens are known.
    #[inline]
    pub(super) fn longest<'v>(&'v self, tokens: &[Token<'_>], at: usize) -> Option<(usize, &'v Tags)> {
        self.phrases.longest(tokens, at)
    }

    /// Every class that some phrase or ending is of.
    #[cfg(test)]
    pub(super) fn classes(&self) -> Classes {
        self.phrases.classes().and(self.endings.classes())
    }

    /// Marks of fiscal years.
    pub(super) fn fiscal(&self) -> &FiscalMarks {
        &self.fiscal
    }
}

/// A text without the marks of its letters: `tỷ đồng` is `ty dong`.
pub(super) fn without_marks(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining(*c));
    letters
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            c => c,
        })
        .collect()
}

fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split(", ").map(str::trim).filter(|part| !part.is_empty())
}

/// `dollar+` is `dollar` and `dollars`; the mark may stand before a `:`.
fn with_plural(name: &str) -> Vec<String> {
    let plain = name.replace('+', "");
    if !name.contains('+') {
        return vec![plain];
    }
    let last_mark = name.rfind('+').map_or(name, |at| &name[at..]);
    let plural = if last_mark.starts_with("+ ") { name.replacen("+ ", "s ", 1) } else { name.replace('+', "s") };
    vec![plain, plural]
}

/// Expands alternatives `{a|b}` (an empty one leaves the place out) and the mark `~` of
/// regular verbs into their forms.
pub(super) fn inflected(phrases: &[String]) -> impl Iterator<Item = String> {
    phrases.iter().flat_map(|phrase| alternatives(phrase)).flat_map(|phrase| match phrase.split_once('~') {
        None => vec![phrase],
        Some(("", tail)) => vec![format!("~{tail}")],
        Some((stem, tail)) => {
            let y = stem.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o', 'u']));
            let (third, past, present) = match (stem.strip_suffix('e'), y) {
                (Some(base), _) => (format!("{stem}s"), format!("{stem}d"), format!("{base}ing")),
                (None, Some(base)) => (format!("{base}ies"), format!("{base}ied"), format!("{stem}ing")),
                (None, None) => {
                    let third =
                        if stem.ends_with(['s', 'h', 'x', 'z']) { format!("{stem}es") } else { format!("{stem}s") };
                    (third, format!("{stem}ed"), format!("{stem}ing"))
                }
            };
            [stem.to_owned(), third, past, present].into_iter().map(|form| form + tail).collect()
        }
    })
}

/// `the {same|corresponding} {period|quarter} last year` as four phrases.
fn alternatives(phrase: &str) -> Vec<String> {
    let Some((before, (inside, after))) =
        phrase.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    else {
        return vec![phrase.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")];
    };
    inside.split('|').flat_map(|choice| alternatives(&format!("{before}{choice}{after}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::phrases::is_money;
    use super::*;

    fn tags(text: &str) -> Vec<Tag> {
        let vocabulary = Vocabulary::english().unwrap();
        let tokens = vocabulary.tokens(text);
        vocabulary.longest(&tokens, 0).map(|(_, tags)| tags.to_vec()).unwrap_or_default()
    }

    fn usd() -> Tag {
        Tag::Money(Currency::USD)
    }

    #[test]
    fn the_shipped_vocabulary_parses() {
        assert!(tags("million").contains(&Tag::Scale(6)));
        assert!(tags("year-on-year").contains(&Tag::Word(Class::YearBefore)));
        assert!(tags("increased").contains(&Tag::Change(Direction::Up, Speech::Verb)));
        assert!(tags("supplied").contains(&Tag::Word(Class::Level)));
    }

    #[test]
    fn currencies_by_code_name_and_sign() {
        assert!(tags("US$").contains(&usd()));
        assert!(tags("dollars").contains(&usd()));
        assert!(tags("Australian dollars").contains(&Tag::Money("AUD".parse().unwrap())));
        assert!(tags("A$").contains(&Tag::Money("AUD".parse().unwrap())));
        assert!(!tags("A $").contains(&Tag::Money("AUD".parse().unwrap())));
        assert!(tags("TOP").contains(&Tag::Money("TOP".parse().unwrap())));
        assert!(!tags("top").iter().any(|t| is_money(*t)));
        assert!(tags("Rs").contains(&Tag::Money("INR".parse().unwrap())));
    }
}
