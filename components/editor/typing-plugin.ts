import { closeHistory } from "@tiptap/pm/history";
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** Given a state that already holds what was typed, the transaction that improves it, or null. */
export type AfterTyping = (state: EditorState, typed: string) => Transaction | null;

/**
 * Runs rules on what a person types. The raw characters go in first and the rule's change is its own step of undo, so one
 * undo gives exactly what was typed. Typing after the change starts another step.
 */
export function typingPlugin({
  rules,
  triggers,
}: {
  rules: readonly AfterTyping[];
  /** Last characters that can complete a rule; other keystrokes cost nothing. */
  triggers: ReadonlySet<string>;
}): Plugin {
  const firstOf = (state: EditorState, typed: string) => {
    for (const rule of rules) {
      const tr = rule(state, typed);
      if (tr) return tr;
    }
    return null;
  };
  const improve = (view: EditorView, typed: string) => {
    const tr = firstOf(view.state, typed);
    if (!tr) return;
    view.dispatch(closeHistory(tr));
    view.dispatch(closeHistory(view.state.tr));
  };
  return new Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        if (view.composing || from !== to || !triggers.has(text.slice(-1))) return false;
        const marks = view.state.storedMarks ?? view.state.doc.resolve(from).marks();
        const raw = view.state.tr.replaceWith(from, to, view.state.schema.text(text, marks));
        const typedState = view.state.apply(raw);
        if (!firstOf(typedState, text)) return false;
        view.dispatch(raw.scrollIntoView());
        improve(view, text);
        return true;
      },
      handleDOMEvents: {
        compositionend(view, event) {
          const typed = event.data;
          if (typed && triggers.has(typed.slice(-1)))
            setTimeout(() => {
              if (!view.isDestroyed && !view.composing) improve(view, typed);
            });
          return false;
        },
      },
    },
  });
}
