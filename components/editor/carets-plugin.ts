import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet, type EditorView } from "@tiptap/pm/view";
import type { OtherPerson } from "./sync/article-sync";

const caretsKey = new PluginKey<DecorationSet>("carets");

function label(person: OtherPerson): HTMLElement {
  const caret = document.createElement("span");
  caret.className = "other-caret";
  caret.dataset.colour = String(person.colour);
  const name = document.createElement("span");
  name.className = "other-caret-name";
  name.textContent = person.name;
  caret.append(name);
  caret.setAttribute("aria-hidden", "true");
  return caret;
}

/** Draws where other people are: a caret with the name on it, and what they have selected. */
export function showOthers(view: EditorView, others: readonly OtherPerson[]): void {
  const { doc } = view.state;
  const within = (pos: number) => Math.max(0, Math.min(pos, doc.content.size));
  const drawn = others.flatMap((person) => {
    if (person.head === null) return [];
    const head = within(person.head);
    const anchor = within(person.anchor ?? person.head);
    const parts = [
      Decoration.widget(head, () => label(person), {
        key: `${person.clientId}-${person.name}`,
        // What I type where somebody else stands goes behind them: they did not move.
        side: -1,
        ignoreSelection: true,
      }),
    ];
    if (anchor !== head)
      parts.push(
        Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), {
          class: "other-selection",
          "data-colour": String(person.colour),
        }),
      );
    return parts;
  });
  view.dispatch(
    view.state.tr.setMeta(caretsKey, DecorationSet.create(doc, drawn)).setMeta("addToHistory", false),
  );
}

/** Keeps the carets of others in place between reports of where they are; see `showOthers`. */
export function caretsPlugin(): Plugin {
  return new Plugin<DecorationSet>({
    key: caretsKey,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, drawn) => {
        const next: DecorationSet | undefined = tr.getMeta(caretsKey);
        return next ?? drawn.map(tr.mapping, tr.doc);
      },
    },
    props: { decorations: (state) => caretsKey.getState(state) },
  });
}
