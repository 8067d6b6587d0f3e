//! The text itself, with mentions marked in it and claims below the sentence
//! that makes them.

use std::iter::Peekable;
use std::slice::Iter;

use anstyle::{AnsiColor, Style as Ansi};

use super::seen::Seen;
use crate::extract::Mention;
use crate::model::{Dismissed, Measure, PrintedClaim, Span};
use crate::publish::words::{counted, escaped, push, range};

/// How to show it.
pub(super) struct Style {
    /// Mentions are coloured; else they stand in brackets.
    pub(super) coloured: bool,
    /// The text's name comes first.
    pub(super) named: bool,
    /// What became no claim is told, too.
    pub(super) verbose: bool,
}

/// The whole text.
pub(super) fn shown(seen: &Seen<'_>, style: &Style) -> String {
    let text = &seen.report.text;
    let mut shown = String::new();
    if style.named {
        let bold = Ansi::new().bold();
        push(&mut shown, format_args!("{bold}== {} =={bold:#}\n", escaped(seen.report.meta.id.as_str())));
    }
    let mut at = 0;
    let ends = ends(seen);
    let mut walk = Walk::new(seen, style);
    for (index, end) in ends.iter().enumerate() {
        let piece = Span::new(at, *end);
        shown += &walk.marked(piece);
        let notes = walk.notes(piece, index + 1 == ends.len());
        if !notes.is_empty() && !shown.ends_with('\n') {
            shown.push('\n');
        }
        shown += &notes;
        at = *end;
        if !notes.is_empty() {
            // The next sentence begins on a line of its own.
            at += text[at..].len() - text[at..].trim_start_matches([' ', '\n']).len();
            at = at.min(ends.get(index + 1).copied().unwrap_or(at));
        }
    }
    if !shown.is_empty() && !shown.ends_with('\n') {
        shown.push('\n');
    }
    let yellow = AnsiColor::Yellow.on_default();
    for finding in &seen.reading.findings {
        let message = escaped(&finding.message);
        push(&mut shown, format_args!("{yellow}! {}{yellow:#}: {message}\n", finding.code));
    }
    let claims = seen.reading.extracted.claims.len();
    let dim = Ansi::new().dimmed();
    let mentions = counted(seen.reading.mentions.len(), "mention");
    push(&mut shown, format_args!("{dim}{mentions}, {}{dim:#}\n", counted(claims, "claim")));
    shown
}

/// Where pieces end: behind each sentence that makes a claim, and at line ends.
fn ends(seen: &Seen<'_>) -> Vec<usize> {
    let text = &seen.report.text;
    let mut ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    for claim in &seen.reading.extracted.claims {
        ends.extend(sentence(text, claim).map(|span| span.end));
    }
    ends.push(text.len());
    ends.sort_unstable();
    ends.dedup();
    ends
}

/// Where a claim's sentence stands: the place of its words that holds the mention.
fn sentence(text: &str, claim: &PrintedClaim) -> Option<Span> {
    let from = claim.span.end.saturating_sub(claim.sentence.len());
    let from = (from..=claim.span.start).find(|at| text.is_char_boundary(*at))?;
    let to = claim.span.start.saturating_add(claim.sentence.len()).min(text.len());
    let to = (to..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let found = text[from..to].match_indices(&*claim.sentence);
    let mut spans = found.map(|(at, words)| Span::new(from + at, from + at + words.len()));
    spans.find(|span| span.contains(claim.span))
}

/// What is seen in a text, in its order; each is passed once.
struct Walk<'s> {
    text: &'s str,
    style: &'s Style,
    mentions: Peekable<Iter<'s, Mention>>,
    claims: Peekable<Iter<'s, PrintedClaim>>,
    dismissed: Peekable<Iter<'s, Dismissed>>,
}

impl<'s> Walk<'s> {
    fn new(seen: &'s Seen<'_>, style: &'s Style) -> Self {
        let extracted = &seen.reading.extracted;
        Self {
            text: &seen.report.text,
            style,
            mentions: seen.reading.mentions.iter().peekable(),
            claims: extracted.claims.iter().peekable(),
            dismissed: extracted.dismissed.iter().peekable(),
        }
    }

    /// The next piece of the text with its mentions marked.
    fn marked(&mut self, piece: Span) -> String {
        let mut marked = String::new();
        let mut at = piece.start;
        while let Some(mention) = self.mentions.next_if(|mention| mention.span.start < piece.end) {
            let span = mention.span;
            if span.start < at || span.end > piece.end {
                continue;
            }
            marked += &safe(&self.text[at..span.start]);
            let words = safe(span.of(self.text));
            let (before, behind) = if self.style.coloured {
                let ansi = colour(mention.period.is_some());
                (ansi.render().to_string(), ansi.render_reset().to_string())
            } else {
                ("[".to_owned(), "]".to_owned())
            };
            marked.extend([before, words, behind]);
            at = span.end;
        }
        marked + &safe(self.text.get(at..piece.end).unwrap_or_default())
    }

    /// The claims that the piece makes, and in verbose form what became none.
    fn notes(&mut self, piece: Span, last: bool) -> String {
        let green = Ansi::new().fg_color(Some(AnsiColor::Green.into()));
        let dim = Ansi::new().dimmed();
        let inside = |span: Span| span.start < piece.end || last;
        let mut notes = String::new();
        while let Some(claim) = self.claims.next_if(|claim| inside(claim.span)) {
            push(&mut notes, format_args!("    {green}= {}{green:#}\n", note(claim)));
        }
        while let Some(one) = self.dismissed.next_if(|one| self.style.verbose && inside(one.span)) {
            push(&mut notes, format_args!("    {dim}- {}: {}{dim:#}\n", escaped(&one.value_text), one.reason));
        }
        notes
    }
}

fn colour(period: bool) -> Ansi {
    let colour = if period { AnsiColor::Cyan } else { AnsiColor::Yellow };
    Ansi::new().bold().fg_color(Some(colour.into()))
}

/// Line ends stay what they are; everything else is escaped.
fn safe(text: &str) -> String {
    text.replace("\r\n", "\n")
        .split('\n')
        .map(|line| escaped(&line.replace('\t', "    ")))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `80,000 firms: digital_tech_firms, level of 2025, planned (target), says MIC`
fn note(claim: &PrintedClaim) -> String {
    let quantity = &claim.quantity;
    let hedge = match quantity.hedge.as_str() {
        "none" => String::new(),
        hedge => format!("{} ", hedge.replace('_', " ")),
    };
    let what = match &claim.indicator {
        Some(indicator) => indicator.to_string(),
        None if claim.subject.is_empty() => "of nothing that was recognized".to_owned(),
        None => format!("“{}”", claim.subject),
    };
    let period = claim.period.map_or_else(|| "no period".to_owned(), |period| period.to_string());
    let base = claim.base_period.map(|base| format!(" on {base}")).unwrap_or_default();
    let inferred = if claim.period_inferred { " (inferred)" } else { "" };
    let measure = if claim.measure == Measure::Level { String::new() } else { format!("{} ", claim.measure) };
    let said = claim.attributed_to.as_ref().map(|who| format!(", says {who}")).unwrap_or_default();
    let value = range(&quantity.value, quantity.value_to.as_ref(), &quantity.unit);
    escaped(&format!("{hedge}{value}: {measure}{what}, {period}{base}{inferred}, {}{said}", claim.status))
}
