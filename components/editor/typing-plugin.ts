import { closeHistory } from "@tiptap/pm/history";
import { type EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** Given a state that already holds what was typed, the transaction that improves it, or null. */
export type AfterTyping = (state: EditorState, typed: string) => Transaction | null;

export type TypingRules = {
  rules: readonly AfterTyping[];
  /** Last characters that can complete a rule; other keystrokes cost nothing. */
  triggers: ReadonlySet<string>;
};

/** Something with a state that takes transactions: the editor, or a trial of it. */
type Paper = { readonly state: EditorState; dispatch(tr: Transaction): void };

/** A paper that starts from `state` and on which nothing is seen by anybody. */
export function trial(state: EditorState): Paper {
  let now = state;
  return {
    get state() {
      return now;
    },
    dispatch(tr) {
      now = now.apply(tr);
    },
  };
}

/** `text` typed at `pos`: in the marks of that place, the caret behind it, wherever the state believed the caret to be. */
function typedAt(state: EditorState, pos: number, text: string): Transaction {
  const marks = (state.selection.from === pos ? state.storedMarks : null) ?? state.doc.resolve(pos).marks();
  const tr = state.tr.replaceWith(pos, pos, state.schema.text(text, marks));
  return tr.setSelection(TextSelection.create(tr.doc, pos + text.length)).scrollIntoView();
}

function improvement(
  state: EditorState,
  typed: string,
  { rules, triggers }: TypingRules,
): Transaction | null {
  if (!triggers.has(typed)) return null;
  for (const rule of rules) {
    const tr = rule(state, typed);
    if (tr) return tr;
  }
  return null;
}

/** A change with its own step of undo: closed before it, so that undo stops there, and behind it, for what is typed next. */
function improve(paper: Paper, typed: string, rules: TypingRules): boolean {
  const tr = improvement(paper.state, typed, rules);
  if (!tr) return false;
  paper.dispatch(closeHistory(tr));
  paper.dispatch(closeHistory(paper.state.tr));
  return true;
}

/**
 * Types `text` at `pos` character by character and lets the rules work: fast typing arrives several characters at once. One
 * undo gives back exactly what was typed before a rule changed it. True when a rule did.
 */
export function typeText(paper: Paper, pos: number, text: string, rules: TypingRules): boolean {
  let at = pos;
  let pending = "";
  let isImproved = false;
  const flush = () => {
    if (pending === "") return;
    paper.dispatch(typedAt(paper.state, at, pending));
    at = paper.state.selection.from;
    pending = "";
  };
  for (const character of text) {
    pending += character;
    if (!rules.triggers.has(character)) continue;
    flush();
    isImproved = improve(paper, character, rules) || isImproved;
    at = paper.state.selection.from;
  }
  flush();
  return isImproved;
}

/** Runs rules on what a person types. Where none applies, the typing is left to the editor itself. */
export function typingPlugin(rules: TypingRules): Plugin {
  const mayApply = (text: string) => [...text].some((character) => rules.triggers.has(character));
  const isTyping = (view: EditorView, from: number, to: number) =>
    !view.composing && from === to && view.state.doc.resolve(from).parent.inlineContent;
  return new Plugin({
    props: {
      handleTextInput(view, from, to, text) {
        if (!mayApply(text) || !isTyping(view, from, to)) return false;
        if (!typeText(trial(view.state), from, text, rules)) return false;
        return typeText(view, from, text, rules);
      },
      handleDOMEvents: {
        compositionend(view, event) {
          const typed = event.data.slice(-1);
          if (rules.triggers.has(typed))
            setTimeout(() => {
              if (!view.isDestroyed && !view.composing) improve(view, typed, rules);
            });
          return false;
        },
      },
    },
  });
}
