import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";

const FOLDERS = ["app", "components", "db", "lib", "public", "types"];
const FILES = ["next.config.ts", "package.json", "package-lock.json", "postcss.config.mjs", "tsconfig.json"];
const NOT_BUILT = /\.test\.tsx?$|(?:^|\/)(?:seed|testing)[/.-]/;

/** A hash over everything a build is made from. */
export async function hashOfSources(root: string): Promise<string> {
  const found = await Promise.all(
    FOLDERS.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
    }),
  );
  const files = [...found.flat().filter((file) => !NOT_BUILT.test(file)), ...FILES].sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${file}\0`);
    hash.update(await readFile(path.join(root, file)).catch(() => Buffer.alloc(0)));
    hash.update("\0");
  }
  return hash.digest("hex");
}

/** Builds the pages when their sources changed since the last build. Throws with the end of the build's words. */
export async function buildIfNeeded(root: string, say: (line: string) => void): Promise<void> {
  const folder = path.join(root, process.env.GALLEY_DIST ?? ".next");
  const stamp = path.join(folder, "galley-sources");
  const sources = await hashOfSources(root);
  if ((await readFile(stamp, "utf8").catch(() => "")) === sources) return;
  say("Building the pages (once, and whenever the sources change) ...");
  await rm(stamp, { force: true });
  const { code, words } = await nextBuild(root);
  if (code !== 0) throw new Error(`The build failed:\n${words.split("\n").slice(-40).join("\n")}`);
  await mkdir(folder, { recursive: true });
  await writeFile(stamp, sources);
}

function nextBuild(root: string): Promise<{ code: number; words: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "node_modules/next/dist/bin/next"), "build"], {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        words += chunk;
      });
    }
    child.on("error", reject);
    child.on("exit", (code) => resolve({ code: code ?? 1, words }));
  });
}
