import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db, isReaderIsolated, readerPool } from "@/db/connection";
import { type JsonObject, sections, settings } from "@/db/schema";
import { aPerson } from "@/lib/articles/testing";
import { changeSlug } from "@/lib/publishing/address-commands";
import { publish, unpublish } from "@/lib/publishing/commands";
import {
  aByline,
  aSection,
  aTag,
  documentWith,
  paragraph,
  readyArticle,
  rewrite,
} from "@/lib/publishing/testing";
import { feedResponse, newsSitemap, sitemap } from "@/lib/reader/feeds";
import {
  articlePage,
  authorPage,
  latest,
  resolveAddress,
  sectionBySlug,
  tagPage,
} from "@/lib/reader/queries";
import { scriptJson, structuredData } from "@/lib/reader/structured-data";

beforeAll(async () => {
  await db.insert(settings).values([
    { key: "fourEyes", value: "recorded" },
    { key: "name", value: "The Test Ledger" },
    { key: "timeZone", value: "America/Guayaquil" },
  ]);
});

const first = (articleId: string, version: number) => ({ articleId, version, changeClass: "first" as const });

/** Everything readers' pages could say about a section and what is in it. */
async function everythingPublic(
  sectionSlug: string,
  slugs: string[],
  lists: { tags: string[]; authors: string[] },
) {
  const maps = (value: unknown): unknown => (value instanceof Map ? Object.fromEntries(value) : value);
  const parts: unknown[] = [
    await latest(null, 500),
    await latest(sectionSlug),
    await sectionBySlug(sectionSlug),
    ...(await Promise.all(slugs.map((slug) => articlePage(sectionSlug, slug)))),
    ...(await Promise.all(slugs.map((slug) => resolveAddress(`/${sectionSlug}/${slug}`)))),
    ...(await Promise.all(lists.tags.map(tagPage))),
    ...(await Promise.all(lists.authors.map(authorPage))),
  ];
  for (const kind of ["xml", "atom", "json"] as const) {
    parts.push(await (await feedResponse(kind)).text(), await (await feedResponse(kind, sectionSlug)).text());
  }
  parts.push(await (await sitemap()).text(), await (await newsSitemap()).text());
  return JSON.stringify(parts, (_, value: unknown) => maps(value));
}

describe("what readers cannot reach", () => {
  it("no word of a draft, of later typing, of an old version, of a withdrawn article or of staff metadata", async () => {
    const [chief, reporter] = [await aPerson("chief"), await aPerson("reporter")];
    const section = await aSection();
    const [tag, secretTag] = [await aTag("Public tag"), await aTag("MARKtagname")];
    const secretByline = await aByline("MARKbylinename");

    // Never published.
    const draft = await readyArticle(reporter, {
      section,
      headline: "MARKdraft headline",
      standfirst: "MARKdraft standfirst",
      attrs: {
        seoTitle: "MARKdraft seo",
        tags: [secretTag.id],
        bylines: [{ id: secretByline.id, part: "" }],
      },
    });
    await changeSlug(reporter, { articleId: draft.id, slug: "markdraft-slug" });
    // Live, with typing since, an older version, an override reason and an import's literals.
    const live = await readyArticle(reporter, {
      section,
      headline: "The live one",
      attrs: { tags: [tag.id], bylines: [{ id: (await aByline()).id, part: "" }] },
      blocks: [
        {
          ...paragraph("p", "MARKold words of the first version."),
          attrs: { id: "p", source: { before: "MARKsource", after: "" } },
        },
      ],
    });
    await changeSlug(reporter, { articleId: live.id, slug: "live-one" });
    const attrs = { tags: [tag.id], bylines: [{ id: live.byline.id, part: "" }] };
    const clean = await rewrite(
      reporter,
      live.id,
      documentWith({
        headline: "The live one",
        attrs,
        blocks: [paragraph("p", "Public words. About TK of them.")],
      }),
    );
    await publish(chief, { ...first(live.id, clean), override: "MARKoverride: the desk knows the figure." });
    await rewrite(
      reporter,
      live.id,
      documentWith({ headline: "MARKlater headline", attrs, blocks: [paragraph("p", "MARKlater words.")] }),
    );
    // Withdrawn, both ways.
    const gone: string[] = [];
    for (const show of ["gone", "not-found"] as const) {
      const made = await readyArticle(reporter, {
        section,
        headline: `MARKwithdrawn ${show}`,
        attrs: { tags: [secretTag.id], bylines: [{ id: secretByline.id, part: "" }] },
      });
      const { url } = await publish(chief, first(made.id, made.version));
      await unpublish(chief, { articleId: made.id, reason: "MARKreason", show });
      gone.push(String(url.split("/").at(-1)));
    }
    const all = await everythingPublic(section.slug, ["markdraft-slug", "live-one", ...gone], {
      tags: [tag.slug, secretTag.slug],
      authors: [live.byline.slug, secretByline.slug],
    });
    expect(all).toContain("Public words.");
    expect(all).toContain("The live one");
    expect(all.match(/MARK\w*/g) ?? []).toEqual([]);
    for (const person of [chief, reporter]) {
      expect(all).not.toContain(person.personId);
      expect(all).not.toContain(person.email);
    }
    expect(await resolveAddress(`/${section.slug}/markdraft-slug`)).toEqual({ status: 404 });
    expect(await resolveAddress(`/tags/${secretTag.slug}`)).toEqual({ status: 404 });
    expect(await resolveAddress(`/authors/${secretByline.slug}`)).toEqual({ status: 404 });
  });

  it("the readers' role sees the views and nothing else", async () => {
    expect(isReaderIsolated()).toBe(true);
    const tables = [
      "changes",
      "revisions",
      "people",
      "publications",
      "articles",
      "live_pages",
      "events",
      "sessions",
      "settings",
      "assets",
      "redirects",
      "branches",
      "article_heads",
      "anchors",
      "assignments",
      "invites",
      "api_tokens",
    ];
    for (const table of tables) {
      for (const name of [`public.${table}`, `"${table}"`]) {
        if (
          name.startsWith('"') &&
          ["publications", "live_pages", "settings", "assets", "redirects"].includes(table)
        )
          continue;
        await expect(readerPool().query(`select * from ${name} limit 1`), name).rejects.toThrow(
          /permission denied|does not exist/,
        );
      }
    }
    await expect(readerPool().query("select * from reader.live_pages limit 1")).resolves.toBeDefined();
    const writes = [
      "insert into reader.sections (id, slug, name) values (gen_random_uuid(), 'x', 'x')",
      "update reader.settings set value = '1'",
      "delete from reader.live_pages",
      "create table reader.x (id int)",
      "create table public.x (id int)",
    ];
    for (const write of writes) await expect(readerPool().query(write), write).rejects.toThrow();
    const { rows } = await readerPool().query("select key from reader.settings");
    expect(rows.map((row: { key: string }) => row.key)).not.toContain("secret");
  });
});

describe("addresses", () => {
  const nowhere = [
    "/nope",
    "/nope/nope",
    "/a/b/c",
    "/tags",
    "/authors",
    "/tags/nope",
    "/authors/nope",
    "/desk",
    "/api/articles",
    "/reader-page/not-found",
    "/reader-page/gone",
    "//evil.example",
    "//evil.example/",
    "/World",
    "/%2e%2e/x",
    "/../etc/passwd",
    "/world/<script>",
    "/feed.xml/x",
    "/nope/feed.xml",
    `/${"a".repeat(500)}`,
    "/' or 1=1--",
    "",
  ];
  for (const path of nowhere) {
    it(`${path.slice(0, 40)} is a plain 404`, async () =>
      expect(await resolveAddress(path)).toEqual({ status: 404 }));
  }

  it("each page names what drops it; a slash too many leads to the plain address", async () => {
    const chief = await aPerson("chief");
    const tag = await aTag();
    const other = await readyArticle(chief);
    await publish(chief, first(other.id, other.version));
    const byline = await aByline();
    const made = await readyArticle(chief, {
      attrs: { tags: [tag.id], bylines: [{ id: byline.id, part: "" }] },
      blocks: [
        paragraph("p", "Words."),
        {
          type: "related",
          attrs: { id: "r", picks: [{ id: other.id }] },
          content: [{ type: "relatedHeading" }],
        },
      ],
    });
    const { url } = await publish(chief, first(made.id, made.version));
    expect(await resolveAddress(url)).toEqual({
      status: 200,
      tags: [
        `article:${made.id}`,
        `section:${made.section.slug}`,
        "site",
        `tag:${tag.slug}`,
        `article:${other.id}`,
      ],
    });
    expect(await resolveAddress(`${url}/`)).toEqual({ status: 301, location: url });
    expect(await resolveAddress("/")).toEqual({ status: 200, tags: ["home", "site"] });
    expect(await resolveAddress(`/${made.section.slug}`)).toMatchObject({ status: 200 });
    expect(await resolveAddress(`/${made.section.slug}/feed.json`)).toMatchObject({ status: 200 });
    expect(await resolveAddress(`/tags/${tag.slug}`)).toMatchObject({ status: 200 });
    expect(await resolveAddress(`/authors/${byline.slug}`)).toMatchObject({ status: 200 });
    for (const path of [
      "/feed.xml",
      "/feed.atom",
      "/feed.json",
      "/sitemap.xml",
      "/news-sitemap.xml",
      "/robots.txt",
    ]) {
      expect(await resolveAddress(path)).toEqual({ status: 200, tags: ["feed", "site"] });
    }
  });
});

describe("an article page", () => {
  it("costs two queries besides its address and the site", async () => {
    const chief = await aPerson("chief");
    const tag = await aTag();
    const made = await readyArticle(chief, {
      attrs: { tags: [tag.id], bylines: [{ id: (await aByline()).id, part: "" }] },
    });
    const { url } = await publish(chief, first(made.id, made.version));
    const [, section = "", slug = ""] = url.split("/");
    const pool = readerPool();
    const query = pool.query.bind(pool);
    let count = 0;
    // Counting only: every query still runs on the real pool.
    Object.assign(pool, {
      query: (...args: Parameters<typeof query>) => {
        count += 1;
        return query(...args);
      },
    });
    try {
      expect(await articlePage(section, slug)).not.toBeNull();
    } finally {
      Object.assign(pool, { query });
    }
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThanOrEqual(2);
  });

  it("offers picks first, then what shares tags, then the section, each once and never itself", async () => {
    const chief = await aPerson("chief");
    const [tag, section] = [await aTag(), await aSection()];
    const publishOne = async (parts: Parameters<typeof readyArticle>[1]) => {
      const made = await readyArticle(chief, parts);
      await publish(chief, first(made.id, made.version));
      return made;
    };
    const byline = await aByline();
    const attrs = (tags: string[]) => ({ tags, bylines: [{ id: byline.id, part: "" }] });
    const picked = await publishOne({ section, attrs: attrs([tag.id]) });
    const tagged = await publishOne({ attrs: attrs([tag.id]) });
    const inSection = await publishOne({ section, attrs: attrs([]) });
    await publishOne({ attrs: attrs([]) });
    const made = await publishOne({
      section,
      attrs: attrs([tag.id]),
      blocks: [
        paragraph("p", "Words."),
        {
          type: "related",
          attrs: { id: "r", picks: [{ id: picked.id }] },
          content: [{ type: "relatedHeading" }],
        },
      ],
    });
    const row = (await latest(section.slug)).find(({ id }) => id === made.id);
    const page = await articlePage(section.slug, String(row?.path.split("/").at(-1)));
    expect(page?.related.map(({ id }) => id)).toEqual([picked.id, tagged.id, inSection.id]);
  });

  it("is there whatever ids its text points to", async () => {
    const chief = await aPerson("chief");
    const nowhere = "0190aaaa-0000-7000-8000-00000000dead";
    const related = (id: string): JsonObject => ({
      type: "related",
      attrs: { id: `r-${id}`, picks: [{ id }] },
      content: [{ type: "relatedHeading", content: [{ type: "text", text: "Read on" }] }],
    });
    for (const id of ["no-uuid", nowhere]) {
      const made = await readyArticle(chief, {
        attrs: { leadPicture: id },
        blocks: [paragraph("p", "The first ship came in at dawn."), related(id)],
      });
      const { url } = await publish(chief, first(made.id, made.version));
      const [, section = "", slug = ""] = url.split("/");
      expect(await articlePage(section, slug)).toMatchObject({ id: made.id, lead: null });
      expect(await resolveAddress(url)).toMatchObject({ status: 200 });
    }
  });

  it("says the same stamps in JSON-LD, feeds and sitemap", async () => {
    const chief = await aPerson("chief");
    const made = await readyArticle(chief, { headline: `Stamped ${Date.now()}` });
    const { url } = await publish(chief, first(made.id, made.version));
    const [, section = "", slug = ""] = url.split("/");
    const page = await articlePage(section, slug);
    if (!page) throw new Error("not live");
    const about = { name: "x", description: "", language: "en", timeZone: "America/Guayaquil", sections: [] };
    const json = scriptJson(structuredData(page, about));
    const stamp = /"datePublished":"([^"]+)"/.exec(json)?.[1] ?? "";
    expect(stamp).toMatch(/-05:00$/);
    const seconds = (text: string | undefined) => Math.floor(new Date(text ?? "").getTime() / 1000);
    expect(seconds(stamp)).toBe(Math.floor(page.stamps.published.getTime() / 1000));
    const atom = await (await feedResponse("atom", section)).text();
    expect(seconds(/<published>([^<]+)</.exec(atom)?.[1])).toBe(seconds(stamp));
    const map = await (await sitemap()).text();
    expect(seconds(new RegExp(`${url}</loc><lastmod>([^<]+)`).exec(map)?.[1])).toBe(seconds(stamp));
  });

  it("JSON-LD cannot be ended or escaped by words of the article", async () => {
    const chief = await aPerson("chief");
    const evil = `</script><script>alert(1)</script><!-- & \u2028 end`;
    const made = await readyArticle(chief, { standfirst: evil });
    const { url } = await publish(chief, first(made.id, made.version));
    const [, section = "", slug = ""] = url.split("/");
    const page = await articlePage(section, slug);
    if (!page) throw new Error("not live");
    const about = { name: "x", description: "", language: "en", timeZone: "UTC", sections: [] };
    const json = scriptJson(structuredData(page, about));
    expect(json).not.toMatch(/[<>&\u2028]/);
    const parsed: { "@graph": JsonObject[] } = JSON.parse(json);
    expect(parsed["@graph"][0]?.description).toBe(evil);
  });
});

describe("feeds", () => {
  it("hold at most fifty, escape what they carry, and are told apart by section", async () => {
    const chief = await aPerson("chief");
    const section = await aSection();
    const made = await readyArticle(chief, { section, headline: "Ships ]]> & <boats>" });
    await publish(chief, first(made.id, made.version));
    const other = await readyArticle(chief, { headline: "Elsewhere entirely" });
    await publish(chief, first(other.id, other.version));
    const rss = await feedResponse("xml", section.slug);
    expect(rss.headers.get("content-type")).toContain("application/rss+xml");
    const text = await rss.text();
    // Within CDATA nothing but its end needs care; a reader of XML gets the headline back as it was written.
    const title = /<item>\s*<title>(.*?)<\/title>/s.exec(text)?.[1] ?? "";
    const words = [...title.matchAll(/<!\[CDATA\[(.*?)\]\]>/gs)].map(([, part]) => part).join("");
    expect(words).toBe("Ships ]]> & <boats>");
    expect(title.replace(/<!\[CDATA\[.*?\]\]>/gs, "")).toBe("");
    expect(text).not.toContain("Elsewhere entirely");
    const json: { items: unknown[]; title: string } = JSON.parse(await (await feedResponse("json")).text());
    expect(json.items.length).toBeGreaterThan(1);
    expect(json.items.length).toBeLessThanOrEqual(50);
  });

  it("are well-formed and say what was written, whatever characters the words hold", async () => {
    const chief = await aPerson("chief");
    const section = await aSection('Ships < Boats & "Co"');
    await db
      .update(sections)
      .set({ slug: `ships-${section.id}` })
      .where(eq(sections.id, section.id));
    const words = "1 < 2 & <b>bold</b>";
    const made = await readyArticle(chief, {
      section: { ...section, slug: `ships-${section.id}` },
      headline: `${words}\u0001\u000b\ufffe`,
      standfirst: `${words}\u0008`,
    });
    await publish(chief, first(made.id, made.version));
    const bodies = [await newsSitemap(), await sitemap()];
    for (const kind of ["xml", "atom"] as const) {
      const response = await feedResponse(kind, `ships-${section.id}`);
      const body = await response.clone().text();
      bodies.push(response);
      const [, said = ""] = /<(?:description|summary)[^>]*><!\[CDATA\[(1.*?)\]\]>/.exec(body) ?? [];
      expect(said).toBe("1 &lt; 2 &amp; &lt;b&gt;bold&lt;/b&gt;");
      // No < stands within an attribute.
      expect(body.replace(/<!\[CDATA\[.*?\]\]>/gs, "")).not.toMatch(/="[^"]*</);
    }
    for (const body of bodies) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
      expect(await body.text()).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }
  });
});
