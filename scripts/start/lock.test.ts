import { fork } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdFolder } from "@/scripts/start/lock";

let home = "";
beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), "galley-lock-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

test("a second Galley on the same folder is refused, and told which process holds it", async () => {
  const release = await holdFolder(home);
  await expect(holdFolder(home)).rejects.toThrow(`process ${process.pid}`);
  await release();
  await (await holdFolder(home))();
  expect(await readdir(home)).toEqual([]);
});

test("the lock of a process that was killed is taken over", async () => {
  const script = path.join(home, "hold.mts");
  await writeFile(
    script,
    `import { holdFolder } from ${JSON.stringify(path.resolve("scripts/start/lock.ts"))};
    await holdFolder(${JSON.stringify(home)});
    process.kill(process.pid, "SIGKILL");`,
  );
  const child = fork(script, [], { execArgv: ["--import", import.meta.resolve("tsx")] });
  await new Promise((resolve) => child.on("exit", resolve));
  const release = await holdFolder(home);
  await release();
});

test.runIf(process.platform === "linux")(
  "a living process that got a dead holder's number is not the holder",
  async () => {
    await writeFile(path.join(home, "lock"), `${process.ppid} 1`);
    const release = await holdFolder(home);
    await release();
  },
);
