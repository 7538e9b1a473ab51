"use client";

import { autoUpdate, computePosition, flip, offset, shift, size } from "@floating-ui/dom";
import type { Editor } from "@tiptap/core";
import { posToDOMRect } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useEffect, useRef } from "react";
import { classNames } from "@/components/ui/class-names";
import { chooseKind, pointAt, SLASH_MENU_ID, slashMenu, slashOptionId } from "./slash-plugin";

/** The list of blocks under the caret. Keys are handled by the plugin, so focus stays in the text. */
export function SlashMenu({ editor }: { editor: Editor }) {
  const menu = useEditorState({ editor, selector: ({ editor: now }) => slashMenu(now.state) });
  const box = useRef<HTMLDivElement>(null);
  const from = menu?.from ?? null;
  const pointed = menu?.kinds[menu.index];

  useEffect(() => {
    const floating = box.current;
    if (from === null || !floating) return;
    const caret = {
      getBoundingClientRect: () => {
        const at = Math.min(from, editor.state.doc.content.size);
        return posToDOMRect(editor.view, at, at);
      },
      contextElement: editor.view.dom,
    };
    return autoUpdate(caret, floating, async () => {
      const { x, y } = await computePosition(caret, floating, {
        strategy: "fixed",
        placement: "bottom-start",
        middleware: [
          offset(6),
          flip({ padding: 8 }),
          shift({ padding: 8 }),
          size({
            padding: 8,
            apply: ({ availableHeight }) => {
              floating.style.maxHeight = `${Math.max(120, Math.min(360, availableHeight))}px`;
            },
          }),
        ],
      });
      floating.style.left = `${x}px`;
      floating.style.top = `${y}px`;
    });
  }, [editor, from]);

  useEffect(() => {
    if (pointed) document.getElementById(slashOptionId(pointed))?.scrollIntoView({ block: "nearest" });
  }, [pointed]);

  if (!menu) return null;
  return (
    <div
      ref={box}
      className="fixed z-30 w-72 max-w-[calc(100vw-1rem)] overflow-y-auto rounded-md border border-line bg-surface p-1 shadow-float"
    >
      {menu.kinds.length === 0 ? (
        <p className="px-2.5 py-2 text-sm text-muted">No block of that name. Escape keeps what you typed.</p>
      ) : (
        <div id={SLASH_MENU_ID} role="listbox" aria-label="Blocks">
          {menu.kinds.map((kind, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of this list are handled in the text, where focus stays
            <div
              key={kind.id}
              id={slashOptionId(kind)}
              role="option"
              tabIndex={-1}
              aria-selected={index === menu.index}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => index !== menu.index && pointAt(editor.view, index)}
              onClick={() => chooseKind(editor.view, kind)}
              className={classNames(
                "flex min-h-11 cursor-default items-center justify-between gap-3 rounded-sm px-2.5 py-1",
                index === menu.index && "bg-accent-soft",
              )}
            >
              <span className="min-w-0">
                <span className="block text-base leading-tight">{kind.name}</span>
                <span className="block truncate text-xs text-muted">{kind.hint}</span>
              </span>
              {kind.typed && <kbd className="shrink-0 font-mono text-xs text-muted">{kind.typed}</kbd>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
