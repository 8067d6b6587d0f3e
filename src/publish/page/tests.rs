//! What the page must hold whatever reports say.

use std::collections::BTreeSet;

use super::render;
use super::seal::source;
use crate::model::{Agreement, Basis, Conflict, Figure, Period, Vintage};
use crate::publish::dataset::Dataset;
use crate::publish::testing::{config, dataset, n};

fn page(dataset: &Dataset) -> String {
    String::from_utf8(render(dataset, &config(), "0123456789ab").unwrap()).unwrap()
}

/// What stands between `before` and `behind`, everywhere.
fn between<'a>(text: &'a str, before: &str, behind: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(behind).next()).collect()
}

/// The page without its own style and script.
fn without_code(page: &str) -> String {
    let style = between(page, "<style>", "</style>")[0];
    let script = between(page, "<script>", "</script>")[0];
    page.replace(style, "").replace(script, "")
}

/// The attributes of all tags: names with values.
fn attributes(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for tag in between(&without_code(page), "<", ">") {
        let mut rest = tag;
        while let Some((before, behind)) = rest.split_once("=\"") {
            let name = before.rsplit(char::is_whitespace).next().unwrap_or_default();
            let Some((value, next)) = behind.split_once('"') else { break };
            found.push((name.to_owned(), value.to_owned()));
            rest = next;
        }
    }
    found
}

/// A dataset whose every text attacks.
fn hostile() -> Dataset {
    let attack = format!(
        "<script>alert(1)</script>\"><img src=x onerror=1> &amp; </style></script> ' a\u{202e}b\u{0}c\u{1b}[31m {} 148 tỷ USD",
        "x".repeat(100_000)
    );
    let mut dataset = dataset();
    for report in &mut dataset.reports {
        let meta = &mut report.meta;
        meta.title.clone_from(&attack);
        meta.publisher.clone_from(&attack);
        meta.licence.clone_from(&attack);
        meta.url = "javascript:alert(1)".into();
    }
    for claim in &mut dataset.claims {
        claim.printed.sentence = attack.clone().into();
        claim.printed.attributed_to = Some(attack.clone());
        claim.issuer.clone_from(&attack);
        claim.fx_source = claim.fx_source.as_ref().map(|_| attack.clone());
        claim.printed.subject.clone_from(&attack);
    }
    for conflict in &mut dataset.conflicts {
        conflict.explanation.clone_from(&attack);
    }
    dataset
}

/// Figures of many kinds of periods, observed and planned, with conflicts and vintages.
fn varied() -> Dataset {
    let mut dataset = dataset();
    let first = dataset.figures[0].clone();
    let periods = [
        ("2015", "54000000000"),
        ("2019", "135000000000"),
        ("2020", "-4"),
        ("2021", "136153000000000"),
        ("2022-05", "8000000000"),
        ("2022-06", "0"),
        ("2022-Q1", "1"),
        ("2021-12-31", "0.000001"),
        ("2016/2020", "99999999999999999999999999"),
        ("0001", "5"),
        ("9998", "5"),
    ];
    for (at, (period, value)) in periods.into_iter().enumerate() {
        let mut figure = Figure { value: n(value), agreement: Agreement::Unresolved, ..first.clone() };
        figure.period = period.parse().unwrap();
        figure.key.period = figure.period;
        figure.key.basis = if at % 3 == 0 { Basis::Planned } else { Basis::Observed };
        figure.key.base_period = (at % 4 == 0).then(|| "2010".parse().unwrap());
        figure.id = figure.key.figure_id().unwrap();
        let conflict = Conflict { figure: figure.id.clone(), ..dataset.conflicts[0].clone() };
        for (from, to) in [(None, Some("2023-02-01")), (Some("2023-02-02"), None)] {
            dataset.vintages.push(Vintage {
                figure: figure.id.clone(),
                from: from.map(|day| day.parse().unwrap()),
                to: to.map(|day: &str| day.parse().unwrap()),
                ..dataset.vintages[0].clone()
            });
        }
        let evidence = dataset.evidence.iter().take(3).cloned().collect::<Vec<_>>();
        dataset
            .evidence
            .extend(evidence.into_iter().map(|row| crate::model::Evidence { figure: figure.id.clone(), ..row }));
        dataset.conflicts.push(conflict);
        dataset.figures.push(figure);
    }
    dataset.sort();
    dataset
}

fn samples() -> Vec<Dataset> {
    vec![Dataset::default(), dataset(), hostile(), varied()]
}

#[test]
fn no_text_of_a_report_is_obeyed() {
    let page = page(&hostile());
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert_eq!(page.matches("<img").count(), 0);
    assert!(!page.contains("href=\"javascript:"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("&amp;amp;"), "text that looks escaped is text");
    assert!(page.contains("\\u{202e}") && page.contains("\\u{1b}") && page.contains("\\u{0}"));
    let turns =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!page.contains(turns));
    assert!(page.len() < 2_000_000, "long words are cut: {}", page.len());
}

#[test]
fn the_policy_lets_only_our_code_run() {
    for dataset in samples() {
        let page = page(&dataset);
        let (style, script) = (between(&page, "<style>", "</style>")[0], between(&page, "<script>", "</script>")[0]);
        let policy = between(&page, "Content-Security-Policy\" content=\"", "\"")[0];
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(policy.contains(&format!("style-src '{}'", source(style))));
        assert!(policy.contains(&format!("script-src '{}'", source(script))));
        for (name, value) in attributes(&page) {
            assert!(name != "style" && !name.starts_with("on"), "{name}={value}");
            let fetched = ["src", "srcset", "action", "poster", "data"].contains(&name.as_str());
            assert!(!fetched, "{name}={value}");
        }
        assert!(!script.contains("</") && !script.contains("<!--"));
        assert!(!style.contains("url(") && !style.contains("@import"));
    }
}

#[test]
fn every_figure_and_claim_has_one_place() {
    for dataset in samples() {
        let page = page(&dataset);
        let attributes = attributes(&page);
        let ids: Vec<&str> = attributes.iter().filter(|(name, _)| name == "id").map(|(_, id)| id.as_str()).collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "ids are unique");
        for figure in &dataset.figures {
            assert!(distinct.contains(figure.id.as_str()), "{}", figure.key);
        }
        for claim in &dataset.claims {
            assert!(distinct.contains(claim.id.as_str()));
        }
        for (name, value) in &attributes {
            let place = value.strip_prefix('#').filter(|_| name == "href");
            assert!(place.is_none_or(|place| distinct.contains(place)), "{value} leads nowhere");
            if name.starts_with("aria-labelledby") || name == "aria-describedby" {
                assert!(distinct.contains(value.as_str()), "{value} names nothing");
            }
        }
    }
}

#[test]
fn the_same_dataset_gives_the_same_bytes() {
    for mut dataset in samples() {
        let page = page(&dataset);
        assert_eq!(page, self::page(&dataset));
        dataset.reports.reverse();
        dataset.claims.reverse();
        dataset.figures.reverse();
        dataset.evidence.reverse();
        dataset.conflicts.reverse();
        dataset.vintages.reverse();
        dataset.targets.reverse();
        assert!(page == self::page(&dataset), "the order of rows does not show");
    }
}

#[test]
fn tags_are_closed() {
    const VOID: [&str; 5] = ["meta", "br", "input", "!DOCTYPE", "link"];
    for dataset in samples() {
        let mut open = Vec::new();
        for tag in between(&without_code(&page(&dataset)), "<", ">") {
            let name: &str = tag.split_whitespace().next().unwrap_or_default();
            match name.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop().as_deref(), Some(name)),
                None if VOID.contains(&name) => {}
                None => open.push(name.to_owned()),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn numbers_are_marked_in_their_sentences() {
    let page = page(&dataset());
    assert!(page.contains("Doanh thu đạt <mark>148 tỷ USD</mark>, "), "in the evidence");
    assert!(page.contains("lang=\"vi\""));
    let figure = dataset().figures[0].id.clone();
    assert!(page.contains(&format!("<a class=\"num\" href=\"#{figure}\">148 tỷ USD</a>")), "and in the report");
}

#[test]
fn what_cannot_be_compared_is_apart() {
    let page = page(&varied());
    let titles = between(&page, "<figcaption>", "</figcaption>");
    assert_eq!(titles, ["Years", "Months", "Other stretches of time"]);
    assert!(page.contains(">9998<") && !page.contains(">5000<"), "years that far apart are listed");
    let mut some = varied();
    some.figures.retain(|figure| figure.period.first().year() > 2000 && figure.period.last().year() < 2030);
    let page = self::page(&some);
    assert_eq!(between(&page, "<figcaption>", "</figcaption>"), ["Years", "Months", "Other stretches of time"]);
}

#[test]
fn what_was_believed_before_is_drawn_and_hidden() {
    let dataset = varied();
    let page = page(&dataset);
    let closed = dataset.vintages.iter().filter(|vintage| vintage.to.is_some()).count();
    let drawn = between(&page, "<g class=\"dot", "\"").into_iter().filter(|class| class.ends_with(" past")).count();
    assert!(drawn > 0 && drawn <= closed, "{drawn} of {closed}");
    assert!(page.contains("9999-12-31"), "what is undated is known at last");
}

#[test]
fn a_page_is_no_longer_than_a_browser_bears() {
    let mut dataset = dataset();
    let first = dataset.figures[0].clone();
    let days =
        std::iter::successors(Some("1990-01-01".parse::<jiff::civil::Date>().unwrap()), |day| day.tomorrow().ok());
    for day in days.take(super::MOST_SOURCES + 1) {
        let mut figure = Figure { period: Period::day(day), ..first.clone() };
        figure.key.period = figure.period;
        figure.key.indicator = "ict_exports".parse().unwrap();
        figure.id = figure.key.figure_id().unwrap();
        dataset.figures.push(figure);
    }
    let page = page(&dataset);
    assert!(page.contains("being too long for a page: 1 of the series"), "what is left out is said");
    assert!(page.contains(first.id.as_str()), "what is shorter is kept");
}
