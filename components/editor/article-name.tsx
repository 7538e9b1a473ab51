"use client";

import { useEffect } from "react";
import type { EditorHandle } from "./editor-handle";
import { useTitleText } from "./metadata/doc-attribute";

/** The page's heading and the tab's title, which follow the headline while it is written. */
export function ArticleName({ handle, siteName }: { handle: EditorHandle; siteName: string }) {
  const headline = useTitleText(handle.editor, "headline").trim();
  useEffect(() => {
    // As the server names the page; the mark of unsent words is put before it by `UnsentGuard`.
    document.title = `${headline || "Without a headline"} · ${siteName}`;
  }, [headline, siteName]);
  return <h1 className="sr-only">{headline || "Article without a headline"}</h1>;
}
