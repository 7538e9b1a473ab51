import { expect, test } from "vitest";
import { newSection, newTag, picks, slugOf } from "@/lib/taxonomy/taxonomy";

test.each([
  ["a name loses what stands around it", "  Free   trade ", "Free trade"],
  ["letters are composed", "Cafe\u0301", "Café"],
])("%s", (_, name, kept) => {
  expect(newTag.parse({ name }).name).toBe(kept);
});

test.each([
  ["an empty name", ""],
  ["only spaces", "   "],
  ["61 characters", "a".repeat(61)],
  ["a control character", "a\u0000b"],
  ["a direction override", "a\u202eb"],
  ["half a surrogate pair", "a\ud800"],
  ["nothing an address could be made of", "???"],
])("%s is no name", (_, name) => {
  expect(newTag.safeParse({ name }).success).toBe(false);
});

test("60 characters are a name", () => {
  expect(newTag.safeParse({ name: "a".repeat(60) }).success).toBe(true);
});

test("an unknown key is refused", () => {
  expect(newSection.safeParse({ name: "World", slug: "world" }).success).toBe(false);
});

test.each([
  ["Politics & Power", "politics-and-power"],
  ["Economía", "economia"],
  ["UN", "un"],
])("%s → %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("a picker's ids are ids, its words are short", () => {
  const id = "0193a1b2-0000-7000-8000-000000000001";
  expect(picks(new URLSearchParams({ ids: `${id},nonsense` }))).toEqual({ q: "", ids: [id] });
  expect(picks(new URLSearchParams({ q: ` ${"a".repeat(80)}` })).q).toHaveLength(60);
});
