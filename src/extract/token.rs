//! Tokens: words, digit runs and signs, each with its bytes.
//!
//! Letters and digits are split where they meet (`US$136bn` is `US` `$` `136`
//! `bn`); whether a token touches the one before is kept, since that is what
//! tells `5G` from `5 billion`. Phrases of the vocabularies are cut by the same
//! function, so hyphens and apostrophes match whatever a vocabulary writes.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use super::class::{Class, Classes};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// Letters.
    Word,
    /// Digits, with grouping and decimal marks inside.
    Number,
    /// One other character.
    Sign,
}

/// A token of a report's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// As printed.
    pub(super) text: &'a str,
    /// In lower case, composed, with plain apostrophes and hyphens.
    pub(super) lower: Cow<'a, str>,
    /// What it is made of.
    pub(super) kind: TokenKind,
    /// Whether nothing separates it from the token before.
    pub(super) glued: bool,
    /// `lower` as one number.
    pub(super) word: Word,
    /// Of `lower`: what differs in it is not the same word.
    pub(super) hash: u32,
    /// Where phrases that begin with it stand in the vocabulary, once that was asked.
    pub(super) node: u32,
    /// What it is by itself, once the vocabulary was asked.
    pub(super) classes: Classes,
}

/// A word of up to sixteen bytes as a number, which is quick to compare: its first eight bytes and
/// its others, with zeros behind them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word(u64, u64);

impl Word {
    /// What stands for no word at all: phrases, and words that are too long.
    pub(super) const NONE: Self = Self(0, 0);
    /// The most bytes of a word that is a number.
    pub(super) const LONGEST: usize = 16;

    /// What stands behind its first `bytes`.
    #[inline]
    pub(super) fn behind(self, bytes: usize) -> Self {
        match bytes {
            0 => self,
            1..8 => Self(self.0 >> (8 * bytes) | self.1 << (64 - 8 * bytes), self.1 >> (8 * bytes)),
            8..16 => Self(self.1 >> (8 * (bytes - 8)), 0),
            _ => Self::NONE,
        }
    }

    /// Of a text in lower case.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "words that a rule names are numbers when the program is built")]
    pub(super) const fn new(text: &str) -> Self {
        // What is too long is no token's word, not even that of one that is too long as well.
        if text.len() > Self::LONGEST { Self(u64::MAX, u64::MAX) } else { Self::of(text.as_bytes()) }
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "as above")]
    const fn of(word: &[u8]) -> Self {
        // Two looks that overlap, rather than one at each byte.
        let length = word.len();
        match length {
            1..4 => {
                let (middle, last) = (length / 2, length - 1);
                Self(word[0] as u64 | (word[middle] as u64) << (8 * middle) | (word[last] as u64) << (8 * last), 0)
            }
            4..8 => Self(half(word, 0) | half(word, length - 4) << (8 * (length - 4)), 0),
            8 => Self(whole(word, 0), 0),
            9..=16 => Self(whole(word, 0), whole(word, length - 8) >> (8 * (16 - length))),
            _ => Self::NONE,
        }
    }
}

/// Signs, made numbers when the program is built.
macro_rules! signs {
    ($($sign:literal),+ $(,)?) => {
        const { [$($crate::extract::token::Word::new($sign)),+] }
    };
}
pub(super) use signs;

/// Four bytes as a number.
#[inline]
const fn half(word: &[u8], at: usize) -> u64 {
    u32::from_le_bytes([word[at], word[at + 1], word[at + 2], word[at + 3]]) as u64
}

/// Eight bytes as a number.
#[inline]
const fn whole(word: &[u8], at: usize) -> u64 {
    half(word, at) | half(word, at + 4) << 32
}

impl Token<'_> {
    /// Whether it begins with a capital letter.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether it is a word of capitals only.
    pub(super) fn is_upper(&self) -> bool {
        self.kind == TokenKind::Word && self.text.chars().all(|c| c.is_uppercase() || is_combining(c))
    }

    /// Whether it is that sign, with typographic variants folded.
    #[inline]
    pub(super) fn sign(&self, sign: &str) -> bool {
        self.word == Word::new(sign)
    }

    /// Whether it is a word of that class.
    #[inline]
    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it is of one of those.
    #[inline]
    pub(super) fn is_any(&self, classes: &[Class]) -> bool {
        self.classes.meets(Classes::of(classes))
    }
}

/// Cuts `text`, whose first byte is byte `offset` of the report, into tokens.
pub(super) fn tokenize(text: &str, offset: usize) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    cut(&mut tokens, text, None, offset);
    tokens
}

/// The same in place of what `tokens` held, with `lower` the text with its ASCII letters in
/// lower case: tokens of it need no copy of their own.
pub(super) fn tokenize_into<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str, lower: &'a str, offset: usize) {
    tokens.clear();
    cut(tokens, text, Some(lower), offset);
}

fn cut<'a>(tokens: &mut Vec<Token<'a>>, text: &'a str, lower: Option<&'a str>, offset: usize) {
    tokens.reserve(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut glued = false;
    while let Some(byte) = bytes.get(at) {
        // Most of a text is ASCII, of which no character needs decoding.
        let (kind, length, letters) = match byte {
            b' ' => {
                glued = false;
                at += 1;
                continue;
            }
            b'a'..=b'z' | b'A'..=b'Z' => {
                let (length, letters) = word_length(text, at);
                (TokenKind::Word, length, letters)
            }
            b'0'..=b'9' => {
                let after_word = tokens.last().is_some_and(|t| t.kind == TokenKind::Word && t.end - offset == at);
                (TokenKind::Number, number_length(bytes, at, after_word), Letters::Any)
            }
            b'!'..=b'&' | b'('..=b'~' => (TokenKind::Sign, 1, Letters::Ascii),
            _ => {
                let first = text[at..].chars().next().unwrap_or_default();
                if first.is_whitespace() || is_ignorable(first) {
                    glued = glued && is_ignorable(first);
                    at += first.len_utf8();
                    continue;
                }
                match possessive(&text[at..], glued) {
                    _ if first.is_alphabetic() => (TokenKind::Word, word_length(text, at).0, Letters::Any),
                    Some(length) => (TokenKind::Word, length, Letters::Any),
                    None => (TokenKind::Sign, first.len_utf8(), Letters::Any),
                }
            }
        };
        let piece = &text[at..at + length];
        let lower = match lower {
            Some(lower) if letters == Letters::Ascii || piece.is_ascii() => Cow::Borrowed(&lower[at..at + length]),
            _ => fold(piece),
        };
        let word = Word::of(lower.as_bytes());
        let hash = hash(word, lower.as_bytes());
        let (start, end) = (offset + at, offset + at + length);
        tokens.push(Token { start, end, text: piece, lower, kind, glued, word, hash, node: 0, classes: Classes::NONE });
        glued = true;
        at += length;
    }
}

/// What a token is known to be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    Ascii,
    Any,
}

/// Of the word as a number; of the first and the last eight bytes and the length of a longer one.
#[inline]
fn hash(word: Word, text: &[u8]) -> u32 {
    let Word(mut head, mut tail) = word;
    if word == Word::NONE
        && let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk())
    {
        (head, tail) = (u64::from_le_bytes(*first) ^ (text.len() as u64) << 56, u64::from_le_bytes(*last));
    }
    let mixed = head.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 29 ^ tail).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    // The upper half is the better mixed one.
    u32::try_from(mixed >> 32).unwrap_or_default()
}

/// Soft hyphens, zero-width characters and marks of direction carry no text.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// The length of the word at byte `at`.
#[inline]
fn word_length(text: &str, at: usize) -> (usize, Letters) {
    let bytes = &text.as_bytes()[at..];
    let plain = letters(bytes);
    if bytes.get(plain).is_none_or(u8::is_ascii) {
        return (plain, Letters::Ascii);
    }
    let text = &text[at..];
    let end = text.char_indices().find(|(_, c)| !is_letter(*c) && !is_combining(*c));
    (end.map_or(text.len(), |(at, _)| at), Letters::Any)
}

/// Whether it is a letter of any script; those of Latin without a look into a table.
#[inline]
fn is_letter(c: char) -> bool {
    let latin = matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}');
    latin || matches!(c, '\u{1e00}'..='\u{1eff}') || !c.is_ascii() && c.is_alphabetic()
}

/// How many ASCII letters `bytes` begin with, looked at eight at once.
fn letters(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x80 * EACH;
    let mut length = 0;
    while let Some(eight) = bytes.get(length..).and_then(<[u8]>::first_chunk) {
        let eight = u64::from_le_bytes(*eight);
        // The high bit of each byte that is at least an `a`, in small letters, and no more than a `z`.
        let small = (eight | (0x20 * EACH)) & !HIGH;
        let is_letter = (small + 0x1f * EACH) & !(small + 0x05 * EACH) & !eight & HIGH;
        let run = (!is_letter & HIGH).trailing_zeros() / 8;
        length += run as usize;
        if run < 8 {
            return length;
        }
    }
    length + bytes[length..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count()
}

pub(super) fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// `'s` behind a word is a token of its own, so that `Vietnam's` is `Vietnam`.
fn possessive(text: &str, glued: bool) -> Option<usize> {
    let rest = text.strip_prefix(['\'', '’', 'ʼ'])?;
    let mark = text.len() - rest.len();
    let after = rest.strip_prefix('s')?;
    (glued && !after.starts_with(char::is_alphanumeric)).then_some(mark + 1)
}

/// The length of the digit run at `at`: digits, and marks between digits. Groups
/// of three behind a space are joined where they are grouped throughout, as in
/// `25 000`, but never behind a letter (`MK042 100`).
fn number_length(bytes: &[u8], at: usize, after_word: bool) -> usize {
    let digits_from = |from: usize| bytes[from.min(bytes.len())..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut end = at + digits_from(at);
    if end - at <= 3 && !after_word {
        let mut grouped = end;
        while let Some(space) = group_space(bytes, grouped) {
            if digits_from(grouped + space) != 3 {
                break;
            }
            grouped += space + 3;
        }
        if grouped > end {
            end = grouped;
        }
    }
    while end + 1 < bytes.len() && matches!(bytes[end], b'.' | b',') && bytes[end + 1].is_ascii_digit() {
        end += 1 + digits_from(end + 1);
    }
    end - at
}

/// The length of a mark that may group digits: a space (plain, no-break, narrow,
/// thin) or an apostrophe.
fn group_space(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..)?;
    if rest.first().is_none_or(|byte| matches!(byte, b'.' | b',' | b'%' | b'0'..=b'9' | b'a'..=b'z')) {
        return None;
    }
    [" ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’"].iter().find(|s| rest.starts_with(s.as_bytes())).map(|s| s.len())
}

/// Letters and their marks as one character each (NFC), however they are written:
/// vocabularies and configurations are.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_combining) { Cow::Owned(text.nfc().collect()) } else { Cow::Borrowed(text) }
}

fn fold(text: &str) -> Cow<'_, str> {
    match text {
        "–" | "—" | "‐" | "‑" | "−" | "‒" => Cow::Borrowed("-"),
        "“" | "”" | "„" | "«" | "»" => Cow::Borrowed("\""),
        "‘" | "’" => Cow::Borrowed("'"),
        "％" => Cow::Borrowed("%"),
        _ if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) => Cow::Borrowed(text),
        // Most words of other letters are as they should be.
        _ if is_folded(text) => Cow::Borrowed(text),
        _ => Cow::Owned(one_tone_habit(composed(text).replace('’', "'").to_lowercase())),
    }
}

/// Whether nothing in a word needs folding: small letters, composed, the tone in its place.
fn is_folded(text: &str) -> bool {
    let plain = |c: char| {
        matches!(c, 'a'..='z' | '\u{e0}'..='\u{f6}' | '\u{f8}'..='\u{ff}' | 'ă' | 'đ' | 'ơ' | 'ư')
            || ('\u{1ea0}'..='\u{1ef9}').contains(&c) && u32::from(c) % 2 == 1
    };
    let mut last = text.chars().rev();
    let toned = last.next().is_some_and(|c| matches!(c, 'y' | 'a' | 'e') || !c.is_ascii());
    let turned = toned
        && last.next().is_some_and(|c| matches!(c, 'o' | 'u' | 'ò'..='õ' | 'ỏ' | 'ọ' | 'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ'));
    !turned && text.chars().all(plain)
}

/// Vietnamese marks the tone of `oa`, `oe` and `uy` on either letter (`hoà`, `hòa`): one habit for both.
fn one_tone_habit(word: String) -> String {
    const HABITS: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    // In `quý` the u belongs to the q.
    let q = word.starts_with('q');
    let turned = HABITS.iter().find_map(|(new, old)| {
        let (from, to) = if q { (old, new) } else { (new, old) };
        word.strip_suffix(from).map(|stem| format!("{stem}{to}"))
    });
    turned.unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        tokenize(text, 0).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn letters_and_digits_part() {
        assert_eq!(pieces("US$136.2bn, 5G"), ["US", "$", "136.2", "bn", ",", "5", "G"]);
        assert_eq!(pieces("Vietnam’s 6-6.5%."), ["Vietnam", "’s", "6", "-", "6.5", "%", "."]);
    }

    #[test]
    fn spaces_group_digits_by_threes_only() {
        assert_eq!(pieces("25 000 tonnes"), ["25 000", "tonnes"]);
        assert_eq!(pieces("1\u{a0}234\u{a0}567,5"), ["1\u{a0}234\u{a0}567,5"]);
        assert_eq!(pieces("in 2023 150 firms"), ["in", "2023", "150", "firms"]);
        assert_eq!(pieces("15 20"), ["15", "20"]);
    }

    #[test]
    fn words_of_the_grammar_are_told_apart_by_their_numbers() {
        let words =
            ["a", "an", "at", "the", "then", "percent", "increase", "increases", "preliminary", "administrations"];
        for (at, word) in words.iter().enumerate() {
            for (other, text) in words.iter().enumerate() {
                assert_eq!(tokenize(word, 0)[0].sign(text), at == other, "{word} {text}");
            }
        }
        // Sixteen bytes are one number; what is longer is no word of the grammar.
        assert!(tokenize("Responsibilities", 0)[0].sign("responsibilities"));
        assert!(!tokenize("internationalised", 0)[0].sign("internationalised"));
    }

    #[test]
    fn letters_are_counted_eight_at_once_as_one_by_one() {
        for text in
            ["", "a", "Zebra", "abcdefgh", "abcdefghi", "abcdefg1", "@[`{", "abcdefghijklmnopq r", "abcé", "\u{7f}"]
        {
            for from in 0..=text.len() {
                let bytes = &text.as_bytes()[from..];
                let one_by_one = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
                assert_eq!(letters(bytes), one_by_one, "{text:?} from {from}");
            }
        }
        for byte in 0..=u8::MAX {
            assert_eq!(letters(&[byte; 9]), if byte.is_ascii_alphabetic() { 9 } else { 0 }, "{byte:#x}");
        }
    }

    #[test]
    fn letters_are_those_of_unicode() {
        assert!(('\0'..=char::MAX).all(|c| is_letter(c) == c.is_alphabetic()));
    }

    #[test]
    fn bytes_slice_back() {
        let text = "ab\u{a0}€5\u{200b}0 ½";
        for token in tokenize(text, 0) {
            assert_eq!(&text[token.start..token.end], token.text);
        }
    }
}
