import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { and, eq, isNotNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/connection";
import { articles, assignments, events, people, publications } from "@/db/schema";
import { demoAccounts } from "@/db/seed/accounts";
import { seedDemo } from "@/db/seed/index";
import { actorByEmail } from "@/lib/people/queries";

const now = new Date("2026-03-20T15:00:00Z");

describe("the demo newsroom", () => {
  let seeded: boolean[] = [];
  const home = mkdtempSync(path.join(tmpdir(), "galley-seed-"));
  const before = process.env.GALLEY_HOME;
  afterAll(() => {
    if (before === undefined) delete process.env.GALLEY_HOME;
    else process.env.GALLEY_HOME = before;
    rmSync(home, { recursive: true, force: true });
  });
  beforeAll(async () => {
    process.env.GALLEY_HOME = home;
    // Two processes start at once: one seeds, the other waits and finds it done.
    seeded = await Promise.all([seedDemo(now), seedDemo(now)]);
  }, 60_000);

  it("is made once", async () => {
    expect(seeded.toSorted()).toEqual([false, true]);
    expect(await seedDemo(now)).toBe(false);
    expect(await db.$count(people)).toBe(demoAccounts.length);
  });

  it("shows every state of an article", async () => {
    const rows = await db
      .select({ state: articles.state, live: articles.livePublication, withdrawn: articles.withdrawn })
      .from(articles);
    expect(rows.length).toBeGreaterThanOrEqual(14);
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(["draft", "submitted", "checking", "approved"]),
    );
    expect(rows.filter(({ live }) => live !== null).length).toBeGreaterThanOrEqual(8);
    expect(rows.some(({ withdrawn }) => withdrawn === "gone")).toBe(true);
  });

  it("has an update and a correction that say what changed", async () => {
    const rows = await db.select().from(publications).where(sql`${publications.note} <> ''`);
    expect(new Set(rows.map((row) => row.class))).toEqual(new Set(["update", "correction"]));
  });

  it("happened before now, in an order that can be", async () => {
    const [latest] = await db.select({ at: sql<string>`max(${events.at})` }).from(events);
    expect(new Date(latest?.at ?? "").getTime()).toBeLessThanOrEqual(now.getTime());
    const unready = await db
      .select({ id: articles.id })
      .from(articles)
      .innerJoin(publications, eq(publications.articleId, articles.id))
      .where(and(isNotNull(articles.livePublication), sql`${publications.at} < ${articles.createdAt}`));
    expect(unready).toEqual([]);
  });

  it("gives what is imported to the reporter and the checker", async () => {
    const rows = await db
      .select({ personId: assignments.personId, part: assignments.part })
      .from(assignments)
      .innerJoin(articles, eq(articles.id, assignments.articleId))
      .where(eq(articles.kind, "tracker"));
    const reporter = await actorByEmail("reporter@galley.test");
    const checker = await actorByEmail("checker@galley.test");
    expect(rows).toEqual(
      expect.arrayContaining([
        { personId: reporter.personId, part: "writer" },
        { personId: checker.personId, part: "checker" },
      ]),
    );
  });
});
