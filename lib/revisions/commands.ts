import { and, eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { type JsonObject, revisions } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { lockArticle } from "@/lib/articles/queries";
import { applyWithin, refusingReuse, remembered, savedBefore } from "@/lib/changes/commands";
import { stepsBetween } from "@/lib/changes/document-steps";
import { documentAt, headAt, headRow, noteSnapshot } from "@/lib/changes/head";
import { endSessionIfIdle } from "@/lib/changes/session";
import { type SnapshotKind, storeSnapshot } from "@/lib/changes/snapshot";
import { checkDocument } from "@/lib/document/check";
import { schema } from "@/lib/document/schema";
import { Conflict, NotFound } from "@/lib/errors";
import { record } from "@/lib/events/record";
import { type Actor, authorize } from "@/lib/permissions";

/**
 * Keeps a branch at `version` as a revision. For commands of other domains (submit, publish), which hold the article's
 * lock and have authorised. `by` is a person's id, null for the system.
 */
export async function snapshot(
  tx: Tx,
  snapshot: {
    articleId: string;
    branchId: string;
    version: number;
    kind: SnapshotKind;
    name?: string;
    detail?: JsonObject;
    by: string | null;
  },
): Promise<{ id: string; number: number }> {
  const document = await documentAt(tx, snapshot.branchId, snapshot.version);
  return storeSnapshot(tx, { ...snapshot, document, by: snapshot.by ? { personId: snapshot.by } : null });
}

/** Gives the working text as it stands a name of its own. Whoever may edit may name. */
export async function nameRevision(
  actor: Actor,
  { articleId, name }: { articleId: string; name: string },
): Promise<{ number: number; version: number }> {
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorize(actor, "edit article", article);
    const { version } = await headRow(tx, article.mainBranchId);
    const at = { articleId, branchId: article.mainBranchId, version };
    const { number } = await snapshot(tx, { ...at, kind: "named", name, by: actor.personId });
    await record(tx, actor, "version named", { articleId, revision: number, version });
    return { number, version };
  });
}

/**
 * Keeps a client's document that cannot be merged, before the client takes over what others wrote. Needs only the
 * right to read revisions: somebody who has just lost the right to write must not lose the words too. The same
 * `saveId` gives the same revision.
 */
export async function keepConflict(
  actor: Actor,
  keep: { articleId: string; baseVersion: number; saveId: string; document: unknown },
): Promise<{ number: number }> {
  const document = checkDocument(keep.document);
  const { articleId, baseVersion, saveId } = keep;
  return transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorize(actor, "read revisions", article);
    const [known] = await tx
      .select({ number: revisions.number })
      .from(revisions)
      .where(
        and(
          eq(revisions.articleId, articleId),
          eq(revisions.kind, "conflict"),
          eq(revisions.byId, actor.personId),
          sql`${revisions.detail} ->> 'saveId' = ${saveId}`,
        ),
      );
    if (known) return known;
    const row = await headRow(tx, article.mainBranchId);
    if (baseVersion > row.version) throw new Conflict("unknown_base", "Read the article again, then send.");
    const { number } = await storeSnapshot(tx, {
      articleId,
      branchId: article.mainBranchId,
      version: baseVersion,
      kind: "conflict",
      document,
      by: actor,
      detail: { saveId },
    });
    return { number };
  });
}

/**
 * Puts an older version's words back as a new change: nothing of the log is undone, blocks that did not differ are not
 * touched, ids stay. Address and section are not part of it. Throws `Conflict` (`stale`) when somebody wrote meanwhile,
 * `NotFound` for an unknown revision.
 */
export async function restoreRevision(
  actor: Actor,
  restore: { articleId: string; revision: number; baseVersion: number; saveId?: string | undefined },
): Promise<{ version: number; revision: number }> {
  const { articleId, revision, baseVersion, saveId = newId() } = restore;
  const done = await refusingReuse(() =>
    transaction(async (tx) => {
      const article = await lockArticle(tx, articleId);
      authorize(actor, "restore", article);
      const branchId = article.mainBranchId;
      const change = {
        articleId,
        baseVersion,
        saveId,
        clientId: "server",
        steps: [],
        origin: { kind: "restore", revision },
        body: { restore: revision, baseVersion },
      };
      const known = await savedBefore(tx, actor, change, branchId);
      const [from] = await tx
        .select({ document: revisions.document })
        .from(revisions)
        .where(and(eq(revisions.articleId, articleId), eq(revisions.number, revision)));
      if (!from) throw new NotFound("There is no such version of this article.");
      if (known) {
        const [made] = await tx
          .select({ number: revisions.number })
          .from(revisions)
          .where(
            and(
              eq(revisions.articleId, articleId),
              eq(revisions.version, known.saved.version),
              eq(revisions.kind, "restored"),
            ),
          );
        return { version: known.saved.version, revision: made?.number ?? revision, applied: null };
      }
      const row = await headRow(tx, branchId);
      const head = await headAt(tx, branchId, row.version);
      const { steps } = stepsBetween(head.document, schema.nodeFromJSON(from.document));
      if (steps.length === 0 && row.version === baseVersion) {
        return { version: row.version, revision, applied: null };
      }
      // What stood before is kept too, so that a restore can be taken back by another.
      if (row.version === baseVersion) await endSessionIfIdle(tx, row, head, { isOver: true });
      const applied = await applyWithin(tx, actor, {
        ...change,
        steps: steps.map((step) => step.toJSON()),
      });
      const { number } = await storeSnapshot(tx, {
        articleId,
        branchId,
        version: applied.head.version,
        kind: "restored",
        document: applied.head.document,
        by: actor,
        detail: { restoredFrom: revision },
      });
      await record(tx, actor, "restored", { articleId, from: revision, revision: number });
      return { version: applied.saved.version, revision: number, applied };
    }),
  );
  if (done.applied) {
    remembered(done.applied);
    noteSnapshot(done.applied.head);
  }
  return { version: done.version, revision: done.revision };
}

/**
 * Keeps the end of the last writing session, if it is over and not kept yet. Asked when an article or its list of
 * revisions is opened, and with `isOver` when the last tab let go.
 */
export async function endSession(articleId: string, options: { isOver?: boolean } = {}): Promise<void> {
  await transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    const row = await headRow(tx, article.mainBranchId);
    if (!(options.isOver ?? row.isIdle)) return;
    const head = await headAt(tx, article.mainBranchId, row.version);
    await endSessionIfIdle(tx, row, head, options);
  });
}
