import { and, desc, eq, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db } from "@/db/connection";
import { literally } from "@/db/like";
import {
  articleHeads,
  articles,
  assignments,
  branches,
  livePages,
  people,
  publications,
  sections,
} from "@/db/schema";
import { type Queryable, type Tx, transaction } from "@/db/transaction";
import { type ArticleFilters, MAX_LIST_PAGE, readPlace, writePlace } from "@/lib/articles/article";
import { documentAt, headOf } from "@/lib/changes/head";
import { LIMITS } from "@/lib/document/limits";
import { SCHEMA_VERSION } from "@/lib/document/schema";
import { NotFound } from "@/lib/errors";
import { record } from "@/lib/events/record";
import {
  type Actor,
  type ArticleSubject,
  authorize,
  isReadRecorded,
  readableArticles,
} from "@/lib/permissions";

type ArticleRow = typeof articles.$inferSelect;

/** An article's row with what permission asks of it. */
export type LockedArticle = ArticleRow & ArticleSubject & { mainBranchId: string };

const subjectColumns = {
  article: articles,
  mainBranchId: branches.id,
  assignedTo: sql<string[]>`coalesce((
    select array_agg(distinct ${assignments.personId}::text) from ${assignments}
    where ${assignments.articleId} = ${articles.id}), '{}')`,
};

const withSubject = ({
  article,
  mainBranchId,
  assignedTo,
}: {
  article: ArticleRow;
  mainBranchId: string;
  assignedTo: string[];
}): LockedArticle => ({
  ...article,
  mainBranchId,
  assignedTo,
  isLive: article.livePublication !== null,
});

const mainBranch = and(eq(branches.articleId, articles.id), eq(branches.kind, "main"));

/**
 * Takes the article's row lock, the one under which its text, state and publications change. Held until the
 * transaction ends. Throws `NotFound` for an unknown article and for one in the trash.
 */
export async function lockArticle(tx: Tx, articleId: string): Promise<LockedArticle> {
  const [row] = await tx
    .select(subjectColumns)
    .from(articles)
    .innerJoin(branches, mainBranch)
    .where(and(eq(articles.id, articleId), isNull(articles.trashedAt)))
    .for("no key update", { of: articles });
  if (!row) throw new NotFound();
  return withSubject(row);
}

/** The same row without the lock, for reads and for authorising a stream. */
export async function articleSubject(queryable: Queryable, articleId: string): Promise<LockedArticle> {
  const [row] = await queryable
    .select(subjectColumns)
    .from(articles)
    .innerJoin(branches, mainBranch)
    .where(and(eq(articles.id, articleId), isNull(articles.trashedAt)));
  if (!row) throw new NotFound();
  return withSubject(row);
}

const toucher = alias(people, "toucher");

const MAX_CHANGES_COUNTED = 100;

const summaryColumns = {
  id: articles.id,
  kind: articles.kind,
  state: articles.state,
  headline: articles.headline,
  standfirst: articles.standfirst,
  slug: articles.slug,
  slugFrozen: articles.slugFrozen,
  genre: articles.genre,
  language: articles.language,
  wordCount: articles.wordCount,
  withdrawn: articles.withdrawn,
  createdAt: articles.createdAt,
  createdBy: articles.createdBy,
  version: articleHeads.version,
  touchedAt: articleHeads.touchedAt,
  touchedById: articleHeads.touchedBy,
  touchedByName: toucher.name,
  sectionId: sections.id,
  sectionSlug: sections.slug,
  sectionName: sections.name,
  liveNumber: articles.livePublication,
  liveVersion: publications.version,
  // Saves, not steps: a sentence typed is two or three. Counted no further than a screen has use for.
  changesSinceLive: sql<number>`case when ${publications.version} < ${articleHeads.version} then (
    select count(*)::int from (
      select from changes c
      where c.branch_id = ${branches.id} and c.from_version > ${publications.version} - ${LIMITS.steps}
        and c.from_version + c.step_count > ${publications.version}
      limit ${MAX_CHANGES_COUNTED}) n) else 0 end`,
  publishedAt: livePages.publishedAt,
  updatedAt: livePages.updatedAt,
};

/** One row a list or an article page shows, without its document. `unpublishedChanges` counts saves since the live version, to 100. */
export type ArticleSummary = Awaited<ReturnType<typeof summaries>>[number];

async function summaries(queryable: Queryable, where: SQL | undefined, limit: number) {
  const rows = await queryable
    .select(summaryColumns)
    .from(articles)
    .innerJoin(branches, mainBranch)
    .innerJoin(articleHeads, eq(articleHeads.branchId, branches.id))
    .leftJoin(sections, eq(sections.id, articles.sectionId))
    .leftJoin(toucher, eq(toucher.id, articleHeads.touchedBy))
    .leftJoin(
      publications,
      and(eq(publications.articleId, articles.id), eq(publications.number, articles.livePublication)),
    )
    .leftJoin(livePages, eq(livePages.articleId, articles.id))
    .where(where)
    .orderBy(desc(articleHeads.touchedAt), desc(articles.id))
    .limit(limit);
  const assigned = await assignedPeople(
    queryable,
    rows.map(({ id }) => id),
  );
  return rows.map(
    ({
      touchedById,
      touchedByName,
      sectionId,
      sectionSlug,
      sectionName,
      liveNumber,
      liveVersion,
      changesSinceLive,
      publishedAt,
      updatedAt,
      ...row
    }) => ({
      ...row,
      touchedBy: touchedById ? { id: touchedById, name: touchedByName ?? "" } : null,
      section: sectionId ? { id: sectionId, slug: sectionSlug ?? "", name: sectionName ?? "" } : null,
      live:
        liveNumber === null || liveVersion === null
          ? null
          : {
              number: liveNumber,
              version: liveVersion,
              publishedAt,
              updatedAt,
              unpublishedChanges: changesSinceLive,
            },
      people: assigned.get(row.id) ?? [],
    }),
  );
}

async function assignedPeople(queryable: Queryable, articleIds: string[]) {
  const byArticle = new Map<string, { id: string; name: string; part: string }[]>();
  if (articleIds.length === 0) return byArticle;
  const rows = await queryable
    .select({
      articleId: assignments.articleId,
      id: people.id,
      name: people.name,
      part: assignments.part,
    })
    .from(assignments)
    .innerJoin(people, eq(people.id, assignments.personId))
    .where(inArray(assignments.articleId, articleIds))
    .orderBy(assignments.part, people.name);
  for (const { articleId, ...person } of rows) {
    const list = byArticle.get(articleId);
    if (list) list.push(person);
    else byArticle.set(articleId, [person]);
  }
  return byArticle;
}

/**
 * The articles an actor may read, last touched first, a page at a time. `next` is what to pass as `after`, null on
 * the last page. Never counts, never selects a document.
 */
export async function articleList(actor: Actor, filters: ArticleFilters = {}) {
  authorize(actor, "list articles");
  const limit = Math.min(filters.limit ?? 50, MAX_LIST_PAGE);
  const place = filters.after ? readPlace(filters.after) : null;
  const where = and(
    isNull(articles.trashedAt),
    visibleTo(actor),
    filters.state && eq(articles.state, filters.state),
    filters.live && liveIs(filters.live),
    filters.section ? isInSection(filters.section) : undefined,
    filters.author ? isBy(filters.author === "me" ? actor.personId : filters.author) : undefined,
    filters.q?.trim() ? headlineHas(filters.q.trim()) : undefined,
    place
      ? sql`(${articleHeads.touchedAt}, ${articles.id}) < (${place.touchedAt.toISOString()}::timestamptz, ${place.id}::uuid)`
      : undefined,
  );
  const rows = await summaries(db, where, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { articles: page, next: rows.length > limit && last ? writePlace(last) : null };
}

const isOwn = (personId: string) =>
  sql`(${articles.createdBy} = ${personId} or exists (
    select from ${assignments} where ${assignments.articleId} = ${articles.id} and ${assignments.personId} = ${personId}))`;

function visibleTo(actor: Actor): SQL | undefined {
  const may = readableArticles(actor);
  if (may.all) return undefined;
  return (
    or(
      may.sectionIds.length > 0 ? inArray(articles.sectionId, [...may.sectionIds]) : undefined,
      may.own ? isOwn(actor.personId) : undefined,
      may.ownWithoutSection ? and(isNull(articles.sectionId), isOwn(actor.personId)) : undefined,
      may.handedIn
        ? sql`(${articles.state} <> 'draft' or ${articles.livePublication} is not null)`
        : undefined,
    ) ?? sql`false`
  );
}

function liveIs(live: NonNullable<ArticleFilters["live"]>): SQL | undefined {
  if (live === "live") return isNotNull(articles.livePublication);
  if (live === "withdrawn") return isNotNull(articles.withdrawn);
  if (live === "none") return and(isNull(articles.livePublication), isNull(articles.withdrawn));
  return sql`${publications.version} < ${articleHeads.version}`;
}

const isInSection = (idOrSlug: string) =>
  sql`(${sections.slug} = ${idOrSlug} or ${sections.id}::text = ${idOrSlug})`;

const isBy = (personId: string) =>
  sql`(${articles.createdBy} = ${personId} or exists (
    select from ${assignments} where ${assignments.articleId} = ${articles.id}
    and ${assignments.personId} = ${personId} and ${assignments.part} = 'writer'))`;

/** Every word somewhere in the headline, whatever its case; `%`, `_` and `\` are ordinary characters. */
const headlineHas = (words: string) =>
  and(
    ...words
      .replaceAll("\0", "")
      .split(/\s+/)
      .slice(0, 10)
      .map((word) => sql`${articles.headline} ilike ${`%${literally(word)}%`}`),
  );

/**
 * One article with its working document. `version` belongs to `document`, whatever is being typed meanwhile. A
 * read that only the admin role opens is recorded. Throws `NotFound` where its existence is not the actor's to know.
 */
export async function articleById(actor: Actor, articleId: string) {
  const subject = await articleSubject(db, articleId);
  authorize(actor, "read article", subject);
  await noteRead(actor, subject);
  const [[summary], head] = await Promise.all([
    summaries(db, eq(articles.id, articleId), 1),
    headOf(db, subject.mainBranchId),
  ]);
  if (!summary) throw new NotFound();
  return {
    ...summary,
    version: head.version,
    branchId: head.branchId,
    document: head.document.toJSON(),
    schemaVersion: head.schemaVersion,
    commentsOpen: subject.commentsOpen,
    assignedTo: subject.assignedTo,
    /** What `can(actor, …, subject)` of a screen asks for. */
    subject: {
      id: subject.id,
      state: subject.state,
      sectionId: subject.sectionId,
      createdBy: subject.createdBy,
      assignedTo: subject.assignedTo,
      isLive: subject.isLive,
    } satisfies ArticleSubject,
  };
}

/** Records a read of words that only the admin role opens. Whatever hands out words of a working text calls it. */
export async function noteRead(actor: Actor, subject: ArticleSubject): Promise<void> {
  if (!isReadRecorded(actor, subject)) return;
  await transaction((tx) => record(tx, actor, "article read by admin", { articleId: subject.id }));
}

/**
 * The document at an older version of the working text, for a client that has kept words since: as much as a revision,
 * and for the same people.
 */
export async function articleAtVersion(
  actor: Actor,
  { articleId, version }: { articleId: string; version: number },
) {
  const subject = await articleSubject(db, articleId);
  authorize(actor, "read revisions", subject);
  await noteRead(actor, subject);
  const document = await documentAt(db, subject.mainBranchId, version);
  return { id: articleId, version, document: document.toJSON(), schemaVersion: SCHEMA_VERSION };
}
