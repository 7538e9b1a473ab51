import { StepMap } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { anchorState, foldedWords, isTouched, mapAnchor, quoteOf } from "@/lib/anchors/anchor";
import { schema } from "@/lib/document/schema";

const range = { from: 10, to: 20 };
const replaced = (at: number, old: number, by: number) => new StepMap([at, old, by]);

const cases: [says: string, map: StepMap, gives: { from: number; to: number }, touched: boolean][] = [
  ["words before it move it", replaced(2, 0, 5), { from: 15, to: 25 }, false],
  ["words after it leave it alone", replaced(30, 0, 5), { from: 10, to: 20 }, false],
  ["words put in just before it stay outside", replaced(10, 0, 5), { from: 15, to: 25 }, false],
  ["words put in just after it stay outside", replaced(20, 0, 5), { from: 10, to: 20 }, false],
  ["words put into it come in", replaced(15, 0, 5), { from: 10, to: 25 }, true],
  ["a deletion within it shortens it", replaced(12, 3, 0), { from: 10, to: 17 }, true],
  ["a deletion over its beginning cuts it", replaced(5, 10, 0), { from: 5, to: 10 }, true],
  ["a deletion over its end cuts it", replaced(15, 10, 0), { from: 10, to: 15 }, true],
  ["a deletion of all of it leaves an empty place", replaced(5, 20, 0), { from: 5, to: 5 }, true],
  ["a deletion up to its beginning is not its business", replaced(5, 5, 0), { from: 5, to: 15 }, false],
];

describe("an anchor under a step", () => {
  for (const [says, map, gives, touched] of cases) {
    test(says, () => {
      expect(mapAnchor(range, map)).toEqual(gives);
      expect(isTouched(range, map)).toBe(touched);
    });
  }
});

describe("what became of an anchor's words", () => {
  const document = schema.node("doc", null, [
    schema.node("headline"),
    schema.node("standfirst"),
    schema.node("paragraph", null, [schema.text("The “port” opens—today.")]),
  ]);
  const at = { from: 9, to: 15 };

  test("typography and spacing are the same words, letters and digits are not", () => {
    expect(quoteOf(document, at)).toBe("“port”");
    expect(anchorState(document, at, '"port"')).toBe("anchored");
    expect(anchorState(document, at, '"Port"')).toBe("changed");
    expect(anchorState(document, { from: 9, to: 9 }, "port")).toBe("detached");
    expect(foldedWords("a\u00A0\u200Bb\u2013c\u2026")).toBe("a b-c...");
  });
});
