import { Fragment, Mark, type MarkType, type Node, type NodeType, Slice } from "@tiptap/pm/model";
import {
  AddMarkStep,
  AttrStep,
  DocAttrStep,
  RemoveMarkStep,
  ReplaceAroundStep,
  ReplaceStep,
  type Step,
} from "@tiptap/pm/transform";
import { Invalid } from "@/lib/errors";
import { BadValue } from "./attributes.ts";
import { LIMITS, TEXT_LIMITS } from "./limits.ts";
import { MEMBER_SETS, MemberStep, memberStepFrom } from "./member-step.ts";
import { schema } from "./schema.ts";
import { type ChangedRange, type DocumentSize, sizeAfter, sizeOf, visitRange } from "./size.ts";

/*
 * What may enter a document. ProseMirror's own `fromJSON`, `apply` and `check` take a lot on trust: unknown attributes
 * disappear, values of any type stay, unjoined texts and content that fits no rule come through inside slices. So nothing
 * is read by them here: JSON is walked and built by this file, and refused with the place and the remedy.
 *
 * A batch costs what it touches, not what the document holds: a slice is checked by itself, ProseMirror checks the nodes
 * that a replacement joins, and afterwards only the nodes beside the changed range are looked at. The document's totals are
 * carried from version to version by difference (size.ts).
 */

/**
 * Reads a whole document from parsed JSON.
 * Throws Invalid with the path of the first thing that may not be there.
 */
export function checkDocument(json: unknown): Node {
  const refuse: Refuse = refusalAt("document");
  walk(json, "document");
  if (!isPlain(json) || json.type !== "doc") return refuse("", 'A document is {"type": "doc", …}.');
  const doc = nodeFrom(json, "document", 0, 0, null);
  refuseOverLimits(sizeOf(doc), "document");
  visitRange(doc, 0, doc.content.size, (node) => refuseLongText(node, "document"));
  return doc;
}

/**
 * Reads one step from parsed JSON: one of the seven known types, every key known, every node, mark and attribute allowed.
 * What depends on the document it is applied to is checked by `applyStep`. Throws Invalid.
 */
export function checkStep(json: unknown, path = "step"): Step {
  const refuse: Refuse = refusalAt(path);
  if (!isPlain(json)) return refuse("", "A step is a JSON object.");
  walk(json, path);
  switch (json.stepType) {
    case "replace": {
      onlyKeys(json, ["stepType", "from", "to", "slice", "structure"], path);
      const from = position(json.from, `${path}.from`);
      const to = position(json.to, `${path}.to`);
      if (from > to) refuse(".to", "The end of a step may not stand before its beginning.");
      return new ReplaceStep(from, to, sliceFrom(json.slice, `${path}.slice`), flag(json.structure, path));
    }
    case "replaceAround": {
      const keys = ["stepType", "from", "to", "gapFrom", "gapTo", "insert", "slice", "structure"];
      onlyKeys(json, keys, path);
      const from = position(json.from, `${path}.from`);
      const to = position(json.to, `${path}.to`);
      const gapFrom = position(json.gapFrom, `${path}.gapFrom`);
      const gapTo = position(json.gapTo, `${path}.gapTo`);
      const insert = position(json.insert, `${path}.insert`);
      if (!(from <= gapFrom && gapFrom <= gapTo && gapTo <= to))
        refuse(".gapFrom", "The gap must lie inside the step.");
      const slice = sliceFrom(json.slice, `${path}.slice`, insert);
      return new ReplaceAroundStep(from, to, gapFrom, gapTo, slice, insert, flag(json.structure, path));
    }
    case "addMark":
    case "removeMark": {
      onlyKeys(json, ["stepType", "mark", "from", "to"], path);
      const from = position(json.from, `${path}.from`);
      const to = position(json.to, `${path}.to`);
      if (from > to) refuse(".to", "The end of a step may not stand before its beginning.");
      const mark = markFrom(json.mark, `${path}.mark`);
      return json.stepType === "addMark"
        ? new AddMarkStep(from, to, mark)
        : new RemoveMarkStep(from, to, mark);
    }
    case "attr": {
      onlyKeys(json, ["stepType", "pos", "attr", "value"], path);
      const pos = position(json.pos, `${path}.pos`);
      return new AttrStep(pos, attributeName(json.attr, path), json.value);
    }
    case "docAttr": {
      onlyKeys(json, ["stepType", "attr", "value"], path);
      const name = attributeName(json.attr, path);
      checkAttribute(schema.topNodeType, name, json.value, `${path}.value`);
      return new DocAttrStep(name, json.value);
    }
    case "member": {
      const step = memberStepFrom(json);
      if (!step)
        return refuse(
          "",
          "A member step is {pos, set, action, id, before, part}; see the API's list of steps.",
        );
      return step;
    }
    default:
      return refuse(".stepType", `There is no step of type ${quoted(json.stepType)}.`);
  }
}

/** Reads a batch of steps. Throws Invalid; an empty or over-long batch is refused too. */
export function checkSteps(json: unknown, path = "steps"): Step[] {
  if (!Array.isArray(json) || json.length === 0 || json.length > LIMITS.steps)
    throw new Invalid({ [path]: `A change has from 1 to ${LIMITS.steps} steps.` });
  return json.map((step, index) => checkStep(step, `${path}.${index}`));
}

/**
 * Applies a step and returns the new document. Throws Invalid when the step does not fit, or when what it touches breaks a
 * rule or a limit: the step came with `checkStep`, or was made by our own code.
 */
export function applyStep(doc: Node, step: Step, path = "step"): Node {
  const refuse: Refuse = refusalAt(path);
  if (step instanceof AttrStep) {
    const node = step.pos < doc.content.size ? doc.nodeAt(step.pos) : null;
    if (!node || node.isText) return refuse(".pos", "There is no block at this place.");
    checkAttribute(node.type, step.attr, step.value, `${path}.value`);
  }
  if (step instanceof DocAttrStep) checkAttribute(doc.type, step.attr, step.value, `${path}.value`);
  const after = applied(doc, step, path);
  const range = changedRange(step);
  if (range) {
    visitRange(after, range.newFrom - 1, range.newTo + 1, (node, depth, parent) => {
      if (depth > LIMITS.depth) refuse("", tooDeep);
      if (node.isText && !parent.isTextblock) refuse("", "Text stands in paragraphs and other text blocks.");
      refuseLongText(node, path);
    });
  }
  refuseOverLimits(sizeAfter(doc, after, range), path);
  return after;
}

function applied(doc: Node, step: Step, path: string): Node {
  try {
    const result = step.apply(doc);
    if (result.doc) return result.doc;
    throw new Invalid({ [path]: `This step does not fit the document: ${result.failed}` });
  } catch (error) {
    if (error instanceof RangeError)
      throw new Invalid({ [path]: `This step does not fit the document: ${error.message}` });
    throw error;
  }
}

/** What a step touches, or null where it changes no more than attributes of the doc node. */
function changedRange(step: Step): ChangedRange | null {
  if (step instanceof AddMarkStep || step instanceof RemoveMarkStep)
    return { from: step.from, to: step.to, newFrom: step.from, newTo: step.to };
  if (step instanceof AttrStep || (step instanceof MemberStep && step.pos !== null)) {
    const pos = step.pos ?? 0;
    return { from: pos, to: pos + 1, newFrom: pos, newTo: pos + 1 };
  }
  const ranges: ChangedRange[] = [];
  step.getMap().forEach((from, to, newFrom, newTo) => {
    ranges.push({ from, to, newFrom, newTo });
  });
  const first = ranges[0];
  const last = ranges.at(-1);
  return first && last ? { ...first, to: last.to, newTo: last.newTo } : null;
}

type Plain = Record<string, unknown>;
type Refuse = (below: string, message: string) => never;

const tooDeep = `Blocks may be nested ${LIMITS.depth} deep at most; lift some of them out.`;

function refusalAt(path: string): Refuse {
  return (below, message) => {
    throw new Invalid({ [`${path}${below}`]: message });
  };
}

function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Counts nodes and depth of any JSON before anything recursive looks at it. */
function walk(json: unknown, path: string): void {
  // A level of the document is an object and the array in it, and attributes may hold a little more inside.
  const depthOfJson = 2 * LIMITS.depth + 8;
  const open: { value: unknown; depth: number }[] = [{ value: json, depth: 0 }];
  let objects = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    objects += 1;
    if (depth > depthOfJson) throw new Invalid({ [path]: tooDeep });
    if (objects > LIMITS.nodes * 8) throw new Invalid({ [path]: tooManyNodes });
    for (const inner of Object.values(value)) open.push({ value: inner, depth: depth + 1 });
  }
}

const tooManyNodes = `An article may have ${LIMITS.nodes} blocks and pieces of text at most; split it into two.`;

function onlyKeys(json: Plain, known: readonly string[], path: string): void {
  for (const key of Object.keys(json)) {
    if (!known.includes(key))
      throw new Invalid({ [path]: `${quoted(key)} is not known here; leave it out.` });
  }
}

function position(value: unknown, path: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Invalid({ [path]: "A position is a whole number from 0." });
}

function flag(value: unknown, path: string): boolean {
  if (value === undefined || typeof value === "boolean") return value ?? false;
  throw new Invalid({ [`${path}.structure`]: "Must be true or false." });
}

function attributeName(value: unknown, path: string): string {
  if (typeof value !== "string") throw new Invalid({ [`${path}.attr`]: "Name the attribute to change." });
  if (MEMBER_SETS.some((set) => set === value))
    throw new Invalid({ [`${path}.attr`]: `Change ${value} by member steps, one member at a time.` });
  return value;
}

function sliceFrom(json: unknown, path: string, insert?: number): Slice {
  if (json === undefined || json === null) return Slice.empty;
  const refuse: Refuse = refusalAt(path);
  if (!isPlain(json)) return refuse("", "A slice is {content, openStart, openEnd}.");
  onlyKeys(json, ["content", "openStart", "openEnd"], path);
  const openStart = json.openStart === undefined ? 0 : position(json.openStart, `${path}.openStart`);
  const openEnd = json.openEnd === undefined ? 0 : position(json.openEnd, `${path}.openEnd`);
  const hole = insert === undefined ? null : insert + openStart;
  const nodes = childrenFrom(json.content, path, openStart, openEnd, hole);
  const content = Fragment.fromArray(nodes);
  if (openStart > openDepth(content, "firstChild") || openEnd > openDepth(content, "lastChild"))
    refuse("", "The slice is open deeper than its content goes.");
  return new Slice(content, openStart, openEnd);
}

function openDepth(content: Fragment, side: "firstChild" | "lastChild"): number {
  let depth = 0;
  for (let node = content[side]; node && !node.isLeaf; node = node[side]) depth += 1;
  return depth;
}

/**
 * Builds the children of a node or slice. `openStart` and `openEnd` say how many levels its first and last child are cut
 * through; `hole` is the position in this content where a replaceAround step puts what it keeps, or null.
 */
function childrenFrom(
  json: unknown,
  path: string,
  openStart: number,
  openEnd: number,
  hole: number | null,
): Node[] {
  if (json === undefined) return [];
  if (!Array.isArray(json)) throw new Invalid({ [`${path}.content`]: "Content is a list of nodes." });
  let pos = 0;
  return json.map((child: unknown, index) => {
    const node = nodeFrom(
      child,
      `${path}.content.${index}`,
      index === 0 ? openStart : 0,
      index === json.length - 1 ? openEnd : 0,
      hole === null || hole <= pos ? null : hole - pos - 1,
    );
    pos += node.nodeSize;
    return node;
  });
}

function nodeFrom(
  json: unknown,
  path: string,
  openStart: number,
  openEnd: number,
  hole: number | null,
): Node {
  const refuse: Refuse = refusalAt(path);
  if (!isPlain(json)) return refuse("", "A node is a JSON object with a type.");
  onlyKeys(
    json,
    json.type === "text" ? ["type", "text", "marks"] : ["type", "attrs", "content", "marks"],
    path,
  );
  const type = typeof json.type === "string" ? ownType(schema.nodes, json.type) : null;
  if (!type) return refuse(".type", `There is no block or element of type ${quoted(json.type)}.`);
  const marks = marksFrom(json.marks, path);
  if (type.isText) return schema.text(textFrom(json.text, path), marks);
  const attrs = attributesFrom(type, json.attrs, path);
  const inner = childrenFrom(json.content, path, Math.max(0, openStart - 1), Math.max(0, openEnd - 1), hole);
  const content = Fragment.fromArray(inner);
  // An open node is checked by ProseMirror when it is joined, one that takes what a step keeps when it has taken it.
  const isComplete = openStart === 0 && openEnd === 0 && !isHoleOf(content, hole);
  if (isComplete && !type.validContent(content)) {
    const needs = type.spec.content ? `must hold ${type.spec.content}` : "holds no content";
    const limit = type.spec.marks === undefined ? "" : `, with no marks but: ${type.spec.marks || "none"}`;
    return refuse("", `${type.name} ${needs}${limit}.`);
  }
  return type.create(attrs, content, marks);
}

function isHoleOf(content: Fragment, hole: number | null): boolean {
  if (hole === null || hole > content.size) return false;
  for (let index = 0, pos = 0; ; index += 1) {
    if (pos === hole) return true;
    const child = content.maybeChild(index);
    if (!child) return false;
    pos += child.nodeSize;
    if (pos > hole) return child.isText;
  }
}

function textFrom(value: unknown, path: string): string {
  if (typeof value !== "string" || value === "")
    throw new Invalid({
      [`${path}.text`]: "A text node holds at least one character; leave empty ones out.",
    });
  refuseBadText(value, `${path}.text`);
  return value;
}

function refuseBadText(text: string, path: string): void {
  if (text.includes("\0"))
    throw new Invalid({ [path]: "The text holds a NUL character; remove it and try again." });
  if (!text.isWellFormed())
    throw new Invalid({
      [path]: "The text holds half of a character (a lone surrogate); remove it and try again.",
    });
}

function marksFrom(json: unknown, path: string): readonly Mark[] {
  if (json === undefined) return Mark.none;
  if (!Array.isArray(json)) throw new Invalid({ [`${path}.marks`]: "Marks are a list." });
  let marks: readonly Mark[] = Mark.none;
  for (const [index, mark] of json.entries())
    marks = markFrom(mark, `${path}.marks.${index}`).addToSet(marks);
  if (marks.length !== json.length)
    throw new Invalid({ [`${path}.marks`]: "These marks exclude one another; keep one." });
  return marks;
}

function markFrom(json: unknown, path: string): Mark {
  if (!isPlain(json)) throw new Invalid({ [path]: "A mark is a JSON object with a type." });
  onlyKeys(json, ["type", "attrs"], path);
  const type = typeof json.type === "string" ? ownType(schema.marks, json.type) : null;
  if (!type) throw new Invalid({ [`${path}.type`]: `There is no mark of type ${quoted(json.type)}.` });
  return type.create(attributesFrom(type, json.attrs, path));
}

function ownType<Type>(types: Readonly<Record<string, Type>>, name: string): Type | null {
  return Object.hasOwn(types, name) ? (types[name] ?? null) : null;
}

function attributesFrom(type: NodeType | MarkType, json: unknown, path: string): Plain {
  if (json !== undefined && !isPlain(json))
    throw new Invalid({ [`${path}.attrs`]: "Attributes are a JSON object." });
  const given = json ?? {};
  for (const [name, value] of Object.entries(given))
    checkAttribute(type, name, value, `${path}.attrs.${name}`);
  for (const [name, spec] of Object.entries(type.spec.attrs ?? {})) {
    if (!Object.hasOwn(spec, "default") && !Object.hasOwn(given, name))
      throw new Invalid({ [`${path}.attrs`]: `${type.name} needs the attribute ${name}.` });
  }
  return given;
}

function checkAttribute(type: NodeType | MarkType, name: string, value: unknown, path: string): void {
  const known = type.spec.attrs ?? {};
  const spec = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!spec) throw new Invalid({ [path]: `${type.name} has no attribute ${quoted(name)}; leave it out.` });
  if (typeof spec.validate !== "function")
    throw new Error(`The attribute ${name} of ${type.name} has no rule.`);
  try {
    spec.validate(value);
  } catch (error) {
    if (error instanceof BadValue) throw new Invalid({ [path]: `${name} must be ${error.message}.` });
    throw error;
  }
}

function refuseLongText(node: Node, path: string): void {
  if (node.text !== undefined) refuseBadText(node.text, path);
  const limit = TEXT_LIMITS[node.type.name];
  if (limit !== undefined && node.content.size > limit)
    throw new Invalid({ [path]: `${node.type.name} may have ${limit} characters at most; shorten it.` });
}

function refuseOverLimits({ nodes, characters, bytes }: DocumentSize, path: string): void {
  if (nodes > LIMITS.nodes) throw new Invalid({ [path]: tooManyNodes });
  if (characters > LIMITS.characters)
    throw new Invalid({
      [path]: `An article may have ${LIMITS.characters} characters at most; split it into two.`,
    });
  if (bytes > LIMITS.documentBytes)
    throw new Invalid({ [path]: "An article may be 2 MB at most; split it into two." });
}

function quoted(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : typeof value;
}
