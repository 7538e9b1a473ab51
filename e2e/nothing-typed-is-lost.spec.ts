import { DEMO_PASSWORD } from "@/db/seed/accounts";
import {
  browserOf,
  caretAtEndOf,
  endSessionOf,
  openArticle,
  saved,
  saveLine,
  useOwnSession,
  words,
} from "@/e2e/support/desk";
import { expect, test } from "@/e2e/support/newsroom";
import { change, type Json, type NewsroomClient } from "@/e2e/support/newsroom-client";

const SHARED = "The paragraph that both of them change.";

/** Where the block that holds `text` begins and ends, and the version that says so. */
async function placeOf(client: NewsroomClient, id: string, text: string) {
  const { body } = await client.get(`/api/articles/${id}`);
  const size = (node: Json): number =>
    node.type === "text"
      ? node.text.length
      : 2 + (node.content ?? []).reduce((n: number, c: Json) => n + size(c), 0);
  let from = 0;
  for (const block of body.document.content) {
    if (JSON.stringify(block).includes(text)) {
      return { version: body.version as number, from, to: from + size(block), block };
    }
    from += size(block);
  }
  throw new Error(`nothing holds “${text}”`);
}

const takenAway: [what: string, steps: (place: Awaited<ReturnType<typeof placeOf>>) => Json[]][] = [
  ["deletes", ({ from, to }) => [{ stepType: "replace", from, to }]],
  [
    "replaces",
    ({ from, to }) => [
      {
        stepType: "replace",
        from,
        to,
        slice: {
          content: [{ type: "paragraph", content: [{ type: "text", text: "Something else entirely." }] }],
        },
      },
    ],
  ],
  [
    "moves",
    ({ from, to, block }) => [
      { stepType: "replace", from, to },
      { stepType: "replace", from: from - 2, to: from - 2, slice: { content: [block] } },
    ],
  ],
];

for (const [what, steps] of takenAway) {
  test(`words typed into a paragraph that a colleague ${what} are kept, and both texts are shown`, async ({
    browser,
    baseURL,
    as,
    newStory,
  }) => {
    const miriam = await as("chief");
    const id = await newStory(await as("editor"), "One paragraph", ["", SHARED, "The end."]);
    const context = await browserOf(browser, "editor", baseURL);
    const page = await context.newPage();
    await openArticle(page, id);
    await caretAtEndOf(page, SHARED);

    // Ana's words wait on her machine while Miriam's change is stored.
    await context.setOffline(true);
    await page.keyboard.type(" Words of Ana that must survive.");
    await expect(saveLine(page)).toHaveAttribute("data-save-state", "offline");
    const place = await placeOf(miriam, id, SHARED);
    const answer = await miriam.post(`/api/articles/${id}/changes`, change(place.version, steps(place)));
    expect(answer.status, answer.text).toBe(200);
    await context.setOffline(false);

    const line = saveLine(page);
    if (what === "moves") {
      // A move is found again where it went, or both are shown; in neither case are the words gone.
      await expect(line).toHaveAttribute("data-save-state", /saved|changedByBoth/, { timeout: 20_000 });
    } else {
      await expect(line).toHaveAttribute("data-save-state", "changedByBoth", { timeout: 20_000 });
    }
    if ((await line.getAttribute("data-save-state")) === "saved") {
      expect(await words(page)).toContain("Words of Ana that must survive.");
    } else {
      await page.getByRole("button", { name: "Show what both changed" }).click();
      const shown = page.getByRole("dialog");
      await expect(shown).toContainText("Words of Ana that must survive.");
      await shown
        .getByRole("button", { name: /^Keep both/ })
        .first()
        .click();
      await saved(page);
      expect(await words(page)).toContain("Words of Ana that must survive.");
    }
    await context.close();
  });
}

test("a tab that is offline keeps what is typed, says so, and sends it when it is back", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  const ana = await as("editor");
  const id = await newStory(ana, "A train in a tunnel", ["Before the tunnel."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  await openArticle(page, id);
  await caretAtEndOf(page, "Before the tunnel.");
  await context.setOffline(true);
  await page.keyboard.type(" In the tunnel.");
  await expect(saveLine(page)).toHaveText(/Offline \(\d+ changes? kept here\)/);
  await expect(page).toHaveTitle(/●/);
  await context.setOffline(false);
  await saved(page);
  await expect(page).not.toHaveTitle(/●/);
  expect(JSON.stringify((await ana.get(`/api/articles/${id}`)).body.document)).toContain("In the tunnel.");
  await context.close();
});

test("a tab that dies after a minute offline leaves its words, which are offered and saved", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  test.setTimeout(150_000);
  const ana = await as("editor");
  const id = await newStory(ana, "A dead battery", ["Before the end."]);
  const context = await browserOf(browser, "editor", baseURL);
  const page = await context.newPage();
  await openArticle(page, id);
  await caretAtEndOf(page, "Before the end.");
  await context.setOffline(true);
  const offlineSince = Date.now();
  await page.keyboard.type(" The last words.");
  await expect(saveLine(page)).toHaveText(/kept here/);
  // A whole minute of failing tries: the wait is what is tested, and it ends on a condition.
  await expect
    .poll(() => Date.now() - offlineSince, { intervals: [5_000], timeout: 90_000 })
    .toBeGreaterThan(60_000);
  await expect(saveLine(page)).toHaveText(/kept here/);
  const crash = page.waitForEvent("crash").catch(() => {});
  await page.goto("chrome://crash").catch(() => {});
  await crash;
  await page.close();

  await context.setOffline(false);
  expect(JSON.stringify((await ana.get(`/api/articles/${id}`)).body.document)).not.toContain(
    "The last words.",
  );
  const again = await context.newPage();
  await openArticle(again, id);
  const offer = again.getByRole("region", { name: "Words kept on this machine" });
  await expect(offer).toContainText("The last words.");
  await offer.getByRole("button", { name: "Restore" }).click();
  await expect(again.getByRole("textbox", { name: "Article" })).toContainText("The last words.");
  await saved(again);
  expect(JSON.stringify((await ana.get(`/api/articles/${id}`)).body.document)).toContain("The last words.");
  await context.close();
});

test("when the session ends while typing, one signs in over the text and nothing is lost", async ({
  browser,
  baseURL,
  as,
  newStory,
}) => {
  const miriam = await as("chief");
  const id = await newStory(miriam, "A short session", ["Before."]);
  const context = await browserOf(browser, "editor", baseURL);
  await useOwnSession(context, "editor", baseURL);
  const page = await context.newPage();
  await openArticle(page, id);
  await caretAtEndOf(page, "Before.");
  await page.keyboard.type(" First words.");
  await saved(page);

  // Her session ends somewhere in the middle of this sentence.
  const sentence = " And while these words were typed, her session was ended from another machine.";
  await Promise.all([page.keyboard.type(sentence, { delay: 30 }), endSessionOf(context, baseURL)]);
  const overlay = page.getByRole("dialog");
  await expect(overlay).toBeVisible();
  expect(await words(page)).toContain(`First words.${sentence}`);
  await overlay.getByLabel("Password", { exact: true }).fill(DEMO_PASSWORD);
  await overlay.getByRole("button", { name: /sign in/i }).click();
  await expect(overlay).toBeHidden();
  await saved(page);
  expect(await words(page)).toContain(`First words.${sentence}`);
  expect(JSON.stringify((await miriam.get(`/api/articles/${id}`)).body.document)).toContain(sentence);
  await context.close();
});
