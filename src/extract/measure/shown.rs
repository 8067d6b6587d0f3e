//! Names that are shown: a rule, or a reason why a number is no claim, stands with what it is,
//! with sentences that it must read and with sentences that it must leave to others. The number
//! that is meant is in square brackets; every sentence goes through the whole extractor as a test.

/// An enum with names for the tables, and sentences beside every variant.
macro_rules! shown {
    (
        $(#[$doc:meta])*
        $name:ident shown by $example:ty {
            $(
                $(#[$about:meta])*
                $variant:ident = $text:literal,
                $does:ident: [$($sentence:expr),+ $(,)?],
                leaves: [$($left:literal),+ $(,)?];
            )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in crate::extract) enum $name { $($(#[$about])* $variant),+ }

        impl $name {
            /// The name in the tables.
            pub(in crate::extract) const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// Every variant with its examples and its counter-examples.
            #[cfg(test)]
            pub(super) const SHOWN: &'static [(Self, &'static [$example], &'static [&'static str])] =
                &[$((Self::$variant, &[$($sentence),+], &[$($left),+])),+];
        }
    };
}
pub(super) use shown;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::LazyLock;

    use super::super::{Reason, Rule};
    use crate::extract::{Lexicon, Reading, read};
    use crate::model::number::Rounding;
    use crate::model::{Language, PrintedClaim, Report, ReportMeta, Span, Unit};

    /// What the extractor makes of a sentence, and where the number in brackets is.
    fn reading(sentence: &str) -> (Reading, Span) {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::new(None).unwrap());
        let (before, rest) = sentence.split_once('[').unwrap();
        let (number, behind) = rest.split_once(']').unwrap();
        let meta = ReportMeta {
            published: Some("2022-08-19".parse().unwrap()),
            ..ReportMeta::unlisted("shown".parse().unwrap(), Language::En, "ZZ".parse().unwrap())
        };
        let text = [before, number, behind].concat();
        let report = Report::prose(meta, String::new(), text, 0);
        (read(&report, &LEXICON), Span::new(before.len(), before.len() + number.len()))
    }

    fn touches(a: Span, b: Span) -> bool {
        a.start < b.end && b.start < a.end
    }

    /// The claim of the number in brackets, as its rule and as what is read.
    fn claimed(sentence: &str) -> Option<(String, String)> {
        let (reading, place) = reading(sentence);
        let claim = reading.extracted.claims.into_iter().find(|claim| touches(claim.span, place))?;
        Some((claim.rule.to_string(), shown(&claim)))
    }

    /// The reason for which the number in brackets is no claim.
    fn dismissed(sentence: &str) -> Option<&'static str> {
        let (reading, place) = reading(sentence);
        reading.extracted.dismissed.iter().find(|row| touches(row.span, place)).map(|row| row.reason)
    }

    /// Measure, value and unit: `growth -3 percent`, `level 900 people`, `rank 2`.
    fn shown(claim: &PrintedClaim) -> String {
        let value = claim.quantity.value.to_decimal(Rounding::HalfEven).unwrap();
        let unit = match &claim.quantity.unit {
            Unit::Rank => String::new(),
            unit => unit.to_string(),
        };
        format!("{} {value} {unit}", claim.measure).trim_end().to_owned()
    }

    #[test]
    fn every_rule_reads_its_examples_and_leaves_its_counter_examples() {
        let mut wrong = Vec::new();
        for (rule, reads, leaves) in Rule::SHOWN {
            let name = rule.as_str();
            for (sentence, want) in *reads {
                let got = claimed(sentence);
                if got != Some((name.to_owned(), (*want).to_owned())) {
                    wrong.push(format!("{name}: {sentence:?} wants {want}, got {got:?}"));
                }
            }
            for sentence in *leaves {
                if let Some((_, got)) = claimed(sentence).filter(|(rule, _)| rule == name) {
                    wrong.push(format!("{name}: {sentence:?} must be left, got {got}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_reason_dismisses_its_examples_and_leaves_its_counter_examples() {
        let mut wrong = Vec::new();
        for (reason, dismisses, leaves) in Reason::SHOWN {
            let name = reason.as_str();
            for sentence in *dismisses {
                let (got, claim) = (dismissed(sentence), claimed(sentence));
                if got != Some(name) || claim.is_some() {
                    wrong.push(format!("{name}: {sentence:?} must be dismissed, got {got:?} and {claim:?}"));
                }
            }
            for sentence in *leaves {
                if claimed(sentence).is_none() {
                    wrong.push(format!("{name}: {sentence:?} must be claimed, got {:?}", dismissed(sentence)));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn names_are_told_apart() {
        let rules: BTreeSet<&str> = Rule::SHOWN.iter().map(|(rule, ..)| rule.as_str()).collect();
        let reasons: BTreeSet<&str> = Reason::SHOWN.iter().map(|(reason, ..)| reason.as_str()).collect();
        assert_eq!((rules.len(), reasons.len()), (Rule::SHOWN.len(), Reason::SHOWN.len()));
    }
}
