import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { browserOf, caretAtEndOf, openArticle, saved } from "@/e2e/support/desk";
import { expect, test } from "@/e2e/support/newsroom";
import type { Json, NewsroomClient } from "@/e2e/support/newsroom-client";

/** A text as newsrooms send them, and everything in it that must become a thing of its own. */
type Sample = {
  name: string;
  file: string;
  kind: "story" | "tracker";
  section: string;
  /** What the editor holds: a node's type with the words it must hold. */
  elements: [type: string, words: string][];
  attrs: Record<string, unknown>;
  /** A paragraph that is edited, by its first words. */
  edited: string;
  /** What readers see: words on the page, by role where it matters. */
  page: (page: Page) => Promise<void>;
};

const samples: Sample[] = [
  {
    name: "an analysis",
    file: "db/seed/texts/tidal-grid.txt",
    kind: "story",
    section: "Climate",
    elements: [
      ["headline", "The Tide Never Fails, but the Grid Around It Still Might"],
      ["paragraph", "Corvane has staked its winter"],
      ["heading", "A Power Station You Can Set Your Watch By"],
      ["heading", "Four Things That Will Decide It"],
      ["callout", "Did you know?"],
      ["callout", "Pro Tip"],
      ["bulletList", "The licence at Ellery:"],
      ["faq", "Does tidal power stop at night?"],
      ["faqPair", "Is there a risk of blackouts this winter?"],
      ["callToAction", "Want to see how the plans compare"],
      ["related", "You may also like"],
      ["commentPrompt", "Leave a Comment"],
    ],
    attrs: { seoTitle: "Tidal Power: Can the Karra Sound Keep Corvane’s Lights On? | Analysis" },
    edited: "Wind arrives when it likes.",
    page: async (page) => {
      await expect(page).toHaveTitle(/Tidal Power: Can the Karra Sound/);
      const main = page.getByRole("main");
      await expect(main.getByRole("heading", { level: 1 })).toHaveText(
        "The Tide Never Fails, but the Grid Around It Still Might",
      );
      await expect(main.getByText("Climate Editor").first()).toBeVisible();
      await expect(main.getByText(/Corvane has staked its winter/)).toBeVisible();
      for (const name of [
        "What Forty Minutes Cost",
        "The People on the Slipway",
        "FAQ",
        "You may also like",
      ]) {
        await expect(main.getByRole("heading", { name })).toBeVisible();
      }
      await expect(main.getByText("Did you know?")).toBeVisible();
      await expect(main.getByText(/^Pro tip/i)).toBeVisible();
      await expect(main.locator("li strong", { hasText: "The licence at Ellery:" })).toBeVisible();
      await expect(main.getByText("Why not just build more turbines?")).toBeVisible();
      await expect(main.getByText(/Want to see how the plans compare/)).toBeVisible();
      await expect(main.getByText("Leave a Comment")).toBeVisible();
    },
  },
  {
    name: "a tracker",
    file: "db/seed/texts/halden-strait.txt",
    kind: "tracker",
    section: "World",
    elements: [
      ["headline", "halden strait"],
      ["factList", "Accord Date"],
      ["fact", "March 2025"],
      ["fact", "No detentions are known to have occurred."],
      ["fact", "Skippers’ League v. Ministry of the Sea"],
      ["paragraph", "Corvane and Brenland agreed in March 2025"],
      ["paragraph", "What happens next depends on things"],
    ],
    attrs: { statedUpdated: "2026-03-05" },
    edited: "How many fish the accord concerns is disputed.",
    page: async (page) => {
      const main = page.getByRole("main");
      await expect(main.getByRole("heading", { level: 1 })).toHaveText(/halden strait/i);
      const facts = main.locator("dl").first();
      for (const label of ["Accord Date", "Accord", "Vessels Detained", "Court Case"]) {
        await expect(facts.locator("dt").getByText(label, { exact: true })).toBeVisible();
      }
      await expect(facts.getByText("March 2025")).toBeVisible();
      await expect(facts.getByText("No detentions are known to have occurred.")).toBeVisible();
      await expect(main.getByText(/March 5, 2026|5 March 2026/).first()).toBeVisible();
      await expect(main.getByText(/Under the accord, boats of up to 24 metres/)).toBeVisible();
    },
  },
];

const textOf = ({ file }: Sample) =>
  readFileSync(path.join(process.cwd(), file), "utf8").replace("@UPDATED@", "March 5, 2026");

const textContent = (node: Json): string => node.text ?? (node.content ?? []).map(textContent).join("");

function nodesOf(node: Json): Json[] {
  return [node, ...(node.content ?? []).flatMap(nodesOf)];
}

const exported = async (client: NewsroomClient, id: string) =>
  (await client.get(`/api/articles/${id}/export?format=text`)).text;

for (const sample of samples) {
  test(`${sample.name} is imported, edited, published and read, with every element`, async ({
    browser,
    baseURL,
    as,
  }) => {
    test.setTimeout(120_000);
    const ana = await as("editor");
    const context = await browserOf(browser, "editor", baseURL, { colorScheme: "light" });
    const page = await context.newPage();
    const original = textOf(sample);

    // Import, on the screen: each choice is shown before it is kept.
    await page.goto("/desk/import");
    await page.getByRole("textbox", { name: "The text" }).fill(original);
    await page.getByRole("radio", { name: new RegExp(sample.kind, "i") }).check();
    await page.getByRole("button", { name: "See what it becomes" }).click();
    for (const [, words] of sample.elements.slice(0, 3)) {
      await expect(page.getByRole("main")).toContainText(words);
    }
    await page.getByRole("button", { name: "Keep as an article" }).click();
    await page.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}/);
    const id = page.url().split("/").at(-1) ?? "";

    // Every element is a thing of its own in the editor.
    const { body: article } = await ana.get(`/api/articles/${id}`);
    for (const [type, words] of sample.elements) {
      const found = nodesOf(article.document).filter((node) => node.type === type);
      expect(found.map(textContent).join("\n"), type).toContain(words);
    }
    expect(article.document.attrs).toMatchObject(sample.attrs);
    const text = await openArticle(page, id);
    for (const [, words] of sample.elements) await expect(text).toContainText(words);

    // Nothing was changed yet: the text comes out as it went in, to the byte.
    expect(await exported(ana, id)).toBe(original);

    // One block is edited; only its text differs.
    await caretAtEndOf(page, sample.edited);
    await page.keyboard.type(" An editor added this.");
    await saved(page);
    const paragraphs = original.split("\n\n");
    const after = (await exported(ana, id)).split("\n\n");
    expect(after).toHaveLength(paragraphs.length);
    const different = after.filter((paragraph, i) => paragraph !== paragraphs[i]);
    expect(different).toHaveLength(1);
    expect(different[0]).toContain("An editor added this.");
    await context.close();

    // Placed and published, it is a page.
    await readyToPublish(ana, id, sample.section);
    const publisher = await browserOf(browser, "editor", baseURL);
    const desk = await publisher.newPage();
    await openArticle(desk, id);
    await desk.getByRole("button", { name: "Publish", exact: true }).click();
    const drawer = desk.getByRole("dialog");
    await expect(drawer.getByRole("button", { name: "Publish", exact: true })).toBeEnabled();
    await drawer.getByRole("button", { name: "Publish", exact: true }).click();
    await expect(drawer.getByText("Readers have it now.")).toBeVisible();
    const address = await drawer.getByRole("link", { name: /Open the page/ }).getAttribute("href");
    await publisher.close();

    const readers = await browser.newContext({ baseURL, javaScriptEnabled: false });
    const read = await readers.newPage();
    expect((await read.goto(address ?? ""))?.status()).toBe(200);
    await sample.page(read);
    await expect(read.getByText(/An editor added this\./)).toBeVisible();
    await readers.close();
  });
}

/** What an import leaves open: a section, a byline where none stood, where the invitation leads. */
async function readyToPublish(ana: NewsroomClient, id: string, section: string): Promise<void> {
  const { body: all } = await ana.get("/api/sections");
  const chosen = all.sections.find((one: { name: string }) => one.name === section);
  expect((await ana.put(`/api/articles/${id}/section`, { sectionId: chosen.id })).status).toBe(200);
  const { body: byline } = await ana.post("/api/bylines", { name: "Ana Lindqvist", kind: "person" });
  const { body: target } = await ana.get("/api/articles?live=live&section=economy");
  const { body: article } = await ana.get(`/api/articles/${id}`);
  const pointed = (node: Json): Json =>
    node.type === "callToAction"
      ? { ...node, attrs: { ...node.attrs, article: target.articles[0].id } }
      : { ...node, ...(node.content ? { content: node.content.map(pointed) } : {}) };
  const document = pointed(article.document);
  const bylines = document.attrs.bylines.length > 0 ? document.attrs.bylines : [{ id: byline.id, part: "" }];
  const put = await ana.put(`/api/articles/${id}/document`, {
    baseVersion: article.version,
    saveId: crypto.randomUUID(),
    document: { ...document, attrs: { ...document.attrs, bylines } },
  });
  expect(put.status, put.text).toBe(200);
}
