"use client";

import type { Editor } from "@tiptap/core";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { linkAddress, linkAt, mayLink, removeLink, setLink } from "../commands/link";
import { PanelDialog } from "./panel-dialog";

/** Sets, changes or removes the link at the selection. */
export function LinkPanel({ editor, close }: { editor: Editor; close: () => void }) {
  const [start] = useState(() => linkAt(editor.state));
  const [address, setAddress] = useState(start.href ?? "");
  const [text, setText] = useState(start.text);
  const [problem, setProblem] = useState<string | null>(null);
  const needsText = start.from === start.to;

  if (!mayLink(editor.state))
    return (
      <PanelDialog editor={editor} title="Link" close={close}>
        <p>Links cannot stand here. Select words inside one paragraph first.</p>
      </PanelDialog>
    );

  const submit = () => {
    const href = linkAddress(address);
    if (href === null) {
      setProblem(
        address.trim() === ""
          ? "Type or paste an address."
          : "This address cannot be used. Links begin with https://, http://, mailto:, tel: or one slash, without spaces.",
      );
      return;
    }
    const tr = setLink(editor.state, { href, text });
    if (tr) editor.view.dispatch(tr.scrollIntoView());
    close();
  };

  return (
    <PanelDialog
      editor={editor}
      title={start.href === null ? "Add a link" : "Change the link"}
      action="Save link"
      close={close}
      submit={submit}
      extra={
        start.href !== null && (
          <Button
            variant="quiet"
            className="mr-auto text-danger"
            onClick={() => {
              const tr = removeLink(editor.state);
              if (tr) editor.view.dispatch(tr);
              close();
            }}
          >
            Remove link
          </Button>
        )
      }
    >
      {needsText && (
        <Field label="Words to show" hint="Left empty, the address itself is shown.">
          {(control) => <Input {...control} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
      )}
      <Field label="Address" error={problem}>
        {(control) => (
          <Input
            {...control}
            type="url"
            inputMode="url"
            autoFocus
            spellCheck={false}
            autoComplete="off"
            placeholder="https://"
            value={address}
            onChange={(event) => {
              setAddress(event.target.value);
              setProblem(null);
            }}
          />
        )}
      </Field>
    </PanelDialog>
  );
}
