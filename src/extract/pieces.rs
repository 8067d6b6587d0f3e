//! A block in pieces: as much of it as is held as tokens at once, so that memory does not hang on
//! how long a line is. A block reads as if all its tokens had been cut into sentences at once.

use std::ops::Range;

use super::layout::{MOST_CLOSING, sentences};
use super::page::Layout;
use super::token::{Token, tokenize_into};
use crate::model::Span;

/// The bytes of a block whose tokens are held at once.
const PIECE: usize = 64 << 10;

/// Tokens behind a sentence that may have a say in where it ends.
const LOOK_AHEAD: usize = 2 * MOST_CLOSING;

/// What is left of a block.
pub(super) struct Pieces<'t> {
    text: &'t str,
    /// The text with its ASCII letters in lower case.
    lower: &'t str,
    left: Span,
}

impl<'t> Pieces<'t> {
    /// All of a block.
    pub(super) fn new(text: &'t str, lower: &'t str, block: Span) -> Self {
        Self { text, lower, left: block }
    }

    /// The next piece: its tokens in place of what `tokens` held, and its sentences as ranges of them.
    pub(super) fn next(&mut self, tokens: &mut Vec<Token<'t>>, layout: &Layout) -> Option<Vec<Range<usize>>> {
        let mut bytes = PIECE;
        while self.left.start < self.left.end {
            let piece = self.first(bytes);
            tokenize_into(tokens, piece.of(self.text), piece.of(self.lower), piece.start);
            let mut ranges = sentences(tokens, layout);
            if piece.end == self.left.end {
                self.left.start = self.left.end;
                return Some(ranges);
            }
            // Those that are the same whatever follows; the next piece begins with the others.
            ranges.retain(|range| range.end + LOOK_AHEAD <= tokens.len());
            if let Some(next) = ranges.last().and_then(|last| tokens.get(last.end)) {
                self.left.start = next.start;
                return Some(ranges);
            }
            bytes *= 2;
        }
        None
    }

    /// The first `bytes` bytes of what is left, and what is left of the character there.
    fn first(&self, bytes: usize) -> Span {
        let end = self.left.start.saturating_add(bytes);
        let end = (end..self.left.end).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.left.end);
        Span::new(self.left.start, end)
    }
}
