//! The forms of periods, in the order in which they are tried. A form has a name, what it
//! reads and what it must leave alone; both are run as tests. A new form is a function in one
//! of the rooms beside this one and an entry here.

use super::starts::{
    ARTICLE, CARDINAL, DECADE, DIGITS, EDGE, FISCAL, MONTH, NOUN, OFFSET, ORDINAL, SAME, SMALL, SO_FAR, WEEKDAY, WORD,
    YEAR,
};
use super::{Reader, Seen};
use crate::model::Language;

/// A form that periods are printed in.
#[derive(Debug)]
pub(super) struct Form {
    /// What it is called.
    #[cfg_attr(not(test), expect(dead_code, reason = "tells in a test which form is wrong"))]
    pub(super) name: &'static str,
    /// Reads it from a slot on.
    pub(super) read: fn(&Reader<'_, '_, '_>, usize) -> Option<Seen>,
    /// What of [`super::starts`] stands where it begins, or behind an article there.
    pub(super) begins: u16,
    /// Texts, and the first period that it reads there; behind a `|` what it is as a mention
    /// alone, where that is something else.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub(super) reads: &'static [(&'static str, &'static str)],
    /// Texts in which it must read nothing.
    #[cfg_attr(not(test), expect(dead_code, reason = "run as tests"))]
    pub(super) leaves: &'static [&'static str],
}

/// The forms of a language: compound ones, then plain ones.
pub(super) fn of(language: Language) -> (&'static [Form], &'static [Form]) {
    match language {
        Language::En => (COMPOUND, PLAIN),
        Language::Vi => (&[], super::vi::FORMS),
    }
}

/// Forms that are made of others, or would be cut short by a plain one.
pub(super) const COMPOUND: &[Form] = &[
    Form {
        name: "same part of another year",
        read: |reader, at| reader.same_in(at),
        begins: SAME,
        reads: &[("the same month of 2018", "same in 2018")],
        leaves: &["the same month", "of 2018"],
    },
    Form {
        name: "same part of another year, in short",
        read: |reader, at| reader.same_in_year(at),
        begins: YEAR,
        reads: &[("the 1997 period", "same in 1997"), ("the 2005 quarter", "same in 2005")],
        leaves: &["the 2005 periodical", "1997 figures"],
    },
    Form {
        name: "rest of the running one",
        read: |reader, at| reader.rest_of(at),
        begins: WORD,
        reads: &[
            ("later this month", "2022-08 | 2022-08-19/2022-08-31"),
            ("the rest of the year", "(2022-08-19/2022-12-31)"),
            ("earlier in the month", "(2022-08-01/2022-08-18)"),
            ("earlier this year", "(2022-01-01/2022-08-18)"),
            ("earlier this month", "2022-08 | 2022-08-01/2022-08-18"),
        ],
        leaves: &["five years later", "later in May", "the rest of the staff"],
    },
    Form {
        name: "so long before what is compared",
        read: |reader, at| reader.earlier(at),
        begins: SMALL | CARDINAL,
        reads: &[("two decades earlier", "20 years earlier | 2002")],
        leaves: &["five years ago", "a year earlier"],
    },
    Form {
        name: "so long from publication",
        read: |reader, at| reader.ago(at),
        begins: SMALL | CARDINAL,
        reads: &[
            ("five years ago", "2017 | 2017-08-19"),
            ("three weeks ago", "(2022-07-29)"),
            ("1 year 12 days later", "(2023-08-31)"),
            ("6 months from now", "(2023-02-19)"),
        ],
        leaves: &["five years later", "five years", "a while ago"],
    },
    Form {
        name: "month before its days",
        read: |reader, at| reader.month_then_days(at),
        begins: MONTH,
        reads: &[("March between 5-9, 2018", "2018-03-05/2018-03-09 | 2018-03-05/2018-03-08")],
        leaves: &["March between 5-9 workers", "between 5 and 9 March"],
    },
    Form {
        name: "stretch of coded parts",
        read: |reader, at| reader.coded_stretch(at),
        begins: YEAR | SMALL | WORD,
        reads: &[
            ("from Q1 to Q3 2015", "2015-01/2015-09 | 2015-01/2015-06"),
            ("2015 Q2 to 2016 Q1", "2015-04/2016-03 | 2015-04/2015-12"),
        ],
        leaves: &["Q1 and Q3 2015", "Q3 2015", "Q3 - Q1 2015"],
    },
    Form {
        name: "stretch",
        read: |reader, at| reader.stretch(at),
        begins: DIGITS | WORD,
        reads: &[
            ("from 2016 to 2020", "2016/2020 | 2016/2019"),
            ("between 2015 and 2020", "2015/2020 | 2015/2019"),
            ("from nineteen ninety to two thousand", "1990/2000 | 1990/1999"),
            ("march - may 2014", "2014-03/2014-05 | 2014-03/2014-04"),
            ("from the 1980s to the 1990s", "1980/1999 | 1980/1989"),
            ("10/2016 - 12/2016", "2016-Q4 | 2016-10/2016-11"),
            ("the April-June quarter", "2022-Q2"),
            ("2011 through 2013", "2011/2013 | 2011/2012"),
            ("from January to May", "2022-01/2022-05 | 2022-01/2022-04"),
            ("January-March", "2022-Q1 | 2022-01/2022-02"),
            ("July 2020 to June 2021", "2020-07/2021-06 | 2020-07/2021-05"),
            ("between 2014 March and 2016", "2014-03/2016-12 | 2014-03/2015-12"),
            ("between March 2014 and 2016 July", "2014-03/2016-07 | 2014-03/2016-06"),
            ("from March 3rd to May 2019", "2019-03-03/2019-05-31 | 2019-03-03/2019-04-30"),
            ("April 13 to 16", "2022-04-13/2022-04-16 | 2022-04-13/2022-04-15"),
            ("April 13 -16, 2021", "2021-04-13/2021-04-16 | 2021-04-13/2021-04-15"),
            ("June 4th-5th 2015", "2015-06-04/2015-06-05 | 2015-06-04"),
            ("between 5 and 9 March", "2022-03-05/2022-03-09 | 2022-03-05/2022-03-08"),
            ("from 5 to 9 of March", "2022-03-05/2022-03-09 | 2022-03-05/2022-03-08"),
            ("from 5 to March 9, 2011", "2011-03-05/2011-03-09 | 2011-03-05/2011-03-08"),
            ("from 5 to 9 this month", "2022-08-05/2022-08-09 | 2022-08-05/2022-08-08"),
            ("between 5 June and 7 July 2021", "2021-06-05/2021-07-07 | 2021-06-05/2021-07-06"),
            ("from November 20 to January 10, 2022", "2021-11-20/2022-01-10 | 2021-11-20/2022-01-09"),
            ("March 9, 2016 - 03/22/2016", "2016-03-09/2016-03-22 | 2016-03-09/2016-03-21"),
            ("from 3/5 to 3/9", "2022-03-05/2022-03-09 | 2022-03-05/2022-03-08"),
            ("from 2019-mar-5 to today", "2019-03-05/2022-08-19 | 2019-03-05/2022-08-18"),
            ("between now and October 5th", "2022-08-19/2022-10-05 | 2022-08-19/2022-10-04"),
            ("from Monday the 15th until Wednesday the 17th", "2022-08-15/2022-08-17 | 2022-08-15/2022-08-16"),
            ("from next Monday to Oct 5th 2022", "2022-08-22/2022-10-05 | 2022-08-22/2022-10-04"),
            ("from last Monday of May to 2023", "2022-05-30/2023-12-31 | 2022-05-30/2022-12-31"),
            ("from the second quarter of 2015 to the third quarter of 2016", "2015-04/2016-09 | 2015-04/2016-06"),
        ],
        leaves: &["rose from 5 to 9 this month", "2016 to 2020 staff", "5 to 9", "in May and June", "2015 and 2016"],
    },
    Form {
        name: "date in digits",
        read: |reader, at| reader.date(at),
        begins: DIGITS | MONTH,
        reads: &[
            ("on 2023-02-09", "2023-02-09"),
            ("15:32, 2023/02/02", "2023-02-02"),
            ("07:15, 03/02/2022", "2022-02-03"),
            ("09:51, 2023/51/30", "impossible"),
            ("on 27/4/2019", "2019-04-27"),
            ("on 4/27/2019", "2019-04-27"),
            ("on 4/5/2019", "2019-04-05"),
            ("on 4-5-19", "2019-04-05"),
            ("on 27.04.2019", "2019-04-27"),
            ("on 2019.4.27", "2019-04-27"),
            ("on 04/27,19", "2019-04-27"),
            ("on 27-Apr-2019", "2019-04-27"),
            ("on 2019-apr-27", "2019-04-27"),
            ("on 04/27/91", "1991-04-27"),
            ("on 31/11/2019", "impossible"),
        ],
        leaves: &["version 10.5.20", "192.168.1.10", "1,234,567", "028-3822-4567", "9.5", "40/50/60"],
    },
    Form {
        name: "day that its month does not have",
        read: |reader, at| reader.impossible_day(at),
        begins: SMALL | MONTH,
        reads: &[("on 30 February 2021", "impossible"), ("on April 31", "impossible")],
        leaves: &["29 February 2020", "April 31 workers"],
    },
    Form {
        name: "edge",
        read: |reader, at| reader.edge(at),
        begins: YEAR | EDGE,
        reads: &[
            ("by the end of 2023", "2023-12-31"),
            ("as of 2021-end", "2021-12-31"),
            ("as of end-2021", "2021-12-31"),
            ("at the end of June", "2022-06-30"),
            ("at the end of 2011", "2011-12-31 | 2011-09/2011-12"),
            ("the beginning of last year", "2021-Q1 | 2021-01/2021-04"),
            ("early 2020", "2020-01/2020-06"),
            ("late last year", "2021-07/2021-12"),
            ("mid-2019", "2019-06/2019-07"),
            ("early next month", "2022-09 | 2022-09-01/2022-09-15"),
            ("late May", "2022-05 | 2022-05-16/2022-05-31"),
            ("late last week", "(2022-08-08/2022-08-14)"),
        ],
        leaves: &["early buyers", "the end of the road", "late"],
    },
];

/// Forms that stand for themselves; edges and stretches are made of them.
pub(super) const PLAIN: &[Form] = &[
    Form {
        name: "the one after the next",
        read: |reader, at| reader.after_next(at),
        begins: WORD,
        reads: &[
            ("the year after next", "2024"),
            ("the month after the next", "2022-10"),
            ("the week after next", "(2022-08-29/2022-09-04)"),
        ],
        leaves: &["the year after", "next year", "the year after 2020"],
    },
    Form {
        name: "what the text is about",
        read: |reader, at| Reader::known(at, reader.pointed_back(at)),
        begins: WORD,
        reads: &[("in the quarter", "2022-Q2"), ("in the same half-year", "2022-01/2022-06")],
        leaves: &["the quarter ended 30 June", "the month", "a quarter", "the quarter of 2012"],
    },
    Form {
        name: "part named by its end",
        read: |reader, at| Reader::known(at, reader.ended_part(at)),
        begins: ORDINAL | WORD,
        reads: &[
            ("the second quarter of the financial year ended September 30", "2021-Q3"),
            ("the first half ended 31 March 2020", "2019-10/2020-03"),
        ],
        leaves: &["the second quarter", "the second firm ended", "the second quarter to come"],
    },
    Form {
        name: "year or half up to a date",
        read: |reader, at| Reader::known(at, reader.running_year(at)),
        begins: FISCAL | NOUN | CARDINAL | SMALL | WORD,
        reads: &[
            ("the year to June 2015", "2014-07/2015-06"),
            ("the full year ended March 31, 2015", "2014-04/2015-03"),
            ("12 months to March", "2021-04/2022-03"),
            ("the fiscal year ended March 31, 2010", "2009-04/2010-03"),
            ("the quarter ended 30 June", "2022-Q2"),
            ("the half year to December 2021", "2021-07/2021-12"),
            ("the financial year that ended on 31 March", "2021-04/2022-03"),
        ],
        leaves: &["the year", "12 months of growth", "the quarter to come"],
    },
    Form {
        name: "part behind its year",
        read: |reader, at| Reader::known(at, reader.part_behind_year(at)),
        begins: OFFSET | YEAR,
        reads: &[("last year's fourth quarter", "2021-Q4"), ("2019's first half", "2019-01/2019-06")],
        leaves: &["last year's profit", "2019's best firms"],
    },
    Form {
        name: "part by its place in the year",
        read: |reader, at| Reader::known(at, reader.first_months(at)),
        begins: ORDINAL | WORD,
        reads: &[
            ("the first seven months of 2023", "2023-01/2023-07"),
            ("the first half of last year", "2021-01/2021-06"),
            ("the third quarter", "2022-Q3"),
            ("the latter half of 2019", "2019-07/2019-12"),
            ("the fourth quarter this year", "2022-Q4"),
        ],
        leaves: &["the first seven firms", "the third party", "a quarter of 2023"],
    },
    Form {
        name: "weeks up to a date",
        read: |reader, at| Reader::known(at, reader.weeks_to(at)),
        begins: CARDINAL | SMALL | WORD,
        reads: &[
            ("the 13 weeks to July 30", "2022-05-01/2022-07-30"),
            ("the week ended 24 December 2005", "2005-12-18/2005-12-24"),
        ],
        leaves: &["13 weeks", "the week", "six weeks to go", "the week to May"],
    },
    Form {
        name: "week of a month or year",
        read: |reader, at| reader.week_of(at),
        begins: ORDINAL | WORD,
        reads: &[
            ("the first week of May", "(2022-05-02/2022-05-08)"),
            ("the last week of 2020", "(2020-12-28/2021-01-03)"),
        ],
        leaves: &["the first week", "the 60th week of 2020", "the first of May"],
    },
    Form {
        name: "month or quarter beside publication",
        read: |reader, at| Reader::known(at, reader.part_of_year(at)),
        begins: MONTH | OFFSET | SMALL | YEAR,
        reads: &[
            ("last month", "2022-07"),
            ("the June quarter", "2022-Q2"),
            ("the last quarter of 2013", "2013-Q4"),
            ("next month's sales", "2022-09"),
        ],
        leaves: &["month by month", "the last firm"],
    },
    Form {
        name: "named month beside publication",
        read: |reader, at| reader.month_of_offset(at),
        begins: OFFSET,
        reads: &[
            ("last March", "2022-03 | 2021-03"),
            ("last July", "2021-07"),
            ("last nov", "2021-11"),
            ("this November", "2021-11 | 2022-11"),
            ("next May", "2023-05"),
        ],
        leaves: &["last March 5", "next May 2025", "last may be", "the last March quarter"],
    },
    Form {
        name: "coded part of a year",
        read: |reader, at| Reader::known(at, reader.coded_part(at)),
        begins: YEAR | SMALL | WORD,
        reads: &[
            ("Q4 2023", "2023-Q4"),
            ("q2 2019", "2019-Q2"),
            ("quarter 3 of 2015", "2015-Q3"),
            ("1Q23", "2023-Q1"),
            ("H1", "2022-01/2022-06"),
            ("9M 2023", "2023-01/2023-09"),
        ],
        leaves: &["H5 2023", "q and a", "9M users"],
    },
    Form {
        name: "month in digits",
        read: |reader, at| Reader::known(at, reader.numeric_month(at)),
        begins: DIGITS,
        reads: &[
            ("since 2015-3", "2015-03"),
            ("since 2015.3", "2015-03"),
            ("since 11/2016", "2016-11"),
            ("since 2016 - 11", "2016-11"),
            ("since 11 -2016", "2016-11"),
        ],
        leaves: &["rose to 2015.3", "2015.3 tonnes", "14/2016", "2015-40", "5 - 9", "24-2016"],
    },
    Form {
        name: "weekday with its number",
        read: |reader, at| reader.weekday_and_day(at),
        begins: WEEKDAY,
        reads: &[("on Friday the 12th", "(2022-08-12)")],
        leaves: &["on Friday", "Friday 12 firms", "the 12th"],
    },
    Form {
        name: "month, or day of a month",
        read: |reader, at| Reader::known(at, reader.month(at)),
        begins: WEEKDAY | SMALL | ORDINAL | CARDINAL | MONTH,
        reads: &[
            ("March 26, 2022", "2022-03-26"),
            ("18 August", "2022-08-18"),
            ("the 16th of November 2016", "2016-11-16"),
            ("the 9th of this month", "2022-08-09"),
            ("May, 2010", "2010-05"),
            ("the twenty-second of June 2017", "2017-06-22"),
            ("Nov. 16th, 2016", "2016-11-16"),
            ("June twenty-first 2017", "2017-06-21"),
            ("on July first", "2022-07-01"),
            ("Monday, 5 March 2018", "2018-03-05"),
            ("in February", "2022-02"),
            ("in November", "2021-11"),
            ("sept 2016", "2016-09"),
            ("September '99", "1999-09"),
            ("for April 98", "1998-04"),
            ("May of nineteen eighty-four", "1984-05"),
            ("8 May 1432", "1432-05-08"),
            ("on May 8, nineteen oh two", "1902-05-08"),
        ],
        leaves: &["may rise", "march on", "25 firms", "16th"],
    },
    Form {
        name: "full year",
        read: |reader, at| Reader::known(at, reader.full_year(at)),
        begins: WORD,
        reads: &[("for the full year", "2022"), ("full-year profit", "2022")],
        leaves: &["full year 2019", "a full house", "the year"],
    },
    Form {
        name: "so many months of the year",
        read: |reader, at| Reader::known(at, reader.months_of_flow(at)),
        begins: WORD | CARDINAL | SMALL | NOUN,
        reads: &[("seven-month net profit", "2022-01/2022-07"), ("half-year sales", "2022-01/2022-06")],
        leaves: &["a six-month low", "nine months"],
    },
    Form {
        name: "fiscal year",
        read: |reader, at| Reader::known(at, reader.fiscal(at)),
        begins: FISCAL,
        reads: &[("fiscal 2022", "2022"), ("FY2021-22", "2021/2022"), ("FY22", "2022")],
        leaves: &["fiscal policy", "2022"],
    },
    Form {
        name: "year or years",
        read: |reader, at| reader.year_or_span(at),
        begins: YEAR,
        reads: &[
            ("in 2019", "2019"),
            ("the 2024-2025 period", "2024/2025 | 2024"),
            ("2022-26 programme", "2022/2026"),
            ("in 2012/13", "2012/2013"),
            ("the 1990s", "1990/1999"),
            ("the 1980's", "1980/1989"),
            ("in 2016 November", "2016-11"),
            ("2016, nov", "2016-11"),
            ("In 2016, November exports rose", "2016"),
            ("2016/11", "2016-11"),
            ("in 2016 Q3", "2016-Q3"),
            ("2016 third quarter", "2016-Q3"),
        ],
        leaves: &["2,021 firms", "$2021", "2000 million", "A2020", "2021kg", "1789"],
    },
    Form {
        name: "decade by name",
        read: |reader, at| Reader::known(at, reader.named_decade(at)),
        begins: YEAR | SMALL | CARDINAL | DECADE | WORD,
        reads: &[
            ("the 80s", "1980/1989"),
            ("the '70s", "1970/1979"),
            ("the seventies", "1970/1979"),
            ("the mid-90s", "1990/1999"),
            ("nineteen fifties", "1950/1959"),
            ("the two thousands", "2000/2009"),
            ("the two thousand and tens", "2010/2019"),
        ],
        leaves: &["in her seventies", "the twenties", "85s", "two thousand firms"],
    },
    Form {
        name: "century",
        read: |reader, at| reader.century(at),
        begins: ORDINAL | CARDINAL,
        reads: &[("the 18th century", "(1700/1799)"), ("the twenty-first century", "(2000/2099)")],
        leaves: &["a century", "the 18th firm"],
    },
    Form {
        name: "year that a preposition asks for",
        read: |reader, at| Reader::known(at, reader.led_year(at)),
        begins: YEAR | CARDINAL | ARTICLE,
        reads: &[
            ("in nineteen eighty-seven", "1987"),
            ("since two thousand and four", "2004"),
            ("in twenty nineteen", "2019"),
            ("in 1867", "1867"),
        ],
        leaves: &["in two thousand firms", "1867 firms", "nineteen eighty", "of nineteen"],
    },
    Form {
        name: "numbered year",
        read: |reader, at| Reader::known(at, reader.numbered_year(at)),
        begins: WORD,
        reads: &[("the year three hundred and twelve", "0312"), ("year 843", "0843")],
        leaves: &["year 12", "the year", "a year three firms"],
    },
    Form {
        name: "year up to publication",
        read: |reader, at| reader.so_far(at),
        begins: SO_FAR,
        reads: &[("so far this year", "2022-01-01/2022-08-19 | 2022-01-01/2022-08-18")],
        leaves: &["so far"],
    },
    Form {
        name: "so many years or months back or ahead",
        read: |reader, at| reader.lately(at),
        begins: OFFSET,
        reads: &[
            ("the past five years", "2017/2021 | 2017-08-19/2022-08-18"),
            ("last 5year", "2017/2021 | 2017-08-19/2022-08-18"),
            ("the next three years", "2022/2024 | 2022-08-20/2025-08-19"),
            ("the last two months", "2022-06/2022-07 | 2022-06-19/2022-08-18"),
            ("the past 10 days", "(2022-08-09/2022-08-18)"),
        ],
        leaves: &["five years", "the last five firms", "these five years"],
    },
    Form {
        name: "decade beside publication",
        read: |reader, at| reader.decade_of_offset(at),
        begins: OFFSET,
        reads: &[
            ("the past decade", "2012/2021 | 2010/2019"),
            ("the next decade", "2022/2031 | 2030/2039"),
            ("this decade", "(2020/2029)"),
        ],
        leaves: &["a decade", "decades"],
    },
    Form {
        name: "year beside publication",
        read: |reader, at| Reader::known(at, reader.year_of_offset(at)),
        begins: OFFSET,
        reads: &[("last year", "2021"), ("the next fiscal year", "2023")],
        leaves: &["every year", "last"],
    },
    Form {
        name: "week beside publication",
        read: |reader, at| reader.week_of_offset(at),
        begins: OFFSET,
        reads: &[("last week", "(2022-08-08/2022-08-14)")],
        leaves: &["a week", "week on week"],
    },
    Form {
        name: "the same as that of publication",
        read: |reader, at| reader.same_as_now(at),
        begins: WORD,
        reads: &[("the same year", "(2022)")],
        leaves: &["the same firm", "the same"],
    },
    Form {
        name: "within so long",
        read: |reader, at| reader.within(at),
        begins: WORD,
        reads: &[("within 10 months", "(2022-08-19/2023-06-18)"), ("within two weeks", "(2022-08-19/2022-09-01)")],
        leaves: &["within 10 km", "within the firm", "within two years of"],
    },
];

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::super::super::slot::{View, tag};
    use super::super::super::tongue::Tongues;
    use super::super::{Clock, Reading};
    use super::*;

    fn shown(seen: &Seen) -> String {
        let text = match &seen.reading {
            Reading::Known(period) => period.to_string(),
            Reading::Aside(period) => format!("({period})"),
            Reading::SameIn(year) => format!("same in {year}"),
            Reading::Earlier(years, Some(from_now)) => format!("{years} years earlier | {from_now}"),
            Reading::Earlier(years, None) => format!("{years} years earlier"),
            Reading::Impossible => "impossible".into(),
        };
        match seen.alone.filter(|alone| seen.reading != Reading::Known(*alone)) {
            Some(alone) => format!("{text} | {alone}"),
            None => text,
        }
    }

    /// Publication, in a text that is about the second quarter.
    fn clock() -> Clock {
        Clock::new("2022-08-19".parse().ok()).within("2022-Q2".parse().ok())
    }

    /// The first period that `read` finds in `text`.
    fn first(
        language: Language,
        text: &str,
        read: impl Fn(&Reader<'_, '_, '_>, usize) -> Option<Seen>,
    ) -> Option<String> {
        static TONGUES: LazyLock<Tongues> = LazyLock::new(|| Tongues::new().unwrap());
        let vocabulary = TONGUES.of(language);
        let tokens = vocabulary.tokens(text);
        let slots = tag(&tokens, vocabulary);
        let view = View { slots: &slots, tokens: &tokens, language };
        let reader = Reader { view, clock: clock(), ahead: false };
        (0..slots.len()).find_map(|at| read(&reader, at)).as_ref().map(shown)
    }

    #[test]
    fn every_form_reads_its_examples_and_leaves_its_counter_examples() {
        let mut wrong = Vec::new();
        let languages = [Language::En, Language::Vi];
        let forms = languages.into_iter().flat_map(|language| {
            let (compound, plain) = of(language);
            compound.iter().chain(plain).map(move |form| (language, form))
        });
        for (language, form) in forms {
            assert!(!form.reads.is_empty() && !form.leaves.is_empty(), "`{}` shows no example", form.name);
            for (text, want) in form.reads {
                // The form alone, and all of them: none before it takes the text.
                let all =
                    |reader: &Reader<'_, '_, '_>, at| super::super::at(reader.view, at, reader.clock, reader.ahead);
                for got in [first(language, text, form.read), first(language, text, all)] {
                    if got.as_deref() != Some(*want) {
                        wrong.push(format!("{}: {text:?} wants {want}, got {got:?}", form.name));
                    }
                }
            }
            for text in form.leaves {
                if let Some(got) = first(language, text, form.read) {
                    wrong.push(format!("{}: {text:?} must be left, got {got}", form.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_no_period() {
        let all = |reader: &Reader<'_, '_, '_>, at| super::super::at(reader.view, at, reader.clock, reader.ahead);
        for text in ["2,021 firms", "$2021", "2000 million", "5G", "A2020", "may rise", "2021kg", "it sat there"] {
            assert_eq!(first(Language::En, text, all), None, "{text}");
        }
    }
}
