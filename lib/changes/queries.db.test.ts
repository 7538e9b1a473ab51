import { and, eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { db } from "@/db/connection";
import { events, personSections } from "@/db/schema";
import { exportArticle } from "@/lib/articles/export";
import { articleAtVersion, articleById } from "@/lib/articles/queries";
import { anArticle, aPerson } from "@/lib/articles/testing";
import { applyChange } from "@/lib/changes/commands";
import { liveEvents } from "@/lib/changes/live";
import { changesOf } from "@/lib/changes/queries";
import { Forbidden } from "@/lib/errors";
import { isListening } from "@/lib/events/hub";
import { setSection } from "@/lib/publishing/address-commands";
import { aSection } from "@/lib/publishing/testing";
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

test("a stream ends at once when the article goes to a section that is not the reader's", async () => {
  const chief = await aPerson("chief");
  const [own, other] = [await aSection("Own"), await aSection("Other")];
  const { personId, ...editor } = await aPerson("editor");
  await db.insert(personSections).values({ personId, sectionId: own.id });
  const { id: articleId, version } = await anArticle(chief, "Words.");
  await setSection(chief, { articleId, sectionId: own.id });
  const stream = await liveEvents(
    { ...editor, personId, sectionIds: [own.id] },
    { articleId, since: version, clientId: "c" },
  );
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let heard = "";
  const until = async (words: string) => {
    while (!heard.includes(words)) {
      const { done, value } = await reader.read();
      if (done) break;
      heard += decoder.decode(value, { stream: true });
    }
  };
  await until("event: access");
  await vi.waitFor(() => expect(isListening()).toBe(true), 5_000);
  await setSection(chief, { articleId, sectionId: other.id });
  await until("event: bye");
  expect(heard).toContain("not-found");
  await reader.cancel();
}, 10_000);
