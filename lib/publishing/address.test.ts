import { describe, expect, it } from "vitest";
import { ownPath, slugProblem } from "./address.ts";

describe("address", () => {
  for (const slug of ["port-reopens", "a", "2026", "a".repeat(120)]) {
    it(`${slug.slice(0, 20)} can be one`, () => expect(slugProblem(slug)).toBeNull());
  }
  const bad: [string, RegExp][] = [
    ["", /Give the article an address/],
    ["a".repeat(121), /120 characters/],
    ["Port-Reopens", /such as port-reopens/],
    ["port reopens", /such as port-reopens/],
    ["port--reopens", /such as port-reopens/],
    ["-port", /such as port/],
    ["puerto-año", /such as puerto-ano/],
    ["../etc", /such as etc/],
    ["a/b", /such as a-b/],
    ["feed.xml", /such as feed-xml/],
    ["☃", /letters, digits/],
  ];
  for (const [slug, message] of bad) {
    it(`“${slug.slice(0, 20)}” cannot`, () => expect(slugProblem(slug)).toMatch(message));
  }
});

describe("a link to our own site", () => {
  const rows: [string, string | null][] = [
    ["/world/port", "/world/port"],
    ["/world/port/", "/world/port"],
    ["/world/port?x=1#y", "/world/port"],
    ["/", "/"],
    ["https://news.example/world/port", "/world/port"],
    ["http://news.example/world/port", "/world/port"],
    ["https://other.example/world/port", null],
    ["mailto:desk@news.example", null],
  ];
  for (const [href, path] of rows) {
    it(`${href} is ${path ?? "elsewhere"}`, () => expect(ownPath(href, "https://news.example")).toBe(path));
  }
  it("without a known origin only paths are ours", () => {
    expect(ownPath("/world/port", undefined)).toBe("/world/port");
    expect(ownPath("https://news.example/world/port", undefined)).toBeNull();
  });
});
