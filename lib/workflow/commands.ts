import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { articles } from "@/db/schema";
import { transaction } from "@/db/transaction";
import { lockArticle } from "@/lib/articles/queries";
import { headRow } from "@/lib/changes/head";
import { Conflict, Invalid } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { type Actor, authorize } from "@/lib/permissions";
import { snapshot } from "@/lib/revisions/commands";
import { type Move, moveRefusal, moveRules, moves, type State, states } from "@/lib/workflow/moves";

export const moveInput = z.strictObject({
  move: z.enum(moves),
  reason: z.string().max(10_000).default(""),
});

/**
 * Moves the working text to another state. Submitting keeps a revision of what was submitted. Throws `Conflict` (`state`, with
 * the state it is in) when the move is not possible from there, `Invalid` for a missing reason, `Forbidden`, `NotFound`.
 */
export async function move(
  actor: Actor,
  { articleId, move, reason = "" }: { articleId: string; move: Move; reason?: string },
): Promise<{ state: State; version: number }> {
  if (!reason.isWellFormed() || reason.includes("\0")) {
    throw new Invalid({ reason: "The reason holds characters that cannot be stored." });
  }
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    const rule = moveRules[move];
    authorize(actor, rule.right, article);
    const from = states.find((state) => state === article.state) ?? "draft";
    const refused = moveRefusal(from, move, reason);
    if (refused?.code === "state") throw new Conflict("state", refused.message, { state: from });
    if (refused) throw new Invalid({ reason: refused.message });

    const { version } = await headRow(tx, article.mainBranchId);
    await tx
      .update(articles)
      .set({ state: rule.to, stateChangedAt: sql`galley_now()`, stateChangedBy: actor.personId })
      .where(eq(articles.id, articleId));
    const kept =
      move === "submit"
        ? await snapshot(tx, {
            articleId,
            branchId: article.mainBranchId,
            version,
            kind: "submitted",
            by: actor.personId,
          })
        : null;
    await record(tx, actor, rule.event, {
      articleId,
      from,
      to: rule.to,
      version,
      ...(kept ? { revision: kept.number } : {}),
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    });
    await notify(tx, { t: "article", id: articleId, branch: article.mainBranchId, version });
    return { state: rule.to, version };
  });
}
