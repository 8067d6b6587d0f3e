//! Numbers of which nothing is said: they tell which ones are meant, count what everybody
//! knows, or are of what somebody denies.

use super::super::class::Class;
use super::super::clause;
use super::super::lexicon::Speech;
use super::super::slot::{Slot, SlotKind};
use super::super::token::{Token, TokenKind, signs};
use super::{Reader, Reason, Verdict, dismissed};
use crate::model::{Language, Measure, Number, Unit};

/// Looks for a reason; nothing where it is not there.
type Ask = fn(&Reader<'_, '_, '_, '_>) -> Option<Reason>;

/// The reasons to dismiss a plain number before its measure is asked for, in their order.
const ORDER: &[Ask] = &[
    |number| (number.is_of_each() || number.tells_which() || number.is_slice()).then_some(Reason::Qualifier),
    |number| (number.is_of_a_kind() || number.is_of_which_ones()).then_some(Reason::Qualifier),
    |number| number.unstated(),
    |number| number.is_whole_of_rank().then_some(Reason::WholeOfRatio),
    |number| (number.is_age_in_commas() || number.is_aged()).then_some(Reason::Age),
    |number| number.is_one_of_them().then_some(Reason::OneOfThem),
    |number| number.is_exchange_rate_base().then_some(Reason::ExchangeRateBase),
    |number| number.follows(&[Class::PerEach]).then_some(Reason::PerUnit),
    |number| number.is_list_number().then_some(Reason::ListNumber),
    |number| (number.is_counted() && number.is_definite()).then_some(Reason::NotACount),
    |number| (number.is_counted() && number.is_an_article()).then_some(Reason::NotACount),
    |number| (number.is_counted() && number.is_growth_in_digits()).then_some(Reason::NotACount),
];

/// `firms with 250 employees`, `households earning over 40,000 euros`.
const HAVING: [Class; 1] = [Class::Having];

impl Reader<'_, '_, '_, '_> {
    pub(super) fn unclaimed(&self) -> Option<Verdict> {
        ORDER.iter().find_map(|ask| ask(self)).map(dismissed)
    }

    /// `over $1 billion each`, behind what is counted.
    fn is_of_each(&self) -> bool {
        let after = self.after_noun();
        // "5.600 USD mỗi tấn": by the piece, in a language that puts the piece behind.
        if self.view.language == Language::Vi {
            return false;
        }
        self.view.is(after, Class::Each) && self.view.is(after, Class::EachOne) && self.counted_before().is_some()
    }

    /// `firms with more than 250 employees`: a hedged number behind a plural and "with".
    fn tells_which(&self) -> bool {
        let range = self.found().seen.quantity.value_to.is_some() && self.view.language == Language::En;
        if !self.is_hedged() && !range {
            return false;
        }
        let view = self.view;
        let having = |at: usize| view.is_any(at, &HAVING);
        let from = self.counted_before().unwrap_or(0);
        let link = (from..self.slot()).rev().take(8).find(|i| {
            having(*i)
                || view
                    .slot(*i)
                    .is_some_and(|s| matches!(s.kind, SlotKind::Sign | SlotKind::Quantity(_)) || s.is(Class::Breaker))
        });
        // "those that make less than $30,000", "those with sales of over $1 million"
        let that = |at: usize| {
            at - usize::from(view.language == Language::En && view.is_any(at, &[Class::Relative, Class::That]))
        };
        // "what businesses make to GDP at 6-6.5%": of a verb, only what stands right behind it.
        let close = |link: &usize| {
            let other =
                view.language != Language::En || view.is(*link, Class::With) || view.begins(*link, Class::Gerund);
            other && !range || self.slot() <= link + 2 || view.is(*link, Class::With)
        };
        let owner = link.filter(|at| having(*at) && close(at)).and_then(|at| view.token(that(at.checked_sub(1)?)));
        owner.is_some_and(|t| t.is_any(&[Class::PluralForm, Class::People]))
    }

    /// `the richest 10% of adults`, `the bottom half`: which of them, not how many.
    fn is_slice(&self) -> bool {
        let at = self.slot();
        let led = at > 1 && self.view.is(at - 1, Class::Slice) && self.view.is(at - 2, Class::Determiner);
        led && self.is_percent() && !self.view.is(at - 2, Class::Indefinite)
    }

    /// `gạo 5% tấm`, `doanh nghiệp 100% vốn nước ngoài`: which kind it is.
    fn is_of_a_kind(&self) -> bool {
        const STATES: [Class; 5] = [Class::Level, Class::Finite, Class::ShareVerb, Class::ShareNoun, Class::To];
        let (view, at) = (self.view, self.slot());
        let noun = at > 0 && view.slot(at - 1).is_some_and(|s| s.kind == SlotKind::Word && !s.is_any(&STATES));
        let mut behind = at + 1;
        if view.is(behind, Class::Funds) {
            behind += 1;
        }
        self.is_percent()
            && !self.is_hedged()
            && noun
            && view.is(behind, Class::Grade)
            && self.direction_before().is_none()
    }

    /// The slot of the number before, where it counts things.
    fn counted_before(&self) -> Option<usize> {
        self.found_before().filter(|q| matches!(q.seen.quantity.unit, Unit::Count(_))).map(|q| q.slot)
    }

    /// `did not reach 5 million`, `if exports reach $5 billion`: nobody says that it is so.
    fn unstated(&self) -> Option<Reason> {
        let (view, at) = (self.view, self.slot());
        // "failed to move it from its current 4.5 percent": so it is.
        let current = |s: &Slot<'_>| view.tokens[s.first..s.end].iter().any(|t| t.is(Class::Current));
        if at.checked_sub(1).and_then(|before| view.slot(before)).is_some_and(current) {
            return None;
        }
        let mut verb = at;
        for left in (0..at).rev().take(8) {
            let slot = view.slot(left)?;
            // "had no broadband at home - up from 13%"
            let dash = view.sign(left, "-") && !view.glued(left) && !view.glued(left + 1);
            let boundary =
                matches!(slot.kind, SlotKind::Quantity(_)) || view.sign_any(left, &signs![",", ";", ":", "("]) || dash;
            if boundary || slot.is(Class::Breaker) && !slot.is(Class::Conditional) && !slot.is(Class::Preposition) {
                return None;
            }
            // "nếu so với cùng kỳ thì giảm 11%": only another base.
            let compared = view.begins(left + 1, Class::Comparing);
            if slot.is(Class::Conditional) && !compared {
                return Some(Reason::Conditional);
            }
            let only = view.is(left + 1, Class::Only);
            let instead = view.begins(left, Class::Instead);
            // "sales not told of in detail added 40,000": another verb than the one denied.
            if slot.is(Class::Negation) && verb < at && verb > left + 2 {
                return None;
            }
            if verb == at && clause::is_finite(view, left) && !slot.is(Class::Finite) {
                verb = left;
            }
            if slot.is(Class::Negation) && !only && !instead {
                return Some(Reason::Negated);
            }
        }
        None
    }

    /// `133` of `44th out of 133`.
    fn is_whole_of_rank(&self) -> bool {
        let at = self.slot();
        let out_of = at > 0 && self.view.is(at - 1, Class::OutOf) || self.follows(&[Class::Among, Class::Of]);
        // "lên vị trí 67 trong 141 nền kinh tế"
        let inside = self.view.language == Language::Vi && self.follows(&[Class::During]);
        self.measure_before() == Some(Measure::Rank) && self.is_counted() && (out_of || inside)
    }

    /// `Maria Silva, 52, runs`.
    fn is_age_in_commas(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let person = at > 1 && view.token(at - 2).is_some_and(Token::is_capitalised);
        let apart = self.follows_sign(",") && view.sign(at + 1, ",");
        apart && person && self.is_bare() && self.is_counted() && *self.value() < Number::from(110)
    }

    /// `one of these mills`, but not `11 of these` nor `one million of these`.
    fn is_one_of_them(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let (first, end) = self.found().seen.number;
        let word = end == first + 1 && view.token(at).is_some_and(|t| t.is(Class::One));
        // "1 trong 2 ngành"
        let among = view.language == Language::Vi
            && view.is(at + 1, Class::During)
            && view.slot(at + 2).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)) || s.is(Class::Determiner));
        if among && *self.value() == Number::one() && self.is_counted() {
            return true;
        }
        word && view.is(at + 1, Class::Of) && *self.value() == Number::one() && self.is_counted()
    }

    /// `aged 15 to 24`: only what joins ages stands between.
    fn is_aged(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        let joins = |i: usize| {
            view.slot(i).is_some_and(|s| {
                let quantity = matches!(s.kind, SlotKind::Quantity(_));
                quantity || s.is(Class::Preposition) || view.is(i, Class::And) || view.sign(i, "-")
            })
        };
        // "people over 65 hold", "children under 12 pay"
        let older = at > 0
            && view.begins_any(at, &[Class::Over, Class::Under, Class::Above, Class::Below])
            && view.is_any(at - 1, &[Class::PluralForm, Class::People])
            && view.slot(at - 1).is_some_and(|s| {
                s.kind == SlotKind::Word && s.any_change().is_none() && !s.is_any(&[Class::Level, Class::Preposition])
            })
            && self.value().is_integer()
            && *self.value() < Number::from(90);
        let counts = || self.found().noun.is_some() && !self.view.slot(at + 1).is_some_and(|s| s.is(Class::Level));
        if older && !counts() && self.is_counted() && !self.found().seen.scaled {
            return true;
        }
        let aged = (1..=4.min(at)).any(|back| {
            let word = view.is(at - back, Class::Age);
            word && (at - back + 1..at).all(joins)
        });
        aged && self.is_counted() && !self.found().seen.scaled
    }

    /// `($1 = 7.0180 crowns)`: the one that a rate is for.
    fn is_exchange_rate_base(&self) -> bool {
        self.view.sign(self.slot() + 1, "=") && *self.value() == Number::one()
    }

    /// `3) Exports`, at the head of a sentence.
    fn is_list_number(&self) -> bool {
        let mark = self.view.sign(1, ".") || self.view.sign(1, ")");
        self.slot() == 0 && self.is_bare() && self.is_counted() && mark
    }
}

/// What nobody counts, though its measure would be a level or a multiple.
impl Reader<'_, '_, '_, '_> {
    /// `has cut rates three times this year`: how often, not how much.
    pub(super) fn is_occasions(&self) -> bool {
        let (view, at) = (self.view, self.slot());
        // "gấp 2,5 lần năm 2019": so much, whatever stands behind.
        if (1..=3.min(at)).any(|back| view.is(at - back, Class::Multiplies)) {
            return false;
        }
        let next = view.slot(at + 1);
        let compares = next.is_some_and(|s| {
            s.kind == SlotKind::Word
                && (s.is(Class::Determiner) && !view.is(at + 1, Class::Indefinite)
                    || s.is(Class::Comparison)
                    || s.change(Speech::Adjective).is_some())
        }) || view.begins_any(at + 1, &[Class::WhatItIsOf, Class::As, Class::Over, Class::That]);
        let in_period = [at + 1, at + 2].iter().any(|i| {
            let led = *i == at + 1 || view.is_any(at + 1, &[Class::In, Class::During, Class::Over]);
            led && view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)))
        }) || view.is(at + 1, Class::Every);
        let moved = self.direction_before().is_some();
        in_period || !compares && !moved && !self.is_hedged() && self.value().is_integer()
    }

    /// `cover of 3x`: the mark is of multiples alone.
    pub(super) fn is_marked_times(&self) -> bool {
        let (first, end) = self.found().seen.unit;
        let mark = first < end && self.view.tokens.get(first).is_some_and(|t| t.is(Class::TimesMark));
        mark && *self.value() < Number::from(100)
    }

    pub(super) fn is_no_count(&self) -> bool {
        self.is_vague() || self.counts_parts()
    }

    /// A bare number word that counts nothing named: `two sides`, `one day`.
    fn is_vague(&self) -> bool {
        let named = self.found().noun.is_some() && *self.value() != Number::one();
        let small = *self.value() < Number::from(10) && !self.found().seen.scaled;
        // "hai thành phố này": Vietnamese has no article that would tell what is known from what is stated.
        let links = self.follows(&[Class::Linking]);
        let stated = self.follows(&[Class::Level, Class::Finite]) && !links || self.direction_before().is_some();
        let known = self.view.language == Language::Vi && !stated;
        // "seven of the country's ports": a part of what is named.
        let next = self.slot() + 1;
        let long = self.view.slot(next).is_some_and(|s| s.end > s.first + 1);
        let part = *self.value() != Number::one()
            && self.view.begins(next, Class::Of)
            && (long || self.view.slot(next + 1).is_some_and(|s| s.is(Class::Determiner) && !s.is(Class::Pronoun)));
        !part && small && self.is_in_words() && !self.is_hedged() && (!named || known)
    }

    /// `four pillars`, `eight programmes`: a small number of parts of a text or plan.
    fn counts_parts(&self) -> bool {
        let head = self.found().noun.and_then(|(from, to)| {
            let mut words = self.view.slots.iter().filter(|s| from <= s.first && s.end <= to);
            // "hai nguyên nhân chính": the head comes first.
            if self.view.language == Language::Vi { words.next() } else { words.next_back() }
        });
        // "đạt 19 tiêu chí": what is counted in scores of them is a norm that is known.
        let norm = self.view.language == Language::Vi && *self.value() < Number::from(100) && !self.found().seen.scaled;
        (self.is_few() || norm) && !self.is_hedged() && head.is_some_and(|s| s.is(Class::PartNoun))
    }

    /// `the four major banks`, `its two plants`: known ones are named, not counted.
    fn is_definite(&self) -> bool {
        // "the region's five states", "all three levels"
        let known = self.follows(&[
            Class::Possessor,
            Class::Other,
            Class::The,
            Class::Pointing,
            Class::OwnerMark,
            Class::WholeOf,
            Class::Last,
        ]);
        // "three of the four units"
        let first = self.view.slot(self.slot()).map_or(0, |s| s.first);
        let the = first > 0 && self.view.tokens.get(first - 1).is_some_and(|t| t.is(Class::The));
        if self.view.language == Language::Vi && self.is_known_few() {
            return true;
        }
        let known = known || the;
        // "the average growth of the four was 17%": known ones without their noun.
        let named =
            self.found().noun.is_some() || the && self.view.language == Language::En && *self.value() != Number::one();
        self.is_in_words() && self.is_few() && known && named
    }

    /// `sản lượng của 3 tỉnh`, `doanh thu 4 sàn`, `trên 5 sàn`: a few that are named, whose sum or part is told.
    fn is_known_few(&self) -> bool {
        const LEADS: [Class; 5] = [Class::Of, Class::For, Class::Flow, Class::ShareNoun, Class::Among];
        let on = self.found().seen.number.0.checked_sub(1).and_then(|i| self.view.tokens.get(i));
        let on = on.is_some_and(|t| t.is(Class::On));
        let counted = self.found().noun.is_some_and(|(first, end)| {
            let unit = |s: &Slot<'_>| first <= s.first && s.end <= end && s.is(Class::MeasureUnit);
            !self.view.slots.iter().any(unit)
        });
        // "trên cả 3 sàn", "ở cả 34 tỉnh": all of them.
        let all = self.follows(&[Class::Whole]) && counted && *self.value() < Number::from(100);
        if all && !self.found().seen.scaled {
            return true;
        }
        let few = self.is_few() && *self.value() < Number::from(10) && self.found().seen.quantity.value_to.is_none();
        few && (counted && (on || !self.is_hedged() && self.follows(&LEADS)) || self.quotes_what_it_counts())
    }

    /// `2 "ông lớn"`: what is counted stands in quotes.
    fn quotes_what_it_counts(&self) -> bool {
        !self.is_hedged()
            && self.follows(&[Class::Of, Class::Flow, Class::ShareNoun])
            && self.view.sign(self.slot() + 1, "\"")
    }

    /// `một sự sụt giảm`: the word for one is Vietnamese's article, too.
    fn is_an_article(&self) -> bool {
        let (first, end) = self.found().seen.number;
        let word = end == first + 1 && self.view.tokens.get(first).is_some_and(|t| t.is(Class::One));
        self.view.language == Language::Vi && word && !self.is_hedged() && *self.value() == Number::one()
    }

    /// `tăng 2 chữ số`: how large, not how many.
    fn is_growth_in_digits(&self) -> bool {
        self.view.language == Language::Vi && self.direction_before().is_some() && self.counts_parts()
    }

    fn is_few(&self) -> bool {
        *self.value() <= Number::from(12) && !self.found().seen.scaled
    }

    /// `four`, not `4`.
    fn is_in_words(&self) -> bool {
        self.view.tokens.get(self.found().seen.number.0).is_some_and(|t| t.kind == TokenKind::Word)
    }
}
