//! The views that `schema.sql` and `schema.postgresql.sql` make: the questions that people
//! ask first, in SQL that `DuckDB` and PostgreSQL both read.
//!
//! Beside each decimal stands the same as a double, `value_double` beside `value`: most tools
//! draw doubles, and exact sums need the decimal.

use super::schema::{TableSchema, Type};
use super::tables::{FIGURES_WIDE, table};

/// A view.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Name.
    pub name: &'static str,
    /// What a row is, for people.
    pub description: &'static str,
    /// Its query.
    select: fn() -> String,
}

/// All views, those that others read first.
pub static VIEWS: [View; 5] = [
    View {
        name: "figures_by_year",
        description: "figures_wide with a double beside each decimal: a row for each indicator, area and year.",
        select: by_year,
    },
    View {
        name: "figures_latest",
        description: "The latest figure of each indicator, area, measure and basis, with its sentence.",
        select: latest,
    },
    View {
        name: "conflicts_explained",
        description: "Each losing statement beside the chosen one, both with report and sentence, and why.",
        select: conflicts,
    },
    View {
        name: "targets_and_outcomes",
        description: "Each target that was set, with its sentence, what came of it, and the sentence that says so.",
        select: targets,
    },
    View {
        name: "beliefs",
        description: "What was believed of each figure from one day to another; believed_on(day) takes those of a day.",
        select: beliefs,
    },
];

/// Name of what takes a day and gives what was believed on it.
pub const DAY_FUNCTION: &str = "believed_on";

/// What `believed_on(day)` takes from the view `beliefs`: of figures whose sources are all undated
/// nobody can say what was believed when.
pub const BELIEVED: &str =
    "SELECT * FROM beliefs WHERE believed_from <= on_day AND (believed_to IS NULL OR believed_to >= on_day)";

impl View {
    /// The query of the view.
    pub fn query(&self) -> String {
        (self.select)()
    }
}

/// The columns of a table by the name that the query gives it, a double beside each decimal.
fn columns(table: &TableSchema, alias: &str) -> String {
    let columns = table.columns.iter().flat_map(|column| match column.kind {
        Type::Decimal => decimal(alias, column.name, column.name),
        _ => vec![format!("{alias}.{}", column.name)],
    });
    columns.collect::<Vec<_>>().join(", ")
}

/// A decimal under a name of the view's, and the double beside it.
fn decimal(alias: &str, column: &str, name: &str) -> Vec<String> {
    let own = if column == name { format!("{alias}.{column}") } else { format!("{alias}.{column} AS {name}") };
    vec![own, format!("CAST({alias}.{column} AS DOUBLE PRECISION) AS {name}_double")]
}

fn all_of(name: &str, alias: &str) -> String {
    table(name).map(|table| columns(table, alias)).unwrap_or_default()
}

fn by_year() -> String {
    format!("SELECT {} FROM figures_wide AS w", columns(&FIGURES_WIDE, "w"))
}

fn latest() -> String {
    format!(
        "SELECT {}, i.label, i.topic, c.report_id, c.sentence FROM (\
         SELECT f.*, row_number() OVER (PARTITION BY indicator_id, area, measure, basis \
         ORDER BY period_end DESC, period_start, base_period DESC, figure_id) AS place FROM figures AS f) AS f \
         JOIN indicators AS i ON i.indicator_id = f.indicator_id LEFT JOIN claims AS c ON c.claim_id = f.claim_id \
         WHERE f.place = 1",
        all_of("figures", "f")
    )
}

fn conflicts() -> String {
    format!(
        "SELECT f.indicator_id, i.label, f.area, f.measure, f.period, f.base_period, f.basis, f.unit, {}, \
         chosen.report_id AS chosen_report_id, chosen.published AS chosen_published, \
         chosen.sentence AS chosen_sentence, other.report_id AS other_report_id, \
         other.published AS other_published, other.sentence AS other_sentence FROM conflicts AS k \
         JOIN figures AS f ON f.figure_id = k.figure_id JOIN indicators AS i ON i.indicator_id = f.indicator_id \
         LEFT JOIN claims AS chosen ON chosen.claim_id = k.chosen_id \
         LEFT JOIN claims AS other ON other.claim_id = k.other_id",
        all_of("conflicts", "k")
    )
}

fn targets() -> String {
    format!(
        "SELECT {}, i.label, i.direction, set_by.report_id AS target_report_id, \
         set_by.sentence AS target_sentence, c.report_id AS outcome_report_id, c.sentence AS outcome_sentence \
         FROM targets AS t JOIN indicators AS i ON i.indicator_id = t.indicator_id \
         JOIN claims AS set_by ON set_by.claim_id = t.target_claim_id \
         LEFT JOIN figures AS f ON f.figure_id = t.outcome_figure_id \
         LEFT JOIN claims AS c ON c.claim_id = f.claim_id",
        all_of("targets", "t")
    )
}

fn beliefs() -> String {
    let numbers: Vec<String> =
        ["value", "value_to", "low", "high"].iter().flat_map(|column| decimal("v", column, column)).collect();
    format!(
        "SELECT f.indicator_id, i.label, f.area, f.measure, f.period, f.period_start, f.period_end, f.base_period, \
         f.basis, f.unit, {}, v.agreement, v.n_claims, v.vintage_from AS believed_from, \
         v.vintage_to AS believed_to, v.figure_id FROM vintages AS v \
         JOIN figures AS f ON f.figure_id = v.figure_id JOIN indicators AS i ON i.indicator_id = f.indicator_id",
        numbers.join(", ")
    )
}
