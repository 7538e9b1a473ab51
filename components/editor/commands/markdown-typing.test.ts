import { closeHistory } from "@tiptap/pm/history";
import type { EditorState } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { linkAddress } from "./link";
import { markdownRule } from "./markdown-typing";
import { line, outline, p, undone, writing } from "./testing";

/** Types text at the caret as the plugin does: raw characters first, the rule's change as its own step of undo. */
function type(state: EditorState, text: string): EditorState {
  let now = state;
  for (const character of text) {
    now = now.apply(now.tr.insertText(character));
    const tr = markdownRule(now, character, linkAddress);
    if (tr) now = now.apply(closeHistory(tr));
  }
  now.doc.check();
  return now;
}

function typed(text: string, start: object = p("|")): EditorState {
  return type(writing("H", "S", [start]), text);
}

const body = (state: EditorState) => outline(state).replace("headline(H) standfirst(S) ", "");

const marksOf = (state: EditorState) => {
  const found: string[] = [];
  state.doc.child(2).forEach((node) => {
    found.push(`${node.marks.map((mark) => mark.type.name).join("+") || "plain"}:${node.text}`);
  });
  return found.join(" ");
};

describe("lines", () => {
  test.each([
    ["## ", "heading(|)"],
    ["# ", "heading(|)"],
    ["- ", "bulletList[listItem[paragraph(|)]]"],
    ["* ", "bulletList[listItem[paragraph(|)]]"],
    ["1. ", "orderedList[listItem[paragraph(|)]]"],
    ["> ", "blockquote[paragraph(|)]"],
    ["---", "divider paragraph(|)"],
  ])("%s becomes %s, and one undo gives the characters back", (text, expected) => {
    const state = typed(text);
    expect(body(state)).toBe(expected);
    expect(body(undone(state))).toBe(`paragraph(${text}|)`);
  });
  test("a number starts the list there", () => {
    expect(typed("4. ").doc.child(2).attrs.start).toBe(4);
  });
  test("levels are two to four", () => {
    expect(["# ", "## ", "### ", "#### "].map((text) => typed(text).doc.child(2).attrs.level)).toEqual([
      2, 2, 3, 4,
    ]);
  });
  test("a heading keeps the id of its line", () => {
    const state = typed("## ", {
      type: "paragraph",
      attrs: { id: "abc" },
      content: [{ type: "text", text: "|" }],
    });
    expect(state.doc.child(2).attrs.id).toBe("abc");
  });
  test("a hash inside a sentence stays", () => {
    expect(body(typed("Number # "))).toBe("paragraph(Number # |)");
  });
  test("headings keep what is typed", () => {
    expect(body(typed("- ", line("heading", "|")))).toBe("heading(- |)");
  });
});

describe("words", () => {
  test.each([
    ["a **bold** b", "plain:a  bold:bold plain: b"],
    ["**Lead:** rest", "bold:Lead: plain: rest"],
    ["an *it* c", "plain:an  italic:it plain: c"],
    ["_it_ c", "italic:it plain: c"],
    ["`x*y*` d", "code:x*y* plain: d"],
    ["~~gone~~ e", "strike:gone plain: e"],
    ["[site](https://a.example/b) f", "link:site plain: f"],
    ["[site](a.example) f", "link:site plain: f"],
  ])("%s", (text, expected) => {
    expect(marksOf(typed(text))).toBe(expected);
  });
  test.each(["2 * 3 * 4", "snake_case_name", "** no **", "[x](javascript:alert(1))", "a*b*c"])(
    "%s stays as typed",
    (text) => {
      expect(marksOf(typed(text))).toBe(`plain:${text}`);
    },
  );
  test.each(["**bold**", "*it*", "`x`", "[a](https://a.example)"])(
    "one undo of %s gives the characters back",
    (text) => {
      expect(marksOf(undone(typed(text)))).toBe(`plain:${text}`);
    },
  );
  test("bold is not offered in the headline", () => {
    const state = type(writing("|", "S", [p("x")]), "**b**");
    expect(state.doc.child(0).textContent).toBe("**b**");
  });
});
