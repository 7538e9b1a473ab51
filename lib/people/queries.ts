import { and, asc, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { db } from "@/db/connection";
import { invites, people, personSections, sessions } from "@/db/schema";
import type { Queryable } from "@/db/transaction";
import { NotFound } from "@/lib/errors";
import { actorFrom } from "@/lib/people/actor";
import { type Actor, authorize, isRole, type Role } from "@/lib/permissions";

const sectionIds = sql<
  string[]
>`array(select ${personSections.sectionId} from ${personSections} where ${personSections.personId} = ${people.id})`;

/** The active person with this e-mail, as an actor: whom `--as EMAIL` means. Throws `NotFound`. */
export async function actorByEmail(email: string, source: Queryable = db): Promise<Actor> {
  const [row] = await source
    .select({ id: people.id, name: people.name, email: people.email, roles: people.roles, sectionIds })
    .from(people)
    .where(and(eq(sql`lower(${people.email})`, email.trim().toLowerCase()), eq(people.status, "active")));
  if (!row) throw new NotFound(`No active account has the e-mail ${email}. "galley person list" shows all.`);
  return actorFrom(row);
}

export type PersonState = "active" | "invited" | "suspended";

export type PersonRow = {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  sectionIds: string[];
  state: PersonState;
  /** True while a one-time link of theirs can be used. */
  hasOpenLink: boolean;
  lastSeenAt: Date | null;
};

/** Everybody in the newsroom, by name. For admins and chiefs, and for the command line (null). */
export async function personList(by: Actor | null): Promise<PersonRow[]> {
  if (by) authorize(by, "list people");
  const rows = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      roles: people.roles,
      sectionIds,
      status: people.status,
      hasPassword: sql<boolean>`${people.passwordHash} is not null`,
      hasOpenLink: sql<boolean>`exists (select 1 from ${invites} i where i.person_id = "people"."id" and i.used_at is null and i.expires_at > galley_now())`,
      lastSeenAt:
        sql<Date | null>`(select max(s.last_seen_at) from ${sessions} s where s.person_id = "people"."id")`.mapWith(
          sessions.lastSeenAt,
        ),
    })
    .from(people)
    .orderBy(asc(sql`lower(${people.name})`), asc(people.id))
    .limit(1_000);
  return rows.map(({ status, hasPassword, roles, ...row }) => ({
    ...row,
    roles: roles.filter(isRole),
    state: status === "suspended" ? "suspended" : hasPassword ? "active" : "invited",
  }));
}

/** The account of an e-mail in any case, for the command line. Throws `NotFound` with where to look. */
export async function personByEmail(email: string): Promise<PersonRow> {
  const person = (await personList(null)).find((row) => row.email === email.trim().toLowerCase());
  if (!person) throw new NotFound(`No account has the e-mail ${email}. "galley person list" shows all.`);
  return person;
}

export type SessionRow = {
  id: string;
  device: string;
  network: string;
  createdAt: Date;
  lastSeenAt: Date;
  isThisOne: boolean;
};

/** The actor's own open sessions, last seen first. */
export async function sessionsOf(actor: Actor): Promise<SessionRow[]> {
  authorize(actor, "manage own account");
  const rows = await db
    .select({
      id: sessions.id,
      device: sessions.device,
      network: sessions.network,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(
      and(
        eq(sessions.personId, actor.personId),
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`galley_now()`),
        gt(sessions.lastSeenAt, sql`galley_now() - interval '8 hours'`),
      ),
    )
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id))
    .limit(20);
  return rows.map((row) => ({ ...row, isThisOne: row.id === actor.sessionId }));
}
