//! Which period and base a claim ends with: what the sentence says, else what the text has
//! established, else the day of publication.

use jiff::ToSpan;

use super::basis::{self, Mood};
use super::class::Class;
use super::context::Context;
use super::layout::BlockKind;
use super::lexicon::Tag;
use super::measure::{Rule, Verdict};
use super::quantity::Nature;
use super::sentence::Found;
use super::slot::SlotKind;
use super::taker::{Draft, Taker};
use super::timing::{Base, When};
use crate::model::{Basis, Language, Measure, PartialDate, Period, Unit};

impl Taker<'_, '_, '_, '_> {
    pub(super) fn period(
        &self,
        index: usize,
        draft: &Draft,
        found: &Found,
        context: &Context,
    ) -> (Option<Period>, bool) {
        // "the world's third-biggest retailer posted second-quarter profits": it is so this year.
        let placed = matches!(draft.verdict, Verdict::Claim { measure: Measure::Rank, .. })
            && found.slot > 0
            && self.sentence.view().is(found.slot - 1, Class::OwnerMark);
        let printed = draft.when.period.filter(|period| !placed || draft.when.own || period.days() >= 360);
        // "hiện chỉ đạt 2% GDP, ... giai đoạn 2026-2030": what is so now is not of a time ahead.
        let now = self.sentence.language == Language::Vi && !draft.when.own && self.is_now(found);
        let printed = printed.filter(|period| !now || !basis::ahead_of(Some(*period), self.report.meta.published));
        let printed = printed.map(|period| self.at_end(self.of_flow(period, found, draft.when.own), found));
        // What was expected of a figure is of its time.
        let at = found.slot;
        let expected = super::links::is_expected(self.sentence.view(), at)
            || draft.mood == Mood::FORECAST && self.had_expected(found.slot)
            || draft.mood == Mood::FORECAST
                && (at + 1..at + 6).any(|i| {
                    self.sentence.view().is(i, Class::Said)
                        || self.sentence.view().is(i, Class::Foreseen)
                        || self.sentence.view().is(i, Class::Seen)
                })
                && basis::beside(self.sentence, index) == Some(Mood::FORECAST);
        // "said in June that he saw output at 70 million tonnes": what is yet to come is not of a time that is over.
        let planned = draft.mood.basis == Basis::Planned && !expected && !draft.when.own;
        let printed = printed.filter(|period| !planned || !self.is_spoken_in(*period));
        if printed.is_some() {
            return (printed, false);
        }
        let published = self.report.meta.published.and_then(|p| Period::year(p.effective().year()));
        if draft.mood.basis == Basis::Planned && !expected {
            // "over the next few years": some time ahead, and no more is known.
            if self.is_vague() || context.vague == Some(self.block.number) {
                return (None, true);
            }
            let listed = self.block.kind == BlockKind::List;
            let frame = context.aims_for.filter(|_| listed).or(context.planned);
            // "Analysts see output at 3 million tonnes", in a text that names no time ahead: of the year that runs.
            let now = self.report.meta.published.map(PartialDate::effective);
            let known = context.observed.filter(|known| now.is_some_and(|now| known.last() > now));
            let running = || known.or(published).filter(|_| draft.mood == Mood::FORECAST && self.foresees(at));
            let stretch = |period: Period| match draft.verdict {
                // "from 50,000 to 100,000 in 2020-2025": the aim is for the end of it.
                Verdict::Claim { rule: Rule::MovedTo, .. } => Period::year(period.last().year()),
                _ => Some(period),
            };
            return (frame.and_then(stretch).or_else(running), true);
        }
        let present = self.is_now(found);
        if present || draft.from_now {
            return (published, true);
        }
        // A frame that is the last day of a year frames rates and amounts by that year.
        let counted = matches!(found.seen.quantity.unit, Unit::Count(_) | Unit::Rank);
        // What is told in the present holds for the year: "the industry employs four million".
        let present = !matches!(found.seen.nature, Nature::Fold(_))
            && matches!(draft.verdict, Verdict::Claim { measure: Measure::Level | Measure::Share | Measure::Rank, .. })
            && super::clause::is_present(self.sentence.view(), &self.sentence.clauses, found.slot);
        // "Britain's third largest grocer": told as it is.
        let largest = (1..=3).any(|step| self.sentence.view().is(found.slot + step, Class::Superlative));
        let ranked = matches!(draft.verdict, Verdict::Claim { measure: Measure::Rank, .. }) && largest;
        let present = present || ranked;
        // What is so in a text of 2018 is of that year, whatever earlier survey it names.
        let now = self.report.meta.published.map(|p| p.effective().year());
        let old = context.observed.zip(now).is_some_and(|(known, now)| known.last().year() + 1 < now);
        if present && old {
            return (published, true);
        }
        // "to 3.5 billion from 2.9 billion in 1985/86" is of the season behind.
        let season = draft.when.after.filter(|after| after.days() > 366);
        let vietnamese = self.sentence.language == Language::Vi;
        let told = context.told.filter(|told| {
            let so_far = !vietnamese && !basis::ahead_of(Some(*told), self.report.meta.published);
            self.points_back() && (!present || so_far)
        });
        let stocks = context.stocks.filter(|_| vietnamese && self.is_stock(found));
        let frame = told.or(stocks).or(context.frame(self.block.number));
        let running = season.or(frame).or(draft.when.after).map(|period| match Period::year(period.last().year()) {
            Some(year) if present && told.is_none() && period.days() < 360 => year,
            _ => period,
        });
        let running = running.map(|period| match Period::year(period.last().year()) {
            Some(year) if !counted && period.days() == 1 && period.last() == year.last() => year,
            _ => period,
        });
        (running.or(published), true)
    }

    /// `said in June that`: whether the period is over, and a verb of saying stands right before it.
    fn is_spoken_in(&self, period: Period) -> bool {
        let view = self.sentence.view();
        let over = self.report.meta.published.is_some_and(|now| period.last() < now.effective());
        let said = |at: usize| {
            at > 1
                && view.is_any(at - 1, &[Class::In, Class::On])
                && view.slot(at - 2).is_some_and(|s| s.is(Class::Said))
        };
        over && self.sentence.periods.iter().any(|when| when.known() == Some(period) && said(when.slot))
    }

    /// Whether the sentence says "now" of the number: anywhere in English; in Vietnamese before it or close behind
    /// (`đạt 7.200 chiếc, và hiện chiếm 9%` says it of the share alone).
    fn is_now(&self, found: &Found) -> bool {
        if !self.sentence.tags.is(Class::Present) {
            return false;
        }
        let view = self.sentence.view();
        let near = (found.slot + 1..found.slot + 5)
            .take_while(|i| !view.sign(*i, ",") && !view.sign(*i, ";"))
            .take_while(|i| !view.slot(*i).is_some_and(|s| matches!(s.kind, SlotKind::Quantity(_))));
        self.sentence.language != Language::Vi || (0..found.slot).chain(near).any(|i| view.is(i, Class::Present))
    }

    /// `totalled $201.6 billion, up 24.5 per cent from 2004`, in a text about a month: what is counted
    /// from a year is of a year.
    pub(super) fn year_behind_base(&self, index: usize, drafts: &[Draft], context: &Context) -> Option<Period> {
        if self.sentence.language == Language::Vi
            && let Some(next) = self.next_behind_base(index, drafts, context)
        {
            return Some(next);
        }
        if let Some(year) = self.planned_behind_base(index, drafts) {
            return Some(year);
        }
        let frame = context.frame(self.block.number).filter(|frame| frame.days() < 360)?;
        let change = |draft: &Draft| {
            matches!(draft.verdict, Verdict::Claim { measure: Measure::Growth | Measure::Delta, .. })
                && draft.mood.basis == Basis::Observed
        };
        let year = |index: usize| match drafts.get(index)?.when {
            When { period: None, base: Base::Period(base), .. } if change(&drafts[index]) => base.as_year(),
            _ => None,
        };
        let beside = || {
            let level = matches!(drafts[index].verdict, Verdict::Claim { measure: Measure::Level, .. });
            let near = self.sentence.quantities.get(index + 1)?.slot <= self.sentence.quantities[index].slot + 4;
            year(index + 1).filter(|_| level && near && drafts[index].when.period.is_none())
        };
        let year = year(index).or_else(beside)?.checked_add(1)?;
        Period::year(year).filter(|_| year == frame.last().year())
    }

    /// `a harvest of 13.8 billion bushels, up 28 percent from last year`: what is foreseen and counted from a year is
    /// of the year behind it, and so is the amount right before.
    fn planned_behind_base(&self, index: usize, drafts: &[Draft]) -> Option<Period> {
        let planned = |draft: &Draft| draft.mood.basis == Basis::Planned && draft.when.period.is_none();
        let year = |index: usize| {
            let draft = drafts.get(index).filter(|draft| planned(draft))?;
            match (draft.verdict, draft.when.base) {
                (Verdict::Claim { measure: Measure::Growth | Measure::Delta, .. }, Base::Period(base)) => {
                    base.as_year()
                }
                (Verdict::Claim { measure: Measure::Growth | Measure::Delta, .. }, Base::SameIn(year)) => Some(year),
                _ => None,
            }
        };
        let beside = || {
            let level = matches!(drafts[index].verdict, Verdict::Claim { measure: Measure::Level, .. });
            let near = self.sentence.quantities.get(index + 1)?.slot <= self.sentence.quantities[index].slot + 8;
            year(index + 1).filter(|_| level && near && planned(&drafts[index]))
        };
        let year = year(index).or_else(beside)?.checked_add(1)?;
        let now = self.report.meta.published?.effective().year();
        Period::year(year).filter(|_| year >= now)
    }

    /// `giảm 21% so với quý 4/2017`, in a text that has named no quarter: the one behind it, for what moved and for
    /// the amount right before; `tăng 37% so với năm 2023`, in a text without any time: the year behind it.
    fn next_behind_base(&self, index: usize, drafts: &[Draft], context: &Context) -> Option<Period> {
        let base = |index: usize| {
            let draft = drafts.get(index)?;
            let Verdict::Claim { measure: Measure::Growth | Measure::Delta, .. } = draft.verdict else { return None };
            let open = draft.when.period.is_none() && draft.mood.basis == Basis::Observed;
            match draft.when.base {
                // "so với tháng trước", in a text that has named no month: of the last one.
                Base::Preceding if open && self.says_before(Class::MonthNoun) => {
                    let now = self.report.meta.published?.effective();
                    Period::month(now.year(), now.month())?.preceding()?.preceding()
                }
                Base::Preceding if open && self.says_before(Class::QuarterNoun) => {
                    let now = self.report.meta.published?.effective();
                    Period::quarter(now.year(), (now.month() + 2) / 3)?.preceding()?.preceding()
                }
                Base::Period(base) if open => Some(base),
                _ => None,
            }
        };
        let beside = || {
            let level = matches!(drafts[index].verdict, Verdict::Claim { measure: Measure::Level, .. });
            let near = self.sentence.quantities.get(index + 1)?.slot <= self.sentence.quantities[index].slot + 4;
            base(index + 1).filter(|_| level && near && drafts[index].when.period.is_none())
        };
        let base = base(index).or_else(beside)?;
        let months = base.whole_months().filter(|months| [1, 3, 12].contains(months))?;
        let first = base.last().tomorrow().ok()?;
        let last = first.checked_add((months - 1).months()).ok()?.last_of_month();
        let next = Period::new(first, last)?;
        let over = self.report.meta.published.is_some_and(|now| next.first() <= now.effective());
        let open = match context.frame(self.block.number) {
            None => true,
            Some(frame) => {
                frame.whole_months().is_some_and(|known| known > months) && frame.contains(next) && months < 12
            }
        };
        (over && open).then_some(next)
    }

    /// Whether the sentence counts from the month or quarter before: `so với tháng trước`.
    fn says_before(&self, part: Class) -> bool {
        self.sentence.slots.iter().any(|slot| {
            slot.is(Class::SpanBefore) && self.sentence.tokens[slot.first..slot.end].iter().any(|t| t.is(part))
        })
    }

    /// `shares have gained 8.8% this year`: from its first day to that of publication.
    pub(super) fn up_to_now(
        &self,
        period: Option<Period>,
        draft: &Draft,
        found: &Found,
        measure: Measure,
    ) -> Option<Period> {
        let published = self.report.meta.published.map(PartialDate::effective);
        let (Some(period), Some(now)) = (period, published) else { return period };
        let view = self.sentence.view();
        let at = found.slot;
        let running = period.as_year() == Some(now.year()) && draft.mood.basis == Basis::Observed && draft.when.own;
        let perfect = (1..=7.min(at)).any(|back| view.is(at - back, Class::Perfect));
        if running && perfect && measure == Measure::Growth && now != period.last() {
            return Period::new(period.first(), now);
        }
        Some(period)
    }

    /// A yearly rate over several years is an average: `by 18% a year in 2020-2025`, `at a CAGR of
    /// 11.9%`, `has remained above 5% in the last eight years`, `an average of 3.6 percent a year`,
    /// whose years nobody names.
    pub(super) fn yearly(
        &self,
        measure: Measure,
        period: Option<Period>,
        inferred: bool,
        draft: &Draft,
        found: &Found,
        mood: Mood,
    ) -> (Measure, Option<Period>) {
        let Verdict::Claim { average, rule, .. } = draft.verdict else { return (measure, period) };
        if measure != Measure::Growth {
            return (measure, period);
        }
        // "tốc độ tăng năng suất bình quân đạt 8,5%/năm": by the year.
        if self.sentence.language == Language::Vi && self.is_by_the_year(found) {
            return (Measure::GrowthAverage, period);
        }
        let unnamed = average && inferred && mood.basis == Basis::Observed && self.says_on_average();
        let period = period.filter(|_| !unnamed);
        // "the average growth rate between 1995 and 2002 came to 2.8%": over all of them.
        if let (Base::Period(base), Some(last)) = (draft.when.base, period)
            && let (Some(from), Some(to)) = (base.as_year(), last.as_year())
            && from + 1 < to
            && matches!(rule, Rule::Rate | Rule::MovedTo | Rule::Level)
            && self.says_on_average()
        {
            return (Measure::GrowthAverage, Period::years(from, to));
        }
        let over_years = average && period.is_none_or(|p| p.days() > 366);
        let compound = self.sentence.tokens.iter().any(|t| t.is(Class::Compound));
        let lasting = matches!(rule, Rule::Rate | Rule::MovedTo | Rule::Level)
            && period.is_some_and(|p| p.days() > 740)
            && draft.when.base == Base::Unsaid;
        (if over_years || compound || lasting { Measure::GrowthAverage } else { measure }, period)
    }

    /// `8,5%/năm`: a mark right behind the number.
    fn is_by_the_year(&self, found: &Found) -> bool {
        let view = self.sentence.view();
        let at = found.slot + 1;
        view.is(at, Class::Average) && (self.sentence.tags.is(Class::Averaging) || self.says_on_average())
    }

    /// `by 18% a year through 2030`: a yearly rate up to a year ahead holds from publication on.
    pub(super) fn up_to(&self, period: Option<Period>, found: &Found) -> Option<Period> {
        let view = self.sentence.view();
        let ahead = basis::ahead_of(period, self.report.meta.published);
        let led = (found.slot..found.slot + 6).any(|at| view.is_any(at, &[Class::By, Class::To, Class::Onward]));
        let from = self.report.meta.published.map(|p| p.effective().year());
        match (period, from) {
            (Some(last), Some(from)) if ahead && led => Period::years(from, last.last().year()).or(period),
            _ => period,
        }
    }

    /// Revenue "by the end of 2023" is the year's; firms "by the end of 2023" are that day's.
    pub(super) fn of_flow(&self, period: Period, found: &Found, own: bool) -> Period {
        if self.sentence.language == Language::Vi
            && let Some(period) = self.summed_up(period, own)
        {
            return period;
        }
        let year_end = period.first() == period.last() && period.last().month() == 12 && period.last().day() == 31;
        let money = !matches!(found.seen.quantity.unit, Unit::Count(_) | Unit::Rank);
        let flows = self.sentence.tags.is(Class::Flow);
        if year_end && money && flows && !own { Period::year(period.last().year()).unwrap_or(period) } else { period }
    }

    /// `tính đến hết tháng 6/2025 đã vận chuyển 12 triệu lượt khách, tăng 11% so với cùng kỳ`: what flows is
    /// counted from new year on.
    fn summed_up(&self, period: Period, own: bool) -> Option<Period> {
        let day = period.last();
        let stock = self.sentence.tags.is(Class::Funds) && !self.sentence.tags.is(Class::Flow);
        // What is held against the same time a year before is of a stretch.
        let flows = self.sentence.tags.is(Class::YearBefore);
        let within = period.days() == 1 && (day.month(), day.day()) != (12, 31);
        let view = self.sentence.view();
        let deadline = self.sentence.periods.iter().any(|when| {
            when.known() == Some(period)
                && (1..=2.min(when.slot)).any(|back| view.is(when.slot - back, Class::Deadline))
        });
        let first = jiff::civil::Date::new(day.year(), 1, 1).ok()?;
        (within && !own && flows && !stock && deadline).then(|| Period::new(first, day))?
    }

    /// `ended the quarter with $2.8 billion`, `the rate finished 2013 at 11%`: as on its last day.
    fn at_end(&self, period: Period, found: &Found) -> Period {
        let view = self.sentence.view();
        let ends = [Class::Ends];
        let ended = |at: usize| at > 0 && view.is_any(at - 1, &ends) && view.is_any(at + 1, &[Class::At, Class::With]);
        let named = self.sentence.periods.iter().find(|when| when.known() == Some(period) && when.slot < found.slot);
        let closes = named.is_some_and(|when| ended(when.slot) && found.slot <= when.slot + 4);
        let counted = matches!(found.seen.quantity.unit, Unit::Count(_));
        if closes && !counted { Period::day(period.last()) } else { period }
    }

    /// `54% of retailers, against 47% of manufacturers`: another group, not another time.
    pub(super) fn compares_groups(&self, found: &Found) -> bool {
        let view = self.sentence.view();
        let at = found.slot + 1;
        let group = view.begins_any(at, &[Class::Among, Class::For, Class::Of]);
        group && !view.slot(at + 1).is_some_and(|s| matches!(s.kind, SlotKind::Period(_)))
    }

    /// `Analysts had forecast a drop to 2.5`, `were expecting a rise`, `had estimated 3%`: of the
    /// figure that came.
    pub(super) fn had_expected(&self, at: usize) -> bool {
        let view = self.sentence.view();
        let foresees =
            |i: usize| view.slot(i).is_some_and(|s| s.tags.contains(&Tag::Forecast) || s.is(Class::Estimate));
        let active = |i: usize| view.begins(i, Class::Gerund);
        (1..=12.min(at)).map(|back| at - back).any(|i| {
            let were = view.is_any(i, &[Class::Been, Class::OfThen]);
            // "Analysts polled by Bloomberg expected a profit"
            let past = view.token(i).is_some_and(|t| t.is_any(&[Class::PastForm, Class::ForecastWord]));
            let polled = |i: usize| view.is(i, Class::Polled);
            let clear = || !(i..at).any(|i| view.is_any(i, &[Class::Next, Class::Future, Class::Would]));
            if past && foresees(i) && (i.saturating_sub(8)..i).any(polled) && clear() {
                return true;
            }
            // "The median forecast was for a rise of 2.8": of the figure that came.
            // But not "the forecast was cut to 2.8".
            let for_it = |j: usize| j + 1 == at || view.is_any(j + 1, &[Class::For, Class::Indefinite, Class::At]);
            let was = view.is(i, Class::Expectation)
                && (i + 1..at.min(i + 4)).any(|j| view.is(j, Class::OfThen) && at <= j + 4 && for_it(j));
            was || view.is(i, Class::Pluperfect) && (foresees(i + 1) || view.is(i + 1, Class::Been) && foresees(i + 2))
                || view.is(i, Class::Expectation) && view.is(i + 1, Class::Ranges)
                || were && foresees(i + 1) && active(i + 1)
                || view.begins(i, Class::Looking) && foresees(i)
        })
    }

    /// Whether a word of foreseeing stands before slot `at`: `sees`, `is forecast`, and not only `could` or `would`.
    fn foresees(&self, at: usize) -> bool {
        let view = self.sentence.view();
        (0..at).any(|i| {
            view.slot(i).is_some_and(|s| s.tags.contains(&Tag::Forecast) || s.is(Class::Saw))
                && !view.is_any(i, &[Class::Perhaps, Class::Would, Class::Modal])
        })
    }

    /// Whether the sentence says that its rate is an average, in that word.
    pub(super) fn says_on_average(&self) -> bool {
        self.sentence.tokens.iter().any(|t| t.is_any(&[Class::Averaging, Class::Compound]))
    }
}
