import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useEffect, useEffectEvent, useRef, useState } from "react";

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
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const keep = useEffectEvent(() => {
    if (timer.current) clearTimeout(timer.current);
    timer.current = null;
    if (draft !== null && !editor.isDestroyed) setDocAttribute(editor, name, oneLine(draft));
  });
  useEffect(() => () => keep(), []);

  return {
    value: draft ?? stored,
    type: (text: string) => {
      setDraft(text);
      if (timer.current) clearTimeout(timer.current);
      timer.current = setTimeout(() => setDocAttribute(editor, name, oneLine(text)), PAUSE);
    },
    leave: () => {
      if (timer.current) clearTimeout(timer.current);
      if (draft !== null) setDocAttribute(editor, name, oneLine(draft));
      setDraft(null);
    },
  };
}

/** Attributes are lines: breaks and other controls become spaces. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu, " ");
}
