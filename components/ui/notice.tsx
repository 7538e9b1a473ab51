import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

const tones = {
  info: { look: "border-line bg-sunken", icon: Info, ink: "text-muted" },
  good: { look: "border-transparent bg-good-soft", icon: CircleCheck, ink: "text-good" },
  warn: { look: "border-transparent bg-warn-soft", icon: TriangleAlert, ink: "text-warn" },
  danger: { look: "border-transparent bg-danger-soft", icon: CircleAlert, ink: "text-danger" },
} as const;

/**
 * A message that stands in the page. `announce` reads it out: `alert` at once (errors), `status` politely
 * (results); leave it out for what was there when the page came.
 */
export function Notice({
  tone = "info",
  title,
  announce,
  className,
  children,
}: {
  tone?: keyof typeof tones;
  title?: ReactNode;
  announce?: "alert" | "status";
  className?: string;
  children?: ReactNode;
}) {
  const { look, icon: Icon, ink } = tones[tone];
  return (
    <div role={announce} className={classNames("flex gap-2.5 rounded-md border p-3", look, className)}>
      <Icon aria-hidden className={classNames("mt-0.5 size-4.5 shrink-0", ink)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children}
      </div>
    </div>
  );
}
