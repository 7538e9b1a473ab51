"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A secret shown once, ready to be copied: a link or a token. */
export function CopiedOnce({ label, value }: { label: string; value: string }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);

  async function copy() {
    // Without TLS a browser has no clipboard for pages; the text is selected and can be copied by hand.
    const done = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    setCopied(done ?? false);
    const field = document.getElementById(id);
    if (!done && field instanceof HTMLInputElement) field.select();
  }

  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          readOnly
          value={value}
          onFocus={(event) => event.currentTarget.select()}
          className="font-mono"
        />
        <Button variant="primary" onClick={copy}>
          Copy
        </Button>
      </div>
      <p role="status" className="min-h-5 text-sm text-muted">
        {isCopied ? "Copied." : ""}
      </p>
    </div>
  );
}
