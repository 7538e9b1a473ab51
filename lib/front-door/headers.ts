import type { FlatHeaders } from "@/lib/page-cache/page";

const PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
const HSTS = "max-age=63072000; includeSubDomains";

/** What steers the framework from inside, or is set by the door itself: a client's own is dropped. */
const STEERING =
  /^(?:x-middleware-|x-nextjs-|x-invoke-|x-now-|x-galley-|x-forwarded-|content-security-policy|(?:x-nonce|x-matched-path|x-real-ip|forwarded)$)/;

/** Whether a header that a client sent is dropped at the door; `name` in lower case. */
export const isDroppedAtTheDoor = (name: string) => STEERING.test(name);

/** What every response carries. */
export function commonHeaders(isTls: boolean): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Frame-Options": "DENY",
    ...(isTls ? { "Strict-Transport-Security": HSTS } : {}),
  };
}

const policy = (parts: string[]) => parts.filter(Boolean).join("; ");

/**
 * The newsroom's policy: scripts by nonce only. In development the framework evaluates code and reloads over a
 * web socket.
 */
export function deskPolicy(nonce: string, isDevelopment: boolean): string {
  return policy([
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "media-src 'self'",
    "frame-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ]);
}

/** The readers' policy: no inline script at all, inlined styles by hash, embeds by exactly their origin. */
export function readerPolicy(styleHashes: string[], frameOrigins: string[]): string {
  return policy([
    "default-src 'none'",
    "script-src 'self'",
    ["style-src 'self'", ...styleHashes].join(" "),
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    frameOrigins.length > 0 ? `frame-src ${frameOrigins.join(" ")}` : "",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ]);
}

/** Nothing may load: JSON, errors, pictures. */
export const CLOSED_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** What a reader's page, feed or sitemap carries besides its own. */
export function readerHeaders(contentPolicy: string, isTls: boolean): FlatHeaders {
  return Object.entries({
    "Content-Security-Policy": contentPolicy,
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    ...commonHeaders(isTls),
  }).flat();
}

/** What an answer carries that nobody may keep. */
export const PRIVATE: Record<string, string> = {
  "Cache-Control": "private, no-store",
  "X-Robots-Tag": "noindex",
  "Referrer-Policy": "no-referrer",
};
