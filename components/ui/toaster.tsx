"use client";

import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

/*
 * Our own, over Radix, and not sonner: sonner writes a style element without a nonce when it loads, which the
 * newsroom's content security policy refuses.
 */

type Message = {
  id: number;
  text: string;
  tone: "plain" | "danger";
  action?: { label: string; run: () => void };
  isOpen: boolean;
};

let messages: Message[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: Message[]) {
  messages = next;
  for (const listener of listeners) listener();
}

/** Says what has just happened, in a corner, for six seconds (errors: twelve). Never the only place an error is told. */
export function toast(
  text: string,
  { tone = "plain", action }: { tone?: Message["tone"]; action?: Message["action"] } = {},
): void {
  lastId += 1;
  change([...messages.slice(-2), { id: lastId, text, tone, isOpen: true, ...(action ? { action } : {}) }]);
}

const close = (id: number) => change(messages.filter((message) => message.id !== id));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const none: Message[] = [];

export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => none,
  );
  return (
    <Radix.Provider swipeDirection="right" label="Messages">
      {shown.map((message) => (
        <Radix.Root
          key={message.id}
          open={message.isOpen}
          onOpenChange={(isOpen) => !isOpen && close(message.id)}
          duration={message.tone === "danger" ? 12_000 : 6_000}
          type={message.tone === "danger" ? "foreground" : "background"}
          className={classNames(
            "appear flex items-center gap-3 rounded-md border bg-surface py-2 pr-2 pl-4 shadow-float",
            message.tone === "danger" ? "border-danger" : "border-line",
          )}
        >
          <Radix.Description className="flex-1 py-1">{message.text}</Radix.Description>
          {message.action && (
            <Radix.Action asChild altText={message.action.label}>
              <Button size="sm" onClick={message.action.run}>
                {message.action.label}
              </Button>
            </Radix.Action>
          )}
          <Radix.Close asChild>
            <Button variant="quiet" size="icon" aria-label="Dismiss">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed right-0 bottom-0 z-60 flex w-full max-w-md flex-col gap-2 p-4 outline-none" />
    </Radix.Provider>
  );
}
