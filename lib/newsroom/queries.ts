import { asc, eq, inArray } from "drizzle-orm";
import { db } from "@/db/connection";
import { people, settings } from "@/db/schema";
import type { Queryable } from "@/db/transaction";

export type NewsroomSettings = { name: string; language: string; timeZone: string };

/** The newsroom's name, language (BCP 47) and time zone (IANA), with plain values until they are set. */
export async function newsroomSettings(source: Queryable = db): Promise<NewsroomSettings> {
  const rows = await source
    .select({ key: settings.key, value: settings.value })
    .from(settings)
    .where(inArray(settings.key, ["name", "language", "timeZone"]));
  const words = new Map(rows.map(({ key, value }) => [key, typeof value === "string" ? value : ""]));
  return {
    name: words.get("name") || "Newsroom",
    language: words.get("language") || "en",
    timeZone: words.get("timeZone") || "UTC",
  };
}

/** Active staff by name: for the list's filter and for assigning work. No addresses. */
export async function staffByName(
  source: Queryable = db,
): Promise<{ id: string; name: string; roles: string[] }[]> {
  return source
    .select({ id: people.id, name: people.name, roles: people.roles })
    .from(people)
    .where(eq(people.status, "active"))
    .orderBy(asc(people.name));
}
