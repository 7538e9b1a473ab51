"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

/** Shown in place of a staff page that could not be made. Words typed in an editor are kept in the browser. */
export default function PageError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="content" tabIndex={-1} className="mx-auto w-full max-w-2xl px-4 py-16 outline-none">
      <h1 ref={heading} tabIndex={-1} className="font-serif text-2xl font-semibold outline-none">
        This page could not be shown
      </h1>
      <p className="mt-2 text-muted">
        Nothing you wrote is lost: unsent words wait in this browser. Try again in a moment; if it stays like
        this, tell your admin{error.digest ? ` and give the number ${error.digest}` : ""}.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <Button asChild>
          <a href="/desk">All articles</a>
        </Button>
      </div>
    </main>
  );
}
