"use client";

import type { ComponentProps, KeyboardEvent, ReactNode, Ref } from "react";
import { classNames } from "@/components/ui/class-names";

const ITEM = "button:not(:disabled), select:not(:disabled)";

function move(event: KeyboardEvent<HTMLDivElement>, leave?: () => void) {
  if (event.key === "Escape" && leave) {
    event.preventDefault();
    leave();
    return;
  }
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEM)];
  const at = items.findIndex((item) => item.matches(":focus"));
  const next =
    event.key === "ArrowRight"
      ? (at + 1) % items.length
      : event.key === "ArrowLeft"
        ? (at - 1 + items.length) % items.length
        : event.key === "Home"
          ? 0
          : event.key === "End"
            ? items.length - 1
            : -1;
  if (next < 0 || at < 0) return;
  event.preventDefault();
  items[next]?.focus();
}

/** A row of controls with one tab stop: arrows move inside, Escape goes back to the text. */
export function Toolbar({
  label,
  leave,
  className,
  children,
  ref,
  ...rest
}: Omit<ComponentProps<"div">, "role" | "onKeyDown"> & {
  label: string;
  leave?: () => void;
  children: ReactNode;
  ref?: Ref<HTMLDivElement>;
}) {
  return (
    <div
      ref={ref}
      role="toolbar"
      aria-label={label}
      className={classNames("flex items-center", className)}
      onKeyDown={(event) => move(event, leave)}
      onFocus={(event) => {
        for (const item of event.currentTarget.querySelectorAll<HTMLElement>(ITEM))
          item.tabIndex = item === event.target ? 0 : -1;
      }}
      {...rest}
    >
      {children}
    </div>
  );
}

/** Focus into a toolbar: its current item, or its first. */
export function focusToolbar(toolbar: HTMLElement | null): boolean {
  if (!toolbar) return false;
  const item =
    toolbar.querySelector<HTMLElement>("[tabindex='0']") ?? toolbar.querySelector<HTMLElement>(ITEM);
  item?.focus();
  return item !== null;
}

/** One tool. `pressed` makes it a switch. Pointer presses leave the selection in the text. */
export function Tool({
  label,
  keys,
  pressed,
  className,
  ...rest
}: Omit<ComponentProps<"button">, "type"> & { label: string; keys?: string; pressed?: boolean }) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      title={keys ? `${label} (${keys})` : label}
      onMouseDown={(event) => event.preventDefault()}
      className={classNames(
        "inline-flex h-8 min-w-8 shrink-0 items-center justify-center gap-1.5 rounded-sm px-1.5 text-sm text-ink hover:bg-sunken disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:h-11 pointer-coarse:min-w-11 [&_svg]:size-4",
        className,
      )}
      {...rest}
    />
  );
}
