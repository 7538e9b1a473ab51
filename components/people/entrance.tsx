import type { ReactNode } from "react";

/** The page before the newsroom: one thing to do, in the middle of the paper. */
export function Entrance({
  newsroom,
  title,
  lead,
  children,
}: {
  newsroom: string;
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto flex min-h-dvh w-full max-w-md flex-col justify-center gap-6 px-5 py-10 outline-none"
    >
      <header className="flex flex-col gap-1.5">
        <p className="text-sm font-medium text-muted">{newsroom}</p>
        <h1 className="font-serif text-3xl font-semibold tracking-tight text-balance">{title}</h1>
        {lead && <p className="text-muted text-pretty">{lead}</p>}
      </header>
      {children}
    </main>
  );
}
