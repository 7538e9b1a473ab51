import pg from "pg";

const OLDEST = 150_000;
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/**
 * Refuses a database that cannot keep Galley's promises: older than PostgreSQL 15, not UTF8, or one that says
 * "committed" before the words are on disk. GALLEY_UNSAFE_DATABASE=1 allows the last, for tests. Throws with what to do.
 */
export async function requireFitDatabase(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (cause) {
    const { host } = new URL(databaseUrl);
    throw new Error(`The database at ${host} does not answer. Is it running, and is DATABASE_URL right?`, {
      cause,
    });
  }
  try {
    const { rows } = await client.query<Record<"version" | "encoding" | (typeof DURABLE)[number], string>>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
        ${DURABLE.map((name) => `current_setting('${name}') as ${name}`).join(", ")}`,
    );
    const found = rows[0];
    if (!found) throw new Error("The database tells nothing about itself.");
    if (Number(found.version) < OLDEST)
      throw new Error("Galley needs PostgreSQL 15 or newer. Update the server.");
    if (found.encoding !== "UTF8") {
      throw new Error(
        `The database is encoded in ${found.encoding}, Galley needs UTF8: create one with ENCODING 'UTF8' TEMPLATE template0.`,
      );
    }
    const off = DURABLE.filter((name) => found[name] === "off");
    if (off.length > 0 && process.env.GALLEY_UNSAFE_DATABASE !== "1") {
      throw new Error(
        `The database has ${off.join(", ")} off: what it calls saved may be lost. Switch it on (ALTER SYSTEM SET ... = on), then start again.`,
      );
    }
  } finally {
    await client.end();
  }
}
