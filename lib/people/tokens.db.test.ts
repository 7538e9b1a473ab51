import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as peopleRoute } from "@/app/api/people/route";
import { db } from "@/db/connection";
import { apiTokens } from "@/db/schema";
import { Forbidden, Invalid, NotFound } from "@/lib/errors";
import { addPerson, suspendPerson } from "@/lib/people/commands";
import { actorByEmail } from "@/lib/people/queries";
import { actorAgain, actorFromRequest } from "@/lib/people/session";
import { makeToken, revokeToken, tokensOf } from "@/lib/people/tokens";
import type { Role } from "@/lib/permissions";

async function person(...roles: Role[]) {
  const email = `${randomUUID()}@example.test`;
  await addPerson(null, { email, name: "Ana", roles, password: "kelp otter marimba" });
  return actorByEmail(email);
}

const scale = process.env.GALLEY_RATE_SCALE;
beforeAll(() => {
  delete process.env.GALLEY_RATE_SCALE;
});
afterAll(() => {
  if (scale !== undefined) process.env.GALLEY_RATE_SCALE = scale;
});

const withToken = (token: string) =>
  new Request("http://localhost:3000/api/people", { headers: { authorization: `Bearer ${token}` } });
const about = { name: "Wire", scopes: ["draft:read" as const], days: 30 };

describe("an API token", () => {
  it("acts for its person, within its scopes, and not for people's accounts", async () => {
    const chief = await person("chief");
    const { token, tokenId } = await makeToken(chief, about);
    expect(await actorFromRequest(withToken(token))).toEqual({ ...chief, tokenId, scopes: ["draft:read"] });
    expect((await peopleRoute(withToken(token), { params: Promise.resolve({}) })).status).toBe(403);
    expect(await tokensOf(chief)).toMatchObject([
      { id: tokenId, name: "Wire", lastUsedAt: expect.any(Date) },
    ]);
    const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, tokenId));
    expect(JSON.stringify(row)).not.toContain(token);
  });

  it("stops at once when revoked, expired, or its person is suspended", async () => {
    const chief = await person("chief");
    const [revoked, expired, orphaned] = [
      await makeToken(chief, about),
      await makeToken(chief, about),
      await makeToken(chief, about),
    ];
    await expect(revokeToken(await person("chief"), revoked)).rejects.toThrow(NotFound);
    const [holder, other] = await Promise.all([
      actorFromRequest(withToken(revoked.token)),
      actorFromRequest(withToken(orphaned.token)),
    ]);
    if (!holder || !other) throw new Error("no holder");
    expect(await actorAgain(holder)).toEqual(holder);
    await revokeToken(chief, revoked);
    // A stream that is open asks again, and ends.
    expect(await actorAgain(holder)).toBeNull();
    expect(await actorAgain(other)).toEqual(other);
    expect(await actorFromRequest(withToken(revoked.token))).toBeNull();
    await db.execute(sql`update api_tokens set expires_at = now() where id = ${expired.tokenId}`);
    expect(await actorFromRequest(withToken(expired.token))).toBeNull();
    expect(await actorFromRequest(withToken(orphaned.token))).not.toBeNull();
    await suspendPerson(await person("admin"), chief);
    expect(await actorFromRequest(withToken(orphaned.token))).toBeNull();
    expect(await actorFromRequest(withToken("galley_guess_guess_guess"))).toBeNull();
  });

  it("is used at most 120 times a minute, then asked to wait", async () => {
    const editor = await person("editor");
    const [used, other] = [await makeToken(editor, about), await makeToken(editor, about)];
    for (let call = 1; call <= 120; call += 1) await actorFromRequest(withToken(used.token));
    const refused = await peopleRoute(withToken(used.token), { params: Promise.resolve({}) });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await actorFromRequest(withToken(other.token))).not.toBeNull();
  });

  it("is for admins, chiefs and editors, and never more than they may themselves", async () => {
    for (const role of ["reporter", "checker"] as const) {
      await expect(makeToken(await person(role), about)).rejects.toThrow(Forbidden);
    }
    await makeToken(await person("editor"), { ...about, scopes: ["draft:write", "media:upload"] });
    await expect(makeToken(await person("admin"), { ...about, scopes: ["draft:write"] })).rejects.toThrow(
      Invalid,
    );
    const admin = await person("admin");
    const { token } = await makeToken(admin, about);
    const holder = await actorFromRequest(withToken(token));
    if (!holder) throw new Error("no holder");
    await expect(makeToken(holder, about)).rejects.toThrow(Forbidden);
    await expect(tokensOf(holder)).rejects.toThrow(Forbidden);
  });
});
