//! The recognizer of periods: years, halves, quarters, months, days, stretches
//! and words relative to the day of publication.

mod dates;
mod parts;
mod running;
mod years;

use jiff::civil::Date;

use super::lexicon::{Class, Tag};
use super::slot::{SlotKind, View};
use super::token::TokenKind;
use crate::model::{PartialDate, Period};

/// What a mention of a period says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// These days.
    Known(Period),
    /// The same part of that year as the period it is compared with.
    SameIn(i16),
    /// So many years before the period it is compared with; counted from publication
    /// where there is none.
    Earlier(i16, Option<Period>),
    /// No such date; never guessed.
    Impossible,
}

/// A recognized period: how many slots it takes, and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// Slots taken.
    pub(super) slots: usize,
    /// Reading.
    pub(super) reading: Reading,
}

/// Where relative words count from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    now: Option<Date>,
    /// The period that the text is about so far.
    running: Option<Period>,
    /// The period that the sentence named last.
    spoken: Option<Period>,
}

impl Clock {
    /// From the date of publication.
    pub(super) fn new(published: Option<PartialDate>) -> Self {
        Self { now: published.map(PartialDate::effective), running: None, spoken: None }
    }

    /// The same, behind that period in its sentence.
    pub(super) fn after(self, spoken: Option<Period>) -> Self {
        Self { spoken, ..self }
    }

    /// The same, in a text that is about that period so far.
    pub(super) fn within(self, running: Option<Period>) -> Self {
        Self { running, ..self }
    }

    fn year(self) -> Option<i16> {
        self.now.map(Date::year)
    }

    /// The latest stretch like `of(year)` that had begun by publication.
    fn latest(self, of: impl Fn(i16) -> Option<Period>, ahead: bool) -> Option<Period> {
        let now = self.now?;
        let this = of(now.year())?;
        match (this.first() > now, ahead) {
            (true, false) => of(now.year() - 1),
            (false, true) if this.last() < now => of(now.year() + 1),
            _ => Some(this),
        }
    }
}

/// Reads a period that begins at slot `at`. `ahead` says that the sentence looks
/// forward, so that a month without its year is the next one.
pub(super) fn at(view: View<'_, '_, '_>, at: usize, clock: Clock, ahead: bool) -> Option<Seen> {
    if !may_begin(view, view.skip_article(at)) {
        return None;
    }
    let reader = Reader { view, clock, ahead };
    let known = |found: Option<(usize, Period)>| {
        found.map(|(next, period)| Seen { slots: next - at, reading: Reading::Known(period) })
    };
    reader
        .date(at)
        .or_else(|| reader.same_in(at))
        .or_else(|| reader.same_in_year(at))
        .or_else(|| reader.earlier(at))
        .or_else(|| reader.impossible_day(at))
        .or_else(|| known(reader.edge(at)))
        .or_else(|| known(reader.plain(at)))
}

/// Whether a period can begin at this slot at all: most words cannot, and are passed
/// over without trying every form.
fn may_begin(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(slot) = view.slot(at) else { return false };
    let classes = |class: Class| {
        matches!(
            class,
            Class::Last
                | Class::This
                | Class::Next
                | Class::Fiscal
                | Class::End
                | Class::Early
                | Class::Late
                | Class::Mid
                | Class::Beginning
                | Class::Same
                | Class::SoFar
                | Class::Year
                | Class::Quarter
                | Class::Half
        )
    };
    match slot.kind {
        SlotKind::Number => true,
        SlotKind::Word => {
            let tagged = slot.tags.iter().any(|tag| match tag {
                Tag::MonthName(_) | Tag::Ordinal(_) | Tag::Cardinal(_) => true,
                Tag::Word(class) => classes(*class),
                _ => false,
            });
            tagged || view.token(at).is_some_and(|t| matches!(t.text, "Q" | "H" | "final" | "period" | "same"))
        }
        SlotKind::Sign | SlotKind::Quantity(_) | SlotKind::Period(_) => false,
    }
}

struct Reader<'s, 't, 'v> {
    view: View<'s, 't, 'v>,
    clock: Clock,
    ahead: bool,
}

type Found = Option<(usize, Period)>;

impl Reader<'_, '_, '_> {
    /// Everything but edges and dates with clock times.
    fn plain(&self, at: usize) -> Found {
        self.pointed_back(at)
            .or_else(|| self.ended_part(at))
            .or_else(|| self.running_year(at))
            .or_else(|| self.first_months(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.coded_part(at))
            .or_else(|| self.month(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.years(at))
            .or_else(|| self.relative(at))
    }

    fn integer(&self, at: usize) -> Option<i16> {
        let digits = self.view.digits(at)?;
        (digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
    }

    /// A count of months or years, in digits or a word.
    fn count(&self, at: usize) -> Option<i16> {
        let word = self.view.slot(at)?.find(|tag| match tag {
            Tag::Cardinal(n) => Some(i16::from(n)),
            _ => None,
        });
        word.or_else(|| self.integer(at).filter(|n| (1..=100).contains(n)))
    }

    fn ordinal(&self, at: usize) -> Option<(usize, i8)> {
        let word = self.view.slot(at)?.find(|tag| match tag {
            Tag::Ordinal(n) => i8::try_from(n).ok(),
            _ => None,
        });
        if let Some(n) = word {
            return Some((at + 1, n));
        }
        let n = i8::try_from(self.integer(at)?).ok()?;
        let suffix = self.view.glued(at + 1) && ["st", "nd", "rd", "th"].iter().any(|s| self.view.is(at + 1, s));
        suffix.then_some((at + 2, n))
    }

    /// A calendar year in four bare digits that nothing makes a quantity or a name.
    fn year(&self, at: usize) -> Option<i16> {
        let digits = self.view.digits(at).filter(|d| d.len() == 4)?;
        let year: i16 = digits.parse().ok().filter(|y| (1900..=2100).contains(y))?;
        let view = self.view;
        let first = view.slot(at)?.first;
        let touches_word = view.glued(at) && first > 0 && view.tokens[first - 1].kind == TokenKind::Word;
        let touched = view.glued(at + 1)
            && view
                .slot(at + 1)
                .is_some_and(|s| s.kind == SlotKind::Word && !view.is(at + 1, "s") && !view.is(at + 1, "'s"));
        let unit = view.slot(at + 1).is_some_and(|slot| {
            // A currency behind the year may be the sign of the next amount: "in 2020 $37 billion".
            let sign_of_next = view.digits(at + 2).is_some();
            slot.find(|tag| match tag {
                Tag::Scale(_) | Tag::Percent | Tag::Times => Some(()),
                Tag::Money(_) if !sign_of_next => Some(()),
                _ => None,
            })
            .is_some()
        });
        let money = at > 0
            && view.slot(at - 1).is_some_and(|s| s.find(|t| matches!(t, Tag::Money(_)).then_some(())).is_some())
            && view.glued(at);
        (!touches_word && !touched && !unit && !money).then_some(year)
    }

    /// `2016`, `of 2016`, `in 2016`, `, 2016`, `last year`, `this year`.
    fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let mut at = at;
        if self.view.is(at, ",") || self.view.is(at, "of") || self.view.is(at, "in") || self.view.is(at, "-") {
            at += 1;
        }
        at = self.view.skip_article(at);
        at = if self.view.class(at, Class::Fiscal) { at + 1 } else { at };
        if let Some(year) = self.year(at) {
            return Some((at + 1, year));
        }
        let (next, period) = self.named_year(at)?;
        Some((next, period.as_year()?))
    }

    /// `last year`, `this year`, `next year`.
    fn named_year(&self, at: usize) -> Found {
        let offset = self.offset(at)?;
        let noun = at + 1;
        let year = if self.view.class(noun, Class::Year) { noun + 1 } else { return None };
        // "the prior year" is counted from what the text is about, "last year" from its day.
        let prior = ["previous", "prior", "preceding"].iter().any(|w| self.view.is(at, w));
        let about = self.clock.spoken.or(self.clock.running).map(|p| p.last().year()).filter(|_| prior);
        let from = about.or_else(|| self.clock.year())?;
        Period::year(from.checked_add(offset)?).map(|period| (year, period))
    }

    fn offset(&self, at: usize) -> Option<i16> {
        let slot = self.view.slot(at)?;
        let offsets = [(Class::Last, -1), (Class::This, 0), (Class::Next, 1)];
        offsets.into_iter().find(|(class, _)| slot.is(*class)).map(|(_, offset)| offset)
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::Vocabulary;
    use super::super::slot::tag;
    use super::super::token::tokenize;
    use super::*;

    /// The first period seen in `text`, published 2022-08-19.
    fn first(text: &str) -> String {
        let vocabulary = Vocabulary::english().unwrap();
        let tokens = tokenize(text, 0);
        let slots = tag(&tokens, &vocabulary);
        let view = View { slots: &slots, tokens: &tokens };
        let clock = Clock::new("2022-08-19".parse().ok());
        let seen = (0..slots.len()).find_map(|i| at(view, i, clock, false));
        match seen.map(|s| s.reading) {
            Some(Reading::Known(period)) => period.to_string(),
            Some(Reading::SameIn(year)) => format!("same in {year}"),
            Some(Reading::Earlier(years, _)) => format!("{years} years earlier"),
            Some(Reading::Impossible) => "impossible".into(),
            None => "-".into(),
        }
    }

    #[test]
    fn every_form() {
        let cases = [
            ("in 2019", "2019"),
            ("the 2024-2025 period", "2024/2025"),
            ("2022-26 programme", "2022/2026"),
            ("from 2016 to 2020", "2016/2020"),
            ("between 2015 and 2020", "2015/2020"),
            ("in 2012/13", "2012/2013"),
            ("the 1990s", "1990/1999"),
            ("the first seven months of 2023", "2023-01/2023-07"),
            ("the first half of last year", "2021-01/2021-06"),
            ("the third quarter", "2022-Q3"),
            ("Q4 2023", "2023-Q4"),
            ("1Q23", "2023-Q1"),
            ("the June quarter", "2022-Q2"),
            ("March 26, 2022", "2022-03-26"),
            ("18 August", "2022-08-18"),
            ("April 13 to 16", "2022-04-13/2022-04-16"),
            ("January-March", "2022-Q1"),
            ("from January to May", "2022-01/2022-05"),
            ("in February", "2022-02"),
            ("in November", "2021-11"),
            ("15:32, 2023/02/02", "2023-02-02"),
            ("09:51, 2023/51/30", "impossible"),
            ("by the end of 2023", "2023-12-31"),
            ("as of 2021-end", "2021-12-31"),
            ("as of end-2021", "2021-12-31"),
            ("at the end of June", "2022-06-30"),
            ("the beginning of last year", "2021-Q1"),
            ("last month", "2022-07"),
            ("the past five years", "2017/2021"),
            ("the next three years", "2022/2024"),
            ("the year to June 2015", "2014-07/2015-06"),
            ("12 months to March", "2021-04/2022-03"),
            ("the fiscal year ended March 31, 2010", "2009-04/2010-03"),
            ("the quarter ended 30 June", "2022-Q2"),
            ("the half year to December 2021", "2021-07/2021-12"),
            ("the financial year that ended on 31 March", "2021-04/2022-03"),
            ("between 5 June and 7 July 2021", "2021-06-05/2021-07-07"),
            ("from November 20 to January 10, 2022", "2021-11-20/2022-01-10"),
            ("in 2016 November", "2016-11"),
            ("in 2016 Q3", "2016-Q3"),
            ("2016 third quarter", "2016-Q3"),
            ("between January 1st 2015 and Feb 5th 2018", "2015-01-01/2018-02-05"),
            ("on 30 February 2021", "impossible"),
            ("on April 31", "impossible"),
            ("fiscal 2022", "2022"),
            ("so far this year", "2022-01-01/2022-08-19"),
            ("the same month of 2018", "same in 2018"),
            ("five years ago", "2017"),
            ("two decades earlier", "20 years earlier"),
            ("the last quarter of 2013", "2013-Q4"),
        ];
        let wrong: Vec<_> = cases.iter().map(|(t, w)| (t, w, first(t))).filter(|(_, want, got)| *want != got).collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_no_period() {
        for text in ["2,021 firms", "$2021", "2000 million", "5G", "A2020", "may rise", "2021kg"] {
            assert_eq!(first(text), "-", "{text}");
        }
    }
}
