"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { isLineKind, LINE_KINDS, type LineKind } from "@/lib/import/kinds";

export type LineChoice = { line: number; words: string; kind: LineKind; allowed: readonly LineKind[] };

const SHOWN = 200;

/** Every line with what it is taken for, changeable. A long text is shown a piece at a time. */
export function ImportLines({
  choices,
  changes,
  onChange,
}: {
  choices: readonly LineChoice[];
  changes: Readonly<Record<number, LineKind>>;
  onChange: (line: number, kind: LineKind) => void;
}) {
  const [shown, setShown] = useState(SHOWN);
  return (
    <>
      <ol className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {choices.slice(0, shown).map(({ line, words, kind, allowed }) => (
          <li key={line} className="grid gap-x-3 gap-y-1.5 px-3 py-2.5 sm:grid-cols-[2rem_1fr_13rem]">
            <span className="text-sm text-muted tabular-nums max-sm:hidden">{line}</span>
            <p className="line-clamp-2 min-w-0 font-serif break-words">{words}</p>
            <div className="flex flex-col items-start gap-1">
              <Select
                size="sm"
                aria-label={`Line ${line} is`}
                value={kind}
                onChange={(event) => isLineKind(event.target.value) && onChange(line, event.target.value)}
              >
                {[kind, ...allowed].map((one) => (
                  <option key={one} value={one}>
                    {LINE_KINDS[one]}
                  </option>
                ))}
              </Select>
              {changes[line] && <Badge tone="accent">Changed by you</Badge>}
            </div>
          </li>
        ))}
      </ol>
      {choices.length > shown && (
        <Button className="mt-3" onClick={() => setShown(shown + SHOWN)}>
          Show more lines ({choices.length - shown} left)
        </Button>
      )}
    </>
  );
}
