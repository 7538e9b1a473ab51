import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** What tells one process from another that got the same number later: when it began. */
async function lifeOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const started = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  return `${pid} ${started}`;
}

async function isAlive(holder: string): Promise<boolean> {
  const pid = Number(holder.split(" ")[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    const isForbidden = error instanceof Error && "code" in error && error.code === "EPERM";
    if (!isForbidden) return false;
  }
  return (await lifeOf(pid)) === holder;
}

/**
 * Takes Galley's folder for this process, so that one Galley runs on it, and returns what gives it back. The lock of a
 * process that died is taken over. Throws with what to do when another lives.
 */
export async function holdFolder(home: string): Promise<() => Promise<void>> {
  await mkdir(home, { recursive: true });
  const lock = path.join(home, "lock");
  const mine = `${lock}.${process.pid}`;
  const life = await lifeOf(process.pid);
  await writeFile(mine, life);
  try {
    for (;;) {
      try {
        await link(mine, lock);
        return () => rm(lock, { force: true });
      } catch {
        const holder = await readFile(lock, "utf8").catch(() => "");
        if (holder && (await isAlive(holder))) {
          throw new Error(
            `Galley is already running on ${home} (process ${holder.split(" ")[0]}). Stop it, or set GALLEY_HOME to another folder.`,
          );
        }
        // Moved, not deleted: whoever moves it first goes on, and a fresh lock moved by mistake is put back.
        const moved = `${mine}.stale`;
        await rename(lock, moved).catch(() => {});
        const found = await readFile(moved, "utf8").catch(() => holder);
        if (found !== holder) await link(moved, lock).catch(() => {});
        await rm(moved, { force: true });
      }
    }
  } finally {
    await rm(mine, { force: true });
  }
}
