//! Moves: what a word of change makes of the number that it governs (by how much, from where,
//! to where), and changes that need no such word.

use super::super::class::Class;
use super::super::lexicon::{Direction, Speech};
use super::super::slot::SlotKind;
use super::way::Change;
use super::{Reader, Rule, Side, Verdict, claim, directed, sided};
use crate::model::{Language, Measure, Unit};

impl Reader<'_, '_, '_, '_> {
    /// `rose by 11.6%`, `an increase of 5,600`, `fell to $136 billion`.
    pub(super) fn moved(&self, change: Change) -> Option<Verdict> {
        let by = |class: Class| change.preposition.is_some_and(|p| self.view.begins(p, class));
        let touches = change.preposition.is_none();
        let verb = change.speech == Speech::Verb;
        if verb && touches && self.crosses() {
            return Some(sided(self.level_measure(), Side::New, Rule::MovedAcross));
        }
        if verb && touches && self.is_a_whole() {
            return Some(claim(self.level_measure(), Rule::OfTheWhole));
        }
        // "expanding at 46% annually", "grew at a rate of 5%"
        if by(Class::At) && self.is_percent() && self.says_average() {
            return Some(self.change(change.direction, Rule::MovedAtARate));
        }
        // "the economy grew at 6.8%", "transport slowed to 13.9%": the pace of what moves.
        let paces = by(Class::At) && self.view.is(change.at, Class::Expands)
            || by(Class::To) && self.view.is(change.at, Class::Paces);
        if verb && paces && self.is_percent() && !self.is_of_a_rate() {
            let direction = if by(Class::At) { change.direction } else { Direction::Up };
            return Some(self.change(direction, Rule::MovedAtARate));
        }
        if by(Class::To) && verb && self.takes_up_growth(change.at) {
            return Some(sided(Measure::Growth, Side::New, Rule::MovedTo));
        }
        if by(Class::To) || by(Class::At) || by(Class::In) && !self.is_percent() {
            return Some(sided(self.level_measure(), Side::New, Rule::MovedTo));
        }
        // "tăng từ 5-10%": by so much, since both ends are there.
        let range = self.found().seen.quantity.value_to.is_some() && self.view.language == Language::Vi;
        if by(Class::From) && range {
            return Some(self.change(change.direction, Rule::MovedBy));
        }
        if by(Class::From) {
            return Some(self.moved_from());
        }
        if by(Class::By) {
            return Some(self.change(change.direction, Rule::MovedBy));
        }
        if self.is_added_to(change) {
            return Some(claim(Measure::Share, Rule::AddsTo));
        }
        if verb && by(Class::Of) && self.is_percent() {
            return Some(self.change(change.direction, Rule::MovedAtARate));
        }
        if verb { self.moved_alone(change) } else { self.change_of(change, by(Class::Of)) }
    }

    /// `growth slowed to 4.7% before recovering to 5.1%`: what stood as growth goes on as growth.
    fn takes_up_growth(&self, verb: usize) -> bool {
        let stood = matches!(
            self.before(),
            Some(Verdict::Claim { measure: Measure::Growth, rule: Rule::Rate | Rule::MovedTo | Rule::MovedFrom, .. })
        );
        let joined =
            verb > 0 && (self.view.is_any(verb - 1, &[Class::Before, Class::And]) || self.view.sign(verb - 1, ","));
        stood && self.is_percent() && self.same_unit_before() && joined && self.view.begins(verb, Class::Gerund)
    }

    /// `fell below three million`, `rose above $70`: a level that was crossed.
    fn crosses(&self) -> bool {
        let first = self.view.token(self.slot());
        // "could rally as high as 17,000"
        let extreme = || {
            let second = self.view.slot(self.slot()).and_then(|s| self.view.tokens.get(s.first + 1));
            first.is_some_and(|t| t.is(Class::As)) && second.is_some_and(|t| t.is(Class::Extreme))
        };
        first.is_some_and(|t| t.is_any(&[Class::Below, Class::Above, Class::Under, Class::Past])) || extreme()
    }

    /// `plans to cut its 150,000 workforce`: what is cut, not by how much.
    fn is_a_whole(&self) -> bool {
        self.view.is(self.slot() - 1, Class::Determiner) && self.follows(&[Class::Possessor])
    }

    /// `from $9 billion`; behind growth a percentage is growth, too, and goes the same way:
    /// `eased to 8.4% from 9.1%`, `shrank by 11.3% from 7.8%`.
    fn moved_from(&self) -> Verdict {
        match self.before() {
            Some(Verdict::Claim { measure: Measure::Growth, side: Side::New, direction, .. })
                if self.is_percent() && self.same_unit_before() && !self.is_a_rate_again() =>
            {
                let (measure, side, rule) = (Measure::Growth, Side::Old, Rule::MovedFrom);
                Verdict::Claim { measure, direction, side, average: false, rule }
            }
            _ => sided(self.level_measure(), Side::Old, Rule::MovedFrom),
        }
    }

    /// `doubled in ten years, from 13.2% in 1993 to 23.6% in 2004`: where it stood, and where it went,
    /// whatever the verb.
    pub(super) fn stood_and_went(&self) -> Option<Verdict> {
        let (view, quantities) = (self.view, &self.sentence.quantities);
        let led = |index: usize, class: Class| {
            quantities.get(index).is_some_and(|q| q.slot > 0 && view.is(q.slot - 1, class))
        };
        let joined = |from: usize| {
            let (a, b) = (&quantities[from], &quantities[from + 1]);
            let between =
                (a.slot + 1..b.slot - 1).filter(|i| matches!(view.slots[*i].kind, SlotKind::Period(_))).count();
            let between = between == 1 || between == 0 && self.view.language == Language::Vi;
            a.seen.quantity.unit == b.seen.quantity.unit && between && b.slot - a.slot <= 5
        };
        if led(self.index, Class::From) && led(self.index + 1, Class::To) && joined(self.index) {
            return Some(sided(self.level_measure(), Side::Old, Rule::MovedFrom));
        }
        let before = self.index.checked_sub(1)?;
        let to = led(self.index, Class::To) && led(before, Class::From) && joined(before);
        to.then(|| sided(self.level_measure(), Side::New, Rule::MovedTo))
    }

    /// `adds 3% to the economy`.
    fn is_added_to(&self, change: Change) -> bool {
        let adds = self.view.begins(change.at, Class::AddsTo);
        // "adding 3.1 percent to 159,803 units": it went there.
        let number = self.sentence.quantities.iter().any(|q| q.slot == self.slot() + 2);
        adds && self.is_percent() && self.view.is(self.slot() + 1, Class::To) && !number
    }

    /// `a rise of 7%`; but `a loss of $2 million` is a level.
    fn change_of(&self, change: Change, of: bool) -> Option<Verdict> {
        let result = self.view.token(change.at).is_some_and(|t| t.is(Class::GainsLosses));
        let level = matches!(self.unit(), Unit::Money(_)) && of && result;
        let touches = of || change.preposition.is_none();
        (touches && !level).then(|| self.change(change.direction, Rule::ChangeOf))
    }

    /// `rose 7%`, `fell 64,300`, `lost 35 cents, or 2.8 percent`; but `lost $35 million` and
    /// `raised 40 tonnes` say what was lost and raised.
    fn moved_alone(&self, change: Change) -> Option<Verdict> {
        let touches = change.preposition.is_none();
        let moves = match self.unit() {
            Unit::Percent | Unit::Times => true,
            // "the extra week added $4 million to sales"
            Unit::Money(_)
                if self.view.begins(change.at, Class::AddsTo) && self.view.is(self.slot() + 1, Class::To) =>
            {
                touches
            }
            Unit::Money(_) => touches && (self.view.is(change.at, Class::MovesItself) || self.is_price_move()),
            Unit::Count(_) => touches && !self.view.is(change.at, Class::MovesThings),
            _ => false,
        };
        moves.then(|| self.change(change.direction, Rule::Moved))
    }

    /// `lost 35 cents, or 2.8 percent`, `added 58 cents to $61.37`: by how much a price moved.
    fn is_price_move(&self) -> bool {
        let Some(next) = self.sentence.quantities.get(self.index + 1) else { return false };
        let percent = next.restates == Some(self.index) && next.seen.quantity.unit == Unit::Percent;
        let to = self.view.is(self.slot() + 1, Class::To) && next.slot == self.slot() + 2;
        percent || to && next.seen.quantity.unit == *self.unit()
    }

    /// `Industry grew by 9%, agriculture by 4%`: the verb is said once.
    pub(super) fn moved_by_shared(&self) -> Option<Verdict> {
        if !self.follows(&[Class::By]) || self.is_counted() {
            return None;
        }
        let verb = self.view.slots[..self.slot()].iter().rev().find_map(|slot| slot.change(Speech::Verb));
        verb.map(|direction| self.change(direction, Rule::MovedBy))
    }

    /// Average a year, said beside the number: `an average of 6% a year`.
    pub(super) fn says_average(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let behind = (1..=2).any(|step| view.is(at + step, Class::Average) && !view.is(at + step, Class::PlainAverage));
        let before = (1..=5.min(at)).map(|back| at - back).any(|word| {
            // "averaged": a verb of levels.
            let level = view.slot(word).is_some_and(|s| s.is(Class::Level) && s.end == s.first + 1);
            view.is(word, Class::Average) && !level
        });
        behind || before
    }
}

/// Changes that need no word of change.
impl Reader<'_, '_, '_, '_> {
    /// `cut by 0.5 percentage points`, `a 2 point rise`: the unit is of changes alone.
    pub(super) fn percentage_points(&self) -> Option<Verdict> {
        if *self.unit() != Unit::PercentagePoint {
            return None;
        }
        // "widened to 478 basis points": where it went, not by how much.
        if self.follows(&[Class::To, Class::At]) {
            return Some(sided(Measure::Level, Side::New, Rule::MovedTo));
        }
        let noun = || self.view.slot(self.slot() + 1).and_then(|s| s.change(Speech::Noun));
        let direction = self.direction_behind().or_else(noun).or_else(|| self.direction_before());
        Some(directed(Measure::Delta, direction.unwrap_or(Direction::Up), Rule::PercentagePoints))
    }

    /// `created 2,500 jobs`, `42,000 jobs were lost`: the verbs are none of change elsewhere.
    pub(super) fn jobs_moved(&self) -> Option<Verdict> {
        const MADE: [Class; 1] = [Class::Adds];
        let view = self.view;
        if self.is_pace_of_jobs() {
            return Some(self.change(Direction::Up, Rule::JobsMoved));
        }
        let (_, end) = self.found().noun?;
        let head = view.tokens.get(end - 1)?;
        if !self.is_counted() || !head.is(Class::Jobs) {
            return None;
        }
        let after = self.after_noun();
        let beside = |classes: &[Class]| self.follows(classes) || view.is_any(after, classes);
        let were_lost = view.is(after, Class::Finite) && view.is(after + 1, Class::CutsOff);
        let direction = if were_lost || beside(&[Class::CutsOff]) {
            Some(Direction::Down)
        } else {
            let were_made = view.is(after, Class::Finite) && view.is_any(after + 1, &MADE);
            (were_made || beside(&MADE)).then_some(Direction::Up)
        };
        direction.map(|direction| self.change(direction, Rule::JobsMoved))
    }

    /// `adds posts at a pace of 12,000 a month`.
    fn is_pace_of_jobs(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let pace = at > 5 && self.follows(&[Class::Of]) && view.is_any(at - 2, &[Class::Rate, Class::Pace]);
        pace && self.is_counted() && (at - 5..at - 2).any(|i| view.is(i, Class::Jobs) && view.is(i - 1, Class::Adds))
    }

    /// `(+6%)`, `-11%`: a percentage with a sign is a change.
    pub(super) fn signed(&self) -> Option<Verdict> {
        let plus = self.follows_sign("+") && self.view.glued(self.slot());
        // "inflation rose from -0.3%": where a rate stands.
        let stands = || self.follows(&[Class::To, Class::From, Class::At, Class::Of]) && self.is_of_a_rate();
        let signed = plus || self.value().is_negative() && !stands();
        (signed && self.is_percent()).then(|| self.change(Direction::Up, Rule::Signed))
    }
}
