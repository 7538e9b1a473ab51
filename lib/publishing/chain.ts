import { createHash } from "node:crypto";
import type { Json, JsonObject } from "@/db/schema";
import { isObject } from "@/lib/publishing/fields";

/** JSON with its keys in order, so that equal values have equal bytes whatever stored them. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
  return `{${entries.join(",")}}`;
}

const sha256 = (text: string) => createHash("sha256").update(text);

/** Hash of what readers got: document and metadata. */
export function documentHash(document: JsonObject, metadata: JsonObject): Buffer {
  return sha256(canonicalJson({ document, metadata })).digest();
}

/** Binds a publication to the one before it of the same article; `previous` is null for the first. */
export function chainHash(
  previous: Buffer | null,
  publication: { number: number; changeClass: string; note: string; documentHash: Buffer },
): Buffer {
  const { number, changeClass, note } = publication;
  return sha256("galley publication v1\n")
    .update(previous ?? Buffer.alloc(32))
    .update(publication.documentHash)
    .update(canonicalJson({ number, changeClass, note }))
    .digest();
}

export type ChainBreak = { number: number; why: string };

/** Computes an article's chain of publications anew. Null when every one is as it was written and follows the one before. */
export function chainBreak(
  publications: {
    number: number;
    class: string;
    note: string;
    document: JsonObject;
    metadata: JsonObject;
    documentHash: Buffer;
    previousHash: Buffer | null;
    hash: Buffer;
  }[],
): ChainBreak | null {
  let previous: Buffer | null = null;
  for (const [index, row] of publications.entries()) {
    const { number, note } = row;
    if (number !== index + 1) return { number: index + 1, why: "missing" };
    if (!documentHash(row.document, row.metadata).equals(row.documentHash))
      return { number, why: "document" };
    const hash = chainHash(previous, {
      number,
      changeClass: row.class,
      note,
      documentHash: row.documentHash,
    });
    if (!hash.equals(row.hash)) return { number, why: "hash" };
    previous = row.hash;
  }
  return null;
}
