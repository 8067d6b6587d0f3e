//! Ranks: places in an order, and places gained or lost.

use super::super::lexicon::{Class, Direction};
use super::super::slot::{SlotKind, View};
use super::{Reader, Side, Verdict, claim, sided};
use crate::model::Measure;

impl Reader<'_, '_, '_, '_> {
    pub(super) fn ordinal(&self, before: Option<Verdict>) -> Verdict {
        let (view, at) = (self.view, self.slot());
        let mut superlative = at + 1;
        if view.is(superlative, "-") {
            superlative += 1;
        }
        let second_largest = view.class(superlative, Class::Superlative) && !view.is(superlative, "top");
        let placed = view.class(at + 1, Class::RankNoun) || view.class(at + 1, Class::RankStep);
        let led = (1..=5).take_while(|back| at >= *back).any(|back| {
            view.class(at - back, Class::Ranking) || view.slot(at - back).is_some_and(|s| s.is(Class::RankNoun))
        });
        let ranked_here = self.sentence.tags.is(Class::RankNoun);
        let of_how_many = (view.class(at + 1, Class::OutOf) || view.is(at + 1, "among"))
            && view.slot(at + 2).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)));
        let after_rank = matches!(before, Some(Verdict::Claim { measure: Measure::Rank, .. }));
        let listed = after_rank && (view.is(at + 1, "for") || view.is(at + 1, "in") || view.is(at + 1, "and"));
        let in_world =
            (1..=3).any(|step| view.class(at + step, Class::Ranking) && !view.class(at + step, Class::Level));
        let closed_behind =
            view.slot(at + 1).is_none_or(|s| s.kind != SlotKind::Word || super::super::quantity::is_closed(s.tags));
        // "Dell came in third with 19.6%", "in second, with 18%"
        let placed_in = at > 0 && view.is(at - 1, "in") && closed_behind && !view.is(at + 1, "of");
        if of_how_many
            || placed_in
            || second_largest
            || listed
            || placed && (led || closed_behind_noun(view, at))
            || led && closed_behind && (ranked_here || in_world || self.ranks_by_verb(at))
        {
            return claim(Measure::Rank, "rank");
        }
        Verdict::Dismissed("ordinal_name")
    }

    /// `ranked 44th`, `came third`, `placed fifth`.
    pub(super) fn ranks_by_verb(&self, at: usize) -> bool {
        (1..=4).take_while(|back| at >= *back).any(|back| {
            self.view.token(at - back).is_some_and(|t| {
                t.lower.starts_with("rank") || t.lower.starts_with("place") || t.is("came") || t.is("finished")
            })
        })
    }

    /// Places gained, and plain numbers that are places: `from 100 in 2017 to 50`.
    pub(super) fn rank_like(&self) -> Option<Verdict> {
        if !self.is_counted() {
            return None;
        }
        let (view, at) = (self.view, self.slot());
        // "the number six spot", "the number-two maker"
        let lead = at.saturating_sub(1 + usize::from(at > 0 && view.is(at - 1, "-")));
        let numbered = view.is(lead, "number") && lead < at && !view.begins(at + 1, "of");
        if numbered && self.sentence.quantities[self.index].seen.quantity.value < crate::model::Number::from(100) {
            return Some(claim(Measure::Rank, "number_n"));
        }
        let step = (1..=2).any(|i| view.class(at + i, Class::RankStep) && !view.is(at + i, "rank"));
        let speaks_of_rank = || {
            self.sentence.tags.is(Class::RankNoun) || self.sentence.tokens.iter().any(|t| t.lower.starts_with("rank"))
        };
        let around = || self.direction_before().is_some() || self.direction_behind().is_some();
        if step && (speaks_of_rank() || around()) {
            let direction = self.direction_behind().or_else(|| self.direction_before()).unwrap_or(Direction::Up);
            return Some(Verdict::Claim {
                measure: Measure::Delta,
                direction,
                side: Side::New,
                average: false,
                rule: "places_gained",
            });
        }
        let found = &self.sentence.quantities[self.index];
        let subject_ranks =
            self.sentence.tags.is(Class::RankNoun) && self.sentence.slots[..at].iter().any(|s| s.is(Class::RankNoun));
        let bare = found.noun.is_none() && !found.seen.scaled;
        // "from place 100 in 2017 to 50": the noun may stand with the number.
        let lead = if at > 1 && view.class(at - 1, Class::RankNoun) { at - 1 } else { at };
        if bare && subject_ranks && lead > 0 && ["from", "to", "at"].iter().any(|w| view.is(lead - 1, w)) {
            let side = if view.is(lead - 1, "from") { Side::Old } else { Side::New };
            return Some(sided(Measure::Rank, side, "rank_from_to"));
        }
        None
    }
}

fn closed_behind_noun(view: View<'_, '_, '_>, at: usize) -> bool {
    view.class(at + 1, Class::RankNoun) || view.is(at + 1, "place")
}
