import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { db } from "@/db/connection";
import { people, revisions } from "@/db/schema";
import { articleSubject, noteRead } from "@/lib/articles/queries";
import { NotFound } from "@/lib/errors";
import { type Actor, authorize } from "@/lib/permissions";
import { shownKinds } from "@/lib/revisions/revision";

const summaryColumns = {
  number: revisions.number,
  version: revisions.version,
  kind: revisions.kind,
  name: revisions.name,
  detail: revisions.detail,
  at: revisions.at,
  byId: revisions.byId,
  byName: people.name,
};

type Row = {
  number: number;
  version: number;
  kind: string;
  name: string | null;
  detail: Record<string, unknown>;
  at: Date;
  byId: string | null;
  byName: string | null;
};

const shown = ({ byId, byName, detail, ...row }: Row) => ({
  ...row,
  restoredFrom: typeof detail.restoredFrom === "number" ? detail.restoredFrom : null,
  by: byId ? { id: byId, name: byName ?? "" } : null,
});

/** What a list shows of a revision; `at` is when it happened. */
export type RevisionSummary = ReturnType<typeof shown>;

/**
 * An article's revisions, newest first, without documents; a page at a time. `before` is the number to go on from.
 */
export async function revisionsOf(
  actor: Actor,
  { articleId, before, limit = 50 }: { articleId: string; before?: number | undefined; limit?: number },
): Promise<{ revisions: RevisionSummary[]; next: number | null }> {
  authorize(actor, "read revisions", await articleSubject(db, articleId));
  const rows = await db
    .select(summaryColumns)
    .from(revisions)
    .leftJoin(people, eq(people.id, revisions.byId))
    .where(
      and(
        eq(revisions.articleId, articleId),
        inArray(revisions.kind, [...shownKinds]),
        before === undefined ? undefined : lt(revisions.number, before),
      ),
    )
    .orderBy(desc(revisions.number))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { revisions: page.map(shown), next: rows.length > limit ? (page.at(-1)?.number ?? null) : null };
}

/** One revision with its document. Throws `NotFound`. */
export async function revisionByNumber(
  actor: Actor,
  { articleId, number }: { articleId: string; number: number },
) {
  const subject = await articleSubject(db, articleId);
  authorize(actor, "read revisions", subject);
  await noteRead(actor, subject);
  const [row] = await db
    .select({ ...summaryColumns, document: revisions.document, schemaVersion: revisions.schemaVersion })
    .from(revisions)
    .leftJoin(people, eq(people.id, revisions.byId))
    .where(and(eq(revisions.articleId, articleId), eq(revisions.number, number)));
  if (!row) throw new NotFound("There is no such version of this article.");
  const { document, schemaVersion, ...summary } = row;
  return { ...shown(summary), document, schemaVersion };
}
