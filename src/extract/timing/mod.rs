//! When: which period and which base period belong to each number.
//!
//! Each number looks for its period in the places of [`PLACES`], in their order, and for
//! what its change is counted from in those of [`BASES`]; then the [`PASSES`] go over all
//! numbers of the sentence. Each of them has a name, a sentence that it is for and one that
//! it must leave alone; the tests take it away and look that just the first changes.

mod base;
mod moves;
mod own;
#[cfg(test)]
mod tests;

use super::measure::{Side, Verdict};
use super::sentence::Sentence;
use super::slot::View;
use crate::model::{Measure, Period};

/// What the words of the sentence say about when a number holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct When {
    /// The period printed for it.
    pub(super) period: Option<Period>,
    /// Whether the period stands right with the number, not elsewhere in the sentence.
    pub(super) own: bool,
    /// What its change is counted from.
    pub(super) base: Base,
    /// The year behind what it came from: its own, where nothing else tells.
    pub(super) after: Option<Period>,
    /// `a 0.2% gain in the prior month`: its own period, counted from the text's.
    pub(super) shift: Base,
}

/// What a change is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Base {
    /// Nothing is said: the same period a year earlier.
    #[default]
    Unsaid,
    /// That period.
    Period(Period),
    /// The same period a year earlier, said.
    YearBefore,
    /// The stretch of the same length right before.
    Preceding,
    /// So many years before the period of the number itself.
    Earlier(i16),
    /// The same part of that year.
    SameIn(i16),
}

impl Base {
    /// The days, counted from the period of the number itself.
    pub(super) fn of(self, period: Option<Period>) -> Option<Period> {
        match self {
            Self::Unsaid | Self::YearBefore => period?.years_earlier(1),
            Self::Period(base) => Some(base),
            Self::Earlier(years) => period?.years_earlier(years),
            Self::Preceding => period?.preceding(),
            Self::SameIn(year) => {
                let period = period?;
                // "Last year", told in January of the quarter just over, is the year before that.
                period.years_earlier(period.first().year().checked_sub(year)?.max(1))
            }
        }
    }
}

/// What a rule of this room shows: a sentence with the number in brackets that it is for, what
/// is read there, and a sentence whose number it leaves as it is.
#[derive(Debug, Clone, Copy)]
struct Example {
    /// What the rule is called.
    name: &'static str,
    /// The sentence, and the period and base that are read in it.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    reads: (&'static str, &'static str),
    /// The sentence that the rule does not touch, with its period and base.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    leaves: (&'static str, &'static str),
}

/// A place where the period of a number may stand.
struct Place {
    shows: Example,
    /// Whether a period found there is the number's own, not that of its sentence.
    own: bool,
    find: fn(&Reader<'_, '_, '_, '_>, usize) -> Option<Period>,
}

/// The places, nearest first.
const PLACES: &[Place] = &[
    Place {
        shows: Example {
            name: "owner",
            reads: ("It beat April's [3.1 million] tonnes in May.", "2022-04"),
            leaves: ("Output came to [3.1 million] tonnes in April.", "2022-04"),
        },
        own: true,
        find: |reader, index| reader.possessor(index),
    },
    Place {
        shows: Example {
            name: "behind",
            reads: ("In 2019 sales reached $4 billion, against [$3 billion] in 2017.", "2017"),
            leaves: ("In 2019 sales reached [$4 billion].", "2019"),
        },
        own: true,
        find: |reader, index| reader.right(index),
    },
    Place {
        shows: Example {
            name: "noun of a time",
            reads: ("In 2019 sales fell to $3 billion from the 2016 level of [$4 billion].", "2016"),
            leaves: ("In 2019 sales fell to [$3 billion].", "2019"),
        },
        own: true,
        find: |reader, index| reader.of_noun(index),
    },
    Place {
        shows: Example {
            name: "date of the clause",
            reads: ("The drop was the worst since 2016, when shipments fell [12%].", "2016 base 2015"),
            leaves: ("Shipments fell [12%] in 2016.", "2016 base 2015"),
        },
        own: false,
        find: |reader, index| reader.dated_clause(index),
    },
    Place {
        shows: Example {
            name: "before",
            reads: ("In 2021 the port handled [9 million] containers.", "2021"),
            leaves: ("The port handled [9 million] containers in 2021.", "2021"),
        },
        own: false,
        find: |reader, index| reader.left(index),
    },
    Place {
        shows: Example {
            name: "later",
            reads: ("Around [120] mills, most of them small, shut down in 2008.", "2008"),
            leaves: ("[120] mills shut down, reflecting the crisis that began in 2008.", "-"),
        },
        own: false,
        find: |reader, index| reader.only_later(index),
    },
];

/// A place where what a change is counted from may stand.
struct Ground {
    shows: Example,
    find: fn(&Reader<'_, '_, '_, '_>, usize) -> Option<Base>,
}

/// The places of bases, nearest first.
const BASES: &[Ground] = &[
    Ground {
        shows: Example {
            name: "behind",
            reads: ("Exports in 2021 were [14%] higher than in 2018.", "2021 base 2018"),
            leaves: ("Compared with 2018, exports in 2021 were up [14%].", "2021 base 2018"),
        },
        find: |reader, index| reader.base_behind(index),
    },
    Ground {
        shows: Example {
            name: "fronted",
            reads: ("Compared with 2018, exports in 2021 were up [14%].", "2021 base 2018"),
            leaves: ("In 2021 exports, steady since 2018, were up [14%].", "2021 base 2020"),
        },
        find: |reader, index| reader.base_fronted(index),
    },
];

/// What is done for all numbers of a sentence, after each was looked at alone.
struct Pass {
    shows: Example,
    apply: fn(&Reader<'_, '_, '_, '_>, &mut [When]),
}

/// The passes, in their order.
const PASSES: &[Pass] = &[
    Pass {
        shows: Example {
            name: "respectively",
            reads: ("The ferry carried 40,000 and [52,000] cars in 2015 and 2016.", "2016"),
            leaves: ("The ferry carried [40,000] cars and 9,000 lorries in 2015.", "2015"),
        },
        apply: |reader, whens| reader.respectively(whens),
    },
    Pass {
        shows: Example {
            name: "moves",
            reads: ("Yields rose to 4.1 tonnes in 2020 from [3.8] tonnes.", "2019"),
            leaves: ("Yields rose to 4.1 tonnes in 2020 from [3.8] tonnes in 2016.", "2016"),
        },
        apply: |reader, whens| reader.moves(whens),
    },
    Pass {
        shows: Example {
            name: "change beside its level",
            reads: ("After a loss in 2018, turnover rose [11%] to $136 million in 2020.", "2020 base 2019"),
            leaves: ("Turnover rose [11%] in 2020, to $136 million.", "2020 base 2019"),
        },
        apply: |reader, whens| reader.share_with_level(whens),
    },
    Pass {
        shows: Example {
            name: "over a stretch",
            reads: ("The herd shrank by [40%] between 2012 and 2015.", "2015 base 2012"),
            leaves: ("The herd shrank by [4%] in 2015.", "2015 base 2014"),
        },
        apply: |reader, whens| reader.over_stretches(whens),
    },
    Pass {
        shows: Example {
            name: "said once more",
            reads: ("Sales rose to $40 million ([€36 million]) in 2020.", "2020"),
            leaves: ("Sales rose to [$40 million] in 2020.", "2020"),
        },
        apply: |reader, whens| reader.restate(whens),
    },
];

/// When each claim of the sentence holds; entries of dismissed numbers are empty.
pub(super) fn of(sentence: &Sentence<'_, '_, '_>, verdicts: &[Verdict]) -> Vec<When> {
    read(sentence, verdicts, None)
}

/// The same, with the rule of that name left out.
fn read(sentence: &Sentence<'_, '_, '_>, verdicts: &[Verdict], without: Option<Without>) -> Vec<When> {
    let reader = Reader { sentence, view: sentence.view(), verdicts, without };
    let mut whens: Vec<When> = (0..verdicts.len()).map(|index| reader.printed(index)).collect();
    for pass in PASSES.iter().filter(|pass| without != Some(Without::Pass(pass.shows.name))) {
        (pass.apply)(&reader, &mut whens);
    }
    whens
}

/// A rule that a test leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Without {
    Place(&'static str),
    Base(&'static str),
    Pass(&'static str),
}

struct Reader<'a, 's, 't, 'v> {
    sentence: &'a Sentence<'s, 't, 'v>,
    view: View<'a, 't, 'v>,
    verdicts: &'a [Verdict],
    without: Option<Without>,
}

impl Reader<'_, '_, '_, '_> {
    fn slot(&self, index: usize) -> usize {
        self.sentence.quantities[index].slot
    }

    fn measure(&self, index: usize) -> Option<(Measure, Side)> {
        match self.verdicts.get(index)? {
            Verdict::Claim { measure, side, .. } => Some((*measure, *side)),
            Verdict::Dismissed(_) => None,
        }
    }

    fn is_change(&self, index: usize) -> bool {
        matches!(self.measure(index), Some((Measure::Growth | Measure::Delta | Measure::Multiple, _)))
    }

    /// Whether number `other` says number `index` once more.
    fn restates(&self, other: usize, index: usize) -> bool {
        self.sentence.quantities[other].restates.is_some_and(|root| root == index || root == self.root(index))
    }

    fn root(&self, index: usize) -> usize {
        self.sentence.quantities[index].restates.unwrap_or(index)
    }

    /// What the words around one number say, before it is looked at beside the others.
    fn printed(&self, index: usize) -> When {
        let Some((_, side)) = self.measure(index) else { return When::default() };
        let places = PLACES.iter().filter(|place| self.without != Some(Without::Place(place.shows.name)));
        // What is compared, or moved from, has a period of its own or that of what it is beside.
        let mut places = places.filter(|place| place.own || side == Side::New);
        let dated = !self.sentence.periods.is_empty();
        let found = dated.then(|| places.find_map(|place| Some(((place.find)(self, index)?, place.own)))).flatten();
        let (period, own) = found.map_or((None, false), |(period, own)| (Some(period), own));
        let shift = if own { Base::Unsaid } else { self.shift(index) };
        if shift != Base::Unsaid {
            return When { shift, ..When::default() };
        }
        When { period, own, base: self.base(index), ..When::default() }
    }

    /// What its change is counted from, as far as the words say.
    fn base(&self, index: usize) -> Base {
        let grounds = BASES.iter().filter(|ground| self.without != Some(Without::Base(ground.shows.name)));
        grounds.into_iter().find_map(|ground| (ground.find)(self, index)).unwrap_or_default()
    }
}
