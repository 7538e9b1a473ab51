import { mergeAttributes, Node } from "@tiptap/core";
import { blockId, data, rules, source } from "../attributes.ts";

const CALLOUT_KINDS = ["didYouKnow", "proTip", "note", "context"] as const;
export type CalloutKind = (typeof CALLOUT_KINDS)[number];

export const Callout = Node.create({
  name: "callout",
  group: "block",
  content: "calloutLabel calloutBody",
  defining: true,
  addAttributes() {
    return { kind: data("data-kind", "note", rules.oneOf(...CALLOUT_KINDS)), id: blockId };
  },
  parseHTML() {
    return [{ tag: "aside[data-type=callout]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["aside", mergeAttributes(HTMLAttributes, { "data-type": "callout" }), 0];
  },
});

export const CalloutLabel = Node.create({
  name: "calloutLabel",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=callout-label]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "callout-label" }), 0];
  },
});

export const CalloutBody = Node.create({
  name: "calloutBody",
  content: "(paragraph | bulletList | orderedList)+",
  defining: true,
  parseHTML() {
    return [{ tag: "div[data-type=callout-body]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-type": "callout-body" }), 0];
  },
});
