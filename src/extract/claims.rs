//! From sentences to claims: what a report says about each number, with the
//! running context that undated and pronominal sentences lean on.

use std::sync::Arc;

use compact_str::{CompactString, ToCompactString as _};

use super::Mention;
use super::basis::{self, Mood};
use super::class::Class;
use super::context::{Context, settle};
use super::grounds;
use super::indicator::Terms;
use super::layout::{Block, BlockKind};
use super::lexicon::{Direction, Speech};
use super::links::Foreseen;
use super::measure::{self, Rule, Side, Verdict};
use super::period::Reading;
use super::quantity::Nature;
use super::sentence::{Found, Sentence};
use super::slot::{Slot, SlotKind};
use super::taker::{Draft, Taker, dismissed, one_line};
use super::timing::{self, Base, When};
use crate::finding::{Finding, Severity};
use crate::model::{Basis, IndicatorId, Language, Measure, Number, Period, PrintedClaim, Report, Unit};

/// A date that is in no calendar, such as 2023/51/30.
pub const IMPOSSIBLE_DATE: &str = "impossible_date";
/// `2.5 times more than` may mean 2.5 or 3.5 times; read as 2.5.
pub const MULTIPLE_AMBIGUOUS: &str = "multiple_ambiguous";

/// Why nothing is claimed of what is none of the report's own text.
const BOILERPLATE: &str = "boilerplate";

/// Adds mentions of which nothing is claimed to `out`, with the reason.
pub(super) fn leave(
    report: &Report,
    block: &Block,
    mentions: impl Iterator<Item = Mention>,
    reason: &'static str,
    out: &mut super::Reading,
) {
    let reason = if block.kind.is_stated() { reason } else { BOILERPLATE };
    for mention in mentions {
        out.extracted.mentions += 1;
        out.extracted.dismissed.push(dismissed(report, block, mention.span, reason));
        out.mentions.extend(Some(mention).filter(|mention| mention.quantity.is_some()));
    }
}

/// Adds the claims and dismissals of `sentence` to `out`.
pub(super) fn take(
    report: &Report,
    terms: &Terms,
    block: &Block,
    sentence: &Sentence<'_, '_, '_>,
    context: &mut Context,
    out: &mut super::Reading,
) {
    let taker = Taker { report, terms, block, sentence };
    taker.periods(out);
    if !block.kind.is_stated() {
        for found in &sentence.quantities {
            out.extracted.dismissed.push(taker.dismissed(found.span, BOILERPLATE));
        }
        return;
    }
    taker.claims(context, out);
}

impl Taker<'_, '_, '_, '_> {
    fn periods(&self, out: &mut super::Reading) {
        for when in &self.sentence.periods {
            let impossible = when.reading == Reading::Impossible;
            let reason = match (impossible, self.block.kind.is_stated()) {
                (true, _) => "impossible_date",
                (false, true) => "used_as_period",
                (false, false) => BOILERPLATE,
            };
            let row = self.dismissed(when.span, reason);
            if impossible {
                let message = format!("\"{}\" is no date of the calendar; it was not read", row.value_text);
                out.findings.push(
                    Finding::new(IMPOSSIBLE_DATE, Severity::Note, message)
                        .in_report(&self.report.meta.id)
                        .at(when.span)
                        .located(row.locator.clone()),
                );
            }
            out.extracted.dismissed.push(row);
        }
    }

    fn claims(&self, context: &mut Context, out: &mut super::Reading) {
        if self.sentence.quantities.is_empty() {
            self.pass_over(context, out);
            return;
        }
        self.sense_quarter(context);
        let drafts = self.drafts(context);
        let hits = self.terms.hits(self.sentence.tokens);
        let authority = self.authority(context);
        let mut indicators: Vec<Option<IndicatorId>> = vec![None; drafts.len()];
        let sentence_text: Arc<str> = one_line(self.sentence.span().of(&self.report.text)).into();
        let locator = self.locator();
        let mut claimed = false;
        // The period of the last number that something may be compared with.
        let mut main: Option<Period> = None;
        let mut foretold: Option<Mood> = None;
        let mut percentage = None;
        let mut periods: Vec<Option<Period>> = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.iter().enumerate() {
            let found = &self.sentence.quantities[index];
            let Verdict::Claim { measure, direction, average, rule, side } = draft.verdict else {
                let Verdict::Dismissed(reason) = draft.verdict else { continue };
                out.extracted.dismissed.push(self.dismissed(found.span, reason));
                periods.push(None);
                continue;
            };
            let measure = self.measure_again(measure, rule, found, percentage.is_none(), context);
            percentage = (found.seen.quantity.unit == Unit::Percent).then_some(measure).or(percentage);
            let compared = side != Side::New && draft.when.period.is_none() && !draft.from_now && !draft.again;
            let shifted = draft.when.shift != Base::Unsaid;
            let frame = main
                .or(context.frame(self.block.number))
                .filter(|_| shifted || compared && (draft.when.base != Base::Unsaid || side == Side::Old));
            let counted_from = main.or(frame);
            let (period, inferred) = match counted_from.filter(|_| compared || shifted) {
                Some(main) if shifted => (draft.when.shift.of(Some(main)), true),
                // "widened to 14.2% from 13.1%": a year before, where nothing else is said.
                Some(main) if self.compares_groups(found) && draft.when.base == Base::Unsaid => (Some(main), true),
                Some(main) => {
                    (grounds::behind(main, draft, found, side, context.counted, self.sentence.language), true)
                }
                None if draft.again && draft.when.period.is_none() => (main, true),
                None if draft.market.is_some() => (draft.market, draft.when.period.is_none()),
                None => self.period_alone(index, &drafts, compared && side == Side::Old, context),
            };
            // What says a number once more is of its time, shifted or not.
            let root = found.restates.filter(|_| shifted).and_then(|root| periods.get(root).copied().flatten());
            let period = self.up_to_now(root.or(period), draft, found, measure);
            periods.push(period);
            let mood = self.mood(draft.mood, period);
            // "là 13,7%; 42,3%": what follows in a row is no earlier still.
            let main_goes_on = shifted && self.sentence.language == Language::Vi && main.is_some();
            if side == Side::New {
                main = if main_goes_on { main } else { period };
                // "(năm 2024, thành phố đặt mục tiêu 165.000 người)": told beside.
                let aside = periods.len() > 1 && self.is_in_parentheses(found.slot);
                foretold = if aside { foretold } else { (mood.basis == Basis::Planned).then_some(mood) };
            }
            let mut quantity = Self::value(found, measure, direction);
            if rule == Rule::PlacesGained {
                // Spots, notches and rungs are all places.
                quantity.unit = Unit::Count("places".to_owned());
            }
            let growth = matches!(measure, Measure::Growth | Measure::GrowthAverage);
            let period = if average && growth { self.up_to(period, found) } else { period };
            let (measure, period) = self.yearly(measure, period, inferred, draft, found, mood);
            let base = self.base(measure, draft, found, period, mood, context.counted);
            context.counted =
                context.counted.with(measure, period, base, draft.when.base != Base::Unsaid, &quantity.value);
            let indicator = self.indicator(index, measure, &hits, &drafts, &indicators, context);
            indicators[index].clone_from(&indicator);
            self.note_ambiguity(found, measure, out);
            out.extracted.claims.push(PrintedClaim {
                report: self.report.meta.id.clone(),
                indicator,
                subject: self.subject(index),
                area: self.area(index),
                measure,
                period,
                period_inferred: inferred,
                base_period: base,
                basis: mood.basis,
                status: mood.status,
                quantity,
                value_text: found.span.of(&self.report.text).into(),
                printed_value: self.text(found.seen.number.0, found.seen.number.1).into(),
                printed_unit: self.printed_unit(found),
                attributed_to: authority.clone(),
                sentence: sentence_text.clone(),
                span: found.span,
                locator: locator.clone(),
                rule: rule.as_str().into(),
            });
            let now = self.frames_now(context);
            self.frame_by(period, inferred && !now, mood, side, context, out);
            claimed = true;
        }
        self.establish_and_settle(context, out);
        context.told = main;
        context.percentage = percentage.filter(|m| matches!(m, Measure::Growth | Measure::Share));
        context.foretold = foretold;
        if claimed {
            context.hits = hits;
        }
        if authority.is_some() {
            context.authority = authority;
        }
    }

    /// The period of a number that is compared with none before it, and whether it is inferred; `left` where something
    /// moved away from it.
    fn period_alone(&self, index: usize, drafts: &[Draft], left: bool, context: &Context) -> (Option<Period>, bool) {
        let draft = &drafts[index];
        if let Some(year) = self.year_behind_base(index, drafts, context) {
            // What a text without any time counts from is as good as a time that it names.
            return (Some(year), self.sentence.language != Language::Vi || context.observed.is_some());
        }
        match self.period(index, draft, &self.sentence.quantities[index], context) {
            // "grew from $4 million to $5 million", in a text about no time at all.
            (last, true) if left => (draft.when.base.of(last), true),
            said => said,
        }
    }

    /// `It grew 12% in 1996. That compared with 9.7% nationwide.`: the first percentage of a sentence that points back
    /// is what the one before told.
    fn measure_again(&self, measure: Measure, rule: Rule, found: &Found, first: bool, context: &Context) -> Measure {
        let again = rule == Rule::ComparedWith && measure == Measure::Level && first;
        let percent = found.seen.quantity.unit == Unit::Percent;
        context.percentage.filter(|_| again && percent && self.points_back()).unwrap_or(measure)
    }

    /// A sentence without numbers may still say what follows is about.
    fn pass_over(&self, context: &mut Context, out: &mut super::Reading) {
        self.start_mood(context);
        if self.sentence.language == Language::Vi {
            context.rated = self.rated(&[]);
        }
        context.percentage = None;
        context.authority = self.authority(context).or(context.authority.take());
        context.told = None;
        context.foretold = None;
        self.establish_and_settle(context, out);
    }

    /// What is so now frames a text about years or one day, never one about a month or a quarter; and "lớn nhất
    /// hiện nay" frames nothing in a language whose verbs have no tense.
    fn frames_now(&self, context: &Context) -> bool {
        self.sentence.tags.is(Class::Present)
            && self.sentence.language != Language::Vi
            && context.observed.is_none_or(|known| !(2..360).contains(&known.days()))
    }

    /// Lets the last claim frame what follows, where its period is said. What is compared, or was
    /// left behind, never does.
    fn frame_by(
        &self,
        period: Option<Period>,
        inferred: bool,
        mood: Mood,
        side: Side,
        context: &mut Context,
        out: &mut super::Reading,
    ) {
        let unknown = context.observed.is_none() && mood.basis == Basis::Observed;
        if !inferred && side == Side::New {
            if unknown {
                settle(&mut context.unsettled, period, &mut out.extracted.claims);
            }
            self.remember(period, mood, context);
        } else if unknown
            && inferred
            && let Some(waiting) = self.waiting(&out.extracted.claims, context)
        {
            context.unsettled.push(waiting);
        }
    }

    /// `Trong đó, Hải Phòng (9,77%), Phú Thọ (9,56%)`, `Tiếp theo là Oppo với 17%`: a percentage right behind a name,
    /// of which the sentence says nothing more, is what the sentence before told of others.
    fn as_before(&self, verdict: Verdict, before: &[Verdict], rated: Option<Measure>) -> Verdict {
        let (sentence, view) = (self.sentence, self.sentence.view());
        let found = &sentence.quantities[before.len()];
        // "Philippines mua 40% lượng gạo, Trung Quốc 14%": the sentence has told of another measure by itself.
        let told = before.iter().zip(&sentence.quantities).rev().find_map(|(verdict, found)| match verdict {
            Verdict::Claim { measure, rule, .. }
                if found.seen.quantity.unit == Unit::Percent && !matches!(rule, Rule::Rate | Rule::ShareOfBefore) =>
            {
                Some(*measure)
            }
            _ => None,
        });
        let rated = rated.filter(|rated| told.is_none_or(|told| told == *rated));
        let (
            Some(rated),
            Verdict::Claim { measure: measure @ (Measure::Level | Measure::Share), direction, side, average, rule },
        ) = (rated.filter(|_| sentence.language == Language::Vi && found.seen.quantity.unit == Unit::Percent), verdict)
        else {
            return verdict;
        };
        let own = |s: &Slot<'_>| {
            s.is_any(&[Class::RateNoun, Class::ShareNoun, Class::ShareVerb, Class::Flow, Class::Funds])
                || s.any_change().is_some()
        };
        let moved = matches!(rule, Rule::MovedTo | Rule::MovedFrom);
        let names = |at: usize| view.token(at).is_some_and(|t| t.is_capitalised() && !t.is_upper());
        let at = found.slot;
        let behind =
            at > 1 && (view.sign(at - 1, "(") || view.is_any(at - 1, &[Class::With, Class::At])) && names(at - 2)
                || at > 0 && names(at - 1);
        let said = sentence.slots[..at].iter().any(own);
        let takes = match rated {
            // "Ngược lại, Lazada giảm từ 21% xuống còn 14%"
            Measure::Share => {
                moved && !sentence.slots[..at].iter().any(|s| s.is_any(&[Class::RateNoun, Class::Flow, Class::Funds]))
                    || behind && !said
            }
            // One alone may be anything: "phụ thuộc vào Trung Quốc (75-80%)".
            Measure::Growth => {
                let row = sentence.quantities.iter().filter(|q| q.seen.quantity.unit == Unit::Percent).count() > 1;
                behind && !said && rule != Rule::ShareOf && row
            }
            _ => false,
        };
        if takes && measure != rated {
            Verdict::Claim { measure: rated, direction, side, average, rule }
        } else {
            verdict
        }
    }

    /// What the sentence leaves to those that follow it.
    fn rated(&self, verdicts: &[Verdict]) -> Option<Measure> {
        let sentence = self.sentence;
        let last = verdicts.iter().zip(&sentence.quantities).rev().find_map(|(verdict, found)| match verdict {
            Verdict::Claim { measure, .. } if found.seen.quantity.unit == Unit::Percent => Some(*measure),
            _ => None,
        });
        let speaks = || {
            let grows = |s: &Slot<'_>| s.change(Speech::Noun).is_some();
            (verdicts.is_empty() && sentence.slots.iter().any(grows)).then_some(Measure::Growth)
        };
        last.or_else(speaks)
    }

    /// Whether a parenthesis is open at that slot.
    fn is_in_parentheses(&self, at: usize) -> bool {
        let view = self.sentence.view();
        (0..at).rev().find(|i| view.sign(*i, "(") || view.sign(*i, ")")).is_some_and(|i| view.sign(i, "("))
    }

    fn drafts(&self, context: &mut Context) -> Vec<Draft> {
        let sentence = self.sentence;
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(sentence.quantities.len());
        while verdicts.len() < sentence.quantities.len() {
            let verdict = measure::next(sentence, &verdicts);
            verdicts.push(self.as_before(verdict, &verdicts, context.rated));
        }
        if sentence.language == Language::Vi {
            context.rated = self.rated(&verdicts);
        }
        let whens = timing::of(sentence, &verdicts);
        let start = self.start_mood(context);
        let moods = basis::moods(sentence, start, self.block.kind == BlockKind::Title);
        let mut drafts = Vec::with_capacity(verdicts.len());
        for (index, (verdict, when)) in verdicts.into_iter().zip(whens).enumerate() {
            let found = &sentence.quantities[index];
            let slot = found.slot;
            let mut mood = moods.get(slot).copied().unwrap_or(Mood::FACT);
            if mood == Mood::FACT
                && let Some(later) = basis::later_mood(sentence, index)
            {
                mood = later;
            }
            let old = matches!(verdict, Verdict::Claim { side: Side::Old | Side::Compared, .. });
            let mut when = when;
            let from_now = mood.basis == Basis::Planned && !when.own && self.begins_move(index, verdict);
            if from_now {
                when.period = None;
            }
            let from_now = from_now || basis::is_from_now(sentence, index) && !when.own;
            if from_now {
                when.period = None;
                mood = Mood::FACT;
            }
            let revised = matches!(verdict, Verdict::Claim { side: Side::Old, .. })
                && super::links::is_revised(sentence.view(), slot);
            if revised && mood.basis == Basis::Observed {
                mood = Mood::FORECAST;
            }
            let stated = basis::beside(sentence, index);
            if old && !revised && !basis::ahead_of(when.period, self.report.meta.published) {
                mood = Mood::FACT;
            }
            if let Some(stated) = stated {
                // "a poll of 12 economists predicted growth next year": of today, not of next year.
                if stated == Mood::FACT && basis::ahead_of(when.period, self.report.meta.published) {
                    when.period = None;
                }
                mood = stated;
            }
            if mood == Mood::FORECAST && self.authority_expects(slot) {
                mood = Mood::TARGET;
            }
            // What says a number once more is as sure as it.
            let root = found.restates.and_then(|root| drafts.get(root));
            let mood = root.map_or(mood, |root: &Draft| root.mood);
            // "He sees output at 80 million tonnes. Others put it at 75 million.": what is foretold still.
            let foretold = drafts.last().map(|draft: &Draft| draft.mood).filter(|mood| mood.basis == Basis::Planned);
            let goes_on = foretold.or(context.foretold).filter(|_| mood == Mood::FACT && self.is_put_at(slot));
            let mood = goes_on.unwrap_or(mood);
            let again = self.foreseen_before(index, &mut when, &mut drafts);
            let mood = again.unwrap_or(mood);
            let market = self.market_day(verdict, when, mood, found, drafts.last());
            let market = market.or_else(|| self.market_goes_on(verdict, when, mood, context));
            context.market = market.map(|day| (self.block.number, day)).or(context.market);
            drafts.push(Draft { verdict, when, mood, again: again.is_some(), from_now, market });
        }
        drafts
    }

    /// `put it at 75 million`, `put the figure this week at 75-77 million`.
    fn is_put_at(&self, at: usize) -> bool {
        let view = self.sentence.view();
        let led = at > 2 && view.is(at - 1, Class::At) && self.sentence.language == Language::En;
        let word = |i: &usize| view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Word | SlotKind::Period(_)));
        led && (1..=7.min(at))
            .map(|back| at - back)
            .take_while(word)
            .any(|i| view.is(i, Class::PutAt) && !view.is(i, Class::Seen))
    }

    /// `4.1% in 2020, where it had foreseen 4.4% in March`: what was foreseen before of what the number
    /// before foresees. The month tells when, and neither is of it nor counted from it.
    fn foreseen_before(&self, index: usize, when: &mut When, drafts: &mut [Draft]) -> Option<Mood> {
        let view = self.sentence.view();
        let told = super::links::foreseen_in(view, self.sentence.quantities[index].slot)?;
        let told = match told {
            Foreseen::In(at) => match view.slot(at)?.kind {
                SlotKind::Period(period) => self.sentence.periods.get(period)?.known(),
                _ => return None,
            },
            Foreseen::Before => None,
        };
        if basis::ahead_of(told, self.report.meta.published) {
            return None;
        }
        let unit = |index: usize| std::mem::discriminant(&self.sentence.quantities[index].seen.quantity.unit);
        let before = (0..index).rev().find(|before| unit(*before) == unit(index))?;
        let mood = drafts.get(before)?.mood;
        let claimed = |draft: &Draft| matches!(draft.verdict, Verdict::Claim { .. });
        if mood.basis != Basis::Planned
            || !claimed(&drafts[before])
            || told.is_some() && told == drafts[before].when.period
        {
            return None;
        }
        if told.is_none() && when.period.is_some() {
            return None;
        }
        if when.period == told {
            when.period = None;
            when.own = false;
        }
        for draft in &mut *drafts {
            if told.is_some_and(|told| draft.when.base == Base::Period(told)) {
                draft.when.base = Base::Unsaid;
            }
        }
        when.base = Base::Unsaid;
        Some(mood)
    }

    /// `to raise output from 5 to 8 million tonnes by 2030`: the 5 million are today's,
    /// where the number that the move goes to stands right behind.
    fn begins_move(&self, index: usize, verdict: Verdict) -> bool {
        let next = self.sentence.quantities.get(index + 1).map(|q| q.slot);
        let goes_on = next.is_some_and(|at| at > 0 && self.sentence.view().is(at - 1, Class::To));
        // "expand its fleet to 58 from 30 aircraft by 2030"
        let at = self.sentence.quantities[index].slot;
        let came = at > 2
            && self.sentence.view().is(at - 1, Class::From)
            && index > 0
            && self.sentence.quantities[index - 1].slot == at - 2;
        (goes_on || came) && matches!(verdict, Verdict::Claim { side: Side::Old, .. })
    }

    /// `the ministry expected Vietnam to have`: what an authority that plans expects is
    /// its target; what others expect is a forecast.
    fn authority_expects(&self, slot: usize) -> bool {
        let before = self.sentence.slots.get(slot).map_or(0, |s| s.first);
        let tokens = self.sentence.tokens;
        let named = self.terms.authorities(tokens).into_iter().map(|(_, end)| end);
        let ends: Vec<usize> = named.chain(self.office()).collect();
        ends.into_iter().any(|end| {
            let slots = self.sentence.slots.iter();
            let follows = slots.filter(|s| (end..end + 2).contains(&s.first)).any(|s| s.is(Class::Expects));
            end < before && follows
        })
    }

    /// A plan for what has not come is a plan whatever the words say.
    fn mood(&self, mood: Mood, period: Option<Period>) -> Mood {
        let ahead = basis::ahead_of(period, self.report.meta.published);
        if mood.basis == Basis::Observed && ahead { Mood::FORECAST } else { mood }
    }

    fn value(found: &Found, measure: Measure, direction: Direction) -> crate::model::Quantity {
        let mut quantity = found.seen.quantity.clone();
        if measure == Measure::Rank {
            quantity.unit = Unit::Rank;
            quantity.resolution = Number::zero();
        }
        let falls = direction == Direction::Down
            && matches!(measure, Measure::Growth | Measure::Delta | Measure::GrowthAverage);
        if falls && !quantity.value.is_negative() {
            let (low, high) = (quantity.value.clone(), quantity.value_to.take());
            match high {
                Some(high) => {
                    quantity.value = -high;
                    quantity.value_to = Some(-low);
                    std::mem::swap(&mut quantity.resolution, &mut quantity.resolution_to);
                }
                None => quantity.value = -low,
            }
        }
        quantity
    }

    fn note_ambiguity(&self, found: &Found, measure: Measure, out: &mut super::Reading) {
        let view = self.sentence.view();
        let more =
            view.slot(found.slot + 1).is_some_and(|s| s.end > s.first + 1 || s.change(Speech::Adjective).is_some());
        let of = found.slot > 0 && view.is(found.slot - 1, Class::Of);
        if measure == Measure::Multiple && matches!(found.seen.nature, Nature::Plain) && (more || of) {
            let message = format!(
                "\"{}\" is read as {} times; \"times more\" and \"an increase of ... times\" may also mean one more",
                found.span.of(&self.report.text),
                found.seen.quantity.value
            );
            out.findings.push(
                Finding::new(MULTIPLE_AMBIGUOUS, Severity::Note, message)
                    .in_report(&self.report.meta.id)
                    .at(found.span)
                    .located(self.locator()),
            );
        }
    }

    // -- texts -----------------------------------------------------------------

    fn printed_unit(&self, found: &Found) -> CompactString {
        let printed = self.text(found.seen.unit.0, found.seen.unit.1);
        match (printed.is_empty(), found.noun) {
            (true, Some((from, to))) => self.text(from, to).into(),
            (true, None) => found.seen.quantity.unit.to_compact_string(),
            _ => printed.into(),
        }
    }
}
