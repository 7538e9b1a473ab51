import { Fragment, type Node, type NodeType } from "@tiptap/pm/model";
import { Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { insertPoint } from "@tiptap/pm/transform";
import { REMOTE_STEPS, type RemoteSteps } from "@/components/editor/sync/pending";

type Range = { from: number; to: number };

const key = new PluginKey<readonly Range[]>("galley-others-words");
/** More pieces than this are joined with their neighbours; then undo keeps a little more than it must. */
const MAX_RANGES = 500;

/**
 * Undo takes back only one's own words. ProseMirror's history undoes an insertion by deleting its whole range, with
 * what others have written into it since; this puts their words back in the same step of undoing.
 */
export function undoOwnPlugin(): Plugin<readonly Range[]> {
  return new Plugin<readonly Range[]>({
    key,
    state: {
      init: () => [],
      apply: (transaction, ranges) => (transaction.docChanged ? follow(transaction, ranges) : ranges),
    },
    appendTransaction(transactions, oldState, newState) {
      const undone = transactions.find((transaction) => transaction.docChanged && isUndo(transaction));
      const others = key.getState(oldState) ?? [];
      if (!undone || others.length === 0) return null;
      const lost = lostWords(undone, others);
      if (lost.length === 0) return null;
      const after = transactions.slice(transactions.indexOf(undone) + 1);
      const transaction = newState.tr;
      for (const { pos, pieces } of lost) {
        let at = pos;
        for (const later of after) at = later.mapping.map(at, -1);
        putBack(transaction, transaction.mapping.map(at, 1), pieces);
      }
      return transaction.docChanged ? transaction : null;
    },
  });
}

/** prosemirror-history marks what it does under its own plugin key. */
const isUndo = (transaction: Transaction) => transaction.getMeta("history$") !== undefined;

function follow(transaction: Transaction, ranges: readonly Range[]): readonly Range[] {
  const remote: RemoteSteps | undefined = transaction.getMeta(REMOTE_STEPS);
  let now: Range[] = [...ranges];
  transaction.mapping.maps.forEach((map, i) => {
    now = now
      .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
      .filter(({ from, to }) => to > from);
    const isTheirs = remote !== undefined && i >= remote.from && i < remote.to;
    map.forEach((_from, _to, from, to) => {
      if (to <= from) return;
      if (isTheirs) now.push({ from, to });
      // What we write into the middle of theirs is ours.
      else now = now.flatMap((range) => without(range, { from, to }));
    });
  });
  now.sort((a, b) => a.from - b.from);
  const joined: Range[] = [];
  const gap = now.length > MAX_RANGES ? 200 : 0;
  for (const range of now) {
    const last = joined.at(-1);
    if (last && range.from <= last.to + gap) last.to = Math.max(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

function without(range: Range, ours: Range): Range[] {
  if (ours.to <= range.from || ours.from >= range.to) return [range];
  return [
    { from: range.from, to: ours.from },
    { from: ours.to, to: range.to },
  ].filter(({ from, to }) => to > from);
}

type Lost = { pos: number; pieces: Fragment[] };

function lostWords(transaction: Transaction, others: readonly Range[]): Lost[] {
  const lost: Lost[] = [];
  let ranges = others;
  transaction.mapping.maps.forEach((map, i) => {
    const before = transaction.docs[i];
    if (!before) return;
    map.forEach((oldFrom, oldTo) => {
      for (const range of ranges) {
        const from = Math.max(oldFrom, range.from);
        const to = Math.min(oldTo, range.to);
        const pieces = to > from ? inlinePieces(before, from, to) : [];
        if (pieces.length > 0) lost.push({ pos: transaction.mapping.slice(i).map(from, -1), pieces });
      }
    });
    ranges = ranges
      .map(({ from, to }) => ({ from: map.map(from, 1), to: map.map(to, -1) }))
      .filter(({ from, to }) => to > from);
  });
  return lost;
}

/** The inline content of each text block in a range. */
function inlinePieces(doc: Node, from: number, to: number): Fragment[] {
  const pieces: Fragment[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const start = Math.max(0, from - pos - 1);
    const end = Math.min(node.content.size, to - pos - 1);
    if (end > start) pieces.push(node.content.cut(start, end));
    return false;
  });
  return pieces;
}

function putBack(transaction: Transaction, pos: number, pieces: readonly Fragment[]): void {
  const parent = transaction.doc.resolve(pos).parent;
  const [only] = pieces;
  if (
    pieces.length === 1 &&
    only &&
    parent.inlineContent &&
    parent.type.validContent(parent.content.append(only))
  ) {
    transaction.insert(pos, only);
    return;
  }
  const paragraph: NodeType | undefined = transaction.doc.type.schema.nodes.paragraph;
  if (!paragraph) return;
  const at = insertPoint(transaction.doc, pos, paragraph) ?? transaction.doc.content.size;
  transaction.insert(
    at,
    pieces.map((piece) => paragraph.create(null, Fragment.from(piece))),
  );
}
