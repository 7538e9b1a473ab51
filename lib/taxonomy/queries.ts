import { asc, eq, ilike, inArray, sql } from "drizzle-orm";
import { db } from "@/db/connection";
import { literally } from "@/db/like";
import { bylines, sections, tags } from "@/db/schema";
import type { Queryable } from "@/db/transaction";
import type { Byline, BylineKind, Section, Tag } from "@/lib/taxonomy/taxonomy";

const tagColumns = { id: tags.id, slug: tags.slug, name: tags.name };
const bylineColumns = { id: bylines.id, slug: bylines.slug, name: bylines.name, kind: bylines.kind };
const PICK = 20;

/** Every section, in the order of the site's navigation. */
export async function sectionsInOrder(source: Queryable = db): Promise<Section[]> {
  return source
    .select({ id: sections.id, slug: sections.slug, name: sections.name, position: sections.position })
    .from(sections)
    .orderBy(asc(sections.position), asc(sections.name));
}

/** Up to 20 tags whose name holds `q` (all of them when empty), those that begin with it first. */
export async function tagsMatching(q: string, source: Queryable = db): Promise<Tag[]> {
  return source
    .select(tagColumns)
    .from(tags)
    .where(q ? ilike(tags.name, `%${literally(q)}%`) : undefined)
    .orderBy(sql`${tags.name} not ilike ${`${literally(q)}%`}`, asc(tags.name))
    .limit(PICK);
}

/** Up to 20 bylines whose name holds `q` (all of them when empty), those that begin with it first. */
export async function bylinesMatching(q: string, source: Queryable = db): Promise<Byline[]> {
  const rows = await source
    .select(bylineColumns)
    .from(bylines)
    .where(q ? ilike(bylines.name, `%${literally(q)}%`) : undefined)
    .orderBy(sql`${bylines.name} not ilike ${`${literally(q)}%`}`, asc(bylines.name))
    .limit(PICK);
  return rows.map(withKind);
}

/** The tags with these ids, in the order asked; unknown ids are left out. */
export async function tagsByIds(ids: readonly string[], source: Queryable = db): Promise<Tag[]> {
  if (ids.length === 0) return [];
  return inOrder(
    ids,
    await source
      .select(tagColumns)
      .from(tags)
      .where(inArray(tags.id, [...ids])),
  );
}

/** The bylines with these ids, in the order asked; unknown ids are left out. */
export async function bylinesByIds(ids: readonly string[], source: Queryable = db): Promise<Byline[]> {
  if (ids.length === 0) return [];
  const rows = await source
    .select(bylineColumns)
    .from(bylines)
    .where(inArray(bylines.id, [...ids]));
  return inOrder(ids, rows.map(withKind));
}

/** The byline of exactly this name, whatever its case; null when there is none. */
export async function bylineNamed(name: string, source: Queryable = db): Promise<Byline | null> {
  const rows = await source
    .select(bylineColumns)
    .from(bylines)
    .where(eq(sql`lower(${bylines.name})`, name.toLowerCase()))
    .orderBy(asc(bylines.id))
    .limit(1);
  return rows[0] ? withKind(rows[0]) : null;
}

function inOrder<Row extends { id: string }>(ids: readonly string[], rows: Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

const withKind = (row: Omit<Byline, "kind"> & { kind: string }): Byline => ({
  ...row,
  kind: kindOf(row.kind),
});

const kindOf = (word: string): BylineKind => (word === "role" || word === "organisation" ? word : "person");
