import { getMarkRange } from "@tiptap/core";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { isSafeHref } from "@/lib/document/link";

/**
 * The address to store for what a person typed, or null when it may not be linked. "example.com" gets https, an e-mail
 * address mailto; everything else must pass the document's own rule as it stands.
 */
export function linkAddress(typed: string): string | null {
  const address = typed.trim();
  if (isSafeHref(address)) return address;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(address)) return allowed(`mailto:${address}`);
  if (/^(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:[:/?#].*)?$/u.test(address)) return allowed(`https://${address}`);
  return null;
}

function allowed(address: string): string | null {
  return isSafeHref(address) ? address : null;
}

/** The link the selection stands in or covers, and the range an edit of it would change. */
export function linkAt(state: EditorState): { from: number; to: number; href: string | null; text: string } {
  const { link } = state.schema.marks;
  const { selection } = state;
  const around = link && selection.empty ? getMarkRange(selection.$from, link) : undefined;
  const { from, to } = around ?? selection;
  let href: string | null = null;
  state.doc.nodesBetween(from, Math.max(to, Math.min(from + 1, state.doc.content.size)), (node) => {
    const mark = node.marks.find((one) => one.type === link);
    if (mark && href === null && typeof mark.attrs.href === "string" && (around || !selection.empty))
      href = mark.attrs.href;
  });
  return { from, to, href, text: state.doc.textBetween(from, to, " ", " ") };
}

/** True where a link may stand: the text block at the selection allows the mark. */
export function mayLink(state: EditorState): boolean {
  const { link } = state.schema.marks;
  const { $from, $to } = state.selection;
  return Boolean(
    link && $from.parent.isTextblock && $from.parent.type.allowsMarkType(link) && $from.sameParent($to),
  );
}

/** Links the selection (or the link the caret stands in) to `href`; with nothing selected inserts `text`, linked. */
export function setLink(
  state: EditorState,
  { href, text }: { href: string; text: string },
): Transaction | null {
  const { link } = state.schema.marks;
  if (!link || !mayLink(state)) return null;
  const { from, to } = linkAt(state);
  const mark = link.create({ href });
  const tr = state.tr;
  if (from === to) {
    const words = text.trim() || href;
    tr.insertText(words, from).addMark(from, from + words.length, mark);
    return tr.removeStoredMark(link);
  }
  return tr.removeMark(from, to, link).addMark(from, to, mark).removeStoredMark(link);
}

/** Takes the link away and keeps its words. */
export function removeLink(state: EditorState): Transaction | null {
  const { link } = state.schema.marks;
  if (!link) return null;
  const { from, to } = linkAt(state);
  return from === to ? null : state.tr.removeMark(from, to, link).removeStoredMark(link);
}
