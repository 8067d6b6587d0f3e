//! Step 1, voices: the same statement repeated in a report, passed on by a
//! repost, or made in two currencies, speaks once.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::key;
use crate::config::Config;
use crate::model::interval::{compare_high, compare_low};
use crate::model::reason::Reason;
use crate::model::{
    Agreement, Basis, Claim, ClaimId, Derived, Hedge, Interval, Key, Number, PartialDate, ReportId, ReportMeta, Role,
    Status, Step, Unit,
};

/// All voices of a connected set, by the figure that they speak on.
pub(super) type Voices<'c> = BTreeMap<Key, Vec<Voice<'c>>>;

/// Who speaks on one key: a printed statement with its repetitions, or a value
/// that follows from others.
#[derive(Debug, Clone)]
pub(super) struct Voice<'c> {
    pub(super) key: Key,
    pub(super) source: Source<'c>,
    pub(super) repeats: Vec<(&'c Claim, Reason)>,
    /// Weight in the vote, before one issuer's voices are counted as one.
    pub(super) weight: Number,
    /// The day from which it could be known; nothing where an input is undated.
    pub(super) known_from: Option<Date>,
    /// Set by the step that took it out of the vote.
    pub(super) out: Option<Out>,
    /// Of a slip that other periods tell: the value that would be in line with them.
    pub(super) meant: Option<Number>,
}

/// What is heard.
#[derive(Debug, Clone)]
pub(super) enum Source<'c> {
    Printed(&'c Claim),
    Derived(Box<Derivation<'c>>),
}

/// A derived value with the claims it rests on.
#[derive(Debug, Clone)]
pub(super) struct Derivation<'c> {
    pub(super) row: Derived,
    pub(super) inputs: Vec<&'c Claim>,
    /// The figures that it follows from, at every depth.
    pub(super) through: BTreeSet<Key>,
    pub(super) reason: Reason,
}

/// Why a voice does not vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Out {
    pub(super) step: Step,
    pub(super) role: Role,
    pub(super) reason: Reason,
    /// The disagreement that this is, if it is one.
    pub(super) agreement: Option<Agreement>,
}

impl<'c> Voice<'c> {
    pub(super) fn printed(key: Key, claim: &'c Claim, config: &Config) -> Self {
        let weight = weight(claim, config);
        Self {
            key,
            source: Source::Printed(claim),
            repeats: Vec::new(),
            weight,
            known_from: known_from(&[claim]),
            out: None,
            meant: None,
        }
    }

    pub(super) fn claim(&self) -> Option<&'c Claim> {
        match self.source {
            Source::Printed(claim) => Some(claim),
            Source::Derived(_) => None,
        }
    }

    pub(super) fn derivation(&self) -> Option<&Derivation<'c>> {
        match &self.source {
            Source::Printed(_) => None,
            Source::Derived(derivation) => Some(derivation),
        }
    }

    pub(super) fn is_live(&self) -> bool {
        self.out.is_none()
    }

    pub(super) fn id(&self) -> &str {
        match &self.source {
            Source::Printed(claim) => claim.id.as_str(),
            Source::Derived(derivation) => derivation.row.id.as_str(),
        }
    }

    pub(super) fn value(&self) -> &Number {
        match &self.source {
            Source::Printed(claim) => &claim.value,
            Source::Derived(derivation) => &derivation.row.value,
        }
    }

    pub(super) fn interval(&self) -> &Interval {
        match &self.source {
            Source::Printed(claim) => &claim.interval,
            Source::Derived(derivation) => &derivation.row.interval,
        }
    }

    /// Whether it says more than "at least" or "at most".
    pub(super) fn is_bounded(&self) -> bool {
        self.interval().low.number().is_some() && self.interval().high.number().is_some()
    }

    pub(super) fn unit(&self) -> &Unit {
        match &self.source {
            Source::Printed(claim) => &claim.unit,
            Source::Derived(derivation) => &derivation.row.unit,
        }
    }

    /// Every claim behind it: the statement and its repetitions, or the inputs.
    pub(super) fn claims(&self) -> Vec<&'c Claim> {
        match &self.source {
            Source::Printed(claim) => std::iter::once(*claim).chain(self.repeats.iter().map(|(c, _)| *c)).collect(),
            Source::Derived(derivation) => derivation.inputs.clone(),
        }
    }

    /// The claims that it takes its value from.
    pub(super) fn inputs(&self) -> Vec<&'c Claim> {
        match &self.source {
            Source::Printed(claim) => vec![claim],
            Source::Derived(derivation) => derivation.inputs.clone(),
        }
    }

    pub(super) fn depth(&self) -> u8 {
        self.derivation().map_or(0, |derivation| derivation.row.depth)
    }

    /// Who speaks: the issuers of its inputs, a report where its issuer is blank.
    pub(super) fn issuers(&self) -> BTreeSet<String> {
        self.inputs().into_iter().map(issuer).collect()
    }

    /// Whether it is aimed at, where it is planned: a derived value is where all
    /// its planned inputs are.
    pub(super) fn is_target(&self) -> bool {
        let mut planned = self.inputs().into_iter().filter(|claim| claim.printed.basis == Basis::Planned).peekable();
        planned.peek().is_some() && planned.all(|claim| claim.printed.status == Status::Target)
    }
}

/// The latest publication among `inputs`.
pub(super) fn known_from(inputs: &[&Claim]) -> Option<Date> {
    let days: Option<Vec<Date>> = inputs.iter().map(|claim| claim.published.map(PartialDate::effective)).collect();
    days.and_then(|days| days.into_iter().max())
}

/// The one who says a claim; blank issuers are told apart by their report.
pub(super) fn issuer(claim: &Claim) -> String {
    if claim.issuer.is_empty() { format!("report {}", claim.printed.report) } else { claim.issuer.clone() }
}

/// The weight of the issuer where it is a known authority, else of the report's
/// class, else one.
fn weight(claim: &Claim, config: &Config) -> Number {
    let authority = config.authorities.iter().find(|authority| authority.id == claim.issuer);
    authority
        .map(|authority| &authority.weight)
        .or_else(|| config.authority_classes.get(&claim.authority))
        .cloned()
        .unwrap_or_else(Number::one)
}

/// The order in which voices are heard: heaviest, latest (undated last), printed
/// before derived, the more exact, the lower, then by id: names decide nothing but between
/// equals.
pub(super) fn by_standing(a: &Voice, b: &Voice) -> Ordering {
    (b.weight.cmp(&a.weight))
        .then_with(|| b.known_from.cmp(&a.known_from))
        .then_with(|| a.depth().cmp(&b.depth()))
        .then_with(|| by_content(a, b))
}

/// The more exact (open ends last), the lower, then by id.
pub(super) fn by_content(a: &Voice, b: &Voice) -> Ordering {
    let (ours, theirs) = (a.interval(), b.interval());
    let width = || match (ours.width(), theirs.width()) {
        (Some(a), Some(b)) => a.cmp(&b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    width()
        .then_with(|| a.value().cmp(b.value()))
        .then_with(|| compare_low(&ours.low, &theirs.low))
        .then_with(|| compare_high(&ours.high, &theirs.high))
        .then_with(|| a.id().cmp(b.id()))
}

/// The voices of printed claims. Claims that cannot enter a figure (normalize
/// has a finding for each) are left out; `dropped` ones stand out of the vote.
pub(super) fn gather<'c>(
    claims: &[&'c Claim],
    dropped: &BTreeSet<ClaimId>,
    families: &Families,
    config: &Config,
) -> Voices<'c> {
    let mut by_key: BTreeMap<Key, Vec<&'c Claim>> = BTreeMap::new();
    for claim in claims {
        if let Some(key) = key::of_claim(claim, config) {
            by_key.entry(key).or_default().push(claim);
        }
    }
    let voiced = by_key.into_iter().map(|(key, mut claims)| {
        claims.sort_by(|a, b| by_precision(a, b, config));
        let mut voices: Vec<Voice> = Vec::new();
        for claim in claims {
            let mut own = Voice::printed(key.clone(), claim, config);
            own.out = if dropped.contains(&claim.id) {
                Some(Out { step: Step::Override, role: Role::Overridden, reason: Reason::Dropped, agreement: None })
            } else {
                let (role, reason) = (Role::Rejected, Reason::StandsForNothing);
                claim.interval.is_empty().then_some(Out { step: Step::Voices, role, reason, agreement: None })
            };
            if !own.is_live() {
                voices.push(own);
                continue;
            }
            let same = voices.iter_mut().filter(|voice| voice.is_live()).find_map(|voice| {
                let lead = voice.claim()?;
                Some((repeats(claim, lead, families)?, voice))
            });
            match same {
                Some((reason, voice)) => voice.repeats.push((claim, reason)),
                None => voices.push(own),
            }
        }
        for voice in &mut voices {
            voice.repeats.sort_by(|(a, _), (b, _)| {
                (&a.printed.report, a.printed.span, &a.id).cmp(&(&b.printed.report, b.printed.span, &b.id))
            });
        }
        (key, voices)
    });
    voiced.collect()
}

/// Who leads a voice: no repost, printed in USD, the most exact, unhedged, of the
/// heaviest, the lower, first in the text.
fn by_precision(a: &Claim, b: &Claim, config: &Config) -> Ordering {
    let rank = |claim: &Claim| {
        let converted = claim.fx_rate.is_some();
        (claim.repost_of.is_some(), converted, claim.interval.width().is_none())
    };
    rank(a)
        .cmp(&rank(b))
        .then_with(|| a.interval.width().cmp(&b.interval.width()))
        .then_with(|| (a.printed.quantity.hedge != Hedge::None).cmp(&(b.printed.quantity.hedge != Hedge::None)))
        .then_with(|| weight(b, config).cmp(&weight(a, config)))
        .then_with(|| a.value.cmp(&b.value))
        .then_with(|| compare_low(&a.interval.low, &b.interval.low))
        .then_with(|| compare_high(&a.interval.high, &b.interval.high))
        .then_with(|| (&a.printed.report, a.printed.span, &a.id).cmp(&(&b.printed.report, b.printed.span, &b.id)))
}

/// Why `claim` says no more than `lead`, if it does not.
fn repeats(claim: &Claim, lead: &Claim, families: &Families) -> Option<Reason> {
    let aim = |c: &Claim| c.printed.basis == Basis::Planned && c.printed.status == Status::Target;
    if families.root(&claim.printed.report) != families.root(&lead.printed.report) || aim(claim) != aim(lead) {
        return None;
    }
    let same_report = claim.printed.report == lead.printed.report;
    // As the tables hold it: dollars have no rate, and one statement converts a currency at one.
    let of_money = |claim: &Claim| matches!(claim.unit, Unit::Money(_));
    let other_currency = of_money(claim) && of_money(lead) && claim.fx_rate != lead.fx_rate;
    if claim.printed.is_stated_with(&lead.printed) && other_currency {
        // The printed USD holds, whatever rate the other was converted at.
        return Some(Reason::OtherCurrency);
    }
    if !claim.interval.overlaps(&lead.interval) {
        return None;
    }
    Some(if same_report { Reason::RepeatedInReport } else { Reason::Reposted })
}

/// Which reports pass on which.
#[derive(Debug, Clone, Default)]
pub(super) struct Families {
    parents: BTreeMap<ReportId, ReportId>,
}

impl Families {
    /// From the catalogue and, for reports that it lacks, from the claims.
    pub(super) fn read(catalogue: &[ReportMeta], claims: &[Claim]) -> Self {
        let listed = catalogue.iter().filter_map(|meta| Some((meta.id.clone(), meta.repost_of.clone()?)));
        let said = claims.iter().filter_map(|claim| Some((claim.printed.report.clone(), claim.repost_of.clone()?)));
        Self { parents: said.chain(listed).collect() }
    }

    /// The report that it goes back to. Reports that repost each other in a
    /// circle go back to the first of them by id.
    fn root<'a>(&'a self, report: &'a ReportId) -> &'a ReportId {
        let mut path = vec![report];
        while let Some(parent) = path.last().and_then(|last| self.parents.get(*last)) {
            if let Some(at) = path.iter().position(|seen| *seen == parent) {
                return path[at..].iter().copied().min().unwrap_or(report);
            }
            path.push(parent);
        }
        path.last().copied().unwrap_or(report)
    }
}
