/**
 * Everything readers' pages read, over the connection whose role sees only the views of the schema `reader`. What is not live
 * cannot be asked for here. An article page costs at most four of these queries: its address, the site, the article, the others.
 */
import { sql } from "drizzle-orm";
import { cache } from "react";
import { z } from "zod";
import { readerDb } from "@/db/connection";
import type { JsonObject } from "@/db/schema";
import { type DocumentNode, documentNode } from "@/lib/publishing/fields";
import { readMetadata } from "@/lib/publishing/metadata";
import type { Stamps } from "@/lib/publishing/stamps";
import { type ReaderPicture, readerPicture } from "@/lib/reader/picture";

export type Site = {
  name: string;
  description: string;
  language: string;
  timeZone: string;
  sections: { slug: string; name: string }[];
};

/** The newsroom's name, language, zone and sections. One query, once a page. */
export const site = cache(async (): Promise<Site> => {
  const { rows } = await readerDb.execute<{
    settings: Record<string, unknown> | null;
    sections: { slug: string; name: string }[] | null;
  }>(sql`
    select (select jsonb_object_agg(key, value) from reader.settings) as settings,
      (select jsonb_agg(jsonb_build_object('slug', s.slug, 'name', s.name) order by s.position, s.name)
       from reader.sections s where exists (select from reader.live_pages l where l.section_id = s.id)) as sections`);
  const settings = rows[0]?.settings ?? {};
  const text = (key: string, otherwise: string) => {
    const value = settings[key];
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  return {
    name: text("name", "Newsroom"),
    description: text("description", ""),
    language: text("language", "en"),
    timeZone: text("timeZone", "UTC"),
    sections: rows[0]?.sections ?? [],
  };
});

type ListRow = {
  article_id: string;
  section_slug: string;
  section_name: string;
  slug: string;
  kind: string;
  genre: string;
  language: string;
  headline: string;
  standfirst: string;
  kicker: string;
  lead_asset_id: string | null;
  bylines: string[] | null;
  published_at: string;
  updated_at: string | null;
  stated_updated: string | null;
  facts_checked_at: string | null;
  picture: PictureRow | null;
};

type PictureRow = { id: string; public_id: string; variants: unknown };

/** An article in a list: a front, a feed, "related". */
export type Teaser = {
  id: string;
  path: string;
  section: { slug: string; name: string };
  kind: string;
  genre: string;
  language: string;
  headline: string;
  standfirst: string;
  kicker: string;
  bylines: string[];
  stamps: Stamps;
  picture: ReaderPicture | null;
};

const listColumns = sql`l.article_id, l.section_slug, l.section_name, l.slug, l.kind, l.genre, l.language, l.headline, l.standfirst,
  l.kicker, l.lead_asset_id, l.published_at, l.updated_at, l.stated_updated, l.facts_checked_at,
  (select array_agg(b.name order by array_position(l.byline_ids, b.id)) from reader.bylines b where b.id = any(l.byline_ids)) as bylines,
  (select jsonb_build_object('id', a.id, 'public_id', a.public_id, 'variants', a.variants)
   from reader.assets a where a.id = l.lead_asset_id) as picture`;

const variantRows = z.array(
  z.object({
    width: z.number(),
    height: z.number(),
    contentType: z.enum(["image/webp", "image/jpeg"]),
    sha256: z.string(),
    bytes: z.number(),
  }),
);

const picture = (row: PictureRow) => readerPicture({ ...row, variants: variantRows.parse(row.variants) });

const moment = (value: string | null) => (value === null ? null : new Date(value));

function stampsIn(row: {
  published_at: string;
  updated_at: string | null;
  stated_updated: string | null;
  facts_checked_at: string | null;
}): Stamps {
  return {
    published: new Date(row.published_at),
    updated: moment(row.updated_at) ?? row.stated_updated,
    factsChecked: moment(row.facts_checked_at),
  };
}

const teaser = (row: ListRow): Teaser => ({
  id: row.article_id,
  path: `/${row.section_slug}/${row.slug}`,
  section: { slug: row.section_slug, name: row.section_name },
  kind: row.kind,
  genre: row.genre,
  language: row.language,
  headline: row.headline,
  standfirst: row.standfirst,
  kicker: row.kicker,
  bylines: row.bylines ?? [],
  stamps: stampsIn(row),
  picture: row.picture ? picture(row.picture) : null,
});

/** Articles in a feed. */
export const FEED_LENGTH = 50;
const FRONT_LENGTH = 40;

/** The newest live articles, of the whole site or one section, freshest first. */
export const latest = cache(async (sectionSlug: string | null, limit = FRONT_LENGTH): Promise<Teaser[]> => {
  const { rows } = await readerDb.execute<ListRow>(sql`
    select ${listColumns} from reader.live_pages l
    where ${sectionSlug === null ? sql`true` : sql`l.section_id = (select id from reader.sections where slug = ${sectionSlug})`}
    order by l.fresh_at desc, l.article_id desc limit ${limit}`);
  return rows.map(teaser);
});

/** A section by its slug; null for one that does not exist. */
export const sectionBySlug = cache(async (slug: string) => {
  const { rows } = await readerDb.execute<{ slug: string; name: string }>(
    sql`select slug, name from reader.sections where slug = ${slug}`,
  );
  return rows[0] ?? null;
});

/** A tag with the live articles that carry it; null when there is none. */
export const tagPage = cache(async (slug: string): Promise<{ name: string; articles: Teaser[] } | null> => {
  const { rows } = await readerDb.execute<{ id: string; name: string }>(
    sql`select id, name from reader.tags where slug = ${slug}`,
  );
  const tag = rows[0];
  if (!tag) return null;
  const found = await readerDb.execute<ListRow>(sql`
    select ${listColumns} from reader.live_pages l where l.tag_ids @> array[${tag.id}::uuid]
    order by l.fresh_at desc, l.article_id desc limit ${FRONT_LENGTH}`);
  return { name: tag.name, articles: found.rows.map(teaser) };
});

/** A byline with the live articles that carry it; null when there is none. */
export const authorPage = cache(
  async (slug: string): Promise<{ name: string; kind: string; articles: Teaser[] } | null> => {
    const { rows } = await readerDb.execute<{ id: string; name: string; kind: string }>(
      sql`select id, name, kind from reader.bylines where slug = ${slug}`,
    );
    const author = rows[0];
    if (!author) return null;
    const found = await readerDb.execute<ListRow>(sql`
      select ${listColumns} from reader.live_pages l where l.byline_ids @> array[${author.id}::uuid]
      order by l.fresh_at desc, l.article_id desc limit ${FRONT_LENGTH}`);
    return { name: author.name, kind: author.kind, articles: found.rows.map(teaser) };
  },
);

/** What readers were told when the page changed, newest first. */
type ReaderNote = { class: string; note: string; at: Date };

export type ArticlePage = {
  id: string;
  path: string;
  kind: string;
  genre: string;
  language: string;
  kicker: string;
  headline: string;
  standfirst: string;
  wordCount: number;
  section: { slug: string; name: string };
  bylines: { slug: string; name: string; kind: string; part: string }[];
  tags: { slug: string; name: string }[];
  stamps: Stamps;
  notes: ReaderNote[];
  document: DocumentNode;
  pictures: ReadonlyMap<string, ReaderPicture>;
  lead: ReaderPicture | null;
  /** Live articles the text points to, by id. */
  pointsTo: ReadonlyMap<string, Teaser>;
  /** Picks first, then what has most in common. */
  related: Teaser[];
};

const RELATED_LENGTH = 4;

/** A live article by its address; null when there is none. Two queries. */
export const articlePage = cache(async (sectionSlug: string, slug: string): Promise<ArticlePage | null> => {
  const { rows } = await readerDb.execute<{
    article_id: string;
    section_slug: string;
    section_name: string;
    slug: string;
    kind: string;
    genre: string;
    language: string;
    kicker: string;
    headline: string;
    standfirst: string;
    word_count: number;
    published_at: string;
    updated_at: string | null;
    stated_updated: string | null;
    facts_checked_at: string | null;
    document: JsonObject;
    metadata: JsonObject;
    notes: { class: string; note: string; at: string }[] | null;
    pictures: PictureRow[] | null;
  }>(sql`
    select l.article_id, l.section_slug, l.section_name, l.slug, l.kind, l.genre, l.language, l.kicker, p.headline, p.standfirst,
      p.word_count, l.published_at, l.updated_at, l.stated_updated, l.facts_checked_at, p.document, p.metadata,
      (select jsonb_agg(jsonb_build_object('class', n.class, 'note', n.note, 'at', n.at) order by n.number desc)
       from reader.publications n where n.article_id = l.article_id and n.note <> '') as notes,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'public_id', a.public_id, 'variants', a.variants))
       from reader.assets a
       where a.id in (select jsonb_array_elements_text(p.metadata -> 'assets')::uuid)) as pictures
    from reader.live_pages l join reader.publications p on p.id = l.publication_id
    where l.section_slug = ${sectionSlug} and l.slug = ${slug}`);
  const row = rows[0];
  if (!row) return null;
  const metadata = readMetadata(row.metadata);
  const pictures = picturesById(row.pictures ?? []);
  const others = await othersFor({
    articleId: row.article_id,
    sectionSlug: row.section_slug,
    pointsTo: metadata.pointsTo,
    tagIds: metadata.tags.map(({ id }) => id),
  });
  const byId = new Map(others.map((other) => [other.id, other]));
  const picked = metadata.picks.flatMap((id) => byId.get(id) ?? []);
  const automatic = others.filter(({ id }) => !metadata.pointsTo.includes(id));
  return {
    id: row.article_id,
    path: `/${row.section_slug}/${row.slug}`,
    kind: row.kind,
    genre: row.genre,
    language: row.language,
    kicker: row.kicker,
    headline: row.headline,
    standfirst: row.standfirst,
    wordCount: row.word_count,
    section: { slug: row.section_slug, name: row.section_name },
    bylines: metadata.bylines,
    tags: metadata.tags,
    stamps: stampsIn(row),
    notes: (row.notes ?? []).map(({ class: changeClass, note, at }) => ({
      class: changeClass,
      note,
      at: new Date(at),
    })),
    document: documentNode(row.document),
    pictures,
    lead: metadata.lead === null ? null : (pictures.get(metadata.lead) ?? null),
    pointsTo: byId,
    related: [...picked, ...automatic].slice(0, Math.max(RELATED_LENGTH, picked.length)),
  };
});

function picturesById(rows: PictureRow[]): Map<string, ReaderPicture> {
  return new Map(
    rows.flatMap((row) => {
      const shown = picture(row);
      return shown ? [[row.id, shown] as const] : [];
    }),
  );
}

/** Articles pointed to, then those with most tags in common, then the section's newest; each once. One query. */
async function othersFor({
  articleId,
  sectionSlug,
  pointsTo,
  tagIds,
}: {
  articleId: string;
  sectionSlug: string;
  pointsTo: string[];
  tagIds: string[];
}): Promise<Teaser[]> {
  const isOther = sql`l.article_id <> ${articleId} and not l.article_id = any(${uuidArray(pointsTo)})`;
  const { rows } = await readerDb.execute<ListRow>(sql`
    (select ${listColumns} from reader.live_pages l where l.article_id = any(${uuidArray(pointsTo)}))
    union all
    (select ${listColumns} from reader.live_pages l where l.tag_ids && ${uuidArray(tagIds)} and ${isOther}
     order by (select count(*) from unnest(l.tag_ids) as t(id) where t.id = any(${uuidArray(tagIds)})) desc,
       l.fresh_at desc, l.article_id desc limit ${RELATED_LENGTH})
    union all
    (select ${listColumns} from reader.live_pages l where l.section_slug = ${sectionSlug} and ${isOther}
     order by l.fresh_at desc, l.article_id desc limit ${RELATED_LENGTH * 2})`);
  return [...new Map(rows.map((row) => [row.article_id, teaser(row)])).values()];
}

const uuidArray = (ids: string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

const SITEMAP_LENGTH = 5_000;

/** Addresses for the sitemap, freshest first. */
export async function sitemapEntries(): Promise<{ path: string; stamps: Stamps }[]> {
  const { rows } = await readerDb.execute<{
    section_slug: string;
    slug: string;
    published_at: string;
    updated_at: string | null;
    stated_updated: string | null;
    facts_checked_at: string | null;
  }>(sql`
    select section_slug, slug, published_at, updated_at, stated_updated, facts_checked_at from reader.live_pages
    order by fresh_at desc, article_id desc limit ${SITEMAP_LENGTH}`);
  return rows.map((row) => ({ path: `/${row.section_slug}/${row.slug}`, stamps: stampsIn(row) }));
}

/** What was first published in the last two days: all a news sitemap may hold. */
export async function newsEntries(): Promise<Teaser[]> {
  const { rows } = await readerDb.execute<ListRow>(sql`
    select ${listColumns} from reader.live_pages l where l.published_at > now() - interval '2 days'
    order by l.published_at desc limit 1000`);
  return rows.map(teaser);
}

// ── Addresses ───────────────────────────────────────────────────────────────────────────────────────────────

/** What the server does with a reader's address. `tags`: which purges drop the page it answers with. */
export type Address =
  | { status: 200; tags: string[] }
  | { status: 301; location: string }
  | { status: 404 }
  | { status: 410 };

const MAX_PATH = 400;
const word = "[a-z0-9]+(?:-[a-z0-9]+)*";
const files = new Set([
  "/feed.xml",
  "/feed.atom",
  "/feed.json",
  "/sitemap.xml",
  "/news-sitemap.xml",
  "/robots.txt",
]);
const sectionFeed = new RegExp(`^/(${word})/feed\\.(?:xml|atom|json)$`);
const sectionPath = new RegExp(`^/(${word})$`);
const listPath = new RegExp(`^/(tags|authors)/(${word})$`);
const articlePath = new RegExp(`^/(${word})/(${word})$`);
const notFound: Address = { status: 404 };

/**
 * Resolves a path (without query) among readers' addresses: every one of them that is not live, and every path that is none of
 * theirs, is a plain 404. A slash too many leads to the address without it. One query, none for fixed addresses.
 */
export async function resolveAddress(path: string): Promise<Address> {
  if (path === "/") return { status: 200, tags: ["home", "site"] };
  if (path.length > MAX_PATH) return notFound;
  if (path.endsWith("/")) {
    const plain = path.replace(/\/+$/, "");
    const found = plain === "" || plain.startsWith("//") ? notFound : await resolveAddress(plain);
    if (found.status === 200) return { status: 301, location: plain };
    return found;
  }
  if (files.has(path)) return { status: 200, tags: ["feed", "site"] };
  const feed = sectionFeed.exec(path)?.[1];
  if (feed) return resolveSection(feed, ["feed"]);
  const section = sectionPath.exec(path)?.[1];
  if (section) return resolveSection(section, []);
  const list = listPath.exec(path);
  if (list?.[1] && list[2]) return resolveList(list[1], list[2]);
  const article = articlePath.exec(path);
  if (article?.[1] && article[2]) return resolveArticle(path, article[1], article[2]);
  return notFound;
}

async function resolveSection(slug: string, tags: string[]): Promise<Address> {
  const { rows } = await readerDb.execute(sql`select from reader.sections where slug = ${slug}`);
  return rows.length === 0 ? notFound : { status: 200, tags: [`section:${slug}`, "site", ...tags] };
}

async function resolveList(kind: string, slug: string): Promise<Address> {
  const { rows } = await readerDb.execute(
    kind === "tags"
      ? sql`select from reader.tags where slug = ${slug}`
      : sql`select from reader.bylines where slug = ${slug}`,
  );
  const tag = kind === "tags" ? `tag:${slug}` : `author:${slug}`;
  return rows.length === 0 ? notFound : { status: 200, tags: [tag, "lists", "site"] };
}

async function resolveArticle(path: string, section: string, slug: string): Promise<Address> {
  const { rows } = await readerDb.execute<{
    what: string;
    id: string;
    location: string;
    metadata: JsonObject | null;
  }>(sql`
    select 'live' as what, l.article_id::text as id, '' as location, p.metadata as metadata
      from reader.live_pages l join reader.publications p on p.id = l.publication_id
      where l.section_slug = ${section} and l.slug = ${slug}
    union all
    select 'moved', '', r.location, null from reader.redirects r where r.path = ${path}
    union all
    select 'gone', '', '', null from reader.gone_pages g where g.section_slug = ${section} and g.slug = ${slug}`);
  const live = rows.find(({ what }) => what === "live");
  if (live?.metadata) {
    const { pointsTo, tags } = readMetadata(live.metadata);
    // The list of related articles shows what shares a tag, and the section's newest.
    const lists = tags.map((tag) => `tag:${tag.slug}`);
    const others = pointsTo.map((id) => `article:${id}`);
    return { status: 200, tags: [`article:${live.id}`, `section:${section}`, "site", ...lists, ...others] };
  }
  const moved = rows.find(({ what }) => what === "moved");
  if (moved) return { status: 301, location: moved.location };
  if (rows.some(({ what }) => what === "gone")) return { status: 410 };
  return notFound;
}
