//! The table of exchange rates: CSV `currency,year,kind,rate,source`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Problem;
use crate::model::{Currency, Number};

use super::rows::{MostRows, Row, Sheet};
use super::valid::{Rate, RateKind};

const COLUMNS: &[&str] = &["currency", "year", "kind", "rate", "source"];

/// Rates by currency, year and kind.
pub(super) type Rates = BTreeMap<(Currency, i16, RateKind), Rate>;

/// Reads the table's text; every mistake with its line and column.
pub(super) fn read(file: &Path, text: &str) -> (Rates, Vec<Problem>) {
    let (mut rates, mut problems) = (Rates::new(), Vec::new());
    let mut lines = BTreeMap::new();
    let Some(sheet) = Sheet::read(file, text, COLUMNS, COLUMNS, MostRows::BY_HAND, &mut problems) else {
        return (rates, problems);
    };
    for row in sheet.rows() {
        let (key, rate) = (key(&row, &mut problems), rate(&row, &mut problems));
        let (Some(key), Some(rate)) = (key, rate) else { continue };
        if let Some(line) = lines.insert(key, row.line()) {
            let message = format!("this rate is on line {line} already");
            problems.push(row.problem("currency", message, "keep one row for each currency, year and kind"));
        }
        rates.insert(key, rate);
    }
    problems.sort_by_key(|problem| problem.place);
    (rates, problems)
}

fn key(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<(Currency, i16, RateKind)> {
    let currency = match row.get("currency").parse::<Currency>() {
        Ok(Currency::USD) => {
            let help = "leave the row out: all rates are per US dollar";
            problems.push(row.problem("currency", "a rate of USD to itself", help));
            None
        }
        Ok(currency) => Some(currency),
        Err(error) => {
            problems.push(row.problem("currency", error.to_string(), "write the ISO 4217 code, such as VND"));
            None
        }
    };
    let year = row.get("year").parse::<i16>().ok().filter(|year| (1800..=2200).contains(year));
    if year.is_none() {
        problems.push(row.problem(
            "year",
            format!("{:?} is no year", row.get("year")),
            "write four digits, such as 2022",
        ));
    }
    let kind = match row.get("kind") {
        "average" => Some(RateKind::Average),
        "end" => Some(RateKind::End),
        other => {
            let help = "write `average` of the year or `end` of the year";
            problems.push(row.problem("kind", format!("unknown kind {other:?}"), help));
            None
        }
    };
    Some((currency?, year?, kind?))
}

fn rate(row: &Row<'_>, problems: &mut Vec<Problem>) -> Option<Rate> {
    let rate = row.get("rate").parse::<Number>().ok().filter(|rate| !rate.is_negative() && !rate.is_zero());
    if rate.is_none() {
        let help = "write local currency per US dollar as plain digits above 0, such as 23271.2125";
        problems.push(row.problem("rate", format!("{:?} is no rate", row.get("rate")), help));
    }
    let source = row.get("source");
    if source.is_empty() {
        problems.push(row.problem("source", "the rate has no source", "name where it was read, or leave the row out"));
        return None;
    }
    Some(Rate { rate: rate?, source: source.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_by_key() {
        let text = "currency,year,kind,rate,source\nVND,2022,average,23271.2125,\"World Bank, 2024\"\nVND,2022,end,23612,SBV\n";
        let (rates, problems) = read(Path::new("rates.csv"), text);
        assert_eq!(problems, []);
        let vnd = "VND".parse().unwrap();
        let rate = &rates[&(vnd, 2022, RateKind::Average)];
        assert_eq!((rate.rate.to_string().as_str(), rate.source.as_str()), ("23271.2125", "World Bank, 2024"));
        assert_eq!(rates.len(), 2);
    }

    #[test]
    fn every_mistake_has_its_place() {
        let text = "currency,year,kind,rate,source\n\
                    vnd,22,mean,\"23,271\",\n\
                    USD,2022,end,1,x\n\
                    EUR,2022,end,0,x\n\
                    GBP,2022,end,0.8,x\n\
                    GBP,2022,end,0.9,x\n";
        let (_, problems) = read(Path::new("rates.csv"), text);
        let places: Vec<_> = problems.iter().map(|problem| problem.place.unwrap()).collect();
        assert_eq!(places, [(2, 1), (2, 5), (2, 8), (2, 13), (2, 22), (3, 1), (4, 14), (6, 1)]);
        assert_eq!(read(Path::new("rates.csv"), "currency,year\n").1.len(), 1);
    }
}
