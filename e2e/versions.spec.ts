import { browserOf, caretAtEndOf, openArticle, saved, words } from "@/e2e/support/desk";
import { expect, test } from "@/e2e/support/newsroom";
import type { Json } from "@/e2e/support/newsroom-client";

/** The text that the steps of these changes put in, in their order. */
const insertedBy = (changes: Json[]): string =>
  changes
    .flatMap((change) => change.steps)
    .flatMap((step: Json) => step.slice?.content ?? [])
    .map((node: Json) => node.text ?? "")
    .join("");

test("a version is named with Ctrl+S, the text goes on, and the version is restored", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  const ana = await as("editor");
  const id = await newStory(ana, "Two thoughts", ["The first thought."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  await openArticle(page, id);
  await caretAtEndOf(page, "The first thought.");
  await page.keyboard.type(" Worth keeping.");
  await page.keyboard.press("ControlOrMeta+s");
  const naming = page.getByRole("form", { name: "Name this version" });
  await naming.getByRole("textbox", { name: "Name this version" }).fill("Before the doubt");
  await naming.getByRole("button", { name: "Keep" }).click();
  await expect(naming.getByText(/Named: version \d+\./)).toBeVisible();

  await caretAtEndOf(page, "Worth keeping.");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("On second thoughts, no.");
  await saved(page);
  expect(await words(page)).not.toContain("Worth keeping.");

  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: /^Restore .*Before the doubt/ }).click();
  await page
    .getByRole("alertdialog")
    .or(page.getByRole("dialog"))
    .getByRole("button", { name: "Restore" })
    .click();
  await expect(page.getByRole("textbox", { name: "Article" })).toContainText("Worth keeping.");
  await expect(page.getByRole("textbox", { name: "Article" })).not.toContainText("On second thoughts");

  // A restore is a change like any other: what stood before it is in the log and can be restored too.
  const { body } = await ana.get(`/api/articles/${id}/revisions`);
  expect(body.revisions.map((revision: { name: string | null }) => revision.name)).toContain(
    "Before the doubt",
  );
  const { body: log } = await ana.get(`/api/articles/${id}/changes?since=0`);
  expect(insertedBy(log.changes)).toContain("On second thoughts, no.");
  await context.close();
});
