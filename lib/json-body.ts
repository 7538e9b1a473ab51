import { Invalid, TooLarge } from "@/lib/errors";

/** Bytes that are no JSON text: answered 400, unlike JSON that says something wrong (422). */
export class BadJson extends Error {}

// A document is at most 32 nodes deep (lib/document/limits.ts); each node is two levels of JSON, and the request
// around it, attributes and marks take a few more.
const MAX_DEPTH = 100;
const MAX_VALUES = 500_000;
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

const inWords = (bytes: number) =>
  bytes >= 1024 * 1024 ? `${Math.floor(bytes / 1024 / 1024)} MB` : `${Math.floor(bytes / 1024)} KB`;

/**
 * The request's body as text, read to at most `limit` bytes: the rest of a longer one is never read. Throws
 * `TooLarge`, and `BadJson` for bytes that are not UTF-8 or a connection that broke off.
 */
export async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = () =>
    new TooLarge(
      `This is larger than ${inWords(limit)}, the most that is taken at once. Send it in smaller parts.`,
    );
  if (Number(request.headers.get("content-length") ?? 0) > limit) throw tooLarge();
  if (!request.body) return "";
  const reader = request.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new BadJson("The request broke off. Send it again.", { cause });
    });
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => {});
      throw tooLarge();
    }
    parts.push(value);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(parts));
  } catch (cause) {
    throw new BadJson("The request is not valid UTF-8.", { cause });
  }
}

/**
 * Parses JSON and walks it without recursion: refuses depth, count, keys that reach an object's prototype, and
 * text PostgreSQL cannot keep (NUL, unpaired surrogates).
 */
export function parseJson(text: string): unknown {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (cause) {
    throw new BadJson("The request is not valid JSON.", { cause });
  }
  const waiting: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }];
  let count = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, depth } = next;
    count += 1;
    if (count > MAX_VALUES) throw new Invalid({ body: `More than ${MAX_VALUES} values in one request.` });
    if (typeof value === "string") checkText(value);
    if (typeof value !== "object" || value === null) continue;
    if (depth > MAX_DEPTH) throw new Invalid({ body: `Nested deeper than ${MAX_DEPTH} levels.` });
    if (Array.isArray(value)) {
      for (const item of value) waiting.push({ value: item, depth: depth + 1 });
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      if (forbiddenKeys.has(key)) throw new Invalid({ body: `The key "${key}" is not allowed.` });
      checkText(key);
      waiting.push({ value: item, depth: depth + 1 });
    }
  }
  return root;
}

function checkText(text: string): void {
  if (text.includes("\0")) throw new Invalid({ body: "Text may not hold the character NUL (U+0000)." });
  if (!text.isWellFormed()) {
    throw new Invalid({ body: "Text may not hold half a character (an unpaired surrogate)." });
  }
}
