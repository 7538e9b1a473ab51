import { history, undo } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { type Command, EditorState, type Plugin, TextSelection } from "@tiptap/pm/state";
import { schema } from "@/lib/document/schema";

type Json = { type: string; attrs?: object; content?: object[] };

/** One line of text as a node; the mark `|` says where the caret is. */
export function line(type: string, text = "", attrs: object = {}): Json {
  return { type, attrs, content: text === "" ? [] : [{ type: "text", text }] };
}

export const p = (text = "") => line("paragraph", text);

/** A state whose caret stands where `|` was. Headline and standfirst are given as text. */
export function writing(
  headline: string,
  standfirst: string,
  blocks: object[],
  plugins: Plugin[] = [],
): EditorState {
  const doc = schema.nodeFromJSON({
    type: "doc",
    content: [line("headline", headline), line("standfirst", standfirst), ...blocks],
  });
  doc.check();
  let caret = -1;
  doc.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf("|") : -1;
    if (at >= 0) caret = pos + at;
  });
  const state = EditorState.create({ doc, plugins: [history(), ...plugins] });
  if (caret < 0) return state;
  const marked = state.apply(state.tr.delete(caret, caret + 1).setMeta("addToHistory", false));
  return marked.apply(marked.tr.setSelection(TextSelection.create(marked.doc, caret)));
}

/** The state after a command, or null when it declined. Every result is checked against the schema. */
export function stateAfter(state: EditorState, command: Command): EditorState | null {
  let next: EditorState = state;
  const done = command(state, (tr) => {
    next = next.apply(tr);
  });
  next.doc.check();
  return done ? next : null;
}

export function undone(state: EditorState): EditorState {
  return stateAfter(state, undo) ?? state;
}

/** The document in one line, a block a word, with the caret as `|`. */
export function outline(state: EditorState): string {
  const { doc, selection } = state;
  const show = (node: Node, pos: number): string => {
    if (node.isTextblock) {
      const start = pos + 1;
      const text = node.textBetween(0, node.content.size, undefined, "*");
      const at = selection.empty && selection.$from.parent === node ? selection.from - start : -1;
      return `${node.type.name}(${at < 0 ? text : `${text.slice(0, at)}|${text.slice(at)}`})`;
    }
    if (node.isLeaf) return node.type.name;
    const inner: string[] = [];
    node.forEach((child, offset) => {
      inner.push(show(child, pos + 1 + offset));
    });
    return `${node.type.name}[${inner.join(" ")}]`;
  };
  const blocks: string[] = [];
  doc.forEach((block, offset) => {
    blocks.push(show(block, offset));
  });
  return blocks.join(" ");
}
