import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { decode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { POST as signInRoute } from "@/app/api/auth/sign-in/route";
import { GET as peopleRoute } from "@/app/api/people/route";
import { db } from "@/db/connection";
import { events, invites, people, rateLimits, sessions } from "@/db/schema";
import { Conflict, Forbidden, Invalid, NotFound, SlowDown, Unauthorized } from "@/lib/errors";
import { closeHub, isListening, subscribe } from "@/lib/events/hub";
import { authOptions } from "@/lib/people/auth-options";
import {
  addPerson,
  changePassword,
  endOtherSessions,
  endSession,
  joinByLink,
  reinstatePerson,
  resetPassword,
  setRights,
  setUpNewsroom,
  suspendPerson,
} from "@/lib/people/commands";
import { makeSetUpLink, openLink } from "@/lib/people/invites";
import { networkOf } from "@/lib/people/network";
import { actorByEmail, personList, sessionsOf } from "@/lib/people/queries";
import { sessionSecret } from "@/lib/people/secret";
import { actorAgain, actorFromRequest, sessionCookie } from "@/lib/people/session";
import { signIn, signOut } from "@/lib/people/sign-in";
import type { Actor, Role } from "@/lib/permissions";

const password = "kelp otter marimba";
let network = 0;

/** Headers of a browser in a network of its own, so that limits of one test are not those of another. */
function browser(more: Record<string, string> = {}): Headers {
  network += 1;
  return new Headers({
    "x-forwarded-for": `10.${Math.floor(network / 250)}.${network % 250}.7`,
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ...more,
  });
}

async function person(...roles: Role[]): Promise<{ personId: string; email: string }> {
  const email = `${randomUUID()}@example.test`;
  const { personId } = await addPerson(null, { email, name: "Ana Pérez", roles, password });
  return { personId, email };
}

/** Signs in and gives the actor with the request that carries their cookie. */
async function signedIn(email: string, headers = browser()) {
  const { token } = await signIn({ email, password }, headers);
  const cookie = (await sessionCookie(token)).split(";")[0] ?? "";
  const request = () => new Request("http://localhost:3000/api/x", { headers: { cookie } });
  const actor = await actorFromRequest(request());
  if (!actor) throw new Error("not signed in");
  return { actor, request, cookie, token };
}

async function staff(...roles: Role[]) {
  const made = await person(...roles);
  return { ...made, ...(await signedIn(made.email)) };
}

const tokenOf = (link: string | null) => new URL(link ?? "", "http://x.test").searchParams.get("token") ?? "";
const eventsOf = async (kind: string, personId: string) =>
  (await db.select().from(events).where(eq(events.kind, kind))).filter(
    ({ detail, actorId }) => actorId === personId || JSON.stringify(detail).includes(personId),
  );

beforeEach(() => {
  delete process.env.GALLEY_RATE_SCALE;
});
afterEach(() => {
  delete process.env.GALLEY_RATE_SCALE;
  delete process.env.PUBLIC_URL;
});

describe("an empty newsroom", () => {
  // First in the file: afterwards there are people.
  const input = {
    newsroom: "The Island Courier",
    language: "en",
    timeZone: "Atlantic/Canary",
    name: "Marta Cruz",
    email: "marta@example.test",
    password,
  };

  it("is set up once, by its link, by somebody who is then admin and chief", async () => {
    const [first, second] = [await makeSetUpLink(), await makeSetUpLink()];
    await expect(setUpNewsroom({ ...input, token: "guess" }, browser())).rejects.toThrow(Invalid);
    await expect(
      setUpNewsroom({ ...input, token: tokenOf(first), password: "islandcourier" }, browser()),
    ).rejects.toThrow(/name/);
    const both = await Promise.allSettled(
      [first, second].map((link, index) =>
        setUpNewsroom({ ...input, token: tokenOf(link), email: `marta${index}@example.test` }, browser()),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const everybody = await db.select().from(people);
    expect(everybody.map(({ roles }) => roles)).toEqual([["admin", "chief"]]);
    expect(await makeSetUpLink()).toBeNull();
    const actor = await actorByEmail(everybody[0]?.email ?? "");
    expect(actor.roles).toEqual(["admin", "chief"]);
    expect(await eventsOf("newsroom set up", actor.personId)).toHaveLength(1);
  });
});

describe("signing in", () => {
  it("opens a session, whatever the case of the address, and tells who it is", async () => {
    const { personId, email } = await person("reporter");
    const { actor } = await signedIn(` ${email.toUpperCase()} `);
    expect(actor).toMatchObject({ personId, email, roles: ["reporter"], sectionIds: [] });
    expect(await sessionsOf(actor)).toMatchObject([{ device: "Firefox on Linux", isThisOne: true }]);
    expect(await eventsOf("signed in", personId)).toHaveLength(1);
  });

  it("says the same for a wrong password and for an unknown e-mail, and records both", async () => {
    const { email, personId } = await person("reporter");
    const wrong = signIn({ email, password: "not this one at all" }, browser());
    await expect(wrong).rejects.toMatchObject({ code: "wrong_password" });
    const unknown = signIn({ email: "nobody@example.test", password }, browser());
    await expect(unknown).rejects.toMatchObject({ code: "wrong_password" });
    await expect(wrong).rejects.toThrow(await unknown.catch((error: Error) => error.message));
    expect(await eventsOf("sign-in failed", personId)).toHaveLength(1);
  });

  it("takes about as long for an unknown e-mail", async () => {
    const { email } = await person("reporter");
    const time = async (address: string) => {
      const runs: number[] = [];
      for (let run = 0; run < 4; run += 1) {
        // Processor time: the clock would count whatever else the machine does.
        const before = process.cpuUsage();
        await expect(
          signIn({ email: address, password: "wrong wrong wrong" }, browser()),
        ).rejects.toMatchObject({ code: "wrong_password" });
        runs.push(process.cpuUsage(before).user);
      }
      return Math.min(...runs);
    };
    await time(email);
    const [known, unknown] = [await time(email), await time("nobody@example.test")];
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  it("at scale 1 lets five failures through and refuses the sixth try, even with the right password", async () => {
    const { email } = await person("reporter");
    const headers = browser();
    for (let failure = 1; failure <= 5; failure += 1) {
      await expect(signIn({ email, password: "wrong wrong wrong" }, headers)).rejects.toThrow(Unauthorized);
    }
    const refused = await signIn({ email, password }, headers).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SlowDown);
    expect(refused).toMatchObject({ message: expect.stringMatching(/in 15 minutes/) });
    expect(refused instanceof SlowDown && refused.retryAfter).toBeGreaterThan(890);
    // Another network, and another account of this one, are not held up.
    await signIn({ email, password }, browser());
    const other = await person("reporter");
    await signIn({ email: other.email, password }, headers);
  });

  it("four failures and a success begin again at none", async () => {
    const { email } = await person("reporter");
    const headers = browser();
    for (let round = 0; round < 2; round += 1) {
      for (let failure = 1; failure <= 4; failure += 1) {
        await expect(signIn({ email, password: "wrong wrong wrong" }, headers)).rejects.toThrow(Unauthorized);
      }
      await signIn({ email, password }, headers);
    }
  });

  it("twelve tries at the same moment are counted like twelve in a row", async () => {
    const { email } = await person("reporter");
    const headers = browser();
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, () => signIn({ email, password: "wrong wrong wrong" }, headers)),
    );
    const reasons = tries.map((result) => (result.status === "rejected" ? result.reason : null));
    expect(reasons.filter((reason) => reason instanceof Unauthorized)).toHaveLength(5);
    expect(reasons.filter((reason) => reason instanceof SlowDown)).toHaveLength(7);
  });

  it("one network has a hundred failures an hour over all accounts; successes do not count", async () => {
    const headers = browser();
    const { email } = await person("reporter");
    await signIn({ email, password }, headers);
    await db
      .update(rateLimits)
      .set({ points: 99 })
      .where(eq(rateLimits.key, `sign-in network:${networkOf(headers)}`));
    await expect(signIn({ email: "a@example.test", password: "wrong wrong wrong" }, headers)).rejects.toThrow(
      Unauthorized,
    );
    await expect(signIn({ email: "b@example.test", password: "wrong wrong wrong" }, headers)).rejects.toThrow(
      /this network/,
    );
  });

  it("GALLEY_RATE_SCALE multiplies the limit", async () => {
    process.env.GALLEY_RATE_SCALE = "2";
    const { email } = await person("reporter");
    const headers = browser();
    for (let failure = 1; failure <= 10; failure += 1) {
      await expect(signIn({ email, password: "wrong wrong wrong" }, headers)).rejects.toThrow(Unauthorized);
    }
    await expect(signIn({ email, password }, headers)).rejects.toThrow(SlowDown);
  });

  it("keeps the ten sessions seen last", async () => {
    const { email } = await person("reporter");
    const all = [];
    for (let count = 0; count < 11; count += 1) all.push(await signedIn(email));
    const alive = await Promise.all(all.map(({ request }) => actorFromRequest(request())));
    expect(alive.filter(Boolean)).toHaveLength(10);
    expect(alive[0]).toBeNull();
  });

  it("in a browser that is signed in ends the session before: the cookie changes", async () => {
    const { email } = await person("reporter");
    const first = await signedIn(email);
    const second = await signedIn(email, browser({ cookie: first.cookie }));
    expect(await actorFromRequest(first.request())).toBeNull();
    expect(await actorFromRequest(second.request())).not.toBeNull();
  });

  it("puts nothing into the cookie but the session's token", async () => {
    const { email } = await person("reporter");
    const { cookie, token } = await signedIn(email);
    const sealed = cookie.split("=").slice(1).join("=");
    const payload = await decode({ token: sealed, secret: await sessionSecret() });
    expect(Object.keys(payload ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid"]);
    expect(payload?.sid).toBe(token);
    expect(Buffer.from(token, "base64url")).toHaveLength(32);
    const { callbacks } = await authOptions();
    const kept = await callbacks?.jwt?.({
      token: { name: "Ana", email, sub: "1", sid: "old" },
      user: { id: token },
      account: null,
    });
    expect(kept).toEqual({ sid: token });
  });

  it("through next-auth's own door holds the same limits and opens the same session", async () => {
    const { email } = await person("reporter");
    const [provider] = (await authOptions()).providers;
    if (provider?.type !== "credentials") throw new Error("no credentials");
    const headers = Object.fromEntries(browser());
    const attempt = (tried: string) =>
      provider.options.authorize(
        { email, password: tried },
        { headers, query: {}, body: {}, method: "POST" },
      );
    for (let failure = 1; failure <= 5; failure += 1) {
      await expect(attempt("wrong wrong wrong")).rejects.toThrow(/^wrong_password$/);
    }
    await expect(attempt(password)).rejects.toThrow(/^slow_down_\d+$/);
  });

  it("by HTTP sets a cookie scripts cannot read, and __Host- with TLS", async () => {
    const { email } = await person("reporter");
    const send = (origin: string) =>
      signInRoute(
        new Request(`${origin}/api/auth/sign-in`, {
          method: "POST",
          headers: { ...Object.fromEntries(browser()), origin, host: new URL(origin).host },
          body: JSON.stringify({ email, password }),
        }),
        { params: Promise.resolve({}) },
      );
    const plain = await send("http://localhost:3000");
    expect(plain.status).toBe(200);
    expect(plain.headers.get("set-cookie")).toMatch(
      /^galley\.session=\S+; Max-Age=259200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    process.env.PUBLIC_URL = "https://news.example.test";
    const secure = await send("https://news.example.test");
    expect(secure.headers.get("set-cookie")).toMatch(/^__Host-galley\.session=.*; Path=\/; .*Secure$/);
  });
});

describe("a session", () => {
  it("ends for good when signed out, altered, idle for 8 hours or 72 hours old", async () => {
    const { email } = await person("reporter");
    const out = await signedIn(email);
    await signOut(new Headers({ cookie: out.cookie }));
    expect(await actorFromRequest(out.request())).toBeNull();

    const altered = await signedIn(email);
    const middle = altered.cookie.length - 20;
    const other = altered.cookie[middle] === "A" ? "B" : "A";
    const cookie = altered.cookie.slice(0, middle) + other + altered.cookie.slice(middle + 1);
    const request = new Request("http://x.test", { headers: { cookie } });
    expect(await actorFromRequest(request)).toBeNull();

    const idle = await signedIn(email);
    const age = (id: string | null, change: ReturnType<typeof sql>) =>
      db.execute(sql`update sessions set ${change} where id = ${id}`);
    await age(idle.actor.sessionId, sql`last_seen_at = now() - interval '7 hours 59 minutes'`);
    expect(await actorFromRequest(idle.request())).not.toBeNull();
    await age(idle.actor.sessionId, sql`last_seen_at = now() - interval '8 hours 1 minute'`);
    expect(await actorFromRequest(idle.request())).toBeNull();

    const old = await signedIn(email);
    await age(old.actor.sessionId, sql`expires_at = expires_at - interval '72 hours'`);
    expect(await actorFromRequest(old.request())).toBeNull();
  });

  it("is kept alive by requests but not by an open stream", async () => {
    const { email } = await person("reporter");
    const { actor, request } = await signedIn(email);
    const seen = async () => {
      const [row] = await db
        .select()
        .from(sessions)
        .where(eq(sessions.id, actor.sessionId ?? ""));
      return Date.now() - (row?.lastSeenAt.getTime() ?? 0);
    };
    await db.execute(
      sql`update sessions set last_seen_at = now() - interval '1 hour' where id = ${actor.sessionId}`,
    );
    expect(await actorAgain(actor)).not.toBeNull();
    expect(await seen()).toBeGreaterThan(3_500_000);
    await actorFromRequest(request());
    expect(await seen()).toBeLessThan(10_000);
  });

  it("of one's own can be ended, of others not", async () => {
    const { email } = await person("reporter");
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const stranger = await staff("chief");
    await expect(endSession(stranger.actor, { sessionId: there.actor.sessionId ?? "" })).rejects.toThrow(
      NotFound,
    );
    expect(await actorFromRequest(there.request())).not.toBeNull();
    await endSession(here.actor, { sessionId: there.actor.sessionId ?? "" });
    expect(await actorFromRequest(there.request())).toBeNull();
    expect(await actorAgain(there.actor)).toBeNull();
    const again = await signedIn(email);
    await endOtherSessions(here.actor);
    expect(await actorFromRequest(again.request())).toBeNull();
    expect(await actorFromRequest(here.request())).not.toBeNull();
  });

  it("that ends is told to every process at once, so that open streams look again", async () => {
    const admin = await staff("admin");
    const heard: unknown[] = [];
    const stop = subscribe("access", ({ personId, sessionId }) => heard.push(sessionId ?? personId));
    try {
      await vi.waitFor(() => expect(isListening()).toBe(true), { timeout: 10_000 });
      const [first, second] = [await staff("reporter"), await staff("reporter")];
      await suspendPerson(admin.actor, first);
      await endSession(second.actor, { sessionId: second.actor.sessionId ?? "" });
      await vi.waitFor(
        () => expect(heard).toEqual(expect.arrayContaining([first.personId, second.actor.sessionId])),
        { timeout: 5_000 },
      );
      expect(await actorAgain(first.actor)).toBeNull();
    } finally {
      stop();
      await closeHub();
    }
  });

  it("row deleted in the database is 401 at the next call", async () => {
    const { request, actor } = await staff("chief");
    await db.delete(sessions).where(eq(sessions.id, actor.sessionId ?? ""));
    const response = await peopleRoute(request(), { params: Promise.resolve({}) });
    expect(response.status).toBe(401);
  });
});

describe("people", () => {
  it("by role: who may add whom, and who sees the list", async () => {
    const all: Role[] = ["admin", "chief", "editor", "reporter", "checker"];
    const may: Record<Role, Role[]> = {
      admin: all,
      chief: ["reporter", "checker"],
      editor: [],
      reporter: [],
      checker: [],
    };
    for (const role of all) {
      const { actor, request } = await staff(role);
      for (const added of all) {
        const attempt = addPerson(actor, {
          email: `${randomUUID()}@example.test`,
          name: "Neu",
          roles: [added],
        });
        if (may[role].includes(added)) expect((await attempt).link).toMatch(/^\/set-up\?token=/);
        else await expect(attempt, `${role} adds ${added}`).rejects.toThrow(Forbidden);
      }
      const target = await person("reporter");
      const acts = [
        () => setRights(actor, { personId: target.personId, roles: ["checker"], sectionIds: [] }),
        () => resetPassword(actor, target),
        () => suspendPerson(actor, target),
        () => reinstatePerson(actor, target),
      ];
      for (const act of acts) {
        if (role === "admin") await act();
        else await expect(act(), `${role} ${act}`).rejects.toThrow(Forbidden);
      }
      const { status } = await peopleRoute(request(), { params: Promise.resolve({}) });
      expect(status).toBe(role === "admin" || role === "chief" ? 200 : 403);
    }
  });

  it("an invited person joins once, within 72 hours, and the newest link counts", async () => {
    const admin = await staff("admin");
    const email = `${randomUUID()}@example.test`;
    const { link, personId } = await addPerson(admin.actor, { email, name: "Neu", roles: ["reporter"] });
    await expect(signIn({ email, password }, browser())).rejects.toThrow(Unauthorized);
    const { link: newer } = await resetPassword(admin.actor, { personId });
    await expect(joinByLink({ token: tokenOf(link), password }, browser())).rejects.toThrow(Invalid);
    await expect(joinByLink({ token: tokenOf(newer), password: "short" }, browser())).rejects.toThrow(/12/);
    const joined = await joinByLink({ token: tokenOf(newer), password }, browser());
    expect(joined.person.id).toBe(personId);
    await expect(joinByLink({ token: tokenOf(newer), password }, browser())).rejects.toThrow(Invalid);
    await signIn({ email, password }, browser());
    expect(await eventsOf("joined", personId)).toHaveLength(1);
    const [row] = await db.select().from(invites).where(eq(invites.personId, personId)).orderBy(invites.id);
    const hours = ((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)) / 3_600_000;
    expect(hours).toBeLessThanOrEqual(72);
  });

  it("a reset link is good for 30 minutes, ends every session and leaves the old password until it is used", async () => {
    const admin = await staff("admin");
    const { email, personId, request } = await staff("reporter");
    const { link } = await resetPassword(admin.actor, { personId });
    await signIn({ email, password }, browser());
    const [row] = await db.select().from(invites).where(eq(invites.personId, personId));
    expect((row?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(30 * 60_000);
    await joinByLink({ token: tokenOf(link), password: "another long phrase" }, browser());
    expect(await actorFromRequest(request())).toBeNull();
    await expect(signIn({ email, password }, browser())).rejects.toThrow(Unauthorized);
    const late = await resetPassword(admin.actor, { personId });
    await db.execute(
      sql`update invites set expires_at = now() - interval '1 second' where person_id = ${personId}`,
    );
    expect(await openLink(tokenOf(late.link))).toBeNull();
    await expect(joinByLink({ token: tokenOf(late.link), password }, browser())).rejects.toThrow(/too old/);
  });

  it("a suspended person is out at the next request and cannot come back in by themselves", async () => {
    const admin = await staff("admin");
    const { email, personId, request } = await staff("reporter");
    const { link } = await resetPassword(admin.actor, { personId });
    await suspendPerson(admin.actor, { personId });
    expect(await actorFromRequest(request())).toBeNull();
    await expect(signIn({ email, password }, browser())).rejects.toMatchObject({ code: "suspended" });
    await expect(joinByLink({ token: tokenOf(link), password }, browser())).rejects.toThrow(Invalid);
    await expect(actorByEmail(email)).rejects.toThrow(NotFound);
    await expect(resetPassword(admin.actor, { personId })).rejects.toThrow(Conflict);
    await reinstatePerson(admin.actor, { personId });
    await signIn({ email, password }, browser());
  });

  it("a changed role acts at once and ends the sessions; the same rights again change nothing", async () => {
    const admin = await staff("admin");
    const { email, personId, request } = await staff("reporter");
    await setRights(admin.actor, { personId, roles: ["reporter"], sectionIds: [] });
    expect(await actorFromRequest(request())).not.toBeNull();
    await setRights(admin.actor, { personId, roles: ["editor", "checker"], sectionIds: [] });
    expect(await actorFromRequest(request())).toBeNull();
    expect((await signedIn(email)).actor.roles).toEqual(["editor", "checker"]);
    expect(await eventsOf("roles changed", personId)).toHaveLength(1);
    await expect(
      setRights(admin.actor, { personId, roles: ["editor"], sectionIds: [randomUUID()] }),
    ).rejects.toThrow(Invalid);
    expect((await actorByEmail(email)).roles).toEqual(["editor", "checker"]);
  });

  it("nobody changes their own roles or suspends themselves", async () => {
    const { actor, personId } = await staff("admin");
    await expect(setRights(actor, { personId, roles: ["admin", "chief"], sectionIds: [] })).rejects.toThrow(
      Forbidden,
    );
    await expect(suspendPerson(actor, { personId })).rejects.toThrow(Forbidden);
  });

  it("two admins who demote each other at the same moment leave one", async () => {
    for (let round = 0; round < 5; round += 1) {
      await db.execute(sql`update people set roles = array_remove(roles, 'admin')`);
      const [a, b] = [await staff("admin"), await staff("admin")];
      const rights = { roles: ["reporter"] as Role[], sectionIds: [] };
      const both = await Promise.allSettled([
        setRights(a.actor, { personId: b.personId, ...rights }),
        setRights(b.actor, { personId: a.personId, ...rights }),
      ]);
      expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const left = await personList(null);
      expect(left.filter(({ roles }) => roles.includes("admin"))).toHaveLength(1);
    }
    const [admin] = (await personList(null)).filter(({ roles }) => roles.includes("admin"));
    if (!admin) throw new Error("no admin");
    await expect(suspendPerson(null, { personId: admin.id })).rejects.toThrow(/last admin/);
    await expect(setRights(null, { personId: admin.id, roles: ["chief"], sectionIds: [] })).rejects.toThrow(
      /last admin/,
    );
  });

  it("acts on people need a sign-in of the last 15 minutes", async () => {
    const admin = await staff("admin");
    const target = await person("reporter");
    const aged = (minutes: number) =>
      db.execute(
        sql`update sessions set created_at = now() - make_interval(mins => ${minutes}) where id = ${admin.actor.sessionId}`,
      );
    await aged(14);
    await suspendPerson(admin.actor, target);
    await aged(16);
    const refused = reinstatePerson(admin.actor, target);
    await expect(refused).rejects.toMatchObject({ code: "confirm" });
    await expect(refused).rejects.toThrow(Forbidden);
  });

  it("one e-mail has one account, whatever its case", async () => {
    const { email } = await person("reporter");
    await expect(
      addPerson(null, { email: email.toUpperCase(), name: "Neu", roles: ["chief"], password }),
    ).rejects.toThrow(/already/);
  });
});

describe("changing one's password", () => {
  it("needs the present one and the rules, ends other sessions and keeps this one", async () => {
    const { email, personId } = await person("reporter");
    const [here, there] = [await signedIn(email), await signedIn(email)];
    const next = "another long phrase";
    await expect(changePassword(here.actor, { current: "wrong", next })).rejects.toMatchObject({
      fields: { current: expect.any(String) },
    });
    for (const bad of ["short", "ana perez ana", "password123456", "x".repeat(129), password]) {
      await expect(changePassword(here.actor, { current: password, next: bad })).rejects.toMatchObject({
        fields: { next: expect.any(String) },
      });
    }
    await changePassword(here.actor, { current: password, next });
    expect(await actorFromRequest(here.request())).not.toBeNull();
    expect(await actorFromRequest(there.request())).toBeNull();
    await expect(signIn({ email, password }, browser())).rejects.toThrow(Unauthorized);
    await signIn({ email, password: next }, browser());
    expect(await eventsOf("password changed", personId)).toHaveLength(1);
  });

  it("is not for guessing: the sixth wrong try waits", async () => {
    const { actor } = await staff("reporter");
    const guess = () => changePassword(actor, { current: "wrong", next: "another long phrase" });
    for (let failure = 1; failure <= 5; failure += 1) await expect(guess()).rejects.toThrow(Invalid);
    await expect(guess()).rejects.toThrow(SlowDown);
  });

  it("is not for API tokens", async () => {
    const { actor } = await staff("chief");
    const token: Actor = { ...actor, sessionId: null, scopes: ["draft:read", "draft:write"] };
    await expect(changePassword(token, { current: password, next: "another long phrase" })).rejects.toThrow(
      Forbidden,
    );
  });
});
