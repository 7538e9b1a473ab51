"use client";

import type { Editor } from "@tiptap/core";
import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type PanelProps = {
  editor: Editor;
  /** Position before the node the panel works on. */
  pos: number;
  close: () => void;
};

/** A dialog over the text with one form. Closing it, however it is closed, puts the caret back where it was. */
export function PanelDialog({
  editor,
  title,
  description,
  action,
  extra,
  close,
  submit,
  children,
}: {
  editor: Editor;
  title: string;
  description?: ReactNode;
  /** Name of the button that submits; without one the panel acts at once and only closes. */
  action?: string;
  /** Further buttons, before the others. */
  extra?: ReactNode;
  close: () => void;
  submit?: () => void;
  children: ReactNode;
}) {
  const formId = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={title}
      description={description}
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (!editor.isDestroyed) editor.view.focus();
      }}
      footer={
        <>
          {extra}
          <Button onClick={close}>{action ? "Cancel" : "Done"}</Button>
          {action && (
            <Button variant="primary" type="submit" form={formId}>
              {action}
            </Button>
          )}
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          submit?.();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
}

/** Sets attributes of the node at `pos`, one small step each, so that two people can set two of them at once. */
export function setAttributes(editor: Editor, pos: number, attributes: Record<string, unknown>): void {
  const node = editor.state.doc.nodeAt(pos);
  if (!node || !editor.isEditable) return;
  const tr = editor.state.tr;
  for (const [name, value] of Object.entries(attributes)) {
    if (node.attrs[name] !== value) tr.setNodeAttribute(pos, name, value);
  }
  if (tr.docChanged) editor.view.dispatch(tr);
}
