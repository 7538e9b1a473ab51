import type { Locator, Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/db/seed/accounts";
import { browserOf, openArticle, saved } from "@/e2e/support/desk";
import { bylineId, expect, sectionId, test } from "@/e2e/support/newsroom";

/** Milliseconds from key to key of somebody who types fast. */
const TYPING = 25;

/** Presses Tab until `wanted` has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator, { backwards = false, most = 80 } = {}): Promise<void> {
  for (let i = 0; i < most; i += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press(backwards ? "Shift+Tab" : "Tab");
  }
  throw new Error(`${wanted} is not reached with ${most} presses of Tab`);
}

test("sign in, make an article, write it, link it and submit it, without a mouse", async ({ page, as }) => {
  test.setTimeout(90_000);
  await page.goto("/sign-in");
  await tabTo(page, page.getByLabel("E-mail"));
  await page.keyboard.type("reporter@galley.test", { delay: TYPING });
  await tabTo(page, page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(DEMO_PASSWORD, { delay: TYPING });
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/desk$/);

  await tabTo(page, page.getByRole("link", { name: /New article/ }).first());
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/desk\/new$/);
  await tabTo(page, page.getByRole("button", { name: /^Story/ }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/desk\/articles\/[0-9a-f-]{36}/);
  await expect(page.locator(".editor[data-hydrated=true]")).toBeVisible();

  const text = page.getByRole("textbox", { name: "Article" });
  await expect(text).toBeFocused();
  await page.keyboard.type("Written without a mouse", { delay: TYPING });
  await page.keyboard.press("Enter");
  await page.keyboard.type("A standfirst.", { delay: TYPING });
  await page.keyboard.press("Enter");
  await page.keyboard.type("## A heading", { delay: TYPING });
  await page.keyboard.press("Enter");
  await page.keyboard.type("Some words to link.", { delay: TYPING });
  // Two presses of Ctrl+Shift+Left take the full stop and the word before it.
  await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
  await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
  await expect.poll(() => page.evaluate(() => getSelection()?.toString())).toBe("link.");
  await page.keyboard.press("ControlOrMeta+k");
  const link = page.getByRole("dialog", { name: "Add a link" });
  await expect(link.getByLabel("Address")).toBeFocused();
  await page.keyboard.type("https://example.org/source", { delay: TYPING });
  await page.keyboard.press("Enter");
  await expect(link).toBeHidden();
  await expect(text).toBeFocused();
  await expect(text.getByRole("heading", { level: 2, name: "A heading" })).toBeVisible();
  await expect(text.locator("a[href='https://example.org/source']")).toBeVisible();
  await saved(page);
  // The tab and the address follow the headline without a reload.
  await expect(page).toHaveTitle(/^Written without a mouse · /);
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue(/^written-without-a-mouse/);

  await tabTo(page, page.getByRole("button", { name: "Submit", exact: true }), { backwards: true });
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Submit" });
  await expect(dialog).toBeVisible();
  await tabTo(page, dialog.getByRole("button", { name: "Submit" }));
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const id = page.url().split("/").at(-1);
  const { body } = await (await as("chief")).get(`/api/articles/${id}`);
  expect(body.state).toBe("submitted");
});

test("publish without a mouse, and focus comes back to where it was", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  const ana = await as("editor");
  const attrs = { bylines: [{ id: await bylineId(ana, "Ana Lindqvist"), part: "" }] };
  const id = await newStory(ana, "Published by keyboard", ["Words."], attrs);
  await ana.put(`/api/articles/${id}/section`, { sectionId: await sectionId(ana, "culture") });
  const context = await browserOf(browser, "chief", baseURL);
  const page = await context.newPage();
  await openArticle(page, id);
  const button = page.getByRole("button", { name: "Publish", exact: true });
  await tabTo(page, button);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog", { name: "Publish" });
  const go = drawer.getByRole("button", { name: "Publish", exact: true });
  await expect(go).toBeEnabled();
  await tabTo(page, go);
  await page.keyboard.press("Enter");
  await expect(drawer.getByText("Readers have it now.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(button).toBeFocused();
  await context.close();
});
