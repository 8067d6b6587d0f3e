//! The way from a number to the left, up to the word of change that governs it: what may stand
//! between, and how far the word may be. `rose in 2022 by 11.6%`, `lifted premium income 13 percent`.

use super::super::class::Class;
use super::super::lexicon::{Direction, Speech};
use super::super::slot::{SlotKind, View};
use super::{Reader, Rule, Side, Verdict, sided};
use crate::model::{Language, Measure, Unit};

/// How far to the left the reader has come.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// One past the slot that is looked at.
    left: usize,
    /// The preposition right before the number, once it is passed: `by` of `by 11.6%`.
    preposition: Option<usize>,
    /// Words passed.
    words: usize,
}

impl Way {
    /// A move is looked for further off than a verb that touches its number.
    fn goes_on(self) -> bool {
        self.left > 0 && self.words < if self.preposition.is_some() { 16 } else { 8 }
    }

    /// On to the left, past one more word.
    fn past(self, left: usize) -> Self {
        Self { left, words: self.words + 1, ..self }
    }

    /// Whether `to` stands behind a comma, which closed what is compared.
    fn left_behind_a_comma(self, view: View<'_, '_, '_>, at: usize) -> bool {
        self.left < at && at > 1 && view.sign(at - 2, ",")
    }

    /// Whether the preposition is of one of those classes.
    fn led_by(self, view: View<'_, '_, '_>, classes: &[Class]) -> bool {
        self.preposition.is_some_and(|p| view.is_any(p, classes))
    }
}

/// A word of change that governs a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// Its slot.
    pub(super) at: usize,
    /// Its direction.
    pub(super) direction: Direction,
    /// Verb or noun.
    pub(super) speech: Speech,
    /// The preposition before the number.
    pub(super) preposition: Option<usize>,
}

impl Reader<'_, '_, '_, '_> {
    /// What stands before: `up 8.7%`, `rose by 11.6%`, `an increase of 5,600`, `to $136 billion`.
    pub(super) fn moved_before(&self) -> Option<Verdict> {
        // "from last year's $456 million": whose it is stands before the number.
        let at = self.slot();
        // "from last year's record $456 million"
        let filled = at - usize::from(self.view.before(at).is_some_and(|s| s.is(Class::Filler)));
        let owner = filled.checked_sub(2).and_then(|owner| self.view.slot(owner)).map(|slot| slot.kind);
        let mark = filled > 0 && self.view.is(filled - 1, Class::OwnerMark);
        let owned = mark && matches!(owner, Some(SlotKind::Period(_)));
        // "the economy, which expanded (2.3%)"
        let verb = at.checked_sub(2).and_then(|i| self.view.slot(i)).and_then(|slot| slot.change(Speech::Verb));
        let told = self.is_percent() && self.follows_sign("(") && verb.is_some();
        let left = if owned { filled - 2 } else { at - usize::from(told) };
        let mut way = Way { left, preposition: None, words: 0 };
        while way.goes_on() {
            if let Some(left) = self.aside(way) {
                way.left = left;
                continue;
            }
            let word = way.left - 1;
            if self.view.slot(word)?.kind == SlotKind::Word && self.view.compares(word) {
                // "jumped in the half compared with that of 2013, to 533,242": the move goes on.
                if way.left_behind_a_comma(self.view, self.slot()) && self.follows(&[Class::To]) {
                    way = self.further(way)?;
                    continue;
                }
                // "tăng 11,5% so với đầu năm lên 956.000 tỷ đồng": where it went.
                if self.view.language == Language::Vi && way.led_by(self.view, &[Class::To]) {
                    way = way.past(word);
                    continue;
                }
                return Some(self.compared());
            }
            let adverb = self.up_or_down(way).or_else(|| self.average_growth(word));
            if adverb.is_some() {
                return adverb;
            }
            if let Some(change) = self.change_at(way) {
                return self.moved(change);
            }
            way = self.further(way)?;
        }
        None
    }

    /// Where to go on, past what is only said aside: `rose by 11.6% (or $4 billion) to`.
    fn aside(&self, way: Way) -> Option<usize> {
        way.preposition?;
        let word = way.left - 1;
        if self.view.sign(word, ")")
            && let Some(open) = (way.left.saturating_sub(12)..word).rev().find(|i| self.view.sign(*i, "("))
        {
            return Some(open);
        }
        // What only says a number once more is passed over with it.
        let SlotKind::Quantity(other) = self.view.slot(word)?.kind else { return None };
        let root = self.sentence.quantities[other].restates?;
        Some(self.sentence.quantities[root].slot + 1)
    }

    /// `up 27%`, `down by 40`; `up 27% from 1,031 crore`, `down 3% to $5 billion`.
    fn up_or_down(&self, way: Way) -> Option<Verdict> {
        let (view, word) = (self.view, way.left - 1);
        let direction = view.slot(word)?.change(Speech::Adverb)?;
        if way.preposition.is_some_and(|p| view.begins(p, Class::From)) {
            return Some(sided(self.level_measure(), Side::Old, Rule::MovedFrom));
        }
        if way.preposition.is_some_and(|p| view.begins(p, Class::To)) {
            return Some(sided(self.level_measure(), Side::New, Rule::MovedTo));
        }
        // "sets up 10 branches", "notched up $4 million"; but "customers up 0.2 million", "up 72 points".
        let named = self.found().noun.is_some() && !view.is(self.slot() + 1, Class::Points);
        let verb = word > 0 && view.begins_any(word - 1, &[Class::Gerund, Class::PastForm]);
        let carries = self.is_counted() && named || matches!(self.unit(), Unit::Money(_)) && verb;
        let of_verb = way.preposition.is_none() && carries && word > 0 && is_plain_verb(view, word - 1);
        let touches = way.preposition.is_none() || way.led_by(view, &[Class::By, Class::Of]);
        (!of_verb && touches).then(|| self.change(direction, Rule::UpOrDown))
    }

    /// `a CAGR of 11.9%`, `average growth of 6%` where that is one phrase.
    pub(super) fn average_growth(&self, at: usize) -> Option<Verdict> {
        let slot = self.view.slot(at).filter(|s| s.is(Class::Average))?;
        let growth = self.view.tokens[slot.first..slot.end].iter().any(|t| t.is_any(&[Class::Growth, Class::Compound]));
        growth.then_some(Verdict::Claim {
            measure: Measure::Growth,
            direction: Direction::Up,
            side: Side::New,
            average: true,
            rule: Rule::AverageGrowth,
        })
    }

    /// The verb or noun of change that is looked at: behind an article, and before "of", it is
    /// a noun (`a rise of`, `its growth to`).
    fn change_at(&self, way: Way) -> Option<Change> {
        let (view, at) = (self.view, way.left - 1);
        let slot = view.slot(at)?;
        // "adding that 90 percent had gone": a verb of saying.
        // "hạt điều tăng là 21,2%": by so much.
        if view.is(at + 1, Class::That) && !(self.is_percent() && view.is(at + 1, Class::Linking)) {
            return None;
        }
        let before_of = way.preposition.is_some_and(|p| view.is(p, Class::Of) && !view.is(p - 1, Class::Rate));
        let after_article = at > 0 && view.is(at - 1, Class::Determiner);
        let as_verb = slot.change(Speech::Verb).map(|direction| (direction, Speech::Verb));
        let as_noun = slot.change(Speech::Noun).map(|direction| (direction, Speech::Noun));
        let (direction, speech) = if before_of || after_article { as_noun.or(as_verb) } else { as_verb.or(as_noun) }?;
        Some(Change { at, direction, speech, preposition: way.preposition })
    }

    /// One word further to the left; nothing where that word stands in the way.
    fn further(&self, way: Way) -> Option<Way> {
        let (view, word) = (self.view, way.left - 1);
        let slot = view.slot(word)?;
        let leads = view.begins_any(word, &[Class::To, Class::From, Class::By, Class::Of, Class::At, Class::In]);
        if way.preposition.is_none() && leads && slot.kind == SlotKind::Word {
            return Some(Way { preposition: Some(word), ..way.past(word) });
        }
        let passes = match slot.kind {
            // "rose in 2022 by 11.6%", "rose by 11.6% in 2022 to $136 billion"
            SlotKind::Period(_) => way.led_by(view, &[Class::To, Class::From, Class::By, Class::Of]),
            // "rose by 11.6% to $136 billion": the move is further left.
            SlotKind::Quantity(_) => way.led_by(view, &[Class::To, Class::From]),
            // "an average increase in property prices of 10.7%"
            _ if (self.is_percent() || self.goes_to()) && way.led_by(view, &[Class::Of]) && self.is_in_what(word) => {
                true
            }
            _ => self.is_what_moved(way) || is_transparent(view, word, way),
        };
        if passes {
            return Some(way.past(word));
        }
        // "fell a record provisional, seasonally-adjusted 64,300"
        let touches = way.preposition.is_none() || way.led_by(view, &[Class::By]);
        let verb = adjectives_back_to_a_verb(view, way.left).filter(|_| touches)?;
        Some(way.past(verb + 1))
    }

    /// `an average increase in property prices of 10.7%`: slot `at` is of what moved, behind its "in".
    fn is_in_what(&self, at: usize) -> bool {
        let view = self.view;
        let led = (0..5.min(at + 1)).any(|back| view.is(at - back, Class::In));
        let word = view.slot(at).is_some_and(|s| {
            s.kind == SlotKind::Word && s.any_change().is_none() && !s.is(Class::Finite) && !s.is(Class::Said)
        });
        led && word && (view.is(at, Class::In) || !view.is(at, Class::Breaker))
    }

    /// `of around 69,000 to 4.7 million`: so much, and where it went.
    fn goes_to(&self) -> bool {
        let next = self.sentence.quantities.get(self.index + 1);
        self.view.is(self.slot() + 1, Class::To) && next.is_some_and(|next| next.slot == self.slot() + 2)
    }

    /// `lifted premium income 13 percent`: what moved stands between.
    fn is_what_moved(&self, way: Way) -> bool {
        let near = self.slot() - way.left < 4;
        let thing = self
            .view
            .slot(way.left - 1)
            .is_some_and(|s| s.kind == SlotKind::Word && (s.tags.is_empty() || s.is(Class::Flow)));
        way.preposition.is_none() && self.is_percent() && near && thing
    }

    /// `by 5%`, `by an annual 9.4%`, `by a total 74,000`.
    pub(super) fn is_by(&self) -> bool {
        let at = self.slot();
        let fills = |i: &usize| self.view.slot(*i).is_some_and(|s| s.is_any(&[Class::Filler, Class::Determiner]));
        let filled = (1..=2.min(at)).take_while(|back| fills(&(at - back))).count();
        at > filled && self.view.is(at - filled - 1, Class::By)
    }

    /// The nearest word of change to the left, without crossing another number.
    pub(super) fn direction_before(&self) -> Option<Direction> {
        let at = self.slot();
        let reach = if self.is_by() { 12 } else { 6 };
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
}

/// Words that may stand between a word of change and its number: adverbs (`rose sharply to`),
/// and, where a preposition shows the move, nouns (`rose in the sector to $5`).
fn is_transparent(view: View<'_, '_, '_>, at: usize, way: Way) -> bool {
    const CLASSES: [Class; 7] = [
        Class::Filler,
        Class::Respectively,
        Class::Average,
        Class::Determiner,
        Class::YearBefore,
        Class::SpanBefore,
        Class::Linking,
    ];
    let (Some(slot), Some(token)) = (view.slot(at), view.token(at)) else { return false };
    let from_or_to = way.led_by(view, &[Class::To, Class::From]);
    if slot.kind != SlotKind::Word {
        // "an increase in pre-tax profit from": a hyphen inside of a word.
        let hyphen = view.sign(at, "-") && view.glued(at) && view.glued(at + 1);
        return from_or_to && (view.sign(at, ",") || hyphen);
    }
    // "cut output by 1 million barrels"
    let thing = slot.tags.is_empty() || slot.is(Class::Flow);
    // "giảm chỉ có 15,3%": no more than so much.
    if view.language == Language::Vi && way.preposition.is_none() && slot.is(Class::Level) && view.is(at, Class::Having)
    {
        return true;
    }
    let moving = from_or_to || way.led_by(view, &[Class::By]) && thing;
    token.is(Class::AdverbForm)
        || slot.is_any(&CLASSES)
        || token.is_any(&[Class::As, Class::Backward, Class::Between, Class::By, Class::Of, Class::Rate])
        || token.is(Class::At) && way.led_by(view, &[Class::Of])
        || moving && !slot.is(Class::Breaker) && !slot.is(Class::Finite)
}

/// The verb of change before an article and its adjectives: `fell a record, provisional ...`.
fn adjectives_back_to_a_verb(view: View<'_, '_, '_>, from: usize) -> Option<usize> {
    for left in (from.saturating_sub(7)..from).rev() {
        let slot = view.slot(left)?;
        let article = view.is(left, Class::Indefinite);
        if article {
            let verb = left.checked_sub(1).map(|v| v - usize::from(view.is(v, Class::By) && v > 0))?;
            return view.slot(verb)?.change(Speech::Verb).map(|_| verb);
        }
        let joins = view.sign(left, ",") || view.sign(left, "-");
        let adjective = slot.tags.is_empty() || slot.is(Class::Filler) || slot.change(Speech::Adjective).is_some();
        if !(joins || slot.kind == SlotKind::Word && adjective) {
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
