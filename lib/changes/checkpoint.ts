import { and, desc, eq, ne } from "drizzle-orm";
import { revisions } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { moveAnchors, rememberAnchors } from "@/lib/anchors/commands";
import { lockArticle } from "@/lib/articles/queries";
import { type Head, headAt, headRow, noteSnapshot } from "@/lib/changes/head";
import { storeSnapshot } from "@/lib/changes/snapshot";
import { log } from "@/lib/log";

/** A branch gets a checkpoint after this many steps, or this many bytes of them, so that replay stays short. */
export const CHECKPOINT_STEPS = 200;
const CHECKPOINT_BYTES = 64 * 1024;

const isCheckpointDue = ({ version, snapshotVersion, bytesSince }: Head): boolean =>
  version - snapshotVersion >= CHECKPOINT_STEPS || bytesSince >= CHECKPOINT_BYTES;

const running = new Map<string, Promise<void>>();

/**
 * Has a checkpoint made when one is due, beside the request that made it due: no save waits for it. One that fails
 * or is lost in a crash is made after the next save, which finds it due again.
 */
export function checkpointSoon(head: Head): void {
  if (!isCheckpointDue(head) || running.has(head.branchId)) return;
  const work = makeCheckpoint(head.branchId)
    .catch((error: unknown) => log.warn({ err: error, branch: head.branchId }, "a checkpoint was put off"))
    .finally(() => running.delete(head.branchId));
  running.set(head.branchId, work);
}

/** Resolves when no checkpoint is being made: before a process ends, and in tests. */
export async function checkpointsMade(): Promise<void> {
  while (running.size > 0) await Promise.all(running.values());
}

async function makeCheckpoint(branchId: string): Promise<void> {
  const made = await transaction(async (tx) => {
    const { articleId } = await headRow(tx, branchId);
    await lockArticle(tx, articleId);
    // Read again: it may have moved on while we waited for the lock.
    const row = await headRow(tx, branchId);
    const head = await headAt(tx, branchId, row.version);
    const newest = await newestSnapshot(tx, branchId);
    if (newest === row.version) return { head, anchors: null };
    await storeSnapshot(tx, {
      articleId,
      branchId,
      version: row.version,
      kind: "checkpoint",
      document: head.document,
      by: null,
    });
    const anchors = await moveAnchors(tx, {
      branchId,
      epoch: row.anchorsEpoch,
      version: row.version,
      steps: [],
      document: head.document,
      all: true,
    });
    return { head, anchors };
  });
  noteSnapshot(made.head);
  if (made.anchors) rememberAnchors(made.anchors);
}

/** The version of a branch's newest snapshot; null before its first. */
async function newestSnapshot(tx: Tx, branchId: string): Promise<number | null> {
  const [row] = await tx
    .select({ version: revisions.version })
    .from(revisions)
    .where(and(eq(revisions.branchId, branchId), ne(revisions.kind, "conflict")))
    .orderBy(desc(revisions.version))
    .limit(1);
  return row?.version ?? null;
}
