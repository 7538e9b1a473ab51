import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/db/schema";
import { processorTime } from "@/lib/document/testing";
import { documentNode } from "./fields.ts";
import {
  type Candidate,
  type Finding,
  placeholdersIn,
  publishBlockers,
  publishFindings,
  stopping,
} from "./gate.ts";
import { changeClasses } from "./stamps.ts";

const text = (words: string, href?: string): JsonObject[] =>
  words === ""
    ? []
    : [{ type: "text", text: words, ...(href ? { marks: [{ type: "link", attrs: { href } }] } : {}) }];
const node = (
  type: string,
  id: string | null,
  content: JsonObject[],
  attrs: JsonObject = {},
): JsonObject => ({
  type,
  attrs: { ...(id ? { id } : {}), ...attrs },
  content,
});

type Parts = { headline?: string; standfirst?: string; blocks?: JsonObject[]; attrs?: JsonObject };

function candidate(parts: Parts = {}, rest: Partial<Candidate> = {}): Candidate {
  return {
    document: documentNode({
      type: "doc",
      attrs: { bylines: [{ id: "ana", part: "" }], ...parts.attrs },
      content: [
        node("headline", "h", text(parts.headline ?? "Port reopens")),
        node("standfirst", "s", text(parts.standfirst ?? "Trucks cross again.")),
        ...(parts.blocks ?? [node("paragraph", "p", text("The bridge opened."))]),
      ],
    }),
    sectionSlug: "world",
    slug: "port-reopens",
    bylines: new Set(["ana"]),
    assets: new Set(["pic"]),
    articles: new Map(),
    ownLinks: new Map(),
    fourEyes: "recorded",
    isOwnWork: false,
    today: "2026-02-10",
    ...rest,
  };
}

const codes = (one: Candidate) => publishFindings(one).map(({ code, level }) => `${level} ${code}`);
const figure = (alt: string, credit: string, attrs: JsonObject = { asset: "pic" }) =>
  node(
    "figure",
    "f",
    [
      node("figureAlt", null, text(alt)),
      node("figureCaption", null, []),
      node("figureCredit", null, text(credit)),
    ],
    attrs,
  );
const fact = (attrs: JsonObject) =>
  node("factList", "l", [
    node(
      "fact",
      "x",
      [
        node("factLabel", null, text("Boats lost")),
        node("factValue", null, text("12")),
        node("factSource", null, []),
      ],
      attrs,
    ),
  ]);

describe("gate", () => {
  it("a text with everything passes without a word", () => {
    expect(publishFindings(candidate())).toEqual([]);
  });

  const rows: [string, Candidate, string[]][] = [
    ["no section", candidate({}, { sectionSlug: null }), ["block no_section"]],
    ["no slug", candidate({}, { slug: "" }), ["block no_slug"]],
    ["no headline", candidate({ headline: " " }), ["block no_headline"]],
    ["no standfirst only warns", candidate({ standfirst: "" }), ["warn no_standfirst"]],
    ["no text", candidate({ blocks: [node("paragraph", "p", [])] }), ["block no_text"]],
    ["no byline", candidate({ attrs: { bylines: [] } }), ["block no_byline"]],
    [
      "a byline that is gone",
      candidate({ attrs: { bylines: [{ id: "gone", part: "" }] } }),
      ["block no_byline"],
    ],
    [
      "an agency counts as a byline",
      candidate({ attrs: { bylines: [{ id: "agency", part: "" }] } }, { bylines: new Set(["agency"]) }),
      [],
    ],
    [
      "a picture with alt and credit",
      candidate({ blocks: [figure("A harbour", "Ana"), node("paragraph", "p", text("x"))] }),
      [],
    ],
    ["a picture without alt", candidate({ blocks: [figure("", "Ana")] }), ["block picture_alt"]],
    [
      "a decorative picture needs no alt",
      candidate({ blocks: [figure("", "Ana", { asset: "pic", decorative: true })] }),
      [],
    ],
    ["a picture without credit", candidate({ blocks: [figure("A harbour", "")] }), ["block picture_credit"]],
    [
      "a picture without a file",
      candidate({ blocks: [figure("A harbour", "Ana", { asset: null })] }),
      ["block picture_missing"],
    ],
    [
      "a picture whose file is gone",
      candidate({ blocks: [figure("A harbour", "Ana", { asset: "old" })] }),
      ["block picture_missing"],
    ],
    [
      "a call to action without target",
      candidate({ blocks: [node("callToAction", "c", text("Read more"))] }),
      ["block call_to_action_target"],
    ],
    [
      "a call to action with an address",
      candidate({ blocks: [node("callToAction", "c", text("Read more"), { href: "https://example.org/" })] }),
      [],
    ],
    [
      "a call to action with a link in its words",
      candidate({ blocks: [node("callToAction", "c", text("Read more", "https://example.org/"))] }),
      [],
    ],
    [
      "a call to action to a live article",
      candidate(
        { blocks: [node("callToAction", "c", text("Read more"), { article: "a" })] },
        { articles: new Map([["a", { isLive: true, headline: "A" }]]) },
      ),
      [],
    ],
    [
      "a call to action to a draft",
      candidate(
        { blocks: [node("callToAction", "c", text("Read more"), { article: "a" })] },
        { articles: new Map([["a", { isLive: false, headline: "A" }]]) },
      ),
      ["block link_unpublished"],
    ],
    [
      "a link to our own draft",
      candidate(
        { blocks: [node("paragraph", "p", text("here", "/world/draft"))] },
        { ownLinks: new Map([["/world/draft", "unpublished"]]) },
      ),
      ["block link_unpublished"],
    ],
    [
      "a link to a page of ours that is not there",
      candidate(
        { blocks: [node("paragraph", "p", text("here", "/world/typo"))] },
        { ownLinks: new Map([["/world/typo", "nothing"]]) },
      ),
      ["warn link_broken"],
    ],
    [
      "a link elsewhere",
      candidate({ blocks: [node("paragraph", "p", text("here", "https://example.org/"))] }),
      [],
    ],
    [
      "a pick that is not live",
      candidate({
        blocks: [node("paragraph", "p", text("x")), node("related", "r", [], { picks: [{ id: "a" }] })],
      }),
      ["warn related_unpublished"],
    ],
    [
      "an empty embed",
      candidate({ blocks: [node("paragraph", "p", text("x")), node("embed", "e", [], { url: "" })] }),
      ["block embed_empty"],
    ],
    ["a fact to be looked at later", candidate({ blocks: [fact({ reviewBy: "2026-02-10" })] }), []],
    ["a fact overdue", candidate({ blocks: [fact({ reviewBy: "2026-02-09" })] }), ["warn fact_overdue"]],
    [
      "four eyes required, own work",
      candidate({}, { fourEyes: "required", isOwnWork: true }),
      ["block four_eyes"],
    ],
    ["four eyes required, another's work", candidate({}, { fourEyes: "required" }), []],
    ["four eyes recorded, own work", candidate({}, { isOwnWork: true }), ["warn second_reader"]],
  ];
  for (const [proves, one, expected] of rows) {
    it(proves, () => expect(codes(one)).toEqual(expected));
  }

  it("every finding says what to do, and where when there is a place", () => {
    const one = candidate({ blocks: [figure("", ""), node("callToAction", "c", text("Read more"))] });
    const found = publishBlockers(one);
    expect(found.map(({ where }) => where)).toEqual(["f", "f", "c"]);
    for (const { message } of found) expect(message).toMatch(/^[A-Z“].*\.$/);
  });
});

describe("placeholders", () => {
  const found: [string, string[]][] = [
    ["TK people", ["TK"]],
    ["about TKTK people", ["TKTK"]],
    ["TKTKTK", ["TKTKTK"]],
    ["(TK)", ["TK"]],
    ["TK, then more", ["TK"]],
    ["nombre TK.", ["TK"]],
    ["XXX dollars", ["XXX"]],
    ["$XXXX", ["XXXX"]],
    ["XXX-XX", ["XXX"]],
    ["the mayor [CHECK] said", ["[CHECK]"]],
    ["the mayor [check spelling] said", ["[check spelling]"]],
    ["el alcalde [VERIFICAR] dijo", ["[VERIFICAR]"]],
    ["[TK name]", ["[TK name]"]],
    ["PENDIENTE: cifra", ["PENDIENTE"]],
    ["cifra PENDIENTE", ["PENDIENTE"]],
    ["¿PENDIENTE?", ["PENDIENTE"]],
    ["TK and XXX", ["TK", "XXX"]],
  ];
  for (const [words, expected] of found) {
    it(`“${words}” holds ${expected.join(", ")}`, () => expect(placeholdersIn(words)).toEqual(expected));
  }
  const clean = [
    "",
    "The STK bus",
    "ATKINS",
    "TKO in round two",
    "tk",
    "kitkat",
    "flight TK 1823 to Istanbul",
    "vuelo TK 1823",
    "size XXXL",
    "XX",
    "Super Bowl XXX",
    "siglo XXX",
    "un caso pendiente",
    "Pendiente de firma",
    "INDEPENDIENTE",
    "PENDIENTES",
    "he [confirming] it",
    "[sic]",
    "[checking account]",
    "check",
    "PAXXXIT",
  ];
  for (const words of clean) {
    it(`“${words}” holds none`, () => expect(placeholdersIn(words)).toEqual([]));
  }

  it("a text of half a million characters full of openings is looked through within a second of processor time", () => {
    const time = processorTime(() => expect(placeholdersIn("[check ".repeat(70_000))).toEqual([]));
    expect(time).toBeLessThan(1_000);
  });

  const places: [string, Parts][] = [
    ["headline", { headline: "Port TK reopens" }],
    ["standfirst", { standfirst: "TK" }],
    ["search title", { attrs: { seoTitle: "TK" } }],
    ["search description", { attrs: { seoDescription: "TK" } }],
    ["kicker", { attrs: { kicker: "TK" } }],
    ["dateline", { attrs: { dateline: "TK" } }],
    ["byline", { attrs: { bylines: [{ id: "ana", part: "TK" }] } }],
    ["picture’s description", { blocks: [figure("TK", "Ana")] }],
    ["credit", { blocks: [figure("A harbour", "TK")] }],
    [
      "fact’s value",
      { blocks: [node("factList", "l", [node("fact", "x", [node("factValue", null, text("TK"))])])] },
    ],
    [
      "question",
      { blocks: [node("faq", "q", [node("faqPair", "qp", [node("faqQuestion", null, text("TK?"))])])] },
    ],
    [
      "box’s label",
      {
        blocks: [
          node("callout", "o", [node("calloutLabel", null, text("TK")), node("calloutBody", null, [])]),
        ],
      },
    ],
    [
      "source note",
      { blocks: [node("paragraph", "p", [...text("x"), node("sourceNote", null, [], { text: "TK" })])] },
    ],
    [
      "embed’s title",
      {
        blocks: [
          node("paragraph", "p", text("x")),
          node("embed", "e", [], { url: "https://x.org/", title: "TK" }),
        ],
      },
    ],
  ];
  for (const [place, parts] of places) {
    it(`is found in the ${place}`, () => {
      const blockers = publishBlockers(candidate(parts));
      expect(blockers.map(({ code }) => code)).toEqual(["placeholder"]);
      expect(blockers[0]?.message).toContain(place);
    });
  }
});

describe("what the live page has already", () => {
  const finding = (code: string, words: string): Finding => ({
    code,
    words,
    message: "",
    where: null,
    level: "block",
    liftedBy: "editor",
  });
  const live = [finding("picture_alt", "one")];
  const now = [finding("picture_alt", "one"), finding("picture_alt", "two")];

  for (const changeClass of changeClasses) {
    const passes = ["minor", "clarification", "correction", "retraction"].includes(changeClass);
    it(`${passes ? "does not stop" : "stops"} ${changeClass}`, () => {
      expect(stopping(live, live, changeClass)).toEqual(passes ? [] : live);
    });
  }

  it("a second one like it does stop a minor fix", () => {
    expect(stopping(now, live, "minor")).toEqual([now[1]]);
    expect(stopping([...live, ...live], live, "minor")).toHaveLength(1);
  });
});
