import { Fragment, Slice } from "@tiptap/pm/model";
import { type Command, NodeSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep } from "@tiptap/pm/transform";
import { isItem } from "./places";

export type Direction = "up" | "down";

/** Position before the block that Alt+Shift+arrow moves: the item of a list, question or fact, else the whole block. */
function movable(state: Parameters<Command>[0]): { pos: number; depth: number } | null {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.$from.depth === 0)
    return { pos: selection.from, depth: 0 };
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth--) {
    if (isItem($from.node(depth))) return { pos: $from.before(depth), depth: depth - 1 };
  }
  return $from.depth > 0 ? { pos: $from.before(1), depth: 0 } : null;
}

/**
 * Moves the block at the selection past its neighbour, as one step in which the moved block is the untouched middle: words
 * others are typing into it, and the caret in it, stay where they are. An item at its list's edge moves the whole list.
 */
export function moveBlock(direction: Direction): Command {
  return (state, dispatch) => {
    const found = movable(state);
    if (!found) return false;
    if (moveAt(state.tr, found.pos, direction, dispatch)) return true;
    if (found.depth === 0) return true;
    const $pos = state.doc.resolve(found.pos);
    moveAt(state.tr, $pos.before(1), direction, dispatch);
    return true;
  };
}

function moveAt(
  tr: Transaction,
  pos: number,
  direction: Direction,
  dispatch: Parameters<Command>[1],
): boolean {
  const $pos = tr.doc.resolve(pos);
  const block = $pos.nodeAfter;
  const neighbour =
    direction === "up" ? $pos.nodeBefore : tr.doc.resolve(pos + (block?.nodeSize ?? 0)).nodeAfter;
  if (!block || !neighbour || neighbour.type.name === "standfirst" || neighbour.type.name === "faqHeading")
    return false;
  if (block.type.name === "headline" || block.type.name === "standfirst") return false;
  const end = pos + block.nodeSize;
  const slice = new Slice(Fragment.from(neighbour), 0, 0);
  tr.step(
    direction === "up"
      ? new ReplaceAroundStep(pos - neighbour.nodeSize, end, pos, end, slice, 0)
      : new ReplaceAroundStep(pos, end + neighbour.nodeSize, pos, end, slice, neighbour.nodeSize),
  );
  dispatch?.(tr.scrollIntoView());
  return true;
}

/** What a screen reader hears after a move: the place among its siblings, counted from one. */
export function placeOf(state: Parameters<Command>[0]): { place: number; of: number } | null {
  const found = movable(state);
  if (!found) return null;
  const $pos = state.doc.resolve(found.pos);
  const offset = found.depth === 0 ? 2 : 0;
  return { place: $pos.index() + 1 - offset, of: $pos.parent.childCount - offset };
}
