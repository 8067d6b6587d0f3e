//! Ranks: places in an order, and places gained or lost.

use super::super::class::Class;
use super::super::lexicon::{Direction, Speech};
use super::super::quantity::{Nature, is_closed};
use super::super::slot::SlotKind;
use super::super::token::{Token, TokenKind, signs};
use super::{Reader, Reason, Rule, Side, Verdict, claim, directed, dismissed, sided};
use crate::model::{Language, Measure, Number};

impl Reader<'_, '_, '_, '_> {
    /// `third-largest`, `ranked 4th`; else an ordinal numbers things: `the 12th congress`.
    pub(super) fn ordinal(&self) -> Verdict {
        let is_rank = self.is_nth_largest()
            || self.is_of_how_many()
            || self.is_placed_in()
            || self.is_in_list_of_ranks()
            || self.is_beside_a_name()
            || self.is_led_by_ranking()
            || self.is_graded();
        if let Some(side) = self.place_to_place() {
            return sided(Measure::Rank, side, Rule::RankFromTo);
        }
        // "rising 11 places from 37th in 2025"
        if is_rank && self.follows(&[Class::From]) {
            return sided(Measure::Rank, Side::Old, Rule::Rank);
        }
        if is_rank { claim(Measure::Rank, Rule::Rank) } else { dismissed(Reason::OrdinalName) }
    }

    /// `second largest`, `third-biggest`.
    fn is_nth_largest(&self) -> bool {
        let behind = self.slot() + 1;
        let word = behind + usize::from(self.view.sign(behind, "-"));
        // "third-ranked"
        let ranked = word > behind && self.view.begins(word, Class::Ranks) && self.view.begins(word, Class::PastForm);
        ranked || self.view.is(word, Class::Superlative) && !self.view.is(word, Class::Top)
    }

    /// `lớn thứ ba`, `đứng thứ 44`: what is graded stands before its place.
    fn is_graded(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let lead = at > 0 && view.is(at - 1, Class::OrdinalLead);
        let graded = |i: usize| view.is_any(i, &[Class::Graded, Class::Ranking]);
        // "nền kinh tế thứ 35 thế giới"
        let among = view.language == Language::Vi && view.is(at + 1, Class::Ranking);
        lead && (graded(at - 1) || among) || (1..=2.min(at)).any(|back| graded(at - back))
    }

    /// `44th out of 133`, `seventh among 60 ports`.
    fn is_of_how_many(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let out_of = view.is_any(at + 1, &[Class::OutOf, Class::Among]);
        out_of && view.slot(at + 2).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)))
    }

    /// `came in third with 19.6%`, `in second, with 18%`.
    fn is_placed_in(&self) -> bool {
        // "Peugeot was second with 160,006"
        let copula = self.follows(&[Class::OfNow, Class::OfThen, Class::Finished]);
        let behind = |classes: &[Class]| self.view.is_any(self.slot() + 1, classes);
        // "The country is third in the region", "was first in line"
        let region = behind(&[Class::Among, Class::In]) && *self.value() != Number::one();
        let stands = copula && (behind(&[Class::With, Class::At, Class::Behind]) || region);
        // "led the way at 55th", "a jump to 55th"
        let digits = self.view.token(self.slot()).is_some_and(|t| t.kind == TokenKind::Number);
        let reached = digits && self.follows(&[Class::At, Class::To]) && self.is_closed_behind();
        // "is a distant second"
        let apart =
            self.view.slot(self.slot().wrapping_sub(1)).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
        let far = self.slot() > 2
            && apart
            && self.view.is(self.slot() - 2, Class::Indefinite)
            && self.view.is(self.slot() - 3, Class::Copula)
            && self.is_closed_behind();
        stands
            || far
            || reached
            || self.follows(&[Class::In]) && self.is_closed_behind() && !self.view.is(self.slot() + 1, Class::Of)
    }

    /// `2nd for phones, 5th for parts and 8th in chips`.
    fn is_in_list_of_ranks(&self) -> bool {
        let goes_on = self.view.is_any(self.slot() + 1, &[Class::For, Class::In, Class::And]);
        self.measure_before() == Some(Measure::Rank) && goes_on
    }

    /// `Nepal (100th, up two)`, `second only to India`.
    fn is_beside_a_name(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let named = at > 1 && view.token(at - 2).is_some_and(Token::is_capitalised);
        let digits = view.token(at).is_some_and(|t| t.kind == TokenKind::Number);
        let closes = view.sign_any(at + 1, &signs![",", ")"]);
        let listed = digits || self.measure_before() == Some(Measure::Rank);
        listed && named && closes && self.follows_sign("(")
            || view.is(at + 1, Class::Only) && view.is(at + 2, Class::To)
    }

    /// `moved up from sixth to fifth`.
    fn place_to_place(&self) -> Option<Side> {
        let (view, at) = (self.view, self.slot());
        let ordinal = |index: usize, slot: usize| {
            self.sentence.quantities.get(index).is_some_and(|q| q.slot == slot && q.seen.nature == Nature::Ordinal)
        };
        let from = self.follows(&[Class::From]) && view.is(at + 1, Class::To) && ordinal(self.index + 1, at + 2);
        let to = self.follows(&[Class::To]) && at > 2 && view.is(at - 3, Class::From);
        if from {
            return Some(Side::Old);
        }
        (to && self.index > 0 && ordinal(self.index - 1, at - 2)).then_some(Side::New)
    }

    /// `ranked in fifth place`, `ranked 5th`, `rank ... third in the world`.
    fn is_led_by_ranking(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let placed = view.is_any(at + 1, &[Class::RankNoun, Class::RankStep]);
        // "at the third spot", "its second position", "reached third spot"
        let held = view.is(at + 1, Class::Spot);
        if held && at > 0 {
            return true;
        }
        let led = (1..=5.min(at)).any(|back| view.is_any(at - back, &[Class::Ranking, Class::RankNoun]));
        let ranked_here = self.sentence.tags.is(Class::RankNoun);
        let in_world = (1..=3).any(|step| view.is(at + step, Class::Ranking) && !view.is(at + step, Class::Level));
        let place = view.is_any(at + 1, &[Class::RankNoun, Class::Place]);
        placed && (led || place) || led && self.is_closed_behind() && (ranked_here || in_world || self.ranks_by_verb())
    }

    /// Whether no noun stands behind: `third.`, `third with`.
    fn is_closed_behind(&self) -> bool {
        self.view.slot(self.slot() + 1).is_none_or(|s| s.kind != SlotKind::Word || is_closed(s.tags))
    }

    /// `ranked 44th`, `came third`, `placed fifth`.
    fn ranks_by_verb(&self) -> bool {
        let at = self.slot();
        (1..=4.min(at))
            .any(|back| self.view.token(at - back).is_some_and(|t| t.is_any(&[Class::Placed, Class::Finished])))
    }
}

/// Groups of the first places.
impl Reader<'_, '_, '_, '_> {
    /// `is in the top ten`, `among the top five producers`; but `the top three albums were`.
    pub(super) fn top(&self) -> Verdict {
        let inside = (1..=4.min(self.slot())).any(|back| {
            let word = self.slot() - back;
            self.view.begins_any(word, &[Class::Indefinite, Class::Among]) && word > 0
                || self.view.begins(word, Class::One)
        });
        // "in the top 100 apps", "the top three albums": a group, whose place nobody tells.
        let group = !self.is_closed_behind();
        // "nằm trong top 5 mặt hàng": in Vietnamese nothing else says the place.
        let inside = inside || self.view.language == Language::Vi && self.follows(&[Class::In, Class::Placed]);
        let led = self.slot() < 3 || self.follows(&[Class::The, Class::Possessor, Class::In, Class::Into]);
        if inside || led && !group { claim(Measure::Rank, Rule::TopN) } else { dismissed(Reason::OrdinalName) }
    }
}

/// Plain numbers that are places.
impl Reader<'_, '_, '_, '_> {
    /// `the number six spot`, `the number-two maker`, `the No. 2 maker`.
    pub(super) fn numbered(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let lead = at.saturating_sub(1 + usize::from(self.follows_sign("-") || self.follows_sign(".")));
        let numbered = (view.is(lead, Class::NumberMark) || view.begins(lead, Class::NoMark))
            && lead < at
            && !view.begins(at + 1, Class::Of);
        let small = *self.value() < Number::from(100);
        // "lên vị trí 32 thế giới", "xếp hạng 44"
        let placed = self.view.language == Language::Vi
            && self.follows(&[Class::RankNoun])
            && *self.value() < Number::from(300)
            && self.value().is_integer()
            && !self.found().seen.scaled
            && !view.is_any(at + 1, &[Class::Things, Class::RankStep]);
        if self.is_counted() && placed && at > 1 && view.is(at - 2, Class::From) {
            return Some(sided(Measure::Rank, Side::Old, Rule::RankFromTo));
        }
        if self.is_counted() && placed {
            return Some(claim(Measure::Rank, Rule::NumberN));
        }
        (self.is_counted() && numbered && small).then(|| claim(Measure::Rank, Rule::NumberN))
    }

    /// `climbed 12 places in the ranking`.
    pub(super) fn places_gained(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let step = (1..=2).any(|i| view.is(at + i, Class::RankStep) && !view.is(at + i, Class::RankWord));
        if !self.is_counted() || !step {
            return None;
        }
        let speaks_of_rank =
            self.sentence.tags.is(Class::RankNoun) || self.sentence.tokens.iter().any(|t| t.is(Class::Ranks));
        // "a 16-place jump"
        let noun = || (1..=3).find_map(|i| view.slot(at + i)?.change(Speech::Noun));
        let direction = self.direction_behind().or_else(noun).or_else(|| self.direction_before());
        // "progressing seven places to 49th"
        let next = self.sentence.quantities.get(self.index + 1);
        let to_place = next.is_some_and(|q| q.seen.nature == Nature::Ordinal && self.follows_to(q.slot));
        (speaks_of_rank || to_place || direction.is_some())
            .then(|| directed(Measure::Delta, direction.unwrap_or(Direction::Up), Rule::PlacesGained))
    }

    /// Whether "to" stands right before the number at slot `at`.
    fn follows_to(&self, at: usize) -> bool {
        at > 0 && self.view.is(at - 1, Class::To)
    }

    /// `ranking from 100 in 2017 to 50`, `from place 100`: bare numbers behind a word of rank.
    pub(super) fn rank_from_to(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let subject_ranks = self.sentence.slots[..at].iter().any(|s| s.is(Class::RankNoun));
        if !self.is_counted() || !self.is_bare() || !subject_ranks {
            return None;
        }
        // "from place 100 in 2017 to 50": the noun may stand with the number.
        let lead = if at > 1 && view.is(at - 1, Class::RankNoun) { at - 1 } else { at };
        let preposition = lead.checked_sub(1)?;
        let side = if view.is(preposition, Class::From) { Side::Old } else { Side::New };
        let moves = view.is_any(preposition, &[Class::From, Class::To, Class::At]);
        moves.then(|| sided(Measure::Rank, side, Rule::RankFromTo))
    }
}
