"use client";

import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import {
  ArrowDown,
  ArrowUp,
  Calendar,
  Crosshair,
  Image as ImageIcon,
  Keyboard,
  ListPlus,
  Plus,
  Quote,
  Trash2,
} from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useState } from "react";
import type { CalloutKind } from "@/lib/document/nodes/callout";
import { wordCountOf } from "@/lib/document/projections";
import { type BlockContext, blockContext } from "./block-context";
import { addAttribution, addHeading, newLineBehind } from "./commands/block-parts";
import { boldLead } from "./commands/bold-lead";
import { addItem, removeBlock, removeItem } from "./commands/fields";
import { moveBlock } from "./commands/move-block";
import { keyLabel } from "./keys";
import { openPanel } from "./panel-request";
import { setAttributes } from "./panels/panel-dialog";
import { openSlashMenu } from "./slash-plugin";
import { Tool, Toolbar } from "./toolbar";
import { readingTime } from "./word-count";

const CALLOUT_NAMES: Record<CalloutKind, string> = {
  didYouKnow: "Did you know?",
  proTip: "Pro tip",
  note: "Note",
  context: "Context",
};

/** Runs a command of the text and gives the caret back. */
function useRun(editor: Editor) {
  return (command: Command) => {
    command(editor.state, editor.view.dispatch, editor.view);
    editor.view.focus();
  };
}

/** Opens the block menu on an empty line: the caret's own, or a new one behind its block. */
export function addBlock(editor: Editor): void {
  const { $from } = editor.state.selection;
  const isEmptyLine =
    $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.parent.content.size === 0;
  if (!isEmptyLine) editor.commands.command(({ tr, state, dispatch }) => newLineBehind(tr, state, dispatch));
  openSlashMenu(editor.view);
}

/**
 * The bar under the text: what can be done with the block at the caret, and how long the text is. It stays where it is;
 * only its tools change.
 */
export function BottomBar({ editor, bar }: { editor: Editor; bar: RefObject<HTMLDivElement | null> }) {
  const context = useEditorState({ editor, selector: ({ editor: now }) => blockContext(now.state) });
  const isEditable = useEditorState({ editor, selector: ({ editor: now }) => now.isEditable });
  const words = useWordCount(editor);
  const run = useRun(editor);
  return (
    <div className="editor-bar sticky bottom-0 z-20 flex min-h-12 items-center gap-3 border-t border-line bg-bg px-3 pb-[env(safe-area-inset-bottom)]">
      {isEditable ? (
        <Toolbar
          ref={bar}
          label={context ? `Tools: ${context.name}` : "Tools"}
          leave={() => editor.view.focus()}
          className="min-w-0 flex-1 gap-0.5 overflow-x-auto py-1"
        >
          <Tool label="Add a block" keys="/" onClick={() => addBlock(editor)}>
            <Plus aria-hidden />
            <span className="max-sm:sr-only">Block</span>
          </Tool>
          {context && (
            <>
              <Separator />
              <ContextTools editor={editor} context={context} run={run} />
              {context.isBlock && (
                <>
                  <Tool label="Move up" keys={keyLabel("Alt-Shift-↑")} onClick={() => run(moveBlock("up"))}>
                    <ArrowUp aria-hidden />
                  </Tool>
                  <Tool
                    label="Move down"
                    keys={keyLabel("Alt-Shift-↓")}
                    onClick={() => run(moveBlock("down"))}
                  >
                    <ArrowDown aria-hidden />
                  </Tool>
                  <Tool label={`Remove this ${context.name.toLowerCase()}`} onClick={() => run(removeBlock)}>
                    <Trash2 aria-hidden />
                  </Tool>
                </>
              )}
            </>
          )}
        </Toolbar>
      ) : (
        <p className="flex-1 text-sm text-muted">You can read this text and see it change, not edit it.</p>
      )}
      <p className="shrink-0 text-sm text-muted tabular-nums">
        {words.toLocaleString("en")} {words === 1 ? "word" : "words"}
        <span className="max-sm:hidden"> · {readingTime(words)}</span>
      </p>
      <Tool
        label="Show the keys"
        keys={keyLabel("Mod-/")}
        className="max-sm:hidden"
        onClick={() => openPanel(editor.view, { kind: "keys" })}
      >
        <Keyboard aria-hidden />
      </Tool>
    </div>
  );
}

function Separator() {
  return <span aria-hidden className="mx-1 h-5 w-px shrink-0 bg-line" />;
}

function Words({ label, run, children }: { label: string; run: () => void; children?: ReactNode }) {
  return (
    <Tool label={label} onClick={run}>
      {children ?? label}
    </Tool>
  );
}

function Choice({
  label,
  value,
  choices,
  choose,
}: {
  label: string;
  value: string;
  choices: Record<string, string>;
  choose: (value: string) => void;
}) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => choose(event.target.value)}
      className="h-8 shrink-0 rounded-sm bg-transparent px-1 text-sm hover:bg-sunken pointer-coarse:h-11 pointer-coarse:text-[1rem]"
    >
      {Object.entries(choices).map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}

function ContextTools({
  editor,
  context,
  run,
}: {
  editor: Editor;
  context: BlockContext;
  run: (command: Command) => void;
}) {
  const { kind, pos, attrs } = context;
  switch (kind) {
    case "paragraph":
    case "heading":
      return (
        <Choice
          label="Kind of line"
          value={kind === "heading" ? String(attrs.level) : "0"}
          choices={{ "0": "Text", "2": "Heading", "3": "Heading, level 3", "4": "Heading, level 4" }}
          choose={(value) => {
            if (value === "0") editor.chain().focus().setNode("paragraph").run();
            else
              editor
                .chain()
                .focus()
                .setNode("heading", { level: Number(value) })
                .run();
          }}
        />
      );
    case "bulletList":
    case "orderedList":
      return (
        <>
          <Choice
            label="Kind of list"
            value={kind}
            choices={{ bulletList: "Bulleted list", orderedList: "Numbered list" }}
            choose={(value) => editor.chain().focus().toggleList(value, "listItem").run()}
          />
          <Words label="Bold lead" run={() => run(boldLead)} />
        </>
      );
    case "blockquote":
    case "pullQuote":
      return (
        <Tool label="Say who said it" onClick={() => run(addAttribution)}>
          <Quote aria-hidden />
          Attribution
        </Tool>
      );
    case "callout":
      return (
        <Choice
          label="Kind of box"
          value={String(attrs.kind)}
          choices={CALLOUT_NAMES}
          choose={(value) => {
            setAttributes(editor, pos, { kind: value });
            editor.view.focus();
          }}
        />
      );
    case "faq":
      return (
        <>
          <Tool label="Add a question" onClick={() => run(addItem)}>
            <ListPlus aria-hidden />
            <span className="max-sm:sr-only">Question</span>
          </Tool>
          <Words label="Remove this question" run={() => run(removeItem)}>
            Remove question
          </Words>
          {!context.hasHeading && <Words label="Add a heading" run={() => run(addHeading)} />}
        </>
      );
    case "factList":
      return (
        <>
          <Tool label="Add a fact" onClick={() => run(addItem)}>
            <ListPlus aria-hidden />
            <span className="max-sm:sr-only">Fact</span>
          </Tool>
          <Tool
            label="Date and status of this fact"
            onClick={() =>
              context.itemPos !== null && openPanel(editor.view, { kind: "fact", pos: context.itemPos })
            }
          >
            <Calendar aria-hidden />
            <span className="max-sm:sr-only">Date and status</span>
          </Tool>
          <Words label="Remove this fact" run={() => run(removeItem)}>
            Remove fact
          </Words>
        </>
      );
    case "figure":
      return (
        <>
          <Tool
            label={attrs.asset ? "Change the picture" : "Choose a picture"}
            onClick={() => openPanel(editor.view, { kind: "picture", pos })}
          >
            <ImageIcon aria-hidden />
            <span className="max-sm:sr-only">Picture</span>
          </Tool>
          {attrs.asset ? (
            <Tool label="Focal point" onClick={() => openPanel(editor.view, { kind: "focalPoint", pos })}>
              <Crosshair aria-hidden />
              <span className="max-sm:sr-only">Focal point</span>
            </Tool>
          ) : null}
          <Tool
            label="Decorative: says nothing the text does not, needs no alt text"
            pressed={attrs.decorative === true}
            onClick={() => setAttributes(editor, pos, { decorative: attrs.decorative !== true })}
          >
            Decorative
          </Tool>
        </>
      );
    case "table":
      return (
        <>
          <Words label="Add a row below" run={() => editor.chain().focus().addRowAfter().run()}>
            + Row
          </Words>
          <Words label="Add a column to the right" run={() => editor.chain().focus().addColumnAfter().run()}>
            + Column
          </Words>
          <Words label="Remove this row" run={() => editor.chain().focus().deleteRow().run()}>
            − Row
          </Words>
          <Words label="Remove this column" run={() => editor.chain().focus().deleteColumn().run()}>
            − Column
          </Words>
          <Tool
            label="First row is a header"
            pressed={context.hasHeading}
            onClick={() => editor.chain().focus().toggleHeaderRow().run()}
          >
            Header
          </Tool>
        </>
      );
    case "embed":
      return (
        <Words label="Change the address" run={() => openPanel(editor.view, { kind: "embed", pos })}>
          Address
        </Words>
      );
    case "callToAction":
      return (
        <Words label="Choose where it leads" run={() => openPanel(editor.view, { kind: "article", pos })}>
          Leads to…
        </Words>
      );
    case "related":
      return (
        <Words label="Choose related articles" run={() => openPanel(editor.view, { kind: "related", pos })}>
          Articles…
        </Words>
      );
    default:
      return null;
  }
}

function useWordCount(editor: Editor): number {
  const [count, setCount] = useState(() => wordCountOf(editor.state.doc));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const recount = ({ transaction }: { transaction: { docChanged: boolean } }) => {
      if (!transaction.docChanged || timer) return;
      timer = setTimeout(() => {
        timer = null;
        setCount(wordCountOf(editor.state.doc));
      }, 400);
    };
    editor.on("transaction", recount);
    return () => {
      editor.off("transaction", recount);
      if (timer) clearTimeout(timer);
    };
  }, [editor]);
  return count;
}
