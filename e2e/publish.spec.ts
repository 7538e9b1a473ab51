import { browserOf, caretAtEndOf, openArticle, saved } from "@/e2e/support/desk";
import { bylineId, expect, publishNow, test } from "@/e2e/support/newsroom";

test("the drawer says what stops a text and leads to it; when nothing does, it goes out", async ({
  browser,
  baseURL,
  as,
  anonymous,
  newStory,
}) => {
  const ana = await as("editor");
  const id = await newStory(ana, "A text with a gap", ["The figure is TK for now."]);
  const context = await browserOf(browser, "chief", baseURL);
  const page = await context.newPage();
  const text = await openArticle(page, id);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: /Publish/ });
  await expect(drawer.getByText(/Choose a section/)).toBeVisible();
  await expect(drawer.getByText(/Add a byline/)).toBeVisible();
  await expect(drawer.getByText(/“TK” is still in the text/)).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();

  await drawer.getByRole("button", { name: /^Show: “TK”/ }).click();
  await expect(drawer).toBeHidden();
  await expect(text).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeVisible();
  await drawer.getByRole("button", { name: "Cancel" }).click();

  const panel = page.getByRole("complementary", { name: "About this article" });
  await panel.getByLabel("Section").selectOption({ label: "World" });
  await panel.getByRole("combobox", { name: "Add a byline" }).fill("Ana Lindqvist");
  await page
    .getByRole("option", { name: /Ana Lindqvist/ })
    .first()
    .click();
  await text.getByText("The figure is TK for now.").click();
  await page.keyboard.press("End");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("The figure is 41.");
  await saved(page);

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await drawer.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(drawer.getByText("Readers have it now.")).toBeVisible();
  const address = await drawer.getByRole("link", { name: /Open the page/ }).getAttribute("href");
  const read = await anonymous.get(address ?? "");
  expect(read.status).toBe(200);
  expect(read.text).toContain("The figure is 41.");
  await context.close();
});

test("a changed figure has to be called a correction, with a note that readers see", async ({
  browser,
  baseURL,
  as,
  anonymous,
  newStory,
}) => {
  const ana = await as("editor");
  const attrs = { bylines: [{ id: await bylineId(ana, "Ana Lindqvist"), part: "" }] };
  const id = await newStory(ana, "Nine bridges", ["The town has nine bridges and 400 boats."], attrs);
  const address = await publishNow(ana, id);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  await openArticle(page, id);
  await caretAtEndOf(page, "The town has nine bridges");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("The town has nine bridges and 410 boats.");
  await saved(page);
  expect((await anonymous.get(address)).text).toContain("400 boats");

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const drawer = page.getByRole("dialog", { name: "Publish changes" });
  await expect(drawer.getByText(/ask for at least: correction/)).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Publish changes" })).toBeDisabled();
  await drawer
    .getByLabel("Note to readers")
    .fill("We had the number of boats wrong: there are 410, not 400.");
  await drawer.getByRole("button", { name: "Publish changes" }).click();
  await expect(drawer.getByText("Readers have it now.")).toBeVisible();
  const read = await anonymous.get(address);
  expect(read.text).toContain("410 boats");
  expect(read.text).toContain("We had the number of boats wrong");
  await context.close();
});

test("what was read goes out, though a colleague has typed since", async ({
  browser,
  baseURL,
  as,
  anonymous,
  newStory,
}) => {
  const ana = await as("editor");
  const attrs = { bylines: [{ id: await bylineId(ana, "Ana Lindqvist"), part: "" }] };
  const id = await newStory(ana, "As it was read", ["These are the words."], attrs);
  const { body: all } = await ana.get("/api/sections");
  await ana.put(`/api/articles/${id}/section`, { sectionId: all.sections[0].id });
  const contexts = [await browserOf(browser, "chief", baseURL), await browserOf(browser, "editor", baseURL)];
  const [miriam, other] = await Promise.all(contexts.map((context) => context.newPage()));
  if (!miriam || !other) throw new Error("two pages were asked for");
  await Promise.all([openArticle(miriam, id), openArticle(other, id)]);
  await miriam.getByRole("button", { name: "Publish", exact: true }).click();
  const drawer = miriam.getByRole("dialog", { name: "Publish" });
  await expect(drawer.getByRole("button", { name: "Publish", exact: true })).toBeEnabled();

  await caretAtEndOf(other, "These are the words.");
  await other.keyboard.type(" Unread words.");
  await saved(other);
  await expect(drawer.getByText("Somebody has written since you read this")).toBeVisible();
  await drawer.getByRole("button", { name: "Publish what I read" }).click();
  await expect(drawer.getByText("Readers have it now.")).toBeVisible();
  const address = await drawer.getByRole("link", { name: /Open the page/ }).getAttribute("href");
  const read = await anonymous.get(address ?? "");
  expect(read.text).toContain("These are the words.");
  expect(read.text).not.toContain("Unread words.");
  await Promise.all(contexts.map((context) => context.close()));
});
