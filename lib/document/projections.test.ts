import { describe, expect, test } from "vitest";
import { applyStep, checkDocument, checkStep } from "./check.ts";
import { plainTextOf, projectionsOf, wordCountOf } from "./projections.ts";
import { documentOf, longDocument, processorTime } from "./testing.ts";
import { countWords } from "./words.ts";

describe("words", () => {
  test.each([
    ["", 0],
    ["  \n\t ", 0],
    ["One", 1],
    ["One, two; three.", 3],
    ["The U.S. case-by-case rule", 4],
    ["1,000 and 2.5% — or more", 5],
    ["before—after", 2],
    ["¿Qué dijo “él”?", 3],
    ["a\u00a0b", 2],
    ["— • —", 0],
    ["don’t", 1],
    ["今日は良い天気です", 5],
  ])("of %j are %i", (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe("projections", () => {
  const doc = checkDocument({
    ...documentOf(
      { type: "heading", content: [{ type: "text", text: "Two words" }] },
      {
        type: "figure",
        content: [
          { type: "figureAlt", content: [{ type: "text", text: "Not counted" }] },
          { type: "figureCaption", content: [{ type: "text", text: "A caption" }] },
          { type: "figureCredit" },
        ],
      },
      {
        type: "paragraph",
        content: [
          { type: "text", text: "Made in " },
          { type: "factRef", attrs: { article: "t", fact: "f", text: "July 2025" } },
          { type: "hardBreak" },
          { type: "text", text: "by them." },
        ],
      },
    ),
    attrs: { language: "es", genre: "analysis" },
  });

  test("are headline, standfirst, words of the body, language, genre and a beginning", () => {
    expect(projectionsOf(doc)).toEqual({
      headline: "A headline",
      standfirst: "",
      wordCount: 10,
      language: "es",
      genre: "analysis",
      excerpt: "Made in July 2025 by them.",
    });
  });

  test("follow a change", () => {
    const step = {
      stepType: "replace",
      from: 14,
      to: 14,
      slice: { content: [{ type: "text", text: "Now " }] },
    };
    expect(projectionsOf(applyStep(doc, checkStep({ ...step, from: 15, to: 15 }))).wordCount).toBe(11);
  });

  test("cut a long beginning between words", () => {
    const { excerpt } = projectionsOf(checkDocument(longDocument(500)));
    expect(excerpt.length).toBeLessThanOrEqual(200);
    expect(excerpt).toMatch(/\w…$/);
  });

  test("give the plain words, one block a line, without alternative texts", () => {
    expect(plainTextOf(doc)).toBe("A headline\nTwo words\nA caption\nMade in July 2025\nby them.");
  });

  test("count ten thousand words again only where they changed", () => {
    const long = checkDocument(longDocument(10_000));
    wordCountOf(long);
    const hundred = processorTime(() => {
      for (let run = 0; run < 100; run += 1) wordCountOf(long);
    });
    expect(hundred / 100).toBeLessThan(1);
  });
});
