import { describe, expect, test } from "vitest";
import { applyKind, BLOCK_KINDS, matchingKinds } from "./block-kinds";
import { outline, p, writing } from "./commands/testing";

const body = (text: string) => text.replace("headline(H) standfirst(S) ", "");

const stands = BLOCK_KINDS.filter(({ id }) => id !== "sourceNote");

describe.each(stands.map((kind) => [kind.id, kind] as const))("%s", (_, kind) => {
  test("stands in place of an empty line, and the document stays sound", () => {
    const state = writing("H", "S", [p("|")]);
    const tr = applyKind(state, kind, null);
    if (!tr) throw new Error("nothing was added");
    tr.doc.check();
    expect(outline(state.apply(tr))).not.toMatch(/^headline\(H\) standfirst\(S\) paragraph\(\) /);
  });
  test("takes away what was typed to find it", () => {
    const state = writing("H", "S", [p("/xy|"), p("after")]);
    const to = state.selection.from;
    const tr = applyKind(state, kind, { from: to - 3, to });
    tr?.doc.check();
    expect(tr?.doc.textContent).not.toContain("/xy");
    expect(tr?.doc.lastChild?.textContent).toBe("after");
  });
  test("added behind a box leaves the box whole", () => {
    const box = {
      type: "callout",
      content: [
        { type: "calloutLabel", content: [{ type: "text", text: "L" }] },
        { type: "calloutBody", content: [p("text|")] },
      ],
    };
    const state = writing("H", "S", [box, p("after")]);
    const tr = applyKind(state, kind, null);
    tr?.doc.check();
    expect(tr?.doc.child(2).type.name).toBe("callout");
    expect(tr?.doc.child(2).textContent).toBe("Ltext");
  });
});

test("a source note stands in the sentence", () => {
  const state = writing("H", "S", [p("so it is /so|")]);
  const kind = BLOCK_KINDS.find(({ id }) => id === "sourceNote");
  const to = state.selection.from;
  const tr = kind && applyKind(state, kind, { from: to - 3, to });
  tr?.doc.check();
  expect(tr && body(outline(state.apply(tr)))).toBe("paragraph(so it is *|)");
});

test("a heading with words in it keeps them", () => {
  const state = writing("H", "S", [p("words|")]);
  const kind = BLOCK_KINDS.find(({ id }) => id === "heading2");
  const tr = kind && applyKind(state, kind, null);
  expect(tr && body(outline(state.apply(tr)))).toBe("heading(words|)");
});

test.each([
  ["", "paragraph"],
  ["head", "heading2"],
  ["h3", "heading3"],
  ["quest", "faq"],
  ["q&a", "faq"],
  ["image", "figure"],
  ["bul", "bulletList"],
  ["TIP", "proTip"],
  ["youtube", "embed"],
])("“%s” finds %s first", (query, id) => {
  expect(matchingKinds(query)[0]?.id).toBe(id);
});

test("what no block is called finds nothing", () => {
  expect(matchingKinds("zzz")).toEqual([]);
});

test.each([
  ["en", "Did you know?"],
  ["es-EC", "¿Sabías que…?"],
  ["fi", ""],
])("a box in %s is labelled “%s”", (language, label) => {
  const plain = writing("H", "S", [p("|")]);
  const state = plain.apply(plain.tr.setDocAttribute("language", language));
  const kind = BLOCK_KINDS.find(({ id }) => id === "didYouKnow");
  const tr = kind && applyKind(state, kind, null);
  expect(tr?.doc.child(2).firstChild?.textContent).toBe(label);
  // What waits to be written: the text below a label that stands, else the label.
  expect(tr?.selection.$from.parent.type.name).toBe(label ? "paragraph" : "calloutLabel");
});
