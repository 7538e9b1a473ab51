import { describe, expect, test } from "vitest";
import { checkDocument } from "./check.ts";
import { SCHEMA_VERSION, schema } from "./schema.ts";
import { everything } from "./testing.ts";

/**
 * What documents in the log may hold since each version of the schema. A line here is never changed or removed: add the new
 * names under a new version, and raise SCHEMA_VERSION with them.
 */
const since: Record<number, { nodes: Record<string, string>; marks: Record<string, string> }> = {
  1: {
    nodes: {
      doc: "seoTitle seoDescription kicker dateline language genre leadPicture tags bylines statedUpdated sourceLines",
      headline: "id source",
      standfirst: "id source",
      paragraph: "id source",
      heading: "level id source",
      bulletList: "id",
      orderedList: "start id",
      listItem: "id",
      blockquote: "id",
      pullQuote: "id",
      attribution: "source",
      callout: "kind id",
      calloutLabel: "source",
      calloutBody: "",
      faq: "id",
      faqHeading: "source",
      faqPair: "id",
      faqQuestion: "source",
      faqAnswer: "",
      factList: "id",
      fact: "status datePrecision date asOf reviewBy id",
      factLabel: "source",
      factValue: "source",
      factSource: "source",
      figure: "asset focalX focalY decorative id",
      figureAlt: "source",
      figureCaption: "source",
      figureCredit: "source",
      table: "id",
      tableRow: "",
      tableHeader: "colspan rowspan colwidth align",
      tableCell: "colspan rowspan colwidth align",
      embed: "provider url title id",
      divider: "id source",
      callToAction: "article href id source",
      related: "picks id",
      relatedHeading: "source",
      commentPrompt: "id source",
      text: "",
      hardBreak: "source",
      factRef: "article fact text",
      sourceNote: "text url",
    },
    marks: {
      link: "href",
      bold: "",
      italic: "",
      strike: "",
      code: "",
      subscript: "",
      superscript: "",
    },
  },
};

const all = Object.values(since);
const words = (list: string) => list.split(" ").filter((word) => word !== "");

/** Names and attributes of the specs, to be compared with what the versions list. */
function attributes(types: Record<string, { spec: { attrs?: object | null } }>): Record<string, string[]> {
  const names = Object.entries(types).map(([name, type]) => [
    name,
    Object.keys(type.spec.attrs ?? {}).sort(),
  ]);
  return Object.fromEntries(names);
}

function listed(part: "nodes" | "marks"): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const version of all)
    for (const [name, list] of Object.entries(version[part]))
      names[name] = [...(names[name] ?? []), ...words(list)].sort();
  return names;
}

describe("the schema", () => {
  test("only grows, and its version with it", () => {
    expect(attributes(schema.nodes)).toEqual(listed("nodes"));
    expect(attributes(schema.marks)).toEqual(listed("marks"));
    expect(SCHEMA_VERSION).toBe(all.length);
  });

  test("still takes a document of the first version", () => {
    checkDocument(everything).check();
  });

  const types = Object.entries({ ...schema.nodes, ...schema.marks });
  test.each(types)(
    "gives every attribute of %s a rule that its default keeps and nonsense breaks",
    (_, type) => {
      for (const spec of Object.values(type.spec.attrs ?? {})) {
        const { validate } = spec;
        if (typeof validate !== "function") throw new Error("An attribute has no rule.");
        if (Object.hasOwn(spec, "default")) validate(spec.default);
        for (const nonsense of [
          undefined,
          {},
          { id: "x" },
          Symbol("x"),
          () => 1,
          Number.NaN,
          "\0",
          "a\ud800",
          [[]],
        ])
          expect(() => validate(nonsense)).toThrow(RangeError);
      }
    },
  );

  test("makes an empty document by itself", () => {
    const empty = schema.topNodeType.createAndFill();
    empty?.check();
    expect(empty?.toString()).toBe("doc(headline, standfirst, paragraph)");
  });

  test("lets a paragraph follow where Enter ends a heading", () => {
    expect(schema.topNodeType.contentMatch.edgeCount).toBe(1);
    const afterStandfirst = schema.topNodeType.contentMatch.edge(0).next.edge(0).next;
    expect(afterStandfirst.defaultType?.name).toBe("paragraph");
  });
});
