//! The views that `schema.sql` and `schema.postgresql.sql` make: the questions that people
//! ask first, in SQL that `DuckDB` and PostgreSQL both read.
//!
//! Beside each decimal stands the same as a double, `value_double` beside `value`: most tools
//! draw doubles, and exact sums need the decimal. What a column means is said where its table is
//! described, and taken from there.

use super::schema::Type;
use super::tables::table;

/// A view.
#[derive(Debug, Clone, Copy)]
pub struct View {
    /// Name.
    pub name: &'static str,
    /// What a row is, for people.
    pub description: &'static str,
    columns: &'static [Part],
    from: &'static str,
}

/// A column of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ViewColumn {
    /// Name.
    pub name: String,
    /// What it holds, for people.
    pub description: String,
    /// What the query selects for it.
    expression: String,
}

/// Columns of a table, by the name that the query gives the table.
#[derive(Debug, Clone, Copy)]
enum Part {
    /// All of them under their own names.
    All { table: &'static str, alias: &'static str },
    /// Some of them under their own names.
    Some { table: &'static str, alias: &'static str, names: &'static [&'static str] },
    /// One under a name of the view's, with whose it is.
    Renamed { table: &'static str, alias: &'static str, column: &'static str, name: &'static str, of: &'static str },
}

const fn renamed(
    table: &'static str,
    alias: &'static str,
    column: &'static str,
    name: &'static str,
    of: &'static str,
) -> Part {
    Part::Renamed { table, alias, column, name, of }
}

/// All views, those that others read first.
pub static VIEWS: [View; 5] = [
    View {
        name: "figures_by_year",
        description: "figures_wide with a double beside each decimal: a row for each indicator, area and year.",
        columns: &[Part::All { table: "figures_wide", alias: "w" }],
        from: "figures_wide AS w",
    },
    View {
        name: "figures_latest",
        description: "The latest figure of each indicator, area, measure and basis, with its sentence.",
        columns: &[
            Part::All { table: "figures", alias: "f" },
            Part::Some { table: "indicators", alias: "i", names: &["label", "topic"] },
            Part::Some { table: "claims", alias: "c", names: &["report_id", "sentence"] },
        ],
        from: "(SELECT f.*, row_number() OVER (PARTITION BY indicator_id, area, measure, basis \
               ORDER BY period_end DESC, period_start, base_period DESC, figure_id) AS place FROM figures AS f) AS f \
               JOIN indicators AS i ON i.indicator_id = f.indicator_id LEFT JOIN claims AS c ON c.claim_id = f.claim_id \
               WHERE f.place = 1",
    },
    View {
        name: "conflicts_explained",
        description: "Each losing statement beside the chosen one, both with report and sentence, and why.",
        columns: &[
            Part::Some { table: "figures", alias: "f", names: &["indicator_id"] },
            Part::Some { table: "indicators", alias: "i", names: &["label"] },
            Part::Some {
                table: "figures",
                alias: "f",
                names: &["area", "measure", "period", "base_period", "basis", "unit"],
            },
            Part::All { table: "conflicts", alias: "k" },
            renamed("claims", "chosen", "report_id", "chosen_report_id", "the claim chosen"),
            renamed("claims", "chosen", "published", "chosen_published", "the claim chosen"),
            renamed("claims", "chosen", "sentence", "chosen_sentence", "the claim chosen"),
            renamed("claims", "other", "report_id", "other_report_id", "the claim that lost"),
            renamed("claims", "other", "published", "other_published", "the claim that lost"),
            renamed("claims", "other", "sentence", "other_sentence", "the claim that lost"),
        ],
        from: "conflicts AS k JOIN figures AS f ON f.figure_id = k.figure_id \
               JOIN indicators AS i ON i.indicator_id = f.indicator_id \
               LEFT JOIN claims AS chosen ON chosen.claim_id = k.chosen_id \
               LEFT JOIN claims AS other ON other.claim_id = k.other_id",
    },
    View {
        name: "targets_and_outcomes",
        description: "Each target that was set, with its sentence, what came of it, and the sentence that says so.",
        columns: &[
            Part::All { table: "targets", alias: "t" },
            Part::Some { table: "indicators", alias: "i", names: &["label", "direction"] },
            renamed("claims", "set_by", "report_id", "target_report_id", "the target"),
            renamed("claims", "set_by", "sentence", "target_sentence", "the target"),
            renamed("claims", "c", "report_id", "outcome_report_id", "the outcome"),
            renamed("claims", "c", "sentence", "outcome_sentence", "the outcome"),
        ],
        from: "targets AS t JOIN indicators AS i ON i.indicator_id = t.indicator_id \
               JOIN claims AS set_by ON set_by.claim_id = t.target_claim_id \
               LEFT JOIN figures AS f ON f.figure_id = t.outcome_figure_id \
               LEFT JOIN claims AS c ON c.claim_id = f.claim_id",
    },
    View {
        name: "beliefs",
        description: "What was believed of each figure from one day to another; believed_on(day) takes those of a day.",
        columns: &[
            Part::Some { table: "figures", alias: "f", names: &["indicator_id"] },
            Part::Some { table: "indicators", alias: "i", names: &["label"] },
            Part::Some {
                table: "figures",
                alias: "f",
                names: &["area", "measure", "period", "period_start", "period_end", "base_period", "basis", "unit"],
            },
            Part::Some {
                table: "vintages",
                alias: "v",
                names: &["value", "value_to", "low", "high", "agreement", "n_claims"],
            },
            renamed("vintages", "v", "vintage_from", "believed_from", ""),
            renamed("vintages", "v", "vintage_to", "believed_to", ""),
            Part::Some { table: "vintages", alias: "v", names: &["figure_id"] },
        ],
        from: "vintages AS v JOIN figures AS f ON f.figure_id = v.figure_id \
               JOIN indicators AS i ON i.indicator_id = f.indicator_id",
    },
];

/// Name of what takes a day and gives what was believed on it.
pub const DAY_FUNCTION: &str = "believed_on";

/// What `believed_on(day)` takes from the view `beliefs`: of figures whose sources are all undated
/// nobody can say what was believed when.
pub const BELIEVED: &str =
    "SELECT * FROM beliefs WHERE believed_from <= on_day AND (believed_to IS NULL OR believed_to >= on_day)";

impl View {
    /// The columns in order.
    pub fn columns(&self) -> Vec<ViewColumn> {
        self.columns.iter().flat_map(Part::columns).collect()
    }

    /// The query of the view.
    pub fn query(&self) -> String {
        let columns: Vec<String> =
            self.columns().into_iter().map(|column| format!("{} AS {}", column.expression, column.name)).collect();
        format!("SELECT {}\nFROM {}", columns.join(", "), self.from)
    }
}

impl Part {
    fn columns(&self) -> Vec<ViewColumn> {
        match *self {
            Self::All { table: name, alias } => {
                let columns = table(name).map_or(&[][..], |table| table.columns);
                columns.iter().flat_map(|column| shown(name, alias, column.name, column.name, "")).collect()
            }
            Self::Some { table: name, alias, names } => {
                names.iter().flat_map(|column| shown(name, alias, column, column, "")).collect()
            }
            Self::Renamed { table: name, alias, column, name: own, of } => shown(name, alias, column, own, of),
        }
    }
}

/// A column as a view shows it, a double beside a decimal; none where the table has none of that
/// name, which a test keeps from happening.
fn shown(name: &str, alias: &str, column: &str, own: &str, of: &str) -> Vec<ViewColumn> {
    let found = table(name).and_then(|table| table.columns.iter().find(|found| found.name == column));
    let Some(found) = found else { return Vec::new() };
    let whose = if of.is_empty() { String::new() } else { format!(" Of {of}.") };
    let unit = found.unit.map(|unit| format!(" In {unit}.")).unwrap_or_default();
    let description = format!("{}{unit}{whose}", found.description);
    let mut columns = vec![ViewColumn {
        name: own.to_owned(),
        description: description.clone(),
        expression: format!("{alias}.{column}"),
    }];
    if found.kind == Type::Decimal {
        columns.push(ViewColumn {
            name: format!("{own}_double"),
            description: format!("{description} As a double, which tools draw; for exact sums take {own}."),
            expression: format!("CAST({alias}.{column} AS DOUBLE PRECISION)"),
        });
    }
    columns
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn views_name_columns_that_are_there_once() {
        for view in &VIEWS {
            for part in view.columns {
                let (name, wanted) = match *part {
                    Part::All { table: name, .. } => (name, table(name).unwrap().columns.len()),
                    Part::Some { table, names, .. } => (table, names.len()),
                    Part::Renamed { table, .. } => (table, 1),
                };
                let plain = part.columns().into_iter().filter(|column| !column.expression.starts_with("CAST")).count();
                assert_eq!(plain, wanted, "{} of {name}", view.name);
            }
            let names: BTreeSet<String> = view.columns().into_iter().map(|column| column.name).collect();
            assert_eq!(names.len(), view.columns().len(), "{}", view.name);
        }
    }
}
