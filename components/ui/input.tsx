import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

/** The frame shared by input, textarea and select: edge of 3:1, red when `aria-invalid`. */
const controlClass =
  "w-full rounded-md border border-edge bg-surface px-3 text-ink placeholder:text-faint aria-invalid:border-danger disabled:bg-sunken disabled:text-muted read-only:bg-sunken";

/** 16 px on touch screens, so that phones do not zoom into the field. */
const textSize = "text-base pointer-coarse:text-[1rem]";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return (
    <input
      className={classNames(controlClass, textSize, "min-h-9 py-1.5 pointer-coarse:min-h-11", className)}
      {...rest}
    />
  );
}

export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={rows}
      className={classNames(controlClass, textSize, "resize-y py-2 leading-normal", className)}
      {...rest}
    />
  );
}
