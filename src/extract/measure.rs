//! What is said about a number: level, growth, share, delta, multiple or rank,
//! read from the words right beside it.

use super::lexicon::{Class, Direction, Speech, Tag};
use super::quantity::Nature;
use super::sentence::Sentence;
use super::slot::{SlotKind, View};
use crate::model::{Measure, Unit};

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
        rule: &'static str,
    },
    /// No claim, with the reason.
    Dismissed(&'static str),
}

fn claim(measure: Measure, rule: &'static str) -> Verdict {
    Verdict::Claim { measure, direction: Direction::Up, side: Side::New, average: false, rule }
}

fn sided(measure: Measure, side: Side, rule: &'static str) -> Verdict {
    Verdict::Claim { measure, direction: Direction::Up, side, average: false, rule }
}

/// The verdict on quantity `index`; `before` is the verdict on the one before it.
pub(super) fn of(sentence: &Sentence<'_, '_, '_>, index: usize, before: Option<Verdict>) -> Verdict {
    let reader = Reader { sentence, view: sentence.view(), index };
    match &sentence.quantities[index].seen.nature {
        Nature::Name(reason) => Verdict::Dismissed(reason),
        Nature::Duration => Verdict::Dismissed("duration"),
        Nature::Ordinal => reader.ordinal(before),
        Nature::Top => claim(Measure::Rank, "top_n"),
        Nature::Fold(_) => claim(Measure::Multiple, "fold_word"),
        Nature::Plain => reader.plain(before),
    }
}

struct Reader<'a, 's, 't, 'v> {
    sentence: &'a Sentence<'s, 't, 'v>,
    view: View<'a, 't, 'v>,
    index: usize,
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

    fn change(&self, direction: Direction, rule: &'static str) -> Verdict {
        let measure = self.change_measure();
        let average = measure == Measure::Growth && self.says_average();
        Verdict::Claim { measure, direction, side: Side::New, average, rule }
    }

    // -- ranks -----------------------------------------------------------------

    fn ordinal(&self, before: Option<Verdict>) -> Verdict {
        let (view, at) = (self.view, self.slot());
        let mut superlative = at + 1;
        if view.is(superlative, "-") {
            superlative += 1;
        }
        let second_largest = view.class(superlative, Class::Superlative) && !view.is(superlative, "top");
        let placed = view.class(at + 1, Class::RankNoun) || view.class(at + 1, Class::RankStep);
        let led = (1..=5).take_while(|back| at >= *back).any(|back| {
            view.class(at - back, Class::Ranking)
                || view.slot(at - back).is_some_and(|s| s.is(Class::RankNoun))
        });
        let ranked_here = self.sentence.slots.iter().any(|s| s.is(Class::RankNoun));
        let of_how_many = (view.class(at + 1, Class::OutOf) || view.is(at + 1, "among")) && view.slot(at + 2).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)));
        let after_rank = matches!(before, Some(Verdict::Claim { measure: Measure::Rank, .. }));
        let listed = after_rank && (view.is(at + 1, "for") || view.is(at + 1, "in") || view.is(at + 1, "and"));
        let in_world = (1..=3).any(|step| view.class(at + step, Class::Ranking) && !view.class(at + step, Class::Level));
        let closed_behind = view.slot(at + 1).is_none_or(|s| s.kind != SlotKind::Word || super::quantity::is_closed(s.tags));
        if of_how_many || second_largest || listed || placed && (led || closed_behind_noun(view, at)) || led && closed_behind && (ranked_here || in_world || self.ranks_by_verb(at)) {
            return claim(Measure::Rank, "rank");
        }
        Verdict::Dismissed("ordinal_name")
    }

    /// `ranked 44th`, `came third`, `placed fifth`.
    fn ranks_by_verb(&self, at: usize) -> bool {
        (1..=4).take_while(|back| at >= *back).any(|back| {
            self.view.token(at - back).is_some_and(|t| t.lower.starts_with("rank") || t.lower.starts_with("place") || t.is("came") || t.is("finished"))
        })
    }

    // -- everything else ---------------------------------------------------------

    fn plain(&self, before: Option<Verdict>) -> Verdict {
        if let Some(reason) = self.no_claim(before) {
            return Verdict::Dismissed(reason);
        }
        if let Some(verdict) = self.rank_like() {
            return verdict;
        }
        if *self.unit() == Unit::PercentagePoint {
            let direction = self.direction_behind().or_else(|| self.direction_before()).unwrap_or(Direction::Up);
            return Verdict::Claim { measure: Measure::Delta, direction, side: Side::New, average: false, rule: "percentage_points" };
        }
        self.beside(before)
            .or_else(|| self.behind())
            .or_else(|| self.same_as(before))
            .or_else(|| self.share())
            .unwrap_or_else(|| self.default(before))
    }

    /// `over $1 billion each`, `firms with more than 250 employees`, `133` of `44th out of 133`.
    fn no_claim(&self, before: Option<Verdict>) -> Option<&'static str> {
        let (view, at) = (self.view, self.slot());
        let found = &self.sentence.quantities[self.index];
        let after = self.after_noun();
        let counted_before = self.sentence.quantities.get(self.index.wrapping_sub(1)).filter(|q| matches!(q.seen.quantity.unit, Unit::Count(_)));
        let hedged = found.seen.quantity.hedge != crate::model::Hedge::None;
        if view.class(after, Class::Each) && counted_before.is_some() && view.is(after, "each") {
            return Some("qualifier");
        }
        let left_end = counted_before.map_or(0, |q| q.slot);
        if hedged {
            let linked = (left_end..at).rev().take(8).find(|i| {
                view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Sign) || s.is(Class::Breaker))
                    || view.is(*i, "with") || view.is(*i, "having") || view.is(*i, "earning") || view.is(*i, "employing")
            });
            let with = linked.is_some_and(|i| view.is(i, "with") || view.is(i, "having") || view.is(i, "earning") || view.is(i, "employing"));
            let plural_before = linked.and_then(|i| view.token(i.checked_sub(1)?)).is_some_and(|t| t.lower.ends_with('s') || t.lower.ends_with("people"));
            if with && plural_before {
                return Some("qualifier");
            }
        }
        let rank_before = matches!(before, Some(Verdict::Claim { measure: Measure::Rank, .. }));
        if rank_before && self.is_counted() && at > 0 && (view.class(at - 1, Class::OutOf) || view.is(at - 1, "of") || view.is(at - 1, "among")) {
            return Some("whole_of_ratio");
        }
        let bare = found.noun.is_none() && self.is_counted() && !found.seen.scaled;
        let commas = at > 0 && view.is(at - 1, ",") && view.is(at + 1, ",") && bare;
        let person = at > 1 && view.slot(at - 2).is_some_and(|s| s.kind == SlotKind::Word);
        if commas && person && found.seen.quantity.value < crate::model::Number::from(110) && self.index == 0 {
            return Some("age");
        }
        let one_of = view.is(at + 1, "of") && found.seen.quantity.value == crate::model::Number::one() && self.is_counted();
        if one_of && found.seen.number.1 == found.seen.number.0 + 1 && view.token(at).is_some_and(|t| t.is("one")) {
            return Some("one_of_them");
        }
        let per = at > 0 && (view.is(at - 1, "per") || view.is(at - 1, "every"));
        if per {
            return Some("per_unit");
        }
        let list_number = at == 0 && bare && (view.is(1, ".") || view.is(1, ")"));
        list_number.then_some("list_number")
    }

    /// Places gained, and plain numbers that are places: `from 100 in 2017 to 50`.
    fn rank_like(&self) -> Option<Verdict> {
        if !self.is_counted() {
            return None;
        }
        let (view, at) = (self.view, self.slot());
        let step = (1..=2).any(|i| view.class(at + i, Class::RankStep) && !view.is(at + i, "rank"));
        let speaks_of_rank = self.sentence.slots.iter().any(|s| s.is(Class::RankNoun))
            || self.sentence.tokens.iter().any(|t| t.lower.starts_with("rank"));
        let around = self.direction_before().is_some() || self.direction_behind().is_some();
        if step && (speaks_of_rank || around) {
            let direction = self.direction_behind().or_else(|| self.direction_before()).unwrap_or(Direction::Up);
            return Some(Verdict::Claim { measure: Measure::Delta, direction, side: Side::New, average: false, rule: "places_gained" });
        }
        let found = &self.sentence.quantities[self.index];
        let subject_ranks = self.sentence.slots[..at].iter().any(|s| s.is(Class::RankNoun));
        let bare = found.noun.is_none() && !found.seen.scaled;
        // "from place 100 in 2017 to 50": the noun may stand with the number.
        let lead = if at > 1 && view.class(at - 1, Class::RankNoun) { at - 1 } else { at };
        if bare && subject_ranks && lead > 0 && ["from", "to", "at"].iter().any(|w| view.is(lead - 1, w)) {
            let side = if view.is(lead - 1, "from") { Side::Old } else { Side::New };
            return Some(sided(Measure::Rank, side, "rank_from_to"));
        }
        None
    }

    /// What stands right before: `up 8.7%`, `rose by 11.6%`, `an increase of 5,600`, `to $136 billion`.
    fn beside(&self, before: Option<Verdict>) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let mut left = at;
        let mut preposition: Option<usize> = None;
        let mut skipped = 0;
        while left > 0 && skipped < 8 {
            let slot = view.slot(left - 1)?;
            let token = view.token(left - 1)?;
            if slot.kind == SlotKind::Word && self.view.compares(left - 1) {
                return Some(self.compared(before));
            }
            let particle = preposition.is_none() && self.is_counted() && left > 1 && is_plain_verb(view, left - 2);
            if let Some(direction) = slot.change(Speech::Adverb).filter(|_| !particle && preposition.is_none_or(|p| view.is(p, "by") || view.is(p, "of"))) {
                return Some(self.change(direction, "up_or_down"));
            }
            let average_growth = slot.is(Class::Average) && view.tokens[slot.first..slot.end].iter().any(|t| t.is("growth") || t.is("cagr"));
            if average_growth {
                return Some(Verdict::Claim { measure: Measure::Growth, direction: Direction::Up, side: Side::New, average: true, rule: "average_growth" });
            }
            // "a rise of", "its growth to": behind an article, and before "of", a noun.
            let noun = preposition.is_some_and(|p| view.is(p, "of") && !view.is(p - 1, "rate"))
                || left > 1 && view.class(left - 2, Class::Determiner);
            let verb = slot.change(Speech::Verb).map(|d| (d, Speech::Verb));
            let as_noun = slot.change(Speech::Noun).map(|d| (d, Speech::Noun));
            let movement = if noun { as_noun.or(verb) } else { verb.or(as_noun) };
            if let Some((direction, speech)) = movement {
                return self.moved(direction, speech, preposition, left - 1);
            }
            let period = matches!(slot.kind, SlotKind::Period(_));
            let quantity = matches!(slot.kind, SlotKind::Quantity(_));
            let leading_preposition = preposition.is_none()
                && ["to", "from", "by", "of", "at", "in"].iter().any(|w| token.is(w))
                && slot.kind == SlotKind::Word;
            if leading_preposition {
                preposition = Some(left - 1);
            } else if period && preposition.is_some_and(|p| view.is(p, "to") || view.is(p, "from") || view.is(p, "by")) {
                // "rose in 2022 by 11.6%", "rose by 11.6% in 2022 to $136 billion"
            } else if quantity && preposition.is_some_and(|p| view.is(p, "to") || view.is(p, "from")) {
                // "rose by 11.6% to $136 billion": the move is further left.
            } else if !is_transparent(view, left - 1, preposition) {
                break;
            }
            left -= 1;
            skipped += 1;
        }
        None
    }

    fn moved(&self, direction: Direction, speech: Speech, preposition: Option<usize>, at: usize) -> Option<Verdict> {
        let view = self.view;
        let word = preposition.and_then(|p| view.token(p));
        let is = |text: &str| word.is_some_and(|t| t.is(text));
        if is("to") || is("at") || is("in") && self.unit() != &Unit::Percent {
            return Some(sided(self.level_measure(), Side::New, "moved_to"));
        }
        if is("from") {
            return Some(sided(self.level_measure(), Side::Old, "moved_from"));
        }
        if is("by") {
            return Some(self.change(direction, "moved_by"));
        }
        let adds = view.token(at).is_some_and(|t| t.lower.starts_with("add")) && self.unit() == &Unit::Percent;
        if adds && view.is(self.slot() + 1, "to") {
            return Some(claim(Measure::Share, "adds_to"));
        }
        if speech == Speech::Verb && is("of") && *self.unit() == Unit::Percent {
            return Some(self.change(direction, "moved_at_a_rate"));
        }
        if speech == Speech::Noun {
            let loss_or_cut = matches!(self.unit(), Unit::Money(_)) && is("of") && view.token(at).is_some_and(|t| t.is("loss") || t.is("losses"));
            let touching = is("of") || preposition.is_none();
            return (touching && !loss_or_cut).then(|| self.change(direction, "change_of"));
        }
        match self.unit() {
            Unit::Percent | Unit::Times => Some(self.change(direction, "moved")),
            Unit::Money(_) if is_intransitive(view, at) && preposition.is_none() => Some(self.change(direction, "moved")),
            Unit::Count(_) if preposition.is_none() && !raises_or_loses(view, at) => Some(self.change(direction, "moved")),
            _ => None,
        }
    }

    /// What a percentage that moves or stands is: growth where the subject is growth
    /// (`growth slowed to 8.1%`), a share where it is a share, else a level.
    fn level_measure(&self) -> Measure {
        if *self.unit() != Unit::Percent {
            return Measure::Level;
        }
        let shares = self.share_of() || self.subject_is(|s| s.is(Class::ShareNoun));
        if self.subject_is(|s| s.change(Speech::Noun).is_some() && s.change(Speech::Verb).is_none()) {
            Measure::Growth
        } else if shares {
            Measure::Share
        } else {
            Measure::Level
        }
    }

    /// Whether a word to the left in the clause is such a one, before any other number.
    fn subject_is(&self, wanted: impl Fn(&super::slot::Slot<'_>) -> bool) -> bool {
        let at = self.slot();
        for left in (0..at).rev() {
            let Some(slot) = self.view.slot(left) else { return false };
            let stops = matches!(slot.kind, SlotKind::Quantity(_)) && !self.view.is(at.saturating_sub(1), "from")
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

    /// `compared with $4.2 billion`: a level again, or growth where growth was said.
    fn compared(&self, before: Option<Verdict>) -> Verdict {
        let measure = match before {
            Some(Verdict::Claim { measure: Measure::Growth, .. }) if *self.unit() == Unit::Percent => Measure::Growth,
            Some(Verdict::Claim { measure: Measure::Share, .. }) if *self.unit() == Unit::Percent => Measure::Share,
            _ => self.level_measure(),
        };
        sided(measure, Side::Compared, "compared_with")
    }

    /// What stands right behind: `5% increase`, `19% more than`, `30 more platforms`, `8.7% year on year`.
    fn behind(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let next = view.slot(at + 1)?;
        if let Some(direction) = self.direction_behind() {
            return Some(self.change(direction, "more_than"));
        }
        if view.class(at + 1, Class::NewPart) && self.is_counted() {
            return Some(self.change(Direction::Up, "so_many_more"));
        }
        for step in 1..=3 {
            let Some(slot) = view.slot(at + step) else { break };
            if let Some(direction) = slot.change(Speech::Noun).filter(|_| slot.kind == SlotKind::Word) {
                if !self.is_counted() || step == 1 {
                    return Some(self.change(direction, "so_much_increase"));
                }
            }
            let adjective = slot.is(Class::YearBefore) || slot.is(Class::SpanBefore) || slot.is(Class::Average)
                || slot.is(Class::Filler) || view.token(at + step).is_some_and(|t| t.lower.ends_with("ly"));
            if !adjective {
                break;
            }
        }
        let year_on_year = (next.is(Class::YearBefore) || next.is(Class::SpanBefore)) && *self.unit() == Unit::Percent;
        let stands = self.governed_by_level();
        if year_on_year && !stands {
            return Some(self.change(Direction::Up, "year_on_year"));
        }
        None
    }

    /// The direction of a comparison right behind: `more than`, `lower`, `below`.
    fn direction_behind(&self) -> Option<Direction> {
        let view = self.view;
        let after = [self.slot() + 1, self.after_noun()];
        after.into_iter().find_map(|at| {
            let slot = view.slot(at)?;
            let token = view.token(at)?;
            let hedge_phrase = slot.end > slot.first + 1 && slot.find(|t| matches!(t, Tag::Before(_)).then_some(())).is_some();
            let single = slot.change(Speech::Adjective);
            if hedge_phrase && view.tokens.get(slot.end - 1).is_some_and(|t| t.is("than")) {
                let down = ["less", "fewer", "lower"].iter().any(|w| token.is(w));
                return Some(if down { Direction::Down } else { Direction::Up });
            }
            if token.is("above") || token.is("over") && self.unit() == &Unit::Percent && view.slot(at + 1).is_some_and(|s| s.is(Class::YearBefore)) {
                return Some(Direction::Up);
            }
            if token.is("below") || token.is("under") {
                return Some(Direction::Down);
            }
            let direction = single?;
            let more = token.is("more") || token.is("less") || token.is("fewer");
            let ends = view.slot(at + 1).is_none_or(|s| {
                s.kind != SlotKind::Word || s.is(Class::Comparison) || s.is(Class::Base) || s.is(Class::YearBefore) || s.is(Class::Preposition)
                    || s.is(Class::SpanBefore) || s.is(Class::Conjunction)
            });
            (ends || !more).then_some(direction)
        })
    }

    /// The nearest word of change to the left, without crossing another number.
    fn direction_before(&self) -> Option<Direction> {
        let at = self.slot();
        for back in 1..=6.min(at) {
            let slot = self.view.slot(at - back)?;
            if matches!(slot.kind, SlotKind::Quantity(_)) {
                return None;
            }
            if let Some(direction) = slot.any_change() {
                return Some(direction);
            }
        }
        None
    }

    /// `5% in 2019 and 6% in 2020`: what the number before was, this one is, where
    /// only conjunctions, periods and nouns stand between.
    fn same_as(&self, before: Option<Verdict>) -> Option<Verdict> {
        let Some(Verdict::Claim { measure, direction, side: Side::New, average, .. }) = before else { return None };
        let previous = self.sentence.quantities.get(self.index.checked_sub(1)?)?;
        let same_unit = std::mem::discriminant(&previous.seen.quantity.unit) == std::mem::discriminant(self.unit());
        if !same_unit || !matches!(measure, Measure::Growth | Measure::Share | Measure::GrowthAverage) {
            return None;
        }
        let between = &self.sentence.slots[previous.slot + 1..self.slot()];
        let parts = between.iter().filter(|s| s.is(Class::Conjunction) || s.kind == SlotKind::Sign).count();
        let broken = between.iter().any(|s| {
            s.is(Class::Level) && !s.is(Class::Filler) || s.is(Class::Finite) || s.any_change().is_some() || s.is(Class::Breaker) && !s.is(Class::Conjunction)
        });
        let which = between.iter().any(|s| s.is(Class::ShareVerb));
        if parts == 0 || broken || which || measure != Measure::Share && self.share_of() {
            return None;
        }
        Some(Verdict::Claim { measure, direction, side: Side::New, average, rule: "coordinated" })
    }

    /// `47% of respondents`, `accounted for 44%`, `13.8% of which`.
    fn share(&self) -> Option<Verdict> {
        if *self.unit() != Unit::Percent {
            return None;
        }
        (self.share_of() || self.share_verb()).then(|| claim(Measure::Share, "share_of"))
    }

    fn share_of(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        view.begins(at + 1, "of") && !view.slot(at + 2).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)))
            || view.class(at + 1, Class::ShareNoun) && !view.is(at + 1, "weight")
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

    fn governed_by_level(&self) -> bool {
        let at = self.slot();
        (1..=3.min(at)).any(|back| self.view.slot(at - back).is_some_and(|s| s.is(Class::Level) || s.is(Class::Finite)))
    }

    /// Average a year: said beside the number.
    fn says_average(&self) -> bool {
        let at = self.slot();
        let behind = (1..=2).any(|step| self.view.class(at + step, Class::Average) && !self.view.is(at + step, "average"));
        let before = (1..=5.min(at)).any(|back| {
            self.view.class(at - back, Class::Average) && !self.view.slot(at - back).is_some_and(|s| s.is(Class::Level) && s.end == s.first + 1)
        });
        behind || before
    }

    fn default(&self, before: Option<Verdict>) -> Verdict {
        let (view, at) = (self.view, self.slot());
        match self.unit() {
            Unit::Percent => {
                let parenthesis = at > 0 && view.is(at - 1, "(") && matches!(before, Some(Verdict::Claim { measure: Measure::Level | Measure::Share, .. }));
                // A share of people or things: a percentage that acts, "24% to halt", "70% rated".
                let acting = at == 0 || view.slot(at - 1).is_some_and(|s| s.is(Class::Breaker) || s.kind == SlotKind::Sign || s.is(Class::Conjunction))
                    && view.slot(at + 1).is_some_and(|s| s.is(Class::Level) || s.is(Class::Finite) || s.is(Class::Said));
                if parenthesis || acting { claim(Measure::Share, "share_of_before") } else { claim(self.level_measure(), "rate") }
            }
            Unit::Times => claim(Measure::Multiple, "times"),
            Unit::Count(_) if self.is_vague() || self.counts_parts() => Verdict::Dismissed("not_a_count"),
            _ => claim(Measure::Level, "level"),
        }
    }

    /// A bare number word or digit that counts nothing named: `two sides`, `one day`.
    fn is_vague(&self) -> bool {
        let found = &self.sentence.quantities[self.index];
        let small = found.seen.quantity.value < crate::model::Number::from(10);
        let word = self.view.tokens.get(found.seen.number.0).is_some_and(|t| t.kind == super::token::TokenKind::Word);
        let hedged = found.seen.quantity.hedge != crate::model::Hedge::None;
        small && word && !found.seen.scaled && !hedged && found.noun.is_none()
    }
}

impl Reader<'_, '_, '_, '_> {
    /// `four pillars`, `eight programmes`: a small number of parts of a text or plan.
    fn counts_parts(&self) -> bool {
        let found = &self.sentence.quantities[self.index];
        let small = found.seen.quantity.value <= crate::model::Number::from(12) && !found.seen.scaled;
        let hedged = found.seen.quantity.hedge != crate::model::Hedge::None;
        let noun = found.noun.and_then(|(from, to)| {
            let slots = self.view.slots.iter().filter(|s| from <= s.first && s.end <= to);
            slots.last().copied()
        });
        small && !hedged && noun.is_some_and(|s| s.is(Class::PartNoun))
    }
}

fn closed_behind_noun(view: View<'_, '_, '_>, at: usize) -> bool {
    view.class(at + 1, Class::RankNoun) || view.is(at + 1, "place")
}

/// Words that may stand between a word of change and its number.
fn is_transparent(view: View<'_, '_, '_>, at: usize, preposition: Option<usize>) -> bool {
    let Some(slot) = view.slot(at) else { return false };
    let from_or_to = preposition.is_some_and(|p| view.is(p, "to") || view.is(p, "from"));
    if slot.kind != SlotKind::Word {
        return from_or_to && view.is(at, ",");
    }
    let token = view.token(at);
    let adverb = token.is_some_and(|t| t.lower.ends_with("ly"));
    let moving = from_or_to;
    // "position rose sharply from 100": adverbs; "rose in the sector to $5": nouns, where a preposition shows the move.
    adverb
        || slot.is(Class::Filler)
        || slot.is(Class::Average)
        || slot.is(Class::Determiner)
        || slot.is(Class::YearBefore)
        || slot.is(Class::SpanBefore)
        || token.is_some_and(|t| t.is("rate") || t.is("by") || t.is("of") || t.is("back") || t.is("as") || t.is("between"))
        || token.is_some_and(|t| t.is("at")) && preposition.is_some_and(|p| view.is(p, "of"))
        || moving && !slot.is(Class::Breaker) && !slot.is(Class::Finite) && !slot.is(Class::Level)
}

/// `bring up 10 firms`: the word before "up" is a verb or unknown, so "up" is part of it.
fn is_plain_verb(view: View<'_, '_, '_>, at: usize) -> bool {
    view.slot(at).is_some_and(|s| {
        s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Level) && !s.is(Class::Finite) && !s.is(Class::PastVerb))
    })
}

fn is_intransitive(view: View<'_, '_, '_>, at: usize) -> bool {
    const STEMS: [&str; 14] =
        ["rise", "rose", "ris", "grow", "grew", "increas", "climb", "jump", "surg", "soar", "fall", "fell", "drop", "declin"];
    view.token(at).is_some_and(|t| STEMS.iter().any(|stem| t.lower.starts_with(stem)))
}

fn raises_or_loses(view: View<'_, '_, '_>, at: usize) -> bool {
    const STEMS: [&str; 7] = ["rais", "los", "develop", "extend", "contract", "recover", "add"];
    view.token(at).is_some_and(|t| STEMS.iter().any(|stem| t.lower.starts_with(stem)))
}
