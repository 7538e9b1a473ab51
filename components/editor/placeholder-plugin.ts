import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const PROMPTS: Readonly<Record<string, string>> = {
  headline: "Headline",
  standfirst: "Standfirst: the story in one or two sentences",
  calloutLabel: "Label",
  faqHeading: "Heading of the questions",
  faqQuestion: "Question",
  factLabel: "What the fact is about",
  factValue: "What is known",
  factSource: "Where this comes from",
  figureAlt: "Alt text: describe the picture for people who cannot see it",
  figureCaption: "Caption",
  figureCredit: "Credit",
  attribution: "Who said it",
  callToAction: "A line that leads to another article",
  relatedHeading: "You may also like",
  commentPrompt: "Ask readers a question",
  heading: "Heading",
};

function promptFor(node: Node, parent: Node | null, hasCaret: boolean, isOnlyBlock: boolean): string | null {
  const known = PROMPTS[node.type.name];
  if (known) return known;
  if (node.type.name !== "paragraph") return null;
  if (parent?.type.name === "faqAnswer") return parent.childCount === 1 ? "Answer" : null;
  if (parent?.type.name === "calloutBody") return parent.childCount === 1 ? "What the box says" : null;
  if (parent?.type.name === "pullQuote") return "The line to set large";
  if (parent?.type.name === "blockquote") return parent.firstChild === node ? "The words quoted" : null;
  if (parent?.type.name !== "doc") return null;
  if (isOnlyBlock && !hasCaret) return "Write here";
  return hasCaret ? "Write, or press / for blocks" : null;
}

function prompts(state: EditorState): DecorationSet {
  const { doc, selection } = state;
  const found: Decoration[] = [];
  doc.descendants((node, pos, parent) => {
    // Outside an article's own landmarks these are notes, not places to jump to.
    if (node.type.name === "callout" || node.type.name === "pullQuote")
      found.push(Decoration.node(pos, pos + node.nodeSize, { role: "note" }));
    if (!node.isTextblock) return !node.isAtom;
    if (node.content.size > 0) return false;
    const hasCaret = selection.empty && selection.$from.parent === node && selection.from === pos + 1;
    const prompt = promptFor(node, parent, hasCaret, doc.childCount === 3 && parent === doc);
    if (prompt)
      found.push(
        Decoration.node(pos, pos + node.nodeSize, { class: "is-empty", "data-placeholder": prompt }),
      );
    return false;
  });
  return DecorationSet.create(doc, found);
}

/** Says in every empty field what belongs there, and at the caret's empty line how to add a block. Drawn, never stored. */
export function placeholderPlugin(): Plugin {
  return new Plugin({ props: { decorations: prompts } });
}
