//! Which figure is asked for; where there is none, which come near.

use crate::cli::args::ExplainArgs;
use crate::config::suggest::distance;
use crate::config::{Config, Kind};
use crate::error::{Error, Result};
use crate::model::{Basis, Figure, FigureId, Measure, Period};
use crate::publish::Dataset;
use crate::publish::words::push;

/// Figures that are named where there is no such one.
const NEAREST: usize = 8;

/// A figure, and the others that the question would fit.
pub(super) struct Found<'d> {
    pub(super) figure: &'d Figure,
    pub(super) others: Vec<&'d Figure>,
}

/// The figure of that id, else the first that fits what was said: observed
/// before planned, the indicator's own value before changes of it.
pub(super) fn figure<'d>(args: &ExplainArgs, config: &Config, dataset: &'d Dataset) -> Result<Found<'d>> {
    let what = args.what.as_deref().unwrap_or_default();
    if let Ok(id) = what.parse::<FigureId>() {
        let figure = dataset.figures.iter().find(|figure| figure.id == id);
        let figure = figure.ok_or_else(|| none(format!("there is no figure {id}"), args, dataset))?;
        if !fits(figure, args, config) {
            return Err(Error::Usage(format!(
                "the figure {id} is another one than the other arguments say\n    it is {}",
                arguments(figure, None)
            )));
        }
        return Ok(Found { figure, others: Vec::new() });
    }
    let Some(period) = args.period else {
        return Err(none("a figure has an indicator and a PERIOD, or an id".to_owned(), args, dataset));
    };
    let area = args.area.as_ref().unwrap_or(&config.project.default_area);
    let mut fitting: Vec<&Figure> = dataset
        .figures
        .iter()
        .filter(|figure| figure.key.indicator.as_str() == what && figure.key.area == *area)
        .filter(|figure| fits(figure, args, config))
        .collect();
    fitting.sort_by_key(|figure| (!is_level(figure.key.measure), figure.key.basis == Basis::Planned));
    let mut fitting = fitting.into_iter();
    let figure = fitting.next().ok_or_else(|| {
        let basis = args.basis.map(|basis| format!(", {basis}")).unwrap_or_default();
        let measure = args.measure.map(|measure| format!(", {measure}")).unwrap_or_default();
        none(format!("there is no figure {what} {period} of {area}{basis}{measure}"), args, dataset)
    })?;
    Ok(Found { figure, others: fitting.collect() })
}

/// Whether the figure is what the arguments behind its name say.
fn fits(figure: &Figure, args: &ExplainArgs, config: &Config) -> bool {
    let key = &figure.key;
    args.period.is_none_or(|period| is_of(figure, period, config))
        && args.area.as_ref().is_none_or(|area| key.area == *area)
        && args.basis.is_none_or(|basis| key.basis == basis)
        && args.measure.is_none_or(|measure| key.measure == measure)
        && (args.base_period.is_none() || key.base_period == args.base_period)
}

/// Whether the figure is of the period; a stock is of each period that ends on its day.
fn is_of(figure: &Figure, period: Period, config: &Config) -> bool {
    let stock = config.indicator(&figure.key.indicator).is_some_and(|indicator| indicator.kind == Kind::Stock);
    figure.period == period || figure.key.period == period || (stock && figure.key.period.last() == period.last())
}

fn is_level(measure: Measure) -> bool {
    matches!(measure, Measure::Level | Measure::Rank | Measure::Share)
}

/// The arguments that lead to a figure.
pub(super) fn arguments(figure: &Figure, config: Option<&Config>) -> String {
    let key = &figure.key;
    let mut text = format!("{} {} --basis {} --measure {}", key.indicator, figure.period, key.basis, key.measure);
    if let Some(base) = key.base_period {
        push(&mut text, format_args!(" --base-period {base}"));
    }
    if config.is_none_or(|config| config.project.default_area != key.area) {
        push(&mut text, format_args!(" --area {}", key.area));
    }
    text
}

fn none(message: String, args: &ExplainArgs, dataset: &Dataset) -> Error {
    let mut near: Vec<&Figure> = dataset.figures.iter().collect();
    near.sort_by_key(|figure| remoteness(figure, args));
    let mut text = message;
    if near.is_empty() {
        text += "\n    there are no figures at all: `reckoner scan FILE` shows what is seen in a text";
    } else {
        text += "\n    the nearest are:";
    }
    for figure in near.into_iter().take(NEAREST) {
        push(&mut text, format_args!("\n      {}", arguments(figure, None)));
    }
    Error::Usage(text)
}

/// How far a figure is from what was asked: name first, then days, then the rest.
fn remoteness(figure: &Figure, args: &ExplainArgs) -> (usize, i64, bool, bool, bool) {
    let key = &figure.key;
    let days = args.period.map_or(0, |period| {
        let ends = (key.period.last() - period.last()).get_days();
        let starts = (key.period.first() - period.first()).get_days();
        i64::from(ends.abs()) + i64::from(starts.abs())
    });
    (
        distance(args.what.as_deref().unwrap_or_default(), key.indicator.as_str()),
        days,
        args.measure.map_or(!is_level(key.measure), |measure| measure != key.measure),
        args.basis.is_some_and(|basis| basis != key.basis),
        args.area.as_ref().is_some_and(|area| *area != key.area),
    )
}
