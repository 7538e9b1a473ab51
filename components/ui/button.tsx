import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "@/components/ui/class-names";

const base =
  "inline-flex items-center justify-center gap-2 rounded-md border font-medium whitespace-nowrap select-none transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0";

const variants = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-strong",
  secondary: "border-edge bg-surface text-ink hover:bg-sunken",
  quiet: "border-transparent bg-transparent text-ink hover:bg-sunken aria-expanded:bg-sunken",
  danger: "border-transparent bg-danger text-danger-ink hover:bg-danger-strong",
} as const;

const sizes = {
  md: "min-h-9 px-3.5 py-1.5 text-base pointer-coarse:min-h-11",
  sm: "min-h-8 px-2.5 py-1 text-sm pointer-coarse:min-h-11",
  icon: "size-9 p-0 pointer-coarse:size-11",
} as const;

export type ButtonProps = ComponentProps<"button"> & {
  variant?: keyof typeof variants;
  size?: keyof typeof sizes;
  /** Puts the look on the one child (a link), which keeps its own element. */
  asChild?: boolean;
};

/** The look alone, for a link that should read as a button in a server component. */
export function buttonClass(
  variant: keyof typeof variants = "secondary",
  size: keyof typeof sizes = "md",
): string {
  return classNames(base, variants[variant], sizes[size]);
}

/** A button that never submits a form unless it says `type="submit"`. */
export function Button({ variant, size, asChild, className, type, ...rest }: ButtonProps) {
  const look = classNames(buttonClass(variant, size), className);
  if (asChild) return <Slot.Root className={look} {...rest} />;
  return <button type={type ?? "button"} className={look} {...rest} />;
}
