import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbedded } from "@/db/embedded";
import { execute, withDatabase } from "@/db/testing";

export type Database = { url: string; drop: () => Promise<void> };

/**
 * An empty database for one measurement, on the server of GALLEY_TEST_DATABASE_URL, else on an embedded one with
 * everything that makes a commit durable left on.
 */
export async function freshDatabase(): Promise<Database> {
  const given = process.env.GALLEY_TEST_DATABASE_URL;
  if (given) return databaseOn(given);
  const home = mkdtempSync(path.join(tmpdir(), "galley-bench-db-"));
  const server = await startEmbedded({ home });
  const database = await databaseOn(server.url);
  return {
    url: database.url,
    drop: async () => {
      await database.drop();
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function databaseOn(serverUrl: string): Promise<Database> {
  const name = `galley_bench_${process.pid}_${Date.now()}`;
  await execute(serverUrl, `create database ${name} template template0 encoding 'UTF8'`);
  return {
    url: withDatabase(serverUrl, name),
    drop: () => execute(serverUrl, `drop database if exists ${name} with (force)`),
  };
}
