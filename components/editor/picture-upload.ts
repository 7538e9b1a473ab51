import { callApi, property } from "@/components/call-api";

export type Picture = {
  id: string;
  width: number;
  height: number;
  credit: string;
  fileName: string;
  src: string;
};

function pictureFrom(value: unknown): Picture | null {
  const text = (name: string) => {
    const found = property(value, name);
    return typeof found === "string" ? found : "";
  };
  const figure = (name: string) => {
    const found = property(value, name);
    return typeof found === "number" ? found : 0;
  };
  const id = text("id");
  if (!id) return null;
  return {
    id,
    width: figure("width"),
    height: figure("height"),
    credit: text("credit"),
    fileName: text("fileName"),
    src: text("src") || `/api/assets/${encodeURIComponent(id)}?w=960`,
  };
}

/** Uploads one file. Throws an Error whose message a person can read. */
export async function uploadPicture(file: File): Promise<Picture> {
  if (file.size > 20 * 1024 * 1024)
    throw new Error("This picture is larger than 20 MB. Save it smaller and try again.");
  const picture = pictureFrom(
    await callApi("POST", `/api/assets?name=${encodeURIComponent(file.name)}`, file),
  );
  if (!picture) throw new Error("The server did not take this picture. Try again, or another file.");
  return picture;
}

/** Pictures that are in the newsroom already, newest first. Throws an Error whose message a person can read. */
export async function findPictures(query: string, signal: AbortSignal): Promise<Picture[]> {
  const body = await callApi("GET", `/api/assets?q=${encodeURIComponent(query)}`, undefined, signal);
  const assets = property(body, "assets");
  return Array.isArray(assets) ? assets.flatMap((asset: unknown) => pictureFrom(asset) ?? []) : [];
}
