//! What Vietnamese says in an order of its own: a change and its size behind "with", the part of a plan
//! behind a comma, a rate of people that is a share of them.

use super::super::class::Class;
use super::super::lexicon::Speech;
use super::super::slot::{Slot, SlotKind};
use super::super::token::Token;
use super::{Reader, Rule, Side, Verdict, claim, sided};
use crate::model::{Language, Measure, Unit};

impl Reader<'_, '_, '_, '_> {
    fn is_vietnamese(&self) -> bool {
        self.view.language == Language::Vi
    }

    /// `tăng trưởng mạnh nhất với 72%`, `tăng mạnh với cùng mức 200 đồng`: by so much.
    pub(super) fn moved_with(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        let filler = |i: usize| view.slot(i).is_some_and(|s| s.is(Class::Filler)) && view.is(i, Class::At);
        let mut left = at.checked_sub(1).filter(|_| self.is_vietnamese())?;
        let level = filler(left);
        left = left.checked_sub(usize::from(level))?;
        if level && view.is(left, Class::Conjunction) {
            left = left.checked_sub(1)?;
        }
        let fits = self.is_percent() || level && matches!(self.unit(), Unit::Money(_));
        let part = view.is(at + 1, Class::ShareNoun) || self.share_of();
        if !fits || part || !view.is(left, Class::With) {
            return None;
        }
        let adverb = |s: &Slot<'_>| {
            s.kind == SlotKind::Word && (s.tags.is_empty() || s.is_any(&[Class::Superlative, Class::Filler]))
        };
        for word in (0..left).rev().take(3) {
            let slot = view.slot(word)?;
            if let Some(direction) = slot.any_change() {
                return Some(self.change(direction, Rule::Moved));
            }
            if !adverb(slot) {
                return None;
            }
        }
        None
    }

    /// `tăng 3%/năm; trong đó giai đoạn sau đạt 5%/năm`: what grew goes on.
    pub(super) fn goes_on_by_the_year(&self) -> Option<Verdict> {
        let yearly = self.view.is(self.slot() + 1, Class::Average) && self.follows(&[Class::Level, Class::At]);
        let grew = self.is_percent() && self.last_percentage() == Some(Measure::Growth);
        (self.is_vietnamese() && yearly && grew && !self.is_of_a_rate())
            .then(|| self.change(super::Direction::Up, Rule::Coordinated))
    }

    /// `cao hơn con số 61,62% của năm 2012`, `thấp hơn mức tăng 7% của cùng kỳ`, `lớn hơn 108 tỷ USD của Hàn Quốc`:
    /// what something is held against.
    pub(super) fn surpassed(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        if !self.is_vietnamese() || matches!(self.unit(), Unit::PercentagePoint | Unit::Times) {
            return None;
        }
        let (mut named, mut grew) = (false, false);
        for left in (0..at).rev().take(6) {
            let slot = view.slot(left)?;
            if view.begins(left, Class::Surpasses) || slot.is(Class::Surpasses) {
                let whose = !self.is_percent() && left + 1 == at && view.is(at + 1, Class::Of);
                if !named && !whose {
                    return None;
                }
                let grew = grew || self.is_percent() && self.measure_before() == Some(Measure::Growth) && named;
                let stood = self.measure_before().filter(|measure| {
                    self.is_percent() && self.same_unit_before() && matches!(measure, Measure::Level | Measure::Share)
                });
                let measure = if grew && self.is_percent() { Measure::Growth } else { self.level_measure() };
                let measure = stood.filter(|_| !grew).unwrap_or(measure);
                return Some(sided(measure, Side::Compared, Rule::ComparedWith));
            }
            let noun = slot.change(Speech::Noun).is_some();
            grew |= noun;
            let part = slot.is_any(&[Class::RateNoun, Class::ShareNoun]);
            named |= noun || part || slot.is(Class::Filler) && !view.is(left, Class::Only);
            let passes = slot.kind == SlotKind::Word
                && (noun
                    || part
                    || slot.tags.is_empty()
                    || slot.is_any(&[Class::Filler, Class::Average, Class::Respectively]));
            if !passes {
                return None;
            }
        }
        None
    }

    /// `chi đầu tư là 1.596 tỷ đồng, đạt 61%`: of what was planned; `bằng 68% mức tăng của cả nước`: of a change.
    pub(super) fn part_reached(&self) -> Option<Verdict> {
        let (view, at) = (self.view, self.slot());
        if !self.is_vietnamese() || !self.is_percent() {
            return None;
        }
        // "tiêu dùng đóng góp 71% tăng trưởng GDP"
        let change = view.slot(at + 1).is_some_and(|s| s.change(Speech::Noun).is_some());
        if change && self.follows(&[Class::ShareVerb]) {
            return Some(claim(Measure::Share, Rule::ShareOf));
        }
        if self.is_what_it_gave_to_growth() {
            return Some(claim(Measure::Share, Rule::ShareOf));
        }
        if let Some(measure) = self.as_it_was_then() {
            return Some(claim(measure, Rule::Coordinated));
        }
        if let Some(direction) = self.named_as_moving() {
            return Some(self.change(direction, Rule::Coordinated));
        }
        if !self.follows(&[Class::Equals]) {
            return None;
        }
        if self.is_held_against_a_size() {
            return Some(claim(Measure::Share, Rule::ShareOf));
        }
        // "bằng 113% so với cùng kỳ", "chỉ bằng 1,1% cùng kỳ năm 2019": a part of what it was.
        let bare = view.is(at - 1, Class::Preposition) || view.begins(at - 1, Class::Only);
        let same_in = |at: usize| match view.slot(at).map(|s| s.kind) {
            Some(SlotKind::Period(index)) => self.sentence.periods[index].is_same_in(),
            _ => false,
        };
        let same = bare
            && (view.is(at + 1, Class::YearBefore)
                || view.begins(at + 1, Class::Same)
                || same_in(at + 1)
                || view.compares(at + 1) && same_in(at + 2));
        if same {
            return Some(claim(Measure::Share, Rule::ShareOf));
        }
        let before = self.found_before();
        let amount = before.is_some_and(|b| matches!(b.seen.quantity.unit, Unit::Money(_) | Unit::Count(_)));
        let closes = view.slot(at + 1).is_none_or(|s| s.kind == SlotKind::Sign || s.is(Class::Conjunction));
        let comma = at > 1 && view.sign(at - 2, ",");
        let listed = before.is_some_and(|b| {
            let noun = |i: usize| view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
            (b.slot + 1..at - 2).all(noun)
        });
        let of_plan = amount && closes && comma && listed;
        let of_change = view.slot(at + 1).is_some_and(|s| s.change(Speech::Noun).is_some())
            && self.direction_before().is_none()
            && view.slot(at + 1).is_some_and(|s| s.change(Speech::Verb).is_none());
        (of_plan || of_change).then(|| claim(Measure::Share, Rule::ShareOf))
    }

    /// `tín dụng tăng 15% (cùng kỳ năm 2023 là 13,7%)`: what grew, grew then.
    fn as_it_was_then(&self) -> Option<Measure> {
        let (view, at) = (self.view, self.slot());
        let time = at.checked_sub(2).filter(|_| self.follows(&[Class::Level, Class::Linking]))?;
        let then = match view.slot(time)?.kind {
            SlotKind::Period(index) => self.sentence.periods[index].is_same_in(),
            SlotKind::Word => view.is(time, Class::YearBefore) && !view.begins(time, Class::Comparing),
            _ => false,
        };
        let opens = time > 0 && (view.sign(time - 1, "(") || view.sign(time - 1, ","));
        let near = self.found_before().is_some_and(|before| before.slot + 3 >= time);
        self.measure_before()
            .filter(|measure| then && opens && near && self.same_unit_before() && *measure == Measure::Growth)
    }

    /// `các xưởng đều tăng mạnh, như Hòa An 12%`: one of those that moved, right behind its
    /// name.
    fn named_as_moving(&self) -> Option<super::Direction> {
        let (view, at) = (self.view, self.slot());
        let named = at > 0 && view.token(at - 1).is_some_and(Token::is_capitalised);
        let name = |i: &usize| {
            view.slot(*i).is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Preposition)))
                && !view.begins(*i, Class::As)
        };
        let like = (0..at).rev().take(8).find(|i| !name(i)).filter(|i| named && view.begins(*i, Class::As))?;
        let stops = |i: &usize| {
            matches!(view.slot(*i).map(|s| s.kind), Some(SlotKind::Quantity(_)))
                || view.sign(*i, ";")
                || view.is_any(*i, &[Class::ShareNoun, Class::ShareVerb, Class::RateNoun])
        };
        (0..like).rev().take(20).take_while(|i| !stops(i)).find_map(|i| view.slot(i)?.any_change())
    }

    /// `độ mở của nền kinh tế đạt gần 200% so với quy mô GDP`: as much as a part of it.
    fn is_held_against_a_size(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let size = view.slot(at + 2).is_some_and(|s| {
            s.kind == SlotKind::Word && (s.tags.is_empty() || s.is_any(&[Class::WholeOf, Class::Output]))
        });
        let from = self.found_before().map_or(0, |found| found.slot);
        let moves = (from..at).any(|i| view.slot(i).is_some_and(|s| s.any_change().is_some() || s.is(Class::RateNoun)));
        view.compares(at + 1) && size && !moves
    }

    /// `đóng góp của TFP vào tăng trưởng đạt 45%`: a part of what grew.
    fn is_what_it_gave_to_growth(&self) -> bool {
        let view = self.view;
        let stands = self.follows(&[Class::Level, Class::At, Class::Copula]);
        let word = |i: &usize| {
            view.slot(*i).is_some_and(|s| s.kind == SlotKind::Word) || view.sign(*i, "(") || view.sign(*i, ")")
        };
        let mut left = (0..self.slot().saturating_sub(1)).rev().take(14).take_while(word);
        let grows = |i: &usize| {
            *i > 0
                && view.slot(*i).is_some_and(|s| s.change(Speech::Noun).is_some())
                && view.is(*i - 1, Class::Preposition)
        };
        stands
            && left.by_ref().any(|i| grows(&i))
            && left.any(|i| view.is(i, Class::ShareVerb) || view.begins(i, Class::ShareVerb))
    }

    /// `tỷ lệ lao động qua đào tạo đạt 35%`, `tỷ lệ người dùng Internet là 54%`: a rate of people is a part of them.
    pub(super) fn is_rate_of_people(&self) -> bool {
        let view = self.view;
        if !self.is_vietnamese() {
            return false;
        }
        // "23.462 căn (tỷ lệ 96,6%)", "4.100 hộ, đạt tỷ lệ 61%": of what was counted.
        let bare = self.slot() > 0 && view.is(self.slot() - 1, Class::Rate);
        let counted = self
            .found_before()
            .is_some_and(|before| matches!(before.seen.quantity.unit, Unit::Count(_)) && before.slot + 8 > self.slot());
        if bare && counted {
            return true;
        }
        for left in (0..self.slot()).rev().take(24) {
            let Some(slot) = view.slot(left) else { return false };
            if matches!(slot.kind, SlotKind::Quantity(_)) || view.sign(left, ";") || view.sign(left, ",") {
                return false;
            }
            if slot.is(Class::RateNoun) {
                return view.is(left, Class::Rate) && view.is(left + 1, Class::People);
            }
        }
        false
    }

    /// `tốc độ tăng trưởng đạt 20%, riêng năm 2018 đạt 30,3%`: the subject is said once.
    pub(super) fn goes_on_as_growth(&self) -> bool {
        let Some(before) = self.found_before().map(|found| found.slot) else { return false };
        // "lưu trú tăng 12,5% và vận tải đạt 11,4%"
        let joined = (before + 1..before + 3).any(|i| self.view.is(i, Class::And));
        let grew = match self.before() {
            Some(Verdict::Claim { measure: Measure::Growth, rule: Rule::Rate, .. }) => true,
            Some(Verdict::Claim { measure: Measure::Growth, rule: Rule::Moved, side: Side::New, .. }) => joined,
            _ => false,
        };
        let other = |i: usize| {
            self.view
                .slot(i)
                .is_some_and(|s| s.is_any(&[Class::RateNoun, Class::ShareNoun, Class::ShareVerb, Class::Flow]))
                || self.view.sign(i, ";")
                || self.view.sign(i, "(")
        };
        self.is_vietnamese() && grew && self.same_unit_before() && !(before + 1..self.slot()).any(other)
    }

    /// `mục tiêu tăng trưởng đạt 8% trở lên`: the noun has the form of the verb.
    pub(super) fn is_what_growth_reached(&self) -> bool {
        const OTHERS: [Class; 4] = [Class::ShareNoun, Class::RateNoun, Class::ShareVerb, Class::Comparison];
        if !self.is_vietnamese() || !self.follows(&[Class::Level]) {
            return false;
        }
        let stops = |i: &usize| {
            self.view.slot(*i).is_none_or(|s| {
                !matches!(s.kind, SlotKind::Word | SlotKind::Period(_)) || s.is_any(&OTHERS) || s.is(Class::Breaker)
            })
        };
        let at = self.slot();
        (2..=6.min(at)).map(|back| at - back).take_while(|i| !stops(i)).any(|i| self.view.is(i, Class::Growth))
    }

    /// `tỷ lệ lao động qua đào tạo đạt 61%, tỷ lệ thất nghiệp là 2,9%`: a rate is named anew.
    pub(super) fn is_a_rate_again(&self) -> bool {
        let from = self.found_before().map_or(0, |found| found.slot);
        self.is_vietnamese()
            && (from..self.slot())
                .any(|i| self.view.slot(i).is_some_and(|s| s.is(Class::RateNoun)) && !self.view.is(i, Class::Rate))
    }

    /// `thương vụ có giá trị trên 50 triệu USD giảm 55%`: which ones moved.
    pub(super) fn is_of_which_ones(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let bounds = self.is_hedged() || self.found().seen.quantity.value_to.is_some();
        if !self.is_vietnamese() || !bounds || !matches!(self.unit(), Unit::Money(_)) {
            return false;
        }
        let acts = view.slot(at + 1).is_some_and(|s| {
            s.kind == SlotKind::Word
                && (s.change(Speech::Verb).is_some() || s.is_any(&[Class::PastVerb, Class::ShareVerb, Class::Finite]))
        });
        let noun = |i: &usize| {
            view.slot(*i).is_some_and(|s| {
                s.kind == SlotKind::Word && (s.tags.is_empty() || s.is_any(&[Class::Funds, Class::Flow]))
            })
        };
        let having = |back: usize| at >= back && view.begins(at - back, Class::Having);
        let led = (2..=5).any(|back| having(back) && (at + 1 - back..at).all(|i| noun(&i)));
        // "Phân khúc dưới 150 USD chiếm 42%": what the clause begins with.
        let plain = |i: usize| view.slot(i).is_some_and(|s| s.kind == SlotKind::Word && s.tags.is_empty());
        let starts = |i: usize| i == 0 || view.sign(i - 1, ",") || view.sign(i - 1, ";");
        let led = led || (1..=5.min(at)).any(|back| starts(at - back) && (at - back..at).all(plain));
        acts && led && self.sentence.quantities.len() > self.index + 1
    }
}
