import type { EditorState, Transaction } from "@tiptap/pm/state";
import { curlyQuote } from "@/lib/document/typography";

export const QUOTE_TRIGGERS: ReadonlySet<string> = new Set(['"', "'"]);

/** The straight quote just typed, turned into the one the article's language uses. Code keeps its straight ones. */
export function smartQuote(state: EditorState, typed: string): Transaction | null {
  const { $from, empty } = state.selection;
  const quote = typed.slice(-1);
  if ((quote !== '"' && quote !== "'") || !empty || !$from.parent.isTextblock) return null;
  if ($from.marks().some((mark) => mark.type.name === "code")) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "￼");
  if (!before.endsWith(quote)) return null;
  const curly = curlyQuote(quote, before.slice(0, -1), String(state.doc.attrs.language));
  if (curly === quote) return null;
  return state.tr.insertText(curly, $from.pos - 1, $from.pos);
}
