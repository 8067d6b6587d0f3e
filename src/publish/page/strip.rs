//! The small chart of a figure that was said once: when its period is, on years that all such rows share.

use maud::{Markup, html};

use super::scale::{Px, px};
use crate::model::{Basis, Figure, Period};

const WIDTH: Px = 1_400;
const HEIGHT: Px = 180;

/// The years that a strip spans, at most.
const MOST: i16 = 60;

/// The years of all rows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Years {
    pub(super) first: i16,
    pub(super) last: i16,
}

impl Years {
    /// From the first to the last year of `figures`: of too many, the latest.
    pub(super) fn of<'f>(figures: impl Iterator<Item = &'f Figure>) -> Self {
        let (mut first, mut last) = (i16::MAX, i16::MIN);
        for figure in figures {
            first = first.min(figure.period.first().year());
            last = last.max(figure.period.last().year());
        }
        if first > last {
            return Self { first: 0, last: 0 };
        }
        Self { first: first.max(last.saturating_sub(MOST)), last }
    }

    fn x(self, period: Period) -> (Px, Px) {
        let day = |date: jiff::civil::Date| {
            (i64::from(date.year()) - i64::from(self.first)) * 366 + i64::from(date.day_of_year())
        };
        let all = (i64::from(self.last) - i64::from(self.first) + 1) * 366;
        let at = |days: i64| (days * WIDTH / all).clamp(0, WIDTH);
        (at(day(period.first()) - 1), at(day(period.last())))
    }
}

/// The strip of a figure.
pub(super) fn strip(figure: &Figure, years: Years) -> Markup {
    let (left, right) = years.x(figure.period);
    let middle = i64::midpoint(left, right);
    let planned = figure.key.basis == Basis::Planned;
    html! {
        svg.strip aria-hidden="true" viewBox={ "0 0 " (px(WIDTH)) " " (px(HEIGHT)) } width=(px(WIDTH)) height=(px(HEIGHT)) {
            @for year in 0..=(i64::from(years.last) - i64::from(years.first) + 1) {
                @let x = px(year * WIDTH / (i64::from(years.last) - i64::from(years.first) + 1));
                line x1=(x) x2=(x) y1="6" y2="12" {}
            }
            line x1="0" x2=(px(WIDTH)) y1="9" y2="9" {}
            rect.plan[planned] x=(px(left)) y="6" width=(px((right - left).max(20))) height="6" {}
            @if planned { path.plan d={ "M" (px(middle)) " 3l6 6l-6 6l-6-6z" } {} }
        }
    }
}
