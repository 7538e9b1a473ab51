"use client";

import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

/*
 * Our own and not a library's: sonner writes a style element without a nonce, which the newsroom's content security
 * policy refuses, and Radix' toast takes Escape away from the dialog or the text it stands over.
 */

type Message = {
  id: number;
  text: string;
  tone: "plain" | "danger";
  action?: { label: string; run: () => void };
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
  change([...messages.slice(-2), { id: lastId, text, tone, ...(action ? { action } : {}) }]);
}

const close = (id: number) => change(messages.filter((message) => message.id !== id));
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const none: Message[] = [];

/** Where messages appear. `aria-live` keeps it readable while a dialog hides everything else. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => none,
  );
  return (
    <section
      aria-label="Messages"
      aria-live="polite"
      data-toasts
      className="pointer-events-none fixed right-0 bottom-0 z-60 flex w-full max-w-md flex-col gap-2 p-4"
    >
      {shown.map((message) => (
        <Toast key={message.id} message={message} />
      ))}
    </section>
  );
}

function Toast({ message }: { message: Message }) {
  const [isHeld, setHeld] = useState(false);
  const { id, text, tone, action } = message;

  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(() => close(id), tone === "danger" ? 12_000 : 6_000);
    return () => clearTimeout(timer);
  }, [id, tone, isHeld]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointer and focus only keep it from going while it is read
    <div
      role={tone === "danger" ? "alert" : undefined}
      data-state="open"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className={classNames(
        "appear pointer-events-auto flex items-center gap-3 rounded-md border bg-surface py-2 pr-2 pl-4 shadow-float",
        tone === "danger" ? "border-danger" : "border-line",
      )}
    >
      <p className="flex-1 py-1">{text}</p>
      {action && (
        <Button
          size="sm"
          onClick={() => {
            close(id);
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <Button variant="quiet" size="icon" aria-label="Dismiss" onClick={() => close(id)}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
