import { connect, createServer, type Socket } from "node:net";

/** Types of frontend messages that make the server run a statement: a simple query, the execution of a prepared one. */
const RUNS = new Set([0x51, 0x45]);

export type QueryCounter = { url: string; count: () => number; stop: () => void };

/**
 * A door in front of a PostgreSQL that counts the statements which pass it (PostgreSQL's frontend/backend protocol 3:
 * each message is a type and a length, except the first).
 */
export async function countQueries(databaseUrl: string): Promise<QueryCounter> {
  const target = new URL(databaseUrl);
  let count = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const database = connect(Number(target.port || 5432), target.hostname);
    let pending = Buffer.alloc(0);
    let isStarted = false;
    client.on("data", (bytes) => {
      database.write(bytes);
      pending = Buffer.concat([pending, Buffer.from(bytes)]);
      for (;;) {
        const head = isStarted ? 1 : 0;
        if (pending.length < head + 4) return;
        const size = head + pending.readUInt32BE(head);
        if (pending.length < size) return;
        if (isStarted && RUNS.has(pending[0] ?? 0)) count += 1;
        isStarted = true;
        pending = pending.subarray(size);
      }
    });
    database.on("data", (bytes) => client.write(bytes));
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("the counter has no port");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String(address.port);
  return {
    url: url.href,
    count: () => count,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
