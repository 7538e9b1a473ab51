import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { newId } from "@/db/id";
import { people, personSections, sections, sessions, settings } from "@/db/schema";
import { type Tx, transaction } from "@/db/transaction";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors";
import { notify } from "@/lib/events/hub";
import { record } from "@/lib/events/record";
import { newsroomSettings } from "@/lib/newsroom/queries";
import { endLinksOf, hasPeople, makeLink, openLink, useLink } from "@/lib/people/invites";
import { hashPassword, isPassword } from "@/lib/people/password";
import { passwordProblem } from "@/lib/people/password-rules";
import { openSession } from "@/lib/people/session";
import type { SignedIn } from "@/lib/people/sign-in";
import { type Actor, authorize, type Role } from "@/lib/permissions";
import { forget, take } from "@/lib/rate-limit";

/**
 * Whom a change of people is made for: an actor, or null for the operator at the server's own command line, who needs
 * no account (that is how the first admin, and an admin who lost everything, get in).
 */
export type Operator = Actor | null;

type NewPerson = {
  email: string;
  name: string;
  roles: readonly Role[];
  sectionIds?: readonly string[] | undefined;
};

/**
 * Adds a person. With a `password` (demo and command line) they may sign in at once; without, `link` is the path of
 * their one-time invitation, valid 72 hours and shown once.
 */
export async function addPerson(
  by: Operator,
  { email, name, roles, sectionIds = [], password }: NewPerson & { password?: string },
): Promise<{ personId: string; link: string | null }> {
  const passwordHash = password === undefined ? null : await newPasswordHash(password, { email, name });
  return transaction(async (tx) => {
    if (by) {
      authorize(by, "invite people", { personId: null, roles });
      await requireRecentSignIn(tx, by);
    }
    const personId = newId();
    const [added] = await tx
      .insert(people)
      .values({
        id: personId,
        email,
        name,
        roles: [...roles],
        passwordHash,
        passwordChangedAt: passwordHash ? sql`galley_now()` : null,
      })
      .onConflictDoNothing()
      .returning({ id: people.id });
    if (!added) throw new Invalid({ email: "There is an account with this e-mail already." });
    await setSections(tx, personId, sectionIds);
    const link = passwordHash ? null : await makeLink(tx, "invite", personId, by);
    await record(tx, by, "person added", { personId, roles: [...roles], sectionIds: [...sectionIds] });
    return { personId, link };
  });
}

/**
 * A new one-time link for a person: to join (72 hours) while they have no password, else to choose a new one (30
 * minutes). Their password and sessions stand until it is used.
 */
export async function resetPassword(
  by: Operator,
  { personId }: { personId: string },
): Promise<{ link: string }> {
  return transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (by) {
      if (person.passwordHash) authorize(by, "manage people", person);
      else authorize(by, "invite people", person);
      await requireRecentSignIn(tx, by);
    }
    if (person.status !== "active") {
      throw new Conflict("suspended", "This account is suspended. Let the person back in first.");
    }
    const link = await makeLink(tx, person.passwordHash ? "reset" : "invite", personId, by);
    await record(tx, by, person.passwordHash ? "password reset link made" : "invitation made", { personId });
    return { link };
  });
}

/**
 * Gives a person these roles and sections in place of those they have. Their sessions end, so that none outlives the
 * change. Nobody changes their own; the last admin stays one.
 */
export async function setRights(
  by: Operator,
  {
    personId,
    roles,
    sectionIds,
  }: { personId: string; roles: readonly Role[]; sectionIds: readonly string[] },
): Promise<void> {
  await transaction(async (tx) => {
    await lockAdmins(tx);
    const person = await lockPerson(tx, personId);
    if (by) {
      if (by.personId === personId) throw new Forbidden("Nobody changes their own roles. Ask another admin.");
      authorize(by, "manage people", person);
      await requireRecentSignIn(tx, by);
    }
    const isSame = isSameSet(person.roles, roles) && isSameSet(person.sectionIds, sectionIds);
    if (isSame) return;
    await tx
      .update(people)
      .set({ roles: [...roles] })
      .where(eq(people.id, personId));
    await requireAnAdmin(tx);
    await setSections(tx, personId, sectionIds);
    await endSessionsWhere(tx, personId);
    await record(tx, by, "roles changed", { personId, roles: [...roles], sectionIds: [...sectionIds] });
  });
}

/** Shuts a person out: sessions, links and API tokens stop at once; what they wrote stays. */
export async function suspendPerson(by: Operator, { personId }: { personId: string }): Promise<void> {
  await transaction(async (tx) => {
    await lockAdmins(tx);
    const person = await lockPerson(tx, personId);
    if (by) {
      if (by.personId === personId) throw new Forbidden("Nobody suspends themselves. Ask another admin.");
      authorize(by, "manage people", person);
      await requireRecentSignIn(tx, by);
    }
    if (person.status === "suspended") return;
    await tx.update(people).set({ status: "suspended" }).where(eq(people.id, personId));
    await requireAnAdmin(tx);
    await endLinksOf(tx, personId);
    await endSessionsWhere(tx, personId);
    await record(tx, by, "person suspended", { personId });
  });
}

/** Lets a suspended person back in, with the roles and the password they had. */
export async function reinstatePerson(by: Operator, { personId }: { personId: string }): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (by) {
      authorize(by, "manage people", person);
      await requireRecentSignIn(tx, by);
    }
    if (person.status === "active") return;
    await tx.update(people).set({ status: "active" }).where(eq(people.id, personId));
    await record(tx, by, "person reinstated", { personId });
  });
}

/** Ends every session of another person; they may sign in again. */
export async function endSessionsOf(by: Operator, { personId }: { personId: string }): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, personId);
    if (by) authorize(by, "manage people", person);
    await endSessionsWhere(tx, personId);
    await record(tx, by, "sessions ended", { personId });
  });
}

/** Ends one of the actor's own sessions; the browser that has it is signed out at its next request. */
export async function endSession(actor: Actor, { sessionId }: { sessionId: string }): Promise<void> {
  await transaction(async (tx) => {
    authorize(actor, "manage own account");
    const [ended] = await tx
      .update(sessions)
      .set({ endedAt: sql`galley_now()` })
      .where(and(eq(sessions.id, sessionId), eq(sessions.personId, actor.personId), isNull(sessions.endedAt)))
      .returning({ id: sessions.id });
    if (!ended) throw new NotFound("This session has ended already.");
    await notify(tx, { t: "access", personId: actor.personId, sessionId });
    await record(tx, actor, "session ended", { sessionId });
  });
}

/** Ends all of the actor's sessions but the one they act from. */
export async function endOtherSessions(actor: Actor): Promise<void> {
  await transaction(async (tx) => {
    authorize(actor, "manage own account");
    await endSessionsWhere(tx, actor.personId, actor.sessionId);
    await record(tx, actor, "other sessions ended", { personId: actor.personId });
  });
}

/**
 * Changes the actor's password. Needs the present one (five tries in 15 minutes); every other session ends.
 */
export async function changePassword(
  actor: Actor,
  { current, next }: { current: string; next: string },
): Promise<void> {
  authorize(actor, "manage own account");
  await take(
    "sign-in account",
    `change ${actor.personId}`,
    (wait) => `Too many wrong passwords. Try again in ${wait}.`,
  );
  const stored = await transaction((tx) => lockPerson(tx, actor.personId));
  if (!(await isPassword(current, stored.passwordHash))) {
    throw new Invalid({ current: "This is not your present password. Try again." });
  }
  await forget("sign-in account", `change ${actor.personId}`);
  if (current === next) throw new Invalid({ next: "This is the password you have. Choose another one." });
  const passwordHash = await newPasswordHash(next, stored, "next");
  await transaction(async (tx) => {
    const person = await lockPerson(tx, actor.personId);
    if (person.passwordHash !== stored.passwordHash) {
      throw new Conflict(
        "stale",
        "Your password was changed elsewhere a moment ago. Sign in with the new one.",
      );
    }
    await tx
      .update(people)
      .set({ passwordHash, passwordChangedAt: sql`galley_now()` })
      .where(eq(people.id, actor.personId));
    await endLinksOf(tx, actor.personId);
    await endSessionsWhere(tx, actor.personId, actor.sessionId);
    await record(tx, actor, "password changed", { personId: actor.personId });
  });
}

/** Uses an invitation or a reset link: sets the password, ends every session there was and opens one here. */
export async function joinByLink(
  { token, password }: { token: string; password: string },
  headers: Headers,
): Promise<SignedIn> {
  // A bad link is refused before anything is hashed for it.
  const link = await openLink(token);
  const passwordHash = link?.person ? await newPasswordHash(password, link.person) : null;
  return transaction(async (tx) => {
    const { person, kind } = await useLink(tx, token);
    if (!person || !passwordHash) throw new Invalid({ token: "This link does not belong to an account." });
    await tx
      .update(people)
      .set({ passwordHash, passwordChangedAt: sql`galley_now()` })
      .where(eq(people.id, person.id));
    await endLinksOf(tx, person.id);
    await endSessionsWhere(tx, person.id);
    const opened = await openSession(tx, person.id, headers);
    const kindOfEvent = kind === "invite" ? "joined" : "password reset";
    await record(tx, { personId: person.id }, kindOfEvent, { sessionId: opened.sessionId });
    return { token: opened.token, person: { id: person.id, name: person.name } };
  });
}

/**
 * Sets up an empty newsroom by its one-time link: name, language, time zone, a first section, and the first person,
 * who is admin and chief and is signed in.
 */
export async function setUpNewsroom(
  input: {
    token: string;
    newsroom: string;
    language: string;
    timeZone: string;
    name: string;
    email: string;
    password: string;
  },
  headers: Headers,
): Promise<SignedIn> {
  const problem = passwordProblem(input.password, input);
  if (problem) throw new Invalid({ password: problem });
  const passwordHash = await hashPassword(input.password);
  return transaction(async (tx) => {
    const link = await useLink(tx, input.token);
    // Two people with two links: the second finds somebody there.
    await tx.execute(sql`lock table ${people} in share row exclusive mode`);
    if (link.kind !== "set-up" || (await hasPeople(tx))) {
      throw new Conflict(
        "set-up",
        "This newsroom has been set up already. Sign in, or ask its admin for an invitation.",
      );
    }
    const personId = newId();
    await tx.insert(people).values({
      id: personId,
      email: input.email,
      name: input.name,
      roles: ["admin", "chief"],
      passwordHash,
      passwordChangedAt: sql`galley_now()`,
    });
    const values = { name: input.newsroom, language: input.language, timeZone: input.timeZone };
    for (const [key, value] of Object.entries(values)) {
      await tx
        .insert(settings)
        .values({ key, value, changedBy: personId })
        .onConflictDoUpdate({
          target: settings.key,
          set: { value, changedBy: personId, changedAt: sql`galley_now()` },
        });
    }
    await tx.insert(sections).values({ id: newId(), slug: "news", name: "News" }).onConflictDoNothing();
    const opened = await openSession(tx, personId, headers);
    await record(tx, { personId }, "newsroom set up", { personId, sessionId: opened.sessionId });
    return { token: opened.token, person: { id: personId, name: input.name } };
  });
}

const isSameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((item) => b.includes(item));

async function newPasswordHash(
  password: string,
  { email, name }: { email: string; name: string },
  field = "password",
): Promise<string> {
  const { name: newsroom } = await newsroomSettings();
  const problem = passwordProblem(password, { email, name, newsroom });
  if (problem) throw new Invalid({ [field]: problem });
  return hashPassword(password);
}

async function lockPerson(tx: Tx, personId: string) {
  const [person] = await tx.select().from(people).where(eq(people.id, personId)).for("update");
  if (!person) throw new NotFound("There is no such person.");
  const rows = await tx
    .select({ sectionId: personSections.sectionId })
    .from(personSections)
    .where(eq(personSections.personId, personId));
  return { ...person, personId, sectionIds: rows.map(({ sectionId }) => sectionId) };
}

/** Two admins who demote each other at once come one after the other, so one of them is still an admin. */
async function lockAdmins(tx: Tx): Promise<void> {
  await tx
    .select({ id: people.id })
    .from(people)
    .where(sql`'admin' = any(${people.roles})`)
    .orderBy(people.id)
    .for("update");
}

async function requireAnAdmin(tx: Tx): Promise<void> {
  const [admin] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(sql`'admin' = any(${people.roles})`, eq(people.status, "active")))
    .limit(1);
  if (!admin) {
    throw new Invalid({ roles: "This is the last admin. Make somebody else an admin first." });
  }
}

async function setSections(tx: Tx, personId: string, sectionIds: readonly string[]): Promise<void> {
  await tx.delete(personSections).where(eq(personSections.personId, personId));
  if (sectionIds.length === 0) return;
  const known = await tx.select({ id: sections.id }).from(sections);
  const isUnknown = sectionIds.some((id) => !known.some((section) => section.id === id));
  if (isUnknown)
    throw new Invalid({ sectionIds: "One of these sections does not exist any more. Choose again." });
  await tx
    .insert(personSections)
    .values([...new Set(sectionIds)].map((sectionId) => ({ personId, sectionId })));
}

/** Ends a person's sessions, but for `except`, and tells every process so that open streams close. */
async function endSessionsWhere(tx: Tx, personId: string, except: string | null = null): Promise<void> {
  await tx
    .update(sessions)
    .set({ endedAt: sql`galley_now()` })
    .where(
      and(
        eq(sessions.personId, personId),
        isNull(sessions.endedAt),
        except ? ne(sessions.id, except) : undefined,
      ),
    );
  await notify(tx, { t: "access", personId });
}

/**
 * Acts that could hand the newsroom over need a sign-in of the last 15 minutes: throws `Forbidden` ("confirm"), which
 * screens answer with the password dialog. The command line has no session and is not asked.
 */
export async function requireRecentSignIn(tx: Tx, actor: Actor): Promise<void> {
  if (!actor.sessionId) return;
  const [recent] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, actor.sessionId),
        sql`${sessions.createdAt} > galley_now() - interval '15 minutes'`,
      ),
    );
  if (!recent) throw new Forbidden("Enter your password once more to go on.", "confirm");
}
