//! Which figures belong together: a series is an indicator's measure in an area, and its
//! charts hold only what can be compared. A month and a year of revenue cannot.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::human::{period, period_lines};
use super::known::Known;
use crate::config::Kind;
use crate::model::{Area, Figure, IndicatorId, Measure, Period, ReportId, Unit};

/// Years and months that an axis of days shows; what lasts longer is listed.
const MOST_YEARS: i64 = 40;
const MOST_MONTHS: i64 = 120;
/// Periods that a chart lists; of more, the latest.
const MOST_LISTED: usize = 40;
/// Characters of a line below a bar.
const LINE: usize = 9;
/// So few periods share a chart, however they differ, where each is named.
const FEW_LISTED: usize = 6;

/// How much room a series is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    /// Many periods, or many sources.
    Large,
    /// Two to a few.
    Small,
    /// One report said it once.
    Row,
}

/// An indicator's measure in an area.
#[derive(Debug)]
pub(super) struct Series<'a> {
    pub(super) indicator: &'a IndicatorId,
    pub(super) area: &'a Area,
    pub(super) measure: Measure,
    pub(super) unit: &'a Unit,
    pub(super) figures: Vec<&'a Figure>,
    pub(super) sources: usize,
    pub(super) conflicts: usize,
    pub(super) tier: Tier,
}

impl Series<'_> {
    /// The id of its place on the page.
    pub(super) fn anchor(&self) -> String {
        let unit: String = self.unit.as_str().chars().filter(char::is_ascii_alphanumeric).collect();
        format!("s-{}-{}-{}-{unit}", self.indicator, self.area, self.measure)
    }

    /// What of the indicator it is: `growth`, `change, Thai Nguyen`; often nothing.
    pub(super) fn kind(&self, known: &Known<'_>) -> String {
        let measure = known.measured(self.indicator, self.measure, self.unit).to_owned();
        let place = if known.is_home(self.area) { String::new() } else { known.area(self.area) };
        [measure, place].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// `ICT industry revenue, growth`
    pub(super) fn name(&self, known: &Known<'_>) -> String {
        let (label, kind) = (known.label(self.indicator), self.kind(known));
        if kind.is_empty() { label } else { format!("{label}, {kind}") }
    }

    /// The reports that it rests on.
    pub(super) fn reports<'k>(&self, known: &'k Known<'_>) -> BTreeSet<&'k ReportId> {
        let sources = self.figures.iter().flat_map(|figure| known.rows.evidence(&figure.id));
        sources.flat_map(|row| known.rows.inputs(&row.source)).map(|claim| &claim.printed.report).collect()
    }

    pub(super) fn topic<'k>(&self, known: &'k Known<'_>) -> &'k str {
        known.indicator(self.indicator).map_or("", |indicator| indicator.topic.as_str())
    }
}

/// All series: those with the most to tell first, those of an indicator together.
pub(super) fn all<'a>(known: &Known<'a>) -> Vec<Series<'a>> {
    let mut found: BTreeMap<(&IndicatorId, &Area, Measure, &Unit), Vec<&'a Figure>> = BTreeMap::new();
    for &figure in &known.all_figures {
        let key = &figure.key;
        found.entry((&key.indicator, &key.area, key.measure, &figure.unit)).or_default().push(figure);
    }
    let series = found.into_iter().map(|((indicator, area, measure, unit), figures)| {
        let sources = figures.iter().map(|figure| known.rows.evidence(&figure.id).len()).sum();
        let conflicts = figures.iter().map(|figure| known.rows.conflicts(&figure.id).len()).sum();
        let tier = match (figures.len(), sources) {
            (1, 0 | 1) => Tier::Row,
            (figures, sources) if figures > 6 || sources > 10 => Tier::Large,
            _ => Tier::Small,
        };
        Series { indicator, area, measure, unit, figures, sources, conflicts, tier }
    });
    let mut series: Vec<Series<'a>> = series.collect();
    let mut weight: BTreeMap<(Tier, &IndicatorId), (bool, usize)> = BTreeMap::new();
    for one in &series {
        let (disputed, sources) = weight.entry((one.tier, one.indicator)).or_default();
        *disputed |= one.conflicts > 0 && one.tier != Tier::Large;
        *sources += one.sources;
    }
    series.sort_by_cached_key(|one| {
        let heavy = weight.get(&(one.tier, one.indicator)).copied().unwrap_or_default();
        let within = (Reverse(one.sources), one.measure, one.area, one.unit);
        // What was said once is found by its name.
        let (topic, heavy, name) = match one.tier {
            Tier::Row => (one.topic(known).to_owned(), Reverse((false, 0)), known.label(one.indicator)),
            Tier::Large | Tier::Small => (String::new(), Reverse(heavy), String::new()),
        };
        (one.tier, topic, heavy, name, one.indicator, within)
    });
    series
}

/// What a chart runs along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Along {
    /// A place for each year.
    Years,
    /// A place for each month.
    Months,
    /// Days, where a stock was counted.
    Days,
    /// The periods by name, side by side.
    Listed,
}

/// A period of a chart, with its figures: observed ones first.
#[derive(Debug)]
pub(super) struct Slot<'a> {
    /// Its name in up to three lines.
    pub(super) lines: Vec<String>,
    pub(super) last: Date,
    /// Its place along the chart: years, months or days from a beginning.
    pub(super) place: i64,
    pub(super) figures: Vec<&'a Figure>,
}

/// One chart.
#[derive(Debug)]
pub(super) struct Panel<'a> {
    /// What it holds of the series; empty where it holds all.
    pub(super) title: &'static str,
    pub(super) along: Along,
    /// Whether neighbours are joined even where periods between them are missing: so of
    /// what is counted at a moment, not of what adds up over a stretch.
    pub(super) join: bool,
    pub(super) slots: Vec<Slot<'a>>,
    /// Periods that it leaves out, being too many.
    pub(super) left_out: usize,
}

/// The charts of a series.
pub(super) fn panels<'a>(series: &Series<'a>, known: &Known<'_>) -> Vec<Panel<'a>> {
    let kind = known.indicator(series.indicator).map_or(Kind::Flow, |indicator| indicator.kind);
    let moment = matches!(kind, Kind::Stock | Kind::Rank) && matches!(series.measure, Measure::Level | Measure::Rank);
    let join = moment || matches!(series.measure, Measure::Share);
    let mut sorted: BTreeMap<usize, Vec<&'a Figure>> = BTreeMap::new();
    for figure in &series.figures {
        sorted.entry(class(figure, moment)).or_default().push(figure);
    }
    let periods: BTreeSet<(Period, Option<Period>)> =
        series.figures.iter().map(|figure| (figure.period, figure.key.base_period)).collect();
    if sorted.len() > 1 && periods.len() <= FEW_LISTED {
        return vec![panel("", Along::Listed, false, &series.figures)];
    }
    if let Some(years) = sorted.contains_key(&2).then(|| sorted.remove(&0)).flatten() {
        // What is counted at a moment stands at its day, be it the last of a year.
        sorted.entry(2).or_default().extend(years);
    }
    let alone = sorted.len() == 1;
    let titles = ["Years", "Months", "Moments", "Other stretches of time"];
    let panels = sorted.into_iter().map(|(class, figures)| {
        let title = if alone { "" } else { titles.get(class).copied().unwrap_or_default() };
        let along = match class {
            0 => Along::Years,
            1 => Along::Months,
            2 => Along::Days,
            _ => Along::Listed,
        };
        panel(title, along, join && along != Along::Listed, &figures)
    });
    panels.collect()
}

/// Years, months, days of a count, or what is neither.
fn class(figure: &Figure, moment: bool) -> usize {
    let (own, base) = (figure.period, figure.key.base_period);
    let usual = base.is_none_or(|base| own.years_earlier(1) == Some(base));
    match own.whole_months() {
        _ if !usual => 3,
        Some(12) if own.as_year().is_some() => 0,
        Some(1) if !moment => 1,
        _ if moment => 2,
        _ => 3,
    }
}

fn panel<'a>(title: &'static str, along: Along, join: bool, figures: &[&'a Figure]) -> Panel<'a> {
    let mut by_period: BTreeMap<(Date, Date, Option<Period>), Vec<&'a Figure>> = BTreeMap::new();
    for figure in figures {
        let period = figure.period;
        let first = if along == Along::Days { period.last() } else { period.first() };
        by_period.entry((period.last(), first, figure.key.base_period)).or_default().push(figure);
    }
    let place = |at: usize, date: Date| match along {
        Along::Years => i64::from(date.year()),
        Along::Months => i64::from(date.year()) * 12 + i64::from(date.month()) - 1,
        Along::Days => Period::new(Date::new(0, 1, 1).unwrap_or(Date::MIN), date).map_or(0, Period::days),
        Along::Listed => i64::try_from(at).unwrap_or(0),
    };
    let slots = by_period.into_iter().enumerate().map(|(at, ((last, _, base), mut figures))| {
        figures.sort_by_key(|figure| figure.key.basis);
        let own = figures.first().map(|figure| figure.period);
        Slot { lines: own.map(|own| lines(own, base)).unwrap_or_default(), last, place: place(at, last), figures }
    });
    let mut slots: Vec<Slot<'a>> = slots.collect();
    let span = slots.last().map_or(0, |last| last.place) - slots.first().map_or(0, |first| first.place);
    let most = match along {
        Along::Years => MOST_YEARS,
        Along::Months => MOST_MONTHS,
        Along::Days => MOST_YEARS * 366,
        Along::Listed => i64::MAX,
    };
    if span > most {
        return panel(title, Along::Listed, false, figures);
    }
    let left_out = if along == Along::Listed { slots.len().saturating_sub(MOST_LISTED) } else { 0 };
    slots.drain(..left_out);
    Panel { title, along, join, slots, left_out }
}

/// The name of a place along the axis, with what it is compared with where that is unusual.
fn lines(own: Period, base: Option<Period>) -> Vec<String> {
    let mut lines = broken(own, "");
    if let Some(base) = base.filter(|base| own.years_earlier(1) != Some(*base)) {
        lines.extend(broken(base, "on "));
    }
    lines
}

/// A period in as few lines as fit below a bar.
fn broken(own: Period, before: &str) -> Vec<String> {
    let whole = format!("{before}{}", period(own));
    if whole.chars().count() <= LINE {
        return vec![whole];
    }
    let (part, year) = period_lines(own);
    vec![format!("{before}{part}"), year]
}
