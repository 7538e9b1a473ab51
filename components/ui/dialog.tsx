"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

const overlay = "appear fixed inset-0 z-40 bg-[rgb(20_16_10/0.45)]";

type PanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence read out after the title. Left out, the content speaks for itself. */
  description?: ReactNode;
  /** Buttons; stays in sight while the content scrolls. */
  footer?: ReactNode;
  /** Where focus goes when it closes; by default to what opened it. */
  onCloseAutoFocus?: (event: Event) => void;
  /** Called before Escape closes: `preventDefault()` keeps it open. */
  onEscapeKeyDown?: (event: KeyboardEvent) => void;
  children: ReactNode;
};

/** A question in the middle of the screen. Escape closes, focus stays inside and returns to what opened it. */
export function Dialog({ open, onOpenChange, title, description, footer, children, ...events }: PanelProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onInteractOutside={keepForMessages}
          {...events}
          className="appear fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-surface shadow-float"
        >
          <PanelHeader title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer && <PanelFooter>{footer}</PanelFooter>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A panel from the right edge for longer work; the whole screen on a phone. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  footer,
  children,
  size = "md",
  ...events
}: PanelProps & { size?: "md" | "lg" }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlay} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onInteractOutside={keepForMessages}
          {...events}
          className={classNames(
            "slide-in fixed inset-y-0 right-0 z-50 flex w-full flex-col border-line bg-surface shadow-float sm:border-l",
            size === "lg" ? "sm:max-w-2xl" : "sm:max-w-md",
          )}
        >
          <PanelHeader title={title} description={description} />
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
          {footer && <PanelFooter>{footer}</PanelFooter>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A press on a message in the corner is not a press outside: the dialog stays. */
function keepForMessages(event: Event) {
  if (event.target instanceof Element && event.target.closest("[data-toasts]")) event.preventDefault();
}

function PanelHeader({ title, description }: { title: ReactNode; description?: ReactNode }) {
  return (
    <div className="flex items-start justify-between gap-4 border-b border-line px-5 py-3.5">
      <div className="min-w-0">
        <Radix.Title className="font-serif text-xl font-semibold">{title}</Radix.Title>
        {description && (
          <Radix.Description className="mt-0.5 text-sm text-muted">{description}</Radix.Description>
        )}
      </div>
      <Radix.Close asChild>
        <Button variant="quiet" size="icon" aria-label="Close" className="-mr-2 shrink-0">
          <X aria-hidden />
        </Button>
      </Radix.Close>
    </div>
  );
}

function PanelFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))]">
      {children}
    </div>
  );
}
