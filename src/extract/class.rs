//! Classes of words: what rules ask a word for, and what vocabularies fill.

use serde::Deserialize;

macro_rules! word_classes {
    (grammar: $($closed:ident),+; open: $first:ident $(, $open:ident)+ $(,)?) => {
        /// Classes of words without a value of their own; a vocabulary names them in
        /// `snake_case` and lists their words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, PartialOrd, Ord)]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs, reason = "the names are the documentation; the vocabulary shows the words")]
        pub(super) enum Class { $($closed,)+ $first, $($open),+ }

        impl Class {
            /// All of them.
            const ALL: &[Self] = &[$(Self::$closed,)+ Self::$first, $(Self::$open),+];
        }

        /// Classes that leave a word what it is otherwise: to be one of them does not make it a
        /// word of the grammar.
        pub(super) const OPEN: Classes = Classes::of(&[Class::$first, $(Class::$open),+]);
    };
}

word_classes!(
    // `[words]` and `[period_words]` of the vocabulary, and `[levels]`.
    grammar:
        Estimate, Base, Comparison, YearBefore, SpanBefore, Average, Respectively, Each, Said,
        According, Ranking, RankNoun, RankStep, Superlative, ShareVerb, QualifierLink, Finite,
        Conjunction, Breaker, Preposition, Determiner, Pronoun, Filler, NewPart, OutOf, Present,
        PastVerb, Negation, TimeNoun, Street, Label, Inside, Deadline, Since, End, Year, Half,
        Quarter, Month, Decade, Last, This, Next, Fiscal, Level, Early, Late, Mid, Beginning, Same,
        Ago, Ended, SoFar, VagueFuture, Negative, Office, Expects, AimHeading, AimList, Outdone,
        MovesItself, MovesThings, Expands, Paces, Conditional, MeasureUnit, NounPlan, Flow,
        ShareNoun, PartNoun, Expectation, Opinion, Funds, Aim;
    // `[rule_words]` and `[endings]`, and nouns that say what a number is of.
    open:
        Things, Slice, RateNoun, Market, Polled, Members, Due, Seen, Needs, PeriodStart, Of, To,
        From, By, At, In, On, For, With, Into, Per, Than, As, And, Or, But, That, Which, The,
        Indefinite, OwnerMark, Between, Among, Onward, Within, During, Over, Under, Above, Below,
        Past, Ahead, Behind, UpTo, Out, Before, After, Copula, ToBe, Been, OfNow, OfThen, Perfect,
        Pluperfect, Did, Future, Would, Modal, MayWord, Perhaps, Nonfinite, Actor, Relative,
        Possessor, Pointing, Other, WholeOf, One, WhenWhere, Participle, Contrast,
        Subordinator, Sequence, PartLink, Loosely, Instead, Only, Still, Outdoes, SetAgainst, Booked, Decided,
        Keeps, Existing, Bearings, Undertaking, Actual, Possible, Current, EqualTo, Former, Prior, FirstReading, Reworked, Revised, Reading,
        Estimates, Foresight, MeanOf, PutAt, Saw, Foreseen, Looking, ForecastWord, Planning, Jobs,
        NewOnes, Hiring, Extra, Adds, CutsOff, Less, More, Leads, Having, People, Age, Rate, Pace, RateOf, Margin,
        Growth, Compound, Averaging, PlainAverage, Weight, Contribution, GainsLosses,
        WhatItIsOf, Output, Net, Telling, Counting, Cents, Extreme, LevelNoun, Unmoved, RankWord, Spot, Top, Place,
        NumberMark, NoMark, Placed, Finished, Followed, Backward, Every, PerEach, EachOne,
        PeriodNoun, QuarterNoun, MonthNoun, Week, YearNoun, PlanNoun, Century, Whole, Latest, Final,
        Latter, Nowadays, AgoMark, LaterOn, ToDate, Calendar, Periodic, Annual, Quarterly, Begins,
        Ends, Ending, Edge, Occasion, Founded, Law, Delivery, First,
        UnderReview, OrdinalMark, Dozen, Hundred, Thousand, ZeroLetter, DecimalPoint, Points, PluralMark,
        Carries, ClockMark, HalfDay, MillionMark, Milliards, FoldAdjective, FoldAdverb, TimesMark, MegaMark, MilleMille,
        Coin, Third, PointsBack, Pushes, AddsTo, Ranks, Scores, Ranges, PercentWord, Seasonally,
        MonthOrWord, MonthOrVerb, Day, Fortnight, DecadeNoun, Rest, Later, Earlier, Sequential,
        CoinName, Prefix, OrdinalLead, OfWhich, Comparing, FiveBefore, Equals, ManySyllables, Linking,
        Graded, Grade, Surpasses, Multiplies, Lately, Coming, Cumulates, Closed, HalfMore, Opening, Closing,
        PastForm, Gerund, AdverbForm, PluralForm, Mark, Seldom, Breaks,
        PastWord,
);

/// How many bits classes need, in words of the machine.
const WIDTH: usize = 5;

const _: () = assert!(Class::ALL.len() <= 64 * WIDTH, "one more word of bits for classes");

/// A set of classes: a bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes([u64; WIDTH]);

impl Classes {
    /// No class.
    pub(super) const NONE: Self = Self([0; WIDTH]);

    /// Those, to ask for any of them at once.
    #[inline]
    pub(super) const fn of(list: &[Class]) -> Self {
        let (mut bits, mut at) = ([0; WIDTH], 0);
        while at < list.len() {
            bits[list[at] as usize / 64] |= 1 << (list[at] as usize % 64);
            at += 1;
        }
        Self(bits)
    }

    /// Whether that class is in it.
    #[inline]
    pub(super) const fn has(self, class: Class) -> bool {
        self.0[class as usize / 64] >> (class as usize % 64) & 1 == 1
    }

    /// Whether it shares a class with `others`.
    #[inline]
    pub(super) fn meets(self, others: Self) -> bool {
        self.0.iter().zip(others.0).any(|(own, other)| own & other != 0)
    }

    /// Both together.
    #[inline]
    pub(super) fn and(mut self, others: Self) -> Self {
        self.add(others);
        self
    }

    /// Adds `others`.
    #[inline]
    pub(super) fn add(&mut self, others: Self) {
        self.0.iter_mut().zip(others.0).for_each(|(own, other)| *own |= other);
    }

    /// Whether all of it is in `others`.
    #[inline]
    pub(super) fn within(self, others: Self) -> bool {
        self.0.iter().zip(others.0).all(|(own, other)| own & !other == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{Letters, Vocabulary};
    use super::*;
    use crate::model::Language;

    /// A class without words in any language is a rule that never holds.
    #[test]
    fn every_class_has_words() {
        let of = |language| Vocabulary::shipped(language, Letters::Marked).unwrap().classes();
        let filled = of(Language::En).and(of(Language::Vi));
        let empty: Vec<_> = Class::ALL.iter().filter(|class| !filled.has(**class)).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn sets_of_classes() {
        let (first, last) = (Class::ALL[0], Class::ALL[Class::ALL.len() - 1]);
        let both = Classes::of(&[first, last]);
        assert!(both.has(first) && both.has(last) && !both.has(Class::ALL[1]));
        assert!(both.meets(Classes::of(&[last])) && !both.meets(Classes::of(&[Class::ALL[1]])));
        assert_eq!(Classes::of(&[first]).and(Classes::of(&[last])), both);
        assert!(Classes::of(&[last]).within(OPEN) && !both.within(OPEN));
    }
}
