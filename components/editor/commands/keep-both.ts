import type { EditorState, Transaction } from "@tiptap/pm/state";

/** Puts `mine` as a paragraph behind the block it belongs to (behind the last block when that is gone), so that both texts stand. */
export function bothTexts(
  state: EditorState,
  { blockId, mine }: { blockId: string | null; mine: string },
): Transaction | null {
  const { paragraph } = state.schema.nodes;
  const words = mine.trim();
  if (!paragraph || words === "") return null;
  let behind = state.doc.content.size;
  const title = state.doc.child(0).nodeSize + state.doc.child(1).nodeSize;
  state.doc.descendants((node, pos) => {
    if (blockId !== null && node.attrs.id === blockId) {
      const $pos = state.doc.resolve(pos);
      behind = $pos.depth === 0 ? pos + node.nodeSize : $pos.after(1);
    }
  });
  const lines = words.split(/\n+/).map((line) => paragraph.create(null, state.schema.text(line)));
  return state.tr.insert(Math.max(title, behind), lines);
}
