import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { eq, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { newId } from "@/db/id";
import { anchors, articleHeads } from "@/db/schema";
import type { Tx } from "@/db/transaction";
import { type AnchorRange, anchorState, isTouched, mapAnchor, quoteOf } from "@/lib/anchors/anchor";
import { type Anchor, anchorsAt } from "@/lib/anchors/queries";

/** A branch's anchors as mapped to a version; `epoch` tells whether somebody else has written them since. */
export type AnchorSet = { branchId: string; epoch: number; version: number; anchors: readonly Anchor[] };

const cache = new LRUCache<string, AnchorSet>({ max: 500 });

/** Keeps a branch's mapped anchors for the next batch. Only after the transaction has committed. */
export function rememberAnchors(set: AnchorSet): void {
  cache.set(set.branchId, set);
}

export function forgetAnchors(): void {
  cache.clear();
}

/** Puts an anchor on words of a branch's document at `version`. The caller holds the article's lock. */
export async function placeAnchor(
  tx: Tx,
  at: { articleId: string; branchId: string; version: number; document: Node } & AnchorRange,
): Promise<string> {
  const id = newId();
  const { articleId, branchId, version, from, to } = at;
  await tx
    .insert(anchors)
    .values({ id, articleId, branchId, version, from, to, quote: quoteOf(at.document, at) });
  await tx
    .update(articleHeads)
    .set({ anchorsEpoch: sql`${articleHeads.anchorsEpoch} + 1` })
    .where(eq(articleHeads.branchId, branchId));
  return id;
}

/**
 * Moves a branch's anchors over steps that lead from `version` to `document`, and writes those whose words a step
 * touched, in one statement; all others keep the row they have and are mapped when they are read. `all` writes
 * every one, as a checkpoint does. Give the result to `rememberAnchors` after the commit.
 */
export async function moveAnchors(
  tx: Tx,
  move: {
    branchId: string;
    epoch: number;
    version: number;
    steps: readonly Step[];
    document: Node;
    all?: true;
  },
): Promise<AnchorSet> {
  const { branchId, epoch, version, steps, document } = move;
  const known = cache.get(branchId);
  const start =
    known?.epoch === epoch && known.version === version
      ? known.anchors
      : await anchorsAt(tx, branchId, version);
  const maps = steps.map((step) => step.getMap());
  const reached = version + steps.length;
  const written: Anchor[] = [];
  const moved = start.map((anchor) => {
    let range: AnchorRange = anchor;
    let touched = false;
    for (const map of maps) {
      touched ||= isTouched(range, map);
      range = mapAnchor(range, map);
    }
    if (!touched) {
      const same = range.from === anchor.from && range.to === anchor.to ? anchor : { ...anchor, ...range };
      if (move.all) written.push(same);
      return same;
    }
    const { from, to } = range;
    const now = { ...anchor, from, to, state: anchorState(document, range, anchor.quote) };
    written.push(now);
    return now;
  });
  if (written.length > 0) {
    await tx.execute(sql`
      update anchors a set version = ${reached}, from_pos = m.from_pos, to_pos = m.to_pos, state = m.state
      from unnest(${sql.param(written.map((a) => a.id))}::uuid[], ${sql.param(written.map((a) => a.from))}::int[],
                  ${sql.param(written.map((a) => a.to))}::int[], ${sql.param(written.map((a) => a.state))}::text[])
           as m(id, from_pos, to_pos, state)
      where a.id = m.id`);
  }
  return { branchId, epoch, version: reached, anchors: moved };
}
