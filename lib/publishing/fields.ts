import type { Json, JsonObject } from "@/db/schema";

/** A document or a part of it as JSON: what publications keep, what the gate and change-class read. */
export type DocumentNode = {
  type: string;
  attrs: JsonObject;
  content: DocumentNode[];
  text: string;
  marks: { type: string; attrs: JsonObject }[];
};

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** Reads stored JSON as a document. Never throws: what has not the shape of a node reads as empty. */
export function documentNode(json: JsonObject): DocumentNode {
  return {
    type: stringAttr(json, "type"),
    attrs: isObject(json.attrs) ? json.attrs : {},
    content: listOf(json.content).filter(isObject).map(documentNode),
    text: stringAttr(json, "text"),
    marks: listOf(json.marks)
      .filter(isObject)
      .map((mark) => ({ type: stringAttr(mark, "type"), attrs: isObject(mark.attrs) ? mark.attrs : {} })),
  };
}

export function stringAttr(attrs: JsonObject, name: string): string {
  const value = attrs[name];
  return typeof value === "string" ? value : "";
}

export function listAttr(attrs: JsonObject, name: string): JsonObject[] {
  return listOf(attrs[name]).filter(isObject);
}

export function stringsAttr(attrs: JsonObject, name: string): string[] {
  return listOf(attrs[name]).filter((value) => typeof value === "string");
}

/** How a field's words count when they change. */
type Register =
  | "text"
  /** All of it is somebody's words. */
  | "quoted"
  /** Who said it, who made it. */
  | "credit"
  /** Invitations and labels around the journalism. */
  | "furniture"
  /** For those who cannot see the picture. */
  | "alt";

export type Field = {
  /** The same field in two versions of a document has the same key. */
  key: string;
  /** The nearest block id, for "where". */
  block: string | null;
  /** Node type, or the name of a document attribute. */
  name: string;
  register: Register;
  text: string;
  /** Positions of `text` (UTF-16) that are struck out, raised or lowered, as `from-to mark`. */
  styled: string[];
  /** The fact it belongs to, by id. */
  fact: string | null;
};

const textblocks = new Set([
  "headline",
  "standfirst",
  "paragraph",
  "heading",
  "attribution",
  "calloutLabel",
  "faqHeading",
  "faqQuestion",
  "factLabel",
  "factValue",
  "factSource",
  "figureAlt",
  "figureCaption",
  "figureCredit",
  "callToAction",
  "relatedHeading",
  "commentPrompt",
]);

const registers: Record<string, Register> = {
  attribution: "credit",
  figureCredit: "credit",
  factSource: "credit",
  figureAlt: "alt",
  callToAction: "furniture",
  relatedHeading: "furniture",
  related: "furniture",
  commentPrompt: "furniture",
  calloutLabel: "furniture",
  faqHeading: "furniture",
};

/** Text of a textblock as a reader sees it: line breaks as line feeds, embedded facts by their words. */
export function inlineText(node: DocumentNode): string {
  if (node.type === "text") return node.text;
  if (node.type === "hardBreak") return "\n";
  if (node.type === "factRef") return stringAttr(node.attrs, "text");
  if (node.type === "sourceNote") return "";
  return node.content.map(inlineText).join("");
}

/** Every place of a document that holds words a reader can read, in document order. */
export function fieldsOf(doc: DocumentNode): Field[] {
  const fields: Field[] = [];
  const seen = new Map<string, number>();

  function visit(node: DocumentNode, owner: string | null, quoted: boolean, fact: string | null) {
    const id = typeof node.attrs.id === "string" ? node.attrs.id : null;
    const block = id ?? owner;
    const inFact = node.type === "fact" ? block : fact;
    const isQuote = quoted || node.type === "blockquote" || node.type === "pullQuote";
    const holdsText = textblocks.has(node.type) || node.content.some((child) => child.type === "text");
    if (!holdsText) {
      for (const child of node.content) visit(child, block, isQuote, inFact);
      return;
    }
    const base = `${block ?? "-"}/${node.type}`;
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    fields.push({
      key: `${base}/${count}`,
      block,
      name: node.type,
      register: registers[node.type] ?? (isQuote ? "quoted" : "text"),
      text: inlineText(node),
      styled: styledRanges(node),
      fact: inFact,
    });
  }

  for (const child of doc.content) visit(child, null, false, null);
  return fields;
}

function styledRanges(node: DocumentNode): string[] {
  const ranges: string[] = [];
  let at = 0;
  for (const child of node.content) {
    const length = inlineText(child).length;
    for (const mark of child.marks) {
      if (mark.type === "strike" || mark.type === "superscript" || mark.type === "subscript") {
        ranges.push(`${mark.type} ${inlineText(child)}`);
      }
    }
    at += length;
  }
  return at === 0 ? [] : ranges;
}

/** Every node with its nearest block id, in document order. */
export function* nodesOf(
  node: DocumentNode,
  block: string | null = null,
): Generator<{ node: DocumentNode; block: string | null }> {
  const own = typeof node.attrs.id === "string" ? node.attrs.id : block;
  yield { node, block: own };
  for (const child of node.content) yield* nodesOf(child, own);
}
