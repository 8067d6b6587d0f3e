//! `load postgres` against a real server: what is in the database is what the release says, at any moment.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use reckoner::model::Number;
use reckoner::publish::cells::Cell;
use reckoner::publish::schema::Type;
use reckoner::publish::tables::{TABLES, table as schema};
use reckoner::publish::views::VIEWS;

use crate::postgres::{Database, database, unknown_to};
use crate::project::{Project, Ran, csv_rows};
use crate::verifying::forge;

/// A table as the database gives it out, row by row, nulls as empty texts.
fn dumped(database: &Database, name: &str) -> Vec<BTreeMap<String, String>> {
    let columns: Vec<&str> = schema(name).unwrap().columns.iter().map(|column| column.name).collect();
    csv_rows(
        &(database.sql(&format!("COPY solar.{name} ({}) TO STDOUT (FORMAT csv, HEADER)", columns.join(","))) + "\n"),
    )
}

/// The same row with numbers as numbers and booleans as the release writes them.
fn normal(name: &str, row: &BTreeMap<String, String>) -> Vec<String> {
    let cell = |column: &reckoner::publish::schema::Column| {
        let text = row[column.name].as_str();
        match column.kind {
            Type::Boolean => if text.starts_with('t') { "true" } else { "false" }.to_owned(),
            Type::Decimal if !text.is_empty() => text.parse::<Number>().unwrap().to_string(),
            _ => text.to_owned(),
        }
    };
    schema(name).unwrap().columns.iter().map(cell).collect()
}

/// Each cell of each table, and sums in decimals made by the database itself.
#[track_caller]
fn holds(database: &Database, project: &Project) {
    for table in &TABLES {
        let mut there: Vec<_> = dumped(database, table.name).iter().map(|row| normal(table.name, row)).collect();
        let rows = project.table(table.name);
        let mut here: Vec<_> = rows.iter().map(|row| normal(table.name, row)).collect();
        there.sort();
        here.sort();
        assert_eq!(there, here, "{}", table.name);
        for column in table.columns.iter().filter(|column| column.kind == Type::Decimal) {
            let name = column.name;
            let sum: Number =
                database.sql(&format!("SELECT coalesce(sum({name}), 0) FROM solar.{}", table.name)).parse().unwrap();
            let cells = rows.iter().map(|row| row[name].as_str()).filter(|text| !text.is_empty());
            let ours = cells.fold(Number::from(0), |sum, cell| &sum + &cell.parse().unwrap());
            assert_eq!(sum, ours, "{}.{name}", table.name);
        }
    }
    let id = project.release().file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!(database.sql("SELECT release_id, schema_version, project FROM solar.release"), format!("{id}|1|solar"));
}

/// Another release of the same project.
fn changed(project: Project) -> Project {
    let project = project.edit("data/reports/b_2023.md", "80,000", "85,000");
    project.run(["run"]).exits(0);
    project
}

/// What tells whether a row was written again.
fn versions(database: &Database) -> String {
    let parts: Vec<String> = TABLES
        .iter()
        .map(|table| table.name)
        .chain(["release"])
        .map(|name| format!("SELECT '{name}', ctid::text, xmin::text FROM solar.{name}"))
        .collect();
    database.sql(&format!("{} ORDER BY 1, 2", parts.join(" UNION ALL ")))
}

#[test]
fn the_database_holds_the_release() {
    let Some(database) = database() else { return };
    let project = Project::published();
    assert_eq!(database.load(&project), "loaded");
    holds(&database, &project);
    let before = versions(&database);
    assert_eq!(database.load(&project), "unchanged");
    assert_eq!(versions(&database), before);
    // Comments, keys, references and checks are there.
    let about = |sql: &str| database.sql(sql);
    assert!(about("SELECT obj_description('solar.figures'::regclass)").contains("reconciled value"));
    assert!(about("SELECT col_description('solar.claims'::regclass, 1)").contains("Hash of report"));
    let count = |kind: char| {
        about(&format!(
            "SELECT count(*) FROM pg_constraint WHERE connamespace = 'solar'::regnamespace AND contype = '{kind}'"
        ))
    };
    assert_eq!((count('p').as_str(), count('u').as_str()), ("9", "1"));
    let references: usize = TABLES.iter().map(|table| table.references.len()).sum();
    assert_eq!(count('f'), references.to_string());
    assert_eq!(
        about(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'solar.figures'::regclass \
             AND attname = 'value' AND attnotnull"
        ),
        "numeric(38,6)"
    );
    // What somebody took out comes back, by the rows that are missing alone.
    database.sql("DELETE FROM solar.findings; DELETE FROM solar.dismissed");
    assert_eq!(database.load(&project), "loaded");
    holds(&database, &project);
}

#[test]
fn the_committed_release_is_taken() {
    let Some(database) = database() else { return };
    let release = crate::project::crate_folder().join("output/current");
    let project = Project::sample();
    let load = |args: &[&str]| {
        Ran::of(&mut database.loading(&project, &[&[release.to_str().unwrap()], args].concat())).exits(0).json()
    };
    let said = load(&[]);
    assert_eq!((&said["outcome"], &said["schema"]), (&"loaded".into(), &"vietnam_ict".into()));
    for (name, rows) in said["rows"].as_object().unwrap() {
        assert_eq!(database.sql(&format!("SELECT count(*) FROM vietnam_ict.{name}")), rows.to_string());
    }
    assert_eq!(load(&["--schema", "Quo\"ted; --$x$ 'y' \\"])["outcome"], "loaded");
    assert_eq!(load(&["--schema", "Quo\"ted; --$x$ 'y' \\"])["outcome"], "unchanged");
    let counted = database.sql("SELECT count(*) FROM \"Quo\"\"ted; --$x$ 'y' \\\".figures");
    assert_eq!(counted, said["rows"]["figures"].to_string());
}

#[test]
fn readers_see_one_release_or_the_other() {
    let Some(database) = database() else { return };
    let project = Project::published();
    database.load(&project);
    let value = "SELECT r.release_id, f.value FROM solar.release r, solar.figures f WHERE f.basis = 'planned' \
                 AND f.period = '2025' AND f.measure = 'level' ORDER BY f.value DESC LIMIT 1;\n";
    let mut reader = database.session().spawn().unwrap();
    let mut ask = reader.stdin.take().unwrap();
    let mut answers = BufReader::new(reader.stdout.take().unwrap()).lines();
    ask.write_all(format!("BEGIN ISOLATION LEVEL REPEATABLE READ;\n{value}").as_bytes()).unwrap();
    let old = answers.next().unwrap().unwrap();
    assert!(old.ends_with("|80000.000000"), "{old}");
    let project = changed(project);
    assert_eq!(database.load(&project), "loaded");
    ask.write_all(value.as_bytes()).unwrap();
    assert_eq!(answers.next().unwrap().unwrap(), old);
    ask.write_all(format!("COMMIT;\n{value}").as_bytes()).unwrap();
    let new = answers.next().unwrap().unwrap();
    assert!(new.ends_with("|85000.000000"), "{new}");
    drop(ask);
    assert!(reader.wait().unwrap().success());
    holds(&database, &project);
}

#[test]
fn two_loads_at_once_follow_each_other() {
    let Some(database) = database() else { return };
    let project = Project::published();
    let start = || database.loading(&project, &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let running = [start(), start(), start()];
    let mut outcomes: Vec<String> = running
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let said: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            said["outcome"].as_str().unwrap().to_owned()
        })
        .collect();
    outcomes.sort();
    assert_eq!(outcomes, ["loaded", "unchanged", "unchanged"]);
    holds(&database, &project);
}

#[test]
fn an_older_schema_is_brought_up_to_date() {
    let Some(database) = database() else { return };
    let project = Project::published();
    database.load(&project);
    let role = format!("reader_{}", database.name());
    // As an older version would have left it; what users added to it stays.
    database.sql(&format!(
        "CREATE ROLE {role}; GRANT USAGE ON SCHEMA solar TO {role}; \
         GRANT SELECT ON solar.figures, solar.claims TO {role}; \
         CREATE VIEW solar.mine AS SELECT figure_id, value FROM solar.figures; \
         ALTER TABLE solar.claims DROP COLUMN subject; \
         ALTER TABLE solar.findings DROP COLUMN message; \
         ALTER TABLE solar.figures DROP CONSTRAINT figures_agreement_check, \
             ADD CONSTRAINT figures_agreement_check CHECK (agreement <> 'nothing'); \
         ALTER TABLE solar.reports ALTER COLUMN published SET NOT NULL"
    ));
    assert_eq!(database.load(&project), "loaded");
    holds(&database, &project);
    let loosened =
        "SELECT attnotnull FROM pg_attribute WHERE attrelid = 'solar.reports'::regclass AND attname = 'published'";
    assert_eq!(database.sql(loosened), "f");
    let project = changed(project);
    assert_eq!(database.load(&project), "loaded");
    holds(&database, &project);
    assert_eq!(database.load(&project), "unchanged");
    database.sql(&format!("SET ROLE {role}; SELECT subject FROM solar.claims; SELECT count(*) FROM solar.figures"));
    assert_eq!(database.sql("SELECT count(*) FROM solar.mine"), project.table("figures").len().to_string());
    // The statements of another version: the definition differs, and is applied.
    database.sql("UPDATE solar.release SET definition = 'of another version'; COMMENT ON TABLE solar.figures IS 'old'");
    assert_eq!(database.load(&project), "loaded");
    assert!(database.sql("SELECT obj_description('solar.figures'::regclass)").contains("reconciled value"));
    database.sql(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
}

/// Once the schema is there, a role that may only change rows can load.
#[test]
fn a_load_needs_no_more_than_rows() {
    let Some(database) = database() else { return };
    let project = Project::published();
    database.load(&project);
    let role = format!("loader_{}", database.name());
    database.sql(&format!(
        "CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA solar TO {role}; \
         GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA solar TO {role}"
    ));
    let project = changed(project);
    let mut loading = database.loading(&project, &[]);
    assert_eq!(Ran::of(loading.env("PGUSER", &role)).exits(0).json()["outcome"], "loaded");
    holds(&database, &project);
    database.sql(&format!("DROP OWNED BY {role}; DROP ROLE {role}"));
}

#[test]
fn a_load_that_fails_changes_nothing() {
    let Some(database) = database() else { return };
    let project = Project::published();
    database.load(&project);
    let before = versions(&database);
    let project = changed(project);
    let refused = |texts: &[&str]| {
        let ran = Ran::of(&mut database.loading(&project, &[]))
            .exits(4)
            .says(texts)
            .says(&["nothing was changed", "refused"]);
        assert_eq!(ran.out, "");
        assert_eq!(versions(&database), before);
    };
    // In the midst of it: what the table after others does not take.
    database.sql("ALTER TABLE solar.targets ADD CONSTRAINT mine CHECK (target <> 85000)");
    refused(&["solar", "violates check constraint", "mine", "mend what the message names"]);
    database.sql("ALTER TABLE solar.targets DROP CONSTRAINT mine");
    // At the very end.
    database.sql(
        "CREATE FUNCTION public.no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'too late'; END$$; \
         CREATE CONSTRAINT TRIGGER mine AFTER INSERT ON solar.release DEFERRABLE INITIALLY DEFERRED \
         FOR EACH ROW EXECUTE FUNCTION public.no()",
    );
    refused(&["too late"]);
    database.sql("DROP TRIGGER mine ON solar.release");
    // Before anything: a column of another type.
    database.sql("ALTER TABLE solar.evidence ALTER COLUMN weight TYPE double precision");
    let before = versions(&database);
    Ran::of(&mut database.loading(&project, &[]))
        .exits(4)
        .says(&["evidence has the column weight as double precision, and must have it as numeric(38,6)", "--schema"]);
    assert_eq!(versions(&database), before);
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let Some(database) = database() else { return };
    let project = Project::published();
    let refused = |schema: &str, texts: &[&str]| {
        Ran::of(&mut database.loading(&project, &["--schema", schema])).exits(4).says(texts).says(&["--schema"]);
    };
    database.sql("CREATE TABLE reports (report_id text); INSERT INTO reports VALUES ('mine')");
    refused("public", &["schema public", "reports was not made by reckoner"]);
    assert_eq!(database.sql("SELECT * FROM reports"), "mine");
    database.sql("CREATE SCHEMA a; CREATE TABLE a.release (tag text)");
    refused("a", &["release has no column definition"]);
    database.sql("CREATE SCHEMA b; CREATE VIEW b.figures AS SELECT 1 AS x");
    refused("b", &["figures is no table"]);
    Ran::of(&mut database.loading(&project, &["--schema", "c"])).exits(0);
    database.sql("UPDATE c.release SET project = 'wind'");
    refused("c", &["it holds the dataset wind, and this is solar"]);
    for bad in ["", "pg_mine", &"x".repeat(64)] {
        Ran::of(&mut database.loading(&project, &["--schema", bad])).exits(2).says(&["--schema"]);
    }
}

#[test]
fn hostile_texts_come_back_as_they_were() {
    let Some(database) = database() else { return };
    let project = Project::published();
    let texts = [
        "\\.",
        "a\n\\.\nb",
        "\\.\r\n\\quit\n\\! touch /tmp/hacked\n",
        "\\N",
        "\\",
        "it's \"quoted\", 'twice' $$ $reckoner$ E'\\\\'",
        ":schema :'schema' %s \t\u{8}\u{b}\u{7f}\u{85}\u{2028}",
        "'); DROP TABLE solar.figures; --",
        " spaces at both ends ",
        "Công nghệ 🌞",
        &"x\\\n\"',".repeat(20_000),
    ];
    let release = forge(&project, "findings", |table, rows| {
        let message = table.schema().position("message").unwrap();
        let first = rows.first().cloned();
        let first = first.unwrap_or_else(|| {
            let text = |text: &str| Cell::Text(text.to_owned());
            vec![text("x"), text("note"), Cell::Null, Cell::Null, Cell::Null, Cell::Null, text("x")]
        });
        for text in texts {
            let mut row = first.clone();
            row[message] = Cell::Text(text.to_owned());
            rows.push(row);
        }
    });
    for outcome in ["loaded", "unchanged"] {
        let ran = Ran::of(&mut database.loading(&project, &[&release])).exits(0);
        assert_eq!(ran.json()["outcome"], outcome);
    }
    let there: Vec<String> = dumped(&database, "findings").into_iter().map(|row| row["message"].clone()).collect();
    for text in texts {
        assert!(there.iter().any(|found| found == text), "{:?} is missing", &text[..text.len().min(60)]);
    }
    // What PostgreSQL cannot hold is told before anything is asked of it.
    let other = Project::published();
    let nul = forge(&other, "reports", |table, rows| {
        rows[0][table.schema().position("title").unwrap()] = Cell::Text("a\0b".to_owned());
    });
    Ran::of(&mut database.loading(&project, &[&nul])).exits(65).says(&["data/reports.csv", "NUL"]);
}

#[test]
fn services_work_as_users_know_them() {
    let Some(database) = database() else { return };
    let project = Project::published();
    let services = format!("[here]\nhost={}\nuser=tester\ndbname={}\n", database.host().display(), database.name());
    let project = project.file("services.conf", services);
    let by = |args: &[&str], name: Option<&str>| {
        let mut command = project.command(["load", "postgres", "--json"].into_iter().chain(args.iter().copied()));
        unknown_to(&mut command);
        command.env("PGSERVICEFILE", project.path("services.conf"));
        name.map(|name| command.env("PGSERVICE", name));
        Ran::of(&mut command)
    };
    assert_eq!(by(&[], Some("here")).exits(0).json()["outcome"], "loaded");
    assert_eq!(by(&["--service", "here"], None).exits(0).json()["outcome"], "unchanged");
    assert_eq!(by(&["--service", "here"], Some("other")).exits(0).json()["outcome"], "unchanged");
    by(&["--service", "nowhere"], None).exits(69).says(&["nowhere", "pg_service.conf"]);
    // Cron hears nothing of a success.
    let mut silent = project.command(["load", "postgres", "--service", "here"]);
    unknown_to(&mut silent);
    Ran::of(silent.env("PGSERVICEFILE", project.path("services.conf"))).exits(0).silent();
}

#[test]
fn a_server_that_is_not_there_is_told() {
    let project = Project::published();
    let mut missing = project.command(["load", "postgres"]);
    missing.env("PATH", project.path("data"));
    Ran::of(&mut missing).exits(69).says(&["psql: it is not installed", "apt install postgresql-client"]);
    let Some(database) = database() else { return };
    let mut wrong = database.loading(&project, &[]);
    let ran =
        Ran::of(wrong.env("PGPORT", "1")).exits(69).says(&["unavailable", "PGHOST", ".s.PGSQL.1", "No such file"]);
    assert_eq!(ran.out, "");
    let mut nobody = database.loading(&project, &[]);
    Ran::of(nobody.env("PGUSER", "who_is_this")).exits(69).says(&["who_is_this", "does not exist"]);
}

#[test]
fn a_damaged_release_is_not_loaded() {
    let project = Project::published();
    let figures = project.release().join("data/figures.csv");
    let sound = fs::read_to_string(&figures).unwrap();
    fs::write(&figures, sound.replacen("80000", "80001", 1)).unwrap();
    project.run(["load", "postgres"]).exits(65).says(&[
        "damaged",
        "data/figures.csv: the file was changed",
        "reckoner verify",
    ]);
    Project::sample().run(["load", "postgres"]).exits(66).says(&["output/current", "reckoner run"]);
    project.run(["load", "postgres", "nowhere"]).exits(66).says(&["nowhere"]);
}

/// The views answer, and `believed_on` does so under any path of the one who asks.
#[test]
fn the_views_answer() {
    let Some(database) = database() else { return };
    let project = Project::published();
    assert_eq!(database.load(&project), "loaded");
    for view in &VIEWS {
        let rows: usize = database.sql(&format!("SELECT count(*) FROM solar.{}", view.name)).parse().unwrap();
        // The sample has something for each of them.
        assert!(rows > 0, "{} is empty", view.name);
    }
    let days = "SELECT max(believed_from) FROM solar.beliefs";
    let known = database.sql(&format!("SELECT count(*) FROM solar.believed_on(({days}))"));
    assert_ne!(known, "0");
    let dropped = "DROP VIEW solar.figures_latest";
    database.sql(dropped);
    assert_eq!(database.load(&project), "loaded", "a view that is missing is made again");
    assert_ne!(database.sql("SELECT count(*) FROM solar.figures_latest"), "0");
}
