// What the bootstrap scripts share. Runs on bare Node >= 20.9 with no node_modules.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, "node_modules", ".galley-lockfile");

export const say = (line) => process.stdout.write(`${line}\n`);

/** Ends with a sentence for a person instead of a stack trace. */
export function giveUp(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

/** The environment with what npm, shells and install scripts cannot do without, also when it was started empty. */
export function completeEnvironment() {
  const bare = path.dirname(process.execPath);
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const system =
    process.platform === "win32" ? [] : ["/usr/local/bin", "/usr/bin", "/bin", "/usr/sbin", "/sbin"];
  for (const folder of [bare, ...system]) if (!folders.includes(folder)) folders.push(folder);
  const PATH = [path.join(root, "node_modules", ".bin"), ...folders].join(path.delimiter);
  const HOME = process.env.HOME || homeOfUser();
  return { ...process.env, PATH, ...(process.platform === "win32" ? {} : { HOME }) };
}

function homeOfUser() {
  try {
    return os.userInfo().homedir;
  } catch {
    return os.tmpdir();
  }
}

function lockfileHash() {
  return createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
}

function isInstalled() {
  if (!existsSync(path.join(root, "node_modules", ".package-lock.json"))) return false;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") === lockfileHash();
  return hasLockedVersions();
}

/** An install made by hand leaves no stamp: then npm's own record is compared with the lockfile. */
function hasLockedVersions() {
  const packagesOf = (file) => JSON.parse(readFileSync(path.join(root, file), "utf8")).packages;
  const installed = packagesOf("node_modules/.package-lock.json");
  for (const [name, wanted] of Object.entries(packagesOf("package-lock.json"))) {
    if (name === "" || wanted.optional || wanted.devOptional || wanted.peer) continue;
    if (installed[name]?.version !== wanted.version) return false;
  }
  writeFileSync(stamp, lockfileHash());
  return true;
}

/** npm as [command, ...arguments]: the one beside this Node when there is one, else the one in PATH. */
function npm() {
  const bare = path.dirname(process.execPath);
  const places = [
    path.join(bare, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(bare, "node_modules", "npm", "bin", "npm-cli.js"),
    "/usr/share/nodejs/npm/bin/npm-cli.js",
    "/usr/local/lib/node_modules/npm/bin/npm-cli.js",
  ];
  const found = places.find((place) => existsSync(place));
  return found ? [process.execPath, found] : [process.platform === "win32" ? "npm.cmd" : "npm"];
}

/** Runs a command with its output on this terminal and resolves with its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: completeEnvironment(),
      stdio: "inherit",
      ...options,
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** Installs the packages of the lockfile when they are missing or the lockfile has changed since. */
export async function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 9)) {
    giveUp(
      `Galley needs Node 20.9 or newer to install itself; this is ${process.version}. See https://nodejs.org/.`,
    );
  }
  if (isInstalled()) return;
  say("Installing packages (once, and whenever package-lock.json changes) ...");
  const [command, ...args] = npm();
  rmSync(stamp, { force: true });
  const flags = ["ci", "--no-audit", "--no-fund", "--loglevel=error", "--include=dev", "--include=optional"];
  const code = await run(command, [...args, ...flags]).catch((error) =>
    giveUp(`npm could not be started: ${error.message}. Install npm, then try again.`),
  );
  if (code !== 0)
    giveUp("The packages could not be installed. Is the npm registry reachable? Run `npm ci` to see more.");
  writeFileSync(stamp, lockfileHash());
}

/** The project's own Node (24, a package), which everything but these bootstrap scripts runs on. */
export function projectNode() {
  const own = path.join(
    root,
    "node_modules",
    "node",
    "bin",
    process.platform === "win32" ? "node.exe" : "node",
  );
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  giveUp(
    "The project's own Node 24 is missing from node_modules. Allow install scripts for the package `node`, then run `npm ci`.",
  );
}

/**
 * Runs a TypeScript file of the project on its own Node and resolves with its exit code. Signals are passed on, and the
 * child hears when this process dies, so that nothing is left behind.
 */
export function runOwn(file, args = [], extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(projectNode(), ["--import", "tsx", path.join(root, file), ...args], {
      cwd: root,
      env: { ...completeEnvironment(), ...extra },
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
    child.on("error", (error) => giveUp(`Node could not be started: ${error.message}`));
    child.on("exit", (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}
