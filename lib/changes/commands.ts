import { createHash } from "node:crypto";
import type { Node } from "@tiptap/pm/model";
import type { Step } from "@tiptap/pm/transform";
import { and, eq, ne, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { newId } from "@/db/id";
import { articleHeads, articles, changes, type JsonObject, redirects, sections } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { type AnchorSet, moveAnchors, rememberAnchors } from "@/lib/anchors/commands";
import { MAX_SLUG, slugFrom } from "@/lib/articles/article";
import { type LockedArticle, lockArticle } from "@/lib/articles/queries";
import type { Saved, WireChange } from "@/lib/changes/change";
import { checkpointSoon } from "@/lib/changes/checkpoint";
import { changesSince, type Head, headAt, headRow, rememberHead, toWire } from "@/lib/changes/head";
import { endSessionIfIdle } from "@/lib/changes/session";
import { repairIds } from "@/lib/document/block-ids";
import { applyStep, checkSteps } from "@/lib/document/check";
import { LIMITS } from "@/lib/document/limits";
import { projectionsOf } from "@/lib/document/projections";
import { SCHEMA_VERSION } from "@/lib/document/schema";
import { Conflict, Invalid, NotFound } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { type Actor, authorize } from "@/lib/permissions";

/** A batch of steps on a version its author had. `steps` and `origin` are JSON as they came. */
export type Change = {
  articleId: string;
  /** The working text when left out. */
  branchId?: string | undefined;
  baseVersion: number;
  saveId: string;
  clientId: string;
  steps: unknown[];
  origin?: JsonObject | undefined;
  /** The newest schema when left out. */
  schemaVersion?: number | undefined;
  /** What identifies the body in a retry when it was not these steps: a whole document, a restore. */
  body?: unknown;
};

/** What a batch left behind, to be remembered by this process after the commit. */
export type Applied = { saved: Saved; head: Head; anchors: AnchorSet | null };

/**
 * The one way into an article's text. Takes the article's lock, authorises, and then: the same save id
 * again gets the same answer and writes nothing; an older schema or base is a `Conflict` with what is missing; else the
 * steps are checked, applied and stored as one row, blocks without a name of their own get one, anchors, head and
 * projections follow, and listeners hear of the new version when it commits.
 *
 * Throws `Invalid` (code `save_id_reused` for a save id that belongs to another body or person), `Conflict` (codes
 * `stale`, `schema`), `Forbidden`, `NotFound`.
 */
export async function applyChange(actor: Actor, change: Change): Promise<Saved> {
  return remembered(await refusingReuse(() => transaction((tx) => applyWithin(tx, actor, change))));
}

/** Runs a transaction that stores a change; a save id that another article took meanwhile is `save_id_reused`. */
export async function refusingReuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isReusedElsewhere(error) ? reused() : error;
  }
}

/** Keeps what a committed batch left in memory, and has a checkpoint made when one is due. */
export function remembered(applied: Applied): Saved {
  rememberHead(applied.head);
  if (applied.anchors) rememberAnchors(applied.anchors);
  checkpointSoon(applied.head);
  return applied.saved;
}

/** `applyChange` within a transaction of the caller, who calls `remembered` after the commit. */
export async function applyWithin(tx: Tx, actor: Actor, change: Change): Promise<Applied> {
  const article = await lockArticle(tx, change.articleId);
  authorize(actor, "edit article", article);
  const branchId = change.branchId ?? article.mainBranchId;
  const bodyHash = hashOf(change);
  const before = await savedBefore(tx, actor, change, branchId);
  if (before) return before;
  requireSchema(change.schemaVersion);
  const row = await headRow(tx, branchId);
  if (row.articleId !== article.id) throw new NotFound();
  if (change.baseVersion > row.version) {
    throw new Invalid({
      baseVersion: `This article is at version ${row.version}; send the version you read.`,
    });
  }
  if (change.baseVersion < row.version) {
    const missing = await changesSince(tx, branchId, change.baseVersion);
    throw new Conflict(
      "stale",
      "Somebody else saved first. Put your change on top of theirs and send it again.",
      {
        version: row.version,
        changes: missing.map(toWire),
      },
    );
  }
  const steps = checkSteps(change.steps);
  let head = await headAt(tx, branchId, row.version);
  let document = head.document;
  steps.forEach((step, i) => {
    document = applyStep(document, step, `steps.${i}`);
  });

  // Known from the log's own times, so that neither a crash nor a closed laptop loses a session's end.
  if (await endSessionIfIdle(tx, row, head)) head = { ...head, snapshotVersion: row.version, bytesSince: 0 };
  const stepsJson = steps.map(toJson);
  const at = await append(tx, {
    branchId,
    fromVersion: row.version,
    steps: stepsJson,
    authorId: actor.personId,
    clientId: change.clientId,
    saveId: change.saveId,
    bodyHash,
    origin: change.origin ?? { kind: "typing" },
  });
  let version = row.version + steps.length;
  let bytes = head.bytesSince + JSON.stringify(stepsJson).length;
  const all: Step[] = [...steps];

  const touched = touchedBlocks(head.document, document);
  const repairs = touched ? repairIds(document, touched, newId).slice(0, LIMITS.steps) : [];
  let repair: WireChange | undefined;
  if (repairs.length > 0) {
    for (const step of repairs) document = applyStep(document, step);
    const saveId = newId();
    const repairJson = repairs.map(toJson);
    const origin = { kind: "system", after: change.saveId };
    const written = { branchId, fromVersion: version, steps: repairJson, clientId: "server", saveId, origin };
    const repairedAt = await append(tx, { ...written, authorId: null, bodyHash });
    repair = toWire({ ...written, authorId: null, author: null, at: repairedAt });
    version += repairs.length;
    bytes += JSON.stringify(repairJson).length;
    all.push(...repairs);
  }

  const anchors = await moveAnchors(tx, {
    branchId,
    epoch: row.anchorsEpoch,
    version: row.version,
    steps: all,
    document,
  });
  await tx
    .update(articleHeads)
    .set({ version, touchedAt: sql`galley_now()`, touchedBy: actor.personId })
    .where(eq(articleHeads.branchId, branchId));
  if (branchId === article.mainBranchId) await writeProjections(tx, actor, article, head.document, document);
  await notify(tx, { t: "article", id: article.id, branch: branchId, version });

  const saved: Saved = { version, saveId: change.saveId, at: at.toISOString() };
  if (repair) saved.changes = [repair];
  return { saved, anchors, head: { ...head, document, version, bytesSince: bytes } };
}

/** Throws `Conflict` (code `schema`) for a sender whose document schema is not this one. */
export function requireSchema(schemaVersion: number | undefined): void {
  if ((schemaVersion ?? SCHEMA_VERSION) === SCHEMA_VERSION) return;
  throw new Conflict("schema", "Galley was updated. Reload the page; what you typed is kept.", {
    schemaVersion: SCHEMA_VERSION,
  });
}

type NewChange = Omit<typeof changes.$inferInsert, "stepCount" | "schemaVersion" | "at" | "steps"> & {
  steps: JsonObject[];
};

async function append(tx: Tx, change: NewChange): Promise<Date> {
  const [row] = await tx
    .insert(changes)
    .values({ ...change, stepCount: change.steps.length, schemaVersion: SCHEMA_VERSION })
    .returning({ at: changes.at });
  if (!row) throw new Error("A change was not stored.");
  return row.at;
}

/** A step's JSON is made of plain values that were checked or made here. */
const toJson = (step: Step): JsonObject => step.toJSON();

/**
 * The answer given before under this save id, null when it is new. Throws `Invalid` (`save_id_reused`) when it belongs
 * to another body or person. The caller holds the article's lock.
 */
export async function savedBefore(
  tx: Tx,
  actor: Actor,
  change: Change,
  branchId: string,
): Promise<Applied | null> {
  const bodyHash = hashOf(change);
  const [known] = await tx
    .select({
      branchId: changes.branchId,
      fromVersion: changes.fromVersion,
      stepCount: changes.stepCount,
      authorId: changes.authorId,
      bodyHash: changes.bodyHash,
      at: changes.at,
    })
    .from(changes)
    .where(eq(changes.saveId, change.saveId));
  if (!known) return null;
  const isSame =
    known.branchId === branchId && known.authorId === actor.personId && known.bodyHash.equals(bodyHash);
  if (!isSame) throw reused();
  let version = known.fromVersion + known.stepCount;
  const saved: Saved = { version, saveId: change.saveId, at: known.at.toISOString() };
  const [next] = await tx
    .select()
    .from(changes)
    .where(and(eq(changes.branchId, branchId), eq(changes.fromVersion, version)));
  if (next?.origin.kind === "system" && next.origin.after === change.saveId) {
    version += next.stepCount;
    saved.version = version;
    saved.changes = [toWire({ ...next, author: null })];
  }
  return { saved, anchors: null, head: await headAt(tx, branchId, (await headRow(tx, branchId)).version) };
}

const reused = () =>
  new Invalid(
    { saveId: "This save id was used for another change. Make a new one for each change." },
    undefined,
    "save_id_reused",
  );

/** Two articles meet on one save id without a lock in common; then the constraint speaks. */
function isReusedElsewhere(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("constraint" in cause && cause.constraint === "changes_save_id_key") return true;
  }
  return false;
}

function hashOf(change: Change): Buffer {
  const { baseVersion, clientId, steps, origin = null, schemaVersion = null, body } = change;
  const identity =
    body === undefined ? [baseVersion, clientId, steps, origin, schemaVersion] : ["body", body];
  return createHash("sha256").update(JSON.stringify(identity)).digest();
}

/** Positions of the blocks of `after` that are not the very same nodes in `before`, as one range; null when none are. */
function touchedBlocks(before: Node, after: Node): { from: number; to: number } | null {
  const start = before.content.findDiffStart(after.content);
  if (start === null) return null;
  const end = before.content.findDiffEnd(after.content);
  return { from: start, to: Math.max(start, end?.b ?? start) };
}

/** Headline, standfirst and the like in the row lists read, written only where their value changed. */
async function writeProjections(
  tx: Tx,
  actor: Actor,
  article: LockedArticle,
  before: Node,
  after: Node,
): Promise<void> {
  const now = projectionsOf(after);
  const changed: PgUpdateSetSource<typeof articles> = {};
  if (now.headline !== article.headline) changed.headline = now.headline;
  if (now.standfirst !== article.standfirst) changed.standfirst = now.standfirst;
  if (now.wordCount !== article.wordCount) changed.wordCount = now.wordCount;
  if (now.language !== article.language) changed.language = now.language;
  if (now.genre !== article.genre) changed.genre = now.genre;
  if (changed.headline !== undefined && !article.slugFrozen) {
    // The address follows the headline until somebody chooses one or it goes live.
    const own = slugFrom(projectionsOf(before).headline, article.id);
    const follows = article.slug === own || article.slug === withEnd(own, article.id);
    if (follows) changed.slug = await freeSlug(tx, article, slugFrom(now.headline, article.id));
  }
  if (article.state === "approved") {
    changed.state = "submitted";
    changed.stateChangedAt = sql`galley_now()`;
    changed.stateChangedBy = actor.personId;
    await record(tx, actor, "approval voided", { articleId: article.id });
  }
  if (Object.keys(changed).length === 0) return;
  await tx.update(articles).set(changed).where(eq(articles.id, article.id));
}

/** An address that another article of the section has gets the end of this one's id. */
async function freeSlug(tx: Tx, article: LockedArticle, slug: string): Promise<string> {
  if (!article.sectionId) return slug;
  const [taken] = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(eq(articles.sectionId, article.sectionId), eq(articles.slug, slug), ne(articles.id, article.id)),
    );
  // An address that another article had leads its readers on, for good.
  const [had] = await tx
    .select({ path: redirects.path })
    .from(redirects)
    .innerJoin(sections, eq(redirects.path, sql`'/' || ${sections.slug} || '/' || ${slug}`))
    .where(and(eq(sections.id, article.sectionId), ne(redirects.articleId, article.id)));
  return taken || had ? withEnd(slug, article.id) : slug;
}

const withEnd = (slug: string, articleId: string) => `${slug.slice(0, MAX_SLUG - 9)}-${articleId.slice(-8)}`;
