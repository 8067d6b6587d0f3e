//! Years that do not end in December: which month ends those of a text, and what parts of
//! years are in them.
//!
//! A text tells it where it dates a fiscal year or a part of one (`the fiscal year ended 31 March
//! 2018`, `the third quarter ended January 31`). Less surely, a year that ends on some day
//! does, and the country in the first words (`vocab/fiscal.txt`): they hold where fiscal years are
//! spoken of, and where they make of `the fourth quarter` one that was over more lately than that
//! of the calendar. A fiscal year is named by the year it ends in.

use jiff::ToSpan;

use super::super::class::Class;
use super::super::lexicon::Vocabulary;
use super::super::origin;
use super::super::slot::{Slot, View, tag};
use super::super::tags::Kind;
use super::super::token::signs;
use super::{Clock, Found, Reader};
use crate::model::{Language, Period};

/// The months that years end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in super::super) struct Fiscal {
    /// As the text dates one of its fiscal years, or a part of one.
    declared: Option<i8>,
    /// As it dates some year, which may be just the last twelve months.
    dated: Option<i8>,
    /// As its country counts.
    country: Option<i8>,
    /// Whether it names more years as `2004-05` than by one number.
    split: bool,
    /// Whether it names fiscal years by one number: `FY25`, `fiscal 2025`.
    single: bool,
}

/// A part of a year by its place in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Half(i8),
    Quarter(i8),
    /// The first so many months.
    First(i8),
}

/// How much of a text is looked through for a dated year, and how much around one, in bytes.
const LOOKED_THROUGH: usize = 20_000;
const AROUND: usize = 100;

impl Part {
    /// Whole months before it, and in it.
    fn months(self) -> Option<(i32, i32)> {
        match self {
            Self::Half(n @ 1..=2) => Some((6 * i32::from(n) - 6, 6)),
            Self::Quarter(n @ 1..=4) => Some((3 * i32::from(n) - 3, 3)),
            Self::First(n @ 1..=12) => Some((0, i32::from(n))),
            _ => None,
        }
    }

    /// Of a year that ends in that month.
    pub(super) fn of_year(self, year: i16, end: i8) -> Option<Period> {
        let (before, length) = self.months()?;
        let first = Period::month(year, end)?.first().checked_sub(11.months()).ok()?;
        let first = first.checked_add(before.months()).ok()?;
        let last = first.checked_add((length - 1).months()).ok()?;
        Period::months((first.year(), first.month()), (last.year(), last.month()))
    }

    /// The month that ends the year in which the part ends with that one.
    fn end_of_year(self, last: i8) -> Option<i8> {
        let (before, length) = self.months()?;
        i8::try_from((i32::from(last) - 1 + 12 - before - length).rem_euclid(12) + 1).ok()
    }
}

impl Fiscal {
    /// What a text tells of its years.
    pub(in super::super) fn of(text: &str, vocabulary: &Vocabulary, countries: &Countries, clock: Clock) -> Self {
        let cut = |at: usize| text.floor_char_boundary(at);
        let looked = &text[..cut(LOOKED_THROUGH)];
        let (lower, marks) = (looked.to_ascii_lowercase(), vocabulary.fiscal());
        let split = names_split_years(looked);
        let told = || marks.months.iter().find(|(word, _)| lower.contains(word.as_str())).map(|(_, month)| *month);
        let country = countries.of(origin::head(text)).or_else(told);
        let single = marks.single.iter().any(|mark| lower.contains(mark.as_str()));
        let mut fiscal = Self { country, split, single, ..Self::default() };
        let mut places: Vec<usize> =
            marks.dates.iter().flat_map(|mark| lower.match_indices(mark.as_str())).map(|(at, _)| at).collect();
        places.sort_unstable();
        // "Second-quarter profit rose", "for the July-September quarter": which quarter of their year.
        let (mut nth, mut named): (Option<Part>, Option<i8>) = (None, None);
        for at in places {
            let near = &text[cut(at.saturating_sub(AROUND))..cut(at + AROUND)];
            let tokens = vocabulary.tokens(near);
            let slots = tag(&tokens, vocabulary);
            // Every form that tells has a month or a quarter.
            let tells = |slot: &Slot<'_>| slot.tags.has(Kind::Month) || slot.is(Class::Quarter);
            if !slots.iter().any(tells) && !tokens.iter().any(|token| matches!(token.text, "Q" | "q")) {
                continue;
            }
            let reader =
                Reader { view: View { slots: &slots, tokens: &tokens, language: Language::En }, clock, ahead: false };
            for at in 0..slots.len() {
                let (declared, dated) = reader.year_end(at);
                nth = nth.or(reader.undated_quarter(at));
                named = named.or(reader.named_quarter(at));
                fiscal.declared = fiscal.declared.or(declared);
                fiscal.dated = fiscal.dated.or(dated);
            }
            if fiscal.declared.is_some() {
                break;
            }
        }
        let now = clock.last_quarter().map(|quarter| quarter.last().month());
        let counted = nth.zip(named.filter(|month| Some(*month) == now && fiscal.declared.is_none()));
        let counted = counted.and_then(|(part, month)| part.end_of_year(month)).filter(|end| *end != 12);
        Self { declared: fiscal.declared.or(counted), ..fiscal }
    }

    /// The month that ends each year, where the text names years as `2004-05`.
    fn end_of_split(self) -> Option<i8> {
        self.end().filter(|end| self.split && *end != 12)
    }

    /// The month that ends a fiscal year, so called.
    pub(super) fn end(self) -> Option<i8> {
        self.declared.or(self.dated).or(self.country)
    }
}

/// Countries whose fiscal years are none of the calendar.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Countries {
    /// The beginning of a name, in lower case, and the month that ends the years there.
    names: Vec<(String, i8)>,
}

impl Countries {
    /// Reads the table; nothing where a line is broken.
    pub(in super::super) fn parse(table: &str) -> Option<Self> {
        let mut names = Vec::new();
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (month, stems) = line.split_once('|')?;
            let month = month.trim().parse().ok().filter(|month| (1..=11).contains(month))?;
            names.extend(stems.split(',').map(|stem| (stem.trim().to_owned(), month)));
        }
        names.iter().all(|(stem, _)| !stem.is_empty()).then_some(Self { names })
    }

    /// The month that ends the fiscal years of the country that is named first.
    fn of(&self, head: &str) -> Option<i8> {
        let known = |word: &str| self.names.iter().find(|(stem, _)| word.starts_with(stem)).map(|(_, month)| *month);
        origin::first_named(head, known)
    }
}

/// Whether a text names at least two years as `2004-05` or `2004/05`, and no more by one number.
fn names_split_years(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.get(from..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    let number = |from: usize, length: usize| text.get(from..from + length)?.parse::<i16>().ok();
    let (mut split, mut whole, mut at) = (0, 0, 0);
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(u8::is_ascii_digit)) {
        at += next;
        let length = digits(at);
        let year = number(at, length).filter(|year| length == 4 && (1900..=2100).contains(year));
        if let Some(year) = year {
            let next = at + 5;
            let linked = matches!(bytes.get(at + 4), Some(b'-' | b'/')) && digits(next) == 2;
            let follows = linked && number(next, 2) == Some((year + 1) % 100);
            (split, whole) = if follows { (split + 1, whole) } else { (split, whole + 1) };
            at = if follows { next + 2 } else { at + length };
        } else {
            at += length;
        }
    }
    split >= 2 && split >= whole
}

impl Clock {
    /// The split year that many years from that of publication, where the text counts in such.
    pub(super) fn split_year(self, offset: i16) -> Option<Period> {
        self.fiscal.end_of_split()?;
        let last = self.fiscal_end(offset)?;
        let year = Period::years(last - 1, last)?;
        // "A low in 2002-03, against 212 million last year", told soon after: before that one.
        if offset < 0 && self.spoken == Some(year) { year.years_earlier(1) } else { Some(year) }
    }

    /// The year in which the fiscal year ends that is so many from that of publication, where it is
    /// known that it ends in no December.
    pub(super) fn fiscal_end(self, offset: i16) -> Option<i16> {
        let (now, end) = (self.now?, self.fiscal.end().filter(|end| *end != 12)?);
        (now.year() + i16::from(now.month() > end)).checked_add(offset)
    }

    /// That fiscal year as the text would name it.
    pub(super) fn fiscal_year_from_now(self, offset: i16) -> Option<Period> {
        let last = self.fiscal_end(offset)?;
        if self.fiscal.single { Period::year(last) } else { Period::years(last - 1, last) }
    }

    /// The last year that was over, where the text dates one that is none of the calendar.
    pub(super) fn fiscal_year(self) -> Option<Period> {
        let (now, end) = (self.now?, self.fiscal.declared.or(self.fiscal.dated).filter(|end| *end != 12)?);
        let over = |year: i16| Part::First(12).of_year(year, end).filter(|period| period.last() < now);
        [now.year(), now.year() - 1].into_iter().find_map(over)
    }
}

impl Reader<'_, '_, '_> {
    /// The month that ends the text's years, where the phrase at `at` dates a year or a part of
    /// one to the day: of a fiscal year, or of some year.
    fn year_end(&self, at: usize) -> (Option<i8>, Option<i8>) {
        if let Some((next, period)) = self.ended_part(at).filter(|(next, _)| self.day_before(*next)) {
            let part = self.part(self.view.skip_article(at)).filter(|_| next > at);
            return (part.and_then(|(_, part)| part.end_of_year(period.last().month())), None);
        }
        let year = self.view.is_any(at, &[Class::Fiscal, Class::Year]);
        let found = self.running_year(at).filter(|(next, _)| year && self.day_before(*next));
        let end = found.map(|(_, period)| period.last().month());
        if self.view.is(at, Class::Fiscal) { (end, None) } else { (None, end) }
    }

    /// `second-quarter profit`: a quarter by its number, without a year.
    fn undated_quarter(&self, at: usize) -> Option<Part> {
        let (next, part) = self.part(at).filter(|(_, part)| matches!(part, Part::Quarter(_)))?;
        let dated = self.fiscal_year_after(next).is_some() || self.year_after(next).is_some();
        Some(part).filter(|_| !dated)
    }

    /// `the July-September quarter`, `the June quarter`: the month that ends it.
    fn named_quarter(&self, at: usize) -> Option<i8> {
        let view = self.view;
        let quarter = |at: usize| view.is(at, Class::Quarter) && !view.is(at, Class::Month);
        let first = self.month_name(at)?;
        let linked = view.sign(at + 1, "-") || view.is(at + 1, Class::To);
        match self.month_name(at + 2).filter(|_| linked) {
            Some(last) => Some(last).filter(|last| (last + 12 - first) % 12 == 2 && quarter(at + 3)),
            None => Some(first).filter(|_| quarter(at + 1)),
        }
    }

    /// Whether a date that ends before slot `next` has its day, as `March 31, 2010` has.
    fn day_before(&self, next: usize) -> bool {
        let month = (0..next).rev().take(6).find(|i| self.view.slot(*i).is_some_and(|s| s.tags.has(Kind::Month)));
        let day = |i: usize| self.view.digits(i).is_some_and(|digits| digits.len() <= 2);
        month.is_some_and(|month| {
            (month + 1 < next && day(month + 1)) || month > 0 && (day(month - 1) || self.ordinal_before(month))
        })
    }

    /// `30th June`, `30th of June`.
    fn ordinal_before(&self, month: usize) -> bool {
        let of = usize::from(month > 0 && self.view.is(month - 1, Class::Of));
        (2..=3).any(|back| month >= back + of && self.ordinal(month - of - back + 1).is_some())
    }

    /// `first half`, `third quarter`, `first nine months`, `Q3`, `H1`: the slot behind, and the part.
    pub(super) fn part(&self, at: usize) -> Option<(usize, Part)> {
        let view = self.view;
        if let Some(letter) = view.token(at).filter(|t| matches!(t.text, "Q" | "H" | "q" | "h")) {
            let n = self.integer(at + 1).filter(|_| view.glued(at + 1)).and_then(|n| i8::try_from(n).ok())?;
            let part = if letter.lower == "q" { Part::Quarter(n) } else { Part::Half(n) };
            return part.months().map(|_| (at + 2, part));
        }
        let (noun, nth) = if view.is(at, Class::Final) {
            (at + 1, 4)
        } else if view.is(at, Class::Latter) && view.is(at + 1, Class::Half) {
            (at + 1, 2)
        } else {
            self.ordinal(at)?
        };
        // "the third fiscal quarter"
        let fiscal = view.is(noun, Class::Fiscal) && view.is(noun + 1, Class::Quarter);
        let noun = noun + usize::from(view.sign(noun, "-") || fiscal);
        if let Some(count) = self.count(noun).filter(|_| nth == 1) {
            let months = if view.is(noun + 1, Class::Month) {
                count
            } else if view.is(noun + 1, Class::Quarter) {
                count.checked_mul(3)?
            } else {
                return None;
            };
            let part = Part::First(i8::try_from(months).ok()?);
            return part.months().map(|_| (noun + 2, part));
        }
        let part = if view.is(noun, Class::Half) {
            Part::Half(nth)
        } else if view.is(noun, Class::Month) {
            Some(Part::First(1)).filter(|_| nth == 1)?
        } else if view.is(noun, Class::Quarter) {
            Part::Quarter(nth)
        } else {
            return None;
        };
        part.months().map(|_| (noun + 1, part))
    }

    /// The days of a part by the year that stands behind it, at slot `next`: of a fiscal year, of a
    /// calendar year, or, where none does, the latest that had begun.
    pub(super) fn part_in(&self, next: usize, part: Part) -> Found {
        if let Some((after, year)) = self.fiscal_year_after(next) {
            let end = self.clock.fiscal.end().unwrap_or(12);
            return part.of_year(year, end).map(|period| (after, period));
        }
        if let Some((after, year)) = self.year_after(next) {
            return part.of_year(year, 12).map(|period| (after, period));
        }
        // "Of the" is one phrase of the vocabulary.
        let of = next + usize::from(self.view.begins(next, Class::Of) || self.view.is(next, Class::In));
        let word = self.view.skip_article(of);
        let word = word + usize::from(self.view.is(word, Class::This));
        let fiscal = of > next && self.view.is(word, Class::Fiscal);
        let after = if fiscal { word + 1 + usize::from(self.view.is(word + 1, Class::Year)) } else { next };
        let known = self.clock.fiscal;
        // "In the fiscal first quarter", of a year that nobody dates: the last one that was over.
        let called = (2..=3).any(|back| next > back && self.view.is(next - back - 1, Class::Fiscal));
        if called && known.end().is_none() && !self.ahead && matches!(part, Part::Quarter(_)) {
            return self.clock.last_quarter().map(|quarter| (after, quarter));
        }
        let period = match if fiscal { known.end() } else { known.declared } {
            Some(end) if end != 12 => self.latest_part(part, end),
            Some(_) => self.latest_calendar(part),
            None => {
                let calendar = self.latest_calendar(part);
                let now = self.clock.now?;
                let over = |period: &Period| period.last() < now && !self.ahead;
                let others = [known.dated, known.country].into_iter().flatten();
                let lately = others.filter_map(|end| self.latest_part(part, end)).filter(over).max_by_key(|p| p.last());
                // "The third quarter of 2014", and then "the second quarter": of the same calendar.
                let told = self.clock.running.filter(|p| p.whole_months() == Some(3));
                let lately = lately.filter(|lately| told.is_none_or(|told| told == *lately));
                match (calendar.filter(over), lately) {
                    (Some(calendar), Some(lately)) if lately.last() > calendar.last() => Some(lately),
                    (None, Some(lately)) => Some(lately),
                    _ => calendar,
                }
            }
        };
        period.map(|period| (after, period))
    }

    /// The latest such part of a calendar year that had begun.
    fn latest_calendar(&self, part: Part) -> Option<Period> {
        self.clock.latest(|year| part.of_year(year, 12), self.ahead)
    }

    /// The latest such part of a year that ends in that month.
    fn latest_part(&self, part: Part, end: i8) -> Option<Period> {
        let now = self.clock.now?;
        let begun = |year: i16| part.of_year(year, end).filter(|period| period.first() <= now);
        (now.year() - 1..=now.year() + 1).rev().find_map(begun)
    }

    /// `of fiscal 2018`, `FY18`, `of 2017-18`, `of the 2017/18 financial year`: the year that it ends in.
    pub(super) fn fiscal_year_after(&self, next: usize) -> Option<(usize, i16)> {
        let view = self.view;
        // "the first half (July-December) of the fiscal year"
        if view.sign(next, "(")
            && let Some(close) =
                (next + 1..next + 6).find(|at| view.sign(*at, ")")).filter(|at| view.begins(at + 1, Class::Of))
            && self.month_word(next + 1).is_some()
        {
            return self.fiscal_year_after(close + 1);
        }
        // "Of the" may be one phrase of the vocabulary.
        let linked = view.sign_any(next, &signs![",", "-", "/"])
            || view.is_any(next, &[Class::Of, Class::In, Class::For])
            || view.begins(next, Class::Of);
        let at = view.skip_article(next + usize::from(linked));
        // "the third quarter of last fiscal"
        if let Some(last) =
            self.offset(at).filter(|_| view.is(at + 1, Class::Fiscal)).and_then(|n| self.clock.fiscal_end(n))
        {
            let after = at + 2 + usize::from(view.is(at + 2, Class::Year));
            // "of the current fiscal year 2013-14"
            let named = self.years(after).filter(|(_, years)| is_split(*years) && years.last().year() == last);
            return Some((named.map_or(after, |(next, _)| next), last));
        }
        let (after, period) = self.fiscal(at).or_else(|| {
            // A split year says that it is none of the calendar.
            self.years(at).filter(|(_, period)| is_split(*period))
        })?;
        let noun = usize::from(view.is_any(after, &[Class::Fiscal, Class::Year]));
        (period.as_year().is_some() || is_split(period)).then_some((after + noun, period.last().year()))
    }
}

/// `2017-18`: two years, one behind the other, that are one.
pub(in super::super) fn is_split(period: Period) -> bool {
    period.last().year() == period.first().year() + 1 && period.days() > 700
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<i8> {
        let vocabulary = Vocabulary::english().unwrap();
        Fiscal::of(text, &vocabulary, &countries(), Clock::new("2019-11-12".parse().ok())).end()
    }

    fn countries() -> Countries {
        Countries::parse(include_str!("../vocab/fiscal.txt")).unwrap()
    }

    #[test]
    fn a_text_tells_when_its_years_end() {
        assert_eq!(end("Profit fell in the fiscal year ended March 31, 2019."), Some(3));
        assert_eq!(end("Sales rose in the third quarter ended January 31."), Some(4));
        assert_eq!(end("For the year to 30 June the airline earned more."), Some(6));
        assert_eq!(end("Second-quarter profit fell; the July-September quarter was wet."), Some(3));
        assert_eq!(end("PUNE: Sales rose. India is large."), Some(3));
        // Twelve months of a statistic, quarters of the calendar, no day.
        assert_eq!(end("Inflation was 3% in the year to June."), None);
        assert_eq!(end("Third-quarter profit fell; the July-September quarter was wet."), None);
        assert_eq!(end("Sales rose in the third quarter of 2018."), None);
    }

    #[test]
    fn parts_are_counted_from_the_end_of_the_year() {
        let of = |part: Part, year, end| part.of_year(year, end).map(|period| period.to_string()).unwrap_or_default();
        assert_eq!(of(Part::Quarter(4), 2018, 3), "2018-Q1");
        assert_eq!(of(Part::Half(1), 1997, 6), "1996-07/1996-12");
        assert_eq!(of(Part::First(9), 2018, 9), "2017-10/2018-06");
        assert_eq!(of(Part::Quarter(5), 2018, 12), "");
        assert_eq!(Part::Quarter(3).end_of_year(1), Some(4));
        assert_eq!(Part::Half(1).end_of_year(12), Some(6));
    }

    #[test]
    fn fiscal_years_are_named_as_the_text_names_them() {
        let vocabulary = Vocabulary::english().unwrap();
        let clock = Clock::new("2011-06-06".parse().ok());
        let by = |text: &str| clock.by(Fiscal::of(text, &vocabulary, &countries(), clock));
        let split = |text: &str, offset| by(text).split_year(offset).map(|p| p.to_string());
        let fiscal = |text: &str, offset| by(text).fiscal_year_from_now(offset).map(|p| p.to_string());
        let lahore = "LAHORE: Receipts of 2009-10, and of 2010-11.";
        assert_eq!(split(lahore, 0).as_deref(), Some("2010/2011"));
        assert_eq!(split(lahore, 1).as_deref(), Some("2011/2012"));
        // Named once, beside more years of one number, or of a country of calendar years.
        assert_eq!(split("LAHORE: Receipts of 2009-10.", 0), None);
        assert_eq!(split("LAHORE: 2009-10, 2010-11, and 2005, 2006, 2007.", 0), None);
        assert_eq!(split("OSLO: Receipts of 2009-10, and of 2010-11.", 0), None);
        assert_eq!(fiscal("Profit was Rs 5 crore.", -1).as_deref(), Some("2010/2011"));
        assert_eq!(fiscal("Profit was Rs 5 crore in FY10.", -1).as_deref(), Some("2011"));
        assert_eq!(fiscal("OSLO: Profit was high.", -1), None);
    }

    #[test]
    fn the_table_of_countries_parses() {
        let countries = countries();
        assert!(countries.names.len() > 20);
        assert_eq!(countries.of("KATHMANDU - Nepal and India trade more."), Some(7));
        assert_eq!(countries.of("Oslo and Bergen"), None);
        for broken in ["3, india", "13 | india", "three | india", "3 | india, , japan"] {
            assert!(Countries::parse(broken).is_none(), "{broken}");
        }
    }
}
