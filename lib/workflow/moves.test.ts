import { describe, expect, it } from "vitest";
import {
  type Move,
  moveRefusal,
  moveRules,
  moves,
  movesFrom,
  type State,
  skippedMoves,
  states,
} from "./moves.ts";

const allowed: [Move, State, State][] = [
  ["submit", "draft", "submitted"],
  ["withdraw", "submitted", "draft"],
  ["return", "submitted", "draft"],
  ["return", "checking", "draft"],
  ["return", "approved", "draft"],
  ["start-checking", "submitted", "checking"],
  ["approve", "submitted", "approved"],
  ["approve", "checking", "approved"],
  ["reopen", "approved", "submitted"],
];

describe("moves", () => {
  for (const move of moves) {
    for (const state of states) {
      const row = allowed.find(([m, from]) => m === move && from === state);
      it(`${move} from ${state} is ${row ? `possible and leads to ${row[2]}` : "refused"}`, () => {
        const refusal = moveRefusal(state, move, "The second figure has no source.");
        if (row) {
          expect(refusal).toBeNull();
          expect(moveRules[move].to).toBe(row[2]);
        } else {
          expect(refusal?.code).toBe("state");
          expect(refusal?.message).toContain("This article is");
        }
      });
    }
  }

  it("returning without a reason, or with spaces for one, is refused", () => {
    expect(moveRefusal("submitted", "return", "")?.code).toBe("reason");
    expect(moveRefusal("submitted", "return", " \n ")?.code).toBe("reason");
  });

  it("a reason of 1,000 characters is taken and one of 1,001 is not", () => {
    expect(moveRefusal("submitted", "return", "a".repeat(1000))).toBeNull();
    expect(moveRefusal("submitted", "return", "a".repeat(1001))?.code).toBe("reason");
  });

  it("submitting and approving need no reason", () => {
    expect(moveRefusal("draft", "submit", "")).toBeNull();
    expect(moveRefusal("checking", "approve", "")).toBeNull();
  });

  it("the screen is offered exactly what the command takes", () => {
    for (const state of states) {
      expect(movesFrom(state).map((row) => row.move)).toEqual(
        allowed.filter(([, from]) => from === state).map(([move]) => move),
      );
    }
  });

  it("publishing from a draft skips submitting and approving, from approved nothing", () => {
    expect(skippedMoves("draft")).toEqual(["submit", "approve"]);
    expect(skippedMoves("submitted")).toEqual(["approve"]);
    expect(skippedMoves("checking")).toEqual(["approve"]);
    expect(skippedMoves("approved")).toEqual([]);
  });
});
