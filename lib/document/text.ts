import type { Node } from "@tiptap/pm/model";
import { type Byline, isSource, isSourceLines, type Source, type SourceLine } from "./attributes.ts";
import { writtenDate } from "./partial-date.ts";
import { textOf } from "./projections.ts";

export type TextOptions = {
  /** A byline's name by its id; a byline without one is left out. */
  bylineName?: (id: string) => string | null | undefined;
};

/**
 * The document as plain text.
 *
 * What came from a plain text goes out as it came: each block between the literal characters that stood around it, each
 * metadata line as it was while its value is the same. So an unchanged import is exported byte for byte, and a change shows
 * only in the block that was changed. What has no literals is written in the canonical form: blocks apart by an empty line,
 * bullets by "•", questions by "Q:". Marks and link addresses are not written.
 */
export function toText(doc: Node, { bylineName = () => null }: TextOptions = {}): string {
  const kept: unknown = doc.attrs.sourceLines;
  const sourceLines = isSourceLines(kept) ? kept : null;
  const writer = new Writer(sourceLines?.newline ?? "\n", wordsOf(String(doc.attrs.language)));
  const metadata = (slot: SourceLine["slot"]) => {
    for (const line of sourceLines?.lines ?? [])
      if (line.slot === slot) writer.metadataLine(line, fieldText(doc, line, bylineName));
    const hasByline = sourceLines?.lines.some((line) => line.field === "bylines") ?? false;
    if (slot !== "headline" || hasByline) return;
    const byline = writtenByline(doc, bylineName);
    if (byline !== "") writer.line(byline);
  };
  writer.literal(sourceLines?.lead ?? "");
  metadata("top");
  writer.block(doc.child(0));
  metadata("headline");
  writer.block(doc.child(1));
  metadata("standfirst");
  for (let index = 2; index < doc.childCount; index += 1) writer.block(doc.child(index));
  return writer.finish(sourceLines?.end);
}

/** What a metadata field holds, in the form `SourceLine.value` remembers it, to tell whether it was changed. */
function fieldValue(doc: Node, field: SourceLine["field"]): string {
  if (field === "bylines") return bylinesValue(bylinesOf(doc));
  const value: unknown = doc.attrs[field];
  return typeof value === "string" ? value : "";
}

/** Bylines in one line, as `SourceLine.value` remembers them: ids in order, each with its part. */
export function bylinesValue(bylines: readonly Byline[]): string {
  return bylines.map(({ id, part }) => (part === "" ? id : `${id}:${part}`)).join(",");
}

/** The words a canonical text needs, by language. */
const words = {
  en: { by: "By", and: "and", updated: "Last updated", question: "Q: ", answer: "A: ", source: "Source" },
  es: {
    by: "Por",
    and: "y",
    updated: "Última actualización:",
    question: "P: ",
    answer: "R: ",
    source: "Fuente",
  },
} as const;
type Words = (typeof words)[keyof typeof words];

function wordsOf(language: string): Words {
  return language === "es" || language.startsWith("es-") ? words.es : words.en;
}

function fieldText(doc: Node, line: SourceLine, bylineName: NonNullable<TextOptions["bylineName"]>): string {
  const value = fieldValue(doc, line.field);
  if (value === line.value) return line.text;
  const local = wordsOf(String(doc.attrs.language));
  if (line.field === "bylines") {
    const names = bylineNames(bylinesOf(doc), bylineName, local.and);
    if (names === "") return "";
    // As the line began: "by", "Por", whatever it was.
    const began = /^\s*\p{L}+/u.exec(line.text)?.[0] ?? local.by;
    return `${began} ${names}`;
  }
  if (line.field !== "statedUpdated" || value === "") return value;
  return `${local.updated} ${writtenDate(value, String(doc.attrs.language))}`;
}

/** "By Ana Ruiz and Ben Oduya", in the document's language; empty where no name is known. */
export function writtenByline(doc: Node, bylineName: TextOptions["bylineName"] = () => null): string {
  const { by, and } = wordsOf(String(doc.attrs.language));
  const names = bylineNames(bylinesOf(doc), bylineName, and);
  return names === "" ? "" : `${by} ${names}`;
}

function bylinesOf(doc: Node): Byline[] {
  return Array.isArray(doc.attrs.bylines) ? doc.attrs.bylines : [];
}

function bylineNames(
  bylines: readonly Byline[],
  bylineName: NonNullable<TextOptions["bylineName"]>,
  and: string,
): string {
  const names = bylines.map(({ id }) => bylineName(id) ?? "").filter((name) => name !== "");
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${and} ${last}`;
}

/** What a block's canonical form has before it, and how far the block after it stands. */
type Canonical = { before: string; gap: "line" | "blank line" };

const apart: Canonical = { before: "", gap: "blank line" };

class Writer {
  readonly words: Words;
  private readonly newline: string;
  private text = "";
  /** What stands between the last block and the next one. */
  private gap = "";
  /** What stands after the last block when there is no next one; null before the first. */
  private end: string | null = null;

  constructor(newline: string, local: Words) {
    this.newline = newline;
    this.words = local;
  }

  literal(text: string): void {
    this.text += text;
  }

  line(text: string): void {
    this.piece(text, null, apart);
  }

  metadataLine(line: SourceLine, text: string): void {
    this.piece(text, { before: line.before, after: line.after }, apart);
  }

  /** `end` is what stood after the last words of the imported text, whichever words are the last now. */
  finish(end?: string): string {
    return this.end === null ? this.text : this.text + (end ?? this.end);
  }

  block(node: Node, canonical: Canonical = apart): void {
    switch (node.type.name) {
      case "bulletList":
      case "orderedList":
        this.list(node, canonical);
        break;
      case "blockquote":
      case "pullQuote":
        this.each(node, (child) => {
          this.block(child, { ...apart, before: child.type.name === "attribution" ? "— " : "> " });
        });
        break;
      case "callout":
        this.callout(node);
        break;
      case "faqPair":
        this.pair(node);
        break;
      case "fact":
        this.fact(node);
        break;
      case "figure":
        this.figure(node);
        break;
      case "table":
        this.each(node, (row, index) => {
          this.row(row, index === node.childCount - 1 ? "blank line" : "line");
        });
        break;
      case "divider":
        this.divider(node);
        break;
      case "embed":
        this.piece(embedText(node), null, apart);
        break;
      default:
        if (node.isTextblock) this.textblock(node, canonical);
        else this.each(node, (child) => this.block(child));
    }
  }

  private textblock(node: Node, canonical: Canonical): void {
    const source = sourceOf(node);
    this.piece(this.literalText(node, source), source, canonical);
  }

  private each(node: Node, write: (child: Node, index: number) => void): void {
    node.forEach((child, _offset, index) => {
      write(child, index);
    });
  }

  private list(node: Node, { before: outer, gap: outerGap }: Canonical): void {
    const start = typeof node.attrs.start === "number" ? node.attrs.start : 1;
    const indent = outer.trim() === "" && outer !== "" ? outer : "  ";
    const isOrdered = node.type.name === "orderedList";
    const model = siblingBefore(node) ?? (isOrdered ? `${indent}1. ` : `${indent}• `);
    this.each(node, (item, index) => {
      const marker = isOrdered ? model.replace(/\d+/, String(start + index)) : model;
      const gap = index === node.childCount - 1 ? outerGap : "line";
      this.each(item, (child, place) => {
        const before = place === 0 ? marker : " ".repeat(marker.length);
        this.block(child, { before, gap: place === item.childCount - 1 ? gap : "line" });
      });
    });
  }

  private callout(node: Node): void {
    const label = node.child(0);
    this.each(node.child(1), (child, index) => {
      const isOneLine = child.type.name === "paragraph" && child.content.size > 0;
      if (index === 0 && isOneLine && label.content.size > 0) {
        this.labelled(label, child);
        return;
      }
      if (index === 0) this.textblock(label, apart);
      this.block(child);
    });
  }

  /** A label and its text on one line: "Note: the words". */
  private labelled(label: Node, value: Node, addition = ""): void {
    const ofLabel = sourceOf(label);
    const ofValue = sourceOf(value);
    const words = textOf(label);
    const joint = ofLabel ? ofLabel.after : /[?!:.…]$/.test(words) ? " " : ": ";
    const line = words + joint + this.literalText(value, ofValue) + addition;
    const source = { before: ofLabel?.before ?? "", after: ofValue?.after ?? "" };
    this.piece(line, ofLabel || ofValue ? source : null, apart);
  }

  private pair(node: Node): void {
    this.block(node.child(0), { before: this.words.question, gap: "line" });
    this.each(node.child(1), (child, index) => {
      this.block(child, { ...apart, before: index === 0 ? this.words.answer : "" });
    });
  }

  private fact(node: Node): void {
    const [label, value, origin] = [node.child(0), node.child(1), node.child(2)];
    const words = textOf(origin);
    const addition = words === "" ? "" : ` (${this.words.source}: ${words})`;
    if (label.content.size === 0) this.block(value);
    else if (value.content.size === 0 && words === "") this.block(label);
    else this.labelled(label, value, addition);
  }

  private figure(node: Node): void {
    const [alt, caption, credit] = [textOf(node.child(0)), textOf(node.child(1)), textOf(node.child(2))];
    const words = [caption || alt, credit === "" ? "" : `(${credit})`]
      .filter((text) => text !== "")
      .join(" ");
    this.piece(words === "" ? "" : `[${words}]`, null, apart);
  }

  private row(node: Node, gap: Canonical["gap"]): void {
    const cells: string[] = [];
    this.each(node, (cell) => {
      cells.push(unwrapped(textOf(cell)));
    });
    this.piece(cells.join("\t"), null, { before: "", gap });
  }

  private divider(node: Node): void {
    const source = sourceOf(node);
    if (source) this.piece(source.before, { before: "", after: source.after }, apart);
    else this.piece("* * *", null, apart);
  }

  /** A block's words, with the line breaks they were imported with where they are still the same words. */
  private literalText(node: Node, source: Source | null): string {
    const text = node.textBetween(0, node.content.size, "", (leaf) =>
      leaf.type.name === "hardBreak" ? String(leaf.attrs.source ?? this.newline) : inlineText(leaf),
    );
    const wrapped = source?.wrapped;
    return wrapped !== undefined && unwrapped(wrapped) === unwrapped(text) ? wrapped : text;
  }

  /** Writes one block. An empty one is left out together with what stood around it. */
  private piece(text: string, source: Source | null, canonical: Canonical): void {
    if (text === "") return;
    this.text += this.gap + (source ? source.before : canonical.before) + text;
    const isApart = source !== null && /[\r\n]/.test(source.after);
    const gap = isApart ? "" : this.newline.repeat(canonical.gap === "line" ? 1 : 2);
    this.gap = (source?.after ?? "") + gap;
    this.end = source ? source.after : this.newline;
  }
}

/** What stands before the words of an item that was imported into this list: a new item takes it over. */
function siblingBefore(list: Node): string | null {
  for (let index = 0; index < list.childCount; index += 1) {
    const first = list.child(index).firstChild;
    const before = (first && sourceOf(first)?.before) ?? "";
    if (before.trim() !== "") return before;
  }
  return null;
}

/** A text in one line: each line break, with the white space around it, is one space. */
function unwrapped(text: string): string {
  const [first = "", ...rest] = text.split(/\r\n|\n|\r/);
  return rest.reduce((joined, line) => `${joined.trimEnd()} ${line.trimStart()}`, first);
}

function sourceOf(node: Node): Source | null {
  const source: unknown = node.attrs.source;
  return isSource(source) ? source : null;
}

function inlineText(leaf: Node): string {
  if (leaf.type.name === "factRef") return String(leaf.attrs.text);
  if (leaf.type.name !== "sourceNote") return "";
  const { text, url } = leaf.attrs;
  return ` [${[text, url].filter((part) => part !== "").join(", ")}]`;
}

function embedText(node: Node): string {
  const { title, url } = node.attrs;
  return [title, url].filter((part) => part !== "").join(": ");
}
