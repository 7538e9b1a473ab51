import { TextSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { linkAddress, linkAt, mayLink, removeLink, setLink } from "./link";
import { line, p, writing } from "./testing";

test.each([
  ["https://example.org/a", "https://example.org/a"],
  [" https://example.org ", "https://example.org"],
  ["example.org/a?b=1", "https://example.org/a?b=1"],
  ["desk@example.org", "mailto:desk@example.org"],
  ["/world/border", "/world/border"],
  ["tel:+59321234567", "tel:+59321234567"],
])("%s is linked as %s", (typed, stored) => {
  expect(linkAddress(typed)).toBe(stored);
});

test.each([
  "",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,x",
  "//evil.example",
  "two words",
  "vbscript:x",
  "file:///etc/passwd",
  "word",
])("%j is not linked", (typed) => {
  expect(linkAddress(typed)).toBeNull();
});

describe("a link", () => {
  const linked = () => {
    const state = writing("H", "S", [p("see |this page")]);
    const from = state.selection.from;
    const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, from + 4)));
    const tr = setLink(selected, { href: "https://example.org/", text: "" });
    if (!tr) throw new Error("no link was set");
    return selected.apply(tr);
  };
  test("is put on the selected words", () => {
    const state = linked();
    expect(linkAt(state)).toMatchObject({ href: "https://example.org/", text: "this" });
    expect(state.doc.child(2).textContent).toBe("see this page");
  });
  test("is found and changed from a caret inside it", () => {
    const state = linked();
    const inside = state.apply(
      state.tr.setSelection(TextSelection.create(state.doc, state.selection.from + 2)),
    );
    expect(linkAt(inside).text).toBe("this");
    const tr = setLink(inside, { href: "https://other.example/", text: "" });
    expect(tr && linkAt(inside.apply(tr)).href).toBe("https://other.example/");
  });
  test("goes away and leaves its words", () => {
    const state = linked();
    const tr = removeLink(state);
    expect(tr?.doc.child(2).textContent).toBe("see this page");
    expect(tr?.doc.child(2).childCount).toBe(1);
  });
  test("with nothing selected brings its own words", () => {
    const state = writing("H", "S", [p("see |")]);
    expect(setLink(state, { href: "https://e.example/", text: "here" })?.doc.child(2).textContent).toBe(
      "see here",
    );
  });
  test("cannot stand in the headline", () => {
    expect(mayLink(writing("|H", "S", [p("x")]))).toBe(false);
    expect(
      mayLink(
        writing("H", "S", [
          {
            type: "factList",
            content: [
              { type: "fact", content: [line("factLabel", "|L"), line("factValue"), line("factSource")] },
            ],
          },
        ]),
      ),
    ).toBe(false);
  });
});
