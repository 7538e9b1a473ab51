/**
 * When unsent words go out: soon after the last key, and every so often while somebody types on. With colleagues in the
 * article sooner, so that they see each other's words within a second.
 */
const ALONE = { afterLastKey: 500, atLeastEvery: 3_000 };
const TOGETHER = { afterLastKey: 300, atLeastEvery: 700 };

/** The moment to send, given when the oldest unsent and the newest change were made (milliseconds of one clock). */
export function sendAt(firstAt: number, lastAt: number, { isAlone }: { isAlone: boolean }): number {
  const { afterLastKey, atLeastEvery } = isAlone ? ALONE : TOGETHER;
  return Math.min(lastAt + afterLastKey, firstAt + atLeastEvery);
}

/** How long to wait before try number `failures + 1`: 0.5 s doubling to 15 s, spread so that tabs do not come at once. */
export function retryDelay(failures: number, random = Math.random()): number {
  const ceiling = Math.min(15_000, 500 * 2 ** Math.min(failures, 10));
  return Math.max(500, ceiling * (0.5 + random / 2));
}
