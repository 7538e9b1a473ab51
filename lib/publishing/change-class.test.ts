import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/db/schema";
import { processorTime, seeded } from "@/lib/document/testing";
import { isAtLeast, leastClass } from "./change-class.ts";
import { documentNode } from "./fields.ts";
import type { ChangeClass } from "./stamps.ts";

const text = (words: string): JsonObject[] => (words === "" ? [] : [{ type: "text", text: words }]);
const paragraph = (id: string, words: string): JsonObject => ({
  type: "paragraph",
  attrs: { id },
  content: text(words),
});

function article(blocks: JsonObject[], attrs: JsonObject = {}) {
  return documentNode({
    type: "doc",
    attrs: { language: "en", ...attrs },
    content: [
      { type: "headline", attrs: { id: "h" }, content: text("Port reopens after the flood") },
      { type: "standfirst", attrs: { id: "s" } },
      ...blocks,
      paragraph("z", "The harbour in Manta and the ministry under Ana Vela stayed shut."),
    ],
  });
}

const one = (words: string, language: string) => article([paragraph("p", words)], { language });

type Case = [proves: string, before: string, after: string, least: ChangeClass];

const english: Case[] = [
  ["the same words need nothing", "The bridge opened.", "The bridge opened.", "minor"],
  ["a slip of the pen is minor", "The goverment agreed.", "The government agreed.", "minor"],
  ["swapped letters are minor", "In teh morning they left.", "In the morning they left.", "minor"],
  ["a group separator in a figure is minor", "It cost 1000 dollars.", "It cost 1,000 dollars.", "minor"],
  ["a figure written out is minor", "They found 5 boats.", "They found five boats.", "minor"],
  ["a scale written out is minor", "It lent $1.5 billion.", "It lent $1,500 million.", "minor"],
  ["per cent written out is minor", "Exports fell 5%.", "Exports fell 5 per cent.", "minor"],
  ["a capital is minor", "The president spoke.", "The President spoke.", "minor"],
  ["curly quotation marks are minor", 'He called it "a loss".', "He called it “a loss”.", "minor"],
  ["a comma is minor", "After the rain they left.", "After the rain, they left.", "minor"],
  ["a doubled word taken out is minor", "It was the the last boat.", "It was the last boat.", "minor"],
  ["a missing article is minor", "They closed port.", "They closed the port.", "minor"],
  ["a contraction written out is minor", "They don't agree.", "They do not agree.", "minor"],
  ["a hyphen is minor", "A well known case.", "A well-known case.", "minor"],
  ["a month shortened is minor", "It began on September 3.", "It began on Sept. 3.", "minor"],
  [
    "a sentence added is an update",
    "The bridge opened.",
    "The bridge opened. Trucks crossed at dawn.",
    "update",
  ],
  ["words added are an update", "The bridge opened.", "The narrow wooden bridge opened.", "update"],
  [
    "a sentence removed is a clarification",
    "The bridge opened. Trucks crossed it.",
    "The bridge opened.",
    "clarification",
  ],
  ["words removed are a clarification", "The old bridge opened.", "The bridge opened.", "clarification"],
  [
    "another word is a clarification",
    "The large bridge opened.",
    "The unsafe bridge opened.",
    "clarification",
  ],
  ["plural for singular is a clarification", "The boat sank.", "The boats sank.", "clarification"],
  ["a modal is a clarification", "The plan will fail.", "The plan may fail.", "clarification"],
  ["another figure is a correction", "It cost 1,000 dollars.", "It cost 1,100 dollars.", "correction"],
  ["a moved decimal point is a correction", "Rates rose 1.5%.", "Rates rose 15%.", "correction"],
  ["another scale is a correction", "It cost 2 million.", "It cost 2 billion.", "correction"],
  ["another unit is a correction", "It weighed 40 pounds.", "It weighed 40 tonnes.", "correction"],
  ["another number word is a correction", "They found five boats.", "They found six boats.", "correction"],
  [
    "a letter in a name is a correction",
    "They met Ana Vela there.",
    "They met Ana Velas there.",
    "correction",
  ],
  ["another name is a correction", "The mayor of Manta spoke.", "The mayor of Quito spoke.", "correction"],
  ["another month is a correction", "It was signed in July.", "It was signed in June.", "correction"],
  ["another day is a correction", "They left on Monday.", "They left on Tuesday.", "correction"],
  ["yesterday for today is a correction", "They met yesterday.", "They met today.", "correction"],
  ["a not put in is a correction", "The court will hear it.", "The court will not hear it.", "correction"],
  ["a not taken out is a correction", "It was not illegal.", "It was illegal.", "correction"],
  ["isn't for is is a correction", "The deal is final.", "The deal isn't final.", "correction"],
  ["now for not is a correction", "It is now open.", "It is not open.", "correction"],
  ["a negating prefix is a correction", "The vote was legal.", "The vote was illegal.", "correction"],
  [
    "another verb of saying is a correction",
    "The mayor said it was safe.",
    "The mayor claimed it was safe.",
    "correction",
  ],
  [
    "another source is a correction",
    "According to the ministry it rained.",
    "According to the police it rained.",
    "correction",
  ],
  [
    "attribution put in is a correction",
    "The road was safe.",
    "The road was safe, officials said.",
    "correction",
  ],
  [
    "a word in a quotation is a correction",
    "He said “it was a big loss”.",
    "He said “it was a great loss”.",
    "correction",
  ],
  [
    "quotation marks put round words are a correction",
    "He called it a loss.",
    "He called it “a loss”.",
    "correction",
  ],
];

const spanish: Case[] = [
  ["the same words need nothing", "El puente abrió.", "El puente abrió.", "minor"],
  ["a slip of the pen is minor", "El goberno aceptó.", "El gobierno aceptó.", "minor"],
  ["swapped letters are minor", "Llegaron al puetro.", "Llegaron al puerto.", "minor"],
  ["a group separator in a figure is minor", "Costó 1000 dólares.", "Costó 1.000 dólares.", "minor"],
  ["a figure written out is minor", "Hallaron 5 barcos.", "Hallaron cinco barcos.", "minor"],
  ["mil millones is the same as its digits", "Prestó 2 mil millones.", "Prestó 2.000 millones.", "minor"],
  ["por ciento written out is minor", "Cayeron un 5 %.", "Cayeron un 5 por ciento.", "minor"],
  ["a capital is minor", "El presidente habló.", "El Presidente habló.", "minor"],
  ["an accent forgotten is minor", "La reunion terminó.", "La reunión terminó.", "minor"],
  ["a comma is minor", "Tras la lluvia salieron.", "Tras la lluvia, salieron.", "minor"],
  ["a doubled word taken out is minor", "Era el el último barco.", "Era el último barco.", "minor"],
  ["a missing article is minor", "Cerraron puerto.", "Cerraron el puerto.", "minor"],
  [
    "quotation marks of another style are minor",
    "Lo llamó «una pérdida».",
    "Lo llamó “una pérdida”.",
    "minor",
  ],
  ["a sentence added is an update", "El puente abrió.", "El puente abrió. Los camiones cruzaron.", "update"],
  ["words added are an update", "El puente abrió.", "El puente viejo de madera abrió.", "update"],
  [
    "a sentence removed is a clarification",
    "El puente abrió. Cruzaron camiones.",
    "El puente abrió.",
    "clarification",
  ],
  ["another word is a clarification", "El gran puente abrió.", "El peligroso puente abrió.", "clarification"],
  [
    "an accent that changes the tense is a clarification",
    "Ella canto allí.",
    "Ella cantó allí.",
    "clarification",
  ],
  [
    "an accent that makes a condition a yes is a clarification",
    "Dijeron que si.",
    "Dijeron que sí.",
    "clarification",
  ],
  ["plural for singular is a clarification", "El barco zarpa.", "Los barcos zarpan.", "clarification"],
  ["a modal is a clarification", "El plan puede fallar.", "El plan debe fallar.", "clarification"],
  ["another figure is a correction", "Costó 1.000 dólares.", "Costó 1.100 dólares.", "correction"],
  ["a decimal comma moved is a correction", "Subió un 1,5 %.", "Subió un 15 %.", "correction"],
  ["millones for mil millones is a correction", "Prestó 2 mil millones.", "Prestó 2 millones.", "correction"],
  ["billones for mil millones is a correction", "Debe 2 mil millones.", "Debe 2 billones.", "correction"],
  ["another unit is a correction", "Pesaba 40 libras.", "Pesaba 40 toneladas.", "correction"],
  ["another number word is a correction", "Hallaron cinco barcos.", "Hallaron seis barcos.", "correction"],
  ["a letter in a name is a correction", "Vieron a Ana Vela.", "Vieron a Ana Velas.", "correction"],
  ["another name is a correction", "El alcalde de Manta habló.", "El alcalde de Quito habló.", "correction"],
  ["another month is a correction", "Se firmó en julio.", "Se firmó en junio.", "correction"],
  ["another day is a correction", "Salieron el lunes.", "Salieron el martes.", "correction"],
  ["ayer for hoy is a correction", "Se reunieron ayer.", "Se reunieron hoy.", "correction"],
  ["a no put in is a correction", "El tribunal lo verá.", "El tribunal no lo verá.", "correction"],
  ["a no taken out is a correction", "No era ilegal.", "Era ilegal.", "correction"],
  ["a negating prefix is a correction", "El voto era legal.", "El voto era ilegal.", "correction"],
  [
    "another verb of saying is a correction",
    "El alcalde dijo que era seguro.",
    "El alcalde denunció que era seguro.",
    "correction",
  ],
  [
    "attribution put in is a correction",
    "La vía era segura.",
    "La vía era segura, según la policía.",
    "correction",
  ],
  [
    "a word in a quotation is a correction",
    "Dijo que fue «una gran pérdida».",
    "Dijo que fue «una enorme pérdida».",
    "correction",
  ],
  [
    "quotation marks put round words are a correction",
    "Lo llamó una pérdida.",
    "Lo llamó «una pérdida».",
    "correction",
  ],
];

describe("least class, English", () => {
  for (const [proves, before, after, least] of english) {
    it(proves, () => {
      const found = leastClass(one(before, "en"), one(after, "en"));
      expect(found.class, JSON.stringify(found.reasons)).toBe(least);
    });
  }
});

describe("least class, Spanish", () => {
  for (const [proves, before, after, least] of spanish) {
    it(proves, () => {
      const found = leastClass(one(before, "es"), one(after, "es-EC"));
      expect(found.class, JSON.stringify(found.reasons)).toBe(least);
    });
  }
});

describe("least class, any other language", () => {
  it("every changed letter counts as a change of meaning", () => {
    expect(leastClass(one("Die Brücke öffnete.", "de"), one("Die Brücke öffnet.", "de")).class).toBe(
      "correction",
    );
    expect(leastClass(one("Die Brücke öffnete.", "de"), one("die Brücke öffnete.", "de")).class).toBe(
      "correction",
    );
  });
  it("the same letters need nothing", () => {
    expect(leastClass(one("Die Brücke öffnete.", "de"), one("Die Brücke öffnete.", "de"))).toEqual({
      class: "minor",
      reasons: [],
    });
  });
});

describe("least class of a document", () => {
  const plain = article([paragraph("a", "The bridge opened."), paragraph("b", "Trucks crossed it at dawn.")]);

  it("nothing live: first", () => {
    expect(leastClass(null, plain)).toEqual({ class: "first", reasons: [] });
  });

  it("paragraphs that change places are minor", () => {
    const moved = article([
      paragraph("b", "Trucks crossed it at dawn."),
      paragraph("a", "The bridge opened."),
    ]);
    expect(leastClass(plain, moved).class).toBe("minor");
  });

  it("a paragraph split in two is minor", () => {
    const before = article([paragraph("a", "The bridge opened. Trucks crossed it at dawn.")]);
    const after = article([
      paragraph("a", "The bridge opened."),
      paragraph("n", "Trucks crossed it at dawn."),
    ]);
    expect(leastClass(before, after).class).toBe("minor");
  });

  it("says which words, where, and why", () => {
    const after = article([
      paragraph("a", "The bridge opened."),
      paragraph("b", "Trucks crossed it at noon."),
    ]);
    const found = leastClass(plain, after);
    expect(found.reasons[0]).toMatchObject({ block: "b", words: "dawn → noon", class: "correction" });
  });

  it("the weightiest reason comes first", () => {
    const after = article([
      paragraph("a", "The brigde opened."),
      paragraph("b", "Trucks did not cross it at dawn."),
    ]);
    const found = leastClass(plain, after);
    expect(found.class).toBe("correction");
    expect(found.reasons[0]?.block).toBe("b");
    expect(found.reasons.length).toBeGreaterThan(1);
  });

  it("words out of a quotation into a paragraph are a correction", () => {
    const quote = (words: string): JsonObject => ({
      type: "blockquote",
      attrs: { id: "q" },
      content: [paragraph("qp", words)],
    });
    const before = article([quote("We lost everything.")]);
    const after = article([paragraph("n", "We lost everything.")]);
    expect(leastClass(before, after).class).toBe("correction");
    expect(leastClass(before, article([quote("We lost a lot.")])).class).toBe("correction");
  });

  const marked = (kind: string, words: string): JsonObject => ({
    type: "paragraph",
    attrs: { id: "m" },
    content: [{ type: "text", text: words, marks: [{ type: kind }] }],
  });

  it("bold is minor, a struck sentence a clarification, a raised digit a correction", () => {
    expect(leastClass(article([paragraph("m", "Ten 10")]), article([marked("bold", "Ten 10")])).class).toBe(
      "minor",
    );
    expect(leastClass(article([paragraph("m", "words")]), article([marked("strike", "words")])).class).toBe(
      "clarification",
    );
    expect(leastClass(article([paragraph("m", "102")]), article([marked("superscript", "102")])).class).toBe(
      "correction",
    );
  });

  const rows: [string, JsonObject, JsonObject, ChangeClass][] = [
    ["tags are minor", { tags: ["a"] }, { tags: ["b"] }, "minor"],
    ["the search title is minor", { seoTitle: "One" }, { seoTitle: "Two" }, "minor"],
    [
      "a byline added is an update",
      { bylines: [{ id: "1", part: "" }] },
      {
        bylines: [
          { id: "1", part: "" },
          { id: "2", part: "" },
        ],
      },
      "update",
    ],
    [
      "a byline taken away is a correction",
      { bylines: [{ id: "1", part: "" }] },
      { bylines: [{ id: "2", part: "" }] },
      "correction",
    ],
    ["another dateline is a correction", { dateline: "QUITO" }, { dateline: "MANTA" }, "correction"],
    ["another genre is a clarification", { genre: "news" }, { genre: "opinion" }, "clarification"],
  ];
  for (const [proves, before, after, least] of rows) {
    it(proves, () => expect(leastClass(article([], before), article([], after)).class).toBe(least));
  }

  const figure = (attrs: JsonObject, caption = "The harbour."): JsonObject => ({
    type: "figure",
    attrs: { id: "f", ...attrs },
    content: [
      { type: "figureAlt" },
      { type: "figureCaption", content: text(caption) },
      { type: "figureCredit", content: text("Ana Vela") },
    ],
  });

  it("a crop is minor, another picture a clarification, a new one an update", () => {
    const before = article([figure({ asset: "1", focalX: 0.5 })]);
    expect(leastClass(before, article([figure({ asset: "1", focalX: 0.2 })])).class).toBe("minor");
    expect(leastClass(before, article([figure({ asset: "2", focalX: 0.5 })])).class).toBe("clarification");
    expect(leastClass(article([]), before).class).toBe("update");
    expect(leastClass(before, article([])).class).toBe("clarification");
  });

  const fact = (value: string, attrs: JsonObject): JsonObject => ({
    type: "factList",
    attrs: { id: "l" },
    content: [
      {
        type: "fact",
        attrs: { id: "x", status: "known", ...attrs },
        content: [
          { type: "factLabel", content: text("Boats lost") },
          { type: "factValue", content: text(value) },
          { type: "factSource" },
        ],
      },
    ],
  });

  it("a fact's value is a correction, unless the fact is dated anew: then it is an update", () => {
    const before = article([fact("12", { asOf: "2026-01-10" })]);
    expect(leastClass(before, article([fact("14", { asOf: "2026-01-10" })])).class).toBe("correction");
    expect(leastClass(before, article([fact("14", { asOf: "2026-02-10" })])).class).toBe("update");
    expect(leastClass(before, article([fact("14", { asOf: "2025-12-10" })])).class).toBe("correction");
    expect(leastClass(before, article([fact("12", { asOf: "2026-02-10" })])).class).toBe("update");
  });

  it("a fact's date and its status are corrections", () => {
    const before = article([fact("July 2025", { date: "2025-07", asOf: "" })]);
    expect(leastClass(before, article([fact("July 2025", { date: "2025-08", asOf: "" })])).class).toBe(
      "correction",
    );
    expect(
      leastClass(before, article([fact("July 2025", { date: "2025-07", asOf: "", status: "none_known" })]))
        .class,
    ).toBe("correction");
  });

  it("an invitation changes as a minor fix", () => {
    const invite = (words: string): JsonObject => ({
      type: "callToAction",
      attrs: { id: "c" },
      content: text(words),
    });
    expect(leastClass(article([invite("Read more")]), article([invite("Never stop reading")])).class).toBe(
      "minor",
    );
  });

  it("2,000 rewritten sentences are judged within three seconds of processor time", () => {
    const long = (word: string) =>
      article([
        paragraph(
          "a",
          Array.from(
            { length: 1000 },
            (_, i) => `The ${word} number ${i} stood by the old harbour wall.`,
          ).join(" "),
        ),
      ]);
    const time = processorTime(() => {
      expect(leastClass(long("boat"), long("truck")).class).toBe("clarification");
    });
    expect(time).toBeLessThan(3_000);
  });
});

describe("a class that says more is always allowed", () => {
  it("correction covers update, update does not cover correction, an editor's note covers a correction", () => {
    expect(isAtLeast("correction", "update")).toBe(true);
    expect(isAtLeast("update", "correction")).toBe(false);
    expect(isAtLeast("minor", "update")).toBe(false);
    expect(isAtLeast("editors_note", "correction")).toBe(true);
    expect(isAtLeast("retraction", "correction")).toBe(true);
  });
});

describe("whatever the text", () => {
  const words = fc.constantFrom(
    "bridge",
    "harbour",
    "opened",
    "after",
    "rain",
    "slow",
    "ships",
    "quay",
    "before",
    "wind",
  );
  const sentences = fc
    .array(fc.tuple(fc.array(words, { minLength: 3, maxLength: 9 }), fc.integer({ min: 10, max: 99_999 })), {
      minLength: 1,
      maxLength: 6,
    })
    .map((all) => all.map(([list, figure]) => `The ${list.join(" ")} ${figure} times.`));

  it("the same words need nothing, in any order of paragraphs", () => {
    fc.assert(
      fc.property(sentences, fc.nat(), (list, turn) => {
        const blocks = list.map((text, i) => paragraph(`p${i}`, text));
        const at = turn % blocks.length;
        const moved = [...blocks.slice(at), ...blocks.slice(0, at)];
        expect(leastClass(article(blocks), article(moved))).toEqual({ class: "minor", reasons: [] });
      }),
      seeded(200),
    );
  });

  it("a digit that changes is a correction that names it, wherever it stands", () => {
    fc.assert(
      fc.property(sentences, fc.nat(), (list, pick) => {
        const at = pick % list.length;
        const changed = list.map((text, i) =>
          i === at ? text.replace(/\d/, (d) => String((Number(d) % 9) + 1)) : text,
        );
        const before = article([paragraph("p", list.join(" "))]);
        const found = leastClass(before, article([paragraph("p", changed.join(" "))]));
        expect(found.class).toBe("correction");
        expect(found.reasons[0]?.words).toMatch(/\d+ → \d+/);
      }),
      seeded(200),
    );
  });

  it("a sentence more is never less than an update, one less never less than a clarification", () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const all = article([paragraph("p", [...list, "Nobody slept."].join(" "))]);
        const some = article([paragraph("p", list.join(" "))]);
        expect(isAtLeast(leastClass(some, all).class, "update")).toBe(true);
        expect(isAtLeast(leastClass(all, some).class, "clarification")).toBe(true);
      }),
      seeded(200),
    );
  });
});
