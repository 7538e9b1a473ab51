import { sql } from "drizzle-orm";
import pg from "pg";
import { perProcess } from "@/db/per-process";
import type { Queryable } from "@/db/transaction";

/** A message on the channel: its topic, ids and versions. Never words of an article; receivers read the tables. */
export type Message = { t: string; [key: string]: unknown };

const CHANNEL = "galley";
/** PostgreSQL refuses a payload of 8,000 bytes or more. */
export const MAX_MESSAGE_BYTES = 7_999;
const BEAT_MS = 1_000;
/** Without a beat for this long nothing that was heard before may be relied on. */
const BEAT_LIMIT_MS = 3_000;
const RETRY_MS = [250, 500, 1_000, 2_000];

/**
 * One LISTEN connection of this process, opened at the first subscription and reopened for ever. Each second it sends
 * itself a beat through the database; `isCurrent()` says whether everything committed more than 3 s ago has been heard.
 */
class Hub {
  private readonly listeners = new Map<string, Set<(message: Message) => void>>();
  private readonly losses = new Set<() => void>();
  private client: pg.Client | null = null;
  private opening = false;
  private failures = 0;
  private lastBeat = Number.NEGATIVE_INFINITY;
  private isClosed = false;
  private beatTimer: NodeJS.Timeout | undefined;
  private retryTimer: NodeJS.Timeout | undefined;

  subscribe(topic: string, listener: (message: Message) => void): () => void {
    const set = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, set.add(listener));
    void this.open();
    return () => {
      set.delete(listener);
    };
  }

  onLoss(listener: () => void): () => void {
    this.losses.add(listener);
    return () => this.losses.delete(listener);
  }

  isCurrent(): boolean {
    return performance.now() - this.lastBeat < BEAT_LIMIT_MS;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearInterval(this.beatTimer);
    clearTimeout(this.retryTimer);
    const client = this.client;
    this.client = null;
    this.lastBeat = Number.NEGATIVE_INFINITY;
    // Nothing more is asked of it, however it ends.
    await client?.end().catch(() => {});
  }

  private async open(): Promise<void> {
    if (this.client || this.opening || this.isClosed) return;
    this.opening = true;
    const client = new pg.Client({
      connectionString: process.env.LISTEN_DATABASE_URL ?? process.env.DATABASE_URL,
      connectionTimeoutMillis: 3_000,
      keepAlive: true,
      application_name: "galley listener",
    });
    // Both may come, and more than once; the first one counts.
    client.on("error", () => this.lose(client));
    client.on("end", () => this.lose(client));
    client.on("notification", ({ channel, payload }) => {
      if (channel === CHANNEL && payload && client === this.client) this.hear(payload);
    });
    try {
      await client.connect();
      this.client = client;
      await client.query(`listen ${CHANNEL}`);
      this.failures = 0;
      this.beatTimer = setInterval(() => this.beat(client), BEAT_MS);
      this.beatTimer.unref();
      this.beat(client);
    } catch {
      this.client = client;
      this.lose(client);
    } finally {
      this.opening = false;
    }
  }

  private beat(client: pg.Client): void {
    const isSilent = this.lastBeat > 0 && performance.now() - this.lastBeat > 3 * BEAT_LIMIT_MS;
    if (isSilent) {
      this.lose(client);
      return;
    }
    const message: Message = { t: "beat", p: process.pid };
    client
      .query("select pg_notify($1, $2)", [CHANNEL, JSON.stringify(message)])
      .catch(() => this.lose(client));
  }

  private lose(client: pg.Client): void {
    if (client !== this.client) return;
    this.client = null;
    this.lastBeat = Number.NEGATIVE_INFINITY;
    clearInterval(this.beatTimer);
    // It is lost already; this only lets go of the socket.
    client.end().catch(() => {});
    for (const listener of this.losses) listener();
    if (this.isClosed) return;
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.retryTimer = setTimeout(() => void this.open(), wait);
  }

  private hear(payload: string): void {
    const message = messageOf(payload);
    if (!message) return;
    if (message.t === "beat") this.lastBeat = performance.now();
    for (const listener of this.listeners.get(message.t) ?? []) {
      try {
        listener(message);
      } catch (error) {
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }
}

function messageOf(payload: string): Message | null {
  try {
    const value: unknown = JSON.parse(payload);
    const isMessage =
      typeof value === "object" && value !== null && "t" in value && typeof value.t === "string";
    return isMessage ? (value as Message) : null;
  } catch {
    return null;
  }
}

const held = perProcess<{ hub?: Hub }>("hub", () => ({}));
const hub = () => (held.hub ??= new Hub());

/** Calls `listener` for each message of the topic, from any process; returns what ends it. */
export function subscribe(topic: string, listener: (message: Message) => void): () => void {
  return hub().subscribe(topic, listener);
}

/**
 * Calls `listener` when the connection is lost: messages may have been missed since, so whoever keeps anything must let
 * it go, or read the tables again.
 */
export function onLoss(listener: () => void): () => void {
  return hub().onLoss(listener);
}

/** Whether a beat came through the database within the last 3 s. */
export const isListening = () => hub().isCurrent();

/** Ends the connection: at shutdown and in tests. The next subscription opens a new one. */
export async function closeHub(): Promise<void> {
  const current = held.hub;
  delete held.hub;
  await current?.close();
}

/**
 * Sends a message when the transaction commits, and never if it does not. One small message per transaction: a commit
 * that notifies takes a lock of the whole server. Throws RangeError above 7,999 bytes.
 */
export async function notify(tx: Queryable, message: Message): Promise<void> {
  const payload = JSON.stringify(message);
  if (Buffer.byteLength(payload) > MAX_MESSAGE_BYTES) {
    throw new RangeError(
      `A "${message.t}" message is over ${MAX_MESSAGE_BYTES} bytes. Send ids and let receivers read.`,
    );
  }
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${payload})`);
}
