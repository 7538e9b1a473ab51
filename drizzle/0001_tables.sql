CREATE TABLE "anchors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"branch_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"from_pos" integer NOT NULL,
	"to_pos" integer NOT NULL,
	"quote" text NOT NULL,
	"state" text DEFAULT 'anchored' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "anchors_state_known" CHECK ("anchors"."state" in ('anchored', 'changed', 'ambiguous', 'detached')),
	CONSTRAINT "anchors_range" CHECK ("anchors"."from_pos" >= 0 and "anchors"."to_pos" >= "anchors"."from_pos")
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_token_hash_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "article_heads" (
	"branch_id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"touched_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"touched_by" uuid
);
--> statement-breakpoint
CREATE TABLE "articles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"section_id" uuid,
	"slug" text NOT NULL,
	"slug_frozen" boolean DEFAULT false NOT NULL,
	"headline" text DEFAULT '' NOT NULL,
	"standfirst" text DEFAULT '' NOT NULL,
	"word_count" integer DEFAULT 0 NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"genre" text DEFAULT 'news' NOT NULL,
	"comments_open" boolean DEFAULT true NOT NULL,
	"live_publication" integer,
	"withdrawn" text,
	"state_changed_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"state_changed_by" uuid,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"trashed_at" timestamp (3) with time zone,
	CONSTRAINT "articles_kind_known" CHECK ("articles"."kind" in ('story', 'tracker')),
	CONSTRAINT "articles_state_known" CHECK ("articles"."state" in ('draft', 'submitted', 'checking', 'approved')),
	CONSTRAINT "articles_withdrawn_known" CHECK ("articles"."withdrawn" in ('gone', 'not-found')),
	CONSTRAINT "articles_live_or_withdrawn" CHECK ("articles"."live_publication" is null or "articles"."withdrawn" is null)
);
--> statement-breakpoint
CREATE TABLE "assets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" "bytea" NOT NULL,
	"content_type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" integer NOT NULL,
	"variants" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"file_name" text DEFAULT '' NOT NULL,
	"credit" text DEFAULT '' NOT NULL,
	"public_id" text,
	"uploaded_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "assets_public_id_key" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"article_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"part" text NOT NULL,
	"assigned_by" uuid,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "assignments_pkey" PRIMARY KEY("article_id","person_id","part"),
	CONSTRAINT "assignments_part_known" CHECK ("assignments"."part" in ('writer', 'checker'))
);
--> statement-breakpoint
CREATE TABLE "branches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"kind" text DEFAULT 'main' NOT NULL,
	"base_branch_id" uuid,
	"base_version" integer,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "branches_kind_known" CHECK ("branches"."kind" in ('main', 'fix'))
);
--> statement-breakpoint
CREATE TABLE "bylines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"person_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "bylines_slug_key" UNIQUE("slug"),
	CONSTRAINT "bylines_kind_known" CHECK ("bylines"."kind" in ('person', 'role', 'organisation'))
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"branch_id" uuid NOT NULL,
	"from_version" integer NOT NULL,
	"step_count" smallint NOT NULL,
	"steps" jsonb NOT NULL,
	"author_id" uuid,
	"client_id" text NOT NULL,
	"save_id" uuid NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"origin" jsonb NOT NULL,
	"schema_version" smallint NOT NULL,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "changes_pkey" PRIMARY KEY("branch_id","from_version"),
	CONSTRAINT "changes_save_id_key" UNIQUE("save_id"),
	CONSTRAINT "changes_has_steps" CHECK ("changes"."step_count" > 0)
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"actor_id" uuid,
	"article_id" uuid,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gone_pages" (
	"article_id" uuid PRIMARY KEY NOT NULL,
	"section_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "gone_pages_address_key" UNIQUE("section_id","slug")
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"made_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invites_token_hash_key" UNIQUE("token_hash"),
	CONSTRAINT "invites_kind_known" CHECK ("invites"."kind" in ('set-up', 'invite', 'reset'))
);
--> statement-breakpoint
CREATE TABLE "live_pages" (
	"article_id" uuid PRIMARY KEY NOT NULL,
	"publication_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"genre" text NOT NULL,
	"language" text NOT NULL,
	"headline" text NOT NULL,
	"standfirst" text DEFAULT '' NOT NULL,
	"kicker" text DEFAULT '' NOT NULL,
	"lead_asset_id" uuid,
	"byline_ids" uuid[] DEFAULT '{}' NOT NULL,
	"tag_ids" uuid[] DEFAULT '{}' NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone,
	"stated_updated" text,
	"facts_checked_at" timestamp (3) with time zone,
	"fresh_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "live_pages_address_key" UNIQUE("section_id","slug")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"password_changed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "people_status_known" CHECK ("people"."status" in ('active', 'suspended')),
	CONSTRAINT "people_roles_known" CHECK ("people"."roles" <@ array['admin', 'chief', 'editor', 'reporter', 'checker']::text[])
);
--> statement-breakpoint
CREATE TABLE "person_sections" (
	"person_id" uuid NOT NULL,
	"section_id" uuid NOT NULL,
	CONSTRAINT "person_sections_pkey" PRIMARY KEY("person_id","section_id")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"revision_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"document" jsonb NOT NULL,
	"metadata" jsonb NOT NULL,
	"schema_version" smallint NOT NULL,
	"class" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"headline" text NOT NULL,
	"standfirst" text DEFAULT '' NOT NULL,
	"word_count" integer DEFAULT 0 NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone,
	"stated_updated" text,
	"facts_checked_at" timestamp (3) with time zone,
	"document_hash" "bytea" NOT NULL,
	"previous_hash" "bytea",
	"hash" "bytea" NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "publications_number_key" UNIQUE("article_id","number"),
	CONSTRAINT "publications_class_known" CHECK ("publications"."class" in ('first', 'minor', 'update', 'clarification', 'correction', 'editors_note', 'retraction')),
	CONSTRAINT "publications_note_present" CHECK ("publications"."class" in ('first', 'minor') or length(trim("publications"."note")) > 0)
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "redirects" (
	"path" text PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"article_id" uuid NOT NULL,
	"branch_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"document" jsonb NOT NULL,
	"schema_version" smallint NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "revisions_number_key" UNIQUE("article_id","number"),
	CONSTRAINT "revisions_kind_known" CHECK ("revisions"."kind" in ('checkpoint', 'session_end', 'named', 'submitted', 'restored', 'imported', 'published', 'conflict'))
);
--> statement-breakpoint
CREATE TABLE "sections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "sections_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"person_id" uuid NOT NULL,
	"device" text DEFAULT '' NOT NULL,
	"network" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "sessions_token_hash_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT galley_now() NOT NULL,
	CONSTRAINT "tags_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "anchors" ADD CONSTRAINT "anchors_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_heads" ADD CONSTRAINT "article_heads_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_heads" ADD CONSTRAINT "article_heads_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "article_heads" ADD CONSTRAINT "article_heads_touched_by_people_id_fk" FOREIGN KEY ("touched_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_state_changed_by_people_id_fk" FOREIGN KEY ("state_changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "articles" ADD CONSTRAINT "articles_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assets" ADD CONSTRAINT "assets_uploaded_by_people_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_assigned_by_people_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_base_branch_id_branches_id_fk" FOREIGN KEY ("base_branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "branches" ADD CONSTRAINT "branches_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bylines" ADD CONSTRAINT "bylines_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gone_pages" ADD CONSTRAINT "gone_pages_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gone_pages" ADD CONSTRAINT "gone_pages_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_made_by_people_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_pages" ADD CONSTRAINT "live_pages_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_pages" ADD CONSTRAINT "live_pages_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_pages" ADD CONSTRAINT "live_pages_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_pages" ADD CONSTRAINT "live_pages_lead_asset_id_assets_id_fk" FOREIGN KEY ("lead_asset_id") REFERENCES "public"."assets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_sections" ADD CONSTRAINT "person_sections_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_sections" ADD CONSTRAINT "person_sections_section_id_sections_id_fk" FOREIGN KEY ("section_id") REFERENCES "public"."sections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redirects" ADD CONSTRAINT "redirects_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_article_id_articles_id_fk" FOREIGN KEY ("article_id") REFERENCES "public"."articles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_branch_id_branches_id_fk" FOREIGN KEY ("branch_id") REFERENCES "public"."branches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revisions" ADD CONSTRAINT "revisions_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settings" ADD CONSTRAINT "settings_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "anchors_by_branch" ON "anchors" USING btree ("branch_id");--> statement-breakpoint
CREATE INDEX "api_tokens_by_person" ON "api_tokens" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "article_heads_by_article" ON "article_heads" USING btree ("article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "articles_address_key" ON "articles" USING btree ("section_id","slug");--> statement-breakpoint
CREATE INDEX "articles_by_state" ON "articles" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "articles_by_section" ON "articles" USING btree ("section_id","id");--> statement-breakpoint
CREATE INDEX "articles_by_creator" ON "articles" USING btree ("created_by","id");--> statement-breakpoint
CREATE INDEX "articles_headline_trgm" ON "articles" USING gin ("headline" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "assets_newest" ON "assets" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "assignments_by_person" ON "assignments" USING btree ("person_id","article_id");--> statement-breakpoint
CREATE UNIQUE INDEX "branches_main_key" ON "branches" USING btree ("article_id") WHERE "branches"."kind" = 'main';--> statement-breakpoint
CREATE INDEX "branches_by_article" ON "branches" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "events_by_article" ON "events" USING btree ("article_id","id");--> statement-breakpoint
CREATE INDEX "live_pages_fresh" ON "live_pages" USING btree ("fresh_at","article_id");--> statement-breakpoint
CREATE INDEX "live_pages_by_section" ON "live_pages" USING btree ("section_id","fresh_at");--> statement-breakpoint
CREATE INDEX "live_pages_by_tag" ON "live_pages" USING gin ("tag_ids");--> statement-breakpoint
CREATE INDEX "live_pages_by_byline" ON "live_pages" USING gin ("byline_ids");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email_key" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "redirects_by_article" ON "redirects" USING btree ("article_id");--> statement-breakpoint
CREATE INDEX "revisions_by_version" ON "revisions" USING btree ("branch_id","version");--> statement-breakpoint
CREATE INDEX "sessions_by_person" ON "sessions" USING btree ("person_id","created_at");