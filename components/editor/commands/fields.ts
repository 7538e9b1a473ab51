import type { Node } from "@tiptap/pm/model";
import { type Command, NodeSelection, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { depthOf, endOfPreviousTextblock, isBlank, isField, isStructured, nextTextblock } from "./places";

function caret(tr: Transaction, pos: number): Transaction {
  return tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView();
}

function newParagraph(node: Node): Node {
  const paragraph = node.type.schema.nodes.paragraph;
  if (!paragraph) throw new Error("The schema has no paragraph");
  return paragraph.create();
}

/** Inserts `node` at `pos` and puts the caret into its first text block. */
function insertAndEnter(tr: Transaction, pos: number, node: Node): Transaction {
  tr.insert(pos, node);
  const inside = nextTextblock(tr.doc, pos);
  return inside === null ? tr.scrollIntoView() : caret(tr, inside);
}

/** A new empty item of the same kind as the one at `depth`. */
function emptyLike(node: Node): Node | null {
  return node.type.createAndFill();
}

/**
 * Enter. In a one-line field it goes to the next field; behind the last field of a fact it starts the next fact, behind the
 * last field of any other block a paragraph. On an empty last line of a rich part (callout, answer, quotation) it leaves
 * that part; in an empty last question or fact it leaves the list. Everywhere else it declines.
 */
export const enterInField: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.isTextblock) return false;
  return isField($from.parent) ? leaveField(state, dispatch) : leaveRichPart(state, dispatch);
};

const leaveField: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const { doc, tr } = state;
  const field = $from.parent;

  if (field.type.name === "headline" || field.type.name === "standfirst") {
    const next = nextTextblock(doc, $from.after());
    if (next === null) return true;
    const into = doc.resolve(next).parent;
    dispatch?.(caret(tr, into.type.name === "standfirst" ? next + into.content.size : next));
    return true;
  }

  const item = depthOf($from, "faqPair", "fact");
  if (item !== null) {
    const list = $from.node(item - 1);
    const isLast = $from.index(item - 1) === list.childCount - 1;
    const siblings = list.children.filter((child) => child.type === $from.node(item).type).length;
    if (isLast && siblings > 1 && isBlank($from.node(item))) {
      const after = $from.after(item - 1) - $from.node(item).nodeSize;
      tr.delete($from.before(item), $from.after(item));
      dispatch?.(insertAndEnter(tr, after, newParagraph(field)));
      return true;
    }
    const next = nextTextblock(doc, $from.after(), $from.end(item));
    if (next !== null) {
      dispatch?.(caret(tr, next));
      return true;
    }
    const fresh = emptyLike($from.node(item));
    if (!fresh) return true;
    dispatch?.(insertAndEnter(tr, $from.after(item), fresh));
    return true;
  }

  const next = nextTextblock(doc, $from.after(), $from.depth > 1 ? $from.end(1) : $from.after());
  if (next !== null) {
    dispatch?.(caret(tr, next));
    return true;
  }
  dispatch?.(insertAndEnter(tr, $from.after(1), newParagraph(field)));
  return true;
};

const leaveRichPart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== "paragraph" || $from.parent.content.size > 0) return false;
  const holder = $from.depth - 1;
  if (holder < 1) return false;
  const part = $from.node(holder);
  const name = part.type.name;
  if (!["calloutBody", "faqAnswer", "blockquote", "callout"].includes(name)) return false;

  const index = $from.index(holder);
  const rest = part.children.slice(index + 1);
  if (rest.some((node) => node.type.name !== "attribution")) return false;
  const paragraphs = part.children.filter((node) => node.isBlock && node.type.name !== "attribution").length;
  if (paragraphs < 2) return false;

  const { tr } = state;
  tr.delete($from.before(), $from.after());
  const shift = $from.parent.nodeSize;
  if (name === "faqAnswer") {
    const pair = depthOf($from, "faqPair");
    const fresh = pair === null ? null : emptyLike($from.node(pair));
    if (pair === null || !fresh) return false;
    dispatch?.(insertAndEnter(tr, $from.after(pair) - shift, fresh));
    return true;
  }
  dispatch?.(insertAndEnter(tr, $from.after(1) - shift, newParagraph($from.parent)));
  return true;
};

/**
 * Backspace at the start of a field or of the first body line: the caret goes to the end of what stands before it, and
 * text is never joined across a field's edge. An empty item goes away; an empty block becomes a paragraph.
 */
export const backspaceAtFieldStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset > 0) return false;
  const { doc, tr } = state;
  const parent = $from.parent;
  if (parent.type.name === "headline") return true;

  const toPrevious = () => {
    const end = endOfPreviousTextblock(doc, $from.before());
    if (end !== null) dispatch?.(caret(tr, end));
    return true;
  };
  if (parent.type.name === "standfirst") return toPrevious();

  const item = depthOf($from, "faqPair", "fact");
  if (item !== null && isBlank($from.node(item)) && nextTextblock(doc, $from.before(item)) === $from.pos) {
    const list = $from.node(item - 1);
    const siblings = list.children.filter((child) => child.type === $from.node(item).type).length;
    if (siblings > 1) {
      const end = endOfPreviousTextblock(doc, $from.before(item));
      tr.delete($from.before(item), $from.after(item));
      dispatch?.(end === null ? tr : caret(tr, end));
      return true;
    }
  }

  const block = $from.node(1);
  if (isStructured(block) && block.type.name !== "table") {
    const isFirst = nextTextblock(doc, $from.before(1)) === $from.pos;
    if (isFirst && isBlank(block)) {
      tr.replaceWith($from.before(1), $from.after(1), newParagraph(parent));
      dispatch?.(caret(tr, $from.before(1) + 1));
      return true;
    }
    if (isFirst || isField(parent) || $from.index($from.depth - 1) === 0) return toPrevious();
    return false;
  }
  if (parent.type.name === "attribution") {
    if (parent.content.size > 0) return toPrevious();
    const end = endOfPreviousTextblock(doc, $from.before());
    tr.delete($from.before(), $from.after());
    if (end !== null) dispatch?.(caret(tr, end));
    return true;
  }

  // A list, a quotation and a heading first give up their own form; that is the editor's ordinary Backspace.
  if ($from.depth > 1 || parent.type.name !== "paragraph") return false;
  const before = doc.resolve($from.before()).nodeBefore;
  if (!before) return false;
  if (before.type.name === "standfirst") {
    if (parent.content.size === 0 && doc.childCount > 3) {
      const end = $from.before() - 1;
      tr.delete($from.before(), $from.after());
      dispatch?.(caret(tr, end));
      return true;
    }
    return toPrevious();
  }
  if (!isStructured(before) && !before.isAtom) return false;
  const start = $from.before() - before.nodeSize;
  if (parent.content.size === 0) {
    tr.delete($from.before(), $from.after());
    const end = before.isAtom ? null : endOfPreviousTextblock(tr.doc, $from.before());
    dispatch?.(
      end === null ? tr.setSelection(NodeSelection.create(tr.doc, start)).scrollIntoView() : caret(tr, end),
    );
    return true;
  }
  dispatch?.(tr.setSelection(NodeSelection.create(doc, start)).scrollIntoView());
  return true;
};

/** Delete at the end of a field, or of a line before a structured block: never joins, an empty line goes away. */
export const deleteAtFieldEnd: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock || $from.parentOffset < $from.parent.content.size) return false;
  if (isField($from.parent)) return true;
  const holder = $from.node(Math.max(0, $from.depth - 1));
  const isLastInside = $from.index($from.depth - 1) === holder.childCount - 1;
  if ($from.depth > 1 && isLastInside && isStructured($from.node(1))) return true;
  if ($from.depth !== 1) return false;

  const after = state.doc.resolve($from.after()).nodeAfter;
  if (!after || (!isStructured(after) && !after.isAtom)) return false;
  const { tr } = state;
  const pos = $from.after();
  if ($from.parent.content.size === 0) {
    tr.delete($from.before(), $from.after());
    const selection = after.isAtom
      ? NodeSelection.create(tr.doc, $from.before())
      : Selection.near(tr.doc.resolve($from.before() + 1), 1);
    dispatch?.(tr.setSelection(selection).scrollIntoView());
    return true;
  }
  dispatch?.(tr.setSelection(NodeSelection.create(state.doc, pos)).scrollIntoView());
  return true;
};

/** Shift+Enter in a one-line field does nothing: such a field has no second line. */
export const noBreakInField: Command = (state) => {
  const name = state.selection.$from.parent.type.name;
  return isField(state.selection.$from.parent) && name !== "figureCaption" && name !== "callToAction";
};

/** Adds an empty item (question, fact) behind the one that holds the caret and goes there. */
export const addItem: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const item = depthOf($from, "faqPair", "fact");
  if (item === null) return false;
  const fresh = emptyLike($from.node(item));
  if (!fresh) return false;
  dispatch?.(insertAndEnter(state.tr, $from.after(item), fresh));
  return true;
};

/** Removes the item (question, fact) that holds the caret; the last one takes its block along. */
export const removeItem: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const item = depthOf($from, "faqPair", "fact");
  if (item === null) return false;
  const list = $from.node(item - 1);
  const siblings = list.children.filter((child) => child.type === $from.node(item).type).length;
  if (siblings < 2) return removeBlock(state, dispatch);
  const { tr } = state;
  const start = $from.before(item);
  tr.delete(start, $from.after(item));
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(start), -1)).scrollIntoView());
  return true;
};

/** Removes the whole top-level block that holds the caret; headline and standfirst stay. */
export const removeBlock: Command = (state, dispatch) => {
  const { selection, doc, tr } = state;
  const isNode = selection instanceof NodeSelection && selection.$from.depth === 0;
  const start = isNode ? selection.from : selection.$from.depth > 0 ? selection.$from.before(1) : null;
  const block = start === null ? null : doc.nodeAt(start);
  if (start === null || !block || block.type.name === "headline" || block.type.name === "standfirst")
    return false;
  if (doc.childCount <= 3) tr.replaceWith(start, start + block.nodeSize, newParagraph(block));
  else tr.delete(start, start + block.nodeSize);
  dispatch?.(
    tr
      .setSelection(Selection.near(tr.doc.resolve(Math.min(start + 1, tr.doc.content.size)), 1))
      .scrollIntoView(),
  );
  return true;
};

/** Puts an empty paragraph behind the block that holds the caret and goes there. */
export const paragraphAfter: Command = (state, dispatch) => {
  const { selection, doc, tr } = state;
  const after = selection.$to.depth > 0 ? selection.$to.after(1) : selection.to;
  const block = doc.resolve(after).nodeBefore;
  if (!block) return false;
  const pos = block.type.name === "headline" ? after + (doc.child(1)?.nodeSize ?? 0) : after;
  dispatch?.(insertAndEnter(tr, pos, newParagraph(block)));
  return true;
};
