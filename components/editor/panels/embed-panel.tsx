"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { embedFrom } from "../embed-address";
import { PanelDialog, type PanelProps, setAttributes } from "./panel-dialog";

/** The address and title of an embed. Nothing of the other site is loaded here. */
export function EmbedPanel({ editor, pos, close }: PanelProps) {
  const [start] = useState(() => editor.state.doc.nodeAt(pos)?.attrs ?? {});
  const [url, setUrl] = useState(String(start.url ?? ""));
  const [title, setTitle] = useState(String(start.title ?? ""));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const embed = embedFrom(url);
    if (!embed)
      return setProblem(
        "Only YouTube, Vimeo, Datawrapper and Flourish can be embedded. Link to anything else in the text instead.",
      );
    setAttributes(editor, pos, { ...embed, title: title.trim() });
    close();
  };
  return (
    <PanelDialog editor={editor} title="Embed" action="Save" close={close} submit={submit}>
      <Field
        label="Address"
        hint="From the address bar or the Share button: YouTube, Vimeo, Datawrapper or Flourish."
        error={problem}
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            spellCheck={false}
            autoComplete="off"
            placeholder="https://"
            value={url}
            onChange={(event) => {
              setUrl(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
      <Field label="Title" hint="Read out to people who cannot see it, and shown before it loads.">
        {(control) => (
          <Input
            {...control}
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
    </PanelDialog>
  );
}
