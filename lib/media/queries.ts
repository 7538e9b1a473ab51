import { and, desc, eq, ilike, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { db, readerDb } from "@/db/connection";
import { literally } from "@/db/like";
import { assets } from "@/db/schema";
import type { Queryable } from "@/db/transaction";
import { NotFound } from "@/lib/errors";
import { type Picture, type Variant, variantFor, variantName } from "@/lib/media/picture";
import { type Actor, authorize } from "@/lib/permissions";

type Asset = typeof assets.$inferSelect;
const PAGE = 24;

const variantRows = z.array(
  z.object({
    width: z.number(),
    height: z.number(),
    contentType: z.enum(["image/webp", "image/jpeg"]),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number(),
  }),
);

const variantsOf = (value: unknown): Variant[] => variantRows.parse(value);

/** What the newsroom's screens get of a row. Addresses are the staff's own, never public. */
export function pictureFrom(asset: Asset): Picture {
  const address = (width: number) => `/api/assets/${asset.id}?w=${width}`;
  return {
    id: asset.id,
    width: asset.width,
    height: asset.height,
    fileName: asset.fileName,
    credit: asset.credit,
    createdAt: asset.createdAt.toISOString(),
    src: address(960),
    srcset: variantsOf(asset.variants)
      .filter((variant) => variant.contentType === "image/webp")
      .map(({ width }) => ({ width, src: address(width) })),
  };
}

/** Pictures, newest first, 24 a page; `q` finds by file name or credit. `after` is the last page's `next`. */
export async function picturesNewest(
  actor: Actor,
  { q, after }: { q?: string; after?: string },
): Promise<{ assets: Picture[]; next: string | null }> {
  authorize(actor, "list articles");
  const words = q ? `%${literally(q)}%` : null;
  const rows = await db
    .select()
    .from(assets)
    .where(
      and(
        words ? sql`(${ilike(assets.fileName, words)} or ${ilike(assets.credit, words)})` : undefined,
        after ? lt(assets.id, after) : undefined,
      ),
    )
    .orderBy(desc(assets.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  return { assets: page.map(pictureFrom), next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null };
}

/** The stored variant of a picture closest to `width`. Throws `NotFound`. */
export async function pictureVariant(
  actor: Actor,
  { assetId, width }: { assetId: string; width: number },
  source: Queryable = db,
): Promise<Variant> {
  authorize(actor, "list articles");
  const [row] = await source.select({ variants: assets.variants }).from(assets).where(eq(assets.id, assetId));
  const variant = row && variantFor(variantsOf(row.variants), width);
  if (!variant) throw new NotFound("This picture is not here any more.");
  return variant;
}

const publicId = /^[0-9a-f]{32}$/;

/** A variant at its public address, as readers may have it; null for everything that is not published. */
export async function publicVariant(address: { publicId: string; name: string }): Promise<Variant | null> {
  if (!publicId.test(address.publicId)) return null;
  const { rows } = await readerDb.execute<{ variants: unknown }>(
    sql`select variants from reader.assets where public_id = ${address.publicId}`,
  );
  const [row] = rows;
  if (!row) return null;
  return variantsOf(row.variants).find((variant) => variantName(variant) === address.name) ?? null;
}
