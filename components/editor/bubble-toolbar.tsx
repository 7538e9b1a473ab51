"use client";

import { autoUpdate, computePosition, flip, offset, shift } from "@floating-ui/dom";
import { type Editor, isTextSelection, posToDOMRect } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { Bold, Code, Italic, Link2, Strikethrough, Subscript, Superscript } from "lucide-react";
import { type RefObject, useEffect, useState } from "react";
import { keyLabel } from "./keys";
import { openPanel } from "./panel-request";
import { Tool, Toolbar } from "./toolbar";

const MARKS = [
  { name: "bold", label: "Bold", keys: "Mod-B", icon: Bold },
  { name: "italic", label: "Italic", keys: "Mod-I", icon: Italic },
  { name: "strike", label: "Strike through", keys: "Mod-Shift-S", icon: Strikethrough },
  { name: "code", label: "Code", keys: "Mod-E", icon: Code },
  { name: "subscript", label: "Subscript", keys: "Mod-,", icon: Subscript },
  { name: "superscript", label: "Superscript", keys: "Mod-.", icon: Superscript },
] as const;

/** The tools for selected words. It waits until the selection is made, and never takes focus by itself. */
export function BubbleToolbar({ editor, bar }: { editor: Editor; bar: RefObject<HTMLDivElement | null> }) {
  const [isHeld, setHeld] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const shown = useEditorState({
    editor,
    selector: ({ editor: now }) => {
      const { selection, schema } = now.state;
      if (!now.isEditable || !isTextSelection(selection) || selection.empty) return null;
      const parent = selection.$from.parent;
      const allowed = [...MARKS.map((mark) => mark.name), "link"].filter((name) => {
        const type = schema.marks[name];
        return type && parent.type.allowsMarkType(type);
      });
      if (allowed.length === 0) return null;
      if (now.state.doc.textBetween(selection.from, selection.to).trim() === "") return null;
      return {
        from: selection.from,
        to: selection.to,
        allowed,
        active: allowed.filter((name) => now.isActive(name)),
      };
    },
  });
  const isShown = shown !== null && !isHeld && hasFocus;
  const from = shown?.from ?? 0;
  const to = shown?.to ?? 0;

  useEffect(() => {
    const text = editor.view.dom;
    const hold = () => setHeld(true);
    const release = () => setHeld(false);
    const look = () =>
      requestAnimationFrame(() => {
        const inside = document.activeElement;
        setFocus(text.contains(inside) || Boolean(bar.current?.contains(inside)));
      });
    text.addEventListener("mousedown", hold);
    window.addEventListener("mouseup", release);
    document.addEventListener("focusin", look);
    document.addEventListener("focusout", look);
    look();
    return () => {
      text.removeEventListener("mousedown", hold);
      window.removeEventListener("mouseup", release);
      document.removeEventListener("focusin", look);
      document.removeEventListener("focusout", look);
    };
  }, [editor, bar]);

  useEffect(() => {
    const floating = bar.current;
    if (!isShown || !floating) return;
    const words = {
      getBoundingClientRect: () => {
        const end = editor.state.doc.content.size;
        return posToDOMRect(editor.view, Math.min(from, end), Math.min(to, end));
      },
      contextElement: editor.view.dom,
    };
    const isTouch = window.matchMedia("(pointer: coarse)").matches;
    return autoUpdate(words, floating, async () => {
      const { x, y } = await computePosition(words, floating, {
        strategy: "fixed",
        placement: isTouch ? "bottom" : "top",
        middleware: [offset(isTouch ? 16 : 8), flip({ padding: 8 }), shift({ padding: 8 })],
      });
      floating.style.left = `${x}px`;
      floating.style.top = `${y}px`;
    });
  }, [editor, bar, isShown, from, to]);

  if (!isShown || !shown) return null;
  return (
    <Toolbar
      ref={bar}
      label="Words"
      leave={() => editor.view.focus()}
      className="fixed z-30 gap-0.5 rounded-md border border-line bg-surface p-1 shadow-float"
    >
      {MARKS.filter((mark) => shown.allowed.includes(mark.name)).map(
        ({ name, label, keys, icon: Icon }, index) => (
          <Tool
            key={name}
            label={label}
            keys={keyLabel(keys)}
            pressed={shown.active.includes(name)}
            tabIndex={index === 0 ? 0 : -1}
            onClick={() => editor.commands.toggleMark(name)}
          >
            <Icon aria-hidden />
          </Tool>
        ),
      )}
      {shown.allowed.includes("link") && (
        <Tool
          label="Link"
          keys={keyLabel("Mod-K")}
          pressed={shown.active.includes("link")}
          tabIndex={shown.allowed.length === 1 ? 0 : -1}
          onClick={() => openPanel(editor.view, { kind: "link" })}
        >
          <Link2 aria-hidden />
        </Tool>
      )}
    </Toolbar>
  );
}
