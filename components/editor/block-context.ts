import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection } from "@tiptap/pm/state";
import { depthOf } from "./commands/places";

export type BlockContext = {
  /** Type of the block the tools work on: the innermost list or quotation, else the top-level block. */
  kind: string;
  /** What it is called on screen. */
  name: string;
  pos: number;
  attrs: Readonly<Record<string, unknown>>;
  /** False for headline and standfirst, which stay where they are. */
  isBlock: boolean;
  /** Position of the fact or question at the caret. */
  itemPos: number | null;
  /** Questions: there is a heading. Tables: the first row is one. */
  hasHeading: boolean;
};

const NAMES: Record<string, string> = {
  headline: "Headline",
  standfirst: "Standfirst",
  paragraph: "Text",
  heading: "Heading",
  bulletList: "List",
  orderedList: "List",
  blockquote: "Quotation",
  pullQuote: "Pull quote",
  callout: "Box",
  faq: "Questions",
  factList: "Facts",
  figure: "Picture",
  table: "Table",
  embed: "Embed",
  divider: "Divider",
  callToAction: "Read on",
  related: "Related articles",
  commentPrompt: "Comment prompt",
};

/** What the bar under the text offers tools for, or null when there is nothing at the selection. */
export function blockContext(state: EditorState): BlockContext | null {
  const { selection } = state;
  const { $from } = selection;
  if (selection instanceof NodeSelection && selection.node.isBlock)
    return contextOf(selection.node, selection.from, null);
  if ($from.depth === 0) return null;
  const isList = ["bulletList", "orderedList"].includes($from.node(1).type.name);
  const depth = (isList && depthOf($from, "bulletList", "orderedList")) || 1;
  const item = depthOf($from, "faqPair", "fact");
  return contextOf($from.node(depth), $from.before(depth), item === null ? null : $from.before(item));
}

function contextOf(node: Node, pos: number, itemPos: number | null): BlockContext {
  const kind = node.type.name;
  const hasHeading =
    kind === "faq"
      ? node.firstChild?.type.name === "faqHeading"
      : node.firstChild?.firstChild?.type.name === "tableHeader";
  return {
    kind,
    name: NAMES[kind] ?? "Block",
    pos,
    attrs: node.attrs,
    isBlock: kind !== "headline" && kind !== "standfirst",
    itemPos,
    hasHeading,
  };
}
