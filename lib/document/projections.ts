import type { Node } from "@tiptap/pm/model";
import { GENRES, type Genre } from "./nodes/page.ts";
import { countWords } from "./words.ts";

/** What lists and search read of a document; columns hold the same values, written when they change. */
export type Projections = {
  headline: string;
  standfirst: string;
  /** Of the body: without headline, standfirst and alternative texts. */
  wordCount: number;
  language: string;
  genre: Genre;
  /** The beginning of the first paragraph, at most 200 characters, cut between words. */
  excerpt: string;
};

/** Cheap after a small change: words are counted again only in the blocks that are new since the last call. */
export function projectionsOf(doc: Node): Projections {
  return {
    headline: oneLine(textOf(doc.child(0))),
    standfirst: oneLine(textOf(doc.child(1))),
    wordCount: wordCountOf(doc),
    language: String(doc.attrs.language),
    genre: GENRES.find((genre) => genre === doc.attrs.genre) ?? "news",
    excerpt: excerptOf(doc),
  };
}

/** The words of the body; see `Projections.wordCount`. */
export function wordCountOf(doc: Node): number {
  let count = 0;
  for (let index = 2; index < doc.childCount; index += 1) count += wordsIn(doc.child(index));
  return count;
}

/** All the words a reader sees, one block a line, without any marks or literals: for search and comparison. */
export function plainTextOf(doc: Node): string {
  const lines: string[] = [];
  doc.descendants((node) => {
    if (!node.isTextblock) return true;
    const text = textOf(node);
    if (text !== "" && node.type.name !== "figureAlt") lines.push(text);
    return false;
  });
  return lines.join("\n");
}

/** The words of one block, its inner blocks separated by line breaks; a fact shown in a sentence counts with its words. */
export function textOf(node: Node): string {
  return node.textBetween(0, node.content.size, "\n", (leaf) => {
    if (leaf.type.name === "factRef") return String(leaf.attrs.text);
    return leaf.type.name === "hardBreak" ? "\n" : "";
  });
}

const counted = new WeakMap<Node, number>();

function wordsIn(block: Node): number {
  const known = counted.get(block);
  if (known !== undefined) return known;
  let count = 0;
  if (block.isTextblock) count = countWords(textOf(block));
  else
    block.forEach((child) => {
      if (child.type.name !== "figureAlt") count += wordsIn(child);
    });
  counted.set(block, count);
  return count;
}

function excerptOf(doc: Node): string {
  for (let index = 2; index < doc.childCount; index += 1) {
    const block = doc.child(index);
    if (block.type.name !== "paragraph" || block.content.size === 0) continue;
    const text = oneLine(textOf(block));
    if (text.length <= 200) return text;
    const cut = text.slice(0, 200).toWellFormed();
    const space = cut.lastIndexOf(" ");
    return `${cut.slice(0, space > 100 ? space : 199).trimEnd()}…`;
  }
  return "";
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
