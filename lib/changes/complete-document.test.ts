import { expect, test } from "vitest";
import { completeDocument } from "@/lib/changes/complete-document";
import { schema } from "@/lib/document/schema";

const words = (seed: number) =>
  Array.from({ length: 20 }, (_, i) => `w${(seed * 7_919 + i * 104_729) % 9_973}`).join(" ");
const documentOf = (texts: string[], idOf: (i: number) => string | null) =>
  schema.node("doc", null, [
    schema.node("headline", { id: "h" }),
    schema.node("standfirst", { id: "s" }),
    ...texts.map((text, i) => schema.node("paragraph", { id: idOf(i) }, schema.text(text))),
  ]);
const withoutIds = (texts: string[]) => {
  const json = documentOf(texts, () => null).toJSON();
  for (const block of json.content) delete block.attrs;
  return json;
};

test("a long document without ids is matched in no more time than it takes to read it", () => {
  const base = documentOf(
    Array.from({ length: 3_000 }, (_, i) => words(i)),
    (i) => `p${i}`,
  );
  const sent = Array.from({ length: 3_000 }, (_, i) => words(i).replaceAll("w", "v"));
  // One paragraph differs in a word, one stands elsewhere.
  sent[17] = `${words(17)} more`;
  sent[2_000] = words(5);
  const started = process.cpuUsage();
  const done = completeDocument(withoutIds(sent), base);
  const { user, system } = process.cpuUsage(started);
  expect(done.child(2_002).attrs.id).toBe("p5");
  expect((user + system) / 1_000).toBeLessThan(2_000);
});

test("a block without an id is the one with most of the same words, each at most once", () => {
  const base = documentOf(["one two three four", "five six seven eight"], (i) => `p${i}`);
  const done = completeDocument(
    withoutIds(["five six seven nine", "one two three four", "one two three five"]),
    base,
  );
  const ids = [2, 3, 4].map((i) => done.child(i).attrs.id);
  expect(ids).toEqual(["p1", "p0", null]);
});
