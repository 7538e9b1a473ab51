import type { Command } from "@tiptap/pm/state";
import { depthOf } from "./places";

/**
 * Bold lead of a list item: the words up to and with the first colon, or the first sentence; the first three words where
 * there is neither. Run again it takes the bold away.
 */
export const boldLead: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const item = depthOf($from, "listItem");
  const { bold } = state.schema.marks;
  const line = item === null ? null : $from.node(item).firstChild;
  if (item === null || !line || !bold || line.textContent.trim() === "") return false;
  const start = $from.start(item) + 1;
  const text = line.textBetween(0, line.content.size, undefined, "￼");
  const end = start + leadLength(text);
  const tr = state.doc.rangeHasMark(start, end, bold)
    ? state.tr.removeMark(start, end, bold)
    : state.tr.addMark(start, end, bold.create());
  dispatch?.(tr.removeStoredMark(bold));
  return true;
};

/** How many characters from the start make the lead of this line. */
export function leadLength(text: string): number {
  const colon = text.slice(0, 120).match(/^[^:]+:/);
  if (colon) return colon[0].length;
  const sentence = text.slice(0, 80).match(/^.+?[.!?](?=\s)/u);
  if (sentence) return sentence[0].length;
  return text.match(/^\s*\S+(?:\s+\S+){0,2}/u)?.[0].length ?? text.length;
}
