-- Vietnam's ICT industry as reported, 2020-2025: the tables of its releases for PostgreSQL, with keys, comments and views.
-- `reckoner load postgres` does this and copies the rows. By hand: psql -f schema.postgresql.sql
-- Run again, it brings up to date what is there and drops nothing.
BEGIN;
CREATE SCHEMA IF NOT EXISTS "vietnam_ict";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."reports" (
  "report_id" text,
  "file" text,
  "sha256" text,
  "original_sha256" text,
  "title" text,
  "publisher" text,
  "authority" text,
  "published" text,
  "published_precision" text,
  "published_basis" text,
  "language" text,
  "area" text,
  "url" text,
  "licence" text,
  "retrieved" text,
  "repost_of" text,
  "n_mentions" bigint,
  "n_claims" bigint,
  "n_dismissed" bigint
);
ALTER TABLE "vietnam_ict"."reports"
  ADD COLUMN IF NOT EXISTS "report_id" text,
  ADD COLUMN IF NOT EXISTS "file" text,
  ADD COLUMN IF NOT EXISTS "sha256" text,
  ADD COLUMN IF NOT EXISTS "original_sha256" text,
  ADD COLUMN IF NOT EXISTS "title" text,
  ADD COLUMN IF NOT EXISTS "publisher" text,
  ADD COLUMN IF NOT EXISTS "authority" text,
  ADD COLUMN IF NOT EXISTS "published" text,
  ADD COLUMN IF NOT EXISTS "published_precision" text,
  ADD COLUMN IF NOT EXISTS "published_basis" text,
  ADD COLUMN IF NOT EXISTS "language" text,
  ADD COLUMN IF NOT EXISTS "area" text,
  ADD COLUMN IF NOT EXISTS "url" text,
  ADD COLUMN IF NOT EXISTS "licence" text,
  ADD COLUMN IF NOT EXISTS "retrieved" text,
  ADD COLUMN IF NOT EXISTS "repost_of" text,
  ADD COLUMN IF NOT EXISTS "n_mentions" bigint,
  ADD COLUMN IF NOT EXISTS "n_claims" bigint,
  ADD COLUMN IF NOT EXISTS "n_dismissed" bigint;
ALTER TABLE "vietnam_ict"."reports"
  ALTER COLUMN "original_sha256" DROP NOT NULL,
  ALTER COLUMN "title" DROP NOT NULL,
  ALTER COLUMN "publisher" DROP NOT NULL,
  ALTER COLUMN "authority" DROP NOT NULL,
  ALTER COLUMN "published" DROP NOT NULL,
  ALTER COLUMN "published_precision" DROP NOT NULL,
  ALTER COLUMN "published_basis" DROP NOT NULL,
  ALTER COLUMN "url" DROP NOT NULL,
  ALTER COLUMN "licence" DROP NOT NULL,
  ALTER COLUMN "retrieved" DROP NOT NULL,
  ALTER COLUMN "repost_of" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "reports_published_precision_check",
  DROP CONSTRAINT IF EXISTS "reports_published_basis_check",
  DROP CONSTRAINT IF EXISTS "reports_language_check",
  DROP CONSTRAINT IF EXISTS "reports_repost_of_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."indicators" (
  "indicator_id" text,
  "label" text,
  "description" text,
  "unit" text,
  "kind" text,
  "direction" text,
  "topic" text,
  "variant_of" text
);
ALTER TABLE "vietnam_ict"."indicators"
  ADD COLUMN IF NOT EXISTS "indicator_id" text,
  ADD COLUMN IF NOT EXISTS "label" text,
  ADD COLUMN IF NOT EXISTS "description" text,
  ADD COLUMN IF NOT EXISTS "unit" text,
  ADD COLUMN IF NOT EXISTS "kind" text,
  ADD COLUMN IF NOT EXISTS "direction" text,
  ADD COLUMN IF NOT EXISTS "topic" text,
  ADD COLUMN IF NOT EXISTS "variant_of" text;
ALTER TABLE "vietnam_ict"."indicators"
  ALTER COLUMN "description" DROP NOT NULL,
  ALTER COLUMN "topic" DROP NOT NULL,
  ALTER COLUMN "variant_of" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "indicators_kind_check",
  DROP CONSTRAINT IF EXISTS "indicators_direction_check",
  DROP CONSTRAINT IF EXISTS "indicators_variant_of_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."claims" (
  "claim_id" text,
  "report_id" text,
  "indicator_id" text,
  "area" text,
  "measure" text,
  "period" text,
  "period_start" date,
  "period_end" date,
  "period_inferred" boolean,
  "base_period" text,
  "basis" text,
  "status" text,
  "value" numeric(38,6),
  "value_to" numeric(38,6),
  "unit" text,
  "low" numeric(38,6),
  "high" numeric(38,6),
  "hedge" text,
  "value_text" text,
  "printed_value" text,
  "printed_unit" text,
  "fx_rate" numeric(38,6),
  "fx_source" text,
  "attributed_to" text,
  "issuer" text,
  "published" text,
  "sentence" text,
  "span_start" bigint,
  "span_end" bigint,
  "locator" text,
  "rule" text,
  "subject" text
);
ALTER TABLE "vietnam_ict"."claims"
  ADD COLUMN IF NOT EXISTS "claim_id" text,
  ADD COLUMN IF NOT EXISTS "report_id" text,
  ADD COLUMN IF NOT EXISTS "indicator_id" text,
  ADD COLUMN IF NOT EXISTS "area" text,
  ADD COLUMN IF NOT EXISTS "measure" text,
  ADD COLUMN IF NOT EXISTS "period" text,
  ADD COLUMN IF NOT EXISTS "period_start" date,
  ADD COLUMN IF NOT EXISTS "period_end" date,
  ADD COLUMN IF NOT EXISTS "period_inferred" boolean,
  ADD COLUMN IF NOT EXISTS "base_period" text,
  ADD COLUMN IF NOT EXISTS "basis" text,
  ADD COLUMN IF NOT EXISTS "status" text,
  ADD COLUMN IF NOT EXISTS "value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "value_to" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "unit" text,
  ADD COLUMN IF NOT EXISTS "low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "high" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "hedge" text,
  ADD COLUMN IF NOT EXISTS "value_text" text,
  ADD COLUMN IF NOT EXISTS "printed_value" text,
  ADD COLUMN IF NOT EXISTS "printed_unit" text,
  ADD COLUMN IF NOT EXISTS "fx_rate" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "fx_source" text,
  ADD COLUMN IF NOT EXISTS "attributed_to" text,
  ADD COLUMN IF NOT EXISTS "issuer" text,
  ADD COLUMN IF NOT EXISTS "published" text,
  ADD COLUMN IF NOT EXISTS "sentence" text,
  ADD COLUMN IF NOT EXISTS "span_start" bigint,
  ADD COLUMN IF NOT EXISTS "span_end" bigint,
  ADD COLUMN IF NOT EXISTS "locator" text,
  ADD COLUMN IF NOT EXISTS "rule" text,
  ADD COLUMN IF NOT EXISTS "subject" text;
ALTER TABLE "vietnam_ict"."claims"
  ALTER COLUMN "period" DROP NOT NULL,
  ALTER COLUMN "period_start" DROP NOT NULL,
  ALTER COLUMN "period_end" DROP NOT NULL,
  ALTER COLUMN "base_period" DROP NOT NULL,
  ALTER COLUMN "value_to" DROP NOT NULL,
  ALTER COLUMN "low" DROP NOT NULL,
  ALTER COLUMN "high" DROP NOT NULL,
  ALTER COLUMN "printed_unit" DROP NOT NULL,
  ALTER COLUMN "fx_rate" DROP NOT NULL,
  ALTER COLUMN "fx_source" DROP NOT NULL,
  ALTER COLUMN "attributed_to" DROP NOT NULL,
  ALTER COLUMN "issuer" DROP NOT NULL,
  ALTER COLUMN "published" DROP NOT NULL,
  ALTER COLUMN "locator" DROP NOT NULL,
  ALTER COLUMN "subject" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "claims_measure_check",
  DROP CONSTRAINT IF EXISTS "claims_basis_check",
  DROP CONSTRAINT IF EXISTS "claims_status_check",
  DROP CONSTRAINT IF EXISTS "claims_hedge_check",
  DROP CONSTRAINT IF EXISTS "claims_report_id_fkey",
  DROP CONSTRAINT IF EXISTS "claims_indicator_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."derived" (
  "derived_id" text,
  "indicator_id" text,
  "area" text,
  "measure" text,
  "period" text,
  "base_period" text,
  "basis" text,
  "value" numeric(38,6),
  "low" numeric(38,6),
  "high" numeric(38,6),
  "unit" text,
  "relation" text,
  "inputs" text,
  "depth" bigint
);
ALTER TABLE "vietnam_ict"."derived"
  ADD COLUMN IF NOT EXISTS "derived_id" text,
  ADD COLUMN IF NOT EXISTS "indicator_id" text,
  ADD COLUMN IF NOT EXISTS "area" text,
  ADD COLUMN IF NOT EXISTS "measure" text,
  ADD COLUMN IF NOT EXISTS "period" text,
  ADD COLUMN IF NOT EXISTS "base_period" text,
  ADD COLUMN IF NOT EXISTS "basis" text,
  ADD COLUMN IF NOT EXISTS "value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "high" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "unit" text,
  ADD COLUMN IF NOT EXISTS "relation" text,
  ADD COLUMN IF NOT EXISTS "inputs" text,
  ADD COLUMN IF NOT EXISTS "depth" bigint;
ALTER TABLE "vietnam_ict"."derived"
  ALTER COLUMN "base_period" DROP NOT NULL,
  ALTER COLUMN "low" DROP NOT NULL,
  ALTER COLUMN "high" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "derived_measure_check",
  DROP CONSTRAINT IF EXISTS "derived_basis_check",
  DROP CONSTRAINT IF EXISTS "derived_relation_check",
  DROP CONSTRAINT IF EXISTS "derived_indicator_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."figures" (
  "figure_id" text,
  "indicator_id" text,
  "area" text,
  "measure" text,
  "period" text,
  "period_start" date,
  "period_end" date,
  "base_period" text,
  "basis" text,
  "value" numeric(38,6),
  "value_to" numeric(38,6),
  "hedge" text,
  "low" numeric(38,6),
  "high" numeric(38,6),
  "unit" text,
  "obs_status" text,
  "agreement" text,
  "derived" boolean,
  "support" numeric(38,6),
  "n_claims" bigint,
  "n_reports" bigint,
  "n_sources" bigint,
  "n_rejected" bigint,
  "claim_id" text,
  "rule" text,
  "first_published" text,
  "last_published" text
);
ALTER TABLE "vietnam_ict"."figures"
  ADD COLUMN IF NOT EXISTS "figure_id" text,
  ADD COLUMN IF NOT EXISTS "indicator_id" text,
  ADD COLUMN IF NOT EXISTS "area" text,
  ADD COLUMN IF NOT EXISTS "measure" text,
  ADD COLUMN IF NOT EXISTS "period" text,
  ADD COLUMN IF NOT EXISTS "period_start" date,
  ADD COLUMN IF NOT EXISTS "period_end" date,
  ADD COLUMN IF NOT EXISTS "base_period" text,
  ADD COLUMN IF NOT EXISTS "basis" text,
  ADD COLUMN IF NOT EXISTS "value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "value_to" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "hedge" text,
  ADD COLUMN IF NOT EXISTS "low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "high" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "unit" text,
  ADD COLUMN IF NOT EXISTS "obs_status" text,
  ADD COLUMN IF NOT EXISTS "agreement" text,
  ADD COLUMN IF NOT EXISTS "derived" boolean,
  ADD COLUMN IF NOT EXISTS "support" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "n_claims" bigint,
  ADD COLUMN IF NOT EXISTS "n_reports" bigint,
  ADD COLUMN IF NOT EXISTS "n_sources" bigint,
  ADD COLUMN IF NOT EXISTS "n_rejected" bigint,
  ADD COLUMN IF NOT EXISTS "claim_id" text,
  ADD COLUMN IF NOT EXISTS "rule" text,
  ADD COLUMN IF NOT EXISTS "first_published" text,
  ADD COLUMN IF NOT EXISTS "last_published" text;
ALTER TABLE "vietnam_ict"."figures"
  ALTER COLUMN "base_period" DROP NOT NULL,
  ALTER COLUMN "value_to" DROP NOT NULL,
  ALTER COLUMN "low" DROP NOT NULL,
  ALTER COLUMN "high" DROP NOT NULL,
  ALTER COLUMN "claim_id" DROP NOT NULL,
  ALTER COLUMN "first_published" DROP NOT NULL,
  ALTER COLUMN "last_published" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "figures_measure_check",
  DROP CONSTRAINT IF EXISTS "figures_basis_check",
  DROP CONSTRAINT IF EXISTS "figures_hedge_check",
  DROP CONSTRAINT IF EXISTS "figures_obs_status_check",
  DROP CONSTRAINT IF EXISTS "figures_agreement_check",
  DROP CONSTRAINT IF EXISTS "figures_indicator_id_fkey",
  DROP CONSTRAINT IF EXISTS "figures_claim_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."evidence" (
  "figure_id" text,
  "source_id" text,
  "voice_id" text,
  "step" text,
  "role" text,
  "reason" text,
  "weight" numeric(38,6),
  "low" numeric(38,6),
  "high" numeric(38,6)
);
ALTER TABLE "vietnam_ict"."evidence"
  ADD COLUMN IF NOT EXISTS "figure_id" text,
  ADD COLUMN IF NOT EXISTS "source_id" text,
  ADD COLUMN IF NOT EXISTS "voice_id" text,
  ADD COLUMN IF NOT EXISTS "step" text,
  ADD COLUMN IF NOT EXISTS "role" text,
  ADD COLUMN IF NOT EXISTS "reason" text,
  ADD COLUMN IF NOT EXISTS "weight" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "high" numeric(38,6);
ALTER TABLE "vietnam_ict"."evidence"
  ALTER COLUMN "low" DROP NOT NULL,
  ALTER COLUMN "high" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "evidence_step_check",
  DROP CONSTRAINT IF EXISTS "evidence_role_check",
  DROP CONSTRAINT IF EXISTS "evidence_figure_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."conflicts" (
  "figure_id" text,
  "agreement" text,
  "chosen_id" text,
  "other_id" text,
  "chosen_value" numeric(38,6),
  "other_value" numeric(38,6),
  "gap" numeric(38,6),
  "gap_percent" numeric(38,6),
  "explanation" text
);
ALTER TABLE "vietnam_ict"."conflicts"
  ADD COLUMN IF NOT EXISTS "figure_id" text,
  ADD COLUMN IF NOT EXISTS "agreement" text,
  ADD COLUMN IF NOT EXISTS "chosen_id" text,
  ADD COLUMN IF NOT EXISTS "other_id" text,
  ADD COLUMN IF NOT EXISTS "chosen_value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "other_value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "gap" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "gap_percent" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "explanation" text;
ALTER TABLE "vietnam_ict"."conflicts"
  ALTER COLUMN "chosen_id" DROP NOT NULL,
  ALTER COLUMN "gap_percent" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "conflicts_agreement_check",
  DROP CONSTRAINT IF EXISTS "conflicts_figure_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."vintages" (
  "figure_id" text,
  "vintage_from" date,
  "vintage_to" date,
  "value" numeric(38,6),
  "value_to" numeric(38,6),
  "low" numeric(38,6),
  "high" numeric(38,6),
  "agreement" text,
  "n_claims" bigint
);
ALTER TABLE "vietnam_ict"."vintages"
  ADD COLUMN IF NOT EXISTS "figure_id" text,
  ADD COLUMN IF NOT EXISTS "vintage_from" date,
  ADD COLUMN IF NOT EXISTS "vintage_to" date,
  ADD COLUMN IF NOT EXISTS "value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "value_to" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "high" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "agreement" text,
  ADD COLUMN IF NOT EXISTS "n_claims" bigint;
ALTER TABLE "vietnam_ict"."vintages"
  ALTER COLUMN "vintage_from" DROP NOT NULL,
  ALTER COLUMN "vintage_to" DROP NOT NULL,
  ALTER COLUMN "value_to" DROP NOT NULL,
  ALTER COLUMN "low" DROP NOT NULL,
  ALTER COLUMN "high" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "vintages_agreement_check",
  DROP CONSTRAINT IF EXISTS "vintages_figure_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."targets" (
  "indicator_id" text,
  "area" text,
  "measure" text,
  "period" text,
  "base_period" text,
  "issuer" text,
  "target_from" text,
  "target_to" text,
  "target" numeric(38,6),
  "outcome" numeric(38,6),
  "gap_percent" numeric(38,6),
  "outcome_status" text,
  "target_claim_id" text,
  "outcome_figure_id" text
);
ALTER TABLE "vietnam_ict"."targets"
  ADD COLUMN IF NOT EXISTS "indicator_id" text,
  ADD COLUMN IF NOT EXISTS "area" text,
  ADD COLUMN IF NOT EXISTS "measure" text,
  ADD COLUMN IF NOT EXISTS "period" text,
  ADD COLUMN IF NOT EXISTS "base_period" text,
  ADD COLUMN IF NOT EXISTS "issuer" text,
  ADD COLUMN IF NOT EXISTS "target_from" text,
  ADD COLUMN IF NOT EXISTS "target_to" text,
  ADD COLUMN IF NOT EXISTS "target" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "outcome" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "gap_percent" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "outcome_status" text,
  ADD COLUMN IF NOT EXISTS "target_claim_id" text,
  ADD COLUMN IF NOT EXISTS "outcome_figure_id" text;
ALTER TABLE "vietnam_ict"."targets"
  ALTER COLUMN "base_period" DROP NOT NULL,
  ALTER COLUMN "issuer" DROP NOT NULL,
  ALTER COLUMN "target_from" DROP NOT NULL,
  ALTER COLUMN "target_to" DROP NOT NULL,
  ALTER COLUMN "outcome" DROP NOT NULL,
  ALTER COLUMN "gap_percent" DROP NOT NULL,
  ALTER COLUMN "outcome_figure_id" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "targets_measure_check",
  DROP CONSTRAINT IF EXISTS "targets_outcome_status_check",
  DROP CONSTRAINT IF EXISTS "targets_indicator_id_fkey",
  DROP CONSTRAINT IF EXISTS "targets_target_claim_id_fkey",
  DROP CONSTRAINT IF EXISTS "targets_outcome_figure_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."dismissed" (
  "report_id" text,
  "span_start" bigint,
  "span_end" bigint,
  "locator" text,
  "value_text" text,
  "reason" text
);
ALTER TABLE "vietnam_ict"."dismissed"
  ADD COLUMN IF NOT EXISTS "report_id" text,
  ADD COLUMN IF NOT EXISTS "span_start" bigint,
  ADD COLUMN IF NOT EXISTS "span_end" bigint,
  ADD COLUMN IF NOT EXISTS "locator" text,
  ADD COLUMN IF NOT EXISTS "value_text" text,
  ADD COLUMN IF NOT EXISTS "reason" text;
ALTER TABLE "vietnam_ict"."dismissed"
  ALTER COLUMN "locator" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "dismissed_report_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."findings" (
  "code" text,
  "severity" text,
  "report_id" text,
  "span_start" bigint,
  "span_end" bigint,
  "locator" text,
  "message" text
);
ALTER TABLE "vietnam_ict"."findings"
  ADD COLUMN IF NOT EXISTS "code" text,
  ADD COLUMN IF NOT EXISTS "severity" text,
  ADD COLUMN IF NOT EXISTS "report_id" text,
  ADD COLUMN IF NOT EXISTS "span_start" bigint,
  ADD COLUMN IF NOT EXISTS "span_end" bigint,
  ADD COLUMN IF NOT EXISTS "locator" text,
  ADD COLUMN IF NOT EXISTS "message" text;
ALTER TABLE "vietnam_ict"."findings"
  ALTER COLUMN "report_id" DROP NOT NULL,
  ALTER COLUMN "span_start" DROP NOT NULL,
  ALTER COLUMN "span_end" DROP NOT NULL,
  ALTER COLUMN "locator" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "findings_severity_check";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."figures_wide" (
  "indicator_id" text,
  "label" text,
  "topic" text,
  "unit" text,
  "area" text,
  "year" bigint,
  "year_start" date,
  "value" numeric(38,6),
  "low" numeric(38,6),
  "high" numeric(38,6),
  "agreement" text,
  "planned" numeric(38,6),
  "planned_low" numeric(38,6),
  "planned_high" numeric(38,6),
  "planned_status" text,
  "growth" numeric(38,6),
  "share" numeric(38,6),
  "figure_id" text,
  "planned_figure_id" text,
  "report_id" text,
  "published" text,
  "sentence" text,
  "planned_report_id" text,
  "planned_sentence" text
);
ALTER TABLE "vietnam_ict"."figures_wide"
  ADD COLUMN IF NOT EXISTS "indicator_id" text,
  ADD COLUMN IF NOT EXISTS "label" text,
  ADD COLUMN IF NOT EXISTS "topic" text,
  ADD COLUMN IF NOT EXISTS "unit" text,
  ADD COLUMN IF NOT EXISTS "area" text,
  ADD COLUMN IF NOT EXISTS "year" bigint,
  ADD COLUMN IF NOT EXISTS "year_start" date,
  ADD COLUMN IF NOT EXISTS "value" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "high" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "agreement" text,
  ADD COLUMN IF NOT EXISTS "planned" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "planned_low" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "planned_high" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "planned_status" text,
  ADD COLUMN IF NOT EXISTS "growth" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "share" numeric(38,6),
  ADD COLUMN IF NOT EXISTS "figure_id" text,
  ADD COLUMN IF NOT EXISTS "planned_figure_id" text,
  ADD COLUMN IF NOT EXISTS "report_id" text,
  ADD COLUMN IF NOT EXISTS "published" text,
  ADD COLUMN IF NOT EXISTS "sentence" text,
  ADD COLUMN IF NOT EXISTS "planned_report_id" text,
  ADD COLUMN IF NOT EXISTS "planned_sentence" text;
ALTER TABLE "vietnam_ict"."figures_wide"
  ALTER COLUMN "topic" DROP NOT NULL,
  ALTER COLUMN "value" DROP NOT NULL,
  ALTER COLUMN "low" DROP NOT NULL,
  ALTER COLUMN "high" DROP NOT NULL,
  ALTER COLUMN "agreement" DROP NOT NULL,
  ALTER COLUMN "planned" DROP NOT NULL,
  ALTER COLUMN "planned_low" DROP NOT NULL,
  ALTER COLUMN "planned_high" DROP NOT NULL,
  ALTER COLUMN "planned_status" DROP NOT NULL,
  ALTER COLUMN "growth" DROP NOT NULL,
  ALTER COLUMN "share" DROP NOT NULL,
  ALTER COLUMN "figure_id" DROP NOT NULL,
  ALTER COLUMN "planned_figure_id" DROP NOT NULL,
  ALTER COLUMN "report_id" DROP NOT NULL,
  ALTER COLUMN "published" DROP NOT NULL,
  ALTER COLUMN "sentence" DROP NOT NULL,
  ALTER COLUMN "planned_report_id" DROP NOT NULL,
  ALTER COLUMN "planned_sentence" DROP NOT NULL,
  DROP CONSTRAINT IF EXISTS "figures_wide_agreement_check",
  DROP CONSTRAINT IF EXISTS "figures_wide_planned_status_check",
  DROP CONSTRAINT IF EXISTS "figures_wide_indicator_id_fkey",
  DROP CONSTRAINT IF EXISTS "figures_wide_figure_id_fkey",
  DROP CONSTRAINT IF EXISTS "figures_wide_planned_figure_id_fkey",
  DROP CONSTRAINT IF EXISTS "figures_wide_report_id_fkey",
  DROP CONSTRAINT IF EXISTS "figures_wide_planned_report_id_fkey";
CREATE TABLE IF NOT EXISTS "vietnam_ict"."release" (
  "release_id" text NOT NULL,
  "schema_version" bigint NOT NULL,
  "project" text NOT NULL,
  "loaded_at" timestamp with time zone NOT NULL DEFAULT now(),
  "definition" text NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS "release_one_row" ON "vietnam_ict"."release" ((true));
COMMENT ON TABLE "vietnam_ict"."release" IS 'The release that the tables of this schema hold: one row.';
COMMENT ON COLUMN "vietnam_ict"."release"."release_id" IS 'Release that the tables of this schema hold.';
COMMENT ON COLUMN "vietnam_ict"."release"."schema_version" IS 'Version of the tables'' shape.';
COMMENT ON COLUMN "vietnam_ict"."release"."project" IS 'Id of the dataset.';
COMMENT ON COLUMN "vietnam_ict"."release"."loaded_at" IS 'When it was loaded.';
COMMENT ON COLUMN "vietnam_ict"."release"."definition" IS 'SHA-256 of the statements that made the tables what they are.';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."reports"''::pg_catalog.regclass AND conname = ''reports_pkey'') THEN ALTER TABLE "vietnam_ict"."reports" ADD CONSTRAINT "reports_pkey" PRIMARY KEY ("report_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."indicators"''::pg_catalog.regclass AND conname = ''indicators_pkey'') THEN ALTER TABLE "vietnam_ict"."indicators" ADD CONSTRAINT "indicators_pkey" PRIMARY KEY ("indicator_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."claims"''::pg_catalog.regclass AND conname = ''claims_pkey'') THEN ALTER TABLE "vietnam_ict"."claims" ADD CONSTRAINT "claims_pkey" PRIMARY KEY ("claim_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."derived"''::pg_catalog.regclass AND conname = ''derived_pkey'') THEN ALTER TABLE "vietnam_ict"."derived" ADD CONSTRAINT "derived_pkey" PRIMARY KEY ("derived_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."figures"''::pg_catalog.regclass AND conname = ''figures_pkey'') THEN ALTER TABLE "vietnam_ict"."figures" ADD CONSTRAINT "figures_pkey" PRIMARY KEY ("figure_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."evidence"''::pg_catalog.regclass AND conname = ''evidence_pkey'') THEN ALTER TABLE "vietnam_ict"."evidence" ADD CONSTRAINT "evidence_pkey" PRIMARY KEY ("figure_id", "source_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."conflicts"''::pg_catalog.regclass AND conname = ''conflicts_pkey'') THEN ALTER TABLE "vietnam_ict"."conflicts" ADD CONSTRAINT "conflicts_pkey" PRIMARY KEY ("figure_id", "other_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."vintages"''::pg_catalog.regclass AND conname = ''vintages_key'') THEN ALTER TABLE "vietnam_ict"."vintages" ADD CONSTRAINT "vintages_key" UNIQUE ("figure_id", "vintage_from"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."targets"''::pg_catalog.regclass AND conname = ''targets_pkey'') THEN ALTER TABLE "vietnam_ict"."targets" ADD CONSTRAINT "targets_pkey" PRIMARY KEY ("target_claim_id"); END IF; END';
DO 'BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ''"vietnam_ict"."figures_wide"''::pg_catalog.regclass AND conname = ''figures_wide_pkey'') THEN ALTER TABLE "vietnam_ict"."figures_wide" ADD CONSTRAINT "figures_wide_pkey" PRIMARY KEY ("indicator_id", "area", "year"); END IF; END';
ALTER TABLE "vietnam_ict"."reports"
  ALTER COLUMN "report_id" SET NOT NULL,
  ALTER COLUMN "file" SET NOT NULL,
  ALTER COLUMN "sha256" SET NOT NULL,
  ALTER COLUMN "language" SET NOT NULL,
  ALTER COLUMN "area" SET NOT NULL,
  ALTER COLUMN "n_mentions" SET NOT NULL,
  ALTER COLUMN "n_claims" SET NOT NULL,
  ALTER COLUMN "n_dismissed" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "reports_published_precision_check",
  ADD CONSTRAINT "reports_published_precision_check" CHECK ("published_precision" IN ('year', 'month', 'day')),
  DROP CONSTRAINT IF EXISTS "reports_published_basis_check",
  ADD CONSTRAINT "reports_published_basis_check" CHECK ("published_basis" IN ('stated', 'inferred')),
  DROP CONSTRAINT IF EXISTS "reports_language_check",
  ADD CONSTRAINT "reports_language_check" CHECK ("language" IN ('en', 'vi')),
  DROP CONSTRAINT IF EXISTS "reports_repost_of_fkey",
  ADD CONSTRAINT "reports_repost_of_fkey" FOREIGN KEY ("repost_of") REFERENCES "vietnam_ict"."reports" ("report_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "reports_repost_of_idx" ON "vietnam_ict"."reports" ("repost_of");
ALTER TABLE "vietnam_ict"."indicators"
  ALTER COLUMN "indicator_id" SET NOT NULL,
  ALTER COLUMN "label" SET NOT NULL,
  ALTER COLUMN "unit" SET NOT NULL,
  ALTER COLUMN "kind" SET NOT NULL,
  ALTER COLUMN "direction" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "indicators_kind_check",
  ADD CONSTRAINT "indicators_kind_check" CHECK ("kind" IN ('stock', 'flow', 'rank', 'ratio')),
  DROP CONSTRAINT IF EXISTS "indicators_direction_check",
  ADD CONSTRAINT "indicators_direction_check" CHECK ("direction" IN ('up', 'down', 'neutral')),
  DROP CONSTRAINT IF EXISTS "indicators_variant_of_fkey",
  ADD CONSTRAINT "indicators_variant_of_fkey" FOREIGN KEY ("variant_of") REFERENCES "vietnam_ict"."indicators" ("indicator_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "indicators_variant_of_idx" ON "vietnam_ict"."indicators" ("variant_of");
ALTER TABLE "vietnam_ict"."claims"
  ALTER COLUMN "claim_id" SET NOT NULL,
  ALTER COLUMN "report_id" SET NOT NULL,
  ALTER COLUMN "indicator_id" SET NOT NULL,
  ALTER COLUMN "area" SET NOT NULL,
  ALTER COLUMN "measure" SET NOT NULL,
  ALTER COLUMN "period_inferred" SET NOT NULL,
  ALTER COLUMN "basis" SET NOT NULL,
  ALTER COLUMN "status" SET NOT NULL,
  ALTER COLUMN "value" SET NOT NULL,
  ALTER COLUMN "unit" SET NOT NULL,
  ALTER COLUMN "hedge" SET NOT NULL,
  ALTER COLUMN "value_text" SET NOT NULL,
  ALTER COLUMN "printed_value" SET NOT NULL,
  ALTER COLUMN "sentence" SET NOT NULL,
  ALTER COLUMN "span_start" SET NOT NULL,
  ALTER COLUMN "span_end" SET NOT NULL,
  ALTER COLUMN "rule" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "claims_measure_check",
  ADD CONSTRAINT "claims_measure_check" CHECK ("measure" IN ('level', 'growth', 'growth_average', 'share', 'delta', 'multiple', 'rank')),
  DROP CONSTRAINT IF EXISTS "claims_basis_check",
  ADD CONSTRAINT "claims_basis_check" CHECK ("basis" IN ('observed', 'planned')),
  DROP CONSTRAINT IF EXISTS "claims_status_check",
  ADD CONSTRAINT "claims_status_check" CHECK ("status" IN ('actual', 'estimate', 'forecast', 'target')),
  DROP CONSTRAINT IF EXISTS "claims_hedge_check",
  ADD CONSTRAINT "claims_hedge_check" CHECK ("hedge" IN ('none', 'about', 'nearly', 'over', 'at_least', 'at_most')),
  DROP CONSTRAINT IF EXISTS "claims_report_id_fkey",
  ADD CONSTRAINT "claims_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "vietnam_ict"."reports" ("report_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "claims_indicator_id_fkey",
  ADD CONSTRAINT "claims_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "vietnam_ict"."indicators" ("indicator_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "claims_report_id_idx" ON "vietnam_ict"."claims" ("report_id");
CREATE INDEX IF NOT EXISTS "claims_indicator_id_idx" ON "vietnam_ict"."claims" ("indicator_id");
ALTER TABLE "vietnam_ict"."derived"
  ALTER COLUMN "derived_id" SET NOT NULL,
  ALTER COLUMN "indicator_id" SET NOT NULL,
  ALTER COLUMN "area" SET NOT NULL,
  ALTER COLUMN "measure" SET NOT NULL,
  ALTER COLUMN "period" SET NOT NULL,
  ALTER COLUMN "basis" SET NOT NULL,
  ALTER COLUMN "value" SET NOT NULL,
  ALTER COLUMN "unit" SET NOT NULL,
  ALTER COLUMN "relation" SET NOT NULL,
  ALTER COLUMN "inputs" SET NOT NULL,
  ALTER COLUMN "depth" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "derived_measure_check",
  ADD CONSTRAINT "derived_measure_check" CHECK ("measure" IN ('level', 'growth', 'growth_average', 'share', 'delta', 'multiple', 'rank')),
  DROP CONSTRAINT IF EXISTS "derived_basis_check",
  ADD CONSTRAINT "derived_basis_check" CHECK ("basis" IN ('observed', 'planned')),
  DROP CONSTRAINT IF EXISTS "derived_relation_check",
  ADD CONSTRAINT "derived_relation_check" CHECK ("relation" IN ('growth', 'delta', 'multiple', 'share', 'identity', 'sum')),
  DROP CONSTRAINT IF EXISTS "derived_indicator_id_fkey",
  ADD CONSTRAINT "derived_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "vietnam_ict"."indicators" ("indicator_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "derived_indicator_id_idx" ON "vietnam_ict"."derived" ("indicator_id");
ALTER TABLE "vietnam_ict"."figures"
  ALTER COLUMN "figure_id" SET NOT NULL,
  ALTER COLUMN "indicator_id" SET NOT NULL,
  ALTER COLUMN "area" SET NOT NULL,
  ALTER COLUMN "measure" SET NOT NULL,
  ALTER COLUMN "period" SET NOT NULL,
  ALTER COLUMN "period_start" SET NOT NULL,
  ALTER COLUMN "period_end" SET NOT NULL,
  ALTER COLUMN "basis" SET NOT NULL,
  ALTER COLUMN "value" SET NOT NULL,
  ALTER COLUMN "hedge" SET NOT NULL,
  ALTER COLUMN "unit" SET NOT NULL,
  ALTER COLUMN "obs_status" SET NOT NULL,
  ALTER COLUMN "agreement" SET NOT NULL,
  ALTER COLUMN "derived" SET NOT NULL,
  ALTER COLUMN "support" SET NOT NULL,
  ALTER COLUMN "n_claims" SET NOT NULL,
  ALTER COLUMN "n_reports" SET NOT NULL,
  ALTER COLUMN "n_sources" SET NOT NULL,
  ALTER COLUMN "n_rejected" SET NOT NULL,
  ALTER COLUMN "rule" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "figures_measure_check",
  ADD CONSTRAINT "figures_measure_check" CHECK ("measure" IN ('level', 'growth', 'growth_average', 'share', 'delta', 'multiple', 'rank')),
  DROP CONSTRAINT IF EXISTS "figures_basis_check",
  ADD CONSTRAINT "figures_basis_check" CHECK ("basis" IN ('observed', 'planned')),
  DROP CONSTRAINT IF EXISTS "figures_hedge_check",
  ADD CONSTRAINT "figures_hedge_check" CHECK ("hedge" IN ('none', 'about', 'nearly', 'over', 'at_least', 'at_most')),
  DROP CONSTRAINT IF EXISTS "figures_obs_status_check",
  ADD CONSTRAINT "figures_obs_status_check" CHECK ("obs_status" IN ('A', 'D', 'E', 'F', 'I', 'U')),
  DROP CONSTRAINT IF EXISTS "figures_agreement_check",
  ADD CONSTRAINT "figures_agreement_check" CHECK ("agreement" IN ('single', 'agree', 'unit_slip', 'period_slip', 'rounding', 'scope', 'revision', 'unresolved')),
  DROP CONSTRAINT IF EXISTS "figures_indicator_id_fkey",
  ADD CONSTRAINT "figures_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "vietnam_ict"."indicators" ("indicator_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "figures_claim_id_fkey",
  ADD CONSTRAINT "figures_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "vietnam_ict"."claims" ("claim_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "figures_indicator_id_idx" ON "vietnam_ict"."figures" ("indicator_id");
CREATE INDEX IF NOT EXISTS "figures_claim_id_idx" ON "vietnam_ict"."figures" ("claim_id");
ALTER TABLE "vietnam_ict"."evidence"
  ALTER COLUMN "figure_id" SET NOT NULL,
  ALTER COLUMN "source_id" SET NOT NULL,
  ALTER COLUMN "voice_id" SET NOT NULL,
  ALTER COLUMN "step" SET NOT NULL,
  ALTER COLUMN "role" SET NOT NULL,
  ALTER COLUMN "reason" SET NOT NULL,
  ALTER COLUMN "weight" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "evidence_step_check",
  ADD CONSTRAINT "evidence_step_check" CHECK ("step" IN ('voices', 'slips', 'supersede', 'derive', 'vote', 'classify', 'override')),
  DROP CONSTRAINT IF EXISTS "evidence_role_check",
  ADD CONSTRAINT "evidence_role_check" CHECK ("role" IN ('supports', 'repeats', 'superseded', 'rejected', 'candidate', 'overridden')),
  DROP CONSTRAINT IF EXISTS "evidence_figure_id_fkey",
  ADD CONSTRAINT "evidence_figure_id_fkey" FOREIGN KEY ("figure_id") REFERENCES "vietnam_ict"."figures" ("figure_id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "vietnam_ict"."conflicts"
  ALTER COLUMN "figure_id" SET NOT NULL,
  ALTER COLUMN "agreement" SET NOT NULL,
  ALTER COLUMN "other_id" SET NOT NULL,
  ALTER COLUMN "chosen_value" SET NOT NULL,
  ALTER COLUMN "other_value" SET NOT NULL,
  ALTER COLUMN "gap" SET NOT NULL,
  ALTER COLUMN "explanation" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "conflicts_agreement_check",
  ADD CONSTRAINT "conflicts_agreement_check" CHECK ("agreement" IN ('single', 'agree', 'unit_slip', 'period_slip', 'rounding', 'scope', 'revision', 'unresolved')),
  DROP CONSTRAINT IF EXISTS "conflicts_figure_id_fkey",
  ADD CONSTRAINT "conflicts_figure_id_fkey" FOREIGN KEY ("figure_id") REFERENCES "vietnam_ict"."figures" ("figure_id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "vietnam_ict"."vintages"
  ALTER COLUMN "figure_id" SET NOT NULL,
  ALTER COLUMN "value" SET NOT NULL,
  ALTER COLUMN "agreement" SET NOT NULL,
  ALTER COLUMN "n_claims" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "vintages_agreement_check",
  ADD CONSTRAINT "vintages_agreement_check" CHECK ("agreement" IN ('single', 'agree', 'unit_slip', 'period_slip', 'rounding', 'scope', 'revision', 'unresolved')),
  DROP CONSTRAINT IF EXISTS "vintages_figure_id_fkey",
  ADD CONSTRAINT "vintages_figure_id_fkey" FOREIGN KEY ("figure_id") REFERENCES "vietnam_ict"."figures" ("figure_id") DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE "vietnam_ict"."targets"
  ALTER COLUMN "indicator_id" SET NOT NULL,
  ALTER COLUMN "area" SET NOT NULL,
  ALTER COLUMN "measure" SET NOT NULL,
  ALTER COLUMN "period" SET NOT NULL,
  ALTER COLUMN "target" SET NOT NULL,
  ALTER COLUMN "outcome_status" SET NOT NULL,
  ALTER COLUMN "target_claim_id" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "targets_measure_check",
  ADD CONSTRAINT "targets_measure_check" CHECK ("measure" IN ('level', 'growth', 'growth_average', 'share', 'delta', 'multiple', 'rank')),
  DROP CONSTRAINT IF EXISTS "targets_outcome_status_check",
  ADD CONSTRAINT "targets_outcome_status_check" CHECK ("outcome_status" IN ('met', 'missed', 'within_precision', 'pending')),
  DROP CONSTRAINT IF EXISTS "targets_indicator_id_fkey",
  ADD CONSTRAINT "targets_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "vietnam_ict"."indicators" ("indicator_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "targets_target_claim_id_fkey",
  ADD CONSTRAINT "targets_target_claim_id_fkey" FOREIGN KEY ("target_claim_id") REFERENCES "vietnam_ict"."claims" ("claim_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "targets_outcome_figure_id_fkey",
  ADD CONSTRAINT "targets_outcome_figure_id_fkey" FOREIGN KEY ("outcome_figure_id") REFERENCES "vietnam_ict"."figures" ("figure_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "targets_indicator_id_idx" ON "vietnam_ict"."targets" ("indicator_id");
CREATE INDEX IF NOT EXISTS "targets_outcome_figure_id_idx" ON "vietnam_ict"."targets" ("outcome_figure_id");
ALTER TABLE "vietnam_ict"."dismissed"
  ALTER COLUMN "report_id" SET NOT NULL,
  ALTER COLUMN "span_start" SET NOT NULL,
  ALTER COLUMN "span_end" SET NOT NULL,
  ALTER COLUMN "value_text" SET NOT NULL,
  ALTER COLUMN "reason" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "dismissed_report_id_fkey",
  ADD CONSTRAINT "dismissed_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "vietnam_ict"."reports" ("report_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "dismissed_report_id_idx" ON "vietnam_ict"."dismissed" ("report_id");
ALTER TABLE "vietnam_ict"."findings"
  ALTER COLUMN "code" SET NOT NULL,
  ALTER COLUMN "severity" SET NOT NULL,
  ALTER COLUMN "message" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "findings_severity_check",
  ADD CONSTRAINT "findings_severity_check" CHECK ("severity" IN ('note', 'warning', 'error'));
ALTER TABLE "vietnam_ict"."figures_wide"
  ALTER COLUMN "indicator_id" SET NOT NULL,
  ALTER COLUMN "label" SET NOT NULL,
  ALTER COLUMN "unit" SET NOT NULL,
  ALTER COLUMN "area" SET NOT NULL,
  ALTER COLUMN "year" SET NOT NULL,
  ALTER COLUMN "year_start" SET NOT NULL,
  DROP CONSTRAINT IF EXISTS "figures_wide_agreement_check",
  ADD CONSTRAINT "figures_wide_agreement_check" CHECK ("agreement" IN ('single', 'agree', 'unit_slip', 'period_slip', 'rounding', 'scope', 'revision', 'unresolved')),
  DROP CONSTRAINT IF EXISTS "figures_wide_planned_status_check",
  ADD CONSTRAINT "figures_wide_planned_status_check" CHECK ("planned_status" IN ('actual', 'estimate', 'forecast', 'target')),
  DROP CONSTRAINT IF EXISTS "figures_wide_indicator_id_fkey",
  ADD CONSTRAINT "figures_wide_indicator_id_fkey" FOREIGN KEY ("indicator_id") REFERENCES "vietnam_ict"."indicators" ("indicator_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "figures_wide_figure_id_fkey",
  ADD CONSTRAINT "figures_wide_figure_id_fkey" FOREIGN KEY ("figure_id") REFERENCES "vietnam_ict"."figures" ("figure_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "figures_wide_planned_figure_id_fkey",
  ADD CONSTRAINT "figures_wide_planned_figure_id_fkey" FOREIGN KEY ("planned_figure_id") REFERENCES "vietnam_ict"."figures" ("figure_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "figures_wide_report_id_fkey",
  ADD CONSTRAINT "figures_wide_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "vietnam_ict"."reports" ("report_id") DEFERRABLE INITIALLY DEFERRED,
  DROP CONSTRAINT IF EXISTS "figures_wide_planned_report_id_fkey",
  ADD CONSTRAINT "figures_wide_planned_report_id_fkey" FOREIGN KEY ("planned_report_id") REFERENCES "vietnam_ict"."reports" ("report_id") DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX IF NOT EXISTS "figures_wide_figure_id_idx" ON "vietnam_ict"."figures_wide" ("figure_id");
CREATE INDEX IF NOT EXISTS "figures_wide_planned_figure_id_idx" ON "vietnam_ict"."figures_wide" ("planned_figure_id");
CREATE INDEX IF NOT EXISTS "figures_wide_report_id_idx" ON "vietnam_ict"."figures_wide" ("report_id");
CREATE INDEX IF NOT EXISTS "figures_wide_planned_report_id_idx" ON "vietnam_ict"."figures_wide" ("planned_report_id");
COMMENT ON TABLE "vietnam_ict"."reports" IS 'The published documents, as catalogued, with what was found in each.';
COMMENT ON COLUMN "vietnam_ict"."reports"."report_id" IS 'The stem of the file''s name; of a table of figures, the id that its rows give.';
COMMENT ON COLUMN "vietnam_ict"."reports"."file" IS 'The file''s name in the folder of reports; of a table of figures, as the configuration has it.';
COMMENT ON COLUMN "vietnam_ict"."reports"."sha256" IS 'SHA-256 of the file.';
COMMENT ON COLUMN "vietnam_ict"."reports"."original_sha256" IS 'SHA-256 of the original that this file restates.';
COMMENT ON COLUMN "vietnam_ict"."reports"."title" IS 'Title.';
COMMENT ON COLUMN "vietnam_ict"."reports"."publisher" IS 'Who published it.';
COMMENT ON COLUMN "vietnam_ict"."reports"."authority" IS 'Class of the publisher''s authority, which gives its weight.';
COMMENT ON COLUMN "vietnam_ict"."reports"."published" IS 'Date of publication, as far as it is known: 2024, 2025-02, 2022-03-26.';
COMMENT ON COLUMN "vietnam_ict"."reports"."published_precision" IS 'How exactly that date is known.';
COMMENT ON COLUMN "vietnam_ict"."reports"."published_basis" IS 'Whether the date is stated on the document, or inferred.';
COMMENT ON COLUMN "vietnam_ict"."reports"."language" IS 'Main language: ISO 639-1 code.';
COMMENT ON COLUMN "vietnam_ict"."reports"."area" IS 'Area that it is about where a sentence names none: ISO 3166 code.';
COMMENT ON COLUMN "vietnam_ict"."reports"."url" IS 'Address of the original.';
COMMENT ON COLUMN "vietnam_ict"."reports"."licence" IS 'Licence of the text.';
COMMENT ON COLUMN "vietnam_ict"."reports"."retrieved" IS 'Day on which the original was retrieved.';
COMMENT ON COLUMN "vietnam_ict"."reports"."repost_of" IS 'Report that this one repeats.';
COMMENT ON COLUMN "vietnam_ict"."reports"."n_mentions" IS 'Mentions of numbers and periods: claims and dismissed together.';
COMMENT ON COLUMN "vietnam_ict"."reports"."n_claims" IS 'Mentions that became claims.';
COMMENT ON COLUMN "vietnam_ict"."reports"."n_dismissed" IS 'Mentions that became none.';
COMMENT ON TABLE "vietnam_ict"."indicators" IS 'What figures are about, as the configuration defines it.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."indicator_id" IS 'Id.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."label" IS 'Name for people.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."description" IS 'What it counts.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."unit" IS 'Unit of its level; money is in USD.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."kind" IS 'Of a moment (stock), of a stretch of time (flow), a rank, or a ratio.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."direction" IS 'Which way is good.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."topic" IS 'Topic, to group by.';
COMMENT ON COLUMN "vietnam_ict"."indicators"."variant_of" IS 'Indicator of which this is another scope.';
COMMENT ON TABLE "vietnam_ict"."claims" IS 'What reports print about one number each, normalized, with the sentence that states it.';
COMMENT ON COLUMN "vietnam_ict"."claims"."claim_id" IS 'Hash of report, printed text, key and ordinal among equals.';
COMMENT ON COLUMN "vietnam_ict"."claims"."report_id" IS 'Report that prints it.';
COMMENT ON COLUMN "vietnam_ict"."claims"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."claims"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."claims"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."claims"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."claims"."period_start" IS 'First day of the period.';
COMMENT ON COLUMN "vietnam_ict"."claims"."period_end" IS 'Last day of the period.';
COMMENT ON COLUMN "vietnam_ict"."claims"."period_inferred" IS 'Whether the period follows from context rather than from words at the number.';
COMMENT ON COLUMN "vietnam_ict"."claims"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."claims"."basis" IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN "vietnam_ict"."claims"."status" IS 'How firm the statement is.';
COMMENT ON COLUMN "vietnam_ict"."claims"."value" IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."claims"."value_to" IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."claims"."unit" IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN "vietnam_ict"."claims"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."claims"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."claims"."hedge" IS 'How the printed value is hedged.';
COMMENT ON COLUMN "vietnam_ict"."claims"."value_text" IS 'The mention''s own text: the bytes from span_start to span_end.';
COMMENT ON COLUMN "vietnam_ict"."claims"."printed_value" IS 'The number without its unit, as printed.';
COMMENT ON COLUMN "vietnam_ict"."claims"."printed_unit" IS 'The unit as printed, or carried over from a neighbour.';
COMMENT ON COLUMN "vietnam_ict"."claims"."fx_rate" IS 'Rate by which money was converted. In local currency per USD.';
COMMENT ON COLUMN "vietnam_ict"."claims"."fx_source" IS 'Where that rate is from.';
COMMENT ON COLUMN "vietnam_ict"."claims"."attributed_to" IS 'Who says so, where the text names somebody; as printed.';
COMMENT ON COLUMN "vietnam_ict"."claims"."issuer" IS 'Who says so: the authority named, else the publisher.';
COMMENT ON COLUMN "vietnam_ict"."claims"."published" IS 'Date of publication of the report, as far as it is known.';
COMMENT ON COLUMN "vietnam_ict"."claims"."sentence" IS 'The sentence that states it; of a table, what its row says.';
COMMENT ON COLUMN "vietnam_ict"."claims"."span_start" IS 'First byte of the mention in the report''s text. In bytes.';
COMMENT ON COLUMN "vietnam_ict"."claims"."span_end" IS 'One past the last byte of the mention. In bytes.';
COMMENT ON COLUMN "vietnam_ict"."claims"."locator" IS 'Where the mention stands: title, lead, body, list with its number, or row and column of a table.';
COMMENT ON COLUMN "vietnam_ict"."claims"."rule" IS 'Rule that linked number, indicator and period.';
COMMENT ON COLUMN "vietnam_ict"."claims"."subject" IS 'Noun phrase that the number is about, as printed.';
COMMENT ON TABLE "vietnam_ict"."derived" IS 'What follows from claims by arithmetic.';
COMMENT ON COLUMN "vietnam_ict"."derived"."derived_id" IS 'Hash of key, relation and inputs.';
COMMENT ON COLUMN "vietnam_ict"."derived"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."derived"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."derived"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."derived"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."derived"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."derived"."basis" IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN "vietnam_ict"."derived"."value" IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."derived"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."derived"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."derived"."unit" IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN "vietnam_ict"."derived"."relation" IS 'Relation by which it follows.';
COMMENT ON COLUMN "vietnam_ict"."derived"."inputs" IS 'Ids of the claims it rests on, sorted, with a space between.';
COMMENT ON COLUMN "vietnam_ict"."derived"."depth" IS 'Number of derivations in a row.';
COMMENT ON TABLE "vietnam_ict"."figures" IS 'The reconciled value of each indicator, area, measure, period, base period and basis.';
COMMENT ON COLUMN "vietnam_ict"."figures"."figure_id" IS 'Hash of the key, never of the value.';
COMMENT ON COLUMN "vietnam_ict"."figures"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."figures"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."figures"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."figures"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."figures"."period_start" IS 'First day of the period.';
COMMENT ON COLUMN "vietnam_ict"."figures"."period_end" IS 'Last day of the period.';
COMMENT ON COLUMN "vietnam_ict"."figures"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."figures"."basis" IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN "vietnam_ict"."figures"."value" IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."figures"."value_to" IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."figures"."hedge" IS 'How the printed value is hedged.';
COMMENT ON COLUMN "vietnam_ict"."figures"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."figures"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."figures"."unit" IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN "vietnam_ict"."figures"."obs_status" IS 'Observation status: SDMX code list CL_OBS_STATUS.';
COMMENT ON COLUMN "vietnam_ict"."figures"."agreement" IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN "vietnam_ict"."figures"."derived" IS 'Whether no report prints it, so that the value is derived.';
COMMENT ON COLUMN "vietnam_ict"."figures"."support" IS 'Weight of the voices that support the value.';
COMMENT ON COLUMN "vietnam_ict"."figures"."n_claims" IS 'Claims in its evidence, inputs of derived values and superseded ones included.';
COMMENT ON COLUMN "vietnam_ict"."figures"."n_reports" IS 'Reports among them.';
COMMENT ON COLUMN "vietnam_ict"."figures"."n_sources" IS 'Issuers that support the value.';
COMMENT ON COLUMN "vietnam_ict"."figures"."n_rejected" IS 'Claims and derived values set aside.';
COMMENT ON COLUMN "vietnam_ict"."figures"."claim_id" IS 'Claim whose value is shown; null where the value is derived or a person''s.';
COMMENT ON COLUMN "vietnam_ict"."figures"."rule" IS 'Rule that chose the value.';
COMMENT ON COLUMN "vietnam_ict"."figures"."first_published" IS 'First publication among its claims.';
COMMENT ON COLUMN "vietnam_ict"."figures"."last_published" IS 'Last publication among its claims.';
COMMENT ON TABLE "vietnam_ict"."evidence" IS 'The part of each claim and derived value in each figure, with the step that decided and its reason.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."figure_id" IS 'Figure that the row belongs to.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."source_id" IS 'Claim or derived value.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."voice_id" IS 'Voice that it speaks with: the first source of that voice.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."step" IS 'Step of reconciling that decided.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."role" IS 'Part that it plays.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."reason" IS 'Why: a stable code.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."weight" IS 'Its weight in the vote.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."evidence"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON TABLE "vietnam_ict"."conflicts" IS 'Each losing voice against the chosen one.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."figure_id" IS 'Figure that the row belongs to.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."agreement" IS 'Class of this disagreement.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."chosen_id" IS 'Claim or derived value chosen.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."other_id" IS 'Claim or derived value that lost.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."chosen_value" IS 'Value chosen, in the figure''s unit.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."other_value" IS 'Value that lost, in the figure''s unit.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."gap" IS 'other_value less chosen_value.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."gap_percent" IS 'The gap in percent of the chosen value; null where that is zero. In percent.';
COMMENT ON COLUMN "vietnam_ict"."conflicts"."explanation" IS 'The disagreement in a sentence.';
COMMENT ON TABLE "vietnam_ict"."vintages" IS 'What each figure was believed to be from one date of publication to another.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."figure_id" IS 'Figure that the row belongs to.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."vintage_from" IS 'First day of this belief; null where it rests on undated reports.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."vintage_to" IS 'Last day of this belief; null where it is the latest.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."value" IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."value_to" IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."agreement" IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN "vietnam_ict"."vintages"."n_claims" IS 'Claims in its evidence then.';
COMMENT ON TABLE "vietnam_ict"."targets" IS 'Targets against their outcomes, a row for each vintage of a target.';
COMMENT ON COLUMN "vietnam_ict"."targets"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."targets"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."targets"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."targets"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."targets"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."targets"."issuer" IS 'Who set the target.';
COMMENT ON COLUMN "vietnam_ict"."targets"."target_from" IS 'First publication of this vintage of the target.';
COMMENT ON COLUMN "vietnam_ict"."targets"."target_to" IS 'Publication that replaced it.';
COMMENT ON COLUMN "vietnam_ict"."targets"."target" IS 'Value aimed at, in the indicator''s unit or in percent, as the measure asks.';
COMMENT ON COLUMN "vietnam_ict"."targets"."outcome" IS 'Value observed; null where none is.';
COMMENT ON COLUMN "vietnam_ict"."targets"."gap_percent" IS 'Outcome less target, in percent of the target. In percent.';
COMMENT ON COLUMN "vietnam_ict"."targets"."outcome_status" IS 'How it ended; pending where the period ends after the latest publication, or nothing was observed for it.';
COMMENT ON COLUMN "vietnam_ict"."targets"."target_claim_id" IS 'Claim that set the target.';
COMMENT ON COLUMN "vietnam_ict"."targets"."outcome_figure_id" IS 'Figure of the outcome.';
COMMENT ON TABLE "vietnam_ict"."dismissed" IS 'Mentions of numbers and periods that became no claim, with the reason.';
COMMENT ON COLUMN "vietnam_ict"."dismissed"."report_id" IS 'Report that prints it.';
COMMENT ON COLUMN "vietnam_ict"."dismissed"."span_start" IS 'First byte of the mention in the report''s text. In bytes.';
COMMENT ON COLUMN "vietnam_ict"."dismissed"."span_end" IS 'One past the last byte of the mention. In bytes.';
COMMENT ON COLUMN "vietnam_ict"."dismissed"."locator" IS 'Where the mention stands: title, lead, body, list with its number, or row and column of a table.';
COMMENT ON COLUMN "vietnam_ict"."dismissed"."value_text" IS 'The mention''s own text: the bytes from span_start to span_end.';
COMMENT ON COLUMN "vietnam_ict"."dismissed"."reason" IS 'Why it became no claim: a stable code.';
COMMENT ON TABLE "vietnam_ict"."findings" IS 'Defects of the data, coded and placed.';
COMMENT ON COLUMN "vietnam_ict"."findings"."code" IS 'What kind of defect: a stable code.';
COMMENT ON COLUMN "vietnam_ict"."findings"."severity" IS 'How much it matters.';
COMMENT ON COLUMN "vietnam_ict"."findings"."report_id" IS 'Report at fault; it may be one that could not be read.';
COMMENT ON COLUMN "vietnam_ict"."findings"."span_start" IS 'First byte of the mention in the report''s text. In bytes.';
COMMENT ON COLUMN "vietnam_ict"."findings"."span_end" IS 'One past the last byte of the mention. In bytes.';
COMMENT ON COLUMN "vietnam_ict"."findings"."locator" IS 'Place in words, such as body:3 or catalogue:12.';
COMMENT ON COLUMN "vietnam_ict"."findings"."message" IS 'What is wrong, and what would be consistent.';
COMMENT ON TABLE "vietnam_ict"."figures_wide" IS 'Figures by calendar year, wide: a row for each indicator, area and year, with what was observed, what was planned, growth and share side by side. For charts that need no join; `figures` has everything.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."label" IS 'Name of the indicator for people.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."topic" IS 'Topic of the indicator, to group by.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."unit" IS 'What value and planned count.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."year" IS 'Calendar year; of a stock, the year of its latest day that is known.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."year_start" IS 'First day of the year, for tools that draw time by dates.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."value" IS 'Value observed; of a ratio its share, of a rank the place.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."agreement" IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned" IS 'Value planned for the year: the target, where there is one, else the forecast.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned_low" IS 'Low end of what planned stands for.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned_high" IS 'High end of what planned stands for.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned_status" IS 'Whether planned is a target or a forecast, where a claim says so.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."growth" IS 'Growth observed against the year before. In percent.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."share" IS 'Share observed of the indicator that it is a part of. In percent.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."figure_id" IS 'Figure that value is of.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned_figure_id" IS 'Figure that planned is of.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."report_id" IS 'Report that prints the value, where one does.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."published" IS 'When that report was published, as far as it is known.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."sentence" IS 'The sentence that states the value.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned_report_id" IS 'Report that prints what was planned, where one does.';
COMMENT ON COLUMN "vietnam_ict"."figures_wide"."planned_sentence" IS 'The sentence that states what was planned.';
SET LOCAL search_path = "vietnam_ict", pg_catalog, pg_temp;
CREATE OR REPLACE VIEW "vietnam_ict"."figures_by_year" AS
SELECT w.indicator_id AS indicator_id, w.label AS label, w.topic AS topic, w.unit AS unit, w.area AS area, w.year AS year, w.year_start AS year_start, w.value AS value, CAST(w.value AS DOUBLE PRECISION) AS value_double, w.low AS low, CAST(w.low AS DOUBLE PRECISION) AS low_double, w.high AS high, CAST(w.high AS DOUBLE PRECISION) AS high_double, w.agreement AS agreement, w.planned AS planned, CAST(w.planned AS DOUBLE PRECISION) AS planned_double, w.planned_low AS planned_low, CAST(w.planned_low AS DOUBLE PRECISION) AS planned_low_double, w.planned_high AS planned_high, CAST(w.planned_high AS DOUBLE PRECISION) AS planned_high_double, w.planned_status AS planned_status, w.growth AS growth, CAST(w.growth AS DOUBLE PRECISION) AS growth_double, w.share AS share, CAST(w.share AS DOUBLE PRECISION) AS share_double, w.figure_id AS figure_id, w.planned_figure_id AS planned_figure_id, w.report_id AS report_id, w.published AS published, w.sentence AS sentence, w.planned_report_id AS planned_report_id, w.planned_sentence AS planned_sentence
FROM figures_wide AS w;
COMMENT ON VIEW "vietnam_ict"."figures_by_year" IS 'figures_wide with a double beside each decimal: a row for each indicator, area and year.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."label" IS 'Name of the indicator for people.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."topic" IS 'Topic of the indicator, to group by.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."unit" IS 'What value and planned count.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."year" IS 'Calendar year; of a stock, the year of its latest day that is known.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."year_start" IS 'First day of the year, for tools that draw time by dates.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."value" IS 'Value observed; of a ratio its share, of a rank the place.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."value_double" IS 'Value observed; of a ratio its share, of a rank the place. As a double, which tools draw; for exact sums take value.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."low_double" IS 'Low end of what the value stands for; null where it has none. Rounded down. As a double, which tools draw; for exact sums take low.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."high_double" IS 'High end of what the value stands for; null where it has none. Rounded up. As a double, which tools draw; for exact sums take high.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."agreement" IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned" IS 'Value planned for the year: the target, where there is one, else the forecast.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_double" IS 'Value planned for the year: the target, where there is one, else the forecast. As a double, which tools draw; for exact sums take planned.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_low" IS 'Low end of what planned stands for.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_low_double" IS 'Low end of what planned stands for. As a double, which tools draw; for exact sums take planned_low.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_high" IS 'High end of what planned stands for.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_high_double" IS 'High end of what planned stands for. As a double, which tools draw; for exact sums take planned_high.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_status" IS 'Whether planned is a target or a forecast, where a claim says so.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."growth" IS 'Growth observed against the year before. In percent.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."growth_double" IS 'Growth observed against the year before. In percent. As a double, which tools draw; for exact sums take growth.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."share" IS 'Share observed of the indicator that it is a part of. In percent.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."share_double" IS 'Share observed of the indicator that it is a part of. In percent. As a double, which tools draw; for exact sums take share.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."figure_id" IS 'Figure that value is of.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_figure_id" IS 'Figure that planned is of.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."report_id" IS 'Report that prints the value, where one does.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."published" IS 'When that report was published, as far as it is known.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."sentence" IS 'The sentence that states the value.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_report_id" IS 'Report that prints what was planned, where one does.';
COMMENT ON COLUMN "vietnam_ict"."figures_by_year"."planned_sentence" IS 'The sentence that states what was planned.';
CREATE OR REPLACE VIEW "vietnam_ict"."figures_latest" AS
SELECT f.figure_id AS figure_id, f.indicator_id AS indicator_id, f.area AS area, f.measure AS measure, f.period AS period, f.period_start AS period_start, f.period_end AS period_end, f.base_period AS base_period, f.basis AS basis, f.value AS value, CAST(f.value AS DOUBLE PRECISION) AS value_double, f.value_to AS value_to, CAST(f.value_to AS DOUBLE PRECISION) AS value_to_double, f.hedge AS hedge, f.low AS low, CAST(f.low AS DOUBLE PRECISION) AS low_double, f.high AS high, CAST(f.high AS DOUBLE PRECISION) AS high_double, f.unit AS unit, f.obs_status AS obs_status, f.agreement AS agreement, f.derived AS derived, f.support AS support, CAST(f.support AS DOUBLE PRECISION) AS support_double, f.n_claims AS n_claims, f.n_reports AS n_reports, f.n_sources AS n_sources, f.n_rejected AS n_rejected, f.claim_id AS claim_id, f.rule AS rule, f.first_published AS first_published, f.last_published AS last_published, i.label AS label, i.topic AS topic, c.report_id AS report_id, c.sentence AS sentence
FROM (SELECT f.*, row_number() OVER (PARTITION BY indicator_id, area, measure, basis ORDER BY period_end DESC, period_start, base_period DESC, figure_id) AS place FROM figures AS f) AS f JOIN indicators AS i ON i.indicator_id = f.indicator_id LEFT JOIN claims AS c ON c.claim_id = f.claim_id WHERE f.place = 1;
COMMENT ON VIEW "vietnam_ict"."figures_latest" IS 'The latest figure of each indicator, area, measure and basis, with its sentence.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."figure_id" IS 'Hash of the key, never of the value.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."period_start" IS 'First day of the period.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."period_end" IS 'Last day of the period.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."basis" IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."value" IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."value_double" IS 'Value in the unit; the low end of a range. Rounded half to even. As a double, which tools draw; for exact sums take value.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."value_to" IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."value_to_double" IS 'High end, where a range is printed. Rounded half to even. As a double, which tools draw; for exact sums take value_to.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."hedge" IS 'How the printed value is hedged.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."low_double" IS 'Low end of what the value stands for; null where it has none. Rounded down. As a double, which tools draw; for exact sums take low.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."high_double" IS 'High end of what the value stands for; null where it has none. Rounded up. As a double, which tools draw; for exact sums take high.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."unit" IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."obs_status" IS 'Observation status: SDMX code list CL_OBS_STATUS.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."agreement" IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."derived" IS 'Whether no report prints it, so that the value is derived.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."support" IS 'Weight of the voices that support the value.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."support_double" IS 'Weight of the voices that support the value. As a double, which tools draw; for exact sums take support.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."n_claims" IS 'Claims in its evidence, inputs of derived values and superseded ones included.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."n_reports" IS 'Reports among them.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."n_sources" IS 'Issuers that support the value.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."n_rejected" IS 'Claims and derived values set aside.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."claim_id" IS 'Claim whose value is shown; null where the value is derived or a person''s.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."rule" IS 'Rule that chose the value.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."first_published" IS 'First publication among its claims.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."last_published" IS 'Last publication among its claims.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."label" IS 'Name for people.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."topic" IS 'Topic, to group by.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."report_id" IS 'Report that prints it.';
COMMENT ON COLUMN "vietnam_ict"."figures_latest"."sentence" IS 'The sentence that states it; of a table, what its row says.';
CREATE OR REPLACE VIEW "vietnam_ict"."conflicts_explained" AS
SELECT f.indicator_id AS indicator_id, i.label AS label, f.area AS area, f.measure AS measure, f.period AS period, f.base_period AS base_period, f.basis AS basis, f.unit AS unit, k.figure_id AS figure_id, k.agreement AS agreement, k.chosen_id AS chosen_id, k.other_id AS other_id, k.chosen_value AS chosen_value, CAST(k.chosen_value AS DOUBLE PRECISION) AS chosen_value_double, k.other_value AS other_value, CAST(k.other_value AS DOUBLE PRECISION) AS other_value_double, k.gap AS gap, CAST(k.gap AS DOUBLE PRECISION) AS gap_double, k.gap_percent AS gap_percent, CAST(k.gap_percent AS DOUBLE PRECISION) AS gap_percent_double, k.explanation AS explanation, chosen.report_id AS chosen_report_id, chosen.published AS chosen_published, chosen.sentence AS chosen_sentence, other.report_id AS other_report_id, other.published AS other_published, other.sentence AS other_sentence
FROM conflicts AS k JOIN figures AS f ON f.figure_id = k.figure_id JOIN indicators AS i ON i.indicator_id = f.indicator_id LEFT JOIN claims AS chosen ON chosen.claim_id = k.chosen_id LEFT JOIN claims AS other ON other.claim_id = k.other_id;
COMMENT ON VIEW "vietnam_ict"."conflicts_explained" IS 'Each losing statement beside the chosen one, both with report and sentence, and why.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."label" IS 'Name for people.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."basis" IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."unit" IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."figure_id" IS 'Figure that the row belongs to.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."agreement" IS 'Class of this disagreement.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."chosen_id" IS 'Claim or derived value chosen.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."other_id" IS 'Claim or derived value that lost.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."chosen_value" IS 'Value chosen, in the figure''s unit.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."chosen_value_double" IS 'Value chosen, in the figure''s unit. As a double, which tools draw; for exact sums take chosen_value.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."other_value" IS 'Value that lost, in the figure''s unit.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."other_value_double" IS 'Value that lost, in the figure''s unit. As a double, which tools draw; for exact sums take other_value.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."gap" IS 'other_value less chosen_value.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."gap_double" IS 'other_value less chosen_value. As a double, which tools draw; for exact sums take gap.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."gap_percent" IS 'The gap in percent of the chosen value; null where that is zero. In percent.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."gap_percent_double" IS 'The gap in percent of the chosen value; null where that is zero. In percent. As a double, which tools draw; for exact sums take gap_percent.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."explanation" IS 'The disagreement in a sentence.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."chosen_report_id" IS 'Report that prints it. Of the claim chosen.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."chosen_published" IS 'Date of publication of the report, as far as it is known. Of the claim chosen.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."chosen_sentence" IS 'The sentence that states it; of a table, what its row says. Of the claim chosen.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."other_report_id" IS 'Report that prints it. Of the claim that lost.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."other_published" IS 'Date of publication of the report, as far as it is known. Of the claim that lost.';
COMMENT ON COLUMN "vietnam_ict"."conflicts_explained"."other_sentence" IS 'The sentence that states it; of a table, what its row says. Of the claim that lost.';
CREATE OR REPLACE VIEW "vietnam_ict"."targets_and_outcomes" AS
SELECT t.indicator_id AS indicator_id, t.area AS area, t.measure AS measure, t.period AS period, t.base_period AS base_period, t.issuer AS issuer, t.target_from AS target_from, t.target_to AS target_to, t.target AS target, CAST(t.target AS DOUBLE PRECISION) AS target_double, t.outcome AS outcome, CAST(t.outcome AS DOUBLE PRECISION) AS outcome_double, t.gap_percent AS gap_percent, CAST(t.gap_percent AS DOUBLE PRECISION) AS gap_percent_double, t.outcome_status AS outcome_status, t.target_claim_id AS target_claim_id, t.outcome_figure_id AS outcome_figure_id, i.label AS label, i.direction AS direction, set_by.report_id AS target_report_id, set_by.sentence AS target_sentence, c.report_id AS outcome_report_id, c.sentence AS outcome_sentence
FROM targets AS t JOIN indicators AS i ON i.indicator_id = t.indicator_id JOIN claims AS set_by ON set_by.claim_id = t.target_claim_id LEFT JOIN figures AS f ON f.figure_id = t.outcome_figure_id LEFT JOIN claims AS c ON c.claim_id = f.claim_id;
COMMENT ON VIEW "vietnam_ict"."targets_and_outcomes" IS 'Each target that was set, with its sentence, what came of it, and the sentence that says so.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."issuer" IS 'Who set the target.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target_from" IS 'First publication of this vintage of the target.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target_to" IS 'Publication that replaced it.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target" IS 'Value aimed at, in the indicator''s unit or in percent, as the measure asks.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target_double" IS 'Value aimed at, in the indicator''s unit or in percent, as the measure asks. As a double, which tools draw; for exact sums take target.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."outcome" IS 'Value observed; null where none is.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."outcome_double" IS 'Value observed; null where none is. As a double, which tools draw; for exact sums take outcome.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."gap_percent" IS 'Outcome less target, in percent of the target. In percent.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."gap_percent_double" IS 'Outcome less target, in percent of the target. In percent. As a double, which tools draw; for exact sums take gap_percent.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."outcome_status" IS 'How it ended; pending where the period ends after the latest publication, or nothing was observed for it.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target_claim_id" IS 'Claim that set the target.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."outcome_figure_id" IS 'Figure of the outcome.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."label" IS 'Name for people.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."direction" IS 'Which way is good.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target_report_id" IS 'Report that prints it. Of the target.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."target_sentence" IS 'The sentence that states it; of a table, what its row says. Of the target.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."outcome_report_id" IS 'Report that prints it. Of the outcome.';
COMMENT ON COLUMN "vietnam_ict"."targets_and_outcomes"."outcome_sentence" IS 'The sentence that states it; of a table, what its row says. Of the outcome.';
CREATE OR REPLACE VIEW "vietnam_ict"."beliefs" AS
SELECT f.indicator_id AS indicator_id, i.label AS label, f.area AS area, f.measure AS measure, f.period AS period, f.period_start AS period_start, f.period_end AS period_end, f.base_period AS base_period, f.basis AS basis, f.unit AS unit, v.value AS value, CAST(v.value AS DOUBLE PRECISION) AS value_double, v.value_to AS value_to, CAST(v.value_to AS DOUBLE PRECISION) AS value_to_double, v.low AS low, CAST(v.low AS DOUBLE PRECISION) AS low_double, v.high AS high, CAST(v.high AS DOUBLE PRECISION) AS high_double, v.agreement AS agreement, v.n_claims AS n_claims, v.vintage_from AS believed_from, v.vintage_to AS believed_to, v.figure_id AS figure_id
FROM vintages AS v JOIN figures AS f ON f.figure_id = v.figure_id JOIN indicators AS i ON i.indicator_id = f.indicator_id;
COMMENT ON VIEW "vietnam_ict"."beliefs" IS 'What was believed of each figure from one day to another; believed_on(day) takes those of a day.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."indicator_id" IS 'Indicator that the row is about.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."label" IS 'Name for people.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."area" IS 'Area that the row is about: ISO 3166-1 or 3166-2 code.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."measure" IS 'What is said of the indicator: its level, or a change of it.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."period" IS 'Period in ISO 8601: 2022, 2023-05, 2021-12-31, 2023/2025; quarters as 2024-Q1.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."period_start" IS 'First day of the period.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."period_end" IS 'Last day of the period.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."base_period" IS 'Period with which growth, delta and multiple compare, written as the period is.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."basis" IS 'Whether it is observed, or planned: a target or a forecast.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."unit" IS 'What the value counts: USD, percent, percentage_point, rank, times, or a noun.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."value" IS 'Value in the unit; the low end of a range. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."value_double" IS 'Value in the unit; the low end of a range. Rounded half to even. As a double, which tools draw; for exact sums take value.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."value_to" IS 'High end, where a range is printed. Rounded half to even.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."value_to_double" IS 'High end, where a range is printed. Rounded half to even. As a double, which tools draw; for exact sums take value_to.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."low" IS 'Low end of what the value stands for; null where it has none. Rounded down.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."low_double" IS 'Low end of what the value stands for; null where it has none. Rounded down. As a double, which tools draw; for exact sums take low.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."high" IS 'High end of what the value stands for; null where it has none. Rounded up.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."high_double" IS 'High end of what the value stands for; null where it has none. Rounded up. As a double, which tools draw; for exact sums take high.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."agreement" IS 'Whether the voices agree, and if not, why.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."n_claims" IS 'Claims in its evidence then.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."believed_from" IS 'First day of this belief; null where it rests on undated reports.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."believed_to" IS 'Last day of this belief; null where it is the latest.';
COMMENT ON COLUMN "vietnam_ict"."beliefs"."figure_id" IS 'Figure that the row belongs to.';
CREATE OR REPLACE FUNCTION "vietnam_ict"."believed_on"(on_day date) RETURNS SETOF "vietnam_ict"."beliefs"
LANGUAGE sql STABLE SET search_path FROM CURRENT AS 'SELECT * FROM beliefs WHERE believed_from <= on_day AND (believed_to IS NULL OR believed_to >= on_day)';
SET LOCAL search_path = pg_catalog, pg_temp;
COMMIT;
