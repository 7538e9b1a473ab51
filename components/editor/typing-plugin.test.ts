import { describe, expect, test } from "vitest";
import { linkAddress } from "./commands/link";
import { MARKDOWN_TRIGGERS, markdownRule } from "./commands/markdown-typing";
import { QUOTE_TRIGGERS, smartQuote } from "./commands/smart-quotes";
import { outline, p, undone, writing } from "./commands/testing";
import { trial, typeText } from "./typing-plugin";

const rules = {
  rules: [
    (state: Parameters<typeof smartQuote>[0], typed: string) => markdownRule(state, typed, linkAddress),
    smartQuote,
  ],
  triggers: new Set([...MARKDOWN_TRIGGERS, ...QUOTE_TRIGGERS]),
};

function typed(text: string) {
  const paper = trial(writing("H", "S", [p("|")]));
  typeText(paper, paper.state.selection.from, text, rules);
  paper.state.doc.check();
  return paper.state;
}

const body = (state: Parameters<typeof outline>[0]) =>
  outline(state).replace("headline(H) standfirst(S) ", "");

describe("typing that arrives in one piece", () => {
  test.each([
    ["## A heading", "heading(A heading|)"],
    ["- one", "bulletList[listItem[paragraph(one|)]]"],
    [`She said "**no**" twice`, "paragraph(She said “no” twice|)"],
    ["--- after", "divider paragraph( after|)"],
    ["plain words", "paragraph(plain words|)"],
  ])("%s reads as if typed slowly", (text, expected) => {
    expect(body(typed(text))).toBe(expected);
  });
  test("says whether a rule applied", () => {
    const paper = trial(writing("H", "S", [p("|")]));
    expect(typeText(paper, paper.state.selection.from, "plain words - here", rules)).toBe(false);
  });
});

test("what is typed is put where it was typed, even when the caret is believed elsewhere", () => {
  const paper = trial(writing("|H", "S", [p("##")]));
  const end = paper.state.doc.content.size - 1;
  typeText(paper, end, " ", rules);
  expect(outline(paper.state)).toBe("headline(H) standfirst(S) heading(|)");
});

test("undo takes what was typed afterwards, then the change, then the characters", () => {
  const all = typed("## A");
  const before = undone(all);
  expect(body(before)).toBe("heading(|)");
  expect(body(undone(before))).toBe("paragraph(## |)");
});
