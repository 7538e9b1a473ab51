import { Extension, type Extensions } from "@tiptap/core";
import { Selection } from "@tiptap/extensions";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { redo, undo } from "@tiptap/pm/history";
import { keymap } from "@tiptap/pm/keymap";
import { type Command, Plugin } from "@tiptap/pm/state";
import { blockIds } from "@/lib/document/block-ids";
import { extensions as documentExtensions } from "@/lib/document/schema";
import { newBlockId } from "./block-id";
import { caretsPlugin } from "./carets-plugin";
import {
  backspaceAtFieldStart,
  deleteAtFieldEnd,
  enterInField,
  noBreakInField,
  paragraphAfter,
} from "./commands/fields";
import { linkAddress } from "./commands/link";
import { MARKDOWN_TRIGGERS, markdownRule } from "./commands/markdown-typing";
import { type Direction, moveBlock, placeOf } from "./commands/move-block";
import { QUOTE_TRIGGERS, smartQuote } from "./commands/smart-quotes";
import { fieldNamesPlugin } from "./field-names-plugin";
import { limitsPlugin } from "./limits-plugin";
import { NODE_VIEWS } from "./node-views/block-views";
import { openPanel } from "./panel-request";
import { pastePlugin } from "./paste";
import { placeholderPlugin } from "./placeholder-plugin";
import { slashPlugin } from "./slash-plugin";
import { type AfterTyping, typingPlugin } from "./typing-plugin";

export type WritingTools = {
  /** Position keeping, rebasing and undo from the sync engine. */
  syncPlugins: readonly Plugin[];
  /** Reads a sentence out politely; nothing is shown. */
  say: (text: string) => void;
  /** Shows a sentence for a moment, and reads it out. */
  tell: (text: string) => void;
  addPictures: (files: File[]) => void;
  /** Moves focus to the tools that fit the selection. */
  focusTools: () => void;
};

function announcedMove(direction: Direction, say: (text: string) => void): Command {
  return (state, dispatch, view) => {
    const before = placeOf(state);
    const moved = moveBlock(direction)(state, dispatch, view);
    const after = view ? placeOf(view.state) : null;
    if (moved && before && after)
      say(
        before.place === after.place && before.of === after.of
          ? `Already ${direction === "up" ? "first" : "last"}.`
          : `Moved ${direction}: ${after.place} of ${after.of}.`,
      );
    return moved;
  };
}

function keys({ say, focusTools }: WritingTools): Plugin {
  return keymap({
    Enter: enterInField,
    "Shift-Enter": noBreakInField,
    "Mod-Enter": paragraphAfter,
    Backspace: backspaceAtFieldStart,
    "Mod-Backspace": backspaceAtFieldStart,
    Delete: deleteAtFieldEnd,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Alt-Shift-ArrowUp": announcedMove("up", say),
    "Alt-Shift-ArrowDown": announcedMove("down", say),
    "Mod-k": (_state, _dispatch, view) => {
      if (view) openPanel(view, { kind: "link" });
      return true;
    },
    "Alt-F10": () => {
      focusTools();
      return true;
    },
  });
}

const markdown: AfterTyping = (state, typed) => markdownRule(state, typed, linkAddress);

/** The document's extensions with everything a person needs to write in them. */
export function editorExtensions(tools: WritingTools): Extensions {
  const writing = Extension.create({
    name: "writing",
    priority: 1000,
    addProseMirrorPlugins() {
      const { editor } = this;
      return [
        slashPlugin(),
        keys(tools),
        typingPlugin({
          rules: [markdown, smartQuote],
          triggers: new Set([...MARKDOWN_TRIGGERS, ...QUOTE_TRIGGERS]),
        }),
        pastePlugin(tools),
        placeholderPlugin(),
        caretsPlugin(),
        fieldNamesPlugin(tools.say),
        limitsPlugin(tools.tell),
        new Plugin({
          // The language decides about spelling, hyphens and the voice of a screen reader.
          props: {
            nodeViews: NODE_VIEWS,
            attributes: (state) => ({ lang: String(state.doc.attrs.language) }),
          },
        }),
        dropCursor({ color: "var(--accent)", width: 2 }),
        gapCursor(),
        blockIds({ newId: newBlockId, isEditable: () => editor.isEditable }),
        ...tools.syncPlugins,
      ];
    },
  });
  return [...documentExtensions, Selection, writing];
}
