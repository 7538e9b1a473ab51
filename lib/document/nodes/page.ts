import { Node } from "@tiptap/core";
import { blockId, kept, nullable, rules, source } from "../attributes.ts";
import { LIMITS } from "../limits.ts";

export const GENRES = ["news", "analysis", "opinion", "explainer", "factCheck", "interview"] as const;
export type Genre = (typeof GENRES)[number];

/** The whole article: its words as content, and what describes it as scalars and sets of ids. */
export const Document = Node.create({
  name: "doc",
  topNode: true,
  content: "headline standfirst block+",
  addAttributes() {
    return {
      seoTitle: kept("", rules.shortText(LIMITS.title)),
      seoDescription: kept("", rules.shortText(500)),
      kicker: kept("", rules.shortText(LIMITS.title)),
      dateline: kept("", rules.shortText(LIMITS.title)),
      language: kept("en", rules.language),
      genre: kept("news", rules.oneOf(...GENRES)),
      leadPicture: kept(null, nullable(rules.id)),
      tags: kept([], rules.ids),
      bylines: kept([], rules.bylines),
      statedUpdated: kept(null, nullable(rules.date)),
      sourceLines: kept(null, nullable(rules.sourceLines)),
    };
  },
});

export const Headline = Node.create({
  name: "headline",
  content: "text*",
  marks: "italic subscript superscript",
  isolating: true,
  defining: true,
  selectable: false,
  addAttributes() {
    return { id: blockId, source };
  },
  parseHTML() {
    // A plain h1 of a foreign page is a heading of the body.
    return [{ tag: "h1[data-type=headline]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["h1", { ...HTMLAttributes, "data-type": "headline" }, 0];
  },
});

export const Standfirst = Node.create({
  name: "standfirst",
  content: "text*",
  marks: "bold italic link subscript superscript",
  isolating: true,
  defining: true,
  selectable: false,
  addAttributes() {
    return { id: blockId, source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=standfirst]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", { ...HTMLAttributes, "data-type": "standfirst" }, 0];
  },
});
