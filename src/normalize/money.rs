//! Money: from the printed currency to USD.
//!
//! Flows convert at the average of their year, stocks at its end, plans at the
//! rate that their own document implies, else at the last full year before
//! publication. What the year does not settle exactly is said in a finding.

use std::collections::BTreeMap;

use super::about;
use crate::config::{Config, Kind, Rate, RateKind};
use crate::finding::{Finding, Severity};
use crate::model::{
    Area, Basis, Currency, IndicatorId, Measure, Number, Period, PrintedClaim, ReportId, ReportMeta, Span, Unit,
};

/// Money without a rate to USD is in no figure.
pub const FX_RATE_MISSING: &str = "fx_rate_missing";
/// A part of a year, or several years, converted at the rate of one year.
pub const FX_PART_YEAR: &str = "fx_part_year";
/// Two currencies of one statement differ by more than the tolerance.
pub const CURRENCIES_DISAGREE: &str = "currencies_disagree";

/// How a claim becomes USD. Without a rate it stays as printed.
#[derive(Debug, Default)]
pub(super) struct Exchange {
    /// Local currency per USD; one for dollars is not recorded.
    pub(super) rate: Option<Number>,
    /// Where the rate is from.
    pub(super) source: Option<String>,
    /// What a person should know.
    pub(super) findings: Vec<Finding>,
}

/// The statements that give a number in two currencies.
#[derive(Debug, Default)]
pub(super) struct Statements {
    /// By the position of the claim in local currency.
    pairs: BTreeMap<usize, Implied>,
}

/// A rate that a document implies.
#[derive(Debug, Clone)]
struct Implied {
    report: ReportId,
    currency: Currency,
    basis: Basis,
    span: Span,
    local: PrintedClaim,
    dollars: PrintedClaim,
    rate: Number,
}

impl Statements {
    /// Pairs each claim in local currency with the nearest claim in USD of the
    /// same sentence about the same thing.
    pub(super) fn read(claims: &[PrintedClaim]) -> Self {
        let mut pairs = BTreeMap::new();
        // Looked up by what they are about: a table may hold all its rows in one report.
        let mut of_dollars: BTreeMap<About<'_>, Vec<&PrintedClaim>> = BTreeMap::new();
        for claim in claims.iter().filter(|claim| claim.quantity.unit == Unit::Money(Currency::USD)) {
            of_dollars.entry(about_what(claim)).or_default().push(claim);
        }
        for (at, local) in claims.iter().enumerate() {
            let Some(currency) = local_currency(local).filter(|_| local.indicator.is_some()) else { continue };
            let same = of_dollars.get(&about_what(local)).into_iter().flatten();
            let dollars = same
                .filter(|other| local.is_stated_with(other))
                .min_by_key(|other| (local.span.start.abs_diff(other.span.start), other.span));
            let Some(dollars) = dollars else { continue };
            let Some(rate) = local.quantity.value.checked_div(&dollars.quantity.value) else { continue };
            if rate.is_zero() || rate.is_negative() {
                continue;
            }
            let implied = Implied {
                report: local.report.clone(),
                currency,
                basis: local.basis,
                span: local.span,
                local: local.clone(),
                dollars: (*dollars).clone(),
                rate,
            };
            pairs.insert(at, implied);
        }
        Self { pairs }
    }

    /// The rate that a report implies for a plan: of a plan's statement before
    /// another's, then the nearest.
    fn of_report(&self, plan: &PrintedClaim, currency: Currency) -> Option<&Implied> {
        self.pairs.values().filter(|implied| implied.report == plan.report && implied.currency == currency).min_by_key(
            |implied| {
                let observed = implied.basis != Basis::Planned;
                (observed, implied.span.start.abs_diff(plan.span.start), implied.span)
            },
        )
    }
}

fn local_currency(claim: &PrintedClaim) -> Option<Currency> {
    match claim.quantity.unit {
        Unit::Money(currency) if currency != Currency::USD => Some(currency),
        _ => None,
    }
}

/// What a claim is about, in its report.
type About<'a> = (&'a ReportId, Option<&'a IndicatorId>, &'a Area, Measure, Option<Period>, Option<Period>, Basis);

fn about_what(c: &PrintedClaim) -> About<'_> {
    (&c.report, c.indicator.as_ref(), &c.area, c.measure, c.period, c.base_period, c.basis)
}

/// How the claim at position `at` becomes USD.
pub(super) fn to_usd(
    at: usize,
    claim: &PrintedClaim,
    kind: Kind,
    meta: &ReportMeta,
    statements: &Statements,
    config: &Config,
) -> Exchange {
    let Some(currency) = local_currency(claim) else { return Exchange::default() };
    let own = statements.pairs.get(&at);
    let table = table_rate(claim, currency, kind, meta, config);
    let mut exchange = Exchange::default();
    if let (Some(own), Ok(table)) = (own, &table) {
        exchange.findings.extend(check(own, table.rate, &config.fx.tolerance));
    }
    let implied = match claim.basis {
        Basis::Planned => own.or_else(|| statements.of_report(claim, currency)),
        Basis::Observed if table.is_err() => own,
        Basis::Observed => None,
    };
    match (implied, table) {
        (Some(implied), _) => {
            exchange.rate = Some(implied.rate.clone());
            exchange.source =
                Some(format!("implied by the report: {} for {}", implied.local.value_text, implied.dollars.value_text));
        }
        (None, Ok(table)) => {
            exchange.rate = Some(table.rate.rate.clone());
            exchange.source = Some(table.rate.source.clone());
            if table.span == YearSpan::Other {
                let message = format!(
                    "{:?} is of {}, which is not one year: converted at the {} rate of {}",
                    claim.value_text,
                    claim.period.map(|p| p.to_string()).unwrap_or_default(),
                    name(table.kind),
                    table.year
                );
                exchange.findings.push(about(claim, FX_PART_YEAR, Severity::Note, message));
            }
        }
        (None, Err(want)) => {
            let message = format!("{:?} stays as printed and is in no figure: {want}", claim.value_text);
            exchange.findings.push(about(claim, FX_RATE_MISSING, Severity::Error, message));
        }
    }
    exchange
}

/// Whether the rate's year is the very period of the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum YearSpan {
    Whole,
    Other,
}

#[derive(Debug)]
struct TableRate<'c> {
    rate: &'c Rate,
    year: i16,
    kind: RateKind,
    span: YearSpan,
}

/// The rate of the table, else what it lacks.
fn table_rate<'c>(
    claim: &PrintedClaim,
    currency: Currency,
    kind: Kind,
    meta: &ReportMeta,
    config: &'c Config,
) -> Result<TableRate<'c>, String> {
    let (year, rate_kind, span) = match claim.basis {
        Basis::Planned => {
            let published = meta.published.ok_or("a plan of an undated report has no last full year before it")?;
            (published.range().first().year() - 1, of_kind(kind), YearSpan::Whole)
        }
        Basis::Observed => {
            let period = claim.period.ok_or("a claim without a period has no year to convert at")?;
            let (rate_kind, span) = observed(kind, period);
            (period.last().year(), rate_kind, span)
        }
    };
    let rate = config.fx.rates.get(&(currency, year, rate_kind)).filter(|r| !r.rate.is_zero() && !r.rate.is_negative());
    rate.map(|rate| TableRate { rate, year, kind: rate_kind, span })
        .ok_or_else(|| format!("the table of rates lacks {} {year} {}", currency.as_str(), name(rate_kind)))
}

fn of_kind(kind: Kind) -> RateKind {
    if kind == Kind::Stock { RateKind::End } else { RateKind::Average }
}

fn observed(kind: Kind, period: Period) -> (RateKind, YearSpan) {
    let ends_a_year = Period::year(period.last().year()).is_some_and(|year| year.last() == period.last());
    match kind {
        Kind::Stock if ends_a_year => (RateKind::End, YearSpan::Whole),
        _ if period.as_year().is_some() => (RateKind::Average, YearSpan::Whole),
        _ => (RateKind::Average, YearSpan::Other),
    }
}

fn name(kind: RateKind) -> &'static str {
    match kind {
        RateKind::Average => "average",
        RateKind::End => "end-of-year",
    }
}

/// The two printed values against the table, each with what its digits leave
/// open.
fn check(own: &Implied, rate: &Rate, tolerance: &Number) -> Option<Finding> {
    let implied = own.local.quantity.interval().checked_div(&own.dollars.quantity.interval())?;
    let allowed = &rate.rate * tolerance;
    (!implied.widen(&allowed).contains(&rate.rate)).then(|| {
        let message = format!(
            "{:?} and {:?} imply {} per USD, but the table has {}; the printed USD holds",
            own.local.value_text, own.dollars.value_text, own.rate, rate.rate
        );
        about(&own.local, CURRENCIES_DISAGREE, Severity::Warning, message)
    })
}
