import { and, eq, inArray, max } from "drizzle-orm";
import { db } from "@/db/connection";
import { revisions } from "@/db/schema";
import { articleSubject, noteRead } from "@/lib/articles/queries";
import type { WireChange } from "@/lib/changes/change";
import { changesSince, headRow, toWire } from "@/lib/changes/head";
import { Forbidden, NotFound } from "@/lib/errors";
import { type Actor, type ArticleSubject, authorize, can } from "@/lib/permissions";

/**
 * What was written from `since` on, oldest first. `version` is where the last of `changes` ends: below the head when
 * there is more than one answer carries; ask again from there.
 */
export async function changesOf(
  actor: Actor,
  { articleId, branchId, since }: { articleId: string; branchId?: string | undefined; since: number },
): Promise<{ version: number; changes: WireChange[] }> {
  const article = await articleSubject(db, articleId);
  authorize(actor, "read article", article);
  const branch = branchId ?? article.mainBranchId;
  const row = await headRow(db, branch);
  if (row.articleId !== articleId) throw new NotFound();
  await requireLog(actor, article, since);
  if (since < row.version) await noteRead(actor, article);
  const found = await changesSince(db, branch, since);
  const last = found.at(-1);
  return {
    version: last ? last.fromVersion + last.steps.length : row.version,
    changes: found.map(toWire),
  };
}

/**
 * Throws `Forbidden` where the log from `since` on would tell more than the actor may read: somebody who may read the text but
 * not its revisions (a checker who is not assigned) gets what was written since it was last handed in or published.
 */
export async function requireLog(actor: Actor, article: ArticleSubject, since: number): Promise<void> {
  if (can(actor, "read revisions", article)) return;
  const [row] = await db
    .select({ version: max(revisions.version) })
    .from(revisions)
    .where(and(eq(revisions.articleId, article.id), inArray(revisions.kind, ["submitted", "published"])));
  if (since < (row?.version ?? 0)) {
    throw new Forbidden("Reload the article: what was written before it was handed in is not open to you.");
  }
}
