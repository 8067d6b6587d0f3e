//! The whole way from text to configuration.

use std::fs;
use std::path::Path;

use super::load::parse;
use super::*;
use crate::error::{Error, Problem};
use crate::model::Language;

pub(super) const EXAMPLE: &str = r#"config_version = 1

[project]
id = "vietnam-ict"
title = "ICT of Vietnam"
data_licence = "CC-BY-4.0"
default_area = "VN"

[ingest]
catalogue = "data/catalogue.csv"
reports = "data/reports"
overrides = "data/overrides.csv"

[[authority]]
id = "mic"
names = ["MIC", "Ministry of Information and Communications"]
weight = "1.5"

[[authority_class]]
id = "state_media"
weight = 1

[[concept]]
id = "ict"
en = ["ICT", "ict", "digital  technology"]
vi = ["Công nghệ thông tin"]

[[concept]]
id = "exports"
en = ["exports"]

[[concept]]
id = "imports"
en = ["imports"]

[[indicator]]
id = "ict_exports"
label = "Exports"
unit = "USD"
kind = "flow"
direction = "up"
all_of = ["ict", "exports"]

[[indicator]]
id = "ict_imports"
label = "Imports"
unit = "USD"
kind = "flow"
all_of = ["ict"]
any_of = ["imports"]

[[indicator]]
id = "ict_trade_surplus"
label = "Surplus"
unit = "USD"
kind = "flow"
all_of = ["ict"]

[[identity]]
id = "surplus"
rule = "ict_trade_surplus = ict_exports - ict_imports"

[[place]]
code = "VN"
names = ["Vietnam", "Viet Nam"]

[reconcile]
quorum = "50%"
"#;

pub(super) fn parsed(text: &str) -> Config {
    match parse(Path::new("p/pipeline.toml"), text) {
        Ok(config) => config,
        Err(error) => panic!("{error}"),
    }
}

/// The problems as `line:column: message | help`.
fn problems(text: &str) -> Vec<String> {
    let Err(Error::Config(problems)) = parse(Path::new("pipeline.toml"), text) else { panic!("no problem") };
    let line = |p: &Problem| {
        let (line, column) = p.place.unwrap_or_default();
        format!("{line}:{column}: {} | {}", p.message, p.help)
    };
    problems.iter().map(line).collect()
}

/// The problems of the example with one text replaced.
fn with(from: &str, to: &str) -> Vec<String> {
    assert!(EXAMPLE.contains(from), "{from}");
    problems(&EXAMPLE.replacen(from, to, 1))
}

fn place_of(text: &str, what: &str) -> String {
    let (line, column) = file::place(text, text.find(what).unwrap());
    format!("{line}:{column}:")
}

#[test]
fn the_example_is_valid() {
    let config = parsed(EXAMPLE);
    assert_eq!(config.ingest.catalogue, Path::new("p/data/catalogue.csv"));
    assert_eq!(config.publish.output, Path::new("p/output"));
    assert_eq!(config.authorities[0].names, ["Ministry of Information and Communications", "MIC"]);
    assert_eq!(config.authorities[0].weight.to_string(), "1.5");
    assert_eq!(config.authority_classes["state_media"].to_string(), "1");
    assert_eq!(config.concepts[0].terms[&Language::En], ["ict", "digital technology"]);
    assert_eq!(config.concepts[0].terms[&Language::Vi], ["công nghệ thông tin"]);
    assert_eq!(config.reconcile.quorum.to_string(), "0.5");
    assert_eq!(config.fx.tolerance.to_string(), "0.03");
    assert!(matches!(config.identities[0].right, Expression::Difference(..)));
    assert_eq!(config.indicators.len(), 3);
}

#[test]
fn unknown_keys_are_all_told_with_the_nearest() {
    let text = EXAMPLE
        .replace("title =", "titel =")
        .replace("kind = \"flow\"\ndirection", "knid = \"flow\"\ndirection")
        .replace("[reconcile]", "[reconcil]\n[[reconcile]]\n[fx]\ncolour = 1\n[reconciled]");
    let found = problems(&text);
    for want in [
        "unknown key `titel` of [project] | did you mean `title`?",
        "unknown key `knid` of [[indicator]] | did you mean `kind`?",
    ] {
        assert!(found.iter().any(|problem| problem.contains(want)), "{want}: {found:#?}");
    }
    assert!(found.iter().any(|problem| problem.contains("unknown key `reconcil` | did you mean `reconcile`?")));
    assert!(found.iter().any(|problem| problem.contains("`colour` of [fx] | known: table, tolerance")), "{found:#?}");
    assert!(found.iter().any(|problem| problem.contains("`title` of [project] is missing | add `title`")));
    assert!(
        found.contains(&format!(
            "{} unknown key `titel` of [project] | did you mean `title`?",
            place_of(&text, "titel")
        ))
    );
}

#[test]
fn missing_keys_point_to_their_table() {
    let text = EXAMPLE.replace("label = \"Imports\"\n", "");
    let heading = text.find("[[indicator]]\nid = \"ict_imports\"").unwrap();
    let (line, column) = file::place(&text, heading);
    let want = format!("{line}:{column}: `label` of [[indicator]] is missing | add `label`: text in double quotes");
    assert_eq!(problems(&text), [want]);
    let found = problems("config_version = 1\n");
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[0].starts_with("0:0: `project` is missing"));
}

#[test]
fn numbers_are_text_or_whole() {
    let found = with("\"1.5\"", "1.5");
    assert_eq!(
        found,
        ["17:10: `weight` of [[authority]] cannot be the float 1.5 | write it as text, which stays exact: \"1.5\""]
    );
    assert!(with("\"1.5\"", "\"-1\"")[0].contains("is negative"));
    assert!(with("\"1.5\"", "-1")[0].contains("is negative"));
    assert!(with("\"1.5\"", "\"1,5\"")[0].contains("\"1.5\" or \"40%\""));
    assert!(with("\"1.5\"", "true")[0].contains("cannot be true"));
    assert!(
        with("quorum", "derived_weight = 40 #")[0]
            .contains("more than the whole | write a part of 1, or percent: \"40%\"")
    );
    assert!(with("quorum", "derivation_depth = 11 #")[0].contains("at most 10"));
    assert!(with("quorum", "derivation_depth = \"2\" #")[0].contains("without quotes"));
    assert!(with("config_version = 1", "config_version = 2")[0].starts_with("1:18: `config_version` is 2"));
    assert_eq!(parsed(&EXAMPLE.replace("\"50%\"", "2")).reconcile.quorum.to_string(), "2");
}

#[test]
fn types_and_forms() {
    assert!(with("names = [\"Vietnam\", \"Viet Nam\"]", "names = \"Vietnam\"")[0].contains("write a list in brackets"));
    assert!(with("names = [\"Vietnam\", \"Viet Nam\"]", "names = []")[0].contains("has no names"));
    assert!(with("[[place]]", "[place]")[0].contains("write its keys under the heading [[place]]"));
    assert!(with("[reconcile]", "[[reconcile]]")[0].contains("write its keys under the heading [reconcile]"));
    assert!(with("code = \"VN\"", "code = \"Vietnam\"")[0].contains("ISO 3166"));
    assert!(with("id = \"mic\"", "id = \"MIC!\"")[0].contains("lower-case letters"));
    assert!(with("id = \"vietnam-ict\"", "id = \"Vietnam ICT\"")[0].contains("hyphens"));
    assert!(with("kind = \"flow\"", "kind = \"flwo\"")[0].contains("did you mean `flow`?"));
    assert!(with("en = [\"exports\"]", "en = [\" \"]")[1].contains("write something"));
    assert!(with("en = [\"exports\"]", "en = []")[0].contains("has no term"));
    assert!(with("en = [\"exports\"]", "# nothing")[0].contains("has no term"));
    assert!(with("[reconcile]", "[publish]\nkeep_releases = 1\n[reconcile]")[0].contains("at least 2"));
    assert!(with("reports =", "max_report_bytes = 0\nreports =")[0].contains("is 0"));
    assert!(with("reports =", "max_reports = 0\nreports =")[0].contains("`max_reports` of [ingest] is 0"));
    assert!(
        with("reports =", "max_report_mentions = 0\nreports =")[0].contains("`max_report_mentions` of [ingest] is 0")
    );
}

#[test]
fn gates() {
    let with = |tail: &str| {
        let text = format!("{EXAMPLE}{tail}");
        let lines = EXAMPLE.lines().count();
        problems(&text)
            .iter()
            .map(|problem| {
                let (line, rest) = problem.split_once(':').unwrap();
                format!("{}:{rest}", line.parse::<usize>().unwrap() - lines)
            })
            .collect::<Vec<_>>()
            .join("\n")
    };
    for (tail, want) in [
        ("[gates]\nmax_revision = 0.2\n", "2:16: `max_revision` of [gates] cannot be the float 0.2 | write it as text"),
        ("[gates]\nmax_revision = \"-1%\"\n", "2:16: `max_revision` of [gates] is negative"),
        ("[gates]\nmax_identity_gap = 2\n", "2:20: `max_identity_gap` of [gates] is 2, more than the whole"),
        ("[gates]\nmin_claims = \"3\"\n", "2:14: `min_claims` of [gates] cannot be \"3\""),
        ("[gates]\nmin_figure = 3\n", "2:1: unknown key `min_figure` of [gates] | did you mean `min_figures`?"),
        (
            "[[bound]]\nindicator = \"ict_export\"\nleast = 1\n",
            "2:13: `indicator` of [[bound]]: unknown indicator `ict_export` | did you mean `ict_exports`?",
        ),
        ("[[bound]]\nindicator = \"ict_exports\"\n", "2:13: [[bound]] of `ict_exports` bounds nothing"),
        (
            "[[bound]]\nindicator = \"ict_exports\"\nleast = 3\ngreatest = \"2.5\"\n",
            "3:9: `least` of [[bound]] is 3, above `greatest`, 2.5",
        ),
        (
            "[[bound]]\nindicator = \"ict_exports\"\nleast = 3\n[[bound]]\nindicator = \"ict_exports\"\nleast = 3\n",
            "5:13: [[bound]] `ict_exports` is defined twice",
        ),
        ("[[bound]]\nleast = 3\n", "1:1: `indicator` of [[bound]] is missing"),
        ("[[freshness]]\nwithin_days = 3\n", "2:15: [[freshness]] names neither a publisher nor an indicator"),
        (
            "[[freshness]]\npublisher = \"x\"\nindicator = \"ict_exports\"\nwithin_days = 3\n",
            "3:13: [[freshness]] names both",
        ),
        ("[[freshness]]\npublisher = \"x\"\n", "1:1: `within_days` of [[freshness]] is missing"),
        (
            "[[freshness]]\nindicator = \"exports\"\nwithin_days = 3\n",
            "2:13: `indicator` of [[freshness]]: unknown indicator `exports`",
        ),
    ] {
        assert!(with(tail).contains(want), "{want}\n{}", with(tail));
    }
    let gates = parsed(&format!("{EXAMPLE}[gates]\nmax_revision = \"250%\"\nmin_claims = 7\n[[bound]]\nindicator = \"ict_exports\"\ngreatest = \"1.5\"\n[[freshness]]\npublisher = \"Daily Sun\"\nwithin_days = 400\n")).gates;
    assert_eq!((gates.min_reports, gates.min_claims, gates.min_figures), (1, 7, 0));
    assert_eq!(gates.max_revision.map(|most| most.to_string()), Some("2.5".to_owned()));
    assert_eq!(gates.bounds[0].greatest.as_ref().map(ToString::to_string), Some("1.5".to_owned()));
    assert_eq!(gates.freshness[0].of, Source::Publisher("Daily Sun".to_owned()));
    assert_eq!(parsed(EXAMPLE).gates.min_reports, 1);
}

/// Each place is counted from the first byte: a file of nothing but mistakes is told in part.
#[test]
fn mistakes_without_number() {
    let problems = with("[reconcile]", &format!("{}[reconcile]", "[x]\n".repeat(100_000)));
    assert_eq!(problems.len(), 1001);
    assert!(problems[1000].contains("has 1000 mistakes or more"), "{}", problems[1000]);
}

#[test]
fn units() {
    for (unit, want) in [
        ("VND", "write \\\"USD\\\""),
        ("usd", "did you mean \\\"USD\\\"?"),
        ("%", "write \\\"percent\\\""),
        ("persent", "did you mean \\\"percent\\\"?"),
        ("Firms", "counted noun"),
        ("rank", "cannot have the unit `rank`"),
    ] {
        let text = EXAMPLE.replacen(
            "unit = \"USD\"\nkind = \"flow\"\ndirection",
            &format!("unit = \"{unit}\"\nkind = \"flow\"\ndirection"),
            1,
        );
        let found = problems(&text);
        assert!(found[0].contains(&want.replace('\\', "")), "{unit}: {found:?}");
    }
    parsed(
        &EXAMPLE
            .replacen(
                "rule = \"ict_trade_surplus = ict_exports - ict_imports\"",
                "rule = \"ict_trade_surplus = ict_exports * ict_imports\"",
                1,
            )
            .replacen("unit = \"USD\"", "unit = \"digital firms\"", 1),
    );
}

#[test]
fn references_and_doubles() {
    assert!(
        with("all_of = [\"ict\", \"exports\"]", "all_of = [\"ict\", \"export\"]")[0]
            .contains("unknown concept `export` | did you mean `exports`?")
    );
    assert!(with("any_of = [\"imports\"]", "none_of = [\"ict\"]")[0].contains("both in `all_of` and in `none_of`"));
    assert!(with("all_of = [\"ict\", \"exports\"]", "")[0].contains("has no terms"));
    assert!(
        with("id = \"imports\"", "id = \"exports\"")
            .iter()
            .any(|p| p.contains("[[concept]] `exports` is defined twice | the first is on line"))
    );
    assert!(
        with("id = \"ict_imports\"", "id = \"ict_exports\"")
            .iter()
            .any(|p| p.contains("[[indicator]] `ict_exports` is defined twice"))
    );
    assert!(
        with("[reconcile]", "[[place]]\ncode = \"VN-HN\"\nnames = [\"viet nam\"]\n[reconcile]")[0]
            .contains("is a name of `VN` already")
    );
    assert!(
        with("any_of = [\"imports\"]", "variant_of = \"ict_export\"")[0].contains("unknown indicator `ict_export`")
    );
}

#[test]
fn circles_are_told_once() {
    let text = EXAMPLE
        .replace("all_of = [\"ict\", \"exports\"]", "all_of = [\"ict\"]\nvariant_of = \"ict_imports\"")
        .replace("any_of = [\"imports\"]", "variant_of = \"ict_exports\"");
    let found = problems(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("ict_exports -> ict_imports -> ict_exports"));
    assert!(with("any_of = [\"imports\"]", "variant_of = \"ict_imports\"")[0].contains("ict_imports -> ict_imports"));
}

#[test]
fn rules_have_their_column() {
    let rule = "ict_trade_surplus = ict_exports - ict_imports";
    let found = with(rule, "ict_trade_surplus = ict_exports - ict_import");
    assert!(
        found[0].starts_with("61:43: `rule` of [[identity]]: unknown indicator `ict_import` | did you mean"),
        "{found:?}"
    );
    assert!(with(rule, "ict_trade_surplus = ict_exports")[0].starts_with("61:40:"));
    assert!(with(rule, "ict_exports = ict_exports - ict_imports")[0].contains("stands on both sides"));
    let text = EXAMPLE.replacen("unit = \"USD\"", "unit = \"firms\"", 1);
    assert!(problems(&text)[0].contains("mixes units: USD = firms - USD"));
}

#[test]
fn broken_syntax_does_not_hide_the_rest() {
    let text = EXAMPLE
        .replacen("title = \"ICT of Vietnam\"", "title = ICT of Vietnam", 1)
        .replace("kind = \"flow\"\ndirection", "knid = \"flow\"\ndirection");
    let found = problems(&text);
    assert!(found.iter().any(|problem| problem.starts_with("5:")), "{found:#?}");
    assert!(found.iter().any(|problem| problem.contains("`knid`")), "{found:#?}");
    assert!(!found.iter().any(|problem| problem.contains("is missing")), "{found:#?}");
    assert!(with("title =", "id = \"x\"\ntitle =").iter().any(|problem| problem.starts_with("5:1:")));
}

#[test]
fn files_and_what_replaces_them() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pipeline.toml");
    fs::write(folder.path().join("rates.csv"), "currency,year,kind,rate,source\nVND,2022,end,23612,SBV\n").unwrap();
    fs::write(&path, format!("{EXAMPLE}[fx]\ntable = \"rates.csv\"\n")).unwrap();
    let config = load(&path, &Replace::default()).unwrap();
    assert_eq!(config.fx.rates.len(), 1);
    assert!(config.fx.text.starts_with("currency,"));
    assert_eq!(config.ingest.overrides, Some(folder.path().join("data/overrides.csv")));
    let replace = Replace { reports: Some("r".into()), catalogue: Some("c.csv".into()), output: Some("o".into()) };
    let config = load(&path, &replace).unwrap();
    assert_eq!(config.ingest.overrides, None);
    assert_eq!((config.ingest.reports, config.ingest.catalogue), ("r".into(), "c.csv".into()));
    assert_eq!(config.publish.output, Path::new("o"));

    fs::write(folder.path().join("rates.csv"), "currency,year,kind,rate,source\nVND,2022,end,x,\n").unwrap();
    fs::write(&path, format!("{EXAMPLE}[fx]\ntable = \"rates.csv\"\ntolerance = 3\n")).unwrap();
    let error = load(&path, &Replace::default()).unwrap_err();
    let text = error.to_string();
    assert_eq!(error.exit_code(), 78);
    for want in [
        "rates.csv:2:14: \"x\" is no rate",
        "rates.csv:2:16: the rate has no source",
        "`tolerance` of [fx] is 3",
        "3 problems",
    ] {
        assert!(text.contains(want), "{want}: {text}");
    }
    fs::remove_file(folder.path().join("rates.csv")).unwrap();
    let text = load(&path, &Replace::default()).unwrap_err().to_string();
    assert!(text.contains(":70:9: `table` of [fx]: ") && text.contains("is not there"), "{text}");

    let missing = load(&folder.path().join("x.toml"), &Replace::default()).unwrap_err();
    assert_eq!(missing.exit_code(), 66);
    fs::write(&path, b"# caf\xe9\n").unwrap();
    let error = load(&path, &Replace::default()).unwrap_err();
    assert!(error.exit_code() == 78 && error.to_string().contains(":1:6: is not UTF-8"), "{error}");
}

/// Whatever is cut off or left out, there is an answer and no panic, and every
/// problem has a place inside of the file.
#[test]
fn mutilated_files_have_answers() {
    let lines = EXAMPLE.lines().count();
    for (at, c) in EXAMPLE.char_indices() {
        let cut = EXAMPLE[..at].to_owned();
        let without = format!("{}{}", &EXAMPLE[..at], &EXAMPLE[at + c.len_utf8()..]);
        let quoted = format!("{}\"{}", &EXAMPLE[..at], &EXAMPLE[at..]);
        for text in [cut, without, quoted] {
            match parse(Path::new("pipeline.toml"), &text) {
                Ok(_) => {}
                Err(Error::Config(problems)) => {
                    assert!(problems.iter().all(|problem| problem.place.is_none_or(|(line, _)| line <= lines + 1)));
                }
                Err(error) => panic!("{error}"),
            }
        }
    }
}
