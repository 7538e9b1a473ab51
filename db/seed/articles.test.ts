import { describe, expect, it } from "vitest";
import { newId } from "@/db/id";
import { climate } from "@/db/seed/articles/climate";
import { culture } from "@/db/seed/articles/culture";
import { economy } from "@/db/seed/articles/economy";
import { politics } from "@/db/seed/articles/politics";
import type { Newsroom } from "@/db/seed/articles/story";
import { world } from "@/db/seed/articles/world";
import { schema } from "@/lib/document/schema";

const anyId = () => newId();
const newsroom: Newsroom = { byline: anyId, tag: anyId, picture: anyId, article: anyId };

describe("the demo's articles", () => {
  for (const { key, words } of [...climate, ...culture, ...economy, ...politics, ...world]) {
    it(`${key} is a document of the schema`, () => {
      if (!("document" in words)) throw new Error(`${key} has no document`);
      const document = schema.nodeFromJSON(words.document(newsroom));
      document.check();
      expect(document.firstChild?.textContent).not.toBe("");
    });
  }

  it("are written with every kind of block and genre", () => {
    const used = new Set<string>();
    const genres = new Set<string>();
    for (const { words } of [...climate, ...culture, ...economy, ...politics, ...world]) {
      if (!("document" in words)) continue;
      const document = schema.nodeFromJSON(words.document(newsroom));
      genres.add(document.attrs.genre);
      document.descendants((node) => {
        used.add(node.type.name);
      });
    }
    for (const block of [
      "figure",
      "table",
      "pullQuote",
      "blockquote",
      "embed",
      "divider",
      "orderedList",
      "faq",
    ]) {
      expect(used).toContain(block);
    }
    expect([...genres].sort()).toEqual(["explainer", "factCheck", "interview", "news", "opinion"]);
  });
});
