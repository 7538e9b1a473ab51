import type { Mark, MarkType, Node, NodeType, Schema } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { findWrapping } from "@tiptap/pm/transform";

/** What the person just typed, already standing in the document: the caret is right behind `typed`. */
type TypingRule = (state: EditorState, typed: string) => Transaction | null;

/** Characters that can complete a rule; anything else is not looked at. */
export const MARKDOWN_TRIGGERS: ReadonlySet<string> = new Set([" ", "*", "_", "`", "~", ")", "-"]);

/**
 * The Markdown a person types, turned into structure: `# `, `- `, `1. `, `> `, `---`, `**bold**`, `*italic*`, `` `code` ``,
 * `~~strike~~`, `[text](url)`. `state` already holds the raw characters, so undoing the returned transaction gives them
 * back. Returns null where nothing applies. `href` gives the address to store, or null for one that may not be linked.
 */
export function markdownRule(
  state: EditorState,
  typed: string,
  href: (address: string) => string | null,
): Transaction | null {
  if (!MARKDOWN_TRIGGERS.has(typed.slice(-1)) || !state.selection.empty) return null;
  const { $from } = state.selection;
  if (!$from.parent.isTextblock || $from.parent.type.spec.code) return null;
  const code = state.schema.marks.code;
  if (code && $from.marks().some((mark) => mark.type === code)) return null;
  const rules: TypingRule[] = [blockRule, dividerRule, (now) => markRule(now), (now) => linkRule(now, href)];
  for (const rule of rules) {
    const tr = rule(state, typed);
    if (tr) return tr;
  }
  return null;
}

function textBefore(state: EditorState): string {
  const { $from } = state.selection;
  return $from.parent.textBetween(0, $from.parentOffset, undefined, "￼");
}

const BLOCKS: { pattern: RegExp; make: (schema: Schema, match: RegExpMatchArray) => BlockForm | null }[] = [
  {
    pattern: /^(#{1,4}) $/,
    make: (schema, match) =>
      form("type", schema.nodes.heading, { level: Math.max(2, match[1]?.length ?? 2) }),
  },
  { pattern: /^[-*+•] $/, make: (schema) => form("wrap", schema.nodes.bulletList, {}) },
  {
    pattern: /^(\d{1,3})[.)] $/,
    make: (schema, match) => form("wrap", schema.nodes.orderedList, { start: Number(match[1]) }),
  },
  { pattern: /^> $/, make: (schema) => form("wrap", schema.nodes.blockquote, {}) },
];

type BlockForm = { how: "type" | "wrap"; type: NodeType; attrs: Record<string, unknown> };

function form(
  how: "type" | "wrap",
  type: NodeType | undefined,
  attrs: Record<string, unknown>,
): BlockForm | null {
  return type ? { how, type, attrs } : null;
}

const blockRule: TypingRule = (state, typed) => {
  const { $from } = state.selection;
  if (!typed.endsWith(" ") || $from.parent.type.name !== "paragraph") return null;
  const text = textBefore(state);
  for (const { pattern, make } of BLOCKS) {
    const match = text.match(pattern);
    const wanted = match ? make(state.schema, match) : null;
    if (!wanted) continue;
    const tr = state.tr.delete($from.start(), $from.pos);
    const $start = tr.doc.resolve($from.start());
    if (wanted.how === "type") {
      const holder = $start.node(-1);
      if (!holder.canReplaceWith($start.index(-1), $start.indexAfter(-1), wanted.type)) return null;
      const attrs = { ...wanted.attrs, id: $start.parent.attrs.id };
      return tr.setBlockType($start.pos, $start.pos, wanted.type, attrs);
    }
    const range = $start.blockRange();
    const wrapping = range && findWrapping(range, wanted.type, wanted.attrs);
    return range && wrapping ? tr.wrap(range, wrapping) : null;
  }
  return null;
};

const dividerRule: TypingRule = (state, typed) => {
  const { $from } = state.selection;
  const { divider, paragraph } = state.schema.nodes;
  if (!typed.endsWith("-") || !divider || !paragraph || $from.depth !== 1) return null;
  if ($from.parent.type !== paragraph || $from.parent.textContent !== "---") return null;
  const tr = state.tr.replaceWith($from.before(), $from.after(), [divider.create(), paragraph.create()]);
  return tr.setSelection(TextSelection.create(tr.doc, $from.before() + 2)).scrollIntoView();
};

const MARKS: { name: string; width: number; pattern: RegExp }[] = [
  { name: "bold", width: 2, pattern: /(?<![*\w])\*\*(?=[^\s*])((?:(?!\*\*).)*[^\s*])\*\*$/u },
  { name: "italic", width: 1, pattern: /(?<![*\w])\*(?=[^\s*])([^*]*[^\s*])\*$/u },
  { name: "bold", width: 2, pattern: /(?<![_\w])__(?=[^\s_])((?:(?!__).)*[^\s_])__$/u },
  { name: "italic", width: 1, pattern: /(?<![_\w])_(?=[^\s_])([^_]*[^\s_])_$/u },
  { name: "strike", width: 2, pattern: /(?<![~\w])~~(?=[^\s~])((?:(?!~~).)*[^\s~])~~$/u },
  { name: "code", width: 1, pattern: /(?<!`)`([^`]+)`$/u },
];

function allows(parent: Node, mark: MarkType | undefined): mark is MarkType {
  return mark !== undefined && parent.type.allowsMarkType(mark);
}

function markRule(state: EditorState): Transaction | null {
  const { $from } = state.selection;
  const text = textBefore(state);
  for (const { name, width, pattern } of MARKS) {
    const match = text.match(pattern);
    const mark = state.schema.marks[name];
    if (!match || match.index === undefined || !allows($from.parent, mark)) continue;
    const from = $from.start() + match.index;
    return dressed(state, { from, to: $from.pos, openWidth: width, closeWidth: width }, mark.create());
  }
  return null;
}

function linkRule(state: EditorState, href: (address: string) => string | null): Transaction | null {
  const { $from } = state.selection;
  const match = textBefore(state).match(/\[([^[\]]+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)$/u);
  const link = state.schema.marks.link;
  if (!match || match.index === undefined || !allows($from.parent, link)) return null;
  const address = href(match[2] ?? "");
  if (address === null) return null;
  const from = $from.start() + match.index;
  const closeWidth = match[0].length - 1 - (match[1]?.length ?? 0);
  return dressed(state, { from, to: $from.pos, openWidth: 1, closeWidth }, link.create({ href: address }));
}

/** Takes the delimiters away and puts the mark on what stood between them; what is typed next is plain again. */
function dressed(
  state: EditorState,
  { from, to, openWidth, closeWidth }: { from: number; to: number; openWidth: number; closeWidth: number },
  mark: Mark,
): Transaction {
  const tr = state.tr.delete(to - closeWidth, to).delete(from, from + openWidth);
  tr.addMark(from, to - closeWidth - openWidth, mark);
  return tr.removeStoredMark(mark.type);
}
