import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

export type Encoding = "br" | "gzip" | "identity";
/** Names and values in turn: what `writeHead` takes as it is. */
export type FlatHeaders = string[];
type Variant = { body: Buffer; headers: FlatHeaders };

/** A finished answer: bytes and headers in every encoding, made once and sent many times. */
export type Page = {
  status: number;
  tags: readonly string[];
  etag: string;
  notModified: FlatHeaders;
  variants: Record<Encoding, Variant>;
  bytes: number;
};

type Content = {
  status: number;
  contentType: string;
  body: Buffer;
  tags: readonly string[];
  cacheControl: string;
  headers: FlatHeaders;
};

/** Makes a page to keep: brotli and gzip at their best. */
export async function makePage(content: Content): Promise<Page> {
  const [small, medium] = await Promise.all([
    brotli(content.body, {
      params: { [zlib.BROTLI_PARAM_QUALITY]: 9, [zlib.BROTLI_PARAM_SIZE_HINT]: content.body.length },
    }),
    gzipped(content.body, { level: 9 }),
  ]);
  return assemble(content, { br: small, gzip: medium, identity: content.body });
}

/** Makes a page to send once: as little work as a good size allows. */
export async function makePassingPage(content: Content): Promise<Page> {
  const small = await brotli(content.body, { params: { [zlib.BROTLI_PARAM_QUALITY]: 4 } });
  return assemble(content, { br: small, gzip: content.body, identity: content.body });
}

function assemble(content: Content, bodies: Record<Encoding, Buffer>): Page {
  // Weak: the same words in each encoding.
  const etag = `W/"${createHash("sha256").update(content.body).digest("base64url").slice(0, 22)}"`;
  const isFresh = content.status === 200;
  const shared = [
    ...["Cache-Control", content.cacheControl, "Vary", "Accept-Encoding"],
    ...(isFresh ? ["ETag", etag] : []),
    ...content.headers,
  ];
  const variantIn = (encoding: Encoding): Variant => {
    const body = bodies[encoding];
    const isEncoded = encoding !== "identity" && body !== content.body;
    const own = ["Content-Type", content.contentType, "Content-Length", String(body.length)];
    return { body, headers: [...own, ...(isEncoded ? ["Content-Encoding", encoding] : []), ...shared] };
  };
  const variants = { br: variantIn("br"), gzip: variantIn("gzip"), identity: variantIn("identity") };
  const bytes = Object.values(variants).reduce(
    (sum, { body, headers }) => sum + body.length + headers.join("").length,
    0,
  );
  return { status: content.status, tags: content.tags, etag, notModified: shared, variants, bytes };
}

/** Sends a page. Nothing is computed here but which encoding, and whether the reader has it already. */
export function sendPage(
  response: ServerResponse,
  page: Page,
  { isHead, acceptEncoding, ifNoneMatch }: { isHead: boolean; acceptEncoding: string; ifNoneMatch: string },
): void {
  if (ifNoneMatch !== "" && page.status === 200 && isSame(ifNoneMatch, page.etag)) {
    response.writeHead(304, page.notModified);
    response.end();
    return;
  }
  const variant = page.variants[bestEncoding(acceptEncoding)];
  response.writeHead(page.status, variant.headers);
  if (isHead) response.end();
  else response.end(variant.body);
}

function isSame(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch === etag || ifNoneMatch === "*") return true;
  const strong = etag.slice(2);
  return ifNoneMatch.split(",").some((candidate) => candidate.trim().replace(/^W\//, "") === strong);
}

const MAX_REMEMBERED = 200;
const remembered = new Map<string, Encoding>();

/** The smallest encoding that an Accept-Encoding header allows. */
export function bestEncoding(acceptEncoding: string): Encoding {
  const known = remembered.get(acceptEncoding);
  if (known) return known;
  const best = readAcceptEncoding(acceptEncoding);
  if (remembered.size < MAX_REMEMBERED) remembered.set(acceptEncoding, best);
  return best;
}

function readAcceptEncoding(header: string): Encoding {
  const weights = new Map<string, number>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    weights.set(name, weight ? Number(weight.slice(2)) : 1);
  }
  const allows = (name: string) => (weights.get(name) ?? weights.get("*") ?? 0) > 0;
  if (allows("br")) return "br";
  return allows("gzip") ? "gzip" : "identity";
}
