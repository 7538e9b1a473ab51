import { history } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Plugin } from "@tiptap/pm/state";
import { AttrStep, DocAttrStep, type StepMap, Transform } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import type {
  ArticleSync,
  ArticleSyncOptions,
  KeptWords,
  OtherPerson,
  SaveState,
  SyncConflict,
  SyncNotice,
} from "@/components/editor/sync/article-sync";
import { Buffer, type BufferRecord, type FrozenBatch } from "@/components/editor/sync/buffer";
import { newUuid } from "@/components/editor/sync/new-uuid";
import { retryDelay, sendAt } from "@/components/editor/sync/pace";
import {
  confirm,
  conflictsWith,
  keptChanges,
  pendingOf,
  pendingPlugin,
  receive,
  stepsFrom,
  toLogged,
  toScreen,
} from "@/components/editor/sync/pending";
import {
  type Answer,
  changesSince,
  documentAt,
  keepDocument,
  nameRevision,
  readLive,
  type StreamEvent,
  sendBatch,
  sendPresence,
} from "@/components/editor/sync/transport";
import { undoOwnPlugin } from "@/components/editor/sync/undo-own";
import { backOnline, wordsOf } from "@/components/editor/sync/words";
import type { WireChange } from "@/lib/changes/change";
import { ownSteps, type RebaseConflict, rebase } from "@/lib/changes/rebase";

const BUFFER_MS = 200;
const MAX_BATCH = 200;
const MAX_STEPS = 500;
/** Well below the 2 MB that the server takes at once. */
const MAX_CHARACTERS = 400_000;
const DISK_MS = 2_000;
/** When a document that the server would not keep is offered to it again. */
const KEEP_AGAIN_MS = 15_000;
const PRESENCE_MS = 250;
const PRESENCE_AGAIN_MS = 20_000;
const PRESENCE_LIMIT_MS = 45_000;
/** Somebody who has not touched the text this long stops saying where they are. */
const ACTIVE_MS = 120_000;
const HIDDEN_MS = 5_000;
const MAPS_KEPT = 1_000;

export const createEngine = (options: ArticleSyncOptions): ArticleSync => new Engine(options);

/** What a conflict needs to be settled, beside what is shown of it. */
type OwnSide = { node: Node | null; value: unknown; after: string | null };

type Other = {
  personId: string;
  name: string;
  version: number;
  anchor: number | null;
  head: number | null;
  seen: number;
};

class Engine implements ArticleSync {
  readonly plugins: Plugin[];
  private readonly options: ArticleSyncOptions;
  private readonly listeners = new Set<() => void>();
  private view: EditorView | null = null;
  private buffer: Buffer | null = null;
  private isClosed = false;
  private readonly cleanups: (() => void)[] = [];

  // What is unsent and how it stands with the server.
  private frozen: FrozenBatch | null = null;
  private sending: Promise<void> | null = null;
  private firstAt: number | null = null;
  private lastAt = 0;
  private savedAt: Date | null = null;
  private net: "ok" | "offline" | "away" = "ok";
  private failures = 0;
  private retryAt = 0;
  private isSignedOut = false;
  private needsReload = false;
  private refusal: string | null = null;
  /** Set while this person may not write; `since` is null when they could not from the start. */
  private readOnly: { since: Date | null } | null;
  private isKeeping = false;
  private outage: { sent: number; merged: Set<string> } | null = null;
  private sendTimer: ReturnType<typeof setTimeout> | undefined;
  private bufferTimer: ReturnType<typeof setTimeout> | undefined;
  private drainTimer: ReturnType<typeof setTimeout> | undefined;
  private writing: Promise<void> = Promise.resolve();

  // What comes in.
  private inbox: WireChange[] = [];
  private draining: Promise<void> | null = null;
  private stream: AbortController | null = null;
  private wakeStream: () => void = () => {};
  private readonly maps = new Map<number, StepMap>();

  // Who else is here.
  private readonly people = new Map<string, Other>();
  private presenceTimer: ReturnType<typeof setTimeout> | undefined;
  private lastPresence = "";
  private presenceAt = 0;
  private activeAt = 0;

  private conflictList: readonly SyncConflict[] = [];
  private readonly ownSides = new Map<string, OwnSide>();
  private keptRecords: BufferRecord[] = [];
  private keptList: readonly KeptWords[] = [];
  private otherList: readonly OtherPerson[] = [];
  private shownState: SaveState = { kind: "saved", at: null };
  private shownNotice: SyncNotice | null = null;
  private lastVersion: number;

  constructor(options: ArticleSyncOptions) {
    this.options = options;
    this.lastVersion = options.initial.version;
    this.readOnly = options.canEdit ? null : { since: null };
    this.plugins = [
      pendingPlugin(options.initial.version, (view, before) => this.onUpdate(view, before)),
      undoOwnPlugin(),
      history(),
    ];
    this.shownState = this.stateNow();
  }

  document(): Node {
    return this.options.schema.nodeFromJSON(this.options.initial.document);
  }

  attach(view: EditorView): () => void {
    this.view = view;
    this.buffer = new Buffer(this.options.articleId);
    this.on(window, "online", () => this.retry());
    this.on(window, "offline", () => {
      this.net = "offline";
      this.outage ??= { sent: 0, merged: new Set() };
      this.emit();
    });
    this.on(document, "visibilitychange", () => this.onVisibility());
    this.on(window, "pagehide", () => this.onPageHide());
    const presence = setInterval(() => this.presenceAgain(), 5_000);
    this.cleanups.push(() => clearInterval(presence));
    void this.lookForKept();
    void this.listen();
    return () => this.detach();
  }

  private on(target: Window | Document, event: string, act: () => void): void {
    target.addEventListener(event, act);
    this.cleanups.push(() => target.removeEventListener(event, act));
  }

  private detach(): void {
    if (!this.view) return;
    void this.write();
    this.sayGone();
    for (const clean of this.cleanups.splice(0)) clean();
    for (const timer of [this.sendTimer, this.bufferTimer, this.drainTimer, this.presenceTimer])
      clearTimeout(timer);
    this.stream?.abort();
    this.stream = null;
    this.wakeStream();
    this.view = null;
  }

  close(): void {
    this.isClosed = true;
    this.detach();
    const { buffer } = this;
    // The lock goes only when the last words are on disk.
    void this.writing.then(() => buffer?.close());
    this.listeners.clear();
  }

  // ── What the editor asks ────────────────────────────────────────────────────────────────────────────────

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  saveState = () => this.shownState;
  conflicts = () => this.conflictList;
  others = () => this.otherList;
  kept = () => this.keptList;
  notice = () => this.shownNotice;
  version = () => (this.view ? pendingOf(this.view.state).version : this.lastVersion);
  hasUnsent = () => this.pendingSteps() > 0;

  dismissNotice(): void {
    this.shownNotice = null;
    this.emit();
  }

  private pendingSteps(): number {
    return this.view ? pendingOf(this.view.state).steps.length : 0;
  }

  private stateNow(): SaveState {
    const kept = this.view ? keptChanges(pendingOf(this.view.state)) : 0;
    if (this.isSignedOut) return { kind: "signedOut", kept };
    if (this.readOnly) return { kind: "readOnly", since: this.readOnly.since, kept };
    if (this.needsReload) return { kind: "reload", kept };
    if (this.refusal !== null && kept > 0) return { kind: "refused", message: this.refusal, kept };
    if (this.net === "offline") return { kind: "offline", kept };
    if (this.net === "away") return { kind: "serverAway", kept, retryAt: new Date(this.retryAt) };
    if (this.conflictList.length > 0 || this.isKeeping) {
      return { kind: "changedByBoth", kept, conflicts: this.conflictList.length };
    }
    if (kept > 0) return { kind: "saving", kept };
    return { kind: "saved", at: this.savedAt };
  }

  /** Tells listeners, after making again what they read; values that did not change stay the same objects. */
  private emit(): void {
    const state = this.stateNow();
    if (JSON.stringify(state) !== JSON.stringify(this.shownState)) this.shownState = state;
    const others = this.othersNow();
    if (JSON.stringify(others) !== JSON.stringify(this.otherList)) this.otherList = others;
    for (const listener of this.listeners) listener();
  }

  // ── What the person writes ──────────────────────────────────────────────────────────────────────────────

  private onUpdate(view: EditorView, before: EditorState): void {
    if (view !== this.view) return;
    const now = pendingOf(view.state);
    this.lastVersion = now.version;
    const wrote = now.group !== pendingOf(before).group;
    if (wrote) {
      this.lastAt = Date.now();
      this.firstAt ??= this.lastAt;
      this.activeAt = this.lastAt;
      this.refusal = null;
      this.bufferTimer ??= setTimeout(() => void this.write(), BUFFER_MS);
      this.schedule();
    }
    if (!view.state.selection.eq(before.selection)) this.activeAt = Date.now();
    if (view.state !== before) this.presenceSoon();
    if (wrote || now !== pendingOf(before)) queueMicrotask(() => this.emit());
  }

  /** Puts all that is not acknowledged on disk. */
  private write(): Promise<void> {
    clearTimeout(this.bufferTimer);
    this.bufferTimer = undefined;
    const { view, buffer, options } = this;
    if (!view || !buffer) return this.writing;
    const { version, steps } = pendingOf(view.state);
    const record = {
      person: options.person ?? "",
      clientId: options.clientId,
      version,
      steps: steps.map(({ step }) => step.toJSON()),
      groups: steps.map(({ group }) => group),
      frozen: this.frozen,
      at: Date.now(),
    };
    this.writing = this.writing.then(() => buffer.write(record));
    return this.writing;
  }

  private isHeld(): boolean {
    return (
      this.isSignedOut ||
      this.readOnly !== null ||
      this.needsReload ||
      this.refusal !== null ||
      this.isKeeping ||
      this.isClosed ||
      !this.view
    );
  }

  private schedule(): void {
    clearTimeout(this.sendTimer);
    if (this.isHeld() || this.sending || this.pendingSteps() === 0) return;
    // Others' words wait for the end of a composed word, and ours would only be refused until they are in.
    if (this.view?.composing && this.inbox.length > 0) return;
    const due =
      this.net === "ok"
        ? sendAt(this.firstAt ?? this.lastAt, this.lastAt, { isAlone: this.people.size === 0 })
        : this.retryAt;
    this.sendTimer = setTimeout(() => void this.send(), Math.max(0, due - Date.now()));
  }

  private send(): Promise<void> {
    if (this.sending) return this.sending;
    if (this.isHeld() || this.pendingSteps() === 0) return Promise.resolve();
    clearTimeout(this.sendTimer);
    this.sending = this.sendFrozen().finally(() => {
      this.sending = null;
      this.emit();
      this.schedule();
    });
    this.emit();
    return this.sending;
  }

  private async sendFrozen(): Promise<void> {
    this.frozen ??= this.freeze();
    // On disk first; but a browser whose storage hangs must not keep words from the server.
    await Promise.race([this.write(), new Promise((resolve) => setTimeout(resolve, DISK_MS))]);
    const batch = this.frozen;
    // While it went to disk, another's change may have come in under it.
    if (!batch) return;
    const answer = await sendBatch(this.options.articleId, batch);
    if (this.isClosed || !this.view) return;
    this.answered(answer.kind);
    switch (answer.kind) {
      case "ok": {
        this.savedAt = new Date(answer.value.at);
        const own: WireChange = {
          fromVersion: batch.baseVersion,
          steps: Array.from({ length: batch.count }, () => ({})),
          saveId: batch.saveId,
          clientId: this.options.clientId,
          author: null,
          origin: "typing",
          at: answer.value.at,
        };
        await this.take([own, ...(answer.value.changes ?? [])]);
        return;
      }
      case "stale":
        // Ours have waited long enough; else two who type at once would let only one through.
        this.firstAt = 0;
        await this.take(answer.changes);
        if (this.version() < answer.version && (await this.catchUp())) await this.drain();
        return;
      case "refused":
        if (answer.code === "save_id_reused") {
          // Acknowledged to whoever was signed in then, or never: the log says which.
          if (!(await this.catchUp())) return;
          await this.drain();
          if (this.frozen === batch) this.frozen = null;
          return;
        }
        this.refusal = answer.message;
        return;
      default:
        this.fail(answer);
    }
  }

  private answered(kind: Answer<unknown>["kind"]): void {
    if (kind === "unreachable" || kind === "away") return;
    this.net = "ok";
    this.failures = 0;
  }

  /** Takes the first transactions of one kind that fit into a batch, as they will be sent until acknowledged. */
  private freeze(): FrozenBatch | null {
    if (!this.view) return null;
    const { version, steps, kinds } = pendingOf(this.view.state);
    const first = steps[0];
    if (!first) return null;
    const kind = kinds.get(first.group) ?? "typing";
    const frozen: object[] = [];
    let characters = 0;
    for (const { step, group } of steps.slice(0, MAX_STEPS)) {
      const isNew = frozen.length > 0 && group !== steps[frozen.length - 1]?.group;
      if (isNew && ((kinds.get(group) ?? "typing") !== kind || frozen.length >= MAX_BATCH)) break;
      const json: object = step.toJSON();
      characters += JSON.stringify(json).length;
      if (frozen.length > 0 && characters > MAX_CHARACTERS) break;
      frozen.push(json);
    }
    const count = frozen.length;
    this.firstAt = count < steps.length ? Date.now() : null;
    const saveId = newUuid();
    const body = JSON.stringify({
      baseVersion: version,
      saveId,
      clientId: this.options.clientId,
      steps: frozen,
      origin: { kind },
      schemaVersion: this.options.initial.schemaVersion,
      ...(this.options.branchId ? { branchId: this.options.branchId } : {}),
    });
    return { saveId, baseVersion: version, count, body };
  }

  /** What every kind of request may run into. */
  private fail(answer: Answer<unknown>): void {
    switch (answer.kind) {
      case "schema":
        this.needsReload = true;
        break;
      case "signedOut":
        this.signOut();
        break;
      case "notAllowed":
        this.readOnly ??= { since: new Date() };
        break;
      case "unreachable":
      case "away": {
        this.net = answer.kind === "unreachable" && !navigator.onLine ? "offline" : "away";
        const wait = answer.kind === "away" && answer.retryAfter ? answer.retryAfter * 1000 : 0;
        this.retryAt = Date.now() + Math.max(wait, retryDelay(this.failures));
        this.failures += 1;
        this.outage ??= { sent: 0, merged: new Set() };
        break;
      }
      default:
        break;
    }
    this.emit();
  }

  private signOut(): void {
    this.isSignedOut = true;
    this.outage ??= { sent: 0, merged: new Set() };
    this.stream?.abort();
    this.emit();
  }

  async saveNow(): Promise<SaveState> {
    for (let tries = 0; tries < 50 && this.pendingSteps() > 0 && !this.isHeld(); tries++) {
      await (this.sending ?? this.send());
      if (this.net !== "ok") break;
      await this.draining;
    }
    this.emit();
    return this.shownState;
  }

  async nameVersion(name: string): Promise<{ number: number }> {
    await this.saveNow();
    if (this.hasUnsent())
      throw new Error("Not everything is saved yet. Try again when the line says “Saved”.");
    const answer = await nameRevision(this.options.articleId, name);
    if (answer.kind === "ok") return answer.value;
    if (answer.kind === "refused") throw new Error(answer.message);
    this.fail(answer);
    throw new Error("The name could not be kept now. Try again in a moment.");
  }

  signedIn(): void {
    this.isSignedOut = false;
    this.retry();
  }

  retry(): void {
    this.retryAt = Date.now();
    if (this.net === "offline" && navigator.onLine) this.net = "away";
    this.wakeStream();
    void this.listen();
    void this.drain();
    void this.send();
    this.emit();
  }

  // ── What comes from the log ─────────────────────────────────────────────────────────────────────────────

  private async take(changes: readonly WireChange[]): Promise<void> {
    this.inbox.push(...changes);
    // One that is about to end may not see what was just put in.
    await this.draining;
    await this.drain();
  }

  private async catchUp(): Promise<boolean> {
    const answer = await changesSince(this.options.articleId, this.version());
    if (this.isClosed) return false;
    if (answer.kind !== "ok") {
      this.fail(answer);
      return false;
    }
    this.inbox.push(...answer.value.changes);
    return true;
  }

  private drain(): Promise<void> {
    this.draining ??= this.drainInbox().finally(() => {
      this.draining = null;
      this.emit();
      this.schedule();
    });
    return this.draining;
  }

  private async drainInbox(): Promise<void> {
    clearTimeout(this.drainTimer);
    for (;;) {
      const { view } = this;
      if (!view || this.needsReload) return;
      const { version } = pendingOf(view.state);
      this.inbox = this.inbox
        .filter((change) => change.fromVersion + change.steps.length > version)
        .sort((a, b) => a.fromVersion - b.fromVersion);
      const first = this.inbox[0];
      if (!first) return;
      if (first.fromVersion > version) {
        if (!(await this.catchUp())) return;
        if ((this.inbox.toSorted((a, b) => a.fromVersion - b.fromVersion)[0]?.fromVersion ?? 0) > version)
          return;
        continue;
      }
      if (first.saveId === this.frozen?.saveId) {
        this.acknowledge(view, first);
        continue;
      }
      // An input method is in the middle of a word; a change of the document under it would break it.
      if (view.composing) {
        this.drainTimer = setTimeout(() => void this.drain(), 300);
        return;
      }
      if (!(await this.takeTheirs(view))) return;
    }
  }

  private acknowledge(view: EditorView, change: WireChange): void {
    const { frozen } = this;
    const pending = pendingOf(view.state);
    if (!frozen) return;
    const confirmed = pending.steps.slice(0, frozen.count);
    for (const [i, { step }] of confirmed.entries()) this.remember(pending.version + i, step.getMap());
    if (this.outage) this.outage.sent += new Set(confirmed.map(({ group }) => group)).size;
    this.savedAt = new Date(change.at);
    this.frozen = null;
    view.dispatch(confirm(view.state, frozen.count));
    void this.write();
    this.endOutage();
  }

  private endOutage(): void {
    if (!this.outage || this.pendingSteps() > 0 || this.net !== "ok") return;
    const { sent, merged } = this.outage;
    this.outage = null;
    if (sent > 0) this.shownNotice = { id: newUuid(), text: backOnline(sent, [...merged]) };
  }

  /** Takes in others' changes up to our own next one; false when that has to wait. */
  private async takeTheirs(view: EditorView): Promise<boolean> {
    const { version } = pendingOf(view.state);
    const run: WireChange[] = [];
    let reached = version;
    for (const change of this.inbox) {
      if (change.fromVersion > reached || change.saveId === this.frozen?.saveId) break;
      const steps = change.steps.slice(reached - change.fromVersion);
      if (steps.length > 0) run.push({ ...change, steps });
      reached += steps.length;
    }
    let theirs: ReturnType<typeof stepsFrom>;
    try {
      theirs = stepsFrom(
        view.state.schema,
        run.flatMap(({ steps }) => steps),
      );
    } catch (error) {
      // A block this page does not know yet.
      if (!(error instanceof RangeError)) throw error;
      this.needsReload = true;
      return false;
    }
    const names = [...new Set(run.flatMap(({ author }) => (author ? [author.name] : [])))];
    const found = conflictsWith(view.state, theirs);
    let revision: number | null = null;
    if (found.length > 0) {
      // Ours is kept before anything of it is given up; whoever types meanwhile is kept again.
      const mine = view.state.doc;
      const kept = this.isSignedOut ? null : await this.keepMine(mine, version);
      if (kept === null || this.view !== view) return false;
      if (!view.state.doc.eq(mine) || pendingOf(view.state).version !== version) return true;
      revision = kept;
    }
    const before = view.state.doc;
    const conflicts = found.length > 0 ? conflictsWith(view.state, theirs) : [];
    this.frozen = null;
    if (this.outage) for (const name of names) this.outage.merged.add(name);
    for (const [i, step] of theirs.entries()) this.remember(version + i, step.getMap());
    view.dispatch(receive(view.state, theirs));
    this.showConflicts(conflicts, before, { by: names, revision });
    void this.write();
    this.endOutage();
    return true;
  }

  private async keepMine(document: Node, baseVersion: number): Promise<number | null> {
    this.isKeeping = true;
    this.emit();
    const saveId = newUuid();
    const answer = await keepDocument(this.options.articleId, {
      keep: document.toJSON(),
      baseVersion,
      saveId,
    });
    this.isKeeping = false;
    if (answer.kind === "ok") {
      this.net = "ok";
      this.failures = 0;
      return answer.value.number;
    }
    if (answer.kind === "refused") this.refusal = answer.message;
    else this.fail(answer);
    const isAway = answer.kind === "away" || answer.kind === "unreachable";
    const wait = isAway ? Math.max(500, this.retryAt - Date.now()) : KEEP_AGAIN_MS;
    // Signing in tries again by itself.
    if (!this.isSignedOut) this.drainTimer = setTimeout(() => void this.drain(), wait);
    return null;
  }

  private showConflicts(
    found: readonly RebaseConflict[],
    mine: Node,
    { by, revision }: { by: string[]; revision: number | null },
  ): void {
    if (found.length === 0) return;
    const shown = found.map(({ at, ...conflict }): SyncConflict => {
      const id = newUuid();
      const node = at === null ? null : mine.nodeAt(at);
      const value: unknown = conflict.attribute ? (node ?? mine).attrs[conflict.attribute] : undefined;
      this.ownSides.set(id, { node, value, after: at === null ? null : blockBefore(mine, at) });
      return { ...conflict, id, by, revision };
    });
    this.conflictList = [...this.conflictList, ...shown];
  }

  settle(conflictId: string, take: "mine" | "theirs"): void {
    const conflict = this.conflictList.find(({ id }) => id === conflictId);
    const own = this.ownSides.get(conflictId);
    if (!conflict) return;
    if (take === "mine" && own && this.view) putMine(this.view, conflict, own);
    this.conflictList = this.conflictList.filter(({ id }) => id !== conflictId);
    this.ownSides.delete(conflictId);
    this.emit();
  }

  private remember(version: number, map: StepMap): void {
    this.maps.set(version, map);
    this.maps.delete(version - MAPS_KEPT);
  }

  // ── The live stream ─────────────────────────────────────────────────────────────────────────────────────

  private async listen(): Promise<void> {
    if (this.stream || this.isSignedOut || !this.view || document.visibilityState === "hidden") return;
    const stream = new AbortController();
    this.stream = stream;
    let failures = 0;
    while (!stream.signal.aborted) {
      const ended = await readLive(
        this.options.articleId,
        { since: this.version(), clientId: this.options.clientId, signal: stream.signal },
        {
          open: () => {
            failures = 0;
            this.onStreamOpen();
          },
          event: (event) => this.onEvent(event),
        },
      );
      if (stream.signal.aborted) break;
      if (ended === "signedOut") this.signOut();
      if (ended === "notAllowed") this.fail({ kind: "notAllowed" });
      if (ended !== "ended") break;
      failures += 1;
      // The first try after an end is at once: a server that is replaced lets go of all streams.
      if (failures > 1) this.fail({ kind: "unreachable" });
      await new Promise<void>((resolve) => {
        this.wakeStream = resolve;
        setTimeout(resolve, failures === 1 ? 100 : retryDelay(failures));
      });
    }
    if (this.stream === stream) this.stream = null;
  }

  private onStreamOpen(): void {
    const wasAway = this.net !== "ok";
    this.net = "ok";
    this.failures = 0;
    this.presenceNow({ asks: true });
    this.emit();
    if (wasAway) {
      this.endOutage();
      void this.drain();
      void this.send();
    }
  }

  private onEvent({ name, data }: StreamEvent): void {
    if (typeof data !== "object" || data === null) return;
    if (name === "changes" && "changes" in data && Array.isArray(data.changes)) {
      // The border: the shape is lib/changes/live.ts's.
      void this.take(data.changes as WireChange[]);
    }
    if (name === "access" && "canEdit" in data) {
      const may = data.canEdit === true && this.options.canEdit;
      if (!may) this.readOnly ??= { since: new Date() };
      else this.readOnly = null;
      this.emit();
      this.schedule();
    }
    if (name === "bye" && "reason" in data) {
      if (data.reason === "signed-out") this.signOut();
      else this.fail({ kind: "notAllowed" });
    }
    if (name === "presence") this.onPresence(data);
  }

  private onVisibility(): void {
    if (document.visibilityState === "visible") {
      void this.listen();
      this.presenceSoon();
      return;
    }
    void this.write();
    void this.send();
    setTimeout(() => {
      if (document.visibilityState !== "hidden") return;
      this.stream?.abort();
      this.stream = null;
    }, HIDDEN_MS);
  }

  private onPageHide(): void {
    void this.write();
    this.sayGone();
  }

  // ── Who else is here ────────────────────────────────────────────────────────────────────────────────────

  private onPresence(data: object): void {
    const said = { clientId: "", personId: "", name: "", version: 0, anchor: null, head: null, ...data };
    const { clientId, personId, name, version, anchor, head } = said;
    if (!clientId || clientId === this.options.clientId) return;
    if ("isGone" in data && data.isGone === true) this.people.delete(clientId);
    else this.people.set(clientId, { personId, name, version, anchor, head, seen: Date.now() });
    if ("asks" in data && data.asks === true) {
      setTimeout(() => this.presenceNow({}), Math.random() * 500);
    }
    this.emit();
  }

  private othersNow(): OtherPerson[] {
    const { view } = this;
    if (!view) return [];
    const pending = pendingOf(view.state);
    const limit = Date.now() - PRESENCE_LIMIT_MS;
    const shown: OtherPerson[] = [];
    for (const [clientId, other] of this.people) {
      if (other.seen < limit) {
        this.people.delete(clientId);
        continue;
      }
      for (let map = this.maps.get(other.version); map && other.version < pending.version; ) {
        if (other.anchor !== null) other.anchor = map.map(other.anchor, -1);
        if (other.head !== null) other.head = map.map(other.head, -1);
        other.version += 1;
        map = this.maps.get(other.version);
      }
      const size = view.state.doc.content.size;
      const place = (pos: number | null) => (pos === null ? null : Math.min(toScreen(pending, pos), size));
      const { personId, name } = other;
      const at = { anchor: place(other.anchor), head: place(other.head) };
      shown.push({ clientId, personId, name, colour: colourOf(personId), ...at });
    }
    return shown;
  }

  private presenceSoon(): void {
    this.presenceTimer ??= setTimeout(() => {
      this.presenceTimer = undefined;
      this.presenceNow({});
    }, PRESENCE_MS);
  }

  private presenceAgain(): void {
    const now = Date.now();
    if (now - this.presenceAt > PRESENCE_AGAIN_MS && now - this.activeAt < ACTIVE_MS) {
      this.lastPresence = "";
      this.presenceNow({});
    }
    if (this.people.size > 0) this.emit();
  }

  private presenceNow(more: { asks?: true }): void {
    const { view, options } = this;
    if (!view || this.isSignedOut || this.net !== "ok" || document.visibilityState === "hidden") return;
    const pending = pendingOf(view.state);
    const { anchor, head } = view.state.selection;
    const isHere = view.hasFocus();
    const presence = {
      clientId: options.clientId,
      version: pending.version,
      anchor: isHere ? toLogged(pending, anchor) : null,
      head: isHere ? toLogged(pending, head) : null,
      ...more,
    };
    const said = JSON.stringify([presence.anchor, presence.head]);
    if (said === this.lastPresence && !more.asks && Date.now() - this.presenceAt < PRESENCE_AGAIN_MS) return;
    this.lastPresence = said;
    this.presenceAt = Date.now();
    sendPresence(options.articleId, presence);
  }

  private sayGone(): void {
    const { clientId, articleId } = this.options;
    if (this.isSignedOut) return;
    sendPresence(
      articleId,
      { clientId, version: this.version(), anchor: null, head: null, isGone: true },
      true,
    );
  }

  // ── Words that a closed tab left behind ─────────────────────────────────────────────────────────────────

  private async lookForKept(): Promise<void> {
    const records = (await this.buffer?.leftBehind(this.options.person ?? "")) ?? [];
    for (const record of records) {
      const open = (await this.unsaved(record)) ?? record;
      if (open.steps.length === 0) await this.buffer?.remove(record.id);
      else this.keptRecords.push(open);
    }
    this.showKept();
  }

  private showKept(): void {
    this.keptList = this.keptRecords.map(({ id, at, steps, groups }) => ({
      id,
      at: new Date(at),
      changes: new Set(groups).size,
      text: wordsOf(steps),
    }));
    this.emit();
  }

  /** Leaves out the frozen batch where the server has it: only its answer was lost. Null while that cannot be known. */
  private async unsaved(record: BufferRecord): Promise<BufferRecord | null> {
    const { frozen } = record;
    if (!frozen) return record;
    const answer = await changesSince(this.options.articleId, frozen.baseVersion);
    if (answer.kind !== "ok") return null;
    if (!answer.value.changes.some(({ saveId }) => saveId === frozen.saveId)) return record;
    return {
      ...record,
      version: frozen.baseVersion + frozen.count,
      steps: record.steps.slice(frozen.count),
      groups: record.groups.slice(frozen.count),
      frozen: null,
    };
  }

  async adopt(keptId: string): Promise<void> {
    const record = this.keptRecords.find(({ id }) => id === keptId);
    if (!record || !this.buffer) return;
    if (this.readOnly) throw new Error("You may not write in this article now. Copy the words instead.");
    const wasFree = await this.buffer.alone(record.id, () => this.putIn(record));
    if (!wasFree) throw new Error("Another tab is putting these words in.");
  }

  private async putIn(found: BufferRecord): Promise<void> {
    const record = await this.unsaved(found);
    // Put in without knowing, words that were saved would stand there twice.
    if (!record) throw new Error(stayKept);
    const based = await documentAt(this.options.articleId, record.version);
    if (based.kind !== "ok") {
      this.fail(based);
      throw new Error(stayKept);
    }
    let revision: number | null = null;
    for (;;) {
      const version = this.version();
      const logged = await this.logBetween(record.version, version);
      const { view } = this;
      if (!view) return;
      const base = view.state.schema.nodeFromJSON(based.value);
      const own = ownSteps(base, stepsFrom(view.state.schema, record.steps), record.groups);
      const mine = own.reduce((doc, { step }) => step.apply(doc).doc ?? doc, base);
      if (this.version() !== version) continue;
      // What came into the log since, and what this tab has not sent yet: the kept words come after both.
      const unsent = pendingOf(view.state).steps.map(({ step }) => step);
      const theirs = [...stepsFrom(view.state.schema, logged), ...unsent];
      const { kept, conflicts } = rebase(new Transform(mine), own, theirs);
      if (conflicts.length > 0 && revision === null) {
        revision = await this.keepMine(mine, record.version);
        if (revision === null) throw new Error(stayKept);
        continue;
      }
      const transaction = view.state.tr;
      for (const { step } of kept) transaction.step(step);
      const { group } = pendingOf(view.state);
      if (transaction.docChanged) view.dispatch(transaction.scrollIntoView());
      // A plugin may refuse what would be too long.
      if (transaction.docChanged && pendingOf(view.state).group === group) throw new Error(noRoom);
      this.showConflicts(conflicts, mine, { by: [], revision });
      break;
    }
    // The words are this tab's now; its own buffer has them before the old one goes.
    await this.write();
    await this.forget(record.id);
    await this.send();
  }

  private async logBetween(from: number, to: number): Promise<unknown[]> {
    const steps: unknown[] = [];
    let reached = from;
    while (reached < to) {
      const answer = await changesSince(this.options.articleId, reached);
      if (answer.kind !== "ok" || answer.value.changes.length === 0) {
        throw new Error(stayKept);
      }
      for (const change of answer.value.changes) {
        steps.push(...change.steps.slice(0, Math.max(0, to - reached)));
        reached = Math.min(to, change.fromVersion + change.steps.length);
      }
    }
    return steps;
  }

  async discard(keptId: string): Promise<void> {
    await this.forget(keptId);
  }

  private async forget(id: string): Promise<void> {
    await this.buffer?.remove(id);
    this.keptRecords = this.keptRecords.filter((record) => record.id !== id);
    this.showKept();
  }
}

const stayKept = "The words could not be put in now. They stay kept here; try again in a moment.";

const noRoom =
  "With these words a line would be longer than it may be. They stay kept here; make room and try again.";

/** The same colour for a person in every tab. */
function colourOf(personId: string): number {
  let sum = 0;
  for (const letter of personId) sum = (sum * 31 + letter.charCodeAt(0)) % 8_191;
  return sum % 8;
}

/** The id of the last top-level block before a position: where a block that is gone would stand. */
function blockBefore(doc: Node, pos: number): string | null {
  let found: string | null = null;
  doc.forEach((node, offset) => {
    if (offset < pos && offset + node.nodeSize <= pos && typeof node.attrs.id === "string")
      found = node.attrs.id;
  });
  return found;
}

function placeOf(doc: Node, id: string | null): { pos: number; node: Node } | null {
  let found: { pos: number; node: Node } | null = null;
  if (id === null) return null;
  doc.descendants((node, pos) => {
    if (node.attrs.id === id) found ??= { pos, node };
    return found === null && !node.isTextblock;
  });
  return found;
}

/** Puts our side of a conflict into the text, as an edit like any other. */
function putMine(view: EditorView, conflict: SyncConflict, own: OwnSide): void {
  const { doc, tr } = view.state;
  const place = placeOf(doc, conflict.blockId);
  if (conflict.attribute !== null) {
    if (place) tr.step(new AttrStep(place.pos, conflict.attribute, own.value));
    else if (!own.node) tr.step(new DocAttrStep(conflict.attribute, own.value));
  } else if (place && own.node) {
    const { pos, node } = place;
    if (node.type === own.node.type) tr.replaceWith(pos + 1, pos + node.nodeSize - 1, own.node.content);
    else tr.replaceWith(pos, pos + node.nodeSize, own.node);
  } else if (place) {
    tr.delete(place.pos, place.pos + place.node.nodeSize);
  } else if (own.node) {
    const before = placeOf(doc, own.after);
    const after = before ? before.pos + before.node.nodeSize : doc.content.size;
    const fits = own.node.type.isInGroup("block")
      ? own.node
      : view.state.schema.node("paragraph", null, own.node.content);
    // Nothing stands before the first block but headline and standfirst.
    const first = (doc.maybeChild(0)?.nodeSize ?? 0) + (doc.maybeChild(1)?.nodeSize ?? 0);
    tr.insert(Math.max(after, first), fits);
  }
  if (tr.docChanged) view.dispatch(tr.scrollIntoView());
}
