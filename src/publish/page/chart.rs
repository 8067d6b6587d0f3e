//! A chart: every source a bar from low to high, the reconciled value a dot, neighbours
//! joined; what is planned apart, what disagrees marked.
//!
//! Every bar is a link to its figure below: it is reached by keyboard, and works without a
//! script. The script shows what the bar says beside it, and moves dots by vintage.

use jiff::civil::Date;
use maud::{Markup, html};

use super::conflicts::since;
use super::human::{few, more, period, tick, value};
use super::known::{Known, mark, planned};
use super::label::Labels;
use super::layout::{LEFT, Layout, TOP, Tick};
use super::scale::{Place, Px, Scale, px};
use super::series::{Along, Panel, Series, Slot};
use crate::model::{Agreement, Basis, Conflict, Evidence, Figure, Interval, Number, Role, Unit, Vintage};
use crate::publish::phrases::role;
use crate::publish::words::push;

/// The least height of a bar: it must be seen, and hit.
const LEAST: Px = 40;
/// How far a bar goes on that has no end.
const OPEN: Px = 240;

/// The chart, whose names for those who do not see begin with `id`.
pub(super) fn chart(series: &Series<'_>, panel: &Panel<'_>, known: &Known<'_>, id: &str) -> Markup {
    let layout = Layout::new(panel, series.tier);
    let figures: Vec<&Figure> = panel.slots.iter().flat_map(|slot| slot.figures.iter().copied()).collect();
    let evidence: Vec<Vec<&Evidence>> = figures.iter().map(|figure| known.rows.by_publication(&figure.id)).collect();
    let values: Vec<&Number> = figures.iter().map(|figure| &figure.value).collect();
    let others: Vec<&Interval> = evidence.iter().flatten().map(|row| &row.interval).collect();
    let scale = Scale::new(&values, &others, (series.measure, series.unit), (TOP, layout.bottom));
    let drawing = Drawing { known, unit: series.unit, layout: &layout, scale: &scale };
    let mut labels = Labels::default();
    let slots: Vec<Drawn<'_>> = panel.slots.iter().map(|slot| drawing.slot(slot)).collect();
    for bar in slots.iter().flat_map(|slot| &slot.bars) {
        labels.keep((bar.x, bar.x + bar.width), drawing.ends(&bar.row.interval));
    }
    let dots = drawing.dots(&slots, &mut labels);
    let (width, height) = (px(layout.width), px(layout.height));
    let size = if layout.large { "wide" } else { "narrow" };
    html! {
        svg.(size) role="group" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height)
            aria-labelledby={ (id) "-t" } aria-describedby={ (id) "-d" } data-join=[panel.join.then_some("all")] {
            title id={ (id) "-t" } { (series.name(known)) @if !panel.title.is_empty() { ": " (panel.title) } }
            desc id={ (id) "-d" } { (described(panel, known)) }
            (drawing.grid(&layout.ticks(panel)))
            @for slot in slots.iter().filter(|slot| slot.disputed) { (drawing.dispute(slot)) }
            @for slot in &slots { @for bar in &slot.bars { (drawing.bar(bar)) } }
            (line(&dots, Basis::Planned, panel))
            (line(&dots, Basis::Observed, panel))
            // What was observed is drawn over what was planned.
            @for dot in dots.iter().filter(|dot| dot.basis == Basis::Planned) { (dot_of(dot)) }
            @for dot in dots.iter().filter(|dot| dot.basis == Basis::Observed) { (dot_of(dot)) }
        }
    }
}

/// Whether a chart takes the whole width.
pub(super) fn is_wide(series: &Series<'_>, panel: &Panel<'_>) -> bool {
    Layout::new(panel, series.tier).large
}

/// The chart in words.
fn described(panel: &Panel<'_>, known: &Known<'_>) -> String {
    let figures = || panel.slots.iter().flat_map(|slot| slot.figures.iter().copied());
    let said = |figure: &Figure| {
        let shown = value(&figure.value, figure.value_to.as_ref(), figure.hedge, &figure.unit);
        let kind = planned(figure, known).map(|kind| format!(" ({kind})")).unwrap_or_default();
        let disputed = if known.rows.conflicts(&figure.id).is_empty() { "" } else { ", reports disagree" };
        format!("{}: {shown}{kind}{disputed}", period(figure.period))
    };
    let told: Vec<String> = figures().map(said).collect();
    format!("{}.", told.join("; "))
}

/// A bar: one source of a figure.
struct Bar<'a> {
    figure: &'a Figure,
    row: &'a Evidence,
    x: Px,
    width: Px,
}

/// A period with its bars, and the room that they take.
struct Drawn<'a> {
    slot: &'a Slot<'a>,
    x: Px,
    top: Px,
    bottom: Px,
    disputed: bool,
    disputed_since: Option<Date>,
    bars: Vec<Bar<'a>>,
}

impl Drawn<'_> {
    /// Where the dot of a figure stands: in the middle of its own bars, that what was
    /// planned for a period does not cover what was observed.
    fn x_of(&self, figure: &Figure) -> Px {
        let own = || self.bars.iter().filter(|bar| bar.figure.id == figure.id);
        let (left, right) = (own().map(|bar| bar.x).min(), own().map(|bar| bar.x + bar.width).max());
        left.zip(right).map_or(self.x, |(left, right)| i64::midpoint(left, right))
    }
}

/// A reconciled value as it was believed for a while.
struct Dot {
    x: Px,
    y: Px,
    place: i64,
    from: Option<String>,
    to: Option<Date>,
    basis: Basis,
    class: String,
    label: Option<(String, Px)>,
    off: bool,
}

struct Drawing<'a> {
    known: &'a Known<'a>,
    unit: &'a Unit,
    layout: &'a Layout,
    scale: &'a Scale,
}

impl<'a> Drawing<'a> {
    /// The axis of values, and the names of periods.
    fn grid(&self, ticks: &[Tick]) -> Markup {
        let (right, bottom) = (px(self.layout.right()), self.layout.bottom);
        html! {
            g.grid aria-hidden="true" {
                @for value in self.scale.ticks() {
                    @let y = self.scale.place(&value).y();
                    line.zero[value.is_zero()] x1=(px(LEFT)) x2=(right) y1=(px(y)) y2=(px(y)) {}
                    text.y x=(px(LEFT - 80)) y=(px(y + 40)) { (tick(&value, self.unit)) }
                }
                @for at in ticks {
                    @if at.border { line x1=(px(at.x)) x2=(px(at.x)) y1=(px(TOP)) y2=(px(bottom + 60)) {} }
                    @for (row, text) in (0..).zip(&at.lines) {
                        @let x = if at.border { at.x + 40 } else { at.x };
                        text.s[at.border] x=(px(x)) y=(px(bottom + 180 + 130 * row)) { (text) }
                    }
                }
            }
        }
    }

    /// Bars side by side in the order of publication; what is planned behind what was observed.
    fn slot(&self, slot: &'a Slot<'a>) -> Drawn<'a> {
        let x = self.layout.x(slot);
        let rows: Vec<(&Figure, &Evidence)> = slot
            .figures
            .iter()
            .flat_map(|figure| self.known.rows.by_publication(&figure.id).into_iter().map(|row| (*figure, row)))
            .collect();
        let count = Px::try_from(rows.len().max(1)).unwrap_or(1_000);
        let each = (self.layout.cell * 84 / 100 / count).clamp(30, 120);
        let begin = x - each * count / 2;
        let bars: Vec<Bar<'a>> = (0..)
            .zip(rows)
            .map(|(at, (figure, row))| Bar { figure, row, x: begin + each * at + 5, width: each - 10 })
            .collect();
        let ends = bars.iter().map(|bar| self.ends(&bar.row.interval));
        let dots = slot.figures.iter().map(|figure| self.scale.place(&figure.value).y());
        let all: Vec<Px> =
            ends.flat_map(|(top, bottom)| [top, bottom]).chain(dots.flat_map(|y| [y - 50, y + 50])).collect();
        let middle = self.layout.bottom;
        let conflicts: Vec<&Conflict> =
            slot.figures.iter().flat_map(|figure| self.known.rows.conflicts(&figure.id)).copied().collect();
        Drawn {
            x,
            top: all.iter().copied().min().unwrap_or(middle),
            bottom: all.iter().copied().max().unwrap_or(middle),
            disputed: !conflicts.is_empty(),
            disputed_since: conflicts.iter().filter_map(|row| since(row, self.known)).min(),
            slot,
            bars,
        }
    }

    /// Top and bottom of an interval; one that has no end goes on for a while.
    fn ends(&self, interval: &Interval) -> (Px, Px) {
        let place = |end: Option<&Number>| end.map(|number| self.scale.place(number).y());
        let (low, high) = (place(interval.low.number()), place(interval.high.number()));
        let (a, b) = match (low, high) {
            (Some(low), Some(high)) => (low, high),
            (Some(low), None) => (low, (low - OPEN).max(TOP - 100)),
            (None, Some(high)) => ((high + OPEN).min(self.layout.bottom), high),
            (None, None) => (self.layout.bottom, TOP),
        };
        let (top, bottom) = (a.min(b), a.max(b));
        let more = (LEAST - (bottom - top)).max(0);
        (top - more / 2, bottom + more / 2)
    }

    /// Where reports disagree: a band behind the period, and a sign above it.
    fn dispute(&self, slot: &Drawn<'_>) -> Markup {
        let width = self.layout.cell.clamp(180, 900) - 40;
        html! {
            g data-d=(mark(slot.disputed_since)) {
            rect.band x=(px(slot.x - width / 2)) y=(px(TOP - 240)) width=(px(width)) height=(px(self.layout.bottom - TOP + 240)) {}
            text.sign x=(px(slot.x)) y=(px(TOP - 260)) aria-hidden="true" { "≠" }
            }
        }
    }

    fn bar(&self, bar: &Bar<'_>) -> Markup {
        let (top, bottom) = self.ends(&bar.row.interval);
        let class = class(bar);
        let at = mark(self.known.published(&bar.row.source));
        let middle = bar.x + bar.width / 2;
        let value = self.shown(bar.row);
        let place = value.map_or(Place::At(i64::midpoint(top, bottom)), |value| self.scale.place(value));
        html! {
            a class=(class) href={ "#" (bar.figure.id) } data-e=(bar.row.source) data-d=(at) {
                title { (self.told(bar)) }
                rect x=(px(bar.x)) y=(px(top)) width=(px(bar.width)) height=(px(bottom - top)) rx="1" {}
                @if bar.row.interval.high.number().is_none() {
                    path.tip d={ "M" (px(middle - 40)) " " (px(top)) "h8l-4-6z" } {}
                } @else if bar.row.interval.low.number().is_none() {
                    path.tip d={ "M" (px(middle - 40)) " " (px(bottom)) "h8l-4 6z" } {}
                }
                @match place {
                    Place::At(y) => (glyph(bar.row.role, middle, y)),
                    Place::Off(y) => path.tip d={ "M" (px(middle - 40)) " " (px(y - 40)) "h8l-4-7z" } {},
                }
            }
        }
    }

    /// The value that a source gives.
    fn shown(&self, row: &Evidence) -> Option<&'a Number> {
        let claim = self.known.rows.claim(&row.source).map(|claim| &claim.value);
        claim.or_else(|| self.known.rows.derived(&row.source).map(|derived| &derived.value))
    }

    /// The name of a bar: what it says, who, and what became of it.
    fn told(&self, bar: &Bar<'_>) -> String {
        let value = self.shown(bar.row).map(|value| more(value, self.unit)).unwrap_or_default();
        let from = match self.known.rows.claim(&bar.row.source) {
            Some(claim) => self.known.cited(&claim.printed.report),
            None => "worked out from other figures".to_owned(),
        };
        let kind = planned(bar.figure, self.known).map(|kind| format!(" {kind}")).unwrap_or_default();
        format!("{value}{kind}, {}: {from}; {}", period(bar.figure.period), role(bar.row.role))
    }

    /// Every value that was believed, labelled where there is room: the latest first.
    fn dots(&self, slots: &[Drawn<'_>], labels: &mut Labels) -> Vec<Dot> {
        let mut figures: Vec<(&Drawn<'_>, &Figure)> = Vec::new();
        for basis in [Basis::Observed, Basis::Planned] {
            let of_basis =
                slots.iter().rev().flat_map(|slot| slot.slot.figures.iter().map(move |figure| (slot, *figure)));
            figures.extend(of_basis.filter(|(_, figure)| figure.key.basis == basis));
        }
        let least = figures.iter().map(|(_, figure)| &figure.value).min();
        let mut dots = Vec::new();
        for (slot, figure) in &figures {
            let (x, place) = (slot.x_of(figure), self.scale.place(&figure.value));
            let text = few(&figure.value, self.unit);
            // Beside the dot before beyond the bars; what is least below it, out of the line's way.
            let (above, below) = (place.y() - 90, place.y() + 180);
            let mut room = vec![above, below, slot.top.min(place.y() - 40) - 60, slot.bottom.max(place.y() + 40) + 140];
            let lower = slot.slot.figures.iter().any(|other| other.value > figure.value);
            if lower || least == Some(&figure.value) && slots.len() > 2 {
                room.swap(0, 1);
            }
            room.retain(|y| *y < self.layout.bottom);
            let baseline =
                if self.is_told(slot, figure, slots) { labels.find(&text, x, &room, self.layout.width) } else { None };
            labels.keep((x - 50, x + 50), (place.y() - 50, place.y() + 50));
            dots.extend(self.vintages(slot, figure, baseline.map(|y| y - place.y())));
        }
        // In the order of reading: a line is drawn along it.
        dots.sort_by(|a: &Dot, b: &Dot| (a.basis, a.place, &a.from).cmp(&(b.basis, b.place, &b.from)));
        dots
    }

    /// Whether a value is written beside its dot: of months only the latest, the greatest
    /// and the least, for they stand close.
    fn is_told(&self, slot: &Drawn<'_>, figure: &Figure, slots: &[Drawn<'_>]) -> bool {
        if self.layout.cell > 300 || !self.layout.large {
            return true;
        }
        let values = || slots.iter().flat_map(|slot| slot.slot.figures.iter().map(|figure| &figure.value));
        let last = slots.last().is_some_and(|last| last.slot.place == slot.slot.place);
        last || values().max() == Some(&figure.value) || values().min() == Some(&figure.value)
    }

    fn vintages(&self, slot: &Drawn<'_>, figure: &Figure, label: Option<Px>) -> Vec<Dot> {
        let kind = planned(figure, self.known).unwrap_or("observed");
        let disputed = !self.known.rows.conflicts(&figure.id).is_empty();
        let dot = |value: &Number, from: Option<String>, to: Option<Date>, disputed: bool| {
            let disputed = if disputed { " bad" } else { "" };
            let place = self.scale.place(value);
            let past = if to.is_some() { " past" } else { "" };
            Dot {
                x: slot.x_of(figure),
                y: place.y(),
                place: slot.slot.place,
                from,
                to,
                basis: figure.key.basis,
                class: format!("dot {kind}{disputed}{past}"),
                label: label.map(|away| (few(value, self.unit), place.y() + away)),
                off: matches!(place, Place::Off(_)),
            }
        };
        let vintages = self.known.vintages(&figure.id);
        if vintages.is_empty() {
            return vec![dot(&figure.value, None, None, disputed)];
        }
        let was = |vintage: &Vintage| match vintage.to {
            None => disputed,
            Some(_) => !matches!(vintage.agreement, Agreement::Single | Agreement::Agree),
        };
        vintages.iter().map(|vintage| dot(&vintage.value, Some(mark(vintage.from)), vintage.to, was(vintage))).collect()
    }
}

/// How a bar looks: by its part in the figure, and by what it is.
fn class(bar: &Bar<'_>) -> String {
    let planned = if bar.figure.key.basis == Basis::Planned { " plan" } else { "" };
    let derived = if bar.row.source.starts_with('d') { " derived" } else { "" };
    format!("m {}{planned}{derived}", bar.row.role)
}

/// A shape for each part but support, so that no part is told by colour alone.
fn glyph(role: Role, x: Px, y: Px) -> Markup {
    let drawn = match role {
        Role::Supports | Role::Repeats => return html! {},
        Role::Superseded => "m-4-3.5h8l-4 7z",
        Role::Rejected | Role::Overridden => "m-3.5-3.5l7 7m0-7l-7 7",
        Role::Candidate => "m0-5l4.5 5l-4.5 5l-4.5-5z",
    };
    html! { path.glyph d={ "M" (px(x)) " " (px(y)) (drawn) } {} }
}

fn dot_of(dot: &Dot) -> Markup {
    let to = dot.to.map(|date| date.to_string());
    let drawn = match (dot.off, dot.basis) {
        (true, _) => "m-4 2l4-7l4 7z",
        (false, Basis::Observed) => "m-4.2 0a4.2 4.2 0 1 0 8.4 0a4.2 4.2 0 1 0-8.4 0z",
        (false, Basis::Planned) => "m0-5.6l5.6 5.6l-5.6 5.6l-5.6-5.6z",
    };
    html! {
        g class=(dot.class) data-a=[&dot.from] data-b=[to] data-n=(dot.place) data-x=(px(dot.x)) data-y=(px(dot.y)) aria-hidden="true" {
            path d={ "M" (px(dot.x)) " " (px(dot.y)) (drawn) } {}
            @if let Some((text, y)) = &dot.label { text x=(px(dot.x)) y=(px(*y)) { (text) } }
        }
    }
}

/// Joins what is believed now. The script does the same for what was believed then.
fn line(dots: &[Dot], basis: Basis, panel: &Panel<'_>) -> Markup {
    if panel.along == Along::Listed {
        return html! {};
    }
    let (mut path, mut before) = (String::new(), None);
    for dot in dots.iter().filter(|dot| dot.basis == basis && dot.to.is_none()) {
        let joined = before.is_some_and(|place| panel.join || dot.place - place == 1);
        let (to, x, y) = (if joined { "L" } else { "M" }, px(dot.x), px(dot.y));
        push(&mut path, format_args!("{to}{x} {y}"));
        before = Some(dot.place);
    }
    html! { path.line data-basis=(basis.as_str()) d=(path) aria-hidden="true" {} }
}
