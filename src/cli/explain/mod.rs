//! `reckoner explain`: why a figure is what it is.
//!
//! | file | what it does |
//! | --- | --- |
//! | `find` | which figure is asked for |
//! | `known` | a dataset with its rows at hand |
//! | `tell` | a figure in words |
//! | `picture` | a figure as an SVG |
//! | `conflicts` | all that disagrees, by weight |
//! | `page`, `markdown` | the same as a page for readers |
//! | `draft` | a row of overrides for a person to finish |

mod conflicts;
mod draft;
mod find;
mod known;
pub(super) mod markdown;
mod page;
mod picture;
mod tell;

use serde_json::{Value, json};

use self::known::Known;
use super::args::{Common, ExplainArgs};
use super::log::Progress;
use super::out::Out;
use super::{load, rows};
use crate::error::{EXIT_OK, Error, Result};
use crate::model::Figure;
use crate::pipeline;
use crate::publish;
use crate::publish::cells::Table;

/// Computes everything in memory and tells of the figure that was asked for.
///
/// # Errors
/// [`Error::Usage`] with the nearest figures where there is none such.
pub(super) fn run(args: &ExplainArgs, common: &Common) -> Result<u8> {
    one_form(args, common)?;
    let config = load(common, &args.inputs.replace())?;
    let progress = Progress::new(common);
    let mut built = pipeline::build(&config, None, &|event| progress.show(event))?;
    drop(progress);
    // The page names the release that it is of, which only rendering tells.
    let release = if args.markdown { Some(pipeline::render(&config, &mut built)?.release_id) } else { None };
    let known = Known::new(&config, &built.dataset);
    let mut out = Out::new(common);
    if args.conflicts {
        match release {
            Some(release) => out.text(&page::page(&known, &release))?,
            None if common.json => out.json(&conflicts::object(&known)?)?,
            None => out.text(&conflicts::list(&known))?,
        }
        out.flush()?;
        return Ok(EXIT_OK);
    }
    let found = find::figure(args, &config, &built.dataset)?;
    if args.svg {
        out.text(&picture::svg(found.figure, &known))?;
    } else if args.draft.write_override {
        let draft = draft::draft(&args.draft, found.figure, &known, &built.provenance.overrides_csv)?;
        out.text(&draft.text)?;
        out.flush()?;
        draft::say(&draft, common)?;
    } else if common.json {
        let tables = publish::rows::tables(&built.dataset, &config)?;
        out.json(&object(&tables, found.figure))?;
    } else {
        out.text(&tell::story(&found, &known))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
}

/// One answer has one form. `--json` may stand before the command, where clap does
/// not hold it against the command's own options; and clap asks for no option that
/// another one excludes, as an indicator excludes `--conflicts`.
fn one_form(args: &ExplainArgs, common: &Common) -> Result<()> {
    if args.markdown && !args.conflicts {
        return Err(Error::Usage("--markdown is a form of --conflicts: give both, and no indicator".to_owned()));
    }
    let others = [(args.svg, "--svg"), (args.markdown, "--markdown"), (args.draft.write_override, "--write-override")];
    match others.into_iter().find(|(asked, _)| *asked && common.json) {
        Some((_, other)) => Err(Error::Usage(format!("--json and {other} are two forms of one answer: keep one"))),
        None => Ok(()),
    }
}

/// Every row of the tables that bears on the figure.
fn object(tables: &[Table], figure: &Figure) -> Value {
    let id = figure.id.as_str();
    let of_figure = |table: &str| rows::where_is(tables, table, "figure_id", id);
    let mut evidence = of_figure("evidence");
    for row in &mut evidence {
        let source = row["source_id"].as_str().unwrap_or_default().to_owned();
        let (derived, claims) = sources(tables, &source);
        let reason = row["reason"].as_str().and_then(crate::reconcile::reason::sentence);
        row["reason_text"] = json!(reason);
        row["derived"] = derived;
        row["claims"] = claims.into();
    }
    let key = &figure.key;
    let targets = rows::where_is(tables, "targets", "indicator_id", key.indicator.as_str());
    let same = |row: &Value| {
        row["area"] == key.area.as_str()
            && row["measure"] == key.measure.as_str()
            && row["period"] == figure.period.to_string().as_str()
            && (key.basis.as_str() == "planned" || row["outcome_figure_id"] == id)
    };
    json!({
        "figure": rows::where_is(tables, "figures", "figure_id", id).pop(),
        "evidence": evidence,
        "conflicts": of_figure("conflicts"),
        "vintages": of_figure("vintages"),
        "targets": targets.into_iter().filter(same).collect::<Vec<_>>(),
    })
}

/// The derived row of a source, if it is one, and the claims that it rests on.
fn sources(tables: &[Table], source: &str) -> (Value, Vec<Value>) {
    let derived = rows::where_is(tables, "derived", "derived_id", source).pop();
    let ids = match &derived {
        Some(row) => row["inputs"].as_str().unwrap_or_default().to_owned(),
        None => source.to_owned(),
    };
    let claims =
        ids.split(publish::rows::INPUTS_SEPARATOR).flat_map(|id| rows::where_is(tables, "claims", "claim_id", id));
    (derived.unwrap_or(Value::Null), claims.collect())
}
