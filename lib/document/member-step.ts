import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { type Mappable, Step, StepResult } from "@tiptap/pm/transform";
import { isId } from "./attributes.ts";
import { LIMITS } from "./limits.ts";

/** The attributes that are ordered sets of ids: two of the doc node, one of a `related` block. */
export const MEMBER_SETS = ["tags", "bylines", "picks"] as const;
export type MemberSet = (typeof MEMBER_SETS)[number];

/** A member as the step sees it; how it is written depends on the set (a bare id, {id, part} or {id}). */
type Member = { id: string; part: string };

type MemberChange =
  | { action: "add"; id: string; part: string; before: string | null }
  | { action: "remove"; id: string }
  | { action: "move"; id: string; before: string | null };

/**
 * Changes one member of a set of ids: tags, bylines, or the picks of a `related` block.
 *
 * A step that wrote the whole list would take back what somebody else added meanwhile. This one says which member, and
 * stands before which other one (null: at the end), and is applied to whatever the list holds then, so two additions at
 * once both survive in any order. Adding a member that is there keeps its place and takes the new part; removing one that
 * is gone changes nothing.
 */
export class MemberStep extends Step {
  /** Where the `related` block stands, or null for the doc node. */
  readonly pos: number | null;
  readonly set: MemberSet;
  readonly change: MemberChange;

  constructor(pos: number | null, set: MemberSet, change: MemberChange) {
    super();
    this.pos = pos;
    this.set = set;
    this.change = change;
  }

  static add(
    set: MemberSet,
    id: string,
    {
      pos = null,
      part = "",
      before = null,
    }: { pos?: number | null; part?: string; before?: string | null } = {},
  ) {
    return new MemberStep(pos, set, { action: "add", id, part, before });
  }

  static remove(set: MemberSet, id: string, { pos = null }: { pos?: number | null } = {}) {
    return new MemberStep(pos, set, { action: "remove", id });
  }

  static move(
    set: MemberSet,
    id: string,
    before: string | null,
    { pos = null }: { pos?: number | null } = {},
  ) {
    return new MemberStep(pos, set, { action: "move", id, before });
  }

  override apply(doc: Node): StepResult {
    const node = this.pos === null ? doc : nodeAt(doc, this.pos);
    if (!node || !hasSet(node, this.set)) return StepResult.fail(`There is no list of ${this.set} here.`);
    const before = membersOf(node, this.set);
    const after = changed(before, this.change);
    if (after.length > LIMITS.members)
      return StepResult.fail(`A list of ${this.set} holds at most ${LIMITS.members}; remove one first.`);
    const attrs = { ...node.attrs, [this.set]: after.map((member) => written(this.set, member)) };
    if (this.pos === null) return StepResult.ok(node.type.create(attrs, node.content, node.marks));
    const updated = node.type.create(attrs, null, node.marks);
    return StepResult.fromReplace(doc, this.pos, this.pos + 1, new Slice(Fragment.from(updated), 0, 1));
  }

  override invert(doc: Node): MemberStep {
    const node = this.pos === null ? doc : nodeAt(doc, this.pos);
    const members = node && hasSet(node, this.set) ? membersOf(node, this.set) : [];
    const index = members.findIndex((member) => member.id === this.change.id);
    const old = members[index];
    const next = members[index + 1]?.id ?? null;
    if (!old) return MemberStep.remove(this.set, this.change.id, { pos: this.pos });
    if (this.change.action === "move") return MemberStep.move(this.set, old.id, next, { pos: this.pos });
    return MemberStep.add(this.set, old.id, { pos: this.pos, part: old.part, before: next });
  }

  override map(mapping: Mappable): MemberStep | null {
    if (this.pos === null) return this;
    const mapped = mapping.mapResult(this.pos, 1);
    return mapped.deletedAfter ? null : new MemberStep(mapped.pos, this.set, this.change);
  }

  override toJSON() {
    return { stepType: "member", pos: this.pos, set: this.set, ...this.change };
  }

  static override fromJSON(_schema: Schema, json: unknown): MemberStep {
    const step = memberStepFrom(json);
    if (!step) throw new RangeError("Invalid input for MemberStep.fromJSON");
    return step;
  }
}

try {
  Step.jsonID("member", MemberStep);
} catch (error) {
  // A development server evaluates changed modules again beside the same ProseMirror, which knows the name already.
  if (!(error instanceof RangeError)) throw error;
}

/** Reads the step's JSON strictly: null for unknown keys, wrong types or ids that are none. */
export function memberStepFrom(json: unknown): MemberStep | null {
  if (typeof json !== "object" || json === null) return null;
  const { stepType, pos, set, action, id, part, before, ...unknown } = { ...json } as Record<string, unknown>;
  if (stepType !== "member" || Reflect.ownKeys(unknown).length > 0) return null;
  if (pos !== null && !(typeof pos === "number" && Number.isInteger(pos) && pos >= 0)) return null;
  const named = MEMBER_SETS.find((name) => name === set);
  if (!named || (named === "picks") !== (pos !== null) || !isId(id)) return null;
  if (action === "remove") {
    return part === undefined && before === undefined ? MemberStep.remove(named, id, { pos }) : null;
  }
  if (before !== null && !isId(before)) return null;
  if (action === "move") return part === undefined ? MemberStep.move(named, id, before, { pos }) : null;
  if (action !== "add" || typeof part !== "string" || part.length > LIMITS.name) return null;
  if (named !== "bylines" && part !== "") return null;
  return MemberStep.add(named, id, { pos, part, before });
}

function nodeAt(doc: Node, pos: number): Node | null {
  return pos < doc.content.size ? doc.nodeAt(pos) : null;
}

function hasSet(node: Node, set: MemberSet): boolean {
  return node.type.name === (set === "picks" ? "related" : "doc");
}

function membersOf(node: Node, set: MemberSet): Member[] {
  const value: unknown = node.attrs[set];
  if (!Array.isArray(value)) return [];
  return value.map((member: unknown) => {
    if (typeof member === "string") return { id: member, part: "" };
    const { id, part } = { id: "", part: "", ...(member as Partial<Member>) };
    return { id, part };
  });
}

function written(set: MemberSet, { id, part }: Member) {
  if (set === "tags") return id;
  return set === "picks" ? { id } : { id, part };
}

function changed(members: Member[], change: MemberChange): Member[] {
  const old = members.find((member) => member.id === change.id);
  const others = members.filter((member) => member.id !== change.id);
  if (change.action === "remove") return others;
  if (change.action === "add" && old) {
    return members.map((member) => (member === old ? { id: change.id, part: change.part } : member));
  }
  const moved = change.action === "add" ? { id: change.id, part: change.part } : old;
  if (!moved || change.before === change.id) return members;
  const index = others.findIndex((member) => member.id === change.before);
  return others.toSpliced(index === -1 ? others.length : index, 0, moved);
}
