import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useCallback, useEffect, useRef, useState } from "react";

/** Sets one attribute of the document by its own step; nothing when it has that value. */
export function setDocAttribute(editor: Editor, name: string, value: string | null): void {
  if (!editor.isEditable || editor.state.doc.attrs[name] === value) return;
  editor.view.dispatch(editor.state.tr.setDocAttribute(name, value));
}

/** A text attribute of the document as it is now. */
export function useDocText(editor: Editor, name: string): string {
  return useEditorState({ editor, selector: ({ editor: now }) => String(now.state.doc.attrs[name] ?? "") });
}

/** The text of headline or standfirst, for defaults and previews. */
export function useTitleText(editor: Editor, which: "headline" | "standfirst"): string {
  return useEditorState({
    editor,
    selector: ({ editor: now }) => now.state.doc.child(which === "headline" ? 0 : 1).textContent,
  });
}

const PAUSE = 700;

/**
 * A text attribute being typed: `value` follows the keys, the document gets it when the person pauses or leaves the field.
 * What somebody else sets meanwhile is shown unless this field is being typed in.
 */
export function useDocDraft(editor: Editor, name: string) {
  const stored = useDocText(editor, name);
  const [draft, setDraft] = useState<string | null>(null);
  const waiting = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  // Only what waits is written: what was written already may have been changed by somebody else since.
  const write = useCallback(() => {
    clearTimeout(timer.current);
    const text = waiting.current;
    waiting.current = null;
    if (text !== null && !editor.isDestroyed) setDocAttribute(editor, name, oneLine(text));
  }, [editor, name]);
  useEffect(() => write, [write]);

  return {
    value: draft ?? stored,
    type: (text: string) => {
      setDraft(text);
      waiting.current = text;
      clearTimeout(timer.current);
      timer.current = setTimeout(write, PAUSE);
    },
    leave: () => {
      write();
      setDraft(null);
    },
  };
}

/** Attributes are lines: breaks and other controls become spaces. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu, " ");
}
