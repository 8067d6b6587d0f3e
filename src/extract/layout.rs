//! Layout: a report's text as blocks, and blocks as sentences.
//!
//! A block is a title, a lead, a paragraph, a list item, a caption, or page
//! furniture. Furniture and related items state nothing of the report: their
//! mentions are dismissed as `boilerplate`.

use super::page::{Layout, is_abbreviation};
use super::token::{Token, TokenKind, composed, tokenize};
use crate::model::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum BlockKind {
    /// The headline.
    Title,
    /// The first paragraph.
    Lead,
    /// A later paragraph.
    Body,
    /// An item of a list.
    List,
    /// The words under a picture.
    Caption,
    /// Teasers of other reports.
    Related,
    /// Navigation, bylines, notices.
    Furniture,
}

impl BlockKind {
    /// The name in locators.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::List => "list",
            Self::Caption => "caption",
            Self::Related => "related",
            Self::Furniture => "furniture",
        }
    }

    /// Whether what it says is said by the report.
    pub(super) fn is_stated(self) -> bool {
        !matches!(self, Self::Related | Self::Furniture)
    }
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: BlockKind,
    /// Its bytes.
    pub(super) span: Span,
    /// Its number among the blocks, from 1.
    pub(super) number: usize,
}

/// Cuts the text from byte `start` on into blocks.
///
/// Lines are paragraphs where the text is not wrapped; where every line is short,
/// lines are joined up to the next blank line. `title` is the catalogue's.
pub(super) fn blocks<'t>(
    text: &'t str,
    start: usize,
    title: &str,
    layout: &'t Layout,
) -> impl Iterator<Item = Block> + use<'t> {
    let spans = paragraphs(text, start);
    let headline = headline(text, &spans, title);
    let mut related = false;
    let mut lead_seen = false;
    spans.into_iter().enumerate().map(move |(at, span)| {
        let words = span.of(text);
        // Of a paragraph longer than a caption nothing is asked that hangs on its words.
        let long = is_longer(words, LONGEST_CAPTION);
        let lower = match () {
            () if long => String::new(),
            () if words.is_ascii() => words.to_ascii_lowercase(),
            () => words.to_lowercase(),
        };
        related = related || (headline.is_none_or(|h| at > h) && lead_seen && starts_related(&lower, layout));
        let kind = if related {
            BlockKind::Related
        } else if headline.is_some_and(|h| at < h) || is_furniture(words, &lower, layout) {
            BlockKind::Furniture
        } else if headline == Some(at) {
            BlockKind::Title
        } else if !long && is_caption(&lower, layout) {
            BlockKind::Caption
        } else if bullet(words).is_some() {
            BlockKind::List
        } else if !lead_seen && ends_like_a_sentence(words) {
            lead_seen = true;
            BlockKind::Lead
        } else {
            BlockKind::Body
        };
        Block { kind, span, number: at + 1 }
    })
}

/// Whether a text has more characters than that.
fn is_longer(words: &str, characters: usize) -> bool {
    words.len() > characters && (words.len() > 4 * characters || words.chars().count() > characters)
}

/// The most characters of a caption.
const LONGEST_CAPTION: usize = 300;

/// The most tokens of a sentence. The grammar looks back and forth inside of a
/// sentence; with a bound on it, time is linear in the text whatever the text is.
const LONGEST_SENTENCE: usize = 400;

/// The most bytes of a sentence that goes on behind a token: each claim quotes its sentence.
const LONGEST_SENTENCE_BYTES: usize = 16 << 10;

/// The most signs that close what a sentence opened.
pub(super) const MOST_CLOSING: usize = 8;

/// Cuts a block's text into sentences, as ranges of its tokens. What goes on for
/// longer than any sentence is cut at its length.
pub(super) fn sentences(tokens: &[Token<'_>], layout: &Layout) -> Vec<std::ops::Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for at in 0..tokens.len() {
        let within = at < start
            || at + 1 - start < LONGEST_SENTENCE
                && tokens[at].end - tokens[start].start < LONGEST_SENTENCE_BYTES
                && !ends_sentence(tokens, at, layout);
        if within {
            continue;
        }
        let mut end = at + 1;
        while end - at < MOST_CLOSING
            && tokens.get(end).is_some_and(|t| t.glued && matches!(t.lower.as_ref(), "\"" | "'" | ")" | "]"))
        {
            end += 1;
        }
        if end > start {
            ranges.push(start..end);
        }
        start = end;
    }
    if start < tokens.len() {
        ranges.push(start..tokens.len());
    }
    ranges
}

fn ends_sentence(tokens: &[Token<'_>], at: usize, layout: &Layout) -> bool {
    let token = &tokens[at];
    let stop = match token.lower.as_ref() {
        "!" | "?" => return tokens.get(at + 1).is_none_or(|next| !next.glued || closes(next)),
        "." => true,
        _ => false,
    };
    if !stop {
        return false;
    }
    let Some(mut next) = tokens.get(at + 1) else { return true };
    if next.glued && closes(next) {
        let Some(after) = tokens.get(at + 2) else { return true };
        next = after;
    }
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    if next.glued {
        // "a year earlier.Twelve analysts": the space got lost.
        let word = |t: &Token<'_>| t.kind == TokenKind::Word && t.text.chars().count() > 2;
        let small = before.is_some_and(|t| word(t) && !t.is_capitalised());
        let behind = tokens.get(at + 2).is_some_and(|t| !t.glued && t.kind == TokenKind::Word);
        return small && token.glued && word(next) && next.is_capitalised() && !next.is_upper() && behind;
    }
    // "about £100m. Turnover was": a mark of scale, no initial.
    let digits = at.checked_sub(2).and_then(|i| tokens.get(i)).is_some_and(|t| t.kind == TokenKind::Number);
    let scale = digits && before.is_some_and(|word| word.glued);
    let abbreviated = before.is_some_and(|word| {
        token.glued
            && !scale
            && word.kind == TokenKind::Word
            && (word.text.chars().count() == 1 && !layout.letters.iter().any(|letter| *letter == word.lower)
                || is_abbreviation(layout, word))
    });
    let starts = next.is_capitalised() || next.kind == TokenKind::Number || next.kind == TokenKind::Sign;
    // "approx. 5" and "No. 57" go on; "in the U.S. Exports" begins anew, as does "in Jan. The".
    if abbreviated {
        let single = before.is_some_and(|word| word.text.chars().count() == 1);
        return single && next.is_capitalised() && at >= 3 && tokens[at - 2].sign(".") && begins_clause(layout, next);
    }
    starts
}

fn begins_clause(layout: &Layout, token: &Token<'_>) -> bool {
    layout.openers.iter().any(|word| *word == token.lower)
}

fn closes(token: &Token<'_>) -> bool {
    matches!(token.lower.as_ref(), "\"" | "'" | ")" | "]")
}

/// The bytes of each paragraph, without the white space around it.
fn paragraphs(text: &str, start: usize) -> Vec<Span> {
    let body = text.get(start..).unwrap_or_default();
    let wrapped = is_wrapped(body);
    let mut spans: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = start;
    let mut previous = 0;
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim();
        let from = at + (line.len() - line.trim_start().len());
        let span = Span::new(from, from + trimmed.len());
        at += line.len();
        if trimmed.is_empty() {
            spans.extend(open.take());
            continue;
        }
        let joins = wrapped && bullet(trimmed).is_none() && !trimmed.starts_with('#') && previous >= 40;
        match open.as_mut() {
            Some(block) if joins => block.end = span.end,
            _ => {
                spans.extend(open.replace(span));
            }
        }
        previous = if wrapped { trimmed.chars().count() } else { 0 };
        if trimmed.starts_with('#') {
            spans.extend(open.take());
        }
    }
    spans.extend(open);
    spans
}

/// Whether lines are broken for width: no line is long, and sentences run over
/// the ends of lines.
fn is_wrapped(body: &str) -> bool {
    let mut run_over = 0;
    let mut lines = 0;
    for line in body.lines() {
        let length = line.chars().count();
        if length > 160 {
            return false;
        }
        if length > 50 {
            lines += 1;
            run_over += usize::from(!line.trim_end().ends_with(['.', '!', '?', ':', ';', '"', '”', ')']));
        }
    }
    lines > 0 && run_over * 2 >= lines
}

/// The text behind a bullet or a list number, if the paragraph begins with one.
pub(super) fn bullet(words: &str) -> Option<&str> {
    let marks = ['•', '▪', '●', '◦', '‣', '·', '*', '-', '–', '—', '+'];
    if let Some(rest) = words.strip_prefix(marks) {
        return rest.starts_with(char::is_whitespace).then(|| rest.trim_start());
    }
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let rest = words.get(digits..)?.strip_prefix(['.', ')'])?;
    ((1..=2).contains(&digits) && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

/// The paragraph that is the headline: the one equal to the catalogue's title,
/// else the first where it does not end like a sentence.
fn headline(text: &str, spans: &[Span], title: &str) -> Option<usize> {
    let plain = |words: &str| -> String {
        let words = composed(words.trim_start_matches('#'));
        words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = plain(title);
    let same = spans.iter().take(20).position(|span| !wanted.is_empty() && plain(span.of(text)) == wanted);
    same.or_else(|| {
        let first = spans.first()?.of(text);
        (spans.len() > 1 && !ends_like_a_sentence(first) && bullet(first).is_none() && first.chars().count() <= 200)
            .then_some(0)
    })
}

fn ends_like_a_sentence(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?', ':'])
}

fn starts_related(lower: &str, layout: &Layout) -> bool {
    // "Comments by the minister" is a heading of the report; "Comments (12)" is not.
    let short = lower.len() <= 60;
    short
        && layout.related.iter().any(|mark| {
            lower.strip_prefix(mark.as_str()).is_some_and(|rest| {
                let words = rest.chars().any(char::is_alphabetic);
                !words || mark.ends_with(':') || rest.trim_start().starts_with(['/', '|', '»'])
            })
        })
}

fn is_furniture(words: &str, lower: &str, layout: &Layout) -> bool {
    let short = !is_longer(words, 100);
    (short && layout.furniture.is_in(lower))
        || (short
            && layout.byline.iter().any(|mark| lower.starts_with(mark.as_str()))
            && !ends_like_a_sentence(words)
            && digit_count(words) >= 4)
        || is_byline(words)
}

/// A line with a clock time or a bare date and hardly a word: a byline.
fn is_byline(words: &str) -> bool {
    if words.len() > 200 || !words.contains(':') {
        return false;
    }
    let tokens = tokenize(words, 0);
    let names = tokens.iter().filter(|t| t.kind == TokenKind::Word && !t.is_capitalised()).count();
    let clock = tokens.windows(3).any(|w| {
        w[1].sign(":") && w[1].glued && w[2].glued && w[0].kind == TokenKind::Number && w[2].kind == TokenKind::Number
    });
    clock && tokens.len() <= 16 && names == 0
}

fn digit_count(words: &str) -> usize {
    words.bytes().filter(u8::is_ascii_digit).count()
}

fn is_caption(lower: &str, layout: &Layout) -> bool {
    layout.caption.is_in(lower)
}

#[cfg(test)]
mod tests {
    use super::super::page::Page;
    use super::*;
    use crate::model::Language;

    fn split(text: &str) -> Vec<String> {
        let page = Page::shipped(Language::En).unwrap();
        let tokens = tokenize(text, 0);
        sentences(&tokens, &page.layout)
            .into_iter()
            .map(|r| text[tokens[r.start].start..tokens[r.end - 1].end].to_owned())
            .collect()
    }

    #[test]
    fn full_stops_that_end_nothing() {
        assert_eq!(split("It paid approx. 5.2 million. Dr. Tran agreed.").len(), 2);
        assert_eq!(split("He said \"exports rose.\" Imports fell.").len(), 2);
        assert_eq!(split("The U.S. economy grew. It slowed in No. 57.").len(), 2);
    }

    #[test]
    fn signs_that_close_nothing_end() {
        for sign in ["\"", ")", "('", ".\")"] {
            let lengths: Vec<usize> = split(&sign.repeat(3000)).iter().map(String::len).collect();
            assert_eq!(lengths.iter().sum::<usize>(), 3000 * sign.len(), "{sign}");
            assert!(lengths.iter().all(|length| *length <= LONGEST_SENTENCE + MOST_CLOSING), "{sign}: {lengths:?}");
        }
    }

    #[test]
    fn no_sentence_is_endless() {
        assert_eq!(split(&"word ".repeat(1000)).len(), 3);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let text = "Title of it\n\nThe first line of a paragraph that is wrapped by its editor\nat some width or other goes on here for a while yet, does it.\n\nNext.";
        let page = Page::shipped(Language::En).unwrap();
        let kinds: Vec<_> = blocks(text, 0, "", &page.layout).map(|b| b.kind).collect();
        assert_eq!(kinds, [BlockKind::Title, BlockKind::Lead, BlockKind::Body]);
    }

    #[test]
    fn what_is_not_the_report() {
        let text = "Home / News\nExports rise\nAn Author 15:32, 2023/02/02\nExports rose last year.\nOther news\nImports fell by 5%.";
        let page = Page::shipped(Language::En).unwrap();
        let kinds: Vec<_> = blocks(text, 0, "Exports rise", &page.layout).map(|b| b.kind).collect();
        let names: Vec<_> = kinds.iter().map(|kind| kind.as_str()).collect();
        assert_eq!(names, ["furniture", "title", "furniture", "lead", "related", "related"]);
    }
}
