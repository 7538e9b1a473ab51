import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { SlowDown } from "@/lib/errors";
import { turns } from "@/lib/turns";

/** argon2id, the least setting OWASP's password storage cheat sheet recommends: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Two hashes at once in a process; twenty wait; who comes after them is asked to come back (429). */
const inTurn = turns(2, {
  waiting: 20,
  refusal: () => new SlowDown(5, "Many people are signing in right now. Try again in 5 seconds."),
});

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
