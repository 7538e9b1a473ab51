"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Confirm } from "@/components/ui/confirm";
import { useSync } from "./editor-handle";
import type { ArticleSync } from "./sync/article-sync";

const DOT = "● ";

/** Keeps a person from leaving unsent words behind without knowing: a dot in the tab's title, and a question on the way out. */
export function UnsentGuard({ sync }: { sync: ArticleSync }) {
  const isUnsent = useSync(sync, (engine) => engine.hasUnsent());
  const [leaveTo, setLeaveTo] = useState<string | null>(null);
  const router = useRouter();

  useEffect(() => {
    if (!isUnsent) return;
    const mark = () => {
      if (!document.title.startsWith(DOT)) document.title = DOT + document.title;
    };
    mark();
    const title = document.querySelector("title");
    const watch = new MutationObserver(mark);
    if (title) watch.observe(title, { childList: true, characterData: true, subtree: true });
    return () => {
      watch.disconnect();
      if (document.title.startsWith(DOT)) document.title = document.title.slice(DOT.length);
    };
  }, [isUnsent]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (sync.hasUnsent()) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [sync]);

  useEffect(() => {
    const guard = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
        return;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.closest(".article-text"))
        return;
      if (link.origin !== location.origin || link.hasAttribute("download") || !sync.hasUnsent()) return;
      if (link.pathname === location.pathname && link.search === location.search) return;
      event.preventDefault();
      event.stopPropagation();
      const to = link.pathname + link.search + link.hash;
      const giveUp = new Promise((resolve) => setTimeout(resolve, 2_000));
      Promise.race([sync.saveNow(), giveUp]).then(() => {
        if (sync.hasUnsent()) setLeaveTo(to);
        else router.push(to);
      });
    };
    document.addEventListener("click", guard, { capture: true });
    return () => document.removeEventListener("click", guard, { capture: true });
  }, [sync, router]);

  return (
    <Confirm
      open={leaveTo !== null}
      onOpenChange={(open) => !open && setLeaveTo(null)}
      title="Some words are not sent yet"
      action="Leave this page"
      act={async () => {
        if (leaveTo !== null) router.push(leaveTo);
      }}
    >
      <p>They are kept on this machine and offered to you when you open this article here again.</p>
      <p>Stay, and they are sent as soon as the server answers.</p>
    </Confirm>
  );
}
