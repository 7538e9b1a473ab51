import { ArrowRight } from "lucide-react";
import type { ClassChoice, PublishPreview, ShownStamps } from "@/lib/publishing/preview";
import { moveRules } from "@/lib/workflow/moves";

/** Headline, address and stamps, as readers have them and as they will. */
export function WhatReadersSee({ preview, choice }: { preview: PublishPreview; choice: ClassChoice }) {
  const { before, after } = preview;
  const rows: { label: string; before: string | null; after: string | null }[] = [
    { label: "Headline", before: before?.headline ?? null, after: after.headline || "None yet" },
    { label: "Address", before: before?.url ?? null, after: after.url ?? "None yet: choose a section" },
    ...stampRows(before?.stamps ?? null, choice.stamps),
  ];
  return (
    <section aria-labelledby="readers-see">
      <h3 id="readers-see" className="pb-1.5 font-semibold">
        What readers will see
      </h3>
      <dl className="divide-y divide-line rounded-md border border-line">
        {rows.map((row) => (
          <div key={row.label} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[7.5rem_1fr]">
            <dt className="text-sm text-muted">{row.label}</dt>
            <dd className="min-w-0 break-words">
              {row.before !== null && row.before !== row.after ? (
                <>
                  <del className="text-muted">{row.before}</del>{" "}
                  <ArrowRight role="img" aria-label="becomes" className="inline size-3.5 text-muted" />{" "}
                  <ins className="font-medium no-underline">{row.after ?? "none"}</ins>
                </>
              ) : (
                (row.after ?? "none")
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const stampNames = {
  published: "Published",
  updated: "Updated",
  factsChecked: "Facts checked",
} as const;

function stampRows(before: ShownStamps | null, after: ShownStamps) {
  return (["published", "updated", "factsChecked"] as const)
    .map((name) => ({
      label: stampNames[name],
      before: before ? (before[name]?.text ?? "none") : null,
      after: after[name]?.text ?? "none",
    }))
    .filter((row) => row.after !== "none" || (row.before !== null && row.before !== "none"));
}

/** The moves that publishing now passes over. */
export function Skipped({ preview }: { preview: PublishPreview }) {
  if (preview.skipped.length === 0) return null;
  const skipped = preview.skipped.map((move) => `“${moveRules[move].label}”`).join(" and ");
  return <p className="text-sm text-muted">This passes over {skipped}; the article’s history will say so.</p>;
}
