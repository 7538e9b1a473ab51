"use client";

import type { Editor } from "@tiptap/core";
import { KEYS, keyLabel } from "../keys";
import { PanelDialog } from "./panel-dialog";

/** The list of keys. */
export function KeysPanel({ editor, close }: { editor: Editor; close: () => void }) {
  return (
    <PanelDialog editor={editor} title="Keys" close={close}>
      {KEYS.map(({ group, keys }) => (
        <section key={group} aria-label={group}>
          <h3 className="mb-1 text-sm font-medium text-muted">{group}</h3>
          <dl className="divide-y divide-line">
            {keys.map(([combination, does]) => (
              <div key={combination} className="flex items-baseline justify-between gap-4 py-1.5">
                <dd>{does}</dd>
                <dt className="shrink-0">
                  <kbd className="rounded-sm border border-line bg-sunken px-1.5 py-0.5 font-mono text-xs">
                    {keyLabel(combination)}
                  </kbd>
                </dt>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </PanelDialog>
  );
}
