"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Input } from "@/components/ui/input";
import { type EditorHandle, useSync } from "./editor-handle";
import { isRoutine, saveTone, saveWords } from "./save-words";
import type { SaveState } from "./sync/article-sync";

/** Longer words, such as what happened while the server was away, get a row of their own on a phone. */
const SHORT = 14;

const DOTS = { good: "bg-good", quiet: "bg-faint", warn: "bg-warn", danger: "bg-danger" } as const;

/** Whether the words are safe, in one line; after Ctrl/Cmd+S it offers to name this version. Never covers the text. */
export function SaveLine({ handle, className }: { handle: EditorHandle; className?: string }) {
  const { sync } = handle;
  const state = useSync(sync, (engine) => engine.saveState());
  const notice = useSync(sync, (engine) => engine.notice());
  const isLoud = useLoud(state);
  const [isNaming, setNaming] = useState(false);

  useEffect(
    () =>
      handle.onSaveKey(() => {
        if (handle.canEdit()) setNaming(true);
      }),
    [handle],
  );
  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => sync.dismissNotice(), 8_000);
    return () => clearTimeout(timer);
  }, [sync, notice]);

  // What happened is said only while nothing newer waits: the line is about now.
  const news = state.kind === "saved" ? notice?.text : undefined;
  const words = news ?? saveWords(state);
  return (
    <div className={classNames("flex min-h-9 min-w-0 items-center gap-2 text-sm", className)}>
      <span aria-hidden className={classNames("size-2 shrink-0 rounded-full", DOTS[saveTone(state)])} />
      <p
        role="status"
        aria-live={isLoud || news ? "polite" : "off"}
        data-save-state={state.kind}
        data-long={words.length > SHORT ? "" : undefined}
        title={words}
        className={classNames("min-w-0 sm:truncate", state.kind === "refused" ? "text-danger" : "text-muted")}
      >
        {words}
      </p>
      {state.kind === "changedByBoth" && (
        <LineButton label="show" describe="Show what both changed" run={() => handle.showConflicts()} />
      )}
      {(state.kind === "serverAway" || state.kind === "offline") && (
        <LineButton label="try now" describe="Try to save now" run={() => sync.retry()} />
      )}
      {state.kind === "signedOut" && (
        <LineButton label="sign in" describe="Sign in again" run={() => handle.signIn()} />
      )}
      {state.kind === "reload" && (
        <LineButton label="reload" describe="Reload this page" run={() => location.reload()} />
      )}
      {isNaming && <NameVersion handle={handle} close={() => setNaming(false)} />}
    </div>
  );
}

function LineButton({ label, describe, run }: { label: string; describe: string; run: () => void }) {
  return (
    <button type="button" aria-label={describe} onClick={run} className="shrink-0 text-accent underline">
      ({label})
    </button>
  );
}

/** True when the present state should be read out. */
function useLoud(state: SaveState): boolean {
  const [seen, setSeen] = useState<{
    kind: SaveState["kind"];
    isLoud: boolean;
    heard: SaveState["kind"] | null;
  }>({
    kind: state.kind,
    isLoud: false,
    heard: null,
  });
  if (seen.kind === state.kind) return seen.isLoud;
  const isSaving = state.kind === "saving";
  const isLoud = !isRoutine(seen.heard ?? seen.kind, state.kind);
  setSeen({ kind: state.kind, isLoud, heard: isSaving ? (seen.heard ?? seen.kind) : state.kind });
  return isLoud;
}

function NameVersion({ handle, close }: { handle: EditorHandle; close: () => void }) {
  const [name, setName] = useState("");
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const again = () => input.current?.focus();
    return handle.onSaveKey(again);
  }, [handle]);

  const leave = () => {
    close();
    handle.editor.view.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (wanted === "") return setSaid("Give it a name, such as “Before the lawyer's read”.");
    setBusy(true);
    setSaid(null);
    try {
      const { number } = await handle.sync.nameVersion(wanted);
      setSaid(`Named: version ${number}.`);
      setTimeout(leave, 1_200);
    } catch (error) {
      setSaid(error instanceof Error ? error.message : "The name could not be kept. Try again.");
      setBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="flex shrink-0 items-center gap-2" aria-label="Name this version">
      <Input
        ref={input}
        aria-label="Name this version"
        placeholder="Name this version"
        maxLength={60}
        value={name}
        readOnly={isBusy}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          leave();
        }}
        className="w-44"
      />
      <Button type="submit" size="sm" disabled={isBusy}>
        Keep
      </Button>
      <Button size="sm" variant="quiet" onClick={leave} disabled={isBusy}>
        Not now
      </Button>
      <span role="status" className="text-sm text-muted">
        {said}
      </span>
    </form>
  );
}
