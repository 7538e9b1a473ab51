"use client";

import { useState } from "react";
import { callApi } from "@/components/call-api";
import { Confirm } from "@/components/ui/confirm";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { MAX_REASON, type Move, moveRules } from "@/lib/workflow/moves";

export type OfferedMove = { move: Move; label: string; needsReason: boolean };

const done: Record<Move, string> = {
  submit: "Submitted. The desk can read it now.",
  withdraw: "Taken back: it is a draft again.",
  return: "Returned to its author.",
  "start-checking": "Checking has begun.",
  approve: "Approved.",
  reopen: "Approval taken back.",
};

/** Asks for the reason of a move (needed or not) and makes it. `move` null: closed. */
export function MoveDialog({
  articleId,
  move,
  onClose,
  onDone,
  beforehand,
}: {
  articleId: string;
  move: OfferedMove | null;
  onClose: () => void;
  onDone: () => void;
  /** Runs first: words not yet sent belong to what is moved. Its failure stops the move and is shown. */
  beforehand: () => Promise<void>;
}) {
  const [reason, setReason] = useState("");
  if (!move) return null;
  const isMissing = move.needsReason && reason.trim() === "";

  async function make(chosen: OfferedMove) {
    await beforehand();
    const said = reason.trim();
    await callApi("POST", `/api/articles/${articleId}/moves`, {
      move: chosen.move,
      ...(said ? { reason: said } : {}),
    });
    toast(done[chosen.move]);
    setReason("");
    onDone();
  }

  return (
    <Confirm
      open
      onOpenChange={(open) => !open && onClose()}
      title={move.label}
      description={aboutMove(move.move)}
      action={move.label}
      isReady={!isMissing}
      act={() => make(move)}
    >
      <Field
        label={move.needsReason ? "Reason" : "Note (may be empty)"}
        hint={
          move.needsReason
            ? "Say what to change, so that the author can go on."
            : "Kept in the article’s history."
        }
      >
        {(control) => (
          <Textarea
            {...control}
            value={reason}
            maxLength={MAX_REASON}
            onChange={(event) => setReason(event.target.value)}
            rows={4}
          />
        )}
      </Field>
    </Confirm>
  );
}

function aboutMove(move: Move): string {
  const { to } = moveRules[move];
  if (move === "submit") return "The desk reads it next. While it is with them, only editors change it.";
  if (move === "approve") return "Says the text is ready. Whoever changes a word after this voids it.";
  if (to === "draft") return "It becomes a draft again, and its author can write on.";
  if (move === "reopen") return "It goes back to the desk as submitted.";
  return "The checkers take it from here.";
}
