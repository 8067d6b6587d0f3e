//! `explain` beside words: pictures, the list of conflicts, drafts of decisions.

use std::fs;

use crate::project::{Project, csv_rows};

/// The tags of a document in order, which must be well formed as far as we write XML:
/// balanced, attributes quoted, no sign of markup in text.
#[track_caller]
fn tags(xml: &str) -> Vec<String> {
    let (mut open, mut seen) = (Vec::new(), Vec::new());
    let mut pieces = xml.split('<');
    assert_eq!(pieces.next(), Some(""), "text before the document");
    for piece in pieces {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("<{piece} never ends"));
        assert!(!text.contains('>'), "a bare > in {text:?}");
        for (at, _) in piece.match_indices('&') {
            let entity = piece[at + 1..].split(';').next().unwrap();
            assert!(["amp", "lt", "gt", "quot", "#39"].contains(&entity), "a bare & in {piece:?}");
        }
        assert!(!piece.chars().any(|c| c.is_control() && c != '\n'), "a control character in {piece:?}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "in {piece:?}");
            continue;
        }
        let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split_whitespace().next().unwrap().to_owned();
        let attributes = tag[name.len()..].split('"').collect::<Vec<_>>();
        assert!(attributes.len() % 2 == 1 && !tag.contains('\''), "quotes in {tag:?}");
        assert!(attributes.iter().step_by(2).rev().skip(1).all(|before| before.ends_with('=')), "{tag:?}");
        seen.push(name.clone());
        if !empty {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
    assert_eq!(seen.first().map(String::as_str), Some("svg"));
    seen
}

/// A report that is off by a thousand.
fn slipped() -> Project {
    Project::sample()
        .add("data/catalogue.csv", "d_2024.txt,Slip,Late Sun,press,2024-06-01,stated,en,KE,,,,,,\n")
        .file("data/reports/d_2024.txt", "Solar revenue reached $18.78 trillion in 2022.\n")
}

#[test]
fn a_picture_stands_alone() {
    let project = Project::sample();
    let ran = project.run(["explain", "solar_firms", "2025", "--svg"]).exits(0).prints(&[
        ">Solar firms, level of 2025, KE, planned: 80,000 firms</title>",
        ">Solar firms, level of 2025, KE, planned</text>",
        ">2022-03-26 · Daily Sun</text>",
        ">“100,000”, Ministry of Energy (energy)</text>",
        "class=\"superseded bar\"",
        "class=\"supports mark\"",
        "class=\"aim mark\"",
        ">was replaced by</text>",
        ">aimed at 100,000 firms</text>",
        "prefers-color-scheme:dark",
    ]);
    assert_eq!(ran.err, "");
    let tags = tags(&ran.out);
    for other in ["script", "image", "a", "use", "foreignObject", "link"] {
        assert!(!tags.iter().any(|tag| tag == other), "{other}");
    }
    let rest = ran.out.replace("http://www.w3.org/2000/svg", "");
    for reference in ["http", "href", "@import", "src=", "url(h", "url(/"] {
        assert!(!rest.contains(reference), "{reference}");
    }
    assert!(!project.path("output").exists(), "explain writes nothing");
    let mut again = project.command(["explain", "solar_firms", "2025", "--svg", "--color", "always"]);
    again.env("TZ", "Asia/Hanoi").env("LC_ALL", "de_DE.UTF-8");
    assert_eq!(String::from_utf8(again.output().unwrap().stdout).unwrap(), ran.out);
    // What was derived, ranks and changes have pictures, too.
    project.run(["run"]).exits(0);
    for figure in project.table("figures") {
        let ran = project.run(["explain", &figure["figure_id"], "--svg"]).exits(0);
        self::tags(&ran.out);
    }
}

#[test]
fn revisions_and_slips_are_marked() {
    let project = slipped();
    let ran = project.run(["explain", "solar_revenue", "2022", "--svg"]).exits(0).prints(&[
        "class=\"candidate mark\"",
        "class=\"rejected end\"",
        "text-anchor=\"end\">18.78 trillion USD</text>",
        ">19</text>",
        ">20</text>",
        ">billion USD</text>",
    ]);
    tags(&ran.out);
}

#[test]
fn reports_stay_text() {
    let hostile =
        "The Ministry of Energy ]]><script>alert(\"1\")</script> &lt; 'x' | `y` \u{202e}\u{7}aims to have 80,000";
    let project = Project::sample()
        .edit("data/reports/b_2023.md", "The Ministry of Energy aims to have 80,000", hostile)
        .edit("data/catalogue.csv", "Evening Sun", "\"Evening <Sun> & \"\"Moon\"\" | 'x' | $a$\"");
    let ran = project.run(["explain", "solar_firms", "2025", "--svg"]).exits(0).prints(&[
        "]]&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp;lt; &#39;x&#39;",
        "\\u{202e}\\u{7}aims",
        "Evening &lt;Sun&gt; &amp; &quot;Moon&quot;",
    ]);
    assert!(!tags(&ran.out).iter().any(|tag| tag == "script"));
    let page = project.run(["explain", "--conflicts", "--markdown"]).exits(0).prints(&[
        r#"\]\]\>\<script\>alert("1")\</script\> &amp;lt; 'x' \| \`y\` \\u{202e}\\u{7}aims"#,
        r#"Evening \<Sun\> &amp; "Moon" \| 'x' \| \$a\$"#,
    ]);
    assert!(!page.out.replace("\\<", "").contains('<') && !page.out.contains('\u{202e}'));
    let list = project.run(["explain", "--conflicts"]).exits(0);
    assert!(!list.out.contains('\u{202e}') && !list.out.contains('\u{7}'));
}

#[test]
fn conflicts_are_listed_by_weight() {
    let project = slipped();
    let ran = project.run(["explain", "--conflicts"]).exits(0);
    let order = ["conflicts on 2 of", "unresolved, weight 1: “$21 billion”", "weight 0", "100,000", "--basis planned"];
    let found: Vec<Option<usize>> = order.iter().map(|text| ran.out.find(text)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?}\n{}", ran.out);
    let json = project.run(["explain", "--conflicts", "--json"]).exits(0).json();
    let rows = json["conflicts"].as_array().unwrap();
    let text = |row: &serde_json::Value, name: &str| row[name].as_str().unwrap().to_owned();
    let said: Vec<(String, String)> = rows.iter().map(|row| (text(row, "weight"), text(row, "agreement"))).collect();
    let wanted = [("1", "unresolved"), ("0", "revision"), ("0", "unit_slip")];
    assert_eq!(said, wanted.map(|(weight, class)| (weight.to_owned(), class.to_owned())));
    assert_eq!(rows[0]["figure"]["indicator_id"], "solar_revenue");
    assert_eq!(rows[0]["reason_text"], "no rule explains the difference");
    project.run(["run"]).exits(0);
    assert_eq!(project.table("conflicts").len(), rows.len());
    let none = Project::sample().file("data/reports/b_2023.md", "Nothing.\n");
    none.run(["explain", "--conflicts"]).exits(0).prints(&["no figure has anything that disagrees"]);
    assert_eq!(none.run(["explain", "--conflicts", "--json"]).json(), serde_json::json!({ "conflicts": [] }));
}

#[test]
fn the_page_of_conflicts() {
    let project = slipped();
    let ran = project.run(["explain", "--conflicts", "--markdown"]).exits(0);
    project.run(["run"]).exits(0);
    let release = project.release().file_name().unwrap().to_str().unwrap().to_owned();
    let ran = ran.prints(&[
        &format!("It is of release `{release}`"),
        "| unit slip | 1 |",
        "| revision | 1 |",
        "### Revenue of solar power, level of 2022, KE, observed\n\n**18.78 billion USD**, which stands for",
        "| Morning Sun | 2024-05 | “\\$21 billion” | 20.5 to 21.5 billion USD | 1 | stands against the value, because",
        "- **unresolved**: Morning Sun in report c_2024 prints",
        "- a_2022 (Daily Sun, 2022-03-26): “The Ministry of Energy aims to have 100,000 solar firms by 2025.”",
        "| 100,000 firms | Ministry of Energy (energy) | 2022-03-26 | 2023-02-02 | not over yet",
    ]);
    let prose = ran.out.lines().filter(|line| !line.starts_with('|'));
    for line in prose {
        assert!(line.chars().count() <= 120, "{line}");
    }
    // Topics and indicators in the order of the configuration, not of the alphabet.
    let heads: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("### ")).collect();
    assert!(heads[0].contains("Revenue") && heads[heads.len() - 1].contains("Solar firms"), "{heads:?}");
    assert_eq!(project.run(["explain", "--conflicts", "--markdown"]).out, ran.out);
    let variant = "\n[[concept]]\nid = \"rural\"\nen = [\"rural\"]\n\n[[indicator]]\nid = \"rural_solar_revenue\"\n\
                   label = \"Rural revenue\"\nunit = \"USD\"\nkind = \"flow\"\nvariant_of = \"solar_revenue\"\n\
                   all_of = [\"solar\", \"revenue\", \"rural\"]\n";
    let project = project
        .add("pipeline.toml", variant)
        .add("data/reports/d_2024.txt", "\nRural solar revenue was $3.1 billion in 2022.\n");
    project
        .run(["explain", "--conflicts", "--markdown"])
        .exits(0)
        .prints(&["Kept apart: Rural revenue, 3.1 billion USD."]);
}

/// Reason and author filled in.
fn finished(row: &str) -> String {
    row.replacen(",,,", ",the yearbook,ann,", 1)
}

#[test]
fn a_draft_is_finished_by_a_person() {
    let project = Project::sample();
    let file = project.path("data/overrides.csv");
    let before = fs::read_to_string(&file).unwrap();
    let ran = project.run(["explain", "solar_revenue", "2022", "--write-override"]).exits(0).says(&[
        "chooses “$21 billion” in c_2024 (Morning Sun, 2024-05)",
        "fill in `reason`",
        "`author`",
        "append it to data/overrides.csv",
        "reckoner check",
    ]);
    assert_eq!(ran.err.lines().count(), 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), before, "the file is a person's");
    let row = &csv_rows(&format!("{before}{}", ran.out))[0];
    let cell = |name: &str| row[name].as_str();
    assert_eq!((cell("action"), cell("expect")), ("choose_claim", "18780000000"));
    assert_eq!((cell("reason"), cell("author")), ("", ""));
    project.run(["explain", "solar_revenue", "2022", "--write-override", "--quiet"]).exits(0);

    let project = project.add("data/overrides.csv", &ran.out);
    project.run(["check"]).exits(65).says(&["`reason` is blank", "`author` is blank"]);
    project.run(["run"]).exits(65);
    let project = project.file("data/overrides.csv", before.clone() + &finished(&ran.out));
    project.run(["check"]).exits(0);
    let json = project.run(["explain", "solar_revenue", "2022", "--json"]).exits(0).json();
    assert_eq!((&json["figure"]["value"], &json["figure"]["rule"]), (&"21000000000".into(), &"override".into()));
    let picture = project.run(["explain", "solar_revenue", "2022", "--svg"]).exits(0);
    tags(&picture.prints(&["class=\"overridden mark hollow\"", "what a person decided"]).out);

    // Another decision on it takes the place of the first, on the value before either.
    let ran = project.run(["explain", "solar_revenue", "2022", "--write-override", "--set", "19.5"]).exits(0);
    let ran = ran.says(&["in place of line 2 of data/overrides.csv"]);
    assert!(ran.out.ends_with(",set_value,19.5,,,18780000000\n"), "{}", ran.out);
    let project = project.file("data/overrides.csv", before.clone() + &finished(&ran.out));
    project.run(["check"]).exits(0);
    let json = project.run(["explain", "solar_revenue", "2022", "--json"]).exits(0).json();
    assert_eq!(json["figure"]["value"], "19.5");

    // Taking a claim out; the line before it has no end.
    let claim = json["evidence"].as_array().unwrap().iter().find(|row| row["claims"][0]["report_id"] == "c_2024");
    let claim = claim.unwrap()["source_id"].as_str().unwrap().to_owned();
    let drop = ["explain", "solar_revenue", "2022", "--write-override", "--drop", &claim];
    let project = project.file("data/overrides.csv", before.trim_end());
    let ran = project.run(drop).exits(0).says(&["takes out “$21 billion”"]);
    assert_eq!(ran.out, format!("\n{claim},drop_claim,,,,21000000000\n"));
    let project =
        project.file("data/overrides.csv", before.trim_end().to_owned() + &ran.out.replace(",,,,", ",,x,ann,"));
    project.run(["check"]).exits(0);
    let json = project.run(["explain", "solar_revenue", "2022", "--json"]).exits(0).json();
    assert_eq!(json["figure"]["agreement"], "single");
}

#[test]
fn drafts_without_a_file_and_without_a_conflict() {
    let project = Project::sample().edit("pipeline.toml", "overrides = \"data/overrides.csv\"\n", "");
    let ran = project.run(["explain", "solar_revenue", "2021", "--write-override"]).exits(0).says(&["[ingest]"]);
    assert!(ran.out.starts_with("target,action,value,reason,author,expect\nf"), "{}", ran.out);
    assert!(ran.out.ends_with(",,,16830000000\n"), "{}", ran.out);
    // Nothing is printed that could be chosen.
    let derived = project.run(["explain", "solar_exports", "2022", "--write-override"]).exits(0);
    assert!(derived.out.contains(",set_value,"), "{}", derived.out);
    let listed = project.file("decided.csv", finished(&ran.out)).edit(
        "pipeline.toml",
        "[ingest]\n",
        "[ingest]\noverrides = \"decided.csv\"\n",
    );
    listed.run(["check"]).exits(0);
}

#[test]
fn one_answer_has_one_form() {
    let project = Project::sample();
    let usage = |args: &[&str], said: &str| {
        project.run(args.iter().copied()).exits(2).says(&[said]);
    };
    usage(&["explain"], "INDICATOR");
    usage(&["explain", "solar_firms", "2025", "--conflicts"], "--conflicts");
    usage(&["explain", "--conflicts", "--svg"], "--svg");
    usage(&["explain", "solar_firms", "2025", "--markdown"], "--conflicts");
    usage(&["explain", "solar_firms", "2025", "--svg", "--write-override"], "--write-override");
    usage(&["explain", "solar_firms", "2025", "--set", "3"], "--write-override");
    usage(&["explain", "solar_firms", "2025", "--write-override", "--set", "3 firms"], "3 firms");
    usage(&["explain", "solar_firms", "2025", "--write-override", "--choose", "it"], "claim id");
    let unknown = ["explain", "solar_firms", "2025", "--write-override", "--choose", "c0123456789abcdef"];
    usage(&unknown, "takes no part in the figure");
    for form in ["--svg", "--write-override"] {
        usage(&["explain", "solar_firms", "2025", form, "--json"], "two forms of one answer");
        usage(&["--json", "explain", "solar_firms", "2025", form], "two forms of one answer");
    }
    usage(&["explain", "--conflicts", "--markdown", "--json"], "two forms of one answer");
}
