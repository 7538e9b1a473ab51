"use client";

import { ExternalLink } from "lucide-react";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { callApi, isAborted, messageOf, property } from "@/components/call-api";
import { ClassAndNote } from "@/components/desk/publish-class";
import { Findings, Since } from "@/components/desk/publish-findings";
import { Skipped, WhatReadersSee } from "@/components/desk/publish-outcome";
import { Button, buttonClass } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { MAX_OVERRIDE, MIN_OVERRIDE } from "@/lib/publishing/notes";
import type { ClassChoice, PublishPreview } from "@/lib/publishing/preview";
import type { ChangeClass } from "@/lib/publishing/stamps";

/** What the drawer needs of the page's editor. */
export type ReadText = {
  /** Sends what is unsent; the version on screen, or `unsent` when the server cannot be reached. */
  flush: () => Promise<{ version: number; unsent: boolean }>;
  /** Shows a block's words; false when they are gone. */
  focusBlock: (blockId: string) => boolean;
  /** Shows what stands beside the text: section, address, bylines. */
  showDetails: () => void;
  /** The newest version this browser has heard of, and being told when it changes. */
  version: () => number;
  onVersion: (listener: () => void) => () => void;
};

/** Whether something over the text is open that Escape closes first. */
const isSomethingOpen = () =>
  [
    ...document.querySelectorAll('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'),
  ].some((element) => element.getClientRects().length > 0);

type Place = "closed" | "open" | "at-words";

/**
 * Publishing: what the gate says, the class with the words that decided it, the note to readers, what they will see. What
 * goes out is the version that was on screen when the drawer opened, until its reader includes what came since.
 * A finding leads to its words, and Escape leads back with everything chosen as it was.
 */
export function PublishDrawer({
  articleId,
  text,
  open,
  opener,
  onClose,
  onPublished,
}: {
  articleId: string;
  text: ReadText;
  open: boolean;
  /** The button that opens it. */
  opener: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  onPublished: () => void;
}) {
  const [place, setPlace] = useState<Place>("closed");
  const [preview, setPreview] = useState<PublishPreview | null>(null);
  const [chosen, setChosen] = useState<ChangeClass | null>(null);
  const [note, setNote] = useState("");
  const [override, setOverride] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [published, setPublished] = useState<{ url: string; name: string } | null>(null);
  const asking = useRef<AbortController | null>(null);
  const jumped = useRef(false);

  const look = useCallback(
    async (version: number) => {
      asking.current?.abort();
      const mine = new AbortController();
      asking.current = mine;
      try {
        const answer = await callApi(
          "GET",
          `/api/articles/${articleId}/publish?version=${version}`,
          undefined,
          mine.signal,
        );
        // The JSON border: our own handler answers with this type.
        setPreview(answer as PublishPreview);
        setFailure(null);
      } catch (error) {
        if (!isAborted(error)) setFailure(messageOf(error));
      }
    },
    [articleId],
  );

  /** Takes what is on screen now as the version that was read. */
  const readNow = useCallback(async () => {
    const { version, unsent } = await text.flush();
    if (unsent) {
      setFailure(
        "Some of your words have not reached the server yet. They are safe here; publish when the save line says saved.",
      );
      return;
    }
    await look(version);
  }, [text, look]);

  useEffect(() => {
    if (!open) return;
    setPlace("open");
    setPublished(null);
    setPreview(null);
    setChosen(null);
    setNote("");
    setOverride("");
    setFailure(null);
    void readNow();
    return () => {
      asking.current?.abort();
      setPlace("closed");
    };
  }, [open, readNow]);

  // Somebody typed while the drawer is open: say so, without changing what goes out.
  const version = preview?.version;
  useEffect(() => {
    if (place !== "open" || version === undefined || published) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = text.onVersion(() => {
      if (text.version() <= version) return;
      clearTimeout(timer);
      timer = setTimeout(() => look(version), 600);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [place, version, published, text, look]);

  const comeBack = useCallback(() => {
    setPlace("open");
    void readNow();
  }, [readNow]);

  useEffect(() => {
    if (place !== "at-words") return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || isSomethingOpen()) return;
      event.preventDefault();
      event.stopPropagation();
      comeBack();
    };
    // Before the text hears it: there Escape selects the block around the caret.
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [place, comeBack]);

  /** To the words, or to the details for what is not in the text (null). */
  function show(blockId: string | null) {
    jumped.current = true;
    setPlace("at-words");
    // After the drawer has given its focus up.
    requestAnimationFrame(() => {
      if (blockId === null) text.showDetails();
      else text.focusBlock(blockId);
    });
  }

  const choice = preview && choiceOf(preview, chosen);
  const blockers = choice?.blockers ?? preview?.blockers ?? [];

  const isStopped = blockers.some(({ liftedBy }) => liftedBy !== "editor");
  const needsReason = !isStopped && (blockers.length > 0 || choice?.isAllowed === false);

  async function publish(now: PublishPreview, as: ClassChoice) {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await callApi("POST", `/api/articles/${articleId}/publish`, {
        version: now.version,
        class: as.class,
        ...(as.needsNote ? { note: note.trim() } : {}),
        ...(needsReason ? { override: override.trim() } : {}),
      });
      const url = property(answer, "url");
      setPublished({ url: typeof url === "string" ? url : (now.after.url ?? "/"), name: as.name });
      onPublished();
    } catch (error) {
      setFailure(messageOf(error));
      await look(now.version);
    } finally {
      setBusy(false);
    }
  }

  const isNothingNew = preview?.isUnchanged === true && choice?.class === "minor";

  const isReady =
    preview &&
    choice &&
    !isStopped &&
    !isNothingNew &&
    (!needsReason || override.trim().length >= MIN_OVERRIDE) &&
    (!choice.needsNote || note.trim() !== "");

  return (
    <>
      <Sheet
        open={place === "open"}
        onOpenChange={(next) => !next && !isBusy && onClose()}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          // On the way to the words, focus belongs to them; else to the button that opened the drawer.
          if (!jumped.current) opener.current?.focus();
          jumped.current = false;
        }}
        title={preview?.live ? "Publish changes" : "Publish"}
        size="lg"
        footer={
          published ? (
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          ) : (
            <>
              <Button onClick={onClose} disabled={isBusy}>
                Cancel
              </Button>
              <Button
                variant="primary"
                disabled={!isReady || isBusy}
                onClick={() => preview && choice && publish(preview, choice)}
              >
                {buttonWords(preview, isBusy)}
              </Button>
            </>
          )
        }
      >
        {published ? (
          <Notice tone="good" title="Readers have it now." announce="status">
            <p>
              {published.name}.{" "}
              <a
                href={published.url}
                target="_blank"
                rel="noreferrer"
                className="inline-flex items-center gap-1 font-medium text-accent underline"
              >
                Open the page <ExternalLink aria-hidden className="size-3.5" />
              </a>
            </p>
          </Notice>
        ) : (
          <div className="flex flex-col gap-6">
            {failure && (
              <Notice tone="danger" announce="alert">
                {failure}{" "}
                <button type="button" className="font-medium underline" onClick={() => readNow()}>
                  Look again
                </button>
              </Notice>
            )}
            {!preview && !failure && (
              <p role="status" className="text-muted">
                Reading the text…
              </p>
            )}
            {preview && choice && (
              <>
                <Since preview={preview} onInclude={() => readNow()} />
                <Findings
                  isNothingNew={isNothingNew}
                  blockers={blockers}
                  warnings={preview.warnings}
                  onShow={show}
                  isFirst={preview.live === null}
                />
                <ClassAndNote
                  preview={preview}
                  choice={choice}
                  note={note}
                  onChoose={setChosen}
                  onNote={setNote}
                  onShow={show}
                />
                {needsReason && (
                  <Field
                    label="Publish all the same, because"
                    hint={`At least ${MIN_OVERRIDE} characters. Kept in the article’s history and shown to the chief editor; readers do not see it.`}
                  >
                    {(control) => (
                      <Textarea
                        {...control}
                        value={override}
                        maxLength={MAX_OVERRIDE}
                        onChange={(event) => setOverride(event.target.value)}
                      />
                    )}
                  </Field>
                )}
                <WhatReadersSee preview={preview} choice={choice} />
                <Skipped preview={preview} />
              </>
            )}
          </div>
        )}
      </Sheet>
      {place === "at-words" && (
        <div className="fixed inset-x-0 bottom-16 z-40 flex justify-center px-4">
          <button type="button" onClick={comeBack} className={buttonClass("primary")}>
            Back to publishing <kbd className="rounded-sm border border-current px-1 text-xs">Esc</kbd>
          </button>
        </div>
      )}
    </>
  );
}

/** The class in force: the person's choice, else the least one that the change allows. */
function choiceOf(preview: PublishPreview, chosen: ChangeClass | null): ClassChoice | null {
  const { classes, least } = preview;
  return (
    classes.find((choice) => choice.class === chosen) ??
    classes.find((choice) => choice.class === least.class) ??
    classes[0] ??
    null
  );
}

function buttonWords(preview: PublishPreview | null, isBusy: boolean): string {
  if (isBusy) return "Publishing…";
  if (preview && preview.since.length > 0) return "Publish what I read";
  return preview?.live ? "Publish changes" : "Publish";
}
