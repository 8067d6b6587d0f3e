//! Drafts of entries of `pipeline.toml`: what a person would write for new
//! indicators, in a form that loads when it stands behind the file's own text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::indicators::unit_fault;
use super::valid::{Config, Kind};
use crate::model::{IndicatorId, Language, Unit};

/// An indicator to be drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The term of its concept.
    pub term: String,
    /// Name for people.
    pub label: String,
    /// What it is, for people.
    pub description: String,
    /// Unit.
    pub unit: Unit,
    /// Kind.
    pub kind: Kind,
    /// What a person should look at, a line each.
    pub notes: Vec<String>,
}

/// Entries as text, with the ids of their indicators.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    /// One indicator each, in the order asked for.
    pub entries: Vec<Entry>,
}

/// The entry of an indicator, with its concept where the configuration has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Id of the indicator.
    pub id: IndicatorId,
    /// TOML, with a line feed at its end.
    pub toml: String,
}

impl Draft {
    /// All entries, parted by blank lines.
    pub fn text(&self) -> String {
        self.entries.iter().map(|entry| entry.toml.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Drafts entries whose ids are free in `config` and among each other. A concept
/// that has the very term is used again.
pub fn draft(config: &Config, wanted: &[Wanted]) -> Draft {
    let mut concepts: BTreeSet<IndicatorId> = config.concepts.iter().map(|concept| concept.id.clone()).collect();
    let mut indicators: BTreeSet<IndicatorId> = config.indicators.iter().map(|one| one.id.clone()).collect();
    let mut drafted: Vec<(&str, IndicatorId)> = Vec::new();
    let mut draft = Draft::default();
    for one in wanted {
        let mut toml = String::new();
        let written = drafted.iter().find(|(term, _)| *term == one.term).map(|(_, id)| id);
        let concept = written.or_else(|| known(config, &one.term)).cloned();
        let concept = concept.or_else(|| {
            let id = free(&one.term, &concepts)?;
            concepts.insert(id.clone());
            drafted.push((&one.term, id.clone()));
            let _ = write!(toml, "[[concept]]\nid = {}\nen = [{}]\n\n", quoted(id.as_str()), quoted(&one.term));
            Some(id)
        });
        let (Some(concept), Some(id)) = (concept, free(&one.term, &indicators)) else { continue };
        indicators.insert(id.clone());
        for note in &one.notes {
            let _ = writeln!(toml, "# {}", note.replace(char::is_control, " "));
        }
        let _ = write!(
            toml,
            "[[indicator]]\nid = {}\nlabel = {}\ndescription = {}\nunit = {}\nkind = {}\nall_of = [{}]\n",
            quoted(id.as_str()),
            quoted(&one.label),
            quoted(&one.description),
            quoted(&unit(&one.unit)),
            quoted(one.kind.as_str()),
            quoted(concept.as_str()),
        );
        draft.entries.push(Entry { id, toml });
    }
    draft
}

/// The unit as the configuration takes it: a noun that it would refuse is left to the person.
fn unit(unit: &Unit) -> String {
    let word = match unit {
        Unit::Money(_) => "USD".to_owned(),
        Unit::Count(noun) => noun.to_lowercase(),
        other => other.to_string(),
    };
    if unit_fault(&word).is_none() { word } else { "units".to_owned() }
}

/// The concept that has this very term, if one has.
fn known<'c>(config: &'c Config, term: &str) -> Option<&'c IndicatorId> {
    let has = |terms: Option<&Vec<String>>| terms.is_some_and(|terms| terms.iter().any(|other| other == term));
    config.concepts.iter().find(|concept| has(concept.terms.get(&Language::En))).map(|concept| &concept.id)
}

/// An id out of the letters of `term`, with a number where it is taken.
fn free(term: &str, taken: &BTreeSet<IndicatorId>) -> Option<IndicatorId> {
    let letters = term.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let words: Vec<&str> = letters.split('_').filter(|word| !word.is_empty()).collect();
    let named = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_lowercase()));
    let stem = if named { words.join("_") } else { [&["subject"], words.as_slice()].concat().join("_") };
    (1..=taken.len() + 1).find_map(|number| {
        let id = if number == 1 { stem.clone() } else { format!("{stem}_{number}") };
        id.parse().ok().filter(|id| !taken.contains(id))
    })
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::super::tests::{EXAMPLE, parsed};
    use super::*;

    fn wanted(term: &str, unit: &str, kind: Kind) -> Wanted {
        Wanted {
            term: term.to_owned(),
            label: format!("The \"{term}\" \\ \u{1b}"),
            description: "What it is".to_owned(),
            unit: Unit::from(unit),
            kind,
            notes: vec!["one line\nand no more".to_owned()],
        }
    }

    #[test]
    fn drafts_load_behind_the_file() {
        let config = parsed(EXAMPLE);
        let all = [
            wanted("exports", "KES", Kind::Flow),
            wanted("ict exports", "USD", Kind::Flow),
            wanted("tier-1 suppliers", "ranks", Kind::Stock),
            wanted("tier-1 suppliers", "percent", Kind::Ratio),
            wanted("doanh nghiệp", "Firms", Kind::Stock),
            wanted("3g", "rank", Kind::Rank),
        ];
        let draft = draft(&config, &all);
        let ids: Vec<&str> = draft.entries.iter().map(|entry| entry.id.as_str()).collect();
        let wanted =
            ["exports", "ict_exports_2", "tier_1_suppliers", "tier_1_suppliers_2", "doanh_nghi_p", "subject_3g"];
        assert_eq!(ids, wanted);
        // The term of a known concept, and one drafted before, are used again.
        assert_eq!(draft.text().matches("[[concept]]").count(), 4);
        let longer = parsed(&format!("{EXAMPLE}\n{}", draft.text()));
        assert_eq!(longer.indicators.len(), config.indicators.len() + 6);
        let units: Vec<String> = longer.indicators.iter().skip(3).map(|one| one.unit.to_string()).collect();
        assert_eq!(units, ["USD", "USD", "units", "percent", "firms", "rank"]);
    }
}
