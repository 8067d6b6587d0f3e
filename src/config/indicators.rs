//! Indicators and identities: what refers to what.

use std::collections::BTreeMap;

use crate::model::{Currency, IndicatorId, Unit};

use super::raw::{RawIdentity, RawIndicator};
use super::read::{Notes, Placed, once};
use super::rule::{self, Rule};
use super::suggest::{did_you_mean, distance};
use super::valid::{Direction, Identity, Indicator, Kind, Scope};

type Ids = Option<Vec<Placed<IndicatorId>>>;

/// Whether an indicator needs terms by which texts speak of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Terms {
    /// Nothing else could.
    Needed,
    /// Tables speak of it by name.
    MayLack,
}

/// Notes terms that are no concepts, and terms that contradict each other.
pub(super) fn check_concepts(raw: &[RawIndicator], known: &[&str], notes: &mut Notes<'_>) {
    for indicator in raw {
        let lists =
            [("all_of", &indicator.all_of.0), ("any_of", &indicator.any_of.0), ("none_of", &indicator.none_of.0)];
        for (key, list) in lists {
            for id in list.iter().flatten().filter(|id| !known.contains(&id.value.as_str())) {
                let message = format!("`{key}` of [[indicator]]: unknown concept `{}`", id.value);
                notes.absent(Some(id.at()), message, did_you_mean(id.value.as_str(), known));
            }
        }
        for id in indicator.none_of.0.iter().flatten() {
            if indicator.all_of.0.iter().flatten().any(|wanted| wanted.value == id.value) {
                let message = format!("concept `{}` is both in `all_of` and in `none_of`", id.value);
                notes.add(id.at(), message, "take it out of one of them: nothing could match");
            }
        }
    }
}

/// Valid indicators and identities; those that are incomplete are left out, noted.
pub(super) fn check(
    raw: Vec<RawIndicator>,
    identities: Vec<RawIdentity>,
    terms: Terms,
    notes: &mut Notes<'_>,
) -> (Vec<Indicator>, Vec<Identity>) {
    let known: Vec<String> =
        raw.iter().filter_map(|indicator| Some(indicator.id.0.as_ref()?.value.as_str().to_owned())).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    variants(&raw, &known, notes);
    let mut ids = BTreeMap::new();
    let indicators: Vec<Indicator> = raw.into_iter().filter_map(|raw| indicator(raw, terms, &mut ids, notes)).collect();
    let mut ids = BTreeMap::new();
    let identities = identities
        .into_iter()
        .filter_map(|raw| {
            if let Some(id) = &raw.id.0 {
                once(&mut ids, id.value.as_str(), id.at(), "[[identity]]", notes);
            }
            identity(raw, &known, &indicators, notes)
        })
        .collect();
    (indicators, identities)
}

fn indicator(
    raw: RawIndicator,
    terms: Terms,
    ids: &mut BTreeMap<String, usize>,
    notes: &mut Notes<'_>,
) -> Option<Indicator> {
    if let Some(id) = &raw.id.0 {
        once(ids, id.value.as_str(), id.at(), "[[indicator]]", notes);
        let empty = |list: &Ids| list.as_ref().is_none_or(Vec::is_empty);
        if terms == Terms::Needed && empty(&raw.all_of.0) && empty(&raw.any_of.0) {
            let message = format!("[[indicator]] `{}` has no terms", id.value);
            notes.absent(Some(id.at()), message, "add concepts to `all_of` or `any_of`");
        }
    }
    if let (Some(scope), None) = (&raw.scope.0, &raw.variant_of.0) {
        let message = "`scope` of [[indicator]] says more or less than nothing";
        notes.add(scope.at(), message, "name the other indicator in `variant_of`, or take `scope` out");
    }
    let unit = raw.unit.0.as_ref().and_then(|text| unit(text, notes));
    if let (Some(unit), Some(kind), Some(place)) = (&unit, &raw.kind.0, &raw.unit.0)
        && (*unit == Unit::Rank) != (kind.value == Kind::Rank)
    {
        let message = format!("an indicator of kind `{}` cannot have the unit `{unit}`", kind.value.as_str());
        notes.add(place.at(), message, "places in an order have kind = \"rank\" and unit = \"rank\"");
    }
    Some(Indicator {
        id: raw.id.0?.value,
        label: raw.label.0?.value,
        description: raw.description.0.map(|text| text.value).unwrap_or_default(),
        unit: unit?,
        kind: raw.kind.0?.value,
        direction: raw.direction.0.map_or(Direction::Neutral, |direction| direction.value),
        topic: raw.topic.0.map(|text| text.value).unwrap_or_default(),
        all_of: values(raw.all_of.0),
        any_of: values(raw.any_of.0),
        none_of: values(raw.none_of.0),
        variant_of: raw.variant_of.0.map(|id| id.value),
        scope: raw.scope.0.map_or(Scope::Narrower, |scope| scope.value),
    })
}

fn values(ids: Ids) -> Vec<IndicatorId> {
    ids.unwrap_or_default().into_iter().map(|id| id.value).collect()
}

/// A unit that claims are normalized to. What is no unit by name is a counted
/// noun, so a slip of the keys must be caught here.
fn unit(text: &Placed<String>, notes: &mut Notes<'_>) -> Option<Unit> {
    let word = text.value.as_str();
    if let Some(help) = unit_fault(word) {
        notes.add(text.at(), format!("`unit` of [[indicator]] cannot be {word:?}"), help);
        return None;
    }
    Some(Unit::from(word))
}

/// Why `word` cannot be the unit of an indicator: the way out.
pub(super) fn unit_fault(word: &str) -> Option<String> {
    const NAMES: [&str; 5] = ["USD", "percent", "percentage_point", "rank", "times"];
    match Unit::from(word) {
        Unit::Money(Currency::USD) => None,
        Unit::Money(_) => Some("money is normalized: write \"USD\"".to_owned()),
        Unit::Count(_) if word == "%" => Some("write \"percent\"".to_owned()),
        Unit::Count(_) => match NAMES.iter().find(|name| distance(&word.to_lowercase(), &name.to_lowercase()) <= 1) {
            Some(name) => Some(format!("did you mean \"{name}\"?")),
            None if noun(word) => None,
            None => Some(format!(
                "write {} or the counted noun in the plural, in lower case, such as \"firms\"",
                NAMES.map(|name| format!("\"{name}\"")).join(", ")
            )),
        },
        _ => None,
    }
}

fn noun(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
        && word.chars().all(|c| (c.is_alphanumeric() && !c.is_uppercase()) || " _-".contains(c))
        && !word.ends_with(' ')
}

/// Notes variants of nothing and variants that go in a circle.
fn variants(raw: &[RawIndicator], known: &[&str], notes: &mut Notes<'_>) {
    let parents: BTreeMap<&str, &Placed<IndicatorId>> = raw
        .iter()
        .filter_map(|indicator| Some((indicator.id.0.as_ref()?.value.as_str(), indicator.variant_of.0.as_ref()?)))
        .collect();
    for parent in raw.iter().filter_map(|indicator| indicator.variant_of.0.as_ref()) {
        if !known.contains(&parent.value.as_str()) {
            let message = format!("`variant_of` of [[indicator]]: unknown indicator `{}`", parent.value);
            notes.absent(Some(parent.at()), message, did_you_mean(parent.value.as_str(), known));
        }
    }
    // Each indicator has at most one parent, so walking up ends at a root or
    // comes back; a circle is told once, at its first id in alphabetical order.
    for (start, first) in &parents {
        let mut path = vec![*start];
        let mut next = Some(first.value.as_str());
        while let Some(id) = next.filter(|id| !path.contains(id)) {
            path.push(id);
            next = parents.get(id).map(|parent| parent.value.as_str());
        }
        if next == Some(*start) && path.iter().all(|id| id >= start) {
            path.push(start);
            let message = format!("`variant_of` goes in a circle: {}", path.join(" -> "));
            notes.add(first.at(), message, "take `variant_of` out of the indicator with the widest scope");
        }
    }
}

fn identity(raw: RawIdentity, known: &[&str], indicators: &[Indicator], notes: &mut Notes<'_>) -> Option<Identity> {
    let written = raw.rule.0?;
    let rule = match rule::parse(&written.value) {
        Ok(rule) => rule,
        Err(error) => {
            let at = notes.inside(&written, error.at);
            let help = "write left = a + b, a - b, a * b or a / b with indicator ids";
            notes.add(at, format!("`rule` of [[identity]]: {}", error.message), help);
            return None;
        }
    };
    for (at, id) in rule.operands() {
        if !known.contains(&id.as_str()) {
            let place = notes.inside(&written, *at);
            let message = format!("`rule` of [[identity]]: unknown indicator `{id}`");
            notes.absent(Some(place), message, did_you_mean(id.as_str(), known));
        }
    }
    let [left, a, b] = rule.operands();
    if left.1 == a.1 || left.1 == b.1 {
        let message = format!("`rule` of [[identity]]: `{}` stands on both sides", left.1);
        let at = notes.inside(&written, left.0);
        notes.add(at, message, "no value can support itself; name other indicators on the right");
    }
    units(&rule, indicators, &written, notes);
    let (left, right) = rule.expression();
    Some(Identity { id: raw.id.0?.value.as_str().to_owned(), rule: written.value, left, right })
}

/// Sums and differences are of one unit; a difference of percentages is in points.
fn units(rule: &Rule, indicators: &[Indicator], written: &Placed<String>, notes: &mut Notes<'_>) {
    let found = rule.operands().map(|(_, id)| indicators.iter().find(|i| i.id == *id).map(|i| &i.unit));
    let [Some(left), Some(a), Some(b)] = found else { return };
    let points = rule.operator == '-' && *left == Unit::PercentagePoint && *a == Unit::Percent;
    if "+-".contains(rule.operator) && (a != b || (left != a && !points)) {
        let message = format!("`rule` of [[identity]] mixes units: {left} = {a} {} {b}", rule.operator);
        notes.add(notes.inside(written, 0), message, "sums and differences need one unit");
    }
}
