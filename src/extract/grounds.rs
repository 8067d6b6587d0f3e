//! What a change is counted from, as its sentence says, else as its text counts: the same period
//! a year earlier, but for what is told from one month or quarter to the next.

use jiff::ToSpan;

use super::basis::Mood;
use super::class::Class;
use super::clause::Kind;
use super::context::Context;
use super::lexicon::{Speech, Tag};
use super::measure::{Rule, Side, Verdict};
use super::quantity::Nature;
use super::sentence::Found;
use super::taker::{Draft, Taker};
use super::timing::{Base, When};
use super::token::Token;
use crate::model::{Basis, Language, Measure, Number, PartialDate, Period, Precision, Quantity, Unit};

/// Changes by so many percent are none of a month.
const LARGE: i64 = 5;

/// What the growths of a text are counted from, as far as it has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counted {
    /// From the same period a year before.
    pub(super) by_year: bool,
    /// From the month or quarter before.
    pub(super) by_part: bool,
}

impl Counted {
    /// With what one more claim says. Only months and quarters count on: that shares rose 2% on the day
    /// before says nothing about the quarter's sales.
    ///
    /// A change that says nothing of its base tells only by its size: `sales fell 1.1 percent` may be either.
    pub(super) fn with(
        self,
        measure: Measure,
        period: Option<Period>,
        base: Option<Period>,
        said: bool,
        value: &Number,
    ) -> Self {
        let grows = measure == Measure::Growth;
        let Some(period) = period.filter(|period| grows && matches!(period.whole_months(), Some(1..=3))) else {
            return self;
        };
        let large = *value >= Number::from(LARGE) || *value <= Number::from(-LARGE);
        let by_year = base == period.years_earlier(1) && (said || large);
        Self { by_year: self.by_year || by_year, by_part: self.by_part || base == period.preceding() }
    }
}

/// The time of what is compared with a number of `main`, or was left for it: as said, else a year before,
/// but for the rates of a month (`the jobless rate edged up to 4.7% from 4.6%`).
pub(super) fn behind(
    main: Period,
    draft: &Draft,
    found: &Found,
    side: Side,
    counted: Counted,
    language: Language,
) -> Option<Period> {
    let monthly = main.whole_months() == Some(1) && !counted.by_year;
    // "ngày 2/3 lãi suất tăng từ 4,8% lên 11,1%": from some day before.
    if language == Language::Vi && main.days() == 1 && side == Side::Old && draft.when.base == Base::Unsaid {
        return None;
    }
    let rate = side == Side::Old && found.seen.quantity.unit == Unit::Percent;
    if monthly && rate && draft.when.base == Base::Unsaid {
        return main.preceding();
    }
    draft.when.base.of(Some(main))
}

impl Taker<'_, '_, '_, '_> {
    /// The base of a change: as said, else as the text counts, else a year earlier for growth and for
    /// changes that a verb says; never for levels, nor for plans to multiply.
    pub(super) fn base(
        &self,
        measure: Measure,
        draft: &Draft,
        found: &Found,
        period: Option<Period>,
        mood: Mood,
        counted: Counted,
    ) -> Option<Period> {
        let said = draft.when.base != Base::Unsaid;
        let Verdict::Claim { rule, .. } = draft.verdict else { return None };
        let default = match measure {
            Measure::Growth => true,
            Measure::Delta => rule != Rule::SoManyMore,
            Measure::Multiple => {
                (matches!(found.seen.nature, Nature::Fold(_)) || self.is_risen_so_many_times(found))
                    && mood.basis == Basis::Observed
                    && period.is_some_and(|p| p.days() <= 366)
            }
            // "82% of its 2019 level" names what it is a part of.
            Measure::Share => {
                let new = matches!(draft.verdict, Verdict::Claim { side: Side::New, .. });
                let then = self.sentence.language == Language::Vi && draft.when.base == Base::YearBefore && new;
                return if then || matches!(draft.when.base, Base::Period(_) | Base::SameIn(_)) {
                    draft.when.base.of(period)
                } else {
                    None
                };
            }
            Measure::Level | Measure::GrowthAverage | Measure::Rank => return None,
        };
        // "payrolls fell by 35,000 in February": what is counted every month.
        let monthly = measure == Measure::Delta && period.and_then(Period::whole_months) == Some(1) && !counted.by_year;
        // "ngày 2/3 tăng 6,3 điểm phần trăm": on the day before.
        let daily = self.sentence.language == Language::Vi
            && period.is_some_and(|p| p.days() == 1 && p.last() != p.last().last_of_month());
        let sequential =
            || monthly || daily || draft.market.is_some() || self.is_sequential(&found.seen.quantity, period, counted);
        if default && !said && measure != Measure::Multiple && sequential() {
            return period?.preceding();
        }
        let base = if said || default { draft.when.base.of(period) } else { None };
        // "exports expanded 11%, compared to the 18% of 2004": that year's own growth, on the one before;
        // "sales rose 12% on the fourth quarter of the prior year", which is not this one.
        if base.is_some() && base == period {
            return period?.years_earlier(1);
        }
        let (Some(base), Some(part)) = (base, period.filter(|p| p.days() < 360)) else { return base };
        let year_before = part.years_earlier(1);
        // "units up 19% on 2006", in a text about the third quarter of 2007: on that quarter.
        let of_year = base.days() >= 360 && year_before.is_some_and(|p| base.contains(p));
        if of_year && part.days() >= 80 { year_before } else { Some(base) }
    }

    /// `doanh thu tăng gấp 1,5 lần`, `tăng 3 lần`: times what it was.
    fn is_risen_so_many_times(&self, found: &Found) -> bool {
        let view = self.sentence.view();
        self.sentence.language == Language::Vi
            && found.slot > 0
            && view.slot(found.slot - 1).is_some_and(|s| {
                s.change(Speech::Verb).is_some()
                    || s.is(Class::Multiplies) && view.begins_any(found.slot - 1, &[Class::Pushes])
            })
    }

    /// Whether a change of a month or quarter is one on the month or quarter before: what is adjusted
    /// for the seasons, what a text goes on counting so, and changes too small for a year's
    /// (`retail sales rose 0.3% in May`, `the economy grew 0.6% in the third quarter`).
    fn is_sequential(&self, quantity: &Quantity, period: Option<Period>, counted: Counted) -> bool {
        let tokens = &self.sentence.tokens;
        let (value, percent) = (&quantity.value, quantity.unit == Unit::Percent);
        let below = |bound: i64| percent && *value < Number::from(bound) && *value > Number::from(-bound);
        let output = || tokens.iter().any(|t| t.is(Class::Output));
        let (small, month) = match period.and_then(Period::whole_months) {
            Some(1) => (below(1), true),
            Some(3) => (below(2) && output(), false),
            _ => return false,
        };
        let seasonal = || tokens.iter().any(|t| t.is(Class::Seasonally));
        // A text that counts both ways counts what is too small for a year from the month before.
        match counted {
            Counted { by_year: true, by_part } => by_part && small && month || seasonal(),
            Counted { by_year: false, by_part } => by_part || small || seasonal(),
        }
    }

    /// `The Shanghai index gained 1%. The pound was down 0.2%.`: what moves in a text that has told of no time but
    /// the day of a market.
    pub(super) fn market_goes_on(&self, verdict: Verdict, when: When, mood: Mood, context: &Context) -> Option<Period> {
        /// The paragraphs that go on with the day of a market.
        const NEAR: usize = 3;
        let moves =
            matches!(verdict, Verdict::Claim { measure: Measure::Growth | Measure::Delta, side: Side::New, .. });
        let open = when.period.is_none() && when.base == Base::Unsaid && when.shift == Base::Unsaid;
        let (told, day) = context.market?;
        let fits = self.sentence.language == Language::En
            && mood.basis == Basis::Observed
            && context.frame(self.block.number).is_none()
            && self.sentence.periods.is_empty()
            && !self.sentence.tags.is(Class::Flow)
            && self.block.number <= told + NEAR;
        (moves && open && fits).then_some(day)
    }

    /// `Its shares rose 5 percent`, `the index closed at 4,583`: prices of a market are of the day that
    /// is named, else of the day of publication.
    pub(super) fn market_day(
        &self,
        verdict: Verdict,
        when: When,
        mood: Mood,
        found: &Found,
        before: Option<&Draft>,
    ) -> Option<Period> {
        if !self.sentence.tags.is(Class::Market) {
            return None;
        }
        let view = self.sentence.view();
        let moves = match verdict {
            Verdict::Claim { measure: Measure::Growth | Measure::Delta, .. } => true,
            // "closed up 1.6 percent at 32,300 yen"
            Verdict::Claim { measure: Measure::Level, rule, .. } => {
                let at = rule == Rule::Level && found.slot > 0 && view.is(found.slot - 1, Class::At);
                at || matches!(rule, Rule::MovedTo | Rule::MovedFrom)
            }
            _ => false,
        };
        let longer = when.period.is_some_and(|period| period.days() > 1);
        if !moves || mood.basis != Basis::Observed || longer || when.base != Base::Unsaid {
            return None;
        }
        let first = self.sentence.clauses.first(self.sentence.clauses.of(found.slot));
        // "Shares of the bank", but no "shares of 5%"
        let market = |at: usize| {
            let of = view.begins(at + 1, Class::Of) && !view.token(at + 2).is_some_and(Token::is_capitalised);
            view.is(at, Class::Market) && !of
        };
        // "while that of the bank fell by 1.12%"
        let clause = self.sentence.clauses.kind(self.sentence.clauses.of(found.slot));
        let goes_on = matches!(clause, Kind::Coordinate | Kind::Adverbial)
            && before.is_some_and(|before| before.market.is_some())
            && !(first..found.slot).any(|at| view.is_any(at, &[Class::Flow, Class::RateNoun]));
        // "Shares in the bank had closed before it was told, ending down 0.4 percent"
        let ends = || {
            (1..=2.min(found.slot))
                .any(|back| view.is_any(found.slot - back, &[Class::Ends, Class::Ending, Class::Closed]))
        };
        let subject = goes_on || (first..found.slot).any(market) || ends() && (0..3.min(found.slot)).any(market);
        let published =
            self.report.meta.published.filter(|p| p.precision() == Precision::Day).map(PartialDate::effective);
        // "down 13 percent since the end of last year": long ago.
        let recent = |p: &Period| published.is_none_or(|now| p.first().saturating_add(20.days()) >= now);
        let days = || self.sentence.periods.iter().filter_map(|when| when.alone().filter(|p| p.days() == 1));
        let day = || days().find(recent);
        // "On Thursday its shares ended": the latest one.
        let weekday = || {
            let named = self
                .sentence
                .slots
                .iter()
                .find_map(|slot| slot.find(|tag| if let Tag::Weekday(day) = tag { Some(day) } else { None }))?;
            let back = (published?.weekday().to_monday_one_offset() - named).rem_euclid(7);
            published?.checked_sub(i32::from(back).days()).ok()
        };
        subject.then(|| when.period.or_else(day).or_else(|| weekday().or(published).map(Period::day))).flatten()
    }
}
