import type { Node } from "@tiptap/pm/model";
import { checkDocument } from "@/lib/document/check";

type Json = Record<string, unknown>;

/**
 * Reads a whole document that somebody made from `base`: an attribute that is not there is unchanged, and a block
 * without an id is the block of `base` with the same text (else with most of the same words), if there is one left.
 * Pure. Throws `Invalid` with the path of what may not be there.
 */
export function completeDocument(json: unknown, base: Node): Node {
  // Refuses what is too deep or malformed before anything here walks it.
  checkDocument(json);
  return checkDocument(isJson(json) ? completed(json, base) : json);
}

const isJson = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

function completed(json: Json, was: Node | null): Json {
  if (json.type === "text") return json;
  const isSameType = was !== null && was.type.name === json.type;
  const given = isJson(json.attrs) ? json.attrs : {};
  const attrs: Json = isSameType ? { ...was.attrs, ...given } : { ...given };
  if (was && given.id === undefined && typeof was.attrs.id === "string") attrs.id = was.attrs.id;
  const children = listOf(json.content);
  const matches = isSameType && !was.isTextblock ? matched(children, was) : [];
  const content = children.map((child, i) => completed(child, matches[i] ?? null));
  return {
    ...json,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(json.content === undefined ? {} : { content }),
  };
}

/** For each child the node it was: by id, then by place among fixed slots, by equal text, by most common words. */
function matched(children: readonly Json[], was: Node): (Node | null)[] {
  const free = new Set<Node>(was.content.content);
  const found: (Node | null)[] = children.map(() => null);
  const take = (i: number, node: Node | undefined) => {
    if (!node || !free.has(node)) return;
    free.delete(node);
    found[i] = node;
  };
  const idOf = (json: Json) => (isJson(json.attrs) ? json.attrs.id : undefined);
  const known = new Map<unknown, Node>();
  for (const node of free) if (typeof node.attrs.id === "string") known.set(node.attrs.id, node);
  children.forEach((child, i) => {
    if (typeof idOf(child) === "string") take(i, known.get(idOf(child)));
  });
  const open = () => children.flatMap((child, i) => (found[i] || typeof idOf(child) === "string" ? [] : [i]));
  for (const i of open()) {
    const there = was.maybeChild(i);
    const isSlot =
      there && (!("id" in there.attrs) || there.type.name === "headline" || there.type.name === "standfirst");
    if (isSlot && there.type.name === children[i]?.type) take(i, there);
  }
  const alike = new Map<string, Node[]>();
  for (const node of [...free].toReversed()) {
    const key = `${node.type.name} ${node.textContent}`;
    const same = alike.get(key);
    if (same) same.push(node);
    else alike.set(key, [node]);
  }
  for (const i of open()) take(i, alike.get(`${children[i]?.type} ${textOf(children[i])}`)?.pop());

  const read = new Map([...free].map((node) => [node, wordsOf(node.textContent)]));
  let looks = 0;
  for (const i of open()) {
    const words = wordsOf(textOf(children[i]));
    let best: { node: Node; share: number } | undefined;
    for (const node of free) {
      const known = read.get(node);
      if (!known || node.type.name !== children[i]?.type) continue;
      if (looks > MAX_LOOKS) return found;
      looks += 1 + words.size;
      const share = shareOf(words, known);
      if (share >= 0.5 && share > (best?.share ?? 0)) best = { node, share };
    }
    take(i, best?.node);
  }
  return found;
}

/** Words looked up for likeness; what is left then counts as new, so that no document holds a process up. */
const MAX_LOOKS = 3_000_000;

function textOf(json: Json | undefined): string {
  if (!json) return "";
  if (json.type === "text") return typeof json.text === "string" ? json.text : "";
  return listOf(json.content).map(textOf).join("");
}

/** How often each word stands in a text, and how many words it has. */
type Words = { size: number; total: number; counts: Map<string, number> };

function wordsOf(text: string): Words {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    total += 1;
  }
  return { size: counts.size, total, counts };
}

/** The words two texts have in common, of all in the longer one. */
function shareOf(a: Words, b: Words): number {
  const most = Math.max(a.total, b.total);
  if (most === 0 || Math.min(a.total, b.total) < most / 2) return 0;
  let common = 0;
  for (const [word, count] of a.counts) common += Math.min(count, b.counts.get(word) ?? 0);
  return common / most;
}
