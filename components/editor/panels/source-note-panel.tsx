"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isWebAddress } from "@/lib/document/link";
import { PanelDialog, setAttributes } from "./panel-dialog";
import type { PanelProps } from "./panel-host";

/** Where a sentence comes from: words, and an address if there is one. */
export function SourceNotePanel({ editor, pos, close }: PanelProps) {
  const [start] = useState(() => editor.state.doc.nodeAt(pos)?.attrs ?? {});
  const [text, setText] = useState(String(start.text ?? ""));
  const [url, setUrl] = useState(String(start.url ?? ""));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    if (url.trim() !== "" && !isWebAddress(url.trim()))
      return setProblem("This address cannot be used. It begins with https:// or http://.");
    setAttributes(editor, pos, { text: text.trim(), url: url.trim() });
    close();
  };
  return (
    <PanelDialog editor={editor} title="Source" action="Save" close={close} submit={submit}>
      <Field label="Where this comes from" hint="Readers can open it: a document, a dataset, an interview.">
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Field label="Address" error={problem}>
        {(control) => (
          <Input
            {...control}
            type="url"
            placeholder="https://"
            value={url}
            onChange={(event) => {
              setUrl(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
    </PanelDialog>
  );
}
