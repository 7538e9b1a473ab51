/** How this process stands: told by the server, read by the health check. */
export type Standing = {
  isDraining: boolean;
  pageCache: "on" | "off" | "waiting";
  pages: number;
  /** Somebody who is no trusted proxy sent forwarded headers. */
  ignoresForwarded: boolean;
  worker: { id: number; pid: number };
};

/** On `globalThis`, because the server and Next's bundles load this module separately within one process. */
const key = Symbol.for("galley.standing");
const holder = globalThis as unknown as Record<symbol, (() => Standing) | undefined>;

export function tellStanding(read: () => Standing): void {
  holder[key] = read;
}

export function standing(): Standing {
  const unknown = { id: 0, pid: process.pid };
  return (
    holder[key]?.() ?? {
      isDraining: false,
      pageCache: "off",
      pages: 0,
      ignoresForwarded: false,
      worker: unknown,
    }
  );
}
