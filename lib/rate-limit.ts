import { LRUCache } from "lru-cache";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { staffPool } from "@/db/connection";
import { SlowDown } from "@/lib/errors";

/** How often what may be done: points per window of seconds, by key. Counted in PostgreSQL, shared by all workers. */
const rates = {
  "sign-in account": { points: 5, seconds: 15 * 60 },
  "sign-in network": { points: 100, seconds: 60 * 60 },
  "one-time link": { points: 30, seconds: 60 * 60 },
  "API token": { points: 120, seconds: 60 },
  "picture upload": { points: 30, seconds: 60 },
  "uploaded megabytes": { points: 2048, seconds: 24 * 60 * 60 },
} as const;

export type Rate = keyof typeof rates;

/** `GALLEY_RATE_SCALE` multiplies every rate: tests and the bench set it and say so. */
function scale(): number {
  const value = Number(process.env.GALLEY_RATE_SCALE ?? 1);
  return Number.isFinite(value) && value > 0 ? value : 1;
}

function limiter(rate: Rate): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: staffPool(),
    storeType: "pool",
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: rate,
    points: Math.ceil(rates[rate].points * scale()),
    duration: rates[rate].seconds,
  });
}

/** "3 minutes", "40 seconds": how long to wait, for a sentence. */
export function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}

/**
 * Takes a point of `key` (or `points`); throws `SlowDown` with the seconds to wait when none is left. `message` is the sentence
 * shown, given the wait in words.
 */
export async function take(
  rate: Rate,
  key: string,
  message: (wait: string) => string = (wait) => `Too many tries. Try again in ${wait}.`,
  points = 1,
): Promise<void> {
  try {
    await limiter(rate).consume(key, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    throw new SlowDown(seconds, message(waitInWords(seconds)));
  }
}

/**
 * What is asked too often to write a row for each: counted in every process by itself, so that several let through as
 * many times more. `save` counts by person; `signed-out call` by network, whoever has no session.
 */
const localRates = { save: 600, "signed-out call": 300 } as const;
const localCounts = new LRUCache<string, { count: number; until: number }>({ max: 20_000 });

/** Counts one of `key` in this minute; throws `SlowDown` with the seconds to wait above the rate. `now` is milliseconds. */
export function takeHere(rate: keyof typeof localRates, key: string, now = Date.now()): void {
  const id = `${rate}:${key}`;
  const known = localCounts.get(id);
  const minute = known && known.until > now ? known : { count: 0, until: now + 60_000 };
  minute.count += 1;
  localCounts.set(id, minute);
  if (minute.count > localRates[rate] * scale()) throw new SlowDown(Math.ceil((minute.until - now) / 1000));
}

/** Gives back the point of a try that does not count, such as a sign-in that succeeded. */
export async function giveBack(rate: Rate, key: string): Promise<void> {
  await limiter(rate).reward(key);
}

/** Forgets all tries of `key`. */
export async function forget(rate: Rate, key: string): Promise<void> {
  await limiter(rate).delete(key);
}

/** Removes counters whose window ended an hour ago. Each sign-in does it. */
export async function sweepRates(): Promise<void> {
  await staffPool().query("delete from rate_limits where expire < $1", [Date.now() - 3_600_000]);
}
