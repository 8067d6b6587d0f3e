//! What is said about a number: level, growth, share, delta, multiple or rank,
//! read from the words right beside it.
//!
//! | room | what it reads |
//! | --- | --- |
//! | `rules`, `reasons` | every rule and every reason, with examples and counter-examples |
//! | `unclaimed` | numbers of which nothing is said: `firms with more than 250 employees` |
//! | `again` | what the number before was: `or 1.8 percent`, `and 6% in 2020` |
//! | `ranks` | `third-largest`, `from place 100 to 50` |
//! | `moved` | what a word of change before the number makes of it: `rose by 11.6%` |
//! | `way` | how that word is found: `rose in 2022 by 11.6%` |
//! | `compared` | `compared with $4.2 million`, `three times the $2 million` |
//! | `behind` | a word of change behind the number: `a 5% increase` |
//! | `share` | `47% of farmers`, `accounted for 44%` |
//! | `level` | all the rest, and whether what stands or moves is a rate or growth |

mod again;
mod behind;
mod compared;
mod level;
mod moved;
mod ranks;
mod reasons;
mod rules;
mod share;
mod shown;
mod unclaimed;
mod vi;
mod way;

use super::class::Class;
use super::lexicon::Direction;
use super::quantity::Nature;
use super::sentence::{Found, Sentence};
use super::slot::View;
use crate::model::{Hedge, Measure, Number, Unit};
use reasons::Reason;
pub(super) use rules::Rule;

/// The side of a move that a level stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Where it came from: `from 100`.
    Old,
    /// Where it went to, or no move at all.
    New,
    /// What it is compared with: `compared with $4.2 billion`.
    Compared,
}

/// What the words beside a quantity make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A claim with that measure; down is negative.
    Claim {
        /// Measure.
        measure: Measure,
        /// Direction of a change.
        direction: Direction,
        /// Side of a move.
        side: Side,
        /// Average over the years of its period.
        average: bool,
        /// The rule that saw it.
        rule: Rule,
    },
    /// No claim, with the reason.
    Dismissed(&'static str),
}

fn claim(measure: Measure, rule: Rule) -> Verdict {
    sided(measure, Side::New, rule)
}

fn sided(measure: Measure, side: Side, rule: Rule) -> Verdict {
    Verdict::Claim { measure, direction: Direction::Up, side, average: false, rule }
}

fn directed(measure: Measure, direction: Direction, rule: Rule) -> Verdict {
    Verdict::Claim { measure, direction, side: Side::New, average: false, rule }
}

fn dismissed(reason: Reason) -> Verdict {
    Verdict::Dismissed(reason.as_str())
}

/// The verdict on the next quantity, given the `verdicts` on those before it.
pub(super) fn next(sentence: &Sentence<'_, '_, '_>, verdicts: &[Verdict]) -> Verdict {
    let index = verdicts.len();
    let reader = Reader { sentence, view: sentence.view(), index, verdicts };
    match &sentence.quantities[index].seen.nature {
        Nature::Name(reason) => Verdict::Dismissed(reason),
        Nature::Duration => dismissed(Reason::Duration),
        Nature::Ordinal => reader.ordinal(),
        Nature::Top => reader.top(),
        Nature::Fold(_) => claim(Measure::Multiple, Rule::FoldWord),
        Nature::Plain => ORDER.iter().find_map(|read| read(&reader)).unwrap_or_else(|| reader.level()),
    }
}

/// Reads one construction; nothing where it is not there.
type Read = fn(&Reader<'_, '_, '_, '_>) -> Option<Verdict>;

/// How a plain number is read: the first that finds its construction decides, and where none
/// does, the number is a level.
const ORDER: &[Read] = &[
    |number| number.unclaimed(),
    |number| number.compared_aside(),
    |number| number.surpassed(),
    |number| number.restated(),
    |number| number.apposed(),
    |number| number.numbered(),
    |number| number.places_gained(),
    |number| number.rank_from_to(),
    |number| number.percentage_points(),
    |number| number.expected(),
    |number| number.followed(),
    |number| number.times_the(),
    |number| number.jobs_moved(),
    |number| number.signed(),
    |number| number.increase_after_article(),
    |number| number.moved_with(),
    |number| number.part_reached(),
    |number| number.goes_on_by_the_year(),
    |number| number.moved_before(),
    |number| number.stood_and_went(),
    |number| number.compared_or_left(),
    |number| number.after_growth(),
    |number| number.moved_by_shared(),
    |number| number.behind(),
    |number| number.coordinated_behind(),
    |number| number.coordinated(),
    |number| number.share(),
];

/// A number of a sentence about to be judged.
struct Reader<'a, 's, 't, 'v> {
    sentence: &'a Sentence<'s, 't, 'v>,
    view: View<'a, 't, 'v>,
    index: usize,
    verdicts: &'a [Verdict],
}

impl Reader<'_, '_, '_, '_> {
    fn found(&self) -> &Found {
        &self.sentence.quantities[self.index]
    }

    fn slot(&self) -> usize {
        self.found().slot
    }

    fn unit(&self) -> &Unit {
        &self.found().seen.quantity.unit
    }

    fn value(&self) -> &Number {
        &self.found().seen.quantity.value
    }

    fn is_percent(&self) -> bool {
        *self.unit() == Unit::Percent
    }

    fn is_counted(&self) -> bool {
        matches!(self.unit(), Unit::Count(_))
    }

    /// `about 40`, `more than 40`.
    fn is_hedged(&self) -> bool {
        self.found().seen.quantity.hedge != Hedge::None
    }

    /// Neither `40 tonnes` nor `40 million`.
    fn is_bare(&self) -> bool {
        self.found().noun.is_none() && !self.found().seen.scaled
    }

    /// The number before, if there is one.
    fn found_before(&self) -> Option<&Found> {
        self.sentence.quantities.get(self.index.checked_sub(1)?)
    }

    /// The verdict on the number before.
    fn before(&self) -> Option<Verdict> {
        self.verdicts.last().copied()
    }

    /// The measure of the number before, where it is a claim.
    fn measure_before(&self) -> Option<Measure> {
        match self.before()? {
            Verdict::Claim { measure, .. } => Some(measure),
            Verdict::Dismissed(_) => None,
        }
    }

    fn same_unit_before(&self) -> bool {
        self.found_before().is_some_and(|before| before.seen.quantity.unit == *self.unit())
    }

    /// Whether the slot right before is of one of those classes.
    fn follows(&self, classes: &[Class]) -> bool {
        let at = self.slot();
        at > 0 && self.view.is_any(at - 1, classes)
    }

    /// Whether that sign stands right before.
    fn follows_sign(&self, sign: &str) -> bool {
        let at = self.slot();
        at > 0 && self.view.sign(at - 1, sign)
    }

    /// The slot behind the quantity and the noun that it counts.
    fn after_noun(&self) -> usize {
        let mut at = self.slot() + 1;
        if let Some((_, end)) = self.found().noun {
            while self.view.slot(at).is_some_and(|s| s.first < end) {
                at += 1;
            }
        }
        at
    }

    /// A change in this unit: `5%` is growth, `3 times` a multiple, `40 tonnes` a delta.
    fn change(&self, direction: Direction, rule: Rule) -> Verdict {
        let measure = match self.unit() {
            Unit::Percent => Measure::Growth,
            Unit::Times => Measure::Multiple,
            _ => Measure::Delta,
        };
        let average = measure == Measure::Growth && self.says_average();
        Verdict::Claim { measure, direction, side: Side::New, average, rule }
    }
}
