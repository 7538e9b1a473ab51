import { and, desc, eq, notInArray } from "drizzle-orm";
import { revisions } from "@/db/schema";
import type { Queryable, Tx } from "@/db/transaction";
import type { Head, HeadRow } from "@/lib/changes/head";
import { storeSnapshot } from "@/lib/changes/snapshot";

/**
 * Keeps what stood at the end of a writing session as a revision, once: when nobody has written for five minutes (or
 * `isOver` says that the last tab was closed) and no revision holds this version yet. Read from the log's own times at
 * the next write or opening, so a crash loses none. The caller holds the article's lock. True when one was made.
 */
export async function endSessionIfIdle(
  tx: Tx,
  row: HeadRow,
  head: Head,
  { isOver = row.isIdle }: { isOver?: boolean } = {},
): Promise<boolean> {
  if (!isOver || row.version === 0) return false;
  if ((await newestKept(tx, row.branchId)) >= row.version) return false;
  await storeSnapshot(tx, {
    articleId: row.articleId,
    branchId: row.branchId,
    version: row.version,
    kind: "session_end",
    document: head.document,
    by: row.touchedBy ? { personId: row.touchedBy } : null,
    at: row.touchedAt,
  });
  return true;
}

/** The version of the newest revision a person would find in the list; 0 before the first. */
async function newestKept(queryable: Queryable, branchId: string): Promise<number> {
  const [row] = await queryable
    .select({ version: revisions.version })
    .from(revisions)
    .where(and(eq(revisions.branchId, branchId), notInArray(revisions.kind, ["checkpoint", "conflict"])))
    .orderBy(desc(revisions.version))
    .limit(1);
  return row?.version ?? 0;
}
