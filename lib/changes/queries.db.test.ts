import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/connection";
import { events } from "@/db/schema";
import { exportArticle } from "@/lib/articles/export";
import { articleAtVersion, articleById } from "@/lib/articles/queries";
import { anArticle, aPerson } from "@/lib/articles/testing";
import { applyChange } from "@/lib/changes/commands";
import { liveEvents } from "@/lib/changes/live";
import { changesOf } from "@/lib/changes/queries";
import { Forbidden } from "@/lib/errors";
import { revisionByNumber } from "@/lib/revisions/queries";
import { move } from "@/lib/workflow/commands";

/** A story whose author took a name out before handing it in. */
async function handedIn() {
  const reporter = await aPerson("reporter");
  const { id: articleId, version } = await anArticle(reporter, "Our source is Ana.");
  const at = "<A headline><><Our source is ".length;
  const saved = await applyChange(reporter, {
    articleId,
    baseVersion: version,
    saveId: crypto.randomUUID(),
    clientId: "tab",
    steps: [{ stepType: "replace", from: at, to: at + 3 }],
  });
  await move(reporter, { articleId, move: "submit" });
  return { articleId, before: version, version: saved.version };
}

test("a checker who is not assigned reads the text handed in, and nothing of how it came about", async () => {
  const { articleId, before, version } = await handedIn();
  const checker = await aPerson("checker");
  const { document } = await articleById(checker, articleId);
  expect(JSON.stringify(document)).not.toContain("Ana");

  await expect(articleAtVersion(checker, { articleId, version: before })).rejects.toThrow(Forbidden);
  await expect(changesOf(checker, { articleId, since: 0 })).rejects.toThrow(Forbidden);
  await expect(liveEvents(checker, { articleId, since: 0, clientId: "c" })).rejects.toThrow(Forbidden);

  expect(await changesOf(checker, { articleId, since: version })).toEqual({ version, changes: [] });
  const stream = await liveEvents(checker, { articleId, since: version, clientId: "c" });
  await stream.cancel();
});

test("every way in which an admin reads a working text is recorded", async () => {
  const { articleId, before, version } = await handedIn();
  const admin = await aPerson("admin");
  const recorded = async () =>
    (
      await db
        .select()
        .from(events)
        .where(and(eq(events.articleId, articleId), eq(events.kind, "article read by admin")))
    ).length;
  const ways = [
    () => articleById(admin, articleId),
    () => articleAtVersion(admin, { articleId, version: before }),
    () => exportArticle(admin, { articleId, format: "text" }),
    () => revisionByNumber(admin, { articleId, number: 1 }),
    () => changesOf(admin, { articleId, since: 0 }),
    async () => (await liveEvents(admin, { articleId, since: 0, clientId: "c" })).cancel(),
  ];
  for (const [index, read] of ways.entries()) {
    await read();
    expect(await recorded()).toBe(index + 1);
  }
  // Nothing was read.
  await changesOf(admin, { articleId, since: version });
  expect(await recorded()).toBe(ways.length);
});
