import { randomUUID } from "node:crypto";
import type { Node } from "@tiptap/pm/model";
import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/db/connection";
import { articleHeads, articles, branches, changes, events, publications, revisions } from "@/db/schema";
import { transaction } from "@/db/transaction";
import { forgetAnchors, placeAnchor } from "@/lib/anchors/commands";
import { anchorsAt } from "@/lib/anchors/queries";
import { assign, createArticle } from "@/lib/articles/commands";
import { articleById, articleList, lockArticle } from "@/lib/articles/queries";
import { anArticle, aPerson, articleOf } from "@/lib/articles/testing";
import { CHECKPOINT_STEPS, checkpointsMade } from "@/lib/changes/checkpoint";
import { applyChange, type Change } from "@/lib/changes/commands";
import { changesSince, documentAt, forgetHeads, headOf } from "@/lib/changes/head";
import { putDocument } from "@/lib/changes/put";
import { SCHEMA_VERSION } from "@/lib/document/schema";
import { longDocument } from "@/lib/document/testing";
import { Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors";
import type { Actor } from "@/lib/permissions";
import { endSession, keepConflict, nameRevision, restoreRevision } from "@/lib/revisions/commands";
import { revisionByNumber, revisionsOf } from "@/lib/revisions/queries";

let reporter: Actor;
let editor: Actor;

beforeAll(async () => {
  reporter = await aPerson("reporter");
  editor = await aPerson("editor");
});

afterAll(checkpointsMade);

const refusalOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(() => null).catch((error: unknown) => error);

async function mainOf(articleId: string): Promise<string> {
  const [row] = await db.select().from(branches).where(eq(branches.articleId, articleId));
  if (!row) throw new Error("no branch");
  return row.id;
}

function placeIn(doc: Node, id: string, offset = 0): number {
  let found = -1;
  doc.descendants((node, pos) => {
    if (node.attrs.id === id) found = pos + 1 + offset;
  });
  return found;
}

const insertion = (at: number, text: string) => ({
  stepType: "replace",
  from: at,
  to: at,
  slice: { content: [{ type: "text", text }] },
});

async function typing(articleId: string, text: string, { id = "p1", offset = 0 } = {}): Promise<Change> {
  const head = await headOf(db, await mainOf(articleId));
  return {
    articleId,
    baseVersion: head.version,
    saveId: randomUUID(),
    clientId: "tab-1",
    steps: [insertion(placeIn(head.document, id, offset), text)],
    schemaVersion: SCHEMA_VERSION,
  };
}

const textOf = (doc: Node) => doc.textBetween(0, doc.content.size, "\n");

async function log(articleId: string) {
  return db
    .select()
    .from(changes)
    .where(eq(changes.branchId, await mainOf(articleId)))
    .orderBy(asc(changes.fromVersion));
}

/** The log is gapless, and replaying it from the very first snapshot gives the head and every snapshot between. */
async function expectSound(articleId: string): Promise<void> {
  const branchId = await mainOf(articleId);
  const rows = await log(articleId);
  let version = 0;
  for (const row of rows) {
    expect(row.fromVersion).toBe(version);
    expect(row.stepCount).toBe(row.steps.length);
    version += row.stepCount;
  }
  const [head] = await db.select().from(articleHeads).where(eq(articleHeads.branchId, branchId));
  expect(head?.version).toBe(version);
  const cached = await headOf(db, branchId);
  const snapshots = await db.select().from(revisions).where(eq(revisions.articleId, articleId));
  const { Step } = await import("@tiptap/pm/transform");
  const { schema } = await import("@/lib/document/schema");
  const first = snapshots.find((s) => s.version === 0 && s.kind === "checkpoint");
  if (!first) throw new Error("no first snapshot");
  let doc = schema.nodeFromJSON(first.document);
  const at = new Map([[0, doc]]);
  let reached = 0;
  for (const row of rows) {
    for (const json of row.steps) {
      const result = Step.fromJSON(schema, json).apply(doc).doc;
      if (!result) throw new Error("the log does not replay");
      doc = result;
      reached++;
      at.set(reached, doc);
    }
  }
  expect(doc.eq(cached.document)).toBe(true);
  for (const s of snapshots) {
    if (s.kind === "conflict") continue;
    expect(at.get(s.version)?.eq(schema.nodeFromJSON(s.document)), `snapshot ${s.number}`).toBe(true);
  }
  forgetHeads();
  expect((await headOf(db, branchId)).document.eq(doc)).toBe(true);
}

describe("a new article", () => {
  test("has its words as a first change, an address from its headline, and an event", async () => {
    const made = await anArticle(reporter, "One.", "Two.");
    expect(made.slug).toBe("a-headline");
    expect(made.version).toBeGreaterThan(0);
    const read = await articleById(reporter, made.id);
    expect(read).toMatchObject({
      headline: "A headline",
      wordCount: 2,
      version: made.version,
      state: "draft",
    });
    expect((await log(made.id))[0]).toMatchObject({ authorId: reporter.personId, origin: { kind: "put" } });
    const told = await db.select().from(events).where(eq(events.articleId, made.id));
    expect(told.map(({ kind }) => kind)).toEqual(["created"]);
    await expectSound(made.id);
  });

  test("is made by nobody whose role does not write", async () => {
    const checker = await aPerson("checker");
    expect(await refusalOf(createArticle(checker, { kind: "story" }))).toBeInstanceOf(Forbidden);
    expect(
      await refusalOf(createArticle(reporter, { kind: "story", document: { type: "doc" } })),
    ).toBeInstanceOf(Invalid);
  });
});

describe("a batch of steps", () => {
  test("is stored as one row, acknowledged with its version, and shown by the head", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    const change = await typing(id, "Well: ");
    const saved = await applyChange(reporter, change);
    expect(saved).toMatchObject({ version: version + 1, saveId: change.saveId });
    expect(textOf((await headOf(db, await mainOf(id))).document)).toContain("Well: One.");
    expect((await log(id)).at(-1)).toMatchObject({
      fromVersion: version,
      stepCount: 1,
      saveId: change.saveId,
    });
    await expectSound(id);
  });

  test("sent twenty times at once under one save id makes one change and one answer", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    const change = await typing(id, "Again ");
    const answers = await Promise.all(Array.from({ length: 20 }, () => applyChange(reporter, change)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.version).toBe(version + 1);
    expect((await log(id)).filter(({ saveId }) => saveId === change.saveId)).toHaveLength(1);
    await expectSound(id);
  });

  test("under a save id of another body, person or article is refused", async () => {
    const { id } = await anArticle(reporter, "One.");
    const other = await anArticle(reporter, "Two.");
    const change = await typing(id, "First ");
    await applyChange(reporter, change);
    const reused = { code: "save_id_reused" };
    const next = await typing(id, "Second ");
    expect(await refusalOf(applyChange(reporter, { ...next, saveId: change.saveId }))).toMatchObject(reused);
    expect(await refusalOf(applyChange(editor, change))).toMatchObject(reused);
    const elsewhere = await typing(other.id, "Third ");
    expect(await refusalOf(applyChange(reporter, { ...elsewhere, saveId: change.saveId }))).toMatchObject(
      reused,
    );
  });

  test("on an older version is told what it lacks and writes nothing", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    const late = await typing(id, "Late ");
    await applyChange(editor, await typing(id, "Soon "));
    const refusal = await refusalOf(applyChange(reporter, late));
    expect(refusal).toBeInstanceOf(Conflict);
    expect(refusal).toMatchObject({
      code: "stale",
      newer: {
        version: version + 1,
        changes: [
          { fromVersion: version, author: { name: editor.name }, clientId: "tab-1", origin: "typing" },
        ],
      },
    });
    expect(await log(id)).toHaveLength(2);
  });

  test("on a version that does not exist yet, by an older page, or with broken steps is refused", async () => {
    const { id } = await anArticle(reporter, "One.");
    const change = await typing(id, "x");
    expect(await refusalOf(applyChange(reporter, { ...change, baseVersion: 999 }))).toBeInstanceOf(Invalid);
    expect(await refusalOf(applyChange(reporter, { ...change, schemaVersion: 0 }))).toMatchObject({
      code: "schema",
    });
    const broken: unknown[][] = [
      [],
      Array.from({ length: 501 }, () => insertion(1, "x")),
      [insertion(1, "a\0b")],
      [insertion(1, "a\uD800b")],
      [insertion(100_000, "x")],
      [{ stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "marquee" }] } }],
      [{ stepType: "docAttr", attr: "nonsense", value: 1 }],
      [{ stepType: "unheardOf" }],
      [
        {
          stepType: "addMark",
          from: 1,
          to: 3,
          mark: { type: "link", attrs: { href: "java\tscript:alert(1)" } },
        },
      ],
    ];
    for (const steps of broken) {
      const refusal = await refusalOf(applyChange(reporter, { ...change, steps }));
      expect(refusal, JSON.stringify(steps).slice(0, 100)).toBeInstanceOf(Invalid);
    }
    // Nothing of it stayed, and the same save id is still free.
    await applyChange(reporter, change);
    expect(await log(id)).toHaveLength(2);
    await expectSound(id);
  });

  test("with 500 steps is taken", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    const change = await typing(id, "x");
    const steps = Array.from({ length: 500 }, () => change.steps[0]);
    expect(await applyChange(reporter, { ...change, steps })).toMatchObject({ version: version + 500 });
    await checkpointsMade();
    await expectSound(id);
  });

  test("is refused from people who may not write, and hides the article from those who may not read", async () => {
    const { id } = await anArticle(reporter, "One.");
    const stranger = await aPerson("reporter");
    const admin = await aPerson("admin");
    expect(await refusalOf(applyChange(stranger, await typing(id, "x")))).toBeInstanceOf(NotFound);
    expect(await refusalOf(applyChange(admin, await typing(id, "x")))).toBeInstanceOf(Forbidden);
    expect(await refusalOf(articleById(stranger, id))).toBeInstanceOf(NotFound);
    await assign(editor, { articleId: id, personId: stranger.personId, part: "writer", on: true });
    await applyChange(stranger, await typing(id, "x"));
    await assign(editor, { articleId: id, personId: stranger.personId, part: "writer", on: false });
    expect(await refusalOf(applyChange(stranger, await typing(id, "x")))).toBeInstanceOf(NotFound);
  });

  test("by an editor on approved text takes the approval back; by the author it is refused", async () => {
    const { id } = await anArticle(reporter, "One.");
    await db.update(articles).set({ state: "approved" }).where(eq(articles.id, id));
    expect(await refusalOf(applyChange(reporter, await typing(id, "x")))).toBeInstanceOf(Forbidden);
    await applyChange(editor, await typing(id, "x"));
    expect(await articleById(editor, id)).toMatchObject({ state: "submitted" });
    const told = await db
      .select()
      .from(events)
      .where(and(eq(events.articleId, id), eq(events.kind, "approval voided")));
    expect(told).toMatchObject([{ actorId: editor.personId }]);
  });

  test("that splits a paragraph gets its new block named by a change of the system", async () => {
    const { id, version } = await anArticle(reporter, "One two.");
    const head = await headOf(db, await mainOf(id));
    const at = placeIn(head.document, "p1", 3);
    const half = { type: "paragraph", attrs: { id: "p1" } };
    const change = {
      ...(await typing(id, "")),
      steps: [
        {
          stepType: "replace",
          from: at,
          to: at,
          structure: true,
          slice: { content: [half, half], openStart: 1, openEnd: 1 },
        },
      ],
    };
    const saved = await applyChange(reporter, change);
    expect(saved.version).toBe(version + 2);
    expect(saved.changes).toMatchObject([{ fromVersion: version + 1, author: null, origin: "system" }]);
    expect(await applyChange(reporter, change)).toEqual(saved);
    const ids: unknown[] = [];
    (await headOf(db, await mainOf(id))).document.forEach((node) => {
      ids.push(node.attrs.id);
    });
    expect(new Set(ids).size).toBe(ids.length);
    await expectSound(id);
  });

  test("writes nothing to the article's row while the words lists show stay the same", async () => {
    const { id } = await anArticle(reporter, "One two.");
    const before = await db.execute(sql`select xmin from articles where id = ${id}`);
    // A word in place of another: the count stays.
    const head = await headOf(db, await mainOf(id));
    const at = placeIn(head.document, "p1");
    const step = {
      stepType: "replace",
      from: at,
      to: at + 3,
      slice: { content: [{ type: "text", text: "Uno" }] },
    };
    await applyChange(reporter, { ...(await typing(id, "")), steps: [step] });
    const after = await db.execute(sql`select xmin from articles where id = ${id}`);
    expect(after.rows).toEqual(before.rows);
  });
});

describe("two writers on one base", () => {
  test("200 races: one wins each, the other is told, all acknowledged steps are in the log once", async () => {
    const { id } = await anArticle(reporter, "Start. ");
    const acknowledged: string[] = [];
    let told = 0;
    for (let round = 0; round < 200; round++) {
      const ours = await typing(id, `a${round} `, { offset: 0 });
      const theirs = { ...ours, saveId: randomUUID(), clientId: "tab-2", steps: [insertion(Number(1), "h")] };
      const results = await Promise.allSettled([applyChange(reporter, ours), applyChange(editor, theirs)]);
      const won = results.filter((result) => result.status === "fulfilled");
      expect(won).toHaveLength(1);
      for (const result of results) {
        if (result.status === "fulfilled") acknowledged.push(result.value.saveId);
        else {
          expect(result.reason).toMatchObject({ code: "stale" });
          told++;
        }
      }
    }
    expect(told).toBe(200);
    await checkpointsMade();
    const rows = await log(id);
    for (const saveId of acknowledged) expect(rows.filter((row) => row.saveId === saveId)).toHaveLength(1);
    expect(rows).toHaveLength(201);
    await expectSound(id);
  });

  test("8 at once who each rebase by reading what they lack all get in", async () => {
    const { id } = await anArticle(reporter, "Start. ");
    const words = Array.from({ length: 8 }, (_, i) => `<w${i}>`);
    await Promise.all(
      words.map(async (word) => {
        for (let tries = 0; ; tries++) {
          const refusal = await refusalOf(typing(id, word).then((change) => applyChange(reporter, change)));
          if (refusal === null) return;
          expect(refusal).toMatchObject({ code: "stale" });
          expect(tries).toBeLessThan(100);
        }
      }),
    );
    const text = textOf((await headOf(db, await mainOf(id))).document);
    for (const word of words) expect(text).toContain(word);
    await expectSound(id);
  });
});

describe("the log", () => {
  test("refuses to be rewritten", async () => {
    await anArticle(reporter, "One.");
    for (const statement of [
      sql`update changes set client_id = 'x'`,
      sql`delete from changes`,
      sql`truncate changes`,
      sql`update revisions set name = 'x'`,
      sql`delete from revisions`,
    ]) {
      const refusal = await refusalOf(db.execute(statement));
      expect(String(refusal instanceof Error ? (refusal.cause ?? refusal) : refusal)).toContain(
        "append-only",
      );
    }
  });

  test("gets checkpoints beside the saves, from which any version can be read", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    for (let i = 0; i < 5; i++) {
      const change = await typing(id, "x");
      await applyChange(reporter, { ...change, steps: Array.from({ length: 60 }, () => change.steps[0]) });
      await checkpointsMade();
    }
    const branchId = await mainOf(id);
    const made = await db
      .select()
      .from(revisions)
      .where(and(eq(revisions.articleId, id), eq(revisions.kind, "checkpoint")));
    expect(made.map((row) => row.version).sort((a, b) => a - b)).toEqual([0, 240 + version]);
    expect(240).toBeGreaterThanOrEqual(CHECKPOINT_STEPS);
    forgetHeads();
    const early = await documentAt(db, branchId, version + 30);
    expect(textOf(early)).toContain(`${"x".repeat(30)}One.`);
    const rest = await changesSince(db, branchId, version + 30);
    expect(rest[0]).toMatchObject({ fromVersion: version + 30 });
    expect(rest[0]?.steps).toHaveLength(30);
    expect(await refusalOf(documentAt(db, branchId, 100_000))).toBeInstanceOf(NotFound);
    await expectSound(id);
  });
});

describe("a whole document", () => {
  const put = (id: string, baseVersion: number, document: unknown) => ({
    articleId: id,
    baseVersion,
    saveId: randomUUID(),
    document,
  });

  test("merges by blocks and words with what was written since", async () => {
    const { id, version } = await anArticle(reporter, "The port opens on Monday.", "Second.");
    await applyChange(editor, await typing(id, "old ", { offset: 4 }));
    const answer = await putDocument(
      reporter,
      put(id, version, articleOf("The port opens on Tuesday.", "Second.", "Third.")),
    );
    expect(answer.conflicts).toEqual([]);
    const text = textOf((await headOf(db, await mainOf(id))).document);
    expect(text).toContain("The old port opens on Tuesday.");
    expect(text).toContain("Third.");
    expect((await log(id)).at(-1)?.origin).toMatchObject({ kind: "put" });
    await expectSound(id);
  });

  test("without ids is matched by content, and absent attributes stay", async () => {
    const { id, version } = await anArticle(reporter, "The port opens on Monday.", "Second.");
    const head = await headOf(db, await mainOf(id));
    await applyChange(reporter, {
      ...(await typing(id, "")),
      steps: [{ stepType: "docAttr", attr: "seoTitle", value: "Kept" }],
    });
    const bare = {
      type: "doc",
      content: [
        { type: "headline", content: [{ type: "text", text: "A headline" }] },
        { type: "standfirst" },
        { type: "paragraph", content: [{ type: "text", text: "New first." }] },
        { type: "paragraph", content: [{ type: "text", text: "The port opens on Tuesday." }] },
        { type: "paragraph", content: [{ type: "text", text: "Second." }] },
      ],
    };
    const answer = await putDocument(reporter, put(id, version + 1, bare));
    const ids: unknown[] = [];
    const document = (await headOf(db, await mainOf(id))).document;
    document.forEach((node) => {
      ids.push(node.attrs.id);
    });
    expect(ids[0]).toBe("h");
    expect(ids.slice(3)).toEqual(["p1", "p2"]);
    expect(document.attrs.seoTitle).toBe("Kept");
    expect(answer.conflicts).toEqual([]);
    expect(head.version).toBe(version);
  });

  test("that meets another's change of the same words keeps both: theirs in the text, ours as a revision", async () => {
    const { id, version } = await anArticle(reporter, "A quick fox.");
    const head = await headOf(db, await mainOf(id));
    const at = placeIn(head.document, "p1", 2);
    const brown = {
      stepType: "replace",
      from: at,
      to: at + 5,
      slice: { content: [{ type: "text", text: "brown" }] },
    };
    await applyChange(editor, { ...(await typing(id, "")), steps: [brown] });
    const sent = put(id, version, articleOf("A slow fox."));
    const answer = await putDocument(reporter, sent);
    expect(answer.conflicts).toMatchObject([{ blockId: "p1", mine: "A slow fox.", theirs: "A brown fox." }]);
    expect(textOf((await headOf(db, await mainOf(id))).document)).toContain("A brown fox.");
    const kept = await revisionByNumber(reporter, {
      articleId: id,
      number: answer.conflicts[0]?.revision ?? 0,
    });
    expect(JSON.stringify(kept.document)).toContain("A slow fox.");
    expect(await putDocument(reporter, sent)).toEqual(answer);
    expect((await revisionsOf(reporter, { articleId: id })).revisions).toHaveLength(1);
    expect(await refusalOf(putDocument(reporter, put(id, 99, articleOf("x"))))).toMatchObject({
      code: "unknown_base",
    });
    await expectSound(id);
  });

  test("the same as before writes nothing", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    expect(await putDocument(reporter, put(id, version, articleOf("One.")))).toMatchObject({
      version,
      conflicts: [],
    });
    expect(await log(id)).toHaveLength(1);
  });
});

describe("revisions", () => {
  test("a named one, a restored one, and the log only grows", async () => {
    const { id, version } = await anArticle(reporter, "One.", "Two.");
    const { number } = await nameRevision(reporter, { articleId: id, name: "Before lunch" });
    await applyChange(reporter, await typing(id, "Wrong "));
    const stale = restoreRevision(reporter, { articleId: id, revision: number, baseVersion: version });
    expect(await refusalOf(stale)).toMatchObject({ code: "stale" });
    const saveId = randomUUID();
    const restore = { articleId: id, revision: number, baseVersion: version + 1, saveId };
    const restored = await restoreRevision(reporter, restore);
    expect(restored.version).toBe(version + 2);
    expect(await restoreRevision(reporter, restore)).toEqual(restored);
    const head = await headOf(db, await mainOf(id));
    expect(textOf(head.document)).toBe("A headline\n\nOne.\nTwo.");
    expect((await log(id)).at(-1)).toMatchObject({
      origin: { kind: "restore", revision: number },
      stepCount: 1,
    });
    const { revisions: list } = await revisionsOf(reporter, { articleId: id });
    expect(list.map(({ kind, name, restoredFrom }) => [kind, name, restoredFrom])).toEqual([
      ["restored", null, number],
      ["session_end", null, null],
      ["named", "Before lunch", null],
    ]);
    await expectSound(id);
  });

  test("a session's end is kept once, at the next opening or write, with its own time", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    await endSession(id);
    expect((await revisionsOf(reporter, { articleId: id })).revisions).toEqual([]);
    await db
      .update(articleHeads)
      .set({ touchedAt: sql`galley_now() - interval '6 minutes'` })
      .where(eq(articleHeads.articleId, id));
    await endSession(id);
    await endSession(id);
    const first = (await revisionsOf(reporter, { articleId: id })).revisions;
    expect(first).toMatchObject([{ kind: "session_end", version, by: { id: reporter.personId } }]);
    expect(Date.now() - (first[0]?.at.getTime() ?? 0)).toBeGreaterThan(5 * 60_000);
    await applyChange(reporter, await typing(id, "x"));
    await db
      .update(articleHeads)
      .set({ touchedAt: sql`galley_now() - interval '6 minutes'` })
      .where(eq(articleHeads.articleId, id));
    await applyChange(reporter, await typing(id, "y"));
    const { revisions: list } = await revisionsOf(reporter, { articleId: id });
    expect(list.map((row) => [row.kind, row.version])).toEqual([
      ["session_end", version + 1],
      ["session_end", version],
    ]);
    await expectSound(id);
  });

  test("words that could not be merged are kept even for who may only read now, once", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    await db.update(articles).set({ state: "submitted" }).where(eq(articles.id, id));
    const keep = { articleId: id, baseVersion: version, saveId: randomUUID(), document: articleOf("Mine.") };
    const kept = await keepConflict(reporter, keep);
    expect(await keepConflict(reporter, keep)).toEqual(kept);
    expect(await refusalOf(keepConflict(await aPerson("reporter"), keep))).toBeInstanceOf(NotFound);
    expect((await revisionByNumber(reporter, { articleId: id, number: kept.number })).kind).toBe("conflict");
    forgetHeads();
    expect(textOf((await headOf(db, await mainOf(id))).document)).toContain("One.");
  });
});

describe("anchors", () => {
  test("move with the text, are written only when their words are touched, and come with every checkpoint", async () => {
    const { id, version } = await anArticle(reporter, "The port opens on Monday. It is old.");
    const branchId = await mainOf(id);
    const { document } = await headOf(db, branchId);
    const start = placeIn(document, "p1");
    const place = (from: number, to: number) =>
      transaction(async (tx) => {
        await lockArticle(tx, id);
        return placeAnchor(tx, { articleId: id, branchId, version, document, from, to });
      });
    const port = await place(start + 4, start + 8);
    const monday = await place(start + 18, start + 24);
    await applyChange(reporter, await typing(id, "Today: "));
    await applyChange(reporter, await typing(id, "XX", { offset: 7 + 20 }));
    const now = await anchorsAt(db, branchId, version + 2);
    const head = await headOf(db, branchId);
    const quote = (anchorId: string) => {
      const anchor = now.find((a) => a.id === anchorId);
      return anchor ? [head.document.textBetween(anchor.from, anchor.to), anchor.state] : null;
    };
    expect(quote(port)).toEqual(["port", "anchored"]);
    expect(quote(monday)).toEqual(["MoXXnday", "changed"]);
    const stored = await db.execute<{ id: string; version: number }>(
      sql`select id, version from anchors where branch_id = ${branchId} order by version`,
    );
    expect(stored.rows).toEqual([
      { id: port, version },
      { id: monday, version: version + 2 },
    ]);
    forgetAnchors();
    const change = await typing(id, "y");
    await applyChange(reporter, { ...change, steps: Array.from({ length: 200 }, () => change.steps[0]) });
    await checkpointsMade();
    const after = await db.execute<{ version: number }>(
      sql`select distinct version from anchors where branch_id = ${branchId}`,
    );
    expect(after.rows).toEqual([{ version: version + 202 }]);
    expect(quote(port)).toEqual(["port", "anchored"]);
  });
});

describe("lists", () => {
  test("show each person what is theirs to see, by page, newest touched first", async () => {
    const author = await aPerson("reporter");
    const made = [];
    for (let i = 0; i < 5; i++) made.push((await anArticle(author, `Text ${i}.`)).id);
    const first = await articleList(author, { limit: 2 });
    const second = await articleList(author, { limit: 2, after: first.next ?? "" });
    const third = await articleList(author, { limit: 2, after: second.next ?? "" });
    expect([...first.articles, ...second.articles, ...third.articles].map(({ id }) => id)).toEqual(
      made.toReversed(),
    );
    expect(third.next).toBeNull();
    const stranger = await aPerson("reporter");
    expect((await articleList(stranger)).articles).toEqual([]);
    expect((await articleList(editor, { author: author.personId })).articles).toHaveLength(5);
    expect((await articleList(author, { q: "HEADL" })).articles).toHaveLength(5);
    expect((await articleList(author, { q: "100%" })).articles).toEqual([]);
    expect((await articleList(author, { state: "approved" })).articles).toEqual([]);
    expect((await articleList(author, { live: "none", section: "nowhere" })).articles).toEqual([]);
  });

  test("count what was saved since the live version, not its letters", async () => {
    const { id, version } = await anArticle(reporter, "One.");
    await nameRevision(reporter, { articleId: id, name: "Live" });
    const [revision] = await db
      .select()
      .from(revisions)
      .where(and(eq(revisions.articleId, id), eq(revisions.kind, "named")));
    if (!revision) throw new Error("no revision");
    const bytes = Buffer.alloc(32);
    await db.insert(publications).values({
      id: randomUUID(),
      articleId: id,
      number: 1,
      revisionId: revision.id,
      version,
      document: revision.document,
      metadata: {},
      schemaVersion: SCHEMA_VERSION,
      class: "first",
      headline: "A headline",
      publishedAt: new Date(),
      documentHash: bytes,
      hash: bytes,
    });
    await db.update(articles).set({ livePublication: 1 }).where(eq(articles.id, id));
    expect((await articleById(reporter, id)).live).toMatchObject({
      number: 1,
      version,
      unpublishedChanges: 0,
    });
    for (let i = 0; i < 2; i++) {
      const change = await typing(id, "x");
      await applyChange(reporter, { ...change, steps: Array.from({ length: 20 }, () => change.steps[0]) });
    }
    expect((await articleById(reporter, id)).live).toMatchObject({ version, unpublishedChanges: 2 });
    const listed = await articleList(editor, { live: "unpublished-changes", author: reporter.personId });
    expect(listed.articles.map((article) => article.id)).toEqual([id]);
  });
});

describe("what a keystroke writes", () => {
  test("is as much in a long article as in a short one", async () => {
    const sizes: number[] = [];
    for (const words of [500, 10_000]) {
      const { id } = await createArticle(reporter, { kind: "story", document: longDocument(words) });
      const change = await typing(id, "x", { id: "block-1" });
      await applyChange(reporter, change);
      const row = await db.execute<{ size: number }>(
        sql`select pg_column_size(c.*) as size from changes c where save_id = ${change.saveId}`,
      );
      sizes.push(row.rows[0]?.size ?? 0);
    }
    expect(sizes[0]).toBeLessThan(2_000);
    expect(Math.abs((sizes[1] ?? 0) - (sizes[0] ?? 0))).toBeLessThan(16);
  });
});
