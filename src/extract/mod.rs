//! extract: from a report to its claims, a pure function of one report.
//!
//! The way of the text, one room a step:
//!
//! | room | what it does |
//! | --- | --- |
//! | `layout` | blocks (title, lead, body, list, caption, furniture) and sentences |
//! | `pieces` | as much of a block as is held as tokens at once |
//! | `token` | words, digit runs and signs, with their bytes |
//! | `page`, `tongue` | what tells a language and the parts of a page; which language a sentence is in |
//! | `lexicon`, `class`, `vocab/` | vocabularies as data, and the classes of words that rules ask for |
//! | `phrases`, `tags`, `endings` | the table of phrases, what they can be, and what words end in |
//! | `runs` | runs of numbers, which are no sentence |
//! | `slot` | a sentence as the grammar sees it |
//! | `number`, `spelled`, `quantity` | recognizer of numbers with scale, unit, range and hedge |
//! | `period` | recognizer of periods, absolute and relative |
//! | `sentence` | a sentence with everything recognized in it |
//! | `counted` | what a number counts, and the unit that it shares with others |
//! | `dateline` | days that say when a text was written |
//! | `origin`, `home` | the country that a text names first; whose pesos, crowns and dinars |
//! | `clause` | which clause each word is in |
//! | `links` | numbers that say another one once more |
//! | `measure` | level, growth, share, delta, multiple or rank, by the words beside |
//! | `timing` | period and base period of each number |
//! | `basis` | observed or planned |
//! | `aims` | the words that begin a mood |
//! | `indicator`, `about` | which indicator, area and subject, and who says so |
//! | `context` | what runs through the text: its period, its plans, who speaks |
//! | `resolve` | the period that a claim ends with |
//! | `grounds` | what a change is counted from |
//! | `taker`, `claims` | all of it, sentence by sentence |
//! | `consistency/` | misprints: what a report says twice and not alike |
//! | `rows` | rows of a table |
//! | `subjects` | what claims without an indicator are about |

mod about;
mod aims;
mod basis;
mod claims;
mod class;
mod clause;
mod consistency;
mod context;
mod counted;
mod dateline;
mod endings;
mod grounds;
mod home;
mod indicator;
mod layout;
mod lexicon;
mod links;
mod measure;
mod number;
mod origin;
mod page;
mod period;
mod phrases;
mod pieces;
mod quantity;
mod resolve;
mod rows;
mod runs;
mod sentence;
mod slot;
mod spelled;
mod subjects;
mod tags;
mod taker;
mod timing;
mod token;
mod tongue;

use std::convert::Infallible;

pub use claims::{IMPOSSIBLE_DATE, MULTIPLE_AMBIGUOUS};
pub use consistency::{CHANGE_DOES_NOT_FIT, SHARE_DOES_NOT_FIT, THOUSANDS_SLIP_SUSPECTED, TITLE_DIFFERS};
pub use rows::TABLE_VALUE_DIFFERS;
pub use subjects::{Open, Subject, subjects};

use crate::config::{Config, DEFAULT_MAX_REPORT_MENTIONS};
use crate::error::{Error, Result};
use crate::finding::{Finding, Severity};
use crate::model::{Body, Extracted, Language, Period, Quantity, Report, Span, Unit};
use quantity::Nature;

/// A report has more mentions than `max_report_mentions` of `[ingest]`: what follows is unread.
pub const REPORT_CUT_SHORT: &str = "report_cut_short";

/// Vocabularies, terms and limits, compiled once for all reports.
#[derive(Debug, Clone)]
pub struct Lexicon {
    tongues: tongue::Tongues,
    terms: indicator::Terms,
    homes: home::Homes,
    fiscal: period::Countries,
    most_mentions: usize,
}

impl Lexicon {
    /// The shipped vocabularies, with the terms and limits of a configuration if there is one.
    ///
    /// # Errors
    /// Only where a shipped vocabulary is broken, which the tests exclude.
    pub fn new(config: Option<&Config>) -> Result<Self> {
        let terms = config.map(indicator::Terms::new).unwrap_or_default();
        let broken = |table: &str| Error::Unexpected(format!("vocabulary: {table}"));
        let homes = home::Homes::parse(include_str!("vocab/homes.txt")).ok_or_else(|| broken("homes.txt"))?;
        let fiscal = period::Countries::parse(include_str!("vocab/fiscal.txt")).ok_or_else(|| broken("fiscal.txt"))?;
        let most_mentions = config.map_or(DEFAULT_MAX_REPORT_MENTIONS, |config| config.ingest.max_report_mentions);
        Ok(Self { tongues: tongue::Tongues::new()?, terms, homes, fiscal, most_mentions })
    }
}

/// What kind of mention it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// An amount of a currency.
    Money,
    /// A plain number.
    Number,
    /// A percentage, or percentage points.
    Percent,
    /// A place in an order.
    Rank,
    /// A multiple.
    Times,
    /// A period.
    Period,
}

impl MentionKind {
    /// The name in `scan --jsonl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Number => "number",
            Self::Percent => "percent",
            Self::Rank => "rank",
            Self::Times => "times",
            Self::Period => "period",
        }
    }
}

/// A number or a period as printed, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the text.
    pub span: Span,
    /// Kind.
    pub kind: MentionKind,
    /// The quantity, of everything but periods.
    pub quantity: Option<Quantity>,
    /// The days, of periods that stand for days.
    pub period: Option<Period>,
}

/// What extract sees in one report.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// Mentions with a reading, in the order of the text; numbers that are names are left out.
    pub mentions: Vec<Mention>,
    /// Claims and dismissals: every mention is in exactly one of the two.
    pub extracted: Extracted,
    /// Defects of the text.
    pub findings: Vec<Finding>,
}

impl Reading {
    /// Adds what `passage` holds, and leaves it empty.
    fn append(&mut self, passage: &mut Self) {
        self.mentions.append(&mut passage.mentions);
        self.extracted.claims.append(&mut passage.extracted.claims);
        self.extracted.dismissed.append(&mut passage.extracted.dismissed);
        self.extracted.mentions += passage.extracted.mentions;
        self.findings.append(&mut passage.findings);
    }

    /// Forgets everything but the room that it took.
    fn clear(&mut self) {
        self.mentions.clear();
        self.extracted.claims.clear();
        self.extracted.dismissed.clear();
        self.extracted.mentions = 0;
        self.findings.clear();
    }
}

/// Reads a report.
pub fn read(report: &Report, lexicon: &Lexicon) -> Reading {
    if let Body::Rows(rows) = &report.body {
        return rows::read(report, rows, lexicon);
    }
    let mut reading = Reading::default();
    let Ok(()) = each::<Infallible>(report, lexicon, |passage| {
        reading.append(passage);
        Ok(())
    });
    reading.findings.extend(consistency::check(report, &reading.extracted.claims, lexicon));
    reading
}

/// Reads a report of prose passage by passage, in the order of the text. What `take` is given is final
/// and is forgotten when it returns, so that memory does not grow with the rows of a report.
/// What is told by claims that stand apart, such as misprints, is for [`read`].
///
/// # Errors
/// The first that `take` returns.
pub fn each<E>(
    report: &Report,
    lexicon: &Lexicon,
    mut take: impl FnMut(&mut Reading) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let tongues = &lexicon.tongues;
    let mix = tongues.mix(&report.text, report.meta.language);
    let clock = period::Clock::new(report.meta.published);
    let clock = clock.by(period::Fiscal::of(
        &report.text[report.body_start()..],
        tongues.of(Language::En),
        &lexicon.fiscal,
        clock,
    ));
    let mut context = context::Context::default();
    let mut purse = home::Purse::new(&report.text, &lexicon.homes, report.meta.published);
    let mut out = Reading::default();
    // In lower case once for all tokens, whose room is used again from block to block.
    let lower = report.text.to_ascii_lowercase();
    let (mut tokens, mut room) = (Vec::new(), sentence::Room::default());
    let mut mentions = 0;
    for block in layout::blocks(&report.text, report.body_start(), &report.meta.title, tongues.layout()) {
        let mut pieces = pieces::Pieces::new(&report.text, &lower, block.span);
        while let Some(ranges) = pieces.next(&mut tokens, tongues.layout()) {
            for range in ranges {
                if mentions >= lexicon.most_mentions {
                    let unread = Span::new(tokens[range.start].start, report.text.len());
                    out.findings.push(cut_short(report, &block, unread, lexicon.most_mentions));
                    return hand_on(&mut out, &mut take);
                }
                let before = out.extracted.mentions;
                let tokens = &mut tokens[range];
                let (language, vocabulary) = tongues.sentence(tokens, mix, report.meta.language);
                vocabulary.know(tokens);
                room.tag(tokens, vocabulary);
                if runs::is_bare(tokens) || runs::is_run(room.tagged()) {
                    claims::leave(report, &block, runs::mentions(tokens, language), runs::REASON, &mut out);
                } else {
                    let clock = clock.within(context.observed);
                    let sentence = sentence::read(tokens, language, clock, &mut purse, &mut room);
                    out.extracted.mentions += sentence.quantities.len() + sentence.periods.len();
                    out.mentions.extend(seen(&sentence));
                    claims::take(report, &lexicon.terms, &block, &sentence, &mut context, &mut out);
                    room.take_back(sentence);
                }
                mentions += out.extracted.mentions - before;
            }
            // A headline's claims wait for the first period of the text.
            if context.unsettled.is_empty() {
                hand_on(&mut out, &mut take)?;
            }
        }
    }
    hand_on(&mut out, &mut take)
}

/// The finding on what is left unread behind the most mentions of a report.
fn cut_short(report: &Report, block: &layout::Block, unread: Span, most: usize) -> Finding {
    let message = format!(
        "{most} numbers and periods were read; the {} bytes that follow were not: split the report, or raise \
         `max_report_mentions` of [ingest]",
        unread.end - unread.start
    );
    Finding::new(REPORT_CUT_SHORT, Severity::Error, message).in_report(&report.meta.id).at(unread).located(format!(
        "{}:{}",
        block.kind.as_str(),
        block.number
    ))
}

/// Gives what is read so far to `take`, in the order of the text.
fn hand_on<E>(
    out: &mut Reading,
    take: &mut impl FnMut(&mut Reading) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    // Inside of a sentence, numbers were seen before periods.
    out.mentions.sort_by_key(|mention| mention.span);
    out.extracted.claims.sort_by_key(|claim| claim.span);
    out.extracted.dismissed.sort_by_key(|row| row.span);
    take(out)?;
    out.clear();
    Ok(())
}

fn seen(sentence: &sentence::Sentence<'_, '_, '_>) -> impl Iterator<Item = Mention> {
    let quantities =
        sentence.quantities.iter().filter(|found| !matches!(found.seen.nature, Nature::Name(_))).map(|found| {
            let kind = match (&found.seen.nature, &found.seen.quantity.unit) {
                (Nature::Top, _) | (_, Unit::Rank) => MentionKind::Rank,
                (_, Unit::Money(_)) => MentionKind::Money,
                (_, Unit::Percent | Unit::PercentagePoint) => MentionKind::Percent,
                (_, Unit::Times) => MentionKind::Times,
                (_, Unit::Count(_)) => MentionKind::Number,
            };
            Mention { span: found.span, kind, quantity: Some(found.seen.quantity.clone()), period: None }
        });
    let periods = sentence.periods.iter().filter_map(|when| {
        let period = when.alone()?;
        Some(Mention { span: when.span, kind: MentionKind::Period, quantity: None, period: Some(period) })
    });
    quantities.chain(periods)
}
