import pg from "pg";
import { ensureReaderRole } from "@/db/reader-role";
import { bylineId, expect, publishNow, sectionId, test } from "@/e2e/support/newsroom";
import { change, type NewsroomClient, typed } from "@/e2e/support/newsroom-client";

/** Words that stand only where readers must never find them. */
const marker = (where: string) => `zq${where}${Math.random().toString(36).slice(2, 10)}qz`;

/** Every public address there is, from the site's own sitemap, and those that a curious client tries. */
async function publicAddresses(anonymous: NewsroomClient, guesses: string[]): Promise<string[]> {
  const sitemap = await anonymous.get("/sitemap.xml");
  expect(sitemap.status).toBe(200);
  const own = [...sitemap.text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
    ([, loc]) => new URL(loc ?? "").pathname,
  );
  expect(own.length).toBeGreaterThan(5);
  return [
    ...new Set([
      "/",
      ...own,
      ...guesses,
      "/feed.xml",
      "/feed.atom",
      "/feed.json",
      "/sitemap.xml",
      "/news-sitemap.xml",
      "/robots.txt",
      "/world/feed.xml",
      "/no/such/page",
      "/reader-page/article",
      "/reader-page/not-found",
      "/api/health",
      "/api/articles",
      "/api/sections",
      "/sign-in",
      "/desk",
      "/%00",
      "/world/%ff",
    ]),
  ];
}

const disguises: Record<string, string>[] = [
  {},
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { purpose: "prefetch", "x-middleware-prefetch": "1" },
  { "next-action": "0000000000000000000000000000000000000000" },
  { "x-middleware-subrequest": "middleware" },
  { "x-invoke-path": "/desk", "x-matched-path": "/desk", "x-now-route-matches": "1=desk" },
  { accept: "text/x-component" },
];

test("words of drafts, old versions, withdrawn articles and metadata are on no public address", async ({
  as,
  anonymous,
  newStory,
}) => {
  test.setTimeout(180_000);
  const ana = await as("editor");
  const byline = await bylineId(ana, "Ana Lindqvist");
  const attrs = { bylines: [{ id: byline, part: "" }] };
  const secret = {
    draft: marker("draft"),
    draftSeo: marker("seo"),
    earlier: marker("earlier"),
    later: marker("later"),
    revision: marker("revision"),
    withdrawn: marker("withdrawn"),
    reason: marker("reason"),
  };

  const draft = await newStory(ana, `Draft ${secret.draft}`, [secret.draft], {
    ...attrs,
    seoTitle: secret.draftSeo,
  });
  await ana.put(`/api/articles/${draft}/section`, { sectionId: await sectionId(ana, "world") });
  const { body: draftArticle } = await ana.get(`/api/articles/${draft}`);

  // Live, with words that were taken out before it went out, and words typed since.
  const live = await newStory(
    ana,
    "A page readers have",
    [`${secret.earlier} is what it said first.`],
    attrs,
  );
  const { body: first } = await ana.get(`/api/articles/${live}`);
  const at = 2 + "A page readers have".length + 2 + 1;
  const removed = await ana.post(
    `/api/articles/${live}/changes`,
    change(first.version, [{ stepType: "replace", from: at, to: at + secret.earlier.length }]),
  );
  expect(removed.status, removed.text).toBe(200);
  await ana.post(`/api/articles/${live}/revisions`, { name: secret.revision });
  const liveUrl = await publishNow(ana, live);
  const { body: published } = await ana.get(`/api/articles/${live}`);
  expect(
    (await ana.post(`/api/articles/${live}/changes`, change(published.version, [typed(at, secret.later)])))
      .status,
  ).toBe(200);

  const gone = await newStory(ana, `Gone ${secret.withdrawn}`, [secret.withdrawn], attrs);
  const goneUrl = await publishNow(ana, gone);
  const taken = await ana.post(`/api/articles/${gone}/unpublish`, {
    reason: secret.reason,
    show: "not-found",
  });
  expect(taken.status, taken.text).toBeLessThan(300);

  const addresses = await publicAddresses(anonymous, [
    liveUrl,
    goneUrl,
    `/world/${draftArticle.slug}`,
    `/api/articles/${draft}`,
    `/api/articles/${live}/revisions`,
    `/api/articles/${live}/changes?since=0`,
    `/desk/articles/${draft}`,
    `/media/${draft}`,
  ]);
  for (const address of addresses) {
    for (const headers of disguises) {
      const answer = await anonymous.get(address, headers);
      const said = answer.text + JSON.stringify([...answer.headers]);
      for (const [where, word] of Object.entries(secret)) {
        // The address asked for may be repeated, nothing else of it.
        const rest = said.replaceAll(address, "");
        expect(rest, `${where} at ${address} with ${JSON.stringify(headers)}`).not.toContain(word);
      }
    }
  }
});

test("an address that never was, a draft's and a withdrawn one answer alike to the byte", async ({
  as,
  anonymous,
  newStory,
}) => {
  const ana = await as("editor");
  const attrs = { bylines: [{ id: await bylineId(ana, "Ana Lindqvist"), part: "" }] };
  const draft = await newStory(ana, "Not yet", ["Words."], attrs);
  await ana.put(`/api/articles/${draft}/section`, { sectionId: await sectionId(ana, "world") });
  const { body: draftArticle } = await ana.get(`/api/articles/${draft}`);
  const withdrawn = await newStory(ana, "No longer", ["Words."], attrs);
  const withdrawnUrl = await publishNow(ana, withdrawn);
  await ana.post(`/api/articles/${withdrawn}/unpublish`, { reason: "A mistake in it.", show: "not-found" });

  const answers = [];
  for (const address of ["/world/never-written-at-all", `/world/${draftArticle.slug}`, withdrawnUrl]) {
    const answer = await anonymous.get(address);
    const headers = [...answer.headers].filter(([name]) => name !== "date").sort();
    answers.push({ status: answer.status, headers, text: answer.text });
  }
  expect(answers[0]?.status).toBe(404);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  expect(new Map(answers[0]?.headers).get("cache-control")).toContain("no-store");
});

test("the readers' database role sees publications and nothing of the newsroom", async () => {
  const databaseUrl = process.env.E2E_DATABASE_URL;
  if (!databaseUrl) throw new Error("Set E2E_DATABASE_URL to the database of the server under test.");
  const reader = await ensureReaderRole(databaseUrl);
  expect(reader.url).not.toBeNull();
  const client = new pg.Client({ connectionString: reader.url ?? "" });
  await client.connect();
  try {
    await client.query("select from reader.live_pages limit 1");
    for (const table of ["changes", "revisions", "people", "articles", "sessions", "settings", "events"]) {
      await expect(client.query(`select from public.${table} limit 1`)).rejects.toThrow(/permission denied/);
    }
  } finally {
    await client.end();
  }
});
