import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/db/connection";
import { articles, assignments, bylines, changes, people, revisions, settings } from "@/db/schema";
import { articleById } from "@/lib/articles/queries";
import { aPerson } from "@/lib/articles/testing";
import { headOf } from "@/lib/changes/head";
import { toText } from "@/lib/document/text";
import { Forbidden, Invalid } from "@/lib/errors";
import { importArticle, importInput } from "@/lib/import/commands";
import type { Actor } from "@/lib/permissions";

const story = `Harbour closes again | The Post, March 2031

by Night Editor

Harbour closes again as talks stall

The gates shut at noon on Tuesday. Nobody could say for how long.

Why it matters

Did you know? Half of the island's bread arrives by sea.

  • Prices: Flour was dearer by evening.
  • Work: Two ships turned back.

FAQ

Q: Who closed it?
A: The harbour master did.

Leave a Comment`;

let reporter: Actor;
beforeAll(async () => {
  reporter = await aPerson("reporter");
});
beforeEach(async () => {
  await db.delete(settings).where(eq(settings.key, "importAssignees"));
});

const assignedTo = (articleId: string) =>
  db
    .select({ personId: assignments.personId, part: assignments.part })
    .from(assignments)
    .where(eq(assignments.articleId, articleId));

test("a text becomes an article in one change, with its byline as a row and its first revision", async () => {
  const { id, version } = await importArticle(reporter, { text: story, kind: "story" });
  const article = await articleById(reporter, id);
  expect(article).toMatchObject({ headline: "Harbour closes again as talks stall", state: "draft", version });
  const [byline] = await db.select().from(bylines).where(eq(bylines.name, "Night Editor"));
  expect(byline?.kind).toBe("role");
  expect(article.document.attrs).toMatchObject({
    bylines: [{ id: byline?.id, part: "" }],
    seoTitle: "Harbour closes again | The Post, March 2031",
  });
  const log = await db.select().from(changes).where(eq(changes.branchId, article.branchId));
  expect(log.map(({ origin }) => origin.kind)).toEqual(["import"]);
  const kept = await db
    .select({ version: revisions.version })
    .from(revisions)
    .where(and(eq(revisions.articleId, id), eq(revisions.kind, "imported")));
  expect(kept).toEqual([{ version }]);
});

test.each([
  ["line feeds", story],
  ["carriage returns and a byte order mark", `\ufeff${story.replaceAll("\n", "\r\n")}\r\n\r\n`],
])("what was imported comes out as it was, with %s", async (_, text) => {
  const { id } = await importArticle(reporter, { text, kind: "story" });
  const { branchId } = await articleById(reporter, id);
  expect(toText((await headOf(db, branchId)).document)).toBe(text);
});

test("two texts with one byline share its row", async () => {
  await importArticle(reporter, { text: story, kind: "story" });
  await importArticle(reporter, { text: story.replace("Night Editor", "night editor"), kind: "story" });
  expect(await db.select().from(bylines).where(eq(bylines.slug, "night-editor"))).toHaveLength(1);
});

test("a line is what a person says it is", async () => {
  const line = story.split("\n").indexOf("Why it matters") + 1;
  const { id } = await importArticle(reporter, {
    text: story,
    kind: "story",
    changes: { [line]: "subheading" },
  });
  const article = await articleById(reporter, id);
  const heading = article.document.content.find((node: { type: string }) => node.type === "heading");
  expect(heading).toMatchObject({ attrs: { level: 3 } });
});

describe("who is on it", () => {
  test("without a setting whoever imports, as writer", async () => {
    const { id } = await importArticle(reporter, { text: story, kind: "story" });
    expect(await assignedTo(id)).toEqual([{ personId: reporter.personId, part: "writer" }]);
  });

  test("those the newsroom has set, without those who are suspended", async () => {
    const [writer, checker, gone] = await Promise.all([
      aPerson("reporter"),
      aPerson("checker"),
      aPerson("checker"),
    ]);
    await db.update(people).set({ status: "suspended" }).where(eq(people.id, gone.personId));
    await db.insert(settings).values({
      key: "importAssignees",
      value: [
        { personId: writer.personId, part: "writer" },
        { personId: checker.personId, part: "checker" },
        { personId: gone.personId, part: "checker" },
      ],
    });
    const { id } = await importArticle(await aPerson("editor"), { text: story, kind: "story" });
    expect(await assignedTo(id)).toEqual(
      expect.arrayContaining([
        { personId: writer.personId, part: "writer" },
        { personId: checker.personId, part: "checker" },
      ]),
    );
    expect(await assignedTo(id)).toHaveLength(2);
    expect((await articleById(writer, id)).id).toBe(id);
  });
});

describe("refused, and nothing is left behind", () => {
  const count = async () => (await db.select({ id: articles.id }).from(articles)).length;

  test.each([
    ["a NUL", "Head\n\nText \u0000 here."],
    ["half a character", "Head\n\nText \ud800 here."],
    ["a line that does not exist", "Head\n\nText.", { 99: "heading" }],
  ] as const)("%s", async (_, text, changed = undefined) => {
    const before = await count();
    await expect(
      importArticle(reporter, { text, kind: "story", ...(changed ? { changes: changed } : {}) }),
    ).rejects.toBeInstanceOf(Invalid);
    expect(await count()).toBe(before);
  });

  test("from a checker", async () => {
    const before = await count();
    await expect(
      importArticle(await aPerson("checker"), { text: story, kind: "story" }),
    ).rejects.toBeInstanceOf(Forbidden);
    expect(await count()).toBe(before);
    expect(await db.select().from(bylines).where(eq(bylines.name, "Nobody"))).toEqual([]);
  });

  test.each([
    ["an unknown kind of line", { text: "a", kind: "story", changes: { 1: "nonsense" } }],
    ["a line that is no number", { text: "a", kind: "story", changes: { __proto__x: "heading" } }],
    ["an unknown key", { text: "a", kind: "story", state: "approved" }],
    ["too many characters", { text: "a".repeat(500_001), kind: "story" }],
  ])("%s", (_, input) => {
    expect(importInput.safeParse(input).success).toBe(false);
  });
});
