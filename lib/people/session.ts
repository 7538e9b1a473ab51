import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { apiTokens, people, personSections, sessions } from "@/db/schema";
import type { Tx } from "@/db/transaction";
import { type Actor, actorFrom } from "@/lib/people/actor";
import { deviceOf, networkOf } from "@/lib/people/network";
import { returnPath } from "@/lib/people/return-path";
import { hashToken, newToken, sessionSecret } from "@/lib/people/secret";
import { take } from "@/lib/rate-limit";

/*
 * A signed-in browser holds one cookie: next-auth's sealed token, which carries nothing but 256 random bits. Who that
 * is, and with which roles, is read from `sessions` and `people` on every request, so an ended session, a suspended
 * person and a changed role act at the next one.
 */

export const ABSOLUTE_SECONDS = 72 * 60 * 60;
const IDLE = sql`interval '8 hours'`;
const MOST_SESSIONS = 10;

/** True when the newsroom is reached over TLS, as `PUBLIC_URL` declares. */
export const isSecure = () => (process.env.PUBLIC_URL ?? "").startsWith("https:");

export const cookieName = () => (isSecure() ? "__Host-galley.session" : "galley.session");

const cookieAttributes = () => `Path=/; HttpOnly; SameSite=Lax${isSecure() ? "; Secure" : ""}`;

/** The `Set-Cookie` value that signs a browser in with a token of `openSession`. */
export async function sessionCookie(token: string): Promise<string> {
  const sealed = await encode({
    token: { sid: token },
    secret: await sessionSecret(),
    maxAge: ABSOLUTE_SECONDS,
  });
  return `${cookieName()}=${sealed}; Max-Age=${ABSOLUTE_SECONDS}; ${cookieAttributes()}`;
}

/** The `Set-Cookie` value that signs a browser out. */
export const clearedCookie = () => `${cookieName()}=; Max-Age=0; ${cookieAttributes()}`;

/** The token inside a cookie's value; null when it is not ours, is altered or has expired. */
async function tokenInCookie(value: string | undefined): Promise<string | null> {
  if (!value) return null;
  try {
    const payload = await decode({ token: value, secret: await sessionSecret() });
    return typeof payload?.sid === "string" ? payload.sid : null;
  } catch (error) {
    // jose's errors have codes of their own; anything else (the database is away) is not about this cookie.
    if (error instanceof Error && "code" in error && String(error.code).startsWith("ERR_J")) return null;
    throw error;
  }
}

/**
 * A new session of `personId`, in the caller's transaction; of more than ten the longest unseen ones end. Returns the
 * token for `sessionCookie`, which is nowhere else.
 */
export async function openSession(
  tx: Tx,
  personId: string,
  headers: Headers,
): Promise<{ sessionId: string; token: string }> {
  const token = newToken();
  const sessionId = newId();
  await tx.insert(sessions).values({
    id: sessionId,
    tokenHash: hashToken(token),
    personId,
    device: deviceOf(headers),
    network: networkOf(headers),
    expiresAt: sql`galley_now() + make_interval(secs => ${ABSOLUTE_SECONDS})`,
  });
  const kept = tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(MOST_SESSIONS);
  await tx
    .update(sessions)
    .set({ endedAt: sql`galley_now()` })
    .where(
      and(eq(sessions.personId, personId), isNull(sessions.endedAt), sql`${sessions.id} not in ${kept}`),
    );
  return { sessionId, token };
}

const isLive = and(
  isNull(sessions.endedAt),
  gt(sessions.expiresAt, sql`galley_now()`),
  gt(sessions.lastSeenAt, sql`galley_now() - ${IDLE}`),
);

const personColumns = {
  id: people.id,
  name: people.name,
  email: people.email,
  roles: people.roles,
  sectionIds: sql<
    string[]
  >`array(select ${personSections.sectionId} from ${personSections} where ${personSections.personId} = ${people.id})`,
};

/** Who a session token stands for, while it is live. Counts as being there. */
export async function actorByToken(token: string): Promise<Actor | null> {
  const [row] = await db
    .select({
      ...personColumns,
      sessionId: sessions.id,
      isStale: sql<boolean>`${sessions.lastSeenAt} < galley_now() - interval '1 minute'`,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.tokenHash, hashToken(token)), isLive, eq(people.status, "active")));
  if (!row) return null;
  if (row.isStale) {
    await db
      .update(sessions)
      .set({ lastSeenAt: sql`galley_now()` })
      .where(and(eq(sessions.id, row.sessionId), isNull(sessions.endedAt)));
  }
  return actorFrom(row, { sessionId: row.sessionId });
}

const isUsable = and(isNull(apiTokens.revokedAt), gt(apiTokens.expiresAt, sql`galley_now()`));

async function actorByBearer(token: string): Promise<Actor | null> {
  const [row] = await db
    .select({
      ...personColumns,
      tokenId: apiTokens.id,
      scopes: apiTokens.scopes,
      isStale: sql<boolean>`coalesce(${apiTokens.lastUsedAt} < galley_now() - interval '1 minute', true)`,
    })
    .from(apiTokens)
    .innerJoin(people, eq(people.id, apiTokens.personId))
    .where(and(eq(apiTokens.tokenHash, hashToken(token)), isUsable, eq(people.status, "active")));
  if (!row) return null;
  await take("API token", row.tokenId, (wait) => `This token is used too often. Try again in ${wait}.`);
  if (row.isStale) {
    await db.update(apiTokens).set({ lastUsedAt: sql`galley_now()` }).where(eq(apiTokens.id, row.tokenId));
  }
  return actorFrom(row, { token: { id: row.tokenId, scopes: row.scopes } });
}

/**
 * Who sent a request: the bearer of an API token, else the session of its cookie, else null. Counts as being there.
 */
export async function actorFromRequest(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1];
    return token ? actorByBearer(token) : null;
  }
  const token = await tokenInHeaders(request.headers);
  return token ? actorByToken(token) : null;
}

/** The session token in the cookies of a request's headers. */
export const tokenInHeaders = (headers: Headers): Promise<string | null> =>
  tokenInCookie(cookieIn(headers.get("cookie") ?? "", cookieName()));

function cookieIn(header: string, name: string): string | undefined {
  for (const part of header.split(";")) {
    const [key, ...value] = part.split("=");
    if (key?.trim() === name) return value.join("=").trim();
  }
  return undefined;
}

/** Who is looking at this page (server components); null when nobody is signed in. Asked once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const { cookies } = await import("next/headers");
  const token = await tokenInCookie((await cookies()).get(cookieName())?.value);
  return token ? actorByToken(token) : null;
});

/**
 * Like `currentActor`, for pages: whoever is not signed in is led to the sign-in page and back. A page asks for itself,
 * because a layout is not rendered again when its pages change.
 */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  const { headers } = await import("next/headers");
  const { redirect } = await import("next/navigation");
  const next = returnPath((await headers()).get("x-galley-path"));
  return redirect(`/sign-in?next=${encodeURIComponent(next)}`);
}

/**
 * The same actor with today's rights, or null when the session has ended, the token was revoked or has expired, or the person
 * is suspended. For streams that stay open: it does not count as being there, so an open tab alone keeps no session alive.
 */
export async function actorAgain(actor: Actor): Promise<Actor | null> {
  if (actor.tokenId) {
    const [row] = await db
      .select({ ...personColumns, tokenId: apiTokens.id, scopes: apiTokens.scopes })
      .from(apiTokens)
      .innerJoin(people, eq(people.id, apiTokens.personId))
      .where(and(eq(apiTokens.id, actor.tokenId), isUsable, eq(people.status, "active")));
    return row ? actorFrom(row, { token: { id: row.tokenId, scopes: row.scopes } }) : null;
  }
  if (!actor.sessionId) {
    const [row] = await db
      .select(personColumns)
      .from(people)
      .where(and(eq(people.id, actor.personId), eq(people.status, "active")));
    return row ? actorFrom(row) : null;
  }
  const [row] = await db
    .select(personColumns)
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(and(eq(sessions.id, actor.sessionId), isLive, eq(people.status, "active")));
  return row ? actorFrom(row, { sessionId: actor.sessionId }) : null;
}
