import { Step, type StepMap } from "@tiptap/pm/transform";
import { and, asc, eq, gt, lt } from "drizzle-orm";
import { anchors, changes } from "@/db/schema";
import type { Queryable } from "@/db/transaction";
import { type AnchorRange, type AnchorState, mapAnchor } from "@/lib/anchors/anchor";
import { LIMITS } from "@/lib/document/limits";
// Makes the step type known to Step.fromJSON.
import "@/lib/document/member-step";
import { schema } from "@/lib/document/schema";

export type Anchor = AnchorRange & { id: string; quote: string; state: AnchorState };

const knownState = (word: string): AnchorState =>
  word === "anchored" || word === "ambiguous" || word === "detached" ? word : "changed";

/** The anchors of a branch with their ranges mapped to `version`, which must not be older than where they stand. */
export async function anchorsAt(queryable: Queryable, branchId: string, version: number): Promise<Anchor[]> {
  const rows = await queryable
    .select()
    .from(anchors)
    .where(eq(anchors.branchId, branchId))
    .orderBy(asc(anchors.id));
  if (rows.length === 0) return [];
  const oldest = Math.min(...rows.map((row) => row.version));
  const maps = await stepMaps(queryable, branchId, oldest, version);
  return rows.map((row) => {
    let range: AnchorRange = { from: row.from, to: row.to };
    for (const map of maps.slice(row.version - oldest)) range = mapAnchor(range, map);
    return { id: row.id, quote: row.quote, state: knownState(row.state), ...range };
  });
}

/** One map a version, from `from` up to `to`. */
async function stepMaps(
  queryable: Queryable,
  branchId: string,
  from: number,
  to: number,
): Promise<StepMap[]> {
  if (to <= from) return [];
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
  const maps: StepMap[] = [];
  for (const row of rows) {
    row.steps.forEach((json, i) => {
      const version = row.fromVersion + i;
      if (version >= from && version < to) maps.push(Step.fromJSON(schema, json).getMap());
    });
  }
  return maps;
}
