import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { browserOf, openArticle } from "@/e2e/support/desk";
import { NewsroomClient } from "@/e2e/support/newsroom-client";

/*
 * The pictures of the README, from a running demo newsroom:
 *
 *     npx tsx scripts/screenshots.ts [http://localhost:3000]
 *
 * CHROMIUM names the browser to use; without it, Playwright's own.
 */
const origin = process.argv[2] ?? "http://localhost:3000";
const folder = path.resolve("docs/images");
const HEADLINE = "The Tide Never Fails";

/** Waits for pictures and fonts; a newsroom page is never without a request, its live stream stays open. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.evaluate(() => document.fonts.ready);
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const viewport = { width: 1440, height: 900 };
  const chief = await NewsroomClient.as("chief", origin);
  const idOf = async (words: string): Promise<string> =>
    (await chief.get(`/api/articles?q=${encodeURIComponent(words)}`)).body.articles[0].id;

  const desk = await browserOf(browser, "chief", origin, { viewport });
  const page = await desk.newPage();
  const keep = (name: string) => page.screenshot({ path: path.join(folder, `${name}.png`) });
  await page.goto("/desk");
  await page.getByRole("list", { name: "Articles" }).waitFor();
  await keep("newsroom");
  await openArticle(page, await idOf(HEADLINE));
  await settled(page);
  await keep("editor");
  await openArticle(page, await idOf("The knitters outsell"));
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByText("What readers will see").waitFor();
  await keep("publish");
  await desk.close();

  for (const colorScheme of ["light", "dark"] as const) {
    const readers = await browser.newContext({ baseURL: origin, viewport, colorScheme });
    const reader = await readers.newPage();
    const suffix = colorScheme === "dark" ? "-dark" : "";
    await reader.goto("/", { waitUntil: "networkidle" });
    await reader.screenshot({ path: path.join(folder, `home${suffix}.png`) });
    await reader.getByRole("link", { name: HEADLINE }).first().click();
    await reader.waitForLoadState("networkidle");
    await reader.screenshot({ path: path.join(folder, `article${suffix}.png`) });
    await readers.close();
  }
  await browser.close();
}

await main();
