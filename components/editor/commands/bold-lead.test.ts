import { expect, test } from "vitest";
import { boldLead, leadLength } from "./bold-lead";
import { p, stateAfter, writing } from "./testing";

test.each([
  ["Old line: drawn in 1931", "Old line:"],
  ["It moved. Nobody noticed", "It moved."],
  ["one two three four five", "one two three"],
  ["word", "word"],
])("the lead of %j is %j", (text, lead) => {
  expect(text.slice(0, leadLength(text))).toBe(lead);
});

test("a second press takes the bold away", () => {
  const list = { type: "bulletList", content: [{ type: "listItem", content: [p("Lead: rest|")] }] };
  const once = stateAfter(writing("H", "S", [list]), boldLead);
  const words = once?.doc.child(2).child(0).child(0);
  expect(words?.child(0).marks[0]?.type.name).toBe("bold");
  expect(words?.child(0).text).toBe("Lead:");
  const twice = once && stateAfter(once, boldLead);
  expect(twice?.doc.child(2).child(0).child(0).childCount).toBe(1);
});

test("it declines outside a list", () => {
  expect(stateAfter(writing("H", "S", [p("Lead: |")]), boldLead)).toBeNull();
});
