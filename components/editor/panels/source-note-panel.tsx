"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { isWebAddress } from "@/lib/document/link";
import { PanelDialog, type PanelProps, setAttributes } from "./panel-dialog";

/** Where a sentence comes from: words, and an address if there is one. */
export function SourceNotePanel({ editor, pos, close }: PanelProps) {
  const [start] = useState(() => editor.state.doc.nodeAt(pos)?.attrs ?? {});
  const [text, setText] = useState(String(start.text ?? ""));
  const [url, setUrl] = useState(String(start.url ?? ""));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    if (url.trim() !== "" && !isWebAddress(url.trim()))
      return setProblem("This address cannot be used. It begins with https:// or http://.");
    if (text.trim() === "" && url.trim() === "") return remove();
    setAttributes(editor, pos, { text: text.trim(), url: url.trim() });
    close();
  };
  const remove = () => {
    const note = editor.state.doc.nodeAt(pos);
    if (note?.type.name === "sourceNote" && editor.isEditable)
      editor.view.dispatch(editor.state.tr.delete(pos, pos + note.nodeSize));
    close();
  };
  // A note that says nothing is no note: leaving a new one empty takes it away.
  const leave = () => (start.text || start.url ? close() : remove());
  return (
    <PanelDialog
      editor={editor}
      title="Source note"
      action="Save"
      close={leave}
      submit={submit}
      extra={
        (start.text || start.url) && (
          <Button variant="quiet" className="mr-auto text-danger" onClick={remove}>
            Remove note
          </Button>
        )
      }
    >
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
