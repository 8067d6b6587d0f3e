//! The recognizer of periods: years, halves, quarters, months, days, stretches
//! and words relative to the day of publication.

mod around;
mod dates;
mod fiscal;
mod forms;
mod numeric;
mod parts;
mod running;
mod starts;
mod stretch;
mod vi;
mod vi_stretches;
mod years;

use jiff::ToSpan as _;
use jiff::civil::Date;

pub(super) use self::fiscal::{Countries, Fiscal, is_split};
use super::class::{Class, Classes};
use super::lexicon::Tag;
use super::slot::{SlotKind, View};
use super::tags::{Kind, kinds};
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
    /// These days, but too loosely tied to them for a claim: `within 10 months`, `the 20th century`.
    Aside(Period),
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
    /// The days as a mention alone, where they are not those that are claimed: a stretch
    /// runs up to its second end, the past five years run up to the day of publication.
    pub(super) alone: Option<Period>,
}

impl Seen {
    fn new(slots: usize, reading: Reading) -> Self {
        Self { slots, reading, alone: None }
    }
}

/// Where relative words count from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    now: Option<Date>,
    /// The period that the text is about so far.
    running: Option<Period>,
    /// The period that the sentence named last.
    spoken: Option<Period>,
    /// The months that the text's years end in.
    fiscal: Fiscal,
}

impl Clock {
    /// From the date of publication.
    pub(super) fn new(published: Option<PartialDate>) -> Self {
        Self { now: published.map(PartialDate::effective), running: None, spoken: None, fiscal: Fiscal::default() }
    }

    /// The same, behind that period in its sentence.
    pub(super) fn after(self, spoken: Period) -> Self {
        Self { spoken: Some(spoken), ..self }
    }

    /// The same, in a text that is about that period so far.
    pub(super) fn within(self, running: Option<Period>) -> Self {
        Self { running, ..self }
    }

    /// The same, in a text that counts years so.
    pub(super) fn by(self, fiscal: Fiscal) -> Self {
        Self { fiscal, ..self }
    }

    fn year(self) -> Option<i16> {
        self.now.map(Date::year)
    }

    /// The last quarter that was over, in a text about nothing older.
    pub(super) fn last_quarter(self) -> Option<Period> {
        let now = self.now?;
        let recent = |running: Period| running.last() >= now.checked_sub(18.months()).unwrap_or(now);
        let quarter = Period::quarter(now.year(), (now.month() + 2) / 3)?.preceding()?;
        self.running.is_none_or(recent).then_some(quarter)
    }

    /// The latest stretch like `of(year)` that had begun by publication.
    fn latest(self, of: impl Fn(i16) -> Option<Period>, ahead: bool) -> Option<Period> {
        let now = self.now?;
        let this = of(now.year())?;
        // "had expected exports to grow in November on top of 1% in October": of the same year.
        let ahead = ahead && self.spoken.is_none_or(|spoken| spoken.last() > now);
        // Told in January, "the first eleven months" are those of the year before.
        let passed = this.first().until(now).map_or(0, |span| span.get_days());
        let hardly = this.days() > 100 && this.last() > now && i64::from(passed) * 2 < this.days();
        match (this.first() > now || hardly, ahead) {
            (true, false) => of(now.year() - 1),
            (false, true) if this.last() < now => of(now.year() + 1),
            _ => Some(this),
        }
    }
}

/// Reads a period that begins at slot `at`. `ahead` says that the sentence looks
/// forward, so that a month without its year is the next one.
pub(super) fn at(view: View<'_, '_, '_>, at: usize, clock: Clock, ahead: bool) -> Option<Seen> {
    if !may_begin(view, view.skip_article(at)) || is_amount(view, at) {
        return None;
    }
    let reader = Reader { view, clock, ahead };
    let starts = reader.starts(at);
    let (compound, plain) = forms::of(view.language);
    let mut forms = compound.iter().chain(plain).filter(|form| form.begins & starts != 0);
    forms.find_map(|form| (form.read)(&reader, at))
}

/// Classes and kinds of words that a period may begin with.
const CLASSES: Classes = Classes::of(&[
    Class::Last,
    Class::This,
    Class::Next,
    Class::Fiscal,
    Class::End,
    Class::Early,
    Class::Late,
    Class::Mid,
    Class::Beginning,
    Class::Same,
    Class::SoFar,
    Class::Year,
    Class::Quarter,
    Class::Half,
    Class::Month,
    Class::PeriodStart,
]);
const KINDS: u32 = kinds(&[Kind::Month, Kind::Ordinal, Kind::Cardinal, Kind::Weekday, Kind::Decade]);

/// Whether a period can begin at this slot at all: most words cannot, and are passed
/// over without trying every form.
fn may_begin(view: View<'_, '_, '_>, at: usize) -> bool {
    let Some(slot) = view.slot(at) else { return false };
    match slot.kind {
        SlotKind::Number => true,
        SlotKind::Word => slot.tags.any_kind(KINDS) || slot.tags.any_class(CLASSES),
        SlotKind::Sign => view.sign(at, "'") && view.glued(at + 1),
        SlotKind::Quantity(_) | SlotKind::Period(_) => false,
    }
}

/// `$136`, `8.7 percent`, `5 million`: digits that are no date whatever else stands around.
fn is_amount(view: View<'_, '_, '_>, at: usize) -> bool {
    const BEHIND: u32 = kinds(&[Kind::Percent, Kind::PercentagePoint, Kind::Scale]);
    let behind = || view.slot(at + 1).is_some_and(|slot| slot.tags.any_kind(BEHIND));
    let sign = || view.glued(at) && view.before(at).is_some_and(|slot| slot.tags.has(Kind::Money));
    view.slot(at).is_some_and(|slot| slot.kind == SlotKind::Number) && (behind() || sign())
}

struct Reader<'s, 't, 'v> {
    view: View<'s, 't, 'v>,
    clock: Clock,
    ahead: bool,
}

type Found = Option<(usize, Period)>;

impl Reader<'_, '_, '_> {
    /// The plain forms that may begin at `at`.
    fn plain_forms(&self, at: usize) -> impl Iterator<Item = &'static forms::Form> {
        let starts = self.starts(at);
        forms::PLAIN.iter().filter(move |form| form.begins & starts != 0)
    }

    /// The days of a plain form: no edge, no stretch, no date in digits.
    fn plain(&self, at: usize) -> Found {
        self.plain_forms(at).find_map(|form| match (form.read)(self, at)? {
            Seen { slots, reading: Reading::Known(period) | Reading::Aside(period), .. } => Some((at + slots, period)),
            _ => None,
        })
    }

    /// Whether a plain form reads what nothing is claimed for.
    fn is_aside(&self, at: usize) -> bool {
        self.plain_forms(at)
            .find_map(|form| (form.read)(self, at))
            .is_some_and(|seen| matches!(seen.reading, Reading::Aside(_)))
    }

    /// A plain form's answer.
    fn known(at: usize, found: Found) -> Option<Seen> {
        found.map(|(next, period)| Seen::new(next - at, Reading::Known(period)))
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
        let suffix = self.view.glued(at + 1) && self.view.is(at + 1, Class::OrdinalMark);
        suffix.then_some((at + 2, n))
    }

    /// A calendar year in four bare digits that nothing makes a quantity or a name.
    fn year(&self, at: usize) -> Option<i16> {
        let digits = self.view.digits(at).filter(|d| d.len() == 4)?;
        let year: i16 = digits.parse().ok().filter(|y| (1900..=2100).contains(y))?;
        let view = self.view;
        let first = view.slot(at)?.first;
        let touches_word = view.glued(at)
            && first > 0
            && view.tokens[first - 1].kind == TokenKind::Word
            && !view.is(at.saturating_sub(1), Class::Fiscal);
        let touched = view.glued(at + 1)
            && view.slot(at + 1).is_some_and(|s| {
                s.kind == SlotKind::Word && !view.is(at + 1, Class::PluralMark) && !view.is(at + 1, Class::OwnerMark)
            });
        let between = at > 0 && view.is(at - 1, Class::Between) && view.is(at + 1, Class::And);
        let ranges = between || view.is(at + 1, Class::To) || view.sign(at + 1, "-");
        // "from 1.15 million in 2005 to 1.29 million": a year that "in" leads.
        let second = at > 2 && view.is(at - 1, Class::And) && view.is(at - 3, Class::Between);
        let led = second || at > 0 && view.is_any(at - 1, &[Class::During, Class::In, Class::Since, Class::Year]);
        // "cut its forecast for 2024 to 1.1 percent": nothing counts from 2,024 to 1.1.
        let to_less = view.is(at + 1, Class::To) && view.digits(at + 2).is_some_and(|d| d.len() < 4);
        let links = ranges && !led && !to_less && view.digits(at + 2).is_some();
        let unit = self.unit_behind(at) || links && self.unit_behind(at + 2);
        let money = at > 0
            && view.slot(at - 1).is_some_and(|s| s.find(|t| matches!(t, Tag::Money(_)).then_some(())).is_some())
            && view.glued(at);
        (!touches_word && !touched && !unit && !money).then_some(year)
    }

    /// Whether a unit follows the digits at `at`, as in `2000 dollars`: no year.
    fn unit_behind(&self, at: usize) -> bool {
        let view = self.view;
        // A currency behind the year may be the sign of the next amount: "in 2020 $37 billion".
        let sign_of_next = view.digits(at + 2).is_some();
        let unit = |tag| match tag {
            Tag::Scale(_) | Tag::Percent | Tag::Times => Some(()),
            Tag::Money(_) | Tag::Minor(..) if !sign_of_next => Some(()),
            _ => None,
        };
        view.slot(at + 1).is_some_and(|slot| slot.find(unit).is_some())
    }

    /// `2016`, `of 2016`, `in 2016`, `, 2016`, `last year`, `this year`.
    fn year_after(&self, at: usize) -> Option<(usize, i16)> {
        let mut at = at;
        let linked = self.view.begins(at, Class::Of) || self.view.is(at, Class::In);
        if linked || self.view.sign(at, ",") || self.view.sign(at, "-") {
            at += 1;
        }
        // "the fourth quarter of the prior year": a year before the one spoken of.
        let year_before = self.view.is(at, Class::YearBefore)
            && self.view.begins_any(at, &[Class::Prior, Class::The, Class::YearNoun])
            && self.view.slot(at).is_some_and(|s| s.end - s.first <= 3);
        if year_before {
            let about = self.clock.spoken.or(self.clock.running).map(|p| p.last().year());
            return Some((at + 1, about.or_else(|| self.clock.year())? - 1));
        }
        at = self.view.skip_article(at);
        at = if self.view.is(at, Class::Fiscal) { at + 1 } else { at };
        // "of calendar year 2023", "of calendar 2023"
        at += usize::from(self.view.is(at, Class::Calendar));
        at += usize::from(self.view.is(at, Class::YearNoun) && self.year(at + 1).is_some());
        if let Some(year) = self.year(at) {
            return Some((at + 1, year));
        }
        let (next, period) = self.named_year(at)?;
        Some((next, period.as_year()?))
    }

    /// Whether the slot at `at` counts back from what the text is about, as "last" does from its day.
    fn is_prior(&self, at: usize) -> bool {
        self.view.is(at, Class::Prior)
    }

    /// `last year`, `this year`, `next year`.
    fn named_year(&self, at: usize) -> Found {
        let offset = self.offset(at)?;
        let noun = at + 1;
        let year = if self.view.is(noun, Class::Year) { noun + 1 } else { return None };
        // "the prior year" is counted from what the text is about, "last year" from its day.
        let about = self.clock.spoken.or(self.clock.running).map(|p| p.last().year()).filter(|_| self.is_prior(at));
        let from = about.or_else(|| self.clock.year())?;
        Period::year(from.checked_add(offset)?).map(|period| (year, period))
    }

    fn offset(&self, at: usize) -> Option<i16> {
        let slot = self.view.slot(at)?;
        let offsets = [(Class::Last, -1), (Class::This, 0), (Class::Next, 1)];
        offsets.into_iter().find(|(class, _)| slot.is(*class)).map(|(_, offset)| offset)
    }
}
