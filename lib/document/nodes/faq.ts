import { mergeAttributes, Node } from "@tiptap/core";
import { blockId, source } from "../attributes.ts";

/** Questions and answers, in order, under an optional heading. */
export const Faq = Node.create({
  name: "faq",
  group: "block",
  content: "faqHeading? faqPair+",
  defining: true,
  addAttributes() {
    return { id: blockId };
  },
  parseHTML() {
    return [{ tag: "section[data-type=faq]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["section", mergeAttributes(HTMLAttributes, { "data-type": "faq" }), 0];
  },
});

export const FaqHeading = Node.create({
  name: "faqHeading",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "h2[data-type=faq-heading]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["h2", mergeAttributes(HTMLAttributes, { "data-type": "faq-heading" }), 0];
  },
});

export const FaqPair = Node.create({
  name: "faqPair",
  content: "faqQuestion faqAnswer",
  defining: true,
  addAttributes() {
    return { id: blockId };
  },
  parseHTML() {
    return [{ tag: "div[data-type=faq-pair]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-type": "faq-pair" }), 0];
  },
});

export const FaqQuestion = Node.create({
  name: "faqQuestion",
  content: "inline*",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "h3[data-type=faq-question]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["h3", mergeAttributes(HTMLAttributes, { "data-type": "faq-question" }), 0];
  },
});

export const FaqAnswer = Node.create({
  name: "faqAnswer",
  content: "(paragraph | bulletList | orderedList)+",
  defining: true,
  parseHTML() {
    return [{ tag: "div[data-type=faq-answer]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-type": "faq-answer" }), 0];
  },
});
