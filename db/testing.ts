import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where test databases are made, and the migrated one they are copied from. */
    testServer: { url: string; template: string };
  }
}

/** The same server's address with another database. */
export function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs one statement on a connection of its own; databases are made and dropped outside transactions. */
export async function execute(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function serverForTests(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env.GALLEY_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const home = await mkdtemp(path.join(os.tmpdir(), "galley-test-"));
  const server = await startEmbedded({ home, isThrowaway: true });
  return {
    url: withDatabase(server.url, "postgres"),
    stop: async () => {
      await server.stop();
      await rm(server.dataFolder, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
}

/**
 * Vitest's global setup of the project `db`: a server (GALLEY_TEST_DATABASE_URL, else an embedded one of its own) and a
 * migrated template. Each test file gets a copy of it (testing-worker.ts).
 */
export default async function setUp(project: TestProject) {
  const server = await serverForTests();
  const template = `galley_template_${randomBytes(6).toString("hex")}`;
  await execute(server.url, `create database ${template} template template0 encoding 'UTF8'`);
  await migrate(withDatabase(server.url, template));
  project.provide("testServer", { url: server.url, template });
  return async () => {
    await execute(server.url, `drop database if exists ${template} with (force)`);
    await server.stop();
  };
}
