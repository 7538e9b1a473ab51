import { mergeAttributes, Node } from "@tiptap/core";
import { blockId, data, nullable, rules, source } from "../attributes.ts";
import { LIMITS } from "../limits.ts";

/** Whose players a page may hold. An embed of anybody else is refused; a link does. */
const EMBED_PROVIDERS = ["youtube", "vimeo", "datawrapper", "flourish"] as const;
export type EmbedProvider = (typeof EMBED_PROVIDERS)[number];

/** A picture; the focal point is a fraction of its width and height from the top left. */
export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "figureAlt figureCaption figureCredit",
  isolating: true,
  defining: true,
  draggable: true,
  addAttributes() {
    return {
      asset: data("data-asset", null, nullable(rules.id)),
      focalX: data("data-focal-x", 0.5, rules.fraction),
      focalY: data("data-focal-y", 0.5, rules.fraction),
      decorative: data("data-decorative", false, rules.yesOrNo),
      id: blockId,
    };
  },
  parseHTML() {
    return [{ tag: "figure[data-type=figure]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes, { "data-type": "figure" }), 0];
  },
});

export const FigureAlt = Node.create({
  name: "figureAlt",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=figure-alt]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "figure-alt" }), 0];
  },
});

export const FigureCaption = Node.create({
  name: "figureCaption",
  content: "inline*",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=figure-caption]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "figure-caption" }), 0];
  },
});

export const FigureCredit = Node.create({
  name: "figureCredit",
  content: "text*",
  marks: "link",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=figure-credit]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "figure-credit" }), 0];
  },
});

export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  draggable: true,
  addAttributes() {
    return {
      provider: data("data-provider", "youtube", rules.oneOf(...EMBED_PROVIDERS)),
      url: data("data-url", "", rules.webAddressOrEmpty),
      title: data("data-title", "", rules.shortText(LIMITS.title)),
      id: blockId,
    };
  },
  parseHTML() {
    return [{ tag: "div[data-type=embed]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-type": "embed" })];
  },
});
