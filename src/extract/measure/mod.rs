//! What is said about a number: level, growth, share, delta, multiple or rank,
//! read from the words right beside it.

mod change;
mod ranks;
mod reasons;
mod rules;
mod shown;

use super::lexicon::{Class, Direction, Speech, Tag};
use super::quantity::Nature;
use super::sentence::Sentence;
use super::slot::{SlotKind, View};
use crate::model::{Measure, Unit};
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
    Verdict::Claim { measure, direction: Direction::Up, side: Side::New, average: false, rule }
}

fn sided(measure: Measure, side: Side, rule: Rule) -> Verdict {
    Verdict::Claim { measure, direction: Direction::Up, side, average: false, rule }
}

/// The verdict on the next quantity, given the `verdicts` on those before it.
pub(super) fn next(sentence: &Sentence<'_, '_, '_>, verdicts: &[Verdict]) -> Verdict {
    let index = verdicts.len();
    let before = verdicts.last().copied();
    let reader = Reader { sentence, view: sentence.view(), index, verdicts };
    match &sentence.quantities[index].seen.nature {
        Nature::Name(reason) => Verdict::Dismissed(reason),
        Nature::Duration => Verdict::Dismissed(Reason::Duration.as_str()),
        Nature::Ordinal => reader.ordinal(before),
        Nature::Top => claim(Measure::Rank, Rule::TopN),
        Nature::Fold(_) => claim(Measure::Multiple, Rule::FoldWord),
        Nature::Plain => reader.plain(before),
    }
}

struct Reader<'a, 's, 't, 'v> {
    sentence: &'a Sentence<'s, 't, 'v>,
    view: View<'a, 't, 'v>,
    index: usize,
    verdicts: &'a [Verdict],
}

impl Reader<'_, '_, '_, '_> {
    fn slot(&self) -> usize {
        self.sentence.quantities[self.index].slot
    }

    fn unit(&self) -> &Unit {
        &self.sentence.quantities[self.index].seen.quantity.unit
    }

    fn is_counted(&self) -> bool {
        matches!(self.unit(), Unit::Count(_))
    }

    /// The slot behind the quantity and the noun that it counts.
    fn after_noun(&self) -> usize {
        let found = &self.sentence.quantities[self.index];
        let mut at = found.slot + 1;
        if let Some((_, end)) = found.noun {
            while self.view.slot(at).is_some_and(|s| s.first < end) {
                at += 1;
            }
        }
        at
    }

    /// Measure of a change in this unit.
    fn change_measure(&self) -> Measure {
        match self.unit() {
            Unit::Percent => Measure::Growth,
            Unit::Times => Measure::Multiple,
            _ => Measure::Delta,
        }
    }

    fn change(&self, direction: Direction, rule: Rule) -> Verdict {
        let measure = self.change_measure();
        let average = measure == Measure::Growth && self.says_average();
        Verdict::Claim { measure, direction, side: Side::New, average, rule }
    }

    fn plain(&self, before: Option<Verdict>) -> Verdict {
        if let Some(reason) = self.no_claim(before) {
            return Verdict::Dismissed(reason.as_str());
        }
        if let Some(verdict) = self.restated() {
            return verdict;
        }
        if let Some(verdict) = self.rank_like() {
            return verdict;
        }
        if *self.unit() == Unit::PercentagePoint {
            let noun = self.view.slot(self.slot() + 1).and_then(|s| s.change(Speech::Noun));
            let direction =
                self.direction_behind().or(noun).or_else(|| self.direction_before()).unwrap_or(Direction::Up);
            return Verdict::Claim {
                measure: Measure::Delta,
                direction,
                side: Side::New,
                average: false,
                rule: Rule::PercentagePoints,
            };
        }
        self.expected(before)
            .or_else(|| self.beside(before))
            .or_else(|| self.behind())
            .or_else(|| self.coordinated_behind())
            .or_else(|| self.same_as(before))
            .or_else(|| self.share())
            .unwrap_or_else(|| self.default(before))
    }

    /// `beat forecasts of 7.1%`, `against expectations of a 2.3% rise`: what was expected of
    /// the number before it.
    fn expected(&self, before: Option<Verdict>) -> Option<Verdict> {
        let expected = super::links::is_expected(self.view, self.slot());
        let Some(Verdict::Claim { measure, .. }) = before.filter(|_| expected) else { return None };
        let stated = self.behind();
        if stated.is_some() {
            return stated;
        }
        let same = self.sentence.quantities[self.index - 1].seen.quantity.unit == *self.unit();
        let measure =
            if same && matches!(measure, Measure::Growth | Measure::Share) { measure } else { Measure::Level };
        Some(claim(measure, Rule::Expected))
    }

    /// `fell 42 cents, or 1.8 percent`, `$3.1 billion, or 58 cents a share`: what the
    /// number before was, this one is in its own unit.
    fn restated(&self) -> Option<Verdict> {
        let root = self.sentence.quantities[self.index].restates?;
        let found = &self.sentence.quantities[self.index];
        let signed = found.seen.quantity.value.is_negative() || self.slot() > 0 && self.view.is(self.slot() - 1, "+");
        if signed && *self.unit() == Unit::Percent {
            return None;
        }
        let Verdict::Claim { measure, direction, side, .. } = *self.verdicts.get(root)? else { return None };
        let measure = match (measure, self.unit()) {
            (Measure::Delta | Measure::Growth, Unit::Percent) => Measure::Growth,
            (Measure::Delta | Measure::Growth, Unit::Money(_) | Unit::Count(_)) => Measure::Delta,
            (Measure::Level, Unit::Percent) if self.behind().is_none() => Measure::Share,
            (Measure::Level, Unit::Money(_) | Unit::Count(_)) => Measure::Level,
            _ => return None,
        };
        Some(Verdict::Claim { measure, direction, side, average: false, rule: Rule::Restated })
    }

    /// `over $1 billion each`, `firms with more than 250 employees`, `133` of `44th out of 133`.
    fn no_claim(&self, before: Option<Verdict>) -> Option<Reason> {
        let (view, at) = (self.view, self.slot());
        let found = &self.sentence.quantities[self.index];
        let after = self.after_noun();
        let counted_before = self
            .sentence
            .quantities
            .get(self.index.wrapping_sub(1))
            .filter(|q| matches!(q.seen.quantity.unit, Unit::Count(_)));
        let hedged = found.seen.quantity.hedge != crate::model::Hedge::None;
        if view.class(after, Class::Each) && counted_before.is_some() && view.is(after, "each") {
            return Some(Reason::Qualifier);
        }
        let left_end = counted_before.map_or(0, |q| q.slot);
        if hedged {
            let linked = (left_end..at).rev().take(8).find(|i| {
                view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Sign) || s.is(Class::Breaker))
                    || view.is(*i, "with")
                    || view.is(*i, "having")
                    || view.is(*i, "earning")
                    || view.is(*i, "employing")
            });
            let with = linked.is_some_and(|i| {
                view.is(i, "with") || view.is(i, "having") || view.is(i, "earning") || view.is(i, "employing")
            });
            let plural_before = linked
                .and_then(|i| view.token(i.checked_sub(1)?))
                .is_some_and(|t| t.lower.ends_with('s') || t.lower.ends_with("people"));
            if with && plural_before {
                return Some(Reason::Qualifier);
            }
        }
        if let Some(reason) = self.unstated() {
            return Some(reason);
        }
        let rank_before = matches!(before, Some(Verdict::Claim { measure: Measure::Rank, .. }));
        if rank_before
            && self.is_counted()
            && at > 0
            && (view.class(at - 1, Class::OutOf) || view.is(at - 1, "of") || view.is(at - 1, "among"))
        {
            return Some(Reason::WholeOfRatio);
        }
        let bare = found.noun.is_none() && self.is_counted() && !found.seen.scaled;
        let commas = at > 0 && view.is(at - 1, ",") && view.is(at + 1, ",") && bare;
        let person = at > 1 && view.token(at - 2).is_some_and(super::token::Token::is_capitalised);
        if commas && person && found.seen.quantity.value < crate::model::Number::from(110) {
            return Some(Reason::Age);
        }
        let one_of =
            view.is(at + 1, "of") && found.seen.quantity.value == crate::model::Number::one() && self.is_counted();
        if one_of && found.seen.number.1 == found.seen.number.0 + 1 && view.token(at).is_some_and(|t| t.is("one")) {
            return Some(Reason::OneOfThem);
        }
        let aged = (1..=4.min(at)).any(|back| {
            let word = ["aged", "age", "ages"].iter().any(|w| view.is(at - back, w));
            word && (at - back + 1..at).all(|i| {
                view.slot(i).is_some_and(|s| {
                    s.is(Class::Preposition)
                        || matches!(s.kind, SlotKind::Quantity(_))
                        || view.is(i, "and")
                        || view.is(i, "-")
                })
            })
        });
        if aged && self.is_counted() && !found.seen.scaled {
            return Some(Reason::Age);
        }
        // "($1 = 7.0180 crowns)": the one that a rate is for.
        if view.is(at + 1, "=") && found.seen.quantity.value == crate::model::Number::one() {
            return Some(Reason::ExchangeRateBase);
        }
        let per = at > 0 && (view.is(at - 1, "per") || view.is(at - 1, "every"));
        if per {
            return Some(Reason::PerUnit);
        }
        let list_number = at == 0 && bare && (view.is(1, ".") || view.is(1, ")"));
        list_number.then_some(Reason::ListNumber)
    }

    /// `did not reach 5 million`, `if exports reach $5 billion`: nobody says that it is so.
    fn unstated(&self) -> Option<Reason> {
        let (view, at) = (self.view, self.slot());
        for left in (0..at).rev().take(8) {
            let slot = view.slot(left)?;
            let boundary =
                matches!(slot.kind, SlotKind::Quantity(_)) || [",", ";", ":", "("].iter().any(|s| view.is(left, s));
            if boundary || slot.is(Class::Breaker) && !slot.is(Class::Conditional) && !slot.is(Class::Preposition) {
                return None;
            }
            if slot.is(Class::Conditional) {
                return Some(Reason::Conditional);
            }
            let only = view.is(left + 1, "only");
            let instead = view.is(left, "instead of") || view.begins(left, "instead") || view.begins(left, "rather");
            if slot.is(Class::Negation) && !only && !instead {
                return Some(Reason::Negated);
            }
        }
        None
    }

    /// What a percentage that moves or stands is: growth where the subject is growth
    /// (`growth slowed to 8.1%`), a share where it is a share, else a level.
    fn level_measure(&self) -> Measure {
        if *self.unit() != Unit::Percent {
            return Measure::Level;
        }
        let shares = self.share_of()
            || self.subject_is(true, |s| s.is(Class::ShareNoun))
            || self.last_percentage() == Some(Measure::Share);
        let growth = |s: &super::slot::Slot<'_>| s.change(Speech::Noun).is_some() && s.change(Speech::Verb).is_none();
        // "slipped to 4.7% in 2008 and was 5.1% in 2009": the subject is said once.
        let clauses = &self.sentence.clauses;
        let own = clauses.of(self.slot());
        let shared = clauses.kind(own) == super::clause::Kind::Coordinate
            && super::clause::is_finite(self.view, clauses.first(own) + 1);
        let behind = (1..=3).find_map(|step| {
            let slot = self.view.slot(self.slot() + step).filter(|s| s.kind == SlotKind::Word)?;
            (slot.change(Speech::Noun).is_some() || !slot.tags.is_empty()).then(|| slot.change(Speech::Noun).is_some())
        });
        if behind == Some(true) || self.subject_is(shared, growth) {
            Measure::Growth
        } else if shares {
            Measure::Share
        } else {
            Measure::Level
        }
    }

    /// Whether a word to the left in the clause is such a one; other numbers are
    /// crossed on demand.
    fn subject_is(&self, across: bool, wanted: impl Fn(&super::slot::Slot<'_>) -> bool) -> bool {
        let at = self.slot();
        for left in (0..at).rev() {
            let Some(slot) = self.view.slot(left) else { return false };
            let stops =
                matches!(slot.kind, SlotKind::Quantity(_)) && !across && !self.view.is(at.saturating_sub(1), "from")
                    || self.view.is(left, ";")
                    || slot.is(Class::Breaker) && !slot.is(Class::Preposition);
            if stops {
                return false;
            }
            if slot.kind == SlotKind::Word && wanted(slot) {
                return true;
            }
        }
        false
    }

    /// `47% of respondents`, `accounted for 44%`, `13.8% of which`.
    fn share(&self) -> Option<Verdict> {
        if *self.unit() != Unit::Percent {
            return None;
        }
        (self.share_of() || self.share_verb() || self.of_whom() || self.follows_a_rank())
            .then(|| claim(Measure::Share, Rule::ShareOf))
    }

    /// `Dell was third with 19.6%`, `leads with 53%`: the share that gives the place.
    fn follows_a_rank(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let with = at > 0 && (view.is(at - 1, "with") || view.is(at - 1, "at"));
        let rank = self.sentence.quantities[..self.index].iter().any(|q| q.seen.nature == Nature::Ordinal)
            || view.slots[..at].iter().any(|s| s.is(Class::Superlative))
            || ["led", "leads", "lead", "leading", "dominated"].iter().any(|w| (0..at).any(|i| view.is(i, w)));
        let behind = view
            .slot(at + 1)
            .is_none_or(|s| s.kind != SlotKind::Word || s.is(Class::Conjunction) || s.is(Class::Respectively));
        with && rank && behind
    }

    /// `of whom 54% were women`, `Of all companies ..., 43% applied`.
    fn of_whom(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let relative = (1..=3.min(at)).any(|back| {
            (view.is(at - back, "whom") || view.is(at - back, "which")) && at > back && view.begins(at - back - 1, "of")
        });
        relative || view.begins(0, "of") && at > 1 && view.is(at - 1, ",") && self.acts()
    }

    /// Whether the percentage is the subject of a verb: `38% came from`, `24% halted`.
    fn acts(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        view.slot(at + 1).is_some_and(|s| {
            let past = view.token(at + 1).is_some_and(|t| t.lower.ends_with("ed") && t.lower.len() > 4);
            s.is(Class::Level)
                || s.tags.iter().any(|t| matches!(t, Tag::Target | Tag::Forecast))
                || s.is(Class::Finite)
                || s.is(Class::Said)
                || s.is(Class::ShareVerb)
                || s.is(Class::PastVerb)
                || past
        })
    }

    /// The measure of the last percentage claimed in the sentence.
    fn last_percentage(&self) -> Option<Measure> {
        (0..self.index).rev().find_map(|index| match self.verdicts.get(index)? {
            Verdict::Claim { measure, .. } if self.sentence.quantities[index].seen.quantity.unit == Unit::Percent => {
                Some(*measure)
            }
            _ => None,
        })
    }

    fn share_of(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        // "80 per cent (45.1 million) of residents"
        let aside = view.is(at + 1, "(").then(|| (at + 2..at + 8).find(|i| view.is(*i, ")"))).flatten();
        aside.is_some_and(|close| view.begins(close + 1, "of"))
            || view.begins(at + 1, "of") && !view.slot(at + 2).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)))
            || view.class(at + 1, Class::ShareNoun) && !view.is(at + 1, "weight")
            || view.class(at + 2, Class::ShareNoun)
                && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty())
            || view.is(at + 1, "contribution")
            || view.is(at + 1, "to") && view.slots[..at].iter().any(|s| s.is(Class::ShareVerb))
    }

    fn share_verb(&self) -> bool {
        let at = self.slot();
        for back in 1..=7.min(at) {
            let Some(slot) = self.view.slot(at - back) else { return false };
            if matches!(slot.kind, SlotKind::Quantity(_)) || self.view.is(at - back, ";") {
                return false;
            }
            if slot.is(Class::ShareVerb) {
                return true;
            }
        }
        false
    }

    fn default(&self, before: Option<Verdict>) -> Verdict {
        let (view, at) = (self.view, self.slot());
        match self.unit() {
            Unit::Percent => {
                // "among young adults (65%)", "(65% against 60%)": a part of what was named.
                let named = at > 1
                    && view
                        .slot(at - 2)
                        .is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Level)));
                let parenthesis = at > 0
                    && view.is(at - 1, "(")
                    && (named && !self.speaks_of_a_rate()
                        || matches!(before, Some(Verdict::Claim { measure: Measure::Level | Measure::Share, .. })));
                // "one in five consumers": said as a part.
                let found = &self.sentence.quantities[self.index];
                let fraction = found.seen.unit.0 == found.seen.unit.1;
                // A share of people or things: a percentage that acts, "24% to halt", "70% rated".
                let starts = at == 0
                    || view.slot(at - 1).is_some_and(|s| {
                        s.is(Class::Breaker)
                            || s.kind == SlotKind::Sign
                            || s.is(Class::Conjunction)
                            || s.is(Class::Filler)
                    });
                if parenthesis || fraction || starts && self.acts() {
                    claim(Measure::Share, Rule::ShareOfBefore)
                } else {
                    claim(self.level_measure(), Rule::Rate)
                }
            }
            Unit::Times if self.is_occasions() => Verdict::Dismissed(Reason::Occasions.as_str()),
            Unit::Times => claim(Measure::Multiple, Rule::Times),
            Unit::Count(_) if self.is_vague() || self.counts_parts() || self.is_definite() => {
                Verdict::Dismissed(Reason::NotACount.as_str())
            }
            _ => claim(Measure::Level, Rule::Level),
        }
    }

    /// Whether the number is of a rate, not of a part: `the yield (5.2%)`.
    fn speaks_of_a_rate(&self) -> bool {
        let at = self.slot();
        (1..=5.min(at)).any(|back| {
            ["rate", "rates", "yield", "yields", "margin", "coupon", "interest", "inflation"]
                .iter()
                .any(|w| self.view.is(at - back, w))
        })
    }

    /// A bare number word or digit that counts nothing named: `two sides`, `one day`.
    fn is_vague(&self) -> bool {
        let found = &self.sentence.quantities[self.index];
        let one = found.seen.quantity.value == crate::model::Number::one();
        let small = found.seen.quantity.value < crate::model::Number::from(10);
        let word = self.view.tokens.get(found.seen.number.0).is_some_and(|t| t.kind == super::token::TokenKind::Word);
        let hedged = found.seen.quantity.hedge != crate::model::Hedge::None;
        small && word && !found.seen.scaled && !hedged && (found.noun.is_none() || one)
    }
}

impl Reader<'_, '_, '_, '_> {
    /// `has cut rates three times this year`: how often, not how much.
    fn is_occasions(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let compares = view.slot(at + 1).is_some_and(|s| {
            s.kind == SlotKind::Word
                && (s.is(Class::Determiner) && !view.is(at + 1, "a")
                    || s.is(Class::Comparison)
                    || s.change(Speech::Adjective).is_some())
        }) || ["as", "what", "over", "that", "gdp", "earnings", "sales", "revenue"]
            .iter()
            .any(|w| view.begins(at + 1, w));
        let this = view.is(at + 1, "this") || view.is(at + 1, "each") || view.is(at + 1, "every");
        let moved = self.direction_before().is_some();
        let hedged = self.sentence.quantities[self.index].seen.quantity.hedge != crate::model::Hedge::None;
        let counted = view.slot(at + 1).is_some_and(|s| matches!(s.kind, SlotKind::Period(_))) || this;
        counted
            || !compares && !moved && !hedged && self.sentence.quantities[self.index].seen.quantity.value.is_integer()
    }

    /// `the four major banks`, `its two plants`: known ones are named, not counted.
    fn is_definite(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let found = &self.sentence.quantities[self.index];
        let word = view.tokens.get(found.seen.number.0).is_some_and(|t| t.kind == super::token::TokenKind::Word);
        let few = found.seen.quantity.value <= crate::model::Number::from(12) && !found.seen.scaled;
        let definite = at > 0
            && ["the", "its", "their", "these", "those", "his", "her", "our", "other"]
                .iter()
                .any(|w| view.is(at - 1, w));
        word && few && definite && found.noun.is_some()
    }

    /// `four pillars`, `eight programmes`: a small number of parts of a text or plan.
    fn counts_parts(&self) -> bool {
        let found = &self.sentence.quantities[self.index];
        let small = found.seen.quantity.value <= crate::model::Number::from(12) && !found.seen.scaled;
        let hedged = found.seen.quantity.hedge != crate::model::Hedge::None;
        let noun =
            found.noun.and_then(|(from, to)| self.view.slots.iter().rfind(|s| from <= s.first && s.end <= to).copied());
        small && !hedged && noun.is_some_and(|s| s.is(Class::PartNoun))
    }
}
