import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { apiTokens } from "@/db/schema";
import { transaction } from "@/db/transaction";
import { Invalid, NotFound } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { requireRecentSignIn } from "@/lib/people/commands";
import { scopeWords } from "@/lib/people/scope-words";
import { hashToken, newToken } from "@/lib/people/secret";
import { type Actor, authorize, can, isScope, type Scope, scopes } from "@/lib/permissions";

export const LONGEST_DAYS = 365;
const MOST_TOKENS = 20;

export const newTokenShape = z.object({
  name: z.string().trim().min(1, "Say what the token is for.").max(60, "At most 60 characters."),
  scopes: z.array(z.enum(scopes)).min(1, "Choose at least one thing it may do."),
  days: z.int().min(1).max(LONGEST_DAYS, `A token lives at most ${LONGEST_DAYS} days.`),
});

/** The right of the person that a scope leans on: nobody hands a token more than they have. */
const rightOf = {
  "draft:read": "list articles",
  "draft:write": "create article",
  "media:upload": "upload media",
} as const;

/** The scopes the actor may hand to a token. */
export const offeredScopes = (actor: Actor): Scope[] => scopes.filter((scope) => can(actor, rightOf[scope]));

/**
 * Makes an API token for the actor, within their own rights, for at most a year. Returns its text, which is kept only
 * as a hash: it is shown once and sent as `Authorization: Bearer …`.
 */
export async function makeToken(
  actor: Actor,
  { name, scopes: wanted, days }: z.output<typeof newTokenShape>,
): Promise<{ tokenId: string; token: string }> {
  return transaction(async (tx) => {
    authorize(actor, "make own token");
    await requireRecentSignIn(tx, actor);
    const beyond = wanted.find((scope) => !can(actor, rightOf[scope]));
    if (beyond) throw new Invalid({ scopes: `Your role does not allow this: ${scopeWords[beyond]}.` });
    const open = await tx.select({ id: apiTokens.id }).from(apiTokens).where(isUsable(actor.personId));
    if (open.length >= MOST_TOKENS) {
      throw new Invalid({ name: `You have ${MOST_TOKENS} tokens. Revoke one you no longer need.` });
    }
    const token = `galley_${newToken()}`;
    const tokenId = newId();
    await tx.insert(apiTokens).values({
      id: tokenId,
      tokenHash: hashToken(token),
      personId: actor.personId,
      name,
      scopes: [...new Set(wanted)],
      expiresAt: sql`galley_now() + make_interval(days => ${days})`,
    });
    await record(tx, actor, "token made", { tokenId, scopes: [...wanted], days });
    return { tokenId, token };
  });
}

/** Revokes one of the actor's own tokens, or anybody's for an admin: its next request is 401. */
export async function revokeToken(actor: Actor, { tokenId }: { tokenId: string }): Promise<void> {
  await transaction(async (tx) => {
    authorize(actor, "manage own account");
    const [token] = await tx.select().from(apiTokens).where(eq(apiTokens.id, tokenId)).for("update");
    const isTheirs = token?.personId === actor.personId || can(actor, "revoke any token");
    if (!token || !isTheirs) throw new NotFound("There is no such token.");
    if (token.revokedAt) return;
    await tx.update(apiTokens).set({ revokedAt: sql`galley_now()` }).where(eq(apiTokens.id, tokenId));
    await notify(tx, { t: "access", personId: token.personId });
    await record(tx, actor, "token revoked", { tokenId });
  });
}

export type TokenRow = {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
};

/** The actor's own tokens that still work, newest first. */
export async function tokensOf(actor: Actor): Promise<TokenRow[]> {
  authorize(actor, "manage own account");
  const rows = await db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      scopes: apiTokens.scopes,
      createdAt: apiTokens.createdAt,
      lastUsedAt: apiTokens.lastUsedAt,
      expiresAt: apiTokens.expiresAt,
    })
    .from(apiTokens)
    .where(isUsable(actor.personId))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id))
    .limit(100);
  return rows.map((row) => ({ ...row, scopes: row.scopes.filter(isScope) }));
}

const isUsable = (personId: string) =>
  and(
    eq(apiTokens.personId, personId),
    isNull(apiTokens.revokedAt),
    gt(apiTokens.expiresAt, sql`galley_now()`),
  );
