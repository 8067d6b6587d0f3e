//! Each rule of the room, with and without it.

use super::super::home::{Homes, Purse};
use super::super::lexicon::Vocabulary;
use super::super::measure;
use super::super::period::Clock;
use super::*;
use crate::model::Language;

/// Period and base of the number in brackets, published 2022-08-19.
fn shown(marked: &str, without: Option<Without>) -> String {
    let (before, rest) = marked.split_once('[').unwrap();
    let (inside, after) = rest.split_once(']').unwrap();
    let text = format!("{before}{inside}{after}");
    let vocabulary = Vocabulary::english().unwrap();
    let homes = Homes::default();
    let mut purse = Purse::new(&text, &homes, None);
    let tokens = vocabulary.tokens(&text);
    let clock = Clock::new("2022-08-19".parse().ok());
    let mut room = super::super::sentence::Room::default();
    room.tag(&tokens, &vocabulary);
    let sentence = super::super::sentence::read(&tokens, Language::En, clock, &mut purse, &mut room);
    let mut verdicts = Vec::new();
    while verdicts.len() < sentence.quantities.len() {
        verdicts.push(measure::next(&sentence, &verdicts));
    }
    let span = before.len()..before.len() + inside.len();
    let index = sentence.quantities.iter().position(|q| q.span.start < span.end && span.start < q.span.end).unwrap();
    let when = read(&sentence, &verdicts, without)[index];
    let after = when.after.map_or("-".to_owned(), |after| format!("else {after}"));
    let period = when.period.map_or(after, |period| period.to_string());
    if let Base::SameIn(year) = when.base {
        return format!("{period} same in {year}");
    }
    let change = matches!(verdicts[index], Verdict::Claim { measure: Measure::Growth | Measure::Multiple, .. });
    match when.base.of(when.period).filter(|_| change) {
        Some(base) => format!("{period} base {base}"),
        None => period,
    }
}

/// The rule changes what it is for, and nothing of what it leaves.
fn check(shows: &Example, without: Without, wrong: &mut Vec<String>) {
    let name = shows.name;
    for (text, want) in [shows.reads, shows.leaves] {
        let got = shown(text, None);
        if got != want {
            wrong.push(format!("{name}: {text} wants {want}, got {got}"));
        }
    }
    if shown(shows.reads.0, Some(without)) == shows.reads.1 {
        wrong.push(format!("{name}: {} is read without it as well", shows.reads.0));
    }
    let left = shown(shows.leaves.0, Some(without));
    if left != shows.leaves.1 {
        wrong.push(format!("{name}: {} is left alone, yet without it {left}", shows.leaves.0));
    }
}

#[test]
fn every_rule_changes_its_example_and_leaves_its_counter_example() {
    let mut wrong = Vec::new();
    for place in PLACES {
        check(&place.shows, Without::Place(place.shows.name), &mut wrong);
    }
    for ground in BASES {
        check(&ground.shows, Without::Base(ground.shows.name), &mut wrong);
    }
    for pass in PASSES {
        check(&pass.shows, Without::Pass(pass.shows.name), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn where_a_move_came_from_is_dated_by_where_it_went() {
    let said = [
        // At the ends of a stretch that both share.
        ("The herd grew from [400] to 900 goats in 2012-2018.", "2012"),
        ("The herd grew from 400 to [900] goats in 2012-2018.", "2018"),
        // What was foreseen of a figure is of its time.
        ("The ministry cut its forecast for exports in 2021 to $40 million from [$50 million].", "2021"),
        ("Sales rose to $6 million in 2020 from an expected [$5 million].", "2020"),
        // The same part of a year that is named, and of the year before the part.
        ("Sales fell to $4 million in the third quarter of 2020 from [$5 million] in 2018.", "2018-Q3"),
        ("Sales fell to $4 million in the third quarter of 2021 from [$5 million] last year.", "2020-Q3"),
        ("Sales fell to $4 million in 2020 from [$5 million] in 2018.", "2018"),
        // The same part of the year, which nobody has named yet.
        ("Sales fell to $4 million from last year's [$5 million].", "- same in 2021"),
        // The year behind one that is named, where nothing else is said.
        ("Yields rose to [10.9] tonnes from 9.4 tonnes in 2003.", "else 2004"),
        // As the words say, else a year before.
        ("Sales fell to $4 million in the third quarter of 2020 from [$5 million] in the previous quarter.", "2020-Q2"),
        (
            "Sales fell to $4 million in the third quarter of 2020 from the prior quarter total of [$5 million].",
            "2020-Q2",
        ),
        ("Sales fell to $4 million in the third quarter of 2020 from [$5 million].", "2019-Q3"),
    ];
    let wrong: Vec<String> = said
        .iter()
        .map(|(text, want)| (text, want, shown(text, None)))
        .filter(|(_, want, got)| got != *want)
        .map(|(text, want, got)| format!("{text} wants {want}, got {got}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
