"use client";

import { Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useRef, useTransition } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";

export type Filters = Partial<Record<"q" | "state" | "live" | "section" | "author", string>>;

/**
 * The list's filters: a form whose address can be kept and sent to a colleague. A choice acts at once; words act on
 * Enter. Without scripts the button sends it.
 */
export function ArticleFilters({
  chosen,
  sections,
  people,
}: {
  chosen: Filters;
  sections: { slug: string; name: string }[];
  people: { id: string; name: string }[];
}) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const [isWaiting, startTransition] = useTransition();
  const isFiltered = Object.values(chosen).some(Boolean);

  function go(data: FormData) {
    const query = new URLSearchParams();
    for (const [name, value] of data) {
      if (typeof value === "string" && value.trim() !== "") query.set(name, value.trim());
    }
    startTransition(() => router.push(query.size > 0 ? `/desk?${query}` : "/desk"));
  }

  const send = () => form.current?.requestSubmit();

  return (
    <search aria-label="Find articles" className="pb-4" aria-busy={isWaiting}>
      <form
        ref={form}
        method="get"
        action="/desk"
        onSubmit={(event) => {
          event.preventDefault();
          go(new FormData(event.currentTarget));
        }}
        className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center"
      >
        <div className="relative col-span-2 sm:w-64">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
          />
          <Input
            type="search"
            name="q"
            aria-label="Words of the headline"
            placeholder="Search headlines"
            defaultValue={chosen.q}
            maxLength={200}
            className="pl-9"
          />
        </div>
        <Select
          name="state"
          aria-label="State"
          defaultValue={chosen.state ?? ""}
          onChange={send}
          className="sm:w-auto"
        >
          <option value="">Any state</option>
          <option value="draft">Draft</option>
          <option value="submitted">Submitted</option>
          <option value="checking">Checking</option>
          <option value="approved">Approved</option>
        </Select>
        <Select
          name="live"
          aria-label="What readers have"
          defaultValue={chosen.live ?? ""}
          onChange={send}
          className="sm:w-auto"
        >
          <option value="">Live or not</option>
          <option value="live">Live</option>
          <option value="unpublished-changes">Live, changed since</option>
          <option value="none">Not published</option>
          <option value="withdrawn">Withdrawn</option>
        </Select>
        <Select
          name="section"
          aria-label="Section"
          defaultValue={chosen.section ?? ""}
          onChange={send}
          className="sm:w-auto"
        >
          <option value="">Every section</option>
          {sections.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          name="author"
          aria-label="Author"
          defaultValue={chosen.author ?? ""}
          onChange={send}
          className="sm:w-auto"
        >
          <option value="">Everybody’s</option>
          <option value="me">Mine</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <noscript>
          <Button type="submit">Find</Button>
        </noscript>
        {isFiltered && (
          <Link href="/desk" className={buttonClass("quiet", "md")}>
            Clear
          </Link>
        )}
      </form>
    </search>
  );
}
