//! A figure as a picture: every source a bar from low to high, by publication, with the
//! region on which the greatest weight agrees behind them.
//!
//! The SVG stands alone: no script, no font, nothing from elsewhere. The same figure gives
//! the same bytes.

mod axis;
mod rows;
mod xml;

use self::axis::{Axis, Place};
use self::rows::{Part, Row};
use self::xml::{Px, Xml, cut, px};
use super::known::Known;
use crate::model::{Bound, Figure, Interval, Role};
use crate::publish::phrases::{agreement, hedge};
use crate::publish::words::{about, interval, range};

/// Light and dark, by what the reader prefers.
const STYLE: &str = include_str!("style.css");

const WIDTH: Px = 80_000;
const MARGIN: Px = 1_600;
/// The values' axis.
const LEFT: Px = 30_000;
const RIGHT: Px = 78_000;
/// Where the axis is drawn.
const AXIS: Px = 10_000;
/// Height of a row, of its bar, and of a line of the legend.
const ROW: Px = 4_200;
const BAR: Px = 1_400;
const LINE: Px = 2_200;
/// Space between sources and what was before.
const GAP: Px = 2_400;
/// Narrower bars are widened: they must be seen.
const LEAST: Px = 200;
/// Characters that fit into a line of labels, of the heading, of the text below it.
const LABEL: usize = 40;
const HEADING: usize = 82;
const SUBTITLE: usize = 116;

/// The picture.
pub(super) fn svg(figure: &Figure, known: &Known<'_>) -> String {
    let sources = rows::sources(figure, known);
    let history = rows::history(figure, known);
    let all: Vec<&Row> = sources.iter().chain(&history).collect();
    let shown: Vec<axis::Shown<'_>> = all.iter().map(|row| (row.values.as_slice(), &row.interval)).collect();
    let axis = Axis::around(&figure.value, &figure.interval, &shown, &figure.unit, (LEFT, RIGHT));
    let mut picture = Picture { figure, known, axis, xml: Xml::default() };
    picture.draw(&sources, &history);
    picture.xml.finish()
}

struct Picture<'a> {
    figure: &'a Figure,
    known: &'a Known<'a>,
    axis: Axis,
    xml: Xml,
}

impl Picture<'_> {
    fn draw(&mut self, sources: &[Row], history: &[Row]) {
        let top = AXIS + 600;
        let end = top + ROW * count(sources);
        let behind = if history.is_empty() { end } else { end + GAP + ROW * count(history) };
        let parts = parts(sources.iter().chain(history));
        let (legend, lines) = self.legend(&parts, sources);
        let height = behind + 1_600 + LINE * lines + 2_400;
        self.begin(height, sources.iter().chain(history));
        self.head();
        self.grid(behind);
        self.region(top, behind);
        let middle = |at: usize| top + ROW * position(at) + ROW / 2;
        for (at, row) in sources.iter().enumerate() {
            self.row(row, middle(at));
        }
        for (at, row) in sources.iter().enumerate() {
            if let Some(next) = row.replaced_by.and_then(|next| Some((sources.get(next)?, middle(next)))) {
                self.replaced((row, middle(at)), next);
            }
        }
        if !history.is_empty() {
            let title = if history.iter().any(|row| row.part == Part::Aim) { "Targets" } else { "Shown before" };
            self.rule(end + GAP / 2 - 800);
            self.label("muted", MARGIN, end + GAP - 400, 1_100, title);
        }
        for (at, row) in history.iter().enumerate() {
            self.row(row, end + GAP + ROW * position(at) + ROW / 2);
        }
        self.rule(behind + 400);
        for (swatch, x, line) in legend {
            self.key(swatch, x, behind + 1_600 + LINE * line);
        }
        let about = format!("{}, figure {}", self.known.config.project.title, self.figure.id);
        self.label("muted", MARGIN, height - 1_000, 1_000, &cut(&about, SUBTITLE));
    }

    /// The document's head: size, names for who does not see, style and patterns.
    fn begin<'r>(&mut self, height: Px, rows: impl Iterator<Item = &'r Row>) {
        let id = &self.figure.id;
        let (width, height) = (px(WIDTH), px(height));
        self.xml.open(
            "svg",
            format_args!(
                "xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
                 viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\""
            ),
        );
        let title = format!("{}: {}", self.known.name(self.figure), self.value());
        self.xml.text("title", format_args!("id=\"{id}-title\""), &title);
        let told: Vec<String> = rows.map(|row| row.told.clone()).collect();
        let desc = format!("It {}. {}. By publication: {}", self.stands(), self.agreement(), told.join(" "));
        self.xml.text("desc", format_args!("id=\"{id}-desc\""), &desc);
        self.xml.raw(&format!("  <style>\n{STYLE}  </style>\n"));
        self.xml.open("defs", format_args!(""));
        for (class, drawn) in HATCHES {
            self.xml.open(
                "pattern",
                format_args!("id=\"{id}-{class}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\""),
            );
            self.xml.empty("path", format_args!("class=\"{class} hatch\" d=\"{drawn}\""));
            self.xml.close();
        }
        self.xml.close();
        self.xml.empty("rect", format_args!("class=\"paper\" width=\"{width}\" height=\"{height}\""));
    }

    fn value(&self) -> String {
        let figure = self.figure;
        format!("{}{}", hedge(figure.hedge), range(&figure.value, figure.value_to.as_ref(), &figure.unit))
    }

    fn stands(&self) -> String {
        format!("stands for {}", interval(&self.figure.interval, &self.figure.unit))
    }

    fn agreement(&self) -> String {
        let words = self.figure.agreement.as_str().replace('_', " ");
        format!("{words}: {}", agreement(self.figure.agreement))
    }

    fn head(&mut self) {
        let name = cut(&self.known.name(self.figure), HEADING);
        self.xml.text("text", format_args!("x=\"16\" y=\"28\" font-size=\"16\" font-weight=\"600\""), &name);
        let value = cut(&format!("{}, {}", self.value(), self.stands()), SUBTITLE);
        self.label("", MARGIN, 4_900, 1_300, &value);
        self.label("muted", MARGIN, 6_700, 1_200, &cut(&self.agreement(), SUBTITLE));
    }

    fn grid(&mut self, bottom: Px) {
        let title = self.axis.title();
        self.xml.text(
            "text",
            format_args!(
                "class=\"muted\" x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"end\"",
                px(LEFT - 1_600),
                px(AXIS - 500)
            ),
            &title,
        );
        for tick in self.axis.ticks() {
            let Place::At(x) = self.axis.place(&tick) else { continue };
            self.xml.empty("line", format_args!("class=\"grid\" {}", line((x, AXIS), (x, bottom))));
            self.xml.text(
                "text",
                format_args!(
                    "class=\"muted\" x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\"",
                    px(x),
                    px(AXIS - 500)
                ),
                &self.axis.label(&tick),
            );
        }
        self.rule(AXIS);
    }

    /// A line from margin to margin.
    fn rule(&mut self, y: Px) {
        self.xml.empty("line", format_args!("class=\"rule\" {}", line((MARGIN, y), (WIDTH - MARGIN, y))));
    }

    /// Where the greatest weight agrees, behind all rows, and the value as a line.
    fn region(&mut self, top: Px, bottom: Px) {
        let (low, high) = self.ends(&self.figure.interval);
        let (x, width) = wide_enough(low.x(), high.x());
        self.xml.empty("rect", format_args!("class=\"region\" {}", rect((x, top), (width, bottom - top))));
        let figure = self.figure;
        for value in [Some(&figure.value), figure.value_to.as_ref()].into_iter().flatten() {
            if let Place::At(x) = self.axis.place(value) {
                self.xml.empty("line", format_args!("class=\"value\" {}", line((x, AXIS), (x, bottom))));
            }
        }
    }

    fn row(&mut self, row: &Row, y: Px) {
        self.xml.open("g", format_args!(""));
        self.xml.text("title", format_args!(""), &row.told);
        self.label("", MARGIN, y - 300, 1_200, &cut(&row.label, LABEL));
        self.label("muted", MARGIN, y + 1_200, 1_100, &cut(&row.detail, LABEL + 4));
        self.bar(row, y);
        for value in &row.values {
            match self.axis.place(value) {
                Place::At(x) => self.mark(row.part, x, y),
                Place::Below => self.outside(&about(value, &self.figure.unit), LEFT + 1_200, y, "start"),
                Place::Above => self.outside(&about(value, &self.figure.unit), RIGHT - 1_200, y, "end"),
            }
        }
        self.xml.close();
    }

    /// From low to high; with an arrow where it goes on.
    fn bar(&mut self, row: &Row, y: Px) {
        let (low, high) = self.ends(&row.interval);
        let class = row.part.class();
        // Of a bar that is elsewhere altogether only the arrow is left.
        let within = !matches!((low, high), (_, End::Cut(LEFT)) | (End::Cut(RIGHT), _));
        if within {
            let (x, width) = wide_enough(low.x(), high.x());
            let area = rect((x, y - BAR / 2), (width, BAR));
            self.xml.empty(
                "rect",
                format_args!("class=\"{class} bar\" style=\"{}\" rx=\"1.5\" {area}", self.fill(row.part)),
            );
        }
        for (end, edge, tip) in [(low, LEFT, -700), (high, RIGHT, 700)] {
            if end == End::Cut(edge) {
                self.tip(class, edge, y, tip);
            }
        }
    }

    /// An arrowhead at the end of the axis.
    fn tip(&mut self, class: &str, x: Px, y: Px, tip: Px) {
        let (x, tip) = (px(x), px(x + tip));
        self.xml.empty(
            "path",
            format_args!("class=\"{class} end\" d=\"M{x} {}L{tip} {}L{x} {}Z\"", px(y - 700), px(y), px(y + 700)),
        );
    }

    fn fill(&self, part: Part) -> String {
        match part {
            Part::Source(Role::Supports) => "fill-opacity:.45".to_owned(),
            Part::Source(Role::Repeats) | Part::Before | Part::Aim => "fill-opacity:0".to_owned(),
            Part::Source(role) => format!("fill:url(#{}-{role})", self.figure.id),
        }
    }

    /// The value itself, by a shape of its own for each part.
    fn mark(&mut self, part: Part, x: Px, y: Px) {
        let (drawn, hollow) = match part {
            Part::Source(Role::Supports) => ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z", ""),
            Part::Source(Role::Repeats) => ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", " hollow"),
            Part::Source(Role::Superseded) => ("M-5.5 -4.5L5.5 -4.5L0 5.5Z", " hollow"),
            Part::Source(Role::Rejected) => ("M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5", ""),
            Part::Source(Role::Candidate) => ("M0 -6.5L6 0L0 6.5L-6 0Z", ""),
            Part::Source(Role::Overridden) => ("M-4.5 -4.5H4.5V4.5H-4.5Z", " hollow"),
            Part::Aim => ("M0 8V-8L9 -4L0 0Z", ""),
            Part::Before => ("M0 -8V8", ""),
        };
        let class = part.class();
        self.xml.empty(
            "path",
            format_args!("class=\"{class} mark{hollow}\" transform=\"translate({} {})\" d=\"{drawn}\"", px(x), px(y)),
        );
    }

    /// The value of a bar that the axis does not reach.
    fn outside(&mut self, text: &str, x: Px, y: Px, anchor: &str) {
        self.xml.text(
            "text",
            format_args!("x=\"{}\" y=\"{}\" font-size=\"11\" text-anchor=\"{anchor}\"", px(x), px(y + 400)),
            text,
        );
    }

    /// An arrow from what was replaced to what replaced it.
    fn replaced(&mut self, (row, y): (&Row, Px), (next, below): (&Row, Px)) {
        let at = |row: &Row| match row.values.first().map(|value| self.axis.place(value)) {
            Some(Place::At(x)) => Some(x),
            _ => None,
        };
        let (Some(from), Some(to)) = (at(row), at(next)) else { return };
        let (y, below) = (y + 1_000, below - 1_000);
        self.xml.empty(
            "path",
            format_args!("class=\"arrow\" d=\"M{} {}L{} {}\"", px(from), px(y), px(to), px(below - 500)),
        );
        self.xml.empty("path", format_args!("class=\"head\" d=\"M{} {}l-3.5 -7h7Z\"", px(to), px(below)));
    }

    fn label(&mut self, class: &str, x: Px, y: Px, size: Px, text: &str) {
        let class = if class.is_empty() { String::new() } else { format!("class=\"{class}\" ") };
        self.xml.text("text", format_args!("{class}x=\"{}\" y=\"{}\" font-size=\"{}\"", px(x), px(y), px(size)), text);
    }

    /// Where both ends of an interval are, or where the axis ends before them.
    fn ends(&self, interval: &Interval) -> (End, End) {
        let end = |bound: &Bound, open: Px| match bound.number().map(|number| self.axis.place(number)) {
            Some(Place::At(x)) => End::There(x),
            Some(Place::Below) => End::Cut(LEFT),
            Some(Place::Above) => End::Cut(RIGHT),
            None => End::Cut(open),
        };
        (end(&interval.low, LEFT), end(&interval.high, RIGHT))
    }

    /// What the signs mean that are in the picture, each with its place; and how many lines that takes.
    fn legend(&self, parts: &[Part], sources: &[Row]) -> (Vec<(Swatch, Px, Px)>, Px) {
        let agreed =
            if self.figure.rule == "override" { "what a person decided" } else { "the greatest weight agrees" };
        let mut swatches: Vec<Swatch> = vec![Swatch::Region(agreed), Swatch::Value];
        swatches.extend(parts.iter().map(|part| Swatch::Part(*part)));
        if sources.iter().any(|row| row.replaced_by.is_some()) {
            swatches.push(Swatch::Replaced);
        }
        let (mut placed, mut x, mut line) = (Vec::new(), MARGIN, 0);
        for swatch in swatches {
            let width = 4_600 + 640 * position(swatch.words().chars().count());
            if x > MARGIN && x + width > WIDTH - MARGIN {
                (x, line) = (MARGIN, line + 1);
            }
            placed.push((swatch, x, line));
            x += width;
        }
        (placed, line + 1)
    }

    fn key(&mut self, swatch: Swatch, x: Px, y: Px) {
        let (centre, area) = (x + 1_200, rect((x, y - 600), (2_400, 1_200)));
        match swatch {
            Swatch::Region(_) => self.xml.empty("rect", format_args!("class=\"region\" {area}")),
            Swatch::Value => {
                let line = line((centre, y - 800), (centre, y + 800));
                self.xml.empty("line", format_args!("class=\"value\" {line}"));
            }
            Swatch::Part(part) => {
                let (class, fill) = (part.class(), self.fill(part));
                self.xml.empty("rect", format_args!("class=\"{class} bar\" style=\"{fill}\" rx=\"1.5\" {area}"));
                self.mark(part, centre, y);
            }
            Swatch::Replaced => {
                let (x, y) = (px(x), px(y));
                self.xml.empty("path", format_args!("class=\"arrow\" d=\"M{x} {y}h18\""));
                self.xml.empty("path", format_args!("class=\"head\" d=\"M{x} {y}m24 0l-7 -3.5v7Z\""));
            }
        }
        self.label("", x + 3_000, y + 400, 1_100, swatch.words());
    }
}

/// A sign that the legend tells of.
#[derive(Debug, Clone, Copy)]
enum Swatch {
    Region(&'static str),
    Value,
    Part(Part),
    Replaced,
}

impl Swatch {
    fn words(self) -> &'static str {
        match self {
            Self::Region(words) => words,
            Self::Value => "the value",
            Self::Part(part) => part.words(),
            Self::Replaced => "was replaced by",
        }
    }
}

/// One end of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    There(Px),
    /// It goes on behind the end of the axis.
    Cut(Px),
}

impl End {
    fn x(self) -> Px {
        match self {
            Self::There(x) | Self::Cut(x) => x,
        }
    }
}

/// What fills the bars of roles that do not support the value: told apart without colour.
const HATCHES: [(&str, &str); 4] = [
    ("superseded", "M-1 1L1 -1M0 6L6 0M5 7L7 5"),
    ("rejected", "M-1 5L1 7M0 0L6 6M5 -1L7 1"),
    ("candidate", "M0 3H6M3 0V6"),
    ("overridden", "M0 3H6"),
];

/// The parts that rows have, in the order of the roles.
fn parts<'r>(rows: impl Iterator<Item = &'r Row>) -> Vec<Part> {
    let there: Vec<Part> = rows.map(|row| row.part).collect();
    let all = Role::ALL.iter().map(|role| Part::Source(*role)).chain([Part::Aim, Part::Before]);
    all.filter(|part| there.contains(part)).collect()
}

fn wide_enough(low: Px, high: Px) -> (Px, Px) {
    let width = high - low;
    if width >= LEAST { (low, width) } else { (low - (LEAST - width) / 2, LEAST) }
}

fn rect((x, y): (Px, Px), (width, height): (Px, Px)) -> String {
    format!("x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"", px(x), px(y), px(width), px(height))
}

fn line((x1, y1): (Px, Px), (x2, y2): (Px, Px)) -> String {
    format!("x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"", px(x1), px(y1), px(x2), px(y2))
}

fn count(rows: &[Row]) -> Px {
    position(rows.len())
}

fn position(at: usize) -> Px {
    Px::try_from(at).unwrap_or(Px::MAX / WIDTH)
}
