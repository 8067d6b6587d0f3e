//! Dates in digits: `2023-02-02`, `21.04.2016`, `9/18/15`, `2015-3`, `11 - 2016`.

use jiff::civil::Date;

use super::super::class::Class;
use super::super::lexicon::{Speech, Tag};
use super::super::token::{TokenKind, signs};
use super::{Found, Reader, Reading, Seen};
use crate::model::Period;

/// The digits of a date and what parts them: up to three fields.
#[derive(Debug, Clone, Default)]
struct Fields<'t> {
    texts: Vec<&'t str>,
    marks: Vec<char>,
    month: Option<(usize, i8)>,
}

impl Fields<'_> {
    fn number(&self, index: usize) -> Option<i16> {
        self.texts.get(index)?.parse().ok()
    }

    fn width(&self, index: usize) -> usize {
        self.texts.get(index).map_or(0, |text| text.len())
    }
}

impl Reader<'_, '_, '_> {
    /// `2023/02/02`, `02.02.2023`, `9-18-15`, `2019-aug-1`, with or without a clock time before.
    pub(super) fn date(&self, at: usize) -> Option<Seen> {
        let from = self.behind_clock_time(at);
        let (next, fields) = self.fields(from)?;
        if fields.texts.len() != 3 {
            return None;
        }
        let (year, month, day) = order(&fields, from > at)?;
        let narrow = |n: i16| i8::try_from(n).ok();
        let date = narrow(month).zip(narrow(day)).and_then(|(month, day)| Date::new(year, month, day).ok());
        // Two digits alone may be anything; with a year in full it is a date, if a wrong one.
        let full = fields.width(0) == 4 || fields.width(2) == 4;
        let reading = match date {
            Some(date) => Reading::Known(Period::day(date)),
            None if full => Reading::Impossible,
            None => return None,
        };
        Some(Seen::new(next - at, reading))
    }

    /// The slot behind `15:32,` or `9:05:11 |`.
    fn behind_clock_time(&self, at: usize) -> usize {
        let view = self.view;
        if self.integer(at).is_none() || !view.sign(at + 1, ":") || self.integer(at + 2).is_none() {
            return at;
        }
        let mut from = at + 3;
        if view.sign(from, ":") {
            from += 2;
        }
        while view.sign(from, ",") || view.sign(from, "-") || view.sign(from, "|") {
            from += 1;
        }
        from
    }

    /// The run of digits, marks and at most one month's name that begins at `at`, all written together.
    fn fields(&self, at: usize) -> Option<(usize, Fields<'_>)> {
        let view = self.view;
        if view.glued(at) && at > 0 && view.tokens.get(view.slot(at)?.first.checked_sub(1)?)?.kind != TokenKind::Sign {
            return None;
        }
        // Most numbers stand alone: nothing is collected for them.
        let joined = view.glued(at + 1) && view.sign_any(at + 1, &signs!["/", "-", "."]);
        let parted = |digits: &str| match digits.find(['.', ',']) {
            // "5.2" is no date, "2015.3" may be a month.
            Some(mark) => mark == 4 || digits[mark + 1..].contains(['.', ',']),
            None => false,
        };
        if !joined && !view.digits(at).is_some_and(parted) {
            return None;
        }
        let mut fields = Fields::default();
        let mut next = at;
        loop {
            if let Some(digits) = view.digits(next) {
                let mut rest = digits;
                while let Some(mark) = rest.find(['.', ',']) {
                    fields.texts.push(&rest[..mark]);
                    fields.marks.push(if rest[mark..].starts_with('.') { '.' } else { ',' });
                    rest = &rest[mark + 1..];
                }
                fields.texts.push(rest);
            } else {
                let month = self.month_word(next).filter(|_| fields.month.is_none())?;
                fields.month = Some((fields.texts.len(), month));
                fields.texts.push("");
            }
            next += 1;
            let mark = ["/", "-", "."].into_iter().find(|s| view.sign(next, s));
            let Some(mark) = mark.filter(|_| view.glued(next) && view.glued(next + 1)) else { break };
            if view.digits(next + 1).is_none() && self.month_word(next + 1).is_none() {
                break;
            }
            fields.marks.push(mark.chars().next()?);
            next += 1;
            if fields.texts.len() > 3 {
                return None;
            }
        }
        let spaced = fields.texts.iter().any(|text| text.bytes().any(|b| !b.is_ascii_digit()));
        let touched = view.glued(next) && view.token(next).is_some_and(|t| t.kind == TokenKind::Word);
        (!spaced && !touched && fields.texts.iter().all(|text| text.len() <= 4)).then_some((next, fields))
    }

    /// `2015-3`, `2016/11`, `2015.3`, `2016 - 11`, `11/2016`, `11 - 2016`, `2019-aug`: a month in digits.
    pub(super) fn numeric_month(&self, at: usize) -> Found {
        let view = self.view;
        if let Some((next, fields)) = self.fields(at)
            && fields.texts.len() == 2
            && fields.month.is_none()
        {
            let mark = *fields.marks.first()?;
            let (a, b) = (fields.number(0)?, fields.number(1)?);
            let month = |n: i16| i8::try_from(n).ok().filter(|m| (1..=12).contains(m));
            let plain_year = |n: i16| (1900..=2100).contains(&n);
            return match (fields.width(0), fields.width(1)) {
                // "2015.3" is a month only where a date can stand and nothing is counted.
                (4, 1 | 2) if mark == '.' => {
                    let dated = self.stands_as_date(at) && self.ends(next) && plain_year(a);
                    Period::month(a, month(b).filter(|_| dated)?).map(|period| (next, period))
                }
                (4, 1) if mark == '/' && b == (a + 1) % 10 => None,
                (4, 1) if matches!(mark, '/' | '-') && plain_year(a) => {
                    Period::month(a, month(b).filter(|_| self.ends(next))?).map(|period| (next, period))
                }
                (1 | 2, 4) if matches!(mark, '/' | '-') && plain_year(b) => {
                    Period::month(b, month(a).filter(|_| !self.is_quantity_unit(next))?).map(|period| (next, period))
                }
                _ => None,
            };
        }
        let dash = view.sign(at + 1, "-") || view.sign(at + 1, "/");
        let apart = !view.glued(at + 1) || !view.glued(at + 2);
        if !dash || !apart || !self.ends(at + 3) || view.glued(at) {
            return None;
        }
        if let Some(year) = self.year(at) {
            let month = self.integer(at + 2).filter(|m| (1..=12).contains(m))?;
            return Period::month(year, i8::try_from(month).ok()?).map(|period| (at + 3, period));
        }
        let month = self.integer(at).filter(|m| (1..=12).contains(m) && self.stands_as_date(at))?;
        Period::month(self.year(at + 2)?, i8::try_from(month).ok()?).map(|period| (at + 3, period))
    }

    /// `10/1`: a month and a day, read only as an end of a stretch.
    pub(super) fn month_and_day(&self, at: usize) -> Option<(usize, i8, i8)> {
        let (next, fields) = self.fields(at)?;
        if fields.texts.len() != 2 || fields.marks != ['/'] || fields.width(0) > 2 || fields.width(1) > 2 {
            return None;
        }
        let (a, b) = (i8::try_from(fields.number(0)?).ok()?, i8::try_from(fields.number(1)?).ok()?);
        let (month, day) = if a > 12 { (b, a) } else { (a, b) };
        Date::new(2000, month, day).ok().map(|_| (next, month, day))
    }

    /// Whether a date may stand at `at`: nothing before it asks for a value.
    fn stands_as_date(&self, at: usize) -> bool {
        let Some(before) = self.view.before(at) else { return true };
        let values = before.is_any(&[Class::Level, Class::Finite])
            || before.change(Speech::Verb).is_some()
            || before.change(Speech::Adverb).is_some() && !self.view.is(at - 1, Class::In)
            || self.view.is_any(at - 1, &[Class::At, Class::To, Class::By])
            || before.find(|t| matches!(t, Tag::Before(_) | Tag::Money(_)).then_some(())).is_some();
        !values
    }
}

/// Year, month and day by the fields' widths and sizes. Where both orders are dates,
/// English puts the month first; full stops and a clock of 24 hours before go with the day first.
fn order(fields: &Fields<'_>, after_clock: bool) -> Option<(i16, i16, i16)> {
    let (first, second) = (*fields.marks.first()?, *fields.marks.get(1)?);
    if first != second && !(first == '/' && second == ',') || first == ',' {
        return None;
    }
    if let Some((place, month)) = fields.month {
        let month = i16::from(month);
        return match place {
            0 => Some((year_field(fields, 2)?, month, fields.number(1)?)),
            1 if fields.width(0) == 4 => Some((fields.number(0)?, month, fields.number(2)?)),
            1 => Some((year_field(fields, 2)?, month, fields.number(0)?)),
            _ => None,
        };
    }
    let (a, b, c) = (fields.number(0)?, fields.number(1)?, fields.number(2)?);
    if fields.width(0) == 4 {
        return (fields.width(1) <= 2 && fields.width(2) <= 2).then_some((a, b, c));
    }
    if fields.width(0) > 2 || fields.width(1) > 2 {
        return None;
    }
    let year = year_field(fields, 2)?;
    if fields.width(2) == 2 && first == '.' && (fields.width(0) < 2 || fields.width(1) < 2) {
        // "10.5.20" is a version.
        return None;
    }
    let day_first = a > 12 || b <= 12 && (first == '.' || after_clock);
    Some(if day_first { (year, b, a) } else { (year, a, b) })
}

/// A year in four digits, or in two: those up to 39 are of this century.
fn year_field(fields: &Fields<'_>, index: usize) -> Option<i16> {
    let year = fields.number(index)?;
    match fields.width(index) {
        4 if (1000..=2999).contains(&year) => Some(year),
        2 => Some(short_year(year)),
        _ => None,
    }
}

/// `16` is 2016, `89` is 1989.
pub(super) fn short_year(year: i16) -> i16 {
    if year < 40 { 2000 + year } else { 1900 + year }
}
