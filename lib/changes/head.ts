import type { Node } from "@tiptap/pm/model";
import { Step } from "@tiptap/pm/transform";
import { and, asc, desc, eq, gt, lt, lte, ne, sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import { articleHeads, changes, type JsonObject, revisions } from "@/db/schema";
import type { Queryable } from "@/db/transaction";
import type { WireChange } from "@/lib/changes/change";
import { LIMITS } from "@/lib/document/limits";
// Makes the step type known to Step.fromJSON.
import "@/lib/document/member-step";
import { SCHEMA_VERSION, schema } from "@/lib/document/schema";
import { NotFound } from "@/lib/errors";

/** A branch as it stands at a version. */
export type Head = {
  branchId: string;
  version: number;
  document: Node;
  schemaVersion: number;
  /** Where the newest snapshot stands, and the bytes of steps since: when the next checkpoint is due. */
  snapshotVersion: number;
  bytesSince: number;
};

/** What the log says of a branch, read without its document. */
export type HeadRow = {
  branchId: string;
  articleId: string;
  version: number;
  anchorsEpoch: number;
  touchedAt: Date;
  touchedBy: string | null;
  /** Nobody has written for five minutes: what was written before was a session of its own. */
  isIdle: boolean;
};

/** Roughly 64 MB of parsed documents a process: a node weighs about as much as four bytes a position. */
const cache = new LRUCache<string, Head>({
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: (head) => 4_096 + head.document.nodeSize * 4,
});

/**
 * Remembers a head for this process. Only for what is committed: call it after the transaction, never within one
 * that wrote to the branch. An older head never replaces a newer one.
 */
export function rememberHead(head: Head): void {
  const known = cache.get(head.branchId);
  if (!known || known.version <= head.version) cache.set(head.branchId, head);
}

/** Takes note that a snapshot of `head` was committed, so that the next checkpoint is counted from there. */
export function noteSnapshot({ branchId, version, bytesSince }: Head): void {
  const known = cache.get(branchId);
  if (!known || known.version < version || known.snapshotVersion >= version) return;
  cache.set(branchId, {
    ...known,
    snapshotVersion: version,
    bytesSince: Math.max(0, known.bytesSince - bytesSince),
  });
}

/** Drops what this process knows of a branch; the next reader starts at a snapshot. For tests and redaction. */
export function forgetHeads(): void {
  cache.clear();
}

/** Where a branch stands now. Throws `NotFound` for an unknown branch. */
export async function headRow(queryable: Queryable, branchId: string): Promise<HeadRow> {
  const [row] = await queryable
    .select({
      branchId: articleHeads.branchId,
      articleId: articleHeads.articleId,
      version: articleHeads.version,
      anchorsEpoch: articleHeads.anchorsEpoch,
      touchedAt: articleHeads.touchedAt,
      touchedBy: articleHeads.touchedBy,
      isIdle: sql<boolean>`${articleHeads.touchedAt} < galley_now() - interval '5 minutes'`,
    })
    .from(articleHeads)
    .where(eq(articleHeads.branchId, branchId));
  if (!row) throw new NotFound();
  return row;
}

/** The working document of a branch as committed now (or as this transaction left it). */
export async function headOf(queryable: Queryable, branchId: string): Promise<Head> {
  const { version } = await headRow(queryable, branchId);
  return headAt(queryable, branchId, version);
}

/**
 * The head at `version`, which the caller has read (under the lock when it is about to write). Starts at what this
 * process remembers, else at the newest snapshot, and replays the log from there.
 */
export async function headAt(queryable: Queryable, branchId: string, version: number): Promise<Head> {
  const known = cache.get(branchId);
  if (known && known.version === version) return known;
  const start = known && known.version < version ? known : await snapshotBefore(queryable, branchId, version);
  return replay(queryable, start, version);
}

/** The document at any version of the log. Throws `NotFound` for a version that was never reached. */
export async function documentAt(queryable: Queryable, branchId: string, version: number): Promise<Node> {
  const known = cache.get(branchId);
  if (known?.version === version) return known.document;
  const row = await headRow(queryable, branchId);
  if (version < 0 || version > row.version) throw new NotFound("There is no such version of this article.");
  return (await replay(queryable, await snapshotBefore(queryable, branchId, version), version)).document;
}

async function snapshotBefore(queryable: Queryable, branchId: string, version: number): Promise<Head> {
  const [snapshot] = await queryable
    .select({
      version: revisions.version,
      document: revisions.document,
    })
    .from(revisions)
    // What a client kept after a conflict was never in the log.
    .where(
      and(eq(revisions.branchId, branchId), lte(revisions.version, version), ne(revisions.kind, "conflict")),
    )
    .orderBy(desc(revisions.version))
    .limit(1);
  if (!snapshot) throw new Error(`Branch ${branchId} has no snapshot to start from.`);
  return {
    branchId,
    version: snapshot.version,
    document: schema.nodeFromJSON(snapshot.document),
    schemaVersion: SCHEMA_VERSION,
    snapshotVersion: snapshot.version,
    bytesSince: 0,
  };
}

async function replay(queryable: Queryable, start: Head, version: number): Promise<Head> {
  if (start.version === version) return start;
  const rows = await queryable
    .select({ fromVersion: changes.fromVersion, stepCount: changes.stepCount, steps: changes.steps })
    .from(changes)
    .where(
      and(
        eq(changes.branchId, start.branchId),
        // A snapshot may stand within a batch: the version an editor had read.
        gt(changes.fromVersion, start.version - LIMITS.steps),
        lt(changes.fromVersion, version),
      ),
    )
    .orderBy(asc(changes.fromVersion));
  let { document } = start;
  let reached = start.version;
  let bytes = start.bytesSince;
  for (const row of rows) {
    const known = reached - row.fromVersion;
    if (known >= row.stepCount) continue;
    if (known < 0) throw new Error(`The log of branch ${start.branchId} has a gap at version ${reached}.`);
    for (const json of row.steps.slice(known)) {
      // A version may lie within a batch, as a flag's or a client's base does.
      if (reached === version) break;
      document = applyLogged(document, json);
      bytes += JSON.stringify(json).length;
      reached++;
    }
  }
  if (reached !== version) {
    throw new Error(`The log of branch ${start.branchId} ends at ${reached}, before version ${version}.`);
  }
  return { ...start, document, version, bytesSince: bytes };
}

/** The log's steps that lead from one version of a branch to a later one. */
export async function stepsSince(
  queryable: Queryable,
  branchId: string,
  from: number,
  to: number,
): Promise<Step[]> {
  if (from >= to) return [];
  const rows = await queryable
    .select({ fromVersion: changes.fromVersion, steps: changes.steps })
    .from(changes)
    .where(
      and(
        eq(changes.branchId, branchId),
        gt(changes.fromVersion, from - LIMITS.steps),
        lt(changes.fromVersion, to),
      ),
    )
    .orderBy(asc(changes.fromVersion));
  return rows.flatMap((row) =>
    row.steps
      .filter((_, i) => row.fromVersion + i >= from && row.fromVersion + i < to)
      .map((json) => Step.fromJSON(schema, json)),
  );
}

/** Steps of the log were checked when they were written; one that does not apply is damage, not input. */
function applyLogged(document: Node, json: JsonObject): Node {
  const result = Step.fromJSON(schema, json).apply(document);
  if (!result.doc) throw new Error(`A step of the log does not apply: ${result.failed ?? "no reason"}.`);
  return result.doc;
}

/** One stored batch as clients get it. */
export type LoggedChange = {
  fromVersion: number;
  steps: JsonObject[];
  authorId: string | null;
  author: string | null;
  clientId: string;
  saveId: string;
  origin: JsonObject;
  at: Date;
};

export function toWire(
  change: Omit<LoggedChange, "author"> & { author: string | null; steps: JsonObject[] },
): WireChange {
  const { fromVersion, steps, saveId, clientId, authorId, author, origin, at } = change;
  return {
    fromVersion,
    steps,
    saveId,
    clientId,
    author: authorId ? { id: authorId, name: author ?? "" } : null,
    origin: typeof origin.kind === "string" ? origin.kind : "system",
    at: at.toISOString(),
  };
}

/** The most steps one answer carries; whoever needs more asks again from the version it then has. */
export const MAX_CHANGES_STEPS = 2_000;

/**
 * The batches of a branch from `since` on, oldest first, at most `MAX_CHANGES_STEPS` steps. A version within a
 * batch gives the batch's remaining steps, with `fromVersion` set to `since`.
 */
export async function changesSince(
  queryable: Queryable,
  branchId: string,
  since: number,
): Promise<LoggedChange[]> {
  const rows = await queryable.execute<{
    from_version: number;
    steps: JsonObject[];
    author_id: string | null;
    author: string | null;
    client_id: string;
    save_id: string;
    origin: JsonObject;
    at: Date;
  }>(sql`
    select c.from_version, c.steps, c.author_id, p.name as author, c.client_id, c.save_id, c.origin, c.at
    from changes c left join people p on p.id = c.author_id
    where c.branch_id = ${branchId} and c.from_version + c.step_count > ${since}
      and c.from_version > ${since - LIMITS.steps}
    order by c.from_version
    limit ${MAX_CHANGES_STEPS}`);
  const found: LoggedChange[] = [];
  let steps = 0;
  for (const row of rows.rows) {
    if (steps >= MAX_CHANGES_STEPS) break;
    const skip = Math.max(0, since - row.from_version);
    found.push({
      fromVersion: row.from_version + skip,
      steps: row.steps.slice(skip),
      authorId: row.author_id,
      author: row.author,
      clientId: row.client_id,
      saveId: row.save_id,
      origin: row.origin,
      at: new Date(row.at),
    });
    steps += row.steps.length;
  }
  return found;
}
