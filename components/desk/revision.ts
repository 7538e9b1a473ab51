import { property } from "@/components/call-api";

/** A snapshot as the list shows it. */
export type ListedRevision = {
  number: number;
  version: number;
  kind: string;
  name: string | null;
  at: Date;
  by: string | null;
};

const kinds: Record<string, string> = {
  checkpoint: "Checkpoint",
  session_end: "After a writing session",
  named: "Named",
  submitted: "Submitted",
  restored: "After a restore",
  imported: "As imported",
  published: "Published",
  conflict: "Kept from a conflict",
};

/** "“Before the rewrite”", "Published (version 41)". */
export function revisionTitle({
  kind,
  name,
  version,
}: Pick<ListedRevision, "kind" | "name" | "version">): string {
  return name ? `“${name}”` : `${kinds[kind] ?? kind} (version ${version})`;
}

/** The API's list, entry by entry; one that has not the shape of a revision is left out. */
export function listedRevisions(value: unknown): ListedRevision[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const [number, version, kind, name, at] = ["number", "version", "kind", "name", "at"].map((key) =>
      property(entry, key),
    );
    const by = property(property(entry, "by"), "name");
    if (typeof number !== "number" || typeof version !== "number") return [];
    if (typeof kind !== "string" || typeof at !== "string") return [];
    return [
      {
        number,
        version,
        kind,
        name: typeof name === "string" && name !== "" ? name : null,
        at: new Date(at),
        by: typeof by === "string" ? by : null,
      },
    ];
  });
}
