import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/connection";
import { perProcess } from "@/db/per-process";
import { settings } from "@/db/schema";

type Known = { database: string; secret: Promise<string> };
const held = perProcess<{ known?: Known }>("secret", () => ({}));

/**
 * The secret that session cookies are sealed with: `GALLEY_SECRET` when given (at least 32 characters), else 256
 * random bits made once and kept in `settings`, so that every instance on one database has the same.
 */
export function sessionSecret(): Promise<string> {
  const given = process.env.GALLEY_SECRET;
  if (given) {
    if (given.length < 32) throw new Error("GALLEY_SECRET is shorter than 32 characters. Give it more.");
    return Promise.resolve(given);
  }
  const database = process.env.DATABASE_URL ?? "";
  if (held.known?.database === database) return held.known.secret;
  const secret = storedSecret();
  held.known = { database, secret };
  // What could not be read is asked for again; whoever waits for it hears the reason.
  secret.catch(() => {
    delete held.known;
  });
  return secret;
}

async function storedSecret(): Promise<string> {
  const read = async () => {
    const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, "secret"));
    return typeof row?.value === "string" ? row.value : null;
  };
  const stored = await read();
  if (stored) return stored;
  await db
    .insert(settings)
    .values({ key: "secret", value: randomBytes(32).toString("base64url") })
    .onConflictDoNothing();
  const made = await read();
  if (!made) throw new Error("The session secret could not be kept in the table settings.");
  return made;
}

/** 256 random bits as text: what a cookie, a one-time link or an API token carries. */
export const newToken = () => randomBytes(32).toString("base64url");

/** What is stored of a token. It has 256 bits of its own, so a plain hash is enough. */
export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();
