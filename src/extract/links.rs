//! Links between the numbers of a sentence: one that says another once more.

use super::class::Class;
use super::lexicon::{Speech, Tag};
use super::sentence::{FORWARD, Found, Sentence};
use super::slot::{SlotKind, View};
use super::tags::Kind;
use crate::model::{Hedge, Language, Number, Unit};

/// Marks the numbers that say the one before them once more, in another unit or
/// by the piece: `$3.1 billion, or 58 cents a share`, `120 points, or 1.2 percent`,
/// `5,000 jobs (12% of the total)`.
pub(super) fn restatements(sentence: &mut Sentence<'_, '_, '_>) {
    for index in 1..sentence.quantities.len() {
        let before = index - 1;
        if !restates(sentence.view(), &sentence.quantities[before], &sentence.quantities[index]) {
            continue;
        }
        let root = sentence.quantities[before].restates.unwrap_or(before);
        sentence.quantities[index].restates = Some(root);
        // "topped £2 billion (€2.9 billion)": what is converted is as sure as what it is of.
        let hedge = sentence.quantities[root].seen.quantity.hedge;
        let money = |at: usize| matches!(sentence.quantities[at].seen.quantity.unit, Unit::Money(_));
        let converted =
            money(root) && money(index) && kind(&sentence.quantities[root]) != kind(&sentence.quantities[index]);
        let quantity = &mut sentence.quantities[index].seen.quantity;
        if converted && quantity.hedge == Hedge::None {
            quantity.hedge = hedge;
        }
        // "120 points, or 1.2 percent": points of an index, not of a percentage.
        let percent = sentence.quantities[index].seen.quantity.unit == Unit::Percent;
        let quantity = &mut sentence.quantities[before].seen.quantity;
        if percent && quantity.unit == Unit::PercentagePoint {
            quantity.unit = Unit::Count("points".to_owned());
        }
    }
}

/// `analysts' average estimate of $23 billion`, `a prior forecast of`: whether the number at
/// slot `at` is what was expected.
pub(super) fn is_expected(view: View<'_, '_, '_>, at: usize) -> bool {
    // "estimates of $64 million, $14 million and $25 million": the next in a list.
    let listed = std::iter::successors(Some(at), |at| listed_before(view, *at));
    let mut listed = listed.take(MOST_LISTED);
    listed.any(|at| is_expected_alone(view, at))
}

/// The most numbers of a list that are asked for what leads it.
const MOST_LISTED: usize = 5;

/// The number that a comma or `and` puts before the one at slot `at`.
fn listed_before(view: View<'_, '_, '_>, at: usize) -> Option<usize> {
    if at < 3 || !(view.is(at - 1, Class::And) || view.sign(at - 1, ",")) {
        return None;
    }
    let before = at - 2 - usize::from(view.sign(at - 2, ","));
    matches!(view.slot(before)?.kind, SlotKind::Quantity(_)).then_some(before)
}

fn is_expected_alone(view: View<'_, '_, '_>, at: usize) -> bool {
    if foreseen_behind(view, at) || qualified(view, at).is_some_and(|tag| tag == Tag::Forecast) {
        return true;
    }
    // "a forecast of 52 million in a poll of analysts and 51 million last year": the "of" of another noun.
    let of = (1..=4.min(at))
        .map(|back| at - back)
        .take_while(|i| !view.is(*i, Class::And))
        .find(|i| view.begins(*i, Class::Of) || view.is(*i, Class::For));
    let noun = of.and_then(|of| {
        (1..=8.min(of)).map(|back| of - back).find(|i| {
            view.is(*i, Class::Expectation)
                || view
                    .slot(*i)
                    .is_none_or(|s| s.kind != SlotKind::Word || s.is(Class::Finite) || s.any_change().is_some())
        })
    });
    // "the revised estimate of 2003-04", "the final estimate": of what came.
    let settled = |noun: usize| noun > 0 && view.is(noun - 1, Class::Reworked) && (view.is(noun, Class::Estimates));
    // "compared to an initial target of 2.5 million"
    let former = [Class::Former];
    let aimed = of.is_some_and(|of| of > 1 && view.is(of - 1, Class::Aim) && view.is_any(of - 2, &former));
    // "planned spending of 12.2 billion"
    let planned = of.filter(|of| view.is(*of, Class::Of)).is_some_and(|of| {
        (2..=3.min(of)).any(|back| {
            let slot = view.slot(of - back);
            let foreseen = slot.is_some_and(|s| s.tags.has(Kind::Target) || s.tags.has(Kind::Forecast));
            foreseen && view.begins(of - back, Class::PastForm) && at == of + 1
        })
    });
    aimed
        || planned
        || noun.is_some_and(|noun| view.is(noun, Class::Expectation) && !settled(noun))
        || is_consensus(view, at)
}

/// `an average of 247.9 billion yen from four analysts`, `analysts had seen sales at 15.1 billion`.
fn is_consensus(view: View<'_, '_, '_>, at: usize) -> bool {
    let polled = |i: usize| view.is(i, Class::Polled);
    let from =
        (at + 1..at + 3).any(|i| view.is_any(i, &[Class::Among, Class::By, Class::From]) && (i + 1..i + 4).any(polled));
    // "the 525 million yuan average of five analyst estimates"
    let mean = (at + 1..at + 4)
        .take_while(|i| view.slot(*i).is_some_and(|s| s.kind == SlotKind::Word))
        .find(|i| view.is(*i, Class::MeanOf) || view.is(*i, Class::Expectation))
        .is_some_and(|mean| view.begins(mean + 1, Class::Of) && (mean + 2..mean + 5).any(polled));
    let seen = (1..=10.min(at)).map(|back| at - back).find(|i| view.is(*i, Class::PutAt));
    from || mean || seen.is_some_and(|seen| view.is(at - 1, Class::At) && (0..seen).any(polled))
}

/// `cut its forecast to 210 billion from 320 billion`: whether the number at slot `at` is what
/// was foreseen before.
pub(super) fn is_revised(view: View<'_, '_, '_>, at: usize) -> bool {
    let noun = (at.saturating_sub(24)..at).rev().find(|i| view.is_any(*i, &[Class::Expectation, Class::Aim]));
    let noun = noun
        .filter(|n| (*n..at).all(|i| view.slot(i).is_some_and(|s| !s.is(Class::Breaker) || s.is(Class::Preposition))));
    noun.is_some_and(|noun| {
        (noun.saturating_sub(7)..noun)
            .any(|i| view.slot(i).is_some_and(|s| s.change(Speech::Verb).is_some()) || view.begins(i, Class::Revised))
    })
}

/// `was revised to 172,000 from 188,000`, `against an initial reading of 4.8 percent`: whether the
/// number at slot `at` is what was told before of the same time.
pub(super) fn is_corrected(view: View<'_, '_, '_>, at: usize) -> bool {
    let first = |i: usize| view.is(i, Class::FirstReading);
    let reading = |i: usize| view.is(i, Class::Reading);
    if at > 2 && view.is(at - 1, Class::Of) && reading(at - 2) && first(at - 3) {
        return true;
    }
    let revised = (1..=12.min(at)).find(|back| view.begins(at - back, Class::Revised));
    revised.is_some_and(|back| !(at - back..at).any(|i| view.sign(i, ";") || view.is(i, Class::Expectation)))
}

/// `than the planned 0.5%`, `from a projected 1.45 million`: whether the word right before the number at
/// slot `at` says that it is aimed at, or foreseen.
pub(super) fn qualified(view: View<'_, '_, '_>, at: usize) -> Option<Tag> {
    let before = at.checked_sub(1)?;
    let (slot, token) = (view.slot(before)?, view.token(before)?);
    let led = before > 0 && view.slot(before - 1).is_some_and(|s| s.is(Class::Determiner));
    // "slashed that forecast three times": a noun.
    let article = before > 0 && view.is_any(before - 1, &[Class::Indefinite, Class::The]);
    let participle = token.is(Class::PastForm) || article && token.is(Class::ForecastWord);
    [Tag::Target, Tag::Forecast].into_iter().find(|tag| led && participle && slot.tags.contains(tag))
}

/// When something was foreseen that is foreseen otherwise now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreseen {
    /// In the period in that slot.
    In(usize),
    /// Some time before.
    Before,
}

/// `down from a July forecast of 2.3%`, `last month's estimate of 3.4 billion`, `the 6.1% that it foresaw in
/// March`, `the prior forecast of 4.5%`: whether the number at slot `at` was foreseen before, and when, which
/// is not the time it is of.
pub(super) fn foreseen_in(view: View<'_, '_, '_>, at: usize) -> Option<Foreseen> {
    let word = |i: usize| view.slot(i).is_some_and(|s| s.kind == SlotKind::Word);
    let period = |i: usize| view.slot(i).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)));
    let noun = |i: &usize| view.is_any(*i, &[Class::Expectation, Class::Foresight]);
    let before = (1..=5.min(at)).map(|back| at - back).take_while(|i| word(*i)).find(noun);
    let owner = before.and_then(|noun| {
        let owner = noun.checked_sub(1)?;
        let owner = if view.is(owner, Class::OwnerMark) { owner.checked_sub(1)? } else { owner };
        period(owner).then_some(owner)
    });
    if let Some(owner) = owner {
        return Some(Foreseen::In(owner));
    }
    if before.is_some_and(|noun| noun > 0 && view.is(noun - 1, Class::Former)) {
        return Some(Foreseen::Before);
    }
    let foresaw = |i: usize| {
        let past = view.token(i).is_some_and(|t| t.is_any(&[Class::PastForm, Class::ForecastWord, Class::Foreseen]));
        past && view.slot(i).is_some_and(|s| s.tags.any_kind(FORWARD) || s.is(Class::Estimate))
    };
    // "growth of 3.4% in the July forecast"
    let inside = (at + 1..at + 5)
        .take_while(|i| word(*i) || period(*i))
        .find(|i| period(*i) && noun(&(i + 1)) && (at + 1..*i).any(|i| view.is(i, Class::In)));
    let dated = inside.or_else(|| {
        let said = (at + 1..at + 8).take_while(|i| word(*i)).find(|i| foresaw(*i))? + 1;
        let behind = said + usize::from(view.is_any(said, &[Class::In, Class::On]));
        period(behind).then_some(behind)
    });
    dated.map(Foreseen::In)
}

/// What stands behind a number that others foresaw: `expected by analysts`, `seen in a poll`,
/// `that economists had predicted`.
fn foreseen_behind(view: View<'_, '_, '_>, at: usize) -> bool {
    for next in at + 1..at + 8 {
        let Some(slot) = view.slot(next).filter(|s| s.kind == SlotKind::Word) else { return false };
        let closes = view.slot(next + 1).is_none_or(|s| s.kind == SlotKind::Sign)
            || view.begins_any(
                next + 1,
                &[
                    Class::By,
                    Class::From,
                    Class::In,
                    Class::For,
                    Class::On,
                    Class::Before,
                    Class::Former,
                    Class::AgoMark,
                ],
            );
        // "the 21.9 billion mean estimate"
        let noun = at > 0 && view.is_any(at - 1, &[Class::OwnerMark, Class::Indefinite, Class::The]);
        if view.is(next, Class::Expectation) && closes && (noun || !view.is(next, Class::ForecastWord)) {
            return noun;
        }
        let past = view.token(next).is_some_and(|t| t.is_any(&[Class::PastForm, Class::ForecastWord, Class::Seen]));
        // "the 15 billion it had budgeted"
        let aimed = slot.tags.contains(&Tag::Target) && view.is(next - 1, Class::Pluperfect);
        let foresees = slot.tags.contains(&Tag::Forecast) || view.is(next, Class::Seen) || aimed;
        if foresees && past {
            // "is expected" speaks of what comes, "had expected" of what came.
            let passive = view.is(next - 1, Class::Finite) && !view.is(next - 1, Class::Pluperfect);
            return closes && !passive;
        }
        let passes = slot.tags.is_empty()
            || slot.change(Speech::Noun).is_some()
            || slot.is(Class::Aim)
            || view.is(next, Class::MeanOf)
            || view.is_any(
                next,
                &[Class::The, Class::Indefinite, Class::Pluperfect, Class::Actor, Class::Of, Class::Per, Class::That],
            )
            || view.begins(next, Class::AdverbForm)
            || slot.is(Class::MeasureUnit);
        if !passes {
            return false;
        }
    }
    false
}

/// `đạt 53% kế hoạch năm 2023`, `bằng 86% dự toán cả năm`, `vượt 42% so với kế hoạch lợi nhuận năm`: whether
/// the period in slot `at` is that of a plan which something is held against.
pub(super) fn part_of_plan(view: View<'_, '_, '_>, at: usize) -> bool {
    if view.language != Language::Vi {
        return false;
    }
    let noun = |i: &usize| {
        view.slot(*i).is_some_and(|s| {
            s.kind == SlotKind::Word
                && !s.is_any(&[Class::Breaker, Class::Conjunction])
                && (!s.is(Class::Finite) || s.is_any(&[Class::Level, Class::PastVerb, Class::Determiner]))
        })
    };
    let plan = |i: &usize| view.is_any(*i, &[Class::Aim, Class::NounPlan]);
    let Some(plan) = (1..=7.min(at)).map(|back| at - back).take_while(noun).find(plan) else { return false };
    held_against_plan(view, plan)
}

/// Whether a number stands right before the plan in slot `plan`, or it is compared with it.
fn held_against_plan(view: View<'_, '_, '_>, plan: usize) -> bool {
    let number = |i: usize| view.slot(i).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)));
    plan > 0 && (number(plan - 1) || view.compares(plan - 1) && plan > 1 && number(plan - 2))
}

/// `bằng 49% so với kế hoạch`, `đạt 53% kế hoạch`: whether the number in slot `at` is held against a plan.
pub(super) fn is_held_against_plan(view: View<'_, '_, '_>, at: usize) -> bool {
    let plan = at + 1 + usize::from(view.compares(at + 1));
    view.language == Language::Vi && view.is_any(plan, &[Class::Aim, Class::NounPlan])
}

/// `tăng 21% so với cùng kỳ (40.500 chiếc)`, `so với mức tăng cùng kỳ 2016 là 3,1%`: the slot of
/// the time of what the number at slot `at` was, where something is compared with it.
pub(super) fn compared_time(view: View<'_, '_, '_>, at: usize) -> Option<usize> {
    if view.language != Language::Vi {
        return None;
    }
    let time = at.checked_sub(2)?;
    let opens = view.sign(at - 1, "(");
    if !opens && !view.is(at - 1, Class::Linking) {
        return None;
    }
    let slot = view.slot(time)?;
    if slot.is_any(&[Class::YearBefore, Class::SpanBefore]) {
        return (opens && view.begins(time, Class::Comparing)).then_some(time);
    }
    if !matches!(slot.kind, SlotKind::Period(_)) {
        return None;
    }
    let word = |i: &usize| view.slot(*i).is_some_and(|s| s.kind == SlotKind::Word);
    if opens && view.begins(time, Class::Comparing) {
        return Some(time);
    }
    let compares = (1..=7.min(time)).map(|back| time - back).take_while(word).find(|i| view.compares(*i))?;
    (opens || compares + 1 < time).then_some(time)
}

/// Whether `found` says `before` once more.
fn restates(view: View<'_, '_, '_>, before: &Found, found: &Found) -> bool {
    let (from, at) = (before.slot + 1, found.slot);
    if compared_time(view, at).is_some() {
        return false;
    }
    let by_the_piece = by_the_piece(view, at + 1);
    let differs = kind(before) != kind(found);
    // "$40.8 million, or 51 cents,": so much for each share, as was said before.
    let by_the_piece = by_the_piece || kind(found).0 == 0 && before.seen.scaled && !found.seen.scaled;
    // "Rs 99,860 crore (Rs 998.6 billion)": the same, in another scale.
    let (value, again) = (&before.seen.quantity.value, &found.seen.quantity.value);
    let hundredth = |n: &Number| n * &Number::pow10(-2);
    let near = *again <= value + &hundredth(value) && *value <= again + &hundredth(again);
    let differs = differs || kind(found).0 == 0 && near && before.seen.scaled && found.seen.scaled && at > from;
    if !(differs || by_the_piece) || at < from + 1 {
        return false;
    }
    // "(1.8 percent)", right before the number.
    if view.sign(at - 1, "(") {
        let close = (at + 1..at + 8).find(|i| view.sign(*i, ")"));
        let alone =
            close.is_some_and(|close| (at + 1..close).all(|i| view.slot(i).is_some_and(|s| s.kind == SlotKind::Word)));
        return alone && plain(view, from, at - 1);
    }
    let or = (from..at).rev().find(|i| view.is(*i, Class::Or) || view.begins(*i, Class::EqualTo));
    let Some(or) = or else { return false };
    // Between "or" and the number only what leads to it may stand.
    let leads = (or + 1..at)
        .all(|i| view.slot(i).is_some_and(|s| s.is_any(&[Class::Filler, Class::Determiner])) || view.is(i, Class::To));
    let comma = or > from && view.sign(or - 1, ",");
    leads && plain(view, from, or - usize::from(comma)) && (comma || differs)
}

/// Whether only the noun of the first number stands there, with its "a share", "of" and adjectives.
fn plain(view: View<'_, '_, '_>, from: usize, to: usize) -> bool {
    to <= from + 8
        && (from..to).all(|i| {
            view.slot(i).is_some_and(|s| {
                matches!(s.kind, SlotKind::Word | SlotKind::Period(_))
                    && !s.is(Class::Finite)
                    && !s.is(Class::Breaker)
                    && !s.is(Class::Conjunction)
                    && !view.compares(i)
            })
        })
}

/// `58 cents a share`, `$300 per tonne`.
fn by_the_piece(view: View<'_, '_, '_>, at: usize) -> bool {
    let each = view.is_any(at, &[Class::Indefinite, Class::Per]);
    each && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word)
}

/// What kind of unit: a currency is one of its own.
fn kind(found: &Found) -> (u8, Option<&str>) {
    match &found.seen.quantity.unit {
        Unit::Money(currency) => (0, Some(currency.as_str())),
        Unit::Percent => (1, None),
        Unit::PercentagePoint => (2, None),
        Unit::Times => (3, None),
        Unit::Rank => (4, None),
        Unit::Count(_) => (5, None),
    }
}

/// `pushed the rate up to 7.7%`, `up to 12 from 10`: no bound, but where it went.
pub(super) fn unhedge(sentence: &mut Sentence<'_, '_, '_>) {
    for index in 0..sentence.quantities.len() {
        let view = sentence.view();
        let at = sentence.quantities[index].slot;
        let up_to = view.begins(at, Class::UpTo);
        let from = || (at + 1..at + 4).any(|i| view.is(i, Class::From));
        let moved = || {
            (1..=6.min(at)).any(|back| {
                view.begins(at - back, Class::Pushes)
                    || view.slot(at - back).is_some_and(|s| s.change(Speech::Verb).is_some())
            })
        };
        // "and below the 31.4 billion seen in a poll": less than that, which is itself no bound.
        let compared = view.begins_any(at, &[Class::Below, Class::Above, Class::Under, Class::Over])
            && super::basis::beside(sentence, index) == Some(super::basis::Mood::FORECAST);
        // "will rise to up to 50 percent": a bound on where it goes.
        let bound = at > 0 && view.is(at - 1, Class::To);
        if up_to && !bound && (from() || moved()) || compared {
            sentence.quantities[index].seen.quantity.hedge = Hedge::None;
        }
    }
}
