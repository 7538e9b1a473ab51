"use client";

import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { bothTexts } from "./commands/keep-both";
import { type EditorHandle, useSync } from "./editor-handle";
import type { SyncConflict } from "./sync/article-sync";

const ATTRIBUTE_NAMES: Record<string, string> = {
  seoTitle: "Title for search engines",
  seoDescription: "Description for search engines",
  kicker: "Kicker",
  dateline: "Dateline",
  language: "Language",
  genre: "Genre",
  leadPicture: "Lead picture",
};

function titleOf(conflict: SyncConflict): string {
  const others = conflict.by.length === 0 ? "somebody else" : conflict.by.join(" and ");
  if (conflict.kind === "attribute" && conflict.attribute)
    return `${ATTRIBUTE_NAMES[conflict.attribute] ?? conflict.attribute}: you and ${others}`;
  if (conflict.kind === "block") return `You wrote in a block that ${others} removed, moved or replaced`;
  return `You and ${others} changed the same words`;
}

/** Both texts of every place two people changed at once, and what to do with each. Nothing of either is lost meanwhile. */
export function ConflictView({
  handle,
  open,
  onOpenChange,
}: {
  handle: EditorHandle;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const conflicts = useSync(handle.sync, (engine) => engine.conflicts());
  const settle = (conflict: SyncConflict, take: "mine" | "theirs" | "both") => {
    if (take === "both") {
      const tr = bothTexts(handle.editor.state, conflict);
      if (tr) handle.editor.view.dispatch(tr);
    }
    handle.sync.settle(conflict.id, take === "mine" ? "mine" : "theirs");
    if (conflicts.length === 1) onOpenChange(false);
  };
  return (
    <Sheet
      open={open && conflicts.length > 0}
      onOpenChange={onOpenChange}
      title="Changed by both"
      description="The article holds their text now. Your whole text was kept as a version of its own."
      size="lg"
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (!handle.editor.isDestroyed) handle.editor.view.focus();
      }}
    >
      <ul className="flex flex-col gap-6">
        {conflicts.map((conflict) => (
          <li key={conflict.id} className="flex flex-col gap-3 border-b border-line pb-6 last:border-0">
            <h3 className="font-medium">{titleOf(conflict)}</h3>
            <div className="grid gap-3 sm:grid-cols-2">
              <Side label="Yours" text={conflict.mine} />
              <Side
                label={conflict.by.length === 1 ? `${conflict.by[0]}’s` : "Theirs"}
                text={conflict.theirs}
              />
            </div>
            <details>
              <summary className="text-sm text-muted">Before either change</summary>
              <p className="mt-1 font-serif whitespace-pre-wrap">{conflict.before || "Nothing"}</p>
            </details>
            <div className="flex flex-wrap items-center gap-2">
              <Button size="sm" onClick={() => settle(conflict, "mine")}>
                Keep mine
              </Button>
              <Button size="sm" onClick={() => settle(conflict, "theirs")}>
                Keep theirs
              </Button>
              {conflict.kind !== "attribute" && (
                <Button size="sm" onClick={() => settle(conflict, "both")}>
                  Keep both
                </Button>
              )}
              {conflict.blockId && (
                <Button
                  size="sm"
                  variant="quiet"
                  onClick={() => {
                    onOpenChange(false);
                    if (conflict.blockId) handle.focusBlock(conflict.blockId);
                  }}
                >
                  Go to the place
                </Button>
              )}
              {conflict.revision !== null && (
                <span className="text-sm text-muted">Your text is version {conflict.revision}.</span>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Side({ label, text }: { label: string; text: string }) {
  return (
    <section aria-label={label} className="rounded-md border border-line bg-sunken p-3">
      <h4 className="mb-1 text-sm font-medium text-muted">{label}</h4>
      <p className="font-serif whitespace-pre-wrap">{text || <em className="text-muted">Removed</em>}</p>
    </section>
  );
}
