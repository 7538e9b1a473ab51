/**
 * The steps that turn one document into another: how a whole document (an API client's, a restored revision, an
 * import) becomes a change like any other. Blocks are matched by id, text by words, so that what did not change
 * is not touched: other people's simultaneous edits, anchors and authorship of the rest stay as they are. Pure.
 */
import { Fragment, type Mark, type Node, Slice } from "@tiptap/pm/model";
import {
  AddMarkStep,
  AttrStep,
  DocAttrStep,
  RemoveMarkStep,
  ReplaceStep,
  Transform,
} from "@tiptap/pm/transform";
import { LIMITS } from "@/lib/document/limits";
import { MEMBER_SETS, type MemberSet, MemberStep } from "@/lib/document/member-step";

/** Steps that lead to `doc`; steps with the same group stand or fall together in a rebase (a moved block). */
export type DocumentSteps = { steps: Transform["steps"]; groups: number[]; doc: Node };

/** The steps from `before` to `after`; empty when they are the same. Never more than a batch may have. */
export function stepsBetween(before: Node, after: Node): DocumentSteps {
  try {
    const writer = new Writer(before);
    writer.documentAttributes(after);
    writer.children(-1, before, after);
    if (writer.transform.doc.eq(after) && writer.transform.steps.length <= LIMITS.steps)
      return writer.result();
  } catch (error) {
    // A place in between that the schema does not allow.
    if (!isMisfit(error)) throw error;
  }
  // Rare: a shape the careful way does not know. The differing blocks are replaced at once.
  const coarse = new Writer(before);
  coarse.documentAttributes(after);
  coarse.replaceDifference(after);
  return coarse.result();
}

/** What ProseMirror throws where a step does not fit; the class of the first is not in its published types. */
const isMisfit = (error: unknown) =>
  error instanceof Error && (error.name === "TransformError" || error instanceof RangeError);

class Writer {
  readonly transform: Transform;
  private readonly groups: number[] = [];
  private lastGroup = 0;

  constructor(before: Node) {
    this.transform = new Transform(before);
  }

  result(): DocumentSteps {
    return { steps: this.transform.steps, groups: this.groups, doc: this.transform.doc };
  }

  private newGroup(): number {
    this.lastGroup += 1;
    return this.lastGroup;
  }

  private act(work: (transform: Transform) => void, group = this.newGroup()): void {
    work(this.transform);
    while (this.groups.length < this.transform.steps.length) this.groups.push(group);
  }

  documentAttributes(after: Node): void {
    const before = this.transform.doc;
    for (const [name, value] of Object.entries(after.attrs)) {
      if (isSame(before.attrs[name], value)) continue;
      const set = MEMBER_SETS.find((known) => known === name);
      if (set) this.members(null, set, before.attrs[name], value);
      else this.act((tr) => tr.step(new DocAttrStep(name, value)));
    }
  }

  /** Members added, removed, renamed and put in order one by one, so that what another adds meanwhile stays. */
  private members(pos: number | null, set: MemberSet, before: unknown, after: unknown): void {
    const old = membersOf(before);
    const wanted = membersOf(after);
    for (const { id } of old) {
      if (!wanted.some((member) => member.id === id)) {
        this.act((tr) => tr.step(MemberStep.remove(set, id, { pos })));
      }
    }
    let order = old.filter(({ id }) => wanted.some((member) => member.id === id));
    for (let i = wanted.length - 1; i >= 0; i--) {
      const member = wanted[i];
      if (!member) continue;
      const { id, part } = member;
      const next = wanted[i + 1]?.id ?? null;
      const at = order.findIndex((known) => known.id === id);
      if (at < 0 || order[at]?.part !== part) {
        this.act((tr) => tr.step(MemberStep.add(set, id, { pos, part, before: next })));
      }
      if (at >= 0 && (order[at + 1]?.id ?? null) !== next) {
        this.act((tr) => tr.step(MemberStep.move(set, id, next, { pos })));
      }
      order = order.filter((known) => known.id !== id);
      const place = next === null ? order.length : order.findIndex((known) => known.id === next);
      order = order.toSpliced(place, 0, member);
    }
  }

  private attributes(pos: number, before: Node, after: Node): void {
    for (const [name, value] of Object.entries(after.attrs)) {
      if (isSame(before.attrs[name], value)) continue;
      const set = MEMBER_SETS.find((known) => known === name);
      if (set) this.members(pos, set, before.attrs[name], value);
      else this.act((tr) => tr.step(new AttrStep(pos, name, value)));
    }
  }

  /** Makes the node at `pos` (its old value `before`) into `after`, which is of the same kind or a text block too. */
  private node(pos: number, before: Node, after: Node): void {
    if (before.eq(after)) return;
    if (before.type !== after.type) {
      if (!before.isTextblock || !after.isTextblock || !after.type.validContent(before.content)) {
        this.replaceNode(pos, before, after);
        return;
      }
      this.act((tr) => tr.setNodeMarkup(pos, after.type, after.attrs));
    } else {
      this.attributes(pos, before, after);
    }
    if (after.isTextblock) this.inline(pos + 1, before.content, after.content);
    else if (!after.isLeaf) this.children(pos, before, after);
  }

  private replaceNode(pos: number, before: Node, after: Node): void {
    this.act((tr) =>
      tr.step(new ReplaceStep(pos, pos + before.nodeSize, new Slice(Fragment.from(after), 0, 0))),
    );
  }

  /** Aligns the children of the node at `parentPos` (-1: the document). */
  children(parentPos: number, before: Node, after: Node): void {
    const pairs = pairsOf(before, after);
    if (!pairs) {
      if (parentPos < 0) this.replaceDifference(after);
      else this.replaceNode(parentPos, before, after);
      return;
    }
    const stays = longestIncreasing(pairs);
    const start = parentPos + 1;
    const moves = new Map<number, number>();
    // What stays is walked in order; what is new or moved is put in between, and what went is taken out at the end,
    // because a document may never be without a block in the meantime.
    const gone = new Set<number>();
    for (let i = 0; i < before.childCount; i++) gone.add(i);
    let pos = start;
    let oldIndex = 0;
    const survivors: { index: number; pos: number }[] = [];
    const skipTo = (index: number) => {
      while (oldIndex < index) {
        survivors.push({ index: oldIndex, pos });
        pos += before.child(oldIndex).nodeSize;
        oldIndex++;
      }
    };
    for (let i = 0; i < after.childCount; i++) {
      const wanted = after.child(i);
      const from = pairs[i] ?? null;
      if (from !== null && stays.has(i)) {
        skipTo(from);
        gone.delete(from);
        const size = this.transform.doc.content.size;
        this.node(pos, before.child(from), wanted);
        pos += before.child(from).nodeSize + this.transform.doc.content.size - size;
        oldIndex = from + 1;
        continue;
      }
      const group = this.newGroup();
      if (from !== null) moves.set(from, group);
      const at = pos;
      this.act((tr) => tr.step(new ReplaceStep(at, at, new Slice(Fragment.from(wanted), 0, 0))), group);
      pos += wanted.nodeSize;
    }
    skipTo(before.childCount);
    for (const { index, pos: at } of survivors.toReversed()) {
      if (!gone.has(index)) continue;
      const end = at + before.child(index).nodeSize;
      this.act((tr) => tr.step(new ReplaceStep(at, end, Slice.empty)), moves.get(index));
    }
  }

  /** Text by words: every differing run is one replacement, every differing mark one mark step. */
  private inline(start: number, before: Fragment, after: Fragment): void {
    const old = tokensOf(before);
    const wanted = tokensOf(after);
    const same = commonTokens(old, wanted);
    let shift = 0;
    let i = 0;
    let j = 0;
    const kept: { at: number; from: Token; to: Token }[] = [];
    for (const [oldAt, newAt] of [...same, [old.length, wanted.length] as const]) {
      if (i < oldAt || j < newAt) {
        const from = old[i]?.from ?? before.size;
        const to = old[oldAt]?.from ?? before.size;
        const newFrom = wanted[j]?.from ?? after.size;
        const newTo = wanted[newAt]?.from ?? after.size;
        const slice = new Slice(after.cut(newFrom, newTo), 0, 0);
        const at = start + from + shift;
        this.act((tr) => tr.step(new ReplaceStep(at, at + to - from, slice)));
        shift += newTo - newFrom - (to - from);
      }
      const from = old[oldAt];
      const to = wanted[newAt];
      if (from && to) kept.push({ at: start + to.from, from, to });
      i = oldAt + 1;
      j = newAt + 1;
    }
    this.marks(kept);
  }

  private marks(kept: readonly { at: number; from: Token; to: Token }[]): void {
    const runs: { from: number; to: number; mark: Mark; add: boolean }[] = [];
    const put = (at: number, size: number, mark: Mark, add: boolean) => {
      const open = runs.find((run) => run.to === at && run.add === add && run.mark.eq(mark));
      if (open) open.to = at + size;
      else runs.push({ from: at, to: at + size, mark, add });
    };
    for (const { at, from, to } of kept) {
      for (const mark of from.marks) if (!mark.isInSet(to.marks)) put(at, to.size, mark, false);
      for (const mark of to.marks) if (!mark.isInSet(from.marks)) put(at, to.size, mark, true);
    }
    for (const { from, to, mark, add } of runs.toSorted((a, b) => Number(a.add) - Number(b.add))) {
      this.act((tr) => tr.step(add ? new AddMarkStep(from, to, mark) : new RemoveMarkStep(from, to, mark)));
    }
  }

  /** One replacement of the top-level blocks that differ. */
  replaceDifference(after: Node): void {
    const before = this.transform.doc;
    let first = 0;
    while (
      first < before.childCount &&
      first < after.childCount &&
      before.child(first).eq(after.child(first))
    ) {
      first++;
    }
    if (first === before.childCount && first === after.childCount) return;
    let last = 0;
    const left = Math.min(before.childCount, after.childCount) - first;
    while (
      last < left &&
      before.child(before.childCount - 1 - last).eq(after.child(after.childCount - 1 - last))
    ) {
      last++;
    }
    const sizeOf = (node: Node, from: number, to: number) => {
      let size = 0;
      for (let i = from; i < to; i++) size += node.child(i).nodeSize;
      return size;
    };
    const from = sizeOf(before, 0, first);
    const to = before.content.size - sizeOf(before, before.childCount - last, before.childCount);
    const end = after.content.size - sizeOf(after, after.childCount - last, after.childCount);
    this.act((tr) => tr.step(new ReplaceStep(from, to, new Slice(after.content.cut(from, end), 0, 0))));
  }
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

function membersOf(value: unknown): { id: string; part: string }[] {
  if (!Array.isArray(value)) return [];
  return value.map((member: unknown) => {
    if (typeof member === "string") return { id: member, part: "" };
    const { id, part } = { id: "", part: "", ...(typeof member === "object" ? member : {}) };
    return { id: String(id), part: String(part) };
  });
}

/** For each child of `after` the index of the child of `before` it was, or null; null as a whole where ids do not tell. */
function pairsOf(before: Node, after: Node): (number | null)[] | null {
  const hasIds = (node: Node) =>
    node.childCount > 0 && childrenOf(node).every((child) => "id" in child.attrs);
  if (!hasIds(before) || !hasIds(after)) {
    // Fixed slots (a label and its body) and rows: the same places, or the whole.
    if (before.childCount !== after.childCount) return null;
    if (childrenOf(before).some((child, i) => child.type !== after.child(i).type)) return null;
    return childrenOf(after).map((_, i) => i);
  }
  const byId = new Map<string, number>();
  childrenOf(before).forEach((child, i) => {
    if (typeof child.attrs.id === "string" && !byId.has(child.attrs.id)) byId.set(child.attrs.id, i);
  });
  const used = new Set<number>();
  return childrenOf(after).map((child, i) => {
    const fixed = child.type.spec.isolating === true && before.maybeChild(i)?.type === child.type && i < 2;
    const known = typeof child.attrs.id === "string" ? byId.get(child.attrs.id) : undefined;
    const index = known ?? (fixed ? i : null);
    if (index === null || used.has(index)) return null;
    const was = before.child(index);
    if (was.type !== child.type && !(was.isTextblock && child.isTextblock)) return null;
    used.add(index);
    return index;
  });
}

const childrenOf = (node: Node): Node[] => [...node.content.content];

/** Places in `pairs` whose old indexes rise: the blocks that need not move. The most of them. */
function longestIncreasing(pairs: readonly (number | null)[]): Set<number> {
  const tails: number[] = [];
  const previous = new Map<number, number>();
  pairs.forEach((value, i) => {
    if (value === null) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const place = tails[middle];
      if (place !== undefined && (pairs[place] ?? -1) < value) low = middle + 1;
      else high = middle;
    }
    const before = tails[low - 1];
    if (before !== undefined) previous.set(i, before);
    tails[low] = i;
  });
  const places = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = previous.get(at)) places.add(at);
  return places;
}

type Token = { key: string; from: number; size: number; marks: readonly Mark[] };

/** Words, spaces, single other signs, and inline nodes, each with its place. */
function tokensOf(content: Fragment): Token[] {
  const tokens: Token[] = [];
  content.forEach((node, offset) => {
    if (!node.isText) {
      const key = `${node.type.name} ${JSON.stringify(node.attrs)}`;
      tokens.push({ key: `\u0000${key}`, from: offset, size: node.nodeSize, marks: node.marks });
      return;
    }
    for (const match of (node.text ?? "").matchAll(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu)) {
      tokens.push({ key: match[0], from: offset + match.index, size: match[0].length, marks: node.marks });
    }
  });
  return tokens;
}

/** Beyond this many pairs of words a text counts as rewritten between its common beginning and end. */
const MAX_PAIRS = 1_000_000;

/** Index pairs of a longest common subsequence of words, in order. */
function commonTokens(a: readonly Token[], b: readonly Token[]): [number, number][] {
  const isEqual = (i: number, j: number) => a[i]?.key === b[j]?.key;
  let first = 0;
  while (first < a.length && first < b.length && isEqual(first, first)) first++;
  let last = 0;
  while (last < Math.min(a.length, b.length) - first && isEqual(a.length - 1 - last, b.length - 1 - last)) {
    last++;
  }
  const pairs: [number, number][] = [];
  for (let i = 0; i < first; i++) pairs.push([i, i]);
  const rows = a.length - first - last;
  const columns = b.length - first - last;
  if (rows * columns > 0 && rows * columns <= MAX_PAIRS) {
    const width = columns + 1;
    const lengths = new Uint32Array((rows + 1) * width);
    const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
    for (let i = rows - 1; i >= 0; i--) {
      for (let j = columns - 1; j >= 0; j--) {
        lengths[i * width + j] = isEqual(first + i, first + j)
          ? at(i + 1, j + 1) + 1
          : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    for (let i = 0, j = 0; i < rows && j < columns; ) {
      if (isEqual(first + i, first + j)) {
        pairs.push([first + i, first + j]);
        i++;
        j++;
      } else if (at(i + 1, j) >= at(i, j + 1)) i++;
      else j++;
    }
  }
  for (let i = last; i > 0; i--) pairs.push([a.length - i, b.length - i]);
  return pairs;
}
