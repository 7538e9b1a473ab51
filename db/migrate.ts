import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

type Journal = { entries: { idx: number; tag: string }[] };
type Migration = { position: number; tag: string; hash: string; statements: string[] };

/** A pair of 32-bit keys of PostgreSQL's advisory locks: "galley", "migrations". */
const LOCK = "pg_advisory_lock(hashtext('galley'), hashtext('migrations'))";
const UNLOCK = "pg_advisory_unlock(hashtext('galley'), hashtext('migrations'))";

/** Raised when the database's history and this copy of Galley do not fit; the message says what to do. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

/** The migrations of a folder written by drizzle-kit, in order, each with the SHA-256 of its SQL. */
export async function migrationsIn(folder: string): Promise<Migration[]> {
  const journal: Journal = JSON.parse(await readFile(path.join(folder, "meta", "_journal.json"), "utf8"));
  const ordered = journal.entries.toSorted((a, b) => a.idx - b.idx);
  return Promise.all(
    ordered.map(async ({ tag }, position) => {
      const sql = await readFile(path.join(folder, `${tag}.sql`), "utf8");
      return {
        position,
        tag,
        // Git may check files out with CRLF; the hash is of the words, not of the line ends.
        hash: createHash("sha256").update(sql.replaceAll("\r\n", "\n")).digest("hex"),
        statements: sql
          .split("--> statement-breakpoint")
          .map((statement) => statement.trim())
          .filter(Boolean),
      };
    }),
  );
}

function refuseOtherHistory(applied: { position: number; tag: string; hash: string }[], known: Migration[]) {
  for (const row of applied) {
    const migration = known[row.position];
    if (!migration) {
      throw new MigrationRefused(
        `The database has migration "${row.tag}", which this copy of Galley does not know: it was used with a newer version. Update Galley, or point DATABASE_URL at another database.`,
      );
    }
    if (migration.tag !== row.tag || migration.hash !== row.hash) {
      throw new MigrationRefused(
        `Migration ${row.position} of the database is "${row.tag}" (${row.hash.slice(0, 12)}), here it is "${migration.tag}" (${migration.hash.slice(0, 12)}). A migration that has run is never edited: restore its file from git, or point DATABASE_URL at another database.`,
      );
    }
  }
}

/**
 * Brings the database to the schema of this copy of Galley and returns the tags it applied, oldest first. Any number of
 * processes may call it at once: an advisory lock lets one work, and inside the lock the applied set is compared by
 * hash. Each migration is one transaction. Throws MigrationRefused for an unknown newer schema or an edited migration.
 *
 * The connection must be a direct one: an advisory lock does not survive a pooler that hands out transactions.
 */
export async function migrate(databaseUrl: string, folder = path.resolve("drizzle")): Promise<string[]> {
  const known = await migrationsIn(folder);
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("set lock_timeout = 0; set statement_timeout = 0");
    await client.query(`select ${LOCK}`);
    await client.query("set lock_timeout = '3s'");
    await client.query("set client_min_messages = warning");
    await client.query(`create table if not exists galley_migrations (
      position integer primary key,
      tag text not null,
      hash text not null,
      applied_at timestamptz not null default clock_timestamp()
    )`);
    const { rows } = await client.query<{ position: number; tag: string; hash: string }>(
      "select position, tag, hash from galley_migrations order by position",
    );
    refuseOtherHistory(rows, known);
    const pending = known.slice(rows.length);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.tag);
  } finally {
    // A connection that broke has let go of its lock.
    await client.query(`select ${UNLOCK}`).catch(() => {});
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration) {
  await client.query("begin");
  try {
    for (const statement of migration.statements) await client.query(statement);
    await client.query("insert into galley_migrations (position, tag, hash) values ($1, $2, $3)", [
      migration.position,
      migration.tag,
      migration.hash,
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`Migration "${migration.tag}" failed; nothing of it was kept.`, { cause: error });
  }
}
