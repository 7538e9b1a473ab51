import type { Editor } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import { useSyncExternalStore } from "react";
import type { ArticleSync } from "./sync/article-sync";

/** What a page may do with the editor it hosts. */
export type EditorHandle = {
  readonly editor: Editor;
  readonly sync: ArticleSync;
  /** Version in the log that the person has on screen, unsent words aside. */
  version(): number;
  /** Sends what is unsent. `unsent: true` when some of it could not go out at present. */
  flush(): Promise<{ version: number; unsent: boolean }>;
  /** Scrolls to the block with this id and puts the caret there; false when there is none. */
  focusBlock(blockId: string): boolean;
  focusRange(from: number, to: number): void;
  showConflicts(): void;
  /** Opens the sign-in over the text again after it was put off. */
  signIn(): void;
  canEdit(): boolean;
  /** Called on every Ctrl/Cmd+S, after the words were sent or could not be; returns the function that stops it. */
  onSaveKey(listener: () => void): () => void;
};

/** Puts the caret into the block with this id. */
export function focusBlock(editor: Editor, blockId: string): boolean {
  let found: { pos: number; isTextblock: boolean; isAtom: boolean } | null = null;
  editor.state.doc.descendants((node, pos) => {
    if (found) return false;
    if (node.attrs.id === blockId) found = { pos, isTextblock: node.isTextblock, isAtom: node.isAtom };
    return !found;
  });
  const place: { pos: number; isTextblock: boolean; isAtom: boolean } | null = found;
  if (!place) return false;
  return focusPlace(editor, place);
}

function focusPlace(editor: Editor, { pos, isAtom }: { pos: number; isAtom: boolean }): boolean {
  const { tr } = editor.state;
  const selection = isAtom
    ? NodeSelection.create(tr.doc, pos)
    : TextSelection.near(tr.doc.resolve(Math.min(pos + 1, tr.doc.content.size)), 1);
  editor.view.dispatch(tr.setSelection(selection));
  editor.view.focus();
  const element = editor.view.nodeDOM(pos);
  if (element instanceof HTMLElement) {
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
  }
  return true;
}

/** Selects a range and scrolls to it; positions beyond the text are drawn in. */
export function focusRange(editor: Editor, from: number, to: number): void {
  const { tr } = editor.state;
  const end = tr.doc.content.size;
  const start = tr.doc.resolve(Math.max(0, Math.min(from, end)));
  const stop = tr.doc.resolve(Math.max(0, Math.min(to, end)));
  editor.view.dispatch(tr.setSelection(TextSelection.between(start, stop)).scrollIntoView());
  editor.view.focus();
}

/** One value of the sync engine, re-read when the engine says something changed. */
export function useSync<Value>(sync: ArticleSync, read: (sync: ArticleSync) => Value): Value {
  return useSyncExternalStore(
    (listener) => sync.subscribe(listener),
    () => read(sync),
    () => read(sync),
  );
}
