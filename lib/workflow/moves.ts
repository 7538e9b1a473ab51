/**
 * When is which move possible. Who may make it is `lib/permissions.ts`; whether the text is fit is `lib/publishing/gate.ts`.
 * A move changes the state of the working text only; what readers have is moved by publishing and nothing else.
 */
export const states = ["draft", "submitted", "checking", "approved"] as const;
export type State = (typeof states)[number];

export const moves = ["submit", "withdraw", "return", "start-checking", "approve", "reopen"] as const;
export type Move = (typeof moves)[number];

export type MoveRule = {
  from: readonly State[];
  to: State;
  /** The right asked of `lib/permissions.ts`. */
  right: "submit" | "withdraw" | "return" | "approve";
  reason: "required" | "optional";
  /** What the button says. */
  label: string;
  /** The name of the event. */
  event: string;
};

export const moveRules: Record<Move, MoveRule> = {
  submit: {
    from: ["draft"],
    to: "submitted",
    right: "submit",
    reason: "optional",
    label: "Submit",
    event: "submitted",
  },
  withdraw: {
    from: ["submitted"],
    to: "draft",
    right: "withdraw",
    reason: "optional",
    label: "Withdraw",
    event: "withdrawn",
  },
  return: {
    from: ["submitted", "checking", "approved"],
    to: "draft",
    right: "return",
    reason: "required",
    label: "Return to author",
    event: "returned",
  },
  "start-checking": {
    from: ["submitted"],
    to: "checking",
    right: "approve",
    reason: "optional",
    label: "Start checking",
    event: "checking started",
  },
  approve: {
    from: ["submitted", "checking"],
    to: "approved",
    right: "approve",
    reason: "optional",
    label: "Approve",
    event: "approved",
  },
  reopen: {
    from: ["approved"],
    to: "submitted",
    right: "approve",
    reason: "optional",
    label: "Take back approval",
    event: "reopened",
  },
};

/** A reason is a sentence somebody can act on: up to this many characters. */
export const MAX_REASON = 1000;

export type MoveRefusal = { code: "state" | "reason"; message: string };

/** Why this move cannot be made from this state, or null when it can. Pure; the screen and the command both ask it. */
export function moveRefusal(state: State, move: Move, reason: string): MoveRefusal | null {
  const rule = moveRules[move];
  if (!rule.from.includes(state)) {
    return {
      code: "state",
      message: `This article is ${stateNames[state]}. “${rule.label}” needs it to be ${rule.from.map((from) => stateNames[from]).join(" or ")}.`,
    };
  }
  if (rule.reason === "required" && reason.trim() === "") {
    return { code: "reason", message: "Say why, so that the author knows what to change." };
  }
  if (reason.length > MAX_REASON) {
    return { code: "reason", message: `Keep the reason under ${MAX_REASON} characters.` };
  }
  return null;
}

const stateNames: Record<State, string> = {
  draft: "a draft",
  submitted: "submitted",
  checking: "being checked",
  approved: "approved",
};

/** The moves open from a state, in the order buttons are shown. */
export function movesFrom(state: State): { move: Move; label: string; needsReason: boolean }[] {
  return moves
    .filter((move) => moveRules[move].from.includes(state))
    .map((move) => ({
      move,
      label: moveRules[move].label,
      needsReason: moveRules[move].reason === "required",
    }));
}

/** What publishing from this state passes over; recorded with the publication as skipped. */
export function skippedMoves(state: State): Move[] {
  if (state === "draft") return ["submit", "approve"];
  if (state === "approved") return [];
  return ["approve"];
}
