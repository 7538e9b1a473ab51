import { AttrStep, ReplaceStep, Transform } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Invalid } from "@/lib/errors";
import { applyStep, checkDocument, checkStep, checkSteps } from "./check.ts";
import { LIMITS } from "./limits.ts";
import { isSafeHref } from "./link.ts";
import { nodeType, schema } from "./schema.ts";
import { sizeOf } from "./size.ts";
import { documentOf, longDocument, processorTime, seeded } from "./testing.ts";

const text = (words: string, ...marks: object[]) => ({ type: "text", text: words, marks });
const paragraph = (...content: object[]) => ({ type: "paragraph", content });

function refusal(act: () => unknown): Record<string, string> {
  try {
    act();
  } catch (error) {
    if (error instanceof Invalid) return error.fields;
    throw error;
  }
  return {};
}

function nested(depth: number): object {
  const list = (inner: object[]) => ({
    type: "bulletList",
    content: [{ type: "listItem", content: [paragraph(text("x")), ...inner] }],
  });
  let inner = list([]);
  for (let level = 1; level < depth; level += 1) inner = list([inner]);
  return inner;
}

describe("a document", () => {
  test("of every kind of block is taken and read back the same", () => {
    const doc = checkDocument(
      documentOf(
        paragraph(
          text("Plain, "),
          text("bold and linked", { type: "link", attrs: { href: "/a" } }, { type: "bold" }),
        ),
        { type: "heading", attrs: { level: 3 }, content: [text("A part")] },
        {
          type: "callout",
          attrs: { kind: "proTip" },
          content: [{ type: "calloutLabel" }, { type: "calloutBody", content: [paragraph()] }],
        },
        {
          type: "faq",
          content: [
            {
              type: "faqPair",
              content: [{ type: "faqQuestion" }, { type: "faqAnswer", content: [paragraph()] }],
            },
          ],
        },
        {
          type: "factList",
          content: [
            {
              type: "fact",
              attrs: { status: "none_known", datePrecision: "month", date: "2025-07" },
              content: [{ type: "factLabel" }, { type: "factValue" }, { type: "factSource" }],
            },
          ],
        },
        {
          type: "figure",
          content: [{ type: "figureAlt" }, { type: "figureCaption" }, { type: "figureCredit" }],
        },
        {
          type: "table",
          content: [{ type: "tableRow", content: [{ type: "tableCell", content: [paragraph()] }] }],
        },
        {
          type: "blockquote",
          content: [paragraph(text("Quoted.")), { type: "attribution", content: [text("Somebody")] }],
        },
        { type: "pullQuote", content: [paragraph(text("Short."))] },
        { type: "embed", attrs: { provider: "youtube", url: "https://example.org/v", title: "" } },
        { type: "divider" },
        { type: "callToAction", content: [text("Read on")] },
        { type: "related", attrs: { picks: [{ id: "a1" }] }, content: [{ type: "relatedHeading" }] },
        { type: "commentPrompt", content: [text("Say something")] },
      ),
    );
    doc.check();
    expect(checkDocument(JSON.parse(JSON.stringify(doc))).eq(doc)).toBe(true);
  });

  test.each([
    ["an unknown block", documentOf({ type: "script" }), "document.content.2.type"],
    [
      "a block named like a method of objects",
      documentOf({ type: "constructor" }),
      "document.content.2.type",
    ],
    [
      "an unknown mark",
      documentOf(paragraph(text("x", { type: "blink" }))),
      "document.content.2.content.0.marks.0.type",
    ],
    [
      "an unknown attribute",
      documentOf({ type: "paragraph", attrs: { style: "x" } }),
      "document.content.2.attrs.style",
    ],
    ["an unknown key", documentOf({ type: "paragraph", on: 1 }), "document.content.2"],
    [
      "__proto__ as an attribute",
      documentOf(JSON.parse('{"type":"paragraph","attrs":{"__proto__":{}}}')),
      "document.content.2.attrs.__proto__",
    ],
    [
      "a heading of level 1",
      documentOf({ type: "heading", attrs: { level: 1 } }),
      "document.content.2.attrs.level",
    ],
    [
      'a heading of level "2"',
      documentOf({ type: "heading", attrs: { level: "2" } }),
      "document.content.2.attrs.level",
    ],
    [
      "an object as an id",
      documentOf({ type: "paragraph", attrs: { id: {} } }),
      "document.content.2.attrs.id",
    ],
    [
      "bold in a headline",
      {
        type: "doc",
        content: [
          { type: "headline", content: [text("x", { type: "bold" })] },
          { type: "standfirst" },
          paragraph(),
        ],
      },
      "document.content.0",
    ],
    ["no headline", { type: "doc", content: [paragraph()] }, "document"],
    ["a list without items", documentOf({ type: "bulletList", content: [] }), "document.content.2"],
    ["text beside blocks", documentOf(text("x")), "document"],
    ["an empty text", documentOf(paragraph(text(""))), "document.content.2.content.0.text"],
    ["NUL in a text", documentOf(paragraph(text("a\0b"))), "document.content.2.content.0.text"],
    [
      "a lone surrogate in a text",
      documentOf(paragraph(text("a\ud83db"))),
      "document.content.2.content.0.text",
    ],
    [
      "a direction control in the SEO title",
      { ...documentOf(), attrs: { seoTitle: "a\u202eb" } },
      "document.attrs.seoTitle",
    ],
    ["the same tag twice", { ...documentOf(), attrs: { tags: ["a", "a"] } }, "document.attrs.tags"],
    [
      "a date of no calendar",
      { ...documentOf(), attrs: { statedUpdated: "2025-02-30" } },
      "document.attrs.statedUpdated",
    ],
    [
      "marks that exclude one another",
      documentOf(paragraph(text("x", { type: "code" }, { type: "bold" }))),
      "document.content.2.content.0.marks",
    ],
    [
      "a headline of 301 characters",
      {
        type: "doc",
        content: [
          { type: "headline", content: [text("x".repeat(301))] },
          { type: "standfirst" },
          paragraph(),
        ],
      },
      "document",
    ],
    ["more than 500,000 characters", documentOf(paragraph(text("x".repeat(500_001)))), "document"],
    [
      "more than 20,000 nodes",
      documentOf(...Array.from({ length: 10_001 }, () => paragraph(text("x")))),
      "document",
    ],
    ["lists nested 40 deep", documentOf(nested(40)), "document"],
    ["a list", [], "document"],
    ["nothing", null, "document"],
  ])("with %s is refused, with its place", (_, json, path) => {
    expect(Object.keys(refusal(() => checkDocument(json)))).toEqual([path]);
  });

  test("nested a million deep is refused without exhausting the stack", () => {
    let json: object = paragraph();
    for (let depth = 0; depth < 1_000_000; depth += 1) json = { type: "blockquote", content: [json] };
    expect(refusal(() => checkDocument(documentOf(json)))).toHaveProperty("document");
  });

  test("takes marks in any order and joins neighbouring texts with the same marks", () => {
    const doc = checkDocument(
      documentOf(paragraph(text("a"), text("b"), text("c", { type: "italic" }, { type: "bold" }))),
    );
    expect(doc.child(2).childCount).toBe(2);
    doc.check();
  });
});

describe("a link's address", () => {
  test.each([
    "https://example.org/a?b=c#d",
    "http://example.org",
    "mailto:desk@example.org",
    "tel:+593212345",
    "/world/a-story",
    "/",
    "https://example.org/%22",
  ])("%s is taken", (href) => expect(isSafeHref(href)).toBe(true));

  const spellings = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "java\rscript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript\u0000:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "javascript%3Aalert(1)",
    "\u00a0javascript:alert(1)",
    "\u2028javascript:alert(1)",
    "\ufeffjavascript:alert(1)",
    "java\u200bscript:alert(1)",
    "java\u00adscript:alert(1)",
    "ｊavascript:alert(1)",
    "javascript：alert(1)",
    "javascript://example.org/%0aalert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:image/svg+xml,x",
    "blob:https://example.org/1",
    "file:///etc/passwd",
    "ftp://example.org",
    "about:blank",
    "view-source:https://example.org",
    "filesystem:https://a/b",
    "//example.org",
    "/\\example.org",
    "\\\\example.org",
    "/\t/example.org",
    "https:example.org",
    "https:/example.org",
    "https:///example.org",
    "https://exa mple.org",
    "https://example.org/\u202egpj",
    "relative/path",
    "#part",
    "?a=b",
    "",
    " ",
    "https://",
    'https://example.org/"onload=',
    "x".repeat(2_049),
    `https://example.org/${"x".repeat(2_048)}`,
    "https://example.org/\ud800",
    "tel",
    "mailto",
    "intent://scan/#Intent;end",
  ];
  test.each(spellings.map((href) => [JSON.stringify(href).slice(0, 60), href]))(
    "%s is refused",
    (_, href) => {
      expect(isSafeHref(href)).toBe(false);
      const path = "document.content.2.content.0.marks.0.attrs.href";
      expect(
        refusal(() => checkDocument(documentOf(paragraph(text("x", { type: "link", attrs: { href } }))))),
      ).toHaveProperty([path]);
      const step = { stepType: "addMark", mark: { type: "link", attrs: { href } }, from: 1, to: 2 };
      expect(refusal(() => checkStep(step))).toHaveProperty(["step.mark.attrs.href"]);
    },
  );

  test.each([null, undefined, 1, {}, ["https://example.org"]])("%j is refused", (href) => {
    expect(isSafeHref(href)).toBe(false);
  });
});

describe("a step", () => {
  const doc = checkDocument(
    documentOf(paragraph(text("Some words.")), {
      type: "figure",
      content: [{ type: "figureAlt" }, { type: "figureCaption" }, { type: "figureCredit" }],
    }),
  );
  const inParagraph = 16;

  test.each([
    ["of an unknown type", { stepType: "exec" }, "step.stepType"],
    ["that is a method's name", { stepType: "toString" }, "step.stepType"],
    ["with an unknown key", { stepType: "replace", from: 0, to: 0, next: 1 }, "step"],
    ["with a position that is none", { stepType: "replace", from: -1, to: 0 }, "step.from"],
    ["that ends before it begins", { stepType: "replace", from: 3, to: 2 }, "step.to"],
    [
      "with an unknown block in its slice",
      { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "iframe" }] } },
      "step.slice.content.0.type",
    ],
    [
      "with an incomplete block in its slice",
      { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "callout" }] } },
      "step.slice.content.0",
    ],
    [
      "open deeper than its slice",
      { stepType: "replace", from: 1, to: 1, slice: { content: [paragraph()], openStart: 2 } },
      "step.slice",
    ],
    ["with a list of tags in one piece", { stepType: "docAttr", attr: "tags", value: [] }, "step.attr"],
    ["with an unknown document attribute", { stepType: "docAttr", attr: "owner", value: 1 }, "step.value"],
    ["with __proto__ as its attribute", { stepType: "docAttr", attr: "__proto__", value: 1 }, "step.value"],
    ["with a genre of no kind", { stepType: "docAttr", attr: "genre", value: "rumour" }, "step.value"],
    [
      "adding a member to nothing",
      { stepType: "member", pos: null, set: "picks", action: "add", id: "a", part: "", before: null },
      "step",
    ],
    [
      "with an unknown wrapper",
      {
        stepType: "replaceAround",
        from: 14,
        to: 27,
        gapFrom: 14,
        gapTo: 27,
        insert: 1,
        slice: { content: [{ type: "marquee" }] },
      },
      "step.slice.content.0.type",
    ],
    [
      "with a wrapper that is incomplete elsewhere",
      {
        stepType: "replaceAround",
        from: 14,
        to: 27,
        gapFrom: 14,
        gapTo: 27,
        insert: 1,
        slice: { content: [{ type: "blockquote" }, { type: "callout" }] },
      },
      "step.slice.content.1",
    ],
  ])("%s is refused", (_, json, path) => {
    expect(Object.keys(refusal(() => checkStep(json)))).toEqual([path]);
  });

  test.each([
    ["beyond the end", { stepType: "replace", from: 5_000, to: 5_000 }],
    ["that leaves the document without a headline", { stepType: "replace", from: 0, to: 12 }],
    [
      "that splits the headline",
      {
        stepType: "replace",
        from: 3,
        to: 3,
        slice: { content: [{ type: "headline" }, { type: "headline" }], openStart: 1, openEnd: 1 },
      },
    ],
    [
      "that puts a block into a caption",
      { stepType: "replace", from: inParagraph, to: inParagraph, slice: { content: [{ type: "divider" }] } },
    ],
    [
      "that sets an attribute where there is no block",
      { stepType: "attr", pos: 5_000, attr: "id", value: "x" },
    ],
    [
      "that sets an attribute the block does not have",
      { stepType: "attr", pos: 14, attr: "level", value: 2 },
    ],
    [
      "that makes a headline too long",
      { stepType: "replace", from: 1, to: 1, slice: { content: [text("x".repeat(300))] } },
    ],
    [
      "that wraps a paragraph in something that cannot hold it",
      {
        stepType: "replaceAround",
        from: 14,
        to: 27,
        gapFrom: 14,
        gapTo: 27,
        insert: 1,
        slice: { content: [{ type: "related" }] },
      },
    ],
  ])("%s is refused when it is applied", (_, json) => {
    expect(Object.keys(refusal(() => applyStep(doc, checkStep(json))))).not.toEqual([]);
  });

  test("that cuts a character in half is refused", () => {
    const faces = checkDocument(documentOf(paragraph(text("a😀b"))));
    const half = { stepType: "replace", from: 16, to: 17 };
    expect(refusal(() => applyStep(faces, checkStep(half)))).toHaveProperty("step");
    const markedHalf = { stepType: "addMark", mark: { type: "bold" }, from: 15, to: 17 };
    expect(refusal(() => applyStep(faces, checkStep(markedHalf)))).toHaveProperty("step");
  });

  test("that wraps a paragraph in a quote, adds a mark or sets an attribute is applied", () => {
    const wrap = {
      stepType: "replaceAround",
      from: 14,
      to: 27,
      gapFrom: 14,
      gapTo: 27,
      insert: 1,
      slice: { content: [{ type: "blockquote" }] },
      structure: true,
    };
    const wrapped = applyStep(doc, checkStep(wrap));
    expect(wrapped.child(2).type.name).toBe("blockquote");
    const marked = applyStep(
      doc,
      checkStep({ stepType: "addMark", mark: { type: "bold" }, from: 15, to: 18 }),
    );
    expect(marked.child(2).childCount).toBe(2);
    const named = applyStep(doc, checkStep({ stepType: "attr", pos: 14, attr: "id", value: "p1" }));
    expect(named.child(2).attrs.id).toBe("p1");
  });

  test("of each kind that ProseMirror writes is read back the same", () => {
    const transform = new Transform(doc)
      .replaceWith(inParagraph, inParagraph, schema.text("more "))
      .split(inParagraph + 2)
      .addMark(15, 17, schema.mark("link", { href: "/x" }))
      .removeMark(15, 16)
      .setBlockType(15, 15, nodeType("heading"), { level: 3 })
      .setNodeAttribute(14, "id", "h1")
      .setDocAttribute("kicker", "Border")
      .delete(1, 3);
    for (const [index, step] of transform.steps.entries()) {
      const before = transform.docs[index] ?? doc;
      const read = checkStep(JSON.parse(JSON.stringify(step)));
      const expected = transform.docs[index + 1] ?? transform.doc;
      expect(applyStep(before, read).eq(expected)).toBe(true);
    }
  });

  test("in an empty or endless batch is refused", () => {
    expect(refusal(() => checkSteps([]))).toHaveProperty("steps");
    expect(
      refusal(() => checkSteps(Array(LIMITS.steps + 1).fill({ stepType: "replace", from: 1, to: 1 }))),
    ).toHaveProperty("steps");
  });

  test("that brings the document over its limit is refused though the step is small", () => {
    const full = checkDocument(documentOf(paragraph(text("x".repeat(LIMITS.characters - 12)))));
    expect(sizeOf(full).characters).toBeLessThanOrEqual(LIMITS.characters);
    const more = { stepType: "replace", from: 16, to: 16, slice: { content: [text("y".repeat(12))] } };
    expect(refusal(() => applyStep(full, checkStep(more)))).toHaveProperty("step");
  });
});

describe("the size carried from version to version", { timeout: 120_000 }, () => {
  test("is the size counted anew, after any steps", () => {
    const start = checkDocument(longDocument(600));
    const places = fc.array(
      fc.record({ at: fc.nat(), to: fc.nat(40), kind: fc.nat(5), words: fc.string({ maxLength: 12 }) }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(places, (changes) => {
        let doc = start;
        for (const { at, to, kind, words } of changes) {
          const from = at % doc.content.size;
          const end = Math.min(doc.content.size, from + to);
          const transform = new Transform(doc);
          try {
            if (kind === 0 && words.length > 0)
              transform.replaceWith(from, from, schema.text(words.replaceAll("\0", "") || "x"));
            if (kind === 1) transform.delete(from, end);
            if (kind === 2) transform.split(from);
            if (kind === 3) transform.addMark(from, end, schema.mark("italic"));
            if (kind === 4 && doc.nodeAt(from)?.isText === false)
              transform.setNodeAttribute(from, "id", words.replace(/[^a-z]/g, "") || null);
            if (kind === 5) transform.setDocAttribute("kicker", words.replace(/[^a-z]/g, ""));
            for (const step of transform.steps) {
              const next = applyStep(doc, step);
              next.check();
              const counted = checkDocument(JSON.parse(JSON.stringify(next)));
              expect(sizeOf(next)).toEqual(sizeOf(counted));
              doc = next;
            }
          } catch (error) {
            if (
              !(
                error instanceof Invalid ||
                error instanceof RangeError ||
                (error instanceof Error && error.name === "TransformError")
              )
            )
              throw error;
          }
        }
      }),
      seeded(150),
    );
  });
});

describe("the cost of a step", () => {
  test("does not grow with the length of the document", () => {
    const cost = (words: number) => {
      let doc = checkDocument(longDocument(words));
      const at = Math.floor(doc.content.size / 2);
      const place = doc.resolve(at).parent.isTextblock ? at : at + 3;
      const step = JSON.parse(JSON.stringify(new ReplaceStep(place, place, doc.slice(place, place + 1))));
      sizeOf(doc);
      for (let run = 0; run < 500; run += 1) doc = applyStep(doc, checkStep(step));
      const fiveHundred = processorTime(() => {
        for (let run = 0; run < 500; run += 1) doc = applyStep(doc, checkStep(step));
      });
      return fiveHundred / 500;
    };
    const short = cost(500);
    const long = cost(10_000);
    console.info(
      `checking and applying a typing step: ${short.toFixed(4)} ms at 500 words, ${long.toFixed(4)} ms at 10,000`,
    );
    expect(long).toBeLessThan(Math.max(0.5, short * 6));
  });

  test("is refused for an attribute on a text", () => {
    const doc = checkDocument(documentOf());
    expect(refusal(() => applyStep(doc, new AttrStep(2, "id", "x")))).toHaveProperty(["step.pos"]);
  });
});
