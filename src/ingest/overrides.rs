//! Overrides: people's decisions, one row each. Whether one is stale is for
//! reconcile to judge.

use std::collections::BTreeMap;
use std::path::Path;

use crate::config::rows::{MostRows, Row, Sheet};
use crate::error::Problem;
use crate::model::{Action, ClaimId, FigureId, Number, Override};

const COLUMNS: &[&str] = &["target", "action", "value", "reason", "author", "expect"];

/// Reads the rows in the order of the file; rows with mistakes are left out.
pub(super) fn read(path: &Path, text: &str) -> (Vec<Override>, Vec<Problem>) {
    let mut problems = Vec::new();
    let overrides = rows(path, text, &mut problems);
    problems.sort_by_key(|problem| problem.place);
    (overrides, problems)
}

fn rows(path: &Path, text: &str, problems: &mut Vec<Problem>) -> Vec<Override> {
    let Some(sheet) = Sheet::read(path, text, COLUMNS, COLUMNS, MostRows::BY_HAND, problems) else {
        return Vec::new();
    };
    let mut lines: BTreeMap<&str, usize> = BTreeMap::new();
    let mut overrides = Vec::new();
    for row in sheet.rows() {
        let known = problems.len();
        let action = action(&row, problems);
        for column in ["reason", "author", "expect"] {
            if row.get(column).is_empty() {
                let help = match column {
                    "expect" => {
                        "copy the value that the target has now from the tables: a decision on another value is stale"
                    }
                    _ => "a decision must say why, and whose it is",
                };
                problems.push(row.problem(column, format!("`{column}` is blank"), help));
            }
        }
        let target = row.get("target");
        if let Some(line) = lines.insert(target, row.line())
            && !target.is_empty()
        {
            let message = format!("line {line} decides on {target:?} already");
            problems.push(row.problem("target", message, "keep one decision for each target"));
        }
        if let Some(action) = action.filter(|_| problems.len() == known) {
            let text = |column| row.get(column).to_owned();
            overrides.push(Override {
                target: text("target"),
                action,
                value: text("value"),
                reason: text("reason"),
                author: text("author"),
                expect: text("expect"),
                line: row.line() as u64,
            });
        }
    }
    overrides
}

/// The action, with target and value of the form that it asks for.
fn action(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<Action> {
    let Ok(action) = row.get("action").parse::<Action>() else {
        let names: Vec<&str> = Action::ALL.iter().map(|action| action.as_str()).collect();
        let message = format!("unknown action {:?}", row.get("action"));
        problems.push(row.problem("action", message, format!("write one of {}", names.join(", "))));
        return None;
    };
    let (target, value) = (row.get("target"), row.get("value"));
    let claim = |text: &str| text.parse::<ClaimId>().is_ok();
    let (target_is, value_is, want_target, want_value) = match action {
        Action::DropClaim => (claim(target), value.is_empty(), "a claim id", "nothing"),
        Action::ChooseClaim => (target.parse::<FigureId>().is_ok(), claim(value), "a figure id", "a claim id"),
        Action::SetValue => {
            let number = value.parse::<Number>().is_ok();
            (target.parse::<FigureId>().is_ok(), number, "a figure id", "a number in the figure's unit, plain digits")
        }
    };
    for (column, text, fits, want) in
        [("target", target, target_is, want_target), ("value", value, value_is, want_value)]
    {
        if !fits {
            let message = format!("`{column}` of {action} cannot be {text:?}");
            problems.push(row.problem(column, message, format!("write {want}, as in the tables")));
        }
    }
    Some(action)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "target,action,value,reason,author,expect\n";

    fn of(rows: &str) -> (Vec<Override>, Vec<String>) {
        let (overrides, problems) = read(Path::new("o.csv"), &format!("{HEADER}{rows}"));
        (overrides, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn decisions_as_written() {
        let (overrides, problems) = of("c0123456789abcdef,drop_claim,,misread,ann,148\n\
                                        f0123456789abcdef,choose_claim,c0123456789abcdef,the yearbook,ann,148\n\
                                        f0123456789abcde0,set_value,136.2,\"errata, p. 3\",bob,148\n");
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(overrides.len(), 3);
        assert_eq!((overrides[2].reason.as_str(), overrides[2].line), ("errata, p. 3", 4));
        assert_eq!(of("").0, []);
    }

    #[test]
    fn every_mistake_at_once() {
        let (overrides, problems) = of("f0123456789abcdef,drop_claim,1,,ann,148\n\
                                        f0123456789abcdef,set_value,\"1,000\",x,ann,148\n\
                                        ,delete,,x,ann,148\n");
        assert_eq!(overrides, []);
        let starts = ["o.csv:2:1:", "o.csv:2:30:", "o.csv:2:32:", "o.csv:3:1:", "o.csv:3:29:", "o.csv:4:2:"];
        assert_eq!(problems.len(), starts.len(), "{problems:#?}");
        for (problem, start) in problems.iter().zip(starts) {
            assert!(problem.starts_with(start), "{start}: {problem}");
        }
    }
}
