import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type EmbeddedServer, startEmbedded } from "@/db/embedded";
import { buildIfNeeded } from "@/scripts/start/build";
import { ensureChromium } from "@/scripts/test/chromium";
import { coldStart } from "@/scripts/test/cold-start";
import { add, type Count, countPlaywright, countVitest } from "@/scripts/test/count";
import { root, run, tool } from "@/scripts/test/run";

/*
 * Everything that is checked, in the order in which a mistake is cheapest to find:
 *   npm test                      all of it
 *   npm test -- unit              one stage or several: lint types unit database build start browser
 *   npm test -- database rebase   only files whose name has "rebase"
 * The last line is `N passed, N failed`.
 */
const STAGES = ["lint", "types", "unit", "database", "build", "start", "browser"] as const;
type Stage = (typeof STAGES)[number];

const DIST = ".next-test";
const asked = process.argv.slice(2);
const filters = asked.filter((word) => !STAGES.some((stage) => stage === word));
const wanted = STAGES.filter((stage) => asked.length === filters.length || asked.includes(stage));
const say = (line: string) => process.stdout.write(`${line}\n`);

const temporary = await mkdtemp(path.join(os.tmpdir(), "galley-test-"));
const report = (stage: Stage) => path.join(temporary, `${stage}.json`);
let server: EmbeddedServer | null = null;

const one = (isGood: boolean): Count => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 });

async function databaseServer(): Promise<string> {
  const given = process.env.GALLEY_TEST_DATABASE_URL;
  if (given) return given;
  server ??= await startEmbedded({ home: path.join(temporary, "database"), isThrowaway: true });
  const url = new URL(server.url);
  url.pathname = "/postgres";
  return url.href;
}

async function vitest(project: string, stage: Stage, environment: Record<string, string>): Promise<Count> {
  const file = report(stage);
  const flags = ["--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const code = await run(tool("vitest"), ["run", "--passWithNoTests", ...flags, ...filters], environment);
  return countVitest(file, code);
}

let built: Promise<boolean> | null = null;

/** Once a run, whichever stages need it. */
function build(): Promise<boolean> {
  built ??= buildForTests();
  return built;
}

async function buildForTests(): Promise<boolean> {
  process.env.GALLEY_DIST = DIST;
  try {
    await buildIfNeeded(root, say);
    return true;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return false;
  }
}

async function browser(): Promise<Count> {
  const chromium = await ensureChromium(say);
  if (!(await build())) return one(false);
  const { execute, withDatabase } = await import("@/db/testing");
  const name = `galley_e2e_${randomBytes(4).toString("hex")}`;
  const url = await databaseServer();
  await execute(url, `create database ${name} template template0 encoding 'UTF8'`);
  const file = report("browser");
  const code = await run(tool("playwright"), ["test", "--pass-with-no-tests", ...filters], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    GALLEY_CHROMIUM: chromium,
    GALLEY_DIST: DIST,
    GALLEY_HOME: path.join(temporary, "home"),
    E2E_DATABASE_URL: withDatabase(url, name),
  });
  await execute(url, `drop database if exists ${name} with (force)`);
  return countPlaywright(file, code);
}

const stages: Record<Stage, () => Promise<Count>> = {
  lint: async () => one((await run(tool("biome"), ["check", "."])) === 0),
  types: async () => one((await run(tool("tsc"), ["--noEmit"])) === 0),
  unit: () => vitest("unit", "unit", {}),
  database: async () => vitest("db", "database", { GALLEY_TEST_DATABASE_URL: await databaseServer() }),
  build: async () => one(await build()),
  start: async () => ((await build()) ? coldStart(DIST, say) : one(false)),
  browser,
};

async function cleanUp() {
  await server?.stop();
  if (server) await rm(server.dataFolder, { recursive: true, force: true });
  await rm(temporary, { recursive: true, force: true });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => void cleanUp().finally(() => process.exit(1)));
}

let total: Count = { passed: 0, failed: 0, skipped: 0 };
const summary: string[] = [];
for (const stage of wanted) {
  say(`\n== ${stage}`);
  const began = Date.now();
  const count = await stages[stage]().catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return one(false);
  });
  total = add(total, count);
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  summary.push(
    `  ${stage.padEnd(9)} ${String(count.passed).padStart(5)} passed ${String(count.failed).padStart(3)} failed ${String(count.skipped).padStart(3)} skipped  ${seconds.padStart(6)} s`,
  );
}
await cleanUp();
say(`\n${summary.join("\n")}\n`);
say(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
