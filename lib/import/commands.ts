import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/connection";
import { people, settings } from "@/db/schema";
import { transaction } from "@/db/transaction";
import { articleKinds, assignmentParts } from "@/lib/articles/article";
import { createArticle } from "@/lib/articles/commands";
import { isLineKind, type LineKind } from "@/lib/import/kinds";
import { importText, withBylines } from "@/lib/import/plain-text";
import { type Actor, authorize } from "@/lib/permissions";
import { bylineFor } from "@/lib/taxonomy/commands";

/** A plain text, and what a person made of lines that were taken for something else: line number → kind. */
export const importInput = z.strictObject({
  text: z.string().max(500_000, "A text may have up to 500,000 characters. Import it in parts."),
  kind: z.enum(articleKinds),
  changes: z
    .record(z.string().regex(/^[1-9]\d{0,6}$/, "Name lines by their number."), z.custom<LineKind>(isLineKind))
    .optional(),
});

export type Import = z.infer<typeof importInput>;

/**
 * Makes an article of a plain text: its lines as guessed, except where `changes` says otherwise. Bylines are found by
 * name or made. The first revision is what was imported, and its plain text export gives the same text back.
 * On it are the people of the newsroom's setting `importAssignees`; without one, whoever imports, as writer.
 * Throws `Invalid` for what is no text or too large, `Forbidden`.
 */
export async function importArticle(
  actor: Actor,
  { text, kind, changes = {} }: Import,
): Promise<{ id: string; version: number; slug: string }> {
  authorize(actor, "create article");
  const read = importText(text, { kind, changes });
  const bylines = await transaction(async (tx) => {
    const found = [];
    for (const { name, kind: sort, part } of read.bylines) {
      const { id } = await bylineFor(tx, actor, { name, kind: sort });
      found.push({ id, part });
    }
    return found;
  });
  return createArticle(actor, {
    kind,
    document: withBylines(read.document, bylines),
    origin: { kind: "import" },
    assigned: await assignees(actor),
  });
}

const assigneeList = z.array(z.object({ personId: z.uuid(), part: z.enum(assignmentParts) }));

/** The active people of the setting `importAssignees`: `[{personId, part}]`. */
async function assignees(actor: Actor): Promise<z.infer<typeof assigneeList>> {
  const [row] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, "importAssignees"));
  const wanted = assigneeList.safeParse(row?.value);
  if (!wanted.success || wanted.data.length === 0) return [{ personId: actor.personId, part: "writer" }];
  const ids = wanted.data.map(({ personId }) => personId);
  const active = await db
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, ids), eq(people.status, "active")));
  return wanted.data.filter(({ personId }) => active.some(({ id }) => id === personId));
}
