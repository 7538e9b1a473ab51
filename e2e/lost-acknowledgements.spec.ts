import { expect, test } from "@/e2e/support/newsroom";
import { change, typed } from "@/e2e/support/newsroom-client";

test("a batch that is sent twenty times makes one change and gets one answer", async ({ as, newStory }) => {
  const ana = await as("editor");
  const id = await newStory(ana, "Once");
  const { body: before } = await ana.get(`/api/articles/${id}`);
  const batch = change(before.version, [typed(3, "Only ")]);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => ana.post(`/api/articles/${id}/changes`, batch)),
  );
  for (const answer of answers) {
    expect(answer.status, answer.text).toBe(200);
    expect(answer.body.version).toBe(before.version + 1);
  }
  const { body: after } = await ana.get(`/api/articles/${id}`);
  expect(after.version).toBe(before.version + 1);
  expect(JSON.stringify(after.document).split("Only ")).toHaveLength(2);
});

test("the same save id with another body, or from another person, is refused", async ({ as, newStory }) => {
  const [ana, miriam] = [await as("editor"), await as("chief")];
  const id = await newStory(ana, "Mine");
  const { body: before } = await ana.get(`/api/articles/${id}`);
  const batch = change(before.version, [typed(3, "one ")]);
  expect((await ana.post(`/api/articles/${id}/changes`, batch)).status).toBe(200);

  const other = await ana.post(`/api/articles/${id}/changes`, { ...batch, steps: [typed(3, "two ")] });
  expect(other.status).toBe(422);
  expect(other.body.error.code).toBe("save_id_reused");

  const foreign = await miriam.post(`/api/articles/${id}/changes`, batch);
  expect(foreign.status).toBe(422);
  expect(foreign.body.error.code).toBe("save_id_reused");

  const { body: after } = await ana.get(`/api/articles/${id}`);
  expect(JSON.stringify(after.document)).not.toContain("two ");
});
