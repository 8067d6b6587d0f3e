//! Reasons: a stable code for the tables, a sentence for people.

/// Why a source plays its part in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Voices: the report says it again.
    RepeatedInReport,
    /// Voices: another report passes it on.
    Reposted,
    /// Voices: the same statement in another currency.
    OtherCurrency,
    /// Voices: no number is in its interval.
    StandsForNothing,
    /// Slips, classify: off by a power of 1,000.
    UnitSlip,
    /// Slips, classify: off by an exchange rate.
    RateSlip,
    /// Slips: off from every other period of its series, by a slip.
    OutOfLine,
    /// Slips: the same, where nothing else gives the figure.
    OutOfLineAlone,
    /// Supersede: its issuer now says something else.
    RevisedByIssuer,
    /// Supersede: its issuer said it again later.
    RestatedByIssuer,
    /// Supersede: it restates a target that was replaced before.
    RestatesOldTarget,
    /// Derive: from growth.
    FromGrowth,
    /// Derive: from an absolute change.
    FromDelta,
    /// Derive: from a multiple.
    FromMultiple,
    /// Derive: from a part of a whole.
    FromShare,
    /// Derive: from an identity.
    FromIdentity,
    /// Derive: from the parts of a period.
    FromParts,
    /// Vote: nobody else speaks.
    OnlyVoice,
    /// Vote: it holds the region with the greatest weight.
    InWinningRegion,
    /// Vote: as before, but the weight is short of the quorum.
    ShortOfQuorum,
    /// Vote: where there is a target, forecasts do not vote.
    ForecastNotTarget,
    /// Classify: agrees with the value chosen, though not with every supporter.
    AgreesWithChosen,
    /// Classify: the very value of the period beside.
    PeriodSlip,
    /// Classify: the last place explains it.
    Rounding,
    /// Classify: printed with a broader term.
    BroaderTerm,
    /// Classify: the value of a variant in scope.
    VariantScope,
    /// Classify: repeats what its issuer has replaced.
    RepeatsReplaced,
    /// Classify: no class explains it.
    Unexplained,
    /// Override: a person took the claim out.
    Dropped,
    /// Override: a person chose this value.
    ChosenByPerson,
    /// Override: a person chose another value.
    Overruled,
}

impl Reason {
    /// All reasons, in the order of the steps.
    pub const ALL: [Self; 31] = [
        Self::RepeatedInReport,
        Self::Reposted,
        Self::OtherCurrency,
        Self::StandsForNothing,
        Self::UnitSlip,
        Self::RateSlip,
        Self::OutOfLine,
        Self::OutOfLineAlone,
        Self::RevisedByIssuer,
        Self::RestatedByIssuer,
        Self::RestatesOldTarget,
        Self::FromGrowth,
        Self::FromDelta,
        Self::FromMultiple,
        Self::FromShare,
        Self::FromIdentity,
        Self::FromParts,
        Self::OnlyVoice,
        Self::InWinningRegion,
        Self::ShortOfQuorum,
        Self::ForecastNotTarget,
        Self::AgreesWithChosen,
        Self::PeriodSlip,
        Self::Rounding,
        Self::BroaderTerm,
        Self::VariantScope,
        Self::RepeatsReplaced,
        Self::Unexplained,
        Self::Dropped,
        Self::ChosenByPerson,
        Self::Overruled,
    ];

    /// The code in the tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::RepeatedInReport => "repeated_in_report",
            Self::Reposted => "reposted",
            Self::OtherCurrency => "other_currency",
            Self::StandsForNothing => "stands_for_nothing",
            Self::UnitSlip => "unit_slip",
            Self::RateSlip => "rate_slip",
            Self::OutOfLine => "out_of_line",
            Self::OutOfLineAlone => "out_of_line_alone",
            Self::RevisedByIssuer => "revised_by_issuer",
            Self::RestatedByIssuer => "restated_by_issuer",
            Self::RestatesOldTarget => "restates_old_target",
            Self::FromGrowth => "from_growth",
            Self::FromDelta => "from_delta",
            Self::FromMultiple => "from_multiple",
            Self::FromShare => "from_share",
            Self::FromIdentity => "from_identity",
            Self::FromParts => "from_parts",
            Self::OnlyVoice => "only_voice",
            Self::InWinningRegion => "in_winning_region",
            Self::ShortOfQuorum => "short_of_quorum",
            Self::ForecastNotTarget => "forecast_not_target",
            Self::AgreesWithChosen => "agrees_with_chosen",
            Self::PeriodSlip => "period_slip",
            Self::Rounding => "rounding",
            Self::BroaderTerm => "broader_term",
            Self::VariantScope => "variant_scope",
            Self::RepeatsReplaced => "repeats_replaced",
            Self::Unexplained => "unexplained",
            Self::Dropped => "dropped",
            Self::ChosenByPerson => "chosen_by_person",
            Self::Overruled => "overruled",
        }
    }

    /// What the code means, for people: the end of "it ..., because ...".
    pub fn sentence(self) -> &'static str {
        match self {
            Self::RepeatedInReport => "the same report says it again",
            Self::Reposted => "a report that repeats another passes it on",
            Self::OtherCurrency => "the same statement gives it in another currency",
            Self::StandsForNothing => "its interval holds no number",
            Self::UnitSlip => "the two differ by a power of 1,000, as a slip of the unit does",
            Self::RateSlip => "the two differ by an exchange rate, as a slip of the currency does",
            Self::OutOfLine => {
                "it is out of line with others of its series, where a power of 1,000 or an exchange rate would put it"
            }
            Self::OutOfLineAlone => {
                "nothing else gives the figure, though a power of 1,000 or an exchange rate puts it out of line with others of its series"
            }
            Self::RevisedByIssuer => "its issuer has replaced it with a later statement",
            Self::RestatedByIssuer => "its issuer has said it again later",
            Self::RestatesOldTarget => "it restates a target that its issuer had replaced before",
            Self::FromGrowth => "it follows from a growth and a level",
            Self::FromDelta => "it follows from a change and a level",
            Self::FromMultiple => "it follows from a multiple and a level",
            Self::FromShare => "it follows from a share and its whole",
            Self::FromIdentity => "it follows from an identity of the configuration",
            Self::FromParts => "it follows from the parts of its period",
            Self::OnlyVoice => "nobody else speaks of it",
            Self::InWinningRegion => "it holds the region on which the greatest weight agrees",
            Self::ShortOfQuorum => "it leads, but the weight behind it is short of the quorum",
            Self::ForecastNotTarget => "there is a target, and a forecast does not vote beside it",
            Self::AgreesWithChosen => "it agrees with the value chosen, though not with all that support it",
            Self::PeriodSlip => "it is the very value of the period beside, as a slip of the period gives",
            Self::Rounding => "rounding of the last printed place explains the difference",
            Self::BroaderTerm => "it is printed with a broader term than the indicator asks for",
            Self::VariantScope => "it is the value of the same thing in another scope",
            Self::RepeatsReplaced => "it repeats what the issuer of the value chosen has replaced since",
            Self::Unexplained => "no rule explains the difference",
            Self::Dropped => "a person took the claim out",
            Self::ChosenByPerson => "a person chose this value",
            Self::Overruled => "a person chose another value",
        }
    }
}

/// The sentence of a code as the table `evidence` holds it.
pub fn sentence(code: &str) -> Option<&'static str> {
    Reason::ALL.into_iter().find(|reason| reason.code() == code).map(Reason::sentence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_are_told_apart() {
        let codes: BTreeSet<&str> = Reason::ALL.into_iter().map(Reason::code).collect();
        assert_eq!(codes.len(), Reason::ALL.len());
        assert_eq!(sentence("rounding"), Some(Reason::Rounding.sentence()));
        assert_eq!(sentence("made_up"), None);
    }
}
