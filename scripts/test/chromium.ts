import { access, constants } from "node:fs/promises";
import path from "node:path";
import { chromium } from "@playwright/test";
import { run, tool } from "@/scripts/test/run";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const isRunnable = (file: string) =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  );

/** The path of a Chromium of this machine, or null. */
export async function chromiumOfMachine(): Promise<string | null> {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  for (const name of NAMES) {
    for (const folder of folders)
      if (await isRunnable(path.join(folder, name))) return path.join(folder, name);
  }
  return null;
}

/** Finds a Chromium, or installs one: Debian's when we are root on Debian, else Playwright's. Throws with what to do. */
export async function ensureChromium(say: (line: string) => void): Promise<string> {
  const found = await chromiumOfMachine();
  if (found) return found;
  if (process.getuid?.() === 0 && (await isRunnable("/usr/bin/apt-get"))) {
    say("Installing Chromium from Debian ...");
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update", "-qq"], quiet);
    await run(
      "apt-get",
      ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"],
      quiet,
    );
    const installed = await chromiumOfMachine();
    if (installed) return installed;
  }
  const own = chromium.executablePath();
  if (!(await isRunnable(own))) {
    say("Installing Playwright's Chromium ...");
    await run(tool("playwright"), ["install", "chromium"]);
  }
  if (await isRunnable(own)) return own;
  throw new Error("There is no Chromium for the browser tests. Install one so that `chromium` is in PATH.");
}
