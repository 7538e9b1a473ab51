import type { Node } from "@tiptap/pm/model";

/** How large a document is: nodes without the doc node, UTF-16 code units of text, and about as many bytes as its JSON has. */
export type DocumentSize = { nodes: number; characters: number; bytes: number };

const known = new WeakMap<Node, DocumentSize>();

/** Counts the whole document the first time it is asked for a document, which is never changed and so remembered. */
export function sizeOf(doc: Node): DocumentSize {
  const remembered = known.get(doc);
  if (remembered) return remembered;
  const size = add({ nodes: 0, characters: 0, bytes: bytesOf(doc) }, measure(doc, 0, doc.content.size));
  known.set(doc, size);
  return size;
}

/**
 * The size of `after`, made from `before` by a change of `range`, without counting what did not change: the nodes on both
 * sides of the range are counted before and after, the difference is added to the size known of `before`.
 */
export function sizeAfter(before: Node, after: Node, range: ChangedRange | null): DocumentSize {
  let size = add(sizeOf(before), { nodes: 0, characters: 0, bytes: bytesOf(after) - bytesOf(before) });
  if (range) {
    size = add(size, measure(after, range.newFrom - 1, range.newTo + 1));
    size = subtract(size, measure(before, range.from - 1, range.to + 1));
  }
  known.set(after, size);
  return size;
}

/** The part of a document that a step touches, before and after it. */
export type ChangedRange = { from: number; to: number; newFrom: number; newTo: number };

/**
 * Visits every node that overlaps [from, to], parents first, with its depth below the doc node (whose children have depth
 * 1) and the position before it. Works without recursion, so the depth of a document costs no stack.
 */
export function visitRange(
  doc: Node,
  from: number,
  to: number,
  visit: (node: Node, depth: number, parent: Node, pos: number) => void,
): void {
  const open: { parent: Node; index: number; pos: number; depth: number }[] = [
    { parent: doc, index: 0, pos: 0, depth: 1 },
  ];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const { parent, index, pos, depth } = frame;
    if (index >= parent.childCount || pos >= to) {
      open.pop();
      continue;
    }
    const node = parent.child(index);
    frame.index += 1;
    frame.pos += node.nodeSize;
    if (pos + node.nodeSize <= from) continue;
    visit(node, depth, parent, pos);
    if (node.childCount > 0) open.push({ parent: node, index: 0, pos: pos + 1, depth: depth + 1 });
  }
}

function measure(doc: Node, from: number, to: number): DocumentSize {
  const size = { nodes: 0, characters: 0, bytes: 0 };
  visitRange(doc, from, to, (node) => {
    size.nodes += 1;
    size.characters += node.text?.length ?? 0;
    size.bytes += bytesOf(node);
  });
  return size;
}

const encoder = new TextEncoder();

/** The bytes of a node's own JSON, without its children; 16 for what surrounds them. */
function bytesOf(node: Node): number {
  const marks = node.marks.length === 0 ? "" : JSON.stringify(node.marks);
  const own = JSON.stringify(node.isText ? node.text : node.attrs);
  return 16 + node.type.name.length + encoder.encode(own).length + marks.length;
}

function add(a: DocumentSize, b: DocumentSize): DocumentSize {
  return { nodes: a.nodes + b.nodes, characters: a.characters + b.characters, bytes: a.bytes + b.bytes };
}

function subtract(a: DocumentSize, b: DocumentSize): DocumentSize {
  return { nodes: a.nodes - b.nodes, characters: a.characters - b.characters, bytes: a.bytes - b.bytes };
}
