import { db } from "@/db/connection";
import { articleSubject } from "@/lib/articles/queries";
import type { WireChange } from "@/lib/changes/change";
import { changesSince, headRow, toWire } from "@/lib/changes/head";
import { NotFound } from "@/lib/errors";
import { type Actor, authorize } from "@/lib/permissions";

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
  const found = await changesSince(db, branch, since);
  const last = found.at(-1);
  return {
    version: last ? last.fromVersion + last.steps.length : row.version,
    changes: found.map(toWire),
  };
}
