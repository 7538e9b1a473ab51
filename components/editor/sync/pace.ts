/** When unsent words go out: 300–800 ms after the last key, and at least every 3 s while somebody types on. */
const AFTER_LAST_KEY_MS = 500;
const AT_LEAST_EVERY_MS = 3_000;

/** The moment to send, given when the oldest unsent and the newest change were made (milliseconds of one clock). */
export const sendAt = (firstAt: number, lastAt: number): number =>
  Math.min(lastAt + AFTER_LAST_KEY_MS, firstAt + AT_LEAST_EVERY_MS);

/** How long to wait before try number `failures + 1`: 0.5 s doubling to 15 s, spread so that tabs do not come at once. */
export function retryDelay(failures: number, random = Math.random()): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(failures, 10));
  return Math.max(500, ceiling * (0.5 + random / 2));
}
