import { property } from "@/components/call-api";

/** A row that can be chosen: a tag, a byline, a section. */
export type Named = { id: string; name: string };

/** The rows `{id, name}` of a list in an answer; rows of another shape are left out. */
export function namedIn(body: unknown, key: string): Named[] {
  const rows = property(body, key);
  return Array.isArray(rows) ? rows.flatMap((row: unknown) => namedFrom(row) ?? []) : [];
}

export function namedFrom(row: unknown): Named | null {
  const [id, name] = [property(row, "id"), property(row, "name")];
  return typeof id === "string" && typeof name === "string" ? { id, name } : null;
}
