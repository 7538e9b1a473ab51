import { LIMITS } from "./limits.ts";

const schemes = new Set(["https:", "http:", "mailto:", "tel:"]);

/**
 * Whether an address may stand in a document: an absolute https, http, mailto or tel address, or a path of this site
 * that begins with exactly one slash. Addresses with spaces, control characters or backslashes at either end or inside are
 * refused rather than repaired: browsers repair them differently, and that is how script addresses slip through.
 */
export function isSafeHref(href: unknown): href is string {
  if (typeof href !== "string" || href.length === 0 || href.length > LIMITS.url) return false;
  if (!href.isWellFormed() || unsafeCharacters.test(href)) return false;
  if (href.startsWith("/")) return !href.startsWith("//");
  // URL turns "https:host" and "https:/host" into "https://host"; only the plain spelling is taken.
  if (/^https?:/i.test(href) && !/^https?:\/\/[^/]/i.test(href)) return false;
  try {
    return schemes.has(new URL(href).protocol);
  } catch {
    return false;
  }
}

/** As `isSafeHref`, and on the web: what pictures, embeds and sources may point to. */
export function isWebAddress(href: unknown): href is string {
  return isSafeHref(href) && /^https?:/i.test(href);
}

// Control characters, every kind of white space, backslash, quotes and angle brackets (percent-encoded in a real address),
// zero-width and bidirectional controls.
const unsafeCharacters = /[\p{Cc}\p{Cf}\p{Z}\\"<>`]/u;
