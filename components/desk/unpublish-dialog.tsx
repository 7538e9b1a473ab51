"use client";

import { useState } from "react";
import { callApi } from "@/components/call-api";
import { Confirm } from "@/components/ui/confirm";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toaster";
import { MAX_REASON } from "@/lib/workflow/moves";

const shows = [
  {
    show: "gone",
    label: "A notice that it was withdrawn",
    about: "The honest default: the address says the article is gone, and search engines drop it.",
  },
  {
    show: "not-found",
    label: "As if it had never been there",
    about: "For texts whose existence itself must not be seen.",
  },
] as const;

/** Takes an article off the site, with a reason and what its address answers from then on. */
export function UnpublishDialog({
  articleId,
  open,
  onClose,
  onDone,
}: {
  articleId: string;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}) {
  const [show, setShow] = useState<"gone" | "not-found">("gone");
  const [reason, setReason] = useState("");

  async function unpublish() {
    await callApi("POST", `/api/articles/${articleId}/unpublish`, { reason: reason.trim(), show });
    toast("Taken off the site.");
    setReason("");
    onDone();
  }

  return (
    <Confirm
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Take it off the site?"
      description="Readers lose the page within a second. The text and its history stay here, and it can be published again."
      action="Take off the site"
      danger
      isReady={reason.trim() !== ""}
      act={unpublish}
    >
      <fieldset>
        <legend className="text-sm font-medium">What the address shows from now on</legend>
        {shows.map(({ show: value, label, about }) => (
          <label key={value} className="flex items-start gap-2.5 py-1.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="show"
              value={value}
              checked={show === value}
              onChange={() => setShow(value)}
              className="mt-1 size-4.5 shrink-0 accent-accent"
            />
            <span>
              {label}
              <span className="block text-sm text-muted">{about}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Field label="Reason" hint="Kept in the article’s history; readers do not see it.">
        {(control) => (
          <Textarea
            {...control}
            value={reason}
            maxLength={MAX_REASON}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </Confirm>
  );
}
