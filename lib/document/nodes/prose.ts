import { mergeAttributes, Node } from "@tiptap/core";
import { Blockquote as TiptapBlockquote } from "@tiptap/extension-blockquote";
import { HardBreak as TiptapHardBreak } from "@tiptap/extension-hard-break";
import { Heading as TiptapHeading } from "@tiptap/extension-heading";
import {
  BulletList as TiptapBulletList,
  ListItem as TiptapListItem,
  OrderedList as TiptapOrderedList,
} from "@tiptap/extension-list";
import { Paragraph as TiptapParagraph } from "@tiptap/extension-paragraph";
import { blockId, kept, native, nullable, rules, source } from "../attributes.ts";

export const Paragraph = TiptapParagraph.extend({
  addAttributes() {
    return { id: blockId, source };
  },
});

export const Heading = TiptapHeading.extend({
  addOptions() {
    return { HTMLAttributes: {}, levels: [2, 3, 4] };
  },
  addAttributes() {
    return { level: kept(2, rules.oneOf(2, 3, 4)), id: blockId, source };
  },
  parseHTML() {
    return [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      attrs: { level: Math.min(4, Math.max(2, level)) },
    }));
  },
});

/** `source` keeps which characters broke the line in an imported text; null is the text's own line break. */
export const HardBreak = TiptapHardBreak.extend({
  addAttributes() {
    return { source: kept(null, nullable(rules.lineBreak)) };
  },
});

export const BulletList = TiptapBulletList.extend({
  addAttributes() {
    return { id: blockId };
  },
});

export const OrderedList = TiptapOrderedList.extend({
  addAttributes() {
    return {
      start: native(1, rules.integer(0, 100_000), (element) => Number(element.getAttribute("start") ?? 1)),
      id: blockId,
    };
  },
  renderHTML({ HTMLAttributes }) {
    const { start, ...rest } = HTMLAttributes;
    return ["ol", start === 1 ? rest : { ...rest, start }, 0];
  },
});

export const ListItem = TiptapListItem.extend({
  content: "paragraph (paragraph | bulletList | orderedList)*",
  addAttributes() {
    return { id: blockId };
  },
});

export const Blockquote = TiptapBlockquote.extend({
  content: "paragraph+ attribution?",
  addAttributes() {
    return { id: blockId };
  },
  renderHTML({ HTMLAttributes }) {
    return ["blockquote", HTMLAttributes, 0];
  },
});

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph attribution?",
  defining: true,
  isolating: true,
  addAttributes() {
    return { id: blockId };
  },
  parseHTML() {
    return [{ tag: "aside[data-type=pull-quote]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["aside", mergeAttributes(HTMLAttributes, { "data-type": "pull-quote" }), 0];
  },
});

/** Who said a quoted passage. */
export const Attribution = Node.create({
  name: "attribution",
  content: "inline*",
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "footer[data-type=attribution]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["footer", mergeAttributes(HTMLAttributes, { "data-type": "attribution" }), 0];
  },
});
