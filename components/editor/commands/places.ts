import type { Node, ResolvedPos } from "@tiptap/pm/model";

/** Text blocks that hold one line: Enter leaves them for the next field, Backspace at their start never joins. */
const FIELDS: ReadonlySet<string> = new Set([
  "headline",
  "standfirst",
  "calloutLabel",
  "faqHeading",
  "faqQuestion",
  "factLabel",
  "factValue",
  "factSource",
  "figureAlt",
  "figureCaption",
  "figureCredit",
  "attribution",
  "callToAction",
  "relatedHeading",
  "commentPrompt",
]);

/** Blocks made of named parts; their edges are never crossed by joining text. */
const STRUCTURED: ReadonlySet<string> = new Set([
  "callout",
  "faq",
  "factList",
  "figure",
  "pullQuote",
  "callToAction",
  "related",
  "commentPrompt",
  "table",
]);

/** Blocks that are parts of a larger one and move inside it. */
const ITEMS: ReadonlySet<string> = new Set(["listItem", "faqPair", "fact"]);

export function isField(node: Node): boolean {
  return FIELDS.has(node.type.name);
}

export function isStructured(node: Node): boolean {
  return STRUCTURED.has(node.type.name);
}

export function isItem(node: Node): boolean {
  return ITEMS.has(node.type.name);
}

/** Depth of the nearest ancestor of one of these types, or null. */
export function depthOf($pos: ResolvedPos, ...names: string[]): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    if (names.includes($pos.node(depth).type.name)) return depth;
  }
  return null;
}

/** Position just inside the first text block that starts at or after `from` and before `to`, or null. */
export function nextTextblock(doc: Node, from: number, to = doc.content.size): number | null {
  let found: number | null = null;
  doc.nodesBetween(Math.min(from, doc.content.size), Math.min(to, doc.content.size), (node, pos) => {
    if (found !== null) return false;
    if (node.isTextblock && pos >= from) found = pos + 1;
    return found === null;
  });
  return found;
}

/** Position inside the first text block without words between `from` and `to`: what waits to be written. Or null. */
export function firstBlankLine(doc: Node, from: number, to: number): number | null {
  let found: number | null = null;
  doc.nodesBetween(from, to, (node, pos) => {
    if (found === null && node.isTextblock && node.content.size === 0 && pos >= from) found = pos + 1;
    return found === null;
  });
  return found;
}

/** Position just inside the end of the last text block that ends before `before`, or null. */
export function endOfPreviousTextblock(doc: Node, before: number): number | null {
  let found: number | null = null;
  doc.nodesBetween(0, Math.max(0, before), (node, pos) => {
    if (node.isTextblock && pos + node.nodeSize <= before) found = pos + node.nodeSize - 1;
    return true;
  });
  return found;
}

/** True when a block carries no text, no picture, no reference: nothing a person would miss. */
export function isBlank(node: Node): boolean {
  if (node.textContent.trim() !== "") return false;
  let holds = false;
  const check = (part: Node) => {
    if (part.attrs.asset || part.attrs.article || part.attrs.url || part.attrs.date) holds = true;
    if (Array.isArray(part.attrs.picks) && part.attrs.picks.length > 0) holds = true;
    if (part.isInline && !part.isText && part.type.name !== "hardBreak") holds = true;
  };
  check(node);
  node.descendants((part) => {
    check(part);
    return !holds;
  });
  return !holds;
}
