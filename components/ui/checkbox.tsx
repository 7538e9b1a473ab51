import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "@/components/ui/class-names";

/** A checkbox with its words beside it; the whole line is the target. */
export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: ReactNode; hint?: ReactNode }) {
  const hintId = useId();
  return (
    <label
      className={classNames("flex min-h-9 items-start gap-2.5 py-1.5 pointer-coarse:min-h-11", className)}
    >
      <input
        type="checkbox"
        className="mt-0.5 size-4.5 shrink-0 accent-accent"
        aria-describedby={hint ? hintId : undefined}
        {...rest}
      />
      <span>
        {label}
        {hint && (
          <span id={hintId} className="block text-sm text-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}
