import net from "node:net";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "@/db/embedded";
import { DEMO_PASSWORD } from "@/db/seed/accounts";
import { buildIfNeeded } from "@/scripts/start/build";
import { bringUpDatabase } from "@/scripts/start/database";
import { holdFolder } from "@/scripts/start/lock";
import { Workers } from "@/scripts/start/workers";

/*
 * `npm start` and `npm run dev`, once packages are installed: database, build, workers; then watches over them until a
 * signal comes.
 */
const root = path.dirname(import.meta.dirname);
const home = path.resolve(root, process.env.GALLEY_HOME ?? ".galley");
const port = Number(process.env.PORT ?? 3000);
const isDevelopment = process.env.NODE_ENV === "development";
const address = process.env.PUBLIC_URL || `http://localhost:${port}`;
const PORT_TRIES = 10;
const PORT_TRY_MS = 500;
const SECOND_SIGNAL_MS = 1_000;

const say = (line: string) => process.stdout.write(`${line}\n`);
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const endings: (() => Promise<void>)[] = [];
let isStopping = false;
let workers: Workers | null = null;

function workerCount(): number {
  if (isDevelopment) return 1;
  const wanted = Number(process.env.WEB_CONCURRENCY);
  if (Number.isInteger(wanted) && wanted > 0) return wanted;
  return os.availableParallelism() >= 2 ? 2 : 1;
}

async function requireFreePort(): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = net.createServer();
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
    });
    if (isFree) return;
    if (attempt === PORT_TRIES)
      throw new Error(`Port ${port} is in use. Stop what uses it, or set PORT to another.`);
    await wait(PORT_TRY_MS);
  }
}

/** Undoes what was brought up, last first. */
async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (code === 0) say("\nStopping ...");
  for (const end of endings.toReversed()) {
    await end().catch((error: unknown) => say(error instanceof Error ? error.message : String(error)));
  }
  if (code === 0) say("Stopped.");
  process.exit(code);
}

function obeySignals(): void {
  let first = 0;
  const obey = () => {
    // One Ctrl-C comes twice: from the terminal, and passed on by npm. Only a later one means "now".
    if (isStopping && Date.now() - first > SECOND_SIGNAL_MS) workers?.kill();
    first ||= Date.now();
    void stop(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, obey);
  process.on("disconnect", obey);
}

async function run(): Promise<void> {
  endings.push(await holdFolder(home));
  await requireFreePort();
  const database = await bringUpDatabase(root, home, say);
  let { embedded } = database;
  if (embedded) endings.push(async () => embedded?.stop());
  if (!isDevelopment) await buildIfNeeded(root, say);
  if (isStopping) return;

  const count = workerCount();
  say(count === 1 ? "Starting the server ..." : `Starting the server (${count} workers) ...`);
  const serving = new Workers(root, {
    count,
    environment: { ...database.environment, PORT: String(port) },
    say,
  });
  workers = serving;
  endings.push(() => serving.stop());
  await serving.start();
  if (isStopping) return;
  announce(database.demoAccounts, database.setUpPath);

  while (embedded) {
    await embedded.gone;
    if (isStopping) return;
    say("PostgreSQL ended; starting it again.");
    const before: string = embedded.url;
    embedded = await startEmbedded({ home, port: Number(new URL(before).port) });
    if (embedded.url !== before) {
      const moved = (url: string | undefined) =>
        url?.replace(new URL(before).host, new URL(embedded?.url ?? before).host);
      const environment: Record<string, string> = { ...database.environment, PORT: String(port) };
      for (const name of ["DATABASE_URL", "READER_DATABASE_URL"])
        environment[name] = moved(environment[name]) ?? "";
      await serving.replace(environment);
    }
  }
}

function announce(accounts: string[], setUpPath: string | null): void {
  say("");
  say(`Galley is ready: ${address}`);
  say(`The newsroom:    ${address}/desk`);
  if (setUpPath)
    say(
      `\nNobody is here yet. Set the newsroom up with this link, which works once:\n  ${address}${setUpPath}`,
    );
  if (accounts.length > 0) {
    say(`\nDemo accounts (password ${DEMO_PASSWORD}):`);
    for (const email of accounts) say(`  ${email}`);
  }
  say("\nCtrl-C stops everything.");
}

obeySignals();
run().catch((error: unknown) => {
  const cause = error instanceof Error && error.cause instanceof Error ? `\n  (${error.cause.message})` : "";
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}${cause}\n`);
  return stop(1);
});
