//! The tables of a release, each column described here and nowhere else.

use super::schema::{Column, Key, TableSchema, boolean, date, decimal, integer, reference, text};
use crate::config::{Direction, Kind};
use crate::finding::Severity;
use crate::model::{
    Agreement, Basis, DateBasis, Hedge, Language, Measure, ObsStatus, OutcomeStatus, Precision, Relation, Role, Status,
    Step,
};

/// All tables, those that others refer to first; `figures_wide`, which is made from the others, last.
pub static TABLES: [TableSchema; 12] = [
    REPORTS,
    INDICATORS,
    CLAIMS,
    DERIVED,
    FIGURES,
    EVIDENCE,
    CONFLICTS,
    VINTAGES,
    TARGETS,
    DISMISSED,
    FINDINGS,
    FIGURES_WIDE,
];

/// The table of that name.
pub fn table(name: &str) -> Option<&'static TableSchema> {
    TABLES.iter().find(|table| table.name == name)
}

macro_rules! names {
    ($($function:ident = $list:expr;)+) => {
        $(fn $function() -> Vec<&'static str> {
            $list.iter().map(|value| value.as_str()).collect()
        })+
    };
}

names! {
    measures = Measure::ALL;
    bases = Basis::ALL;
    statuses = Status::ALL;
    hedges = Hedge::ALL;
    relations = Relation::ALL;
    observation_statuses = ObsStatus::ALL;
    agreements = Agreement::ALL;
    steps = Step::ALL;
    roles = Role::ALL;
    outcome_statuses = OutcomeStatus::ALL;
    precisions = [Precision::Year, Precision::Month, Precision::Day];
    date_bases = [DateBasis::Stated, DateBasis::Inferred];
    languages = [Language::En, Language::Vi];
    kinds = [Kind::Stock, Kind::Flow, Kind::Rank, Kind::Ratio];
    directions = [Direction::Up, Direction::Down, Direction::Neutral];
    severities = [Severity::Note, Severity::Warning, Severity::Error];
}

const CLAIM: &str = "c[0-9a-f]{16}";
const DERIVED_VALUE: &str = "d[0-9a-f]{16}";
const FIGURE: &str = "f[0-9a-f]{16}";
const SOURCE: &str = "[cd][0-9a-f]{16}";
const SHA256: &str = "[0-9a-f]{64}";
const AREA_CODE: &str = "[A-Z]{2}(-[A-Z0-9]{1,3})?";
const PARTIAL_DATE: &str = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?";

const INDICATOR: Column = text("indicator_id", "Indicator that the row is about.");
const AREA: Column = text("area", "Area that the row is about: ISO 3166-1 or 3166-2 code.").pattern(AREA_CODE);
const MEASURE: Column =
    text("measure", "What is said of the indicator: its level, or a change of it.").one_of(measures);
const PERIOD: Column = text("period", "Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.");
const PERIOD_START: Column = date("period_start", "First day of the period.");
const PERIOD_END: Column = date("period_end", "Last day of the period.");
const BASE_PERIOD: Column =
    text("base_period", "Period with which growth, delta and multiple compare, written as the period is.").optional();
const BASIS: Column = text("basis", "Whether it is observed, or planned: a target or a forecast.").one_of(bases);
const UNIT: Column = text("unit", "What the value counts: USD, percent, percentage_point, rank, times, or a noun.");
const VALUE: Column = decimal("value", "Value in the unit; the low end of a range. Rounded half to even.");
const VALUE_TO: Column = decimal("value_to", "High end, where a range is printed. Rounded half to even.").optional();
const HEDGE: Column = text("hedge", "How the printed value is hedged.").one_of(hedges);
const LOW: Column =
    decimal("low", "Low end of what the value stands for; null where it has none. Rounded down.").optional();
const HIGH: Column =
    decimal("high", "High end of what the value stands for; null where it has none. Rounded up.").optional();
const AGREEMENT: Column = text("agreement", "Whether the voices agree, and if not, why.").one_of(agreements);
const SPAN_START: Column = integer("span_start", "First byte of the mention in the report's text.").unit("bytes");
const SPAN_END: Column = integer("span_end", "One past the last byte of the mention.").unit("bytes");
const LOCATOR: Column =
    text("locator", "Where the mention stands: title, lead, body, list with its number, or row and column of a table.")
        .optional();
const VALUE_TEXT: Column = text("value_text", "The mention's own text: the bytes from span_start to span_end.");
const REPORT: Column = text("report_id", "Report that prints it.");
const FIGURE_ID: Column = text("figure_id", "Figure that the row belongs to.").pattern(FIGURE);

const REPORTS: TableSchema = TableSchema {
    name: "reports",
    description: "The published documents, as catalogued, with what was found in each.",
    columns: &[
        text("report_id", "The stem of the file's name; of a table of figures, the id that its rows give."),
        text("file", "The file's name in the folder of reports; of a table of figures, as the configuration has it."),
        text("sha256", "SHA-256 of the file.").pattern(SHA256),
        text("original_sha256", "SHA-256 of the original that this file restates.").optional(),
        text("title", "Title.").optional(),
        text("publisher", "Who published it.").optional(),
        text("authority", "Class of the publisher's authority, which gives its weight.").optional(),
        text("published", "Date of publication, as far as it is known: 2024, 2025-02, 2022-03-26.")
            .optional()
            .pattern(PARTIAL_DATE),
        text("published_precision", "How exactly that date is known.").optional().one_of(precisions),
        text("published_basis", "Whether the date is stated on the document, or inferred.")
            .optional()
            .one_of(date_bases),
        text("language", "Main language: ISO 639-1 code.").one_of(languages),
        text("area", "Area that it is about where a sentence names none: ISO 3166 code.").pattern(AREA_CODE),
        text("url", "Address of the original.").optional(),
        text("licence", "Licence of the text.").optional(),
        text("retrieved", "Day on which the original was retrieved.").optional().pattern(PARTIAL_DATE),
        text("repost_of", "Report that this one repeats.").optional(),
        integer("n_mentions", "Mentions of numbers and periods: claims and dismissed together."),
        integer("n_claims", "Mentions that became claims."),
        integer("n_dismissed", "Mentions that became none."),
    ],
    key: Key::Primary(&["report_id"]),
    references: &[reference("repost_of", "reports", "report_id")],
};

const INDICATORS: TableSchema = TableSchema {
    name: "indicators",
    description: "What figures are about, as the configuration defines it.",
    columns: &[
        text("indicator_id", "Id."),
        text("label", "Name for people."),
        text("description", "What it counts.").optional(),
        text("unit", "Unit of its level; money is in USD."),
        text("kind", "Of a moment (stock), of a stretch of time (flow), a rank, or a ratio.").one_of(kinds),
        text("direction", "Which way is good.").one_of(directions),
        text("topic", "Topic, to group by.").optional(),
        text("variant_of", "Indicator of which this is another scope.").optional(),
    ],
    key: Key::Primary(&["indicator_id"]),
    references: &[reference("variant_of", "indicators", "indicator_id")],
};

const CLAIMS: TableSchema = TableSchema {
    name: "claims",
    description: "What reports print about one number each, normalized, with the sentence that states it.",
    columns: &[
        text("claim_id", "Hash of report, printed text, key and ordinal among equals.").pattern(CLAIM),
        REPORT,
        INDICATOR,
        AREA,
        MEASURE,
        PERIOD.optional(),
        PERIOD_START.optional(),
        PERIOD_END.optional(),
        boolean("period_inferred", "Whether the period follows from context rather than from words at the number."),
        BASE_PERIOD,
        BASIS,
        text("status", "How firm the statement is.").one_of(statuses),
        VALUE,
        VALUE_TO,
        UNIT,
        LOW,
        HIGH,
        HEDGE,
        VALUE_TEXT,
        text("printed_value", "The number without its unit, as printed."),
        text("printed_unit", "The unit as printed, or carried over from a neighbour.").optional(),
        decimal("fx_rate", "Rate by which money was converted.").optional().unit("local currency per USD"),
        text("fx_source", "Where that rate is from.").optional(),
        text("attributed_to", "Who says so, where the text names somebody; as printed.").optional(),
        text("issuer", "Who says so: the authority named, else the publisher.").optional(),
        text("published", "Date of publication of the report, as far as it is known.").optional().pattern(PARTIAL_DATE),
        text("sentence", "The sentence that states it; of a table, what its row says."),
        SPAN_START,
        SPAN_END,
        LOCATOR,
        text("rule", "Rule that linked number, indicator and period."),
        text("subject", "Noun phrase that the number is about, as printed.").optional(),
    ],
    key: Key::Primary(&["claim_id"]),
    references: &[
        reference("report_id", "reports", "report_id"),
        reference("indicator_id", "indicators", "indicator_id"),
    ],
};

const DERIVED: TableSchema = TableSchema {
    name: "derived",
    description: "What follows from claims by arithmetic.",
    columns: &[
        text("derived_id", "Hash of key, relation and inputs.").pattern(DERIVED_VALUE),
        INDICATOR,
        AREA,
        MEASURE,
        PERIOD,
        BASE_PERIOD,
        BASIS,
        VALUE,
        LOW,
        HIGH,
        UNIT,
        text("relation", "Relation by which it follows.").one_of(relations),
        text("inputs", "Ids of the claims it rests on, sorted, with a space between."),
        integer("depth", "Number of derivations in a row."),
    ],
    key: Key::Primary(&["derived_id"]),
    references: &[reference("indicator_id", "indicators", "indicator_id")],
};

const FIGURES: TableSchema = TableSchema {
    name: "figures",
    description: "The reconciled value of each indicator, area, measure, period, base period and basis.",
    columns: &[
        text("figure_id", "Hash of the key, never of the value.").pattern(FIGURE),
        INDICATOR,
        AREA,
        MEASURE,
        PERIOD,
        PERIOD_START,
        PERIOD_END,
        BASE_PERIOD,
        BASIS,
        VALUE,
        VALUE_TO,
        HEDGE,
        LOW,
        HIGH,
        UNIT,
        text("obs_status", "Observation status: SDMX code list CL_OBS_STATUS.").one_of(observation_statuses),
        AGREEMENT,
        boolean("derived", "Whether no report prints it, so that the value is derived."),
        decimal("support", "Weight of the voices that support the value."),
        integer("n_claims", "Claims in its evidence, inputs of derived values and superseded ones included."),
        integer("n_reports", "Reports among them."),
        integer("n_sources", "Issuers that support the value."),
        integer("n_rejected", "Claims and derived values set aside."),
        text("claim_id", "Claim whose value is shown; null where the value is derived or a person's.")
            .optional()
            .pattern(CLAIM),
        text("rule", "Rule that chose the value."),
        text("first_published", "First publication among its claims.").optional().pattern(PARTIAL_DATE),
        text("last_published", "Last publication among its claims.").optional().pattern(PARTIAL_DATE),
    ],
    key: Key::Primary(&["figure_id"]),
    references: &[reference("indicator_id", "indicators", "indicator_id"), reference("claim_id", "claims", "claim_id")],
};

const EVIDENCE: TableSchema = TableSchema {
    name: "evidence",
    description: "The part of each claim and derived value in each figure, with the step that decided and its reason.",
    columns: &[
        FIGURE_ID,
        text("source_id", "Claim or derived value.").pattern(SOURCE),
        text("voice_id", "Voice that it speaks with: the first source of that voice.").pattern(SOURCE),
        text("step", "Step of reconciling that decided.").one_of(steps),
        text("role", "Part that it plays.").one_of(roles),
        text("reason", "Why: a stable code."),
        decimal("weight", "Its weight in the vote."),
        LOW,
        HIGH,
    ],
    key: Key::Primary(&["figure_id", "source_id"]),
    references: &[reference("figure_id", "figures", "figure_id")],
};

const CONFLICTS: TableSchema = TableSchema {
    name: "conflicts",
    description: "Each losing voice against the chosen one.",
    columns: &[
        FIGURE_ID,
        text("agreement", "Class of this disagreement.").one_of(agreements),
        text("chosen_id", "Claim or derived value chosen.").optional(),
        text("other_id", "Claim or derived value that lost.").pattern(SOURCE),
        decimal("chosen_value", "Value chosen, in the figure's unit."),
        decimal("other_value", "Value that lost, in the figure's unit."),
        decimal("gap", "other_value less chosen_value."),
        decimal("gap_percent", "The gap in percent of the chosen value; null where that is zero.")
            .optional()
            .unit("percent"),
        text("explanation", "The disagreement in a sentence."),
    ],
    key: Key::Primary(&["figure_id", "other_id"]),
    references: &[reference("figure_id", "figures", "figure_id")],
};

const VINTAGES: TableSchema = TableSchema {
    name: "vintages",
    description: "What each figure was believed to be from one date of publication to another.",
    columns: &[
        FIGURE_ID,
        date("vintage_from", "First day of this belief; null where it rests on undated reports.").optional(),
        date("vintage_to", "Last day of this belief; null where it is the latest.").optional(),
        VALUE,
        VALUE_TO,
        LOW,
        HIGH,
        AGREEMENT,
        integer("n_claims", "Claims in its evidence then."),
    ],
    key: Key::Unique(&["figure_id", "vintage_from"]),
    references: &[reference("figure_id", "figures", "figure_id")],
};

const TARGETS: TableSchema = TableSchema {
    name: "targets",
    description: "Targets against their outcomes, a row for each vintage of a target.",
    columns: &[
        INDICATOR,
        AREA,
        MEASURE,
        PERIOD,
        BASE_PERIOD,
        text("issuer", "Who set the target.").optional(),
        text("target_from", "First publication of this vintage of the target.").optional().pattern(PARTIAL_DATE),
        text("target_to", "Publication that replaced it.").optional().pattern(PARTIAL_DATE),
        decimal("target", "Value aimed at, in the indicator's unit or in percent, as the measure asks."),
        decimal("outcome", "Value observed; null where none is.").optional(),
        decimal("gap_percent", "Outcome less target, in percent of the target.").optional().unit("percent"),
        text(
            "outcome_status",
            "How it ended; pending where the period ends after the latest publication, or nothing was observed for it.",
        )
        .one_of(outcome_statuses),
        text("target_claim_id", "Claim that set the target.").pattern(CLAIM),
        text("outcome_figure_id", "Figure of the outcome.").optional().pattern(FIGURE),
    ],
    key: Key::Primary(&["target_claim_id"]),
    references: &[
        reference("indicator_id", "indicators", "indicator_id"),
        reference("target_claim_id", "claims", "claim_id"),
        reference("outcome_figure_id", "figures", "figure_id"),
    ],
};

const DISMISSED: TableSchema = TableSchema {
    name: "dismissed",
    description: "Mentions of numbers and periods that became no claim, with the reason.",
    columns: &[
        REPORT,
        SPAN_START,
        SPAN_END,
        LOCATOR,
        VALUE_TEXT,
        text("reason", "Why it became no claim: a stable code."),
    ],
    key: Key::Row,
    references: &[reference("report_id", "reports", "report_id")],
};

const FINDINGS: TableSchema = TableSchema {
    name: "findings",
    description: "Defects of the data, coded and placed.",
    columns: &[
        text("code", "What kind of defect: a stable code."),
        text("severity", "How much it matters.").one_of(severities),
        text("report_id", "Report at fault; it may be one that could not be read.").optional(),
        SPAN_START.optional(),
        SPAN_END.optional(),
        text("locator", "Place in words, such as body:3 or catalogue:12.").optional(),
        text("message", "What is wrong, and what would be consistent."),
    ],
    key: Key::Row,
    references: &[],
};

pub(super) static FIGURES_WIDE: TableSchema = TableSchema {
    name: "figures_wide",
    description: "Figures by calendar year, wide: a row for each indicator, area and year, with what was observed, what \
                  was planned, growth and share side by side. For charts that need no join; `figures` has everything.",
    columns: &[
        INDICATOR,
        text("label", "Name of the indicator for people."),
        text("topic", "Topic of the indicator, to group by.").optional(),
        text("unit", "What value and planned count."),
        AREA,
        integer("year", "Calendar year; of a stock, the year of its latest day that is known."),
        date("year_start", "First day of the year, for tools that draw time by dates."),
        decimal("value", "Value observed; of a ratio its share, of a rank the place.").optional(),
        LOW,
        HIGH,
        AGREEMENT.optional(),
        decimal("planned", "Value planned for the year: the target, where there is one, else the forecast.").optional(),
        decimal("planned_low", "Low end of what planned stands for.").optional(),
        decimal("planned_high", "High end of what planned stands for.").optional(),
        text("planned_status", "Whether planned is a target or a forecast, where a claim says so.")
            .optional()
            .one_of(statuses),
        decimal("growth", "Growth observed against the year before.").optional().unit("percent"),
        decimal("share", "Share observed of the indicator that it is a part of.").optional().unit("percent"),
        text("figure_id", "Figure that value is of.").optional().pattern(FIGURE),
        text("planned_figure_id", "Figure that planned is of.").optional().pattern(FIGURE),
        text("report_id", "Report that prints the value, where one does.").optional(),
        text("published", "When that report was published, as far as it is known.").optional().pattern(PARTIAL_DATE),
        text("sentence", "The sentence that states the value.").optional(),
        text("planned_report_id", "Report that prints what was planned, where one does.").optional(),
        text("planned_sentence", "The sentence that states what was planned.").optional(),
    ],
    key: Key::Primary(&["indicator_id", "area", "year"]),
    references: &[
        reference("indicator_id", "indicators", "indicator_id"),
        reference("figure_id", "figures", "figure_id"),
        reference("planned_figure_id", "figures", "figure_id"),
        reference("report_id", "reports", "report_id"),
        reference("planned_report_id", "reports", "report_id"),
    ],
};

#[cfg(test)]
mod tests {
    use super::super::schema::Type;
    use super::*;

    /// Section 6 of the design, to the letter.
    const CONTRACT: &[(&str, &str)] = &[
        (
            "reports",
            "report_id, file, sha256, original_sha256, title, publisher, authority, published, published_precision, \
             published_basis, language, area, url, licence, retrieved, repost_of, n_mentions, n_claims, n_dismissed",
        ),
        ("indicators", "indicator_id, label, description, unit, kind, direction, topic, variant_of"),
        (
            "claims",
            "claim_id, report_id, indicator_id, area, measure, period, period_start, period_end, period_inferred, \
             base_period, basis, status, value, value_to, unit, low, high, hedge, value_text, printed_value, \
             printed_unit, fx_rate, fx_source, attributed_to, issuer, published, sentence, span_start, span_end, \
             locator, rule, subject",
        ),
        (
            "derived",
            "derived_id, indicator_id, area, measure, period, base_period, basis, value, low, high, unit, relation, \
             inputs, depth",
        ),
        (
            "figures",
            "figure_id, indicator_id, area, measure, period, period_start, period_end, base_period, basis, value, \
             value_to, hedge, low, high, unit, obs_status, agreement, derived, support, n_claims, n_reports, \
             n_sources, n_rejected, claim_id, rule, first_published, last_published",
        ),
        ("evidence", "figure_id, source_id, voice_id, step, role, reason, weight, low, high"),
        (
            "conflicts",
            "figure_id, agreement, chosen_id, other_id, chosen_value, other_value, gap, gap_percent, explanation",
        ),
        ("vintages", "figure_id, vintage_from, vintage_to, value, value_to, low, high, agreement, n_claims"),
        (
            "targets",
            "indicator_id, area, measure, period, base_period, issuer, target_from, target_to, target, outcome, \
             gap_percent, outcome_status, target_claim_id, outcome_figure_id",
        ),
        ("dismissed", "report_id, span_start, span_end, locator, value_text, reason"),
        ("findings", "code, severity, report_id, span_start, span_end, locator, message"),
        (
            "figures_wide",
            "indicator_id, label, topic, unit, area, year, year_start, value, low, high, agreement, planned, \
             planned_low, planned_high, planned_status, growth, share, figure_id, planned_figure_id, report_id, \
             published, sentence, planned_report_id, planned_sentence",
        ),
    ];

    #[test]
    fn tables_are_those_of_the_contract() {
        let ours: Vec<(&str, String)> = TABLES
            .iter()
            .map(|table| (table.name, table.columns.iter().map(|c| c.name).collect::<Vec<_>>().join(", ")))
            .collect();
        let theirs: Vec<(&str, String)> =
            CONTRACT.iter().map(|(name, columns)| (*name, (*columns).to_owned())).collect();
        assert_eq!(ours, theirs);
    }

    #[test]
    fn keys_and_references_hold_together() {
        for schema in &TABLES {
            for name in schema.key.columns() {
                assert!(schema.position(name).is_some(), "{}.{name}", schema.name);
            }
            if let Key::Primary(names) = schema.key {
                let required = |name: &&str| {
                    let column = &schema.columns[schema.position(name).unwrap()];
                    column.presence == super::super::schema::Presence::Required
                };
                assert!(names.iter().all(required), "{}", schema.name);
            }
            for reference in schema.references {
                assert!(schema.position(reference.column).is_some());
                let there = table(reference.table).unwrap();
                assert!(matches!(there.key, Key::Primary(_)), "{}.{}", schema.name, reference.column);
                assert_eq!(there.key.columns(), [reference.target], "{}.{}", schema.name, reference.column);
            }
            for column in schema.columns {
                assert!(column.description.ends_with('.'), "{}.{}", schema.name, column.name);
                let constrained = !matches!(column.constraint, super::super::schema::Constraint::Free);
                assert!(!constrained || column.kind == Type::Text, "{}.{}", schema.name, column.name);
            }
        }
    }
}
