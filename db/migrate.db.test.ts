import { fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, inject, test } from "vitest";
import { MigrationRefused, migrate, migrationsIn } from "@/db/migrate";
import { execute, withDatabase } from "@/db/testing";

const { url: serverUrl } = inject("testServer");
const made: string[] = [];
let databaseUrl = "";
let folder = "";

beforeEach(async () => {
  const name = `galley_migrate_${randomBytes(5).toString("hex")}`;
  made.push(name);
  await execute(serverUrl, `create database ${name} template template0 encoding 'UTF8'`);
  databaseUrl = withDatabase(serverUrl, name);
  folder = await mkdtemp(path.join(os.tmpdir(), "galley-migrations-"));
  await cp("drizzle", folder, { recursive: true });
  return () => rm(folder, { recursive: true, force: true });
});
afterAll(async () => {
  for (const name of made) await execute(serverUrl, `drop database if exists ${name} with (force)`);
});

async function rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const appliedTags = async () =>
  (await rows<{ tag: string }>("select tag from galley_migrations order by position")).map(({ tag }) => tag);

/** Adds a migration to the test's copy, the way drizzle-kit would. */
async function addMigration(tag: string, sql: string) {
  const file = path.join(folder, "meta", "_journal.json");
  const journal = JSON.parse(await readFile(file, "utf8"));
  journal.entries.push({ idx: journal.entries.length, version: "7", when: 0, tag, breakpoints: true });
  await writeFile(file, JSON.stringify(journal));
  await writeFile(path.join(folder, `${tag}.sql`), sql);
}

/** Migrates in a process of its own and gives what it applied. */
function migrateElsewhere(): Promise<string[]> {
  const script = `import { migrate } from ${JSON.stringify(path.resolve("db/migrate.ts"))};
    migrate(process.argv[2], process.argv[3]).then((tags) => process.send(tags));`;
  return new Promise((resolve, reject) => {
    const file = path.join(folder, `race-${randomBytes(3).toString("hex")}.mts`);
    writeFile(file, script).then(() => {
      const child = fork(file, [databaseUrl, folder], { execArgv: ["--import", import.meta.resolve("tsx")] });
      let tags: string[] | null = null;
      child.on("message", (message) => {
        tags = Array.isArray(message) ? message.map(String) : null;
        child.disconnect();
      });
      child.on("exit", (code) => (tags ? resolve(tags) : reject(new Error(`ended with ${code}`))));
    }, reject);
  });
}

describe("migrating", () => {
  test("five processes at once apply each migration once", async () => {
    const results = await Promise.all(Array.from({ length: 5 }, migrateElsewhere));
    const known = (await migrationsIn(folder)).map(({ tag }) => tag);
    expect(results.flat().toSorted()).toEqual(known.toSorted());
    expect(await appliedTags()).toEqual(known);
  });

  test("a second run applies nothing, a new migration is applied alone", async () => {
    await migrate(databaseUrl, folder);
    expect(await migrate(databaseUrl, folder)).toEqual([]);
    await addMigration("9999_new", "create table added (id integer)");
    expect(await migrate(databaseUrl, folder)).toEqual(["9999_new"]);
  });

  test("a database that knows more than this copy is refused, and told why", async () => {
    await addMigration("9999_newer", "create table newer (id integer)");
    await migrate(databaseUrl, folder);
    await expect(migrate(databaseUrl, "drizzle")).rejects.toThrow(MigrationRefused);
    await expect(migrate(databaseUrl, "drizzle")).rejects.toThrow(
      /"9999_newer".*newer version.*Update Galley/s,
    );
  });

  test("a migration edited after it ran is refused, and nothing is applied", async () => {
    await migrate(databaseUrl, folder);
    const [first] = await migrationsIn(folder);
    await appendFile(path.join(folder, `${first?.tag}.sql`), "\n-- one more thing");
    await addMigration("9999_new", "create table added (id integer)");
    await expect(migrate(databaseUrl, folder)).rejects.toThrow(/never edited/);
    expect(await appliedTags()).not.toContain("9999_new");
  });

  test("line ends do not count as an edit", async () => {
    await migrate(databaseUrl, folder);
    for (const { tag } of await migrationsIn(folder)) {
      const file = path.join(folder, `${tag}.sql`);
      await writeFile(file, (await readFile(file, "utf8")).replaceAll("\n", "\r\n"));
    }
    expect(await migrate(databaseUrl, folder)).toEqual([]);
  });

  test("a migration that fails leaves nothing of itself", async () => {
    await addMigration(
      "9999_broken",
      "create table half (id integer);\n--> statement-breakpoint\nselect nonsense()",
    );
    await expect(migrate(databaseUrl, folder)).rejects.toThrow(/"9999_broken" failed/);
    expect(await appliedTags()).not.toContain("9999_broken");
    expect(await rows("select 1 from pg_tables where tablename = 'half'")).toEqual([]);
  });
});
