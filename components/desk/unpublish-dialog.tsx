"use client";

import { useState } from "react";
import { callApi, messageOf } from "@/components/desk/call-api";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
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
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function unpublish() {
    setBusy(true);
    setFailure(null);
    try {
      await callApi("POST", `/api/articles/${articleId}/unpublish`, { reason: reason.trim(), show });
      toast("Taken off the site.");
      setReason("");
      onClose();
      onDone();
    } catch (error) {
      setFailure(messageOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && !isBusy && onClose()}
      title="Take it off the site?"
      description="Readers lose the page within a second. The text and its history stay here, and it can be published again."
      footer={
        <>
          <Button onClick={onClose} disabled={isBusy}>
            Cancel
          </Button>
          <Button variant="danger" onClick={unpublish} disabled={isBusy || reason.trim() === ""}>
            Take off the site
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
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
        {failure && (
          <Notice tone="danger" announce="alert">
            {failure}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
