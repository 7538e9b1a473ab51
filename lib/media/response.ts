import type { Variant } from "@/lib/media/picture";

/** Headers of a picture's bytes: our own type, nothing in it may run, wherever it is opened. */
export function pictureHeaders(
  { contentType, bytes, sha256 }: Variant,
  cacheControl: string,
): Record<string, string> {
  return {
    "content-type": contentType,
    "content-length": String(bytes),
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": cacheControl.startsWith("public") ? "cross-origin" : "same-origin",
    "cache-control": cacheControl,
    etag: `"${sha256.slice(0, 32)}"`,
  };
}
