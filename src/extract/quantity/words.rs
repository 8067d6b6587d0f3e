//! Numbers said in words alone: multiples (`doubled`), places (`top five`) and parts of
//! a whole (`one in five`).

use super::super::class::Class;
use super::super::lexicon::{Direction, Speech, Tag};
use super::super::slot::{Slot, SlotKind};
use super::super::token::signs;
use super::{Nature, Reader, Seen, exact, is_closed, token_end};
use crate::model::{Hedge, Language, Number, Quantity, Unit};

impl Reader<'_, '_, '_> {
    /// `doubled`, `twice`, `tenfold`.
    pub(super) fn fold(&self, at: usize) -> Option<Seen> {
        let tenths = self.tag(at, |t| if let Tag::Fold(n) = t { Some(n) } else { None })?;
        let value = Number::from(i64::from(tenths)).checked_div(&Number::from(10))?;
        let next_is_digit = self.view.digits(at + 1).is_some();
        // "a tenfold rise" is one; "a double room" is none.
        let change = self.view.slot(at + 1).is_some_and(|s| s.change(Speech::Noun).is_some());
        let article = at > 0 && self.view.is(at - 1, Class::Indefinite) && !change;
        // "will more than triple output": the verb, whatever stands behind.
        let verb = at > 0 && (self.view.is_any(at - 1, &[Class::To, Class::Finite]) || self.hedge_before(at).1 > 0);
        let adjective = self.view.is(at, Class::FoldAdjective)
            && self
                .view
                .slot(at + 1)
                .is_some_and(|s| self.view.sign(at + 1, "-") || s.kind == SlotKind::Word && s.tags.is_empty());
        if next_is_digit || article && !self.view.is(at, Class::FoldAdverb) || adjective && !verb {
            return None;
        }
        let slot = self.view.slot(at)?;
        let direction = if tenths < 10 { Direction::Down } else { Direction::Up };
        // "Doubled" stands for anything nearer to two than to its neighbours: half a unit either way.
        let resolution = if tenths < 10 { Number::pow10(-1) } else { Number::one() };
        let (hedge, hedge_slots) = self.hedge_before(at);
        Some(Seen {
            slots: 1,
            hedge_slots,
            nature: Nature::Fold(direction),
            quantity: Quantity {
                value,
                value_to: None,
                unit: Unit::Times,
                hedge,
                resolution,
                resolution_to: Number::zero(),
            },
            scaled: false,
            unit_printed: true,
            number: (slot.first, slot.end),
            unit: (slot.end, slot.end),
        })
    }

    /// `top five`, `top 50`.
    pub(super) fn top(&self, at: usize) -> Option<Seen> {
        // "the top-five"
        let joined = usize::from(self.view.sign(at + 1, "-") && self.view.glued(at + 1) && self.view.glued(at + 2));
        if !self.view.is(at, Class::Top) || self.view.glued(at + 1) && joined == 0 {
            return None;
        }
        let end =
            self.end(at + 1 + joined).filter(|end| end.unit.is_none() && !end.scaled && end.value.is_integer())?;
        let first = self.view.slot(at)?.first;
        let last = self.view.slot(end.next - 1)?.end;
        Some(Seen {
            slots: end.next - at,
            hedge_slots: 0,
            nature: Nature::Top,
            quantity: exact(end.value, Unit::Rank, Hedge::AtMost),
            scaled: false,
            unit_printed: true,
            number: (first, last),
            unit: (last, last),
        })
    }

    /// `percent of 10`, `%20`: the unit before its number, as forms and lists print it.
    pub(super) fn percent_first(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        self.tag(at, |t| matches!(t, Tag::Percent).then_some(()))?;
        let counted = at > 0
            && view.slot(at - 1).is_some_and(|s| {
                s.kind == SlotKind::Number || s.is(Class::Determiner) || s.is_numeric() || view.glued(at)
            });
        let of = view.is(at + 1, Class::Of);
        let sign = view.sign(at, "%") && view.glued(at + 1) && view.digits(at + 1).is_some();
        if counted || !of && !sign {
            return None;
        }
        let end = self.end(at + 1 + usize::from(of)).filter(|end| end.unit.is_none() && !end.ordinal)?;
        // "Percent of 20 firms" is a share of something counted.
        if of && view.slot(end.next).is_some_and(|s| s.kind != SlotKind::Sign && !is_closed(s.tags)) {
            return None;
        }
        let first = view.slot(at)?;
        Some(Seen {
            slots: end.next - at,
            hedge_slots: 0,
            nature: Nature::Plain,
            quantity: Quantity {
                resolution: end.resolution.clone(),
                ..exact(end.value.clone(), Unit::Percent, self.hedge_before(at).0)
            },
            scaled: end.scaled,
            unit_printed: true,
            number: (first.first, token_end(view, end.next)),
            unit: (first.first, first.end),
        })
    }

    /// `one-quarter has taken part`, `half said so`: a verb that people do.
    fn acts(&self, at: usize) -> bool {
        self.view.begins(at, Class::PastForm) && !self.view.begins(at, Class::Ends)
            || self.view.is_any(at, &[Class::Copula, Class::Perfect, Class::Pluperfect, Class::Opinion])
    }

    /// `the other half`, `the first half`: one of two.
    fn is_one_of_two(&self, at: usize) -> bool {
        at > 0
            && self
                .view
                .is_any(at - 1, &[Class::Latter, Class::Other, Class::That, Class::The, Class::This, Class::First])
    }

    /// `more than half (55%) of Canadians`: the part is said once more, exactly.
    fn percent_in_parentheses(&self, at: usize) -> bool {
        let percent = |i: usize| self.tag(i, |t| (t == Tag::Percent).then_some(())).is_some();
        self.view.sign(at, "(") && self.view.digits(at + 1).is_some() && percent(at + 2) && self.view.sign(at + 3, ")")
    }

    /// `half of`, `a quarter of the`, `three quarters`, `one in five`, `seven out of ten`,
    /// as percent.
    pub(super) fn fraction(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let part = |at: usize| self.tag(at, |t| if let Tag::Part(n) = t { Some(i64::from(n)) } else { None });
        let plain = |at: usize| self.small_whole(at, 1000);
        let article = usize::from(view.is_any(at, &[Class::Indefinite, Class::One]));
        // A whole number in digits is one slot: what it is a part of is told right behind it.
        let may_be_part = view.digits(at).is_none()
            || view.begins(at + 1, Class::Out)
            || view.is(at + 1, Class::In)
            || part(at + 1 + usize::from(view.sign(at + 1, "-"))).is_some();
        let (next, value) = if let Some(parts) = part(at + article) {
            let next = at + article + 1;
            // "hơn một nửa doanh nghiệp": the whole right behind its part.
            let whole = |s: &Slot<'_>| {
                s.kind == SlotKind::Word && (s.tags.is_empty() || s.is_any(&[Class::Things, Class::Flow, Class::Funds]))
            };
            let whole = view.language == Language::Vi && article == 1 && view.slot(next).is_some_and(whole);
            let of = whole
                || view.token(next).is_some_and(|t| t.is(Class::Of))
                || view.is_any(next, &[Class::WholeOf, Class::Possessor, Class::The, Class::Pointing])
                || self.percent_in_parentheses(next)
                || (article == 1 || parts == 2) && !self.is_one_of_two(at) && self.acts(next);
            // "sales fell a third to $5 million"
            let moved = article == 1
                && (view.sign_any(next, &signs![".", ","])
                    || view.is_any(next, &[Class::To, Class::From, Class::In, Class::On]))
                && view.before(at).is_some_and(|s| s.change(Speech::Verb).is_some());
            // "by more than half"
            let lead = at - self.hedge_before(at).1.min(at);
            let by = moved
                || lead > 0 && view.is(lead - 1, Class::By) && parts < 10
                || at > 0 && view.is(at - 1, Class::In) && parts == 2;
            // "The latter half of 2016" is a stretch of time.
            let of_year = of && view.digits(next + 1).is_some_and(|d| d.len() == 4 && d.starts_with(['1', '2']));
            // "a quarter of a million"; but "fell by a third to 1.2 million".
            let scaled = !view.is_any(next, &[Class::To, Class::From]) && self.scale_word(next + 2, false).is_some();
            if of_year || !(of || by) || scaled || article == 0 && parts > 2 {
                return None;
            }
            (next, Number::from(100).checked_div(&Number::from(parts))?)
        } else if let Some((behind, count)) = Some(at).filter(|_| may_be_part).and_then(plain) {
            let joined = usize::from(view.sign(behind, "-"));
            if let Some(parts) = part(behind + joined).filter(|_| {
                !self.view.is(behind + joined, Class::Quarter)
                    || view.token(behind + joined + 1).is_some_and(|t| t.is(Class::Of))
                    || self.acts(behind + joined + 1)
            }) {
                (behind + joined + 1, Number::from(100 * count).checked_div(&Number::from(parts))?)
            } else {
                let out_of = view.begins(behind, Class::Out);
                let (next, whole) = self.small_whole(behind + 1, 1000).filter(|(next, whole)| {
                    (out_of && !self.ranks_before(at, *whole)
                        // "một trong hai" is one of the two.
                        || view.is(behind, Class::In) && view.language == Language::En && is_round_whole(count, *whole))
                        && *whole > count
                        && self.scale_word(*next, false).is_none()
                        && !view.is(*next, Class::TimeNoun)
                })?;
                if self.tag(next, |t| matches!(t, Tag::Percent | Tag::Money(_)).then_some(())).is_some() {
                    return None;
                }
                (next, Number::from(count * 100).checked_div(&Number::from(whole))?)
            }
        } else {
            return None;
        };
        if value >= Number::from(100) {
            return None;
        }
        // "half a percentage point", "a quarter of a point"
        let mut point = next + usize::from(view.token(next).is_some_and(|t| t.is(Class::Of)));
        point = view.skip_article(point);
        let in_points = self.tag(point, |t| matches!(t, Tag::PercentagePoint).then_some(())).is_some()
            && view.token(point).is_some_and(|t| t.is_any(&[Class::PercentWord, Class::DecimalPoint]));
        let (value, next, unit) = if in_points {
            (&value * &Number::pow10(-2), point + 1, Unit::PercentagePoint)
        } else {
            (value, next, Unit::Percent)
        };
        let first = view.slot(at)?.first;
        let last = token_end(view, next);
        let (hedge, hedge_slots) = self.hedge_before(at);
        let quantity = Quantity {
            value,
            value_to: None,
            unit,
            hedge,
            resolution: if in_points { Number::pow10(-2) } else { Number::one() },
            resolution_to: Number::zero(),
        };
        Some(said_in_words(next - at, hedge_slots, quantity, (first, last)))
    }

    /// `2/3 of households`, `2/3 số hộ`: as percent.
    pub(super) fn slash_part(&self, at: usize) -> Option<Seen> {
        let view = self.view;
        let (next, part) = self.slash_fraction(at).filter(|_| !view.glued(at))?;
        let whole = view.begins(next, Class::Of)
            || view.language == Language::Vi
                && view.slot(next).is_some_and(|s| {
                    s.kind == SlotKind::Word
                        && (s.tags.is_empty() || s.is_any(&[Class::WholeOf, Class::Things, Class::Flow]))
                });
        let (first, last) = (view.slot(at)?.first, token_end(view, next));
        let (hedge, hedge_slots) = self.hedge_before(at);
        let quantity = Quantity {
            value: &part * &Number::from(100),
            value_to: None,
            unit: Unit::Percent,
            hedge,
            resolution: Number::one(),
            resolution_to: Number::zero(),
        };
        whole.then_some(said_in_words(next - at, hedge_slots, quantity, (first, last)))
    }

    /// A whole number up to `most`, in bare digits or words.
    fn small_whole(&self, at: usize, most: i64) -> Option<(usize, i64)> {
        let (next, value, .., ordinal, _) = self.bare_number(at)?;
        Some((next, value.to_i64().filter(|n| !ordinal && (1..=most).contains(n))?))
    }

    /// "Ranked 58 out of 76", "scored 85 out of 100" are places and marks, no shares.
    fn ranks_before(&self, at: usize, whole: i64) -> bool {
        whole > 20
            && (1..=4).take_while(|back| at >= *back).any(|back| {
                self.view.is_any(at - back, &[Class::Ranking, Class::RankNoun])
                    || self.view.begins(at - back, Class::Scores)
            })
    }
}

/// `one in two`, `3 in 10`: the wholes that shares are told by.
fn is_round_whole(count: i64, whole: i64) -> bool {
    [3, 4, 5, 6, 8, 10, 20, 100].contains(&whole) || count == 1 && whole <= 20
}

/// A part of a whole: its unit is in the words that say it, so nothing stands behind them.
fn said_in_words(slots: usize, hedge_slots: usize, quantity: Quantity, number: (usize, usize)) -> Seen {
    let unit = (number.1, number.1);
    Seen { slots, hedge_slots, nature: Nature::Plain, quantity, scaled: false, unit_printed: true, number, unit }
}
