import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { depthOf } from "./places";

/** Adds the line that says who said it to the quotation at the caret, or goes to the one that is there. */
export const addAttribution: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = depthOf($from, "blockquote", "pullQuote");
  const { attribution } = state.schema.nodes;
  if (depth === null || !attribution) return false;
  const quote = $from.node(depth);
  const tr = state.tr;
  const end = $from.end(depth);
  if (quote.lastChild?.type !== attribution) tr.insert(end, attribution.create());
  const inside = quote.lastChild?.type === attribution ? end - 1 : end + 1;
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, inside)).scrollIntoView());
  return true;
};

/** Adds a heading above the questions at the caret. */
export const addHeading: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const depth = depthOf($from, "faq");
  const { faqHeading } = state.schema.nodes;
  if (depth === null || !faqHeading || $from.node(depth).firstChild?.type === faqHeading) return false;
  const tr = state.tr.insert($from.start(depth), faqHeading.create());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.start(depth) + 1)).scrollIntoView());
  return true;
};

/** An empty line behind the caret's top-level block (behind the standfirst for the title), with the caret in it. */
export function newLineBehind(
  tr: Transaction,
  state: EditorState,
  dispatch: ((tr: Transaction) => void) | undefined,
): boolean {
  const { paragraph } = state.schema.nodes;
  if (!paragraph) return false;
  const { $to } = tr.selection;
  const title = tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize;
  const pos = Math.max(title, $to.depth > 0 ? $to.after(1) : tr.selection.to);
  if (dispatch) {
    tr.insert(pos, paragraph.create());
    tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
  }
  return true;
}
