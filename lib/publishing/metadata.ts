import { z } from "zod";
import type { JsonObject } from "@/db/schema";

const named = { id: z.string(), slug: z.string(), name: z.string() };

/** What a page says beside its document, as it was when it was published. Public: readers' queries hand it out. */
const metadata = z.object({
  kind: z.string(),
  slug: z.string(),
  section: z.object(named).nullable(),
  bylines: z.array(z.object({ ...named, kind: z.string(), part: z.string() })),
  tags: z.array(z.object(named)),
  /** Pictures shown, and the one that stands for the article, by id. */
  assets: z.array(z.string()),
  lead: z.string().nullable(),
  /** Articles whose headline or address the page shows, by id. */
  pointsTo: z.array(z.string()),
  /** Those of them picked as related, in order. */
  picks: z.array(z.string()),
});

export type Metadata = z.infer<typeof metadata>;

/** Reads a publication's metadata. Throws for what no publication of ours ever wrote. */
export const readMetadata = (json: JsonObject): Metadata => metadata.parse(json);
