//! Folders of reports, sound and not.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;
use crate::config::{self, Replace};
use crate::model::{Language, PartialDate};

const CONFIG: &str = r#"
config_version = 1
project = { id = "x", title = "X", data_licence = "CC0-1.0", default_area = "VN" }
[ingest]
catalogue = "catalogue.csv"
reports = "reports"
max_report_bytes = 1000
[[authority_class]]
id = "press"
weight = 1
[[concept]]
id = "c"
en = ["c"]
[[indicator]]
id = "i"
label = "I"
unit = "USD"
kind = "flow"
all_of = ["c"]
"#;

/// A folder with a configuration; everything else is put into it.
struct Project(TempDir);

impl Project {
    fn new(catalogue: &str) -> Self {
        let project = Self(tempfile::tempdir().unwrap());
        project.put("pipeline.toml", CONFIG).put("catalogue.csv", catalogue);
        fs::create_dir(project.path("reports")).unwrap();
        project
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        fs::write(self.path(name), content).unwrap();
        self
    }

    fn run(&self) -> Result<Ingested> {
        run(&config::load(&self.path("pipeline.toml"), &Replace::default()).unwrap())
    }

    /// Exit code and text of the error, with paths relative to the project.
    fn error(&self) -> (u8, String) {
        let error = self.run().unwrap_err();
        (error.exit_code(), error.to_string().replace(&format!("{}/", self.0.path().display()), ""))
    }
}

/// One report with that content: its findings' codes.
fn codes(file: &str, content: impl AsRef<[u8]>) -> (Report, Vec<Finding>) {
    let project = Project::new(&format!("file,title,published,language\n{file},A title,2023,en\n"));
    project.put(&format!("reports/{file}"), content);
    let mut ingested = project.run().unwrap();
    (ingested.reports.remove(0), ingested.findings)
}

fn names(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn reports_by_id_with_what_the_catalogue_says() {
    let project = Project::new(
        "\u{feff}note,file,authority,published,published_basis,language,area,original_sha256,repost_of\r\n\
         \"a, b\",sub/b.md,press,2025-02,inferred,vi,VN-HN,,\r\n\
         ,a.TXT,,,,,,F74912A755ACD051BEA160AB6697A5FE3EFFB71EC6CC1467938743AFE16CBDE9,b\r\n",
    );
    project.put("reports/a.TXT", "a").put("reports/sub/b.md", "---\ntitle: \"\"\n---\nđ\n");
    project.put("reports/README.md", "x").put("reports/.hidden.txt", "x").put("reports/x.pdf", "x");
    let ingested = project.run().unwrap();
    let [a, b] = &ingested.reports[..] else { panic!("{ingested:?}") };
    assert_eq!((a.meta.id.as_str(), b.meta.id.as_str()), ("a", "b"));
    assert_eq!((b.meta.note.as_str(), b.meta.area.as_str(), b.meta.language), ("a, b", "VN-HN", Language::Vi));
    assert_eq!(b.meta.published, Some("2025-02".parse::<PartialDate>().unwrap()));
    assert_eq!((a.meta.area.as_str(), a.meta.published), ("VN", None));
    assert_eq!(a.meta.repost_of.as_ref(), Some(&b.meta.id));
    assert!(a.meta.original_sha256.starts_with("f74912a7"));
    assert_eq!(a.sha256, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb");
    assert_eq!(&b.text[b.body_start()..], "đ\n");
    assert_eq!(names(&ingested.findings), [REPORT_UNDATED, LANGUAGE_ASSUMED]);
    assert_eq!(ingested.findings[0].locator, "catalogue:3");
    let inputs: Vec<_> = ingested.inputs.iter().map(|input| (input.name.as_str(), input.bytes)).collect();
    assert_eq!(inputs[1..], [("a.TXT", 1), ("sub/b.md", 21)]);
    assert_eq!(inputs[0].0, "catalogue");
    assert!(ingested.catalogue_text.starts_with("\u{feff}note"));
}

#[test]
fn every_problem_of_the_catalogue_at_once() {
    let project = Project::new(
        "file,authority,published,published_basis,language,area,retrieved,original_sha256,repost_of,colour\n\
         a.txt,pres,2023-02-30,guessed,fr,Vietnam,x,123,a,\n\
         a.md,,,,,,,,zzz,\n\
         ../a.txt,,,,,,,,,\n\
         /etc/passwd,,,,,,,,,\n\
         a.pdf,,,,,,,,,\n\
         ,,,,,,,,,x\n\
         short.txt\n",
    );
    project.put("reports/a.txt", b"\xff");
    let (code, text) = project.error();
    assert_eq!(code, 65);
    for want in [
        "reports/a.txt:1:1: is not UTF-8",
        "catalogue.csv:1:92: unknown column \"colour\"",
        "catalogue.csv:2:7: unknown authority class \"pres\"\n    did you mean `press`?",
        "catalogue.csv:2:12: `published` is \"2023-02-30\", which is no date",
        "catalogue.csv:2:23: unknown published_basis \"guessed\"",
        "catalogue.csv:2:31: unknown language \"fr\"",
        "catalogue.csv:2:34: \"Vietnam\" is no area code",
        "catalogue.csv:2:42: `retrieved` is \"x\"",
        "catalogue.csv:2:44: \"123\" is no SHA-256",
        "catalogue.csv:2:48: `repost_of` goes in a circle: a -> a",
        "catalogue.csv:3:1: report `a` is on line 2 already",
        "catalogue.csv:3:13: no report \"zzz\"",
        "catalogue.csv:4:1: \"../a.txt\" is no path inside of the folder",
        "catalogue.csv:5:1: \"/etc/passwd\" is no path",
        "catalogue.csv:6:1: \"a.pdf\" has no known format\n    convert it to one of .txt, .md",
        "catalogue.csv:7:1: the row names no file",
        "catalogue.csv:8:1: 1 cells where the header has 10",
        "reports/a.md: is not there, but the catalogue has it on line 3",
        "18 problems; nothing was written",
    ] {
        assert!(text.contains(want), "{want}\n{text}");
    }
}

#[test]
fn what_is_missing_is_66() {
    let project = Project::new("file\na.txt\nsub/b.txt\na.txt/c.txt\n");
    project.put("reports/a.txt", "a");
    let (code, text) = project.error();
    assert_eq!(code, 66, "{text}");
    assert!(text.contains("reports/sub/b.txt: is not there, but the catalogue has it on line 3"), "{text}");
    assert!(text.contains("reports/a.txt/c.txt: is not there"), "{text}");
    assert!(!text.contains("reports/a.txt:"), "{text}");

    let (code, text) = Project::new("file\n").error();
    assert!(code == 66 && text.contains("no rows"), "{text}");

    let project = Project::new("file\na.txt\n");
    fs::remove_dir(project.path("reports")).unwrap();
    fs::remove_file(project.path("catalogue.csv")).unwrap();
    project.put("pipeline.toml", CONFIG.replace("reports =", "overrides = \"o.csv\"\nreports ="));
    let (code, text) = project.error();
    assert_eq!(code, 66);
    for want in ["catalogue.csv: the file of the catalogue", "o.csv: the file of the overrides", "reports: the folder"]
    {
        assert!(text.contains(want), "{text}");
    }
}

#[test]
fn an_empty_catalogue_is_corrupt_and_so_is_a_file_without_a_row() {
    assert_eq!(Project::new("").error().0, 65);
    let project = Project::new("file\na.txt\n");
    project.put("reports/a.txt", "a").put("reports/b.txt", "b").put("reports/sub/c.md", "c");
    let (code, text) = project.error();
    assert_eq!(code, 65);
    assert!(text.contains("reports/b.txt: lies in the folder") && text.contains("reports/sub/c.md: lies in"), "{text}");
    assert!(text.contains("add a row to catalogue.csv"), "{text}");
}

#[test]
fn the_catalogue_may_lie_among_the_reports() {
    let project = Project::new("");
    project.put("pipeline.toml", CONFIG.replace("\"catalogue.csv\"", "\"reports/catalogue.txt\""));
    project.put("reports/a.txt", "a").put("reports/catalogue.txt", "file\na.txt\n");
    assert_eq!(project.run().unwrap().reports.len(), 1);
}

#[test]
fn only_regular_files_of_the_folder_are_read() {
    let project = Project::new("file\nout.txt\nup/secret.txt\nin.txt\ndir.txt\nnull.txt\npipe.txt\na.txt\n");
    project.put("secret.txt", "s").put("reports/a.txt", "a");
    symlink(project.path("secret.txt"), project.path("reports/out.txt")).unwrap();
    symlink("..", project.path("reports/up")).unwrap();
    symlink("a.txt", project.path("reports/in.txt")).unwrap();
    symlink("/dev/null", project.path("reports/null.txt")).unwrap();
    fs::create_dir(project.path("reports/dir.txt")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(project.path("reports/pipe.txt")).status().unwrap();
    assert!(made.success());
    let (code, text) = project.error();
    assert_eq!(code, 65);
    for want in [
        "reports/out.txt: is a link that leaves",
        "reports/up/secret.txt: is a link that leaves",
        "reports/null.txt: is a link that leaves",
        "reports/dir.txt: is a folder, not a regular file",
        "reports/pipe.txt: is a pipe or device",
        "5 problems",
    ] {
        assert!(text.contains(want), "{want}\n{text}");
    }
}

#[test]
fn size_and_encoding() {
    let project = Project::new("file\nbig.txt\nlatin.txt\nfits.txt\n");
    project.put("reports/big.txt", "x".repeat(1001)).put("reports/fits.txt", "x".repeat(1000));
    project.put("reports/latin.txt", b"one\ncaf\xe9\n");
    let (code, text) = project.error();
    assert_eq!(code, 65);
    assert!(text.contains("big.txt: has 1001 bytes; at most 1000 are read\n    split the report, or raise `max_report_bytes` of [ingest]"), "{text}");
    assert!(text.contains("latin.txt:2:4: is not UTF-8: byte 7 is 0xe9\n    convert it to UTF-8"), "{text}");
    assert!(text.contains("2 problems"), "{text}");
}

#[test]
fn front_matter_is_skipped_and_compared() {
    let (report, findings) = codes("a.md", "---\ntitle: Other\nlanguage: en\n\ntitel: x\nnonsense\n---\n\nBody 5.\n");
    assert_eq!(&report.text[report.body_start()..], "\nBody 5.\n");
    assert_eq!(names(&findings), [FRONT_MATTER_DIFFERS, FRONT_MATTER_UNKNOWN_KEY, FRONT_MATTER_MALFORMED]);
    assert_eq!(report.meta.title, "A title");
    let spans: Vec<_> = findings.iter().map(|finding| finding.span.unwrap().of(&report.text)).collect();
    assert_eq!(spans, ["title: Other", "titel: x", "nonsense"]);
    assert_eq!(findings[1].locator, "line:5");

    let (report, findings) = codes("a.md", "---\r\ntitle: 'A title'\r\n---\r\nBody\r\n");
    assert_eq!((&report.text[report.body_start()..], names(&findings)), ("Body\r\n", vec![]));
    let (report, findings) = codes("a.md", "---\ntitle: Other\n");
    assert_eq!((report.body_start(), names(&findings)), (0, vec![FRONT_MATTER_UNTERMINATED]));
    let (report, findings) = codes("a.md", "Text\n---\nx: y\n---\n");
    assert_eq!((report.body_start(), names(&findings)), (0, vec![]));
    let (report, findings) = codes("a.txt", "---\nx: y\n---\nBody");
    assert_eq!((report.body_start(), names(&findings)), (0, vec![]));
}

#[test]
fn odd_texts() {
    assert_eq!(names(&codes("a.txt", "").1), [REPORT_EMPTY]);
    assert_eq!(names(&codes("a.md", "---\ntitle: A title\n---\n \n").1), [REPORT_EMPTY]);
    let (report, findings) = codes("a.txt", "\u{feff}a\n\tb\0c\u{85}\r\nx\u{fffd}");
    assert_eq!((names(&findings), report.body_start()), (vec![CONTROL_CHARACTERS, REPLACEMENT_CHARACTERS], 3));
    assert_eq!(findings[0].span.unwrap().of(&report.text), "\0");
    assert!(findings[0].message.starts_with("2 control characters, the first U+0000"));
    assert_eq!(findings[1].locator, "line:3");
}

#[test]
fn the_same_bytes_twice() {
    let project = Project::new("file,published,language,repost_of\na.txt,2023,en,\nb.txt,2023,en,\nc.txt,2023,en,a\n");
    project.put("reports/a.txt", "x").put("reports/b.txt", "x").put("reports/c.txt", "x");
    let findings = project.run().unwrap().findings;
    assert_eq!(names(&findings), [REPORT_SAME_BYTES]);
    assert_eq!(findings[0].report.as_ref().unwrap().as_str(), "b");
}

#[test]
fn overrides_are_read_with_their_text() {
    let project = Project::new("file\na.txt\n");
    let text = "target,action,value,reason,author,expect\nc0123456789abcdef,drop_claim,,misread,ann,148\n";
    project.put("reports/a.txt", "a").put("o.csv", text);
    project.put("pipeline.toml", CONFIG.replace("reports =", "overrides = \"o.csv\"\nreports ="));
    let ingested = project.run().unwrap();
    assert_eq!((ingested.overrides.len(), ingested.overrides_text.as_str()), (1, text));
    assert_eq!(ingested.inputs[1].name, "overrides");
    project.put("o.csv", text.replace("drop_claim", "drop"));
    let (code, text) = project.error();
    assert!(code == 65 && text.contains("o.csv:2:19: unknown action"), "{text}");
}
