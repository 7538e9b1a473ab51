import type { Node } from "@tiptap/pm/model";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stepsBetween } from "@/lib/changes/document-steps";
import { checkDocument, checkSteps } from "@/lib/document/check";
import { seeded } from "@/lib/document/testing";

type Json = Record<string, unknown>;
const text = (words: string, ...marks: string[]) =>
  words === ""
    ? []
    : [{ type: "text", text: words, ...(marks.length ? { marks: marks.map((type) => ({ type })) } : {}) }];
const paragraph = (id: string, words: string) => ({ type: "paragraph", attrs: { id }, content: text(words) });
const documentOf = (blocks: Json[], attrs: Json = {}) =>
  checkDocument({
    type: "doc",
    attrs,
    content: [
      { type: "headline", attrs: { id: "h" }, content: text("A headline") },
      { type: "standfirst", attrs: { id: "s" } },
      ...blocks,
    ],
  });

/** Checks the steps as the server would, and says what they replace, a line each. */
function difference(before: Node, after: Node): string[] {
  const { steps, groups, doc } = stepsBetween(before, after);
  expect(doc.eq(after)).toBe(true);
  expect(groups).toHaveLength(steps.length);
  let now = before;
  const said: string[] = [];
  if (steps.length > 0) {
    for (const step of checkSteps(steps.map((step) => step.toJSON()))) {
      const json = step.toJSON();
      const gone = json.from === undefined ? "" : now.textBetween(json.from, json.to, "|");
      const result = step.apply(now).doc;
      if (!result) throw new Error("a step does not apply");
      const come = JSON.stringify(json.slice ?? "").replace(/.*?"text":"([^"]*)"|.*/g, "$1");
      said.push([json.stepType, json.attr ?? json.action ?? "", gone, come].join(":"));
      now = result;
    }
  }
  expect(now.eq(after)).toBe(true);
  return said;
}

const cases: { says: string; before: Node; after: Node; steps: string[] }[] = [
  {
    says: "the same document needs no step",
    before: documentOf([paragraph("a", "One.")]),
    after: documentOf([paragraph("a", "One.")]),
    steps: [],
  },
  {
    says: "a changed word is one replacement of that word",
    before: documentOf([paragraph("a", "The quick fox ran.")]),
    after: documentOf([paragraph("a", "The slow fox ran.")]),
    steps: ["replace::quick:slow"],
  },
  {
    says: "two changed words are two replacements, so that each merges by itself",
    before: documentOf([paragraph("a", "The quick fox ran far.")]),
    after: documentOf([paragraph("a", "The slow fox ran home.")]),
    steps: ["replace::quick:slow", "replace::far:home"],
  },
  {
    says: "a new paragraph is an insertion",
    before: documentOf([paragraph("a", "One."), paragraph("c", "Three.")]),
    after: documentOf([paragraph("a", "One."), paragraph("b", "Two."), paragraph("c", "Three.")]),
    steps: ["replace:::Two."],
  },
  {
    says: "a moved paragraph is put in its place and taken from the old one",
    before: documentOf([paragraph("a", "One."), paragraph("b", "Two."), paragraph("c", "Three.")]),
    after: documentOf([paragraph("c", "Three."), paragraph("a", "One."), paragraph("b", "Two.")]),
    steps: ["replace:::Three.", "replace::Three.:"],
  },
  {
    says: "bold is a mark step, not a replacement",
    before: documentOf([paragraph("a", "One two three.")]),
    after: documentOf([
      {
        type: "paragraph",
        attrs: { id: "a" },
        content: [...text("One "), ...text("two", "bold"), ...text(" three.")],
      },
    ]),
    steps: ["addMark::two:"],
  },
  {
    says: "a scalar of the document is one step, members of a set are one each",
    before: documentOf([paragraph("a", "One.")], { seoTitle: "Old", tags: ["t1", "t2"] }),
    after: documentOf([paragraph("a", "One.")], { seoTitle: "New", tags: ["t2", "t3"] }),
    steps: ["docAttr:seoTitle::", "member:remove::", "member:add::"],
  },
  {
    says: "a paragraph that becomes a heading keeps its text in place",
    before: documentOf([paragraph("a", "One.")]),
    after: documentOf([{ type: "heading", attrs: { id: "a", level: 3 }, content: text("One.") }]),
    steps: ["replaceAround::One.:"],
  },
];

describe("the steps between two documents", () => {
  for (const { says, before, after, steps } of cases) {
    test(says, () => expect(difference(before, after)).toEqual(steps));
  }

  test("a list gains an item and loses another without touching the rest", () => {
    const list = (...items: [string, string][]) =>
      documentOf([
        {
          type: "bulletList",
          attrs: { id: "l" },
          content: items.map(([id, words]) => ({
            type: "listItem",
            attrs: { id },
            content: [paragraph(`${id}p`, words)],
          })),
        },
      ]);
    const said = difference(
      list(["i1", "One"], ["i2", "Two"], ["i3", "Three"]),
      list(["i1", "One"], ["i3", "Three"], ["i4", "Four"]),
    );
    expect(said).toEqual(["replace:::Four", "replace::Two:"]);
  });

  const words = fc.array(fc.constantFrom("port", "opens", "on", "Monday", ".", "é", "1,000"), {
    maxLength: 8,
  });
  const block = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e", "f"),
    kind: fc.constantFrom("paragraph", "heading", "bulletList", "callout"),
    words,
    bold: fc.boolean(),
  });
  const anyDocument = fc
    .tuple(
      fc.uniqueArray(block, { selector: ({ id }) => id, minLength: 1, maxLength: 6 }),
      fc.constantFrom("", "Title", "Other"),
      fc.uniqueArray(fc.constantFrom("t1", "t2", "t3", "t4"), { maxLength: 4 }),
    )
    .map(([blocks, seoTitle, tags]) =>
      documentOf(
        blocks.map(({ id, kind, words, bold }) => {
          const content = text(words.join(" "), ...(bold ? ["bold"] : []));
          if (kind === "heading")
            return { type: kind, attrs: { id, level: 2 }, content: text(words.join(" ")) };
          if (kind === "bulletList") {
            const item = {
              type: "listItem",
              attrs: { id: `${id}i` },
              content: [paragraph(`${id}p`, words.join(" "))],
            };
            return { type: kind, attrs: { id }, content: [item] };
          }
          if (kind === "callout") {
            return {
              type: kind,
              attrs: { id },
              content: [
                { type: "calloutLabel", content: text("Note") },
                { type: "calloutBody", content: [paragraph(`${id}p`, words.join(" "))] },
              ],
            };
          }
          return { type: kind, attrs: { id }, content };
        }),
        { seoTitle, tags },
      ),
    );

  test("lead from any document to any other", () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (before, after) => {
        difference(before, after);
      }),
      seeded(1_000),
    );
  });
});
