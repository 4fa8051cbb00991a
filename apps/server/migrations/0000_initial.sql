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
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_slug_unique" UNIQUE("slug")
);
