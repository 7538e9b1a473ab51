"use client";

import { useEffect } from "react";
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
  useEffect(() => {
    if (!isSignedOut) putOff(false);
  }, [isSignedOut, putOff]);
  return (
    <Dialog
      open={isSignedOut && !isPutOff}
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
