//! Classes and causes of changes, versions, and the change log, on small tables.

use std::collections::BTreeMap;

use super::cause::Cause;
use super::diff::{Change, Diff, FigureChange, diff};
use super::history::{Comparison, HistoryEntry, VersionStep, changelog, entry, version};
use super::side::Side;

type Files = BTreeMap<String, Vec<u8>>;

/// A release of two figures, each by one claim; the second is also derived from a third claim.
fn files() -> Files {
    let texts = [
        (
            "data/figures.csv",
            "figure_id,indicator_id,area,measure,period,base_period,basis,value,value_to,low,high,unit,obs_status,\
             agreement,claim_id\n\
             f1,firms,KE,level,2022,,observed,80000,,79500,80500,firms,A,single,c1\n\
             f2,exports,KE,growth,2023,2022,observed,5,,4.5,5.5,percent,A,agree,c2\n",
        ),
        ("data/evidence.csv", "figure_id,source_id\nf1,c1\nf2,c2\nf2,d1\n"),
        ("data/claims.csv", "claim_id,report_id,value,span_start\nc1,a,80000,10\nc2,b,5,10\nc3,c,6,10\n"),
        ("data/derived.csv", "derived_id,inputs\nd1,c3\n"),
        ("data/reports.csv", "report_id,sha256\na,1\nb,2\nc,3\n"),
        ("data/indicators.csv", "indicator_id,label\nfirms,Firms\nexports,Exports\n"),
        ("data/findings.csv", "code,message\n"),
        ("provenance/pipeline.toml", "config_version = 1\n"),
        ("provenance/fx.csv", ""),
        ("provenance/catalogue.csv", "file,published\na.md,2022\nb.md,2023\nc.md,2024\n"),
        ("provenance/overrides.csv", "target,action,value,reason,author,expect\n"),
        ("provenance/inputs.lock.json", r#"{"reckoner": "0.1.0", "inputs": [{"name": "t/m.toml", "sha256": "1"}]}"#),
        (
            "datapackage.json",
            r#"{"latest_publication": "2024", "resources": [{"path": "data/figures.csv", "schema": {"fields":
                [{"name": "agreement", "constraints": {"enum": ["single", "agree"]}}, {"name": "value"}]}}]}"#,
        ),
    ];
    texts.into_iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect()
}

fn edit(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} has no {from:?}");
    files.insert(path.to_owned(), text.replace(from, to).into_bytes());
}

/// What the edits of a release make of it.
fn after(edits: &[(&str, &str, &str)]) -> Diff {
    let mut new = files();
    for (path, from, to) in edits {
        edit(&mut new, path, from, to);
    }
    compared(&files(), &new)
}

fn compared(old: &Files, new: &Files) -> Diff {
    diff(&Side::read(old).unwrap(), &Side::read(new).unwrap()).unwrap()
}

fn only(diff: &Diff) -> &FigureChange {
    assert_eq!(diff.figures.len(), 1, "{diff:#?}");
    &diff.figures[0]
}

const FIGURES: &str = "data/figures.csv";
const CLAIMS: &str = "data/claims.csv";
const REPORTS: &str = "data/reports.csv";
const REVISED: (&str, &str, &str) = (FIGURES, "80000,,79500,80500", "90000,,89500,90500");

#[test]
fn the_same_release_has_no_difference() {
    assert!(after(&[]).is_empty());
    // Weights, and whatever is no part of a figure's value or class.
    assert!(after(&[("data/findings.csv", "message\n", "message\nx,y\n")]).is_empty());
}

#[test]
fn classes_of_changes() {
    let revised = after(&[REVISED]);
    assert_eq!(only(&revised).change, Change::Revised);
    assert_eq!(only(&revised).told(), "80,000 firms -> 90,000 firms");
    assert_eq!(only(&revised).about(), "level of 2022, KE, observed");
    let narrower = after(&[(FIGURES, "79500,80500", "79900,80100")]);
    assert_eq!(only(&narrower).change, Change::Revised);
    assert_eq!(
        only(&narrower).told(),
        "80,000 firms, standing for 79,500 firms to 80,500 firms -> 79,900 firms to 80,100 firms"
    );
    for (from, to, told) in [
        ("single,c1", "agree,c1", "80,000 firms: single -> agree"),
        ("firms,A,", "firms,U,", "80,000 firms: status A -> U"),
        ("single,c1", "single,", "80,000 firms: claim c1 -> none"),
    ] {
        let diff = after(&[(FIGURES, from, to)]);
        assert_eq!((only(&diff).change, only(&diff).told().as_str()), (Change::Reclassified, told));
    }
    // The value and the class: it is revised.
    assert_eq!(only(&after(&[REVISED, (FIGURES, "single,c1", "agree,c1")])).change, Change::Revised);
    let mut less = files();
    edit(&mut less, FIGURES, "f2,exports,KE,growth,2023,2022,observed,5,,4.5,5.5,percent,A,agree,c2\n", "");
    let (gone, came) = (compared(&files(), &less), compared(&less, &files()));
    assert_eq!((only(&gone).change, only(&came).change), (Change::Removed, Change::Added));
    assert_eq!(only(&came).told(), "5 percent");
    assert_eq!(only(&came).about(), "growth of 2023 on 2022, KE, observed");
    assert_eq!((only(&gone).label.as_str(), gone.count(Change::Removed)), ("Exports", 1));
}

#[test]
fn causes_in_their_order() {
    let over = ("provenance/overrides.csv", "expect\n", "expect\nc1,drop_claim,,misread,ann,\n");
    let config = ("provenance/pipeline.toml", "1", "1 # quorum");
    let source = [(CLAIMS, "c1,a,80000", "c1,a,90000"), (REPORTS, "a,1", "a,9")];
    let cause = |edits: &[(&'static str, &'static str, &'static str)]| {
        let diff = after(&[&[REVISED][..], edits].concat());
        let because = only(&diff).because.clone();
        (because.cause, because.what)
    };
    assert_eq!(cause(&[]).0, Cause::Code);
    assert!(cause(&[]).1.contains("both 0.1.0"));
    assert_eq!(cause(&[config]), (Cause::Configuration, "pipeline.toml changed".to_owned()));
    assert_eq!(cause(&source), (Cause::Source, "report a changed: c1 changed".to_owned()));
    assert_eq!(cause(&[source[0], source[1], config]).0, Cause::Source);
    assert_eq!(cause(&[source[0], source[1], config, over]), (Cause::Override, "the decision on c1 is new".to_owned()));
    // A claim that is another although its report is not was read by other rules.
    assert_eq!(cause(&[source[0], config]).0, Cause::Configuration);
    assert_eq!(cause(&[source[0]]).0, Cause::Code);
    // What only moved is the same claim, in whatever report; but a report did change.
    let (elsewhere, what) = cause(&[(CLAIMS, "80000,10", "80000,20"), source[1]]);
    assert_eq!(elsewhere, Cause::Source);
    assert!(what.starts_with("nothing in its evidence"), "{what}");
    let many: &'static str = "c,3\nd1,4\nd2,4\nd3,4\nd4,4\nd5,4\nd6,4\nd7,4\n";
    assert!(cause(&[(REPORTS, "c,3\n", many)]).1.ends_with("differ: d1, d2, d3, d4, d5 and 2 more"));
    // A row of the catalogue that came with a report is no other configuration.
    let came = ("provenance/catalogue.csv", "c.md,2024\n", "c.md,2024\nd.md,2025\n");
    assert_eq!(cause(&[came, (REPORTS, "c,3\n", "c,3\nd,4\n")]).0, Cause::Source);
    let dated = ("provenance/catalogue.csv", "a.md,2022", "a.md,2021");
    assert_eq!(cause(&[dated, source[0]]), (Cause::Configuration, "catalogue.csv changed".to_owned()));
    let mapping = ("provenance/inputs.lock.json", r#""sha256": "1""#, r#""sha256": "2""#);
    assert_eq!(cause(&[mapping]), (Cause::Configuration, "t/m.toml changed".to_owned()));
    let other = ("provenance/overrides.csv", "expect\n", "expect\nc9,drop_claim,,misread,ann,\n");
    assert_eq!(cause(&[other]).0, Cause::Override);
}

#[test]
fn what_a_derived_value_rests_on_is_its_evidence() {
    let diff = after(&[(FIGURES, "agree,c2", "unresolved,c2"), (CLAIMS, "c3,c,6,10\n", ""), (REPORTS, "c,3\n", "")]);
    let because = &only(&diff).because;
    assert_eq!((because.cause, because.what.as_str()), (Cause::Source, "report c is gone: c3 removed"));
    assert_eq!((because.reports.join(" "), because.claims.join(" ")), ("c".to_owned(), "c3".to_owned()));
}

#[test]
fn older_tables_are_compared_by_what_they_have() {
    let mut older = files();
    older.remove("data/findings.csv");
    older.remove("datapackage.json");
    older.insert(
        FIGURES.to_owned(),
        b"figure_id,indicator_id,area,measure,period,base_period,basis,value,unit\n\
          f1,firms,KE,level,2022,,observed,80000,firms\nf2,exports,KE,growth,2023,2022,observed,5,percent\n"
            .to_vec(),
    );
    let diff = compared(&older, &files());
    assert!(diff.figures.is_empty(), "{diff:#?}");
    assert!(diff.shape.removed.is_empty());
    assert_eq!(diff.shape.added.len(), 7, "{:?}", diff.shape.added);
    assert!(diff.shape.added.contains(&"findings".to_owned()));
    assert!(diff.shape.added.contains(&"figures.claim_id".to_owned()));
    assert_eq!(VersionStep::of(&diff), VersionStep::Minor);
    assert_eq!(VersionStep::of(&compared(&files(), &older)), VersionStep::Major);
    let mut broken = files();
    broken.insert(CLAIMS.to_owned(), b"claim_id,report_id\nc1\n".to_vec());
    assert!(Side::read(&broken).unwrap_err().starts_with("data/claims.csv"));
    broken.remove(CLAIMS);
    assert!(Side::read(&broken).unwrap_err().contains("data/claims.csv"));
}

#[test]
fn versions_step_by_what_changed() {
    assert_eq!(VersionStep::of(&after(&[REVISED])), VersionStep::Patch);
    let code = after(&[("datapackage.json", r#""single", "agree""#, r#""agree""#)]);
    assert_eq!(code.shape.removed, ["figures.agreement=single"]);
    assert_eq!(VersionStep::of(&code), VersionStep::Major);
    let lines = "{\"release_id\":\"a\",\"previous\":null}\n{\"release_id\":\"b\",\"previous\":\"a\"}\n";
    let mut entries: Vec<HistoryEntry> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(version(&entries).unwrap().to_string(), "1.1.0");
    entries.push(entry(&entries, "c", &Comparison::Compared(after(&[REVISED]))));
    let line = serde_json::to_string(&entries[2]).unwrap();
    assert_eq!(
        line,
        "{\"release_id\":\"c\",\"previous\":\"b\",\"version\":\"1.1.1\",\"added\":0,\"removed\":0,\"revised\":1,\
         \"reclassified\":0}"
    );
    assert_eq!(serde_json::from_str::<HistoryEntry>(&line).unwrap(), entries[2]);
    entries.push(entry(&entries, "d", &Comparison::Compared(code)));
    assert_eq!(version(&entries).unwrap().to_string(), "2.0.0");
    entries.push(entry(&entries, "e", &Comparison::NotCompared));
    let line = serde_json::to_string(&entries[4]).unwrap();
    assert_eq!(line, "{\"release_id\":\"e\",\"previous\":\"d\",\"version\":\"2.1.0\",\"note\":\"not compared\"}");
    assert_eq!(serde_json::from_str::<HistoryEntry>(&line).unwrap(), entries[4]);
    let first = entry(&[], "a", &Comparison::First(2));
    assert_eq!((first.version.unwrap().to_string().as_str(), first.counts.unwrap().added), ("1.0.0", 2));
    assert!(serde_json::from_str::<HistoryEntry>(r#"{"release_id":"a","previous":null,"version":"1"}"#).is_err());
}

#[test]
fn the_change_log_is_newest_first_and_written_twice_is_the_same() {
    let first = Comparison::First(2);
    let mut entries = vec![entry(&[], "a", &first)];
    let one = changelog("", &[], &entries[0], "2023", &first);
    assert!(one.contains("## 1.0.0 (release a)\n\nLatest publication: 2023. The first: 2 figures.\n"), "{one}");
    let mut diff = after(&[REVISED]);
    diff.figures = vec![diff.figures[0].clone(); 53];
    let many = Comparison::Compared(diff);
    entries.push(entry(&entries, "b", &many));
    let two = changelog(&one, &entries[..1], &entries[1], "2024", &many);
    assert!(two.find("## 1.0.1 (release b)").unwrap() < two.find("## 1.0.0 (release a)").unwrap(), "{two}");
    assert!(two.contains("\n- revised, by code: Firms, level of 2022, KE, observed: 80,000 firms -> 90,000 firms\n"));
    assert_eq!(two.matches("- revised").count(), 50);
    assert!(two.contains("- and 3 more\n"));
    assert_eq!(changelog(&two, &entries[..1], &entries[1], "2024", &many), two);
    assert_eq!(changelog(&one, &[], &entries[0], "2023", &first), one);
    // Without the file, what came before is named.
    let anew = changelog("", &entries[..1], &entries[1], "2024", &many);
    assert!(anew.ends_with("## 1.0.0 (release a)\n\nPublished before this list was kept.\n"), "{anew}");
    // What a person wrote stays.
    assert!(changelog("Mine.\n", &entries[..1], &entries[1], "", &many).ends_with("\nMine.\n"));
}
