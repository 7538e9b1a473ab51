import { describe, expect, it } from "vitest";
import { passwordProblem } from "@/lib/people/password-rules";

const about = { email: "ana.perez@island.test", name: "Ana Pérez", newsroom: "The Island Courier" };

describe("a new password", () => {
  it.each([
    ["shorter than 12", "kelp-otter7", /at least 12/],
    ["longer than 128", "kelp otter ".repeat(12), /at most 128/],
    ["on the list", "1qaz2wsx3edc", /tried first/],
    ["on the list, in capitals", "1QAZ2WSX3EDC", /tried first/],
    ["a known word with figures", "baseball2026!", /tried first/],
    ["figures around a known word", "1234password99", /tried first/],
    ["one letter", "aaaaaaaaaaaa", /repeats/],
    ["one piece repeated", "dogdogdogdog", /repeats/],
    ["a run along the keyboard", "qwertyuiopas", /repeats or runs/],
    ["the alphabet", "abcdefghijklmn", /repeats or runs/],
    ["figures counted down", "987654321098", /repeats or runs/],
    ["the newsroom's name", "IslandCourier!", /name/],
    ["the person's name without its accent", "AnaPerez-2026", /name/],
    ["the address", "ana.perez@island.test", /name/],
    ["the system's name", "galley-newsroom-1", /name/],
  ])("is refused when %s", (_, password, problem) => {
    expect(passwordProblem(password, about)).toMatch(problem);
  });

  it.each([
    ["words that do not belong together", "kelp otter marimba"],
    ["exactly 12 characters", "kelp-otter77"],
    ["exactly 128 characters", "kelp otter marimba ".repeat(7).slice(0, 128)],
    ["no letters at all", "7391 0462 8815"],
    ["another script", "вечерний чай с мятой"],
    ["twelve letters outside the first plane", "😀🐙🦑🐡🦐🦞🦀🐠🐟🐬🐳🐋"],
    ["the demo's", "galley-demo-2026"],
  ])("is taken with %s", (_, password) => {
    expect(passwordProblem(password, about)).toBeNull();
  });
});
