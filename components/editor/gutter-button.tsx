"use client";

import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { addBlock } from "./bottom-bar";

/** A plus beside the caret's block, where there is room for a gutter. It opens the block menu. */
export function GutterButton({ editor }: { editor: Editor }) {
  const pos = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { $from } = now.state.selection;
      if (!now.isEditable || $from.depth === 0) return null;
      const isTitle = ["headline", "standfirst"].includes($from.node(1).type.name);
      return isTitle ? null : $from.before(1);
    },
  });
  const [top, setTop] = useState<number | null>(null);

  useEffect(() => {
    const measure = () => {
      const block = pos === null ? null : editor.view.nodeDOM(pos);
      const column = editor.view.dom.parentElement?.parentElement;
      if (!(block instanceof HTMLElement) || !column) return setTop(null);
      setTop(block.getBoundingClientRect().top - column.getBoundingClientRect().top);
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(editor.view.dom);
    editor.on("update", measure);
    return () => {
      watch.disconnect();
      editor.off("update", measure);
    };
  }, [editor, pos]);

  if (top === null) return null;
  return (
    <button
      type="button"
      aria-label="Add a block here"
      title="Add a block here (/)"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => addBlock(editor)}
      className="editor-gutter absolute -left-12 hidden size-8 items-center justify-center rounded-full text-faint hover:bg-sunken hover:text-ink focus-visible:text-ink lg:flex"
      style={{ top: `${top}px` }}
    >
      <Plus aria-hidden className="size-5" />
    </button>
  );
}
