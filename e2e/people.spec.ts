import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { DEMO_PASSWORD } from "@/db/seed/accounts";
import { expect, test } from "@/e2e/support/newsroom";
import { NewsroomClient } from "@/e2e/support/newsroom-client";

const password = "kelp otter marimba";
const someone = () => `person-${crypto.randomUUID()}@example.test`;

async function signIn(page: Page, email: string, words: string): Promise<void> {
  await page.goto("/sign-in");
  await expect(page.locator("form[data-ready]")).toBeVisible();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(words);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk$/);
}

/** A reporter invited by the admin over the same screens' API, who has joined. */
async function newReporter(
  baseURL: string | undefined,
): Promise<{ email: string; id: string; client: NewsroomClient }> {
  const admin = new NewsroomClient(baseURL ?? "");
  await admin.signIn("admin@galley.test", DEMO_PASSWORD);
  const email = someone();
  const added = await admin.post("/api/people", { name: "Nuria Vidal", email, roles: ["reporter"] });
  expect(added.status, added.text).toBe(201);
  const token = new URL(added.body.link, "http://x.test").searchParams.get("token");
  const client = new NewsroomClient(baseURL ?? "");
  expect((await client.post("/api/auth/join", { token, password })).status).toBe(200);
  return { email, id: added.body.personId, client };
}

async function freshPage(browser: Browser, baseURL: string | undefined): Promise<Page> {
  return (await browser.newContext({ baseURL })).newPage();
}

test("an admin invites somebody, who joins by the link, once", async ({ page, browser, baseURL }) => {
  await signIn(page, "admin@galley.test", DEMO_PASSWORD);
  await page.goto("/desk/people");
  const email = someone();
  await page.getByRole("button", { name: "Add a person" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Nuria Vidal");
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByRole("button", { name: "Add and make a link" }).click();
  const link = await page.getByLabel("One-time link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: email })).toContainText("Invited");

  const theirs = await freshPage(browser, baseURL);
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "Welcome, Nuria Vidal" })).toBeVisible();
  await expect(theirs.locator("form[data-ready]")).toBeVisible();
  await theirs.getByLabel("New password", { exact: true }).fill("nuriavidal2026");
  await theirs.getByRole("button", { name: "Enter the newsroom" }).click();
  await expect(theirs.getByText(/your own name/)).toBeVisible();
  await theirs.getByLabel("New password", { exact: true }).fill(password);
  await theirs.getByRole("button", { name: "Enter the newsroom" }).click();
  await expect(theirs).toHaveURL(/\/desk$/);
  await theirs.goto(link);
  await expect(theirs.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await theirs.goto("/desk/people");
  await expect(theirs.getByText("Accounts are looked after by admins")).toBeVisible();
});

test("an admin gives somebody another role and suspends them: both act at their next request", async ({
  page,
  baseURL,
}) => {
  const { email, client } = await newReporter(baseURL);
  await signIn(page, "admin@galley.test", DEMO_PASSWORD);
  await page.goto("/desk/people");
  const row = page.getByRole("listitem").filter({ hasText: email });
  await row.getByRole("button", { name: /What to do with/ }).click();
  await page.getByRole("menuitem", { name: "Change roles" }).click();
  await page.getByRole("dialog").getByLabel("Fact-checker").check();
  await page.getByRole("button", { name: "Save roles" }).click();
  await expect(row).toContainText("Reporter, Fact-checker");
  expect((await client.get("/api/articles")).status).toBe(401);
  expect((await client.signIn(email, password)).status).toBe(200);

  await row.getByRole("button", { name: /What to do with/ }).click();
  await page.getByRole("menuitem", { name: "Suspend" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Suspend/ })
    .click();
  await expect(row).toContainText("Suspended");
  expect((await client.get("/api/articles")).status).toBe(401);
  expect((await client.signIn(email, password)).status).toBe(401);

  await row.getByRole("button", { name: /What to do with/ }).click();
  await page.getByRole("menuitem", { name: "Let back in" }).click();
  await expect(row).not.toContainText("Suspended");
  expect((await client.signIn(email, password)).status).toBe(200);
});

test("somebody ends a session they left open elsewhere, and changes their password", async ({
  page,
  baseURL,
}) => {
  const { email, client } = await newReporter(baseURL);
  await signIn(page, email, password);
  await page.goto("/desk/account");
  await expect(page.getByText("This one")).toBeVisible();
  await page.getByRole("button", { name: /^Sign out (?!everywhere)/ }).click();
  await expect(page.getByRole("button", { name: /^Sign out (?!everywhere)/ })).toHaveCount(0);
  expect((await client.get("/api/articles")).status).toBe(401);

  await client.signIn(email, password);
  await page.getByLabel("Present password", { exact: true }).fill("not this one at all");
  await page.getByLabel("New password", { exact: true }).fill("another long phrase");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("not your present password")).toBeVisible();
  await page.getByLabel("Present password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  expect((await client.get("/api/articles")).status).toBe(401);
  expect((await client.signIn(email, password)).status).toBe(401);
  expect((await client.signIn(email, "another long phrase")).status).toBe(200);
});

test("an editor makes a token for a program, which reads and does no more, until it is revoked", async ({
  page,
  anonymous,
}) => {
  await signIn(page, "editor@galley.test", DEMO_PASSWORD);
  await page.goto("/desk/account");
  await page.getByRole("button", { name: "New token" }).click();
  const name = `Wire ${crypto.randomUUID().slice(0, 8)}`;
  await page.getByLabel("What it is for").fill(name);
  await page.getByRole("button", { name: "Make token" }).click();
  const token = await page.getByLabel("Token", { exact: true }).inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  const headers = { authorization: `Bearer ${token}` };
  expect((await anonymous.get("/api/articles", headers)).status).toBe(200);
  const create = await anonymous.send("POST", "/api/articles", { headers, body: { kind: "story" } });
  expect(create.status).toBe(403);
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await expect(page.getByRole("button", { name: `Revoke ${name}` })).toHaveCount(0);
  expect((await anonymous.get("/api/articles", headers)).status).toBe(401);
});

test("signing in works before the page's scripts do, and never leads to another site", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto("/sign-in?next=//evil.test/desk");
  await page.getByLabel("E-mail").fill("reporter@galley.test");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail or the password is not right")).toBeVisible();
  await page.getByLabel("E-mail").fill("reporter@galley.test");
  await page.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${baseURL}/desk`);
});

test("another site's form cannot sign anybody in or out", async ({ anonymous, as }) => {
  const body = { email: "reporter@galley.test", password: DEMO_PASSWORD };
  const headers = { origin: "https://evil.test" };
  expect((await anonymous.send("POST", "/api/auth/sign-in", { headers, body })).status).toBe(403);
  const reporter = await as("reporter");
  expect((await reporter.send("POST", "/api/auth/sign-out", { headers })).status).toBe(403);
  expect((await reporter.get("/api/articles")).status).toBe(200);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the account and people screens have no accessibility findings, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const check = async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    };
    await page.goto("/sign-in?error=wrong_password");
    await expect(page.locator("form[data-ready]")).toBeVisible();
    await check();
    await signIn(page, "admin@galley.test", DEMO_PASSWORD);
    await page.goto("/desk/account");
    await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
    await check();
    await page.goto("/desk/people");
    await expect(page.getByRole("heading", { name: "People", exact: true })).toBeVisible();
    await check();
    await page.getByRole("button", { name: "Add a person" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.getByRole("dialog").getByLabel("Editor", { exact: false }).first().check();
    await check();
    await page.goto("/set-up?token=no-such-link");
    await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
    await check();
  });
}
