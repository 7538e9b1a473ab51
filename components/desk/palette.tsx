"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { useEffect, useState } from "react";
import { callApi, isAborted, messageOf, property } from "@/components/call-api";
import { Button } from "@/components/ui/button";

type Found = { id: string; headline: string; about: string };

/** Goes anywhere by typing: places of the newsroom, and articles by their headline. Ctrl/Cmd+K outside the text. */
export function Palette({ places }: { places: { href: string; label: string }[] }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Found[]>([]);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.metaKey || event.ctrlKey) ||
        event.shiftKey ||
        event.altKey
      )
        return;
      // In a text these keys make a link.
      if (event.defaultPrevented || isInText(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  useEffect(() => {
    if (!isOpen) return;
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const query = new URLSearchParams({ limit: "8", ...(words.trim() ? { q: words.trim() } : {}) });
        const answer = await callApi("GET", `/api/articles?${query}`, undefined, leaving.signal);
        setFound(foundIn(answer));
        setFailure(null);
      } catch (error) {
        if (!isAborted(error)) setFailure(messageOf(error));
      }
    }, 150);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [isOpen, words]);

  function go(href: string) {
    setOpen(false);
    setWords("");
    router.push(href);
  }

  const wanted = words.trim().toLowerCase();
  const fitting = places.filter(({ label }) => label.toLowerCase().includes(wanted));
  const item =
    "flex min-h-10 cursor-pointer flex-col justify-center rounded-sm px-3 py-1.5 data-[selected=true]:bg-accent-soft data-[selected=true]:text-accent pointer-coarse:min-h-11";

  return (
    <Radix.Root open={isOpen} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button
          variant="quiet"
          size="icon"
          aria-label="Find an article or a place"
          aria-keyshortcuts="Control+K Meta+K"
        >
          <Search aria-hidden />
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-[rgb(20_16_10/0.45)]" />
        <Radix.Content
          aria-describedby={undefined}
          className="appear fixed top-[12vh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-surface shadow-float"
        >
          <Radix.Title className="sr-only">Find an article or a place</Radix.Title>
          <Command shouldFilter={false} label="Find an article or a place">
            <Command.Input
              value={words}
              onValueChange={setWords}
              maxLength={200}
              placeholder="Words of a headline, or a place"
              className="w-full border-b border-line bg-transparent px-4 py-3 text-lg outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[60vh] overflow-y-auto p-1.5 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-muted">
              <Command.Empty className="px-3 py-6 text-center text-muted">
                {failure ?? "Nothing of this name."}
              </Command.Empty>
              {found.length > 0 && (
                <Command.Group heading="Articles">
                  {found.map(({ id, headline, about }) => (
                    <Command.Item
                      key={id}
                      value={id}
                      onSelect={() => go(`/desk/articles/${id}`)}
                      className={item}
                    >
                      <span className="font-serif text-lg leading-snug">{headline}</span>
                      <span className="text-sm text-muted">{about}</span>
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
              {fitting.length > 0 && (
                <Command.Group heading="Places">
                  {fitting.map(({ href, label }) => (
                    <Command.Item key={href} value={href} onSelect={() => go(href)} className={item}>
                      {label}
                    </Command.Item>
                  ))}
                </Command.Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const isInText = (target: EventTarget | null) => target instanceof HTMLElement && target.isContentEditable;

const states: Record<string, string> = {
  draft: "Draft",
  submitted: "Submitted",
  checking: "Checking",
  approved: "Approved",
};

function foundIn(answer: unknown): Found[] {
  const list = property(answer, "articles");
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown) => {
    const id = property(entry, "id");
    const headline = property(entry, "headline");
    if (typeof id !== "string" || typeof headline !== "string") return [];
    const section = property(property(entry, "section"), "name");
    const state = states[String(property(entry, "state"))] ?? "";
    const isLive = property(entry, "live") ? "Live" : "";
    const about = [typeof section === "string" ? section : "", state, isLive].filter(Boolean).join(" · ");
    return [{ id, headline: headline || "Without a headline", about }];
  });
}
