import AxeBuilder from "@axe-core/playwright";
import { browserOf } from "@/e2e/support/desk";
import { expect, test } from "@/e2e/support/newsroom";

const screens = ["/desk", "/desk/new", "/desk/import", "/desk/account", "/desk/people", "/desk/sections"];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`the newsroom has no accessibility fault and fits (${colorScheme}, ${width} px)`, async ({
      browser,
      baseURL,
      as,
    }) => {
      test.setTimeout(120_000);
      const { body } = await (await as("chief")).get("/api/articles?q=tide never fails");
      const article = `/desk/articles/${body.articles[0].id}`;
      const complaints: string[] = [];
      for (const person of ["chief", "admin"] as const) {
        const context = await browserOf(browser, person, baseURL, {
          colorScheme,
          viewport: { width, height: 900 },
        });
        const page = await context.newPage();
        page.on("console", (message) => {
          if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
        });
        for (const address of person === "chief" ? [...screens, article] : ["/desk", "/desk/people"]) {
          const response = await page.goto(address);
          expect(response?.status(), address).toBe(200);
          if (address === article) {
            await expect(page.locator(".editor[data-hydrated=true]")).toBeVisible();
          } else {
            await expect(page.getByRole("main")).toBeVisible();
          }
          const { violations } = await new AxeBuilder({ page }).analyze();
          expect(violations.map((v) => `${address}: ${v.id} (${v.nodes[0]?.html})`)).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
        }
        await context.close();
      }
      expect(complaints).toEqual([]);
    });
  }
}
