export type Picture = {
  id: string;
  width: number;
  height: number;
  credit: string;
  fileName: string;
  src: string;
};

function pictureFrom(value: unknown): Picture | null {
  if (typeof value !== "object" || value === null || !("id" in value) || typeof value.id !== "string")
    return null;
  const text = (name: string) => {
    const found = Reflect.get(value, name);
    return typeof found === "string" ? found : "";
  };
  const figure = (name: string) => {
    const found = Reflect.get(value, name);
    return typeof found === "number" ? found : 0;
  };
  return {
    id: value.id,
    width: figure("width"),
    height: figure("height"),
    credit: text("credit"),
    fileName: text("fileName"),
    src: text("src") || `/api/assets/${encodeURIComponent(value.id)}?w=960`,
  };
}

function messageOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("message" in error)) return null;
  return typeof error.message === "string" ? error.message : null;
}

/** Uploads one file. Throws an Error whose message a person can read. */
export async function uploadPicture(file: File): Promise<Picture> {
  if (file.size > 20 * 1024 * 1024)
    throw new Error("This picture is larger than 20 MB. Save it smaller and try again.");
  let response: Response;
  try {
    response = await fetch(`/api/assets?name=${encodeURIComponent(file.name)}`, {
      method: "POST",
      body: file,
    });
  } catch {
    throw new Error("The upload did not get through. Check the connection and try again.");
  }
  const body: unknown = await response.json().catch(() => null);
  const picture = response.ok ? pictureFrom(body) : null;
  if (picture) return picture;
  if (response.status === 401)
    throw new Error("You are signed out. Sign in again, then choose the picture once more.");
  throw new Error(messageOf(body) ?? "The server did not take this picture. Try again, or another file.");
}

/** Pictures that are in the newsroom already, newest first. Throws an Error whose message a person can read. */
export async function findPictures(query: string, signal: AbortSignal): Promise<Picture[]> {
  const response = await fetch(`/api/assets?q=${encodeURIComponent(query)}`, { signal });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Error(messageOf(body) ?? "The pictures could not be loaded.");
  if (typeof body !== "object" || body === null || !("assets" in body) || !Array.isArray(body.assets))
    return [];
  return body.assets.flatMap((asset: unknown) => pictureFrom(asset) ?? []);
}
