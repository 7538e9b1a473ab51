import type { Node } from "@tiptap/pm/model";
import { eq, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { type JsonObject, revisions } from "@/db/schema";
import type { Tx } from "@/db/transaction";
import { SCHEMA_VERSION } from "@/lib/document/schema";

/** Why a snapshot is kept. `conflict` holds a client's document that never was in the log; the others stand at a version of it. */
export type SnapshotKind =
  | "checkpoint"
  | "session_end"
  | "named"
  | "submitted"
  | "restored"
  | "imported"
  | "published"
  | "conflict";

export type NewSnapshot = {
  articleId: string;
  branchId: string;
  version: number;
  kind: SnapshotKind;
  document: Node;
  by: { personId: string } | null;
  name?: string | undefined;
  detail?: JsonObject | undefined;
  /** When it happened, where that is not now. */
  at?: Date | undefined;
};

/** Keeps a document as the article's next revision and returns its number. The caller holds the article's lock. */
export async function storeSnapshot(tx: Tx, snapshot: NewSnapshot): Promise<{ id: string; number: number }> {
  const { articleId, branchId, version, kind, document, by, name, detail, at } = snapshot;
  const id = newId();
  const [row] = await tx
    .insert(revisions)
    .values({
      id,
      articleId,
      branchId,
      number: sql`(select coalesce(max(r.number), 0) + 1 from ${revisions} r where ${eq(sql`r.article_id`, articleId)})`,
      version,
      kind,
      name: name ?? null,
      detail: detail ?? {},
      document: document.toJSON(),
      schemaVersion: SCHEMA_VERSION,
      byId: by?.personId ?? null,
      ...(at ? { at } : {}),
    })
    .returning({ number: revisions.number });
  if (!row) throw new Error("A revision was not stored.");
  return { id, number: row.number };
}
