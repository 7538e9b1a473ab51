import type { ReactNode } from "react";

/** What a list shows when it has nothing: one line that says so, one that says what to do next. */
export function EmptyState({
  title,
  heading: Title = "p",
  children,
  action,
}: {
  title: string;
  /** When it is all a page shows, its title is the page's heading. */
  heading?: "p" | "h1";
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 rounded-lg border border-dashed border-line px-6 py-12 text-center">
      <Title className="font-serif text-xl">{title}</Title>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
