import { and, asc, count, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { isUuid } from "@/db/id";
import type { Json, JsonObject } from "@/db/schema";
import {
  articles,
  assets,
  bylines,
  changes,
  people,
  publications,
  sections,
  settings,
  tags,
} from "@/db/schema";
import type { Queryable } from "@/db/transaction";
import type { LockedArticle } from "@/lib/articles/queries";
import { documentAt } from "@/lib/changes/head";
import { wordCountOf } from "@/lib/document/projections";
import { Invalid, NotFound } from "@/lib/errors";
import { ownPath } from "@/lib/publishing/address";
import { referencesOf } from "@/lib/publishing/clean";
import { type DocumentNode, documentNode, listAttr, stringAttr, stringsAttr } from "@/lib/publishing/fields";
import { type Candidate, linksOf } from "@/lib/publishing/gate";
import { dayIn, type Stamps } from "@/lib/publishing/stamps";

export type PublicationRow = typeof publications.$inferSelect;

/** What stands around publishing, read once: the newsroom's clock and its settings. */
export type Newsroom = {
  now: Date;
  timeZone: string;
  language: string;
  fourEyes: "required" | "recorded";
  readerNotes: Json | undefined;
};

/** From four people who may publish on, a second pair of eyes is required unless the setting says otherwise. */
const PUBLISHERS_FOR_FOUR_EYES = 4;

/** The newsroom as it is now. Four eyes are what the setting says, else what the number of publishers asks for. */
export async function newsroomOf(queryable: Queryable): Promise<Newsroom> {
  const rows = await queryable
    .select({ key: settings.key, value: settings.value, now: sql<string>`galley_now()` })
    .from(sql`(select 1) as one`)
    .leftJoin(settings, inArray(settings.key, ["language", "timeZone", "fourEyes", "readerNotes"]));
  const values = new Map(rows.map(({ key, value }) => [key, value]));
  const text = (key: string, otherwise: string) => {
    const value = values.get(key);
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  const given = values.get("fourEyes");
  return {
    now: new Date(rows[0]?.now ?? Number.NaN),
    timeZone: text("timeZone", "UTC"),
    language: text("language", "en"),
    fourEyes: given === "required" || given === "recorded" ? given : await fourEyesByHeads(queryable),
    readerNotes: values.get("readerNotes") ?? undefined,
  };
}

async function fourEyesByHeads(queryable: Queryable): Promise<"required" | "recorded"> {
  const [row] = await queryable
    .select({ publishers: count() })
    .from(people)
    .where(and(eq(people.status, "active"), sql`${people.roles} && array['chief', 'editor']`));
  return (row?.publishers ?? 0) < PUBLISHERS_FOR_FOUR_EYES ? "recorded" : "required";
}

/** The newest publication of an article, live or not; null when it never had one. */
export async function lastPublication(
  queryable: Queryable,
  articleId: string,
): Promise<PublicationRow | null> {
  const [row] = await queryable
    .select()
    .from(publications)
    .where(eq(publications.articleId, articleId))
    .orderBy(desc(publications.number))
    .limit(1);
  return row ?? null;
}

export const stampsOfRow = (row: PublicationRow): Stamps => ({
  published: row.publishedAt,
  updated: row.updatedAt ?? row.statedUpdated,
  factsChecked: row.factsCheckedAt,
});

/** A version of the working text, as JSON and as the pure rules read it. Throws `Invalid` for one that does not exist. */
export async function versionOf(
  queryable: Queryable,
  article: LockedArticle,
  version: number,
): Promise<{ json: JsonObject; document: DocumentNode; wordCount: number }> {
  try {
    const node = await documentAt(queryable, article.mainBranchId, version);
    const json: JsonObject = node.toJSON();
    return { json, document: documentNode(json), wordCount: wordCountOf(node) };
  } catch (error) {
    if (error instanceof NotFound)
      throw new Invalid({ version: "This article has no such version. Reload and read it again." });
    throw error;
  }
}

/** The public names of what a document refers to; those that do not exist are left out. */
export type Named = {
  section: { id: string; slug: string; name: string } | null;
  bylines: { id: string; slug: string; name: string; kind: string; part: string }[];
  tags: { id: string; slug: string; name: string }[];
};

export async function namedIn(
  queryable: Queryable,
  article: { sectionId: string | null },
  document: DocumentNode,
): Promise<Named> {
  const members = listAttr(document.attrs, "bylines").map((byline) => ({
    id: stringAttr(byline, "id"),
    part: stringAttr(byline, "part"),
  }));
  const bylineIds = members.map(({ id }) => id).filter(isUuid);
  const tagIds = stringsAttr(document.attrs, "tags").filter(isUuid);
  const bylineRows =
    bylineIds.length === 0
      ? []
      : await queryable
          .select({ id: bylines.id, slug: bylines.slug, name: bylines.name, kind: bylines.kind })
          .from(bylines)
          .where(inArray(bylines.id, bylineIds));
  const tagRows =
    tagIds.length === 0
      ? []
      : await queryable
          .select({ id: tags.id, slug: tags.slug, name: tags.name })
          .from(tags)
          .where(inArray(tags.id, tagIds));
  const [section] = article.sectionId
    ? await queryable
        .select({ id: sections.id, slug: sections.slug, name: sections.name })
        .from(sections)
        .where(eq(sections.id, article.sectionId))
    : [];
  return {
    section: section ?? null,
    bylines: members.flatMap(({ id, part }) => {
      const row = bylineRows.find((byline) => byline.id === id);
      return row ? [{ ...row, part }] : [];
    }),
    tags: tagIds.flatMap((id) => tagRows.find((tag) => tag.id === id) ?? []),
  };
}

/** Gathers what the gate looks at. `since` is the version the last publication went out with. */
export async function candidateFor(
  queryable: Queryable,
  {
    article,
    document,
    version,
    since,
    actorId,
    newsroom,
    named,
  }: {
    article: LockedArticle;
    document: DocumentNode;
    version: number;
    since: number;
    actorId: string;
    newsroom: Newsroom;
    named: Named;
  },
): Promise<Candidate> {
  const references = referencesOf(document);
  const assetIds = references.assets.filter(isUuid);
  const assetRows =
    assetIds.length === 0
      ? []
      : await queryable.select({ id: assets.id }).from(assets).where(inArray(assets.id, assetIds));
  const pointed = [...references.articles, ...references.picks].filter(isUuid);
  const articleRows =
    pointed.length === 0
      ? []
      : await queryable
          .select({ id: articles.id, headline: articles.headline, live: articles.livePublication })
          .from(articles)
          .where(inArray(articles.id, pointed));
  const isOwnWork = await wroteSince(queryable, article, { actorId, since, version });
  return {
    document,
    sectionSlug: named.section?.slug ?? null,
    slug: article.slug,
    bylines: new Set(named.bylines.map(({ id }) => id)),
    assets: new Set(assetRows.map(({ id }) => id)),
    articles: new Map(articleRows.map(({ id, headline, live }) => [id, { headline, isLive: live !== null }])),
    ownLinks: await ownLinksOf(queryable, document),
    fourEyes: newsroom.fourEyes,
    isOwnWork,
    today: dayIn(newsroom.now, newsroom.timeZone),
  };
}

/** Whether a person's words are among what a publication would bring out; who made the article made its first words. */
async function wroteSince(
  queryable: Queryable,
  article: LockedArticle,
  { actorId, since, version }: { actorId: string; since: number; version: number },
): Promise<boolean> {
  if (since === 0 && article.createdBy === actorId) return true;
  const [row] = await queryable
    .select({ from: changes.fromVersion })
    .from(changes)
    .where(
      and(
        eq(changes.branchId, article.mainBranchId),
        eq(changes.authorId, actorId),
        lte(changes.fromVersion, version - 1),
        sql`${changes.fromVersion} + ${changes.stepCount} > ${since}`,
        sql`${changes.origin} ->> 'kind' <> 'system'`,
      ),
    )
    .orderBy(asc(changes.fromVersion))
    .limit(1);
  return row !== undefined;
}

const staffPath = /^\/(desk|api|sign-in|set-up)(\/|$)/;
const sitePath = /^\/((tags|authors)\/[^/]+|search|corrections|feed\.(xml|atom|json)|sitemap\.xml)?$/;
const articlePath = /^\/([^/]+)\/([^/]+)(?:\/history)?$/;

/** What readers would find behind each link to our own site. */
async function ownLinksOf(queryable: Queryable, document: DocumentNode): Promise<Candidate["ownLinks"]> {
  const found = new Map<string, "live" | "unpublished" | "nothing">();
  for (const { href } of linksOf(document)) {
    const path = ownPath(href, process.env.PUBLIC_URL);
    if (path === null || found.has(href)) continue;
    if (staffPath.test(path)) found.set(href, "unpublished");
    else if (sitePath.test(path) || path.startsWith("/media/")) found.set(href, "live");
    else found.set(href, await behind(queryable, path));
  }
  return found;
}

async function behind(queryable: Queryable, path: string): Promise<"live" | "unpublished" | "nothing"> {
  const match = articlePath.exec(path);
  if (!match) {
    const [section] = await queryable
      .select({ id: sections.id })
      .from(sections)
      .where(eq(sections.slug, path.slice(1)));
    return section ? "live" : "nothing";
  }
  const { rows } = await queryable.execute<{ is_live: boolean }>(sql`
    select a.live_publication is not null as is_live
    from articles a join sections s on s.id = a.section_id where s.slug = ${match[1]} and a.slug = ${match[2]}
    union all
    select a.live_publication is not null from redirects r join articles a on a.id = r.article_id where r.path = ${path}`);
  if (rows.length === 0) return "nothing";
  return rows.some((row) => row.is_live) ? "live" : "unpublished";
}
