import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { perProcess } from "@/db/per-process";
import * as schema from "@/db/schema";

/**
 * The process's two ways to PostgreSQL: `db` for the newsroom (DATABASE_URL) and `readerDb` for readers' pages
 * (READER_DATABASE_URL), whose role sees only the views of the schema `reader`.
 *
 * Timeouts: statements 10 s, locks 3 s, idle transactions 10 s, connecting 3 s.
 */
const POOL_SIZE = 10;

type Pools = { staff?: pg.Pool; reader?: pg.Pool };
const pools = perProcess<Pools>("pools", () => ({}));

function makePool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 3_000,
    idleTimeoutMillis: 30_000,
    options:
      "-c statement_timeout=10000 -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000 -c timezone=UTC",
  });
  // An idle connection that the server closes is not an error of any request; the pool opens another.
  pool.on("error", () => {});
  return pool;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. Start Galley with "npm start", which provides it.`);
  return value;
}

/** The newsroom's pool. Made at first use. */
export function staffPool(): pg.Pool {
  pools.staff ??= makePool(required("DATABASE_URL"), POOL_SIZE);
  return pools.staff;
}

/** The readers' pool. Without READER_DATABASE_URL it falls back to the newsroom's address, and health says so. */
export function readerPool(): pg.Pool {
  pools.reader ??= makePool(process.env.READER_DATABASE_URL ?? required("DATABASE_URL"), POOL_SIZE);
  return pools.reader;
}

/** True when readers' pages go through their own restricted role. */
export const isReaderIsolated = () => Boolean(process.env.READER_DATABASE_URL);

/** A stand-in that opens its pool at first use, so that importing this module never needs a database. */
function lazily(open: () => pg.Pool): NodePgDatabase<typeof schema> {
  let opened: NodePgDatabase<typeof schema> | undefined;
  let pool: pg.Pool | undefined;
  return new Proxy({} as NodePgDatabase<typeof schema>, {
    get(_, property) {
      const current = open();
      if (!opened || pool !== current) {
        pool = current;
        opened = drizzle(current, { schema });
      }
      const value: unknown = Reflect.get(opened, property, opened);
      return typeof value === "function" ? value.bind(opened) : value;
    },
  });
}

export const db = lazily(staffPool);
export const readerDb = lazily(readerPool);

/** Ends both pools: at shutdown, and between tests that move to another database. */
export async function closePools(): Promise<void> {
  const open = [pools.staff, pools.reader];
  pools.staff = undefined;
  pools.reader = undefined;
  await Promise.all(open.map((pool) => pool?.end()));
}
