"use client";

import { ListChecks, Newspaper } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callApi, messageOf, property } from "@/components/call-api";
import { Failure } from "@/components/ui/failure";

const kinds = [
  {
    kind: "story",
    name: "Story",
    about: "News, analysis, opinion, explainers, interviews: headline, standfirst, text.",
    icon: Newspaper,
  },
  {
    kind: "tracker",
    name: "Tracker",
    about: "One subject that changes: labelled facts on top, each with its date and source, and text below.",
    icon: ListChecks,
  },
] as const;

/** One press makes the article and opens it. */
export function NewArticle() {
  const router = useRouter();
  const [making, setMaking] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function make(kind: string) {
    setMaking(kind);
    setFailure(null);
    try {
      const id = property(await callApi("POST", "/api/articles", { kind }), "id");
      if (typeof id !== "string") throw new Error("The article was not made. Try again.");
      router.push(`/desk/articles/${id}`);
    } catch (error) {
      setFailure(messageOf(error));
      setMaking(null);
    }
  }

  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-3 sm:grid-cols-2">
        {kinds.map(({ kind, name, about, icon: Icon }) => (
          <button
            key={kind}
            type="button"
            onClick={() => make(kind)}
            disabled={making !== null}
            className="flex flex-col items-start gap-2 rounded-lg border border-edge bg-surface p-5 text-left hover:border-accent hover:bg-accent-soft disabled:opacity-55"
          >
            <Icon aria-hidden className="size-6 text-accent" />
            <span className="font-serif text-xl font-semibold">{making === kind ? "Opening…" : name}</span>
            <span className="text-muted">{about}</span>
          </button>
        ))}
      </div>
      <Failure>{failure}</Failure>
    </div>
  );
}
