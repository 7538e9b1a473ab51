import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ArticleView } from "@/components/article/article-view";
import type { JsonObject } from "@/db/schema";
import { documentNode } from "@/lib/publishing/fields";
import type { ArticlePage, Site, Teaser } from "@/lib/reader/queries";

const text = (words: string, marks: JsonObject[] = []): JsonObject => ({ type: "text", text: words, marks });
const node = (type: string, content: JsonObject[] = [], attrs: JsonObject = {}): JsonObject => ({
  type,
  attrs,
  content,
});
const p = (words: string): JsonObject => node("paragraph", [text(words)]);

const site: Site = {
  name: "The Ledger",
  description: "",
  language: "en",
  timeZone: "America/Guayaquil",
  sections: [],
};
const teaser = (id: string, headline: string): Teaser => ({
  id,
  path: `/world/${id}`,
  section: { slug: "world", name: "World" },
  kind: "story",
  genre: "news",
  language: "en",
  headline,
  standfirst: "",
  kicker: "",
  bylines: [],
  stamps: { published: new Date(0), updated: null, factsChecked: null },
  picture: null,
});

function page(blocks: JsonObject[], rest: Partial<ArticlePage> = {}, attrs: JsonObject = {}): string {
  const article: ArticlePage = {
    id: "a",
    path: "/world/port",
    kind: "story",
    genre: "news",
    language: "en",
    kicker: "",
    headline: "Port reopens",
    standfirst: "Trucks cross again.",
    wordCount: 10,
    section: { slug: "world", name: "World" },
    bylines: [{ slug: "chief-editor", name: "Chief Editor", kind: "role", part: "" }],
    tags: [],
    stamps: { published: new Date("2026-02-03T14:30:00Z"), updated: null, factsChecked: null },
    notes: [],
    document: documentNode({ type: "doc", attrs, content: blocks }),
    pictures: new Map(),
    lead: null,
    pointsTo: new Map([["t", teaser("target", "The target")]]),
    related: [teaser("one", "Related one"), teaser("two", "Related two")],
    ...rest,
  };
  return renderToStaticMarkup(<ArticleView article={article} site={site} />);
}

const elements: [string, JsonObject[], (string | RegExp)[]][] = [
  [
    "a heading with an anchor",
    [node("heading", [text("A New Area")], { level: 2 })],
    ['<h2 id="a-new-area">A New Area</h2>'],
  ],
  [
    "two headings alike with anchors of their own",
    [node("heading", [text("Talks")], { level: 2 }), node("heading", [text("Talks")], { level: 3 })],
    ['<h2 id="talks">', '<h3 id="talks-2">'],
  ],
  [
    "a callout as an aside with its label",
    [
      node(
        "callout",
        [node("calloutLabel", [text("Did you know?")]), node("calloutBody", [p("Tides turn.")])],
        { kind: "didYouKnow" },
      ),
    ],
    [
      '<aside class="callout callout-didYouKnow" aria-label="Did you know?">',
      "Did you know?</p>",
      "<p>Tides turn.</p>",
    ],
  ],
  [
    "bullets with a bold lead",
    [
      node("bulletList", [
        node("listItem", [
          node("paragraph", [text("Growth:", [{ type: "bold", attrs: {} }]), text(" it grows.")]),
        ]),
      ]),
    ],
    ["<ul><li><p><strong>Growth:</strong> it grows.</p></li></ul>"],
  ],
  [
    "a numbered list that begins at three",
    [node("orderedList", [node("listItem", [p("x")])], { start: 3 })],
    ['<ol start="3">'],
  ],
  [
    "questions and answers in full",
    [
      node("faq", [
        node("faqHeading", [text("FAQ")]),
        node("faqPair", [node("faqQuestion", [text("Why?")]), node("faqAnswer", [p("Because.")])]),
      ]),
    ],
    ["<h2>FAQ</h2>", "<h3>Why?</h3>", "<p>Because.</p>"],
  ],
  [
    "a call to action that leads to an article",
    [node("callToAction", [text("Read our analysis here.")], { article: "t" })],
    ['<p class="call-to-action"><a href="/world/target">Read our analysis here.</a></p>'],
  ],
  [
    "a call to action to an address",
    [node("callToAction", [text("Read")], { href: "https://example.org/" })],
    ['<a href="https://example.org/">Read</a>'],
  ],
  [
    "a call to action whose article is gone keeps its words",
    [node("callToAction", [text("Read")], { article: "gone" })],
    ['<p class="call-to-action">Read</p>'],
  ],
  [
    "the related list under its heading",
    [node("related", [node("relatedHeading", [text("You may also like")])])],
    [
      "<h2>You may also like</h2>",
      '<a href="/world/one">Related one</a>',
      '<a href="/world/two">Related two</a>',
    ],
  ],
  ["the comment prompt", [node("commentPrompt", [text("Leave a Comment")])], ["<h2>Leave a Comment</h2>"]],
  [
    "facts as a definition table with the month as written",
    [
      node("factList", [
        node(
          "fact",
          [
            node("factLabel", [text("Agreement Date")]),
            node("factValue", [text("July 2025")]),
            node("factSource", [text("Register")]),
          ],
          {
            id: "f1",
            date: "2025-07",
            datePrecision: "month",
            asOf: "2025-12-05",
            status: "known",
          },
        ),
        node(
          "fact",
          [
            node("factLabel", [text("Transfers")]),
            node("factValue", [text("No transfers are known.")]),
            node("factSource"),
          ],
          { status: "none_known" },
        ),
      ]),
    ],
    [
      '<div id="fact-f1"><dt>Agreement Date</dt>',
      '<time dateTime="2025-07">July 2025</time>',
      '<time dateTime="2025-12-05">December 5, 2025</time>',
      "Source: Register",
      '<span class="fact-status">None known</span>',
    ],
  ],
  [
    "a quotation with who said it",
    [node("blockquote", [p("We lost it."), node("attribution", [text("Ana Vela")])])],
    ["<blockquote><p>We lost it.</p></blockquote><figcaption>Ana Vela</figcaption>"],
  ],
  ["a pull quote", [node("pullQuote", [p("We lost it.")])], ['<figure class="pull-quote"><blockquote>']],
  [
    "a table whose first row is its head",
    [
      node("table", [
        node("tableRow", [node("tableHeader", [p("Port")]), node("tableHeader", [p("Ships")])]),
        node("tableRow", [
          node("tableCell", [p("Manta")]),
          node("tableCell", [p("12")], { align: "right", colspan: 2 }),
        ]),
      ]),
    ],
    ['<thead><tr><th scope="col">Port</th>', '<td>Manta</td><td colSpan="2" class="right">12</td>'],
  ],
  [
    "an embed as a link",
    [
      node("embed", [], {
        provider: "youtube",
        url: "https://www.youtube.com/watch?v=x",
        title: "The flood",
      }),
    ],
    [/<a href="https:\/\/www\.youtube\.com\/watch\?v=x">The flood<span>Open on YouTube<\/span>/],
  ],
  ["a divider", [node("divider")], ["<hr/>"]],
  [
    "marks and a line break",
    [
      node("paragraph", [
        text("a", [{ type: "italic", attrs: {} }]),
        node("hardBreak"),
        text("b", [{ type: "link", attrs: { href: "/world" } }]),
        text("2", [{ type: "superscript", attrs: {} }]),
      ]),
    ],
    ['<em>a</em><br/><a href="/world">b</a><sup>2</sup>'],
  ],
  [
    "a source note with its place at the end",
    [
      node("paragraph", [
        text("It rose"),
        node("sourceNote", [], { text: "Register", url: "https://example.org/r" }),
      ]),
    ],
    [
      '<a href="#source-1" id="ref-1">1</a>',
      '<li id="source-1"><a href="https://example.org/r">Register</a>',
    ],
  ],
  [
    "a fact of a tracker by its words",
    [node("paragraph", [node("factRef", [], { text: "12 ships" })])],
    ["<p>12 ships</p>"],
  ],
];

describe("a reader's page shows", () => {
  for (const [proves, blocks, expected] of elements) {
    it(proves, () => {
      const html = page(blocks);
      for (const part of expected) {
        if (typeof part === "string") expect(html).toContain(part);
        else expect(html).toMatch(part);
      }
    });
  }

  it("a picture with its widths, description, caption and credit; only the first is not lazy", () => {
    const figure = node(
      "figure",
      [
        node("figureAlt", [text("A ship at the quay")]),
        node("figureCaption", [text("The quay.")]),
        node("figureCredit", [text("Ana Vela")]),
      ],
      { id: "f", asset: "pic" },
    );
    const picture = {
      id: "pic",
      width: 960,
      height: 640,
      src: "/media/x/960.webp",
      srcSet: "/media/x/480.webp 480w, /media/x/960.webp 960w",
      card: null,
    };
    const html = page([figure, figure], { pictures: new Map([["pic", picture]]) });
    expect(html).toContain('alt="A ship at the quay"');
    expect(html).toContain('srcSet="/media/x/480.webp 480w, /media/x/960.webp 960w"');
    expect(html).toContain('width="960" height="640"');
    expect(html).toContain("The quay.");
    expect(html).toContain(' <span class="credit">Ana Vela</span>');
    expect(html.match(/loading="lazy"/g)).toHaveLength(1);
  });

  it("who wrote it, a role included, with the part", () => {
    const html = page([p("x")], {
      bylines: [
        { slug: "chief-editor", name: "Chief Editor", kind: "role", part: "" },
        { slug: "ana", name: "Ana Vela", kind: "person", part: "reporting" },
      ],
    });
    expect(html).toContain(
      'By <span><a href="/authors/chief-editor" rel="author">Chief Editor</a></span> and',
    );
    expect(html).toContain("(reporting)");
  });

  it("stamps: published in the newsroom's zone, a stated date as stated, an update as a moment", () => {
    const published = new Date("2026-02-03T03:30:00Z");
    const stated = page([p("x")], { stamps: { published, updated: "2025-12-05", factsChecked: null } });
    expect(stated).toContain('Published <time dateTime="2026-02-02T22:30:00-05:00">February 2, 2026');
    expect(stated).toContain('Last updated <time dateTime="2025-12-05">December 5, 2025</time>');
    const moved = page([p("x")], {
      stamps: { published, updated: new Date("2026-02-04T12:00:00Z"), factsChecked: null },
    });
    expect(moved).toContain('Updated <time dateTime="2026-02-04T07:00:00-05:00">');
    expect(page([p("x")])).not.toContain("Updated");
  });

  it("what readers were told of changes, a retraction above the text", () => {
    const notes = [{ class: "retraction", note: "We withdraw this.", at: new Date("2026-02-05T12:00:00Z") }];
    const html = page([p("The text.")], { notes });
    expect(html.indexOf("We withdraw this.")).toBeLessThan(html.indexOf("The text."));
    expect(html).toContain("How this article changed");
    const corrected = page([p("The text.")], {
      notes: [{ class: "correction", note: "It was July.", at: new Date(0) }],
    });
    expect(corrected.indexOf("It was July.")).toBeGreaterThan(corrected.indexOf("The text."));
  });

  it("the dateline before the first words, the words of the page in the article's language", () => {
    const html = page([p("Llovió.")], { language: "es" }, { dateline: "QUITO" });
    expect(html).toContain('<span class="dateline">QUITO — </span>Llovió.');
    expect(html).toContain('lang="es"');
    expect(html).toContain("Publicado");
  });

  it("no script address, event handler or markup of the words, whatever the document holds", () => {
    const evil = [
      "javascript:alert(1)",
      "JaVaScRiPt:alert(1)",
      "java\tscript:alert(1)",
      " javascript:alert(1)",
      "data:text/html,<script>",
      "vbscript:x",
      "//evil.example",
    ];
    for (const href of evil) {
      const html = page([
        node("paragraph", [text("click", [{ type: "link", attrs: { href } }])]),
        node("callToAction", [text("go")], { href }),
        node("embed", [], { provider: "youtube", url: href, title: "t" }),
        node("paragraph", [node("sourceNote", [], { text: "s", url: href })]),
      ]);
      expect(html, href).not.toMatch(/href="(?!\/|#)/);
      expect(html, href).not.toContain("evil.example");
    }
    const html = page([p("<img src=x onerror=alert(1)>")]);
    expect(html).not.toContain("<img");
    expect(html).not.toMatch(/style=|<script/);
  });
});
