//! A text of any language and date, to its figures.
//!
//! The first line of an input may tell language, date and how often the text behind it is
//! repeated, such as `vi 2023-05 x40`: what takes more than linear time shows in long texts.

#![no_main]

use libfuzzer_sys::{Corpus, fuzz_target};
use reckoner::model::{Language, PartialDate, Report};

/// The longest text that is made by repeating.
const LONGEST: usize = 16 << 10;

fuzz_target!(|bytes: &[u8]| -> Corpus {
    let Ok(input) = std::str::from_utf8(bytes) else { return Corpus::Reject };
    let (language, published, times, text) = parts(input).unwrap_or((Language::En, None, 1, input));
    let times = times.clamp(1, (LONGEST / text.len().max(1)).max(1));
    let report = Report::prose(reckoner_fuzz::meta(language, published), String::new(), text.repeat(times), 0);
    reckoner_fuzz::read(&report);
    Corpus::Keep
});

/// What the first line tells, and the text behind it.
fn parts(input: &str) -> Option<(Language, Option<PartialDate>, usize, &str)> {
    let (head, text) = input.split_once('\n')?;
    let mut words = head.split(' ');
    let language = match words.next()? {
        "en" => Language::En,
        "vi" => Language::Vi,
        _ => return None,
    };
    let published = words.next().and_then(|date| date.parse().ok());
    let times = words.next().and_then(|times| times.strip_prefix('x')?.parse().ok());
    Some((language, published, times.unwrap_or(1), text))
}
