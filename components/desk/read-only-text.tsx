"use client";

import { Editor, Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import { getNonce } from "get-nonce";
import { useEffect, useRef } from "react";
import { NODE_VIEWS } from "@/components/editor/node-views/block-views";
import { extensions } from "@/lib/document/schema";

const drawing = Extension.create({
  name: "drawing",
  addProseMirrorPlugins: () => [new Plugin({ props: { nodeViews: NODE_VIEWS } })],
});

/** A document as the editor draws it, without a way to change it. */
export function ReadOnlyText({
  document,
  nonce,
  label,
}: {
  document: Record<string, unknown>;
  nonce: string | null;
  label: string;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const editor = new Editor({
      element: place.current,
      extensions: [...extensions, drawing],
      content: document,
      editable: false,
      injectNonce: getNonce() ?? nonce ?? undefined,
      editorProps: {
        attributes: { role: "document", "aria-label": label, class: "article-text", tabindex: "0" },
      },
    });
    return () => editor.destroy();
  }, [document, nonce, label]);
  return (
    <div className="editor">
      <div className="editor-column">
        <div ref={place} />
      </div>
    </div>
  );
}
