import { fork } from "node:child_process";
import { access, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { requireFitDatabase } from "@/db/fitness";
import { migrate } from "@/db/migrate";
import { ensureReaderRole } from "@/db/reader-role";

type Say = (line: string) => void;

export type Database = {
  /** Null when DATABASE_URL names a server that is not ours to start. */
  embedded: EmbeddedServer | null;
  environment: Record<string, string>;
  /** Path of the page where the first person sets the newsroom up, once, when nobody is there yet. */
  setUpPath: string | null;
  demoAccounts: string[];
};

/** Brings up the database: starts or adopts ours, checks it, migrates it, and gives an empty one its first content. */
export async function bringUpDatabase(root: string, home: string, say: Say): Promise<Database> {
  const given = process.env.DATABASE_URL;
  if (!given) say("Starting PostgreSQL ...");
  const embedded = given ? null : await startEmbedded({ home });
  if (embedded?.isAdopted) say("Found the PostgreSQL of a Galley that was ended; going on with it.");
  const url = given ?? embedded?.url ?? "";
  const unfinished = path.join(home, "demo-unfinished");
  if (embedded && (await exists(unfinished))) {
    say("The demo newsroom was interrupted while it was written; beginning again.");
    await recreate(url);
  }
  await requireFitDatabase(url);
  const applied = await migrate(process.env.LISTEN_DATABASE_URL ?? url, path.join(root, "drizzle"));
  if (applied.length > 0)
    say(`Updated the database's schema (${applied.length} ${applied.length === 1 ? "step" : "steps"}).`);
  const environment: Record<string, string> = {
    DATABASE_URL: url,
    GALLEY_HOME: home,
    ...(await readerAddress(url, say)),
  };

  const wantsDemo = process.env.GALLEY_DEMO === "1" || (!given && process.env.GALLEY_DEMO !== "0");
  let setUpPath: string | null = null;
  if (await isEmpty(url)) {
    if (wantsDemo) say("Writing the demo newsroom ...");
    if (wantsDemo && embedded) await writeFile(unfinished, "");
    setUpPath = await firstRun(root, wantsDemo ? "demo" : "link", environment).catch((error: unknown) => {
      // Who works on the seed itself goes on with an empty newsroom.
      if (process.env.NODE_ENV !== "development") throw error;
      say(error instanceof Error ? error.message : String(error));
      return null;
    });
    await rm(unfinished, { force: true });
  }
  return { embedded, environment, setUpPath, demoAccounts: await demoAccountsIn(url) };
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** Empties our own server's database, which nobody has signed in to yet. */
async function recreate(url: string): Promise<void> {
  const other = new URL(url);
  const name = other.pathname.slice(1);
  other.pathname = "/postgres";
  await rowsOf(other.href, `drop database if exists "${name}" with (force)`);
  await rowsOf(other.href, `create database "${name}"`);
}

async function readerAddress(url: string, say: Say): Promise<Record<string, string>> {
  const given = process.env.READER_DATABASE_URL;
  if (given) return { READER_DATABASE_URL: given };
  const role = await ensureReaderRole(url);
  if (role.url) return { READER_DATABASE_URL: role.url };
  say(
    "This database user may not make roles, so readers' pages share its rights. To separate them, let an administrator run:",
  );
  if ("sql" in role) say(role.sql);
  say("and set READER_DATABASE_URL to that role's address.");
  return {};
}

async function rowsOf(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(query)).rows;
  } finally {
    await client.end();
  }
}

const isEmpty = async (url: string) => (await rowsOf(url, "select 1 from people limit 1")).length === 0;

async function demoAccountsIn(url: string): Promise<string[]> {
  const rows = await rowsOf(
    url,
    "select email from people where email like '%@galley.test' order by created_at, email",
  );
  return rows.map(({ email }) => String(email));
}

function firstRun(
  root: string,
  wish: "demo" | "link",
  environment: Record<string, string>,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let told: string | null = null;
    const child = fork(path.join(root, "scripts/start/first-run.ts"), [wish], {
      cwd: root,
      execArgv: ["--import", "tsx"],
      env: { ...process.env, ...environment },
    });
    child.on("message", (message) => {
      told = typeof message === "string" ? message : null;
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve(told);
      else reject(new Error("The database could not be given its first content; the lines above say why."));
    });
  });
}
