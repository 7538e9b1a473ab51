import { get } from "node:http";
import { type Newsroom, startNewsroom } from "@/bench/newsroom";
import { startNginx } from "@/bench/nginx";
import { cpuMicroseconds, type Load, load, median, report, requireCommand } from "@/bench/system";

const ROUNDS = 5;
const SECONDS = 4;
const WARM_SECONDS = 2;

/** Budgets of the reader's page (issue of the main job): what the table is judged by. */
const CACHED_TO_NGINX = 6;
const UNCACHED_CPU_MS = 20;
const UNCACHED_QUERIES = 4;
const COUNTED_RENDERS = 20;

type Measured = Load & { cpu: number };

/**
 * The reader's page, three ways, in alternating rounds: nginx with the same bytes and headers, Galley from its page
 * cache, Galley rendering each time. CPU is that of the serving processes (for Galley all of its Node processes).
 */
export async function benchReader(): Promise<void> {
  requireCommand("wrk", "wrk");
  requireCommand("nginx", "nginx-light");
  const cached = await startNewsroom({ workers: 1 });
  const uncached = await startNewsroom({
    workers: 1,
    env: { GALLEY_PAGE_CACHE: "off" },
    countsReaderQueries: true,
  });
  try {
    const address = await analysisAddress(cached.sql);
    const page = await fetchAsSent(cached.origin + address);
    const uncachedAddress = await analysisAddress(uncached.sql);
    const nginx = await startNginx(page.bytes, page.headers);
    try {
      const contenders = {
        nginx: () => measure(nginx.url, nginx.workers, 16),
        cached: () => measure(cached.origin + address, cached.nodes, 16),
        uncached: () => measure(uncached.origin + uncachedAddress, uncached.nodes, 4),
      };
      const rounds: Record<keyof typeof contenders, Measured[]> = { nginx: [], cached: [], uncached: [] };
      for (const url of [nginx.url, cached.origin + address, uncached.origin + uncachedAddress]) {
        await load(url, { seconds: WARM_SECONDS, connections: 4 });
      }
      for (let round = 0; round < ROUNDS; round += 1) {
        rounds.nginx.push(await contenders.nginx());
        rounds.cached.push(await contenders.cached());
        rounds.uncached.push(await contenders.uncached());
      }
      const queries = await queriesPerRequest(uncached.origin + uncachedAddress, uncached);
      const cpu = (name: keyof typeof rounds) => median(rounds[name].map((round) => round.cpu));
      const ratio = median(rounds.cached.map((round, i) => round.cpu / (rounds.nginx[i]?.cpu ?? Number.NaN)));
      const rows = (["nginx", "cached", "uncached"] as const).map((name) => ({
        page: name,
        "CPU µs/request": round(cpu(name)),
        "requests/s": round(median(rounds[name].map((r) => r.perSecond))),
        "p50 ms": round(median(rounds[name].map((r) => r.p50))),
        "p99 ms": round(median(rounds[name].map((r) => r.p99))),
        bytes: page.bytes.length,
        errors: rounds[name].reduce((sum, r) => sum + r.errors, 0),
      }));
      report("reader", rows, { address, rounds, ratio, queriesPerRequest: queries });
      console.log(
        [
          `Cached page: ${round(ratio)} × nginx's CPU a request (budget ${CACHED_TO_NGINX}), median of ${ROUNDS} alternating runs.`,
          `Uncached render: ${round(cpu("uncached") / 1000)} ms CPU (budget ${UNCACHED_CPU_MS}), ${round(queries)} queries with the one that resolves the address (budget ${UNCACHED_QUERIES}).`,
        ].join("\n"),
      );
    } finally {
      await nginx.stop();
    }
  } finally {
    await Promise.all([cached.stop(), uncached.stop()]);
  }
}

const round = (value: number) => Math.round(value * 100) / 100;

async function measure(url: string, pids: () => number[], connections: number): Promise<Measured> {
  const before = cpuMicroseconds(pids());
  const result = await load(url, { seconds: SECONDS, connections });
  return { ...result, cpu: (cpuMicroseconds(pids()) - before) / result.requests };
}

type Sql = { query: (sql: string, values?: unknown[]) => Promise<{ rows: Record<string, string>[] }> };

async function analysisAddress(sql: Sql): Promise<string> {
  const { rows } = await sql.query(
    "select section_slug, slug from reader.live_pages where genre = 'analysis' order by published_at limit 1",
  );
  const page = rows[0];
  if (!page) throw new Error("The demo has no live analysis.");
  return `/${page.section_slug}/${page.slug}`;
}

/** Statements on readers' connections for one request: the one that resolves the address, and those of the render. */
async function queriesPerRequest(url: string, newsroom: Newsroom): Promise<number> {
  const before = newsroom.readerQueries();
  for (let i = 0; i < COUNTED_RENDERS; i += 1) await fetchAsSent(url);
  return (newsroom.readerQueries() - before) / COUNTED_RENDERS;
}

/** A page as it travels: compressed bytes and headers, which `fetch` would unpack. */
function fetchAsSent(url: string): Promise<{ bytes: Buffer; headers: Headers }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { "accept-encoding": "br" } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}`));
        const headers = new Headers();
        for (const [name, value] of Object.entries(response.headers)) {
          if (value !== undefined) headers.set(name, String(value));
        }
        resolve({ bytes: Buffer.concat(chunks), headers });
      });
    }).on("error", reject);
  });
}
