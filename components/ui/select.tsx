import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

/** The browser's own list: best with a keyboard, a screen reader and a thumb. Children are `<option>`s. */
export function Select({
  className,
  size = "md",
  ...rest
}: Omit<ComponentProps<"select">, "size"> & { size?: "sm" | "md" }) {
  return (
    <span className={classNames("relative inline-block w-full", className)}>
      <select
        className={classNames(
          "w-full appearance-none rounded-md border border-edge bg-surface pr-9 pl-3 text-ink aria-invalid:border-danger disabled:bg-sunken disabled:text-muted pointer-coarse:min-h-11 pointer-coarse:text-[1rem]",
          size === "sm" ? "min-h-8 text-sm" : "min-h-9 text-base",
        )}
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
