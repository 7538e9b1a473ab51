import type { Node } from "@tiptap/pm/model";
import type { Mappable, StepMap } from "@tiptap/pm/transform";

/** A pointer into text: from the first character's left to the last one's right, in positions of one document. */
export type AnchorRange = { from: number; to: number };

/** *anchored*: the words stand there. *changed*: other words do. *detached*: none are left. */
export type AnchorState = "anchored" | "changed" | "ambiguous" | "detached";

/**
 * Where a range is after a step. `from` sticks to what is on its right and `to` to what is on its left, so that
 * words written just before or after the range stay outside of it, and words written inside come in.
 */
export function mapAnchor(range: AnchorRange, map: Mappable): AnchorRange {
  const from = map.map(range.from, 1);
  return { from, to: Math.max(from, map.map(range.to, -1)) };
}

/** True when a step inserts or deletes something within the range, not merely beside or around it. */
export function isTouched(range: AnchorRange, map: StepMap): boolean {
  let touched = false;
  map.forEach((from, to) => {
    if (from < range.to && to > range.from) touched = true;
    if (from === to && from > range.from && from < range.to) touched = true;
  });
  return touched;
}

/** The words of a range as one line; blocks are joined by a space. */
export function quoteOf(document: Node, { from, to }: AnchorRange): string {
  const end = Math.min(to, document.content.size);
  return from >= end ? "" : document.textBetween(from, end, " ", "\uFFFC");
}

const folds: readonly [RegExp, string][] = [
  [/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, ""],
  [/[\u2018\u2019\u201A\u201B\u2032]/g, "'"],
  [/[\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB]/g, '"'],
  [/[\u2010-\u2015]/g, "-"],
  [/\u2026/g, "..."],
  [/\s+/g, " "],
];

/** Words as they are compared: typography and spacing fold, letters, digits, accents and punctuation do not. */
export function foldedWords(text: string): string {
  let folded = text.normalize("NFC");
  for (const [from, to] of folds) folded = folded.replace(from, to);
  return folded.trim();
}

/** What became of an anchor whose range is `range` now and whose words were `quote`. */
export function anchorState(document: Node, range: AnchorRange, quote: string): AnchorState {
  const now = quoteOf(document, range);
  if (now === "") return "detached";
  return foldedWords(now) === foldedWords(quote) ? "anchored" : "changed";
}
