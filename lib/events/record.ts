import { newId } from "@/db/id";
import { events, type JsonObject } from "@/db/schema";
import type { Tx } from "@/db/transaction";

/** Who did it; null for the system itself. */
type By = { personId: string } | null;

/**
 * Appends to the audit, in the transaction of what it tells of. `kind` is a past participle ("published",
 * "slug changed"); `detail` holds ids and figures only, never words of an article.
 */
export async function record(
  tx: Tx,
  by: By,
  kind: string,
  { articleId, ...detail }: JsonObject & { articleId?: string } = {},
): Promise<void> {
  await tx.insert(events).values({
    id: newId(),
    kind,
    actorId: by?.personId ?? null,
    articleId: articleId ?? null,
    detail,
  });
}
