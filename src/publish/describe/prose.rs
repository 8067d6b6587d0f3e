//! `README.md`, `CITATION.cff` and `LICENSE` of a release: for people who found the folder.

use serde_json::Value;

use super::super::views::VIEWS;
use super::super::words::{markdown, one_line, web};
use super::super::workbook::MOST_ROWS;
use super::About;
use crate::model::Precision;

pub(super) fn readme(about: &About<'_>) -> String {
    let project = about.project;
    let known = about.latest.map(|latest| format!(", as published by {latest}")).unwrap_or_default();
    let views: Vec<String> =
        VIEWS.iter().map(|view| format!("SELECT * FROM {} LIMIT 5;  -- {}\n", view.name, view.description)).collect();
    let views = views.concat();
    let sources: String = about.reports.iter().copied().map(source).collect();
    format!(
        "# {title}\n\n{description}\n\nRelease `{id}`{known}: {claims} claims out of {reports} reports, reconciled to {figures} \
         figures; in {conflicts}\ncases a statement disagrees with the one chosen, and the reason is given.\n\n\
         ## What is here\n\n\
         | file | what it is |\n| --- | --- |\n\
         | `report/index.html` | the figures to look at, in any browser, without network |\n\
         | `data/` | each table as Parquet and as CSV with the same cells |\n\
         | `excel/reckoner.xlsx` | the tables as sheets; exact numbers that a spreadsheet cannot hold are text there{cut} |\n\
         | `schema.sql` | the tables typed, and views, for DuckDB |\n\
         | `schema.postgresql.sql` | tables, keys, comments and the same views, for PostgreSQL |\n\
         | `DATA_DICTIONARY.md` | what each table and column means |\n\
         | `datapackage.json`, `csv-metadata.json` | the same for programs: Data Package 2.0, CSV on the Web |\n\
         | `provenance/` | what it was made from: inputs by hash, configuration, rates, decisions |\n\
         | `SHA256SUMS` | every file's checksum |\n\n\
         ## Start\n\n\
         Open `report/index.html`; or, in this folder, `duckdb -init schema.sql` and then\n\n\
         ```sql\n{views}SELECT * FROM believed_on(DATE '2022-12-31');\n```\n\n\
         Read the CSV files with a program rather than by a double click: spreadsheets turn long numbers and dates\n\
         into something else. A value stands for what lies from `low` to `high`.\n\n\
         ## Check\n\n\
         `sha256sum -c SHA256SUMS` tells whether every file is as it was published; `reckoner verify .` also makes every\n\
         decision again from the claims.\n\n\
         ## Cite\n\n\
         {cite}\n\nThe data are under {licence} (`LICENSE`); `CITATION.cff` is for programs.\n\n\
         ## Sources\n\n{sources}",
        title = markdown(&one_line(&project.title)),
        description = markdown(&one_line(&project.description)),
        id = about.release_id,
        claims = about.rows("claims"),
        reports = about.reports.len(),
        figures = about.rows("figures"),
        conflicts = about.rows("conflicts"),
        cite = markdown(&one_line(&cite(about))),
        licence = project.data_licence,
        cut = if about.tables.iter().any(|table| table.rows().len() > MOST_ROWS) {
            format!("; the first {MOST_ROWS} rows of a table")
        } else {
            String::new()
        },
    )
}

fn source(report: &super::ReportRow) -> String {
    let meta = &report.meta;
    let published = meta.published.map(|date| date.to_string()).unwrap_or_default();
    let known = [&meta.title, &meta.publisher, &published].map(String::as_str);
    let known: Vec<&str> = known.into_iter().filter(|part| !part.is_empty()).collect();
    let known = if known.is_empty() { String::new() } else { format!(": {}", known.join(", ")) };
    // A link only where it is one: the catalogue holds what people typed.
    let url = web(&meta.url).map(|url| format!(" <{}>", url.replace(['<', '>'], ""))).unwrap_or_default();
    format!("- `{}`{}{url}\n", meta.id, markdown(&one_line(&known)))
}

/// How the release is cited, as a sentence.
fn cite(about: &About<'_>) -> String {
    let project = about.project;
    let by = if project.publisher.is_empty() { String::new() } else { format!("{}: ", project.publisher) };
    let when = about.latest.map(|latest| format!(", data to {latest}")).unwrap_or_default();
    format!("{by}{}. Release {}{when}.", project.title, about.release_id)
}

pub(super) fn citation(about: &About<'_>) -> String {
    let project = about.project;
    let author = if project.publisher.is_empty() { &project.title } else { &project.publisher };
    let mut lines = vec![
        "cff-version: 1.2.0".to_owned(),
        "message: \"If you use this dataset, please cite this release of it.\"".to_owned(),
        "type: dataset".to_owned(),
        format!("title: {}", yaml(&project.title)),
        "authors:".to_owned(),
        format!("  - name: {}", yaml(author)),
        format!("version: {}", yaml(about.release_id)),
        format!("license: {}", yaml(&project.data_licence)),
    ];
    if !project.description.is_empty() {
        lines.push(format!("abstract: {}", yaml(&project.description)));
    }
    // A release has no day of its own: its data end with the latest publication.
    if let Some(latest) = about.latest.filter(|latest| latest.precision() == Precision::Day) {
        lines.push(format!("date-released: {}", yaml(&latest.to_string())));
    }
    if !about.reports.is_empty() {
        lines.push("references:".to_owned());
    }
    for report in &about.reports {
        let meta = &report.meta;
        let title = if meta.title.is_empty() { meta.id.as_str() } else { &meta.title };
        let publisher = if meta.publisher.is_empty() { "publisher not known" } else { &meta.publisher };
        lines.push(format!("  - type: report\n    title: {}", yaml(title)));
        lines.push(format!("    authors:\n      - name: {}", yaml(publisher)));
        if let Some(published) = meta.published {
            lines.push(format!("    year: {}", published.effective().year()));
        }
        lines.extend(web(&meta.url).map(|url| format!("    url: {}", yaml(url))));
    }
    lines.join("\n") + "\n"
}

/// A text as YAML reads it: JSON's strings are YAML's too.
fn yaml(text: &str) -> String {
    Value::from(one_line(text)).to_string()
}

pub(super) fn licence(about: &About<'_>) -> String {
    format!(
        "{}\n\nThe tables of this release, and what is made from them, are licensed under {}:\n\n    {}\n\n\
         Attribution:\n\n    {}\n\n\
         What the licence does not cover: the sentences that the tables quote, and the reports that they are of. They\n\
         belong to their publishers, whom the table `reports` names, with the licence of each where it is known.\n",
        one_line(&about.project.title),
        about.project.data_licence,
        about.licence_url(),
        one_line(&cite(about)),
    )
}
