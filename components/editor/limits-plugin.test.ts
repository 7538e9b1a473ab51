import { expect, test } from "vitest";
import { p, writing } from "./commands/testing";
import { tooLong } from "./limits-plugin";

test("a headline takes 300 characters and no more", () => {
  const state = writing(`${"x".repeat(299)}|`, "S", [p("B")]);
  const full = state.apply(state.tr.insertText("y"));
  expect(tooLong(state.tr.insertText("y"))).toBeNull();
  expect(tooLong(full.tr.insertText("z"))).toBe("A headline holds at most 300 characters.");
});

test("a headline that is too long already may be shortened", () => {
  const state = writing("x".repeat(320), "S", [p("B")]);
  expect(tooLong(state.tr.delete(1, 3))).toBeNull();
});

test("a paragraph is not held to a line's length", () => {
  const state = writing("H", "S", [p("B|")]);
  expect(tooLong(state.tr.insertText("word ".repeat(2_000)))).toBeNull();
});

test("a paragraph too long for a heading cannot become one", () => {
  const state = writing("H", "S", [p(`${"w".repeat(1_200)}|`)]);
  const { heading } = state.schema.nodes;
  if (!heading) throw new Error("no heading");
  expect(tooLong(state.tr.setBlockType(state.selection.from, state.selection.from, heading))).toContain(
    "A heading",
  );
});
