import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "@/db/connection";
import { tags } from "@/db/schema";
import { transaction } from "@/db/transaction";

test("a failure that was caught within a transaction does not pass for a commit", async () => {
  const id = "0190aaaa-0000-7000-8000-000000000001";
  const work = transaction(async (tx) => {
    await tx.insert(tags).values({ id, slug: "never-kept", name: "Never kept" });
    await tx.execute(sql`select 1 / 0`).catch(() => {});
    return "stored";
  });
  await expect(work).rejects.toThrow("nothing was stored");
  expect(await db.select().from(tags)).not.toContainEqual(expect.objectContaining({ id }));
});
