import { describe, expect, test } from "vitest";
import { articleFilters, MAX_SLUG, readPlace, slugFrom, writePlace } from "@/lib/articles/article";

const id = "01a203da-5405-7433-aa3f-83702439d4c2";

describe("an address made of a headline", () => {
  test.each([
    ["Port of Corvane reopens: what we know", "port-of-corvane-reopens-what-we-know"],
    ["¿Qué pasó en Quito? “Nada”", "que-paso-en-quito-nada"],
    ["", "untitled-2439d4c2"],
    ["!?", "untitled-2439d4c2"],
  ])("%s → %s", (headline, slug) => {
    expect(slugFrom(headline, id)).toBe(slug);
  });

  test("ends between words where the headline is too long", () => {
    const slug = slugFrom("harbour ".repeat(40), id);
    expect(slug.length).toBeLessThanOrEqual(MAX_SLUG);
    expect(slug).toMatch(/^harbour(-harbour)*$/);
  });
});

describe("what a list may be asked for", () => {
  test("at most a hundred at once, known states, a person or me", () => {
    expect(articleFilters.safeParse({ limit: "100", author: "me", state: "draft" }).success).toBe(true);
    for (const wrong of [{ limit: "101" }, { limit: "0" }, { state: "published" }, { author: "Ana" }]) {
      expect(articleFilters.safeParse(wrong).success).toBe(false);
    }
  });

  test("a place in a list is read as it was written, and nothing else is", () => {
    const place = { touchedAt: new Date("2026-05-04T10:11:12.345Z"), id };
    expect(readPlace(writePlace(place))).toEqual(place);
    for (const wrong of ["", "x", "1.2", `1e9.${id}`, `${writePlace(place)} or 1=1`])
      expect(readPlace(wrong)).toBeNull();
  });
});
