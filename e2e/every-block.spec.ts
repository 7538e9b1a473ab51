import type { Page } from "@playwright/test";
import sharp from "sharp";
import { browserOf, openArticle, saved } from "@/e2e/support/desk";
import { expect, test } from "@/e2e/support/newsroom";

type Block = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: Block[];
  text?: string;
  marks?: { type: string }[];
};

const textOf = (block: Block): string => block.text ?? (block.content ?? []).map(textOf).join("");

/** Chooses a block from the menu by the beginning of its name. */
async function choose(page: Page, name: string): Promise<void> {
  await page.keyboard.type(`/${name}`);
  await expect(page.getByRole("listbox", { name: "Blocks" })).toBeVisible();
  await page.keyboard.press("Enter");
}

async function paste(page: Page, html: string, plain: string): Promise<void> {
  await page.getByRole("textbox", { name: "Article" }).evaluate(
    (text, [rich, literal]) => {
      const clipboardData = new DataTransfer();
      if (rich) clipboardData.setData("text/html", rich);
      clipboardData.setData("text/plain", literal ?? "");
      text.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    [html, plain],
  );
}

test("every kind of block is written with the keyboard alone and saved as what it is", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  test.setTimeout(90_000);
  const ana = await as("editor");
  const id = await newStory(ana, "Every block", ["The first line."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  const text = await openArticle(page, id);
  const keys = page.keyboard;
  const enter = () => keys.press("Enter");
  await text.getByText("The first line.").click();
  await keys.press("ControlOrMeta+Enter");

  await keys.type("## A heading");
  await enter();
  await keys.type("- **Lead:** a point");
  await enter();
  await enter();
  await choose(page, "facts");
  for (const words of ["Cap", "300 a year", "The register"]) {
    await keys.type(words);
    await enter();
  }
  await enter();
  await choose(page, "questions");
  for (const words of ["Why?", "So.", "", "Who?", "They."]) {
    await keys.type(words);
    await enter();
  }
  await keys.press("ControlOrMeta+Enter");
  await choose(page, "did you");
  await keys.type("Rivers move.");
  await keys.press("ControlOrMeta+Enter");
  await choose(page, "pull");
  await keys.type("A line set large");
  await keys.press("ControlOrMeta+Enter");
  await choose(page, "table");
  await keys.type("Year");
  await keys.press("Tab");
  await keys.type("Shift");
  await keys.press("ControlOrMeta+Enter");
  await choose(page, "related");
  await keys.press("ControlOrMeta+Enter");
  await choose(page, "comment");
  await keys.type("What do you think?");
  await enter();
  await keys.type("---");
  await keys.type('She said "yes".');
  await saved(page);

  const { body } = await ana.get(`/api/articles/${id}`);
  const blocks: Block[] = body.document.content.slice(2);
  expect(blocks.map((block) => block.type)).toEqual([
    "paragraph",
    "heading",
    "bulletList",
    "factList",
    "faq",
    "callout",
    "pullQuote",
    "table",
    "related",
    "commentPrompt",
    "divider",
    "paragraph",
  ]);
  const [, , list, facts, questions, box] = blocks;
  const lead = list?.content?.[0]?.content?.[0]?.content?.[0];
  expect([lead?.text, lead?.marks?.[0]?.type]).toEqual(["Lead:", "bold"]);
  expect(facts?.content?.[0]?.content?.map(textOf)).toEqual(["Cap", "300 a year", "The register"]);
  expect(questions?.content?.map((pair) => pair.content?.map(textOf))).toEqual([
    ["Why?", "So."],
    ["Who?", "They."],
  ]);
  expect(box?.attrs?.kind).toBe("didYouKnow");
  expect(box?.content?.map(textOf)).toEqual(["Did you know?", "Rivers move."]);
  expect(textOf(blocks.at(-1) ?? { type: "" })).toBe("She said “yes”.");
  const ids = JSON.stringify(body.document).match(/"id":"[^"]+"/g) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  await context.close();
});

test("one undo gives back what was typed; what is pasted keeps its form and nothing else", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  const ana = await as("editor");
  const id = await newStory(ana, "Typed and pasted", ["Here."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  const text = await openArticle(page, id);
  const last = text.locator("> *").last();
  await text.getByText("Here.").click();
  await page.keyboard.press("ControlOrMeta+Enter");

  await page.keyboard.type("> ");
  await expect(text.locator("blockquote")).toHaveCount(1);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(last).toHaveText("> ");
  await expect(text.locator("blockquote")).toHaveCount(0);

  await page.keyboard.press("ControlOrMeta+Enter");
  await paste(page, "", "# not a heading, **not bold**");
  await expect(last).toHaveText("# not a heading, **not bold**");

  await page.keyboard.press("ControlOrMeta+Enter");
  await paste(
    page,
    `<b style="font-weight:normal" id="docs-internal-guid-1"><h1>Big</h1><p><span style="font-weight:700">bold</span>
      <a href="javascript:alert(1)">bad</a> <a href="https://example.org/">good</a></p><script>window.ran = true</script>
      <img src="x" onerror="window.ran = true"></b>`,
    "x",
  );
  await expect(text.getByRole("heading", { level: 2, name: "Big" })).toBeVisible();
  await expect(text.locator("a")).toHaveCount(1);
  await expect(text.locator("img, script")).toHaveCount(0);
  expect(await page.evaluate(() => "ran" in window)).toBe(false);
  await saved(page);
  await context.close();
});

test("a block moves with Alt+Shift+arrow, is named aloud, and its tools are reached with Alt+F10", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  const id = await newStory(await as("editor"), "Moving", ["One.", "Two.", "Three."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  const text = await openArticle(page, id);
  await text.getByText("Two.").click();
  await page.keyboard.press("Alt+Shift+ArrowUp");
  await expect(text.locator("> p").nth(1)).toHaveText("Two.");
  await expect(page.getByText("Moved up: 1 of 3.")).toBeAttached();
  await page.keyboard.press("Alt+F10");
  await expect(page.getByRole("button", { name: "Add a block", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(text).toBeFocused();
  await page.keyboard.press("ControlOrMeta+/");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(text).toBeFocused();
  await context.close();
});

test("a picture is added, a line leads to another article, and related ones are picked", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  test.setTimeout(90_000);
  const ana = await as("editor");
  const target = await newStory(ana, "Where the ferry went");
  const id = await newStory(ana, "With a picture", ["Before."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  const text = await openArticle(page, id);
  await text.getByText("Before.").click();
  await page.keyboard.press("ControlOrMeta+Enter");

  await choose(page, "picture");
  const picture = page.getByRole("dialog", { name: "Picture" });
  const file = await sharp({ create: { width: 640, height: 400, channels: 3, background: "#7aa5a0" } })
    .png()
    .toBuffer();
  await picture
    .locator("input[type=file]")
    .setInputFiles({ name: "ferry.png", mimeType: "image/png", buffer: file });
  await expect(picture).toBeHidden();
  await expect(text.locator("figure img")).toBeVisible();
  await page.keyboard.type("A ferry at its berth");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The last crossing.");
  await page.getByRole("button", { name: "Focal point" }).click();
  const focal = page.getByRole("dialog", { name: "Focal point" });
  await focal.getByRole("button", { name: /^Focal point/ }).press("ArrowRight");
  await focal.getByRole("button", { name: "Save" }).click();
  await expect(focal).toBeHidden();

  await page.keyboard.press("ControlOrMeta+Enter");
  await choose(page, "read on");
  const leads = page.getByRole("dialog", { name: "Where this line leads" });
  await leads.getByRole("combobox", { name: "Choose an article" }).fill("Where the ferry");
  await leads
    .getByRole("option", { name: /Where the ferry went/ })
    .first()
    .click();
  await expect(leads).toBeHidden();
  await page.keyboard.type("Read where it went");
  await expect(text.getByRole("button", { name: "→ Where the ferry went" })).toBeVisible();

  await page.keyboard.press("ControlOrMeta+Enter");
  await choose(page, "related");
  await page.getByRole("button", { name: "Choose related articles" }).click();
  const related = page.getByRole("dialog", { name: "Related articles" });
  await related.getByRole("combobox", { name: "Add an article" }).fill("Where the ferry");
  await expect(related.getByRole("option", { name: /Where the ferry went/ }).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(related.getByRole("list", { name: "Picks" })).toContainText("Where the ferry went");
  await related.getByRole("button", { name: "Done" }).click();
  await saved(page);

  const { body } = await ana.get(`/api/articles/${id}`);
  const blocks: Block[] = body.document.content;
  const figure = blocks.find((block) => block.type === "figure");
  expect(figure?.attrs).toMatchObject({ focalX: 0.52, focalY: 0.5, decorative: false });
  expect(figure?.content?.map(textOf).slice(0, 2)).toEqual(["A ferry at its berth", "The last crossing."]);
  const stored = JSON.stringify(blocks);
  expect(stored.split(target).length - 1, "the line and the pick name the article").toBeGreaterThanOrEqual(1);
  expect(blocks.find((block) => block.type === "related")?.attrs?.picks).toHaveLength(1);
  await context.close();
});
