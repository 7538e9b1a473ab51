import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { SlowDown } from "@/lib/errors";

/** argon2id, the least setting OWASP's password storage cheat sheet recommends: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const AT_ONCE = 2;
const MOST_WAITING = 20;
let running = 0;
const waiting: (() => void)[] = [];

/** Two hashes at once in a process; twenty wait; who comes after them is asked to come back (429). */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) {
    running += 1;
  } else {
    if (waiting.length >= MOST_WAITING) {
      throw new SlowDown(5, "Many people are signing in right now. Try again in 5 seconds.");
    }
    // The turn is handed over by whoever ends, so `running` stays as it is.
    await new Promise<void>((go) => waiting.push(go));
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

// Two keyboards may compose one letter differently; both are the same password.
const spelled = (password: string) => password.normalize("NFC");

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(spelled(password), cost));

let nobodysHash: Promise<string> | undefined;

/**
 * Whether `password` belongs to `stored`. Without a stored hash (unknown e-mail, invited but not joined) it works as
 * long on a hash that nothing matches, and answers false.
 */
export function isPassword(password: string, stored: string | null): Promise<boolean> {
  return inTurn(async () => {
    nobodysHash ??= hash(randomBytes(32), cost);
    const isMatch = await verify(stored ?? (await nobodysHash), spelled(password));
    return stored !== null && isMatch;
  });
}
