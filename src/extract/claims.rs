//! From sentences to claims: what a report says about each number, with the
//! running context that undated and pronominal sentences lean on.

use super::basis::{self, Mood};
use super::indicator::{Hit, Terms};
use super::layout::{Block, BlockKind};
use super::lexicon::{Class, Direction, Tag};
use super::measure::{self, Side, Verdict};
use super::period::Reading;
use super::quantity::Nature;
use super::sentence::{Found, Sentence};
use super::slot::SlotKind;
use super::tags::{Kind, kinds};
use super::timing::{self, Base, When};
use super::token::Token;
use crate::finding::{Finding, Severity};
use crate::model::{
    Basis, Dismissed, Extracted, IndicatorId, Measure, Number, PartialDate, Period, PrintedClaim, Report, Span, Unit,
};

/// A date that is in no calendar, such as 2023/51/30.
pub const IMPOSSIBLE_DATE: &str = "impossible_date";
/// `2.5 times more than` may mean 2.5 or 3.5 times; read as 2.5.
pub const MULTIPLE_AMBIGUOUS: &str = "multiple_ambiguous";

/// What the text has established so far.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The newest observed period: the frame of undated sentences.
    observed: Option<Period>,
    /// The last period ahead of publication.
    planned: Option<Period>,
    /// Claims of the headline that came before any period was named.
    unsettled: Vec<usize>,
    /// The paragraph that looks ahead without naming a time.
    vague: Option<usize>,
    /// The period ahead that headline or lead names: what a list of aims is for.
    aims_for: Option<Period>,
    /// Concepts of the last sentence with a claim, for pronouns.
    pub(super) hits: Vec<Hit>,
    /// The authority last named, as printed.
    pub(super) authority: Option<String>,
    /// The mood that the items of a list begin with.
    list_mood: Option<Mood>,
}

impl Context {
    /// The period that the text is about so far.
    pub(super) fn observed(&self) -> Option<Period> {
        self.observed
    }
}

/// One claim in the making.
pub(super) struct Draft {
    /// What the words beside it make of it.
    pub(super) verdict: Verdict,
    when: When,
    mood: Mood,
    /// Where a planned move starts: now.
    from_now: bool,
}

/// Adds the claims and dismissals of `sentence` to `out`.
pub(super) fn take(
    report: &Report,
    terms: &Terms,
    block: &Block,
    sentence: &Sentence<'_, '_, '_>,
    context: &mut Context,
    out: &mut (Extracted, Vec<Finding>),
) {
    let taker = Taker { report, terms, block, sentence };
    taker.periods(out);
    if !block.kind.is_stated() {
        for found in &sentence.quantities {
            out.0.dismissed.push(taker.dismissed(found.span, "boilerplate"));
        }
        return;
    }
    taker.claims(context, out);
}

/// A sentence about to be taken apart.
pub(super) struct Taker<'a, 's, 't, 'v> {
    /// The report.
    pub(super) report: &'a Report,
    /// The terms of the configuration.
    pub(super) terms: &'a Terms,
    /// The block that the sentence is in.
    pub(super) block: &'a Block,
    /// The sentence.
    pub(super) sentence: &'a Sentence<'s, 't, 'v>,
}

impl Taker<'_, '_, '_, '_> {
    fn locator(&self) -> String {
        format!("{}:{}", self.block.kind.as_str(), self.block.number)
    }

    fn dismissed(&self, span: Span, reason: &'static str) -> Dismissed {
        Dismissed {
            report: self.report.meta.id.clone(),
            span,
            locator: self.locator(),
            value_text: span.of(&self.report.text).to_owned(),
            reason,
        }
    }

    fn periods(&self, out: &mut (Extracted, Vec<Finding>)) {
        for when in &self.sentence.periods {
            let impossible = when.reading == Reading::Impossible;
            let reason = match (impossible, self.block.kind.is_stated()) {
                (true, _) => "impossible_date",
                (false, true) => "used_as_period",
                (false, false) => "boilerplate",
            };
            let row = self.dismissed(when.span, reason);
            if impossible {
                let message = format!("\"{}\" is no date of the calendar; it was not read", row.value_text);
                out.1.push(
                    Finding::new(IMPOSSIBLE_DATE, Severity::Note, message)
                        .in_report(&self.report.meta.id)
                        .at(when.span)
                        .located(row.locator.clone()),
                );
            }
            out.0.dismissed.push(row);
        }
    }

    fn claims(&self, context: &mut Context, out: &mut (Extracted, Vec<Finding>)) {
        if self.sentence.quantities.is_empty() {
            self.start_mood(context);
            context.authority = self.authority(context).or(context.authority.take());
            self.establish_and_settle(context, out);
            return;
        }
        let drafts = self.drafts(context);
        let hits = self.terms.hits(self.sentence.tokens);
        let authority = self.authority(context);
        let mut indicators: Vec<Option<IndicatorId>> = vec![None; drafts.len()];
        let (sentence_text, locator) = (self.sentence_text(), self.locator());
        let present = self.sentence.tags.is(Class::Present);
        let mut claimed = false;
        // The period of the last number that something may be compared with.
        let mut main: Option<Period> = None;
        let mut periods: Vec<Option<Period>> = Vec::with_capacity(drafts.len());
        for (index, draft) in drafts.iter().enumerate() {
            let found = &self.sentence.quantities[index];
            let Verdict::Claim { measure, direction, average, rule, side } = draft.verdict else {
                let Verdict::Dismissed(reason) = draft.verdict else { continue };
                out.0.dismissed.push(self.dismissed(found.span, reason));
                periods.push(None);
                continue;
            };
            let compared = side != Side::New && draft.when.period.is_none() && !draft.from_now;
            let shifted = draft.when.shift != Base::Unsaid;
            let frame = main.or(context.observed).filter(|_| shifted || compared && draft.when.base != Base::Unsaid);
            let counted_from = main.or(frame);
            let (period, inferred) = match counted_from.filter(|_| compared || shifted) {
                Some(main) if shifted => (draft.when.shift.of(Some(main)), true),
                // "widened to 14.2% from 13.1%": a year before, where nothing else is said.
                Some(main) if self.compares_groups(found) && draft.when.base == Base::Unsaid => (Some(main), true),
                Some(main) => (draft.when.base.of(Some(main)), true),
                None => self.period(index, draft, found, context),
            };
            // What says a number once more is of its time, shifted or not.
            let root = found.restates.filter(|_| shifted).and_then(|root| periods.get(root).copied().flatten());
            let period = self.up_to_now(root.or(period), draft, found, measure);
            periods.push(period);
            if side == Side::New {
                main = period;
            }
            let mood = self.mood(draft.mood, period);
            let mut quantity = Self::value(found, measure, direction);
            if rule == "places_gained" {
                // Spots, notches and rungs are all places.
                quantity.unit = Unit::Count("places".to_owned());
            }
            let period = if average { self.up_to(period, found) } else { period };
            // "has risen an average of 3.6 percent a year": over years that are not named.
            let unnamed = average
                && inferred
                && measure == Measure::Growth
                && mood.basis == Basis::Observed
                && self.says_on_average();
            let period = if unnamed { None } else { period };
            let average = measure == Measure::Growth && average && period.is_none_or(|p| p.days() > 366);
            // "at a CAGR of 11.9%", "has remained above 5% in the last eight years": yearly rates.
            let compound =
                measure == Measure::Growth && self.sentence.tokens.iter().any(|t| t.is("cagr") || t.is("compound"));
            let lasting = measure == Measure::Growth
                && matches!(rule, "rate" | "moved_to" | "level")
                && period.is_some_and(|p| p.days() > 740)
                && draft.when.base == Base::Unsaid;
            let measure = if average || compound || lasting { Measure::GrowthAverage } else { measure };
            let base = base_period(measure, draft, found, period, mood);
            let indicator = self.indicator(index, measure, &hits, &drafts, &indicators, context);
            indicators[index].clone_from(&indicator);
            self.note_ambiguity(found, measure, out);
            out.0.claims.push(PrintedClaim {
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
                value_text: found.span.of(&self.report.text).to_owned(),
                printed_value: self.text(found.seen.number.0, found.seen.number.1),
                printed_unit: self.printed_unit(found),
                attributed_to: authority.clone(),
                sentence: sentence_text.clone(),
                span: found.span,
                locator: locator.clone(),
                rule: rule.to_owned(),
            });
            // What is compared, or was left behind, never frames what follows.
            if (!inferred || present) && side == Side::New {
                if context.observed.is_none() && mood.basis == Basis::Observed {
                    settle(&mut context.unsettled, period, &mut out.0.claims);
                }
                self.remember(period, mood, context);
            } else if context.observed.is_none() && self.block.kind == BlockKind::Title && mood.basis == Basis::Observed
            {
                context.unsettled.push(out.0.claims.len() - 1);
            }
            claimed = true;
        }
        self.establish_and_settle(context, out);
        if claimed {
            context.hits = hits;
        }
        if authority.is_some() {
            context.authority = authority;
        }
    }

    fn drafts(&self, context: &mut Context) -> Vec<Draft> {
        let sentence = self.sentence;
        let mut verdicts: Vec<Verdict> = Vec::with_capacity(sentence.quantities.len());
        while verdicts.len() < sentence.quantities.len() {
            verdicts.push(measure::next(sentence, &verdicts));
        }
        let whens = timing::of(sentence, &verdicts);
        let start = self.start_mood(context);
        let moods = basis::moods(sentence, start, self.block.kind == BlockKind::Title);
        let mut drafts = Vec::with_capacity(verdicts.len());
        for (index, (verdict, when)) in verdicts.into_iter().zip(whens).enumerate() {
            let slot = sentence.quantities[index].slot;
            let mut mood = moods.get(slot).copied().unwrap_or(Mood::FACT);
            if mood == Mood::FACT
                && let Some(later) = basis::later_mood(sentence, slot)
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
                mood = stated;
            }
            if mood == Mood::FORECAST && self.authority_expects(slot) {
                mood = Mood::TARGET;
            }
            drafts.push(Draft { verdict, when, mood, from_now });
        }
        drafts
    }

    /// `to raise output from 5 to 8 million tonnes by 2030`: the 5 million are today's,
    /// where the number that the move goes to stands right behind.
    fn begins_move(&self, index: usize, verdict: Verdict) -> bool {
        let next = self.sentence.quantities.get(index + 1).map(|q| q.slot);
        let goes_on = next.is_some_and(|at| at > 0 && self.sentence.view().is(at - 1, "to"));
        goes_on && matches!(verdict, Verdict::Claim { side: Side::Old, .. })
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

    /// Items of a list of aims begin with an aim; so does an item that begins with a bare verb.
    fn start_mood(&self, context: &mut Context) -> Mood {
        if self.block.kind == BlockKind::List {
            return context.list_mood.unwrap_or(Mood::FACT);
        }
        // "Targets for 2025": a heading that names aims.
        let heading =
            self.block.kind == BlockKind::Title || !self.sentence.tokens.last().is_some_and(|t| t.is(".") || t.is(":"));
        let names_aims = self.sentence.slots.first().is_some_and(|s| s.is(Class::AimHeading));
        if heading && names_aims {
            context.list_mood = Some(Mood::TARGET);
            return Mood::TARGET;
        }
        let ends_with_colon = self.sentence.tokens.last().is_some_and(|t| t.is(":"));
        let tags = &self.sentence.tags;
        let aims = tags.any_kind(kinds(&[Kind::Target])) || tags.is(Class::AimList);
        context.list_mood = (ends_with_colon && aims).then_some(Mood::TARGET);
        Mood::FACT
    }

    fn period(&self, index: usize, draft: &Draft, found: &Found, context: &Context) -> (Option<Period>, bool) {
        let printed = draft.when.period.map(|period| self.of_flow(period, found, draft.when.own));
        if printed.is_some() {
            return (printed, false);
        }
        // What was expected of a figure is of its time.
        let at = found.slot;
        let expected = super::links::is_expected(self.sentence.view(), at)
            || draft.mood == Mood::FORECAST && self.had_expected(found.slot)
            || draft.mood == Mood::FORECAST
                && (at + 1..at + 6).any(|i| {
                    self.sentence.view().class(i, Class::Said)
                        || self.sentence.view().is(i, "expected")
                        || self.sentence.view().is(i, "seen")
                })
                && basis::beside(self.sentence, index) == Some(Mood::FORECAST);
        if draft.mood.basis == Basis::Planned && !expected {
            // "over the next few years": some time ahead, and no more is known.
            if self.is_vague() || context.vague == Some(self.block.number) {
                return (None, true);
            }
            let listed = self.block.kind == BlockKind::List;
            let frame = context.aims_for.filter(|_| listed).or(context.planned);
            let stretch = |period: Period| match draft.verdict {
                // "from 50,000 to 100,000 in 2020-2025": the aim is for the end of it.
                Verdict::Claim { rule: "moved_to", .. } => Period::year(period.last().year()),
                _ => Some(period),
            };
            return (frame.and_then(stretch), true);
        }
        let present = self.sentence.tags.is(Class::Present);
        let published = self.report.meta.published.and_then(|p| Period::year(p.effective().year()));
        if present || draft.from_now {
            return (published, true);
        }
        // A frame that is the last day of a year frames rates and amounts by that year.
        let counted = matches!(found.seen.quantity.unit, Unit::Count(_) | Unit::Rank);
        // What is told in the present holds for the year: "the industry employs four million".
        let present = !matches!(found.seen.nature, Nature::Fold(_))
            && matches!(draft.verdict, Verdict::Claim { measure: Measure::Level | Measure::Share | Measure::Rank, .. })
            && super::clause::is_present(self.sentence.view(), &self.sentence.clauses, found.slot);
        // "to 3.5 billion from 2.9 billion in 1985/86" is of the season behind.
        let season = draft.when.after.filter(|after| after.days() > 366);
        let running =
            season.or(context.observed).or(draft.when.after).map(|period| match Period::year(period.last().year()) {
                Some(year) if present && period.days() < 360 => year,
                _ => period,
            });
        let running = running.map(|period| match Period::year(period.last().year()) {
            Some(year) if !counted && period.days() == 1 && period.last() == year.last() => year,
            _ => period,
        });
        (running.or(published), true)
    }

    /// `shares have gained 8.8% this year`: from its first day to that of publication.
    fn up_to_now(&self, period: Option<Period>, draft: &Draft, found: &Found, measure: Measure) -> Option<Period> {
        let published = self.report.meta.published.map(PartialDate::effective);
        let (Some(period), Some(now)) = (period, published) else { return period };
        let view = self.sentence.view();
        let at = found.slot;
        let running = period.as_year() == Some(now.year()) && draft.mood.basis == Basis::Observed && draft.when.own;
        let perfect = (1..=7.min(at)).any(|back| view.is(at - back, "has") || view.is(at - back, "have"));
        if running && perfect && measure == Measure::Growth && now != period.last() {
            return Period::new(period.first(), now);
        }
        Some(period)
    }

    /// `by 18% a year through 2030`: a yearly rate up to a year ahead holds from publication on.
    fn up_to(&self, period: Option<Period>, found: &Found) -> Option<Period> {
        let view = self.sentence.view();
        let ahead = basis::ahead_of(period, self.report.meta.published);
        let led =
            (found.slot..found.slot + 6).any(|at| ["through", "until", "to", "by"].iter().any(|w| view.is(at, w)));
        let from = self.report.meta.published.map(|p| p.effective().year());
        match (period, from) {
            (Some(last), Some(from)) if ahead && led => Period::years(from, last.last().year()).or(period),
            _ => period,
        }
    }

    /// Revenue "by the end of 2023" is the year's; firms "by the end of 2023" are that day's.
    fn of_flow(&self, period: Period, found: &Found, own: bool) -> Period {
        let year_end = period.first() == period.last() && period.last().month() == 12 && period.last().day() == 31;
        let money = !matches!(found.seen.quantity.unit, Unit::Count(_) | Unit::Rank);
        let flows = self.sentence.tags.is(Class::Flow);
        if year_end && money && flows && !own { Period::year(period.last().year()).unwrap_or(period) } else { period }
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

    fn remember(&self, period: Option<Period>, mood: Mood, context: &mut Context) {
        let Some(period) = period else { return };
        match mood.basis {
            Basis::Observed if frames(period, context.observed, self.report.meta.published) => {
                context.observed = Some(period);
            }
            Basis::Observed => {}
            // What was foreseen for a time that is over frames no plan.
            Basis::Planned if self.report.meta.published.is_some_and(|p| period.last() < p.effective()) => {}
            Basis::Planned => context.planned = Some(period),
        }
    }

    /// `54% of retailers, against 47% of manufacturers`: another group, not another time.
    fn compares_groups(&self, found: &Found) -> bool {
        let view = self.sentence.view();
        let at = found.slot + 1;
        let group = ["of", "for", "among"].iter().any(|w| view.begins(at, w));
        group && !view.slot(at + 1).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)))
    }

    /// `Analysts had forecast a drop to 2.5`: of the figure that came.
    fn had_expected(&self, at: usize) -> bool {
        let view = self.sentence.view();
        (1..=10.min(at)).any(|back| {
            view.is(at - back, "had") && view.slot(at - back + 1).is_some_and(|s| s.tags.contains(&Tag::Forecast))
        })
    }

    /// Whether the sentence says that its rate is an average, in that word.
    fn says_on_average(&self) -> bool {
        self.sentence
            .tokens
            .iter()
            .any(|t| t.lower.starts_with("average") || t.is("averaging") || t.is("compound") || t.is("cagr"))
    }

    fn is_vague(&self) -> bool {
        self.sentence.tags.is(Class::VagueFuture)
    }

    /// The headline's claims that no period was known for take the first one that is.
    fn establish_and_settle(&self, context: &mut Context, out: &mut (Extracted, Vec<Finding>)) {
        let unknown = context.observed.is_none();
        self.establish(context);
        if unknown && context.observed.is_some() {
            settle(&mut context.unsettled, context.observed, &mut out.0.claims);
        }
    }

    /// Periods ahead of publication that no claim took still frame the aims that follow.
    fn establish(&self, context: &mut Context) {
        if self.is_vague() {
            context.vague = Some(self.block.number);
        }
        for when in &self.sentence.periods {
            if let Some(period) = when.known()
                && basis::ahead_of(Some(period), self.report.meta.published)
            {
                context.planned = Some(period);
                context.vague = None;
                if matches!(self.block.kind, BlockKind::Title | BlockKind::Lead) && context.aims_for.is_none() {
                    context.aims_for = Some(period);
                }
            }
        }
        // "Highlights of the first nine months of 2012:" and headlines frame what follows.
        let frames = self.block.kind == BlockKind::Title || self.sentence.tokens.last().is_some_and(|t| t.is(":"));
        let published = self.report.meta.published;
        let known = self.sentence.periods.iter().filter_map(super::sentence::When::known);
        let over = known.filter(|p| frames && !basis::ahead_of(Some(*p), published));
        // "Q3 sales down, stemming declines earlier this year" is about the quarter.
        let mut framed = None;
        for period in over {
            if self::frames(period, framed, published) {
                framed = Some(period);
            }
        }
        context.observed = framed.or(context.observed);
        // Where nothing is known yet, what a sentence names besides its numbers is the frame.
        if context.observed.is_none() {
            let known = self.sentence.periods.iter().filter_map(super::sentence::When::known);
            let over = |p: &Period| published.is_none_or(|now| p.last() <= now.effective());
            let part = |p: &Period| p.days() <= 366 && p.days() > 1 && over(p);
            context.observed = known.filter(part).last();
        }
    }

    fn note_ambiguity(&self, found: &Found, measure: Measure, out: &mut (Extracted, Vec<Finding>)) {
        let view = self.sentence.view();
        let more = view
            .slot(found.slot + 1)
            .is_some_and(|s| s.end > s.first + 1 || s.change(super::lexicon::Speech::Adjective).is_some());
        let of = found.slot > 0 && view.is(found.slot - 1, "of");
        if measure == Measure::Multiple && matches!(found.seen.nature, Nature::Plain) && (more || of) {
            let message = format!(
                "\"{}\" is read as {} times; \"times more\" and \"an increase of ... times\" may also mean one more",
                found.span.of(&self.report.text),
                found.seen.quantity.value
            );
            out.1.push(
                Finding::new(MULTIPLE_AMBIGUOUS, Severity::Note, message)
                    .in_report(&self.report.meta.id)
                    .at(found.span)
                    .located(self.locator()),
            );
        }
    }

    // -- texts -----------------------------------------------------------------

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let tokens: &[Token<'_>] = self.sentence.tokens;
        match (tokens.get(from), to.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) if from < to => one_line(Span::new(first.start, last.end).of(&self.report.text)),
            _ => String::new(),
        }
    }

    fn printed_unit(&self, found: &Found) -> String {
        let printed = self.text(found.seen.unit.0, found.seen.unit.1);
        match (printed.is_empty(), found.noun) {
            (true, Some((from, to))) => self.text(from, to),
            (true, None) => found.seen.quantity.unit.to_string(),
            _ => printed,
        }
    }

    fn sentence_text(&self) -> String {
        one_line(self.sentence.span().of(&self.report.text))
    }
}

/// Whether `period` becomes the frame of what follows. News is about the latest: an
/// older period in between does not, nor a stretch of years, nor a day of a year that
/// is known, nor what is still running when something in it is known.
fn frames(period: Period, known: Option<Period>, published: Option<PartialDate>) -> bool {
    let Some(known) = known else { return true };
    let running = published.is_some_and(|p| period.last() > p.effective());
    if running {
        return known.last() < period.first();
    }
    // A quarter or half that is over takes the place of the year that still runs around it.
    let part = period.whole_months().is_some_and(|months| (3..=9).contains(&months));
    if part && known.contains(period) && published.is_some_and(|p| known.last() > p.effective()) {
        return true;
    }
    // "in the last nine months", "so far this year": a window, no part of a year.
    let window =
        period.whole_months().is_none_or(|months| ![1, 3, 6, 12].contains(&months) && period.first().month() != 1)
            && period.days() > 1;
    let stretch = period.days() > 400 || window;
    let day = period.days() == 1 && known.days() > 1 && period.last().year() == known.last().year();
    let longer = period.last() == known.last() && period.days() > known.days();
    period.last() >= known.last() && !stretch && !day && !longer
}

/// Gives the first period that the text names to the claims of the headline before it.
fn settle(unsettled: &mut Vec<usize>, period: Option<Period>, claims: &mut [PrintedClaim]) {
    for index in unsettled.drain(..) {
        let Some(claim) = claims.get_mut(index) else { continue };
        let year_before = |p: Option<Period>| p.and_then(|p| p.years_earlier(1));
        let by_default = claim.base_period == year_before(claim.period);
        if by_default && (claim.base_period.is_some() || claim.measure == Measure::Growth) {
            claim.base_period = year_before(period);
        }
        claim.period = period;
    }
}

/// White space runs as single spaces.
fn one_line(text: &str) -> String {
    let mut before = b' ';
    let plain = text.bytes().all(|byte| {
        let single = byte.is_ascii_graphic() || byte == b' ' && before != b' ';
        before = byte;
        single
    });
    if plain && before != b' ' {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The base of a change: as said, else a year earlier for growth and for changes
/// that a verb says; never for levels, nor for plans to multiply.
fn base_period(measure: Measure, draft: &Draft, found: &Found, period: Option<Period>, mood: Mood) -> Option<Period> {
    let said = draft.when.base != Base::Unsaid;
    let Verdict::Claim { rule, .. } = draft.verdict else { return None };
    let default = match measure {
        Measure::Growth => true,
        Measure::Delta => rule != "so_many_more",
        Measure::Multiple => {
            matches!(found.seen.nature, Nature::Fold(_))
                && mood.basis == Basis::Observed
                && period.is_some_and(|p| p.days() <= 366)
        }
        // "82% of its 2019 level" names what it is a part of.
        Measure::Share => {
            return if matches!(draft.when.base, Base::Period(_) | Base::SameIn(_)) {
                draft.when.base.of(period)
            } else {
                None
            };
        }
        Measure::Level | Measure::GrowthAverage | Measure::Rank => return None,
    };
    if said || default { draft.when.base.of(period) } else { None }
}
