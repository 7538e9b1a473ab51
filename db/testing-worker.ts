import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { closePools } from "./connection.ts";
import { ensureReaderRole } from "./reader-role.ts";
import { execute, withDatabase } from "./testing.ts";

/** Before each test file: a database of its own, copied from the migrated template, with its reader role. */
const { url, template } = inject("testServer");
const database = `galley_test_${randomBytes(6).toString("hex")}`;
await copyTemplate();
const databaseUrl = withDatabase(url, database);
process.env.DATABASE_URL = databaseUrl;
const reader = await ensureReaderRole(databaseUrl);
if (reader.url) process.env.READER_DATABASE_URL = reader.url;

afterAll(async () => {
  await closePools();
  await execute(url, `drop database if exists ${database} with (force)`);
  if (reader.url) await execute(url, `drop role if exists "${new URL(reader.url).username}"`);
});

/** Two workers may not copy one template at the same moment: PostgreSQL says 55006 to the second. */
async function copyTemplate() {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await execute(url, `create database ${database} template ${template}`);
    } catch (error) {
      const isBusy = error instanceof Error && "code" in error && error.code === "55006";
      if (!isBusy || attempt === 50) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
