import { mergeAttributes, Node } from "@tiptap/core";
import { HorizontalRule } from "@tiptap/extension-horizontal-rule";
import { blockId, data, kept, nullable, rules, source } from "../attributes.ts";

export const Divider = HorizontalRule.extend({
  name: "divider",
  addAttributes() {
    return { id: blockId, source };
  },
});

/** An invitation with one target: an article of ours or an address. A missing target stops the publication, not the writing. */
export const CallToAction = Node.create({
  name: "callToAction",
  group: "block",
  content: "inline*",
  defining: true,
  addAttributes() {
    return {
      article: data("data-article", null, nullable(rules.id)),
      href: data("data-href", null, nullable(rules.href)),
      id: blockId,
      source,
    };
  },
  parseHTML() {
    return [{ tag: "p[data-type=call-to-action]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "call-to-action" }), 0];
  },
});

/** What to read next: the picks first, then what the site finds by itself. */
export const Related = Node.create({
  name: "related",
  group: "block",
  content: "relatedHeading",
  defining: true,
  addAttributes() {
    return { picks: kept([], rules.picks), id: blockId };
  },
  parseHTML() {
    return [{ tag: "section[data-type=related]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["section", mergeAttributes(HTMLAttributes, { "data-type": "related" }), 0];
  },
});

export const RelatedHeading = Node.create({
  name: "relatedHeading",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "h2[data-type=related-heading]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["h2", mergeAttributes(HTMLAttributes, { "data-type": "related-heading" }), 0];
  },
});

/** Where readers are asked to comment. Whether comments are open is not the document's to say. */
export const CommentPrompt = Node.create({
  name: "commentPrompt",
  group: "block",
  content: "text*",
  marks: "",
  defining: true,
  addAttributes() {
    return { id: blockId, source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=comment-prompt]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "comment-prompt" }), 0];
  },
});
