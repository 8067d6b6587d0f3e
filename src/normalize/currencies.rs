//! Amounts of one statement in two currencies that differ by thousands: a million
//! for a billion in one of the two. Any rate that the table has of the currency
//! tells so, for no rate moves by a thousand.

use std::collections::BTreeMap;

use super::about;
use crate::config::Config;
use crate::finding::{Finding, Severity};
use crate::model::{Currency, Number, PrintedClaim, Unit};

/// Two currencies of one statement differ by a power of 1,000 at any known rate.
pub const CURRENCIES_OFF_BY_THOUSANDS: &str = "currencies_off_by_thousands";

/// How far a rate may be from those of the table and still be one.
const NEAR: i64 = 2;

/// The lowest and the highest rate of each currency, local per USD.
#[derive(Debug, Default)]
pub(super) struct Rates(BTreeMap<Currency, (Number, Number)>);

impl Rates {
    /// Of the configuration's table.
    pub(super) fn new(config: &Config) -> Self {
        let mut rates: BTreeMap<Currency, (Number, Number)> = BTreeMap::new();
        for ((currency, ..), rate) in &config.fx.rates {
            let rate = &rate.rate;
            if rate.is_zero() || rate.is_negative() {
                continue;
            }
            let (low, high) = rates.entry(*currency).or_insert_with(|| (rate.clone(), rate.clone()));
            *low = low.clone().min(rate.clone());
            *high = high.clone().max(rate.clone());
        }
        Self(rates)
    }

    /// The power of 1,000 by which two amounts are apart at the rates of the table:
    /// above zero where the local one is too small. Nothing where they are not.
    pub(super) fn power(&self, local: &PrintedClaim, dollars: &PrintedClaim) -> Option<i32> {
        let Unit::Money(currency) = local.quantity.unit else { return None };
        let (low, high) = self.0.get(&currency)?;
        let implied = local.quantity.value.checked_div(&dollars.quantity.value)?;
        let near = Number::from(NEAR);
        let is_rate = |rate: &Number| rate * &near >= *low && *rate <= high * &near;
        if implied.is_zero() || is_rate(&implied) {
            return None;
        }
        [1, -1, 2, -2, 3, -3].into_iter().find(|power| is_rate(&(&implied * &Number::pow10(3 * power))))
    }
}

/// The findings of claims, which stand in the order of report and place.
pub(super) fn check(claims: &[PrintedClaim], rates: &Rates) -> Vec<Finding> {
    let pairs = claims.windows(2).filter_map(|two| {
        let [a, b] = two else { return None };
        let dollars = |claim: &PrintedClaim| claim.quantity.unit == Unit::Money(Currency::USD);
        let (local, usd) = match (dollars(a), dollars(b)) {
            (true, false) => (b, a),
            (false, true) => (a, b),
            _ => return None,
        };
        if !one_statement(a, b) {
            return None;
        }
        let power = rates.power(local, usd)?;
        let thousands = if power.abs() == 1 { "1,000".to_owned() } else { format!("1,000 to the {}", power.abs()) };
        let (small, great) = if power > 0 { (local, usd) } else { (usd, local) };
        let message = format!(
            "{:?} and {:?} are no one amount at any rate of the table; they would be if the first were {thousands} \
             times as great, or the second as small",
            small.value_text, great.value_text
        );
        Some(about(local, CURRENCIES_OFF_BY_THOUSANDS, Severity::Warning, message))
    });
    pairs.collect()
}

/// Whether the second amount says the first again: `VND31.4 trillion (US$1.35
/// billion)`, `389.8 trillion dong, or $15.6 billion`.
fn one_statement(a: &PrintedClaim, b: &PrintedClaim) -> bool {
    let about = |c: &PrintedClaim| (c.report.clone(), c.measure, c.period, c.base_period, c.basis, c.locator.clone());
    if a.sentence != b.sentence || a.indicator != b.indicator || about(a) != about(b) {
        return false;
    }
    between(a, b).is_some_and(restates)
}

/// The text between two mentions of a sentence.
fn between<'a>(a: &'a PrintedClaim, b: &PrintedClaim) -> Option<&'a str> {
    let gap = b.span.start.checked_sub(a.span.end)?;
    let (first, second) = (a.value_text.as_str(), b.value_text.as_str());
    // White space runs were made single spaces: where the distance does not hold, nothing is said.
    a.sentence.match_indices(first).find_map(|(at, _)| {
        let from = at + first.len();
        let rest = a.sentence.get(from + gap..)?;
        rest.starts_with(second).then(|| a.sentence.get(from..from + gap))?
    })
}

fn restates(gap: &str) -> bool {
    const PLAIN: [&str; 18] = [
        "or",
        "about",
        "around",
        "some",
        "nearly",
        "almost",
        "over",
        "roughly",
        "approximately",
        "equivalent",
        "equal",
        "to",
        "worth",
        "i",
        "e",
        "at",
        "than",
        "more",
    ];
    let words: Vec<&str> = gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let says = gap.contains('(') || ["or", "equivalent", "equal"].iter().any(|word| words.contains(word));
    says && words.iter().all(|word| PLAIN.contains(word))
}
