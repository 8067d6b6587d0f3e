//! What runs through a text: the period that undated sentences are about, what is planned,
//! the authority that speaks, and the mood of lists.

use super::basis::{self, Mood};
use super::class::Class;
use super::grounds::Counted;
use super::indicator::Hit;
use super::layout::BlockKind;
use super::lexicon::Tag;
use super::measure::Rule;
use super::period::Clock;
use super::sentence::When;
use super::slot::SlotKind;
use super::taker::Taker;
use crate::model::{Basis, Language, Measure, PartialDate, Period, PrintedClaim};

/// The paragraphs in which what moved waits for the first period of the text.
const PATIENCE: usize = 8;

/// The paragraphs after which nothing but the headline waits for it any more.
const LONG: usize = 40;

/// In place of a paragraph: until another time is told.
const ONWARD: usize = usize::MAX;

/// A claim that waits for the first period of its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unsettled {
    /// Its place among the claims of the text.
    pub(super) index: usize,
    /// How many years before that period it is.
    pub(super) years: i16,
    /// Whether it stands in the headline.
    pub(super) headline: bool,
}

/// What the text has established so far.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The newest observed period: the frame of undated sentences.
    pub(super) observed: Option<Period>,
    /// A month of that period which a paragraph is about, and the paragraph.
    pub(super) aside: Option<(usize, Period)>,
    /// What the last percentage of the sentence before was, or what it spoke of: names in a row go on with it.
    pub(super) rated: Option<Measure>,
    /// The last day of a month that stocks are told of: `Tính đến cuối tháng 6, tổng tài sản đạt`.
    pub(super) stocks: Option<Period>,
    /// What the sentence before was about: what "these" and "this" are of.
    pub(super) told: Option<Period>,
    /// What the last percentage that the sentence before told was: a growth, a share.
    pub(super) percentage: Option<Measure>,
    /// The day of the prices of a market that the text told last, and the paragraph.
    pub(super) market: Option<(usize, Period)>,
    /// What the sentence before foresaw: the mood that "of which" goes on with.
    pub(super) foretold: Option<Mood>,
    /// What growths are counted from.
    pub(super) counted: Counted,
    /// The last period ahead of publication.
    pub(super) planned: Option<Period>,
    /// Claims that came before any period was named.
    pub(super) unsettled: Vec<Unsettled>,
    /// The paragraph that looks ahead without naming a time.
    pub(super) vague: Option<usize>,
    /// The period ahead that headline or lead names: what a list of aims is for.
    pub(super) aims_for: Option<Period>,
    /// Concepts of the last sentence with a claim, for pronouns.
    pub(super) hits: Vec<Hit>,
    /// The authority last named, as printed.
    pub(super) authority: Option<String>,
    /// The mood that the items of a list begin with.
    pub(super) list_mood: Option<Mood>,
    /// Whether the sentences before tell of aims, in a language whose verbs have no tense.
    pub(super) aims_on: bool,
}

impl Context {
    /// What an undated sentence of that paragraph is about.
    pub(super) fn frame(&self, paragraph: usize) -> Option<Period> {
        let aside =
            self.aside.filter(|(number, _)| *number == paragraph || *number == ONWARD).map(|(_, period)| period);
        aside.or(self.observed)
    }
}

impl Taker<'_, '_, '_, '_> {
    /// Items of a list of aims begin with an aim; so does an item that begins with a bare verb.
    pub(super) fn start_mood(&self, context: &mut Context) -> Mood {
        if self.block.kind == BlockKind::List {
            return context.list_mood.unwrap_or(Mood::FACT);
        }
        // "Targets for 2025": a heading that names aims.
        let heading = self.block.kind == BlockKind::Title
            || !self.sentence.tokens.last().is_some_and(|t| t.sign(".") || t.sign(":"));
        let names_aims = self.sentence.slots.first().is_some_and(|s| s.is(Class::AimHeading));
        if heading && names_aims {
            context.list_mood = Some(Mood::TARGET);
            return Mood::TARGET;
        }
        let ends_with_colon = self.sentence.tokens.last().is_some_and(|t| t.sign(":"));
        let aims = self.sentence.slots.iter().any(|s| s.tags.contains(&Tag::Target) || s.is(Class::AimList));
        context.list_mood = (ends_with_colon && aims).then_some(Mood::TARGET);
        // "Dự kiến cả năm doanh thu đạt 250 tỷ đồng. Trong đó, ...": as the whole, so its parts.
        let tells = [Class::PastVerb, Class::Present].iter().any(|class| self.sentence.tags.is(*class));
        let dated = self.sentence.periods.iter().any(|when| when.known().is_some());
        if let Some(mood) = context.foretold.filter(|_| self.of_which() && !tells && !dated) {
            return mood;
        }
        if self.sentence.language == Language::Vi && self.goes_on_aiming(context) { Mood::TARGET } else { Mood::FACT }
    }

    /// "Mục tiêu đến năm 2030, ... Tỷ lệ thất nghiệp dưới 3%.": Vietnamese verbs have no tense, and
    /// what follows an aim goes on with it, until something is said of now or of what is over.
    fn goes_on_aiming(&self, context: &mut Context) -> bool {
        const TELLS: [Class; 6] =
            [Class::PastVerb, Class::Present, Class::Said, Class::According, Class::YearBefore, Class::SpanBefore];
        let published = self.report.meta.published;
        let mut known = self.sentence.periods.iter().filter_map(When::known).peekable();
        let dated = known.peek().is_some();
        let ahead = known.any(|period| basis::yet_to_come(Some(period), published));
        // "nghị quyết nêu": what a plan says is no news.
        let view = self.sentence.view();
        let plan = |at: usize| (1..=3.min(at)).any(|back| view.is(at - back, Class::AimList));
        let says = (0..self.sentence.slots.len()).any(|at| view.is(at, Class::Said) && !plan(at));
        let tells = TELLS.iter().any(|class| self.sentence.tags.is(*class) && (*class != Class::Said || says));
        let aims = self.sentence.slots.iter().any(|s| s.tags.contains(&Tag::Target));
        let goes_on = context.aims_on && !tells && (!dated || ahead);
        context.aims_on = aims && ahead || goes_on;
        goes_on
    }

    pub(super) fn remember(&self, period: Option<Period>, mood: Mood, context: &mut Context) {
        let Some(period) = period else { return };
        if self.sentence.language == Language::Vi && mood.basis == Basis::Observed {
            let edge = period.days() == 1 && period.last() == period.last().last_of_month();
            if self.is_of_stocks() && edge && self.begins_with(period) {
                context.stocks = Some(period);
            } else if self.begins_with(period) {
                context.stocks = None;
            }
        }
        // "Tính chung 4 tháng": what the text is about is taken up again.
        let onward = context.aside.is_some_and(|(number, aside)| number == ONWARD && aside != period);
        if onward && mood.basis == Basis::Observed && self.opens_with(period) {
            context.aside = None;
        }
        match mood.basis {
            // "at the beginning of 2021": a stretch of a year, and the text is about the year.
            Basis::Observed if self.is_edge(period) => {}
            // "Hội nghị ngày 21/10": a day that is no end of a month frames markets alone.
            Basis::Observed
                if period.days() == 1
                    && period.last() != period.last().last_of_month()
                    && !self.sentence.tags.is(Class::Market) => {}
            // "In June alone it cut 375 jobs", in a text about the quarter: for that paragraph.
            Basis::Observed if context.observed.is_some_and(|known| is_month_of(period, known)) => {
                let runs_on = self.sentence.language == Language::Vi && self.opens_with(period);
                context.aside = Some((if runs_on { ONWARD } else { self.block.number }, period));
            }
            // What still runs is told of in passing, in a text about what is over.
            Basis::Observed
                if context.observed.is_some_and(|known| known.last() < period.first())
                    && period.days() >= 360
                    && self.report.meta.published.is_some_and(|p| period.last() > p.effective()) =>
            {
                context.aside = Some((self.block.number, period));
            }
            Basis::Observed if frames(period, context.observed, self.report.meta.published) => {
                context.observed = Some(period);
                context.aside = None;
            }
            // "Tính chung 6 tháng", after what was told of June: Vietnamese reports go on with the sum.
            Basis::Observed
                if self.sentence.language == Language::Vi
                    && context.observed.is_some_and(|known| is_longer(period, known) && sums_up(period, known))
                    && self.begins_with(period) =>
            {
                context.observed = Some(period);
                context.aside = None;
            }
            // "Than tiêu thụ đạt 3 triệu tấn; lũy kế 2 tháng đạt 6 triệu tấn": the sum is told beside.
            Basis::Observed
                if self.sentence.language == Language::Vi
                    && context.observed.is_some_and(|known| sums_up(period, known) && is_longer(period, known)) => {}
            // "In the whole of 2008 it sold 533,000", in a text about a month: for that paragraph.
            Basis::Observed if context.observed.is_some_and(|known| is_longer(period, known)) => {
                context.aside = Some((self.block.number, period));
            }
            Basis::Observed => {}
            // What was foreseen for a time that is over frames no plan.
            Basis::Planned if self.report.meta.published.is_some_and(|p| period.last() < p.effective()) => {}
            // "trong đó giai đoạn 2026-2030", in a text about 2030: in passing.
            Basis::Planned
                if self.sentence.language == Language::Vi
                    && period.days() > 366
                    && context.planned.is_some_and(|known| known.days() <= 366 && known.last() == period.last()) => {}
            // "tăng 2,6% trong năm nay và 1,9% trong năm 2025": what is foreseen goes on with the first.
            Basis::Planned if self.is_second(period, context.planned) => {}
            Basis::Planned => context.planned = Some(period),
        }
    }

    /// Whether what is named before the number is held, and does not flow.
    pub(super) fn is_stock(&self, found: &super::sentence::Found) -> bool {
        let held = |s: &super::slot::Slot<'_>| s.is_any(&[Class::Funds, Class::RateNoun]);
        self.is_of_stocks() && self.sentence.slots[..found.slot].iter().any(held)
    }

    /// Whether the sentence tells of what is held, not of what flows.
    pub(super) fn is_of_stocks(&self) -> bool {
        self.sentence.tags.is(Class::Funds) && !self.sentence.tags.is(Class::Flow)
    }

    /// Whether the sentence names, before that period, the one that plans are for.
    fn is_second(&self, period: Period, planned: Option<Period>) -> bool {
        let place = |wanted: Period| self.sentence.periods.iter().position(|when| when.known() == Some(wanted));
        let years =
            |known: Period| known.as_year().zip(period.as_year()).is_some_and(|(known, next)| known + 1 == next);
        self.sentence.language == Language::Vi
            && planned.is_some_and(|known| {
                years(known) && place(known).zip(place(period)).is_some_and(|(first, second)| first < second)
            })
    }

    /// `Trong tháng 10/2024, thành phố đã ...`: Vietnamese goes on with the time that a sentence opens with, paragraph
    /// by paragraph, but not with what is told of it alone (`Riêng tháng 10`).
    fn opens_with(&self, period: Period) -> bool {
        let view = self.sentence.view();
        let alone = |at: usize| view.is(at, Class::Breaker);
        self.begins_with(period) && self.sentence.periods.first().is_some_and(|when| !(0..when.slot).any(alone))
    }

    /// Whether the sentence names that period first, before any number: `Tính chung 6 tháng, kim ngạch đạt`, but not
    /// `Than tiêu thụ đạt 3 triệu tấn; lũy kế 2 tháng đạt 6 triệu tấn`.
    fn begins_with(&self, period: Period) -> bool {
        let number = self.sentence.quantities.first().map(|q| q.slot);
        // "Tính đến hết tháng 6" is a day, whose sum is the half-year's.
        let up_to = |known: Period| known.days() == 1 && known.last() == period.last();
        self.sentence.periods.first().is_some_and(|when| {
            when.known().is_some_and(|known| known == period || up_to(known))
                && number.is_none_or(|number| when.slot < number)
        })
    }

    /// The last claim, if it waits for the first period of its text: all of the headline do, and what moved in
    /// the first paragraphs (`Profit rose 12% to $4 million from $3 million`, then `in the third quarter`).
    pub(super) fn waiting(&self, claims: &[PrintedClaim], context: &Context) -> Option<Unsettled> {
        let claim = claims.last()?;
        let headline = self.block.kind == BlockKind::Title;
        let rule = |rule: Rule| claim.rule == rule.as_str();
        let moved = matches!(claim.measure, Measure::Growth | Measure::Delta) || rule(Rule::MovedTo);
        let plain = claim.base_period.is_none() || claim.base_period == claim.period.and_then(|p| p.years_earlier(1));
        // "to $4 million, or 40 cents a share, from $3 million": all of one move.
        let beside = context.unsettled.last().is_some_and(|last| last.index + 2 == claims.len())
            && (rule(Rule::MovedFrom) || rule(Rule::Restated));
        let year = claim.period.and_then(Period::as_year);
        let waits = headline || self.block.number < PATIENCE && year.is_some() && (moved && plain || beside);
        let now = self.report.meta.published.map(|p| p.effective().year());
        let years = now.zip(year).map_or(0, |(now, year)| now - year);
        waits.then_some(Unsettled { index: claims.len() - 1, years, headline })
    }

    /// Whether the period is said as the edge of a longer one: `early 2021`, `the beginning of May`.
    fn is_edge(&self, period: Period) -> bool {
        self.sentence.periods.iter().filter(|when| when.known() == Some(period)).any(|when| {
            let slot = self.sentence.slots.get(when.slot);
            let tokens = slot.and_then(|s| self.sentence.tokens.get(s.first..s.end)).unwrap_or_default();
            let edges = [Class::Edge];
            tokens.iter().any(|t| t.is_any(&edges))
        })
    }

    /// `in the same quarter last year`, `quarterly profit`: a text about a quarter, which it need
    /// not name.
    pub(super) fn sense_quarter(&self, context: &mut Context) {
        let quarters = |period: Period| matches!(period.whole_months(), Some(3 | 6));
        let named = self.sentence.periods.iter().filter_map(When::known).any(quarters);
        if named || context.observed.is_some_and(quarters) {
            return;
        }
        let view = self.sentence.view();
        let quarter = |at: usize| {
            let earlier = view.is(at, Class::YearBefore);
            let tokens = view.slot(at).map(|slot| &self.sentence.tokens[slot.first..slot.end]).unwrap_or_default();
            earlier && tokens.iter().any(|t| t.is(Class::QuarterNoun))
                || view.is(at, Class::Quarterly) && (at + 1..at + 4).any(|i| view.is(i, Class::Flow))
        };
        let speaks = self.sentence.tags.is(Class::YearBefore) || self.sentence.tags.is(Class::Flow);
        if speaks && (0..self.sentence.slots.len()).any(quarter) {
            let clock = Clock::new(self.report.meta.published).within(context.observed);
            context.observed = clock.last_quarter().or(context.observed);
        }
    }

    /// `These comprised 34,198 cars`, `Of this, 40% went abroad`: more of what was just told.
    pub(super) fn points_back(&self) -> bool {
        let view = self.sentence.view();
        let first = usize::from(view.begins(0, Class::Of));
        view.begins(first, Class::Pointing)
    }

    /// `Trong đó, doanh thu phí đạt 151 tỷ đồng`: Vietnamese tells the parts in a sentence of their own.
    fn of_which(&self) -> bool {
        self.sentence.language == Language::Vi && self.sentence.slots.first().is_some_and(|s| s.is(Class::OfWhich))
    }

    pub(super) fn is_vague(&self) -> bool {
        self.sentence.tags.is(Class::VagueFuture)
    }

    /// The headline's claims that no period was known for take the first one that is.
    pub(super) fn establish_and_settle(&self, context: &mut Context, out: &mut super::Reading) {
        let unknown = context.observed.is_none();
        // A text that names no time for so long is not kept back for one.
        if self.block.number > LONG {
            context.unsettled.retain(|waiting| waiting.headline);
        }
        self.establish(context);
        if unknown && context.observed.is_some() {
            settle(&mut context.unsettled, context.observed, &mut out.extracted.claims);
        }
    }

    /// Periods ahead of publication that no claim took still frame the aims that follow.
    pub(super) fn establish(&self, context: &mut Context) {
        if self.is_vague() {
            context.vague = Some(self.block.number);
        }
        for when in &self.sentence.periods {
            if let Some(period) = when.known()
                && basis::ahead_of(Some(period), self.report.meta.published)
            {
                // "trong đó giai đoạn 2026-2030", in a text about 2030: in passing.
                let passing = self.sentence.language == Language::Vi
                    && period.days() > 366
                    && context.planned.is_some_and(|known| known.days() <= 366 && known.last() == period.last());
                if !passing && !self.is_second(period, context.planned) {
                    context.planned = Some(period);
                }
                context.vague = None;
                if matches!(self.block.kind, BlockKind::Title | BlockKind::Lead) && context.aims_for.is_none() {
                    context.aims_for = Some(period);
                }
            }
        }
        // "Highlights of the first nine months of 2012:" and headlines frame what follows.
        let frames = self.block.kind == BlockKind::Title || self.sentence.tokens.last().is_some_and(|t| t.sign(":"));
        let published = self.report.meta.published;
        let known = self.sentence.periods.iter().filter_map(When::known);
        // "Late 1986" is too vague to frame anything.
        let over = known.filter(|p| frames && !basis::ahead_of(Some(*p), published) && !self.is_edge(*p));
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
            // "rising 11 places from 37th in 2025": what is counted from is not what the text is about.
            let view = self.sentence.view();
            let left = |at: usize| {
                let number = view.slot(at).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_)));
                number && at > 0 && view.is(at - 1, Class::From)
            };
            // "tương tự như năm ngoái"
            let like = if self.sentence.language == Language::Vi { Class::As } else { Class::Since };
            let base = |slot: usize| {
                (1..=4.min(slot))
                    .map(|back| slot - back)
                    .any(|at| view.compares(at) || view.is_any(at, &[Class::Since, like]) || left(at))
            };
            let said = self.sentence.periods.iter().filter(|when| !base(when.slot));
            let known = said.filter_map(When::known);
            let over = |p: &Period| published.is_none_or(|now| p.last() <= now.effective());
            // "Two years after the scandal of 2015": long ago.
            let recent = |p: &Period| published.is_none_or(|now| p.last().year() + 1 >= now.effective().year());
            let part = |p: &Period| p.days() <= 366 && p.days() > 1 && over(p) && recent(p) && !self.is_edge(*p);
            context.observed = known.rev().find(part);
        }
    }
}

/// Whether `period` is one of the months of a longer period that is known.
fn is_month_of(period: Period, known: Period) -> bool {
    let length = |period: Period| period.whole_months();
    length(period).is_some_and(|months| months < 12)
        && length(known).is_some_and(|months| (3..=12).contains(&months))
        && known.contains(period)
        && known.days() > period.days()
        && (known.days() < 360 || period.last() == known.last() || length(period) == Some(1))
}

/// Whether `period` is a stretch of more months, up to a year, than one that is known.
fn is_longer(period: Period, known: Period) -> bool {
    let months = known.whole_months();
    period.whole_months().is_some_and(|longer| longer <= 12 && months.is_some_and(|months| longer > months))
}

/// Whether `period` goes from new year to the end of `known`.
fn sums_up(period: Period, known: Period) -> bool {
    period.first().month() == 1 && period.last() == known.last() && period.days() < 360
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

/// Gives the first period that the text names to the claims that waited for it.
pub(super) fn settle(unsettled: &mut Vec<Unsettled>, period: Option<Period>, claims: &mut [PrintedClaim]) {
    for Unsettled { index, years, headline } in unsettled.drain(..) {
        let Some(claim) = claims.get_mut(index) else { continue };
        // "Shares closed on Friday", "so far this year": of no quarter's sales.
        if !headline && period.and_then(Period::whole_months).is_none() {
            continue;
        }
        let period = period.and_then(|p| p.years_earlier(years));
        let year_before = |p: Option<Period>| p.and_then(|p| p.years_earlier(1));
        let by_default = claim.base_period == year_before(claim.period);
        if by_default && (claim.base_period.is_some() || claim.measure == Measure::Growth) {
            claim.base_period = year_before(period);
        }
        claim.period = period;
    }
}
