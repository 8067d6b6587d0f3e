//! Whose pesos, crowns, dinars: a currency's bare name belongs to the country that the text
//! is about, told by the first of its names in the text. `vocab/homes.txt` is the data.

use std::collections::BTreeMap;

use super::class::Class;
use super::origin;
use super::sentence::Sentence;
use crate::model::{Currency, Number, PartialDate, Unit};

/// Names that several countries give to their money, and those countries.
#[derive(Debug, Clone, Default)]
pub(super) struct Homes {
    /// By the bare name in lower case: beginnings of country names, and the currency there.
    names: BTreeMap<String, Home>,
}

#[derive(Debug, Clone)]
struct Home {
    countries: Vec<Country>,
    /// Whether only the beginning of the text tells: dollars are the American ones elsewhere.
    head_only: bool,
}

/// What a country calls by that name.
#[derive(Debug, Clone)]
struct Country {
    /// The beginning of its name.
    stem: String,
    currency: Currency,
    /// The first year in which it was that currency no more.
    until: i16,
}

impl Homes {
    /// Reads the table; nothing where a line is broken.
    pub(super) fn parse(table: &str) -> Option<Self> {
        let mut names = BTreeMap::new();
        for line in table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
            let (bare, countries) = line.split_once('|')?;
            let (bare, head_only) = bare.strip_prefix('^').map_or((bare, false), |bare| (bare, true));
            let mut homes = Vec::new();
            for country in countries.split(',') {
                let (code, stem) = country.trim().split_once(' ')?;
                let (code, until) = code.split_once('<').unwrap_or((code, "9999"));
                let (currency, until) = (code.parse().ok()?, until.parse().ok()?);
                homes.push(Country { stem: stem.to_owned(), currency, until });
            }
            for name in bare.split(',') {
                names.insert(name.trim().to_owned(), Home { countries: homes.clone(), head_only });
            }
        }
        Some(Self { names })
    }
}

/// What a text has told of its currencies so far.
pub(super) struct Purse<'t, 'h> {
    text: &'t str,
    homes: &'h Homes,
    /// The year of publication.
    year: i16,
    /// The currency of a bare name in this text, once looked for.
    known: BTreeMap<&'h str, Option<Currency>>,
    /// The currency of the last amount.
    pub(super) last: Option<Unit>,
}

impl<'t, 'h> Purse<'t, 'h> {
    /// Of a text that begins.
    pub(super) fn new(text: &'t str, homes: &'h Homes, published: Option<PartialDate>) -> Self {
        let year = published.map_or(9998, |published| published.effective().year());
        Self { text, homes, year, known: BTreeMap::new(), last: None }
    }

    /// Gives each amount in a bare name the currency of the text's country, and cents that of
    /// the amount before them.
    pub(super) fn settle(&mut self, sentence: &mut Sentence<'_, '_, '_>) {
        let mut spoken = self.last.clone();
        for index in 0..sentence.quantities.len() {
            let (first, end) = sentence.quantities[index].seen.unit;
            let cents = sentence.tokens.get(first).is_some_and(|t| t.is(Class::Cents)) && end == first + 1;
            // "C$1.09 (80 cents)": those of another dollar.
            let slot = sentence.quantities[index].slot;
            let aside = cents && slot > 0 && sentence.view().sign(slot - 1, "(");
            let foreign = spoken.as_ref().is_some_and(|unit| *unit != Unit::Money(Currency::USD) && has_cents(unit));
            if aside && foreign {
                sentence.quantities[index].seen.quantity.unit = Unit::Money(Currency::USD);
                continue;
            }
            let shared = spoken.clone().filter(|unit| cents && has_cents(unit));
            if let Some(unit) = shared {
                sentence.quantities[index].seen.quantity.unit = unit;
                continue;
            }
            let unit = &sentence.quantities[index].seen.quantity.unit;
            if !matches!(unit, Unit::Money(_)) {
                continue;
            }
            spoken = Some(unit.clone());
            let dotted = end == first + 2 && sentence.tokens.get(first + 1).is_some_and(|t| t.sign("."));
            if end != first + 1 && !dotted {
                continue;
            }
            let Some(token) = sentence.tokens.get(first) else { continue };
            // "45 cent": nobody but users of the euro leaves the plural out.
            let several = sentence.quantities[index].seen.quantity.value > Number::pow10(-2);
            if token.text == "cent" && several {
                sentence.quantities[index].seen.quantity.unit = Unit::Money(Currency::EUR);
                continue;
            }
            let Some((name, _)) = self.homes.names.get_key_value(token.lower.as_ref()) else { continue };
            if let Some(currency) = self.home(name) {
                sentence.quantities[index].seen.quantity.unit = Unit::Money(currency);
            }
        }
    }

    /// The currency of `name` in this text: that of the country that is named first.
    fn home(&mut self, name: &'h str) -> Option<Currency> {
        let (text, homes, year) = (self.text, self.homes, self.year);
        *self.known.entry(name).or_insert_with(|| {
            let Home { countries, head_only } = homes.names.get(name)?;
            let signed = |code: Currency| name.ends_with('$') && has_own_sign(text, code);
            let first = origin::first_named(if *head_only { origin::head(text) } else { text }, |word| {
                let named = |stem: &str| match stem.strip_suffix('$') {
                    Some(whole) => word == whole,
                    None => word.starts_with(stem),
                };
                countries.iter().find(|home| year < home.until && named(&home.stem)).map(|home| home.currency)
            });
            first.filter(|code| !signed(*code))
        })
    }
}

/// Whether the text marks that currency as such, so that a bare `$` is none of it: `A$`, `AU$`, `AUD`.
fn has_own_sign(text: &str, code: Currency) -> bool {
    let code = code.as_str();
    (1..=2).filter_map(|letters| code.get(..letters)).any(|mark| text.contains(&format!("{mark}$")))
        || text.contains(code)
}

/// Whether a hundredth of it is a cent.
fn has_cents(unit: &Unit) -> bool {
    const WITH_CENTS: [&str; 14] =
        ["USD", "EUR", "AUD", "CAD", "NZD", "HKD", "SGD", "ZAR", "JMD", "TTD", "FJD", "KES", "LKR", "TWD"];
    matches!(unit, Unit::Money(currency) if WITH_CENTS.contains(&currency.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_table_parses_and_the_first_country_wins() {
        let homes = Homes::parse(include_str!("vocab/homes.txt")).unwrap();
        let mut purse = Purse::new("MANILA - The Philippines owes more than Mexico.", &homes, None);
        assert_eq!(purse.home(homes.names.get_key_value("pesos").unwrap().0), "PHP".parse().ok());
        let mut purse = Purse::new("Nobody is named here.", &homes, None);
        assert_eq!(purse.home(homes.names.get_key_value("pesos").unwrap().0), None);
    }
}
