"use client";

import { type ReactNode, useState } from "react";
import { ApiRefusal } from "@/components/call-api";
import { SignInForm } from "@/components/people/sign-in-form";
import { Dialog } from "@/components/ui/dialog";

type Waiting = { go: () => void; stop: (reason: Error) => void };

/**
 * For acts that need a recent sign-in: `confirmed(act)` runs `act`, and when the server asks for the password first,
 * shows `question` and runs `act` again after it. Put `question` into the page once.
 */
export function useConfirmation(email: string): {
  confirmed: <T>(act: () => Promise<T>) => Promise<T>;
  question: ReactNode;
} {
  const [waiting, setWaiting] = useState<Waiting | null>(null);

  async function confirmed<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.code !== "confirm") throw error;
    }
    await new Promise<void>((go, stop) => setWaiting({ go, stop }));
    return act();
  }

  const question = (
    <Dialog
      open={waiting !== null}
      onOpenChange={(open) => {
        if (open) return;
        waiting?.stop(new Error("Nothing was changed: the password was not entered."));
        setWaiting(null);
      }}
      title="Is it you?"
      description="This changes who may do what. Enter your password once more; it is then not asked for 15 minutes."
    >
      <SignInForm
        email={email}
        action="Go on"
        onSignedIn={() => {
          waiting?.go();
          setWaiting(null);
        }}
      />
    </Dialog>
  );
  return { confirmed, question };
}
