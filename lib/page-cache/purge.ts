import type { Tx } from "@/db/transaction";
import { MAX_MESSAGE_BYTES, notify } from "@/lib/events/hub";
import { EVERY_TAG } from "./tags.ts";

/**
 * Drops the kept pages of these tags in every process at the moment the transaction commits. Tags: `article:<id>`,
 * `section:<slug>`, `home`, `feed`, `site` (all pages).
 */
export async function purge(tx: Tx, tags: string[]): Promise<void> {
  const message = { t: "purge", tags: [...new Set(tags)] };
  const fits = Buffer.byteLength(JSON.stringify(message)) <= MAX_MESSAGE_BYTES;
  await notify(tx, fits ? message : { t: "purge", tags: [EVERY_TAG] });
}
