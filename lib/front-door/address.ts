/** Who answers an address. */
export type Part = "reader" | "newsroom" | "api" | "media" | "asset" | "framework" | "search";

const under = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

/** `.` and `..` in any spelling: Next resolves them, and would answer for another part than the door took it for. */
const DOT_SEGMENT = /(?:\/|\\|%2f|%5c)(?:\.|%2e){1,2}(?:\/|\\|%2f|%5c|$)/i;

const PICTURE = /^\/media\/[^/]+\/[^/]+$/;
const newsroomDoors: ReadonlySet<string> = new Set(["/sign-in", "/sign-in/", "/set-up", "/set-up/"]);

/** Which part of Galley answers this path. What no other part claims is a reader's address. */
export function partOf(path: string, publicFiles: ReadonlySet<string>): Part {
  if (path.includes("\\") || DOT_SEGMENT.test(path)) return "reader";
  if (publicFiles.has(path)) return "asset";
  if (path.startsWith("/_next/static/")) return "asset";
  if (under(path, "/_next") || path.startsWith("/__next")) return "framework";
  if (under(path, "/api")) return "api";
  if (PICTURE.test(path)) return "media";
  if (under(path, "/desk") || newsroomDoors.has(path)) return "newsroom";
  if (path === "/search") return "search";
  return "reader";
}

/** A reader address as the database and the cache know it: no query, no trailing slash; null when it is none. */
export function readerPath(target: string): string | null {
  const end = target.search(/[?#]/);
  const path = end === -1 ? target : target.slice(0, end);
  if (!path.startsWith("/") || path.startsWith("//") || path.includes("\\")) return null;
  if (DOT_SEGMENT.test(path)) return null;
  try {
    if (decodeURIComponent(path).includes("\0")) return null;
  } catch {
    return null;
  }
  return path;
}
