//! What a number is about: its indicator, area and subject, and who says so.

use super::class::{Class, Classes};
use super::context::Context;
use super::indicator::Hit;
use super::layout::BlockKind;
use super::measure::{Rule, Side, Verdict};
use super::sentence::Found;
use super::slot::SlotKind;
use super::tags::{Kind, kinds};
use super::taker::{Draft, Taker};
use crate::model::{Area, IndicatorId, Measure, Unit};

impl Taker<'_, '_, '_, '_> {
    pub(super) fn indicator(
        &self,
        index: usize,
        measure: Measure,
        hits: &[Hit],
        drafts: &[Draft],
        known: &[Option<IndicatorId>],
        context: &Context,
    ) -> Option<IndicatorId> {
        if self.terms.has_no_indicators() {
            return None;
        }
        let found = &self.sentence.quantities[index];
        let unit = if measure == Measure::Rank { &Unit::Rank } else { &found.seen.quantity.unit };
        // A count is of what its noun says; a change may count in "units" or "places".
        let steps = matches!(drafts[index].verdict, Verdict::Claim { rule: Rule::PlacesGained, .. });
        let counted = matches!(unit, Unit::Count(_)) && matches!(measure, Measure::Level | Measure::Delta) && !steps;
        let noun = self.things(found).filter(|_| counted);
        let best = |from: usize, to: usize| -> Option<IndicatorId> {
            let inside: Vec<Hit> = hits.iter().copied().filter(|h| from <= h.first && h.end <= to).collect();
            self.terms.best(&inside, unit, measure, noun).cloned()
        };
        let (local_from, local_to) = self.local(index);
        let (clause_from, clause_to) = self.clause(index);
        best(local_from, local_to)
            .or_else(|| self.inherited(index, measure, drafts, known))
            .or_else(|| best(clause_from, local_to))
            .or_else(|| best(clause_from, clause_to))
            .or_else(|| best(0, local_to))
            .or_else(|| best(0, self.sentence.tokens.len()))
            .or_else(|| {
                let near: Vec<Hit> =
                    hits.iter().copied().filter(|h| local_from <= h.first && h.end <= local_to).collect();
                self.pointed_back_to(unit, measure, &near, found, context)
                    .or_else(|| self.pointed_back_to(unit, measure, hits, found, context))
            })
    }

    /// The words that are nearest: from the number before, or the clause, to the number behind.
    pub(super) fn local(&self, index: usize) -> (usize, usize) {
        let slots = &self.sentence.slots;
        let at = self.sentence.quantities[index].slot;
        let boundary = |from: usize, to: usize| {
            (from + 1..to).find(|i| {
                slots[*i].kind == SlotKind::Sign || slots[*i].is(Class::Conjunction) || slots[*i].is(Class::Breaker)
            })
        };
        let from = index.checked_sub(1).map_or(0, |before| {
            let before = self.sentence.quantities[before].slot;
            boundary(before, at).map_or(slots[before].end, |i| slots[i].end)
        });
        let noun_end = self.sentence.quantities[index].noun.map_or(0, |(_, end)| end);
        let to = self.sentence.quantities.get(index + 1).map_or(self.sentence.tokens.len(), |next| {
            // What stands between two numbers belongs to the second, up to a boundary behind the first.
            boundary(at, next.slot).map_or(slots[next.slot].first, |i| slots[i].first)
        });
        (from, to.max(noun_end))
    }

    /// The clause: up to `;`, `while`, `whereas`, `but` on both sides.
    pub(super) fn clause(&self, index: usize) -> (usize, usize) {
        let view = self.sentence.view();
        let at = self.sentence.quantities[index].slot;
        let breaks = |i: &usize| view.sign(*i, ";") || view.is(*i, Class::Contrast);
        let from = (0..at).rev().find(breaks).map_or(0, |i| self.sentence.slots[i].end);
        let to = (at + 1..self.sentence.slots.len())
            .find(breaks)
            .map_or(self.sentence.tokens.len(), |i| self.sentence.slots[i].first);
        (from, to)
    }

    /// `$148 billion, an increase of 8.7%`: the change is of what was just said.
    pub(super) fn inherited(
        &self,
        index: usize,
        measure: Measure,
        drafts: &[Draft],
        known: &[Option<IndicatorId>],
    ) -> Option<IndicatorId> {
        let before = index.checked_sub(1)?;
        let (ours, theirs) =
            (&self.sentence.quantities[index].seen.quantity.unit, &self.sentence.quantities[before].seen.quantity.unit);
        let unnamed = |unit: &Unit| *unit == Unit::Count(String::new());
        let counts = matches!((ours, theirs), (Unit::Count(_), Unit::Count(_))) && (unnamed(ours) || unnamed(theirs));
        let same_unit = ours == theirs || counts;
        let Verdict::Claim { measure: previous, .. } = drafts[before].verdict else { return None };
        let Verdict::Claim { rule, side, .. } = drafts[index].verdict else { return None };
        let change =
            |m: Measure| matches!(m, Measure::Growth | Measure::Delta | Measure::Multiple | Measure::GrowthAverage);
        let continues = change(measure) && rule != Rule::SoManyMore
            || change(previous) && matches!(rule, Rule::MovedTo | Rule::MovedFrom)
            || side != Side::New
            || same_unit && matches!(rule, Rule::MovedTo | Rule::Coordinated | Rule::RankFromTo)
            || same_unit && self.only_links_between(before, index);
        if continues { known.get(before)?.clone() } else { None }
    }

    pub(super) fn only_links_between(&self, before: usize, index: usize) -> bool {
        let (from, to) = (self.sentence.quantities[before].slot + 1, self.sentence.quantities[index].slot);
        self.sentence.slots[from..to].iter().all(|s| {
            matches!(s.kind, SlotKind::Period(_) | SlotKind::Sign)
                || s.is_any(&[Class::Conjunction, Class::Preposition, Class::Deadline])
        })
    }

    /// `They account for ...`, `The sector contributed ...`: what the sentence before was about.
    pub(super) fn pointed_back_to(
        &self,
        unit: &Unit,
        measure: Measure,
        hits: &[Hit],
        found: &Found,
        context: &Context,
    ) -> Option<IndicatorId> {
        let first = self.sentence.tokens.first()?;
        let points_back = first.is_any(&[Class::PointsBack, Class::The]);
        if !points_back {
            return None;
        }
        let mut joined: Vec<Hit> = hits.to_vec();
        joined.extend(context.hits.iter().copied());
        let noun = found.noun.is_none() || matches!(measure, Measure::Share | Measure::Growth);
        noun.then(|| self.terms.best(&joined, unit, measure, None).cloned()).flatten()
    }

    pub(super) fn area(&self, index: usize) -> Area {
        let (from, to) = self.local(index);
        let tokens = self.sentence.tokens.get(from..to).unwrap_or_default();
        let near = self.terms.place(tokens);
        near.or_else(|| self.terms.place(self.sentence.tokens)).unwrap_or(&self.report.meta.area).clone()
    }

    pub(super) fn authority(&self, context: &Context) -> Option<String> {
        const SPEAKS: Classes = Classes::of(&[Class::Said, Class::According]);
        const FORWARD: u32 = kinds(&[Kind::Target, Kind::Forecast]);
        let sentence = self.sentence;
        let speaks = sentence.tags.any_class(SPEAKS) || sentence.tags.any_kind(FORWARD);
        let named = self.terms.authorities(sentence.tokens);
        if speaks && let Some((from, to)) = named.first() {
            return Some(self.text(*from, *to).into_owned());
        }
        let third = sentence.tokens.first().is_some_and(|first| first.is(Class::Third));
        let points_back = third || speaks && self.office().is_some();
        let listed = self.block.kind == BlockKind::List;
        (points_back || listed).then(|| context.authority.clone()).flatten()
    }

    /// `the ministry`, `the minister`: an office that the text has named before. One past
    /// its last token.
    pub(super) fn office(&self) -> Option<usize> {
        if !self.sentence.tags.is(Class::Office) {
            return None;
        }
        let view = self.sentence.view();
        let at =
            (1..self.sentence.slots.len()).find(|at| view.is(*at, Class::Office) && view.is(at - 1, Class::The))?;
        Some(self.sentence.slots[at].end)
    }

    /// The noun of things counted; of a unit of measure the noun says nothing of what is measured.
    fn things(&self, found: &Found) -> Option<(usize, usize)> {
        let measures = self.sentence.tags.is(Class::MeasureUnit);
        found.noun.filter(|(_, end)| {
            !measures || !self.sentence.slots.iter().any(|s| s.end == *end && s.is(Class::MeasureUnit))
        })
    }

    /// `61,000 tonnes of olives`: what stands behind a unit of measure, up to the next link.
    fn measured(&self, found: &Found) -> Option<(usize, usize)> {
        let (_, end) = found.noun?;
        let slots = &self.sentence.slots;
        let of = slots.iter().position(|s| s.first == end)?;
        let words = slots.get(of + 1..).unwrap_or_default().iter().take_while(|s| {
            let link = [Class::Preposition, Class::Conjunction, Class::Breaker, Class::Finite, Class::Said];
            s.kind == SlotKind::Word && !s.is_any(&link) && s.any_change().is_none()
        });
        let last = words.last()?;
        self.sentence.view().is(of, Class::Of).then_some((end + 1, last.end))
    }

    /// The noun phrase that the number is about, as printed.
    pub(super) fn subject(&self, index: usize) -> String {
        let found = &self.sentence.quantities[index];
        if let Some((from, to)) = self.things(found).or_else(|| self.measured(found)) {
            return self.text(from, to).into_owned();
        }
        let view = self.sentence.view();
        let at = found.slot;
        let verb = (0..at).rev().find(|i| {
            view.slot(*i).is_some_and(|s| {
                s.is(Class::Level)
                    || s.any_change().is_some()
                    || s.is(Class::Finite)
                    || matches!(s.kind, SlotKind::Quantity(_))
            })
        });
        let end = verb.unwrap_or(at);
        let is_edge = |i: &usize| {
            view.slot(*i)
                .is_some_and(|s| s.kind != SlotKind::Word || s.is_any(&[Class::Breaker, Class::Said, Class::Finite]))
        };
        let from = (0..end).rev().find(is_edge).map_or(0, |i| i + 1);
        let slots = &self.sentence.slots;
        let words: (usize, usize) = if from < end { (slots[from].first, slots[end - 1].end) } else { (0, 0) };
        if words.1 > words.0 { self.text(words.0, words.1).into_owned() } else { String::new() }
    }
}
