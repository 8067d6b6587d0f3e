//! A sentence about to be taken apart, with what its claims are made of.

use std::borrow::Cow;

use compact_str::{CompactString, ToCompactString as _};

use super::basis::Mood;
use super::indicator::Terms;
use super::layout::Block;
use super::measure::Verdict;
use super::sentence::Sentence;
use super::timing::When;
use super::token::Token;
use crate::model::{Dismissed, Period, Report, Span};

/// One claim in the making.
pub(super) struct Draft {
    /// What the words beside it make of it.
    pub(super) verdict: Verdict,
    /// When it holds.
    pub(super) when: When,
    /// Observed or planned.
    pub(super) mood: Mood,
    /// Whether it is what was foreseen before of the number before it, and of its time.
    pub(super) again: bool,
    /// Where a planned move starts: now.
    pub(super) from_now: bool,
    /// The day of a price of a market.
    pub(super) market: Option<Period>,
}

/// A sentence about to be taken apart.
pub(super) struct Taker<'a, 's, 't, 'v> {
    /// The report.
    pub(super) report: &'a Report,
    /// The terms of the configuration.
    pub(super) terms: &'a Terms,
    /// The block that the sentence is in.
    pub(super) block: &'a Block,
    /// The sentence.
    pub(super) sentence: &'a Sentence<'s, 't, 'v>,
}

impl Taker<'_, '_, '_, '_> {
    pub(super) fn locator(&self) -> CompactString {
        locator(self.block)
    }

    pub(super) fn dismissed(&self, span: Span, reason: &'static str) -> Dismissed {
        dismissed(self.report, self.block, span, reason)
    }

    pub(super) fn text(&self, from: usize, to: usize) -> Cow<'_, str> {
        let tokens: &[Token<'_>] = self.sentence.tokens;
        match (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) if from < to => one_line(Span::new(first.start, last.end).of(&self.report.text)),
            _ => Cow::Borrowed(""),
        }
    }
}

/// Where a block stands, as the tables say it.
fn locator(block: &Block) -> CompactString {
    let mut place = CompactString::const_new(block.kind.as_str());
    place.push(':');
    place.push_str(&block.number.to_compact_string());
    place
}

/// A mention of which nothing is claimed.
pub(super) fn dismissed(report: &Report, block: &Block, span: Span, reason: &'static str) -> Dismissed {
    Dismissed {
        report: report.meta.id.clone(),
        span,
        locator: locator(block),
        value_text: span.of(&report.text).into(),
        reason,
    }
}

/// White space runs as single spaces.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    // Most pieces of a text are one line of ASCII: many bytes are looked at at once.
    let bytes = text.as_bytes();
    let odd = bytes.iter().fold(false, |odd, byte| odd | !(b' '..=b'~').contains(byte));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let double = pairs.fold(false, |double, (one, next)| double | (u16::from_be_bytes([*one, *next]) == 0x2020));
    let space = |c: char| c != ' ' && c.is_whitespace();
    let spaces = double || odd && text.contains(space);
    if !spaces && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}
