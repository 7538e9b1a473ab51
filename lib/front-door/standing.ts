import { perProcess } from "@/db/per-process";

/** How this process stands: told by the server, read by the health check. */
export type Standing = {
  isDraining: boolean;
  pageCache: "on" | "off" | "waiting";
  pages: number;
  /** Somebody who is no trusted proxy sent forwarded headers. */
  ignoresForwarded: boolean;
  worker: { id: number; pid: number };
};

const told = perProcess<{ read?: () => Standing }>("standing", () => ({}));

/** The server says once how its standing is read. */
export function tellStanding(read: () => Standing): void {
  told.read = read;
}

/** As the server tells it; plain values where no server runs, as in tests. */
export function standing(): Standing {
  const unknown = { id: 0, pid: process.pid };
  return (
    told.read?.() ?? {
      isDraining: false,
      pageCache: "off",
      pages: 0,
      ignoresForwarded: false,
      worker: unknown,
    }
  );
}
