import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

/** Clock ticks a second of /proc: 100 on every Linux that Node runs on. */
const MICROSECONDS_A_TICK = 10_000;

/** CPU time these processes have used so far, user and kernel, in microseconds. Processes that are gone count 0. */
export function cpuMicroseconds(pids: readonly number[]): number {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // Ended between listing and reading.
    }
  }
  return ticks * MICROSECONDS_A_TICK;
}

/** `pid` and everything it started, as far as `isWanted` wants its command line. */
export function processTree(pid: number, isWanted: (command: string) => boolean = () => true): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {
      // Ended between listing and reading.
    }
  }
  const isBelow = (child: number): boolean => {
    for (let at: number | undefined = child; at !== undefined && at > 1; at = parents.get(at)) {
      if (at === pid) return true;
    }
    return false;
  };
  return [...parents.keys()].filter((child) => isBelow(child) && isWanted(commandOf(child)));
}

export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

export const isNode = (pid: number): boolean => {
  try {
    return path.basename(readlinkSync(`/proc/${pid}/exe`)).startsWith("node");
  } catch {
    return false;
  }
};

/** Makes sure `command` is there: on Debian as root by apt-get, elsewhere it says what to install. */
export function requireCommand(command: string, debianPackage: string): void {
  if (isThere(command)) return;
  if (process.getuid?.() === 0 && isThere("apt-get")) {
    console.log(`Installing ${debianPackage} …`);
    spawnSync("apt-get", ["install", "-y", "--no-install-recommends", debianPackage], { stdio: "ignore" });
  }
  if (!isThere(command)) {
    throw new Error(
      `The bench needs \`${command}\`. Install it (Debian: apt-get install ${debianPackage}) and run again.`,
    );
  }
}

const isThere = (command: string) =>
  spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore", env: withSbin() }).status === 0;

/** nginx lives in /usr/sbin, which is not in everybody's PATH. */
export const withSbin = () => ({ ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` });

export type Load = { requests: number; perSecond: number; p50: number; p99: number; errors: number };

const execute = promisify(execFile);

/** A bounded load on one loopback address by wrk. Times are milliseconds. */
export async function load(
  url: string,
  { seconds, connections }: { seconds: number; connections: number },
): Promise<Load> {
  // Not the waiting kind: the query counter answers in this process.
  const { stdout: out } = await execute("wrk", [
    "-t1",
    `-c${connections}`,
    `-d${seconds}s`,
    "--latency",
    "--timeout",
    "5s",
    "-H",
    "Accept-Encoding: br",
    url,
  ]);
  const errors = [...out.matchAll(/(?:connect|read|write|timeout) (\d+)/g)].reduce(
    (sum, m) => sum + Number(m[1]),
    0,
  );
  const bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(out)?.[1] ?? 0);
  return {
    requests: Number(/(\d+) requests in/.exec(out)?.[1] ?? 0),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1] ?? 0),
    p50: milliseconds(/50%\s+([\d.]+)(us|ms|s)/.exec(out)),
    p99: milliseconds(/99%\s+([\d.]+)(us|ms|s)/.exec(out)),
    errors: errors + bad,
  };
}

function milliseconds(match: RegExpExecArray | null): number {
  const scale = { us: 0.001, ms: 1, s: 1000 }[match?.[2] ?? "ms"] ?? 1;
  return Number(match?.[1] ?? Number.NaN) * scale;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which the share `q` of `values` lies, by the nearest rank. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))] ?? Number.NaN;
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Prints rows as a table and keeps everything under bench/results/. */
export function report(name: string, rows: Record<string, string | number>[], details: object): void {
  console.log(`\n${name}`);
  console.table(rows);
  mkdirSync("bench/results", { recursive: true });
  const file = `bench/results/${name}.json`;
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    memory: totalmem(),
    kernel: release(),
    node: process.version,
  };
  writeFileSync(
    file,
    `${JSON.stringify({ at: new Date().toISOString(), machine, rows, ...details }, null, 2)}\n`,
  );
  console.log(`Kept in ${file}`);
}
