import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { MAX_NOTE } from "@/lib/publishing/notes";
import type { ClassChoice, PublishPreview } from "@/lib/publishing/preview";
import { type ChangeClass, classNames } from "@/lib/publishing/stamps";

const REASONS_SHOWN = 5;

/** The class of the change, the words that decided the least one, and the note to readers that it asks for. */
export function ClassAndNote({
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
