"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Failure } from "@/components/ui/failure";
import { useSync } from "./editor-handle";
import type { ArticleSync, KeptWords } from "./sync/article-sync";

const time = new Intl.DateTimeFormat("en-GB", { weekday: "long", hour: "2-digit", minute: "2-digit" });

/** Words a closed or broken tab left on this machine: shown above the text before anything is decided. */
export function KeptWordsPanel({ sync }: { sync: ArticleSync }) {
  const kept = useSync(sync, (engine) => engine.kept());
  if (kept.length === 0) return null;
  return (
    <div className="mx-auto mt-4 flex w-full max-w-[41rem] flex-col gap-3 px-4 lg:px-0">
      {kept.map((words) => (
        <Kept key={words.id} words={words} sync={sync} />
      ))}
    </div>
  );
}

function Kept({ words, sync }: { words: KeptWords; sync: ArticleSync }) {
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (act: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await act();
    } catch (error) {
      setProblem(
        error instanceof Error ? error.message : "That did not work. The words are still kept here.",
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <section aria-label="Words kept on this machine" className="rounded-lg border border-line bg-surface p-4">
      <h2 className="font-medium">You typed words here that were never sent</h2>
      <p className="text-sm text-muted">
        {time.format(words.at)}, {words.changes} {words.changes === 1 ? "change" : "changes"}. They are in no
        other tab.
      </p>
      <p className="my-3 max-h-40 overflow-y-auto rounded-md bg-sunken p-3 font-serif whitespace-pre-wrap">
        {words.text || "Changes of form only, no words."}
      </p>
      <Failure className="mb-3">{problem}</Failure>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={isBusy} onClick={() => run(() => sync.adopt(words.id))}>
          Restore
        </Button>
        {isAsking ? (
          <Button variant="danger" disabled={isBusy} onClick={() => run(() => sync.discard(words.id))}>
            Discard these words for good
          </Button>
        ) : (
          <Button disabled={isBusy} onClick={() => setAsking(true)}>
            Discard
          </Button>
        )}
      </div>
    </section>
  );
}
