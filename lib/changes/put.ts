import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { and, eq, sql } from "drizzle-orm";
import { type JsonObject, revisions } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { lockArticle } from "@/lib/articles/queries";
import {
  type Applied,
  applyWithin,
  type Change,
  refusingReuse,
  remembered,
  requireSchema,
  savedBefore,
} from "@/lib/changes/commands";
import { completeDocument } from "@/lib/changes/complete-document";
import { stepsBetween } from "@/lib/changes/document-steps";
import { documentAt, headAt, headRow, stepsSince } from "@/lib/changes/head";
import { ownSteps, type RebaseConflict, rebase } from "@/lib/changes/rebase";
import { storeSnapshot } from "@/lib/changes/snapshot";
import { Conflict } from "@/lib/errors";
import { type Actor, authorize } from "@/lib/permissions";

export type PutDocument = {
  articleId: string;
  baseVersion: number;
  saveId: string;
  clientId?: string | undefined;
  /** ProseMirror JSON. */
  document: unknown;
  schemaVersion?: number | undefined;
};

/** Where the sender's words and another person's could not both stand; the sender's whole document is that revision. */
export type PutConflict = RebaseConflict & { revision: number };

export type PutAnswer = { version: number; document: JsonObject; conflicts: PutConflict[] };

/**
 * Takes a whole document that was made from `baseVersion` and merges it with what was written since, by blocks and words.
 * What cannot be merged stays as others have it; the sender's document is then kept as a revision, before anything else,
 * and both texts are returned. The same save id again gives the same answer.
 *
 * Throws `Conflict` (`unknown_base`, `schema`), `Invalid`, `Forbidden`, `NotFound`.
 */
export async function putDocument(actor: Actor, put: PutDocument): Promise<PutAnswer> {
  const { answer, applied } = await refusingReuse(() => transaction((tx) => putWithin(tx, actor, put)));
  if (applied) remembered(applied);
  return answer;
}

async function putWithin(
  tx: Tx,
  actor: Actor,
  put: PutDocument,
): Promise<{ answer: PutAnswer; applied: Applied | null }> {
  const { articleId, baseVersion, saveId } = put;
  const article = await lockArticle(tx, articleId);
  authorize(actor, "edit article", article);
  const branchId = article.mainBranchId;
  const row = await headRow(tx, branchId);
  const change: Change = {
    articleId,
    baseVersion: row.version,
    saveId,
    clientId: put.clientId ?? "api",
    steps: [],
    origin: { kind: "put" },
    body: { baseVersion, document: put.document },
  };
  const known = await savedBefore(tx, actor, change, branchId);
  if (known) {
    const document = await documentAt(tx, branchId, known.saved.version);
    const conflicts = await conflictsKept(tx, articleId, saveId);
    return { answer: answerOf(known.saved.version, document, conflicts), applied: null };
  }
  requireSchema(put.schemaVersion);
  if (baseVersion > row.version) {
    throw new Conflict(
      "unknown_base",
      `This article is at version ${row.version}. Read it again, then send.`,
      {
        version: row.version,
      },
    );
  }
  const base = await documentAt(tx, branchId, baseVersion);
  const theirs = await stepsSince(tx, branchId, baseVersion, row.version);
  const wanted = completeDocument(put.document, base);
  const { steps, groups, doc } = stepsBetween(base, wanted);
  const merged = rebase(new Transform(doc), ownSteps(base, steps, groups), theirs);

  let conflicts = await conflictsKept(tx, articleId, saveId);
  if (merged.conflicts.length > 0 && conflicts.length === 0) {
    const { number } = await storeSnapshot(tx, {
      articleId,
      branchId,
      version: baseVersion,
      kind: "conflict",
      document: wanted,
      by: actor,
      detail: { saveId, conflicts: merged.conflicts },
    });
    conflicts = merged.conflicts.map((conflict) => ({ ...conflict, revision: number }));
  }
  if (merged.kept.length === 0) {
    const { document } = await headAt(tx, branchId, row.version);
    return { answer: answerOf(row.version, document, conflicts), applied: null };
  }
  const applied = await applyWithin(tx, actor, {
    ...change,
    steps: merged.kept.map(({ step }: { step: Step }) => step.toJSON()),
  });
  return { answer: answerOf(applied.saved.version, applied.head.document, conflicts), applied };
}

const answerOf = (version: number, document: Node, conflicts: PutConflict[]): PutAnswer => ({
  version,
  document: document.toJSON(),
  conflicts,
});

/** What a first try under this save id reported. */
async function conflictsKept(tx: Tx, articleId: string, saveId: string): Promise<PutConflict[]> {
  const [row] = await tx
    .select({ number: revisions.number, detail: revisions.detail })
    .from(revisions)
    .where(
      and(
        eq(revisions.articleId, articleId),
        eq(revisions.kind, "conflict"),
        sql`${revisions.detail} ->> 'saveId' = ${saveId}`,
      ),
    );
  const kept = row?.detail.conflicts;
  if (!row || !Array.isArray(kept)) return [];
  return kept.flatMap((conflict) => (isConflict(conflict) ? [{ ...conflict, revision: row.number }] : []));
}

const isConflict = (value: unknown): value is RebaseConflict =>
  typeof value === "object" && value !== null && "mine" in value && "theirs" in value && "kind" in value;
