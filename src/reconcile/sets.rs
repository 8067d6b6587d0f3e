//! Connected sets: claims that can bear on each other. Indicators are tied by
//! identities and variants, areas by nothing; each set is reconciled alone.

use std::collections::BTreeMap;

use crate::config::{Config, Expression};
use crate::model::{Area, Claim, IndicatorId};

/// Splits claims into connected sets. The order inside of a set, and that of the
/// sets, does not depend on the order of the input.
pub(super) fn split<'c>(claims: &'c [Claim], config: &Config) -> Vec<Vec<&'c Claim>> {
    let roots = roots(config);
    let mut sets: BTreeMap<(&IndicatorId, &Area), Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        let root = roots.get(&claim.indicator).copied().unwrap_or(&claim.indicator);
        sets.entry((root, &claim.printed.area)).or_default().push(claim);
    }
    let ordered = sets.into_values().map(|mut set| {
        set.sort_by(|a, b| (&a.printed.report, a.printed.span, &a.id).cmp(&(&b.printed.report, b.printed.span, &b.id)));
        set
    });
    ordered.collect()
}

/// The first indicator, by id, that each is tied to.
fn roots(config: &Config) -> BTreeMap<&IndicatorId, &IndicatorId> {
    let mut ties: Vec<(&IndicatorId, &IndicatorId)> = Vec::new();
    for indicator in &config.indicators {
        ties.extend(indicator.variant_of.as_ref().map(|other| (&indicator.id, other)));
    }
    for identity in &config.identities {
        let (Expression::Sum(a, b)
        | Expression::Difference(a, b)
        | Expression::Product(a, b)
        | Expression::Ratio(a, b)) = &identity.right;
        ties.extend([(&identity.left, a), (&identity.left, b)]);
    }
    let mut roots: BTreeMap<&IndicatorId, &IndicatorId> = ties.iter().flat_map(|(a, b)| [(*a, *a), (*b, *b)]).collect();
    // Ties are few: smallest ids travel along them until nothing moves.
    loop {
        let mut moved = false;
        for (a, b) in &ties {
            let least = roots[*a].min(roots[*b]);
            for end in [*a, *b] {
                moved |= roots.insert(end, least) != Some(least);
            }
        }
        if !moved {
            return roots;
        }
    }
}
