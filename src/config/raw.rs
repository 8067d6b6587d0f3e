//! `pipeline.toml` as written: its tables and keys, nothing checked but types
//! and forms. The doc comments are the descriptions in the JSON Schema.

use crate::model::{Area, IndicatorId};

use super::read::{Amount, May, Must, Placed, table};
use super::valid::{Direction, Kind, Scope};

type Text = Placed<String>;
type Id = Placed<IndicatorId>;

table! {
    /// The configuration of reckoner: what to read, which indicators to find, how to reconcile them.
    RawConfig "" {
        /// Version of this file's form: 1.
        config_version: Must<Placed<u64>>,
        /// The dataset.
        project: Must<RawProject>,
        /// What to read.
        ingest: Must<RawIngest>,
        /// Somebody who says figures: the issuers.
        authority: May<Vec<RawAuthority>>,
        /// Classes of authority, the catalogue's column `authority`.
        authority_class: May<Vec<RawAuthorityClass>>,
        /// Words of the field, from which indicators are composed.
        concept: Must<Vec<RawConcept>>,
        /// What is counted.
        indicator: Must<Vec<RawIndicator>>,
        /// Equations between indicators.
        identity: May<Vec<RawIdentity>>,
        /// Areas by their names in text.
        place: May<Vec<RawPlace>>,
        /// Exchange rates.
        fx: May<RawFx>,
        /// How to reconcile.
        reconcile: May<RawReconcile>,
        /// What a release must fulfil.
        gates: May<RawGates>,
        /// Gates on the values of one indicator.
        bound: May<Vec<RawBound>>,
        /// Gates on how old the newest report may be.
        freshness: May<Vec<RawFreshness>>,
        /// Where releases go.
        publish: May<RawPublish>,
    }
}

table! {
    /// The dataset.
    RawProject "[project]" {
        /// Id of the dataset: lower-case letters, digits, hyphens and underscores, a letter first.
        id: Must<Text>,
        /// Title of the dataset.
        title: Must<Text>,
        /// What the dataset is, in a sentence.
        description: May<Text>,
        /// Who publishes the dataset, as it is to be cited; its readers are asked to cite its title where this is left out.
        publisher: May<Text>,
        /// SPDX id of the licence of the data, such as CC-BY-4.0.
        data_licence: Must<Text>,
        /// ISO 3166 code of the area of figures where neither report nor sentence names one.
        default_area: Must<Placed<Area>>,
    }
}

table! {
    /// What to read. Paths are relative to this file.
    RawIngest "[ingest]" {
        /// The catalogue: one row a report.
        catalogue: Must<Text>,
        /// The folder of reports.
        reports: Must<Text>,
        /// People's decisions.
        overrides: May<Text>,
        /// Mappings of CSV files of figures, each beside its file.
        tables: May<Vec<Text>>,
        /// Most rows of the catalogue; 100,000 unless told.
        max_reports: May<Placed<u64>>,
        /// Largest report in bytes; 16 MiB unless told.
        max_report_bytes: May<Placed<u64>>,
        /// Most numbers and periods read of a report; 250,000 unless told. What follows is told in a finding.
        max_report_mentions: May<Placed<u64>>,
    }
}

table! {
    /// Somebody who says figures.
    RawAuthority "[[authority]]" {
        /// Id: what the column `issuer` holds.
        id: Must<Id>,
        /// Names in text.
        names: Must<Vec<Text>>,
        /// Weight in the vote; 1 unless told.
        weight: May<Amount>,
    }
}

table! {
    /// A class of authority.
    RawAuthorityClass "[[authority_class]]" {
        /// Id: what the catalogue's column `authority` holds.
        id: Must<Id>,
        /// Weight in the vote.
        weight: Must<Amount>,
    }
}

table! {
    /// A word of the field with its terms.
    RawConcept "[[concept]]" {
        /// Id.
        id: Must<Id>,
        /// English terms; a term may have several words. Upper and lower case are the same.
        en: May<Vec<Text>>,
        /// Vietnamese terms.
        vi: May<Vec<Text>>,
    }
}

table! {
    /// What is counted.
    RawIndicator "[[indicator]]" {
        /// Id.
        id: Must<Id>,
        /// Name for people.
        label: Must<Text>,
        /// What it counts, for people.
        description: May<Text>,
        /// `USD`, `percent`, `percentage_point`, `rank`, `times`, or the counted noun in the plural.
        unit: Must<Text>,
        /// Of a moment (stock), of a stretch of time (flow), a place in an order (rank), or a rate (ratio).
        kind: Must<Placed<Kind>>,
        /// Which way is good; neutral unless told.
        direction: May<Placed<Direction>>,
        /// Topic, to group by.
        topic: May<Text>,
        /// Concepts that must all be there; without any concept, only tables speak of it.
        all_of: May<Vec<Id>>,
        /// Concepts of which one must be there.
        any_of: May<Vec<Id>>,
        /// Concepts that must not be there.
        none_of: May<Vec<Id>>,
        /// The indicator of which this is another scope.
        variant_of: May<Id>,
        /// Whether it takes in less than that indicator (narrower, unless told) or more (wider).
        scope: May<Placed<Scope>>,
    }
}

table! {
    /// An equation between indicators of one area, period and basis.
    RawIdentity "[[identity]]" {
        /// Id.
        id: Must<Id>,
        /// The equation: left = a + b, a - b, a * b or a / b.
        rule: Must<Text>,
    }
}

table! {
    /// An area by its names in text.
    RawPlace "[[place]]" {
        /// ISO 3166 code.
        code: Must<Placed<Area>>,
        /// Names in text.
        names: Must<Vec<Text>>,
    }
}

table! {
    /// Exchange rates.
    RawFx "[fx]" {
        /// CSV file with the columns currency, year, kind, rate, source.
        table: May<Text>,
        /// By how much two currencies of one statement may differ; 3% unless told.
        tolerance: May<Amount>,
    }
}

table! {
    /// How to reconcile.
    RawReconcile "[reconcile]" {
        /// Least weight of a winner; 0 unless told: none.
        quorum: May<Amount>,
        /// Factor on the weight of derived values, at most 1; 0.5 unless told.
        derived_weight: May<Amount>,
        /// Greatest number of derivations in a row, at most 10; 2 unless told.
        derivation_depth: May<Placed<u64>>,
    }
}

table! {
    /// What a release must fulfil.
    RawGates "[gates]" {
        /// Fewest reports; 1 unless told.
        min_reports: May<Placed<u64>>,
        /// Fewest claims; 0 unless told.
        min_claims: May<Placed<u64>>,
        /// Fewest figures; 0 unless told.
        min_figures: May<Placed<u64>>,
        /// Largest share of unresolved figures; 100% unless told: any.
        max_unresolved_share: May<Amount>,
        /// Largest change of an observed level or share against the current release, such as 20%; any unless told. Figures that a person decided are left out.
        max_revision: May<Amount>,
        /// Largest gap between the two sides of an `[[identity]]`, beyond what the intervals of its figures allow, such as 2%; any unless told.
        max_identity_gap: May<Amount>,
    }
}

table! {
    /// A gate on the observed values of an indicator itself: levels, shares, ranks; in its unit, so that 13.8 percent is "13.8".
    RawBound "[[bound]]" {
        /// Indicator.
        indicator: Must<Id>,
        /// Least value, from 0.
        least: May<Amount>,
        /// Greatest value, from 0.
        greatest: May<Amount>,
    }
}

table! {
    /// A gate on the age of the newest report, on the day of the run, of a publisher or on an indicator.
    RawFreshness "[[freshness]]" {
        /// Publisher, as the catalogue or a table names it.
        publisher: May<Text>,
        /// In place of a publisher: an indicator that a report must state.
        indicator: May<Id>,
        /// Most days since its publication, which counts as the last day that it may be.
        within_days: Must<Placed<u64>>,
    }
}

table! {
    /// Where releases go.
    RawPublish "[publish]" {
        /// Output folder; output unless told.
        output: May<Text>,
        /// Releases kept, at least 2, which it is unless told.
        keep_releases: May<Placed<u64>>,
    }
}
