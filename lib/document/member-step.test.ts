import type { Node } from "@tiptap/pm/model";
import { Mapping, Step } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyStep, checkDocument, checkStep } from "./check.ts";
import { MemberStep } from "./member-step.ts";
import { schema } from "./schema.ts";
import { documentOf, seeded } from "./testing.ts";

const withTags = (...tags: string[]) => checkDocument({ ...documentOf(), attrs: { tags } });
const withBylines = (...bylines: [string, string][]) =>
  checkDocument({ ...documentOf(), attrs: { bylines: bylines.map(([id, part]) => ({ id, part })) } });
const tagsAfter = (doc: Node, ...steps: Step[]) =>
  steps.reduce((current, step) => applyStep(current, step), doc).attrs.tags;

describe("a member step", { timeout: 120_000 }, () => {
  test.each([
    ["adds at the end", MemberStep.add("tags", "d"), ["a", "b", "c", "d"]],
    ["adds before another", MemberStep.add("tags", "d", { before: "b" }), ["a", "d", "b", "c"]],
    [
      "adds at the end where the other is gone",
      MemberStep.add("tags", "d", { before: "z" }),
      ["a", "b", "c", "d"],
    ],
    ["adds nobody twice", MemberStep.add("tags", "b"), ["a", "b", "c"]],
    ["removes", MemberStep.remove("tags", "b"), ["a", "c"]],
    ["removes nobody who is gone", MemberStep.remove("tags", "z"), ["a", "b", "c"]],
    ["moves to the front", MemberStep.move("tags", "c", "a"), ["c", "a", "b"]],
    ["moves to the end", MemberStep.move("tags", "a", null), ["b", "c", "a"]],
    ["moves nobody before itself", MemberStep.move("tags", "b", "b"), ["a", "b", "c"]],
    ["moves nobody who is gone", MemberStep.move("tags", "z", "a"), ["a", "b", "c"]],
  ])("%s", (_, step, expected) => {
    const doc = withTags("a", "b", "c");
    const after = applyStep(doc, step);
    expect(after.attrs.tags).toEqual(expected);
    after.check();
    expect(applyStep(after, step.invert(doc)).attrs.tags).toEqual(["a", "b", "c"]);
    const read = checkStep(JSON.parse(JSON.stringify(step)));
    expect(applyStep(doc, read).eq(after)).toBe(true);
    expect(Step.fromJSON(schema, step.toJSON()).apply(doc).doc?.eq(after)).toBe(true);
  });

  test("of two people at once keeps both additions, in whichever order they arrive", () => {
    const doc = withTags("a");
    const [mine, theirs] = [MemberStep.add("tags", "m"), MemberStep.add("tags", "t")];
    expect(new Set(tagsAfter(doc, mine, theirs))).toEqual(new Set(["a", "m", "t"]));
    expect(new Set(tagsAfter(doc, theirs, mine))).toEqual(new Set(["a", "m", "t"]));
  });

  test("changes the part of a byline that is there, and back", () => {
    const doc = withBylines(["ana", ""], ["ben", ""]);
    const step = MemberStep.add("bylines", "ana", { part: "reporting" });
    const after = applyStep(doc, step);
    expect(after.attrs.bylines).toEqual([
      { id: "ana", part: "reporting" },
      { id: "ben", part: "" },
    ]);
    expect(applyStep(after, step.invert(doc)).eq(doc)).toBe(true);
  });

  test("finds its block after words were put before it, and gives up where the block is gone", () => {
    const doc = checkDocument(documentOf({ type: "related", content: [{ type: "relatedHeading" }] }));
    const pos = doc.content.size - doc.child(2).nodeSize;
    const step = MemberStep.add("picks", "x", { pos });
    expect(applyStep(doc, step).child(2).attrs.picks).toEqual([{ id: "x" }]);
    const insertion = checkStep({
      stepType: "replace",
      from: 1,
      to: 1,
      slice: { content: [{ type: "text", text: "New " }] },
    });
    const moved = step.map(new Mapping([insertion.getMap()]));
    expect(moved?.pos).toBe(pos + 4);
    const removal = checkStep({ stepType: "replace", from: pos, to: doc.content.size });
    expect(step.map(new Mapping([removal.getMap()]))).toBeNull();
  });

  test("fails where there is no such list and where the list is full", () => {
    expect(MemberStep.add("picks", "x", { pos: 0 }).apply(withTags()).failed).toBeTruthy();
    const full = withTags(...Array.from({ length: 100 }, (_, index) => `t${index}`));
    expect(MemberStep.add("tags", "one-more").apply(full).failed).toBeTruthy();
  });

  test("undone from whatever state gives that state back", () => {
    const id = fc.constantFrom("a", "b", "c", "d", "e");
    const before = fc.option(id);
    const step = fc.oneof(
      fc.tuple(id, before).map(([one, other]) => MemberStep.add("tags", one, { before: other })),
      id.map((one) => MemberStep.remove("tags", one)),
      fc.tuple(id, before).map(([one, other]) => MemberStep.move("tags", one, other)),
    );
    fc.assert(
      fc.property(fc.uniqueArray(id), step, (tags, change) => {
        const doc = withTags(...tags);
        const after = applyStep(doc, change);
        expect(applyStep(after, change.invert(doc)).attrs.tags).toEqual(tags);
      }),
      seeded(500),
    );
  });
});
