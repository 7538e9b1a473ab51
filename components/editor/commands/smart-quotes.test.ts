import { closeHistory } from "@tiptap/pm/history";
import { expect, test } from "vitest";
import { smartQuote } from "./smart-quotes";
import { line, outline, p, undone, writing } from "./testing";

function typed(text: string, { language = "en", into = p("|") }: { language?: string; into?: object } = {}) {
  let state = writing("H", "S", [into]);
  state = state.apply(state.tr.setDocAttribute("language", language).setMeta("addToHistory", false));
  for (const character of text) {
    state = state.apply(state.tr.insertText(character));
    const tr = smartQuote(state, character);
    if (tr) state = state.apply(closeHistory(tr));
  }
  return state;
}

test.each([
  [`She said "yes" and left`, "en", "She said “yes” and left"],
  [`don't`, "en", "don’t"],
  [`"ja"`, "de", "„ja“"],
  [`"sí"`, "es", "“sí”"],
])("%s in %s", (text, language, expected) => {
  expect(typed(text, { language }).doc.child(2).textContent).toBe(expected);
});

test("one undo gives the straight quote back", () => {
  expect(outline(undone(typed(`Say "`)))).toContain(`paragraph(Say "|)`);
});

test("quotes are turned in fields too", () => {
  const quote = { type: "blockquote", content: [p("x"), line("attribution", "|")] };
  expect(typed(`"A"`, { into: quote }).doc.child(2).textContent).toBe("x“A”");
});

test("code keeps its straight quotes", () => {
  const code = { type: "paragraph", content: [{ type: "text", text: "x|", marks: [{ type: "code" }] }] };
  expect(typed(`"`, { into: code }).doc.child(2).textContent).toBe(`x"`);
});
