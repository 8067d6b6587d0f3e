//! `reckoner explain`: why a figure is what it is.

mod find;
mod tell;

use serde_json::{Value, json};

use super::args::{Common, ExplainArgs};
use super::log::Progress;
use super::out::Out;
use super::{load, rows};
use crate::error::{EXIT_OK, Result};
use crate::model::Figure;
use crate::pipeline;
use crate::publish;
use crate::publish::cells::Table;

/// Computes everything in memory and tells of the figure that was asked for.
///
/// # Errors
/// [`crate::error::Error::Usage`] with the nearest figures where there is none such.
pub(super) fn run(args: &ExplainArgs, common: &Common) -> Result<u8> {
    let config = load(common, &args.inputs.replace())?;
    let progress = Progress::new(common);
    let built = pipeline::build(&config, None, &|event| progress.show(event))?;
    drop(progress);
    let found = find::figure(args, &config, &built.dataset)?;
    let mut out = Out::new(common);
    if common.json {
        let tables = publish::rows::tables(&built.dataset, &config)?;
        out.json(&object(&tables, found.figure))?;
    } else {
        out.text(&tell::story(&found, &config, &built.dataset))?;
    }
    out.flush()?;
    Ok(EXIT_OK)
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
