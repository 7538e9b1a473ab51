"use client";

import { useEffect, useId, useState } from "react";
import { callApi, isAborted, messageOf, property } from "@/components/call-api";
import { classNames } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { rememberTitle } from "../article-titles";

export type FoundArticle = { id: string; headline: string; detail: string };

function found(body: unknown): FoundArticle[] {
  const articles = property(body, "articles");
  if (!Array.isArray(articles)) return [];
  return articles.flatMap((row: unknown) => {
    const [id, headline, state] = [property(row, "id"), property(row, "headline"), property(row, "state")];
    if (typeof id !== "string") return [];
    const detail = property(row, "live") ? "live" : typeof state === "string" ? state : "";
    return [
      { id, headline: typeof headline === "string" && headline ? headline : "Without a headline", detail },
    ];
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
        const address = `/api/articles?q=${encodeURIComponent(query.trim())}`;
        const body = await callApi("GET", address, undefined, gone.signal);
        setResult({ articles: found(body), problem: null });
        setIndex(0);
      } catch (error) {
        if (!isAborted(error)) setResult({ articles: [], problem: messageOf(error) });
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
