-- Vietnam's ICT industry as reported, 2020-2025, release 68302b8b7211: tables and views for DuckDB 1.1 or later.
-- In the folder of the release: duckdb -init schema.sql
-- From elsewhere, first: SET file_search_path = 'FOLDER OF THE RELEASE';
-- Nothing is copied: the views read the Parquet files.

CREATE OR REPLACE VIEW reports AS SELECT
  report_id::VARCHAR AS report_id,
  file::VARCHAR AS file,
  sha256::VARCHAR AS sha256,
  original_sha256::VARCHAR AS original_sha256,
  title::VARCHAR AS title,
  publisher::VARCHAR AS publisher,
  authority::VARCHAR AS authority,
  published::VARCHAR AS published,
  published_precision::VARCHAR AS published_precision,
  published_basis::VARCHAR AS published_basis,
  language::VARCHAR AS language,
  area::VARCHAR AS area,
  url::VARCHAR AS url,
  licence::VARCHAR AS licence,
  retrieved::VARCHAR AS retrieved,
  repost_of::VARCHAR AS repost_of,
  n_mentions::BIGINT AS n_mentions,
  n_claims::BIGINT AS n_claims,
  n_dismissed::BIGINT AS n_dismissed
FROM read_parquet('data/reports.parquet');
COMMENT ON VIEW reports IS 'The published documents, as catalogued, with what was found in each.';
COMMENT ON COLUMN reports.report_id IS 'The stem of the file''s name; of a table of figures, the id that its rows give.';
COMMENT ON COLUMN reports.file IS 'The file''s name in the folder of reports; of a table of figures, as the configuration has it.';
COMMENT ON COLUMN reports.sha256 IS 'SHA-256 of the file.';
COMMENT ON COLUMN reports.original_sha256 IS 'SHA-256 of the original that this file restates.';
COMMENT ON COLUMN reports.title IS 'Title.';
COMMENT ON COLUMN reports.publisher IS 'Who published it.';
COMMENT ON COLUMN reports.authority IS 'Class of the publisher''s authority, which gives its weight.';
COMMENT ON COLUMN reports.published IS 'Date of publication, as far as it is known: 2024, 2025-02, 2022-03-26.';
COMMENT ON COLUMN reports.published_precision IS 'How exactly that date is known.';
COMMENT ON COLUMN reports.published_basis IS 'Whether the date is stated on the document, or inferred.';
COMMENT ON COLUMN reports.language IS 'Main language: ISO 639-1 code.';
COMMENT ON COLUMN reports.area IS 'Area that it is about where a sentence names none: ISO 3166 code.';
COMMENT ON COLUMN reports.url IS 'Address of the original.';
COMMENT ON COLUMN reports.licence IS 'Licence of the text.';
COMMENT ON COLUMN reports.retrieved IS 'Day on which the original was retrieved.';
COMMENT ON COLUMN reports.repost_of IS 'Report that this one repeats.';
COMMENT ON COLUMN reports.n_mentions IS 'Mentions of numbers and periods: claims and dismissed together.';
COMMENT ON COLUMN reports.n_claims IS 'Mentions that became claims.';
COMMENT ON COLUMN reports.n_dismissed IS 'Mentions that became none.';

CREATE OR REPLACE VIEW indicators AS SELECT
  indicator_id::VARCHAR AS indicator_id,
  label::VARCHAR AS label,
  description::VARCHAR AS description,
  unit::VARCHAR AS unit,
  kind::VARCHAR AS kind,
  direction::VARCHAR AS direction,
  topic::VARCHAR AS topic,
  variant_of::VARCHAR AS variant_of
FROM read_parquet('data/indicators.parquet');
COMMENT ON VIEW indicators IS 'What figures are about, as the configuration defines it.';
COMMENT ON COLUMN indicators.indicator_id IS 'Id.';
COMMENT ON COLUMN indicators.label IS 'Name for people.';
COMMENT ON COLUMN indicators.description IS 'What it counts.';
COMMENT ON COLUMN indicators.unit IS 'Unit of its level; money is in USD.';
COMMENT ON COLUMN indicators.kind IS 'Of a moment (stock), of a stretch of time (flow), a rank, or a ratio.';
COMMENT ON COLUMN indicators.direction IS 'Which way is good.';
COMMENT ON COLUMN indicators.topic IS 'Topic, to group by.';
COMMENT ON COLUMN indicators.variant_of IS 'Indicator of which this is another scope.';

CREATE OR REPLACE VIEW claims AS SELECT
  claim_id::VARCHAR AS claim_id,
  report_id::VARCHAR AS report_id,
  indicator_id::VARCHAR AS indicator_id,
  area::VARCHAR AS area,
  measure::VARCHAR AS measure,
  period::VARCHAR AS period,
  period_start::DATE AS period_start,
  period_end::DATE AS period_end,
  period_inferred::BOOLEAN AS period_inferred,
  base_period::VARCHAR AS base_period,
  basis::VARCHAR AS basis,
  status::VARCHAR AS status,
  value::DECIMAL(38,6) AS value,
  value_to::DECIMAL(38,6) AS value_to,
  unit::VARCHAR AS unit,
  low::DECIMAL(38,6) AS low,
  high::DECIMAL(38,6) AS high,
  hedge::VARCHAR AS hedge,
  value_text::VARCHAR AS value_text,
  printed_value::VARCHAR AS printed_value,
  printed_unit::VARCHAR AS printed_unit,
  fx_rate::DECIMAL(38,6) AS fx_rate,
  fx_source::VARCHAR AS fx_source,
  attributed_to::VARCHAR AS attributed_to,
  issuer::VARCHAR AS issuer,
  published::VARCHAR AS published,
  sentence::VARCHAR AS sentence,
  span_start::BIGINT AS span_start,
  span_end::BIGINT AS span_end,
  locator::VARCHAR AS locator,
  rule::VARCHAR AS rule,
  subject::VARCHAR AS subject
FROM read_parquet('data/claims.parquet');
COMMENT ON VIEW claims IS 'What reports print about one number each, normalized, with the sentence that states it.';
COMMENT ON COLUMN claims.claim_id IS 'Hash of report, printed text, key and ordinal among equals.';
COMMENT ON COLUMN claims.report_id IS 'Report that prints it.';
COMMENT ON COLUMN claims.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN claims.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN claims.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN claims.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN claims.period_start IS 'First day of the period.';
COMMENT ON COLUMN claims.period_end IS 'Last day of the period.';
COMMENT ON COLUMN claims.period_inferred IS 'Whether the period follows from context rather than from words at the number.';
COMMENT ON COLUMN claims.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN claims.basis IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN claims.status IS 'How firm the statement is.';
COMMENT ON COLUMN claims.value IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN claims.value_to IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN claims.unit IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN claims.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN claims.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN claims.hedge IS 'How the printed value is hedged.';
COMMENT ON COLUMN claims.value_text IS 'The mention''s own text: the bytes from span_start to span_end.';
COMMENT ON COLUMN claims.printed_value IS 'The number without its unit, as printed.';
COMMENT ON COLUMN claims.printed_unit IS 'The unit as printed, or carried over from a neighbour.';
COMMENT ON COLUMN claims.fx_rate IS 'Rate by which money was converted.';
COMMENT ON COLUMN claims.fx_source IS 'Where that rate is from.';
COMMENT ON COLUMN claims.attributed_to IS 'Who says so, where the text names somebody; as printed.';
COMMENT ON COLUMN claims.issuer IS 'Who says so: the authority named, else the publisher.';
COMMENT ON COLUMN claims.published IS 'Date of publication of the report, as far as it is known.';
COMMENT ON COLUMN claims.sentence IS 'The sentence that states it; of a table, what its row says.';
COMMENT ON COLUMN claims.span_start IS 'First byte of the mention in the report''s text.';
COMMENT ON COLUMN claims.span_end IS 'One past the last byte of the mention.';
COMMENT ON COLUMN claims.locator IS 'Where the mention stands: title, lead, body, list with its number, or row and column of a table.';
COMMENT ON COLUMN claims.rule IS 'Rule that linked number, indicator and period.';
COMMENT ON COLUMN claims.subject IS 'Noun phrase that the number is about, as printed.';

CREATE OR REPLACE VIEW derived AS SELECT
  derived_id::VARCHAR AS derived_id,
  indicator_id::VARCHAR AS indicator_id,
  area::VARCHAR AS area,
  measure::VARCHAR AS measure,
  period::VARCHAR AS period,
  base_period::VARCHAR AS base_period,
  basis::VARCHAR AS basis,
  value::DECIMAL(38,6) AS value,
  low::DECIMAL(38,6) AS low,
  high::DECIMAL(38,6) AS high,
  unit::VARCHAR AS unit,
  relation::VARCHAR AS relation,
  inputs::VARCHAR AS inputs,
  depth::BIGINT AS depth
FROM read_parquet('data/derived.parquet');
COMMENT ON VIEW derived IS 'What follows from claims by arithmetic.';
COMMENT ON COLUMN derived.derived_id IS 'Hash of key, relation and inputs.';
COMMENT ON COLUMN derived.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN derived.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN derived.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN derived.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN derived.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN derived.basis IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN derived.value IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN derived.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN derived.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN derived.unit IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN derived.relation IS 'Relation by which it follows.';
COMMENT ON COLUMN derived.inputs IS 'Ids of the claims it rests on, sorted, with a space between.';
COMMENT ON COLUMN derived.depth IS 'Number of derivations in a row.';

CREATE OR REPLACE VIEW figures AS SELECT
  figure_id::VARCHAR AS figure_id,
  indicator_id::VARCHAR AS indicator_id,
  area::VARCHAR AS area,
  measure::VARCHAR AS measure,
  period::VARCHAR AS period,
  period_start::DATE AS period_start,
  period_end::DATE AS period_end,
  base_period::VARCHAR AS base_period,
  basis::VARCHAR AS basis,
  value::DECIMAL(38,6) AS value,
  value_to::DECIMAL(38,6) AS value_to,
  hedge::VARCHAR AS hedge,
  low::DECIMAL(38,6) AS low,
  high::DECIMAL(38,6) AS high,
  unit::VARCHAR AS unit,
  obs_status::VARCHAR AS obs_status,
  agreement::VARCHAR AS agreement,
  derived::BOOLEAN AS derived,
  support::DECIMAL(38,6) AS support,
  n_claims::BIGINT AS n_claims,
  n_reports::BIGINT AS n_reports,
  n_sources::BIGINT AS n_sources,
  n_rejected::BIGINT AS n_rejected,
  claim_id::VARCHAR AS claim_id,
  rule::VARCHAR AS rule,
  first_published::VARCHAR AS first_published,
  last_published::VARCHAR AS last_published
FROM read_parquet('data/figures.parquet');
COMMENT ON VIEW figures IS 'The reconciled value of each indicator, area, measure, period, base period and basis.';
COMMENT ON COLUMN figures.figure_id IS 'Hash of the key, never of the value.';
COMMENT ON COLUMN figures.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN figures.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN figures.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN figures.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN figures.period_start IS 'First day of the period.';
COMMENT ON COLUMN figures.period_end IS 'Last day of the period.';
COMMENT ON COLUMN figures.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN figures.basis IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN figures.value IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN figures.value_to IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN figures.hedge IS 'How the printed value is hedged.';
COMMENT ON COLUMN figures.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN figures.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN figures.unit IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN figures.obs_status IS 'Observation status: SDMX code list CL_OBS_STATUS.';
COMMENT ON COLUMN figures.agreement IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN figures.derived IS 'Whether no report prints it, so that the value is derived.';
COMMENT ON COLUMN figures.support IS 'Weight of the voices that support the value.';
COMMENT ON COLUMN figures.n_claims IS 'Claims in its evidence, inputs of derived values and superseded ones included.';
COMMENT ON COLUMN figures.n_reports IS 'Reports among them.';
COMMENT ON COLUMN figures.n_sources IS 'Issuers that support the value.';
COMMENT ON COLUMN figures.n_rejected IS 'Claims and derived values set aside.';
COMMENT ON COLUMN figures.claim_id IS 'Claim whose value is shown; null where the value is derived or a person''s.';
COMMENT ON COLUMN figures.rule IS 'Rule that chose the value.';
COMMENT ON COLUMN figures.first_published IS 'First publication among its claims.';
COMMENT ON COLUMN figures.last_published IS 'Last publication among its claims.';

CREATE OR REPLACE VIEW evidence AS SELECT
  figure_id::VARCHAR AS figure_id,
  source_id::VARCHAR AS source_id,
  voice_id::VARCHAR AS voice_id,
  step::VARCHAR AS step,
  role::VARCHAR AS role,
  reason::VARCHAR AS reason,
  weight::DECIMAL(38,6) AS weight,
  low::DECIMAL(38,6) AS low,
  high::DECIMAL(38,6) AS high
FROM read_parquet('data/evidence.parquet');
COMMENT ON VIEW evidence IS 'The part of each claim and derived value in each figure, with the step that decided and its reason.';
COMMENT ON COLUMN evidence.figure_id IS 'Figure that the row belongs to.';
COMMENT ON COLUMN evidence.source_id IS 'Claim or derived value.';
COMMENT ON COLUMN evidence.voice_id IS 'Voice that it speaks with: the first source of that voice.';
COMMENT ON COLUMN evidence.step IS 'Step of reconciling that decided.';
COMMENT ON COLUMN evidence.role IS 'Part that it plays.';
COMMENT ON COLUMN evidence.reason IS 'Why: a stable code.';
COMMENT ON COLUMN evidence.weight IS 'Its weight in the vote.';
COMMENT ON COLUMN evidence.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN evidence.high IS 'High end of what the value stands for; null where it has none. Rounded up.';

CREATE OR REPLACE VIEW conflicts AS SELECT
  figure_id::VARCHAR AS figure_id,
  agreement::VARCHAR AS agreement,
  chosen_id::VARCHAR AS chosen_id,
  other_id::VARCHAR AS other_id,
  chosen_value::DECIMAL(38,6) AS chosen_value,
  other_value::DECIMAL(38,6) AS other_value,
  gap::DECIMAL(38,6) AS gap,
  gap_percent::DECIMAL(38,6) AS gap_percent,
  explanation::VARCHAR AS explanation
FROM read_parquet('data/conflicts.parquet');
COMMENT ON VIEW conflicts IS 'Each losing voice against the chosen one.';
COMMENT ON COLUMN conflicts.figure_id IS 'Figure that the row belongs to.';
COMMENT ON COLUMN conflicts.agreement IS 'Class of this disagreement.';
COMMENT ON COLUMN conflicts.chosen_id IS 'Claim or derived value chosen.';
COMMENT ON COLUMN conflicts.other_id IS 'Claim or derived value that lost.';
COMMENT ON COLUMN conflicts.chosen_value IS 'Value chosen, in the figure''s unit.';
COMMENT ON COLUMN conflicts.other_value IS 'Value that lost, in the figure''s unit.';
COMMENT ON COLUMN conflicts.gap IS 'other_value less chosen_value.';
COMMENT ON COLUMN conflicts.gap_percent IS 'The gap in percent of the chosen value; null where that is zero.';
COMMENT ON COLUMN conflicts.explanation IS 'The disagreement in a sentence.';

CREATE OR REPLACE VIEW vintages AS SELECT
  figure_id::VARCHAR AS figure_id,
  vintage_from::DATE AS vintage_from,
  vintage_to::DATE AS vintage_to,
  value::DECIMAL(38,6) AS value,
  value_to::DECIMAL(38,6) AS value_to,
  low::DECIMAL(38,6) AS low,
  high::DECIMAL(38,6) AS high,
  agreement::VARCHAR AS agreement,
  n_claims::BIGINT AS n_claims
FROM read_parquet('data/vintages.parquet');
COMMENT ON VIEW vintages IS 'What each figure was believed to be from one date of publication to another.';
COMMENT ON COLUMN vintages.figure_id IS 'Figure that the row belongs to.';
COMMENT ON COLUMN vintages.vintage_from IS 'First day of this belief; null where it rests on undated reports.';
COMMENT ON COLUMN vintages.vintage_to IS 'Last day of this belief; null where it is the latest.';
COMMENT ON COLUMN vintages.value IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN vintages.value_to IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN vintages.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN vintages.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN vintages.agreement IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN vintages.n_claims IS 'Claims in its evidence then.';

CREATE OR REPLACE VIEW targets AS SELECT
  indicator_id::VARCHAR AS indicator_id,
  area::VARCHAR AS area,
  measure::VARCHAR AS measure,
  period::VARCHAR AS period,
  base_period::VARCHAR AS base_period,
  issuer::VARCHAR AS issuer,
  target_from::VARCHAR AS target_from,
  target_to::VARCHAR AS target_to,
  target::DECIMAL(38,6) AS target,
  outcome::DECIMAL(38,6) AS outcome,
  gap_percent::DECIMAL(38,6) AS gap_percent,
  outcome_status::VARCHAR AS outcome_status,
  target_claim_id::VARCHAR AS target_claim_id,
  outcome_figure_id::VARCHAR AS outcome_figure_id
FROM read_parquet('data/targets.parquet');
COMMENT ON VIEW targets IS 'Targets against their outcomes, a row for each vintage of a target.';
COMMENT ON COLUMN targets.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN targets.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN targets.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN targets.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN targets.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN targets.issuer IS 'Who set the target.';
COMMENT ON COLUMN targets.target_from IS 'First publication of this vintage of the target.';
COMMENT ON COLUMN targets.target_to IS 'Publication that replaced it.';
COMMENT ON COLUMN targets.target IS 'Value aimed at, in the indicator''s unit or in percent, as the measure asks.';
COMMENT ON COLUMN targets.outcome IS 'Value observed; null where none is.';
COMMENT ON COLUMN targets.gap_percent IS 'Outcome less target, in percent of the target.';
COMMENT ON COLUMN targets.outcome_status IS 'How it ended; pending where the period ends after the latest publication, or nothing was observed for it.';
COMMENT ON COLUMN targets.target_claim_id IS 'Claim that set the target.';
COMMENT ON COLUMN targets.outcome_figure_id IS 'Figure of the outcome.';

CREATE OR REPLACE VIEW dismissed AS SELECT
  report_id::VARCHAR AS report_id,
  span_start::BIGINT AS span_start,
  span_end::BIGINT AS span_end,
  locator::VARCHAR AS locator,
  value_text::VARCHAR AS value_text,
  reason::VARCHAR AS reason
FROM read_parquet('data/dismissed.parquet');
COMMENT ON VIEW dismissed IS 'Mentions of numbers and periods that became no claim, with the reason.';
COMMENT ON COLUMN dismissed.report_id IS 'Report that prints it.';
COMMENT ON COLUMN dismissed.span_start IS 'First byte of the mention in the report''s text.';
COMMENT ON COLUMN dismissed.span_end IS 'One past the last byte of the mention.';
COMMENT ON COLUMN dismissed.locator IS 'Where the mention stands: title, lead, body, list with its number, or row and column of a table.';
COMMENT ON COLUMN dismissed.value_text IS 'The mention''s own text: the bytes from span_start to span_end.';
COMMENT ON COLUMN dismissed.reason IS 'Why it became no claim: a stable code.';

CREATE OR REPLACE VIEW findings AS SELECT
  code::VARCHAR AS code,
  severity::VARCHAR AS severity,
  report_id::VARCHAR AS report_id,
  span_start::BIGINT AS span_start,
  span_end::BIGINT AS span_end,
  locator::VARCHAR AS locator,
  message::VARCHAR AS message
FROM read_parquet('data/findings.parquet');
COMMENT ON VIEW findings IS 'Defects of the data, coded and placed.';
COMMENT ON COLUMN findings.code IS 'What kind of defect: a stable code.';
COMMENT ON COLUMN findings.severity IS 'How much it matters.';
COMMENT ON COLUMN findings.report_id IS 'Report at fault; it may be one that could not be read.';
COMMENT ON COLUMN findings.span_start IS 'First byte of the mention in the report''s text.';
COMMENT ON COLUMN findings.span_end IS 'One past the last byte of the mention.';
COMMENT ON COLUMN findings.locator IS 'Place in words, such as body:3 or catalogue:12.';
COMMENT ON COLUMN findings.message IS 'What is wrong, and what would be consistent.';

CREATE OR REPLACE VIEW figures_wide AS SELECT
  indicator_id::VARCHAR AS indicator_id,
  label::VARCHAR AS label,
  topic::VARCHAR AS topic,
  unit::VARCHAR AS unit,
  area::VARCHAR AS area,
  year::BIGINT AS year,
  year_start::DATE AS year_start,
  value::DECIMAL(38,6) AS value,
  low::DECIMAL(38,6) AS low,
  high::DECIMAL(38,6) AS high,
  agreement::VARCHAR AS agreement,
  planned::DECIMAL(38,6) AS planned,
  planned_low::DECIMAL(38,6) AS planned_low,
  planned_high::DECIMAL(38,6) AS planned_high,
  planned_status::VARCHAR AS planned_status,
  growth::DECIMAL(38,6) AS growth,
  share::DECIMAL(38,6) AS share,
  figure_id::VARCHAR AS figure_id,
  planned_figure_id::VARCHAR AS planned_figure_id,
  report_id::VARCHAR AS report_id,
  published::VARCHAR AS published,
  sentence::VARCHAR AS sentence,
  planned_report_id::VARCHAR AS planned_report_id,
  planned_sentence::VARCHAR AS planned_sentence
FROM read_parquet('data/figures_wide.parquet');
COMMENT ON VIEW figures_wide IS 'Figures by calendar year, wide: a row for each indicator, area and year, with what was observed, what was planned, growth and share side by side. For charts that need no join; `figures` has everything.';
COMMENT ON COLUMN figures_wide.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN figures_wide.label IS 'Name of the indicator for people.';
COMMENT ON COLUMN figures_wide.topic IS 'Topic of the indicator, to group by.';
COMMENT ON COLUMN figures_wide.unit IS 'What value and planned count.';
COMMENT ON COLUMN figures_wide.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN figures_wide.year IS 'Calendar year; of a stock, the year of its latest day that is known.';
COMMENT ON COLUMN figures_wide.year_start IS 'First day of the year, for tools that draw time by dates.';
COMMENT ON COLUMN figures_wide.value IS 'Value observed; of a ratio its share, of a rank the place.';
COMMENT ON COLUMN figures_wide.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN figures_wide.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN figures_wide.agreement IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN figures_wide.planned IS 'Value planned for the year: the target, where there is one, else the forecast.';
COMMENT ON COLUMN figures_wide.planned_low IS 'Low end of what planned stands for.';
COMMENT ON COLUMN figures_wide.planned_high IS 'High end of what planned stands for.';
COMMENT ON COLUMN figures_wide.planned_status IS 'Whether planned is a target or a forecast, where a claim says so.';
COMMENT ON COLUMN figures_wide.growth IS 'Growth observed against the year before.';
COMMENT ON COLUMN figures_wide.share IS 'Share observed of the indicator that it is a part of.';
COMMENT ON COLUMN figures_wide.figure_id IS 'Figure that value is of.';
COMMENT ON COLUMN figures_wide.planned_figure_id IS 'Figure that planned is of.';
COMMENT ON COLUMN figures_wide.report_id IS 'Report that prints the value, where one does.';
COMMENT ON COLUMN figures_wide.published IS 'When that report was published, as far as it is known.';
COMMENT ON COLUMN figures_wide.sentence IS 'The sentence that states the value.';
COMMENT ON COLUMN figures_wide.planned_report_id IS 'Report that prints what was planned, where one does.';
COMMENT ON COLUMN figures_wide.planned_sentence IS 'The sentence that states what was planned.';

CREATE OR REPLACE VIEW figures_by_year AS
SELECT w.indicator_id AS indicator_id, w.label AS label, w.topic AS topic, w.unit AS unit, w.area AS area, w.year AS year, w.year_start AS year_start, w.value AS value, CAST(w.value AS DOUBLE PRECISION) AS value_double, w.low AS low, CAST(w.low AS DOUBLE PRECISION) AS low_double, w.high AS high, CAST(w.high AS DOUBLE PRECISION) AS high_double, w.agreement AS agreement, w.planned AS planned, CAST(w.planned AS DOUBLE PRECISION) AS planned_double, w.planned_low AS planned_low, CAST(w.planned_low AS DOUBLE PRECISION) AS planned_low_double, w.planned_high AS planned_high, CAST(w.planned_high AS DOUBLE PRECISION) AS planned_high_double, w.planned_status AS planned_status, w.growth AS growth, CAST(w.growth AS DOUBLE PRECISION) AS growth_double, w.share AS share, CAST(w.share AS DOUBLE PRECISION) AS share_double, w.figure_id AS figure_id, w.planned_figure_id AS planned_figure_id, w.report_id AS report_id, w.published AS published, w.sentence AS sentence, w.planned_report_id AS planned_report_id, w.planned_sentence AS planned_sentence
FROM figures_wide AS w;
COMMENT ON VIEW figures_by_year IS 'figures_wide with a double beside each decimal: a row for each indicator, area and year.';
COMMENT ON COLUMN figures_by_year.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN figures_by_year.label IS 'Name of the indicator for people.';
COMMENT ON COLUMN figures_by_year.topic IS 'Topic of the indicator, to group by.';
COMMENT ON COLUMN figures_by_year.unit IS 'What value and planned count.';
COMMENT ON COLUMN figures_by_year.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN figures_by_year.year IS 'Calendar year; of a stock, the year of its latest day that is known.';
COMMENT ON COLUMN figures_by_year.year_start IS 'First day of the year, for tools that draw time by dates.';
COMMENT ON COLUMN figures_by_year.value IS 'Value observed; of a ratio its share, of a rank the place.';
COMMENT ON COLUMN figures_by_year.value_double IS 'Value observed; of a ratio its share, of a rank the place. As a double, which tools draw; for exact sums take value.';
COMMENT ON COLUMN figures_by_year.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN figures_by_year.low_double IS 'Low end of what the value stands for; null where it has none. Rounded down. As a double, which tools draw; for exact sums take low.';
COMMENT ON COLUMN figures_by_year.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN figures_by_year.high_double IS 'High end of what the value stands for; null where it has none. Rounded up. As a double, which tools draw; for exact sums take high.';
COMMENT ON COLUMN figures_by_year.agreement IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN figures_by_year.planned IS 'Value planned for the year: the target, where there is one, else the forecast.';
COMMENT ON COLUMN figures_by_year.planned_double IS 'Value planned for the year: the target, where there is one, else the forecast. As a double, which tools draw; for exact sums take planned.';
COMMENT ON COLUMN figures_by_year.planned_low IS 'Low end of what planned stands for.';
COMMENT ON COLUMN figures_by_year.planned_low_double IS 'Low end of what planned stands for. As a double, which tools draw; for exact sums take planned_low.';
COMMENT ON COLUMN figures_by_year.planned_high IS 'High end of what planned stands for.';
COMMENT ON COLUMN figures_by_year.planned_high_double IS 'High end of what planned stands for. As a double, which tools draw; for exact sums take planned_high.';
COMMENT ON COLUMN figures_by_year.planned_status IS 'Whether planned is a target or a forecast, where a claim says so.';
COMMENT ON COLUMN figures_by_year.growth IS 'Growth observed against the year before. In percent.';
COMMENT ON COLUMN figures_by_year.growth_double IS 'Growth observed against the year before. In percent. As a double, which tools draw; for exact sums take growth.';
COMMENT ON COLUMN figures_by_year.share IS 'Share observed of the indicator that it is a part of. In percent.';
COMMENT ON COLUMN figures_by_year.share_double IS 'Share observed of the indicator that it is a part of. In percent. As a double, which tools draw; for exact sums take share.';
COMMENT ON COLUMN figures_by_year.figure_id IS 'Figure that value is of.';
COMMENT ON COLUMN figures_by_year.planned_figure_id IS 'Figure that planned is of.';
COMMENT ON COLUMN figures_by_year.report_id IS 'Report that prints the value, where one does.';
COMMENT ON COLUMN figures_by_year.published IS 'When that report was published, as far as it is known.';
COMMENT ON COLUMN figures_by_year.sentence IS 'The sentence that states the value.';
COMMENT ON COLUMN figures_by_year.planned_report_id IS 'Report that prints what was planned, where one does.';
COMMENT ON COLUMN figures_by_year.planned_sentence IS 'The sentence that states what was planned.';

CREATE OR REPLACE VIEW figures_latest AS
SELECT f.figure_id AS figure_id, f.indicator_id AS indicator_id, f.area AS area, f.measure AS measure, f.period AS period, f.period_start AS period_start, f.period_end AS period_end, f.base_period AS base_period, f.basis AS basis, f.value AS value, CAST(f.value AS DOUBLE PRECISION) AS value_double, f.value_to AS value_to, CAST(f.value_to AS DOUBLE PRECISION) AS value_to_double, f.hedge AS hedge, f.low AS low, CAST(f.low AS DOUBLE PRECISION) AS low_double, f.high AS high, CAST(f.high AS DOUBLE PRECISION) AS high_double, f.unit AS unit, f.obs_status AS obs_status, f.agreement AS agreement, f.derived AS derived, f.support AS support, CAST(f.support AS DOUBLE PRECISION) AS support_double, f.n_claims AS n_claims, f.n_reports AS n_reports, f.n_sources AS n_sources, f.n_rejected AS n_rejected, f.claim_id AS claim_id, f.rule AS rule, f.first_published AS first_published, f.last_published AS last_published, i.label AS label, i.topic AS topic, c.report_id AS report_id, c.sentence AS sentence
FROM (SELECT f.*, row_number() OVER (PARTITION BY indicator_id, area, measure, basis ORDER BY period_end DESC, period_start, base_period DESC, figure_id) AS place FROM figures AS f) AS f JOIN indicators AS i ON i.indicator_id = f.indicator_id LEFT JOIN claims AS c ON c.claim_id = f.claim_id WHERE f.place = 1;
COMMENT ON VIEW figures_latest IS 'The latest figure of each indicator, area, measure and basis, with its sentence.';
COMMENT ON COLUMN figures_latest.figure_id IS 'Hash of the key, never of the value.';
COMMENT ON COLUMN figures_latest.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN figures_latest.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN figures_latest.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN figures_latest.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN figures_latest.period_start IS 'First day of the period.';
COMMENT ON COLUMN figures_latest.period_end IS 'Last day of the period.';
COMMENT ON COLUMN figures_latest.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN figures_latest.basis IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN figures_latest.value IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN figures_latest.value_double IS 'Value in the unit; the low end of a range. Rounded half to even. As a double, which tools draw; for exact sums take value.';
COMMENT ON COLUMN figures_latest.value_to IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN figures_latest.value_to_double IS 'High end, where a range is printed. Rounded half to even. As a double, which tools draw; for exact sums take value_to.';
COMMENT ON COLUMN figures_latest.hedge IS 'How the printed value is hedged.';
COMMENT ON COLUMN figures_latest.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN figures_latest.low_double IS 'Low end of what the value stands for; null where it has none. Rounded down. As a double, which tools draw; for exact sums take low.';
COMMENT ON COLUMN figures_latest.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN figures_latest.high_double IS 'High end of what the value stands for; null where it has none. Rounded up. As a double, which tools draw; for exact sums take high.';
COMMENT ON COLUMN figures_latest.unit IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN figures_latest.obs_status IS 'Observation status: SDMX code list CL_OBS_STATUS.';
COMMENT ON COLUMN figures_latest.agreement IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN figures_latest.derived IS 'Whether no report prints it, so that the value is derived.';
COMMENT ON COLUMN figures_latest.support IS 'Weight of the voices that support the value.';
COMMENT ON COLUMN figures_latest.support_double IS 'Weight of the voices that support the value. As a double, which tools draw; for exact sums take support.';
COMMENT ON COLUMN figures_latest.n_claims IS 'Claims in its evidence, inputs of derived values and superseded ones included.';
COMMENT ON COLUMN figures_latest.n_reports IS 'Reports among them.';
COMMENT ON COLUMN figures_latest.n_sources IS 'Issuers that support the value.';
COMMENT ON COLUMN figures_latest.n_rejected IS 'Claims and derived values set aside.';
COMMENT ON COLUMN figures_latest.claim_id IS 'Claim whose value is shown; null where the value is derived or a person''s.';
COMMENT ON COLUMN figures_latest.rule IS 'Rule that chose the value.';
COMMENT ON COLUMN figures_latest.first_published IS 'First publication among its claims.';
COMMENT ON COLUMN figures_latest.last_published IS 'Last publication among its claims.';
COMMENT ON COLUMN figures_latest.label IS 'Name for people.';
COMMENT ON COLUMN figures_latest.topic IS 'Topic, to group by.';
COMMENT ON COLUMN figures_latest.report_id IS 'Report that prints it.';
COMMENT ON COLUMN figures_latest.sentence IS 'The sentence that states it; of a table, what its row says.';

CREATE OR REPLACE VIEW conflicts_explained AS
SELECT f.indicator_id AS indicator_id, i.label AS label, f.area AS area, f.measure AS measure, f.period AS period, f.base_period AS base_period, f.basis AS basis, f.unit AS unit, k.figure_id AS figure_id, k.agreement AS agreement, k.chosen_id AS chosen_id, k.other_id AS other_id, k.chosen_value AS chosen_value, CAST(k.chosen_value AS DOUBLE PRECISION) AS chosen_value_double, k.other_value AS other_value, CAST(k.other_value AS DOUBLE PRECISION) AS other_value_double, k.gap AS gap, CAST(k.gap AS DOUBLE PRECISION) AS gap_double, k.gap_percent AS gap_percent, CAST(k.gap_percent AS DOUBLE PRECISION) AS gap_percent_double, k.explanation AS explanation, chosen.report_id AS chosen_report_id, chosen.published AS chosen_published, chosen.sentence AS chosen_sentence, other.report_id AS other_report_id, other.published AS other_published, other.sentence AS other_sentence
FROM conflicts AS k JOIN figures AS f ON f.figure_id = k.figure_id JOIN indicators AS i ON i.indicator_id = f.indicator_id LEFT JOIN claims AS chosen ON chosen.claim_id = k.chosen_id LEFT JOIN claims AS other ON other.claim_id = k.other_id;
COMMENT ON VIEW conflicts_explained IS 'Each losing statement beside the chosen one, both with report and sentence, and why.';
COMMENT ON COLUMN conflicts_explained.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN conflicts_explained.label IS 'Name for people.';
COMMENT ON COLUMN conflicts_explained.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN conflicts_explained.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN conflicts_explained.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN conflicts_explained.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN conflicts_explained.basis IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN conflicts_explained.unit IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN conflicts_explained.figure_id IS 'Figure that the row belongs to.';
COMMENT ON COLUMN conflicts_explained.agreement IS 'Class of this disagreement.';
COMMENT ON COLUMN conflicts_explained.chosen_id IS 'Claim or derived value chosen.';
COMMENT ON COLUMN conflicts_explained.other_id IS 'Claim or derived value that lost.';
COMMENT ON COLUMN conflicts_explained.chosen_value IS 'Value chosen, in the figure''s unit.';
COMMENT ON COLUMN conflicts_explained.chosen_value_double IS 'Value chosen, in the figure''s unit. As a double, which tools draw; for exact sums take chosen_value.';
COMMENT ON COLUMN conflicts_explained.other_value IS 'Value that lost, in the figure''s unit.';
COMMENT ON COLUMN conflicts_explained.other_value_double IS 'Value that lost, in the figure''s unit. As a double, which tools draw; for exact sums take other_value.';
COMMENT ON COLUMN conflicts_explained.gap IS 'other_value less chosen_value.';
COMMENT ON COLUMN conflicts_explained.gap_double IS 'other_value less chosen_value. As a double, which tools draw; for exact sums take gap.';
COMMENT ON COLUMN conflicts_explained.gap_percent IS 'The gap in percent of the chosen value; null where that is zero. In percent.';
COMMENT ON COLUMN conflicts_explained.gap_percent_double IS 'The gap in percent of the chosen value; null where that is zero. In percent. As a double, which tools draw; for exact sums take gap_percent.';
COMMENT ON COLUMN conflicts_explained.explanation IS 'The disagreement in a sentence.';
COMMENT ON COLUMN conflicts_explained.chosen_report_id IS 'Report that prints it. Of the claim chosen.';
COMMENT ON COLUMN conflicts_explained.chosen_published IS 'Date of publication of the report, as far as it is known. Of the claim chosen.';
COMMENT ON COLUMN conflicts_explained.chosen_sentence IS 'The sentence that states it; of a table, what its row says. Of the claim chosen.';
COMMENT ON COLUMN conflicts_explained.other_report_id IS 'Report that prints it. Of the claim that lost.';
COMMENT ON COLUMN conflicts_explained.other_published IS 'Date of publication of the report, as far as it is known. Of the claim that lost.';
COMMENT ON COLUMN conflicts_explained.other_sentence IS 'The sentence that states it; of a table, what its row says. Of the claim that lost.';

CREATE OR REPLACE VIEW targets_and_outcomes AS
SELECT t.indicator_id AS indicator_id, t.area AS area, t.measure AS measure, t.period AS period, t.base_period AS base_period, t.issuer AS issuer, t.target_from AS target_from, t.target_to AS target_to, t.target AS target, CAST(t.target AS DOUBLE PRECISION) AS target_double, t.outcome AS outcome, CAST(t.outcome AS DOUBLE PRECISION) AS outcome_double, t.gap_percent AS gap_percent, CAST(t.gap_percent AS DOUBLE PRECISION) AS gap_percent_double, t.outcome_status AS outcome_status, t.target_claim_id AS target_claim_id, t.outcome_figure_id AS outcome_figure_id, i.label AS label, i.direction AS direction, set_by.report_id AS target_report_id, set_by.sentence AS target_sentence, c.report_id AS outcome_report_id, c.sentence AS outcome_sentence
FROM targets AS t JOIN indicators AS i ON i.indicator_id = t.indicator_id JOIN claims AS set_by ON set_by.claim_id = t.target_claim_id LEFT JOIN figures AS f ON f.figure_id = t.outcome_figure_id LEFT JOIN claims AS c ON c.claim_id = f.claim_id;
COMMENT ON VIEW targets_and_outcomes IS 'Each target that was set, with its sentence, what came of it, and the sentence that says so.';
COMMENT ON COLUMN targets_and_outcomes.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN targets_and_outcomes.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN targets_and_outcomes.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN targets_and_outcomes.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN targets_and_outcomes.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN targets_and_outcomes.issuer IS 'Who set the target.';
COMMENT ON COLUMN targets_and_outcomes.target_from IS 'First publication of this vintage of the target.';
COMMENT ON COLUMN targets_and_outcomes.target_to IS 'Publication that replaced it.';
COMMENT ON COLUMN targets_and_outcomes.target IS 'Value aimed at, in the indicator''s unit or in percent, as the measure asks.';
COMMENT ON COLUMN targets_and_outcomes.target_double IS 'Value aimed at, in the indicator''s unit or in percent, as the measure asks. As a double, which tools draw; for exact sums take target.';
COMMENT ON COLUMN targets_and_outcomes.outcome IS 'Value observed; null where none is.';
COMMENT ON COLUMN targets_and_outcomes.outcome_double IS 'Value observed; null where none is. As a double, which tools draw; for exact sums take outcome.';
COMMENT ON COLUMN targets_and_outcomes.gap_percent IS 'Outcome less target, in percent of the target. In percent.';
COMMENT ON COLUMN targets_and_outcomes.gap_percent_double IS 'Outcome less target, in percent of the target. In percent. As a double, which tools draw; for exact sums take gap_percent.';
COMMENT ON COLUMN targets_and_outcomes.outcome_status IS 'How it ended; pending where the period ends after the latest publication, or nothing was observed for it.';
COMMENT ON COLUMN targets_and_outcomes.target_claim_id IS 'Claim that set the target.';
COMMENT ON COLUMN targets_and_outcomes.outcome_figure_id IS 'Figure of the outcome.';
COMMENT ON COLUMN targets_and_outcomes.label IS 'Name for people.';
COMMENT ON COLUMN targets_and_outcomes.direction IS 'Which way is good.';
COMMENT ON COLUMN targets_and_outcomes.target_report_id IS 'Report that prints it. Of the target.';
COMMENT ON COLUMN targets_and_outcomes.target_sentence IS 'The sentence that states it; of a table, what its row says. Of the target.';
COMMENT ON COLUMN targets_and_outcomes.outcome_report_id IS 'Report that prints it. Of the outcome.';
COMMENT ON COLUMN targets_and_outcomes.outcome_sentence IS 'The sentence that states it; of a table, what its row says. Of the outcome.';

CREATE OR REPLACE VIEW beliefs AS
SELECT f.indicator_id AS indicator_id, i.label AS label, f.area AS area, f.measure AS measure, f.period AS period, f.period_start AS period_start, f.period_end AS period_end, f.base_period AS base_period, f.basis AS basis, f.unit AS unit, v.value AS value, CAST(v.value AS DOUBLE PRECISION) AS value_double, v.value_to AS value_to, CAST(v.value_to AS DOUBLE PRECISION) AS value_to_double, v.low AS low, CAST(v.low AS DOUBLE PRECISION) AS low_double, v.high AS high, CAST(v.high AS DOUBLE PRECISION) AS high_double, v.agreement AS agreement, v.n_claims AS n_claims, v.vintage_from AS believed_from, v.vintage_to AS believed_to, v.figure_id AS figure_id
FROM vintages AS v JOIN figures AS f ON f.figure_id = v.figure_id JOIN indicators AS i ON i.indicator_id = f.indicator_id;
COMMENT ON VIEW beliefs IS 'What was believed of each figure from one day to another; believed_on(day) takes those of a day.';
COMMENT ON COLUMN beliefs.indicator_id IS 'Indicator that the row is about.';
COMMENT ON COLUMN beliefs.label IS 'Name for people.';
COMMENT ON COLUMN beliefs.area IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN beliefs.measure IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN beliefs.period IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN beliefs.period_start IS 'First day of the period.';
COMMENT ON COLUMN beliefs.period_end IS 'Last day of the period.';
COMMENT ON COLUMN beliefs.base_period IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN beliefs.basis IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN beliefs.unit IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN beliefs.value IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN beliefs.value_double IS 'Value in the unit; the low end of a range. Rounded half to even. As a double, which tools draw; for exact sums take value.';
COMMENT ON COLUMN beliefs.value_to IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN beliefs.value_to_double IS 'High end, where a range is printed. Rounded half to even. As a double, which tools draw; for exact sums take value_to.';
COMMENT ON COLUMN beliefs.low IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN beliefs.low_double IS 'Low end of what the value stands for; null where it has none. Rounded down. As a double, which tools draw; for exact sums take low.';
COMMENT ON COLUMN beliefs.high IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN beliefs.high_double IS 'High end of what the value stands for; null where it has none. Rounded up. As a double, which tools draw; for exact sums take high.';
COMMENT ON COLUMN beliefs.agreement IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN beliefs.n_claims IS 'Claims in its evidence then.';
COMMENT ON COLUMN beliefs.believed_from IS 'First day of this belief; null where it rests on undated reports.';
COMMENT ON COLUMN beliefs.believed_to IS 'Last day of this belief; null where it is the latest.';
COMMENT ON COLUMN beliefs.figure_id IS 'Figure that the row belongs to.';

CREATE OR REPLACE MACRO believed_on(on_day) AS TABLE
SELECT * FROM beliefs WHERE believed_from <= on_day AND (believed_to IS NULL OR believed_to >= on_day);
