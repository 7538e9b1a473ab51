import type { Node, NodeType, Schema } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { findWrapping } from "@tiptap/pm/transform";
import type { CalloutKind } from "@/lib/document/nodes/callout";
import { firstBlankLine, nextTextblock } from "./commands/places";

export type BlockKind = {
  id: string;
  name: string;
  hint: string;
  keywords: string;
  /** What a person can type at the start of a line instead. */
  typed?: string;
  /** Panel that opens once the block stands. */
  panel?: "picture" | "embed" | "article" | "sourceNote";
  apply(tr: Transaction): Transaction | null;
};

function nodeType(schema: Schema, name: string): NodeType {
  const type = schema.nodes[name];
  if (!type) throw new Error(`The schema has no ${name}`);
  return type;
}

/** Turns the paragraph at the caret into another text block; where that is not allowed, puts a new one behind the block. */
function become(name: string, attrs: Record<string, unknown> = {}) {
  return (tr: Transaction): Transaction | null => {
    const { $from } = tr.selection;
    const type = nodeType(tr.doc.type.schema, name);
    const holder = $from.node(-1);
    if (
      $from.parent.type.name === "paragraph" &&
      holder.canReplaceWith($from.index(-1), $from.indexAfter(-1), type)
    ) {
      return tr.setBlockType($from.pos, $from.pos, type, { ...attrs, id: $from.parent.attrs.id ?? null });
    }
    return place(tr, type.create(attrs));
  };
}

function wrap(name: string, attrs: Record<string, unknown> = {}) {
  return (tr: Transaction): Transaction | null => {
    const { $from } = tr.selection;
    const type = nodeType(tr.doc.type.schema, name);
    const range = $from.parent.type.name === "paragraph" ? $from.blockRange() : null;
    const wrapping = range && findWrapping(range, type, attrs);
    if (range && wrapping) return tr.wrap(range, wrapping);
    const node = type.createAndFill(attrs);
    return node && place(tr, node);
  };
}

function insert(name: string) {
  return (tr: Transaction): Transaction | null => {
    const node = nodeType(tr.doc.type.schema, name).createAndFill();
    return node && place(tr, node);
  };
}

/** Stands `node` in place of the empty paragraph at the caret, or behind the caret's block, and goes to its first empty line. */
export function place(tr: Transaction, node: Node): Transaction {
  const { $from } = tr.selection;
  const paragraph = nodeType(tr.doc.type.schema, "paragraph");
  const replaces = $from.depth === 1 && $from.parent.type === paragraph && $from.parent.content.size === 0;
  const inTitle = $from.depth > 0 && ["headline", "standfirst"].includes($from.node(1).type.name);
  const start = replaces
    ? $from.before(1)
    : inTitle
      ? tr.doc.child(0).nodeSize + tr.doc.child(1).nodeSize
      : $from.depth > 0
        ? $from.after(1)
        : tr.selection.to;
  const end = replaces ? $from.after(1) : start;
  const needsLine = node.isAtom && end === tr.doc.content.size;
  tr.replaceWith(start, end, needsLine ? [node, paragraph.create()] : node);
  const inside =
    firstBlankLine(tr.doc, start, start + node.nodeSize) ??
    nextTextblock(tr.doc, start, start + node.nodeSize);
  if (inside !== null) tr.setSelection(TextSelection.create(tr.doc, inside));
  else if (node.type.name === "divider") {
    const after = nextTextblock(tr.doc, start + node.nodeSize);
    if (after !== null) tr.setSelection(TextSelection.create(tr.doc, after));
  } else tr.setSelection(NodeSelection.create(tr.doc, start));
  return tr.scrollIntoView();
}

const CALLOUT_LABELS: Readonly<Record<string, Readonly<Record<CalloutKind, string>>>> = {
  en: { didYouKnow: "Did you know?", proTip: "Pro tip:", note: "Note", context: "Context" },
  es: { didYouKnow: "¿Sabías que…?", proTip: "Consejo:", note: "Nota", context: "Contexto" },
};

/** A box of this kind, with the label its language gives it; where we know none, the label is left to the person. */
function callout(kind: CalloutKind) {
  return (tr: Transaction): Transaction => {
    const { schema } = tr.doc.type;
    const language = String(tr.doc.attrs.language).split("-")[0] ?? "";
    const label = CALLOUT_LABELS[language]?.[kind];
    const parts = [
      nodeType(schema, "calloutLabel").create(null, label ? schema.text(label) : null),
      nodeType(schema, "calloutBody").create(null, nodeType(schema, "paragraph").create()),
    ];
    return place(tr, nodeType(schema, "callout").create({ kind }, parts));
  };
}

function cell(schema: Schema, name: string): Node {
  const node = nodeType(schema, name).createAndFill();
  if (!node) throw new Error(`${name} cannot be empty`);
  return node;
}

function row(schema: Schema, name: string, columns: number): Node {
  return nodeType(schema, "tableRow").create(
    null,
    Array.from({ length: columns }, () => cell(schema, name)),
  );
}

/** Every block a person can add, in the order the menu shows them. */
export const BLOCK_KINDS: readonly BlockKind[] = [
  {
    id: "paragraph",
    name: "Text",
    hint: "An ordinary paragraph",
    keywords: "paragraph plain body",
    apply: become("paragraph"),
  },
  {
    id: "heading2",
    name: "Heading",
    hint: "Opens a section",
    keywords: "h2 title subhead crosshead",
    typed: "##",
    apply: become("heading", { level: 2 }),
  },
  {
    id: "heading3",
    name: "Heading, level 3",
    hint: "Opens a part of a section",
    keywords: "h3 subheading",
    typed: "###",
    apply: become("heading", { level: 3 }),
  },
  {
    id: "heading4",
    name: "Heading, level 4",
    hint: "The smallest heading",
    keywords: "h4 subheading",
    typed: "####",
    apply: become("heading", { level: 4 }),
  },
  {
    id: "bulletList",
    name: "Bulleted list",
    hint: "Points in any order",
    keywords: "ul bullets unordered points",
    typed: "-",
    apply: wrap("bulletList"),
  },
  {
    id: "orderedList",
    name: "Numbered list",
    hint: "Steps or a ranking",
    keywords: "ol numbers ordered steps",
    typed: "1.",
    apply: wrap("orderedList"),
  },
  {
    id: "blockquote",
    name: "Quotation",
    hint: "Somebody's words at length",
    keywords: "blockquote citation cite",
    typed: ">",
    apply: wrap("blockquote"),
  },
  {
    id: "pullQuote",
    name: "Pull quote",
    hint: "A line from the text, set large",
    keywords: "quote display",
    apply: insert("pullQuote"),
  },
  {
    id: "figure",
    name: "Picture",
    hint: "With alt text, caption and credit",
    keywords: "image photo figure illustration",
    panel: "picture",
    apply: insert("figure"),
  },
  {
    id: "table",
    name: "Table",
    hint: "Three columns to begin with",
    keywords: "grid rows columns data",
    apply: (tr) => {
      const { schema } = tr.doc.type;
      const rows = [row(schema, "tableHeader", 3), row(schema, "tableCell", 3), row(schema, "tableCell", 3)];
      return place(tr, nodeType(schema, "table").create(null, rows));
    },
  },
  {
    id: "factList",
    name: "Facts",
    hint: "Labelled facts with a date and a source",
    keywords: "fact box data tracker key figures definition",
    apply: insert("factList"),
  },
  {
    id: "faq",
    name: "Questions and answers",
    hint: "Readers' questions, answered",
    keywords: "faq q&a question answer",
    apply: insert("faq"),
  },
  {
    id: "didYouKnow",
    name: "Did you know?",
    hint: "A box with one surprising fact",
    keywords: "callout box aside",
    apply: callout("didYouKnow"),
  },
  {
    id: "proTip",
    name: "Pro tip",
    hint: "A box with advice",
    keywords: "callout box tip advice",
    apply: callout("proTip"),
  },
  {
    id: "context",
    name: "Context",
    hint: "A box with what came before",
    keywords: "callout box background explainer",
    apply: callout("context"),
  },
  {
    id: "note",
    name: "Note",
    hint: "A box with a remark to readers",
    keywords: "callout box notice remark",
    apply: callout("note"),
  },
  {
    id: "embed",
    name: "Embed",
    hint: "A video or post, by its address",
    keywords: "youtube vimeo video audio post tweet",
    panel: "embed",
    apply: insert("embed"),
  },
  {
    id: "divider",
    name: "Divider",
    hint: "A thin line between parts",
    keywords: "hr rule line separator",
    typed: "---",
    apply: insert("divider"),
  },
  {
    id: "sourceNote",
    name: "Source note",
    hint: "Where this sentence comes from",
    keywords: "footnote reference citation cite",
    panel: "sourceNote",
    apply: (tr) => {
      const { $from } = tr.selection;
      if (!$from.parent.inlineContent) return null;
      return tr.insert($from.pos, nodeType(tr.doc.type.schema, "sourceNote").create()).scrollIntoView();
    },
  },
  {
    id: "callToAction",
    name: "Read on",
    hint: "A line that leads to another article",
    keywords: "cta call to action link promo",
    panel: "article",
    apply: insert("callToAction"),
  },
  {
    id: "related",
    name: "Related articles",
    hint: "Your picks, then automatic ones",
    keywords: "you may also like more links",
    apply: insert("related"),
  },
  {
    id: "commentPrompt",
    name: "Comment prompt",
    hint: "Asks readers to join in",
    keywords: "comments discussion leave a comment",
    apply: insert("commentPrompt"),
  },
];

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Kinds that fit what was typed: names that begin with it first, then words inside names, then keywords. */
export function matchingKinds(query: string): readonly BlockKind[] {
  const wanted = folded(query.trim());
  if (wanted === "") return BLOCK_KINDS;
  const rank = (kind: BlockKind) => {
    const name = folded(kind.name);
    if (name.startsWith(wanted)) return 0;
    if (name.split(/[\s,]+/).some((word) => word.startsWith(wanted))) return 1;
    if (
      folded(`${kind.keywords} ${kind.id}`)
        .split(/\s+/)
        .some((word) => word.startsWith(wanted))
    )
      return 2;
    return 3;
  };
  return BLOCK_KINDS.map((kind) => ({ kind, rank: rank(kind) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((entry) => entry.kind);
}

/** Applies a kind where the caret is, after taking away what was typed to find it. Null where it cannot stand. */
export function applyKind(
  state: EditorState,
  kind: BlockKind,
  typed: { from: number; to: number } | null,
): Transaction | null {
  const tr = state.tr;
  if (typed && typed.to > typed.from) tr.delete(typed.from, typed.to);
  return kind.apply(tr);
}
