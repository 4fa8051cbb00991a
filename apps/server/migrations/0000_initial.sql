CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE SCHEMA "system";
--> statement-breakpoint
CREATE TABLE "access_gone" (
	"organisation_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"lines" integer NOT NULL,
	CONSTRAINT "access_gone_organisation_id_entry_id_pk" PRIMARY KEY("organisation_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "access_line" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "access_line_organisation_id_customer_id_entry_id_pk" PRIMARY KEY("organisation_id","customer_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "access_pending" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" text NOT NULL,
	"role" text,
	"purpose" text NOT NULL,
	"way" text NOT NULL,
	"categories" text[] NOT NULL,
	"customers" uuid[] NOT NULL,
	"people" integer NOT NULL,
	"emergency" uuid,
	CONSTRAINT "access_pending_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "business_calendar" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"calendar" jsonb NOT NULL,
	"entry_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "business_calendar_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "company" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_sort" text NOT NULL,
	"industry" text,
	"country" text,
	"city" text,
	"profile" "bytea" NOT NULL,
	"tokens" integer[] NOT NULL,
	"contact_count" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"binned_at" timestamp with time zone,
	"bin_entry_id" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "company_contact" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"position" "bytea",
	"since" date,
	"until" date,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_contact_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"purpose_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"salt_sealed" "bytea" NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "consent_organisation_id_customer_id_purpose_id_recipient_id_pk" PRIMARY KEY("organisation_id","customer_id","purpose_id","recipient_id"),
	CONSTRAINT "consent_hash" UNIQUE("organisation_id","hash")
);
--> statement-breakpoint
CREATE TABLE "consent_account" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"account" "bytea" NOT NULL,
	"key_sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_account_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id"),
	CONSTRAINT "consent_account_account" UNIQUE("organisation_id","account")
);
--> statement-breakpoint
CREATE TABLE "consent_decision" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"purpose_id" uuid NOT NULL,
	"recipient_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"notice_version" integer NOT NULL,
	"categories" uuid[] NOT NULL,
	"channels" uuid[] NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone,
	"entry_id" uuid NOT NULL,
	"member" integer NOT NULL,
	"content" "bytea" NOT NULL,
	"nonce" integer NOT NULL,
	"call_id" uuid,
	"attempts" integer NOT NULL,
	"refusal" text,
	"transaction_hash" "bytea",
	"block_number" bigint,
	CONSTRAINT "consent_decision_organisation_id_customer_id_purpose_id_recipient_id_number_pk" PRIMARY KEY("organisation_id","customer_id","purpose_id","recipient_id","number"),
	CONSTRAINT "consent_decision_entry" UNIQUE("organisation_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "consent_notice" (
	"organisation_id" uuid NOT NULL,
	"purpose_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	"renews" boolean NOT NULL,
	"entry_id" uuid NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consent_notice_organisation_id_purpose_id_version_pk" PRIMARY KEY("organisation_id","purpose_id","version")
);
--> statement-breakpoint
CREATE TABLE "consent_purpose" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"dpv" text,
	"retired" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_purpose_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "consent_purpose_slug" UNIQUE("organisation_id","slug")
);
--> statement-breakpoint
CREATE TABLE "consent_term" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"dpv" text,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_term_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "consent_term_slug" UNIQUE("organisation_id","kind","slug")
);
--> statement-breakpoint
CREATE TABLE "use_limit" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "use_limit_organisation_id_customer_id_kind_pk" PRIMARY KEY("organisation_id","customer_id","kind")
);
--> statement-breakpoint
CREATE TABLE "customer_import" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_size" bigint NOT NULL,
	"file_hash" text NOT NULL,
	"layout" jsonb NOT NULL,
	"options" jsonb,
	"state" text NOT NULL,
	"phase" text NOT NULL,
	"is_trial" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"rows_total" integer,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"with_warnings" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" jsonb,
	"customers_before" integer,
	"place" integer DEFAULT 0 NOT NULL,
	"tally" jsonb,
	"report" jsonb,
	"entry_id" uuid,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	CONSTRAINT "customer_import_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_import_fix" (
	"organisation_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"cells" "bytea" NOT NULL,
	CONSTRAINT "customer_import_fix_organisation_id_import_id_row_pk" PRIMARY KEY("organisation_id","import_id","row")
);
--> statement-breakpoint
CREATE TABLE "customer_import_mapping" (
	"organisation_id" uuid NOT NULL,
	"signature" text NOT NULL,
	"name" text NOT NULL,
	"options" jsonb NOT NULL,
	"used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_import_mapping_organisation_id_signature_pk" PRIMARY KEY("organisation_id","signature")
);
--> statement-breakpoint
CREATE TABLE "customer_import_row" (
	"organisation_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"column_name" text,
	"warnings" jsonb,
	"customer_id" uuid,
	"version" integer,
	"cells" "bytea" NOT NULL,
	"before" "bytea",
	"undone" text,
	CONSTRAINT "customer_import_row_organisation_id_import_id_row_pk" PRIMARY KEY("organisation_id","import_id","row")
);
--> statement-breakpoint
CREATE TABLE "data_export" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"state" text NOT NULL,
	"purpose" jsonb NOT NULL,
	"country" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"after" uuid,
	"parts" integer DEFAULT 0 NOT NULL,
	"seen" integer DEFAULT 0 NOT NULL,
	"exported" integer DEFAULT 0 NOT NULL,
	"without_consent" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	CONSTRAINT "data_export_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "data_export_part" (
	"organisation_id" uuid NOT NULL,
	"export_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "data_export_part_organisation_id_export_id_part_pk" PRIMARY KEY("organisation_id","export_id","part")
);
--> statement-breakpoint
CREATE TABLE "customer_bulk" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"action" jsonb NOT NULL,
	"target" "bytea" NOT NULL,
	"total" integer,
	"state" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"changed" integer DEFAULT 0 NOT NULL,
	"unchanged" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"undoes" uuid,
	"undone_by" uuid,
	CONSTRAINT "customer_bulk_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_bulk_row" (
	"organisation_id" uuid NOT NULL,
	"bulk_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"customer_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "customer_bulk_row_organisation_id_bulk_id_row_pk" PRIMARY KEY("organisation_id","bulk_id","row")
);
--> statement-breakpoint
CREATE TABLE "customer_export" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request" "bytea" NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_export_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_care" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"owner_id" uuid,
	"tags" uuid[] DEFAULT '{}' NOT NULL,
	"binned" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entry_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_care_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "customer_mark" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"mark_id" uuid NOT NULL,
	"order_count" integer NOT NULL,
	"spent" bigint NOT NULL,
	"last_order_at" timestamp with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "customer_mark_organisation_id_customer_id_mark_id_pk" PRIMARY KEY("organisation_id","customer_id","mark_id")
);
--> statement-breakpoint
CREATE TABLE "customer_mark_count" (
	"organisation_id" uuid NOT NULL,
	"mark_id" uuid NOT NULL,
	"shard" integer NOT NULL,
	"customers" integer NOT NULL,
	CONSTRAINT "customer_mark_count_organisation_id_mark_id_shard_pk" PRIMARY KEY("organisation_id","mark_id","shard")
);
--> statement-breakpoint
CREATE TABLE "customer_tag" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"colour" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_tag_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_file" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"facts" "bytea" NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"created_by" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_file_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_file_part" (
	"organisation_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "customer_file_part_organisation_id_file_id_part_pk" PRIMARY KEY("organisation_id","file_id","part")
);
--> statement-breakpoint
CREATE TABLE "customer_pin" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"pinned_by" text NOT NULL,
	"record_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_pin_organisation_id_customer_id_entry_id_pk" PRIMARY KEY("organisation_id","customer_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "customer_relation" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"from_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_relation_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_view" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid NOT NULL,
	"shared" boolean NOT NULL,
	"content" "bytea" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_view_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_view_default" (
	"organisation_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"view_id" uuid NOT NULL,
	CONSTRAINT "customer_view_default_organisation_id_staff_id_pk" PRIMARY KEY("organisation_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "customer" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"reference" text,
	"profile" "bytea" NOT NULL,
	"email_hash" "bytea",
	"phone_hash" "bytea",
	"tokens" integer[] NOT NULL,
	"fictional" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"entry_id" uuid NOT NULL,
	"merged_into" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_contact_hash" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"field" text NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "customer_contact_hash_organisation_id_field_hash_customer_id_pk" PRIMARY KEY("organisation_id","field","hash","customer_id")
);
--> statement-breakpoint
CREATE TABLE "customer_count" (
	"organisation_id" uuid NOT NULL,
	"country" text NOT NULL,
	"shard" integer NOT NULL,
	"customers" integer NOT NULL,
	CONSTRAINT "customer_count_organisation_id_country_shard_pk" PRIMARY KEY("organisation_id","country","shard")
);
--> statement-breakpoint
CREATE TABLE "customer_figures" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"country" text,
	"order_count" integer DEFAULT 0 NOT NULL,
	"return_count" integer DEFAULT 0 NOT NULL,
	"spent" bigint DEFAULT 0 NOT NULL,
	"first_order_at" timestamp with time zone DEFAULT '-infinity' NOT NULL,
	"last_order_at" timestamp with time zone DEFAULT '-infinity' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"binned_at" timestamp (3) with time zone,
	CONSTRAINT "customer_figures_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "customer_merchant" (
	"organisation_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"order_count" integer NOT NULL,
	"return_count" integer NOT NULL,
	"spent" bigint NOT NULL,
	CONSTRAINT "customer_merchant_organisation_id_customer_id_merchant_id_pk" PRIMARY KEY("organisation_id","customer_id","merchant_id")
);
--> statement-breakpoint
CREATE TABLE "customer_note" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_note_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_verified_email" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"email_hash" "bytea" NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customer_verified_email_organisation_id_customer_id_email_hash_pk" PRIMARY KEY("organisation_id","customer_id","email_hash")
);
--> statement-breakpoint
CREATE TABLE "sales_month" (
	"organisation_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"month" date NOT NULL,
	"order_count" integer NOT NULL,
	"return_count" integer NOT NULL,
	"spent" bigint NOT NULL,
	CONSTRAINT "sales_month_organisation_id_merchant_id_month_pk" PRIMARY KEY("organisation_id","merchant_id","month")
);
--> statement-breakpoint
CREATE TABLE "deal" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"pipeline" text NOT NULL,
	"stage" text NOT NULL,
	"state" text NOT NULL,
	"removed" boolean NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid,
	"company_id" uuid,
	"content" "bytea" NOT NULL,
	"amount" bigint,
	"currency" text NOT NULL,
	"close_day" date NOT NULL,
	"owner" uuid NOT NULL,
	"source" text,
	"reason" text,
	"stage_since" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "deal_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "deal_entry" (
	"organisation_id" uuid NOT NULL,
	"deal_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "deal_entry_organisation_id_deal_id_version_pk" PRIMARY KEY("organisation_id","deal_id","version")
);
--> statement-breakpoint
CREATE TABLE "deal_settings" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"entry_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "deal_settings_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "customer_merge" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kept_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"memento" "bytea" NOT NULL,
	"entry_id" uuid NOT NULL,
	"bulk_id" uuid,
	"merged_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_by" text,
	"undone_at" timestamp with time zone,
	"undone_entry_id" uuid,
	CONSTRAINT "customer_merge_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "duplicate_bulk" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"minimum" double precision NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"merged" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"started_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "duplicate_bulk_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "duplicate_bulk_row" (
	"organisation_id" uuid NOT NULL,
	"bulk_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"probability" double precision NOT NULL,
	"outcome" text NOT NULL,
	"merge_id" uuid,
	"reason" text,
	CONSTRAINT "duplicate_bulk_row_organisation_id_bulk_id_row_pk" PRIMARY KEY("organisation_id","bulk_id","row")
);
--> statement-breakpoint
CREATE TABLE "duplicate_model" (
	"organisation_id" uuid NOT NULL,
	"model" jsonb NOT NULL,
	"scan_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "duplicate_model_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "duplicate_pair" (
	"organisation_id" uuid NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"probability" double precision NOT NULL,
	"weight" double precision NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"scan_id" uuid NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"entry_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "duplicate_pair_organisation_id_first_id_second_id_pk" PRIMARY KEY("organisation_id","first_id","second_id")
);
--> statement-breakpoint
CREATE TABLE "duplicate_scan" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"customers" integer DEFAULT 0 NOT NULL,
	"compared" double precision DEFAULT 0 NOT NULL,
	"pairs" integer DEFAULT 0 NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	"error" text,
	"started_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "duplicate_scan_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "emergency_opening" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"reason" "bytea" NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "emergency_opening_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"seal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"source_id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"message" uuid NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"customer_id" uuid,
	"stitched" boolean DEFAULT false NOT NULL,
	"device" uuid,
	"person" uuid,
	"basis" text NOT NULL,
	"consent_entry_id" uuid,
	"body" "bytea" NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "event_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "event_count" (
	"organisation_id" uuid NOT NULL,
	"day" date NOT NULL,
	"source_id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"outcome" text NOT NULL,
	"events" bigint NOT NULL,
	CONSTRAINT "event_count_organisation_id_day_source_id_type_name_outcome_pk" PRIMARY KEY("organisation_id","day","source_id","type","name","outcome")
);
--> statement-breakpoint
CREATE TABLE "event_identity" (
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_identity_organisation_id_kind_key_customer_id_pk" PRIMARY KEY("organisation_id","kind","key","customer_id")
);
--> statement-breakpoint
CREATE TABLE "event_message" (
	"organisation_id" uuid NOT NULL,
	"day" date NOT NULL,
	"message" uuid NOT NULL,
	CONSTRAINT "event_message_organisation_id_day_message_pk" PRIMARY KEY("organisation_id","day","message")
);
--> statement-breakpoint
CREATE TABLE "event_schema" (
	"organisation_id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"seen" jsonb NOT NULL,
	"declared" jsonb,
	"version" integer DEFAULT 0 NOT NULL,
	"first_seen_at" timestamp with time zone,
	CONSTRAINT "event_schema_organisation_id_type_name_pk" PRIMARY KEY("organisation_id","type","name")
);
--> statement-breakpoint
CREATE TABLE "event_seal" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"events" integer NOT NULL,
	"root" "bytea" NOT NULL,
	CONSTRAINT "event_seal_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "event_source" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"origins" text[] NOT NULL,
	"visitors" text NOT NULL,
	"refuses" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_source_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "event_violation" (
	"organisation_id" uuid NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"property" text NOT NULL,
	"problem" text NOT NULL,
	"found" text NOT NULL,
	"events" bigint NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"last_source_id" uuid NOT NULL,
	CONSTRAINT "event_violation_organisation_id_type_name_property_problem_found_pk" PRIMARY KEY("organisation_id","type","name","property","problem","found")
);
--> statement-breakpoint
CREATE TABLE "event_write_key" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"source_id" uuid NOT NULL,
	"hash" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "event_write_key_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "custom_field" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"object" text NOT NULL,
	"key" text NOT NULL,
	"definition" jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "custom_field_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "custom_index" (
	"organisation_id" uuid NOT NULL,
	"field_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"number" bigint,
	"word" text,
	CONSTRAINT "custom_index_organisation_id_field_id_subject_id_place_pk" PRIMARY KEY("organisation_id","field_id","subject_id","place")
);
--> statement-breakpoint
CREATE TABLE "custom_object" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"definition" jsonb NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "custom_object_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "custom_value" (
	"organisation_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"object" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "custom_value_organisation_id_subject_id_pk" PRIMARY KEY("organisation_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "object_record" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"object" text NOT NULL,
	"tokens" integer[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"binned_at" timestamp (3) with time zone,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "object_record_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "page_layouts" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"layouts" jsonb NOT NULL,
	"entry_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_layouts_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "follow" (
	"organisation_id" uuid NOT NULL,
	"object" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follow_organisation_id_subject_id_user_id_pk" PRIMARY KEY("organisation_id","subject_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "follow_progress" (
	"organisation_id" uuid NOT NULL,
	"next_leaf" bigint NOT NULL,
	CONSTRAINT "follow_progress_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" "bytea" NOT NULL,
	"hint" text NOT NULL,
	"rights" text[] NOT NULL,
	"requests_a_minute" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "api_key_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "auth"."membership" (
	"user_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"role" text,
	"role_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deactivated_at" timestamp with time zone,
	CONSTRAINT "membership_user_id_organisation_id_pk" PRIMARY KEY("user_id","organisation_id"),
	CONSTRAINT "membership_one_role" CHECK (num_nonnulls("auth"."membership"."role", "auth"."membership"."role_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "organisation_modules" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"switched_off" text[] NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_modules_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "portal_code" (
	"organisation_id" uuid NOT NULL,
	"email_hash" "bytea" NOT NULL,
	"customer_id" uuid NOT NULL,
	"code_hash" "bytea" NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "portal_code_organisation_id_email_hash_pk" PRIMARY KEY("organisation_id","email_hash")
);
--> statement-breakpoint
CREATE TABLE "portal_session" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "portal_session_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "auth"."second_factor" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"secret" "bytea" NOT NULL,
	"confirmed_at" timestamp with time zone,
	"last_step" bigint DEFAULT 0 NOT NULL,
	"recovery_codes" "bytea"[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."session" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "staff_invitation" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"role_id" uuid,
	"token_hash" "bytea" NOT NULL,
	"invited_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "staff_invitation_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "staff_invitation_one_role" CHECK (num_nonnulls("staff_invitation"."role", "staff_invitation"."role_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "staff_role" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"rights" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_role_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "auth"."user" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"language" text,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth"."verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_document" (
	"organisation_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"document" text NOT NULL,
	"outcome" text,
	CONSTRAINT "import_document_organisation_id_import_id_position_pk" PRIMARY KEY("organisation_id","import_id","position")
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"organisation_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"document" text,
	"outcome" text,
	"reason" text,
	"values" text[] NOT NULL,
	CONSTRAINT "import_row_organisation_id_import_id_row_pk" PRIMARY KEY("organisation_id","import_id","row")
);
--> statement-breakpoint
CREATE TABLE "import_run" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_size" bigint NOT NULL,
	"file_hash" text NOT NULL,
	"layout" jsonb NOT NULL,
	"options" jsonb,
	"state" text NOT NULL,
	"phase" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"ready_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_total" integer,
	"rows_accepted" integer DEFAULT 0 NOT NULL,
	"rows_unchanged" integer DEFAULT 0 NOT NULL,
	"rows_rejected" integer DEFAULT 0 NOT NULL,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"documents" integer,
	"documents_done" integer DEFAULT 0 NOT NULL,
	"orders_created" integer DEFAULT 0 NOT NULL,
	"customers_created" integer DEFAULT 0 NOT NULL,
	"accepted_total" bigint DEFAULT 0 NOT NULL,
	"purchases_created" integer DEFAULT 0 NOT NULL,
	"points_total" integer DEFAULT 0 NOT NULL,
	"points_done" integer DEFAULT 0 NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	CONSTRAINT "import_run_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "journal_anchor" (
	"organisation_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"chain_id" bigint,
	"contract" text,
	"log" text,
	"transaction_hash" text,
	"block_number" bigint,
	"anchored_at" timestamp with time zone,
	"final" boolean DEFAULT false NOT NULL,
	CONSTRAINT "journal_anchor_organisation_id_size_pk" PRIMARY KEY("organisation_id","size")
);
--> statement-breakpoint
CREATE TABLE "journal_audit" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"from_size" bigint NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"findings" integer NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_audit_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "journal_checkpoint" (
	"organisation_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"previous" bigint NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "journal_checkpoint_organisation_id_size_pk" PRIMARY KEY("organisation_id","size")
);
--> statement-breakpoint
CREATE TABLE "journal_entry" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"subject" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"purpose" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"commitment" "bytea" NOT NULL,
	"body" "bytea" NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "journal_entry_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "journal_leaf" (
	"organisation_id" uuid NOT NULL,
	"leaf_index" bigint NOT NULL,
	"entry_id" uuid NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "journal_leaf_organisation_id_leaf_index_pk" PRIMARY KEY("organisation_id","leaf_index"),
	CONSTRAINT "journal_leaf_entry" UNIQUE("organisation_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "journal_log_key" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"origin" text NOT NULL,
	"vkey" text NOT NULL,
	"seed" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_log_key_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "journal_pending" (
	"organisation_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "journal_pending_organisation_id_entry_id_pk" PRIMARY KEY("organisation_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "journal_tile" (
	"organisation_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"tile_index" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	CONSTRAINT "journal_tile_organisation_id_level_tile_index_pk" PRIMARY KEY("organisation_id","level","tile_index")
);
--> statement-breakpoint
CREATE TABLE "journal_witnessed" (
	"organisation_id" uuid NOT NULL,
	"size" bigint NOT NULL,
	"witnesses" text[] NOT NULL,
	"lines" text NOT NULL,
	"quorum" boolean NOT NULL,
	"witnessed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_witnessed_organisation_id_size_pk" PRIMARY KEY("organisation_id","size")
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_block" (
	"number" bigint PRIMARY KEY NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_call" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"reference" "bytea" NOT NULL,
	"contract" text NOT NULL,
	"function_name" text NOT NULL,
	"data" "bytea" NOT NULL,
	"account" "bytea",
	"state" text DEFAULT 'queued' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"refusal" jsonb,
	"transaction_hash" "bytea",
	"block_number" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	"mined_at" timestamp with time zone,
	CONSTRAINT "ledger_call_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "ledger_call_reference" UNIQUE("organisation_id","reference")
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_contract" (
	"step" text PRIMARY KEY NOT NULL,
	"address" "bytea" NOT NULL,
	"nonce" bigint NOT NULL,
	"raw" "bytea" NOT NULL,
	"transaction_hash" "bytea" NOT NULL,
	"code_hash" "bytea",
	"block_number" bigint
);
--> statement-breakpoint
CREATE TABLE "ledger_cursor" (
	"organisation_id" uuid NOT NULL,
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"rollback" integer NOT NULL,
	"final_block" bigint NOT NULL,
	CONSTRAINT "ledger_cursor_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_key" (
	"account" "bytea" PRIMARY KEY NOT NULL,
	"organisation" uuid,
	"next_nonce" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_log" (
	"block_number" bigint NOT NULL,
	"log_index" integer NOT NULL,
	"block_hash" "bytea" NOT NULL,
	"block_time" timestamp with time zone NOT NULL,
	"transaction_hash" "bytea" NOT NULL,
	"transaction_index" integer NOT NULL,
	"contract" text NOT NULL,
	"event" text NOT NULL,
	"topics" "bytea"[] NOT NULL,
	"data" "bytea" NOT NULL,
	"input" "bytea",
	"member" integer,
	"programme" integer,
	"reference" "bytea",
	CONSTRAINT "ledger_log_block_number_log_index_pk" PRIMARY KEY("block_number","log_index")
);
--> statement-breakpoint
CREATE TABLE "ledger_member" (
	"organisation_id" uuid NOT NULL,
	"subject" uuid NOT NULL,
	"name" text NOT NULL,
	"account" "bytea" NOT NULL,
	"key_sealed" "bytea" NOT NULL,
	"reference" "bytea" NOT NULL,
	"number" integer,
	"block_number" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_member_organisation_id_subject_pk" PRIMARY KEY("organisation_id","subject"),
	CONSTRAINT "ledger_member_number" UNIQUE("organisation_id","number")
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_network" (
	"only_one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"chain_id" bigint NOT NULL,
	"genesis_hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_rollback" (
	"id" serial PRIMARY KEY NOT NULL,
	"to_block" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system"."ledger_transaction" (
	"account" "bytea" NOT NULL,
	"nonce" bigint NOT NULL,
	"organisation" uuid NOT NULL,
	"call" uuid NOT NULL,
	"raw" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"earlier" "bytea"[] DEFAULT '{}' NOT NULL,
	"attempt" integer NOT NULL,
	"block_number" bigint,
	CONSTRAINT "ledger_transaction_account_nonce_pk" PRIMARY KEY("account","nonce"),
	CONSTRAINT "ledger_transaction_call_unique" UNIQUE("call")
);
--> statement-breakpoint
CREATE TABLE "customer_lifecycle" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"stage_since" timestamp with time zone NOT NULL,
	"class" text NOT NULL,
	"class_since" timestamp with time zone NOT NULL,
	"version" integer NOT NULL,
	"ordered_at" timestamp with time zone NOT NULL,
	"returned_at" timestamp with time zone,
	"due_at" timestamp with time zone,
	CONSTRAINT "customer_lifecycle_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "customer_visit" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"visited_at" timestamp with time zone NOT NULL,
	CONSTRAINT "customer_visit_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_boundary" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"boundaries" jsonb NOT NULL,
	"turnover" bigint NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lifecycle_boundary_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_change" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"from_stage" text,
	"to_stage" text NOT NULL,
	"from_class" text,
	"to_class" text NOT NULL,
	"version" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"entry_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "lifecycle_change_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_count" (
	"organisation_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"class" text NOT NULL,
	"customers" bigint NOT NULL,
	CONSTRAINT "lifecycle_count_organisation_id_stage_class_pk" PRIMARY KEY("organisation_id","stage","class")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_day" (
	"organisation_id" uuid NOT NULL,
	"day" date NOT NULL,
	"stage" text NOT NULL,
	"customers" bigint NOT NULL,
	CONSTRAINT "lifecycle_day_organisation_id_day_stage_pk" PRIMARY KEY("organisation_id","day","stage")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_pending" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lifecycle_pending_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "lifecycle_rules" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"rules" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "lifecycle_rules_organisation_id_version_pk" PRIMARY KEY("organisation_id","version")
);
--> statement-breakpoint
CREATE TABLE "reward" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"programme_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"reference" "bytea" NOT NULL,
	"item" integer,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"description" text NOT NULL,
	"description_zh" text NOT NULL,
	"content" "bytea" NOT NULL,
	"price" bigint NOT NULL,
	"first_stock" bigint NOT NULL,
	"stock" bigint NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"first_ends_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"ended_block" bigint,
	"validity_days" integer NOT NULL,
	"state" text DEFAULT 'submitted' NOT NULL,
	"refusal" text,
	"entry_id" uuid NOT NULL,
	"offered_entry_id" uuid,
	"offered_block" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reward_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "reward_reference" UNIQUE("organisation_id","reference")
);
--> statement-breakpoint
CREATE TABLE "reward_stock" (
	"organisation_id" uuid NOT NULL,
	"reference" "bytea" NOT NULL,
	"reward_id" uuid NOT NULL,
	"change" bigint NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"entry_id" uuid NOT NULL,
	"block_number" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reward_stock_organisation_id_reference_pk" PRIMARY KEY("organisation_id","reference")
);
--> statement-breakpoint
CREATE TABLE "voucher" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"reward_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"holder" integer NOT NULL,
	"points" bigint NOT NULL,
	"reference" "bytea" NOT NULL,
	"code_index" "bytea" NOT NULL,
	"state" text DEFAULT 'requested' NOT NULL,
	"refusal" text,
	"requested_at" timestamp with time zone DEFAULT now() NOT NULL,
	"redeemed_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"redeemed_block" bigint,
	"transaction_hash" "bytea",
	"closed_at" timestamp with time zone,
	"closings" integer DEFAULT 0 NOT NULL,
	"closed_block" bigint,
	"request_entry_id" uuid NOT NULL,
	"redeemed_entry_id" uuid,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "voucher_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "voucher_reference" UNIQUE("organisation_id","reference"),
	CONSTRAINT "voucher_code" UNIQUE("organisation_id","code_index")
);
--> statement-breakpoint
CREATE TABLE "customer_points" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"points" numeric(78, 0) NOT NULL,
	"purchases" integer NOT NULL,
	CONSTRAINT "customer_points_organisation_id_customer_id_merchant_id_pk" PRIMARY KEY("organisation_id","customer_id","merchant_id")
);
--> statement-breakpoint
CREATE TABLE "earn_batch" (
	"organisation_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"reference" "bytea" NOT NULL,
	"merchant_id" uuid NOT NULL,
	"first_purchase" integer NOT NULL,
	"last_purchase" integer NOT NULL,
	"packed" "bytea" NOT NULL,
	"purchases" integer NOT NULL,
	"refusals" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"posted_at" timestamp with time zone,
	"block_number" bigint,
	CONSTRAINT "earn_batch_organisation_id_programme_id_reference_pk" PRIMARY KEY("organisation_id","programme_id","reference")
);
--> statement-breakpoint
CREATE TABLE "earn_exception" (
	"organisation_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"purchase_number" integer NOT NULL,
	"customer_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"refusal" text,
	"refusals" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	CONSTRAINT "earn_exception_organisation_id_programme_id_merchant_id_purchase_number_pk" PRIMARY KEY("organisation_id","programme_id","merchant_id","purchase_number")
);
--> statement-breakpoint
CREATE TABLE "earn_rule" (
	"organisation_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"points_numerator" bigint NOT NULL,
	"spend_unit" bigint NOT NULL,
	"minimum_spend" bigint NOT NULL,
	"maximum_points" bigint NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"published_at" timestamp with time zone NOT NULL,
	"transaction_hash" "bytea" NOT NULL,
	"block_number" bigint NOT NULL,
	CONSTRAINT "earn_rule_organisation_id_programme_id_merchant_id_version_pk" PRIMARY KEY("organisation_id","programme_id","merchant_id","version")
);
--> statement-breakpoint
CREATE TABLE "holder" (
	"organisation_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"account" "bytea" NOT NULL,
	"key_sealed" "bytea" NOT NULL,
	"number" integer,
	"enrolled_block" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "holder_organisation_id_programme_id_customer_id_pk" PRIMARY KEY("organisation_id","programme_id","customer_id"),
	CONSTRAINT "holder_account" UNIQUE("organisation_id","programme_id","account"),
	CONSTRAINT "holder_number" UNIQUE("organisation_id","programme_id","number")
);
--> statement-breakpoint
CREATE TABLE "points_movement" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"programme_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"order_number" text NOT NULL,
	"order_entry_id" uuid NOT NULL,
	"purchase_number" integer NOT NULL,
	"holder" integer NOT NULL,
	"amount" bigint NOT NULL,
	"occurred_at" timestamp with time zone NOT NULL,
	"points" numeric(78, 0) NOT NULL,
	"rule_version" integer NOT NULL,
	"epoch" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	"transaction_hash" "bytea" NOT NULL,
	"block_number" bigint NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "points_movement_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "points_movement_purchase" UNIQUE("organisation_id","programme_id","merchant_id","purchase_number"),
	CONSTRAINT "points_movement_order" UNIQUE("organisation_id","order_id")
);
--> statement-breakpoint
CREATE TABLE "programme" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"number" integer,
	"operator" integer NOT NULL,
	"reference" "bytea" NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"currency" text NOT NULL,
	"epoch_length" integer NOT NULL,
	"lifetime_epochs" integer NOT NULL,
	"started_at" timestamp with time zone,
	"second_person" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programme_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "programme_merchant" (
	"organisation_id" uuid NOT NULL,
	"programme_id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"member" integer NOT NULL,
	"is_open" boolean DEFAULT false NOT NULL,
	"last_purchase" integer DEFAULT 0 NOT NULL,
	"last_rule_starts_at" timestamp with time zone,
	"posted" integer DEFAULT 0 NOT NULL,
	"points" numeric(78, 0) DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "programme_merchant_organisation_id_programme_id_merchant_id_pk" PRIMARY KEY("organisation_id","programme_id","merchant_id"),
	CONSTRAINT "programme_merchant_member" UNIQUE("organisation_id","programme_id","member")
);
--> statement-breakpoint
CREATE TABLE "rule_proposal" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"programme_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"merchant_id" uuid,
	"points_numerator" bigint,
	"spend_unit" bigint,
	"minimum_spend" bigint,
	"maximum_points" bigint,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"state" text DEFAULT 'open' NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	CONSTRAINT "rule_proposal_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"event_key" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"facts" "bytea" NOT NULL,
	"path" text NOT NULL,
	"in_app" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notification_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification_delivery" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"notification_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "notification_delivery_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification_digest" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notification_digest_organisation_id_user_id_due_at_pk" PRIMARY KEY("organisation_id","user_id","due_at")
);
--> statement-breakpoint
CREATE TABLE "notification_setting" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"settings" jsonb,
	"chat_form" text,
	"chat_url" "bytea",
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_setting_organisation_id_user_id_pk" PRIMARY KEY("organisation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "merchant" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"last_purchase_number" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "merchant_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "order" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"merchant_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"currency" text NOT NULL,
	"country" text,
	"total" bigint NOT NULL,
	"line_count" integer NOT NULL,
	"purchase_number" integer,
	"content_hash" "bytea" NOT NULL,
	"entry_id" uuid NOT NULL,
	"import_id" uuid,
	CONSTRAINT "order_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "order_line" (
	"organisation_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"product_code" text NOT NULL,
	"description" text NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price" bigint NOT NULL,
	"total" bigint NOT NULL,
	CONSTRAINT "order_line_organisation_id_order_id_line_pk" PRIMARY KEY("organisation_id","order_id","line")
);
--> statement-breakpoint
CREATE TABLE "product_family" (
	"organisation_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"pattern" text NOT NULL,
	"merchant_id" uuid NOT NULL,
	CONSTRAINT "product_family_organisation_id_position_pk" PRIMARY KEY("organisation_id","position")
);
--> statement-breakpoint
CREATE TABLE "staff_preference" (
	"organisation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"profile" jsonb,
	"home" jsonb,
	"navigation" jsonb,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_preference_organisation_id_user_id_pk" PRIMARY KEY("organisation_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "product" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"unit" text NOT NULL,
	"tax_rate" text NOT NULL,
	"prices" jsonb NOT NULL,
	"archived" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "product_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "sales_document" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"number" text,
	"edition" integer NOT NULL,
	"subject_id" uuid NOT NULL,
	"customer_id" uuid,
	"company_id" uuid,
	"deal_id" uuid,
	"source_id" uuid,
	"content" "bytea" NOT NULL,
	"currency" text NOT NULL,
	"total" bigint NOT NULL,
	"paid" bigint NOT NULL,
	"refunded" bigint NOT NULL,
	"credited" bigint NOT NULL,
	"open" bigint NOT NULL,
	"day" date,
	"until" date,
	"link" "bytea",
	"link_hash" "bytea",
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "sales_document_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "sales_document_entry" (
	"organisation_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "sales_document_entry_organisation_id_document_id_version_pk" PRIMARY KEY("organisation_id","document_id","version")
);
--> statement-breakpoint
CREATE TABLE "sales_move" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"amount" bigint NOT NULL,
	"day" date NOT NULL,
	"method" text,
	"note" "bytea",
	"credit_note_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "sales_move_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "sales_number" (
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "sales_number_organisation_id_kind_year_pk" PRIMARY KEY("organisation_id","kind","year")
);
--> statement-breakpoint
CREATE TABLE "sales_settings" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"entry_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sales_settings_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "legal_hold" (
	"organisation_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"set_by" text NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "legal_hold_organisation_id_customer_id_pk" PRIMARY KEY("organisation_id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "subject_request" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"law" text NOT NULL,
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"content" "bytea" NOT NULL,
	"token_hash" "bytea",
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"identified_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"erasure_entry_id" uuid,
	"created_by" text NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "subject_request_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "task" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"priority" text NOT NULL,
	"subject_kind" text,
	"subject_id" uuid NOT NULL,
	"content" "bytea" NOT NULL,
	"assignee" uuid NOT NULL,
	"due_day" date,
	"due_time" text,
	"due_zone" text,
	"due_at" timestamp with time zone NOT NULL,
	"repeat" jsonb,
	"remind_before" integer,
	"remind_at" timestamp with time zone,
	"state" text NOT NULL,
	"done_at" timestamp with time zone,
	"follows" uuid,
	"created_by" text NOT NULL,
	"version" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_settings" (
	"organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"entry_id" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_settings_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"customer_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"type" text NOT NULL,
	"priority" text NOT NULL,
	"status" text NOT NULL,
	"content" "bytea" NOT NULL,
	"assignee" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"status_at" timestamp with time zone NOT NULL,
	"promises" jsonb NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"urgent" boolean NOT NULL,
	"wake_at" timestamp with time zone,
	"rating" smallint,
	"created_by" text NOT NULL,
	"version" integer NOT NULL,
	"step" integer NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "ticket_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "ticket_counter" (
	"organisation_id" uuid NOT NULL,
	"last" bigint NOT NULL,
	CONSTRAINT "ticket_counter_organisation_id_pk" PRIMARY KEY("organisation_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_message" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" "bytea" NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "ticket_message_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"organisation_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"leaf_index" bigint,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now(),
	"finished_at" timestamp with time zone,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"answer" "bytea",
	CONSTRAINT "webhook_delivery_organisation_id_endpoint_id_entry_id_pk" PRIMARY KEY("organisation_id","endpoint_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoint" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"version" integer NOT NULL,
	"url" "bytea" NOT NULL,
	"description" text NOT NULL,
	"kinds" text[],
	"state" text NOT NULL,
	"keys" "bytea" NOT NULL,
	"public_key" text NOT NULL,
	"old_keys" "bytea",
	"old_keys_until" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"entry_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoint_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_progress" (
	"organisation_id" uuid NOT NULL,
	"endpoint_id" uuid NOT NULL,
	"next_leaf" bigint NOT NULL,
	"last_success_at" timestamp with time zone,
	"last_failure_at" timestamp with time zone,
	"failing_since" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"resting_until" timestamp with time zone,
	CONSTRAINT "webhook_progress_organisation_id_endpoint_id_pk" PRIMARY KEY("organisation_id","endpoint_id")
);
--> statement-breakpoint
CREATE TABLE "system"."split_view" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"origin" text NOT NULL,
	"known" text NOT NULL,
	"shown" text NOT NULL,
	"proof" jsonb NOT NULL,
	"proven" boolean NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system"."witnessed_log" (
	"origin" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"cosigned_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation_key" (
	"organisation_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"version" integer NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_key_organisation_id_purpose_version_pk" PRIMARY KEY("organisation_id","purpose","version")
);
--> statement-breakpoint
CREATE TABLE "subject_key" (
	"organisation_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"wrapped" "bytea",
	"key_version" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"destroyed_at" timestamp with time zone,
	CONSTRAINT "subject_key_organisation_id_subject_id_pk" PRIMARY KEY("organisation_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "system"."secret" (
	"name" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"currency" text DEFAULT 'GBP' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"organisation_id" uuid NOT NULL,
	"key_hash" "bytea" NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"answer" "bytea" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_organisation_id_key_hash_pk" PRIMARY KEY("organisation_id","key_hash")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"progress" jsonb,
	"checkpoint" jsonb,
	"result" jsonb,
	"error" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "job_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_message" (
	"organisation_id" uuid NOT NULL,
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"subject_id" uuid NOT NULL,
	"state" text NOT NULL,
	"content" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "mail_message_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "company_contact" ADD CONSTRAINT "company_contact_company" FOREIGN KEY ("organisation_id","company_id") REFERENCES "public"."company"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_note" ADD CONSTRAINT "customer_note_customer" FOREIGN KEY ("organisation_id","customer_id") REFERENCES "public"."customer"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."membership" ADD CONSTRAINT "membership_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."membership" ADD CONSTRAINT "membership_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."membership" ADD CONSTRAINT "membership_organisation_id_role_id_staff_role_organisation_id_id_fk" FOREIGN KEY ("organisation_id","role_id") REFERENCES "public"."staff_role"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."second_factor" ADD CONSTRAINT "second_factor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_organisation_id_role_id_staff_role_organisation_id_id_fk" FOREIGN KEY ("organisation_id","role_id") REFERENCES "public"."staff_role"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_notification" FOREIGN KEY ("organisation_id","notification_id") REFERENCES "public"."notification"("organisation_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT "order_merchant" FOREIGN KEY ("organisation_id","merchant_id") REFERENCES "public"."merchant"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_family" ADD CONSTRAINT "product_family_merchant" FOREIGN KEY ("organisation_id","merchant_id") REFERENCES "public"."merchant"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_move" ADD CONSTRAINT "sales_move_document" FOREIGN KEY ("organisation_id","document_id") REFERENCES "public"."sales_document"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_message" ADD CONSTRAINT "ticket_message_ticket" FOREIGN KEY ("organisation_id","ticket_id") REFERENCES "public"."ticket"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_line_entry" ON "access_line" USING btree ("organisation_id","entry_id");--> statement-breakpoint
CREATE INDEX "company_by_name" ON "company" USING btree ("organisation_id",name_sort collate "C","id");--> statement-breakpoint
CREATE INDEX "company_by_country" ON "company" USING btree ("organisation_id","country",name_sort collate "C","id");--> statement-breakpoint
CREATE INDEX "company_by_contacts" ON "company" USING btree ("organisation_id","contact_count","id");--> statement-breakpoint
CREATE INDEX "company_binned" ON "company" USING btree ("organisation_id","binned_at") WHERE binned_at is not null;--> statement-breakpoint
CREATE INDEX "company_by_created" ON "company" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "company_tokens" ON "company" USING gin ("tokens");--> statement-breakpoint
CREATE UNIQUE INDEX "company_contact_now" ON "company_contact" USING btree ("organisation_id","company_id","customer_id") WHERE until is null;--> statement-breakpoint
CREATE INDEX "company_contact_of_company" ON "company_contact" USING btree ("organisation_id","company_id","id");--> statement-breakpoint
CREATE INDEX "company_contact_of_customer" ON "company_contact" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "consent_by_purpose" ON "consent" USING btree ("organisation_id","purpose_id","recipient_id","state");--> statement-breakpoint
CREATE INDEX "consent_decision_call" ON "consent_decision" USING btree ("organisation_id","call_id");--> statement-breakpoint
CREATE INDEX "consent_decision_block" ON "consent_decision" USING btree ("organisation_id","block_number") WHERE block_number is not null;--> statement-breakpoint
CREATE INDEX "customer_import_by_created" ON "customer_import" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customer_import_open" ON "customer_import" USING btree ("organisation_id","state") WHERE state not in ('completed', 'failed', 'cancelled', 'undone');--> statement-breakpoint
CREATE INDEX "customer_import_row_by_outcome" ON "customer_import_row" USING btree ("organisation_id","import_id","outcome","row");--> statement-breakpoint
CREATE INDEX "customer_import_row_by_reason" ON "customer_import_row" USING btree ("organisation_id","import_id","reason","row") WHERE reason is not null;--> statement-breakpoint
CREATE INDEX "customer_import_row_of_customer" ON "customer_import_row" USING btree ("organisation_id","customer_id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "data_export_by_created" ON "data_export" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "data_export_expiry" ON "data_export" USING btree ("organisation_id","expires_at");--> statement-breakpoint
CREATE INDEX "customer_bulk_by_created" ON "customer_bulk" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customer_mark_by_last_order" ON "customer_mark" USING btree ("organisation_id","mark_id","last_order_at","customer_id");--> statement-breakpoint
CREATE INDEX "customer_mark_by_spent" ON "customer_mark" USING btree ("organisation_id","mark_id","spent","customer_id");--> statement-breakpoint
CREATE INDEX "customer_mark_by_order_count" ON "customer_mark" USING btree ("organisation_id","mark_id","order_count","customer_id");--> statement-breakpoint
CREATE INDEX "customer_mark_by_created" ON "customer_mark" USING btree ("organisation_id","mark_id","created_at","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_tag_name" ON "customer_tag" USING btree ("organisation_id","name_key");--> statement-breakpoint
CREATE INDEX "customer_file_of_customer" ON "customer_file" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "customer_pin_latest" ON "customer_pin" USING btree ("organisation_id","customer_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_relation_once" ON "customer_relation" USING btree ("organisation_id","from_id","kind","to_id");--> statement-breakpoint
CREATE INDEX "customer_relation_to" ON "customer_relation" USING btree ("organisation_id","to_id","kind");--> statement-breakpoint
CREATE INDEX "customer_view_by_creator" ON "customer_view" USING btree ("organisation_id","created_by","id");--> statement-breakpoint
CREATE INDEX "customer_view_shared" ON "customer_view" USING btree ("organisation_id","shared","id");--> statement-breakpoint
CREATE INDEX "customer_view_default_view" ON "customer_view_default" USING btree ("organisation_id","view_id");--> statement-breakpoint
CREATE INDEX "customer_merged" ON "customer" USING btree ("organisation_id","merged_into") WHERE merged_into is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "customer_reference" ON "customer" USING btree ("organisation_id","reference") WHERE reference is not null;--> statement-breakpoint
CREATE INDEX "customer_email" ON "customer" USING btree ("organisation_id","email_hash");--> statement-breakpoint
CREATE INDEX "customer_phone" ON "customer" USING btree ("organisation_id","phone_hash");--> statement-breakpoint
CREATE INDEX "customer_tokens" ON "customer" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "customer_contact_hash_of" ON "customer_contact_hash" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_by_last_order" ON "customer_figures" USING btree ("organisation_id","last_order_at","customer_id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_spent" ON "customer_figures" USING btree ("organisation_id","spent","customer_id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_order_count" ON "customer_figures" USING btree ("organisation_id","order_count","customer_id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_created" ON "customer_figures" USING btree ("organisation_id","created_at","customer_id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "customer_by_country" ON "customer_figures" USING btree ("organisation_id","country","last_order_at","customer_id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "customer_in_bin" ON "customer_figures" USING btree ("organisation_id","binned_at","customer_id") WHERE binned_at is not null;--> statement-breakpoint
CREATE INDEX "customer_merchant_customers" ON "customer_merchant" USING btree ("organisation_id","merchant_id","customer_id");--> statement-breakpoint
CREATE INDEX "customer_note_of_customer" ON "customer_note" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "deal_open_by_close" ON "deal" USING btree ("organisation_id","pipeline","close_day","id") WHERE state = 'open' and not removed;--> statement-breakpoint
CREATE INDEX "deal_open_of_stage" ON "deal" USING btree ("organisation_id","pipeline","stage","close_day","id") WHERE state = 'open' and not removed;--> statement-breakpoint
CREATE INDEX "deal_open_of_owner" ON "deal" USING btree ("organisation_id","pipeline","owner","close_day","id") WHERE state = 'open' and not removed;--> statement-breakpoint
CREATE INDEX "deal_open_by_amount" ON "deal" USING btree ("organisation_id","pipeline",coalesce(amount, -1),"id") WHERE state = 'open' and not removed;--> statement-breakpoint
CREATE INDEX "deal_open_by_change" ON "deal" USING btree ("organisation_id","pipeline","changed_at","id") WHERE state = 'open' and not removed;--> statement-breakpoint
CREATE INDEX "deal_closed" ON "deal" USING btree ("organisation_id","pipeline","state","closed_at","id") WHERE state <> 'open' and not removed;--> statement-breakpoint
CREATE INDEX "deal_of_customer" ON "deal" USING btree ("organisation_id","customer_id","state") WHERE customer_id is not null and not removed;--> statement-breakpoint
CREATE INDEX "deal_of_company" ON "deal" USING btree ("organisation_id","company_id","state") WHERE company_id is not null and not removed;--> statement-breakpoint
CREATE INDEX "customer_merge_kept" ON "customer_merge" USING btree ("organisation_id","kept_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "customer_merge_standing" ON "customer_merge" USING btree ("organisation_id","other_id") WHERE undone_at is null;--> statement-breakpoint
CREATE INDEX "customer_merge_other" ON "customer_merge" USING btree ("organisation_id","other_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "duplicate_bulk_running" ON "duplicate_bulk" USING btree ("organisation_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "duplicate_bulk_newest" ON "duplicate_bulk" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "duplicate_bulk_row_pair" ON "duplicate_bulk_row" USING btree ("organisation_id","bulk_id","first_id","second_id");--> statement-breakpoint
CREATE INDEX "duplicate_pair_queue" ON "duplicate_pair" USING btree ("organisation_id","probability","first_id","second_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "duplicate_pair_second" ON "duplicate_pair" USING btree ("organisation_id","second_id");--> statement-breakpoint
CREATE INDEX "duplicate_pair_decided" ON "duplicate_pair" USING btree ("organisation_id","scan_id","state");--> statement-breakpoint
CREATE UNIQUE INDEX "duplicate_scan_running" ON "duplicate_scan" USING btree ("organisation_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "duplicate_scan_newest" ON "duplicate_scan" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "emergency_opening_open" ON "emergency_opening" USING btree ("organisation_id","staff_id","ends_at") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "emergency_opening_customer" ON "emergency_opening" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "event_of_seal" ON "event" USING btree ("organisation_id","seal_id","position");--> statement-breakpoint
CREATE INDEX "event_of_customer" ON "event" USING btree ("organisation_id","customer_id","occurred_at","id") WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "event_of_device" ON "event" USING btree ("organisation_id","device") WHERE customer_id is null and device is not null;--> statement-breakpoint
CREATE INDEX "event_of_person" ON "event" USING btree ("organisation_id","person") WHERE customer_id is null and person is not null;--> statement-breakpoint
CREATE INDEX "event_identity_customer" ON "event_identity" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_write_key_hash" ON "event_write_key" USING btree ("organisation_id","hash");--> statement-breakpoint
CREATE INDEX "event_write_key_source" ON "event_write_key" USING btree ("organisation_id","source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "custom_field_key" ON "custom_field" USING btree ("organisation_id","object","key");--> statement-breakpoint
CREATE INDEX "custom_index_number" ON "custom_index" USING btree ("organisation_id","field_id","number","subject_id") WHERE number is not null;--> statement-breakpoint
CREATE INDEX "custom_index_word" ON "custom_index" USING btree ("organisation_id","field_id","word","subject_id") WHERE word is not null;--> statement-breakpoint
CREATE INDEX "custom_index_of_subject" ON "custom_index" USING btree ("organisation_id","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "custom_object_key" ON "custom_object" USING btree ("organisation_id","key");--> statement-breakpoint
CREATE INDEX "object_record_by_created" ON "object_record" USING btree ("organisation_id","object","created_at","id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "object_record_by_changed" ON "object_record" USING btree ("organisation_id","object","changed_at","id") WHERE binned_at is null;--> statement-breakpoint
CREATE INDEX "object_record_in_bin" ON "object_record" USING btree ("organisation_id","object","binned_at","id") WHERE binned_at is not null;--> statement-breakpoint
CREATE INDEX "object_record_tokens" ON "object_record" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "follow_of_user" ON "follow" USING btree ("organisation_id","user_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "account_provider" ON "auth"."account" USING btree ("user_id","provider_id");--> statement-breakpoint
CREATE INDEX "membership_organisation" ON "auth"."membership" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "portal_session_customer" ON "portal_session" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "session_user" ON "auth"."session" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_invitation_email" ON "staff_invitation" USING btree ("organisation_id","email");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "auth"."verification" USING btree ("identifier");--> statement-breakpoint
CREATE UNIQUE INDEX "import_document_name" ON "import_document" USING btree ("organisation_id","import_id","document");--> statement-breakpoint
CREATE INDEX "import_row_of_document" ON "import_row" USING btree ("organisation_id","import_id","document","row") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "import_row_report" ON "import_row" USING btree ("organisation_id","import_id","row") WHERE outcome is not null;--> statement-breakpoint
CREATE INDEX "import_row_by_outcome" ON "import_row" USING btree ("organisation_id","import_id","outcome","row") WHERE outcome is not null;--> statement-breakpoint
CREATE INDEX "import_row_by_reason" ON "import_row" USING btree ("organisation_id","import_id","reason","row") WHERE reason is not null;--> statement-breakpoint
CREATE INDEX "import_run_by_created" ON "import_run" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE INDEX "import_run_open" ON "import_run" USING btree ("organisation_id","state") WHERE state in ('uploaded', 'running', 'cancelling');--> statement-breakpoint
CREATE INDEX "journal_anchor_open" ON "journal_anchor" USING btree ("organisation_id","block_number") WHERE not final;--> statement-breakpoint
CREATE INDEX "journal_entry_timeline" ON "journal_entry" USING btree ("organisation_id","subject","occurred_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "journal_witnessed_quorum" ON "journal_witnessed" USING btree ("organisation_id","size") WHERE quorum;--> statement-breakpoint
CREATE INDEX "ledger_call_open" ON "ledger_call" USING btree ("organisation_id","state","id") WHERE state in ('queued', 'sent');--> statement-breakpoint
CREATE INDEX "ledger_call_by_state" ON "ledger_call" USING btree ("organisation_id","state","id");--> statement-breakpoint
CREATE INDEX "ledger_call_mined" ON "ledger_call" USING btree ("organisation_id","block_number");--> statement-breakpoint
CREATE INDEX "ledger_log_contract" ON "system"."ledger_log" USING btree ("contract","block_number","log_index");--> statement-breakpoint
CREATE INDEX "ledger_log_event" ON "system"."ledger_log" USING btree ("event","block_number","log_index");--> statement-breakpoint
CREATE INDEX "ledger_log_member" ON "system"."ledger_log" USING btree ("member","block_number","log_index");--> statement-breakpoint
CREATE INDEX "ledger_log_programme" ON "system"."ledger_log" USING btree ("programme","block_number","log_index");--> statement-breakpoint
CREATE INDEX "ledger_log_reference" ON "system"."ledger_log" USING btree ("reference");--> statement-breakpoint
CREATE INDEX "customer_lifecycle_stage" ON "customer_lifecycle" USING btree ("organisation_id","stage","customer_id");--> statement-breakpoint
CREATE INDEX "customer_lifecycle_class" ON "customer_lifecycle" USING btree ("organisation_id","class","customer_id");--> statement-breakpoint
CREATE INDEX "customer_lifecycle_due" ON "customer_lifecycle" USING btree ("organisation_id","due_at");--> statement-breakpoint
CREATE INDEX "lifecycle_change_of_customer" ON "lifecycle_change" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "lifecycle_change_of_entry" ON "lifecycle_change" USING btree ("organisation_id","entry_id","position");--> statement-breakpoint
CREATE INDEX "lifecycle_pending_since" ON "lifecycle_pending" USING btree ("organisation_id","since");--> statement-breakpoint
CREATE INDEX "reward_item" ON "reward" USING btree ("organisation_id","programme_id","item");--> statement-breakpoint
CREATE INDEX "reward_offered" ON "reward" USING btree ("organisation_id","price","id") WHERE state = 'offered';--> statement-breakpoint
CREATE INDEX "reward_stock_of" ON "reward_stock" USING btree ("organisation_id","reward_id");--> statement-breakpoint
CREATE INDEX "voucher_customer" ON "voucher" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "voucher_state" ON "voucher" USING btree ("organisation_id","state","id");--> statement-breakpoint
CREATE INDEX "voucher_reward" ON "voucher" USING btree ("organisation_id","reward_id","state");--> statement-breakpoint
CREATE INDEX "voucher_requested" ON "voucher" USING btree ("organisation_id","holder") WHERE state = 'requested';--> statement-breakpoint
CREATE INDEX "earn_batch_under_way" ON "earn_batch" USING btree ("organisation_id","merchant_id") WHERE posted_at is null;--> statement-breakpoint
CREATE INDEX "earn_exception_due" ON "earn_exception" USING btree ("organisation_id","due_at") WHERE due_at is not null;--> statement-breakpoint
CREATE INDEX "earn_exception_customer" ON "earn_exception" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "holder_of_customer" ON "holder" USING btree ("organisation_id","customer_id");--> statement-breakpoint
CREATE INDEX "points_movement_customer" ON "points_movement" USING btree ("organisation_id","customer_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "rule_proposal_open" ON "rule_proposal" USING btree ("organisation_id","id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "notification_once" ON "notification" USING btree ("organisation_id","user_id","event_key");--> statement-breakpoint
CREATE INDEX "notification_newest" ON "notification" USING btree ("organisation_id","user_id","id") WHERE in_app;--> statement-breakpoint
CREATE INDEX "notification_unread" ON "notification" USING btree ("organisation_id","user_id","id") WHERE in_app and read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notification_delivery_once" ON "notification_delivery" USING btree ("organisation_id","notification_id","way");--> statement-breakpoint
CREATE INDEX "notification_delivery_digest" ON "notification_delivery" USING btree ("organisation_id","user_id","due_at") WHERE way = 'digest' and state = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "merchant_slug" ON "merchant" USING btree ("organisation_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "order_number" ON "order" USING btree ("organisation_id","number","merchant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_purchase_number" ON "order" USING btree ("organisation_id","merchant_id","purchase_number") WHERE purchase_number is not null;--> statement-breakpoint
CREATE INDEX "order_of_import" ON "order" USING btree ("organisation_id","import_id","merchant_id","purchase_number") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "order_of_customer" ON "order" USING btree ("organisation_id","customer_id","placed_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "product_code" ON "product" USING btree ("organisation_id","code");--> statement-breakpoint
CREATE INDEX "product_listed" ON "product" USING btree ("organisation_id","archived","code");--> statement-breakpoint
CREATE UNIQUE INDEX "sales_document_number" ON "sales_document" USING btree ("organisation_id","kind","number") WHERE number is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sales_document_link" ON "sales_document" USING btree ("organisation_id","link_hash") WHERE link_hash is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "sales_document_invoice_of_quote" ON "sales_document" USING btree ("organisation_id","source_id") WHERE kind = 'invoice' and source_id is not null and state <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "sales_document_of_kind" ON "sales_document" USING btree ("organisation_id","kind","id");--> statement-breakpoint
CREATE INDEX "sales_document_in_state" ON "sales_document" USING btree ("organisation_id","kind","state","id");--> statement-breakpoint
CREATE INDEX "sales_document_open" ON "sales_document" USING btree ("organisation_id","until","id") WHERE kind = 'invoice' and state = 'issued' and open > 0;--> statement-breakpoint
CREATE INDEX "sales_document_paid" ON "sales_document" USING btree ("organisation_id","id") WHERE kind = 'invoice' and state = 'issued' and open <= 0;--> statement-breakpoint
CREATE INDEX "sales_document_of_customer" ON "sales_document" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE INDEX "sales_document_of_company" ON "sales_document" USING btree ("organisation_id","company_id","id");--> statement-breakpoint
CREATE INDEX "sales_document_of_deal" ON "sales_document" USING btree ("organisation_id","deal_id","id");--> statement-breakpoint
CREATE INDEX "sales_move_of_document" ON "sales_move" USING btree ("organisation_id","document_id","id");--> statement-breakpoint
CREATE INDEX "subject_request_open" ON "subject_request" USING btree ("organisation_id","due_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "subject_request_closed" ON "subject_request" USING btree ("organisation_id","closed_at","id") WHERE state <> 'open';--> statement-breakpoint
CREATE INDEX "subject_request_of_customer" ON "subject_request" USING btree ("organisation_id","customer_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "subject_request_token" ON "subject_request" USING btree ("organisation_id","token_hash") WHERE token_hash is not null;--> statement-breakpoint
CREATE INDEX "task_open_of_assignee" ON "task" USING btree ("organisation_id","assignee","due_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("organisation_id","due_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "task_open_of_subject" ON "task" USING btree ("organisation_id","subject_id","due_at","id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "task_done_of_assignee" ON "task" USING btree ("organisation_id","assignee","done_at","id") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "task_done" ON "task" USING btree ("organisation_id","done_at","id") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "task_done_of_subject" ON "task" USING btree ("organisation_id","subject_id","done_at","id") WHERE state = 'done';--> statement-breakpoint
CREATE INDEX "task_follows" ON "task" USING btree ("organisation_id","follows") WHERE follows is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_number" ON "ticket" USING btree ("organisation_id","number");--> statement-breakpoint
CREATE INDEX "ticket_open" ON "ticket" USING btree ("organisation_id","due_at","id") WHERE status in ('new', 'open');--> statement-breakpoint
CREATE INDEX "ticket_open_of_assignee" ON "ticket" USING btree ("organisation_id","assignee","due_at","id") WHERE status in ('new', 'open');--> statement-breakpoint
CREATE INDEX "ticket_urgent" ON "ticket" USING btree ("organisation_id","due_at","id") WHERE urgent;--> statement-breakpoint
CREATE INDEX "ticket_waiting" ON "ticket" USING btree ("organisation_id","status_at","id") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "ticket_solved" ON "ticket" USING btree ("organisation_id","status_at","id") WHERE status in ('solved', 'closed');--> statement-breakpoint
CREATE INDEX "ticket_of_customer" ON "ticket" USING btree ("organisation_id","customer_id","number");--> statement-breakpoint
CREATE INDEX "ticket_message_of_ticket" ON "ticket_message" USING btree ("organisation_id","ticket_id","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree ("organisation_id","endpoint_id","due_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_delivery_ended" ON "webhook_delivery" USING btree ("organisation_id","endpoint_id","state","entry_id") WHERE state in ('failed', 'withheld');--> statement-breakpoint
CREATE INDEX "webhook_delivery_finished" ON "webhook_delivery" USING btree ("organisation_id","finished_at") WHERE finished_at is not null;--> statement-breakpoint
CREATE INDEX "webhook_delivery_subject" ON "webhook_delivery" USING btree ("organisation_id","subject_id");--> statement-breakpoint
CREATE INDEX "split_view_origin" ON "system"."split_view" USING btree ("origin","proven");--> statement-breakpoint
CREATE INDEX "idempotency_key_age" ON "idempotency_key" USING btree ("organisation_id","created_at");--> statement-breakpoint
CREATE INDEX "job_open" ON "job" USING btree ("organisation_id","state","run_at");--> statement-breakpoint
CREATE INDEX "mail_message_newest" ON "mail_message" USING btree ("organisation_id","created_at" DESC NULLS LAST);