import { mergeAttributes, Node } from "@tiptap/core";
import { blockId, data, nullable, rules, source } from "../attributes.ts";

const FACT_STATUSES = ["known", "none_known", "unconfirmed", "disputed"] as const;
export type FactStatus = (typeof FACT_STATUSES)[number];

const DATE_PRECISIONS = ["none", "year", "month", "day"] as const;

/** The labelled values of a tracker. */
export const FactList = Node.create({
  name: "factList",
  group: "block",
  content: "fact+",
  defining: true,
  addAttributes() {
    return { id: blockId };
  },
  parseHTML() {
    return [{ tag: "section[data-type=fact-list]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["section", mergeAttributes(HTMLAttributes, { "data-type": "fact-list" }), 0];
  },
});

/**
 * One labelled value. The words are text and can be flagged; `date` (EDTF) is the value read as a date, as precise as
 * `datePrecision` says; `asOf` is when it was known to be so, `reviewBy` when somebody should look again.
 */
export const Fact = Node.create({
  name: "fact",
  content: "factLabel factValue factSource",
  defining: true,
  addAttributes() {
    return {
      status: data("data-status", "known", rules.oneOf(...FACT_STATUSES)),
      datePrecision: data("data-date-precision", "none", rules.oneOf(...DATE_PRECISIONS)),
      date: data("data-date", null, nullable(rules.date)),
      asOf: data("data-as-of", null, nullable(rules.date)),
      reviewBy: data("data-review-by", null, nullable(rules.date)),
      id: blockId,
    };
  },
  parseHTML() {
    return [{ tag: "div[data-type=fact]" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["div", mergeAttributes(HTMLAttributes, { "data-type": "fact" }), 0];
  },
});

export const FactLabel = Node.create({
  name: "factLabel",
  content: "text*",
  marks: "",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=fact-label]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "fact-label" }), 0];
  },
});

export const FactValue = Node.create({
  name: "factValue",
  content: "inline*",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=fact-value]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "fact-value" }), 0];
  },
});

export const FactSource = Node.create({
  name: "factSource",
  content: "inline*",
  isolating: true,
  defining: true,
  addAttributes() {
    return { source };
  },
  parseHTML() {
    return [{ tag: "p[data-type=fact-source]", priority: 60 }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["p", mergeAttributes(HTMLAttributes, { "data-type": "fact-source" }), 0];
  },
});
