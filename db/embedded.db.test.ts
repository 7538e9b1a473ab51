import { fork } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { requireFitDatabase } from "@/db/fitness";

/** Our own PostgreSQL, brought up for real: a start takes seconds. */
const MINUTE = 60_000;
const isRoot = process.getuid?.() === 0;
let home = "";
let systemFolder = "";
const running: EmbeddedServer[] = [];

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "galley-embedded-"));
  await chmod(home, 0o755);
  systemFolder = await mkdtemp(path.join(os.tmpdir(), "galley-system-"));
  await chmod(systemFolder, 0o755);
});
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await rm(home, { recursive: true, force: true });
  await rm(systemFolder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedServer> {
  const server = await startEmbedded({ home, systemFolder });
  running.push(server);
  return server;
}

async function one(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query({ text: sql, rowMode: "array" });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}

test(
  "it is UTF8 with the built-in locale, durable, on loopback alone, with a password of 256 bits in a file only we read",
  async () => {
    const { url } = await start();
    await requireFitDatabase(url);
    expect(await one(url, "show server_encoding")).toBe("UTF8");
    expect(
      await one(
        url,
        "select datlocprovider::text || ' ' || datlocale from pg_database where datname = 'galley'",
      ),
    ).toBe("b C.UTF-8");
    expect(await one(url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await one(url, "show unix_socket_directories")).toBe("");
    expect(await one(url, "select left(rolpassword, 13) from pg_authid where rolname = 'galley'")).toBe(
      "SCRAM-SHA-256",
    );
    expect(new URL(url).password).toMatch(/^[0-9a-f]{64}$/);
    expect((await stat(path.join(home, "postgres-password"))).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = "wrong";
    await expect(one(wrong.href, "select 1")).rejects.toThrow(/password authentication failed/);
  },
  MINUTE,
);

test(
  "after kill -9 of Galley its server is adopted, with its words",
  async () => {
    const script = path.join(home, "die.mts");
    await writeFile(
      script,
      `import { startEmbedded } from ${JSON.stringify(path.resolve("db/embedded.ts"))};
    import pg from ${JSON.stringify(import.meta.resolve("pg"))};
    const server = await startEmbedded(${JSON.stringify({ home, systemFolder })});
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query("create table kept (words text)");
    await client.query("insert into kept values ('acknowledged')");
    process.send(server.pid, () => process.kill(process.pid, "SIGKILL"));`,
    );
    const left = await new Promise<number>((resolve, reject) => {
      let pid = 0;
      const child = fork(script, [], { execArgv: ["--import", import.meta.resolve("tsx")] });
      child.on("message", (message) => {
        pid = Number(message);
      });
      child.on("exit", (_code, signal) =>
        signal === "SIGKILL" ? resolve(pid) : reject(new Error("did not die")),
      );
    });
    const server = await start();
    expect([server.isAdopted, server.pid]).toEqual([true, left]);
    expect(await one(server.url, "select words from kept")).toBe("acknowledged");
  },
  MINUTE,
);

test(
  "when the postmaster was killed, a new one recovers what was committed",
  async () => {
    const first = await start();
    await one(first.url, "create table kept as select 'committed'::text as words");
    process.kill(first.pid, "SIGKILL");
    await first.gone;
    const second = await start();
    expect(second.isAdopted).toBe(false);
    expect(await one(second.url, "select words from kept")).toBe("committed");
  },
  MINUTE,
);

test(
  "another password file is refused in words, and the pid file of the live server stays",
  async () => {
    const first = await start();
    await writeFile(path.join(home, "postgres-password"), "not it");
    await expect(startEmbedded({ home, systemFolder })).rejects.toThrow(/another password/);
    const pidFile = await readFile(path.join(first.dataFolder, "postmaster.pid"), "utf8");
    expect(pidFile.split("\n")[0]).toBe(String(first.pid));
  },
  MINUTE,
);

test.runIf(isRoot)(
  "as root, in a folder its user cannot enter, binaries and data move to the system's folder",
  async () => {
    await chmod(home, 0o700);
    const { dataFolder, url, pid } = await start();
    expect(path.dirname(dataFolder)).toBe(systemFolder);
    expect((await stat(dataFolder)).uid).not.toBe(0);
    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
    expect(await one(url, "select 1")).toBe(1);
  },
  MINUTE,
);

test(
  "a server that may lose what it calls saved is refused",
  async () => {
    const server = await startEmbedded({ home, systemFolder, isThrowaway: true });
    running.push(server);
    const before = process.env.GALLEY_UNSAFE_DATABASE;
    delete process.env.GALLEY_UNSAFE_DATABASE;
    try {
      await expect(requireFitDatabase(server.url)).rejects.toThrow(
        /fsync, full_page_writes, synchronous_commit off/,
      );
    } finally {
      if (before !== undefined) process.env.GALLEY_UNSAFE_DATABASE = before;
    }
  },
  MINUTE,
);
