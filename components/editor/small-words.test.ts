import { Fragment, Slice } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { schema } from "@/lib/document/schema";
import { embedFrom } from "./embed-address";
import { factSummary, partialDate } from "./fact-summary";
import { oneLine, withoutTitles } from "./paste";
import { isRoutine, saveWords } from "./save-words";
import { slashIn } from "./slash-plugin";

describe("the save line says", () => {
  const at = new Date(2026, 1, 3, 10, 42);
  test.each([
    [{ kind: "saved", at }, "Saved 10:42"],
    [{ kind: "saved", at: null }, "Saved"],
    [{ kind: "saving", kept: 2 }, "Saving…"],
    [{ kind: "offline", kept: 3 }, "Offline (3 changes kept here)"],
    [{ kind: "serverAway", kept: 1, retryAt: at }, "Server away, trying again (1 change kept here)"],
    [{ kind: "signedOut", kept: 2 }, "Signed out (2 changes kept here)"],
    [{ kind: "changedByBoth", kept: 0, conflicts: 1 }, "Changed by both"],
    [{ kind: "readOnly", since: at, kept: 0 }, "Read-only since 10:42"],
    [{ kind: "readOnly", since: null, kept: 0 }, "Read-only"],
    [{ kind: "reload", kept: 0 }, "Galley was updated: reload this page"],
    [{ kind: "refused", message: "The text is too long.", kept: 4 }, "Not saved: The text is too long."],
  ] as const)("%j", (state, words) => {
    expect(saveWords(state)).toBe(words);
  });
  test("and reads out only what is news", () => {
    expect(isRoutine("saved", "saving")).toBe(true);
    expect(isRoutine("saving", "saved")).toBe(true);
    expect(isRoutine("offline", "saved")).toBe(false);
    expect(isRoutine("saving", "offline")).toBe(false);
  });
});

describe("a fact's dates", () => {
  test.each([
    ["2025-07", "July 2025"],
    ["2025-12-05", "5 December 2025"],
    ["2025", "2025"],
  ])("%s reads %s in every time zone", (date, text) => {
    expect(partialDate(date)).toBe(text);
  });
  test("stand in one line with the status", () => {
    expect(
      factSummary({
        datePrecision: "month",
        date: "2025-07",
        asOf: "2026-02-01",
        reviewBy: null,
        status: "none_known",
      }),
    ).toBe("July 2025 · as of 1 February 2026 · none known");
    expect(
      factSummary({ datePrecision: "none", date: null, asOf: null, reviewBy: null, status: "known" }),
    ).toBe("");
  });
});

describe("an embed", () => {
  test.each([
    ["https://www.youtube.com/watch?v=abcdefghijk", "youtube"],
    ["http://youtu.be/abcdefghijk", "youtube"],
    ["https://vimeo.com/12345", "vimeo"],
    ["https://datawrapper.dwcdn.net/AbCdE/1/", "datawrapper"],
    ["https://public.flourish.studio/visualisation/123/", "flourish"],
  ])("of %s is %s's", (address, provider) => {
    expect(embedFrom(address)?.provider).toBe(provider);
    expect(embedFrom(address)?.url).toMatch(/^https:/);
  });
  test.each([
    "https://evil.example/watch?v=abcdefghijk",
    "https://youtube.com.evil.example/watch?v=abcdefghijk",
    "https://user@youtube.com/watch?v=abcdefghijk",
    "https://www.youtube.com/watch",
    "javascript:alert(1)//youtube.com",
    "youtube",
  ])("of %s is refused", (address) => {
    expect(embedFrom(address)).toBeNull();
  });
});

describe("what is pasted", () => {
  const line = (type: string, text: string) =>
    schema.nodeFromJSON({ type, content: [{ type: "text", text }] });
  test("a headline arrives as a paragraph", () => {
    const slice = new Slice(Fragment.from([line("headline", "A"), line("paragraph", "B")]), 1, 1);
    const names: string[] = [];
    withoutTitles(slice, schema).content.forEach((node) => {
      names.push(node.type.name);
    });
    expect(names).toEqual(["paragraph", "paragraph"]);
  });
  test("into a field becomes one line", () => {
    const slice = new Slice(Fragment.from([line("paragraph", "A  b"), line("paragraph", "C")]), 1, 1);
    expect(oneLine(slice)).toBe("A b C");
  });
});

describe("a slash opens the menu", () => {
  test.each([
    ["", "/", 0],
    ["words ", "/", 0],
    ["", "/fa", 0],
    ["", "words /q", 6],
    ["words", "/", null],
    ["1", "/2", null],
    ["", "and/or", null],
    ["", "/ x", null],
  ])("after %j with %j: %j", (before, text, at) => {
    expect(slashIn(before, text)).toBe(at);
  });
});
