import { DEMO_PASSWORD } from "@/db/seed/accounts";
import { expect, test } from "@/e2e/support/newsroom";
import { NewsroomClient } from "@/e2e/support/newsroom-client";

test("somebody with an account signs in and out", async ({ page }) => {
  await page.goto("/desk");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail").fill("reporter@galley.test");
  await page.getByLabel("Password", { exact: true }).fill("not-the-password");
  await page.getByRole("button", { name: /sign in/i }).click();
  // Next's own announcer has the role too, and is empty.
  await expect(page.getByRole("alert").filter({ hasText: "not right" })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);

  await page.getByLabel("E-mail").fill("reporter@galley.test");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await expect(page.getByRole("list", { name: "Articles" })).toBeVisible();
});

test("an ended session is asked to sign in, and comes back to where it was", async ({
  page,
  context,
  baseURL,
}) => {
  const jonas = await NewsroomClient.as("reporter", baseURL ?? "");
  await context.addCookies(jonas.browserCookies());
  await page.goto("/desk");
  await expect(page.getByRole("list", { name: "Articles" })).toBeVisible();
  expect((await jonas.send("POST", "/api/auth/sign-out")).status).toBe(204);
  await page.goto(`${baseURL}/desk/new`);
  await expect(page).toHaveURL(/\/sign-in\?.*next=/);
  await page.getByLabel("E-mail").fill("reporter@galley.test");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: /sign in/i }).click();
  await expect(page).toHaveURL(/\/desk\/new$/);
});
