import { mergeAttributes, Node } from "@tiptap/core";
import { data, nullable, rules } from "../attributes.ts";
import { LIMITS } from "../limits.ts";

/** A fact of a tracker, shown inside a sentence; `text` is what the sentence says until the page reads the fact itself. */
export const FactRef = Node.create({
  name: "factRef",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes() {
    return {
      article: data("data-article", null, nullable(rules.id)),
      fact: data("data-fact", null, nullable(rules.id)),
      text: data("data-text", "", rules.shortText(LIMITS.alt)),
    };
  },
  parseHTML() {
    return [{ tag: "span[data-type=fact-ref]" }];
  },
  renderHTML({ node, HTMLAttributes }) {
    return ["span", mergeAttributes(HTMLAttributes, { "data-type": "fact-ref" }), String(node.attrs.text)];
  },
  renderText({ node }) {
    return String(node.attrs.text);
  },
});

/** Where a sentence comes from, as a note readers can open. */
export const SourceNote = Node.create({
  name: "sourceNote",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes() {
    return {
      text: data("data-text", "", rules.shortText(LIMITS.alt)),
      url: data("data-url", "", rules.webAddressOrEmpty),
    };
  },
  parseHTML() {
    return [{ tag: "sup[data-type=source-note]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["sup", mergeAttributes(HTMLAttributes, { "data-type": "source-note" })];
  },
});
