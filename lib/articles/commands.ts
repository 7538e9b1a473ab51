import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { and, eq } from "drizzle-orm";
import { newId } from "@/db/id";
import { articleHeads, articles, assignments, branches, type JsonObject, people } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { type ArticleKind, type AssignmentPart, slugFrom } from "@/lib/articles/article";
import { lockArticle } from "@/lib/articles/queries";
import { type Applied, applyWithin, remembered } from "@/lib/changes/commands";
import { stepsBetween } from "@/lib/changes/document-steps";
import { storeSnapshot } from "@/lib/changes/snapshot";
import { repairIds } from "@/lib/document/block-ids";
import { checkDocument } from "@/lib/document/check";
import { schema } from "@/lib/document/schema";
import { Invalid } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { type Actor, authorize } from "@/lib/permissions";

export type NewArticle = {
  kind: ArticleKind;
  /** ProseMirror JSON; an empty document when left out. */
  document?: unknown;
  /** What the first change says it is; `{ kind: "import" }` also keeps an imported revision. */
  origin?: JsonObject;
  /** People on it from the start, whoever makes it: an import's, as the newsroom has set. They must be active. */
  assigned?: readonly { personId: string; part: AssignmentPart }[];
};

/**
 * Makes an article. Its version 0 is an empty document; a given one comes in as its first change, so its words have an
 * author and a time like all others. Throws `Invalid` with the path of what the document may not hold.
 */
export async function createArticle(
  actor: Actor,
  { kind, document, origin = { kind: "put" }, assigned = [] }: NewArticle,
): Promise<{ id: string; version: number; slug: string }> {
  authorize(actor, "create article");
  const given = document === undefined ? null : withIds(checkDocument(document));
  const { made, applied } = await transaction(async (tx) => {
    const id = newId();
    const branchId = newId();
    const empty = emptyDocument();
    const slug = slugFrom("", id);
    await tx
      .insert(articles)
      .values({ id, kind, slug, createdBy: actor.personId, stateChangedBy: actor.personId });
    await tx.insert(branches).values({ id: branchId, articleId: id, createdBy: actor.personId });
    await tx.insert(articleHeads).values({ branchId, articleId: id, touchedBy: actor.personId });
    const at = { articleId: id, branchId, by: actor };
    await storeSnapshot(tx, { ...at, version: 0, kind: "checkpoint", document: empty });
    await record(tx, actor, "created", { articleId: id });
    for (const { personId, part } of assigned) {
      await putOn(tx, actor, id, personId, part);
      await record(tx, actor, "assigned", { articleId: id, personId, part });
    }
    let applied: Applied | null = null;
    const steps = given ? stepsBetween(empty, given).steps : [];
    if (steps.length > 0) {
      const change = { articleId: id, baseVersion: 0, saveId: newId(), clientId: "server", origin };
      applied = await applyWithin(tx, actor, { ...change, steps: steps.map((step) => step.toJSON()) });
      if (origin.kind === "import") {
        const { version, document: imported } = applied.head;
        await storeSnapshot(tx, { ...at, version, kind: "imported", document: imported });
      }
    }
    const now = await lockArticle(tx, id);
    return { made: { id, version: applied?.head.version ?? 0, slug: now.slug }, applied };
  });
  if (applied) remembered(applied);
  return made;
}

/** A headline, a standfirst and a paragraph without words. */
function emptyDocument(): Node {
  const empty = schema.topNodeType.createAndFill();
  if (!empty) throw new Error("The schema has no empty document.");
  return withIds(empty);
}

function withIds(document: Node): Node {
  const transform = new Transform(document);
  for (const step of repairIds(document, null, newId)) transform.step(step);
  return transform.doc;
}

/**
 * Puts a person on an article as writer or checker, or takes them off. What they may do follows at once, also in
 * streams that are open. Throws `Invalid` for an unknown or suspended person.
 */
export async function assign(
  actor: Actor,
  {
    articleId,
    personId,
    part,
    on,
  }: { articleId: string; personId: string; part: AssignmentPart; on: boolean },
): Promise<void> {
  await transaction(async (tx) => {
    const article = await lockArticle(tx, articleId);
    authorize(actor, "assign", article);
    await (on ? putOn(tx, actor, articleId, personId, part) : takeOff(tx, articleId, personId, part));
    await record(tx, actor, on ? "assigned" : "unassigned", { articleId, personId, part });
    await notify(tx, { t: "access", personId });
  });
}

async function putOn(tx: Tx, actor: Actor, articleId: string, personId: string, part: AssignmentPart) {
  const [person] = await tx.select({ status: people.status }).from(people).where(eq(people.id, personId));
  if (person?.status !== "active") {
    throw new Invalid({ personId: "There is no such person at work here. Choose somebody else." });
  }
  await tx
    .insert(assignments)
    .values({ articleId, personId, part, assignedBy: actor.personId })
    .onConflictDoNothing();
}

async function takeOff(tx: Tx, articleId: string, personId: string, part: AssignmentPart) {
  await tx
    .delete(assignments)
    .where(
      and(
        eq(assignments.articleId, articleId),
        eq(assignments.personId, personId),
        eq(assignments.part, part),
      ),
    );
}
