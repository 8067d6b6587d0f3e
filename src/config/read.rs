//! Walking a parsed TOML file: values with their places, every mistake noted.
//!
//! Deserializing stops at the first mistake; this walk goes on. A table says
//! which keys it has (`table!`), and what is left over is an unknown key.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::Problem;
use crate::model::{Area, IndicatorId, Number};

use super::file::place;
use super::suggest::did_you_mean;
use super::valid::{Direction, Kind, Scope};

/// The mistakes found in one file so far.
pub(super) struct Notes<'a> {
    file: &'a Path,
    text: &'a str,
    found: Vec<(Cause, Option<usize>, Problem)>,
}

/// What a mistake is about.
/// The most mistakes that are told at once.
const MOST_TOLD: usize = 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cause {
    /// Something that is written.
    Written,
    /// Something that is not: a missing key, a reference into the void.
    Absent,
}

impl<'a> Notes<'a> {
    pub(super) fn new(file: &'a Path, text: &'a str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// Notes a mistake at a byte of the file.
    pub(super) fn add(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        self.push(Cause::Written, Some(at), message.into(), help.into());
    }

    /// Notes that something is not there.
    pub(super) fn absent(&mut self, at: Option<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.push(Cause::Absent, at, message.into(), help.into());
    }

    /// Takes over mistakes of another file.
    pub(super) fn elsewhere(&mut self, problems: Vec<Problem>) {
        self.found.extend(problems.into_iter().map(|problem| (Cause::Written, None, problem)));
    }

    /// Whether nothing is wrong.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The line of a byte, for messages that point to another place.
    pub(super) fn line(&self, at: usize) -> usize {
        place(self.text, at).0
    }

    /// The byte of the file at which byte `at` of a string stands; the string's
    /// first where escapes or line breaks hide it.
    pub(super) fn inside(&self, value: &Placed<String>, at: usize) -> usize {
        let written = self.text.get(value.span.start + 1..value.span.end.saturating_sub(1));
        if written == Some(value.value.as_str()) { value.span.start + 1 + at } else { value.span.start }
    }

    /// Everything found, in the order of the file. Where the syntax is broken,
    /// what is "not there" may just be unreadable, and is left out.
    pub(super) fn into_problems(mut self, syntax: Vec<toml::de::Error>) -> Vec<Problem> {
        if !syntax.is_empty() {
            self.found.retain(|(cause, _, _)| *cause == Cause::Written);
        }
        for error in syntax {
            let help = "mend the TOML here (https://toml.io); text stands in double quotes";
            self.push(Cause::Written, error.span().map(|span| span.start), error.message().to_owned(), help.to_owned());
        }
        if self.found.len() >= MOST_TOLD {
            let message = format!("has {MOST_TOLD} mistakes or more, and no more are told");
            let problem =
                Problem { file: self.file.to_owned(), place: None, message, help: "mend these first".to_owned() };
            self.found.push((Cause::Written, None, problem));
        }
        self.found.sort_by_key(|(_, at, _)| at.unwrap_or(usize::MAX));
        self.found.into_iter().map(|(_, _, problem)| problem).collect()
    }

    fn push(&mut self, cause: Cause, at: Option<usize>, message: String, help: String) {
        // A place is looked for from the file's first byte: nobody reads so many, nor should wait for them.
        if self.found.len() >= MOST_TOLD {
            return;
        }
        let place = at.map(|at| place(self.text, at));
        self.found.push((cause, at, Problem { file: self.file.to_owned(), place, message, help }));
    }
}

/// A value with its bytes in the file.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) span: Range<usize>,
}

impl<T> Placed<T> {
    /// The first byte.
    pub(super) fn at(&self) -> usize {
        self.span.start
    }
}

/// A key that must be there. Nothing only where that was noted as a mistake.
#[derive(Debug)]
pub(super) struct Must<T>(pub(super) Option<T>);

/// A key that may be left out.
#[derive(Debug)]
pub(super) struct May<T>(pub(super) Option<T>);

/// Something that can stand behind a key.
pub(super) trait Read: Sized {
    /// What to write, for the way out.
    const WANT: &'static str;
    /// What to write for several.
    const MANY: &'static str = "a list in brackets, [\"...\", \"...\"]";

    /// Reads it; `name` is the key with its table, for messages.
    fn read(value: &Spanned<DeValue<'_>>, name: &str, notes: &mut Notes<'_>) -> Option<Self>;
}

/// A key of a table, there or not.
pub(super) trait Key: Sized {
    const REQUIRED: bool;

    fn take(table: &DeTable<'_>, at: Option<usize>, key: &str, name: &str, notes: &mut Notes<'_>) -> Self;
}

/// A table with known keys; `table!` writes the implementations.
pub(super) trait Keys: Sized {
    /// Its heading as written, for messages.
    const HEADING: &'static str;
    /// What to write where it is missing.
    const WANT: &'static str;
    const KEYS: &'static [&'static str];

    fn keys(table: &DeTable<'_>, at: Option<usize>, notes: &mut Notes<'_>) -> Self;
}

impl<T: Read> Key for May<T> {
    const REQUIRED: bool = false;

    fn take(table: &DeTable<'_>, _at: Option<usize>, key: &str, name: &str, notes: &mut Notes<'_>) -> Self {
        Self(table.get(key).and_then(|value| T::read(value, name, notes)))
    }
}

impl<T: Read> Key for Must<T> {
    const REQUIRED: bool = true;

    fn take(table: &DeTable<'_>, at: Option<usize>, key: &str, name: &str, notes: &mut Notes<'_>) -> Self {
        if !table.contains_key(key) {
            notes.absent(at, format!("{name} is missing"), format!("add `{key}`: {}", T::WANT));
        }
        Self(May::take(table, at, key, name, notes).0)
    }
}

/// A table's keys and what they are; also its part of the JSON Schema.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident $heading:literal { $($(#[$key_doc:meta])* $key:ident: $type:ty),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields, transform = Self::only_required)]
        pub(super) struct $name { $($(#[$key_doc])* pub(super) $key: $type),+ }

        impl $name {
            fn only_required(schema: &mut schemars::Schema) {
                let keys = [$((stringify!($key), <$type as $crate::config::read::Key>::REQUIRED)),+];
                $crate::config::read::require(schema, &keys);
            }
        }

        impl $crate::config::read::Keys for $name {
            const HEADING: &'static str = $heading;
            const WANT: &'static str = concat!("its keys under the heading ", $heading);
            const KEYS: &'static [&'static str] = &[$(stringify!($key)),+];

            fn keys(
                table: &toml::de::DeTable<'_>,
                at: Option<usize>,
                notes: &mut $crate::config::read::Notes<'_>,
            ) -> Self {
                Self {
                    $($key: {
                        let name = $crate::config::read::name(Self::HEADING, stringify!($key));
                        $crate::config::read::Key::take(table, at, stringify!($key), &name, notes)
                    }),+
                }
            }
        }
    };
}
pub(super) use table;

/// `` `unit` of [[indicator]] ``.
pub(super) fn name(heading: &str, key: &str) -> String {
    if heading.is_empty() { format!("`{key}`") } else { format!("`{key}` of {heading}") }
}

/// Sets a schema's `required`.
pub(super) fn require(schema: &mut Schema, keys: &[(&str, bool)]) {
    let required: Vec<&str> = keys.iter().filter(|(_, required)| *required).map(|(key, _)| *key).collect();
    if required.is_empty() {
        schema.remove("required");
    } else {
        schema.insert("required".to_owned(), required.into());
    }
}

/// Reads a table and notes its unknown keys. The root has no place.
pub(super) fn read_table<T: Keys>(table: &DeTable<'_>, at: Option<usize>, notes: &mut Notes<'_>) -> T {
    for key in table.keys() {
        let text: &str = key.get_ref().as_ref();
        if !T::KEYS.contains(&text) {
            let message = format!("unknown key {}", name(T::HEADING, text));
            notes.add(key.span().start, message, did_you_mean(text, T::KEYS));
        }
    }
    T::keys(table, at, notes)
}

impl<T: Keys> Read for T {
    const WANT: &'static str = <T as Keys>::WANT;
    const MANY: &'static str = <T as Keys>::WANT;

    fn read(value: &Spanned<DeValue<'_>>, name: &str, notes: &mut Notes<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(read_table(table, Some(value.span().start), notes)),
            _ => wrong(value, name, &format!("write {}", <T as Keys>::WANT), notes),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    const WANT: &'static str = T::MANY;

    fn read(value: &Spanned<DeValue<'_>>, name: &str, notes: &mut Notes<'_>) -> Option<Self> {
        match value.get_ref() {
            DeValue::Array(items) => Some(items.iter().filter_map(|item| T::read(item, name, notes)).collect()),
            _ => wrong(value, name, &format!("write {}", Self::WANT), notes),
        }
    }
}

/// Text of a form.
pub(super) trait Word: Sized {
    const WANT: &'static str;

    /// The value; the way out where the text has not the form.
    fn word(text: &str) -> Result<Self, String>;
}

impl<T: Word> Read for Placed<T> {
    const WANT: &'static str = T::WANT;

    fn read(value: &Spanned<DeValue<'_>>, name: &str, notes: &mut Notes<'_>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            return wrong(value, name, &format!("write {}", T::WANT), notes);
        };
        match T::word(text) {
            Ok(word) => Some(Self { value: word, span: value.span() }),
            Err(help) => {
                notes.add(value.span().start, format!("{name} cannot be {text:?}"), help);
                None
            }
        }
    }
}

impl Word for String {
    const WANT: &'static str = "text in double quotes";

    fn word(text: &str) -> Result<Self, String> {
        if text.trim().is_empty() {
            return Err("write something, or leave it out".to_owned());
        }
        if text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
            return Err("take the control characters out".to_owned());
        }
        Ok(text.to_owned())
    }
}

impl Word for IndicatorId {
    const WANT: &'static str = "an id: lower-case letters, digits and underscores, a letter first";

    fn word(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("write {}", Self::WANT))
    }
}

impl Word for Area {
    const WANT: &'static str = "an ISO 3166 code such as \"VN\" or \"VN-69\"";

    fn word(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| format!("write {}", Self::WANT))
    }
}

impl Word for Kind {
    const WANT: &'static str = "one of \"stock\", \"flow\", \"rank\", \"ratio\"";

    fn word(text: &str) -> Result<Self, String> {
        one_of(&[Self::Stock, Self::Flow, Self::Rank, Self::Ratio], Self::as_str, text)
    }
}

impl Word for Direction {
    const WANT: &'static str = "one of \"up\", \"down\", \"neutral\"";

    fn word(text: &str) -> Result<Self, String> {
        one_of(&[Self::Up, Self::Down, Self::Neutral], Self::as_str, text)
    }
}

impl Word for Scope {
    const WANT: &'static str = "one of \"narrower\", \"wider\"";

    fn word(text: &str) -> Result<Self, String> {
        one_of(&[Self::Narrower, Self::Wider], Self::as_str, text)
    }
}

fn one_of<T: Copy>(all: &[T], name: impl Fn(T) -> &'static str, text: &str) -> Result<T, String> {
    let names: Vec<&str> = all.iter().map(|item| name(*item)).collect();
    all.iter().copied().find(|item| name(*item) == text).ok_or_else(|| did_you_mean(text, &names))
}

impl Read for Placed<u64> {
    const WANT: &'static str = "a whole number from 0";

    fn read(value: &Spanned<DeValue<'_>>, name: &str, notes: &mut Notes<'_>) -> Option<Self> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) => u64::from_str_radix(integer.as_str(), integer.radix()).ok(),
            _ => None,
        };
        let Some(number) = number else {
            return wrong(value, name, &format!("write {}, without quotes", Self::WANT), notes);
        };
        Some(Self { value: number, span: value.span() })
    }
}

/// An exact number from 0, with its bytes in the file.
#[derive(Debug)]
pub(super) struct Amount(pub(super) Placed<Number>);

impl Read for Amount {
    const WANT: &'static str = "a number as text, \"1.5\" or \"40%\", or a whole number";

    /// Text, because TOML's numbers with a point are floats, which are not exact.
    fn read(value: &Spanned<DeValue<'_>>, name: &str, notes: &mut Notes<'_>) -> Option<Self> {
        let number = match value.get_ref() {
            DeValue::String(text) => amount(text),
            DeValue::Integer(integer) if integer.radix() == 10 => amount(integer.as_str()),
            DeValue::Float(float) => {
                let help = format!("write it as text, which stays exact: \"{}\"", float.as_str());
                return wrong(value, name, &help, notes);
            }
            _ => None,
        };
        match number {
            None => wrong(value, name, &format!("write {}", Self::WANT), notes),
            Some(number) if number.is_negative() => {
                notes.add(value.span().start, format!("{name} is negative"), "write a number from 0");
                None
            }
            Some(number) => Some(Self(Placed { value: number, span: value.span() })),
        }
    }
}

/// A decimal, or percent of one.
fn amount(text: &str) -> Option<Number> {
    match text.trim().strip_suffix('%') {
        Some(percent) => Some(&percent.trim_end().parse::<Number>().ok()? * &Number::pow10(-2)),
        None => text.trim().parse().ok(),
    }
}

/// Notes a value of a wrong type or form.
fn wrong<T>(value: &Spanned<DeValue<'_>>, name: &str, help: &str, notes: &mut Notes<'_>) -> Option<T> {
    let what = match value.get_ref() {
        DeValue::String(text) => format!("cannot be {text:?}"),
        DeValue::Integer(integer) => format!("cannot be {integer}"),
        DeValue::Float(float) => format!("cannot be the float {float}"),
        DeValue::Boolean(truth) => format!("cannot be {truth}"),
        DeValue::Datetime(date) => format!("cannot be the date {date}"),
        DeValue::Array(_) => "cannot be a list".to_owned(),
        DeValue::Table(_) => "cannot be a table".to_owned(),
    };
    notes.add(value.span().start, format!("{name} {what}"), help);
    None
}

macro_rules! schema_of_inner {
    ($($wrapper:ident),+) => {$(
        impl<T: JsonSchema> JsonSchema for $wrapper<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                T::json_schema(generator)
            }
        }
    )+};
}
schema_of_inner!(Placed, Must, May);

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An exact number from 0: text such as \"1.5\" or \"40%\", or a whole number",
            "anyOf": [
                { "type": "string", "pattern": "^\\s*[0-9]+(\\.[0-9]+)?\\s*%?\\s*$" },
                { "type": "integer", "minimum": 0 }
            ]
        })
    }
}

/// Notes an id that is there already, with the line of the first.
pub(super) fn once(seen: &mut BTreeMap<String, usize>, id: &str, at: usize, heading: &str, notes: &mut Notes<'_>) {
    if let Some(first) = seen.get(id) {
        let line = notes.line(*first);
        notes.add(
            at,
            format!("{heading} `{id}` is defined twice"),
            format!("the first is on line {line}; rename or merge them"),
        );
    } else {
        seen.insert(id.to_owned(), at);
    }
}
