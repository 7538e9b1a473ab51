import { execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { freePort } from "@/db/free-port";
import type { Count } from "@/scripts/test/count";
import { root } from "@/scripts/test/run";

const execute = promisify(execFile);
const STARTING_MS = 240_000;
const STOPPING_MS = 30_000;

/**
 * Starts a copy of the project in the home folder of root (mode 700, so that the database's user cannot enter it) with
 * an empty environment, asks for the health and the home page, and stops it. Skipped when this user is not root.
 */
export async function coldStart(dist: string, say: (line: string) => void): Promise<Count> {
  if (process.getuid?.() !== 0 || process.platform !== "linux") return { passed: 0, failed: 0, skipped: 1 };
  const home = os.userInfo().homedir;
  const folder = await mkdtemp(path.join(home, "galley-cold-"));
  try {
    await copyProject(folder, dist);
    await serveOnce(folder);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyProject(folder: string, dist: string) {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await execute(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    options,
  );
  for (const file of stdout.split("\0").filter(Boolean)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    // Git also lists files that were deleted since; the start says what it misses.
    await cp(path.join(root, file), path.join(folder, file)).catch(() => {});
  }
  // Links where the disk allows, else copies.
  await execute("cp", ["-al", "node_modules", folder], options).catch(() =>
    execute("cp", ["-a", "node_modules", folder], options),
  );
  await execute("cp", ["-a", dist, path.join(folder, ".next")], options);
}

async function serveOnce(folder: string) {
  const port = await freePort(0);
  const node = process.env.GALLEY_BARE_NODE ?? process.execPath;
  const child = spawn("/usr/bin/env", ["-i", `PORT=${port}`, node, "scripts/start.mjs"], { cwd: folder });
  let words = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      words += chunk;
    });
  }
  const ended = new Promise<number>((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
  try {
    const isUp = await answers(`http://127.0.0.1:${port}/api/health`, ended);
    if (!isUp) throw new Error(`Galley did not start in ${folder}:\n${words}`);
    const front = await fetch(`http://127.0.0.1:${port}/`);
    if (front.status !== 200) throw new Error(`The home page answered ${front.status}:\n${words}`);
    child.kill("SIGTERM");
    const code = await Promise.race([ended, later(STOPPING_MS).then(() => -1)]);
    if (code !== 0) throw new Error(`Galley did not stop as it should (${code}):\n${words}`);
  } finally {
    child.kill("SIGKILL");
    await rm(await dataFolderOf(folder), { recursive: true, force: true });
  }
}

const later = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

async function answers(url: string, ended: Promise<number>): Promise<boolean> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  for (const until = Date.now() + STARTING_MS; Date.now() < until && !hasEnded; await later(250)) {
    const isOk = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isOk) return true;
  }
  return false;
}

/** Where the start put its data: a folder named after this copy's place. */
async function dataFolderOf(folder: string): Promise<string> {
  const { systemDataFolder } = await import("@/db/embedded");
  return systemDataFolder(path.join(folder, ".galley"));
}
