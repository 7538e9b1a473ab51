import { existsSync, readFileSync } from "node:fs";
import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDocument } from "@/lib/document/check";
import { toHtml } from "@/lib/document/html";
import { toMarkdown } from "@/lib/document/markdown";
import { textOf } from "@/lib/document/projections";
import { nodeType, schema } from "@/lib/document/schema";
import { processorTime, seeded } from "@/lib/document/testing";
import { toText } from "@/lib/document/text";
import { Invalid } from "@/lib/errors";
import type { LineKind } from "./kinds.ts";
import { type ImportOptions, importText, withBylines } from "./plain-text.ts";

const read = (text: string, options: ImportOptions = { kind: "story" }) =>
  checkDocument(importText(text, options).document);
const kindsOf = (text: string, options: ImportOptions = { kind: "story" }) =>
  importText(text, options).choices.map(({ kind }) => kind);

/** The text blocks of a document that hold words, in order. */
function wordyBlocks(doc: Node): { node: Node; pos: number }[] {
  const blocks: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock && node.content.size > 0) blocks.push({ node, pos });
    return !node.isTextblock;
  });
  return blocks;
}

const sentence = "This is a sentence that goes on for long enough to be taken for a paragraph of the story.";

describe("a story's lines", () => {
  test.each<[string, string, LineKind[]]>([
    ["a headline and a paragraph", `River towns prepare\n\n${sentence}`, ["headline", "paragraph"]],
    [
      "a title for search engines, a role's byline, the headline",
      `River towns | May 2026\n\nby Night Desk\n\nRiver towns prepare for rain\n\n${sentence}`,
      ["seoTitle", "byline", "headline", "paragraph"],
    ],
    ["a headline with a bar and nothing after it", `Rain | Rivers\n\n${sentence}`, ["headline", "paragraph"]],
    [
      "a byline after the headline",
      `River towns prepare\nBy Ana Ruiz and Ben O. Li\n\n${sentence}`,
      ["headline", "byline", "paragraph"],
    ],
    [
      "a byline in Spanish",
      `Los pueblos se preparan\n\nPor Ana de la Torre\n\n${sentence}`,
      ["headline", "byline", "paragraph"],
    ],
    [
      "a Spanish question that begins like a byline",
      `Los pueblos se preparan\n\nPor qué importa\n\n${sentence}`,
      ["headline", "heading", "paragraph"],
    ],
    [
      "the date of the last update",
      `River towns prepare\n\nUpdated 5 May 2026\n\n${sentence}`,
      ["headline", "updated", "paragraph"],
    ],
    [
      "a stamp without a date",
      `River towns prepare\n\nUpdated hourly by the desk, day and night, as the water rises\n\n${sentence}`,
      ["headline", "heading", "paragraph"],
    ],
    [
      "a heading",
      `Title\n\n${sentence}\n\nWhat the water took\n\n${sentence}`,
      ["headline", "paragraph", "heading", "paragraph"],
    ],
    [
      "a question as a heading",
      `Title\n\n${sentence}\n\n¿Qué pasa ahora?\n\n${sentence}`,
      ["headline", "paragraph", "heading", "paragraph"],
    ],
    [
      "a short sentence between paragraphs",
      `Title\n\n${sentence}\n\nNobody came.\n\n${sentence}`,
      ["headline", "paragraph", "paragraph", "paragraph"],
    ],
    ["a short last line", `Title\n\n${sentence}\n\nThe end`, ["headline", "paragraph", "paragraph"]],
    [
      "boxes in both languages",
      `Title\n\nDid you know? ${sentence}\n\nTip: ${sentence}\n\n¿Sabías que? ${sentence}\n\nNota: ${sentence}\n\nBackground: ${sentence}`,
      ["headline", "didYouKnow", "proTip", "didYouKnow", "note", "context"],
    ],
    [
      "bullets",
      `Title\n\n${sentence}\n\n• one\n• two\n\n- three\n- four`,
      ["headline", "paragraph", "bullet", "bullet", "bullet", "bullet"],
    ],
    [
      "a single dash of speech",
      `Title\n\n${sentence}\n\n– No – he said.\n\n${sentence}`,
      ["headline", "paragraph", "paragraph", "paragraph"],
    ],
    [
      "numbers that count",
      `Title\n\n${sentence}\n\n1. one\n2. two\n3. three`,
      ["headline", "paragraph", "numbered", "numbered", "numbered"],
    ],
    [
      "a number that does not count",
      `Title\n\n${sentence}\n\n12. street, they called it, and it stayed so.`,
      ["headline", "paragraph", "paragraph"],
    ],
    [
      "questions and answers",
      `Title\n\n${sentence}\n\nFAQ\n\nQ: Why?\nA: Because.\n\nIt is so in every case that was looked at.\n\nQ: When?\nA: Now.`,
      ["headline", "paragraph", "faqHeading", "question", "answer", "answer", "question", "answer"],
    ],
    [
      "questions and answers in Spanish",
      `Título\n\n${sentence}\n\nPreguntas frecuentes\n\nP: ¿Por qué?\nR: Porque sí.`,
      ["headline", "paragraph", "faqHeading", "question", "answer"],
    ],
    [
      "a question nobody answers",
      `Title\n\n${sentence}\n\nQ: Why is that so?\n\n${sentence}`,
      ["headline", "paragraph", "heading", "paragraph"],
    ],
    [
      "quotes and a divider",
      `Title\n\n${sentence}\n\n> Words of another.\n\n* * *\n\n${sentence}`,
      ["headline", "paragraph", "quote", "divider", "paragraph"],
    ],
    [
      "what stands at the end of pages",
      `Title\n\n${sentence}\n\nWant to know more? Read our guide.\n\nYou may also like\n\nLeave a comment`,
      ["headline", "paragraph", "callToAction", "related", "commentPrompt"],
    ],
    [
      "lines of a fixed width",
      `Title\n\nThis paragraph was broken by a mail program at seventy characters and\ngoes on here, which a reader is not meant to see as a line of its own.\nA line after a full one that ended a sentence is another paragraph.`,
      ["headline", "paragraph", "wrapped", "paragraph"],
    ],
    [
      "a labelled line, which in a story is no fact",
      `Title\n\nPlace: Quito\n\n${sentence}`,
      ["headline", "heading", "paragraph"],
    ],
    ["nothing but a paragraph", sentence, ["paragraph"]],
    ["nothing", " \n\t\n", []],
  ])("are told: %s", (_, text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
    expect(toText(read(text))).toBe(text);
  });
});

describe("a tracker's lines", () => {
  const text = `peru\n\nLast updated March 2026\n\nSigned: 3 July 2025\n\nIn force: 2026\n\nFlights: None known to have left.\n\nCourt: A. v. B.\n\n${sentence}`;
  const doc = read(text, { kind: "tracker" });

  test("are name, stamp, facts and paragraphs", () => {
    expect(kindsOf(text, { kind: "tracker" })).toEqual([
      "headline",
      "updated",
      "fact",
      "fact",
      "fact",
      "fact",
      "paragraph",
    ]);
    expect(doc.attrs.statedUpdated).toBe("2026-03");
  });

  test("become facts with dates as precise as they are, and what is not known", () => {
    const facts: unknown[] = [];
    doc.child(2).forEach((fact) => {
      const { date, datePrecision, status } = fact.attrs;
      facts.push([textOf(fact.child(0)), textOf(fact.child(1)), date, datePrecision, status]);
    });
    expect(facts).toEqual([
      ["Signed", "3 July 2025", "2025-07-03", "day", "known"],
      ["In force", "2026", "2026", "year", "known"],
      ["Flights", "None known to have left.", null, "none", "none_known"],
      ["Court", "A. v. B.", null, "none", "known"],
    ]);
  });
});

describe("structure", () => {
  test("keeps marker, label and prefix out of the words and makes a list item's lead bold", () => {
    const doc = read(
      `Title\n\n${sentence}\n\n  • A lead: and the rest\n\nQ: Why?\nA: Because.\n\nNote: Mind this.`,
    );
    expect(doc.toString()).toContain(
      'bulletList(listItem(paragraph(bold("A lead:"), " and the rest"))), faq(faqPair(faqQuestion("Why?"), faqAnswer(paragraph("Because.")))), callout(calloutLabel("Note"), calloutBody(paragraph("Mind this.")))',
    );
  });

  test("joins the lines of a fixed width with a space, and gives them back", () => {
    const text =
      "Title\n\nThis paragraph was broken by a mail program at seventy characters and\r\n   goes on here.\n";
    const doc = read(text);
    expect(textOf(doc.child(2))).toBe(
      "This paragraph was broken by a mail program at seventy characters and goes on here.",
    );
    expect(toText(doc)).toBe(text);
  });

  test.each([
    ["the last paragraph is removed", "One\n\nTwo words.\n\nThree.", 1, "One\n\nTwo words."],
    ["the last of several lines is removed", "One\n\nTwo words.\n\n\nThree.\n", 1, "One\n\nTwo words.\n"],
  ])("ends as the text ended, where %s", (_, text, count, expected) => {
    const doc = read(text);
    const last = doc.child(doc.childCount - count);
    expect(toText(new Transform(doc).delete(doc.content.size - last.nodeSize, doc.content.size).doc)).toBe(
      expected,
    );
  });

  test("gives a new item the marker of its neighbours", () => {
    const doc = read(`Title\n\n${sentence}\n\n- one\n- two\n\n3) three\n4) four`);
    const added = (list: number) => {
      const { nodeSize } = doc.child(list);
      const start = Array.from({ length: list }, (_, index) => doc.child(index).nodeSize).reduce(
        (a, b) => a + b,
      );
      const item = nodeType("listItem").create(null, nodeType("paragraph").create(null, schema.text("new")));
      return toText(new Transform(doc).insert(start + nodeSize - 1, item).doc);
    };
    expect(added(3)).toContain("- one\n- two\n\n- new\n\n3) three");
    expect(added(4)).toMatch(/3\) three\n4\) four\n5\) new$/);
  });

  test("tells the language", () => {
    expect(read("La casa\n\nEl perro de la casa que está en la calle.").attrs.language).toBe("es");
    expect(read(`Title\n\n${sentence}`).attrs.language).toBe("en");
  });

  test("leaves the bylines to be found and then prints their line as it was, until they change", () => {
    const text = `Title\n\nby Night Desk & Ana Ruiz\n\n${sentence}\n`;
    const { document, bylines } = importText(text, { kind: "story" });
    expect(bylines).toEqual([
      { name: "Night Desk", part: "", kind: "role" },
      { name: "Ana Ruiz", part: "", kind: "person" },
    ]);
    const doc = checkDocument(
      withBylines(document, [
        { id: "b1", part: "" },
        { id: "b2", part: "" },
      ]),
    );
    expect(toText(doc)).toBe(text);
    const fewer = new Transform(doc).setDocAttribute("bylines", [{ id: "b2", part: "" }]).doc;
    expect(toText(fewer, { bylineName: () => "Ana Ruiz" })).toBe(
      text.replace("Night Desk & Ana Ruiz", "Ana Ruiz"),
    );
  });

  test("keeps two names that are one byline once", () => {
    const { document } = importText(`Title\n\nBy Ana Ruiz and A Ruiz\n\n${sentence}`, { kind: "story" });
    const same = { id: "b1", part: "" };
    expect(checkDocument(withBylines(document, [same, same])).attrs.bylines).toEqual([same]);
  });
});

describe("choices", () => {
  const text = `River towns prepare\n\n${sentence}\n\nWhat the water took\n\n${sentence}`;

  test("can be changed, each to everything it allows, and the text stays exact", () => {
    for (const { line, allowed } of importText(text, { kind: "story" }).choices)
      for (const kind of allowed) {
        const options: ImportOptions = { kind: "story", changes: { [line]: kind } };
        expect([
          kind,
          importText(text, options).choices.find((choice) => choice.line === line)?.kind,
        ]).toEqual([kind, kind]);
        expect(toText(read(text, options))).toBe(text);
      }
  });

  test("let the headline be another line, and keep the line above as what it can be", () => {
    const kinds = kindsOf(`Above all\n\nThe real headline\n\n${sentence}`, {
      kind: "story",
      changes: { 3: "headline" },
    });
    expect(kinds).toEqual(["seoTitle", "headline", "paragraph"]);
  });

  test.each<[string, Record<string, LineKind>]>([
    ["a headline in the middle", { 7: "headline" }],
    ["two headlines", { 1: "headline", 3: "headline" }],
    ["a line that is not there", { 2: "paragraph" }],
    ["a byline of words that are no names", { 3: "byline" }],
    ["an answer to nothing", { 3: "answer" }],
    ["a line that goes on after a blank one", { 7: "wrapped" }],
    ["a fact without a label", { 3: "fact" }],
  ])("that cannot be are refused: %s", (_, changes) => {
    expect(() => importText(text, { kind: "story", changes })).toThrow(Invalid);
  });
});

describe("a text that is none", () => {
  test.each([
    ["with NUL", "a\0b"],
    ["with half a character", "a\ud83d"],
    ["with too many lines", "a\n\n".repeat(20_001)],
    ["with too many characters", "word ".repeat(100_001)],
  ])("%s is refused", (_, text) => {
    expect(() => importText(text, { kind: "story" })).toThrow(Invalid);
  });
});

describe("a text made to be slow", () => {
  const wide = " ".repeat(400_000);
  test.each([
    ["a word, white space, a word", `x${wide}y`],
    ["a byline of white space", `by A${wide}b`],
    ["a stamp of white space", `Updated${wide}2025\u2028x`],
    ["a line that goes on with white space", `${sentence}\nthat goes on${wide}here`],
    ["many labels", "a: ".repeat(150_000)],
    ["many bullets", "• ".repeat(200_000)],
    ["many signs", "*".repeat(400_000)],
    ["many brackets", ".)".repeat(200_000)],
    ["many lines", "Q: a\nA: b\n".repeat(1_800)],
  ])("takes no time: %s", (_, text) => {
    const time = processorTime(() => {
      const doc = read(text, { kind: "tracker" });
      expect(toText(doc)).toBe(text);
      toMarkdown(doc);
      toHtml(doc);
    });
    expect(time).toBeLessThan(3_000);
  });
});

const samples = new URL("../../../shared/samples/", import.meta.url);
const storyFile = new URL("analysis-ecuador-us.txt", samples);
const trackerFile = new URL("tracker-ecuador.txt", samples);

describe.skipIf(!existsSync(storyFile) || !existsSync(trackerFile))(
  "the two real documents (skipped where ../shared/samples is absent)",
  () => {
    const cases: [string, URL, ImportOptions["kind"], Record<string, number>][] = [
      [
        "the analysis",
        storyFile,
        "story",
        {
          heading: 4,
          callout: 2,
          bulletList: 1,
          listItem: 4,
          faqPair: 4,
          faqHeading: 1,
          callToAction: 1,
          related: 1,
          commentPrompt: 1,
          paragraph: 17,
        },
      ],
      ["the tracker", trackerFile, "tracker", { factList: 1, fact: 4, paragraph: 4 }],
    ];
    test.each(cases)("%s has each of its elements", (_, file, kind, expected) => {
      const doc = read(readFileSync(file, "utf8"), { kind });
      const counts: Record<string, number> = {};
      doc.descendants((node) => {
        if (node.type.name in expected) counts[node.type.name] = (counts[node.type.name] ?? 0) + 1;
      });
      expect(counts).toEqual(expected);
    });

    test.each(cases)("%s is exported byte for byte", (_, file, kind) => {
      const bytes = readFileSync(file);
      const exported = toText(read(bytes.toString("utf8"), { kind }));
      expect(Buffer.from(exported, "utf8").equals(bytes)).toBe(true);
    });

    test.each(cases)("%s changes only where a block was changed", (_, file, kind) => {
      const text = readFileSync(file, "utf8");
      const doc = read(text, { kind });
      for (const { node, pos } of wordyBlocks(doc)) {
        const at = pos + 1 + Math.floor(node.content.size / 2);
        const edited = new Transform(doc).insert(at, schema.text("☂")).doc;
        expect(toText(edited).replace("☂", "")).toBe(text);
        expect(toText(edited)).toContain("☂");
      }
    });
  },
);

const pieces = fc.oneof(
  fc.constantFrom(
    sentence,
    "A Heading Line",
    "By Ana Ruiz",
    "por la redacción",
    "Last updated July 2025",
    "Actualizado el 5 de mayo de 2026",
    "Title | Site",
    "• Lead: text",
    "- item",
    "* item",
    "1. one",
    "2. two",
    "Q: Why?",
    "A: Because.",
    "P: ¿Qué?",
    "R: Eso.",
    "FAQ",
    "Did you know? Yes.",
    "Pro Tip: do",
    "Nota: así",
    "Label: value",
    "Signing day: 16 July 2025",
    "> quoted",
    "* * *",
    "---",
    "You may also like",
    "Leave a Comment",
    "Want to know more? Subscribe.",
    "",
    " ",
    "\t",
    "\ufeff",
    "\u00a0",
    "\u2028",
    "\u202e",
    "\u0001",
    "\u200b",
    "(",
    "a line of some sixty characters that was broken by a mail program",
    "that goes on",
  ),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme-composite", maxLength: 30 }),
);
const lineEnd = fc.constantFrom(
  "\n",
  "\n",
  "\n\n",
  "\n\n",
  "\r\n",
  "\r\n\r\n",
  "\r",
  " \n",
  "\u00a0 \n\n",
  "\n\n\n",
  "\u0085",
  "\v",
  "",
);
const anyText = fc
  .array(fc.tuple(fc.constantFrom("", "", "", "  ", "\t", "\u00a0"), pieces, lineEnd), { maxLength: 14 })
  .map((lines) => lines.flat().join("").replaceAll("\0", "").toWellFormed());
const anyKind = fc.constantFrom<ImportOptions["kind"]>("story", "tracker");

describe("any text", { timeout: 120_000 }, () => {
  test("comes out as it went in", () => {
    fc.assert(
      fc.property(anyText, anyKind, (text, kind) => {
        expect(toText(read(text, { kind }))).toBe(text);
      }),
      seeded(3_000),
    );
  });

  test("made of nothing but odd characters comes out as it went in", () => {
    const odd = fc
      .string({ unit: "binary", maxLength: 200 })
      .map((text) => text.replaceAll("\0", "").toWellFormed());
    fc.assert(
      fc.property(odd, anyKind, (text, kind) => {
        expect(toText(read(text, { kind }))).toBe(text);
      }),
      seeded(1_000),
    );
  });

  test("comes out as it went in whatever its lines are said to be", () => {
    fc.assert(
      fc.property(anyText, anyKind, fc.array(fc.nat()), (text, kind, picks) => {
        let changes: Record<string, LineKind> = {};
        for (const pick of picks) {
          const { choices } = importText(text, { kind, changes });
          const choice = choices[pick % Math.max(1, choices.length)];
          const chosen = choice?.allowed[pick % Math.max(1, choice.allowed.length)];
          if (!choice || !chosen) continue;
          const next = { ...changes, [choice.line]: chosen };
          try {
            expect(toText(read(text, { kind, changes: next }))).toBe(text);
            changes = next;
          } catch (error) {
            if (!(error instanceof Invalid)) throw error;
          }
        }
      }),
      seeded(400),
    );
  });

  test("differs after an edit only in the block that was edited", () => {
    fc.assert(
      fc.property(anyText, anyKind, fc.nat(), fc.nat(), (text, kind, which, where) => {
        const doc = read(text, { kind });
        const blocks = wordyBlocks(doc);
        const block = blocks[which % Math.max(1, blocks.length)];
        if (!block || text.includes("☂")) return;
        const words = block.node.textContent;
        const offset = where % (words.length + 1);
        if (!words.slice(0, offset).isWellFormed()) return;
        const places = block.node.childCount === 1 ? offset : 0;
        const edited = toText(new Transform(doc).insert(block.pos + 1 + places, schema.text("☂")).doc);
        expect(edited.split("☂")).toHaveLength(2);
        // A text that was broken by a fixed width is written in one line once it is edited; nothing else moves.
        if (block.node.attrs.source?.wrapped === undefined) expect(edited.replace("☂", "")).toBe(text);
      }),
      seeded(2_000),
    );
  });

  test("stays apart when blocks are added, removed or moved", () => {
    fc.assert(
      fc.property(anyText, anyKind, fc.nat(), fc.nat(), fc.nat(2), (text, kind, one, other, act) => {
        const doc = read(text, { kind });
        const count = doc.childCount - 2;
        const startOf = (index: number) => {
          let pos = 0;
          for (let child = 0; child < index; child += 1) pos += doc.child(child).nodeSize;
          return pos;
        };
        const from = 2 + (one % count);
        const to = 2 + (other % (count + 1));
        const transform = new Transform(doc);
        const block = doc.child(from);
        const marked = nodeType("paragraph").create(null, schema.text("☂"));
        if (act === 0) transform.insert(startOf(to), marked);
        if (act === 1 && count > 1) transform.delete(startOf(from), startOf(from) + block.nodeSize);
        if (act === 2 && to !== from) {
          transform.delete(startOf(from), startOf(from) + block.nodeSize);
          transform.insert(transform.mapping.map(startOf(to)), block);
        }
        transform.doc.check();
        const lines = toText(transform.doc).split(/\r\n|\n|\r/);
        if (act === 0 && !text.includes("☂"))
          expect(lines.filter((line) => line.includes("☂")).map((line) => line.trim())).toEqual(["☂"]);
        // No line holds the words of two blocks that stood on two lines before.
        const before = new Set(text.split(/\r\n|\n|\r/).map((line) => line.trim()));
        if (act === 2)
          for (const line of lines) if (line.trim() !== "") expect(before).toContain(line.trim());
      }),
      seeded(1_500),
    );
  });
});
