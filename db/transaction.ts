import { AsyncLocalStorage } from "node:async_hooks";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { staffPool } from "@/db/connection";
import * as schema from "@/db/schema";

/** A database within a transaction: what commands pass to everything they call. */
export type Tx = NodePgDatabase<typeof schema> & { $client: pg.PoolClient };

/** Either the pool or a transaction: what queries take. */
export type Queryable = NodePgDatabase<typeof schema>;

const clock = new AsyncLocalStorage<Date>();

/**
 * Runs `work` with the database's `galley_now()` standing at `at`, in every transaction opened inside. For the
 * demo's seed and for tests of time; nothing that serves requests calls it.
 */
export function atTime<T>(at: Date, work: () => Promise<T>): Promise<T> {
  return clock.run(at, work);
}

/**
 * Runs `work` in one transaction on one connection: commits its result, or rolls back and rethrows. A connection
 * whose rollback fails, or that broke, is destroyed and not returned to the pool.
 */
export async function transaction<T>(
  work: (tx: Tx) => Promise<T>,
  { isolation = "read committed" }: { isolation?: "read committed" | "repeatable read" } = {},
): Promise<T> {
  const client = await staffPool().connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on("error", onError);
  try {
    await client.query(`begin isolation level ${isolation}`);
    const at = clock.getStore();
    if (at) await client.query("select set_config('galley.now', $1, true)", [at.toISOString()]);
    const result = await work(drizzle(client, { schema }));
    const { command } = await client.query("commit");
    // PostgreSQL answers a commit of what has failed before with ROLLBACK, and calls it a success.
    if (command !== "COMMIT") {
      throw new Error("A query of this transaction failed and was caught within it: nothing was stored.");
    }
    return result;
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.off("error", onError);
    client.release(broken);
  }
}
