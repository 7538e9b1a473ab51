"use client";

import { ArrowRight, ExternalLink } from "lucide-react";
import { type RefObject, useCallback, useEffect, useId, useRef, useState } from "react";
import { callApi, isAborted, messageOf, property } from "@/components/call-api";
import { Button, buttonClass } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { MAX_NOTE } from "@/lib/publishing/notes";
import type { ClassChoice, PreviewFinding, PublishPreview, ShownStamps } from "@/lib/publishing/preview";
import { type ChangeClass, classNames } from "@/lib/publishing/stamps";
import { MAX_REASON, moveRules } from "@/lib/workflow/moves";

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

  const isReady =
    preview &&
    choice &&
    !isStopped &&
    (!needsReason || override.trim().length >= LEAST_REASON) &&
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
                    hint={`At least ${LEAST_REASON} characters. Kept in the article’s history and shown to the chief editor; readers do not see it.`}
                  >
                    {(control) => (
                      <Textarea
                        {...control}
                        value={override}
                        maxLength={MAX_REASON}
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

/** As the server asks of a reason to publish in spite of something. */
const LEAST_REASON = 20;

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

function Since({ preview, onInclude }: { preview: PublishPreview; onInclude: () => void }) {
  const { since } = preview;
  if (since.length === 0) return null;
  const who = since
    .map(({ name, words }) => `${name} (${words === 1 ? "1 word" : `${words} words`})`)
    .join(", ");
  const [only] = since;
  const include =
    only && since.length === 1
      ? `Include ${only.name.split(" ")[0]}’s ${only.words === 1 ? "word" : `${only.words} words`}`
      : "Include them";
  return (
    <Notice tone="warn" title="Somebody has written since you read this" announce="status">
      <p>{who}. What goes out is what you read, unless you include it.</p>
      <Button size="sm" className="mt-2" onClick={onInclude}>
        {include}
      </Button>
    </Notice>
  );
}

function Findings({
  blockers,
  warnings,
  onShow,
  isFirst,
}: {
  blockers: PreviewFinding[];
  warnings: PreviewFinding[];
  onShow: (blockId: string | null) => void;
  isFirst: boolean;
}) {
  const id = useId();
  if (blockers.length === 0 && warnings.length === 0) {
    return <Notice tone="good">Nothing stops {isFirst ? "this" : "these changes"}.</Notice>;
  }
  return (
    <div className="flex flex-col gap-4">
      {blockers.length > 0 && (
        <section aria-labelledby={`${id}-stop`}>
          <h3 id={`${id}-stop`} className="pb-1.5 font-semibold text-danger">
            {blockers.length === 1 ? "One thing stops this" : `${blockers.length} things stop this`}
          </h3>
          <FindingList findings={blockers} onShow={onShow} look="border-danger" />
        </section>
      )}
      {warnings.length > 0 && (
        <section aria-labelledby={`${id}-know`}>
          <h3 id={`${id}-know`} className="pb-1.5 font-semibold text-warn">
            Good to know
          </h3>
          <FindingList findings={warnings} onShow={onShow} look="border-warn" />
        </section>
      )}
    </div>
  );
}

function FindingList({
  findings,
  onShow,
  look,
}: {
  findings: PreviewFinding[];
  onShow: (blockId: string | null) => void;
  look: string;
}) {
  return (
    <ul className="flex flex-col gap-1.5">
      {findings.map(({ code, message, where, words }, at) => (
        <li
          // Two findings may be equal in everything but their place in the text.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          key={`${code}-${where}-${words}-${at}`}
          className={`flex items-start justify-between gap-3 border-l-2 py-0.5 pl-3 ${look}`}
        >
          <span>{message}</span>
          {(where || inDetails.has(code)) && (
            <Button size="sm" onClick={() => onShow(where)} aria-label={`Show: ${message}`}>
              Show
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Findings without a place in the text that are mended beside it. */
const inDetails = new Set(["no_section", "no_slug", "no_byline", "placeholder"]);

const REASONS_SHOWN = 5;

function ClassAndNote({
  preview,
  choice,
  note,
  onChoose,
  onNote,
  onShow,
}: {
  preview: PublishPreview;
  choice: ClassChoice;
  note: string;
  onChoose: (changeClass: ChangeClass) => void;
  onNote: (note: string) => void;
  onShow: (blockId: string) => void;
}) {
  const [isLong, setLong] = useState(false);
  if (preview.live === null && choice.class === "first") return null;
  const { reasons } = preview.least;
  const shown = isLong ? reasons : reasons.slice(0, REASONS_SHOWN);
  return (
    <section className="flex flex-col gap-4" aria-label="What kind of change this is">
      <Field
        label="What kind of change"
        hint={`The words that changed ask for at least: ${classNames[preview.least.class].toLowerCase()}.`}
      >
        {(control) => (
          <Select
            {...control}
            value={choice.class}
            onChange={(event) => {
              const next = preview.classes.find((one) => one.class === event.target.value);
              if (next) onChoose(next.class);
            }}
          >
            {preview.classes.map((one) => (
              <option key={one.class} value={one.class}>
                {one.isAllowed ? one.name : `${one.name} (says less than changed)`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {reasons.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <h3 className="text-sm font-medium">Why</h3>
          <ul className="flex flex-col gap-1">
            {shown.map(({ block, words, why, class: needs }, at) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
                key={`${block}-${words}-${at}`}
                className="flex items-start justify-between gap-3 text-sm"
              >
                <span>
                  <q className="font-serif text-base">{words}</q>{" "}
                  <span className="text-muted">
                    {why} ({classNames[needs].toLowerCase()})
                  </span>
                </span>
                {block && (
                  <Button
                    size="sm"
                    variant="quiet"
                    onClick={() => onShow(block)}
                    aria-label={`Show the words ${words}`}
                  >
                    Show
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {reasons.length > REASONS_SHOWN && (
            <Button size="sm" variant="quiet" className="self-start" onClick={() => setLong(!isLong)}>
              {isLong ? "Show fewer" : `Show all ${reasons.length}`}
            </Button>
          )}
        </div>
      )}
      {choice.needsNote && (
        <Field
          label="Note to readers"
          hint="Stands with the article and in its history. Fill in every “…”."
          error={noteWaits(note)}
        >
          {(control) => (
            <div className="flex flex-col gap-2">
              {choice.presets.length > 0 && (
                <Select
                  size="sm"
                  aria-label="Begin the note with"
                  value=""
                  onChange={(event) => event.target.value && onNote(event.target.value)}
                >
                  <option value="">Begin with…</option>
                  {choice.presets.map((preset) => (
                    <option key={preset} value={preset}>
                      {preset}
                    </option>
                  ))}
                </Select>
              )}
              <Textarea
                {...control}
                value={note}
                maxLength={MAX_NOTE}
                rows={3}
                required
                onChange={(event) => onNote(event.target.value)}
              />
            </div>
          )}
        </Field>
      )}
    </section>
  );
}

/** The sign that a preset waits to be completed; the server refuses it too. */
const noteWaits = (note: string): string | null =>
  /…\.?(\s|$)/.test(note) ? "Fill in the “…” before it goes out." : null;

function WhatReadersSee({ preview, choice }: { preview: PublishPreview; choice: ClassChoice }) {
  const { before, after } = preview;
  const rows: { label: string; before: string | null; after: string | null }[] = [
    { label: "Headline", before: before?.headline ?? null, after: after.headline || "None yet" },
    { label: "Address", before: before?.url ?? null, after: after.url ?? "None yet: choose a section" },
    ...stampRows(before?.stamps ?? null, choice.stamps),
  ];
  return (
    <section aria-labelledby="readers-see">
      <h3 id="readers-see" className="pb-1.5 font-semibold">
        What readers will see
      </h3>
      <dl className="divide-y divide-line rounded-md border border-line">
        {rows.map((row) => (
          <div key={row.label} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[7.5rem_1fr]">
            <dt className="text-sm text-muted">{row.label}</dt>
            <dd className="min-w-0 break-words">
              {row.before !== null && row.before !== row.after ? (
                <>
                  <del className="text-muted">{row.before}</del>{" "}
                  <ArrowRight role="img" aria-label="becomes" className="inline size-3.5 text-muted" />{" "}
                  <ins className="font-medium no-underline">{row.after ?? "none"}</ins>
                </>
              ) : (
                (row.after ?? "none")
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const stampNames = {
  published: "Published",
  updated: "Updated",
  factsChecked: "Facts checked",
} as const;

function stampRows(before: ShownStamps | null, after: ShownStamps) {
  return (["published", "updated", "factsChecked"] as const)
    .map((name) => ({
      label: stampNames[name],
      before: before ? (before[name]?.text ?? "none") : null,
      after: after[name]?.text ?? "none",
    }))
    .filter((row) => row.after !== "none" || (row.before !== null && row.before !== "none"));
}

function Skipped({ preview }: { preview: PublishPreview }) {
  if (preview.skipped.length === 0) return null;
  const skipped = preview.skipped.map((move) => `“${moveRules[move].label}”`).join(" and ");
  return <p className="text-sm text-muted">This passes over {skipped}; the article’s history will say so.</p>;
}
