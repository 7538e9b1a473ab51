"use client";

import { useEffect, useId, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { rememberTitle } from "../article-titles";

export type FoundArticle = { id: string; headline: string; detail: string };

function found(body: unknown): FoundArticle[] {
  if (typeof body !== "object" || body === null || !("articles" in body) || !Array.isArray(body.articles))
    return [];
  return body.articles.flatMap((row: unknown) => {
    if (typeof row !== "object" || row === null || !("id" in row) || typeof row.id !== "string") return [];
    const headline = "headline" in row && typeof row.headline === "string" ? row.headline : "";
    const state = "state" in row && typeof row.state === "string" ? row.state : "";
    const isLive = "live" in row && Boolean(row.live);
    return [{ id: row.id, headline: headline || "Without a headline", detail: isLive ? "live" : state }];
  });
}

/** A search box over the newsroom's articles: type, arrows, Enter. `without` leaves out ids that were chosen already. */
export function ArticleSearch({
  label,
  without,
  choose,
}: {
  label: string;
  without: readonly string[];
  choose: (article: FoundArticle) => void;
}) {
  const [query, setQuery] = useState("");
  const [result, setResult] = useState<{ articles: FoundArticle[]; problem: string | null } | null>(null);
  const [index, setIndex] = useState(0);
  const listId = useId();

  useEffect(() => {
    const gone = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/articles?q=${encodeURIComponent(query.trim())}`, {
          signal: gone.signal,
        });
        const body: unknown = await response.json();
        if (!response.ok) throw new Error("refused");
        setResult({ articles: found(body), problem: null });
        setIndex(0);
      } catch {
        if (!gone.signal.aborted)
          setResult({
            articles: [],
            problem: "The list could not be loaded. Check the connection and type again.",
          });
      }
    }, 200);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [query]);

  const articles = (result?.articles ?? []).filter((article) => !without.includes(article.id)).slice(0, 8);
  const at = Math.min(index, Math.max(0, articles.length - 1));
  const take = (article: FoundArticle) => {
    rememberTitle(article.id, article.headline);
    setQuery("");
    choose(article);
  };

  return (
    <div>
      <Field label={label}>
        {(control) => (
          <Input
            {...control}
            type="search"
            role="combobox"
            aria-expanded={articles.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={articles.length > 0 ? `${listId}-${at}` : undefined}
            autoComplete="off"
            placeholder="Words of the headline"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "ArrowDown" || event.key === "ArrowUp") {
                event.preventDefault();
                if (articles.length > 0)
                  setIndex((at + (event.key === "ArrowDown" ? 1 : articles.length - 1)) % articles.length);
              }
              if (event.key === "Enter") {
                event.preventDefault();
                const article = articles[at];
                if (article) take(article);
              }
            }}
          />
        )}
      </Field>
      <div id={listId} role="listbox" aria-label="Articles found" className="mt-2 min-h-24">
        {articles.map((article, position) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the search box above handles the keys, where focus stays
          <div
            key={article.id}
            id={`${listId}-${position}`}
            role="option"
            tabIndex={-1}
            aria-selected={position === at}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setIndex(position)}
            onClick={() => take(article)}
            className={classNames(
              "flex min-h-11 items-center justify-between gap-3 rounded-sm px-2.5 py-1.5",
              position === at && "bg-accent-soft",
            )}
          >
            <span className="line-clamp-2">{article.headline}</span>
            <span className="shrink-0 text-sm text-muted">{article.detail}</span>
          </div>
        ))}
      </div>
      <p role="status" className="text-sm text-muted">
        {result?.problem ?? (result && articles.length === 0 ? "No article found. Try other words." : "")}
      </p>
    </div>
  );
}
