import { createHash } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/connection";
import { people, sessions } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { SlowDown, Unauthorized } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { networkOf } from "@/lib/people/network";
import { isPassword } from "@/lib/people/password";
import { hashToken } from "@/lib/people/secret";
import { openSession, tokenInHeaders } from "@/lib/people/session";
import { forget, giveBack, sweepRates, take } from "@/lib/rate-limit";

export type SignedIn = { token: string; person: { id: string; name: string } };

/** The key of one account tried from one network; the address itself is not kept. */
const accountKey = (email: string, network: string) =>
  createHash("sha256").update(`${email}\n${network}`).digest("base64url");

/**
 * Signs a person in by e-mail and password and opens a session for the device the headers tell of; the
 * one this browser had ends. Throws `Unauthorized` ("wrong_password", the same for an unknown
 * e-mail) and `SlowDown` after five failures of one account from one network in 15 minutes, or a hundred of one
 * network in an hour. A try is counted before the password is looked at, so many at once count too.
 */
export async function signIn(
  { email, password }: { email: string; password: string },
  headers: Headers,
): Promise<SignedIn> {
  const network = networkOf(headers);
  const address = email.trim().toLowerCase();
  const account = accountKey(address, network);
  await take(
    "sign-in network",
    network,
    (wait) => `Too many failed sign-ins from this network. Try again in ${wait}.`,
  );
  await take(
    "sign-in account",
    account,
    (wait) =>
      `Too many failed sign-ins. Try again in ${wait}, or ask an admin for a link to choose a new password.`,
  );
  const [person] = await db
    .select({ id: people.id, name: people.name, status: people.status, hash: people.passwordHash })
    .from(people)
    .where(eq(sql`lower(${people.email})`, address));
  const isRight = await isPassword(password, person?.hash ?? null).catch(async (error: unknown) => {
    // Not tried at all: the point is given back.
    if (error instanceof SlowDown) {
      await Promise.all([giveBack("sign-in network", network), giveBack("sign-in account", account)]);
    }
    throw error;
  });
  if (!person || !isRight || person.status !== "active") {
    await transaction((tx) =>
      record(tx, null, "sign-in failed", { network, ...(person ? { personId: person.id } : {}) }),
    );
    throw person && isRight
      ? new Unauthorized("Your account is suspended. Ask an admin of the newsroom.", "suspended")
      : new Unauthorized(
          "The e-mail or the password is not right. Check both and try again.",
          "wrong_password",
        );
  }
  const before = await tokenInHeaders(headers);
  const token = await transaction(async (tx) => {
    const opened = await openSession(tx, person.id, headers);
    if (before) await endByToken(tx, before);
    await record(tx, { personId: person.id }, "signed in", { sessionId: opened.sessionId });
    return opened.token;
  });
  await Promise.all([giveBack("sign-in network", network), forget("sign-in account", account), sweepRates()]);
  return { token, person: { id: person.id, name: person.name } };
}

/** Ends the session of this browser's cookie. Nothing happens when there is none. */
export async function signOut(headers: Headers): Promise<void> {
  const token = await tokenInHeaders(headers);
  if (token) await signOutToken(token);
}

/** Ends the session a token stands for. */
export async function signOutToken(token: string): Promise<void> {
  await transaction(async (tx) => {
    const ended = await endByToken(tx, token);
    if (ended) await record(tx, { personId: ended.personId }, "signed out", { sessionId: ended.sessionId });
  });
}

async function endByToken(tx: Tx, token: string): Promise<{ personId: string; sessionId: string } | null> {
  const [ended] = await tx
    .update(sessions)
    .set({ endedAt: sql`galley_now()` })
    .where(and(eq(sessions.tokenHash, hashToken(token)), isNull(sessions.endedAt)))
    .returning({ personId: sessions.personId, sessionId: sessions.id });
  if (!ended) return null;
  await notify(tx, { t: "access", personId: ended.personId, sessionId: ended.sessionId });
  return ended;
}
