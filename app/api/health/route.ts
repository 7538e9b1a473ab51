import { sql } from "drizzle-orm";
import { db, isReaderIsolated } from "@/db/connection";
import { standing } from "@/lib/front-door/standing";
import release from "@/package.json" with { type: "json" };

export const dynamic = "force-dynamic";

/** 200 while this process can do its work, 503 while it drains or the database is away. */
export async function GET(): Promise<Response> {
  const { isDraining, worker, pageCache, pages, ignoresForwarded } = standing();
  const isDatabaseThere = await db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  const ok = isDatabaseThere && !isDraining;
  const health = {
    ok,
    database: isDatabaseThere,
    worker,
    readerIsolation: isReaderIsolated(),
    version: release.version,
    pageCache,
    pages,
    ignoresForwarded,
  };
  return Response.json(health, {
    status: ok ? 200 : 503,
    headers: { "Cache-Control": "private, no-store", "X-Robots-Tag": "noindex" },
  });
}
