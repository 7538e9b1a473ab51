"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const itemClass =
  "flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-accent-soft data-highlighted:text-accent pointer-coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0";

/** A menu behind a button: arrows move, letters jump, Escape returns. `trigger` is one button. */
export function DropdownMenu({
  trigger,
  align = "end",
  label,
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  label?: string;
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="appear z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-52 overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  tone = "plain",
  className,
  ...rest
}: ComponentProps<typeof Radix.Item> & { tone?: "plain" | "danger" }) {
  return (
    <Radix.Item className={classNames(itemClass, tone === "danger" && "text-danger", className)} {...rest} />
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 pt-2 pb-1 text-sm text-muted">{children}</Radix.Label>;
}

export function MenuSeparator({ className }: { className?: string | undefined }) {
  return <Radix.Separator className={classNames("my-1 h-px bg-line", className)} />;
}

/** One of several choices, the present one ticked. */
export function MenuChoices({
  value,
  onValueChange,
  choices,
}: {
  value: string;
  onValueChange: (value: string) => void;
  choices: { value: string; label: string }[];
}) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onValueChange}>
      {choices.map((choice) => (
        <Radix.RadioItem
          key={choice.value}
          value={choice.value}
          className={classNames(itemClass, "pl-9 relative")}
        >
          <Radix.ItemIndicator className="absolute left-2.5">
            <Check aria-hidden />
          </Radix.ItemIndicator>
          {choice.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}
