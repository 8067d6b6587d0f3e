//! Changes: what moved, by how much, from and to what, and what it is compared with.

use super::super::lexicon::{Class, Direction, Speech, Tag};
use super::super::slot::{SlotKind, View};
use super::{Reader, Rule, Side, Verdict, claim, sided};
use crate::model::{Measure, Unit};

impl Reader<'_, '_, '_, '_> {
    /// What stands right before: `up 8.7%`, `rose by 11.6%`, `an increase of 5,600`, `to $136 billion`.
    pub(super) fn beside(&self, before: Option<Verdict>) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        // "thirteen times the 31,000 tonnes of 1995"
        let times_the = at > 1
            && view.is(at - 1, "the")
            && matches!(before, Some(Verdict::Claim { measure: Measure::Multiple, .. }));
        if times_the && view.slot(at - 2).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_))) {
            return Some(sided(self.level_measure(), Side::Compared, Rule::TimesThe));
        }
        // "created 255,000 jobs", "42,000 jobs were lost": a change of employment.
        if let Some(direction) = self.jobs_moved() {
            return Some(self.change(direction, Rule::JobsMoved));
        }
        // "(+6%)", "-11%": a signed percentage is a change.
        let signed = at > 0 && view.is(at - 1, "+") && view.glued(at)
            || self.sentence.quantities[self.index].seen.quantity.value.is_negative();
        if signed && *self.unit() == Unit::Percent {
            return Some(self.change(Direction::Up, Rule::Signed));
        }
        let mut left = at;
        let mut preposition: Option<usize> = None;
        let mut skipped = 0;
        // A move is looked for further off than a verb that touches its number.
        while left > 0 && skipped < if preposition.is_some() { 16 } else { 8 } {
            let slot = view.slot(left - 1)?;
            let token = view.token(left - 1)?;
            // So is what stands in parentheses.
            if view.is(left - 1, ")")
                && preposition.is_some()
                && let Some(open) = (left.saturating_sub(12)..left - 1).rev().find(|i| view.is(*i, "("))
            {
                left = open;
                continue;
            }
            // What only says a number once more is passed over with it.
            if let SlotKind::Quantity(other) = slot.kind
                && preposition.is_some()
                && let Some(root) = self.sentence.quantities[other].restates
            {
                left = self.sentence.quantities[root].slot + 1;
                continue;
            }
            if slot.kind == SlotKind::Word && self.view.compares(left - 1) {
                return Some(self.compared(before));
            }
            let moves = preposition.and_then(|p| view.token(p)).filter(|t| t.is("to") || t.is("from"));
            if let Some(way) = moves.filter(|_| slot.change(Speech::Adverb).is_some()) {
                // "up 27% from 1,031 crore", "down 3% to $5 billion"
                let side = if way.is("from") { Side::Old } else { Side::New };
                return Some(sided(
                    self.level_measure(),
                    side,
                    if side == Side::Old { Rule::MovedFrom } else { Rule::MovedTo },
                ));
            }
            let particle = preposition.is_none() && self.is_counted() && left > 1 && is_plain_verb(view, left - 2);
            if let Some(direction) = slot
                .change(Speech::Adverb)
                .filter(|_| !particle && preposition.is_none_or(|p| view.is(p, "by") || view.is(p, "of")))
            {
                return Some(self.change(direction, Rule::UpOrDown));
            }
            let average_growth = slot.is(Class::Average)
                && view.tokens[slot.first..slot.end].iter().any(|t| t.is("growth") || t.is("cagr"));
            if average_growth {
                return Some(Verdict::Claim {
                    measure: Measure::Growth,
                    direction: Direction::Up,
                    side: Side::New,
                    average: true,
                    rule: Rule::AverageGrowth,
                });
            }
            // "a rise of", "its growth to": behind an article, and before "of", a noun.
            let noun = preposition.is_some_and(|p| view.is(p, "of") && !view.is(p - 1, "rate"))
                || left > 1 && view.class(left - 2, Class::Determiner);
            let verb = slot.change(Speech::Verb).map(|d| (d, Speech::Verb));
            let as_noun = slot.change(Speech::Noun).map(|d| (d, Speech::Noun));
            let movement = if noun { as_noun.or(verb) } else { verb.or(as_noun) };
            if let Some((direction, speech)) = movement {
                if speech == Speech::Verb && preposition.is_none() && self.crosses() {
                    return Some(sided(self.level_measure(), Side::New, Rule::MovedAcross));
                }
                return self.moved(direction, speech, preposition, left - 1).or_else(|| self.gapped());
            }
            let period = matches!(slot.kind, SlotKind::Period(_));
            let quantity = matches!(slot.kind, SlotKind::Quantity(_));
            let leading_preposition = preposition.is_none()
                && ["to", "from", "by", "of", "at", "in"].iter().any(|w| token.is(w))
                && slot.kind == SlotKind::Word;
            if leading_preposition {
                preposition = Some(left - 1);
            } else if period && preposition.is_some_and(|p| ["to", "from", "by", "of"].iter().any(|w| view.is(p, w))) {
                // "rose in 2022 by 11.6%", "rose by 11.6% in 2022 to $136 billion"
            } else if quantity && preposition.is_some_and(|p| view.is(p, "to") || view.is(p, "from")) {
                // "rose by 11.6% to $136 billion": the move is further left.
            } else if preposition.is_none()
                && *self.unit() == Unit::Percent
                && slot.kind == SlotKind::Word
                && (slot.tags.is_empty() || slot.is(Class::Flow))
                && left < at + 1
                && at - left < 4
            {
                // "lifted premium income 13 percent": what moved stands between.
            } else if !is_transparent(view, left - 1, preposition) {
                // "fell a record provisional, seasonally-adjusted 64,300"
                let Some(verb) =
                    adjectives_back_to_a_verb(view, left).filter(|_| preposition.is_none_or(|p| view.is(p, "by")))
                else {
                    break;
                };
                left = verb + 1;
                skipped += 1;
                continue;
            }
            left -= 1;
            skipped += 1;
        }
        self.gapped()
    }

    /// `compared with an expense of 5 billion`, `from a loss of`, `to a surplus of ... from a
    /// deficit of`: what is compared, or moved from, has its noun before it.
    fn phrase_of(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let mut left = at;
        let noun_before = at > 0 && (view.begins(at - 1, "of") || view.is(at - 1, "at"));
        for _ in 0..7 {
            left = left.checked_sub(1)?;
            let slot = view.slot(left).filter(|s| s.kind == SlotKind::Word)?;
            if view.compares(left) && noun_before {
                return Some(sided(self.level_measure(), Side::Compared, Rule::ComparedWith));
            }
            if view.is(left, "from") {
                let before = self.sentence.quantities.get(self.index.checked_sub(1)?)?;
                let same = before.seen.quantity.unit == *self.unit();
                let level = matches!(
                    self.verdicts.last(),
                    Some(Verdict::Claim { measure: Measure::Level | Measure::Share, side: Side::New, .. })
                );
                let near = left - before.slot <= 4;
                return (same && level && near).then(|| sided(self.level_measure(), Side::Old, Rule::MovedFrom));
            }
            if slot.is(Class::Finite) || slot.is(Class::Breaker) || slot.is(Class::Conjunction) {
                return None;
            }
        }
        None
    }

    /// `fell below three million`, `climbed past $70`: a level that was crossed.
    fn crosses(&self) -> bool {
        let slot = self.view.slot(self.slot());
        let first = slot.and_then(|s| self.view.tokens.get(s.first));
        first.is_some_and(|t| matches!(t.lower.as_ref(), "below" | "above" | "under" | "past" | "beyond"))
    }

    /// `Industry grew by 9%, agriculture by 4%`: the verb is said once.
    fn gapped(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        if let Some(verdict) = self.phrase_of() {
            return Some(verdict);
        }
        // "growth of 1.5% after 5.3% this year"
        let grew = matches!(self.verdicts.last(), Some(Verdict::Claim { measure: Measure::Growth, .. }));
        if at > 0 && view.is(at - 1, "after") && grew && *self.unit() == Unit::Percent {
            return Some(sided(Measure::Growth, Side::New, Rule::AfterGrowth));
        }
        if at == 0 || !view.is(at - 1, "by") || self.is_counted() {
            return None;
        }
        let verb = (0..at).rev().find_map(|left| view.slot(left)?.change(Speech::Verb));
        verb.map(|direction| self.change(direction, Rule::MovedBy))
    }

    pub(super) fn moved(
        &self,
        direction: Direction,
        speech: Speech,
        preposition: Option<usize>,
        at: usize,
    ) -> Option<Verdict> {
        let view = self.view;
        let word = preposition.and_then(|p| view.token(p));
        let is = |text: &str| word.is_some_and(|t| t.is(text));
        // "plans to cut its 150,000 workforce": what is cut, not by how much.
        let whole = speech == Speech::Verb
            && preposition.is_none()
            && view.class(self.slot() - 1, Class::Determiner)
            && ["its", "their", "his", "her", "our"].iter().any(|w| view.is(self.slot() - 1, w));
        if whole {
            return Some(claim(self.level_measure(), Rule::OfTheWhole));
        }
        // "expanding at 46% annually"
        if is("at") && *self.unit() == Unit::Percent && self.says_average() {
            return Some(self.change(direction, Rule::MovedAtARate));
        }
        if is("to") || is("at") || is("in") && self.unit() != &Unit::Percent {
            return Some(sided(self.level_measure(), Side::New, Rule::MovedTo));
        }
        if is("from") {
            // "shrank by 11.3% in December from 7.8% in November": a rate from a rate.
            let grew =
                matches!(self.verdicts.last(), Some(Verdict::Claim { measure: Measure::Growth, side: Side::New, .. }));
            let rate = grew && *self.unit() == Unit::Percent && self.same_unit_before();
            if rate {
                // "growth eased to 8.4% from 9.1%" stays growth, "shrank 11% from 8%" a fall.
                let direction = match self.verdicts.last() {
                    Some(Verdict::Claim { direction, .. }) => *direction,
                    _ => direction,
                };
                let measure = Measure::Growth;
                return Some(Verdict::Claim {
                    measure,
                    direction,
                    side: Side::Old,
                    average: false,
                    rule: Rule::MovedFrom,
                });
            }
            return Some(sided(self.level_measure(), Side::Old, Rule::MovedFrom));
        }
        if is("by") {
            return Some(self.change(direction, Rule::MovedBy));
        }
        let adds = view.token(at).is_some_and(|t| t.lower.starts_with("add")) && self.unit() == &Unit::Percent;
        if adds && view.is(self.slot() + 1, "to") {
            return Some(claim(Measure::Share, Rule::AddsTo));
        }
        if speech == Speech::Verb && is("of") && *self.unit() == Unit::Percent {
            return Some(self.change(direction, Rule::MovedAtARate));
        }
        if speech == Speech::Noun {
            let loss_or_cut = matches!(self.unit(), Unit::Money(_))
                && is("of")
                && view.token(at).is_some_and(|t| matches!(t.lower.as_ref(), "loss" | "losses" | "gain" | "gains"));
            let touching = is("of") || preposition.is_none();
            return (touching && !loss_or_cut).then(|| self.change(direction, Rule::ChangeOf));
        }
        match self.unit() {
            Unit::Percent | Unit::Times => Some(self.change(direction, Rule::Moved)),
            Unit::Money(_) if (is_intransitive(view, at) || self.is_price_move()) && preposition.is_none() => {
                Some(self.change(direction, Rule::Moved))
            }
            Unit::Count(_) if preposition.is_none() && !raises_or_loses(view, at) => {
                Some(self.change(direction, Rule::Moved))
            }
            _ => None,
        }
    }

    /// `lost 35 cents, or 2.8 percent`, `added 58 cents to $61.37`: by how much a price moved.
    fn is_price_move(&self) -> bool {
        let Some(next) = self.sentence.quantities.get(self.index + 1) else { return false };
        let percent = next.restates == Some(self.index) && next.seen.quantity.unit == Unit::Percent;
        let to = self.view.is(self.slot() + 1, "to") && next.slot == self.slot() + 2;
        percent || to && next.seen.quantity.unit == *self.unit()
    }

    fn same_unit_before(&self) -> bool {
        let before = self.index.checked_sub(1).and_then(|i| self.sentence.quantities.get(i));
        before.is_some_and(|q| q.seen.quantity.unit == *self.unit())
    }

    /// `compared with $4.2 billion`: a level again, or growth where growth was said.
    pub(super) fn compared(&self, before: Option<Verdict>) -> Verdict {
        let measure = match before {
            Some(Verdict::Claim { measure: Measure::Growth, .. }) if *self.unit() == Unit::Percent => Measure::Growth,
            Some(Verdict::Claim { measure: Measure::Share, .. }) if *self.unit() == Unit::Percent => Measure::Share,
            _ => self.level_measure(),
        };
        // "compared with a 15% gain in 2000": a change is compared with a change.
        if let Some(Verdict::Claim { measure: Measure::Growth, direction, average, .. }) = self.behind()
            && matches!(measure, Measure::Level | Measure::Growth)
        {
            return Verdict::Claim {
                measure: Measure::Growth,
                direction,
                side: Side::Compared,
                average,
                rule: Rule::ComparedWith,
            };
        }
        sided(measure, Side::Compared, Rule::ComparedWith)
    }

    /// Jobs made or lost: their verb is none of change elsewhere.
    fn jobs_moved(&self) -> Option<Direction> {
        let (view, at) = (self.view, self.slot());
        let (_, end) = self.sentence.quantities[self.index].noun?;
        let head = view.tokens.get(end - 1)?;
        if !self.is_counted() || !matches!(head.lower.as_ref(), "jobs" | "positions" | "posts") {
            return None;
        }
        let after = self.after_noun();
        let lost = view.slot(after).is_some_and(|s| s.is(Class::Finite)) && view.is(after + 1, "lost");
        let gone = ["lost", "eliminated", "axed"].iter().any(|w| view.is(after, w) || at > 0 && view.is(at - 1, w));
        let made = ["created", "creates", "added", "adds", "generated", "gained", "create", "add"];
        let made_here = made.iter().any(|w| at > 0 && view.is(at - 1, w) || view.is(after, w));
        if lost || gone { Some(Direction::Down) } else { made_here.then_some(Direction::Up) }
    }

    /// What stands right behind: `5% increase`, `19% more than`, `30 more platforms`, `8.7% year on year`.
    pub(super) fn behind(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let next = view.slot(at + 1)?;
        if let Some(direction) = self.direction_behind() {
            return Some(self.change(direction, Rule::MoreThan));
        }
        // "6% down on the second quarter of 2019"
        let adverb = next.change(Speech::Adverb).filter(|_| {
            view.slot(at + 2).is_none_or(|s| {
                s.kind != SlotKind::Word || s.is(Class::Base) || s.is(Class::YearBefore) || s.is(Class::Comparison)
            })
        });
        if let Some(direction) = adverb {
            return Some(self.change(direction, Rule::SoMuchUp));
        }
        if view.class(at + 1, Class::NewPart) && self.is_counted() {
            return Some(self.change(Direction::Up, Rule::SoManyMore));
        }
        for step in 1..=3 {
            let Some(slot) = view.slot(at + step) else { break };
            let noun = slot.change(Speech::Noun).filter(|_| slot.kind == SlotKind::Word);
            if let Some(direction) = noun.filter(|_| !self.is_counted() || step == 1) {
                return Some(self.change(direction, Rule::SoMuchIncrease));
            }
            let adjective = slot.is(Class::YearBefore)
                || slot.is(Class::SpanBefore)
                || slot.is(Class::Average)
                || slot.is(Class::Filler)
                || view.token(at + step).is_some_and(|t| t.lower.ends_with("ly"));
            // "a 1.7 percent sales drop": what drops stands between.
            let thing = *self.unit() == Unit::Percent
                && slot.kind == SlotKind::Word
                && (slot.tags.is_empty() || slot.is(Class::Flow));
            if !adjective && !thing {
                break;
            }
        }
        let year_on_year = (next.is(Class::YearBefore) || next.is(Class::SpanBefore)) && *self.unit() == Unit::Percent;
        let stands = self.governed_by_level();
        if year_on_year && !stands {
            return Some(self.change(Direction::Up, Rule::YearOnYear));
        }
        None
    }

    /// `13.5% and 14% lower`, `7% and 6% increases`: the word of change stands behind the last.
    pub(super) fn coordinated_behind(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let next = self.sentence.quantities.get(self.index + 1)?;
        let joined = (at + 1..next.slot).all(|i| view.is(i, "and") || view.is(i, ",") || view.is(i, "or"));
        if !joined || next.slot == at + 1 || next.seen.quantity.unit != *self.unit() || self.is_counted() {
            return None;
        }
        Self { index: self.index + 1, ..*self }.behind()
    }

    /// The direction of a comparison right behind: `more than`, `lower`, `below`.
    pub(super) fn direction_behind(&self) -> Option<Direction> {
        let view = self.view;
        let after = [self.slot() + 1, self.after_noun()];
        after.into_iter().find_map(|at| {
            let slot = view.slot(at)?;
            let token = view.token(at)?;
            let hedge_phrase =
                slot.end > slot.first + 1 && slot.find(|t| matches!(t, Tag::Before(_)).then_some(())).is_some();
            let single = slot.change(Speech::Adjective);
            if hedge_phrase && view.tokens.get(slot.end - 1).is_some_and(|t| t.is("than")) {
                let down = ["less", "fewer", "lower"].iter().any(|w| token.is(w));
                return Some(if down { Direction::Down } else { Direction::Up });
            }
            if token.is("above")
                || token.is("over")
                    && self.unit() == &Unit::Percent
                    && view.slot(at + 1).is_some_and(|s| s.is(Class::YearBefore))
            {
                return Some(Direction::Up);
            }
            if token.is("below") || token.is("under") || token.is("behind") && !self.is_counted() {
                return Some(Direction::Down);
            }
            if token.is("ahead") && view.begins(at + 1, "of") {
                return Some(Direction::Up);
            }
            let direction = single?;
            let more = token.is("more") || token.is("less") || token.is("fewer");
            let ends = view.slot(at + 1).is_none_or(|s| {
                s.kind != SlotKind::Word
                    || s.is(Class::Comparison)
                    || s.is(Class::Base)
                    || s.is(Class::YearBefore)
                    || s.is(Class::Preposition)
                    || s.is(Class::SpanBefore)
                    || s.is(Class::Conjunction)
            });
            (ends || !more).then_some(direction)
        })
    }

    /// The nearest word of change to the left, without crossing another number.
    pub(super) fn direction_before(&self) -> Option<Direction> {
        let at = self.slot();
        let reach = if at > 0 && self.view.is(at - 1, "by") { 12 } else { 6 };
        for back in 1..=reach.min(at) {
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
    pub(super) fn same_as(&self, before: Option<Verdict>) -> Option<Verdict> {
        let Some(Verdict::Claim { measure, direction, side: Side::New, average, .. }) = before else { return None };
        let previous = self.sentence.quantities.get(self.index.checked_sub(1)?)?;
        let same_unit = std::mem::discriminant(&previous.seen.quantity.unit) == std::mem::discriminant(self.unit());
        // "88,000 jobs were lost in construction and 43,000 in restaurants"
        let jobs = matches!(before, Some(Verdict::Claim { rule: Rule::JobsMoved, .. }));
        if !same_unit || !jobs && !matches!(measure, Measure::Growth | Measure::Share | Measure::GrowthAverage) {
            return None;
        }
        let between = &self.sentence.slots[previous.slot + 1..self.slot()];
        let parts = between.iter().filter(|s| s.is(Class::Conjunction) || s.kind == SlotKind::Sign).count();
        if jobs {
            let joined = between.iter().any(|s| s.is(Class::Conjunction));
            let rule = Rule::JobsMoved;
            return joined.then_some(Verdict::Claim { measure, direction, side: Side::New, average, rule });
        }
        let broken = between.iter().any(|s| {
            s.is(Class::Level) && !s.is(Class::Filler)
                || s.is(Class::Finite)
                || s.any_change().is_some()
                || s.is(Class::Breaker) && !s.is(Class::Conjunction)
        });
        let which = between.iter().any(|s| s.is(Class::ShareVerb));
        if parts == 0 || broken || which || measure != Measure::Share && self.share_of() {
            return None;
        }
        Some(Verdict::Claim { measure, direction, side: Side::New, average, rule: Rule::Coordinated })
    }

    pub(super) fn governed_by_level(&self) -> bool {
        let at = self.slot();
        (1..=3.min(at)).any(|back| self.view.slot(at - back).is_some_and(|s| s.is(Class::Level) || s.is(Class::Finite)))
    }

    /// Average a year: said beside the number.
    pub(super) fn says_average(&self) -> bool {
        let at = self.slot();
        let behind =
            (1..=2).any(|step| self.view.class(at + step, Class::Average) && !self.view.is(at + step, "average"));
        let before = (1..=5.min(at)).any(|back| {
            // "unemployed for over a year fell by 7%": a length of time.
            let length = at > back
                && self.view.is(at - back, "a year")
                && self.view.slot(at - back - 1).is_some_and(|s| s.is(Class::Preposition) || s.is(Class::Comparison));
            self.view.class(at - back, Class::Average)
                && !length
                && !self.view.slot(at - back).is_some_and(|s| s.is(Class::Level) && s.end == s.first + 1)
        });
        behind || before
    }
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
    let moving = from_or_to || preposition.is_some_and(|p| view.is(p, "by")) && slot.tags.is_empty();
    // "position rose sharply from 100": adverbs; "rose in the sector to $5": nouns, where a preposition shows the move.
    adverb
        || slot.is(Class::Filler)
        || slot.is(Class::Average)
        || slot.is(Class::Determiner)
        || slot.is(Class::YearBefore)
        || slot.is(Class::SpanBefore)
        || token
            .is_some_and(|t| t.is("rate") || t.is("by") || t.is("of") || t.is("back") || t.is("as") || t.is("between"))
        || token.is_some_and(|t| t.is("at")) && preposition.is_some_and(|p| view.is(p, "of"))
        || moving && !slot.is(Class::Breaker) && !slot.is(Class::Finite) && !slot.is(Class::Level)
}

/// The verb of change before an article and its adjectives: `fell a record, provisional ...`.
fn adjectives_back_to_a_verb(view: View<'_, '_, '_>, from: usize) -> Option<usize> {
    for left in (from.saturating_sub(7)..from).rev() {
        let slot = view.slot(left)?;
        let article = view.is(left, "a") || view.is(left, "an");
        if article {
            let verb = left.checked_sub(1).map(|v| v - usize::from(view.is(v, "by") && v > 0))?;
            return view.slot(verb)?.change(Speech::Verb).map(|_| verb);
        }
        let joins = view.is(left, ",") || view.is(left, "-");
        if !(joins || slot.kind == SlotKind::Word && (slot.tags.is_empty() || slot.is(Class::Filler))) {
            return None;
        }
    }
    None
}

/// `bring up 10 firms`: the word before "up" is a verb or unknown, so "up" is part of it.
fn is_plain_verb(view: View<'_, '_, '_>, at: usize) -> bool {
    view.slot(at).is_some_and(|s| {
        s.kind == SlotKind::Word
            && (s.tags.is_empty() || s.is(Class::Level) && !s.is(Class::Finite) && !s.is(Class::PastVerb))
    })
}

fn is_intransitive(view: View<'_, '_, '_>, at: usize) -> bool {
    view.class(at, Class::MovesItself)
}

fn raises_or_loses(view: View<'_, '_, '_>, at: usize) -> bool {
    view.class(at, Class::MovesThings)
}
