/** What the server said no with, ready to be shown beside a field. */
class Refused extends Error {}

/** Sends JSON and gives the answer's JSON. Throws `Refused` with a message a person can read. */
export async function ask(url: string, init?: { method: "POST" | "PUT"; body: unknown }): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: init?.method ?? "GET",
      ...(init ? { headers: { "content-type": "application/json" }, body: JSON.stringify(init.body) } : {}),
    });
  } catch {
    throw new Refused("That did not get through. Check the connection and try again.");
  }
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  if (response.status === 401) throw new Refused("You are signed out. Sign in again and repeat this.");
  throw new Refused(messageIn(body) ?? "The server did not take this. Try again.");
}

function messageIn(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null) return null;
  if ("fields" in error && typeof error.fields === "object" && error.fields !== null) {
    const first: unknown = Object.values(error.fields)[0];
    if (typeof first === "string") return first;
  }
  return "message" in error && typeof error.message === "string" ? error.message : null;
}

export type Named = { id: string; name: string };

/** The rows `{id, name}` of a list in an answer; rows of another shape are left out. */
export function namedIn(body: unknown, key: string): Named[] {
  if (typeof body !== "object" || body === null) return [];
  const rows: unknown = Reflect.get(body, key);
  return Array.isArray(rows) ? rows.flatMap((row: unknown) => namedFrom(row) ?? []) : [];
}

export function namedFrom(row: unknown): Named | null {
  if (typeof row !== "object" || row === null || !("id" in row) || !("name" in row)) return null;
  return typeof row.id === "string" && typeof row.name === "string" ? { id: row.id, name: row.name } : null;
}
