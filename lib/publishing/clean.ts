import type { JsonObject } from "@/db/schema";
import {
  type DocumentNode,
  documentNode,
  inlineText,
  isObject,
  listAttr,
  nodesOf,
  stringAttr,
} from "@/lib/publishing/fields";

/** Attributes of the working text that readers have no use for; everything about the work stays in the newsroom. */
const staffOnly = new Set([
  "source",
  "sourceLines",
  "reviewBy",
  "tags",
  "bylines",
  "statedUpdated",
  "colwidth",
]);

/** Nodes that readers may link to keep their id; all others lose it. */
const addressable = new Set(["fact", "figure"]);

const isEmptyBlock = (node: JsonObject): boolean => {
  const type = node.type;
  if (type !== "paragraph" && type !== "heading" && type !== "commentPrompt") return false;
  return inlineText(documentNode(node)).trim() === "" && !hasAtom(node);
};

const hasAtom = (node: JsonObject): boolean =>
  Array.isArray(node.content) &&
  node.content.some((child) => isObject(child) && (child.type === "sourceNote" || child.type === "factRef"));

/**
 * The copy of a document that goes out: no literals of an import, no staff-only attributes, no ids but those of facts and
 * pictures, no empty paragraphs between blocks. Tags, bylines and stamps are in the publication beside it.
 */
export function cleanDocument(document: JsonObject): JsonObject {
  const clean = cleanNode(document, "");
  if (!clean) throw new Error("A document cannot be empty.");
  return clean;
}

function cleanNode(node: JsonObject, parent: string): JsonObject | null {
  const type = typeof node.type === "string" ? node.type : "";
  // Only where neighbours remain: a cell, an item or an answer keeps its one paragraph.
  if ((parent === "doc" || parent === "calloutBody") && isEmptyBlock(node)) return null;
  const clean: JsonObject = { type };
  const attrs: JsonObject = {};
  for (const [name, value] of Object.entries(isObject(node.attrs) ? node.attrs : {})) {
    if (staffOnly.has(name)) continue;
    if (name === "id" && !addressable.has(type)) continue;
    attrs[name] = value;
  }
  if (Object.keys(attrs).length > 0) clean.attrs = attrs;
  if (typeof node.text === "string") clean.text = node.text;
  if (Array.isArray(node.marks)) clean.marks = node.marks;
  if (Array.isArray(node.content)) {
    clean.content = node.content.filter(isObject).flatMap((child) => cleanNode(child, type) ?? []);
  }
  return clean;
}

/** What a document shows or points to, by id. */
export function referencesOf(document: DocumentNode): {
  assets: string[];
  articles: string[];
  picks: string[];
  /** The picture that stands for the article in lists and on other sites. */
  lead: string | null;
} {
  const assets = new Set<string>();
  const articles = new Set<string>();
  const picks = new Set<string>();
  for (const { node } of nodesOf(document)) {
    if (node.type === "figure") assets.add(stringAttr(node.attrs, "asset"));
    if (node.type === "callToAction") articles.add(stringAttr(node.attrs, "article"));
    if (node.type === "related") {
      for (const pick of listAttr(node.attrs, "picks")) picks.add(stringAttr(pick, "id"));
    }
  }
  for (const set of [assets, articles, picks]) set.delete("");
  const lead = stringAttr(document.attrs, "leadPicture") || ([...assets][0] ?? null);
  if (lead !== null) assets.add(lead);
  return { assets: [...assets], articles: [...articles], picks: [...picks], lead };
}
