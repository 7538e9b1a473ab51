import { asc, eq, sql } from "drizzle-orm";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/connection";
import { newId } from "@/db/id";
import {
  articleHeads,
  articles,
  assets,
  changes,
  events,
  gonePages,
  type JsonObject,
  livePages,
  people,
  publications,
  redirects,
  revisions,
  settings,
} from "@/db/schema";
import { atTime } from "@/db/transaction";
import { aPerson } from "@/lib/articles/testing";
import { Blocked, Conflict, Forbidden, Invalid, NotFound } from "@/lib/errors";
import { changeSlug, setSection } from "@/lib/publishing/address-commands";
import { newsroomOf } from "@/lib/publishing/candidate";
import { chainBreak } from "@/lib/publishing/chain";
import { publish, unpublish } from "@/lib/publishing/commands";
import { publishPreview } from "@/lib/publishing/queries";
import { aSection, aTag, documentWith, paragraph, readyArticle, rewrite } from "@/lib/publishing/testing";
import { resolveAddress } from "@/lib/reader/queries";
import { move } from "@/lib/workflow/commands";

const rowOf = async (id: string) => {
  const [row] = await db.select().from(articles).where(eq(articles.id, id));
  if (!row) throw new Error("no article");
  return row;
};
const pubsOf = (id: string) =>
  db.select().from(publications).where(eq(publications.articleId, id)).orderBy(asc(publications.number));
const liveOf = async (id: string) =>
  (await db.select().from(livePages).where(eq(livePages.articleId, id)))[0] ?? null;
const eventsOf = async (id: string) =>
  (await db.select().from(events).where(eq(events.articleId, id)).orderBy(asc(events.id))).map(
    ({ kind, actorId, detail }) => ({ kind, actorId, detail }),
  );
const first = (articleId: string, version: number) => ({ articleId, version, changeClass: "first" as const });

async function refused(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => {
      throw new Error("was not refused");
    },
    (error: unknown) => error,
  );
}

const fourEyes = (value: "required" | "recorded") =>
  db
    .insert(settings)
    .values({ key: "fourEyes", value })
    .onConflictDoUpdate({ target: settings.key, set: { value } });

// The people of all these tests together would make it required by themselves.
beforeAll(() => fourEyes("recorded"));

describe("publish", () => {
  it("brings the version read before readers, from a draft, in one act", async () => {
    const chief = await aPerson("chief");
    const reporter = await aPerson("reporter");
    const made = await readyArticle(reporter);
    const answer = await publish(chief, first(made.id, made.version));
    const row = await rowOf(made.id);

    expect(answer).toEqual({
      publication: 1,
      url: `/${made.section.slug}/${row.slug}`,
      version: made.version,
      class: "first",
    });
    expect(row).toMatchObject({ livePublication: 1, slugFrozen: true, withdrawn: null, state: "draft" });
    const [publication] = await pubsOf(made.id);
    expect(publication).toMatchObject({
      number: 1,
      version: made.version,
      class: "first",
      note: "",
      byId: chief.personId,
    });
    const live = await liveOf(made.id);
    expect(live?.publicationId).toBe(publication?.id);
    expect(live?.publishedAt).toEqual(publication?.publishedAt);
    const [revision] = await db
      .select()
      .from(revisions)
      .where(eq(revisions.id, publication?.revisionId ?? ""));
    expect(revision).toMatchObject({ kind: "published", version: made.version });
    const published = (await eventsOf(made.id)).find(({ kind }) => kind === "published");
    expect(published).toMatchObject({
      actorId: chief.personId,
      detail: { publication: 1, class: "first", skipped: ["submit", "approve"], secondReader: true },
    });
    expect(await resolveAddress(answer.url)).toMatchObject({ status: 200 });
  });

  it("says that nobody else read it when the publisher wrote it", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    await publish(chief, first(made.id, made.version));
    const published = (await eventsOf(made.id)).find(({ kind }) => kind === "published");
    expect(published?.detail).toMatchObject({ secondReader: false, warnings: ["second_reader"] });
  });

  it("puts out exactly that version although somebody typed since", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    const document = documentWith({
      headline: "Later words",
      blocks: [paragraph("p", "The first ship came in at dawn. A second one sank.")],
      attrs: { bylines: [{ id: made.byline.id, part: "" }] },
    });
    const later = await rewrite(chief, made.id, document);
    expect(later).toBeGreaterThan(made.version);
    await publish(chief, first(made.id, made.version));
    const [publication] = await pubsOf(made.id);
    expect(publication?.version).toBe(made.version);
    expect(JSON.stringify(publication?.document)).not.toContain("second one sank");
    expect(publication?.headline).not.toBe("Later words");
  });

  it("keeps what is about the work out of the clean copy", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief, {
      attrs: { sourceLines: { lead: "SOURCELINES", newline: "\n", lines: [] } },
      blocks: [
        {
          ...paragraph("p", "The first ship came in."),
          attrs: { id: "p", source: { before: "LITERAL", after: "" } },
        },
        paragraph("gap", ""),
        {
          type: "factList",
          attrs: { id: "l" },
          content: [
            {
              type: "fact",
              attrs: { id: "keep-me", reviewBy: "2031-01-01", asOf: "2026-01-01" },
              content: [
                { type: "factLabel", content: [{ type: "text", text: "Ships" }] },
                { type: "factValue", content: [{ type: "text", text: "2" }] },
                { type: "factSource" },
              ],
            },
          ],
        },
      ],
    });
    await publish(chief, first(made.id, made.version));
    const [publication] = await pubsOf(made.id);
    const text = JSON.stringify(publication?.document);
    for (const secret of ["LITERAL", "SOURCELINES", "2031-01-01", '"id":"p"', '"id":"gap"', made.byline.id]) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain("keep-me");
    expect(text).toContain("2026-01-01");
  });

  it("is refused to a reporter, a checker and an admin, and nothing is written", async () => {
    const reporter = await aPerson("reporter");
    const made = await readyArticle(reporter);
    expect(await refused(publish(reporter, first(made.id, made.version)))).toBeInstanceOf(Forbidden);
    expect(await refused(publish(await aPerson("admin"), first(made.id, made.version)))).toBeInstanceOf(
      Forbidden,
    );
    expect(await refused(publish(await aPerson("checker"), first(made.id, made.version)))).toBeInstanceOf(
      NotFound,
    );
    expect(await refused(publish(await aPerson("reporter"), first(made.id, made.version)))).toBeInstanceOf(
      NotFound,
    );
    expect(await pubsOf(made.id)).toEqual([]);
    expect(await rowOf(made.id)).toMatchObject({ livePublication: null, slugFrozen: false });
    expect((await eventsOf(made.id)).some(({ kind }) => kind === "published")).toBe(false);
  });

  it("is refused with every reason of the gate at once, and nothing is written", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief, {
      attrs: { bylines: [] },
      blocks: [
        paragraph("p", "About TK ships came in."),
        { type: "callToAction", attrs: { id: "c" }, content: [{ type: "text", text: "Read more" }] },
      ],
    });
    const error = await refused(publish(chief, first(made.id, made.version)));
    expect(error).toBeInstanceOf(Blocked);
    if (error instanceof Blocked) {
      expect(error.blockers.map(({ code, where }) => `${code} ${where}`)).toEqual([
        "no_byline null",
        "call_to_action_target c",
        "placeholder p",
      ]);
    }
    expect(await pubsOf(made.id)).toEqual([]);
    expect(await liveOf(made.id)).toBeNull();
  });

  it("goes past a blocker with a reason of twenty characters, which is kept", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief, { attrs: { bylines: [] } });
    const short = refused(publish(chief, { ...first(made.id, made.version), override: "because" }));
    expect(await short).toBeInstanceOf(Invalid);
    const reason = "The agency asked not to be named tonight.";
    await publish(chief, { ...first(made.id, made.version), override: reason });
    const kept = (await eventsOf(made.id)).find(({ kind }) => kind === "blocker overridden");
    expect(kept?.detail).toEqual({ publication: 1, codes: ["no_byline"], reason });
  });

  it("never goes past a missing section", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    await setSection(chief, { articleId: made.id, sectionId: null });
    const error = await refused(
      publish(chief, { ...first(made.id, made.version), override: "It is needed right now, tonight." }),
    );
    expect(error instanceof Blocked && error.blockers.map(({ code }) => code)).toEqual(["no_section"]);
  });

  it("asks for a class that fits: first once, then what the words need", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    expect(
      await refused(publish(chief, { ...first(made.id, made.version), changeClass: "minor" })),
    ).toBeInstanceOf(Invalid);
    await publish(chief, first(made.id, made.version));
    expect(await refused(publish(chief, first(made.id, made.version)))).toBeInstanceOf(Conflict);

    const version = await rewrite(chief, made.id, {
      ...documentWith({
        blocks: [paragraph("p", "The second ship came in at dawn.")],
        attrs: { bylines: [{ id: made.byline.id, part: "" }] },
      }),
    });
    const error = await refused(
      publish(chief, { articleId: made.id, version, changeClass: "update", note: "New." }),
    );
    expect(error).toBeInstanceOf(Blocked);
    if (error instanceof Blocked) {
      expect(error.blockers[0]).toMatchObject({ code: "class", where: "p" });
      expect(error.blockers[0]?.message).toContain("first → second");
    }
    expect(await pubsOf(made.id)).toHaveLength(1);

    const noteless = refused(
      publish(chief, { articleId: made.id, version, changeClass: "correction", note: " " }),
    );
    expect(await noteless).toMatchObject({ fields: { note: expect.stringContaining("Tell readers") } });

    await publish(chief, {
      articleId: made.id,
      version,
      changeClass: "correction",
      note: "It was the second ship.",
    });
    expect((await pubsOf(made.id)).map(({ class: name, note }) => [name, note])).toEqual([
      ["first", ""],
      ["correction", "It was the second ship."],
    ]);
  });

  it("takes a lower class with a reason, which is kept", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    await publish(chief, first(made.id, made.version));
    const document = documentWith({
      blocks: [paragraph("p", "The first ship came in at noon.")],
      attrs: { bylines: [{ id: made.byline.id, part: "" }] },
      headline: String((await liveOf(made.id))?.headline),
    });
    const version = await rewrite(chief, made.id, document);
    const override = "Nobody had seen the page yet; the typist slipped.";
    await publish(chief, { articleId: made.id, version, changeClass: "minor", override });
    const kept = (await eventsOf(made.id)).find(({ kind }) => kind === "class lowered");
    expect(kept?.detail).toEqual({ publication: 2, class: "minor", least: "correction", reason: override });
  });

  it("refuses a minor fix that changes nothing, so that a second click publishes nothing", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    const isUnchanged = async () => (await publishPreview(chief, { articleId: made.id })).isUnchanged;
    expect(await isUnchanged()).toBe(false);
    await publish(chief, first(made.id, made.version));
    expect(await isUnchanged()).toBe(true);
    const again = publish(chief, { articleId: made.id, version: made.version, changeClass: "minor" });
    expect(await refused(again)).toMatchObject({ fields: { version: "Readers have exactly this already." } });
    expect(await pubsOf(made.id)).toHaveLength(1);
    await rewrite(
      chief,
      made.id,
      documentWith({
        blocks: [paragraph("p", "The first ship came in at dawn. It was late.")],
        attrs: { bylines: [{ id: made.byline.id, part: "" }] },
        headline: String((await liveOf(made.id))?.headline),
      }),
    );
    expect(await isUnchanged()).toBe(false);
  });

  it("two publishers at once: one goes out, the other hears of it", async () => {
    const [ana, luis] = [await aPerson("chief"), await aPerson("chief")];
    const made = await readyArticle(await aPerson("reporter"));
    const results = await Promise.allSettled(
      [ana, luis].map((actor) => publish(actor, first(made.id, made.version))),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = results.find((result) => result.status === "rejected");
    expect(lost?.status === "rejected" && lost.reason).toBeInstanceOf(Conflict);
    expect(await pubsOf(made.id)).toHaveLength(1);
  });

  it("refuses a version that does not exist", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    expect(await refused(publish(chief, first(made.id, made.version + 7)))).toMatchObject({
      fields: { version: expect.any(String) },
    });
  });

  it("stamps by the newsroom's clock: published stays, updated moves with the class, a stated date gives way", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief, { attrs: { statedUpdated: "2025-12-05" } });
    const [one, two, three] = ["2026-01-01T10:00:00Z", "2026-01-02T10:00:00Z", "2026-01-03T10:00:00Z"].map(
      (at) => new Date(at),
    );
    if (!one || !two || !three) throw new Error("no dates");
    const attrs = { bylines: [{ id: made.byline.id, part: "" }], statedUpdated: "2025-12-05" };
    const headline = "The harbour opens";
    const blocks = (...words: string[]) => words.map((text, i) => paragraph(`p${i}`, text));
    await atTime(one, () => publish(chief, first(made.id, made.version)));
    const live = String((await liveOf(made.id))?.headline);
    expect(live).not.toBe(headline);
    const same = documentWith({
      headline: live,
      attrs,
      blocks: [paragraph("p", "The first ship came in at dawn…")],
    });
    const minor = await rewrite(chief, made.id, same);
    await atTime(two, () => publish(chief, { articleId: made.id, version: minor, changeClass: "minor" }));
    const more = documentWith({
      headline: live,
      attrs,
      blocks: [paragraph("p", "The first ship came in at dawn…"), ...blocks("Then came rain.")],
    });
    const update = await rewrite(chief, made.id, more);
    await atTime(three, () =>
      publish(chief, { articleId: made.id, version: update, changeClass: "update", note: "Adds the rain." }),
    );
    expect((await pubsOf(made.id)).map((row) => [row.publishedAt, row.updatedAt, row.statedUpdated])).toEqual(
      [
        [one, null, "2025-12-05"],
        [one, null, "2025-12-05"],
        [one, three, null],
      ],
    );
    expect(await liveOf(made.id)).toMatchObject({ publishedAt: one, updatedAt: three, freshAt: three });
  });

  it("chains each publication to the one before, and the chain tells a row that was altered", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    await publish(chief, first(made.id, made.version));
    for (const word of ["dusk", "noon"]) {
      const version = await rewrite(
        chief,
        made.id,
        documentWith({
          attrs: { bylines: [{ id: made.byline.id, part: "" }] },
          blocks: [paragraph("p", `It came at ${word}.`)],
        }),
      );
      await publish(chief, {
        articleId: made.id,
        version,
        changeClass: "correction",
        note: `It was ${word}.`,
      });
    }
    const rows = await pubsOf(made.id);
    expect(rows).toHaveLength(3);
    expect(chainBreak(rows)).toBeNull();
    const altered = rows.map((row, i) => (i === 1 ? { ...row, note: "Nothing happened." } : row));
    expect(chainBreak(altered)).toEqual({ number: 2, why: "hash" });
    const rewritten = rows.map((row, i) => (i === 0 ? { ...row, document: { type: "doc" } } : row));
    expect(chainBreak(rewritten)).toEqual({ number: 1, why: "document" });
    expect(chainBreak(rows.slice(1))).toEqual({ number: 1, why: "missing" });
  });

  it("leaves the working text, its log and every other article as they were", async () => {
    const chief = await aPerson("chief");
    const [made, other] = [await readyArticle(chief), await readyArticle(chief)];
    const state = async () => ({
      changes: await db.select({ n: sql<number>`count(*)::int` }).from(changes),
      heads: await db.select().from(articleHeads).orderBy(asc(articleHeads.branchId)),
      other: await rowOf(other.id),
    });
    const before = await state();
    await publish(chief, first(made.id, made.version));
    expect(await state()).toEqual(before);
  });

  it("with four eyes required, one's own words wait for somebody else", async () => {
    await fourEyes("required");
    try {
      const [ana, luis] = [await aPerson("chief"), await aPerson("chief")];
      const made = await readyArticle(ana);
      const error = await refused(
        publish(ana, { ...first(made.id, made.version), override: "It is very urgent tonight, truly." }),
      );
      expect(error instanceof Blocked && error.blockers.map(({ code }) => code)).toEqual(["four_eyes"]);
      await publish(luis, first(made.id, made.version));
      expect((await rowOf(made.id)).livePublication).toBe(1);
    } finally {
      await fourEyes("recorded");
    }
  });

  it("without a setting, four eyes are required from four people on who may publish", async () => {
    await db.delete(settings).where(eq(settings.key, "fourEyes"));
    try {
      const before = await db.select().from(people).where(eq(people.status, "active"));
      await db.update(people).set({ status: "suspended" });
      for (let count = 0; count < 3; count += 1) await aPerson("editor");
      await aPerson("reporter");
      expect((await newsroomOf(db)).fourEyes).toBe("recorded");
      await aPerson("chief");
      expect((await newsroomOf(db)).fourEyes).toBe("required");
      await db.update(people).set({ status: "active" });
      expect(before.length).toBeGreaterThan(0);
    } finally {
      await fourEyes("recorded");
    }
  });

  it("a blocker that the live page has already does not stop a minor fix, a new one does", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief, { attrs: { bylines: [] } });
    await publish(chief, { ...first(made.id, made.version), override: "The agency asked for this tonight." });
    const headline = String((await liveOf(made.id))?.headline);
    const fixed = await rewrite(
      chief,
      made.id,
      documentWith({
        headline,
        attrs: { bylines: [] },
        blocks: [paragraph("p", "The first ship came in, at dawn.")],
      }),
    );
    await publish(chief, { articleId: made.id, version: fixed, changeClass: "minor" });
    const worse = await rewrite(
      chief,
      made.id,
      documentWith({
        headline,
        attrs: { bylines: [], kicker: "TK" },
        blocks: [paragraph("p", "The first ship came in, at dawn.")],
      }),
    );
    const error = await refused(publish(chief, { articleId: made.id, version: worse, changeClass: "minor" }));
    expect(error instanceof Blocked && error.blockers.map(({ code }) => code)).toEqual(["placeholder"]);
  });
});

describe("cached pages", () => {
  /** What other processes hear while `work` runs. */
  async function heard(work: () => Promise<unknown>): Promise<string[][]> {
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await client.connect();
    const purged: string[][] = [];
    client.on("notification", ({ payload }) => {
      const message: { t: string; tags?: string[] } = JSON.parse(payload ?? "{}");
      if (message.t === "purge") purged.push((message.tags ?? []).toSorted());
    });
    await client.query("listen galley");
    await work();
    // An own notification comes after all that were sent before it.
    await client.query("select pg_notify('galley', '{}')");
    await client.query("select 1");
    await client.end();
    return purged;
  }

  it("go with the commit: the page, its lists, the front, feeds; all pages when the navigation changes", async () => {
    const chief = await aPerson("chief");
    const tag = await aTag();
    const made = await readyArticle(chief, { attrs: { bylines: [], tags: [tag.id] } });
    const refusedNow = await heard(() => refused(publish(chief, first(made.id, made.version))));
    expect(refusedNow).toEqual([]);
    const override = "The agency asked not to be named tonight.";
    const own = [`article:${made.id}`, "feed", "home", `section:${made.section.slug}`, `tag:${tag.slug}`];
    const publishing = await heard(() => publish(chief, { ...first(made.id, made.version), override }));
    expect(publishing).toEqual([[...own, "site"].toSorted()]);

    const second = await readyArticle(chief, { section: made.section });
    const author = `author:${second.byline.slug}`;
    expect(await heard(() => publish(chief, first(second.id, second.version)))).toEqual([
      [`article:${second.id}`, "feed", "home", `section:${made.section.slug}`, author].toSorted(),
    ]);
    const away = (id: string) => unpublish(chief, { articleId: id, reason: "Wrong.", show: "gone" });
    expect(await heard(() => away(made.id))).toEqual([own.toSorted()]);
    expect((await heard(() => away(second.id)))[0]).toContain("site");
  });
});

async function aPicture(): Promise<string> {
  const id = newId();
  const bytes = { sha256: "0".repeat(64), bytes: 10, height: 2, width: 3 };
  await db.insert(assets).values({
    id,
    sha256: Buffer.from(id),
    contentType: "image/webp",
    width: 3,
    height: 2,
    bytes: 10,
    variants: [{ ...bytes, contentType: "image/webp" }],
  });
  return id;
}
const publicIdOf = async (id: string) =>
  (await db.select().from(assets).where(eq(assets.id, id)))[0]?.publicId ?? null;
const figure = (asset: string): JsonObject => ({
  type: "figure",
  attrs: { id: `f-${asset}`, asset },
  content: [
    { type: "figureAlt", content: [{ type: "text", text: "A ship" }] },
    { type: "figureCaption" },
    { type: "figureCredit", content: [{ type: "text", text: "Ana Vela" }] },
  ],
});

describe("pictures", () => {
  it("get a public address with the first publication, keep it, and lose it with the last page that shows them", async () => {
    const chief = await aPerson("chief");
    const [shared, alone] = [await aPicture(), await aPicture()];
    const text = paragraph("p", "The first ship came in at dawn.");
    const one = await readyArticle(chief, { blocks: [text, figure(shared), figure(alone)] });
    const two = await readyArticle(chief, { blocks: [text, figure(shared)] });
    expect(await publicIdOf(shared)).toBeNull();
    await publish(chief, first(one.id, one.version));
    const address = await publicIdOf(shared);
    expect(address).toMatch(/^[0-9a-f]{32}$/);
    await publish(chief, first(two.id, two.version));
    expect(await publicIdOf(shared)).toBe(address);
    await unpublish(chief, { articleId: one.id, reason: "Wrong harbour.", show: "gone" });
    expect(await publicIdOf(shared)).toBe(address);
    expect(await publicIdOf(alone)).toBeNull();
    await unpublish(chief, { articleId: two.id, reason: "Wrong harbour.", show: "gone" });
    expect(await publicIdOf(shared)).toBeNull();
  });

  it("lose it when a later publication shows another in their place", async () => {
    const chief = await aPerson("chief");
    const [wrong, right] = [await aPicture(), await aPicture()];
    const text = paragraph("p", "The first ship came in at dawn.");
    const made = await readyArticle(chief, { blocks: [text, figure(wrong)] });
    await publish(chief, first(made.id, made.version));
    expect(await publicIdOf(wrong)).not.toBeNull();
    const attrs = { bylines: [{ id: made.byline.id, part: "" }] };
    const version = await rewrite(chief, made.id, documentWith({ attrs, blocks: [text, figure(right)] }));
    const note = "An earlier version showed the picture of another harbour.";
    await publish(chief, { articleId: made.id, version, changeClass: "correction", note });
    expect(await publicIdOf(right)).not.toBeNull();
    expect(await publicIdOf(wrong)).toBeNull();
  });

  it("keep it when one page goes while another that shows them comes", async () => {
    const chief = await aPerson("chief");
    const text = paragraph("p", "The first ship came in at dawn.");
    for (let round = 0; round < 8; round++) {
      const shared = await aPicture();
      const going = await readyArticle(chief, { blocks: [text, figure(shared)] });
      const coming = await readyArticle(chief, { blocks: [text, figure(shared)] });
      await publish(chief, first(going.id, going.version));
      await Promise.all([
        publish(chief, first(coming.id, coming.version)),
        unpublish(chief, { articleId: going.id, reason: "Wrong harbour.", show: "gone" }),
      ]);
      expect(await publicIdOf(shared)).not.toBeNull();
    }
  });
});

describe("unpublish", () => {
  it("takes the page away at once and says gone, or nothing at all", async () => {
    const chief = await aPerson("chief");
    for (const show of ["gone", "not-found"] as const) {
      const made = await readyArticle(chief);
      const { url } = await publish(chief, first(made.id, made.version));
      await unpublish(chief, { articleId: made.id, reason: "The source withdrew.", show });
      expect(await resolveAddress(url)).toEqual({ status: show === "gone" ? 410 : 404 });
      expect(await rowOf(made.id)).toMatchObject({
        livePublication: null,
        withdrawn: show,
        slugFrozen: true,
      });
      expect(await liveOf(made.id)).toBeNull();
      expect((await eventsOf(made.id)).at(-1)).toEqual({
        kind: "unpublished",
        actorId: chief.personId,
        detail: { publication: 1, show, reason: "The source withdrew." },
      });
      expect(await pubsOf(made.id)).toHaveLength(1);
    }
  });

  it("is refused to a reporter, and for what is not live", async () => {
    const [chief, reporter] = [await aPerson("chief"), await aPerson("reporter")];
    const made = await readyArticle(reporter);
    const withdrawn = { articleId: made.id, reason: "No.", show: "gone" as const };
    expect(await refused(unpublish(chief, withdrawn))).toMatchObject({ code: "not_live" });
    await publish(chief, first(made.id, made.version));
    expect(await refused(unpublish(reporter, withdrawn))).toBeInstanceOf(Forbidden);
    expect(await liveOf(made.id)).not.toBeNull();
  });

  it("can be published again, with the next number and the stamps of before", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    const { url } = await publish(chief, first(made.id, made.version));
    await unpublish(chief, { articleId: made.id, reason: "The source withdrew.", show: "gone" });
    await publish(chief, { articleId: made.id, version: made.version, changeClass: "minor" });
    const rows = await pubsOf(made.id);
    expect(rows.map(({ number }) => number)).toEqual([1, 2]);
    expect(rows[1]?.publishedAt).toEqual(rows[0]?.publishedAt);
    expect(await resolveAddress(url)).toMatchObject({ status: 200 });
    expect(await db.select().from(gonePages).where(eq(gonePages.articleId, made.id))).toEqual([]);
  });
});

describe("address", () => {
  it("a slug changes freely before publication and leaves no redirect", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    await changeSlug(chief, { articleId: made.id, slug: "another-name" });
    expect((await rowOf(made.id)).slug).toBe("another-name");
    expect(await db.select().from(redirects).where(eq(redirects.articleId, made.id))).toEqual([]);
  });

  it("after publication the old address leads to the new one, however often it changes", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    const { url } = await publish(chief, first(made.id, made.version));
    const second = await changeSlug(chief, { articleId: made.id, slug: "second-name" });
    const third = await changeSlug(chief, { articleId: made.id, slug: "third-name" });
    expect(await resolveAddress(url)).toEqual({ status: 301, location: third.url });
    expect(await resolveAddress(String(second.url))).toEqual({ status: 301, location: third.url });
    expect(await resolveAddress(String(third.url))).toMatchObject({ status: 200 });
    await changeSlug(chief, { articleId: made.id, slug: String(url.split("/").at(-1)) });
    expect(await resolveAddress(url)).toMatchObject({ status: 200 });
    expect(await resolveAddress(String(third.url))).toEqual({ status: 301, location: url });
    const kinds = (await eventsOf(made.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "slug changed")).toHaveLength(3);
  });

  it("a live article moves to another section with a redirect", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief);
    const { url } = await publish(chief, first(made.id, made.version));
    const section = await aSection("Culture");
    const moved = await setSection(chief, { articleId: made.id, sectionId: section.id });
    expect(await resolveAddress(url)).toEqual({ status: 301, location: moved.url });
    expect(await resolveAddress(String(moved.url))).toMatchObject({ status: 200 });
    expect(await refused(setSection(chief, { articleId: made.id, sectionId: null }))).toBeInstanceOf(Invalid);
  });

  it("a slug taken in the section, or that is none, is refused", async () => {
    const chief = await aPerson("chief");
    const section = await aSection();
    const [one, two] = [await readyArticle(chief, { section }), await readyArticle(chief, { section })];
    await changeSlug(chief, { articleId: one.id, slug: "taken" });
    expect(await refused(changeSlug(chief, { articleId: two.id, slug: "taken" }))).toBeInstanceOf(Invalid);
    expect(await refused(changeSlug(chief, { articleId: two.id, slug: "Not A Slug" }))).toBeInstanceOf(
      Invalid,
    );
  });

  it("an address that leads readers to another article is not given away", async () => {
    const chief = await aPerson("chief");
    const section = await aSection();
    const [one, two] = [await readyArticle(chief, { section }), await readyArticle(chief, { section })];
    await changeSlug(chief, { articleId: one.id, slug: "old-name" });
    await publish(chief, first(one.id, one.version));
    const { url } = await changeSlug(chief, { articleId: one.id, slug: "new-name" });
    expect(await refused(changeSlug(chief, { articleId: two.id, slug: "old-name" }))).toBeInstanceOf(Invalid);
    expect(await resolveAddress(`/${section.slug}/old-name`)).toEqual({ status: 301, location: url });
    await changeSlug(chief, { articleId: one.id, slug: "old-name" });
    expect(await resolveAddress(`/${section.slug}/old-name`)).toMatchObject({ status: 200 });
  });

  it("a headline does not take an address that leads readers to another article either", async () => {
    const chief = await aPerson("chief");
    const section = await aSection();
    const one = await readyArticle(chief, { section, headline: "The harbour opens" });
    await publish(chief, first(one.id, one.version));
    const { url } = await changeSlug(chief, { articleId: one.id, slug: "new-name" });
    const two = await readyArticle(chief, { section, headline: "Something else" });
    const version = await rewrite(
      chief,
      two.id,
      documentWith({
        headline: "The harbour opens",
        blocks: [paragraph("p", "The first ship came in at dawn.")],
        attrs: { bylines: [{ id: two.byline.id, part: "" }] },
      }),
    );
    await publish(chief, first(two.id, version));
    expect(await resolveAddress(`/${section.slug}/the-harbour-opens`)).toEqual({
      status: 301,
      location: url,
    });
  });

  it("the address of a live article is not the author's to change; before, it is", async () => {
    const [chief, reporter] = [await aPerson("chief"), await aPerson("reporter")];
    const made = await readyArticle(reporter);
    await changeSlug(reporter, { articleId: made.id, slug: "by-the-author" });
    await publish(chief, first(made.id, made.version));
    expect(await refused(changeSlug(reporter, { articleId: made.id, slug: "again" }))).toBeInstanceOf(
      Forbidden,
    );
    // Nor is the one of a page that was taken away.
    await unpublish(chief, { articleId: made.id, reason: "The source withdrew.", show: "gone" });
    expect(await refused(changeSlug(reporter, { articleId: made.id, slug: "again" }))).toBeInstanceOf(
      Forbidden,
    );
    expect((await rowOf(made.id)).slug).toBe("by-the-author");
  });
});

describe("publish preview", () => {
  it("tells the same as publishing does, for the version read", async () => {
    const chief = await aPerson("chief");
    const reporter = await aPerson("reporter");
    const made = await readyArticle(reporter, { attrs: { bylines: [] } });
    const preview = await publishPreview(chief, { articleId: made.id, version: made.version });
    expect(preview).toMatchObject({ live: null, least: { class: "first" }, before: null, since: [] });
    expect(preview.blockers.map(({ code }) => code)).toEqual(["no_byline"]);
    expect(preview.classes.map((choice) => choice.class)).toEqual(["first"]);
  });

  it("after publication: classes with what they need, stamps before and after, who typed since", async () => {
    const chief = await aPerson("chief");
    const reporter = await aPerson("reporter");
    const made = await readyArticle(reporter);
    await publish(chief, first(made.id, made.version));
    const headline = String((await liveOf(made.id))?.headline);
    await rewrite(
      reporter,
      made.id,
      documentWith({
        headline,
        attrs: { bylines: [{ id: made.byline.id, part: "" }] },
        blocks: [paragraph("p", "The first ship came in at dawn. Then it began to rain on the quay.")],
      }),
    );
    const read = await publishPreview(chief, { articleId: made.id, version: made.version });
    expect(read.since).toEqual([{ name: reporter.name, words: 6 }]);
    const preview = await publishPreview(chief, { articleId: made.id });
    expect(preview.least.class).toBe("update");
    expect(preview.classes.map((choice) => [choice.class, choice.isAllowed, choice.needsNote])).toEqual([
      ["minor", false, false],
      ["update", true, true],
      ["clarification", true, true],
      ["correction", true, true],
      ["editors_note", true, true],
      ["retraction", true, true],
    ]);
    expect(preview.before?.stamps.updated).toBeNull();
    expect(preview.classes.find((choice) => choice.class === "update")?.stamps.updated).not.toBeNull();
  });

  it("is not for a reporter", async () => {
    const reporter = await aPerson("reporter");
    const made = await readyArticle(reporter);
    expect(await refused(publishPreview(reporter, { articleId: made.id }))).toBeInstanceOf(Forbidden);
  });
});

describe("moves", () => {
  it("submit keeps a revision, names who and when, and is told", async () => {
    const reporter = await aPerson("reporter");
    const made = await readyArticle(reporter);
    expect(await move(reporter, { articleId: made.id, move: "submit" })).toEqual({
      state: "submitted",
      version: made.version,
    });
    expect(await rowOf(made.id)).toMatchObject({ state: "submitted", stateChangedBy: reporter.personId });
    const kept = await db.select().from(revisions).where(eq(revisions.articleId, made.id));
    expect(kept.map(({ kind, version }) => `${kind} ${version}`)).toContain(`submitted ${made.version}`);
    expect((await eventsOf(made.id)).at(-1)).toMatchObject({
      kind: "submitted",
      actorId: reporter.personId,
      detail: { from: "draft", to: "submitted", version: made.version },
    });
  });

  it("return needs a reason and an editor; the reason is kept", async () => {
    const [reporter, editor] = [await aPerson("reporter"), await aPerson("editor")];
    const made = await readyArticle(reporter);
    await move(reporter, { articleId: made.id, move: "submit" });
    const reason = "The second figure has no source.";
    expect(await refused(move(reporter, { articleId: made.id, move: "return", reason }))).toBeInstanceOf(
      Forbidden,
    );
    expect(await refused(move(editor, { articleId: made.id, move: "return" }))).toBeInstanceOf(Invalid);
    expect((await rowOf(made.id)).state).toBe("submitted");
    await move(editor, { articleId: made.id, move: "return", reason });
    expect((await rowOf(made.id)).state).toBe("draft");
    expect((await eventsOf(made.id)).at(-1)).toMatchObject({ kind: "returned", detail: { reason } });
  });

  it("a move that is not possible from the state says which state that is, and writes nothing", async () => {
    const editor = await aPerson("editor");
    const made = await readyArticle(editor);
    const before = (await eventsOf(made.id)).length;
    const error = await refused(move(editor, { articleId: made.id, move: "approve" }));
    expect(error).toMatchObject({ code: "state", newer: { state: "draft" } });
    expect((await eventsOf(made.id)).length).toBe(before);
  });

  it("the whole way: submit, start checking, approve, take back, approve, publish", async () => {
    const [reporter, editor] = [await aPerson("reporter"), await aPerson("editor")];
    const made = await readyArticle(reporter);
    await move(reporter, { articleId: made.id, move: "submit" });
    for (const step of ["start-checking", "approve", "reopen", "approve"] as const) {
      await move(editor, { articleId: made.id, move: step });
    }
    expect((await rowOf(made.id)).state).toBe("approved");
    await publish(editor, first(made.id, made.version));
    expect((await eventsOf(made.id)).at(-1)?.detail).toMatchObject({ skipped: [] });
    expect((await rowOf(made.id)).state).toBe("draft");
  });

  it("somebody else's draft does not exist for a reporter", async () => {
    const made = await readyArticle(await aPerson("reporter"));
    const other = await aPerson("reporter");
    expect(await refused(move(other, { articleId: made.id, move: "submit" }))).toBeInstanceOf(NotFound);
  });
});
