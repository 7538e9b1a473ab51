import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { newUuid } from "@/components/editor/sync/new-uuid";

/** A batch that was frozen before it was first sent; retried byte for byte. */
export type FrozenBatch = { saveId: string; baseVersion: number; count: number; body: string };

/** All that one open editor has not had acknowledged, as kept on this machine. */
export type BufferRecord = {
  /** Names the editor instance that wrote it; a Web Lock of this name says that it is still open. */
  id: string;
  articleId: string;
  /** Whose words these are: another person at this machine is not shown them. */
  person: string;
  clientId: string;
  /** The log's version the first step stands on. */
  version: number;
  steps: unknown[];
  groups: number[];
  frozen: FrozenBatch | null;
  at: number;
};

interface Kept extends DBSchema {
  buffers: { key: string; value: BufferRecord; indexes: { article: string } };
}

/**
 * The unsent words of this machine, in IndexedDB. Where the browser has none (private windows, full disks) the words
 * live in the page alone, and `isDurable` says so.
 */
export class Buffer {
  readonly id = newUuid();
  isDurable = true;
  private readonly database: Promise<IDBPDatabase<Kept> | null>;
  private readonly articleId: string;
  private release: () => void = () => {};

  constructor(articleId: string) {
    this.articleId = articleId;
    this.database = openDB<Kept>("galley", 1, {
      upgrade(db) {
        db.createObjectStore("buffers", { keyPath: "id" }).createIndex("article", "articleId");
      },
    }).catch(() => {
      this.isDurable = false;
      return null;
    });
    this.hold();
  }

  private hold(): void {
    if (!navigator.locks) return;
    const open = new Promise<void>((resolve) => {
      this.release = resolve;
    });
    navigator.locks.request(lockName(this.id), () => open).catch(() => {});
  }

  /** Resolves when the record is on disk, or could not be put there. An empty one is removed. */
  async write(record: Omit<BufferRecord, "id" | "articleId">): Promise<void> {
    const db = await this.database;
    if (!db) return;
    const { id, articleId } = this;
    try {
      if (record.steps.length === 0) await db.delete("buffers", id);
      else await db.put("buffers", { ...record, id, articleId }, undefined);
      this.isDurable = true;
    } catch {
      this.isDurable = false;
    }
  }

  /** What closed editors of the same person left behind for this article, oldest first. */
  async leftBehind(person: string): Promise<BufferRecord[]> {
    const db = await this.database;
    if (!db) return [];
    const all = await db.getAllFromIndex("buffers", "article", this.articleId);
    const free: BufferRecord[] = [];
    for (const record of all) {
      if (record.id === this.id || record.person !== person) continue;
      if (await isFree(record.id)) free.push(record);
    }
    return free.sort((a, b) => a.at - b.at);
  }

  async remove(id: string): Promise<void> {
    await (await this.database)?.delete("buffers", id);
  }

  /** Runs `work` while no other tab can take the same record; false when one has it. */
  async alone(id: string, work: () => Promise<void>): Promise<boolean> {
    if (!navigator.locks) {
      await work();
      return true;
    }
    return navigator.locks.request(lockName(id), { ifAvailable: true }, async (lock) => {
      if (!lock) return false;
      await work();
      return true;
    });
  }

  /** Lets another tab find what this one leaves behind. */
  close(): void {
    this.release();
  }
}

const lockName = (id: string) => `galley-buffer-${id}`;

async function isFree(id: string): Promise<boolean> {
  if (!navigator.locks) return true;
  const { held = [] } = await navigator.locks.query();
  return !held.some((lock) => lock.name === lockName(id));
}
