import { type EditorState, Plugin, PluginKey, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { applyKind, type BlockKind, matchingKinds } from "./block-kinds";
import { openPanel } from "./panel-request";

type Open = { from: number; query: string; index: number };
type SlashMeta = { open: number } | { index: number } | "close";

const slashKey = new PluginKey<Open | null>("slash");
export const SLASH_MENU_ID = "block-menu";

export function slashOptionId(kind: BlockKind): string {
  return `block-menu-${kind.id}`;
}

/** What the menu shows now, or null while it is closed. */
export function slashMenu(
  state: EditorState,
): { from: number; index: number; kinds: readonly BlockKind[] } | null {
  const open = slashKey.getState(state);
  if (!open) return null;
  const kinds = matchingKinds(open.query.replace(/^\//, ""));
  return { from: open.from, index: Math.min(open.index, Math.max(0, kinds.length - 1)), kinds };
}

function closeSlashMenu(view: EditorView): void {
  if (slashKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(slashKey, "close"));
}

/** Opens the menu at the caret without a slash, as the plus button does. */
export function openSlashMenu(view: EditorView): void {
  view.dispatch(view.state.tr.setMeta(slashKey, { open: view.state.selection.from }).scrollIntoView());
  view.focus();
}

export function pointAt(view: EditorView, index: number): void {
  view.dispatch(view.state.tr.setMeta(slashKey, { index }));
}

/** Adds the chosen block and opens the panel it needs. */
export function chooseKind(view: EditorView, kind: BlockKind): void {
  const open = slashKey.getState(view.state);
  const tr = applyKind(view.state, kind, open ? { from: open.from, to: view.state.selection.from } : null);
  if (!tr) {
    closeSlashMenu(view);
    return;
  }
  view.dispatch(tr.setMeta(slashKey, "close"));
  view.focus();
  if (kind.panel) {
    const { $from } = view.state.selection;
    const isInline = kind.panel === "sourceNote";
    const pos = isInline ? $from.pos - 1 : $from.depth > 0 ? $from.before(1) : $from.pos;
    openPanel(view, { kind: kind.panel, pos });
  }
}

/**
 * Where in `text`, just typed behind `before`, a slash stands that opens the menu: at the start of a line or behind a space,
 * with at most the beginning of a name behind it. Null when there is none.
 */
export function slashIn(before: string, text: string): number | null {
  const at = text.lastIndexOf("/");
  if (at < 0 || /\s/.test(text.slice(at))) return null;
  const ahead = at === 0 ? before : text.slice(0, at);
  return ahead === "" || /\s$/.test(ahead) ? at : null;
}

/**
 * The block menu: a slash at the start of a line or behind a space opens it, what follows filters, arrows and Enter choose,
 * Escape leaves the slash as it is. The list itself is drawn by `SlashMenu`; the caret never leaves the text.
 */
export function slashPlugin(): Plugin {
  return new Plugin<Open | null>({
    key: slashKey,
    state: {
      init: () => null,
      apply(tr, open, _, state) {
        const meta: SlashMeta | undefined = tr.getMeta(slashKey);
        if (meta === "close") return null;
        if (meta && "open" in meta) {
          const query = state.doc.textBetween(meta.open, state.selection.from, " ", " ");
          return { from: meta.open, query, index: 0 };
        }
        if (!open) return null;
        if (meta && "index" in meta) return { ...open, index: meta.index };
        if (!tr.docChanged && !tr.selectionSet) return open;
        const from = tr.mapping.map(open.from, -1);
        const { $from, empty } = state.selection;
        const inside = empty && $from.parent.isTextblock && from >= $from.start() && $from.pos >= from;
        if (!inside) return null;
        const query = state.doc.textBetween(from, $from.pos, " ", " ");
        const hadSlash = open.query.startsWith("/");
        if ((hadSlash && !query.startsWith("/")) || /\s\s|^\/\s/.test(query) || query.length > 30)
          return null;
        if (query !== open.query && matchingKinds(query.replace(/^\//, "")).length === 0 && /\s/.test(query))
          return null;
        return { from, query, index: query === open.query ? open.index : 0 };
      },
    },
    props: {
      attributes(state): { [name: string]: string } {
        const menu = slashMenu(state);
        const pointed = menu?.kinds[menu.index];
        if (!menu) return {};
        return pointed
          ? { "aria-controls": SLASH_MENU_ID, "aria-activedescendant": slashOptionId(pointed) }
          : { "aria-controls": SLASH_MENU_ID };
      },
      handleTextInput(view, from, to, text) {
        if (from !== to || slashKey.getState(view.state)) return false;
        const $from = view.state.doc.resolve(from);
        if ($from.parent.type.name !== "paragraph") return false;
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "￼");
        const slash = slashIn(before, text);
        if (slash === null) return false;
        const tr = view.state.tr.insertText(text, from);
        tr.setSelection(TextSelection.create(tr.doc, from + text.length));
        view.dispatch(tr.setMeta(slashKey, { open: from + slash }).scrollIntoView());
        return true;
      },
      handleKeyDown(view, event) {
        const menu = slashMenu(view.state);
        if (!menu || event.isComposing) return false;
        const count = menu.kinds.length;
        if (event.key === "Escape") {
          closeSlashMenu(view);
          return true;
        }
        if (count === 0) return false;
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          pointAt(view, (menu.index + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
          return true;
        }
        const kind = menu.kinds[menu.index];
        if ((event.key === "Enter" || event.key === "Tab") && kind) {
          chooseKind(view, kind);
          return true;
        }
        return false;
      },
      handleDOMEvents: {
        blur(view) {
          closeSlashMenu(view);
          return false;
        },
      },
    },
  });
}
