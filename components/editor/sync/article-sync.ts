import type { Node, Schema } from "@tiptap/pm/model";
import type { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { createEngine } from "@/components/editor/sync/engine";
import { newUuid } from "@/components/editor/sync/new-uuid";

/**
 * What the save line says. `kept` counts the changes (frozen and unfrozen transactions) held on this
 * machine and not yet acknowledged. Every kind but `saved` and `readOnly` with `kept: 0` means: unsent words.
 */
export type SaveState =
  /** Everything typed is acknowledged. `at` is the server's time of the last acknowledgement in this tab, null before the first. */
  | { kind: "saved"; at: Date | null }
  /** Words are on their way or about to be sent. */
  | { kind: "saving"; kept: number }
  /** This machine has no connection; retried by itself. */
  | { kind: "offline"; kept: number }
  /** The server or its database is away (503, 5xx, no answer); retried by itself at `retryAt`. */
  | { kind: "serverAway"; kept: number; retryAt: Date }
  /** The session ended. Everything is kept; call `signedIn()` after the overlay has signed the person in again. */
  | { kind: "signedOut"; kept: number }
  /** Two people changed the same words. The rest is saved; `conflicts()` lists both texts until each is settled. */
  | { kind: "changedByBoth"; kept: number; conflicts: number }
  /** The right to write was lost `since` then (state moved, no longer assigned, suspended), or was never there (null). The editor must not be editable. */
  | { kind: "readOnly"; since: Date | null; kept: number }
  /** The server has a newer document schema than this page. Everything is kept; reloading the page carries on. */
  | { kind: "reload"; kept: number }
  /** The server refused the batch for good (422, 413). `message` says what to do; the words are kept on this machine. */
  | { kind: "refused"; message: string; kept: number };

/** One place where our words and another person's could not both stand. Our whole document was kept as revision `revision` first. */
export type SyncConflict = {
  id: string;
  /** The block as it is called now, or null when it is gone or the conflict is about the article itself. */
  blockId: string | null;
  kind: "text" | "block" | "attribute";
  /** For `attribute`: which one, such as `seoTitle`. */
  attribute: string | null;
  /** The text of the block (or the value) as it was before either change. */
  before: string;
  mine: string;
  theirs: string;
  /** Display names of the people whose changes it met, newest last. */
  by: string[];
  /** Number of the revision holding our document, null while it could not be stored yet. */
  revision: number | null;
};

/** Another person's tab in this article. Positions are in the document of the editor now. */
export type OtherPerson = {
  clientId: string;
  personId: string;
  name: string;
  /** 0–7, the same for a person in every tab. */
  colour: number;
  /** Null when that tab has no cursor in the text. */
  anchor: number | null;
  head: number | null;
};

/** Unsent words found on this machine that no open tab holds (the tab was closed or killed). */
export type KeptWords = {
  id: string;
  /** When the last of them was typed. */
  at: Date;
  changes: number;
  /** The words themselves, a line per place, for showing before deciding. */
  text: string;
};

/** Said once, after something happened that a person wants to know: "Back online: 41 changes sent, merged with Ana's." */
export type SyncNotice = { id: string; text: string };

export type ArticleSyncOptions = {
  articleId: string;
  /** `main` when left out. */
  branchId?: string;
  /** Stays the same for the life of the tab; `tabClientId()` makes and remembers it. */
  clientId: string;
  /** The editor's own ProseMirror schema (`editor.schema`) or `schema` of lib/document/schema. */
  schema: Schema;
  /** What the server rendered: GET /api/articles/:id. `document` is ProseMirror JSON. */
  initial: { version: number; document: unknown; schemaVersion: number };
  canEdit: boolean;
  /**
   * Who is signed in, by any word that stays the same (id or e-mail). Kept words are offered only to whom they belong;
   * left out, everybody at this machine counts as one.
   */
  person?: string | undefined;
};

/**
 * Keeps one editor in step with the server. Framework-free.
 *
 * Order of use: `const sync = createArticleSync(options)`; make the editor with `content: sync.document().toJSON()`
 * and an extension whose `addProseMirrorPlugins` returns `sync.plugins`; `const detach = sync.attach(editor.view)` once the view
 * exists; `detach()` before the view is destroyed; `sync.close()` when the article is left (unsent words stay on this machine).
 * Nothing of a save's answer is ever written back into the editor; other people's changes arrive as transactions
 * with `addToHistory: false` and meta `"remote": true`.
 */
export interface ArticleSync {
  /** Position keeping, rebasing, own-words undo. Add them to the editor's state, in this order. */
  readonly plugins: Plugin[];
  /** The document to open the editor with. */
  document(): Node;
  attach(view: EditorView): () => void;

  saveState(): SaveState;
  /** Called after any of `saveState`, `conflicts`, `others`, `kept`, `notice` or `version` changed. For `useSyncExternalStore`: each getter returns the same object until its value changes. */
  subscribe(listener: () => void): () => void;

  /** Newest acknowledged or received version, as in the log. */
  version(): number;
  conflicts(): readonly SyncConflict[];
  /** Settles a conflict. `mine` puts our text back into the block (as an ordinary edit that undo can take back); `theirs` leaves it as it is. */
  settle(conflictId: string, take: "mine" | "theirs"): void;
  others(): readonly OtherPerson[];
  kept(): readonly KeptWords[];
  /** Puts kept words into the article through the same rebase as everything else. */
  adopt(keptId: string): Promise<void>;
  /** Throws kept words away for good. */
  discard(keptId: string): Promise<void>;
  notice(): SyncNotice | null;
  dismissNotice(): void;

  /** Ctrl/Cmd+S: freezes and sends what is there now; resolves when it is acknowledged or cannot be sent at present. */
  saveNow(): Promise<SaveState>;
  /** POST …/revisions with a name, after everything typed was acknowledged. Rejects with a message a person can read. */
  nameVersion(name: string): Promise<{ number: number }>;
  /** For `beforeunload` and the dot in the tab title: true while any word is not acknowledged. */
  hasUnsent(): boolean;
  /** After the sign-in overlay: sends what was kept and listens again. */
  signedIn(): void;
  /** Retry at once instead of at `retryAt`. */
  retry(): void;
  close(): void;
}

/** An engine for one article in one tab; see `ArticleSync`. Touches `window` only in `attach`. */
export function createArticleSync(options: ArticleSyncOptions): ArticleSync {
  return createEngine(options);
}

const CLIENT_ID_KEY = "galley-client-id";

/** The id of this tab: kept across reloads, new in a new or duplicated tab (the Web Lock on it decides). */
export function tabClientId(): string {
  const known = sessionStorage.getItem(CLIENT_ID_KEY);
  if (known) return known;
  const made = newUuid();
  sessionStorage.setItem(CLIENT_ID_KEY, made);
  return made;
}
