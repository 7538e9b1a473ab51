import type { Node, NodeType } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { AttrStep } from "@tiptap/pm/transform";
import { visitRange } from "./size.ts";

/** A part of a document, in positions. */
export type Range = { from: number; to: number };

/**
 * Set this meta on a transaction that brings in what others wrote (and on the one that loads a document): the ids in it are
 * theirs to give, and the plugin leaves them alone. In a shared document every receiving tab would name new blocks otherwise.
 */
export const REMOTE = "galley-remote";

/**
 * The steps that give a fresh id to every addressable block of `touched` (null: of the whole document) that has none, and
 * to later blocks with the id of an earlier one. Two people who split one paragraph at once do produce such pairs.
 *
 * Costs little in a long document: only the touched blocks are looked into, and their ids are searched in what is
 * remembered of the other blocks, which are the same values from version to version.
 */
export function repairIds(doc: Node, touched: Range | null, newId: () => string): AttrStep[] {
  return repairs(doc, touched ? [touched] : [{ from: 0, to: doc.content.size }], newId, firstKeeps);
}

/**
 * Gives ids to blocks as they are made in an editor that may write. Follows local changes only, by attribute steps in the
 * same undo step; where a block was copied, the copy gets the fresh id.
 */
export function blockIds({ newId, isEditable }: { newId: () => string; isEditable: () => boolean }): Plugin {
  return new Plugin({
    key: new PluginKey("blockIds"),
    appendTransaction(transactions, _before, state) {
      if (!isEditable()) return null;
      const touched: Range[] = [];
      for (const [index, transaction] of transactions.entries()) {
        if (transaction.getMeta(REMOTE) || !transaction.docChanged) continue;
        for (const [step, map] of transaction.mapping.maps.entries()) {
          map.forEach((_from, _to, newFrom, newTo) => {
            let range = { from: newFrom, to: newTo };
            range = mapped(range, transaction.mapping.slice(step + 1));
            for (const later of transactions.slice(index + 1)) range = mapped(range, later.mapping);
            touched.push(range);
          });
        }
      }
      const steps = repairs(state.doc, touched, newId, olderKeeps);
      if (steps.length === 0) return null;
      const transaction = state.tr;
      for (const step of steps) transaction.step(step);
      return transaction;
    },
  });
}

/** Where a block stands that has an id; `isNew` when the change put it there, and not only touched it. */
type Place = { pos: number; id: string; isNew: boolean };

/** Which of the blocks with the same id, given in the order of the document, keeps it. */
type Keeps = (places: Place[]) => Place | undefined;

const firstKeeps: Keeps = (places) => places[0];
const olderKeeps: Keeps = (places) => places.find((place) => !place.isNew) ?? places[0];

function mapped(range: Range, mapping: { map(pos: number, assoc?: number): number }): Range {
  return { from: mapping.map(range.from, -1), to: mapping.map(range.to, 1) };
}

function repairs(doc: Node, ranges: Range[], newId: () => string, keeps: Keeps): AttrStep[] {
  const touched = new Map<number, string | null>();
  for (const { from, to } of ranges) {
    visitRange(doc, from - 1, to + 1, (node, _depth, _parent, pos) => {
      if (isAddressable(node.type)) touched.set(pos, idOf(node));
    });
  }
  const steps: AttrStep[] = [];
  const fresh = (pos: number) => steps.push(new AttrStep(pos, "id", newId()));
  for (const [pos, id] of touched) if (id === null) fresh(pos);

  const ids = new Set(touched.values());
  if (ids.size === 0) return steps;
  const isNew = (pos: number) => ranges.some(({ from, to }) => pos >= from && pos < to);
  for (const same of placesOf(doc, ids, isNew).values()) {
    if (same.length === 1) continue;
    const kept = keeps(same);
    for (const place of same) if (place !== kept) fresh(place.pos);
  }
  return steps.sort((a, b) => a.pos - b.pos);
}

/** Where blocks with these ids stand, by id, each list in the order of the document. */
function placesOf(doc: Node, ids: Set<string | null>, isNew: (pos: number) => boolean): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  doc.forEach((block, start) => {
    for (const { id, offset } of idsIn(block)) {
      if (!ids.has(id)) continue;
      const place = { pos: start + offset, id, isNew: isNew(start + offset) };
      places.set(id, [...(places.get(id) ?? []), place]);
    }
  });
  return places;
}

const remembered = new WeakMap<Node, { id: string; offset: number }[]>();

/** The ids in a top-level block, itself included, with their distance from its beginning. */
function idsIn(block: Node): { id: string; offset: number }[] {
  const known = remembered.get(block);
  if (known) return known;
  const ids: { id: string; offset: number }[] = [];
  const own = idOf(block);
  if (own !== null) ids.push({ id: own, offset: 0 });
  if (!block.isTextblock) {
    block.descendants((node, pos) => {
      const id = idOf(node);
      if (id !== null) ids.push({ id, offset: pos + 1 });
      return !node.isTextblock;
    });
  }
  remembered.set(block, ids);
  return ids;
}

function isAddressable(type: NodeType): boolean {
  return type.spec.attrs !== undefined && Object.hasOwn(type.spec.attrs, "id");
}

function idOf(node: Node): string | null {
  const id: unknown = node.attrs.id;
  return typeof id === "string" ? id : null;
}
