//! Stretches with two printed ends: `from 2016 to 2020`, `January-March`, `between 2 and
//! 7 February`, `May 2015 to June 2018`. Each end is a [`Point`] that may lack what the
//! other prints, so that every pair of notations is one rule.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::class::Class;
use super::super::lexicon::{Speech, Tag};
use super::super::slot::SlotKind;
use super::super::tags::Kind;
use super::starts::{ARTICLE, CARDINAL, DIGITS, MONTH, ORDINAL, WEEKDAY};
use super::{Reader, Reading, Seen, is_split};
use crate::model::Period;

/// One end of a stretch: as much of a date as is printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Point {
    pub(super) next: usize,
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// Days that need nothing from the other end.
    pub(super) whole: Option<Period>,
}

/// How finely a point is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grain {
    /// A day of a month.
    Day,
    /// A day without its month.
    BareDay,
    Month,
    Year,
    Whole,
}

impl Point {
    fn grain(&self) -> Grain {
        match (self.whole, self.day, self.month) {
            (Some(_), ..) => Grain::Whole,
            (_, Some(_), Some(_)) => Grain::Day,
            (_, Some(_), None) => Grain::BareDay,
            (_, None, Some(_)) => Grain::Month,
            _ => Grain::Year,
        }
    }

    /// Its days, in that year where it prints none.
    pub(super) fn days(&self, year: i16) -> Option<Period> {
        if let Some(whole) = self.whole {
            return Some(whole);
        }
        let year = self.year.unwrap_or(year);
        match (self.month, self.day) {
            (Some(month), Some(day)) => Date::new(year, month, day).ok().map(Period::day),
            (Some(month), None) => Period::month(year, month),
            _ => Period::year(year),
        }
    }
}

/// What stands before a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    None,
    From,
    Between,
}

/// What an end of a stretch begins with, where no word before leads it.
const ENDS: u16 = DIGITS | ORDINAL | CARDINAL | MONTH | WEEKDAY | ARTICLE;

/// More slots than an end of a stretch takes: `Monday , the second day of May , 2016`.
const LONGEST_END: usize = 12;

impl Reader<'_, '_, '_> {
    /// Two ends and what links them.
    pub(super) fn stretch(&self, at: usize) -> Option<Seen> {
        let from = if self.view.is(at, Class::The) { at + 1 } else { at };
        let lead = self.lead(at);
        if lead == Lead::None && (self.starts(from) & ENDS == 0 || self.is_plain_count(from)) {
            return None;
        }
        // No end is longer, and most numbers stand alone.
        if !(from + 1..from + LONGEST_END).any(|at| self.link(at, lead).is_some()) {
            return None;
        }
        let first = self.point(from, lead != Lead::None, None)?;
        let link = self.link(first.next, lead)?;
        let second = self.point(link, lead != Lead::None, Some(first.grain()))?;
        self.joined(at, lead, &first, &second)
    }

    /// `February between 2-7, 2018`: the month stands before its days.
    pub(super) fn month_then_days(&self, at: usize) -> Option<Seen> {
        let month = self.month_name(at)?;
        let (own, year) = self.date_year(at + 1).map_or((at + 1, None), |(next, year)| (next, Some(year)));
        if !self.view.is(own, Class::Between) && !self.view.is(own, Class::From) {
            return None;
        }
        let (link, first) = self.day_number(own + 1)?;
        let linked = self.view.sign(link, "-") || self.view.is_any(link, &[Class::To, Class::And, Class::Onward]);
        let (next, last) = self.day_number(link + 1).filter(|(_, last)| linked && *last > first)?;
        if self.is_quantity_unit(next) || self.counts_things(next) {
            return None;
        }
        let (next, year) = self.date_year(next).map_or((next, year), |(next, year)| (next, Some(year)));
        let first = Point { next, year, month: Some(month), day: Some(first), whole: None };
        let second = Point { day: Some(last), ..first.clone() };
        self.spanned(at, &first, &second)
    }

    /// `5 firms`, `2.5 million`: digits behind which a word stands that no end of a stretch goes on with.
    fn is_plain_count(&self, at: usize) -> bool {
        let view = self.view;
        let goes_on = [Class::Of, Class::To, Class::Onward];
        view.digits(at).is_some()
            && !view.glued(at + 1)
            && view.slot(at + 1).is_some_and(|s| s.kind == SlotKind::Word && !s.tags.has(Kind::Month))
            && !view.is_any(at + 1, &goes_on)
    }

    fn lead(&self, at: usize) -> Lead {
        let word = |back: usize, class: Class| at >= back && self.view.is(at - back, class);
        if (1..=2).any(|back| word(back, Class::Between)) {
            Lead::Between
        } else if word(1, Class::From) || word(2, Class::From) && self.view.is(at - 1, Class::The) {
            Lead::From
        } else {
            Lead::None
        }
    }

    /// The slot behind the word that links two ends.
    fn link(&self, at: usize, lead: Lead) -> Option<usize> {
        let view = self.view;
        // "the January-to-March period"
        if view.sign(at, "-")
            && view.is(at + 1, Class::To)
            && view.sign(at + 2, "-")
            && view.glued(at + 1)
            && view.glued(at + 2)
        {
            return Some(at + 3);
        }
        let dash = view.sign(at, "-");
        let word = view.is_any(at, &[Class::To, Class::Onward]);
        let and = lead == Lead::Between && (view.is(at, Class::And) || view.sign(at, "&"));
        (dash || word || and).then_some(at + 1)
    }

    /// Joins two ends, where their notations and the words around allow it.
    fn joined(&self, at: usize, lead: Lead, first: &Point, second: &Point) -> Option<Seen> {
        let led = lead != Lead::None;
        let dash = self.view.sign(first.next, "-");
        let even = !dash || self.view.glued(first.next) == self.view.glued(first.next + 1);
        let days =
            matches!((first.grain(), second.grain()), (Grain::Day, Grain::BareDay) | (Grain::BareDay, Grain::Day));
        if !even && !days {
            return None;
        }
        let allowed = match (first.grain(), second.grain()) {
            (Grain::Day | Grain::Month, Grain::Day | Grain::Month) | (Grain::Day, Grain::BareDay) => true,
            (Grain::BareDay, Grain::Day) => first.day < second.day || second.year.is_some(),
            (Grain::Year, Grain::Year) => {
                let last = second.year.zip(first.year).is_some_and(|(last, first)| last > first && last - first <= 400);
                // A dash between years has readings of its own: a span, a fiscal year, a month.
                !dash && last && (led || self.view.is(first.next, Class::Onward) || self.period_noun(second.next))
            }
            (Grain::BareDay | Grain::Month, Grain::BareDay) => false,
            (Grain::Whole, Grain::Whole) => {
                let days = |point: &Point| point.whole.is_some_and(|period| period.days() <= 31);
                led || days(first) && days(second) && self.view.digits(at).is_some()
            }
            (Grain::Day, Grain::Whole) | (Grain::Whole, Grain::Day) => {
                led || dash && second.whole.or(first.whole).is_some_and(|period| period.days() == 1)
            }
            (Grain::BareDay, _) | (_, Grain::BareDay) => led && first.whole.is_some_and(|whole| whole.days() == 1),
            _ => led,
        };
        allowed.then(|| self.spanned(at, first, second)).flatten()
    }

    /// From the first day of one end to the last of the other. As a mention alone a stretch
    /// runs up to its second end; what is claimed of it counts that end in.
    fn spanned(&self, at: usize, first: &Point, second: &Point) -> Option<Seen> {
        let (mut a, mut b) = (first.clone(), second.clone());
        let fiscal = self.months_of_fiscal_year(first, second);
        if let Some((next, year)) = fiscal {
            (b.next, b.year) = (next, Some(year));
        }
        if a.whole.is_none() && a.day.is_some() {
            a.month = a.month.or(b.month);
        }
        if b.whole.is_none() && b.day.is_some() {
            b.month = b.month.or(a.month);
        }
        let later = |year: i16| -> Option<(Period, Period)> {
            let (from, to) = (a.days(year)?, b.days(year)?);
            if from.first() <= to.first() {
                return Some((from, to));
            }
            // The year printed once, or not at all: the first end is in the year before.
            if a.whole.is_none() && a.year.is_none() {
                return Some((a.days(year - 1)?, to)).filter(|(from, to)| from.first() <= to.first());
            }
            if b.whole.is_none() && b.year.is_none() {
                return Some((from, b.days(year + 1)?)).filter(|(from, to)| from.first() <= to.first());
            }
            None
        };
        let known = |point: &Point| point.year.or_else(|| point.whole.map(|period| period.first().year()));
        let (from, to) = if let Some(year) = known(&b).or_else(|| known(&a)) {
            later(year)?
        } else {
            let latest = self.clock.latest(|year| span(later(year)?), self.ahead)?;
            let year = latest.last().year();
            later(year).filter(|ends| span(*ends) == Some(latest)).or_else(|| later(year + 1))?
        };
        let up_to = to.first().checked_sub(1.day()).ok().and_then(|last| Period::new(from.first(), last));
        let seen = Seen::new(b.next - at, Reading::Known(span((from, to))?));
        // "The April-June quarter" is named by both of its months.
        let named = self.view.is(second.next, Class::Quarter) || fiscal.is_some();
        Some(Seen { alone: up_to.filter(|_| !named), ..seen })
    }

    /// `April-December of 2016-17`, `the January-March quarter of last fiscal`: behind them, and the
    /// year of the second month.
    fn months_of_fiscal_year(&self, first: &Point, second: &Point) -> Option<(usize, i16)> {
        let bare = |point: &Point| point.whole.is_none() && point.day.is_none();
        let month = second.month.filter(|_| bare(first) && bare(second) && first.year.is_none())?;
        first.month?;
        let of = |last: i16| if month > self.clock.fiscal.end().unwrap_or(6) { last - 1 } else { last };
        let (next, last) = match second.year {
            // "June 2016-17": its first year was read as that of June.
            Some(_) => {
                let (next, years) = self.years(second.next - 1).filter(|(_, years)| is_split(*years))?;
                (next, years.last().year())
            }
            // "July-August (2018-19)": a period of its own, which says the year of both.
            None if self.view.sign(second.next, "(") => {
                let (_, years) = self.years(second.next + 1).filter(|(_, years)| is_split(*years))?;
                return Some((second.next, of(years.last().year())));
            }
            None => {
                let noun = usize::from(self.view.is_any(second.next, &[Class::Quarter, Class::PeriodNoun]));
                self.fiscal_year_after(second.next + noun)?
            }
        };
        Some((next, of(last)))
    }

    /// One end, in whatever notation. `open` says that a word before makes a stretch certain,
    /// so that a bare day or "now" is an end too; `after` is the first end's grain.
    fn point(&self, at: usize, open: bool, after: Option<Grain>) -> Option<Point> {
        let at = self.behind_weekday(at);
        if let Some(seen) = self.date(at) {
            let Reading::Known(day) = seen.reading else { return None };
            return Some(Point { next: at + seen.slots, whole: Some(day), ..Point::default() });
        }
        if let Some((next, month, day)) = self.month_and_day(at).filter(|_| open) {
            return Some(Point { next, month: Some(month), day: Some(day), ..Point::default() });
        }
        if let Some((next, period)) = self.numeric_month(at) {
            return Some(Point { next, whole: Some(period), ..Point::default() });
        }
        self.day_point(at, open)
            .or_else(|| self.month_point(at))
            .or_else(|| self.year_point(at, after == Some(Grain::Year)))
            .or_else(|| self.bare_day_point(at, open, after))
            .or_else(|| self.relative_point(at).filter(|_| open))
    }

    /// `5 March`, `the 16th of November 2016`, `22 this month`, `twenty-second of June`.
    pub(super) fn day_point(&self, at: usize, open: bool) -> Option<Point> {
        let at = if self.view.is(at, Class::The) { at + 1 } else { at };
        let in_words = || self.day_in_words(at).filter(|(next, _)| self.view.is(*next, Class::Of));
        let (next, day) = self.day_number(at).or_else(in_words)?;
        if self.touches_name(at) {
            return None;
        }
        let of = usize::from(self.view.is(next, Class::Of) || self.view.is(next, Class::In) && open);
        if let Some(month) = self.month_name(next + of) {
            let dot = usize::from(self.view.sign(next + of + 1, ".") && self.date_year(next + of + 2).is_some());
            let (next, year) = self.with_year(next + of + 1 + dot);
            return Some(Point { next, year, month: Some(month), day: Some(day), whole: None });
        }
        // "From 4 to 22 this month", but "rose from 4 to 22 this month".
        let from = self.view.skip_article(next + of);
        let offset = self
            .offset(from)
            .filter(|_| open || self.view.is(next, Class::Of))
            .filter(|_| self.view.is(from + 1, Class::Month))?;
        if self.is_change_before(at) {
            return None;
        }
        let month = self.clock.now?.first_of_month().checked_add(i32::from(offset).months()).ok()?;
        Some(Point {
            next: from + 2,
            year: Some(month.year()),
            month: Some(month.month()),
            day: Some(day),
            whole: None,
        })
    }

    /// `March 26, 2022`, `Feb. 1st`, `May 2015`, `September`.
    pub(super) fn month_point(&self, at: usize) -> Option<Point> {
        let view = self.view;
        let month = self.month_name(at)?;
        let mut next = at + 1;
        if view.sign(next, ".") && view.glued(next) && view.slot(next + 1).is_some() {
            next += 1;
        }
        let day_at = if view.is(next, Class::The) { next + 1 } else { next };
        let day = self
            .day_number(day_at)
            .or_else(|| {
                let dated = |after: usize| self.ends(after) || self.date_year(after).is_some();
                self.day_in_words(day_at).filter(|(after, _)| dated(*after) && !view.is(*after, Class::Half))
            })
            .filter(|(after, _)| !self.is_quantity_unit(*after) && !self.counts_things(*after))
            .filter(|(after, _)| *after >= day_at + 2 || self.date_year(next).is_none_or(|(end, _)| end != day_at + 1));
        if let Some((after, day)) = day {
            let (next, year) = self.with_year(after);
            return Some(Point { next, year, month: Some(month), day: Some(day), whole: None });
        }
        let (next, year) = self.with_year(next);
        Some(Point { next, year, month: Some(month), day: None, whole: None })
    }

    /// `2015`, `2015 May`, `nineteen ninety`.
    fn year_point(&self, at: usize, behind_year: bool) -> Option<Point> {
        let words = || self.year_in_words(at).or_else(|| self.round_year(at)).filter(|(next, _)| self.ends(*next));
        if self.decade(at).is_some() {
            return None;
        }
        let (next, year) = self.year_at(at).or_else(|| words().filter(|_| behind_year))?;
        if let Some(month) = self.month_name(next).filter(|_| self.date_year(next + 1).is_none()) {
            let day = self.day_number(next + 1).filter(|(after, _)| self.ends(*after));
            let (next, day) = day.map_or((next + 1, None), |(next, day)| (next, Some(day)));
            return Some(Point { next, year: Some(year), month: Some(month), day, whole: None });
        }
        Some(Point { next, year: Some(year), ..Point::default() })
    }

    /// `4` of "4 to 22 January", `16` of "April 13 to 16", `the 11th`.
    fn bare_day_point(&self, at: usize, open: bool, after: Option<Grain>) -> Option<Point> {
        let at = if self.view.is(at, Class::The) { at + 1 } else { at };
        let (next, day) = self.day_number(at)?;
        let second = after == Some(Grain::Day);
        if after.is_some() && !second && !open || self.is_quantity_unit(next) || self.counts_things(next) {
            return None;
        }
        if !second && self.touches_name(at) {
            return None;
        }
        // "April 13 to 16, 2022": the year behind the second day.
        let (next, year) = if second { self.with_year(next) } else { (next, None) };
        let whole =
            if self.view.slot(at).is_some() && self.follows_weekday(at) { self.weekday_day(at, day) } else { None };
        Some(Point {
            next,
            year,
            day: Some(day).filter(|_| whole.is_none()),
            month: None,
            whole: whole.map(Period::day),
        })
    }

    /// `today`, `next Friday`, `last Monday April`, `the third quarter of 2015`, `next year`.
    fn relative_point(&self, at: usize) -> Option<Point> {
        let view = self.view;
        let whole = |next: usize, period: Period| Some(Point { next, whole: Some(period), ..Point::default() });
        if view.is(at, Class::Nowadays) {
            return whole(at + 1, Period::day(self.clock.now?));
        }
        if let Some((next, day)) = self.relative_weekday(at) {
            return whole(next, Period::day(day));
        }
        self.plain(at).and_then(|(next, period)| whole(next, period))
    }

    /// `COVID-19 March`, `A5 May`: the number belongs to what it touches.
    fn touches_name(&self, at: usize) -> bool {
        let view = self.view;
        let of_stretch = at > 1
            && view.sign(at - 1, "-")
            && (view.digits(at - 2).is_some()
                || self.month_word(at - 2).is_some()
                || self.ordinal(at.saturating_sub(3)).is_some());
        at > 0 && view.glued(at) && !view.sign(at - 1, "(") && !of_stretch
    }

    fn with_year(&self, next: usize) -> (usize, Option<i16>) {
        self.date_year(next).map_or((next, None), |(next, year)| (next, Some(year)))
    }

    /// Whether a word of change or of a level stands shortly before: then "from 4 to 22" are values.
    fn is_change_before(&self, at: usize) -> bool {
        (1..=8).take_while(|back| at >= *back).any(|back| {
            self.view.slot(at - back).is_some_and(|s| {
                s.change(Speech::Verb).is_some()
                    || s.change(Speech::Noun).is_some()
                    || s.find(|t| matches!(t, Tag::Fold(_)).then_some(())).is_some()
            })
        })
    }
}

fn span((from, to): (Period, Period)) -> Option<Period> {
    Period::new(from.first(), to.last())
}
