import type { Node } from "@tiptap/pm/model";
import { ReplaceStep } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Invalid } from "@/lib/errors";
import { applyStep, checkDocument, checkStep } from "./check.ts";
import { sizeOf } from "./size.ts";
import { documentOf, everything, paragraph, seeded, text } from "./testing.ts";

const rich = checkDocument(everything);

/** What `act` gives, or null where it refuses as it should; any other failure fails the test. */
function unlessRefused<Value>(act: () => Value): Value | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof Invalid) return null;
    throw error;
  }
}

function expectSound(doc: Node): void {
  doc.check();
  const again = checkDocument(JSON.parse(JSON.stringify(doc)));
  expect(again.eq(doc)).toBe(true);
  expect(sizeOf(doc)).toEqual(sizeOf(again));
}

const names = fc.constantFrom(
  "type",
  "attrs",
  "content",
  "marks",
  "text",
  "id",
  "level",
  "href",
  "__proto__",
  "constructor",
  "toString",
  "source",
  "from",
  "to",
  "slice",
  "stepType",
  "pos",
  "attr",
  "value",
  "openStart",
  "insert",
  "gapFrom",
);
const values = fc.oneof(
  fc.constantFrom(
    "paragraph",
    "text",
    "doc",
    "callout",
    "factRef",
    "bold",
    "link",
    "javascript:alert(1)",
    "",
    "\0",
    "\ud800",
    null,
    true,
    0,
    -1,
    1.5,
    1e9,
    Number.MAX_SAFE_INTEGER,
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(paragraph(text("x"))),
  fc.constant({ type: "link", attrs: { href: "https://example.org" } }),
);
type Mutation = { at: number; name: string; value: unknown; act: number };
const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(),
  name: names,
  value: values,
  act: fc.nat(4),
});

/** Changes some place deep inside a copy of the JSON: replaces, adds, removes, doubles or nests. */
function mutated(json: unknown, mutations: Mutation[]): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(json));
  for (const { at, name, value: given, act } of mutations) {
    const value = structuredClone(given);
    const objects: object[] = [];
    const collect = (inner: unknown) => {
      if (typeof inner !== "object" || inner === null || objects.length > 5_000) return;
      objects.push(inner);
      for (const next of Object.values(inner)) collect(next);
    };
    collect(copy);
    const target = objects[at % Math.max(1, objects.length)];
    if (!target) continue;
    const keys = Object.keys(target);
    const key = keys[at % Math.max(1, keys.length)] ?? name;
    if (Array.isArray(target)) {
      const index = at % (target.length + 1);
      if (act === 0) target.splice(index, 1);
      else if (act === 1) target.splice(index, 0, value);
      else if (act === 2) target.splice(index, 0, ...target.slice(0, 1));
      else target[index] = act === 3 ? value : { type: "blockquote", content: [target[index]] };
    } else if (act === 0) Reflect.deleteProperty(target, key);
    else if (act === 1)
      Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
    else Reflect.set(target, key, act === 2 ? [value] : value);
  }
  return copy;
}

describe("whatever comes in", { timeout: 120_000 }, () => {
  test("as a document is refused in words or is sound", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 4 }), (mutations) => {
        const doc = unlessRefused(() => checkDocument(mutated(everything, mutations)));
        if (!doc) return;
        taken += 1;
        expectSound(doc);
      }),
      seeded(1_500),
    );
    expect(taken).toBeGreaterThan(50);
  });

  test("as any JSON is refused in words", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(unlessRefused(() => checkDocument(json))).toBeNull();
        expect(unlessRefused(() => checkStep(json))).toBeNull();
      }),
      seeded(500),
    );
  });

  test("as a step is refused in words or leaves a sound document", () => {
    const small = checkDocument(documentOf(paragraph(text("Words 😀 here")), paragraph(text("and there"))));
    const place = fc.nat();
    const step = fc.oneof(
      fc.record({ stepType: fc.constant("replace"), slice: fc.tuple(place, place), from: place, to: place }),
      fc.record({
        stepType: fc.constant("replaceAround"),
        slice: fc.tuple(place, place),
        from: place,
        to: place,
        gapFrom: place,
        gapTo: place,
        insert: fc.nat(6),
      }),
      fc.record({
        stepType: fc.constantFrom("addMark", "removeMark"),
        from: place,
        to: place,
        mark: fc.constantFrom({ type: "bold" }, { type: "code" }, { type: "link", attrs: { href: "/a" } }),
      }),
      fc.record({
        stepType: fc.constant("attr"),
        pos: place,
        attr: fc.constantFrom("id", "level", "kind", "start", "source", "x"),
        value: values,
      }),
      fc.record({
        stepType: fc.constant("docAttr"),
        attr: fc.constantFrom("kicker", "genre", "language", "sourceLines", "x"),
        value: values,
      }),
      fc.record({
        stepType: fc.constant("member"),
        pos: fc.option(place),
        set: fc.constantFrom("tags", "bylines", "picks"),
        action: fc.constantFrom("add", "remove", "move"),
        id: fc.constantFrom("a", "b"),
        part: fc.constantFrom("", "photos"),
        before: fc.option(fc.constantFrom("a", "b")),
      }),
    );
    let applied = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(step, fc.array(mutation, { maxLength: 1 }), fc.boolean()), { maxLength: 8 }),
        fc.boolean(),
        (steps, isRich) => {
          let doc = isRich ? rich : small;
          for (const [made, mutations, isMutated] of steps) {
            const json: Record<string, unknown> = { ...made };
            const size = doc.content.size;
            for (const key of ["from", "to", "gapFrom", "gapTo", "pos"])
              if (typeof json[key] === "number") json[key] = Number(json[key]) % (size + 2);
            const order = [json.from, json.gapFrom, json.gapTo, json.to]
              .filter((position) => typeof position === "number")
              .sort((a, b) => a - b);
            if (order.length === 4) [json.from, json.gapFrom, json.gapTo, json.to] = order;
            else if (order.length === 2) [json.from, json.to] = order;
            if (Array.isArray(json.slice)) {
              const [from = 0, to = 0] = json.slice
                .map((position) => Number(position) % (rich.content.size + 1))
                .sort((a, b) => a - b);
              json.slice = JSON.parse(JSON.stringify(rich.slice(from, to)));
            }
            const input = isMutated ? mutated(json, mutations) : json;
            const next = unlessRefused(() => applyStep(doc, checkStep(input)));
            if (!next) continue;
            applied += 1;
            expectSound(next);
            doc = next;
          }
        },
      ),
      seeded(1_500),
    );
    expect(applied).toBeGreaterThan(200);
  });

  test("as a replacement of any part by any part is refused in words or leaves a sound document", () => {
    let applied = 0;
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (a, b, c, d) => {
        const size = rich.content.size;
        const from = a % size;
        const to = Math.min(size, from + (b % 12));
        const start = c % size;
        const end = Math.min(size, start + (d % 40));
        const step = JSON.parse(JSON.stringify(new ReplaceStep(from, to, rich.slice(start, end))));
        const next = unlessRefused(() => applyStep(rich, checkStep(step)));
        if (!next) return;
        applied += 1;
        expectSound(next);
      }),
      seeded(2_000),
    );
    expect(applied).toBeGreaterThan(100);
  });
});
