import { createHmac, randomBytes } from "node:crypto";
import pg from "pg";

/** PostgreSQL's SQLSTATE for a right that is missing. */
const INSUFFICIENT_PRIVILEGE = "42501";

export type ReaderRole = { url: string } | { url: null; sql: string };

/**
 * The secret of this newsroom, kept in `settings` and made at first use: what readers' passwords and sessions are
 * derived from, so that several instances of one database agree without any environment.
 */
async function newsroomSecret(client: pg.ClientBase | pg.Pool): Promise<string> {
  const fresh = JSON.stringify(randomBytes(32).toString("hex"));
  await client.query(
    "insert into settings (key, value) values ('secret', $1::jsonb) on conflict (key) do nothing",
    [fresh],
  );
  const { rows } = await client.query<{ value: string }>("select value from settings where key = 'secret'");
  const secret = rows[0]?.value;
  if (!secret) throw new Error("The newsroom's secret is missing from settings.");
  return secret;
}

/**
 * Makes the role that readers' pages connect with, `galley_reader_<database oid>`, with a password derived from
 * the newsroom's secret, or brings it up to date. Idempotent; several instances may run it. Where the owner may not
 * create roles it gives the SQL for an administrator to run, to be followed by setting READER_DATABASE_URL.
 */
export async function ensureReaderRole(databaseUrl: string): Promise<ReaderRole> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ oid: string; name: string }>(
      "select oid::text, datname as name from pg_database where datname = current_database()",
    );
    const database = rows[0];
    if (!database) throw new Error("The database does not know its own name.");
    const role = `galley_reader_${database.oid}`;
    const password = createHmac("sha256", await newsroomSecret(client))
      .update(role)
      .digest("hex");
    const statements = roleStatements(role, password, database.name);
    try {
      await client.query("select pg_advisory_lock(hashtext('galley reader role'))");
      await client.query("begin");
      for (const statement of statements) await client.query(statement);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      if (error instanceof pg.DatabaseError && error.code === INSUFFICIENT_PRIVILEGE) {
        return { url: null, sql: `${statements.join(";\n")};` };
      }
      throw error;
    }
    const url = new URL(databaseUrl);
    url.username = role;
    url.password = password;
    return { url: url.href };
  } finally {
    await client.end();
  }
}

function roleStatements(role: string, password: string, database: string): string[] {
  return [
    `do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then create role ${role}; end if;
end $$`,
    `alter role ${role} with login nosuperuser nocreatedb nocreaterole noinherit password '${password}'`,
    `alter role ${role} set default_transaction_read_only = on`,
    `alter role ${role} set search_path = reader`,
    `grant connect on database ${pg.escapeIdentifier(database)} to ${role}`,
    `grant usage on schema reader to ${role}`,
    `grant select on all tables in schema reader to ${role}`,
  ];
}
