import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { freshDatabase } from "@/bench/database";
import { countQueries } from "@/bench/query-counter";
import { isNode, processTree, sleep } from "@/bench/system";

/** A newsroom of its own for one measurement: production build, fresh database with the demo, no rate limits. */
export type Newsroom = {
  origin: string;
  /** The Node processes that serve it: the supervisor, the workers. */
  nodes: () => number[];
  sql: pg.Pool;
  /** Statements on readers' connections so far; 0 unless they are counted. */
  readerQueries: () => number;
  stop: () => Promise<void>;
};

/** Starts one by the same command a person types, and waits until it is healthy. */
export async function startNewsroom({
  workers,
  env = {},
  countsReaderQueries = false,
}: {
  workers: number;
  env?: Record<string, string>;
  /** Readers' connections then pass a counter. */
  countsReaderQueries?: boolean;
}): Promise<Newsroom> {
  const port = await freePort();
  const database = await freshDatabase();
  const counter = countsReaderQueries ? await countQueries(database.url) : null;
  const home = mkdtempSync(path.join(tmpdir(), "galley-bench-"));
  const child = spawn(process.execPath, ["scripts/start.mjs"], {
    env: {
      ...process.env,
      PORT: String(port),
      GALLEY_HOME: home,
      DATABASE_URL: database.url,
      GALLEY_DEMO: "1",
      GALLEY_RATE_SCALE: "100000",
      WEB_CONCURRENCY: String(workers),
      ...(counter ? { READER_DATABASE_URL: counter.url } : {}),
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stdout.on("data", (bytes) => said.push(String(bytes)));
  child.stderr.on("data", (bytes) => said.push(String(bytes)));
  const origin = `http://localhost:${port}`;
  const stop = async () => {
    await end(child);
    await sql.end();
    counter?.stop();
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  };
  const sql = new pg.Pool({ connectionString: database.url, max: 4 });
  try {
    await healthy(origin, child);
  } catch (error) {
    await stop();
    throw new Error(`The newsroom did not start:\n${said.join("").slice(-4000)}`, { cause: error });
  }
  const pid = child.pid ?? 0;
  return {
    origin,
    nodes: () => processTree(pid).filter(isNode),
    sql,
    readerQueries: () => counter?.count() ?? 0,
    stop,
  };
}

async function healthy(origin: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 180_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    try {
      const health = await fetch(`${origin}/api/health`);
      // The start ends with the seed, so a healthy site with a front page is ready to be measured.
      if (health.ok && (await fetch(origin)).ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(250);
  }
  throw new Error("not healthy after three minutes");
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(20_000).then(() => child.kill("SIGKILL"))]);
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
