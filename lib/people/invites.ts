import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import { invites, people } from "@/db/schema";
import { type Queryable, type Tx, transaction } from "@/db/transaction";
import { Invalid } from "@/lib/errors";
import { record } from "@/lib/events/record";
import { hashToken, newToken } from "@/lib/people/secret";

/** One-time links: to set up an empty newsroom, to join one, to choose a new password. */
export type LinkKind = "set-up" | "invite" | "reset";

const minutes = { "set-up": 72 * 60, invite: 72 * 60, reset: 30 } as const satisfies Record<LinkKind, number>;

/** The link's path on this site; whoever shows it puts the site's address in front. */
const pathOf = (token: string) => `/set-up?token=${token}`;

/**
 * A new one-time link for `personId`; older ones of the same person end with it. Only its hash is kept, so it is
 * shown once.
 */
export async function makeLink(
  tx: Tx,
  kind: "invite" | "reset",
  personId: string,
  by: { personId: string } | null,
): Promise<string> {
  await endLinksOf(tx, personId);
  const token = newToken();
  await tx.insert(invites).values({
    id: newId(),
    tokenHash: hashToken(token),
    kind,
    personId,
    madeBy: by?.personId ?? null,
    expiresAt: sql`galley_now() + make_interval(mins => ${minutes[kind]})`,
  });
  return pathOf(token);
}

/** Ends the unused links of a person: when they are suspended, or got a newer one. */
export async function endLinksOf(tx: Tx, personId: string): Promise<void> {
  await tx
    .update(invites)
    .set({ expiresAt: sql`least(${invites.expiresAt}, galley_now())` })
    .where(and(eq(invites.personId, personId), isNull(invites.usedAt)));
}

/**
 * The path of a one-time link that sets up this newsroom, valid 72 hours; null when somebody is in it already.
 */
export async function makeSetUpLink(): Promise<string | null> {
  return transaction(async (tx) => {
    if (await hasPeople(tx)) return null;
    const token = newToken();
    await tx.insert(invites).values({
      id: newId(),
      tokenHash: hashToken(token),
      kind: "set-up",
      expiresAt: sql`galley_now() + make_interval(mins => ${minutes["set-up"]})`,
    });
    await record(tx, null, "set-up link made");
    return pathOf(token);
  });
}

/** Whether anybody has an account; while nobody has, the start shows the set-up link. */
export async function hasPeople(source: Queryable = db): Promise<boolean> {
  const [row] = await source.select({ id: people.id }).from(people).limit(1);
  return row !== undefined;
}

export type OpenLink = {
  inviteId: string;
  kind: LinkKind;
  person: { id: string; name: string; email: string } | null;
};

/** What a link is for, while it is unused and in time; null otherwise, whatever the reason. */
export async function openLink(token: string, source: Queryable = db): Promise<OpenLink | null> {
  const [row] = await source
    .select({
      inviteId: invites.id,
      kind: sql<LinkKind>`${invites.kind}`,
      personId: people.id,
      name: people.name,
      email: people.email,
      status: people.status,
    })
    .from(invites)
    .leftJoin(people, eq(people.id, invites.personId))
    .where(
      and(
        eq(invites.tokenHash, hashToken(token)),
        isNull(invites.usedAt),
        gt(invites.expiresAt, sql`galley_now()`),
      ),
    );
  if (!row) return null;
  if (row.kind === "set-up") return { inviteId: row.inviteId, kind: row.kind, person: null };
  if (!row.personId || row.status !== "active") return null;
  const person = { id: row.personId, name: row.name ?? "", email: row.email ?? "" };
  return { inviteId: row.inviteId, kind: row.kind, person };
}

/** Uses a link up, once: of two at the same moment one gets it. Throws `Invalid` with what to do otherwise. */
export async function useLink(tx: Tx, token: string): Promise<OpenLink> {
  const link = await openLink(token, tx);
  const used =
    link &&
    (await tx
      .update(invites)
      .set({ usedAt: sql`galley_now()` })
      .where(and(eq(invites.id, link.inviteId), isNull(invites.usedAt)))
      .returning({ id: invites.id }));
  if (!link || !used?.length) {
    throw new Invalid({ token: "This link was used already or is too old. Ask your admin for a new one." });
  }
  return link;
}
