/**
 * Moves steps that nobody has acknowledged yet over steps that somebody else got in first, without losing a word
 * silently (docs/decisions/0002-own-log-not-crdt.md). Pure; used by the editor, by whole-document writes and by branches.
 *
 * prosemirror-collab's rule (undo ours, apply theirs, map and redo ours) loses words in three cases: ours were
 * typed into a block that another deletes, moves or replaces, and ours replace text that another replaced as
 * well, so that the mapped range deletes what is acknowledged. Here such a step is dropped and reported with both
 * texts; nothing that anybody inserted since our base is ever deleted by a mapped step.
 */
import type { Node } from "@tiptap/pm/model";
import {
  AddMarkStep,
  AttrStep,
  DocAttrStep,
  Mapping,
  RemoveMarkStep,
  ReplaceStep,
  type Step,
  Transform,
} from "@tiptap/pm/transform";

// Public in fact (prosemirror-collab calls it), marked internal in the published types.
declare module "prosemirror-transform" {
  interface Mapping {
    setMirror(index: number, mirror: number): void;
  }
}

/** A step of ours with its inverse. Steps of one transaction share a `group`: they stand or fall together. */
export type OwnStep = { step: Step; inverted: Step; group: number };

export type RebaseConflict = {
  kind: "text" | "block" | "attribute";
  /** The block it happened in, null for the document's own attributes and blocks without an id. */
  blockId: string | null;
  attribute: string | null;
  /** Where the block stands in our document, null when it is not in it. */
  at: number | null;
  /** Text of the block, or value of the attribute, at the common base, in our document and in theirs. */
  before: string;
  mine: string;
  theirs: string;
};

export type RebaseResult = { kept: OwnStep[]; conflicts: RebaseConflict[] };

type Range = { from: number; to: number };
type Dropped = { index: number; attribute: string | null };

/**
 * Rebases `ours`, which lead from the common base to `transform.doc`, over `theirs`, which start at the same base.
 * Adds to `transform`: the inverses of ours, theirs, and what is kept of ours, mirrored the way
 * prosemirror-history expects of a "rebased" transaction.
 */
export function rebase(
  transform: Transform,
  ours: readonly OwnStep[],
  theirs: readonly Step[],
): RebaseResult {
  const refused = new Set<number>();
  // A dry run for each group that turns out to be refused after its first steps were applied.
  for (;;) {
    const trial = run(new Transform(transform.doc), ours, theirs, refused);
    if (trial.torn.size === 0) break;
    for (const group of trial.torn) refused.add(group);
  }
  const mine = transform.doc;
  const { kept, dropped, base, latest } = run(transform, ours, theirs, refused);
  return { kept, conflicts: conflictsOf(dropped, ours, theirs, { base, mine, latest }) };
}

/** The inverses that turn steps applied to `base` into `OwnStep`s, one group each unless `groups` says otherwise. */
export function ownSteps(base: Node, steps: readonly Step[], groups?: readonly number[]): OwnStep[] {
  const transform = new Transform(base);
  return steps.map((step, i) => {
    transform.step(step);
    return { step, inverted: step.invert(transform.docs[i] ?? base), group: groups?.[i] ?? i };
  });
}

function run(
  transform: Transform,
  ours: readonly OwnStep[],
  theirs: readonly Step[],
  refused: ReadonlySet<number>,
) {
  for (let i = ours.length - 1; i >= 0; i--) {
    const own = ours[i];
    if (own) transform.step(own.inverted);
  }
  const base = transform.doc;
  const theirStart = transform.steps.length;
  for (const step of theirs) transform.step(step);
  const latest = transform.doc;
  let foreign = insertedRanges(transform, theirStart);
  const touched = changedAttributes(transform, theirStart);

  const kept: OwnStep[] = [];
  const dropped: Dropped[] = [];
  const lostGroups = new Set<number>();
  const appliedGroups = new Set<number>();
  const torn = new Set<number>();
  // Content of ours that is not there any more, in the positions of our document before step i.
  let missing: Range[] = [];
  // `transform` starts with steps of the caller only when it is a fresh one: its maps begin with our inverses.
  let mapFrom = ours.length;

  for (let i = 0; i < ours.length; i++) {
    const own = ours[i];
    if (!own) continue;
    const mapping = transform.mapping.slice(mapFrom);
    mapFrom--;
    const drop = (attribute: string | null) => {
      dropped.push({ index: i, attribute });
      lostGroups.add(own.group);
      if (appliedGroups.has(own.group)) torn.add(own.group);
      missing.push(...newRanges(own.step));
    };
    const leaveOut = () => {
      missing.push(...newRanges(own.step));
    };
    const missingBefore = missing;
    missing = missing.map((range) => mapRange(range, own.step)).filter((range) => range.to >= range.from);

    if (refused.has(own.group) || lostGroups.has(own.group)) {
      drop(attributeOf(own.step));
      continue;
    }
    const contested = contestedAttribute(own.step, mapping, touched);
    if (contested === "same") {
      leaveOut();
      continue;
    }
    if (contested === "differs") {
      drop(attributeOf(own.step));
      continue;
    }
    if (missingBefore.some((range) => leansOn(own.step, range))) {
      drop(null);
      continue;
    }
    const mapped = own.step.map(mapping);
    if (!mapped) {
      if (isHarmless(own.step, ours, i, transform, latest, mapping)) leaveOut();
      else drop(null);
      continue;
    }
    if (deletesForeignContent(mapped, transform.doc, foreign)) {
      drop(null);
      continue;
    }
    const before = transform.doc;
    if (!applies(transform, mapped)) {
      drop(null);
      continue;
    }
    transform.mapping.setMirror(mapFrom, transform.steps.length - 1);
    appliedGroups.add(own.group);
    kept.push({ step: mapped, inverted: mapped.invert(before), group: own.group });
    foreign = foreign.map((range) => mapRange(range, mapped));
    const map = mapped.getMap();
    for (const change of touched) if (change.pos !== null) change.pos = map.map(change.pos, 1);
  }
  return { kept, dropped, torn, base, latest };
}

/** Applies a step, or says false where it does not fit (some misfits throw instead of failing). */
function applies(transform: Transform, step: Step): boolean {
  try {
    return transform.maybeStep(step).failed === null;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** What the steps from `start` on inserted, in the positions of the transform's document now. */
function insertedRanges(transform: Transform, start: number): Range[] {
  let ranges: Range[] = [];
  for (let i = start; i < transform.steps.length; i++) {
    const step = transform.steps[i];
    if (!step) continue;
    ranges = ranges.map((range) => mapRange(range, step));
    ranges.push(...newRanges(step));
  }
  return ranges.filter((range) => range.to > range.from);
}

function newRanges(step: Step): Range[] {
  const ranges: Range[] = [];
  step.getMap().forEach((_from, _to, from, to) => {
    ranges.push({ from, to });
  });
  return ranges;
}

/** A range keeps what it holds and what is inserted strictly inside it; an insertion at its edge stays outside. */
function mapRange(range: Range, step: Step): Range {
  const map = step.getMap();
  const from = map.map(range.from, 1);
  const to = map.map(range.to, -1);
  return { from: Math.min(from, to), to: Math.max(from, to) };
}

type ChangedAttribute = { pos: number | null; attribute: string; value: unknown };

/** Scalars set by the steps from `start` on; `pos` null is the document itself. */
function changedAttributes(transform: Transform, start: number): ChangedAttribute[] {
  const changed: ChangedAttribute[] = [];
  for (let i = start; i < transform.steps.length; i++) {
    const step = transform.steps[i];
    if (!step) continue;
    const map = step.getMap();
    for (const change of changed) if (change.pos !== null) change.pos = map.map(change.pos, 1);
    if (step instanceof AttrStep) {
      put(changed, { pos: step.pos, attribute: step.attr, value: step.value });
    } else if (step instanceof DocAttrStep) {
      put(changed, { pos: null, attribute: step.attr, value: step.value });
    }
  }
  return changed;
}

function put(changed: ChangedAttribute[], change: ChangedAttribute) {
  const known = changed.find((c) => c.pos === change.pos && c.attribute === change.attribute);
  if (known) known.value = change.value;
  else changed.push(change);
}

function contestedAttribute(
  step: Step,
  mapping: Mapping,
  touched: readonly ChangedAttribute[],
): "no" | "same" | "differs" {
  if (!(step instanceof AttrStep) && !(step instanceof DocAttrStep)) return "no";
  const pos = step instanceof AttrStep ? mapping.map(step.pos, 1) : null;
  const met = touched.find((change) => change.pos === pos && change.attribute === step.attr);
  if (!met) return "no";
  // Ids are names, not words: whoever named the block first is right.
  if (step.attr === "id") return "same";
  return JSON.stringify(met.value) === JSON.stringify(step.value) ? "same" : "differs";
}

const attributeOf = (step: Step): string | null =>
  step instanceof AttrStep || step instanceof DocAttrStep ? step.attr : null;

/** True where a step works on content that a dropped step of ours had put there. */
function leansOn(step: Step, missing: Range): boolean {
  if (missing.to === missing.from) return false;
  if (step instanceof AttrStep) return step.pos >= missing.from && step.pos < missing.to;
  if (step instanceof DocAttrStep) return false;
  if (step instanceof ReplaceStep && step.slice.size === 0) {
    // A deletion that takes all of it, or reaches out of it, is mapped; one within it has nothing left to do.
    return step.from >= missing.from && step.to <= missing.to && step.from < step.to;
  }
  let leans = false;
  const range = rangeOf(step);
  if (range) leans = range.from <= missing.to && range.to >= missing.from;
  return leans;
}

function rangeOf(step: Step): Range | null {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep) return { from: step.from, to: step.to };
  let range: Range | null = null;
  step.getMap().forEach((from, to) => {
    range = range ? { from: Math.min(range.from, from), to: Math.max(range.to, to) } : { from, to };
  });
  return range;
}

/** True where a mapped step would delete text, a picture or another leaf that came in since our base. */
function deletesForeignContent(step: Step, doc: Node, foreign: readonly Range[]): boolean {
  let found = false;
  step.getMap().forEach((from, to) => {
    if (found || to <= from) return;
    for (const range of foreign) {
      const start = Math.max(from, range.from);
      const end = Math.min(to, range.to);
      if (end > start && hasContent(doc, start, end)) {
        found = true;
        return;
      }
    }
  });
  return found;
}

function hasContent(doc: Node, from: number, to: number): boolean {
  let found = false;
  doc.nodesBetween(from, Math.min(to, doc.content.size), (node, pos) => {
    if (found) return false;
    if (node.isText) found = Math.min(to, pos + node.nodeSize) > Math.max(from, pos);
    else if (node.isLeaf || node.type.name === "figure") found = pos >= from && pos + node.nodeSize <= to;
    return !found;
  });
  return found;
}

/**
 * A step that cannot be mapped is no loss when it only took away or marked text that is gone anyhow. Where the block
 * stands somewhere else now (moved), the act is lost and has to be said.
 */
function isHarmless(
  step: Step,
  ours: readonly OwnStep[],
  index: number,
  transform: Transform,
  latest: Node,
  mapping: Mapping,
): boolean {
  if (attributeOf(step) === "id") return true;
  const takesAway = step instanceof ReplaceStep && step.slice.size === 0;
  if (!takesAway && !(step instanceof AddMarkStep) && !(step instanceof RemoveMarkStep)) return false;
  const range = rangeOf(step);
  const doc = ourDocAt(transform, ours, index);
  if (!range || !doc) return false;
  const block = blockAround(doc, range.from);
  if (!block?.id) return false;
  if (!findBlock(latest, block.id)) return true;
  return !mapping.mapResult(block.pos, 1).deletedAfter;
}

/** Our document before our step `index`, kept by the transform while it took our steps back. */
function ourDocAt(transform: Transform, ours: readonly OwnStep[], index: number): Node | undefined {
  return transform.docs[ours.length - index] ?? (ours.length === index ? transform.doc : undefined);
}

type Block = { id: string | null; pos: number; node: Node };

const idOf = (node: Node): string | null => {
  const id: unknown = node.attrs.id;
  return typeof id === "string" ? id : null;
};

/** The innermost block with an id at a position, else the outermost block there. */
function blockAround(doc: Node, pos: number): Block | null {
  const at = doc.resolve(Math.max(0, Math.min(pos, doc.content.size)));
  for (let depth = at.depth; depth > 0; depth--) {
    const node = at.node(depth);
    const id = idOf(node);
    if (id) return { id, pos: at.before(depth), node };
  }
  const after = at.nodeAfter;
  if (after && !after.isInline) return { id: idOf(after), pos: at.pos, node: after };
  if (at.depth > 0) return { id: null, pos: at.before(1), node: at.node(1) };
  return null;
}

function findBlock(doc: Node, id: string): Block | null {
  let found: Block | null = null;
  doc.descendants((node, pos) => {
    if (found || node.isInline) return false;
    if (node.attrs.id === id) found = { id, pos, node };
    return !found;
  });
  return found;
}

const blockText = (node: Node): string => node.textBetween(0, node.content.size, "\n", "\uFFFC");

function conflictsOf(
  dropped: readonly Dropped[],
  ours: readonly OwnStep[],
  theirs: readonly Step[],
  { base, mine, latest }: { base: Node; mine: Node; latest: Node },
): RebaseConflict[] {
  if (dropped.length === 0) return [];
  const conflicts = new Map<string, RebaseConflict & { pos: number }>();
  const theirMaps = new Mapping(theirs.map((step) => step.getMap()));
  const ourMaps = ours.map(({ step }) => step.getMap());

  for (const { index, attribute } of dropped) {
    const own = ours[index];
    if (!own) continue;
    const forward = new Mapping(ourMaps.slice(index + 1));
    if (own.step instanceof DocAttrStep) {
      const name = own.step.attr;
      conflicts.set(`doc ${name}`, {
        pos: -1,
        kind: "attribute",
        blockId: null,
        attribute: name,
        at: null,
        before: asText(base.attrs[name]),
        mine: asText(mine.attrs[name]),
        theirs: asText(latest.attrs[name]),
      });
      continue;
    }
    for (const block of touchedBlocks(own.step, mine, forward)) {
      const was = block.id ? findBlock(base, block.id) : null;
      const now = block.id ? findBlock(latest, block.id) : null;
      const name = own.step instanceof AttrStep ? own.step.attr : null;
      // By place, because a block just split may share its id until the server renames one half.
      const key = `${block.pos} ${name ?? ""}`;
      if (conflicts.has(key)) continue;
      if (name && attribute) {
        conflicts.set(key, {
          pos: block.pos,
          kind: "attribute",
          blockId: now?.id ?? block.id,
          attribute: name,
          at: block.pos,
          before: asText(was?.node.attrs[name]),
          mine: asText(block.node.attrs[name]),
          theirs: asText(now?.node.attrs[name]),
        });
        continue;
      }
      conflicts.set(key, {
        pos: block.pos,
        kind: now ? "text" : "block",
        blockId: now?.id ?? null,
        attribute: null,
        at: block.pos,
        before: was ? blockText(was.node) : "",
        mine: blockText(block.node),
        theirs: now ? blockText(now.node) : standIn(was, latest, theirMaps),
      });
    }
    // A deletion of ours that took whole blocks leaves nothing in our document to point at.
    const gone = deletedBlocks(own, mine);
    for (const block of gone) {
      const key = `gone ${block.id}`;
      if (conflicts.has(key)) continue;
      const now = block.id ? findBlock(latest, block.id) : null;
      conflicts.set(key, {
        pos: Number.MAX_SAFE_INTEGER,
        kind: now ? "text" : "block",
        blockId: now?.id ?? null,
        attribute: null,
        at: null,
        before: blockText(block.node),
        mine: "",
        theirs: now ? blockText(now.node) : "",
      });
    }
  }
  // In the order of our document, so that they read as it did.
  return [...conflicts.values()].sort((a, b) => a.pos - b.pos).map(({ pos: _, ...conflict }) => conflict);
}

/** What stands where a block of the base stood: the text another put in its place, or nothing. */
function standIn(was: Block | null, latest: Node, theirMaps: Mapping): string {
  if (!was) return "";
  const from = theirMaps.map(was.pos, -1);
  const to = theirMaps.map(was.pos + was.node.nodeSize, 1);
  return to > from ? latest.textBetween(from, Math.min(to, latest.content.size), "\n", "\uFFFC") : "";
}

/** The text blocks of our document that a step of ours wrote into, as they stand after all of ours. */
function touchedBlocks(step: Step, mine: Node, forward: Mapping): Block[] {
  const blocks = new Map<number, Block>();
  const marked = rangeOf(step);
  const ranges = newRanges(step);
  if (ranges.length === 0 && marked) ranges.push(marked);
  if (step instanceof AttrStep) ranges.push({ from: step.pos, to: step.pos });
  for (const range of ranges) {
    const from = Math.min(forward.map(range.from, -1), mine.content.size);
    const to = Math.min(forward.map(range.to, 1), mine.content.size);
    if (step instanceof AttrStep) {
      const node = mine.nodeAt(from);
      if (node) blocks.set(from, { id: idOf(node), pos: from, node });
      continue;
    }
    let inside = false;
    mine.nodesBetween(from, to, (node, pos) => {
      if (!node.isTextblock) return true;
      inside = true;
      const block = idOf(node) ? { id: idOf(node), pos, node } : blockAround(mine, pos + 1);
      if (block) blocks.set(block.pos, block);
      return false;
    });
    const around = inside ? null : blockAround(mine, from);
    if (around && from === to && mine.resolve(from).parent.inlineContent) blocks.set(around.pos, around);
  }
  return [...blocks.values()];
}

/** Blocks with ids that a step of ours took away and that are nowhere in our document. */
function deletedBlocks(own: OwnStep, mine: Node): Block[] {
  if (!(own.step instanceof ReplaceStep) || !(own.inverted instanceof ReplaceStep)) return [];
  const blocks: Block[] = [];
  own.inverted.slice.content.descendants((node, pos) => {
    if (node.isInline) return false;
    const id = idOf(node);
    if (node.isTextblock && id && !findBlock(mine, id)) blocks.push({ id, pos, node });
    return !node.isTextblock;
  });
  return blocks;
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
