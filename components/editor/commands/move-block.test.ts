import { describe, expect, test } from "vitest";
import { moveBlock, placeOf } from "./move-block";
import { line, outline, p, stateAfter, undone, writing } from "./testing";

const items = (...texts: string[]) => ({
  type: "bulletList",
  content: texts.map((text) => ({ type: "listItem", content: [p(text)] })),
});

describe("moving a block", () => {
  test("down puts it behind its neighbour, caret and all", () => {
    const state = writing("H", "S", [p("o|ne"), p("two"), p("three")]);
    const moved = stateAfter(state, moveBlock("down"));
    expect(moved && outline(moved)).toBe(
      "headline(H) standfirst(S) paragraph(two) paragraph(o|ne) paragraph(three)",
    );
  });
  test("up puts it before its neighbour", () => {
    const moved = stateAfter(writing("H", "S", [p("one"), p("tw|o")]), moveBlock("up"));
    expect(moved && outline(moved)).toBe("headline(H) standfirst(S) paragraph(tw|o) paragraph(one)");
  });
  test("never moves past the standfirst", () => {
    const state = writing("H", "S", [p("o|ne"), p("two")]);
    expect(outline(stateAfter(state, moveBlock("up")) ?? state)).toBe(outline(state));
  });
  test("never moves the headline", () => {
    const state = writing("H|", "S", [p("one")]);
    expect(outline(stateAfter(state, moveBlock("down")) ?? state)).toBe(outline(state));
  });
  test("moves a list item inside its list", () => {
    const moved = stateAfter(writing("H", "S", [items("a", "b|", "c"), p("x")]), moveBlock("up"));
    expect(moved && outline(moved)).toContain("[listItem[paragraph(b|)] listItem[paragraph(a)]");
  });
  test("moves the whole list when the item is its last", () => {
    const moved = stateAfter(writing("H", "S", [items("a", "b|"), p("x")]), moveBlock("down"));
    expect(moved && outline(moved)).toContain(
      "paragraph(x) bulletList[listItem[paragraph(a)] listItem[paragraph(b|)]]",
    );
  });
  test("keeps a question below the heading of its block", () => {
    const pair = (text: string) => ({
      type: "faqPair",
      content: [line("faqQuestion", text), { type: "faqAnswer", content: [p()] }],
    });
    const state = writing("H", "S", [
      { type: "faq", content: [line("faqHeading", "FAQ"), pair("A|"), pair("B")] },
    ]);
    const moved = stateAfter(state, moveBlock("up"));
    expect(moved && outline(moved)).toContain("faqHeading(FAQ) faqPair[faqQuestion(A|)");
  });
  test("is one step that others' words in the block survive, and one undo", () => {
    const state = writing("H", "S", [p("o|ne"), p("two")]);
    let steps = 0;
    moveBlock("down")(state, (tr) => {
      steps = tr.steps.length;
      const inside = state.selection.from;
      expect(tr.doc.resolve(tr.mapping.map(inside)).parent.textContent).toBe("one");
    });
    expect(steps).toBe(1);
    const moved = stateAfter(state, moveBlock("down"));
    expect(moved && outline(undone(moved))).toBe(outline(state));
  });
  test("can say where the block stands", () => {
    expect(placeOf(writing("H", "S", [p("a"), p("b|"), p("c")]))).toEqual({ place: 2, of: 3 });
  });
});
