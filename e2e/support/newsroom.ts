import { type APIRequestContext, test as base, expect } from "@playwright/test";
import { type DemoPerson, type Json, NewsroomClient, story } from "@/e2e/support/newsroom-client";

/** What every story has: people who are signed in over HTTP, and articles made for it alone. */
export const test = base.extend<{
  as: (person: DemoPerson) => Promise<NewsroomClient>;
  anonymous: NewsroomClient;
  newStory: (by: NewsroomClient, headline: string, paragraphs?: string[], attrs?: Json) => Promise<string>;
}>({
  as: async ({ baseURL }, use) => {
    await use((person) => NewsroomClient.shared(person, baseURL ?? ""));
  },
  anonymous: async ({ baseURL }, use) => {
    await use(new NewsroomClient(baseURL ?? ""));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for an object pattern here
  newStory: async ({}, use) => {
    await use(async (by, headline, paragraphs = ["A first paragraph."], attrs = {}) => {
      const made = await by.post("/api/articles", {
        kind: "story",
        document: story(headline, paragraphs, attrs),
      });
      expect(made.status, made.text).toBe(201);
      return made.body.id;
    });
  },
});

export type { APIRequestContext };
export { expect };

/** The section called `slug`, as the API lists it. */
export async function sectionId(by: NewsroomClient, slug: string): Promise<string> {
  const { body } = await by.get("/api/sections");
  const found = body.sections.find((section: { slug: string }) => section.slug === slug);
  if (!found) throw new Error(`there is no section ${slug}`);
  return found.id;
}

/** A byline, made when it is not there. */
export async function bylineId(by: NewsroomClient, name: string): Promise<string> {
  const { body, status, text } = await by.post("/api/bylines", { name, kind: "person" });
  if (status >= 300) throw new Error(`byline: ${status} ${text}`);
  return body.id;
}

/** Places and publishes an article as its head is now; returns its address. */
export async function publishNow(
  by: NewsroomClient,
  articleId: string,
  { section = "world", changeClass = "first", note = "" } = {},
): Promise<string> {
  if (changeClass === "first") {
    const placed = await by.put(`/api/articles/${articleId}/section`, {
      sectionId: await sectionId(by, section),
    });
    expect(placed.status, placed.text).toBeLessThan(300);
  }
  const { body: article } = await by.get(`/api/articles/${articleId}`);
  const published = await by.post(`/api/articles/${articleId}/publish`, {
    version: article.version,
    class: changeClass,
    ...(note ? { note } : {}),
  });
  expect(published.status, published.text).toBe(200);
  return published.body.url;
}
