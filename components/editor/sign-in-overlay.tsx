"use client";

import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { SignInForm } from "@/components/people/sign-in-form";
import { Dialog } from "@/components/ui/dialog";
import { type EditorHandle, useSync } from "./editor-handle";

/** When the session ends while somebody writes: sign in again here, over the text; then everything kept is sent. */
export function SignInOverlay({
  handle,
  email,
  isPutOff,
  putOff,
}: {
  handle: EditorHandle;
  email?: string;
  isPutOff: boolean;
  putOff: (isPutOff: boolean) => void;
}) {
  const state = useSync(handle.sync, (engine) => engine.saveState());
  const isSignedOut = state.kind === "signedOut";
  const isDue = useAfterPause(handle.editor, isSignedOut);
  useEffect(() => {
    if (!isSignedOut) putOff(false);
  }, [isSignedOut, putOff]);
  return (
    <Dialog
      open={isDue && !isPutOff}
      onOpenChange={(open) => !open && putOff(true)}
      title="Sign in again"
      description="Your session ended. Everything you typed is kept here and is sent once you have signed in."
      onCloseAutoFocus={(event) => {
        event.preventDefault();
        if (!handle.editor.isDestroyed) handle.editor.view.focus();
      }}
    >
      <SignInForm email={email} onSignedIn={() => handle.sync.signedIn()} />
    </Dialog>
  );
}

/** Somebody in the middle of a sentence would type it into the password field: it opens when their keys have rested. */
const PAUSE = 1_500;

function useAfterPause(editor: Editor, isWanted: boolean): boolean {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    if (!isWanted) {
      setDue(false);
      return;
    }
    const text = editor.view.dom;
    let timer = setTimeout(() => setDue(true), PAUSE);
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setDue(true), PAUSE);
    };
    text.addEventListener("keydown", wait);
    text.addEventListener("input", wait);
    return () => {
      clearTimeout(timer);
      text.removeEventListener("keydown", wait);
      text.removeEventListener("input", wait);
    };
  }, [editor, isWanted]);
  return isDue && isWanted;
}
