/**
 * Every table of Galley, in the order of the newsroom's work: people, articles, the log, publishing.
 *
 * Ids are uuid v7 from `db/id.ts`. Times are timestamptz from the database's clock, through the SQL function
 * `galley_now()`, which lets the demo's seed set an explicit clock (db/transaction.ts). Constraints and
 * indexes are named; each index says which query it serves. Triggers (append-only tables), SQL functions and
 * the views of the schema `reader` stand in the hand-written migrations beside the generated ones in `drizzle/`.
 */
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
  varchar,
} from "drizzle-orm/pg-core";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const now = sql`galley_now()`;
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/** Any JSON value as PostgreSQL keeps it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

// ── People ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Staff. Roles: admin, chief, editor, reporter, checker; one person may hold several. */
export const people = pgTable(
  "people",
  {
    id: uuid("id").primaryKey(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash"),
    roles: text("roles").array().notNull().default(sql`'{}'`),
    status: text("status").notNull().default("active"),
    passwordChangedAt: moment("password_changed_at"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    // Sign-in looks a person up by address, whatever its case.
    uniqueIndex("people_email_key").on(sql`lower(${t.email})`),
    check("people_status_known", sql`${t.status} in ('active', 'suspended')`),
    check(
      "people_roles_known",
      sql`${t.roles} <@ array['admin', 'chief', 'editor', 'reporter', 'checker']::text[]`,
    ),
  ],
);

/** The sections an editor answers for. An editor without rows here answers for all. */
export const personSections = pgTable(
  "person_sections",
  {
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    sectionId: uuid("section_id")
      .notNull()
      .references((): AnyPgColumn => sections.id),
  },
  (t) => [primaryKey({ name: "person_sections_pkey", columns: [t.personId, t.sectionId] })],
);

/** Signed-in browsers. The cookie carries 256 random bits; only their sha256 is here. */
export const sessions = pgTable(
  "sessions",
  {
    id: uuid("id").primaryKey(),
    tokenHash: bytea("token_hash").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    device: text("device").notNull().default(""),
    network: text("network").notNull().default(""),
    createdAt: moment("created_at").notNull().default(now),
    lastSeenAt: moment("last_seen_at").notNull().default(now),
    expiresAt: moment("expires_at").notNull(),
    endedAt: moment("ended_at"),
  },
  (t) => [
    unique("sessions_token_hash_key").on(t.tokenHash),
    // A person's list of own sessions, newest first; the limit of ten.
    index("sessions_by_person").on(t.personId, t.createdAt),
  ],
);

/** One-time links: setting up an empty newsroom, inviting a person, resetting a password. Tokens are hashed. */
export const invites = pgTable(
  "invites",
  {
    id: uuid("id").primaryKey(),
    tokenHash: bytea("token_hash").notNull(),
    kind: text("kind").notNull(),
    personId: uuid("person_id").references(() => people.id),
    madeBy: uuid("made_by").references(() => people.id),
    createdAt: moment("created_at").notNull().default(now),
    expiresAt: moment("expires_at").notNull(),
    usedAt: moment("used_at"),
  },
  (t) => [
    unique("invites_token_hash_key").on(t.tokenHash),
    check("invites_kind_known", sql`${t.kind} in ('set-up', 'invite', 'reset')`),
  ],
);

export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid("id").primaryKey(),
    tokenHash: bytea("token_hash").notNull(),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    name: text("name").notNull(),
    scopes: text("scopes").array().notNull(),
    createdAt: moment("created_at").notNull().default(now),
    lastUsedAt: moment("last_used_at"),
    expiresAt: moment("expires_at").notNull(),
    revokedAt: moment("revoked_at"),
  },
  (t) => [
    unique("api_tokens_token_hash_key").on(t.tokenHash),
    index("api_tokens_by_person").on(t.personId, t.createdAt),
  ],
);

/** The newsroom's settings, one row a key: name, language, timeZone, fourEyes, secret, readerNotes … */
export const settings = pgTable("settings", {
  key: text("key").primaryKey(),
  value: jsonb("value").$type<Json>().notNull(),
  changedAt: moment("changed_at").notNull().default(now),
  changedBy: uuid("changed_by").references(() => people.id),
});

/** Counters of rate-limiter-flexible; its own column names. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar("key", { length: 255 }).primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});

// ── Taxonomy ────────────────────────────────────────────────────────────────────────────────────────────────

export const sections = pgTable(
  "sections",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    position: integer("position").notNull().default(0),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [unique("sections_slug_key").on(t.slug)],
);

export const tags = pgTable(
  "tags",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [unique("tags_slug_key").on(t.slug)],
);

/** Whose name stands over an article: a person, a role ("Chief Editor") or an organisation (an agency). */
export const bylines = pgTable(
  "bylines",
  {
    id: uuid("id").primaryKey(),
    slug: text("slug").notNull(),
    kind: text("kind").notNull(),
    name: text("name").notNull(),
    personId: uuid("person_id").references(() => people.id),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    unique("bylines_slug_key").on(t.slug),
    check("bylines_kind_known", sql`${t.kind} in ('person', 'role', 'organisation')`),
  ],
);

// ── Articles and the log ────────────────────────────────────────────────────────────────────────────────────

/**
 * What is about the work. Words are in the document; headline, standfirst, wordCount, language and genre are
 * projections of the head of branch `main`, written only when their value changes.
 * `livePublication` is the number readers have (null: none); `withdrawn` says how a page that was live is gone.
 */
export const articles = pgTable(
  "articles",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").notNull(),
    state: text("state").notNull().default("draft"),
    sectionId: uuid("section_id").references(() => sections.id),
    slug: text("slug").notNull(),
    /** True from the first publication on: a new slug then leaves a permanent redirect. */
    slugFrozen: boolean("slug_frozen").notNull().default(false),
    headline: text("headline").notNull().default(""),
    standfirst: text("standfirst").notNull().default(""),
    wordCount: integer("word_count").notNull().default(0),
    language: text("language").notNull().default("en"),
    genre: text("genre").notNull().default("news"),
    commentsOpen: boolean("comments_open").notNull().default(true),
    livePublication: integer("live_publication"),
    withdrawn: text("withdrawn"),
    stateChangedAt: moment("state_changed_at").notNull().default(now),
    stateChangedBy: uuid("state_changed_by").references(() => people.id),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => people.id),
    createdAt: moment("created_at").notNull().default(now),
    trashedAt: moment("trashed_at"),
  },
  (t) => [
    // Addresses are /{section}/{slug}; without a section a slug stands alone until one is chosen.
    uniqueIndex("articles_address_key").on(t.sectionId, t.slug),
    // The newsroom's list filtered by state or section.
    index("articles_by_state").on(t.state, t.id),
    index("articles_by_section").on(t.sectionId, t.id),
    index("articles_by_creator").on(t.createdBy, t.id),
    // Search by headline in the newsroom's list and the pickers.
    index("articles_headline_trgm").using("gin", sql`${t.headline} gin_trgm_ops`),
    check("articles_kind_known", sql`${t.kind} in ('story', 'tracker')`),
    check("articles_state_known", sql`${t.state} in ('draft', 'submitted', 'checking', 'approved')`),
    check("articles_withdrawn_known", sql`${t.withdrawn} in ('gone', 'not-found')`),
    check("articles_live_or_withdrawn", sql`${t.livePublication} is null or ${t.withdrawn} is null`),
  ],
);

/** `main` holds the working text; `fix` starts from the live version. */
export const branches = pgTable(
  "branches",
  {
    id: uuid("id").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    kind: text("kind").notNull().default("main"),
    baseBranchId: uuid("base_branch_id").references((): AnyPgColumn => branches.id),
    baseVersion: integer("base_version"),
    createdBy: uuid("created_by").references(() => people.id),
    createdAt: moment("created_at").notNull().default(now),
    closedAt: moment("closed_at"),
  },
  (t) => [
    // The one main branch of an article.
    uniqueIndex("branches_main_key").on(t.articleId).where(sql`${t.kind} = 'main'`),
    index("branches_by_article").on(t.articleId),
    check("branches_kind_known", sql`${t.kind} in ('main', 'fix')`),
  ],
);

/**
 * Where each branch stands: the only row besides the change itself that every batch writes. Narrow, and without
 * secondary indexes on what changes with each keystroke, so updates stay HOT.
 */
export const articleHeads = pgTable(
  "article_heads",
  {
    branchId: uuid("branch_id")
      .primaryKey()
      .references(() => branches.id),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    version: integer("version").notNull().default(0),
    /** Counts the writes to the branch's anchors by others than the mover, so that a process knows its copy is stale. */
    anchorsEpoch: integer("anchors_epoch").notNull().default(0),
    touchedAt: moment("touched_at").notNull().default(now),
    touchedBy: uuid("touched_by").references(() => people.id),
  },
  (t) => [index("article_heads_by_article").on(t.articleId)],
);

/**
 * The log: one row a stored batch of ProseMirror steps, on versions `fromVersion` … `fromVersion + stepCount`.
 * Append-only by trigger. `origin.kind`: typing, paste, undo, restore, import, put, merge, suggestion, system.
 */
export const changes = pgTable(
  "changes",
  {
    branchId: uuid("branch_id")
      .notNull()
      .references(() => branches.id),
    fromVersion: integer("from_version").notNull(),
    stepCount: smallint("step_count").notNull(),
    steps: jsonb("steps").$type<JsonObject[]>().notNull(),
    authorId: uuid("author_id").references(() => people.id),
    clientId: text("client_id").notNull(),
    saveId: uuid("save_id").notNull(),
    bodyHash: bytea("body_hash").notNull(),
    origin: jsonb("origin").$type<JsonObject>().notNull(),
    schemaVersion: smallint("schema_version").notNull(),
    at: moment("at").notNull().default(now),
  },
  (t) => [
    // Replay from a checkpoint, and the refusal of two changes on one version.
    primaryKey({ name: "changes_pkey", columns: [t.branchId, t.fromVersion] }),
    // A retry finds its first answer.
    unique("changes_save_id_key").on(t.saveId),
    check("changes_has_steps", sql`${t.stepCount} > 0`),
  ],
);

/** Immutable snapshots with a reason to exist. Checkpoints are revisions too, so replay is never long. */
export const revisions = pgTable(
  "revisions",
  {
    id: uuid("id").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    branchId: uuid("branch_id")
      .notNull()
      .references(() => branches.id),
    /** Counts an article's revisions from 1, checkpoints included. */
    number: integer("number").notNull(),
    version: integer("version").notNull(),
    kind: text("kind").notNull(),
    name: text("name"),
    /** What it came from or why it was kept: `{ restoredFrom }`, `{ conflict: true }`, `{ move }` … */
    detail: jsonb("detail").$type<JsonObject>().notNull().default({}),
    document: jsonb("document").$type<JsonObject>().notNull(),
    schemaVersion: smallint("schema_version").notNull(),
    byId: uuid("by_id").references(() => people.id),
    at: moment("at").notNull().default(now),
  },
  (t) => [
    unique("revisions_number_key").on(t.articleId, t.number),
    // The newest snapshot at or before a version: where replay starts.
    index("revisions_by_version").on(t.branchId, t.version),
    check(
      "revisions_kind_known",
      sql`${t.kind} in ('checkpoint', 'session_end', 'named', 'submitted', 'restored', 'imported', 'published', 'conflict')`,
    ),
  ],
);

/** Every pointer into text. The range counts positions in the document of `branch` at `version`. */
export const anchors = pgTable(
  "anchors",
  {
    id: uuid("id").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    branchId: uuid("branch_id")
      .notNull()
      .references(() => branches.id),
    version: integer("version").notNull(),
    from: integer("from_pos").notNull(),
    to: integer("to_pos").notNull(),
    quote: text("quote").notNull(),
    state: text("state").notNull().default("anchored"),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    // The mover and the editor read a branch's anchors together.
    index("anchors_by_branch").on(t.branchId),
    check("anchors_state_known", sql`${t.state} in ('anchored', 'changed', 'ambiguous', 'detached')`),
    check("anchors_range", sql`${t.from} >= 0 and ${t.to} >= ${t.from}`),
  ],
);

/** Who works on an article, as writer or checker. */
export const assignments = pgTable(
  "assignments",
  {
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    personId: uuid("person_id")
      .notNull()
      .references(() => people.id),
    part: text("part").notNull(),
    assignedBy: uuid("assigned_by").references(() => people.id),
    at: moment("at").notNull().default(now),
  },
  (t) => [
    primaryKey({ name: "assignments_pkey", columns: [t.articleId, t.personId, t.part] }),
    // "What is mine": a reporter's and a checker's list.
    index("assignments_by_person").on(t.personId, t.articleId),
    check("assignments_part_known", sql`${t.part} in ('writer', 'checker')`),
  ],
);

/** What happened, by whom; ids and figures only, never words of an article. Append-only by trigger. */
export const events = pgTable(
  "events",
  {
    id: uuid("id").primaryKey(),
    kind: text("kind").notNull(),
    actorId: uuid("actor_id").references(() => people.id),
    articleId: uuid("article_id").references(() => articles.id),
    detail: jsonb("detail").$type<JsonObject>().notNull().default({}),
    at: moment("at").notNull().default(now),
  },
  (t) => [
    // An article's own story, newest first.
    index("events_by_article").on(t.articleId, t.id),
  ],
);

// ── Publishing ──────────────────────────────────────────────────────────────────────────────────────────────

/**
 * What readers got: a clean document with everything its page says, in one immutable row, so that a page costs
 * one read and old publications stay as they were. `hash` chains each to the one before it.
 */
export const publications = pgTable(
  "publications",
  {
    id: uuid("id").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    number: integer("number").notNull(),
    revisionId: uuid("revision_id")
      .notNull()
      .references(() => revisions.id),
    version: integer("version").notNull(),
    document: jsonb("document").$type<JsonObject>().notNull(),
    /** `{ bylines: [{id, slug, name, kind, part}], tags: [{id, slug, name}], section: {id, slug, name}, slug }` as published. */
    metadata: jsonb("metadata").$type<JsonObject>().notNull(),
    schemaVersion: smallint("schema_version").notNull(),
    class: text("class").notNull(),
    note: text("note").notNull().default(""),
    headline: text("headline").notNull(),
    standfirst: text("standfirst").notNull().default(""),
    wordCount: integer("word_count").notNull().default(0),
    /** The three stamps of lib/publishing/stamps.ts; `statedUpdated` is an imported date-only or month-only stamp (EDTF). */
    publishedAt: moment("published_at").notNull(),
    updatedAt: moment("updated_at"),
    statedUpdated: text("stated_updated"),
    factsCheckedAt: moment("facts_checked_at"),
    documentHash: bytea("document_hash").notNull(),
    previousHash: bytea("previous_hash"),
    hash: bytea("hash").notNull(),
    byId: uuid("by_id").references(() => people.id),
    at: moment("at").notNull().default(now),
  },
  (t) => [
    unique("publications_number_key").on(t.articleId, t.number),
    check(
      "publications_class_known",
      sql`${t.class} in ('first', 'minor', 'update', 'clarification', 'correction', 'editors_note', 'retraction')`,
    ),
    check("publications_note_present", sql`${t.class} in ('first', 'minor') or length(trim(${t.note})) > 0`),
  ],
);

/**
 * One row an article that readers can find now: what lists, feeds and addresses need, without the document.
 * Written only by publishing; the row goes when an article is withdrawn.
 */
export const livePages = pgTable(
  "live_pages",
  {
    articleId: uuid("article_id")
      .primaryKey()
      .references(() => articles.id),
    publicationId: uuid("publication_id")
      .notNull()
      .references(() => publications.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    slug: text("slug").notNull(),
    kind: text("kind").notNull(),
    genre: text("genre").notNull(),
    language: text("language").notNull(),
    headline: text("headline").notNull(),
    standfirst: text("standfirst").notNull().default(""),
    kicker: text("kicker").notNull().default(""),
    leadAssetId: uuid("lead_asset_id").references((): AnyPgColumn => assets.id),
    bylineIds: uuid("byline_ids").array().notNull().default(sql`'{}'`),
    tagIds: uuid("tag_ids").array().notNull().default(sql`'{}'`),
    publishedAt: moment("published_at").notNull(),
    updatedAt: moment("updated_at"),
    statedUpdated: text("stated_updated"),
    factsCheckedAt: moment("facts_checked_at"),
    /** The later of published and updated: the order of home, section fronts, feeds. */
    freshAt: moment("fresh_at").notNull(),
  },
  (t) => [
    unique("live_pages_address_key").on(t.sectionId, t.slug),
    // Home and feeds, newest first.
    index("live_pages_fresh").on(t.freshAt, t.articleId),
    index("live_pages_by_section").on(t.sectionId, t.freshAt),
    index("live_pages_by_tag").using("gin", t.tagIds),
    index("live_pages_by_byline").using("gin", t.bylineIds),
  ],
);

/** Pages that were live and say so: answered 410 with a notice. Those shown as not found have no row here. */
export const gonePages = pgTable(
  "gone_pages",
  {
    articleId: uuid("article_id")
      .primaryKey()
      .references(() => articles.id),
    sectionId: uuid("section_id")
      .notNull()
      .references(() => sections.id),
    slug: text("slug").notNull(),
    at: moment("at").notNull().default(now),
  },
  (t) => [unique("gone_pages_address_key").on(t.sectionId, t.slug)],
);

/** Old addresses of live articles. A redirect goes to wherever the article is now. */
export const redirects = pgTable(
  "redirects",
  {
    path: text("path").primaryKey(),
    articleId: uuid("article_id")
      .notNull()
      .references(() => articles.id),
    at: moment("at").notNull().default(now),
  },
  (t) => [index("redirects_by_article").on(t.articleId)],
);

/** Pictures, kept by the hash of their bytes. `publicId` (128 random bits) is set by the first publication that shows it. */
export const assets = pgTable(
  "assets",
  {
    id: uuid("id").primaryKey(),
    sha256: bytea("sha256").notNull(),
    contentType: text("content_type").notNull(),
    width: integer("width").notNull(),
    height: integer("height").notNull(),
    bytes: integer("bytes").notNull(),
    /** `[{ width, height, contentType, sha256, bytes }]`, smallest first. */
    variants: jsonb("variants").$type<JsonObject[]>().notNull().default([]),
    fileName: text("file_name").notNull().default(""),
    credit: text("credit").notNull().default(""),
    publicId: text("public_id"),
    uploadedBy: uuid("uploaded_by").references(() => people.id),
    createdAt: moment("created_at").notNull().default(now),
  },
  (t) => [
    unique("assets_public_id_key").on(t.publicId),
    // The picture picker, newest first.
    index("assets_newest").on(t.createdAt),
  ],
);
