import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@/e2e/support/newsroom";

/** Pages of the demo that show every element between them. */
const pages = {
  analysis: "/climate/the-tide-never-fails-but-the-grid-around-it-still-might",
  tracker: "/world/halden-strait-accord",
} as const;

for (const scheme of ["light", "dark"] as const) {
  test(`reader pages have no accessibility fault (${scheme})`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({ baseURL, colorScheme: scheme });
    const page = await context.newPage();
    for (const address of ["/", "/climate", pages.analysis, pages.tracker, "/no/such-page"]) {
      await page.goto(address);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((v) => `${address}: ${v.id} (${v.nodes[0]?.html})`)).toEqual([]);
    }
    await context.close();
  });
}

test("a page is one request besides pictures, brings no script and breaks no rule of its own policy", async ({
  page,
}) => {
  for (const address of ["/", "/climate", pages.analysis, pages.tracker]) {
    const requests: { type: string; url: string }[] = [];
    const complaints: string[] = [];
    page.removeAllListeners("request");
    page.on("request", (request) => requests.push({ type: request.resourceType(), url: request.url() }));
    page.on("console", (message) => {
      if (/Content.Security.Policy|violat/i.test(message.text())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    const response = await page.goto(address, { waitUntil: "networkidle" });
    expect(response?.status()).toBe(200);
    expect(requests.filter(({ type, url }) => type !== "image" && !url.startsWith("data:"))).toHaveLength(1);
    expect(await page.locator("script:not([type='application/ld+json'])").count()).toBe(0);
    expect(complaints).toEqual([]);
    const policy = response?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy.split(";").find((part) => part.trim().startsWith("script-src"))).not.toContain(
      "unsafe-inline",
    );
    page.removeAllListeners();
  }
});

test("a page is complete with scripts off", async ({ browser, baseURL }) => {
  const [on, off] = await Promise.all([
    browser.newContext({ baseURL }),
    browser.newContext({ baseURL, javaScriptEnabled: false }),
  ]);
  const [withScripts, without] = await Promise.all([on.newPage(), off.newPage()]);
  for (const address of ["/", "/climate", pages.analysis, pages.tracker]) {
    await Promise.all([withScripts.goto(address), without.goto(address)]);
    const text = await without.getByRole("main").textContent();
    expect(text).toBe(await withScripts.getByRole("main").textContent());
    expect(text?.length).toBeGreaterThan(300);
  }
  await Promise.all([on.close(), off.close()]);
});

test("the analysis shows every element it was imported with", async ({ page }) => {
  await page.goto(pages.analysis);
  await expect(page).toHaveTitle(/Tidal Power: Can the Karra Sound/);
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { level: 1, name: /The Tide Never Fails/ })).toBeVisible();
  await expect(main.getByText("Climate Editor")).toBeVisible();
  await expect(main.getByText(/Corvane has staked its winter/)).toBeVisible();
  await expect(main.getByRole("heading", { level: 2, name: "What Forty Minutes Cost" })).toBeVisible();
  await expect(main.getByText("Did you know?")).toBeVisible();
  await expect(main.getByText(/^Pro tip/i)).toBeVisible();
  await expect(main.locator("li strong", { hasText: "The price of copper" })).toBeVisible();
  await expect(main.getByRole("heading", { name: "FAQ" })).toBeVisible();
  await expect(main.getByText("Does tidal power stop at night?")).toBeVisible();
  await expect(main.getByText(/The tide turns roughly every six hours/)).toBeVisible();
  await expect(main.getByText(/Want to see how the plans compare/)).toBeVisible();
  await expect(
    main.locator("a[href='/economy/the-new-electricity-bill-line-by-line']").first(),
  ).toBeVisible();
  await expect(main.getByRole("heading", { name: "You may also like" })).toBeVisible();
  await expect(main.getByText("Leave a Comment")).toBeVisible();
});

test("the tracker shows its facts as a table of definitions", async ({ page }) => {
  await page.goto(pages.tracker);
  const main = page.getByRole("main");
  const facts = main.locator("dl").first();
  await expect(facts.locator("dt", { hasText: "Accord Date" })).toBeVisible();
  await expect(facts.locator("dd", { hasText: "March 2025" })).toBeVisible();
  await expect(facts.locator("dd", { hasText: "No detentions are known to have occurred." })).toBeVisible();
  await expect(facts.locator("dt", { hasText: "Court Case" })).toBeVisible();
  await expect(facts.locator("dd", { hasText: "Skippers’ League v. Ministry of the Sea" })).toBeVisible();
  await expect(main.getByText(/updated/i).first()).toBeVisible();
});

test("search engines are told what the page says", async ({ page }) => {
  const address = pages.analysis;
  await page.goto(address);
  const blocks = await page.locator("script[type='application/ld+json']").allTextContents();
  const data = blocks.flatMap((text) => {
    const json = JSON.parse(text);
    return Array.isArray(json) ? json : (json["@graph"] ?? [json]);
  });
  const types = data.flatMap((item) => item["@type"]);
  expect(types).toEqual(expect.arrayContaining(["BreadcrumbList", "FAQPage"]));
  const article = data.find((item) => /NewsArticle$/.test(String(item["@type"])) || item.headline);
  expect(article.headline).toBe("The Tide Never Fails, but the Grid Around It Still Might");
  const shown = await page.locator("time").first().getAttribute("datetime");
  expect(new Date(article.datePublished).getTime()).toBe(new Date(shown ?? "").getTime());
  expect(await page.locator("link[rel=canonical]").getAttribute("href")).toMatch(new RegExp(`${address}$`));
  expect(await page.locator("meta[property='og:title']").getAttribute("content")).toBeTruthy();
});

test("a page fits a telephone", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  for (const address of ["/", "/climate", pages.analysis, pages.tracker, "/economy"]) {
    await page.goto(address);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, address).toBeLessThanOrEqual(0);
  }
  await context.close();
});
