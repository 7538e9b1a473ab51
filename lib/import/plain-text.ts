import {
  type Byline,
  isSourceLines,
  rules,
  type SourceLine,
  type SourceLines,
} from "@/lib/document/attributes";
import { checkDocument } from "@/lib/document/check";
import { LIMITS, TEXT_LIMITS } from "@/lib/document/limits";
import { bylinesValue } from "@/lib/document/text";
import { Invalid } from "@/lib/errors";
import { assemble, type ImportedByline } from "./assemble.ts";
import { HEAD_KINDS, isLineKind, type LineKind } from "./kinds.ts";
import { type Line, linesOf } from "./lines.ts";
import {
  answerIn,
  bulletIn,
  bylineIn,
  calloutIn,
  endsSentence,
  isBodyLike,
  isCommentPrompt,
  isDivider,
  isFaqHeading,
  isHeadingLike,
  isInvitation,
  isRelatedHeading,
  isTitleLike,
  labelIn,
  languageOf,
  numberIn,
  questionIn,
  quoteIn,
  stampIn,
} from "./recognise.ts";

/** What a line was taken for, and what else it may be: to be shown and changed before the import is kept. */
type Choice = { line: number; words: string; kind: LineKind; allowed: LineKind[] };

/** What lines are, by their number. */
type Changes = Readonly<Record<string, LineKind>>;

export type ImportOptions = {
  kind: "story" | "tracker";
  /** What lines are, by their number, where the rules were wrong. */
  changes?: Changes;
};

export type Imported = {
  /** ProseMirror JSON, checked. Blocks have no ids yet, and the bylines are beside it. */
  document: Json;
  choices: Choice[];
  bylines: ImportedByline[];
};

/**
 * Turns a plain text into an article's document.
 *
 * Every line that is not blank becomes one thing, told by its shape, its place and its first words in English or Spanish;
 * `changes` says otherwise for single lines. The literal characters around the words are kept, so that the unchanged
 * document is exported as the very text (lib/document/text.ts). The lede stays a paragraph: it is the first of the story, and
 * nothing in a plain text tells a summary from it.
 *
 * Throws Invalid for a text with NUL or half characters, over the limits of a document, or changes that cannot be.
 */
export function importText(text: string, { kind, changes = {} }: ImportOptions): Imported {
  if (text.includes("\0"))
    throw new Invalid({ text: "This is not a plain text: it holds NUL characters. Choose a text file." });
  if (!text.isWellFormed())
    throw new Invalid({ text: "This text is damaged: it holds halves of characters. Save it as UTF-8." });
  const { lead, newline, lines } = linesOf(text);
  if (lines.length > LIMITS.nodes)
    throw new Invalid({ text: `A text may have ${LIMITS.nodes} lines at most; import it in parts.` });
  refuseUnknown(changes, lines);
  const kinds = classified(lines, kind, changes);
  refuseImpossible(lines, kinds, changes);
  const { blocks, headline, standfirst, metadata, bylines, statedUpdated } = assemble(lines, kinds);
  const sourceLines: SourceLines = { lead, end: lines.at(-1)?.after ?? "", newline, lines: metadata };
  const first = (field: SourceLine["field"]) => metadata.find((line) => line.field === field)?.value ?? "";
  const document = {
    type: "doc",
    attrs: {
      seoTitle: first("seoTitle"),
      kicker: first("kicker"),
      language: languageOf(text),
      statedUpdated,
      sourceLines,
    },
    content: [headline, standfirst, ...(blocks.length > 0 ? blocks : [{ type: "paragraph" }])],
  };
  return { document: checkDocument(document).toJSON(), choices: choicesOf(lines, kinds), bylines };
}

/**
 * The document with the rows its bylines were found as or made, in the order of `Imported.bylines`. The line they were read
 * from stays as it was written. Two names that turned out to be one byline are kept once.
 */
export function withBylines(document: Json, found: readonly Byline[]): Json {
  const attrs: Json = isObject(document.attrs) ? document.attrs : {};
  const bylines = found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
  const { sourceLines } = attrs;
  if (!isSourceLines(sourceLines)) return { ...document, attrs: { ...attrs, bylines } };
  const value = bylinesValue(bylines);
  const lines = sourceLines.lines.map((line) => (line.field === "bylines" ? { ...line, value } : line));
  return { ...document, attrs: { ...attrs, bylines, sourceLines: { ...sourceLines, lines } } };
}

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseUnknown(changes: Changes, lines: Line[]): void {
  const numbers = new Set(lines.map((line) => String(line.number)));
  for (const [number, kind] of Object.entries(changes)) {
    if (!isLineKind(kind) || !numbers.has(number))
      throw new Invalid({ [`changes.${number}`]: "There is no such line, or no such kind of line." });
  }
}

function refuseImpossible(lines: Line[], kinds: LineKind[], changes: Changes): void {
  let lastHead = 0;
  kinds.forEach((kind, index) => {
    const line = lines[index];
    if (!line) return;
    const refuse = (message: string) => {
      const at = changes[line.number] === undefined ? Object.keys(changes)[0] : line.number;
      throw new Invalid({ [`changes.${at}`]: `Line ${line.number}: ${message}` });
    };
    if (!fits(kind, line, above(kinds, index))) refuse("this line cannot be that.");
    if (!HEAD_KINDS.has(kind)) return;
    if (lastHead !== index) refuse("what is about the article stands before its first paragraph.");
    lastHead = index + 1;
    if (kinds.indexOf(kind) !== index) refuse("there is one of these already.");
    if (kind === "headline" && kinds.slice(0, index).includes("standfirst"))
      refuse("the headline stands before the standfirst.");
  });
}

/** What the block above a line began as: lines that go on with it are passed over. */
function above(kinds: LineKind[], index: number): LineKind | undefined {
  for (let before = index - 1; before >= 0; before -= 1) {
    const kind = kinds[before];
    if (kind !== "wrapped" && kind !== "lineBreak") return kind;
  }
  return undefined;
}

/** Whether a line can be of a kind at all, whatever the rules say. */
function fits(kind: LineKind, line: Line, opener: LineKind | undefined): boolean {
  const { words } = line;
  const isWithin = (limit: number | undefined) => words.length <= (limit ?? Number.POSITIVE_INFINITY);
  switch (kind) {
    case "seoTitle":
    case "kicker":
      return isShortText(words);
    case "headline":
      return isWithin(TEXT_LIMITS.headline);
    case "standfirst":
      return isWithin(TEXT_LIMITS.standfirst);
    case "byline":
      return (bylineIn(words) ?? []).length > 0 && isShortText(words);
    case "updated":
      return stampIn(words) !== null && isShortText(words);
    case "heading":
    case "subheading":
      return isWithin(TEXT_LIMITS.heading);
    case "faqHeading":
    case "related":
    case "commentPrompt":
      return isWithin(LIMITS.title);
    case "wrapped":
    case "lineBreak":
      return line.isAdjacent && opener !== undefined && holdsMore(opener);
    case "answer":
      return opener === "question" || opener === "answer";
    case "fact":
      return labelIn(words) !== null;
    default:
      return true;
  }
}

/** Kinds whose text another line may go on with. */
function holdsMore(kind: LineKind): boolean {
  return (
    !HEAD_KINDS.has(kind) &&
    !["divider", "heading", "subheading", "faqHeading", "related", "commentPrompt"].includes(kind)
  );
}

function isShortText(words: string): boolean {
  try {
    rules.shortText(LIMITS.title)(words);
    return true;
  } catch {
    return false;
  }
}

const offered: readonly LineKind[] = [
  "paragraph",
  "heading",
  "subheading",
  "wrapped",
  "lineBreak",
  "bullet",
  "numbered",
  "quote",
  "didYouKnow",
  "proTip",
  "note",
  "context",
  "faqHeading",
  "question",
  "answer",
  "fact",
  "divider",
  "callToAction",
  "related",
  "commentPrompt",
];

function choicesOf(lines: Line[], kinds: LineKind[]): Choice[] {
  const headEnd = kinds.findIndex((kind) => !HEAD_KINDS.has(kind));
  const lastHead = headEnd === -1 ? lines.length : headEnd;
  return lines.map((line, index) => {
    const as = kinds[index] ?? "paragraph";
    const allowed = [...(index <= lastHead ? HEAD_KINDS : []), ...offered].filter(
      (kind) =>
        kind !== as && (kind !== "divider" || isDivider(line.words)) && fits(kind, line, above(kinds, index)),
    );
    return { line: line.number, words: line.words, kind: as, allowed };
  });
}

/** What each line is: what the changes say, else what the rules for the head of the text and then for its body say. */
function classified(lines: Line[], kind: ImportOptions["kind"], changes: Changes): LineKind[] {
  const kinds = headOf(lines, kind, changes);
  for (let index = kinds.length; index < lines.length; index += 1) {
    const line = lines[index];
    if (line) kinds.push(changes[line.number] ?? bodyKind(lines, index, kinds, kind));
  }
  return kinds;
}

function headOf(lines: Line[], kind: ImportOptions["kind"], changes: Changes): LineKind[] {
  const kinds: LineKind[] = [];
  const given = new Set(Object.values(changes));
  const isFree = (wanted: LineKind) => !kinds.includes(wanted) && !given.has(wanted);
  for (const [index, line] of lines.entries()) {
    const said = changes[line.number];
    if (said && !HEAD_KINDS.has(said)) break;
    const found = said ?? headKind(lines, index, kinds, isFree, kind);
    if (!found) break;
    kinds.push(found);
  }
  return kinds;
}

function headKind(
  lines: Line[],
  index: number,
  before: LineKind[],
  isFree: (kind: LineKind) => boolean,
  kind: ImportOptions["kind"],
): LineKind | null {
  const line = lines[index];
  if (!line) return null;
  const { words } = line;
  if (isFree("byline") && fits("byline", line, undefined)) return "byline";
  if (isFree("updated") && fits("updated", line, undefined)) return "updated";
  if (before.includes("headline")) return null;
  if (!isTitle(lines, index, kind)) return null;
  // Titles for search engines name more than the story, divided by a bar, and the story's own title follows.
  const ownTitleFollows = lines
    .slice(index + 1, index + 4)
    .some(
      (next, offset) =>
        isTitle(lines, index + 1 + offset, kind) && !bylineIn(next.words) && !stampIn(next.words),
    );
  if (isFree("seoTitle") && / [|｜] /.test(words) && ownTitleFollows && fits("seoTitle", line, undefined))
    return "seoTitle";
  if (isFree("headline")) return words.length <= LIMITS.title ? "headline" : null;
  // The headline was chosen by hand further down: what stands above it is about the article.
  if (isFree("seoTitle") && fits("seoTitle", line, undefined)) return "seoTitle";
  return isFree("kicker") && fits("kicker", line, undefined) ? "kicker" : null;
}

function isTitle(lines: Line[], index: number, kind: ImportOptions["kind"]): boolean {
  const words = lines[index]?.words ?? "";
  if (kind === "tracker" && index > 0 && labelIn(words)) return false;
  if (isTitleLike(words))
    return !isFaqHeading(words) && !questionIn(words) && !numberIn(words) && !quoteIn(words);
  // A short sentence alone at the top is a headline too, when a text follows.
  return (
    index === 0 &&
    words.length <= 120 &&
    endsSentence(words) &&
    lines.length > 1 &&
    lines[1]?.isAdjacent === false
  );
}

function bodyKind(lines: Line[], index: number, kinds: LineKind[], kind: ImportOptions["kind"]): LineKind {
  const line = lines[index];
  if (!line) return "paragraph";
  const { words } = line;
  const next = lines[index + 1]?.words ?? "";
  const before = kinds[index - 1];
  const fromEnd = lines.length - index;
  if (isDivider(words)) return "divider";
  if (isAnswer(lines, index, kinds)) return "answer";
  if (questionIn(words) && answerIn(next)) return "question";
  if (isFaqHeading(words) && questionIn(next)) return "faqHeading";
  if (isListed(lines, index)) return "bullet";
  if (isNumbered(lines, index, before)) return "numbered";
  if (quoteIn(words)) return "quote";
  const box = calloutIn(words);
  if (box) return box.kind;
  if (kind === "tracker" && isFact(lines, index, before)) return "fact";
  if (isRelatedHeading(words)) return "related";
  if (isCommentPrompt(words) && fromEnd <= 4) return "commentPrompt";
  if (goesOn(lines, index, before)) return "wrapped";
  if (isHeading(lines, index, before)) return "heading";
  if (fromEnd <= 6 && isInvitation(words)) return "callToAction";
  return "paragraph";
}

function isAnswer(lines: Line[], index: number, kinds: LineKind[]): boolean {
  const words = lines[index]?.words ?? "";
  const opened = above(kinds, index);
  if (opened === "question") return answerIn(words) !== null;
  if (opened !== "answer" || questionIn(words) || lines[index]?.isAdjacent || isHeadingLike(words))
    return false;
  // A further paragraph of an answer: another question follows soon, and nothing but text is between.
  const soon = lines.slice(index + 1, index + 4);
  const question = soon.findIndex((line) => questionIn(line.words));
  return question !== -1 && soon.slice(0, question).every((line) => !isHeadingLike(line.words));
}

function isListed(lines: Line[], index: number): boolean {
  const marker = (at: number) => bulletIn(lines[at]?.words ?? "")?.before.trim();
  const own = marker(index);
  if (own === undefined) return false;
  // A single dash may begin a line of speech.
  return !["–", "·"].includes(own) || marker(index - 1) === own || marker(index + 1) === own;
}

function isNumbered(lines: Line[], index: number, before: LineKind | undefined): boolean {
  const number = (at: number) => numberIn(lines[at]?.words ?? "")?.number;
  const own = number(index);
  if (own === undefined) return false;
  return (before === "numbered" && number(index - 1) === own - 1) || number(index + 1) === own + 1;
}

/** In a tracker: a labelled line at its head, or among other labelled lines. */
function isFact(lines: Line[], index: number, before: LineKind | undefined): boolean {
  const isLabelled = (at: number) => labelIn(lines[at]?.words ?? "") !== null;
  if (!isLabelled(index)) return false;
  return before === undefined || HEAD_KINDS.has(before) || before === "fact" || isLabelled(index + 1);
}

/** A line that was broken by a fixed width: the line above is nearly full, and the sentence goes on. */
function goesOn(lines: Line[], index: number, before: LineKind | undefined): boolean {
  const line = lines[index];
  const above = lines[index - 1]?.words ?? "";
  if (!line?.isAdjacent || before === undefined || !holdsMore(before)) return false;
  if (above.length < 45 || above.length > 110) return false;
  if (/^\p{Ll}/u.test(line.words)) return true;
  return !endsSentence(above) && !/[:;]$/.test(above);
}

function isHeading(lines: Line[], index: number, before: LineKind | undefined): boolean {
  const line = lines[index];
  const next = lines[index + 1];
  if (!line || !next || !isHeadingLike(line.words)) return false;
  if (line.isAdjacent && before === "paragraph" && next.isAdjacent) return false;
  if (next.isAdjacent && /^\p{Ll}/u.test(next.words)) return false;
  return isBodyLike(next.words);
}
