import type { Schema } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping, Step, Transform } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import { type OwnStep, type RebaseConflict, rebase } from "@/lib/changes/rebase";
import { REMOTE } from "@/lib/document/block-ids";
// Makes the step type known to Step.fromJSON.
import "@/lib/document/member-step";

/**
 * What prosemirror-collab keeps, with one difference: our unacknowledged steps are rebased by lib/changes/rebase.ts, so
 * that whatever cannot stand beside another's words is reported and not lost.
 */
export type Pending = {
  /** The log's version that this document minus `steps` is. */
  version: number;
  steps: readonly OwnStep[];
  /** Counts transactions; steps of one share it. */
  group: number;
  /** Groups that were not typed: a paste, an undo. */
  kinds: ReadonlyMap<number, "paste" | "undo">;
};

const key = new PluginKey<Pending>("galley-pending");

/** Meta of a transaction that brings others' words (besides REMOTE): where its remote steps start and end. */
export const REMOTE_STEPS = "galley-remote-steps";
export type RemoteSteps = { from: number; to: number };

export function pendingPlugin(
  version: number,
  onUpdate: (view: EditorView, before: EditorState) => void,
): Plugin<Pending> {
  return new Plugin<Pending>({
    key,
    state: {
      init: () => ({ version, steps: [], group: 0, kinds: new Map() }),
      apply(transaction, pending) {
        const replaced: Pending | undefined = transaction.getMeta(key);
        if (replaced) return replaced;
        if (!transaction.docChanged) return pending;
        // What a plugin adds to an act of ours stands or falls with it.
        const root: Transaction | undefined = transaction.getMeta("appendedTransaction");
        const isPart = root?.docChanged === true && root.getMeta(key) === undefined;
        const group = isPart ? pending.group : pending.group + 1;
        const steps = transaction.steps.map((step, i) => ({
          step,
          inverted: step.invert(transaction.docs[i] ?? transaction.before),
          group,
        }));
        const kind = kindOf(transaction);
        const kinds = kind ? new Map(pending.kinds).set(group, kind) : pending.kinds;
        return { version: pending.version, steps: [...pending.steps, ...steps], group, kinds };
      },
    },
    // Tells the history not to join what a rebase may have to take apart.
    historyPreserveItems: true,
    view: () => ({ update: onUpdate }),
  });
}

function kindOf(transaction: Transaction): "paste" | "undo" | null {
  if (transaction.getMeta("history$") !== undefined) return "undo";
  const isPaste = transaction.getMeta("paste") || transaction.getMeta("uiEvent") === "paste";
  return isPaste ? "paste" : null;
}

export function pendingOf(state: EditorState): Pending {
  const pending = key.getState(state);
  if (!pending) throw new Error("The sync plugins are not in this editor's state.");
  return pending;
}

/** How many transactions of ours are not acknowledged. */
export const keptChanges = (pending: Pending) => new Set(pending.steps.map(({ group }) => group)).size;

export const stepsFrom = (schema: Schema, json: readonly unknown[]): Step[] =>
  json.map((step) => Step.fromJSON(schema, step));

/** The first `count` of our steps are in the log. Changes no word. */
export function confirm(state: EditorState, count: number): Transaction {
  const pending = pendingOf(state);
  return state.tr
    .setMeta("addToHistory", false)
    .setMeta(REMOTE, true)
    .setMeta(key, {
      ...pending,
      version: pending.version + count,
      steps: pending.steps.slice(count),
    } satisfies Pending);
}

/** What taking in these steps would give up of ours; empty when all can stand. */
export function conflictsWith(state: EditorState, theirs: readonly Step[]): RebaseConflict[] {
  const { steps } = pendingOf(state);
  return steps.length === 0 ? [] : rebase(new Transform(state.doc), steps, theirs).conflicts;
}

/** Takes in steps of the log that others made, with ours rebased over them. */
export function receive(state: EditorState, theirs: readonly Step[]): Transaction {
  const pending = pendingOf(state);
  const transaction = state.tr;
  const { kept } = rebase(transaction, pending.steps, theirs);
  const from = pending.steps.length;
  if (state.selection instanceof TextSelection) {
    // Words that come in at the cursor end up behind it.
    const anchor = transaction.doc.resolve(transaction.mapping.map(state.selection.anchor, -1));
    const head = transaction.doc.resolve(transaction.mapping.map(state.selection.head, -1));
    transaction.setSelection(TextSelection.between(anchor, head, -1));
  }
  return transaction
    .setMeta("rebased", from)
    .setMeta("addToHistory", false)
    .setMeta(REMOTE, true)
    .setMeta("remote", true)
    .setMeta(REMOTE_STEPS, { from, to: from + theirs.length } satisfies RemoteSteps)
    .setMeta(key, {
      version: pending.version + theirs.length,
      steps: kept,
      group: pending.group,
      kinds: pending.kinds,
    } satisfies Pending);
}

/** A position of the document on screen in the document of the log, and back. */
export function toLogged({ steps }: Pending, pos: number): number {
  return new Mapping(steps.toReversed().map(({ inverted }) => inverted.getMap())).map(pos, -1);
}
export function toScreen({ steps }: Pending, pos: number): number {
  return new Mapping(steps.map(({ step }) => step.getMap())).map(pos, -1);
}
