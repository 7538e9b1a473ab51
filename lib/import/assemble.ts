import type { SourceLine } from "@/lib/document/attributes";
import type { CalloutKind } from "@/lib/document/nodes/callout";
import { readDate } from "@/lib/document/partial-date";
import type { LineKind } from "./kinds.ts";
import type { Line } from "./lines.ts";
import {
  answerIn,
  bulletIn,
  bylineIn,
  calloutIn,
  labelIn,
  leadLength,
  numberIn,
  questionIn,
  quoteIn,
  saysNoneKnown,
  stampIn,
} from "./recognise.ts";

type Json = Record<string, unknown>;

/** A name in the byline, to be found or made a row; see `withBylines` of `plain-text.ts`. */
export type ImportedByline = { name: string; part: string; kind: "person" | "role" };

/** The parts of a document, from lines whose kinds are known. */
export type Assembled = {
  headline: Json;
  standfirst: Json;
  blocks: Json[];
  metadata: SourceLine[];
  bylines: ImportedByline[];
  statedUpdated: string | null;
};

/** Builds the blocks of a document, each with the literal characters around its words. */
export function assemble(lines: Line[], kinds: LineKind[]): Assembled {
  const assembly = new Assembly();
  lines.forEach((line, index) => {
    assembly.add(line, kinds[index] ?? "paragraph");
  });
  return assembly.result();
}

/** The words of one text block as they are gathered, in one line and in their literal form. */
class Words {
  private readonly before: string;
  private after: string;
  private literal: string;
  private readonly pieces: (string | { lineBreak: string })[];
  private isWrapped = false;
  private readonly lead: number;

  constructor(before: string, text: string, after: string, lead = 0) {
    this.before = before;
    this.after = after;
    this.literal = text;
    this.pieces = [text];
    this.lead = lead;
  }

  goOn(line: Line, kind: "wrapped" | "lineBreak"): void {
    const lineBreak = /\r\n|\n|\r/.exec(this.after)?.[0] ?? "\n";
    if (kind === "wrapped") this.pieces.push(` ${line.words}`);
    else this.pieces.push({ lineBreak }, line.words);
    this.literal += this.after + line.indent + line.words;
    this.after = line.after;
    this.isWrapped = true;
  }

  get text(): string {
    return this.pieces.map((piece) => (typeof piece === "string" ? piece : "\n")).join("");
  }

  node(type: string, attrs: Json = {}): Json {
    const source = { before: this.before, after: this.after };
    return {
      type,
      attrs: { ...attrs, source: this.isWrapped ? { ...source, wrapped: this.literal } : source },
      content: this.content(),
    };
  }

  private content(): Json[] {
    const [first = "", ...rest] = this.pieces;
    const opening =
      typeof first === "string" && this.lead > 0
        ? [{ ...text(first.slice(0, this.lead)), marks: [{ type: "bold" }] }, text(first.slice(this.lead))]
        : [inline(first)];
    return [...opening, ...rest.map(inline)];
  }
}

function text(words: string): Json {
  return { type: "text", text: words };
}

function inline(piece: string | { lineBreak: string }): Json {
  if (typeof piece === "string") return text(piece);
  return { type: "hardBreak", attrs: { source: piece.lineBreak } };
}

/** A block that further lines may join. */
type Open =
  | { kind: "list"; isOrdered: boolean; start: number; items: Words[] }
  | { kind: "quote"; paragraphs: Words[] }
  | { kind: "facts"; facts: { label: Words; value: Words }[] }
  | { kind: "faq"; heading: Words | null; pairs: { question: Words; answers: Words[] }[] };

const calloutKinds: Partial<Record<LineKind, CalloutKind>> = {
  didYouKnow: "didYouKnow",
  proTip: "proTip",
  note: "note",
  context: "context",
};

class Assembly {
  private headline: Json = { type: "headline" };
  private standfirst: Json = { type: "standfirst" };
  private slot: SourceLine["slot"] = "top";
  private readonly metadata: SourceLine[] = [];
  private readonly blocks: (() => Json)[] = [];
  private bylines: ImportedByline[] = [];
  private statedUpdated: string | null = null;
  private open: Open | null = null;
  /** The text that a wrapped line goes on with. */
  private last: Words | null = null;

  result(): Assembled {
    return {
      headline: this.headline,
      standfirst: this.standfirst,
      blocks: this.blocks.map((make) => make()),
      metadata: this.metadata,
      bylines: this.bylines,
      statedUpdated: this.statedUpdated,
    };
  }

  add(line: Line, kind: LineKind): void {
    switch (kind) {
      case "wrapped":
      case "lineBreak":
        this.last?.goOn(line, kind);
        break;
      case "headline":
        this.headline = whole(line).node("headline");
        this.slot = "headline";
        break;
      case "standfirst":
        this.standfirst = whole(line).node("standfirst");
        this.slot = "standfirst";
        break;
      case "seoTitle":
        this.field("seoTitle", line, line.words);
        break;
      case "kicker":
        this.field("kicker", line, line.words);
        break;
      case "byline":
        this.byline(line);
        break;
      case "updated":
        this.statedUpdated = stampIn(line.words);
        this.field("statedUpdated", line, this.statedUpdated ?? "");
        break;
      case "bullet":
      case "numbered":
        this.item(line, kind === "numbered");
        break;
      case "quote":
        this.quote(line);
        break;
      case "faqHeading":
        this.faqHeading(line);
        break;
      case "question":
        this.question(line);
        break;
      case "answer":
        this.answer(line);
        break;
      case "fact":
        this.fact(line);
        break;
      case "divider":
        this.divider(line);
        break;
      case "related":
        this.simple(line, (words) => ({ type: "related", content: [words.node("relatedHeading")] }));
        break;
      case "heading":
        this.simple(line, (words) => words.node("heading", { level: 2 }));
        break;
      case "subheading":
        this.simple(line, (words) => words.node("heading", { level: 3 }));
        break;
      case "paragraph":
      case "callToAction":
      case "commentPrompt":
        this.simple(line, (words) => words.node(kind));
        break;
      default:
        this.callout(line, calloutKinds[kind] ?? "note");
    }
  }

  private field(field: SourceLine["field"], line: Line, value: string): void {
    const { indent: before, words, after } = line;
    this.metadata.push({ field, slot: this.slot, value, before, text: words, after });
  }

  private byline(line: Line): void {
    const names = bylineIn(line.words) ?? [];
    this.bylines = names.map(({ name, kind }) => ({ name, part: "", kind }));
    // Until the names are rows the document has no bylines, and the line stands for none.
    this.field("bylines", line, "");
  }

  private simple(line: Line, node: (words: Words) => Json): void {
    const words = whole(line);
    this.close(words);
    this.blocks.push(() => node(words));
  }

  private close(last: Words | null): void {
    this.open = null;
    this.last = last;
  }

  private item(line: Line, isOrdered: boolean): void {
    const marked = isOrdered ? numberIn(line.words) : bulletIn(line.words);
    const { before, text: words } = marked ?? { before: "", text: line.words };
    const item = new Words(line.indent + before, words, line.after, leadLength(words));
    this.last = item;
    if (this.open?.kind === "list" && this.open.isOrdered === isOrdered) {
      this.open.items.push(item);
      return;
    }
    const start = isOrdered ? (numberIn(line.words)?.number ?? 1) : 1;
    const list = { kind: "list" as const, isOrdered, start, items: [item] };
    this.open = list;
    this.blocks.push(() => {
      const content = list.items.map((words) => ({ type: "listItem", content: [words.node("paragraph")] }));
      if (!isOrdered) return { type: "bulletList", content };
      return { type: "orderedList", attrs: { start }, content };
    });
  }

  private quote(line: Line): void {
    const words = without(line, quoteIn(line.words));
    this.last = words;
    if (this.open?.kind === "quote") {
      this.open.paragraphs.push(words);
      return;
    }
    const quote = { kind: "quote" as const, paragraphs: [words] };
    this.open = quote;
    this.blocks.push(() => ({
      type: "blockquote",
      content: quote.paragraphs.map((paragraph) => paragraph.node("paragraph")),
    }));
  }

  private faq(): Extract<Open, { kind: "faq" }> {
    if (this.open?.kind === "faq") return this.open;
    const faq: Extract<Open, { kind: "faq" }> = { kind: "faq", heading: null, pairs: [] };
    this.open = faq;
    this.blocks.push(() => {
      // A heading by hand, with no question after it.
      if (faq.pairs.length === 0) return faq.heading?.node("heading", { level: 2 }) ?? { type: "paragraph" };
      const pairs = faq.pairs.map(({ question, answers }) => ({
        type: "faqPair",
        content: [question.node("faqQuestion"), { type: "faqAnswer", content: paragraphs(answers) }],
      }));
      return { type: "faq", content: faq.heading ? [faq.heading.node("faqHeading"), ...pairs] : pairs };
    });
    return faq;
  }

  private faqHeading(line: Line): void {
    this.open = null;
    const words = whole(line);
    this.faq().heading = words;
    this.last = words;
  }

  private question(line: Line): void {
    const question = without(line, questionIn(line.words));
    this.faq().pairs.push({ question, answers: [] });
    this.last = question;
  }

  private answer(line: Line): void {
    const pair = this.faq().pairs.at(-1);
    const isFirst = pair?.answers.length === 0;
    const answer = isFirst ? without(line, answerIn(line.words)) : whole(line);
    pair?.answers.push(answer);
    this.last = answer;
  }

  private fact(line: Line): void {
    const { label, joint, text: words } = labelIn(line.words) ?? { label: "", joint: "", text: line.words };
    const fact = { label: new Words(line.indent, label, joint), value: new Words("", words, line.after) };
    this.last = fact.value;
    if (this.open?.kind === "facts") {
      this.open.facts.push(fact);
      return;
    }
    const facts = { kind: "facts" as const, facts: [fact] };
    this.open = facts;
    this.blocks.push(() => ({ type: "factList", content: facts.facts.map(factNode) }));
  }

  private callout(line: Line, kind: CalloutKind): void {
    const found = calloutIn(line.words) ?? labelIn(line.words);
    const label = found
      ? new Words(line.indent, found.label, found.joint).node("calloutLabel")
      : { type: "calloutLabel" };
    const body = found ? new Words("", found.text, line.after) : whole(line);
    this.close(body);
    this.blocks.push(() => ({
      type: "callout",
      attrs: { kind },
      content: [label, { type: "calloutBody", content: [body.node("paragraph")] }],
    }));
  }

  private divider(line: Line): void {
    this.close(null);
    const source = { before: line.indent + line.words, after: line.after };
    this.blocks.push(() => ({ type: "divider", attrs: { source } }));
  }
}

function whole(line: Line): Words {
  return new Words(line.indent, line.words, line.after);
}

function without(line: Line, cut: { before: string; text: string } | null): Words {
  return cut ? new Words(line.indent + cut.before, cut.text, line.after) : whole(line);
}

function paragraphs(words: Words[]): Json[] {
  return words.length > 0 ? words.map((paragraph) => paragraph.node("paragraph")) : [{ type: "paragraph" }];
}

function factNode({ label, value }: { label: Words; value: Words }): Json {
  const read = readDate(value.text);
  return {
    type: "fact",
    attrs: {
      status: saysNoneKnown(value.text) ? "none_known" : "known",
      datePrecision: read?.precision ?? "none",
      date: read?.date ?? null,
    },
    content: [label.node("factLabel"), value.node("factValue"), { type: "factSource" }],
  };
}
