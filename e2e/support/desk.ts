import { type Browser, type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import { type DemoPerson, NewsroomClient } from "@/e2e/support/newsroom-client";

/** A browser of its own in which this person is signed in, in a session that others of this run may use too. */
export async function browserOf(
  browser: Browser,
  person: DemoPerson,
  baseURL: string | undefined,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<BrowserContext> {
  const client = await NewsroomClient.shared(person, baseURL ?? "");
  const context = await browser.newContext({ baseURL, ...options });
  await context.addCookies(client.browserCookies());
  return context;
}

/** Opens an article for writing and waits until it can be written in. */
export async function openArticle(page: Page, articleId: string): Promise<Locator> {
  await page.goto(`/desk/articles/${articleId}`);
  await expect(page.locator(".editor[data-hydrated=true]")).toBeVisible({ timeout: 15_000 });
  return page.getByRole("textbox", { name: "Article" });
}

export const saveLine = (page: Page): Locator => page.locator("[data-save-state]");

/** Waits until everything typed so far is acknowledged. */
export async function saved(page: Page): Promise<void> {
  await expect(saveLine(page)).toHaveAttribute("data-save-state", "saved");
  await expect(saveLine(page)).toHaveText(/^(Saved|Back online)/);
}

/** Puts the caret at the end of the block that holds `text`. */
export async function caretAtEndOf(page: Page, text: string): Promise<void> {
  const block = page.getByRole("textbox", { name: "Article" }).getByText(text).last();
  await block.click();
  await page.keyboard.press("End");
}

/** The words of the article as the editor shows them, one block a line, without names at carets and buttons. */
export const words = (page: Page): Promise<string> =>
  // Not by its role: under an open dialog the text is hidden from roles, and still there.
  page.locator(".article-text").evaluate((text) => {
    const copy = text.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return "";
    for (const other of copy.querySelectorAll("[contenteditable=false], .ProseMirror-widget")) other.remove();
    return [...copy.children].map((block) => block.textContent).join("\n");
  });

/** Gives this browser a session of its own, which may be ended without anybody else noticing. */
export async function useOwnSession(
  context: BrowserContext,
  person: DemoPerson,
  baseURL: string | undefined,
): Promise<void> {
  const client = await NewsroomClient.as(person, baseURL ?? "");
  await context.addCookies(client.browserCookies());
}

/** Ends the session of this browser on the server; the browser keeps its cookie and does not know. */
export async function endSessionOf(context: BrowserContext, baseURL: string | undefined): Promise<void> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${baseURL}/api/auth/sign-out`, {
    method: "POST",
    headers: { cookie, origin: baseURL ?? "" },
  });
  expect(answer.status).toBe(204);
}
